"""Cases for so many people are the cases divided by the people.

> With 34 killings among about 212,400 residents, the homicide rate was 16.0 per 100,000.
= "16.0" 34 for 212,400 is 16.01 per 100,000

> With 34 killings among about 212,400 residents, the homicide rate was 1.6 per 100,000.
!! "1.6" 34 for 212,400 is 16.01 per 100,000 ~ 10 times larger

> The state counted 412 cases among 1.9 million people, 35 per 100,000 after adjusting for age.
? "35" 21.68 per 100,000

> The county has 412,000 people and recorded 1,030 deaths on the roads. That is a rate of 205 per 100,000.
! "205" 1,030 for 412,000 is 250 per 100,000

> The county has 412,000 people and recorded 1,030 deaths on the roads. Nationwide the rate is 205 per 100,000.

> 全县常住人口45万人，去年新发病例126例，发病率为每10万人82例。
! "82" 126 for 45万 is 28 per 100,000 ~ swapped

> 全县常住人口45万人，去年新发病例126例，全国发病率为每10万人82例。

> There were 28 cases per 1,000 women, though it was 24 per 1,000 in rich countries.

> The rate fell to 16.0 per 100,000 from 18.8.

> Of 34 towns, 12 have a rate of 16.0 per 100,000 or more, with 212,400 residents in all.

> It costs 16 cents per 100 sheets.

> 全县每10万人拥有牙医26名，常住人口50万，共有牙医1300名。
! "26" 1300 for 50万 is 260 ~ 10 times

Rule: rate = cases / people x base, over the ranges that rounding allows; only a slip of one figure (a power of ten, two
digits, one digit) is called a discrepancy, for rates are adjusted for age and taken of other years' populations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import zip_longest

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import said as stands
from checkers._judge import Equation, said, told, weigh
from checkers._slip import POWER, slip
from checkers._verdict import Verdict
from claims.quantity import Range

CODE = "incidence"
_GAP = 4
_BASES = frozenset((100, 1_000, 10_000, 100_000, 1_000_000))


def incidence(cases: Range, people: Range, base: int) -> Range:
    """How many cases there are for each `base` people."""
    return cases / people * base


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        for rate, base in zip(sentence.figures, sentence.figures[1:], strict=False):
            q = base.claim.quantity
            if "PER" not in base.leads[:1] or base.first - rate.after > 2 or q is None or q.value not in _BASES:
                continue
            if rate.claim.quantity is None or rate.claim.quantity.value is None or rate.kind not in ("number", "count"):
                continue
            for scope in _scopes(index, sentence, rate):
                verdict = _weigh(scope, rate, base, sure=all(f.sentence is sentence for f in scope))
                if verdict is not None:
                    yield verdict
                    break
        yield from _han(index, sentence)


def _han(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """每10万人25例: the base before the rate."""
    for base, rate in zip(sentence.figures, sentence.figures[1:], strict=False):
        q = base.claim.quantity
        if (
            base.leads[:1] != ("EACH",)
            or rate.first - base.after > _GAP
            or index.edges_between(base, rate)
            or q is None
            or q.value not in _BASES
        ):
            continue
        if rate.claim.quantity is None or rate.claim.quantity.value is None or rate.kind not in ("number", "count"):
            continue
        later = _counts(sentence.figures[rate.order + 1 :]) if not base.order else []
        for scope in (*_scopes(index, sentence, base), later):
            verdict = _weigh(scope, rate, base, sure=False)
            if verdict is not None:
                yield verdict
                break


def _scopes(index: Index, sentence: Sentence, rate: Figure) -> Iterator[list[Figure]]:
    """The two counts before a rate: in its sentence, else in this and the one before where words point back."""
    own = _counts(sentence.figures[: rate.order])
    start = sentence.figures[rate.order - 1].claim.end if rate.order else sentence.start
    if stands("elsewhere", index.tokens.prose[start : rate.claim.start]):
        return
    yield own
    before = index.sentences[max(0, sentence.position - 1) : sentence.position]
    front = index.tokens.prose[sentence.start : rate.claim.start].split()
    if not before or before[0].paragraph != sentence.paragraph or len(own) > 1:
        return
    if own or (front and stands("pointing", front[0]) and all(stands("linking", w) or w == "rate" for w in front[1:])):
        yield _counts(before[0].figures) + own


def _counts(figures: Sequence[Figure]) -> list[Figure]:
    return [
        f
        for f, then in zip_longest(figures, figures[1:])
        if f.kind in ("count", "number")
        and f.depth == 0
        and f.claim.quantity is not None
        and f.claim.quantity.value is not None
        # What is a rate itself, and what it is of, are no cases and no people: "28 per 1,000, and 24 per 1,000 abroad".
        and not {"PER", "EACH"} & {*f.leads[:1], *f.tails[:1]}
        and (then is None or "PER" not in then.leads[:1])
    ]


def _weigh(counts: list[Figure], rate: Figure, base: Figure, *, sure: bool) -> Verdict | None:
    if len(counts) != 2 or rate.claim.quantity is None or rate.claim.quantity.hedge not in (None, "about"):
        return None
    counts = sorted(counts, key=lambda f: f.claim.quantity.middle if f.claim.quantity is not None else 0)
    cases, people = counts
    c, p, b = cases.claim.quantity, people.claim.quantity, base.claim.quantity
    assert c is not None and p is not None and b is not None and b.value is not None
    if c.middle >= p.middle or p.middle < 1000:
        return None
    number = int(b.value)
    exact = incidence(Range.point(c.middle), Range.point(p.middle), number).middle
    because = f"{told(cases.claim)} for {told(people.claim)} is {said(exact, 2)} per {number:,}"
    equations: dict[str, Equation] = {
        "rate": lambda get: incidence(get("cases"), get("people"), number),
        "cases": lambda get: get("rate") * get("people") / number,
        "people": lambda get: get("cases") / get("rate") * number,
    }
    roles = [("rate", rate.claim), ("cases", cases.claim), ("people", people.claim)]
    verdict = weigh(CODE, roles, equations, because, unsure=not sure, cap="proven" if sure else "likely")
    if verdict.outcome != "discrepancy":
        return verdict
    if slip(roles, equations, blame=["rate"]) > POWER:
        ratio = Fraction(rate.claim.quantity.middle) / exact
        return Verdict(CODE, "undecided", roles, because) if Fraction(1, 3) < ratio < 3 else None
    return verdict
