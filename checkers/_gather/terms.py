"""Words that only relations need: the `[checks.*]` lists of the language tables, looked up in slices of the prose.

They are kept out of the reader's lexicon, so that a verb which says "comes to" changes nothing in how a figure is read.
All languages are looked up at once: a text may mix them.
"""

from __future__ import annotations

import re
from functools import lru_cache
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
    pattern, values, variants = _compiled(category)
    plain = text.translate(variants)
    return [Term(values[_key(m.group())], m.start(), m.end()) for m in pattern.finditer(plain)]


def said(category: str, text: str) -> bool:
    """True where a word of the category stands in the text."""
    pattern, _, variants = _compiled(category)
    return pattern.search(text.translate(variants)) is not None


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


@lru_cache(maxsize=64)
def _compiled(category: str) -> tuple[re.Pattern[str], dict[str, str], dict[int, int]]:
    values: dict[str, str] = {}
    variants: dict[int, int] = {}
    for language in _LANGUAGES:
        table = load(language)
        pairs = table["variants"].split()
        variants.update({ord(pair[0]): ord(pair[1]) for pair in pairs})
        for value, phrases in table["checks"][category].items():
            for phrase in phrases:
                values.setdefault(_key(phrase), value)
    words = sorted(values, key=lambda word: (-len(word), word))
    latin = "|".join(r"[ -]".join(map(re.escape, word.split())) for word in words if word.isascii())
    han = "|".join(re.escape(word) for word in words if not word.isascii())
    parts = [part for part in (rf"\b(?:{latin})\b" if latin else "", han) if part]
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE), values, variants
