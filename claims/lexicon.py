"""The words of the language tables, ready for look-up, and the one pattern that cuts a text into tokens.

The tables (`languages/*.toml`), the units and the currencies are compiled by `claims/_building.py` into
`_generated/table_*.json` and `_generated/lexicon_*.json` (scripts/generate_lexicon.py), since reading them anew would
take longer than reading an article. A compiled file carries a digest of what it came from: one that does not match is
left aside, and the tables are compiled in memory.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from claims._figures.forms import Forms

LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
"""The letters of Latin words, as a range of a pattern."""
HOME = Path(__file__).parent
COMPILED = (("en",), ("en", "zh"))
"""The languages that are read together; the lexicon of each is named for the last of them."""

_NUMBER = r"""
    (?<=[$€£¥])\d{1,3}(?:,\d{3})+(?=\.\d\ (?!DAYS)[A-Z][a-z])   # $150,000.3 The next: the number of a note
  | \d{1,3}(?:,\d{3})+(?![\d]|,\d)(?:\.\d+)?            # 1,200.5
  | \d{1,2}(?:,\d{2})+,\d{3}(?![\d]|,\d)(?:\.\d+)?      # 12,34,567
  | \d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?!\d)(?:[.,]\d+)?
  | (?<![\d.,-])\d{1,3}(?:\ \d{3})+(?:,\d{1,2}(?![\d,])|(?![\d,-]|\.\d|\ \d))      # 816 000; 1 200,5
  | \d{1,3}(?:['’]\d{3})+(?!\d)(?:\.\d+)?               # 1'000
  | \d{1,3}(?:\.\d{3})+,\d{1,2}(?![\d,])                # 1.200,50
  | \d{1,3}(?:\.\d{3}){2,}(?![\d.,]\d)                  # 12.000.000
  | \d+,\d{1,2}(?![\d,]|\.\d)                           # 12,5
  | \d+(?:\.\d+)?
  | (?<![\d.\w%])\.\d+
"""

COUNTING = frozenset(
    (
        "anniversary",
        "scale",
        "measure_word",
        "unit",
        "currency",
        "duration",
        "date_mark",
        "percent",
        "points",
        "times",
        "tenths",
        "hedge_after",
        "hedge_inside",
        "half_mark",
        "age",
        "clock",
        "decade",
        "century",
        "fraction_mark",
        "decimal_mark",
        "span_unit",
        "name_after",
        "doubling",
        "fiscal",
        "quarter_mark",
        "counted",
    )
)
"""Categories of words that say what a number before them counts or measures."""
SHAPES = frozenset(("compound_unit", "noun_end", "hedge_end", "formal"))
"""Categories that make no word of a character by themselves."""
MARKING = frozenset(("ordinal_mark", "percent_before", "decimal_mark", "fraction_mark", "sign_word"))
"""Categories of words after which Han numerals are a number, whatever idiom they begin."""


class Entry(dict[str, Any]):
    """What the tables say of a word or phrase: category -> value (`scale`, `month`, `hedge`, `cue` ...).

    start: True where a figure can begin with it. Of Han words, for cutting: marking, whether numerals after it are a
    number whatever idiom they begin; hedging, leads: whether a number or what counts is to come; hour: an hour of the
    clock; after: how it bears on the text after it where a number stands before it (see `_cut`).
    """

    __slots__ = ("start", "marking", "hedging", "leads", "after", "hour")

    def __init__(
        self,
        content: dict[str, Any] | None = None,
        start: int = 0,
        marking: int = 0,
        hedging: int = 0,
        leads: int = 0,
        hour: int = 0,
        after: int = 0,
    ) -> None:
        super().__init__(content or ())
        self.start = start
        self.marking = marking
        self.hedging = hedging
        self.leads = leads
        self.hour = hour
        self.after = after


def after_number(said: Mapping[str, Any], near: int) -> int:
    """`near` after a token of this entry, where it was `near` before it."""
    if "half_mark" in said:
        return 1
    if not near:
        return 0
    if (
        "scale" in said
        or "hedge_inside" in said
        or "half_mark" in said
        or "fraction_mark" in said
        or "decimal_mark" in said
    ):
        return 1
    return 0 if COUNTING.isdisjoint(said) else 2


Phrase = tuple[tuple[str, ...], Entry]
"""The words of a phrase after its first, in lower case, with what the tables say of it."""
Joins = dict[str, dict[str, list[Phrase]]]
"""Phrases by their first word, then by their second, longest first."""
Info = tuple[str, str, Entry | None, str, int]
"""What is known of a token by itself: kind, lower case, entry, text as written, its length."""


class Lexicon:
    """The words of one or more languages, ready for look-up.

    words: entries by word (in lower case, or as written where a capital counts). han: those of Han text, in simplified
    characters. phrases: by their first word. joins: the same, by the first two. pattern: cuts a text into tokens.
    lengths, pairs, singles, numeral, formal, scales, opening: what cutting Han text needs to know of characters.
    variants: characters that are read as others; traditional: those. seen: tokens looked up before, by kind.
    """

    __slots__ = (
        "languages",
        "forms",
        "words",
        "han",
        "phrases",
        "joins",
        "lengths",
        "pairs",
        "singles",
        "numeral",
        "formal",
        "scales",
        "opening",
        "variants",
        "traditional",
        "pattern",
        "seen",
    )

    def __init__(self, languages: tuple[str, ...], compiled: Mapping[str, Any]) -> None:
        self.languages = languages
        tables = [load(language) for language in languages]
        self.forms = Forms(tables)
        entries = [Entry(*row) for row in compiled["entries"]]
        for entry in entries:
            if "unit" in entry:
                entry["unit"] = [tuple(said) for said in entry["unit"]]
            if "currency" in entry:
                entry["currency"] = tuple(entry["currency"])
        self.words: dict[str, Entry] = {word: entries[number] for word, number in compiled["words"].items()}
        self.han: dict[str, Entry] = {word: entries[number] for word, number in compiled["han"].items()}
        self.phrases: dict[str, list[Phrase]] = {}
        self.joins: Joins = {}
        for first, rows in compiled["phrases"].items():
            rests: list[Phrase] = [(tuple(words.split(" ")), entries[number]) for words, number in rows]
            self.phrases[first] = rests
            seconds = self.joins[first] = {}
            for item in rests:
                seconds.setdefault(item[0][0], []).append(item)
        lengths: dict[str, set[int]] = {}
        for word in self.han:
            lengths.setdefault(word[0], set()).add(len(word))
        self.lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
        self.pairs = frozenset(word[:2] for word in self.han if len(word) > 1)
        self.singles = frozenset(compiled["singles"])
        self.numeral = frozenset(compiled["numeral"])
        self.formal = frozenset(compiled["formal"])
        self.scales = frozenset(compiled["scales"])
        self.opening = frozenset(compiled["opening"])
        self.variants = {ord(pair[0]): ord(pair[1]) for table in tables for pair in table["variants"].split()}
        self.traditional = frozenset(map(chr, self.variants))
        self.pattern = re.compile(
            _pattern(compiled["days"], compiled["months"], compiled["prefixes"], compiled["dated"], bool(self.han)),
            re.VERBOSE,
        )
        self.seen: tuple[dict[str, Info], ...] = tuple({} for _ in range(self.pattern.groups + 1))


def _pattern(days: str, months: str, prefixes: str, dated: str, han: bool) -> str:
    """The pattern of tokens, each with the blank before it: trying every kind of token at a blank takes longest.

    days (of weeks, and months), months (short), prefixes: alternatives. dated: the characters after the digits of a
    year or month. Without Han words the pattern has no classes of Han text, which are slow to compile.
    """
    edge = "㐀-鿿" if han else ""
    run = r"| (?P<run>[㐀-鿿豈-﫿〇]+)" if han else ""
    item = rf"| (?P<item>(?:(?<=\n)|(?<=\A))\d{{1,2}}(?=\.\d{{1,4}}[{dated}]))" if dated else ""
    return rf"""
          [ ]?+(?:
            (?P<plain>[a-z]{{2,}}(?=[ ,\n])|[A-Z][a-z]{{3,}}(?=[ ,\n]))
          | (?P<mark>[,.;)](?=[ \n]))
          | (?P<line>\n)
          | (?P<address>(?:https?://|www\.)[^\s<>"'）】，。、；{edge}]+|[{LATIN}\d_.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{1,6}})
          | (?P<word>(?:[A-Za-z]\.){{2,}}(?![{LATIN}\d])
              |[{LATIN}]+(?:['’](?:[sS](?=[^{LATIN}]|$)|[{LATIN}]{{1,12}}(?![{LATIN}])))?(?![{LATIN}\d$-]|[.&-][\d])
              |[{LATIN}]+(?=-[{LATIN}])|[a-zà-ÿ]{{2,}}(?=-\d)|(?:{months})(?=[-.]?\d)
              |[{LATIN}]{{2,}}(?=\.\d))
          | (?P<money>[A-Z]{{1,3}}\$|\$[A-Z]{{1,3}}(?=\ ?\d)|(?:{prefixes})(?=\ ?\d|\$))
          | (?P<quarter>(?:FY|CY|Q|H)\ ?['’]?\d{{1,4}}(?:/\d{{2,4}})?(?![{LATIN}\d_-])
              |[1-4]Q\d{{0,4}}(?![{LATIN}\d_-])|[12]H\d{{0,4}}(?![{LATIN}\d_-])
              |\d{{1,2}}M\d{{2,4}}(?![{LATIN}\d_-]))
          | (?P<name>[{LATIN}][{LATIN}]*[.&-]?\d[{LATIN}\d_./-]*(?<![./-]))
          | (?P<date>(?<![\d.-])\d{{4}}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])(?![\d-]|\.\d)
              |(?<![\d./-])\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d{{2}})(?![\d/])
              |(?<![\d.-])\d{{1,2}}\.\d{{1,2}}\.(?:19|20)\d\d(?!\d))
          | (?P<time>(?<![\d:])\d{{1,3}}:\d{{2}}(?::\d{{2}})?(?:\.\d{{1,3}})?(?![\d:]))
          | (?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])
          | (?P<power>[⁺⁻]?[⁰¹²³⁴-⁹]{{1,3}}(?![{LATIN}\d_]))
          | (?P<version>(?<![\d.])\d+(?:\.\d+){{2,6}}(?![\d,]))
          {item}
          | (?P<num>{_NUMBER.replace("DAYS", days)})
          | (?P<word2>[{LATIN}]+)
          {run}
          | (?P<sym>[^\s\w])
          | (?P<other>\w+?)
          )
        """


@lru_cache(maxsize=8)
def load(language: str) -> dict[str, Any]:
    """The table of a language, as its `.toml` says; of its words (`words`) the numerals alone."""
    compiled = _compiled(f"table_{language}", table_sources(language))
    if compiled is None:
        from claims import _building

        compiled = _building.table(language)
    return compiled


@lru_cache(maxsize=8)
def lexicon(languages: tuple[str, ...]) -> Lexicon:
    """The lexicon of these languages, built once."""
    compiled = _compiled(f"lexicon_{languages[-1]}", sources(languages)) if languages in COMPILED else None
    if compiled is None:
        from claims import _building

        compiled = _building.words(languages)
    return Lexicon(languages, compiled)


def sources(languages: tuple[str, ...]) -> tuple[Path, ...]:
    """The files that the lexicon of these languages is compiled from."""
    return (
        HOME / "_building.py",
        HOME / "_generated" / "units.json",
        HOME / "_generated" / "currencies.json",
        *(HOME / "languages" / f"{language}.toml" for language in languages),
    )


def table_sources(language: str) -> tuple[Path, ...]:
    """The files that the table of a language is compiled from."""
    return HOME / "_building.py", HOME / "languages" / f"{language}.toml"


def digest(files: tuple[Path, ...]) -> str:
    """SHA-256 of the content of files."""
    found = hashlib.sha256()
    for file in files:
        found.update(file.read_bytes())
    return found.hexdigest()


def _compiled(name: str, files: tuple[Path, ...]) -> dict[str, Any] | None:
    """What a compiled file holds, None where there is none or where it came from something else."""
    path = HOME / "_generated" / f"{name}.json"
    if not path.exists():
        return None
    held: dict[str, Any] = json.loads(path.read_bytes())
    return held if held.pop("digest", None) == digest(files) else None
