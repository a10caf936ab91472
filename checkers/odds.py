"""One in so many, or a fraction in words, is about the percent beside it.

> One in five (19%) of those asked had never voted.
= "19%" 1 in 5 is 20 %

> One in five (34%) of those asked had never voted.
! "34%" 1 in 5 is 20 % ~ one in 3

> More than half of those asked (48%) had never voted.
! "48%" more than 50 %

> Nearly a third of the pupils (32%) walk to school.
= "32%" nearly 33.3 %

> 超过一半的受访者（54%）表示满意。
= "54%" more than 50 %

> About half of those asked (38%) had never voted.
? "38%" about 50 %

> They put the risk at one in 40, or 4 percent.
! "4 percent" 1 in 40 is 2.5 % ~ one in 25

> They put the risk at one in 40, or 2.5 percent.
= "2.5 percent" 1 in 40 is 2.5 %

> They put the risk at one in 40, or 4 percent of those over 60.

> One in five of those asked had never voted; of the women (34%) most had.

> Half of the pupils walk to school, and 34% of the others come by bus.

> A third of the women and half of the men (42%) said no.

> One in five patients (34% of all women) came back.

> Nine in ten homes have a garden, or 19 percent, the council said.
! "19 percent" 9 in 10 is 90 %

> Nine in ten homes have a garden, or 19 percent in the centre.

Rule: 1 in n is read from 1 in n + 1/2 to 1 in n - 1/2; a fraction in words as coarsely; "more than" and "nearly" hold to the
side that they name. The percent stands alone in brackets right behind the words and what they are of.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import terms
from checkers._judge import said, told
from checkers._verdict import Fit, Verdict
from claims.quantity import Quantity, Range

CODE = "odds"
_REACH = 48
_NEARLY = Fraction(5, 6)
_COMMAS = (",", "，")
_EDGES = ([","], ["."], [";"], ["，"], ["。"], ["；"], [")"])
_SIDES = {
    "more-than": "more than ",
    "at-least": "at least ",
    "nearly": "nearly ",
    "less-than": "less than ",
    "about": "about ",
}


def odds(part: Range, whole: Range) -> Range:
    """The percent that `part` in `whole` is."""
    return part / whole * 100


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        for first, second in zip(sentence.figures, sentence.figures[1:], strict=False):
            ratio, percent = (first, second) if first.kind == "ratio" else (second, first)
            if _beside(index, sentence, first, second) or _again(index, first, second):
                verdict = _weigh(ratio, percent)
                if verdict is not None:
                    yield verdict


def _beside(index: Index, sentence: Sentence, ratio: Figure, percent: Figure) -> bool:
    q, p = ratio.claim.quantity, percent.claim.quantity
    if (
        ratio.kind != "ratio"
        or percent.kind != "percent"
        or q is None
        or q.value is None
        or p is None
        or p.value is None
    ):
        return False
    if (
        ratio.claim.reading not in ("one-in", "fraction")
        or q.value >= 1
        or q.direction is not None
        or p.direction is not None
    ):
        return False
    if any(c.isdigit() for c in q.written) and ratio.claim.reading == "fraction":
        # 8/218 is a part and a whole, not a manner of speaking.
        return False
    if not percent.opens or ratio.depth or percent.claim.start - ratio.claim.end > _REACH or p.hedge is not None:
        return False
    gap = index.tokens.prose[ratio.claim.end : percent.claim.start]
    if any(c in gap for c in ".;,。；，") or any("join" in index.entry(k) for k in range(ratio.after, percent.first)):
        return False
    if ratio.order and "join" in index.entry(ratio.first - 1):
        return False
    before = sentence.figures[ratio.order - 1] if ratio.order else None
    if before is not None and before.kind == "ratio" and ratio.first - before.after < 8:
        return False
    return index.tokens.text[percent.after : percent.after + 1] in ([")"], ["）"])


def _again(index: Index, first: Figure, second: Figure) -> bool:
    """True for {one in n}, or {percent}, and the other way round: one figure said again, with nothing else beside it."""
    ratio, percent = (first, second) if first.kind == "ratio" else (second, first)
    q, p = ratio.claim.quantity, percent.claim.quantity
    if (
        ratio.kind != "ratio"
        or percent.kind != "percent"
        or q is None
        or p is None
        or q.value is None
        or p.value is None
    ):
        return False
    if second.tails[:1] and second.tails[0] in ("OF", "INCLUDING"):
        return False
    if ratio.claim.reading != "one-in" or q.value >= 1 or q.direction or p.direction or p.hedge is not None:
        return False
    gap = index.tokens.prose[first.claim.end : second.claim.start].strip(" ,，—–")
    found = terms("or_else", gap)
    if not found or gap[found[-1].end :].strip():
        return False
    front = gap[: found[-1].start].rstrip()
    behind = index.tokens.text[second.after : second.after + 1]
    # "Nine in ten households have one, or 90 percent, …": said again between commas.
    return not found[-1].start or (front[-1:] in _COMMAS and front.count(",") == 1 and behind in _EDGES)


def _span(quantity: Quantity) -> Range:
    """How coarsely one in n, or p in n, is read."""
    value = Fraction(quantity.value or 0)
    part, whole = Range.point(value.numerator), value.denominator
    return odds(part, Range(whole - Fraction(1, 2), whole + Fraction(1, 2)))


def _weigh(ratio: Figure, percent: Figure) -> Verdict | None:
    q, p = ratio.claim.quantity, percent.claim.quantity
    assert q is not None and p is not None and q.value is not None
    value = Fraction(q.value)
    exact = value * 100
    span = _span(q)
    hedge = q.hedge
    allowed = span
    if hedge in ("more-than", "at-least"):
        allowed = Range(exact, None)
    elif hedge in ("nearly", "less-than", "at-most"):
        allowed = Range(exact * _NEARLY if hedge == "nearly" else None, exact)
    name = f"{value.numerator} in {value.denominator}"
    because = f"{_SIDES.get(hedge or '', '')}{said(exact)} %" if hedge else f"{name} is {said(exact)} %"
    roles = [("percent", percent.claim), ("ratio", ratio.claim)]
    found = p.near
    if found.meets(allowed):
        return Verdict(CODE, "holds", roles, because, found=found, expected=allowed, unit="%")
    if hedge == "about":
        return Verdict(CODE, "undecided", roles, f"{because}, at its loosest")
    if hedge is None and value.numerator > 1 and value.denominator > 10:
        return None
    if p.middle <= 0:
        return None
    near = round(100 / p.middle)
    fits = [Fit(f"{told(ratio.claim)} is one in {near}")] if hedge is None and value.numerator == 1 and near > 1 else []
    if hedge is not None:
        if hedge == "nearly" and p.middle < exact:
            fits = [Fit(f"it is far from {said(exact)} %")]
        else:
            side = "less than" if hedge in ("more-than", "at-least") else "more than"
            fits = [Fit(f"it is {side} {said(exact)} %")]
    elif span.widened(Fraction(1, 12)).meets(found):
        return None
    return Verdict(CODE, "discrepancy", roles, because, "likely", fits, found=found, expected=allowed, unit="%")
