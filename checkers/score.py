"""The parts of a match add up to its score: quarters to a half and to the whole.

> The home side led 41-38 at half-time after quarters of 22-17 and 19-21, and won in the end.
= "41-38" 22 + 19 = 41 and 17 + 21 = 38

> The home side led 41-38 at half-time after quarters of 22-17 and 19-24, and won in the end.
! "41-38" 22 + 19 = 41 and 17 + 24 = 41

> 海州队以84比76获胜，四节比分依次为14比21、17比23、28比15、25比17。
= "84比76" 84 and

> 海州队以88比76获胜，四节比分依次为14比21、17比23、28比15、25比17。
! "88比76" 14 + 17 + 28 + 25 = 84

> 海州队在半场落后19分的情况下获胜。四节比分依次为14比21、17比23、28比15、25比17，下半场净胜21分。
! "19分" 31 and 44 are 13 apart
= "21分" 53 and 32 are 21 apart

> City won 101-96 in overtime, after quarters of 22-17, 19-24, 28-25 and 20-23.
? "101-96" overtime

> City beat Rovers 3-1, 2-2 and 4-0 in the three matches of the half.

> The sets went 6-4, 3-6 and 7-5, and she won 2-1.

Rule: four quarters, or two halves, make the final score, and two quarters that of half-time; overtime adds to them. Which
side is named first may change from score to score.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import said as stands
from checkers._gather.terms import terms
from checkers._judge import told
from checkers._repair import repairs
from checkers._verdict import Fit, Verdict
from claims.quantity import Range

CODE = "score"
_SCORE = re.compile(r"(\d{1,3})\D+(\d{1,3})$")
_WHOLE = {"quarter": 4, "half": 2}
_APART = 12
_NEAR = 24
_SOON = 2


def score(parts: list[tuple[int, int]]) -> tuple[int, int]:
    """What both sides have after all parts."""
    return sum(a for a, _ in parts), sum(b for _, b in parts)


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        for kind, run in _runs(index, sentence):
            parts = [p for p in map(_points, run) if p is not None]
            if len(parts) == len(run):
                yield from _weigh(index, sentence, kind, run, parts)


def _points(figure: Figure) -> tuple[int, int] | None:
    quantity = figure.claim.quantity
    match = _SCORE.match(" ".join(quantity.written.split())) if quantity is not None else None
    return (int(match.group(1)), int(match.group(2))) if match else None


def _runs(index: Index, sentence: Sentence) -> Iterator[tuple[str, list[Figure]]]:
    """Scores one after another that a word before the first calls those of quarters or halves."""
    prose = index.tokens.prose
    run: list[Figure] = []
    for figure in sentence.figures:
        if figure.kind == "score":
            if run and not _beside(prose, run[-1], figure):
                run = []
            run.append(figure)
            following = sentence.figures[figure.order + 1 : figure.order + 2]
            if len(run) > 1 and not (
                following and following[0].kind == "score" and _beside(prose, figure, following[0])
            ):
                low = max(sentence.start, run[0].claim.start - _NEAR)
                found = terms("match_part", prose[low : run[0].claim.start])
                if found and len(run) in (_WHOLE[found[-1].value], 2):
                    yield found[-1].value, run
                run = []


def _beside(prose: str, a: Figure, b: Figure) -> bool:
    """True where a score follows another in one list."""
    gap = prose[a.claim.end : b.claim.start]
    return len(gap) <= _APART and not terms("match_part", gap)


def _weigh(
    index: Index, sentence: Sentence, kind: str, run: list[Figure], parts: list[tuple[int, int]]
) -> Iterator[Verdict]:
    whole = len(run) == _WHOLE[kind]
    prose = index.tokens.prose
    around = [s for s in index.sentences if abs(s.index - sentence.index) <= _SOON]
    scores = [f for s in around for f in s.figures if f.kind == "score" and f not in run and f.claim.cell is None]
    extra = any(stands("overtime", prose[s.start : s.end]) for s in around)
    if whole:
        final = [f for f in scores if not _at_half(index, f)]
        yield from _summed(run, parts, final, extra)
        if kind == "quarter":
            yield from _summed(run[:2], parts[:2], [f for f in scores if _at_half(index, f)], False)
            yield from _led(index, around, run, parts)
    elif kind == "quarter" and len(run) == 2:
        yield from _summed(run, parts, [f for f in scores if _at_half(index, f)], False)


def _at_half(index: Index, figure: Figure) -> bool:
    """True where words beside a score, in its clause, say that it is that of half-time."""
    prose = index.tokens.prose
    before = re.split(r"[,;，；。]", prose[max(figure.sentence.start, figure.claim.start - _NEAR) : figure.claim.start])
    after = re.split(r"[,;，；。.]", prose[figure.claim.end : min(figure.sentence.end, figure.claim.end + _NEAR)])
    return stands("half_time", before[-1]) or stands("half_time", after[0])


def _summed(run: list[Figure], parts: list[tuple[int, int]], scores: list[Figure], extra: bool) -> Iterator[Verdict]:
    """One of the scores is what the parts add up to; if none is, the nearest in size is weighed."""
    sums = score(parts)
    first, second = (" + ".join(str(p[side]) for p in parts) for side in (0, 1))
    because = f"{first} = {sums[0]} and {second} = {sums[1]}"
    roles = [(f"part {i}", f.claim) for i, f in enumerate(run, 1)]
    best: tuple[int, Figure, tuple[int, int]] | None = None
    for figure in scores:
        points = _points(figure)
        if points is None:
            continue
        if points in (sums, sums[::-1]):
            yield Verdict(CODE, "holds", [("score", figure.claim), *roles], f"{told(figure.claim)}: {because}")
            return
        off = min(abs(points[0] - a) + abs(points[1] - b) for a, b in (sums, sums[::-1]))
        if best is None or off < best[0]:
            best = off, figure, points
    if best is None or best[0] > sum(sums) // 5:
        return
    _, figure, points = best
    if extra:
        yield Verdict(CODE, "undecided", [("score", figure.claim), *roles], f"{because}, and overtime was played")
        return
    fits = [Fit(f"the score is {sums[0]}-{sums[1]}", None, 4)]
    yield Verdict(CODE, "discrepancy", [("score", figure.claim), *roles], because, "likely", fits)


def _led(index: Index, around: list[Sentence], run: list[Figure], parts: list[tuple[int, int]]) -> Iterator[Verdict]:
    """半场落后13分, "trailed by 13 at the break", 下半场净胜21分: by how much a half was won or lost."""
    prose = index.tokens.prose
    for sentence in around:
        for figure in sentence.figures:
            q = figure.claim.quantity
            if figure.kind not in ("count", "number") or q is None or q.value is None or q.hedge is not None:
                continue
            before = re.split(
                r"[,;，；。]", prose[max(sentence.start, figure.claim.start - _NEAR) : figure.claim.start]
            )[-1]
            after = re.split(r"[,;，；。.]", prose[figure.claim.end : min(sentence.end, figure.claim.end + _NEAR)])[0]
            if not (terms("gap_before", before) or stands("won_by", before) or stands("trailed", before)):
                continue
            second = stands("second_half", before + after)
            if not second and not stands("half_time", before + after):
                continue
            a, b = score(parts[2:] if second else parts[:2])
            roles = [("margin", figure.claim), *((f"part {i}", f.claim) for i, f in enumerate(run, 1))]
            because = f"{a} and {b} are {abs(a - b)} apart"
            if q.value == abs(a - b):
                yield Verdict(CODE, "holds", roles, because)
                continue
            fits = [fit for _, fit in repairs(figure.claim, Range.point(abs(a - b)))]
            yield Verdict(CODE, "discrepancy", roles, because, "likely", fits or [Fit(f"by {abs(a - b)}", None, 4)])
