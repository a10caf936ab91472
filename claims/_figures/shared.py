"""Numbers that share the unit or noun of a figure near them: "from 40 to 44 %", "from 1,310 employees to 1,245"."""

from __future__ import annotations

from claims import units
from claims._figures.base import _OPEN, Base
from claims.claim import Claim
from claims.numbers import is_whole

_REACH = 16
"""Tokens between a number and the figure whose noun it shares."""
_UNITED = frozenset(("percent", "points", "money", "measure", "count", "duration"))
_CARRIED = "restates the figure before it"
"""Noted beside what a figure was read by."""


def said_twice(claim: Claim, percent: Claim) -> bool:
    """True for 1,200 beside 5 %: one thing as an amount and as a share, and no two shares."""
    a, b = claim.quantity, percent.quantity
    if percent.kind != "percent" or a is None or b is None or a.value is None or b.value is None:
        return False
    return bool(a.value > 100 >= b.value)


class Shared(Base):
    """Gives bare numbers what they share with their neighbours."""

    def _share(self) -> None:
        """Go through the bare numbers once; each looks at the claims right before and after it."""
        for index in range(len(self.claims) - 1, -1, -1):
            # From the last to the first: in "6, 12 and 18 months" each takes from the next.
            claim = self.claims[index]
            if claim.kind == "number" and claim.reading == "number" and claim.quantity is not None:
                self._from_list(index, claim)
        for index, claim in enumerate(self.claims):
            if claim.kind == "money" and index:
                self._other_dollar(index, claim)
            if claim.kind != "number" or claim.reading != "number" or claim.quantity is None:
                continue
            if (
                self._from_next(index, claim)
                or self._from_number_of(index, claim)
                or self._from_previous(index, claim)
                or self._from_flow(index, claim)
            ):
                continue
        for index in range(1, len(self.claims)):
            self._restates(index)

    def _restates(self, index: int) -> None:
        """Just under 296 hp (224 kW / 300 PS): a bracket in another unit has the hedge and direction of its figure."""
        claim, previous = self.claims[index], self.claims[index - 1]
        a, b = previous.quantity, claim.quantity
        if a is None or b is None or claim.kind != previous.kind or claim.kind not in ("money", "measure"):
            return
        if a.unit == b.unit or not (a.hedge or a.direction):
            return
        first, after = self.spans[index]
        end = self.spans[index - 1][1]
        opened = self._text(first - 1) in ("(", "（") and end == first - 1
        goes_on = self._text(end) in ("/", ";", "；", ",", "，") and end == first - 1 and _CARRIED in previous.why
        if not (opened or goes_on) or self._text(after) not in (")", "）", "/", ";", "；", ",", "，"):
            return
        if claim.kind == "measure" and not (a.unit and b.unit and self.words.comparable(a.unit, b.unit)):
            return
        b.hedge = b.hedge or a.hedge
        k = self.spans[index - 1][0] - 1
        while "hedge" in self._e(k) or ("reach" in self._e(k) and "link" not in self._e(k)):
            k -= 1
        if self._e(k).get("link") not in ("to", "from"):
            b.direction = b.direction or a.direction
        claim.why.append(_CARRIED)

    def _take(self, claim: Claim, kind: str, unit: str | None) -> None:
        assert claim.quantity is not None
        claim.kind = kind
        claim.reading = kind
        claim.quantity.unit = unit
        if kind == "count":
            claim.measure = unit or ""
            claim.quantity.point = claim.quantity.step == 1

    def _other_dollar(self, index: int, claim: Claim) -> None:
        """2.66 billion Australian dollars ($1.75 billion): the bare sign in brackets is that of the other dollar."""
        first, end = self.spans[index][0], self.spans[index - 1][1]
        amount = self.claims[index - 1].quantity
        entry = self._e(first)
        if first != end + 1 or self._text(end) not in _OPEN or "currency" not in entry or amount is None:
            return
        if self.claims[index - 1].kind != "money" or claim.quantity is None:
            return
        sign = self.words.money(entry["currency"])
        place = self.words.place
        local = units.currency_of_place(place, self.words.day) if place else None
        if self._text(first).isalpha() or not sign.settled or amount.unit not in sign.codes[1:]:
            return
        if local in sign.codes or amount.written.startswith(self._text(first)):
            return
        claim.quantity.unit = sign.codes[0]

    def _from_list(self, index: int, claim: Claim) -> None:
        """26 and 52 weeks: the first has the unit of the last."""
        if index + 1 >= len(self.claims):
            return
        after = self.spans[index][1]
        following = self.claims[index + 1]
        start = self.spans[index + 1][0]
        if (
            following.kind not in ("duration", "measure", "percent", "points")
            or following.quantity is None
            or (following.quantity.ends is not None or not after < start <= after + 2)
        ):
            return
        if said_twice(claim, following):
            return
        if all("join" in self._e(k) or self._text(k) == "," for k in range(after, start)):
            self._take(claim, following.kind, following.quantity.unit)

    def _from_next(self, index: int, claim: Claim) -> bool:
        """From 40 to 44 %: the first end has the unit of the second."""
        if index + 1 >= len(self.claims):
            return False
        first, after = self.spans[index]
        following = self.claims[index + 1]
        start, end = self.spans[index + 1]
        if following.kind not in _UNITED or following.quantity is None or start - after > 3 or start <= after:
            return False
        if self._e(first - 1).get("link") != "from" and "hedge" not in self._e(first - 1):
            return False
        if self._e(first - 1).get("link") != "from" and self._e(first - 2).get("link") != "from":
            return False
        if self._e(after).get("link") != "to" or self._e(end).get("link") == "to":
            return False
        self._take(claim, following.kind, following.quantity.unit)
        if claim.quantity is not None and claim.quantity.direction is None:
            claim.quantity.direction = following.quantity.direction
        return True

    def _from_previous(self, index: int, claim: Claim) -> bool:
        """From 1,310 employees to 1,245; of the 12 jurors, three were excused; 62 percent (744)."""
        first, after = self.spans[index]
        assert claim.quantity is not None
        value = claim.quantity.value
        if value is None or not is_whole(value):
            return False
        low = max(0, first - 2 * _REACH)
        before = self._e(first - 1)
        linked = (
            before.get("link") in ("to", "from")
            or before.get("cue") == "FROM"
            or ("hedge" in before and self._e(first - 2).get("link") in ("to", "from"))
        )
        bracket = (
            self._text(first - 1) in ("(", "（")
            and self._text(after) in (")", "）")
            and index > 0
            and (self.claims[index - 1].kind == "percent" and self.spans[index - 1][1] == first - 1)
        )
        for k in range(index - 1, -1, -1):
            at, end = self.spans[k]
            if at < low or self._edge_between(end, first):
                return False
            other = self.claims[k]
            if (
                linked
                and other.kind in ("measure", "money", "percent", "duration")
                and other.quantity is not None
                and (
                    before.get("link") == "to"
                    and "from" in (self._e(at - 1).get("link"), self._e(at - 2).get("link"))
                    and first - end <= _REACH
                    and self._like(value, other)
                )
            ):
                self._take(claim, other.kind, other.quantity.unit)
                return True
            if (
                other.kind != "count"
                or other.quantity is None
                or other.quantity.unit is None
                or other.reading == "shared"
            ):
                continue
            whole = self._whole_said(at)
            if (linked and first - end <= _REACH and self._like(value, other)) or (
                whole
                and (bracket or (other.quantity.value is not None and value <= other.quantity.value and not linked))
            ):
                self._take(claim, "count", other.quantity.unit)
                return True
            if not (bracket or whole):
                return False
        return False

    def _from_flow(self, index: int, claim: Claim) -> bool:
        """Opened nine shops and closed five: what comes and goes is what was counted just before."""
        first, after = self.spans[index]
        if not self._beside(first - 1, "flow") or not self._flows(first, after):
            return False
        other = self.claims[index - 1] if index else None
        if other is None or other.kind != "count" or other.quantity is None or other.quantity.unit is None:
            return False
        at, end = self.spans[index - 1]
        if first - end > _REACH // 2 or self._edge_between(end, first) or not self._beside(at - 1, "flow"):
            return False
        self._take(claim, "count", other.quantity.unit)
        claim.reading = "shared"
        return True

    def _like(self, value: object, other: Claim) -> bool:
        """True where the two could be states of one thing: neither is more than twenty times the other."""
        assert other.quantity is not None
        mine = value
        theirs = other.quantity.value if other.quantity.ends is None else other.quantity.ends[1]
        if theirs is None or not theirs or not mine:
            return False
        return bool(theirs / 20 <= mine <= theirs * 20)  # type: ignore[operator]

    def _whole_said(self, at: int) -> bool:
        """True where "of", at the head of its sentence, says that the figure at token `at` is the whole of what follows."""
        k = at - 1
        while k >= 0 and ("article" in self._e(k) or "hedge" in self._e(k)):
            k -= 1
        return (
            k >= 0
            and self._e(k).get("cue") == "OF"
            and (k == 0 or self.t.kind[k - 1] == "¶" or self.t.text[k - 1] in ".。!?")
        )

    def _edge_between(self, low: int, high: int) -> bool:
        t = self.t
        return any(t.kind[k] == "¶" or t.text[k] in (".", "。", "!", "?", ";") for k in range(low, high))

    def _from_number_of(self, index: int, claim: Claim) -> bool:
        """The number of visitors is about 46,000: what is counted was said before."""
        t = self.t
        first = self.spans[index][0]
        k = first - 1
        while k >= 0 and (
            "hedge" in self._e(k)
            or "article" in self._e(k)
            or "link" in self._e(k)
            or "direction" in self._e(k)
            or t.forms.adverb(t.word[k])
        ):
            k -= 1
        if k == first - 1 or k < 1:
            return False
        low = max(-1, k - 8)
        for m in range(k, low, -1):
            if t.kind[m] not in "wWkK":
                return False
            if self._e(m).get("cue") == "OF" and "number_noun" in self._e(m - 1):
                # The head of what is counted: its first plural.
                for n in range(m + 1, k + 1):
                    if t.forms.plural(t.word[n], self._e(n)):
                        self._take(claim, "count", t.forms.singular(t.word[n], self._e(n)))
                        return True
                return False
        return False
