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
from itertools import compress

from claims._figures.forms import Forms
from claims._patterns import ALL_HAN, HAN, has_han
from claims.lexicon import (
    COUNTING,
    MARKING,
    SHAPES,
    Entry,
    Info,
    Joins,
    Lexicon,
    after_number,
    lexicon,
    load,
)

__all__ = ["HAN", "Entry", "Lexicon", "Tokens", "has_han", "lexicon", "load", "tokenize", "widened"]

_FULL_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94) if chr(0x21 + i) not in ",;:?!()"}
_FULL_WIDTH[0xFF04] = ord("$")
_FULL_WIDTH[0xFFE5] = ord("¥")
_FULL_WIDTH[0xFFE1] = ord("£")
_WIDE_COLON = re.compile(r"(?<=\d)[：∶](?=\d)")
_WIDE = re.compile(r"[＄-～￠-￦∶]")

_AFTER_COUNTED = frozenset(
    ("hedge_after", "hedge_inside", "half_mark", "noun", "unit_head", "age", "points", "span", "compound_unit")
)
"""Categories of single characters that may follow the word that counts: 10人多, 3天半, 5元/人."""
_COUNTED_VAGUELY = frozenset(("measure_word", "duration", "times", "tenths", "scale", "half_mark"))
"""Categories of words one of which must follow 几 and 数."""
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
    seen = lex.seen
    for remembered in seen:
        if len(remembered) > _SEEN:
            remembered.clear()
    plain = prose
    if not lex.traditional.isdisjoint(prose):
        plain = ALL_HAN.sub(lambda match: match[0].translate(lex.variants), prose)
    run = lex.pattern.groupindex.get("run")
    ends: list[int] = []
    infos: list[Info] = []
    for match in lex.pattern.finditer(prose):
        group = match.lastindex or 0
        if group == run:
            if ends:
                _flush(tokens, ends, infos)
            _cut(tokens, lex, plain, *match.span(group))
            continue
        raw = match[0]
        info = seen[group].get(raw)
        if info is None:
            info = seen[group][raw] = _info(raw.lstrip(" "), match.lastgroup or "other", lex)
        ends.append(match.end())
        infos.append(info)
    _flush(tokens, ends, infos)
    joins = lex.joins
    _join(tokens, joins, [i for i, word in enumerate(tokens.word) if word in joins])
    tokens.kinds = "".join(tokens.kind)
    return tokens


def _flush(tokens: Tokens, ends: list[int], infos: list[Info]) -> None:
    """Append tokens outside Han text, and empty the lists."""
    if len(ends) <= _FEW:
        for end, (kind, word, entry, text, length) in zip(ends, infos, strict=True):
            tokens.start.append(end - length)
            tokens.end.append(end)
            tokens.kind.append(kind)
            tokens.text.append(text)
            tokens.word.append(word)
            tokens.entry.append(entry)
    else:
        tokens.start += [end - info[4] for end, info in zip(ends, infos, strict=True)]
        tokens.end += ends
        tokens.kind += [info[0] for info in infos]
        tokens.text += [info[3] for info in infos]
        tokens.word += [info[1] for info in infos]
        tokens.entry += [info[2] for info in infos]
    ends.clear()
    infos.clear()


_FEW = 4
"""Tokens that are appended faster one by one."""
_WORD_GROUPS = frozenset(("plain", "word", "word2"))
_SEEN = 50_000
"""Words whose look-up a lexicon remembers."""


def _info(raw: str, group: str, lex: Lexicon) -> Info:
    """What the tables say of a token as written."""
    return (*(_word_info(raw, lex) if group in _WORD_GROUPS else _other_info(raw, group, lex)), raw, len(raw))


def _word_info(raw: str, lex: Lexicon) -> tuple[str, str, Entry | None]:
    """What the tables say of a word as written."""
    words = lex.words
    lower = raw.lower()
    known = words.get(raw)
    if known is None and lower != raw:
        known = words.get(lower)
        if known is None and lower.endswith(("'s", "’s")):
            known = words.get(raw[:-2]) or words.get(lower[:-2])
            lower = lower[:-2]
    kind = ("K" if known.start else "k") if known is not None else ("W" if raw[0].isupper() else "w")
    return kind, lower, known


def _other_info(raw: str, group: str, lex: Lexicon) -> tuple[str, str, Entry | None]:
    """What the tables say of a sign, a number or a name."""
    known: Entry | None = None
    if group in {"sym", "mark", "money"}:
        known = lex.words.get(raw)
        kind = "s" if known is None else ("K" if known.start else "k")
        return kind, raw.lower(), known
    if group == "name" and (raw in lex.words or raw[-1] in "23"):
        known = lex.words.get(raw)
        if known is None and not (len(raw) == 2 and raw[0].isupper()):  # M2 is money, not an area
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
    marked = bool(tokens.entry) and tokens.end[-1] == at and not MARKING.isdisjoint(tokens.entry[-1] or _NOTHING)
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
        marked, hedged = bool(entry.marking), bool(entry.hedging)
        timed = bool(entry.hour) or (timed and bool(kind))
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
        if found is None or COUNTING.isdisjoint(found):
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
    return after_number(said, 1) if kind in "kK" and len(tokens.kind) > 1 and tokens.kind[-2] in "nzv" else 0


def _stands(lex: Lexicon, entry: Entry, plain: str, at: int, near: int, hedged: bool) -> bool:
    """True where a single character is a word here: a free one, or one beside a number."""
    if "free" in entry:
        return True
    if near and not _AFTER_COUNTED.isdisjoint(entry):
        return (
            "hedge_end" not in entry
            or not ALL_HAN.match(plain, at + 1)
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
    return all(category in COUNTING or category in SHAPES for category in entry)


def _formal(lex: Lexicon, plain: str, at: int, reach: int) -> bool:
    """True where formal numerals (壹, 陆) form a number: several of them, or one before a large scale."""
    return (reach - at > 1 and any("scale" in lex.han[c] for c in plain[at:reach] if c in lex.formal)) or (
        plain[reach : reach + 1] in lex.scales and reach < len(plain)
    )


def _reaches(word: list[str], at: int, beyond: int, joins: Joins) -> bool:
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


def _join(tokens: Tokens, joins: Joins, heads: list[int]) -> None:
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
