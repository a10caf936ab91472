"""How likely figures that have nothing to do with one another would seem to be a slip of the pen apart."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from checkers._verdict import Fit
from claims.quantity import Range

_CANDIDATES = {0: 1, 1: 3, 2: 9, 3: 3}
"""How many figures a slip of each rank could have come from: for each digit where it is one of digits."""
_OF_DIGITS = (0, 2)
COINCIDENCE = 0.3
"""Above this a slip explains too much to say that the figures belong together."""


def chance(fits: Sequence[Fit], found: Range, expected: Range) -> float:
    """The chance that one of the fits would be there if the figures had nothing to do with one another; 1 for none.

    Leading digits of unrelated figures are spread evenly over a decade on a logarithmic scale (Benford), so a range
    that is wide by a share `w` of its middle is met by each candidate with a chance of about w / ln 10.
    """
    if not (found.bounded and expected.bounded):
        return 1.0
    own, other = abs(found.middle), abs(expected.middle)
    if not own or not other:
        return 1.0
    low, high = found.low, found.high
    assert low is not None
    assert high is not None
    assert expected.low is not None
    assert expected.high is not None
    # Each by its own middle: a slip of scale makes the written range a thousand times as wide, and no less telling.
    wide = max(float((high - low) / own + (expected.high - expected.low) / other), 0.0005)
    best = 1.0
    for fit in fits:
        if fit.rank in _CANDIDATES:
            digits = sum(map(str.isdigit, fit.edit.text)) if fit.edit is not None and fit.rank in _OF_DIGITS else 1
            best = min(best, _CANDIDATES[fit.rank] * digits * wide / log(10))
    return best
