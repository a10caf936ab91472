"""The index: every figure with the cues around it, by sentence, paragraph, unit, measure and table.

A figure's `leads` are the cues between it and the figure or clause edge before it, nearest first ("rose **to**
450 **from** 402" gives 450 the lead TO and 402 the lead FROM); its `tails` are those after it. They are the
skeleton of a sentence seen from each figure: a checker says which leads its roles have, and never sees a word.
Relations across sentences and tables are looked up by unit, measure and period; pairs are never all compared.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from claims.claim import Claim, Claims
from claims.document import Document

_REACH = 9
_OPENING, _AROUND = 20, 60
_EDGE = frozenset(";；。.!?！？")
_SOFT = frozenset(',，、:：—–()（）[]【】“”"')
_OPEN = frozenset("(（[【")
_CLOSE = frozenset(")）]】")
LEVELS = frozenset(("money", "count", "measure", "number", "duration", "age"))
"""Kinds that state how much there is of something."""


class Figure:
    """A figure claim in its sentence: tokens first..after, cues before (`leads`) and after (`tails`), bracket depth.

    kind, unit: the claim's. level: whether it says how much there is of something.
    """

    __slots__ = (
        "claim",
        "kind",
        "unit",
        "level",
        "first",
        "after",
        "leads",
        "tails",
        "depth",
        "order",
        "sentence",
        "before",
        "words_before",
        "opens",
        "lead_words",
    )

    sentence: Sentence

    def __init__(self, claim: Claim, first: int, after: int) -> None:
        q = claim.quantity
        self.claim = claim
        self.kind = claim.kind
        self.unit: str | None = q.unit if q is not None else None
        self.level = claim.kind in LEVELS and q is not None and (q.value is not None or q.ends is not None)
        self.first = first
        self.after = after
        self.leads: tuple[str, ...] = ()
        self.tails: tuple[str, ...] = ()
        self.depth = 0
        self.order = 0
        self.before = ""
        self.words_before = 0
        self.lead_words = 0
        self.opens = False

    def __repr__(self) -> str:
        return f"Figure({self.claim.kind} {self.claim.quantity} leads={self.leads} tails={self.tails})"


class Sentence:
    """A sentence's figures in order, with its cues; `index` among all sentences, `position` among those with figures."""

    __slots__ = (
        "start",
        "end",
        "figures",
        "cues",
        "index",
        "position",
        "first",
        "after",
        "heading",
        "paragraph",
        "quoted",
    )

    def __init__(self, start: int, end: int, index: int) -> None:
        self.start = start
        self.end = end
        self.index = index
        self.position = 0
        self.figures: list[Figure] = []
        self.cues: frozenset[str] = frozenset()
        self.first = 0
        self.after = 0
        self.heading = False
        self.paragraph = 0
        self.quoted = False

    def between(self, a: Figure, b: Figure) -> list[Figure]:
        """The figures between two of this sentence."""
        low, high = sorted((a.order, b.order))
        return self.figures[low + 1 : high]


class Index:
    """A document's figures, ready for look-up. Built in one pass; `tokens` are the reader's."""

    __slots__ = ("claims", "document", "tokens", "sentences", "by_id", "figures", "_by_unit", "owner", "ways", "_named")

    def __init__(self, claims: Claims) -> None:
        self.claims = claims
        self.document: Document = claims.document
        self.tokens: Any = claims.extra
        self.sentences: list[Sentence] = []
        self.by_id: dict[int, Figure] = {}
        self.figures: list[Figure] = []
        self._by_unit: dict[tuple[str, str | None], list[Figure]] | None = None
        self._named: dict[str, list[Figure]] | None = None
        self.owner: dict[int, Figure] = {}
        self.ways: dict[int, str | None] = {}
        self._build()

    def _build(self) -> None:
        t = self.tokens
        if t is None:
            return
        starts = t.start
        groups: dict[int, Sentence] = {}
        for claim in self.claims:
            if not claim.figure:
                continue
            first = bisect_left(starts, claim.start)
            after = bisect_left(starts, claim.end)
            if first > 0 and t.end[first - 1] > claim.start:
                first -= 1
            figure = Figure(claim, first, max(after, first + 1))
            sentence = groups.get(claim.sentence_index)
            if sentence is None:
                sentence = groups[claim.sentence_index] = Sentence(
                    claim.sentence[0], claim.sentence[1], claim.sentence_index
                )
                sentence.first = bisect_left(starts, claim.sentence[0])
                sentence.after = bisect_left(starts, claim.sentence[1])
                sentence.heading = claim.heading
                sentence.paragraph = claim.paragraph
            figure.sentence = sentence
            sentence.figures.append(figure)
            self.figures.append(figure)
            self.by_id[id(claim)] = figure
            for k in range(figure.first, figure.after):
                self.owner[k] = figure
        self.sentences = [groups[key] for key in sorted(groups)]
        for position, sentence in enumerate(self.sentences):
            sentence.position = position
            for order, figure in enumerate(sentence.figures):
                figure.order = order
            self._cues(sentence)

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    def entry(self, k: int) -> dict[str, Any]:
        """What the tables say of token k."""
        entries = self.tokens.entry
        return (entries[k] or {}) if 0 <= k < len(entries) else {}

    def _cues(self, sentence: Sentence) -> None:
        t = self.tokens
        texts, entries, owners = t.text, t.entry, self.owner
        every: set[str] = set()
        depth = 0
        cue_at: dict[int, str] = {}
        for k in range(sentence.first, min(sentence.after, len(t))):
            text = texts[k]
            if text in _OPEN:
                depth += 1
            elif text in _CLOSE:
                depth = max(0, depth - 1)
            owner = owners.get(k)
            if owner is not None:
                if k == owner.first:
                    owner.depth = depth
                    owner.opens = k > 0 and texts[k - 1] in _OPEN
                continue
            entry = entries[k]
            if entry is None:
                continue
            cue = entry.get("cue")
            if cue is None and "direction" in entry:
                cue = entry["direction"].upper()
            elif cue is not None and "direction" in entry and cue not in ("FROM", "TO"):
                every.add(entry["direction"].upper())
            if cue is not None:
                cue_at[k] = cue
                every.add(cue)
            if "join" in entry:
                every.add("AND")
        sentence.cues = frozenset(every)
        for figure in sentence.figures:
            self._before(figure, sentence, cue_at)
            figure.tails = self._after(figure, sentence, cue_at)

    def _before(self, figure: Figure, sentence: Sentence, cue_at: dict[int, str]) -> None:
        """Fills in the cues before a figure, nearest first, and how many words stand between."""
        t = self.tokens
        leads: list[str] = []
        words = 0
        k = figure.first - 1
        while k >= sentence.first and figure.first - k <= _REACH:
            owner = self.owner.get(k)
            text = t.text[k]
            if owner is not None:
                if owner.claim.kind == "date":
                    k = owner.first - 1
                    continue
                break
            if text in _EDGE or t.kind[k] == "¶":
                break
            if text in _SOFT:
                if not figure.before:
                    figure.before = text
                break
            if k in cue_at:
                if not leads:
                    figure.lead_words = words
                leads.append(cue_at[k])
            elif t.kind[k] in "wW":
                words += 1
            elif t.kind[k] == "h":
                words += (len(text) + 1) // 2
            k -= 1
        figure.leads = tuple(leads)
        figure.words_before = words

    def _after(self, figure: Figure, sentence: Sentence, cue_at: dict[int, str]) -> tuple[str, ...]:
        """The cues after a figure, nearest first."""
        tails: list[str] = []
        k = figure.after
        while k < sentence.after and k - figure.after <= _REACH:
            if k in self.owner:
                break
            text = self.tokens.text[k]
            if text in _EDGE or text in _SOFT:
                break
            if k in cue_at:
                tails.append(cue_at[k])
            k += 1
        return tuple(tails)

    # -- look-ups -------------------------------------------------------------------------------------------

    def text(self, first: int, after: int) -> str:
        """The prose from token first to token after."""
        t = self.tokens
        return str(t.prose[t.start[first] : t.end[after - 1]]) if after > first else ""

    def gap_text(self, a: Figure, b: Figure) -> str:
        """The prose between two figures."""
        return str(self.tokens.prose[a.claim.end : b.claim.start])

    def cues_between(self, first: int, after: int) -> list[str]:
        """The cues and directions of tokens first..after."""
        out = []
        for k in range(first, after):
            entry = self.entry(k)
            if "cue" in entry:
                out.append(entry["cue"])
            elif "direction" in entry:
                out.append(entry["direction"].upper())
        return out

    def edges_between(self, a: Figure, b: Figure) -> int:
        """How many clause edges (commas count one, full edges many) lie between two figures."""
        t = self.tokens
        low, high = (a.after, b.first) if a.first < b.first else (b.after, a.first)
        count = 0
        for k in range(low, high):
            if k in self.owner:
                continue
            if t.text[k] in _EDGE:
                count += 10
            elif t.text[k] in ",，、:：—–":
                count += 1
        return count

    def same_unit(self, kind: str, unit: str | None) -> list[Figure]:
        """All level figures of one kind and unit, in order."""
        if self._by_unit is None:
            self._by_unit = {}
            for figure in self.figures:
                if figure.level or figure.kind == "percent":
                    self._by_unit.setdefault((figure.kind, figure.unit), []).append(figure)
        return self._by_unit.get((kind, unit), [])

    def named(self, word: str) -> list[Figure]:
        """All figures that are of a thing with this word in its name, without its last s, in order."""
        if self._named is None:
            self._named = {}
            for figure in self.figures:
                behind = {w.rstrip("s") for w in self.words(figure.after, figure.after + 3)}
                for name in behind.union((figure.unit or "").split()):
                    self._named.setdefault(name, []).append(figure)
        return self._named.get(word, [])

    def around(self, figure: Figure) -> list[Figure]:
        """Of the level figures of the same kind and unit, the first of the document and those nearest, in order.

        In a text of a book's length all of them would be too many to look through for each.
        """
        alike = self.same_unit(figure.kind, figure.unit)
        if len(alike) <= _OPENING + 2 * _AROUND:
            return alike
        at = bisect_left(alike, figure.claim.start, key=lambda other: other.claim.start)
        low = max(_OPENING, at - _AROUND)
        return alike[:_OPENING] + alike[low : at + _AROUND]

    def words(self, first: int, after: int) -> list[str]:
        """The words (no figures, marks or function words) of tokens first..after, lower case."""
        t = self.tokens
        return [
            t.word[k]
            for k in range(max(0, first), min(after, len(t)))
            if k not in self.owner and (t.kind[k] in "wWh" or "noun" in (t.entry[k] or {}))
        ]

    def tables(self) -> Iterator[tuple[int, dict[tuple[int, int], Figure]]]:
        """Each table with its figure cells by (row, column)."""
        grids: dict[int, dict[tuple[int, int], Figure]] = {}
        for figure in self.figures:
            cell = figure.claim.cell
            if cell is not None and not cell.header:
                grids.setdefault(cell.table, {}).setdefault((cell.row, cell.column), figure)
        yield from sorted(grids.items())


def comparable(a: Figure, b: Figure) -> bool:
    """True where two levels can stand in one sum or change: same kind and unit, a bare number beside any."""
    if a.kind == b.kind:
        if a.unit == b.unit:
            return True
        return a.kind == "count" and (a.unit is None or b.unit is None)
    return "number" in (a.kind, b.kind) and {a.kind, b.kind} <= {
        "number",
        "count",
        "money",
        "measure",
    }
