"""Names of months and days, as reasons and edits say them."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS = ("", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""By their ISO number: Monday is 1."""


def day_said(day: date) -> str:
    """A day in words: 7 December 2023."""
    return f"{day.day} {MONTHS[day.month]} {day.year}"
