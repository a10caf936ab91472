"""What a word beside a figure means here: which unit, which currency, by the rules of `units.toml`.

The tables say under which conditions an ambiguous word or letter is which unit; this looks whether they hold.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from claims import units
from claims.numbers import Num
from claims.tokens import Tokens
from claims.units import MoneyWord, Reading, Word

_SIGNS = "$¥￥£="
_POWERS = str.maketrans("²³", "23")
"""A mark may have lost its superscript on the way: cm2."""
_CLAUSE = 24
"""Tokens on either side that count as the same clause for the `near` conditions."""
_SCALES = {"million": Decimal("1e6"), "thousand": Decimal("1e3"), "billion": Decimal("1e9")}


class Words:
    """The unit and money words of a document's languages, resolved for its place and day."""

    def __init__(self, languages: tuple[str, ...], place: str | None, day: date | None) -> None:
        self.languages = languages
        self.place = place
        self.day = day

    # -- money ----------------------------------------------------------------------------------------------

    def money(self, said: tuple[str, str]) -> MoneyWord:
        """The money word that the lexicon found: (language, text)."""
        found = units.find_currency(said[1], said[0])
        if found is None:
            raise KeyError(f"{said[1]!r} is no money word of {said[0]!r}")
        return found

    def before(self, said: tuple[str, str]) -> bool:
        """True where the word may stand before its figure: signs, codes, and abbreviations such as Rs."""
        word = self.money(said)
        return word.form in ("sign", "code", "short") or not word.text.isascii()

    def sure(self, said: tuple[str, str]) -> tuple[str, ...]:
        """The one currency that the word can only mean, if there is one.

        A sign with a mark before it is none: who writes HK$ means something else by $.
        """
        word = self.money(said)
        marked = len(word.text) > 1 and word.text[-1] in _SIGNS
        return word.codes if len(word.codes) == 1 and not word.careful and not marked else ()

    def code(self, said: tuple[str, str], seen: Counter[str]) -> tuple[str | None, Decimal | None]:
        """(ISO 4217 code, factor of a subunit or None) of the word in this document."""
        word = self.money(said)
        factor = None if word.factor == 1 else Decimal(word.factor.numerator) / Decimal(word.factor.denominator)
        if len(word.codes) == 1:
            return word.codes[0], factor
        local = units.currency_of_place(self.place, self.day) if self.place else None
        if local in word.codes:
            return local, factor
        named = [code for code, _ in seen.most_common() if code in word.codes]
        if named and (not word.settled or word.codes[0] not in named):
            return named[0], factor
        if word.text in ("¥", "￥") and "zh" in self.languages and "JPY" not in seen:
            return "CNY", factor
        return (word.codes[0] if word.settled else None), factor

    # -- units ----------------------------------------------------------------------------------------------

    def unit(
        self,
        tokens: Tokens,
        at: int,
        num: Num,
        said: list[tuple[str, str]],
        *,
        gap: int,
        hyphen: bool,
        chain: str | None = None,
        money: bool = False,
    ) -> Reading | None:
        """How the unit word at token `at`, after the number `num`, is read; None where it is no unit here."""
        word = self._word(tokens, at, said)
        if word is None:
            return None
        if word.form == "mark" and hyphen and len(word.text) <= 2 and word.ambiguous:
            return None
        if not word.ambiguous:
            return _plain(word.units[0])
        if chain is not None:
            for name in word.units:
                ratio = self.ratio(chain, name)
                if ratio is not None and ratio > 1:
                    return _plain(name)
        for reading in word.readings:
            if self._holds(reading, tokens, at, num, gap, hyphen, chain, money):
                return reading
        return None

    def _word(self, tokens: Tokens, at: int, said: list[tuple[str, str]]) -> Word | None:
        written = tokens.text[at].replace(" ", "").translate(_POWERS)
        chosen = None
        for language, text in said:
            if text.replace(" ", "").translate(_POWERS) == written:
                chosen = (language, text)
                break
        if chosen is None:
            for language, text in said:
                if language != "any":
                    chosen = (language, text)
                    break
        if chosen is None:
            return None
        language, text = chosen
        return units.load().find(text, self.languages[0] if language == "any" else language)

    def _holds(
        self,
        reading: Reading,
        tokens: Tokens,
        at: int,
        num: Num,
        gap: int,
        hyphen: bool,
        chain: str | None,
        money: bool,
    ) -> bool:
        if reading.place and not (self.place and self.place in reading.place):
            return False
        for tag in reading.when:
            if tag == "money":
                ok = money
            elif tag == "scale":
                ok = num.scale != 1
            elif tag == "count":
                ok = _plural_follows(tokens, at + 1)
            elif tag == "glued":
                ok = gap == 0 and not hyphen
            elif tag == "apart":
                ok = gap > 0
            elif tag == "hyphen":
                ok = hyphen
            elif tag == "chain":
                ok = chain is not None or _chained(tokens, at)
            elif tag == "compound":
                ok = _over_unit(tokens, at)
            elif tag == "pair":
                ok = _paired(tokens, at)
            elif tag == "round":
                ok = num.whole and int(num.value) % 10 == 0
            elif tag == "year":
                ok = num.whole and 1000 <= num.value <= 2100
            else:
                ok = False
            if not ok:
                return False
        if reading.near and not any(self._near(name, tokens, at) for name in reading.near):
            return False
        if reading.next:
            following = tokens.word[at + 1] if at + 1 < len(tokens) else ""
            if following not in reading.next and not any(
                following in units.load().near(name, language)
                for name in reading.next
                if units.load().near_list(name)
                for language in self.languages
            ):
                return False
        return True

    def _near(self, name: str, tokens: Tokens, at: int) -> bool:
        low, high = max(0, at - _CLAUSE), min(len(tokens), at + _CLAUSE)
        around = set(tokens.word[low:high])
        text = None
        for language in self.languages:
            for word in units.load().near(name, language):
                if word.isascii() and " " not in word:
                    if word.lower() in around:
                        return True
                else:
                    if text is None:
                        text = tokens.prose[tokens.start[low] : tokens.end[high - 1]].lower()
                    if word.lower() in text:
                        return True
        return False

    def comparable(self, a: str, b: str) -> bool:
        """True where both units measure one kind of thing."""
        try:
            return units.comparable(a, b)
        except units.UnitError:
            return False

    def ratio(self, larger: str | None, smaller: str | None) -> Fraction | None:
        """How many of the smaller unit make one of the larger; None where they are not comparable."""
        if larger is None or smaller is None or larger == smaller:
            return None
        return _ratio(larger, smaller)


def _plain(unit: str) -> Reading:
    return Reading(unit, None, None, None, (), (), (), ())


@lru_cache(maxsize=256)
def _ratio(larger: str, smaller: str) -> Fraction | None:
    try:
        if not units.comparable(larger, smaller):
            return None
        return units.convert(Fraction(1), larger, smaller) - units.convert(Fraction(0), larger, smaller)
    except units.UnitError:
        return None


def _plural_follows(tokens: Tokens, k: int) -> bool:
    from claims import dates

    for step in range(3):
        at = k + step
        if at >= len(tokens) or tokens.start[at] - tokens.end[at - 1] != 1:
            return False
        if dates.plural_at(tokens, at):
            return True
        if tokens.kind[at] not in "wk" or "stop" in (tokens.entry[at] or {}):
            return False
    return False


def _over_unit(tokens: Tokens, at: int) -> bool:
    """True where a slash and another unit follow token `at`: A/cm2, 4 s/km; a lone capital is none (A/B tests)."""
    if tokens.text[at + 1 : at + 2] != ["/"] or at + 2 >= len(tokens):
        return False
    text = tokens.text[at + 2]
    return "unit" in (tokens.entry[at + 2] or {}) and not (len(text) == 1 and text.isupper())


def _paired(tokens: Tokens, at: int) -> bool:
    """True where the same letter stands on the other end of a range: -5C to 3C."""
    return _pair_from(tokens, at, at) or _pair_from(tokens, _other_end(tokens, at), at)


def _other_end(tokens: Tokens, at: int) -> int:
    """The token of the first end's unit, where token `at` is the unit of a second end: C in -5C to -3C."""
    signed = at >= 4 and tokens.text[at - 2] in "-−–" and "range_mark" in (tokens.entry[at - 3] or {})
    return at - 4 if signed else at - 3


def _pair_from(tokens: Tokens, first: int, at: int) -> bool:
    """True where a range mark, a number and the letter of token `at` follow that letter at token `first`."""
    number = first + 2
    if first >= 0 and number < len(tokens) and tokens.text[number] in "-−–":
        number += 1
    return (
        first >= 0
        and number + 1 < len(tokens)
        and tokens.text[first] == tokens.text[number + 1] == tokens.text[at]
        and tokens.kind[number] == "n"
        and "range_mark" in (tokens.entry[first + 1] or {})
    )


def _chained(tokens: Tokens, at: int) -> bool:
    """True where the word at token `at` is followed by another number and unit: 2h 30m, 6'2"."""
    k = at + 1
    if k + 1 >= len(tokens) or tokens.kind[k] != "n" or tokens.start[k] - tokens.end[at] > 1:
        return False
    return "unit" in (tokens.entry[k + 1] or {}) or "duration" in (tokens.entry[k + 1] or {})
