"""Dates and periods as they are written, resolved against the day of publication.

`date(tokens, i, when)` reads the date or period that begins at token i. A date that neither the text nor the
publication date settles has no ends; an impossible one (30 February) is read as written and marked.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

from claims import numbers
from claims.document import Period
from claims.tokens import Entry, Tokens

Day = dt.date
_NONE = Entry()


@dataclass(slots=True)
class When:
    """What resolves a date: the publication period, the country, and the last day that the text named."""

    published: Period | None
    place: str | None = None
    last: Day | None = None
    future: bool = False
    period: tuple[Day, Day] | None = None

    @property
    def today(self) -> Day | None:
        """The last day on which the document may have been published."""
        return None if self.published is None else self.published.end

    @property
    def year(self) -> int | None:
        """The year of publication, None where it is not settled."""
        p = self.published
        if p is None or p.start is None or p.end is None:
            return None
        return p.end.year if p.start.year == p.end.year else None


@dataclass(slots=True)
class DateRead:
    """A date as read: tokens first..after, its days, its grain, a stated weekday, and what is wrong with it."""

    first: int
    after: int
    start: Day | None
    end: Day | None
    grain: str
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    year_written: bool = False
    impossible: bool = False
    reading: str = "date"


def _e(tokens: Tokens, i: int) -> Entry:
    return (tokens.entry[i] or _NONE) if 0 <= i < len(tokens) else _NONE


_TWO_OF = ("两", "兩")
"""Two of something, never the second: 两日 is a length of time."""


def whole_at(tokens: Tokens, i: int) -> int | None:
    """The whole number in plain digits (or Han numerals) at token i."""
    if i >= len(tokens):
        return None
    text = tokens.text[i]
    if tokens.kind[i] == "n" and text.isdigit() and len(text) <= 4:
        return int(text)
    if tokens.kind[i] == "z" and not text.startswith(_TWO_OF):
        value = numbers.han_value(text)
        return None if value is None else int(value)
    return None


def _beside(tokens: Tokens, i: int, category: str) -> bool:
    """True where token i is one of the words that a language looks for beside figures."""
    return 0 <= i < len(tokens) and tokens.forms.stands(category, tokens.word[i])


def _near(tokens: Tokens, i: int) -> bool:
    """True where token i stands within two blanks of the one before it, on the same line."""
    return 0 < i < len(tokens) and tokens.start[i] - tokens.end[i - 1] <= 2 and tokens.kind[i] != "¶"


def make(first: int, after: int, grain: str, start: Day | None, end: Day | None, **more: object) -> DateRead:
    """A date as read."""
    return DateRead(first, after, start, end, grain, **more)  # type: ignore[arg-type]


def year_span(year: int) -> tuple[Day | None, Day | None]:
    """The first and last day of a year, nothing outside 1..9999."""
    if not 1 <= year <= 9999:
        return None, None
    return Day(year, 1, 1), Day(year, 12, 31)


def month_span(year: int, month: int) -> tuple[Day, Day]:
    """The first and last day of a month."""
    return Day(year, month, 1), Day(year, month, monthrange(year, month)[1])


def _nearest_year(month: int, day: int | None, when: When) -> int | None:
    """The year in which this day (or month) lies nearest to publication; a month alone looks back by preference."""
    today = when.today
    if today is None or when.published is None or when.published.start is None:
        return None
    if (today - when.published.start).days > 92:
        return when.year if when.year is not None else None
    if day is None:
        if when.future:
            return today.year if month >= today.month else today.year + 1
        return today.year if month <= today.month else today.year - 1
    best = None
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            candidate = Day(year, month, day)
        except ValueError:
            continue
        # What no word says is to come is rather past than more than a quarter ahead.
        ahead = (candidate - today).days
        distance = ahead + 183 if ahead > 92 and not when.future else abs(ahead)
        if best is None or distance < best[0]:
            best = (distance, year)
    return today.year if best is None else best[1]


def day_read(
    first: int,
    after: int,
    year: int | None,
    month: int,
    day: int,
    when: When,
    *,
    weekday: int | None = None,
    written: bool = False,
) -> DateRead:
    """A day of a month, its year found where it is not written."""
    impossible = not 1 <= month <= 12 or not 1 <= day <= (monthrange(2024, month)[1] if 1 <= month <= 12 else 31)
    if year is None and not impossible:
        year = _nearest_year(month, day, when)
    start = None
    if year is not None and not impossible:
        try:
            start = Day(year, month, day)
        except ValueError:
            impossible = True
    return DateRead(first, after, start, start, "day", weekday, day, month, year, written, impossible)


def date(tokens: Tokens, i: int, when: When) -> DateRead | None:
    """The date or period that begins at token i, or None."""
    kind = tokens.kind[i]
    entry = _e(tokens, i)
    found: DateRead | None = None
    if "period_ended" in entry:
        return _to_end(tokens, i, i + 1, int(entry["period_ended"]), when)
    if kind in "nK" and ("number" in entry or kind == "n"):
        found = _months_ended(tokens, i, when)
        if found is not None:
            return found
    if kind == "d":
        found = _literal(tokens, i, when)
    elif kind == "q":
        found = _quarter(tokens, i, when)
    elif "lunar" in entry:
        found = _lunar(tokens, i)
    elif "weekday" in entry:
        found = _weekday(tokens, i, when)
    elif "month" in entry:
        found = _month_first(tokens, i, when)
    elif "relative" in entry:
        found = _relative(tokens, i, when)
    elif "holiday" in entry:
        found = _holiday(tokens, i, when)
    elif "plan" in entry:
        low, high = entry["plan"].split("..")
        found = make(i, i + 1, "plan", Day(int(low), 1, 1), Day(int(high), 12, 31))
    elif "era" in entry and kind in "kK":
        value = whole_at(tokens, i + 1)
        if value is not None and _e(tokens, i + 2).get("date_mark") == "year":
            found = _han_date(tokens, i, i + 1, when, era=int(entry["era"]))
    elif kind in "nz":
        found = _digits_first(tokens, i, when)
    if found is None and "span" in entry:
        found = _span(tokens, i, when)
    if found is None and "first_of" in entry:
        found = _first_of(tokens, i, when)
    if found is None and "fiscal" in entry:
        found = _fiscal(tokens, i)
    if found is None and "ordinal" in entry:
        at = i + 2 if i + 1 < len(tokens) and tokens.text[i + 1] in "-‐" else i + 1
        if "century" in _e(tokens, at):
            number = int(entry["ordinal"])
            found = make(i, at + 1, "century", Day((number - 1) * 100 + 1, 1, 1), Day(number * 100, 12, 31))
    return found


def _months_ended(tokens: Tokens, i: int, when: When) -> DateRead | None:
    """Three months to June 2024; the six months ended 30 September 2023; 26 weeks to 27 July (the number at i)."""
    j = i + 1
    if j < len(tokens) and tokens.text[j] in "-‐":
        j += 1
    unit = _e(tokens, j).get("span_unit")
    if unit is None or "ended" not in _e(tokens, j + 1) or not _near(tokens, j):
        return None
    found = numbers.number(tokens, i)
    if found is None or found.after > j or not found.whole or not 0 < found.value <= 104:
        return None
    count = int(found.value)
    if unit in ("month", "quarter", "year"):
        return _to_end(tokens, i, j + 2, count * {"month": 1, "quarter": 3, "year": 12}[unit], when)
    last = _last_day(tokens, j + 2, when)
    if last is None:
        return None
    days = count * (7 if unit == "week" else 1)
    if last.end is None:
        return make(i, last.after, "days", None, None)
    return make(i, last.after, "days", last.end - dt.timedelta(days=days - 1), last.end, year=last.year)


def _last_day(tokens: Tokens, j: int, when: When) -> DateRead | None:
    """The day or month at token j with which a period ends."""
    while j < len(tokens) and ("definite" in _e(tokens, j) or _e(tokens, j).get("span") == "end"):
        j += 1
    if j >= len(tokens) or not _near(tokens, j):
        return None
    if "month" in _e(tokens, j):
        month = int(_e(tokens, j)["month"])
        found = _month_first(tokens, j, when)
        if found is None:
            year = _nearest_year(month, None, when)
            found = make(
                j, j + 1, "month", *(month_span(year, month) if year else (None, None)), month=month, year=year
            )
    elif tokens.kind[j] == "n":
        found = _day_first(tokens, j, when)
    elif tokens.kind[j] == "d":
        found = _literal(tokens, j, when)
    else:
        found = None
    return found if found is not None and found.grain in ("day", "month") else None


def _to_end(tokens: Tokens, first: int, j: int, months: int, when: When) -> DateRead | None:
    """So many months that end with the day or month at token j."""
    last = _last_day(tokens, j, when)
    if last is None or months > 120:
        return None
    if last.end is None:
        return make(first, last.after, "months", None, None)
    end = last.end
    whole = (end + dt.timedelta(days=1)).day == 1
    number = end.year * 12 + end.month - 1 - months
    year, month = number // 12, number % 12 + 1
    if not 1 <= year <= 9999:
        return make(first, last.after, "months", None, None)
    before = month_span(year, month)[1] if whole else Day(year, month, min(end.day, monthrange(year, month)[1]))
    return make(
        first,
        last.after,
        "months",
        before + dt.timedelta(days=1),
        end,
        year=last.year,
        year_written=last.year_written,
    )


def _same(tokens: Tokens, i: int, when: When) -> DateRead:
    """The same month of 2021, the same period of 2022: the period named last, in that year."""
    year, after = None, i + 1
    if _e(tokens, after).get("link") == "of" or _e(tokens, after).get("of"):
        year, after = _year_after(tokens, after + 1)
    if year is None:
        return make(i, i + 1, "same", None, None, reading="same-period")
    if when.period is None:
        return make(i, after, "same", None, None, reading="same-period")
    start, end = when.period
    try:
        moved = start.replace(year=year), end.replace(year=year + end.year - start.year)
    except ValueError:
        moved = None, None  # type: ignore[assignment]
    return make(i, after, "same", *moved, year=year, year_written=True)


def _literal(tokens: Tokens, i: int, when: When) -> DateRead | None:
    text = tokens.text[i]
    if text[:4].isdigit() and len(text) > 4 and text[4] in "-/.":
        year, month, day = (int(p) for p in text.replace("/", "-").replace(".", "-").split("-"))
        return day_read(i, i + 1, year, month, day, when, written=True)
    parts = [int(p) for p in text.replace(".", "/").split("/")]
    a, b, year = parts
    if year < 100:
        year += 2000 if year < 70 else 1900
    if a > 12 >= b or "." in text:
        return day_read(i, i + 1, year, b, a, when, written=True)
    if b > 12 >= a:
        return day_read(i, i + 1, year, a, b, when, written=True)
    if a == b:
        return day_read(i, i + 1, year, a, b, when, written=True)
    if when.place in ("US", "PH", "FM", "PW"):
        return day_read(i, i + 1, year, a, b, when, written=True)
    if when.place is not None:
        return day_read(i, i + 1, year, b, a, when, written=True)
    return make(i, i + 1, "day", None, None, reading="date-ambiguous")


def _short_year(value: int, text: str) -> int | None:
    if len(text) == 4:
        return value
    if len(text) == 2:
        return 2000 + value if value < 70 else 1900 + value
    return None


def _quarter(tokens: Tokens, i: int, when: When) -> DateRead | None:
    """Q3 2024, 3Q24, H1, 1H24, 9M24, FY2023, FY24, CY23."""
    raw = tokens.text[i].replace(" ", "").replace("'", "").replace("’", "")
    upper = raw.upper()
    after = i + 1
    if upper[:2] in ("FY", "CY"):
        head = upper[2:].split("/")[0]
        year = _short_year(int(head), head)
        if year is None:
            return None
        if upper[:2] == "CY":
            return make(i, after, "year", *year_span(year), year=year, year_written=True)
        return make(i, after, "fiscal", None, None, year=year, reading="fiscal")
    letter = next(c for c in upper if c in "QHM")
    left, right = upper.split(letter)
    part = left or right
    year_text = right if left else ""
    if not part or not 1 <= int(part) <= (4 if letter == "Q" else 2 if letter == "H" else 12):
        return None
    year = _short_year(int(year_text), year_text) if year_text else None
    fiscal = False
    if not year_text:
        j = after
        if "fiscal" in _e(tokens, j) or _e(tokens, j).get("of"):
            fiscal = "fiscal" in _e(tokens, j) or "fiscal" in _e(tokens, j + 1)
            j += 2 if fiscal and "of" in _e(tokens, j) else 1
        value = whole_at(tokens, j)
        if (
            value is not None
            and len(tokens.text[j]) == 4
            and 1900 <= value <= 2100
            and tokens.start[j] - tokens.end[j - 1] <= 2
        ):
            year, after = value, j + 1
        elif tokens.kind[j : j + 1] == ["q"] and tokens.text[j].upper().startswith("FY"):
            return make(i, j + 1, "fiscal", None, None, reading="fiscal")
        elif _e(tokens, j).get("relative", "").startswith("year:") and when.year is not None:
            year, after = when.year + int(_e(tokens, j)["relative"].split(":")[1]), j + 1
    if fiscal:
        return make(i, after, "fiscal", None, None, reading="fiscal")
    number = int(part)
    if letter == "Q":
        span = (number * 3 - 2, number * 3)
    elif letter == "H":
        span = (1, 6) if number == 1 else (7, 12)
    else:
        span = (1, number)
    return _months(
        i,
        after,
        year if year is not None else _part_year(span, when),
        span,
        "quarter" if letter == "Q" else "half",
        year is not None,
    )


def _part_year(span: tuple[int, int], when: When) -> int | None:
    """The year of a quarter or half that names none: the last one that had ended (or begun) at publication."""
    today = when.today
    if today is None or when.year is None:
        return None
    if when.future:
        return today.year if span[1] >= today.month else today.year + 1
    return today.year if span[0] <= today.month else today.year - 1


def _months(first: int, after: int, year: int | None, span: tuple[int, int], grain: str, written: bool) -> DateRead:
    if year is None or not 1 <= year <= 9999:
        return make(first, after, grain, None, None)
    return make(
        first, after, grain, Day(year, span[0], 1), month_span(year, span[1])[1], year=year, year_written=written
    )


def _lunar(tokens: Tokens, i: int) -> DateRead:
    """Lunar dates are read and left unresolved."""
    j = i + 1
    while (
        j < len(tokens)
        and j < i + 8
        and tokens.start[j] == tokens.end[j - 1]
        and (
            tokens.kind[j] in "nz"
            or _e(tokens, j).get("date_mark")
            or "lunar" in _e(tokens, j)
            or _e(tokens, j).get("span") == "early"
        )
    ):
        j += 1
    return make(i, j, "day", None, None, reading="lunar")


def _year_after(tokens: Tokens, j: int) -> tuple[int | None, int]:
    """A year written at token j (perhaps behind a comma): (year, token after), else (None, j)."""
    at = j
    if (at < len(tokens) and tokens.text[at] == "," and _near(tokens, at)) or (
        _e(tokens, at).get("link") == "of" and _e(tokens, at).get("cue") == "OF"
    ):
        at += 1
    if (
        at < len(tokens)
        and tokens.kind[at] == "n"
        and len(tokens.text[at]) == 4
        and tokens.text[at].isdigit()
        and (tokens.start[at] - tokens.end[at - 1] <= 2)
    ):
        value = int(tokens.text[at])
        if 1000 <= value <= 2999 and not (at + 1 < len(tokens) and (tokens.kind[at + 1] == "n" and False)):
            return value, at + 1
    return None, j


def _day_at(tokens: Tokens, j: int) -> tuple[int | None, int]:
    """A day of the month at token j (with its ordinal mark): (day, token after)."""
    value = whole_at(tokens, j)
    if value is None or tokens.kind[j] != "n" or len(tokens.text[j]) > 2 or not 1 <= value <= 39:
        return None, j
    after = j + 1
    if _e(tokens, after).get("ordinal_mark") == "after" and tokens.start[after] == tokens.end[j]:
        after += 1
    return value, after


def _weekday(tokens: Tokens, i: int, when: When) -> DateRead | None:
    weekday = int(_e(tokens, i)["weekday"])
    if (
        i
        and len(tokens.text[i]) <= 5
        and tokens.text[i].isascii()
        and tokens.kind[i - 1] == "W"
        and (tokens.start[i] - tokens.end[i - 1] == 1)
    ):
        return None  # the Edmonton Sun, 16 August: a name
    j = i + 1
    total = len(tokens)
    if j < total and tokens.text[j] == "." and len(tokens.text[i]) <= 4:
        j += 1
    if j < total and tokens.text[j] in ",(，（" and _near(tokens, j):
        j += 1
    if "definite" in _e(tokens, j):
        j += 1
    inner: DateRead | None = None
    if j < total and _near(tokens, j):
        if "month" in _e(tokens, j):
            inner = _month_first(tokens, j, when)
        elif tokens.kind[j] == "n":
            inner = _day_first(tokens, j, when)
            if inner is None and j > i + 1 and "definite" in _e(tokens, j - 1):
                inner = _bare_day(tokens, j, when)
        elif tokens.kind[j] == "d":
            inner = _literal(tokens, j, when)
    if inner is not None and inner.grain == "day":
        inner.first = i
        inner.weekday = weekday
        return inner
    full = len(tokens.text[i]) > 5 or not tokens.text[i].isascii()
    if not full:
        return None
    today = when.today
    if today is None or when.published is None or when.published.start != today:
        return make(i, i + 1, "day", None, None, weekday=weekday, reading="weekday")
    back = (today.isoweekday() - weekday) % 7
    which = _e(tokens, i - 1).get("relative_mark")
    if which == "-1" and back == 0:
        back = 7
    if when.future or which == "1":
        ahead = (weekday - today.isoweekday()) % 7
        day = today + dt.timedelta(days=ahead or (7 if which == "1" else 0))
    else:
        day = today - dt.timedelta(days=back)
    first = i - 1 if which is not None else i
    return make(first, i + 1, "day", day, day, weekday=None, reading="weekday")


def _month_first(tokens: Tokens, i: int, when: When) -> DateRead | None:
    """January 2; Jan. 2, 2024; January 21-27; January 2024; January-November 2023; in January."""
    month = int(_e(tokens, i)["month"])
    total = len(tokens)
    j = i + 1
    if j < total and tokens.text[j] == "." and tokens.end[i] == tokens.start[j]:
        j += 1
    at = j + 1 if j < total and tokens.text[j] in "-‐" and tokens.start[j] == tokens.end[j - 1] else j
    if "definite" in _e(tokens, at):
        at += 1
    if not _near(tokens, at):
        return _month_alone(tokens, i, j, month, when)
    day, after = _day_at(tokens, at)
    if day is not None and not _counts(tokens, after, day):
        year, end = _year_after(tokens, after)
        # January 21-27; January 21 to 27
        k = after
        mark = _e(tokens, k)
        if (
            k + 1 < total
            and _near(tokens, k)
            and "range_mark" in mark
            and ("join" not in mark or _e(tokens, i - 1).get("cue") == "BETWEEN")
        ):
            last, last_after = _day_at(tokens, k + 1)
            if (
                last is not None
                and day < last <= 31
                and not _counts(tokens, last_after, last)
                and (tokens.text[k] in "-–—~" or not plural_at(tokens, last_after))
            ):
                year, end = _year_after(tokens, last_after)
                return _days(i, end, year, month, day, last, when)
            other = _e(tokens, k + 1)
            if "month" in other:
                second = _month_first(tokens, k + 1, when)
                if second is not None and second.grain == "day" and second.end is not None:
                    head = day_read(i, after, second.year, month, day, when)
                    if head.start is not None and head.start <= second.end:
                        return make(i, second.after, "days", head.start, second.end, year=second.year)
        return day_read(i, end, year, month, day, when, written=year is not None)
    if day is None or after == at:
        # January-November 2023, Jan-Feb 2017, January to November
        k = j
        if (
            k + 1 < total
            and "range_mark" in _e(tokens, k)
            and "join" not in _e(tokens, k)
            and "month" in _e(tokens, k + 1)
        ):
            last = int(_e(tokens, k + 1)["month"])
            after = k + 2
            if (
                after < total
                and tokens.text[after] == "."
                and tokens.end[after - 1] == tokens.start[after]
                and (len(tokens.text[k + 1]) <= 4)
            ):
                after += 1
            year, end = _year_after(tokens, after)
            if last > month:
                found_year = year if year is not None else _part_year((month, last), when)
                return _months(i, end, found_year, (month, last), "months", year is not None)
        year, end = _year_after(tokens, j)
        if year is not None and 1000 <= year <= 2100:
            return make(i, end, "month", *month_span(year, month), year=year, month=month, year_written=True)
        rel = _e(tokens, j).get("relative", "")
        if _e(tokens, j).get("cue") == "OF":
            rel = _e(tokens, j + 1).get("relative", "")
            j += 1
        if rel.startswith("year:") and when.year is not None:
            year = when.year + int(rel.split(":")[1])
            return make(i, j + 1, "month", *month_span(year, month), year=year, month=month)
    return _month_alone(tokens, i, i + 1, month, when)


def _counts(tokens: Tokens, after: int, value: int) -> bool:
    """True where the number after a month counts something: "in May 20 people died" has a noun after it."""
    entry = _e(tokens, after)
    if "percent" in entry or "scale" in entry or "currency" in entry:
        return True
    return value > 31


def _days(first: int, after: int, year: int | None, month: int, low: int, high: int, when: When) -> DateRead:
    head = day_read(first, after, year, month, low, when)
    tail = day_read(first, after, head.year if year is None else year, month, high, when)
    return make(
        first,
        after,
        "days",
        head.start,
        tail.start,
        year=head.year,
        year_written=year is not None,
        impossible=head.impossible or tail.impossible,
    )


def _month_alone(tokens: Tokens, i: int, after: int, month: int, when: When) -> DateRead | None:
    said = _e(tokens, i - 1)
    which = said.get("relative_mark")
    if (
        "time_in" not in said
        and "span" not in said
        and which is None
        and not (i and tokens.text[i - 1] == "-")
        and not _month_told(tokens, i, after)
    ):
        return None
    if "stop" in _e(tokens, i) and ("join" in _e(tokens, i - 1) or _e(tokens, i - 1).get("cue") == "OF"):
        return None
    if after < len(tokens) and tokens.kind[after] == "W" and "month_before" not in said:
        return None
    year = _listed_year(tokens, i) or _nearest_year(month, None, when)
    today = when.today
    if today is not None and year is not None and which == "-1" and month == today.month and year == today.year:
        year -= 1
    if today is not None and which == "1" and year is not None and month <= today.month:
        year = today.year + 1
    first = i - 1 if which is not None else i
    if year is None:
        return make(first, i + 1, "month", None, None, month=month)
    return make(first, i + 1, "month", *month_span(year, month), year=year, month=month)


def _listed_year(tokens: Tokens, i: int) -> int | None:
    """The year behind a list of months that begins or goes on at token i: January, February and March 2019."""
    k = i
    for _ in range(12):
        step = k + 1
        if step < len(tokens) and tokens.text[step] == ",":
            step += 1
        if "join" in _e(tokens, step):
            step += 1
        if step == k + 1 or "month" not in _e(tokens, step):
            break
        k = step
    return _year_after(tokens, k + 1)[0] if k > i else None


def _month_told(tokens: Tokens, i: int, after: int) -> bool:
    """True for a month without a preposition: in a list (January, February and March), December's, January sales."""
    entry = _e(tokens, i)
    if "stop" in entry or not tokens.text[i][:1].isupper():
        return False  # may
    if i >= 2 and tokens.text[i - 1] == "," and "month" in _e(tokens, i - 2):
        return True
    if after + 1 < len(tokens) and tokens.text[after] == "," and "month" in _e(tokens, after + 1):
        return True
    following = tokens.text[after] if after < len(tokens) else ""
    if tokens.text[i].endswith(("'s", "’s")):
        return following[:1].islower() or following.isdigit()
    return following.islower() and _beside(tokens, after, "yearly") and tokens.start[after] == tokens.end[after - 1] + 1


def _relative(tokens: Tokens, i: int, when: When) -> DateRead | None:
    value = _e(tokens, i)["relative"]
    today = when.today
    if value == "same":
        return _same(tokens, i, when)
    unit, _, offset_text = value.partition(":")
    if unit == "weekday":
        return _weekday_of(i, offset_text, when)
    if unit == "prior":
        # 上年: the year before the one that the text speaks of, else before publication
        base = when.period[0].year if when.period is not None else when.year
        return make(
            i,
            i + 1,
            "year",
            *(year_span(base - 1) if base is not None else (None, None)),
            year=None if base is None else base - 1,
        )
    if unit == "to-date":
        return make(i, i + 1, "to-date", Day(today.year, 1, 1) if today else None, today)
    offset = int(offset_text)
    after = i + 1
    if unit in ("week", "month", "quarter") and offset == -1 and _e(tokens, after).get("link") == "of":
        # "the last week of 2023": of that year, not of the day of publication.
        whole = _year_first(tokens, after + 1, sure=True) if whole_at(tokens, after + 1) is not None else None
        if whole is not None and whole.start is not None and whole.end is not None:
            return _cut(i, whole.after, "last", 1, unit, whole.start, whole.end)
    if unit == "year":
        # 去年12月, 去年上半年, 去年前11个月, last year's third quarter
        inner = _part_of_year(tokens, after, when, None if when.year is None else when.year + offset)
        if inner is not None:
            inner.first = i
            return inner
    if today is None or when.published is None or when.published.start is None:
        return make(i, after, unit, None, None)
    exact = when.published.start == today
    if unit == "year":
        year = when.year
        if year is None:
            return make(i, after, "year", None, None)
        return make(i, after, "year", *year_span(year + offset), year=year + offset)
    if unit == "decade":
        first = today.year // 10 * 10 + 10 * offset
        return make(i, after, "decade", Day(first, 1, 1), Day(first + 9, 12, 31))
    if unit == "month" and when.published.start.month == today.month and when.published.start.year == today.year:
        number = today.year * 12 + today.month - 1 + offset
        year, month = number // 12, number % 12 + 1
        inner_day, end = (
            (whole_at(tokens, after), after + 1) if tokens.kind[after : after + 1] in (["n"], ["z"]) else (None, after)
        )
        if inner_day is not None and _e(tokens, end).get("date_mark") == "day":
            return day_read(i, end + 1, year, month, inner_day, when)
        edge = _e(tokens, after)
        if edge.get("span") == "end" and tokens.start[after] == tokens.end[after - 1]:
            return make(i, after + 1, "month", *month_span(year, month), year=year, month=month)
        return make(i, after, "month", *month_span(year, month), year=year, month=month)
    if unit == "quarter" and exact:
        number = today.year * 4 + (today.month - 1) // 3 + offset
        year, quarter = number // 4, number % 4
        return _months(i, after, year, (quarter * 3 + 1, quarter * 3 + 3), "quarter", False)
    if not exact:
        return make(i, after, unit, None, None)
    if unit == "day":
        day = today + dt.timedelta(days=offset)
        return make(i, after, "day", day, day)
    if unit == "week":
        monday = today - dt.timedelta(days=today.isoweekday() - 1) + dt.timedelta(weeks=offset)
        if "weekday" in _e(tokens, after) and tokens.start[after] == tokens.end[after - 1]:
            day = monday + dt.timedelta(days=int(_e(tokens, after)["weekday"]) - 1)
            return make(i, after + 1, "day", day, day)
        # A week is said of its Monday to Sunday, and loosely of the seven days before.
        return make(i, after, "week", monday, monday + dt.timedelta(days=6))
    return make(i, after, unit, None, None)


def _weekday_of(i: int, text: str, when: When) -> DateRead:
    """上周五, 下周一: a weekday (`WEEKS:WEEKDAY`) of the week before, of or after publication."""
    weeks, weekday = (int(part) for part in text.split(":"))
    today = when.today
    if today is None or when.published is None or when.published.start != today:
        return make(i, i + 1, "day", None, None, weekday=weekday, reading="weekday")
    day = today - dt.timedelta(days=today.isoweekday() - weekday) + dt.timedelta(weeks=weeks)
    return make(i, i + 1, "day", day, day)


def range_at(tokens: Tokens, i: int) -> bool:
    """True where token i joins the ends of a period: a dash, 至, 到."""
    return 0 <= i < len(tokens) and (
        tokens.text[i] in "-–—~"
        or ("range_mark" in _e(tokens, i) and not tokens.text[i].isascii() and "join" not in _e(tokens, i))
    )


def _part_of_year(tokens: Tokens, j: int, when: When, year: int | None) -> DateRead | None:
    """What may follow a year in Chinese (上半年, 前11个月, 12月27日, 一季度) and "'s third quarter" in English."""
    if not _near(tokens, j):
        return None
    entry = _e(tokens, j)
    if "date_mark" not in entry and ("span" in entry or "first_of" in entry) and not tokens.text[j].isascii():
        scope = When(Period(Day(year, 1, 1), Day(year, 12, 31)), when.place) if year is not None else When(None)
        return (
            _span(tokens, j, scope, year=year, han=True) if "span" in entry else _first_of(tokens, j, scope, year=year)
        )
    at = j + 1 if entry.get("ordinal_mark") == "before" else j
    if at + 1 < len(tokens) and tokens.kind[at] in "nz" and "quarter_mark" in _e(tokens, at + 1):
        return _han_quarter(tokens, j, at, when, year)
    if tokens.kind[j] in "nz":
        listed = _quarters_listed(tokens, j, when, year)
        return listed if listed is not None else _han_month(tokens, j, j, when, year, year is not None)
    return None


def _quarters_listed(tokens: Tokens, i: int, when: When, year: int | None) -> DateRead | None:
    """二、三季度; 一、二、三季度: quarters that follow on each other, the first at token i, as one stretch."""
    first = low = whole_at(tokens, i)
    k = i
    while low is not None and 1 <= low <= 4 and "join" in _e(tokens, k + 1) and tokens.start[k + 1] == tokens.end[k]:
        k += 2
        if _e(tokens, k).get("span") == f"quarter:{low + 1}" and not tokens.text[k].isascii():
            assert first is not None
            span = (first * 3 - 2, low * 3 + 3)
            return _months(i, k + 1, year or _part_year(span, when), span, "quarters", year is not None)
        following = whole_at(tokens, k)
        if following != low + 1:
            return None
        low = following
    return None


def _span(tokens: Tokens, i: int, when: When, year: int | None = None, han: bool = False) -> DateRead | None:
    """First half (of 2024), 上半年, third quarter, early 2020, mid-2019, late March, the end of October, 年底."""
    value = _e(tokens, i)["span"]
    total = len(tokens)
    j = i + 1
    written = year is not None
    if value.startswith(("half:", "quarter:", "quarters:")):
        return _half_or_quarter(tokens, i, when, year, value)
    # early, mid, late, end: the period after it (or, in Chinese, before it) is what it is a part of.
    if not tokens.text[i].isascii():
        if han and year is not None and "last_day" in _e(tokens, i):
            return make(
                i, j, "day", Day(year, 12, 31), Day(year, 12, 31), day=31, month=12, year=year, year_written=True
            )
        if han and year is not None and value in ("early", "mid", "end"):
            quarter = {"early": (1, 3), "mid": (6, 7), "end": (10, 12)}[value]
            return _months(i, j, year, quarter, "part", written)
        part = _e(tokens, i).get("year_part")
        if part is not None and when.year is not None:
            quarter = {"early": (1, 3), "mid": (6, 7), "end": (10, 12)}[part]
            return _months(i, j, when.year, quarter, "part", False)
        return None
    if j < total and tokens.text[j] in "-‐":
        j += 1
    elif "span_joined" in _e(tokens, i):
        return None
    while j < total and ("definite" in _e(tokens, j) or _e(tokens, j).get("link") == "of"):
        j += 1
    if not _near(tokens, j):
        return None
    inner: DateRead | None = None
    entry = _e(tokens, j)
    if "month" in entry:
        inner = _month_first(tokens, j, When(when.published, when.place, when.last, when.future))
        if inner is None:
            month = int(entry["month"])
            year = _nearest_year(month, None, when)
            inner = make(
                j, j + 1, "month", *(month_span(year, month) if year else (None, None)), month=month, year=year
            )
    elif tokens.kind[j] == "n":
        inner = _year_first(tokens, j, sure=True)
    elif entry.get("relative", "").startswith(("year", "month")):
        inner = _relative(tokens, j, when)
    if inner is None or inner.grain not in ("year", "month", "decade"):
        return None
    start, end = inner.start, inner.end
    if start is not None and end is not None:
        third = ((end - start).days + 1) // 3
        if value == "early":
            end = start + dt.timedelta(days=max(third, 1) + 1)
        elif value == "mid":
            start, end = start + dt.timedelta(days=third - 1), end - dt.timedelta(days=third - 1)
        elif value == "late":
            start = end - dt.timedelta(days=third + 1)
        else:
            start = end
    return make(i, inner.after, "part", start, end, year=inner.year, year_written=inner.year_written)


def _half_or_quarter(tokens: Tokens, i: int, when: When, year: int | None, value: str) -> DateRead | None:
    """First half (of 2024), 上半年, third quarter: the words at token i have the span `value` (`half:1`)."""
    total = len(tokens)
    j = i + 1
    written = year is not None
    unit, number_text = value.split(":")
    number = int(number_text)
    span = (
        ((1, 6) if number == 1 else (7, 12))
        if unit == "half"
        else ((number * 3 - 2, number * 3) if unit == "quarter" else (1, number * 3))
    )
    ascii_word = tokens.text[i].isascii()
    if ascii_word:
        k = j
        if "not_period" in _e(tokens, k):
            return None
        while k < total and k < j + 2 and ("of" in _e(tokens, k) or "definite" in _e(tokens, k)):
            k += 1
        if "fiscal" in _e(tokens, k):
            ending = _fiscal(tokens, k)
            return make(i, ending.after if ending else k + 1, "fiscal", None, None, reading="fiscal")
        if tokens.kind[k : k + 1] == ["q"] and tokens.text[k].upper().startswith("FY"):
            return make(i, k + 1, "fiscal", None, None, reading="fiscal")
        rel = _e(tokens, k).get("relative", "")
        value4 = whole_at(tokens, k)
        if value4 is not None and len(tokens.text[k]) == 4 and 1900 <= value4 <= 2100 and _near(tokens, k):
            year, j, written = value4, k + 1, True
        elif rel.startswith("year:") and when.year is not None:
            year, j, written = when.year + int(rel.split(":")[1]), k + 1, True
        elif _e(tokens, k).get("span_unit") == "year" and k > j:
            j = k + 1
        elif _e(tokens, j).get("link") == "of" and _e(tokens, j).get("cue") == "OF":
            return None
    return _months(i, j, year if year is not None else _part_year(span, when), span, unit.rstrip("s"), written)


def _first_of(tokens: Tokens, i: int, when: When, year: int | None = None) -> DateRead | None:
    """The first 11 months of last year; first nine months; the last week of 2023; 前11个月."""
    total = len(tokens)
    which = _e(tokens, i)["first_of"]
    j = i + 1
    count, after = None, j
    if j < total and _near(tokens, j) and tokens.kind[j] in "nzK":
        found = numbers.number(tokens, j)
        if found is not None and found.whole and 0 < found.value <= 60 and found.scale == 1:
            count, after = int(found.value), found.after
    unit = _e(tokens, after).get("span_unit")
    if unit is None and count is not None and after < total and tokens.text[after] in "-‐":
        unit = _e(tokens, after + 1).get("span_unit")
        after += 1
    if unit is None or (count is None and not tokens.text[i].isascii()):
        return None
    plural = tokens.word[after].endswith("s") or not tokens.text[after].isascii()
    if count is None and plural:
        return None
    number = count or 1
    k = after + 1
    whole: DateRead | None = None
    if tokens.text[i].isascii():
        m = k
        while (
            m < total
            and m < k + 3
            and (
                "article" in _e(tokens, m) or _e(tokens, m).get("link") == "of" or "duration_adjective" in _e(tokens, m)
            )
            and ("relative" not in _e(tokens, m))
        ):
            m += 1
        entry = _e(tokens, m)
        joined = m > k
        if joined and tokens.kind[m : m + 1] == ["n"]:
            whole = _year_first(tokens, m, sure=True)
        elif "relative" in entry and not entry["relative"].startswith(("same", "to-date")):
            whole = _relative(tokens, m, when)
        elif joined and "month" in entry:
            whole = _month_first(tokens, m, when)
        elif "fiscal" in entry:
            return make(i, m + 1, "fiscal", None, None, reading="fiscal")
        if whole is None and which == "last":
            return None
        if whole is not None:
            k = whole.after
    elif which == "last":
        return None
    if year is None:
        if whole is not None and whole.start is not None and whole.end is not None:
            return _cut(i, k, which, number, unit, whole.start, whole.end)
        if whole is not None:
            return make(i, k, "months", None, None)
        if which == "first" and unit in ("month", "quarter", "week", "day"):
            if unit not in ("month", "quarter"):
                return None
            months = number if unit == "month" else number * 3
            if months > 12 or count is None:
                return None
            found_year = _part_year((1, months), when)
            if (
                found_year is not None
                and when.today is not None
                and not when.future
                and (found_year == when.today.year and months >= when.today.month and months - when.today.month > 0)
            ):
                found_year -= 1
            return _months(i, k, found_year, (1, months), "months", False)
        return None
    return _cut(i, k, which, number, unit, Day(year, 1, 1), Day(year, 12, 31))


def _cut(first: int, after: int, which: str, count: int, unit: str, start: Day, end: Day) -> DateRead | None:
    """The first or last so many units of a period."""
    if unit in ("month", "quarter"):
        months = count * (3 if unit == "quarter" else 1)
        if months > 12:
            return None
        if which == "first":
            year, month = start.year, start.month + months - 1
            year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
            return make(first, after, "months", start, month_span(year, month)[1], year=start.year, year_written=True)
        year, month = end.year, end.month - months + 1
        if month < 1:
            year, month = year - 1, month + 12
        return make(first, after, "months", Day(year, month, 1), end, year=end.year, year_written=True)
    if unit == "year":
        return None
    days = count * (7 if unit == "week" else 1)
    if unit == "week" and which == "last" and count == 1:
        # The last calendar week that begins in the period, cut at its end.
        monday = end - dt.timedelta(days=end.isoweekday() - 1)
        return make(first, after, "week", monday, end, year=end.year)
    if which == "first":
        return make(first, after, "days", start, start + dt.timedelta(days=days - 1), year=start.year)
    return make(first, after, "days", end - dt.timedelta(days=days - 1), end, year=end.year)


def _fiscal(tokens: Tokens, i: int) -> DateRead | None:
    j = i + 1
    while j < len(tokens) and "fiscal" in _e(tokens, j):
        j += 1
    if _e(tokens, j).get("cue") == "OF" or _e(tokens, j).get("span_unit") == "year":
        j += 1
    value = whole_at(tokens, j)
    if value is not None and _near(tokens, j) and (len(tokens.text[j]) == 4 and 1900 <= value <= 2100):
        return make(i, j + 1, "fiscal", None, None, year=value, reading="fiscal")
    return None


def _holiday(tokens: Tokens, i: int, when: When) -> DateRead | None:
    value = _e(tokens, i)["holiday"]
    if value != "first-working-day:year":
        return None
    today = when.today
    if today is None or when.year is None:
        return make(i, i + 1, "day", None, None, reading="holiday")
    day = first_working_day(today.year, when.place)
    return make(i, i + 1, "day", day, day, reading="holiday")


def first_working_day(year: int, place: str | None) -> Day | None:
    """The first working day of a year by the holiday calendar of a country (the holidays package)."""
    day = Day(year, 1, 2)
    if place is not None:
        import holidays

        try:
            calendar = holidays.country_holidays(place, years=year)
        except (NotImplementedError, KeyError):
            return None
        day = Day(year, 1, 1)
        while not calendar.is_working_day(day):
            day += dt.timedelta(days=1)
        return day
    while day.isoweekday() > 5:
        day += dt.timedelta(days=1)
    return day


def _digits_first(tokens: Tokens, i: int, when: When) -> DateRead | None:
    total = len(tokens)
    mark = _e(tokens, i + 1)
    if "quarter_mark" in mark and tokens.start[i + 1] == tokens.end[i]:
        found = _han_quarter(tokens, i, i, when, None)
        if found is not None:
            return found
    listed = _quarters_listed(tokens, i, when, None)
    if listed is not None:
        return listed
    if "date_mark" in mark or ("decade" in mark and not tokens.text[i + 1].isascii()):
        found = _han_date(tokens, i, i, when)
        if found is not None:
            return _stretched(tokens, found, when)
    if (
        tokens.kind[i] == "n"
        and i + 2 < total
        and range_at(tokens, i + 1)
        and tokens.kind[i + 2] == "n"
        and (_e(tokens, i + 3).get("date_mark") == "month")
    ):
        low, high = whole_at(tokens, i), whole_at(tokens, i + 2)
        if low is not None and high is not None and 1 <= low < high <= 12:
            return _months(i, i + 4, _part_year((low, high), when), (low, high), "months", False)
    if tokens.kind[i] != "n" or not tokens.text[i].isdigit():
        return None
    if len(tokens.text[i]) == 8 and tokens.text[i][:2] in ("19", "20"):
        found = _compact(tokens, i, when)
        if found is not None:
            return found
    if (
        len(tokens.text[i]) == 2
        and tokens.text[i][1] == "0"
        and "decade" in _e(tokens, i + 1)
        and (tokens.start[i + 1] == tokens.end[i])
        and (
            (i > 0 and tokens.text[i - 1] in ("'", "’", "‘") and tokens.end[i - 1] == tokens.start[i])
            or "definite" in _e(tokens, i - 1)
        )
    ):
        # the '80s, the 80s
        value = int(tokens.text[i])
        start = (1900 if value >= 20 else 2000) + value
        return make(
            i - 1 if tokens.text[i - 1] in "'’‘" else i, i + 2, "decade", Day(start, 1, 1), Day(start + 9, 12, 31)
        )
    if len(tokens.text[i]) <= 2:
        return _day_first(tokens, i, when) or _bare_day(tokens, i, when) or _century(tokens, i)
    return _year_first(tokens, i)


def _compact(tokens: Tokens, i: int, when: When) -> DateRead | None:
    """20240105, where nothing is counted."""
    text = tokens.text[i]
    after = _e(tokens, i + 1)
    if not {"unit", "measure_word", "scale", "currency", "percent", "noun"}.isdisjoint(after) and _near(tokens, i + 1):
        return None
    if i and "currency" in _e(tokens, i - 1):
        return None
    try:
        Day(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
    return day_read(i, i + 1, int(text[:4]), int(text[4:6]), int(text[6:]), when, written=True)


def _century(tokens: Tokens, i: int) -> DateRead | None:
    j = i + 1
    if _e(tokens, j).get("ordinal_mark") == "after":
        j += 1
    elif tokens.text[i].isascii() and not (_e(tokens, j).get("century") and not tokens.text[j].isascii()):
        return None
    if j < len(tokens) and tokens.text[j] in "-‐":
        j += 1
    value = int(tokens.text[i])
    if "century" not in _e(tokens, j) or not 1 <= value <= 30:
        return None
    if not tokens.text[j].isascii():
        # 20世纪90年代
        decade = whole_at(tokens, j + 1)
        if decade is not None and "decade" in _e(tokens, j + 2):
            start = (value - 1) * 100 + decade
            return make(i, j + 3, "decade", Day(start, 1, 1), Day(start + 9, 12, 31))
    return make(i, j + 1, "century", Day((value - 1) * 100 + 1, 1, 1), Day(value * 100, 12, 31))


def _day_first(tokens: Tokens, i: int, when: When) -> DateRead | None:
    """2 May; 27th of July 2024; 21-27 January; 8 and 9 November stays two."""
    total = len(tokens)
    day, j = _day_at(tokens, i)
    if day is None:
        return None
    mark = _e(tokens, j)
    if (
        j + 1 < total
        and _near(tokens, j)
        and "range_mark" in mark
        and ("join" not in mark or _e(tokens, i - 1).get("cue") == "BETWEEN")
    ):
        last, k = _day_at(tokens, j + 1)
        if last is not None and "month" in _e(tokens, k) and _near(tokens, k) and day < last <= 31:
            month = int(_e(tokens, k)["month"])
            after = k + 2 if tokens.text[k + 1 : k + 2] == ["."] and len(tokens.text[k]) <= 4 else k + 1
            year, end = _year_after(tokens, after)
            return _days(i, end, year, month, day, last, when)
    k = j
    if _e(tokens, k).get("cue") == "OF" or (k < total and tokens.text[k] in "-‐"):
        k += 1
    if "month" not in _e(tokens, k) or not _near(tokens, k) or not (len(tokens.text[k]) >= 3):
        return None
    month = int(_e(tokens, k)["month"])
    after = k + 1
    if tokens.text[after : after + 1] == ["."] and len(tokens.text[k]) <= 4 and tokens.start[after] == tokens.end[k]:
        year, end = _year_after(tokens, after + 1)
        if year is None:
            end = after
    else:
        year, end = _year_after(tokens, after + 1 if tokens.text[after : after + 1] in (["-"], [","]) else after)
        if year is None:
            end = after
    return day_read(i, end, year, month, day, when, written=year is not None)


def _bare_day(tokens: Tokens, i: int, when: When) -> DateRead | None:
    """The 21st: a day of the month last named."""
    day, j = _day_at(tokens, i)
    if day is None or j == i + 1 or day > 31 or "definite" not in _e(tokens, i - 1):
        return None
    entry = _e(tokens, j)
    nounish = (j < len(tokens) and tokens.kind[j] in "wW") or (
        "ordinal_mark" not in entry
        and ("span_unit" in entry or "noun" in entry or "century" in entry or "fraction" in entry)
    )
    if nounish or entry.get("cue") == "OF" or (j < len(tokens) and tokens.text[j] in "-‐"):
        return None
    if "day_before" not in _e(tokens, i - 2):
        return None
    anchor = when.last or (
        when.today if when.published is not None and when.published.start == when.published.end else None
    )
    if anchor is None:
        return make(i, j, "day", None, None, day=day)
    best = None
    for shift in (0, 1, -1):
        number = anchor.year * 12 + anchor.month - 1 + shift
        try:
            candidate = Day(number // 12, number % 12 + 1, day)
        except ValueError:
            continue
        if best is None or abs((candidate - anchor).days) < abs((best - anchor).days) - 3:
            best = candidate
    return make(i, j, "day", best, best, day=day)


def _year_first(tokens: Tokens, i: int, sure: bool = False) -> DateRead | None:
    """2023; 2014-2018; 2023-24; 1990s; 2023/24."""
    total = len(tokens)
    text = tokens.text[i]
    if tokens.kind[i] != "n" or len(text) != 4 or not text.isdigit():
        return None
    value = int(text)
    j = i + 1
    if "decade" in _e(tokens, j) and tokens.start[j] == tokens.end[i] and value % 10 == 0:
        return make(i, j + 1, "decade", Day(value, 1, 1), Day(value + 9, 12, 31), year=value, year_written=True)
    if not 1000 <= value <= 2999:
        return None
    if "decade" in _e(tokens, j) and tokens.start[j] == tokens.end[i] and 1800 <= value <= 2100:
        # 2018s best: the apostrophe was lost
        return make(i, j + 1, "year", *year_span(value), year=value, year_written=True)
    if (
        j + 1 < total
        and tokens.text[j] in "-–—/"
        and tokens.end[i] == tokens.start[j]
        and tokens.kind[j + 1] == "n"
        and (tokens.start[j + 1] == tokens.end[j])
    ):
        other = tokens.text[j + 1]
        if other.isdigit() and len(other) == 4 and value < int(other) <= 2999 and int(other) - value < 500:
            return make(i, j + 2, "years", Day(value, 1, 1), Day(int(other), 12, 31), year=value, year_written=True)
        if other.isdigit() and len(other) == 2 and int(other) > value % 100 and 1800 <= value <= 2100:
            last = value // 100 * 100 + int(other)
            if last == value + 1:
                # A season or school year straddles two years: which days, the text does not say.
                return make(i, j + 2, "season", Day(value, 1, 1), Day(last, 12, 31), year=value, year_written=True)
            return make(i, j + 2, "years", Day(value, 1, 1), Day(last, 12, 31), year=value, year_written=True)
        if other == "00" and value % 100 == 99:
            return make(i, j + 2, "season", Day(value, 1, 1), Day(value + 1, 12, 31), year=value, year_written=True)
    if not sure and not _plausible_year(tokens, i, value):
        return None
    return make(i, i + 1, "year", *year_span(value), year=value, year_written=True)


def _plausible_year(tokens: Tokens, i: int, value: int) -> bool:
    before, after = _e(tokens, i - 1), _e(tokens, i + 1)
    gap = tokens.start[i + 1] - tokens.end[i] if i + 1 < len(tokens) else 9
    if (
        gap == 0
        and not tokens.text[i + 1].isascii()
        and (
            tokens.kind[i + 1] in "kK"
            and ("noun" in after or "measure_word" in after or "hedge_inside" in after or "hedge_after" in after)
        )
    ):
        return False
    if i and tokens.start[i] == tokens.end[i - 1] and (tokens.text[i - 1] in "$€£¥#№" or "currency" in before):
        return False
    if "currency" in before and tokens.kind[i - 1] != "w" and not tokens.text[i - 1].islower():
        return False
    hedged = "hedge" in before and "time_in" not in before
    if gap <= 1 and (
        "percent" in after or "scale" in after or "currency" in after or "unit" in after or ("duration" in after)
    ):
        quoted = i + 1 < len(tokens) and tokens.text[i + 1] in "\"'’”″′"
        if not quoted and not (after.get("unit") and "time_in" in before and "stop" in after):
            return False
    if gap <= 1 and "parts" in after:
        return False  # 1988 of them
    if "time_in" in before:
        if not 1000 <= value <= 2199:
            return False
        return not (plural_at(tokens, i + 1) and "counts_more" in before and not 1900 <= value <= 2060)
    if not 1800 <= value <= 2100:
        return False
    if hedged:
        return False
    if not plural_at(tokens, i + 1):
        return True
    return 1950 <= value <= 2050 and (_beside(tokens, i + 1, "yearly") or not _tallied(tokens, i))


def _tallied(tokens: Tokens, i: int) -> bool:
    """True where the words before token i want a count: there were 1950 jobs, it has 2012 workers."""
    before = _e(tokens, i - 1)
    return (
        _beside(tokens, i - 1, "having")
        or "number_noun" in _e(tokens, i - 2)
        or "sums_up" in before
        or (before.get("link") == "be" and _beside(tokens, i - 2, "existential"))
    )


def plural_at(tokens: Tokens, i: int) -> bool:
    """True where a plural or mass noun stands at token i, right after the one before."""
    if i >= len(tokens) or tokens.start[i] - tokens.end[i - 1] > 1:
        return False
    entry = _e(tokens, i)
    return "cue" not in entry and tokens.kind[i] in "wk" and tokens.forms.plural(tokens.word[i], entry)


def _han_date(tokens: Tokens, first: int, i: int, when: When, era: int = 0) -> DateRead | None:
    """2023年12月27日, 12月27日, 27日, 2023年, 90年代, 2024年前三季度, 民国113年 (the number is at i)."""
    value = whole_at(tokens, i)
    mark = _e(tokens, i + 1)
    if value is None:
        return None
    if "decade" in mark and not tokens.text[i + 1].isascii():
        if value % 10 or not (0 < value < 100 or 1000 <= value <= 2100):
            return None
        start = value if value >= 1000 else 1900 + value
        head = first
        return make(head, i + 2, "decade", Day(start, 1, 1), Day(start + 9, 12, 31))
    which = mark["date_mark"]
    if which == "year":
        year = value + era
        text = tokens.text[i]
        if not era and len(text) == 2 and tokens.kind[i] == "n" and tokens.text[i - 1 : i] in (["'"], ["’"]):
            year = 2000 + value
        elif not era and not (len(text) == 4 and 1000 <= value <= 2999):
            return None
        j = i + 2
        if (
            j < len(tokens)
            and range_at(tokens, j)
            and whole_at(tokens, j + 1) is not None
            and (_e(tokens, j + 2).get("date_mark") == "year")
            and len(tokens.text[j + 1]) == 4
        ):
            other = whole_at(tokens, j + 1)
            assert other is not None
            if year < other <= 2999:
                inner = _part_of_year(tokens, j + 3, when, other)
                if inner is None:
                    return make(
                        first, j + 3, "years", Day(year, 1, 1), Day(other, 12, 31), year=year, year_written=True
                    )
        inner = _part_of_year(tokens, j, when, year)
        if inner is not None:
            inner.first = first
            inner.year_written = True
            return inner
        if _e(tokens, j).get("relative") == "same" and tokens.start[j] == tokens.end[j - 1]:
            # 2022年同期: the period named last, in that year
            moved: tuple[Day | None, Day | None] = (None, None)
            if when.period is not None:
                try:
                    opening, closing = when.period
                    moved = opening.replace(year=year), closing.replace(year=year + closing.year - opening.year)
                except ValueError:
                    moved = (None, None)
            return make(first, j + 1, "same", *moved, year=year, year_written=True)
        edge = _e(tokens, j)
        if edge.get("span") == "end" and tokens.start[j] == tokens.end[j - 1] and "last_day" in edge:
            return make(
                first,
                j + 1,
                "day",
                Day(year, 12, 31),
                Day(year, 12, 31),
                day=31,
                month=12,
                year=year,
                year_written=True,
            )
        if edge.get("span") in ("end", "early", "mid") and tokens.start[j] == tokens.end[j - 1]:
            quarter = {"early": (1, 3), "mid": (6, 7), "end": (10, 12)}[edge["span"]]
            return _months(first, j + 1, year, quarter, "part", True)
        return make(first, i + 2, "year", *year_span(year), year=year, year_written=True)
    if which == "month":
        return _han_month(tokens, first, i, when, None, False)
    if which == "day" and "name_after" not in mark and 1 <= value <= 31:
        end = i + 2
        day = _day_alone(value, when)
        if (
            range_at(tokens, end)
            and whole_at(tokens, end + 1) is not None
            and _e(tokens, end + 2).get("date_mark") == "day"
            and (tokens.start[end] == tokens.end[end - 1])
        ):
            # 2日至4日
            last = whole_at(tokens, end + 1)
            if last is not None and value < last <= 31:
                ending = None if day is None else day_read(first, end, day.year, day.month, last, when).start
                return make(first, end + 3, "days", day, ending, day=value)
        found = make(first, end, "day", day, day, day=value)
        return _han_weekday(tokens, found)
    return None


def _day_alone(value: int, when: When) -> Day | None:
    """The day that a bare number of a day means: of the month last named, or the last one before publication."""
    today = when.today
    if (
        today is not None
        and when.published is not None
        and when.published.start == today
        and (when.last is None or -45 <= (when.last - today).days <= 45)
    ):
        for shift in (0, -1, -2) if not when.future else (0, 1):
            number = today.year * 12 + today.month - 1 + shift
            try:
                day = Day(number // 12, number % 12 + 1, value)
            except ValueError:
                continue
            if when.future and day < today and shift == 0:
                continue
            if when.future or (day - today).days <= 3:
                return day
        return None
    if when.last is None:
        return None
    try:
        return when.last.replace(day=value)
    except ValueError:
        return None


def _stretched(tokens: Tokens, found: DateRead, when: When) -> DateRead:
    """2012年11月至2023年10月: the period between two dates of one grain, the second with its year."""
    k = found.after
    if found.start is None or found.grain not in ("month", "day", "quarter") or not range_at(tokens, k):
        return found
    if k + 2 >= len(tokens) or whole_at(tokens, k + 1) is None or _e(tokens, k + 2).get("date_mark") != "year":
        return found
    other = _han_date(tokens, k + 1, k + 1, When(when.published, when.place, found.start, when.future))
    if other is None or other.grain != found.grain or other.end is None or other.end <= found.start:
        return found
    grain = "days" if found.grain == "day" else "months"
    return make(
        found.first, other.after, grain, found.start, other.end, year=found.year, year_written=found.year_written
    )


def _han_quarter(tokens: Tokens, first: int, i: int, when: When, year: int | None) -> DateRead | None:
    """第2季, 3季度: a numbered quarter (the number is at i)."""
    number = whole_at(tokens, i)
    if number is None or not 1 <= number <= 4 or len(tokens.text[i]) > 1:
        return None
    span = (number * 3 - 2, number * 3)
    if _e(tokens, i - 1).get("ordinal_mark") == "before" and first == i:
        first = i - 1
    return _months(
        first, i + 2, year if year is not None else _part_year(span, when), span, "quarter", year is not None
    )


def _han_weekday(tokens: Tokens, found: DateRead) -> DateRead:
    j = found.after
    if j < len(tokens) and tokens.text[j] in "（(" and "weekday" in _e(tokens, j + 1):
        found.weekday = int(_e(tokens, j + 1)["weekday"])
        found.after = j + 3 if tokens.text[j + 2 : j + 3] in (["）"], [")"]) else j + 2
    elif "weekday" in _e(tokens, j) and tokens.start[j] == tokens.end[j - 1]:
        found.weekday = int(_e(tokens, j)["weekday"])
        found.after = j + 1
    return found


def _han_month(tokens: Tokens, first: int, i: int, when: When, year: int | None, written: bool) -> DateRead | None:
    value = whole_at(tokens, i)
    total = len(tokens)
    if value is None:
        return None
    # 1-11月, 1月至11月
    if (
        i + 3 < total
        and range_at(tokens, i + 1)
        and whole_at(tokens, i + 2) is not None
        and (_e(tokens, i + 3).get("date_mark") == "month")
    ):
        high = whole_at(tokens, i + 2)
        if high is not None and 1 <= value < high <= 12:
            found_year = year if year is not None else _part_year((value, high), when)
            return _months(first, i + 4, found_year, (value, high), "months", written)
    if _e(tokens, i + 1).get("date_mark") != "month" or not 1 <= value <= 12:
        return None
    j = i + 2
    if (
        j + 2 < total
        and range_at(tokens, j)
        and whole_at(tokens, j + 1) is not None
        and (_e(tokens, j + 2).get("date_mark") == "month")
        and _e(tokens, j + 4).get("date_mark") != "day"
    ):
        high = whole_at(tokens, j + 1)
        if high is not None and value < high <= 12:
            found_year = year if year is not None else _part_year((value, high), when)
            return _months(first, j + 3, found_year, (value, high), "months", written)
    day = whole_at(tokens, j) if _near(tokens, j) else None
    if day is not None and _e(tokens, j + 1).get("date_mark") == "day":
        found = day_read(first, j + 2, year, value, day, when, written=written)
        k = found.after
        if k + 2 < total and range_at(tokens, k) and whole_at(tokens, k + 1) is not None:
            last = whole_at(tokens, k + 1)
            if _e(tokens, k + 2).get("date_mark") == "day" and last is not None and day < last <= 31:
                return _days(first, k + 3, found.year if found.year is not None else year, value, day, last, when)
            if _e(tokens, k + 2).get("date_mark") in ("month", "year") and found.start is not None:
                other = _han_date(tokens, k + 1, k + 1, When(when.published, when.place, found.start, when.future))
                if other is not None and other.grain == "day" and other.end is not None and other.end > found.start:
                    return make(
                        first, other.after, "days", found.start, other.end, year=found.year, year_written=written
                    )
        return _han_weekday(tokens, found)
    if (
        day is not None
        and j + 3 < total
        and range_at(tokens, j + 1)
        and whole_at(tokens, j + 2) is not None
        and (_e(tokens, j + 3).get("date_mark") == "day")
    ):
        last = whole_at(tokens, j + 2)
        if last is not None and day < last <= 31:
            return _days(first, j + 4, year, value, day, last, when)
    found_year = year if year is not None else _nearest_year(value, None, when)
    edge = _e(tokens, j)
    after = j
    if edge.get("span") in ("end", "early", "mid", "late") and tokens.start[j] == tokens.end[j - 1]:
        after = j + 1
    if found_year is None:
        return make(first, after, "month", None, None, month=value)
    start, end = month_span(found_year, value)
    if after > j and edge["span"] == "end":
        start = end
    return make(first, after, "month", start, end, year=found_year, month=value, year_written=written)
