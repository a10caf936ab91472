"""One self-contained HTML page: the article with every claim marked, the verdicts, and a table of all claims.

The page needs no network, no mouse and no JavaScript. Everything that it shows of the article is hostile until
escaped: jinja2 escapes all of it, addresses that are not http or https are shown as text, and a content security
policy admits the page's own style and script by their digests and nothing else. The same report gives the same
bytes. Time and size grow in step with the text and the number of claims.
"""

from __future__ import annotations

import base64
import hashlib
import heapq
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urldefrag, urlsplit

from checkers._verdict import Evidence, Fit, Verdict
from claims.claim import FACTS, KINDS, Claim
from claims.document import Document, Period, Table
from claims.quantity import Range, decimal_string

if TYPE_CHECKING:
    from jinja2 import Template

    from reports import Report

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
"""The small mark after a claim that tells its kind; page.css sets the same ones, and the legend explains them."""


class Look(NamedTuple):
    """How an outcome is shown: the sign of the house notation, words for one claim, a title for a group of cards."""

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
    "unchecked": Look("", "not weighed", "Not weighed"),
}
"""Outcomes as the page shows them, the gravest first: where a claim is in several relations, the first one counts."""

_GRAVITY = {name: place for place, name in enumerate(LOOKS)}
_FACTS = frozenset(FACTS)
_SHORT = 100  # characters of a long quotation shown in lists
_AROUND = 28  # characters shown on either side of an edit or of unread digits
_MARGIN = 15  # days shown before and after those that the evidence is of
_MAX_RATES = 400  # points of one line of rates
_MAX_CHARTS = 3  # lines of rates in one card
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_WORD = re.compile(r"\w")
_PAIR = re.compile(r"([A-Z]{3})(?:/| per )([A-Z]{3})")
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")


def render(report: Report) -> str:
    """The whole page as text, to be written as UTF-8.

    Where a verdict's evidence is a rate of the table that is installed with this program, the card draws the
    rates of the days around it.
    """
    script, style = _part("page.js"), _part("page.css")
    return _template().render(
        page=_Page(report),
        style=style,
        script=script,
        style_digest=_digest(style),
        script_digest=_digest(script),
    )


def _part(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _template() -> Template:
    from jinja2 import DictLoader, Environment, StrictUndefined

    room = Environment(
        loader=DictLoader({"page.html": _part("page.html")}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return room.get_template("page.html")


def clean(text: str) -> str:
    """The text with what no page can carry (control characters, halves of surrogate pairs) shown as U+FFFD."""
    return _UNSHOWABLE.sub("�", text)


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


def _short(text: str, size: int = _SHORT) -> str:
    text = " ".join(text[: 4 * size].split())
    return clean(text if len(text) <= size else text[: size - 1].rstrip() + "…")


class _Address(NamedTuple):
    """A source to show: its words, and where they lead if that is a place a page may lead to."""

    text: str
    href: str | None


def _address(address: str, text: str = "") -> _Address:
    return _Address(clean(text or address), safe_address(address))


# The article: blocks of segments ------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class _Mark:
    """A claim in the article. `outcome` is a key of `LOOKS`; `shown` is true where the claim leads a verdict."""

    index: int
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
        return f"v{self.cards[0]}" if self.cards else f"c{self.index}"

    @property
    def kind(self) -> str:
        """The kind, as a class name that page.css knows."""
        return self.claim.kind if self.claim.kind in KIND_MARKS else "number"


class _Segment(NamedTuple):
    """A stretch of text with no edge of a mark inside it.

    owner: the innermost claim that covers it. first, last: it starts or ends that claim. grave: the outcome of a
    discrepancy that covers it. hidden: `markup`, `dim` or empty. starts: claims marked by a point before it.
    ends: how many such claims end with it. unread: the number of the unread digits that it is part of.
    """

    text: str
    owner: _Mark | None
    first: bool
    last: bool
    grave: str
    hidden: str
    link: str | None
    unread: int | None
    starts: tuple[_Mark, ...]
    ends: int


class _Cursor:
    """Finds the span that holds a place, for places that only grow. Of overlapping spans the earliest counts."""

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
        self, document: Document, marks: Sequence[_Mark], unread: Sequence[tuple[int, int]], edges: Iterable[int]
    ) -> None:
        self.text = document.text
        size = len(self.text)
        inside = [m for m in marks if 0 <= m.claim.start < m.claim.end <= size]
        self._spans = sorted((m for m in inside if not m.point), key=lambda m: (m.claim.start, m.index))
        self._points: dict[int, list[_Mark]] = {}
        self._closing: dict[int, int] = {}
        for mark in inside:
            if mark.point:
                self._points.setdefault(mark.claim.start, []).append(mark)
                self._closing[mark.claim.end] = self._closing.get(mark.claim.end, 0) + 1
        self._unread = [(start, end, n) for n, (start, end) in enumerate(unread)]
        self._hidden = [(start, end, None) for start, end in document.hidden]
        self._links = [(link.start, link.end, safe_address(link.address)) for link in document.links]
        cuts = {0, size, *edges, *self._points, *self._closing}
        for mark in self._spans:
            cuts.update((mark.claim.start, mark.claim.end))
        for start, end, _ in (*self._unread, *self._hidden, *self._links):
            cuts.update((start, end))
        self.segments: list[_Segment] = []
        self.starts = sorted(cut for cut in cuts if 0 <= cut <= size)
        self._run()

    def _run(self) -> None:
        # (length, gravity, index, mark): the innermost claim owns a segment, and of equals the gravest.
        covering: list[tuple[int, int, int, _Mark]] = []
        grave = dict.fromkeys(LOOKS, 0)
        closing = sorted((m.claim.end, m.outcome) for m in self._spans)
        unread, hidden, links = _Cursor(self._unread), _Cursor(self._hidden), _Cursor(self._links)
        begun = ended = 0
        for start, end in zip(self.starts, self.starts[1:], strict=False):
            while ended < len(closing) and closing[ended][0] <= start:
                grave[closing[ended][1]] -= 1
                ended += 1
            here = begun
            while begun < len(self._spans) and self._spans[begun].claim.start <= start:
                mark = self._spans[begun]
                grave[mark.outcome] += 1
                length = mark.claim.end - mark.claim.start
                heapq.heappush(covering, (length, _GRAVITY[mark.outcome], mark.index, mark))
                begun += 1
            while covering and covering[0][3].claim.end <= start:
                heapq.heappop(covering)
            owner = covering[0][3] if covering else None
            digits, link = unread.at(start), links.at(start)
            self.segments.append(
                _Segment(
                    text=clean(self.text[start:end]),
                    owner=owner,
                    first=owner is not None and owner.claim.start == start,
                    last=owner is not None and owner.claim.end == end,
                    grave="proven" if grave["proven"] else "likely" if grave["likely"] else "",
                    hidden=_hiding(self.text[start:end]) if hidden.at(start) else "",
                    link=link[2] if link else None,
                    unread=digits[2] if digits and owner is None else None,
                    starts=(*self._points.get(start, ()), *(m for m in self._spans[here:begun] if m is not owner)),
                    ends=self._closing.get(end, 0),
                )
            )

    def between(self, start: int, end: int) -> list[_Segment]:
        """The segments from start to end, both of them cuts."""
        return self.segments[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def _hiding(text: str) -> str:
    # Bare markup and addresses go out of sight (a switch brings them back); words, as in code, are only dimmed.
    return "dim" if _WORD.search(text) and "://" not in text and "](" not in text else "markup"


class _Block(NamedTuple):
    """A stretch of the article under one tag: segments, or for a table its rows of (header, segments)."""

    kind: str
    segments: Sequence[_Segment]
    rows: Sequence[Sequence[tuple[bool, Sequence[_Segment]]]] = ()


def _places(document: Document) -> list[tuple[int, int, str, Table | None]]:
    """Blocks and tables in order, free of each other, each with what else stands on its lines (`##`, list marks)."""
    text = document.text
    tables = [table for table in document.tables if table.rows]
    tables = [
        table
        for n, table in enumerate(tables)
        if _plain(text, table) and all(_apart(table, tables[m]) for m in (n - 1, n + 1) if 0 <= m < len(tables))
    ]
    ordered: list[tuple[int, int, str, Table | None]] = [(t.start, t.end, "table", t) for t in tables]
    within = _Cursor((t.start, t.end, None) for t in tables)
    for block in sorted(document.blocks, key=lambda b: b.start):
        if 0 <= block.start < block.end <= len(text) and not within.at(block.start):
            ordered.append((block.start, block.end, block.kind, None))
    # Of two that start together the longer comes first, is cut to nothing, and leaves the place to the inner one.
    ordered.sort(key=lambda place: (place[0], -place[1]))
    shown, at = [], 0
    for place, after in zip(ordered, [*(later[0] for later in ordered[1:]), len(text)], strict=True):
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
            if not at <= cell.start <= cell.end <= min(table.end, len(text)) or _WORD.search(text, at, cell.start):
                return False
            at = cell.end
    return at <= table.end <= len(text) and not _WORD.search(text, at, table.end)


def _article(document: Document, marks: Sequence[_Mark], unread: Sequence[tuple[int, int]]) -> Iterator[_Block]:
    places = _places(document)
    edges = {edge for start, end, _, _ in places for edge in (start, end)}
    edges.update(
        edge
        for *_, table in places
        if table
        for row in table.rows
        for cell in row
        for edge in (cell.start, cell.end)
    )
    sweep = _Sweep(document, marks, unread, edges)
    at = 0
    for start, end, kind, table in [*places, (len(document.text), len(document.text), "", None)]:
        if at < start and _WORD.search(document.text, at, start):
            gap = sweep.between(at, start)
            yield _Block("markup" if all(s.hidden == "markup" for s in gap) else "gap", gap)
        if table:
            rows = [[(c.header, sweep.between(c.start, c.end)) for c in row] for row in table.rows]
            yield _Block(kind, (), rows)
        elif start < end:
            yield _Block(kind, sweep.between(start, end))
        at = end


# Figures as text ----------------------------------------------------------------------------------------------


def grouped(value: Fraction | Decimal | int, places: int = 6) -> str:
    """The value in plain digits with thin groups of three: `591,900,000,000`, at most `places` decimals."""
    if places < 12:
        value = round(Fraction(value), places)
    whole, point, rest = (decimal_string(value) or "").partition(".")
    sign, whole = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    first = len(whole) % 3
    groups = ([whole[:first]] if first else []) + [whole[n : n + 3] for n in range(first, len(whole), 3)]
    return sign + ",".join(groups) + point + rest


_SCALES = ((Fraction(10**12), " trillion"), (Fraction(10**9), " billion"), (Fraction(10**6), " million"))


class _Scale:
    """How to write the ends of some ranges so that they can be told apart: a scale word, and enough decimals."""

    def __init__(self, ranges: Sequence[Range]) -> None:
        ends = sorted({end for r in ranges for end in (r.low, r.high) if end is not None})
        largest = max((abs(end) for end in ends), default=Fraction(0))
        self.by, self.word = next(((by, word) for by, word in _SCALES if largest >= by), (Fraction(1), ""))
        steps = [(high - low) / self.by for low, high in zip(ends, ends[1:], strict=False)]
        step = min(steps, default=Fraction(1))
        self.places = next((p for p in range(10) if Fraction(1, 10**p) <= step / 2), 10) if step < 2 else 0
        if len(ends) == 1:
            self.places = 6

    def number(self, value: Fraction) -> str:
        """The value without the scale word."""
        return grouped(value / self.by, self.places)

    def text(self, span: Range, unit: str) -> str:
        """The range in words, with its unit."""
        tail = self.word + (unit if unit == "%" else f" {unit}" if unit else "")
        if span.low is None and span.high is None:
            return "any value"
        if span.low is None or span.high is None:
            end, closed = (span.high, span.high_closed) if span.low is None else (span.low, span.low_closed)
            words = ("up to" if closed else "below") if span.low is None else ("from" if closed else "above")
            return f"{words} {self.number(end or Fraction(0))}{tail}" + (" up" if words == "from" else "")
        low, high = self.number(span.low), self.number(span.high)
        return f"{low}{tail}" if low == high else f"{low} to {high}{tail}"


def _period(period: Period | None) -> str:
    if period is None or (period.start is None and period.end is None):
        return ""
    start = period.start.isoformat() if period.start else "…"
    end = period.end.isoformat() if period.end else "…"
    return start if start == end else f"{start} / {end}"


def _detail(claim: Claim) -> list[tuple[str, str]]:
    shown = []
    for name, value in (claim.detail or {}).items():
        if value in (None, "", (), []):
            continue
        text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        shown.append((clean(str(name)), _short(text, 300)))
    return shown


# Drawings: everything in units of an SVG viewBox --------------------------------------------------------------

_WIDE = 360
_LEFT, _RIGHT = 14, 346


def _across(value: Fraction, low: Fraction, high: Fraction) -> str:
    share = (value - low) / (high - low)
    return _tenth(_LEFT + share * (_RIGHT - _LEFT))


def _tenth(value: Fraction) -> str:
    return decimal_string(round(value, 1)) or "0"


class _Bar(NamedTuple):
    """A range on the axis: its words, and where it is drawn. `lowless`, `highless`: it runs out of the picture."""

    name: str
    words: str
    x: str
    width: str
    lowless: bool
    highless: bool


class _Ranges(NamedTuple):
    """The drawing of what is written against what the others allow. `gap` is the stretch between the two, if any."""

    bars: list[_Bar]
    gap: tuple[str, str] | None
    summary: str


def _ranges(verdict: Verdict) -> _Ranges | None:
    found, expected, unit = verdict.found, verdict.expected, clean(verdict.unit or "")
    if found is None or expected is None:
        return None
    spans = (found, expected)
    ends = [end for span in spans for end in (span.low, span.high) if end is not None]
    if not ends:
        return None
    low, high = min(ends), max(ends)
    margin = (high - low) / 8 or abs(low) / 100 or Fraction(1)
    low, high = low - margin, high + margin
    scale = _Scale(spans)
    bars = []
    for name, span in zip(("written", "what the others allow"), spans, strict=True):
        left = Fraction(_across(low if span.low is None else span.low, low, high))
        right = Fraction(_across(high if span.high is None else span.high, low, high))
        if right - left < 3:  # the thinnest bar that is still seen
            left, right = (left + right) / 2 - Fraction(3, 2), (left + right) / 2 + Fraction(3, 2)
        words = scale.text(span, unit)
        bars.append(_Bar(name, words, _tenth(left), _tenth(right - left), span.low is None, span.high is None))
    gap = None
    if not found.meets(expected):
        first, second = spans if (found.high is not None and found.high <= (expected.low or found.high)) else spans[::-1]
        if first.high is not None and second.low is not None and first.high < second.low:
            start, end = Fraction(_across(first.high, low, high)), Fraction(_across(second.low, low, high))
            gap = (_tenth(start), _tenth(end - start))
    meet = "The two ranges meet." if found.meets(expected) else "The two ranges do not meet."
    return _Ranges(bars, gap, f"Written: {bars[0].words}. What the others allow: {bars[1].words}. {meet}")


class _Line(NamedTuple):
    """A line of rates: points of the polyline, the day asked for, the ends of both axes, and all of it in words."""

    points: str
    x: str
    y: str
    day: str
    value: str
    first: str
    last: str
    low: str
    high: str
    band: tuple[str, str] | None
    name: str
    summary: str


_TOP, _BOTTOM = Fraction(10), Fraction(70)


def _days(as_of: str | None) -> tuple[date, date] | None:
    first, _, last = (as_of or "").partition("/")
    try:
        return date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip())
    except ValueError:
        return None


def _rates(base: str, quote: str, days: tuple[date, date]) -> list[tuple[date, Fraction]]:
    """The rates of the banking days from two weeks before to two weeks after, a point a day, oldest first."""
    from sources.rates import Rates

    half = (days[1] - days[0]) / 2
    around = Rates.bundled().around(base, quote, days[0] + half, half.days + _MARGIN)
    step = len(around) // _MAX_RATES + 1
    return [(rate.as_of, rate.value) for rate in around[::step]]


def _line(evidence: Evidence, needed: Range | None) -> _Line | None:
    """The rates around the day of the evidence; None where it names no pair, no day, or too few are known.

    needed: the rates, in the unit of the evidence, that would make the relation true: a band behind the line.
    """
    pair, days = _PAIR.fullmatch(evidence.unit or ""), _days(evidence.as_of)
    if not pair or days is None or days[1] < days[0]:
        return None
    quote, base = pair.groups()
    rates = _rates(base, quote, days)
    if len(rates) < 2:
        return None
    values = [rate for _, rate in rates]
    low, high = min(values), max(values)
    if needed is not None and needed.low is not None and needed.high is not None:
        low, high = min(low, needed.low), max(high, needed.high)
    margin = (high - low) / 12 or abs(low) / 100 or Fraction(1)
    low, high = low - margin, high + margin
    first, last = rates[0][0], rates[-1][0]
    scale = _Scale([Range(min(values), max(values))])

    def x(at: date) -> str:
        return _across(Fraction(at.toordinal()), Fraction(first.toordinal()), Fraction(last.toordinal()))

    def y(rate: Fraction) -> Fraction:
        return _BOTTOM - (rate - low) / (high - low) * (_BOTTOM - _TOP)

    on = [(at, rate) for at, rate in rates if days[0] <= at <= days[1]]
    at, rate = on[-1] if on else max((p for p in rates if p[0] < days[0]), default=rates[0])
    band = None
    if needed is not None and needed.low is not None and needed.high is not None:
        band = (_tenth(y(needed.high)), _tenth(max(y(needed.low) - y(needed.high), Fraction(2))))
    places = max(scale.places, 4)
    low_words, high_words, words = (grouped(v, places) for v in (min(values), max(values), rate))
    return _Line(
        points=" ".join(f"{x(when)},{_tenth(y(value))}" for when, value in rates),
        x=x(at),
        y=_tenth(y(rate)),
        day=at.isoformat(),
        value=words,
        first=first.isoformat(),
        last=last.isoformat(),
        low=low_words,
        high=high_words,
        band=band,
        name=f"{quote} for one {base}",
        summary=f"{quote} for one {base} from {first} to {last}: between {low_words} and {high_words}, "
        f"{words} on {at}.",
    )


# Cards, rows and lists ----------------------------------------------------------------------------------------


class _Part(NamedTuple):
    """A claim in its role in a relation."""

    role: str
    index: int | None
    exact: str
    figure: str


class _Change(NamedTuple):
    """What would make a relation true, and the edit as old and new text between its surroundings."""

    what: str
    edited: bool
    before: str
    old: str
    new: str
    after: str


class _Card(NamedTuple):
    """A verdict as the page shows it."""

    index: int
    outcome: str
    checker: str
    line: int
    quote: str
    because: str
    parts: list[_Part]
    changes: list[_Change]
    evidence: list[tuple[Evidence, _Address]]
    ranges: _Ranges | None
    lines: list[_Line]
    waived: str
    origin: str | None


class _Row(NamedTuple):
    """A claim in the table."""

    index: int
    placed: bool
    quote: str
    kind: str
    value: str
    sort: str
    span: str
    unit: str
    hedge: str
    period: str
    subject: str
    attribution: str
    outcome: str
    cards: list[int]
    detail: list[tuple[str, str]]
    sources: list[_Address]
    reading: str


class _Place(NamedTuple):
    """Some text with its surroundings, for the lists."""

    index: int
    before: str
    text: str
    after: str


def _outcome(verdict: Verdict, waived: str | None) -> str:
    if waived is not None:
        return "waived"
    if verdict.outcome == "discrepancy":
        return verdict.certainty or "proven"
    return "trivial" if verdict.outcome == "holds" and not verdict.telling else verdict.outcome


class _Page:
    """Everything that the template shows, worked out once."""

    def __init__(self, report: Report) -> None:
        self.document = document = report.document
        self.text = document.text
        self._newlines = [at for at, c in enumerate(self.text) if c == "\n"]
        from sources.rates import SOURCE

        self._bundled = (report.rates or {}).get("source") == SOURCE
        self._original = safe_address(urldefrag(document.address)[0]) if safe_address(document.address) else None
        self.counts = report.counts
        self.rates = report.rates
        self.title = _short(document.title or self._headline() or "Untitled", 200)
        self.language = document.language if _TAG.fullmatch(document.language) and document.language != "mul" else ""
        self.address = _address(document.address) if document.address else None
        self.published = _period(document.published)
        self.place = clean(document.place or "")
        self.marks = [_Mark(n, claim) for n, claim in enumerate(report.claims)]
        self._mark_of = {id(mark.claim): mark for mark in self.marks}
        verdicts = self._verdicts(report)
        for n, (verdict, waived) in enumerate(verdicts):
            self._join(n, verdict, _outcome(verdict, waived))
        self.cards = [self._card(n, verdict, waived) for n, (verdict, waived) in enumerate(verdicts)]
        self.groups = [(name, [c for c in self.cards if c.outcome == name]) for name in LOOKS]
        self.groups = [(name, cards) for name, cards in self.groups if cards]
        self.discrepancies = [c for c in self.cards if c.outcome in {"proven", "likely"}]
        self.rows = [self._row(mark) for mark in self.marks]
        unchecked = {id(claim) for claim in report.unchecked}
        self.unchecked = [r for r, m in zip(self.rows, self.marks, strict=True) if id(m.claim) in unchecked]
        unread = [(start, end) for start, end in report.claims.unread if 0 <= start < end <= len(self.text)]
        self.unread = [self._place(n, start, end) for n, (start, end) in enumerate(unread)]
        self.blocks = list(_article(document, self.marks, unread))
        self.looks = LOOKS
        self.outcomes = [(name, look) for name, look in LOOKS.items() if any(m.outcome == name for m in self.marks)]
        kinds = {mark.claim.kind for mark in self.marks}
        self.kinds = [(kind, KIND_MARKS[kind]) for kind in KINDS if kind in kinds]
        self.has_markup = any(s.hidden == "markup" for block in self.blocks for s in block.segments)

    def _headline(self) -> str:
        heading = next((b for b in self.document.blocks if b.kind == "heading"), None)
        block = heading or next(iter(self.document.blocks), None)
        return self.text[block.start : block.end] if block else self.document.address

    @staticmethod
    def _verdicts(report: Report) -> list[tuple[Verdict, str | None]]:
        reasons = {id(verdict): reason for verdict, reason in report.waived}
        known = {id(verdict) for verdict in report.verdicts}
        both = [*report.verdicts, *(verdict for verdict, _ in report.waived if id(verdict) not in known)]
        both.sort(key=lambda verdict: verdict.claim.start)
        return [(verdict, reasons.get(id(verdict))) for verdict in both]

    def _join(self, card: int, verdict: Verdict, outcome: str) -> None:
        for place, (_, claim) in enumerate(verdict.roles):
            mark = self._mark_of.get(id(claim))
            if mark is None or card in mark.cards:
                continue
            graver = not mark.cards or _GRAVITY[outcome] < _GRAVITY[mark.outcome]
            if graver:
                mark.outcome, mark.shown = outcome, place == 0
                mark.cards.insert(0, card)  # the gravest card is the first to open
            else:
                mark.shown = mark.shown or (place == 0 and outcome == mark.outcome)
                mark.cards.append(card)

    def _card(self, n: int, verdict: Verdict, waived: str | None) -> _Card:
        claim = verdict.claim
        return _Card(
            index=n,
            outcome=_outcome(verdict, waived),
            checker=clean(verdict.checker),
            line=bisect_left(self._newlines, claim.start) + 1,
            quote=_short(self.text[claim.start : claim.end]),
            because=clean(verdict.because),
            parts=[self._part_of(role, claim) for role, claim in verdict.roles],
            changes=[self._change(fit) for fit in verdict.fits],
            evidence=[(_shown(e), _address(e.address, e.source)) for e in verdict.evidence],
            ranges=_ranges(verdict),
            lines=list(self._lines(verdict)),
            waived=clean(waived or ""),
            origin=self._origin(claim),
        )

    def _origin(self, claim: Claim) -> str | None:
        quote = self.document.quote(claim.start, claim.end)
        # A fragment cannot hold half a character; such a text has no copy that a browser could search either.
        if self._original is None or _UNSHOWABLE.search(quote.prefix + quote.exact + quote.suffix):
            return None
        return f"{self._original}#{quote.fragment}"

    def _part_of(self, role: str, claim: Claim) -> _Part:
        mark = self._mark_of.get(id(claim))
        exact = _short(self.text[claim.start : claim.end])
        return _Part(clean(role), mark.index if mark else None, exact, _figure(claim))

    def _change(self, fit: Fit) -> _Change:
        edit = fit.edit
        if edit is None or not 0 <= edit.start <= edit.end <= len(self.text):
            return _Change(clean(fit.what), False, "", "", "", "")
        old = self.text[edit.start : edit.end]
        return _Change(
            clean(fit.what), True, self._before(edit.start), clean(old), clean(edit.text), self._after(edit.end)
        )

    def _before(self, place: int) -> str:
        start = max(0, place - _AROUND)
        text = self.text[start:place].rpartition("\n")[2]
        return clean(("…" if start and len(text) == _AROUND else "") + text)

    def _after(self, place: int) -> str:
        text = self.text[place : place + _AROUND].partition("\n")[0]
        return clean(text + ("…" if len(text) == _AROUND and place + _AROUND < len(self.text) else ""))

    def _place(self, n: int, start: int, end: int) -> _Place:
        return _Place(n, self._before(start), clean(self.text[start:end]), self._after(end))

    def _lines(self, verdict: Verdict) -> Iterator[_Line]:
        seen: set[tuple[str | None, str | None]] = set()
        for evidence in verdict.evidence if self._bundled else ():
            key = (evidence.unit, evidence.as_of)
            if key in seen or len(seen) == _MAX_CHARTS:
                continue
            line = _line(evidence, verdict.found if verdict.unit == evidence.unit else None)
            if line:
                seen.add(key)
                yield line

    def _row(self, mark: _Mark) -> _Row:
        claim, quantity = mark.claim, mark.claim.quantity
        value, span, sort = "", "", ""
        if quantity is not None and quantity.value is not None:
            value, sort = grouped(quantity.value, 12), decimal_string(quantity.value, 6) or ""
        if quantity is not None and (quantity.value is not None or quantity.ends is not None):
            logical = quantity.logical
            if quantity.value is None or logical != Range.point(quantity.value):
                span = _Scale([logical]).text(logical, "")
            sort = sort or decimal_string(quantity.middle, 6) or ""
        hedge = " ".join(filter(None, (quantity.hedge, quantity.direction))) if quantity else ""
        return _Row(
            index=mark.index,
            placed=0 <= claim.start < claim.end <= len(self.text),
            quote=_short(self.text[claim.start : claim.end]),
            kind=clean(claim.kind),
            value=value,
            sort=sort,
            span=span,
            unit=clean(quantity.unit or "") if quantity else "",
            hedge=clean(hedge),
            period=_period(claim.period),
            subject=self._words(claim.subject),
            attribution=self._words(claim.attribution),
            outcome=mark.outcome,
            cards=mark.cards,
            detail=_detail(claim),
            sources=[_address(link.address, link.title or link.address) for link in claim.sources],
            reading=clean(claim.reading),
        )

    def _words(self, place: tuple[int, int] | None) -> str:
        return _short(self.text[place[0] : place[1]]) if place else ""


def _shown(evidence: Evidence) -> Evidence:
    return Evidence(*(None if value is None else clean(value) for value in evidence))


def _figure(claim: Claim) -> str:
    quantity = claim.quantity
    if quantity is None or (quantity.value is None and quantity.ends is None):
        return _period(claim.period)
    return _Scale([quantity.logical]).text(quantity.logical, clean(quantity.unit or ""))
