"""Baselines: the discrepancies of one day on record, so that only new ones fail, and those gone are told.

A baseline is a JSON file that `crossfoot check --write-baseline FILE` writes and `--baseline FILE` reads. An
entry is known again by its document, its checker and the words of all its figures; of entries that agree in
these, by the sentence and by the text right before and after it, one entry for one discrepancy. Offsets are not
in it, so that edits elsewhere change nothing. A discrepancy of a single figure has nothing but its surroundings
to be known by: the sentence, or the text on one side of the figure, must be the same.
"""

import json
import os
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reports import Waived, _words
from reports.json_v1 import dumps
from reports.waivers import WaiversError

if TYPE_CHECKING:
    from checkers._verdict import Verdict
    from reports import Report

SCHEMA = "crossfoot.baseline/1"


class BaselineError(WaiversError):
    """A baseline cannot be used. The message says which, where in it, and what to do."""


class Recorded(NamedTuple):
    """A discrepancy on record: its document, its figures as written (the one shown first), and what is around it."""

    document: str
    checker: str
    certainty: str
    quote: str
    others: tuple[str, ...]
    before: str
    after: str
    sentence: str
    because: str

    @property
    def relation(self) -> tuple[object, ...]:
        """What must be the same for two of them to be one: the checker and the figures.

        Which of the figures is shown is of no account: what stands elsewhere in the article may decide it.
        """
        return self.checker, *sorted((self.quote, *self.others))


_FIELDS = {"document", "checker", "certainty", "quote", "with", "before", "after", "sentence", "because"}
# From the surest to the least sure. The last one holds only where other figures of the relation tell.
_SAME: tuple[Callable[[Recorded], object], ...] = (
    lambda one: (one.sentence, one.before, one.after),
    lambda one: one.sentence if one.sentence != one.quote else "",
    lambda one: (one.before, ""),
    lambda one: ("", one.after),
    lambda one: bool(one.others),
)


def recorded(verdict: "Verdict", report: "Report", document: str) -> Recorded:
    """A discrepancy as it goes on record."""
    text = _words.shown(report.document)
    claim = verdict.claim
    start, end = _words.sentence(claim)
    quote = report.document.quote(claim.start, claim.end)
    around = len(quote.prefix), len(quote.suffix)
    return Recorded(
        document,
        verdict.checker,
        verdict.certainty or "",
        _plain(quote.exact),
        tuple(_plain(text[other.start : other.end]) for _, other in verdict.roles[1:]),
        _plain(text[claim.start - around[0] : claim.start]),
        _plain(text[claim.end : claim.end + around[1]]),
        _plain(text[start:end]),
        _words.plain(verdict.because),
    )


def _plain(text: str) -> str:
    return " ".join(text.split())


def name_of(address: str, home: Path, line: str = "") -> str:
    """What a baseline in the folder `home` calls the document at an address: files are named from there.

    line: what the document is called among several under one address, empty where it is the only one.
    """
    if address not in {"", "-"} and "://" not in address:
        try:
            address = Path(os.path.relpath(address, home)).as_posix()
        except ValueError:  # on another drive, or no file name at all
            address = Path(address).as_posix()
    return f"{address}#{line}" if line else address


class Baseline:
    """The discrepancies on record in a file."""

    def __init__(self, path: Path, entries: Iterable[Recorded]) -> None:
        self.path = path
        self._entries: dict[str, list[Recorded]] = defaultdict(list)  # by document
        for entry in entries:
            self._entries[entry.document].append(entry)
        self._gone: dict[str, list[Recorded]] = {}  # by document met: those that nothing in it answers

    def apply(self, report: "Report", address: str, line: str = "") -> None:
        """Let stand the discrepancies of a report that are on record.

        address: of the document, or of the lines that it is one of. line: what it is called among them.
        """
        name = name_of(address, self.path.parent, line)
        found = report.discrepancies
        known, left = _matched([recorded(verdict, report, name) for verdict in found], self._entries.get(name, []))
        report.waived += [Waived(found[n], f"recorded in {self.path.name}", recorded=True) for n in sorted(known)]
        left = [entry for entry in left if report.ran is None or entry.checker in report.ran]
        # Lines without an id have one name: what any of them answers is there.
        self._gone[name] = [entry for entry in left if entry in self._gone.get(name, left)]
        report.count()

    def gone(self) -> Iterator[str]:
        """A line for each discrepancy on record that is not there any more in the documents of this run.

        A document that is no file any more has one line for all that was on record of it.
        """
        for name, entries in self._entries.items():
            file = name if (self.path.parent / name).exists() else name.partition("#")[0]
            if name in self._gone:
                for entry in self._gone[name]:
                    told = f"{entry.checker} “{entry.quote}” in {name or 'the text'}"
                    yield f"{self.path}: no longer there: {told} ({entry.because})"
            elif file not in {"", "-"} and "://" not in file and not (self.path.parent / file).exists():
                many = _words.many(len(entries), "discrepancy", "discrepancies")
                yield f"{self.path}: no longer there: {file}, with {many}"


def _matched(found: list[Recorded], entries: list[Recorded]) -> tuple[set[int], list[Recorded]]:
    """The numbers of those found that are on record, and the entries that none of them answers."""
    free = dict(enumerate(entries))
    known: set[int] = set()
    for same in _SAME:
        waiting: dict[object, deque[int]] = defaultdict(deque)
        for number, entry in free.items():
            if same(entry):
                waiting[entry.relation, same(entry)].append(number)
        for number, one in enumerate(found):
            queue = waiting.get((one.relation, same(one)))
            if number not in known and queue and same(one):
                known.add(number)
                del free[queue.popleft()]
    return known, list(free.values())


def load(path: str | Path) -> Baseline:
    """The baseline in a file. Raises BaselineError where it cannot be read or is not as it must be."""
    path = Path(path)
    anew = f"write it anew with --write-baseline {path}"
    try:
        shape = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as wrong:
        raise BaselineError(f"{path}: there is no such baseline: write it with --write-baseline {path}") from wrong
    except OSError as wrong:
        raise BaselineError(f"{path} cannot be read: {wrong.strerror or wrong}") from wrong
    except (ValueError, RecursionError) as wrong:
        raise BaselineError(f"{path} is not JSON ({wrong}): {anew}") from wrong
    if not isinstance(shape, dict) or not isinstance(shape.get("discrepancies"), list):
        raise BaselineError(f"{path} is no baseline: {anew}")
    if shape.get("schema") != SCHEMA:
        said = str(shape.get("schema"))[:40]
        raise BaselineError(f"{path} is a baseline of another kind ({said!r}, not {SCHEMA!r}): {anew}")
    return Baseline(path, [_entry(path, n, one) for n, one in enumerate(shape["discrepancies"], 1)])


def _entry(path: Path, number: int, shape: object) -> Recorded:
    place = f"{path}, discrepancy {number}"
    if not isinstance(shape, dict) or set(shape) != _FIELDS:
        raise BaselineError(f"{place}: it must have {', '.join(sorted(_FIELDS))} and nothing else")
    others = shape.pop("with")
    if not isinstance(others, list) or not all(isinstance(text, str) for text in (*others, *shape.values())):
        raise BaselineError(f"{place}: with is a list of texts, and everything else a text")
    return Recorded(**shape, others=tuple(others))


class Recorder:
    """Collects the discrepancies of a run for a baseline that is to be written to a path."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.entries: list[Recorded] = []

    def add(self, report: "Report", address: str, line: str = "") -> None:
        """Take the discrepancies of a report that no waiver answers, those recorded before among them."""
        name = name_of(address, self.path.parent, line)
        waived = {id(waived.verdict) for waived in report.waived if not waived.recorded}
        self.entries += [
            recorded(verdict, report, name)
            for verdict in report.verdicts
            if verdict.outcome == "discrepancy" and id(verdict) not in waived
        ]

    def text(self) -> str:
        """The baseline as a file has it: documents by name, each one's discrepancies in reading order."""
        lines = [f"    {dumps(_shape(entry))}" for entry in sorted(self.entries, key=lambda entry: entry.document)]
        inner = ",\n".join(lines)
        return f'{{\n  "schema": "{SCHEMA}",\n  "discrepancies": [' + (f"\n{inner}\n  " if inner else "") + "]\n}\n"


def _shape(entry: Recorded) -> dict[str, Any]:
    shape = entry._asdict()
    others = list(shape.pop("others"))
    return {"document": shape.pop("document"), "checker": shape.pop("checker"), "certainty": shape.pop("certainty"),
            "quote": shape.pop("quote"), "with": others, **shape}  # fmt: skip
