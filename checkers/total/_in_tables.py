"""Totals of rows and columns."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checkers._gather import Figure, Index
from checkers._gather.terms import said as said_in
from checkers._judge import said, told
from checkers._verdict import Verdict
from checkers.total._judging import DIGITS_TELL, judged, mended, slips
from claims.quantity import Quantity

_ROWS = 4


def in_tables(index: Index) -> Iterator[Verdict]:
    """The totals of rows and columns."""
    for _, grid in index.tables():
        rows = sorted({r for r, _ in grid})
        columns = sorted({c for _, c in grid})
        lines = [[grid.get((r, column)) for r in rows] for column in columns]
        for line in lines:
            yield from _line(line, "row")
        yield from _unnamed(lines)
        for row in rows:
            yield from _line([grid.get((row, c)) for c in columns], "column")


def _unnamed(lines: list[list[Figure | None]]) -> Iterator[Verdict]:
    """A last row that no word calls a total, but which is one in another column: a swap or scale breaks it in this one."""
    sums: list[tuple[Verdict, bool]] = []
    for line in lines:
        cells = [
            c for c in line if c is not None and c.claim.quantity is not None and c.claim.quantity.value is not None
        ]
        if len(cells) != len(line) or len(cells) < _ROWS or any((c.claim.detail or {}).get("total") for c in cells):
            continue
        *parts, whole = cells
        if whole.kind in ("percent", "points") or len({(c.kind, c.unit) for c in cells}) > 1:
            continue
        amounts = [p.claim.quantity for p in parts if p.claim.quantity is not None]
        added = sum((q.middle for q in amounts), Fraction(0))
        quantity = whole.claim.quantity
        assert quantity is not None
        roles = [("total", whole.claim)] + [("part", p.claim) for p in parts]
        because = f"{' + '.join(told(p.claim) for p in parts)} = {said(added / _cell_scale(quantity), 3)}"
        verdict = judged(roles, quantity, amounts, added, because, False)
        if verdict is not None:
            sums.append((verdict, added == quantity.middle and quantity.digits >= DIGITS_TELL))
            label = str((whole.claim.detail or {}).get("row", ""))
            if said_in("whole_row", label) and verdict.outcome == "discrepancy" and mended(whole, parts):
                verdict.certainty = "likely"
                yield verdict
    if any(exact for _, exact in sums):
        for verdict, exact in sums:
            if exact or (verdict.outcome == "discrepancy" and slips(verdict)):
                verdict.certainty = verdict.certainty and "likely"
                yield verdict


def _line(cells: list[Figure | None], direction: str) -> Iterator[Verdict]:
    """The totals of one column (or row): the figures above a total row that the total before it does not hold."""
    figures = [
        c for c in cells if c is not None and c.claim.quantity is not None and c.claim.quantity.value is not None
    ]
    start = 0
    for at, figure in enumerate(figures):
        detail = figure.claim.detail or {}
        if detail.get("total") != direction:
            continue
        parts = [f for f in figures[start:at] if not _apart(f, direction)]
        if direction == "row" and len(parts) < 2:
            parts = (
                [f for f in figures[at + 1 :] if (f.claim.detail or {}).get("total") != direction]
                if start == 0 and at == 0
                else parts
            )
        if len(parts) < 2 or len({(p.kind, p.unit) for p in [*parts, figure] if p.kind != "number"}) > 1:
            start = at + 1
            continue
        if figure.kind in ("percent", "points"):
            start = at + 1
            continue
        amounts = []
        for part in parts:
            q = part.claim.quantity
            assert q is not None
            amounts.append(
                _negative(q) if (part.claim.detail or {}).get("less") and q.value is not None and q.value > 0 else q
            )
        added = sum((q.middle for q in amounts), Fraction(0))
        roles = [("total", figure.claim)] + [("part", p.claim) for p in parts]
        names = " + ".join(told(p.claim) for p in parts) if len(parts) <= 8 else f"the {len(parts)} parts"
        quantity = figure.claim.quantity
        assert quantity is not None
        scale = _cell_scale(quantity)
        verdict = judged(roles, quantity, amounts, added, f"{names} = {said(added / scale, 3)}", False)
        sizes = [a.middle for a in amounts]
        rates = len(amounts) > 2 and min(sizes) < quantity.middle < max(sizes)
        if verdict is not None and (verdict.outcome == "holds" or not rates or mended(figure, parts)):
            yield verdict  # what lies among its parts is an average: yields, prices, marks
        start = at + 1


def _apart(figure: Figure, direction: str) -> bool:
    """True for a cell that no total adds: a total itself, an average, a row that names a part of the one above."""
    detail = figure.claim.detail or {}
    return detail.get("total") == direction or bool(detail.get("of_which")) or bool(detail.get("average"))


def _cell_scale(quantity: Quantity) -> Fraction:
    """What a header's scale multiplies the written digits by."""
    from checkers._repair import _DIGITS, _plain

    match = _DIGITS.search(quantity.written)
    plain = _plain(match.group()) if match else None
    return abs(quantity.middle / plain) if plain else Fraction(1)


def _negative(quantity: Quantity) -> Quantity:
    assert quantity.value is not None
    return Quantity(
        quantity.written,
        -quantity.value,
        quantity.unit,
        hedge=quantity.hedge,
        step=quantity.step,
        coarse=quantity.coarse,
        digits=quantity.digits,
        point=quantity.point,
    )
