"""Totals whose parts are told over several sentences, items of a list, or sides of a match."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from checkers._gather import Figure, Index, Sentence
from checkers._gather.index import comparable
from checkers._gather.kin import AMOUNTS, OTHER, elided, kin, unread
from checkers._gather.runs import beside, runs
from checkers._gather.terms import said as said_in
from checkers._gather.terms import terms
from checkers._judge import told
from checkers._verdict import Verdict
from checkers.total._judging import (
    ADDENDS,
    CODE,
    DIGITS_TELL,
    NO_PART,
    SENTENCES,
    SEVERAL,
    addend,
    comes_to,
    enumerated,
    exactly,
    flat,
    is_partial,
    mended,
    rank_of,
    scaled,
    size,
    slips,
    weighed,
)
from claims.quantity import Range

_PERIODS = 4
_NUMBERS = re.compile(r"\d{1,3}")


def spread_out(index: Index) -> Iterator[Verdict]:
    """The league has {whole} clubs. {part} play in the north, {part} in the south and {part} abroad.

    The parts stand in the sentences after the whole, say its noun again or leave it out, and nothing else is counted.
    """
    for at, sentence in enumerate(index.sentences):
        if not sentence.figures or sentence.figures[0].claim.cell is not None:
            continue
        levels = [f for f in sentence.figures if f.kind in AMOUNTS and not f.depth]
        if not levels or not addend(levels[-1]) or sentence.heading:
            continue
        whole = levels[-1]
        q = whole.claim.quantity
        assert q is not None
        if whole.kind == "number" and not comes_to(index, whole):
            continue
        parts: list[Figure] = []
        for after in index.sentences[at + 1 : at + 1 + SENTENCES]:
            if after.heading or after.paragraph > sentence.paragraph + 1 or after.figures[0].claim.cell is not None:
                break
            more = [f for f in after.figures if f.kind in AMOUNTS and not f.depth]
            if any(f.unit == p.unit and size(f) == size(p) and not elided(index, f) for f in more for p in parts):
                # The three Baltic states come back: they are not three more.
                break
            if not more or not all(addend(f) and kin(index, whole, f) != OTHER and size(f) < q.middle for f in more):
                break
            parts += more
            verdict = weighed(whole, parts, False) if len(parts) >= 2 else None
            if verdict is not None and verdict.outcome == "holds" and (len(parts) > 2 or q.digits >= DIGITS_TELL):
                yield verdict
                break
        else:
            verdict = None
        if len(parts) < SEVERAL or (verdict is not None and verdict.outcome == "holds"):
            continue
        if is_partial(index, parts[0].sentence, parts[0], parts) or enumerated(index, parts):
            continue
        if unread(index, whole.after, parts[-1].sentence.after):
            continue
        verdict = weighed(whole, parts, False)
        if verdict is not None and verdict.outcome == "discrepancy" and mended(whole, parts):
            verdict.certainty = "likely"
            yield verdict


def summed_up(index: Index, figures: list[Figure]) -> Iterator[Verdict]:
    """{part}, {part} and {part} …, a total of {whole}: the whole stands behind a plain list of its parts."""
    for at, whole in enumerate(figures):
        if at < 2 or whole.claim.quantity is None or whole.claim.quantity.value is None:
            continue
        said_last = "TOTAL" in whole.tails[:1] and not whole.leads and whole.before in (",", "，")
        near = figures[at - 1]
        so_many = near.order == whole.order - 1 and _so_many(index, near, whole, figures)
        named = "TOTAL" in whole.leads[:2] or _sums_up(index, whole) or _total_named(index, whole)
        if not (said_last or named or so_many):
            continue
        if "EACH" in whole.tails[:1]:
            continue
        parts: list[Figure] = []
        after = whole
        # "42 concerts, 36 dramas and 18 operas, a total of 96 performances": one name for all of them.
        counts = [f for f in figures[:at] if f.kind == "count"]
        many = whole.kind == "count" and "TOTAL" in whole.leads[:2] and len(counts) == at >= SEVERAL
        for figure in reversed(figures[:at]):
            if after is whole and said_last and figure.kind == "count" != whole.kind:
                # "… and £750 went to the first three men, £4,750 in all"
                continue
            if after is whole and figure.order == whole.order - 1 and _so_many(index, figure, whole, figures):
                continue
            if (
                not (comparable(whole, figure) or (many and figure.kind == "count"))
                or figure.claim.quantity is None
                or figure.claim.quantity.value is None
                or figure.opens
                or any(not comparable(figure, p) and not many for p in parts)
            ):
                break
            if after is not whole and not beside(index, figure, after):
                break
            if after is whole and index.edges_between(figure, after) > 1:
                break
            parts.insert(0, figure)
            after = figure
        if len(parts) >= 2 and parts[0].leads[:1] not in (("FROM",), ("THAN",)):
            verdict = weighed(whole, parts, False)
            if verdict is not None and verdict.outcome == "discrepancy" and len(parts) == 2 and rank_of(verdict) > 1:
                # Two figures before a total need not be all: what swaps or scales cannot explain is no sign.
                continue
            if verdict is not None and verdict.outcome == "discrepancy" and _lacks(index, parts):
                continue
            if verdict is not None and (verdict.outcome != "discrepancy" or slips(verdict)):
                yield verdict


def _lacks(index: Index, parts: list[Figure]) -> bool:
    """True where a number among the parts was read as part of a name."""
    t = index.tokens
    return any(k not in index.owner and t.text[k].isdigit() for k in range(parts[0].first, parts[-1].first))


def _so_many(index: Index, figure: Figure, whole: Figure, figures: list[Figure]) -> bool:
    """True for "… 96, 74 and 21 respectively, and the three goods totaled 191": as many as there are parts before it."""
    q = figure.claim.quantity
    if q is None or figure.kind != "count" or q.middle > ADDENDS or not comes_to(index, whole):
        return False
    parts = [f for f in figures if f.order < figure.order and comparable(f, whole)]
    return len(parts) >= q.middle >= 2 and index.edges_between(figure, whole) == 0


def _total_named(index: Index, whole: Figure) -> bool:
    """True for 总产量1160吨: what is measured is called a total, at the head of its clause."""
    before = index.tokens.prose[whole.sentence.start : whole.claim.start]
    clause = re.split(r"[，、；：]", before)[-1].strip()
    return bool(clause) and not clause.isascii() and said_in("total_name", clause[:1])


def _sums_up(index: Index, whole: Figure) -> bool:
    """True where "for a total of" stands right before a figure."""
    return any(
        "sums_up" in (entry := index.entry(k)) and "join" not in entry
        for k in range(max(whole.sentence.first, whole.first - 2), whole.first)
    )


def listed(index: Index) -> Iterator[Verdict]:
    """{whole} … {part}, {part}, {part} and {part}: a list of which nothing says that it is all of the whole before it.

    That it adds up says so; so does a swap or a scale word that makes it add up, where one whole is meant.
    """
    for at, sentence in enumerate(index.sentences):
        if sentence.heading:
            continue
        figures = [f for f in sentence.figures if f.claim.cell is None]
        for run in _runs(index, sentence, figures):
            near = [s for s in index.sentences[max(0, at - 2) : at] if s.paragraph == sentence.paragraph]
            verdicts = _against(run, [*near, sentence])
            if not any(v.outcome == "holds" for v in verdicts) and terms(
                "further", index.text(sentence.first, run[0].first)
            ):
                # "… sets aside 191 for schools. A further 28, 54 and 44 go to …": the list goes on.
                before = [f for f in flat(near[-1:]) if (f.kind, f.unit) == (run[0].kind, run[0].unit)]
                wider = [s for s in index.sentences[:at] if s.heading or s.paragraph >= sentence.paragraph - 1]
                verdicts = [v for f in before[-1:] for v in _against([f, *run], wider)] or verdicts
            good = [v for v in verdicts if v.outcome == "holds"]
            if good:
                yield good[0]
                continue
            slipped = [v for v in verdicts if v.outcome == "discrepancy" and rank_of(v) == 0 and exactly(v)]
            if len({told(dict(reversed(v.roles))["total"]) for v in slipped}) == 1:
                slipped[-1].certainty = "likely"
                yield slipped[-1]


def _against(run: list[Figure], sentences: list[Sentence]) -> list[Verdict]:
    """A list of parts weighed against each figure before it that may be their whole."""
    most = max(p.claim.quantity.middle for p in run if p.claim.quantity is not None)
    wholes = [
        f
        for f in flat(sentences)
        if f.claim.start < run[0].claim.start
        and (f.kind, f.unit) == (run[0].kind, run[0].unit)
        and f.claim.quantity is not None
        and f.claim.quantity.value is not None
        and f.claim.quantity.hedge in (None, "about")
        and f.claim.quantity.middle > most
        and not (f.leads[:1] and f.leads[0] in NO_PART)
    ]
    return [v for v in (weighed(whole, run, False) for whole in wholes) if v is not None]


def scored(index: Index) -> Iterator[Verdict]:
    """28-24, 22-27, 31-25 and 25-26, and 106-102: the parts of a match add up to its score, on both sides.

    Sets and frames are won, not added: no score of a match that counts them is larger than its parts.
    """
    for sentence in index.sentences:
        scores = [(f, _sides(f)) for f in sentence.figures if f.kind == "score"]
        for begin in range(len(scores) - _PERIODS + 1):
            parts = [(f, sides) for f, sides in scores[begin : begin + _PERIODS] if sides is not None]
            if len(parts) < _PERIODS or any(not beside(index, a, b) for (a, _), (b, _) in itertools.pairwise(parts)):
                continue
            sums = tuple(sum(sides[k] for _, sides in parts) for k in (0, 1))
            finals = [(f, sides) for f in index.figures if f.kind == "score" and (sides := _sides(f)) is not None]
            close: list[tuple[Figure, tuple[int, int]]] = []
            for final, (left, right) in finals:
                if final in [f for f, _ in parts]:
                    continue
                close.extend(
                    (final, ordered)
                    for ordered in ((left, right), (right, left))
                    if all(abs(sums[k] - ordered[k]) * 5 <= ordered[k] for k in (0, 1))
                )
            fitting = [c for c in close if c[1] == sums]
            half = [c for c in close if (c[1][0] == sums[0]) != (c[1][1] == sums[1])]
            if not fitting and not half:
                continue
            final, ordered = (fitting or half)[0]
            off = 0 if ordered[0] != sums[0] else 1
            because = f"{' + '.join(str(sides[off]) for _, sides in parts)} = {sums[off]}"
            roles = [("total", final.claim)] + [("part", f.claim) for f, _ in parts]
            found, expected = Range.point(ordered[off]), Range.point(sums[off])
            if fitting:
                yield Verdict(CODE, "holds", roles, because, found=found, expected=expected)
            else:
                because += f", not {ordered[off]}"
                yield Verdict(CODE, "discrepancy", roles, because, "likely", found=found, expected=expected)


def _sides(figure: Figure) -> tuple[int, int] | None:
    """The two numbers of a score."""
    numbers = _NUMBERS.findall(told(figure.claim))
    return (int(numbers[0]), int(numbers[1])) if len(numbers) == 2 else None


def _runs(index: Index, sentence: Sentence, figures: list[Figure]) -> Iterator[list[Figure]]:
    """Lists of four figures, or three of one unit; of lengths of time too (优96天、良205天), which nothing else sums."""
    for run in runs(index, sentence):
        units = {(p.kind, p.unit) for p in run}
        if len(units) == 1 and run[0].kind not in ("age", "number") and figures:
            yield run if run[0].kind != "duration" or len(run) < 4 else run[_whole_first(run) :]


def _whole_first(run: list[Figure]) -> int:
    """1 where a run of lengths of time begins with one that no other of it comes near: 365天中，优96天."""
    first, *rest = (p.claim.quantity.middle for p in run if p.claim.quantity is not None)
    return 1 if first > max(rest) and sum(rest) * 2 > first else 0


def among(index: Index) -> Iterator[Verdict]:
    """{whole} … . Among them, {part} … and {part}: parts in the sentence after the whole; a slip must explain a difference."""
    for before, sentence in zip(index.sentences, index.sentences[1:], strict=False):
        if sentence.paragraph != before.paragraph or sentence.index != before.index + 1:
            continue
        if not any("parts" in index.entry(k) for k in range(sentence.first, sentence.first + 2)):
            continue
        parts = [
            f
            for f in sentence.figures
            if f.level
            and not f.opens
            and f.kind not in ("duration", "age")
            and f.claim.quantity is not None
            and f.claim.quantity.value is not None
            and not (f.leads[:1] and f.leads[0] in ("FROM", "THAN", "EACH", "PER", "AVERAGE"))
        ]
        wholes = [
            f
            for f in before.figures
            if f.level
            and not f.opens
            and f.claim.quantity is not None
            and f.claim.quantity.value is not None
            and not (f.leads[:1] and f.leads[0] in ("FROM", "THAN", "EACH", "PER", "AVERAGE"))
        ]
        for whole in wholes[:1]:
            same = [p for p in parts if p.kind == whole.kind and p.unit == whole.unit]
            if not 2 <= len(same) <= 8 or len(same) != len(parts):
                continue
            verdict = weighed(whole, same, False)
            if verdict is not None and verdict.outcome == "discrepancy" and len(same) > 2:
                # A surplus or an "other" stands beside the parts: without it they may add up.
                fewer = [weighed(whole, same[:k] + same[k + 1 :], False) for k in range(len(same))]
                verdict = next((v for v in fewer if v is not None and v.outcome == "holds"), verdict)
            if verdict is not None and (
                verdict.outcome == "holds"
                or (verdict.outcome == "discrepancy" and len(same) > 2 and slips(verdict))
                or mended(whole, same)
                or scaled(whole, same)
            ):
                verdict.certainty = verdict.certainty and "likely"
                yield verdict
