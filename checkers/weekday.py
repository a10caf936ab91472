"""A date falls on the weekday that is named with it, and exists.

@ 2024-05-03
> Voters went to the polls on Thursday 2 May.
= "Thursday 2 May" 2 May 2024 was a Thursday

@ 2024-05-03
> Voters went to the polls on Tuesday 2 May.
!! "Tuesday 2 May" 2 May 2024 was a Thursday ~ Thursday

@ 2025-09-18
> The meet starts on Monday, November 11, 2025.
!! "Monday, November 11, 2025" 11 November 2025 was a Tuesday ~ November 10

@ 2025-08-14
> Two shows are set for Tuesday, October 20.
? "Tuesday, October 20" 2026

@ 2024-03-01
> The fair returns from Friday 3 May to Tuesday 6 May, with 74 stalls.
= "Friday 3 May" 3 May 2024 was a Friday
! "Tuesday 6 May" 6 May 2024 was a Monday

@ 2024-11-03
> The teams meet again on Saturday, February 8.
= "Saturday, February 8" 8 February 2025 was a Saturday

@ 2025-02-18
> The firm hired her on April 31, 1956.
!! "April 31, 1956" April has 30 days

@ 2025-02-18
> The firm hired her on April 30, 1956.

@ 2022-11-08
> The fair opens on November 11, 2022 (Saturday). It closes on 14 November 2022, a Monday.
!! "November 11, 2022" 11 November 2022 was a Friday ~ November 12
= "14 November 2022" 14 November 2022 was a Monday

@ 2023-12-20 zh
> 2023年12月12日是星期三，当天气温骤降。
!! "2023年12月12日" 12 December 2023 was a Tuesday

@ 2022-11-08
> It opens on November 11, 2022 (Saturdays from noon). The sale of 14 November 2022 was a Sunday paper's idea.

@ 2008-08-15
> The report was in the Edmonton Sun, August 16, 2008.

@ 2025-06-12
> She swam the Channel in 1955, and was back in class a fortnight later.
>
> She walked into the water on Monday 22 August.
= "Monday 22 August" 22 August 1955 was a Monday

> It happened on a Tuesday in May.

Rule: the proleptic Gregorian calendar. Without a written year the date is judged in the year of publication while it lies
within two months of it; further off, a neighbouring year whose day fits and lies nearer is meant, and where one fits but
lies further off, nothing is proven.
"""

from __future__ import annotations

import itertools
import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from checkers._calendar import DAYS, MONTHS, day_said
from checkers._context import Context
from checkers._gather import Index
from checkers._gather.terms import terms
from checkers._verdict import Edit, Fit, Verdict
from claims.claim import Claim

CODE = "weekday"
_NEAR = 62
_BACK = 400


def weekday(day: date, named: int) -> bool:
    """True where a day falls on the named weekday (ISO: Monday is 1)."""
    return day.isoweekday() == named


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    published = index.document.published
    year, year_end = 0, -_BACK - 1
    beside = _named_behind(index)
    for claim in index.claims:
        if claim.kind != "date":
            continue
        period = claim.period
        if period is not None and period.start is not None and str(period.start.year) in period.written:
            year, year_end = period.start.year, claim.end
        detail = claim.detail
        if detail is None:
            continue
        if detail.get("impossible"):
            verdict = _impossible(claim)
            if verdict is not None:
                yield verdict
            continue
        named = detail.get("weekday") or beside.get(id(claim))
        if (
            named is None
            or claim.period is None
            or claim.period.start is None
            or claim.period.start != claim.period.end
        ):
            continue
        if detail.get("day") is None:
            continue
        day = claim.period.start
        roles = [("date", claim)]
        was = f"{day_said(day)} was a {DAYS[day.isoweekday()]}"
        if weekday(day, named):
            yield Verdict(CODE, "holds", roles, was)
            continue
        written = bool(detail.get("year_written"))
        others = [] if written else [y for y in (day.year - 1, day.year + 1) if _falls(day, y, named)]
        if others and published is not None and published.end is not None:
            # "on Saturday, February 8" in November: the day that is nearer is meant.
            other = day.replace(year=others[0])
            if abs(other - published.end) < abs(day - published.end):
                yield Verdict(CODE, "holds", roles, f"{day_said(other)} was a {DAYS[named]}")
                continue
        near = published is not None and published.end is not None and abs((day - published.end).days) <= _NEAR
        told = None if written or near or claim.start - year_end > _BACK else year
        if told is not None and _falls(day, told, named):
            # "She swam the Channel in 1955. … On Monday 22 August": the year that was told before is meant.
            yield Verdict(CODE, "holds", roles, f"{day_said(day.replace(year=told))} was a {DAYS[named]}")
            continue
        if others and not near and not _pinned(index, claim, beside):
            yield Verdict(CODE, "undecided", roles, f"{was}, and in {others[0]} a {DAYS[named]}: which year is meant?")
            continue
        verdict = Verdict(CODE, "discrepancy", roles, was, "proven" if written or near else "likely")
        verdict.fits = _fits(index, claim, day, named, others)
        yield verdict


def _pinned(index: Index, claim: Claim, beside: dict[int, int]) -> bool:
    """True where another date of the sentence falls on its weekday in this year: from Friday 3 May to Tuesday 6 May."""
    assert claim.period is not None and claim.period.start is not None
    for other in index.by_id[id(claim)].sentence.figures:
        day = other.claim.period.start if other.kind == "date" and other.claim.period is not None else None
        named = (other.claim.detail or {}).get("weekday") or beside.get(id(other.claim))
        if other.claim is not claim and day is not None and named and day.year == claim.period.start.year:
            return weekday(day, named)
    return False


def _named_behind(index: Index) -> dict[int, int]:
    """The weekday that stands behind a date: November 11 (Saturday); 12 May 2024, a Monday; 2024年5月12日是星期一."""
    t = index.tokens
    named: dict[int, int] = {}
    for sentence in index.sentences:
        for day, name in itertools.pairwise(sentence.figures):
            period = name.claim.period
            if day.kind != "date" or name.claim.reading != "weekday" or period is None or period.start is None:
                continue
            behind = t.text[name.after] if name.after < len(t) else "."
            bracketed = name.opens and name.first == day.after + 1 and behind in ")）"
            link = index.text(day.after, name.first).lstrip(",， ").strip()
            found = terms("day_is_a", link)
            told = bool(found) and (found[0].start, found[0].end) == (0, len(link)) and behind in ".,;。，；)）"
            if bracketed or told:
                named[id(day.claim)] = period.start.isoweekday()
    return named


def _falls(day: date, year: int, named: int) -> bool:
    try:
        return weekday(day.replace(year=year), named)
    except ValueError:
        return False


def _fits(index: Index, claim: Claim, day: date, named: int, others: list[int]) -> list[Fit]:
    text = index.document.text[claim.start : claim.end]
    fits = [
        Fit(
            f"the day is a {DAYS[day.isoweekday()]}",
            _replaced(claim, text, DAYS[named], DAYS[day.isoweekday()]),
        )
    ]
    for shift in (-1, 1, -2, 2, -3, 3):
        other = day + timedelta(days=shift)
        if weekday(other, named) and other.month == day.month:
            fits.append(
                Fit(
                    f"the date is {MONTHS[other.month]} {other.day}",
                    _replaced(claim, text, str(day.day), str(other.day)),
                )
            )
            break
    return [*fits, *(Fit(f"the year is {year}") for year in others)]


def _replaced(claim: Claim, text: str, old: str, new: str) -> Edit | None:
    found = [m.start() for m in re.finditer(rf"(?<!\d){re.escape(old)}(?!\d)", text)]
    if not found:
        return None
    # The day stands behind the month where a date is written in Han: 2023年12月12日.
    at = claim.start + found[0 if text.isascii() else -1]
    return Edit(at, at + len(old), new)


def _impossible(claim: Claim) -> Verdict | None:
    detail = claim.detail or {}
    month, day, year = detail.get("month"), detail.get("day"), detail.get("year")
    if not isinstance(month, int) or not isinstance(day, int):
        return None
    if not 1 <= month <= 12:
        return Verdict(CODE, "discrepancy", [("date", claim)], f"there is no month {month}", "proven")
    last = monthrange(year if isinstance(year, int) else 2023, month)[1]
    where = f"{MONTHS[month]}{' ' + str(year) if month == 2 and year else ''}"
    return Verdict(
        CODE,
        "discrepancy",
        [("date", claim)],
        f"{where} has {last} days",
        "proven",
        [
            Fit(
                f"the day is {last}",
                _replaced(claim, claim.period.written if claim.period else "", str(day), str(last)),
            )
        ],
    )
