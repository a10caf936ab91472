"""What the text says of a row is what the table has in that row.

@ 2024-09-12 en
> Homeware and garden grew by 6.0% and 9.5% respectively, while furniture slipped 4.8%.
>
> | Division | H1 2024 (£m) | H1 2023 (£m) |
> | --- | ---: | ---: |
> | Homeware | 412.6 | 389.1 |
> | Furniture | 287.3 | 301.9 |
> | Garden | 96.4 | 88.0 |
= "6.0%" Homeware: 412.6 against 389.1 is 6.04 %
= "9.5%" Garden: 96.4 against 88.0 is 9.55 %
= "4.8%" Furniture: 287.3 against 301.9 is -4.84 %

@ 2024-09-12 en
> Homeware and garden grew by 9.5% and 6.0% respectively, while furniture slipped 8.4%.
>
> | Division | H1 2024 (£m) | H1 2023 (£m) |
> | --- | ---: | ---: |
> | Homeware | 412.6 | 389.1 |
> | Furniture | 287.3 | 301.9 |
> | Garden | 96.4 | 88.0 |
! "9.5%" 6.04 % ~ Garden
! "6.0%" 9.55 % ~ Homeware
! "8.4%" -4.84 % ~ 4.8

@ 2024-09-12 en
> Furniture brought in £278.3m, and homeware £412.6m.
>
> | Division | H1 2024 (£m) | H1 2023 (£m) |
> | --- | ---: | ---: |
> | Homeware | 412.6 | 389.1 |
> | Furniture | 287.3 | 301.9 |
> | Garden | 96.4 | 88.0 |
! "£278.3m" Furniture ~ 287.3
= "£412.6m" Homeware

@ 2024-09-12 en
> Homeware rose 2.5%, and furniture fell.
>
> | Division | H1 2024 (£m) | H1 2023 (£m) |
> | --- | ---: | ---: |
> | Homeware | 412.6 | 389.1 |
> | Furniture | 287.3 | 301.9 |
> | Garden | 96.4 | 88.0 |
? "2.5%" 6.04 %

@ 2024-09-12 en
> Homeware makes up 52% of sales. Online sales of furniture came to £120.0m. The garden team has 40 people.
>
> | Division | H1 2024 (£m) | H1 2023 (£m) |
> | --- | ---: | ---: |
> | Homeware | 412.6 | 389.1 |
> | Furniture | 287.3 | 301.9 |
> | Garden | 96.4 | 88.0 |

> | 车间 | 产量（件） | 次品（件） |
> | --- | ---: | ---: |
> | 一车间 | 12600 | 84 |
> | 二车间 | 14350 | 61 |
> | 三车间 | 11820 | 97 |
>
> 二车间的产量为14530件，次品61件，去年这个车间的产量为14530件。
! "14530件" 二车间 ~ 14350

> The garden opened in 2019, and 40 people came.

> Homeware grew 6.0% and furniture slipped 4.8%.

Rule: growth = (new - old) / old of the row's two columns of time; an amount of the row stands in one of its cells. Other
measures of the same name are common, so a growth that fits no row is judged only where it fits another row that the sentence
names too, the other direction, or a swap of digits; an amount only where a swap, a scale or one of three digits mends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from checkers._context import Context
from checkers._gather import Figure, Index
from checkers._gather.terms import said as stands
from checkers._judge import percent_decimals, said, told
from checkers._repair import repairs
from checkers._verdict import Edit, Fit, Verdict
from claims.quantity import Range

CODE = "tabulated"
_MOST = 300
"""Rows beyond which a label is looked for nowhere: such tables are data, and no text talks of each row."""
_LONG = 120
_PAIR = 2
_YEAR = re.compile(r"(?<!\d)(?:\d\d|(?:19|20)\d\d)(?!\d)")
_WORD = re.compile(r"\w")


def tabulated(old: Range, new: Range) -> Range:
    """The growth in percent of a row, from its older cell to its newer one."""
    return (new / old - 1) * 100


class _Row:
    """A row of figures: its label, its cells, and the two of them that a growth runs between."""

    __slots__ = ("label", "cells", "new", "old", "growth")

    def __init__(self, label: str, cells: list[Figure]) -> None:
        self.label = label
        self.cells = cells
        self.new: Figure | None = None
        self.old: Figure | None = None
        self.growth: Range | None = None
        dated = sorted(
            ((p.start, p.end, c) for c in cells if (p := c.claim.period) is not None and p.start and p.end),
            key=lambda item: item[0],
        )
        if len(dated) == 2 and dated[0][0] != dated[1][0]:
            (s0, e0, old), (s1, e1, new) = dated
            if abs((e1 - s1).days - (e0 - s0).days) > 2:
                return
        elif (named := _named_years(cells)) is not None:
            old, new = named
        else:
            return
        a, b = old.claim.quantity, new.claim.quantity
        if (
            a is not None
            and b is not None
            and (old.kind, old.unit) == (new.kind, new.unit)
            and old.kind not in ("percent", "points")
            and a.value is not None
            and b.value is not None
            and a.value > 0
            and b.value > 0
        ):
            self.old, self.new = old, new
            self.growth = tabulated(a.near, b.near)


def _named_years(cells: list[Figure]) -> tuple[Figure, Figure] | None:
    """The two cells under FY22 and FY23, or another pair of names that only a year apart tells apart."""
    found: list[tuple[str, int, Figure]] = []
    for cell in cells:
        period = cell.claim.period
        match = _YEAR.search(period.written or "") if period is not None and period.start is None else None
        if match is not None and period is not None:
            found.append(((period.written or "").replace(match[0], ""), int(match[0]), cell))
    if len(found) != _PAIR or found[0][0] != found[1][0] or abs(found[0][1] - found[1][1]) != 1:
        return None
    (_, _, old), (_, _, new) = sorted(found, key=lambda item: item[1])
    return old, new


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    rows = _rows(index)
    if not 0 < len(rows) <= _MOST:
        return
    labels = re.compile(
        "|".join(
            (r"(?<!\w)" + re.escape(label) + r"(?!\w)") if label.isascii() else re.escape(label)
            for label in sorted(rows, key=len, reverse=True)
        ),
        re.IGNORECASE,
    )
    for figure in index.figures:
        q = figure.claim.quantity
        if figure.claim.cell is not None or q is None or q.value is None or figure.opens:
            continue
        label = _label(index, figure, labels)
        if label is None and figure.kind == "percent":
            label = _opening(index, figure, labels)
        row = rows.get(label) if label is not None else None
        if row is None:
            continue
        if figure.kind == "percent":
            verdict = _grown(index, figure, row, rows, labels) if q.direction is not None else None
        else:
            verdict = _level(figure, row)
        if verdict is not None:
            yield verdict


def _rows(index: Index) -> dict[str, _Row]:
    """The rows of all tables by their label in lower case; a label of two rows names none."""
    found: dict[str, list[list[Figure]]] = {}
    for _, grid in index.tables():
        lines: dict[int, list[Figure]] = {}
        for (r, _), figure in sorted(grid.items()):
            lines.setdefault(r, []).append(figure)
        for line in lines.values():
            # A label with a figure in it (Shop 2, 二车间) is no cell of its row.
            cells = [c for c in line if _name(c)]
            if not cells:
                continue
            label = _name(cells[0])
            if (
                len(_WORD.findall(label)) >= (3 if label.isascii() else 2)
                and len(label) <= 60
                and not label[0].isdigit()
            ):
                found.setdefault(label.lower(), []).append(cells)
    return {label: _Row(_name(lines[0][0]), lines[0]) for label, lines in found.items() if len(lines) == 1}


def _name(cell: Figure) -> str:
    """The label of the cell's row."""
    return str((cell.claim.detail or {}).get("row", "")).strip()


def _label(index: Index, figure: Figure, labels: re.Pattern[str]) -> str | None:
    """The row that the figure's own words name: its subject, or the one label between it and the figure before."""
    claim = figure.claim
    text = index.document.text
    if "respectively" in claim.why and claim.subject is not None:
        match = labels.fullmatch(text[claim.subject[0] : claim.subject[1]].strip())
        return match.group().lower() if match else None
    start = figure.sentence.start
    after = 0
    if figure.order:
        after = figure.sentence.figures[figure.order - 1].claim.end - start
    before = index.tokens.prose[start : claim.start]
    cut = max((before.rfind(c) for c in ";；。"), default=-1)
    # A figure of a label may stand between: only one that ends before the label's own figure is another's.
    found = [m for m in labels.finditer(before[cut + 1 :]) if cut + 1 + m.end() > after]
    if len(found) != 1 or len(before) - cut - 1 - found[0].end() > 40:
        return None
    # "Online sales of furniture": furniture is part of a name of something else.
    front = before[cut + 1 :][: found[0].start()].split()
    if front and stands("narrows", front[-1]):
        return None
    return found[0].group().lower()


def _opening(index: Index, figure: Figure, labels: re.Pattern[str]) -> str | None:
    """The row whose label opens the sentence, where no other level or growth stands before the figure."""
    sentence = figure.sentence
    prose = index.tokens.prose[sentence.start : figure.claim.start]
    match = labels.match(prose.lstrip())
    before = [f for f in sentence.figures[: figure.order] if f.kind in ("percent", "points", "money", "measure")]
    if match is None or before or len(labels.findall(prose)) > 1 or len(prose) > _LONG:
        return None
    return match.group().lower()


def _grown(index: Index, figure: Figure, row: _Row, rows: dict[str, _Row], labels: re.Pattern[str]) -> Verdict | None:
    if row.growth is None or row.new is None or row.old is None:
        return None
    q = figure.claim.quantity
    assert q is not None and row.new.claim.quantity is not None and row.old.claim.quantity is not None
    sign = -1 if q.direction == "down" else 1
    computed = (row.new.claim.quantity.middle / row.old.claim.quantity.middle - 1) * 100
    decimals = percent_decimals(q)
    because = f"{row.label}: {told(row.new.claim)} against {told(row.old.claim)} is {said(computed, decimals)} %"
    roles = [("growth", figure.claim), ("new", row.new.claim), ("old", row.old.claim)]
    found = -q.usual if sign < 0 else q.usual
    cut = Range(q.middle, q.middle + Fraction(q.step)) * sign
    if found.meets(row.growth) or cut.meets(row.growth):
        return Verdict(CODE, "holds", roles, because, found=found, expected=row.growth, unit="%")
    if figure.sentence.cues & {"ANNUALISED", "EXPECTED"}:
        return None
    verdict = Verdict(CODE, "discrepancy", roles, because, "likely", found=found, expected=row.growth, unit="%")
    named = {
        m.group().lower() for m in labels.finditer(index.tokens.prose[figure.sentence.start : figure.sentence.end])
    }
    for name in sorted(named):
        other = rows[name]
        if other is not row and other.growth is not None and found.meets(other.growth):
            right = f"{said(abs(computed), decimals - 1)}"
            verdict.fits = [
                Fit(f"{told(figure.claim)} is that of {other.label}; here it is {right}", _new(figure, right))
            ]
            return verdict
    if (-found).meets(row.growth):
        verdict.fits = [Fit("it fell, not rose" if sign > 0 else "it rose, not fell")]
        return verdict
    wanted = -row.growth if sign < 0 else row.growth
    near = [fit for rank, fit in repairs(figure.claim, wanted) if rank == 0]
    if near:
        verdict.fits = near
        return verdict
    return Verdict(CODE, "undecided", roles, f"{because}: is it the growth of another measure?")


def _new(figure: Figure, text: str) -> Edit | None:
    q = figure.claim.quantity
    match = re.search(r"\d[\d.,]{0,20}", q.written) if q is not None else None
    if match is None:
        return None
    return Edit(figure.claim.start + match.start(), figure.claim.start + match.end(), text)


def _level(figure: Figure, row: _Row) -> Verdict | None:
    if not figure.level or figure.kind in ("duration", "age") or figure.claim.quantity is None:
        return None
    q = figure.claim.quantity
    cells = [
        c
        for c in row.cells
        if c.claim.quantity is not None
        and c.claim.quantity.value is not None
        and (c.kind, c.unit) == (figure.kind, figure.unit)
        and not _other_time(c, figure)
    ]
    if not cells:
        return None
    for cell in cells:
        assert cell.claim.quantity is not None
        if q.usual.meets(cell.claim.quantity.near):
            roles = [("figure", figure.claim), ("cell", cell.claim)]
            because = f"{row.label}: {told(cell.claim)}"
            return Verdict(CODE, "holds", roles, because, found=q.usual, expected=cell.claim.quantity.near, unit=q.unit)
    if (
        q.direction is not None
        or q.hedge is not None
        or (figure.leads[:1] and figure.leads[0] in ("BY", "EACH", "PER"))
    ):
        return None
    digits = sum(c.isdigit() for c in q.written)
    slips = []
    for cell in cells:
        assert cell.claim.quantity is not None
        near = [
            fit for rank, fit in repairs(figure.claim, cell.claim.quantity.near) if rank <= (2 if digits >= 4 else 1)
        ]
        if near:
            slips.append((cell, near[0]))
    if len(slips) != 1 or digits < 3:
        return None
    cell, fit = slips[0]
    roles = [("figure", figure.claim), ("cell", cell.claim)]
    assert cell.claim.quantity is not None
    return Verdict(
        CODE,
        "discrepancy",
        roles,
        f"{row.label}: the table has {told(cell.claim)}",
        "likely",
        [fit],
        found=q.usual,
        expected=cell.claim.quantity.near,
        unit=q.unit,
    )


def _other_time(cell: Figure, figure: Figure) -> bool:
    a, b = cell.claim.period, figure.claim.period
    return a is not None and b is not None and a.settled and b.settled and a[:2] != b[:2]
