"""Levels alone: two that go the other way than the verb says, and gaps between two shares."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checkers._gather import Figure, Index, Sentence
from checkers._gather.compared import _dated
from checkers._gather.terms import ends_with
from checkers._gather.terms import said as worded
from checkers._judge import said, told
from checkers._verdict import Fit, Verdict
from checkers.change._pairs import same_period
from checkers.change._weighing import BEFORE_FROM, CODE, LED, OLD, OTHER_BASE, change, inverse_measure, points_edit
from claims.quantity import Range


def gaps(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """{a} … {b}, lower by {gap}: a gap between two shares that is given in percent is in percentage points.

    Only that slip is looked for: what else the gap may be against, the words alone do not settle.
    """
    for gap in sentence.figures:
        q = gap.claim.quantity
        if (
            gap.kind not in ("percent", "points")
            or q is None
            or q.value is None
            or not {"MORE", "FEWER"} & {*gap.leads[:1], *gap.tails[:1]}
            or worded("against", index.text(gap.first - 1, gap.first))
        ):
            continue
        before = [
            f
            for f in sentence.figures[: gap.order]
            if f.kind == "percent" and f.claim.quantity is not None and f.claim.quantity.value is not None
        ]
        plain = [f for f in sentence.figures[before[0].order : gap.order] if not f.depth] if before else []
        if len(before) != 2 or len(plain) > 3:
            continue  # "71.9% (230 of 320), and that of the others 60.0% (96 of 160), so it was 11.9 % higher"
        a, b = before[0].claim.quantity, before[1].claim.quantity
        assert a is not None and b is not None
        first, second = (a, b) if a.middle >= b.middle else (b, a)
        if not change(second.logical, first.logical, percent=False).meets(q.logical):
            continue
        roles = [("change", gap.claim), ("new", before[1].claim), ("old", before[0].claim)]
        difference = said(first.middle - second.middle, 2)
        if gap.kind == "points":
            yield Verdict(CODE, "holds", roles, f"{told(before[0].claim)} - {told(before[1].claim)} = {difference}")
        elif not change(second.logical, first.logical, percent=True).meets(q.logical) and second.middle:
            relative = said(change(Range.point(second.middle), Range.point(first.middle), percent=True).middle)
            yield Verdict(
                CODE,
                "discrepancy",
                roles,
                f"{told(before[0].claim)} and {told(before[1].claim)} are {relative} % apart; "
                f"in percentage points {difference}",
                "likely",
                [Fit(f"{told(gap.claim)} is in percentage points", points_edit(gap.claim))],
            )


def pair_turned(index: Index, sentence: Sentence, new: Figure, old: Figure) -> Verdict | None:
    """The verb right before a pair goes one way, the figures the other: climbed to £4.2m from £5.1m."""
    nq, oq = new.claim.quantity, old.claim.quantity
    if nq is None or oq is None or nq.value is None or oq.value is None or nq.hedge is not None or oq.hedge is not None:
        return None
    moved = nq.direction == oq.direction or (oq.direction is None and new.order == old.order + 1)
    if nq.direction is None or not moved or new.depth or old.depth:
        return None
    if any(f.kind not in ("date", "time") for f in sentence.between(new, old)) or index.edges_between(new, old) > 1:
        return None
    first, last = sorted((new, old), key=lambda f: f.order)
    if len(index.words(first.after, last.first)) > (first.kind == "count"):
        return None  # "41% in the north from 45% in the south"
    if first is old and any("direction_near" in index.entry(k) for k in range(old.first - BEFORE_FROM, old.first)):
        return None  # "lost from 30,000 to 50,000 inhabitants"
    window = index.text(max(sentence.first, old.first - LED), old.first)
    if not worded("comes_from", window) or sentence.cues & {*OTHER_BASE, "EXPECTED", "NOT"}:
        return None
    ways = {*first.leads, *(old.tails if first is old else ())}
    if first is old and any("direction" in index.entry(k) for k in range(old.after, new.first)):
        ways.add("UP")  # 从120元降至150元
    if not {"UP", "DOWN"} & ways or oq.value <= 0 or nq.value <= 0:
        return None
    return _against_verb(index, new, old, up=nq.direction == "up")


def turned_behind(index: Index, sentence: Sentence, new: Figure, old: Figure) -> Verdict | None:
    """{new}, up from {old}; eased to {new} in June, compared with {old} in March: the way that is said is not that of the two."""
    nq, oq = new.claim.quantity, old.claim.quantity
    if nq is None or oq is None or nq.value is None or oq.value is None or nq.hedge is not None or oq.hedge is not None:
        return None
    if old.order < new.order or new.depth or old.depth or new.kind == "number" or index.edges_between(new, old) > 1:
        return None
    if sentence.cues & {*OTHER_BASE, "EXPECTED", "NOT"} or nq.value <= 0 or oq.value <= 0:
        return None
    if any(f.kind not in ("date", "time") for f in sentence.between(new, old)):
        return None
    found = ends_with("moved_from", index.text(new.after, old.first))
    way = found.value if found is not None else None
    if way is None and nq.direction is not None and new.leads[:2] in (("TO", "UP"), ("TO", "DOWN")):
        times = [_dated(index, f) for f in (old, new)]
        earlier = same_period(index, sentence, old) or (times[0] and times[1] and times[0] < times[1])
        compares = old.leads[:1] and old.leads[0] in OLD
        way = nq.direction if earlier and compares else None
    return _against_verb(index, new, old, up=way == "up") if way is not None else None


def _against_verb(index: Index, new: Figure, old: Figure, *, up: bool) -> Verdict | None:
    """A verdict if two levels go the other way than is said of them."""
    nq, oq = new.claim.quantity, old.claim.quantity
    assert nq is not None and oq is not None
    higher, lower = (oq, nq) if up else (nq, oq)
    roles = [("new", new.claim), ("old", old.claim)]
    if nq.logical.meets(oq.logical) or higher.middle < lower.middle:
        return None
    first = min(new, old, key=lambda f: f.order)
    if inverse_measure(index, first) or not Fraction(1, 3) <= nq.middle / oq.middle <= 3:
        return None
    because = (
        f"{told(new.claim)} is {'less' if up else 'more'} than {told(old.claim)}, so it {'fell' if up else 'rose'}"
    )
    fits = [Fit("it fell, not rose" if up else "it rose, not fell"), Fit("the two figures are the other way round")]
    return Verdict(CODE, "discrepancy", roles, because, "likely", fits)
