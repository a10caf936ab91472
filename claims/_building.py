"""Compiles the language tables, units and currencies into what a `Lexicon` is made of.

Run by scripts/generate_lexicon.py, and by `claims/lexicon.py` where the compiled file is not of these tables.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from claims import units
from claims._patterns import ALL_HAN
from claims.lexicon import HOME, LATIN, MARKING, SHAPES, after_number

_OPENING = frozenset(
    ("hedge", "ordinal_mark", "vague", "unit_head", "currency", "half_mark", "percent_before", "sign_word")
)
"""Categories of words that open a figure."""
_EITHER_CASE = ("article", "name_abbreviation", "currency", "noun", "number", "scale", "duration", "stop")
_STARTERS = frozenset(
    (
        "number",
        "fraction",
        "ordinal",
        "ordinal_before",
        "collective",
        "vague",
        "multiple",
        "multiple_before",
        "multiple_verb",
        "percent_before",
        "month",
        "weekday",
        "relative",
        "span",
        "fiscal",
        "holiday",
        "lunar",
        "half_mark",
        "plan",
        "first_of",
        "not_counted",
        "era",
        "age_before",
        "period_ended",
    )
)
_SPLIT = re.compile(
    rf"[A-Z]{{1,3}}\$|\$[A-Z]{{1,3}}|(?:[A-Za-z]\.){{2,}}|[{LATIN}]++(?:['’][a-z]{{1,12}})?(?!\d)|[{LATIN}]*\d[{LATIN}\d]*|[⁰¹²³⁴-⁹⁺⁻]+|[㐀-鿿]+|[^\s\w]|\w"
)

_Said = dict[str, Any]
"""What the tables say of a word: category -> value."""


def table(language: str) -> dict[str, Any]:
    """The table of a language; of its words the numerals alone."""
    found = read(language)
    found["words"] = {category: found["words"][category] for category in ("number", "scale")}
    return found


def read(language: str) -> dict[str, Any]:
    """The table of a language, as its `.toml` says."""
    with (HOME / "languages" / f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


def words(languages: tuple[str, ...]) -> dict[str, Any]:
    """What `Lexicon` takes: entries (equal ones once), and the words, Han words and phrases that have them."""
    return _Builder(languages).compiled()


def render(compiled: dict[str, Any], digest: str) -> str:
    """The text of a compiled file: a line for each part."""
    rows = {"digest": digest, **compiled}
    lines = (
        json.dumps(key) + ":" + json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        for key, value in rows.items()
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _parts(phrase: str) -> list[str]:
    """The tokens of a phrase, without the hyphens inside it. A mark of money is one (US$, C$)."""
    parts = _SPLIT.findall(phrase)
    return [part for part in parts if part != "-"] or parts


class _Builder:
    """Takes the tables word by word."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.words: dict[str, _Said] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], _Said]]] = {}
        self.prefixes: set[str] = set()
        self.han: dict[str, _Said] = {}
        self.variants: dict[int, int] = {}
        self._held: dict[str, _Said] = {}
        self._known: dict[tuple[str, tuple[str, ...]], _Said] = {}
        tables = {language: read(language) for language in languages}
        for content in tables.values():
            self.variants.update({ord(pair[0]): ord(pair[1]) for pair in content["variants"].split()})
        for language, content in tables.items():
            self._take(language, content)
        for rests in self.phrases.values():
            rests.sort(key=lambda item: -len(item[0]))
        for word, entry in self.words.items():
            lower = self.words.get(word.lower())
            if lower is not None and lower is not entry and "acronym" not in entry:
                # A word with a capital (Euro) is also what it is without, where that counts or measures.
                for category in _EITHER_CASE:
                    if category in lower:
                        entry.setdefault(category, lower[category])

    def _holder(self, phrase: str) -> _Said:
        """What is said of a word or phrase, made where there is nothing yet."""
        entry = self._held.get(phrase)
        if entry is None:
            entry = self._held[phrase] = self._made(phrase)
        return entry

    def _made(self, phrase: str) -> _Said:
        if phrase.isascii():
            # Words of letters need no taking apart.
            parts = phrase.split()
            if not all(part.isalpha() for part in parts):
                parts = _parts(phrase)
        elif ALL_HAN.fullmatch(phrase):
            phrase = phrase.translate(self.variants)
            entry = self.words.setdefault(phrase, {})
            self.han[phrase] = entry
            return entry
        else:
            parts = [part.translate(self.variants) for part in _parts(phrase)]
        if len(parts) == 1:
            return self.words.setdefault(parts[0], {})
        rest = tuple(part.lower() for part in parts[1:])
        said = (parts[0].lower(), rest)
        known = self._known.get(said)
        if known is not None:
            return known
        entry = self._known[said] = {}
        self.phrases.setdefault(said[0], []).append((rest, entry))
        if not phrase.isascii():
            for part in parts:
                if ALL_HAN.fullmatch(part):
                    # Each Han part of a phrase (公里/小时) must be cut out as a word of its own.
                    self.han.setdefault(part, self.words.setdefault(part, {}))
        return entry

    def _take(self, language: str, content: dict[str, Any]) -> None:
        for category, said in content["words"].items():
            for value, phrases in {True: said}.items() if isinstance(said, list) else said.items():
                for phrase in phrases:
                    # The first value said of a category stays.
                    self._holder(phrase).setdefault(category, value)
        for part in ("any", language):
            for phrase in units.texts(part):
                # All that is said stays: marks differ by case alone (MB, Mb).
                self._holder(phrase).setdefault("unit", []).append((part, phrase))
        for phrase, word in units.currency_words(language).items():
            self._holder(phrase).setdefault("currency", (language, phrase))
            if phrase.isalpha() and phrase.isascii() and len(phrase) <= 4 and word.form in ("code", "sign", "short"):
                self.prefixes.add(phrase if word.cased else phrase.capitalize())

    def compiled(self) -> dict[str, Any]:
        """The result, as JSON has it."""
        numbers: dict[str, int] = {}
        rows: list[list[Any]] = []

        def number(said: _Said, start: bool, han: bool) -> int:
            row: list[Any] = [said, int(start)]
            if han:
                row += [
                    int(not MARKING.isdisjoint(said)),
                    int("hedge" in said),
                    int("vague" in said or "unit_head" in said or "half_mark" in said),
                    int(said.get("clock") == "hour"),
                    after_number(said, 1),
                ]
            written = json.dumps(row, ensure_ascii=False)
            if written not in numbers:
                numbers[written] = len(rows)
                rows.append(row)
            return numbers[written]

        words = {
            word: number(
                said, not _STARTERS.isdisjoint(said) or ("scale" in said and word.isascii()), self.han.get(word) is said
            )
            for word, said in self.words.items()
        }
        phrases = {
            first: [[" ".join(rest), number(said, not _STARTERS.isdisjoint(said), False)] for rest, said in rests]
            for first, rests in self.phrases.items()
        }
        return {
            **self._patterns(),
            **self._characters(),
            "entries": rows,
            "words": words,
            "han": {word: words[word] for word in self.han},
            "phrases": phrases,
        }

    def _patterns(self) -> dict[str, str]:
        """The alternatives that the pattern of tokens takes."""
        months = [
            word
            for word, said in self.words.items()
            if "month" in said and word.isascii() and len(word) <= 4 and word[0].isupper()
        ]
        days = [word for word, said in self.words.items() if word.isascii() and ("weekday" in said or "month" in said)]
        return {
            "days": _longest_first(word for word in days if word[0].isupper()),
            "months": _longest_first(months),
            "prefixes": _longest_first(re.escape(prefix) for prefix in self.prefixes),
            "dated": "".join(
                word for word, said in self.han.items() if len(word) == 1 and said.get("date_mark") in ("year", "month")
            ),
        }

    def _characters(self) -> dict[str, str]:
        """The characters that cutting Han text tells apart."""
        single = {word: said for word, said in self.han.items() if len(word) == 1}
        scaled = {word: Decimal(said["scale"]) for word, said in single.items() if "scale" in said}
        numeral = [word for word, said in single.items() if "number" in said or scaled.get(word, 10000) < 10000]
        scales = [word for word, scale in scaled.items() if scale >= 10000]
        opening = {
            word[0]
            for word, said in self.han.items()
            if not _OPENING.isdisjoint(said) and (len(word) == 1 or "percent_before" in said or "vague" in said)
        }
        return {
            "singles": "".join(word for word, said in single.items() if not SHAPES.issuperset(said)),
            "numeral": "".join(numeral),
            "formal": "".join(word for word in numeral if "formal" in single[word]),
            "scales": "".join(scales),
            "opening": "".join(sorted(opening.union(numeral, scales, "0123456789$¥£€+-−–."))),
        }


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word))) or r"(?!)"
