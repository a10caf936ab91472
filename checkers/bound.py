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

Rule: an average lies between the least and the most; "more than x" excludes a stated figure of x or less for the same thing
and time, "nearly x" one above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._judge import said, told
from checkers._repair import repairs
from checkers._verdict import Verdict
from claims.quantity import Range

CODE = "bound"
_NEAR = Fraction(1, 10)
_LOOSE = Fraction(1, 200)


def bound(limit: Range, figure: Range) -> bool:
    """True where the figure may lie within the limit."""
    return limit.meets(figure)


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        yield from _averages(sentence)
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
