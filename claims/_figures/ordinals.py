"""Ordinals and multiples: the third, doubled, twice as many."""

from __future__ import annotations

from decimal import Decimal

from claims import dates, numbers
from claims._figures.hedges import Hedges
from claims.claim import Claim
from claims.numbers import Num
from claims.quantity import Quantity


class Ordinals(Hedges):
    """Reads ordinals and multiples."""

    def _ordinal(self, i: int) -> int:
        t = self.t
        entry = self._e(i)
        first, after = i, i + 1
        if t.kind[i] == "n":
            if self._e(i - 1).get("ordinal_mark") == "before":
                value = dates.whole_at(t, i)
                first = i - 1
            else:
                value = int(t.text[i].replace(",", "")) if t.text[i].replace(",", "").isdigit() else None
                after = i + 2
        elif t.kind[i] == "z":
            number = numbers.han_value(t.word[i])
            value = None if number is None else int(number)
            first = i - 1 if self._e(i - 1).get("ordinal_mark") == "before" else i
        else:
            value = int(entry["ordinal"])
            if self._text(i - 1) in "-‐" and "number" in self._e(i - 2) and int(self._e(i - 2)["number"]) >= 20:
                value += int(self._e(i - 2)["number"])
                first = i - 2
        if value is not None and first == i - 1 and t.kind[i] in "nz" and "scale" in self._e(i + 1):
            scaled = numbers.number(t, i)
            if scaled is not None and scaled.ends is None and scaled.whole:
                # 第100万
                value, after = int(scaled.value), scaled.after
        if value is None:
            return 0
        if t.kind[i] in "Kk" and t.text[i].isascii():
            if not self._determined(first) and not (value > 1 and self._e(first - 1).get("link") == "be"):
                return 0
            if "fraction" in entry and self._e(i - 1).get("article") == "1" and self._after_article(i) is not None:
                return 0
            # "The second is schools" ranks, "the second it rang" does not.
            if (
                "duration" in entry
                and not self._ranked(first)
                and not (
                    after < len(t)
                    and t.kind[after] in "wWk"
                    and self._gap(after) == 1
                    and (
                        "stop" not in self._e(after)
                        or (self._e(after).get("link") == "be" and self._e(i - 1).get("article") == "0")
                    )
                )
            ):
                return 0
            if (
                t.text[first][0].isupper()
                and self._text(after)[:1].isupper()
                and not self._sentence_start(first)
                and (t.text[after].isascii() and self._gap(after) == 1 and "duration" not in self._e(after))
            ):
                return after
            if self._text(after) in ("-", "‐") and self._gap(after) == 0:
                # third-largest, second-quarter: the word after the hyphen is what is ranked
                claim = self._ordinal_claim(first, i + 1, value)
                claim.measure = self._word(after + 1)
                return after + 2
        if after < len(t) and t.kind[i] in "nz" and first == i - 1:
            # 第三方-like names end in a noun that the table lists as no figure; all else counts its classifier.
            classifier = "measure_word" in self._e(after)
            nxt = after + 1 if classifier else after
        else:
            nxt = after
        self._ordinal_claim(first, after, value)
        return nxt

    def _after_article(self, i: int) -> Num | None:
        """The number that "a" and the word at token i make (a hundred, a dozen, a third of), None where it is none."""
        entry = self._e(i)
        if "fraction" in entry and ("ordinal" in entry or "span_unit" in entry or "duration" in entry):
            after = self._e(i + 2 if self._text(i + 1) in ("-", "‐") and self._gap(i + 1) == 0 else i + 1)
            if (
                i + 1 < len(self.t)
                and self.t.kind[i + 1] not in "s¶"
                and not (
                    "stop" in after
                    or "link" in after
                    or "cue" in after
                    or "points" in after
                    or ("bare_points" in after and "ordinal" not in entry)
                    or "percent" in after
                )
            ):
                return None
            if "duration" in entry and "ordinal" in entry:
                return None
        return numbers.number(self.t, i - 1)

    def _determined(self, i: int) -> bool:
        """True where a determiner, possessive or preposition makes an ordinal of the word at token i."""
        entry = self._e(i - 1)
        if self._sentence_start(i):
            return (
                self._gap(i + 1) == 1
                and self.t.kind[i + 1] in "wk"
                and "stop" not in self._e(i + 1)
                and (not self.t.forms.participle(self._word(i + 1)))
            )
        return (
            self._ranked(i)
            or "article" in entry
            or self._text(i - 1).endswith(("'s", "’s", "s'", "s’"))
            or "ordinal_ok" in entry
        )

    def _ranked(self, i: int) -> bool:
        """True where the ordinal word at token i is a place that was reached: came second with, is third in."""
        entry = self._e(i - 1)
        following = self._e(i + 1)
        ends = i + 1 >= len(self.t) or self.t.kind[i + 1] in "s¶"
        if "join" in entry and self.spans and self.spans[-1][1] == i - 1 and self.claims[-1].reading == "ranked":
            return True
        if self._beside(i - 1, "ranked"):
            return ends or self._gap(i + 1) == 1
        return self._beside(i - 1, "standing") and (ends or ("stop" in following and "duration" not in following))

    def _sentence_start(self, i: int) -> bool:
        """True where token i begins a sentence or line."""
        return i == 0 or self.t.kind[i - 1] == "¶" or self.t.text[i - 1] in (".", "!", "?", "“", '"', "。", "|")

    def _ordinal_noun(self, j: int) -> str | None:
        """What is ranked: the head of the noun phrase after an ordinal, which may be singular."""
        t = self.t
        forms = t.forms
        head = None
        for k in range(j, min(len(t), j + 7)):
            entry = self._e(k)
            if self._text(k) in ("-", "‐") and self._gap(k) <= 1 and self._gap(k + 1) == 0 and k > j:
                continue
            if self._gap(k) != 1 and self._text(k - 1) not in ("-", "‐"):
                break
            if (
                "link_noun" in entry
                and k > j
                and self._gap(k + 2) == 1
                and t.kind[k + 1] in "wk"
                and t.kind[k + 2] in "wk"
                and (
                    "stop" not in self._e(k + 2) and "article" not in self._e(k + 1) and "ordinal" not in self._e(k + 1)
                )
            ):
                continue
            if (
                t.kind[k] not in "wWkKN"
                or "stop" in entry
                or "article" in entry
                or ("cue" in entry and "pre_noun" not in entry)
            ):
                break
            if k > j and (
                "verb" in entry
                or ("direction" in entry and "direction_noun" not in entry)
                or (forms.participle(t.word[k]) and t.text[k - 1] not in ("-", "‐"))
            ):
                break
            if (
                k == j
                and forms.participle(t.word[k])
                and not (t.kind[k + 1 : k + 2] in (["w"], ["W"]) and self._gap(k + 1) == 1)
            ):
                break
            if not (forms.adverb(t.word[k]) or t.kind[k] == "N"):
                head = forms.singular(t.word[k], entry)
            if "duration" in entry or forms.plural(t.word[k], entry):
                break
        return head

    def _ordinal_claim(self, first: int, after: int, value: int) -> Claim:
        t = self.t
        claim = Claim(
            "ordinal", t.start[first], t.end[after - 1], reading="ordinal", number=(t.start[first], t.end[after - 1])
        )
        if t.text[first].isascii() and self._ranked(first):
            claim.reading = "ranked"
        noun = None
        if claim.reading != "ranked":
            noun = self._ordinal_noun(after) if self._text(after).isascii() else (self._noun(after) or (None,))[0]
        claim.quantity = Quantity(t.prose[claim.start : claim.end], Decimal(value), noun, point=True)
        if noun:
            claim.measure = noun
        self._emit(claim, first, after)
        return claim

    def _multiplies(self, i: int) -> bool:
        """True where the word at token i is a verb: what it is said of stands before it, and no noun after it."""
        t = self.t
        after = self._e(i + 1)
        ends = i + 1 >= len(t) or t.kind[i + 1] == "¶" or t.text[i + 1] in ",.;:!?)"
        if "multiple_after" in after and "article" not in after:
            return False  # it doubles as a bar
        if not (
            ends
            or "article" in after
            or "crossed" in after
            or "unit_head" in after
            or after.get("link") in ("to", "by", "from")
        ):
            return False
        k = i - 1
        while "hedge" in self._e(k) or t.forms.adverb(self._word(k)):
            k -= 1
        if k < 0 or self._gap(k + 1) != 1:
            return False
        word, entry = t.word[k], self._e(k)
        if "join" in entry:
            return any(claim.reading == "multiple" for claim in self.claims[-2:])
        if self._beside(k, "subject"):
            return True
        if t.kind[k] in "nN":
            return "article" in after
        return (
            t.kind[k] in "wWk"
            and t.text[k][0].isalpha()
            and not ("article" in entry or "stop" in entry or t.forms.participle(word) or t.forms.plural(word, entry))
            and not t.text[k].endswith(("'s", "’s", "s'", "s’"))
        )

    def _multiple(self, i: int) -> int:
        """doubled, tripled, halved; double the …; twice as many; 翻一番."""
        entry = self._e(i)
        key = next(k for k in ("multiple", "multiple_before", "multiple_verb") if k in entry)
        if key == "multiple_verb" and not self._multiplies(i):
            return 0
        value = Decimal(entry[key])
        if key == "multiple_before":
            following = self._e(i + 1)
            if not ("article" in following or "multiple_after" in following or "relative" in following):
                return 0
            if following.get("article") == "1":
                return 0
        if self._text(i - 1) in ("-", "‐") or (
            key == "multiple" and "article" in self._e(i - 1) and self.t.forms.gerund(self.t.word[i])
        ):
            return i + 1  # the halving, post-halving: the event, not its measure
        direction = None
        if key in ("multiple", "multiple_verb"):
            direction = "up" if value > 1 else "down"
        elif "direction" in entry:
            direction = str(entry["direction"])
        claim = self._claim(
            "ratio",
            i,
            i + 1,
            value,
            Decimal("0.2") if value >= 1 else Decimal("0.1"),
            Decimal("0.2") if value >= 1 else Decimal("0.1"),
            1,
            None,
            reading="multiple",
        )
        assert claim.quantity is not None
        claim.quantity.direction = direction
        self._hedge(claim, i, i + 1)
        return i + 1
