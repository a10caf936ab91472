"""A number as written, and the exact range of values that it may stand for.

A printed number stands for v ± half a unit of its last written digit, closed at both ends (XBRL Calculations
1.1 reads `decimals` so): 1.2 is [1.15, 1.25]. Trailing zeros of a round number give several readings: 600,000
may be exact to 1, to 1,000 or to 100,000. A hedge has a logical range ("more than x" has no upper end) and a
usual one (at most a unit of its last non-zero digit above x).
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

Number = Decimal | Fraction

HEDGES = ("about", "more-than", "at-least", "nearly", "less-than", "at-most", "between")


class Range:
    """The values from low to high; None is an open end without bound. Ends are closed unless said otherwise.

    Arithmetic is exact (Fraction) and yields the range of all results. Division by a range that holds zero
    has no bounds on either side.
    """

    __slots__ = ("low", "high", "low_closed", "high_closed")

    def __init__(
        self,
        low: Number | int | None,
        high: Number | int | None,
        low_closed: bool = True,
        high_closed: bool = True,
    ) -> None:
        self.low = None if low is None else _exact(low)
        self.high = None if high is None else _exact(high)
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"a range must not end ({self.high}) below its start ({self.low})")
        self.low_closed = low_closed and low is not None
        self.high_closed = high_closed and high is not None

    @classmethod
    def point(cls, value: Number | int) -> Range:
        """The range that holds just this value."""
        return cls(value, value)

    def __repr__(self) -> str:
        left = "(-∞" if self.low is None else ("[" if self.low_closed else "(") + str(self.low)
        right = "∞)" if self.high is None else str(self.high) + ("]" if self.high_closed else ")")
        return f"{left}, {right}"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Range):
            return NotImplemented
        return (self.low, self.high, self.low_closed, self.high_closed) == (
            other.low,
            other.high,
            other.low_closed,
            other.high_closed,
        )

    def __hash__(self) -> int:
        return hash((self.low, self.high, self.low_closed, self.high_closed))

    def __contains__(self, value: Number | int) -> bool:
        value = _exact(value)
        if self.low is not None and (value < self.low or (value == self.low and not self.low_closed)):
            return False
        return not (self.high is not None and (value > self.high or (value == self.high and not self.high_closed)))

    @property
    def bounded(self) -> bool:
        """True where both ends are known."""
        return self.low is not None and self.high is not None

    @property
    def middle(self) -> Fraction:
        """The value halfway between the ends (the known end where one is open)."""
        if self.low is None:
            return self.high if self.high is not None else Fraction(0)
        return self.low if self.high is None else (self.low + self.high) / 2

    def meets(self, other: Range) -> bool:
        """True where some value lies in both; ranges that touch at closed ends meet."""
        return not (_before(self, other) or _before(other, self))

    def hull(self, other: Range) -> Range:
        """The smallest range that holds both."""
        low, low_closed = _outer(self.low, self.low_closed, other.low, other.low_closed, least=True)
        high, high_closed = _outer(self.high, self.high_closed, other.high, other.high_closed, least=False)
        return Range(low, high, low_closed, high_closed)

    def widened(self, share: Number | int) -> Range:
        """Both ends moved outwards by this share of their size."""
        share = Fraction(share)
        return Range(
            None if self.low is None else self.low - abs(self.low) * share,
            None if self.high is None else self.high + abs(self.high) * share,
            self.low_closed,
            self.high_closed,
        )

    def __neg__(self) -> Range:
        low, high = self.low, self.high
        return _made(None if high is None else -high, None if low is None else -low, self.high_closed, self.low_closed)

    def __add__(self, other: Range | Number | int) -> Range:
        other = _range(other)
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return _made(low, high, self.low_closed and other.low_closed, self.high_closed and other.high_closed)

    __radd__ = __add__

    def __sub__(self, other: Range | Number | int) -> Range:
        return self + -_range(other)

    def __rsub__(self, other: Range | Number | int) -> Range:
        return _range(other) + -self

    def __mul__(self, other: Range | Number | int) -> Range:
        if not isinstance(other, Range):
            return self._scaled(_exact(other))
        if self._plain and other._plain:
            assert self.low is not None and self.high is not None and other.low is not None and other.high is not None
            return _made(self.low * other.low, self.high * other.high)
        ends = [_times(a, ac, b, bc) for a, ac in self._ends() for b, bc in other._ends()]  # noqa: SLF001  # of its own kind
        return _spanned(ends)

    __rmul__ = __mul__

    def __truediv__(self, other: Range | Number | int) -> Range:
        if not isinstance(other, Range):
            return self._scaled(1 / _exact(other)) if other else Range(None, None)
        low, high = other.low, other.high
        if self._plain and other._plain:
            assert self.low is not None and self.high is not None and low is not None and high is not None
            return _made(self.low / high, self.high / low) if low else Range(None, None)
        if low is None or high is None:
            if (low is not None and low > 0) or (high is not None and high < 0):
                return self * other._inverse()
            return Range(None, None)
        if low <= 0 <= high:
            return Range(None, None)
        return self * other._inverse()

    def __rtruediv__(self, other: Range | Number | int) -> Range:
        return _range(other) / self

    @property
    def _plain(self) -> bool:
        """True for the usual range, closed and from 0 up, whose products and quotients lie at its ends."""
        return self.low_closed and self.high_closed and self.low is not None and self.low.numerator >= 0

    def _scaled(self, factor: Fraction) -> Range:
        if not factor:
            return Range.point(0)
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        if factor > 0:
            return _made(low, high, self.low_closed, self.high_closed)
        return _made(high, low, self.high_closed, self.low_closed)

    def _inverse(self) -> Range:
        low = Fraction(0) if self.high is None else 1 / self.high
        high = Fraction(0) if self.low is None else 1 / self.low
        return Range(low, high, self.high_closed and self.high is not None, self.low_closed and self.low is not None)

    def _ends(self) -> tuple[tuple[Fraction | int, bool], tuple[Fraction | int, bool]]:
        # An open end without bound is kept as a signed marker (int ±1 stands for ±infinity).
        return (
            (-1 if self.low is None else self.low, self.low_closed),
            (1 if self.high is None else self.high, self.high_closed),
        )


def _exact(value: Number | int) -> Fraction:
    return value if type(value) is Fraction else Fraction(value)


def _made(low: Fraction | None, high: Fraction | None, low_closed: bool = True, high_closed: bool = True) -> Range:
    """A range of ends that are known to be in order: nothing is looked at again."""
    made = Range.__new__(Range)
    made.low, made.high, made.low_closed, made.high_closed = low, high, low_closed, high_closed
    return made


def _range(value: Range | Number | int) -> Range:
    return value if isinstance(value, Range) else Range.point(value)


def _before(a: Range, b: Range) -> bool:
    if a.high is None or b.low is None:
        return False
    return a.high < b.low or (a.high == b.low and not (a.high_closed and b.low_closed))


def _outer(
    a: Fraction | None, a_closed: bool, b: Fraction | None, b_closed: bool, least: bool
) -> tuple[Fraction | None, bool]:
    if a is None or b is None:
        return None, False
    if a == b:
        return a, a_closed or b_closed
    return (a, a_closed) if (a < b) == least else (b, b_closed)


def _times(a: Fraction | int, a_closed: bool, b: Fraction | int, b_closed: bool) -> tuple[Fraction | None, int, bool]:
    """(finite product or None, sign of an infinite one, closed)."""
    a_infinite, b_infinite = isinstance(a, int), isinstance(b, int)
    if not a_infinite and not b_infinite:
        product = _exact(a * b)
        closed = (a_closed and b_closed) or (a == 0 and a_closed) or (b == 0 and b_closed)
        return product, 0, closed
    sign = (int(a) if a_infinite else (a > 0) - (a < 0)) * (int(b) if b_infinite else (b > 0) - (b < 0))
    if sign == 0:
        return Fraction(0), 0, True
    return None, sign, False


def _spanned(ends: list[tuple[Fraction | None, int, bool]]) -> Range:
    low: Fraction | None
    high: Fraction | None
    finite = [(value, closed) for value, _, closed in ends if value is not None]
    if any(sign < 0 for _, sign, _ in ends):
        low, low_closed = None, False
    else:
        low = min(value for value, _ in finite)
        low_closed = any(closed for value, closed in finite if value == low)
    if any(sign > 0 for _, sign, _ in ends):
        high, high_closed = None, False
    else:
        high = max(value for value, _ in finite)
        high_closed = any(closed for value, closed in finite if value == high)
    return Range(low, high, low_closed, high_closed)


class Quantity:
    """A number as written with its unit.

    written: the text. value: in the unit (Decimal, or Fraction where no decimal is exact), None for a range.
    unit: as contract.md says. hedge: one of `HEDGES` or None. direction: `up`, `down` or None.
    step: one unit of the last written digit, scale included (118.3 billion: 100,000,000); 0 is an exact number.
    coarse: one unit of the last digit that is not zero (600,000: 100,000). digits: how many digits stand
    before the point. ends: (low, high) of a written range. point: a count that is exact as written.
    """

    __slots__ = (
        "written",
        "value",
        "unit",
        "hedge",
        "direction",
        "step",
        "coarse",
        "digits",
        "ends",
        "point",
        "_middle",
        "_near",
        "_logical",
        "_usual",
        "_careful",
    )

    def __init__(
        self,
        written: str,
        value: Number | None,
        unit: str | None = None,
        *,
        hedge: str | None = None,
        direction: str | None = None,
        step: Number = Decimal(0),
        coarse: Number | None = None,
        digits: int = 1,
        ends: tuple[Number, Number] | None = None,
        point: bool = False,
    ) -> None:
        self.written = written
        self.value = value
        self.unit = unit
        self.hedge = hedge
        self.direction = direction
        self.step = step
        self.coarse = step if coarse is None else coarse
        self.digits = digits
        self.ends = ends
        self.point = point
        # Made when first asked for, which is when the reader is done: it alone alters a quantity.
        self._middle: Fraction | None = None
        self._near: Range | None = None
        self._logical: Range | None = None
        self._usual: Range | None = None
        self._careful: Range | None = None

    def __repr__(self) -> str:
        return f"Quantity({self.written!r}, {self.value}, {self.unit!r}, {self.hedge}, {self.direction})"

    @property
    def middle(self) -> Fraction:
        """The value, or the middle of a written range."""
        if self._middle is None:
            self._middle = self._halfway()
        return self._middle

    def _halfway(self) -> Fraction:
        if self.value is not None:
            return _exact(self.value)
        if self.ends is not None:
            return (Fraction(self.ends[0]) + Fraction(self.ends[1])) / 2
        raise ValueError(f"{self.written!r} has neither value nor range")

    @property
    def loose_step(self) -> Fraction:
        """The widest rounding that judgement allows.

        Trailing zeros of four digits and more may all be rounding, of three digits the last one, of two none.
        """
        if self.point and self.coarse == self.step:
            return Fraction(0)
        step, coarse = Fraction(self.step), Fraction(self.coarse)
        if self.digits >= 4:
            return coarse
        return min(coarse, step * 10) if self.digits == 3 else step

    @property
    def usual_step(self) -> Fraction:
        """The rounding that a careful writer means: two digits at least are taken to be significant."""
        if self.point and self.coarse == self.step:
            return Fraction(0)
        return min(Fraction(self.coarse), Fraction(self.step) * Fraction(10) ** max(0, self.digits - 2))

    def around(self, step: Fraction) -> Range:
        """The value (or written range) ± half a step."""
        half = step / 2
        if self.ends is not None:
            return Range(Fraction(self.ends[0]) - half, Fraction(self.ends[1]) + half)
        middle = self.middle
        return Range(middle - half, middle + half)

    @property
    def near(self) -> Range:
        """± half a unit of the last written digit, no hedge."""
        if self._near is None:
            self._near = self.around(Fraction(0) if self.point else Fraction(self.step))
        return self._near

    @property
    def rounded(self) -> Range:
        """± half the widest rounding (every trailing zero), no hedge."""
        return self.around(Fraction(self.coarse))

    @property
    def logical(self) -> Range:
        """The loosest reading that precision and hedge allow: what `low` and `high` of the report say."""
        if self._logical is None:
            self._logical = self._hedged(self.loose_step, logical=True)
        return self._logical

    @property
    def usual(self) -> Range:
        """What a writer usually means: a one-sided hedge spans one unit of the last digit that is not zero."""
        if self._usual is None:
            self._usual = self._hedged(self.loose_step, logical=False)
        return self._usual

    @property
    def strict(self) -> Range:
        """As `usual`, by the rounding of a careful writer: what the `likely` tier judges by."""
        return self._hedged(self.usual_step, logical=False)

    @property
    def careful(self) -> Range:
        """The rounding of a careful writer, a hedge read as it logically is: the `likely` tier of arithmetic."""
        if self._careful is None:
            self._careful = self._hedged(self.usual_step, logical=True)
        return self._careful

    def _hedged(self, step: Fraction, *, logical: bool) -> Range:
        hedge = self.hedge
        plain = self.around(step)
        if hedge is None or hedge == "between" or (self.value is None and self.ends is None):
            return plain
        unit = Fraction(self.coarse) or Fraction(1)
        low, high = self.ends if self.ends is not None else (self.middle, self.middle)
        low, high = Fraction(low), Fraction(high)
        if hedge == "about":
            return Range(low - unit, high + unit)
        if hedge in ("more-than", "at-least"):
            closed = hedge == "at-least" or not logical
            return Range(low, None if logical else high + unit, low_closed=closed)
        closed = hedge == "at-most" or not logical
        floor = None if logical else low - unit
        return Range(floor, high, high_closed=closed)

    @property
    def low(self) -> Fraction | None:
        """The lowest value of the loosest reading, None where it has no lower end."""
        return self.logical.low

    @property
    def high(self) -> Fraction | None:
        """The highest value of the loosest reading, None where it has no upper end."""
        return self.logical.high

    def agrees(self, other: Quantity) -> bool:
        """True where some value lies in the loosest readings of both (units are the caller's business)."""
        return self.logical.meets(other.logical)


def decimal_string(value: Number | int | None, places: int = 12) -> str | None:
    """The value as a plain decimal string: exact where it ends within the given places, else rounded to them."""
    if value is None:
        return None
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Fraction):
        denominator = value.denominator
        while denominator % 2 == 0:
            denominator //= 2
        while denominator % 5 == 0:
            denominator //= 5
        if denominator == 1:
            twos, fives, rest = 0, 0, value.denominator
            while rest % 2 == 0:
                rest //= 2
                twos += 1
            while rest % 5 == 0:
                rest //= 5
                fives += 1
            shift = max(twos, fives)
            scaled = value.numerator * 10**shift // value.denominator
            text = _placed(scaled, shift)
        else:
            scaled = round(value * 10**places)
            text = _placed(scaled, places)
    else:
        text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _placed(scaled: int, shift: int) -> str:
    sign = "-" if scaled < 0 else ""
    digits = str(abs(scaled)).rjust(shift + 1, "0")
    return f"{sign}{digits[:-shift]}.{digits[-shift:]}" if shift else f"{sign}{digits}"
