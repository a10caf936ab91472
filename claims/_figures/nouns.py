"""What a number counts: the noun after it, in the singular."""

from __future__ import annotations

from claims._figures.base import _NONE
from claims._figures.han import HanNouns
from claims._patterns import has_han
from claims.numbers import Num


class Nouns(HanNouns):
    """Finds the counted noun."""

    def _noun(self, j: int, num: Num | None = None) -> tuple[str, int] | None:
        """The counted noun that begins at token j, singular, and the token after it."""
        t = self.t
        total = len(t)
        if j >= total or t.kind[j] == "¶":
            return None
        if self.han and has_han(t.text[j][:1]):
            return self._han_noun(
                j, sure=num is not None and num.form == "words" and num.scale == 1 and num.value < 100
            )
        k = self._past_hedge(j)
        if num is not None and self._e(k).get("link") == "of" and self._e(k).get("cue") == "OF":
            # "120 of the jobs", "40 of them": the noun stands behind, if it is one.
            k += 1
            if "article" in self._e(k):
                k += 1
            whole = self._phrase(k, num) if 1 <= self._gap(k) <= 2 else None
            return whole if whole is not None and self._plural(whole[1] - 1) else None
        if (
            k == j
            and t.text[k] in ("-", "‐")
            and self._gap(k) <= 1
            and (self._gap(k + 1) == 0 or (self._gap(k) == 0 and "join" in self._e(k + 1)))
        ):
            # "the 30-item list", "the 12 -member team": the noun is bound to the number
            if self._text(k + 1) == "," or "join" in self._e(k + 1):
                return self._suspended(k + 1)
            if (
                t.kind[k + 1 : k + 2] in (["w"], ["k"])
                and "stop" not in self._e(k + 1)
                and "name_tail" not in self._e(k + 1)
            ):
                if self._text(k + 2) in ("-", "‐") and self._gap(k + 2) == 0 and self._gap(k + 3) == 0:
                    return None
                return t.forms.singular(t.word[k + 1], self._e(k + 1)), k + 2
            return None
        if not 1 <= self._gap(k) <= 2:
            return None
        return self._phrase(k, num)

    def _suspended(self, k: int) -> tuple[str, int] | None:
        """four-, five- and six-cylinder engines: the noun hangs on the last of the numbers."""
        t = self.t
        for m in range(k, min(len(t) - 2, k + 9)):
            if (
                t.kind[m] in "nK"
                and t.text[m + 1] in ("-", "‐")
                and self._gap(m + 2) == 0
                and t.kind[m + 2] in "wk"
                and ("stop" not in self._e(m + 2) and "join" not in self._e(m + 2))
            ):
                return t.forms.singular(t.word[m + 2], self._e(m + 2)), k
            if t.kind[m] not in "nK" and t.text[m] not in (",", "-", "‐") and "join" not in self._e(m):
                return None
        return None

    def _past_hedge(self, j: int) -> int:
        """The token after a hedge that stands between a number and its noun: 60-odd singers, twenty or so yachts."""
        at = j
        if self._text(at) in ("-", "‐") and self._gap(at) <= 1 and self._gap(at + 1) == 0:
            at += 1
        if "hedge_suffix" in self._e(at) or ("hedge_after" in self._e(at) and self._text(at).isascii()):
            return at + 1
        return j

    def _phrase(self, start: int, num: Num | None) -> tuple[str, int] | None:
        """The head of the noun phrase at token `start`: its first plural, else the last plain noun of a short one."""
        t = self.t
        forms = t.forms
        k = start
        limit = min(len(t), start + 8)
        if (
            (t.kind[k] == "n" or "number" in self._e(k))
            and self._text(k + 1) in ("-", "‐")
            and self._gap(k + 1) == 0
            and (self._gap(k + 2) == 0 and k + 3 < limit and self._gap(k + 3) == 1)
        ):
            k += 3  # two three-year terms
            start = k
        while k < limit:
            kind = t.kind[k]
            text = t.text[k]
            if self._gap(k) > 2 and k > start:
                break
            if text in ("“", '"', "‘", "'", "”", "’") and k - start < 3:
                k += 1
                continue
            if k > start and text in ("-", "‐", "&", "/") and self._gap(k) <= 1 and self._gap(k + 1) <= 1:
                k += 1
                continue
            if (
                k > start
                and text == ","
                and t.kind[k + 1 : k + 2] == ["w"]
                and t.kind[k - 1] == "w"
                and (self._plural_ahead(k, limit) and not self._article_or_number_ahead(k, limit))
            ):
                k += 1
                continue
            if (
                kind == "n"
                and k > start
                and (
                    "name_before" in self._e(k - 1)
                    or t.kind[k - 1] in "NW"
                    or self._text(k + 1)[:1].isupper()
                    or (t.text[k - 1] in ("-", "‐") and t.text[k - 2].isupper())
                )
            ):
                # two new 737 Max jets: a number inside a name inside what is counted
                self.inner.add(k)
                k += 1
                continue
            if kind not in "wWkKN":
                break
            entry = t.entry[k] or _NONE
            if "of" in entry and "noun" not in entry:
                break
            if (
                "link_noun" in entry
                and k > start
                and not forms.plural(t.word[k - 1], self._e(k - 1))
                and self._plural_ahead(k, limit)
            ):
                k += 1
                continue
            if ("stop" in entry or "cue" in entry or "article" in entry) and "noun" not in entry:
                if not (k == start and "pre_noun" in entry):
                    break
                k += 1
                continue
            if (
                "noun" not in entry
                and "pre_noun" not in entry
                and not (k == start and forms.adverb(t.word[k]))
                and not (forms.participle(t.word[k]) and self._plural_ahead(k, limit))
                and not (k == start and "direction" in entry and self._counted_change(k))
                and any(c in entry for c in ("direction", "hedge", "future", "relative", "weekday", "month", "ago"))
            ):
                break
            if "duration" in entry and k > start:
                break
            word = t.word[k]
            if kind != "N" and forms.plural(word, entry):
                if num is not None and num.value == 1 and k > start and "noun" not in entry and num.ends is None:
                    break  # one proposal asks the board
                # "5,000 sales jobs" goes on; anything that is no plural ends it.
                while (
                    ("adjective" in self._e(k) or "noun" in self._e(k) or forms.stands("attributive", t.word[k]))
                    and self._gap(k + 1) == 1
                    and t.kind[k + 1 : k + 2] in (["w"], ["k"])
                    and (forms.plural(t.word[k + 1], self._e(k + 1)) and "verb" not in self._e(k + 1))
                ):
                    k += 1
                return forms.singular(t.word[k], self._e(k)), k + 1
            if kind == "w" and k > start and forms.participle(word) and not self._plural_ahead(k, limit):
                break
            if num is not None and num.value == 1 and k > start and ("verb" in entry or forms.adverb(word)):
                break
            k += 1
        return self._plain_head(start, k)

    def _counted_change(self, k: int) -> bool:
        """True for a plural that could be a verb of change and is counted: 12 rebounds, 40 crashes in May."""
        return (
            self.t.forms.plural(self.t.word[k], self._e(k))
            and self._e(k + 1).get("link") not in ("to", "by", "from", "be")
            and not (self.t.kind[k + 1 : k + 2] in (["n"], ["K"]) and self._gap(k + 1) == 1)
        )

    def _plain_head(self, start: int, k: int) -> tuple[str, int] | None:
        """No plural: the last word of the phrase before the stop, when it is a plain noun ("120 staff")."""
        t = self.t
        forms = t.forms
        if (
            k == start + 1
            and t.kind[start] == "W"
            and t.text[start].isupper()
            and 1 < len(t.text[start]) <= 5
            and (k >= len(t) or t.kind[k] in "s¶")
        ):
            return t.word[start], k  # 0.5 WAR
        end = k
        while end > start and t.kind[end - 1] not in "wk":
            end -= 1
        if end <= start or end - start > 4:
            return None
        word = t.word[end - 1]
        entry = self._e(end - 1)
        if end - start == 1 and self._suffered(start):
            return None
        if (
            len(word) < 3
            or forms.stands("mark_noun", word)
            or any(
                c in entry
                for c in (
                    "stop",
                    "cue",
                    "adjective",
                    "hedge",
                    "direction",
                    "unit_head",
                    "clock",
                    "ago",
                    "first_of",
                    "times",
                    "pre_noun",
                    "extent",
                    "direction_after",
                )
            )
        ):
            return None
        if forms.adverb(word) or forms.participle(word) or (forms.gerund(word) and end - start < 2):
            return None
        return forms.singular(word, entry), end

    def _suffered(self, k: int) -> bool:
        """True for what is done to whatever was counted: one hit by a tree, three overcome by fumes."""
        return (
            (self._beside(k, "participle") or self.t.forms.participle(self._word(k)))
            and self._e(k + 1).get("link") == "by"
            and self._gap(k) == 1
            and self._gap(k + 1) == 1
        )

    def _article_or_number_ahead(self, k: int, limit: int) -> bool:
        return any("article" in self._e(m) or self.t.kind[m] in "nz" for m in range(k + 1, limit))

    def _plural(self, k: int) -> bool:
        return k < len(self.t) and self.t.forms.plural(self.t.word[k], self._e(k))

    def _adverb(self, k: int) -> bool:
        return self.t.forms.adverb(self.t.word[k])

    def _plural_ahead(self, k: int, limit: int) -> bool:
        for m in range(k + 1, min(limit, len(self.t))):
            if self.t.text[m] in ("-", "‐", ","):
                continue
            if self.t.kind[m] not in "wWk" or "stop" in self._e(m):
                return False
            if self._plural(m):
                return True
        return False

    def _noun_follows(self, at: int) -> bool:
        k = at + 1
        for _ in range(3):
            if self._gap(k) != 1:
                return False
            if k < len(self.t) and self.t.forms.plural(self.t.word[k], self._e(k)) and "cue" not in self._e(k):
                return True
            if self.t.kind[k] not in "wk" or "stop" in self._e(k):
                return False
            k += 1
        return False
