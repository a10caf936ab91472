"""Whose a figure is: the name, pronoun or kin that stands nearest before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from checkers._gather import Figure, Index
from checkers._gather.terms import said, terms
from claims.tokens import has_han

_BACK = 90
_APPOSED = 3
_TITLE = 3
_HARD = frozenset(".;。；!?！？")


class Who(NamedTuple):
    """names: what the person may be called. known: a pronoun or name stands there. kin: somebody of the family is meant."""

    names: frozenset[str]
    known: bool
    kin: bool


NOBODY = Who(frozenset(), known=False, kin=False)


def who(index: Index, figure: Figure) -> Who:
    """The person that the words before a figure, or else behind it, name; a pronoun is followed back to a name."""
    sentence = figure.sentence
    t = index.tokens
    first = max(sentence.first, figure.first - 40)
    chinese = has_han(t.prose[sentence.start : sentence.end])
    before = index.text(first, figure.first)
    if chinese:
        return _chinese(index, figure, first)
    names, at = _nearest(index, first, figure.first)
    pronoun = _pronoun(index, max(first, at), figure.first)
    if names and pronoun is None:
        return Who(names, known=True, kin=said("kin", without_aside(index.text(at, figure.first))))
    if pronoun is not None:
        return Who(_back(index, pronoun), known=True, kin=said("kin", index.text(pronoun, figure.first)))
    if said("kin", before):
        return Who(frozenset(), known=False, kin=True)
    ahead = min(figure.after + 12, sentence.after)
    for k in range(figure.after, ahead):
        if t.text[k] in _HARD and not (t.text[k] == "." and t.kind[k - 1] == "W" and len(t.text[k - 1]) <= _TITLE):
            break
        if t.kind[k] == "W" and t.text[k + 1 : k + 2] == ["."]:
            continue  # Dr. Mackey
        if _is_name(index, k):
            names = _run(index, k, sentence.after)
            return Who(names, known=True, kin=False)
        if said("person", t.text[k]):
            return Who(_back(index, sentence.first), known=True, kin=False)
    return Who(_back(index, sentence.first), known=False, kin=False)


def without_aside(text: str) -> str:
    """A text without what it says of somebody else between commas: Ann Roe, whose mother was a pilot, was born."""
    match = _ASIDE.search(text)
    return text[: match.start()] + text[match.end() :] if match is not None and said("whose", match[1]) else text


_ASIDE = re.compile(r", (\w{3,12}) [^,;.]{1,60},(?= was | is | had )")


def same(a: Who, b: Who) -> bool:
    """True where both are said of one person."""
    return not a.kin and not b.kin and bool(a.names) and not a.names.isdisjoint(b.names)


def _pronoun(index: Index, first: int, after: int) -> int | None:
    t = index.tokens
    for k in range(after - 1, first - 1, -1):
        if k not in index.owner and said("person", t.text[k]):
            return k
    return None


def _is_name(index: Index, k: int) -> bool:
    t = index.tokens
    if t.kind[k] != "W" or k in index.owner or len(t.text[k]) < 2 or said("person", t.text[k]):
        return False
    entry = index.entry(k)
    if t.text[k].isupper() or "stop" in entry or "life" in entry or "article" in entry:
        return False
    return not _is_place(index, k)


def _is_place(index: Index, k: int) -> bool:
    """True for the capitals behind "in", and for those behind their comma: in Falmouth, Maine."""
    t = index.tokens
    end = k + 1
    while end < len(t) and t.kind[end] == "W":
        end += 1
    apart = end >= len(t) or t.text[end] in ",.;"
    for _ in range(_TITLE):
        while k > 0 and t.kind[k - 1] == "W":
            k -= 1
        if k == 0:
            return False
        if t.word[k - 1] in _PLACE:
            return True
        if not apart or t.text[k - 1] != "," or k < 2 or t.kind[k - 2] != "W":
            return False
        k -= 2
    return False


_PLACE = frozenset(("in", "at", "from", "near", "to", "into", "of", "for", "on", "the"))


def _run(index: Index, k: int, after: int) -> frozenset[str]:
    t = index.tokens
    out = set()
    while k < after and t.kind[k] == "W" and k not in index.owner:
        out.add(t.word[k])
        k += 1
    return frozenset(out)


def _nearest(index: Index, first: int, after: int) -> tuple[frozenset[str], int]:
    """The last run of capitals before a place that no preposition makes a place, and where it begins."""
    t = index.tokens
    k = after - 1
    while k >= first:
        if t.kind[k] == "W" and k not in index.owner:
            start = k
            while start > first and t.kind[start - 1] == "W" and start - 1 not in index.owner:
                start -= 1
            beside = k + 1 < len(t) and t.text[k + 1] == "," and after - k <= _APPOSED
            names = frozenset(t.word[j] for j in range(start, k + 1) if j > start or beside or _is_name(index, j))
            if beside or (names and not _is_place(index, start)):
                return names, start
            k = start
        k -= 1
    return frozenset(), first


def _back(index: Index, k: int) -> frozenset[str]:
    """The name that stands nearest before a pronoun."""
    names, _ = _nearest(index, max(0, k - _BACK), k)
    return names


def _chinese(index: Index, figure: Figure, first: int) -> Who:
    t = index.tokens
    prose = t.prose
    # 72岁的何婆婆: who follows.
    if prose[figure.claim.end : figure.claim.end + 1] == "的":
        behind = prose[figure.claim.end + 1 : figure.claim.end + 5]
        if said("person", behind[:2]):
            return Who(_own(index, figure), known=True, kin=False)
        return Who(_grams(behind.split("，")[0]), known=True, kin=said("kin", behind))
    before = prose[t.start[first] : figure.claim.start]
    people = terms("person", before)
    kin = terms("kin", before)
    last = people[-1].end if people else 0
    if kin and kin[-1].end > last:
        return Who(frozenset(), known=False, kin=True)
    if people:
        return Who(_own(index, figure), known=True, kin=False)
    # 王光美，1921年生: the head of the sentence, or of the paragraph before it.
    own = _head(prose[figure.sentence.start : figure.claim.start])
    return Who(_own(index, figure), known=bool(own), kin=False)


def _own(index: Index, figure: Figure) -> frozenset[str]:
    start = figure.sentence.start
    piece = index.tokens.prose[start : figure.claim.start]
    head = frozenset() if said("person", piece[:3]) else _head(piece)
    return head or _subject(index, start)


def _subject(index: Index, start: int) -> frozenset[str]:
    """The head of the sentences before, back to one with a name, within the paragraph or the one before it."""
    prose = index.tokens.prose
    low = max(0, start - 300)
    pieces = [p for p in _split(prose[low:start]) if p.strip()]
    for piece in reversed(pieces[-6:]):
        if said("person", piece[:3]):
            continue
        head = _head(piece)
        if head:
            return head
    return frozenset()


def _split(text: str) -> list[str]:
    for mark in "。！？\n":
        text = text.replace(mark, "。")
    return text.split("。")


def _head(piece: str) -> frozenset[str]:
    """Pairs of characters of what a sentence begins with: a name has two to four."""
    head = piece.strip().lstrip('“”"「『（(')
    cut = next((i for i, c in enumerate(head) if not ("\u4e00" <= c <= "\u9fff" or c == "·")), len(head))
    return _grams(head[:cut][:4])


def _grams(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1) if has_han(text[i : i + 2]))
