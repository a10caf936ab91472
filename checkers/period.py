"""What a longer time brought is no less than what a shorter time within it brought, and two halves make a year.

@ 2024-11-01 en
> Sales came to $1.3 billion in the first nine months and to $2.1 billion in the third quarter.
! "$1.3 billion" less than $2.1 billion

@ 2024-11-01 en
> Sales came to $1.3 billion in the third quarter and to $2.1 billion in the first nine months.
= "$2.1 billion" no less than $1.3 billion

@ 2024-11-01 en
> Sales came to $40.5 million in the first quarter and $44.1 million in the second quarter. First-half sales were $84.6 million.
= "$84.6 million" 40.5 million + 44.1 million = 84.6 million

@ 2024-11-01 en
> Sales came to $40.5 million in the first quarter and $44.1 million in the second quarter. First-half sales were $86.4 million.
! "$86.4 million" 40.5 million + 44.1 million = 84.6 million

@ 2025-03-01 zh
> 全年发电量达380亿千瓦时，其中上半年发电量418亿千瓦时。
! "380亿千瓦时" less than 418亿

@ 2024-11-01 en
> Sales were $1.3 billion in the first half and are forecast at $1.1 billion for the full year.
? "$1.1 billion" a forecast

@ 2024-11-01 en
> Profit came to $1.3 billion in the first nine months and to $2.1 billion in the third quarter.

@ 2024-11-01 en
> Sales in Asia came to $1.3 billion in the first nine months; those in Europe were $2.1 billion in the third quarter.

@ 2024-11-01 en
> Sales came to $2.1 billion in the third quarter of 2023 and to $1.3 billion in the first nine months of 2024.

@ 2024-11-01 en
> In the first quarter, from January to April, the port handled 1.2 million containers.
! "January to April" 4 months

@ 2021-09-06 zh
> 前三季度（1至9月），全市出口总额为320亿元。
= "1至9月" 9 months

@ 2021-09-06 zh
> 前三季度（1至8月），全市出口总额为320亿元。
! "1至8月" 8 months

@ 2024-11-01 en
> It lost money in the first quarter, but from January to April it hired 40 people.

Rule: of what only adds up (sales, output, visitors; not profit or stocks), a stretch of the year has no less than a stretch
within it; stretches that follow each other without a gap add up to the stretch that they make. One year, one sentence or two,
one name and no place beside it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import starts_with, terms
from checkers._judge import said, told
from checkers._repair import repairs
from checkers._verdict import Fit, Verdict
from claims.document import Period
from claims.quantity import Range

CODE = "period"
_STRETCHES = ("quarter", "half")
_LENGTHS = (3, 6, 9)
_FEW = 3
_APPOSED = ("(", "（")
_NEAR = 2
_AROUND = 6
_TELLING = Fraction(3, 5)


def period(longer: Range, shorter: Range) -> bool:
    """True where the longer time may have brought no less than the shorter one."""
    return longer.high is None or shorter.low is None or longer.high >= shorter.low


class _Part(NamedTuple):
    """A figure of some months of a year."""

    figure: Figure
    first: int
    last: int
    year: int | None
    name: str


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    parts = [p for s in index.sentences for f in s.figures if (p := _part(index, f)) is not None]
    for at, a in enumerate(parts):
        near = [
            b
            for b in parts[at + 1 : at + 5]
            if b.figure.sentence.index - a.figure.sentence.index <= _NEAR - 1
            and (b.figure.kind, b.figure.unit) == (a.figure.kind, a.figure.unit)
            and b.name == a.name
            and _one_year(a, b)
        ]
        for b in near:
            if (a.first, a.last) == (b.first, b.last):
                continue
            if a.first <= b.first and b.last <= a.last:
                longer, shorter = a, b
            elif b.first <= a.first and a.last <= b.last:
                longer, shorter = b, a
            else:
                continue
            verdict = _bounded(longer, shorter)
            if verdict is not None:
                yield verdict
    yield from _made_of(parts)
    for sentence in index.sentences:
        yield from _named(index, sentence)


def _named(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """A quarter, a half or nine months against the months that are given for it right behind its name."""
    for a, b in itertools.pairwise(sentence.figures):
        first, last = a.claim.period, b.claim.period
        if (
            a.kind != "date"
            or b.kind != "date"
            or first is None
            or last is None
            or not (first.settled and last.settled)
        ):
            continue
        if (a.claim.detail or {}).get("grain") not in _STRETCHES or (b.claim.detail or {}).get("grain") != "months":
            continue
        gap = index.gap_text(a, b).strip()
        if gap not in _APPOSED and starts_with("from_months", gap.lstrip(", ")) is None:
            continue
        if gap not in _APPOSED and gap.lstrip(", ").count(" ") > 0:
            continue
        long, months = _months(first), _months(last)
        name = " ".join(first.written.split())
        because = f"{' '.join(last.written.split())} is {months} months, {name} {long}"
        roles = [("months", b.claim), ("name", a.claim)]
        if long == months:
            yield Verdict(CODE, "holds", roles, because)
        elif long in _LENGTHS and abs(long - months) <= _FEW:
            yield Verdict(CODE, "discrepancy", roles, because, "likely", [Fit(f"the months are {long}")])


def _months(span: Period) -> int:
    assert span.start is not None and span.end is not None
    return (span.end.year - span.start.year) * 12 + span.end.month - span.start.month + 1


def _part(index: Index, figure: Figure) -> _Part | None:
    """The figure as that of a stretch of a year, where its words name one measure that only adds up."""
    q = figure.claim.quantity
    if (
        figure.kind not in ("money", "count", "measure")
        or q is None
        or q.value is None
        or q.value <= 0
        or figure.claim.cell is not None
        or figure.opens
        or "/" in (figure.unit or "")
        or (figure.leads[:1] and figure.leads[0] in ("FROM", "THAN", "BY", "EACH", "PER", "AVERAGE"))
        or (q.direction is not None and "TO" not in figure.leads[:2] and "OF" not in figure.leads[:2])
    ):
        return None
    sentence = figure.sentence
    prose = index.tokens.prose
    levels = [f for f in sentence.figures if f.level and f.kind != "duration"]
    at = levels.index(figure) if figure in levels else 0
    start = levels[at - 1].claim.end if at else sentence.start
    end = levels[at + 1].claim.start if at + 1 < len(levels) else sentence.end
    before, after = prose[start : figure.claim.start], prose[figure.claim.end : end]
    names = terms("cumulative", before)
    if not names:
        # "Sales came to 1.3 in the first half and to 2.1 …": the name is that of the figure before.
        names = (
            terms("cumulative", prose[sentence.start : start]) if at and _goes_on(index, levels[at - 1], figure) else []
        )
        if not names:
            return None
    spans = terms("of_year", after)
    cut = min([i for i in (after.find(c) for c in (",", ";", "，", "；", "。", " and ")) if i >= 0] + [len(after)])
    spans = [s for s in spans if s.start < cut]
    own = [s for s in terms("of_year", before) if any(0 <= n.start - s.end <= 1 for n in names)]
    if own or not spans:
        spans = own[-1:] or terms("of_year", before)
    if len(spans) != 1:
        return None
    if names[-1].end and any(w in (before + after[:cut]).split() for w in _WHERE):
        place = (before + after[:cut]).split()
        kept = [place[i + 1] for i, w in enumerate(place[:-1]) if w in _WHERE and place[i + 1][:1].isupper()]
        if kept and not all(k[:1] in "QH" or k.strip(",.").isdigit() for k in kept):
            return None
    low, high = spans[0].value.split("-")
    covers = figure.claim.period
    year = covers.start.year if covers is not None and covers.start is not None else None
    word = prose[sentence.start : figure.claim.start]
    name = max(terms("cumulative", word), key=lambda t: t.start)
    return _Part(figure, int(low), int(high), year, word[name.start : name.end].lower())


_WHERE = frozenset(("in", "from", "for", "at", "to"))


def _goes_on(index: Index, before: Figure, figure: Figure) -> bool:
    """True where nothing but times, small words and marks stand between two figures."""
    t = index.tokens
    low = t.end[before.after - 1]
    spans = terms("of_year", t.prose[low : figure.claim.start])
    for k in range(before.after, figure.first):
        inside = any(s.start <= t.start[k] - low < s.end for s in spans)
        if k in index.owner or inside or not t.text[k][:1].isalpha():
            continue
        if not {"stop", "cue", "article", "hedge", "join"} & set(index.entry(k)):
            return False
    return True


def _one_year(a: _Part, b: _Part) -> bool:
    """True where both are of one year: a sentence that names the year of one means the other's too."""
    return a.year == b.year or (a.figure.sentence is b.figure.sentence and None in (a.year, b.year))


def _bounded(longer: _Part, shorter: _Part) -> Verdict | None:
    a, b = longer.figure.claim, shorter.figure.claim
    assert a.quantity is not None and b.quantity is not None
    roles = [("longer", a), ("shorter", b)]
    if period(a.quantity.logical, b.quantity.logical):
        if b.quantity.middle < a.quantity.middle * _TELLING:
            return None
        because = f"{told(a)} is no less than {told(b)}"
        return Verdict(CODE, "holds", roles, because)
    because = f"{told(a)} is less than {told(b)} of a time within it"
    if (longer.figure.sentence.cues | shorter.figure.sentence.cues) & {"EXPECTED"}:
        return Verdict(CODE, "undecided", roles, f"{because}, but one is a forecast")
    wanted = Range(b.quantity.logical.low, None)
    return Verdict(
        CODE,
        "discrepancy",
        roles,
        because,
        "likely",
        [fit for rank, fit in repairs(a, wanted) if rank <= 2][:2],
        found=a.quantity.logical,
        expected=wanted,
        unit=a.quantity.unit,
    )


def _made_of(parts: list[_Part]) -> Iterator[Verdict]:
    """{first quarter} and {second quarter} make {first half}."""
    for at, whole in enumerate(parts):
        near = parts[max(0, at - _AROUND) : at + _AROUND + 1]
        for a in near:
            for b in near:
                if (
                    a is b
                    or whole in (a, b)
                    or a.first != whole.first
                    or b.last != whole.last
                    or a.last + 1 != b.first
                    or len({p.name for p in (whole, a, b)}) > 1
                    or len({p.year for p in (whole, a, b)}) > 1
                    or len({(p.figure.kind, p.figure.unit) for p in (whole, a, b)}) > 1
                    or _apart(whole, a, b) > _NEAR
                ):
                    continue
                t, x, y = (p.figure.claim for p in (whole, a, b))
                assert t.quantity is not None and x.quantity is not None and y.quantity is not None
                expected = x.quantity.logical + y.quantity.logical
                scale = _scale(t.quantity.middle)
                added = (x.quantity.middle + y.quantity.middle) / scale[0]
                amounts = (x.quantity.middle / scale[0], y.quantity.middle / scale[0])
                shown = " + ".join(f"{_plain(amount)}{scale[1]}" for amount in amounts)
                because = f"{shown} = {_plain(added)}{scale[1]}"
                roles = [("whole", t), ("part", x), ("part", y)]
                found = t.quantity.logical
                if found.meets(expected):
                    yield Verdict(CODE, "holds", roles, because, found=found, expected=expected, unit=t.quantity.unit)
                    continue
                fits = [fit for rank, fit in repairs(t, expected) if rank <= 2]
                if fits:
                    yield Verdict(
                        CODE,
                        "discrepancy",
                        roles,
                        because,
                        "likely",
                        fits[:2],
                        found=found,
                        expected=expected,
                        unit=t.quantity.unit,
                    )


def _apart(*parts: _Part) -> int:
    """How many sentences lie between the first and the last of them."""
    places = [p.figure.sentence.index for p in parts]
    return max(places) - min(places)


def _scale(value: Fraction) -> tuple[Fraction, str]:
    for factor, name in ((10**9, " billion"), (10**6, " million")):
        if value >= factor:
            return Fraction(factor), name
    return Fraction(1), ""


def _plain(value: Fraction) -> str:
    return said(value, 3)
