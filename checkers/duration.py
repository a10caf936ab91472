"""A length of time is the time between its two dates.

> She ran the fund for 12 years, from 1995 to 2007.
= "12 years" from 1995 to 2007 is 12 years

> She ran the fund for 21 years, from 1995 to 2007.
!! "21 years" from 1995 to 2007 is 12 years ~ 12

@ 2023-01-28
> The holiday ran from January 21 to January 27, a total of 8 days.
!! "8 days" January 21 to January 27 is 6 or 7 days ~ 7

@ 2024-05-03
> He had held the seat since May 2010, nearly 14 years.
= "14 years" since May 2010 is 13 to 15 years

> The firm was founded in 1889; the 135-year-old group is for sale.
? "135-year-old" no date

> The match began at 19:35 and ended at 21:40, after 2 hours 35 minutes.
!! "2 hours 35 minutes" 19:35 to 21:40 is 2 hours 5 minutes

> The debate began at 6pm and lasted 4 hours 20 minutes, ending at 10.20pm.
= "4 hours 20 minutes" 6pm to 10.20pm is 4 hours 20 minutes

> The match started at 3pm and ended at 5.10pm, with 15 minutes lost to rain.

> The shop opens at 9am and closes at 5pm; the tour takes 2 hours.

@ 2021-06-24 zh
> 工程于2017年3月动工，到2021年6月开通，历时5年3个月。
!! "5年3个月" 50 to 52 months

@ 2024-02-19 zh
> 春节假期（2月10日至2月17日，共10天）票房不错。
!! "10天" 7 or 8 days

> She joined the institute in 1961, where she stayed until she retired in 1997 after 46 years.
!! "46 years" from 1961 to 1997 is 36 years

> She joined the institute in 1961 and, when she retired in 1997 after 12 years as its head, it had 40 staff.

> The line opened to traffic in May 1964. When it was closed in May 2018, it had been in use for 64 years.
! "64 years" from May 1964 to May 2018 is 53 to 55 years ~ 54

> The line opened to traffic in May 1964. When it was closed in May 2018, it had been in use for 54 years.
= "54 years" from May 1964 to May 2018 is 53 to 55 years

> The line opened in May 1964 and was closed in May 2018. The one before it had been in use for 64 years.

> She joined the bank in June 1971. She stayed for 33 years, and when she left, in June 1994, it had 300 branches.
! "33 years" from June 1971 to June 1994 is 22 to 24 years ~ 23

> She joined the bank in 1971 and left in 1994, after 13 years as its head.

> 他1957年入行，那年17岁，一直做到1999年退休，在同一间厂房干了52年。
! "52年" from 1957年 to 1999年 is 42 years ~ 42

@ 2018-11-19 zh
> 这家老字号创办于1898年，至今已有150年历史。
! "150年" since 1898年 is 120 years ~ 120

@ 2024-06-03
> The old bridge was built in 1884. It has a history of 140 years. The temple beside it is 240 years old.
= "140 years" since 1884 is 140 years

@ 2019-07-10
> The dam broke at 4:30 p.m. on Sunday, July 7. It took 85 hours to close the gap, at 5:30 a.m. on Wednesday, July 10.
! "85 hours" 61 hours

@ 2019-07-10
> The dam broke at 4:30 p.m. on Sunday. It took 61 hours to close the gap, at 5:30 a.m. on Wednesday.
= "61 hours" 61 hours

@ 2019-07-10
> The dam broke at 4:30 p.m. on Sunday, July 7, after 85 hours of rain, and was closed at 5:30 a.m. on Wednesday, July 10.

@ 2022-10-31
> The house sits from 7 November until 18 November. During those three weeks it will vote on 26 bills.
! "three weeks" 1 or 2 weeks

> 他于2010年3月至2018年3月任职，历时10年。
!! "10年" 2 is 8

> In the six months from January to April 2019 sales rose by 4 percent.
!! "six months" January to April 2019 is 2 to 4 months

> 1949年至2019年的80年间，全县人均收入增长了近百倍。
!! "80年" 1949年至2019年 is 70 years ~ 70

> 他研究上自19世纪40年代下至20世纪90年代这150年的历史。
= "150年" 141 to 159 years

> 他2005年入职，2018年离开公司。此前他在部队服役23年。

> 考察船2023年11月1日启航，2024年4月9日返回，前后历时191天，航程2.7万海里。
! "191天" is 160 or 161 days ~ 161

> The ship set out on 1 November 2023 and came home on 9 April 2024, a voyage that took 161 days.
= "161 days"

> The ship set out on 1 November 2023 and came home on 9 April 2024. The drills alone took 43 days.

@ 2023-07-24 zh
> 7月21日8时至24日8时，全县普降大雨，历时96小时。
! "96小时" are 72 hours apart

@ 2024-11-21 zh
> 调查自11月6日开始，至11月17日结束，首尾两日均计入，历时15天，86人参加。
! "15天" is 11 or 12 days

@ 2024-02-20
> The film was released on January 29, and as of February 16 it had been shown for a total of 29 days.
! "29 days" is 18 or 19 days

> The trial started on March 1, 2022 and ended on February 29, 2024, which lasted for 36 months in total.
! "36 months"

> From 2009 to 2014 the firm lost money in four years.

> The work took 12 years and was paid for from 1995 on.

@ 2016-10-19
> The seven-day fair ended yesterday. The fair opened on October 14 and closed on October 18.
! "seven-day" October 14 to October 18 is 4 or 5 days

@ 2021-10-09
> The boycott, which began on 6 May, was called off on 20 May after 24 days.
! "24 days" 14 or 15 days ~ 15

@ 2021-10-09
> The walk started on June 3 and ended on June 17, and lasted 14 days.
= "14 days" 14 or 15 days

@ 2021-10-09
> The boycott, which began on 6 May, was called off on 20 May after 24 days of talks.

> Work on the dyke began in March 2009 and finished in June 2014, eight years later.
! "eight years" from March 2009 to June 2014 is 5 or 6 years

> The quay was started in 2004 and completed in 2009, and the construction took 3 years.
! "3 years" from 2004 to 2009

> The quay was started in 2004 and completed in 2009, and the design took 3 years.

> 该桥2018年4月开工，2021年10月建成通车，历时两年半，总投资2.6亿元。
! "两年半" from 2018年4月 to 2021年10月

> 该桥2018年4月开工，2021年10月建成通车，历时三年半，总投资2.6亿元。
= "三年半" from 2018年4月 to 2021年10月

@ 1998-01-15 zh
> 1847年10月4日，货船从南港出海，于12月28日抵达北港，历时86天。
= "86天" is 85 or 86 days

@ 1998-01-15 zh
> 1847年10月4日，货船从南港出海，于12月28日抵达北港，历时68天。
! "68天" is 85 or 86 days

@ 1998-01-15 zh
> 本报南港1月9日电：市长将于1月10日率团前往北港，进行为期12天的访问。

@ 1998-01-15 zh
> 代表团1月9日抵达南港，1月10日开始为期12天的访问。

@ 2021-10-09
> The 30-day sale started on 1 June and ended on 20 June. The next is in May.
! "30-day" 19 or 20 days

> He was jailed for ten years, and from 2009 to 2014 the wing was rebuilt.

Rule: end minus start, inclusive or not, in the unit's own precision: a difference of one unit is never wrong. Hedges count
("nearly 14 years"). A day without a year is of the year of the other date. An age of a thing counts from its
founding to the day of publication.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from checkers._context import Context
from checkers._events import Event, events, reported_on
from checkers._gather import Figure, Index, Sentence
from checkers._gather.clock import half_told, minutes
from checkers._gather.terms import ends_with, starts_with
from checkers._gather.terms import said as said_in
from checkers._repair import repairs
from checkers._slip import POWER
from checkers._verdict import Fit, Verdict
from claims.document import Period
from claims.quantity import Range

CODE = "duration"
_WORDS = 6
_DAY = 24 * 60
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:：][0-5]\d")
_DAYS = {"day": 1, "week": 7}
_CHARACTERS = 40
_SUBJECT = 2
_FEBRUARY, _LEAP = 2, 29
_HALF = Fraction(7, 12)


def duration(start: date, end: date, unit: str) -> Range:
    """How many units lie from start to end, from exclusive to inclusive counting."""
    if unit == "year":
        years = end.year - start.year - ((end.month, end.day) < (start.month, start.day))
        return Range(years, years + 1)
    if unit == "month":
        months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
        return Range(months, months + 1)
    days = (end - start).days
    per = _DAYS[unit]
    return Range(days // per, -(-(days + 1) // per))


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    yield from _hours(index)
    for sentence in index.sentences:
        yield from _clocks(index, sentence)
        lengths = [
            f
            for f in sentence.figures
            if f.kind == "duration"
            and f.unit in ("day", "week", "month", "year")
            and f.claim.quantity is not None
            and f.claim.quantity.value is not None
        ]
        things = [
            f
            for f in sentence.figures
            if f.kind == "age"
            and f.unit == "year"
            and f.claim.quantity is not None
            and f.claim.quantity.value is not None
            and "-" in f.claim.quantity.written
        ]
        if not lengths and not things:
            continue
        pair = _pair(index, sentence)
        for length in lengths:
            verdict = None
            if pair is not None and _governs(index, sentence, length, pair):
                verdict = _weigh(length, pair[0], pair[1], index)
            elif pair is None and (career := _career(index, sentence, length)) is not None:
                verdict = _weigh(length, career[0], career[1], index)
                if verdict is not None and verdict.outcome == "discrepancy" and not _near_slip(length, verdict):
                    verdict = None
            elif (those := _those(index, sentence, length) or _it_took(index, sentence, length)) is not None:
                verdict = _weigh(length, *those, index)
                if verdict is not None and verdict.outcome == "discrepancy":
                    verdict.certainty = "likely"
            elif (shown := _shown(index, sentence, length)) is not None:
                verdict = _weigh(length, *shown, index)
                if verdict is not None and verdict.outcome == "discrepancy":
                    verdict.certainty = "likely"
            elif (told := _later(index, sentence, length)) is not None:
                verdict = _likely(_weigh(length, *told, index), length, whole=True)
            elif (stretch := _stretch(index, sentence, length)) is not None:
                whole = all(f is None or f.sentence is sentence for f in stretch) and _whole(index, sentence, length)
                verdict = _likely(_weigh(length, *stretch, index), length, whole=whole)
            elif (pair is None or "FROM" not in pair[0].leads or _whole(index, sentence, length)) and (
                told := _two_dates(index, sentence, length)
            ):
                verdict = _likely(_weigh(length, *told, index), length, whole=_whole(index, sentence, length))
            elif pair is None:
                start = _since(index, sentence, length)
                if start is not None:
                    verdict = _weigh(length, start, None, index)
            if verdict is not None:
                yield verdict
        for thing in things:
            start = _founding(index, sentence)
            if start is not None:
                verdict = _weigh(thing, start, None, index)
                if verdict is not None:
                    yield verdict


def _pair(index: Index, sentence: Sentence) -> tuple[Figure, Figure] | None:
    """The two dates of "from X to Y": just one such pair in the sentence."""
    dates = [
        f
        for f in sentence.figures
        if f.kind == "date"
        and f.claim.period is not None
        and f.claim.period.settled
        and f.claim.reading != "same-period"
    ]
    found = []
    for a, b in itertools.pairwise(dates):
        if b.order != a.order + 1 or not ("FROM" in a.leads[:1] or a.opens):
            continue
        between = range(a.after, b.first)
        marked = any("range_mark" in index.entry(k) for k in between) or said_in(
            "span_to", index.text(a.after, b.first)
        )
        if len(between) <= 2 and marked:
            found.append((a, b))
    spans = [f for f in dates if (f.claim.detail or {}).get("grain") in ("years", "months", "days")]
    if len(found) == 1 and not spans:
        return found[0]
    if len(spans) == 1 and not found:
        return spans[0], spans[0]
    days = [f for f in dates if (f.claim.detail or {}).get("grain") in ("day", "month", "year")]
    if not found and not spans and len(days) == 2 and days[1].leads[:1] == ("TO",):
        # 2017年3月动工，到2021年6月开通，历时…: the verbs stand between.
        return days[0], days[1]
    return None


def _governs(index: Index, sentence: Sentence, length: Figure, pair: tuple[Figure, Figure]) -> bool:
    """True where a length is said of the pair: "for 12 years, from … to …", "from … to …, a total of 8 days"."""
    t = index.tokens
    if length.first > pair[1].first:
        gap = length.first - pair[1].after
        if gap > 6:
            return False
        words = range(pair[1].after, length.first)
        if index.text(pair[1].after, length.first) == "的":
            return True  # 1949年至2019年的70年间
        return any("sums_up" in index.entry(k) for k in words) or all(
            t.text[k] in ",，()（" or "hedge" in index.entry(k) or index.entry(k).get("article") is not None
            for k in words
        )
    gap = pair[0].first - length.after
    if gap > 3 or sentence.between(length, pair[0]):
        return False
    before = length.first - 1
    lead = index.text(max(sentence.first, length.first - 3), length.first)
    return ("sums_up" in index.entry(before) or ends_with("the_whole", lead) is not None) and all(
        t.text[k] in ",，" or index.entry(k).get("cue") == "FROM" for k in range(length.after, pair[0].first)
    )


def _whole(index: Index, sentence: Sentence, length: Figure) -> bool:
    """True where a word says that the length is that of all that was told: 历时, in all."""
    prose = index.tokens.prose
    found = ends_with("sums", prose[max(sentence.start, length.claim.start - _CHARACTERS) : length.claim.start])
    behind = starts_with("sums_behind", prose[length.claim.end : min(sentence.end, length.claim.end + _CHARACTERS)])
    return found is not None and (found.value == "whole" or behind is not None)


def _likely(verdict: Verdict | None, length: Figure, *, whole: bool) -> Verdict | None:
    """A binding that was looked up proves nothing: it takes a slip of the pen, and then it is likely."""
    if verdict is None or verdict.outcome != "discrepancy":
        return verdict if verdict is not None and verdict.outcome == "holds" else None
    if not whole and not _near_slip(length, verdict):
        return None
    verdict.certainty = "likely"
    return verdict


def _stretch(index: Index, sentence: Sentence, length: Figure) -> tuple[Figure, Figure | None] | None:
    """(beginning, end) of what a length with a word for a whole stretch sums up, told in its sentence or beside it."""
    prose = index.tokens.prose
    before = prose[max(sentence.start, length.claim.start - _CHARACTERS) : length.claim.start]
    before = before[max(before.rfind(c) for c in ".;。；，,") + 1 :]
    behind = prose[length.claim.end : min(sentence.end, length.claim.end + _CHARACTERS)]
    until = ends_with("until_now", before) or starts_with("until_now_behind", behind)
    sums = ends_with("sums", before) or starts_with("sums_behind", behind)
    if not until and not sums:
        return None
    if length.unit not in ("year", "month"):
        return None
    told = prose[max(sentence.start, length.claim.start - _CHARACTERS) : length.claim.start]
    if _other(behind) or said_in("kin", before) or said_in("other_thing", told):
        return None
    near = _near(index, sentence)
    ends = [e for s in near for e in events(index, s, "finished")]
    starts = [e for s in near for e in events(index, s, "begun")]
    if until:
        over = [e for e in ends if all(e.figure is not x.figure for x in starts)]
        own = _nearest(starts, sentence, length)
        return (own.figure, None) if own is not None and own.topic == "thing" and not over else None
    for topic in ("work", "thing", "course", "show", "wed", "prison"):
        first = [e for e in starts if e.topic == topic]
        last = [e for e in ends if e.topic == topic or {e.topic, topic} <= {"thing", "course"}]
        last = [e for e in last if all(e.figure is not x.figure for x in first)]
        here = [[e for e in found if e.figure.sentence is sentence] for found in (first, last)]
        if all(here):
            first, last = here
        if len(first) == 1 and len(last) == 1 and _before(first[0].figure, last[0].figure):
            return first[0].figure, last[0].figure
    return None


def _two_dates(index: Index, sentence: Sentence, length: Figure) -> tuple[Figure, Figure] | None:
    """The only two dates of a sentence, both to the day, before a length with a word for a whole stretch: 历时191天."""
    prose = index.tokens.prose
    before = prose[max(sentence.start, length.claim.start - _CHARACTERS) : length.claim.start]
    behind = prose[length.claim.end : min(sentence.end, length.claim.end + _CHARACTERS)]
    if not (ends_with("sums", before) or starts_with("sums_behind", behind)) or _other(behind):
        return None
    if behind.isascii() and re.match(r"\s*[\w-]", behind) and not starts_with("sums_behind", behind):
        return None  # "after 14 days in port"
    dates = [
        f
        for f in sentence.figures
        if f.kind == "date" and f.claim.period is not None and f.claim.period.settled and not reported_on(index, f)
    ]
    if len(dates) != 2 or dates[1].order > length.order or not _before(*dates):
        return None
    if "of" in index.entry(length.after):
        # 9日抵达，10日开始为期12天的访问: what takes so long may begin only then.
        first, last = ([e.figure for e in events(index, sentence, way)] for way in ("begun", "finished"))
        if dates[0] not in first or dates[1] not in last:
            return None
    if any((f.claim.detail or {}).get("grain") != "day" for f in dates):
        return None
    return dates[0], dates[1]


def _later(index: Index, sentence: Sentence, length: Figure) -> tuple[Figure, Figure] | None:
    """Began in March 2019 and finished in June 2024, a little over five years later."""
    prose = index.tokens.prose
    behind = prose[length.claim.end : min(sentence.end, length.claim.end + _CHARACTERS)]
    if length.unit not in ("month", "year") or starts_with("later", behind) is None or length.order == 0:
        return None
    dates = [f for f in sentence.figures if f.kind == "date" and f.claim.reading != "same-period"]
    if len(dates) != 2 or sentence.figures[length.order - 1] is not dates[1] or length.words_before > 1:
        return None
    first = [e for e in events(index, sentence, "begun") if e.figure is dates[0]]
    last = [e for e in events(index, sentence, "finished") if e.figure is dates[1]]
    if not first or not last or not _before(*dates) or index.edges_between(dates[1], length) > 1:
        return None
    alike = first[0].topic == last[0].topic or {first[0].topic, last[0].topic} <= {"thing", "course"}
    return (dates[0], dates[1]) if alike else None


def _other(behind: str) -> bool:
    """True for words behind a length that make it that of a part, or of something else: "12 years as its head"."""
    of = behind.lstrip().startswith("of ") and starts_with("sums_behind", behind) is None
    return of or starts_with("other_length", behind) is not None


def _those(index: Index, sentence: Sentence, length: Figure) -> tuple[Figure, Figure] | None:
    """The two dates of the sentence before that "those three weeks" come back to."""
    before = index.tokens.prose[max(sentence.start, length.claim.start - _CHARACTERS) : length.claim.start]
    if ends_with("those", before) is None or sentence.position == 0:
        return None
    if length.claim.quantity is not None and length.claim.quantity.value == 1:
        return None  # 最多的一年, "that one day": a time, no length
    last = index.sentences[sentence.position - 1]
    return _pair(index, last) if last.index == sentence.index - 1 and last.paragraph == sentence.paragraph else None


def _it_took(index: Index, sentence: Sentence, length: Figure) -> tuple[Figure, Figure] | None:
    """The two dates of the sentence before, where this one says of its subject how long it took in all."""
    t = index.tokens
    behind = t.prose[length.claim.end : min(sentence.end, length.claim.end + _CHARACTERS)]
    if not starts_with("sums_behind", behind) or sentence.position == 0 or not said_in("it", t.text[sentence.first]):
        return None
    last = index.sentences[sentence.position - 1]
    return _pair(index, last) if last.index == sentence.index - 1 and last.paragraph == sentence.paragraph else None


def _shown(index: Index, sentence: Sentence, length: Figure) -> tuple[Figure, Figure] | None:
    """The opening and the closing, in the next sentence, of "the seven-day fair": the name of it comes again."""
    quantity = length.claim.quantity
    assert quantity is not None
    at = sentence.position + 1
    if "-" not in quantity.written or length.unit != "day":
        return None
    dates = [f for f in sentence.figures if f.kind == "date"]
    if len(dates) == 2 and dates[0].order == length.order + 1 and length.first - sentence.first <= _SUBJECT:
        # "The 20-day sale started on 1 June and ended on 20 June."
        start = [e for e in events(index, sentence, "begun") if e.figure is dates[0]]
        end = [e for e in events(index, sentence, "finished") if e.figure is dates[1]]
        return (dates[0], dates[1]) if start and end and _before(*dates) else None
    if at >= len(index.sentences):
        return None
    follower = index.sentences[at]
    if follower.index - sentence.index != 1 or follower.paragraph != sentence.paragraph:
        return None
    named = set(index.words(length.after, min(length.after + 2 * _WORDS, sentence.after)))
    if named.isdisjoint(index.words(follower.first, min(follower.first + 4, follower.after))):
        return None
    starts, ends = events(index, follower, "begun"), events(index, follower, "finished")
    ends = [e for e in ends if all(e.figure is not x.figure for x in starts)]
    if len(starts) == len(ends) == 1 and _before(starts[0].figure, ends[0].figure):
        return starts[0].figure, ends[0].figure
    return None


def _moments(sentence: Sentence) -> list[tuple[Figure, Figure, int]]:
    """The times of a sentence that have their day beside them: (time, day, minutes since midnight)."""
    found = []
    for figure in sentence.figures:
        if figure.kind != "time" or (minute := minutes(_written(figure))) is None or not half_told(_written(figure)):
            continue
        for day in sentence.figures[max(0, figure.order - 1) : figure.order + 2]:
            period = day.claim.period
            gap = day.first - figure.after if day.first > figure.first else figure.first - day.after
            if (
                day.kind == "date"
                and period is not None
                and period.start is not None
                and period.start == period.end
                and 0 <= gap <= 1
            ):
                found.append((figure, day, minute))
                break
    return found


def _hours(index: Index) -> Iterator[Verdict]:
    """A length in hours against the only two times around it that have their days."""
    for sentence in index.sentences:
        for length in sentence.figures:
            quantity = length.claim.quantity
            if length.kind != "duration" or length.unit != "hour" or quantity is None or quantity.value is None:
                continue
            prose = index.tokens.prose
            before = prose[max(sentence.start, length.claim.start - _CHARACTERS) : length.claim.start]
            behind = prose[length.claim.end : min(sentence.end, length.claim.end + _CHARACTERS)]
            if _other(behind) or not (
                ends_with("sums", before) or ends_with("those", before) or starts_with("sums_behind", behind)
            ):
                continue
            at = sentence.position
            near = [s for s in index.sentences[max(0, at - 2) : at + 3] if abs(s.index - sentence.index) <= 2]
            moments = [m for s in near for m in _moments(s)]
            if len(moments) != 2:
                continue
            verdict = _weigh_hours(length, moments[0], moments[1])
            if verdict is not None:
                yield verdict


def _weigh_hours(length: Figure, a: tuple[Figure, Figure, int], b: tuple[Figure, Figure, int]) -> Verdict | None:
    quantity, first, last = length.claim.quantity, a[1].claim.period, b[1].claim.period
    assert quantity is not None and first is not None and last is not None
    assert first.start is not None and last.start is not None
    week = 7 * _DAY
    forth = (last.start - first.start).days * _DAY + b[2] - a[2]
    details = [m[1].claim.detail or {} for m in (a, b)]
    dated = all(detail.get("month") or detail.get("day") for detail in details)
    # Which of two named weekdays came first, the text need not say.
    allowed = [abs(forth)] if dated else [forth % week, week - forth % week]
    found = quantity.usual * 60
    roles = [("length", length.claim), ("start", a[0].claim), ("end", b[0].claim)]
    best = min(allowed, key=lambda m: abs(quantity.middle * 60 - m))
    rest = f" {best % 60} minutes" if best % 60 else ""
    because = f"{_written(a[0])} and {_written(b[0])} of their days are {best // 60} hours{rest} apart"
    if any(Range(m - 60, m + 60).meets(found) for m in allowed):
        return Verdict(CODE, "holds", roles, because, found=found, expected=Range.point(best), unit="minute")
    if quantity.hedge is not None or not Fraction(1, 2) <= quantity.middle * 60 / best <= 2:
        return None
    fits = [fit for rank, fit in repairs(length.claim, Range.point(Fraction(best, 60)))]
    return Verdict(CODE, "discrepancy", roles, because, "likely", fits[:2], found=found, expected=Range.point(best))


def _before(a: Figure, b: Figure) -> bool:
    first, second = a.claim.period, b.claim.period
    if first is None or second is None or first.start is None or second.start is None:
        return False
    return first.start < second.start


def _nearest(found: list[Event], sentence: Sentence, length: Figure) -> Event | None:
    """The one beginning of the sentence, or else of those beside it."""
    own = [e for e in found if e.figure.sentence is sentence and e.figure.first < length.first]
    chosen = own or found
    return chosen[0] if len(chosen) == 1 else None


def _near(index: Index, sentence: Sentence) -> list[Sentence]:
    """A sentence, the two before it, and the next one of its paragraph."""
    at = sentence.position
    return [
        s
        for s in index.sentences[max(0, at - 2) : at + 2]
        if not s.heading and (s.paragraph == sentence.paragraph or -2 <= s.index - sentence.index < 0)
    ]


def _compound(written: str) -> bool:
    """True for a length in two units (5年3个月): it is counted to the month."""
    return len(re.findall(r"\d+", written)) > 1


def _career(index: Index, sentence: Sentence, length: Figure) -> tuple[Figure, Figure] | None:
    """(beginning, end) of "joined in 1961 …, retired in 1997 after 46 years"."""
    t = index.tokens
    if length.order < 2 or sentence.figures[length.order - 1].kind != "date" or length.unit not in ("year", "month"):
        return None
    end = sentence.figures[length.order - 1]
    if not said_in("after", index.text(end.after, length.first)) or index.words(end.after, length.first):
        return None
    behind = t.prose[length.claim.end : min(sentence.end, length.claim.end + _CHARACTERS)]
    if (length.after < sentence.after and t.kind[length.after] in "wW") or _other(behind):
        return None  # "after 12 years as its head"
    if not said_in("leaves", index.text(max(sentence.first, end.first - _WORDS), end.first)):
        return None
    starts = [
        f
        for f in sentence.figures[: end.order]
        if f.kind == "date" and said_in("joins", index.text(max(sentence.first, f.first - _WORDS), f.first))
    ]
    settled = [f for f in (*starts, end) if f.claim.period is not None and f.claim.period.settled]
    return (starts[0], end) if len(starts) == 1 and len(settled) == 2 else None


def _near_slip(length: Figure, verdict: Verdict) -> bool:
    """True where one digit, a swap or a power of ten explains the length."""
    return verdict.expected is not None and any(rank <= POWER for rank, _ in repairs(length.claim, verdict.expected))


def _clocks(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """A length against the two times of day that a beginning and an end are said to be at."""
    times = [f for f in sentence.figures if f.kind == "time" or (f.kind == "score" and _CLOCK.fullmatch(_written(f)))]
    lengths = [
        f
        for f in sentence.figures
        if f.kind == "duration" and f.unit in ("hour", "minute") and f.claim.quantity and f.claim.quantity.value
    ]
    if len(times) != 2 or len(lengths) != 1:
        return
    start, end = times
    from_minute, to_minute = (minutes(_written(f)) for f in times)
    t = index.tokens
    around = [str(t.prose[t.start[max(sentence.first, f.first - _WORDS)] : _until(index, f)]) for f in times]
    if from_minute is None or to_minute is None or not said_in("starts", around[0]) or not said_in("ends", around[1]):
        return
    length = lengths[0]
    before = index.text(max(sentence.first, length.first - 3), length.first)
    aside = index.tokens.text[length.first - 1] in ",，" or "hedge" in index.entry(length.first - 1)
    if not (said_in("lasts", before) or aside) or index.edges_between(length, end) >= 10:
        return
    quantity = length.claim.quantity
    assert quantity is not None
    factor = 60 if quantity.unit == "hour" else 1
    passed = (to_minute - from_minute) % _DAY
    open_half = (
        not (half_told(_written(start)) and half_told(_written(end))) and min(from_minute, to_minute) < _DAY // 2
    )
    allowed = [passed, *([(passed + _DAY // 2) % _DAY] if open_half else [])]
    roles = [("length", length.claim), ("start", start.claim), ("end", end.claim)]
    hours = f"{passed // 60} hour{'' if passed // 60 == 1 else 's'}" if passed >= 60 else ""
    rest = f"{passed % 60} minutes" if passed % 60 else ""
    because = f"{_written(start)} to {_written(end)} is {' '.join(p for p in (hours, rest) if p)}"
    found = quantity.usual * factor
    wide = found.widened(Fraction(1, 20)) if quantity.hedge == "about" else found
    if any(Range(m - 1, m + 1).meets(wide) for m in allowed):
        yield Verdict(CODE, "holds", roles, because, found=found, expected=Range.point(passed), unit="minute")
        return
    flies = said_in("flies", index.text(sentence.first, sentence.after))
    if flies and (passed - quantity.middle * factor) % 30 == 0:
        return  # The clocks of the two places may differ.
    if quantity.hedge is not None or not passed or not Fraction(1, 2) <= quantity.middle * factor / passed <= 2:
        return
    fits = [fit for rank, fit in repairs(length.claim, Range.point(passed) / factor) if rank <= POWER]
    fits = fits or [Fit(f"the length is {because.rpartition(' is ')[2]}")]
    yield Verdict(
        CODE,
        "discrepancy",
        roles,
        because,
        "likely" if open_half else "proven",
        fits,
        found=found,
        expected=Range.point(passed),
    )


def _until(index: Index, figure: Figure) -> int:
    """Where the words right behind a time of day end (开始, 结束)."""
    t = index.tokens
    k = figure.after
    while k < figure.sentence.after and k - figure.after < 3 and k not in index.owner and t.text[k] not in ",，。;；.":
        k += 1
    return int(t.end[k - 1])


def _written(figure: Figure) -> str:
    quantity, period = figure.claim.quantity, figure.claim.period
    text = quantity.written if quantity is not None else period.written if period is not None else ""
    return " ".join(text.split())


def _since(index: Index, sentence: Sentence, length: Figure) -> Figure | None:
    """A beginning: "since May 2010, nearly 14 years": a beginning right before a length in apposition."""
    if length.order == 0:
        return None
    date_figure = sentence.figures[length.order - 1]
    if date_figure.kind != "date" or date_figure.claim.period is None or not date_figure.claim.period.settled:
        return None
    t = index.tokens
    if not any("since" in index.entry(k) for k in range(max(0, date_figure.first - 2), date_figure.first)):
        return None
    if all(t.text[k] in ",，" or "hedge" in index.entry(k) for k in range(date_figure.after, length.first)):
        return date_figure
    return None


def _of_the_year(figure: Figure, told: Figure) -> Period | None:
    """A day without a year whose fellow has one, of long before or after the day of writing: it is of that year.

    On 4 October 1847 she set out, and on 28 December …; the next January is of the year behind it.
    """
    period, base = figure.claim.period, told.claim.period
    own, other = (f.claim.detail or {} for f in (figure, told))
    if period is None or base is None or period.start is None or base.start is None or period.end is None:
        return None
    if own.get("grain") != "day" or own.get("year_written") or not other.get("year_written"):
        return None
    if abs(period.start.year - base.start.year) <= 1 or (period.start.month, period.start.day) == (_FEBRUARY, _LEAP):
        return None
    day = period.start.replace(year=base.start.year)
    if told.first < figure.first and day < base.start:
        day = day.replace(year=day.year + 1)
    return period._replace(start=day, end=day)


def _founding(index: Index, sentence: Sentence) -> Figure | None:
    dates = [f for f in sentence.figures if f.kind == "date" and f.claim.period is not None and f.claim.period.settled]
    founded = [
        f
        for f in dates
        if any(index.entry(k).get("life") == "founded" for k in range(max(sentence.first, f.first - 4), f.first))
    ]
    return founded[0] if len(founded) == 1 else None


def _weigh(length: Figure, start: Figure, end: Figure | None, index: Index) -> Verdict | None:
    quantity, period = length.claim.quantity, start.claim.period
    assert quantity is not None and quantity.value is not None and period is not None
    if period.start is None or period.end is None:
        return None
    roles = [("length", length.claim), ("start", start.claim)]
    unit = str(quantity.unit)
    whole = "day" if unit in ("day", "week") else unit
    first = " ".join(period.written.split())
    whole_months = False
    if end is not None and end is not start:
        period = _of_the_year(start, end) or period
    assert period.start is not None and period.end is not None
    if end is None:
        published = index.document.published
        if published is None or published.end is None:
            return Verdict(CODE, "undecided", roles, f"no date says until when, from {first}")
        last_start = last_end = published.end
        phrase = f"since {first}"
    elif end is start:
        phrase = first
        if (start.claim.detail or {}).get("grain") == "years":
            last_start = date(period.end.year, 1, 1)
            last_end = period.end
            period = period._replace(end=date(period.start.year, 12, 31))
        elif (start.claim.detail or {}).get("grain") == "months":
            assert period.start is not None and period.end is not None
            last_start = period.end.replace(day=1)
            last_end = period.end
            period = period._replace(end=period.start.replace(day=28))
            whole_months = True
        else:
            assert period.end is not None
            last_start = last_end = period.end
            period = period._replace(end=period.start)
    else:
        other = _of_the_year(end, start) or end.claim.period
        assert other is not None
        if other.start is None or other.end is None:
            return None
        last_start, last_end = other.start, other.end
        roles.append(("end", end.claim))
        phrase = f"from {first} to {' '.join(other.written.split())}"
    assert period.start is not None and period.end is not None
    if last_end < period.start:
        return None
    coarse = unit == "year" and (period.end - period.start).days > 300
    if coarse:
        # A decade is ten years wide: from the 1840s to the 1990s is 141 to 159 years.
        low, high = last_start.year - period.end.year, last_end.year - period.start.year
        allowed = Range(low - 1, high + 1)
    else:
        shortest = duration(min(period.end, last_start), last_start, unit)
        longest = duration(period.start, last_end, unit)
        assert shortest.low is not None and longest.high is not None
        low, high = int(shortest.low), int(longest.high)
        if whole == "day" and period.start == period.end and last_start == last_end:
            low, high = (last_start - period.start).days, (last_start - period.start).days + 1
            if unit == "week":
                low, high = low // 7, -(-high // 7)
        if unit == "year" and whole_months:
            months = (last_start.year - period.start.year) * 12 + last_start.month - period.start.month
            low, high = months // 12, -(-months // 12)
        allowed = Range(low, high) if whole == "day" else Range(low - 1, high + 1)
        if unit == "year" and Fraction(quantity.value).denominator == 2 and not whole_months:
            # Three and a half years is told to the half year.
            months = (last_start.year - period.end.year) * 12 + last_start.month - period.end.month
            allowed = Range(Fraction(months, 12) - _HALF, Fraction(months, 12) + _HALF)
    many = str(low) if low == high else f"{low} or {high}" if high - low == 1 else f"{low} to {high}"
    because = f"{phrase} is {many} {unit}s"
    said = quantity.usual
    if isinstance(allowed.low, Fraction) and allowed.low.denominator > 1 and quantity.hedge is None:
        said = Range(Fraction(quantity.value) - Fraction(1, 4), Fraction(quantity.value) + Fraction(1, 4))
    if said.meets(allowed) or (quantity.hedge is None and quantity.value in allowed):
        return Verdict(CODE, "holds", roles, because, found=said, expected=allowed, unit=unit, telling=True)
    exact = all((f.claim.detail or {}).get("grain") in ("day", "month", "months") for f in (start, end or start))
    if (unit == "month" and not exact and not _compound(quantity.written)) or (
        unit == "week" and abs(Fraction(quantity.value) - low) <= 1
    ):
        return None
    verdict = Verdict(CODE, "discrepancy", roles, because, "proven", found=said, expected=allowed, unit=unit)
    verdict.fits = [fit for _, fit in repairs(length.claim, Range(high, high) if whole == "day" else Range(low, high))]
    if not verdict.fits:
        verdict.fits = [Fit(f"the length is {high} {unit}s")]
    return verdict
