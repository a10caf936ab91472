"""An amount given in two currencies or units is the same amount.

@ 2024-09-12
> Pre-tax profit was £48.7m ($63.5m).
= "$63.5m" 1.3043 dollars to the pound

@ 2024-09-12
> Pre-tax profit was £48.7m ($36.5m).
!! "$36.5m" £48.7m is $63.5m ~ 63.5

@ 2024-10-30
> The bid is worth SEK 4.2bn ($363m).
!! "$363m" SEK 4.2bn ~ euro

> The pier is a 30-foot (9-metre) jetty.
= "9-metre" 30 foot is 9.14 meter

> The course is 42.195 kilometres (67.9 miles) long.
!! "67.9 miles" 42.195 kilometer is 26.22 mile

@ 1987-04-24
> The plant cost 723 million roubles (1.08 billion dollars).
? "1.08 billion dollars" no rate

@ 2024-11-22
> The plant costs 7.2 billion yuan (about 10 billion US dollars).
! "10 billion US dollars" 0.99 billion

@ 2024-11-22
> The jets are priced at US$31.2 billion (HK$4.01 billion) and come from 2027 on.
!! "HK$4.01 billion" 242.9 billion ~ turned over

@ 2024-09-12
> A flat lets for £1,450 a month, or about $1,112.
!! "$1,112" £1,450 a month ~ turned over

@ 2024-09-12
> 樱桃到岸价每公斤6.5欧元（约合0.83元人民币）。
!! "0.83元人民币" 6.5欧元 ~ turned over

> The frost was broken by a rise of 9 degrees Celsius (48 degrees Fahrenheit) in an hour.
!! "48 degrees Fahrenheit" as a difference, 9 degC is 16.2 degF ~ zero

> The high will be 70 degrees Fahrenheit, a drop of 18 degrees (10 degrees Celsius).
= "10 degrees Celsius" as a difference

> The dark side is at minus 70 degrees Celsius (minus 126 degrees Fahrenheit).
!! "minus 126 degrees Fahrenheit" -94 degF ~ left out

> 今晨气温为零下18摄氏度（约华氏32度），县里有28万亩（约合42万公顷）小麦。
!! "32度" -0.4 degF ~ left out
!! "42万公顷" 28万亩 is 18,666.7 hectare

> Wind blew at 10, 15 or 20 knots (19, 28, or 27 km/h).
= "19" 10 knot
= "28" 15 knot
! "27 km/h" 20 knot is 37.04

> Each sack weighs 25 kilograms, that is, 5.5 pounds.
!! "5.5 pounds" 55.1

> The tower is 182 feet tall, 597 metres from the ground to the flag.
! "597 metres" 55.5 meter ~ turned over

@ 2024-09-12
> The prize of £69,000 was shared by three. That is roughly $9,000, and each gets a third.
!! "$9,000" £69,000 ~ 10 times

> The crews filled 18,000 bags at 40 pounds apiece, or 360 tons in all. The brick has 0.20 Btu/(lb·F) or 840 joules/(kg·K).

@ 2024-09-12
> He was fined 20,000 rand (a dollar buys 18 rand), and she 15,000 rand (about 18 rand to 1 US dollar).

@ 2024-09-12
> The share costs £5 (5.95 euros) or £5 a share (2.3 billion dollars for all of them).
= "5.95 euros" 1.1

@ 2024-09-12
> The player costs £69 ($99 in the United States).

@ 2024-09-12
> The fund of $2bn ($500m drawn) is open, and the ship is 30 feet wide (48 kilometres offshore).

@ 2024-09-12
> Revenue was £45m, and costs were $40m.

Rule: money converts at the rates of the days that the text admits: the day of publication and the two weeks before it,
and the periods that the sentence names, with half a percent for a dealer's spread; units by their exact factors. Nominal
sizes are rounded as freely as their trailing zeros allow. Without a date no rate proves anything: the whole table,
widened by 5 %, makes a discrepancy likely at most. Rates: European Central Bank, or the table that was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from checkers._context import Context, Rates
from checkers._gather import Figure, Index, Sentence
from checkers._gather.pairs import bracketed, joined
from checkers._gather.terms import terms
from checkers._judge import said, told, weigh
from checkers._verdict import Edit, Evidence, Fit, Verdict
from claims import units
from claims.document import Period
from claims.quantity import Quantity, Range

CODE = "converted"
_SPREAD = Fraction(1, 200)
_UNDATED = Fraction(1, 20)
_LATE = Fraction(3, 100)
_HEDGED = Fraction(1, 4)
_AHEAD = timedelta(days=3650)
_LATE_DAYS = 60
_TELLING = 3
"""Digits with which two figures that no word ties meet by no chance."""


def converted(amount: Range, rate: Range) -> Range:
    """The amount in the other currency or unit: amount times the units of it that one unit is."""
    return amount * rate


class Admitted(NamedTuple):
    """The rates that a text admits: their range, the one to quote, and how far they go as proof."""

    rate: Range
    quoted: Fraction
    day: str
    cap: str
    evidence: list[Evidence]
    note: str


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    for sentence in index.sentences:
        if len(sentence.figures) < 2:
            continue
        seen: set[int] = set()
        for amount, other in bracketed(index, sentence):
            if id(other) in seen:
                continue
            verdict = _pair(index, context, sentence, amount, other)
            if verdict is not None:
                seen.add(id(other))
                yield verdict
        for candidates, other, _ in joined(index, sentence):
            if id(other) in seen:
                continue
            verdicts = [
                v for v in (_pair(index, context, sentence, amount, other) for amount in candidates) if v is not None
            ]
            holds = [v for v in verdicts if v.outcome == "holds"]
            if holds:
                yield holds[0]
            elif other.kind == "measure" and all(_far(index, v) for v in verdicts):
                # "1.2 grams a tonne from 4.1 million tonnes a year, or 158,000 ounces": what was worked out of both.
                continue
            elif verdicts and all(v.outcome == "discrepancy" for v in verdicts):
                # Every amount it could restate disagrees: shown against the first, the one that the sentence is about.
                yield verdicts[-1]
        yield from _apposed(index, sentence, seen)
    for before, sentence in zip(index.sentences, index.sentences[1:], strict=False):
        verdict = _said_again(index, context, before, sentence)
        if verdict is not None:
            yield verdict


def _said_again(index: Index, context: Context, before: Sentence, sentence: Sentence) -> Verdict | None:
    """10 million kronor … . That is roughly 925,000 dollars: a sentence that opens with the amount of the last one."""
    other = sentence.figures[0]
    opening = index.tokens.prose[sentence.start : other.claim.start]
    found = terms("said_again", opening)
    if not found or found[0].start or len(opening[found[0].end :].split()) > 1 or sentence.index != before.index + 1:
        return None
    if sentence.paragraph != before.paragraph or before.heading or other.kind not in ("money", "measure"):
        return None
    amounts = [f for f in before.figures if f.kind == other.kind and not f.depth and f.unit != other.unit]
    if len(amounts) != 1 or any(f.kind == other.kind and f.unit == other.unit for f in before.figures):
        return None
    verdict = _pair(index, context, sentence, amounts[0], other)
    if verdict is not None and verdict.outcome == "discrepancy" and not _mended(verdict):
        return None
    return verdict


def _apposed(index: Index, sentence: Sentence, seen: set[int]) -> Iterator[Verdict]:
    """182 feet tall, 597 metres to the top: no word ties the two, but one is the other with the factor turned over."""
    for amount, other in zip(sentence.figures, sentence.figures[1:], strict=False):
        a, b = amount.claim.quantity, other.claim.quantity
        if amount.kind != "measure" or other.kind != "measure" or a is None or b is None or id(other) in seen:
            continue
        if a.value is None or b.value is None or a.unit is None or b.unit is None or a.unit == b.unit:
            continue
        if min(_telling(a), _telling(b)) < _TELLING or index.edges_between(amount, other) > 1 or amount.depth:
            continue
        if not units.comparable(a.unit, b.unit) or a.unit in _DEGREES:
            continue
        factor = units.convert(Fraction(1), a.unit, b.unit)
        if _of_tens(factor) or not b.near.meets(a.near / factor) or b.near.meets(a.near * factor):
            continue
        verdict = _measure(amount, other)
        if verdict is not None and verdict.outcome == "discrepancy":
            verdict.certainty = "likely"
            yield verdict


def _telling(quantity: Quantity) -> int:
    """How many digits of a figure tell something: zeros at its ends may be rounding."""
    digits = "".join(c for c in quantity.written if c.isdigit())
    return len(digits.lstrip("0") if "." in quantity.written else digits.strip("0"))


def _of_tens(factor: Fraction) -> bool:
    """True between units of one system: 5.5 km and 0.0055 m turn over into one another by chance alone."""
    while factor >= 10:
        factor /= 10
    while factor < 1:
        factor *= 10
    return factor == 1


def _far(index: Index, verdict: Verdict) -> bool:
    """True where figures stand between the two, and they differ by more than a slip of a scale or a wrong unit does."""
    found, expected = verdict.found, verdict.expected
    other, amount = (index.by_id[id(claim)] for _, claim in verdict.roles[:2])
    if found is None or expected is None or not expected.middle or abs(other.order - amount.order) < 2:
        return False
    return not Fraction(1, 1000) <= abs(found.middle / expected.middle) <= 1000


def _pair(index: Index, context: Context, sentence: Sentence, amount: Figure, other: Figure) -> Verdict | None:
    a, b = amount.claim.quantity, other.claim.quantity
    if a is None or b is None or a.unit is None or b.unit is None:
        return None
    if b.unit in _DEGREES and (a.unit in _DEGREES or (amount.kind == "count" and a.unit == "degree")):
        return _temperature(index, amount, other)
    if amount.kind != other.kind:
        return None
    if amount.kind == "money":
        return _priced(index, context, sentence, amount, other)
    if amount.kind == "measure" and not (a.unit == b.unit and _same_words(a, b)):
        if _goes_on(index, amount) or _goes_on(index, other):
            return None
        verdict = _measure(amount, other)
        each = _each(amount) or _each(other)
        if verdict is not None and verdict.outcome == "discrepancy" and each and not _mended(verdict):
            # "18,000 sandbags at 40 pounds apiece, or 360 tons", "4bn bushels, or 50 bushels from each acre": of all and of one.
            return None
        return verdict
    return None


def _priced(index: Index, context: Context, sentence: Sentence, amount: Figure, other: Figure) -> Verdict | None:
    """Amounts of money; what one is for need not be said again: 6.5 euros a kilo (50.7 yuan)."""
    a, b = amount.claim.quantity, other.claim.quantity
    assert a is not None and b is not None and a.unit is not None and b.unit is not None
    (base, _, per), (quote, _, again) = a.unit.partition("/"), b.unit.partition("/")
    if base == quote or (again and again != per):
        return None
    verdict = _money(index, context, sentence, amount, other, base, quote)
    if verdict is None or again == per:
        return verdict
    if verdict.outcome == "discrepancy" and not _mended(verdict):
        # "£5 a share (2.3 billion dollars)": what all of them cost.
        return None
    return verdict


def _mended(verdict: Verdict) -> bool:
    """True where a slip of the pen, or the rate turned over, explains what does not fit."""
    return any(fit.rank in (0, 1, 2, 3) or "turned over" in fit.what or "times" in fit.what for fit in verdict.fits)


def _each(figure: Figure) -> bool:
    return bool({"EACH", "PER"} & {*figure.leads[:1], *figure.tails[:2]})


def _goes_on(index: Index, figure: Figure) -> bool:
    """True where the unit goes on behind what was read: Btu/(lbm*F)."""
    return index.tokens.prose[figure.claim.end : figure.claim.end + 2] in ("/(", "/[", "·(")


# -- temperatures -------------------------------------------------------------------------------------------

_DEGREES = {"degC": "degF", "degF": "degC"}
_SCALELESS = re.compile(r"(?:degrees?|°|(?<!氏)度)$")
_BEFORE, _BEHIND = 36, 28


def _temperature(index: Index, amount: Figure, other: Figure) -> Verdict | None:
    """Readings move by the zero of their scale, differences do not: a drop of 18F is one of 10C, not to minus 8C."""
    a, b = amount.claim.quantity, other.claim.quantity
    assert a is not None and b is not None and b.unit is not None
    unit = _DEGREES[b.unit]
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
    verdict = weigh(CODE, roles, equations, because, unit=b.unit, ranges=_free, truncates=False)
    if verdict.outcome != "discrepancy":
        return verdict
    spread = units.convert(Fraction(0), unit, b.unit)
    wide, written = _free(a)[0], _free(b)[0]
    if differs:
        if written.meets(wide * (factor * sign) + spread) or written.meets(wide * factor + spread):
            verdict.fits.insert(0, Fit("the zero of the scale does not enter a difference"))
        elif abs(b.middle - exact) > abs(exact) * 2:
            return None
        return verdict
    if a.unit not in _DEGREES or a.unit == b.unit:
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


# -- units --------------------------------------------------------------------------------------------------


def _free(quantity: Quantity) -> tuple[Range, Range]:
    """Sizes are rounded freely: every trailing zero may be rounding, a unit of the last digit each way otherwise."""
    step = Fraction(quantity.step)
    rounded = quantity.rounded if quantity.hedge is None else quantity.usual
    wide = Range((quantity.near.low or 0) - step / 2, (quantity.near.high or 0) + step / 2)
    return rounded.hull(wide), rounded.hull(quantity.usual)


def _measure(amount: Figure, other: Figure) -> Verdict | None:
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
    verdict = weigh(CODE, roles, equations, because, unit=b.unit, ranges=_free, truncates=False)
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


def _same_words(a: Quantity, b: Quantity) -> bool:
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
            if _free(b)[0].meets(_free(a)[0] * factor):
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


# -- money --------------------------------------------------------------------------------------------------


def _money(
    index: Index, context: Context, sentence: Sentence, amount: Figure, other: Figure, base: str, quote: str
) -> Verdict | None:
    a, b = amount.claim.quantity, other.claim.quantity
    assert a is not None and b is not None
    if not a.middle or not b.middle or a.middle < 0 or b.middle < 0:
        return None
    roles = [("converted", other.claim), ("amount", amount.claim)]
    admitted = _admitted(index, context, sentence, amount, base, quote)
    if admitted is None:
        return Verdict(CODE, "undecided", roles, f"no rate of {base} in {quote} is at hand for the time of this text")
    exact = a.middle * admitted.quoted
    because = (
        f"{told(amount.claim)} is {_amount(exact, b)} at {_rate(base, quote, admitted.quoted)} "
        f"({admitted.day}{admitted.note})"
    )
    equations = {
        "converted": lambda get: converted(get("amount"), admitted.rate),
        "amount": lambda get: get("converted") / admitted.rate,
    }
    verdict = weigh(
        CODE,
        roles,
        equations,
        because,
        unit=b.unit,
        truncates=True,
        cap=admitted.cap,
        ranges=lambda q: (_about(q, q.usual), _about(q, q.strict)),
    )
    verdict.evidence = admitted.evidence
    if verdict.outcome == "discrepancy":
        _explain(index, context, verdict, amount, other, admitted)
    return verdict


def _about(quantity: Quantity, span: Range) -> Range:
    """A reading of an amount: "about 100" is no wider than a quarter of it, whatever its last digit is worth."""
    if quantity.hedge != "about" or not span.bounded or quantity.ends is not None:
        return span
    near = Range.point(quantity.middle).widened(_HEDGED)
    return span if span.low >= near.low and span.high <= near.high else near  # type: ignore[operator]


def _amount(value: Fraction, like: Quantity) -> str:
    """A computed amount in the scale of the figure beside it."""
    text = like.written
    from checkers._repair import _SCALE, _SCALES

    match = _SCALE.search(text)
    power = _SCALES[match.group()] if match else 0
    sign = text[0] if text[:1] in "$€£¥₹" else ""
    scaled = value / Fraction(10) ** power
    decimals = 1 if scaled < 1000 else 0
    if scaled < 10:
        decimals = 2
    word = match.group() if match else ""
    joined_word = word if len(word) <= 2 else f" {word}"
    return f"{sign}{said(scaled, decimals)}{joined_word}" + ("" if sign else f" {(like.unit or '').partition('/')[0]}")


def _rate(base: str, quote: str, value: Fraction) -> str:
    if value >= 1:
        return f"{said(value, 4 if value < 100 else 2)} {_plural(quote)} to the {_short(base)}"
    return f"{said(1 / value, 4 if value > Fraction(1, 100) else 2)} {_plural(base)} to the {_short(quote)}"


_SHORT = {
    "USD": ("dollar", "dollars"),
    "EUR": ("euro", "euros"),
    "GBP": ("pound", "pounds"),
    "CNY": ("yuan", "yuan"),
    "JPY": ("yen", "yen"),
    "INR": ("rupee", "rupees"),
    "SEK": ("krona", "kronor"),
}


def _short(code: str) -> str:
    """What people call one of a currency: dollar for the US dollar, the full name where the short one is shared."""
    return _SHORT[code][0] if code in _SHORT else units.name(code, "en")


def _plural(code: str) -> str:
    return _SHORT[code][1] if code in _SHORT else units.name(code, "en", plural=True)


def _admitted(
    index: Index, context: Context, sentence: Sentence, amount: Figure, base: str, quote: str
) -> Admitted | None:
    """The rates that the text admits for an amount; None where the table has none for its time."""
    rates = context.rates
    if rates is None:
        return None
    published = index.document.published
    spans: list[tuple[date, date]] = []
    for figure in sentence.figures:
        # Dates behind the amount are those of other figures.
        if figure.order < amount.order:
            spans += _span(figure.claim.period if figure.kind == "date" else None)
    spans += _span(amount.claim.period)
    today = published.end if published is not None else None
    if today is not None and published is not None and published.start is not None:
        if (today - published.start).days <= 62:
            spans.append((published.start - timedelta(days=14), today))
        else:
            spans.append((published.start, today))
    if today is not None and any(start > today + _AHEAD for start, _ in spans):
        return None  # the text is younger than its date says
    if today is not None:
        # An amount of a year to come is converted at the rate of today.
        spans = [span for span in spans if span[0] <= today]
    if not spans:
        hull = rates.hull(base, quote)
        if hull is None:
            return None
        return Admitted(
            Range(hull.low, hull.high).widened(_UNDATED),
            hull.mean,
            "no date is stated",
            "likely",
            [Evidence(rates.source, rates.address, None, _string(hull.mean), f"{quote}/{base}")],
            "; all rates on record, widened by 5 %",
        )
    late = today is not None and rates.late(today) > 0
    reach = _LATE_DAYS if late else 0
    admitted: Range | None = None
    for start, last in spans:
        end = min(last, today) if today is not None else last
        if start > end:
            continue
        over = rates.over(base, quote, start, end)
        if over is not None:
            span = Range(over.low, over.high)
            admitted = span if admitted is None else admitted.hull(span)
    quoted = None
    note = ""
    cap = "proven"
    if today is not None:
        quoted = rates.rate(base, quote, today, past=reach)
        if late:
            days = rates.late(today)
            if days > _LATE_DAYS and admitted is None:
                return None
            cap = "likely"
            note = f", {days} days past the table's last day"
            if quoted is not None:
                latest = Range.point(quoted.value).widened(_LATE)
                admitted = latest if admitted is None else admitted.hull(latest)
    if admitted is None or (late and quoted is None):
        return None
    if quoted is None:
        start, end = spans[0]
        quoted = rates.rate(base, quote, end)
    value = quoted.value if quoted is not None else admitted.middle
    day = quoted.as_of.isoformat() if quoted is not None else f"{spans[0][0]} to {spans[0][1]}"
    evidence = [Evidence(rates.source, rates.address, day[:10], _string(value), f"{quote}/{base}", None, rates.sha256)]
    return Admitted(admitted.widened(_SPREAD), Fraction(value), f"rate of {day}", cap, evidence, note)


def _span(period: Period | None) -> list[tuple[date, date]]:
    """The days that a period admits: itself, and the year that a month's last day closes (the year's own rate)."""
    if period is None or period.start is None or period.end is None:
        return []
    if period.start == period.end and (period.end + timedelta(days=1)).day == 1:
        return [(date(period.end.year - (period.end.month < 12), 1, 1), period.end)]
    return [(period.start, period.end)]


def _string(value: Fraction) -> str:
    from claims.quantity import decimal_string

    return decimal_string(Fraction(round(Fraction(value) * 10**6), 10**6)) or "0"


def _explain(
    index: Index,
    context: Context,
    verdict: Verdict,
    amount: Figure,
    other: Figure,
    admitted: Admitted,
) -> None:
    """What would make a wrong conversion fit: another currency, the rate turned over, an old rate, a scale word."""
    a, b = amount.claim.quantity, other.claim.quantity
    assert a is not None and b is not None and a.unit is not None and b.unit is not None
    base, quote = a.unit.partition("/")[0], b.unit.partition("/")[0]
    fits: list[Fit] = []
    needed = a.usual / b.usual
    rates = context.rates
    assert rates is not None
    published = index.document.published
    if published is not None and published.end is not None and needed.low is not None and needed.high is not None:
        period = amount.claim.period
        found = rates.fitting(
            needed.low,
            needed.high,
            base,
            period.start if period else None,
            period.end if period else None,
            published.end,
        )
        for candidate in found:
            if candidate.currency in (base, quote):
                continue
            name = units.name(candidate.currency, "en", plural=True)
            near = [d for d in (candidate.period_distance, candidate.publication_distance) if d is not None]
            if near and min(near) <= Fraction(1, 100) and candidate.currency in _COMMON:
                fits.append(Fit(f"the amount is in {name}", _currency_edit(other, candidate.currency)))
    inverse = a.usual / admitted.rate
    turned = inverse.meets(b.usual)
    if turned:
        fits.insert(
            0,
            Fit(
                "the rate is turned over: it was divided by, not multiplied"
                if admitted.quoted > 1
                else "the rate is turned over: it was multiplied by, not divided"
            ),
        )
    first = verdict.fits[:1]
    verdict.fits = (
        (first if first and not turned and first[0].edit is not None and "swapped" in first[0].what else [])
        + fits[:3]
        + [f for f in verdict.fits if f not in first or turned or not fits or "swapped" not in f.what]
    )
    unique: list[Fit] = []
    for fit in verdict.fits:
        if fit not in unique:
            unique.append(fit)
    verdict.fits = unique[:4]
    old = _stale(rates, a, b, published.end if published is not None else None)
    if old is not None:
        verdict.fits.append(Fit(f"the rate is that of {old}"))
        if (
            verdict.certainty == "proven"
            and published is not None
            and published.end is not None
            and (published.end.year - int(old[:4]) <= 2)
        ):
            verdict.certainty = "likely"
    verdict.roles = [("converted", other.claim), ("amount", amount.claim)]


_COMMON = frozenset(
    (
        "USD",
        "EUR",
        "GBP",
        "JPY",
        "CNY",
        "HKD",
        "SGD",
        "CAD",
        "AUD",
        "CHF",
        "SEK",
        "NOK",
        "DKK",
        "INR",
        "KRW",
        "NZD",
        "BRL",
        "ZAR",
        "MXN",
        "TRY",
        "THB",
        "MYR",
        "IDR",
        "PLN",
    )
)


def _stale(rates: Rates, a: Quantity, b: Quantity, today: date | None) -> str | None:
    """The year end, of the eight before publication, whose rate fits."""
    if today is None or a.unit is None or b.unit is None:
        return None
    for back in range(1, 9):
        over = rates.over(
            a.unit.partition("/")[0],
            b.unit.partition("/")[0],
            date(today.year - back, 1, 1),
            date(today.year - back, 12, 31),
        )
        if over is not None and converted(a.usual, Range(over.low, over.high)).meets(b.usual):
            return str(today.year - back)
    return None


def _currency_edit(other: Figure, code: str) -> Edit | None:
    claim = other.claim
    assert claim.quantity is not None
    written = claim.quantity.written
    digits = next((i for i, c in enumerate(written) if c.isdigit()), None)
    if digits is None or digits == 0 or digits > 4:
        return None
    return Edit(claim.start, claim.start + digits, f"{code} ")
