"""A time given for two places differs by the hours between their zones on that day.

@ 2024-07-10
> The match kicks off on 12 July at 8 p.m. in New York (1 a.m. in London).
= "1 a.m." 5 hours

@ 2024-07-10
> The match kicks off on 12 July at 8 p.m. in New York (3 a.m. in London).
! "3 a.m." 5 hours ~ 1 a.m.

@ 2024-07-10
> 比赛定于北京时间7月12日20:00（巴黎时间14:00）开始。
= "14:00" 6 hours

@ 2024-01-10
> The launch is set for 12 January at 11:00 in Paris (12:00 GMT).
! "12:00 GMT" 1 hour ~ 10:00

> The launch is set for 11:00 in Paris (09:00 GMT).
= "09:00 GMT" 1 or 2 hours

> The launch is set for 11:00 in Paris (08:00 GMT).
? "08:00 GMT" no date

@ 2023-12-09
> The rocket lifted off at 06:32 GMT (8:32am in Berlin) carrying 14 satellites.
! "8:32am" 1 hour ~ 7:32

> The statement was released at 5.30pm Singapore time (1030 GMT).
! "1030 GMT" 8 hours ~ 0930

> The statement was released at 5.30pm Singapore time (0930 GMT).
= "0930 GMT" 8 hours

> 会议于香港时间下午4时30分（格林威治时间0时30分）举行。
! "0时30分" 8 hours ~ 8时30分

@ 2023-08-11
> The forecast was released at noon EDT (1700 GMT) on Friday, Aug. 11, by a private group.
! "1700 GMT" 4 hours ~ 1600

@ 2023-08-11
> The forecast was released at noon EDT (1600 GMT) on Friday, Aug. 11, by a private group.
= "1600 GMT" 4 hours

@ 2024-03-14
> The call began at 9am in New York, or 1pm in London, because American clocks had already gone forward.
= "1pm" 4 or 5 hours

> She planned a briefing at 10 a.m. Central time (9 a.m. Eastern); the number is 573-555-0142.
! "9 a.m." 1 hour ~ 11 a.m

> The gun sounded at 7:30 Beijing time. In Nairobi, where the clock showed 12:30, her family slept.
! "12:30" 5 hours ~ 2:30

> The gun sounded at 7:30 Beijing time. In Nairobi, where the clock showed 2:30, her family slept.
= "2:30" 5 hours

> The gun sounded at 7:30 Beijing time. In Nairobi the race is shown at 12:30 each day.

@ 2024-07-10
> The match starts at 7pm in Madrid, 8pm in London, and is the ninth between the two.
! "8pm" 1 hour ~ 6pm

@ 2024-07-10
> The show opens at 9am in London, 11am in Paris and 8am in Lisbon.

@ 2024-07-10
> The shop in London opens at 9 a.m. and the one in New York at 10 a.m.

@ 2024-07-10
> The train leaves Paris at 12:24 and is in London at 13:40.

@ 2024-07-10
> The launch is at 11:00 local time (16:00 GMT).

Rule: local time = UTC + the zone's offset of that day, summer time included; over midnight the hours run on. The second time
stands in brackets, behind "or", or right behind the first. A date that the text gives says whether summer time holds; with
none, either does. Half-hour zones count. Names of places and zones are those of the language tables.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.clock import CLOCK, minutes
from checkers._gather.terms import ends_with, terms
from checkers._verdict import Edit, Fit, Verdict
from claims.claim import Claim
from claims.quantity import Range

CODE = "time-zone"
_WORDS = 30
_WEEKS = 1
_DAY = 24 * 60
_SEASONS = ((1, 15), (7, 15), (3, 20), (10, 30))


def time_zone(local: Range, offset: Range, other: Range) -> Range:
    """The time in a place, in minutes of the day, when it is `local` where the clocks are `offset` minutes from UTC."""
    return local - offset + other


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        times = [f for f in sentence.figures if f.kind == "time" and f.claim.reading == "clock"]
        for a, b in itertools.pairwise(times):
            if _restates(index, a, b):
                verdict = _weigh(index, sentence, a, b)
                if verdict is not None:
                    yield verdict
        if times:
            yield from _noon(index, sentence, times)
            yield from _there(index, sentence, times)


def _noon(index: Index, sentence: Sentence, times: list[Figure]) -> Iterator[Verdict]:
    """Noon EDT (1600 GMT): the first time is a word, which is no figure."""
    prose = index.tokens.prose
    for at, b in enumerate(times):
        start = max(sentence.start, b.claim.start - _WORDS, times[at - 1].claim.end if at else 0)
        before = prose[start : b.claim.start]
        if not before.rstrip().endswith(("(", "（")):
            continue
        words, zones = terms("noon", before), terms("zone", before)
        if len(words) != 1 or len(zones) != 1 or not 0 <= zones[0].start - words[0].end <= 2:
            continue
        second = _zone(index, b, [f for f in sentence.figures if f.kind == "time"])
        verdict = _compare(index, sentence, [("there", b.claim)], (int(words[0].value), zones[0].value), b, second)
        if verdict is not None:
            yield verdict


def _there(index: Index, sentence: Sentence, times: list[Figure]) -> Iterator[Verdict]:
    """In Nairobi, where the clock showed 2:30: of the time told in the sentence before."""
    prose = index.tokens.prose
    b = times[0]
    before = prose[sentence.start : b.claim.start]
    link = ends_with("clock_there", before)
    if link is None or sentence.position == 0:
        return
    last = index.sentences[sentence.position - 1]
    if last.index != sentence.index - 1 or last.paragraph != sentence.paragraph:
        return
    told = [f for f in last.figures if f.kind == "time" and f.claim.reading == "clock"]
    places = terms("zone", before[: link.start])
    if len(told) != 1 or len(places) != 1:
        return
    a = told[0]
    first = _zone(index, a, told)
    here = minutes(prose[a.claim.start : a.claim.end])
    if first is None or here is None:
        return
    roles = [("there", b.claim), ("here", a.claim)]
    verdict = _compare(index, sentence, roles, (here, first), b, places[0].value)
    if verdict is not None:
        yield verdict


def _restates(index: Index, a: Figure, b: Figure) -> bool:
    """True where the second time is in brackets or after "or", and little stands between."""
    gap = index.tokens.prose[a.claim.end : b.claim.start]
    if len(gap) > 40 or any(f.kind not in ("date", "time") for f in a.sentence.between(a, b)):
        return False
    if b.depth > a.depth and gap.count("(") + gap.count("（") == 1:
        return True
    places = terms("zone", gap)
    if len(places) == 1 and gap.strip().endswith(",") and not gap[places[0].end :].strip(" ,"):
        # 7pm in Madrid, 6pm in London: two times, one place behind each
        times = [f for f in a.sentence.figures if f.kind == "time"]
        return len(times) == 2 and gap[: places[0].start].strip() in ("in", "at", "")
    return b.depth == a.depth and any(
        word in (" or ", " / ", "，即", "/") and word in gap for word in (" or ", " / ", "，即")
    )


def _zone(index: Index, figure: Figure, others: list[Figure]) -> str | None:
    """The zone that the words of a time, or those right after or before it, name."""
    prose = index.tokens.prose
    sentence = figure.sentence
    inside = terms("zone", prose[figure.claim.start : figure.claim.end])
    if inside:
        return inside[-1].value
    end = min([f.claim.start for f in others if f.first > figure.first] + [sentence.end, figure.claim.end + 40])
    after = prose[figure.claim.end : end]
    cut = min([i for i in (after.find(c) for c in "()（）,，;；") if i >= 0], default=len(after))
    found = terms("zone", after[:cut])
    if found and not terms("local", after[:cut]):
        return found[0].value
    start = max([f.claim.end for f in others if f.first < figure.first] + [sentence.start, figure.claim.start - 16])
    before = prose[start : figure.claim.start]
    cut = max(before.rfind(c) for c in "()（）,，;；")
    found = [t for t in terms("zone", before[cut + 1 :]) if not before[cut + 1 :].isascii()]
    return found[-1].value if found else None


def _offsets(zone: str, day: date | None) -> set[int] | None:
    """Minutes from UTC on a day, or those of both seasons."""
    table = _table(zone)
    if table is None:
        return None
    days = [day] if day is not None else [date(2024, month, at) for month, at in _SEASONS]
    out = set()
    for each in days:
        offset = datetime(each.year, each.month, each.day, 12, tzinfo=table).utcoffset()
        assert offset is not None
        out.add(int(offset / timedelta(minutes=1)))
    return out


@lru_cache(maxsize=32)
def _table(zone: str) -> ZoneInfo | timezone | None:
    if zone == "UTC":
        return timezone.utc  # noqa: UP017  # its own name says what it is
    try:
        return ZoneInfo(zone)
    except ZoneInfoNotFoundError:
        # A machine without tables of zones: nothing can be said.
        return None


def _weigh(index: Index, sentence: Sentence, a: Figure, b: Figure) -> Verdict | None:
    text = index.tokens.prose
    times = [f for f in sentence.figures if f.kind == "time"]
    first, second = _zone(index, a, times), _zone(index, b, times)
    if first is None or second is None or first == second:
        return None
    here = minutes(text[a.claim.start : a.claim.end])
    if here is None:
        return None
    return _compare(index, sentence, [("there", b.claim), ("here", a.claim)], (here, first), b, second)


def _compare(
    index: Index,
    sentence: Sentence,
    roles: list[tuple[str, Claim]],
    known: tuple[int, str],
    b: Figure,
    second: str | None,
) -> Verdict | None:
    """A time of one zone, in minutes, against the figure of another."""
    text = index.tokens.prose
    here, first = known
    if second is None or first == second:
        return None
    there = minutes(text[b.claim.start : b.claim.end])
    days = {
        f.claim.period.start
        for f in sentence.figures
        if f.kind == "date"
        and f.claim.period is not None
        and f.claim.period.settled
        and f.claim.period.start == f.claim.period.end
        and f.claim.period.start is not None
    }
    day = days.pop() if len(days) == 1 else None
    if day is None and not any(f.kind == "date" and f.claim.reading != "weekday" for f in sentence.figures):
        day = _about_now(index, first, second)
    mine, its = _offsets(first, day), _offsets(second, day)
    if there is None or mine is None or its is None:
        return None
    apart = sorted({o - m for m in mine for o in its} if day is not None else _both(first, second))
    wanted = [int(time_zone(Range.point(here), Range.point(0), Range.point(d)).middle) % _DAY for d in apart]
    hours = " or ".join(_hours(abs(d)) for d in sorted(apart, key=abs))
    because = f"the zones are {hours}{'' if hours.endswith('minutes') else ' hour' if hours == '1' else ' hours'} apart"
    halves = {w % (12 * 60) for w in wanted} if _twelve(text[b.claim.start : b.claim.end]) else set()
    if there % _DAY in wanted or there % (12 * 60) in halves:
        return Verdict(CODE, "holds", roles, because)
    if day is None and len(apart) > 1 and index.document.published is None:
        return Verdict(CODE, "undecided", roles, f"{because}; no date says which")
    on = f" on {day.isoformat()}" if day is not None else ""
    return Verdict(CODE, "discrepancy", roles, f"{because}{on}", "likely", [_fit(index, b, wanted[0])])


def _about_now(index: Index, first: str, second: str) -> date | None:
    """The day of publication, where the zones are as far apart for weeks before and after it."""
    published = index.document.published
    if published is None or published.end is None:
        return None
    apart = set()
    for weeks in (-_WEEKS, 0, _WEEKS):
        day = published.end + timedelta(weeks=weeks)
        mine, its = _offsets(first, day), _offsets(second, day)
        if mine is None or its is None:
            return None
        apart.add(its.pop() - mine.pop())
    return published.end if len(apart) == 1 else None


def _both(first: str, second: str) -> set[int]:
    """How far two zones are apart in winter and in summer."""
    out = set()
    for month, at in _SEASONS:
        mine, its = _offsets(first, date(2024, month, at)), _offsets(second, date(2024, month, at))
        assert mine is not None and its is not None
        out.add(its.copy().pop() - mine.copy().pop())
    return out


def _hours(minutes: int) -> str:
    return (
        str(minutes // 60)
        if minutes % 60 == 0
        else f"{minutes // 60}.5"
        if minutes % 60 == 30
        else f"{minutes} minutes"
    )


def _twelve(text: str) -> bool:
    """True for a time that does not say which half of the day it is in."""
    match = CLOCK.search(text)
    return (
        match is not None
        and match[3] is not None
        and int(match[3]) <= 12
        and not any(c in text.lower() for c in "ap时")
    )


def _fit(index: Index, figure: Figure, minutes: int) -> Fit:
    claim = figure.claim
    text = index.tokens.prose[claim.start : claim.end]
    match = CLOCK.search(text)
    assert match is not None
    hour, minute = divmod(minutes, 60)
    low = text.lower().replace(".", "")
    tail = text[match.end() :]
    if "am" in low or "pm" in low:
        half = "p.m." if hour >= 12 else "a.m."
        if "." not in text:
            half = half.replace(".", "")
        new = f"{(hour - 1) % 12 + 1}{f':{minute:02}' if minute or match[2] else ''}"
        tail = re.sub(r"[ap]\.?m\.?", half, tail, flags=re.IGNORECASE)
    elif match[2]:
        new = f"{hour:02}{match[0][len(match[1]) : -2]}{minute:02}"
    elif "时" in tail or "時" in tail:
        new = str(hour)
        tail = re.sub(r"(?<=[时時])\d{1,2}", f"{minute:02}", tail)
    else:
        new = str(hour)
    new = text[: match.start()] + new + tail
    return Fit(f"{text} is {new}", Edit(claim.start, claim.end, new))
