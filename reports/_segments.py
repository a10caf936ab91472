"""An article cut into blocks, and blocks into segments, at the edges of all that a page marks in them."""

from __future__ import annotations

import heapq
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from claims.claim import FACTS, Claim
from claims.document import Document, Table

KIND_MARKS = {
    "money": "¤",
    "percent": "%",
    "points": "pp",
    "count": "#",
    "measure": "u",
    "number": "n",
    "date": "d",
    "duration": "t",
    "age": "a",
    "ordinal": "º",
    "ratio": ":",
    "statistic": "p",
    "time": "h",
    "score": "s",
    "role": "R",
    "quotation": "Q",
    "event": "E",
    "statement": "S",
}
"""The small mark after a claim that tells its kind: page.css sets the same, the legend explains them."""


class Look(NamedTuple):
    """How an outcome is shown: its sign in the house notation, words for a claim, a title for its cards."""

    sign: str
    words: str
    title: str


LOOKS = {
    "proven": Look("!!", "proven discrepancy", "Proven discrepancies"),
    "likely": Look("!", "likely discrepancy", "Likely discrepancies"),
    "undecided": Look("?", "undecided", "Undecided"),
    "holds": Look("=", "holds", "Holds"),
    "trivial": Look("(=)", "holds, as it must", "Holds, and could not have come out otherwise"),
    "waived": Look("~", "waived", "Waived discrepancies"),
    "recorded": Look("≈", "recorded before", "Discrepancies recorded before"),
    "unchecked": Look("", "not weighed", "Not weighed"),
}
"""Outcomes as a page shows them, the gravest first: the first one counts for a claim in several relations."""

GRAVITY = {name: place for place, name in enumerate(LOOKS)}
"""The place of each outcome in that order, 0 for the gravest."""
_FACTS = frozenset(FACTS)
UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Characters that no page can carry: control characters, and halves of surrogate pairs."""
_WORD = re.compile(r"\w")


def clean(text: str) -> str:
    """The text with each character that no page can carry shown as U+FFFD."""
    return UNSHOWABLE.sub("�", text)


def safe_address(address: str) -> str | None:
    """The address where it is one that a page may link to (http or https, with a host), else None."""
    address = address.strip()
    if not address.isprintable() or any(c.isspace() for c in address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.netloc else None


@dataclass(slots=True, eq=False)
class Mark:
    """A claim in the article. outcome: a key of `LOOKS`. shown: it leads a verdict. cards: its verdicts."""

    n: int
    claim: Claim
    outcome: str = "unchecked"
    shown: bool = False
    cards: list[int] = field(default_factory=list)

    @property
    def point(self) -> bool:
        """True for a fact that no relation holds: only its ends are marked, so that prose stays prose."""
        return self.claim.kind in _FACTS and not self.cards

    @property
    def label(self) -> str:
        """Kind and outcome in words, for those who do not see the mark."""
        return self.claim.kind + ("" if self.outcome == "unchecked" else f", {LOOKS[self.outcome].words}")

    @property
    def target(self) -> str:
        """Where the mark leads without JavaScript: its first card, or its row in the table."""
        return f"v{self.cards[0]}" if self.cards else f"c{self.n}"

    @property
    def kind(self) -> str:
        """The kind, as a class name that page.css knows."""
        return self.claim.kind if self.claim.kind in KIND_MARKS else "number"


class Segment(NamedTuple):
    """A stretch of text with no edge of a mark inside it.

    owner: the innermost claim that covers it. first, last: it starts or ends that claim. grave: `proven` or
    `likely` where a discrepancy covers it. hidden: `markup`, `dim` or empty. starts: claims marked by a point
    before it. ends: how many such claims end with it. unread: the number of the unread digits that begin
    here, -1 where they go on.
    """

    text: str
    owner: Mark | None
    first: bool
    last: bool
    grave: str
    hidden: str
    link: str | None
    unread: int | None
    starts: tuple[Mark, ...]
    ends: int


class _Cursor:
    """Finds the span that holds a place, for places that only grow. Of overlapping spans the first counts."""

    def __init__(self, spans: Iterable[tuple[int, int, Any]]) -> None:
        self.spans = sorted(spans, key=lambda span: span[:2])
        self.next = 0

    def at(self, place: int) -> tuple[int, int, Any] | None:
        """The span that holds this place."""
        while self.next < len(self.spans) and self.spans[self.next][1] <= place:
            self.next += 1
        if self.next < len(self.spans) and self.spans[self.next][0] <= place:
            return self.spans[self.next]
        return None


class _Sweep:
    """The segments of a document: the text cut at the edges of all that is shown in it, in one pass."""

    def __init__(
        self,
        document: Document,
        marks: Sequence[Mark],
        unread: Sequence[tuple[int, int]],
        edges: Iterable[int],
    ) -> None:
        self.text = document.text
        size = len(self.text)
        inside = [m for m in marks if 0 <= m.claim.start < m.claim.end <= size]
        self._spans = sorted((m for m in inside if not m.point), key=lambda m: (m.claim.start, m.n))
        self._points: dict[int, list[Mark]] = {}
        self._closing: dict[int, int] = {}
        for mark in inside:
            if mark.point:
                self._points.setdefault(mark.claim.start, []).append(mark)
                self._closing[mark.claim.end] = self._closing.get(mark.claim.end, 0) + 1
        self._unread = [(start, end, n) for n, (start, end) in enumerate(unread)]
        self._hidden = [(start, end, self.text.startswith("<!--", start)) for start, end in document.hidden]
        self._links = [(link.start, link.end, safe_address(link.address)) for link in document.links]
        cuts = {0, size, *edges, *self._points, *self._closing}
        for mark in self._spans:
            cuts.update((mark.claim.start, mark.claim.end))
        for start, end, _ in (*self._unread, *self._hidden, *self._links):
            cuts.update((start, end))
        self.segments: list[Segment] = []
        self.starts = sorted(cut for cut in cuts if 0 <= cut <= size)
        self._run()

    def _run(self) -> None:
        # (length, gravity, index, mark): the innermost claim owns a segment, and of equals the gravest.
        covering: list[tuple[int, int, int, Mark]] = []
        grave = dict.fromkeys(LOOKS, 0)
        closing = sorted((m.claim.end, m.outcome) for m in self._spans)
        unread, hidden, links = _Cursor(self._unread), _Cursor(self._hidden), _Cursor(self._links)
        begun, ended, numbered = 0, 0, -1
        for start, end in pairwise(self.starts):
            while ended < len(closing) and closing[ended][0] <= start:
                grave[closing[ended][1]] -= 1
                ended += 1
            here = begun
            while begun < len(self._spans) and self._spans[begun].claim.start <= start:
                mark = self._spans[begun]
                grave[mark.outcome] += 1
                length = mark.claim.end - mark.claim.start
                heapq.heappush(covering, (length, GRAVITY[mark.outcome], mark.n, mark))
                begun += 1
            while covering and covering[0][3].claim.end <= start:
                heapq.heappop(covering)
            owner = covering[0][3] if covering else None
            link, digits = links.at(start), unread.at(start) if owner is None else None
            number = None
            if digits:
                number, numbered = -1 if digits[2] == numbered else digits[2], digits[2]
            covered = (mark for mark in self._spans[here:begun] if mark is not owner)
            self.segments.append(
                Segment(
                    text=clean(self.text[start:end]),
                    owner=owner,
                    first=owner is not None and owner.claim.start == start,
                    last=owner is not None and owner.claim.end == end,
                    grave="proven" if grave["proven"] else "likely" if grave["likely"] else "",
                    hidden=_hiding(self.text[start:end], comment=out[2]) if (out := hidden.at(start)) else "",
                    link=link[2] if link else None,
                    unread=number,
                    starts=(*self._points.get(start, ()), *covered),
                    ends=self._closing.get(end, 0),
                )
            )

    def between(self, start: int, end: int) -> list[Segment]:
        """The segments from start to end, both of them cuts."""
        return self.segments[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def _hiding(text: str, *, comment: bool) -> str:
    # Bare markup, addresses and comments go out of sight, and a switch brings them back; words (code) are dimmed.
    words = _WORD.search(text) and "://" not in text and "](" not in text
    return "dim" if words and not comment else "markup"


class Block(NamedTuple):
    """A stretch of the article under one tag: segments, or for a table its rows of (header, segments)."""

    kind: str
    segments: Sequence[Segment]
    rows: Sequence[Sequence[tuple[bool, Sequence[Segment]]]] = ()

    def every(self) -> Iterator[Segment]:
        """All segments, those of the cells included."""
        yield from self.segments
        for row in self.rows:
            for _, segments in row:
                yield from segments


def _places(document: Document) -> list[tuple[int, int, str, Table | None]]:
    """Blocks and tables in order, free of each other, with what else is on their lines (`##`, list marks)."""
    text = document.text
    tables = [table for table in document.tables if table.rows]
    tables = [
        table
        for n, table in enumerate(tables)
        if _plain(text, table) and all(_apart(table, tables[m]) for m in (n - 1, n + 1) if 0 <= m < len(tables))
    ]
    ordered: list[tuple[int, int, str, Table | None]] = [(t.start, t.end, "table", t) for t in tables]
    within = _Cursor((t.start, t.end, None) for t in tables)
    ordered.extend(
        (block.start, block.end, block.kind, None)
        for block in sorted(document.blocks, key=lambda block: block.start)
        if 0 <= block.start < block.end <= len(text) and not within.at(block.start)
    )
    # Of two that start together the longer comes first, is cut to nothing, and leaves its place to the inner.
    ordered.sort(key=lambda place: (place[0], -place[1]))
    shown, at = [], 0
    for place, (after, *_) in pairwise([*ordered, (len(text), len(text), "", None)]):
        start, end = max(place[0], at), min(place[1], after)
        if start >= end:
            continue
        if place[3] is None:
            newline = text.rfind("\n", at, start)
            start = newline + 1 if newline >= 0 else at
            newline = text.find("\n", end, after)
            end = newline if newline >= 0 else after
        shown.append((start, end, place[2], place[3]))
        at = end
    return shown


def _apart(one: Table, other: Table) -> bool:
    return one.end <= other.start or other.end <= one.start


def _plain(text: str, table: Table) -> bool:
    """True where the cells follow one another and no word of the table stands outside them."""
    at = table.start
    for row in table.rows:
        for cell in row:
            if not at <= cell.start <= cell.end <= min(table.end, len(text)):
                return False
            if _WORD.search(text, at, cell.start):
                return False
            at = cell.end
    return at <= table.end <= len(text) and not _WORD.search(text, at, table.end)


def article(document: Document, marks: Sequence[Mark], unread: Sequence[tuple[int, int]]) -> Iterator[Block]:
    """The article block by block, each claim and each run of unread digits marked where it stands."""
    places = _places(document)
    edges = {edge for start, end, _, _ in places for edge in (start, end)}
    edges.update(
        edge for *_, table in places if table for row in table.rows for cell in row for edge in (cell.start, cell.end)
    )
    sweep = _Sweep(document, marks, unread, edges)
    at = 0
    for start, end, kind, table in [*places, (len(document.text), len(document.text), "", None)]:
        if at < start and _WORD.search(document.text, at, start):
            gap = sweep.between(at, start)
            yield Block("markup" if all(s.hidden == "markup" for s in gap) else "gap", gap)
        if table:
            rows = [[(c.header, sweep.between(c.start, c.end)) for c in row] for row in table.rows]
            yield Block(kind, (), rows)
        elif start < end:
            yield Block(kind, sweep.between(start, end))
        at = end
