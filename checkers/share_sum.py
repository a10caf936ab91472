"""Shares of one whole do not add up to more than the whole.

> Locals made up 62 %, visitors accounted for 27 % and the rest of the country accounted for 11 %.
= "62 %" 62 % + 27 % + 11 % = 100

> Locals accounted for 72 %, visitors accounted for 27 % and the rest of the country accounted for 11 %.
!! "72 %" 72 % + 27 % + 11 % = 110 ~ 62

> In the poll 47 percent were for it, 39 percent against it, and 12 percent had no answer.
? "47 percent" 98

> Of the sites 62 % have power, 70 % have water and 40 % have both.

> Sales rose 62 % in May, 27 % in June and 31 % in July.

> Shares of oil fell to 60 %, gas made up 30 % and coal made up 25 % of the total a year before.

Rule: k shares of one whole add up to 100 at the most, and may miss it by k / 2 units of their last digit. Each must be said
to make up part of a whole, with no direction and no answer that several may give.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checkers._context import Context
from checkers._gather import Figure, Index
from checkers._judge import said, strict, told
from checkers._repair import repairs
from checkers._verdict import Verdict
from claims.quantity import Range

CODE = "share-sum"
_MOST = 130


def share_sum(shares: list[Range]) -> Range:
    """The sum of the shares, in percent."""
    out = Range.point(0)
    for share in shares:
        out = out + share
    return out


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        percents = [
            f
            for f in sentence.figures
            if f.kind == "percent"
            and f.claim.quantity is not None
            and f.claim.quantity.value is not None
            and f.claim.quantity.direction is None
            and f.depth == 0
            and f.claim.cell is None
        ]
        if len(percents) < 3 or any(
            f.kind == "percent" and f.claim.quantity is not None and f.claim.quantity.direction
            for f in sentence.figures
        ):
            continue
        said_of = [f for f in percents if "SHARE" in f.leads[:2]]
        sure = len(said_of) >= len(percents) - 1 and not any({"FROM", "THAN"} & set(f.leads[:1]) for f in percents)
        verdict = _weigh(percents, sure)
        if verdict is not None:
            yield verdict


def _weigh(percents: list[Figure], sure: bool) -> Verdict | None:
    quantities = [f.claim.quantity for f in percents if f.claim.quantity is not None]
    added = sum((q.middle for q in quantities), Fraction(0))
    spread = share_sum([q.logical for q in quantities])
    slack = sum((Fraction(q.step) for q in quantities), Fraction(0)) / 2
    roles = [("share", f.claim) for f in percents]
    because = f"{' + '.join(told(f.claim) for f in percents)} = {said(added, 2)}"
    hundred = Range(100 - slack, 100 + slack)
    if spread.meets(hundred) and abs(added - 100) <= slack:
        return Verdict(CODE, "holds", roles, because, found=spread, expected=hundred, unit="%")
    if (
        100 + slack < added <= _MOST
        and sure
        and spread.low is not None
        and spread.low > 100
        and all(q.hedge is None for q in quantities)
    ):
        verdict = Verdict(CODE, "discrepancy", roles, because, "proven", found=spread, expected=Range(0, 100), unit="%")
        ranked = []
        for position, (_, claim) in enumerate(roles):
            rest = share_sum([strict(q) for i, q in enumerate(quantities) if i != position])
            for rank, fit in repairs(claim, Range(100 - slack, 100 + slack) - rest):
                ranked.append((rank, position, fit))
        ranked.sort(key=lambda item: item[:2])
        if not ranked or ranked[0][0] > 2:
            return None
        verdict.fits = [fit for *_, fit in ranked[:4]]
        if ranked and ranked[0][0] <= 2:
            at = ranked[0][1]
            verdict.roles = [roles[at], *roles[:at], *roles[at + 1 :]]
        return verdict
    if 90 <= added < 100 and len(percents) >= 3:
        return Verdict(CODE, "undecided", roles, f"{because}: the rest may not be said")
    return None
