"""What qualifies what: a change, share, rate or number of points and its figure; lists told apart by "respectively"."""

from __future__ import annotations

from itertools import pairwise

from claims._context.phrases import LEVELS, Sentence
from claims._figures.shared import said_twice
from claims.claim import Claim
from claims.tokens import Entry

_NONE = Entry()
_RATES = frozenset(("percent", "points", "ratio"))
_AMOUNTS = frozenset(("money", "count", "measure", "number"))
_NEAR = 10
_LIST = 40
"""The longest list of figures that is told apart."""


class Links:
    """Fills in `of` and the lists of one sentence after another."""

    __slots__ = ("claims", "spans")

    def __init__(self, claims: list[Claim], spans: list[tuple[int, int]]) -> None:
        self.claims = claims
        self.spans = spans

    def of(
        self, s: Sentence, indices: list[int], sources: dict[int, int], ends: dict[int, int], compared: set[int]
    ) -> None:
        """Bind each change, share and rate of a sentence to its figure. sources: the figure that each goes on about."""
        claims = self.claims
        for number, i in enumerate(indices):
            claim = claims[i]
            if claim.of is not None or claim.quantity is None or claim.kind not in _RATES | _AMOUNTS:
                continue
            level = self._towards(s, indices, number)
            if level is None and claim.kind in _RATES:
                level = self.whole(s, indices, number)
                if level is None:
                    level = self._from_source(s, i, sources, ends, compared)
                if level is None:
                    level = self._beside(s, indices, number)
            elif level is None:
                level = self._grown(s, i, sources)
            if level is not None and level is not i:
                claim.of = claims[level]
                if claim.subject is None:
                    copy(claim, claims[level])

    def _towards(self, s: Sentence, indices: list[int], number: int) -> int | None:
        """Rose 6% TO 41 million: the figure that a change arrives at."""
        claims, spans = self.claims, self.spans
        i = indices[number]
        claim = claims[i]
        for k in indices[number + 1 : number + 4]:
            other = claims[k]
            if other.kind in ("date", "duration"):
                continue
            low, high = spans[i][1], spans[k][0]
            if high - low > _NEAR or other.quantity is None:
                return None
            link = next((at for at in range(low, high) if (s.t.entry[at] or _NONE).get("link") == "to"), None)
            if link is None:
                # "rose 5% from $2m to $3m": over the old figure
                if any((s.t.entry[at] or _NONE).get("link") == "from" for at in range(low, high)):
                    continue
                return None
            if any(s.at(at) in ";BNFVMSG" for at in range(low, link)):
                return None
            if any(s.at(at) in ";B,NVMS" for at in range(link + 1, high)):
                return None
            if claim.kind == "points":
                return k if other.kind == "percent" else None
            if claim.kind in _RATES:
                return k if other.kind in LEVELS and other.kind != "duration" else None
            same = (
                claim.kind == other.kind and claim.quantity is not None and claim.quantity.unit == other.quantity.unit
            )
            return k if same and self._changes(s, spans[i][0]) else None
        return None

    def _changes(self, s: Sentence, first: int) -> bool:
        """True where the words right before a figure say that it is how much something changed by, not from or to."""
        k = first - 1
        changed = False
        while k >= s.first and first - k <= 4:
            entry = s.t.entry[k] or _NONE
            if entry.get("link") == "by" or entry.get("cue") == "BY":
                changed = True
            elif "direction" in entry:
                if s.t.word[k].endswith(tuple(s.words.lists["arrives"])) and not s.t.word[k].isascii():
                    return False  # 上调至4元
                return changed or not s.t.text[k].isascii() or "direction_by" not in entry
            elif entry.get("link") in ("to", "from") or s.at(k) not in "ADPr":
                return False
            k -= 1
        return False

    def whole(self, s: Sentence, indices: list[int], number: int) -> int | None:
        """A quarter OF THE 840 pupils: the whole that a share is of."""
        claims, spans = self.claims, self.spans
        if number + 1 >= len(indices):
            return None
        k = indices[number + 1]
        low, high = spans[indices[number]][1], spans[k][0]
        if claims[k].kind not in _AMOUNTS or not 0 < high - low <= 4 or s.at(low) != "O":
            return None
        return k if all(s.at(at) in "ODAr" for at in range(low, high)) else None

    def _from_source(
        self, s: Sentence, i: int, sources: dict[int, int], ends: dict[int, int], compared: set[int]
    ) -> int | None:
        """The figure that a share or change goes on about: 3.2 million, down 11%; 300 (25%)."""
        claims = self.claims
        source = sources.get(i)
        while (
            source is not None
            and source in compared
            and (claims[source].kind not in _RATES or claims[i].kind == "points")
        ):
            source = sources.get(source)  # up from 1,072, an increase of 20%: of what was compared with that
        if source is None:
            return None
        other = claims[source]
        if claims[i].kind == "points" and other.kind == "percent":
            return source
        if other.kind in _RATES:
            level = other.of
            if level is None and claims[i].kind != "points" and other.kind == "percent":
                return None
            near = range(max(0, source - 8), min(source + 8, len(claims)))
            return next((k for k in near if claims[k] is level), None) if level is not None else None
        if other.kind in _AMOUNTS:
            # 18 OF THE 60 seats, or 30 percent: the part
            if (
                source > 0
                and claims[source - 1].kind in _AMOUNTS
                and claims[source - 1].sentence_index == other.sentence_index
            ):
                low, high = ends.get(source - 1, self.spans[source - 1][1]), self.spans[source][0]
                if 0 < high - low <= 3 and s.at(low) == "O" and all(s.at(at) in "ODA" for at in range(low, high)):
                    return source - 1
            return source
        return None

    def _beside(self, s: Sentence, indices: list[int], number: int) -> int | None:
        """A share or points with a subject of their own: the one level of the same subject, or the share before."""
        claims, spans = self.claims, self.spans
        i = indices[number]
        claim = claims[i]
        if claim.subject is None or claim.quantity is None:
            return None
        if claim.kind == "points":
            if claim.measure not in s.words.lists["share_noun"]:
                return None
            for k in indices[max(0, number - 4) : number][::-1]:
                if any(s.at(at) == ";" for at in range(spans[k][1], min(spans[i][0], spans[k][1] + 40))):
                    return None
                if claims[k].kind == "percent":
                    return k
            return None
        if claim.quantity.direction is None and s.at(spans[i][1]) != "O":
            return None
        near = indices[max(0, number - 4) : number + 5]
        same = [k for k in near if k != i and claims[k].subject == claim.subject and claims[k].kind in _AMOUNTS]
        return same[0] if len(same) == 1 else None

    def _grown(self, s: Sentence, i: int, sources: dict[int, int]) -> int | None:
        """较年初增加1300亿元; up 31 from April: how much the figure before changed by."""
        claims = self.claims
        source = sources.get(i)
        if source is None or claims[i].quantity is None:
            return None
        other = claims[source]
        quantity = claims[i].quantity
        if (
            other.quantity is None
            or quantity is None
            or other.kind != claims[i].kind
            or other.quantity.unit != quantity.unit
        ):
            return None
        return source if self._changes(s, self.spans[i][0]) else None

    # -- lists ------------------------------------------------------------------------------------------------

    def respectively(self, s: Sentence, indices: list[int], places: list[int], ends: dict[int, int]) -> set[int]:
        """Bind the two lists of a "respectively" one to one, claims to claims, names or dates; what was bound.

        places: the tokens that say "respectively".
        """
        bound: set[int] = set()
        for k in places:
            before = [i for i in indices if self.spans[i][1] <= k][-_LIST:]
            after = [i for i in indices if self.spans[i][0] > k][:_LIST]
            group: list[int] = []
            han = not s.t.text[k].isascii()  # 分别 stands before its list
            if before and not han and self._short(s, ends.get(before[-1], self.spans[before[-1]][1]), k):
                group = self.run(s, before[::-1])[::-1]
            elif after and self.spans[after[0]][0] - k <= 8:
                group = self.run(s, after)
            if len(group) < 2 or not bound.isdisjoint(group):
                continue
            rest = [i for i in before if i < group[0]]
            if self._claim_to_claim(group, rest) or self._claim_to_name(s, group):
                bound.update(group)
            self._claim_to_date(s, group, rest)
        return bound

    def _short(self, s: Sentence, low: int, k: int) -> bool:
        """True where "respectively" closes the list that ends before token `low`."""
        return k - low <= 6 and not any(s.at(at) in ";FB" for at in range(low, k))

    def _claim_to_claim(self, group: list[int], rest: list[int]) -> bool:
        claims = self.claims
        points = all(claims[i].kind == "points" for i in group)
        levels = [
            i
            for i in rest
            if (claims[i].kind in _AMOUNTS and claims[i].of is None) or (points and claims[i].kind == "percent")
        ]
        if not {claims[i].kind for i in group} <= {"percent", "points"} or len(levels) < len(group):
            return False
        chosen = levels[-len(group) :]
        if len({claims[i].kind for i in chosen}) > 1 and len(levels) > len(group):
            return False
        for i, level in zip(group, chosen, strict=True):
            claims[i].of = claims[level]
            copy(claims[i], claims[level])
            claims[i].period = claims[level].period or claims[i].period
            claims[i].why.append("respectively")
        return True

    def _claim_to_name(self, s: Sentence, group: list[int]) -> bool:
        claims = self.claims
        found = self._names(s, self.spans[group[0]][0], len(group))
        if found is None:
            return False
        for i, (first, after) in zip(group, found, strict=True):
            start, end, named = s.place(first, after)
            claims[i].subject = (start, end)
            if claims[i].kind != "count" or claims[i].quantity is None or claims[i].quantity.unit is None:  # type: ignore[union-attr]
                claims[i].measure = s.head(first, after)
            claims[i].entity = named or s.entity(first, after)
            claims[i].why.append("respectively")
        return True

    def _claim_to_date(self, s: Sentence, group: list[int], rest: list[int]) -> None:
        """In 2022 and 2023 it sold 61,000 and 68,000 respectively: one date each."""
        claims, spans = self.claims, self.spans
        dates = [i for i in rest if claims[i].kind == "date" and claims[i].period is not None]
        if len(dates) != len(group):
            return
        for a, b in pairwise(dates):
            if spans[b][0] - spans[a][1] > 3 or not all(s.at(k) in ",CPA" for k in range(spans[a][1], spans[b][0])):
                return
        for i, d in zip(group, dates, strict=True):
            claims[i].period = claims[d].period
            if "respectively" not in claims[i].why:
                claims[i].why.append("respectively")

    def _names(self, s: Sentence, before: int, count: int) -> list[tuple[int, int]] | None:
        """So many noun phrases in a list (A, B and C) before a token, the nearest such list."""
        k = before - 1
        low = max(s.first, before - 60)
        while k >= low and s.at(k) != "C" and s.t.text[k] != "、":
            if s.at(k) in ";F":
                return None
            k -= 1
        if k < low:
            return None
        last = s.following(k + 1, across=True)
        if last is None:
            return None
        items = [last]
        at = k
        while len(items) < count and at > low:
            end = at
            while end > low and s.at(end - 1) in ",C":
                end -= 1
            if s.at(end - 1) not in "NrG":
                return None
            start = s.opening(end)
            items.insert(0, (start, end))
            at = start - 1
            while at > low and s.at(at) == "D":
                at -= 1
            if s.at(at) not in ",C":
                break
        if len(items) != count:
            return None
        inner = [[k for k in range(first, after) if s.at(k) in "PO"] for first, after in items]
        if inner[0] and not any(inner[1:]):
            # the branches in Corby, Leith and Truro
            items[0] = (inner[0][-1] + 1, items[0][1])
        return items

    def elided(self, s: Sentence, indices: list[int]) -> dict[int, int]:
        """Numbers in a list count what the last of them counts (612,000 and 455,000 visitors); each with that one."""
        claims = self.claims
        found: dict[int, int] = {}
        position = len(indices) - 1
        while position > 0:
            last = claims[indices[position]]
            if (
                last.kind not in ("count", "percent", "measure", "points")
                or last.quantity is None
                or last.quantity.unit is None
            ):
                position -= 1
                continue
            run = self.run(s, indices[max(0, position - _LIST) : position + 1][::-1])
            for i in run[1:]:
                claim = claims[i]
                if said_twice(claim, last):
                    break
                if claim.kind == "number" and claim.quantity is not None and claim.quantity.unit is None:
                    claim.kind = last.kind
                    claim.quantity.unit = last.quantity.unit
                    claim.quantity.point = last.kind == "count" and claim.quantity.step == 1
                    claim.measure = last.measure
                    claim.why.append("elided")
                    found[i] = run[0]
            position -= len(run)
        return found

    def run(self, s: Sentence, order: list[int]) -> list[int]:
        """The run of claims of one kind (bare numbers with it) that are joined by commas and "and" alone."""
        run = [order[0]]
        kind = self.claims[order[0]].kind
        t = s.t
        for i in order[1:_LIST]:
            if self.claims[i].kind not in (kind, "number"):
                break
            a, b = sorted((run[-1], i))
            between = range(self.spans[a][1], self.spans[b][0])
            if not 0 < len(between) <= 4:
                break
            marks = [k for k in between if t.text[k] in ",，、" or not _LISTED.isdisjoint(t.entry[k] or _NONE)]
            nouns = [k for k in between if s.at(k) == "N" and not t.text[k].isascii()]
            # 10罚8中，得到7次助攻: without a mark, or over a comma with words, numbers are no list.
            if len({*marks, *nouns}) < len(between) or not marks or (nouns and any(t.text[k] in ",，" for k in marks)):
                break
            run.append(i)
        return run


_LISTED = frozenset(("join", "hedge", "measure_word"))


def copy(claim: Claim, other: Claim) -> None:
    """Let a figure be about what another is about."""
    claim.subject = other.subject
    claim.measure = other.measure
    claim.entity = other.entity
    claim.scope = claim.scope or other.scope
