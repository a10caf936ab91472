"""Words that only relations need: the `[checks.*]` lists of the language tables, looked up in slices of the prose.

They are kept out of the reader's lexicon, so that a verb which says "comes to" changes nothing in how a figure is read.
All languages are looked up at once: a text may mix them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from claims.tokens import load

_LANGUAGES = ("en", "zh")


class Term(NamedTuple):
    """A word found: the value that the table gives it, and its place in the slice."""

    value: str
    start: int
    end: int


def terms(category: str, text: str) -> list[Term]:
    """All words of a category in a text, in order, the longest first where several begin at one place."""
    if not text:
        return []
    pattern, values = _compiled(category)
    plain = _folded(text)
    first = pattern.search(plain)
    if first is None:
        return []
    found = [first, *pattern.finditer(plain, first.end())]
    return [Term(values[_key(m.group())], m.start(), m.end()) for m in found]


def said(category: str, text: str) -> bool:
    """True where a word of the category stands in the text."""
    return _compiled(category)[0].search(_folded(text)) is not None


def senses(category: str, text: str) -> set[str]:
    """All values that the table gives the words of a category found in a text: "died" is of deaths and of fatalities."""
    every = _senses(category)
    return {value for term in terms(category, text) for value in every[_key(_folded(text[term.start : term.end]))]}


@cache
def _senses(category: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for language in _LANGUAGES:
        for value, phrases in load(language)["checks"][category].items():
            for phrase in phrases:
                for key in {_key(phrase), _key(_folded(phrase))}:
                    found.setdefault(key, set()).add(value)
    return found


def ends_with(category: str, text: str) -> Term | None:
    """The word of the category that the text ends with, but for spaces."""
    found = terms(category, text)
    return found[-1] if found and not text[found[-1].end :].strip() else None


def starts_with(category: str, text: str) -> Term | None:
    """The word of the category that the text begins with, but for spaces."""
    found = terms(category, text)
    return found[0] if found and not text[: found[0].start].strip() else None


def _key(text: str) -> str:
    return " ".join(text.lower().replace("-", " ").split())


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """The text as words are looked up in it, place by place: small letters, simplified characters."""
    small = text.lower()
    if small.isascii():
        return small
    if len(small) != len(text):
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    variant, simple = _variants()
    return variant.sub(lambda m: simple[m[0]], small)


@cache
def _variants() -> tuple[re.Pattern[str], dict[str, str]]:
    simple = {pair[0]: pair[1] for language in _LANGUAGES for pair in load(language)["variants"].split()}
    return re.compile(f"[{''.join(simple)}]"), simple


@cache
def _compiled(category: str) -> tuple[re.Pattern[str], dict[str, str]]:
    values: dict[str, str] = {}
    for language in _LANGUAGES:
        for value, phrases in load(language)["checks"][category].items():
            for phrase in phrases:
                values.setdefault(_key(phrase), value)
    # Told apart by their first characters, which is what lets `re` pass over all other places at once.
    first: dict[str, tuple[list[str], list[str]]] = {}
    for word in sorted(values, key=lambda word: (-len(word), word)):
        rest = re.escape(word[1:]).replace(r"\ ", "[ -]")
        first.setdefault(word[0], ([], []))[0 if word.isascii() else 1].append(rest)
    parts = []
    for start, (latin, han) in first.items():
        c = re.escape(start)
        ways = [rf"(?<=\b{c})(?:{'|'.join(latin)})\b"] if latin else []
        parts.append(f"{c}(?:{'|'.join(ways + han)})")
    return re.compile("|".join(parts) or r"(?!)"), values
