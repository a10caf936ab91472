"""Parts that words tell apart: men and women, at home and abroad, the first, the second and the rest."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from fractions import Fraction

from checkers._gather import Figure, Index
from checkers._gather.kin import AMOUNTS, OTHER, SAME, elided, kin, unread
from checkers._gather.terms import said as said_in
from checkers._gather.terms import terms
from checkers._repair import written_slip
from checkers._verdict import Verdict
from checkers.total._judging import (
    ADDENDS,
    BACK,
    NEAR_MARK,
    SENTENCES,
    SEVERAL,
    addend,
    enumerated,
    flat,
    is_partial,
    mended,
    near_enough,
    others_follow,
    size,
    weighed,
)

_FAR_BACK = 400
_EDGES = re.compile(r"[,;.，；。、]")


def broken_down(index: Index) -> Iterator[Verdict]:
    """… income of {whole} …. By product, meters made {part}, pipes {part} and repairs {part}: all the parts are told.

    The whole is a figure told before, in any paragraph, that some words call by the same name, or any that the parts make.
    """
    for sentence in index.sentences:
        if len(sentence.figures) < 2 or sentence.heading:
            continue
        head = index.tokens.prose[sentence.start : sentence.start + BACK]
        if not terms("broken_down", head):
            continue
        parts = [f for f in sentence.figures if addend(f) and not f.depth and f.claim.cell is None]
        units = {(f.kind, f.unit) for f in parts}
        if len(parts) < 2 or len(units) != 1 or parts[0].kind == "number":
            continue
        most = max(map(size, parts))
        wholes = [
            f
            for f in index.same_unit(*units.pop())[-_FAR_BACK:]
            if f.claim.start < sentence.start and addend(f) and not f.depth and f.claim.cell is None and size(f) > most
        ]
        verdicts = [(v, f) for f in wholes if (v := weighed(f, parts, False)) is not None]
        good = [v for v, f in verdicts if v.outcome == "holds" and near_enough(f, parts)]
        if good:
            yield good[0]
            continue
        measures = {f.claim.measure for f in parts} - {""}
        named = [(v, f) for v, f in verdicts if f.claim.measure in measures or len(wholes) == 1]
        told_once = {size(f) for _, f in named}
        if len(told_once) == 1 and named[0][0].outcome == "discrepancy" and mended(named[0][1], parts):
            named[0][0].certainty = "likely"
            yield named[0][0]


def of_those(index: Index) -> Iterator[Verdict]:
    """{whole} voted for it. … Of those in favour, {part} …, {part} … and {part}: the whole stands a few sentences before."""
    for at, sentence in enumerate(index.sentences):
        if sentence.heading or not any("parts" in index.entry(k) for k in range(sentence.first, sentence.first + 2)):
            continue
        parts = [f for f in sentence.figures if f.kind in AMOUNTS and not f.depth]
        if len(parts) < SEVERAL or not all(map(addend, parts)) or unread(index, parts[0].first, sentence.after):
            continue
        near = [s for s in index.sentences[max(0, at - SENTENCES) : at] if s.paragraph >= sentence.paragraph - 1]
        wholes = [
            f for f in flat(near) if f.kind == "count" and elided(index, parts[0]) and size(f) > max(map(size, parts))
        ]
        verdicts = [(v, f) for f in wholes if (v := weighed(f, parts, False)) is not None]
        good = [v for v, _ in verdicts if v.outcome == "holds"]
        swapped = [
            v
            for v, f in verdicts
            if written_slip([(f.claim, -1), *((p.claim, 1) for p in parts)]) == 0 and mended(f, parts)
        ]
        if good:
            yield good[0]
        elif len(swapped) == 1:
            swapped[0].certainty = "likely"
            yield swapped[0]


def parted(index: Index) -> Iterator[Verdict]:
    """{whole} games, {part} of them at home and {part} away: words say that the parts are all, and none of them twice.

    They are two sides of one thing, as many as was said ("on two sites"), what it was split into, or one is the others.
    """
    for at, sentence in enumerate(index.sentences):
        near = index.sentences[at - 1] if at else None
        for begin, first in enumerate(sentence.figures):
            if not addend(first) or first.claim.cell is not None or "INCLUDING" in first.leads:
                continue
            before = [f for f in sentence.figures[:begin] if (f.kind, f.unit) == (first.kind, first.unit)]
            if before and index.edges_between(before[-1], first) <= 1:
                continue  # one of the parts itself
            found = [_several(index, first, sentence.figures[begin + 1 :])]
            if near is not None and near.paragraph == sentence.paragraph and not near.heading:
                before = [f for f in near.figures if addend(f) and not f.depth and f.claim.cell is None]
                nobody_else = all(f.kind == "date" for f in sentence.figures[:begin])
                if before and nobody_else:
                    found.append(_several(index, before[-1], sentence.figures[begin:]))
            for whole, parts, counted in filter(None, found):
                verdict = _told_apart(index, whole, parts, counted)
                if verdict is not None:
                    yield verdict


def _several(index: Index, whole: Figure, figures: list[Figure]) -> tuple[Figure, list[Figure], bool] | None:
    """The whole, the run of figures behind it that may be its parts, and whether a count between says how many they are."""
    parts: list[Figure] = []
    counts: list[Figure] = []
    for figure in figures:
        if figure.kind in ("date", "ordinal") or (not parts and (figure.depth or figure.kind == "age")):
            continue
        last = parts[-1] if parts else whole
        if last.sentence is figure.sentence and index.edges_between(last, figure) > (1 if parts else BACK // 10):
            break
        alike = kin(index, whole, figure) != OTHER or whole.kind == figure.kind == "count"
        small = figure.kind == "count" and size(figure) <= ADDENDS and not elided(index, figure)
        if not parts and small and kin(index, whole, figure) == OTHER:
            counts.append(figure)
            continue
        if not alike or not addend(figure) or figure.depth or size(figure) >= size(whole):
            break
        parts.append(figure)
    if len(parts) < 2 or whole.depth or elided(index, whole) or len(counts) > 1 or enumerated(index, parts):
        return None
    if counts and (size(counts[0]) != len(parts) or counts[0].sentence is not whole.sentence):
        return None
    return whole, parts, bool(counts)


def _told_apart(index: Index, whole: Figure, parts: list[Figure], counted: bool) -> Verdict | None:
    sentence = parts[-1].sentence
    if (
        whole.kind == "number"
        or is_partial(index, sentence, parts[0], parts)
        or unread(index, whole.after, parts[-1].first)
    ):
        return None
    prose = index.tokens.prose
    begin = whole.claim.end if whole.sentence is sentence else sentence.start
    front = prose[begin : parts[0].claim.start]
    surely = counted or said_in("split_into", prose[whole.claim.end : parts[0].claim.start])
    sides = len(parts) == 2 and _two_sides(index, begin, parts) and _of_its_kind(index, whole, parts, begin)
    same = all(kin(index, whole, p) or (sides and said_in("sides", f"{p.unit} {p.unit}s")) for p in parts)
    over = sum(map(size, parts), Fraction(0)) > size(whole)
    surely = surely or _gapped(index, whole, parts) or (over and _listed_behind(index, whole, parts))
    surely = surely or _parallel(index, whole, parts)
    named = "INCLUDING" in index.cues_between(whole.after, parts[0].first) and _rest_named(index, parts, front)
    if not same or not (sides or surely or named):
        return None
    verdict = weighed(whole, parts, False)
    if verdict is None or verdict.outcome == "holds":
        return verdict
    added = sum(map(size, parts), Fraction(0))
    if added < size(whole) and not (sides or counted) and not mended(whole, parts):
        return None
    if added < size(whole) and others_follow(index, whole, parts):
        return None
    rank = written_slip([(whole.claim, -1), *((p.claim, 1) for p in parts)])
    exact = rank is not None
    two = sides and over and whole.kind == "count" and whole.sentence is sentence
    most = 2 if (sides and over) or rank == 0 else 4
    if abs(added - size(whole)) * most > size(whole) or not (exact or two):
        return None
    verdict.certainty = verdict.certainty and "likely"
    return verdict


def _two_sides(index: Index, begin: int, parts: list[Figure]) -> bool:
    """True where the words before both parts, or behind both, are two sides of one thing: men and women, 国内 and 国际."""
    prose = index.tokens.prose
    a, b = (p.claim for p in parts)
    after = _EDGES.split(prose[b.end : min(parts[1].sentence.end, b.end + BACK)])[0]
    texts = (prose[max(begin, a.start - BACK) : a.start], prose[a.end : b.start], after)
    sides = [{term.value for term in terms("sides", text)} for text in texts]
    return any(f"{x[:-1]}{3 - int(x[-1])}" in right for left, right in itertools.pairwise(sides) for x in left)


def _gapped(index: Index, whole: Figure, parts: list[Figure]) -> bool:
    """True for "7.3m, of which 4.6m was bulk and 3.7m containers": two parts of one verb that come to too much."""
    a, b = parts[0], parts[-1]
    of_which = any("parts" in index.entry(k) for k in range(whole.after, a.first))
    joined = any("join" in index.entry(k) and index.tokens.text[k].isascii() for k in range(a.after, b.first))
    if not (of_which and joined) or sum(map(size, parts)) < size(whole):
        return False
    if "RESPECTIVELY" in b.tails[:1]:
        return True  # "among which the three kinds are 61,000, 48,000 and 17,000 respectively"
    if len(parts) > 2:
        return False
    behind = range(b.after, min(b.sentence.after, b.after + NEAR_MARK))
    return not any(index.entry(k).get("link") == "be" for k in behind)


def _parallel(index: Index, whole: Figure, parts: list[Figure]) -> bool:
    """True for "640 beds, 415 at Northgate and 252 at the Mill", "28 branches, 19 in Rome and nine abroad"."""
    if len(parts) > 2 or not all(elided(index, p) for p in parts) or whole.sentence is not parts[0].sentence:
        return False
    t = index.tokens
    if t.text[parts[0].first - 1] not in ",–—" or not any(
        "join" in index.entry(k) for k in range(parts[0].after, parts[1].first)
    ):
        return False
    behind = [_past_them(index, p) for p in parts]
    first, second = (t.word[k] for k in behind)
    end = min(parts[1].after + NEAR_MARK, parts[1].sentence.after)
    edge = next((k for k in range(parts[1].after, end) if t.text[k] in ",.;"), None)
    if edge is None or any("link" in index.entry(k) for k in range(parts[1].after, edge)):
        return False
    return said_in("where", first) and (first == second or said_in("not_here", second))


def _past_them(index: Index, part: Figure) -> int:
    """The token behind a figure and its "of them"."""
    k = part.after
    while k < part.sentence.after - 1 and (index.entry(k).get("cue") == "OF" or "parts" in index.entry(k)):
        k += 1
    return k


def _listed_behind(index: Index, whole: Figure, parts: list[Figure]) -> bool:
    """True for 金牌86枚，田径32枚，游泳29枚，体操35枚: three and more behind a whole, each with its name before it."""
    names = [index.text(a.after, b.first).strip("，、,； 和") for a, b in itertools.pairwise([whole, *parts])]
    if (
        len(parts) < SEVERAL
        or whole.sentence is not parts[0].sentence
        or whole.kind not in ("count", "money", "measure")
    ):
        return False
    pairs = list(itertools.pairwise([whole, *parts]))
    marks = {index.tokens.text[k] for a, b in pairs[1:] for k in range(a.after, b.first)} & {"、", "，"}
    if not ("TOTAL" in whole.leads or marks == {"、"}):
        return False
    after = whole.sentence.figures[parts[-1].order + 1 : parts[-1].order + 2]
    if after and (after[0].kind, after[0].unit) == (whole.kind, whole.unit):
        return False  # the list goes on
    if "、" in index.tokens.text[whole.after : parts[0].first]:
        return False
    if any(index.edges_between(a, b) != 1 or (a.unit != b.unit and kin(index, whole, b) != SAME) for a, b in pairs):
        return False
    return all(not name.isascii() and 0 < len(name) <= NEAR_MARK for name in names) and len({*names}) == len(names)


def _of_its_kind(index: Index, whole: Figure, parts: list[Figure], begin: int) -> bool:
    """False for 教师412人，男生168人: what stands beside the side in a part's Han name is not what the whole counts."""
    prose = index.tokens.prose
    own = f"{_EDGES.split(prose[whole.sentence.start : whole.claim.start])[-1]}{whole.unit or ''}"
    for start, part in ((begin, parts[0]), (parts[0].claim.end, parts[1])):
        name = _EDGES.split(prose[start : part.claim.start])[-1].strip()
        found = terms("sides", name)
        if not found or name.isascii():
            continue
        rest = name[found[-1].end :].strip("共有为约达是的")
        if rest and not set(rest) & set(own):
            return False
    return True


def _rest_named(index: Index, parts: list[Figure], front: str) -> bool:
    """True where the last part is called the other ones: 其他收入8亿元, "and 61 others"."""
    prose = index.tokens.prose
    last = parts[-1].claim
    before = prose[parts[-2].claim.end : last.start]
    behind = _EDGES.split(prose[last.end : min(parts[-1].sentence.end, last.end + BACK // 2)])[0]
    in_turn = said_in("other_ones", front) and said_in("in_turn", behind + front)
    return said_in("other_ones", before) or said_in("other_ones", behind) or in_turn
