"""Rows of tables that the text speaks of: by their label, or by a word of it that no other row has."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from checkers._gather import Figure, Index

_LABEL = re.compile(r"[A-Z][\w'’.-]+(?: [\w'’.-]+){0,4}|[\u4e00-\u9fff]{2,8}")
_AWAY = 60
_SHORT, _CUT = 4, 2


class Rows(NamedTuple):
    """A table: where it stands, what its rows are called, and its columns: header and a figure for each label."""

    at: int
    labels: tuple[str, ...]
    columns: tuple[tuple[str, dict[str, Figure]], ...]


class Mention(NamedTuple):
    """A row's label in a text."""

    label: str
    start: int
    end: int


def rows(index: Index) -> list[Rows]:
    """The tables whose rows have a name each, with their columns of plain figures, totals left out."""
    out = []
    for _, grid in index.tables():
        columns: dict[int, dict[str, Figure]] = {}
        heads: dict[int, str] = {}
        twice: set[int] = set()
        for (_, c), figure in sorted(grid.items()):
            detail = figure.claim.detail or {}
            label = re.split(r"[(（]", str(detail.get("row", "")))[0].strip()
            q = figure.claim.quantity
            if detail.get("total") or q is None or q.value is None or not _LABEL.fullmatch(label):
                continue
            column = columns.setdefault(c, {})
            if label in column:
                twice.add(c)
            column[label] = figure
            heads[c] = str(detail.get("column", "")).lower()
        kept = [(heads[c], column) for c, column in sorted(columns.items()) if c not in twice and len(column) > 1]
        if kept:
            first = next(iter(kept[0][1].values()))
            labels = dict.fromkeys(label for _, column in kept for label in column)
            out.append(Rows(first.sentence.index, tuple(labels), tuple(kept)))
    return out


def near(tables: list[Rows], at: int) -> list[Rows]:
    """The tables that a sentence may speak of; all are in reading order."""
    places = [table.at for table in tables]
    return tables[bisect_left(places, at - _AWAY) : bisect_left(places, at + _AWAY)]


def mentions(labels: tuple[str, ...], text: str) -> list[Mention]:
    """Where rows are named: by the whole label, else by one of its words ("Rovers"), or two characters, of its own."""
    found: list[Mention] = []
    for label in labels:
        for name in (label, *_short(label, labels)):
            pattern = re.escape(name) if not name.isascii() else rf"(?<![\w-]){re.escape(name)}(?!\w)"
            here = [Mention(label, m.start(), m.end()) for m in re.finditer(pattern, text)]
            if here:
                found += here
                break
    return sorted(found, key=lambda m: m.start)


def _short(label: str, labels: tuple[str, ...]) -> list[str]:
    others = " ".join(other for other in labels if other != label)
    if label.isascii():
        words = [w for w in label.split() if w[0].isupper() and len(w) >= _SHORT]
        return [w for w in words if not re.search(rf"(?<!\w){re.escape(w)}(?!\w)", others)]
    return [label[:_CUT]] if len(label) > _CUT and label[:_CUT] not in others else []
