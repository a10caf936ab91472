"""Tail areas of the distributions behind reported tests: normal, Student's t, F, χ² and the correlation.

Written out in floating point, so that nothing has to be loaded: continued fractions for the regularised
incomplete beta and gamma functions (Abramowitz and Stegun 26.5.8 and 6.5.31, evaluated after Lentz and
Thompson), with their leading factors by Stirling's series, which keeps all digits where thousands of degrees
of freedom would cancel them (Loader 2000, "Fast and accurate computation of binomial probabilities"). The
tests compare them with two other implementations, to a relative 1e-10 up to 100,000 degrees of freedom;
`SLACK` is what a judgement must allow for.
"""

from __future__ import annotations

from math import erfc, exp, inf, lgamma, log, log1p, pi, sqrt

SLACK = 1e-8
"""Relative error that no value exceeds, up to `MOST` degrees of freedom."""

MOST = 10_000_000

_TINY = 1e-300
_CLOSE = 1e-16
_HALF_LOG_TAU = log(2 * pi) / 2


def normal(z: float) -> float:
    """The chance of a standard normal value at least as far from zero as z, on either side."""
    return erfc(abs(z) / sqrt(2))


def student(t: float, df: float) -> float:
    """The chance of a value of Student's t with df degrees of freedom at least as far from zero as t."""
    square = t * t
    return _beta(df / (df + square), square / (df + square), df / 2, 0.5)


def correlation(r: float, df: float) -> float:
    """The chance of a Pearson correlation at least as far from zero as r, with df = pairs - 2."""
    square = r * r
    return _beta((1 - r) * (1 + r), square, df / 2, 0.5) if square < 1 else 0.0


def fisher(f: float, df1: float, df2: float) -> float:
    """The chance of a value of F with df1 and df2 degrees of freedom of at least f."""
    if f <= 0:
        return 1.0
    top = df1 * f
    return _beta(df2 / (df2 + top), top / (df2 + top), df2 / 2, df1 / 2)


def chi_squared(x: float, df: float) -> float:
    """The chance of a value of χ² with df degrees of freedom of at least x."""
    return _gamma(df / 2, x / 2)


def _stirling(z: float) -> float:
    """The logarithm of the gamma function less Stirling's approximation of it."""
    if z < 10:
        return lgamma(z) - ((z - 0.5) * log(z) - z + _HALF_LOG_TAU)
    square = z * z
    series = (
        1 / 12
        - (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / square) / square) / square) / square) / square
    )
    return series / z


def _beta(x: float, y: float, a: float, b: float) -> float:
    """The regularised incomplete beta function of x = 1 - y: the share of beta(a, b) below x."""
    if x <= 0:
        return 0.0
    if y <= 0:
        return 1.0
    total = a + b
    if x >= (a + 1) / (total + 2):
        return 1 - _beta_fraction(y, x, b, a)
    return _beta_fraction(x, y, a, b)


def _beta_fraction(x: float, y: float, a: float, b: float) -> float:
    total = a + b
    # How far x lies from the mean, by whichever of x and y is the smaller and so the more exact.
    off = b / total - y if y < x else x - a / total
    lead = sqrt(a * b / (2 * pi * total)) * exp(
        _stirling(total)
        - _stirling(a)
        - _stirling(b)
        + a * _log(x * total / a, off * total / a)
        + b * _log(y * total / b, -off * total / b)
    )
    c, d = 1.0, 1 / _kept(1 - total * x / (a + 1))
    fraction = d
    for m in range(1, _steps(total)):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / _kept(1 + even * d)
        c = _kept(1 + even / c)
        fraction *= c * d
        odd = -(a + m) * (total + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / _kept(1 + odd * d)
        c = _kept(1 + odd / c)
        factor = c * d
        fraction *= factor
        if abs(factor - 1) < _CLOSE:
            break
    return lead * fraction / a


def _gamma(a: float, x: float) -> float:
    """The regularised upper incomplete gamma function: the share of gamma(a) above x."""
    if x <= 0:
        return 1.0
    if x == inf:
        return 0.0
    off = (x - a) / a
    lead = sqrt(a / (2 * pi)) * exp(a * (_log(x / a, off) - off) - _stirling(a))
    if x < a + 1:
        term = total = 1 / a
        for k in range(1, _steps(a + x)):
            term *= x / (a + k)
            total += term
            if term < total * _CLOSE:
                break
        return 1 - lead * total
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / b
    fraction = d
    for k in range(1, _steps(a + x)):
        step = -k * (k - a)
        b += 2
        d = 1 / _kept(step * d + b)
        c = _kept(b + step / c)
        factor = c * d
        fraction *= factor
        if abs(factor - 1) < _CLOSE:
            break
    return lead * fraction


def _log(ratio: float, off: float) -> float:
    """The logarithm of ratio = 1 + off, by whichever of the two keeps more digits."""
    return log1p(off) if abs(off) < 0.5 else log(ratio)


def _kept(value: float) -> float:
    """The value, kept off zero: what follows divides by it."""
    return value if abs(value) > _TINY else _TINY


def _steps(size: float) -> int:
    """More terms than either method takes: both need some multiple of the square root of their parameters."""
    return 200 + int(20 * sqrt(size))
