"""Documents, and what other sources say: the only package that reads files and opens connections.

`fetch(address)` reads a file, standard input or a URL; `from_text(text)` takes a text in hand;
`expand(addresses)` turns folders into the documents in them. What a format needs is imported when the first
document of it comes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, TextIO

from sources._errors import SourceError

if TYPE_CHECKING:
    from claims.document import Document
    from sources.text import Given

__all__ = ["MAX_BYTES", "SourceError", "expand", "fetch", "from_text"]

MAX_BYTES = 20_000_000
"""The largest source that is read where nothing else is said, in bytes."""

_FORMATS = {
    "text": (".txt", ".text"),
    "markdown": (".md", ".markdown", ".mdown", ".mkd"),
    "page": (".html", ".htm", ".xhtml", ".xht"),
    "pdf": (".pdf",),
    "office": (".docx",),
    "table": (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".parquet"),
}
_BY_EXTENSION = {extension: name for name, extensions in _FORMATS.items() for extension in extensions}
_BY_TYPE = {
    "text/html": "page",
    "application/xhtml+xml": "page",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "application/pdf": "pdf",
    "text/csv": "table",
    "text/tab-separated-values": "table",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "office",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "table",
    "application/vnd.ms-excel": "table",
    "application/vnd.oasis.opendocument.spreadsheet": "table",
    "application/vnd.apache.parquet": "table",
}
_BINARY = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "compressed with gzip: unpack it",
    b"BZh": "compressed with bzip2: unpack it",
    b"\xfd7zXZ": "compressed with xz: unpack it",
    b"Rar!": "a RAR archive: unpack it",
    b"7z\xbc\xaf": "a 7-Zip archive: unpack it",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
    b"{\\rtf": "Rich Text: save it as .docx or .txt",
}


def fetch(
    address: str | os.PathLike[str],
    *,
    published: str | None = None,
    language: str | None = None,
    place: str | None = None,
    max_bytes: int = MAX_BYTES,
    online: bool = True,
    stdin: BinaryIO | TextIO | None = None,
) -> Document:
    """The document at an address: a file, `-` (standard input) or an http(s) URL.

    published: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; language: `en`, `zh`, `mul`, ...; place: ISO 3166 country of
    publication. Each overrides what the document says. max_bytes: the largest source that is read, in bytes.
    online: False refuses URLs. stdin: the stream that `-` stands for, the program's own without.
    Raises SourceError, whose message says what is wrong, where, and what to do.
    """
    from sources import text

    address = os.fspath(address)
    about = text.given(address, published, language, place)
    if address == "-":
        return _document(_standard_input(stdin, max_bytes), about, "", "")
    if re.match(r"https?:", address, re.IGNORECASE):
        if not online:
            raise SourceError(f"{address} is on the network, and the network is off: pass online=True or a saved copy")
        from sources import _http

        answer = _http.get(address, max_bytes=max_bytes)
        about = about._replace(address=answer.address, charset=answer.charset)
        return _document(answer.body, about, answer.media_type, _extension(answer.address))
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]{1,30}://", address):
        raise SourceError(f"{address} is no address that can be read: give a file, a folder, - or an http(s) URL")
    return _document(_file(address, max_bytes), about, "", Path(address).suffix.lower())


def from_text(
    text: str,
    *,
    address: str = "",
    published: str | None = None,
    language: str | None = None,
    place: str | None = None,
) -> Document:
    """A text in hand as a document, read as Markdown where it has its headings, tables or links.

    The document's text is exactly this one. Arguments and errors as for `fetch`; an empty text is a
    SourceError.
    """
    from sources import text as plain

    about = plain.given(address, published, language, place)
    plain.require_text(text, about)
    if _looks_like_markdown(text):
        from sources import markdown

        return markdown.read(text, about, sure=False)
    return plain.plain(text, about)


def expand(addresses: Iterable[str | os.PathLike[str]]) -> list[str]:
    """The addresses with each folder replaced by the documents under it, in order of name.

    Hidden files and folders are left out, and so is what is no known format. A folder without a document
    stays as it is, for `fetch` to complain about.
    """
    found: list[str] = []
    for given in addresses:
        address = os.fspath(given)
        if address == "-" or "://" in address or not Path(address).is_dir():
            found.append(address)
            continue
        inside: list[str] = []
        for folder, folders, files in os.walk(address):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            inside += [
                str(Path(folder, name))
                for name in sorted(files)
                if not name.startswith((".", "~$")) and Path(name).suffix.lower() in _BY_EXTENSION
            ]
        found += inside or [address]
    return found


def _document(data: bytes, about: Given, media_type: str, extension: str) -> Document:
    """Bytes read by what they are: first bytes, declared type, the name's ending, the look of the text."""
    from sources import text

    if not data:
        raise SourceError(f"{about.name} is empty: there is nothing to read in it")
    kind = _kind(data, about, media_type, extension)
    if kind == "pdf":
        from sources import pdf

        return pdf.read(data, about)
    if kind == "office":
        from sources import office

        return office.read(data, about)
    if kind == "table":
        from sources import table

        return table.read(data, about, extension, media_type)
    if kind == "page":
        from sources import page

        return page.read(data, about)
    decoded, encoding = text.decode(data, about.name, about.charset)
    if kind == "markdown" or (not kind and _looks_like_markdown(decoded)):
        from sources import markdown

        return markdown.read(decoded, about, encoding, data, sure=bool(kind))
    return text.plain(decoded, about, encoding, data)


def _kind(data: bytes, about: Given, media_type: str, extension: str) -> str:
    """One of the names of `_FORMATS`, or empty for text of unknown kind."""
    head = data[:1024]
    if b"%PDF-" in head and (head.lstrip().startswith(b"%PDF-") or extension == ".pdf"):
        return "pdf"
    if head.startswith(b"PAR1"):
        return "table"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return (
            "office"
            if b"word/" in data
            else "table"
            if b"xl/" in data or b"spreadsheet" in head
            else _refuse(about, "a zip archive: unpack it")
        )
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return (
            "table"
            if extension == ".xls" or "excel" in media_type
            else _refuse(about, "an old Office file: save it as .docx or .xlsx")
        )
    for mark, name in _BINARY.items():
        if head.startswith(mark):
            _refuse(about, name)
    kind = _BY_TYPE.get(media_type) or _BY_EXTENSION.get(extension, "")
    if kind in {"pdf", "office"} or extension in {".xlsx", ".xlsm", ".xlsb", ".ods", ".parquet"}:
        _refuse(about, f"not what its name says ({extension or media_type}): open it and save it again")
    if kind != "text" and re.match(rb"(?:\xef\xbb\xbf)?\s{0,99}(?:<!doctype\s+html|<html[\s>])", head, re.IGNORECASE):
        return "page"
    return kind


def _refuse(about: Given, what: str) -> str:
    raise SourceError(f"{about.name} is {what}" + ("" if ":" in what else ": give a text, page or table"))


def _looks_like_markdown(text: str) -> bool:
    """A heading, a table's rule, a link or a fence: marks that plain text has no use for."""
    return bool(
        re.search(
            r"(?m)^#{1,6} {1,3}[^\s#]|^ {0,3}\|?(?: ?:?-{3,}:? ?\|)++(?: ?:?-{3,}:?)? ?$|\[[^\[\]\n]{1,300}\]\((?:https?://|/|#)"
            r"|^(?:```|~~~)",
            text if len(text) <= 1_000_000 else text[:1_000_000],
        )
    )


def _extension(url: str) -> str:
    return PurePosixPath(re.split(r"[?#]", url, maxsplit=1)[0]).suffix.lower()


def _file(address: str, max_bytes: int) -> bytes:
    try:
        if Path(address).is_dir():
            raise SourceError(f"{address} is a folder without a document in it: name a file, or a folder that has some")
        with Path(address).open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > max_bytes:
                raise SourceError(_too_large(address, max_bytes, f"{size:,} bytes"))
            return _capped(stream, address, max_bytes)
    except FileNotFoundError:
        raise SourceError(f"{address}: there is no such file; check the name, or give a URL with http(s)://") from None
    except PermissionError:
        raise SourceError(f"{address} may not be read: ask its owner, or copy it to where it may") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{address[:200]!r} cannot be read ({reason}): check the name") from None


def _standard_input(stream: BinaryIO | TextIO | None, max_bytes: int) -> bytes:
    if stream is None:
        import sys

        if sys.stdin is None:
            raise SourceError("standard input is closed: give a file or a URL in place of -")
        stream = sys.stdin
    source = getattr(stream, "buffer", stream)
    try:
        return _capped(source, "standard input", max_bytes)
    except (OSError, ValueError) as error:
        raise SourceError(f"standard input cannot be read ({error}): give a file in place of -") from None


def _capped(stream: BinaryIO | TextIO, name: str, max_bytes: int) -> bytes:
    """All of a stream, which may be a pipe or a device without an end."""
    parts: list[bytes] = []
    size = 0
    while True:
        part = stream.read(min(1 << 20, max_bytes - size + 1))
        if isinstance(part, str):
            part = part.encode("utf-8", "surrogateescape")
        if not part:
            return b"".join(parts)
        parts.append(part)
        size += len(part)
        if size > max_bytes:
            raise SourceError(_too_large(name, max_bytes, "more"))


def _too_large(name: str, max_bytes: int, size: str) -> str:
    return f"{name} is too large: {size}, and the limit is {max_bytes:,} bytes; raise --max-bytes or give a part of it"
