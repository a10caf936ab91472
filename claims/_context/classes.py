"""Every token as one character: what it does in a sentence around its figures, in any language.

The words are data (`[about]` in the language tables), so the grammar that looks for noun phrases and clause edges
sees classes alone:

    N noun         D determiner      P preposition that joins noun phrases   O the one that parts a whole ("of")
    V verb         M verb of amount  S verb of speech or publication         E participle     I gerund
    G direction as a noun ("a rise of")   r noun in a phrase, skipped right before a figure ("a record 300")
    A hedge, adverb, anything without weight      X before what is compared with ("than", 比)
    B beginning of a clause   C "and"   J mark inside a noun phrase (的)   H hyphen
    F figure   T date   U any other time   , ; : ( ) as they stand   R "respectively"
"""

from __future__ import annotations

import re
from functools import lru_cache

from claims.tokens import HAN, Entry, Tokens, load

_NONE = Entry()
_SIGNS = {
    **dict.fromkeys(",，、", ","),
    **dict.fromkeys(";；。.!！?？", ";"),
    **dict.fromkeys(":：", ":"),
    **dict.fromkeys("—–", ","),
    **dict.fromkeys("(（[【", "("),
    **dict.fromkeys(")）]】", ")"),
    **dict.fromkeys("-‐'’&/", "H"),
    **dict.fromkeys('"“”‘「」『』《》*_|', "A"),
}
_NOMINAL = frozenset(("TOTAL", "AVERAGE", "EACH", "REST", "FORMER"))
"""Cues that may stand in a noun phrase."""
_LIGHT = frozenset(("YOY", "FROM", "THAN", "MORE", "FEWER", "NOT", "ANNUALISED", "EXPECTED"))
_LIMIT = 50_000
"""Words whose class is remembered."""


class Words:
    """The words of `[about]`, and the verbs of `[facts.*]`, of one or more languages."""

    __slots__ = (
        "classes", "either", "lists", "known", "seen", "compound", "lead", "tail", "takes", "heads", "places", "bodies",
        "place",
        "no_object",
        "owners",
        "limits",
        "variants",
    )  # fmt: skip

    def __init__(self, languages: tuple[str, ...]) -> None:
        tables = [load(language) for language in languages]
        self.lists: dict[str, frozenset[str]] = {
            key: frozenset(word.replace("_", " ") for table in tables for word in table["about"][key].split())
            for key in tables[0]["about"]
        }
        said = self.lists
        facts = [table["facts"] for table in tables]
        verbs = {
            word
            for table in facts
            for key in ("verb", "stative", "past", "alone")
            for word in table["event"][key].split()
        }
        speech = {word for table in facts for key in ("verb", "show") for word in table["speech"][key].split()}
        self.classes: dict[str, str] = {}
        for words, letter in (
            (said["against"], "X"),
            (said["boundary"], "B"),
            (said["joins"], "J"),
            (said["amounts"], "M"),
            (said["verb"], "V"),
            (said["determiner"], "D"),
            (said["binds"], "P"),
            (_latin(said["limits"]), "P"),
            (_latin(said["reports"] | speech), "S"),
            # Words of Han that can be verbs are more often part of a noun phrase here (出口额, 就业人数).
            (_latin(verbs), "V"),
        ):
            for word in words:
                self.classes.setdefault(word, letter)
        self.variants = {ord(pair[0]): ord(pair[1]) for table in tables for pair in table["variants"].split()}
        self.either = said["either"]
        self.known: dict[str, str] = {}
        self.seen: dict[str, str] = {}
        self.compound: dict[str, tuple[str, ...]] = {}
        for word in sorted((*said["compound"], *said["head"]), key=len, reverse=True):
            self.compound[word[0]] = (*self.compound.get(word[0], ()), word)
        places = {word for table in facts for word in table["body"]["place"].split()}
        self.places = frozenset(places)
        self.bodies = frozenset(word for table in facts for word in table["body"]["lower"].split())
        suffix = "|".join(sorted(said["place_suffix"]))
        han = sorted((word for word in places if HAN.match(word)), key=len, reverse=True)
        place = rf"(?:{'|'.join(han) or '(?!)'})(?:{suffix or '(?!)'})?+"
        self.lead = re.compile(
            rf"(?P<whole>{_any(said['whole'])})|(?P<place>{place})"
            rf"|(?P<skip>(?!{_any(_han(said['compound']))})(?:{_any(_han(said['determiner']))}))"
        )
        han_limits = tuple(sorted(word for word in _han(said["limits"]) if len(word) > 1))
        self.limits = (han_limits, tuple(sorted(said["limits_after"])))
        self.no_object = tuple(sorted(said["no_object"]))
        self.owners = tuple(sorted(said["owners"]))
        self.place = re.compile(rf"{place}$")
        self.tail = re.compile(rf"(?:{_any(_han(said['skips']))})$")
        self.takes = re.compile(rf"{_any(said['takes'])}")
        self.heads = frozenset(said["head"])


def _latin(words: frozenset[str] | set[str]) -> set[str]:
    return {word for word in words if not HAN.match(word)}


def _han(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if HAN.match(word))


def _any(words: frozenset[str]) -> str:
    """A pattern for any of the words, the longest first; one that never fits where there are none."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word))) or r"(?!)"


@lru_cache(maxsize=8)
def words_of(languages: tuple[str, ...]) -> Words:
    """The words of these languages, made once."""
    return Words(languages)


def languages_of(prose: str) -> tuple[str, ...]:
    """The languages whose words a text may use: English always, Chinese where it has Han characters."""
    return ("en", "zh") if HAN.search(prose) else ("en",)


def classes(t: Tokens, words: Words, first: int, after: int) -> list[str]:
    """The class of each token first..after, read without its neighbours but for a glance ahead."""
    found: list[str] = []
    put = found.append
    known, seen, entries, texts, lower, kinds = words.known, words.seen, t.entry, t.text, t.word, t.kind
    for k in range(first, after):
        entry = entries[k]
        if entry is not None:
            text = texts[k]
            letter = known.get(text, "")
            if not letter:
                letter = _of_entry(lower[k], entry, words, t)
                if len(known) > _LIMIT:
                    known.clear()
                known[text] = letter
        else:
            text = texts[k]
            letter = seen.get(text, "")
            if not letter:
                letter = _of_word(text, lower[k], kinds[k], words, t)
                if len(seen) > _LIMIT:
                    seen.clear()
                seen[text] = letter
        if letter in "?#@":
            letter = _resolved(t, k, letter, words)
        put(letter)
    return found


def _of_word(text: str, word: str, kind: str, words: Words, t: Tokens) -> str:
    """The class of a word that the language tables do not know."""
    if kind == "¶":
        return ";"
    if text in _SIGNS:
        return _SIGNS[text]
    if kind == "s":
        return "A"
    if word in words.either:
        return "?"
    letter = words.classes.get(word)
    if letter is None and kind in "hWN":
        return "N"
    if letter in ("V", None) and t.forms.participle(word):
        return "E"
    if letter is not None:
        return letter
    if t.forms.gerund(word):
        return "I"
    return "A" if t.forms.adverb(word) else "N"


def _of_entry(word: str, entry: Entry, words: Words, t: Tokens) -> str:  # noqa: C901
    """The class of a word or phrase that the language tables know."""
    if word in _SIGNS:
        return _SIGNS[word]
    if entry.get("cue") == "RESPECTIVELY" or word in words.lists["respectively"]:
        return "R"
    if word in words.either:
        return "?"
    if word.isascii():
        letter = words.classes.get(word)
        if letter == "P":
            # "above", "over", "under": a hedge before a figure
            return "O" if entry.get("cue") == "OF" else "#" if "hedge" in entry else "P"
        if letter == "D" and "join" not in entry:
            return "D"
        if letter is not None and "noun" not in entry:
            return "E" if letter == "V" and t.forms.participle(word) else letter
        if "join" in entry:
            return "C"
        if "noun" in entry:
            return "N"
        if "direction_noun" in entry:
            return "G"
        if "direction" in entry or "multiple" in entry:
            return "E" if t.forms.participle(word) else "V"
        if word in words.lists["skips"] or "reach" in entry:
            return "r" if "hedge" not in entry else "A"
        if "number_noun" in entry:
            return "N"
        if "verb" in entry or "link" in entry:
            return "M"
        if "relative" in entry or "month" in entry or "weekday" in entry:
            return "N"
        if "stop" in entry or "hedge" in entry or "hedge_after" in entry:
            return "A"
        if "extent" in entry:
            return "A"
        if "cue" in entry and t.forms.participle(word):
            return "E"
        if entry.get("cue", "TOTAL") not in _NOMINAL or "phrasal" in entry:
            return "M" if entry.get("cue") in ("SHARE", "TO") else "A" if entry.get("cue") in _LIGHT else "V"
        return "I" if t.forms.gerund(word) and len(entry) == 1 and "cue" in entry else "N"
    letter = words.classes.get(word)
    if letter is not None and len(word) > 1:
        return letter
    if letter is not None:
        return "#" if letter != "J" else "J"
    if word in words.heads or "noun" in entry:
        return "N"
    if "join" in entry:
        return "C"
    if "direction_noun" in entry:
        return "G"
    if "direction" in entry or "multiple" in entry:
        return "@"
    if word in words.lists["skips"] or "hedge" in entry or "hedge_after" in entry:
        return "@" if len(word) > 1 else "#"
    return "N" if entry.get("cue", "TOTAL") in _NOMINAL or "stop" in entry else "A"


def _resolved(t: Tokens, k: int, letter: str, words: Words) -> str:
    """The class of a word that depends on what stands around it."""
    text = t.text[k]
    if text.isascii():
        following = k + 1
        if following >= len(t):
            return "N"
        kind = t.kind[following]
        entry = t.entry[following] or _NONE
        figure = kind in "nv" or "number" in entry or "hedge" in entry or "currency" in entry
        if letter == "?":
            # "the ticket costs $5", "the rent rises from $5", "operating costs fell"
            linked = (
                entry.get("link") in ("from", "to", "by")
                and following + 1 < len(t)
                and (t.kind[following + 1] in "nv" or "currency" in (t.entry[following + 1] or _NONE))
            )
            return "M" if figure or linked or "article" in entry else "N"
        return "A" if figure else "P"
    # A Han word that is a cue by itself is none at the head of a longer word (占地面积, 增加值).
    for word in words.compound.get(text[0], ()):
        if len(word) > len(text) and t.prose.startswith(word, t.start[k]):
            return "N"
    if letter == "@":
        return "V"
    return words.classes.get(t.word[k], "A")
