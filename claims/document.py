"""A text with its places: what an article, table or page says, unchanged.

A `Document` is derived once by `sources` and never altered; every place is a pair of code-point offsets
into `Document.text`, start inclusive, end exclusive.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from urllib.parse import quote as percent_encode

CONTEXT = 32
"""Code points of prefix and suffix that a `Quote` carries (W3C Web Annotation, text quote selector)."""


class Period(NamedTuple):
    """A stretch of days, both ends included. An unsettled end is None; `written` is the text that says it."""

    start: date | None
    end: date | None
    written: str = ""

    @property
    def settled(self) -> bool:
        """True where both ends are known."""
        return self.start is not None and self.end is not None


class Quote(NamedTuple):
    """A place in a document with its exact text and some text before and after it."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str

    @property
    def fragment(self) -> str:
        """The text-fragment directive (`:~:text=...`) that leads a browser to this place."""
        parts = []
        if self.prefix.strip():
            parts.append(_encode(self.prefix.strip()) + "-")
        exact = self.exact.strip()
        parts.append(_encode(exact))
        if self.suffix.strip():
            parts.append("-" + _encode(self.suffix.strip()))
        return ":~:text=" + ",".join(parts)


def _encode(text: str) -> str:
    # "-" and "," are part of the directive's own syntax and must be encoded by hand.
    return percent_encode(text, safe="", errors="replace").replace("-", "%2D")


class Link(NamedTuple):
    """A hyperlink: the place of its words, its address and relation (`cites` where nothing else is said)."""

    start: int
    end: int
    address: str
    title: str = ""
    rel: str = "cites"


class Comment(NamedTuple):
    """A comment in the document's source that speaks to crossfoot: its place, and what follows `crossfoot:`.

    Where the text is derived (a page), the comment is not in it, and its place is empty. closed: whether it ends.
    """

    start: int
    end: int
    text: str
    closed: bool = True


class Cell(NamedTuple):
    """One table cell: its place and its row and column, counted from 0 within its table."""

    start: int
    end: int
    table: int
    row: int
    column: int
    header: bool = False


@dataclass(slots=True)
class Table:
    """A table: its place, its cells row by row, and the caption that stands with it."""

    start: int
    end: int
    rows: list[list[Cell]] = field(default_factory=list)
    caption: str = ""


class Block(NamedTuple):
    """A paragraph, heading, list item or table row. `page` counts from 1, None where there are no pages."""

    start: int
    end: int
    kind: str = "paragraph"  # heading, paragraph, item, row, caption, quote, code, meta
    page: int | None = None


class Document:
    """An article's text and what is known about it.

    text: the text, never altered. address: where it came from. published: the days on which it may have been
    published. language: `en`, `zh` or `mul` (mixed). place: ISO 3166 country of publication, or None.
    hidden: spans that are markup, addresses or code, not prose; the reader sees blanks there.
    blocks, tables, links, comments: in order of place. encoding, sha256: of the bytes that the text was decoded
    from.
    """

    __slots__ = (
        "text",
        "address",
        "title",
        "language",
        "published",
        "place",
        "encoding",
        "sha256",
        "links",
        "tables",
        "blocks",
        "hidden",
        "comments",
        "_starts",
        "_cells",
        "_prose",
    )

    def __init__(
        self,
        text: str,
        *,
        address: str = "",
        title: str | None = None,
        language: str = "en",
        published: Period | None = None,
        place: str | None = None,
        encoding: str = "utf-8",
        sha256: str | None = None,
        links: tuple[Link, ...] = (),
        tables: tuple[Table, ...] = (),
        blocks: tuple[Block, ...] = (),
        hidden: tuple[tuple[int, int], ...] = (),
        comments: tuple[Comment, ...] = (),
    ) -> None:
        self.text = text
        self.address = address
        self.title = title
        self.language = language
        self.published = published
        self.place = place
        self.encoding = encoding
        self.sha256 = sha256 if sha256 is not None else hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        self.links = links
        self.tables = tables
        self.blocks = blocks or lines(text)
        self.hidden = hidden
        self.comments = comments
        self._starts = [block.start for block in self.blocks]
        self._prose: str | None = None
        self._cells: list[Cell] | None = None

    @property
    def prose(self) -> str:
        """The text with everything hidden blanked out, offset for offset."""
        if self._prose is None:
            if not self.hidden:
                self._prose = self.text
            else:
                parts, at = [], 0
                for first, end in self.hidden:
                    start = max(first, at)
                    if end <= start:
                        continue
                    parts.append(self.text[at:start])
                    parts.append("".join("\n" if c == "\n" else " " for c in self.text[start:end]))
                    at = end
                parts.append(self.text[at:])
                self._prose = "".join(parts)
        return self._prose

    def quote(self, start: int, end: int) -> Quote:
        """The place from start to end, with up to `CONTEXT` code points on either side."""
        text = self.text
        return Quote(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])

    def paragraph(self, place: int) -> int:
        """The number of the block that holds this place, counted from 0 (the one before, between blocks)."""
        return max(0, bisect_right(self._starts, place) - 1)

    def cell(self, place: int) -> Cell | None:
        """The table cell that holds this place."""
        if self._cells is None:
            self._cells = sorted((cell for table in self.tables for row in table.rows for cell in row), key=_place_of)
        at = bisect_right(self._cells, place, key=_place_of)
        # Empty cells and the cells of a table within another may begin at the same place or before.
        for cell in reversed(self._cells[max(0, at - 8) : at]):
            if place < max(cell.end, cell.start + 1):
                return cell
        return None


def _place_of(cell: Cell) -> int:
    return cell.start


def lines(text: str) -> tuple[Block, ...]:
    """Blocks of a plain text: a block a line that is not blank, places without the white space around it."""
    blocks, at = [], 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            start = at + line.index(bare[0])
            blocks.append(Block(start, start + len(bare)))
        at += len(line)
    return tuple(blocks)
