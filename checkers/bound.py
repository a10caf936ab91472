"""A bound and the figure itself, where both are given, do not contradict each other.

> White Deer Lake had more than 600,000 visitors. White Deer Lake and Old Ferry had 612,000 and 498,000 visitors respectively.
= "600,000" 612,000

> White Deer Lake had more than 650,000 visitors. White Deer Lake and Old Ferry had 612,000 and 498,000 visitors respectively.
! "650,000" 612,000

> Room rates were between 168 and 520 yuan, and the average was 286 yuan.
= "286 yuan" between 168 and 520

> Room rates were between 168 and 520 yuan, and the average was 586 yuan.
!! "586 yuan" between 168 and 520

> The team recruited 84 people aged 18 to 35 (mean age 38.4 years).
!! "38.4" between 18 and 35

> The lake received more than 600,000 visitors. The city counted 592,310 visitors.
? "600,000" 592,310

> White Deer Lake received more than 600,000 visitors. Old Ferry had 498,000 visitors.

> More than 600,000 people came; 20 percent of them stayed.

> Prices ranged from 10 to 20 yuan a kilo; the average wage was 5,000 yuan.

> 参与者年龄为18岁至24岁，平均26.0岁。
!! "26.0岁" between 18岁 and 24岁

> The five wells gave 286.0 mm, 201.5 mm and 142.3 mm of water, an average of 298.4 mm.
!! "298.4 mm" the least and the most

> 四个站点分别为12.1元、14.8元和13.0元，平均13.3元。
= "13.3元" the least and the most

> The debt stood at 295.6 million euros, within the ceiling of 290 million euros.
! "295.6 million euros" within 290

> 年末债务余额295.6亿元，控制在290亿元限额以内。
! "295.6亿元" within 290

> Debt stood at 295.6 million euros, not within the ceiling of 290 million euros.

> The 18 patients (10 men; mean age 61.3 years) had fallen ill 3 to 9 years earlier.

> They sold 286 cars, 201 vans and 142 lorries, and paid an average of 298 euros.

> 该片上映10天票房破8亿元，单日最高1.2亿元，观影人次2,100万，平均票价38元。

Rule: an average lies between the least and the most; "more than x" excludes a stated figure of x or less for the same thing
and time, "nearly x" one above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.runs import runs
from checkers._gather.terms import said as said_of
from checkers._judge import said, told
from checkers._repair import repairs
from checkers._verdict import Verdict
from claims.claim import Claim
from claims.quantity import Range

CODE = "bound"
_NEAR = Fraction(1, 10)
_LOOSE = Fraction(1, 200)
_AFTER = 20


def bound(limit: Range, figure: Range) -> bool:
    """True where the figure may lie within the limit."""
    return limit.meets(figure)


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        yield from _averages(sentence)
        yield from _means(index, sentence)
        yield from _ceilings(index, sentence)
    yield from _limits(index)


def _averages(sentence: Sentence) -> Iterator[Verdict]:
    """{range} … average {figure} of the same unit in one sentence."""
    spans = [
        f
        for f in sentence.figures
        if f.claim.quantity is not None
        and f.claim.quantity.ends is not None
        and f.claim.quantity.value is None
        and f.kind != "date"
    ]
    for span in spans:
        ends = span.claim.quantity
        assert ends is not None and ends.ends is not None
        for figure in sentence.figures:
            quantity = figure.claim.quantity
            if figure is span or quantity is None or quantity.value is None or "AVERAGE" not in figure.leads[:3]:
                continue
            if not _same(span, figure) or abs(figure.order - span.order) > 2:
                continue
            if figure.depth > span.depth and figure.order < span.order:
                # Brackets hold no average of what follows them.
                continue
            limit = ends.near
            roles = [("average", figure.claim), ("range", span.claim)]
            least, most = (said(Fraction(end), 2) for end in ends.ends)
            because = f"{told(figure.claim)} is to lie between {least} and {most}"
            if bound(limit, quantity.near):
                yield Verdict(CODE, "holds", roles, because, found=quantity.near, expected=limit, unit=quantity.unit)
                continue
            middle = quantity.middle / (limit.middle or 1)
            if not Fraction(1, 20) < middle < 20:
                continue
            verdict = Verdict(
                CODE,
                "discrepancy",
                roles,
                because,
                "proven",
                found=quantity.near,
                expected=limit,
                unit=quantity.unit,
            )
            verdict.fits = [fit for _, fit in repairs(figure.claim, limit)][:3]
            yield verdict


def _ends(sentence: Sentence) -> Iterator[tuple[Figure, Figure]]:
    """(least, most) said apart: 18岁至24岁, "aged 18 years to 24 years"."""
    for a, b in zip(sentence.figures, sentence.figures[1:], strict=False):
        q, r = a.claim.quantity, b.claim.quantity
        if a.kind != b.kind or a.unit != b.unit or a.kind == "date" or b.first - a.after > 2:
            continue
        if "TO" not in a.tails[:1] or "TO" not in b.leads[:1] or "FROM" in b.leads or q is None or r is None:
            continue
        if q.value is not None and r.value is not None and q.value < r.value:
            yield a, b


def _means(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """The average of values that stand beside it: of a list, or of ends that are said apart."""
    for least, most in _ends(sentence):
        after = sentence.figures[most.order + 1 : most.order + 2]
        for mean in after:
            q, low, high = mean.claim.quantity, least.claim.quantity, most.claim.quantity
            assert low is not None and high is not None
            if q is None or q.value is None or "AVERAGE" not in mean.leads[:2] or not _same(least, mean):
                continue
            limit = Range(low.near.low, high.near.high)
            because = f"{told(mean.claim)} is to lie between {told(least.claim)} and {told(most.claim)}"
            roles = [("average", mean.claim), ("least", least.claim), ("most", most.claim)]
            yield _placed(roles, q.near, limit, because, mean)
    for run in runs(index, sentence):
        after = sentence.figures[run[-1].order + 1 : run[-1].order + 2]
        for mean in after:
            q = mean.claim.quantity
            if q is None or q.value is None or "AVERAGE" not in mean.leads[:2] or not _same(run[0], mean):
                continue
            if index.edges_between(run[-1], mean) > 1 or mean.opens:
                continue
            values = [f.claim.quantity for f in run if f.claim.quantity is not None]
            limit = Range(min(v.near.low or 0 for v in values), max(v.near.high or 0 for v in values))
            if any(not _same(run[0], f) for f in run) or not limit.middle / 20 < q.middle < limit.middle * 20:
                # A run of takings is no list of what has this average: 票房破8亿元，单日最高1.2亿元 … 平均票价38元.
                continue
            names = ", ".join(told(f.claim) for f in run)
            because = f"{told(mean.claim)} is to lie between the least and the most of {names}"
            roles = [("average", mean.claim), *(("value", f.claim) for f in run)]
            yield _placed(roles, q.near, limit, because, mean)


def _placed(roles: list[tuple[str, Claim]], found: Range, limit: Range, because: str, figure: Figure) -> Verdict:
    unit = figure.unit
    if bound(limit, found):
        return Verdict(CODE, "holds", roles, because, found=found, expected=limit, unit=unit)
    verdict = Verdict(CODE, "discrepancy", roles, because, "proven", found=found, expected=limit, unit=unit)
    verdict.fits = [fit for _, fit in repairs(figure.claim, limit)][:3]
    return verdict


def _ceilings(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """{figure}, within the limit of {limit}: what is kept within a limit is no more than it."""
    text = index.document.text
    for figure, limit in zip(sentence.figures, sentence.figures[1:], strict=False):
        q, most = figure.claim.quantity, limit.claim.quantity
        if not (figure.level or figure.kind == "percent") or figure.kind != limit.kind or figure.unit != limit.unit:
            continue
        if q is None or most is None or q.value is None or most.value is None or limit.depth or figure.depth:
            continue
        if index.edges_between(figure, limit) > 1 or (limit.leads[:1] and limit.leads[0] in ("FROM", "THAN")):
            continue
        around = text[figure.claim.end : min(sentence.end, limit.claim.end + _AFTER)]
        if not (said_of("within", around) and said_of("ceiling", around)) or said_of("beyond", around):
            continue
        because = f"{told(figure.claim)} is said to be within {told(limit.claim)}"
        roles = [("figure", figure.claim), ("limit", limit.claim)]
        allowed = Range(None, most.near.high)
        if bound(allowed, q.near):
            yield Verdict(CODE, "holds", roles, because, found=q.near, expected=allowed, unit=q.unit)
            continue
        if q.middle > most.middle * 2:
            continue
        verdict = Verdict(CODE, "discrepancy", roles, because, "likely", found=q.near, expected=allowed, unit=q.unit)
        own = [fit for _, fit in repairs(figure.claim, allowed)]
        verdict.fits = [*own, *(fit for _, fit in repairs(limit.claim, Range(q.near.low, None)))][:3]
        yield verdict


def _same(a: Figure, b: Figure) -> bool:
    if a.kind == b.kind and (a.unit or "").split("/")[0] == (b.unit or "").split("/")[0]:
        return True
    return ({a.kind, b.kind} <= {"age", "duration"} and a.unit == b.unit) or {a.kind, b.kind} <= {
        "age",
        "number",
    }


def _limits(index: Index) -> Iterator[Verdict]:
    """One-sided hedges against exact figures of the same name, unit and time."""
    hedged = [
        f
        for f in index.figures
        if f.kind in ("count", "money", "measure")
        and f.claim.quantity is not None
        and f.claim.quantity.value is not None
        and f.claim.quantity.hedge in ("more-than", "at-least", "nearly", "less-than", "at-most")
        and f.claim.quantity.direction is None
    ]
    for figure in hedged[:200]:
        names = _names(index, figure)
        quantity = figure.claim.quantity
        assert quantity is not None
        best: Verdict | None = None
        bare = index.same_unit("number", None) if figure.kind == "count" else []
        for other in [*index.same_unit(figure.kind, figure.unit), *bare]:
            q = other.claim.quantity
            if other is figure or q is None or q.value is None or q.hedge is not None or other.claim.cell is not None:
                continue
            if abs(q.middle - quantity.middle) > abs(quantity.middle) * _NEAR:
                continue
            if figure.claim.period and other.claim.period and figure.claim.period[:2] != other.claim.period[:2]:
                continue
            named = names & _names(index, other)
            near = abs(other.sentence.index - figure.sentence.index) <= 1
            close = abs(q.middle - quantity.middle) <= abs(quantity.middle) / 20
            elided = other.kind == "number" and other.sentence is figure.sentence and close and q.digits >= 4
            if not named and not elided and not (near and close and other.kind == figure.kind and q.digits >= 4):
                continue
            roles = [("limit", figure.claim), ("figure", other.claim)]
            because = f"{told(other.claim)} is stated" + (f" for {' '.join(sorted(named))}" if named else " beside it")
            if not named and bound(quantity.logical, q.near):
                continue
            if not named and not elided:
                best = best or Verdict(CODE, "undecided", roles, f"{because}: is it the same thing?")
                continue
            limit = quantity.logical
            if bound(limit, q.near):
                verdict = Verdict(CODE, "holds", roles, because, found=q.near, expected=limit, unit=q.unit)
                return_now = True
            elif bound(limit.widened(_LOOSE), q.near):
                continue
            else:
                verdict = Verdict(
                    CODE,
                    "discrepancy",
                    roles,
                    because,
                    "likely",
                    [
                        fit
                        for _, fit in repairs(
                            figure.claim,
                            Range(None, q.near.high) if limit.low is not None else Range(q.near.low, None),
                        )
                    ][:2],
                    found=q.near,
                    expected=limit,
                    unit=q.unit,
                )
                return_now = False
            if best is None or return_now:
                best = verdict
            if return_now:
                break
        if best is not None:
            yield best


def _names(index: Index, figure: Figure) -> set[str]:
    """The names (capitalised, or Han text) that the figure's own words give it: its subject, else what leads its clause."""
    claim = figure.claim
    t = index.tokens
    out: set[str] = set()
    if claim.why and "respectively" in claim.why and claim.subject is not None:
        return {index.document.text[claim.subject[0] : claim.subject[1]].strip()}
    k = figure.first - 1
    run: list[str] = []
    while k >= figure.sentence.first and k not in index.owner and figure.first - k < 14:
        if t.text[k] in ",;，；、.。":
            break
        if t.text[k][:1].isupper() and t.text[k].isalpha():
            run.insert(0, t.text[k])
        elif run:
            break
        k -= 1
    if len(run) >= 2:
        out.add(" ".join(run))
    return out
