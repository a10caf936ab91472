"""As many points follow as were announced: first, second, third.

> There are three priorities. The first is health. The second is schools. The third is roads.
= "three" 3 follow

> There are three priorities. The first is health. The second is schools. The third is roads. The fourth is rail.
! "three" 4 follow

> The plan has four parts. The first is health. The second is schools.
? "four" 2 follow

> There are three priorities, and the first was settled in May.

> Three runners fell. The second lap was slower.

> The council met three times. The first meeting was short.

Rule: a small count, then ordinals in their order at the heads of later sentences. Fewer than announced may stand elsewhere,
so that alone proves nothing; more than announced is likely a slip in the count.
"""

from __future__ import annotations

from collections.abc import Iterator

from checkers._context import Context
from checkers._gather import Figure, Index
from checkers._judge import told
from checkers._verdict import Verdict
from checkers.listed import _fit
from claims.quantity import Range

CODE = "announced"
_HEAD = 3
_SOON = 2
_FAR = 40


def announced(count: Range, points: Range) -> bool:
    """True where as many points follow as were announced."""
    return count.meets(points)


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    heads: list[tuple[int, Figure]] = []
    for sentence in index.sentences:
        for figure in sentence.figures:
            quantity = figure.claim.quantity
            if (
                figure.kind == "ordinal"
                and quantity is not None
                and quantity.value is not None
                and (figure.first - sentence.first <= _HEAD and not figure.leads)
            ):
                heads.append((int(quantity.value), figure))
    firsts = [i for i, (value, _) in enumerate(heads) if value == 1]
    for at in firsts:
        first = heads[at][1]
        run = [first]
        for value, figure in heads[at + 1 :]:
            if figure.sentence.index - first.sentence.index > _FAR:
                break
            if value == len(run) + 1:
                run.append(figure)
        if len(run) < 2:
            continue
        count = _count(index, first, len(run))
        if count is None:
            continue
        quantity = count.claim.quantity
        assert quantity is not None and quantity.value is not None
        number = int(quantity.value)
        roles = [("count", count.claim)] + [("point", figure.claim) for figure in run]
        because = f"{told(count.claim)} announced, {len(run)} follow"
        found, expected = Range.point(number), Range.point(len(run))
        if announced(found, expected):
            yield Verdict(CODE, "holds", roles, because, found=found, expected=expected)
        elif len(run) > number:
            yield Verdict(
                CODE,
                "discrepancy",
                roles,
                because,
                "likely",
                [_fit(count, len(run))],
                found=found,
                expected=expected,
            )
        else:
            yield Verdict(CODE, "undecided", roles, because)


def _count(index: Index, first: Figure, points: int) -> Figure | None:
    """The count that announces: the last small bare count in the sentences just before the first point."""
    best: Figure | None = None
    for sentence in index.sentences:
        if sentence.index >= first.sentence.index:
            break
        if first.sentence.index - sentence.index > _SOON:
            continue
        for figure in sentence.figures:
            quantity = figure.claim.quantity
            if (
                figure.kind == "count"
                and quantity is not None
                and quantity.value is not None
                and quantity.hedge is None
                and (
                    2 <= quantity.value <= 12
                    and quantity.unit is not None
                    and figure.leads[:1] != ("OF",)
                    and first.unit in (None, quantity.unit)
                )
            ):
                best = figure
                if int(quantity.value) == points:
                    return figure
    return best
