"""What several forms of a report say in the same words: places, values, periods, coverage."""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from claims.claim import Claim
from claims.document import Document, Period
from claims.quantity import Quantity, decimal_string

if TYPE_CHECKING:
    from checkers._verdict import Evidence, Fit, Verdict
    from reports import Report

# Characters that steer a terminal, or turn the order of the text around, are no text: they are replaced.
_STEERING: dict[int, str] = dict.fromkeys(
    (*range(32), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
    "\N{REPLACEMENT CHARACTER}",
)
_STEERING |= {ord(c): " " for c in "\t\n\r\v\f\x85"}
_SPACES = re.compile(r"\s++")


def plain(text: str) -> str:
    """The text on one line and safe to print: runs of white space as one space, no control characters."""
    return _SPACES.sub(" ", text.translate(_STEERING)).strip()


def version() -> str:
    """The version of this program as installed; `0.0.0+source` where it was never installed."""
    from importlib import metadata

    try:
        return metadata.version("crossfoot")
    except metadata.PackageNotFoundError:
        return "0.0.0+source"


class Places:
    """Lines and columns of a document's text, both counted from 1; columns in code points.

    faithful: whether the text is the file as it stands (plain text, Markdown), so that lines and columns lead
    to the place in it. Of a page, the text is derived, and a paragraph's number is all that can be said.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._starts = [0, *(match.end() for match in re.finditer("\n", document.text))]
        self.faithful = _is_the_file(document)

    def line(self, place: int) -> tuple[int, int]:
        """The line and the column of a place."""
        line = bisect_right(self._starts, place)
        return line, place - self._starts[line - 1] + 1

    def start_of_line(self, line: int) -> int:
        """The place where a line begins."""
        return self._starts[line - 1]

    @property
    def address(self) -> str:
        """The document's address, or `text` where it has none."""
        return plain(self.document.address) or "text"

    def brief(self, place: int) -> str:
        """The place within the document: `3:15` (line and column), or `¶ 3` (paragraph)."""
        if not self.faithful:
            return f"¶ {self.document.paragraph(place) + 1}"
        line, column = self.line(place)
        return f"{line}:{column}"

    def named(self, place: int) -> str:
        """The place as a reader is told it: `article.txt:3:15`, or `page.html, paragraph 3`."""
        if not self.faithful:
            return f"{self.address}, paragraph {self.document.paragraph(place) + 1}"
        return f"{self.address}:{self.brief(place)}"


def _is_the_file(document: Document) -> bool:
    name = document.encoding
    # Python's own encoders for these two put the mark and the order of bytes of this machine first.
    orders = (f"{name}-le", f"{name}-be") if name in ("utf-16", "utf-32") else (name,)
    for order in orders:
        try:
            bytes_of = document.text.encode(order)
            mark = "\ufeff".encode(order) if name.startswith("utf") else b""
        except (LookupError, UnicodeError):
            return False
        if any(hashlib.sha256(first + bytes_of).hexdigest() == document.sha256 for first in {b"", mark}):
            return True
    return False


def shown(document: Document) -> str:
    """The text with the comments to crossfoot blanked out, offset for offset: as people are to see it."""
    if not document.comments:
        return document.text
    from sources.text import without

    return without(document.comments, document.text)


def published(period: Period | None) -> str | None:
    """A publication date as `--date` takes it: a day, a month or a year; else `first/last` day."""
    if period is None or period.start is None or period.end is None:
        return None
    start, end = period.start, period.end
    if start == end:
        return start.isoformat()
    if start.day == 1 and start.year == end.year:
        after = end + timedelta(days=1) if end < date.max else None
        if start.month == 1 and (end.month, end.day) == (12, 31):
            return f"{start.year:04}"
        if start.month == end.month and after and after.day == 1:
            return f"{start.year:04}-{start.month:02}"
    return f"{start.isoformat()}/{end.isoformat()}"


def period(span: Period | None) -> str:
    """A period as `2024-01-05`, `2023-01-01/2023-11-30`, with `..` for an end that nothing settles."""
    if span is None:
        return ""
    if span.start is None and span.end is None:
        return "?"
    if span.start == span.end:
        return str(span.start)
    return f"{span.start or '..'}/{span.end or '..'}"


def bounds(quantity: Quantity) -> tuple[str | None, str | None]:
    """The ends of the loosest reading as decimal strings; None for an end without bound."""
    if quantity.value is None and quantity.ends is None:
        return None, None
    span = quantity.logical
    return decimal_string(span.low), decimal_string(span.high)


def value(quantity: Quantity | None) -> str:
    """The value as a decimal string, `low..high` for a range, empty where there is neither."""
    if quantity is None:
        return ""
    if quantity.value is not None:
        return decimal_string(quantity.value) or ""
    if quantity.ends is not None:
        return f"{decimal_string(quantity.ends[0])}..{decimal_string(quantity.ends[1])}"
    return ""


def exact(document: Document, span: tuple[int, int] | None) -> str:
    """The words of the document at a place, on one line; empty for None."""
    return "" if span is None else plain(document.text[span[0] : span[1]])


def fit(document: Document, fits: "Fit") -> str:
    """What would make a relation fit, with the edit that does it, in words."""
    what = plain(fits.what)
    if fits.edit is None:
        return what
    start, end, text = fits.edit
    old, new = plain(document.text[start:end]), plain(text)
    if not new:
        return f"{what}: leave out “{old}”"
    if not old:
        before = plain(document.text[max(0, start - 20) : start])
        return f"{what}: put “{new}” after “{before}”"
    return f"{what}: write “{new}” for “{old}”"


def evidence(items: Iterable["Evidence"]) -> list[str]:
    """What the sources said, in words: one entry a source, with its values, their days and its address."""
    by_source: dict[tuple[str, str], list[str]] = {}
    for item in items:
        values = by_source.setdefault((item.source, item.address), [])
        said = "" if item.value is None else f"{item.value} {plain(item.unit or '')}".strip()
        if item.as_of:
            said += f" ({plain(item.as_of)})" if said else plain(item.as_of)
        if said:
            values.append(said)
    return [
        plain(source) + (f": {', '.join(values)}" if values else "") + (f" <{plain(address)}>" if address else "")
        for (source, address), values in by_source.items()
    ]


def many(number: int, one: str, more: str = "") -> str:
    """The number with its noun: `1 figure`, `2 figures`."""
    return f"{number} {one if number == 1 else more or one + 's'}"


class Tally:
    """What several reports come to together.

    counts: as of one report. certain: how many discrepancies to answer are `proven` and how many `likely`.
    waived, recorded: how many are let stand, by waivers and by a baseline.
    """

    __slots__ = ("certain", "counts", "documents", "recorded", "waived")

    def __init__(self, reports: Iterable["Report"] = ()) -> None:
        self.documents = 0
        self.counts: dict[str, int] = {}
        self.certain = {"proven": 0, "likely": 0}
        self.waived = 0
        self.recorded = 0
        for report in reports:
            self.add(report)

    def add(self, report: "Report") -> None:
        """Count one more report."""
        self.documents += 1
        recorded = sum(waived.recorded for waived in report.waived)
        self.recorded += recorded
        self.waived += len(report.waived) - recorded
        for key, count in report.counts.items():
            self.counts[key] = self.counts.get(key, 0) + count
        for verdict in report.discrepancies:
            if verdict.certainty:
                self.certain[verdict.certainty] += 1

    def read(self) -> str:
        """How much was read: `31 figures and 4 facts read`."""
        figures = self.counts["checked"] + self.counts["unchecked"]
        facts = self.counts["claims"] - figures
        return many(figures, "figure") + (f" and {many(facts, 'fact')}" if facts else "") + " read"

    def unread(self) -> str:
        """How many runs of digits nothing covers."""
        return f"{many(self.counts['unread'], 'run')} of digits unread"

    def coverage(self) -> str:
        """What was read, weighed and left, as one sentence."""
        counts = self.counts
        said = [
            f"{self.read()}, {many(counts['checked'], 'figure')} weighed: "
            + many(counts["holds"], "relation holds", "relations hold"),
            self._discrepancies(),
        ]
        if self.waived:
            said.append(f"{self.waived} waived")
        if self.recorded:
            said.append(f"{self.recorded} recorded before")
        said.append(f"{counts['undecided']} could not be decided")
        left = f"{many(counts['unchecked'], 'figure')} no checker could weigh"
        return f"{', '.join(said)}; {left}; {self.unread()}."

    def _discrepancies(self) -> str:
        proven, likely = self.certain["proven"], self.certain["likely"]
        if not proven + likely:
            return "no discrepancy"
        if proven and likely:
            return f"{proven + likely} discrepancies ({proven} proven, {likely} likely)"
        return f"{many(proven + likely, 'discrepancy', 'discrepancies')} ({'proven' if proven else 'likely'})"


def worst(verdicts: Sequence["Verdict"]) -> "Verdict | None":
    """The verdict that says the most about a claim: a discrepancy before the undecided before what holds."""
    order = {"discrepancy": 0, "undecided": 1, "holds": 2}
    return min(verdicts, key=lambda verdict: order[verdict.outcome], default=None)


def verdicts_by_claim(report: "Report") -> dict[int, list["Verdict"]]:
    """The verdicts in which each claim has a role, by the claim's identity."""
    found: dict[int, list[Verdict]] = {}
    for verdict in report.verdicts:
        for claim in dict.fromkeys(id(claim) for _, claim in verdict.roles):
            found.setdefault(claim, []).append(verdict)
    return found


def sentence(claim: Claim) -> tuple[int, int]:
    """The place of the sentence that holds a claim, the claim's own where the reader named none."""
    start, end = claim.sentence
    return (start, end) if start <= claim.start < end else (claim.start, claim.end)
