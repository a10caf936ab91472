"""A day or year that is counted from the day of writing is the date that is written beside it.

@ 2013-12-09
> Students return tomorrow, Dec. 10, on a two-hour delay.
= "Dec. 10" tomorrow

@ 2013-12-09
> Students return tomorrow, Dec. 12, on a two-hour delay.
! "Dec. 12" tomorrow is 10 December 2013

@ 2017-05-17 zh
> 联盟定于下周三（5月31日）到立法会请愿。
! "5月31日" 下周三 is 24 May 2017

@ 2019-03-16 zh
> 去年（2016年），全市新增就业8.2万人。
! "2016年" 去年 is 2018

@ 2020-10-12
> Three years ago, in 2015, the firm moved to Hull.
! "2015" three years before 2020 is 2017

@ 2020-10-12
> Three years ago, in 2017, the firm moved to Hull.
= "2017" three years before 2020

@ 2020-10-12
> The pit closed in 2000, 30 years ago this week.
! "2000" 30 years before 2020 is 1990

@ 2020-10-12
> The firm left York in 2018. Three years earlier, in 2015, it had moved there.

@ 2020-10-12
> Tomorrow, Oct. 16 will be settled on as the day.

> It resumes tomorrow, Dec. 12, at noon.
? "Dec. 12" no date

Rule: the day of writing is that of publication, or the day before or after it, since papers are written the day before and
go online the day after; a year or a month is the same at the turn of the year. Where two such dates disagree, the day of
publication is at fault, and nothing is said.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta

from checkers._calendar import day_said
from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import starts_with
from checkers._verdict import Fit, Verdict

CODE = "relative-date"
_SPAN = {"day": 1, "week": 7, "month": 30, "year": 365}
_SLACK = {"day": 1, "week": 7, "month": 31, "year": 366}
_FAR = 62
_TURN = 14
_FEW = 9
_HUNDRED = 100


def relative_date(day: date, low: date, high: date, slack: int) -> bool:
    """True where a day lies within the days that are meant, or as many beside them as the day of writing is unsure."""
    return low - timedelta(slack) <= day <= high + timedelta(slack)


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    found = [v for s in index.sentences for v in _sentence(index, s)]
    wrong = [v for v in found if v.outcome == "discrepancy"]
    if len(wrong) > 1 and len(wrong) * 2 > len(found):
        # The date of the document is at fault.
        found = [v for v in found if v.outcome != "discrepancy"]
    yield from found


def _sentence(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    figures = sentence.figures
    for a, b in itertools.pairwise(figures):
        if _then_ago(index, a, b):
            verdict = _ago(index, b, a)
            if verdict is not None:
                yield verdict
            continue
        if b.kind != "date" or b.claim.period is None or not _apposed(index, a, b):
            continue
        if a.kind == "date" and a.claim.period is not None and not _digits(index, a) and _digits(index, b):
            verdict = _named(index, a, b)
        elif a.kind == "duration" and a.unit in _SPAN:
            verdict = _ago(index, a, b)
        else:
            continue
        if verdict is not None:
            yield verdict


def _digits(index: Index, figure: Figure) -> bool:
    return any(c.isdigit() for c in index.tokens.prose[figure.claim.start : figure.claim.end])


def _apposed(index: Index, a: Figure, b: Figure) -> bool:
    """True where a date is in brackets, or between commas, right behind the words that name it."""
    prose = index.tokens.prose
    gap = prose[a.claim.end : b.claim.start]
    after = prose[b.claim.end : b.claim.end + 1]
    ago = starts_with("ago", gap)
    if ago is not None:
        gap = gap[ago.end :]
        if gap == "的":
            return True
    gap = gap.strip()
    if gap in ("(", "（"):
        return after in (")", "）")
    words = gap.replace(",", " ").replace("，", " ").split()
    return (
        gap[:1] in (",", "，")
        and words in ([], ["on"], ["in"], ["即"])
        and after in (",", ".", ";", "，", "。", ")", "")
    )


def _then_ago(index: Index, a: Figure, b: Figure) -> bool:
    """True for a year with how long ago it was right behind it: in 2004, 20 years ago this week."""
    gap = index.tokens.prose[a.claim.end : b.claim.start].strip()
    return a.kind == "date" and b.kind == "duration" and b.unit == "year" and gap in (",", "，", "(", "（")


def _named(index: Index, a: Figure, b: Figure) -> Verdict | None:
    """Tomorrow, last year, 下周三 against the date beside it."""
    named, beside = a.claim.period, b.claim.period
    assert named is not None and beside is not None
    roles = [("date", b.claim), ("named", a.claim)]
    published = index.document.published
    if published is None or published.end is None or named.start is None or named.end is None:
        relative = (a.claim.detail or {}).get("grain") == "day" and a.claim.reading == "date"
        return Verdict(CODE, "undecided", roles, "no date says from when it counts") if relative else None
    if published.start != published.end or beside.start is None or beside.end is None:
        return None
    grain, other = (a.claim.detail or {}).get("grain"), (b.claim.detail or {}).get("grain")
    words = " ".join(named.written.split())
    if grain == "day" and other == "day":
        day = min(_years(beside.start), key=lambda d: abs((d - published.end).days))  # type: ignore[operator]
        if a.claim.reading == "weekday" and abs((day - named.start).days) % 7 == 0:
            return None  # Which of several such days is meant, a bare name leaves open.
        because = f"{words} is {day_said(named.start)}"
        if relative_date(day, named.start, named.end, _SLACK["day"]):
            return Verdict(CODE, "holds", roles, because)
        if abs((day - named.start).days) > _FAR:
            return None
        return Verdict(CODE, "discrepancy", roles, because, "likely", [Fit(f"the date is {day_said(named.start)}")])
    if grain == "year" and other == "year":
        because = f"{words} is {named.start.year}"
        if beside.start.year == named.start.year:
            return Verdict(CODE, "holds", roles, because)
        off, year = abs(beside.start.year - named.start.year), published.end.year
        turn = min((published.end - date(year, 1, 1)).days, (date(year, 12, 31) - published.end).days)
        if turn <= _TURN or off > _FEW:
            return None
        if (a.claim.detail or {}).get("year_written"):
            return None
        return Verdict(CODE, "discrepancy", roles, because, "likely", [Fit(f"the year is {named.start.year}")])
    return None


def _years(day: date) -> list[date]:
    out = []
    for year in (day.year - 1, day.year, day.year + 1):
        try:
            out.append(day.replace(year=year))
        except ValueError:
            continue
    return out


def _ago(index: Index, a: Figure, b: Figure) -> Verdict | None:
    """Three years ago, in 2017; 七周前的11月4日."""
    quantity, beside, published = a.claim.quantity, b.claim.period, index.document.published
    assert quantity is not None and beside is not None
    end = b.claim.start if a.first < b.first else min(a.sentence.end, a.claim.end + _TURN)
    if starts_with("ago", index.tokens.prose[a.claim.end : end]) is None:
        return None
    if quantity.value is None or quantity.hedge is not None or beside.start is None or beside.end is None:
        return None
    if published is None or published.end is None or published.start != published.end:
        return None
    if _elsewhere(index, a, b):
        return None
    unit, number = str(a.unit), int(quantity.value)
    roles = [("date", b.claim), ("ago", a.claim)]
    said = " ".join(quantity.written.split()).lower()
    today = published.end
    if unit == "year":
        if (b.claim.detail or {}).get("grain") != "year" or number >= _HUNDRED:
            return None
        want = today.year - number
        because = f"{said} before {today.year} is {want}"
        off = abs(beside.start.year - want)
        if off == 0:
            return Verdict(CODE, "holds", roles, because)
        if off == 1 or off > number * 2 + 2:
            return None
        return Verdict(CODE, "discrepancy", roles, because, "likely", [Fit(f"the year is {want}")])
    if (b.claim.detail or {}).get("grain") != "day":
        return None
    day = max((d for d in _years(beside.start) if d <= today), default=None)
    if day is None:
        return None
    passed, wanted = (today - day).days, number * _SPAN[unit]
    because = f"{day_said(day)} is {passed} days before {day_said(today)}"
    slack = _SLACK[unit] if unit != "day" else 1
    if abs(passed - wanted) <= slack:
        return Verdict(CODE, "holds", roles, because)
    if abs(passed - wanted) > wanted + _FAR:
        return None
    return Verdict(
        CODE, "discrepancy", roles, because, "likely", [Fit(f"the date is about {day_said(today - timedelta(wanted))}")]
    )


def _elsewhere(index: Index, a: Figure, b: Figure) -> bool:
    """True where another written year near by may be that from which "three years ago" counts, or somebody is quoted."""
    del index
    return any(
        f.kind == "date" and f is not b and (f.claim.detail or {}).get("year_written")
        for f in a.sentence.figures[: min(a.order, b.order)]
    )
