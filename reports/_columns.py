"""Text in columns: how wide it is on a terminal, how it wraps, and marks under a part of it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

# Two columns wide, or none. Listed here and not asked of `unicodedata`, whose tables grow with every Python:
# the same report must wrap the same way everywhere. Blocks, not single characters, so a few are off by one.
_WIDE = (
    (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
    (0xA000, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE10, 0xFE19),
    (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF),
    (0x1F900, 0x1F9FF), (0x20000, 0x3FFFD),
)  # fmt: skip
_NONE = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05BD), (0x0610, 0x061A), (0x064B, 0x065F),
    (0x1AB0, 0x1AFF), (0x200B, 0x200F), (0x2060, 0x2064), (0x20D0, 0x20FF), (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F), (0xFEFF, 0xFEFF), (0xE0100, 0xE01EF),
)  # fmt: skip
_NEVER_FIRST = frozenset("，。、；：！？）」』》〉】〕”’…％%,.;:!?)]}")
_NEVER_LAST = frozenset("（「『《〈【〔“‘([{$¥€£")


class Mark(NamedTuple):
    """A part of a text to point at: its place, the character drawn under it, and its ANSI style."""

    start: int
    end: int
    sign: str
    style: str


def width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return len(text) if text.isascii() else sum(_width(character) for character in text)


def _width(character: str) -> int:
    code = ord(character)
    if code < 0x300:
        return 1
    for start, end in _NONE:
        if start <= code <= end:
            return 0
    for start, end in _WIDE:
        if start <= code <= end:
            return 2
    return 1


def fitted(text: str, columns: int) -> str:
    """The text padded to just this many columns, or cut to them with an ellipsis."""
    wide = width(text)
    if wide <= columns:
        return text + " " * (columns - wide)
    kept, used = [], 0
    for character in text:
        used += _width(character)
        if used > columns - 1:
            used -= _width(character)
            break
        kept.append(character)
    return "".join(kept) + "…" + " " * (columns - 1 - used)


def _breaks(before: str, after: str) -> bool:
    """Whether a line may end between two characters that no space parts: beside Han and its like."""
    return (
        (_width(before) == 2 or _width(after) == 2)
        and after not in _NEVER_FIRST
        and before not in _NEVER_LAST
        and _width(after) > 0
    )


def lines(text: str, columns: int) -> list[tuple[int, int]]:
    """Where each line of the text begins and ends, wrapped to so many columns; a long word is left whole."""
    found = []
    at, size = 0, len(text)
    while at < size:
        used, place, last = 0, at, 0
        while place < size and (used := used + _width(text[place])) <= columns:
            place += 1
            if place < size and (text[place] == " " or _breaks(text[place - 1], text[place])):
                last = place
        if place >= size:
            found.append((at, size))
            break
        if not last:  # no place to break within the columns: the first one after them
            last = place
            while last < size and text[last] != " " and not (last > at and _breaks(text[last - 1], text[last])):
                last += 1
        found.append((at, last))
        at = last
        while at < size and text[at] == " ":
            at += 1
    return found


def wrapped(text: str, columns: int, first: str = "", rest: str = "") -> list[str]:
    """The text as lines of at most this many columns, the first and the others with their indents."""
    room = max(20, columns - max(width(first), width(rest)))
    return [(rest if number else first) + text[start:end] for number, (start, end) in enumerate(lines(text, room))]


def pointed(text: str, marks: Sequence[Mark], columns: int, indent: str, *, color: bool) -> list[str]:
    """The text wrapped, with signs under the marked parts; in colour, the parts are coloured too."""
    signs: list[Mark | None] = [None] * len(text)
    for mark in reversed(marks):
        signs[mark.start : mark.end] = [mark] * (mark.end - mark.start)
    shown = []
    for start, end in lines(text, max(20, columns - width(indent))):
        if not color:
            shown.append(indent + text[start:end])
        else:
            shown.append(indent + "".join(_runs((text[i], signs[i]) for i in range(start, end))))
        if any(signs[start:end]):
            under = [
                ((mark.sign if mark else " ") * _width(character), mark)
                for character, mark in zip(text[start:end], signs[start:end], strict=True)
            ]
            while under and under[-1][1] is None:
                under.pop()
            shown.append(indent + ("".join(_runs(under)) if color else "".join(sign for sign, _ in under)))
    return shown


def _runs(characters: Iterable[tuple[str, Mark | None]]) -> Iterable[str]:
    style = ""
    for character, mark in characters:
        wanted = mark.style if mark else ""
        if wanted != style:
            yield ("\x1b[0m" if style else "") + (f"\x1b[{wanted}m" if wanted else "")
            style = wanted
        yield character
    if style:
        yield "\x1b[0m"
