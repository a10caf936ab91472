"""The old and the new value of a sentence, by its grammar and by the times that they are of."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from checkers._gather import Figure, Index, Sentence
from checkers._gather.compared import another_subject
from checkers._gather.pairs import alike, is_base, of_ratio
from checkers._gather.terms import said as worded
from checkers.change._weighing import LED, OLD

_APART = 10
_OWN_WORDS = 4


def pairs_of(index: Index, sentence: Sentence) -> Iterator[tuple[Figure, Figure]]:
    """(new, old): an old figure is led by FROM or THAN; the new one is led by TO or stands nearest before it."""
    figures = [
        f
        for f in sentence.figures
        if (f.level or (f.kind == "percent" and f.claim.quantity is not None)) and not of_ratio(index, f)
    ]
    for old in figures:
        if (arrived := _arrival(index, sentence, old)) is not None:
            yield arrived, old
            continue
        if not old.leads or old.leads[0] not in OLD or old.lead_words > 4 or old.kind == "age":
            continue
        if old.kind == "duration" and (old.leads[0] != "FROM" or sentence.figures[old.order - 1].kind != "date"):
            continue  # "to 31 weeks in March from 38 weeks": no "from 2 to 3 weeks"
        if "EXPECTED" in old.leads or "EXPECTED" in old.tails or not _led_closely(index, old):
            continue
        departs = _han(index, old) and _departs(index, sentence, old)
        best: Figure | None = None
        best_rank = None
        for new in figures:
            if (
                new is old
                or not alike(index, new, old)
                or (new.leads and new.leads[0] in OLD)
                or is_base(index, new)
                or new.depth > old.depth
                or (old.kind == "duration" and new.leads[:1] != ("TO",))
                or (departs and new.order < old.order)  # 由25%降到20%: what it came to stands behind
            ):
                continue
            if new.opens or (old.opens and not right_behind(sentence, new, old)):
                continue
            is_change = of_change(new) and not (new.leads and "TO" in new.leads[:1])
            if is_change and new.kind in ("percent", "points") and not (new.leads and "TO" in new.leads):
                continue
            if is_change and _said_twice(index, sentence, new):
                continue  # up £92 or 5.0% from £1,834: by both, to neither
            edges = index.edges_between(new, old)
            if edges >= _APART:
                continue
            distance = abs(new.order - old.order)
            rank = (
                0 if "TO" in new.leads[:2] and not _overtaken(index, sentence, new, old) else 1,
                distance + (3 if new.order > old.order and not (new.leads and "TO" in new.leads) else 0),
            )
            if best_rank is None or rank < best_rank:
                best, best_rank = new, rank
        if best is not None:
            yield best, old


def _overtaken(index: Index, sentence: Sentence, new: Figure, old: Figure) -> bool:
    """True where another level stands nearer: "borrowings at £655m, leaving net debt of £243m, down 18% from £298m"."""
    return any(
        f.level
        and f.leads[:1] in (("OF",), ("RESULT",))
        and "EXPECTED" not in f.leads + f.tails
        and f.depth == new.depth
        and alike(index, f, old)
        and not of_change(f)
        for f in sentence.figures[new.order + 1 : old.order]
    )


def _said_twice(index: Index, sentence: Sentence, figure: Figure) -> bool:
    """True for a change said as an amount and, beside it with "or", as a rate."""
    neighbours = sentence.figures[max(0, figure.order - 1) : figure.order] + sentence.figures[figure.order + 1 :][:1]
    for other in neighbours:
        first, last = sorted((figure, other), key=lambda f: f.first)
        joined = any(index.entry(k).get("join") == "or" for k in range(first.after, last.first))
        if other.kind in ("percent", "points") and of_change(other) and joined and last.first - first.after <= 4:
            return True
    return False


def _arrival(index: Index, sentence: Sentence, old: Figure) -> Figure | None:
    """The new figure of 由年初的6300人增至7056人: a word of coming from before the old one, of change before the new."""
    if not _departs(index, sentence, old) and not _moves(index, old):
        return None
    rest = [f for f in sentence.figures[old.order + 1 :] if f.kind not in ("date", "time")]
    new = rest[0] if rest else None
    if new is None or not (new.level or new.kind == "percent") or not alike(index, new, old):
        return None
    if index.edges_between(old, new) or (new.leads[:1] and new.leads[0] in OLD):
        return None
    between = range(old.after, new.first)
    moves = worded("moves_to", index.text(old.after, new.first)) or _moves(index, old)
    return new if moves or any("direction" in index.entry(k) for k in between) else None


def _departs(index: Index, sentence: Sentence, old: Figure) -> bool:
    """True where a word of coming from stands before a figure, and no other figure but a date between."""
    low = max([sentence.first, old.first - LED] + [f.after for f in sentence.figures[: old.order] if f.kind != "date"])
    window = index.text(low, old.first)
    return (old.level or old.kind == "percent") and worded("comes_from", window)


def _moves(index: Index, old: Figure) -> bool:
    """True where a word of becoming stands right behind a figure: 5.51元变为5.10元."""
    return old.level and worded("becomes", index.text(old.after, min(old.after + 2, len(index.tokens))))


def right_behind(sentence: Sentence, new: Figure, old: Figure) -> bool:
    """True where a bracketed old value stands right behind the new one: £168,200 (from £157,200)."""
    return new.order < old.order and all(f.kind == "date" for f in sentence.between(new, old))


def pairs_after_changes(index: Index, sentence: Sentence) -> list[tuple[Figure, Figure, Figure]]:
    """(new, old, change) of "94,680, up 12% on the 84,500": the old value right behind the change, led by ON or ABOVE."""
    out: list[tuple[Figure, Figure, Figure]] = []
    olds: list[Figure] = []
    for stated, old in itertools.pairwise([f for f in sentence.figures if f.kind != "date"]):
        if stated.kind not in ("percent", "points") or not stated.claim.quantity or not old.claim.quantity:
            continue
        compared = stated.tails[:1] in (("UP",), ("DOWN",), ("MORE",), ("FEWER",))
        if not of_change(stated) and not compared and "hedge" not in index.entry(stated.after):
            continue
        gap = range(stated.after, old.first)
        if not 0 < len(gap) <= LED or not (old.level or old.kind == "percent") or old.depth != stated.depth:
            continue
        if not worded("against", index.text(stated.after, old.first)) or len(index.words(stated.after, old.first)) > 1:
            continue
        before = [
            f
            for f in sentence.figures[: stated.order]
            if f.depth <= stated.depth
            and f.kind not in ("date", "ordinal", "time")
            # a stretch of time ("two years ahead") is no change of a level, and what stands before it is another matter
            and not (of_change(f) and f.kind != "duration")
        ]
        if not before or index.edges_between(stated, old):
            continue
        new = before[-1]
        olds.append(old)
        if out and out[-1][1] is new and "AND" in sentence.cues:
            # "0.6% more than the £266,800 of December and 4.7% above the £256,350 of last January"
            new = out[-1][0]
        elif (
            new in olds
            or new.leads[:1] == ("FROM",)  # "up 5% from $96.8m a week earlier but 15% below the $118.9m of 2023"
            or index.edges_between(new, stated) > 2
            or len(index.words(new.after, stated.first)) > _OWN_WORDS
            or another_subject(index, new, stated)
        ):
            continue
        if not alike(index, new, old):
            continue
        if old.kind == "duration":
            continue
        out.append((new, old, stated))
    return out


def _led_closely(index: Index, old: Figure) -> bool:
    """In Han text the compared figure follows its cue, a date or an attributive mark at once (比去年同期的4540.5)."""
    k = old.first - 1
    while k >= 0 and "hedge" in index.entry(k):
        k -= 1
    if not _han(index, old):
        return True
    owner = index.owner.get(k)
    entry = index.entry(k)
    return (owner is not None and owner.kind == "date") or "of" in entry or entry.get("cue") in OLD


def _han(index: Index, figure: Figure) -> bool:
    """True where Han text stands before a figure."""
    t = index.tokens
    k = figure.first - 1
    while k >= 0 and "hedge" in index.entry(k):
        k -= 1
    return k >= 0 and not t.text[k].isascii()


def pairs_by_period(index: Index, sentence: Sentence) -> Iterator[tuple[Figure, Figure]]:
    """(new, old): the only two levels of one unit in a sentence, each of its own time: "September 5.7, August 5.8"."""
    levels = [
        f
        for f in sentence.figures
        if f.level and f.depth == 0 and not of_change(f) and f.kind not in ("duration", "age")
    ]
    led = [f for f in levels if {"FROM", "THAN"} & set(f.leads[:2])]
    # A semicolon ends what a comparison is of.
    levels = [f for f in levels if all(index.edges_between(f, g) >= _APART for g in led if g is not f) and f not in led]
    for at, a in enumerate(levels):
        rest = [f for f in levels if f is not a and alike(index, a, f) and index.edges_between(a, f) < _APART]
        if len(rest) > 1:
            # a bare number may be of any unit: one of the same is nearer
            rest = [f for f in rest if (f.kind, f.unit) == (a.kind, a.unit)] or rest
        if len(rest) != 1 or levels.index(rest[0]) < at:
            continue
        b = rest[0]
        earlier = [f for f in (a, b) if same_period(index, sentence, f)]
        if len(earlier) == 1:
            yield (b, a) if earlier[0] is a else (a, b)
            continue
        pa, pb = a.claim.period, b.claim.period
        if (
            pa is None
            or pb is None
            or pa.start is None
            or pb.start is None
            or pa.end is None
            or pb.end is None
            or pa.start == pb.start
        ):
            continue
        lengths = sorted(((pa.end - pa.start).days + 1, (pb.end - pb.start).days + 1))
        if lengths[1] > lengths[0] * 1.2 + 2 or index.edges_between(a, b) >= _APART:
            continue
        yield (a, b) if pa.start > pb.start else (b, a)


def same_period(index: Index, sentence: Sentence, figure: Figure) -> bool:
    """True where "the same period of the previous year" stands right beside the figure."""
    for order in (figure.order - 1, figure.order + 1):
        if 0 <= order < len(sentence.figures):
            other = sentence.figures[order]
            gap = max(figure.first - other.after, other.first - figure.after)
            if other.claim.reading == "same-period" and gap <= 3 and not index.edges_between(other, figure):
                return True
    return False


def of_change(figure: Figure) -> bool:
    """True for a figure that says by how much something rose or fell."""
    q = figure.claim.quantity
    if q is None or (q.value is None and q.ends is None):
        return False
    leads = figure.leads[:2]
    if "TO" in figure.leads[:1]:
        return False
    if q.direction is not None and not (leads and leads[0] in ("FROM", "THAN")):
        return True
    if leads[:1] and leads[0] in OLD and figure.tails[:1] in (("UP",), ("DOWN",)):
        return False  # 由149元提高到1508元
    return bool(figure.tails) and figure.tails[0] in ("MORE", "FEWER", "UP", "DOWN")
