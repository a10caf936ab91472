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

> | Town | Visitors | Beds |
> | --- | ---: | ---: |
> | Arlen | 412,000 | 3,150 |
> | Brock | 388,000 | 4,020 |
> | Corby Sands | 455,000 | 2,760 |
>
> Corby Sands drew the most visitors of the three and has the most beds.
= "455,000" first highest of 3
! "2,760" third highest of 3

> | Farm | Acres | Yield |
> | --- | ---: | ---: |
> | Elm Creek | 96,000 | 44.1 |
> | Stony Ridge | 81,000 | 42.6 |
> | Lac Vert | 72,000 | 40.2 |
> | Hay Flats | 57,000 | 37.2 |
>
> Stony Ridge was third on both counts.
! "81,000" second highest of 4

> | 球队 | 胜 | 积分 |
> | --- | ---: | ---: |
> | 北屏 | 13 | 29 |
> | 海陵 | 12 | 28 |
> | 榆中 | 11 | 27 |
> | 东澜 | 9 | 25 |
>
> 海陵升至积分榜第三。东澜超过榆中，居积分榜第四。
! "28" second highest of 4
= "25" fourth highest of 4

> Of five, Lund took 3,100 tons, Ries 2,800, Taval 4,600, Omber 1,900 and Sarn 2,200. Ries, second-busiest of the five, gains.
! "2,800" third highest of 5

> 桃源收获小麦5.2万吨，白石3.9万吨，清河6.1万吨，柳林4.4万吨。白石的产量在四个乡镇中排名第三。
! "3.9万吨" fourth highest of 4

> 桃源收获小麦5.2万吨，白石3.9万吨，清河6.1万吨，柳林4.4万吨。白石的油菜产量排名第三，柳林的产量排名第三。
= "4.4万吨" third highest of 4

> Lund handled 3.1 million tonnes, Ries 2.8 million, Taval 4.6 million and Sarn 2.2 million. Ries was second in containers.

> Rain came to 31 mm in Orrin, 47 mm in Pelham and 40 mm in Stoke Dale. Pelham was the driest of the three.
! "47 mm" first highest of 3

> Rain came to 31 mm in Orrin, 47 mm in Pelham and 40 mm in Stoke Dale. Orrin was the driest of the three. Pelham is the oldest.
= "31 mm" third highest of 3

> | Region | Sales (million yuan) |
> | --- | ---: |
> | East | 540 |
> | South | 370 |
> | North | 610 |
> | West | 180 |
>
> The sales of the north ranked first, and the south ranked second. The west came last.
= "610" first highest of 4
! "370" third highest of 4
= "180" fourth highest of 4

> | City | Output (tons) |
> | --- | ---: |
> | Arlen | 36 |
> | Brock | 52 |
> | Corby | 41 |
>
> The output of Brock ranked first, followed by Arlen.
= "52" first highest of 3
! "36" third highest of 3

> | 乡镇 | 产量（吨） |
> | --- | ---: |
> | 上河 | 3100 |
> | 下河 | 2700 |
> | 石坝 | 4400 |
>
> 上河排名第三，石坝亩产排名第二。
! "3100" second highest of 3

> 甲队以78分排名第一，乙队以81分位居第二，丙队66分。
! "81分" ranked behind 78

> The west port drew 214 ships, ahead of the east port with 231.
! "231" 231 is more than 214

> 四市出口额依次为412亿元、367亿元、345亿元和298亿元，其中青河市以345亿元排名第二。
! "第二" third highest of 4

> 四市出口额依次为412亿元、367亿元、345亿元和298亿元，其中青河市以345亿元排名第三。
= "第三" third highest of 4

> Rain of 12 mm fell on Monday, followed by 30 mm on Tuesday.

> She finished third in 2019 with 45 points, and fourth in 2020 with 50 points.

> The second highest tower after 40 years of building is 300 metres tall.

Rule: the n-th of a ranking by size has n - 1 figures above it and no more. In prose two figures of one kind are compared, on
either side of "after", "behind" or "followed by" and beside a superlative. Shared places are not judged.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.index import comparable
from checkers._gather.runs import runs
from checkers._gather.terms import said as stands
from checkers._gather.terms import terms
from checkers._judge import said, told
from checkers._repair import repairs
from checkers._verdict import Edit, Fit, Verdict
from claims.quantity import Range

CODE = "rank"
_NAMES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_HAN = "一二三四五六七八九十"
_LABEL = re.compile(r"[A-Z][\w'’-]+(?: [\w'’-]+){0,4}|[\u4e00-\u9fff]{2,8}")
_HEAD = re.compile(r"[a-z]+|[\u4e00-\u9fff]+")
_NAME = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}|[\u4e00-\u9fff]{2}")
_BEHIND = re.compile(r"\s(?:in|at|for|from) ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})(?:, |,? and |[.;])")
_GROUP = re.compile(r"of the (\w+)")
_SHORT, _VERB, _LEAST, _LINK, _SOON, _CUT = 2, 14, 3, 24, 2, 2
_AWAY = 60
"""Sentences within which a text speaks of a table."""


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
    tables = _tables(columns)
    placed: set[int] = set()
    for sentence in index.sentences:
        if sentence.figures and sentence.figures[0].claim.cell is None:
            yield from _compared(index, sentence)
            yield from _in_turn(index, sentence)
            for verdict in _placed(index, sentence, [*columns, *_runs(index, sentence)]):
                placed |= {id(claim) for role, claim in verdict.roles if role == "cell"}
                yield verdict
    celled = {f.claim.sentence_index for f in index.figures if f.claim.cell is not None}
    first = [min(f.claim.sentence_index for f in ladders[0].rungs.values()) for ladders in tables]
    for at, (start, end) in enumerate(index.claims.sentences if tables else ()):
        near = tables[bisect_left(first, at - _AWAY) : bisect_left(first, at + _AWAY)]
        if near and at not in celled:
            yield from (v for v in _labelled(index, start, end, near) if id(v.claim) not in placed)
    for sentence in index.sentences:
        yield from _listed(index, sentence)


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


def _in_turn(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """甲队以78分排名第一，乙队以71分位居第二: each with its figure; what comes later in rank has less."""
    prose = index.tokens.prose
    if stands("low_wins", prose[sentence.start : sentence.end]):
        return
    found: list[tuple[int, Figure, Figure]] = []
    for place in sentence.figures:
        q = place.claim.quantity
        if place.kind != "ordinal" or q is None or q.value is None or not 1 <= q.value <= 10:
            continue
        before = prose[max(sentence.start, place.claim.start - _VERB) : place.claim.start]
        ranked = terms("placed", before)
        if not ranked or len(before[ranked[-1].end :].strip()) > _SHORT:
            continue
        near = [f for f in (*sentence.figures[: place.order][-1:], *sentence.figures[place.order + 1 :][:1]) if f.level]
        own = [f for f in near if f.kind != "duration" and _valued(f) and index.edges_between(place, f) == 0]
        if len(own) == 1:
            found.append((int(q.value), place, own[0]))
    for (one, _, a), (two, place, b) in itertools.pairwise(found):
        if a is b or two != one + 1 or not comparable(a, b):
            continue
        roles = [("figure", b.claim), ("other", a.claim), ("rank", place.claim)]
        because = f"{told(b.claim)} is ranked behind {told(a.claim)}"
        if _size_of(a) >= _size_of(b):
            yield Verdict(CODE, "holds", roles, because)
        elif len(found) == 2 and _size_of(b) <= _size_of(a) * 2:
            wanted = Range(None, _size_of(a))
            fits = [fit for step, fit in repairs(b.claim, wanted) if step <= 2]
            yield Verdict(CODE, "discrepancy", roles, because, "likely", fits[:2])


def _runs(index: Index, sentence: Sentence) -> list[list[Figure]]:
    """The lists of a sentence that ranks somebody, which a figure of it comes back to: 以265亿元排名第三."""
    if not any(f.kind == "ordinal" for f in sentence.figures):
        return []
    found = []
    for listed in runs(index, sentence):
        run = listed
        # What a run comes back to is no part of it: …, 其中青州省以265亿元.
        while len(run) > _LEAST and _size_of(run[-1]) in {_size_of(f) for f in run[:-1]}:
            run = run[:-1]
        if len({_size_of(f) for f in run}) == len(run) >= _LEAST:
            found.append(run)
    return found


def _size_of(figure: Figure) -> Fraction:
    return figure.claim.quantity.middle if figure.claim.quantity is not None else Fraction(0)


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
        if beside is None or f is None or f.value is None or beside.first == place.after:
            continue  # "in the first 31 minutes"
        figure = beside
        for cells in columns:
            if figure in cells:
                continue
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
            elif at <= 10 and (len(cells) - at + 1 != q.value or _from_the_top(prose, sentence, cells)):
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


def _from_the_top(prose: str, sentence: Sentence, cells: Sequence[Figure]) -> bool:
    """True where a sentence ranks or lists the most before the others, so that no place is one from the bottom."""
    if cells[0].claim.cell is None and all(_size_of(a) > _size_of(b) for a, b in itertools.pairwise(cells)):
        return True
    text = prose[sentence.start : sentence.end]
    return {t.value for t in terms("superlative", text)} == {"high"} and stands("above", text)


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
    levels = [
        f
        for f in sentence.figures
        if f.kind in ("count", "money", "measure", "percent", "number") and _valued(f) and not f.opens
    ]
    if len(levels) < 2:
        return
    best = terms("superlative", text)
    only = any(t.value == "only" for t in terms("below", text))
    ahead = not best and any(t.value == "ahead" and text[t.start - 2 : t.start] == ", " for t in terms("above", text))
    only = only or ahead
    if len({t.value for t in best}) != 1 and not only:
        return
    high = not best or best[0].value == "high"
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
        elif (
            words_above
            and not ordinals
            and (
                (best and best[0].start + sentence.start < b.claim.start) or (ahead and re.match(r"[^,]{0,24}, ", gap))
            )
        ):
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


# -- a rank by name: rows of a table, items of a list -----------------------------------------------------------


class _Ladder(NamedTuple):
    """What can be ranked: a figure for each label, and the words of its header."""

    head: str
    rungs: dict[str, Figure]

    def place(self, label: str) -> tuple[int, int] | None:
        """The places from the top and from the bottom; None where another has the same figure."""
        own = self.rungs[label].claim.quantity
        assert own is not None
        others = [f.claim.quantity for name, f in self.rungs.items() if name != label]
        if any(o is None or o.middle == own.middle for o in others):
            return None
        above = sum(1 for o in others if o is not None and o.middle > own.middle)
        return above + 1, len(self.rungs) - above

    @property
    def rising(self) -> bool:
        """True where every figure is more than the one before."""
        sizes = [f.claim.quantity.middle for f in self.rungs.values() if f.claim.quantity is not None]
        return all(a < b for a, b in itertools.pairwise(sizes))

    def at(self, place: int) -> Figure:
        """The figure at a place from the top."""
        ordered = sorted(self.rungs.values(), key=lambda f: -(f.claim.quantity.middle if f.claim.quantity else 0))
        return ordered[place - 1]


def _tables(columns: Sequence[list[Figure]]) -> list[list[_Ladder]]:
    """The ladders of each table."""
    found: dict[int, list[_Ladder]] = {}
    for cells in columns:
        labels = [_plain_label(f) for f in cells]
        cell = cells[0].claim.cell
        if cell is None or len(set(labels)) < len(labels) or not all(labels):
            continue
        head = str((cells[0].claim.detail or {}).get("column", "")).lower()
        found.setdefault(cell.table, []).append(_Ladder(head, dict(zip(labels, cells, strict=True))))
    return list(found.values())


def _plain_label(figure: Figure) -> str:
    label = re.split(r"[(（]", str((figure.claim.detail or {}).get("row", "")))[0].strip()
    return label if _LABEL.fullmatch(label) else ""


def _labelled(index: Index, start: int, end: int, tables: list[list[_Ladder]]) -> Iterator[Verdict]:
    """Corby was third on both counts; Corby has the most beds: a row named in the text, and the column or columns meant."""
    text = index.tokens.prose[start:end]
    places = list(_places(text))
    for ladders in tables if places else ():
        labels = [label for label in ladders[0].rungs if _mention(label, text) >= 0]
        if not labels or not all(label in ladder.rungs for ladder in ladders for label in labels):
            continue
        for said_place in places:
            label = _subject(labels, text, said_place.start)
            meant = _meant(text, said_place, ladders) if label is not None else []
            meant = meant or (ladders if label is not None and _only(label, text, said_place, ladders) else [])
            verdict = _judge_place(label, said_place, meant) if label is not None and meant else None
            if verdict is not None:
                yield verdict
            second = _followed(text, said_place, labels)
            if verdict is not None and verdict.outcome == "holds" and second is not None:
                then = _judge_place(second, said_place._replace(place=2, superlative=False), meant)
                if then is not None:
                    yield then


def _followed(text: str, first: _Said, labels: Sequence[str]) -> str | None:
    """The row that comes right behind the first: "ranked first, followed by Arlen"; 居首，其次是海陵."""
    if first.place != 1 or first.low:
        return None
    for term in terms("then_comes", text[first.end :]):
        rest = text[first.end + term.end :].lstrip()
        if not re.search(r"[;；.。]", text[first.end : first.end + term.start]):
            return next((label for label in labels if _mention(label, rest[: len(label)]) == 0), None)
    return None


class _Said(NamedTuple):
    """A rank that the text says: its place (the first for a superlative), from which end, and where it stands."""

    place: int
    low: bool
    start: int
    end: int
    superlative: bool


def _places(text: str) -> Iterator[_Said]:
    """Superlatives, and ordinals behind a word of ranking."""
    for term in terms("superlative", text):
        if not stands("of_all", text[term.end : term.end + 4]) and not terms(
            "nth", text[max(0, term.start - 8) : term.start]
        ):
            yield _Said(1, term.value == "low", term.start, term.end, True)
    for term in terms("placed_last", text):
        yield _Said(1, True, term.start, term.end, False)
    for term in terms("nth", text):
        before = terms("placed", text[max(0, term.start - 14) : term.start])
        after = text[term.end : term.end + 2]
        if after.strip()[:1].isdigit():
            continue  # "in the first 31 minutes"
        if before and before[-1].value == "before" and after[:1] not in ("-", "‐", "个", "次", "届", "年", "季"):
            yield _Said(int(term.value), False, term.start, term.end, False)


def _mention(label: str, text: str) -> int:
    """Where a label stands in a text; a Han name may be cut to its first two characters."""
    if label.isascii():
        match = re.search(rf"(?<!\w){re.escape(label)}(?!\w)", text)
        if match is None:
            # Machines write no capitals: "the north ranked first".
            match = re.search(rf"(?<=[Tt]he ){re.escape(label.lower())}(?!\w)", text)
        return match.start() if match else -1
    at = text.find(label)
    # 海陵银鹭 is called 海陵.
    return at if at >= 0 or len(label) <= _CUT else text.find(label[:_CUT])


def _subject(labels: Sequence[str], text: str, at: int) -> str | None:
    """The one label named in the clause before a place in the text, else the one named before it in the sentence."""
    clause = max(text.rfind(c, 0, at) for c in ",;，；")
    conjoined = max((m.end() for m in re.finditer(r"\band\b|\bwhile\b", text[:at])), default=-1)
    for low in (max(clause, conjoined), clause, -1):
        named = [label for label in labels if _mention(label, text[low + 1 : at]) >= 0]
        if len(named) == 1:
            return named[0]
        if len(named) > 1:
            named.sort(key=lambda label: _mention(label, text))
            # "… overtook B and came third": B is only what the subject has passed.
            passed = all(stands("surpasses", text[: _mention(label, text)][-_VERB:]) for label in named[1:])
            return named[0] if passed else None
    return None


def _meant(text: str, said_place: _Said, ladders: list[_Ladder]) -> list[_Ladder]:
    """The columns that a rank is by: all of them "on both counts", else those whose header is in the clause."""
    clause_end = min((k for c in ",;，；" if (k := text.find(c, said_place.end)) >= 0), default=len(text))
    clause_start = max(text.rfind(c, 0, said_place.start) for c in ",;，；") + 1
    if stands("both_counts", text[said_place.end : clause_end]):
        return ladders if len(ladders) == 2 else []
    joined = re.search(r" and | while ", text[said_place.end :])
    clause_end = min(clause_end, said_place.end + joined.start()) if joined else clause_end
    around = text[said_place.start : clause_end] if text.isascii() else text[clause_start:clause_end]
    found = []
    for ladder in ladders:
        words = [w for w in _HEAD.findall(ladder.head) if len(w) > 1]
        if words and words[0].isascii():
            hit = all(w.rstrip("s") in around.lower() for w in words if len(w) > _SHORT)
        else:
            hit = bool(words) and words[0] in around
        if hit:
            found.append(ladder)
    return found if len(found) == 1 else []


def _only(label: str, text: str, said_place: _Said, ladders: list[_Ladder]) -> bool:
    """True where a table has one column, and nothing but a word of ranking stands between a row's name and its place."""
    if len(ladders) != 1:
        return False
    starts = list(_all_mentions(label, text[: said_place.start]))
    between = text[starts[-1] : said_place.start] if starts else "?"
    behind = re.split(r"[,;.，；。]|\band\b|\bwhile\b", text[said_place.end :])[0]
    if text.isascii():
        words = between.split()
        linked = all(stands("placed", word) or stands("rank_words", word) for word in words)
        return linked and len(words) <= _SHORT and (not behind.strip() or stands("placed_with", behind[:_VERB]))
    for term in reversed([*terms("rank_words", between), *terms("placed", between)]):
        between = between[: term.start] + between[term.end :] if term.end <= len(between) else between
    behind = behind.removeprefix("位").removeprefix("名")
    return not between.strip(" 则的并") and not behind.strip()


def _all_mentions(label: str, text: str) -> Iterator[int]:
    """Where a label's mentions in a text end."""
    name = re.escape(label)
    pattern = rf"(?<!\w)(?:{name}|[Tt]he {name.lower()})(?!\w)" if label.isascii() else name
    return (m.end() for m in re.finditer(pattern, text))


def _judge_place(label: str, said_place: _Said, ladders: list[_Ladder]) -> Verdict | None:
    places = [ladder.place(label) for ladder in ladders]
    if any(p is None for p in places):
        return None
    tops = [p[0] for p in places if p is not None]
    ends = [p[1] for p in places if p is not None]
    want = said_place.place
    own = ladders[0].rungs[label]
    because = f"{label}: {told(own.claim)} is the {_nth(tops[0])} highest of {len(ladders[0].rungs)}"
    if want > len(ladders[0].rungs):
        return None
    other = ladders[0].at(want if not said_place.low else len(ladders[0].rungs))
    roles = [("figure", own.claim), *([("other", other.claim)] if other is not own else [])]
    if said_place.low and not said_place.superlative and all(ladder.rising for ladder in ladders):
        return None  # who is last in a race has the longest time
    # Where a table goes up from row to row, as times of a race do, the least comes first.
    rising = all(ladder.rising for ladder in ladders) and not said_place.superlative
    counted = ends if said_place.low or rising else tops
    if all(place == want for place in counted):
        return Verdict(CODE, "holds", roles, because)
    if want in counted:
        return None
    return Verdict(CODE, "discrepancy", roles, because, "likely", [Fit(f"it is the {_nth(tops[0])}")])


def _nth(place: int) -> str:
    return _NAMES[place - 1] if place <= len(_NAMES) else f"{place}th"


def _listed(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """Lund handled 3.1 million tonnes, Ries 2.8 million …: the names before the figures, ranked in the sentences behind."""
    ladder = _list(index, sentence)
    if ladder is None:
        return
    prose = index.tokens.prose
    for start, end in index.claims.sentences[sentence.index + 1 : sentence.index + 1 + _SOON]:
        text = prose[start:end]
        labels = [label for label in ladder.rungs if _mention(label, text) >= 0]
        for match in (*_places_of_list(text, len(ladder.rungs)), *_tops_of_list(text, len(ladder.rungs))):
            label = _subject(labels, text, match.start)
            if label is None or not _same_measure(text, label, match, prose[sentence.start : sentence.end]):
                continue
            verdict = _judge_place(label, match, [ladder])
            if verdict is not None:
                yield verdict


def _list(index: Index, sentence: Sentence) -> _Ladder | None:
    """Three and more figures of one unit, each with a name of its own before it, or behind it: 38mm in Arden."""
    return _named_before(index, sentence) or _named_behind(index, sentence)


def _named_behind(index: Index, sentence: Sentence) -> _Ladder | None:
    prose = index.tokens.prose
    rungs: dict[str, Figure] = {}
    figures = [f for f in sentence.figures if f.kind in ("measure", "money", "count", "number", "percent")]
    ends = [*(f.claim.start for f in figures[1:]), sentence.end]
    for figure, end in zip(figures, ends, strict=False):
        match = _BEHIND.match(prose[figure.claim.end : end])
        first = next(iter(rungs.values()), None)
        alike = _valued(figure) and not figure.depth and (first is None or comparable(first, figure))
        if match is None or not alike or match.group(1) in rungs:
            return None
        rungs[match.group(1)] = figure
    return _Ladder("", rungs) if len(rungs) >= _LEAST else None


def _named_before(index: Index, sentence: Sentence) -> _Ladder | None:
    prose = index.tokens.prose
    figures = [
        f for f in sentence.figures if f.kind in ("measure", "money", "count", "number", "percent") and _valued(f)
    ]
    rungs: dict[str, Figure] = {}
    last = sentence.start
    for figure in figures:
        segment = re.split(r"[,;:，；：、。]|\band\b", prose[last : figure.claim.start])[-1].strip()
        last = figure.claim.end
        match = _NAME.match(segment)
        if match is None or (rungs and len(segment) > len(match.group()) + _VERB):
            if len(rungs) >= _LEAST:
                break
            rungs = {}
            continue
        first = next(iter(rungs.values()), None)
        if first is not None and not comparable(first, figure):
            if len(rungs) >= _LEAST:
                return None
            rungs = {}
        if match.group() in rungs:
            return None
        rungs[match.group()] = figure
    return _Ladder("", rungs) if len(rungs) >= _LEAST else None


def _places_of_list(text: str, size: int) -> Iterator[_Said]:
    """Second-busiest of the five; ranking second; 在四个乡镇中排名第三: the group is the list, or nothing is said of it."""
    for term in terms("nth", text):
        after = text[term.end : term.end + 24]
        top = terms("superlative", after[:14])
        group = _GROUP.search(after)
        if top and top[0].start <= 1 and group is not None and _number(group.group(1)) == size:
            yield _Said(int(term.value), top[0].value == "low", term.start, term.end, False)
        before = text[max(0, term.start - 16) : term.start]
        ranked = terms("placed", before)
        if ranked and ranked[-1].value == "before" and not before[ranked[-1].end :].strip(" 在"):
            yield _Said(int(term.value), False, term.start, term.end, False)


def _tops_of_list(text: str, size: int) -> Iterator[_Said]:
    """Bexford was the driest of the three: a superlative of the list itself, with no other noun."""
    for term in terms("superlative", text):
        group = _GROUP.match(text[term.end :].lstrip())
        if group is not None and _number(group.group(1)) == size and text[group.end() + term.end + 1 :][:1] in ".,;":
            yield _Said(1, term.value == "low", term.start, term.end, True)


def _number(word: str) -> int | None:
    found = terms("few", word)
    return int(found[0].value) if found else int(word) if word.isdigit() else None


def _same_measure(text: str, label: str, said_place: _Said, listed: str) -> bool:
    """False where the words around name another measure: "second in containers", 油菜产量排名第三."""
    if text.isascii():
        after = re.split(r"[,;.]", text[said_place.end :])[0]
        at = _mention(label, text)
        before = text[at + len(label) : said_place.start]
        if said_place.superlative:
            return stands("placed", before) and len(before.split()) <= _SHORT
        return not re.match(r"\s+(?:in|by|for|on)\b", after) and len(before) <= _LINK
    before = text[_mention(label, text) + len(label) : said_place.start]
    bare = before
    for term in reversed([*terms("rank_words", before)]):
        bare = bare[: term.start] + bare[term.end :]
    bare = re.sub(r"[的在中里,，]|[一二三四五六七八九十两\d]+个?", "", bare)
    return all(c in listed for c in bare)
