"""Sentences as classes of tokens, and the noun phrases in them: what a figure is about, whose it is, what limits it."""

from __future__ import annotations

from typing import NamedTuple

from claims._context.classes import Words, classes
from claims.claim import Claim
from claims.tokens import HAN, Entry, Tokens

_NONE = Entry()
LEVELS = frozenset(("money", "count", "measure", "number", "duration", "age", "score"))
"""Kinds that say how much there is of something."""
_BOUND = frozenset(("money", "count", "measure", "number", "percent", "points", "ratio"))
"""Kinds that can be what another figure is about, too."""
_REACH = 40
"""Tokens that a noun phrase is looked for."""
_PHRASE = 24
"""Tokens of a noun phrase."""
_NOUNS = frozenset("NrG")
_BEFORE_COUNTED = frozenset(("measure_word", "hedge_inside"))


class Found(NamedTuple):
    """What stands before a figure: a noun phrase first..after, or the figure that it goes on about.

    verb: the class of the strongest verb between ("M" amount, "V" other, "" none). comma: whether a comma is between.
    limit: a phrase between that limits it ("excluding acquisitions").
    """

    first: int = -1
    after: int = -1
    source: int = -1
    verb: str = ""
    comma: bool = False
    limit: tuple[int, int] | None = None


class Sentence:
    """The tokens of one sentence by class, its figures, and its segments (the stretches between commas)."""

    __slots__ = ("t", "words", "first", "after", "cls", "owner", "begins", "verbs")

    def __init__(
        self, t: Tokens, words: Words, first: int, after: int, figures: list[tuple[int, Claim, tuple[int, int]]]
    ) -> None:
        self.t = t
        self.words = words
        self.first = first
        self.after = after
        self.cls = cls = classes(t, words, first, after)
        self.owner: dict[int, int] = {}
        for index, claim, (low, high) in figures:
            letter = "F" if claim.kind in _BOUND else "T" if claim.kind == "date" else "U"
            if claim.kind in ("duration", "age", "ordinal") and self._within_phrase(claim, high):
                letter = "N"
            for k in range(low, min(high, after)):
                cls[k - first] = letter
                if letter == "F":
                    self.owner[k] = index
        # Where the segment of each token begins, and whether it has a verb.
        self.begins = begins = [first] * (after - first)
        self.verbs: dict[int, bool] = {}
        start = first
        for k, letter in enumerate(cls, first):
            if letter in ",;B":
                start = k + 1
            begins[k - first] = start
            if letter in "VMS":
                self.verbs[start] = True

    def _within_phrase(self, claim: Claim, after: int) -> bool:
        """True for an age, ordinal or length that is part of a name for a thing: ten-year bonds, the third plant."""
        if after >= self.after or self.cls[after - self.first] not in "NI":
            return False
        return claim.kind == "ordinal" or "-" in self.t.prose[claim.start : claim.end]

    def at(self, k: int) -> str:
        """The class of token k; an edge outside the sentence."""
        return self.cls[k - self.first] if self.first <= k < self.after else ";"

    # -- what stands before -----------------------------------------------------------------------------------

    def before(self, k: int, *, reach: int = _REACH) -> Found:
        """The noun phrase before token k, over verbs, hedges, prepositions, times and asides; or the figure there."""
        cls, base = self.cls, self.first
        low = max(base, k - reach)
        at = k - 1
        verb = ""
        limit: tuple[int, int] | None = None
        comma = bracket = False
        while at >= low:
            letter = cls[at - base]
            if letter == "F":
                return Found(source=self.owner.get(at, -1), verb=verb, comma=comma)
            if letter in ";B":
                if letter == "B" and self.at(at - 1) in "VM":
                    at -= 1  # it has since been cut to
                    continue
                break
            if letter == ",":
                comma = True
                begin = self.begins[at - 1 - base] if at > base else base
                # An aside between commas, and an opening phrase without a verb, hold no subject.
                if (
                    begin < at
                    and cls[begin - base] in "POEIX"
                    and begin not in self.verbs
                    and not self._figure(begin, at)
                ):
                    at = begin - 1
                    continue
            elif letter == ")":
                while at > low and cls[at - base] != "(":
                    at -= 1
            elif letter == "(":
                bracket = True
                if at > base and cls[at - 1 - base] == "F":
                    return Found(source=self.owner.get(at - 1, -1), verb=verb, comma=comma)
            elif letter in "VMSEX":
                verb = letter if letter in "MX" or not verb else verb
            elif letter == "I":
                if self.at(at - 1) in ",TU" or (self.at(at - 1) == "N" and not verb):
                    verb = verb or "V"
                else:
                    return self._phrase(at + 1, verb, comma, bracket)
            elif letter == "r":
                if verb:
                    return self._phrase(at + 1, verb, comma, bracket)
            elif letter == "G":
                if self.at(at - 1) == "N" and at != k - 1 and verb != "X":
                    return self._phrase(at + 1, verb, comma, bracket)
            elif letter == "N" and not (bracket is False and self._inside_bracket(at, low)):
                found = self._phrase(at + 1, verb, comma, bracket)
                head = found.first - 1
                while self.at(head) == "D":
                    head -= 1
                if self.at(head) in "PO" and self.at(head - 1) == "F":
                    # 0.56% in Leuven and 0.97%: what follows a figure in its own phrase is no subject
                    return Found(source=self.owner.get(head - 1, -1), verb=verb, comma=comma)
                if self.at(head) == "P" and self.t.word[head] not in self.words.lists["binds"]:
                    # sales excluding acquisitions
                    limit = (head, found.after)
                    at = head
                elif self.at(found.first - 1) != "X":
                    return found._replace(limit=limit)
                else:
                    at = found.first
            at -= 1
        return Found()

    def _inside_bracket(self, at: int, low: int) -> bool:
        """True where token `at` stands in a bracket that follows a figure: (RMB, over 3 billion)."""
        k = at
        while k >= low and k > at - 8:
            letter = self.cls[k - self.first]
            if letter == "(":
                return self.at(k - 1) == "F"
            if letter in ");F":
                return False
            k -= 1
        return False

    def _figure(self, low: int, high: int) -> bool:
        return any(self.cls[k - self.first] == "F" for k in range(low, high))

    def _phrase(self, end: int, verb: str, comma: bool, bracket: bool) -> Found:
        start = self.opening(end, across=not bracket)
        if self.at(end) == "O" and not verb:
            # "a company with annual revenue of $23 million": the revenue
            for k in range(end - 2, start, -1):
                if self.at(k) == "P" and self.at(k + 1) != "D" and not self.t.text[k + 1][:1].isupper():
                    start = k + 1
                    break
        return Found(start, end, -1, verb, comma)

    def opening(self, end: int, *, across: bool = True) -> int:
        """The first token of the noun phrase that ends before token `end`. across: over prepositions."""
        cls, base = self.cls, self.first
        start = end - 1
        low = max(base, end - _PHRASE)
        while start > low:
            letter = cls[start - 1 - base]
            before = self.at(start - 2)
            here = cls[start - base]
            if self.t.start[start] - self.t.end[start - 1] > 2:
                break
            if letter in "Nr":
                if letter == "r" and before == "V":
                    break
                start -= 1
            elif letter == "G":
                if before not in "NrDCI" and here not in "PO":
                    break
                start -= 1
            elif letter == "H":
                if before not in "NrFEIA":
                    break
                start -= 1
            elif letter == "A" and here == "H" and self.t.start[start] == self.t.end[start - 1]:
                start -= 1
            elif letter in "EI" or (letter == "S" and self.t.forms.participle(self.t.word[start - 1])):
                glued = before == "H" or here == "H"
                if letter == "S" and before != "D":
                    break
                modifies = here in "NrI" and (
                    before in "DPOrJ" or (before in ";,B" and letter == "E") or (letter == "I" and before != ",")
                )
                if not (glued or modifies or (letter == "I" and here in "PO" and before != ",")):
                    break
                start -= 1
            elif letter in "POJ":
                if not across or not (before in _NOUNS or before == "I"):
                    break
                if letter == "P" and self.t.word[start - 1] not in self.words.lists["binds"]:
                    break
                start -= 1
            elif letter == "T" and here in "NrI":
                # Norvik's third-quarter revenue
                k = start - 1
                while k > low and cls[k - 1 - base] == "T":
                    k -= 1
                if self.at(k - 1) != "N" or not self.t.text[k - 1].endswith(self.words.owners):
                    break
                start = k - 1
            elif letter == "D" and across and before in "PO" and self.at(start - 3) in "NrGI":
                start -= 2
            elif letter == "D" and not self.t.text[start - 1].isascii():
                start -= 1
            else:
                break
        while start < end - 1 and cls[start - base] in "POJHC":
            start += 1
        return start

    # -- what stands after ------------------------------------------------------------------------------------

    def following(self, k: int, *, across: bool = True) -> tuple[int, int] | None:
        """The noun phrase that begins at token k, without its determiner."""
        while self.at(k) == "D" and k < self.after:
            k += 1
        start = k
        while k < self.after and k - start < _PHRASE:
            letter = self.at(k)
            if (
                letter in "Hr"
                or (
                    letter == "N"
                    and (k == start or self.t.text[k].isascii() or "stop" not in (self.t.entry[k] or _NONE))
                )
                or (letter in "EI" and self.at(k + 1) in "NI" and (k == start or self.at(k - 1) in "PODH"))
            ):
                k += 1
            elif across and letter in "PO" and k > start and self.at(k + 1) in "ND" and self.at(k + 2) != "T":
                k += 2 if self.at(k + 1) == "D" and self.at(k + 2) in "NEI" else 1
            else:
                break
        while k > start and self.at(k - 1) in "PODHEI" and self.at(k - 1) != "I":
            k -= 1
        return (start, k) if k > start else None

    def counted(self, after: int, unit: str | None) -> tuple[int, int] | None:
        """The noun phrase that a count counts: from the token after the number to its head."""
        if unit is None:
            return None
        t = self.t
        k = after
        han = HAN.match(unit) is not None
        while k < self.after and k - after < 3:
            classifier = han and t.word[k] != unit and not _BEFORE_COUNTED.isdisjoint(t.entry[k] or _NONE)
            if not classifier and self.at(k) not in "DHJO":
                break
            k += 1
        start = k
        singular = t.forms.singular
        while k < self.after and k - start < 8:
            if self.at(k) in ";,():TU" or self.at(k) == "F":
                return None
            word = t.word[k]
            if (
                word == unit
                or unit.endswith(word)
                or (han and word.endswith(unit))
                or singular(word, t.entry[k]) == unit
            ):
                return start, k + 1
            if self.at(k) in "VMSPOB" and k > start:
                return None
            k += 1
        return None

    # -- as text ----------------------------------------------------------------------------------------------

    def place(self, first: int, after: int) -> tuple[int, int, str]:
        """The place of a phrase first..after without what does not belong to it, and the body or place cut from its head."""
        t = self.t
        start, end = t.start[first], t.end[after - 1]
        text = t.prose[start:end]
        if text.isascii() or not HAN.search(text):
            word = t.text[first]
            if " " in word and word.split(" ", 1)[0].lower() in self.words.lists["determiner"]:
                return start + word.index(" ") + 1, end, ""
            # Two words that lost their space: completedInvestment.
            for at in range(len(word) - 1, 0, -1):
                if word[at].isupper() and word[at - 1].islower() and word[0].islower() and len(word) - at > 3:
                    return start + at, end, ""
            return start, end, ""
        return self._han_place(start, end)

    def _han_place(self, start: int, end: int) -> tuple[int, int, str]:
        """As `place`, for Han text, where no spaces tell the words apart."""
        prose, words = self.t.prose, self.words
        text = prose[start:end].translate(words.variants)
        low, high = 0, len(text)
        named = ""
        while True:
            match = words.tail.search(text, low, high)
            if match is None or match.start() <= low or self._headed(text[low:high]):
                break
            high = match.start()
        while True:
            match = words.lead.match(text, low, high)
            if match is None or (match.end() == high and match.lastgroup != "place"):
                break
            if match.lastgroup == "place":
                named = prose[start + low : start + match.end()]
                if match.end() == high:
                    return start, start, named
            low = match.end()
        cut = low
        for match in words.takes.finditer(text, low, high):
            if high - match.end() >= 2 and not text.startswith(words.no_object, match.end()):
                cut = match.end()
                before = text[low : match.start()]
                if before and not named and before not in words.lists["whole"] and self._acts(before):
                    named = prose[start + low : start + match.start()]
        if cut > low:
            low = cut
            match = words.lead.match(text, low, high)
            if match is not None and match.end() < high:
                low = match.end()
        return start + low, start + high, named

    def _acts(self, text: str) -> bool:
        """True where Han text before a verb can be the name of who acts."""
        return (
            1 < len(text) <= 10
            and self.words.lists["joins"].isdisjoint(text)
            and self.words.classes.get(text[0]) not in ("V", "X")
        )

    def taking(self, found: Found) -> bool:
        """True where a Han phrase ends with a verb whose object the figure itself is: 台风造成5人死亡."""
        word = self.t.word[found.after - 1]
        takes = self.words.lists["takes"]
        # 出口13.5亿元: by itself it is what is measured
        return not word.isascii() and word not in takes and word.endswith(tuple(takes))

    def _headed(self, text: str) -> bool:
        """True where a Han phrase ends with a noun that heads measures."""
        return any(text[-size:] in self.words.heads for size in (4, 3, 2))

    def head(self, first: int, after: int) -> str:
        """The head of a noun phrase, lower case and singular: its last word before its first preposition."""
        t = self.t
        text = t.text[after - 1]
        if HAN.search(text):
            start, end, _ = self.place(first, after)
            return self.han_head(t.prose[start:end].translate(self.words.variants))
        last = ""
        counted = False
        for k in range(first, after):
            letter = self.at(k)
            if letter in "PO" and last:
                if letter == "O" and not counted and "number_noun" in (t.entry[k - 1] or _NONE):
                    counted = True  # the number of nurses
                    continue
                break
            if letter in "NrIGE" and t.text[k][0].isalpha():
                last = t.forms.singular(t.word[k][_glued(t.text[k]) :].rsplit(" ", 1)[-1], t.entry[k])
        return last

    def han_head(self, text: str) -> str:
        """The last noun of a Han phrase: one that heads measures, else its last two characters."""
        for size in (4, 3, 2):
            if text[-size:] in self.words.heads and len(text) >= size:
                return text[-size:]
        if len(text) <= 3:
            return text
        return text[-3:] if text[-1] in self.words.lists["head_suffix"] else text[-2:]

    def entity(self, first: int, after: int, *, alone: bool = False) -> str:
        """The organisation or place that a noun phrase names: Acme in "Acme's sales", Kenya in "investment in Kenya".

        alone: also a single word with a capital that is all of the phrase ("Tarsis exported").
        """
        t = self.t
        k = first
        while k < after:
            text = t.text[k]
            if text[:1].isupper() and (
                text.endswith(self.words.owners) or (self.at(k + 1) == "H" and t.text[k + 1] in "'’" and k + 1 < after)
            ):
                name = t.prose[t.start[first] : t.end[k]]
                return name[:-2] if name.endswith(self.words.owners) else name
            k += 1
        for k in range(first, after):
            if not self._capital(k):
                continue
            stop = k + 1
            while stop < after and self._capital(stop):
                stop += 1
            prepared = self.at(k - 1) in "PO" or (k > first + 1 and self.at(k - 1) == "D" and self.at(k - 2) in "PO")
            prepared = prepared and k > first
            whole = k == first and stop == after
            opening = k == self.first or self.at(k - 1) == ";"
            known = t.word[k] in self.words.places
            acronym = stop == k + 1 and t.text[k].isupper() and len(t.text[k]) > 1 and not known
            if prepared or known or stop - k > 1 or (not opening and not acronym and not (whole and not alone)):
                return t.prose[t.start[k] : t.end[stop - 1]]
        return ""

    def _capital(self, k: int) -> bool:
        text = self.t.text[k]
        return text[:1].isupper() and self.at(k) in "NEIVMrGP"

    def agent(self, first: int, after: int) -> str:
        """Who does what the clause says, as words: a noun phrase without what says that all of it is meant."""
        while first < after - 1 and self.t.word[first] in self.words.lists["whole"]:
            first += 1
        start, end, named = self.place(first, after)
        return self.t.prose[start:end] or named


def _glued(word: str) -> int:
    """Where the second of two words begins that lost their space (completedInvestment); 0 for one word."""
    if not word[:1].islower() or word.islower():
        return 0
    for at in range(len(word) - 4, 1, -1):
        if word[at].isupper() and word[at - 1].islower():
            return at
    return 0
