"""Repairs: the smallest single edit of a written figure that brings it into a wanted range.

Rank 0: two neighbouring digits swapped. 1: another scale word. 2: one digit. 3: another power of ten. 4: the figure that
the arithmetic gives. Each but a power of ten is an edit with its place.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, inf

from checkers._verdict import Edit, Fit, Verdict
from claims.claim import Claim
from claims.quantity import Quantity, Range

_DIGITS = re.compile(r"\d[\d,.\u00a0\u202f']*\d|\d")
_SCALES = {
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
    "bn": 9,
    "m": 6,
    "mn": 6,
    "k": 3,
    "tn": 12,
    "万亿": 12,
    "亿": 8,
    "万": 4,
    "萬億": 12,
    "億": 8,
    "萬": 4,
    "lakh": 5,
    "crore": 7,
    "mln": 6,
    "bln": 9,
    "千万": 7,
    "百万": 6,
}
_SCALE = re.compile("|".join(sorted(map(re.escape, _SCALES), key=len, reverse=True)))
_FAMILIES = (
    ("thousand", "million", "billion", "trillion"),
    ("m", "bn", "tn"),
    ("mn", "bn", "tn"),
    ("万", "亿", "万亿"),
    ("萬", "億", "萬億"),
    ("lakh", "crore"),
    ("mln", "bln"),
)


def repairable(verdict: Verdict, claim: Claim) -> bool:
    """True where a fit of the verdict is an edit of this claim."""
    return any(fit.edit is not None and claim.start <= fit.edit.start < claim.end for fit in verdict.fits)


def fineness(quantity: Quantity) -> int:
    """How many digits a figure is written with, without the zeros that round it off."""
    digits = "".join(filter(str.isdigit, quantity.written)).lstrip("0")
    return len(digits.rstrip("0")) if digits.rstrip("0") else len(digits)


def written_slip(terms: Sequence[tuple[Claim, int]]) -> int | None:
    """The rank of the slip in one figure after which the figures, each times its sign, come to nothing; None for none.

    Counts must do so to the unit as they are written, amounts within what rounding allows.
    """
    amounts = [c.quantity for c, _ in terms]
    exact = all(c.kind in ("count", "number") for c, _ in terms)
    off = sum((q.middle * sign for q, (_, sign) in zip(amounts, terms, strict=True) if q is not None), Fraction(0))
    slack = Fraction(0) if exact else sum((Fraction(q.step) for q in amounts if q is not None), Fraction(0)) / 2
    best: int | None = None
    for claim, sign in terms:
        q = claim.quantity
        match = _DIGITS.search(q.written) if q is not None else None
        if q is None or q.value is None:
            return None
        wanted = q.middle - sign * off
        if match is None:
            # A number in words: another of one digit.
            if 0 < q.middle < 10 and 0 < wanted < 10 and abs(wanted - round(wanted)) <= slack:
                best = 2
            continue
        plain = _plain(match.group())
        if not plain or not q.middle:
            continue
        factor = abs(q.middle) / plain
        for rank, candidates in ((0, (c for c, _ in _swaps(match.group()))), (2, _changes(match.group()))):
            if (best is None or rank < best) and any(
                (value := _plain(c)) is not None and abs(value * factor - wanted) <= slack for c in candidates
            ):
                best = rank
    return best


_SPARE = 1e-9
_POWERS = tuple((power, 10.0**power) for power in range(-12, 13) if power)


def repairs(
    claim: Claim, wanted: Range, transform: Callable[[Range], Range] | None = None
) -> Iterator[tuple[int, Fit]]:
    """(rank, fit) for each kind of slip that would explain the figure, best first; at most one of each rank."""
    quantity = claim.quantity
    if quantity is None or quantity.value is None or (wanted.low is None and wanted.high is None):
        return
    text = quantity.written
    match = _DIGITS.search(text)
    if match is None:
        yield from _computed(claim, wanted, transform, None)
        return
    digits = match.group()
    value = Fraction(quantity.value)
    number = _plain(digits)
    if number is None or number == 0 or value == 0:
        return
    factor = abs(value) / number
    sign = -1 if value < 0 else 1
    half = Fraction(0) if quantity.point else Fraction(quantity.step) / 2
    start = claim.start + match.start()
    end = claim.start + match.end()

    scale = sign * _scaling(transform)
    if scale:
        # What the written figure, without its sign, should come to: nothing needs to be transformed from here on.
        straight, bent = wanted if scale == 1 else wanted / scale, None
        places = 10 ** sum(map(str.isdigit, digits.rpartition(".")[2])) if "." in digits else 1
        within = _wholes(straight, half, places / factor)
        swapped = next((c for c, whole in _swaps(digits) if within[0] <= whole <= within[1]), None)
        changed = list(_changes(digits, within))
    else:
        straight, bent = wanted, transform

        def fits(candidate: str) -> bool:
            plain = _plain(candidate)
            return plain is not None and _enters(sign * plain * factor, half, wanted, transform)

        swapped = next((c for c, _ in _swaps(digits) if fits(c)), None)
        changed = [c for c in _changes(digits) if fits(c)]
    if swapped is not None:
        yield 0, Fit(f"{digits} is {swapped} (two digits swapped)", Edit(start, end, swapped), 0)
    scaled = _rescaled(claim, text, value if bent else abs(value), half, straight, bent)
    if scaled is not None:
        yield (1 if scaled.edit is not None else 3), scaled
    aim = (transform(wanted) if transform else wanted).middle if wanted.bounded else None
    if aim is not None and len(changed) > 1:
        changed.sort(key=lambda c: abs(sign * (_plain(c) or 0) * factor - aim))
    if len(changed) == 1 or (changed and swapped is None and len(digits) >= 2):
        yield 2, Fit(f"{digits} is {changed[0]} (one digit)", Edit(start, end, changed[0]), 2)
    if not changed and swapped is None:
        yield from _computed(claim, wanted, transform, (start, end, digits, factor, sign))


def _scaling(transform: Callable[[Range], Range] | None) -> Fraction:
    """What a transform multiplies by; 0 for one that does something else."""
    if transform is None:
        return Fraction(1)
    one = transform(Range.point(1))
    return one.middle if one.low == one.high else Fraction(0)


def _wholes(wanted: Range, half: Fraction, steps: Fraction) -> tuple[float, float]:
    """The least and the most that digits, read as a whole number, may be for the figure ± half to meet what is wanted.

    steps: how much the whole number grows for each unit of the figure.
    """
    low, high = -inf, inf
    if wanted.low is not None:
        exact = (wanted.low - half) * steps
        low = ceil(exact) if wanted.low_closed else floor(exact) + 1
    if wanted.high is not None:
        exact = (wanted.high + half) * steps
        high = floor(exact) if wanted.high_closed else ceil(exact) - 1
    return low, high


def _enters(middle: Fraction, half: Fraction, wanted: Range, transform: Callable[[Range], Range] | None) -> bool:
    around = Range(middle - half, middle + half)
    return (transform(around) if transform else around).meets(wanted)


def _plain(digits: str) -> Fraction | None:
    body = re.sub(r"[,\u00a0\u202f']", "", digits)
    if body.count(".") > 1 or not body.strip("."):
        return None
    return Fraction(Decimal(body))


def _swaps(digits: str) -> Iterator[tuple[str, int]]:
    """(as written, the digits as a whole number) with each two neighbouring digits swapped."""
    places = [i for i, c in enumerate(digits) if c.isdigit()]
    for a, b in itertools.pairwise(places):
        # 0.06 for 0.60 is a slip of scale, and no number begins with 0.
        if (
            digits[a] != digits[b]
            and not (digits[b] == "0" and a == places[0])
            and not (digits.startswith("0") and "0" in (digits[a], digits[b]))
        ):
            out = list(digits)
            out[a], out[b] = out[b], out[a]
            yield "".join(out), int("".join(out[i] for i in places))


def _changes(digits: str, within: tuple[float, float] = (-inf, inf)) -> Iterator[str]:
    """The digits with one of them changed, where the whole number that they then are lies within two."""
    places = [i for i, c in enumerate(digits) if c.isdigit()]
    if len(places) < 2:
        return
    whole = int("".join(digits[i] for i in places))
    weight = 10 ** len(places)
    for at in places:
        weight //= 10
        rest = whole - int(digits[at]) * weight
        if rest > within[1] or rest + 9 * weight < within[0]:
            continue
        for n, c in enumerate("0123456789"):
            if within[0] <= rest + n * weight <= within[1] and c != digits[at] and not (at == places[0] and c == "0"):
                yield digits[:at] + c + digits[at + 1 :]


def _rescaled(
    claim: Claim,
    text: str,
    value: Fraction,
    half: Fraction,
    wanted: Range,
    transform: Callable[[Range], Range] | None,
) -> Fit | None:
    # Whether a power of ten may do is told by floats, with a little to spare; only what may is weighed exactly.
    least, most = -inf, inf
    if transform is None and value > half:
        least = _ratio(wanted.low, value + half) if wanted.low is not None else least
        most = _ratio(wanted.high, value - half) if wanted.high is not None else most
        least, most = least - abs(least) * _SPARE, most + abs(most) * _SPARE
    powers = {power for power, times in _POWERS if least <= times <= most}
    if not powers:
        return None

    match = _SCALE.search(text)
    if match is not None:
        written = match.group()
        for family in _FAMILIES:
            if written not in family:
                continue
            for other in family:
                power = _SCALES[other] - _SCALES[written]
                if power not in powers:
                    continue
                factor = Fraction(10) ** power
                if other != written and _enters(value * factor, half * factor, wanted, transform):
                    return Fit(
                        f"{written} is {other}",
                        Edit(claim.start + match.start(), claim.start + match.end(), other),
                    )
    for power in (1, -1, 2, -2, 3, -3, 4, -4, 6, -6, 8, -8):
        if power not in powers:
            continue
        factor = Fraction(10) ** power
        if _enters(value * factor, half * factor, wanted, transform):
            times = f"{10 ** abs(power):,}"
            return Fit(f"the figure is {times} times {'larger' if power > 0 else 'smaller'}", None)
    return None


def _ratio(a: Fraction, b: Fraction) -> float:
    return a.numerator * b.denominator / (a.denominator * b.numerator)


def _computed(
    claim: Claim,
    wanted: Range,
    transform: Callable[[Range], Range] | None,
    digits: tuple[int, int, str, Fraction, int] | None,
) -> Iterator[tuple[int, Fit]]:
    target = wanted.middle
    quantity = claim.quantity
    assert quantity is not None
    if transform is not None:
        # A transform is a change of sign or of base that undoes itself on points.
        point = transform(Range.point(target))
        target = point.middle
    if target < 0 and (quantity.value or 0) >= 0:
        return
    if digits is None:
        whole = round(target)
        if abs(target - whole) * 50 <= max(1, abs(whole)) and whole > 0 and claim.number is not None:
            yield (
                4,
                Fit(
                    f"{claim.quantity.written if claim.quantity else ''} is {whole}".strip(),
                    Edit(claim.number[0], claim.number[1], str(whole)),
                    4,
                ),
            )
        return
    start, end, written, factor, _ = digits
    plain = abs(target) / factor
    decimals = len(written.rpartition(".")[2]) if "." in written else 0
    scaled = round(plain * 10**decimals)
    if scaled <= 0:
        return
    body = str(scaled).rjust(decimals + 1, "0")
    whole_text, rest = (body[:-decimals], body[-decimals:]) if decimals else (body, "")
    if "," in written or (len(whole_text) > 4 and "." not in written):
        whole_text = f"{int(whole_text):,}" if "," in written else whole_text
    new = whole_text + ("." + rest if rest else "")
    if new != written and len(new) <= len(written) + 4:
        yield 4, Fit(f"{written} is {new}", Edit(start, end, new), 4)
