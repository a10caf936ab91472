"""Limits, ceilings and records against the other figures of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import said as said_of
from checkers._gather.terms import starts_with, terms
from checkers._judge import told
from checkers._repair import repairs
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
    bound,
    names_around,
    of_one_measure,
    own_words,
    window,
)
from claims.quantity import Quantity, Range

_AHEAD = 4
_TIMES = {"second": 1, "minute": 60, "hour": 3600}


def ceilings(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """{figure}, within the limit of {limit}: what is kept within a limit is no more than it."""
    text = index.document.text
    for figure, limit in zip(sentence.figures, sentence.figures[1:], strict=False):
        q, most = figure.claim.quantity, limit.claim.quantity
        if not (figure.level or figure.kind == "percent") or figure.kind != limit.kind or figure.unit != limit.unit:
            continue
        if q is None or most is None or q.value is None or most.value is None or limit.depth or figure.depth:
            continue
        if index.edges_between(figure, limit) > 1 or (limit.leads[:1] and limit.leads[0] in ("FROM", "THAN")):
            continue
        around = text[figure.claim.end : min(sentence.end, limit.claim.end + AFTER)]
        if not (said_of("within", around) and said_of("ceiling", around)) or said_of("beyond", around):
            continue
        because = f"{told(figure.claim)} is said to be within {told(limit.claim)}"
        roles = [("figure", figure.claim), ("limit", limit.claim)]
        allowed = Range(None, most.near.high)
        if bound(allowed, q.near):
            yield Verdict(CODE, "holds", roles, because, found=q.near, expected=allowed, unit=q.unit)
            continue
        if q.middle > most.middle * 2:
            continue
        verdict = Verdict(CODE, "discrepancy", roles, because, "likely", found=q.near, expected=allowed, unit=q.unit)
        own = [fit for _, fit in repairs(figure.claim, allowed)]
        verdict.fits = [*own, *(fit for _, fit in repairs(limit.claim, Range(q.near.low, None)))][:3]
        yield verdict


def within_limits(index: Index) -> Iterator[Verdict]:
    """One-sided hedges against exact figures of the same name, unit and time."""
    hedged = [
        f
        for f in index.figures
        if f.kind in ("count", "money", "measure")
        and f.claim.quantity is not None
        and f.claim.quantity.value is not None
        and f.claim.quantity.hedge in ("more-than", "at-least", "nearly", "less-than", "at-most")
        and f.claim.quantity.direction is None
    ]
    for figure in hedged:
        if said_of("nobody", index.text(figure.sentence.first, figure.first)):
            continue  # no town has more than 8,000: what is bound is the best of them
        names = names_around(index, figure)
        quantity = figure.claim.quantity
        assert quantity is not None
        best: Verdict | None = None
        reach = abs(quantity.middle) * NEAR
        low, high = quantity.middle - reach, quantity.middle + reach
        bare = [f for f in figure.sentence.figures if f.kind == "number"] if figure.kind == "count" else []
        for other in [*index.around(figure), *bare]:
            q = other.claim.quantity
            if other is figure or q is None or q.value is None or q.hedge is not None or other.claim.cell is not None:
                continue
            if not low <= q.middle <= high:
                continue
            if figure.claim.period and other.claim.period and figure.claim.period[:2] != other.claim.period[:2]:
                continue
            named = names & names_around(index, other)
            near = abs(other.sentence.index - figure.sentence.index) <= 1
            close = abs(q.middle - quantity.middle) <= abs(quantity.middle) / 20
            elided = other.kind == "number" and other.sentence is figure.sentence and close and q.digits >= 4
            if not named and not elided and not (near and close and other.kind == figure.kind and q.digits >= 4):
                continue
            roles = [("limit", figure.claim), ("figure", other.claim)]
            because = f"{told(other.claim)} is stated" + (f" for {' '.join(sorted(named))}" if named else " beside it")
            if not named and bound(quantity.logical, q.near):
                continue
            if not named and not elided:
                best = best or Verdict(CODE, "undecided", roles, f"{because}: is it the same thing?")
                continue
            limit = quantity.logical
            if bound(limit, q.near):
                verdict = Verdict(CODE, "holds", roles, because, found=q.near, expected=limit, unit=q.unit)
                return_now = True
            elif bound(limit.widened(LOOSE), q.near):
                continue
            else:
                verdict = Verdict(
                    CODE,
                    "discrepancy",
                    roles,
                    because,
                    "likely",
                    [
                        fit
                        for _, fit in repairs(
                            figure.claim,
                            Range(None, q.near.high) if limit.low is not None else Range(q.near.low, None),
                        )
                    ][:2],
                    found=q.near,
                    expected=limit,
                    unit=q.unit,
                )
                return_now = False
            if best is None or return_now:
                best = verdict
            if return_now:
                break
        if best is not None:
            yield best


def nobody(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """Nobody got past 22, and the best had 23; none may have more than 45, all keep to it, and the most is 49."""
    prose = index.tokens.prose
    text = prose[sentence.start : sentence.end]
    if said_of("save", text):
        return
    for limit in sentence.figures:
        q = limit.claim.quantity
        if q is None or q.value is None or limit.claim.cell is not None or limit.depth:
            continue
        before = prose[sentence.start : limit.claim.start]
        way = _way(prose[max(sentence.start, limit.claim.start - REACH) : limit.claim.end])
        if way is None:
            continue
        no_one = said_of("nobody", before) and not said_of("had", before)
        for other in (f for s in window(index, sentence, 0, _AHEAD) for f in s.figures):
            o = other.claim.quantity
            if o is None or o.value is None or other.claim.start <= limit.claim.start or o.direction is not None:
                continue
            if not _passable(limit, other) or not _best(index, other, text):
                continue
            between = prose[limit.claim.end : other.claim.start]
            if said_of("save", prose[other.sentence.start : other.sentence.end]):
                continue
            kept = way == "most" and not no_one and said_of("must_not", before) and said_of("kept_to", between)
            if not (no_one or kept):
                continue
            exact = Range.point(q.middle) if limit.kind == "duration" else q.near
            allowed = Range(None, exact.high) if way == "most" else Range(exact.low, None)
            found = _seconds(o) if limit.kind == "duration" else o.near
            wanted = _bounds(q, allowed) if limit.kind == "duration" else allowed
            because = f"none is to be {'more' if way == 'most' else 'less'} than {told(limit.claim)}"
            roles = [("figure", other.claim), ("limit", limit.claim)]
            if bound(wanted, found):
                yield Verdict(CODE, "holds", roles, because, found=found, expected=wanted, unit=o.unit)
                continue
            fits = [fit for _, fit in repairs(other.claim, allowed)] if limit.kind != "duration" else []
            fits += [fit for _, fit in repairs(limit.claim, Range(o.near.low, None))] if way == "most" else []
            yield Verdict(CODE, "discrepancy", roles, because, "likely", fits[:3], found=found, expected=wanted)


def _way(text: str) -> str | None:
    """`most` where what stands right before a figure says that nothing is above it, `least` for below."""
    found = terms("passes", text)
    return found[-1].value if found and len(text[found[-1].end :].split()) <= FEW else None


def _passable(limit: Figure, other: Figure) -> bool:
    """True where the two are of one kind and unit, or the second is a bare number."""
    if limit.kind == other.kind == "duration":
        return limit.unit in _TIMES and other.unit in _TIMES
    if limit.kind == other.kind and limit.unit == other.unit:
        return limit.kind in ("count", "money", "measure", "number", "percent")
    return limit.kind == "count" and other.kind == "number"


def _best(index: Index, figure: Figure, said_before: str) -> bool:
    """True where the figure's clause says that it is the best of all, and not the best of something else."""
    prose = index.tokens.prose
    low = max(figure.sentence.start, figure.claim.start - 2 * REACH)
    before, after = prose[low : figure.claim.start], own_words(index, figure)[1]
    before = re.split(r"[;；。]", before)[-1]
    for category in ("superlative", "best"):
        found = terms(category, before)
        if found:
            clause = CLAUSE.split(before[: found[-1].start])[-1].strip()
            # 理科第一名 is not one of the 文科考生 of whom was spoken.
            return clause.isascii() or len(clause) <= 1 or clause[-2:] in said_before or said_of("amount_name", clause)
    return bool(terms("superlative", after) or terms("best", after))


def _seconds(quantity: Quantity) -> Range:
    return quantity.near * _TIMES[quantity.unit or "second"]


def _bounds(quantity: Quantity, limit: Range) -> Range:
    """A limit of so many minutes in seconds."""
    factor = _TIMES[quantity.unit or "second"]
    return Range(None if limit.low is None else limit.low * factor, None if limit.high is None else limit.high * factor)


def records(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """A jump of 8.32 metres beat the old record of 8.21; the record was 12.4 metres, her throw of 12.7 broke it."""
    prose = index.tokens.prose
    for mark in sentence.figures:
        q = mark.claim.quantity
        if mark.kind not in (*MARKS, "duration") or q is None or q.value is None or mark.claim.cell is not None:
            continue
        before = prose[max(sentence.start, mark.claim.start - REACH) : mark.claim.start]
        record = terms("old_record", before)
        behind = prose[mark.claim.end : mark.claim.end + _AHEAD + 1].removeprefix("的")
        led = record and len(before[record[-1].end :].split()) <= FEW and not CLAUSE.search(before[record[-1].end :])
        if not led and not (starts_with("old_record", behind) and not behind.isascii()):
            continue
        new = _beater(index, sentence, mark)
        own = new.claim.quantity if new is not None else None
        if new is None or own is None:
            continue
        timed = mark.kind == "duration" or new.kind == "duration"
        found, limit = (_seconds(r) if timed and r.unit in _TIMES else r.near for r in (own, q))
        allowed = Range(None, limit.high) if timed else Range(limit.low, None)
        because = f"{told(new.claim)} is to be {'less' if timed else 'more'} than the record of {told(mark.claim)}"
        roles = [("figure", new.claim), ("record", mark.claim)]
        if bound(allowed, found):
            yield Verdict(CODE, "holds", roles, because, found=found, expected=allowed, unit=own.unit)
            continue
        if not Fraction(1, 2) <= found.middle / (limit.middle or 1) <= 2:
            continue
        fits = [fit for _, fit in repairs(new.claim, allowed)] if not timed or own.unit == q.unit else []
        yield Verdict(CODE, "discrepancy", roles, because, "likely", fits[:2], found=found, expected=allowed)


def _beater(index: Index, sentence: Sentence, mark: Figure) -> Figure | None:
    """What is said to have beaten a record: the figure before it, or the only one of the next sentence that breaks it."""
    prose = index.tokens.prose
    if mark.order:
        last = sentence.figures[mark.order - 1]
        between = prose[last.claim.end : mark.claim.start]
        if said_of("beats", between) and not said_of("lowest_record", between):
            return last if _rivals(last, mark) and index.edges_between(last, mark) <= 1 else None
    after = index.sentences[sentence.position + 1 : sentence.position + 2]
    if not after or after[0].index != sentence.index + 1 or after[0].paragraph != sentence.paragraph:
        return None
    rivals = [f for f in after[0].figures if _rivals(f, mark)]
    text = prose[after[0].start : after[0].end]
    told_of = prose[sentence.start : sentence.end]
    if len(rivals) != 1 or said_of("lowest_record", told_of) or said_of("not_beaten", text):
        return None
    return rivals[0] if said_of("beats_it", prose[rivals[0].claim.end : after[0].end]) else None


def _rivals(a: Figure, b: Figure) -> bool:
    q = a.claim.quantity
    if q is None or q.value is None or q.hedge is not None or a.claim.cell is not None:
        return False
    if a.kind == "duration" and a.unit in _TIMES:
        return b.kind == "number" or (b.kind == "duration" and b.unit in _TIMES)
    return a.kind in MARKS and (of_one_measure(a, b) or "number" in (a.kind, b.kind))
