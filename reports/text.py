"""The report as text for a terminal: discrepancies with their sentences, the figures marked, the reasons."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.claim import Claim
from reports import _words
from reports._columns import Mark, fitted, pointed, width, wrapped

if TYPE_CHECKING:
    from checkers._verdict import Verdict
    from reports import Report, Waived

COLUMNS = 80
"""How wide a report is where no terminal says otherwise."""

_BOLD, _RED, _YELLOW, _GREEN, _CYAN, _DIM = "1", "1;31", "1;33", "32", "36", "2"
_LONG = 480  # code points: a longer sentence is shown around its marks only
_AROUND = 110  # code points shown on either side of a mark there
_SENTENCES = 3  # of one relation; what lies elsewhere is named by its place


def render(
    report: "Report",
    *,
    color: bool = False,
    columns: int = COLUMNS,
    holds: bool = False,
    unchecked: bool = False,
    unread: bool = False,
    quiet: bool = False,
) -> str:
    """The report as text that ends in a line end, or empty where there is nothing to say.

    holds, unchecked, unread: list these as well. quiet: the discrepancies alone, without what could not be
    decided and without the summary.
    """
    page = _Page(report, color=color, columns=columns)
    for verdict in report.discrepancies:
        page.discrepancy(verdict)
    if not quiet:
        page.listed([verdict for verdict in report.verdicts if verdict.outcome == "undecided"])
        for waived in report.waived:
            if not waived.recorded:
                page.waived(waived)
        page.listed([waived.verdict for waived in report.waived if waived.recorded], "recorded")
    if holds:
        page.listed([verdict for verdict in report.verdicts if verdict.outcome == "holds"])
    if unchecked:
        page.unchecked()
    if unread:
        page.unread()
    if not quiet:
        page.idle()
        page.summary(summary(_words.Tally([report]), columns=columns))
    return page.text()


def summary(tally: _words.Tally, *, columns: int = COLUMNS) -> str:
    """Coverage of one report or of several together, wrapped, ending in a line end."""
    start = f"{tally.documents} documents: " if tally.documents > 1 else ""
    return "\n".join(wrapped(start + tally.coverage(), columns)) + "\n"


def render_claims(
    report: "Report",
    *,
    color: bool = False,
    columns: int | None = None,
    why: bool = False,
    unread: bool = False,
    quiet: bool = False,
) -> str:
    """The claims as a list, a line each: place, kind, words, value and what belongs to it.

    columns: the width to cut the lines to, None for whole lines. why: below each claim the reading that found
    it and how it was read.
    """
    page = _Page(report, color=color, columns=columns or COLUMNS)
    page.claims(why=why, columns=columns)
    if unread:
        page.unread()
    if not quiet:
        tally = _words.Tally([report])
        page.summary(f"{tally.read()}; {tally.unread()}.\n")
    return page.text()


class _Page:
    def __init__(self, report: "Report", *, color: bool, columns: int) -> None:
        self.report = report
        self.document = report.document
        self.shown = _words.shown(report.document)
        self.color = color
        self.columns = max(columns, 40)
        self.places = _words.Places(report.document)
        self.blocks: list[list[str]] = []  # with an empty line between

    def text(self) -> str:
        return "\n".join("\n".join(block) + "\n" for block in self.blocks if block)

    def styled(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.color else text

    def discrepancy(self, verdict: "Verdict") -> None:
        place = self.places.named(verdict.claim.start)
        said = self.styled(f"discrepancy ({verdict.certainty})", _RED if verdict.certainty == "proven" else _YELLOW)
        block = [f"{self.styled(place, _BOLD)}: {said} [{verdict.checker}]"]
        block += self.sentences(verdict)
        block += wrapped(_words.plain(verdict.because), self.columns, "  ", "  ")
        for fits in verdict.fits:
            lines = wrapped(f"fits if {_words.fit(self.document, fits)}", self.columns, "  ", "    ")
            block += [self.styled(line, _GREEN) for line in lines]
        for said in _words.evidence(verdict.evidence):
            lines = wrapped(f"source: {said}", self.columns, "  ", "    ")
            block += [self.styled(line, _DIM) for line in lines]
        self.blocks.append(block)

    def sentences(self, verdict: "Verdict") -> list[str]:
        shown = verdict.claim
        style = _RED if verdict.certainty == "proven" else _YELLOW
        by_sentence: dict[tuple[int, int], list[Claim]] = {}
        for _, claim in verdict.roles:
            by_sentence.setdefault(_words.sentence(claim), []).append(claim)
        block: list[str] = []
        for number, (place, claims) in enumerate(by_sentence.items()):
            if number == _SENTENCES:
                others = [c for rest in list(by_sentence.values())[_SENTENCES:] for c in rest]
                said = ", ".join(
                    f"“{_words.exact(self.document, (c.start, c.end))}” ({self.places.named(c.start)})" for c in others
                )
                block += wrapped(f"with {said}", self.columns, "  ", "  ")
                break
            if number:
                block.append(f"  {self.places.named(claims[0].start)}:")
            parts = [(c.start, c.end, Mark(0, 0, "^", style) if c is shown else Mark(0, 0, "~", _CYAN)) for c in claims]
            block += self.pointed(place, parts)
        return block

    def pointed(self, place: tuple[int, int], parts: list[tuple[int, int, Mark]]) -> list[str]:
        start = min(place[0], *(part[0] for part in parts), place[0])
        end = max(place[1], *(part[1] for part in parts), place[1])
        cuts = [(start, end)]
        if end - start > _LONG:
            cuts = []
            for first, last, _ in sorted(parts, key=lambda part: part[:2]):
                around = (max(start, first - _AROUND), min(end, last + _AROUND))
                if cuts and around[0] <= cuts[-1][1]:
                    cuts[-1] = (cuts[-1][0], max(cuts[-1][1], around[1]))
                else:
                    cuts.append(around)
        shown: list[str] = []
        at: dict[int, int] = {}  # where each place of the document stands in what is shown
        for first, last in cuts:
            if first > start:
                shown += "… " if not shown else " … "
            for offset in range(first, last):
                at[offset] = len(shown)
                character = _words.plain(self.shown[offset])
                if character:
                    shown.append(character)
                elif shown and shown[-1] != " ":  # white space of any length is one space
                    shown.append(" ")
        if cuts[-1][1] < end:
            shown += " …"
        at[cuts[-1][1]] = len(shown)
        text = "".join(shown)
        marks = [
            Mark(at[first], max(at.get(last, at[last - 1] + 1), at[first] + 1), mark.sign, mark.style)
            for first, last, mark in parts
        ]
        return pointed(text.rstrip(), marks, self.columns, "    ", color=self.color)

    def line(self, place: int, word: str, style: str, said: str) -> list[str]:
        """A verdict, a claim or a run of digits in brief: one entry, wrapped."""
        first, *rest = wrapped(f"{self.places.named(place)}: {word} {said}", self.columns, "", "    ")
        return [first.replace(f": {word} ", f": {self.styled(word, style)} ", 1), *rest]

    def quoted(self, claim: Claim) -> str:
        return f"“{_words.exact(self.document, (claim.start, claim.end))}”"

    def listed(self, verdicts: Sequence["Verdict"], word: str = "") -> None:
        style = {"holds": _GREEN, "undecided": _YELLOW, "recorded": _DIM}
        self.blocks.append(
            [
                line
                for v in verdicts
                for line in self.line(
                    v.claim.start,
                    word or v.outcome,
                    style[word or v.outcome],
                    f"[{v.checker}] {self.quoted(v.claim)}: {_words.plain(v.because)}",
                )
            ]
        )

    def waived(self, waived: "Waived") -> None:
        verdict = waived.verdict
        said = f"[{verdict.checker}] {self.quoted(verdict.claim)}: {_words.plain(verdict.because)}"
        lines = self.line(verdict.claim.start, "waived", _DIM, said)
        self.blocks.append(lines + wrapped(f"because: {_words.plain(waived.reason)}", self.columns, "    ", "    "))

    def idle(self) -> None:
        for said in self.report.idle:
            self.blocks.append(wrapped(_words.plain(said), self.columns, "", "    "))

    def unchecked(self) -> None:
        block = []
        for claim in self.report.unchecked:
            block += self.line(claim.start, "unchecked", _CYAN, f"{claim.kind} {self.quoted(claim)}")
        self.blocks.append(block)

    def unread(self) -> None:
        block = []
        text = self.document.text
        for start, end in self.report.claims.unread:
            before, after = _words.plain(text[max(0, start - 30) : start]), _words.plain(text[end : end + 30])
            said = f"“{_words.plain(text[start:end])}” in “{before} [{_words.plain(text[start:end])}] {after}”"
            block += self.line(start, "unread", _YELLOW, said)
        self.blocks.append(block)

    def summary(self, said: str) -> None:
        self.blocks.append([self.styled(line, _BOLD) for line in said.splitlines()])

    def claims(self, *, why: bool, columns: int | None) -> None:
        rows = [self.row(claim) for claim in self.report.claims]
        if not rows:
            return
        titles = ("place", "kind", "as written", "value", "unit", "hedge", "period")
        widest = (12, 10, 28, 24, 16, 13, 21)
        widths = [
            min(most, max(width(title), *(width(row[column]) for row in rows)))
            for column, (title, most) in enumerate(zip(titles, widest, strict=True))
        ]
        room = None if columns is None else max(20, columns - sum(widths) - 2 * len(widths))
        head = "  ".join(fitted(title, wide) for title, wide in zip(titles, widths, strict=True))
        block = [
            self.styled(self.places.address, _BOLD),
            self.styled(f"{head}  about what; who says so", _BOLD),
        ]
        for claim, row in zip(self.report.claims, rows, strict=True):
            cells = [fitted(cell, wide) for cell, wide in zip(row[:-1], widths, strict=True)]
            cells[0] = self.styled(cells[0], _DIM)
            cells[1] = self.styled(cells[1], _CYAN)
            last = row[-1] if room is None else fitted(row[-1], room)
            block.append("  ".join([*cells, last]).rstrip())
            if why:
                for reason in [f"read by {claim.reading or 'no named rule'}", *claim.why]:
                    lines = wrapped(_words.plain(reason), self.columns, "    ", "      ")
                    block += [self.styled(line, _DIM) for line in lines]
        self.blocks.append(block)

    def row(self, claim: Claim) -> list[str]:
        quantity = claim.quantity
        about = _words.exact(self.document, claim.subject)
        said_by = _words.exact(self.document, claim.attribution)
        direction = {"up": " ↑", "down": " ↓", None: ""}[quantity.direction if quantity else None]
        return [
            self.places.brief(claim.start),
            claim.kind,
            _words.exact(self.document, (claim.start, claim.end)),
            _words.value(quantity) + direction,
            (quantity.unit if quantity else None) or "",
            (quantity.hedge if quantity else None) or "",
            _words.period(claim.period),
            "; ".join(part for part in (about, said_by) if part),
        ]
