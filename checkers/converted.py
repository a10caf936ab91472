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
> The county paid 75.3 million yuan (RMB, the same below) in the whole year, about 10.4 million pounds, and wants more.
!! "10.4 million pounds" 75.3 million yuan is ~ dollar

@ 2024-11-22
> The county paid 72.4 million yuan for roads, about 10 million pounds for bridges, and wants more.

@ 2024-11-22
> The jets are priced at US$31.2 billion (HK$4.01 billion) and come from 2027 on.
!! "HK$4.01 billion" 242.9 billion ~ turned over

@ 2024-06-01
> A seat went for under €1,000 ($1,347).
!! "$1,347"

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

> 快艇航速40节（约每小时47公里）。
!! "47公里" is 74.08

> Each sack weighs 25 kilograms, that is, 5.5 pounds.
!! "5.5 pounds" 55.1

> The tower is 182 feet tall, 597 metres from the ground to the flag.
! "597 metres" 55.5 meter ~ turned over

@ 2024-09-12
> The prize of £69,000 was shared by three. That is roughly $9,000, and each gets a third.
!! "$9,000" £69,000 ~ 10 times

> The kiln burned 1.2 million tonnes and made 600,000 megawatt hours of power, or 500 kilowatt hours a tonne.

> The wreck lies at a depth of 38 metres (125ft), some three miles off the point.
= "125ft" 38 meter

> 他种小麦1200亩，共收642吨，折合亩产535公斤。

> The crews filled 18,000 bags at 40 pounds apiece, or 360 tons in all. The brick has 0.20 Btu/(lb·F) or 840 joules/(kg·K).

@ 2024-09-12
> He was fined 20,000 rand (a dollar buys 18 rand), and she 15,000 rand (about 18 rand to 1 US dollar).

@ 2024-09-12
> The share costs £5 (5.95 euros) or £5 a share (2.3 billion dollars for all of them).
= "5.95 euros" 1.1

@ 2023-09-22
> The bill has grown to £123m (€172m at the current rate), and was £82m (€115m at the rates of that year).
!! "€172m" €141.7m

@ 2024-09-12
> The player costs £69 ($99 in the United States).

@ 2024-09-12
> The fund of $2bn ($500m drawn) is open, and the ship is 30 feet wide (48 kilometres offshore).

@ 2024-09-12
> Revenue was £45m, and costs were $40m.

@ 2024-01-25 zh
> 全市人均生产总值79547元，按全年平均汇率1美元兑7.0467元折算，为11289美元。

@ 2024-03-13 en
> Sales came to A$184 million (£124 million at Tuesday's rate).
!! "£124 million"

@ 2024-03-13 en
> Sales came to A$184 million (£95 million at Tuesday's rate).
= "£95 million"

@ 2024-06-05 zh
> 合同金额为500万美元（3.62亿元，按6月3日汇率计算）。
!! "3.62亿元" 500万美元 is 0.36亿

@ 2024-03-13 en
> Sales came to A$184 million (£124 million before the Tuesday sale).

Rule: money converts at the rates of the days that the text admits: the day of publication and the two weeks before it,
and the periods that the sentence names, with half a percent for a dealer's spread; units by their exact factors. Nominal
sizes are rounded as freely as their trailing zeros allow. Without a date no rate proves anything: the whole table,
widened by 5 %, makes a discrepancy likely at most. Rates: European Central Bank, or the table that was given.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checkers._context import Context
from checkers._exchange import money
from checkers._gather import Figure, Index, Sentence
from checkers._gather.pairs import alone, bracketed, joined, quoted
from checkers._gather.terms import ends_with, terms
from checkers._sizes import DEGREES, measure, same_words, telling, temperature
from checkers._verdict import Verdict
from claims import units
from claims.quantity import Range

CODE = "converted"
_NAMED = 12
_TELLING = 3
"""Digits with which two figures that no word ties meet by no chance."""


def converted(amount: Range, rate: Range) -> Range:
    """The amount in the other currency or unit: amount times the units of it that one unit is."""
    return amount * rate


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
            if verdicts:
                seen.add(id(other))
            if holds:
                yield holds[0]
            elif other.kind == "measure" and all(_far(index, v) for v in verdicts):
                # "1.2 grams a tonne from 4.1 million tonnes a year, or 158,000 ounces": what was worked out of both.
                continue
            elif verdicts and all(v.outcome == "discrepancy" for v in verdicts):
                # Every amount it could restate disagrees: shown against the first, the one that the sentence is about.
                yield verdicts[-1]
        for amount, other in alone(index, sentence):
            verdict = _pair(index, context, sentence, amount, other) if id(other) not in seen else None
            if verdict is not None and (verdict.outcome != "discrepancy" or _mended(verdict) or not _apart(verdict)):
                seen.add(id(other))
                yield verdict
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
        if min(telling(a), telling(b)) < _TELLING or index.edges_between(amount, other) > 1 or amount.depth:
            continue
        if not units.comparable(a.unit, b.unit) or a.unit in DEGREES:
            continue
        factor = units.convert(Fraction(1), a.unit, b.unit)
        if _of_tens(factor) or not b.near.meets(a.near / factor) or b.near.meets(a.near * factor):
            continue
        verdict = measure(amount, other)
        if verdict is not None and verdict.outcome == "discrepancy":
            verdict.certainty = "likely"
            yield verdict


def _of_tens(factor: Fraction) -> bool:
    """True between units of one system: 5.5 km and 0.0055 m turn over into one another by chance alone."""
    while factor >= 10:
        factor /= 10
    while factor < 1:
        factor *= 10
    return factor == 1


def _apart(verdict: Verdict) -> bool:
    """True where the two differ by more than a wrong currency among the common ones would make them."""
    found, expected = verdict.found, verdict.expected
    if found is None or expected is None or not expected.middle:
        return True
    return not Fraction(1, 3) <= abs(found.middle / expected.middle) <= 3


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
    if b.unit in DEGREES and (a.unit in DEGREES or (amount.kind == "count" and a.unit == "degree")):
        return temperature(index, amount, other)
    if amount.kind != other.kind:
        return None
    if amount.kind == "money":
        return _priced(index, context, sentence, amount, other)
    if amount.kind == "measure" and not (a.unit == b.unit and same_words(a, b)):
        if _goes_on(index, amount) or _goes_on(index, other):
            return None
        verdict = measure(amount, other)
        each = _each(index, amount) or _each(index, other) or _of_one(index, other)
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
    if base == quote or (again and again != per) or quoted(other, amount):
        return None
    verdict = money(index, context, sentence, amount, other, base, quote)
    if verdict is None or again == per:
        return verdict
    if verdict.outcome == "discrepancy" and not _mended(verdict):
        # "£5 a share (2.3 billion dollars)": what all of them cost.
        return None
    return verdict


def _mended(verdict: Verdict) -> bool:
    """True where a slip of the pen, or the rate turned over, explains what does not fit."""
    return any(fit.rank in (0, 1, 2, 3) or "turned over" in fit.what or "times" in fit.what for fit in verdict.fits)


def _of_one(index: Index, figure: Figure) -> bool:
    """True for so much of one thing: "500 kilowatt hours a tonne"."""
    k = figure.after
    if k + 1 >= figure.sentence.after or index.entry(k).get("article") != "1":
        return False
    return not {"unit", "compound_unit", "duration"}.isdisjoint(index.entry(k + 1))


def _each(index: Index, figure: Figure) -> bool:
    if {"EACH", "PER"} & {*figure.leads[:1], *figure.tails[:2]}:
        return True
    before = index.tokens.prose[max(figure.sentence.start, figure.claim.start - _NAMED) : figure.claim.start]
    return ends_with("per_one", before) is not None  # 共收小麦642吨，折合亩产535公斤


def _goes_on(index: Index, figure: Figure) -> bool:
    """True where the unit goes on behind what was read: Btu/(lbm*F)."""
    return index.tokens.prose[figure.claim.end : figure.claim.end + 2] in ("/(", "/[", "·(")
