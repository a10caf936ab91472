"""The tokens of a document with the few questions that every part of the grammar asks of them."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction

from claims import dates, units
from claims.claim import Claim
from claims.document import Document
from claims.numbers import Num
from claims.quantity import Number, Quantity
from claims.tokens import Entry, Lexicon, Tokens
from claims.words import Words

_NONE = Entry()
_MINUS = frozenset("-−–﹣－‑")
_DASHES = frozenset("-–—~～‑‐")
_LISTED = 2
_BRACKET, _BEHIND = 8, 4
_OPEN = frozenset("([（【「“\"'‘«《")


UnitRead = tuple[str, str | None, int, Decimal | None]
"""A unit as read: kind of claim, name, token after it, factor."""
Said = tuple[str, str] | None
"""A money word as the lexicon found it: (language, text)."""


class Base:
    """Tokens with their entries, the claims read so far, and how a claim is put down."""

    def __init__(self, tokens: Tokens, document: Document, lex: Lexicon, words: Words) -> None:
        self.t = tokens
        self.document = document
        self.lex = lex
        self.words = words
        self.claims: list[Claim] = []
        self.named: list[tuple[int, int, str]] = []
        self.when = dates.When(document.published, document.place)
        self.spans: list[tuple[int, int]] = []
        self.inner: set[int] = set()
        self.han = any(language != "en" for language in lex.languages)
        self.money_seen = self._money_seen()

    def _e(self, i: int) -> Entry:
        t = self.t
        if 0 <= i < len(t.entry):
            return t.entry[i] or _NONE
        return _NONE

    def _gap(self, i: int) -> int:
        """Code points between token i and the one before it; a large number across lines."""
        t = self.t
        if not 0 < i < len(t):
            return 99
        if t.kind[i] == "¶" or t.kind[i - 1] == "¶":
            return 99
        return t.start[i] - t.end[i - 1]

    def _text(self, i: int) -> str:
        return self.t.text[i] if 0 <= i < len(self.t) else ""

    def _word(self, i: int) -> str:
        return self.t.word[i] if 0 <= i < len(self.t) else ""

    def _beside(self, i: int, category: str) -> bool:
        """True where token i is one of the words that a language looks for beside figures."""
        return self.t.forms.stands(category, self._word(i))

    def _name(self, first: int, after: int, reading: str) -> None:
        self.named.append((self.t.start[first], self.t.end[after - 1], reading))

    def _cover_digits(self, first: int, after: int, reading: str) -> None:
        if any(c.isdigit() for c in self.t.prose[self.t.start[first] : self.t.end[after - 1]]):
            self._name(first, after, reading)

    def _taken(self, at: int) -> bool:
        """True where token `at` is already part of the claim before."""
        return bool(self.spans) and self.spans[-1][1] > at

    def _score_words(self, i: int) -> bool:
        """True where words of a game or a vote stand within a dozen tokens, or a score right before: 28-25 and 20-23."""
        after = self.spans[-1][1] if self.claims and self.claims[-1].kind == "score" else i
        if after < i <= after + _LISTED and all(self._text(k) == "," or "join" in self._e(k) for k in range(after, i)):
            return True
        return any("score" in self._e(k) for k in range(max(0, i - 12), min(len(self.t), i + 9)))

    def _flows(self, i: int, j: int) -> bool:
        """True where a verb of coming and going stands before token i, and no noun at token j: and closed five."""
        if not self._beside(i - 1, "flow") or self._gap(i) != 1:
            return False
        if j >= len(self.t) or self.t.kind[j] == "¶" or self.t.text[j] in ",.;:)!?":
            return True
        entry = self._e(j)
        return "join" in entry or ("stop" in entry and "range_mark" not in entry)

    def _money_seen(self) -> Counter[str]:
        """How often the document names each currency unambiguously: what an ambiguous word most likely means.

        A currency into which an amount is only converted, in the bracket behind it, says nothing of the others.
        """
        t = self.t
        seen: Counter[str] = Counter()
        for i, entry in enumerate(t.entry):
            if entry is not None and "currency" in entry and not self._converted(i):
                for code in self.words.sure(entry["currency"]):
                    seen[code] += 1
        return seen

    def _converted(self, i: int) -> bool:
        """True for a currency at token i in a bracket of a few tokens right behind another amount of money."""
        t = self.t
        for k in range(i - 1, max(0, i - _BRACKET), -1):
            if t.text[k] in "(（":
                return any("currency" in self._e(j) for j in range(max(0, k - _BEHIND), k))
            if t.text[k] in ")）。" or t.kind[k] == "¶":
                return False
        return False

    def _claim(
        self,
        kind: str,
        first: int,
        after: int,
        value: Number | None,
        step: Number,
        coarse: Number,
        digits: int,
        unit: str | None,
        *,
        reading: str,
    ) -> Claim:
        t = self.t
        start, end = t.start[first], t.end[after - 1]
        claim = Claim(kind, start, end, reading=reading, number=(start, end))
        claim.quantity = Quantity(t.prose[start:end], value, unit, step=step, coarse=coarse, digits=digits)
        self._emit(claim, first, after)
        return claim

    def _number_claim(
        self, kind: str, first: int, after: int, num: Num, unit: str | None, *, sign: bool = False, reading: str = ""
    ) -> Claim:
        t = self.t
        start, end = t.start[first], t.end[after - 1]
        value: Number | None = num.value
        ends = num.ends
        if sign:
            value = -num.value
            ends = None if ends is None else (-ends[1], -ends[0])
        if ends is not None:
            value = None
        if kind == "" or (
            kind == "count" and self.han and num.form == "digits" and value is not None and value != int(value)
        ):
            kind = "number"  # 7.8级 counts nothing
        claim = Claim(kind, start, end, reading=reading or kind, number=(start, end))
        claim.quantity = Quantity(
            t.prose[start:end],
            value,
            unit,
            step=num.step,
            coarse=num.coarse,
            digits=num.digits,
            ends=ends,
            hedge=num.hedge,
            point=(kind == "count" or (kind == "number" and num.form == "words"))
            and num.scale == 1
            and num.whole
            and ends is None,
        )
        self._emit(claim, first, after)
        return claim

    def _claim_plain(self, kind: str, first: int, after: int, reading: str) -> None:
        t = self.t
        claim = Claim(kind, t.start[first], t.end[after - 1], reading=reading)
        claim.quantity = Quantity(t.prose[claim.start : claim.end], None)
        self._emit(claim, first, after)

    def _emit(self, claim: Claim, first: int, after: int) -> None:
        if claim.kind == "measure" and claim.quantity is not None and claim.quantity.unit is not None:
            _reported(claim.quantity)
        self.claims.append(claim)
        self.spans.append((first, after))


def _reported(quantity: Quantity) -> None:
    """State a measure in a unit that pint parses: 45万亩 is 30,000 hectare."""
    table = units.load()
    if quantity.unit is None or quantity.unit not in table or not table.unit(quantity.unit).own:
        return
    reported = table.as_pint(quantity.unit)
    if reported is None:
        return
    name, factor = reported
    if quantity.value is not None:
        quantity.value = _decimal(Fraction(quantity.value) * factor)
    if quantity.ends is not None:
        quantity.ends = (_decimal(Fraction(quantity.ends[0]) * factor), _decimal(Fraction(quantity.ends[1]) * factor))
    quantity.step = _decimal(Fraction(quantity.step) * factor)
    quantity.coarse = _decimal(Fraction(quantity.coarse) * factor)
    quantity.unit = name


def _decimal(value: Fraction) -> Number:
    """The value as a Decimal where that is exact."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return Decimal(value.numerator) / Decimal(value.denominator) if rest == 1 else value
