"""What a margin and its two figures say of one another, and which figures may have one."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from checkers._gather import Figure, Index
from checkers._gather.pairs import bare
from checkers._gather.terms import said as said_in
from checkers._gather.terms import starts_with, terms
from checkers._judge import loose, said, told
from checkers._repair import repairs
from checkers._slip import counted
from checkers._verdict import Fit, Verdict
from claims.quantity import Quantity, Range

CODE = "margin"
_CLOCK = re.compile(r"(\d{1,2})[:：](\d{2})")
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
LINK = 6
_WINDOW, _BEHIND = 36, 26
FILLERS = 3
_WHOLE = 100
_BALLOTS = frozenset((None, "vote", "ballot", "票", "张", "張"))
SCORE = re.compile(r"(\d{1,3})\D+(\d{1,3})(?:\D+(\d{1,3}))?$")


def margin(winner: Range, loser: Range) -> Range:
    """By how much the winner is ahead."""
    return winner - loser


def in_seconds(figure: Figure) -> Fraction:
    """A length of time, from a second to days, in seconds."""
    quantity = figure.claim.quantity
    assert quantity is not None
    return quantity.middle * SECONDS[str(figure.unit)]


def plain_amount(figure: Figure) -> bool:
    """A figure that a gap can be counted from: a level with a value and no range, or a clock reading such as 32:17."""
    quantity = figure.claim.quantity
    if figure.kind == "score":
        return _CLOCK.fullmatch(written(figure)) is not None
    return (
        figure.kind in ("count", "number", "duration", "measure", "money")
        and quantity is not None
        and quantity.value is not None
    )


def written(figure: Figure) -> str:
    """How a figure is written, as far as it is one."""
    quantity = figure.claim.quantity
    return " ".join(quantity.written.split()) if quantity is not None else ""


def alike(a: Figure, b: Figure) -> bool:
    """True where both can be subtracted: clock readings and durations, one unit, or a bare number beside anything."""
    timed = {a.kind, b.kind} <= {"score", "duration"}
    if timed or "score" in (a.kind, b.kind):
        return timed
    return (a.kind, a.unit) == (b.kind, b.unit) or (
        (None in (a.unit, b.unit)) and {a.kind, b.kind} <= {"count", "number", "duration", "measure"}
    )


def size_of(figure: Figure, *, seconds: bool) -> Range:
    """A figure's readings: what comes whole (counts, days) is what it says, but for averages."""
    quantity = figure.claim.quantity
    assert quantity is not None
    if figure.kind == "score":
        match = _CLOCK.fullmatch(written(figure))
        assert match is not None
        return Range.point(int(match.group(1)) * 60 + int(match.group(2)))
    whole = figure.kind in ("count", "number", "duration") and "AVERAGE" not in figure.sentence.cues
    plain = counted(quantity)[0] if whole and quantity.hedge is None else bare(quantity)[0]
    if seconds and figure.kind == "duration" and quantity.unit in SECONDS:
        return plain * SECONDS[quantity.unit]
    return plain


def weighed(figure: Figure, a: Quantity | None, b: Quantity | None, roles: list[tuple[str, Any]]) -> Verdict | None:
    """The verdict on a margin and its two sides, or None where they are too far apart for one thing."""
    quantity = figure.claim.quantity
    assert quantity is not None and a is not None and b is not None
    if a.middle < b.middle:
        a, b = b, a
    expected = margin(loose(a), loose(b))
    exact = a.middle - b.middle
    unit = " seconds" if figure.kind == "duration" else ""
    because = f"{said(a.middle)} - {said(b.middle)} = {said(exact)}{unit}"
    if figure.kind != "duration":
        because = f"{_plain(a)} - {_plain(b)} = {said(exact)}"
    if loose(quantity).meets(expected):
        return Verdict(CODE, "holds", roles, because, found=loose(quantity), expected=expected, unit=quantity.unit)
    if exact <= 0:
        return None
    ratio = quantity.middle / exact
    if not Fraction(1, 12) <= ratio <= 12 or quantity.middle > a.middle:
        # More than the larger of the two is no margin between them: "7 for 309, an overall lead of 374".
        return None
    verdict = Verdict(
        CODE,
        "discrepancy",
        roles,
        because,
        "proven",
        found=loose(quantity),
        expected=expected,
        unit=quantity.unit,
    )
    verdict.fits = [fit for _, fit in repairs(figure.claim, expected)]
    if not verdict.fits:
        verdict.fits = [Fit(f"the margin is {said(exact)}{unit}")]
    return verdict


def _plain(quantity: Quantity) -> str:
    return said(quantity.middle, 2)


def is_margin(index: Index, figure: Figure) -> bool:
    """True where words before or behind a figure call it a margin: "won by", "a net score of", "214-vote defeat"."""
    prose = index.tokens.prose
    sentence = figure.sentence
    low = max(sentence.start, figure.claim.start - _WINDOW)
    last = sentence.figures[figure.order - 1] if figure.order else None
    if last is not None and last.claim.quantity is not None and last.claim.quantity.value == 2 and figure.order > 1:
        last = sentence.figures[figure.order - 2]  # the gap between the two lines was 1.1 million
    if last is not None:
        low = max(low, last.claim.end)
    before = re.split(r"[,;，；。、]", prose[low : figure.claim.start])[-1]
    found = terms("gap_before", before)
    if any(term.value == "none" for term in found):
        return False
    rest = before[found[-1].end :] if found else ""
    # Han text sets no words apart: 以7目半的优势击败中国棋手周俊勋三段 names somebody in between.
    if found and len(rest.split() if rest.isascii() else rest.strip()) <= FILLERS:
        # "won 61% by noon": what was won by how much has the figure right behind its last word.
        return found[-1].value != "won" or before.rstrip().lower().endswith("by")
    high = min(sentence.end, figure.claim.end + _BEHIND)
    if figure.order + 1 < len(sentence.figures):
        high = min(high, sentence.figures[figure.order + 1].claim.start)
    after = re.split(r"[,;，；。、]", prose[figure.claim.end : high])[0]
    if figure.before == "," and starts_with("more_end", after.rstrip(".")) is not None:
        # "12,000 marchers and the unions 18,000, 6,000 more."
        term = starts_with("more_end", after)
        last = sentence.figures[figure.order - 1] if figure.order else None
        if term is not None and not after[term.end :].strip(" .") and last is not None:
            return not index.words(last.after, figure.first) and index.edges_between(last, figure) == 1
    behind = terms("gap_after", after)
    if index.entry(figure.after).get("cue") == "OF":
        return False  # "12 of them got less than 450"
    return bool(behind) and len(re.findall(r"[A-Za-z]+", after[: behind[0].start])) <= FILLERS - 1


def level_of(figure: Figure, gap: Figure) -> bool:
    """True for a figure that the gap could be counted from: not one of another unit, a range or a rounded amount."""
    q = figure.claim.quantity
    if q is None or q.value is None or q.direction is not None or figure.claim.cell is not None or figure.depth:
        return False
    if gap.kind == "duration":
        return figure.kind == "duration" and (q.unit in SECONDS) == (gap.unit in SECONDS)
    if gap.kind in ("measure", "money"):
        return figure.kind == gap.kind and figure.unit == gap.unit and q.hedge is None
    own = gap.claim.quantity
    if gap.kind == "number" and figure.kind == "percent" and own is not None and own.middle < _WHOLE:
        return True
    if gap.kind == "points" or (gap.kind == "count" and gap.unit == "point"):
        return figure.kind == "percent" or (figure.kind == gap.kind and figure.unit == gap.unit)
    return figure.kind in ("count", "number") and (
        figure.unit in (None, gap.unit) or gap.unit is None or {figure.unit, gap.unit} <= _BALLOTS
    )


def other_time(index: Index, figure: Figure) -> bool:
    """True where the margin may be one of another time or round: its clause, or what leads its sentence, says when."""
    sentence = figure.sentence
    prose = index.tokens.prose[sentence.start : figure.claim.start]
    if said_in("elsewhen", re.split(r"[,;，；]", prose)[-1]) or said_in(
        "elsewhen", re.split(r"[,;，；]", prose)[0][:_WINDOW]
    ):
        return True
    for date in sentence.figures[: figure.order]:
        edges = index.edges_between(date, figure)
        if date.kind in ("date", "ordinal") and (not edges or (edges == 1 and date.first - sentence.first <= FILLERS)):
            return True
    return False


def of_difference(figure: Figure, a: Figure, b: Figure) -> Verdict:
    """Whether a margin is what two figures are apart, whichever is the larger; a sign counts only where it is said."""
    timed = figure.kind == "duration"
    found, first, second = (size_of(f, seconds=timed) for f in (figure, a, b))
    apart = first - second if first.middle >= second.middle or found.middle < 0 else second - first
    exact = apart.middle
    unit = " seconds" if timed else ""
    big, small = (a, b) if apart.middle == first.middle - second.middle else (b, a)
    because = f"{told(big.claim)} and {told(small.claim)} are {said(exact, 2)}{unit} apart"
    roles = [("margin", figure.claim), ("one", a.claim), ("other", b.claim)]
    if found.meets(apart):
        return Verdict(CODE, "holds", roles, because, found=found, expected=apart)
    verdict = Verdict(CODE, "discrepancy", roles, because, "likely", found=found, expected=apart)
    if not timed:
        verdict.fits = [fit for _, fit in repairs(figure.claim, apart)]
    verdict.fits = verdict.fits or [Fit(f"the margin is {said(exact, 2)}{unit}", None, 4)]
    return verdict
