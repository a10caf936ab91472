"""Results of tests and means of whole numbers as papers print them, drawn at random: none of the true ones may be alarmed.

A result has an exact statistic, its tail area by scipy, and is printed in one of many spellings: rounded to one to three
decimals, with an exact p, a bound or `ns`. A slip changes the p: two digits swapped, one digit changed, another bound. A
mean is that of whole numbers of so many people, with their standard deviation, half up or half to even; its slip is
another last digit. What recomputes and compares (the p of the printed statistic in the digits of the printed p; the mean
times n as a whole number, to the printed digit) is the line beside ours.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from math import sqrt

KINDS = ("results of tests", "means of whole numbers")


@dataclass(slots=True)
class Reported:
    """A sentence that reports one result. slip: True where it is wrong. unequal: what recomputes and compares says."""

    text: str
    slip: bool
    unequal: bool


_SPELLINGS = {
    "t": ("t({0}) = {v}", "t({0})={v}", "t ({0}) = {v}", "t[{0}] = {v}", "t{0} = {v}", "t = {v}, df = {0}"),
    "F": ("F({0}, {1}) = {v}", "F({0},{1})={v}", "F ({0}, {1}) = {v}", "F{0},{1} = {v}", "F = {v}, df = {0}, {1}"),
    "r": ("r({0}) = {v}", "r({0})={v}", "r = {v}, df = {0}"),
    "chi2": ("χ²({0}) = {v}", "χ2({0}, N = 90) = {v}", "X2 ({0}) = {v}", "chi-square({0}) = {v}", "χ 2 ({0}) = {v}"),
    "z": ("z = {v}", "Z = {v}", "z={v}"),
    "Q": ("Q({0}) = {v}", "Qw({0}) = {v}"),
}
_FRAMES = (
    "The groups differed, {}.",
    "It rose ({}).",
    "There was an effect, {}, d = 0.40.",
    "As in the first study, {}.",
)
_PEOPLE = ("On the 7-point item they were lower (M = {m}, SD = {sd}, n = {n}).",
           "The {n} raters gave it a mean rating of {m} (SD = {sd}) on a scale from 1 to 7.")  # fmt: skip


def _tail(test: str, value: float, df: tuple[int, ...]) -> float:
    from scipy import stats

    if test == "z":
        return float(2 * stats.norm.sf(abs(value)))
    if test == "r":
        value = abs(value) * sqrt(df[0] / (1 - value * value))
    if test in {"t", "r"}:
        return float(2 * stats.t.sf(abs(value), *df))
    return float(stats.f.sf(value, *df) if test == "F" else stats.chi2.sf(value, *df))


def _result(draw: random.Random, *, slip: bool) -> Reported | None:
    test = draw.choice(list(_SPELLINGS))
    df: tuple[int, ...] = {
        "t": (draw.randint(3, 400),), "F": (draw.randint(1, 6), draw.randint(5, 400)), "r": (draw.randint(5, 400),),
        "chi2": (draw.randint(1, 20),), "Q": (draw.randint(1, 20),), "z": (),
    }[test]  # fmt: skip
    value = draw.uniform(-4.5, 4.5) if test in {"t", "z"} else draw.uniform(-0.6, 0.6)
    if test in {"F", "chi2", "Q"}:
        value = draw.expovariate(0.3) if test == "F" else df[0] * draw.gammavariate(2, 0.7)
    p = _tail(test, value, df)
    decimals = draw.choice((2, 2, 2, 3, 1))
    shown = f"{value:.{decimals}f}"
    places = draw.choice((2, 3))
    bound = next((limit for limit in ("001", "01", "05") if p < float(f"0.{limit}")), None)
    exact = draw.random() < 0.6 and p >= 10**-places
    if exact:
        digits = f"{p:.{places}f}".partition(".")[2]
        if p > 0.99:
            return None
        if slip:
            digits = _other(draw, digits)
            if abs(float(f"0.{digits}") - p) < 2 * 10**-places:
                return None
        written = f"p = {draw.choice(('', '0'))}.{digits}"
    elif slip:
        written = "p > .05" if bound else "p < .05"
        if abs(p - 0.05) < 0.01:
            return None
    else:
        written = f"p < .{bound}" if bound else draw.choice(("p > .05", "ns", "n.s."))
    expression = draw.choice(_SPELLINGS[test]).format(*df, v=shown.replace("-", draw.choice("-−–")))
    comma = draw.choice((", ", ", ", ",", "; "))
    again = _tail(test, float(shown), df) if abs(float(shown)) < 1 or test != "r" else 0.0
    if exact:
        unequal = f"{again:.{places}f}"[-places:] != digits
    else:
        said = float(f"0.{bound}") if bound and not slip else 0.05
        unequal = (again >= said) if "<" in written else (again <= said)
    return Reported(draw.choice(_FRAMES).format(f"{expression}{comma}{written}"), slip, unequal)


def _other(draw: random.Random, digits: str) -> str:
    """The digits with two neighbours swapped, or one changed."""
    swaps = [k for k in range(len(digits) - 1) if digits[k] != digits[k + 1]]
    if swaps and draw.random() < 0.5:
        k = draw.choice(swaps)
        return digits[:k] + digits[k + 1] + digits[k] + digits[k + 2 :]
    k = draw.randrange(len(digits))
    return digits[:k] + draw.choice([d for d in "0123456789" if d != digits[k]]) + digits[k + 1 :]


def _mean(draw: random.Random, *, slip: bool) -> Reported | None:
    n = draw.randint(5, 90)
    values = [draw.randint(1, 7) for _ in range(n)]
    rounding = draw.choice((ROUND_HALF_UP, ROUND_HALF_EVEN))
    cent = Decimal("0.01")
    mean = (Decimal(sum(values)) / n).quantize(cent, rounding)
    variance = Decimal(n * sum(v * v for v in values) - sum(values) ** 2) / (n * (n - 1))
    deviation = variance.sqrt().quantize(cent, rounding)
    if slip:
        mean += cent * draw.choice([k for k in range(-9, 10) if k])
        near = (mean * n).to_integral_value() / Decimal(n)
        if abs(near - mean) <= cent / 2 or mean < 1:  # another possible mean: nobody can tell
            return None
    unequal = mean != (Decimal(int(mean * n + Decimal("0.5"))) / n).quantize(cent, ROUND_HALF_UP)
    return Reported(draw.choice(_PEOPLE).format(m=mean, sd=deviation, n=n), slip, unequal)


def drawn(kind: str, many: int, seed: int, *, slips: bool = False) -> Iterator[Reported]:
    """So many sentences of a kind (one of `KINDS`), true ones or such with a slip."""
    draw = random.Random(f"{kind} {seed} {slips}")  # noqa: S311 - figures, not secrets
    make = _result if kind == KINDS[0] else _mean
    while many:
        one = make(draw, slip=slips)
        if one is not None:
            many -= 1
            yield one
