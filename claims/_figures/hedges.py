"""Hedges (about, more than, up to) and directions (rose by, fell to) around a figure."""

from __future__ import annotations

from claims._figures.base import _NONE
from claims._figures.nouns import Nouns
from claims.claim import Claim

_NOUN_DIRECTIONS = frozenset(("rise", "increase", "fall", "drop", "decline", "decrease", "gain", "growth", "jump", "cut",
                              "reduction", "surge", "slide", "slump", "boost", "hike", "improvement", "loss", "dip",
                              "advance", "expansion", "contraction", "uptick", "downtick", "leap", "plunge", "tumble", "climb"))


class Hedges(Nouns):
    """Finds the hedge and the direction of a figure."""

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
