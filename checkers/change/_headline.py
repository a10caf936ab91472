"""The change that a headline states, against the levels and the changes of the text."""

from __future__ import annotations

from collections.abc import Iterator

from checkers._gather import Figure, Index, Sentence
from checkers._gather.compared import clause, headlined, stated_way, stems_of, stems_of_text
from checkers._judge import told
from checkers._repair import repairs
from checkers._slip import SCALE
from checkers._verdict import Verdict
from checkers.change._in_turn import time_of
from checkers.change._pairs import of_change, pairs_by_period, pairs_of
from checkers.change._weighing import CODE, OTHER_BASE, near_miss, opposite, weighed

_OPENING = 2
_SHARED = 2
_SOON = 4


def in_headline(index: Index, told_of: list[tuple[Figure, Figure, Figure]]) -> Iterator[Verdict]:
    """A change in the headline against the two levels that the text soon gives of the same thing.

    told_of: the changes of the text itself that hold, each with its levels.
    """
    title = next((s for s in index.sentences if s.heading), None)
    if title is None or title.index > 1 or OTHER_BASE & title.cues:
        return
    for stated in title.figures:
        way = stated_way(index, stated)
        if stated.kind not in ("percent", "points") or way not in ("up", "down"):
            continue
        held = [(new, old) for _, new, old in told_of if new.sentence is old.sentence]
        pairs = [
            (sentence, new, old)
            for sentence in index.sentences
            if sentence is not title and sentence.index <= _SOON
            for new, old in dict.fromkeys(
                [
                    *pairs_of(index, sentence),
                    *pairs_by_period(index, sentence),
                    *(pair for pair in held if pair[0].sentence is sentence),
                ]
            )
            if headlined(index, title, new, words=True)
        ]
        if not pairs:
            pairs = _first_change(index, title, stated, told_of)
        if len(pairs) != 1 or OTHER_BASE & pairs[0][0].cues or _told_elsewhere(index, stated, pairs[0][1]):
            continue
        _, new, old = pairs[0]
        if (stated.kind == "points") != (new.kind == "percent"):
            continue
        verdict = weighed(index, title, stated, new, old, down=way == "down")
        if verdict is None or verdict.outcome == "discrepancy":
            if verdict is None or not (
                near_miss(verdict) or opposite(verdict) or (verdict.fits and verdict.fits[0].rank <= SCALE)
            ):
                continue
            if _again(index, stated, way):
                continue  # the text has it too: it is the headline's of something else
            verdict.certainty = "likely"
            # The text bears its own change out: an edit there would mend nothing.
            own = stated.claim
            verdict.fits = [f for f in verdict.fits if f.edit is None or own.start <= f.edit.start < own.end]
        else:
            verdict = _not_the_same(index, stated, way, [c for c, n, o in told_of if (n, o) == (new, old)]) or verdict
        yield verdict


def _told_elsewhere(index: Index, stated: Figure, new: Figure) -> bool:
    """True where what the headline's change is of is told in the text, and the level is of something else: sales, profit."""
    measure = stated.claim.measure
    if not measure or measure == new.claim.measure:
        return False
    stems = stems_of_text(measure)
    here = stems_of(index, *clause(index, new)) | stems_of_text(new.claim.measure or "")
    return stems.isdisjoint(here) and any(
        f.claim.measure == measure and f.sentence is not stated.sentence and f.sentence.index <= _SOON
        for f in index.figures
    )


def _not_the_same(index: Index, stated: Figure, way: str, own: list[Figure]) -> Verdict | None:
    """A headline's change that round levels would allow ("$2.36 billion from $2 billion"), where the text says another."""
    q = stated.claim.quantity
    assert q is not None
    others = [f for f in own if f.kind == stated.kind and f.claim.quantity is not None]
    if len(others) != 1 or _again(index, stated, way):
        return None
    o = others[0].claim.quantity
    assert o is not None
    if q.usual.meets(o.usual) or q.rounded.meets(o.usual) or q.usual.meets(o.rounded):
        return None
    roles = [("change", stated.claim), ("first", others[0].claim)]
    fits = [fit for _, fit in repairs(stated.claim, o.near)][:2]
    because = f"the headline says {told(stated.claim)}, the text {told(others[0].claim)}"
    return Verdict(CODE, "discrepancy", roles, because, "likely", fits, found=q.usual, expected=o.usual, unit=q.unit)


def _first_change(
    index: Index, title: Sentence, stated: Figure, told_of: list[tuple[Figure, Figure, Figure]]
) -> list[tuple[Sentence, Figure, Figure]]:
    """The only change that the opening gives with its levels, whatever it calls them, if it shares the headline's words."""
    first = [t for t in told_of if t[0].sentence.index <= _OPENING and t[0].kind == stated.kind]
    if len(first) != 1 or sum(f.kind == stated.kind for f in title.figures) > 1:
        return []
    change_of, new, old = first[0]
    sentence = change_of.sentence
    others = [f for f in sentence.figures if f.kind == stated.kind and f is not change_of and of_change(f)]
    shared = stems_of(index, title.first, title.after) & stems_of(index, sentence.first, sentence.after)
    here = stems_of_text(index.text(sentence.first, sentence.after))
    if stated.claim.measure and stems_of_text(stated.claim.measure).isdisjoint(here):
        return []  # "Ashby Town cuts loss by 28%", "Ashby Town cut its debt by 18%": only the name is shared
    times = [{time_of(f) for f in s.figures if f.kind == "date"} - {None} for s in (title, sentence)]
    opening = next(s for s in index.sentences if any(f.kind != "date" for f in s.figures) and not s.heading)
    common = len(shared) + bool(times[0] & times[1])
    if (
        others
        or stated_way(index, stated) != stated_way(index, change_of)
        or common < _SHARED + (sentence is not opening)
    ):
        return []
    return [(sentence, new, old)] if new.sentence is old.sentence is sentence else []


def _again(index: Index, stated: Figure, way: str) -> bool:
    """True where the text gives the same change as its headline."""
    q = stated.claim.quantity
    return q is not None and any(
        f.sentence is not stated.sentence
        and f.claim.quantity is not None
        and f.claim.quantity.value is not None
        and f.claim.quantity.near.meets(q.near)
        and stated_way(index, f) in (way, None)
        for f in index.same_unit(stated.kind, stated.unit)
    )
