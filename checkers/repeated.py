"""A figure that the text comes back to is the figure that it gave.

> Of her 27 patents, 14 dealt with glass. The last of the 27 patents was granted in May.
= "27" 2 given twice

> Of her 27 patents, 14 dealt with glass and 13 with clay. The last of the 37 patents was granted in May.
! "37" 27 ~ 27

> The city counted 4,326,500 tourists in the week. Of the 4,236,500 tourists, most came by train.
! "4,236,500" 4,326,500 ~ 4,326,500

> The plan costs $4.69 million. Each ward gets a part of the plan's $4.69 billion.
? "$4.69 billion" of two scales

> The museum holds 1,204 vases. Experts have dated the 1,240 vases.
! "1,240" 1,204 ~ 1,204

> The board adopted a $318.4 million budget. Critics say the $381.4 million plan is too big.
! "$381.4 million" $318.4 million ~ 318.4

> 本届展会共有参展企业412家。421家参展企业中，外资企业占三成。
! "421" 412 ~ 412

> 全县共登记古树2647株，其中一级古树312株。今年为2467株古树建档。
! "2467" 2647 ~ 2647

> 全县共登记古树2647株，其中一级古树312株。今年为2647株古树建档。
= "2647" 2 given twice

> The union has 27 members. The 28 members of the council met in May.

> Her team tested 1,376 blood samples and found it in 212. All 1,736 samples had been frozen.
! "1,736" 1,376 ~ 1,376

> The trust raised £214,000 from the gala. A raffle brought £18,500. The £241,000 from the gala will go on a roof.
! "£241,000" £214,000 ~ 214,000

> There were 914 firms from here and 214 from abroad, a total of 1,128. Forms were sent to all of the 1,218 exhibitors.
! "1,218" 1,128 ~ 1,128

> The trust raised £214,000 from the gala, and £241,000 from the raffle. In 2019 the £241,000 from the sale went on a roof.

> The club wrote 236 songs. With 27 that guests wrote, the 263 songs fill a book.

> There were 14 deaths in 2019 and 41 deaths in 2020.

> The 27 countries of the bloc met the 37 countries of the league.

> Turnover was $4.69 million and the market is worth $9.64 billion.

> The hall seats 1,204 people, and 1,240 people stood outside.

Rule: a count with the definite article, of a noun that was counted just once before, is that count; if the two differ by a
swap of digits, or by one digit, one of them is a slip. What follows the noun ("of the council") says that others are counted.
The same digits under two scales are one figure or chance: nobody can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checkers._context import Context
from checkers._gather import Figure, Index
from checkers._gather.terms import ends_with
from checkers._gather.terms import said as stands
from checkers._judge import told
from checkers._repair import repairs
from checkers._verdict import Verdict
from claims.quantity import Quantity, Range

CODE = "repeated"
_SPELT = re.compile(r"\d[\d,. ]*")
_BEHIND = re.compile(r" (?:from|for|of|in|by) (?:the|his|her|its|their)? ?[A-Za-z]+\b")
_MOST = 4
_LONG = 4
_RECENT = 12
_VAGUE = frozenset(("year", "day", "month", "week", "time", "point", "person", "part", "人", "个", "次", "年"))


def repeated(first: Range, again: Range) -> bool:
    """True where both may be one value."""
    return first.meets(again)


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    yield from _definite(index)
    yield from _swapped(index)
    yield from _attributive(index)
    yield from _same_words(index)
    yield from _turned(index)
    yield from _scales(index)


def _exact(figure: Figure) -> bool:
    q = figure.claim.quantity
    return (
        q is not None
        and q.value is not None
        and q.hedge is None
        and q.direction is None
        and figure.claim.cell is None
        and q.value == int(q.value)
        and q.value >= 10
    )


def _definite(index: Index) -> Iterator[Verdict]:
    """The {count} {noun}: the count that the noun had before."""
    by_noun: dict[str, list[Figure]] = {}
    for figure in index.figures:
        if (
            figure.kind == "count"
            and figure.unit
            and figure.unit not in _VAGUE
            and _exact(figure)
            and _phrase(index, figure) is not None
        ):
            by_noun.setdefault(figure.unit, []).append(figure)
    for figures in by_noun.values():
        if not 2 <= len(figures) <= _MOST:
            continue
        for at, again in enumerate(figures[1:], 1):
            if not _refers(index, again):
                continue
            before = [
                f
                for f in figures[:at]
                if f.sentence is not again.sentence and _phrase(index, f) == _phrase(index, again)
            ]
            ranks: tuple[int, ...] = (0, 2)
            if not before and not _phrase(index, again):
                # "1,376 blood samples … all 1,736 samples": what the count left out the second time.
                before, ranks = [f for f in figures[:at] if f.sentence is not again.sentence], (0,)
            verdict = _weigh(again, before, figures, ranks)
            if verdict is not None and not (verdict.outcome == "discrepancy" and _made(index, before[0], again)):
                yield verdict


def _made(index: Index, first: Figure, again: Figure) -> bool:
    """True where a figure between the two is their difference: 236, and 27 by others, are 263."""
    a, b = first.claim.quantity, again.claim.quantity
    assert a is not None and b is not None
    apart = abs(a.middle - b.middle)
    return any(
        f.claim.quantity is not None and f.claim.quantity.value is not None and abs(f.claim.quantity.value) == apart
        for f in index.figures
        if first.claim.start < f.claim.start < again.claim.end
    )


def _refers(index: Index, figure: Figure) -> bool:
    """True for "the 27 patents" with nothing behind that says which."""
    prose = index.tokens.prose
    before = prose[max(figure.sentence.start, figure.claim.start - 12) : figure.claim.start]
    if ends_with("definite", before) is None:
        return False
    after = prose[figure.claim.end : min(figure.sentence.end, figure.claim.end + 50)]
    unit = str(figure.unit)
    at, size = _noun_at(after, unit)
    if at < 0:
        return True
    rest = after[at + size :].split()
    words = [word.strip(",.") for word in rest[:3]]
    # "the 37 patents was", "the 37 patents of the firm": the first word behind the noun, past its plural.
    following = [w for w in words if w.lower() not in ("s", "es")][:1]
    dated = len(words) > 1 and words[-1][:1].isdigit()
    return not (following and stands("narrows", following[0]) and not dated)


def _noun_at(text: str, unit: str) -> tuple[int, int]:
    """(place, length) of a noun in a text, in the singular or the plural; (-1, 0) where it does not stand there."""
    for form in (unit.lower(), unit.lower()[:-1] + "ies" if unit[-1:].lower() == "y" else ""):
        at = text.lower().find(form) if form else -1
        if at >= 0:
            return at, len(form)
    return -1, 0


def _phrase(index: Index, figure: Figure) -> str | None:
    """The words between the count and its noun: "27 EU countries" are other countries than "17 euro countries".

    None where the noun does not follow: of "14 dealt with glass" it was supplied.
    """
    after = index.tokens.prose[figure.claim.end : figure.claim.end + 40].lower()
    at, _ = _noun_at(after, str(figure.unit))
    if at < 0 or any(c in after[:at] for c in ",.;:()，。；："):
        return None
    return " ".join(after[:at].split())


def _weigh(again: Figure, before: list[Figure], every: list[Figure], ranks: tuple[int, ...]) -> Verdict | None:
    q = again.claim.quantity
    assert q is not None
    equal = [f for f in before if f.claim.quantity is not None and f.claim.quantity.value == q.value]
    if equal:
        first = equal[-1]
        return Verdict(
            CODE, "holds", [("again", again.claim), ("first", first.claim)], f"{told(again.claim)} given twice"
        )
    if len(before) != 1 or any(
        f is not again and f.claim.quantity is not None and f.claim.quantity.value == q.value for f in every
    ):
        return None
    first = before[0]
    o = first.claim.quantity
    assert o is not None
    if again.claim.period and first.claim.period and again.claim.period[:2] != first.claim.period[:2]:
        return None
    near = [fit for rank, fit in repairs(again.claim, Range.point(o.middle)) if rank in ranks]
    if not near or not _written(q) or not _written(o):
        return None
    return Verdict(
        CODE,
        "discrepancy",
        [("again", again.claim), ("first", first.claim)],
        f"{told(first.claim)} were counted before",
        "likely",
        near[:1],
        found=q.near,
        expected=o.near,
        unit=q.unit,
    )


def _swapped(index: Index) -> Iterator[Verdict]:
    """参展企业412家 … 421家参展企业: the noun before one count stands after another, and two digits have changed places."""
    prose = index.tokens.prose
    counts = [
        f
        for f in index.figures
        if f.kind == "count"
        and _exact(f)
        and f.claim.quantity is not None
        and _digits(f.claim.quantity) >= 3
        and not prose[f.claim.end : f.claim.end + 1].isascii()
    ]
    named: dict[tuple[str, str], list[Figure]] = {}
    for first in counts:
        noun = prose[max(first.sentence.start, first.claim.start - 2) : first.claim.start]
        if len(noun) == 2 and not any(c.isascii() or c.isspace() for c in noun):
            named.setdefault((noun, prose[first.claim.end : first.claim.end + 1]), []).append(first)
    for again in counts:
        measured = prose[again.claim.end : again.claim.end + 1]
        after = prose[again.claim.end + 1 : again.claim.end + 8]
        nouns = {after[k : k + 2] for k in range(len(after) - 1)}
        before = [f for n in nouns for f in named.get((n, measured), ()) if f.sentence is not again.sentence]
        if len(before) > 1:
            # 古树2647株，其中一级古树312株: a part of them is no other count of all
            before = [f for f in before if "INCLUDING" not in f.leads]
        if len(before) != 1:
            continue
        first = before[0]
        q, o = again.claim.quantity, first.claim.quantity
        assert q is not None and o is not None
        if again.claim.period and first.claim.period and again.claim.period[:2] != first.claim.period[:2]:
            continue
        roles = [("again", again.claim), ("first", first.claim)]
        if q.value == o.value:
            yield Verdict(CODE, "holds", roles, f"{told(again.claim)} given twice")
            continue
        near = [fit for rank, fit in repairs(again.claim, Range.point(o.middle)) if rank == 0]
        if near and not _made(index, first, again):
            yield Verdict(
                CODE,
                "discrepancy",
                roles,
                f"{told(first.claim)} were counted before",
                "likely",
                near[:1],
                found=q.near,
                expected=o.near,
                unit=q.unit,
            )


def _attributive(index: Index) -> Iterator[Verdict]:
    """The $318.4 million budget: an amount between article and noun comes back to an amount that was given."""
    prose = index.tokens.prose
    amounts = [
        f
        for f in index.figures
        if f.kind == "money"
        and f.claim.cell is None
        and f.claim.quantity is not None
        and f.claim.quantity.value
        and f.claim.quantity.hedge is None
        and "/" not in (f.unit or "")
        and not f.opens
    ]
    known: dict[tuple[str | None, object], list[Figure]] = {}
    for figure in amounts:
        assert figure.claim.quantity is not None
        known.setdefault((figure.unit, figure.claim.quantity.value), []).append(figure)
    for again in amounts:
        q = again.claim.quantity
        assert q is not None
        before = prose[max(again.sentence.start, again.claim.start - 10) : again.claim.start]
        after = prose[again.claim.end : again.claim.end + 30].split()
        if again.sentence.heading or not before.isascii() or ends_with("definite", before) is None or not after:
            continue
        if (
            not after[0].strip(",.").isalpha()
            or "stop" in index.entry(again.after)
            or len(known[again.unit, q.value]) > 1
        ):
            continue
        if _digits(q) < 3:
            continue
        earlier = [f for f in amounts if f.claim.start < again.claim.start and f.unit == again.unit][-_RECENT:]
        mended = [
            (f, fit)
            for f in earlier
            if f.claim.quantity is not None
            and f.sentence is not again.sentence
            and _digits(f.claim.quantity) == _digits(q)
            for rank, fit in repairs(again.claim, Range.point(f.claim.quantity.middle))
            if rank == 0
        ]
        if len({f.claim.quantity.value for f, _ in mended if f.claim.quantity is not None}) != 1:
            continue
        first, fit = mended[-1]
        assert first.claim.quantity is not None
        yield Verdict(
            CODE,
            "discrepancy",
            [("again", again.claim), ("first", first.claim)],
            f"{told(first.claim)} was given before",
            "likely",
            [fit],
            found=q.near,
            expected=first.claim.quantity.near,
            unit=q.unit,
        )


def _same_words(index: Index) -> Iterator[Verdict]:
    """£214,000 from the gala … the £241,000 from the gala: what stands behind an amount stands behind another again."""
    prose = index.tokens.prose
    seen: dict[tuple[str, str | None, str], list[Figure]] = {}
    for figure in index.figures:
        q = figure.claim.quantity
        if figure.kind not in ("money", "count", "measure") or q is None or not q.value or q.hedge is not None:
            continue
        if figure.claim.cell is not None or figure.depth or _digits(q) < 3 or q.direction is not None:
            continue
        match = _BEHIND.match(prose, figure.claim.end, min(figure.sentence.end, figure.claim.end + 40))
        if match is None:
            continue
        before = prose[max(figure.sentence.start, figure.claim.start - 10) : figure.claim.start]
        key = (figure.kind, figure.unit, match.group().strip().lower())
        firsts = [f for f in seen.get(key, ()) if f.sentence is not figure.sentence]
        if ends_with("definite", before) is not None and len(firsts) == 1:
            verdict = _came_back(index, figure, firsts[0])
            if verdict is not None:
                yield verdict
        seen.setdefault(key, []).append(figure)


def _came_back(index: Index, again: Figure, first: Figure) -> Verdict | None:
    """The same amount, or one with two digits swapped; None for two amounts."""
    q, o = again.claim.quantity, first.claim.quantity
    assert q is not None
    assert o is not None
    roles = [("again", again.claim), ("first", first.claim)]
    if q.value == o.value:
        return Verdict(CODE, "holds", roles, f"{told(again.claim)} given twice")
    near = [fit for rank, fit in repairs(again.claim, Range.point(o.middle)) if rank == 0]
    if not near or _digits(q) != _digits(o) or _made(index, first, again):
        return None
    if again.claim.period and first.claim.period and again.claim.period[:2] != first.claim.period[:2]:
        return None
    because = f"{told(first.claim)} was given before"
    return Verdict(CODE, "discrepancy", roles, because, "likely", near[:1], found=q.near, expected=o.near, unit=q.unit)


def _turned(index: Index) -> Iterator[Verdict]:
    """A total of 1,128 … all of the 1,218 exhibitors: a long count that comes back, whatever the first was called."""
    counts = [f for f in index.figures if f.kind in ("count", "number") and _exact(f)]
    values = [f.claim.quantity.value for f in counts if f.claim.quantity is not None]
    for at, again in enumerate(counts):
        q = again.claim.quantity
        if again.kind != "count" or q is None or _digits(q) < _LONG or str(q.value).endswith("0"):
            continue
        if values.count(q.value) > 1 or not _refers(index, again) or _phrase(index, again) is None:
            continue
        near = [
            f
            for f in counts[max(0, at - _RECENT) : at]
            if f.sentence is not again.sentence
            and f.claim.quantity is not None
            and _digits(f.claim.quantity) == _digits(q)
            and (f.unit is None or f.unit == again.unit or f.kind == "number")
        ]
        slips = [v for f in near if (v := _came_back(index, again, f)) is not None and v.outcome == "discrepancy"]
        if len(slips) == 1:
            yield slips[0]


def _digits(quantity: Quantity) -> int:
    return sum(c.isdigit() for c in quantity.written)


def _written(quantity: Quantity) -> bool:
    """True for a figure in digits that is not round."""
    match = _SPELT.match(quantity.written)
    digits = [c for c in match.group() if c.isdigit()] if match else []
    return len(digits) >= 2 and (len(digits) > 2 or digits[-1] != "0")


def _scales(index: Index) -> Iterator[Verdict]:
    """The same three digits and more, of one currency, a thousand or ten thousand times apart."""
    seen: dict[tuple[str | None, str], list[Figure]] = {}
    for figure in index.figures:
        q = figure.claim.quantity
        if figure.kind != "money" or q is None or q.value is None or q.value <= 0 or figure.claim.cell is not None:
            continue
        match = _SPELT.search(q.written)
        if match is None or "/" in (figure.unit or ""):
            continue
        digits = match.group().strip(" ,.")
        if sum(c.isdigit() for c in digits) >= 3 and "." in digits:
            seen.setdefault((figure.unit, digits), []).append(figure)
    for figures in seen.values():
        if len(figures) != 2:
            continue
        a, b = figures
        qa, qb = a.claim.quantity, b.claim.quantity
        assert qa is not None and qb is not None
        high, low = max(qa.middle, qb.middle), min(qa.middle, qb.middle)
        if high / low in (1000, 10000, 10**8) and a.sentence is not b.sentence:
            roles = [("again", b.claim), ("first", a.claim)]
            yield Verdict(
                CODE, "undecided", roles, f"{told(a.claim)} and {told(b.claim)}: the same digits, of two scales"
            )
