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
> Ada Lind, 41, met Ben Roe, who was born on 17 February 1960.

@ 2024-05-03
> The children, aged 5 to 11, were born in Leeds in 2015.

@ 2024-05-03
> She was 26 when her son was born in 1983.

Rule: age = full years from birth to the day it is said of: the day of publication, or of death where the text tells of one.
A birth year alone allows two ages. East Asian reckoning (a year more) is a known reading and is not called wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import said as said_in
from checkers._repair import repairs
from checkers._verdict import Fit, Verdict
from claims.quantity import Range

CODE = "age"
_BARE = 3


def age(born: date, on: date) -> int:
    """Full years from birth to a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    births = [(s, f) for s in index.sentences for f in s.figures if _is_life(index, f, "born")]
    if not births:
        return
    deaths = [f for s in index.sentences for f in s.figures if _is_life(index, f, "died")]
    ages = [
        f
        for f in index.figures
        if f.kind == "age"
        and f.claim.quantity is not None
        and f.claim.quantity.value is not None
        and f.claim.quantity.hedge is None
    ]
    alone = len(births) == 1
    for sentence, birth in births:
        for figure in ages:
            same = figure.sentence is sentence
            if same:
                if _other_person(index, figure, birth) or index.edges_between(figure, birth) >= 10:
                    continue
            elif not (alone and _about_the_same(index, figure, ages)):
                continue
            verdict = _weigh(index, sentence, birth, figure, deaths if alone else [])
            if verdict is not None:
                yield verdict


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
            return True
        if "stop" in index.entry(k) and index.entry(k).get("life") is None and index.tokens.text[k] in ".;。；":
            break
    t = index.tokens
    return (
        figure.after < len(t) and index.entry(figure.after).get("life") == which and not t.text[figure.after].isascii()
    )


def _other_person(index: Index, figure: Figure, birth: Figure) -> bool:
    """True where another name stands between the age and the birth: two people."""
    t = index.tokens
    low, high = sorted((figure, birth), key=lambda f: f.first)
    if said_in("kin", index.text(low.after, high.first)):
        return True
    names = 0
    for k in range(low.after, high.first):
        if t.kind[k] == "W" and k > 0 and "time_in" not in index.entry(k - 1) and t.text[k - 1] != ".":
            names += 1
    return names >= 2


def _about_the_same(index: Index, figure: Figure, ages: list[Figure]) -> bool:
    """True in a text about one person: a bare statement of age, and no two ages that differ by years."""
    # What the headline and bare sentences ("She was 91") say is of the one that the text is about.
    own = [
        f for f in ages if f.sentence.heading or (f.first - f.sentence.first <= _BARE and f.before not in (",", "，"))
    ]
    if own and figure not in own:
        return False
    ages = own or ages
    values = {
        int(f.claim.quantity.value) for f in ages if f.claim.quantity is not None and f.claim.quantity.value is not None
    }
    if max(values) - min(values) > 1:
        return False
    t = index.tokens
    first = figure.sentence.first
    return (
        figure.first - first <= _BARE
        or figure.sentence.heading
        or (figure.before == "," and t.kind[figure.first - 2] == "W")
    )


def _weigh(index: Index, sentence: Sentence, birth: Figure, figure: Figure, deaths: list[Figure]) -> Verdict | None:
    published = index.document.published
    period, quantity = birth.claim.period, figure.claim.quantity
    assert period is not None and quantity is not None and quantity.value is not None
    if period.start is None or period.end is None:
        return None
    roles = [("age", figure.claim), ("born", birth.claim)]
    on: tuple[date, date] | None = None
    if deaths:
        death = deaths[0].claim.period
        if death is not None and death.start is not None and death.end is not None and death.start > period.end:
            on = (death.start, death.end)
            roles.append(("died", deaths[0].claim))
    if on is None and published is not None and published.start is not None and published.end is not None:
        on = (published.start, published.end)
    if on is None:
        return Verdict(CODE, "undecided", roles, "no date says when the age holds")
    if on[1] < period.start:
        return None
    low, high = age(period.end, on[0]), age(period.start, on[1])
    value = int(quantity.value)
    span = str(low) if low == high else f"{low} or {high}"
    written = (birth.claim.period or period).written
    because = f"born {' '.join(written.split())}, the age is {span}"
    if low <= value <= high:
        return Verdict(CODE, "holds", roles, because, found=Range.point(value), expected=Range(low, high), unit="year")
    if value == high + 1:
        return Verdict(CODE, "undecided", roles, f"{because}; {value} by East Asian reckoning")
    if not low >= 0 or value > 125:
        return None
    if abs(value - low) > 45 and figure.sentence is not birth.sentence:
        return None
    # The age at an event that the sentence tells of is another age.
    if _at_event(index, sentence, figure, birth, deaths):
        return None
    verdict = Verdict(
        CODE,
        "discrepancy",
        roles,
        because,
        "proven" if figure.sentence is birth.sentence or deaths else "likely",
        found=Range.point(value),
        expected=Range(low, high),
        unit="year",
    )
    fits: list[Fit] = [fit for _, fit in repairs(figure.claim, Range(low, high))]
    born = sorted({on[0].year - value, on[1].year - value - 1})
    fits.append(Fit(f"the birth was in {' or '.join(str(y) for y in born)}"))
    verdict.fits = fits
    return verdict


def _at_event(index: Index, sentence: Sentence, figure: Figure, birth: Figure, deaths: list[Figure]) -> bool:
    published = index.document.published
    for other in sentence.figures:
        if other.kind == "date" and other is not birth and other not in deaths and figure.sentence is sentence:
            period = other.claim.period
            if (
                period is not None
                and period.start is not None
                and period.end is not None
                and published is not None
                and (published.end is not None and period.start <= published.end <= period.end)
            ):
                continue
            return True
    return any("when" in index.entry(k) for k in range(figure.after, min(figure.after + 4, len(index.tokens))))
