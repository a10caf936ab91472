"""So much a day, a week or a month, against the total of a time whose length the text tells: part of `per-unit`."""

from __future__ import annotations

from fractions import Fraction

from checkers._apposed import HARD, apposed
from checkers._gather import Figure, Index
from checkers._gather.terms import said as stands
from checkers._judge import Equation, said, told, weigh
from checkers._slip import POWER, slip
from checkers._verdict import Verdict
from claims.quantity import Range

CODE = "per-unit"
_SHARED = frozenset(("EACH", "AVERAGE", "PER", "FROM", "THAN"))
_DAYS = {"day": Fraction(1), "week": Fraction(7), "month": Fraction(3652425, 120000)}
_LEAST = 5
_WORKED = Fraction(2, 3)
"""Working days by all the days of a year, at the least: what is so much a day may be for each of those."""
_BEFORE = 120


def over_time(index: Index, rate: Figure, per: str) -> Verdict | None:
    """A rate for each day, week or month behind its total, weighed over the time that the sentence names; None for none.

    A rate in apposition needs no slip to be judged: "186,000 visits in those 365 days, about 510 a day".
    """
    q = rate.claim.quantity
    if per not in _DAYS or q is None or q.value is None:
        return None
    total = _total(rate)
    if total is None or not apposed(index, rate, total):
        return None
    time = _time(index, rate, total, per)
    t = total.claim.quantity
    if time is None or t is None or t.value is None:
        return None
    number, plain, words = time
    because = f"{told(total.claim)} in {words} is {said(t.middle / number.middle, 2)} a {per}"
    roles = [("rate", rate.claim), ("total", total.claim)]
    equations: dict[str, Equation] = {
        "rate": lambda get: get("total") / number,
        "total": lambda get: get("rate") * number,
    }
    verdict = weigh(CODE, roles, equations, because, unit=rate.unit, cap="likely")
    if verdict.outcome == "discrepancy":
        worked = Range(t.near.low / number.high, t.near.high / (number.low * _WORKED))  # type: ignore[operator,arg-type]
        if q.near.meets(worked) and not plain:
            return None
        if not plain and slip(roles, equations) > POWER and not Fraction(1, 20) < q.middle / worked.middle < 20:
            return None
    return verdict


def _total(rate: Figure) -> Figure | None:
    """The one figure of the sentence, before the rate, that it may be so much a day of."""
    q = rate.claim.quantity
    assert q is not None
    base = (rate.unit or "").split("/")[0] or None
    found = None
    for figure in reversed(rate.sentence.figures[: rate.order]):
        t = figure.claim.quantity
        if figure.kind not in ("money", "measure", "count", "number") or t is None or t.value is None:
            continue
        counted = {figure.kind, rate.kind} <= {"count", "number"}
        bare = counted and rate.kind == "number" and base is None
        if not bare and (figure.unit != base or not (counted or figure.kind == rate.kind)):
            continue
        if found is not None or (figure.leads[:1] and figure.leads[0] in _SHARED):
            return None  # One of two, or of an old value and a new: which, the words do not say.
        if t.middle <= q.middle or figure.claim.cell is not None or figure.opens:
            return None
        found = figure
    return found


def _time(index: Index, rate: Figure, total: Figure, per: str) -> tuple[Range, bool, str] | None:
    """(how many, whether they were counted, in words) of the days, weeks or months that the total took."""
    spans = [f for f in rate.sentence.figures[: rate.order] if f.kind == "duration" and f.claim.quantity is not None]
    if len(spans) > 1:
        return None
    if spans:
        span = spans[0].claim
        assert span.quantity is not None
        if span.quantity.value is None or span.quantity.unit is None:
            return None
        if span.quantity.unit != per:
            days = _DAYS.get(span.quantity.unit)
            if days is None:
                return None
            number = span.quantity.near * (days / _DAYS[per])
        else:
            number = Range.point(span.quantity.middle)
        low = number.low
        return (number, True, told_time(index, spans[0])) if low is not None and low >= _LEAST else None
    period = total.claim.period
    # A period that only the text around tells may be another: "the year so far", the forty days of a season.
    t = index.tokens
    clause = next((k for k in range(total.first, rate.sentence.first, -1) if t.text[k] in HARD), rate.sentence.first)
    dates = [f for f in rate.sentence.figures[: rate.order] if f.kind == "date" and f.first >= clause]
    named = len(dates) == 1 and dates[0].claim.period == period
    if named and period is not None and period.start is not None and period.end is not None:
        number = Range.point(Fraction((period.end - period.start).days + 1) / _DAYS[per])
        days = said((period.end - period.start).days + 1)
        low = number.low
        return (number, False, f"{days} days") if low is not None and low >= _LEAST else None
    start = max(t.start[clause], total.claim.start - _BEFORE)
    if stands("year_long", index.tokens.prose[start : rate.claim.start]):
        return Range(Fraction(365), Fraction(366)) * (1 / _DAYS[per]), False, "a year"
    return None


def told_time(index: Index, span: Figure) -> str:
    """A length of time as it is written."""
    return " ".join(str(index.text(span.first, span.after)).split())
