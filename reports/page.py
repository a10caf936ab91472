"""One self-contained HTML page: the article with every claim marked, the verdicts, and a table of all claims.

The page needs no network, no mouse and no JavaScript. All that it shows of the article is hostile until
escaped: jinja2 escapes everything, an address that is not http or https is shown as text, and a content
security policy admits the page's own style and script by their digests and nothing else. The same report
gives the same bytes. Time and size grow in step with the text and the number of claims.
"""

from __future__ import annotations

import base64
import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urldefrag

from checkers._verdict import Evidence, Fit, Verdict
from claims.claim import KINDS, Claim
from claims.document import Period
from claims.quantity import Range, decimal_string
from reports._drawings import Ranges, RateLine, Scale, grouped, needed_rate, ranges, rate_line
from reports._segments import GRAVITY, KIND_MARKS, LOOKS, UNSHOWABLE, Mark, article, clean, safe_address
from reports.json_v1 import DETAILS

if TYPE_CHECKING:
    from jinja2 import Template

    from reports import Report, Waived

_SHORT = 100  # characters of a long quotation shown in lists
_TITLE = 120  # characters of a first line that may be the title
_AROUND = 28  # characters shown on either side of an edit or of unread digits
_MAX_CHARTS = 4  # lines of rates in one card
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


def _short(text: str, size: int = _SHORT) -> str:
    text = " ".join(text[: 4 * size].split())
    return clean(text if len(text) <= size else text[: size - 1].rstrip() + "…")


class _Address(NamedTuple):
    """A source to show: its words, and where they lead if that is a place a page may lead to."""

    text: str
    href: str | None


def _address(address: str, text: str = "") -> _Address:
    return _Address(clean(text or address), safe_address(address))


def _period(period: Period | None) -> str:
    if period is None or (period.start is None and period.end is None):
        return ""
    start = period.start.isoformat() if period.start else "…"
    end = period.end.isoformat() if period.end else "…"
    return start if start == end else f"{start} / {end}"


def _detail(claim: Claim) -> list[tuple[str, str]]:
    # What the reader notes for the checkers' sake alone (how a date was written) stays in the JSON.
    if claim.kind not in DETAILS or claim.detail is None:
        return []
    shown = []
    for name, value in claim.detail.items():
        if value in (None, "", (), []):
            continue
        text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        shown.append((clean(str(name)), _short(text, 300)))
    return shown


# Cards, rows and lists


class _Part(NamedTuple):
    """A claim in its role in a relation."""

    role: str
    n: int | None
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

    n: int
    outcome: str
    checker: str
    line: int
    quote: str
    because: str
    parts: list[_Part]
    changes: list[_Change]
    evidence: list[tuple[Evidence, _Address]]
    ranges: Ranges | None
    lines: list[RateLine]
    waived: str
    origin: str | None


class _Row(NamedTuple):
    """A claim in the table. sort: a plain number."""

    n: int
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

    n: int
    before: str
    text: str
    after: str


def _outcome(verdict: Verdict, waived: Waived | None) -> str:
    if waived is not None:
        return "recorded" if waived.recorded else "waived"
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
        origin = safe_address(document.address)
        self._origin = urldefrag(origin)[0] if origin else None
        self.counts = report.counts
        self.rates = {name: clean(words) for name, words in report.rates.items()} if report.rates else None
        self.title = _short(document.title or self._headline() or "Untitled", 200)
        known = _TAG.fullmatch(document.language) and document.language != "mul"
        self.language = document.language if known else ""
        self.address = _address(document.address) if document.address else None
        self.published = _period(document.published)
        self.place = clean(document.place or "")
        self.marks = [Mark(n, claim) for n, claim in enumerate(report.claims)]
        self._mark_of = {id(mark.claim): mark for mark in self.marks}
        verdicts = self._verdicts(report)
        for n, (verdict, waived) in enumerate(verdicts):
            self._join(n, verdict, _outcome(verdict, waived))
        self.cards = [self._card(n, verdict, waived) for n, (verdict, waived) in enumerate(verdicts)]
        self.groups = [(name, [c for c in self.cards if c.outcome == name]) for name in LOOKS]
        self.groups = [(name, cards) for name, cards in self.groups if cards]
        self.idle = [clean(said) for said in report.idle]
        self.let_stand = [(name, sum(c.outcome == name for c in self.cards)) for name in ("waived", "recorded")]
        self.discrepancies = [c for c in self.cards if c.outcome in {"proven", "likely"}]
        self.rows = [self._row(mark) for mark in self.marks]
        unchecked = {id(claim) for claim in report.unchecked}
        self.unchecked = [r for r, m in zip(self.rows, self.marks, strict=True) if id(m.claim) in unchecked]
        unread = [(start, end) for start, end in report.claims.unread if 0 <= start < end <= len(self.text)]
        self.unread = [self._place(n, start, end) for n, (start, end) in enumerate(unread)]
        self.blocks = list(article(document, self.marks, unread))
        segments = [segment for block in self.blocks for segment in block.every()]
        # What has a mark of its own to be led to; a claim that lies outside the text has none.
        self.placed = {s.owner.n for s in segments if s.owner and s.first}
        self.placed.update(mark.n for s in segments for mark in s.starts)
        self.numbered = {s.unread for s in segments}
        self.looks = LOOKS
        outcomes = {mark.outcome for mark in self.marks}
        self.outcomes = [(name, look) for name, look in LOOKS.items() if name in outcomes]
        kinds = {mark.claim.kind for mark in self.marks}
        self.kinds = [(kind, KIND_MARKS[kind]) for kind in KINDS if kind in kinds]
        self.has_markup = any(s.hidden == "markup" for s in segments)

    def _headline(self) -> str:
        blocks = self.document.blocks
        heading = next((b for b in blocks if b.kind == "heading"), None) or next(iter(blocks), None)
        if heading and heading.end - heading.start <= _TITLE:
            return self.text[heading.start : heading.end]
        return self.document.address.rstrip("/").rpartition("/")[2]

    @staticmethod
    def _verdicts(report: Report) -> list[tuple[Verdict, Waived | None]]:
        waived = {id(one.verdict): one for one in report.waived}
        known = {id(verdict) for verdict in report.verdicts}
        both = [*report.verdicts, *(one.verdict for one in report.waived if id(one.verdict) not in known)]
        both.sort(key=lambda verdict: verdict.claim.start)
        return [(verdict, waived.get(id(verdict))) for verdict in both]

    def _join(self, card: int, verdict: Verdict, outcome: str) -> None:
        for place, (_, claim) in enumerate(verdict.roles):
            mark = self._mark_of.get(id(claim))
            if mark is None or card in mark.cards:
                continue
            graver = not mark.cards or GRAVITY[outcome] < GRAVITY[mark.outcome]
            if graver:
                mark.outcome, mark.shown = outcome, place == 0
                mark.cards.insert(0, card)  # the gravest card is the first to open
            else:
                mark.shown = mark.shown or (place == 0 and outcome == mark.outcome)
                mark.cards.append(card)

    def _card(self, n: int, verdict: Verdict, waived: Waived | None) -> _Card:
        claim = verdict.claim
        return _Card(
            n=n,
            outcome=_outcome(verdict, waived),
            checker=clean(verdict.checker),
            line=bisect_left(self._newlines, claim.start) + 1,
            quote=_short(self.text[claim.start : claim.end]),
            because=clean(verdict.because),
            parts=[self._part_of(role, claim) for role, claim in verdict.roles],
            changes=[self._change(fit) for fit in verdict.fits],
            evidence=[(_shown(e), _address(e.address, e.source)) for e in verdict.evidence],
            ranges=ranges(verdict),
            lines=list(self._lines(verdict)),
            waived=clean(waived.reason) if waived else "",
            origin=self._original(claim),
        )

    def _original(self, claim: Claim) -> str | None:
        quote = self.document.quote(claim.start, claim.end)
        # A fragment cannot hold half a character; such a text has no copy that a browser could search either.
        if self._origin is None or UNSHOWABLE.search(quote.prefix + quote.exact + quote.suffix):
            return None
        return f"{self._origin}#{quote.fragment}"

    def _part_of(self, role: str, claim: Claim) -> _Part:
        mark = self._mark_of.get(id(claim))
        exact = _short(self.text[claim.start : claim.end])
        return _Part(clean(role), mark.n if mark else None, exact, _figure(claim))

    def _change(self, fit: Fit) -> _Change:
        edit = fit.edit
        if edit is None or not 0 <= edit.start <= edit.end <= len(self.text):
            return _Change(clean(fit.what), False, "", "", "", "")
        old = self.text[edit.start : edit.end]
        before, after = self._before(edit.start), self._after(edit.end)
        return _Change(clean(fit.what), True, before, clean(old), clean(edit.text), after)

    def _before(self, place: int) -> str:
        start = max(0, place - _AROUND)
        text = self.text[start:place].rpartition("\n")[2]
        return clean(("…" if start and len(text) == _AROUND else "") + text)

    def _after(self, place: int) -> str:
        text = self.text[place : place + _AROUND].partition("\n")[0]
        return clean(text + ("…" if len(text) == _AROUND and place + _AROUND < len(self.text) else ""))

    def _place(self, n: int, start: int, end: int) -> _Place:
        return _Place(n, self._before(start), clean(self.text[start:end]), self._after(end))

    def _lines(self, verdict: Verdict) -> Iterator[RateLine]:
        seen: set[tuple[str | None, str | None]] = set()
        for evidence in verdict.evidence if self._bundled else ():
            key = (evidence.unit, evidence.as_of)
            if key in seen or len(seen) == _MAX_CHARTS:
                continue
            line = rate_line(evidence, needed_rate(verdict, evidence))
            if line:
                seen.add(key)
                yield line

    def _row(self, mark: Mark) -> _Row:
        claim, quantity = mark.claim, mark.claim.quantity
        value, span, sort = "", "", ""
        if quantity is not None and quantity.value is not None:
            value, sort = grouped(quantity.value, 12), decimal_string(quantity.value, 6) or ""
        if quantity is not None and (quantity.value is not None or quantity.ends is not None):
            logical = quantity.logical
            if quantity.value is None or logical != Range.point(quantity.value):
                span = Scale([logical]).text(logical, "")
            sort = sort or decimal_string(quantity.middle, 6) or ""
        hedge = " ".join(filter(None, (quantity.hedge, quantity.direction))) if quantity else ""
        return _Row(
            n=mark.n,
            quote=_short(self.text[claim.start : claim.end]),
            kind=clean(claim.kind),
            value=value,
            sort=sort,
            span=span,
            unit=clean(quantity.unit or "").replace("_", " ") if quantity else "",
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
    return Evidence._make(None if value is None else clean(value) for value in evidence)


def _figure(claim: Claim) -> str:
    quantity = claim.quantity
    if quantity is None or (quantity.value is None and quantity.ends is None):
        return _period(claim.period)
    return Scale([quantity.logical]).text(quantity.logical, clean(quantity.unit or ""))
