"""A margin of error is no smaller than its sample allows by chance alone, and not many times larger.

> The poll of 1,000 adults has a margin of error of plus or minus 1 percentage point.
! "plus or minus 1 percentage point" 1,000 people give 3.1 points
~ 3.1

> The survey of 2,400 voters has a margin of error of 12 percentage points.
! "12 percentage points" 2,400 people give 2.0 points

> The poll of 1,000 adults has a margin of error of plus or minus 3 percentage points.
= "plus or minus 3 percentage points" 1,000 people give 3.1 points

> The poll has a margin of error of plus or minus 3 percentage points.
? "plus or minus 3 percentage points" no sample

> The poll of 1,000 adults, weighted by age and region, has a margin of error of 4.1 percentage points.
= "4.1 percentage points" 1,000 people give 3.1 points

> Of 1,200 adults and 400 parents who were asked, half said yes; the margin of error is 1 point.

> The gap of 3 points between the candidates is within reach for 1,000 volunteers.

> The poll of 1,067 adults has a margin of error of three points at most at 95 per cent confidence.

> The tolerance is ±3 percentage points for 1,000 bolts.

The margin is that of a share of a half at 95 % confidence, or at the level stated: 98 / √n points. Weighting
and clustering widen it, small populations and lower levels narrow it, so that only what no poll would have is
a discrepancy, and never proven. Where several samples stand in a paragraph, one that fits is enough.

Rule: the normal approximation of the binomial; AAPOR, "Margin of sampling error / credibility interval".
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import isqrt
from typing import Any

from checkers._gather import Figure, Index
from checkers._reported import cut, fixed, place, statistics
from checkers._verdict import Edit, Fit, Verdict
from claims.claim import Claim
from claims.quantity import Range

CODE = "margin-of-error"
_QUANTILES = {"80": "1.2816", "90": "1.6449", "95": "1.96", "99": "2.5758"}
_DESIGN = Fraction(5, 2)
"""No usual design widens a margin so many times: that is an effect on the sample size of more than six."""


def margin_of_error(n: int, level: str = "95") -> Fraction:
    """The margin in percentage points of a share of a half among n people who were drawn at random.

    level: the confidence in percent: 80, 90, 95 or 99.
    """
    scale = 10**12
    return Fraction(_QUANTILES[level]) * 50 / Fraction(isqrt(n * scale * scale), scale)


def _verdicts(index: Index, context: object = None) -> Iterator[Verdict]:
    del context
    for claim, detail in statistics(index):
        if detail["test"] == "margin of error":
            yield from _weigh(index, claim, detail)


def _weigh(index: Index, claim: Claim, detail: dict[str, Any]) -> Iterator[Verdict]:
    written = cut(detail["value"])
    samples = [(int(n), start, end) for n, start, end in detail["samples"] if 10 <= int(n) <= 10_000_000]
    if not samples:
        yield Verdict(CODE, "undecided", [("margin", claim)], "no sample size is stated near")
        return
    level = str(detail.get("level") or "95").split(".", 1)[0]
    if level not in _QUANTILES:
        return
    # Where no level is stated it may be lower than usual.
    floor = level if detail.get("level") else "90"
    sizes = sorted({n for n, _, _ in samples})
    fitting = [n for n in sizes if Range(margin_of_error(n, floor), margin_of_error(n, level) * _DESIGN).meets(written)]
    n = fitting[0] if fitting else sizes[0]
    roles = [("margin", claim), *_sample(index, next(s for s in samples if s[0] == n))]
    chance = margin_of_error(n, level)
    because = f"{n:,} people give {fixed(chance, 1)} points at {level} %"
    expected = Range(margin_of_error(n, floor), chance * _DESIGN)
    if fitting:
        yield Verdict(CODE, "holds", roles, because, found=written, expected=expected, unit="pp")
        return
    others = {int(people) for f in index.figures if f.kind == "count" and (people := _number(f)) is not None} - set(
        sizes
    )
    if len(sizes) > 1 or any(
        Range(margin_of_error(n, floor), margin_of_error(n, level) * _DESIGN).meets(written) for n in others
    ):
        # "the 510 who did not know": more people were asked elsewhere in the text.
        return
    value = Fraction(detail["value"])
    because = f"{because}, not {detail['value']}"
    verdict = Verdict(CODE, "discrepancy", roles, because, "likely", found=written, expected=expected, unit="pp")
    spot = place(detail, "value")
    text = fixed(chance, 1)
    verdict.fits = [Fit(f"the margin is {text} points", Edit(*spot, text) if spot else None)]
    if value:
        asked = round((Fraction(_QUANTILES[level]) * 50 / value) ** 2)
        verdict.fits.append(Fit(f"about {asked:,} people were asked"))
    yield verdict


def _number(figure: Figure) -> Decimal | Fraction | None:
    """A count that may be a number of people asked."""
    quantity = figure.claim.quantity
    value = quantity.value if quantity is not None else None
    return value if value is not None and 10 <= value <= 100_000 else None


def _sample(index: Index, sample: tuple[int, int, int]) -> list[tuple[str, Claim]]:
    """The claim that states the size of the sample, if it was read as one."""
    _, start, end = sample
    for claim in index:
        if claim.kind == "count" and claim.start <= start and end <= claim.end:
            return [("sample", claim)]
    return []
