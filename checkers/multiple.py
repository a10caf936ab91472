"""A stated multiple is the new figure over the old one.

> Its order book has grown threefold since 2020, to SEK 27bn from SEK 9bn.
= "threefold" SEK 27bn is 3 times SEK 9bn

> Its order book has grown fivefold since 2020, to SEK 27bn from SEK 9bn.
!! "fivefold" SEK 27bn is 3 times SEK 9bn

> Exports more than doubled to $43 million from $22 million.
? "doubled" 1.95

> Output doubled to 400 tonnes from 200 tonnes.
= "doubled" 400 tonnes is 2 times 200 tonnes

> Output tripled to 400 tonnes from 200 tonnes.
!! "tripled" 400 tonnes is 2 times 200 tonnes

> The deal puts a value of £344m on the firm, or ten times its earnings of £43m.
!! "ten times" £344m is 8 times £43m

> Prices doubled.

> Three times as many people came, 400 of them from 20 towns.

> The club won three times in 20 games.

Rule: multiple = new / old. A verb that states a multiple is loose (doubled: 1.9 to 2.1 and what the figures' rounding adds);
"three times more" may mean three or four times. 增长到三倍 is three times, 增长了三倍 four.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._judge import loose, said, told
from checkers._repair import repairs
from checkers._verdict import Verdict
from checkers.change import _pairs
from claims.quantity import Range

CODE = "multiple"
_IDIOM = Fraction(1, 20)


def multiple(old: Range, new: Range) -> Range:
    """How many times the old figure the new one is."""
    return new / old


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        ratios = [
            f
            for f in sentence.figures
            if f.kind == "ratio"
            and f.claim.reading not in ("fraction", "one-in")
            and f.claim.quantity is not None
            and f.claim.quantity.value is not None
        ]
        if len(ratios) != 1:
            continue
        pairs = [
            (n, o) for n, o in _pairs(index, sentence) if n.kind != "percent" and (n.kind, n.unit) == (o.kind, o.unit)
        ]
        if not pairs:
            pairs = _as_many(index, sentence, ratios[0])
        if len(pairs) == 1:
            verdict = _weigh(sentence, ratios[0], *pairs[0])
            if verdict is not None:
                yield verdict


def _as_many(index: Index, sentence: Sentence, ratio: Figure) -> list[tuple[Figure, Figure]]:
    """{new}, or eight times last year's earnings of {old}: the pair right before and right after the multiple."""
    before = [f for f in sentence.figures[: ratio.order] if f.level and f.depth == 0]
    after = [f for f in sentence.figures[ratio.order + 1 :] if f.kind != "date"]
    if not before or not after or not {"SHARE", "TO"} & set(ratio.leads[:1]) or ratio.claim.reading == "multiple":
        return []
    new, old = before[-1], after[0]
    if not old.level or (new.kind, new.unit) != (old.kind, old.unit) or (old.leads[:1] != ("OF",) and not old.opens):
        return []
    if index.edges_between(ratio, old) or index.edges_between(new, ratio) > 1:
        return []
    return [(new, old)]


def _weigh(sentence: Sentence, ratio: Figure, new: Figure, old: Figure) -> Verdict | None:
    r, n, o = ratio.claim.quantity, new.claim.quantity, old.claim.quantity
    assert r is not None and n is not None and o is not None and r.value is not None
    if o.middle <= 0 or n.middle <= 0 or sentence.cues & {"ANNUALISED"}:
        return None
    roles = [("multiple", ratio.claim), ("new", new.claim), ("old", old.claim)]
    times = multiple(loose(o), loose(n))
    exact = n.middle / o.middle
    because = f"{told(new.claim)} is {said(exact, 2)} times {told(old.claim)}"
    value = Fraction(r.value)
    allowed = [value]
    if ratio.claim.reading != "multiple" and r.direction == "up":
        # "rose three times" and 增长三倍: three times, or three times more.
        allowed.append(value + 1)
    half = Fraction(r.step) / 2 if ratio.claim.reading != "multiple" else value * _IDIOM
    readings = [Range(v - half, v + half) for v in allowed]
    if r.hedge in ("more-than", "at-least"):
        readings = [Range(v.low, None) for v in readings]
    elif r.hedge in ("nearly", "less-than", "at-most"):
        readings = [Range(0, v.high) for v in readings]
    elif r.hedge == "about":
        readings = [v.widened(Fraction(1, 10)) for v in readings]
    if any(times.meets(v) for v in readings):
        strict = r.hedge == "more-than" and exact < value
        if strict:
            return Verdict(CODE, "undecided", roles, because)
        return Verdict(CODE, "holds", roles, because, found=readings[0], expected=times)
    if r.hedge is not None and times.widened(Fraction(1, 10)).meets(readings[0]):
        return Verdict(CODE, "undecided", roles, because)
    if any(times.widened(Fraction(1, 10)).meets(v) for v in readings):
        return None
    verdict = Verdict(CODE, "discrepancy", roles, because, "proven", found=readings[0], expected=times)
    ranked = [
        (rank, at, fit)
        for at, (claim, wanted) in enumerate(((new.claim, loose(o) * value), (old.claim, loose(n) / value)))
        for rank, fit in repairs(claim, wanted)
    ]
    ranked.sort(key=lambda item: item[:2])
    verdict.fits = [fit for *_, fit in ranked[:3]]
    return verdict
