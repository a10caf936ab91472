"""What stands around a figure: its sentence, clause, subject, measure, period, what it qualifies, whose it is.

Binding figures to one another is the business of `checkers`; here every figure gets what binding needs. A sentence
becomes a string of classes (`_context/classes.py`), in any language; noun phrases are looked for in that
(`_context/phrases.py`), periods (`_context/periods.py`) and what qualifies what (`_context/links.py`) after them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from claims._context.classes import languages_of, words_of
from claims._context.links import Links, copy
from claims._context.periods import Periods
from claims._context.phrases import Found, Sentence
from claims.claim import Claim
from claims.document import Document
from claims.tokens import HAN, Entry, Tokens

_NONE = Entry()
_EDGES = frozenset(";；。.!?！？:：—,，、")
_SUBJECTLESS = frozenset(("date", "statistic", "time", "ordinal", "score"))
_RATES = frozenset(("percent", "points", "ratio"))
_OVERLAP = 250
"""Tokens before the first figure of a sentence (or piece of one) that are looked at."""
_LONGEST = 2000
"""Tokens of a sentence that are looked at together. A longer one (a text without full stops) is taken in pieces."""


class Context:
    """Fills in the context of figures, one pass over claims and tokens.

    spans: the tokens first..after of each claim. sentences: places in order. Time is linear in the text.
    """

    def __init__(
        self,
        tokens: Tokens,
        document: Document,
        claims: list[Claim],
        spans: list[tuple[int, int]],
        sentences: list[tuple[int, int]],
    ) -> None:
        self.t = tokens
        self.document = document
        self.claims = claims
        self.spans = spans
        self.sentences = sentences
        self.sources: dict[int, int] = {}
        self.ends: dict[int, int] = {}
        self.compared: set[int] = set()
        self.links = Links(claims, spans)
        self.periods = Periods(claims, spans)

    def fill(self) -> None:
        """Sentence, clause, paragraph, cell, subject, measure, entity, scope, period and `of` of every claim."""
        if not self.claims:
            return
        self._place()
        words = words_of(languages_of(self.t.prose))
        at = 0
        total = len(self.claims)
        while at < total:
            index = self.claims[at].sentence_index
            begin = bisect_left(self.t.start, self.claims[at].sentence[0])
            first = max(begin, self.spans[at][0] - _OVERLAP)
            end = at
            while (
                end < total and self.claims[end].sentence_index == index and self.spans[end][1] - first <= _LONGEST
            ) or end == at:
                end += 1
            stop = bisect_left(self.t.start, self.claims[at].sentence[1])
            after = max(min(stop, first + _LONGEST), self.spans[end - 1][1])
            indices = list(range(at, end))
            self._sentence(
                Sentence(self.t, words, first, after, [(i, self.claims[i], self.spans[i]) for i in indices]), indices
            )
            at = end

    def _place(self) -> None:
        """Sentence, clause, paragraph, heading and table cell of every claim."""
        starts = [s for s, _ in self.sentences]
        document = self.document
        headings = [block.kind == "heading" for block in document.blocks]
        t = self.t
        texts, kinds = t.text, t.kinds
        cells = sorted(
            (cell for table in document.tables for row in table.rows for cell in row), key=lambda cell: cell.start
        )
        places = [cell.start for cell in cells]
        clause = at = 0
        for claim, (first, after) in zip(self.claims, self.spans, strict=True):
            for k in range(at, first):
                if texts[k] in _EDGES or kinds[k] == "¶":
                    clause += 1
            at = max(at, after)
            claim.clause = clause
            index = max(0, bisect_right(starts, claim.start) - 1)
            claim.sentence_index = index
            claim.sentence = self.sentences[index] if self.sentences else (claim.start, claim.end)
            claim.paragraph = document.paragraph(claim.start)
            claim.heading = bool(headings) and headings[claim.paragraph]
            if cells:
                cell = cells[max(0, bisect_right(places, claim.start) - 1)]
                claim.cell = cell if cell.start <= claim.start < max(cell.end, cell.start + 1) else None

    def _sentence(self, s: Sentence, indices: list[int]) -> None:
        if all(self.claims[i].kind == "date" for i in indices):
            self.periods.sentence(s, indices, self.ends, self.compared)
            return
        links = self.links
        elided = links.elided(s, indices)
        for i in indices:
            if i not in elided:
                self._subject(s, i)
        for i, last in elided.items():
            copy(self.claims[i], self.claims[last])
        self._pending(s, indices)
        self.periods.sentence(s, indices, self.ends, self.compared)
        said = [k for k, letter in enumerate(s.cls, s.first) if letter == "R"]
        if said:
            links.respectively(s, indices, said, self.ends)
        links.of(s, indices, self.sources, self.ends, self.compared)
        self._of_period(indices)
        self._scopes(s, indices)

    def _of_period(self, indices: list[int]) -> None:
        """A change has the period of what it qualifies."""
        for i in indices:
            claim = self.claims[i]
            level = claim.of
            if (
                level is not None
                and level.period is not None
                and claim.kind in _RATES
                and "respectively" not in claim.why
            ):
                claim.period = level.period
                if "period inherited" in level.why and "period inherited" not in claim.why:
                    claim.why.append("period inherited")

    # -- subjects -----------------------------------------------------------------------------------------------

    def _subject(self, s: Sentence, i: int) -> None:
        """What a figure is about: what it counts or is of, else the noun phrase or the figure before it."""
        claim = self.claims[i]
        if not claim.figure or claim.kind in _SUBJECTLESS or claim.quantity is None:
            return
        first, after = self.spans[i]
        unit = claim.quantity.unit if claim.kind == "count" else None
        if unit is not None and self._counts(s, i, unit):
            return
        if s.at(after) in "NI" and self._adjective(s, claim, first, after):
            attributive = s.following(after, across=False)
            if attributive is not None:
                self._own(s, i, attributive, "", alone=claim.kind == "duration")
                return
        ahead = self._ahead(s, after, claim)
        found = s.before(first)
        if ahead is not None and claim.kind == "money" and found.verb == "M" and s.at(after) == "P":
            ahead = None  # tickets cost $5 for adults
        if (
            ahead is not None
            and claim.kind in _RATES
            and s.at(after) not in "JN"
            and self._shared(s, first, found, ahead)
        ):
            claim.scope = self._text(s, (after, ahead[1]))
            ahead = None
        if ahead is not None:
            self._own(s, i, ahead, "")
            if found.first >= 0 and found.verb:
                claim.entity = claim.entity or self._actor(s, found, found.verb in {"V", "E"})
            return
        if claim.kind in _RATES and self._of_all(s, i, first):
            return
        if found.first >= 0 and found.after == first and s.t.text[first - 1].endswith(s.words.owners):
            # the Committee's 2 percent longer-run goal
            claim.entity = s.agent(found.first, found.after)[:-2]
            goal = s.following(after + 2 if s.at(after) == "A" and s.at(after + 1) == "H" else after)
            if goal is not None:
                self._own(s, i, goal, "")
            return
        self._from_before(s, i, found, unit)

    def _counts(self, s: Sentence, i: int, unit: str) -> bool:
        """What a count counts, where a noun says so after it; whose it is. False where only a measure word follows."""
        claim = self.claims[i]
        first, after = self.spans[i]
        counted = s.counted(after, unit)
        if counted is None:
            return False
        if self._classifier(s, first, counted, unit):
            behind = counted[1]
            if s.at(behind) == "N" and s.t.start[behind] == s.t.end[behind - 1]:
                self._own(s, i, (behind, behind + 1), "")  # 三项工作
                return True
            self._take(s, i, behind)
            return False
        self._own(s, i, counted, unit)
        found = s.before(first)
        if (
            found.first >= 0
            and not found.verb
            and found.after == first
            and s.t.text[first - 1].endswith(s.words.owners)
        ):
            claim.entity = s.agent(found.first, found.after)[:-2]  # the club's 31 volunteers
        elif found.first >= 0 and found.verb and not found.comma:
            claim.entity = self._actor(s, found, found.verb != "M")
        return True

    def _actor(self, s: Sentence, found: Found, acts: bool) -> str:
        """Whose figure the clause before it tells of: a name in its noun phrase; all of that where it acts."""
        return self._name(s, found) or (s.agent(found.first, found.after) if acts else "")

    def _of_all(self, s: Sentence, i: int, first: int) -> bool:
        """Of the respondents, 54% drive and 9% walk: rates of what the sentence opens with. True where it does."""
        if s.at(s.first) != "O":
            return False
        k = first - 1
        while k > s.first and s.at(k) in "Ar":
            k -= 1
        if s.at(k) not in ",C":
            return False
        opening = s.following(s.first + 1)
        if opening is None or opening[1] >= first or s.at(opening[1]) != ",":
            return False
        start, end, _ = s.place(*opening)
        self.claims[i].subject = (start, end)
        self.claims[i].measure = s.head(*opening)
        return True

    def _from_before(self, s: Sentence, i: int, found: Found, unit: str | None) -> None:
        claim = self.claims[i]
        if found.source >= 0:
            self._go_on(i, found.source)
            self._compares(s, i, found)
            return
        if found.first < 0 or s.taking(found):
            if unit is not None:
                claim.measure = claim.measure or unit
            return
        start, end, named = s.place(found.first, found.after)
        if start == end:
            # 北京市下降0.5%，上海市上涨0.2%: a place alone, of what was measured before
            earlier = s.before(found.first)
            if earlier.source >= 0:
                self._go_on(i, earlier.source)
            claim.entity = named
            return
        self._put(s, i, found, (start, end, named))
        if unit is not None and not HAN.search(s.t.text[found.after - 1]):
            claim.measure = unit

    def _compares(self, s: Sentence, i: int, found: Found) -> None:
        """Note a figure that another is only compared with: from 3.6 million, than the 79,000 before, 较111年的1072万."""
        k = self.spans[i][0] - 1
        while k >= s.first and s.at(k) in "DATJUr":
            k -= 1
        entry = (s.t.entry[k] if k >= s.first else None) or _NONE
        if found.verb == "X" or entry.get("cue") in ("FROM", "THAN") or entry.get("link") == "from":
            self.compared.add(i)

    def _put(self, s: Sentence, i: int, found: Found, place: tuple[int, int, str]) -> None:
        claim = self.claims[i]
        start, end, named = place
        claim.subject = (start, end)
        claim.measure = s.head(found.first, found.after)
        if found.limit is not None:
            claim.scope = self._text(s, found.limit)
        claim.entity = named or s.entity(found.first, found.after) or self._whose(s, found)

    def _whose(self, s: Sentence, found: Found) -> str:
        """Whose measure it is where its noun phrase does not say: "its" after "Orrin said", a place before a date."""
        k = found.first - 1
        if k < s.first:
            return ""
        possessive = s.t.word[k] in s.words.lists["possessive"]
        if s.at(k) == "T":
            while k >= s.first and s.at(k) in "TA,":
                k -= 1
            if k >= s.first and s.at(k) == "N" and HAN.search(s.t.text[k]):
                end = s.t.end[k]
                match = s.words.place.search(s.t.prose[max(0, end - 8) : end])
                return match[0] if match is not None else ""
            return ""
        while k >= s.first and s.at(k) in "DBTPA":
            k -= 1
        if k < s.first or s.at(k) not in "SVE" or found.first - k > 8:
            return ""
        speaks = s.at(k) == "S"
        agent = s.before(k + 1, reach=16)
        if agent.first < 0 or agent.comma:
            return ""
        if not speaks:
            doing = s.at(found.first - 1) == "D" or not s.t.text[agent.after - 1].isascii()
            return self._name(s, agent) or (s.agent(agent.first, agent.after) if doing else "")
        if possessive or s.t.word[agent.after - 1] in s.words.bodies:
            return s.agent(agent.first, agent.after)
        return ""

    def _ahead(self, s: Sentence, after: int, claim: Claim) -> tuple[int, int] | None:
        """The noun phrase after a figure that it is so much of: 5 hectares of orchard, $3 million in fines, 62%的人."""
        letter = s.at(after)
        rate = claim.kind in _RATES
        if letter == "G" and rate and s.at(after + 1) in "PO":
            return s.following(after + 2)  # a 15% rise in fares
        if letter == "O" or (letter == "J" and rate):
            return s.following(after + 1)
        if letter not in "NPV":
            return None
        entry = s.t.entry[after] or _NONE
        if letter == "N":
            # 七成受访者
            han = rate and "noun" in entry and not s.t.text[after].isascii()
            return (after, after + 1) if han and s.t.start[after] == s.t.end[after - 1] else None
        if claim.kind != "money" or after + 1 >= s.after:
            return None
        if entry.get("link") == "of":
            # $3 million in fines
            return s.following(after + 1) if s.at(after + 1) == "N" and s.t.text[after + 1].islower() else None
        if (
            letter == "P"
            and "crossed" in entry
            and "cue" not in entry
            and "link" not in entry
            and self._purpose(s, after)
        ):
            following = s.following(after + 1)
            return following if following is not None and s.t.text[following[0]].islower() else None
        return None

    def _purpose(self, s: Sentence, k: int) -> bool:
        """True for a preposition that says what money is for: not where, when or by whom."""
        entry = s.t.entry[k] or _NONE
        return "span" not in entry and "at_time" not in entry and s.t.word[k] not in s.words.lists["limits"]

    def _adjective(self, s: Sentence, claim: Claim, first: int, after: int) -> bool:
        """True where a figure stands before its noun as an adjective does: a 4-acre site, its 2 percent goal."""
        t = self.t
        if t.start[after] - t.end[after - 1] > 1 or not t.text[after][:1].isascii():
            return False
        text = t.prose[claim.start : claim.end]
        if "-" in text:
            return claim.kind in ("measure", "money", "duration") and text[-1:].isalpha()
        return (
            claim.kind == "percent"
            and s.at(first - 1) in "DPVEIr"
            and t.text[after][:1].islower()
            and s.at(after) == "N"
        )

    def _shared(self, s: Sentence, first: int, found: Found, ahead: tuple[int, int]) -> bool:
        """True where the noun phrase after a rate is its whole, and what it is a share of it stands before."""
        if "number_noun" in (s.t.entry[ahead[1] - 1] or _NONE):
            return found.first >= 0 or found.source >= 0
        if found.first >= 0:
            return bool(found.verb) and not found.comma
        k = first - 1
        while s.at(k) in "DAr":
            k -= 1
        return found.source >= 0 and (s.at(k) != "C" or (s.t.entry[k] or _NONE).get("join") == "or")

    def _classifier(self, s: Sentence, first: int, counted: tuple[int, int], unit: str | None) -> bool:
        """True where what follows a number is its measure word and no noun: 320万人次, 99.1万辆, 学生2400人."""
        low, high = counted
        if high != low + 1 or unit is None or unit.isascii():
            return False
        entry = self.t.entry[low] or _NONE
        if "measure_word" in entry and "noun" not in entry:
            return True
        found = s.before(first)
        if not ("measure_word" in entry or len(unit) == 1):
            return False
        if found.first >= 0 and (found.verb == "M" or (found.verb == "V" and not found.comma)):
            return not s.taking(found)
        if found.source >= 0:
            quantity = self.claims[found.source].quantity
            return quantity is not None and quantity.unit == unit and found.verb != "E"
        return found.first >= 0 and not found.comma and found.verb in ("", "M") and not s.taking(found)

    def _own(self, s: Sentence, i: int, phrase: tuple[int, int], unit: str, *, alone: bool = False) -> None:
        """Let a figure be about the noun phrase after it, and (unless alone) keep others from taking that."""
        claim = self.claims[i]
        start, end, named = s.place(*phrase)
        claim.subject = (start, end)
        claim.measure = unit or s.head(*phrase)
        claim.entity = named or s.entity(*phrase)
        if not alone:
            self._take(s, i, phrase[1])

    def _take(self, s: Sentence, i: int, stop: int) -> None:
        for k in range(self.spans[i][1], min(stop, s.after)):
            s.cls[k - s.first] = "F"
            s.owner[k] = i
        self.ends[i] = stop

    def _go_on(self, i: int, source: int) -> None:
        """A figure that goes on about what another is about."""
        claim, other = self.claims[i], self.claims[source]
        self.sources[i] = source
        if other.subject is None and source in self.sources:
            other = self.claims[self.sources[source]]
        unit = claim.quantity.unit if claim.quantity is not None else None
        same = other.quantity is not None and other.quantity.unit == unit
        if claim.kind == "count" and other.kind == "count" and unit is not None and not same:
            return  # 1,200 jobs and 40 houses
        if claim.kind in ("money", "measure") and other.kind == "count":
            claim.entity = other.entity
            return
        copy(claim, other)
        if claim.kind == "count" and unit is not None and not same:
            claim.measure = unit

    def _name(self, s: Sentence, found: Found) -> str:
        return s.entity(found.first, found.after, alone=True) if found.first >= 0 else ""

    def _pending(self, s: Sentence, indices: list[int]) -> None:
        """A quarter of the 840 pupils, six of the 22 ships: about what the whole is about."""
        for number, i in enumerate(indices[:-1]):
            claim = self.claims[i]
            if not claim.figure or claim.kind in _SUBJECTLESS:
                continue
            if self.links.whole(s, indices, number) is not None and (
                claim.subject is None or i in self.sources or claim.kind in {"number", "ratio"}
            ):
                copy(claim, self.claims[indices[number + 1]])

    # -- what limits it -----------------------------------------------------------------------------------------

    def _scopes(self, s: Sentence, indices: list[int]) -> None:
        """Set the words that limit a figure: excluding fuel, in Zhejiang, 扣除价格因素."""
        words = s.words.lists
        opening: list[tuple[int, str]] = []
        begin = s.first
        last = self.spans[indices[-1]][0]
        for k, letter in enumerate(s.cls, s.first):
            if letter in ",;":
                if begin < k:
                    text = self._limit(s, begin, k, words)
                    if text:
                        opening.append((k, text))
                if letter == ";":
                    opening.append((k, ""))
                begin = k + 1
                if k > last:
                    break
        place = 0
        current = ""
        for i in indices:
            claim = self.claims[i]
            first, after = self.spans[i]
            while place < len(opening) and opening[place][0] <= first:
                current = opening[place][1]
                place += 1
            if not claim.figure or claim.kind in _SUBJECTLESS or claim.scope:
                continue
            stop = self.ends.get(i, after)
            if s.at(stop) in "PO" and s.t.word[stop] in words["limits"]:
                following = s.following(stop + 1)
                if following is not None and self._limiting(s, stop, following):
                    claim.scope = self._text(s, (stop, following[1]))
                    continue
            elif stop < s.after and s.t.word[stop].split(" ", 1)[0] in words["limits"]:
                claim.scope = s.t.text[stop]  # in real terms
                continue
            if current:
                claim.scope = current

    def _limiting(self, s: Sentence, k: int, phrase: tuple[int, int]) -> bool:
        """True where a preposition at token k and the noun phrase after it limit: in Leith, among the young; not in all."""
        first, after = phrase
        if s.at(after - 1) not in "NI" or s.at(after) in "UF":
            return False
        entry = s.t.entry[k] or _NONE
        return "link" not in entry or first > k + 1 or s.t.text[first][:1].isupper() or s.at(after) in "PO"

    def _limit(self, s: Sentence, first: int, after: int, words: dict[str, frozenset[str]]) -> str:
        """The text of a segment that limits what follows; empty where it does not."""
        word = s.t.word[first]
        head = word in words["limits"] or word in words["limits_if"]
        if not head and not s.t.text[after - 1].isascii():
            start, end = s.t.start[first], s.t.end[after - 1]
            before, behind = s.words.limits
            head = s.t.prose.startswith(before, start) or (end - start > 3 and s.t.prose.endswith(behind, start, end))
        if not head and s.at(first) == "O" and after - first > 1 and s.at(first + 1) == "D":
            head = f"{word} {s.t.word[first + 1]}" in words["limits_if"]
        if (
            head
            and s.at(first) in "PO"
            and (s.t.entry[first] or _NONE).get("link")
            and not (s.at(first + 1) == "D" or s.t.text[first + 1][:1].isupper())
        ):
            head = False  # in particular, in determining
        if (
            not head
            or "F" in s.cls[first - s.first : after - s.first]
            or all(
                s.at(k) in "PODT" or (s.at(k) == "A" and s.t.text[k].isalpha() and s.t.text[k].isascii())
                for k in range(first, after)
            )
        ):
            return ""
        return self._text(s, (first, after)) if after - first <= 12 else ""

    def _text(self, s: Sentence, phrase: tuple[int, int]) -> str:
        return s.t.prose[s.t.start[phrase[0]] : s.t.end[phrase[1] - 1]]
