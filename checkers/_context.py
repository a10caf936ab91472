"""What a checker is handed besides the index: the exchange rates, loaded when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Protocol

from claims.claim import Claims


class Rates(Protocol):
    """A table of exchange rates (`sources.rates.Rates`); `checkers` never imports `sources`."""

    source: str
    address: str
    last_day: date

    @property
    def sha256(self) -> str:
        """Digest of the bytes that the table was read from."""

    def late(self, day: date) -> int:
        """How many days past the table's last day a day lies."""

    def rate(self, base: str, quote: str, day: date, *, past: int = 0) -> Any:  # noqa: ANN401  # sources.rates.Rate
        """The rate of a day, or None."""

    def over(self, base: str, quote: str, start: date, end: date) -> Any:  # noqa: ANN401  # sources.rates.RateRange
        """The range of rates over a period, or None."""

    def hull(self, base: str, quote: str) -> Any:  # noqa: ANN401  # sources.rates.RateRange
        """The range of all the rates in the table, or None."""

    def fitting(
        self,
        needed_low: Fraction,
        needed_high: Fraction,
        base: str,
        period_start: date | None,
        period_end: date | None,
        published: date | None,
    ) -> list[Any]:
        """Currencies whose rate comes near the needed one, best first."""


class Context:
    """What is handed to every checker.

    rates: the exchange rates, or a callable that gives them when they are first asked for; None where there are none.
    sources: the claims of the documents that the article is to be checked against.
    """

    __slots__ = ("_given", "_loaded", "sources")

    def __init__(self, rates: Rates | Callable[[], Rates] | None, sources: Sequence[Claims] = ()) -> None:
        self._given = rates
        self.sources = tuple(sources)
        self._loaded: Rates | None = None

    @property
    def rates(self) -> Rates | None:
        """The table of rates; None where there is none."""
        if self._loaded is None and self._given is not None:
            self._loaded = self._given() if callable(self._given) else self._given
        return self._loaded
