"""An age is the time since birth, in whole years.

@ 2024-05-03
> Amira Castellan, 41, who was born on 17 February 1983, won the seat.
= "41" 41

@ 2024-05-03
> Amira Castellan, 51, who was born on 17 February 1983, won the seat.
!! "51" 41 ~ 41

@ 2025-02-18
> Marjorie Voss died on Saturday, Feb. 15. She was 93. Born on Sept. 3, 1935, she was a chemist.
!! "93" 89

@ 2024-11-03
> The oldest runner, Sven Dahl, 78, was born in March 1946.
= "78" 78

@ 2024-03-27
> # Ruth Mackey dies at 91
>
> Ruth Mackey died on Friday, March 22. She was 91. Born on Oct. 11, 1923, she mapped the sea. Ann Roe, 67, praised her.
!! "Oct. 11, 1923" 100

> Mr Gray, who was born in 1950 and died in 2010 aged 70, left two sons.
!! "70" 59 or 60

@ 2024-11-22
> Mr Roe, 61, the son of a baker born in 1930, is standing again.

@ 2024-11-22
> Ann Smith, 45, was born in Derby; her brother, born in 1989, is a nurse.

> Ada Lind, 41, who was born in 1983, won the seat.
? "41" no date

@ 2024-05-03
> Ms Lind, who is 51, was born in Leeds in February 1983.
!! "51" 41

@ 2024-05-03
> Ada Lind, 51, whose mother flew as well, was born in February 1983.
!! "51" 41

@ 2024-05-03
> Ada Lind, 41, met Ben Roe, who was born on 17 February 1960.

@ 2024-05-03
> The children, aged 5 to 11, were born in Leeds in 2015.

@ 2024-05-03
> She was 26 when her son was born in 1983.

> Lena Orlow was born in 1952 in Narva. She was 30 when she left for Tartu in 1972, with two bags.
! "30" 1972 the age is 19 or 20 ~ 20

> Lena Orlow was born in 1952 in Narva. She was 20 when she left for Tartu in 1972, with two bags.
= "20" 1972 the age is 19 or 20

> Lena Orlow was born in 1952 in Narva. Her brother was 30 when he left for Tartu in 1972, with two bags.

@ 2019-02-18
> "I came here in 1969, when I was 17," said Joan Peel, who is now 77.
! "17" 49 to 51 years apart

@ 2019-02-18
> "I came here in 1969, when I was 17," said Joan Peel, who is now 67.
= "17" 49 to 51 years apart

@ 2021-11-30
> Born on 14 March 1948 in Leith, Murdo Bell wrote from the age of 12. He died at home on 2 November 2021, aged 75.
!! "75" 73

@ 2022-12-05
> The composer died on December 1 at the age of 76. He was born in March 1936 and wrote 9 operas.
! "76" 86

@ 2024-07-02
> She is the club's youngest captain: born in April 1999, she turned 24 this spring.
!! "24" 25

@ 2021-11-30
> Murdo Bell died this week, aged 73. He was born on 14 March 1948. His wife died in 1998, aged 51.
= "73" 73

@ 2021-09-06
> The youngest pupil, Han Ye, was born in May 2006, and is only 18 years old this year.
!! "18 years old" 15 ~ 15

@ 2021-09-06
> The oldest pupil, Han Ye, was born in May 2006, and is already 15 years old this year. The youngest pupil is 11 years old.
= "15 years old" 15

@ 2018-06-01 zh
> 何婆婆1940年出生。1962年，32岁的她来到戈壁滩。
! "32岁" 21 or 22

@ 2018-06-01 zh
> 何婆婆1940年出生，1962年来到戈壁滩，丈夫那年32岁。如今，她的大儿子已经50岁。

@ 2018-06-01 zh
> 何婆婆1940年出生，19岁当会计，26岁嫁到河西。

Rule: age = full years from birth to the day it is said of: that of death or of an event that stands with it, else the day of
publication; two ages of one person are as many years apart as their days. Whose an age or a birth is, names, pronouns and kin
say; where they do not, nothing is bound. A birth year alone allows two ages. East Asian reckoning (a year more) is a known
reading and is not called wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple, TypeVar

from checkers._context import Context
from checkers._events import STANDS_IN
from checkers._gather import Figure, Index
from checkers._gather.terms import said as said_in
from checkers._gather.terms import starts_with
from checkers._person import Who, same, who, without_aside
from checkers._repair import repairs
from checkers._slip import DIGIT
from checkers._verdict import Edit, Fit, Verdict
from claims.claim import Claim
from claims.document import Period
from claims.quantity import Range
from claims.tokens import has_han

CODE = "age"
_Kind = TypeVar("_Kind")
_BARE = 3
_AT = 9
_REACH = 60
_NEAR = 12
_PARAGRAPHS = 2
_YEAR = 370
_OLDEST = 115
_NUMBER = re.compile(r"[1-9]\d?|1[01]\d")


def age(born: date, on: date) -> int:
    """Full years from birth to a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


class _Day(NamedTuple):
    """When somebody was so old: the first and last day it can be, and the date that says so (None: publication)."""

    low: date
    high: date
    said: Figure | None


class _Age(NamedTuple):
    """An age with its day and its person. died: said of a death. bare: it stands for the one that the text is about."""

    figure: Figure
    value: int
    day: _Day | None
    who: Who
    died: bool


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    dates = [f for f in index.figures if f.kind == "date"]
    found = [f for f in index.figures if _is_age(index, f)]
    if not found:
        return
    births = [f for f in dates if _is_life(index, f, "born")]
    if not births and len(found) < 2:
        return
    deaths = [f for f in dates if _is_life(index, f, "died")] if births else []
    people = {id(f): who(index, f) for f in (*births, *deaths)}
    ages = [_read(index, f, births) for f in found]
    for birth in births:
        if people[id(birth)].kin:
            continue
        at = birth.sentence.index
        own = [
            f for f in _around(deaths, at, _sentence_of) if _of_one(index, f, birth, people[id(f)], people[id(birth)])
        ]
        for item in _around(ages, at, _sentence_of_age):
            if not _bound(index, item, birth, people[id(birth)], ages, alone=len(births) == 1):
                continue
            verdict = _weigh(index, birth, people[id(birth)], item, own)
            if verdict is None:
                continue
            near = _around(births, item.figure.sentence.index, _sentence_of)
            if verdict.outcome == "discrepancy" and _namesakes(item, birth, near, people):
                continue
            yield verdict
    yield from _apart(index, ages)


def _sentence_of(figure: Figure) -> int:
    return figure.sentence.index


def _sentence_of_age(item: _Age) -> int:
    return item.figure.sentence.index


def _around(found: list[_Kind], at: int, sentence: Callable[[_Kind], int]) -> list[_Kind]:
    """Those within a long article's length of a sentence; all are in reading order."""
    low = bisect_left(found, at - _REACH, key=sentence)
    return found[low : bisect_right(found, at + _REACH, key=sentence)]


def _is_life(index: Index, figure: Figure, which: str) -> bool:
    """True where a date is said to be that of a birth (or death): the word stands within a few tokens of it."""
    if figure.kind != "date" or figure.claim.period is None or figure.claim.period.start is None:
        return False
    if (figure.claim.detail or {}).get("grain") not in ("day", "month", "year"):
        return False
    low = max(figure.sentence.first, figure.first - 7)
    for k in range(figure.first - 1, low - 1, -1):
        owner = index.owner.get(k)
        if owner is not None:
            break
        if index.entry(k).get("life") == which:
            # 生于1921年, but not 出生的小刘，2015年.
            return index.tokens.text[k].isascii() or index.text(k + 1, figure.first) in STANDS_IN
        if "stop" in index.entry(k) and index.entry(k).get("life") is None and index.tokens.text[k] in ".;。；":
            break
    t = index.tokens
    return (
        figure.after < len(t) and index.entry(figure.after).get("life") == which and not t.text[figure.after].isascii()
    )


def _is_age(index: Index, figure: Figure) -> bool:
    """True for an age, and for a bare number that stands as one: "was 27 when", "at 22, in 1970"."""
    quantity = figure.claim.quantity
    if quantity is None or quantity.value is None or quantity.hedge is not None or quantity.ends is not None:
        return False
    t = index.tokens
    if figure.kind == "age":
        if quantity.unit != "year" or said_in("age_gap", index.text(figure.first - 1, figure.first)):
            return False
        follows = t.text[figure.after] if figure.after < len(t) else "."
        return (
            "-" not in quantity.written
            or said_in("person", follows)
            or t.kind[figure.after : figure.after + 1] == ["W"]
        )
    if figure.kind != "number" or not _NUMBER.fullmatch(quantity.written.strip()) or figure.claim.cell is not None:
        return False
    at = figure.first - 1
    if at < figure.sentence.first or at in index.owner:
        return False
    now = said_in("now", t.text[at])
    at -= now
    after = t.text[figure.after] if figure.after < len(t) else "."
    when = "when" in index.entry(figure.after)
    named = said_in("person", t.text[at - 1]) or said_in("who", t.text[at - 1]) or t.kind[at - 1] == "W"
    if said_in("being", t.text[at]) and (named or now or when):
        return when or now or after in ".,;"
    apposed = at > 1 and t.text[at - 1] == "," and t.kind[at - 2] == "W"
    return t.text[at].lower() == "at" and (when or apposed or after in ".,;" or figure.after in index.owner) and not now


def _read(index: Index, figure: Figure, births: list[Figure]) -> _Age:
    quantity = figure.claim.quantity
    assert quantity is not None and quantity.value is not None
    person = who(index, figure)
    before = index.text(max(figure.sentence.first, figure.first - 4), figure.first)
    died = said_in("dying", before) or said_in("dying", index.text(figure.first, figure.after))
    return _Age(figure, int(quantity.value), _day(index, figure, births), person, died)


def _day(index: Index, figure: Figure, births: list[Figure]) -> _Day | None:
    """The date of the event that an age is said at; None where no event is told."""
    t, sentence = index.tokens, figure.sentence
    dates = [
        f
        for f in sentence.figures
        if f.kind == "date"
        and f not in births
        and f.claim.period is not None
        and f.claim.period.settled
        and (f.claim.detail or {}).get("grain") in ("day", "month", "year")
        and ((f.claim.detail or {}).get("year_written") or _lately(index, f))
    ]
    if not dates or said_in("now", index.text(max(sentence.first, figure.first - 3), figure.first)):
        return None
    near = None
    before = [f for f in dates if f.after <= figure.first]
    after = [f for f in dates if f.first >= figure.after]
    if before:
        gap = index.text(before[-1].after, figure.first)
        words = index.words(before[-1].after, figure.first)
        others = [f for f in sentence.between(before[-1], figure) if f not in births]
        if has_han(t.prose[sentence.start : sentence.end]):
            if len(gap) <= _AT + 3 and not others and not said_in("kin", gap) and not any(c in gap for c in "。；;"):
                near = before[-1]
        elif not others and (
            (len(words) <= 1 and index.edges_between(before[-1], figure) <= 1)
            or any("when" in index.entry(k) for k in range(before[-1].after, figure.first))
        ):
            near = before[-1]
    if near is None and after:
        when = any("when" in index.entry(k) for k in range(figure.after, min(figure.after + 2, len(t))))
        gap_words = index.words(figure.after, after[0].first)
        beside = not gap_words and not sentence.between(figure, after[0])
        if (when and index.edges_between(figure, after[0]) <= 1) or beside:
            near = after[0]
    if near is None:
        return None
    period = near.claim.period
    assert period is not None and period.start is not None and period.end is not None
    return _Day(period.start, period.end, near)


def _lately(index: Index, figure: Figure) -> bool:
    """True for a date of the year before publication."""
    published, period = index.document.published, figure.claim.period
    if published is None or published.end is None or period is None or period.end is None:
        return False
    return 0 <= (published.end - period.end).days <= _YEAR


def _of_one(index: Index, a: Figure, b: Figure, first: Who, second: Who) -> bool:
    """True where two dates are of one person: one sentence and no other name between, or one name."""
    if first.kin or second.kin:
        return False
    if a.sentence is b.sentence:
        return not _other_person(index, a, b)
    return same(first, second)


def _other_person(index: Index, figure: Figure, birth: Figure) -> bool:
    """True where another name stands between the age and the birth: two people."""
    t = index.tokens
    low, high = sorted((figure, birth), key=lambda f: f.first)
    between = without_aside(index.text(low.after, high.first))
    if said_in("kin", between):
        return True
    if has_han(between):
        return False
    names = 0
    for k in range(low.after, high.first):
        if t.kind[k] == "W" and k > 0 and "time_in" not in index.entry(k - 1) and t.text[k - 1] != ".":
            names += 1
    return names >= 2


def _bound(index: Index, item: _Age, birth: Figure, born: Who, ages: list[_Age], *, alone: bool) -> bool:
    """True where an age is that of the one whose birth is dated."""
    figure = item.figure
    if item.who.kin:
        return False
    if figure.sentence is birth.sentence:
        if _other_person(index, figure, birth) or index.edges_between(figure, birth) >= 10:
            return False
        return figure.kind == "age" or item.day is not None or figure.before in (",", "，")
    if same(item.who, born):
        # "The youngest" of the next sentence is not the one named in this.
        return item.who.known or not _another(index, figure)
    if not alone:
        return False
    dead = item.died or said_in("dying", index.text(figure.sentence.first, figure.first))
    if dead and len(ages) == 1 and born.known and not born.names and not item.who.names:
        # "The composer died … at the age of 86. He was born in March 1936."
        return (
            birth.sentence.index == figure.sentence.index + 1 and birth.sentence.paragraph == figure.sentence.paragraph
        )
    if item.day is not None:
        return False
    if not born.known and len(ages) == 1 and figure.before == ",":
        # The only age of the text, and the only birth, said of "the new member".
        return abs(figure.sentence.paragraph - birth.sentence.paragraph) <= _PARAGRAPHS
    if figure.kind != "age":
        return False
    if figure.sentence.heading:
        return True
    # An obituary's bare "She was 91", with nobody named between.
    values = {i.value for i in ages if i.day is None and not i.who.kin}
    return (
        max(values) - min(values) <= 1
        and (not item.who.known or not item.who.names)
        and not born.names
        and figure.first - figure.sentence.first <= _BARE
    )


def _another(index: Index, figure: Figure) -> bool:
    """True where what leads an age is one of a group by its rank: "the youngest student is 55"."""
    before = index.text(figure.sentence.first, figure.first)
    return said_in("extreme", before) or said_in("superlative", before)


def _namesakes(item: _Age, birth: Figure, births: list[Figure], people: dict[int, Who]) -> bool:
    """True where an age may be that of another one of the same name, or the sentence tells of another birth."""
    here = item.figure.sentence
    if birth.sentence is here:
        return sum(b.sentence is here for b in births) > 1
    return any(b is not birth and (b.sentence is here or same(item.who, people[id(b)])) for b in births)


def _today(index: Index, item: _Age) -> bool:
    """True where an age is said of the day of writing, or of death: `Ann Roe, 41,`, "is 41", "41-year-old", 现年41岁."""
    figure, t = item.figure, index.tokens
    quantity = figure.claim.quantity
    assert quantity is not None
    if item.died or figure.sentence.heading or "-" in quantity.written or _now(index, item):
        return True
    before = t.text[figure.first - 1] if figure.first > figure.sentence.first else ""
    after = t.text[figure.after] if figure.after < len(t) else "."
    written = t.prose[figure.claim.start : figure.claim.end]
    if before in ",，" and before:
        # 李明，41岁，…, but not 17岁参军: an age at which something was done.
        return after in ",，.。;；、（(" and written[:1].isdigit()
    if before.lower() == "at" and figure.kind == "number":
        return bool(t.text[figure.first - 2] == ",")
    if has_han(written):
        return t.prose[figure.claim.end : figure.claim.end + 1] == "的" and figure.first - figure.sentence.first <= 1
    if said_in("being_now", before):
        return True
    return figure.first - figure.sentence.first <= _BARE and said_in("being", before) and after == "."


def _weigh(index: Index, birth: Figure, born: Who, item: _Age, deaths: list[Figure]) -> Verdict | None:
    figure, sentence = item.figure, birth.sentence
    published = index.document.published
    period = birth.claim.period
    assert period is not None and period.start is not None and period.end is not None
    roles = [("age", figure.claim), ("born", birth.claim)]
    on: tuple[date, date] | None = None
    if item.day is not None and item.day.low >= period.start and item.day.said not in deaths:
        on = item.day.low, item.day.high
        assert item.day.said is not None
        roles.append(("then", item.day.said.claim))
    elif deaths and (
        item.died or figure.sentence is sentence or figure.sentence is deaths[0].sentence or not _now(index, item)
    ):
        death = deaths[0].claim.period
        if death is not None and death.start is not None and death.end is not None and death.start > period.end:
            on = (death.start, death.end)
            roles.append(("died", deaths[0].claim))
    if on is None and not _today(index, item):
        return None
    if on is None and published is not None and published.start is not None and published.end is not None:
        on = (published.start, published.end)
    if on is None:
        return Verdict(CODE, "undecided", roles, "no date says when the age holds")
    if on[1] < period.start:
        return None
    low, high = age(period.end, on[0]), age(period.start, on[1])
    value = item.value
    span = str(low) if low == high else f"{low} or {high}" if high - low == 1 else f"{low} to {high}"
    written = " ".join(period.written.split())
    then = f" in {' '.join(roles[2][1].period.written.split())}" if roles[2:] and roles[2][1].period else ""
    because = f"born {written},{then if roles[2:] and roles[2][0] == 'then' else ''} the age is {span}"
    if low <= value <= high:
        return Verdict(CODE, "holds", roles, because, found=Range.point(value), expected=Range(low, high), unit="year")
    if value == high + 1:
        return Verdict(CODE, "undecided", roles, f"{because}; {value} by East Asian reckoning")
    if not low >= 0 or value > _OLDEST:
        return None
    if abs(value - low) > 45 and figure.sentence is not birth.sentence:
        return None
    fits: list[Fit] = [fit for _, fit in repairs(figure.claim, Range(low, high))]
    # The age at an event that the sentence tells of is another age.
    if (
        (item.day is None or item.day.said in deaths)
        and not _now(index, item)
        and _at_event(index, item, birth, deaths)
    ):
        return None
    told = roles[2:] and roles[2][0] == "then"
    if figure.sentence is not sentence and not same(item.who, born) and not figure.sentence.heading and not deaths:
        # Bound by elimination only: a slip has to explain it.
        wanted = [r for r, _ in repairs(figure.claim, Range(low, high))]
        if min(wanted, default=9) > DIGIT:
            return None
    sure = not told and (figure.sentence is sentence or bool(deaths))
    verdict = Verdict(
        CODE,
        "discrepancy",
        roles,
        because,
        "proven" if sure else "likely",
        found=Range.point(value),
        expected=Range(low, high),
        unit="year",
    )
    years = sorted({on[0].year - value, on[1].year - value - 1})
    text = index.document.text[birth.claim.start : birth.claim.end]
    fits.append(_born(text, birth.claim, period, years, on, value))
    verdict.fits = fits
    return verdict


def _born(text: str, claim: Claim, period: Period, years: list[int], on: tuple[date, date], value: int) -> Fit:
    """The year of birth that the age asks for, with the edit of it where the text gives a year. text: of the claim."""
    words = f"the birth was in {' or '.join(str(year) for year in years)}"
    start, end = period.start, period.end
    assert start is not None and end is not None
    match = re.search(str(start.year), text)
    for year in years:
        oldest, youngest = age(_in_year(start, year), on[1]), age(_in_year(end, year + end.year - start.year), on[0])
        if match is not None and youngest <= value <= oldest:
            at = claim.start + match.start()
            return Fit(words, Edit(at, at + 4, str(year)), 4)
    return Fit(words)


def _in_year(day: date, year: int) -> date:
    """The same day of another year; 28 February where that has no 29th."""
    return day.replace(year=year, day=min(day.day, 28)) if day.month == 2 else day.replace(year=year)


def _now(index: Index, item: _Age) -> bool:
    """True for an age of today: in apposition or with a word for now before it, or right behind: "is 18 this year"."""
    figure = item.figure
    first = max(figure.sentence.first, figure.first - 3)
    behind = index.text(figure.after, min(figure.after + 2, figure.sentence.after))
    return said_in("now", index.text(first, figure.first)) or starts_with("now", behind) is not None


def _at_event(index: Index, item: _Age, birth: Figure, deaths: list[Figure]) -> bool:
    published = index.document.published
    figure = item.figure
    for other in figure.sentence.figures:
        far = other.after < figure.first - _NEAR or other.first > figure.after + _NEAR
        if far and figure.before == ",":
            continue
        if other.kind == "date" and other is not birth and other not in deaths:
            period = other.claim.period
            if (
                period is not None
                and period.start is not None
                and period.end is not None
                and published is not None
                and (published.end is not None and period.start <= published.end <= period.end)
            ):
                continue
            if item.died and not (other.claim.detail or {}).get("year_written"):
                continue
            return True
    return any("when" in index.entry(k) for k in range(figure.after, min(figure.after + 4, len(index.tokens))))


def _apart(index: Index, ages: list[_Age]) -> Iterator[Verdict]:
    """Two ages of one person, one at a dated event: as many years apart as their days."""
    published = index.document.published
    today = None
    if published is not None and published.start is not None and published.end is not None:
        today = _Day(published.start, published.end, None)
    then = [item for item in ages if item.day is not None]
    for item in then:
        assert item.day is not None
        for other in _around(ages, item.figure.sentence.index, _sentence_of_age):
            day = other.day
            if other is item or other.who.kin or item.who.kin or other.figure.sentence.heading:
                continue
            if day is None:
                if other.died or today is None or not _now(index, other):
                    continue
                day = today
            elif other.figure.first < item.figure.first:
                continue
            near = other.figure.sentence is item.figure.sentence
            if not (near and not _strangers(index, item, other)) and not same(item.who, other.who):
                continue
            early, late = (item.day, day) if item.day.low <= day.low else (day, item.day)
            young, old = (item, other) if early is item.day else (other, item)
            low, high = age(early.high, late.low), age(early.low, late.high) + 1
            if low < 0 or early.low == late.low:
                continue
            gap = old.value - young.value
            claims: list[tuple[str, Claim]] = [("age", item.figure.claim), ("other", other.figure.claim)]
            assert item.day.said is not None
            claims.append(("then", item.day.said.claim))
            because = f"the days are {low} to {high} years apart, the ages {gap}"
            if low - 1 <= gap <= high + 1:
                if low <= gap <= high:
                    yield Verdict(CODE, "holds", claims, because)
                continue
            wanted = (
                Range(old.value - high, old.value - low)
                if item is young
                else Range(young.value + low, young.value + high)
            )
            fits = [fit for rank, fit in repairs(item.figure.claim, wanted) if rank <= 2]
            others = (
                Range(item.value - high, item.value - low)
                if item is old
                else Range(item.value + low, item.value + high)
            )
            fits += [fit for rank, fit in repairs(other.figure.claim, others) if rank <= 2]
            if fits:
                yield Verdict(CODE, "discrepancy", claims, because, "likely", fits[:3])


def _strangers(index: Index, a: _Age, b: _Age) -> bool:
    """True where two ages of one sentence may be of two people."""
    if a.who.names and b.who.names and a.who.names.isdisjoint(b.who.names):
        quoted = any(q in index.text(a.figure.sentence.first, a.figure.sentence.after) for q in '"“”「')
        return not quoted
    return False
