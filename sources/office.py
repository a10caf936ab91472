"""Word files (DOCX), and the guarded zip and XML that spreadsheets share.

Paragraphs, tables, notes, superscripts. Tracked changes are read as accepted: insertions are kept, deletions
dropped. Notes follow the text, each under its mark. The XML is read by expat in a stream; a document type
declaration, the only place from which entities could grow, is refused, and so is a file whose parts unpack to
more than `MAX_UNPACKED` bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from claims.document import Block, Cell, Document, Link, Table
from sources._errors import SourceError
from sources.text import (
    CAPTION,
    Given,
    absolute,
    build,
    caption_tables,
    guess_headers,
    is_note,
    is_ordinal,
    is_title,
    mark_meta,
)

MAX_UNPACKED = 200_000_000
"""Bytes that all parts of a file together may unpack to."""
MAX_CELLS = 500_000
"""Table cells beyond which a document is refused."""
_MAX_PARTS = 10_000
_MAX_DEPTH = 1_000

Attributes = dict[str, str]


class Package:
    """A zip of XML parts, as DOCX and XLSX are, behind limits of size."""

    def __init__(self, data: bytes, about: Given) -> None:
        """Open the zip; what is none, or has too many parts, is a SourceError."""
        self._data = data
        self._about = about
        self._left = MAX_UNPACKED
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self._broken(error) from None
        if len(self._zip.infolist()) > _MAX_PARTS:
            raise SourceError(f"{about.name} has more than {_MAX_PARTS:,} parts: open it and save it again")

    def names(self) -> list[str]:
        """The names of all parts."""
        return self._zip.namelist()

    def read(self, name: str) -> bytes:
        """The bytes of a part, empty where there is none; more than is left of the limit is a SourceError."""
        try:
            info = self._zip.getinfo(name)
        except KeyError:
            return b""
        if info.file_size > self._left:
            raise self._bomb()
        try:
            with self._zip.open(info) as stream:
                content = stream.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
            raise self._broken(error) from None
        self._left -= len(content)
        if self._left < 0:
            raise self._bomb()
        return content

    def verify(self) -> None:
        """Unpack every part once, whatever its header says of its size, for a reader that has no limit."""
        total = 0
        for info in self._zip.infolist():
            if info.compress_type == zipfile.ZIP_STORED:
                total += info.compress_size
            elif info.compress_type == zipfile.ZIP_DEFLATED:
                total += self._inflated(info, MAX_UNPACKED - total)
            else:
                raise self._broken("a compression that Office does not use")
            if total > MAX_UNPACKED:
                raise self._bomb()

    def _inflated(self, info: zipfile.ZipInfo, most: int) -> int:
        at = info.header_offset
        head = self._data[at : at + 30]
        start = at + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        machine = zlib.decompressobj(-15)
        packed = self._data[start : start + info.compress_size]
        size = 0
        try:
            while packed and not machine.eof and size <= most:
                size += len(machine.decompress(packed, 1 << 20))
                packed = machine.unconsumed_tail
        except zlib.error as error:
            raise self._broken(error) from None
        return size

    def relations(self, part: str) -> dict[str, str]:
        """What the ids in a part lead to: addresses, or the names of other parts."""
        folder, _, name = part.rpartition("/")
        found: dict[str, str] = {}

        def start(tag: str, given: Attributes) -> None:
            if tag == "Relationship" and "Id" in given:
                target = given.get("Target", "")
                inside = given.get("TargetMode") != "External"
                if inside and not target.startswith("/"):
                    target = f"{folder}/{target}"
                found[given["Id"]] = target.lstrip("/") if inside else target

        self.parse(f"{folder}/_rels/{name}.rels", start)
        return found

    def parse(
        self,
        part: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Stream a part's elements, by their local names, with their attributes by local names."""
        parse_xml(self.read(part), f"{self._about.name} ({part})", start, end, text)

    def _broken(self, error: object) -> SourceError:
        return SourceError(f"{self._about.name} is no whole Office file ({error}): open it and save it again")

    def _bomb(self) -> SourceError:
        return SourceError(
            f"{self._about.name} unpacks to more than {MAX_UNPACKED:,} bytes, as bombs do: give a part of it"
        )


def parse_xml(
    xml: bytes,
    name: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Stream XML to handlers; a document type, absurd depth or broken XML is a SourceError."""
    if not xml:
        return
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def local(tag: str) -> str:
        return tag.rpartition(" ")[2]

    def opened(tag: str, given: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > _MAX_DEPTH:
            raise SourceError(f"{name} is nested more than {_MAX_DEPTH:,} deep: open it and save it again")
        start(local(tag), {local(key): value for key, value in given.items()})

    def closed(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(local(tag))

    def refuse(*_: object) -> None:
        raise SourceError(f"{name} declares a document type, as no Office file does: save it again")

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.StartDoctypeDeclHandler = refuse
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise SourceError(f"{name} is broken XML ({error}): open it and save it again") from None


# --- Word ---


@dataclass(slots=True)
class _Run:
    """A piece of a paragraph: its text, whether it is raised or struck out, the address that it links to."""

    text: str
    raised: bool = False
    struck: bool = False
    address: str = ""
    noted: bool = False

    @property
    def look(self) -> tuple[bool, bool, str, bool]:
        """What two runs must share to be one."""
        return self.raised, self.struck, self.address, self.noted


@dataclass(slots=True)
class _Paragraph:
    """A paragraph: its style, whether it is an item of a list, its outline level, its runs."""

    style: str = ""
    item: bool = False
    level: int | None = None
    runs: list[_Run] = field(default_factory=list)

    @property
    def blank(self) -> bool:
        """True where nothing in it can be seen."""
        return not any(run.text.strip() for run in self.runs)


@dataclass(slots=True)
class _Cell:
    """A table cell: its column, how many it covers, whether it goes on from the row above."""

    column: int
    across: int = 1
    merged: bool = False
    content: list[_Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    """A table row."""

    cells: list[_Cell] = field(default_factory=list)
    header: bool = False
    deleted: bool = False
    column: int = 0


def read(data: bytes, about: Given) -> Document:
    """The bytes of a Word file as a Document."""
    package = Package(data, about)
    main = "word/document.xml"
    if main not in package.names():
        main = next((name for name in package.names() if re.fullmatch(r"word/document[0-9]{0,3}\.xml", name)), main)
    story = _Story(package, main, about)
    notes: list[list[_Paragraph]] = []
    parts = {
        kind: _Story(package, f"word/{kind}s.xml", about).notes
        for kind in ("footnote", "endnote")
        if any(which == kind for which, _ in story.noted)
    }
    for kind, number in story.noted:
        notes.append(parts[kind].get(number, []))
    return _Writer(_styles(package), about).document(story.items, notes, data)


def _styles(package: Package) -> dict[str, tuple[str, int | None]]:
    """For each style its English name in lower case and its outline level, 0 for the highest."""
    found: dict[str, tuple[str, int | None]] = {}
    current = ""

    def start(tag: str, given: Attributes) -> None:
        nonlocal current
        if tag == "style":
            current = given.get("styleId", "")
            found[current] = ("", None)
        elif tag == "name" and current in found:
            found[current] = (given.get("val", "").lower(), found[current][1])
        elif tag == "outlineLvl" and current in found:
            found[current] = (found[current][0], _integer(given.get("val")))

    package.parse("word/styles.xml", start)
    return found


def _integer(value: str | None) -> int | None:
    return int(value) if value is not None and re.fullmatch(r"[0-9]{1,6}", value) else None


def _on(given: Attributes) -> bool:
    return given.get("val", "true") not in {"0", "false", "off", "none"}


_SKIPPED = frozenset(
    (
        "del",
        "moveFrom",
        "Fallback",
        "instrText",
        "delInstrText",
        "delText",
        "rPrChange",
        "pPrChange",
        "tblPrChange",
    )
)
_LINK_FIELD = re.compile(r'\s{0,9}HYPERLINK\s{1,5}"([^"]{1,2000})"', re.IGNORECASE)


class _Story:
    """The paragraphs, tables and notes of one part, in order, from its stream of elements."""

    def __init__(self, package: Package, part: str, about: Given) -> None:
        self.items: list[_Paragraph | list[_Row]] = []
        self.noted: list[tuple[str, str]] = []  # kind and id of each note, in order of its mark
        self.notes: dict[str, list[_Paragraph]] = {}
        self._about = about
        self._skip = 0
        self._instruction = False
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[list[_Row]] = []
        self._note = ""
        self._addresses: list[str] = []
        self._fields: list[list[str]] = []  # the instruction of each open field; a second entry once its text begins
        self._raised = self._struck = self._gone = False
        self._properties = False
        self._texts = self._superscripts = self._cells = 0
        self._links = package.relations(part)
        package.parse(part, self._start, self._end, self._text)

    @property
    def _row(self) -> _Row:
        """The open row of the innermost table; one that nobody keeps where there is none."""
        return self._tables[-1][-1] if self._tables and self._tables[-1] else _Row()

    def _add(self, text: str, *, noted: bool = False) -> None:
        if not self._paragraphs or self._gone:
            return
        raised = noted or self._raised or self._superscripts > 0
        run = _Run(text, raised, self._struck, self._address(), noted)
        runs = self._paragraphs[-1].runs
        if runs and runs[-1].look == run.look and not noted:
            runs[-1].text += text
        else:
            runs.append(run)

    def _address(self) -> str:
        if self._addresses:
            return self._addresses[-1]
        for code in reversed(self._fields):
            if len(code) > 1 and (found := _LINK_FIELD.match(code[0])):
                return found[1]
        return ""

    def _text(self, text: str) -> None:
        if self._instruction:
            if self._fields and len(self._fields[-1]) == 1 and len(self._fields[-1][0]) < 3000:
                self._fields[-1][0] += text
        elif self._texts and not self._skip:
            self._add(re.sub(r"\s", " ", text))

    def _start(self, tag: str, given: Attributes) -> None:
        if tag == "instrText" and not self._skip:
            self._instruction = True
        if tag == "del" and self._properties and not self._paragraphs and not self._skip:
            self._row.deleted = True
        if self._skip or tag in _SKIPPED:
            self._skip += 1
        elif tag == "p":
            self._paragraphs.append(_Paragraph())
        elif tag in {"tbl", "tr", "tc"}:
            self._open_table(tag)
        elif tag in {"footnote", "endnote"}:
            self._note = given.get("id", "")
            self.notes[self._note] = []
        elif tag == "r":
            self._raised = self._struck = self._gone = False
        elif tag in {"rPr", "pPr", "trPr", "tcPr"}:
            self._properties = True
        elif self._properties:
            self._property(tag, given)
        else:
            self._content(tag, given)

    def _content(self, tag: str, given: Attributes) -> None:
        if tag == "t":
            self._texts += 1
        elif tag in {"tab", "ptab"}:
            self._add(" ")
        elif tag in {"br", "cr"}:
            self._add("\n")
        elif tag == "noBreakHyphen":
            self._add("-")
        elif tag == "hyperlink":
            self._addresses.append(self._links.get(given.get("id", ""), ""))
        elif tag == "fldSimple":
            found = _LINK_FIELD.match(given.get("instr", ""))
            self._addresses.append(found[1] if found else "")
        elif tag == "fldChar":
            kind = given.get("fldCharType")
            if kind == "begin":
                self._fields.append([""])
            elif kind == "separate" and self._fields:
                self._fields[-1].append("")
            elif kind == "end" and self._fields:
                self._fields.pop()
        elif tag in {"footnoteReference", "endnoteReference"} and self._paragraphs:
            self.noted.append((tag.removesuffix("Reference"), given.get("id", "")))
            self._add(str(len(self.noted)), noted=True)
        elif tag == "sup":
            self._superscripts += 1
        elif tag == "den":
            self._add("/")

    def _property(self, tag: str, given: Attributes) -> None:
        if tag == "vertAlign":
            self._raised = given.get("val") == "superscript"
        elif tag in {"vanish", "webHidden"}:
            self._gone = _on(given)
        elif tag in {"strike", "dstrike"}:
            self._struck = self._struck or _on(given)
        elif tag == "tblHeader":
            self._row.header = _on(given)
        elif tag in {"gridSpan", "vMerge"} and self._row.cells:
            cell = self._row.cells[-1]
            if tag == "gridSpan":
                cell.across = max(1, min(_integer(given.get("val")) or 1, 1000))
            else:
                cell.merged = given.get("val", "continue") == "continue"
        elif self._paragraphs:
            paragraph = self._paragraphs[-1]
            if tag == "pStyle":
                paragraph.style = given.get("val", "")
            elif tag == "numId":
                paragraph.item = given.get("val") != "0"
            elif tag == "outlineLvl":
                paragraph.level = _integer(given.get("val"))

    def _open_table(self, tag: str) -> None:
        if tag == "tbl":
            self._tables.append([])
        elif tag == "tr" and self._tables:
            self._tables[-1].append(_Row())
        elif tag == "tc" and self._tables and self._tables[-1]:
            row = self._row
            row.cells.append(_Cell(row.column))
            self._cells += 1
            if self._cells > MAX_CELLS:
                raise SourceError(f"{self._about.name} has more than {MAX_CELLS:,} table cells: give a part of it")

    def _end(self, tag: str) -> None:
        if self._skip:
            self._skip -= 1
            if not self._skip:
                self._instruction = False
        elif tag in {"rPr", "pPr", "trPr", "tcPr"}:
            self._properties = False
        elif tag == "t" and self._texts:
            self._texts -= 1
        elif tag == "p" and self._paragraphs:
            self._place(self._paragraphs.pop())
        elif tag in {"hyperlink", "fldSimple"} and self._addresses:
            self._addresses.pop()
        elif tag == "sup" and self._superscripts:
            self._superscripts -= 1
        elif tag == "tc" and self._row.cells:
            row = self._row
            row.column += row.cells[-1].across
        elif tag == "tbl" and self._tables:
            self._close_table([row for row in self._tables.pop() if not row.deleted])

    def _place(self, paragraph: _Paragraph) -> None:
        """Put a paragraph where it belongs: the open cell, the open note or the text."""
        if self._row.cells:
            self._row.cells[-1].content.append(paragraph)
        elif self._note:
            self.notes[self._note].append(paragraph)
        else:
            self.items.append(paragraph)

    def _close_table(self, rows: list[_Row]) -> None:
        if not self._tables and not self._note:
            self.items.append(rows)
            return
        # A table within a cell or a note is a paragraph a row.
        for row in rows:
            flat = _Paragraph()
            for cell in row.cells:
                for paragraph in cell.content:
                    flat.runs += [*paragraph.runs, _Run(" ")]
            self._place(flat)


class _Line:
    """A paragraph's text: white space collapsed, `^` before what is raised, places from its start."""

    def __init__(self, runs: list[_Run], *, inline: bool) -> None:
        """Write the runs; `inline` turns line breaks into blanks."""
        self.parts: list[str] = []
        self.length = 0
        self.links: list[tuple[int, int, str]] = []
        self.hidden: list[tuple[int, int]] = []
        for run in runs:
            start = self.length
            text = re.sub(r"[ \t\r\x0b\f]++|\n" if inline else r"[ \t\r\x0b\f]++", " ", run.text)
            if run.raised and text.strip():
                self._raised(text, noted=run.noted)
            else:
                self._write(text)
            first = start + (self.text_from(start)[:1] == " ")
            if run.struck:
                self.hidden.append((first, self.length))
            if run.address and self.length > first:
                if self.links and self.links[-1][1:] == (start, run.address):
                    first = self.links.pop()[0]
                self.links.append((first, self.length, run.address))

    def text_from(self, start: int) -> str:
        """The text from a place on, which lies in the last few parts."""
        kept: list[str] = []
        at = self.length
        for part in reversed(self.parts):
            if at <= start:
                break
            kept.append(part)
            at -= len(part)
        return "".join(reversed(kept))[max(0, start - at) :]

    def _write(self, text: str) -> None:
        before = self.parts[-1][-1:] if self.parts else "\n"
        if before in {" ", "\n"}:
            text = text.lstrip(" ")
        if text:
            self.parts.append(text)
            self.length += len(text)

    def _raised(self, text: str, *, noted: bool) -> None:
        before = self.text_from(max(0, self.length - 8))
        before = "" if before[-1:].isspace() else before
        if not noted and is_ordinal(before, text):
            self._write(text)
            return
        start = self.length
        self._write("^" + text.strip(" "))
        if noted or is_note(before, text):
            self.hidden.append((start, self.length))
        if text.endswith(" "):
            self._write(" ")


class _Writer:
    """Paragraphs and tables to text with places."""

    def __init__(self, styles: dict[str, tuple[str, int | None]], about: Given) -> None:
        self._styles = styles
        self._about = about
        self._out: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._links: list[Link] = []
        self._tables: list[Table] = []
        self._hidden: list[tuple[int, int]] = []
        self._titles: dict[int, str] = {}

    def document(self, body: list[_Paragraph | list[_Row]], notes: list[list[_Paragraph]], data: bytes) -> Document:
        """The Document of a body and of the notes at its end."""
        for item in body:
            if isinstance(item, _Paragraph):
                self._paragraph(item)
            elif _arranges(item):
                for row in item:
                    for cell in row.cells:
                        for paragraph in cell.content:
                            self._paragraph(paragraph)
            else:
                self._table(item)
        for number, note in enumerate(notes, start=1):
            for index, paragraph in enumerate(note):
                if index == 0:
                    paragraph.runs[:0] = [_Run(str(number), raised=True, noted=True), _Run(" ")]
                self._paragraph(paragraph)
        text = "\n".join(self._out)
        if not text.strip():
            raise SourceError(
                f"{self._about.name} holds no text: if it is pictures of pages, recognise their text first"
            )
        guess_headers(text, self._tables)
        caption_tables(text, self._blocks, self._tables)
        marked = mark_meta(self._blocks, [text[block.start : block.end] for block in self._blocks])
        return build(
            text,
            self._about,
            blocks=marked.blocks,
            data=data,
            title=self._title(text, marked.blocks),
            stated=marked,
            links=self._links,
            tables=self._tables,
            hidden=self._hidden,
        )

    def _title(self, text: str, blocks: list[Block]) -> str | None:
        """The first heading of the highest level, or a first short line without final punctuation."""
        if self._titles:
            return self._titles[min(self._titles)]
        for index, block in enumerate(blocks[:3]):
            line = text[block.start : block.end]
            if block.kind == "paragraph" and index + 1 < len(blocks) and is_title(line):
                blocks[index] = block._replace(kind="heading")
                return line
            if block.kind != "meta":
                return None
        return None

    def _append(self, runs: list[_Run], *, inline: bool) -> tuple[int, str]:
        """Take the places of runs at the end of the text; where they start and what they say."""
        line = _Line(runs, inline=inline)
        text = "".join(line.parts).rstrip(" \n")
        start, end = self._length, self._length + len(text)
        for first, last in line.hidden:
            self._hidden.append((start + first, min(start + last, end)))
        for first, last, given in line.links:
            address = absolute(given, self._about.address)
            if address is not None and first < len(text):
                self._links.append(Link(start + first, min(start + last, end), address))
        return start, text

    def _paragraph(self, paragraph: _Paragraph) -> None:
        """A paragraph as a line; a line break in it begins another block."""
        if paragraph.blank:
            return
        start, text = self._append(paragraph.runs, inline=False)
        kind, rank = self._kind(paragraph)
        if kind == "heading":
            self._titles.setdefault(rank, text)
        at = start
        for piece in text.split("\n"):
            bare = piece.strip()
            if bare:
                first = at + len(piece) - len(piece.lstrip())
                caption = kind == "paragraph" and len(bare) <= 300 and CAPTION.match(bare)
                self._blocks.append(Block(first, first + len(bare), "caption" if caption else kind))
            at += len(piece) + 1
        self._out.append(text)
        self._length += len(text) + 1

    def _kind(self, paragraph: _Paragraph) -> tuple[str, int]:
        """The kind of block, and for a heading its rank, 0 for the title."""
        name, level = self._styles.get(paragraph.style, (paragraph.style.lower(), None))
        level = paragraph.level if paragraph.level is not None else level
        heading = re.match(r"(?:heading|标题|標題)\s?([1-9])", name)
        if name == "title":
            return "heading", 0
        if heading or (level is not None and level < 9):
            return "heading", int(heading[1]) if heading else (level or 0) + 1
        if name == "caption":
            return "caption", 0
        if "quote" in name:
            return "quote", 0
        return ("item" if paragraph.item or name.startswith("list") else "paragraph"), 0

    def _table(self, rows: list[_Row]) -> None:
        """A table: a line a row, a tab between cells; a row without any text is none."""
        table = Table(0, 0)
        for number, row in enumerate(rows):
            start = at = self._length
            cells: list[Cell] = []
            texts: list[str] = []
            for cell in row.cells:
                if cell.merged:
                    continue
                runs = [run for paragraph in cell.content for run in (*paragraph.runs, _Run(" "))]
                if texts:
                    at += 1
                self._length = at
                _, text = self._append(runs, inline=True)
                texts.append(text)
                cells.append(Cell(at, at + len(text), len(self._tables), number, cell.column, row.header))
                at += len(text)
            line = "\t".join(texts)
            self._length = start
            if not line.strip():
                continue
            first = start + len(line) - len(line.lstrip())
            self._blocks.append(Block(first, first + len(line.strip()), "row"))
            table.rows.append(cells)
            self._out.append(line)
            self._length = start + len(line) + 1
        if table.rows:
            table.start, table.end = table.rows[0][0].start, table.rows[-1][-1].end
            self._tables.append(table)


def _arranges(rows: list[_Row]) -> bool:
    """Whether a table only arranges a page: a single cell, or cells of several long paragraphs."""
    cells = [cell for row in rows for cell in row.cells if not cell.merged]
    return len(cells) <= 1 or any(
        sum(not paragraph.blank for paragraph in cell.content) > 3
        and sum(len(run.text) for paragraph in cell.content for run in paragraph.runs) > 600
        for cell in cells
    )
