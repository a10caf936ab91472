"""A confidence interval holds the estimate that it belongs to.

> The risk was higher, OR = 1.45, 95% CI [1.52, 2.06].
!! "OR = 1.45, 95% CI [1.52, 2.06]" 1.45 is not between 1.52 and 2.06

> The groups differed by 4.2 points (95% CI 4.8 to 6.6).
! "95% CI 4.8 to 6.6" 4.2 is not between

> The average rose, M = 12.4, 95% CI [11.9, 15.9].
! "M = 12.4, 95% CI [11.9, 15.9]" not in the middle
~ 12.9

> The risk was higher, OR = 1.45, 95% CI [1.02, 2.06].
= "OR = 1.45, 95% CI [1.02, 2.06]" 1.45 is between 1.02 and 2.06

> The slope was b = -0.40 (95% CI 0.9 to 0.1).
? "b = -0.40 (95% CI 0.9 to 0.1)" in falling order

> The risk was higher in both groups (95% CI 1.02 to 2.06).

> The scale of the estimate differs: OR = 1.45, and on the log scale 95% CI [0.02, 0.72].

> In 2015 (95% CI 40 to 48) and in 2016 (95% CI 44 to 52) it was the same.

> Efficacy was 36% (95% CI 0.50 to 0.81 for the hazard ratio).

> The first group (M = 5.10) was ahead of the second (M = 4.20), 95% CI [0.40, 1.40].

> It rose (M = 3.10, SD = 1.2, 95% CI for the difference = [0.40, 1.80]).

> The groups differed, t(28) = 2.20, p = .036, d = 0.46, 95% CI [0.60, 1.90].

The ends and the estimate stand for the values that round to them, or give them with their further digits left
off. An interval on another scale (log odds, percent, one minus the ratio) is not judged, nor is an interval
from resampling, nor one that may be that of a difference: it says so, holds the difference of the two means before it, or
stands behind a test and its standardised effect. A mean, or a coefficient with its standard error, lies in the middle of
its interval; ratios do not, on this scale.

Rule: the definition of the interval; symmetry of intervals from t and normal distributions.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import exp, log
from typing import Any

from checkers._gather import Index
from checkers._reported import cut, decimals, ends, fixed, place, rounded, statistics
from checkers._verdict import Edit, Fit, Verdict
from claims.claim import Claim
from claims.quantity import Range

CODE = "confidence-interval"
_LOPSIDED = 2
"""One arm of a symmetric interval so many times as long as the other is no rounding."""
_NEAR = 240
"""Two means no farther apart than this may be compared with each other."""
_STATED = ("M", "MD", "b", "B")


def confidence_interval(low: Range, high: Range) -> Range:
    """Where the estimate of an interval may lie, from the ranges of its two ends."""
    return Range(low.low, high.high)


def _verdicts(index: Index, context: object = None) -> Iterator[Verdict]:
    del context
    means: list[tuple[int, str]] = []
    test = 0
    for claim, detail in statistics(index):
        if detail["test"] == "M" and detail.get("relation") == "=":
            means = [*means[-1:], (claim.start, detail["value"])]
        if detail.get("low") and detail.get("high"):
            other = _of_a_difference(detail, means) or _of_a_test(index, claim, detail, test)
            for verdict in _of(index, claim, detail):
                if verdict.outcome != "discrepancy" or not other:
                    yield verdict
        if detail.get("df") or detail["test"] == "z":
            test = claim.end


def _of(index: Index, claim: Claim, detail: dict[str, Any]) -> Iterator[Verdict]:
    """What is to be said of one interval."""
    if detail["test"] == "CI":
        if detail.get("estimate"):
            yield from _weigh(claim, detail, detail["estimate"], _estimated(index, detail), apart=True)
    elif detail.get("relation") == "=":
        yield from _weigh(claim, detail, detail["value"], None, apart=False)


def _of_a_difference(detail: dict[str, Any], means: list[tuple[int, str]]) -> bool:
    """Whether an interval behind the second of two means is that of their difference."""
    if detail["test"] != "M" or len(means) < 2 or means[1][0] - means[0][0] > _NEAR:
        return False
    apart = rounded(means[0][1]) - rounded(means[1][1])
    inside = confidence_interval(cut(detail["low"]), cut(detail["high"]))
    return inside.meets(apart) or inside.meets(-apart)


def _of_a_test(index: Index, claim: Claim, detail: dict[str, Any], test: int) -> bool:
    """Whether an interval behind a standardised effect may be that of the difference tested just before."""
    if detail["test"] in ("CI", "r", *_STATED) or detail.get("scale") == "ratio" or detail.get("about"):
        return False
    return test > 0 and claim.start - test <= 4 and not index.document.text[test : claim.start].strip(" ,;()")


def _estimated(index: Index, detail: dict[str, Any]) -> Claim | None:
    """The claim whose number is the estimate of an interval that stands by itself."""
    start, end = detail["estimate_place"]
    for claim in index:
        if (
            claim.start <= start
            and end <= claim.end
            and claim.quantity is not None
            and claim.quantity.value is not None
        ):
            return claim
    return None


def _weigh(
    claim: Claim, detail: dict[str, Any], estimate: str, owner: Claim | None, *, apart: bool
) -> Iterator[Verdict]:
    low, high = detail["low"], detail["high"]
    roles = [("interval", claim)] + ([("estimate", owner)] if owner is not None and owner is not claim else [])
    if Fraction(low) > Fraction(high):
        swapped = confidence_interval(cut(high), cut(low))
        if not swapped.meets(rounded(estimate)):
            yield Verdict(
                CODE,
                "undecided",
                roles,
                f"the ends {low} and {high} are in falling order: a sign may be lost",
            )
        return
    inside = confidence_interval(rounded(low), rounded(high))
    found = rounded(estimate)
    if inside.meets(found):
        lopsided = _symmetry(detail, estimate, roles) if not apart else None
        yield lopsided or Verdict(
            CODE, "holds", roles, f"{estimate} is between {low} and {high}", found=found, expected=inside
        )
        return
    if confidence_interval(cut(low), cut(high)).meets(cut(estimate)):
        return
    if _other_scale(detail, estimate, confidence_interval(cut(low), cut(high))):
        return
    certainty = "proven"
    if apart:
        # Only figures written alike are likely to belong together.
        if decimals(estimate) != decimals(low) or decimals(low) != decimals(high):
            return
        if not _near(estimate, low, high):
            return
        certainty = "likely"
    elif (
        not detail.get("adjacent")
        or "bootstrap" in (detail.get("elsewhere") or ())
        or (detail.get("scale") != "ratio" and detail["test"] not in _STATED)
    ):
        certainty = "likely"
    verdict = Verdict(
        CODE,
        "discrepancy",
        roles,
        f"{estimate} is not between {low} and {high}",
        certainty,
        found=found,
        expected=inside,
    )
    verdict.fits = list(_fits(detail, estimate, apart=apart))
    yield verdict


def _near(estimate: str, low: str, high: str) -> bool:
    """Whether a number may be an estimate of the interval at all: it lies within two widths of it."""
    value, first, last = Fraction(estimate), Fraction(low), Fraction(high)
    return first - 2 * (last - first) <= value <= last + 2 * (last - first)


def _other_scale(detail: dict[str, Any], estimate: str, inside: Range) -> bool:
    """Whether the interval fits on another scale: logarithm, per cent, one minus a ratio."""
    value = Fraction(estimate)
    others = [value / 100, value * 100]
    if detail.get("scale") != "difference":
        others += [1 - value, 1 - value / 100, 100 * (1 - value), 100 - value]
        others += [Fraction(log(value)), 1 / value] if value > 0 else []
    if detail.get("scale") != "ratio" and abs(value) < 50:
        others.append(Fraction(exp(value)))
    near = Fraction(1, 50)
    return any(inside.meets(Range.point(other).widened(near)) for other in others if other != value)


def _fits(detail: dict[str, Any], estimate: str, *, apart: bool) -> Iterator[Fit]:
    """Neighbouring digits swapped, one lost sign: the smallest edits that bring the estimate in."""
    low, high = detail["low"], detail["high"]
    spots = {"low": place(detail, "low"), "high": place(detail, "high"),
             "value": tuple(detail["estimate_place"]) if apart else place(detail, "value")}  # fmt: skip
    texts = {"low": low, "high": high, "value": estimate}
    names = {"low": "the lower end", "high": "the upper end", "value": "the estimate"}
    for part in ("value", "low", "high"):
        for words, text in _near_misses(texts[part]):
            changed = {**texts, part: text}
            if Fraction(changed["low"]) <= Fraction(changed["high"]) and confidence_interval(
                rounded(changed["low"]), rounded(changed["high"])
            ).meets(rounded(changed["value"])):
                spot = spots[part]
                yield Fit(f"{names[part]} is {text} ({words})", Edit(spot[0], spot[1], text) if spot else None)
                break


def _near_misses(text: str) -> Iterator[tuple[str, str]]:
    for at in range(len(text) - 1):
        first, second = text[at], text[at + 1]
        if first.isdigit() and second.isdigit() and first != second:
            yield "two digits swapped", text[:at] + second + first + text[at + 2 :]
    yield "the sign", text[1:] if text.startswith("-") else f"-{text}"
    for power in (-1, 1):
        yield "decimal point", fixed(Fraction(text) * Fraction(10) ** power, max(0, decimals(text) - power))


def _symmetry(detail: dict[str, Any], estimate: str, roles: list[tuple[str, Claim]]) -> Verdict | None:
    """A discrepancy where an interval that must be symmetric is far from it."""
    if "bootstrap" in (detail.get("elsewhere") or ()):
        return None
    if not detail.get("adjacent") and detail["test"] != "M":
        return None
    if detail["test"] not in ("M", "MD") and not (detail["test"] in ("b", "B") and detail.get("se")):
        return None
    low, high, value = cut(detail["low"]), cut(detail["high"]), cut(estimate)
    (left_least, left_most), (right_least, right_most) = ends(value - low), ends(high - value)
    if max(left_most, Fraction(0)) * _LOPSIDED >= right_least and (
        max(right_most, Fraction(0)) * _LOPSIDED >= left_least
    ):
        return None
    mean, first, last = Fraction(estimate), Fraction(detail["low"]), Fraction(detail["high"])
    places = max(decimals(detail["low"]), decimals(detail["high"]))
    fits = []
    for words, part, number in (
        ("upper end", "high", 2 * mean - first),
        ("lower end", "low", 2 * mean - last),
    ):
        spot = place(detail, part)
        text = fixed(number, places)
        fits.append(Fit(f"the {words} is {text}", Edit(*spot, text) if spot else None))
    middle = fixed((first + last) / 2, max(places, decimals(estimate)))
    spot = place(detail, "value")
    fits.append(Fit(f"the estimate is {middle}", Edit(*spot, middle) if spot else None))
    return Verdict(
        CODE,
        "discrepancy",
        roles,
        f"{estimate} is not in the middle of {detail['low']} to {detail['high']}",
        "likely",
        fits=fits,
    )
