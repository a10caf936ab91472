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

> The line is 23.4 km long and has 19 stops. A train needs 39 minutes from end to end, an average of 63 km/h.
! "63 km/h" 23.4 km in 39 minutes is 36 ~ swapped

> The line is 23.4 km long and has 19 stops. A train needs 39 minutes from end to end, an average of 36 km/h.
= "36 km/h" 23.4 km in 39 minutes is 36

> The line is 23.4 km long and has 19 stops. A train needs 39 minutes from end to end, but can run at 63 km/h.

> He ran the 42.195 km in 2 hours 10 minutes 33 seconds. "I made an average of 16.4 km/h," he said.
! "16.4 km/h" is 19.4 ~ 19.4

> The boat takes 40 minutes for the 26 nautical miles, a speed of 93 knots.
! "93 knots" 26 nautical miles in 40 minutes is 39 ~ swapped

> Winds of 120 km/h blew for 90 minutes along 40 km of coast.

> The car, which reaches 250 km/h, was driven for two hours to a track 30 km away.

> The 42 km race began at 07:30; the winner ran at 20 km/h for most of it.

> 列车以每小时250公里的速度行驶，全程500公里需20小时。
! "250公里" is 25

> The hoist climbs 120 metres in 30 seconds, or 14 metres a second.
! "14 metres a second" is 4

> The hoist climbs 120 metres in 30 seconds, or 4 metres a second.
= "4 metres a second" is 4

Rule: speed = distance / time, in any units of length and time. Only an average is the quotient: a top speed is more, stops
make it less. One of each must stand in the sentence, or in the two before where words call the figure a speed or an average.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checkers._apposed import apposed
from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import said as stands
from checkers._judge import Equation, said, told, weigh
from checkers._slip import DIGIT, POWER, SCALE, SWAP, slip
from checkers._verdict import Verdict
from claims import units
from claims.quantity import Range

CODE = "speed"
_ONE_WORD = {"knot": ("nautical_mile", "hour")}
_FRONT = 30
_BACK = 2


def speed(distance: Range, time: Range) -> Range:
    """How fast: the distance divided by the time."""
    return distance / time


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        fast = [f for f in sentence.figures if f.kind == "measure" and _usable(f) and _parts(f.unit) is not None]
        if len(fast) != 1 or fast[0].opens:
            continue
        rate = fast[0]
        parts = _parts(rate.unit)
        assert parts is not None
        lengths, times = _candidates(sentence, parts)
        if len(lengths) == 1 and len(times) == 1:
            if not lengths[0].opens:
                verdict = _weigh(index, sentence, rate, lengths[0], times[0], parts)
                if verdict is not None:
                    yield verdict
            continue
        verdict = _further(index, sentence, rate, parts)
        if verdict is not None:
            yield verdict


def _candidates(sentence: Sentence, parts: tuple[str, str]) -> tuple[list[Figure], list[Figure]]:
    """(lengths, times) of a sentence."""
    lengths = [
        f for f in sentence.figures if f.kind == "measure" and _usable(f, moves=True) and _factor(f.unit, parts[0])
    ]
    times = [f for f in sentence.figures if f.kind == "duration" and _usable(f) and _factor(f.unit, parts[1])]
    return lengths, times


def _further(index: Index, sentence: Sentence, rate: Figure, parts: tuple[str, str]) -> Verdict | None:
    """The average speed of a way and a time that stand in the sentences before, each the only one of its kind there."""
    front = index.tokens.prose[max(sentence.start, rate.claim.start - _FRONT) : rate.claim.start]
    if "AVERAGE" not in (*rate.leads[:3], *rate.tails[:1]) and not stands("speed_of", front):
        return None
    earlier = index.sentences[max(0, sentence.position - _BACK) : sentence.position]
    scope = [s for s in earlier if s.paragraph == sentence.paragraph] + [sentence]
    found = [_candidates(s, parts) for s in reversed(scope)]
    lengths = next((ls for ls, _ in found if ls), [])
    times = next((ts for _, ts in found if ts), [])
    # Of several times, the one right beside the way: "the 42.195 km in 2:10:33, and the runner-up, 2:10:51".
    beside = [f for f in times if lengths and f.sentence is lengths[0].sentence and f.order == lengths[0].order + 1]
    times = beside or times
    if len({f.claim.quantity.value for f in lengths if f.claim.quantity}) != 1 or len(times) != 1 or lengths[0].opens:
        return None
    return _weigh(index, sentence, rate, lengths[0], times[0], parts, apart=True)


def _usable(figure: Figure, *, moves: bool = False) -> bool:
    """True for a positive amount that is no rise or fall; `moves` lets one pass: "climbs 120 metres"."""
    q = figure.claim.quantity
    if q is None or q.value is None or q.value <= 0 or figure.claim.cell is not None:
        return False
    return moves or q.direction is None


def _parts(unit: str | None) -> tuple[str, str] | None:
    """(length, time) of a unit of speed."""
    if unit in _ONE_WORD:
        return _ONE_WORD[unit]
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
    index: Index,
    sentence: Sentence,
    rate: Figure,
    length: Figure,
    time: Figure,
    parts: tuple[str, str],
    *,
    apart: bool = False,
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
    if apart:
        return verdict if slip(roles, equations) <= DIGIT else None
    near = index.edges_between(rate, length) <= 2 and index.edges_between(rate, time) <= 2
    front = index.tokens.prose[max(sentence.start, r.start - 20) : r.start]
    compared = {"THAN", "FORMER"} & sentence.cues or any(f.kind == "ratio" for f in sentence.figures)
    if compared or stands("superlative", front) or stands("top_speed", front):
        return None
    if not near or not Fraction(1, 20) < computed / r.quantity.middle < 20:
        return None
    averages = "AVERAGE" in rate.leads[:3] or "AVERAGE" in rate.tails[:1] or stands("speed_of", front[-_FRONT:])
    last = max(length, time, key=lambda f: f.first)
    averages = averages or (rate.claim.quantity is not None and apposed(index, rate, last, most=1))
    if not averages and slip(roles, equations) not in (SWAP, SCALE, POWER):
        like = Fraction(2, 5) < computed / r.quantity.middle < Fraction(5, 2)
        beside = abs(length.order - time.order) == 1 and not sentence.cues & {"EXPECTED", "NOT"}
        return Verdict(CODE, "undecided", roles, f"{because}, if it is an average") if beside and like else None
    return verdict
