"""A rate that is known by its name is the one figure by the other that the name says.

> Of the town's 240,000 registered voters, 123,000 cast a ballot on Sunday. Turnout was thus 15.2 percent.
! "15.2 percent" 123,000 of 240,000 is 51.25 % ~ 51.2

> Of the town's 200,000 registered voters, 123,000 cast a ballot on Sunday. Turnout was thus 61.5 percent.
= "61.5 percent" 123,000 of 200,000 is 61.5 %

> On sales of 2.4 billion euros the chain made a net profit of 96 million euros, a margin of 40 percent.
! "40 percent" 96 million euros of 2.4 billion euros is 4 % ~ 10 times smaller

> On sales of 2.4 billion euros the chain made a net profit of 96 million euros, a margin of 4 percent.
= "4 percent" 96 million euros of 2.4 billion euros is 4 %

> The firm will pay a dividend of 48 pence. At last night's closing price of 1,200 pence, that is a yield of 40 per cent.
! "40 per cent" 48 pence of 1,200 pence is 4 %

> 周五该股收盘价18元，每股收益0.75元，市盈率为42倍。
! "42倍" 18元 for 0.75元 is 24 ~ 24

> 全市共抽检食品4500批次，其中合格4410批次，合格率为89.0%。
! "89.0%" 4410 of 4500 is 98 % ~ 98.0

> 全年出生人口9.3万人，年末常住人口750万人，人口出生率为14.2‰。
! "14.2‰" 9.3万 of 750万 is 1.24 %

> On sales of 2.4 billion euros the chain made a net profit of 96 million euros, a margin of 7 percent.
! "7 percent" 96 million euros of 2.4 billion euros is 4 %

> On sales of 2.4 billion euros the chain made a net profit of 96 million euros, a margin of 7 percent before charges.
? "7 percent" may not belong

> On sales of 2.4 billion euros the chain made a net profit of 96 million euros. That is a margin of 7 percent.
? "7 percent" 96 million euros of 2.4 billion euros is 4 %

> On sales of 2.4 billion euros the chain made a net profit of 96 million euros. Its gross margin is 40 percent.

> Of the town's 240,000 inhabitants, 123,000 cast a ballot on Sunday. Turnout was 61.5 percent.

> On sales of $380 million, the chain had an operating income of $57 million. The spa business alone had an operating
> margin of 51 percent.

> 周五该股收盘价18元，每股收益0.75元。行业平均市盈率为42倍。

> 抽查44种食品，合格25种，合格率为56.8%。进口食品合格率为70.0%。
= "56.8%" 25 of 44 is 56.82 %

@ 2024-03-01 zh
> 年末常住人口612.4万人。全年出生人口4.10万人，出生率6.71‰。
= "6.71‰"

Births and deaths are set against the people of mid-year (the crude rates of the UN's demographic yearbooks), which
the number at the year's end misses by two percent at the most.

Rule: turnout is the votes by the electorate, a margin the profit by the sales, a yield the dividend by the price: which
words say what a rate's two figures are stands in the language tables. They are looked up in the rate's sentence and in
those before it in this paragraph and the one above, by the words of their own clauses. Rates are adjusted, and taken of
other years' figures: what no slip of the pen explains is undecided.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from checkers._apposed import closed
from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import said as stands
from checkers._gather.terms import senses, terms
from checkers._judge import of_hundred, percent_decimals, said, told, weigh
from checkers._verdict import Verdict
from claims.quantity import Range

CODE = "named-rate"
_OF_MEAN, _MEAN = frozenset(("birth", "death")), Fraction(1, 50)
"""Births and deaths are set against the people of mid-year, whom the number at its end misses by so much."""
_REACH = 60
_GAP = 28
_BACK = 4
_MOST = 3
_WORDS = 3
_HAN = 6
_OWN = 4
_EDGES = ",;:()，；：。、（）—–\n"
_MULTIPLES = frozenset(("price_earnings",))
_PRICED = frozenset(("price_earnings", "yield"))
"""The price is a day's, what it is set against a year's."""
_OVER_ONE = frozenset(("price_earnings", "debt"))


def named_rate(part: Range, whole: Range) -> Range:
    """The rate in percent: the one figure by the other."""
    return part / whole * 100


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    verdicts = []
    for sentence in index.sentences:
        for rate in sentence.figures:
            named = _name(index, sentence, rate)
            verdict = _of_rate(index, sentence, rate, *named) if named is not None else None
            if verdict is not None:
                verdicts.append(verdict)
    # The figures that one rate is made of make no other: "56.8 % in all, for domestic goods 52.9 %".
    settled = {_made_of(v) for v in verdicts if v.outcome == "holds"}
    yield from (v for v in verdicts if v.outcome == "holds" or _made_of(v) not in settled)


def _made_of(verdict: Verdict) -> tuple[int, ...]:
    return tuple(claim.start for role, claim in verdict.roles if role != "rate")


def _name(index: Index, sentence: Sentence, rate: Figure) -> tuple[str, int] | None:
    """(name, place of its first letter) of a rate whose name stands right before its figure."""
    q = rate.claim.quantity
    if q is None or q.value is None or q.value <= 0 or q.direction is not None or rate.claim.cell is not None:
        return None
    if rate.kind not in ("percent", "ratio", "number") or (rate.leads[:1] and rate.leads[0] in ("FROM", "THAN")):
        return None
    text = index.tokens.prose
    back = sentence.figures[rate.order - 1].claim.end if rate.order else sentence.start
    back = max(back, rate.claim.start - _REACH)
    before = text[back : rate.claim.start]
    found = terms("named_rate", before)
    if not found:
        return None
    name = found[-1]
    gap = before[name.end :]
    words = gap.split() if gap.isascii() else [c for c in gap if c.isalpha()]
    if len(gap) > _GAP or len(words) > (_WORDS if gap.isascii() else _HAN) or any(c in gap for c in ";:；：。"):
        return None
    if (name.value in _MULTIPLES) == (rate.kind == "percent"):
        return None
    return (name.value, back + name.start) if rate.kind == "percent" or name.value in _MULTIPLES else None


def _of_rate(index: Index, sentence: Sentence, rate: Figure, name: str, start: int) -> Verdict | None:
    text = index.tokens.prose
    clause = start - 1
    least = max([sentence.start, *(f.claim.end for f in sentence.figures[: rate.order] if f.claim.end <= start)])
    while clause >= least and text[clause] not in _EDGES:
        clause -= 1
    front = text[clause + 1 : start]
    if stands("elsewhere", front):
        return None
    scope = [sentence]
    # A rate said of something of its own, "the spa business", is of what was said before only where that is all it says.
    if _bare(front):
        earlier = reversed(index.sentences[: sentence.position])
        scope += [s for s in islice(earlier, _BACK) if s.paragraph >= sentence.paragraph - 1 and not s.heading]
    parts, wholes = _called(index, rate, scope, "rate_part", name), _called(index, rate, scope, "rate_whole", name)
    tried = [
        _weigh(rate, part, whole, name)
        for part in parts[:_MOST]
        for whole in wholes[:_MOST]
        if part is not whole and _of_one(rate, part, whole, name)
    ]
    good = [v for v in tried if v.outcome == "holds"]
    if good:
        return good[0] if good[0].telling else None
    if len(tried) == 1:
        part, whole = (index.by_id[id(claim)] for role, claim in tried[0].roles if role != "rate")
        behind = text[start : rate.claim.start]
        if (
            tried[0].outcome == "undecided"
            and not stands("other_rate", front)
            and _alone(behind)
            and _right_behind(index, rate, part, whole, front)
        ):
            return _weigh(rate, part, whole, name, unsure=False)
        return tried[0]
    odd = [v for v in tried if v.outcome == "discrepancy"]
    return odd[0] if len(odd) == 1 else None


def _alone(said: str) -> bool:
    """True where the rate's name leads to its figure by nothing but links: not "a pass rate among girls of 81 %"."""
    name = next(iter(terms("named_rate", said)), None)
    rest = said[name.end :] if name is not None else said
    return all(stands("linking", w) or w == "about" for w in rest.lower().split()) if rest.isascii() else True


def _right_behind(index: Index, rate: Figure, part: Figure, whole: Figure, front: str) -> bool:
    """True where the rate stands in the same breath as its two figures: "made £48m on sales of £960m, a margin of 5 %"."""
    if not part.sentence is whole.sentence is rate.sentence or max(part.order, whole.order) != rate.order - 1:
        return False
    if abs(part.order - whole.order) != 1 or not _bare(front) or rate.claim.quantity is None:
        return False
    last = max(part, whole, key=lambda f: f.order)
    if not closed(index, rate):
        return False
    return last.claim.start < rate.claim.start and index.edges_between(last, rate) <= 1


def _bare(front: str) -> bool:
    """True where hardly anything but the rate's name stands in its clause: "That put the operating margin at"."""
    if not front.isascii():
        return len([c for c in front if c.isalpha()]) <= _OWN
    words = front.lower().split()
    return len([w for w in words if not (stands("linking", w) or stands("rate_part", w))]) <= 1


def _called(index: Index, rate: Figure, scope: list[Sentence], category: str, name: str) -> list[Figure]:
    """The figures whose clause has a word that says that they are this rate's part, or its whole; the nearest first."""
    names = (name, name.partition("_")[0]) if category == "rate_whole" else (name,)
    out = []
    for s in scope:
        for figure in reversed(s.figures):
            q = figure.claim.quantity
            if figure is rate or not figure.level or figure.kind in ("duration", "age") or q is None or q.value is None:
                continue
            if (
                q.value <= 0
                or figure.claim.cell is not None
                or (figure.leads[:1] and figure.leads[0] in ("FROM", "THAN"))
            ):
                continue
            if not senses(category, _around(index, s, figure)).isdisjoint(names):
                out.append(figure)
    return out


def _around(index: Index, sentence: Sentence, figure: Figure) -> str:
    """The words of a figure's own clause: back to the figure or edge before it, and on to those behind it."""
    text = index.tokens.prose
    low = sentence.figures[figure.order - 1].claim.end if figure.order else sentence.start
    beyond = sentence.figures[figure.order + 1 : figure.order + 2]
    high = beyond[0].claim.start if beyond else sentence.end
    start, end = figure.claim.start, figure.claim.end
    while start > max(low, figure.claim.start - _REACH) and text[start - 1] not in _EDGES:
        start -= 1
    while end < min(high, figure.claim.end + _REACH) and text[end] not in _EDGES:
        end += 1
    return str(text[start:end])


def _of_one(rate: Figure, part: Figure, whole: Figure, name: str) -> bool:
    """True where unit, size and time let two figures be one rate's."""
    p, w = part.claim.quantity, whole.claim.quantity
    assert p is not None
    assert w is not None
    people = {"count", "number"}
    if not ((part.kind == whole.kind and part.unit == whole.unit) or {part.kind, whole.kind} <= people):
        return False
    if p.middle >= w.middle and name not in _OVER_ONE:
        return False
    if name in _PRICED:
        return True
    times = {f.claim.period[:2] for f in (rate, part, whole) if f.claim.period is not None}
    return len(times) < 2


def _weigh(rate: Figure, part: Figure, whole: Figure, name: str, *, unsure: bool = True) -> Verdict:
    r, p, w = rate.claim, part.claim, whole.claim
    assert r.quantity is not None
    assert p.quantity is not None
    assert w.quantity is not None
    if name in _MULTIPLES:
        scale = 100
        because = f"{told(p)} for {told(w)} is {said(p.quantity.middle / w.quantity.middle, 2)}"
    else:
        scale = 1
        share = named_rate(Range.point(p.quantity.middle), Range.point(w.quantity.middle)).middle
        because = f"{told(p)} of {told(w)} is {said(share, max(2, percent_decimals(r.quantity)))} %"
    equations = of_hundred("rate")
    return weigh(
        CODE,
        [("rate", r), ("part", p), ("whole", w)],
        equations,
        because,
        unit="%" if scale == 1 else None,
        transform={"rate": lambda r: (r * scale).widened(_MEAN) if name in _OF_MEAN else r * scale},
        cap="likely",
        unsure=unsure,
    )
