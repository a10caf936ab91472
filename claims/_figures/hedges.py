"""Hedges (about, more than, up to) and directions (rose by, fell to) around a figure."""

from __future__ import annotations

from claims._figures.base import _NONE
from claims._figures.nouns import Nouns
from claims.claim import Claim

_EDGES = frozenset(".;:。；：!?！？()（）")
_COMMAS = frozenset(",，、")
_OPENING = frozenset('“"~≈')
_CHANGES = frozenset(("percent", "points", "ratio"))
"""Kinds that are a change by themselves where a direction stands beside them."""
_REACH = 14
"""Tokens that a direction may stand before its figure."""
_OBJECT = 6
"""Words of what changes ("cut the fee for cars to $4") between the two."""


class Hedges(Nouns):
    """Finds the hedge and the direction of a figure."""

    def _hedge(self, claim: Claim, first: int, after: int) -> None:
        """Find the hedge before or after the figure and the direction of a change to or by it."""
        quantity = claim.quantity
        assert quantity is not None
        hedge, k = self._hedge_before(claim, first, after)
        if hedge is None:
            hedge = self._hedge_after(claim, after)
        if (
            hedge is None
            and quantity.ends is not None
            and claim.reading == "range"
            and (self._e(first - 1).get("cue") == "BETWEEN")
        ):
            hedge = "between"
        if hedge is None and self.han:
            hedge = quantity.hedge or self._hedge_over(first)
        quantity.hedge = hedge
        if quantity.direction is None and claim.kind != "ordinal":
            plus = self._text(first - 1) == "+" and self._gap(first) == 0 and claim.kind in _CHANGES
            quantity.direction = (
                "up"
                if plus
                else (self._direction_before(k, first, after, claim) or self._direction_after(first, after, claim))
            )

    def _hedge_before(self, claim: Claim, first: int, after: int) -> tuple[str | None, int]:
        """(hedge, token before it) left of the figure."""
        t = self.t
        k = first - 1
        if (
            self._text(k) in ("-", "‐")
            and self._gap(first) == 0
            and self._gap(k) == 0
            and ("hedge" in self._e(k - 1) and t.text[k - 1].isascii())
        ):
            return str(self._e(k - 1)["hedge"]), k - 2  # sub-7 nanometres, a near-40% rise
        passed = 0
        definite = False
        while k >= 0 and passed < 4 and t.kind[k] != "¶" and t.start[k + 1] - t.end[k] <= 2:
            entry = t.entry[k] or _NONE
            if not entry and k == first - 1 and self._beside(k, "outdoes"):
                if self._e(k - 1).get("cue") == "EXPECTED" or self._e(k - 1).get("link") == "to":
                    return "more-than", k - 1
                break
            if "hedge_past" in entry and "direction" in self._e(k - 1):
                return ("more-than" if self._e(k - 1)["direction"] == "up" else "less-than"), k - 1
            if "hedge" in entry:
                if not self._hedges(k, first, entry["hedge"], claim):
                    return None, first - 1
                definite = definite or "article" in self.lex.words.get(t.word[k].rpartition(" ")[2], _NONE)
                if definite and not self._beside(after, "mark_noun"):
                    return None, first - 1  # below the 840 of last year, built around the 37m mast
                k -= 1
                while k >= 0 and "hedge" in self._e(k):
                    k -= 1
                return str(entry["hedge"]), k
            if (
                t.text[k] == "."
                and "hedge" in self._e(k - 1)
                and t.end[k - 1] == t.start[k]
                and len(t.text[k - 1]) <= 6
            ):
                return str(self._e(k - 1)["hedge"]), k - 2
            if t.text[k] == "." and "hedge_short" in self._e(k - 1) and self._gap(k) == 0 and self._gap(k - 1) > 0:
                return (str(self._e(k - 1)["hedge_short"]), k - 2) if t.text[k - 1].islower() else (None, first - 1)
            if not ("article" in entry or "hedge_link" in entry or (t.text[k] in _OPENING and k == first - 1)):
                break
            definite = definite or entry.get("article") == "0"
            k -= 1
            passed += 1
        return None, first - 1

    def _hedge_over(self, first: int) -> str | None:
        """A hedge that reaches over the verb before the figure: 最高可处50万元."""
        t = self.t
        for k in range(first - 1, max(-1, first - 5), -1):
            if t.kind[k] not in "hkK" or self._gap(k + 1) > 0 or t.text[k] in _COMMAS:
                return None  # 浙江最多，为42家: the most, and no bound
            entry = self._e(k)
            if "hedge_reach" in entry:
                return str(entry["hedge"]) if k == first - 1 or "stop" in self._e(k + 1) else None
            if not ("stop" in entry or t.kind[k] == "h"):
                return None
        return None

    def _hedge_after(self, claim: Claim, after: int) -> str | None:
        """The hedge right of the figure: 40+, 60-odd, 9 or more, 3 cars or fewer, 200 metres long, give or take."""
        t = self.t
        at = after
        hyphen = self._text(at) in ("-", "‐") and self._gap(at) <= 1 and self._gap(at + 1) == 0
        suffix = self._e(at + 1 if hyphen else at).get("hedge_suffix")
        if suffix is not None and (hyphen or self._gap(at) == 0):
            return str(suffix)
        if "measure_word" in self._e(at) and self._gap(at) == 0:
            at += 1
        found = self._e(at).get("hedge_after")
        if found is not None and self._gap(at) <= 1:
            return str(found)
        if claim.kind == "count":
            if self.han and self._gap(at) == 0 and self._gap(at + 1) == 0 and "hedge_after" in self._e(at + 1):
                return str(self._e(at + 1)["hedge_after"])
            noun = self._noun(after)
            at = after if noun is None else noun[1]
        if "extent" in self._e(at):
            at += 1
        if self._text(at) in _COMMAS:
            at += 1
        found = self._e(at).get("hedge_after")
        if found is None or at == after or self._gap(at) > 1 or (at < len(t) and not t.text[at].isascii()):
            return None
        return str(found)

    def _multiplier(self, first: int) -> bool:
        """True where the Han number at token `first` begins with its scale (百名, 千万元)."""
        return self.t.kind[first] == "z" and "scale" in self.lex.han.get(self.t.word[first][:1], _NONE)

    def _hedges(self, k: int, first: int, value: str, claim: Claim) -> bool:
        """False where a hedge word is something else: "over five weeks" a span, "a book about 40 ships" a topic."""
        t = self.t
        entry = self._e(k)
        before = self._e(k - 1)
        if claim.reading == "age-group":
            return True
        if value in ("less-than", "more-than") and self._compared(k, claim):
            return False
        if "span_preposition" in entry and claim.kind == "duration" and value != "about":
            return "lasting" in before
        if "span_preposition" in entry:
            if value == "about" and "topic_noun" in before and t.text[k - 1].isascii():
                return False
            if value != "about" and "place_verb" in before and claim.kind in ("count", "number", "money"):
                return False
        if value in ("less-than", "more-than") and before.get("article") == "0" and entry.get("stop"):
            return False
        if claim.kind == "duration" and "first_of" in entry and not t.text[k].isascii():
            return "stop" in before or "link" in before  # 近一周 is the last week, 历时近一周 nearly a week
        if "hedge_scale" in entry:
            return (
                "scale" in self._e(first)
                or "half_mark" in self._e(first)
                or self._word(first)[:1] in self.lex.scales
                or self._multiplier(first)
            )
        return True

    def _compared(self, k: int, claim: Claim) -> bool:
        """True where a figure right before the hedge at token k is so much more or less: 4% more than $305m."""
        index = len(self.claims) - 2
        if index < 0 or self.claims[-1] is not claim or self.spans[index][1] != k:
            return False
        previous = self.claims[index]
        if previous.kind in _CHANGES:
            return True
        a, b = previous.quantity, claim.quantity
        return previous.kind == claim.kind != "duration" and a is not None and b is not None and a.unit == b.unit

    # -- directions -----------------------------------------------------------------------------------------

    def _direction_before(self, k: int, first: int, after: int, claim: Claim) -> str | None:
        """Up or down where words before the figure say that something rose or fell by or to it."""
        t = self.t
        link: str | None = None
        crossed = 0
        indefinite = False
        span = len(self.spans) - 2 if self.spans and self.spans[-1][0] == first else len(self.spans) - 1
        low = max(-1, k - _REACH)
        joined = "join" in self._e(k) or self._text(k) in _COMMAS
        while k > low:
            entry = t.entry[k] or _NONE
            text = t.text[k]
            if t.kind[k] == "¶" or text in _EDGES:
                return None
            if text in _COMMAS and not (link == "by" and crossed == 0 and self._e(k + 1).get("link") == "by"):
                break
            while span >= 0 and self.spans[span][0] > k:
                span -= 1
            if span >= 0 and self.spans[span][0] <= k < self.spans[span][1]:
                previous = self.claims[span]
                if previous.kind in ("date", "time", "ordinal"):
                    k = self.spans[span][0] - 1
                    continue
                if (
                    link in ("to", "from")
                    and crossed <= 2
                    and previous.quantity is not None
                    and previous.quantity.direction
                ):
                    return previous.quantity.direction
                break
            if "phrasal" in entry and not ("direction_by" in entry and claim.kind in _CHANGES):
                return None
            if "direction" in entry:
                if span >= 0 and self.spans[span][1] == k and self.claims[span].kind == "count" and self._plural(k):
                    return None  # 12 falls and 3 slips: counted, and no verb
                if indefinite and link is None and "direction_near" in entry:
                    return None  # gained a 5% stake
                return self._said(entry, link, crossed, claim)
            indefinite = indefinite or entry.get("article") == "1"
            if link is None and crossed == 0 and "link" in entry and "reach" not in entry:
                link = str(entry["link"])
            elif not (
                text in _COMMAS
                or "hedge" in entry
                or "article" in entry
                or "reach" in entry
                or "link" in entry
                or entry.get("cue") == "YOY"
                or (t.kind[k] == "w" and self._adverb(k))
            ):
                if self.han and claim.kind == "points" and crossed < 3 and not text.isascii() and "stop" not in entry:
                    crossed += 1  # 下调存款准备金率0.5个百分点
                    k -= 1
                    continue
                if (
                    not t.text[k].isascii()
                    or link not in ("to", "by", "from")
                    or ("stop" in entry and "crossed" not in entry)
                    or t.kind[k] == "s"
                ):
                    break
                crossed += 1
                if crossed > _OBJECT:
                    break
            k -= 1
        return self._carried(first, after, claim, link, joined)

    def _said(self, entry: dict[str, str], link: str | None, crossed: int, claim: Claim) -> str | None:
        """The direction of a word found before the figure, None where it is not the figure that it is said of."""
        if link == "be" and "direction_noun" not in entry:
            return None
        if crossed and (
            (link is None and claim.kind != "points")
            or ("direction_near" in entry and not (link == "by" and claim.kind in _CHANGES))
            or claim.kind in ("count", "duration", "age", "measure")
        ):
            return None
        if (
            "direction_by" in entry
            and link not in ("by", "to", "from")
            and claim.kind not in _CHANGES
            and not (
                claim.quantity is not None and "bare_points" in self.lex.words.get(claim.quantity.unit or "", _NONE)
            )
        ):
            return None
        return str(entry["direction"])

    def _carried(self, first: int, after: int, claim: Claim, link: str | None, joined: bool) -> str | None:
        """The direction of the figure before, carried to this: "8% to $92m in 2023, from $85m"; "2% and 10%"."""
        t = self.t
        index = len(self.claims) - 1
        if index >= 0 and self.claims[index] is claim:
            index -= 1
        while index >= 0 and self.claims[index].kind in ("date", "time"):
            index -= 1
        if index < 0 or first - self.spans[index][1] > _REACH:
            return None
        previous = self.claims[index]
        if previous.quantity is None or previous.quantity.direction is None:
            return None
        if self._e(first - 1).get("join") == "or" and claim.kind in _CHANGES and self._in_other_words(index, first):
            return previous.quantity.direction
        if link in ("to", "from") or (link == "by" and previous.kind == claim.kind):
            if previous.kind != claim.kind and not (
                previous.kind in _CHANGES and claim.kind in ("money", "percent", "number")
            ):
                return None
        elif (
            not (joined or self._elided(index, first, claim))
            or previous.kind != claim.kind
            or self._e(after).get("cue") == "OF"
        ):
            return None
        for m in range(self.spans[index][1], first):
            entry = t.entry[m] or _NONE
            if t.kind[m] == "¶" or t.text[m] in ".;:。；!?！？" or "direction" in entry:
                return None
            if "stop" in entry and not ("crossed" in entry or "link" in entry or "join" in entry or "article" in entry):
                return None
            if entry.get("link") == "be":
                return None
        return previous.quantity.direction

    def _in_other_words(self, index: int, first: int) -> bool:
        """True where "or" right before token `first` says the figure before in another way: up 58 cents, or 0.7%."""
        k = self.spans[index][1]
        if self.claims[index].kind == "count":
            noun = self._noun(k)
            k = k if noun is None else noun[1]
        if self._text(k) in _COMMAS:
            k += 1
        return k == first - 1

    def _elided(self, index: int, first: int, claim: Claim) -> bool:
        """True where just a comma or "and" and a name stand after the figure before: Asia rose 4%, Europe 2%."""
        t = self.t
        k = self.spans[index][1]
        if claim.kind not in ("percent", "points") or not (self._text(k) in _COMMAS or "join" in self._e(k)):
            return False
        k += 1
        if "join" in self._e(k):
            k += 1
        return 1 <= first - k <= 4 and all(
            t.kind[m] == "W" and self._gap(m) == 1 and not (t.text[m].isupper() and len(t.text[m]) < 5)
            for m in range(k, first)
        )

    def _direction_after(self, first: int, after: int, claim: Claim) -> str | None:
        """After the figure: "a 12% rise", "a 4.8 per cent fall", "a 7% year-on-year increase", "12% higher"."""
        t = self.t
        if claim.kind not in ("percent", "points", "ratio", "money", "count", "measure", "number"):
            return None
        m = after
        if (claim.kind == "count" and "measure_word" in self._e(m)) or "noun" in self._e(m):
            m += 1
        if (
            self.han
            and "direction" in self._e(m)
            and self._gap(m) == 0
            and self._e(first - 1).get("link") == "from"
            and (not self._text(m).isascii())
        ):
            # 由40.2%提高到44.5%
            return str(self._e(m)["direction"])
        m = after
        for _ in range(4):
            if m >= len(t) or self._gap(m) > 1:
                return None
            entry = t.entry[m] or _NONE
            if "direction_noun" in entry and (claim.kind in _CHANGES or self._article_before(first)):
                return str(entry["direction_noun"])
            if "direction_after" in entry and claim.kind in _CHANGES and m == after:
                return (
                    None
                    if self._e(m + 1).get("link") == "to" or self._e(m + 1).get("cue") == "THAN"
                    else str(entry["direction_after"])
                )
            if not (
                t.kind[m] == "w"
                or entry.get("cue") == "YOY"
                or t.text[m] in ("-", "‐")
                or ("adjective" in entry and "stop" not in entry)
            ):
                return None
            m += 1
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
