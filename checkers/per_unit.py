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

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._judge import said, told, weigh
from checkers._repair import repairs
from checkers._verdict import Verdict
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
            if (
                rate.kind not in ("money", "measure", "count", "number")
                or q is None
                or q.value is None
                or q.value <= 0
                or rate.claim.cell is not None
            ):
                continue
            if q.hedge not in (None, "about"):
                continue
            per = _denominator(rate)
            if per is None:
                continue
            verdict = _weigh(rate, per, [sentence], strong=True)
            if verdict is None:
                near = [s for s in sentences[max(0, at - 2) : at + 2] if s.paragraph == sentence.paragraph]
                verdict = _weigh(rate, per, near, strong=False)
            if verdict is None:
                verdict = _of_headline(index, sentence, rate, per)
            if verdict is not None:
                yield verdict


def _of_headline(index: Index, sentence: Sentence, rate: Figure, per: str) -> Verdict | None:
    """The headline's amount for the number that stands right before the rate: "about 21,800, so $14,600 per student"."""
    if per == "*" or rate.order == 0 or rate.kind != "money":
        return None
    number = sentence.figures[rate.order - 1]
    q = number.claim.quantity
    if number.kind not in ("number", "count") or q is None or q.value is None or q.middle <= 1:
        return None
    base = (rate.unit or "").split("/")[0]
    totals = [
        f
        for s in index.sentences
        if s.heading
        for f in s.figures
        if f.kind == "money" and f.unit == base and f.claim.quantity is not None and f.claim.quantity.value is not None
    ]
    if len(totals) != 1:
        return None
    verdict = _judge(rate, totals[0], number)
    if verdict.outcome == "holds":
        return verdict if verdict.telling else None
    if not _slip(rate, totals[0], number, most=1):
        return None
    verdict.certainty = "likely"
    return verdict


def _denominator(rate: Figure) -> str | None:
    """What the rate is for: the unit after its slash, `*` for an average or "each"; None for no rate."""
    unit = rate.unit or ""
    if "/" in unit:
        return unit.split("/", 1)[1]
    if (rate.leads[:1] and rate.leads[0] in _EACH) or (
        rate.leads[1:2] and rate.leads[1] in ("EACH", "AVERAGE") and rate.leads[0] in ("TO", "OF")
    ):
        return "*"
    if rate.tails[:1] == ("EACH",):
        return "*"
    return None


def _weigh(rate: Figure, per: str, scope: list[Sentence], strong: bool) -> Verdict | None:
    base = (rate.unit or "").split("/")[0] or None
    totals: list[Figure] = []
    numbers: list[Figure] = []
    q = rate.claim.quantity
    assert q is not None
    for sentence in scope:
        for figure in sentence.figures:
            other = figure.claim.quantity
            if (
                figure is rate
                or other is None
                or other.value is None
                or other.value <= 0
                or figure.claim.cell is not None
            ):
                continue
            if (
                figure.kind == rate.kind and figure.unit == base and other.value > q.value and figure.kind != "number"
            ) and (not (figure.leads[:1] and figure.leads[0] in _EACH | {"FROM", "THAN"}) and not figure.opens):
                totals.append(figure)
            if (
                figure.kind in ("count", "measure", "duration", "number") and figure.unit != base and other.value > 1
            ) and (
                (per == "*" and figure.kind in ("count", "duration")) or (per != "*" and _matches(figure.unit, per))
            ):
                numbers.append(figure)
    if not totals or not numbers:
        return None
    best: Verdict | None = None
    verdicts = []
    for total in totals:
        for number in numbers:
            if total is number:
                continue
            verdict = _judge(rate, total, number)
            if verdict.outcome == "holds":
                if verdict.telling:
                    return verdict
                best = best or verdict
            verdicts.append((total, number, verdict))
    if best is None and strong and len(totals) == 1 and len(numbers) > 1:
        mended = [number for number in numbers if number is not totals[0] and _slip(rate, totals[0], number, most=1)]
        own = [v for t, n, v in verdicts if any(rank <= 1 for rank, _ in repairs(rate.claim, _wanted(t, n)))]
        if len(own) == 1:
            own[0].certainty = "likely"
            return own[0]
        if len(mended) == 1:
            return Verdict(
                CODE,
                "undecided",
                [("rate", rate.claim), ("total", totals[0].claim), ("number", mended[0].claim)],
                f"{told(totals[0].claim)} for which number? none near gives {told(rate.claim)}",
            )
    if best is not None or len(totals) != 1 or len(numbers) != 1 or len(verdicts) != 1:
        return None
    total, number, verdict = verdicts[0]
    if per == "*" and not strong:
        return None
    bare = total.claim.quantity
    assert bare is not None
    slip = _slip(rate, total, number)
    if not slip:
        if strong and per != "*" and per in ("month", "week", "day", "year"):
            return None
        return None
    if not strong:
        verdict.certainty = "likely"
    return verdict


def _wanted(total: Figure, number: Figure) -> Range:
    t, n = total.claim.quantity, number.claim.quantity
    assert t is not None and n is not None
    return per_unit(t.logical, n.logical)


def _slip(rate: Figure, total: Figure, number: Figure, most: int = 3) -> bool:
    """True where swapping two digits, another scale or one digit of one figure would mend the relation."""
    r, t, n = (f.claim.quantity for f in (rate, total, number))
    assert r is not None and t is not None and n is not None
    wanted = {
        id(rate): t.logical / n.logical,
        id(total): r.logical * n.logical,
        id(number): t.logical / r.logical,
    }
    return any(rank <= most for f in (rate, total, number) for rank, _ in repairs(f.claim, wanted[id(f)]))


def _matches(unit: str | None, per: str) -> bool:
    if unit is None:
        return False
    a, b = unit.lower().rstrip("s"), per.lower().rstrip("s")
    return (
        a == b
        or a.endswith(" " + b)
        or (a, b)
        in (
            ("pupil", "student"),
            ("metric_ton", "ton"),
            ("ton", "metric_ton"),
            ("人", "person"),
            ("人次", "person"),
            ("股", "share"),
            ("tonne", "metric_ton"),
            ("people", "person"),
            ("resident", "person"),
        )
    )


def _judge(rate: Figure, total: Figure, number: Figure) -> Verdict:
    r, t, n = rate.claim, total.claim, number.claim
    assert r.quantity is not None and t.quantity is not None and n.quantity is not None
    computed = t.quantity.middle / n.quantity.middle
    because = f"{told(t)} for {told(n)} is {said(computed, 3 if computed < 1 else 2)}"
    equations = {
        "rate": lambda get: per_unit(get("total"), get("number")),
        "total": lambda get: get("rate") * get("number"),
        "number": lambda get: get("total") / get("rate"),
    }
    # What is said last is what was worked out.
    roles = sorted([("rate", r), ("total", t), ("number", n)], key=lambda role: -role[1].start)
    return weigh(CODE, roles, equations, because, unit=roles[0][1].quantity.unit if roles[0][1].quantity else None)
