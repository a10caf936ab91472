"""Which of the changes that a sentence states belong to a pair of an old and a new value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checkers._gather import Figure, Index, Sentence
from checkers._gather.compared import another_subject, clause, stated_way
from checkers._gather.pairs import alike
from checkers._gather.runs import beside
from checkers._gather.terms import said as worded
from checkers._gather.terms import terms
from checkers._slip import SCALE
from checkers._verdict import Verdict
from checkers.change._pairs import of_change, same_period
from checkers.change._weighing import near_miss, of_each

_PARTS = frozenset(",;，；")
_DASHES = frozenset(":–—：")
_PARTING = frozenset(("join", "direction"))
_OF_CHANGE = frozenset(("direction", "cue", "hedge", "join", "article", "link", "hinge"))


def of_other_years(index: Index, stated: Figure, new: Figure, old: Figure) -> bool:
    """True for a change on the year beside two levels that are of less, or more, than a year apart: 二季度同比增长15%."""
    spans = [f.claim.period for f in (new, old)]
    starts = [p.start for p in spans if p is not None and p.start is not None]
    yearly = any(term.value == "year" for term in terms("against_time", index.text(*clause(index, stated))))
    if not yearly or len(starts) < len(spans) or same_period(index, stated.sentence, old):
        return False
    return starts[0] != starts[1] and (starts[0].year - starts[1].year, starts[0].month) != (1, starts[1].month)


def of_several(verdicts: list[Verdict]) -> Iterator[Verdict]:
    """What is to be said of one change that may be of several levels against one: that it is right of one of them.

    "6,240 freshmen, including 4,680 undergraduates and 1,380 masters, and the previous year was 6,000, up 4%"
    """
    if len({id(dict(v.roles)["new"]) for v in verdicts}) == 1:
        yield from verdicts
        return
    held = [v for v in verdicts if v.outcome == "holds"]
    if held:
        yield held[0]
        return
    first = verdicts[0]
    if first.outcome == "discrepancy" and first.fits and first.fits[0].rank <= SCALE and near_miss(first):
        first.certainty = "likely"
        yield first


def of_nearest(index: Index, tries: Sequence[list[Verdict]]) -> list[list[Verdict]]:
    """The verdicts, a list for each change and old value, without those of a change that is against another old value.

    "比3月的3715套增长13.1%，比去年4月的5122套下降18.0%": 13.1% stands in the clause of the first, and it holds of it.
    """
    kept: list[list[Verdict]] = []
    for verdicts in tries:
        stated, old = (dict(verdicts[0].roles)[role] for role in ("change", "old"))
        rivals = [
            v for found in tries for v in found if dict(v.roles)["change"] is stated and dict(v.roles)["old"] is not old
        ]
        if rivals and all(v.outcome != "holds" for v in verdicts):
            change_of = index.by_id[id(stated)]
            apart, nearest = (
                min(index.edges_between(change_of, index.by_id[id(dict(v.roles)["old"])]) for v in some)
                for some in (verdicts, rivals)
            )
            if nearest < apart or any(v.outcome == "holds" for v in rivals):
                continue
        kept.append(verdicts)
    return kept


def changes_of(index: Index, sentence: Sentence, new: Figure, old: Figure) -> Iterator[Figure]:
    """The stated changes that qualify this pair: nearest in the sentence, no other pair between."""
    best: list[tuple[int, Figure]] = []
    for figure in sentence.figures:
        said_so = figure.kind == "percent" and stated_way(index, figure) in ("up", "down")
        if figure in (new, old) or not (of_change(figure) or said_so):
            continue
        if figure.kind in ("percent", "points"):
            if figure.kind == "points" and new.kind != "percent":
                continue
            bare = figure.kind == new.kind and figure.order > new.order and not (figure.leads or figure.tails)
            if bare and beside(index, new, figure):
                # "from 62% to 71%, 76% and 83%": the list of what it came to goes on.
                continue
        elif figure.kind == "ratio" or not alike(index, figure, new) or of_each(figure, new):
            continue
        if figure.opens and figure.depth > 0 and figure.kind != "percent":
            continue
        low, high = min(new.order, old.order), max(new.order, old.order)
        distance = 0 if low < figure.order < high else min(abs(figure.order - low), abs(figure.order - high))
        if distance > 1 and not _transparent(sentence, figure, new, old):
            continue
        if figure.order < low and _led_away(index, figure, min(new.first, old.first)):
            # "Profit rose 30% and sales climbed to $450 million from …"
            continue
        if new.order < figure.order < old.order and another_subject(index, new, figure):
            # "Profit was £4m and turnover was 12% above the £3m plan"
            continue
        if figure.order > high and _own_subject(index, max(new.after, old.after), figure):
            # "…, and yields on land without irrigation dropped 6%": what changed there is something else.
            continue
        if new.order == figure.order + 1 and worded("against", index.text(figure.after, new.first)):
            continue  # "up 5% from $96.8m a week earlier but 15% below the $118.9m of 2023": 15% is against that
        nearest = new if abs(figure.order - new.order) <= abs(figure.order - old.order) else old
        if index.edges_between(figure, nearest) >= 2:
            continue
        if index.edges_between(figure, nearest) >= 10:
            continue
        best.append((distance, figure))
    if not best:
        return
    least = min(d for d, _ in best)
    seen: set[str] = set()
    for distance, figure in best:
        if distance == least and figure.kind not in seen:
            seen.add(figure.kind)
            yield figure


def _led_away(index: Index, figure: Figure, end: int) -> bool:
    """True where a change a year is meant, or a clause that names something else stands between a change and its pair."""
    k = figure.after
    if ("article" in index.entry(k) or index.entry(k).get("cue") == "PER") and index.entry(k + 1).get("duration"):
        return True
    between = range(figure.after, end)
    parted = any(
        index.tokens.text[k] in _PARTS or not _PARTING.isdisjoint(index.entry(k))
        for k in between
        if k not in index.owner
    )
    return parted and _own_subject(index, figure.after, index.owner[end])


def _own_subject(index: Index, low: int, figure: Figure) -> bool:
    """True where a word that neither says a change nor what it is against stands before a change behind its pair."""
    t = index.tokens
    if any(k not in index.owner and worded("contrast", index.text(k, k + 1)) for k in range(low, figure.first)):
        return True  # and no "before" of "the year before"
    low = _apposition(index, low, figure)
    times = terms("against_time", index.text(low, figure.first))
    for k in range(low, figure.first):
        at = t.start[k] - t.start[low]
        if k in index.owner or not index.words(k, k + 1) or not _OF_CHANGE.isdisjoint(index.entry(k)):
            continue
        if not any(term.start <= at < term.end for term in times):
            return True
    return False


def _apposition(index: Index, low: int, figure: Figure) -> int:
    """Where "an increase of 4%" begins behind a comma, which says of the pair before it what no words between change."""
    t = index.tokens
    for k in range(figure.first - 1, low - 1, -1):
        if t.text[k] in _PARTS or t.text[k] in _DASHES:
            named = {cue for m in range(k + 1, figure.first) for cue in index.entry(m)}
            return k + 1 if {"article", "direction"} <= named else low
    return low


def _transparent(sentence: Sentence, figure: Figure, new: Figure, old: Figure) -> bool:
    """True where only dates, durations and bracketed figures stand between the change and its pair."""
    near = min((new, old), key=lambda f: abs(f.order - figure.order))
    return all(f.kind in ("date", "duration", "time", "ordinal") or f.opens for f in sentence.between(figure, near))
