"""Many documents: records in, one JSON line each out, in the same order, whatever some of them hold.

A line in is `{"id": ..., "text": ..., "published"?: ..., "language"?: ..., "place"?: ..., "address"?: ...}`,
a line out `{"id": ..., "report": {...}}` or `{"id": ..., "error": {"message": ...}}`. Other keys are left
alone. The id is any JSON value and comes back as it was written, number for number.
"""

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from crossfoot._writing import Target
from reports.json_v1 import dumps

if TYPE_CHECKING:
    from claims.document import Document
    from reports import Report

_SPARE = 65_536  # bytes that a line may have besides its text
_ESCAPED = 6  # bytes that a byte of text may take in JSON: `\u0001`


class UnreadableError(ValueError):
    """A record that cannot be read. The message says what is wrong with it."""


@dataclass(slots=True)
class Record:
    """One document to come. id: as JSON. place: for messages. read: gives the document, or raises.

    size: bytes of input that it stands for, for a progress bar. source: the address of the lines that it is one
    of, None for a document of its own.
    """

    id: str
    place: str
    read: "Callable[[], Document]"
    size: int = 0
    source: str | None = None

    @property
    def line(self) -> str:
        """What it is called among the lines of its source: its id, empty where it has none."""
        return "" if self.source is None or self.id == "null" else self.id


class _Number(str):
    """A number as it was written, so that 1.10 or forty digits come back as they were."""

    __slots__ = ()


def _constant(name: str) -> None:
    raise UnreadableError(f"not JSON: {name} is no JSON value")


def _as_json(value: object) -> str:
    if isinstance(value, _Number):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{dumps(key)}: {_as_json(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_as_json(item) for item in value) + "]"
    return dumps(value)


def lines(stream: IO[bytes], name: str, said: Mapping[str, Any], max_bytes: int, source: str = "-") -> Iterator[Record]:
    """A record for each line of a stream, the empty ones too: none is dropped.

    said: `published`, `language` and `place` as the command line gives them, for lines that do not say.
    max_bytes: the most that a text may have. source: the address of the stream, for a baseline.
    """
    most = max_bytes * _ESCAPED + _SPARE
    number = 0
    while line := stream.readline(most):
        number += 1
        size = len(line)
        whole = line.endswith(b"\n") or size < most
        while not line.endswith(b"\n") and (rest := stream.readline(most)):
            size += len(rest)
            whole = False
            if rest.endswith(b"\n"):
                break
        place = f"{name}, line {number}"
        if whole:
            yield _record(line, place, said, max_bytes, size, source)
        else:
            yield Record("null", place, _refusing(f"longer than {most} bytes: raise --max-bytes"), size)


def _refusing(message: str) -> "Callable[[], Document]":
    def read() -> "Document":
        raise UnreadableError(message)

    return read


def _record(line: bytes, place: str, said: Mapping[str, Any], max_bytes: int, size: int, source: str = "-") -> Record:
    try:
        shape = _shape(line)
        identity = _as_json(shape.get("id"))
    except UnreadableError as wrong:
        return Record("null", place, _refusing(str(wrong)), size)
    except RecursionError:
        return Record("null", place, _refusing("nested too deeply"), size)
    return Record(identity, place, _reader(shape, said, max_bytes), size, source)


def _shape(line: bytes) -> dict[str, Any]:
    """The object of a line, numbers as `_Number`. Raises UnreadableError."""
    if not line.strip():
        raise UnreadableError("the line is empty")
    try:
        shape = json.loads(line.decode("utf-8-sig"), parse_int=_Number, parse_float=_Number, parse_constant=_constant)
    except UnicodeDecodeError as wrong:
        raise UnreadableError(f"not UTF-8: {wrong.reason} at byte {wrong.start + 1} of the line") from wrong
    except json.JSONDecodeError as wrong:
        raise UnreadableError(f"not JSON: {wrong.msg} at character {wrong.pos + 1} of the line") from wrong
    if not isinstance(shape, dict):
        raise UnreadableError('the line is no JSON object with "id" and "text"')
    return shape


def _reader(shape: dict[str, Any], said: Mapping[str, Any], max_bytes: int) -> "Callable[[], Document]":
    def own(key: str) -> str | None:
        value = shape.get(key)
        if value is not None and type(value) is not str:
            raise UnreadableError(f'"{key}" must be a string, not {_as_json(value)[:40]}')
        return value

    def read() -> "Document":
        from sources import from_text

        text = own("text")
        if text is None:
            raise UnreadableError('"text" is missing')
        if len(text) > max_bytes or len(text.encode("utf-8", "surrogatepass")) > max_bytes:
            raise UnreadableError(f"the text is larger than {max_bytes} bytes: raise --max-bytes")
        about = {key: own(key) or said[key] for key in ("published", "language", "place")}
        return from_text(text, address=own("address") or "", **about)

    return read


@dataclass(slots=True)
class Input:
    """One input. name: of its output in a folder. lines: whether it is JSON lines. size: in bytes."""

    address: str
    name: str
    lines: bool
    size: int | None = None


def is_lines(address: str) -> bool:
    """Whether an address stands for JSON lines: standard input, or a file that is called so."""
    return address == "-" or address.lower().endswith((".jsonl", ".ndjson"))


def size(address: str) -> int | None:
    """Bytes on disk, None for what is not there."""
    try:
        return Path(address).stat().st_size
    except (OSError, ValueError):
        return None


def records(
    item: Input,
    said: Mapping[str, Any],
    max_bytes: int,
    stdin: IO[bytes] | None,
    fetch: "Callable[[str], Document]",
) -> Iterator[Record]:
    """The records of one input: its lines, or the document that it is, by the function that fetches it."""
    address = item.address
    if not item.lines:
        yield Record(dumps(address), address, lambda: fetch(address), item.size or 0)
    elif address == "-" and stdin is None:
        yield Record("null", "standard input", _refusing("standard input is closed: give a file"))
    elif address == "-":
        assert stdin is not None
        yield from lines(stdin, "standard input", said, max_bytes)
    else:
        try:
            with Path(address).open("rb") as stream:
                yield from lines(stream, address, said, max_bytes, address)
        except OSError as wrong:
            yield Record(dumps(address), address, _refusing(f"{address} cannot be read: {wrong.strerror or wrong}"))


@dataclass(slots=True)
class Outcome:
    """What became of a record: a report, with its JSON, or a message."""

    record: Record
    report: "Report | None" = None
    json: str = ""
    message: str | None = None

    @property
    def line(self) -> str:
        """The line of JSON, with its line end."""
        if self.message is None:
            return f'{{"id": {self.record.id}, "report": {self.json}}}\n'
        return f'{{"id": {self.record.id}, "error": {{"message": {dumps(self.message)}}}}}\n'


def run(
    records: Iterable[Record], weigh: "Callable[[Document, Record], Report]", *, text: bool = True
) -> Iterator[Outcome]:
    """Read and weigh one record after another; what goes wrong with one is its own outcome."""
    from reports.waivers import WaiversError
    from sources import SourceError
    from sources.rates import RatesError

    for record in records:
        try:
            report = weigh(record.read(), record)
            done = Outcome(record, report, report.to_json(text=text))
        except (UnreadableError, SourceError, RatesError, WaiversError) as wrong:
            done = Outcome(record, message=str(wrong))
        except Exception as wrong:  # noqa: BLE001  # a defect of ours on one document must not cost the others
            done = Outcome(record, message=f"a defect of crossfoot, please report it: {_where(wrong)}")
        yield done


def _where(wrong: Exception) -> str:
    """An exception with the place in our code that it comes from."""
    import traceback

    frame = traceback.extract_tb(wrong.__traceback__)[-1]
    place = Path(frame.filename)
    return f"{type(wrong).__name__}: {wrong} ({place.parent.name}/{place.name}, line {frame.lineno})"


@contextlib.contextmanager
def written(target: Target, item: Input) -> Iterator[Callable[[Outcome], None]]:
    """Give the function that writes an outcome: as a line, or in a folder into a file for each input."""
    if target.folder is None:

        def write(outcome: Outcome) -> None:
            target.write(outcome.line)
            target.flush()  # a program that sends one line and waits for its answer must get it

        yield write
    elif item.lines:
        target.folder.mkdir(parents=True, exist_ok=True)
        with Target(str(target.folder / item.name), [item.address]) as own:
            yield lambda outcome: own.write(outcome.line)
    else:
        folder = target

        def write_file(outcome: Outcome) -> None:
            if outcome.report is not None:
                folder.write_file(item.name, outcome.json + "\n")

        yield write_file
