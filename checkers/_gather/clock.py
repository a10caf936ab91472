"""Times of day as they are written."""

from __future__ import annotations

import re

from checkers._gather.terms import Term, terms

CLOCK = re.compile(r"(\d{1,2})[:.：]?(\d{2})(?!\d)|(\d{1,2})(?!\d)")
"""Hours and minutes, or hours alone."""
_HOUR_MARK = re.compile(r"[时時点點](?:(\d{1,2})|半)?")


def minutes(text: str) -> int | None:
    """Minutes since midnight of a written time of day; None where it is not a plain one."""
    match = CLOCK.search(text)
    if match is None:
        return None
    hour, minute = int(match[1] or match[3]), int(match[2] or 0)
    half = _halves(text)
    if half and half[-1].value == "pm" and hour < 12:
        hour += 12
    elif half and half[-1].value == "am" and hour == 12:
        hour = 0
    mark = _HOUR_MARK.search(text)
    if mark is not None:
        minute = int(mark[1]) if mark[1] else 30 if mark[0].endswith("半") else minute
    return hour * 60 + minute if hour <= 24 and minute < 60 else None


def half_told(text: str) -> bool:
    """True where a time says which half of the day it is in, or counts 24 hours."""
    mark = _HOUR_MARK.search(text)
    return bool(_halves(text)) or (mark is not None and mark[0][0] in "时時")


def _halves(text: str) -> list[Term]:
    return terms("half_day", re.sub(r"(?<=\d)(?=[A-Za-z])", " ", text))
