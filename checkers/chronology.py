"""What ends has begun before, and who died was born before.

@ 2024-04-15
> The registration channel was opened on January 22 and closed on February 5, with 61,250 people registered.
= "February 5" after January 22

@ 2024-04-15
> The registration channel was opened on February 22 and closed on February 5, with 61,250 people registered.
! "February 5" before February 22

> Work on the tunnel started in October 2017 and was finished in March 2016, at a cost of 88 million francs.
! "March 2016" before October 2017 ~ 2018

> The clerk was arrested in May 2016 and charged in March 2016, and the trial took a week.
! "March 2016" before May 2016

> The chapel, built in 1688, was burnt down in 1624; only the tower stands.
! "1624" before 1688

> The parcel was posted on 30 July 2016 and arrived on 24 July 2016.
! "24 July 2016" before 30 July 2016

> The abbey, begun in 1184 and finished in 1142, seats 900.
! "1142" before 1184

> The clerk was arrested in May 2016 for a theft of March 2016, and charged a week later.

> The painter was born in 1887 in Ghent. She studied in Paris, and died in 1876 in the house of her sister.
! "1876" before 1887

> Ann Roe was born in 1887. Her grandfather had died in 1876, in Ghent.

@ 2016-08-25 zh
> 检察机关于2016年6月11日提起公诉，法院于5月19日开庭审理。
! "5月19日" before 2016年6月11日

> The new line was opened in 1990 and the old one, its rival, was closed in 1988.

@ 2024-04-15
> The channel was opened on April 1 and closed on January 5, with 61,250 people registered.
? "January 5" next year

Rule: a beginning and an end of one thing, told in one sentence with no other date and nobody else between, come in that order;
so do birth and death of one person. Where no year is written, an end in the next year is meant if that makes less than ten
months.
"""

from __future__ import annotations

from collections.abc import Iterator

from checkers._context import Context
from checkers._events import Event, events
from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import said as said_in
from checkers._person import same, who
from checkers._verdict import Fit, Verdict
from checkers.age import _is_life
from claims.document import Period

CODE = "chronology"
_APART = 18
_WRAPPED = 300
_TOPICS = {
    "course": ("course", "thing"),
    "thing": ("thing",),
    "show": ("show",),
    "arrest": ("arrest", "court"),
    "way": ("way",),
    "court": ("court",),
    "prison": ("prison",),
}


def chronology(first: Period, last: Period) -> bool:
    """True where something may have begun in the first period and ended in the last."""
    return first.start is None or last.end is None or first.start <= last.end


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        if sum(f.kind == "date" for f in sentence.figures) >= 2:
            yield from _course(index, sentence)
    yield from _lives(index)


def _course(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """A beginning and an end of one thing in one sentence."""
    starts = events(index, sentence, "begun")
    ends = events(index, sentence, "finished") if starts else []
    for topic, ending in _TOPICS.items():
        first = [e for e in starts if e.topic == topic]
        last = [e for e in ends if e.topic in ending and all(e.figure is not x.figure for x in first)]
        if len(first) == len(last) == 1 and _one_thing(index, sentence, first[0], last[0]):
            verdict = _weigh(index, first[0].figure, last[0].figure)
            if verdict is not None:
                yield verdict
            return


def _one_thing(index: Index, sentence: Sentence, first: Event, last: Event) -> bool:
    """True where the two dates follow each other and no other thing is named between them."""
    a, b = first.figure, last.figure
    if a.first > b.first or b.first - a.after > _APART or any(f.kind == "date" for f in sentence.between(a, b)):
        return False
    between = index.text(a.after, b.first)
    if said_in("other_thing", between) or said_in("kin", between) or index.edges_between(a, b) >= 10:
        return False
    return not any(index.tokens.kind[k] == "W" for k in range(a.after, b.first))


def _lives(index: Index) -> Iterator[Verdict]:
    """Birth and death of one person."""
    births = [f for s in index.sentences for f in s.figures if _is_life(index, f, "born")]
    deaths = [f for s in index.sentences for f in s.figures if _is_life(index, f, "died")] if births else []
    if len(births) != 1 or len(deaths) != 1:
        return
    birth, death = births[0], deaths[0]
    if death.sentence.index - birth.sentence.index not in (0, 1, 2):
        return
    born, died = who(index, birth), who(index, death)
    near = birth.sentence is death.sentence and not said_in("kin", index.text(birth.after, death.first))
    # "The painter was born … She died …": nobody is named at all.
    unnamed = not born.names and not died.names and died.known and not died.kin and not born.kin
    near = near or (unnamed and death.sentence.index - birth.sentence.index == 1)
    if (near and not born.kin and not died.kin) or same(born, died):
        verdict = _weigh(index, birth, death)
        if verdict is not None:
            yield verdict


def _weigh(index: Index, a: Figure, b: Figure) -> Verdict | None:
    first, last = a.claim.period, b.claim.period
    if first is None or last is None or not first.settled or not last.settled:
        return None
    assert first.start is not None and last.end is not None
    roles = [("end", b.claim), ("beginning", a.claim)]
    one, two = (" ".join(p.written.split()) for p in (first, last))
    if chronology(first, last):
        return Verdict(CODE, "holds", roles, f"{two} is after {one}")
    yearless = not (b.claim.detail or {}).get("year_written")
    if yearless and not (a.claim.detail or {}).get("year_written"):
        days = (first.start - last.end).days % 365
        if 365 - days < _WRAPPED:
            because = f"{two} is before {one}, unless it is in the next year"
            return Verdict(CODE, "undecided", roles, because)
    because = f"{two} is before {one}"
    fits = [Fit(f"{two} and {one} have changed places")]
    year = first.start.year
    if not yearless:
        fits.append(Fit(f"the end was in {year + 1} or so"))
    del index
    return Verdict(CODE, "discrepancy", roles, because, "likely", fits)
