"""What stands around a figure: its sentence, clause, subject, measure, period, what it qualifies, who says so.

Binding figures to one another is the business of `checkers`; here every figure gets what binding needs.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import timedelta

from claims.claim import Claim
from claims.document import Document, Period
from claims.tokens import Entry, Tokens

_NONE = Entry()
_LEVELS = frozenset(("money", "count", "measure", "number", "duration", "age", "score"))
_EDGES = frozenset(";；。.!?！？:：—")
_SOFT = frozenset(",，、")


class Context:
    """Fills in the context of figures, one pass over claims and tokens."""

    def __init__(self, tokens: Tokens, document: Document, claims: list[Claim], spans: list[tuple[int, int]],
                 sentences: list[tuple[int, int]]) -> None:
        self.t = tokens
        self.document = document
        self.claims = claims
        self.spans = spans
        self.sentences = sentences
        self.owner: dict[int, Claim] = {}
        for claim, (first, after) in zip(claims, spans, strict=True):
            for k in range(first, after):
                self.owner[k] = claim

    def fill(self) -> None:
        """Sentence, clause, paragraph, cell, subject, measure, period and `of` of every claim."""
        self._place()
        by_sentence: dict[int, list[int]] = {}
        for index, claim in enumerate(self.claims):
            by_sentence.setdefault(claim.sentence_index, []).append(index)
        for indices in by_sentence.values():
            self._elided(indices)
            self._periods(indices)
            for index in indices:
                self._subject(index)
            self._of(indices)

    def _place(self) -> None:
        starts = [s for s, _ in self.sentences]
        document = self.document
        headings = [block.kind == "heading" for block in document.blocks]
        tables = document.tables
        clause = 0
        t = self.t
        at = 0
        for claim, (first, _) in zip(self.claims, self.spans, strict=True):
            while at < first:
                text = t.text[at]
                if text in _EDGES or text in _SOFT or t.kind[at] == "¶":
                    if at not in self.owner:
                        clause += 1
                at += 1
            claim.clause = clause
            index = max(0, bisect_right(starts, claim.start) - 1)
            claim.sentence_index = index
            claim.sentence = self.sentences[index] if self.sentences else (claim.start, claim.end)
            claim.paragraph = document.paragraph(claim.start)
            claim.heading = bool(headings) and headings[claim.paragraph]
            if tables:
                claim.cell = document.cell(claim.start)

    # -- periods --------------------------------------------------------------------------------------------

    def _periods(self, indices: list[int]) -> None:
        """The period of each figure: a date right after it, else the nearest date before it in the sentence."""
        claims, spans = self.claims, self.spans
        dates = [i for i in indices if claims[i].kind == "date" and claims[i].period is not None]
        if not dates:
            return
        self._resolve_same(indices)
        for i in indices:
            claim = claims[i]
            if claim.kind == "date" or not claim.figure:
                continue
            chosen = self._period_for(i, dates)
            if chosen is not None:
                claim.period = claims[chosen].period
        del spans

    def _period_for(self, i: int, dates: list[int]) -> int | None:
        claims, spans = self.claims, self.spans
        after = spans[i][1]
        for d in dates:
            gap = spans[d][0] - after
            if d > i and 0 <= gap <= 6:
                words = [self.t.word[k] for k in range(after, spans[d][0])]
                figures = any(k in self.owner for k in range(after, spans[d][0]))
                if not figures and not any(w in _SOFT or w in _EDGES for w in words) and any(
                        "time_in" in (self.t.entry[k] or _NONE) for k in range(after, spans[d][0])) and len(words) <= 5:
                    return d
                break
        # "a year earlier" is the time of the figure right beside it, and of no other.
        dates = [d for d in dates if claims[d].reading != "same-period" or d == i - 1 and spans[i][0] - spans[d][1] <= 4]
        before = [d for d in dates if d < i and claims[d].detail and claims[d].period]
        if before:
            # A span of time beats a day: "on Monday the firm said sales in the first half rose".
            best = before[-1]
            if (claims[best].detail or {}).get("grain") == "day":
                for d in reversed(before):
                    if (claims[d].detail or {}).get("grain") != "day":
                        return d
            return best
        later = [d for d in dates if d > i]
        if later and not any(d < i for d in dates):
            return later[0]
        return None

    def _resolve_same(self, indices: list[int]) -> None:
        """"a year earlier", 去年同期: the period of the sentence, a year back, where it has just one."""
        claims = self.claims
        for i in indices:
            claim = claims[i]
            if claim.reading != "same-period" or claim.period is None or claim.period.start is not None:
                continue
            base = None
            for k in reversed(indices):
                other = claims[k]
                if (other.kind == "date" and other is not claim and other.period is not None and other.period.settled
                        and (other.detail or {}).get("grain") not in ("day", "week", "decade", "century", "years")
                        and (base is None or k < i)):
                    base = other.period
            if base is not None and base.start is not None and base.end is not None:
                start, end = _year_back(base.start), _year_back(base.end)
                claim.period = Period(start, end, claim.period.written)

    # -- subjects -------------------------------------------------------------------------------------------

    def _subject(self, index: int) -> None:
        claim = self.claims[index]
        if not claim.figure or claim.kind in ("date", "statistic", "time"):
            return
        first, after = self.spans[index]
        t = self.t
        if claim.kind in ("count", "ordinal"):
            span = self._noun_span(after)
            if span is not None:
                claim.subject = span
            if claim.quantity is not None and claim.quantity.unit and not claim.measure:
                claim.measure = claim.quantity.unit
            if span is not None or claim.kind == "ordinal":
                if claim.quantity is not None and claim.quantity.unit:
                    claim.measure = claim.quantity.unit
                return
        found = self._phrase_before(first)
        if found is None:
            return
        start, end = found
        claim.subject = (t.start[start], t.end[end - 1])
        claim.measure = claim.measure or self._head(start, end)
        claim.entity = self._entity(start, end)

    def _noun_span(self, after: int) -> tuple[int, int] | None:
        """The counted noun phrase after a number, as far as it runs."""
        t = self.t
        k = after
        start = None
        end = None
        total = len(t)
        while k < total and k < after + 7:
            entry = t.entry[k] or _NONE
            if t.kind[k] not in "wWkKh" or k in self.owner or "stop" in entry:
                if t.text[k] in "-‐" and start is not None:
                    k += 1
                    continue
                break
            if start is None:
                start = k
            end = k + 1
            if t.kind[k] in "wk" and t.word[k].endswith("s") and t.text[k].isascii():
                break
            k += 1
        if start is None or end is None:
            return None
        return t.start[start], t.end[end - 1]

    def _phrase_before(self, first: int) -> tuple[int, int] | None:
        """Tokens of the noun phrase that a figure is about, looking back from it over verbs, hedges and dates."""
        t = self.t
        k = first - 1
        limit = max(-1, first - 40)
        end = None
        while k > limit:
            entry = t.entry[k] or _NONE
            kind = t.kind[k]
            text = t.text[k]
            if kind == "¶" or text in ".!?。！？；;":
                return None
            owner = self.owner.get(k)
            if owner is not None:
                if owner.kind == "date" or owner.kind in ("percent", "points"):
                    k -= 1
                    continue
                return None
            if kind in "wWh" and not self._verbish(k):
                end = k + 1
                break
            if kind in "kK" and not _FUNCTION.isdisjoint(entry) and "noun" not in entry:
                k -= 1
                continue
            if kind in "kK" and ("unit" in entry or "currency" in entry or "measure_word" in entry or "noun" in entry or "ordinal" in entry):
                end = k + 1
                break
            k -= 1
        if end is None:
            return None
        start = end - 1
        while start > limit:
            entry = t.entry[start - 1] or _NONE
            kind = t.kind[start - 1]
            if start - 1 in self.owner or kind == "¶" or start - 1 < 0:
                break
            if t.start[start] - t.end[start - 1] > 2:
                break
            if kind in "wWh" and not self._verbish(start - 1):
                start -= 1
                continue
            if t.word[start - 1] in ("of", "the", "and", "'s", "的", "in", "-", "&", "for") or t.text[start - 1] in "-‐'’":
                start -= 1
                continue
            if kind in "kK" and not ("stop" in entry or "direction" in entry or "hedge" in entry or "cue" in entry and "noun" not in entry and entry["cue"] not in ("TOTAL", "AVERAGE")):
                start -= 1
                continue
            if kind in "kK" and entry.get("cue") in ("TOTAL", "AVERAGE"):
                start -= 1
                continue
            break
        while start < end and (t.word[start] in ("of", "and", "in", "for", "the", "-", "a", "an", "'s", "的") or t.text[start] in "-‐'’"):
            start += 1
        return (start, end) if start < end else None

    def _verbish(self, k: int) -> bool:
        word = self.t.word[k]
        return self.t.kind[k] == "w" and len(word) > 4 and word.endswith(("ed", "ing")) and (self.t.entry[k] is None)

    def _head(self, start: int, end: int) -> str:
        """The head of a noun phrase: the last word before its first preposition."""
        t = self.t
        last = ""
        if not t.text[end - 1].isascii():
            return t.prose[t.start[start]:t.end[end - 1]][-8:]
        for k in range(start, end):
            if t.word[k] in ("of", "in", "for") and last:
                break
            if t.kind[k] in "wWkK" and t.text[k][0].isalpha():
                last = t.forms.singular(t.word[k], t.entry[k])
        return last

    def _entity(self, start: int, end: int) -> str:
        t = self.t
        names = [t.text[k] for k in range(start, end) if t.kind[k] == "W"]
        return " ".join(names[:4])

    # -- what qualifies what --------------------------------------------------------------------------------

    def _of(self, indices: list[int]) -> None:
        """A change, share or rate qualifies the level before it in its clause, or the one it rose to."""
        claims = self.claims
        self._respectively(indices)
        for position, i in enumerate(indices):
            claim = claims[i]
            if claim.of is not None or claim.kind not in ("percent", "points", "ratio") or claim.quantity is None:
                continue
            level = None
            for k in reversed(indices[:position]):
                other = claims[k]
                if other.kind in _LEVELS and other.quantity is not None:
                    if self._edge_between(self.spans[k][1], self.spans[i][0]):
                        break
                    level = other
                    break
                if other.kind in ("percent", "points") and claim.kind == "points":
                    level = other
                    break
            if level is None and position + 1 < len(indices):
                other = claims[indices[position + 1]]
                if other.kind in _LEVELS and not self._edge_between(self.spans[i][1], self.spans[indices[position + 1]][0]):
                    words = [self.t.entry[k] or _NONE for k in range(self.spans[i][1], self.spans[indices[position + 1]][0])]
                    if any(e.get("cue") in ("TO", "OF") for e in words):
                        level = other
            claim.of = level

    def _edge_between(self, first: int, after: int) -> bool:
        return any(self.t.text[k] in ";；。!?！？" or self.t.kind[k] == "¶" for k in range(first, after))

    def _respectively(self, indices: list[int]) -> None:
        """Bind the two lists of a "respectively" one to one, claim to claim or claim to name."""
        t = self.t
        if not indices:
            return
        sentence = self.claims[indices[0]].sentence
        low = self.spans[indices[0]][0]
        high = self.spans[indices[-1]][1] + 8
        while low > 0 and t.start[low - 1] >= sentence[0]:
            low -= 1
        for k in range(low, min(high, len(t))):
            if (t.entry[k] or _NONE).get("cue") != "RESPECTIVELY":
                continue
            before = [i for i in indices if self.spans[i][1] <= k]
            after = [i for i in indices if self.spans[i][0] > k]
            group: list[int] = []
            if before and k - self.spans[before[-1]][1] <= 3:
                group = self._run(before[::-1])[::-1]
                rest = [i for i in before if i < group[0]] if group else []
            elif after and not t.text[k].isascii() and self.spans[after[0]][0] - k <= 6:
                group = self._run(after)
                rest = before
            else:
                continue
            if len(group) < 2:
                continue
            levels = [i for i in rest if self.claims[i].kind in _LEVELS]
            kinds = {self.claims[i].kind for i in group}
            if kinds <= {"percent", "points"} and len(levels) >= len(group):
                chosen = levels[-len(group):]
                if len({self.claims[i].kind for i in chosen}) == 1:
                    for i, level in zip(group, chosen, strict=True):
                        self.claims[i].of = self.claims[level]
                        self.claims[i].subject = self.claims[level].subject
                        self.claims[i].measure = self.claims[level].measure
                        self.claims[i].period = self.claims[level].period
                        self.claims[i].why.append("respectively")
                    continue
            names = self._names_before(self.spans[group[0]][0], low, len(group))
            if names is not None:
                for i, (start, end) in zip(group, names, strict=True):
                    self.claims[i].subject = (t.start[start], t.end[end - 1])
                    self.claims[i].measure = self._head(start, end)
                    self.claims[i].why.append("respectively")

    def _elided(self, indices: list[int]) -> None:
        """"612,000, 498,000 and 455,000 visitors": numbers in a list count what the last of them counts."""
        for position in range(len(indices) - 1, 0, -1):
            last = self.claims[indices[position]]
            if last.kind not in ("count", "percent", "measure") or last.quantity is None or last.quantity.unit is None:
                continue
            for i in self._run(indices[position::-1])[1:]:
                claim = self.claims[i]
                if claim.kind == "number" and claim.quantity is not None and claim.quantity.unit is None:
                    claim.kind = last.kind
                    claim.quantity.unit = last.quantity.unit
                    claim.quantity.point = last.kind == "count" and claim.quantity.step == 1
                    claim.measure = last.measure
                    claim.why.append("elided")

    def _run(self, order: list[int]) -> list[int]:
        """The run of claims of one kind (bare numbers with it) that are joined by commas and "and" alone."""
        run = [order[0]]
        kind = self.claims[order[0]].kind
        for i in order[1:]:
            if self.claims[i].kind not in (kind, "number"):
                break
            a, b = sorted((run[-1], i))
            between = [self.t.text[k] for k in range(self.spans[a][1], self.spans[b][0])]
            words = [self.t.entry[k] or _NONE for k in range(self.spans[a][1], self.spans[b][0])]
            if not between or len(between) > 3 or len(run) >= 40 or not all(x in ",，、" or "join" in e or "hedge" in e or "measure_word" in e for x, e in zip(between, words, strict=True)):
                break
            run.append(i)
        return run

    def _names_before(self, before: int, low: int, count: int) -> list[tuple[int, int]] | None:
        """So many names in a list (A, B and C) before a token, the nearest such list."""
        t = self.t
        k = before - 1
        while k >= low:
            if "join" in (t.entry[k] or _NONE) and t.kind[k] != "s" and k + 1 < before:
                items = self._list_around(k, low, before)
                if items is not None and len(items) == count:
                    return items
            k -= 1
        return None

    def _named(self, k: int) -> bool:
        """True for a capitalised word, though a table knows it (Deer, Terrace)."""
        text = self.t.text[k]
        return text[:1].isupper() and text.isalpha()

    def _list_around(self, joiner: int, low: int, high: int) -> list[tuple[int, int]] | None:
        t = self.t

        def back(k: int) -> int:
            start = k
            while start > low and (t.kind[start - 1] in "wWh" or self._named(start - 1)) and start - 1 not in self.owner and k - start < 5:
                start -= 1
            return start

        end = joiner + 1
        while end < high and (t.kind[end] in "Wh" or self._named(end)) and end not in self.owner:
            end += 1
        if end == joiner + 1:
            if end < high and t.kind[end] == "w":
                end += 1
            else:
                return None
        items = [(joiner + 1, end)]
        k = joiner
        if k > low and t.text[k - 1] in ",":
            k -= 1
        while True:
            start = back(k)
            if start == k:
                return None
            items.insert(0, (start, k))
            if start > low and (t.text[start - 1] in ",、"):
                k = start - 1
                if not (k > low and (t.kind[k - 1] in "wWh" or self._named(k - 1))):
                    break
                continue
            break
        return items


_FUNCTION = frozenset(("stop", "hedge", "hedge_after", "direction", "cue", "article", "time_in", "join", "range_mark", "of", "future",
                       "adjective", "first_of", "span", "relative", "list_end", "date_mark", "age", "unit_head"))


def _year_back(day):  # type: ignore[no-untyped-def]
    """The same day a year before (28 February for a leap day)."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day - timedelta(days=366)
