"""Sizes and temperatures said again in another unit: the part of `converted` that needs no rates."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from checkers._gather import Figure, Index
from checkers._judge import said, told, weigh
from checkers._verdict import Fit, Verdict
from claims import units
from claims.quantity import Quantity, Range

CODE = "converted"
DEGREES = {"degC": "degF", "degF": "degC"}
_SCALELESS = re.compile(r"(?:degrees?|°|(?<!氏)度)$")
_BEFORE, _BEHIND = 36, 28


def temperature(index: Index, amount: Figure, other: Figure) -> Verdict | None:
    """Readings move by the zero of their scale, differences do not: a drop of 18F is one of 10C, not to minus 8C."""
    a, b = amount.claim.quantity, other.claim.quantity
    assert a is not None and b is not None and b.unit is not None
    unit = DEGREES[b.unit]
    if a.unit == b.unit and (not _SCALELESS.search(a.written) or _SCALELESS.search(b.written) or a.value == b.value):
        return None
    differs = _differs(index, amount, other)
    factor = Fraction(9, 5) if b.unit == "degF" else Fraction(5, 9)
    zero = Fraction(0) if differs else units.convert(Fraction(0), unit, b.unit)
    # A fall of 18 degrees may be written as one of minus 10.
    sign = -1 if differs and a.middle * b.middle < 0 else 1
    exact = a.middle * factor * sign + zero
    kind = "as a difference, " if differs else ""
    because = f"{kind}{_plainly(a)} {unit} is {said(exact, _decimals(b))} {_spelled(b.unit)}"
    roles = [("converted", other.claim), ("amount", amount.claim)]
    equations = {
        "converted": lambda get: get("amount") * (factor * sign) + zero,
        "amount": lambda get: (get("converted") + -zero) / (factor * sign),
    }
    verdict = weigh(CODE, roles, equations, because, unit=b.unit, ranges=free, truncates=False)
    if verdict.outcome != "discrepancy":
        return verdict
    spread = units.convert(Fraction(0), unit, b.unit)
    wide, written = free(a)[0], free(b)[0]
    if differs:
        if written.meets(wide * (factor * sign) + spread) or written.meets(wide * factor + spread):
            verdict.fits.insert(0, Fit("the zero of the scale does not enter a difference"))
        elif abs(b.middle - exact) > abs(exact) * 2:
            return None
        return verdict
    if a.unit not in DEGREES or a.unit == b.unit:
        return None
    if b.around(Fraction(b.step)).meets(a.around(Fraction(a.step)) * factor):
        if a.middle >= 0:
            # 2C is 3.6F, without the 32: a difference, though no word says so.
            return Verdict(CODE, "holds", roles, f"as a difference, {because}", telling=False)
        verdict.fits.insert(0, Fit(f"the {said(abs(spread), 0)} of the zero was left out"))
    elif a.middle < 0 and written.meets(wide * -factor):
        verdict.fits = [Fit(f"the {said(abs(spread), 0)} of the zero was left out, and the sign lost")]
    if abs(b.middle - exact) <= abs(exact) * Fraction(15, 100) and (a.hedge is not None or b.hedge is not None):
        verdict.outcome, verdict.certainty, verdict.fits = "undecided", None, []
        verdict.because = f"{because}; a hedge may cover it"
    elif abs(b.middle - exact) <= abs(exact) * Fraction(8, 100):
        verdict.certainty = "likely"
    return verdict


def _differs(index: Index, amount: Figure, other: Figure) -> bool:
    """True where the words call a temperature a difference: "a drop of 18 degrees", "2C warmer", 下降6摄氏度."""
    if "TO" in amount.leads[:1]:
        return False
    if "BY" in amount.leads[:1] and {"UP", "DOWN"} & {*amount.leads}:
        return True
    prose = index.tokens.prose
    sentence = amount.sentence
    low = max(sentence.start, amount.claim.start - _BEFORE)
    if amount.order:
        low = max(low, sentence.figures[amount.order - 1].claim.end)
    before = re.split(r"[,;，；。、]", prose[low : amount.claim.start].lower())[-1]
    between = prose[amount.claim.end : other.claim.start].lower()
    after = re.split(r"[,;，；。.、]", prose[other.claim.end : min(sentence.end, other.claim.end + _BEHIND)].lower())[0]
    return _difference(before) or _difference(between) or _difference(after)


def _difference(text: str) -> bool:
    return _difference_cues().search(text) is not None


@lru_cache(maxsize=1)
def _difference_cues() -> re.Pattern[str]:
    cues = [cue for language in ("en", "zh") for cue in units.load().difference_cues(language)]
    latin = "|".join(re.escape(cue) for cue in cues if cue.isascii())
    han = "|".join(re.escape(cue) for cue in cues if not cue.isascii())
    return re.compile(rf"(?<![a-z])(?:{latin})(?![a-z])|(?:{han})(?![到至])")


def free(quantity: Quantity) -> tuple[Range, Range]:
    """Sizes are rounded freely: every trailing zero may be rounding, a unit of the last digit each way otherwise."""
    step = Fraction(quantity.step)
    rounded = quantity.rounded if quantity.hedge is None else quantity.usual
    wide = Range((quantity.near.low or 0) - step / 2, (quantity.near.high or 0) + step / 2)
    return rounded.hull(wide), rounded.hull(quantity.usual)


def telling(quantity: Quantity) -> int:
    """How many digits of a figure tell something: zeros at its ends may be rounding."""
    digits = "".join(c for c in quantity.written if c.isdigit())
    return len(digits.lstrip("0") if "." in quantity.written else digits.strip("0"))


def measure(amount: Figure, other: Figure) -> Verdict | None:
    """A size in one unit against the same in another; None where the units are not of one dimension."""
    a, b = amount.claim.quantity, other.claim.quantity
    assert a is not None and b is not None and a.unit is not None and b.unit is not None
    try:
        if not units.comparable(a.unit, b.unit):
            if units.dimension(a.unit) == units.dimension(b.unit):
                return None
            return None
        zero, one = units.convert(Fraction(0), a.unit, b.unit), units.convert(Fraction(1), a.unit, b.unit)
        back_zero, back_one = (
            units.convert(Fraction(0), b.unit, a.unit),
            units.convert(Fraction(1), b.unit, a.unit),
        )
    except units.UnitError:
        return None
    factor, back = one - zero, back_one - back_zero
    exact = a.middle * factor + zero
    own = told(amount.claim) if a.unit == b.unit else f"{_plainly(a)} {_spelled(a.unit)}"
    because = f"{own} is {said(exact, _decimals(b))} {_spelled(b.unit)}"
    equations = {
        "converted": lambda get: get("amount") * factor + zero,
        "amount": lambda get: get("converted") * back + back_zero,
    }
    roles = [("converted", other.claim), ("amount", amount.claim)]
    verdict = weigh(CODE, roles, equations, because, unit=b.unit, ranges=free, truncates=False)
    if verdict.outcome == "discrepancy" and (other_way := _namesake(a, b)) is not None:
        return Verdict(CODE, "holds", roles, other_way, telling=False)
    if verdict.outcome == "discrepancy":
        span = a.middle * factor + zero
        if abs(b.middle - span) <= abs(span) * Fraction(15, 100) and (a.hedge is not None or b.hedge is not None):
            verdict.outcome, verdict.certainty, verdict.fits = "undecided", None, []
            verdict.because = f"{because}; a hedge may cover it"
            return verdict
        if abs(b.middle - span) <= abs(span) * Fraction(8, 100):
            verdict.certainty = "likely"
        inverse = Fraction(a.middle) / factor if factor else Fraction(0)
        if (not zero and Range.point(inverse).meets(b.near)) or (factor and b.near.meets(a.near / factor)):
            verdict.fits.insert(0, Fit("the factor is turned over"))
    return verdict


def same_words(a: Quantity, b: Quantity) -> bool:
    """True where both are written in one unit: 5 km (3 km) and 2 acres (one acre) give no other, 亩 and 公顷 do."""
    first, second = (re.sub(r"[\d.,\s万亿萬億]", "", q.written).rstrip("s") for q in (a, b))
    return first.endswith(second) or second.endswith(first)


def _namesake(a: Quantity, b: Quantity) -> str | None:
    """The pair with a unit of the same name elsewhere (imperial for US pints, long for short tons), where that fits."""
    assert a.unit is not None and b.unit is not None
    for first in (a.unit, *units.neighbours(a.unit)):
        for second in (b.unit, *units.neighbours(b.unit)):
            if (first, second) == (a.unit, b.unit) or not (_alike(first, a.unit) and _alike(second, b.unit)):
                continue
            factor = units.convert(Fraction(1), first, second)
            if free(b)[0].meets(free(a)[0] * factor):
                return f"{_plainly(a)} {_spelled(first)} is {said(a.middle * factor, _decimals(b))} {_spelled(second)}"
    return None


def _alike(unit: str, other: str) -> bool:
    """True for a unit and its namesake: volumes and masses that differ by a third at the most."""
    if unit == other:
        return True
    if units.kind(unit) != units.kind(other) or units.kind(unit) not in ("volume", "mass", "fuel economy"):
        return False
    ratio = units.convert(Fraction(1), unit, other)
    return Fraction(3, 4) < ratio < Fraction(4, 3)


def _plainly(quantity: Quantity) -> str:
    return said(quantity.middle, 3)


def _spelled(unit: str) -> str:
    return unit.replace("**2", "²").replace("**3", "³").replace("_", " ")


def _decimals(quantity: Quantity) -> int:
    step = Fraction(quantity.step) or Fraction(1)
    decimals = 2 if quantity.middle < 100 else 1
    while step < 1 and decimals < 4:
        step *= 10
        decimals += 1
    return min(decimals, 4) if quantity.middle < 10 else min(decimals, 2) if quantity.middle < 100 else 1
