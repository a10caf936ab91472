"""What the checks of reported statistics share: decimal strings as ranges, and how probabilities are printed.

The numbers in a statistic's `detail` are decimal strings that keep their written decimals
(claims/statistics.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from claims.claim import Claim
from claims.quantity import Range


def ends(found: Range) -> tuple[Fraction, Fraction]:
    """Both ends of a range that has them."""
    if found.low is None or found.high is None:
        raise ValueError(f"{found} has an open end")
    return found.low, found.high


def step(text: str) -> Fraction:
    """One unit of the last written digit."""
    exponent = Decimal(text).as_tuple().exponent
    return Fraction(10) ** exponent if isinstance(exponent, int) else Fraction(0)


def decimals(text: str) -> int:
    """How many digits stand after the point."""
    return len(text.partition(".")[2])


def rounded(text: str) -> Range:
    """The values that round to a written number."""
    value, half = Fraction(text), step(text) / 2
    return Range(value - half, value + half)


def cut(text: str) -> Range:
    """The values that round to a written number, or give it when their further digits are left off."""
    value, unit = Fraction(text), step(text)
    return Range(value - unit / 2, value + unit) if value >= 0 else Range(value - unit, value + unit / 2)


def statistics(claims: Iterable[Claim]) -> Iterator[tuple[Claim, dict[str, Any]]]:
    """The claims that report a statistic, with their detail."""
    for claim in claims:
        if claim.detail is not None and claim.detail.get("test") is not None:
            yield claim, claim.detail


def place(detail: dict[str, Any], name: str) -> tuple[int, int] | None:
    """Where a part of the expression stands."""
    found = (detail.get("places") or {}).get(name)
    return (found[0], found[1]) if found else None


def fixed(value: Fraction, places: int) -> str:
    """The value rounded to so many decimals, half away from zero."""
    scaled = abs(value) * 10**places
    whole = int(scaled + Fraction(1, 2))
    digits = str(whole).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if value < 0 and whole else text


def shown(value: str, text: str) -> str:
    """A decimal string as an article writes it: without the zero before the point where the text has none."""
    return (
        value.replace("0.", ".", 1)
        if text.lstrip("-").startswith(".") and value.lstrip("-").startswith("0.")
        else value
    )
