"""Tables by themselves: CSV and TSV, spreadsheets (XLSX, XLS), Parquet.

The text of a table is its rows, cells separated by a tab and rows by a newline; every cell has its place. A
spreadsheet's sheets follow each other, each under its name where there are several.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from importlib import import_module
from math import isfinite
from typing import TYPE_CHECKING

from claims.document import Block, Cell, Document, Table
from sources._errors import SourceError
from sources.text import Given, build, decode, guess_headers, mark_meta, require_text

MAX_CELLS = 1_000_000
"""Cells beyond which a table is refused."""
_MAX_UNPACKED = 500_000_000  # bytes that a Parquet file may unpack to
_MAX_AREA = 5_000_000  # cells, empty ones too, between the corners of a sheet

if TYPE_CHECKING:
    from sources.office import Package

if TYPE_CHECKING:
    from sources.office import Package

_Rows = Iterable[list[str]]


def read(data: bytes, about: Given, extension: str = "", media_type: str = "") -> Document:
    """The bytes of a table as a Document; extension and media type tell CSV from TSV."""
    if data.startswith(b"PAR1"):
        return _document([("", _parquet(data, about), True)], about, "utf-8", data)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _document(list(_sheets(data, about)), about, "utf-8", data)
    text, encoding = decode(data, about.name, about.charset)
    require_text(text, about)
    tabs = extension in {".tsv", ".tab"} or media_type == "text/tab-separated-values"
    return _document([("", _csv(text, about, "\t" if tabs else _delimiter(text)), False)], about, encoding, data)


# --- values as they are written ---


def _written(value: object) -> str:
    """A value as a table shows it: no exponents, no binary fractions, ISO dates."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        day = value.replace(tzinfo=None)
        return day.date().isoformat() if day.time() == time() else day.isoformat(sep=" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)


def _number(value: float) -> str:
    """A float without an exponent, at the 15 digits that a spreadsheet knows."""
    if not isfinite(value):
        return ""
    text = format(Decimal(f"{value:.15g}"), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


# --- CSV ---


def _delimiter(text: str) -> str:
    """The mark that cuts the first lines into equally many cells, a comma in doubt."""
    lines = [line for line in text[:20_000].splitlines()[:50] if line.strip()]
    best, most = ",", 0
    for mark in ",;\t|":
        counts = [len(row) for row in _parsed(lines, mark)]
        common = max(set(counts), key=lambda n: (counts.count(n), n), default=1)
        score = counts.count(common) * (common - 1)
        if score > most:
            best, most = mark, score
    return best


def _parsed(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(lines, delimiter=delimiter)
    except csv.Error:
        return


def _csv(text: str, about: Given, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error as error:
        raise SourceError(f"{about.name} is no table at line {reader.line_num} ({error}): check its quotes") from None


# --- Parquet ---


def _parquet(data: bytes, about: Given) -> Iterator[list[str]]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise SourceError(f"{about.name} is Parquet, which pyarrow reads: pip install 'crossfoot[parquet]'") from None
    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        facts = file.metadata
        if facts.num_rows * facts.num_columns > MAX_CELLS:
            raise SourceError(_too_many(about))
        if sum(facts.row_group(n).total_byte_size for n in range(facts.num_row_groups)) > _MAX_UNPACKED:
            raise SourceError(f"{about.name} unpacks to more than {_MAX_UNPACKED:,} bytes: give a part of it")
        yield list(file.schema_arrow.names)
        for batch in file.iter_batches(batch_size=10_000):
            columns = [column.to_pylist() for column in batch.columns]
            for row in zip(*columns, strict=True):
                yield [_written(value) for value in row]
    except (pa.ArrowException, OSError) as error:
        raise SourceError(f"{about.name} is no whole Parquet file ({str(error)[:200]}): fetch it again") from None


# --- spreadsheets ---

_REFERENCE = re.compile(rb'<c(?=[\s>])[^>]{0,400}?\sr="([A-Z]{1,3})([0-9]{1,7})"[^>]{0,400}+>')
_DIMENSION = re.compile(rb'<dimension\s[^>]{0,80}?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_STYLE = re.compile(rb'\ss="([0-9]{1,6})"')


def _sheets(data: bytes, about: Given) -> Iterator[tuple[str, _Rows, bool]]:
    try:
        calamine = import_module("python_calamine")
    except ImportError:
        raise SourceError(
            f"{about.name} is a spreadsheet, which python-calamine reads: pip install 'crossfoot[xlsx]'"
        ) from None
    percents: dict[str, dict[tuple[int, int], int]] = {}
    if data.startswith(b"PK"):
        percents = _percents(data, about)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ == calamine.SheetTypeEnum.WorkSheet and sheet.visible == calamine.SheetVisibleEnum.Visible
        ]
        for name in names:
            sheet = book.get_sheet_by_name(name)
            if sheet.start is None:
                continue
            top, left = sheet.start
            shares = percents.get(name, {})
            rows = [
                [_share(value, shares.get((top + y, left + x))) for x, value in enumerate(row)]
                for y, row in enumerate(sheet.to_python(skip_empty_area=True))
            ]
            yield (name if len(names) > 1 else ""), rows, False
    except calamine.PasswordError:
        raise SourceError(f"{about.name} is locked with a password: save it without") from None
    except (calamine.CalamineError, OSError) as error:
        raise SourceError(f"{about.name} is no whole spreadsheet ({error}): open it and save it again") from None


def _share(value: object, places: int | None) -> str:
    """A cell as it is shown, as percent where its format says so."""
    if places is None or isinstance(value, bool) or not isinstance(value, (int, float)):
        return _written(value)
    return f"{Decimal(f'{value:.15g}') * 100:.{places}f}%"


def _percents(data: bytes, about: Given) -> dict[str, dict[tuple[int, int], int]]:
    """For each sheet by name, the places of its percents and their decimals; refuses a sheet of absurd size.

    A sheet's rows and columns are laid out whole by the reader, so its corners are looked at first.
    """
    from sources.office import Package

    package = Package(data, about)
    package.verify()
    shares = _percent_styles(package)
    parts = _sheet_parts(package)
    found: dict[str, dict[tuple[int, int], int]] = {}
    for part in package.names():
        if not re.fullmatch(r"/?xl/worksheets/[^/]{1,80}\.xml", part):
            continue
        xml = package.read(part)
        _measure(xml, about)
        places: dict[tuple[int, int], int] = {}
        if shares:
            for match in _REFERENCE.finditer(xml):
                style = _STYLE.search(match[0])
                if style and int(style[1]) in shares:
                    places[int(match[2]) - 1, _column(match[1])] = shares[int(style[1])]
        if part in parts:
            found[parts[part]] = places
    return found


def _measure(xml: bytes, about: Given) -> None:
    rows, columns = [0], [0]
    for match in _DIMENSION.finditer(xml[:20_000]):
        if int(match[4]) * (_column(match[3]) + 1) > 100 * _MAX_AREA:
            rows.append(int(match[4]))
            columns.append(_column(match[3]))
    for count, match in enumerate(_REFERENCE.finditer(xml)):
        if count >= MAX_CELLS:
            raise SourceError(_too_many(about))
        rows.append(int(match[2]))
        columns.append(_column(match[1]))
    if (max(rows) + 1) * (max(columns) + 1) > _MAX_AREA:
        raise SourceError(f"{about.name} has a cell far away from the others: move it, or save the table as CSV")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _sheet_parts(package: Package) -> dict[str, str]:
    """The name of the sheet in each part."""
    leads = package.relations("xl/workbook.xml")
    found: dict[str, str] = {}

    def start(tag: str, given: dict[str, str]) -> None:
        if tag == "sheet" and given.get("id") in leads:
            found[leads[given["id"]]] = given.get("name", "")

    package.parse("xl/workbook.xml", start)
    return found


def _percent_styles(package: Package) -> dict[int, int]:
    """The numbers of the cell styles that show percents, and the decimals that they show."""
    codes = {9: "0%", 10: "0.00%"}  # built in (ECMA-376, part 1, 18.8.30)
    styles: list[int] = []
    inside = False

    def start(tag: str, given: dict[str, str]) -> None:
        nonlocal inside
        if tag == "numFmt" and given.get("numFmtId", "").isdecimal():
            codes[int(given["numFmtId"][:9])] = given.get("formatCode", "")
        elif tag == "cellXfs":
            inside = True
        elif tag == "xf" and inside:
            number = given.get("numFmtId", "0")
            styles.append(int(number[:9]) if number.isdecimal() else 0)

    def end(tag: str) -> None:
        nonlocal inside
        inside = inside and tag != "cellXfs"

    package.parse("xl/styles.xml", start, end)
    found: dict[int, int] = {}
    for index, number in enumerate(styles):
        shown = re.search(r"(?:\.([0#?]{1,9}))?%", codes.get(number, "").split(";")[0])
        if shown:
            found[index] = len(shown[1] or "")
    return found


def _too_many(about: Given) -> str:
    return f"{about.name} has more than {MAX_CELLS:,} cells: give a part of it"


# --- the document ---


def _document(sheets: list[tuple[str, _Rows, bool]], about: Given, encoding: str, data: bytes) -> Document:
    lines: list[str] = []
    blocks: list[Block] = []
    tables: list[Table] = []
    at = cells = 0
    caption = ""

    def write(line: str, kind: str) -> int:
        nonlocal at
        start = at
        lines.append(line)
        at += len(line) + 1
        bare = line.strip()
        if bare:
            first = start + len(line) - len(line.lstrip())
            blocks.append(Block(first, first + len(bare), kind))
        return start

    for name, rows, headed in sheets:
        if name:
            write(name, "heading")
        table = Table(0, 0, caption=name)
        for number, raw in enumerate(rows):
            row = [" ".join(cell.split()) for cell in raw]
            filled = sum(map(bool, row))
            cells += len(row)
            if cells > MAX_CELLS:
                raise SourceError(_too_many(about))
            if not filled:
                continue
            if not table.rows and filled == 1 and len(row) > 1 and row[0]:
                # A line of words above a table is what it is about.
                write(row[0], "caption")
                caption = caption or row[0]
                table.caption = table.caption or row[0]
                continue
            start = write("\t".join(row), "row")
            place, placed = start, []
            for column, cell in enumerate(row):
                placed.append(Cell(place, place + len(cell), len(tables), number, column, headed and number == 0))
                place += len(cell) + 1
            table.rows.append(placed)
        if table.rows:
            table.start, table.end = table.rows[0][0].start, table.rows[-1][-1].end
            tables.append(table)
    text = "\n".join(lines)
    if not text.strip():
        raise SourceError(f"{about.name} is a table without a filled cell: there is nothing to read in it")
    guess_headers(text, tables)
    marked = mark_meta(blocks, [text[block.start : block.end] for block in blocks])
    return build(
        text,
        about,
        blocks=marked.blocks,
        encoding=encoding,
        data=data,
        title=caption,
        stated=marked,
        tables=tables,
    )
