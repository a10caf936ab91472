"""An anniversary is as many years after the beginning as it says.

@ 2025-04-24
> The firm was founded in 1994, and this year is the 31st anniversary of its founding.
= "31st" 2025 - 1994 = 31

@ 2025-04-24
> The firm was founded in 1994, and this year is the 30th anniversary of its founding.
!! "30th" 2025 - 1994 = 31 ~ 31

@ 2024-06-01
> The tenth annual fair opens today; it was first held in 2015.
= "tenth" 2024 - 2015 + 1 = 10

@ 2024-06-01
> The 12th annual fair opens today; it was first held in 2015.
! "12th" 2024 - 2015 + 1 = 10

> The firm was founded in 1994 and marks its 30th anniversary.
? "30th" no year

@ 2025-04-24
> The firm was founded in 1994. Its rival marks its 50th anniversary.

@ 2025-04-24
> On its 20th anniversary, in 2014, the firm, founded in 1994, opened a museum.
= "20th" 2014 - 1994 = 20

@ 2025-04-24
> It was the 50th time that the firm, founded in 1994, took part.

@ 2025-04-24
> The 12th edition of the book, first published in 1994, is out.

> Ruth and Abel Stein married in 1958. They have 11 grandchildren. In 2018 they marked their 50th wedding anniversary.
! "50th" 2018 - 1958 = 60 ~ 60

> Ruth and Abel Stein married in 1958. They have 11 grandchildren. In 2018 they marked their 60th wedding anniversary.
= "60th" 2018 - 1958 = 60

@ 2023-06-12 zh
> # 市第一医院举行建院70周年座谈会
>
> 始建于1963年的市第一医院8日举行座谈会。
! "70周年" 2023 - 1963 = 60

@ 2023-06-12 zh
> 这所医院始建于1963年，现有床位1200张。今年是迁址50周年。

@ 2021-03-18 zh
> 水族馆于1981年开幕，今年适逢五十周年，门票半价。
! "五十周年" 2021 - 1981 = 40

@ 2021-03-18 zh
> 水族馆于1981年开幕，今年适逢建市五十周年，门票半价。馆长从业三十周年。

@ 2022-04-15
> In 1988, the dye works was built. This year is the 44th anniversary of the works.
! "44th" 2022 - 1988 = 34

@ 2022-04-15
> The mill, which opened its doors in 1887, marks 125 years this spring.
!! "125 years" 2022 - 1887 = 135

@ 2022-04-15
> The mill, which opened its doors in 1887, marks 125 years of peace in the valley.

> The games have been held every four years since the first in 1973, and the session of 2025 is the 13th.
! "13th" (2025 - 1973) / 4 + 1 = 14 ~ 14

@ 2019-05-20 zh
> 电影节每两年举办一次，首届于1993年举行，今年已是第14届，共有46部影片参赛。
= "第14" (2019 - 1993) / 2 + 1 = 14

@ 2023-11-22 zh
> 该赛事自2010年起每年举办一届，从未间断，今年是第12届，参赛选手2,300名。
! "第12" + 1 = 14

@ 2023-11-22 zh
> 该赛事自2010年起每年举办一届，今年是第12届，参赛选手2,300名。

@ 2023-09-04
> Held every four years since the first in 1979, the fair skipped 2019 because of a strike. This year's session is the 13th.

@ 2019-01-17
> # Press marks its 20th anniversary
>
> The press was founded on 18 December 1998.

Rule: the nth anniversary is in the year of the beginning + n; the nth annual edition in that of the first + n - 1, where no
year was left out: so editions are likely slips at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from checkers._context import Context
from checkers._events import events, is_day
from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import ends_with, said, starts_with, terms
from checkers._judge import told
from checkers._verdict import Edit, Fit, Verdict
from claims.quantity import Range

CODE = "anniversary"
_AROUND = 30
_CLOSE = 12
_BACK = 3
_LONG = 5
_DIGITS = 2
_FEW = 12
_MONTHS = 3


def anniversary(first: int, year: int, *, edition: bool) -> int:
    """The number of the anniversary (or yearly edition) in a year."""
    return year - first + (1 if edition else 0)


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    sentences = index.sentences
    for at, sentence in enumerate(sentences):
        for figure in sentence.figures:
            which = _kind(index, figure)
            if which is None:
                continue
            start = _beginning(index, sentence, figure)
            edition = which == "edition"
            if start is None and at + 1 < len(sentences) and edition:
                follower = sentences[at + 1]
                if follower.paragraph == sentence.paragraph:
                    start = _beginning(index, follower, figure)
            looked_up = start is None
            if start is None and not edition:
                start = _told(index, at, figure)
            if start is None:
                continue
            verdict = _weigh(index, sentence, figure, start, edition)
            if verdict is not None and looked_up and not edition:
                verdict = _likely(verdict, figure, start)
            if verdict is not None:
                yield verdict
        yield from _periodic(index, at)


def _kind(index: Index, figure: Figure) -> str | None:
    quantity = figure.claim.quantity
    if quantity is None or quantity.value is None or quantity.hedge is not None:
        return None
    for k in range(figure.after, min(figure.after + 2, len(index.tokens))):
        kind = index.entry(k).get("anniversary")
        if kind is not None and figure.kind in ("ordinal", "duration", "count"):
            return str(kind)
    if figure.kind == "duration" and "anniversary" in index.entry(figure.after - 1):
        return str(index.entry(figure.after - 1)["anniversary"])
    if figure.kind == "duration" and figure.unit == "year" and _marked(index, figure):
        return "anniversary"
    return None


def _marked(index: Index, figure: Figure) -> bool:
    """True for years that are celebrated as such: "marks 125 years this spring", "is celebrating 40 years"."""
    prose = index.tokens.prose
    before = prose[max(figure.sentence.start, figure.claim.start - _AROUND) : figure.claim.start]
    behind = prose[figure.claim.end : min(figure.sentence.end, figure.claim.end + _AROUND)]
    if ends_with("marks", before) is None:
        return False
    return behind.strip()[:1] in ("", ".", ",", ";") or starts_with("marked_behind", behind) is not None


def _beginning(index: Index, sentence: Sentence, figure: Figure) -> Figure | None:
    """The one date of founding (or first holding) in the sentence."""
    found = []
    for other in sentence.figures:
        period = other.claim.period
        if (
            other.kind != "date"
            or period is None
            or period.start is None
            or (other.claim.detail or {}).get("grain") not in ("day", "month", "year")
        ):
            continue
        words = []
        for k in range(other.first - 1, max(sentence.first, other.first - 5) - 1, -1):
            if k in index.owner:
                break
            if index.entry(k).get("life") == "founded":
                words.append(k)
        behind = [
            k
            for k in range(other.after, min(other.after + 2, len(index.tokens)))
            if index.entry(k).get("life") == "founded" and not index.tokens.text[k].isascii()
        ]
        if words or behind:
            found.append(other)
    return found[0] if len(found) == 1 and found[0] is not figure else None


def _told(index: Index, at: int, figure: Figure) -> Figure | None:
    """The one beginning, in the sentences beside it, of what an anniversary is that of."""
    sentence = index.sentences[at]
    prose = index.tokens.prose
    before = prose[max(sentence.start, figure.claim.start - _AROUND) : figure.claim.start]
    behind = prose[figure.claim.end : min(sentence.end, figure.claim.end + _AROUND)]
    clause = re.split(r"[,;，；。]", before)[-1]
    topics = {t.value for t in terms("anniversary_of", clause[-_CLOSE:] + "|" + behind)}
    if len(topics) > 1 or said("other_thing", before):
        return None
    same = _of_the_same(index, at, figure) if not topics else None
    if same is not None:
        return same
    if not topics:
        if ends_with("its", before) is None and not _marked(index, figure):
            return None
        topics = {"thing"}
    day = _same_day(index, sentence, figure)
    if day is not None:
        return day
    topic = topics.pop()
    near = [
        s
        for s in index.sentences[max(0, at - _BACK) : at + 3]
        if s.paragraph == sentence.paragraph or sentence.heading or 0 <= sentence.paragraph - s.paragraph <= 1
    ]
    # 博物馆于1984年开幕; 水电站1958年建成，投运65周年
    alike = {"thing": ("thing", "show"), "used": ("thing", "course")}.get(topic, (topic,))
    found = [e.figure for s in near for e in events(index, s, "begun") if e.topic in alike]
    years = {f.claim.period.start for f in found if f.claim.period is not None}
    if len(years) != 1 or (topic == "used" and _soon_after(index, figure, found[0])):
        return None
    return found[0]


def _of_the_same(index: Index, at: int, figure: Figure) -> Figure | None:
    """In 1997 the factory was built. This year is the 25th anniversary of the factory: its noun comes again."""
    sentence = index.sentences[at]
    behind = index.text(figure.after, min(figure.after + _FEW, sentence.after))
    match = re.match(r"\w+ of (?:the|this|that) (\w+)\s*(?:[.,;]|$)", behind)
    if match is None or at == 0:
        return None
    last = index.sentences[at - 1]
    found = [e for e in events(index, last, "begun") if e.topic == "thing"]
    noun = match[1].lower()
    told_of = index.text(last.first, last.after).lower()
    return found[0].figure if len(found) == 1 and re.search(rf"\b{re.escape(noun)}\b", told_of) else None


def _soon_after(index: Index, figure: Figure, start: Figure) -> bool:
    """True where something may have come into use a year or two after it was built."""
    published, quantity, period = index.document.published, figure.claim.quantity, start.claim.period
    if published is None or published.end is None or quantity is None or quantity.value is None:
        return True
    assert period is not None and period.start is not None
    return 0 < published.end.year - period.start.year - quantity.value < _BACK


def _same_day(index: Index, sentence: Sentence, figure: Figure) -> Figure | None:
    """The day itself, long ago, right behind "the 75th anniversary of its opening:", where it is today's of another year."""
    published = index.document.published
    if published is None or published.end is None or figure.order + 1 >= len(sentence.figures):
        return None
    other = sentence.figures[figure.order + 1]
    day = other.claim.period.start if other.claim.period is not None else None
    if other.kind != "date" or day is None or (other.claim.detail or {}).get("grain") != "day":
        return None
    today = published.end
    alike = day.month == today.month and abs(day.day - today.day) <= 1 and today.year - day.year >= _LONG
    return other if alike and other.first - figure.after <= _AROUND // 2 else None


def _likely(verdict: Verdict, figure: Figure, start: Figure) -> Verdict | None:
    """A beginning that was looked up proves nothing: one digit of the number or of the year has to be the slip."""
    if verdict.outcome != "discrepancy":
        return verdict if verdict.outcome == "holds" else None
    quantity, period = figure.claim.quantity, start.claim.period
    assert quantity is not None and quantity.value is not None and period is not None and period.start is not None
    assert verdict.expected is not None and verdict.expected.low is not None
    number, expected = int(quantity.value), int(verdict.expected.low)
    year = period.start.year
    if not (_one_digit(number, expected) or _one_digit(year, year + expected - number)):
        return None
    verdict.certainty = "likely"
    return verdict


def _one_digit(a: int, b: int) -> bool:
    """True where two numbers differ in one digit, or in the order of two neighbours."""
    x, y = str(a), str(b)
    if len(x) != len(y) or len(x) < _DIGITS:
        return False
    apart = [i for i, (m, n) in enumerate(zip(x, y, strict=True)) if m != n]
    return len(apart) == 1 or (len(apart) == 2 and apart[1] - apart[0] == 1 and sorted(x) == sorted(y))


def _periodic(index: Index, at: int) -> Iterator[Verdict]:
    """The number of an edition where one is held every so many years since the first."""
    sentence = index.sentences[at]
    prose = index.tokens.prose
    every = [
        f
        for f in sentence.figures
        if f.kind == "duration"
        and f.unit == "year"
        and f.claim.quantity is not None
        and f.claim.quantity.value is not None
        and f.claim.quantity.value in range(1, 11)
        and ends_with("every", prose[max(0, f.claim.start - _CLOSE) : f.claim.start]) is not None
    ]
    yearly = not every and said("yearly_held", prose[sentence.start : sentence.end])
    if len(every) != 1 and not yearly:
        return
    near = [s for s in index.sentences[max(0, at - 1) : at + 3] if abs(s.paragraph - sentence.paragraph) <= 1]
    if said("left_out", prose[min(s.start for s in near) : max(s.end for s in near)]):
        return
    firsts = [f for s in near for f in s.figures if is_day(f) and _is_first(index, s, f)]
    if len(firsts) != 1:
        return
    period = firsts[0].claim.period
    assert period is not None and period.start is not None
    told_step = every[0].claim.quantity if every else None
    step, first = int(told_step.value or 1) if told_step is not None else 1, period.start.year
    unbroken = said("unbroken", prose[min(s.start for s in near) : max(s.end for s in near)])
    for s in near:
        for figure in s.figures:
            quantity = figure.claim.quantity
            if figure.kind != "ordinal" or quantity is None or quantity.value is None or quantity.value < _DIGITS + 1:
                continue
            year = _year_of(index, s, figure, firsts[0])
            if year is None or (year - first) % step or year <= first or not _is_edition(index, s, figure):
                continue
            expected = (year - first) // step + 1
            because = f"({year} - {first}) / {step} + 1 = {expected}"
            roles = [("number", figure.claim), ("first", firsts[0].claim), *(("every", f.claim) for f in every)]
            number = int(quantity.value)
            if yearly and number < expected and not unbroken:
                continue  # years may have been left out
            if number == expected:
                yield Verdict(CODE, "holds", roles, because, found=Range.point(number), expected=Range.point(expected))
            elif abs(number - expected) <= _FEW:
                verdict = Verdict(CODE, "discrepancy", roles, because, "likely")
                verdict.found, verdict.expected = Range.point(number), Range.point(expected)
                verdict.fits = [Fit(f"{told(figure.claim)} is {expected}{_suffix(expected)}", _edit(figure, expected))]
                yield verdict


def _is_first(index: Index, sentence: Sentence, figure: Figure) -> bool:
    """True for the date of the first edition: "the first in 1973", "since 1973", 首届于1993年."""
    start = max(sentence.start, figure.claim.start - _AROUND)
    before = index.tokens.prose[start : figure.claim.start]
    return said("first_held", before[max(before.rfind(c) for c in ",，;；") + 1 :])


def _is_edition(index: Index, sentence: Sentence, figure: Figure) -> bool:
    """True for an ordinal of editions: "the 13th session", "this year's session is the 13th", 第18届."""
    start = max(sentence.start, figure.claim.start - _AROUND)
    around = index.tokens.prose[start : min(sentence.end, figure.claim.end + _CLOSE)]
    return said("edition", around)


def _year_of(index: Index, sentence: Sentence, figure: Figure, first: Figure) -> int | None:
    """The year of an edition: that of the nearest date before the ordinal in its sentence."""
    del index
    for other in reversed(sentence.figures[: figure.order]):
        period = other.claim.period
        if other.kind == "date" and other is not first and period is not None and period.start and period.end:
            return period.end.year if period.start.year == period.end.year else None
    return None


def _lately(first: date | None, today: date | None, number: int) -> bool:
    """True where the anniversary of a day was at most so many weeks ago."""
    if first is None or today is None:
        return False
    return 0 <= (today.year - first.year - number) * 12 + today.month - first.month <= _MONTHS


def _weigh(index: Index, sentence: Sentence, figure: Figure, start: Figure, edition: bool) -> Verdict | None:
    quantity, period = figure.claim.quantity, start.claim.period
    assert quantity is not None and quantity.value is not None and period is not None and period.start is not None
    roles = [("number", figure.claim), ("first", start.claim)]
    year: int | None = None
    for other in sentence.figures:
        p = other.claim.period
        if (
            other.kind == "date"
            and other is not start
            and (
                other.first < figure.first
                or any(c.isdigit() for c in index.tokens.prose[other.claim.start : other.claim.end])
            )
            and p is not None
            and p.start is not None
            and p.end is not None
            and p.start.year == p.end.year
        ):
            if year is not None and year != p.start.year:
                return None
            year = p.start.year
    published = index.document.published
    if year is None:
        if (
            published is None
            or published.start is None
            or published.end is None
            or published.start.year != published.end.year
        ):
            return Verdict(CODE, "undecided", roles, "no year says which anniversary this is")
        year = published.end.year
    first = period.start.year
    number = int(quantity.value)
    expected = anniversary(first, year, edition=edition)
    because = f"{year} - {first}{' + 1' if edition else ''} = {expected}"
    if number == expected:
        return Verdict(CODE, "holds", roles, because, found=Range.point(number), expected=Range.point(expected))
    if expected < 1 or abs(number - expected) > 12:
        return None
    published_only = not any(f.kind == "date" and f is not start for f in sentence.figures)
    if (
        published_only
        and number == expected + 1
        and published is not None
        and published.end is not None
        and published.end.month >= 9
    ):
        return None
    if not edition and number == expected - 1 and _lately(period.end, published.end if published else None, number):
        return None  # kept some weeks after the day, in the new year
    if edition and (number == expected - 1 or number < expected):
        # Years may have been left out.
        return Verdict(CODE, "undecided", roles, f"{because}, if no year was left out")
    verdict = Verdict(
        CODE,
        "discrepancy",
        roles,
        because,
        "likely" if edition else "proven",
        found=Range.point(number),
        expected=Range.point(expected),
    )
    edit = _edit(figure, expected)
    verdict.fits = [
        Fit(f"{told(figure.claim)} is {expected}{_suffix(expected)}", edit),
        Fit(f"the beginning was in {year - number + (1 if edition else 0)}"),
    ]
    return verdict


def _edit(figure: Figure, expected: int) -> Edit | None:
    written = told(figure.claim)
    digits = "".join(c for c in written if c.isdigit())
    if not digits:
        return None
    at = written.index(digits[0])
    tail = written[at + len(digits) :]
    suffix = _suffix(expected) if tail[:2].isalpha() and tail[:2].isascii() else ""
    return Edit(
        figure.claim.start + at,
        figure.claim.start + at + len(digits) + (2 if suffix else 0),
        f"{expected}{suffix}",
    )


def _suffix(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
