"""Laws: of ranges, of quantities, of verdicts."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers import Verdict, check
from checkers._repair import repairs
from checkers.change import change
from checkers.share_of_whole import share_of_whole
from claims import Quantity, Range, decimal_string, read
from claims.numbers import digits
from sources import from_text
from sources.rates import Rates

numbers = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)
positive = st.fractions(min_value=Fraction(1, 100), max_value=1000, max_denominator=1000)


@st.composite
def ranges(draw: st.DrawFn, of: st.SearchStrategy[Fraction] = numbers) -> Range:
    low, high = sorted((draw(of), draw(of)))
    return Range(low, high)


@st.composite
def within(draw: st.DrawFn, span: Range) -> Fraction:
    assert span.low is not None
    assert span.high is not None
    share = draw(st.fractions(min_value=0, max_value=1, max_denominator=100))
    return span.low + (span.high - span.low) * share


@given(st.data(), ranges(), ranges())
def test_arithmetic_on_ranges_holds_every_result(data: st.DataObject, a: Range, b: Range) -> None:
    x, y = data.draw(within(a)), data.draw(within(b))
    assert x + y in a + b
    assert x - y in a - b
    assert x * y in a * b
    if y:
        assert x / y in a / b


@given(ranges(), ranges())
def test_ranges_meet_each_other(a: Range, b: Range) -> None:
    assert a.meets(b) == b.meets(a)
    assert a.meets(a)
    assert a.hull(b).meets(a)
    assert a.hull(b).meets(b)


def test_ranges_that_touch_meet_at_closed_ends_alone() -> None:
    assert Range(0, 1).meets(Range(1, 2))
    assert not Range(0, 1, high_closed=False).meets(Range(1, 2))
    assert Range(1, None).meets(Range(0, 5))
    assert not Range(None, 1).meets(Range(2, None))
    with pytest.raises(ValueError, match="below its start"):
        Range(2, 1)


def test_division_by_a_range_that_holds_zero_has_no_bounds() -> None:
    assert (Range(1, 2) / Range(-1, 1)) == Range(None, None)


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=0, max_value=4))
def test_a_figure_stands_for_half_a_unit_of_its_last_digit_each_way(whole: int, places: int) -> None:
    text = f"{Decimal(whole).scaleb(-places):f}"
    value, step, coarse, count = digits(text)
    quantity = Quantity(text, value, step=step, coarse=coarse, digits=count)
    assert Fraction(value) in quantity.near
    assert quantity.near.high is not None
    assert quantity.near.low is not None
    assert quantity.near.high - quantity.near.low == Fraction(step)
    for reading in (quantity.logical, quantity.usual, quantity.careful, quantity.rounded):
        assert quantity.near.low >= (reading.low or Fraction(-1))
        assert Fraction(value) in reading


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1.2", "1.15", "1.25"),
        ("600,000", "550000", "650000"),
        ("118.3", "118.25", "118.35"),
        ("1,243", "1242.5", "1243.5"),
    ],
)
def test_the_loosest_reading(text: str, low: str, high: str) -> None:
    value, step, coarse, count = digits(text)
    quantity = Quantity(text, value, step=step, coarse=coarse, digits=count)
    assert (quantity.low, quantity.high) == (Fraction(low), Fraction(high))


def test_a_count_that_ends_in_no_zero_is_a_point() -> None:
    quantity = Quantity("1,243", Decimal(1243), "job", step=Decimal(1), coarse=Decimal(1), digits=4, point=True)
    assert (quantity.low, quantity.high) == (1243, 1243)


@pytest.mark.parametrize(
    ("hedge", "low", "high", "usual"),
    [
        ("more-than", "22.4", None, ("22.4", "22.5")),
        ("at-least", "22.4", None, ("22.4", "22.5")),
        ("nearly", None, "22.4", ("22.3", "22.4")),
        ("at-most", None, "22.4", ("22.3", "22.4")),
        ("about", "22.3", "22.5", ("22.3", "22.5")),
    ],
)
def test_hedges_have_a_logical_and_a_usual_range(
    hedge: str, low: str | None, high: str | None, usual: tuple[str, str]
) -> None:
    quantity = Quantity("22.4", Decimal("22.4"), step=Decimal("0.1"), digits=2, hedge=hedge)
    assert quantity.low == (None if low is None else Fraction(low))
    assert quantity.high == (None if high is None else Fraction(high))
    assert (quantity.usual.low, quantity.usual.high) == (Fraction(usual[0]), Fraction(usual[1]))


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6))
def test_decimal_strings_are_exact_and_plain(value: Decimal) -> None:
    text = decimal_string(value)
    assert text is not None
    assert Decimal(text) == value
    assert "E" not in text.upper()
    assert decimal_string(Fraction(value)) == text


@given(ranges(positive), ranges(positive))
def test_a_change_and_its_way_back(old: Range, new: Range) -> None:
    there = change(old, new, percent=True)
    assert old.low is not None
    assert new.low is not None
    assert (new.low / old.low - 1) * 100 in there
    assert change(old, new, percent=False).meets(-change(new, old, percent=False))


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=1, max_value=9999))
def test_true_shares_are_never_proven_wrong(part: int, whole: int) -> None:
    part, whole = sorted((part, whole))
    share = share_of_whole(Range.point(part), Range.point(whole)).middle
    written = f"{float(round(share, 1)):.1f}"
    text = f"Of {whole} jobs, {part} ({written}%) went to apprentices."
    verdicts = check(read(from_text(text), facts=False), select=["share-of-whole"])
    assert [v for v in verdicts if v.outcome == "discrepancy"] == []


@given(st.integers(min_value=100, max_value=9999), st.integers(min_value=100, max_value=9999))
def test_true_growth_is_never_proven_wrong(old: int, new: int) -> None:
    growth = Fraction(new - old, old) * 100
    verb = "rose" if growth >= 0 else "fell"
    text = f"Sales {verb} {float(abs(round(growth, 1))):.1f}% to ${new} million from ${old} million."
    verdicts = check(read(from_text(text), facts=False), select=["change"])
    assert [v.because for v in verdicts if v.outcome == "discrepancy"] == []


@given(
    st.integers(min_value=11, max_value=99999),
    st.fractions(min_value=Fraction(1, 50), max_value=50, max_denominator=50),
)
def test_a_repair_lands_in_the_range_that_was_wanted(value: int, ratio: Fraction) -> None:
    document = from_text(f"There were {value:,} jobs.")
    claim = next(c for c in read(document, facts=False) if c.kind in ("count", "number"))
    wanted = Range(value * ratio - Fraction(1, 2), value * ratio + Fraction(1, 2))
    for rank, fit in repairs(claim, wanted):
        if fit.edit is None or rank > 2:
            continue
        repaired = document.text[: fit.edit.start] + fit.edit.text + document.text[fit.edit.end :]
        again = next(c for c in read(from_text(repaired), facts=False) if c.kind in ("count", "number"))
        assert again.quantity is not None
        assert again.quantity.value is not None
        assert Fraction(again.quantity.value) in wanted.widened(Fraction(1, 1000))


@given(st.text(max_size=300))
def test_any_text_is_weighed(text: str) -> None:
    document = from_text(f"{text} 5% to 10 from 9 (€3; $4), 其中3人")
    for verdict in check(read(document), rates=Rates.bundled):
        assert isinstance(verdict, Verdict)
        assert verdict.because
        for _, claim in verdict.roles:
            assert 0 <= claim.start < claim.end <= len(document.text)
        for fit in verdict.fits:
            assert fit.edit is None or 0 <= fit.edit.start <= fit.edit.end <= len(document.text)
