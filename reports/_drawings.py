"""Ranges and rates as drawings: all numbers of an inline SVG, worked out exactly and rounded to a tenth."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from checkers._verdict import Evidence, Verdict
from claims.quantity import Range, decimal_string
from reports._segments import clean

_MARGIN = 15  # days shown before and after those that the evidence is of
_MAX_RATES = 400  # points of one line of rates
_PAIR = re.compile(r"([A-Z]{3})(?:/| per )([A-Z]{3})")


def grouped(value: Fraction | Decimal | int, places: int = 6) -> str:
    """The value in plain digits with thin groups of three: `591,900,000,000`, at most `places` decimals."""
    if places < 12:
        value = round(Fraction(value), places)
    whole, point, rest = (decimal_string(value) or "").partition(".")
    sign, whole = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    first = len(whole) % 3
    groups = ([whole[:first]] if first else []) + [whole[n : n + 3] for n in range(first, len(whole), 3)]
    return sign + ",".join(groups) + point + rest


_SCALE_WORDS = ((Fraction(10**12), " trillion"), (Fraction(10**9), " billion"), (Fraction(10**6), " million"))


class Scale:
    """How to write the ends of ranges so that they can be told apart: a scale word, and enough decimals."""

    def __init__(self, ranges: Sequence[Range]) -> None:
        ends = sorted({end for r in ranges for end in (r.low, r.high) if end is not None})
        largest = max((abs(end) for end in ends), default=Fraction(0))
        self.by, self.word = next(((by, word) for by, word in _SCALE_WORDS if largest >= by), (Fraction(1), ""))
        steps = [(high - low) / self.by for low, high in pairwise(ends)]
        step = min(steps, default=Fraction(1))
        self.places = next((p for p in range(10) if Fraction(1, 10**p) <= step / 2), 10) if step < 2 else 0
        if len(ends) == 1:
            self.places = 6

    def number(self, value: Fraction) -> str:
        """The value without the scale word."""
        return grouped(value / self.by, self.places)

    def text(self, span: Range, unit: str) -> str:
        """The range in words, with its unit."""
        tail = self.word + (unit if unit == "%" else f" {unit.replace('_', ' ')}" if unit else "")
        if span.low is None and span.high is None:
            return "any value"
        if span.low is None or span.high is None:
            end, closed = (span.high, span.high_closed) if span.low is None else (span.low, span.low_closed)
            words = ("up to" if closed else "below") if span.low is None else ("from" if closed else "above")
            return f"{words} {self.number(end or Fraction(0))}{tail}" + (" up" if words == "from" else "")
        low, high = self.number(span.low), self.number(span.high)
        if "." in low + high:  # 5.21 to 5.30, not to 5.3
            places = max(len(end.partition(".")[2]) for end in (low, high))
            low, high = (end + "." * ("." not in end) for end in (low, high))
            low, high = (end + "0" * (places - len(end.partition(".")[2])) for end in (low, high))
        return f"{low}{tail}" if low == high else f"{low} to {high}{tail}"


_LEFT, _RIGHT = 14, 346


def _across(value: Fraction, low: Fraction, high: Fraction) -> str:
    share = (value - low) / (high - low)
    return _tenth(_LEFT + share * (_RIGHT - _LEFT))


def _tenth(value: Fraction) -> str:
    return decimal_string(round(value, 1)) or "0"


class _Bar(NamedTuple):
    """A range on the axis: its words, where it is drawn. lowless, highless: it runs out of the picture."""

    name: str
    words: str
    x: str
    width: str
    lowless: bool
    highless: bool


class Ranges(NamedTuple):
    """What is written against what the others allow. gap: the stretch between the two, if there is one."""

    bars: list[_Bar]
    gap: tuple[str, str] | None
    summary: str


def ranges(verdict: Verdict) -> Ranges | None:
    """What is written against what the others allow; None where there is nothing to see."""
    found, expected, unit = verdict.found, verdict.expected, clean(verdict.unit or "")
    if found is None or expected is None or found == expected:
        return None
    spans = (found, expected)
    ends = [end for span in spans for end in (span.low, span.high) if end is not None]
    if not ends:
        return None
    low, high = min(ends), max(ends)
    margin = (high - low) / 8 or abs(low) / 100 or Fraction(1)
    low, high = low - margin, high + margin
    scale = Scale(spans)
    bars = []
    for name, span in zip(("written", "what the others allow"), spans, strict=True):
        left = Fraction(_across(low if span.low is None else span.low, low, high))
        right = Fraction(_across(high if span.high is None else span.high, low, high))
        if right - left < 3:  # the thinnest bar that is still seen
            left, right = (left + right) / 2 - Fraction(3, 2), (left + right) / 2 + Fraction(3, 2)
        words = scale.text(span, unit)
        bars.append(_Bar(name, words, _tenth(left), _tenth(right - left), span.low is None, span.high is None))
    gap = None
    if not found.meets(expected):
        for left_one, right_one in (spans, spans[::-1]):
            if left_one.high is not None and right_one.low is not None and left_one.high < right_one.low:
                start = Fraction(_across(left_one.high, low, high))
                gap = (_tenth(start), _tenth(Fraction(_across(right_one.low, low, high)) - start))
    meet = "The two ranges meet." if found.meets(expected) else "The two ranges do not meet."
    return Ranges(bars, gap, f"Written: {bars[0].words}. What the others allow: {bars[1].words}. {meet}")


class RateLine(NamedTuple):
    """A line of rates: the points of the polyline, what was asked for, the ends of both axes, all in words.

    x, end, y: where the day asked for is drawn, or the stretch of the days whose mean was (else `end` is empty).
    """

    points: str
    x: str
    end: str
    y: str
    when: str
    value: str
    first: str
    last: str
    low: str
    high: str
    band: tuple[str, str] | None
    name: str
    summary: str


_TOP, _BOTTOM = Fraction(10), Fraction(70)


def _days(as_of: str | None) -> tuple[date, date] | None:
    first, _, last = (as_of or "").partition("/")
    try:
        return date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip())
    except ValueError:
        return None


def _rates(base: str, quote: str, days: tuple[date, date]) -> list[tuple[date, Fraction]]:
    """The rates of the banking days from two weeks before to two weeks after, a point a day, oldest first."""
    from sources.rates import Rates

    half = (days[1] - days[0]) / 2
    around = Rates.bundled().around(base, quote, days[0] + half, half.days + _MARGIN)
    step = len(around) // _MAX_RATES + 1
    return [(rate.as_of, rate.value) for rate in around[::step]]


def _fraction(value: str | None) -> Fraction | None:
    try:
        return Fraction(value or "")
    except ValueError:
        return None


def needed_rate(verdict: Verdict, evidence: Evidence) -> Range | None:
    """The rates that make one amount of the relation the other, the way round that is near the evidence's."""
    quantities = [claim.quantity for _, claim in verdict.roles if claim.kind == "money" and claim.quantity]
    amounts = [q.usual for q in quantities if q.value is not None or q.ends is not None]
    if len(amounts) != 2 or not all(amount.low and amount.low > 0 and amount.high for amount in amounts):
        return None
    rate = _fraction(evidence.value)
    if rate is None:
        return None
    for needed in (amounts[0] / amounts[1], amounts[1] / amounts[0]):
        # Far from the rate it would flatten the line, and what is wrong is no matter of rates.
        if rate / 2 < needed.middle < rate * 2:
            return needed
    return None


def rate_line(evidence: Evidence, needed: Range | None) -> RateLine | None:
    """The rates around the days of the evidence; None where it names no pair, no day, or too few are known.

    needed: the rates, in the unit of the evidence, that would make the relation true: a band behind the line.
    """
    pair, days = _PAIR.fullmatch(evidence.unit or ""), _days(evidence.as_of)
    if not pair or days is None or days[1] < days[0]:
        return None
    quote, base = pair.groups()
    rates = _rates(base, quote, days)
    if len(rates) < 2:
        return None
    values = [rate for _, rate in rates]
    low, high = min(values), max(values)
    if needed is not None and needed.low is not None and needed.high is not None:
        low, high = min(low, needed.low), max(high, needed.high)
    margin = (high - low) / 12 or abs(low) / 100 or Fraction(1)
    low, high = low - margin, high + margin
    first, last = rates[0][0], rates[-1][0]
    scale = Scale([Range(min(values), max(values))])

    def x(at: date) -> str:
        return _across(Fraction(at.toordinal()), Fraction(first.toordinal()), Fraction(last.toordinal()))

    def y(rate: Fraction) -> Fraction:
        return _BOTTOM - (rate - low) / (high - low) * (_BOTTOM - _TOP)

    on = [(at, rate) for at, rate in rates if days[0] <= at <= days[1]]
    at, rate = on[-1] if on else max((p for p in rates if p[0] < days[0]), default=rates[0])
    end, when = "", f"on {at}"
    mean = _fraction(evidence.value)
    if len(on) > 1 and mean is not None and low <= mean <= high:
        at, end, rate, when = on[0][0], x(on[-1][0]), mean, f"in the mean of {days[0]} to {days[1]}"
    band = None
    if needed is not None and needed.low is not None and needed.high is not None:
        band = (_tenth(y(needed.high)), _tenth(max(y(needed.low) - y(needed.high), Fraction(2))))
    places = max(scale.places, 4)
    low_words, high_words, words = (grouped(v, places) for v in (min(values), max(values), rate))
    return RateLine(
        points=" ".join(f"{x(when)},{_tenth(y(value))}" for when, value in rates),
        x=x(at),
        end=end,
        y=_tenth(y(rate)),
        when=when,
        value=words,
        first=first.isoformat(),
        last=last.isoformat(),
        low=low_words,
        high=high_words,
        band=band,
        name=f"{quote} for one {base}",
        summary=f"{quote} for one {base} from {first} to {last}: between {low_words} and {high_words}, {words} {when}.",
    )
