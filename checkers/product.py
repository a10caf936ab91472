"""What a rate comes to is the rate times what it is taken of.

> On a house assessed at $350,000, that extra 0.06 percentage points amounts to $210 a year.
= "$210" 0.06 % of $350,000 is 210

> On a house assessed at $350,000, that extra 0.06 percentage points amounts to $2,100 a year.
! "$2,100" 0.06 % of $350,000 is 210 ~ 10 times smaller

> A 5 percent levy on sales of $12 million would raise $60,000.
! "$60,000" 5 % of $12 million is 600,000 ~ 10 times larger

> At 4% interest, a deposit of £5,000 earns £200 a year.
= "£200" 4 % of £5,000 is 200

> At 4% interest, a deposit of £5,000 earns £350 a year.
? "£350" 4 % of £5,000 is 200

> The plan pays 2.5 yuan in cash for every 10 shares as a dividend. With 1.2 billion shares in all, the total is 300 million yuan.
= "300 million yuan" 2.5 yuan for 10, times 1.2 billion, is 300,000,000

> The plan pays 2.5 yuan in cash for every 10 shares as a dividend. With 1.2 billion shares in all, the total is 3 billion yuan.
! "3 billion yuan" 2.5 yuan for 10, times 1.2 billion, is 300,000,000 ~ 10 times smaller

> 公司拟每10股派现3.5元。去年净利润42亿元，总股本12亿股。

> Each household will pay $36 a month, or $423 a year.
! "$423" 12 times $36 a month is 432 ~ 432

> 按房屋评估价80万元计算，0.6%的税率每年应缴4800元。
= "4800元" 0.6 % of 80万元 is 4,800

> The rent is $1,850 a month. Over a whole year that adds up to $20,200.
! "$20,200" 12 times $1,850 a month is 22,200 ~ 22,200

> The rent is $1,850 a month. Over a whole year that adds up to $22,200.
= "$22,200" 12 times $1,850 a month is 22,200

> The rent is $1,850 a month. Over a whole year, with heating and fees, that adds up to $24,200.

> Seats in the gallery were $35. The troupe sold 1,240 of them, taking in $44,300.
! "$44,300" 1,240 at $35 is 43,400 ~ swapped

> Seats in the gallery were $35. The troupe sold 1,240 of them, taking in $43,400.
= "$43,400" 1,240 at $35 is 43,400

> Seats in the gallery were $35. The troupe gave 12 shows, taking in $44,300.

> 共发放餐券6万张，面值30元，总金额1800万元。
! "1800万元" 6万 at 30元 is 1,800,000 ~ 10 times

> The trust holds 2.5 million shares. At Friday's close of $48, its stake is worth $12 million.
! "$12 million" 2.5 million at $48 is 120,000,000 ~ 10 times

> The 5-megawatt turbine ran for 1,900 hours and so made 95,000 megawatt hours.
! "95,000 megawatt hours" 5-megawatt for 1,900 hours is 9,500 ~ 10 times smaller

> The players had three dips a week for eight weeks, 32 in all.
! "32" three times eight weeks is 24 ~ 24

> The state will send $750 to each of 1,860 households, at a cost of about $2.4 million.
! "$2.4 million" $750 times 1,860 is 1,395,000

> The farm will make 283,000 megawatt hours a year, and pays €2 for each of them, or about €566,000 a year.
= "€566,000 a year" €2 times 283,000 megawatt hours is 566,000

> 二等奖共12注，每注55万元，合共860万元。
! "860万元" is 6,600,000 ~ 660

> The players had three dips a week for eight weeks, and 32 of them came back.

> 全市有12家工厂，每年投资55万元，合共860万元。

> The firm has a total of 6,400 megawatts, 4,800 megawatts of it wind. It ran 1,200 hours and made 76.8 billion kilowatt-hours.
! "76.8 billion kilowatt-hours" is 7,680,000,000

> Sales rose 5 percent to $12 million, and a levy raised $60,000.

> A 5 percent fee is charged on the first $12 million, and the fund paid $200,000 to charity.

> A 20% stake in the firm is worth $2 million; a house nearby sold for $350,000.

> The firm paid a tax of 5 percent and fines of $60,000 on the sale of $3 million of bonds.

Rule: amount = rate / 100 * base, and a payment for every N shares is the payment times the shares / N. A rise has its base
in another figure and is no rate. What does not fit is judged only where a swap, a scale, one digit or a power of ten mends
it; other bases may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from checkers._apposed import closed
from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import ends_with, terms
from checkers._gather.terms import said as stands
from checkers._in_all import in_all
from checkers._judge import Equation, of_product, said, told, weigh
from checkers._slip import DIGIT, POWER, SCALE, SWAP, slip
from checkers._verdict import Verdict
from claims import units
from claims.quantity import Range

CODE = "product"
_NEAR = 40
_SHORT = 8
_TELLING = (SWAP, SCALE, POWER)
_BLAME = ("amount", "base")


def product(rate: Range, base: Range) -> Range:
    """What a rate in percent of a base comes to."""
    return rate * base / 100


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for at, sentence in enumerate(index.sentences):
        yield from _of_rates(index, sentence)
        yield from _for_lots(index, at, sentence)
        yield from _over_times(index, sentence)
        yield from _over_a_year(index, sentence)
        yield from _at_power(index, sentence)
        yield from _at_price(index, sentence)
        yield from in_all(index, sentence)


def _of_rates(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """On {base}, {rate} amounts to {amount}; a {rate} levy on {base} would raise {amount}."""
    figures = [f for f in sentence.figures if f.claim.cell is None]
    rates = [f for f in figures if f.kind in ("percent", "points") and _plain(f)]
    amounts = [f for f in figures if f.kind == "money" and _plain(f, turned=True)]
    if len(rates) != 1 or len(amounts) != 2:
        return
    rate = rates[0]
    pairs = [
        (amount, base)
        for amount, base in (amounts, amounts[::-1])
        if _currency(amount) == _currency(base) and amount.order > rate.order and "/" not in (base.unit or "")
    ]
    pairs = [
        (amount, base)
        for amount, base in pairs
        if index.edges_between(rate, amount) <= 2 and index.edges_between(rate, base) <= 2 and _led(index, amount, base)
    ]
    for amount, base in pairs:
        a, b, r = (f.claim for f in (amount, base, rate))
        assert a.quantity is not None and b.quantity is not None and r.quantity is not None
        computed = r.quantity.middle * b.quantity.middle / 100
        because = f"{said(r.quantity.middle, 3)} % of {told(b)} is {said(computed, 2)}"
        roles = [("amount", a), ("rate", r), ("base", b)]
        equations: dict[str, Equation] = {
            "amount": lambda get: product(get("rate"), get("base")),
            "base": lambda get: get("amount") / get("rate") * 100,
            "rate": lambda get: get("amount") / get("base") * 100,
        }
        verdict = weigh(CODE, roles, equations, because, unit=a.quantity.unit, cap="likely", blame=_BLAME)
        if verdict.outcome == "discrepancy":
            last = max(rate, base, key=lambda f: f.first)
            if any("join" in index.entry(k) for k in range(last.after, amount.first) if index.tokens.text[k] != "or"):
                # "charges 2 % on deposits of $5 million and is worth …": something else is said.
                continue
            if len(figures) > 4 or len(pairs) != 1:
                continue
            rank = slip(roles, equations, blame=_BLAME)
            if rank > POWER or (rank == DIGIT and not _long(amount)):
                yield Verdict(
                    CODE, "undecided", roles, f"{because}; what else the rate may be of, the words do not say"
                )
                continue
        yield verdict


def _over_times(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """{amount} a month, or {amount} a year: the same, over a longer time."""
    for a, b in zip(sentence.figures, sentence.figures[1:], strict=False):
        if a.kind != "money" or b.kind != "money" or not _plain(a) or not _plain(b) or _currency(a) != _currency(b):
            continue
        first, second = (a.unit or "").partition("/")[2], (b.unit or "").partition("/")[2]
        times = _TIMES.get((first, second))
        gap = index.tokens.prose[a.claim.end : b.claim.start].strip(" ,，")
        again = len(gap) < 14 and any(t.end == len(gap) for t in terms("yields", gap))
        if times is None or not (again or (b.opens and gap in "(（")):
            continue
        x, y = a.claim, b.claim
        assert x.quantity is not None and y.quantity is not None
        low, high = times
        because = f"{said(low)} times {told(x)} is {said(x.quantity.middle * low, 2)}"
        roles = [("amount", y), ("rate", x)]
        number = Range(low, high) * 100
        equations: dict[str, Equation] = {
            "amount": lambda get, number=number: product(get("rate"), number),  # type: ignore[misc]
            "rate": lambda get, number=number: get("amount") / number * 100,  # type: ignore[misc]
        }
        verdict = weigh(CODE, roles, equations, because, unit=b.unit, cap="likely")
        if verdict.outcome == "holds" or slip(roles, equations) <= DIGIT:
            yield verdict


def _over_a_year(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """{amount} a month … over a whole year that adds up to {amount}: twelve times the first."""
    text = index.tokens.prose
    for year in sentence.figures:
        if year.kind != "money" or not _plain(year) or year.claim.cell is not None:
            continue
        start = max([sentence.start, *(f.claim.end for f in sentence.figures[: year.order] if f.kind == "money")])
        front = text[start : year.claim.start]
        yearly = (year.unit or "").endswith("/year") or (stands("year_long", front) and "/" not in (year.unit or ""))
        if not yearly or not stands("concludes", front) or stands("besides", front):
            continue
        earlier = index.sentences[max(0, sentence.position - 1) : sentence.position + 1]
        months = [
            f
            for s in earlier
            if s.paragraph == sentence.paragraph
            for f in s.figures
            if f.kind == "money" and f.claim.start < year.claim.start and _currency(f) == _currency(year) and _plain(f)
        ]
        if len(months) != 1 or not _monthly(index, months[0]):
            continue
        x, y = months[0].claim, year.claim
        assert x.quantity is not None
        assert y.quantity is not None
        because = f"12 times {told(x)} is {said(x.quantity.middle * 12, 2)}"
        equations: dict[str, Equation] = {
            "amount": lambda get: product(get("rate"), Range.point(1200)),
            "rate": lambda get: get("amount") / 12,
        }
        yield weigh(
            CODE, [("amount", y), ("rate", x)], equations, because, unit=_currency(year), cap="likely", unsure=True
        )


def _monthly(index: Index, figure: Figure) -> bool:
    if "/" in (figure.unit or ""):
        return (figure.unit or "").endswith("/month")
    front = index.tokens.prose[max(figure.sentence.start, figure.claim.start - _SHORT) : figure.claim.start]
    return any(t.value == "month" for t in terms("per_one", front))


def _at_power(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """A plant of {power} ran for {hours} and made {energy}: the power is that of the sentence before where this has none."""
    figures = list(sentence.figures)
    if sentence.position and "TOTAL" in sentence.cues | index.sentences[sentence.position - 1].cues:
        before = index.sentences[sentence.position - 1]
        powers = [f for f in before.figures if f.kind == "measure" and _plain(f) and (f.unit or "").endswith("watt")]
        here = any((f.unit or "").endswith("watt") for f in figures)
        if not here and before.paragraph == sentence.paragraph and powers:
            # Of a whole and its parts the whole is meant.
            figures.append(max(powers, key=lambda f: f.claim.quantity.middle if f.claim.quantity is not None else 0))
    energies = [f for f in sentence.figures if f.kind == "measure" and _plain(f) and (f.unit or "").endswith("_hour")]
    powers = [f for f in figures if f.kind == "measure" and _plain(f) and (f.unit or "").endswith("watt")]
    times = [f for f in sentence.figures if f.kind == "duration" and f.unit == "hour" and _plain(f)]
    if not len(energies) == len(powers) == len(times) == 1:
        return
    energy, power, time = energies[0], powers[0], times[0]
    e, p, t = energy.claim, power.claim, time.claim
    assert e.quantity is not None
    assert p.quantity is not None
    assert t.quantity is not None
    try:
        factor = units.convert(Fraction(1), str(power.unit), str(energy.unit).removesuffix("_hour"))
    except units.UnitError:
        return
    made = p.quantity.middle * factor * t.quantity.middle
    because = f"{told(p)} for {told(t)} is {said(made, 2)}"
    equations: dict[str, Equation] = {
        "amount": lambda get: get("rate") * get("base") * factor,
        "rate": lambda get: get("amount") / get("base") / factor,
        "base": lambda get: get("amount") / get("rate") / factor,
    }
    roles = [("amount", e), ("rate", p), ("base", t)]
    verdict = weigh(CODE, roles, equations, because, unit=energy.unit, cap="likely")
    # Machines seldom run at full power; what a slip explains is another matter.
    if verdict.outcome == "discrepancy" and slip(roles, equations, blame=("amount",)) not in _TELLING:
        verdict = Verdict(CODE, "undecided", roles, f"{because}, if it ran at full power")
    yield verdict


def _at_price(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """Tickets were {price}. The hall sold all {number} of them, taking in {amount}: within two sentences, and no more."""
    scope = [
        s
        for s in index.sentences[max(0, sentence.position - 1) : sentence.position + 1]
        if s.paragraph == sentence.paragraph and not s.heading
    ]
    figures = [
        f for s in scope for f in s.figures if f.claim.cell is None and f.kind not in ("date", "ordinal", "time")
    ]
    if len(figures) != 3 or figures[-1].sentence is not sentence or figures[-1].kind != "money":
        return
    amount = figures[-1]
    price = next((f for f in figures[:2] if f.kind == "money" and f.unit == _currency(amount)), None)
    number = next((f for f in figures[:2] if f.kind in ("count", "number")), None)
    if price is None or number is None or not all(map(_plain, figures)) or not _takings(index, amount):
        return
    if not closed(index, amount) or any("EXPECTED" in f.leads[:3] for f in figures):
        return
    prose = index.tokens.prose
    if not stands("price", prose[max(price.sentence.start, price.claim.start - _NEAR) : price.claim.start]):
        return
    p, n, a = (f.claim for f in (price, number, amount))
    assert p.quantity is not None
    assert n.quantity is not None
    because = f"{told(n)} at {told(p)} is {said(p.quantity.middle * n.quantity.middle, 2)}"
    equations = of_product("amount", "price", "number")
    roles = [("amount", a), ("price", p), ("number", n)]
    # Number, price and amount side by side need no more than a slip; spread over two sentences, one that chance is not.
    beside = len(scope) == 1 or number.sentence is sentence
    unsure = not (beside and (number.first < price.first < amount.first))
    verdict = weigh(CODE, roles, equations, because, unit=amount.unit, cap="likely", unsure=unsure)
    if verdict.outcome == "discrepancy" and slip(roles, equations) not in _TELLING:
        return
    if verdict.outcome != "undecided":
        yield verdict


def _takings(index: Index, amount: Figure) -> bool:
    clause = _clause(index, amount)
    return stands("takings", clause) or bool({"TOTAL", "RESULT"} & {*amount.leads[:2], *amount.tails[:1]})


_TIMES: dict[tuple[str, str], tuple[Fraction | int, Fraction | int]] = {
    ("month", "year"): (12, 12),
    ("week", "year"): (50, Fraction(365, 7)),
    ("day", "year"): (360, 366),
    ("day", "week"): (5, 7),
    ("hour", "day"): (24, 24),
    ("week", "month"): (4, 5),
    ("day", "month"): (28, 31),
}
"""How many of the shorter time make the longer one, at least and at most."""


def _long(figure: Figure) -> bool:
    """True for a number of three digits that are not zeros: one digit of it explains little by chance."""
    q = figure.claim.quantity
    return q is not None and sum(c.isdigit() and c != "0" for c in q.written) >= 3


def _plain(figure: Figure, *, turned: bool = False) -> bool:
    """True for a positive amount that is no rise or fall; `turned` lets one pass ("would raise $60,000")."""
    q = figure.claim.quantity
    return q is not None and q.value is not None and q.value > 0 and (turned or q.direction is None)


def _currency(figure: Figure) -> str:
    return (figure.unit or "").split("/")[0]


def _led(index: Index, amount: Figure, base: Figure) -> bool:
    """True where words say that one amount is what comes of the other: "amounts to" before it, "on", "of" before that."""
    prose = index.tokens.prose
    before = prose[max(amount.sentence.start, amount.claim.start - _NEAR) : amount.claim.start]
    q = amount.claim.quantity
    found = terms("yields", before)
    if not found or q is None:
        return False
    rest = before[found[-1].end :]
    if len(rest.split()) > (2 if q.hedge else 1) or len(rest.strip()) > 14:
        return False
    if (
        found[-1].value
        and before[found[-1].start : found[-1].end].lower() in ("is", "为")
        and base.first > amount.first
    ):
        return False
    front = prose[max(base.sentence.start, base.claim.start - _NEAR) : base.claim.start]
    if front[-1:].isascii():
        return ends_with("based", front) is not None
    cut = max(front.rfind(c) for c in "，。；,")
    return stands("based", front[cut + 1 :])


def _for_lots(index: Index, at: int, sentence: Sentence) -> Iterator[Verdict]:
    """{payment} for every {lot} shares … {shares} … the total is {amount}, within two sentences."""
    lots = [
        f
        for f in sentence.figures
        if f.kind == "count" and _plain(f) and ("EACH" in f.leads[:2] or "PER" in f.leads[:1])
    ]
    prose = index.tokens.prose
    for lot in lots:
        q = lot.claim.quantity
        assert q is not None
        if (
            q.value is None
            or q.value not in (10, 100, 1000)
            or not stands("payment", prose[sentence.start : sentence.end])
        ):
            continue
        beside = [
            f
            for f in sentence.figures
            if f.kind == "money"
            and _plain(f)
            and abs(f.order - lot.order) == 1
            and abs(f.claim.start - lot.claim.start) < 60
        ]
        if len(beside) != 1:
            continue
        payment = beside[0]
        p = payment.claim.quantity
        assert p is not None
        scope = [f for s in index.sentences[at : at + 3] if s.paragraph == sentence.paragraph for f in s.figures]
        shares = [
            f
            for f in scope
            if f.kind == "count"
            and _plain(f)
            and f is not lot
            and f.claim.quantity is not None
            and f.claim.quantity.middle > 10**5
            and _shares(index, f, lot)
        ]
        totals = [
            f
            for f in scope
            if f.kind == "money"
            and f.unit == payment.unit
            and _plain(f)
            and f is not payment
            and f.claim.quantity is not None
            and f.claim.quantity.middle > p.middle * 1000
            and (
                stands("payment", _clause(index, f)) or "TOTAL" in (*f.leads[:2], *f.tails[:1]) or _concluded(index, f)
            )
        ]
        if len(shares) != 1 or not totals:
            continue
        tries = [_weigh_lot(payment, lot, shares[0], total) for total in totals]
        good = [verdict for verdict, _ in tries if verdict.outcome == "holds"]
        if good:
            yield good[0]
        elif len(tries) == 1 and tries[0][1] <= POWER:
            yield tries[0][0]


def _clause(index: Index, figure: Figure) -> str:
    """The words before a figure, back to the figure or the edge before it."""
    start = max([figure.sentence.start, *(f.claim.end for f in figure.sentence.figures[: figure.order])])
    return re.split(r"[,;，；]", index.tokens.prose[start : figure.claim.start])[-1]


def _concluded(index: Index, figure: Figure) -> bool:
    clause = _clause(index, figure)
    return stands("yields", clause) or stands("concludes", clause)


def _shares(index: Index, figure: Figure, lot: Figure) -> bool:
    if figure.unit == lot.unit:
        return True
    after = index.tokens.prose[figure.claim.end : figure.claim.end + 2]
    return bool(lot.unit) and str(lot.unit) in after


def _weigh_lot(payment: Figure, lot: Figure, shares: Figure, total: Figure) -> tuple[Verdict, int]:
    p, n, s, a = (f.claim for f in (payment, lot, shares, total))
    assert p.quantity is not None and n.quantity is not None and s.quantity is not None and a.quantity is not None
    each = Fraction(100) / n.quantity.middle
    computed = p.quantity.middle * s.quantity.middle / n.quantity.middle
    because = f"{told(p)} for {told(n)}, times {told(s)}, is {said(computed, 2)}"
    roles = [("amount", a), ("payment", p), ("shares", s)]
    equations: dict[str, Equation] = {
        "amount": lambda get: product(get("payment") * each, get("shares")),
        "payment": lambda get: get("amount") / get("shares") * n.quantity.middle,  # type: ignore[union-attr]
        "shares": lambda get: get("amount") / get("payment") * n.quantity.middle,  # type: ignore[union-attr]
    }
    verdict = weigh(
        CODE, [*roles, ("lot", n)], equations, because, unit=a.quantity.unit, cap="likely", blame=("amount",)
    )
    return verdict, slip(roles, equations, blame=("amount",))
