"""Text as tokens: one pass over the prose, every word looked up once in the language tables.

A token is a place, a kind (one character) and what the tables say of it. A phrase of several words becomes one
token. Han text is cut by the longest word that a table knows; what lies between is one token of kind `h`.

Kinds: `n` digits, `z` Han numerals, `v` a vulgar fraction, `p` a power in superscript, `K` a known word that can
begin a figure, `k` another that a table knows, `w` another word in lower case, `W` one with a capital, `h` Han
text that no table knows, `N` a name with digits in it (COVID-19, version 5.1.2, an address), `d` a date in digits,
`t` a clock time or score in digits, `q` a quarter, half or fiscal year (Q3, 1H24, FY24), `s` a symbol, `¶` an end
of line.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import lru_cache
from itertools import compress
from pathlib import Path
from typing import Any

HAN = re.compile(r"[㐀-鿿豈-﫿〇]")
_FULL_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94) if chr(0x21 + i) not in ",;:?!()"}
_FULL_WIDTH[0xFF04] = ord("$")
_FULL_WIDTH[0xFFE5] = ord("¥")
_FULL_WIDTH[0xFFE1] = ord("£")
_WIDE = re.compile(r"[＄-～￠-￦]")

_NUMBER = r"""
    \d{1,3}(?:,\d{3})+(?![\d]|,\d)(?:\.\d+)?            # 1,200.5
  | \d{1,2}(?:,\d{2})+,\d{3}(?![\d]|,\d)(?:\.\d+)?      # 12,34,567
  | \d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?!\d)(?:[.,]\d+)?
  | (?<![\d.,-])\d{1,3}(?:\ \d{3})+(?![\d,-]|\.\d|\ \d)(?:,\d+(?!\d))?      # 816 000
  | \d{1,3}(?:['’]\d{3})+(?!\d)(?:\.\d+)?               # 1'000
  | \d{1,3}(?:\.\d{3})+,\d{1,2}(?![\d,])                # 1.200,50
  | \d{1,3}(?:\.\d{3}){2,}(?![\d.,]\d)                  # 12.000.000
  | \d+,\d{1,2}(?![\d,]|\.\d)                           # 12,5
  | \d+(?:\.\d+)?
  | (?<![\d.\w])\.\d+
"""
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"


_STARTERS = frozenset(("number", "fraction", "ordinal", "ordinal_before", "collective", "vague", "multiple",
                       "multiple_before", "percent_before", "month", "weekday", "relative", "span", "fiscal", "holiday",
                       "lunar", "half_mark", "not_counted", "era", "age_before"))


class Entry(dict[str, Any]):
    """What the tables say of a word or phrase: category -> value (`scale`, `month`, `hedge`, `cue` ...).

    start: True where a figure can begin with it.
    """

    __slots__ = ("start",)

    def __init__(self, content: dict[str, Any] | None = None) -> None:
        super().__init__(content or {})
        self.start = False


class Lexicon:
    """The words of one or more languages, ready for look-up."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.languages = languages
        self.words: dict[str, Entry] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        self.tables: dict[str, dict[str, Any]] = {}
        self.prefixes: set[str] = set()
        self._han: list[str] = []
        self._numeral: set[str] = set()
        for language in languages:
            table = load(language)
            self.tables[language] = table
            self._take(language, table)
        self._compile()

    def add(self, phrase: str, category: str, value: Any) -> None:
        """Say of a phrase that it is (also) of this category. The first value said of a category stays."""
        if HAN.search(phrase) and not re.search(r"\s", phrase):
            self._entry(phrase).setdefault(category, value)
            self._han.append(phrase)
            if len(phrase) == 1 and (category == "number" or (category == "scale" and Decimal(value) < 10000)):
                self._numeral.add(phrase)
            return
        parts = _parts(phrase)
        if len(parts) == 1:
            self._entry(parts[0]).setdefault(category, value)
            return
        rests = self.phrases.setdefault(parts[0].lower(), [])
        rest = tuple(part.lower() for part in parts[1:])
        for known, entry in rests:
            if known == rest:
                entry.setdefault(category, value)
                return
        rests.append((rest, Entry({category: value})))

    def _gather(self, phrase: str, category: str, value: Any) -> None:
        """As `add`, but all that is said stays, as a list: marks differ by case alone (MB, Mb)."""
        holder: list[Any] = []
        self.add(phrase, category, holder)
        self._found(phrase)[category].append(value)

    def _found(self, phrase: str) -> Entry:
        if HAN.search(phrase) and not re.search(r"\s", phrase):
            return self.words[phrase]
        parts = _parts(phrase)
        if len(parts) == 1:
            return self.words[parts[0]]
        rest = tuple(part.lower() for part in parts[1:])
        return next(entry for known, entry in self.phrases[parts[0].lower()] if known == rest)

    def _entry(self, word: str) -> Entry:
        entry = self.words.get(word)
        if entry is None:
            entry = self.words[word] = Entry()
        return entry

    def _take(self, language: str, table: dict[str, Any]) -> None:
        for category, content in table["words"].items():
            if isinstance(content, list):
                for phrase in content:
                    self.add(phrase, category, True)
                continue
            for value, phrases in content.items():
                for phrase in phrases:
                    self.add(phrase, category, value)
        from claims import units

        for part in ("any", language):
            for phrase in units.texts(part):
                self._gather(phrase, "unit", (part, phrase))
        for phrase, word in units.currency_words(language).items():
            self.add(phrase, "currency", (language, phrase))
            if phrase.isalpha() and phrase.isascii() and len(phrase) <= 4 and word.form in ("code", "sign", "short"):
                self.prefixes.add(phrase if word.cased else phrase.capitalize())

    def _compile(self) -> None:
        for rests in self.phrases.values():
            rests.sort(key=lambda item: -len(item[0]))
            for _, entry in rests:
                entry.start = not _STARTERS.isdisjoint(entry)
        for entry in self.words.values():
            entry.start = not _STARTERS.isdisjoint(entry)
        prefixes = "|".join(sorted(map(re.escape, self.prefixes), key=lambda p: (-len(p), p))) or r"(?!)"
        han = ""
        if self._han:
            words = sorted(set(self._han), key=lambda w: (-len(w), w))
            firsts = "".join(sorted({re.escape(w[0]) for w in words}))
            numeral = "".join(sorted(self._numeral))
            before = [w for w in words if w[0] in numeral and not all(c in numeral for c in w)]
            rest = [w for w in words if w not in set(before)]
            # A run of numerals goes before single words, after the words that only begin like a number (三亚).
            han = rf"|(?P<idiom>{'|'.join(map(re.escape, before))})|(?P<hannum>[{numeral}]+)|(?P<han>{'|'.join(map(re.escape, rest))})|(?P<rest>(?:(?![{firsts}])[㐀-鿿豈-﫿])+|[㐀-鿿豈-﫿])"
        self.pattern = re.compile(rf"""
            (?P<address>(?:https?://|www\.)[^\s<>"'）】，。]+|[\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{1,6}})
          | (?P<word>(?:[A-Za-z]\.){{2,}}(?![{_LATIN}\d])|[{_LATIN}]+(?:['’](?:[sS](?=[^{_LATIN}]|$)|[{_LATIN}]{{1,3}}(?![{_LATIN}])))?(?![{_LATIN}\d$-]|[.&-][\d])
              |[{_LATIN}]+(?=-[{_LATIN}])|[a-zà-ÿ]{{2,}}(?=-\d)|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?=[-.]?\d)
              |[{_LATIN}]{{2,}}(?=\.\d))
          | (?P<money>[A-Z]{{1,3}}\$|(?:{prefixes})(?=\ ?\d|\$))
          | (?P<quarter>(?:FY|CY|Q|H)\ ?['’]?\d{{1,4}}(?:/\d{{2,4}})?(?![\w-])|[1-4]Q\d{{0,4}}(?![\w-])|[12]H\d{{0,4}}(?![\w-])|\d{{1,2}}M\d{{2,4}}(?![\w-]))
          | (?P<name>[{_LATIN}][{_LATIN}]*[.&-]?\d[\w./-]*(?<![./-]))
          | (?P<date>(?<![\d.-])\d{{4}}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])(?![\d-]|\.\d)|(?<![\d./-])\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d{{2}})(?![\d/])|(?<![\d.-])\d{{1,2}}\.\d{{1,2}}\.(?:19|20)\d\d(?!\d))
          | (?P<time>(?<![\d:])\d{{1,3}}:\d{{2}}(?::\d{{2}})?(?:\.\d{{1,3}})?(?![\d:]))
          | (?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])
          | (?P<power>[⁺⁻]?[⁰¹²³⁴-⁹]{1,3}(?!\w))
          | (?P<version>(?<![\d.])\d+(?:\.\d+){{2,6}}(?![\d,]))
          | (?P<num>{_NUMBER})
          | (?P<line>\n)
          | (?P<word2>[{_LATIN}]+)
          {han}
          | (?P<sym>[^\s\w])
          | (?P<other>\w+?)
        """, re.VERBOSE)


_SPLIT = re.compile(rf"(?:[A-Za-z]\.){{2,}}|[{_LATIN}]+(?:['’][a-z]{{1,2}})?|[{_LATIN}]*\d[{_LATIN}\d]*|[⁰¹²³⁴-⁹⁺⁻]+|[㐀-鿿]+|[^\s\w]|\w")


def _parts(phrase: str) -> list[str]:
    """The tokens of a phrase, without the hyphens inside it."""
    parts = _SPLIT.findall(phrase)
    return [part for part in parts if part != "-"] or parts


@lru_cache(maxsize=8)
def load(language: str) -> dict[str, Any]:
    """The table of a language, as its `.toml` says."""
    with (Path(__file__).parent / "languages" / f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=8)
def lexicon(languages: tuple[str, ...]) -> Lexicon:
    """The lexicon of these languages, built once."""
    return Lexicon(languages)


class Tokens:
    """The tokens of a text as parallel lists: start, end, kind, text (as written), word (lower case), entry."""

    __slots__ = ("prose", "start", "end", "kind", "text", "word", "entry", "kinds")

    def __init__(self, prose: str) -> None:
        self.prose = prose
        self.start: list[int] = []
        self.end: list[int] = []
        self.kind: list[str] = []
        self.text: list[str] = []
        self.word: list[str] = []
        self.entry: list[Entry | None] = []
        self.kinds = ""

    def __len__(self) -> int:
        return len(self.start)


_KIND = {"address": "N", "name": "N", "version": "N", "date": "d", "time": "t", "quarter": "q", "num": "n",
         "line": "¶", "vulgar": "v", "power": "p", "rest": "h", "other": "w"}


def widened(prose: str) -> str:
    """Full-width digits, letters and signs as their plain forms, offset for offset."""
    return prose.translate(_FULL_WIDTH) if _WIDE.search(prose) else prose


def tokenize(prose: str, lex: Lexicon) -> Tokens:
    """The tokens of a prose whose full-width forms are already plain. Time is linear in its length."""
    tokens = Tokens(prose)
    start, end, kind, text, word, entry = (tokens.start, tokens.end, tokens.kind, tokens.text, tokens.word,
                                           tokens.entry)
    words, phrases = lex.words, lex.phrases
    for match in lex.pattern.finditer(prose):
        group = match.lastgroup
        raw = match.group()
        lower = raw
        known: Entry | None = None
        if group == "word" or group == "word2":
            lower = raw.lower()
            known = words.get(raw)
            if known is None and lower is not raw:
                known = words.get(lower)
                if known is None and lower.endswith(("'s", "’s")):
                    known = words.get(lower[:-2])
                    lower = lower[:-2]
            k = ("K" if known.start else "k") if known is not None else ("W" if raw[0].isupper() else "w")
        elif group == "sym" or group == "han" or group == "money" or group == "idiom":
            known = words.get(raw)
            k = "s" if known is None else ("K" if known.start else "k")
        elif group == "hannum":
            k = "z"
            known = words.get(raw)
        elif group == "name" and raw in words:
            known = words[raw]
            k = "k"
        else:
            k = _KIND[group or "other"]
            if k == "h" and kind and kind[-1] == "h" and end[-1] == match.start():
                end[-1] = match.end()
                text[-1] += raw
                continue
        start.append(match.start())
        end.append(match.end())
        kind.append(k)
        text.append(raw)
        word.append(lower)
        entry.append(known)
    if phrases:
        _join(tokens, phrases)
    tokens.kinds = "".join(kind)
    return tokens


def _join(tokens: Tokens, phrases: dict[str, list[tuple[tuple[str, ...], Entry]]]) -> None:
    """Make each run of tokens that is a known phrase one token. Hyphens between its words do not count."""
    word = tokens.word
    total = len(word)
    merges: list[tuple[int, int, Entry]] = []
    i = 0
    while i < total:
        rests = phrases.get(word[i])
        if rests is not None:
            for rest, entry in rests:
                j = i + 1
                for part in rest:
                    while j < total and word[j] == "-" and part != "-":
                        j += 1
                    if j >= total or word[j] != part:
                        break
                    j += 1
                else:
                    merges.append((i, j, entry))
                    i = j - 1
                    break
        i += 1
    if not merges:
        return
    start, end, kind, text, entries = tokens.start, tokens.end, tokens.kind, tokens.text, tokens.entry
    # From the last to the first, so that the places of the earlier merges stay as they are.
    for first, after, entry in reversed(merges):
        end[first] = end[after - 1]
        kind[first] = "K" if entry.start else "k"
        text[first] = tokens.prose[start[first]:end[first]]
        word[first] = " ".join(word[first:after])
        entries[first] = entry
    keep = bytearray(b"\x01") * total
    for first, after, _ in merges:
        keep[first + 1:after] = bytes(after - first - 1)
    for values in (start, end, kind, text, word, entries):
        values[:] = compress(values, keep)
