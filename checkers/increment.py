"""A change stated as an amount and in percent is one change, of what there was before.

> The shares rose 12p, or 2.3%, to 536p.
= "2.3%" 12p to 536p is 2.3 %

> The shares rose 12p, or 3.2%, to 536p.
! "3.2%" 12p to 536p is 2.3 %

> The council cut its budget by £2.4 million, or 17%, to £31.6 million.
! "17%" £2.4 million to £31.6 million is 7.1 %

> Membership was 25,200, up 1,200 or 5%.
= "5%" 1,200 to 25,200 is 5 %

> 粮食总产量86.4万吨，比上年增加2.1万吨，增长5.2%。
! "5.2%" 2.1万吨 to 86.4万吨 is 2.5 %

> 粮食总产量86.4万吨，比上年增加2.1万吨，增长2.5%。
= "2.5%" 2.1万吨 to 86.4万吨 is 2.5 %

> In constant currency, sales rose £12 million, or 3.2%, to £536 million.
? "3.2%" another base

> The output of the farms is worth £1.02 billion. The output is £220 million more than the year before, an increase of 13.3%.
! "13.3%" £220 million to £1.02 billion is 27.5 %

> The farms are worth £1.02 billion. Exports are £220 million more than the year before, an increase of 13.3%.

> 产量86.4万吨，比上月增加2.1万吨，同比增长5.2%。

> 贷款余额2.4万亿元，比年初增加1800亿元，同比增长9.4%。

> Sales rose by £12 million, or 3.4% of the group's total, to £536 million.

> The shares rose 12p, and 3.4% of holders sold, taking the fund to 536p.

@ 2024-01-05 zh
> 基金去年同期收益1,038.5亿元，今年少赚451.2亿元，减幅43.4%。

Rule: percent = increase / (new - increase), or decrease / (new + decrease), over the ranges that rounding allows. The three
stand side by side: amount, percent and "to" the new figure, or the new figure, then amount and percent.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checkers._context import Context
from checkers._gather import Figure, Index
from checkers._gather.compared import clause, stated_way, stems_of, strange, unknown_words
from checkers._gather.index import comparable
from checkers._gather.terms import terms
from checkers._judge import Equation, said, told, weigh
from checkers._verdict import Verdict
from checkers.change._pairs import same_period
from claims.quantity import Range

CODE = "increment"
_KINDS = frozenset(("money", "count", "number", "measure"))
_NEAR = 26
_SIZE = 3
_LONG = 60
_OTHER_BASE = frozenset(("ANNUALISED",))
_LEVEL = (("TO",), ("FROM",), ("THAN",))
_TIMES = frozenset(("date", "time"))


def increment(amount: Range, new: Range, *, fall: bool) -> Range:
    """The change in percent of what there was before."""
    return amount / (new + amount if fall else new - amount) * 100


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        figures = [f for f in sentence.figures if f.kind not in _TIMES]
        for at in range(1, len(figures)):
            amount, share = figures[at - 1], figures[at]
            way = _way(index, amount, share)
            if way is None:
                continue
            new = _new(index, figures, at, way)
            loosely = new is None
            if new is None:
                new = _new_before(index, amount)
            if new is not None and same_period(index, new.sentence, new):
                continue  # 去年同期为1038亿元，今年少赚451亿元: that is where the change set out
            if new is not None:
                verdict = _weigh(amount, share, new, fall=way == "DOWN")
                if verdict.outcome == "discrepancy":
                    # Of several levels before, the one that fits is meant: 全长…，其中隧道…，比原路缩短….
                    others = [f for f in figures[: at - 1] if f is not new and _is_level(amount, f)]
                    tries = [_weigh(amount, share, other, fall=way == "DOWN") for other in others]
                    verdict = next((v for v in tries if v.outcome == "holds"), verdict)
                if loosely and verdict.outcome == "discrepancy" and not _near(verdict):
                    continue
                if verdict.outcome == "discrepancy" and sentence.cues & _OTHER_BASE:
                    because = f"{verdict.because}, but the sentence names another base"
                    verdict = Verdict(CODE, "undecided", verdict.roles, because)
                yield verdict


def _way(index: Index, amount: Figure, share: Figure) -> str | None:
    """Up or down, where an amount and a percent beside it state one change."""
    a, s = amount.claim.quantity, share.claim.quantity
    if amount.kind not in _KINDS or share.kind != "percent" or a is None or s is None or not a.value or not s.value:
        return None
    gap = index.gap_text(amount, share)
    said_so = stated_way(index, amount)
    apposed = (
        said_so in ("up", "down")
        and share.leads[:1] == (said_so.upper(),)
        and index.edges_between(amount, share) == 1
        and not strange(index, share, (amount,))
        and len(gap) <= _LONG
    )
    if (len(gap) > _NEAR and not apposed) or share.tails[:1] in (("OF",), ("SHARE",)) or amount.claim.cell is not None:
        return None
    ways = {w.upper() for w in (a.direction or (said_so if apposed else None), s.direction) if w is not None}
    said_of = {"UP", "DOWN"} & set(share.leads[:1])
    if len(ways) != 1 or (not apposed and (a.direction is None or amount.leads[:1] in _LEVEL)):
        return None
    joined = apposed or share.opens or terms("or_else", gap) or (said_of and not gap.isascii())
    if not joined or not _one_base(index, amount, share, gap):
        return None
    return ways.pop()


def _one_base(index: Index, amount: Figure, share: Figure, gap: str) -> bool:
    """False where the percent is said to be against another time than the amount."""
    its = {t.value for t in terms("against_time", gap)}
    start = max(amount.sentence.start, amount.claim.start - _NEAR)
    mine = {t.value for t in terms("against_time", index.tokens.prose[start : amount.claim.start])}
    after = index.tokens.prose[share.claim.end : min(share.claim.end + _NEAR, share.sentence.end)]
    its |= {t.value for t in terms("against_time", after)} if after.isascii() else set()
    return not its or its == mine


def _new(index: Index, figures: list[Figure], at: int, way: str) -> Figure | None:
    """The figure arrived at: led by "to" right behind, else the one right before the amount."""
    amount, share = figures[at - 1], figures[at]
    if at + 1 < len(figures):
        after = figures[at + 1]
        if after.leads[:1] == ("TO",) and _is_level(amount, after) and index.edges_between(share, after) <= 1:
            return after
    if at >= 2:
        before = figures[at - 2]
        # "down 12p or 3.4%" after "rose to 536p" is of something else.
        other = {"UP": "down", "DOWN": "up"}[way]
        q = before.claim.quantity
        if (
            _is_level(amount, before)
            and q is not None
            and q.direction != other
            and index.edges_between(before, amount) <= 1
            and len(index.gap_text(before, amount)) <= _NEAR
        ):
            return before
    return None


def _new_before(index: Index, amount: Figure) -> Figure | None:
    """The one level of the sentence before that is of what the amount is said of."""
    sentence = amount.sentence
    at = sentence.position
    before = index.sentences[at - 1] if at else None
    if before is None or before.index != sentence.index - 1 or before.paragraph != sentence.paragraph:
        return None
    if any(f.kind in _KINDS for f in sentence.figures[: amount.order]):
        return None
    levels = [f for f in before.figures if _is_level(amount, f) and not {"OF", "INCLUDING"} & {*f.leads[:1]}]
    known = stems_of(index, before.first, before.after)
    return levels[0] if len(levels) == 1 and not unknown_words(index, clause(index, amount), known) else None


def _near(verdict: Verdict) -> bool:
    assert verdict.found is not None and verdict.expected is not None
    return (
        bool(verdict.expected.middle) and Fraction(1, _SIZE) <= verdict.found.middle / verdict.expected.middle <= _SIZE
    )


def _is_level(amount: Figure, new: Figure) -> bool:
    """True where the new figure counts what the amount counts, and is more than it."""
    a, n = amount.claim.quantity, new.claim.quantity
    if n is None or a is None or not n.value or new.claim.cell is not None or new.kind not in _KINDS:
        return False
    alike = comparable(amount, new) or ({amount.kind, new.kind} == {"count", "number"})
    return alike and n.middle > a.middle and (n.direction is None or new.leads[:1] == ("TO",))


def _weigh(amount: Figure, share: Figure, new: Figure, *, fall: bool) -> Verdict:
    roles = [("percent", share.claim), ("amount", amount.claim), ("new", new.claim)]
    equations: dict[str, Equation] = {
        "percent": lambda get: increment(get("amount"), get("new"), fall=fall),
        "amount": lambda get: _amount(get("percent"), get("new"), fall=fall),
        "new": lambda get: _reached(get("percent"), get("amount"), fall=fall),
    }
    a, n = amount.claim.quantity, new.claim.quantity
    assert a is not None and n is not None
    computed = a.middle / (n.middle + a.middle if fall else n.middle - a.middle) * 100
    because = f"{told(amount.claim)} to {told(new.claim)} is {said(computed, 1)} %"
    return weigh(CODE, roles, equations, because, unit="%", cap="likely")


def _amount(percent: Range, new: Range, *, fall: bool) -> Range:
    """The amount of a rise: percent * new / (100 + percent)."""
    return percent * new / (Range.point(100) - percent if fall else Range.point(100) + percent)


def _reached(percent: Range, amount: Range, *, fall: bool) -> Range:
    """The new figure: what there was, and the amount."""
    before = amount * 100 / percent
    return before - amount if fall else before + amount
