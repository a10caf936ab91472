"""Cases for so many people are the cases divided by the people.

> With 34 killings among about 212,400 residents, the homicide rate was 16.0 per 100,000.
= "16.0" 34 for 212,400 is 16.01 per 100,000

> With 34 killings among about 212,400 residents, the homicide rate was 1.6 per 100,000.
!! "1.6" 34 for 212,400 is 16.01 per 100,000 ~ 10 times larger

> The state counted 412 cases among 1.9 million people, 35 per 100,000 after adjusting for age.
? "35" 21.68 per 100,000

> The rate fell to 16.0 per 100,000 from 18.8.

> Of 34 towns, 12 have a rate of 16.0 per 100,000 or more, with 212,400 residents in all.

> It costs 16 cents per 100 sheets.

Rule: rate = cases / people x base, over the ranges that rounding allows; only a slip of one figure (a power of ten, two
digits, one digit) is called a discrepancy, for rates are adjusted for age and taken of other years' populations.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._judge import Equation, said, told, weigh
from checkers._slip import POWER, slip
from checkers._verdict import Verdict
from claims.quantity import Range

CODE = "incidence"
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
            verdict = _weigh(sentence, rate, base)
            if verdict is not None:
                yield verdict


def _weigh(sentence: Sentence, rate: Figure, base: Figure) -> Verdict | None:
    counts = [
        f
        for f in sentence.figures[: rate.order]
        if f.kind in ("count", "number")
        and f.depth == 0
        and f.claim.quantity is not None
        and f.claim.quantity.value is not None
    ]
    if len(counts) != 2 or rate.claim.quantity is None or rate.claim.quantity.hedge not in (None, "about"):
        return None
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
    verdict = weigh(CODE, roles, equations, because)
    if verdict.outcome != "discrepancy":
        return verdict
    if slip(roles, equations, blame=["rate"]) > POWER:
        ratio = Fraction(rate.claim.quantity.middle) / exact
        return Verdict(CODE, "undecided", roles, because) if Fraction(1, 3) < ratio < 3 else None
    return verdict
