"""So much a day, a week or a month, against the total of a time whose length the text tells: part of `per-unit`."""

from __future__ import annotations

from fractions import Fraction

from checkers._apposed import HARD, apposed
from checkers._gather import Figure, Index
from checkers._gather.terms import said as stands
from checkers._judge import Equation, said, told, weigh
from checkers._slip import POWER, SCALE, SWAP, slip
from checkers._verdict import Verdict
from claims.quantity import Range

CODE = "per-unit"
_SHARED = frozenset(("EACH", "AVERAGE", "PER", "FROM", "THAN"))
_DAYS = {"day": Fraction(1), "week": Fraction(7), "month": Fraction(3652425, 120000)}
_LEAST = 5
_NEAR = 5
_WORKED = (Range(Fraction(47, 10), Fraction(51, 10)), Range(Fraction(58, 10), Fraction(61, 10)))
"""Working days of a week, less holidays: what is so much a day may be for each of those."""
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
        weeks = number * Fraction(1, 7)
        if not plain and per == "day" and any(q.near.meets(t.near / (weeks * days)) for days in _WORKED):
            return None
        exact = t.middle / number.middle
        if not plain and slip(roles, equations) > POWER and not Fraction(1, 20) < q.middle / exact < 20:
            return None
    return verdict


def over_days(index: Index, rate: Figure, per: str) -> Verdict | None:
    """{rate} a day. Over its 250 working days, that is {total}: the total of a time that stands right before it.

    Only what fits, or what a slip explains, is told: the rate need not have been kept up all the time.
    """
    if per not in _DAYS:
        return None
    here = rate.sentence
    later = [s for s in index.sentences[here.position : here.position + 2] if s.paragraph == here.paragraph]
    behind = [f for s in later for f in s.figures if f.first > rate.first and f.kind not in ("date", "percent")]
    if len(behind) < 2 or behind[0].kind != "duration" or behind[0].unit != per:
        return _yearly_behind(index, rate, per, behind[0]) if behind else None
    span, total = behind[:2]
    base = (rate.unit or "").split("/")[0] or None
    same = total.kind == rate.kind and (total.unit or "").split("/")[0] == (base or "")
    counted = {total.kind, rate.kind} <= {"count", "number"} and (total.unit is None or total.unit == base)
    days, q = span.claim.quantity, total.claim.quantity
    if not (same or counted) or days is None or days.value is None or q is None or q.value is None:
        return None
    before = index.tokens.prose[span.claim.end : total.claim.start]
    if span.sentence is not total.sentence or not (stands("concludes", before) or stands("yields", before)):
        return None
    r = rate.claim.quantity
    assert r is not None
    because = f"{told(rate.claim)} a {per} for {told_time(index, span)} is {said(r.middle * days.middle, 2)}"
    roles = [("total", total.claim), ("rate", rate.claim), ("number", span.claim)]
    equations: dict[str, Equation] = {
        "total": lambda get: get("rate") * get("number"),
        "rate": lambda get: get("total") / get("number"),
    }
    verdict = weigh(CODE, roles, equations, because, unit=total.unit, cap="likely")
    if verdict.outcome == "discrepancy" and slip(roles, equations, blame=("total", "rate")) not in (SWAP, SCALE, POWER):
        return None
    return verdict


def _yearly_behind(index: Index, rate: Figure, per: str, total: Figure) -> Verdict | None:
    """{rate} a day, {total} in the year: 日均客流4.2万人次，全年客流1533万人次."""
    q, t = rate.claim.quantity, total.claim.quantity
    between = index.tokens.prose[rate.claim.end : total.claim.start]
    if total.sentence is not rate.sentence or (total.kind, total.unit) != (rate.kind, rate.unit) or not rate.unit:
        return None
    if q is None or t is None or t.value is None or t.middle <= q.middle or not stands("year_long", between):
        return None
    if index.edges_between(rate, total) > 1:
        return None
    number = Range(Fraction(365), Fraction(366)) * (1 / _DAYS[per])
    because = f"{told(rate.claim)} a {per} is {said(q.middle * number.middle)} in a year"
    roles = [("total", total.claim), ("rate", rate.claim)]
    equations: dict[str, Equation] = {
        "total": lambda get: get("rate") * number,
        "rate": lambda get: get("total") / number,
    }
    verdict = weigh(CODE, roles, equations, because, unit=total.unit, cap="likely")
    mended = slip(roles, equations) in (SWAP, SCALE, POWER)
    return verdict if verdict.outcome == "holds" or mended else None


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
        passed = said((period.end - period.start).days + 1)
        low = number.low
        return (number, False, f"{passed} days") if low is not None and low >= _LEAST else None
    start = max(t.start[clause], total.claim.start - _BEFORE)
    if stands("year_long", index.tokens.prose[start : rate.claim.start]) or _yearly(index, total):
        return Range(Fraction(365), Fraction(366)) * (1 / _DAYS[per]), False, "a year"
    return None


def _yearly(index: Index, total: Figure) -> bool:
    """True for so much a year: "5,475 tonnes of hay a year"."""
    for k in range(total.after, min(total.after + _NEAR, total.sentence.after - 1)):
        if k in index.owner or index.tokens.text[k] in ",，;；":
            return False
        if index.entry(k).get("article") == "1" or index.entry(k).get("cue") in ("PER", "EACH"):
            return index.entry(k + 1).get("duration") == "year"
    return (total.unit or "").endswith("/year")


def told_time(index: Index, span: Figure) -> str:
    """A length of time as it is written."""
    return " ".join(str(index.text(span.first, span.after)).split())
