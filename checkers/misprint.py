"""A long figure is not one slip of the pen from what the figures beside it make.

> The winner quoted Rs 4,440 crore. The state pays Rs 1,776 crore, and the firm is to find Rs 2,646 crore.
! "Rs 2,646 crore" Rs 4,440 crore - Rs 1,776 crore = Rs 2,664 crore ~ swapped

> A nurse on the top grade is paid $31.50 an hour. Her week has 34.2 hours, and she took home $1,770.30.
! "$1,770.30" $31.50 an hour × 34.2 hours = $1,077.3 ~ swapped

> The stores began with 26.593 billion bushels. Mills want 14.391 billion, and growers hope to have 12.402 billion over.
! "12.402 billion" 26.593 billion bushels - 14.391 billion = 12.202 billion ~ one digit

> The winner quoted Rs 4,440 crore. The state pays Rs 1,776 crore, and the firm is to find Rs 2,664 crore.
= "Rs 2,664 crore" Rs 4,440 crore - Rs 1,776 crore = Rs 2,664 crore

> A nurse on the top grade is paid $31.50 an hour. Her week has 34.2 hours, and she took home some $1,770.30.
? "some $1,770.30" hedged

> A nurse on the top grade is paid $31.50 an hour. Her week has 34.2 hours.

> Power costs $2.80 a unit, and the standing charge is $27. A tenant who used 45 units paid $153.

> Joined, they have 5,861 million.
>
> Ash Bank had 3,218 million, Elm Bank 2,643 million, and 35 million was profit.

> The hall has 1,241 seats, the annexe 1,368, and 2,906 tickets were printed for both nights.

> The old bridge took 12,480 cars, the new one takes 31,165, and the ferry carries 86,300 people.

> The crowd of 11,482 filled 82% of the 14,000 seats.

> The east lake stands at 48.61 metres and the west lake at 45.26 metres, 4.35 metres and 2.90 metres below their spillways.

> 东湖水位48.61米，西湖水位45.26米，与溢洪道相差4.35米和2.90米。

> 东湖水位48.61米，低于溢洪道4.35米，西湖水位45.26米。

> 东湖水位距溢洪道还差4.35米，为48.61米，西湖水位45.26米。

@ 2024-07-20 zh
> 全市商品零售总额1286.4亿元。其中网上零售额334.5万元，占比26.0%。
! "334.5万元" 26.0% of 1286.4亿元

@ 2024-07-20 zh
> 全市商品零售总额1286.4亿元。其中网上零售额334.5亿元，占比26.0%。

> The barns took in 36.45 million tonnes. Wheat made 320.8 million tonnes, a share of 88.0%.
! "320.8 million tonnes" 88.0% of 36.45 million tonnes

> A car pays 45 yuan, and 24,000 of them a day are looked for, so that each day brings 108,000 yuan.
! "108,000 yuan" 1,080,000 yuan

> The depot sold 10 lots at 2,398 yuan each and kept 23,980 crates.

> The farm has 4,215 hectares. It keeps 16.0% as meadow, and 67,440 hens.

Nothing in the grammar need tie the figures together: that they would meet to the last digit but for two digits swapped,
for one digit, or for the scale, is the evidence, so it is asked of figures of four digits and more, weighed by how many
meetings were tried before, the nearest figures first, and `likely` at most. A figure that some nearby figures do make, within
rounding, is left alone, and so is one that another relation weighs. How far something stands from what is named
nowhere else makes no other figure. It never says `holds`: a chance meeting of that size is no check.

Rule: the chance that one of n sums, differences, products, quotients or shares of unrelated figures is a given figure of
k digits with two swapped is about n k (k - 1) / 2 in 9 × 10^(k-1), and with one digit changed 9 n k in the same; that it
has the digits at one of twelve other scales, 12 n.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from checkers._context import Context
from checkers._gather import Figure, Index
from checkers._gather.index import comparable
from checkers._gather.terms import starts_with, terms
from checkers._judge import like, told, weigh
from checkers._repair import repairs
from checkers._verdict import Edit, Fit, Verdict
from claims.quantity import Range

CODE = "misprint"
COINCIDENCE = 0.005
"""The largest chance of a coincidence at which a figure is called a misprint."""
NAMED = 0.02
"""The same for a figure that is called a total, a rest, an average or what something comes to: then only that is tried."""
_LEAST_DIGITS, _LEAST_NAMED = 4, 3
_BACK, _AHEAD = 6, 3
_WINDOW = 24
_RUN = 8
_DIGITS = re.compile(r"\d[\d,. \u00a0\u202f']*\d")
_KINDS = ("same", "scale", "swap", "digit")
_POWERS = (1, 2, 3, 4, 5, 8)
_EDGE = re.compile(r"[,;:，；：。()（）]|\.\s")
_NAME = 2
_WHOLE = 0.01
"""How far from a whole number of last digits the figures may meet: they meet to the last digit."""
_MANY = frozenset(("count", "number", "measure", "duration"))


class _Printed(NamedTuple):
    """A figure as printed: value, digits, how many of them tell something, the size of the last, half its rounding."""

    value: float
    digits: str
    telling: int
    step: float
    half: float


class _Meeting(NamedTuple):
    """What some figures make: how far off they stand, their figures, the value and how far rounding reaches."""

    distance: int
    sign: str
    parts: tuple[int, ...]
    value: float
    reach: float


def slip(digits: str, other: str) -> str | None:
    """`swap` or `digit`, where that one slip of the pen turns one run of digits into another; None otherwise."""
    if len(digits) != len(other) or digits == other:
        return None
    apart = [i for i in range(len(digits)) if digits[i] != other[i]]
    if len(apart) == 1:
        return "digit"
    if len(apart) == 2 and digits[apart[0]] == other[apart[1]] and digits[apart[1]] == other[apart[0]]:
        return "swap"
    return None


def _scale(own: _Printed, meeting: _Meeting, parts: Sequence[_Printed]) -> bool:
    """True where what others make has the digits of this figure, at another scale: 1,286 x 26% = 334.4, and 334.4 thousand."""
    if any(p.digits.rstrip("0") == "1" for p in parts):
        return False  # ten times a figure has its digits
    made = meeting.value / own.step
    return any(int(own.digits) in (round(made / 10**power), round(made * 10**power)) for power in _POWERS)


def _coincidence(digits: int, tried: int, kind: str) -> float:
    """The chance that one of so many unrelated values is a slip of this kind away from a figure of so many digits."""
    near = {"same": 1, "scale": 2 * len(_POWERS), "swap": digits * (digits - 1) / 2, "digit": 9 * digits}[kind]
    return float(tried * near / (9 * 10 ** (digits - 1)))


def _rare(own: _Printed, kind: str, tried: int, named: int) -> bool:
    """True where chance would hardly bring the meeting about: of so many, or of those that the words name."""
    if named and _coincidence(own.telling, named, kind) <= NAMED:
        return True
    return own.telling >= _LEAST_DIGITS and _coincidence(own.telling, tried, kind) <= COINCIDENCE


def _called(index: Index, figure: Figure) -> str:
    """The signs of what the words beside a figure say that it is: a total +, a rest or a margin -, an average ÷."""
    signs = ""
    near = {*figure.leads[:2], *figure.tails[:1]}
    before = index.tokens.prose[max(figure.sentence.start, figure.claim.start - _WINDOW) : figure.claim.start]
    if near & {"REST", "RESULT"} or terms("remaining", before):
        signs += "-"
    if any("margin" in index.entry(k) for k in range(max(figure.sentence.first, figure.first - 3), figure.after + 2)):
        signs += "-"
    if "TOTAL" in near:
        signs += "+"
    if near & {"AVERAGE", "EACH", "PER"}:
        signs += "÷" if "AVERAGE" in near else "÷×"
    if terms("yields", before):
        signs += "+×"
    share = figure.sentence.figures[figure.order + 1 : figure.order + 2]
    if share and share[0].kind == "percent" and share[0].leads[:1] == ("SHARE",):
        signs += "%"
    return signs


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    figures = [f for f in index.figures if f.claim.cell is None and (f.level or f.kind == "percent")]
    printed = [None if _from_elsewhere(index, f) else _printed(f) for f in figures]
    slips: list[tuple[str, _Meeting, int]] = []
    for at, (figure, own) in enumerate(zip(figures, printed, strict=True)):
        if own is None or own.telling < _LEAST_NAMED or figure.kind == "percent":
            continue
        if figure.claim.heading:
            continue
        found = _nearest(figures, printed, at, own, _called(index, figure))
        if found is not None:
            slips.append((*found, -at))
    said: set[int] = set()
    # Of the figures that could each be the slip, two digits swapped is the likelier, then the last, which the rest make.
    for kind, meeting, place in sorted(slips, key=lambda item: (_KINDS.index(item[0]), item[2])):
        at = -place
        if said.isdisjoint((at, *meeting.parts)):
            said.update((at, *meeting.parts))
            yield _weigh(figures[at], [figures[i] for i in meeting.parts], meeting.sign, kind)


def _nearest(
    figures: Sequence[Figure], printed: Sequence[_Printed | None], at: int, own: _Printed, signs: str
) -> tuple[str, _Meeting] | None:
    """(same, swap or digit, the nearest figures that make this one so); None where chance may well bring it about."""
    best: tuple[str, _Meeting] | None = None
    named = 0
    for tried, meeting in enumerate(sorted(_meetings(figures, printed, at), key=lambda m: m.distance), 1):
        named += meeting.sign in signs
        steps = meeting.value / own.step
        if abs(steps - int(own.digits)) < 0.01:
            return ("same", meeting) if _rare(own, "same", tried, named if meeting.sign in signs else 0) else None
        if abs(meeting.value - own.value) <= meeting.reach + own.half * 1.001:
            return None
        if best is None and meeting.value > 0 and _of_one_unit(figures, at, meeting):
            parts = [p for i in meeting.parts if (p := printed[i]) is not None]
            if _scale(own, meeting, parts) and _rare(own, "scale", tried, named if meeting.sign in signs else 0):
                best = ("scale", meeting)
                continue
        if best is None and meeting.value > 0 and abs(steps - round(steps)) < _WHOLE:
            kind = slip(own.digits, str(round(steps)))
            if kind is not None and _rare(own, kind, tried, named if meeting.sign in signs else 0):
                best = (kind, meeting)
    if best is not None and _explained(figures, printed, at, best[1].value):
        return None
    return best


def _of_one_unit(figures: Sequence[Figure], at: int, meeting: _Meeting) -> bool:
    """True where the parts are in the unit of the figure to the letter, so that no factor between units is a scale."""
    parts = [figures[i] for i in meeting.parts]
    if meeting.sign == "×":
        money = [f for f in parts if f.kind == "money"]
        counts = [f for f in parts if f.kind in ("count", "number")]
        unit = (figures[at].unit or "").partition("/")[0]
        return len(money) == len(counts) == 1 and (money[0].unit or "").partition("/")[0] == unit
    return meeting.sign in "+-%" and {f.unit for f in parts if f.kind != "percent"} == {figures[at].unit}


def _explained(figures: Sequence[Figure], printed: Sequence[_Printed | None], at: int, value: float) -> bool:
    """True where a figure nearby is what the two are apart, a fixed charge say, or this one and another make a third."""
    own = printed[at]
    assert own is not None
    near = [
        p
        for i in range(max(0, at - _BACK), min(len(figures), at + _AHEAD + 1))
        if i != at and (p := printed[i]) is not None and comparable(figures[i], figures[at])
    ]
    if any(abs(abs(own.value - value) - p.value) <= p.half + own.half + 1e-9 * p.value for p in near):
        return True
    return any(
        abs(own.value + p.value - q.value) <= (q.half or 1e-9 * q.value)
        for p in near
        for q in near
        if p is not q and p.value < q.value
    )


def _meetings(figures: Sequence[Figure], printed: Sequence[_Printed | None], at: int) -> Iterator[_Meeting]:
    """Every sum, difference, product, quotient and share that figures of the paragraph around this one make."""
    target = figures[at]
    paragraph = target.claim.paragraph
    near = [
        i
        for i in range(max(0, at - _BACK), min(len(figures), at + _AHEAD + 1))
        if i != at and printed[i] is not None and figures[i].claim.paragraph == paragraph and not _hedged(figures[i])
    ]
    alike = {i: comparable(figures[i], target) and figures[i].kind != "percent" for i in near}
    for first, second in combinations(near, 2):
        a, b = printed[first], printed[second]
        assert a is not None
        assert b is not None
        distance = abs(first - at) + abs(second - at)
        if alike[first] and alike[second]:
            yield _Meeting(distance, "+", (first, second), a.value + b.value, a.half + b.half)
            larger = (first, second) if a.value > b.value else (second, first)
            yield _Meeting(distance, "-", larger, abs(a.value - b.value), a.half + b.half)
        for one, other, x, y in ((first, second, a, b), (second, first, b, a)):
            reach = x.half / abs(x.value) + y.half / abs(y.value)
            if figures[other].kind == "percent":
                if alike[one]:
                    value = x.value * y.value / 100
                    yield _Meeting(distance, "%", (one, other), value, abs(value) * reach)
            elif _scales(target, figures[one], figures[other]):
                if one < other or not _scales(target, figures[other], figures[one]):
                    yield _Meeting(distance, "×", (one, other), x.value * y.value, abs(x.value * y.value) * reach)
                yield _Meeting(distance, "÷", (one, other), x.value / y.value, abs(x.value / y.value) * reach)
    for many in range(3, _RUN):
        for run in (range(at - many, at), range(at + 1, at + 1 + many)):
            if all(alike.get(i) for i in run):
                parts = [printed[i] for i in run]
                yield _Meeting(
                    many + 1,
                    "+",
                    tuple(run),
                    sum(p.value for p in parts if p is not None),
                    sum(p.half for p in parts if p is not None),
                )


def _from_elsewhere(index: Index, figure: Figure) -> bool:
    """True for how far something is from a thing that its paragraph names nowhere else: 4 m below the spillway."""
    if figure.kind != "measure":
        return False
    name = _set_against(index, figure)
    if name is None:
        return False
    prose: str = index.tokens.prose
    page = [s for s in index.sentences if s.paragraph == figure.claim.paragraph]
    return prose[page[0].start : page[-1].end].lower().count(name.lower()) == 1


def _set_against(index: Index, figure: Figure) -> str | None:
    """The name of what a distance is measured from, as far as it has no figure; that of a run is told once."""
    prose, sentence = index.tokens.prose, figure.sentence
    behind = _EDGE.split(prose[figure.claim.end : sentence.end])[0]
    found = starts_with("outdoes", behind)
    if found is not None:
        words = re.findall(r"[A-Za-z]{3,}", behind[found.end :])
        return words[-1] if words and not re.search(r"\d", behind) else None
    before = _EDGE.split(prose[sentence.start : figure.claim.start])[-1]
    led = [] if before.isascii() else [t for t in terms("measured_from", before) if t.value != "none"]
    if led:
        name = re.split(r"\d", before[led[0].end :])[0]
        gap = terms("apart", name)
        name = name[: gap[0].start] if gap else name
        return name if len(name) >= _NAME else None
    rest = sentence.figures[figure.order + 1 : figure.order + 2]
    if rest and rest[0].kind == figure.kind and not index.words(figure.after, rest[0].first):
        return _set_against(index, rest[0])
    return None


def _hedged(figure: Figure) -> bool:
    return figure.claim.quantity is not None and figure.claim.quantity.hedge is not None


def _scales(target: Figure, figure: Figure, by: Figure) -> bool:
    """True where a figure times or by another could be the target by their kinds: money times a number is money."""
    if by.kind not in _MANY:
        return False
    if target.kind == "money" or figure.kind == "money":
        return target.kind == figure.kind == "money"
    return figure.kind in _MANY


def _printed(figure: Figure) -> _Printed | None:
    quantity = figure.claim.quantity
    if quantity is None or quantity.value is None or quantity.ends is not None or not quantity.value:
        return None
    match = _DIGITS.search(quantity.written) or re.search(r"\d", quantity.written)
    if match is None:
        return None
    digits = re.sub(r"[^\d]", "", match.group()).lstrip("0")
    step = float(quantity.step)
    if not digits or step <= 0:
        return None
    value = abs(float(quantity.value))
    # The written digits must be the value's own: 12.000 may be twelve thousand, and "3½" is neither.
    last = value / int(digits)
    telling = digits if step < last * 1.5 and "." in match.group() else digits.rstrip("0")
    return _Printed(value, digits, len(telling), last, 0.0 if quantity.point else step / 2)


def _weigh(figure: Figure, parts: list[Figure], sign: str, kind: str) -> Verdict:
    names = [f"part {i}" for i in range(1, len(parts) + 1)]
    values = [Range.point(f.claim.quantity.value) for f in parts if f.claim.quantity and f.claim.quantity.value]
    made = _MAKE[sign](values).middle
    said = f" {'of' if sign == '%' else sign} ".join(told(f.claim) for f in (parts[::-1] if sign == "%" else parts))
    roles = [("figure", figure.claim), *((name, f.claim) for name, f in zip(names, parts, strict=True))]
    because = f"{said} = {like(figure.claim, made)}"
    quantity = figure.claim.quantity
    if kind != "same" and quantity is not None and quantity.hedge is not None:
        because += ", one slip of the pen away, but the figure is hedged"
        return Verdict(CODE, "undecided", roles, because, fallback=True)
    verdict = weigh(
        CODE,
        roles,
        {"figure": lambda at: _MAKE[sign]([at(name) for name in names])},
        because,
        unit=figure.unit,
        cap="likely",
        truncates=False,
        blame=(),
    )
    if verdict.outcome == "discrepancy":
        wanted = Range.point(made)
        verdict.fits = (
            [fit for _, fit in repairs(figure.claim, wanted.widened(Fraction(1, 1000)))][:2]
            if kind == "scale"
            else [_fit(figure, made)]
        )
    verdict.fallback = True
    return verdict


def _fit(figure: Figure, made: Fraction) -> Fit:
    """The edit of the digits, with the marks between them as they stand."""
    own = _printed(figure)
    quantity = figure.claim.quantity
    assert own is not None
    assert quantity is not None
    match = _DIGITS.search(quantity.written)
    assert match is not None
    new = iter(str(round(float(made) / own.step)))
    fresh = re.sub(r"\d", lambda _: next(new), match.group())
    start = figure.claim.start + match.start()
    kind = slip(own.digits, str(round(float(made) / own.step)))
    words = "two digits swapped" if kind == "swap" else "one digit"
    edit = Edit(start, start + len(match.group()), fresh)
    return Fit(f"{match.group()} is {fresh} ({words})", edit, 0 if kind == "swap" else 2)


_MAKE: dict[str, Callable[[Sequence[Range]], Range]] = {
    "+": lambda values: sum(values[1:], values[0]),
    "-": lambda values: values[0] - values[1],
    "×": lambda values: values[0] * values[1],
    "÷": lambda values: values[0] / values[1],
    "%": lambda values: values[0] * values[1] / 100,
}
