"""What two opposite flows come to: exports and imports, births and deaths, arrivals and departures.

> Exports were $50.2 billion and imports $41.0 billion, leaving a trade surplus of $9.2 billion.
= "$9.2 billion" $50.2 billion - $41.0 billion = $9.2 billion

> Exports rose 3.4% to $50.2 billion and imports fell 2% to $41.0 billion. The trade surplus was $2.9 billion.
! "$2.9 billion" $50.2 billion - $41.0 billion = $9.2 billion ~ 9.2

> 全年出生3,374人，死亡5,061人，自然减少1,678人。
! "1,678人" 5,061 - 3,374 = 1,687 ~ 1,687

> 出口6.29万亿元，增长4.9%；进口3.91万亿元，增长5%；贸易顺差2.38万亿元。
= "2.38万亿元" 6.29万亿元 - 3.91万亿元

> 全年迁入18,240人，迁出17,903人，净迁入337人。
= "337人" 18,240 - 17,903

> Exports were $50.2 billion and imports $41.0 billion, leaving a trade surplus of $3.7 billion.
? "$3.7 billion" $50.2 billion - $41.0 billion = $9.2 billion

> Exports of cars were $50.2 billion and exports of parts $3 billion; imports were $41.0 billion, the trade surplus $2.9 billion.

> Exports to Norway were $50.2 million in March and imports $41.0 million in April; the surplus was $2.9 million.

> The region had 18,240 births last year, and its trade surplus was $2.9 billion.

> 进出口总额6.29万亿元，其中进口3.91万亿元，贸易顺差2.83万亿元。

Rule: net = in - out, without its sign, where each of the three is named once within two sentences that count one thing in one
period. What no swap, scale or digit mends is undecided: flows of other scope are common.
"""

from __future__ import annotations

from collections.abc import Iterator

from checkers._context import Context
from checkers._gather import Figure, Index
from checkers._gather.index import comparable
from checkers._gather.terms import Term, terms
from checkers._gather.terms import said as said_in
from checkers._judge import Equation, like, told, weigh
from checkers._slip import DIGIT, counted, slip
from checkers._verdict import Verdict
from claims.quantity import Range

CODE = "net"
_KINDS = frozenset(("count", "number", "money", "measure"))
_SIDES = ("gain", "loss", "net")
_BACK, _AFTER = 45, 14


def net(greater: Range, lesser: Range) -> Range:
    """What is left of the greater of two opposite flows."""
    return greater - lesser


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    seen: set[int] = set()
    for at, sentence in enumerate(index.sentences):
        figures = list(sentence.figures)
        before = index.sentences[at - 1] if at else None
        if before is not None and before.paragraph == sentence.paragraph:
            figures = [*before.figures, *figures]
        if not said_in("net_net", index.tokens.prose[figures[0].sentence.start : sentence.end]):
            continue
        named = _named(index, figures)
        for (side, topic), found in named.items():
            if side != "net" or len(found) != 1 or id(found[0]) in seen:
                continue
            verdict = _of(found[0], topic, named)
            if verdict is not None:
                seen.add(id(found[0]))
                yield verdict


def _named(index: Index, figures: list[Figure]) -> dict[tuple[str, str], list[Figure]]:
    """The figures that a word of a flow is bound to, by side and topic."""
    prose = index.tokens.prose
    named: dict[tuple[str, str], list[Figure]] = {}
    last = figures[0].sentence.start if figures else 0
    for figure in figures:
        q = figure.claim.quantity
        if figure.kind not in _KINDS or q is None or q.value is None or figure.claim.cell is not None:
            continue
        start = max(last, figure.sentence.start, figure.claim.start - _BACK)
        last = figure.claim.end
        role = _role(prose[start : figure.claim.start]) or _role(prose[figure.claim.start : figure.claim.end])
        if role is None:
            clause = prose[figure.claim.end : min(figure.claim.end + _AFTER, figure.sentence.end)]
            cut = min([i for i in map(clause.find, ",;，；、。") if i >= 0], default=len(clause))
            role = _role(clause[:cut])
        if role is not None and q.value > 0:
            named.setdefault(role, []).append(figure)
    return named


def _role(words: str) -> tuple[str, str] | None:
    """The side and the topic of the last word of a flow; the words of a net flow hold those of its sides."""
    found: list[tuple[int, int, str, Term]] = []
    for rank, side in enumerate(_SIDES):
        found += [(term.end, rank, side, term) for term in terms(f"net_{side}", words)]
    if not found:
        return None
    _, _, side, term = max(found, key=lambda each: each[:2])
    return side, term.value


def _of(left: Figure, topic: str, named: dict[tuple[str, str], list[Figure]]) -> Verdict | None:
    pairs = []
    for each in {t for _, t in named} if topic == "any" else {topic}:
        gains, losses = named.get(("gain", each), []), named.get(("loss", each), [])
        if len(gains) == len(losses) == 1:
            pairs.append((gains[0], losses[0]))
    if len(pairs) != 1:
        return None
    gain, loss = pairs[0]
    flows = (gain, loss, left)
    if not all(comparable(a, left) or {a.kind, left.kind} <= {"count", "number"} for a in flows):
        return None
    periods = {f.claim.period[:2] if f.claim.period.start else f.claim.period.written for f in flows if f.claim.period}
    moved = [
        f for f in (gain, loss) if f.claim.quantity is None or (f.claim.quantity.direction and f.leads[:1] != ("TO",))
    ]
    if len(periods) > 1 or moved:
        return None
    more, less = _ordered(gain, loss)
    roles = [("net", left.claim), ("more", more.claim), ("less", less.claim)]
    equations: dict[str, Equation] = {
        "net": lambda get: net(get("more"), get("less")),
        "more": lambda get: get("less") + get("net"),
        "less": lambda get: net(get("more"), get("net")),
    }
    assert more.claim.quantity is not None and less.claim.quantity is not None
    computed = more.claim.quantity.middle - less.claim.quantity.middle
    because = f"{told(more.claim)} - {told(less.claim)} = {like(left.claim, computed)}"
    verdict = weigh(CODE, roles, equations, because, unit=left.unit, cap="likely", ranges=counted)
    if verdict.outcome == "discrepancy" and slip(roles, equations, ranges=counted, blame=("net",)) > DIGIT:
        return Verdict(CODE, "undecided", roles, f"{because}, if nothing else is counted")
    return verdict


def _ordered(a: Figure, b: Figure) -> tuple[Figure, Figure]:
    assert a.claim.quantity is not None and b.claim.quantity is not None
    return (a, b) if a.claim.quantity.middle >= b.claim.quantity.middle else (b, a)
