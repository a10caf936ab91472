"""Numbers without a unit: counts with their noun, ages, ratios, bare numbers."""

from __future__ import annotations

from fractions import Fraction

from claims import numbers
from claims._figures.clock import Clock
from claims._figures.ranges import Ranges
from claims.numbers import Num
from claims.tokens import Entry


class Bare(Ranges, Clock):
    """Reads numbers without a unit."""

    def _bare(self, i: int, first: int, j: int, num: Num, sign: bool) -> int:
        """A number without a unit: a count with its noun, an age, a score, a ratio, a named number, or a number."""
        t = self.t
        if (
            j < len(t)
            and self._gap(j) == 0
            and t.kind[j] in "wWkKN"
            and t.text[j].isascii()
            and t.text[j][0].isalpha()
            and (num.form == "digits" and not t.text[j - 1].isalpha())
        ):
            # 3M, 4x4: letters on the digits that are no unit, scale or mark
            end = j + 1
            while end < len(t) and self._gap(end) == 0 and t.kind[end] in "nwWkKN":
                end += 1
            self._name(first, end, "name")
            return end
        if num.form == "fraction":
            if num.parts is not None and t.kind[i] == "n" and num.parts[0] > num.parts[1]:
                self._name(first, j, "name")
                return j
            claim = self._number_claim("ratio", first, j, num, None, reading="fraction")
            claim.detail = (
                {"part": str(num.parts[0]), "whole": str(num.parts[1])} if num.parts and t.kind[i] == "n" else None
            )
            self._hedge(claim, first, j)
            return j
        score = self._score(i, j, num)
        if score:
            return score
        if self._one_in(j, num):
            return self._one_in_claim(i, j, num)
        if "class_mark" in self._e(j) and self._gap(j) == 0 and num.scale >= 10000:
            self._cover_digits(first, j, "class")  # 百亿级项目
            return j
        noun = self._noun(j, num) or self._predicate(j)
        if (
            noun is None
            and num.form == "words"
            and num.value < 13
            and num.scale == 1
            and (self._e(i).get("not_counted") or (num.value == 1 and not (self._tallied(i, j) or self._suffered(j))))
        ):
            return j
        if (
            num.form == "digits"
            and num.whole
            and num.scale == 1
            and not num.grouped
            and not sign
            and (j < len(t) and t.kind[j] == "W" and self._gap(j) == 1 and self._text(j).isascii())
            and (noun is None or not t.forms.plural(t.word[noun[1] - 1], self._e(noun[1] - 1)))
        ):
            # the 787 Dreamliner: a capital after the number, and nothing that is counted
            self._name(first, j, "name")
            return j
        if num.form == "digits" and self._proper_number(i, j, num, noun):
            self._name(first, j, "name")
            return j
        if noun is not None:
            name, end = noun
            per = self._rate_per(end)
            claim = self._number_claim("count", first, j, num, name, sign=sign, reading="count")
            claim.measure = name
            if per is not None:
                claim.detail = {"per": per}
            self._hedge(claim, first, j)
            return j
        if num.form == "words" and not self._stands_alone(i, j, num):
            return j
        claim = self._number_claim("number", first, j, num, None, sign=sign, reading="number")
        self._hedge(claim, first, j)
        return j

    def _predicate(self, j: int) -> tuple[str, int] | None:
        """Of them 140 are party members: what is counted is said of it."""
        if self._e(j).get("link") != "be" or self._gap(j) != 1:
            return None
        noun = self._noun(j + 1)
        if noun is None or not self.t.forms.plural(self.t.word[noun[1] - 1], self._e(noun[1] - 1)):
            return None
        return noun[0], j

    def _stands_alone(self, i: int, j: int, num: Num) -> bool:
        """Number words without a noun are figures where a cue says so: "to five from six", "all seven"."""
        if not self.t.text[i].isascii():
            # 千行百业, 身经百战: Han numerals without a large scale or a hedge count nothing unless a word says what.
            return num.scale >= 10000 or "hedge" in self._e(i - 1)
        if num.scale > 1 or num.value > 20:
            return True
        before, after = self._e(i - 1), self._e(j)
        return (
            "hedge" in before
            or "direction" in before
            or before.get("alone") == "before"
            or after.get("alone") == "after"
            or after.get("cue") in ("OF", "FROM")
            or self._said_to_be(i)
            or self._flows(i, j)
            or self._suffered(j)
        )

    def _said_to_be(self, i: int) -> bool:
        """True for the number word at token i in "a majority of eleven", "the count was eleven"."""
        link = self._e(i - 1).get("link")
        noun = self._e(i - 2)
        return link in ("of", "be") and ("number_noun" in noun or (link == "of" and "margin" in noun))

    def _tallied(self, i: int, j: int) -> bool:
        """True where the number word at token i is one of a row: won six, drawn one and lost three."""
        if not self._flows(i, j):
            return False
        k = j
        while self._text(k) == "," or "join" in self._e(k):
            k += 1
        if k > j and self._beside(k, "flow") and numbers.number(self.t, k + 1) is not None:
            return True
        return bool(self.spans) and i - self.spans[-1][1] <= 4 and self.claims[-1].kind in ("count", "number")

    def _rate_per(self, end: int) -> str | None:
        if "unit_head" in self._e(end) and "compound_unit" in self._e(end + 1):
            return str(self._e(end + 1)["compound_unit"])
        return None

    def _one_in(self, j: int, num: Num) -> bool:
        """One in five, 1 in 8, two out of three, three in ten."""
        if not num.whole or num.scale != 1 or num.value > 99:
            return False
        k = j
        if "one_in" not in self._e(k) or self._gap(k) > 1:
            return False
        k += 1
        if "unit_head" in self._e(k) and "article" not in self._e(k):
            k += 1
        exact = self._e(j).get("cue") == "OF"
        second = numbers.number(self.t, k)
        if second is None or second.value <= num.value or second.form in ("fraction", "vague") or not second.whole:
            return False
        if exact:
            return True
        if self.t.kind[k] == "n" and len(self.t.text[k]) == 4 and 1900 <= second.value <= 2100:
            return False
        following = self._e(second.after)
        if (
            "duration" in following
            or "date_mark" in following
            or "month" in following
            or num.value > 9
            or ("unit" in following and "stop" not in following and self._gap(second.after) <= 1)
        ):
            return False
        if num.value != 1 and "noun" not in following and second.value < 100 and self._noun(second.after) is not None:
            return second.value <= 10 or second.value % 5 == 0
        return True

    def _one_in_claim(self, i: int, j: int, num: Num) -> int:
        k = j + 1
        if "unit_head" in self._e(k) and "article" not in self._e(k):
            k += 1
        second = numbers.number(self.t, k)
        assert second is not None
        ratio = Num(
            Fraction(num.value) / Fraction(second.value),
            Fraction(1, 20),
            Fraction(1, 20),
            1,
            i,
            second.after,
            "fraction",
        )
        ratio.parts = (int(num.value), int(second.value))
        claim = self._number_claim("ratio", i, second.after, ratio, None, reading="one-in")
        claim.detail = {"part": str(ratio.parts[0]), "whole": str(ratio.parts[1])}
        self._hedge(claim, i, second.after)
        return second.after

    def _age(self, i: int, j: int, num: Num) -> int:
        """Aged 58; "Amira Castellan, 41, a former"; 享年81; at the age of 93; aged 18 to 35."""
        t = self.t
        if not num.whole or num.scale != 1 or not 0 < num.value < 130 or num.grouped:
            return 0
        before = self._e(i - 1)
        aged = before.get("age") == "before" and self._gap(i) <= 2
        if not aged and "age_link" in before and self._e(i - 2).get("age") == "before":
            aged = True
        if aged and self._e(i - 1 if before else i - 2) and "turning" in before and self._noun(j) is not None:
            return 0
        commas = (
            self._text(i - 1) == ","
            and self._text(j) in (",", ".", ";", ")")
            and self._gap(i) == 1
            and i >= 2
            and self._surname(i - 2)
            and num.form == "digits"
            and 5 <= num.value < 115
            and (self._surname(i - 3) or self._text(i - 3) == "." or self._text(j) == ",")
        )
        after_name = self._text(i - 1) in ("(", "（") and self._text(j) in (")", "）") and "pronoun" in self._e(i - 2)
        dead = "age_link" in before and self._text(i - 1) not in (":", "：") and "died" in self._e(i - 2)
        was = before.get("link") == "be" and "pronoun" in self._e(i - 2) and num.value > 4
        second = (
            bool(self.spans)
            and self.claims[-1].kind == "age"
            and self.spans[-1][1] == i - 1
            and ("join" in before or self._text(i - 1) == ",")
        )
        glued = self._text(i - 1) in ("-", "‐") and self._gap(i) == 0 and self._gap(i - 1) == 0
        tail = "decade" in self._e(j) and self._gap(j) == 0
        if (
            "age_group" in self._e(i - 2 if glued else i - 1)
            and (glued or tail)
            and num.value >= 5
            and (tail or not (self._gap(j) <= 1 and self._united(self._e(j))))
        ):
            # the over-65s, an under-21 side
            claim = self._number_claim("age", i, j + 1 if tail else j, num, "year", reading="age-group")
            self._hedge(claim, i, j)
            return j + 1 if tail else j
        if not (aged or commas or after_name or dead or was or second):
            return 0
        following = self._e(j)
        if not aged and (self._united(following) and (self._gap(j) <= 1 or "unit" not in following)):
            return 0
        if (dead or was or second) and self._noun(j) is not None:
            return 0
        unit, end = "year", j
        if aged and "duration" in following:
            unit, end = following["duration"], j + 1
        between = before.get("cue") == "BETWEEN"
        mark = self._e(j)
        if "range_mark" in mark and self._gap(j) <= 1 and (between or "join" not in mark):
            high = numbers.number(t, j + 1)
            if high is not None and num.value < high.value < 130 and "percent" not in self._e(high.after):
                return self._ranged("age", i, high.after, num, high, "year")
        claim = self._number_claim("age", i, end, num, unit, reading="age")
        self._hedge(claim, i, end)
        return end

    def _united(self, entry: Entry) -> bool:
        """True for a word that measures the number before it."""
        return (
            "duration" in entry
            or "percent" in entry
            or "currency" in entry
            or ("unit" in entry and "stop" not in entry)
        )

    def _surname(self, k: int) -> bool:
        """True where token k may be a name: a capital, and no month, weekday or money."""
        text = self._text(k)
        if not text or not text[0].isupper() or not text.isascii() or len(text) < 2:
            return False
        entry = self._e(k)
        return not any(
            c in entry for c in ("month", "weekday", "currency", "stop", "article", "hedge", "number", "scale")
        )

    def _proper_number(self, i: int, j: int, num: Num, noun: tuple[str, int] | None) -> bool:
        """Falcon 9, Formula 1, Chanel 5: a whole number right after a capitalised word, with nothing counted after it."""
        t = self.t
        if noun is not None or num.grouped or num.scale != 1 or i < 1 or self._gap(i) not in (0, 1):
            return False
        if not num.whole:
            # PMO 214.214
            return (
                t.kind[i - 1] == "W"
                and t.text[i - 1].isupper()
                and len(t.text[i - 1]) > 1
                and len(t.text[i].partition(".")[2]) > 2
            )
        if t.kind[i - 1] == "W" and num.value < 10000 and self._gap(i) == 1:
            start = i >= 2 and (t.text[i - 2] in '.!?。"“' or t.kind[i - 2] == "¶")
            if t.text[i - 1].isupper() and len(t.text[i - 1]) == 1:
                return False
            return (not (start and i >= 2 and "alone" in self._e(i - 1)) and "cue" not in self._e(j)) or (
                t.kind[j : j + 1] != ["k"]
            )
        return bool(
            self._text(i - 1) in "-‐" and self._gap(i) == 0 and self._gap(i - 1) == 0 and t.kind[i - 2 : i - 1] == ["W"]
        )
