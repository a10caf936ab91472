"""Tests whose statistic, degrees of freedom and p stand in the columns of one table row.

A table counts where its header names one statistic and one p, and the degrees of freedom have a column or stand in the
header ("t(28)"). A row counts where its cells hold nothing but those numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from checkers._gather import Index
from claims.claim import Claim
from claims.document import Cell

_STATISTICS = {
    "t": "t", "tvalue": "t", "tstatistic": "t", "tratio": "t", "f": "F", "fvalue": "F", "fratio": "F", "fstatistic": "F",
    "z": "z", "zvalue": "z", "χ2": "chi2", "χ²": "chi2", "x2": "chi2", "chi2": "chi2", "chisquare": "chi2",
    "chisquared": "chi2", "r": "r",
}  # fmt: skip
_FREEDOM = {"df": 0, "dfs": 0, "degreesoffreedom": 0, "df1": 1, "dfn": 1, "numdf": 1, "df2": 2, "dfd": 2, "dendf": 2}
_P = ("p", "pvalue", "sig", "sig2tailed", "significance")
_IN_HEADER = re.compile(
    r"(?P<name>[A-Za-zχ²2]{1,9})\((?P<df>\d{1,6}(?:\.\d{1,3})?)(?:,(?P<df2>\d{1,6}(?:\.\d{1,3})?))?\)"
)
_NUMBER = re.compile(r"(?P<sign>[-−–]?)\s?(?P<value>\d{0,6}(?:\.\d{1,6})?)\s?[*†‡]{0,3}")
_COUNT = re.compile(r"(?P<df>\d{1,6}(?:\.\d{1,4})?)(?:\s?[,;/]\s?(?P<df2>\d{1,6}(?:\.\d{1,4})?))?")
_PROBABILITY = re.compile(r"(?P<rel>[<>=≤≥]?)\s?(?P<p>0?\.\d{1,9}|1(?:\.0{1,6})?)\s?[*†‡]{0,3}")
_RELATIONS = {"": "=", "≤": "<=", "≥": ">="}


def rows(index: Index) -> Iterator[list[tuple[list[tuple[str, Claim]], dict[str, Any]]]]:
    """By table the rows that report a test: its claims by role, and a detail like that of a test in a sentence."""
    text = index.document.text
    figures = dict(index.tables()) if index.document.tables else {}
    for number, table in enumerate(index.document.tables):
        cells = {(cell.row, cell.column): cell for row in table.rows for cell in row}
        header = _header(text, cells)
        if header is None or number not in figures:
            continue
        found = []
        for row in sorted({row for row, _ in cells if row > 0}):
            detail = _detail(text, header, {column: cell for (r, column), cell in cells.items() if r == row})
            if detail is None:
                continue
            in_row = [(role, figures[number].get((row, header[role]))) for role in ("p", "statistic")]
            roles = [(role, figure.claim) for role, figure in in_row if figure is not None]
            if roles:
                found.append((roles, detail))
        if found:
            yield found


def _plain(text: str) -> str:
    return re.sub(r"[\s*_$\\.{}^-]", "", text)


def _header(text: str, cells: dict[tuple[int, int], Cell]) -> dict[str, Any] | None:
    """The columns of a statistic, its degrees of freedom and p; None where there are not just these."""
    found: dict[str, Any] = {}
    for (row, column), cell in cells.items():
        if row > 0:
            continue
        name = _plain(text[cell.start : cell.end])
        inside = _IN_HEADER.fullmatch(name)
        key = inside["name"].lower() if inside else name.lower().replace("(", "").replace(")", "")
        if key in ("x", "y"):
            return None  # coordinates
        for role, value in (
            ("statistic", column if key in _STATISTICS else None),
            ("p", column if key in _P else None),
            (f"df{_FREEDOM.get(key, 0)}", column if key in _FREEDOM else None),
        ):
            if value is not None:
                if role in found:
                    return None
                found[role] = value
        if key in _STATISTICS:
            found["test"] = _STATISTICS[key]
            if inside:
                found["freedom"] = [df for df in inside.group("df", "df2") if df]
    return found if "statistic" in found and "p" in found else None


def _detail(text: str, header: dict[str, Any], cells: dict[int, Cell]) -> dict[str, Any] | None:
    def written(role: str) -> str:
        cell = cells.get(header.get(role, -1))
        return text[cell.start : cell.end].strip() if cell is not None else ""

    value, p = _NUMBER.fullmatch(written("statistic")), _PROBABILITY.fullmatch(written("p"))
    if value is None or not value["value"] or p is None:
        return None
    df = list(header.get("freedom", ()))
    for role in ("df0", "df1", "df2"):
        if role in header:
            count = _COUNT.fullmatch(written(role))
            if count is None:
                return None
            df += [part for part in count.group("df", "df2") if part]
    test = header["test"]
    if len(df) != {"z": 0, "F": 2}.get(test, 1):
        return None
    digits = value["value"] if value["value"][0] != "." else f"0{value['value']}"
    cell = cells[header["p"]]
    start = text.index(p[0], cell.start)
    return {
        "test": test, "df": df or None, "n": None, "value": ("-" if value["sign"] else "") + digits, "relation": "=",
        "p": p["p"] if p["p"][0] != "." else f"0{p['p']}", "p_relation": _RELATIONS.get(p["rel"], p["rel"]),
        "places": {"p": [start, start + p.end("p")]}, "in_table": True,
    }  # fmt: skip
