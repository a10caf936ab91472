"""Margins told of the rows and columns of a table."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import said as said_in
from checkers._gather.terms import terms
from checkers._judge import said, told
from checkers._repair import repairs
from checkers._rows import Mention, Rows, mentions, near
from checkers._verdict import Fit, Verdict
from checkers.margin._relation import CODE, FILLERS, is_margin, of_difference, other_time, size_of
from checkers.margin._stated import of_earlier

_AWAY = 60
_HAN_LINK = 2
_TO_NAME = r"\s*(?:the |its |their |rivals |neighbours |second-placed |third-placed |leaders )?"


def elsewhere(index: Index, sentence: Sentence, taken: set[int], columns: Sequence[_Column]) -> Iterator[Verdict]:
    """A margin whose two figures stand in the sentence as bare numbers, in one of the two before, or in a table."""
    for figure in sentence.figures:
        quantity = figure.claim.quantity
        if (
            figure.kind not in ("count", "number", "duration", "points", "measure", "money")
            or quantity is None
            or not quantity.value
            or quantity.hedge is not None
            or (quantity.direction is not None and figure.kind != "duration")
            or figure.claim.cell is not None
            or id(figure) in taken
            or figure.depth
            or not is_margin(index, figure)
        ):
            continue
        verdict = of_earlier(index, sentence, figure) or _of_column(index, sentence, figure, columns)
        if verdict is not None:
            yield verdict


class _Column(NamedTuple):
    """A column of a table: its sentence, its header, a cell, and its two largest figures."""

    at: int
    head: str
    cell: Figure
    first: Figure
    second: Figure


def columns_of(index: Index) -> Iterator[_Column]:
    """The columns of all tables that have two figures and more, without totals, none of them below zero."""
    for _, grid in index.tables():
        columns: dict[int, list[Figure]] = {}
        for (_, c), figure in sorted(grid.items()):
            if not (figure.claim.detail or {}).get("total") and figure.claim.quantity is not None:
                columns.setdefault(c, []).append(figure)
        for _, cells in sorted(columns.items()):
            sizes = [
                (f.claim.quantity.middle, f) for f in cells if f.claim.quantity and f.claim.quantity.value is not None
            ]
            if len(sizes) < 2 or any(size < 0 for size, _ in sizes):
                continue
            (_, a), (_, b) = sorted(sizes, key=lambda item: -item[0])[:2]
            head = str((cells[0].claim.detail or {}).get("column", "")).lower()
            yield _Column(cells[0].sentence.index, head, cells[0], a, b)


def _of_column(index: Index, sentence: Sentence, figure: Figure, columns: Sequence[_Column]) -> Verdict | None:
    """Won by 11,486 votes: the two largest figures of the column of votes."""
    q = figure.claim.quantity
    assert q is not None
    own = index.tokens.prose[sentence.start : figure.claim.start]
    if not columns or other_time(index, figure) or figure.kind == "duration" or said_in("last_of_all", own):
        return None
    points = figure.kind == "points" or figure.unit == "point"
    low, high = (bisect_left(columns, sentence.index + way * _AWAY, key=lambda c: c.at) for way in (-1, 1))
    verdicts = []
    for column in columns[low:high]:
        if points:
            fits = column.cell.kind == "percent" or "%" in column.head
        else:
            fits = bool(figure.unit) and (str(figure.unit) in column.head or column.cell.unit == figure.unit)
        if fits:
            verdicts.append(of_difference(figure, column.first, column.second))
    held = next((v for v in verdicts if v.outcome == "holds"), None)
    if held is not None or not verdicts:
        return held
    verdict = verdicts[0]
    assert verdict.found is not None
    assert verdict.expected is not None
    if points and verdict.found.middle > verdict.expected.middle * 4:
        return None
    telling = any(fit.rank in (0, 1, 2) for fit in verdict.fits)
    return verdict if telling or (points and said_in("gap_before", own) and len(verdicts) <= 2) else None


def of_rows(index: Index, sentence: Sentence, tables: Sequence[Rows]) -> Iterator[Verdict]:
    """Rovers came third, four points behind Albion and five clear of Celtic; 江城队领先海湾队3分: two rows are named."""
    prose = index.tokens.prose
    text = prose[sentence.start : sentence.end]
    if (sentence.figures and sentence.figures[0].claim.cell is not None) or said_in("elsewhen", text):
        return
    for table in near(list(tables), sentence.index):
        named = mentions(table.labels, text)
        if not named:
            continue
        column: dict[str, Figure] | None = None
        for figure in sentence.figures:
            q = figure.claim.quantity
            if figure.kind == "date":
                break
            if q is None or q.value is None or figure.kind == "ordinal" or q.hedge is not None:
                continue
            low, high = figure.claim.start - sentence.start, figure.claim.end - sentence.start
            pair = _pair_of(text, low, high, named)
            if pair is None:
                continue
            subject, other, ahead = pair
            column = _column_of(table, index, figure, column)
            if column is None or subject not in column or other not in column:
                continue
            verdict = _between(figure, column[subject], column[other], ahead=ahead)
            if verdict is not None:
                yield verdict


def _pair_of(text: str, low: int, high: int, named: Sequence[Mention]) -> tuple[str, str, bool] | None:
    """(subject, other, ahead) of a gap at low..high: the other row stands right by the word for the gap."""
    objects: set[int] = set()
    found: tuple[Mention, bool] | None = None
    for mention in named:
        for term in terms("ahead_or_behind", text[: mention.start]):
            if not re.fullmatch(_TO_NAME, text[term.end : mention.start]):
                continue
            objects.add(mention.start)
            way = term.value.removeprefix("by ")
            if way == "than":
                # "seven more seats than Reform"
                sizes = {t.value for t in terms("gap_way", text[high : term.start])}
                way = sizes.pop() if len(sizes) == 1 and high <= term.start else ""
            # "four points behind Albion", 领先海湾队3分
            before = high <= term.start and len(text[high : term.start].split()) <= FILLERS
            # 领先海湾队3分, "leads Bell by 17 points"
            after = 0 <= low - mention.end <= _HAN_LINK and not text.isascii()
            after = after or (term.value.startswith("by ") and text[mention.end : low].strip() == "by")
            if way and ((before and not re.search(r"[,;，；。、]", text[high : term.start])) or after):
                found = mention, way == "ahead"
    if found is None:
        return None
    subjects = {m.label for m in named if m.start < min(low, found[0].start) and m.start not in objects}
    if len(subjects) != 1 or found[0].label in subjects:
        return None
    return subjects.pop(), found[0].label, found[1]


def _column_of(table: Rows, index: Index, gap: Figure, last: dict[str, Figure] | None) -> dict[str, Figure] | None:
    """The one column that a gap is counted in: by its unit; the same again where a bare number follows."""
    unit = str(gap.unit) if gap.unit else ""
    known = unit in ("point", "分") or "分" in index.text(gap.first, gap.after + 1)
    fits = [
        column
        for head, column in table.columns
        if (unit and len(unit) > 1 and unit in head)
        or any(f.unit == unit for f in column.values() if unit)
        or (known and said_in("points_column", head))
    ]
    if len(fits) == 1:
        return fits[0]
    return last if not fits and last is not None else None


def _between(gap: Figure, one: Figure, other: Figure, *, ahead: bool) -> Verdict | None:
    """Whether a gap is what two cells are apart; the other way round it may be one of another day."""
    found, a, b = (size_of(f, seconds=False) for f in (gap, one, other))
    apart = a - b if ahead else b - a
    exact = apart.middle
    if exact <= 0:
        return None
    roles = [("margin", gap.claim), ("one", one.claim), ("other", other.claim)]
    big, small = (one, other) if ahead else (other, one)
    because = f"{told(big.claim)} and {told(small.claim)} are {said(exact, 2)} apart"
    if found.meets(apart):
        return Verdict(CODE, "holds", roles, because, found=found, expected=apart)
    if not Fraction(1, 6) <= found.middle / exact <= 6:
        return None
    fits = [fit for _, fit in repairs(gap.claim, apart)] or [Fit(f"the margin is {said(exact, 2)}")]
    return Verdict(CODE, "discrepancy", roles, because, "likely", fits[:3], found=found, expected=apart)
