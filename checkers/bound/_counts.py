"""A bound on a count ("more than 40 firms") against the count that the same passage, or a later one, gives."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from fractions import Fraction

from checkers._gather import Figure, Index, Sentence
from checkers._gather.compared import stems_of
from checkers._gather.terms import said as said_of
from checkers._gather.terms import starts_with, terms
from checkers._judge import told
from checkers._repair import fineness, repairs
from checkers._sizes import telling
from checkers._verdict import Verdict
from checkers.bound._relation import (
    AFTER,
    CLAUSE,
    CODE,
    FEW,
    LOOSE,
    MARKS,
    NEAR,
    REACH,
    STEM,
    bound,
    of_one_measure,
    window,
)
from claims.quantity import Range

_SOON, _TELLING = 2, 3
_TOLD = frozenset(("count", "number", "money", "measure"))
_JOINED = frozenset(";；:：")
_NO_COUNT = frozenset(("FROM", "THAN", "OF", "INCLUDING", "UP", "DOWN", "MORE", "FEWER", "BY"))
_PARTS = 6
_MEANT = 5
_EXACT = 2
_ONE_SIDED = ("more-than", "at-least", "nearly", "less-than", "at-most")


def counted_later(index: Index) -> Iterator[Verdict]:
    """A bound on a number, and the number itself a sentence or two later."""
    for figure in index.figures:
        q = figure.claim.quantity
        if figure.kind not in _TOLD or q is None or q.value is None or q.hedge not in _ONE_SIDED or q.direction:
            continue
        if figure.claim.cell is not None or figure.sentence.heading:
            continue
        if said_of("nobody", index.text(figure.sentence.first, figure.first)):
            continue
        reach = abs(q.middle) * NEAR
        verdicts: list[Verdict] = []
        for sentence in index.sentences[figure.sentence.position : figure.sentence.position + _SOON + 1]:
            for other in sentence.figures:
                exact = other.claim.quantity
                if other.kind not in _TOLD or exact is None or exact.value is None or exact.hedge is not None:
                    continue
                far = abs(exact.middle - q.middle)
                if far > reach * 2 or not _told_again(index, figure, other, surely=far > reach):
                    continue
                roles = [("limit", figure.claim), ("figure", other.claim)]
                because = f"{told(other.claim)} is what was counted"
                verdict = Verdict(CODE, "holds", roles, because, found=exact.near, expected=q.logical, unit=other.unit)
                if not bound(q.logical.widened(LOOSE), exact.near):
                    allowed = Range(None, exact.near.high) if q.logical.low is not None else Range(exact.near.low, None)
                    verdict.outcome, verdict.certainty = "discrepancy", "likely"
                    verdict.fits = [fit for _, fit in repairs(figure.claim, allowed)][:2]
                verdicts.append(verdict)
        # One that is within the bound is enough, and several without are a list of other things.
        held = [v for v in verdicts if v.outcome == "holds"]
        yield from held[:1] or (verdicts if len(verdicts) == 1 else [])


def _told_again(index: Index, figure: Figure, other: Figure, *, surely: bool) -> bool:
    """{more than 69,000} pieces. According to the latest count, the collection has {68,420}: one thing, counted behind.

    surely: only where a word of counting says so.
    """
    q, exact = figure.claim.quantity, other.claim.quantity
    assert q is not None and exact is not None
    if other.first < figure.after or other.sentence.index - figure.sentence.index > _SOON or exact.direction:
        return False
    if telling(exact) <= telling(q) or telling(exact) < _TELLING or other.depth or other.sentence.quoted:
        return False
    cued = other.sentence is not figure.sentence or _JOINED & {*index.tokens.text[figure.after : other.first]}
    cue = cued and said_of("counted", index.text(max(figure.after, other.sentence.first), other.first))
    loose = {figure.kind, other.kind} <= {"count", "number"} and (cue or "number" in (figure.kind, other.kind))
    if not of_one_measure(figure, other) and not loose:
        return False
    if _NO_COUNT & {*other.leads[:2], *other.tails[:1]}:
        return False
    sentence = other.sentence
    between = index.text(figure.after, other.first)
    if said_of("of_these", between) or said_of("earlier", index.text(max(figure.after, sentence.first), other.first)):
        return False
    if cue or surely:
        return bool(cue)
    words = stems_of(index, figure.sentence.first, figure.sentence.after)
    shared = words & stems_of(index, sentence.first, sentence.after)
    return sentence is not figure.sentence and other.unit is not None and other.unit == figure.unit and len(shared) > 1


def counted(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """More than 180,000 names; the exact count was 118,416."""
    for figure in sentence.figures:
        q = figure.claim.quantity
        if figure.kind not in (*MARKS,) or q is None or q.value is None or q.hedge is not None:
            continue
        if figure.claim.cell is not None or q.direction is not None or q.digits < _EXACT:
            continue
        prose = index.tokens.prose
        before = prose[max(sentence.start, figure.claim.start - 2 * REACH) : figure.claim.start]
        reached = _reached(index, figure)
        found = reached or terms("exactly", re.split(r"[;；]", before)[-1])
        if not found or said_of("save", before):
            continue
        limits = [
            f
            for s in window(index, sentence, 2, 0)
            for f in s.figures
            if f.claim.start < figure.claim.start
            and f.claim.quantity is not None
            and f.claim.quantity.hedge in _ONE_SIDED
            and (f.kind == figure.kind or {f.kind, figure.kind} == {"count", "number"})
            and (f.unit == figure.unit or None in (f.unit, figure.unit) or "person" in (f.unit, figure.unit))
        ]
        if not limits:
            continue
        limit = limits[-1].claim.quantity
        assert limit is not None
        if not Fraction(1, 2) <= q.middle / (limit.middle or 1) <= 2:
            continue
        roles = [("limit", limits[-1].claim), ("figure", figure.claim)]
        because = f"the count is {told(figure.claim)}"
        if bound(limit.logical.widened(LOOSE), q.near):
            yield Verdict(CODE, "holds", roles, because, found=q.near, expected=limit.logical, unit=q.unit)
            continue
        wanted = Range(None, q.near.high) if limit.logical.low is not None else Range(q.near.low, None)
        fits = [fit for _, fit in repairs(limits[-1].claim, wanted)]
        fits += [fit for _, fit in repairs(figure.claim, limit.logical)]
        yield Verdict(
            CODE, "discrepancy", roles, because, "likely", fits[:3], found=q.near, expected=limit.logical, unit=q.unit
        )


def _reached(index: Index, figure: Figure) -> bool:
    """True for what stands right behind a bound as the figure itself: 突破50万吨，达到53.6万吨."""
    if not figure.order:
        return False
    gap = index.gap_text(figure.sentence.figures[figure.order - 1], figure)
    term = starts_with("reached", gap)
    return term is not None and not gap[term.end :].strip()


def summed(index: Index, sentence: Sentence, done: set[int]) -> Iterator[Verdict]:
    """More than 190 million was spent …, a total of 168 million; more than 5,500 came …, 3,150 and 2,040, 5,190 in all."""
    for whole in sentence.figures:
        q = whole.claim.quantity
        if whole.kind not in ("count", "number", "money", "measure") or q is None or q.value is None:
            continue
        if q.hedge is not None or q.direction is not None or whole.claim.cell is not None or whole.depth:
            continue
        if not _is_sum(index, whole):
            continue
        limit = _bound_before(index, whole)
        if limit is None or id(limit.claim) in done:
            continue
        own = limit.claim.quantity
        assert own is not None
        roles = [("limit", limit.claim), ("figure", whole.claim)]
        because = f"it comes to {told(whole.claim)}"
        if bound(own.logical.widened(LOOSE), q.near):
            yield Verdict(CODE, "holds", roles, because, found=q.near, expected=own.logical, unit=q.unit)
            continue
        wanted = Range(None, q.near.high) if own.logical.low is not None else Range(q.near.low, None)
        fits = [fit for _, fit in repairs(limit.claim, wanted)]
        fits += [fit for _, fit in repairs(whole.claim, own.logical)]
        yield Verdict(
            CODE, "discrepancy", roles, because, "likely", fits[:3], found=q.near, expected=own.logical, unit=q.unit
        )


def _is_sum(index: Index, figure: Figure) -> bool:
    """True for what is called a total, or is the sum or the product of the figures beside it."""
    q = figure.claim.quantity
    return q is not None and max(q.digits, fineness(q)) >= FEW and (_called(index, figure) or _made(figure))


def _made(figure: Figure) -> bool:
    """True for the sum or the product of the figures beside it."""
    q = figure.claim.quantity
    assert q is not None
    others = [
        f.claim.quantity.middle
        for f in figure.sentence.figures
        if f is not figure
        and f.kind in ("count", "number", "money", "measure")
        and f.claim.quantity is not None
        and f.claim.quantity.value is not None
        and f.claim.quantity.hedge is None
    ]
    near = q.near.widened(LOOSE)
    if any(near.meets(Range.point(a * b)) for a, b in itertools.pairwise(others) if a > 1 and b > 1):
        return True
    runs_of = (others[at : at + n] for n in range(2, _PARTS) for at in range(len(others) - n + 1))
    return any(sum(run) == q.middle for run in runs_of)


def _called(index: Index, figure: Figure) -> bool:
    return "TOTAL" in figure.leads[:2] or _in_all(index, figure)


def _in_all(index: Index, figure: Figure) -> bool:
    """True where a figure is called a total behind it: "33 in all", "62 million yuan in total"."""
    end = min(figure.sentence.end, figure.claim.end + AFTER)
    return said_of("in_all_behind", CLAUSE.split(index.tokens.prose[figure.claim.end : end])[0])


def _bound_before(index: Index, whole: Figure) -> Figure | None:
    """The one bound told before a sum, in its sentence or the two before it, of the same thing."""
    q = whole.claim.quantity
    assert q is not None
    prose = index.tokens.prose
    found = []
    for s in window(index, whole.sentence, 2, 0):
        if s.paragraph != whole.sentence.paragraph:
            continue
        for figure in s.figures:
            own = figure.claim.quantity
            if figure.claim.start >= whole.claim.start or own is None or own.value is None:
                continue
            if own.hedge not in _ONE_SIDED or own.direction is not None or figure.claim.cell is not None:
                continue
            same = figure.kind == whole.kind and figure.unit == whole.unit
            units = (figure.unit, whole.unit)
            loose = {figure.kind, whole.kind} <= {"count", "number"} and (None in units or "person" in units)
            if (same or loose) and Fraction(1, 2) <= q.middle / (own.middle or 1) <= 2:
                found.append(figure)
    if len(found) != 1:
        return None
    limit = found[0]
    between = prose[limit.claim.end : whole.claim.start]
    around = prose[limit.sentence.start : whole.sentence.end]
    if said_of("not_yet", around) or said_of("save", around):
        return None
    if said_of("some_of_it", between) and not (_called(index, whole) and _made(whole)):
        return None
    return limit if _one_thing(index, limit, whole) else None


def _one_thing(index: Index, limit: Figure, whole: Figure) -> bool:
    """True where the words of the bound come again beside the sum, and no single name or other time narrows it."""
    here, there = limit.sentence, whole.sentence
    if there is here:
        return True
    words = {w.lower()[:STEM] for w in index.words(here.first, here.after)}
    again = [w for w in index.words(here.after, there.after) if len(w) >= _MEANT or not w.isascii()]
    named = limit.unit is not None and limit.unit == whole.unit and limit.kind == "count"
    # "33 in all", of a noun that need not be said again
    elided = there.index == here.index + 1 and _called(index, whole) and _made(whole)
    if not named and not elided and not any(w.lower()[:STEM] in words for w in again):
        return False
    if said_of("narrowed", index.text(here.after, whole.after)):
        return False
    return "RESPECTIVELY" in there.cues or len(_new_names(index, here, there)) != 1


def _new_names(index: Index, here: Sentence, there: Sentence) -> list[str]:
    """The names of a sentence that another does not have: one of them is whom it is about, more are a list."""
    t = index.tokens
    known = {t.text[k] for k in range(here.first, here.after)}
    out: list[str] = []
    for k in range(there.first, there.after):
        if t.kind[k] != "W" or k in index.owner or t.text[k] in known:
            continue
        if k == there.first and (
            index.entry(k) or t.text[k + 1 : k + 2] == [","] or said_of("opens_sentence", t.text[k])
        ):
            continue
        if k == there.first or t.kind[k - 1] != "W":
            out.append(t.text[k])
    return out
