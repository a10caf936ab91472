"""The unit of a number: money, percent, points, multiples, durations, measures, ages, compounds of them."""

from __future__ import annotations

from decimal import Decimal

from claims import numbers, units
from claims._figures.base import _NONE, Said, UnitRead
from claims._figures.hedges import Hedges
from claims._patterns import lazy
from claims.numbers import Num
from claims.tokens import Entry

_SCALE_WORDS = {
    "thousand": Decimal("1e3"),
    "million": Decimal("1e6"),
    "billion": Decimal("1e9"),
    "trillion": Decimal("1e12"),
}
_CALENDAR = {("year", "month"): 12, ("decade", "year"): 10}
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 0, "year": 0}
_THOUSANDS = lazy(r"[1-9]\d{0,2}\.\d{3}")
_LENGTHS = frozenset(("meter", "kilometer", "mile", "nautical_mile", "foot"))
_LENGTH_ENDS = frozenset(".,;:!?)…¶\n")
_DURATIONS = frozenset(("second", "minute", "hour", "day", "week", "month", "year", "decade", "century", "millennium"))


class Units(Hedges):
    """Finds the unit after (or currency before) a number."""

    def _unit(self, i: int, j: int, num: Num, currency: Said) -> UnitRead | None:
        t = self.t
        gap = self._gap(j)
        if currency is not None:
            return self._priced(j, num, currency)
        if j >= len(t):
            return None
        past = self._past_of(j, num)
        if past:
            return self._unit(i, past, num, None)
        hyphen = t.text[j] in "-‐‑" and gap == 0 and self._gap(j + 1) == 0
        at = (
            j + 1
            if hyphen
            or (t.text[j] in "-‐" and gap <= 1 and self._gap(j + 1) == 0 and t.kind[j + 1 : j + 2] in (["k"], ["K"]))
            else j
        )
        if at > j:
            hyphen = True
        entry = self._e(at)
        gap = self._gap(at) if not hyphen else 0
        if gap > 2:
            return None
        if "duration_adjective" in entry and not hyphen and self._gap(at + 1) == 1 and "duration" in self._e(at + 1):
            return self._unit(i, at + 1, num, None)
        plain = self._share_or_age(at, num, entry)
        if plain is not None:
            return plain
        if t.kind[at] == "W" and not hyphen and num.scale == 1:
            # 64 MUSD: a letter of scale on a currency code.
            inner = self.lex.words.get(t.text[at][1:], _NONE)
            factor_text = self.lex.words.get(t.text[at][:1], _NONE).get("scale_short")
            if "currency" in inner and factor_text and len(t.text[at]) == 4 and t.text[at].isupper():
                code, _ = self.words.code(inner["currency"], self.money_seen)
                return "money", code, at + 1, Decimal(factor_text)
        if "times" in entry:
            return self._times(i, at, entry["times"], num)
        if num.form == "fraction":
            return self._fraction_unit(i, at, num)
        if len(t.text[at]) == 1 and self._text(at + 1) == "&" and self._gap(at + 1) == 0:
            return None  # 78 R&D centres
        short = entry.get("scale_short")
        if short is not None and num.scale == 1 and gap == 0 and not hyphen and num.form == "digits":
            choice = self._short_scale(i, at, num)
            if choice is not None:
                num.times(Decimal(short))
                num.short = True
                return self._unit(i, at + 1, num, None) or ("", None, at + 1, None)
        if "currency" in entry:
            found = self._money_after(i, at, num, entry, hyphen)
            if found is not None:
                return found
        if (
            len(t.text[at]) <= 2
            and self._text(at + 1) in ("-", "‐")
            and self._gap(at + 1) == 0
            and self._gap(at + 2) == 0
            and (t.kind[at + 2 : at + 3] in (["w"], ["k"]))
            and t.text[at].isalpha()
        ):
            return None  # 60 m-commerce licences
        if "duration" in entry or "unit" in entry:
            measured = self._measure(i, at, num, entry, hyphen, gap)
            if measured is not None:
                return measured
        return None

    def _priced(self, j: int, num: Num, currency: tuple[str, str]) -> UnitRead:
        """The unit of a number with a currency before it: a scale or part of the currency may follow at token j."""
        t = self.t
        gap = self._gap(j)
        factor = None
        after = j
        if gap == 0 or (gap <= 1 and j < len(t)):
            entry = self._e(j)
            if (
                "scale_short" in entry
                and num.scale == 1
                and (
                    gap == 0
                    or (gap == 1 and len(t.text[j]) == 1 and t.text[j] in "mbkMBK" and not self._noun_follows(j))
                )
            ):
                factor = Decimal(entry["scale_short"])
                num.short = True
                after = j + 1
        code, per = self.words.code(currency, self.money_seen)
        if per is not None and per != 1:
            factor = (factor or Decimal(1)) * per
        # "$5 US", "$46.8 Canadian", "75 USD million"
        entry = self._e(after)
        if "scale" in entry and num.scale == 1 and self._gap(after) <= 1:
            factor = (factor or Decimal(1)) * Decimal(entry["scale"])
            after += 1
            entry = self._e(after)
        if "currency" in entry and self._gap(after) <= 1 and t.kind[after] != "s":
            again, _ = self.words.code(entry["currency"], self.money_seen)
            if again in self.words.money(currency).codes:
                code = again
                after += 1
        return "money", code, after, factor

    def _past_of(self, j: int, num: Num) -> int:
        """The unit's token after "of" in tens of thousands of yuan, half of a percentage point; 0 where there is none."""
        t = self.t
        if (num.ends is not None or num.form == "fraction") and self._e(j).get("link") == "of" and self._gap(j) <= 1:
            # tens of thousands of yuan, millions of dollars; half of a percentage point
            at = j + 1
            if self._e(at).get("article") == "1":
                at += 1
            inner = self._e(at)
            if (
                num.ends is not None
                and at == j + 1
                and ("currency" in inner or "duration" in inner or ("unit" in inner and len(t.text[at]) > 2))
            ):
                return at
            if at > j + 1 and "points" in inner:
                return at
        return 0

    def _share_or_age(self, at: int, num: Num, entry: Entry) -> UnitRead | None:
        """An age, a day count, points, a percent or tenths, where the word at token `at` says so."""
        t = self.t
        if "age" in entry and entry["age"] != "before":
            unit = "year" if entry["age"] == "after" else str(entry["age"])
            for name in ("month", "week", "day"):
                if t.word[at].startswith(name):
                    unit = name
            return "age", unit, at + 1, None
        if entry.get("date_mark") == "day" and num.whole and num.value > 31:
            return "duration", "day", at + 1, None  # 全年366日: no day of a month
        if "points" in entry:
            return (
                "points",
                "pp",
                at + 1,
                Decimal(entry["points"]) if entry["points"] != "1" and entry["points"] != 1 else None,
            )
        if "percent" in entry:
            value = Decimal(str(entry["percent"]))
            after = at + 1
            if "bare_points" in self._e(after) and self._gap(after) <= 1:
                return "points", "pp", after + 1, None
            return "percent", "%", after, None if value == 1 else value
        if "tenths" in entry and num.value < 100:
            after = at + 1
            value = Decimal(10)
            if "half_mark" in self._e(after) and self._gap(after) == 0:
                num.value = numbers.plus(num.value, Decimal("0.5"))
                num.step = num.coarse = Decimal("0.5")
                after += 1
            return "percent", "%", after, value
        return None

    def _money_after(self, i: int, at: int, num: Num, entry: Entry, hyphen: bool) -> UnitRead | None:
        word = self.t.word[at]
        if self._beside(at, "mark_noun") and self._e(i - 1).get("article") == "0" and not hyphen:
            return None  # the 10,000 mark
        if (
            ("score" in entry or "stop" in entry)
            and num.scale == 1
            and not hyphen
            and self.t.text[at].islower()
            and (num.value < 50 or self._e(at + 1).get("link") == "by")
            and word.isalpha()
            and word.isascii()
        ):
            return None  # 9 won by Ethiopia
        if "measure_word" in entry and not word.isascii():
            noun = self._han_noun(at)
            if noun is not None and noun[1] > at + 1:
                return None  # 5块大屏
        if "unit" in entry:
            reading = self.words.unit(self.t, at, num, entry["unit"], gap=self._gap(at), hyphen=hyphen)
            if (
                reading is not None
                and reading.currency is None
                and not (
                    num.scale >= 1000 and any(c in self.money_seen for c in self.words.money(entry["currency"]).codes)
                )
            ):
                return None
        code, factor = self.words.code(entry["currency"], self.money_seen)
        if (
            factor is not None
            and factor < 1
            and self.t.kind[i] == "z"
            and self.t.kind[at + 1 : at + 2] == ["h"]
            and (self._gap(at + 1) == 0)
        ):
            return None  # 八角亭
        if num.form == "digits" and num.scale == 1 and _THOUSANDS.fullmatch(self.t.text[i]) and len(word) > 1:
            # 12.000 Euro: no price has three decimals, so the point groups.
            num.times(Decimal(1000))
        after = at + 1
        nxt = self._e(after)
        if (
            "scale" in nxt
            and num.scale == 1
            and self._gap(after) <= 1
            and word.isascii()
            and not self.t.text[at].islower()
        ):
            factor = (factor or Decimal(1)) * Decimal(nxt["scale"])
            after += 1
        return "money", code, after, factor if factor is not None and factor != 1 else None

    def _short_scale(self, i: int, at: int, num: Num) -> bool | None:
        """2.7m people, 12k jobs: a bare letter is a scale where it is no unit of what follows."""
        t = self.t
        letter = t.text[at]
        if letter in ("k", "K"):
            return True if not (letter == "K" and len(t.text[i]) <= 2 and num.value in (4, 8, 5, 10)) else None
        following = self._e(at + 1)
        if "currency" in following and self._gap(at + 1) <= 1:
            return True
        if letter == "mm":
            return None  # a 91mm lens; $5mm has its sign before it
        noun = self._noun(at + 1)
        plural = noun is not None and t.forms.plural(t.word[noun[1] - 1], self._e(noun[1] - 1))
        if noun is None or not (letter.islower() or plural):
            return None
        if not plural and "unit" in self._e(at) and num.whole and "article" in self._e(i - 1):
            return None  # the 37m mast: a height
        return True

    def _times(self, i: int, at: int, which: str, num: Num) -> UnitRead | None:
        t = self.t
        after = at + 1
        if which == "fold":
            return "ratio", None, after, None
        if which == "more":
            return "ratio", None, after, None
        if not t.text[at].isascii():
            return "ratio", None, after, None
        nxt = self._e(after)
        if nxt.get("cue") == "OF":
            nxt = self._e(after + 1)  # "3 times of the net profit", as machines translate
            after_next = after + 2
        else:
            after_next = after + 1
        likely = (
            "compares" in nxt
            or "relative" in nxt
            or ("definite" in nxt and "span_unit" not in self._e(after_next))
            or nxt.get("hedge") == "at-most"  # four times as many as
            or num.value % 1 != 0  # nothing happens 2.4 times
        )
        if not likely:
            for k in range(max(0, i - 3), i):
                if "direction" in self._e(k):
                    likely = True
        if likely:
            return "ratio", None, after, None
        return "count", "time", after, None

    def _fraction_unit(self, i: int, at: int, num: Num) -> UnitRead | None:
        """3/4 inch, half a mile, three quarters of an hour; otherwise a ratio."""
        entry = self._e(at)
        if (
            "bare_points" in entry
            and "decimal_mark" not in self._e(at + 1)
            and self._gap(at) <= 1
            and "ordinal" not in self._e(i + 1)
        ):
            return "points", "pp", at + 1, None  # a quarter point, a half-point cut
        if ("unit" in entry or "duration" in entry) and self._gap(at) <= 1:
            found = self._measure(i, at, num, entry, False, self._gap(at))
            if found is not None:
                return found
        said_of = entry.get("link") == "of" and entry.get("cue") == "OF"
        if entry.get("article") == "1" or said_of:
            k = at + 1
            if said_of and self._e(k).get("article") == "1":
                k += 1
            elif said_of:
                return None
            inner = self._e(k)
            if ("duration" in inner or "unit" in inner) and self._gap(k) <= 1 and "relative" not in inner:
                found = self._measure(i, k, num, inner, False, 1)
                if found is not None:
                    return found
        return None

    def _measure(self, i: int, at: int, num: Num, entry: Entry, hyphen: bool, gap: int) -> UnitRead | None:
        t = self.t
        if "duration" in entry and not ("unit" in entry and len(t.text[at]) == 1 and t.text[at].isascii()):
            unit = entry["duration"]
            after = at + 1
            if hyphen and self._text(after) in "-‐" and "age_tail" in self._e(after + 1):
                return "age", unit, after + 2, None
            if t.text[at].isascii() and "age_tail" in self._e(after) and self._gap(after) <= 1:
                return "age", unit, after + 1, None
            if (
                unit == "second"
                and num.whole
                and t.kind[after : after + 1] == ["n"]
                and not t.text[at].isascii()
                and (self._gap(after) == 0 and len(t.text[after]) == 2 and t.text[after].isdigit() and num.scale == 1)
            ):
                # 9秒83: hundredths of a second
                num.value = numbers.plus(num.value, Decimal(t.text[after]).scaleb(-2))
                num.step = num.coarse = Decimal("0.01")
                after += 1
            elif not t.text[at].isascii() and self._e(after).get("half_mark") and self._gap(after) == 0:
                num.value = numbers.plus(num.value, Decimal("0.5"))
                num.step = num.coarse = Decimal("0.5")
                after += 1
            if unit == "fortnight":
                return "duration", "week", after, Decimal(2)
            return "duration", unit, after, None
        if "unit" not in entry or (self.han and self._closes(i, at)):
            return None
        reading = self.words.unit(t, at, num, entry["unit"], gap=gap, hyphen=hyphen)
        if reading is None:
            return None
        if reading.scale is not None and num.scale == 1:
            num.times(_SCALE_WORDS[reading.scale])
            num.short = True
            return self._unit(i, at + 1, num, None) or ("", None, at + 1, None)
        unit_name = self._scale_before(i, reading.unit)
        if unit_name is None:
            return None
        if unit_name in _DURATIONS:
            return "duration", unit_name, at + 1, None
        if unit_name in ("pp", "basis_point"):
            return "points", "pp", at + 1, Decimal("0.01") if unit_name == "basis_point" else None
        if "/" not in unit_name and units.load().as_pint(unit_name) is None and not t.text[at].isascii():
            return "count", t.text[at], at + 1, None
        return "measure", unit_name, at + 1, None

    def _scale_before(self, i: int, unit: str | None) -> str | None:
        """华氏32度: the scale of a temperature stands before the number."""
        if unit is None or units.kind(unit) != "temperature":
            return unit
        for k in (i - 1, i - 2):
            for language, text in self._e(k).get("unit", ()):
                word = units.load().find(text, language)
                if word is not None and units.kind(word.units[0]) == "temperature" and self.t.text[k] != "度":
                    return word.units[0]
            if "sign_word" not in self._e(k):
                break
        return unit

    def _closes(self, i: int, at: int) -> bool:
        """True where the mark at token `at` closes quotation marks opened before: “十一”, “天网2025”."""
        t = self.t
        if t.text[at] not in ("”", "’"):
            return False
        before = t.prose[max(0, t.start[i] - 60) : t.start[i]]
        opening = "“" if t.text[at] == "”" else "‘"
        return t.kind[i] == "z" or before.rfind(opening) > before.rfind(t.text[at])

    def _compound(self, kind: str, name: str | None, after: int, num: Num) -> int | None:
        """5 feet 10 inches, 2 hours 9 minutes, 2小时09分47秒, 3 dollars 50 cents, 1元5角."""
        t = self.t
        self._kind_after_compound = (kind, name)
        if kind not in ("measure", "duration", "money") or num.form not in ("digits", "words") or not num.whole:
            return None
        end = None
        current = name
        while after < len(t):
            k = after
            comma = False
            if self._e(k).get("join", "or") != "or" and kind != "measure" and self._gap(k) == 1:
                k += 1
            elif kind == "duration" and t.text[k] == "," and not self._gap(k):
                k, comma = (
                    k + 1,
                    True,
                )  # "two hours, 11 minutes and 38 seconds": each is less than one of the unit before
            if k >= len(t) or self._gap(k) > 1 or t.kind[k] not in "nzK":
                break
            part = numbers.number(t, k)
            if part is None or part.after >= len(t) or part.form == "fraction":
                break
            entry = self._e(part.after)
            if (
                kind == "duration"
                and ("duration" in entry or entry.get("clock") in ("minute", "second"))
                and self._gap(part.after) <= 1
            ):
                unit = entry.get("duration") or entry["clock"]
                ratio = (
                    _SECONDS.get(current or "", 0) // max(_SECONDS.get(unit, 1), 1)
                    if unit in _SECONDS and current in _SECONDS
                    else 0
                )
                if (current, unit) in _CALENDAR:
                    ratio = _CALENDAR[current or "", unit]
                if ratio < 2 or part.value >= ratio or (comma and not self._ends_length(part.after + 1)):
                    break
                factor = Decimal(ratio)
                end = part.after + 1
            elif kind == "measure" and "unit" in entry and self._gap(part.after) <= 1:
                reading = self.words.unit(
                    t, part.after, part, entry["unit"], gap=self._gap(part.after), hyphen=False, chain=current
                )
                found_unit = None if reading is None else reading.unit
                ratio_exact = self.words.ratio(current, found_unit)
                if (
                    found_unit is None
                    or ratio_exact is None
                    or ratio_exact < 2
                    or part.value >= ratio_exact
                    or ratio_exact.denominator != 1
                ):
                    break
                unit = found_unit
                factor = Decimal(int(ratio_exact))
                end = part.after + 1
            elif kind == "money" and "currency" in entry and self._gap(part.after) <= 1:
                _, sub = self.words.code(entry["currency"], self.money_seen)
                if sub is None or sub >= 1 or num.scale != 1:
                    break
                num.value = numbers.plus(num.value, numbers.product(part.value, sub))
                num.step = num.coarse = sub
                end = part.after + 1
                after = end
                continue
            else:
                break
            num.value = numbers.plus(numbers.product(num.value, factor), part.value)
            num.step, num.coarse = part.step, part.step
            num.digits = 3
            current = unit
            after = end
        if end is not None:
            self._kind_after_compound = (kind, current)
        return end

    def _ends_length(self, k: int) -> bool:
        """True where a length of time told with commas goes on or ends: "2 hours, 15 minutes longer" are two."""
        return k >= len(self.t) or self.t.text[k] in _LENGTH_ENDS or self._e(k).get("join", "or") != "or"

    def _per(self, kind: str, name: str | None, after: int, first: int) -> tuple[str, int] | None:
        """£3 a share, $80 a barrel, 60 km/h, 12,500 yen per person; 每桶80美元."""
        t = self.t
        if name is None:
            return None
        entry = self._e(after)
        if kind == "money" and "unit_head" in entry and self._gap(after) <= 1:
            inner = self._e(after + 1)
            gap = self._gap(after + 1)
            strong = entry["unit_head"] == "strong"
            if "compound_unit" in inner and gap <= 1 and (strong or entry["unit_head"] == "weak"):
                return f"{name}/{inner['compound_unit']}", after + 2
            if (
                not strong
                and "article" in self._e(after)
                and t.kind[after + 1 : after + 2] == ["w"]
                and gap == 1
                and self._edge(after + 2)
                and not (t.forms.participle(t.word[after + 1]) or t.forms.plural(t.word[after + 1], inner))
            ):
                return f"{name}/{t.word[after + 1]}", after + 2
            if (
                strong
                and t.kind[after + 1 : after + 2] in (["w"], ["k"])
                and gap <= 1
                and t.text[after + 1].isascii()
                and (t.kind[after + 1] == "w" or "unit" in inner or "duration" in inner)
            ):
                word = inner.get("duration") or self._unit_word(after + 1, inner) or t.word[after + 1]
                return f"{name}/{word}", after + 2
        if (
            kind == "measure"
            and t.text[after : after + 1] == ["/"]
            and self._gap(after) == 0
            and self._gap(after + 1) == 0
        ):
            inner_unit = self._unit_word(after + 1, self._e(after + 1))
            return None if inner_unit is None else (f"{name}/{inner_unit}", after + 2)
        back = self._e(first - 1)
        if (
            kind == "money"
            and "compound_unit" in back
            and not t.text[first - 1].isascii()
            and "unit_head" in self._e(first - 2)
        ):
            return f"{name}/{back['compound_unit']}", after
        if kind == "measure" and "per_before" in back and self._gap(first) == 0 and name in _LENGTHS:
            return f"{units.load().in_compound(name)}/{back['per_before']}", after
        return None

    def _edge(self, k: int) -> bool:
        """True where the clause ends at token k, or the words of something else begin."""
        return k >= len(self.t) or self.t.kind[k] in "s¶" or "stop" in self._e(k) or "join" in self._e(k)

    def _unit_word(self, at: int, entry: Entry) -> str | None:
        """The unit that a word after "per" says, None where it says none."""
        if "unit" not in entry:
            return None
        one = Num(Decimal(1), Decimal(1), Decimal(1), 1, at, at)
        reading = self.words.unit(self.t, at, one, entry["unit"], gap=1, hyphen=False)
        return None if reading is None else reading.unit
