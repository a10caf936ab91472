"""Points that are numbered come in their order, none left out, as many as announced.

> There are four priorities. The first is health. The second is schools. The fourth is roads.
! "fourth" 1, 2, 4 ~ third

> There are three priorities. The first is health. The second is schools. The third is roads.
= "first" 1, 2, 3

> 会议提出三点要求：一是抓好春耕，二是保障供水，三是防范风险。
= "三" 1, 2, 3

> 会议提出三点要求：一是抓好春耕，二是保障供水，三是防范风险，四是办好学校。
! "三" 1, 2, 3, 4 ~ 四

> 会议提出三点要求：一是抓好春耕，二是保障供水，四是防范风险。
! "三" 1, 2, 4

> The first is health. The third is roads.
? "third" 1, 3

> The first runner fell. The second was slower. The fourth runner won.

> The first is always hard. In the third quarter sales rose.

> 他三次提出要求。一是一，二是二。

> The first was in May. The second was in June. The first was the largest.

Rule: heads of sentences that say "the first is", or clauses that say 一是, in the order of the text. A number left out after two
in their order, or more or fewer points than are announced right before them, is likely a slip.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from checkers._context import Context
from checkers._gather import Figure, Index
from checkers._judge import told
from checkers._verdict import Edit, Fit, Verdict
from claims.quantity import Range

CODE = "sequence"
_NAMES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_HAN = "一二三四五六七八九十"
_IS = "是"
_HEADS = re.compile(r"(?<![\w])([一二三四五六七八九十])是(?![一二三四五六七八九十否])")
_AFTER_EDGE = frozenset(":：;；。,，\n")
_FAR = 600


def sequence(points: Sequence[int], announced: Range | None) -> bool:
    """True where the points count from one without a gap, to the number announced where there is one."""
    plain = list(points) == list(range(1, len(points) + 1))
    return plain and (announced is None or Range.point(len(points)).meets(announced))


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    yield from _heads(index)
    yield from _clauses(index)


def _shown(values: Sequence[int]) -> str:
    return ", ".join(map(str, values))


# -- "The first is … The second is …" -----------------------------------------------------------------------------


def _heads(index: Index) -> Iterator[Verdict]:
    run: list[tuple[int, Figure]] = []
    for sentence in index.sentences:
        head = sentence.figures[0] if sentence.figures else None
        if head is None or head.claim.cell is not None or not _is_head(index, head):
            continue
        q = head.claim.quantity
        assert q is not None and q.value is not None
        value = int(q.value)
        if value == 1:
            yield from _judged(run)
            run = [(1, head)]
        elif run and head.claim.start - run[-1][1].claim.start <= _FAR:
            run.append((value, head))
    yield from _judged(run)


def _is_head(index: Index, figure: Figure) -> bool:
    """True for "The first is" and 第一， at the head of a sentence."""
    q = figure.claim.quantity
    if figure.kind != "ordinal" or q is None or q.value is None or q.unit is not None or not 1 <= q.value <= 10:
        return False
    if figure.first - figure.sentence.first > 1 or figure.leads:
        return False
    t = index.tokens
    if figure.after >= len(t):
        return False
    entry = index.entry(figure.after)
    return t.text[figure.after] in ",，、" or (entry.get("cue") == "TO" and t.text[figure.after].isascii())


def _judged(run: list[tuple[int, Figure]]) -> Iterator[Verdict]:
    if len(run) < 2:
        return
    values = [value for value, _ in run]
    roles = [("point", figure.claim) for _, figure in run]
    if sequence(values, None):
        if len(values) > 2:
            yield Verdict(CODE, "holds", roles, f"{_shown(values)} in their order")
        return
    at = next(i for i, value in enumerate(values) if value != i + 1)
    odd = run[at][1]
    ordered = [roles[at], *roles[:at], *roles[at + 1 :]]
    because = (
        f"{_shown(values)}: {at + 1} is left out"
        if values[at] > at + 1
        else f"{_shown(values)}: {values[at]} comes twice"
    )
    if values[at] != at + 2 or at + 1 != len(values) or len(values) < 3:
        if values[at] > at + 1:
            yield Verdict(CODE, "undecided", ordered, because)
        return
    written = odd.claim.quantity.written if odd.claim.quantity is not None else ""
    name = _NAMES[at] if written.isascii() else written.replace(_HAN[values[at] - 1], _HAN[at])
    low, high = odd.claim.number or (odd.claim.start, odd.claim.end)
    yield Verdict(CODE, "discrepancy", ordered, because, "likely", [Fit(f"{written} is {name}", Edit(low, high, name))])


# -- 一是 … 二是 … ---------------------------------------------------------------------------------------------------


def _clauses(index: Index) -> Iterator[Verdict]:
    prose = index.tokens.prose
    if _IS not in prose:
        return
    runs: list[list[tuple[int, int]]] = []
    for match in _HEADS.finditer(prose):
        before = prose[: match.start()][-1:]
        if before and before not in _AFTER_EDGE and not before.isspace():
            continue
        value = _HAN.index(match[1]) + 1
        if value == 1:
            runs.append([(1, match.start())])
        elif runs and match.start() - runs[-1][-1][1] <= _FAR:
            runs[-1].append((value, match.start()))
    for run in runs:
        if len(run) < 2:
            continue
        count = _announced(index, run[0][1])
        if count is None:
            continue
        q = count.claim.quantity
        assert q is not None and q.value is not None
        values = [value for value, _ in run]
        number = int(q.value)
        roles = [("count", count.claim)]
        because = f"{_shown(values)} follow"
        if sequence(values, Range.point(number)):
            yield Verdict(CODE, "holds", roles, because, found=Range.point(number), expected=Range.point(len(values)))
            continue
        whole = sequence(values, None)
        if not whole and sorted(values) != values:
            continue
        if whole and len(values) < number:
            yield Verdict(CODE, "undecided", roles, because)
            continue
        fits = []
        if whole and q.written in _HAN and len(values) <= len(_HAN):
            low, high = count.claim.number or (count.claim.start, count.claim.end)
            fits = [Fit(f"{told(count.claim)} is {_HAN[len(values) - 1]}", Edit(low, high, _HAN[len(values) - 1]))]
        yield Verdict(
            CODE,
            "discrepancy",
            roles,
            because,
            "likely",
            fits,
            found=Range.point(number),
            expected=Range.point(len(values)),
        )


def _announced(index: Index, start: int) -> Figure | None:
    """The small count that announces the points: it ends the clause right before the first of them."""
    prose = index.tokens.prose
    at = bisect_left(index.figures, start, key=lambda f: f.claim.start)
    best = index.figures[at - 1] if at else None
    q = best.claim.quantity if best is not None else None
    if best is None or best.kind != "count" or q is None or q.value is None or q.hedge is not None:
        return None
    if q.value not in range(2, 11):
        return None
    gap = prose[best.claim.end : start]
    return best if len(gap) <= 14 and sum(c in "，,：:。；;" for c in gap) == 1 and gap[-1:] in "：:。，" else None
