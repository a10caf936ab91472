"""The day on which an article was published: as its reader gives it, and as its lines say it.

A date is a `Period` as exact as it is written: `2024-01-05` is one day, `2024-01` a month, `2024` a year.
A date without a year, or one that could be read two ways (`05/01/2024`), is none.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from claims.document import Period
from sources._errors import SourceError

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
# Full-width digits are the same digits; one for one, so that places stay.
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_MONTH = r"(?P<{0}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_HAN = "〇○零一二三四五六七八九十"
_DATE = re.compile(
    r"(?<![0-9])(?:"
    r"(?P<y1>[0-9]{4})(?P<sep>[-/.])(?P<m1>[0-9]{1,2})(?P=sep)(?P<d1>[0-9]{1,2})(?![0-9])"
    r"|(?P<y2>[0-9]{4})\s?年\s?(?P<m2>[0-9]{1,2})\s?月(?:\s?(?P<d2>[0-9]{1,2})\s?[日号號])?"
    rf"|(?P<y3>[{_HAN}]{{4}})年(?P<m3>[{_HAN}]{{1,2}})月(?:(?P<d3>[{_HAN}]{{1,3}})[日号號])?"
    rf"|{_MONTH.format('m4')}\s{{1,3}}(?P<d4>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?P<y4>[0-9]{{4}})(?![0-9])"
    rf"|(?P<d5>[0-9]{{1,2}})(?:st|nd|rd|th)?[\s-](?:of\s)?{_MONTH.format('m5')},?[\s-](?P<y5>[0-9]{{4}})(?![0-9])"
    r"|(?P<a>[0-9]{1,2})(?P<sep2>[/.])(?P<b>[0-9]{1,2})(?P=sep2)(?P<y6>[0-9]{4})(?![0-9])"
    r"|(?P<y7>(?:19|20)[0-9]{2})(?P<m7>0[1-9]|1[0-2])(?P<d7>[0-3][0-9])(?![0-9])"
    rf"|{_MONTH.format('m8')},?\s{{1,3}}(?P<y8>[0-9]{{4}})(?![0-9])"
    r"|(?P<y9>[0-9]{4})-(?P<m9>[0-9]{2})(?![0-9-])"
    r"|(?P<y10>(?:1[5-9]|2[01])[0-9]{2})(?:\s?年)?(?![0-9])"
    r")",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")

_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,3}"
    r"|(?:星期|周|週)[一二三四五六日天]\s?)"
)
_CLOCK = re.compile(
    r"[\s,，|·T(（]{0,3}(?:at\s)?[0-9]{1,2}[:：时點点h.][0-9]{2}(?:[:：分][0-9]{2})?(?:[.][0-9]{1,6})?"
    r"[\s]?(?:[ap]\.?m\.?)?[\s)）]{0,2}(?:Z|[A-Z]{2,4}|[+-][0-9]{2}:?[0-9]{2})?",
    re.IGNORECASE,
)
# A label and how far it is to be believed: a publication before a bare date before the day of a change.
_LABELS = (
    (
        re.compile(
            r"(?:(?:first|originally)\s)?(?:publish(?:ed)?(?:\s(?:date|time|on|at))?|publication\sdate|date\s"
            r"published|posted(?:\son)?|release\sdate|released(?:\son)?|date\sof\s(?:publication|release|issue)"
            r"|issued(?:\son)?|for\simmediate\srelease)\s?(?P<colon>[:：]?)\s{0,3}",
            re.IGNORECASE,
        ),
        0,
    ),
    (
        re.compile(
            r"(?:发布|发表|发稿|出版|刊登|刊发|公布|成文|印发|發布|發佈|發表|發稿|刊登|公佈)(?:时间|日期|時間|于|於)?\s?"
            r"(?P<colon>[:：]?)\s{0,3}"
        ),
        0,
    ),
    (re.compile(r"date(?:d|line)?\s?(?P<colon>[:：])\s{0,3}", re.IGNORECASE), 1),
    (re.compile(r"日期\s?(?P<colon>[:：])\s{0,3}"), 1),
    (
        re.compile(
            r"(?:last\s)?(?:updated|modified|revised)(?:\s(?:on|at))?\s?(?P<colon>[:：]?)\s{0,3}",
            re.IGNORECASE,
        ),
        3,
    ),
    (re.compile(r"(?:最后|最後)?(?:更新|修改)(?:时间|日期|時間)?\s?(?P<colon>[:：])\s{0,3}"), 3),
)
_AFTER = re.compile(
    r"[\s,，(（]{0,3}(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}|(?:星期|周|週)[一二三四五六日天])?[)）]?",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"\s{0,3}(?:\|\s?)?(?:来源|來源|source|字号|字號|浏览|打印)", re.IGNORECASE)
_ZH_DATELINE = re.compile(
    r"[（(【]?[^\s，。0-9]{2,24}?(?P<date>[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)(?:电|電|讯|訊|消息)"
)
_DATELINE_END = re.compile(
    r"(?:\s?[@,]\s?[0-9]{1,2}:[0-9]{2}[A-Za-z./ ]{0,20})?(?:\s?[(（/][^()（）/\n]{1,60}[)）/])?"
    r"(?:\s{0,2}[,:]?\s{0,2}[-–—]{1,2}(?![0-9])|(?<=/)(?=\s|$))"
)
_EMBARGO = re.compile(r"(?:under\s|strict\s)?embargo(?:ed)?\s(?:until|to|for)\b[^0-9]{0,20}", re.IGNORECASE)
_IN_TITLE = re.compile(r"[^\n]{2,80}[(（\[【](?P<date>[0-9]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2})[)）\]】]")
_SPEECH = re.compile(r"(?:[—–-]{1,2}|[(（])\s?(?P<date>[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)在[^。]{2,60}[上)）]")

_TOP, _BOTTOM = 12, 3  # blocks from either end in which an unlabelled date may stand alone
_NEAR = 60  # blocks from either end in which a labelled date is looked for
_MAX_LABELLED = 200  # code points of a line that still is a line of metadata


def given(value: str) -> Period:
    """The period that a caller's `YYYY`, `YYYY-MM` or `YYYY-MM-DD` names; anything else is a SourceError."""
    value = value.strip()
    period = None
    if _GIVEN.fullmatch(value):
        parts = [int(part) for part in value.split("-")]
        period = _period(value, *parts)
    if period is None:
        raise SourceError(
            f"{value[:40]!r} is no date of publication: write YYYY, YYYY-MM or YYYY-MM-DD, such as 2024-01-05"
        )
    return period


def parse(text: str) -> Period | None:
    """The first date with a year in a piece of metadata, such as `2024-01-05T08:00Z` or `5 January 2024`."""
    found = _find(text[:_MAX_LABELLED].translate(_DIGITS))
    return None if found is None else found[0]


def stated(blocks: Sequence[str]) -> tuple[Period, int, bool] | None:
    """The publication date that an article's lines state: (period, block number, a line of metadata).

    Labels (`Published:`, `Date:`, `发布时间：`) come first, then a line that is a date alone or a byline
    near the top or the end, and datelines (`CHONGQING, Jan. 5, 2024 (Xinhua) --`); the day of an update
    comes last.
    """
    best: tuple[int, Period, int, bool] | None = None
    count = len(blocks)
    near = range(count) if count <= 2 * _NEAR else (*range(_NEAR), *range(count - _NEAR, count))
    for index in near:
        found = _line(blocks[index], index, count)
        if found is not None and (best is None or found[0] < best[0]):
            best = (found[0], found[1], index, found[2])
            if found[0] == 0:
                break
    return None if best is None else best[1:]


def _line(block: str, index: int, count: int) -> tuple[int, Period, bool] | None:
    """(rank, period, whether the whole block is metadata) of one block."""
    for number, raw in enumerate(block[: 4 * _MAX_LABELLED].translate(_DIGITS).split("\n")[:6]):
        line = " ".join(raw[: _MAX_LABELLED + 1].split()).strip("*_ ")
        if not line:
            continue
        for part in re.split(r"\s[|·•]\s", line):
            found = _labelled(part)
            if found is not None:
                return (*found, "\n" not in block.strip())
        if number == 0 and (index < _TOP or index >= count - _BOTTOM):
            bare = _unlabelled(line, index)
            if bare is not None:
                return bare
    return None


def _labelled(line: str) -> tuple[int, Period] | None:
    if len(line) > _MAX_LABELLED:
        return None
    for label, rank in _LABELS:
        match = label.match(line)
        if match is None:
            continue
        found = _find(line, match.end())
        if found is None:
            return None
        period, start, end = found
        lead = line[match.end() : start]
        if not re.fullmatch(rf"(?:{_WEEKDAY})?", lead, re.IGNORECASE):
            return None
        # "Published in 2019, the report ..." is prose: without a colon the line must be little but the day.
        if not match["colon"] and (len(line) - end > 40 or period.start != period.end):
            return None
        return rank, period
    return None


def _unlabelled(line: str, index: int) -> tuple[int, Period, bool] | None:
    found = _find(line)
    if found is None:
        return None
    period, start, end = found
    if period.start != period.end:
        return None
    if (embargo := _EMBARGO.match(line)) and start - embargo.end() <= 60:
        return 1, period, True
    for pattern, rank in ((_IN_TITLE, 2), (_SPEECH, 4)):
        if (known := pattern.fullmatch(line)) and known.start("date") == start and index < _TOP:
            # A speech is given some days before it is printed: its year alone is sure.
            return rank, period if rank < 4 else _year_of(period), rank == 4
    head, tail = line[:start], line[end:]
    alone = re.fullmatch(rf"[\[(（]?(?:{_WEEKDAY})?", head, re.IGNORECASE)
    if alone:
        clock = _CLOCK.match(tail)
        rest = tail[clock.end() :] if clock else tail
        rest = rest[_AFTER.match(rest).end() :]  # type: ignore[union-attr]
        if not rest.strip(" ])）|·.") or (len(line) <= 120 and _SOURCE.match(rest)):
            return 2, period, True
    if index < 6:
        zh = _ZH_DATELINE.match(line)
        if zh and zh.start("date") == start:
            return 2, period, False
        if len(head) <= 80 and _DATELINE_END.match(tail) and _is_place(head):
            return 2, period, False
        if len(line) <= 100 and line[-1] not in ".。!?！？" and _is_byline(head, tail):
            return 2, period, True
    return None


def _year_of(period: Period) -> Period:
    assert period.start is not None
    return Period(date(period.start.year, 1, 1), date(period.start.year, 12, 31), period.written)


def _is_place(head: str) -> bool:
    """Whether this can open a dateline: capitalised words, the first in capitals or a comma at the end."""
    head = re.sub(rf"{_WEEKDAY}$", "", head + " ", flags=re.IGNORECASE)
    words = head.replace(",", " , ").replace("–", " – ").replace("—", " — ").split()
    if not words or len(words) > 12:
        return False
    if not all(word[0].isupper() or not word[0].isalnum() or word in ("and", "of", "de", "the") for word in words):
        return False
    return (len(words[0]) > 2 and words[0].isupper()) or words[-1][-1] in ",–—-)"


def _is_byline(head: str, tail: str) -> bool:
    if re.match(r"(?:by\s|作者|来源|來源|记者|記者|文[/／])", head, re.IGNORECASE):
        return len(tail) <= 40
    return bool(re.search(r"[|·•]\s?$", head) or (not head.strip() and re.match(r"\s?[|·•]", tail)))


def _find(line: str, start: int = 0) -> tuple[Period, int, int] | None:
    """The first date of a line from an offset: (period, start, end)."""
    for match in _DATE.finditer(line, start):
        part = match.groupdict()
        numbers = _numbers(part)
        if numbers is None:
            continue
        period = _period(match[0], *numbers)
        if period is not None:
            return period, match.start(), match.end()
    return None


def _numbers(part: dict[str, str | None]) -> tuple[int, ...] | None:
    for year, month, day in (("y1", "m1", "d1"), ("y2", "m2", "d2"), ("y7", "m7", "d7"), ("y9", "m9", "")):
        if part[year]:
            rest = (part[month], part.get(day))
            return (int(part[year] or 0), *(int(value) for value in rest if value))
    if part["y3"]:
        whole = int("".join(str(_han(c)) for c in part["y3"]))
        return (whole, _han(part["m3"] or ""), *((_han(part["d3"]),) if part["d3"] else ()))
    for year, month, day in (("y4", "m4", "d4"), ("y5", "m5", "d5"), ("y8", "m8", "")):
        if part[year]:
            found = part.get(day)
            return (
                int(part[year] or 0),
                _MONTHS[(part[month] or "").lower()],
                *((int(found),) if found else ()),
            )
    if part["y6"]:
        first, second = int(part["a"] or 0), int(part["b"] or 0)
        # Day or month first? Only a number above 12, a full stop between them, or a tie tells.
        if first == second or first > 12 or part["sep2"] == ".":
            return int(part["y6"]), second, first
        return (int(part["y6"]), first, second) if second > 12 else None
    return (int(part["y10"]),) if part["y10"] else None


def _han(text: str) -> int:
    """The value of a Chinese numeral from 0 to 99."""
    values = {c: max(0, i - 2) for i, c in enumerate(_HAN)}
    if "十" not in text:
        return int("".join(str(values[c]) for c in text) or "0")
    tens, _, ones = text.partition("十")
    return (values.get(tens, 0) if tens else 1) * 10 + (values.get(ones, 0) if ones else 0)


def _period(written: str, year: int, month: int | None = None, day: int | None = None) -> Period | None:
    """The days of a year, a month or one day; None where the calendar has no such day."""
    try:
        if month is None:
            return Period(date(year, 1, 1), date(year, 12, 31), written)
        if day is None:
            return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]), written)
        whole = date(year, month, day)
    except ValueError:
        return None
    return Period(whole, whole, written)
