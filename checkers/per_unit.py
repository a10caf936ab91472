"""A rate for each is the total divided by how many there are.

> With 240m shares in issue, a dividend of 3.3p a share will cost £7.9m.
= "£7.9m" £7.9m for 240m is 0.033

> It awarded 160 scholarships averaging $15,000, or $2.4 million in all.
= "$2.4 million" $2.4 million for 160 is 15,000

> It awarded 160 scholarships averaging $51,000, or $2.4 million in all.
!! "$51,000" $2.4 million for 160 is 15,000 ~ 15,000

> The city spent $1.2 billion on 400,000 homes, about $3,000 each, it said.
= "$3,000" $1.2 billion for 400,000 is 3,000

> The mean of the 40 tests was 12 points.

> It awarded 610 scholarships and 40 prizes averaging $15,000, or $2.4 million in all.
? "$15,000" which number

> Rents averaged $1,500 a month in the 40 towns; the state spent $2 million on signs.

> Tickets cost $40 each. The hall holds 1,200 people and cost $9 million.

Rule: rate = total / number, over the ranges that rounding allows. Where several totals or numbers stand near, one that fits
is enough. A rate that none fits is judged only where a single slip (a scale, two digits, one digit) would mend it and only
one total and one number can be meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._judge import Equation, said, told, weigh
from checkers._repair import repairs
from checkers._slip import DIGIT, POWER, SCALE, slip
from checkers._verdict import Verdict
from claims import units
from claims.quantity import Range

CODE = "per-unit"
_EACH = frozenset(("EACH", "AVERAGE", "PER"))


def per_unit(total: Range, number: Range) -> Range:
    """What falls to each: the total divided by the number."""
    return total / number


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    sentences = index.sentences
    for at, sentence in enumerate(sentences):
        for rate in sentence.figures:
            q = rate.claim.quantity
            if rate.kind not in ("money", "measure", "count", "number") or rate.claim.cell is not None:
                continue
            if q is None or q.value is None or q.value <= 0 or q.hedge not in (None, "about"):
                continue
            per = _each_what(index, rate) or _denominator(rate)
            if per is None:
                continue
            near = [s for s in sentences[max(0, at - 2) : at + 2] if s.paragraph == sentence.paragraph]
            verdict = (
                _weigh(rate, per, [sentence], strong=True)
                or _weigh(rate, per, near, strong=False)
                or _of_headline(index, sentence, rate, per)
            )
            if verdict is not None:
                yield verdict


def _each_what(index: Index, rate: Figure) -> str | None:
    """The thing after "each" in Han text (每公斤2.80元, 平均每伙600平方呎): what stands between the cue and the figure."""
    t = index.tokens
    k = rate.first - 1
    while k >= rate.sentence.first and rate.first - k <= 3 and k not in index.owner:
        if index.entry(k).get("cue") == "EACH" and not t.text[k].isascii():
            if k + 1 >= rate.first:
                return None
            at = k + 2 if "measure_word" in index.entry(k + 1) and k + 2 < rate.first else k + 1
            entry = index.entry(at)
            return str(entry.get("compound_unit") or entry.get("duration") or t.word[at])
        k -= 1
    return None


def _denominator(rate: Figure) -> str | None:
    """What the rate is for: the unit after its slash, `*` for an average or "each"; None for no rate."""
    unit = rate.unit or ""
    if "/" in unit:
        return unit.split("/", 1)[1]
    leads = rate.leads
    if leads[:1] and leads[0] in _EACH:
        return "*"
    if leads[1:2] and leads[1] in ("EACH", "AVERAGE") and leads[0] in ("TO", "OF"):
        return "*"
    return "*" if rate.tails[:1] == ("EACH",) else None


def _weigh(rate: Figure, per: str, scope: list[Sentence], *, strong: bool) -> Verdict | None:
    """The rate against the totals and numbers of some sentences; strong: they stand in the rate's own sentence."""
    totals, numbers = _candidates(rate, per, scope)
    weighed = [
        (total, number, *_judge(rate, total, number, _factor(number.unit, per) or Fraction(1)))
        for total in totals
        for number in numbers
        if total is not number
    ]
    holds = [verdict for _, _, verdict, _ in weighed if verdict.outcome == "holds"]
    if holds:
        telling = [verdict for verdict in holds if verdict.telling]
        return telling[0] if telling else None
    if len(weighed) == 1:
        _total, _number, verdict, rank = weighed[0]
        if rank > (POWER if strong else DIGIT) or (per == "*" and not strong and rank > SCALE):
            return None
        if not strong:
            verdict.certainty = "likely"
        return verdict
    if not strong or len(totals) != 1:
        return None
    # Several numbers stand near: one whose slip is the rate's own is likely meant, one that any slip mends may be.
    own = [v for t, n, v, _ in weighed if any(r <= SCALE for r, _ in repairs(rate.claim, _wanted(t, n)))]
    if len(own) == 1:
        own[0].certainty = "likely"
        return own[0]
    mended = [number for _, number, _, rank in weighed if rank <= SCALE]
    if len(mended) != 1:
        return None
    roles = [("rate", rate.claim), ("total", totals[0].claim), ("number", mended[0].claim)]
    because = f"{told(totals[0].claim)} for which number? none near gives {told(rate.claim)}"
    return Verdict(CODE, "undecided", roles, because)


def _candidates(rate: Figure, per: str, scope: list[Sentence]) -> tuple[list[Figure], list[Figure]]:
    """(totals, numbers) that the rate may come from."""
    base = (rate.unit or "").split("/")[0] or None
    totals: list[Figure] = []
    numbers: list[Figure] = []
    q = rate.claim.quantity
    assert q is not None and q.value is not None
    for figure in (f for sentence in scope for f in sentence.figures):
        other = figure.claim.quantity
        if figure is rate or other is None or other.value is None or other.value <= 0 or figure.claim.cell is not None:
            continue
        led = figure.leads[:1] and figure.leads[0] in _EACH | {"FROM", "THAN"}
        if figure.kind == rate.kind != "number" and figure.unit == base and other.value > q.value:
            if not led and not figure.opens:
                totals.append(figure)
        elif figure.kind in ("count", "measure", "duration", "number") and other.value > 1:
            if (per == "*" and figure.kind in ("count", "duration")) or (
                per != "*" and _factor(figure.unit, per) is not None
            ):
                numbers.append(figure)
    return totals, numbers


def _of_headline(index: Index, sentence: Sentence, rate: Figure, per: str) -> Verdict | None:
    """The headline's amount for the number that stands right before the rate: "about 21,800, so $14,600 per student"."""
    if per == "*" or rate.order == 0 or rate.kind != "money":
        return None
    number = sentence.figures[rate.order - 1]
    q = number.claim.quantity
    if number.kind not in ("number", "count") or q is None or q.value is None or q.middle <= 1:
        return None
    base = (rate.unit or "").split("/")[0]
    amounts = [f for s in index.sentences if s.heading for f in s.figures if f.kind == "money" and f.unit == base]
    totals = [f for f in amounts if f.claim.quantity is not None and f.claim.quantity.value is not None]
    if len(totals) != 1:
        return None
    verdict, rank = _judge(rate, totals[0], number)
    if verdict.outcome == "holds":
        return verdict if verdict.telling else None
    if rank > SCALE:
        return None
    verdict.certainty = "likely"
    return verdict


def _wanted(total: Figure, number: Figure) -> Range:
    t, n = total.claim.quantity, number.claim.quantity
    assert t is not None and n is not None
    return per_unit(t.logical, n.logical)


def _factor(unit: str | None, per: str) -> Fraction | None:
    """How many of what the rate is for one of the number's unit is: 1 for the same thing, 1000 for tons by the kilogram."""
    if unit is None:
        return None
    a, b = unit.lower().rstrip("s"), per.lower().rstrip("s")
    if a == b or a.endswith(" " + b) or (a, b) in _SAME:
        return Fraction(1)
    try:
        return units.convert(Fraction(1), unit, per) if units.comparable(unit, per) else None
    except units.UnitError:
        return None


_SAME = frozenset(
    (
        ("pupil", "student"),
        ("metric_ton", "ton"),
        ("人", "person"),
        ("人次", "person"),
        ("股", "share"),
        ("people", "person"),
        ("resident", "person"),
        ("visitor", "person"),
        ("tourist", "person"),
    )
)
"""(what was counted, what the rate is for) where two words are one thing."""


def _judge(rate: Figure, total: Figure, number: Figure, factor: Fraction = Fraction(1)) -> tuple[Verdict, int]:
    """The verdict, and the rank of the smallest slip that would mend it."""
    r, t, n = rate.claim, total.claim, number.claim
    assert r.quantity is not None and t.quantity is not None and n.quantity is not None
    computed = t.quantity.middle / n.quantity.middle / factor
    because = f"{told(t)} for {told(n)} is {said(computed, 3 if computed < 1 else 2)}"
    equations: dict[str, Equation] = {
        "rate": lambda get: per_unit(get("total"), get("number") * factor),
        "total": lambda get: get("rate") * get("number") * factor,
        "number": lambda get: get("total") / get("rate") / factor,
    }
    # What is said last is what was worked out.
    roles = sorted([("rate", r), ("total", t), ("number", n)], key=lambda role: -role[1].start)
    first = roles[0][1].quantity
    verdict = weigh(CODE, roles, equations, because, unit=first.unit if first else None)
    return verdict, slip(roles, equations) if verdict.outcome == "discrepancy" else 0
