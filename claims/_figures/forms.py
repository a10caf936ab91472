"""The forms of words, as a language's table gives them: endings, and what stands beside figures as a plain word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.tokens import Entry


class Forms:
    """The endings of one or more languages (`[forms]` in their tables), and words by `[beside]`."""

    __slots__ = ("plurals", "no_plurals", "singulars", "adverbs", "participles", "gerunds", "no_adverbs", "beside")

    def __init__(self, tables: Iterable[Mapping[str, Any]]) -> None:
        found: dict[str, list[Any]] = {}
        beside: dict[str, set[str]] = {}
        for table in tables:
            for key, values in table["forms"].items():
                found.setdefault(key, []).extend(values)
            for key, values in table["beside"].items():
                beside.setdefault(key, set()).update(values)
        self.plurals: tuple[str, ...] = tuple(found["plural"])
        self.no_plurals: tuple[str, ...] = tuple(found["not_plural"])
        self.singulars: tuple[tuple[str, str], ...] = tuple((ending, other) for ending, other in found["singular"])
        self.adverbs: tuple[str, ...] = tuple(found["adverb"])
        self.participles: tuple[str, ...] = tuple(found["participle"])
        self.no_adverbs: frozenset[str] = frozenset(found["not_adverb"])
        self.gerunds: tuple[str, ...] = tuple(found["gerund"])
        self.beside = {key: frozenset(words) for key, words in beside.items()}

    def stands(self, category: str, word: str) -> bool:
        """True for a word of this category of `[beside]`."""
        return word in self.beside[category]

    def plural(self, word: str, entry: Entry) -> bool:
        """True where the word reads as a plural or mass noun."""
        if "noun" in entry:
            return True
        return (
            len(word) > 2
            and "stop" not in entry
            and "adjective" not in entry
            and word.endswith(self.plurals)
            and not word.endswith(self.no_plurals)
        )

    def adverb(self, word: str) -> bool:
        """True where the word ends as adverbs do."""
        return len(word) > 4 and word.endswith(self.adverbs) and word not in self.no_adverbs

    def participle(self, word: str) -> bool:
        """True where the word ends as past participles do."""
        return len(word) > 4 and word.endswith(self.participles)

    def gerund(self, word: str) -> bool:
        """True where the word ends as present participles do."""
        return len(word) > 4 and word.endswith(self.gerunds)

    def singular(self, word: str, entry: Entry | None = None) -> str:
        """The singular of a plural: by the table of exceptions, then by the first ending that fits."""
        word = word.replace(" - ", "-")
        if entry is not None and "singular" in entry:
            return str(entry["singular"])
        if len(word) < 4 or word.endswith(self.no_plurals):
            return word
        for ending, other in self.singulars:
            if word.endswith(ending):
                return word[: len(word) - len(ending)] + other
        return word
