"""Whether a text may hold reported statistics at all: cheap, so that their patterns load only where they are used."""

from __future__ import annotations

from claims._patterns import lazy

SIGNS = lazy(r"[=＝<>＜＞≤≥⩽⩾≦≧⫽⬍⬎¼ϭϽϾ±]|&[lg]t;|\+/[-−]")
"""Signs of relation and of spread."""
RATED = ("Likert", " rating", " rated", "-point scale", "point scale", " scale from", "-point item")
"""Stems beside which a mean may be told in words."""
INTERVALS = (
    "CI",
    "onfidence interval",
    "onfidence Interval",
    "onfidence limit",
    "onfidence Limit",
    "HDI",
    "CrI",
    "C.I.",
    "区间",
    "區間",
)
"""Stems of intervals."""
MARGINS = ("rror", "accurate", "误差", "誤差")
"""Stems of margins of error."""


def signs_of_statistics(prose: str) -> bool:
    """True where a text has a sign of relation, an interval, a margin of error or a mean of ratings."""
    return SIGNS.search(prose) is not None or any(stem in prose for stem in (*INTERVALS, *MARGINS, *RATED))
