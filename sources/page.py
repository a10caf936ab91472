"""HTML: one fixed rule from a page to text, its article, tables, links and dates.

Block ends are newlines, cells are separated by a tab and rows by a newline, `<br>` is a newline, `^` goes
before a superscript, white space is collapsed, entities are resolved; scripts, navigation, templates and what
is not displayed are left out. trafilatura, where it is installed, says which blocks are the article; without
it, or where it finds none, the page is read whole.

The scanner is our own and not `html.parser`: that one's text depends on the version of Python, and several
of its patterns take quadratic time on unclosed tags and comments. Every step here takes linear time, without
recursion.
"""

from __future__ import annotations

import html
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from claims.document import Block, Cell, Comment, Document, Link, Period, Table
from sources import dates
from sources._errors import SourceError
from sources.text import (
    CAPTION,
    OURS,
    Given,
    absolute,
    build,
    caption_tables,
    decode,
    ends_sentence,
    guess_headers,
    is_note,
    is_ordinal,
    mark_meta,
    require_text,
)

MAX_TAGS = 3_000_000
"""Tags beyond which a page is refused."""
MAX_CELLS = 500_000
"""Table cells beyond which a page is refused."""
_MAX_SPANS = 128  # cells reaching down into later rows, per table
_MAX_CAPTION = 200  # pieces of text of a caption
_MAX_ARTICLE = 3_000_000  # characters up to which the article is looked for
_MAX_ARTICLE_TAGS = 60_000

_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s{0,20}<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}["']([A-Za-z0-9_.:-]{1,40})""")
# Possessive throughout, and an attribute eats every character but ">": this neither fails nor backs up.
_TAG = re.compile(
    r"""<(/?)([a-zA-Z][^\s/>]*+)
    ((?:[\s/]++
      | [^\s/>=][^\s/>=]*+ (?:\s*+=\s*+ (?:"[^"]*+" | '[^']*+' | [^\s>"'][^\s>]*+ | (?=>)) )?+
      | =)*+)>""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    r"""([^\s/>=][^\s/>=]*+) (?:\s*+=\s*+ (?:"([^"]*+)" | '([^']*+)' | ([^\s>"'][^\s>]*+)) )?+""", re.VERBOSE
)
_BLANK = re.compile(r"[ \t\n\r\f]++")
_LONG_REFERENCE = re.compile(r"&#(?:[0-9]{8,}+|[xX][0-9a-fA-F]{7,}+);?")

_RAW = ("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript")
_RAW_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}
_VOID = frozenset("area base br col embed frame hr img input link meta param source track wbr".split())  # noqa: SIM905
_DROPPED = frozenset(
    "script style nav template noscript iframe object svg canvas audio video select option datalist button"  # noqa: SIM905
    " textarea xmp noembed noframes title dialog annotation annotation-xml".split()
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BREAKING = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure"  # noqa: SIM905
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary"
    " table tbody tfoot thead tr ul".split()
)
_STRUCK = frozenset(("code", "samp", "kbd", "del", "s", "strike"))
_BOUNDARIES = ("td", "th", "caption", "table")
_NOT_SHOWN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)

_Token = tuple[int, str, str]
_TEXT, _START, _END, _COMMENT = 0, 1, 2, 3


def read(data: bytes, about: Given) -> Document:
    """The bytes of a page as a Document."""
    declared = about.charset
    if declared is None:
        found = _CHARSET.search(data, 0, 4096) or _XML_ENCODING.match(data)
        declared = found[1].decode("ascii") if found else None
        if declared and declared.lower().replace("_", "-") in {"utf-16", "utf-16le", "utf-16be", "utf-32"}:
            declared = "utf-8"  # a page that can say so in ASCII is not in UTF-16 (HTML standard)
    source, encoding = decode(data, about.name, declared, lenient=True)
    page = _Page(about)
    tokens = list(_tokens(source, about))
    page.read(tokens)
    keep = _article(source, len(tokens), page) if page.lines else None
    return _document(page, keep, about, encoding, data)


# --- the scanner ---


def _tokens(source: str, about: Given) -> Iterator[_Token]:
    """Text pieces, tags and comments to crossfoot in order, in one pass: (kind, text or tag name, attributes).

    What stands after the last ">" holds no tag; an unclosed comment or script ends the page (HTML standard).
    """
    source = source.replace("\0", "")
    limit = source.rfind(">") + 1
    unclosed: set[str] = set()
    at = count = 0
    while (opened := source.find("<", at, limit)) >= 0:
        if opened > at:
            yield _TEXT, source[at:opened], ""
        found = _TAG.match(source, opened, limit)
        if found is None:
            at = _skipped(source, opened)
            if source.startswith("<!--", opened) and OURS.match(source, opened + 4):
                yield _COMMENT, source[opened + 4 : at - 3 if at > 0 else None], "" if at > 0 else "unclosed"
            if at < 0:
                return
            if at == opened + 1:
                yield _TEXT, "<", ""
            continue
        count += 1
        if count > MAX_TAGS:
            raise SourceError(f"{about.name} has more than {MAX_TAGS:,} tags: give a part of it")
        name = found[2].lower()
        at = found.end()
        if found[1]:
            yield _END, name, ""
        elif name not in _RAW_ENDS:
            yield _START, name, found[3]
        elif name not in unclosed:
            end = _RAW_ENDS[name].search(source, at)
            if end is None:
                if name in {"script", "style"}:
                    return
                unclosed.add(name)  # its content is read as if the tag were not there
                continue
            yield _START, name, found[3]
            yield _TEXT, source[at : end.start()], ""
            at = end.start()
    rest = source[at:]
    cut = re.search(r"<[a-zA-Z/!?]", rest)
    yield _TEXT, rest[: cut.start()] if cut else rest, ""


def _skipped(source: str, opened: int) -> int:
    """Where a comment or declaration that opens here ends, -1 if nowhere; the next place for "<" alone."""
    mark = source[opened + 1 : opened + 2]
    if mark == "!" and source.startswith("--", opened + 2):
        if source.startswith((">", "->"), opened + 4):
            return source.index(">", opened) + 1
        closed = source.find("-->", opened + 4)
        return closed + 3 if closed >= 0 else -1
    # A "</" without a letter is a comment too.
    return source.index(">", opened) + 1 if mark in {"!", "?", "/"} else opened + 1


def resolved(text: str) -> str:
    """Text with its character references resolved."""
    if "&" not in text:
        return text
    return html.unescape(_LONG_REFERENCE.sub("\ufffd", text))


def _attributes(raw: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(raw):
        found.setdefault(name.lower(), resolved(double or single or bare))
    return found


def _layouts(tokens: list[_Token]) -> set[int]:
    """Numbers of the tables that only arrange a page: of tables, of one cell, or of paragraphs."""
    layout: set[int] = set()
    open_tables: list[list[int]] = []  # number, cells, words in the cell, breaks in the cell
    number = -1
    for kind, name, raw in tokens:
        if kind == _TEXT:
            if open_tables and open_tables[-1][1]:
                open_tables[-1][2] += len(name)
            continue
        if name == "table":
            if kind == _START:
                number += 1
                if open_tables:
                    layout.add(open_tables[-1][0])
                if "presentation" in raw or 'role="none"' in raw:
                    layout.add(number)
                open_tables.append([number, 0, 0, 0])
            elif open_tables:
                _weigh(open_tables.pop(), layout)
        elif open_tables and kind == _START and name in {"td", "th"}:
            table = open_tables[-1]
            if table[3] >= 3 and table[2] > 300:
                layout.add(table[0])
            table[1] += 1
            table[2] = table[3] = 0
        elif open_tables and kind == _START and name in {"p", "div", "h1", "h2", "h3", "h4"}:
            open_tables[-1][3] += 1
    for table in open_tables:
        _weigh(table, layout)
    return layout


def _weigh(table: list[int], layout: set[int]) -> None:
    if table[1] <= 1 or (table[3] >= 3 and table[2] > 300):
        layout.add(table[0])


# --- the rule ---


@dataclass(slots=True)
class _Line:
    """A line of the text: from its start (the tabs of a row included) to its end, and its kind."""

    start: int
    end: int
    kind: str
    first: int  # the first and the place after the last character that is not blank
    last: int
    aside: bool = False  # stands in a footer, a form or the like
    linked: int = 0  # characters of it that are links
    joined: bool = False  # goes on where a line break cut the line before


@dataclass(slots=True)
class _Grid:
    """A table being read."""

    number: int
    data: bool
    row: int = -1
    column: int = 0
    cells: list[Cell] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    open_cell: tuple[int, int, bool] | None = None  # start, column, header
    header_rows: bool = False
    caption: str = ""
    below: list[tuple[int, int, int]] = field(default_factory=list)  # column from, to, last row of a long cell
    pointer: int = 0
    caption_from: int = 0


class _Page:
    """The text of a page, written in one pass over its tokens."""

    def __init__(self, about: Given) -> None:
        self.about = about
        self.base = about.address
        self.out: list[str] = []
        self.length = 0
        self.lines: list[_Line] = []
        self.links: list[Link] = []
        self.tables: list[Table] = []
        self.hidden: list[tuple[int, int]] = []
        self.comments: list[Comment] = []
        self.meta: dict[str, str] = {}
        self.json: list[str] = []
        self.times: list[tuple[str, bool]] = []
        self.title = ""
        self.lang = ""
        self.heading: tuple[int, int] | None = None
        self.cells = 0
        # open elements, where each name is open, what is being left out
        self._stack: list[str] = []
        self._at: dict[str, list[int]] = {}
        self._skip: int | None = None
        self._children: list[int] = []
        # the line being written
        self._line = 0
        self._first: int | None = None
        self._last = 0
        self._kind = "paragraph"
        self._aside = False
        self._linked = 0
        self._broken = False
        self._fresh = True
        self._blank = False
        # what has a place and is still open
        self._link: tuple[str, str] | None = None
        self._link_from: int | None = None
        self._struck: tuple[int, int] | None = None
        self._raised: tuple[int, int, str] | None = None
        self._noted = False
        self._grids: list[_Grid] = []
        self._number = -1
        self._layout: set[int] = set()
        self._capture: str | None = None

    # open elements

    def _where(self, name: str) -> int:
        """The place in the stack of the innermost open element of a name, -1 without one."""
        places = self._at.get(name)
        return places[-1] if places else -1

    def _boundary(self) -> int:
        """The place in the stack of the innermost table or cell: nothing inside closes what is outside."""
        return max(map(self._where, _BOUNDARIES))

    def _push(self, name: str) -> None:
        self._at.setdefault(name, []).append(len(self._stack))
        self._stack.append(name)

    def _pop_to(self, place: int) -> None:
        while len(self._stack) > place:
            name = self._stack.pop()
            self._at[name].pop()
            if self._skip is not None:
                if len(self._stack) == self._skip:
                    self._skip = None
                continue
            self._close(name)

    # text

    def _emit(self, text: str) -> None:
        """Write text that is no collapsible white space and holds no newline."""
        if self._blank and not self._fresh:
            self.out.append(" ")
            self.length += 1
        self._blank = False
        self._fresh = False
        if not text.isspace():  # as a no-break space is
            first = self.length + len(text) - len(text.lstrip())
            if self._first is None:
                self._first = first
                self._kind = self._kind_here()
                self._aside = self._where("aside") >= 0 or self._where("footer") >= 0
            if self._link is not None:
                if self._link_from is None:
                    self._link_from = first
                self._linked += len(text)
            self._last = self.length + len(text.rstrip())
        self.out.append(text)
        self.length += len(text)

    def _kind_here(self) -> str:
        if self._in_cell():
            return "row"
        if self._where("code") > self._where("pre") >= 0:
            return "code"
        best, kind = -1, "paragraph"
        for name, meaning in _MEANINGS:
            place = self._where(name)
            if place > best:
                best, kind = place, meaning
        return kind

    def _text(self, raw: str) -> None:
        text = resolved(raw)
        if self._where("pre") >= 0 and not self._in_cell():
            for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
                if number:
                    self._newline()
                bare = line.strip(" \t\f")
                self._blank = self._blank or line[:1] in {" ", "\t", "\f"}
                if bare:
                    self._emit(bare.replace("\t", " "))
                    self._blank = line[-1] in " \t\f"
            return
        text = _BLANK.sub(" ", text)
        if not text:
            return
        if text[0] == " ":
            self._blank = True
            text = text[1:]
        trailing = text[-1:] == " "
        if trailing:
            text = text[:-1]
        if text:
            self._emit(text)
            self._blank = trailing

    def _in_cell(self) -> bool:
        return bool(self._grids and self._grids[-1].data and self._grids[-1].open_cell is not None)

    def _break(self) -> None:
        """End of a block: a newline, but a space within a table's cell."""
        if self._in_cell():
            self._blank = True
        else:
            self._newline()

    def _newline(self, *, broken: bool = False) -> None:
        self._blank = False
        if self._first is None and self.length == self._line:
            self._fresh = True
            return
        self._raised = None
        if self._first is not None:
            self.lines.append(
                _Line(
                    self._line,
                    self.length,
                    self._kind,
                    self._first,
                    self._last,
                    self._aside,
                    self._linked,
                    self._broken,
                )
            )
        self.out.append("\n")
        self.length += 1
        self._line = self.length
        self._first = None
        self._linked = 0
        self._broken = broken
        self._fresh = True

    # tokens

    def read(self, tokens: list[_Token]) -> None:
        """Write the whole page."""
        self._layout = _layouts(tokens)
        for kind, name, raw in tokens:
            if kind == _TEXT:
                if self._capture is not None:
                    self._captured(name)
                elif self._skip is None:
                    self._text(name)
            elif kind == _START:
                self._start(name, raw)
            elif kind == _END:
                self._end(name)
            else:
                self.comments.append(Comment(self.length, self.length, OURS.sub("", name, count=1), not raw))
        self._pop_to(0)
        self._newline()
        while self.out and self.out[-1] in {"", "\n"}:
            self.length -= len(self.out.pop())

    def _captured(self, text: str) -> None:
        if self._capture == "title" and not self.title:
            self.title = resolved(text).strip()
        elif self._capture == "json" and len(text) <= 1_000_000 and len(self.json) < 20:
            self.json.append(text)
        self._capture = None

    def _start(self, name: str, raw: str) -> None:
        self._capture = None
        if name == "title" and self._where("svg") < 0:
            self._capture = "title"
        elif name == "script" and "ld+json" in raw:
            self._capture = "json"
        if name in _VOID:
            self._void(name, raw)
            return
        self._imply(name)
        if self._skip is not None:
            self._push(name)
            return
        if name in _DROPPED or _not_shown(raw):
            if name in _BREAKING:
                self._break()
            if name in {"td", "th"} and self._grids:
                self._grids[-1].column += 1
            self._skip = len(self._stack)
            self._push(name)
            return
        if self._stack and self._stack[-1] == "msup":
            self._children[-1] += 1
            if self._children[-1] == 2:
                self._blank = False
                self._emit("^")
        self._open(name, raw)
        self._push(name)

    def _imply(self, name: str) -> None:
        """Close what a start tag closes without saying so (HTML standard, optional tags)."""
        boundary = self._boundary()
        if name == "li":
            inner = max(self._where("ul"), self._where("ol"), boundary)
            if self._where("li") > inner:
                self._pop_to(self._where("li"))
        elif name in {"dt", "dd"}:
            inner = max(self._where("dt"), self._where("dd"))
            if inner > max(self._where("dl"), boundary):
                self._pop_to(inner)
        elif name in {"td", "th", "tr", "thead", "tbody", "tfoot", "caption"}:
            table = self._where("table")
            names = ["td", "th", "caption"]
            if name not in {"td", "th"}:
                names.append("tr")
            if name not in {"td", "th", "tr"}:
                names += ["thead", "tbody", "tfoot"]
            inside = [place for place in map(self._where, names) if place > table]
            if inside:
                self._pop_to(min(inside))
        elif name == "a" and self._where("a") > boundary:
            self._pop_to(self._where("a"))
        if name in _BREAKING and self._where("p") > self._boundary():
            self._pop_to(self._where("p"))

    def _void(self, name: str, raw: str) -> None:
        if name == "meta":
            self._meta(_attributes(raw))
        elif name == "base" and self.base == self.about.address:
            self.base = absolute(_attributes(raw).get("href", ""), self.base) or self.base
        elif self._skip is not None:
            return
        elif name == "br":
            if self._in_cell():
                self._blank = True
            else:
                empty = self._first is None
                self._newline(broken=not empty)
                if empty:
                    self._broken = False
        elif name == "hr":
            self._break()

    def _meta(self, given: dict[str, str]) -> None:
        name = given.get("property") or given.get("name") or given.get("itemprop") or ""
        if name and given.get("content"):
            self.meta.setdefault(name.strip().lower(), given["content"].strip())

    def _open(self, name: str, raw: str) -> None:
        if name in _BREAKING and name not in {"table", "tr", "tbody", "thead", "tfoot"}:
            self._break()
        if name == "html":
            self.lang = self.lang or _attributes(raw).get("lang", "") or _attributes(raw).get("xml:lang", "")
        elif name == "h1" and self.heading is None:
            self.heading = (self.length, -1)
        elif name == "table":
            self._open_table()
        elif name in {"tr", "td", "th", "thead", "tbody", "tfoot"}:
            if self._grids:
                self._open_part(name, raw)
            else:
                self._break()
        elif name == "caption" and self._grids:
            self._grids[-1].caption_from = len(self.out)
        elif name == "a":
            given = _attributes(raw)
            self._noted = self._raised is not None
            if given.get("href"):
                self._link, self._link_from = (given["href"], given.get("title", "")), None
        elif name == "sup":
            self._noted = False
            before = "" if self._blank or self._fresh else self.out[-1][-8:]
            self._emit("^")
            self._raised = self._raised or (len(self.out) - 1, self.length - 1, before)
        elif name in _STRUCK:
            blank = self._blank and not self._fresh
            self._struck = self._struck or (self.length + blank, len(self._stack))
        elif name == "time":
            self._open_time(_attributes(raw))
        elif name == "msup":
            self._children.append(0)

    def _open_time(self, given: dict[str, str]) -> None:
        if given.get("datetime") and len(self.times) < 100:
            role = (given.get("itemprop", "") + given.get("class", "")).lower()
            self.times.append((given["datetime"], "pubdate" in given or "published" in role))

    def _end(self, name: str) -> None:
        self._capture = None
        if name in _VOID:
            if name == "br" and self._skip is None:
                self._break()
            return
        if name in {"table", "td", "th", "tr", "thead", "tbody", "tfoot", "caption"}:
            place = self._where(name)
            if place >= 0 and (name == "table" or place > self._where("table")):
                self._pop_to(place)
            return
        place = max(map(self._where, _HEADINGS)) if name in _HEADINGS else self._where(name)
        if place > self._boundary():
            self._pop_to(place)
        elif name == "p" and self._skip is None:
            self._break()

    def _close(self, name: str) -> None:
        if name in {"td", "th"}:
            self._close_cell()
        elif name == "tr":
            self._close_row()
        elif name == "table":
            self._close_table()
        elif name == "caption":
            if self._grids and not self._grids[-1].caption:
                first = self._grids[-1].caption_from
                self._grids[-1].caption = " ".join("".join(self.out[first : first + _MAX_CAPTION]).split())
            self._newline()
        elif name == "a":
            self._close_link()
        elif name == "sup":
            self._close_raised()
        elif name in _STRUCK:
            if self._struck is not None and self._struck[1] == len(self._stack):
                self.hidden.append((self._struck[0], self._last))
                self._struck = None
        elif name == "msup":
            self._children.pop()
        elif name == "thead" and self._grids:
            self._grids[-1].header_rows = False
        if name == "h1" and self.heading is not None and self.heading[1] < 0:
            self.heading = (self.heading[0], self.length)
        if name in _BREAKING and name not in {"table", "tr", "tbody", "thead", "tfoot", "caption"}:
            self._break()

    def _close_link(self) -> None:
        if self._link is None:
            return
        (href, title), start = self._link, self._link_from
        self._link = None
        address = absolute(href, self.base)
        if address is not None and start is not None and self._last > start:
            self.links.append(Link(start, self._last, address, title))

    def _close_raised(self) -> None:
        if self._raised is None:
            return
        index, start, before = self._raised
        self._raised = None
        content = "".join(self.out[index + 1 :])
        placed = (self.links and self.links[-1].start >= start) or (self.hidden and self.hidden[-1][1] > start)
        if not content.strip() or (not placed and is_ordinal(before, content)):
            self._drop(index)
        elif is_note(before, content, linked=self._noted or bool(placed)):
            self.hidden.append((start, self.length))

    def _drop(self, index: int) -> None:
        """Take back the `^` of a superscript that turned out to be none."""
        self.out[index] = ""
        self.length -= 1
        if index == len(self.out) - 1 and index and self.out[index - 1] == " ":
            self.out[index - 1] = ""
            self.length -= 1
            self._blank = True
        self._last = min(self._last, self.length)
        if self._first is not None and self._first >= self.length:
            self._first = None
            self._fresh = self.length == self._line

    # tables

    def _open_table(self) -> None:
        self._number += 1
        data = self._number not in self._layout
        self._break()
        if data and self._in_cell():
            data = False
        self._grids.append(_Grid(len(self.tables) if data else -1, data))

    def _open_part(self, name: str, raw: str) -> None:
        grid = self._grids[-1]
        if name in {"thead", "tbody", "tfoot"}:
            grid.header_rows = name == "thead"
            if not grid.data:
                self._break()
            return
        if not grid.data:
            self._break()
            return
        if name == "tr":
            self._open_row(grid)
            return
        if grid.open_cell is None and grid.row < 0:
            self._open_row(grid)
        if grid.cells or grid.column:
            self.out.append("\t")
            self.length += 1
        self._blank = False
        self._fresh = True
        self._raised = None
        given = _attributes(raw) if "span" in raw.lower() else {}
        across = _span(given.get("colspan"), 1000)
        down = _span(given.get("rowspan"), 65_534)
        column = self._free(grid)
        if down > 1 and len(grid.below) < _MAX_SPANS:
            grid.below.append((column, column + across, grid.row + down - 1))
            grid.below.sort()
            grid.pointer = 0
        grid.open_cell = (self.length, column, name == "th" or grid.header_rows)
        grid.column = column + across
        self.cells += 1
        if self.cells > MAX_CELLS:
            raise SourceError(f"{self.about.name} has more than {MAX_CELLS:,} table cells: give a part of it")

    def _open_row(self, grid: _Grid) -> None:
        self._flush_row(grid)
        grid.row += 1
        grid.column = grid.pointer = 0
        grid.cells = []
        grid.below = [span for span in grid.below if span[2] >= grid.row]

    def _free(self, grid: _Grid) -> int:
        """The next column that no cell from a row above reaches into."""
        column = grid.column
        while grid.pointer < len(grid.below):
            start, end, last = grid.below[grid.pointer]
            if start > column:
                break
            if last >= grid.row and end > column:
                column = max(column, end)
            grid.pointer += 1
        return column

    def _close_cell(self) -> None:
        grid = self._grids[-1] if self._grids else None
        if grid is None or not grid.data or grid.open_cell is None:
            self._break()
            return
        start, column, header = grid.open_cell
        grid.open_cell = None
        self._blank = False
        self._raised = None
        grid.cells.append(Cell(start, max(start, self.length), grid.number, grid.row, column, header))

    def _close_row(self) -> None:
        grid = self._grids[-1] if self._grids else None
        if grid is None or not grid.data:
            self._break()
            return
        self._flush_row(grid)

    def _flush_row(self, grid: _Grid) -> None:
        """End the line of a row; a row without any text is no row of the table."""
        if self._first is not None and grid.cells:
            grid.rows.append(grid.cells)
        grid.cells = []
        self._newline()

    def _close_table(self) -> None:
        if not self._grids:
            self._break()
            return
        grid = self._grids.pop()
        if not grid.data:
            self._break()
            return
        self._flush_row(grid)
        if grid.rows:
            table = Table(grid.rows[0][0].start, grid.rows[-1][-1].end, grid.rows, grid.caption)
            self.tables.append(table)


_MEANINGS = (
    *((name, "heading") for name in _HEADINGS),
    ("li", "item"),
    ("dd", "item"),
    ("dt", "item"),
    ("blockquote", "quote"),
    ("figcaption", "caption"),
    ("caption", "caption"),
)


def _span(value: str | None, most: int) -> int:
    """A colspan or rowspan; 0 means to the end of the group, what is no number means 1 (HTML standard)."""
    if value is None or not re.fullmatch(r"\s{0,9}[0-9]{1,18}\s{0,9}", value):
        return 1
    return max(1, min(int(value), most)) if int(value) else most


def _not_shown(raw: str) -> bool:
    if "hidden" not in (folded := raw.lower()) and "none" not in folded:
        return False
    given = _attributes(raw)
    return "hidden" in given or bool(_NOT_SHOWN.search(given.get("style", "")[:2000]))


# --- which blocks are the article ---


def _article(source: str, tags: int, page: _Page) -> list[bool] | None:
    """Whether each line belongs to the article, by trafilatura; None where that cannot tell."""
    if len(source) > _MAX_ARTICLE or tags > _MAX_ARTICLE_TAGS:
        return None
    try:
        import trafilatura
    except ImportError:
        return None
    found = trafilatura.extract(
        source,
        output_format="txt",
        include_comments=False,
        include_tables=True,
        with_metadata=False,
        fast=True,
    )
    if not found:
        return None
    text = "".join(page.out)
    words = [_WORD.findall(text[line.first : line.last]) for line in page.lines]
    article_lines = [_WORD.findall(line) for line in found.replace("|", " ").split("\n")]
    whole = {tuple(line) for line in article_lines if line}
    every = [word for line in article_lines for word in line]
    grams = set(zip(every, every[1:], every[2:], every[3:], strict=False))
    sure = []
    for line in words:
        inside = sum(gram in grams for gram in zip(line, line[1:], line[2:], line[3:], strict=False))
        sure.append(tuple(line) in whole or (len(line) > 3 and inside * 5 >= (len(line) - 3) * 4))
    # Short lines ("Share", a date) are everywhere: they count only near lines that tell.
    telling = [index for index, line in enumerate(words) if sure[index] and len(line) > 5]
    told = sum(len(words[index]) for index in telling)
    if not telling or told * 2 < len(every):
        return None
    return _filled(page, sure, telling)


_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f]+|[^\s!-/:-@\[-`{-~\u2000-\u206f\u3000-\u303f\uff00-\uff0f]")
_GAP = 40  # lines of something else within an article, at most


def _filled(page: _Page, sure: list[bool], telling: list[int]) -> list[bool]:
    """The lines between those of the article too: captions, tables and headings that were not recognised."""
    first = telling[0]
    near = range(max(0, first - _GAP), first)
    top = [index for index in near if page.lines[index].kind == "heading" and sure[index]]
    if not top and page.heading is not None:
        top = [
            index
            for index in near
            if page.heading[0] <= page.lines[index].first < max(page.heading[1], page.heading[0] + 1)
        ]
    marks = [*top[:1], *telling]
    keep = [False] * len(sure)
    for index in marks:
        keep[index] = True
    for before, after in pairwise(marks):
        for index in range(before + 1, after):
            line = page.lines[index]
            link_list = line.linked * 2 > line.last - line.first and line.kind != "row"
            keep[index] = not line.aside and (sure[index] or (after - before <= _GAP and not link_list))
    for index in range(marks[-1] + 1, len(sure)):
        if not sure[index]:
            break
        keep[index] = True
    return keep


# --- the document ---


def _document(page: _Page, keep: list[bool] | None, about: Given, encoding: str, data: bytes) -> Document:
    whole = "".join(page.out)
    if not whole.strip():
        raise SourceError(
            f"{about.name} is a page without text: it may build it with a script; save it from a browser and"
            " give that file"
        )
    heading = ""
    if page.heading is not None:
        heading = " ".join(whole[page.heading[0] : max(page.heading)].split())
    text, lines, moved = _kept(whole, page.lines, keep)
    require_text(text, about)
    blocks = _blocks(text, lines)
    tables = _moved_tables(page.tables, moved)
    guess_headers(text, tables)
    caption_tables(text, blocks, tables)
    marked = mark_meta(blocks, [text[block.start : block.end] for block in blocks])
    return build(
        text,
        about,
        blocks=marked.blocks,
        encoding=encoding,
        data=data,
        title=_title(page, heading),
        stated=marked,
        dated=_published(page),
        spoken=page.lang or page.meta.get("og:locale"),
        links=[
            link._replace(start=span[0], end=span[1]) for link in page.links if (span := moved(link.start, link.end))
        ],
        tables=tables,
        hidden=[span for start, end in page.hidden if (span := moved(start, end))],
        comments=_moved_comments(page, keep, lines, len(text)),
    )


_Moved = Callable[[int, int], tuple[int, int] | None]


def _kept(whole: str, lines: list[_Line], keep: list[bool] | None) -> tuple[str, list[_Line], _Moved]:
    """The text of the lines to keep, those lines, and where a place of the whole text is in it, if it is."""
    if keep is None or all(keep):
        return whole, lines, lambda start, end: (start, end)
    kept = [line for line, wanted in zip(lines, keep, strict=True) if wanted]
    parts, shifts, at = [], [], 0
    for line in kept:
        parts.append(whole[line.start : line.end])
        shifts.append(at - line.start)
        at += line.end - line.start + 1
    starts, ends = [line.start for line in kept], [line.end for line in kept]

    def moved(start: int, end: int) -> tuple[int, int] | None:
        # A span over several lines shrinks to those that are kept.
        first = bisect_left(ends, start)
        last = bisect_right(starts, end) - 1
        if first > last:
            return None
        begin = max(start, starts[first]) + shifts[first]
        return begin, max(begin, min(end, ends[last]) + shifts[last])

    placed = [
        replace(line, start=line.start + by, end=line.end + by, first=line.first + by, last=line.last + by)
        for line, by in zip(kept, shifts, strict=True)
    ]
    return "\n".join(parts), placed, moved


def _moved_comments(page: _Page, keep: list[bool] | None, placed: list[_Line], length: int) -> list[Comment]:
    """Where comments stand in the text of the article: before the next line that is kept, if their own is not."""
    kept = [line for number, line in enumerate(page.lines) if keep is None or keep[number]]
    ends = [line.end for line in kept]
    found = []
    for comment in page.comments:
        at = bisect_left(ends, comment.start)
        place = placed[at].start + max(0, comment.start - kept[at].start) if at < len(kept) else length
        found.append(comment._replace(start=place, end=place))
    return found


def _blocks(text: str, lines: list[_Line]) -> list[Block]:
    blocks: list[Block] = []
    for line in lines:
        start, kind = line.first, line.kind
        if blocks and line.joined and blocks[-1].kind == kind:
            before = text[blocks[-1].start : blocks[-1].end]
            if text[start].islower() and not ends_sentence(before[-40:]) and blocks[-1].end == line.start - 1:
                blocks[-1] = blocks[-1]._replace(end=line.last)
                continue
        if kind == "paragraph" and line.last - start <= 300 and CAPTION.match(text, start):
            kind = "caption"
        blocks.append(Block(start, line.last, kind))
    return blocks


def _moved_tables(tables: list[Table], moved: _Moved) -> list[Table]:
    found: list[Table] = []
    for table in tables:
        rows = []
        for row in table.rows:
            cells = []
            for cell in row:
                span = moved(cell.start, cell.end)
                if span is not None:
                    cells.append(cell._replace(start=span[0], end=span[1], table=len(found)))
            if cells:
                rows.append(cells)
        if rows:
            found.append(Table(rows[0][0].start, rows[-1][-1].end, rows, table.caption))
    return found


def _title(page: _Page, heading: str) -> str | None:
    """og:title, or the page's title (the heading, where the title adds a site's name), or the heading."""
    given = page.meta.get("og:title") or ""
    if given.strip():
        return given
    title = " ".join(page.title.split())
    return heading if heading and heading in title else title or heading or None


_DATE_NAMES = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "published_time",
    "publication_date",
    "publication-date",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "sailthru.date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "article.published",
    "article:create_at",
    "date",
)


def _published(page: _Page) -> Period | None:
    """The publication date by the page's metadata: meta elements, then JSON-LD, then `<time>`."""
    for name in _DATE_NAMES:
        if name in page.meta and (period := dates.parse(page.meta[name])) is not None:
            return period
    for text in page.json:
        if (period := _json_date(text)) is not None:
            return period
    sure = [value for value, certain in page.times if certain]
    if not sure:
        # Without a mark a time is the article's own if the page knows no other day.
        days = {dates.parse(value) for value, _ in page.times}
        known = {(day.start, day.end) for day in days if day is not None}
        sure = [value for value, _ in page.times] if len(known) == 1 else []
    for value in sure:
        if (period := dates.parse(value)) is not None:
            return period
    return None


def _json_date(text: str) -> Period | None:
    """`datePublished` of the first article (or page) in a JSON-LD script."""
    try:
        pending = [json.loads(text)]
    except (ValueError, RecursionError):  # a script is no reason to refuse the page
        return None
    other = None
    while pending:
        item = pending.pop()
        if isinstance(item, list):
            pending += reversed(item)
        elif isinstance(item, dict):
            value = item.get("datePublished")
            if isinstance(value, str) and (period := dates.parse(value)) is not None:
                if re.search("Article|Posting|Report|WebPage", str(item.get("@type"))):
                    return period
                other = other or period
            pending += [inner for inner in item.values() if isinstance(inner, (dict, list))]
    return other
