"""Ordinals and multiples: the third, doubled, twice as many."""

from __future__ import annotations

from decimal import Decimal

from claims import dates, numbers
from claims._figures.hedges import Hedges
from claims.claim import Claim
from claims.quantity import Quantity


class Ordinals(Hedges):
    """Reads ordinals and multiples."""

    def _ordinal(self, i: int) -> int:
        t = self.t
        entry = self._e(i)
        first, after = i, i + 1
        if t.kind[i] == "n":
            if self._e(i - 1).get("ordinal_mark") == "before":
                value = dates._int(t, i)
                first = i - 1
            else:
                value = int(t.text[i].replace(",", "")) if t.text[i].replace(",", "").isdigit() else None
                after = i + 2
        elif t.kind[i] == "z":
            number = numbers.han_value(t.text[i])
            value = None if number is None else int(number)
            first = i - 1
        else:
            value = int(entry["ordinal"])
            if self._text(i - 1) in "-‐" and "number" in self._e(i - 2) and int(self._e(i - 2)["number"]) >= 20:
                value += int(self._e(i - 2)["number"])
                first = i - 2
        if value is None:
            return 0
        if t.kind[i] in "Kk" and t.text[i].isascii():
            word = t.word[i]
            if "fraction" in entry and not self._determined(i):
                return 0
            if word == "second" and not self._determined(i):
                return 0
            if word == "first" and not self._determined(i) and not t.text[i][0].isupper():
                return 0
            if self._text(after) in "-‐" and self._gap(after) == 0:
                tail = self._word(after + 1)
                if tail in ("largest", "biggest", "highest", "lowest", "best", "quarter", "year", "half", "generation", "place", "degree", "round", "straight", "most", "longest", "smallest", "oldest", "ranked", "placed"):
                    after += 2
                    claim = self._ordinal_claim(first, i + 1, value)
                    claim.measure = tail
                    return after
                return i + 1
        if after < len(t) and t.kind[i] in "nz" and first == i - 1:
            # 第三方-like names end in a noun that the table lists as no figure; all else counts its classifier.
            classifier = "measure_word" in self._e(after)
            nxt = after + 1 if classifier else after
        else:
            nxt = after
        self._ordinal_claim(first, after, value)
        return nxt

    def _determined(self, i: int) -> bool:
        """True where a determiner, possessive or preposition makes an ordinal of the word at token i."""
        entry = self._e(i - 1)
        word = self._word(i - 1)
        return ("article" in entry or self._text(i - 1).endswith(("'s", "’s")) or word in ("every", "each", "any", "another")
                or "ordinal_ok" in entry or word in ("in", "for", "came", "finished", "ranked", "placed"))

    def _ordinal_claim(self, first: int, after: int, value: int) -> Claim:
        t = self.t
        claim = Claim("ordinal", t.start[first], t.end[after - 1], reading="ordinal", number=(t.start[first], t.end[after - 1]))
        noun = self._noun(after)
        claim.quantity = Quantity(t.prose[claim.start:claim.end], Decimal(value), noun[0] if noun else None, point=True)
        if noun:
            claim.measure = noun[0]
        self._emit(claim, first, after)
        return claim

    def _multiple(self, i: int) -> int:
        """doubled, tripled, halved; double the …; twice as many; 翻一番."""
        t = self.t
        entry = self._e(i)
        key = "multiple" if "multiple" in entry else "multiple_before"
        value = Decimal(entry[key])
        if key == "multiple_before":
            following = self._e(i + 1)
            if not ("article" in following or self._word(i + 1) in ("as", "what", "that", "last", "this") or "relative" in following):
                return 0
            if following.get("article") == "1":
                return 0
        direction = None
        if key == "multiple":
            direction = "up" if value > 1 else "down"
        claim = self._claim("ratio", i, i + 1, value, Decimal("0.2") if value >= 1 else Decimal("0.1"),
                            Decimal("0.2") if value >= 1 else Decimal("0.1"), 1, None, reading="multiple")
        assert claim.quantity is not None
        claim.quantity.direction = direction
        self._hedge(claim, i, i + 1)
        return i + 1
