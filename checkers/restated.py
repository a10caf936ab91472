"""A figure that is given twice has one value.

@ 2024-01-05 en
> The group invested 118.3 billion yuan (RMB, the same below, over 22.4 billion yuan) in the first 11 months of last year.
!! "22.4 billion yuan" 5.281 times the other ~ Singapore dollars

@ 2024-01-05 en
> # Profit up 21% at the chain
>
> The chain reported a 12% rise in profit for the half.
! "21%" 12%

@ 2024-01-05 en
> # Profit up 12% at the chain
>
> The chain reported a 12% rise in profit for the half.
= "12%" given twice

@ 2024-01-05 en
> # Profit down 12% at the chain
>
> The chain reported a 12% rise in profit for the half.
! "12%" the text the other way

@ 2024-01-05 en
> # Costs down 12% at the chain
>
> The chain reported a 12% rise in profit for the half.
= "12%" given twice

@ 2024-01-05 zh
> # 青湖市今年新增1.8万个学位
>
> 青湖市今年新建学校16所，新增学位1.3万个，其中小学学位8000个。
! "1.8万" the text 1.3万

@ 2024-01-05 zh
> # 三年投入15亿元 北湖县改造管网
>
> 记者获悉，未来三年该县将投入12亿元改造供水管网260公里。
! "15亿元" the text 12亿元

@ 2024-01-05 zh
> # 三年投入15亿元 北湖县改造管网
>
> 记者获悉，今年该县将投入12亿元改造供水管网，明年投入3亿元。

@ 2024-01-05 en
> # Utility to spend $860m on pipes
>
> The utility said on Monday that it would spend $560m on pipes by 2030. It serves 40 towns.
! "$860m" the text $560m

@ 2024-01-05 en
> # Utility to spend $860m on pipes
>
> The utility said on Monday that it would pay $560m to holders of shares.

@ 2024-01-05 en
> Profit rose to 5.4 billion yuan (4.8 billion yuan).
? "4.8 billion yuan" another period

@ 2024-12-12 en
> The trust is buying warehouses for S$186 million (S$138.3 million).
! "S$138.3 million" 1.345 times the other ~ US dollars

@ 2024-12-12 en
> The trust's costs were S$186 million (S$171.5 million).
? "S$171.5 million" another period

@ 2024-12-12 en
> The lender made 2.66 billion Australian dollars ($1.7 billion) in the year.

@ 2024-01-05 en
> The set costs 4.8 million euros (about 37.5 million yuan), less than that of last year (5.1 million euros).

@ 2024-11-22 en
> # Airline carried 241,000 passengers in October
>
> The airline carried 214,000 passengers in the month, against 180,000 passengers a year before.
! "241,000" the text 214,000

@ 2024-11-22 en
> # Ice storm cuts power to 48,000 in the hills
>
> Freezing rain blacked out 84,300 customers of the utility. In the storm of 2007, 61,000 went dark.
! "48,000" the text 84,300

@ 2024-11-22 en
> # Ice storm cuts power to 84,000 in the hills
>
> Freezing rain blacked out 84,300 customers of the utility, 48,000 of them in one county.

@ 2024-11-22 en
> # Fund raises $540m
>
> The fund said on Monday that it had raised $450m, its largest sum so far.
! "$540m" the text $450m

@ 2024-11-22 en
> # Bank fined $540m
>
> Its shares gained 3% after the rival house had raised $450m on Monday.

@ 2024-01-05 en
> The fund of $2bn ($500m drawn) is open.

@ 2024-01-05 en
> # Sales up 12% at the chain
>
> Profit rose 21% at the chain.

@ 2024-01-05 en
> Sales were $45 million (2023: $40 million).

> The hall has a floor of 1.4 million sq ft (130,100 sq ft), and a mast of 120 feet (36.6 metres).
! "130,100 sq ft" 10.761 times the other ~ square metres

> The ridge is 1,240 feet (378 feet) above the sea.
! "378 feet" ~ metres

> The ridge is 1,240 feet (378 feet of it snow) above the sea, the tower 240 feet (73 feet more than the old one).

> The well is 40 feet (12 feet) deep.

> # Dockers end 29-day strike
>
> Dockers have ended a dispute that shut the port for 19 days.
! "29-day" the text 19 days

> # Dockers end 19-day strike
>
> Dockers have ended a dispute that shut the port for 19 days, after 21 days of talks.
= "19-day" given twice

> # Dockers end 29-day strike
>
> Dockers have ended their dispute after 21 days of talks. It had begun 14 days after the last.

> The surplus was 1.457 billion dollars, widening by 281 million dollars from a year ago (1.176 billion dollars).

> The surplus was 1.457 billion dollars, widening by 281 million dollars from June 2022 (1.176 billion dollars).

Rule: two statements of one quantity for one time must share a value (XBRL calls them duplicates). An amount restated in
brackets in the same currency with another value has lost the name of a currency: those whose rate of the amount's own
period, then of the day of publication, is the quotient of the two are named, best first; a stated place of publication
breaks a tie. A size restated in brackets in its own unit has lost that of the other system, where the quotient of figures
of three digits is their factor.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.pairs import bracketed
from checkers._gather.terms import terms
from checkers._judge import said, told
from checkers._repair import repairs
from checkers._sizes import free, same_words, telling
from checkers._slip import DIGIT, POWER, SCALE, SWAP
from checkers._verdict import Edit, Evidence, Fit, Verdict
from claims import units
from claims.quantity import Range, decimal_string

CODE = "restated"
_KEEP = 3
_DIGITS = 3
_SLACK = Fraction(1, 50)
_COUNTERPARTS = {
    "foot": {"meter": "metres"},
    "inch": {"centimeter": "centimetres", "millimeter": "millimetres"},
    "yard": {"meter": "metres"},
    "mile": {"kilometer": "kilometres"},
    "acre": {"hectare": "hectares"},
    "foot**2": {"m**2": "square metres"},
    "mile**2": {"km**2": "square kilometres"},
    "foot**3": {"m**3": "cubic metres"},
    "pound": {"kilogram": "kilograms"},
    "ounce": {"gram": "grams"},
    "gallon": {"liter": "litres"},
    "mile/hour": {"km/hour": "kilometres an hour"},
    "meter": {"foot": "feet", "yard": "yards"},
    "centimeter": {"inch": "inches"},
    "millimeter": {"inch": "inches"},
    "kilometer": {"mile": "miles"},
    "hectare": {"acre": "acres"},
    "m**2": {"foot**2": "square feet"},
    "km**2": {"mile**2": "square miles"},
    "m**3": {"foot**3": "cubic feet"},
    "kilogram": {"pound": "pounds"},
    "gram": {"ounce": "ounces"},
    "liter": {"gallon": "gallons"},
    "km/hour": {"mile/hour": "miles an hour"},
}
"""In what a size is usually said again, and how that is written."""
_CLOSE = Fraction(1, 200)
_USUAL = frozenset(("USD", "EUR", "GBP", "JPY", "CNY", "HKD"))
_FEW = 10
_LONG = 100
_ROUND = 1000
_WORD = 3
_SOON = 4
_ALONE = frozenset(("money", "count", "measure"))
_COUNTS = ("count",)
_FIRST = 2
_STEM = 4
_TWICE = 2


def restated(first: Range, again: Range) -> bool:
    """True where some value is in both statements."""
    return first.meets(again)


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    for sentence in index.sentences:
        for amount, other in bracketed(index, sentence):
            verdict = _lost_label(index, context, amount, other) or _lost_unit(amount, other)
            if verdict is not None:
                yield verdict
    yield from _headlines(index)


# -- a lost label -------------------------------------------------------------------------------------------


def _lost_label(index: Index, context: Context, amount: Figure, other: Figure) -> Verdict | None:
    a, b = amount.claim.quantity, other.claim.quantity
    if amount.kind != "money" or other.kind != "money" or a is None or b is None or a.unit != b.unit or a.unit is None:
        return None
    if not a.middle or not b.middle:
        return None
    dated = any(f.kind == "date" for f in amount.sentence.between(amount, other))
    if dated or terms("against_time", index.text(amount.after, other.first)):
        return None  # "up 281 million dollars from a year ago (1.176 billion dollars)": the level of then
    roles = [("restated", other.claim), ("amount", amount.claim)]
    if restated(a.usual, b.usual):
        return Verdict(
            CODE,
            "holds",
            roles,
            f"{told(amount.claim)} given twice",
            found=a.usual,
            expected=b.usual,
            unit=a.unit,
        )
    needed = a.usual / b.usual
    noted = _noted(index, amount, other)
    quotient = a.middle / b.middle
    still = not {"UP", "DOWN", "FROM", "THAN"} & {*amount.leads, *other.leads, *other.tails}
    if not noted and b.hedge is None and still and Fraction(1, 2) <= quotient <= 2:
        verdict = Verdict(CODE, "discrepancy", roles, "", "likely", found=a.usual, expected=b.usual, unit=a.unit)
        _name(index, context, verdict, amount, other, needed, common=True)
        if verdict.fits:
            verdict.because = (
                f"{told(amount.claim)} and {told(other.claim)} are not one amount: "
                f"one is {said(quotient, 3)} times the other"
            )
            return verdict
    if not noted and (b.hedge is None) and Fraction(1, 2) <= quotient <= 2:
        return Verdict(
            CODE,
            "undecided",
            roles,
            f"{told(amount.claim)} against {told(other.claim)}: another currency, or another period that is not named",
        )
    because = (
        f"{told(amount.claim)} and {told(other.claim)} are not one amount: one is {said(quotient, 3)} times the other "
        f"({said(needed.low or 0, 3)} to {said(needed.high or 0, 3)} by rounding)"
    )
    verdict = Verdict(CODE, "discrepancy", roles, because, "proven", found=a.usual, expected=b.usual, unit=a.unit)
    slips = [fit for rank, fit in repairs(other.claim, a.usual) if rank <= 3]
    if slips and not noted:
        # Another scale word or digit explains the second amount: no label is lost.
        verdict.fits = slips[:2]
        return verdict
    if not noted and b.hedge is None:
        verdict.certainty = "likely"
    _name(index, context, verdict, amount, other, needed)
    return verdict


def _lost_unit(amount: Figure, other: Figure) -> Verdict | None:
    """1,240 feet (378 feet): the second is what the first is in the unit that it is usually restated in."""
    a, b = amount.claim.quantity, other.claim.quantity
    if amount.kind != "measure" or other.kind != "measure" or a is None or b is None or a.unit != b.unit:
        return None
    if a.unit not in _COUNTERPARTS or not a.middle or restated(a.usual, b.usual):
        return None
    if max(telling(a), telling(b)) < _DIGITS or not same_words(a, b):
        return None
    for unit, name in _COUNTERPARTS[a.unit].items():
        factor = units.convert(Fraction(1), a.unit, unit)
        if free(b)[1].meets(a.near * factor) and abs(b.middle / (a.middle * factor) - 1) <= _SLACK:
            because = (
                f"{told(amount.claim)} and {told(other.claim)} are not one size: "
                f"one is {said(max(a.middle / b.middle, b.middle / a.middle), 3)} times the other"
            )
            fits = [Fit(f"the second is in {name}", _edit(other, name, name))]
            roles = [("restated", other.claim), ("amount", amount.claim)]
            return Verdict(
                CODE, "discrepancy", roles, because, "likely", fits, found=b.usual, expected=a.usual, unit=a.unit
            )
    return None


def _noted(index: Index, amount: Figure, other: Figure) -> bool:
    """True where the bracket says of itself that it is about currency ("RMB, the same below")."""
    return any("same_below" in index.entry(k) or "currency" in index.entry(k) for k in range(amount.after, other.first))


def _name(
    index: Index,
    context: Context,
    verdict: Verdict,
    amount: Figure,
    other: Figure,
    needed: Range,
    *,
    common: bool = False,
) -> None:
    """Name the currencies that the second amount may be in, best first, with the rates as evidence.

    common: only those that amounts are usually restated in, and none where no rate is at hand.
    """
    a, b = amount.claim.quantity, other.claim.quantity
    assert a is not None and b is not None and a.unit is not None
    rates = context.rates
    document = index.document
    published = document.published.end if document.published is not None else None
    period = amount.claim.period
    start, end = (period.start, period.end) if period is not None else (None, None)
    if rates is None or (published is None and start is None) or needed.low is None or needed.high is None:
        if common:
            return
        unknown = "; which one, the rates of its date would tell, and the text has no date" if rates is not None else ""
        verdict.fits.append(Fit(f"the second amount is in another currency{unknown}"))
        return
    candidates = rates.fitting(needed.low, needed.high, a.unit, start, end, published)
    local = units.currency_of_place(document.place, published) if document.place else None
    if local is not None:
        candidates = sorted(candidates, key=lambda c: c.currency != local)
    shown = []
    for candidate in candidates:
        distances = [d for d in (candidate.period_distance, candidate.publication_distance) if d is not None]
        if common and candidate.currency not in _USUAL:
            continue
        if distances and min(distances) <= (_CLOSE if common else Fraction(1, 100)):
            shown.append(candidate)
    for candidate in shown[:_KEEP]:
        name = units.name(candidate.currency, "en", plural=True)
        mean = candidate.mean_over_period
        at = candidate.rate_at_publication
        detail = []
        if mean is not None:
            detail.append(f"mean of the period {said(mean, 3)}")
        if at is not None:
            detail.append(f"at publication {said(at, 3)}")
        place = ", the currency of the place of publication" if candidate.currency == local else ""
        verdict.fits.append(
            Fit(
                f"the second amount is in {name} ({'; '.join(detail)} {a.unit} each{place})",
                _edit(other, name, candidate.currency),
            )
        )
        stamp = candidate.publication.as_of.isoformat() if candidate.publication is not None else None
        if mean is not None and isinstance(start, date) and isinstance(end, date):
            verdict.evidence.append(
                Evidence(
                    rates.source,
                    rates.address,
                    f"{start}/{end}",
                    _decimal(mean),
                    f"{a.unit}/{candidate.currency}",
                    None,
                    rates.sha256,
                )
            )
        if at is not None:
            verdict.evidence.append(
                Evidence(
                    rates.source,
                    rates.address,
                    stamp,
                    _decimal(at),
                    f"{a.unit}/{candidate.currency}",
                    None,
                    rates.sha256,
                )
            )
    if not shown and not common:
        verdict.fits.append(Fit("the second amount is in another currency; none on record fits the time"))


def _decimal(value: Fraction) -> str:
    return decimal_string(Fraction(round(value * 10**4), 10**4)) or "0"


def _edit(other: Figure, name: str, sign: str) -> Edit | None:
    """Put another unit's name behind the digits in the place of the one written, or its sign before them."""
    claim = other.claim
    assert claim.quantity is not None
    written = claim.quantity.written
    found = [i for i, c in enumerate(written) if c.isdigit()]
    if not found:
        return None
    if written[0].isdigit():
        cut = written.find(" ", found[-1]) if sign == name else max(written.rstrip().rfind(" "), found[-1])
        cut = max(cut, found[-1])
        return Edit(claim.start + cut + 1, claim.end, name) if cut + 1 < len(written) else None
    return Edit(claim.start, claim.start + found[0], f"{sign} ")


# -- headline and body --------------------------------------------------------------------------------------


def _headlines(index: Index) -> Iterator[Verdict]:
    """A figure of the headline against the body's figures of the same thing: one that agrees is enough."""
    title = next((s for s in index.sentences if s.heading), None)
    if title is None or title.index > 1:
        return
    for figure in title.figures:
        quantity = figure.claim.quantity
        if quantity is None or quantity.value is None:
            continue
        if figure.kind in ("count", "number", "duration", "measure"):
            verdict = (
                _headline_count(index, title, figure)
                or _headline_rounded(index, title, figure)
                or _headline_alone(index, title, figure)
            )
            if verdict is not None:
                yield verdict
            continue
        if figure.kind not in ("percent", "money", "points"):
            continue
        verdict = _headline_swap(index, title, figure) or _headline_alone(index, title, figure)
        if verdict is not None:
            yield verdict
            continue
        words = _about(index, figure)
        if not words:
            continue
        rivals: list[Figure] = []
        opposed: list[Figure] = []
        agreed: Figure | None = None
        for other in index.figures:
            q = other.claim.quantity
            if (
                other.sentence is title
                or other.kind != figure.kind
                or other.unit != figure.unit
                or q is None
                or q.value is None
                or other.claim.cell
            ):
                continue
            if quantity.usual.meets(q.usual) or quantity.rounded.meets(q.usual):
                ways = {q.direction, quantity.direction} - {None}
                if len(ways) > 1 and words & _about(index, other) and other.sentence.index <= _SOON:
                    opposed.append(other)
                else:
                    agreed = agreed or other
                continue
            if q.direction == quantity.direction and quantity.direction is not None and words & _about(index, other):
                rivals.append(other)
        if agreed is not None:
            yield Verdict(
                CODE,
                "holds",
                [("again", figure.claim), ("first", agreed.claim)],
                f"{told(figure.claim)} given twice",
                telling=True,
            )
        elif opposed:
            fits = [Fit("one of them says the other way")]
            because = (
                f"the headline says that it went {quantity.direction} {told(figure.claim)}, the text the other way"
            )
            roles = [("again", figure.claim), ("first", opposed[0].claim)]
            yield Verdict(CODE, "discrepancy", roles, because, "likely", fits)
        elif len(rivals) == 1 and not rivals[0].sentence.cues & {"ANNUALISED"} and rivals[0].sentence.index <= 4:
            yield Verdict(
                CODE,
                "discrepancy",
                [("again", figure.claim), ("first", rivals[0].claim)],
                f"the headline says {told(figure.claim)}, the text {told(rivals[0].claim)}",
                "likely",
                [
                    Fit(
                        f"{told(figure.claim)} is {told(rivals[0].claim)}",
                        Edit(figure.claim.start, figure.claim.end, told(rivals[0].claim)),
                    )
                ],
            )


def _headline_swap(index: Index, title: Sentence, figure: Figure) -> Verdict | None:
    """A headline's amount that the text has only with two digits swapped, in a sentence that shares words with it."""
    quantity = figure.claim.quantity
    assert quantity is not None
    others = [
        f
        for f in index.figures
        if f.sentence is not title
        and (f.kind, f.unit) == (figure.kind, figure.unit)
        and f.claim.quantity is not None
        and f.claim.quantity.value is not None
    ]
    if any(f.claim.quantity and quantity.usual.meets(f.claim.quantity.usual) for f in others):
        return None
    # What a percent is of stands before it; an amount needs no more than a sentence on the same matter.
    share = figure.kind != "money"
    words = {
        _stem(w)
        for w in index.words(title.first, figure.first if share else title.after)
        if len(w) > _WORD or not w.isascii()
    }
    near = []
    for f in others:
        q = f.claim.quantity
        assert q is not None
        if f.sentence.index > _SOON or q.direction not in (quantity.direction, None):
            continue
        swapped = [fit for rank, fit in repairs(figure.claim, q.near) if rank == SWAP]
        shared = words & {_stem(w) for w in index.words(f.sentence.first, f.first if share else f.sentence.after)}
        if swapped and shared:
            near.append((f, swapped))
    if len(near) != 1:
        return None
    other, fits = near[0]
    because = f"the headline says {told(figure.claim)}, the text {told(other.claim)}"
    return Verdict(CODE, "discrepancy", [("again", figure.claim), ("first", other.claim)], because, "likely", fits)


def _headline_count(index: Index, title: Sentence, figure: Figure) -> Verdict | None:
    """A count of the headline that no count of the same thing in the text is, but for one digit, a swap or a scale."""
    quantity = figure.claim.quantity
    assert quantity is not None and quantity.value is not None
    if quantity.unit is None or quantity.middle < _FEW:
        return None
    for other in index.same_unit(figure.kind, figure.unit):
        q = other.claim.quantity
        if other.sentence is title or q is None or q.value is None or other.claim.cell is not None:
            continue
        if quantity.usual.meets(q.usual) or quantity.rounded.meets(q.usual):
            return Verdict(
                CODE, "holds", [("again", figure.claim), ("first", other.claim)], f"{told(figure.claim)} given twice"
            )
    rivals = [
        f for f in index.same_unit(figure.kind, figure.unit) if f.sentence is not title and f.sentence.index <= _SOON
    ]
    if len(rivals) > 1:
        # One of them is the figure with two digits swapped or another scale word: no other comes so near.
        swapped = [
            f
            for f in rivals
            if f.claim.quantity is not None
            and f.claim.quantity.value is not None
            and any(rank <= SCALE for rank, _ in repairs(figure.claim, f.claim.quantity.usual))
        ]
        rivals = swapped if quantity.middle >= _LONG else []
    if len(rivals) != 1 or rivals[0].claim.quantity is None or rivals[0].claim.quantity.value is None:
        return None
    ranks = (SWAP, SCALE, POWER, DIGIT) if figure.kind == "duration" and figure.unit != "year" else (SWAP, SCALE, POWER)
    slips = [fit for rank, fit in repairs(figure.claim, rivals[0].claim.quantity.usual) if rank in ranks]
    if not slips:
        return None
    because = f"the headline says {told(figure.claim)}, the text {told(rivals[0].claim)}"
    return Verdict(CODE, "discrepancy", [("again", figure.claim), ("first", rivals[0].claim)], because, "likely", slips)


def _headline_alone(index: Index, title: Sentence, figure: Figure) -> Verdict | None:
    """The only amount or count of the headline and of the sort in the opening, told with the same word, but for one digit."""
    quantity = figure.claim.quantity
    assert quantity is not None
    alike = [f for f in title.figures if f.level and f.kind == figure.kind]
    if figure.kind not in _ALONE or not figure.level or len(alike) > 1 or quantity.hedge or quantity.direction:
        return None
    others = [
        f
        for f in index.figures
        if f.sentence is not title
        and f.kind in (_COUNTS if figure.kind in _COUNTS else (figure.kind,))
        and (f.unit == figure.unit or figure.kind in _COUNTS)
        and f.claim.quantity is not None
        and f.claim.quantity.value is not None
    ]
    if any(f.claim.quantity and quantity.usual.meets(f.claim.quantity.usual) for f in others):
        return None
    if any(f.claim.quantity and quantity.rounded.meets(f.claim.quantity.usual) for f in others):
        return None
    if any(f.claim.quantity and abs(f.claim.quantity.middle - quantity.middle) < quantity.coarse for f in others):
        return None  # cut off: 438 of 438.75
    words = _told_with(index, figure)
    first = [f for f in others if f.sentence.index <= title.index + _FIRST and f.claim.cell is None]
    named = [f for f in first if len(words & _told_with(index, f)) > 0]
    rest = [f for f in first if f.unit == figure.unit and f not in named and figure.kind != "count"]
    if len(named) != 1 or rest or named[0].claim.quantity is None or named[0].claim.quantity.direction is not None:
        return None
    other = named[0]
    assert other.claim.quantity is not None
    low, high = sorted((other.claim.quantity.middle, quantity.middle))
    most = SWAP if words & _told_with(index, other) <= {_verb(index, figure)} and figure.kind in _COUNTS else DIGIT
    fits = [fit for rank, fit in repairs(figure.claim, other.claim.quantity.near) if rank <= most]
    if not fits or not low or high / low > _TWICE:
        return None
    because = f"the headline says {told(figure.claim)}, the text {told(other.claim)}"
    return Verdict(CODE, "discrepancy", [("again", figure.claim), ("first", other.claim)], because, "likely", fits)


def _told_with(index: Index, figure: Figure) -> set[str]:
    """The word right before a figure, and what it counts: 投入12亿元, 新增学位1.3万个, 1.3万个学位."""
    subject = figure.claim.subject
    found = (
        {str(index.tokens.prose[subject[0] : subject[1]]).lower()}
        if subject is not None and figure.kind in _COUNTS
        else set()
    )
    verb = _verb(index, figure)
    return found | {verb} if verb else found


def _verb(index: Index, figure: Figure) -> str:
    """The word right before a figure, without its ending."""
    t = index.tokens
    k = figure.first - 1
    while k >= figure.sentence.first and ("hedge" in index.entry(k) or "article" in index.entry(k)):
        k -= 1
    if k >= figure.sentence.first and k not in index.owner and t.text[k].isalpha():
        word = str(t.text[k]).lower()
        if word.isascii() and len(word) > _WORD and "link" not in index.entry(k):
            return word[:_STEM].rstrip("s")
        if not word.isascii() and len(word) > 1 and figure.kind == "money":
            return word[-2:]
    return ""


def _headline_rounded(index: Index, title: Sentence, figure: Figure) -> Verdict | None:
    """48,000 in a headline over 84,300: a rounded count that the opening has only with two digits swapped."""
    quantity = figure.claim.quantity
    assert quantity is not None
    coarse = Fraction(quantity.coarse)
    if figure.kind not in ("count", "number") or quantity.middle < _ROUND or coarse < _ROUND // 10:
        return None
    rivals = []
    for other in index.figures:
        q = other.claim.quantity
        if other.sentence is title or other.kind not in ("count", "number") or q is None or q.value is None:
            continue
        if quantity.rounded.meets(q.usual) or quantity.usual.meets(q.usual):
            return None
        if other.sentence.index <= _SOON and (figure.unit is None or other.unit == figure.unit):
            wanted = Range(q.middle - coarse / 2, q.middle + coarse / 2)
            fits = [fit for rank, fit in repairs(figure.claim, wanted) if rank == SWAP]
            if fits:
                rivals.append((other, fits))
    if len(rivals) != 1:
        return None
    other, fits = rivals[0]
    because = f"the headline says {told(figure.claim)}, the text {told(other.claim)}"
    return Verdict(CODE, "discrepancy", [("again", figure.claim), ("first", other.claim)], because, "likely", fits)


def _about(index: Index, figure: Figure) -> set[str]:
    """The words nearest around a figure that say what it is about."""
    t = index.tokens
    # "a 12% rise in profit": what rises stands behind.
    behind = "direction" in index.entry(figure.after)
    k = figure.first - 1
    while (
        not behind
        and k >= 0
        and figure.first - k <= 6
        and k not in index.owner
        and t.kind[k] != "¶"
        and t.text[k] not in ".;。；,，"
    ):
        if _content(index, k):
            return {_stem(t.word[k])}
        k -= 1
    out: set[str] = set()
    k = figure.after
    while (
        k < len(t)
        and k - figure.after <= 6
        and k not in index.owner
        and t.kind[k] != "¶"
        and t.text[k] not in ".;。；,，"
    ):
        if _content(index, k):
            out.add(_stem(t.word[k]))
        k += 1
    return out


def _content(index: Index, k: int) -> bool:
    t = index.tokens
    if t.kind[k] == "h" or "noun" in index.entry(k):
        return True
    return t.kind[k] in "wW" and len(t.word[k]) > 3 and not t.word[k].endswith(("ed", "ing"))


def _stem(word: str) -> str:
    return word.rstrip("s") if word.isascii() else word[-2:]
