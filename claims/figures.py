"""Figures: a number with its hedge, sign, unit and kind, by one grammar over the tokens of any language.

`Figures(tokens, document).read()` yields claims in reading order and the names with digits in them. Which words
mean what is said by the language tables; what a bare letter or sign means beside a figure (m, $, °) by
`units.py` and by what else the document says.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import Any

from claims import dates, numbers
from claims.claim import Claim
from claims.document import Document, Period
from claims.numbers import Num
from claims.quantity import Number, Quantity
from claims.tokens import Entry, Lexicon, Tokens
from claims.words import Words

_NONE = Entry()
_MINUS = frozenset("-−–﹣－‑")
_DASHES = frozenset("-–—~～‑‐")
_OPEN = frozenset("([（【「“\"'‘«《")
_START = re.compile(r"[nzvqdtNK]")


class Figures:
    """Reads the figures of one document's tokens."""

    def __init__(self, tokens: Tokens, document: Document, lex: Lexicon, words: Words) -> None:
        self.t = tokens
        self.document = document
        self.lex = lex
        self.words = words
        self.claims: list[Claim] = []
        self.named: list[tuple[int, int, str]] = []
        self.when = dates.When(document.published, document.place)
        self.spans: list[tuple[int, int]] = []
        self.han = any(language != "en" for language in lex.languages)
        self.money_seen = self._money_seen()

    # -- the walk -------------------------------------------------------------------------------------------

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
        if "not_counted" in entry and kind == "K":
            if len(entry) == 1 or "number" not in entry:
                if not ("month" in entry or "weekday" in entry or "relative" in entry or "span" in entry):
                    self._cover_digits(i, i + 1, "idiom")
                    return i + 1
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
        if kind == "q" or kind == "d":
            self._name(i, i + 1, "name")
            return i + 1
        if "ordinal" in entry or (kind == "n" and self._e(i + 1).get("ordinal_mark") == "after"
                                  and t.start[i + 1] == t.end[i]) or (
                kind in "nz" and self._e(i - 1).get("ordinal_mark") == "before"):
            found = self._ordinal(i)
            if found:
                return found
        if "multiple" in entry or "multiple_before" in entry:
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

    # -- names ----------------------------------------------------------------------------------------------

    def _name(self, first: int, after: int, reading: str) -> None:
        self.named.append((self.t.start[first], self.t.end[after - 1], reading))

    def _cover_digits(self, first: int, after: int, reading: str) -> None:
        if any(c.isdigit() for c in self.t.prose[self.t.start[first]:self.t.end[after - 1]]):
            self._name(first, after, reading)

    def _named_before(self, i: int) -> int:
        """The token after a number that is part of a name (Route 66, S&P 500, Article 7, Tel 2345 6789), or 0."""
        t = self.t
        kind = t.kind[i]
        if kind not in "nzt":
            return 0
        total = len(t)
        before = self._e(i - 1)
        after = i + 1
        text = t.text[i]
        if kind == "n":
            phone = self._phone(i)
            if phone:
                self._name(i, phone, "phone")
                return phone
            # Numbering at the head of a line: "1. ", "(2) ", "3) "
            if (i == 0 or t.kind[i - 1] == "¶") and len(text) <= 2 and text.isdigit():
                if self._text(after) in (".", ")", "、", "．", "）") and (self._gap(after + 1) >= 1 or t.text[after] == "、"):
                    if not (t.text[after] == "." and self._gap(after + 1) == 0):
                        self._name(i, after, "numbering")
                        return after
            if (i >= 1 and self._text(i - 1) in "（(" and (i == 1 or t.kind[i - 2] == "¶") and self._text(after) in "）)"):
                self._name(i, after, "numbering")
                return after
            if self._text(i - 1) == "[" and text.isdigit() and len(text) <= 3:
                k = after
                while k < total and (t.text[k] in ",-–" or (t.kind[k] == "n" and len(t.text[k]) <= 3)):
                    k += 1
                if self._text(k) == "]":
                    self._name(i, k, "reference")
                    return k
            if self._text(i - 1) == "^" and text.isdigit() and len(text) <= 3 and self._gap(i) == 0 and (
                    i >= 2 and t.kind[i - 2] in "wWk" and self._gap(i - 1) == 0):
                self._name(i, after, "reference")
                return after
            if self._text(i - 1) in ("#", "№", "§") and self._gap(i) <= 1:
                self._name(i, after, "name")
                return after
        if "name_before" in before and self._gap(i) <= 1 and not (kind == "n" and t.text[i - 1].islower() and (
                self._e(after).get("percent") or "currency" in self._e(after))):
            word = t.word[i - 1]
            if not (word in ("no", "line") and kind == "K"):
                after = self._name_tail(i)
                entry = self._e(after)
                if not ("scale" in entry or ("percent" in entry and self._gap(after) <= 1)):
                    self._name(i, after, "name")
                    return after
        if self._text(i - 1) == "." and self._e(i - 2).get("name_before") and t.text[i - 2].lower() in (
                "no", "nos", "fig", "figs", "vol", "eq", "eqs", "ref", "refs", "pp", "p", "ch", "sec", "art", "tel", "ext"):
            after = self._name_tail(i)
            self._name(i, after, "name")
            return after
        if "name_after" in self._e(after) and self._gap(after) <= 1 and kind in "nz" and (
                not t.text[after].isascii() or t.kind[i] == "n"):
            self._name(i, after, "name")
            return after
        if kind == "n" and t.kind[after:after + 1] == ["W"] and self._gap(after) == 1 and self._address(i):
            self._name(i, after, "address")
            return after
        if kind == "n" and self._attached_name(i):
            end = self._attached_name(i)
            self._name(i, end, "name")
            return end
        return 0

    def _name_tail(self, i: int) -> int:
        """A name's number with what hangs on it: 4.2, 5-7, 3 and 4, 12(b)."""
        t = self.t
        after = i + 1
        while self._text(after) in ("-", "–", "/", ".", "(") and self._gap(after) == 0 and self._gap(after + 1) == 0 and (
                after + 1 < len(t) and (t.kind[after + 1] == "n" or len(t.text[after + 1]) == 1)):
            after += 2
            if self._text(after) == ")":
                after += 1
        return after

    def _address(self, i: int) -> bool:
        """12 High Street; 2200 Alder Street; 411 Lake Avenue."""
        k = i + 1
        for _ in range(3):
            k += 1
            if "name_after" in self._e(k):
                return self.t.kind[k - 1] in "Wk" and self._text(k)[:1].isupper()
            if self._gap(k) != 1 or self.t.kind[k] not in "Wk":
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
            if any(c in entry for c in ("unit", "scale", "scale_short", "ordinal_mark", "percent", "currency", "duration",
                                        "clock", "decade", "points", "bare_points", "times")):
                if t.text[j] not in ("D", "G", "F", "K", "A", "V", "N") or ("unit" in entry and t.text[j] in "KAV" and False):
                    return 0
                if self._text(i - 1) and "currency" in self._e(i - 1):
                    return 0
                if t.text[j] == "K" and len(t.text[i]) >= 2 and not t.text[i] in ("10",):
                    return 0
                if t.text[j] in "FC" and self._text(i - 1) in _MINUS:
                    return 0
                if t.text[j] in "FC" and self.t.prose[t.end[j]:t.end[j] + 1] in (")", ",", ".") and len(t.text[i]) >= 2 and t.text[i] != "13":
                    return 0
            if len(t.text[j]) <= 3 or t.text[j][0].isupper():
                return j + 1
            return 0
        return 0

    _PHONE = re.compile(r"\+?\(?\d{1,4}\)?(?:[ \-]\(?\d{2,4}\)?){1,4}[ \-]\d{2,4}(?!\d)|\d{3,4}-\d{4}(?!\d)|1\d{10}(?!\d)"
                        r"|[48]00-?\d{3}-?\d{4}(?!\d)|\d{4} \d{4}(?!\d)")

    def _phone(self, i: int) -> int:
        """The token after a phone number at token i, or 0."""
        t = self.t
        place = t.start[i]
        text = t.text[i]
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
            years = raw[4] in "-" and 1000 <= int(left) <= 2100 and 1000 <= int(right) <= 2100
            if years or (len(left) == 3 and int(left) < int(right) and not self._phone_word(i)):
                return 0
        elif count < 7 or not (raw[0] in "+(0" or raw[:3] in ("400", "800") or raw[:1] == "1" or "-" in raw):
            return 0
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw) or "currency" in self._e(i - 1) or before in ("from",):
            return 0
        k = i
        while k < len(t) and t.start[k] < match.end():
            k += 1
        return k

    def _phone_word(self, i: int) -> bool:
        return any("name_before" in self._e(k) for k in range(max(0, i - 4), i))

    # -- dates ----------------------------------------------------------------------------------------------

    def _date(self, i: int) -> int:
        t = self.t
        found = dates.date(t, i, self.when)
        if found is None:
            return 0
        if found.day is not None and found.weekday is not None and found.month is not None and not found.year_written and (
                found.start is not None and found.start.isoweekday() != found.weekday):
            pass
        place = (t.start[found.first], t.end[found.after - 1])
        period = Period(found.start, found.end, t.prose[place[0]:place[1]])
        claim = Claim("date", place[0], place[1], reading=found.reading, period=period,
                      detail={"grain": found.grain, "weekday": found.weekday, "day": found.day, "month": found.month,
                              "year": found.year, "year_written": found.year_written, "impossible": found.impossible})
        self._emit(claim, found.first, found.after)
        if found.grain == "day" and found.start is not None:
            self.when.last = found.start
        return found.after

    # -- clock times, scores --------------------------------------------------------------------------------

    def _clock(self, i: int) -> int:
        """7:30 p.m., 6 p.m., 16:00 GMT, 7时30分, 晚8时."""
        t = self.t
        after = i + 1
        if t.kind[i] == "t":
            if self._text(i).count(":") > 1 or "." in self._text(i):
                return 0
            hour, minute = (int(p) for p in t.text[i].split(":")[:2])
            if hour > 24 or minute > 59:
                return 0
            entry = self._e(after)
            sure = "clock" in entry or "clock" in self._e(i - 1) or self._word(i - 1) in ("at", "from", "until", "by", "before", "after", "to", "between", "till", "around")
            if self._word(i - 1) in ("in", "of") and "clock" not in entry:
                return 0
            if not sure and not (len(t.text[i]) == 5 and hour < 24) and not self._near_score_free(i):
                return 0
            if not sure and self._score_words(i):
                return 0
            while "clock" in self._e(after) and self._gap(after) <= 1:
                after += 1
            first = i - 1 if self._e(i - 1).get("clock") in ("am", "pm") and not t.text[i - 1].isascii() else i
            return self._time_claim(first, after)
        value = dates._int(t, i)
        if value is None:
            if t.kind[i] == "n" and self._e(after).get("clock") in ("am", "pm") and self._gap(after) <= 1 and (
                    re.fullmatch(r"\d{1,2}\.\d{2}", t.text[i])):
                return self._time_claim(i, after + 1)
            return 0
        entry = self._e(after)
        mark = entry.get("clock")
        if value <= 24 and mark in ("am", "pm") and self._gap(after) <= 1 and t.text[after].isascii():
            if t.text[after] in ("AM", "PM", "am", "pm", "a.m.", "p.m."):
                after += 1
                if "clock" in self._e(after) and self._gap(after) <= 1:
                    after += 1
                return self._time_claim(i, after)
        if value <= 24 and mark == "zone" and t.text[after].isascii() and self._gap(after) <= 1 and t.text[after].lower().endswith("clock"):
            return self._time_claim(i, after + 1)
        if value <= 24 and mark == "hour" and not t.text[after].isascii() and self._gap(after) == 0:
            after += 1
            clocked = self._e(i - 1).get("clock") in ("am", "pm") or "date_mark" in self._e(i - 1) or (
                self._text(i - 1) in "）)" and "weekday" in self._e(i - 2)) or "relative" in self._e(i - 1) or "weekday" in self._e(i - 1)
            if dates._int(t, after) is not None and self._gap(after) == 0 and self._e(after + 1).get("clock") == "minute":
                minute_at = dates._int(t, after)
                if minute_at is not None and minute_at < 60:
                    after += 2
                    if dates._int(t, after) is not None and self._e(after + 1).get("clock") == "second" and self._gap(after) == 0:
                        after += 2
                    clocked = True
            elif self._text(after) in ("半", "整"):
                after += 1
                clocked = True
            if not clocked and t.text[i + 1] not in ("时", "時", "点钟", "點鐘"):
                return 0
            if not clocked and t.kind[i] == "z":
                return 0
            first = i - 1 if self._e(i - 1).get("clock") in ("am", "pm") else i
            return self._time_claim(first, after)
        return 0

    def _near_score_free(self, i: int) -> bool:
        return not self._score_words(i)

    def _time_claim(self, first: int, after: int) -> int:
        t = self.t
        claim = Claim("time", t.start[first], t.end[after - 1], reading="clock")
        claim.quantity = Quantity(t.prose[claim.start:claim.end], None)
        self._emit(claim, first, after)
        return after

    def _score_words(self, i: int) -> bool:
        """True where words of a game or a vote stand within a dozen tokens."""
        return any("score" in self._e(k) for k in range(max(0, i - 12), min(len(self.t), i + 9)))

    def _colon(self, i: int) -> int:
        """2:09:47 is a duration, 21:19 a score, 1:4 a ratio."""
        t = self.t
        text = t.text[i]
        if text.count(":") == 2 or "." in text:
            parts = [Decimal(p) for p in text.split(":")]
            seconds = Decimal(0)
            for part in parts:
                seconds = seconds * 60 + part
            step = Decimal(1).scaleb(-len(text.partition(".")[2])) if "." in text else Decimal(1)
            self._claim("duration", i, i + 1, seconds, step, step, 4, "second", reading="clock-duration")
            return i + 1
        self._claim_plain("score", i, i + 1, "score")
        return i + 1

    def _claim_plain(self, kind: str, first: int, after: int, reading: str) -> None:
        t = self.t
        claim = Claim(kind, t.start[first], t.end[after - 1], reading=reading)
        claim.quantity = Quantity(t.prose[claim.start:claim.end], None)
        self._emit(claim, first, after)

    # -- ordinals and multiples -----------------------------------------------------------------------------

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

    def _percent_before(self, i: int) -> int:
        """百分之五点二, 百分之5.2."""
        found = numbers.number(self.t, i + 1)
        if found is None or self._gap(i + 1) > 0:
            return 0
        after = found.after
        if self._word(after) in ("至", "到") and "percent_before" in self._e(after + 1):
            second = numbers.number(self.t, after + 2)
            if second is not None:
                return self._ranged("percent", i, second.after, found, second, "%")
        claim = self._number_claim("percent", i, after, found, "%", reading="percent-before")
        self._hedge(claim, i, after)
        return after

    # -- quantities -----------------------------------------------------------------------------------------

    def _quantity(self, i: int) -> int:
        t = self.t
        first = i
        entry = self._e(i)
        if entry.get("article") == "1" and "number" not in entry:
            return i
        num = numbers.number(t, i)
        if num is None:
            return i
        if num.form == "words" and entry.get("number") and not self._counts_here(i, num):
            return num.after
        # A currency before the number, and a sign before either.
        currency = None
        at = i - 1
        if at >= 0 and "currency" in self._e(at) and self._gap(i) <= 1 and self.words.before(self._e(at)["currency"]):
            if not self._taken(at):
                currency = self._e(at)["currency"]
                first = at
        sign = self._sign(first)
        if sign:
            first -= 1
        if (currency is None and self._text(first - 1) in _MINUS | {"+"} and "currency" in self._e(first - 2)
                and self._gap(first) == 0):
            pass
        after = num.after
        ended = self._tail(i, first, num, currency, sign)
        return ended if ended > i else after

    def _taken(self, at: int) -> bool:
        """True where token `at` is already part of the claim before."""
        return bool(self.spans) and self.spans[-1][1] > at

    def _sign(self, first: int) -> bool:
        """True where a minus stands before token `first` as a sign, not as a hyphen or dash."""
        t = self.t
        if first < 1 or t.text[first - 1] not in _MINUS or self._gap(first) != 0:
            return False
        if first == 1:
            return True
        gap = self._gap(first - 1)
        before = t.text[first - 2]
        if gap == 0 and before not in _OPEN and before not in ("=", ",", "，", "：", ":", "/", "|", "<", ">", "约"):
            return False
        # A dash between words with a space before it only (" –5") is a sign; " - 5" is not (gap was 0 here).
        return not (t.kind[first - 2] == "n" and gap <= 1)

    def _counts_here(self, i: int, num: Num) -> bool:
        """Number words count nothing in idioms and as pronouns: "one" above all."""
        t = self.t
        if num.after - i == 1 and num.value == 1 and num.scale == 1:
            after = self._e(num.after)
            if self._gap(num.after) > 1 and self._text(num.after) not in "-‐":
                return False
            if "unit" in after or "percent" in after or "currency" in after or "duration" in after or "points" in after:
                return self._word(num.after) not in ("second", "day", "minute") or "hedge" in self._e(i - 1)
            if "stop" in after or "cue" in after or t.kind[num.after:num.after + 1] in (["¶"], []):
                return self._word(num.after) in ("in", "out") and self._word(num.after + 1) in ("of",) or (
                    self._word(num.after) == "in" and ("number" in self._e(num.after + 1) or self._text(num.after + 1).isdigit()))
            if t.kind[num.after] not in "wWkK-" and self._text(num.after) not in "-‐":
                return False
            if "article" in self._e(i - 1) or "other" in self._word(i - 1):
                return False
            return t.kind[num.after] in "wk" and not t.word[num.after].endswith(("ing", "ly", "ed"))
        return True

    def _tail(self, i: int, first: int, num: Num, currency: Any, sign: bool) -> int:
        """What follows the number decides what it is. Returns the token after the figure."""
        t = self.t
        j = num.after
        total = len(t)
        # 1. A range: its second end, then the unit of both.
        ranged = self._range_end(i, j, num, currency)
        if ranged is not None:
            return self._finish_range(first, num, currency, sign, *ranged)
        unit = self._unit(i, j, num, currency)
        if unit is None and num.form == "fraction" and num.parts is None:
            return j
        if unit is None:
            return self._bare(i, first, j, num, sign)
        kind, name, after, factor = unit
        if factor is not None:
            num.times(factor)
        compound = self._compound(kind, name, after, num)
        if compound is not None:
            after = compound
            kind, name = self._kind_after_compound
        if kind in ("money", "measure", "count") or (kind == "duration" and False):
            per = self._per(kind, name, after, first)
            if per is not None:
                name, after = per
                if kind == "count":
                    kind = "measure"
        claim = self._number_claim(kind, first, after, num, name, sign=sign, reading=kind)
        claim.number = (t.start[i], t.end[num.after - 1])
        self._hedge(claim, first, after)
        return after

    # A unit: (kind, unit name, token after, extra factor)

    def _unit(self, i: int, j: int, num: Num, currency: Any) -> tuple[str, str | None, int, Decimal | None] | None:
        t = self.t
        total = len(t)
        gap = self._gap(j)
        if currency is not None:
            factor = None
            after = j
            if gap == 0 or (gap <= 1 and j < total):
                entry = self._e(j)
                if "scale_short" in entry and num.scale == 1 and (gap == 0 or (gap == 1 and len(t.text[j]) == 1 and t.text[j] in "mbkMBK" and not self._noun_follows(j))):
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
            if "currency" in entry and self._gap(after) <= 1 and self.words.after(entry["currency"]) and t.kind[after] != "s":
                again, _ = self.words.code(entry["currency"], self.money_seen)
                if again in self.words.money(currency).codes:
                    code = again
                    after += 1
            return "money", code, after, factor
        if j >= total:
            return None
        hyphen = t.text[j] in "-‐‑" and gap == 0 and self._gap(j + 1) == 0
        at = j + 1 if hyphen or (t.text[j] in "-‐" and gap <= 1 and self._gap(j + 1) == 0 and t.kind[j + 1:j + 2] in (["k"], ["K"])) else j
        if at > j:
            hyphen = True
        entry = self._e(at)
        gap = self._gap(at) if not hyphen else 0
        if gap > 2:
            return None
        if "age" in entry and entry["age"] == "after":
            unit = "year"
            for name in ("month", "week", "day"):
                if t.word[at].startswith(name):
                    unit = name
            return "age", unit, at + 1, None
        if "points" in entry:
            return "points", "pp", at + 1, Decimal(entry["points"]) if entry["points"] != "1" and entry["points"] != 1 else None
        if "percent" in entry:
            value = Decimal(str(entry["percent"]))
            after = at + 1
            if self._word(after) in ("points", "point") and self._gap(after) <= 1:
                return "points", "pp", after + 1, None
            return "percent", "%", after, None if value == 1 else value
        if "tenths" in entry and num.value < 100:
            after = at + 1
            value = Decimal(10)
            if self._text(after) == "半" and self._gap(after) == 0:
                num.value = num.value + Decimal("0.5")  # type: ignore[operator]
                num.step = num.coarse = Decimal("0.5")
                after += 1
            return "percent", "%", after, value
        if "times" in entry:
            return self._times(i, at, num, entry["times"], hyphen)
        if num.form == "fraction":
            return self._fraction_unit(i, at, num)
        short = entry.get("scale_short")
        if short is not None and num.scale == 1 and gap == 0 and not hyphen and num.form == "digits":
            choice = self._short_scale(i, at, num)
            if choice is not None:
                num.times(Decimal(short))
                num.short = True
                return self._unit(i, at + 1, num, None) or ("", None, at + 1, None)
        if "currency" in entry and self.words.after(entry["currency"]):
            found = self._money_after(i, at, num, entry, hyphen)
            if found is not None:
                return found
        if "duration" in entry or "unit" in entry:
            measured = self._measure(i, at, num, entry, hyphen, gap)
            if measured is not None:
                return measured
        return None

    def _money_after(self, i: int, at: int, num: Num, entry: Entry, hyphen: bool) -> tuple[str, str | None, int, Decimal | None] | None:
        word = self.t.word[at]
        if "unit" in entry:
            reading = self.words.unit(self.t, at, num, entry["unit"], gap=self._gap(at), hyphen=hyphen)
            if reading is not None and reading.currency is None and not (
                    num.scale >= 1000 and any(c in self.money_seen for c in self.words.money(entry["currency"]).codes)):
                return None
        code, factor = self.words.code(entry["currency"], self.money_seen)
        after = at + 1
        nxt = self._e(after)
        if "scale" in nxt and num.scale == 1 and self._gap(after) <= 1 and word.isascii() and not word.islower():
            factor = (factor or Decimal(1)) * Decimal(nxt["scale"])
            after += 1
        return "money", code, after, factor if factor is not None and factor != 1 else None

    def _short_scale(self, i: int, at: int, num: Num) -> bool | None:
        """2.7m people, 12k jobs: a bare letter is a scale where it is no unit of what follows."""
        t = self.t
        letter = t.text[at]
        after = at + 1
        if letter in ("k", "K"):
            return True if not (letter == "K" and len(t.text[i]) <= 2 and num.value in (4, 8, 5, 10)) else None
        if letter in ("m", "M", "b", "B", "bn", "mn"):
            return True if self._noun_follows(at) else None
        return None

    def _noun_follows(self, at: int) -> bool:
        k = at + 1
        for _ in range(3):
            if self._gap(k) != 1:
                return False
            if dates._plural(self.t, k):
                return True
            if self.t.kind[k] not in "wk" or "stop" in self._e(k):
                return False
            k += 1
        return False

    def _times(self, i: int, at: int, num: Num, which: str, hyphen: bool) -> tuple[str, str | None, int, Decimal | None] | None:
        t = self.t
        after = at + 1
        if which == "fold":
            return "ratio", None, after, None
        if which == "more":
            return "ratio", None, after, None
        if not t.text[at].isascii():
            return "ratio", None, after, None
        nxt = self._e(after)
        word = self._word(after)
        likely = word in ("as", "more", "higher", "larger", "bigger", "greater", "lower", "the", "that", "what", "its", "faster", "longer", "less", "smaller", "their", "his", "her", "fewer") or "relative" in nxt
        if word == "the" and self._word(after + 1) in ("day", "week"):
            likely = False
        if not likely:
            for k in range(max(0, i - 3), i):
                if "direction" in self._e(k):
                    likely = True
        if likely:
            return "ratio", None, after, None
        return "count", "time", after, None

    def _fraction_unit(self, i: int, at: int, num: Num) -> tuple[str, str | None, int, Decimal | None] | None:
        """3/4 inch, half a mile, three quarters of an hour; otherwise a ratio."""
        t = self.t
        entry = self._e(at)
        if ("unit" in entry or "duration" in entry) and self._gap(at) <= 1:
            found = self._measure(i, at, num, entry, False, self._gap(at))
            if found is not None:
                return found
        if entry.get("article") == "1" or self._word(at) == "of":
            k = at + 1
            if self._word(at) == "of" and self._e(k).get("article") == "1":
                k += 1
            elif self._word(at) == "of":
                return None
            inner = self._e(k)
            if ("duration" in inner or "unit" in inner) and self._gap(k) <= 1 and "relative" not in inner:
                found = self._measure(i, k, num, inner, False, 1)
                if found is not None:
                    return found
        return None

    def _measure(self, i: int, at: int, num: Num, entry: Entry, hyphen: bool, gap: int) -> tuple[str, str | None, int, Decimal | None] | None:
        t = self.t
        if "duration" in entry and not ("unit" in entry and len(t.text[at]) == 1):
            unit = entry["duration"]
            after = at + 1
            if hyphen and self._text(after) in "-‐" and self._word(after + 1) == "old":
                return "age", unit, after + 2, None
            if t.text[at].isascii() and self._word(after) in ("old",) and self._gap(after) <= 1:
                return "age", unit, after + 1, None
            if not t.text[at].isascii() and self._e(after).get("half_mark") and self._gap(after) == 0 and unit != "year":
                num.value = num.value + Decimal("0.5")  # type: ignore[operator]
                num.step = num.coarse = Decimal("0.5")
                after += 1
            elif not t.text[at].isascii() and self._text(after) == "半" and self._gap(after) == 0:
                num.value = num.value + Decimal("0.5")  # type: ignore[operator]
                num.step = num.coarse = Decimal("0.5")
                after += 1
            if unit == "fortnight":
                return "duration", "week", after, Decimal(2)
            return "duration", unit, after, None
        if "unit" not in entry:
            return None
        reading = self.words.unit(t, at, num, entry["unit"], gap=gap, hyphen=hyphen)
        if reading is None:
            return None
        if reading.scale is not None and num.scale == 1:
            num.times(_SCALE_WORDS[reading.scale])
            num.short = True
            return self._unit(i, at + 1, num, None) or ("", None, at + 1, None)
        unit_name = reading.unit
        if unit_name is None:
            return None
        if unit_name in _DURATIONS:
            return "duration", unit_name, at + 1, None
        if unit_name in ("pp", "basis_point"):
            return "points", "pp", at + 1, Decimal("0.01") if unit_name == "basis_point" else None
        return "measure", unit_name, at + 1, None

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
            if self._word(k) == "and" and kind != "measure" and self._gap(k) == 1:
                k += 1
            if self._gap(k) > 1 or t.kind[k] not in "nzK":
                break
            part = numbers.number(t, k)
            if part is None or part.after >= len(t) or part.form == "fraction":
                break
            entry = self._e(part.after)
            if kind == "duration" and ("duration" in entry or entry.get("clock") in ("minute", "second")) and self._gap(part.after) <= 1:
                unit = entry.get("duration") or entry["clock"]
                ratio = _SECONDS.get(current or "", 0) // max(_SECONDS.get(unit, 1), 1) if unit in _SECONDS and current in _SECONDS else 0
                if ratio < 2 or part.value >= ratio:
                    break
                factor = Decimal(ratio)
                end = part.after + 1
            elif kind == "measure" and "unit" in entry and self._gap(part.after) <= 1:
                reading = self.words.unit(t, part.after, part, entry["unit"], gap=self._gap(part.after), hyphen=False, chain=current)
                found_unit = None if reading is None else reading.unit
                ratio_exact = self.words.ratio(current, found_unit)
                if found_unit is None or ratio_exact is None or ratio_exact < 2 or part.value >= ratio_exact or ratio_exact.denominator != 1:
                    break
                unit = found_unit
                factor = Decimal(int(ratio_exact))
                end = part.after + 1
            elif kind == "money" and "currency" in entry and self._gap(part.after) <= 1 and self.words.after(entry["currency"]):
                _, sub = self.words.code(entry["currency"], self.money_seen)
                if sub is None or sub >= 1 or num.scale != 1:
                    break
                num.value = num.value + part.value * sub  # type: ignore[operator]
                num.step = num.coarse = sub
                end = part.after + 1
                after = end
                continue
            else:
                break
            num.value = num.value * factor + part.value  # type: ignore[operator]
            num.step, num.coarse = part.step, part.step
            num.digits = 3
            current = unit
            after = end
        if end is not None:
            self._kind_after_compound = (kind, current)
        return end

    def _per(self, kind: str, name: str | None, after: int, first: int) -> tuple[str, int] | None:
        """£3 a share, $80 a barrel, 60 km/h, 12,500 yen per person; 每桶80美元."""
        t = self.t
        if name is None:
            return None
        entry = self._e(after)
        if kind == "money" and "unit_head" in entry and self._gap(after) <= 1:
            inner = self._e(after + 1)
            gap = self._gap(after + 1)
            strong = t.word[after] in ("per", "/", "每") or t.text[after] == "/"
            if "compound_unit" in inner and gap <= 1 and (strong or t.word[after] in ("a", "an", "each", "every")):
                return f"{name}/{inner['compound_unit']}", after + 2
            if strong and t.kind[after + 1:after + 2] in (["w"], ["k"]) and gap <= 1 and t.text[after + 1].isascii() and (
                    t.kind[after + 1] == "w" or "unit" in inner or "duration" in inner):
                word = inner.get("duration") or self._unit_word(after + 1, inner) or t.word[after + 1]
                return f"{name}/{word}", after + 2
        if kind == "money" and self._word(after) in ("apiece",):
            return None
        back = self._e(first - 1)
        if kind == "money" and "compound_unit" in back and not t.text[first - 1].isascii() and self._text(first - 2) == "每":
            return f"{name}/{back['compound_unit']}", after
        return None

    def _unit_word(self, at: int, entry: Entry) -> str | None:
        """The unit that a word after "per" says, None where it says none."""
        if "unit" not in entry:
            return None
        one = Num(Decimal(1), Decimal(1), Decimal(1), 1, at, at)
        reading = self.words.unit(self.t, at, one, entry["unit"], gap=1, hyphen=False)
        return None if reading is None else reading.unit

    # -- ranges ---------------------------------------------------------------------------------------------

    def _range_end(self, i: int, j: int, num: Num, currency: Any) -> tuple[Num, int, Any, int, tuple[str, str | None, int, Decimal | None] | None] | None:
        """The second end of a range that begins with num: (second, its token, its currency, token after, unit)."""
        t = self.t
        if num.form in ("fraction", "vague") and num.form != "fraction":
            return None
        total = len(t)
        k = j
        first_unit = None
        # The first end may have its own unit or scale: "26 million to 31 million", "3万~5万元", "12% to 15%".
        if k < total and self._gap(k) <= 1:
            entry = self._e(k)
            if "percent" in entry or ("currency" in entry and self.words.after(entry["currency"]) and currency is None and num.scale >= 1):
                first_unit = k
                k += 1
            elif ("unit" in entry or "duration" in entry or "measure_word" in entry or "tenths" in entry) and (
                    "range_mark" in self._e(k + 1) and t.kind[k + 1:k + 2] != ["¶"] and t.kind[k + 2:k + 3] in (["n"], ["z"])):
                first_unit = k
                k += 1
            elif "scale_short" in entry and self._gap(k) == 0 and "range_mark" in self._e(k + 1):
                first_unit = k
                k += 1
        if k + 1 >= total or "range_mark" not in self._e(k) or self._gap(k) > 1 or self._gap(k + 1) > 1:
            return None
        mark = t.word[k]
        symbol = mark in _DASHES
        between = self._word(i - 1) == "between" or self._word(i - 2) == "between" or (
            currency is not None and self._word(i - 2) == "between")
        if mark in ("and", "or", "或") and not between:
            if mark == "and" or not (num.form == "words" and num.value < 13):
                return None
        if mark in ("and",) and not between:
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
        if second.form == "fraction" and num.form != "fraction":
            return None
        if symbol and not (t.start[k] == t.end[k - 1]) == (t.start[k + 1] == t.end[k]):
            return None
        if symbol and t.start[k] != t.end[k - 1] and mark in "-–—" and not (mark != "—" and first_unit is not None):
            return None
        if currency is None and second_currency is not None and first_unit is None and num.scale == 1 and not symbol:
            return None
        unit = self._unit(m, second.after, second, second_currency if second_currency is not None else currency)
        if unit is not None and first_unit is None and num.scale > 1 and second.scale == 1 and num.value > second.value:
            # "3 million to 20": not one range.
            if unit[3] is None:
                return None
        if unit is None and symbol and currency is None and first_unit is None:
            return None if not self._range_counts(i, num, second) else (second, m, second_currency, second.after, None)
        # "rose 5 % to 450": the ends must be of one unit.
        if first_unit is not None:
            if unit is None:
                return None
            entry = self._e(first_unit)
            if "percent" in entry and unit[0] != "percent":
                return None
            if "currency" in entry and unit[0] != "money":
                return None
            if ("unit" in entry or "duration" in entry) and unit[0] not in ("measure", "duration", "age", "money"):
                return None
        elif currency is not None and (unit is None or unit[0] != "money"):
            return None
        if not symbol and not between and self._change_before(i, currency is not None):
            low = num.value * (second.scale if num.scale == 1 else 1)  # type: ignore[operator]
            high = second.value
            if self._word(i - 1) == "from" or (currency is not None and self._word(i - 2) == "from") or low > high or (
                    high > 3 * low) or first_unit is not None or self._word(i - 1) in ("从", "由"):
                return None
        if not symbol and not between and (self._word(i - 1) in ("from", "从", "由") or (currency is not None and self._word(i - 2) == "from")):
            if not self._ranging(i):
                return None
        if unit is None and not symbol and not between and not self._range_counts(i, num, second):
            return None
        return second, m, second_currency, second.after, unit

    def _ranging(self, i: int) -> bool:
        return any(self._word(k) in ("ranging", "range", "ranged", "ranges", "varied", "vary", "varying", "anywhere", "aged") for k in range(max(0, i - 4), i))

    def _change_before(self, i: int, money: bool) -> bool:
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
        if second.value <= num.value * (1 if num.scale > 1 or second.scale == 1 else 0):  # type: ignore[operator]
            return False
        if self._score_words(i) and num.value < 200:
            return False
        return self._noun(second.after) is not None

    def _finish_range(self, first: int, num: Num, currency: Any, sign: bool, second: Num, m: int, second_currency: Any,
                      after: int, unit: tuple[str, str | None, int, Decimal | None] | None) -> int:
        t = self.t
        kind, name, end, factor = unit if unit is not None else ("count", None, after, None)
        scale = second.scale * (factor if factor is not None else 1)
        own = num.scale != 1 or self._e(num.after).get("scale_short") is not None and self._gap(num.after) == 0
        if not own:
            low_plain = num.value
            if second.plain >= low_plain or scale == 1:  # type: ignore[operator]
                num.times(scale)
        elif num.scale == 1:
            num.times(Decimal(self._e(num.after)["scale_short"]))
        elif factor is not None and second.scale == 1 and factor < 1:
            num.times(factor)
        if factor is not None:
            second.times(factor)
        if unit is None:
            noun = self._noun(after)
            if noun is not None:
                name, end = noun[0], after
                kind = "count"
        return self._ranged(kind, first, end, num, second, name, noun_at=after if unit is None else None)

    def _ranged(self, kind: str, first: int, after: int, low: Num, high: Num, name: str | None,
                noun_at: int | None = None) -> int:
        t = self.t
        a, b = low.value, high.value
        if a > b:  # type: ignore[operator]
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
        if claim.quantity.hedge is None and self._word(first - 1) == "between":
            claim.quantity.hedge = "between"
        return after

    # -- bare numbers ---------------------------------------------------------------------------------------

    def _bare(self, i: int, first: int, j: int, num: Num, sign: bool) -> int:
        """A number without a unit: a count with its noun, an age, a score, a ratio, a named number, or a number."""
        t = self.t
        total = len(t)
        if num.form == "fraction":
            if num.parts is not None and t.kind[i] == "n" and num.parts[0] > num.parts[1]:
                self._name(first, j, "name")
                return j
            claim = self._number_claim("ratio", first, j, num, None, reading="fraction")
            claim.detail = {"part": str(num.parts[0]), "whole": str(num.parts[1])} if num.parts and t.kind[i] == "n" else None
            self._hedge(claim, first, j)
            return j
        score = self._score(i, j, num)
        if score:
            return score
        if self._one_in(i, j, num):
            return self._one_in_claim(i, j, num)
        age = self._age(i, j, num)
        if age:
            return age
        noun = self._noun(j, num)
        if noun is None and num.form == "words" and num.value < 13 and num.scale == 1 and (
                self._e(i).get("not_counted") or (num.value == 1)):
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

    def _stands_alone(self, i: int, j: int, num: Num) -> bool:
        """Number words without a noun are figures where a cue says so: "to five from six", "all seven"."""
        if num.scale > 1 or num.value > 20:
            return True
        if not self.t.text[i].isascii():
            return False
        before, after = self._e(i - 1), self._word(j)
        return ("hedge" in before or "direction" in before or after in ("of", "were", "are", "have", "had", "who", "from") or
                self._word(i - 1) in ("other", "by", "from", "only", "just", "remaining", "and", "all", "the", "to", "with", ","))

    def _rate_per(self, end: int) -> str | None:
        if "unit_head" in self._e(end) and "compound_unit" in self._e(end + 1):
            return str(self._e(end + 1)["compound_unit"])
        return None

    def _score(self, i: int, j: int, num: Num) -> int:
        """54-46, 3-1, 5 to 2, 3比1."""
        t = self.t
        if not num.whole or num.scale != 1 or num.value >= 1000 or num.form not in ("digits", "words"):
            return 0
        mark = self._text(j)
        if not (mark in "-–—:" and self._gap(j) == 0 and self._gap(j + 1) == 0) and mark not in ("比", "to", "vs") or not mark:
            return 0
        second = numbers.number(t, j + 1)
        if second is None or not second.whole or second.scale != 1 or second.form != num.form and mark != "比" or second.value >= 1000:
            return 0
        if mark == "to":
            if not self._score_words(i) or self._gap(j) != 1 or num.value < second.value or "from" in (self._word(i - 1),):
                return 0
            if self._noun(second.after) is not None and "score" not in self._e(second.after):
                return 0
        elif mark == "vs":
            return 0
        elif mark == "比":
            if self._gap(j) or self._gap(j + 1):
                return 0
        elif num.value < second.value and not self._score_words(i):
            return 0
        after = second.after
        if mark in "-–—":
            if self._e(after).get("duration") or "unit" in self._e(after) and self._gap(after) <= 1 and len(self._text(after)) > 1:
                return 0
            if self._text(after) in "-–" and self._gap(after) == 0:
                third = numbers.number(t, after + 1)
                if third is not None:
                    after = third.after
        self._claim_plain("score", i, after, "score")
        return after

    def _one_in(self, i: int, j: int, num: Num) -> bool:
        """one in five, 1 in 8, two out of three, three in ten."""
        if not num.whole or num.scale != 1 or num.value > 99:
            return False
        k = j
        if self._word(k) == "out" and self._word(k + 1) == "of":
            k += 2
        elif self._word(k) in ("in", "out of", "in every"):
            k += 1
        else:
            return False
        if self._word(k) == "every":
            k += 1
        second = numbers.number(self.t, k)
        if second is None or second.value <= num.value or second.form in ("fraction", "vague") or not second.whole:
            return False
        if self.t.kind[k] == "n" and len(self.t.text[k]) == 4 and 1900 <= second.value <= 2100 and self._word(k - 1) == "in":
            return False
        text = self._word(second.after)
        if self._word(j) == "in" and ("duration" in self._e(second.after) or "date_mark" in self._e(second.after) or (
                "unit" in self._e(second.after) and self._gap(second.after) <= 1) or "month" in self._e(second.after)):
            return False
        if self._word(j) == "in" and num.value > 9:
            return False
        if self._word(j) == "in" and "noun" not in self._e(second.after) and self._noun(second.after) is not None and num.value != 1 and text.endswith("s") and second.value < 100:
            return second.value in (3, 4, 5, 6, 7, 8, 9, 10)
        return True

    def _one_in_claim(self, i: int, j: int, num: Num) -> int:
        k = j + (2 if self._word(j) == "out" else 1)
        if self._word(k) == "every":
            k += 1
        second = numbers.number(self.t, k)
        assert second is not None
        ratio = Num(Fraction(num.value) / Fraction(second.value), Fraction(1, 20), Fraction(1, 20), 1, i, second.after, "fraction")
        ratio.parts = (int(num.value), int(second.value))
        claim = self._number_claim("ratio", i, second.after, ratio, None, reading="one-in")
        claim.detail = {"part": str(ratio.parts[0]), "whole": str(ratio.parts[1])}
        self._hedge(claim, i, second.after)
        return second.after

    def _age(self, i: int, j: int, num: Num) -> int:
        """aged 58; "Amira Castellan, 41, a former"; 享年81; at the age of 93; aged 18 to 35."""
        t = self.t
        if not num.whole or num.scale != 1 or not 0 < num.value < 130 or num.grouped:
            return 0
        before = self._e(i - 1)
        aged = before.get("age") == "before" and self._gap(i) <= 2
        if not aged and self._word(i - 1) in ("of", "at", ":", "was") and self._e(i - 2).get("age") == "before":
            aged = True
        if aged and self._e(i - 1 if before else i - 2) and t.word[i - 1] in ("turned", "turns") and self._noun(j) is not None:
            return 0
        commas = (self._text(i - 1) == "," and self._text(j) in (",", ".", ";", ")") and i >= 2 and t.kind[i - 2] == "W" and num.form == "digits"
                  and num.value >= 5 and (t.kind[i - 3:i - 2] == ["W"] or self._text(i - 3) == ".") and self._gap(i) == 1)
        brackets = (self._text(i - 1) in "(（" and self._text(j) in ")）" and i >= 3 and t.kind[i - 2] == "W" and t.kind[i - 3] == "W"
                    and 15 <= num.value < 110 and num.form == "digits" and False)
        dead = self._word(i - 1) == "at" and self._word(i - 2) in ("died", "dies", "dead") and self._noun(j) is None
        was = (self._word(i - 1) in ("was", "is") and self._word(i - 2) in ("he", "she") and self._noun(j) is None and num.value > 4)
        if not (aged or commas or brackets or dead or was):
            return 0
        after = j
        if "duration" in self._e(j):
            return 0
        ends = None
        if self._e(j).get("range_mark") and self._gap(j) <= 1:
            second = numbers.number(t, j + 1)
            if second is not None and second.value > num.value and second.value < 130:
                ends, after = second, second.after
        if ends is not None:
            return self._ranged("age", i, after, num, ends, "year")
        claim = self._number_claim("age", i, after, num, "year", reading="age")
        self._hedge(claim, i, after)
        return after

    def _proper_number(self, i: int, j: int, num: Num, noun: tuple[str, int] | None) -> bool:
        """Falcon 9, Formula 1, Chanel 5: a whole number right after a capitalised word, with nothing counted after it."""
        t = self.t
        if noun is not None or not num.whole or num.grouped or num.scale != 1 or i < 1 or self._gap(i) not in (0, 1):
            return False
        if t.kind[i - 1] == "W" and num.value < 10000 and self._gap(i) == 1:
            start = i >= 2 and (t.text[i - 2] in ".!?。\"“" or t.kind[i - 2] == "¶")
            if t.text[i - 1].isupper() and len(t.text[i - 1]) == 1:
                return False
            return not (start and i >= 2 and self._word(i - 1) in ("only", "all", "nearly")) and "cue" not in self._e(j) or (
                t.kind[j:j + 1] != ["k"])
        if self._text(i - 1) in "-‐" and self._gap(i) == 0 and self._gap(i - 1) == 0 and t.kind[i - 2:i - 1] == ["W"]:
            return True
        return False

    # -- nouns ----------------------------------------------------------------------------------------------

    def _noun(self, j: int, num: Num | None = None) -> tuple[str, int] | None:
        """The counted noun that begins at token j, singular, and the token after it."""
        t = self.t
        total = len(t)
        if j >= total or t.kind[j] == "¶":
            return None
        if self.han and not t.text[j].isascii():
            return self._han_noun(j)
        if self.han and t.kind[j] == "k" and not t.text[j].isascii():
            return self._han_noun(j)
        k = j
        if self._word(k) in ("of",) and num is not None:
            # "120 of the jobs", "40 of them": the noun stands behind, if it is one.
            k += 1
            if "article" in self._e(k):
                k += 1
            if num.scale > 1 and k == j + 1:
                pass
        if t.text[k:k + 1] in (["-"], ["‐"]) and self._gap(k) == 0 and self._gap(k + 1) == 0 and k == j:
            # "the 30-item list", "19-member board": the noun is bound to the number
            if t.kind[k + 1:k + 2] in (["w"], ["k"]) and "stop" not in self._e(k + 1):
                return singular(t.word[k + 1], self._e(k + 1)), k + 2
            return None
        if self._gap(k) > 2 or self._gap(k) < 1:
            return None
        last: int | None = None
        start = k
        limit = min(total, k + 7)
        quoted = False
        while k < limit:
            kind = t.kind[k]
            text = t.text[k]
            if text in "\"“”'‘’" and not quoted:
                quoted = True
                k += 1
                continue
            if text in "-‐&/" and self._gap(k) <= 1 and self._gap(k + 1) <= 1 and k > start:
                k += 1
                continue
            if text == "," and last is None and k > start and t.kind[k + 1:k + 2] == ["w"] and self._gap(k + 1) == 1 and (
                    t.kind[k - 1] == "w" and not t.word[k - 1].endswith("s")):
                k += 1
                continue
            if kind not in "wWkKN":
                break
            entry = t.entry[k] or _NONE
            if "stop" in entry or ("cue" in entry and "noun" not in entry) or "article" in entry:
                if not (t.word[k] in ("total", "average", "combined", "overall", "mean", "other", "more", "additional") and k == start):
                    break
                k += 1
                continue
            if ("direction" in entry or "hedge" in entry or "future" in entry or "relative" in entry or "weekday" in entry) and (
                    "noun" not in entry and not (k == start and t.word[k] in ("estimated", "expected", "planned", "rising", "growing", "added", "net"))):
                break
            word = t.word[k]
            if kind in "wkK" and self._plural(k) or (kind == "W" and self._plural(k) and self._lower_plural(k)):
                last = k
                following = t.kind[k + 1:k + 2]
                # "5,000 sales jobs" goes on; a verb or anything else ends it.
                if following in (["w"], ["k"]) and self._plural(k + 1) and self._gap(k + 1) == 1 and not word.endswith("ies"):
                    k += 1
                    last = k
                break
            if kind in "wk" and (word.endswith(("ed", "ly")) and len(word) > 4 and last is None and k > start and not self._plural_ahead(k, limit)):
                break
            if "month" in entry or ("duration" in entry and k > start):
                break
            last_candidate = k
            k += 1
            if num is not None and num.value == 1 and kind == "w":
                return singular(word, entry), k
        else:
            last_candidate = k - 1
        if last is not None:
            return singular(t.word[last], self._e(last)), last + 1
        # No plural: the last word of the phrase before the stop, when it is a plain noun ("120 staff", "500 strong").
        end = k
        while end > start and t.kind[end - 1] not in "wk":
            end -= 1
        if end > start:
            word = t.word[end - 1]
            entry = self._e(end - 1)
            if "stop" in entry or "cue" in entry or "adjective" in entry or word.endswith(("ly", "ed", "ing")) or len(word) < 3:
                return None
            if end - start > 3 or "hedge" in entry or "direction" in entry or "unit_head" in entry:
                return None
            if "clock" in entry or "ago" in entry or "first_of" in entry or "times" in entry:
                return None
            return singular(word, entry), end
        return None

    def _plural(self, k: int) -> bool:
        if k >= len(self.t):
            return False
        entry = self._e(k)
        if "noun" in entry:
            return True
        word = self.t.word[k]
        if "stop" in entry or "adjective" in entry or len(word) < 3:
            return False
        return word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))

    def _lower_plural(self, k: int) -> bool:
        return True

    def _plural_ahead(self, k: int, limit: int) -> bool:
        for m in range(k + 1, min(limit, len(self.t))):
            if self.t.kind[m] not in "wWk" or "stop" in self._e(m):
                return False
            if self._plural(m):
                return True
        return False

    def _han_noun(self, j: int) -> tuple[str, int] | None:
        t = self.t
        total = len(t)
        if self._gap(j) > 1:
            return None
        k = j
        word_entry = self._e(k)
        while "hedge_after" in word_entry and t.text[k] not in ("起",) and k < j + 2:
            k += 1
            word_entry = self._e(k)
        classifier = None
        if "measure_word" in word_entry and "noun" not in word_entry:
            classifier = t.text[k]
            k += 1
            if "hedge_after" in self._e(k) and self._gap(k) == 0:
                k += 1
        if k < total and self._gap(k) == 0:
            entry = self._e(k)
            if "noun" in entry:
                return t.text[k], k + 1
            if t.kind[k] == "h":
                text = t.text[k]
                for m in range(k + 1, min(k + 4, total)):
                    if self._gap(m):
                        break
                    if "noun" in self._e(m):
                        return t.text[m], m + 1
                    if t.kind[m] != "h" and "measure_word" not in self._e(m):
                        break
                    text += t.text[m]
                noun = text if len(text) <= 4 else text[:2]
                if classifier is not None or len(text) <= 4:
                    return noun, k + 1
                return noun, k + 1
        if classifier is not None:
            return classifier, k
        return None

    # -- hedges and directions ------------------------------------------------------------------------------

    def _hedge(self, claim: Claim, first: int, after: int) -> None:
        """Find the hedge before or after the figure and the direction of a change to or by it."""
        quantity = claim.quantity
        assert quantity is not None
        t = self.t
        k = first - 1
        hedge = None
        skipped = 0
        while k >= 0 and skipped < 4:
            entry = t.entry[k] or _NONE
            if t.kind[k] == "¶" or (t.start[k + 1] - t.end[k]) > 2:
                break
            if "hedge" in entry and hedge is None:
                value = entry["hedge"]
                if not self._hedge_is_real(k, first, value, claim):
                    break
                hedge = value
                k -= 1
                skipped += 1
                continue
            if hedge is None and (entry.get("article") is not None or t.word[k] in ("total", "of", "record", "about", "the", "as")
                                  or t.text[k] in "“\"'‘(（~" and k == first - 1 and t.text[k] in "~“\"") and skipped < 2:
                k -= 1
                skipped += 1
                continue
            break
        if hedge is None:
            following = t.entry[after] if after < len(t) else None
            at = after
            if following is not None and "measure_word" in following and self._gap(after) == 0:
                at = after + 1
                following = self._e(at)
            if following is not None and "hedge_after" in following and self._gap(at) <= 1:
                if not (t.word[at] in ("plus", "+") and self._gap(at) != 0):
                    hedge = following["hedge_after"]
            elif self.han and claim.kind == "count":
                noun_at = at + 1
                if noun_at < len(t) and "hedge_after" in self._e(noun_at) and self._gap(noun_at) == 0 and self._gap(at) == 0:
                    hedge = self._e(noun_at)["hedge_after"]
            elif claim.kind == "count" and after + 1 < len(t) and t.word[after + 1:after + 3] == ["or", "so"]:
                hedge = "about"
            if hedge is None and following is not None and self._text(after) in "-‐" and self._word(after + 1) in ("odd", "plus"):
                hedge = "about" if self._word(after + 1) == "odd" else "more-than"
        quantity.hedge = hedge
        if quantity.ends is not None and hedge is None and claim.reading == "range" and self._word(first - 1) == "between":
            quantity.hedge = "between"
        if quantity.direction is None and claim.kind not in ("date", "ordinal"):
            quantity.direction = self._direction(k if hedge else first - 1, first, after, claim)

    def _hedge_is_real(self, k: int, first: int, value: str, claim: Claim) -> bool:
        """"over five weeks" is a span, "about 40 lighthouses" in a title a subject: not every hedge word hedges."""
        t = self.t
        word = t.word[k]
        if claim.kind in ("duration",) and word in ("over", "around", "about", "in"):
            before = self._word(k - 1)
            if word == "over":
                return before in ("for", "just", "well", "of", "with", "after", "took", "spans", "lasted", "lasting", "spent", "has", "little", "than", "at", "to", "in")
        if word == "more":
            return False
        if word in ("c", "ca") and self._text(k + 1) != ".":
            return self._gap(k + 1) == 1 and word == "ca"
        if word == "near" and t.kind[first:first + 1] == ["n"] and self._gap(first) != 1:
            return False
        if word in ("under", "below", "above") and self._word(k - 1) in ("the", "from"):
            return False
        if word == "上" and self._e(k).get("hedge"):
            return self._text(first)[:1] in "百千万亿"
        if word == "近" and k >= 1 and self._text(k - 1) in ("附", "最", "靠", "邻"):
            return False
        if word in ("some",) and t.text[k][0].isupper() and claim.kind in ("percent",) and False:
            return False
        return True

    def _direction(self, k: int, first: int, after: int, claim: Claim) -> str | None:
        """up or down where a word close before (or right after, "a 12% rise") says that it rose or fell by or to."""
        t = self.t
        quantity = claim.quantity
        assert quantity is not None
        steps = 0
        while k >= 0 and steps < 5:
            entry = t.entry[k] or _NONE
            kind = t.kind[k]
            if kind == "¶" or t.text[k] in ".;:。；：,，、()（）":
                break
            if "direction" in entry:
                return str(entry["direction"])
            if self.spans and self.spans[-1][0] <= k < self.spans[-1][1]:
                previous = self.claims[-1]
                # "from 12% to 13%", "rose 5% to 450": the direction carries over TO and BY.
                between = [t.word[m] for m in range(k + 1, first)]
                if previous.quantity is not None and previous.quantity.direction and any(
                        w in ("to", "至", "到", "升至", "增至") for w in between) and len(between) <= 4:
                    return previous.quantity.direction
                break
            if not ("hedge" in entry or "article" in entry or t.word[k] in ("by", "to", "of", "from", "了", "至", "到", "year", "on", "a", "an", "total", "at", "further", "another", "steadily", "sharply", "slightly", "only", "just", "record", "percent") or "cue" in entry or "stop" in entry or (
                    kind == "w" and t.word[k].endswith("ly"))):
                if not (kind in "wh" and steps < 1 and False):
                    break
            if t.word[k] in ("and", "or", "but", "with", "for", "in", "than", "which", "as", "was", "were", "is") or (
                    "stop" in entry and t.word[k] in ("的", "在", "是")):
                break
            k -= 1
            steps += 1
        # "a 12% rise", "a 4.8 per cent fall", "a 7% year-on-year increase"
        m = after
        for _ in range(3):
            if m >= len(t) or self._gap(m) > 1:
                break
            entry = t.entry[m] or _NONE
            if "direction" in entry and claim.kind in ("percent", "points", "ratio", "money", "count", "measure", "number"):
                if (t.text[m].isascii() and t.word[m] in _NOUN_DIRECTIONS and self._article_before(first)) or (
                        t.word[m] in ("higher", "lower", "up", "down") and self._word(m + 1) not in ("to", "than") and claim.kind in ("percent", "points")):
                    return str(entry["direction"])
                break
            if t.kind[m] == "w" or "cue" in entry and entry["cue"] == "YOY" or t.text[m] in "-‐":
                m += 1
                continue
            break
        return None

    def _article_before(self, first: int) -> bool:
        k = first - 1
        for _ in range(3):
            if "article" in self._e(k) or self._text(k).endswith(("'s", "’s")):
                return True
            if "hedge" not in self._e(k):
                return False
            k -= 1
        return False

    # -- money in this document -----------------------------------------------------------------------------

    def _money_seen(self) -> Counter[str]:
        """How often the document names each currency unambiguously: what an ambiguous word most likely means."""
        t = self.t
        seen: Counter[str] = Counter()
        for i, entry in enumerate(t.entry):
            if entry is not None and "currency" in entry:
                for code in self.words.sure(entry["currency"]):
                    seen[code] += 1
        return seen

    # -- claims ---------------------------------------------------------------------------------------------

    def _claim(self, kind: str, first: int, after: int, value: Number | None, step: Number, coarse: Number, digits: int,
               unit: str | None, *, reading: str) -> Claim:
        t = self.t
        start, end = t.start[first], t.end[after - 1]
        claim = Claim(kind, start, end, reading=reading, number=(start, end))
        claim.quantity = Quantity(t.prose[start:end], value, unit, step=step, coarse=coarse, digits=digits)
        self._emit(claim, first, after)
        return claim

    def _number_claim(self, kind: str, first: int, after: int, num: Num, unit: str | None, *, sign: bool = False,
                      reading: str = "") -> Claim:
        t = self.t
        start, end = t.start[first], t.end[after - 1]
        value: Number | None = num.value
        ends = num.ends
        if sign:
            value = -num.value
            ends = None if ends is None else (-ends[1], -ends[0])
        if ends is not None:
            value = None
        if kind == "":
            kind = "number"
        claim = Claim(kind, start, end, reading=reading or kind, number=(start, end))
        claim.quantity = Quantity(t.prose[start:end], value, unit, step=num.step, coarse=num.coarse, digits=num.digits,
                                  ends=ends, point=kind == "count" and num.scale == 1 and num.whole and ends is None)
        self._emit(claim, first, after)
        return claim

    def _emit(self, claim: Claim, first: int, after: int) -> None:
        self.claims.append(claim)
        self.spans.append((first, after))


_SCALE_WORDS = {"thousand": Decimal("1e3"), "million": Decimal("1e6"), "billion": Decimal("1e9"), "trillion": Decimal("1e12")}
_NOUN_DIRECTIONS = frozenset(("rise", "increase", "fall", "drop", "decline", "decrease", "gain", "growth", "jump", "cut",
                              "reduction", "surge", "slide", "slump", "boost", "hike", "improvement", "loss", "dip",
                              "advance", "expansion", "contraction", "uptick", "downtick", "leap", "plunge", "tumble", "climb"))
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 0, "year": 0}
_DURATIONS = frozenset(("second", "minute", "hour", "day", "week", "month", "year", "decade", "century", "millennium"))
_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
              "mice": "mouse", "geese": "goose", "criteria": "criterion", "phenomena": "phenomenon", "lives": "life",
              "wives": "wife", "knives": "knife", "leaves": "leaf", "halves": "half", "wolves": "wolf",
              "grandchildren": "grandchild", "policemen": "policeman", "firemen": "fireman", "fishermen": "fisherman",
              "servicemen": "serviceman", "schoolchildren": "schoolchild", "bacteria": "bacterium", "persons": "person",
              "stepchildren": "stepchild", "person-times": "person-time", "oxen": "ox", "dice": "die", "movies": "movie",
              "cookies": "cookie", "calories": "calorie", "ties": "tie", "selfies": "selfie", "series": "series",
              "species": "species", "shoes": "shoe", "heroes": "hero", "potatoes": "potato", "tomatoes": "tomato",
              "analyses": "analysis", "crises": "crisis", "bases": "base", "houses": "house", "horses": "horse",
              "nurses": "nurse", "courses": "course", "cases": "case", "purchases": "purchase", "releases": "release",
              "increases": "increase", "exercises": "exercise", "licenses": "license", "expenses": "expense",
              "responses": "response", "diseases": "disease", "premises": "premise", "phases": "phase", "vases": "vase",
              "causes": "cause", "clauses": "clause", "pauses": "pause", "roses": "rose", "noses": "nose", "doses": "dose",
              "databases": "database", "enterprises": "enterprise", "franchises": "franchise", "leases": "lease",
              "warehouses": "warehouse", "greenhouses": "greenhouse", "glasses": "glass", "gases": "gas", "buses": "bus",
              "axes": "axe", "caches": "cache", "headaches": "headache", "niches": "niche", "avalanches": "avalanche"}


def singular(word: str, entry: Entry | None = None) -> str:
    """The singular of an English plural, by rule and a table of exceptions."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or len(word) < 4:
        return word
    if entry is not None and "noun" in entry and word in ("works", "goods", "headquarters", "crossroads", "sales"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1]
