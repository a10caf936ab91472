"""Figures that belong together: restatements (in brackets, after "or", 约合, "at the rate"), and lists of a kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checkers._gather.index import Figure, Index, Sentence, comparable
from checkers._gather.runs import beside
from checkers._gather.terms import said, starts_with
from claims.quantity import Quantity, Range

_FIGURE = re.compile(r"[\d.,\s万亿萬億]")
_CLOSING = frozenset(")）]】")
_SEPARATORS = frozenset(",;，；、/")
_RATIO = frozenset(":：∶")
_SIZE = 4
_BASE = 3
_NOTE = 8
_TRANSPARENT = ("date", "duration", "percent", "points", "time", "ordinal", "ratio")


def bracketed(index: Index, sentence: Sentence) -> Iterator[tuple[Figure, Figure]]:
    """(amount, restated): the figure in brackets and the one right before the bracket.

    The bracket holds nothing but figures, units, hedges and notes like "the same below": "($500m of it drawn)" and
    "(£69 in the UK)" restate nothing.
    """
    t = index.tokens
    head: Figure | None = None
    for figure in sentence.figures:
        if figure.claim.quantity is None:
            continue
        if figure.depth == 0:
            if figure.level or figure.kind == "percent":
                head = figure
            continue
        if (
            head is None
            or figure.depth != 1
            or figure.kind in ("date", "percent", "points", "ordinal", "time", "score")
        ):
            continue
        inside = _bare_bracket(index, head, figure)
        if inside is None or t.start[figure.first] - t.end[head.after - 1] > 80:
            continue
        listed = [f for f in inside if (f.kind, f.unit) == (figure.kind, figure.unit)]
        if len(listed) > 1:
            # 0, 10 or 20 knots (0, 19 or 37 km/h): a list restates a list, one by one
            heads = _list_before(index, sentence, head)
            if len(heads) == len(listed):
                yield heads[listed.index(figure)], figure
            continue
        yield head, figure


def _list_before(index: Index, sentence: Sentence, last: Figure) -> list[Figure]:
    """The figures of one kind and unit that stand in a list and end with this one."""
    found = [last]
    for figure in reversed(sentence.figures[: last.order]):
        if figure.depth or (figure.kind, figure.unit) != (last.kind, last.unit) or not beside(index, figure, found[0]):
            break
        found.insert(0, figure)
    return found


def _bare_bracket(index: Index, head: Figure, figure: Figure) -> list[Figure] | None:
    """The figures of a bracket right behind an amount, if it holds nothing else and this figure is one of them."""
    t = index.tokens
    # From the amount to the bracket: at most a counted noun or two.
    k = head.after
    words = 0
    while k < len(t) and t.text[k] not in "(（[【":
        if k in index.owner or t.kind[k] == "¶":
            return None
        words += 1
        if words > 3:
            return None
        k += 1
    if k >= figure.first:
        return None
    k += 1
    inside: list[Figure] = []
    while k < len(t) and t.text[k] not in _CLOSING:
        owner = index.owner.get(k)
        if owner is not None:
            if owner.claim.kind in ("date", "percent"):
                return None
            inside.append(owner)
            k = owner.after
            continue
        entry = t.entry[k] or {}
        if t.text[k] in _SEPARATORS or not _NOTES.isdisjoint(entry) or entry.get("article") is not None:
            k += 1
            continue
        if "/" in (figure.unit or "") and (
            {"duration", "per_before"} & entry.keys() or entry.get("cue") in ("EACH", "PER")
        ):
            k += 1  # 约每小时37公里
            continue
        if t.kind[k] == "h" and len(t.text[k]) == 1 and "unit" in index.entry(k + 1):
            k += 1  # 约华氏32度: a single character is a hedge only right before a number
            continue
        if inside and (behind := _rate_note(index, k)) is not None:
            k = behind
            continue
        return None
    # A later bracket of the sentence is not that of the amount, and a rate ("18.3 rand to 1 dollar") restates nothing.
    return inside if figure in inside and not any(map(_rate, inside, inside[1:])) else None


def _rate_note(index: Index, k: int) -> int | None:
    """The token that closes a bracket, if all before it says at which rate was converted: "at the current rate"."""
    t = index.tokens
    after = next((m for m in range(k, min(k + _NOTE, len(t))) if t.text[m] in _CLOSING), None)
    if after is None or any(m in index.owner and index.owner[m].kind != "date" for m in range(k, after)):
        return None
    # A day is no word of the note: "at Tuesday's rate", 按6月3日汇率计算.
    said_of = [index.text(m, m + 1) for m in range(k, after) if m not in index.owner]
    note = (" " if t.text[k].isascii() else "").join(said_of)
    found = starts_with("rate_note", note)
    return after if found is not None and not note[found.end :].strip() else None


def quoted(figure: Figure, amount: Figure) -> bool:
    """True for a side of a rate, of which the amount is not the other: 1美元兑7.05元 restates no amount before it."""
    figures = figure.sentence.figures
    beside_it = (*figures[: figure.order][-1:], *figures[figure.order + 1 :][:1])
    return any(_rate(figure, other) for other in beside_it if other is not amount)


def _rate(a: Figure, b: Figure) -> bool:
    """True for so much of one currency that is one of another: 约18.3兰特合1美元."""
    values = [f.claim.quantity.value for f in (a, b) if f.claim.quantity is not None]
    return a.kind == b.kind == "money" and a.unit != b.unit and 1 in values


_GAP = 9
_BEHIND = frozenset(",，;；.。)）")
_NOTES = frozenset(("hedge", "hedge_after", "currency", "same_below", "converts", "unit", "join"))


def joined(index: Index, sentence: Sentence) -> Iterator[tuple[list[Figure], Figure, bool]]:
    """(candidate amounts nearest first, restated, next to it): an amount that a word or comma says is another one restated."""
    figures = sentence.figures
    for figure in figures:
        if figure.kind not in ("money", "measure") or figure.depth or figure.order == 0:
            continue
        marks = _marks(index, figure)
        previous = [
            f
            for f in figures[: figure.order]
            if f.kind == figure.kind and f.depth == 0 and (f.unit != figure.unit or not _same_words(f, figure))
        ]
        if not previous:
            continue
        near = previous[-1]
        adjacent = all(f.depth > 0 for f in sentence.between(near, figure)) and (_only_comma(index, near, figure))
        if marks and index.edges_between(near, figure) < 10:
            yield list(reversed(previous)), figure, adjacent
        elif (
            _about(figure)
            and adjacent
            # What a bracket has said again is not said a third time: "38 metres (125ft), some three miles off the coast".
            and not any(f.kind == figure.kind for f in sentence.between(near, figure))
        ):
            yield [near], figure, True


def _same_words(a: Figure, b: Figure) -> bool:
    """True where both are written in one unit: 亩 and 公顷 are two, though one is stated in the other."""
    if a.claim.quantity is None or b.claim.quantity is None or (a.claim.quantity.written.isascii()):
        return a.unit == b.unit
    first, second = (_FIGURE.sub("", f.claim.quantity.written) for f in (a, b) if f.claim.quantity is not None)
    return first == second


def _marks(index: Index, figure: Figure) -> bool:
    """True where a word of conversion stands right before the figure, or a rate of exchange right after it."""
    k = figure.first - 1
    if index.tokens.text[k] == "," and "converts" in index.entry(k - 1):
        k -= 1
    steps = 0
    t = index.tokens
    while k >= 0 and steps < 4 and k not in index.owner:
        entry = index.entry(k)
        if "converts" in entry:
            return True
        if not ("hedge" in entry or entry.get("article") is not None or (t.kind[k] == "h" and steps < 2)):
            break
        k -= 1
        steps += 1
    k = figure.after
    for _ in range(7):
        if k >= len(t) or k in index.owner or t.text[k] in ".;。；":
            return False
        if "converts" in index.entry(k) and len(t.text[k]) > 3:
            return True
        k += 1
    return False


def alone(index: Index, sentence: Sentence) -> Iterator[tuple[Figure, Figure]]:
    """(amount, restated): a sum between commas, all alone, behind one of another currency."""
    for figure in sentence.figures:
        if figure.kind != "money" or figure.depth or not _about(figure):
            continue
        previous = [f for f in sentence.figures[: figure.order] if f.kind == "money" and not f.depth]
        if previous and previous[-1].unit != figure.unit and _closed(index, previous[-1], figure):
            yield previous[-1], figure


def _about(figure: Figure) -> bool:
    return figure.claim.quantity is not None and figure.claim.quantity.hedge == "about"


def _closed(index: Index, near: Figure, figure: Figure) -> bool:
    """True for a sum that stands between commas, all alone: "£2 million for roads, about $2.6 million, in May"."""
    t = index.tokens
    if figure.kind != "money" or index.edges_between(near, figure) > 2:
        return False
    behind = t.text[figure.after] if figure.after < len(t) else "."
    if behind not in _BEHIND and t.kind[figure.after] != "¶":
        return False
    k = figure.first - 1
    while k > near.after and ("hedge" in index.entry(k) or index.entry(k).get("article") is not None):
        k -= 1
    words = [j for j in range(near.after, k) if t.text[j][:1].isalpha()]
    inside = any(f.level and not f.depth for f in figure.sentence.between(near, figure))
    joins = any("join" in index.entry(j) for j in words)
    return t.text[k] in ",，" and len(words) <= _GAP and not inside and not joins


def _only_comma(index: Index, a: Figure, b: Figure) -> bool:
    """True where just a comma, hedges and a closed bracket stand between two figures."""
    t = index.tokens
    depth = 0
    for k in range(a.after, b.first):
        text = t.text[k]
        if text in "(（[【":
            depth += 1
        elif text in _CLOSING:
            depth -= 1
        elif (
            depth == 0
            and text not in ",，"
            and "hedge" not in index.entry(k)
            and "converts" not in index.entry(k)
            and (index.entry(k).get("article") is None)
        ):
            return False
    return depth == 0


def alike(index: Index, a: Figure, b: Figure) -> bool:
    """True for levels of one unit; a count with its classifier alone (272家) is like one with the noun too (286家企业).

    A price for each is like a bare one of its size beside it: "$4.90 a bushel, up from $3.60".
    """
    if comparable(a, b):
        return True
    if a.kind == b.kind == "money" and a.sentence is b.sentence:
        p, q = a.claim.quantity, b.claim.quantity
        units = (a.unit or "").partition("/"), (b.unit or "").partition("/")
        if units[0][0] == units[1][0] and bool(units[0][2]) != bool(units[1][2]) and p is not None and q is not None:
            return bool(q.middle) and 1 / _SIZE <= abs(p.middle / q.middle) <= _SIZE
    if a.kind != "count" or b.kind != "count":
        return False
    return b.unit == _classifier(index, a) or a.unit == _classifier(index, b)


def is_base(index: Index, figure: Figure) -> bool:
    """True for what a change before it is counted from: "an increase of 12.5% over 55.4 billion", "15% below the £118m"."""
    before = figure.sentence.figures[figure.order - 1] if figure.order else None
    if before is None or before.kind not in ("percent", "points"):
        return False
    between = index.text(before.after, figure.first)
    return len(between.split()) <= _BASE and said("against", between)


def of_ratio(index: Index, figure: Figure) -> bool:
    """True for one side of a ratio: 1:3.46, written without spaces between bare numbers."""
    t = index.tokens
    for mark, other, inner in (
        (figure.first - 1, figure.first - 2, figure.first),
        (figure.after, figure.after + 1, figure.after + 1),
    ):
        beside = index.owner.get(other)
        if beside is None or beside.kind == "date" or not 0 < mark < len(t) - 1 or t.text[mark] not in _RATIO:
            continue
        if t.end[mark - 1] == t.start[mark] and t.end[mark] == t.start[inner]:
            return True
    return False


def _classifier(index: Index, figure: Figure) -> str | None:
    """The Han measure word right behind a count's digits."""
    t = index.tokens
    k = figure.first
    while k < len(t) and k <= figure.after and ("measure_word" not in index.entry(k)):
        k += 1
    return str(t.text[k]) if k < len(t) and k <= figure.after else None


def runs(index: Index, sentence: Sentence) -> list[list[Figure]]:
    """Runs of two and more figures of one kind and unit with nothing but separators, joins and brackets between."""
    t = index.tokens
    out: list[list[Figure]] = []
    row: list[Figure] = []
    for figure in sentence.figures:
        if figure.claim.quantity is None or figure.depth:
            continue
        if row:
            last = row[-1]
            depth = 0
            plain = (last.kind, last.unit) == (figure.kind, figure.unit) or (
                last.kind == figure.kind == "count" and alike(index, last, figure)
            )
            for k in range(last.after, figure.first):
                if k == last.after and "measure_word" in index.entry(k):
                    continue
                if t.text[k] in "(（[【":
                    depth += 1
                elif t.text[k] in _CLOSING:
                    depth -= 1
                elif depth == 0 and t.text[k] not in ",，、" and "join" not in index.entry(k):
                    plain = plain and "hedge" in index.entry(k)
            if plain:
                row.append(figure)
                continue
            out.append(row)
        row = [figure]
    return [run for run in [*out, row] if len(run) > 1]


def bare(quantity: Quantity) -> tuple[Range, Range]:
    """(loosest, careful) readings without the hedge: "12% above the £84m" says nothing of more than £84m."""
    return quantity.around(quantity.loose_step), quantity.around(quantity.usual_step)
