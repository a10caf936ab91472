"""The period of each figure: the tightest date that is not one of reporting, comparing or an aside.

A date right after a figure is its own; else the nearest before it, a stretch of time before a day; else one that
follows; a figure without any has that of the sentence before in its paragraph. "A year earlier" is the time of the
figure beside it and of no other.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from claims._context.phrases import Sentence
from claims.claim import Claim
from claims.document import Period

INHERITED = "period inherited"
_SHORT = frozenset(("day", "week"))
_LOOSE = frozenset(("day", "week", "decade", "century", "years"))
_INHERITING = frozenset(("money", "count", "measure", "number", "percent", "points", "ratio"))
_RATES = frozenset(("percent", "points", "ratio"))
_NEAR = 6


class Periods:
    """Gives the figures of one sentence after another their periods."""

    __slots__ = ("claims", "spans", "last", "at", "paragraph")

    def __init__(self, claims: list[Claim], spans: list[tuple[int, int]]) -> None:
        self.claims = claims
        self.spans = spans
        self.last: Period | None = None
        self.at = -2
        self.paragraph = -1

    def sentence(self, s: Sentence, indices: list[int], ends: dict[int, int], compared: set[int]) -> None:
        """Set the period of every figure of a sentence. ends: the token after what a figure counts, where it does."""
        claims = self.claims
        first = claims[indices[0]]
        if first.paragraph != self.paragraph or first.sentence_index != self.at + 1 or first.cell is not None:
            self.last = None
        self.paragraph, self.at = first.paragraph, first.sentence_index
        self._same(indices)
        dated = [i for i in indices if claims[i].kind == "date" and claims[i].period is not None]
        usable = [i for i in dated if not self._aside(s, i)]
        position = 0
        settled: Period | None = None
        for number, i in enumerate(indices):
            claim = claims[i]
            if claim.kind == "date" or not claim.figure:
                continue
            while position < len(usable) and usable[position] < i:
                position += 1
            chosen = self._beside(s, indices, number, ends)
            if chosen is None:
                chosen = self._before(s, usable, position, i)
            if chosen is None and position < len(usable):
                chosen = self._after(s, usable[position], i, compared)
            if chosen is not None:
                claim.period = claims[chosen].period
                if claim.kind in _INHERITING and (claims[chosen].detail or {}).get("grain") not in _SHORT:
                    settled = claim.period
            elif self.last is not None and claim.kind in _INHERITING and not usable:
                claim.period = self.last
                claim.why.append(INHERITED)
        if settled is not None:
            self.last = settled
        elif usable:
            self.last = None

    # -- which date -------------------------------------------------------------------------------------------

    def _beside(self, s: Sentence, indices: list[int], number: int, ends: dict[int, int]) -> int | None:
        """The date that stands right after a figure, or right before it where it is one that is only compared."""
        claims, spans = self.claims, self.spans
        i = indices[number]
        after = ends.get(i, spans[i][1])
        if number + 1 < len(indices):
            following = indices[number + 1]
            low = spans[following][0]
            if claims[following].kind == "date" and 0 <= low - after <= _NEAR and claims[following].period is not None:
                between = [s.at(k) for k in range(after, low)]
                prepared = not between or not {"P", "O", "D"}.isdisjoint(between)
                plain = prepared and all(letter in "PODAr" for letter in between)
                if plain and (claims[i].kind not in _RATES or not self._compared(s, following)):
                    return following
        if number:
            previous = indices[number - 1]
            if claims[previous].kind == "date" and claims[previous].period is not None:
                high = spans[previous][1]
                gap = [s.at(k) for k in range(high, spans[i][0])]
                same = claims[previous].reading == "same-period"
                beside = len(gap) <= (4 if same else 3) and all(letter in "MPODAJN:" for letter in gap)
                level = claims[i].kind not in _RATES and (same or self._compared(s, previous))
                if beside and level and not self._changed(s, high, spans[i][0]):
                    return previous
        return None

    def _changed(self, s: Sentence, low: int, high: int) -> bool:
        """True where a word between says that the figure is a change: 较年初增加1300亿元."""
        return any("direction" in (s.t.entry[k] or {}) for k in range(low, high))

    def _before(self, s: Sentence, usable: list[int], position: int, i: int) -> int | None:
        """The nearest date before a figure, a longer one before a day."""
        best: int | None = None
        for d in usable[max(0, position - 8) : position][::-1]:
            if not self._reaches(s, d, i):
                continue
            if (self.claims[d].detail or {}).get("grain") not in _SHORT:
                return d
            if best is None:
                best = d
        return best

    def _after(self, s: Sentence, d: int, i: int, compared: set[int]) -> int | None:
        """A date that follows a figure without one, within its clause."""
        low, high = self.spans[i][1], self.spans[d][0]
        if high - low > 40 or not self._reaches(s, d, i):
            return None
        letters = [s.at(k) for k in range(low, high)]
        if ";" in letters or "B" in letters or (d - 1 != i and d - 1 in compared):
            return None  # 62% full, against 81% at this time last year
        han = not s.t.text[self.spans[d][0]].isascii()  # in Chinese a date stands before what it dates
        return None if han and "," in letters else d

    def _reaches(self, s: Sentence, d: int, i: int) -> bool:
        """True where a date in an aside ("opened in 1934,") stands in the figure's own segment."""
        at = self.spans[d][0]
        begin = s.begins[at - s.first] if s.first <= at < s.after else s.first
        if s.at(begin) != "E" or s.at(begin + 1) not in "PTOAD":
            return True
        place = self.spans[i][0]
        return s.first <= place < s.after and s.begins[place - s.first] == begin

    # -- which dates are nobody's -----------------------------------------------------------------------------

    def _aside(self, s: Sentence, d: int) -> bool:
        """True for a date that is the period of no figure but one beside it: compared with, or a day of reporting."""
        claim = self.claims[d]
        if claim.reading == "same-period" or self._compared(s, d):
            return True
        return (claim.detail or {}).get("grain") in _SHORT and self._reported(s, d)

    def _compared(self, s: Sentence, d: int) -> bool:
        """True where a date is only compared with: than in 2019, 比上年, from 2010 levels."""
        first, after = self.spans[d]
        compared = s.words.lists["compared"]
        short = (self.claims[d].detail or {}).get("grain") in _SHORT
        k = first - 1
        steps = 0
        while k >= s.first and steps < 4:
            word = s.t.word[k].rsplit(" ", 1)[-1]
            if word in compared and not (short and word in s.words.lists["binds"]):
                # "From January" at the head of a clause is its time.
                return not (k == s.begins[k - s.first] and word.isascii())
            if s.at(k) not in "PODA":
                break
            k -= 1
            steps += 1
        # 与上年相比
        return after < s.after and s.t.word[after] in s.words.lists["compared_after"]

    def _reported(self, s: Sentence, d: int) -> bool:
        """True for the day on which something was said or published: said on Monday, 周二宣布."""
        first, after = self.spans[d]
        k = first - 1
        while k >= s.first and s.at(k) in "PDA":
            k -= 1
        if k >= s.first and s.at(k) == "S":
            return True
        k = after
        while k < s.after and s.at(k) == "A":
            k += 1
        if k < s.after and s.at(k) == "S":
            return True
        # Data published by the bureau on Wednesday showed; the bank on Tuesday announced
        begin = s.begins[first - s.first] if s.first <= first < s.after else first
        return any(s.at(k) == "S" for k in range(max(begin, first - 10), first)) or self._said(s, after)

    def _said(self, s: Sentence, after: int) -> bool:
        prose, words = s.t.prose, s.words
        if after >= s.after:
            return False
        start = s.t.start[after]
        return any(prose.startswith(word, start) for word in words.lists["reports"] if not word.isascii())

    # -- the same time a year before ---------------------------------------------------------------------------

    def _same(self, indices: list[int]) -> None:
        """Settle "a year earlier", 去年同期: the sentence's period, or the last one's, a year back."""
        claims = self.claims
        base: Period | None = None
        waiting = [i for i in indices if claims[i].reading == "same-period" and claims[i].period is not None]
        if not waiting:
            return
        periods = [
            (k, claims[k].period)
            for k in indices
            if claims[k].kind == "date"
            and claims[k].reading != "same-period"
            and (claims[k].detail or {}).get("grain") not in _LOOSE
        ]
        for i in waiting:
            own = claims[i].period
            if own is None or own.start is not None:
                continue
            base = self.last
            for k, period in periods:
                if period is not None and period.settled and (base is self.last or k < i):
                    base = period
            if base is not None and base.start is not None and base.end is not None:
                claims[i].period = Period(_year_back(base.start), _year_back(base.end), own.written)


def _year_back(day: date) -> date:
    """The same day a year before; the last day of a February stays that."""
    year = day.year - 1
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))
