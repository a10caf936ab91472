"""Ranges: two ends with a mark between them, one unit for both."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from claims import numbers
from claims._figures.base import _DASHES, _MINUS, Said, UnitRead
from claims._figures.units import Units
from claims.numbers import Num
from claims.tokens import Entry


class Ranges(Units):
    """Reads ranges."""

    def _range_end(self, i: int, j: int, num: Num, currency: Said) -> tuple[Num, int, UnitRead | None] | None:
        """The second end of a range that begins with num: (second, its token, its currency, token after, unit)."""
        t = self.t
        if num.form in ("fraction", "vague") and num.form != "fraction":
            return None
        total = len(t)
        k = j
        first_unit = None
        if k < total and self._own_unit(k, num, currency):
            first_unit = k
            k += 1
        if k + 1 >= total or "range_mark" not in self._e(k) or self._gap(k) > 1 or self._gap(k + 1) > 1:
            return None
        mark = t.word[k]
        symbol = mark in _DASHES
        between = "BETWEEN" in (self._e(i - 1).get("cue"), self._e(i - 2).get("cue"))
        joined = self._e(k).get("join")
        if joined is not None and not between and not (num.form == "words" and num.value < 13 and joined == "or"):
            return None
        m = k + 1
        second_currency = None
        if "currency" in self._e(m) and self.words.before(self._e(m)["currency"]) and self._gap(m + 1) <= 1:
            second_currency = self._e(m)["currency"]
            m += 1
        if t.text[m] in _MINUS and symbol:
            return None
        second = numbers.number(t, m)
        if second is None or second.ends is not None:
            return None
        if (
            second.form == "fraction"
            and num.form != "fraction"
            and not (num.form == "digits" and "percent" in self._e(second.after))
        ):
            return None
        if symbol and (t.start[k] == t.end[k - 1]) != (t.start[k + 1] == t.end[k]):
            return None
        spaced = symbol and t.start[k] != t.end[k - 1] and mark in "-–—"
        if spaced and (mark == "—" or (first_unit is None and not (mark == "–" and num.value < second.value))):
            return None
        if currency is None and second_currency is not None and first_unit is None and num.scale == 1 and not symbol:
            return None
        unit = self._unit(m, second.after, second, second_currency if second_currency is not None else currency)
        smaller = first_unit is None and num.scale > 1 and second.scale == 1 and num.value > second.value
        if smaller and unit is not None and unit[3] is None:
            return None  # "3 million to 20": not one range.
        if spaced and first_unit is None and (unit is None or unit[0] == "count"):
            return None
        followed = self._e(second.after if unit is None else unit[2]).get("link") == "to"
        if unit is None and symbol and currency is None and first_unit is None:
            return None if not self._range_counts(i, num, second) else (second, second.after, None)
        # "rose 5 % to 450": the ends must be of one unit.
        if first_unit is not None:
            if unit is None or not self._same_unit(self._e(first_unit), unit):
                return None
        elif currency is not None and (unit is None or unit[0] != "money"):
            return None
        if not symbol and not between and not followed and self._change_before(i):
            low = numbers.product(num.value, second.scale if num.scale == 1 else Decimal(1))
            high = second.value
            if self._from_before(i, currency is not None) or low > high or high > 3 * low or first_unit is not None:
                return None
        if not symbol and not between and self._from_before(i, currency is not None):
            end = second.after if unit is None else unit[2]
            if not self._ranging(i) and self._e(end).get("link") != "to":
                return None
        if unit is None and not symbol and not between and not self._range_counts(i, num, second):
            return None
        return second, second.after, unit

    def _own_unit(self, k: int, num: Num, currency: Said) -> bool:
        """True where token k is a unit of the first end alone: 26 million to 31 million, 3万~5万元, 12% to 15%."""
        t = self.t
        entry = self._e(k)
        if self._gap(k) > 1:
            return False
        if "percent" in entry or ("currency" in entry and currency is None and num.scale >= 1):
            return True
        if "range_mark" not in self._e(k + 1):
            return False
        if "scale_short" in entry and self._gap(k) == 0:
            return True
        measured = "unit" in entry or "duration" in entry or "measure_word" in entry or "tenths" in entry
        return measured and t.kind[k + 1 : k + 2] != ["¶"] and t.kind[k + 2 : k + 3] in (["n"], ["z"])

    def _same_unit(self, entry: Entry, unit: UnitRead) -> bool:
        """True where the word after the first end can be of the second end's unit."""
        if "percent" in entry and unit[0] != "percent":
            return False
        measured = ("unit" in entry or "duration" in entry) and unit[0] in ("measure", "duration", "age", "money")
        if "currency" in entry and unit[0] != "money":
            return measured  # 5C to 13C: degrees, not cents
        if "currency" in entry and not self._one_currency(entry["currency"], unit[1]):
            return False
        return measured or not ("unit" in entry or "duration" in entry)

    def _one_currency(self, said: tuple[str, str], unit: str | None) -> bool:
        code, _ = self.words.code(said, self.money_seen)
        return code is None or unit is None or unit.startswith(code)

    def _ranging(self, i: int) -> bool:
        return any("ranging" in self._e(k) for k in range(max(0, i - 4), i))

    def _from_before(self, i: int, money: bool) -> bool:
        """True where "from" stands right before the figure at token i."""
        return self._e(i - 1).get("link") == "from" or (money and self._e(i - 2).get("link") == "from")

    def _change_before(self, i: int) -> bool:
        """True where a direction word stands right before the figure: what follows is a change, not a range."""
        for k in range(i - 1, max(-1, i - 5), -1):
            entry = self._e(k)
            if "direction" in entry:
                return True
            if self.t.text[k] in ".,;，。；" or self.t.kind[k] == "¶":
                return False
        return False

    def _range_counts(self, i: int, num: Num, second: Num) -> bool:
        """True for "1,000 to 2,000 troops", "20–30 people": rising, and something counted follows."""
        if second.value <= (num.value if num.scale > 1 or second.scale == 1 else 0):
            return False
        if self._score_words(i) and num.value < 200:
            return False
        return self._noun(second.after) is not None

    def _finish_range(
        self,
        first: int,
        num: Num,
        sign: bool,
        second: Num,
        after: int,
        unit: UnitRead | None,
    ) -> int:
        if sign:
            num.value = -num.value
        kind, name, end, factor = unit if unit is not None else ("count", None, after, None)
        scale = second.scale * (factor if factor is not None else 1)
        own = num.scale != 1 or (self._e(num.after).get("scale_short") is not None and self._gap(num.after) == 0)
        if not own:
            low_plain = num.value
            if second.plain >= low_plain or scale == 1:
                num.times(scale)
        elif num.scale == 1:
            num.times(Decimal(self._e(num.after)["scale_short"]))
        elif factor is not None and second.scale == 1 and factor < 1:
            num.times(factor)
        if factor is not None:
            second.times(factor)
        if unit is None:
            noun = self._noun(after)
            kind = "number" if noun is None else "count"
            if noun is not None:
                name, end = noun[0], after
        return self._ranged(kind, first, end, num, second, name)

    def _ranged(self, kind: str, first: int, after: int, low: Num, high: Num, name: str | None) -> int:
        a, b = low.value, high.value
        if (
            a > b
            and kind == "measure"
            and self._e(first - 1).get("link") == "of"
            and "unit" in self._e(low.after)
            and all(self._e(k).get("link") != "from" for k in range(max(0, first - 6), first))
        ):
            a, b = b, a  # a depth of 40 m to 12 m
        if a > b:
            # "64 to 29" is no range; each end stands for itself.
            claim = self._number_claim(kind, first, low.after, low, name, reading="range-start")
            self._hedge(claim, first, low.after)
            return low.after
        if kind == "":
            kind = "number"
        claim = self._claim(kind, first, after, None, high.step, high.step, high.digits, name, reading="range")
        assert claim.quantity is not None
        claim.quantity.ends = (a, b)
        claim.quantity.step = min(Fraction(low.step), Fraction(high.step))
        claim.quantity.coarse = claim.quantity.step
        if kind == "count" and name:
            claim.measure = name
        self._hedge(claim, first, after)
        if claim.quantity.hedge is None and self._e(first - 1).get("cue") == "BETWEEN":
            claim.quantity.hedge = "between"
        return after

    def _percent_before(self, i: int) -> int:
        """百分之五点二, 百分之5.2."""
        found = numbers.number(self.t, i + 1)
        if found is None or self._gap(i + 1) > 0:
            return 0
        after = found.after
        if "range_mark" in self._e(after) and "percent_before" in self._e(after + 1):
            second = numbers.number(self.t, after + 2)
            if second is not None:
                return self._ranged("percent", i, second.after, found, second, "%")
        claim = self._number_claim("percent", i, after, found, "%", reading="percent-before")
        self._hedge(claim, i, after)
        return after
