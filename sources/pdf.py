"""PDF: the text of pages, put together again from characters with places on paper.

pdfium gives characters in the order in which they were drawn. Here they become lines, a raised small
character gets `^` before it, columns that were drawn side by side are read one after the other, running heads
and page numbers are left out, words cut at line ends are joined, and lines become paragraphs. Every block
knows its page. Figures in columns are a table; where pdfplumber is installed, so are tables with ruled lines.
"""

from __future__ import annotations

import ctypes
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from itertools import pairwise
from math import cos, pi, sin
from statistics import median
from typing import Any, NamedTuple

from claims.document import Block, Cell, Document, Table
from sources._errors import SourceError
from sources.text import (
    CAPTION,
    ITEM,
    NUMERIC,
    Given,
    build,
    caption_tables,
    ends_sentence,
    guess_headers,
    is_note,
    is_ordinal,
    mark_meta,
)

MAX_PAGES = 2_000
"""Pages beyond which a PDF is refused."""
MAX_CHARACTERS = 5_000_000
"""Characters beyond which a PDF is refused."""
_MAX_RULED = 200  # pages on which ruled tables are looked for
_RULES = (4, 4_000)  # shapes on a page: fewer are no table, more are a drawing

_MAX_LINES = 500  # lines that a paragraph, or the look at a page's margins, takes in
# All in sizes of the line's characters.
_SMALL = 0.85  # a superscript's size
_RAISED = 0.15  # how far its baseline is raised
_SAME_LINE = 0.6  # how far baselines on one line may differ
_GAP = 1.5  # a gap between columns or cells
_MARGIN = 0.1  # the share of a page's height, at either end, in which running heads stand
_LEADING = 1.4  # the distance between paragraphs, in usual distances between lines


class _Character(NamedTuple):
    """A character: its text, left and right edge, baseline and size, in points; y grows upwards."""

    text: str
    left: float
    right: float
    base: float
    size: float
    spaced: bool  # pdfium sees a blank before it


class _Box(NamedTuple):
    """An area of a page, in points; y grows upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, character: _Character) -> bool:
        """Whether a character stands in it."""
        middle = (character.left + character.right) / 2
        return self.left <= middle <= self.right and self.bottom <= character.base + character.size / 4 <= self.top


@dataclass(slots=True)
class _Line:
    """A line, or a part of it between wide gaps: its text, marks of notes in it, and where it stands."""

    text: str
    left: float = 0.0
    right: float = 0.0
    base: float = 0.0
    size: float = 0.0
    notes: list[tuple[int, int]] = field(default_factory=list)
    hyphen: bool = False  # ends in a mark that may only cut a word
    cells: list[str] | None = None  # of a row of a table
    table: int = -1  # a number for each table of the page


@dataclass(slots=True)
class _Sheet:
    """A page: its number from 1, its height and its lines in reading order."""

    number: int
    height: float
    lines: list[_Line]


@dataclass(slots=True)
class _Paragraph:
    """Lines that belong together."""

    lines: list[_Line]
    page: int
    left: float = 0.0  # the left edge of its lines in the column that is being read
    text: str = ""
    notes: list[tuple[int, int]] = field(default_factory=list)


def read(data: bytes, about: Given) -> Document:
    """The bytes of a PDF as a Document; needs the extra `pdf`."""
    try:
        pdfium = import_module("pypdfium2")  # ships no types
    except ImportError:
        raise SourceError(f"{about.name} is a PDF, which pypdfium2 reads: pip install 'crossfoot[pdf]'") from None
    try:
        book = pdfium.PdfDocument(data)
        try:
            sheets = list(_sheets(book, data, about))
            title = str(book.get_metadata_dict().get("Title") or "")
        finally:
            book.close()
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise SourceError(f"{about.name} is locked with a password: save it without") from None
        raise SourceError(f"{about.name} is no whole PDF ({error}): fetch or save it again") from None
    if not any(sheet.lines for sheet in sheets):
        raise SourceError(f"{about.name} holds no text but pictures of pages: recognise their text (OCR) first")
    _drop_running_heads(sheets)
    return _document(list(_paragraphs(sheets)), title, about, data)


def _sheets(book: Any, data: bytes, about: Given) -> Iterator[_Sheet]:  # noqa: ANN401 - the library ships no types
    if len(book) > MAX_PAGES:
        raise SourceError(f"{about.name} has {len(book):,} pages, more than {MAX_PAGES:,}: give a part of it")
    ruled = _Ruled(data)
    seen = 0
    for index in range(len(book)):
        page = book[index]
        text = page.get_textpage()
        seen += text.count_chars()
        if seen > MAX_CHARACTERS:
            raise SourceError(f"{about.name} has more than {MAX_CHARACTERS:,} characters: give a part of it")
        characters = list(_characters(text))
        tables = ruled.tables(index, page) if characters else []
        sheet = _Sheet(index + 1, page.get_height(), _lines(characters, tables))
        text.close()
        page.close()
        yield sheet


# --- characters ---


def _characters(page: Any) -> Iterator[_Character]:  # noqa: ANN401 - the library ships no types
    """The characters of a page in the order in which they were drawn, turned upright as most of them are."""
    raw = import_module("pypdfium2.raw")
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    found: list[tuple[str, float, float, _Box, int, bool]] = []
    spaced, half = False, 0
    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, index)
        if code in {0x20, 0x0D, 0x0A, 0x09, 0xA0, 0x3000}:
            spaced = True
            continue
        if 0xD800 <= code < 0xDC00:
            half = code
            continue
        if half and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((half - 0xD800) << 10) + (code - 0xDC00)
        half = 0
        if code in {0x02, 0xFFFE, 0xAD}:
            code = 0xAD  # cuts a word at the end of a line
        elif code < 0x20 or code in {0x7F, 0xFFFF} or 0xD800 <= code < 0xE000:
            continue
        raw.FPDFText_GetCharOrigin(page, index, x, y)
        raw.FPDFText_GetLooseCharBox(page, index, box)
        turn = round(raw.FPDFText_GetCharAngle(page, index) / (pi / 2)) % 4
        found.append((chr(code), x.value, y.value, _Box(box.left, box.bottom, box.right, box.top), turn, spaced))
        spaced = False
    if not found:
        return
    upright = Counter(turn for *_, turn, _ in found).most_common(1)[0][0]
    angle = upright * pi / 2
    across, up = (round(cos(angle)), round(sin(angle))), (round(-sin(angle)), round(cos(angle)))
    for text, left, base, area, turn, spaced in found:
        if turn != upright:
            continue  # a note along the margin
        corners = [(area.left, area.bottom), (area.right, area.top)]
        along = sorted(a * across[0] + b * across[1] for a, b in corners)
        high = sorted(a * up[0] + b * up[1] for a, b in corners)
        yield _Character(
            text,
            min(left * across[0] + base * across[1], along[1]),
            along[1],
            left * up[0] + base * up[1],
            max(high[1] - high[0], 0.1),
            spaced,
        )


def _pieces(characters: Iterable[_Character]) -> list[_Line]:
    """Lines, cut at wide gaps, in the order of drawing."""
    pieces: list[_Line] = []
    open_piece: list[_Character] = []
    base = size = 0.0
    for character in characters:
        if open_piece:
            last = open_piece[-1]
            largest = max(size, character.size)
            if (
                abs(character.base - base) > _SAME_LINE * largest
                or character.left < last.right - 1.2 * largest
                or character.left - last.right > _GAP * largest
            ):
                pieces.append(_written(open_piece, base, size))
                open_piece = []
        if not open_piece or character.size > size / _SMALL:
            base, size = character.base, character.size
        open_piece.append(character)
    if open_piece:
        pieces.append(_written(open_piece, base, size))
    return [piece for piece in pieces if piece.text.strip()]


def _written(characters: list[_Character], base: float, size: float) -> _Line:
    """A line of characters as text: blanks where there are gaps, `^` before what is raised."""
    line = _Line("", characters[0].left, characters[-1].right, base, size)
    parts: list[str] = []
    length = 0
    raised_from: int | None = None
    raised_at = 0
    before = raised = ""

    def lower() -> None:
        nonlocal raised_from, raised, length
        if raised_from is None:
            return
        if is_ordinal(before, raised):
            parts[raised_from] = ""
            length -= 1
        elif is_note(before, raised):
            line.notes.append((raised_at, raised_at + 1 + len(raised)))
        raised_from, raised = None, ""

    for index, character in enumerate(characters):
        high = character.size <= _SMALL * size and character.base - base >= _RAISED * size
        gap = character.left - characters[index - 1].right if index else 0.0
        blank = index > 0 and character.spaced and gap > (0.35 if high else 0.02) * size
        blank = blank and not (_is_han(character.text) and _is_han(characters[index - 1].text))
        if (not high or blank) and raised_from is not None:
            lower()
        if blank:
            parts.append(" ")
            length += 1
        text = character.text
        if text == "\u00ad":
            if index == len(characters) - 1:
                line.hyphen = True
            text = "-"
        if high and raised_from is None:
            before = "" if blank or not index else "".join(parts[-8:])[-8:]
            raised_from, raised_at = len(parts), length
            parts.append("^")
            length += 1
        if high:
            raised += text
        parts.append(text)
        length += len(text)
    lower()
    line.text = "".join(parts)
    return line


def _is_han(text: str) -> bool:
    return "\u2e80" <= text <= "\u9fff" or "\uf900" <= text <= "\uffee"


# --- lines ---


def _lines(characters: list[_Character], tables: list[list[list[_Box | None]]]) -> list[_Line]:
    """The lines of a page in reading order, each ruled table in the place of its first character."""
    areas = [_around(table) for table in tables]
    outside: list[_Character] = []
    inside: list[list[_Character]] = [[] for _ in tables]
    first: dict[int, int] = {}  # for each table, how many characters stand before it
    for character in characters:
        number = next((n for n, area in enumerate(areas) if area.holds(character)), None)
        if number is None:
            outside.append(character)
        else:
            inside[number].append(character)
            first.setdefault(number, len(outside))
    found: list[_Line] = []
    at = 0
    for number, place in sorted(first.items(), key=lambda item: item[1]):
        found += _arranged(_pieces(outside[at:place]), number * 1000 + 500)
        found += _ruled_rows(inside[number], tables[number], number)
        at = place
    return found + _arranged(_pieces(outside[at:]), 1_000_000)


def _around(table: list[list[_Box | None]]) -> _Box:
    cells = [cell for row in table for cell in row if cell is not None]
    return _Box(
        min(cell.left for cell in cells),
        min(cell.bottom for cell in cells),
        max(cell.right for cell in cells),
        max(cell.top for cell in cells),
    )


def _ruled_rows(characters: list[_Character], table: list[list[_Box | None]], number: int) -> list[_Line]:
    rows = []
    for row in table:
        cells: list[str] = []
        for box in row:
            text = ""
            if box is not None:
                held = [character for character in characters if box.holds(character)]
                text = " ".join(piece.text for piece in _pieces(held))
            cells.append(" ".join(text.split()))
        if any(cells):
            rows.append(_Line("\t".join(cells), cells=cells, table=number))
    return rows


def _arranged(pieces: list[_Line], number: int) -> list[_Line]:
    """Pieces side by side as one line: columns of text one after the other, rows of a table cell by cell."""
    rows: list[list[_Line]] = []
    for piece in pieces:
        last = rows[-1][-1] if rows else None
        if (
            last is not None
            and abs(last.base - piece.base) <= 0.3 * max(last.size, piece.size)
            and piece.left >= last.right
        ):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return _tabled(_columned(rows), number)


def _columned(rows: list[list[_Line]]) -> list[list[_Line]]:
    """Rows of two columns of running text, drawn line by line across both, taken apart."""
    pairs = [row for row in rows if len(row) == 2 and all(len(piece.text) >= 20 for piece in row)]
    if len(pairs) < 5 or 2 * len(pairs) < sum(len(row) > 1 for row in rows):
        return rows
    right_of_left, left_of_right = max(row[0].right for row in pairs), min(row[1].left for row in pairs)
    if right_of_left >= left_of_right:
        return rows
    gutter = (right_of_left + left_of_right) / 2
    found: list[list[_Line]] = []
    left: list[list[_Line]] = []
    right: list[list[_Line]] = []
    for row in rows:
        if any(piece.left < gutter < piece.right for piece in row):
            found += [*left, *right, row]
            left, right = [], []
            continue
        left += [[piece] for piece in row if piece.right <= gutter]
        right += [[piece] for piece in row if piece.left >= gutter]
    return [*found, *left, *right]


def _tabled(rows: list[list[_Line]], number: int) -> list[_Line]:
    """Rows as lines; three or more rows of as many cells, most of them figures, are a table."""
    lines: list[_Line] = []
    at = 0
    while at < len(rows):
        end = at + 1
        width = len(rows[at])
        while end < len(rows) and len(rows[end]) == width and width > 1:
            end += 1
        cells = [piece.text for row in rows[at:end] for piece in row[1:]]
        is_table = (
            end - at >= 3 and width > 1 and 2 * sum(bool(NUMERIC.fullmatch(cell)) for cell in cells) >= len(cells)
        )
        for row in rows[at:end]:
            line = row[0] if width == 1 else _beside(row)
            if is_table:
                line.cells, line.table = [piece.text for piece in row], number + at
            lines.append(line)
        at = end
    return lines


def _beside(row: list[_Line]) -> _Line:
    """Pieces of a row as one line, a tab between them."""
    line = _Line("", row[0].left, row[-1].right, row[0].base, row[0].size, hyphen=row[-1].hyphen)
    at = 0
    for piece in row:
        line.notes += [(at + start, at + end) for start, end in piece.notes]
        at += len(piece.text) + 1
    line.text = "\t".join(piece.text for piece in row)
    return line


class _Ruled:
    """Where pages have tables with ruled lines, by pdfplumber; nowhere, if it is not installed."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._book: Any = None

    def tables(self, index: int, page: Any) -> list[list[list[_Box | None]]]:  # noqa: ANN401 - no types
        """The cells of each ruled table of a page, row by row; None where one reaches over from another."""
        if index >= _MAX_RULED or page.get_rotation() or page.get_mediabox()[:2] != (0, 0):
            return []
        shapes = sum(1 for _, found in zip(range(_RULES[1] + 1), page.get_objects(), strict=False) if found.type == 2)
        if not _RULES[0] <= shapes <= _RULES[1]:
            return []
        try:
            import pdfplumber
        except ImportError:
            return []
        height = page.get_height()
        try:
            if self._book is None:
                self._book = pdfplumber.open(io.BytesIO(self._data))
            sheet = self._book.pages[index]
            found = [[list(row.cells) for row in table.rows] for table in sheet.find_tables()]
            sheet.close()
        except Exception:  # noqa: BLE001 - a second reader's trouble is no reason to lose what the first has read
            return []
        tables = []
        for rows in found:
            boxes = [
                [None if cell is None else _Box(cell[0], height - cell[3], cell[2], height - cell[1]) for cell in row]
                for row in rows
            ]
            if len(boxes) > 1 and max(map(len, boxes)) > 1 and any(cell for row in boxes for cell in row):
                tables.append(boxes)
        return tables


# --- running heads ---


def _alike(text: str) -> str:
    """A line with its numbers made alike, as those that come back on every page are."""
    return re.sub(r"[0-9]+|\b[ivxlc]{1,7}\b", "#", " ".join(text.lower().split()))


_PAGE_NUMBER = re.compile(r"\W{0,3}(?:page|p\.|第)?\s?#\s?(?:页|頁)?\s?(?:(?:of|/|共|-)\s?#\s?(?:页|頁)?)?\W{0,3}")


def _drop_running_heads(sheets: list[_Sheet]) -> None:
    """Leave out lines at the top or bottom that come back from page to page, and page numbers."""
    seen: Counter[tuple[str, int]] = Counter()
    for sheet in sheets:
        seen.update({(_alike(line.text), round(line.base / 6)) for line in _edges(sheet)})
    enough = min(3, len(sheets))
    numbered = _numbering(sheets)
    out: set[int] = set()
    for sheet in sheets:
        for line in _edges(sheet):
            alike, height = _alike(line.text), round(line.base / 6)
            times = max(seen[alike, height + by] for by in (-1, 0, 1))
            numbers = _outer_numbers(line.text)
            own = sheet.number in numbers and _PAGE_NUMBER.fullmatch(alike)
            head = numbered is not None and sheet.number + numbered in numbers and len(line.text) <= 100
            if own or head or (len(sheets) > 1 and times >= enough):
                out.add(id(line))
    if all(id(line) in out for sheet in sheets for line in sheet.lines):
        return  # there is nothing else
    for sheet in sheets:
        sheet.lines = [line for line in sheet.lines if id(line) not in out]


def _outer_numbers(text: str) -> set[int]:
    """The numbers with which a line starts or ends, as a running head does with the page's."""
    found = re.findall(r"^\W{0,4}([0-9]{1,4})(?![0-9.,])|(?<![0-9.,])([0-9]{1,4})\W{0,4}$", text)
    return {int(number) for pair in found for number in pair if number}


def _numbering(sheets: list[_Sheet]) -> int | None:
    """By how much the printed page numbers differ from the count of pages, if most pages print theirs."""
    votes: Counter[int] = Counter()
    for sheet in sheets:
        votes.update({number - sheet.number for line in _edges(sheet) for number in _outer_numbers(line.text)})
    if not votes:
        return None
    offset, pages = votes.most_common(1)[0]
    return offset if pages >= max(3, 0.4 * len(sheets)) else None


def _edges(sheet: _Sheet) -> list[_Line]:
    """The lines in the upper and lower margin of a page, three at most at either end."""
    placed = sorted((line for line in sheet.lines if line.size), key=lambda line: line.base)
    low = [line for line in placed[:3] if line.base < _MARGIN * sheet.height]
    high = [line for line in placed[-3:] if line.base > (1 - _MARGIN) * sheet.height]
    return low + high


# --- paragraphs ---


def _paragraphs(sheets: list[_Sheet]) -> Iterator[_Paragraph]:
    """Lines put together; a paragraph may go on in the next column or on the next page."""
    usual = _leading(sheets)
    words = _vocabulary(sheets)
    open_paragraph: _Paragraph | None = None
    for sheet in sheets:
        for line in sheet.lines:
            if open_paragraph is not None:
                if _goes_on(open_paragraph, line, sheet, usual):
                    jumps = line.base >= open_paragraph.lines[-1].base
                    open_paragraph.left = line.left if jumps else min(open_paragraph.left, line.left)
                    open_paragraph.lines.append(line)
                    continue
                yield _joined(open_paragraph, words)
            open_paragraph = _Paragraph([line], sheet.number, line.left)
    if open_paragraph is not None:
        yield _joined(open_paragraph, words)


def _leading(sheets: list[_Sheet]) -> float:
    """The usual distance between lines, in sizes."""
    gaps = [
        (a.base - b.base) / a.size
        for sheet in sheets
        for a, b in pairwise(sheet.lines)
        if a.size and b.size and 0.5 * a.size < a.base - b.base < 2.5 * a.size
    ]
    return median(gaps) if gaps else 1.2


def _goes_on(paragraph: _Paragraph, line: _Line, sheet: _Sheet, usual: float) -> bool:
    """Whether a line belongs to the paragraph before it."""
    last = paragraph.lines[-1]
    if len(paragraph.lines) >= _MAX_LINES:
        return False
    if "\t" in last.text or "\t" in line.text or last.table >= 0 or line.table >= 0:
        return False
    if abs(last.size - line.size) > 0.12 * last.size or ITEM.match(line.text):
        return False
    cut = last.hyphen or (last.text[-1] == "-" and last.text[-2:-1].isalnum())
    small = cut or line.text[0].islower() or (_is_han(line.text[0]) and _is_han(last.text[-1]))
    below = last.base - line.base
    if below <= 0 or below > 6 * last.size:
        return small and not ends_sentence(last.text)
    if below > _LEADING * usual * last.size:
        return False
    column = [
        other
        for other in sheet.lines[:_MAX_LINES]
        if other.left < last.right and other.right > last.left and other.size
    ]
    left = min((other.left for other in column), default=line.left)
    right = max((other.right for other in column), default=line.right)
    short = right - last.right
    if abs((line.left + line.right) - (last.left + last.right)) < 2 * last.size and line.left > left + last.size:
        return not ends_sentence(last.text)  # centred lines, as of a title
    if line.left > paragraph.left + 0.8 * line.size:
        return False
    if ends_sentence(last.text) and short > max(2 * last.size, 0.08 * (right - left)):
        return False
    return small or short < 0.3 * (right - left)


def _vocabulary(sheets: list[_Sheet]) -> Counter[str]:
    """Words with a hyphen inside, and words without, as they stand within lines."""
    words: Counter[str] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            words.update(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text.lower()))
    return words


def _joined(paragraph: _Paragraph, words: Counter[str]) -> _Paragraph:
    """The text of a paragraph's lines, words that were cut made whole."""
    text = ""
    for line in paragraph.lines:
        if text:
            text = _bound(text, line.text, words)
        start = len(text)
        text += line.text
        paragraph.notes += [(start + a, start + b) for a, b in line.notes]
    paragraph.text = text
    return paragraph


def _bound(text: str, following: str, words: Counter[str]) -> str:
    """The text so far, ready for the next line: no hyphen that only cuts a word, a blank if need be."""
    cut = re.search(r"([^\W\d_]{1,40}(?:-[^\W\d_]{1,40}){0,4})-$", text[-100:])
    if cut and following[0].islower():
        rest = re.match(r"[^\W\d_]+", following)
        head, tail = cut[1].lower(), rest[0].lower() if rest else ""
        kept = "-" in head or words[f"{head}-{tail}"] > words[head + tail]
        return text if kept else text[:-1]
    if text[-1] == "-" and text[-2:-1].isalnum():
        return text
    if _is_han(text[-1]) and _is_han(following[0]):
        return text
    return text + " "


# --- the document ---

_LEADER = re.compile(r"(?:\.\s?){5,}+\s?[0-9ivx ]{0,6}$")  # the dots and the page number of a table of contents


def _document(paragraphs: list[_Paragraph], title: str, about: Given, data: bytes) -> Document:
    lines: list[str] = []
    blocks: list[Block] = []
    tables: list[Table] = []
    hidden: list[tuple[int, int]] = []
    sizes: Counter[float] = Counter()
    for paragraph in paragraphs:
        sizes[round(paragraph.lines[0].size, 1)] += len(paragraph.text)
    body = sizes.most_common(1)[0][0]
    largest = (0.0, "")
    at, current = 0, (-1, -1)
    for paragraph in paragraphs:
        line = paragraph.lines[0]
        bare = paragraph.text.strip()
        if not bare:
            continue
        first = at + len(paragraph.text) - len(paragraph.text.lstrip())
        kind = _kind(bare, line, body)
        if kind == "heading" and paragraph.page == paragraphs[0].page and line.size > largest[0] + 0.5:
            largest = (line.size, bare)
        if line.cells is not None:
            if (paragraph.page, line.table) != current:
                tables.append(Table(at, at))
                current = (paragraph.page, line.table)
            _add_row(tables[-1], line.cells, at, len(tables) - 1)
        blocks.append(Block(first, first + len(bare), kind, paragraph.page))
        hidden += [(at + start, at + end) for start, end in paragraph.notes]
        if leader := _LEADER.search(paragraph.text):
            hidden.append((at + leader.start(), at + leader.end()))
        lines.append(paragraph.text)
        at += len(paragraph.text) + 1
    text = "\n".join(lines)
    guess_headers(text, tables)
    caption_tables(text, blocks, tables)
    marked = mark_meta(blocks, [text[block.start : block.end] for block in blocks])
    said = " ".join(title.split())
    return build(
        text,
        about,
        blocks=marked.blocks,
        data=data,
        title=largest[1] or (said if said and said.lower() in text[:5000].lower() else None),
        stated=marked,
        tables=tables,
        hidden=hidden,
    )


def _add_row(table: Table, texts: list[str], at: int, number: int) -> None:
    row = []
    for column, text in enumerate(texts):
        row.append(Cell(at, at + len(text), number, len(table.rows), column))
        at += len(text) + 1
    if not table.rows:
        table.start = row[0].start
    table.rows.append(row)
    table.end = row[-1].end


def _kind(text: str, line: _Line, body: float) -> str:
    if line.cells is not None:
        return "row"
    if CAPTION.match(text) and len(text) <= 300:
        return "caption"
    if line.size >= 1.15 * body and len(text) <= 200 and not text.endswith("."):
        return "heading"
    return "item" if ITEM.match(text) else "row" if "\t" in text else "paragraph"
