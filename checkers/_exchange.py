"""Amounts of money said again in another currency, at the rates of the days that a text admits: part of `converted`."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from checkers._context import Context, Rates
from checkers._gather import Figure, Index, Sentence
from checkers._judge import said, told, weigh
from checkers._verdict import Edit, Evidence, Fit, Verdict
from claims import units
from claims.document import Period
from claims.quantity import Quantity, Range

CODE = "converted"
_SPREAD = Fraction(1, 200)
_UNDATED = Fraction(1, 20)
_LATE = Fraction(3, 100)
_HEDGED = Fraction(1, 4)
_AHEAD = timedelta(days=3650)
_LATE_DAYS = 60


class Admitted(NamedTuple):
    """The rates that a text admits: their range, the one to quote, and how far they go as proof."""

    rate: Range
    quoted: Fraction
    day: str
    cap: str
    evidence: list[Evidence]
    note: str


def money(
    index: Index, context: Context, sentence: Sentence, amount: Figure, other: Figure, base: str, quote: str
) -> Verdict | None:
    """An amount of one currency against the other's at the rates admitted; None for amounts that no rate can tie.

    base, quote: the currencies (ISO 4217) of `amount` and of `other`.
    """
    a, b = amount.claim.quantity, other.claim.quantity
    assert a is not None and b is not None
    if not a.middle or not b.middle or a.middle < 0 or b.middle < 0:
        return None
    roles = [("converted", other.claim), ("amount", amount.claim)]
    admitted = _admitted(index, context, sentence, amount, base, quote)
    if admitted is None:
        return Verdict(CODE, "undecided", roles, f"no rate of {base} in {quote} is at hand for the time of this text")
    exact = a.middle * admitted.quoted
    because = (
        f"{told(amount.claim)} is {_amount(exact, b)} at {_rate(base, quote, admitted.quoted)} "
        f"({admitted.day}{admitted.note})"
    )
    equations = {
        "converted": lambda get: get("amount") * admitted.rate,
        "amount": lambda get: get("converted") / admitted.rate,
    }
    verdict = weigh(
        CODE,
        roles,
        equations,
        because,
        unit=b.unit,
        truncates=True,
        cap=admitted.cap,
        ranges=lambda q: (_about(q, q.usual), _about(q, q.strict)),
    )
    verdict.evidence = admitted.evidence
    if verdict.outcome == "discrepancy":
        _explain(index, context, verdict, amount, other, admitted)
    return verdict


def _about(quantity: Quantity, span: Range) -> Range:
    """A reading of an amount: "about 100" is no wider than a quarter of it, whatever its last digit is worth."""
    if quantity.hedge != "about" or not span.bounded or quantity.ends is not None:
        return span
    near = Range.point(quantity.middle).widened(_HEDGED)
    return span if span.low >= near.low and span.high <= near.high else near  # type: ignore[operator]


def _amount(value: Fraction, like: Quantity) -> str:
    """A computed amount in the scale of the figure beside it."""
    text = like.written
    from checkers._repair import _SCALE, _SCALES

    match = _SCALE.search(text)
    power = _SCALES[match.group()] if match else 0
    sign = text[0] if text[:1] in "$€£¥₹" else ""
    scaled = value / Fraction(10) ** power
    decimals = 1 if scaled < 1000 else 0
    if scaled < 10:
        decimals = 2
    word = match.group() if match else ""
    joined_word = word if len(word) <= 2 else f" {word}"
    return f"{sign}{said(scaled, decimals)}{joined_word}" + ("" if sign else f" {(like.unit or '').partition('/')[0]}")


def _rate(base: str, quote: str, value: Fraction) -> str:
    if value >= 1:
        return f"{said(value, 4 if value < 100 else 2)} {_plural(quote)} to the {_short(base)}"
    return f"{said(1 / value, 4 if value > Fraction(1, 100) else 2)} {_plural(base)} to the {_short(quote)}"


_SHORT = {
    "USD": ("dollar", "dollars"),
    "EUR": ("euro", "euros"),
    "GBP": ("pound", "pounds"),
    "CNY": ("yuan", "yuan"),
    "JPY": ("yen", "yen"),
    "INR": ("rupee", "rupees"),
    "SEK": ("krona", "kronor"),
}


def _short(code: str) -> str:
    """What people call one of a currency: dollar for the US dollar, the full name where the short one is shared."""
    return _SHORT[code][0] if code in _SHORT else units.name(code, "en")


def _plural(code: str) -> str:
    return _SHORT[code][1] if code in _SHORT else units.name(code, "en", plural=True)


def _admitted(
    index: Index, context: Context, sentence: Sentence, amount: Figure, base: str, quote: str
) -> Admitted | None:
    """The rates that the text admits for an amount; None where the table has none for its time."""
    rates = context.rates
    if rates is None:
        return None
    published = index.document.published
    spans: list[tuple[date, date]] = []
    for figure in sentence.figures:
        # Dates behind the amount are those of other figures.
        if figure.order < amount.order:
            spans += _span(figure.claim.period if figure.kind == "date" else None)
    spans += _span(amount.claim.period)
    today = published.end if published is not None else None
    if today is not None and published is not None and published.start is not None:
        if (today - published.start).days <= 62:
            spans.append((published.start - timedelta(days=14), today))
        else:
            spans.append((published.start, today))
    if today is not None and any(start > today + _AHEAD for start, _ in spans):
        return None  # the text is younger than its date says
    if today is not None:
        # An amount of a year to come is converted at the rate of today.
        spans = [span for span in spans if span[0] <= today]
    if not spans:
        hull = rates.hull(base, quote)
        if hull is None:
            return None
        return Admitted(
            Range(hull.low, hull.high).widened(_UNDATED),
            hull.mean,
            "no date is stated",
            "likely",
            [Evidence(rates.source, rates.address, None, _string(hull.mean), f"{quote}/{base}")],
            "; all rates on record, widened by 5 %",
        )
    late = today is not None and rates.late(today) > 0
    reach = _LATE_DAYS if late else 0
    admitted: Range | None = None
    for start, last in spans:
        end = min(last, today) if today is not None else last
        if start > end:
            continue
        over = rates.over(base, quote, start, end)
        if over is not None:
            span = Range(over.low, over.high)
            admitted = span if admitted is None else admitted.hull(span)
    quoted = None
    note = ""
    cap = "proven"
    if today is not None:
        quoted = rates.rate(base, quote, today, past=reach)
        if late:
            days = rates.late(today)
            if days > _LATE_DAYS and admitted is None:
                return None
            cap = "likely"
            note = f", {days} days past the table's last day"
            if quoted is not None:
                latest = Range.point(quoted.value).widened(_LATE)
                admitted = latest if admitted is None else admitted.hull(latest)
    if admitted is None or (late and quoted is None):
        return None
    if quoted is None:
        start, end = spans[0]
        quoted = rates.rate(base, quote, end)
    value = quoted.value if quoted is not None else admitted.middle
    day = quoted.as_of.isoformat() if quoted is not None else f"{spans[0][0]} to {spans[0][1]}"
    evidence = [Evidence(rates.source, rates.address, day[:10], _string(value), f"{quote}/{base}", None, rates.sha256)]
    return Admitted(admitted.widened(_SPREAD), Fraction(value), f"rate of {day}", cap, evidence, note)


def _span(period: Period | None) -> list[tuple[date, date]]:
    """The days that a period admits: itself, and the year that a month's last day closes (the year's own rate)."""
    if period is None or period.start is None or period.end is None:
        return []
    if period.start == period.end and (period.end + timedelta(days=1)).day == 1:
        return [(date(period.end.year - (period.end.month < 12), 1, 1), period.end)]
    return [(period.start, period.end)]


def _string(value: Fraction) -> str:
    from claims.quantity import decimal_string

    return decimal_string(Fraction(round(Fraction(value) * 10**6), 10**6)) or "0"


def _explain(
    index: Index,
    context: Context,
    verdict: Verdict,
    amount: Figure,
    other: Figure,
    admitted: Admitted,
) -> None:
    """What would make a wrong conversion fit: another currency, the rate turned over, an old rate, a scale word."""
    a, b = amount.claim.quantity, other.claim.quantity
    assert a is not None and b is not None and a.unit is not None and b.unit is not None
    base, quote = a.unit.partition("/")[0], b.unit.partition("/")[0]
    fits: list[Fit] = []
    needed = a.usual / b.usual
    rates = context.rates
    assert rates is not None
    published = index.document.published
    low, high = needed.low, needed.high
    # "Under $1,000" usually means $0 to $1,000: no currency can be told by that.
    if published is not None and published.end is not None and low is not None and low > 0 and high is not None:
        period = amount.claim.period
        found = rates.fitting(
            low,
            high,
            base,
            period.start if period else None,
            period.end if period else None,
            published.end,
        )
        for candidate in found:
            if candidate.currency in (base, quote):
                continue
            name = units.name(candidate.currency, "en", plural=True)
            near = [d for d in (candidate.period_distance, candidate.publication_distance) if d is not None]
            if near and min(near) <= Fraction(1, 100) and candidate.currency in _COMMON:
                fits.append(Fit(f"the amount is in {name}", _currency_edit(other, candidate.currency)))
    inverse = a.usual / admitted.rate
    turned = inverse.meets(b.usual)
    if turned:
        fits.insert(
            0,
            Fit(
                "the rate is turned over: it was divided by, not multiplied"
                if admitted.quoted > 1
                else "the rate is turned over: it was multiplied by, not divided"
            ),
        )
    first = verdict.fits[:1]
    verdict.fits = (
        (first if first and not turned and first[0].edit is not None and "swapped" in first[0].what else [])
        + fits[:3]
        + [f for f in verdict.fits if f not in first or turned or not fits or "swapped" not in f.what]
    )
    unique: list[Fit] = []
    for fit in verdict.fits:
        if fit not in unique:
            unique.append(fit)
    verdict.fits = unique[:4]
    old = _stale(rates, a, b, published.end if published is not None else None)
    if old is not None:
        verdict.fits.append(Fit(f"the rate is that of {old}"))
        if (
            verdict.certainty == "proven"
            and published is not None
            and published.end is not None
            and (published.end.year - int(old[:4]) <= 2)
        ):
            verdict.certainty = "likely"
    verdict.roles = [("converted", other.claim), ("amount", amount.claim)]


_COMMON = frozenset(
    (
        "USD",
        "EUR",
        "GBP",
        "JPY",
        "CNY",
        "HKD",
        "SGD",
        "CAD",
        "AUD",
        "CHF",
        "SEK",
        "NOK",
        "DKK",
        "INR",
        "KRW",
        "NZD",
        "BRL",
        "ZAR",
        "MXN",
        "TRY",
        "THB",
        "MYR",
        "IDR",
        "PLN",
    )
)


def _stale(rates: Rates, a: Quantity, b: Quantity, today: date | None) -> str | None:
    """The year end, of the eight before publication, whose rate fits."""
    if today is None or a.unit is None or b.unit is None:
        return None
    for back in range(1, 9):
        over = rates.over(
            a.unit.partition("/")[0],
            b.unit.partition("/")[0],
            date(today.year - back, 1, 1),
            date(today.year - back, 12, 31),
        )
        if over is not None and (a.usual * Range(over.low, over.high)).meets(b.usual):
            return str(today.year - back)
    return None


def _currency_edit(other: Figure, code: str) -> Edit | None:
    claim = other.claim
    assert claim.quantity is not None
    written = claim.quantity.written
    digits = next((i for i, c in enumerate(written) if c.isdigit()), None)
    if digits is None or digits == 0 or digits > 4:
        return None
    return Edit(claim.start, claim.start + digits, f"{code} ")
