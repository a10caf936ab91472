"""Waivers: discrepancies that somebody looked at and lets stand, each with a reason and a day.

A comment in the article says so beside the figure:

    <!-- crossfoot: accept restated "118.3 billion yuan" because the ministry confirmed it on 2024-01-08 -->

or a file `crossfoot-waivers.toml` beside the documents:

    [[waiver]]
    quote = "118.3 billion yuan"
    checker = "restated"
    reason = "The ministry confirmed that the second amount is in Singapore dollars."
    date = 2024-01-08
    until = 2025-01-31

A waiver answers the discrepancies of its checker that have a claim within its quote: a comment in the paragraph
that it stands in, or else next to it; an entry of the file in any document beside it. White space in the quote
stands for any white space. A quote that leads to discrepancies in more than one place says too little and
answers none of them. After the day `until` a waiver answers nothing. A waiver that answers nothing is told.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reports import _words

if TYPE_CHECKING:
    from checkers._verdict import Verdict
    from claims.document import Comment, Document
    from reports import Report
    from reports.baseline import Baseline, Recorder

NAME = "crossfoot-waivers.toml"
FORM = '<!-- crossfoot: accept CHECKER "QUOTE" because REASON on 2024-01-08 until 2025-01-31 -->'
"""How a comment is written: with the day it was given, the last day on which it holds, or both."""
Day = date  # a field of that name hides the type
_KEYS = ("quote", "checker", "reason", "date")
_ENDS = {'"': '"', "“": "”", "„": "“", "«": "»", "「": "」", "『": "』", "'": "'", "‘": "’"}
_MOST = 2000  # characters of a comment: a longer one was never ended, and has run into the next


class WaiversError(ValueError):
    """A waiver or a file of them cannot be used. The message says which, where it stands, and what to do."""


class InlineError(WaiversError):
    """A comment in a document cannot be used: that document alone cannot be weighed."""


@dataclass(slots=True, eq=False)
class Waiver:
    """One waiver. date: the day it was given. until: the last day on which it answers anything.

    comment: the comment that it stands in, None for one of a file. answered: how often it answered a discrepancy
    so far. complaints: why it answered nothing in a document where its quote stands. left: whether its checker
    did not run there, so that nobody can tell.
    """

    quote: str
    checker: str
    reason: str
    date: Day | None
    until: Day | None = None
    comment: "Comment | None" = None
    answered: int = 0
    complaints: list[str] = field(default_factory=list)
    left: bool = False

    def __str__(self) -> str:
        return f"{self.checker}, “{self.quote}”"


@dataclass(slots=True)
class Waivers:
    """The waivers of one file, in its order."""

    path: Path
    waivers: list[Waiver]

    def unmatched(self, *, everything: bool = True) -> list[str]:
        """A line for each waiver that answered nothing in the documents it was applied to so far.

        everything: whether these were all documents beside it. Where not, a waiver whose quote was not met
        may belong to another one and is passed over.
        """
        lines = []
        for number, waiver in enumerate(self.waivers, 1):
            if waiver.answered or not (waiver.complaints or (everything and not waiver.left)):
                continue
            why = waiver.complaints[0] if waiver.complaints else "its quote stands in none of the documents"
            lines.append(f"{self.path}: waiver {number} ({waiver}): {why}")
        return lines


# In a file


def load(path: str | Path) -> Waivers:
    """The waivers of a file. Raises WaiversError where it cannot be read or an entry is not as it must be."""
    import tomllib

    path = Path(path)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as wrong:
        raise WaiversError(f"{path} cannot be read: {wrong.strerror or wrong}") from wrong
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise WaiversError(f"{path} is not TOML: {wrong}") from wrong
    entries = table.get("waiver", [])
    if set(table) - {"waiver"} or not isinstance(entries, list):
        raise WaiversError(f"{path} must hold [[waiver]] entries and nothing else, with {', '.join(_KEYS)}")
    return Waivers(path, [_waiver(path, number, entry) for number, entry in enumerate(entries, 1)])


def _waiver(path: Path, number: int, entry: object) -> Waiver:
    place = f"{path}, waiver {number}"
    if not isinstance(entry, dict) or set(entry) - {"until"} != set(_KEYS):
        given = ", ".join(entry) if isinstance(entry, dict) else repr(entry)
        raise WaiversError(f"{place}: give {', '.join(_KEYS)} and, if it is to end, until; not {given or 'nothing'}")
    for key in ("quote", "checker", "reason"):
        if not isinstance(entry[key], str) or not entry[key].strip():
            raise WaiversError(f"{place}: {key} must be text, not {entry[key]!r}")
    given_on, until = (_day(place, key, entry[key]) if key in entry else None for key in ("date", "until"))
    checker = _code(place, entry["checker"])
    waiver = Waiver(entry["quote"], checker, entry["reason"].strip(), given_on, until)
    return _sensible(place, waiver)


def _day(place: str, key: str, value: object) -> date:
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            value = str(value)
    if type(value) is not date:
        raise WaiversError(f"{place}: {key} must be a day such as 2024-01-05, not {value}")
    return value


def _code(place: str, checker: str) -> str:
    """The code of a checker that there is."""
    from checkers import codes

    code, known = checker.strip().replace("_", "-"), codes()
    if code not in known:
        from difflib import get_close_matches

        near = get_close_matches(code, known, 1)
        hint = f"did you mean {near[0]}?" if near else "`crossfoot explain` lists them"
        raise WaiversError(f"{place}: there is no checker {code!r}; {hint}")
    return code


def _sensible(place: str, waiver: Waiver) -> Waiver:
    if waiver.date and waiver.until and waiver.until < waiver.date:
        raise WaiversError(f"{place}: it ends on {waiver.until}, before the day it was given, {waiver.date}")
    return waiver


def beside(address: str | Path) -> Path | None:
    """The file of waivers beside a document, None where there is none or the document is no file here."""
    document = Path(address)
    try:
        here = document.parent / NAME
        return here if document.is_file() and here.is_file() else None
    except (OSError, ValueError):  # an address that is no file name: a URL, text with a NUL
        return None


# In the document


def inline(document: "Document") -> list[Waiver]:
    """The waivers that the comments of a document give. Raises InlineError for one that is not as it must be."""
    if not document.comments:
        return []
    places = _words.Places(document)
    found = []
    for comment in document.comments:
        try:
            found.append(_accepting(places.named(comment.start), comment))
        except WaiversError as wrong:
            raise InlineError(str(wrong)) from wrong
    return found


def _accepting(place: str, comment: "Comment") -> Waiver:
    def wrong(what: str) -> WaiversError:
        return WaiversError(
            f"{place}: a comment to crossfoot cannot be used: {what}. Write {FORM}; one of the days is enough"
        )

    if not comment.closed or "<!--" in comment.text or len(comment.text) > _MOST:
        raise wrong("it has no end, -->")
    said = " ".join(comment.text.split())
    verb, _, rest = said.partition(" ")
    if verb.lower() != "accept":
        raise wrong(f"it can say accept, not {verb!r}" if verb else "it says nothing")
    checker, _, rest = rest.partition(" ")
    if not checker or checker[0] in _ENDS:
        raise wrong("the checker is missing")
    code = _code(place, checker)
    if rest[:1] not in _ENDS:
        raise wrong(f"a quote of the article must follow {code}, in quotation marks")
    # The quote may hold quotation marks of its own.
    end = rest.find(f"{_ENDS[rest[0]]} because ", 1)
    if end < 0:
        raise wrong("after the quote comes because, and the reason")
    quote, words = rest[1:end], rest[end + len("x because ") :].split(" ")
    days: dict[str, date] = {}
    for key in ("until", "on"):
        if len(words) > 1 and words[-2].lower() == key and any(c.isdigit() for c in words[-1]):
            days[key] = _day(place, f"{key} in a comment to crossfoot", words[-1].rstrip(".,;。"))
            del words[-2:]
    reason = " ".join(words).strip()
    if not quote.strip() or not reason:
        raise wrong("the quote is empty" if reason else "the reason is missing")
    if not days:
        raise wrong("no day is given")
    return _sensible(place, Waiver(quote, code, reason, days.get("on"), days.get("until"), comment))


def _reach(document: "Document", comment: "Comment") -> list[tuple[int, int]]:
    """Where the quote of a comment is looked for: in the paragraph or row that holds it, else next to it.

    The nearer neighbour comes first, the one below where both are as near. Of a table that is a neighbour, all.
    """
    text, blocks = document.text, document.blocks
    at = bisect_left(blocks, comment.start, key=lambda block: block.start)
    before, after = blocks[at - 1] if at else None, blocks[at] if at < len(blocks) else None
    if before and comment.end <= before.end:
        return [(before.start, before.end)]
    lines_before = text.count("\n", before.end, comment.start) if before else 0
    lines_after = text.count("\n", comment.end, after.start) if after else 0
    near = [(lines_after, 0, after), (lines_before, 1, before)]
    beside = sorted((lines, rank, block.start, block.end) for lines, rank, block in near if block)
    if comment.end > comment.start and beside and beside[0][0] == 0:  # it stands on the line of these
        return [(start, end) for lines, _, start, end in beside if lines == 0]
    return [_table_of(document, start) or (start, end) for _, _, start, end in beside]


def _table_of(document: "Document", place: int) -> tuple[int, int] | None:
    return next(((t.start, t.end) for t in document.tables if t.start <= place < t.end), None)


# Applied


class Desk:
    """What lets discrepancies stand in a run: waivers in documents and beside them, and a baseline.

    today: the day by which waivers end. baseline: what was recorded, or None. recorder: takes what is left, to
    be the next baseline. waive: whether waivers count at all.
    """

    def __init__(
        self,
        today: date,
        *,
        baseline: "Baseline | None" = None,
        recorder: "Recorder | None" = None,
        waive: bool = True,
    ) -> None:
        self.today = today
        self.baseline = baseline
        self.recorder = recorder
        self.waive = waive
        self._files: dict[Path, Waivers] = {}
        self._met: dict[Path, set[str]] = {}

    def file(self, path: Path) -> Waivers:
        """The waivers of a file, which is read once. Raises WaiversError."""
        key = path.absolute()
        if key not in self._files:
            self._files[key] = load(path)
        return self._files[key]

    def apply(self, report: "Report", address: str | None = None, line: str = "") -> None:
        """Move the discrepancies that are let stand to `report.waived`, note what answers nothing, and count anew.

        address: where the document came from, as a baseline has it, where that is not its own address. line: what
        it is called there, if it is one of several. Raises WaiversError.
        """
        if self.waive:
            self._inline(report)
            path = beside(report.document.address)
            if path is not None:
                apply(report, self.file(path), self.today)
                self._met.setdefault(path.absolute(), set()).add(Path(report.document.address).name)
        address = report.document.address if address is None else address
        if self.baseline is not None:
            self.baseline.apply(report, address, line)
        if self.recorder is not None:
            self.recorder.add(report, address, line)

    def _inline(self, report: "Report") -> None:
        document = report.document
        if not document.comments:
            return
        places = _words.Places(document)
        if document.address.lower().startswith(("http://", "https://")):
            # Who publishes a page must not be the one who says that its figures are let stand.
            where = places.named(document.comments[0].start)
            report.idle.append(
                f"{where}: comments to crossfoot count in files, not in what was fetched from the network"
            )
            return
        for waiver in inline(document):
            assert waiver.comment is not None
            _answer(report, waiver, self.today, _reach(document, waiver.comment))
            if not waiver.answered and not waiver.left:
                why = waiver.complaints[0] if waiver.complaints else _elsewhere(document, places, waiver)
                report.idle.append(f"{places.named(waiver.comment.start)}: waiver ({waiver}): {why}")
        report.count()

    def notes(self, documents: Callable[[Path], set[str]]) -> Iterator[str]:
        """A line for each waiver of a file that answers nothing, and for each discrepancy on record that is gone.

        documents: the names of the documents in a folder, to tell whether all of them were weighed.
        """
        for path in self._files:
            yield from self.unmatched(path, documents) or ()
        if self.baseline is not None:
            yield from self.baseline.gone()

    def unmatched(self, path: Path, documents: Callable[[Path], set[str]]) -> list[str] | None:
        """The lines of one file; None where no document beside it was weighed."""
        key = path.absolute()
        if key not in self._met:
            return None
        # A waiver whose quote was not met may belong to a document that this run did not read.
        return self.file(path).unmatched(everything=documents(path.parent) <= self._met[key])


def apply(report: "Report", waivers: Waivers, today: date | None = None) -> None:
    """Move the discrepancies that the waivers of a file answer to `report.waived`, and count anew.

    today: the day by which waivers end; without one none does.
    """
    for waiver in waivers.waivers:
        _answer(report, waiver, today, [(0, len(report.document.text))])
    report.count()


def _answer(report: "Report", waiver: Waiver, today: date | None, reach: list[tuple[int, int]]) -> None:
    """Let one waiver answer what it can within the first of these stretches that holds its quote."""
    from reports import Waived

    if report.ran is not None and waiver.checker not in report.ran:
        waiver.left = True
        return
    text = _words.shown(report.document)
    quoted = next((places for place in reach if (places := _places(waiver.quote, text, *place))), [])
    if not quoted:
        return
    answered: dict[tuple[int, int], list[Verdict]] = {}
    for verdict in report.verdicts:
        if verdict.outcome == "discrepancy" and verdict.checker == waiver.checker:
            for place in quoted:
                if any(c.start < place[1] and place[0] < c.end for _, c in verdict.roles):
                    answered.setdefault(place, []).append(verdict)
                    break
    where = "" if waiver.comment else f" in {report.document.address or 'the text'}"
    if not answered:
        waiver.complaints.append(f"{waiver.checker} has no discrepancy there{where}")
    elif len(answered) > 1:
        waiver.complaints.append(f"its quote leads to discrepancies in {len(answered)} places{where}: quote more")
    elif today is not None and waiver.until is not None and waiver.until < today:
        waiver.complaints.append(
            f"it held until {waiver.until}: look at the figures again, then give a later day or take it out"
        )
    else:
        waiver.answered += 1
        known = {id(verdict) for verdict, *_ in report.waived}
        stands = (waiver.comment.start, waiver.comment.end) if waiver.comment else None
        (verdicts,) = answered.values()
        report.waived += [Waived(v, waiver.reason, stands) for v in verdicts if id(v) not in known]


def _places(quote: str, text: str, start: int, end: int) -> list[tuple[int, int]]:
    pattern = re.compile(r"\s+".join(re.escape(word) for word in quote.split()))
    return [match.span() for match in pattern.finditer(text, start, end)]


def _elsewhere(document: "Document", places: _words.Places, waiver: Waiver) -> str:
    """Why a comment found its quote nowhere near, and where it stands instead."""
    said = "its quote stands neither in the paragraph of the comment nor next to it"
    text = _words.shown(document)
    found = _places(waiver.quote, text, 0, len(text))
    return f"{said}, but in {places.named(found[0][0])}: put the comment there" if found else said
