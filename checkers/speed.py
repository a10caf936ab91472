"""A speed is the distance divided by the time.

> They covered the 120 km in 90 minutes, at an average speed of 80 km/h.
= "80 km/h" 120 km in 90 minutes is 80

> They covered the 120 km in 90 minutes, at an average speed of 90 km/h.
! "90 km/h" 120 km in 90 minutes is 80 ~ 80

> The bus took 2 hours 30 minutes to cover 150 miles, an average of 60mph.
= "60mph" 150 miles in 2 hours 30 minutes is 60

> 列车全程运行2小时，行驶600公里，平均时速300公里。
= "300公里" 600公里 in 2小时 is 300

> The tram needs 12 minutes for the 4.2 km and runs at 50 km/h.
? "50 km/h" 4.2 km in 12 minutes is 21

> Winds of 120 km/h blew for 90 minutes along 40 km of coast.

> The car, which reaches 250 km/h, was driven for two hours to a track 30 km away.

> The 42 km race began at 07:30; the winner ran at 20 km/h for most of it.

Rule: speed = distance / time, in any units of length and time. Only an average is the quotient: a top speed is more, stops
make it less. One of each must stand in the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import said as stands
from checkers._judge import Equation, said, told, weigh
from checkers._slip import SCALE, slip
from checkers._verdict import Verdict
from claims import units
from claims.quantity import Range

CODE = "speed"


def speed(distance: Range, time: Range) -> Range:
    """How fast: the distance divided by the time."""
    return distance / time


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        fast = [f for f in sentence.figures if f.kind == "measure" and _usable(f) and _parts(f.unit) is not None]
        if len(fast) != 1:
            continue
        rate = fast[0]
        parts = _parts(rate.unit)
        assert parts is not None
        lengths = [f for f in sentence.figures if f.kind == "measure" and _usable(f) and _factor(f.unit, parts[0])]
        times = [f for f in sentence.figures if f.kind == "duration" and _usable(f) and _factor(f.unit, parts[1])]
        if len(lengths) != 1 or len(times) != 1 or rate.opens or lengths[0].opens:
            continue
        verdict = _weigh(index, sentence, rate, lengths[0], times[0], parts)
        if verdict is not None:
            yield verdict


def _usable(figure: Figure) -> bool:
    q = figure.claim.quantity
    return q is not None and q.value is not None and q.value > 0 and q.direction is None and figure.claim.cell is None


def _parts(unit: str | None) -> tuple[str, str] | None:
    """(length, time) of a unit of speed."""
    first, slash, second = (unit or "").partition("/")
    if not slash or not _factor(first, "meter") or not _factor(second, "second"):
        return None
    return first, second


def _factor(unit: str | None, other: str) -> Fraction | None:
    """How many of the other unit make one of this; None where they do not measure the same."""
    if unit is None or "/" in unit:
        return None
    if unit == other:
        return Fraction(1)
    try:
        if not units.comparable(unit, other):
            return None
        return Fraction(units.convert(Fraction(1), unit, other))
    except units.UnitError:
        return None


def _weigh(
    index: Index, sentence: Sentence, rate: Figure, length: Figure, time: Figure, parts: tuple[str, str]
) -> Verdict | None:
    r, d, t = rate.claim, length.claim, time.claim
    assert r.quantity is not None and d.quantity is not None and t.quantity is not None
    k, m = _factor(length.unit, parts[0]), _factor(time.unit, parts[1])
    assert k is not None and m is not None
    computed = d.quantity.middle * k / (t.quantity.middle * m)
    because = f"{told(d)} in {told(t)} is {said(computed, 1)}"
    roles = [("speed", r), ("distance", d), ("time", t)]
    factor = k / m
    equations: dict[str, Equation] = {
        "speed": lambda get: speed(get("distance") * factor, get("time")),
        "distance": lambda get: get("speed") * get("time") / factor,
        "time": lambda get: get("distance") * factor / get("speed"),
    }
    verdict = weigh(CODE, roles, equations, because, unit=rate.unit, cap="likely")
    if verdict.outcome == "holds":
        return verdict
    near = index.edges_between(rate, length) <= 2 and index.edges_between(rate, time) <= 2
    front = index.tokens.prose[max(sentence.start, r.start - 20) : r.start]
    compared = {"THAN", "FORMER"} & sentence.cues or any(f.kind == "ratio" for f in sentence.figures)
    if compared or stands("superlative", front):
        return None
    if not near or not Fraction(1, 20) < computed / r.quantity.middle < 20:
        return None
    averages = "AVERAGE" in rate.leads[:3] or "AVERAGE" in rate.tails[:1]
    if not averages and slip(roles, equations) > SCALE:
        like = Fraction(2, 5) < computed / r.quantity.middle < Fraction(5, 2)
        beside = abs(length.order - time.order) == 1 and not sentence.cues & {"EXPECTED", "NOT"}
        return Verdict(CODE, "undecided", roles, f"{because}, if it is an average") if beside and like else None
    return verdict
