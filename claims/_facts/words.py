"""The word lists of `[facts.*]` in the language tables."""

from __future__ import annotations

from functools import lru_cache

from claims.tokens import load


@lru_cache(maxsize=256)
def words(language: str, section: str, key: str) -> tuple[str, ...]:
    """The words of a list, `_` read as a space, in the order of the table."""
    content: str = load(language)["facts"][section][key]
    return tuple(word.replace("_", " ") for word in content.split())
