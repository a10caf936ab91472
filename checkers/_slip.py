"""How small a slip explains a relation that does not hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checkers._judge import Equation, loose, strict
from checkers._repair import repairs
from claims.claim import Claim
from claims.quantity import Quantity, Range

SWAP, SCALE, DIGIT, POWER = 0, 1, 2, 3
"""Ranks of `_repair.repairs`."""
NONE = 9
"""No slip explains it."""


def slip(
    roles: Sequence[tuple[str, Claim]],
    equations: dict[str, Equation],
    transform: dict[str, Callable[[Range], Range]] | None = None,
    ranges: Callable[[Quantity], tuple[Range, Range]] | None = None,
    blame: Sequence[str] | None = None,
) -> int:
    """The rank of the smallest single slip that would mend the relation; `NONE` where there is none."""
    transform = transform or {}
    values: dict[str, Range] = {}
    for role, claim in roles:
        assert claim.quantity is not None
        written = ranges(claim.quantity)[1] if ranges is not None else strict(claim.quantity)
        values.setdefault(role, transform[role](written) if role in transform else written)
    ranks = [NONE]
    for role, claim in roles:
        if role in equations and (blame is None or role in blame):
            wanted = equations[role](values.__getitem__)
            ranks.extend(rank for rank, _ in repairs(claim, wanted, transform.get(role)) if rank <= POWER)
    return min(ranks)


def counted(quantity: Quantity) -> tuple[Range, Range]:
    """(loosest, careful) readings where what is counted comes whole: 50 of a class are 50."""
    if quantity.step == 1 and quantity.hedge is None and quantity.value is not None and -10000 < quantity.value < 10000:
        return Range.point(quantity.value), Range.point(quantity.value)
    return loose(quantity), strict(quantity)
