"""The mean of whole numbers is a whole total divided by how many there are.

> The 28 raters gave it a mean rating of 5.19 (SD = 1.34) on a scale from 1 to 7.
! "5.19 (SD = 1.34)" no whole total of 28 values has a mean of 5.19
~ 5.18

> On the 7-point item the control group was lower (M = 3.46, SD = 1.61, n = 20).
! "M = 3.46, SD = 1.61, n = 20" no whole total of 20 values
~ 3.45

> In a side study, 28 of the hikers rated their mood in whole numbers from 1 to 7. The mean was 5.20.
! "5.20" no whole total of 28 ~ 5.21

> In a side study, 28 of the hikers rated their mood in whole numbers from 1 to 7. The mean was 5.18.
= "5.18" a whole total of 28

> In the survey of 25 nurses, the mean number of night shifts was 6.43.
! "6.43" no whole total of 25 ~ 6.44

> In the survey of 25 nurses and 31 doctors, the mean number of night shifts was 6.43.

> The mean rating of the 32 judges was 7.83.

> Pupils answered 92.3% of the 28 questions.
? "92.3%" if it is not an average

> Only 37% of the 12 jurors agreed.
! "37%" no whole number of 12 is 37%
~ 33

> The 28 raters gave it a mean rating of 5.18 (SD = 1.34) on a scale from 1 to 7.
= "5.18 (SD = 1.34)" 145 of 28

> The composite was computed as the mean of the subscale items (α = .87; M = 3.46, SD = 0.80, n = 20).
? "M = 3.46, SD = 0.80, n = 20" if the values are whole numbers

> One half took a nap (n = 42), the other stayed awake (n = 42). Nappers recalled more words (M = 24.31, SD = 5.10)
> than those who stayed awake (M = 21.56, SD = 5.62), t(82) = 2.36, p = .021.
= "M = 24.31, SD = 5.10" 1,021 of 42
! "M = 21.56, SD = 5.62" no whole total of 42 values ~ 21.55

> One half took a nap (n = 45), the other stayed awake (n = 39). Nappers recalled more words (M = 24.31, SD = 5.10)
> than those who stayed awake (M = 21.56, SD = 5.62), t(82) = 2.36, p = .021.

> In 2023 some 37% of readers, in 12 districts, agreed.

> Reaction times were shorter in the second block (M = 431.27 ms, SD = 52.1 ms, n = 18).

> The 128 raters gave it a mean rating of 5.19 (SD = 1.34) on a scale from 1 to 7.

> The mean distance was 5.19 km in 28 districts.

> They rated 20 faces each (M = 4.31, SD = 0.92, n = 28), t(27) = 1.10, p = .281, t(27) = 0.40, p = .692,
> t(27) = 2.20, p = .037, t(27) = 0.90, p = .376, t(27) = 1.30, p = .205, t(27) = 0.10, p = .921, t(27) = 0.70, p = .490,
> t(27) = 1.00, p = .326.
? "M = 4.31, SD = 0.92, n = 28" if the values are whole numbers

A size that is said apart counts where it is that of equal groups by the degrees of freedom. In a paper, a text
of eight tests or more, means are taken for those of scales and trials unless the sentence says that values are whole and
four in five of the other means bear it out.

Silent where so many people answered that every mean with these decimals is possible, where the mean has a
unit that can be divided, and where no number of people is stated. Numbers that were weighted, or rounded
before they were averaged, and people who left do what a slip does: nothing is proven.

Rule: GRIM, after Brown and Heathers (2017), "The GRIM test: a simple technique detects numerous anomalies in
the reporting of results in psychology". Halves may have been rounded either way.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Any, NamedTuple

from checkers._apposed import closed
from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import said as stands
from checkers._reported import cut, decimals, ends, fixed, place, rounded, statistics
from checkers._verdict import Edit, Fit, Verdict
from claims.claim import Claim
from claims.quantity import Range

CODE = "granular-mean"
_COUNTED_UNITS = ("point", "points", "%")
_BEFORE, _HUNDRED = 60, 100
_SHY = Fraction(999, 1000)
"""What is cut off is less than the last digit."""
_PAPER = 8
"""A text with so many tests is a paper."""


def granular_mean(mean: Range, n: int, items: int = 1) -> range:
    """The totals of whole numbers (n people, so many items each) whose mean lies in a range."""
    low, high = ends(mean)
    values = n * items
    return range(ceil(low * values), floor(high * values) + 1)


def _verdicts(index: Index, context: object = None) -> Iterator[Verdict]:
    del context
    for found in _means(index):
        yield from _weigh(found.claim, found.detail, found.mean, found.n, found.nature)
    told = {id(f.claim) for f in _means(index)}
    for sentence in index.sentences:
        yield from (
            v
            for mean, n, whole in _in_words(index, sentence)
            if id(mean.claim) not in told
            for v in _plain(mean, n, whole)
        )
        for share, whole in pairwise(sentence.figures):
            # 37 % of the 12 jurors: nothing but the cue and an article stands between them.
            bound = share.kind == "percent" and whole.kind == "count" and whole.leads[:1] == ("OF",)
            if bound and 1 <= whole.first - share.after <= 2:
                yield from _share(share.claim, whole.claim, subject=share.words_before == 0)


def _in_words(index: Index, sentence: Sentence) -> Iterator[tuple[Figure, Figure, bool]]:
    """(mean, how many, whether whole) of a few people: "28 of them rated it in whole numbers. The mean was 5.20"."""
    prose = index.tokens.prose
    means = [f for f in sentence.figures if _to_hundredths(f)]
    if not means:
        return
    first = max(sentence.start, means[0].claim.start - _BEFORE)
    if not stands("mean", prose[first : means[0].claim.start]):
        return
    before = index.sentences[max(0, sentence.position - 1) : sentence.position]
    scope = [s for s in before if s.paragraph == sentence.paragraph] + [sentence]
    start = min(s.start for s in scope)
    whole = stands("whole_values", prose[start : sentence.end])
    counts = [f for s in (scope if whole else [sentence]) for f in s.figures if _few(f)]
    if len(counts) != 1 or counts[0].claim.start > means[0].claim.start:
        return
    for mean in means:
        # Of a counted thing ("6.43 night shifts") a person has a whole number, too, though not of points.
        counted = mean.kind == "count" and len(means) == 1 and mean.unit not in _COUNTED_UNITS
        if whole or (counted and closed(index, mean)):
            yield mean, counts[0], whole


def _to_hundredths(figure: Figure) -> bool:
    q = figure.claim.quantity
    plain = figure.kind in ("count", "number") and figure.claim.cell is None
    return plain and q is not None and q.value is not None and q.step == Decimal("0.01") and q.hedge is None


def _few(figure: Figure) -> bool:
    q = figure.claim.quantity
    counted = figure.kind == "count" and q is not None and q.value is not None and q.hedge is None
    return counted and q.step == 1 and 1 < q.value < _HUNDRED and "TO" not in figure.leads[:1]  # type: ignore[union-attr,operator]


def _plain(mean: Figure, n: Figure, whole: bool) -> Iterator[Verdict]:
    q, k = mean.claim.quantity, n.claim.quantity
    assert q is not None
    assert k is not None
    size = int(k.middle)
    roles = [("mean", mean.claim), ("number", n.claim)]
    if granular_mean(q.near, size):
        yield Verdict(CODE, "holds", roles, f"a whole total of {size} has that mean", telling=whole)
        return
    if granular_mean(Range(q.middle, q.middle + Fraction(q.step) * _SHY), size):
        return  # cut off instead of rounded
    total = q.middle * size
    near = sorted((floor(total), ceil(total)), key=lambda t: abs(t - total))
    fits = [Fit(f"the mean is {fixed(Fraction(t, size), 2)} ({t} of {size})") for t in near]
    yield Verdict(
        CODE,
        "discrepancy",
        roles,
        f"no whole total of {size} values has a mean of {fixed(q.middle, 2)}",
        "likely",
        fits,
    )


class _Mean(NamedTuple):
    """A mean with the number of people that it is of, and what is known of their values."""

    claim: Claim
    detail: dict[str, Any]
    mean: str
    n: int
    nature: str
    """Of the values: `whole`, `plain` (nothing speaks against whole numbers) or `other`."""
    paper: bool


def _means(index: Index) -> list[_Mean]:
    """The means of a text for which a size is stated.

    A text tells what its values are by its other means, too: where many of them are impossible for whole numbers, the
    values are none. A paper (many tests) averages scales and trials more often than it says so; there a value is whole
    only where the sentence says it and the other means bear it out.
    """
    paper = sum(1 for _, detail in statistics(index) if detail.get("df")) >= _PAPER
    group = None if paper else _group_size(index)
    found = []
    for claim, detail in statistics(index):
        mean, n = _mean(detail), detail.get("n") or (group if detail["test"] == "M" else None)
        if mean is not None and n is not None and 0 < int(n) < 100_000:
            nature = _nature(detail, int(n))
            if paper and nature == "plain":
                nature = "other"
            found.append(_Mean(claim, detail, mean, int(n), nature, paper))
    possible = [
        bool(granular_mean(rounded(m.mean), m.n, _items(m.detail)))
        for m in found
        if m.nature != "other" and m.n * _items(m.detail) < 10 ** decimals(m.mean)
    ]
    held, failed = possible.count(True), possible.count(False)
    if failed and (held < 4 * failed if paper else failed > 2 and held < failed):
        found = [m._replace(nature="other") for m in found]
    return found


def _items(detail: dict[str, Any]) -> int:
    return int(detail.get("items") or 1)


def _group_size(index: Index) -> int | None:
    """How many people are in each of equal groups, where the text says it and the degrees of freedom confirm it."""
    sizes: set[int] = set()
    stated: set[int] = set()
    for _, detail in statistics(index):
        df = [int(d) for d in detail.get("df") or () if str(d).isdigit()]
        if detail["test"] == "n" and str(detail.get("n")).isdigit():
            stated.add(int(detail["n"]))
        elif detail["test"] == "t" and len(df) == 1 and df[0] % 2 == 0:
            sizes.add(df[0] // 2 + 1)
        elif detail["test"] == "F" and len(df) == 2 and (df[1] + df[0] + 1) % (df[0] + 1) == 0:
            sizes.add(df[1] // (df[0] + 1) + 1)
    if not stated:
        counts = [f.claim.quantity for f in index.figures if f.kind == "count"]
        stated = sizes & {int(q.value) for q in counts if q is not None and q.value is not None}
    return stated.pop() if len(stated) == 1 and stated <= sizes else None


def _mean(detail: dict[str, Any]) -> str | None:
    found = detail.get("value" if detail["test"] == "M" else "mean")
    return found if detail.get("relation") == "=" else None


def _nature(detail: dict[str, Any], n: int) -> str:
    """What is known of the values: `whole`, `plain` (nothing speaks against whole numbers), `other`."""
    unit = detail.get("unit")
    if unit and (unit not in _COUNTED_UNITS or (unit == "%" and (detail.get("sd") or detail.get("se")))):
        return "other"  # a deviation of percentages is one of people's own percentages
    if "whole" in detail:
        return "whole" if detail["whole"] else "other"
    if detail.get("spread") is not None or detail.get("n_apart") or n < 2:
        return "other"
    return "other" if "composite" in (detail.get("elsewhere") or ()) else "plain"


def _weigh(claim: Claim, detail: dict[str, Any], mean: str, n: int, nature: str) -> Iterator[Verdict]:
    items = _items(detail)
    values = n * items
    if values >= 10 ** decimals(mean):
        return
    unit = detail.get("unit")
    if unit and unit not in _COUNTED_UNITS:
        return
    roles = [("mean", claim)]
    whom = f"{n} values" if items == 1 else f"{n} values of {items} items"
    totals = granular_mean(rounded(mean), n, items)
    if totals:
        yield Verdict(CODE, "holds", roles, f"{totals[0]:,} of {values} is {mean}", telling=nature != "other")
        return
    because = f"no whole total of {whom} has a mean of {mean}"
    if nature == "other":
        yield Verdict(CODE, "undecided", roles, f"{because}, which counts if the values are whole numbers")
        return
    verdict = Verdict(
        CODE,
        "discrepancy",
        roles,
        because,
        "likely",
        found=rounded(mean),
        expected=_nearest_range(mean, values),
    )
    verdict.fits = list(_fits(detail, mean, n, items))
    yield verdict


def _nearest_range(mean: str, values: int) -> Range:
    nearest = Fraction(round(Fraction(mean) * values), values)
    return Range.point(nearest)


def _fits(detail: dict[str, Any], mean: str, n: int, items: int) -> Iterator[Fit]:
    values, places = n * items, decimals(mean)
    if granular_mean(cut(mean), n, items):
        yield Fit("digits were cut off instead of rounded")
    total = Fraction(mean) * values
    near = sorted((floor(total), ceil(total)), key=lambda whole: abs(whole - total))
    spot = place(detail, "value" if detail["test"] == "M" else "mean")
    for whole in near:
        text = fixed(Fraction(whole, values), places)
        yield Fit(f"the mean is {text} ({whole} of {values})", Edit(*spot, text) if spot else None)
    for other in (n - 1, n + 1, n - 2, n + 2, n - 3, n + 3):
        if other > 0 and granular_mean(rounded(mean), other, items):
            at = place(detail, "n")
            yield Fit(f"n is {other}", Edit(*at, str(other)) if at else None)
            break
    if items == 1:
        for several in range(2, 6):
            if granular_mean(rounded(mean), n, several):
                yield Fit(f"each value is the mean of {several} items")
                break


def _share(share: Claim, whole: Claim, *, subject: bool) -> Iterator[Verdict]:
    """A percentage of a few people: a whole number of them.

    subject: True where the share begins its clause. Behind a verb it may be an average over many ("answered 92.3% of
    the 28 questions").
    """
    percent, count = share.quantity, whole.quantity
    if percent is None or count is None or percent.value is None or count.value is None:
        return
    if percent.hedge or count.hedge or percent.direction:
        return
    n, step = Fraction(count.value), Fraction(percent.step)
    if n.denominator != 1 or not 0 < n < 100 / step or n > 1000 or not 0 <= percent.value <= 100:
        return
    size = int(n)
    value = Fraction(percent.value)
    roles = [("share", share), ("whole", whole)]
    totals = granular_mean(Range((value - step / 2) / 100, (value + step / 2) / 100), size)
    written = " ".join(percent.written.split())
    if totals:
        yield Verdict(CODE, "holds", roles, f"{totals[0]} of {size} is {written}")
        return
    if granular_mean(Range(value / 100, (value + step) / 100), size):
        return  # cut off instead of rounded
    if not subject:
        because = f"no whole number of {size} is {written}, which counts if it is not an average"
        yield Verdict(CODE, "undecided", roles, because)
        return
    part = value * size / 100
    near = sorted((floor(part), ceil(part)), key=lambda k: abs(k - part))
    places = len(str(percent.step).partition(".")[2])
    fits = [
        Fit(
            f"{k} of {size} is {fixed(Fraction(100 * k, size), places)} %",
            Edit(*share.number, fixed(Fraction(100 * k, size), places)) if share.number else None,
        )
        for k in near
    ]
    yield Verdict(CODE, "discrepancy", roles, f"no whole number of {size} is {written}", "likely", fits=fits)
