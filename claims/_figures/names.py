"""Numbers that are no figures: in names, addresses, phone numbers, numbering, references."""

from __future__ import annotations

import re
from decimal import Decimal

from claims._figures.base import _NONE, Base
from claims._patterns import lazy
from claims.numbers import Num
from claims.tokens import Entry

_MEASURED = frozenset(("scale", "percent", "points", "unit", "currency", "duration", "times"))
"""Categories of words that measure the number before them."""
_COUNTED = frozenset(
    (
        "scale",
        "percent",
        "points",
        "unit",
        "currency",
        "duration",
        "measure_word",
        "times",
        "tenths",
        "date_mark",
        "age",
        "hedge_inside",
    )
)
"""Categories of Han words that count or measure the number before them."""


_OF_NAMES = frozenset("所线線次号號版路")
"""Measure words that stand behind the number of a name too: 图8所示, 318线, G12次."""


class Names(Base):
    """Finds numbers that are names."""

    def _counted_behind(self, i: int, after: int) -> bool:
        """True where a measure word shows that what stands before is counted: 海图860件, 手机300部; 国道318线 is a name."""
        counted = "measure_word" in self._e(after) and self._text(after) not in _OF_NAMES
        return counted and not self.t.text[i - 1].isascii()

    def _named_before(self, i: int) -> int:
        """The token after a number that is part of a name (Route 66, S&P 500, Article 7, Tel 2345 6789), or 0."""
        t = self.t
        kind = t.kind[i]
        if kind == "K" and t.text[i][0].isupper():
            return self._capital_name(i)
        if kind == "d" and "name_before" in self._e(i - 1) and self._gap(i) == 1:
            self._name(i, i + 1, "name")
            return i + 1
        if kind not in "nzt":
            return 0
        if i in self.inner and self.spans and self.claims[-1].kind == "count" and i - self.spans[-1][1] < 8:
            self._name(i, i + 1, "name")
            return i + 1
        if (
            kind == "n"
            and self._text(i - 1) in ("-", "‐")
            and self._gap(i) == 0
            and self._gap(i - 1) == 1
            and (i >= 2 and t.text[i - 2].isupper() and len(t.text[i - 2]) > 1 and t.kind[i - 2] in "Wk")
        ):
            # COVID -19, its blank a translator's
            self._name(i, i + 1, "name")
            return i + 1
        if (
            kind == "n"
            and self._text(i - 1) in ("-", "‐")
            and self._gap(i) == 0
            and i >= 2
            and self.named
            and (self.named[-1][1] == t.end[i - 2] and self._gap(i - 1) <= 1 and t.text[i].isdigit())
        ):
            # GB/T 19001 -2016
            self._name(i, i + 1, "name")
            return i + 1
        before = self._e(i - 1)
        after = i + 1
        if kind == "n":
            phone = self._phone(i)
            if phone:
                self._name(i, phone, "phone")
                return phone
            numbered = self._numbering(i)
            if numbered:
                return numbered
            if self.han:
                end = self._han_name(i)
                if end:
                    return end
            if self._text(i - 1) in ("#", "№", "§") and self._gap(i) <= 1:
                self._name(i, after, "name")
                return after
        if (
            "name_before" in before
            and self._gap(i) <= 1
            and self._e(after).get("date_mark") != "year"
            and not (
                kind == "n"
                and t.text[i - 1].islower()
                and (self._e(after).get("percent") or "currency" in self._e(after))
            )
            and not self._counted_behind(i, after)
        ):
            after = self._name_list(i)
            entry = self._e(after)
            if not ("scale" in entry or ("percent" in entry and self._gap(after) <= 1)):
                self._name(i, after, "name")
                return after
        if self._text(i - 1) == "." and "name_abbreviation" in self._e(i - 2) and self._gap(i - 1) == 0:
            after = self._name_tail(i)
            self._name(i, after, "name")
            return after
        if (
            kind in "nz"
            and self._text(after) in ("”", "’")
            and self._gap(after) == 0
            and "name_after" in self.lex.han.get(t.prose[t.end[after] : t.end[after] + 1], _NONE)
        ):
            self._name(i, after, "name")
            return after
        if "name_after" in self._e(after) and "clock" in self._e(after + 1):
            return 0
        if (
            "name_after" in self._e(after)
            and self._gap(after) <= 1
            and kind in "nz"
            and (not t.text[after].isascii() or t.kind[i] == "n")
        ):
            self._name(i, after, "name")
            return after
        if kind == "n" and self._named_too(i):
            self._name(i, after, "name")
            return after
        if kind == "n":
            coded = self._coded(i)
            if coded:
                self._name(i, coded, "name")
                return coded
        if kind == "n" and self._text(after)[:1].isupper() and self._gap(after) == 1 and self._address(i):
            self._name(i, after, "address")
            return after
        if kind == "n" and self._attached_name(i):
            end = self._attached_name(i)
            self._name(i, end, "name")
            return end
        return 0

    def _named_too(self, i: int) -> bool:
        """True for a second number of a name: the Boeing 737 and 787, the Pixel 7, 7 Pro and 7 Max."""
        t = self.t
        k = i - 1
        if "join" in self._e(k):
            k -= 1
            if self._text(k) == ",":
                k -= 1
        elif self._text(k) == ",":
            k -= 1
        else:
            return False
        while k > 0 and t.kind[k] == "W" and self._gap(k) == 1 and i - k < 6:
            k -= 1
        if not self.named or self.named[-1][1] != t.end[k] or self.named[-1][2] != "name" or t.kind[k] != "n":
            return False
        text, after = t.text[i], i + 1
        if not (text.isdigit() and len(text) <= 4 and 0 <= len(text) - len(t.text[k]) <= 1):
            return False
        following = self._e(after)
        if self._text(after)[:1].isupper() and t.kind[after] == "W":
            return True
        return (
            _MEASURED.isdisjoint(following)
            and "month" not in following
            and following.get("cue") != "OF"
            and not (
                self._gap(after) <= 1 and t.kind[after : after + 1] in (["w"], ["n"], ["k"]) and self._noun_at(after)
            )
        )

    def _noun_at(self, k: int) -> bool:
        """True where words that may be counted begin at token k."""
        return "stop" not in self._e(k) and "join" not in self._e(k)

    def _numbering(self, i: int) -> int:
        """The token after digits that number a line, an item or a note, or refer to one; 0 where they do not."""
        t = self.t
        text, after = t.text[i], i + 1
        # Numbering at the head of a line: "1. ", "(2) ", "3) "
        if (
            (i == 0 or t.kind[i - 1] == "¶")
            and len(text) <= 2
            and text.isdigit()
            and (
                self._text(after) in (".", ")", "、", "．", "）")
                and (
                    self._gap(after + 1) >= 1
                    or t.text[after] == "、"
                    or not (self._text(after + 1) or "0").isascii()
                    or self._dated(after + 1)
                )
                and (
                    not (t.text[after] == "." and self._gap(after + 1) == 0)
                    or not t.text[after + 1].isascii()
                    or (self._dated(after + 1))
                )
            )
        ):
            self._name(i, after, "numbering")
            return after
        if (
            i >= 1
            and len(text) <= 3
            and self._text(i - 1) in "（("
            and (i == 1 or t.kind[i - 2] == "¶")
            and self._text(after) in "）)"
        ):
            self._name(i, after, "numbering")
            return after
        if self._text(after) in (")", "）") and len(text) <= 2 and text.isdigit() and i >= 2 and self._gap(after) == 0:
            # "... delivers: (1) access, (2) a network", "two groups: 1) most, and 2) the rest"
            opened = self._text(i - 1) in ("(", "（")
            lead = i - 2 if opened else i - 1
            if (
                (self._text(lead) in (",", ";", ":", "；", "：") or "join" in self._e(lead))
                and self._gap(after + 1) == 1
                and (t.kind[after + 1] in "wWkK" and (not opened or self._gap(i) == 0))
            ):
                self._name(i, after, "numbering")
                return after
        if self._text(i - 1) == "[" and text.isdigit() and len(text) <= 3:
            k = after
            while k < len(t) and (t.text[k] in ",-–" or (t.kind[k] == "n" and len(t.text[k]) <= 3)):
                k += 1
            if self._text(k) == "]":
                self._name(i, k, "reference")
                return k
        if (
            self._text(i - 1) == "."
            and text.isdigit()
            and len(text) <= 2
            and self._gap(i) == 0
            and self._gap(i - 1) == 0
            and (i >= 2 and (t.kind[i - 2] in "wn" or "percent" in self._e(i - 2)))
            and (after >= len(t) or t.kind[after] == "¶" or self._text(after)[:1].isupper())
        ):
            self._name(i, after, "reference")  # a note's number after the full stop
            return after
        if (
            self._text(i - 1) == "^"
            and text.isdigit()
            and len(text) <= 3
            and self._gap(i) == 0
            and (i >= 2 and t.kind[i - 2] in "wWk" and self._gap(i - 1) == 0)
        ):
            self._name(i, after, "reference")
            return after
        return 0

    def _han_name(self, i: int) -> int:
        """The token after a number in a name of Han text: 歼-20, 京A·12345, 〔2023〕5号, 110、119或120; 0 where it is none."""
        t = self.t
        text, after = t.text[i], i + 1
        if (
            self._text(i - 1) in "〔["
            and self._text(after) in "〕]"
            and len(text) == 4
            and self._gap(i) == 0
            and (t.kind[after + 1 : after + 2] in (["n"], ["h"], ["k"]) and self._gap(i - 1) == 0)
        ):
            if t.kind[after + 1] == "n":
                after += 1
            self._name(i, after + 1, "name")
            return after + 1
        if self._gap(i) == 0 and self._text(i - 1) in "-‐·•" and self._gap(i - 1) == 0 and i >= 2:
            before = self._e(i - 2)
            if (
                t.kind[i - 2] in "hW"
                or self._text(i - 1) in "·•"
                or (
                    t.kind[i - 2] == "k"
                    and not t.text[i - 2].isascii()
                    and "stop" not in before
                    and ("hedge" not in before)
                    and "link" not in before
                    and "direction" not in before
                )
            ) and (self._text(i - 1) in "·•" or not self._measured(after)):
                self._name(i, after, "name")
                return after
        if self._text(after) in "·•" and t.kind[after + 1 : after + 2] == ["n"] and self._gap(after + 1) == 0:
            self._name(i, after + 2, "name")
            return after + 2
        if self._text(after) == "》" and self._gap(i) == 0 and t.kind[i - 1 : i] in (["h"], ["k"]):
            self._name(i, after, "name")
            return after
        if "name_before" in self._e(i - 2) and self._text(i - 1) in '：:“"' and self._gap(i) <= 1:
            after = self._name_tail(i)
            self._name(i, after, "name")
            return after
        if ("join" in self._e(i - 1) or "range_mark" in self._e(i - 1)) and (
            self.named
            and i >= 2
            and self.named[-1][1] == t.end[i - 2]
            and self.named[-1][2] == "name"
            and (t.kind[i - 2] == "n" and not self._countable(after))
        ):
            self._name(i, after, "name")
            return after
        if (
            t.kind[i - 1 : i] == ["W"]
            and self._gap(i) == 1
            and len(text) <= 2
            and self._gap(after) == 0
            and (
                t.kind[after : after + 1] in (["h"], ["k"])
                and not self._countable(after)
                and not t.text[after].isascii()
            )
        ):
            self._name(i, after, "name")
            return after
        if len(text) >= 9 and text.isdigit() and not self._countable(after) and "currency" not in self._e(i - 1):
            self._name(i, after, "code")
            return after
        if "not_counted" in self._known(text) and not self._countable(after):
            self._name(i, after, "name")
            return after
        return 0

    def _dated(self, k: int) -> bool:
        """True where a date of Han text begins with the digits at token k."""
        return (
            self._text(k).isdigit() and self._e(k + 1).get("date_mark") in ("year", "month") and self._gap(k + 1) == 0
        )

    def _known(self, text: str) -> Entry:
        """What the tables say of digits that are a name by themselves (618)."""
        return self.lex.words.get(text) or _NONE

    def _measured(self, k: int) -> bool:
        """True where token k is a unit of the number before it."""
        return (
            self._text(k) not in ("”", "’")
            and self._gap(k) <= 1
            and not _MEASURED.isdisjoint(self._e(k))
            and "measure_word" not in self._e(k)
        )

    def _countable(self, k: int) -> bool:
        """True where token k says what the number before it counts or measures."""
        return not _COUNTED.isdisjoint(self._e(k)) and self._gap(k) <= 1

    def _capital_name(self, i: int) -> int:
        """The token after a name that begins with a number word: Four Seasons, the Six Nations; 0 where it is none."""
        t = self.t
        entry = self._e(i)
        if "number" not in entry or not t.text[i].isascii():
            return 0
        k = i + 1
        while (
            k < len(t)
            and self._gap(k) == 1
            and t.text[k][:1].isupper()
            and t.text[k][0].isascii()
            and (t.kind[k] == "W" or (t.kind[k] == "k" and "scale" not in self._e(k)))
        ):
            k += 1
        if k == i + 1:
            return 0
        start = i == 0 or t.kind[i - 1] == "¶" or t.text[i - 1] in (".", "!", "?", "“", '"', "”")
        if start and (k == i + 2 or (self._gap(k) == 1 and t.forms.plural(self._word(k), self._e(k)))):
            return 0
        return k

    def _coded(self, i: int) -> int:
        """The token after a code that begins with the digits at token i, or 0: 20-45-77, 0700.HK, NY 12207, carbon-14."""
        t = self.t
        j = i + 1
        text = t.text[i]
        if text.startswith("10.") and len(text) >= 7 and self._text(j) == "/" and self._gap(j) == 0:
            while j < len(t) and self._gap(j) == 0:
                j += 1
            return j
        if not text.isdigit():
            return 0
        if (
            self._text(j) in ("-", "–")
            and self._gap(j) == 0
            and self._gap(j + 1) == 0
            and t.kind[j + 1] == "n"
            and (self._text(j + 2)[:1].isupper() and self._gap(j + 2) == 1 and self._address(j + 1))
        ):
            return j + 2
        groups = 1
        k = j
        while (
            self._text(k) in ("-", "‐")
            and self._gap(k) == 0
            and self._gap(k + 1) == 0
            and t.kind[k + 1] == "n"
            and (t.text[k + 1].isdigit())
        ):
            groups += 1
            k += 2
        if groups >= 3:
            return k
        if (
            self._text(j) == "."
            and self._gap(j) == 0
            and self._gap(j + 1) == 0
            and t.kind[j + 1] == "W"
            and t.text[j + 1].isupper()
        ):
            return j + 2
        before = self._text(i - 1)
        if len(text) == 5 and len(before) == 2 and before.isupper() and before.isalpha() and self._gap(i) == 1:
            return j
        following = self._e(j)
        if (
            before in ("-", "‐")
            and self._gap(i) == 0
            and self._gap(i - 1) == 0
            and i >= 2
            and (t.kind[i - 2] in "wWk" or "first_of" in self._e(i - 2))
            and not (
                "span" in self._e(i - 2)
                or "hedge" in self._e(i - 2)
                or "stop" in self._e(i - 2)
                or "month" in self._e(i - 2)
            )
        ) and not (
            "unit" in following
            or "percent" in following
            or "currency" in following
            or "scale" in following
            or (t.forms.plural(self._word(j), following) and "first_of" not in self._e(i - 2))
        ):
            return j
        if (
            self._text(j) in ("-", "‐")
            and self._gap(j) == 0
            and self._gap(j + 1) == 0
            and self._text(j + 1)[:1].isupper()
            and (
                t.kind[j + 1] in "WK"
                and "month" not in self._e(j + 1)
                and "unit" not in self._e(j + 1)
                and "duration" not in self._e(j + 1)
                and "currency" not in self._e(j + 1)
                and len(t.text[j + 1]) > 1
            )
        ):
            return j + 2
        return 0

    def _name_list(self, i: int) -> int:
        """The numbers of parts 1 and 2, Figures 3, 4 and 6, days 2–6, where the noun before is a plural."""
        t = self.t
        after = self._name_tail(i)
        if not t.forms.plural(t.word[i - 1], _NONE):
            return after
        while True:
            k = after
            if self._text(k) == ",":
                k += 1
            if "join" in self._e(k) or self._e(k).get("link") == "to":
                k += 1
            if (
                k == after
                or k >= len(t)
                or t.kind[k] != "n"
                or not t.text[k].isdigit()
                or len(t.text[k]) > 3
                or self._gap(k) != 1
            ):
                return after
            following = self._e(k + 1)
            if any(c in following for c in ("unit", "percent", "scale", "currency", "duration", "month")) or (
                self._gap(k + 1) == 1 and t.forms.plural(self._word(k + 1), following)
            ):
                return after
            after = self._name_tail(k)

    def _name_tail(self, i: int) -> int:
        """A name's number with what hangs on it: 4.2, 5-7, 3 and 4, 12(b)."""
        t = self.t
        after = i + 1
        while (
            self._text(after) in ("-", "–", "/", ".", "(")
            and self._gap(after) == 0
            and self._gap(after + 1) == 0
            and (
                after + 1 < len(t)
                and (t.kind[after + 1] == "n" or (len(t.text[after + 1]) <= 3 and t.text[after + 1].isalpha()))
            )
        ):
            after += 2
            if self._text(after) == ")":
                after += 1
        return after

    def _address(self, i: int) -> bool:
        """12 High Street; 2200 Alder Street; 411 Lake Avenue."""
        k = i + 1
        for _ in range(4):
            k += 1
            if "name_after" in self._e(k):
                return self._text(k)[:1].isupper()
            if not (
                (self._gap(k) == 1 and (self.t.kind[k] in "WnN" or self._text(k)[:1].isupper()))
                or (self._gap(k) == 0 and "ordinal_mark" in self._e(k))
            ):
                return False
        return False

    def _attached_name(self, i: int) -> int:
        """5G, 3D, 13F, 4K, 747-400: digits with letters on them that no unit or scale explains."""
        t = self.t
        j = i + 1
        if j >= len(t) or t.start[j] != t.end[i]:
            return 0
        kind = t.kind[j]
        if kind in "wWkK" and t.text[j].isascii() and t.text[j][0].isalpha():
            entry = self._e(j)
            if any(
                c in entry
                for c in (
                    "unit",
                    "scale",
                    "scale_short",
                    "ordinal_mark",
                    "percent",
                    "currency",
                    "duration",
                    "clock",
                    "decade",
                    "points",
                    "bare_points",
                    "times",
                )
            ):
                if t.text[j] not in ("D", "G", "F", "K", "A", "V", "N") or (
                    "unit" in entry and t.text[j] in "KAV" and False
                ):
                    return 0
                if self._text(i - 1) and "currency" in self._e(i - 1):
                    return 0
                if t.text[j] == "K" and len(t.text[i]) >= 2 and t.text[i] != "10":
                    return 0
                if t.text[j] in "FC":
                    one = Num(Decimal(1), Decimal(1), Decimal(1), len(t.text[i]), i, j)
                    if "unit" in entry and self.words.unit(t, j, one, entry["unit"], gap=0, hyphen=False) is not None:
                        return 0
                if (
                    t.text[j] in "FC"
                    and self.t.prose[t.end[j] : t.end[j] + 1] in (")", ",", ".")
                    and len(t.text[i]) >= 2
                    and t.text[i] != "13"
                ):
                    return 0
            if len(t.text[j]) <= 3 or t.text[j][0].isupper():
                return j + 1
            return 0
        return 0

    _PHONE = lazy(
        r"\+?\(?\d{1,4}\)?(?:[ \-]\(?\d{2,4}\)?){1,4}[ \-]\d{2,7}(?!\d)|\d{3,4}-\d{4}(?!\d)|1\d{10}(?!\d)"
        r"|[48]00-?\d{3}-?\d{4}(?!\d)|\d{4} \d{4}(?!\d)"
    )

    def _phone(self, i: int) -> int:
        """The token after a phone number at token i, or 0."""
        t = self.t
        place = t.start[i]
        text = t.text[i]
        if self._text(i - 1) == "+" and self._gap(i) == 0:
            # +44 7714 007257; +1(310) 709-3562; UTC+0900
            if self._e(i - 2).get("clock") == "zone" and self._gap(i - 1) == 0:
                return i + 1
            j, count = i + 1, len(text)
            while j < len(t) and self._gap(j) <= 1 and (t.kind[j] in "nN" or t.text[j] in "-()./"):
                if t.kind[j] == "n":
                    count += len(t.text[j])
                j += 1
            while j > i + 1 and t.text[j - 1] in "-()./":
                j -= 1
            if count >= 8 and "," not in text:
                return j
        if "," in text or "." in text:
            return 0
        if place and t.prose[place - 1] in "+(":
            place -= 1
        match = self._PHONE.match(t.prose, place)
        if match is None:
            return 0
        raw = match.group()
        count = sum(c.isdigit() for c in raw)
        plain = raw.isdigit()
        before = t.word[i - 1] if i else ""
        if plain and not (len(raw) == 11 and raw[0] == "1"):
            return 0
        if re.fullmatch(r"\d{4} \d{4}|\d{3,4}-\d{4}", raw):
            left, right = re.split(r"[ -]", raw)
            years = raw[4] == "-" and 1000 <= int(left) <= 2100 and 1000 <= int(right) <= 2100
            if years or (len(left) == 3 and int(left) < int(right) and not self._phone_word(i)):
                return 0
        elif count < 7 or not (raw[0] in "+(0" or raw[:3] in ("400", "800") or raw[:1] == "1" or "-" in raw):
            return 0
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw) or "currency" in self._e(i - 1) or before == "from":
            return 0
        k = i
        while k < len(t) and t.start[k] < match.end():
            k += 1
        return k

    def _phone_word(self, i: int) -> bool:
        return any("name_before" in self._e(k) for k in range(max(0, i - 4), i))
