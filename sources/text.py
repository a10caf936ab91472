"""Plain text: bytes to text, lines to blocks, and what every kind of document needs to know about its words.

The text is the file itself: a leading byte order mark is removed, everything else stays as it is.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from claims.document import Block, Comment, Document, Link, Period, Table
from sources import dates
from sources._errors import SourceError


class Given(NamedTuple):
    """What the caller says of a document: it overrides what the document says of itself.

    address: where it came from. published, language, place: as for `sources.fetch`. charset: the encoding
    that came with the bytes (an HTTP header).
    """

    address: str = ""
    published: Period | None = None
    language: str | None = None
    place: str | None = None
    charset: str | None = None

    @property
    def name(self) -> str:
        """The address as a message shows it."""
        return self.address if self.address not in {"", "-"} else "standard input" if self.address else "the text"


def given(
    address: str = "", published: str | None = None, language: str | None = None, place: str | None = None
) -> Given:
    """A caller's words about a document, checked: a bad date, language or country is a SourceError."""
    if language is not None:
        if not re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,3}", language.strip()):
            raise SourceError(f"{language[:40]!r} is no language: write en, zh, mul (mixed) or another ISO 639 code")
        language = re.split("[-_]", language.strip())[0].lower()
        language = {"eng": "en", "zho": "zh", "chi": "zh", "cmn": "zh"}.get(language, language)
    if place is not None:
        if not re.fullmatch(r"[A-Za-z]{2}", place.strip()):
            raise SourceError(f"{place[:40]!r} is no country: write an ISO 3166 code of two letters, such as SG")
        place = place.strip().upper()
        from claims import units  # its table of money is long, and most articles come without a place

        if units.currency_of_place(place) is None:
            raise SourceError(f"{place} is no country that is known here: write its ISO 3166 code, such as SG")
    return Given(address, None if published is None else dates.given(published), language, place)


# --- bytes to text ---

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Labels that the web uses for more than they say (WHATWG Encoding Standard): the larger set reads both.
_LARGER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# The commonest characters of Chinese text, simplified and traditional, and its punctuation: a wrong decoder
# finds few of them.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日"
    "那社义事平形相全表间样与关各重新线内数正心反你明看原又利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已"
    "亿元万增长市企业收入资金财务报告季度同期"
    "這為個國時來們於對會發動過說產種經進著電裡後現實還兩體當從業應開與關線內數點樣間無頭問條變題義氣結軍長書報務財億萬"
    "，。、；：？！（）《》「」『』“”‘’—…　％"
)
_SAMPLE = 200_000  # bytes that the detector looks at


def decode(data: bytes, name: str, charset: str | None = None, *, lenient: bool = False) -> tuple[str, str]:
    """Text and the name of its encoding; bytes that are no text are a SourceError.

    A byte order mark is believed first, then `charset` (declared by a header or the page), then UTF-8; then
    UTF-16 without a mark, GB 18030 and Big5 are told apart by the characters that they yield. With
    `lenient`, as for web pages, a few bad bytes in a declared encoding become U+FFFD.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError as error:
                raise SourceError(
                    f"{name} starts with the mark of {encoding} but is not {encoding} at byte {error.start}:"
                    " save it again as UTF-8"
                ) from None
            return text.removeprefix("\ufeff") if encoding == "utf-8" else text, encoding
    declared = _codec(charset)
    if declared is not None:
        try:
            return _checked(data.decode(declared), name), _shown(declared)
        except UnicodeDecodeError:
            pass  # declared wrongly: what the bytes say decides below
    if b"\0" not in data:
        try:
            return _checked(data.decode("utf-8"), name), "utf-8"
        except UnicodeDecodeError as error:
            bad = error.start
    else:
        bad = data.index(b"\0")
    guess = _guess(data)
    if guess is not None:
        try:
            return _checked(data.decode(guess), name), _shown(guess)
        except UnicodeDecodeError as error:
            bad = error.start
    if lenient and b"\0" not in data[:_SAMPLE]:
        text = data.decode(declared or "utf-8", "replace")
        if text.count("\ufffd") * 50 <= len(text):
            return text, _shown(declared or "utf-8")
    if b"\0" in data:
        raise SourceError(f"{name} is binary (a zero byte at {data.index(0)}), not text: give a text, page or table")
    raise SourceError(
        f"{name} is not text in UTF-8 (byte 0x{data[bad]:02x} at {bad}), nor in UTF-16, GB 18030 or Big5:"
        f" {_advice(data)}"
    )


def _advice(data: bytes) -> str:
    high = sum(byte >= 0x80 for byte in data[:_SAMPLE])
    if high * 4 <= min(len(data), _SAMPLE):
        return "if it is western text, convert it with `iconv -f WINDOWS-1252 -t UTF-8`"
    return "save it again as UTF-8"


def _checked(text: str, name: str) -> str:
    """The text, unless it is full of control characters: some binary files are valid in some encoding."""
    zero = text.find("\0")
    if zero >= 0:
        raise SourceError(f"{name} is binary (a zero character at {zero}), not text: give a text, page or table")
    sample = text[:_SAMPLE]
    odd = sum(map(sample.count, "\x01\x02\x03\x04\x05\x06\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x7f"))
    if odd * 100 > len(sample):
        raise SourceError(f"{name} is binary (full of control characters), not text: give a text, page or table")
    return text


def _codec(charset: str | None) -> str | None:
    """Python's name of a declared encoding, None where it has none or none that yields text."""
    if not charset:
        return None
    import codecs

    try:
        found = codecs.lookup(charset.strip().strip("\"'"))
        b"".decode(found.name)  # refuses codecs that are no text encodings, such as hex
    except (LookupError, ValueError, UnicodeError):
        return None
    return _LARGER.get(found.name, found.name)


def _shown(codec: str) -> str:
    return {"big5hkscs": "big5", "cp1252": "windows-1252", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(
        codec, codec
    )


def _guess(data: bytes) -> str | None:
    """UTF-16 without a mark, GB 18030 or Big5, if the bytes read as sensible text in one of them alone."""
    sample = data[:_SAMPLE]
    best, best_score = None, 0.35
    names = ["utf-16-le", "utf-16-be"] if len(data) % 2 == 0 else []
    for name in names if b"\0" in sample else (*names, "gb18030", "big5hkscs"):
        score = _sense(sample, name)
        if score > best_score:
            best, best_score = name, score
    return best


def _sense(sample: bytes, codec: str) -> float:
    """How much the decoded sample looks like text, from 0 to 1."""
    import codecs

    try:
        text = codecs.getincrementaldecoder(codec)().decode(sample)
    except UnicodeDecodeError:
        return 0.0
    wide = [c for c in text if c > "\x7f"]
    if codec.startswith("utf-16"):
        # Every pair of bytes is some character: nearly all must be common ones.
        plain = sum(" " <= c <= "~" or c in "\t\r\n" for c in text)
        han = sum("\u4e00" <= c <= "\u9fff" or "\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uff5e" for c in wide)
        latin = sum("\xa0" <= c <= "\u024f" or "\u2010" <= c <= "\u20cf" for c in wide)
        if not text or plain + han + latin < 0.97 * len(text):
            return 0.0
        if han and (plain + latin) * 4 < len(text):
            return sum(c in _COMMON for c in wide) / len(wide)
        return 0.9 if plain * 2 > len(text) else 0.5
    if not wide:
        return 0.0
    common = sum(c in _COMMON for c in wide) / len(wide)
    # Half of either set is its everyday characters: GB 2312 level 1, Big5 level 1.
    first = (0xB0, 0xD7) if codec == "gb18030" else (0xA4, 0xC6)
    everyday = 0
    for character in wide:
        coded = character.encode(codec, "replace")
        everyday += len(coded) == 2 and first[0] <= coded[0] <= first[1]
    paired = sum(len(run) for run in re.findall(r"[^\x00-\x7f]{2,}", text)) / len(wide)
    return (common + everyday / len(wide)) / 2 * (paired if len(wide) > 1 else 0.5)


# --- lines to blocks ---

ITEM = re.compile(
    r"(?:[-*+•‣◦▪●■·–]\s{1,4}(?=\S)|[(（]?(?:[0-9]{1,2}|[a-z]|[ivx]{1,4})[.)）]\s{1,4}(?=\S)"
    r"|[0-9]{1,2}(?:[.．](?![0-9])|、)(?=[^\s\x00-\x7f])|[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、"
    r"|[①-⑳]\s?)"
)
"""What opens an item of a list: a dash, a bullet, a number or letter with a stop, 一、, （一）, ①."""
CAPTION = re.compile(r"(?:Table|Figure|Fig\.|Chart|Exhibit|表|图|圖)\s?[0-9]{1,3}(?:[.-][0-9]{1,2})?\s?[.:：—–-]\s")
"""What opens the caption of a table or figure."""
URL = re.compile(r"(?:https?|ftp)://[!#-;=?-Z\\^-z|~\[\]]{1,2000}+", re.IGNORECASE)
"""A bare address in running text (ASCII only, so that it ends where Chinese text goes on)."""

_CLOSERS = "\"'”’»)]）】」』》*_"
_STOPS = ".!?。！？…:：;；"
_WRAP_LOW, _WRAP_HIGH = 50, 125  # columns between which lines are taken for hard-wrapped


def ends_sentence(line: str) -> bool:
    """Whether a line ends in a full stop or the like, brackets and quotation marks aside."""
    return line.rstrip().rstrip(_CLOSERS)[-1:] in _STOPS


def columns(line: str) -> int:
    """The width of a line on a page: Chinese and full-width characters count twice."""
    return len(line) + sum(c >= "\u2e80" for c in line)


def blocks_of(text: str, start: int = 0, end: int | None = None) -> list[Block]:
    """Blocks of plain text between two places: lines that are not blank, hard-wrapped lines joined."""
    blocks: list[Block] = []
    run: list[tuple[int, int, str]] = []
    at = start
    for line in text[start : len(text) if end is None else end].splitlines(keepends=True):
        bare = line.strip()
        if bare:
            first = at + len(line) - len(line.lstrip())
            run.append((first, first + len(bare), bare))
        elif run:
            _flush(run, blocks)
            run = []
        at += len(line)
    if run:
        _flush(run, blocks)
    return blocks


def _flush(run: list[tuple[int, int, str]], blocks: list[Block]) -> None:
    """Blocks of one run of lines without a blank one between them."""
    wrapped = _is_wrapped(run)
    width = max(len(line) for _, _, line in run)
    opened, last, line = run[0]
    kind = _kind(line)
    for start, end, bare in run[1:]:
        if (
            not ITEM.match(bare)
            and _WRAP_LOW <= len(line) <= _WRAP_HIGH
            and ((bare[0].islower() and not ends_sentence(line)) or (wrapped and _overflows(line, bare, width)))
        ):
            last, line = end, bare
            continue
        blocks.append(Block(opened, last, kind))
        opened, last, line, kind = start, end, bare, _kind(bare)
    blocks.append(Block(opened, last, kind))


def _is_wrapped(run: list[tuple[int, int, str]]) -> bool:
    """Whether lines were broken at a width: the first word of the next would not have fitted."""
    if len(run) < 3 or not _WRAP_LOW <= max(len(line) for _, _, line in run) <= _WRAP_HIGH:
        return False
    width = max(len(line) for _, _, line in run)
    pairs = [(a[2], b[2]) for a, b in pairwise(run)]
    tight = sum(_overflows(a, b, width) for a, b in pairs)
    mid = sum(not ends_sentence(a) for a, _ in pairs)
    return tight * 5 >= len(pairs) * 4 and mid * 2 >= len(pairs)


def _overflows(line: str, following: str, width: int) -> bool:
    word = following.split(None, 1)[0]
    return len(word) <= 20 and len(line) + 1 + len(word) > width


def _kind(line: str) -> str:
    if ITEM.match(line):
        return "item"
    return "caption" if CAPTION.match(line) and columns(line) <= 240 else "paragraph"


def plain(text: str, about: Given, encoding: str = "utf-8", data: bytes | None = None) -> Document:
    """A plain text as a Document: the text itself, its lines as blocks, its bare addresses as links."""
    require_text(text, about)
    comments = comments_in(text)
    shown = without(comments, text)
    blocks = blocks_of(shown)
    hidden = [(0, 1)] if text.startswith("\ufeff") else []
    marked = mark_meta(blocks, [shown[b.start : b.end] for b in blocks])
    blocks = marked.blocks
    title = None
    for index, block in enumerate(blocks[:4]):
        if block.kind == "meta":
            continue
        line = shown[block.start : block.end]
        if block.kind == "paragraph" and is_title(line) and index + 1 < len(blocks):
            title = line.strip("\ufeff")
            blocks[index] = block._replace(kind="heading")
        break
    return build(
        text,
        about,
        encoding=encoding,
        data=data,
        title=title,
        blocks=blocks,
        hidden=hidden,
        stated=marked,
        comments=comments,
    )


def is_title(line: str) -> bool:
    """A short line without final punctuation, letters in it."""
    return (
        2 <= columns(line) <= 120
        and "\n" not in line
        and line[-1] not in ".。!！?？:：;；,，、…"
        and any(c.isalpha() for c in line)
    )


def require_text(text: str, about: Given) -> None:
    """Refuse a text that has nothing to read."""
    if not text or text.isspace() or not text.strip("\ufeff \t\r\n"):
        raise SourceError(f"{about.name} is empty: there is nothing to read in it")


# --- comments that speak to crossfoot ---

OURS = re.compile(r"\s{0,99}crossfoot(?:\s{0,9}[:：]|(?=\s{1,9}accept\b))", re.IGNORECASE)
"""How the inside of a comment to crossfoot begins; before `accept` the colon may be missing."""
_COMMENT = re.compile(rf"<!--{OURS.pattern}", re.IGNORECASE)


def comments_in(text: str, code: Iterable[tuple[int, int]] = ()) -> list[Comment]:
    """The comments in a text that is the file itself; those that stand in code show one and are none.

    One that does not end is taken to the end of its line.
    """
    found: list[Comment] = []
    shown = _merged(code)
    starts = [start for start, _ in shown]
    at = closing = 0
    while opened := _COMMENT.search(text, at):
        if closing >= 0:  # where one does not end, no later one does
            closing = text.find("-->", opened.end())
        if closing < 0:
            at = text.find("\n", opened.end())
            at = end = len(text) if at < 0 else at
        else:
            end, at = closing, closing + 3
        before = bisect_right(starts, opened.start()) - 1
        if before < 0 or shown[before][1] <= opened.start():
            found.append(Comment(opened.start(), at, text[opened.end() : end], closing >= 0))
    return found


def without(comments: Iterable[Comment], text: str) -> str:
    """The text with its comments blanked out, offset for offset; their line ends too, as the text goes on there."""
    parts, at = [], 0
    for comment in comments:
        parts += [text[at : comment.start], " " * (comment.end - comment.start)]
        at = comment.end
    return "".join([*parts, text[at:]])


# --- what every kind of document needs ---

_NOTE = re.compile(r"\s?(?:\[[^\[\]]{1,12}\]|[0-9]{1,3}(?:\s?[,–-]\s?[0-9]{1,3}){0,4}|[*†‡§¶#]{1,3}|[a-z])\s?")
_ORDINAL = re.compile(r"\s?(?:st|nd|rd|th|er|re|e|o|a|º|ª)\s?")
_WORD_BEFORE = re.compile(r"[^\W\d_]{5}$")


def is_note(before: str, raised: str, *, linked: bool = False) -> bool:
    """Whether a superscript is the mark of a note: an exponent follows a digit or a short symbol (m, km).

    before: the characters right before it, empty after a blank. linked: whether it leads to a note.
    """
    if not _NOTE.fullmatch(raised):
        return False
    return (
        linked
        or not before[-1:].isalnum()
        or raised.strip()[0] in "[*†‡§¶#"
        or bool(_WORD_BEFORE.search(before))
        or "\u3400" <= before[-1] <= "\u9fff"
    )


def is_ordinal(before: str, raised: str) -> bool:
    """Whether a superscript is the ending of an ordinal, as in 20th: it belongs to the figure."""
    return before[-1:].isdigit() and bool(_ORDINAL.fullmatch(raised))


class Marked(NamedTuple):
    """Blocks with the lines of metadata marked, and the publication date that they state."""

    blocks: list[Block]
    period: Period | None


def mark_meta(blocks: list[Block], shown: Sequence[str]) -> Marked:
    """Find the line that states the publication date; `shown` is each block's text as a reader sees it."""
    found = dates.stated(shown)
    if found is None:
        return Marked(blocks, None)
    period, index, whole = found
    if whole and blocks[index].kind in {"paragraph", "item", "heading", "caption"}:
        blocks[index] = blocks[index]._replace(kind="meta")
    return Marked(blocks, period)


def caption_tables(prose: str, blocks: list[Block], tables: list[Table]) -> None:
    """A paragraph `Table 1: ...` directly before a table, or directly after it, is its caption."""
    starts = [block.start for block in blocks]
    for table in tables:
        before = bisect_left(starts, table.start) - 1
        for index in (before, bisect_left(starts, table.end)):
            if 0 <= index < len(blocks) and blocks[index].kind in {"paragraph", "caption"}:
                shown = " ".join(prose[blocks[index].start : blocks[index].end].split())
                if len(shown) <= 300 and (blocks[index].kind == "caption" or CAPTION.match(shown)):
                    blocks[index] = blocks[index]._replace(kind="caption")
                    table.caption = shown
                    break


NUMERIC = re.compile(r"[(\-−–+]?[^\w\s]?[A-Z]{0,3}\s?[$€£¥]?\s?[0-9][0-9.,\s]{0,20}[^\W\d]{0,8}\s?[%％)]?")
_YEAR = re.compile(r"(?:FY\s?)?(?:19|20)[0-9]{2}(?:[/-][0-9]{2,4}|年|[AE])?|[HQ][1-4](?:\s?(?:19|20)?[0-9]{2})?")


def guess_headers(text: str, tables: Iterable[Table]) -> None:
    """Mark the first row of a table without marked headers, where it has words or years above figures."""
    for table in tables:
        if len(table.rows) < 2 or any(cell.header for row in table.rows for cell in row):
            continue
        first = [text[cell.start : cell.end].strip() for cell in table.rows[0]]
        if sum(map(bool, first)) * 2 <= len(first) or not any(first):
            continue
        if any(NUMERIC.fullmatch(cell) and not _YEAR.fullmatch(cell) for cell in first):
            continue
        below = (text[cell.start : cell.end].strip() for row in table.rows[1:8] for cell in row)
        if any(NUMERIC.fullmatch(cell) for cell in below):
            table.rows[0] = [cell._replace(header=True) for cell in table.rows[0]]


def build(
    text: str,
    about: Given,
    *,
    blocks: Sequence[Block],
    encoding: str = "utf-8",
    data: bytes | None = None,
    title: str | None = None,
    stated: Marked | None = None,
    dated: Period | None = None,
    spoken: str | None = None,
    links: Iterable[Link] = (),
    tables: Iterable[Table] = (),
    hidden: Iterable[tuple[int, int]] = (),
    comments: Iterable[Comment] = (),
) -> Document:
    """A Document from its parts, in order of place; addresses in the text are hidden and become links.

    data: the bytes it came from (for the digest; the text's own in UTF-8 without). stated, dated: the
    publication date by its lines and by its metadata, the latter believed first. spoken: the language that
    the document claims.
    """
    linked = list(links)
    said = tuple(comments)
    spans = [*hidden, *((comment.start, comment.end) for comment in said)]
    covered = _merged([*((link.start, link.end) for link in linked), *spans])
    at = 0
    for start, end in _addresses(text):
        spans.append((start, end))
        while at < len(covered) and covered[at][1] <= start:
            at += 1
        if at == len(covered) or covered[at][0] >= end:
            linked.append(Link(start, end, text[start:end]))
    document = Document(
        text,
        address=about.address,
        title=" ".join(title.split()) or None if title else None,
        published=about.published or dated or (stated.period if stated else None),
        place=about.place,
        encoding=encoding,
        sha256=None if data is None else hashlib.sha256(data).hexdigest(),
        links=tuple(sorted(linked, key=lambda link: (link.start, -link.end))),
        tables=tuple(sorted(tables, key=lambda table: (table.start, -table.end))),
        blocks=tuple(blocks),
        hidden=tuple(_merged(spans)),
        comments=said,
    )
    document.language = about.language or language_of(document.prose, spoken)
    return document


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, none empty, those that touch or overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if end <= start:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def absolute(address: str, base: str) -> str | None:
    """A link's address as it leads from `base`; None for what leads to no source (mail, scripts, #)."""
    address = address.strip()
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]{0,30}):", address)
    if not address or address.startswith("#") or (scheme and scheme[1].lower() not in {"http", "https", "ftp"}):
        return None
    if scheme is None and re.match(r"https?://", base, re.IGNORECASE):
        from urllib.parse import urljoin

        try:
            return urljoin(base, address)
        except ValueError:  # such as an IPv6 address with an open bracket
            return address
    return address


_PAIRS = {")": "(", "]": "["}


def _addresses(text: str) -> Iterable[tuple[int, int]]:
    if "://" not in text:
        return
    for match in URL.finditer(text):
        found = match[0].rstrip(".,;:!?'\"*_")
        while found[-1:] in _PAIRS and found.count(found[-1]) > found.count(_PAIRS[found[-1]]):
            found = found[:-1]
        yield match.start(), match.start() + len(found)


# --- language ---

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]{1,40}")
_OTHER = re.compile(r"[\u0370-\u1fff\u3040-\u30ff\uac00-\ud7af]")
_PIECE = re.compile(r"[。！？!?\n]|\.(?=\s|$|[A-Z])")
# Words that make sentences, not names: a phrase in another language has none of them.
_ENGLISH = frozenset(
    re.findall(
        r"\w+",
        "the of and to in a is that for on was with as it by be at from are has have had this which an or"
        " were its but not they he she his their will would who more than been after also we you our said"
        " about",
    )
)
_CHINESE = frozenset("的了是在和有为與与将將对對不这這也并從从以及其被把他她我们們上到说說")
_SENTENCE_WORDS, _SENTENCE_HAN = 6, 8


def language_of(prose: str, spoken: str | None = None) -> str:
    """`en`, `zh` or `mul`, by the letters of the prose and by whether either language has whole sentences.

    spoken: the language that the document claims, believed for scripts and languages that this cannot tell.
    `und` where the text is in neither.
    """
    sample = prose if len(prose) <= 400_000 else prose[:200_000] + "\n" + prose[-200_000:]
    sample = re.sub(r"[ \t]{2,}", " ", sample)
    han = len(_HAN.findall(sample))
    latin = sum(map(len, _LATIN.findall(sample)))
    other = len(_OTHER.findall(sample))
    claimed = re.split("[-_]", spoken.strip())[0].lower() if spoken else ""
    known = claimed if re.fullmatch(r"[a-z]{2,3}", claimed) else ""
    # A Han character says about as much as three letters.
    if other > max(3 * han, latin) or (other * 5 > han and 3 * han > latin):
        return known if known not in {"", "en", "zh"} else "und"
    if not han and not latin:
        return known or "und"
    english = chinese = 0
    for piece in _PIECE.split(sample):
        characters = set(_HAN.findall(piece))
        if len(characters) >= _SENTENCE_HAN - 2 and len(_HAN.findall(piece)) >= _SENTENCE_HAN:
            chinese += bool(characters & _CHINESE)
        words = _LATIN.findall(piece)
        if len(words) >= _SENTENCE_WORDS:
            english += sum(word in _ENGLISH for word in words) >= 2
    if english and chinese:
        return "mul"
    if 3 * han > latin:
        return "zh"
    return known if known not in {"", "en", "zh", "mul", "und"} and not english else "en"
