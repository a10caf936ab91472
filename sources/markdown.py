"""Markdown: the text is the file itself; its marks are hidden spans.

Parsed by pyromark (CommonMark with tables, footnotes and task lists), whose byte ranges become code points.
Hidden is all that is no running text: `#`, `**`, list marks, brackets and addresses of links, table pipes
and rules, code, HTML tags and comments, front matter. `<sup>` between a digit or unit and a figure stays
visible, so that `10<sup>6</sup>` can be told from two numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from claims.document import Block, Cell, Document, Link, Period, Table
from sources import dates
from sources.text import (
    Given,
    absolute,
    blocks_of,
    build,
    caption_tables,
    comments_in,
    is_title,
    mark_meta,
    require_text,
    without,
)

_FRONT = re.compile(r"\ufeff?---[ \t]{0,20}\r?\n")
_FRONT_END = re.compile(r"\n(?:---|\.\.\.)[ \t]{0,20}(?:\r?\n|\Z)")
_FRONT_LINE = re.compile(r"[ \t]*+(?:$|#|- |-$|[\w .-]{1,60}:(?:[ \t]|$))|[ \t]")
_MAX_FRONT = 20_000  # code points within which front matter must end
_TAG = re.compile(
    r"<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>|</?[a-zA-Z][^<>]{0,2000}+>|<[!?][^<>]{0,2000}+>",
    re.DOTALL,
)
_STRUCK = re.compile(r"(?<![\w~])~~(?=[^\s~])[^~\n]{1,300}+~~(?![\w~])")
_EXPONENT = re.compile(r"<sup>[-−+]?[0-9]{1,3}</sup>")
_MARKS = re.compile(r"<sup>(?P<mark>[^\s<>]{1,6})</sup>")
_KINDS = {"Item": "item", "BlockQuote": "quote"}
_BLOCKS = {
    "Paragraph",
    "Heading",
    "TableHead",
    "TableRow",
    "CodeBlock",
    "HtmlBlock",
    "List",
    "Table",
    "BlockQuote",
    "FootnoteDefinition",
    "Item",
}


@dataclass(slots=True)
class _Open:
    """A block being read: its kind and, in bytes, the running text found in it."""

    kind: str
    visible: list[tuple[int, int]] = field(default_factory=list)
    pictured: bool = True  # all of the text is a picture's words


@dataclass(slots=True)
class _Found:
    """What the events say, in bytes."""

    visible: list[tuple[int, int]] = field(default_factory=list)
    blocks: list[tuple[int, int, str, bool]] = field(default_factory=list)  # start, end, kind, pictured
    levels: list[tuple[int, int, int]] = field(default_factory=list)  # start, end, level of each heading
    links: list[tuple[int, int, str, str]] = field(default_factory=list)
    tables: list[list[tuple[bool, list[tuple[int, int]]]]] = field(default_factory=list)
    html: list[tuple[int, int]] = field(default_factory=list)
    code: list[tuple[int, int]] = field(default_factory=list)


def read(text: str, about: Given, encoding: str = "utf-8", data: bytes | None = None, *, sure: bool = True) -> Document:
    """A Markdown text as a Document.

    Where it is not `sure` to be Markdown, every line stays a block (as in plain text) and indented lines
    are no code.
    """
    require_text(text, about)
    front, fields = _front_matter(text)
    # Same length in code points: what the parser must not see becomes blank, half a surrogate pair a mark.
    body = re.sub(r"[^\r\n]", " ", text[:front]) + text[front:]
    if body.startswith("\ufeff"):
        body = " " + body[1:]
    coded = body.encode("utf-8", "surrogatepass")
    try:
        body = coded.decode("utf-8")
    except UnicodeDecodeError:
        body = re.sub(r"[\ud800-\udfff]", "\ufffd", body)
        coded = body.encode("utf-8")
    found = _events(body, coded, sure)
    place = _places(coded, found)
    visible = _joined((place[start], place[end]) for start, end in found.visible)
    for start, end in found.html:
        visible += _beside_tags(text, place[start], place[end])
    visible.sort()
    tags, notes = _raised(text, visible)
    hidden = _complement(text, sorted(visible + tags)) + _marks_left(text, visible) + notes
    comments = comments_in(text, ((place[start], place[end]) for start, end in found.code))
    hidden += [(comment.start, comment.end) for comment in comments]
    prose = _blanked(text, hidden)
    tables = _tables(text, found, place)
    blocks = _blocks(without(comments, text), found, place, sure=sure)
    if front:
        stripped = text[:front].rstrip()
        blocks.insert(0, Block(1 if text.startswith("\ufeff") else 0, len(stripped), "meta"))
    blocks.sort(key=lambda block: (block.start, block.end))
    marked = mark_meta(blocks, ["" if b.end <= front else prose[b.start : b.end] for b in blocks])
    blocks = marked.blocks
    caption_tables(prose, blocks, tables)
    return build(
        text,
        about,
        encoding=encoding,
        data=data,
        title=_resolved(fields.get("title") or _title(prose, found, place, blocks)),
        blocks=blocks,
        stated=marked,
        dated=_front_date(fields),
        spoken=fields.get("lang") or fields.get("language") or fields.get("locale"),
        links=_links(found, place, about),
        tables=tables,
        hidden=hidden,
        comments=comments,
    )


def _resolved(title: str | None) -> str | None:
    """A title with its character references resolved."""
    if title and "&" in title:
        from sources.page import resolved

        return resolved(title)
    return title


def _front_matter(text: str) -> tuple[int, dict[str, str]]:
    """Where front matter (YAML between `---` lines) ends, 0 without any, and its plain fields."""
    opened = _FRONT.match(text)
    if not opened:
        return 0, {}
    closed = _FRONT_END.search(text, opened.end() - 1, opened.end() + _MAX_FRONT)
    if not closed:
        return 0, {}
    lines = text[opened.end() : closed.start()].splitlines()
    if not all(_FRONT_LINE.match(line) for line in lines):
        return 0, {}
    fields: dict[str, str] = {}
    for line in lines:
        key, colon, value = line.partition(":")
        if colon and not line[:1].isspace():
            fields.setdefault(key.strip().lower(), value.strip().strip("\"'").strip())
    return closed.end(), {key: value for key, value in fields.items() if value}


def _front_date(fields: dict[str, str]) -> Period | None:
    for key in (
        "published",
        "publishdate",
        "publish_date",
        "datepublished",
        "pubdate",
        "publication_date",
        "date",
    ):
        if key in fields and (period := dates.parse(fields[key])) is not None:
            return period
    return None


def _events(body: str, coded: bytes, sure: bool) -> _Found:  # noqa: C901 - one branch an event, flat
    """One pass over the parser's events; no recursion, whatever the nesting."""
    import pyromark

    options = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES | pyromark.Options.ENABLE_TASKLISTS
    found = _Found()
    kinds: list[str] = []  # open items, quotations, notes
    opened: _Open | None = None
    links: list[tuple[str, str, int, tuple[int, int]]] = []
    pictures = code = html = 0
    first_in_cell = 0
    rows: list[tuple[bool, list[tuple[int, int]]]] = []

    def close() -> None:
        nonlocal opened
        if opened is not None and opened.visible:
            found.blocks.append((opened.visible[0][0], opened.visible[-1][1], opened.kind, opened.pictured))
        opened = None

    for event, where in pyromark.events_with_range(body, options=options):
        start, end = where["start"], where["end"]
        name, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        if name == "Start":
            tag, detail = _tag(value)
            if tag in _BLOCKS:
                close()
            if tag in {"Item", "BlockQuote", "FootnoteDefinition"}:
                kinds.append(tag)
            elif tag == "Paragraph":
                opened = _Open(_KINDS.get(kinds[-1], "paragraph") if kinds else "paragraph")
            elif tag == "Heading":
                opened = _Open("heading")
                found.levels.append((start, end, int(str(detail["level"])[1:])))
            elif tag == "CodeBlock":
                fenced = isinstance(detail, dict)
                code = 1 if fenced or sure else 0
                opened = None if code else _Open("paragraph")
                if code:
                    found.blocks.append((start, end, "code", False))
                    found.code.append((start, end))
            elif tag == "HtmlBlock":
                html = 1
                found.html.append((start, end))
            elif tag == "Table":
                rows = []
                found.tables.append(rows)
            elif tag in {"TableHead", "TableRow"}:
                opened = _Open("row", pictured=False)
                rows.append((tag == "TableHead", []))
            elif tag == "TableCell":
                rows[-1][1].append((start, end))
                first_in_cell = len(found.visible)
            elif tag in {"Link", "Image"}:
                links.append((detail["dest_url"], detail["title"], len(found.visible), (start, end)))
                pictures += tag == "Image"
        elif name == "End":
            tag, _ = _tag(value)
            if tag in _BLOCKS:
                close()
            if tag in {"Item", "BlockQuote", "FootnoteDefinition"}:
                kinds.pop()
            elif tag == "CodeBlock":
                code = 0
            elif tag == "HtmlBlock":
                html = 0
            elif tag == "TableCell":
                words = found.visible[first_in_cell:]
                rows[-1][1][-1] = (words[0][0], words[-1][1]) if words else (start, start)
            elif tag in {"Link", "Image"}:
                address, title, first, span = links.pop()
                pictures -= tag == "Image"
                if tag == "Link":
                    words = found.visible[first:]
                    # Only outermost ranges are needed: the words from the first to the last.
                    span = (words[0][0], words[-1][1]) if words else span
                    found.links.append((*span, address, title))
        elif name == "Code":
            found.code.append((start, end))
        elif name == "Text" and not code and not html:
            if opened is None:  # a tight list's item has no paragraph
                opened = _Open(_KINDS.get(kinds[-1], "paragraph") if kinds else "paragraph")
            raw = coded[start:end]
            if raw[:1] == b"&" and raw[-1:] == b";" and (b"#" in raw or str(value).isspace()):
                continue  # `&nbsp;` is a blank, and the digits of `&#8364;` are no figure
            found.visible.append((start, end))
            opened.visible.append((start, end))
            opened.pictured = opened.pictured and pictures > 0
    close()
    return found


def _tag(value: Any) -> tuple[str, Any]:  # noqa: ANN401 - the parser's events are a union of forty shapes
    """The name of a tag and what comes with it, of an event's `Start` or `End`."""
    if isinstance(value, str):
        return value, None
    name, detail = next(iter(value.items()))
    return name, detail


def _places(coded: bytes, found: _Found) -> dict[int, int]:
    """From byte offsets to code points, in one pass."""
    offsets = {0, len(coded)}
    for spans in (found.visible, found.html, found.code, found.blocks, found.levels, found.links):
        for span in spans:
            offsets.add(span[0])
            offsets.add(span[1])
    for rows in found.tables:
        for _, cells in rows:
            for start, end in cells:
                offsets.add(start)
                offsets.add(end)
    ordered = sorted(offsets)
    if coded.isascii():
        return {offset: offset for offset in ordered}
    place, at, seen = {}, 0, 0
    for offset in ordered:
        at += len(coded[seen:offset].decode("utf-8"))
        seen = offset
        place[offset] = at
    return place


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that touch, as one: the parser cuts text at every mark that turned out to be none."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _beside_tags(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What is neither tag nor comment in a block of raw HTML."""
    spans, at = [], start
    raw = text[start:end]
    if "<!--" in raw and "-->" not in raw:
        raw = raw[: raw.index("<!--")]
    for match in _TAG.finditer(raw):
        spans.append((at, start + match.start()))
        at = start + match.end()
    spans.append((at, start + len(raw)))
    trimmed = []
    for first, last in spans:
        piece = text[first:last]
        if piece.strip():
            begin = first + len(piece) - len(piece.lstrip())
            trimmed.append((begin, begin + len(piece.strip())))
    return trimmed


def _complement(text: str, visible: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What lies between the visible spans, without the white space around it."""
    hidden, at = [], 0
    for start, end in [*visible, (len(text), len(text))]:
        gap = text[at:start]
        bare = gap.strip()
        if bare:
            first = at + len(gap) - len(gap.lstrip())
            hidden.append((first, first + len(bare)))
        at = max(at, end)
    return hidden


def _raised(text: str, visible: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Superscripts in running text: the tags of exponents (`10<sup>6</sup>`), and whole marks of notes."""
    if "<sup>" not in text:
        return [], []
    tags, notes = [], []
    starts = {start for start, _ in visible}
    for match in _MARKS.finditer(text):
        if match["mark"] is None or match.start("mark") not in starts:
            continue
        if text[match.start() - 1 : match.start()].isalnum() and _EXPONENT.fullmatch(match[0]):
            tags += [(match.start(), match.start("mark")), (match.end("mark"), match.end())]
        elif not match["mark"].isalpha():
            notes.append(match.span())
    return tags, notes


def _marks_left(text: str, visible: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks that CommonMark takes for text: struck-out words, and `**` beside Chinese punctuation."""
    spans = [match.span() for match in _STRUCK.finditer(text)] if "~~" in text else []
    if "**" in text:
        for start, end in visible:
            at = text.find("**", start, end)
            while at >= 0:
                spans.append((at, at + 2))
                at = text.find("**", at + 2, end)
    return spans


def _blanked(text: str, hidden: list[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in sorted(hidden):
        if end > at:
            begin = max(start, at)
            parts += [text[at:begin], " " * (end - begin)]
            at = end
    return "".join([*parts, text[at:]])


def _blocks(text: str, found: _Found, place: dict[int, int], *, sure: bool) -> list[Block]:
    blocks = []
    for start, end, tag, pictured in found.blocks:
        first, last = place[start], place[end]
        piece = text[first:last]
        bare = piece.strip()
        if not bare:
            continue
        first += len(piece) - len(piece.lstrip())
        last = first + len(bare)
        kind = "caption" if tag == "paragraph" and pictured else tag
        if not sure and kind == "paragraph" and "\n" in bare:
            blocks += blocks_of(text, first, last)
        else:
            blocks.append(Block(first, last, kind))
    for start, end in found.html:
        blocks += [Block(a, b) for a, b in _beside_tags(text, place[start], place[end])]
    return blocks


def _tables(text: str, found: _Found, place: dict[int, int]) -> list[Table]:
    tables = []
    for number, rows in enumerate(found.tables):
        table = Table(0, 0)
        for row, (header, spans) in enumerate(rows):
            cells = []
            for column, (start, end) in enumerate(spans):
                first, last = place[start], place[end]
                piece = text[first:last]
                first += len(piece) - len(piece.lstrip())
                cells.append(Cell(first, first + len(piece.strip()), number, row, column, header))
            table.rows.append(cells)
        if any(table.rows):
            table.start = min(cell.start for cells in table.rows for cell in cells)
            table.end = max(cell.end for cells in table.rows for cell in cells)
            tables.append(table)
    return tables


def _title(prose: str, found: _Found, place: dict[int, int], blocks: list[Block]) -> str | None:
    """The first heading of the highest level, or a first short line without final punctuation."""
    if found.levels:
        highest = min(level for _, _, level in found.levels)
        start, end = next((start, end) for start, end, level in found.levels if level == highest)
        return prose[place[start] : place[end]].strip() or None
    for index, block in enumerate(blocks[:4]):
        if block.kind == "paragraph" and index + 1 < len(blocks):
            line = prose[block.start : block.end].strip()
            if line and is_title(line):
                blocks[index] = block._replace(kind="heading")
                return line
        if block.kind != "meta":
            return None
    return None


def _links(found: _Found, place: dict[int, int], about: Given) -> list[Link]:
    links = []
    for start, end, address, title in found.links:
        if (whole := absolute(address, about.address)) is not None:
            links.append(Link(place[start], place[end], whole, title))
    return links
