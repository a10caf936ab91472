"""What a number counts: the noun after it, in the singular."""

from __future__ import annotations

from claims import dates
from claims._figures.base import _NONE, Base
from claims.numbers import Num
from claims.tokens import Entry

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


class Nouns(Base):
    """Finds the counted noun."""

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
