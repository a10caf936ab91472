"""What a number counts in Han text: the noun after it and its measure word, without a segmenter."""

from __future__ import annotations

from claims._figures.base import _NONE, Base
from claims._patterns import has_han

_LONGEST = 4
"""Characters of a noun that no table knows."""
_MODIFIERS = 3
"""Tokens (在建, 大型, 新能源) that may stand before the noun that is counted."""


class HanNouns(Base):
    """Finds the counted noun in Han text."""

    def _han_noun(self, j: int, sure: bool = False) -> tuple[str, int] | None:
        """The noun after the number that ends before token j, else its measure word, and the token after it.

        120个项目 is 项目, 3000人 is 人, 12600套 is 套. sure: a noun that no table knows is none without a measure
        word (Han numerals stand in too many names: 三重, 六龟).
        """
        t = self.t
        if j >= len(t) or self._gap(j) > 1:
            return None
        k = j
        if "hedge_after" in self._e(k) and "measure_word" not in self._e(k):
            k += 1
        classifier = None
        entry = self._e(k)
        if (
            "measure_word" in entry
            and self._gap(k) <= 1
            and not ("noun" in entry and "noun" in self._e(k + 1) and self._gap(k + 1) == 0)
        ):
            classifier = (t.text[k], k + 1)
            k += 1
            while ("hedge_after" in self._e(k) or "hedge_inside" in self._e(k)) and self._gap(k) == 0:
                k += 1
        found = self._head_noun(
            k, j, unknown=(classifier is not None and "noun" not in entry) or (classifier is None and not sure)
        )
        if found is not None and not (classifier is not None and len(found[0]) == 1 and found[0] == classifier[0]):
            return found
        if classifier is not None and "noun" in entry:
            return classifier
        return classifier

    def _head_noun(self, k: int, j: int, unknown: bool) -> tuple[str, int] | None:
        """The head of the noun phrase that begins at token k: its last known noun, or Han text that no table knows."""
        t = self.t
        head = None
        passed = 0
        while k < len(t) and (self._gap(k) == 0 or k == j):
            entry = self._e(k)
            if "noun" in entry:
                head = (t.text[k], k + 1)
                k += 1
                continue
            if head is not None and t.kind[k] == "h" and "noun" in self._e(k + 1) and self._gap(k + 1) == 0:
                return None  # 160个国家乡村振兴重点县: what is counted is not the first noun
            if head is not None or t.kind[k] not in "hkK" or passed == _MODIFIERS:
                break
            if t.kind[k] == "h":
                if not has_han(t.text[k][:1]):
                    break
                if "noun" not in self._e(k + 1) or self._gap(k + 1) > 0:
                    return self._unknown(k) if unknown else None
            elif "adjective" not in entry and (
                not ("of" in entry or "first_of" in entry) or "noun" not in self._e(k + 1)
            ):
                break
            passed += 1
            k += 1
        return head

    def _unknown(self, k: int) -> tuple[str, int] | None:
        """Han text that no table knows, as a noun: short, ending like one, before a clause's end, particle or number."""
        t = self.t
        if not 2 <= len(t.text[k]) <= _LONGEST or "noun_end" not in self.lex.han.get(t.word[k][-1], _NONE):
            return None
        if (
            k + 1 < len(t)
            and self._gap(k + 1) == 0
            and t.kind[k + 1] in "kK"
            and "stop" not in self._e(k + 1)
            and ("join" not in self._e(k + 1))
        ):
            return None
        return t.text[k], k + 1
