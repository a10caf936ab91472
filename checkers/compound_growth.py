"""Growth of so much a year makes, year upon year, the growth of the whole time.

> Output rose from 200 million tonnes in 2018 to 300 million tonnes in 2023, an average annual growth of 8.4%.
= "8.4%" over 4 to 6 years 7 to 10.7 % a year

> Output rose from 200 million tonnes in 2018 to 300 million tonnes in 2023, an average annual growth of 14.8%.
! "14.8%" over 4 to 6 years 7 to 10.7 % a year

> 全市零售额从2020年的5000亿元增长到2024年的6500亿元，年均增长6.8%。
= "6.8%" over 3 to 5 years 5.4 to 9.1 % a year

> 全市零售额从2020年的5000亿元增长到2024年的6500亿元，年均增长16.8%。
! "16.8%" over 3 to 5 years ~ 6.8

> 全市生产总值从2020年的5000亿元增长到2024年的6500亿元，年均增长3.2%。
? "3.2%" constant prices

> Sales grew 10% a year for three years, a rise of 33% in all.
= "33%" 10 % a year for three years is 33.1 %

> Sales grew 10% a year for three years, a rise of 43% in all.
! "43%" 10 % a year for three years is 33.1 % ~ 33

> Sales grew 10% a year for three years, a rise of 30% in all.
! "30%" added up, not compounded

> In each of the past three years sales grew 10%. That makes 30% in all.
! "30%" added up, not compounded

> 三年来产值每年增长10%，三年累计增长33%。
= "33%" 10 % a year for 三年 is 33.1 %

> The bond pays 10% a year for three years, 30% in all.
? "30%" added up, not compounded

> Sales rose 25% in May and by another 20% in June. June was 45% better than April.
! "45%" 25% and then 20% is 50 %

> Sales rose 25% in May and by another 20% in June. June was 50% better than April.
= "50%" 25% and then 20% is 50 %

> Membership grew by 10% in 2021 and by a further 20% in 2022, which makes 30% over the two years.
! "30%" 10% and then 20% is 32 % ~ 32

> Membership grew by 10% in 2021 and by 20% in 2022, an increase of 32% in all.
= "32%" 10% and then 20% is 32 %

> Visits fell by 20% in 2021 and rose by 25% in 2022, an increase of 5% in all.
! "5%" 2 20% and then 25% is 0 %

> 近两年产量先后增长20%和30%，两年累计增长50%。
! "50%" 20% and then 30% is 56 % ~ 56

> 近两年产量先后增长20%和30%，两年累计增长56%。
= "56%" 20% and then 30% is 56 %

> 近两年产量先后增长20%和30%，两年累计研发投入占比50%。

> 两个厂的产量先后超过去年，分别增长20%和30%，合计增长25%。

> Membership grew by 10% in 2021 and fees by 20% in 2022, and 30% of the members paid late.

> The shop raised prices by 5% a year for three years, so a kettle that cost £40.00 in 2020 now sells for £48.30.
! "£48.30" 5 % a year for three years makes £46.3 of £40.00

> The shop raised prices by 5% a year for three years, so a kettle that cost £40.00 in 2020 now sells for £46.31.
= "£46.31" 5 % a year for three years makes £46.3 of £40.00

> The shop raised prices by 5% a year for three years, and a kettle that cost £40.00 in 2020 now sells for £48.30.

> Sales rose 25% in May, and by another 20% in June; 45% of the shops took part.

> Sales grew 10% a year for three years, and profit rose 50% last year.

> Rents rose from $900 in 2018 to $1,200 in 2023, and wages rose 3% a year.

> Sales rose from 200 million in 2018 to 300 million in 2023, up 14.8% on the year before.

> Prices rose from 5 yuan in 2019 to 8 yuan in 2023, with an annual growth of 12% in the first year.

Rule: new = old (1 + rate)^years. How many years an average is taken over is counted in three ways (from the first year, from
the end of it, and with the year before), and some averages are the whole growth divided by the years: any that fits
holds. Growth of each year is compounded, but for interest, which may be simple. The growth of a product of all (GDP) is at
constant prices and is not judged by the amounts.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.compared import _dates, clause, known_of, older, stated_way, unknown_words
from checkers._gather.index import comparable
from checkers._gather.runs import beside
from checkers._gather.terms import said as stands
from checkers._gather.terms import terms
from checkers._judge import like, said, told
from checkers._repair import repairs
from checkers._verdict import Verdict
from claims.quantity import Range

CODE = "compound-growth"
_MOST_YEARS = 60
_LEAST_YEARS = 2
_NEAR = 2
_WINDOW = 48
_FULL = 10
_MOST_STEPS = 4
_YEAR = 360
_REACH = 8
_ALIKE = Fraction(4, 5)
_ASIDE = ("date", "duration", "time", "ordinal")


def compound_growth(rate: Range, years: int) -> Range:
    """The growth in percent of the whole time, from that of each year."""
    low = None if rate.low is None else ((1 + rate.low / 100) ** years - 1) * 100
    high = None if rate.high is None else ((1 + rate.high / 100) ** years - 1) * 100
    return Range(low, high, rate.low_closed, rate.high_closed)


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        rates = [f for f in sentence.figures if f.kind == "percent" and _yearly(index, f)]
        for rate in rates:
            verdict = _of_ends(index, sentence, rate) or _of_years(index, sentence, rate)
            if verdict is not None:
                yield verdict
        chained = _of_several(index, sentence)
        if chained is not None:
            yield chained


def _value(figure: Figure) -> Fraction | None:
    q = figure.claim.quantity
    return None if q is None or q.value is None or figure.claim.cell is not None else Fraction(q.value)


def _yearly(index: Index, figure: Figure) -> bool:
    """True where the words beside a percent make it the growth of each year."""
    value = _value(figure)
    if value is None or value <= 0 or figure.claim.quantity is None or figure.claim.quantity.direction == "down":
        return False
    prose = index.tokens.prose
    sentence = figure.sentence
    start = max(
        [sentence.start, figure.claim.start - _WINDOW]
        + [f.claim.end for f in sentence.figures[: figure.order] if f.kind != "duration"]
    )
    end = min([sentence.end, figure.claim.end + 14] + [f.claim.start for f in sentence.figures[figure.order + 1 :]])
    beside = [*terms("yearly", prose[start : figure.claim.start]), *terms("yearly", prose[figure.claim.end : end])]
    return any(term.value == "1" for term in beside)


def _year(sentence: Sentence, figure: Figure) -> int | None:
    """The year that stands right beside a figure, or the year of its period."""
    period = figure.claim.period
    if (
        period is not None
        and period.start is not None
        and period.end is not None
        and period.start.year == period.end.year
    ):
        return period.start.year
    for order in (figure.order + 1, figure.order - 1):
        if 0 <= order < len(sentence.figures):
            other = sentence.figures[order]
            detail = other.claim.detail or {}
            if other.kind == "date" and detail.get("grain") == "year" and other.claim.period is not None:
                gap = max(figure.first - other.after, other.first - figure.after)
                if gap <= 3 and other.claim.period.start is not None:
                    return other.claim.period.start.year
    return None


def _in_apposition(index: Index, rate: Figure) -> bool:
    """True where the rate is said of what stands before it: no "and" between, no year of its own behind."""
    figures = rate.sentence.figures
    if any("join" in index.entry(k) for k in range(figures[rate.order - 1].after, rate.first)):
        return False
    if rate.order + 1 == len(figures):
        return True
    return index.edges_between(rate, figures[rate.order + 1]) > 0


def _of_ends(index: Index, sentence: Sentence, rate: Figure) -> Verdict | None:
    """From {old} in {year} to {new} in {year}, {rate} a year."""
    before = [
        f
        for f in sentence.figures[: rate.order]
        if f.level and f.kind not in ("duration", "age") and (_value(f) or 0) > 0 and not f.opens
    ]
    if len(before) < 2 or index.edges_between(before[-1], rate) > 1:
        return None
    old, new = before[-2:]
    if not _in_apposition(index, rate):
        return None
    if "FROM" not in old.leads[:2] or not comparable(old, new) or old.kind == "percent":
        return None
    y0, y1 = _year(sentence, old), _year(sentence, new)
    if y0 is None or y1 is None:
        spans = [f for f in sentence.figures if (f.claim.detail or {}).get("grain") == "years"]
        if len(spans) != 1 or spans[0].claim.period is None:
            return None
        period = spans[0].claim.period
        if period.start is None or period.end is None:
            return None
        y0, y1 = period.start.year, period.end.year
    years = y1 - y0
    a, b, r = old.claim.quantity, new.claim.quantity, rate.claim.quantity
    assert a is not None and b is not None and r is not None
    if not 2 <= years <= _MOST_YEARS or a.middle >= b.middle:
        return None
    ratio = b.careful / a.careful
    counts = [n for n in (years - 1, years, years + 1) if n > 0]
    total = (ratio - 1) * 100
    compound = any(compound_growth(r.careful, n).meets(total) for n in counts)
    simple = (r.careful * years).meets(total)
    middle = float(b.middle / a.middle)
    yearly = [(middle ** (1 / n) - 1) * 100 for n in counts]
    low, high = Fraction(min(yearly)), Fraction(max(yearly))
    because = f"over {counts[0]} to {counts[-1]} years {said(low)} to {said(high)} % a year"
    roles = [("rate", rate.claim), ("new", new.claim), ("old", old.claim)]
    found, expected = r.careful, Range(low, high)
    if compound or simple:
        return Verdict(CODE, "holds", roles, because, found=found, expected=expected, unit="%")
    if low <= r.middle <= high:
        return None
    exact = Fraction((middle ** (1 / years) - 1) * 100)
    half = Fraction(r.step) / 2
    ranked = list(repairs(rate.claim, Range(exact - half, exact + half)))
    if len(sentence.figures) > 8:
        return None
    if stands("real_terms", index.tokens.prose[sentence.start : rate.claim.start]):
        return Verdict(CODE, "undecided", roles, f"{because}, unless it is at constant prices")
    return Verdict(
        CODE,
        "discrepancy",
        roles,
        because,
        "likely",
        [fit for _, fit in ranked][:2],
        found=found,
        expected=expected,
        unit="%",
    )


def _of_years(index: Index, sentence: Sentence, rate: Figure) -> Verdict | None:
    """{rate} a year for {years}, {growth} in all; the years may stand first, the growth in the next sentence."""
    years = [
        f
        for f in sentence.figures
        if f.kind == "duration"
        and f.unit == "year"
        and abs(f.order - rate.order) <= _NEAR
        and index.edges_between(rate, f) < _FULL
        and (_value(f) or Fraction(1, 2)).denominator == 1
        and f.claim.quantity is not None
        and f.claim.quantity.hedge is None
    ]
    whole = _whole(index, sentence, rate)
    if not years or len({_value(f) for f in years}) > 1:
        return None
    length = years[0]
    if whole is None:
        return _of_levels(index, rate, length)
    count = int(_value(length) or 0)
    g, r = whole.claim.quantity, rate.claim.quantity
    if g is None or r is None or not _LEAST_YEARS <= count <= _MOST_YEARS:
        return None
    expected = compound_growth(r.careful, count)
    computed = compound_growth(Range.point(r.middle), count).middle
    because = f"{said(r.middle, 2)} % a year for {told(length.claim)} is {said(computed)} %"
    roles = [("growth", whole.claim), ("rate", rate.claim), ("years", length.claim)]
    if g.careful.meets(expected):
        return Verdict(CODE, "holds", roles, because, found=g.careful, expected=expected, unit="%")
    fits = [fit for _, fit in repairs(whole.claim, expected)][:2]
    if g.careful.meets(r.careful * count):
        because = f"{because}; {told(whole.claim)} is added up, not compounded"
        if stands("simple_interest", index.text(sentence.first, sentence.after)):
            return Verdict(CODE, "undecided", roles, because)
    return Verdict(CODE, "discrepancy", roles, because, "likely", fits, found=g.careful, expected=expected, unit="%")


def _of_levels(index: Index, rate: Figure, length: Figure) -> Verdict | None:
    """Up {rate} a year for {years}, so that what cost {old} now costs {new}: the two levels behind, in the sentence."""
    count, r = int(_value(length) or 0), rate.claim.quantity
    levels = [f for f in rate.sentence.figures[max(rate.order, length.order) + 1 :] if f.kind not in _ASIDE]
    if len(levels) != _LEAST_YEARS or r is None or not _LEAST_YEARS <= count <= _MOST_YEARS:
        return None
    if any(not f.level or not _value(f) for f in levels) or not comparable(*levels):
        return None
    between = index.text(levels[0].after, levels[1].first)
    old = older(index, levels[0], levels[1], rate) or (levels[0] if stands("present", between) else None)
    if old is None or not stands("hence", index.text(max(rate.after, length.after), levels[0].first)):
        return None
    new = levels[1] if old is levels[0] else levels[0]
    n, o = new.claim.quantity, old.claim.quantity
    assert n is not None and o is not None
    expected = (compound_growth(r.careful, count) / 100 + 1) * o.careful
    exact = o.middle * (1 + r.middle / 100) ** count
    because = (
        f"{said(r.middle, 2)} % a year for {told(length.claim)} makes {like(new.claim, exact, 2)} of {told(old.claim)}"
    )
    roles = [("new", new.claim), ("old", old.claim), ("rate", rate.claim), ("years", length.claim)]
    if n.careful.meets(expected):
        return Verdict(CODE, "holds", roles, because, found=n.careful, expected=expected)
    if not _ALIKE <= n.middle / exact <= 1 / _ALIKE:
        return None
    fits = [fit for _, fit in repairs(new.claim, expected)][:2]
    return Verdict(CODE, "discrepancy", roles, because, "likely", fits, found=n.careful, expected=expected, unit=n.unit)


def _of_several(index: Index, sentence: Sentence) -> Verdict | None:
    """Up {first} and then by another {second}: {growth} for both, compounded and not added up."""
    steps = _steps(index, sentence)
    if len(steps) < _LEAST_YEARS:
        return None
    following = index.sentences[sentence.position + 1 : sentence.position + 2]
    later = [f for f in sentence.figures[steps[-1].order + 1 :] if f.kind == "percent"]
    later = later or [f for s in following if s.index == sentence.index + 1 for f in s.figures if f.kind == "percent"]
    if not later or stated_way(index, later[0]) == "gap":
        return None
    whole = later[0]
    clear = _of_all(index, whole, steps)
    said_of = clause(index, whole)[0], whole.first
    plain = unknown_words(index, said_of, known_of(index, tuple(steps))) <= index.text(*said_of).isascii()
    way = stated_way(index, whole) or ("up" if clear and plain else None)
    signs = [-1 if _way(index, steps, f) == "down" else 1 for f in steps]
    quantities = [f.claim.quantity for f in steps]
    q = whole.claim.quantity
    if q is None or q.value is None or way is None:
        return None
    expected, exact, added = Range.point(100), Fraction(100), Fraction(0)
    for sign, step in zip(signs, quantities, strict=True):
        assert step is not None
        careful = step.careful if sign > 0 else -step.careful
        expected = expected * (careful / 100 + 1)
        exact *= 1 + sign * Fraction(step.middle) / 100
        added += sign * Fraction(step.middle)
    expected, exact = expected - 100, exact - 100
    stands_for = -q.careful if way == "down" else q.careful
    because = f"{' and then '.join(told(f.claim) for f in steps)} is {said(exact)} %"
    names = ("first", "second", "third", "fourth")
    roles = [("growth", whole.claim), *((name, f.claim) for name, f in zip(names, steps, strict=False))]
    if stands_for.meets(expected):
        return Verdict(CODE, "holds", roles, because, found=stands_for, expected=expected, unit="%")
    summed = q.middle == abs(added)
    if not summed and not (clear and exact and Fraction(1, 2) <= stands_for.middle / exact <= _NEAR):
        return None
    fits = [fit for _, fit in repairs(whole.claim, expected if way == "up" else -expected)][:2]
    if summed:
        because = f"{because}; {told(whole.claim)} is added up, not compounded"
    return Verdict(CODE, "discrepancy", roles, because, "likely", fits, found=stands_for, expected=expected, unit="%")


def _steps(index: Index, sentence: Sentence) -> list[Figure]:
    """The changes of which each follows on the one before: "and then by another", 先后, or of one year after the other."""
    rises = [f for f in sentence.figures if f.kind == "percent" and f.claim.cell is None and _value(f)]
    if len(rises) < _LEAST_YEARS or stated_way(index, rises[0]) not in ("up", "down"):
        return []
    steps = [rises[0]]
    for f in rises[1:_MOST_STEPS]:
        last = steps[-1]
        if _of_all(index, f, steps):
            break
        between = index.text(last.after, f.first)
        again = stands("again", between)
        if not again and not (_year_after(index, last, f) or (beside(index, last, f) and _in_turn(index, steps[0], f))):
            break
        led = f.leads[:1] == ("BY",) or beside(index, last, f)
        if stated_way(index, f) not in ("up", "down") and not led:
            break
        if any(other.level and other.kind != "duration" for other in sentence.between(last, f)):
            break
        steps.append(f)
    return steps if len(steps) >= _LEAST_YEARS else []


def _year_after(index: Index, a: Figure, b: Figure) -> bool:
    """True where two changes are said of one year and the next, and nothing else is named with the second."""
    years = [_dates(index, f)[-1:] for f in (a, b)]
    periods = [found[0].period for found in years if found]
    if len(periods) < len(years) or any(p is None or p.start is None or p.end is None for p in periods):
        return False
    starts = [(p.start, p.end) for p in periods if p is not None and p.start is not None and p.end is not None]
    (first, end), (second, last) = starts
    whole = (end - first).days >= _YEAR and (last - second).days >= _YEAR
    return whole and second.year == first.year + 1 and unknown_words(index, (a.after, b.first), set()) == 0


def _in_turn(index: Index, first: Figure, last: Figure) -> bool:
    """True where changes are told as one after the other: 先后增长20%和30%, or 2021年、2022年分别增长20%和30%."""
    before = index.text(max(first.sentence.first, first.first - _REACH), first.first)
    if stands("one_after_another", before):
        return True
    years = [f for f in first.sentence.figures[: first.order] if (f.claim.detail or {}).get("grain") == "year"]
    several = last.order - first.order + 1
    starts = [f.claim.period.start.year for f in years if f.claim.period is not None and f.claim.period.start]
    follow = len(starts) == several and all(b == a + 1 for a, b in pairwise(starts))
    return follow and stands("in_turn", index.text(first.sentence.first, last.sentence.after))


def _way(index: Index, steps: list[Figure], figure: Figure) -> str | None:
    """Which way a step goes: as it says, or as the one before it."""
    for f in reversed(steps[: steps.index(figure) + 1]):
        way = stated_way(index, f)
        if way is not None:
            return way
    return None


def _of_all(index: Index, whole: Figure, steps: list[Figure]) -> bool:
    """True where a change says that it is that of all the steps: in all, over the two years."""
    low, high = clause(index, whole)
    if stands("in_all", index.text(low, high)):
        return True
    return any(
        f.kind == "duration" and f.claim.quantity is not None and f.claim.quantity.value == len(steps)
        for k in range(low, high)
        if (f := index.owner.get(k)) is not None
    )


def _whole(index: Index, sentence: Sentence, rate: Figure) -> Figure | None:
    """The growth of the whole time: the percent behind the yearly one that is said to be in all."""
    following = index.sentences[sentence.position + 1 : sentence.position + 2]
    near = [s for s in following if s.paragraph == sentence.paragraph and s.index == sentence.index + 1]
    for figure in [*sentence.figures[rate.order + 1 :], *(f for s in near for f in s.figures)]:
        if figure.kind == "duration":
            continue
        q = figure.claim.quantity
        if figure.kind != "percent" or q is None or q.value is None or q.direction == "down":
            return None
        return figure if stands("in_all", index.text(*clause(index, figure))) else None
    return None
