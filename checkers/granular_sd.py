"""The deviation of whole numbers comes from a whole sum of squares, even or odd as their total is.

> The 18 raters used a 7-point scale (M = 3.44, SD = 2.47, n = 18).
! "M = 3.44, SD = 2.47, n = 18" no whole numbers with a mean of 3.44 have a standard deviation of 2.47

> Whether they passed was coded as 0 or 1 (M = 0.35, SD = 0.11, n = 20).
! "M = 0.35, SD = 0.11, n = 20" 7 ones of 20
~ 0.49

> The 28 raters used a 7-point scale (M = 5.21, SD = 1.60, n = 28).
= "M = 5.21, SD = 1.60, n = 28" 146

> Reading and averaging over the subscale items gave M = 3.45, SD = 1.20, n = 20.
? "M = 3.45, SD = 1.20, n = 20" if the values are whole numbers

> Reaction times were shorter in the second block (M = 431.50 ms, SD = 52.1 ms, n = 18).

> The 900 raters used a 7-point scale (M = 3.44, SD = 1.47, n = 900).

> The spread was large: SD = 2.47 at a mean depth of 3.44 m.

Silent where the mean is impossible already (`granular-mean`), and where so many people answered that every
standard deviation with these decimals is possible. Weighted values and people who left do what a slip does:
nothing is proven.

Rule: GRIMMER, after Anaya (2016), "The GRIMMER test", in the analytic form of Allard (2018); for values of 0
and 1 DEBIT, after Heathers and Brown (2019), "DEBIT: a simple consistency test for binary data".
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor, isqrt
from typing import Any

from checkers._gather import Index
from checkers._reported import cut, decimals, ends, fixed, place, rounded
from checkers._verdict import Edit, Fit, Verdict
from checkers.granular_mean import _COUNTED_UNITS, _means, granular_mean
from claims.claim import Claim
from claims.quantity import Range

CODE = "granular-sd"
_MOST = 2_000
"""More people than this are not weighed: every deviation is possible long before."""


def granular_sd(
    mean: Range, sd: Range, n: int, items: int = 1, *, binary: bool = False, population: bool = False
) -> tuple[int, int] | None:
    """A (total, sum of squares) of whole numbers with this mean and deviation, None if there is none.

    n: how many people, so many items each, whose mean is a person's value. binary: all values are 0 or 1.
    population: the deviation divides by n, not by n - 1.
    """
    totals = granular_mean(mean, n, items)
    if n < 2 and not population:
        return None
    low, high = ends(sd)
    divisor = n if population else n - 1
    least, most = max(Fraction(0), low) ** 2 * divisor, high**2 * divisor
    for total in totals:
        around = Fraction(total * total, n)
        if binary:
            # A value that is 0 or 1 is its own square.
            if 0 <= total <= n and least <= total - around <= most:
                return total, total
            continue
        scale = items * items
        first, last = ceil(around + least * scale), floor(around + most * scale)
        # A whole number is odd where its square is.
        first = max(first, _fewest(total, n))
        first += (first - total) % 2
        if first <= last:
            return total, first
    return None


def _fewest(total: int, n: int) -> int:
    """The smallest sum of squares of n whole numbers with this total: all as equal as can be."""
    low, more = divmod(total, n)
    return (n - more) * low * low + more * (low + 1) ** 2


def _verdicts(index: Index, context: object = None) -> Iterator[Verdict]:
    del context
    for claim, detail, mean, n, nature, paper in _means(index):
        unit = detail.get("unit")
        if detail.get("n") is None or (unit and unit not in _COUNTED_UNITS):
            continue
        sd = detail.get("value" if detail["test"] == "SD" else "sd")
        if sd is not None and Fraction(sd) > 0 and 2 <= n <= _MOST:
            # Proportions of a paper are more often those of many trials than of people.
            binary = bool(detail.get("binary")) and not paper
            yield from _weigh(claim, detail, mean, sd, n, nature, binary=binary)


def _weigh(
    claim: Claim, detail: dict[str, Any], mean: str, sd: str, n: int, nature: str, *, binary: bool
) -> Iterator[Verdict]:
    items = int(detail.get("items") or 1)
    binary = binary and 0 <= Fraction(mean) <= 1 and items == 1
    if not granular_mean(rounded(mean), n, items):
        return
    deviation = rounded(sd)
    low, high = ends(deviation)
    width = (high**2 - max(Fraction(0), low) ** 2) * (n - 1) * items * items
    if width >= 2 and not binary:
        return
    nature = "whole" if binary else nature
    roles = [("deviation", claim)]
    found = granular_sd(rounded(mean), deviation, n, items, binary=binary)
    if found is not None:
        yield Verdict(
            CODE,
            "holds",
            roles,
            f"a total of {found[0]} and a sum of squares of {found[1]} give {sd}",
            telling=nature != "other",
        )
        return
    values = "values of 0 and 1" if binary else "whole numbers"
    because = f"no {values} with a mean of {mean} have a standard deviation of {sd} (n = {n})"
    if binary:
        ones = granular_mean(rounded(mean), n)[0]
        because = f"{because}: {ones} ones of {n} have {_deviations(mean, n, sd)[0]}"
    if nature == "other":
        yield Verdict(CODE, "undecided", roles, f"{because}, which counts if the values are whole numbers")
        return
    verdict = Verdict(CODE, "discrepancy", roles, because, "likely", found=deviation)
    verdict.fits = list(_fits(detail, mean, sd, n, items, binary=binary))
    yield verdict


def _deviations(mean: str, n: int, sd: str) -> list[str]:
    """The deviations that values of 0 and 1 with this mean have."""
    ones = [k for k in granular_mean(rounded(mean), n) if 0 <= k <= n]
    squares = [Fraction(k * (n - k), n * (n - 1)) for k in ones]
    return sorted({fixed(_root(square), max(2, decimals(sd))) for square in squares})


def _root(square: Fraction) -> Fraction:
    """The square root to a dozen decimals."""
    scale = 10**12
    return Fraction(isqrt(int(square * scale * scale)), scale)


def _fits(detail: dict[str, Any], mean: str, sd: str, n: int, items: int, *, binary: bool) -> Iterator[Fit]:
    if granular_sd(cut(mean), cut(sd), n, items, binary=binary) is not None:
        yield Fit("digits were cut off instead of rounded")
    if granular_sd(rounded(mean), rounded(sd), n, items, binary=binary, population=True) is not None:
        yield Fit("the deviation divides by n, not by n - 1")
    spot = place(detail, "sd" if detail["test"] != "SD" else "value")
    if binary:
        for text in _deviations(mean, n, sd)[:2]:
            yield Fit(f"the deviation is {text}", Edit(*spot, text) if spot else None)
    else:
        unit = Fraction(1, 10 ** decimals(sd))
        for away in range(1, 6):
            for sign in (-1, 1):
                text = fixed(Fraction(sd) + sign * away * unit, decimals(sd))
                if Fraction(text) > 0 and granular_sd(rounded(mean), rounded(text), n, items) is not None:
                    yield Fit(f"the deviation is {text}", Edit(*spot, text) if spot else None)
                    return
