"""How likely unrelated figures would seem to be a slip apart."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from checkers._chance import COINCIDENCE, chance
from checkers._repair import repairs
from checkers._verdict import Edit, Fit
from claims import Document, read
from claims.quantity import Range

SWAPPED = Fit("2,402 is 2,204 (two digits swapped)", Edit(0, 5, "2,204"), 0)
DIGIT = Fit("40 is 49 (one digit)", Edit(0, 2, "49"), 2)
COMPUTED = Fit("40 is 77", Edit(0, 2, "77"), 4)


def around(value: int, half: int = 0) -> Range:
    return Range(value - half, value + half)


def test_a_slip_in_a_long_figure_is_no_coincidence_and_in_a_short_one_is() -> None:
    assert chance([SWAPPED], around(2402), around(2204)) < 0.01
    assert chance([DIGIT], around(40, 1), around(49, 1)) > COINCIDENCE
    assert chance([COMPUTED], around(40), around(77)) == 1
    assert chance([], around(40), around(77)) == 1


@given(st.integers(100, 99_999), st.integers(0, 50))
def test_a_wider_range_is_met_more_often(value: int, half: int) -> None:
    assert chance([SWAPPED], around(value), around(value, half)) <= chance(
        [SWAPPED], around(value), around(value, half + 1)
    )


def test_unrelated_figures_are_explained_about_as_often_as_said() -> None:
    """Drawn evenly on a logarithmic scale, 2,000 pairs of four-digit figures, wanted within 1 in 200."""
    draw = random.Random(7)  # noqa: S311 - figures drawn, the same ones every time
    (claim,) = (c for c in read(Document("There were 2,402 jobs.")) if c.quantity is not None)
    explained, said = 0, []
    for _ in range(2000):
        middle = round(1000 * 10 ** draw.random())
        wanted = Range(middle - middle // 400, middle + middle // 400)
        fits = [fit for _, fit in repairs(claim, wanted)]
        small = [fit for fit in fits if fit.rank in (0, 2)]
        explained += bool(small)
        said += [chance(small, Range.point(2402), wanted)] if small else []
    assert explained / 2000 < 2 * max(said)
