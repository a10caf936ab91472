"""Figures: a number with its hedge, sign, unit and kind, by one grammar over the tokens of any language.

`Figures(tokens, document).read()` yields claims in reading order and the names with digits in them. Which words
mean what is said by the language tables; what a bare letter or sign means beside a figure (m, $, °) by
`units.py` and by what else the document says.
"""

from __future__ import annotations

import re
from decimal import Decimal

from claims import numbers
from claims._figures.bare import Bare
from claims._figures.base import _MINUS, _NONE, _OPEN, Said
from claims._figures.names import Names
from claims._figures.ordinals import Ordinals
from claims._figures.shared import Shared
from claims.numbers import Num

_SIGNED = frozenset(("hedge", "stop", "link", "cue", "direction", "time_in"))
"""Categories of Han words after which a dash is a sign."""
_TIMES = frozenset(("month", "weekday", "relative", "span"))
"""Categories of words that a date can begin with, though they are also an idiom."""
_START = re.compile(r"[nzvqdtNK]")


class Figures(Names, Ordinals, Bare, Shared):
    """Reads the figures of one document's tokens."""

    def read(self, covered: list[tuple[int, int]]) -> None:
        """Fill `claims` and `named`. covered: places already read (statistics), in order."""
        t = self.t
        kinds = t.kinds
        i = 0
        cover = 0
        search = _START.search
        future_until = -1
        while True:
            match = search(kinds, i)
            if match is None:
                break
            i = match.start()
            place = t.start[i]
            while cover < len(covered) and covered[cover][1] <= place:
                cover += 1
            if cover < len(covered) and covered[cover][0] <= place:
                i += 1
                continue
            if i > future_until:
                future_until = self._look_ahead(i)
            after = self.figure(i)
            i = after if after > i else i + 1
        self._share()

    def _look_ahead(self, i: int) -> int:
        """Set whether the clause around token i speaks of the future; returns where that clause ends."""
        t = self.t
        total = len(t)
        low = i
        while low > 0 and i - low < 40 and t.text[low - 1] not in ".。!！?？;；" and t.kind[low - 1] != "¶":
            low -= 1
        high = i
        while high < total and high - i < 40 and t.text[high] not in ".。!！?？;；" and t.kind[high] != "¶":
            high += 1
        future = False
        for k in range(low, high):
            entry = t.entry[k]
            if entry is not None and "future" in entry:
                future = True
                break
        self.when.future = future
        return high

    def figure(self, i: int) -> int:
        """Read the figure that begins at token i; returns the token after it, or i."""
        t = self.t
        kind = t.kind[i]
        entry = t.entry[i] or _NONE
        if kind == "N":
            self._name(i, i + 1, "name")
            return i + 1
        idle = "not_counted" in entry and kind == "K" and (len(entry) == 1 or "number" not in entry)
        if idle and _TIMES.isdisjoint(entry):
            self._cover_digits(i, i + 1, "idiom")
            return i + 1
        scored = self._scoreline(i) if kind == "n" else 0
        if scored:
            return scored
        before = self._named_before(i)
        if before:
            return before
        found = self._date(i)
        if found:
            return found
        if kind == "t" or kind in "nz":
            found = self._clock(i)
            if found:
                return found
        if kind == "t":
            return self._colon(i)
        if kind in {"q", "d"}:
            self._name(i, i + 1, "name")
            return i + 1
        if (
            "ordinal" in entry
            or (kind == "n" and self._e(i + 1).get("ordinal_mark") == "after" and t.start[i + 1] == t.end[i])
            or (kind in "nz" and self._e(i - 1).get("ordinal_mark") == "before")
            or (kind == "z" and self._e(i + 1).get("ordinal_mark") == "after" and not self._hedged_before(i))
            or (
                kind in "nz"
                and self._e(i - 1).get("ordinal_mark") == "after"
                and self._gap(i) == 0
                and self._gap(i + 1) == 0
                and not t.text[i - 1].isascii()
                and "measure_word" in self._e(i + 1)
            )
        ):
            found = self._ordinal(i)
            if found:
                return found
        if (
            "number" in entry
            and self._text(i + 1) in ("-", "‐")
            and "ordinal" in self._e(i + 2)
            and self._gap(i + 2) == 0
        ):
            found = self._ordinal(i + 2)
            if found:
                return found
        if "multiple" in entry or "multiple_before" in entry or "multiple_verb" in entry:
            found = self._multiple(i)
            if found:
                return found
        if "percent_before" in entry:
            found = self._percent_before(i)
            if found:
                return found
        if "age_before" in entry:
            return i
        return self._quantity(i)

    def _hedged_before(self, i: int) -> bool:
        """True where a hedge or a word such as 连续 before token i makes a count of what could be an ordinal."""
        return "hedge" in self._e(i - 1) or ("stop" in self._e(i - 1) and "of" not in self._e(i - 1))

    def _quantity(self, i: int) -> int:
        t = self.t
        first = i
        entry = self._e(i)
        if entry.get("article") == "1" and "number" not in entry:
            return i
        num = None
        if (
            self._e(i - 1).get("article") == "1"
            and self._gap(i) == 1
            and ("scale" in entry or "collective" in entry or "fraction" in entry or "half_mark" in entry)
        ):
            if "half_mark" in entry:
                return i
            num = self._after_article(i)
            if num is not None:
                first = i = i - 1
        elif "half_mark" in entry and t.text[i].isascii():
            return self._and_a_half(i)
        if num is None:
            num = numbers.number(t, i)
        if num is None:
            return i
        if (
            num.form == "words"
            and entry.get("number")
            and not (self._counts_here(i, num) or self._tallied(i, num.after))
        ):
            return num.after
        # A currency before the number, and a sign before either.
        currency = None
        at = i - 1
        said = self._e(at).get("currency")
        if (
            said is not None
            and self._gap(i) <= 1
            and self.words.before(said)
            and not self._taken(at)
            and (not t.text[at].endswith("=") or (t.text[at] == said[1] and (num.grouped or num.scale > 1)))
        ):
            currency, first = said, at  # Y=28,030 are yen of a wire report, y = 28 is a variable
        if (
            currency is not None
            and self._gap(at) <= 1
            and t.kind[at - 1 : at] == ["W"]
            and at >= 1
            and t.text[at - 1].isupper()
        ):
            # HK $ 1.6 billion: the mark in two pieces
            joined = self.lex.words.get(t.text[at - 1] + t.text[at], _NONE)
            if "currency" in joined:
                currency, first = joined["currency"], at - 1
        minus_inside = (
            currency is None
            and i >= 2
            and t.text[i - 1] in _MINUS
            and self._gap(i) == 0
            and self._gap(i - 1) == 0
            and t.kind[i - 2] in "sk"
            and "currency" in self._e(i - 2)
            and not self._taken(i - 2)
            and self.words.before(self._e(i - 2)["currency"])
            and not t.text[i - 2].isalpha()
        )
        if minus_inside:
            # $-50.8bn
            currency, first = self._e(i - 2)["currency"], i - 2
        sign = minus_inside or self._sign(first)
        if sign and not minus_inside:
            first -= 1
            if self._text(first) in ("-", "‐") and "sign_word" in self._e(first - 1):
                first -= 1
        if (
            currency is not None
            and t.text[first].isalpha()
            and t.text[first].isupper()
            and len(t.text[first]) <= 2
            and (
                self._gap(i) == 0
                and num.scale == 1
                and num.whole
                and len(t.text[i]) <= 2
                and (self._gap(num.after) != 0 or not self._text(num.after).isascii())
            )
        ):
            # PS5, R18: letters with a number of one or two digits are a name before they are money
            self._name(first, num.after, "name")
            return num.after
        after = num.after
        ended = self._tail(i, first, num, currency, sign)
        return ended if ended > i else after

    def _and_a_half(self, i: int) -> int:
        """A day and a half: the half mark stands at token i."""
        entry = self._e(i - 1)
        if self._e(i - 2).get("article") != "1" or not ("duration" in entry or "unit" in entry):
            return i
        half = Decimal("0.5")
        num = Num(Decimal(1) + half, half, half, 1, i - 2, i - 1, "words")
        found = self._measure(i - 2, i - 1, num, entry, False, 1)
        if found is None:
            return i
        claim = self._number_claim(found[0], i - 2, i + 1, num, found[1], reading=found[0])
        self._hedge(claim, i - 2, i + 1)
        return i + 1

    def _sign(self, first: int) -> bool:
        """True where a minus stands before token `first` as a sign, not as a hyphen or dash."""
        t = self.t
        if first >= 1 and "sign_word" in self._e(first - 1) and self._gap(first) == 1:
            return first == 1 or t.kind[first - 2] not in "nz"
        if (
            first >= 2
            and t.text[first - 1] in ("-", "‐")
            and self._gap(first) == 0
            and self._gap(first - 1) == 0
            and ("sign_word" in self._e(first - 2))
        ):
            return True
        if (
            first >= 1
            and "sign_word" in self._e(first - 1)
            and self._gap(first) == 0
            and not t.text[first - 1].isascii()
            and t.kind[first] == "n"
        ):
            return True
        if first < 1 or t.text[first - 1] not in _MINUS or self._gap(first) != 0:
            return False
        if first == 1:
            return True
        gap = self._gap(first - 1)
        before = t.text[first - 2]
        if (
            gap == 0
            and t.kind[first - 2] in "kK"
            and not before.isascii()
            and not _SIGNED.isdisjoint(self._e(first - 2))
        ):
            return True  # 在-70℃保存, 约-5℃
        if gap == 0 and before not in _OPEN and before not in ("=", ",", "，", "：", ":", "/", "|", "<", ">"):
            return False
        # A dash between words with a space before it only (" –5") is a sign; " - 5" is not (gap was 0 here).
        return not (t.kind[first - 2] == "n" and gap <= 1)

    def _counts_here(self, i: int, num: Num) -> bool:
        """Number words count nothing in idioms and as pronouns: "one" above all."""
        t = self.t
        if num.after - i == 1 and num.value == 1 and num.scale == 1:
            after = self._e(num.after)
            if self._suffered(num.after):
                return "article" not in self._e(i - 1) and "one_before" not in self._e(i - 1)
            if self._gap(num.after) > 1 and self._text(num.after) not in "-‐":
                return False
            if "unit" in after or "percent" in after or "currency" in after or "duration" in after or "points" in after:
                return "fleeting" not in after or "hedge" in self._e(i - 1)
            if "stop" in after or "cue" in after or t.kind[num.after : num.after + 1] in (["¶"], []):
                return "one_in" in after and (
                    "number" in self._e(num.after + 1)
                    or self._text(num.after + 1).isdigit()
                    or "number" in self._e(num.after + 2)
                )
            if t.kind[num.after] not in "wWkK-" and self._text(num.after) not in "-‐":
                return False
            if "article" in self._e(i - 1) or "one_before" in self._e(i - 1):
                return False
            if "verb" in after:
                return False
            word = t.word[num.after]
            return t.kind[num.after] in "wk" and not (
                t.forms.gerund(word) or t.forms.adverb(word) or t.forms.participle(word)
            )
        return True

    def _tail(self, i: int, first: int, num: Num, currency: Said, sign: bool) -> int:
        """What follows the number decides what it is. Returns the token after the figure."""
        t = self.t
        j = num.after
        if currency is None and not sign:
            age = self._age(i, j, num)
            if age:
                return age
        # A range: its second end, then the unit of both.
        ranged = self._range_end(i, j, num, currency)
        if ranged is not None:
            return self._finish_range(first, num, sign, *ranged)
        unit = self._unit(i, j, num, currency)
        if unit is None and num.form == "fraction" and num.parts is None:
            return j
        if unit is None:
            return self._bare(i, first, j, num, sign)
        kind, name, after, factor = unit
        if kind == "":
            num.after = after
            return self._bare(i, first, after, num, sign)
        if factor is not None:
            num.times(factor)
        compound = self._compound(kind, name, after, num)
        if compound is not None:
            after = compound
            kind, name = self._kind_after_compound
        if kind in ("money", "measure", "count"):
            per = self._per(kind, name, after, first)
            if per is not None:
                name, after = per
                if kind == "count":
                    kind = "measure"
        claim = self._number_claim(kind, first, after, num, name, sign=sign, reading=kind)
        claim.number = (t.start[i], t.end[num.after - 1])
        self._hedge(claim, first, after)
        return after
