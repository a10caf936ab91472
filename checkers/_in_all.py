"""What so many times so much come to in all ("three a week for eight weeks, 24 in all"): a part of `product`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import said as stands
from checkers._gather.terms import starts_with, terms
from checkers._judge import of_product, said, told, weigh
from checkers._slip import counted
from checkers._verdict import Verdict

CODE = "product"
_WAY = 48
_MOST = 12
_SHORT = 30


def in_all(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """{number} a week for {time}, {amount} in all; {price} for each of {number}, at a cost of {amount}."""
    figures = [f for f in sentence.figures if f.kind not in ("date", "time", "ordinal") and f.claim.cell is None]
    for at, amount in enumerate(figures):
        if at < 2 or not _whole(index, figures[at - 1], amount):
            continue
        rate, number = _factors(index, figures[at - 2], figures[at - 1])
        if rate is None or number is None or not all(map(_plain, (rate, number, amount))):
            continue
        money = "money" in (rate.kind, amount.kind)
        if money and (rate.kind, _unit(rate)) != (amount.kind, _unit(amount)):
            continue
        if not money and amount.kind not in ("number", rate.kind):
            continue
        yield from _weigh(amount, rate, number)


def _unit(figure: Figure) -> str:
    return (figure.unit or "").partition("/")[0]


def _plain(figure: Figure) -> bool:
    q = figure.claim.quantity
    return q is not None and q.value is not None and q.value > 0 and q.direction is None


def _whole(index: Index, before: Figure, amount: Figure) -> bool:
    """True where words call an amount what the two before it come to."""
    prose = index.tokens.prose
    between = prose[before.claim.end : amount.claim.start]
    if len(between) > _WAY or any(mark in between for mark in ".;。；"):
        return False
    behind = prose[amount.claim.end : min(amount.sentence.end, amount.claim.end + _SHORT)]
    return stands("comes_to_all", between) or starts_with("in_all_behind", behind) is not None


def _factors(index: Index, a: Figure, b: Figure) -> tuple[Figure | None, Figure | None]:
    """(what there is for each, how many): "three a week for eight weeks", "$750 to each of 1,860 homes", 12注，每注55萬元."""
    prose = index.tokens.prose
    between = prose[a.claim.end : b.claim.start]
    if len(between) > _WAY or any(mark in between for mark in ".;。；"):
        return None, None
    if b.kind == "duration" and a.kind in ("count", "number", "measure", "money"):
        times = [t.value for t in terms("per_time", between)]
        return (a, b) if times == [b.unit] or (a.unit or "").endswith(f"/{b.unit}") else (None, None)
    if a.kind == "money" and b.kind in ("count", "number"):
        return (a, b) if stands("to_each", between) else (None, None)
    if a.kind in ("count", "number", "measure") and b.kind == "money":
        behind = prose[b.claim.end : b.claim.end + _SHORT]
        each = starts_with("for_each_behind", behind) is not None or _by_name(prose, a, b)
        return (b, a) if each else (None, None)
    return None, None


def _by_name(prose: str, counted: Figure, rate: Figure) -> bool:
    """True where the measure word of a count comes again behind a word for each: 共12注，每注派55萬元."""
    between = prose[counted.claim.end : rate.claim.start]
    names = {prose[counted.claim.end - 1], between[:1]}
    return any(between[t.end : t.end + 1] in names for t in terms("each_han", between))


def _weigh(amount: Figure, rate: Figure, number: Figure) -> Iterator[Verdict]:
    a, r, n = (f.claim for f in (amount, rate, number))
    assert a.quantity is not None
    assert r.quantity is not None
    assert n.quantity is not None
    made = r.quantity.middle * n.quantity.middle
    because = f"{told(r)} times {told(n)} is {said(made, 2)}"
    equations = of_product("amount", "rate", "number")
    roles = [("amount", a), ("rate", r), ("number", n)]
    verdict = weigh(CODE, roles, equations, because, unit=amount.unit, cap="likely", ranges=counted)
    if verdict.outcome == "discrepancy":
        times = a.quantity.middle / made
        scale = any(fit.rank <= 3 for fit in verdict.fits)
        if not scale and not Fraction(1, _MOST) < times < _MOST:
            return
    yield verdict
