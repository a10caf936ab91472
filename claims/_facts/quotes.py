"""Where quotation marks open and close, whoever's words or title they hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from claims._patterns import lazy
from claims.document import Block

_MARK = lazy(r"[\"“”„«»「」『』＂]|[‘’'](?=\S)|(?<=[.,?!…])[’']")
_PAIR = {"“": "”", "„": "“", "«": "»", "「": "」", "『": "』"}
_LONGEST = 6000


class Quote(NamedTuple):
    """A stretch between quotation marks: with the marks, without them, and whether the closing mark is there."""

    start: int
    end: int
    first: int
    last: int
    closed: bool
    single: bool


def quotes(prose: str, blocks: Iterable[Block]) -> list[Quote]:
    """The outermost quoted stretches of a prose, in order; none runs over a block's end."""
    found: list[Quote] = []
    for block in blocks:
        if block.kind == "code":
            continue
        _block(prose, block.start, block.end, found)
    return found


def _block(prose: str, start: int, end: int, found: list[Quote]) -> None:
    opened = -1
    closing = ""
    for match in _MARK.finditer(prose, start, end):
        at = match.start()
        mark = prose[at]
        if opened >= 0:
            if closing in '”"' and mark in (closing, "”"):
                if mark == '"' and _opens(prose, at, start, end):
                    opened = at  # the one before was no opening mark
                    continue
            elif closing == "’" and mark in "’'":
                if not _closes_single(prose, at, end):
                    continue
            elif closing == "“" and mark in "“”":
                pass
            elif mark != closing:
                if mark == "“" and closing in '”"':
                    opened, closing = at, "”"
                continue
            if 1 < at - opened <= _LONGEST:
                found.append(Quote(opened, at + 1, opened + 1, at, True, closing == "’"))
            opened = -1
            continue
        if mark in _PAIR:
            opened, closing = at, _PAIR[mark]
        elif mark in '"＂':
            before = prose[at - 1] if at > start else " "
            after = prose[at + 1] if at + 1 < end else " "
            if not after.isspace() and not (before.isdigit() and after in " ,.;)x×"):
                opened, closing = at, '"'
        elif mark in "‘'" and _opens_single(prose, at, start, end):
            opened, closing = at, "’"
    if opened >= 0 and closing != "’" and 12 < end - opened <= _LONGEST:
        found.append(Quote(opened, end, opened + 1, end, False, False))


def _opens(prose: str, at: int, start: int, end: int) -> bool:
    """A straight mark with a space before and none behind it opens, whatever stood before."""
    before = prose[at - 1] if at > start else " "
    after = prose[at + 1] if at + 1 < end else " "
    return before.isspace() and not after.isspace() and after.isalnum()


def _opens_single(prose: str, at: int, start: int, end: int) -> bool:
    before = prose[at - 1] if at > start else " "
    after = prose[at + 1] if at + 1 < end else " "
    return (before.isspace() or before in "(—–:[") and after.isupper()


def _closes_single(prose: str, at: int, end: int) -> bool:
    after = prose[at + 1] if at + 1 < end else " "
    return prose[at - 1] in ".,?!…" and (after.isspace() or after in ").,;:—")
