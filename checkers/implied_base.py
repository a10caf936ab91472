"""A total's growth is the growth of its parts, weighted by what they were.

> 全年营业收入118.3亿元，增长11%。其中，服务收入70.0亿元，增长12%；商品收入48.3亿元，增长9%。
= "11%" between 9 % and 12 %, 10.8 % by what the parts were

> 全年营业收入118.3亿元，增长40%。其中，服务收入70.0亿元，增长12%；商品收入48.3亿元，增长9%。
! "40%" 10.8 % by what the parts were

> Revenue was $118.3 million, up 10.8%. Services brought in $70.0 million, up 12.0%, and goods $48.3 million, up 9.0%.
= "10.8%" 10.76 % by what the parts were

> Revenue was $118.3 million, up 18.0%. Services brought in $70.0 million, up 12.0%, and goods $48.3 million, up 9.0%.
! "18.0%" 10.76 % by what the parts were

> Sales were £2.412 billion, up 4%. Shops took £1.404 billion of it, up 9%, and the web £1.008 billion, a rise of 6%.
! "4%" between 6 % and 9 %

> Revenue was $118.3 million, up 13% in constant currency. Services had $70.0 million, up 12%, and goods $48.3 million, up 9%.
? "13%" another base

> Revenue was $118.3 million, up 40%. Services brought in $70.0 million, up 12%.

> Revenue was $118.3 million, up 40%. Services brought in $70.0 million, up 12%, and goods $30.3 million, up 9%.

> Revenue was $118.3 million, up 40%. Profit was $70.0 million, up 12%, and costs were $48.3 million, 9% of them for fuel.

Rule: T / (1 + g) = sum of A / (1 + a), where the parts add up to the total. No old figure needs to be printed. Only where every
part has its own growth, and the parts make the whole of the total, is anything said.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._judge import percent_decimals, said, told
from checkers._repair import repairs
from checkers._verdict import Fit, Verdict
from claims.quantity import Quantity, Range

CODE = "implied-base"
_PARTS = 6
_SURE = Fraction(3, 2)


def implied_base(parts: Sequence[tuple[Range, Range]], total: Range) -> Range:
    """The growth in percent of a total, from (amount, growth in percent) of its parts."""
    before = Range.point(0)
    for amount, growth in parts:
        before = before + amount / (1 + growth / 100)
    return (total / before - 1) * 100


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    sentences = index.sentences
    for at, sentence in enumerate(sentences):
        here = _grown(index, sentence)
        if not here:
            continue
        following = sentences[at + 1] if at + 1 < len(sentences) else None
        more: list[tuple[Figure, Figure]] = []
        if following is not None and following.paragraph == sentence.paragraph:
            more = _grown(index, following)
        verdict = _weigh(here, more)
        if verdict is not None:
            yield verdict


def _grown(index: Index, sentence: Sentence) -> list[tuple[Figure, Figure]]:
    """(amount, growth) for each amount with its growth right behind it."""
    out = []
    figures = [f for f in sentence.figures if f.claim.cell is None and f.kind != "date" and not f.opens]
    for amount, growth in itertools.pairwise(figures):
        a, g = amount.claim.quantity, growth.claim.quantity
        if (
            amount.kind in ("money", "count", "measure")
            and growth.kind == "percent"
            and a is not None
            and g is not None
            and a.value is not None
            and a.value > 0
            and g.value is not None
            and g.direction is not None
            and a.hedge is None
            and index.edges_between(amount, growth) <= 1
        ):
            out.append((amount, growth))
    return out


def _signed(growth: Figure) -> Range:
    q = growth.claim.quantity
    assert q is not None
    return -q.careful if q.direction == "down" else q.careful


def _weigh(here: list[tuple[Figure, Figure]], more: list[tuple[Figure, Figure]]) -> Verdict | None:
    for first in range(len(here)):
        amount, growth = here[first]
        parts: list[tuple[Figure, Figure]] = []
        for part in [*here[first + 1 :], *more]:
            if (part[0].kind, part[0].unit) != (amount.kind, amount.unit) or len(parts) == _PARTS:
                break
            parts.append(part)
            if len(parts) > 1 and _adds_up(amount, parts):
                return _judged(amount, growth, parts)
    return None


def _adds_up(total: Figure, parts: list[tuple[Figure, Figure]]) -> bool:
    whole = total.claim.quantity
    assert whole is not None
    added = Range.point(0)
    for amount, _ in parts:
        assert amount.claim.quantity is not None
        if amount.claim.quantity.middle >= whole.middle:
            return False
        added = added + amount.claim.quantity.near
    return whole.near.meets(added)


def _digits(quantity: Quantity) -> int:
    """How many digits are written, but for the zeros at the end."""
    return len("".join(c for c in quantity.written if c.isdigit()).rstrip("0"))


def _judged(total: Figure, growth: Figure, parts: list[tuple[Figure, Figure]]) -> Verdict | None:
    t, g = total.claim.quantity, growth.claim.quantity
    assert t is not None and g is not None
    pairs = [(a.claim.quantity.near, _signed(p)) for a, p in parts if a.claim.quantity is not None]
    expected = implied_base(pairs, t.near)
    exact = [(Range.point(a.middle), Range.point(r.middle)) for a, r in pairs]
    middle = implied_base(exact, Range.point(t.middle)).middle
    rates = [r.middle for _, r in pairs]
    # What is made of its parts cannot grow faster than each of them, or slower.
    low = min(r.low for _, r in pairs if r.low is not None)
    high = max(r.high for _, r in pairs if r.high is not None)
    if expected.bounded and expected.meets(Range(low, high)):
        expected = Range(max(low, expected.low or low), min(high, expected.high or high))
    decimals = percent_decimals(g)
    because = f"between {said(min(rates), 2)} % and {said(max(rates), 2)} %, {said(middle, decimals)} % by what the parts were"
    roles = [("growth", growth.claim), ("total", total.claim)]
    for amount, rate in parts:
        roles += [("part", amount.claim), ("its growth", rate.claim)]
    found = _signed(growth)
    cues = frozenset().union(*(f.sentence.cues for f in (total, *(a for a, _ in parts))))
    if found.meets(expected):
        return Verdict(CODE, "holds", roles, because, found=found, expected=expected, unit="%")
    if "ANNUALISED" in cues:
        return Verdict(CODE, "undecided", roles, f"{because}, but the sentence names another base")
    named = "INCLUDING" in cues or any(a.tails[:1] == ("OF",) for a, _ in parts)
    if not named and _digits(t) < 3:
        # 100 = 60 + 40 says little of what is part of what.
        return None
    slack = expected.widened(Fraction(1, 20))
    if found.meets(slack):
        return None
    fits = [] if g.direction != "down" else [Fit("it rose, not fell")] if (-found).meets(expected) else []
    if g.direction != "down" and (-found).meets(expected):
        fits = [Fit("it fell, not rose")]
    wanted = -expected if g.direction == "down" else expected
    # Whose growth is the slip: the total's, or that of one part, the other way or with digits swapped?
    blamed = growth
    mends = [(rank, growth, fit) for rank, fit in repairs(growth.claim, wanted) if not fits]
    for position, (_, rate) in enumerate(parts):
        rest = [(a, r) for at, (a, r) in enumerate(pairs) if at != position]
        own = t.near / (1 + found / 100)
        for a, r in rest:
            own = own - a / (1 + r / 100)
        if own.low is None or own.low <= 0:
            continue
        needed = (pairs[position][0] / own - 1) * 100
        q = rate.claim.quantity
        assert q is not None
        if (-pairs[position][1]).meets(needed):
            turn = "rose, not fell" if q.direction == "down" else "fell, not rose"
            mends.append((0, rate, Fit(f"{told(rate.claim)}: it {turn}")))
            continue
        turned = -needed if q.direction == "down" else needed
        mends += [(rank, rate, fit) for rank, fit in repairs(rate.claim, turned) if rank == 0]
    mends.sort(key=lambda item: item[0])
    inside = min(rates) - _SURE <= g.middle * (-1 if g.direction == "down" else 1) <= max(rates) + _SURE
    if not fits and (not mends or (mends[0][0] > 2 and inside)):
        return None
    if not fits and mends[0][0] == 0 and mends[0][1] is not growth:
        blamed = mends[0][1]
    verdict = Verdict(CODE, "discrepancy", roles, because, "likely", found=found, expected=expected, unit="%")
    verdict.fits = fits or [fit for _, _, fit in mends[:2]]
    verdict.roles.sort(key=lambda item: item[1] is not blamed.claim)
    return verdict
