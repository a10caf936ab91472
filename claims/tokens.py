"""Text as tokens: one pass over the prose, every word looked up once in the language tables.

A token is a place, a kind (one character) and what the tables say of it. A phrase of several words becomes one
token. Han text is cut by the longest word that a table knows; what lies between is one token of kind `h`. Right
after a number the words that count or measure go first (12个|人, 5万|科技), and a word of one character counts as a
word only beside a number, unless the table calls it free: 平 is a unit in 3平, and a part of 平台.

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

from claims._figures.forms import Forms

HAN = re.compile(r"[㐀-鿿豈-﫿〇]")
_FULL_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94) if chr(0x21 + i) not in ",;:?!()"}
_FULL_WIDTH[0xFF04] = ord("$")
_FULL_WIDTH[0xFFE5] = ord("¥")
_FULL_WIDTH[0xFFE1] = ord("£")
_WIDE_COLON = re.compile(r"(?<=\d)[：∶](?=\d)")
_WIDE = re.compile(r"[＄-～￠-￦∶]")

_NUMBER = r"""
    \d{1,3}(?:,\d{3})+(?![\d]|,\d)(?:\.\d+)?            # 1,200.5
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
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"


_COUNTING = frozenset(
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
_AFTER_COUNTED = frozenset(
    ("hedge_after", "hedge_inside", "half_mark", "noun", "unit_head", "age", "points", "span", "compound_unit")
)
"""Categories of single characters that may follow the word that counts: 10人多, 3天半, 5元/人."""
_SHAPES = frozenset(("compound_unit", "noun_end", "hedge_end", "formal"))
"""Categories that make no word of a character by themselves."""
_COUNTED_VAGUELY = frozenset(("measure_word", "duration", "times", "tenths", "scale", "half_mark"))
"""Categories of words one of which must follow 几 and 数."""
_MARKING = frozenset(("ordinal_mark", "percent_before", "decimal_mark", "fraction_mark", "sign_word"))
"""Categories of words after which Han numerals are a number, whatever idiom they begin."""
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


class Entry(dict[str, Any]):
    """What the tables say of a word or phrase: category -> value (`scale`, `month`, `hedge`, `cue` ...).

    start: True where a figure can begin with it. Of Han words, for cutting: marking, whether numerals after it are a
    number whatever idiom they begin; hedging, leads: whether a number or what counts is to come; hour: an hour of the
    clock; after: how it bears on the text after it where a number stands before it (see `_cut`).
    """

    __slots__ = ("start", "marking", "hedging", "leads", "after", "hour")

    def __init__(self, content: dict[str, Any] | None = None) -> None:
        super().__init__(content or {})
        self.start = False
        self.marking = self.hedging = self.leads = self.hour = False
        self.after = 0


class Lexicon:
    """The words of one or more languages, ready for look-up."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.languages = languages
        self.forms = Forms(load(language) for language in languages)
        self.words: dict[str, Entry] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        self.tables: dict[str, dict[str, Any]] = {}
        self.prefixes: set[str] = set()
        self.han: dict[str, Entry] = {}
        self.lengths: dict[str, tuple[int, ...]] = {}
        self.pairs: frozenset[str] = frozenset()
        self.singles: frozenset[str] = frozenset()
        self.numeral: frozenset[str] = frozenset()
        self.formal: frozenset[str] = frozenset()
        self.scales: frozenset[str] = frozenset()
        self.opening: frozenset[str] = frozenset()
        self.variants: dict[int, int] = {}
        self.joins: _Joins = {}
        self._held: dict[str, Entry] = {}
        self._known: dict[tuple[str, tuple[str, ...]], Entry] = {}
        self.seen: tuple[dict[str, _Info], dict[tuple[str, str], _Info]] = ({}, {})
        for language in languages:
            table = load(language)
            self.tables[language] = table
            pairs = table["variants"].split()
            self.variants.update({ord(pair[0]): ord(pair[1]) for pair in pairs})
        for language, table in self.tables.items():
            self._take(language, table)
        self._compile()
        self._held.clear()
        self._known.clear()

    def add(self, phrase: str, category: str, value: object) -> None:
        """Say of a phrase that it is (also) of this category. The first value said of a category stays."""
        self._holder(phrase).setdefault(category, value)

    def _gather(self, phrase: str, category: str, value: object) -> None:
        """As `add`, but all that is said stays, as a list: marks differ by case alone (MB, Mb)."""
        self._holder(phrase).setdefault(category, []).append(value)

    def _holder(self, phrase: str) -> Entry:
        """The entry of a word or phrase, made where there is none yet."""
        entry = self._held.get(phrase)
        if entry is None:
            entry = self._held[phrase] = self._made(phrase)
        return entry

    def _made(self, phrase: str) -> Entry:
        if phrase.isascii():
            # Words of letters need no taking apart.
            parts = phrase.split()
            if not all(part.isalpha() for part in parts):
                parts = _parts(phrase)
        elif _ALL_HAN.fullmatch(phrase):
            phrase = phrase.translate(self.variants)
            entry = self._entry(phrase)
            self.han[phrase] = entry
            return entry
        else:
            parts = [part.translate(self.variants) for part in _parts(phrase)]
        if len(parts) == 1:
            return self._entry(parts[0])
        rest = tuple(part.lower() for part in parts[1:])
        said = (parts[0].lower(), rest)
        known = self._known.get(said)
        if known is not None:
            return known
        entry = self._known[said] = Entry()
        self.phrases.setdefault(said[0], []).append((rest, entry))
        if not phrase.isascii():
            for part in parts:
                if _ALL_HAN.fullmatch(part):
                    # Each Han part of a phrase (公里/小时) must be cut out as a word of its own.
                    self.han.setdefault(part, self._entry(part))
        return entry

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
        for first, rests in self.phrases.items():
            rests.sort(key=lambda item: -len(item[0]))
            seconds = self.joins.setdefault(first, {})
            for item in rests:
                seconds.setdefault(item[0][0], []).append(item)
            for _, entry in rests:
                entry.start = not _STARTERS.isdisjoint(entry)
        for word, entry in self.words.items():
            lower = self.words.get(word.lower())
            if lower is not None and lower is not entry and "acronym" not in entry:
                # A word with a capital (Euro) is also what it is without, where that counts or measures.
                for category in _EITHER_CASE:
                    if category in lower:
                        entry.setdefault(category, lower[category])
            entry.start = not _STARTERS.isdisjoint(entry) or ("scale" in entry and word.isascii())
        months = (
            "|".join(
                sorted(
                    (
                        word
                        for word, entry in self.words.items()
                        if "month" in entry and word.isascii() and len(word) <= 4 and word[0].isupper()
                    ),
                    key=lambda word: (-len(word), word),
                )
            )
            or r"(?!)"
        )
        prefixes = "|".join(sorted(map(re.escape, self.prefixes), key=lambda p: (-len(p), p))) or r"(?!)"
        dated = (
            "".join(
                word
                for word, entry in self.han.items()
                if len(word) == 1 and entry.get("date_mark") in ("year", "month")
            )
            or "\n"
        )
        lengths: dict[str, set[int]] = {}
        for word in self.han:
            lengths.setdefault(word[0], set()).add(len(word))
        for entry in self.han.values():
            entry.marking = not _MARKING.isdisjoint(entry)
            entry.hedging = "hedge" in entry
            entry.leads = "vague" in entry or "unit_head" in entry or "half_mark" in entry
            entry.after = _after(entry, 1)
            entry.hour = entry.get("clock") == "hour"
        self.pairs = frozenset(word[:2] for word in self.han if len(word) > 1)
        self.singles = frozenset(
            word for word, entry in self.han.items() if len(word) == 1 and not _SHAPES.issuperset(entry)
        )
        self.lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
        small = [
            word
            for word, entry in self.han.items()
            if len(word) == 1 and ("number" in entry or ("scale" in entry and Decimal(entry["scale"]) < 10000))
        ]
        self.numeral = frozenset(small)
        self.formal = frozenset(word for word in small if "formal" in self.han[word])
        self.scales = frozenset(
            word
            for word, entry in self.han.items()
            if len(word) == 1 and "scale" in entry and Decimal(entry["scale"]) >= 10000
        )
        self.opening = (
            self.numeral
            | self.scales
            | frozenset("0123456789$¥£€+-−–.")
            | frozenset(
                word[0]
                for word, entry in self.han.items()
                if not _OPENING.isdisjoint(entry) and (len(word) == 1 or "percent_before" in entry or "vague" in entry)
            )
        )
        self.pattern = re.compile(
            rf"""
            (?P<plain>[a-z]{{2,}}(?=[ ,\n])|[A-Z][a-z]{{3,}}(?=[ ,\n]))
          | (?P<mark>[,.;)](?=[ \n]))
          | (?P<line>\n)
          | (?P<address>(?:https?://|www\.)[^\s<>"'）】，。、；㐀-鿿]+|[{_LATIN}\d_.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{1,6}})
          | (?P<word>(?:[A-Za-z]\.){{2,}}(?![{_LATIN}\d])
              |[{_LATIN}]+(?:['’](?:[sS](?=[^{_LATIN}]|$)|[{_LATIN}]{{1,12}}(?![{_LATIN}])))?(?![{_LATIN}\d$-]|[.&-][\d])
              |[{_LATIN}]+(?=-[{_LATIN}])|[a-zà-ÿ]{{2,}}(?=-\d)|(?:{months})(?=[-.]?\d)
              |[{_LATIN}]{{2,}}(?=\.\d))
          | (?P<money>[A-Z]{{1,3}}\$|\$[A-Z]{{1,3}}(?=\ ?\d)|(?:{prefixes})(?=\ ?\d|\$))
          | (?P<quarter>(?:FY|CY|Q|H)\ ?['’]?\d{{1,4}}(?:/\d{{2,4}})?(?![{_LATIN}\d_-])
              |[1-4]Q\d{{0,4}}(?![{_LATIN}\d_-])|[12]H\d{{0,4}}(?![{_LATIN}\d_-])
              |\d{{1,2}}M\d{{2,4}}(?![{_LATIN}\d_-]))
          | (?P<name>[{_LATIN}][{_LATIN}]*[.&-]?\d[{_LATIN}\d_./-]*(?<![./-]))
          | (?P<date>(?<![\d.-])\d{{4}}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])(?![\d-]|\.\d)
              |(?<![\d./-])\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d{{2}})(?![\d/])
              |(?<![\d.-])\d{{1,2}}\.\d{{1,2}}\.(?:19|20)\d\d(?!\d))
          | (?P<time>(?<![\d:])\d{{1,3}}:\d{{2}}(?::\d{{2}})?(?:\.\d{{1,3}})?(?![\d:]))
          | (?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])
          | (?P<power>[⁺⁻]?[⁰¹²³⁴-⁹]{{1,3}}(?![{_LATIN}\d_]))
          | (?P<version>(?<![\d.])\d+(?:\.\d+){{2,6}}(?![\d,]))
          | (?P<item>(?:(?<=\n)|(?<=\A))\d{{1,2}}(?=\.\d{{1,4}}[{dated}]))
          | (?P<num>{_NUMBER})
          | (?P<word2>[{_LATIN}]+)
          | (?P<run>[㐀-鿿豈-﫿〇]+)
          | (?P<sym>[^\s\w])
          | (?P<other>\w+?)
        """,
            re.VERBOSE,
        )


_ALL_HAN = re.compile(r"[㐀-鿿豈-﫿〇]+")
_SPLIT = re.compile(
    rf"[A-Z]{{1,3}}\$|\$[A-Z]{{1,3}}|(?:[A-Za-z]\.){{2,}}|[{_LATIN}]+(?:['’][a-z]{{1,12}})?(?!\d)|[{_LATIN}]*\d[{_LATIN}\d]*|[⁰¹²³⁴-⁹⁺⁻]+|[㐀-鿿]+|[^\s\w]|\w"
)


def _parts(phrase: str) -> list[str]:
    """The tokens of a phrase, without the hyphens inside it. A mark of money is one (US$, C$)."""
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


_NOTHING = Entry()
_ALONE = (1,)


class Tokens:
    """The tokens of a text as parallel lists: start, end, kind, text (as written), word (lower case), entry."""

    __slots__ = ("prose", "forms", "start", "end", "kind", "text", "word", "entry", "kinds")

    def __init__(self, prose: str, forms: Forms) -> None:
        self.prose = prose
        self.forms = forms
        self.start: list[int] = []
        self.end: list[int] = []
        self.kind: list[str] = []
        self.text: list[str] = []
        self.word: list[str] = []
        self.entry: list[Entry | None] = []
        self.kinds = ""

    def __len__(self) -> int:
        return len(self.start)


_KIND = {
    "address": "N",
    "name": "N",
    "version": "N",
    "date": "d",
    "time": "t",
    "quarter": "q",
    "num": "n",
    "item": "n",
    "line": "¶",
    "run": "h",
    "vulgar": "v",
    "power": "p",
    "rest": "h",
    "other": "w",
}


def widened(prose: str) -> str:
    """Full-width digits, letters and signs as their plain forms, offset for offset."""
    if not _WIDE.search(prose):
        return prose
    return _WIDE_COLON.sub(":", _WIDE.sub(lambda match: match[0].translate(_FULL_WIDTH), prose))


def tokenize(prose: str, lex: Lexicon) -> Tokens:
    """The tokens of a prose whose full-width forms are already plain. Time is linear in its length."""
    tokens = Tokens(prose, lex.forms)
    for remembered in lex.seen:
        if len(remembered) > _SEEN:
            remembered.clear()
    seen, others = lex.seen
    plain = _ALL_HAN.sub(lambda match: match[0].translate(lex.variants), prose) if lex.variants else prose
    starts: list[int] = []
    raws: list[str] = []
    infos: list[_Info] = []
    for match in lex.pattern.finditer(prose):
        raw = match[0]
        group = match.lastgroup
        if group in _WORD_GROUPS:
            info = seen.get(raw)
            if info is None:
                info = seen[raw] = _word_info(raw, lex)
        elif group == "run" and lex.han:
            _flush(tokens, starts, raws, infos)
            _cut(tokens, lex, plain, match.start(), match.end())
            continue
        else:
            said = (group or "other", raw)
            info = others.get(said)
            if info is None:
                info = others[said] = _other_info(raw, said[0], lex)
        starts.append(match.start())
        raws.append(raw)
        infos.append(info)
    _flush(tokens, starts, raws, infos)
    joins = lex.joins
    _join(tokens, joins, [i for i, word in enumerate(tokens.word) if word in joins])
    tokens.kinds = "".join(tokens.kind)
    return tokens


def _flush(tokens: Tokens, starts: list[int], raws: list[str], infos: list[_Info]) -> None:
    """Append tokens outside Han text, and empty the lists."""
    tokens.start += starts
    tokens.end += [start + len(raw) for start, raw in zip(starts, raws, strict=True)]
    tokens.text += raws
    tokens.kind += [info[0] for info in infos]
    tokens.word += [info[1] for info in infos]
    tokens.entry += [info[2] for info in infos]
    starts.clear()
    raws.clear()
    infos.clear()


_Joins = dict[str, dict[str, list[tuple[tuple[str, ...], Entry]]]]
"""Phrases by their first word, then by their second: (the words after the first, entry), longest first."""
_Info = tuple[str, str, Entry | None]
"""What is known of a token by itself: kind, lower case, entry."""
_WORD_GROUPS = frozenset(("plain", "word", "word2"))
_SEEN = 50_000
"""Words whose look-up a lexicon remembers."""


def _word_info(raw: str, lex: Lexicon) -> _Info:
    """What the tables say of a word as written."""
    words = lex.words
    lower = raw.lower()
    known = words.get(raw)
    if known is None and lower != raw:
        known = words.get(lower)
        if known is None and lower.endswith(("'s", "’s")):
            known = words.get(lower[:-2])
            lower = lower[:-2]
    kind = ("K" if known.start else "k") if known is not None else ("W" if raw[0].isupper() else "w")
    return kind, lower, known


def _other_info(raw: str, group: str, lex: Lexicon) -> _Info:
    """What the tables say of a sign, a number or a name."""
    known: Entry | None = None
    if group in {"sym", "mark", "money"}:
        known = lex.words.get(raw)
        kind = "s" if known is None else ("K" if known.start else "k")
    elif group == "name" and (raw in lex.words or raw[-1] in "23"):
        known = lex.words.get(raw)
        if known is None:
            # cm2, km3: the superscript was lost
            mark = ("²",) if raw[-1] == "2" else ("³",)
            known = next((e for rest, e in lex.phrases.get(raw[:-1].lower(), ()) if rest == mark and "unit" in e), None)
        kind = "N" if known is None else "k"
    else:
        kind = _KIND[group]
    return kind, raw, known


def _cut(tokens: Tokens, lex: Lexicon, plain: str, at: int, stop: int) -> None:
    """Cut a run of Han text, code points at..stop of `plain` (the prose in simplified characters), into tokens."""
    han, lengths, numeral, pairs, singles = lex.han, lex.lengths, lex.numeral, lex.pairs, lex.singles
    starts, ends, kinds, texts, words, entries = (
        tokens.start,
        tokens.end,
        tokens.kind,
        tokens.text,
        tokens.word,
        tokens.entry,
    )
    prose = tokens.prose
    # 1 right after a number, 2 right after what it counts, 0 elsewhere.
    near = _near(tokens, at)
    marked = bool(tokens.entry) and tokens.end[-1] == at and not _MARKING.isdisjoint(tokens.entry[-1] or _NOTHING)
    timed = len(tokens.entry) > 1 and (tokens.entry[-2] or _NOTHING).get("clock") == "hour"
    hedged = False
    loose = -1
    while at < stop:
        first = plain[at]
        if plain[at : at + 2] in pairs:
            options = lengths[first]
        elif first in singles:
            options = _ALONE
        else:
            if loose < 0:
                loose = at
            at += 1
            near = 0
            marked = hedged = timed = False
            continue
        entry: Entry | None = None
        size = 0
        if near == 1:
            entry, size = _counting_word(lex, plain, at, stop, options, hedged, timed)
        if entry is None:
            for length in options:
                found = han.get(plain[at : at + length]) if at + length <= stop else None
                if found is not None and (length > 1 or _stands(lex, found, plain, at, near, hedged)):
                    entry, size = found, length
                    break
        kind = ""
        if first in numeral:
            kind, size, entry = _numerals(lex, plain, at, stop, entry, size, marked)
        elif not near and first in lex.scales and (size <= 1 or _fraction_follows(lex, plain, at + 1)):
            kind, size, entry = _scale_alone(lex, plain, at, hedged)
        if entry is None and not kind:
            if loose < 0:
                loose = at
            at += 1
            near, marked, hedged, timed = 0, False, False, False
            continue
        if loose >= 0:
            _put(tokens, plain, loose, at, "h", None)
            loose = -1
        starts.append(at)
        texts.append(prose[at : at + size])
        words.append(plain[at : at + size])
        at += size
        ends.append(at)
        kinds.append(kind or ("K" if entry is not None and entry.start else "k"))
        entries.append(entry)
        if entry is None:
            near, marked, hedged = 1, False, False
            timed = timed and bool(kind)
            continue
        marked, hedged = entry.marking, entry.hedging
        timed = entry.hour or (timed and bool(kind))
        near = 1 if kind or entry.leads else (entry.after if near else 0)
    if loose >= 0:
        _put(tokens, plain, loose, stop, "h", None)


def _counting_word(
    lex: Lexicon, plain: str, at: int, stop: int, options: tuple[int, ...], hedged: bool, timed: bool
) -> tuple[Entry | None, int]:
    """The word at `at` that says what the number right before it counts or measures, with its length."""
    han = lex.han
    chosen: tuple[Entry | None, int] = (None, 0)
    for length in options:
        found = han.get(plain[at : at + length]) if at + length <= stop else None
        if found is None or _COUNTING.isdisjoint(found):
            continue
        if length == 1 and "hedge_end" in found and not _stands(lex, found, plain, at, 1, hedged):
            continue
        if timed and length > 1 and "clock" not in found and "clock" in (han.get(plain[at]) or _NOTHING):
            continue  # 3时45分升级: no decilitres after an hour
        chosen = found, length
        break
    entry, size = chosen
    if (
        entry is not None
        and size == 1
        and ("noun" in entry or ("measure_word" not in entry and "date_mark" not in entry))
    ):
        # 人, 车 and 平 count, and begin longer words that are counted (人口, 车道, 平台).
        for length in options:
            found = han.get(plain[at : at + length]) if 1 < length <= stop - at else None
            if found is not None and "noun" in found:
                return found, length
    return chosen


def _numerals(
    lex: Lexicon, plain: str, at: int, stop: int, entry: Entry | None, size: int, marked: bool
) -> tuple[str, int, Entry | None]:
    """(kind, length, entry) of the run of numerals at `at`, or of the word that it only looks like (三峡, 百姓)."""
    reach = at + 1
    while reach < stop and plain[reach] in lex.numeral:
        reach += 1
    count = reach - at
    known = entry is not None and (size > count or (size == count > 1 and "number" not in entry))
    if known and not marked and "percent_before" not in (entry or _NOTHING):
        known = not _fraction_follows(lex, plain, reach)
    if (not known or marked) and not (plain[at] in lex.formal and not _formal(lex, plain, at, reach)):
        return "z", count, lex.han.get(plain[at]) if count == 1 else None
    return "", size, entry if known else None


def _scale_alone(lex: Lexicon, plain: str, at: int, hedged: bool) -> tuple[str, int, Entry | None]:
    """A large scale without a number is one of it after a hedge (近万名), before 余 or in a fraction; else nothing."""
    following = lex.han.get(plain[at + 1 : at + 2])
    if hedged or (following is not None and "hedge_inside" in following) or _fraction_follows(lex, plain, at + 1):
        return "z", 1, lex.han[plain[at]]
    return "", 0, None


def _fraction_follows(lex: Lexicon, plain: str, at: int) -> bool:
    return "fraction_mark" in (lex.han.get(plain[at : at + 2]) or _NOTHING)


def _put(tokens: Tokens, plain: str, start: int, end: int, kind: str, entry: Entry | None) -> None:
    tokens.start.append(start)
    tokens.end.append(end)
    tokens.kind.append(kind)
    tokens.text.append(tokens.prose[start:end])
    tokens.word.append(plain[start:end])
    tokens.entry.append(entry)


def _near(tokens: Tokens, at: int) -> int:
    """How the token before the Han text at `at` bears on it: see `_cut`."""
    if not tokens.end or at - tokens.end[-1] > 1:
        return 0
    kind = tokens.kind[-1]
    if kind in "nzv" or tokens.text[-1] == "/":
        return 1
    said = tokens.entry[-1]
    if said is None:
        return 0
    return _after(said, 1) if kind in "kK" and len(tokens.kind) > 1 and tokens.kind[-2] in "nzv" else 0


def _after(said: Entry, near: int) -> int:
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
    return 0 if _COUNTING.isdisjoint(said) else 2


def _stands(lex: Lexicon, entry: Entry, plain: str, at: int, near: int, hedged: bool) -> bool:
    """True where a single character is a word here: a free one, or one beside a number."""
    if "free" in entry:
        return True
    if near and not _AFTER_COUNTED.isdisjoint(entry):
        return (
            "hedge_end" not in entry
            or not _ALL_HAN.match(plain, at + 1)
            or "free" in lex.han.get(plain[at + 1], _NOTHING)
        )
    if "half_mark" in entry:
        if hedged:
            return True
        rest = lex.lengths.get(plain[at + 1 : at + 2], ())
        return any("duration" in lex.han.get(plain[at + 1 : at + 1 + length], _NOTHING) for length in rest)
    following = plain[at + 1 : at + 2]
    if following == " ":
        following = plain[at + 2 : at + 3]
    if "vague" in entry:
        return any(
            not _COUNTED_VAGUELY.isdisjoint(lex.han.get(plain[at + 1 : at + 1 + length]) or _NOTHING)
            for length in lex.lengths.get(following, ())
        )
    return following in lex.opening and following != "" and (near == 1 or not _only_counts(entry))


def _only_counts(entry: Entry) -> bool:
    return all(category in _COUNTING or category in _SHAPES for category in entry)


def _formal(lex: Lexicon, plain: str, at: int, reach: int) -> bool:
    """True where formal numerals (壹, 陆) form a number: several of them, or one before a large scale."""
    return (reach - at > 1 and any("scale" in lex.han[c] for c in plain[at:reach] if c in lex.formal)) or (
        plain[reach : reach + 1] in lex.scales and reach < len(plain)
    )


def _reaches(word: list[str], at: int, beyond: int, joins: _Joins) -> bool:
    """True where a known phrase begins at token `at` and runs past token `beyond`."""
    seconds = joins.get(word[at])
    if seconds is None or at + 1 >= len(word):
        return False
    for rest, _ in seconds.get(word[at + 1], ()):
        if at + 1 + len(rest) > beyond and tuple(word[at + 1 : at + 1 + len(rest)]) == rest:
            return True
    return False


def _owner(word: str) -> str:
    """The word without its possessive ending: "last year's" is "last year" too."""
    return word[:-2] if word.endswith(("'s", "’s")) else word


def _owns(word: str, part: str) -> bool:
    return len(word) == len(part) + 2 and _owner(word) == part


def _join(tokens: Tokens, joins: _Joins, heads: list[int]) -> None:
    """Make each run of tokens that is a known phrase one token. Hyphens between its words do not count.

    heads: the tokens with which a phrase may begin.
    """
    word = tokens.word
    total = len(word)
    merges: list[tuple[int, int, Entry]] = []
    beyond = 0
    for i in heads:
        if i < beyond:
            continue
        second = i + 1
        while second < total and word[second] == "-":
            second += 1
        if second >= total:
            break
        after_head = joins[word[i]]
        for rest, entry in after_head.get(word[second]) or after_head.get(_owner(word[second])) or ():
            j = second + 1
            for part in rest[1:]:
                while j < total and word[j] == "-":
                    j += 1
                if j >= total or (word[j] != part and not _owns(word[j], part)):
                    break
                j += 1
            else:
                # "1.2 million tonnes a year earlier": of a unit and a time that share words, the time comes first.
                if "unit" in entry and any(_reaches(word, k, j, joins) for k in range(i + 1, j)):
                    continue
                merges.append((i, j, entry))
                beyond = j
                break
    if not merges:
        return
    start, end, kind, text, entries = tokens.start, tokens.end, tokens.kind, tokens.text, tokens.entry
    # From the last to the first, so that the places of the earlier merges stay as they are.
    for first, after, entry in reversed(merges):
        end[first] = end[after - 1]
        kind[first] = "K" if entry.start else "k"
        text[first] = tokens.prose[start[first] : end[first]]
        word[first] = " ".join(word[first:after])
        entries[first] = entry
    keep = bytearray(b"\x01") * total
    for first, after, _ in merges:
        keep[first + 1 : after] = bytes(after - first - 1)
    start[:] = compress(start, keep)
    end[:] = compress(end, keep)
    entries[:] = compress(entries, keep)
    for values in (kind, text, word):
        values[:] = compress(values, keep)
