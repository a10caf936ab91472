"""Dates, clock times, scores."""

from __future__ import annotations

import re
from decimal import Decimal

from claims import dates, numbers
from claims._figures.nouns import Nouns
from claims.claim import Claim
from claims.document import Period
from claims.numbers import Num
from claims.quantity import Quantity


class Clock(Nouns):
    """Reads dates, clock times and scores."""

    def _date(self, i: int) -> int:
        t = self.t
        found = dates.date(t, i, self.when) or self._next_day(i)
        if found is None:
            return 0
        if (
            found.day is not None
            and found.weekday is not None
            and found.month is not None
            and not found.year_written
            and (found.start is not None and found.start.isoweekday() != found.weekday)
        ):
            pass
        if (
            found.grain == "century"
            and t.text[found.after - 1][0].isupper()
            and t.kind[found.after : found.after + 1] == ["W"]
        ):
            self._name(found.first, found.after, "name")
            return found.after
        prior = self._e(found.first).get("relative", "").startswith("prior")
        if found.start is not None and found.end is not None and found.reading == "date" and not prior:
            # "上年为30.0万吨；…, 上年为18.2万吨": each is the year before the one that the text speaks of
            self.when.period = (found.start, found.end)
        place = (t.start[found.first], t.end[found.after - 1])
        period = Period(found.start, found.end, t.prose[place[0] : place[1]])
        claim = Claim(
            "date",
            place[0],
            place[1],
            reading=found.reading,
            period=period,
            detail={
                "grain": found.grain,
                "weekday": found.weekday,
                "day": found.day,
                "month": found.month,
                "year": found.year,
                "year_written": found.year_written,
                "impossible": found.impossible,
            },
        )
        self._emit(claim, found.first, found.after)
        if found.grain == "day" and found.start is not None:
            self.when.last = found.start
        return found.after

    def _next_day(self, i: int) -> dates.DateRead | None:
        """January 1, 8, 15 and 22: more days of the month said before."""
        t = self.t
        if t.kind[i] != "n" or not self.spans or self.claims[-1].kind != "date" or len(t.text[i]) > 2:
            return None
        last = self.claims[-1].detail or {}
        at = self.spans[-1][1]
        if last.get("grain") != "day" or last.get("month") is None or last.get("year_written"):
            return None
        if not (
            (at == i - 1 and (self._text(at) == "," or "join" in self._e(at)))
            or (at == i - 2 and self._text(at) == "," and "join" in self._e(at + 1))
        ):
            return None
        day = dates.whole_at(t, i)
        if day is None or not int(str(last["day"])) < day <= 31:
            return None
        after = self._e(i + 1)
        if not (
            i + 1 >= len(t) or self._text(i + 1) in (",", ".", ";", ")") or "join" in after or t.kind[i + 1] == "¶"
        ):
            return None
        return dates.day_read(
            i, i + 1, int(str(last["year"])) if last.get("year") else None, int(str(last["month"])), day, self.when
        )

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
            sure = "clock" in entry or "clock" in self._e(i - 1) or "at_time" in self._e(i - 1)
            if self._e(i - 1).get("link") == "of" and "clock" not in entry:
                return 0
            if not sure and not (len(t.text[i]) == 5 and hour < 24) and not self._near_score_free(i):
                return 0
            if not sure and self._score_words(i):
                return 0
            while "clock" in self._e(after) and self._gap(after) <= 1:
                after += 1
            first = i - 1 if self._e(i - 1).get("clock") in ("am", "pm") and not t.text[i - 1].isascii() else i
            return self._time_claim(first, after)
        value = dates.whole_at(t, i)
        if (
            value is not None
            and value <= 24
            and dates.range_at(t, after)
            and self._gap(after) == 0
            and self._gap(after + 1) == 0
        ):
            last = dates.whole_at(t, after + 1)
            if (
                last is not None
                and value < last <= 24
                and self._e(after + 2).get("clock") == "hour"
                and ("measure_word" not in self._e(after + 2))
            ):
                return self._time_claim(i, after + 3)
        if (
            value is not None
            and t.kind[i] == "n"
            and len(t.text[i]) == 4
            and self._e(after).get("clock") == "zone"
            and (value < 2400 and value % 100 < 60 and self._gap(after) == 1)
        ):
            return self._time_claim(i, after + 1)
        if value is None:
            if (
                t.kind[i] == "n"
                and self._e(after).get("clock") in ("am", "pm")
                and self._gap(after) <= 1
                and (re.fullmatch(r"\d{1,2}\.\d{2}", t.text[i]))
            ):
                return self._time_claim(i, after + 1)
            return 0
        entry = self._e(after)
        mark = entry.get("clock")
        if value <= 24 and mark in ("am", "pm") and self._gap(after) <= 1 and t.text[after].isascii():
            after += 1
            if "clock" in self._e(after) and self._gap(after) <= 1:
                after += 1
            return self._time_claim(i, after)
        if value <= 24 and mark == "oclock" and self._gap(after) <= 1:
            return self._time_claim(i, after + 1)
        if value <= 24 and mark == "hour" and not t.text[after].isascii() and self._gap(after) == 0:
            after += 1
            clocked = (
                self._e(i - 1).get("clock") in ("am", "pm")
                or "date_mark" in self._e(i - 1)
                or (self._text(i - 1) in "）)" and "weekday" in self._e(i - 2))
                or "relative" in self._e(i - 1)
                or "weekday" in self._e(i - 1)
            )
            if (
                dates.whole_at(t, after) is not None
                and self._gap(after) == 0
                and self._e(after + 1).get("clock") == "minute"
            ):
                minute_at = dates.whole_at(t, after)
                if minute_at is not None and minute_at < 60:
                    after += 2
                    if (
                        dates.whole_at(t, after) is not None
                        and self._e(after + 1).get("clock") == "second"
                        and self._gap(after) == 0
                    ):
                        after += 2
                    clocked = True
            elif "half_mark" in self._e(after) or "clock_exact" in self._e(after):
                after += 1
                clocked = True
            if not clocked and "measure_word" in entry:
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
        claim.quantity = Quantity(t.prose[claim.start : claim.end], None)
        self._emit(claim, first, after)
        return after

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

    def _scoreline(self, i: int) -> int:
        """Leeds 24 Hull 31: two names, each with its score, and nothing else up to the next mark. 0 where it is none."""
        if not self._points(i):
            return 0
        first = self._name_run(i - 1, -1)
        last = self._name_run(i + 1, 1)
        if first is None or last is None:
            return 0
        second = last + 1
        if not self._points(second) or not self._line_edge(first - 1) or not self._line_edge(second + 1):
            return 0
        self._claim_plain("score", i, second + 1, "scoreline")
        return second + 1

    def _points(self, i: int) -> bool:
        """True for plain digits below 200 at token i."""
        t = self.t
        return i < len(t) and t.kind[i] == "n" and t.text[i].isdigit() and len(t.text[i]) < 4 and int(t.text[i]) < 200

    def _line_edge(self, k: int) -> bool:
        """True where a line, sentence or item ends or begins at token k; a comma or a "(" is no such edge."""
        t = self.t
        return k < 0 or k >= len(t) or t.kind[k] == "¶" or t.text[k] in (".", ";", ":", "!", "?", "|")

    def _name_run(self, k: int, step: int) -> int | None:
        """The far end of up to four capitalised words that begin at token k, None where that is no name of a side."""
        t = self.t
        end = None
        for _ in range(4):
            if not 0 <= k < len(t) or not t.text[k][:1].isupper() or len(t.text[k]) < 2 or t.kind[k] not in "wWkK":
                break
            if self._gap(k + 1 if step < 0 else k) != 1:
                break
            entry = self._e(k)
            if any(c in entry for c in ("month", "weekday", "name_before", "number", "name_after")):
                return None
            end = k
            k += step
        return end

    def _score(self, i: int, j: int, num: Num) -> int:
        """54-46, 3-1, 5 to 2, 3比1."""
        t = self.t
        if not num.whole or num.scale != 1 or num.value >= 1000 or num.form not in ("digits", "words"):
            return 0
        mark = self._text(j)
        if (
            not (mark in "-–—:" and self._gap(j) == 0 and self._gap(j + 1) == 0)
            and mark not in ("to", "vs")
            and "score_mark" not in self._e(j)
        ) or not mark:
            return 0
        second = numbers.number(t, j + 1)
        if (
            second is None
            or not second.whole
            or second.scale != 1
            or (second.form != num.form and mark.isascii())
            or second.value >= 1000
        ):
            return 0
        if mark == "to":
            if (
                not self._score_words(i)
                or self._gap(j) != 1
                or num.value < second.value
                or self._e(i - 1).get("link") == "from"
            ):
                return 0
            if self._noun(second.after) is not None and "score" not in self._e(second.after):
                return 0
        elif mark == "vs":
            return 0
        elif "score_mark" in self._e(j):
            if self._gap(j) or self._gap(j + 1):
                return 0
        elif num.value < second.value and not self._score_words(i):
            return 0
        after = second.after
        if mark in "-–—" and (
            self._e(after).get("duration")
            or (
                "unit" in self._e(after)
                and self._gap(after) <= 1
                and len(self._text(after)) > 1
                and "stop" not in self._e(after)
            )
        ):
            return 0
        self._claim_plain("score", i, after, "score")
        return after
