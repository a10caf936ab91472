"""Who is ranked first has the most, and a rank is the place in the order of the figures.

> | Candidate | Votes |
> | --- | ---: |
> | Castellan | 14,862 |
> | Pemberton | 11,937 |
> | Rigby | 4,418 |
> | Tate | 2,706 |
>
> Rigby came third with 4,418 votes.
= "third" 4,418 is the third highest of 4

> | Candidate | Votes |
> | --- | ---: |
> | Castellan | 14,862 |
> | Pemberton | 11,937 |
> | Rigby | 4,418 |
> | Tate | 2,706 |
>
> Rigby came fourth with 4,418 votes.
! "fourth" 4,418 is the third highest of 4 ~ third

> Norland won 45 medals, the second highest number after Estmark's 40 medals.
! "45 medals" 45 is more than 40

> Norland won 45 medals, the second highest number after Estmark's 54 medals.
= "45 medals" 45 is less than 54

> Bergen, the biggest of the ports, handled 290 ships, followed by Oslo with 510 ships and Trondheim with 210 ships.
! "510" 510 is more than 290
= "510" 510 is more than 210

> 华东地区居首，有42家，其次是华南地区31家。
= "42家" 42 is more than 31

> | Shop | Sales |
> | --- | ---: |
> | Leeds | 40 |
> | Truro | 30 |
> | Perth | 30 |
>
> Perth came third with sales of 30.
? "third" shared

> Rigby came third with 4,418 votes; it was her second campaign after 40 years in office.

> Rain of 12 mm fell on Monday, followed by 30 mm on Tuesday.

> She finished third in 2019 with 45 points, and fourth in 2020 with 50 points.

> The second highest tower after 40 years of building is 300 metres tall.

Rule: the n-th of a ranking by size has n - 1 figures above it and no more. In prose two figures of one kind are compared, on
either side of "after", "behind" or "followed by" and beside a superlative. Shared places are not judged.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.index import comparable
from checkers._gather.terms import said as stands
from checkers._gather.terms import terms
from checkers._judge import said, told
from checkers._repair import repairs
from checkers._verdict import Edit, Fit, Verdict
from claims.quantity import Range

CODE = "rank"
_NAMES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_HAN = "一二三四五六七八九十"


def rank(figure: Range, others: Sequence[Range]) -> Range:
    """The places that a figure can have among others, the highest first."""
    above = sum(not (other.meets(figure) or _under(other, figure)) for other in others)
    shared = sum(other.meets(figure) for other in others)
    return Range(above + 1, above + 1 + shared)


def _under(a: Range, b: Range) -> bool:
    return a.high is not None and b.low is not None and a.high < b.low


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    columns = _columns(index)
    for sentence in index.sentences:
        if sentence.figures and sentence.figures[0].claim.cell is None:
            yield from _compared(index, sentence)
            if columns:
                yield from _placed(index, sentence, columns)


# -- a rank and the column that has the figure ----------------------------------------------------------------


def _columns(index: Index) -> list[list[Figure]]:
    """The columns of all tables without their totals, three figures and more, none of them negative or rounded away."""
    out = []
    for _, grid in index.tables():
        for column in sorted({c for _, c in grid}):
            cells = [
                figure
                for (_, c), figure in sorted(grid.items())
                if c == column and not (figure.claim.detail or {}).get("total")
            ]
            values = [f.claim.quantity.value for f in cells if f.claim.quantity is not None]
            if (
                len(cells) >= 3
                and all(value is not None and value >= 0 for value in values)
                and len(values) == len(cells)
            ):
                out.append(cells)
    return out


def _placed(index: Index, sentence: Sentence, columns: list[list[Figure]]) -> Iterator[Verdict]:
    """{name} came {rank} with {figure}: the figure stands in a column."""
    prose = index.tokens.prose
    for place in sentence.figures:
        q = place.claim.quantity
        if place.kind != "ordinal" or q is None or q.value is None or not 1 <= q.value <= 10:
            continue
        before = prose[max(sentence.start, place.claim.start - 14) : place.claim.start]
        found = terms("placed", before)
        if not found or found[-1].value != "before" or len(before[found[-1].end :].split()) > 1:
            continue
        beside = _beside(index, place)
        f = beside.claim.quantity if beside is not None else None
        if beside is None or f is None or f.value is None:
            continue
        figure = beside
        for cells in columns:
            own = [c for c in cells if c.claim.quantity is not None and c.claim.quantity.value == f.value]
            if not own or own[0].kind not in (figure.kind, "number", "count"):
                continue
            values = [c.claim.quantity.near for c in cells if c is not own[0] and c.claim.quantity is not None]
            mine = own[0].claim.quantity
            assert mine is not None
            true = rank(mine.near, values)
            roles = [("rank", place.claim), ("figure", figure.claim), ("cell", own[0].claim)]
            assert true.low is not None and true.high is not None
            if len(own) > 1 or true.low != true.high:
                yield Verdict(CODE, "undecided", roles, f"the place of {told(figure.claim)} is shared")
                break
            at = int(true.low)
            name = _NAMES[at - 1] if at <= len(_NAMES) else f"{at}th"
            because = f"{told(figure.claim)} is the {name} highest of {len(cells)}"
            said_place = Range.point(q.value)
            if said_place.meets(true):
                yield Verdict(CODE, "holds", roles, because, found=said_place, expected=true)
            elif len(cells) - at + 1 != q.value and at <= 10:
                yield Verdict(
                    CODE,
                    "discrepancy",
                    roles,
                    because,
                    "likely",
                    [_renamed(place, at)],
                    found=said_place,
                    expected=true,
                )
            break


def _beside(index: Index, place: Figure) -> Figure | None:
    """The level right behind the rank, or right before it: "came third with 4,418 votes"; "with 4,418 votes, she came third"."""
    figures = place.sentence.figures
    prose = index.tokens.prose
    for order in (place.order + 1, place.order - 1):
        if not 0 <= order < len(figures) or not figures[order].level:
            continue
        low, high = sorted((place, figures[order]), key=lambda f: f.first)
        gap = prose[low.claim.end : high.claim.start]
        if len(gap) <= (30 if order > place.order else 45) and not any(c in gap for c in ".;。；"):
            return figures[order]
    return None


def _renamed(place: Figure, at: int) -> Fit:
    claim = place.claim
    written = claim.quantity.written if claim.quantity is not None else ""
    low, high = claim.number or (claim.start, claim.end)
    if any(c.isdigit() for c in written):
        new = f"{at}{('st', 'nd', 'rd')[at - 1] if at <= 3 else 'th'}" if written.isascii() else str(at)
    else:
        new = _NAMES[at - 1] if written.isascii() else _HAN[at - 1]
    return Fit(f"{written} is {new}", Edit(low, high, new))


# -- two figures compared ---------------------------------------------------------------------------------------


def _compared(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """{figure}, the second highest after {figure}; the largest, {figure}, followed by {figure}."""
    prose = index.tokens.prose
    text = prose[sentence.start : sentence.end]
    best = terms("superlative", text)
    only = any(t.value == "only" for t in terms("below", text))
    if len({t.value for t in best}) != 1 and not only:
        return
    high = not best or best[0].value == "high"
    levels = [
        f
        for f in sentence.figures
        if f.kind in ("count", "money", "measure", "percent", "number") and _valued(f) and not f.opens
    ]
    goes_on: Figure | None = None
    for a, b in itertools.pairwise(levels):
        gap = prose[a.claim.end : b.claim.start]
        if len(gap) > 70 or any(c in gap for c in ".;。；!?") or not _like(a, b):
            continue
        words_below, words_above = terms("below", gap), terms("above", gap)
        ordinals = [f for f in sentence.between(a, b) if f.kind == "ordinal"]
        if goes_on and a is goes_on and not words_above and _joined(index, a, b):
            words_above = terms("above", prose[levels[0].claim.end : a.claim.start])
        goes_on = b if words_above else None
        others = [f for f in sentence.between(a, b) if f.kind not in ("ordinal", "date")]
        if others or (words_below and words_above):
            continue
        if words_below and (
            words_below[-1].value == "only" or (ordinals and stands("superlative", gap)) or stands("runner_up", gap)
        ):
            greater, smaller = (b, a) if high else (a, b)
            first = a
        elif words_above and not ordinals and best and best[0].start + sentence.start < b.claim.start:
            greater, smaller = (a, b) if high else (b, a)
            first = b
            if stands("superlative", prose[b.claim.start : sentence.end]):
                continue
        else:
            continue
        if a.claim.period and b.claim.period and a.claim.period[:2] != b.claim.period[:2]:
            continue
        g, s = greater.claim.quantity, smaller.claim.quantity
        assert g is not None and s is not None
        other = b if first is a else a
        roles = [("figure", first.claim), ("other", other.claim)]
        own, its = first.claim.quantity, other.claim.quantity
        assert own is not None and its is not None
        word = "more" if own.middle > its.middle else "less"
        because = f"{said(own.middle, 3)} is {word} than {said(its.middle, 3)}"
        if words_above and not _under(g.logical, s.logical):
            # Of two figures in their order the first is shown.
            word = "more" if g is (a.claim.quantity) else "less"
            roles = [("figure", a.claim), ("other", b.claim)]
            qa, qb = a.claim.quantity, b.claim.quantity
            assert qa is not None and qb is not None
            because = f"{said(qa.middle, 3)} is {word} than {said(qb.middle, 3)}"
        if not _under(g.logical, s.logical):
            if g.logical.meets(s.logical):
                continue
            yield Verdict(CODE, "holds", roles, because, found=own.logical, expected=its.logical, unit=own.unit)
            continue
        wanted = Range(None, its.middle) if own is s else Range(its.middle, None)
        after = levels[levels.index(b) + 1 :][:1]
        if words_above and first is b and after and _like(b, after[0]) and _joined(index, b, after[0]):
            # The order goes on: what mends it here must not break it there.
            end = after[0].claim.quantity
            assert end is not None
            low, top = sorted((its.middle, end.middle))
            wanted = Range(low, top)
        fits = [fit for step, fit in repairs(first.claim, wanted) if step <= 2]
        yield Verdict(
            CODE, "discrepancy", roles, because, "likely", fits[:2], found=own.logical, expected=wanted, unit=own.unit
        )


def _like(a: Figure, b: Figure) -> bool:
    return (comparable(a, b) and a.kind == b.kind) or {a.kind, b.kind} == {"count", "number"}


def _joined(index: Index, a: Figure, b: Figure) -> bool:
    """True where a plain "and" or a comma goes on in the order: "followed by France with 389 and Spain with 401"."""
    gap = index.tokens.prose[a.claim.end : b.claim.start]
    joins = [k for k in range(a.after, b.first) if "join" in index.entry(k)]
    return gap.isascii() and len(gap) <= 30 and len(joins) + gap.count(",") in (1, 2)


def _valued(figure: Figure) -> bool:
    q = figure.claim.quantity
    return q is not None and q.value is not None and q.direction is None and figure.claim.cell is None
