"""A rate for each is the total divided by how many there are.

> With 240m shares in issue, a dividend of 3.3p a share will cost £7.9m.
= "£7.9m" £7.9m for 240m is 0.033

> It awarded 160 scholarships averaging $15,000, or $2.4 million in all.
= "$2.4 million" $2.4 million for 160 is 15,000

> It awarded 160 scholarships averaging $51,000, or $2.4 million in all.
!! "$51,000" $2.4 million for 160 is 15,000 ~ 15,000

> The city spent $1.2 billion on 400,000 homes, about $3,000 each, it said.
= "$3,000" $1.2 billion for 400,000 is 3,000

> The mean of the 40 tests was 12 points.

> It awarded 610 scholarships and 40 prizes averaging $15,000, or $2.4 million in all.
? "$15,000" which number

> Rents averaged $1,500 a month in the 40 towns; the state spent $2 million on signs.

> Tickets cost $40 each. The hall holds 1,200 people and cost $9 million.

> The fund took in 126 million yuan from 84,000 people, after 112 million yuan, with a per capita gift of 150 yuan.
! "150 yuan" 126 million yuan for 84,000 is 1,500

> 全年客运量9.15亿人次，其中地铁4.1亿人次。2024年全市公交客运量9.15亿人次，日均25.0万人次。
! "25.0万人次" 9.15亿 in 366 days

> Drivers made 146,000 deliveries in those 365 days, about 120 a day.
! "120" 146,000 in 365 days is 400 a day

> Drivers made 146,000 deliveries in those 365 days, about 400 a day.
= "400" is 400 a day

> The port handled 73 million tons of ore in the whole year, with a daily average of 50,000 tons.
! "50,000 tons" 73 million tons in a year is

> 全年接待读者219万人次，日均2.4万人次。
! "2.4万人次" 219万 in a year

> 全年接待读者219万人次，暑假日均2.4万人次。周末日均1.1万人次。

> Drivers made 146,000 deliveries in those 365 days, and at the main depot alone about 120 a day.

> Drivers made 146,000 deliveries in those 365 days, or about 310 a day in the quiet months.

> The fund gave £9.2 million to 4,600 schools, or about £3,100 for each of those in London.

> The fund gave £9.2 million to 4,600 schools, or about £3,100 each.
! "£3,100" £9.2 million for 4,600 is 2,000

> # City scans the hearts of 145,000 people
>
> The city scanned the hearts of 145,000 people. In 90 of them doctors found something.
>
> It invested 43.5 million yuan in the work, and the cost per capita was 360 yuan.
! "360 yuan" 43.5 million yuan for 145,000 is 300

> # City scans the hearts of 145,000 people
>
> The city scanned the hearts of 145,000 people. In 90 of them doctors found something.
>
> It invested 43.5 million yuan in machines. Residents' income per capita was 36,000 yuan.

> It looks after 3,600 hectares with a staff of 48, so each warden has 57 hectares to patrol.
!! "57 hectares" 3,600 hectares for 48 is 75

> 超市营业面积3.5万平方米，日均客流4.2万人次，全年客流153万人次。
! "153万人次" 4.2万 a day is 15,351,000 in a year ~ 10 times

> 超市营业面积3.5万平方米，日均客流4.2万人次，全年网上订单153万单。

> It has 5,200 employees and a wage bill of $312 million, which works out at $80,000 per worker.
! "$80,000 per worker" $312 million for 5,200 is 60,000

> In all, 2,400 pupils eat there and 288,000 meals are served a year, or about 180 per pupil.
! "180" 288,000 for 2,400 is 120

> The line turns out 320 cars a day. Over its 250 working days, that is 800,000.
! "800,000" 320 a day for 250 working days is 80,000 ~ 10 times

> The line turns out 320 cars a day. Over its 250 working days, it used 800,000 tyres.

> The fund gave £9.2 million to 4,600 schools, with computers worth £3,100 each.

> They expect to charge $5,400 a year, or $450 a month.
= "$450 a month" is 450

> They expect to charge $5,400 a year, or $540 a month.
! "$540 a month" is 450 ~ 450

> They charge $5,400 a year, or $540 a month at the peak.

> 合作社种植水稻1800亩，总产量1080吨，亩均产量600公斤。
= "600公斤" 1080吨 for 1800

> 合作社种植水稻1800亩，总产量1080吨，亩均产量60公斤。
!! "60公斤" 1080吨 for 1800

> They charge $5,400 a year, and $540 a month for the first half.

> 投入18.2亿元，其中清洁取暖7.28亿元，惠及9.1万户，户均8000元。
= "8000元" 7.28亿元 for 9.1万

> 投入18.2亿元，其中清洁取暖7.28亿元，惠及9.1万户，户均800元。
!! "800元" 7.28亿元 for 9.1万

> The town charges 18 cents on each gallon. Motorists bought 250 million gallons, so that the charge brought in $54 million.
! "$54 million" $54 million for 250 million gallons is 0.216 ~ 45

> The town charges 18 cents on each gallon of petrol and 26 cents on diesel. Motorists bought 250 million gallons, and the
> charges brought in $54 million.

> The orchards gave 184,900 tons of fruit. Dealers pay 6.0 yuan per kilogram.
>
> That makes the crop worth 1.19 billion yuan.
! "1.19 billion yuan" 1.19 billion yuan for 184,900 tons is 6.44 ~ 1.11

> The orchards gave 184,900 tons of fruit. Dealers pay 6.0 yuan per kilogram for the first fruit.
>
> Exports of juice were worth 1.19 billion yuan.

> Rye stands on 300,000 mu, the average yield per mu is 512 kilograms, and the crop came to 135.6 million kilograms.
! "135.6 million kilograms" is 452 ~ 153.6

> 汽油每升由8.08元降至7.96元，便宜0.12元，容量50升的家用车加满可少花60元。
! "60元" is 1.2

> 汽油每升由8.08元降至7.96元，便宜0.12元，容量50升的家用车加满可少花6元。
= "6元" 2 is 0.12

> Output was 9.8 billion kWh. At 300 grams of coal per kWh, that saves 29.4 million tons of coal.
! "29.4 million tons" is 3,000 ~ 10 times smaller

> 向16000多名老人每人捐赠棉被一床，首批6000床被子已发出。

> A buyer who puts down a fifth of the average price needs £53,680 and borrows £214,720 on a five-year loan.

> 全市投入18.2亿元，惠及9.1万户，人均收入4.6万元。

> It plans 300 homes on 12 hectares, with an average price of £240,000, and expects sales of £80 million in the first phase.

> Each played 20 rounds with 10 tokens per round (1 token = $0.05).

> Farmers got 42 pence a litre for 12.4 billion litres, and exports earned £1.1 billion.

@ 2024-10-10 en
> In the seven days of 2019 the city had 2.684 million visitors. This year there were 435,000 visitors a day.

@ 2024-10-10 zh
> 全省农产品进口212亿元，大豆进口396万吨，均价每吨3,620元。

Rule: rate = total / number, over the ranges that rounding allows. Where several totals or numbers stand near, one that
fits is enough. A rate that none fits is judged only where a single slip (a scale, two digits, one digit) would mend it,
and only one total and one number can be meant, or the slip mends one binding so exactly that chance hardly explains it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import takewhile

from checkers._apposed import apposed, closed
from checkers._chance import COINCIDENCE, chance
from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.runs import beside
from checkers._gather.terms import said as said_in
from checkers._gather.terms import terms
from checkers._judge import Equation, said, told, weigh
from checkers._over_time import over_days, over_time
from checkers._repair import _DIGITS, _SCALES, _plain, repairs
from checkers._slip import DIGIT, POWER, SCALE, SWAP
from checkers._verdict import Fit, Verdict
from claims import units
from claims.quantity import Range

CODE = "per-unit"
_VERB = 2
_EACH = frozenset(("EACH", "AVERAGE", "PER"))
_EDGES = frozenset(",，;；。.、:：")
_REACH = 6
_NEAR = 4
_LEAD = 9
_BEFORE = 48
_WORDS = 8
_APART = 4
_HEADS = frozenset(("capita", "person", "head"))
_CHANCE = {SWAP: 2.5, SCALE: 1.0, POWER: 1.0}
"""How many bindings of one that is off by as much would mend by chance (swaps: five of them within two decades)."""
_FLOOR = {0: 0.05, 1: 0.05, 2: 0.005, 3: 0.0005}
"""What any two figures may be off by, by the digits that the longest of the three has: round figures meet by chance."""
_RARE = 0.0075
_SUMMED = 0.2
"""How much less chance explains where the total beside the rate is called one."""
_CLOSE = 0.01
_HARDLY = Fraction(3, 2)
_MANY = 1000
_PAGE, _TOP = 40, 3
"""Sentences with figures that are looked back, and those at the head of a text where its headline stands."""
_APPOSED = 20
"""How many times off a rate beside its total and number may be that no slip explains: more is of something else."""
_NOTICED = Fraction(1, 20)
_SECTION = 12
"""Paragraphs that are looked back for the heading of a section."""
_TONS = (Fraction(45359237, 50000000), Fraction(1016047, 1000000))
"""A short and a long ton in metric tons."""
_IN = {
    ("month", "year"): Fraction(12),
    ("day", "week"): Fraction(7),
    ("minute", "hour"): Fraction(60),
    ("second", "minute"): Fraction(60),
    ("hour", "day"): Fraction(24),
}
"""How many of the shorter time the longer has; working days and weeks of a year are not settled."""


def per_unit(total: Range, number: Range) -> Range:
    """What falls to each: the total divided by the number."""
    return total / number


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    sentences = index.sentences
    for at, sentence in enumerate(sentences):
        for rate in sentence.figures:
            q = rate.claim.quantity
            if rate.kind not in ("money", "measure", "count", "number", "duration") or rate.claim.cell is not None:
                continue
            if q is None or q.value is None or q.value <= 0 or q.hedge not in (None, "about"):
                continue
            twice = _other_time(index, rate)
            if twice is not None:
                yield twice
                continue
            said_so = _each_what(index, rate) or _denominator(index, rate)
            per = said_so or _inherited(index, rate)
            if per is None:
                continue
            verdict = over_time(index, rate, per) if said_so is not None else None
            if verdict is not None:
                if verdict.outcome == "discrepancy" or verdict.telling:
                    yield verdict
                continue
            near = [s for s in sentences[max(0, at - 2) : at + 2] if s.paragraph == sentence.paragraph]
            verdict = over_days(index, rate, per) if said_so is not None else None
            if verdict is not None:
                yield verdict
                continue
            done, verdict = _weigh(index, rate, per, [sentence], strong=True)
            if not done:
                done, verdict = _weigh(index, rate, per, near, strong=False)
            if not done:
                verdict = _of_headline(index, sentence, rate, per) or _of_all(index, sentence, rate, per)
            if not done and verdict is None:
                verdict = _over_period(rate, per, near) or _wide(index, rate, per)
            if verdict is not None and not (_of_other_years(index, verdict) or _of_other_things(index, verdict)):
                if said_so is None and verdict.outcome == "discrepancy":
                    verdict.certainty = "likely"
                yield verdict


def _of_other_years(index: Index, verdict: Verdict) -> bool:
    """True for a discrepancy of a rate of one year with a total of another: 2.7 million in 2019, this year 435,000 a day."""
    if verdict.outcome != "discrepancy":
        return False
    figures = [index.by_id[id(claim)] for role, claim in verdict.roles if role in ("rate", "total")]
    if len({id(f.sentence) for f in figures}) == 1:
        return False
    years = set()
    for figure in figures:
        dated = [f for f in figure.sentence.figures[: figure.order] if f.kind == "date"]
        period = dated[-1].claim.period if dated else None
        if period is None or period.start is None:
            return False  # which year is meant, its own sentence does not say
        years.add(period.start.year)
    return len(years) > 1


def _of_other_things(index: Index, verdict: Verdict) -> bool:
    """True for a discrepancy whose total and number are told alike of two things: 农产品进口212亿元，大豆进口396万吨."""
    roles = dict(verdict.roles)
    if verdict.outcome != "discrepancy" or not {"total", "number"} <= roles.keys():
        return False
    total, number = (_told_of(index, index.by_id[id(roles[name])]) for name in ("total", "number"))
    if total.isascii() or number.isascii():
        return False
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(total[::-1], number[::-1], strict=False)))
    return alike >= _VERB and min(len(total), len(number)) - alike >= _VERB


def _told_of(index: Index, figure: Figure) -> str:
    """The words of the clause before a figure."""
    prose = index.tokens.prose[figure.sentence.start : figure.claim.start]
    return re.split(r"[，,；;、。]", prose)[-1].strip()


def _each_what(index: Index, rate: Figure) -> str | None:
    """The thing after "each" in Han text (每公斤2.80元), or before the average in one word (户均, 日均)."""
    t = index.tokens
    k = rate.first - 1
    while k >= rate.sentence.first and k not in index.owner and t.text[k] not in _EDGES and rate.first - k <= _REACH:
        k -= 1
    found = terms("per_one", index.text(k + 1, rate.first))
    if found and (not index.text(k + 1, rate.first).isascii() or "AVERAGE" in rate.leads[:3]):
        return found[-1].value
    k = rate.first - 1
    while k >= rate.sentence.first and rate.first - k <= _NEAR and k not in index.owner and t.text[k] not in _EDGES:
        if index.entry(k).get("cue") == "EACH" and not t.text[k].isascii():
            if k + 1 >= rate.first:
                return None
            at = k + 2 if "measure_word" in index.entry(k + 1) and k + 2 < rate.first else k + 1
            return _thing(index, at, t.word[k + 1])
        k -= 1
    return None


def _inherited(index: Index, rate: Figure) -> str | None:
    """What a price is for that was just said to have changed: 每升由8.08元降至7.96元，便宜0.12元."""
    q = rate.claim.quantity
    before = [
        f.claim.quantity for f in rate.sentence.figures[: rate.order] if f.kind == rate.kind and f.unit == rate.unit
    ]
    new, old = (before[-1], before[-2]) if len(before) > 1 else (None, None)
    if q is None or new is None or old is None or abs(new.middle - old.middle) != q.middle:
        return None
    later = rate
    for other in reversed(rate.sentence.figures[: rate.order]):
        if other.kind == "date":
            continue
        if other.kind != rate.kind or other.unit != rate.unit or index.edges_between(other, later) > 1:
            return None
        per = _each_what(index, other)
        if per is not None:
            return per
        later = other
    return None


def _thing(index: Index, k: int, word: str) -> str:
    """The name of a unit, a time or a counted thing."""
    entry = index.entry(k)
    return str(entry.get("compound_unit") or entry.get("duration") or word)


def _denominator(index: Index, rate: Figure) -> str | None:
    """What the rate is for: the unit after its slash, the noun after "each", `*` for an average; None for no rate."""
    unit = rate.unit or ""
    if "/" in unit:
        return unit.split("/", 1)[1]
    t = index.tokens
    leads = rate.leads
    k = rate.after
    if rate.kind == "count" and k + 1 < rate.sentence.after and unit and t.word[k].rstrip("s") == unit.rstrip("s"):
        # "5 lakh passengers a day"
        k += 1
    if k + 1 < rate.sentence.after and index.entry(k).get("article") == "1" and t.text[k + 1][:1].isalpha():
        # "$140,000 a bed", "12,000 a day"
        return str(index.entry(k + 1).get("duration") or t.word[k + 1])
    if rate.kind == "duration" and not (rate.tails[:1] == ("EACH",) and "AVERAGE" in leads[:2]):
        return None
    named = _led_by_each(index, rate) or _followed_by_each(index, rate)
    if named is not None:
        return named
    if leads[:2] == ("AVERAGE", "OF") and _share_before(rate):
        # "a fifth of the average price is £53,680": no average itself.
        return None
    before = rate.sentence.figures[rate.order - 1] if rate.order else None
    if (
        before is not None
        and before.leads[:2] == ("OF", "EACH")
        and not leads
        and index.edges_between(before, rate) == 0
    ):
        # "Each of the 24 turbines makes 4.2 megawatts"
        return "*"
    if leads[:1] and leads[0] in _EACH:
        return "*"
    if (
        leads[1:2]
        and leads[1] in ("EACH", "AVERAGE")
        and leads[0] in ("TO", "OF", "INCLUDING")
        and not _and(index, rate)
    ):
        return "*"
    if leads[2:3] == ("EACH",) and set(leads[:2]) == {"TO"}:
        return "*"
    return "*" if rate.tails[:1] == ("EACH",) else None


def _and(index: Index, rate: Figure) -> bool:
    """True where the words before the rate begin something else: "each gallon of petrol and 26 cents on diesel"."""
    t = index.tokens
    for k in range(rate.first - 1, max(rate.sentence.first, rate.first - _LEAD) - 1, -1):
        if k in index.owner or t.text[k] in _EDGES or index.entry(k).get("cue") in ("EACH", "AVERAGE"):
            return False
        if "join" in index.entry(k):
            return True
    return False


def _led_by_each(index: Index, rate: Figure) -> str | None:
    """What stands behind "per" or "each" in the words before the rate: "the yield per mu is", "per capita income was"."""
    t = index.tokens
    for k in range(rate.first - 2, max(rate.sentence.first, rate.first - _LEAD) - 1, -1):
        if k in index.owner or t.text[k] in _EDGES or "join" in index.entry(k):
            return None
        if index.entry(k).get("cue") in ("EACH", "PER") and t.text[k].isascii():
            before = rate.sentence.figures[rate.order - 1] if rate.order else None
            if before is not None and before.tails[:1] in (("PER",), ("EACH",)) and 0 <= k - before.after <= 1:
                return None  # "10 tokens per round (1 token = 5 cents)": what is per round is the 10
            return _each_thing(index, k)
    return None


def _followed_by_each(index: Index, rate: Figure) -> str | None:
    """What stands behind "each" or "every" right behind the rate: "18 cents on each gallon"."""
    t = index.tokens
    for k in range(rate.after, min(rate.after + _NEAR, rate.sentence.after)):
        if k in index.owner or t.text[k] in _EDGES or "join" in index.entry(k):
            return None
        cue = index.entry(k).get("cue")
        # "18 cents on each gallon"; "300 grams of coal per kWh".
        if t.text[k].isascii() and (cue == "PER" or (cue == "EACH" and k < rate.after + 2)):
            return _each_thing(index, k) if k + 1 < rate.sentence.after and k + 1 not in index.owner else None
    return None


def _each_thing(index: Index, k: int) -> str | None:
    """The thing behind the word for each at token k; a word that names it itself ("per capita") is of people."""
    t = index.tokens
    if " " in t.word[k] or t.word[k + 1] in _HEADS:
        return "*"
    if t.word[k] in _HEADS:
        return "*"
    if k + 1 in index.owner or not t.text[k + 1][:1].isalpha() or "cue" in index.entry(k + 1):
        return None
    thing = _thing(index, k + 1, t.word[k + 1])
    # "each took home" names nothing: what is counted in the text, or a unit, does.
    known = {"duration", "compound_unit", "unit"} & index.entry(k + 1).keys()
    return thing if known or index.same_unit("count", thing) else None


def _share_before(rate: Figure) -> bool:
    return rate.order > 0 and rate.sentence.figures[rate.order - 1].kind in ("ratio", "percent")


def _weigh(
    index: Index, rate: Figure, per: str, scope: list[Sentence], *, strong: bool, nearest: bool = False
) -> tuple[bool, Verdict | None]:
    """(settled, verdict) of the rate by the totals and numbers of some sentences; strong: they stand in its own."""
    totals, numbers = _candidates(index, rate, per, scope)
    pairs = [
        (total, number, _both(index, rate, total, number, per))
        for total in totals
        for number in numbers
        if total is not number
    ]
    holds = [verdict for pair in pairs if (verdict := _of_tons(rate, *pair)).outcome == "holds"]
    if holds:
        telling = [verdict for verdict in holds if verdict.telling]
        return True, telling[0] if telling else None
    if _otherwise(index, rate, totals):
        return False, None
    if not strong:
        pairs = [pair for pair in pairs if not _joined(index, rate, pair[0])]
    alone = len(pairs) == 1
    if nearest and not alone:
        before = [n for n in numbers if n.claim.start < rate.claim.start]
        here = [n for n in before if n.sentence.paragraph == rate.sentence.paragraph]
        pairs = [pair for pair in pairs if not here or pair[1] is here[-1]]
    weighed = [(pair[0], pair[1], *_judge(rate, *pair)) for pair in pairs]
    if nearest:
        made = [w for w in weighed if w[3] == DIGIT and _worked_out(index, rate, w[0], w[1]) and not _by_chance(w[2])]
        if alone and made:
            made[0][2].certainty = "likely"
            return True, made[0][2]
        return _unlikely(index, rate, per, weighed)
    if len(weighed) == 1:
        _total, _number, verdict, rank = weighed[0]
        if strong and _plainly_apposed(index, rate, _total, _number, verdict):
            verdict.certainty = "likely" if rank > POWER or rank == DIGIT else verdict.certainty
            return True, verdict
        if (
            rank > (POWER if strong else DIGIT)
            or ((not strong or rank == POWER) and _by_chance(verdict))
            or (per == "*" and not strong and rank > SCALE)
            or (rank == DIGIT and not _worked_out(index, rate, _total, _number))
        ):
            return _unlikely(index, rate, per, weighed)
        if not strong:
            verdict.certainty = "likely"
        return True, verdict
    if not strong or len(totals) != 1:
        return _unlikely(index, rate, per, weighed)
    # Several numbers stand near: one whose slip is the rate's own is likely meant, one that any slip mends may be.
    own = [v for t, n, v, _ in weighed if any(r <= SCALE for r, _ in repairs(rate.claim, _wanted(t, n)))]
    if len(own) == 1:
        own[0].certainty = "likely"
        return True, own[0]
    mended = [number for _, number, _, rank in weighed if rank <= SCALE]
    if len(mended) != 1:
        return _unlikely(index, rate, per, weighed)
    roles = [("rate", rate.claim), ("total", totals[0].claim), ("number", mended[0].claim)]
    because = f"{told(totals[0].claim)} for which number? none near gives {told(rate.claim)}"
    return True, Verdict(CODE, "undecided", roles, because)


def _plainly_apposed(index: Index, rate: Figure, total: Figure, number: Figure, verdict: Verdict) -> bool:
    """True where the rate stands right behind the only total and number: no slip need explain it, nothing else is meant."""
    if number.claim.start > rate.claim.start or number.kind not in ("count", "measure"):
        return False
    found, expected = verdict.found, verdict.expected
    if found is None or expected is None or not expected.middle:
        return False
    off = abs(found.middle / expected.middle)
    if not Fraction(1, _APPOSED) <= off <= _APPOSED or abs(off - 1) < _NOTICED:
        return False
    return apposed(index, rate, total) and not _joined(index, rate, total)


def _otherwise(index: Index, rate: Figure, totals: list[Figure]) -> bool:
    """True where the rate has another base than the figures as they stand, or comes of a number without a noun.

    "Excluding one-off items …", "diluted"; "300 of them share $21 million, or $70,000 each".
    """
    t, sentence = index.tokens, rate.sentence
    around = t.prose[sentence.start : min(sentence.end, rate.claim.end + _BEFORE)]
    if said_in("other_rate", around):
        return True
    bare = [f for f in sentence.figures if f.kind == "number" and f is not rate and f.claim.quantity]
    bare = [f for f in bare if f.claim.quantity is not None and f.claim.quantity.value and f.claim.quantity.value > 1]
    near = [total for total in totals if total.sentence is sentence and total.kind == "money" == rate.kind]
    return any(_judge(rate, total, number, repair=False)[0].outcome == "holds" for total in near for number in bare)


def _worked_out(index: Index, rate: Figure, total: Figure, number: Figure) -> bool:
    """True where what is worked out stands last: the rate behind both, or the total ("an outgo of …"), or one called so.

    Else one wrong digit is too easily found to tell anything: of three figures side by side, one in three has it.
    """
    before, last = sorted((rate, total, number), key=lambda figure: figure.claim.start)[1:]
    joined = any("join" in index.entry(k) for k in range(before.after, last.first))
    if rate.sentence is total.sentence is number.sentence:
        return (
            (last is rate and closed(index, rate) and not _joined(index, rate, total))
            or (last is total and total.leads[:1] == ("OF",) and not joined)
            or bool({"TOTAL", "RESULT"} & {*total.leads[:2], *total.tails[:1]})
        )
    return last is not number and not _others(rate, total, number) and _concludes(index, last)


def _concludes(index: Index, figure: Figure) -> bool:
    """True where words say that a figure comes of others: "which comes to", "so that he paid", "an average of"."""
    if {"TOTAL", "RESULT", "AVERAGE"} & {*figure.leads[:2], *figure.tails[:1]}:
        return True
    start = max(figure.sentence.start, figure.claim.start - _BEFORE)
    before = index.tokens.prose[start : figure.claim.start]
    found = terms("concludes", before)
    if found:
        rest = before[found[-1].end :]
        return not any(c in rest for c in ";；。") and len(rest.split() if rest.isascii() else rest) <= _WORDS
    return False


def _others(rate: Figure, total: Figure, number: Figure) -> bool:
    """True where another amount of the total's unit stands among the three: a second price, a fixed charge."""
    low, high = sorted((rate.sentence.position, number.sentence.position, total.sentence.position))[::2]
    near = {id(s): s for s in (rate.sentence, total.sentence, number.sentence)}
    base = (rate.unit or "").split("/")[0]
    return high - low > _APART or any(
        f not in (rate, total, number)
        and (
            (f.kind == total.kind and (f.unit or "").split("/")[0] == base)
            or (f.kind == "number" and s is rate.sentence)
        )
        for s in near.values()
        for f in s.figures
    )


def _of_tons(rate: Figure, total: Figure, number: Figure, factor: Fraction) -> Verdict:
    """The verdict, by the ton that makes it true where there is one: short and long tons are called tons, too.

    No slip is looked for: a binding that holds makes all others idle.
    """
    verdict, _ = _judge(rate, total, number, factor, repair=False)
    if verdict.outcome == "discrepancy" and factor != 1 and "metric_ton" in (total.unit, number.unit):
        for ton in _TONS:
            per_ton = factor / ton if total.unit == "metric_ton" else factor * ton
            other, _ = _judge(rate, total, number, per_ton, repair=False)
            if other.outcome == "holds":
                return other
    return verdict


def _by_chance(verdict: Verdict) -> bool:
    """True where unrelated figures would seem to be a slip apart as easily: "one quilt for each of more than 16,000"."""
    found, expected = verdict.found, verdict.expected
    return found is None or expected is None or chance(verdict.fits, found, expected) > COINCIDENCE


def _joined(index: Index, rate: Figure, total: Figure) -> bool:
    """True where another price, or a fixed charge, is joined to the rate: the total has more parts then."""
    base = (rate.unit or "").split("/")[0]
    for f in rate.sentence.figures:
        if f in (rate, total) or f.kind != rate.kind or (f.unit or "").split("/")[0] != base:
            continue
        low, high = sorted((f, rate), key=lambda figure: figure.first)
        words = range(low.after, high.first)
        if any("join" in index.entry(k) for k in words) and index.edges_between(low, high) < _APART:
            return True
    return False


def _unlikely(
    index: Index, rate: Figure, per: str, weighed: list[tuple[Figure, Figure, Verdict, int]]
) -> tuple[bool, Verdict | None]:
    """The one of many bindings that a slip mends so exactly that chance hardly explains it."""
    found: list[tuple[float, int, Verdict]] = []
    # The same total given again, or the same area in hectares, is no second try.
    tries = len({(_rough(t, rate, index, per), _rough(n, rate, index, per)) for t, n, *_ in weighed})
    for total, number, verdict, rank in weighed:
        if rank > POWER or rank == DIGIT:
            continue
        off = _off(verdict, rate, total, number, _both(index, rate, total, number, per))
        if off is not None:
            floor = _FLOOR[min(3, max(_digits(f) for f in (rate, total, number)))]
            sure = total.sentence is rate.sentence and "TOTAL" in (*total.leads[:2], *total.tails[:1])
            chance = tries * _CHANCE[rank] * max(off, floor) * (_SUMMED if sure else 1)
            found.append((chance, len(found), verdict))
    found.sort(key=lambda item: item[:2])
    if not found or found[0][0] > _RARE:
        return False, None
    verdict = found[0][2]
    verdict.certainty = "likely"
    return True, verdict


def _rough(figure: Figure, rate: Figure, index: Index, per: str) -> int:
    """A figure's size, in steps of 2 %, in the unit that the rate is for or of."""
    q = figure.claim.quantity
    factor = _factor(index, figure, per) or _unit_factor(figure, rate) or Fraction(1)
    return round(math.log(float(abs(q.middle) * factor) or 1.0) * 50) if q is not None else 0


def _digits(figure: Figure) -> int:
    """How many digits a figure has, but for the zeros at its ends."""
    q = figure.claim.quantity
    return len("".join(c for c in q.written if c.isdigit()).strip("0")) if q is not None else 0


def _off(verdict: Verdict, rate: Figure, total: Figure, number: Figure, factor: Fraction) -> float | None:
    """How far from rate x number = total the repaired figures are, relatively; None where no repair is told."""
    r, t, n = (f.claim.quantity for f in (rate, total, number))
    assert r is not None and t is not None and n is not None
    ratio = float(r.middle * n.middle * factor / t.middle)
    best = None
    for fit in verdict.fits:
        if fit.rank > POWER:
            continue
        change = _changed(fit, (rate, total, number))
        if change is None:
            power = round(math.log10(ratio))
            off = abs(ratio / 10**power - 1) if power else None
        else:
            figure, times = change
            off = abs((ratio / times if figure is total else ratio * times) - 1)
        if off is not None and (best is None or off < best):
            best = off
    return best


def _changed(fit: Fit, figures: tuple[Figure, ...]) -> tuple[Figure, float] | None:
    """(figure, factor): which figure an edit changes, and by what it multiplies it."""
    if fit.edit is None:
        return None
    for figure in figures:
        claim = figure.claim
        if claim.start <= fit.edit.start < claim.end and claim.quantity is not None:
            old = claim.quantity.written[fit.edit.start - claim.start : fit.edit.end - claim.start]
            scales = _SCALES.get(old), _SCALES.get(fit.edit.text)
            if scales[0] is not None and scales[1] is not None:
                return figure, float(10 ** (scales[1] - scales[0]))
            if not _DIGITS.fullmatch(old) or not _DIGITS.fullmatch(fit.edit.text):
                return None
            before, after = _plain(old), _plain(fit.edit.text)
            return (figure, float(after / before)) if before and after else None
    return None


def _candidates(index: Index, rate: Figure, per: str, scope: list[Sentence]) -> tuple[list[Figure], list[Figure]]:
    """(totals, numbers) that the rate may come from."""
    base = (rate.unit or "").split("/")[0] or None
    totals: list[Figure] = []
    numbers: list[Figure] = []
    q = rate.claim.quantity
    assert q is not None and q.value is not None
    for figure in (f for sentence in scope for f in sentence.figures):
        other = figure.claim.quantity
        if figure is rate or other is None or other.value is None or other.value <= 0 or figure.claim.cell is not None:
            continue
        led = figure.leads[:1] and figure.leads[0] in _EACH | {"FROM", "THAN", "BETWEEN"}
        unit = figure.unit
        if unit and base and "/" in unit and "/" in (rate.unit or "") and unit != rate.unit:
            # What is paid a day is the price of each times how many a day.
            unit = unit.split("/", 1)[0] if figure.kind == "money" else unit
        if (
            base is None
            and rate.kind == "number"
            and per != "*"
            and figure.kind == "count"
            and figure.sentence is rate.sentence
        ):
            # "432,000 meals, or about 120 per pupil": meals, for whatever is no pupil.
            unit = None if _factor(index, figure, per) is None and apposed(index, rate, figure) else unit
            if unit is None and other.middle > q.middle:
                totals.append(figure)
                continue
        same = (unit == base or _unit_factor(figure, rate) is not None) and (
            figure.kind == rate.kind != "number"
            or (base is not None and {figure.kind, rate.kind} == {"number", "count"})
        )
        if same and (
            # What is hardly more than the rate is another rate: "2.60 people, fewer than the 2.98 of 2010".
            other.middle * (_unit_factor(figure, rate) or 1) > q.middle * (_HARDLY if figure.kind == "count" else 1)
            or "TOTAL" in (*figure.leads[:2], *figure.tails[:1])
        ):
            if (
                not led
                and not figure.opens
                and not _of_part(index, rate, figure)
                and not _fellow(index, rate, figure)
                and not _priced(index, figure, rate)
            ):
                totals.append(figure)
        elif figure.kind in ("count", "measure", "duration", "number") and other.value > 1:
            plain = (
                figure.kind == "count"
                or (figure.kind == "duration" and _span(index, rate, figure))
                or (figure.kind == "number" and other.value >= _MANY and bool(figure.claim.measure))
            )
            if _anothers(rate, figure):
                continue
            if (per == "*" and plain) or (per != "*" and _factor(index, figure, per) is not None):
                numbers.append(figure)
    if not numbers and totals and (per != "*" or rate.leads[:1] == ("EACH",)):
        numbers = _otherwise_called(index, rate, per, totals)
    return totals, numbers


def _is_unit(per: str) -> bool:
    try:
        return units.kind(per) is not None
    except units.UnitError:
        return False


def _otherwise_called(index: Index, rate: Figure, per: str, totals: list[Figure]) -> list[Figure]:
    """The only count of the sentence, where what the rate is for is counted by another name: employees, per worker."""
    if _is_unit(per) or per in ("day", "week", "month", "year", "hour", "minute", "second"):
        return []
    here = rate.sentence.position
    near = (f for s in index.sentences[max(0, here - _PAGE) : here + 1] for f in s.figures)
    if any(f.kind == "count" and f.unit and f.unit.split()[-1] == per for f in near):
        return []
    counts = [f for f in rate.sentence.figures if f.level and f is not rate and f not in totals]
    if len(counts) != 1 or counts[0].claim.start > rate.claim.start:
        return []
    if counts[0].kind != "count" and not (counts[0].kind == "number" and counts[0].leads[:1] == ("OF",)):
        return []  # "a staff of 46" counts people, too
    return counts if any(apposed(index, rate, total) for total in totals) or _concludes(index, rate) else []


def _fellow(index: Index, rate: Figure, figure: Figure) -> bool:
    """True for the next rate of a list: 人均花费分别为870元和1640元, "averages of $5 and $12"."""
    a, b = (rate, figure) if rate.first < figure.first else (figure, rate)
    if a.sentence is not b.sentence or b.order != a.order + 1 or b.leads or "TOTAL" in b.tails[:1]:
        return False
    return not index.words(a.after, b.first) and beside(index, a, b) and index.edges_between(a, b) == 0


def _of_part(index: Index, rate: Figure, figure: Figure) -> bool:
    """True for a total of which the rate tells a part only: 合计5940万元，其中《小镇》六天的日均票房272万元."""
    if figure.sentence is not rate.sentence or figure.after > rate.first:
        return False
    return any(index.entry(k).get("cue") == "INCLUDING" for k in range(figure.after, rate.first))


def _anothers(rate: Figure, figure: Figure) -> bool:
    """True for the number of another average: 六天的日均票房约272万元，低于《雾港追踪》八天日均的302万元."""
    following = figure.sentence.figures[figure.order + 1 : figure.order + 2]
    return bool(
        following
        and following[0] is not rate
        and following[0].unit == rate.unit
        and figure.tails[:1] == following[0].leads[:1] == ("AVERAGE",)
    )


def _priced(index: Index, figure: Figure, rate: Figure) -> bool:
    """True for a figure before the rate in its sentence that is a price for each itself."""
    if figure.sentence is not rate.sentence or figure.order >= rate.order:
        return False
    return any(
        _each_what(index, f) is not None for f in figure.sentence.figures[: figure.order + 1] if f.unit == rate.unit
    )


def _unit_factor(total: Figure, rate: Figure) -> Fraction | None:
    """How many of the rate's unit one of the total's is, where both are measures of one thing: 1000 kg to the ton."""
    base = (rate.unit or "").split("/")[0]
    if total.kind != "measure" or not base or not total.unit or total.unit == base or "/" in f"{total.unit}{rate.unit}":
        return None
    try:
        return units.convert(Fraction(1), total.unit, base) if units.comparable(total.unit, base) else None
    except units.UnitError:
        return None


def _both(index: Index, rate: Figure, total: Figure, number: Figure, per: str) -> Fraction:
    """What the number is multiplied by where it, or the total, is written in another unit than the rate."""
    return (_factor(index, number, per) or Fraction(1)) / (_unit_factor(total, rate) or 1)


def _span(index: Index, rate: Figure, figure: Figure) -> bool:
    """True where a length of time may be what the total is spread over: in the rate's sentence, and no adjective."""
    return (
        figure.sentence is rate.sentence
        and "-" not in index.text(figure.first, figure.after)
        and rate.kind != "duration"
    )


def _wide(index: Index, rate: Figure, per: str) -> Verdict | None:
    """A total or a number further off: in this paragraph, the one before, or what the article begins with."""
    here = rate.sentence
    first = _first(index)
    scope = []
    for s in reversed(index.sentences[: here.position + 2]):
        if s.paragraph < here.paragraph - 1 and s.heading:
            # The heading of this section; what stands above it is of others.
            scope.append(s)
            break
        if s.paragraph in (here.paragraph, here.paragraph - 1) or s.heading:
            scope.append(s)
        elif here.paragraph - s.paragraph > _SECTION:
            break
    after = index.sentences[here.position + 1 : here.position + 2]
    scope += [s for s in after if s.paragraph == here.paragraph + 1 and s.figures and _concludes(index, s.figures[0])]
    top = first.position + 1 if first is not None else 1
    scope += [s for s in index.sentences[:top] if (s.heading or s is first) and s not in scope]
    scope.sort(key=lambda s: s.index)
    if per == "*" and rate.leads[:1] != ("EACH",) and "EACH" not in rate.leads[:3]:
        scope = [s for s in scope if s.paragraph == here.paragraph]
    done, verdict = _weigh(index, rate, per, scope, strong=False, nearest=True)
    return verdict if done and verdict is not None and verdict.outcome == "discrepancy" else None


def _first(index: Index) -> Sentence | None:
    """The first sentence of the text that states an amount."""
    return next((s for s in index.sentences if not s.heading and any(f.level for f in s.figures)), None)


def _over_period(rate: Figure, per: str, scope: list[Sentence]) -> Verdict | None:
    """So much a day or a month, and the total of a time whose days or months are known."""
    base = (rate.unit or "").split("/")[0] or None
    q = rate.claim.quantity
    assert q is not None
    for total in (f for s in scope for f in s.figures):
        t = total.claim.quantity
        period = total.claim.period
        bare = rate.unit is None and rate.kind == "number" and total.kind == "count" and total.sentence is rate.sentence
        alike = bare or (total.kind == rate.kind and total.unit == base)
        if total is rate or not alike or total.opens or t is None or t.value is None:
            continue
        if total.sentence is not rate.sentence and total.claim.measure != rate.claim.measure:
            continue
        if total.leads[:1] and total.leads[0] in _EACH | {"FROM", "THAN"}:
            continue
        if period is None or period.start is None or period.end is None or t.value <= 0:
            continue
        days = (period.end - period.start).days + 1
        months = Fraction(12) if days in (365, 366) else None
        number = {"day": Fraction(days), "month": months}.get(per)
        if number is None or number < 2 or (total.sentence is not rate.sentence and rate.claim.period != period):
            continue
        roles = sorted([("rate", rate.claim), ("total", total.claim)], key=lambda role: -role[1].start)
        because = f"{told(total.claim)} in {said(number)} {per}s is {said(t.middle / number, 2)} a {per}"
        equations: dict[str, Equation] = {
            "rate": _divided(number),
            "total": _times(number),
        }
        verdict = weigh(
            CODE, roles, equations, because, unit=roles[0][1].quantity.unit if roles[0][1].quantity else None
        )
        if verdict.outcome == "holds":
            return verdict if verdict.telling else None
        power = round(math.log10(float(q.middle * number / t.middle)))
        off = abs(float(q.middle * number / t.middle) / 10**power - 1)
        if verdict.slip <= POWER and power and off < _CLOSE:
            verdict.certainty = "likely"
            return verdict
    return None


def _other_time(index: Index, rate: Figure) -> Verdict | None:
    """One rate said by two times: "$5,400 a year, or $450 a month"."""
    unit = rate.unit or ""
    if "/" not in unit or rate.order == 0 or "SHARE" not in rate.leads[:1]:
        return None
    other = rate.sentence.figures[rate.order - 1]
    base, time = unit.split("/", 1)
    other_base, _, other_time = (other.unit or "").partition("/")
    factor = _IN.get((time, other_time)) or (1 / _IN[other_time, time] if (other_time, time) in _IN else None)
    if base != other_base or factor is None or index.edges_between(other, rate) > 1:
        return None
    t = index.tokens
    if rate.after < rate.sentence.after and t.text[rate.after][:1].isalpha():
        # "or $540 million a month at the peak": another time.
        return None
    q = other.claim.quantity
    if q is None or q.value is None:
        return None
    because = f"{told(other.claim)} a {other_time} is {said(q.middle / factor, 2)} a {time}"
    roles = [("rate", rate.claim), ("other rate", other.claim)]
    equations: dict[str, Equation] = {
        "rate": lambda get: get("other rate") / factor,
        "other rate": lambda get: get("rate") * factor,
    }
    verdict = weigh(CODE, roles, equations, because, unit=unit)
    if verdict.outcome == "discrepancy":
        if verdict.slip > POWER:
            return None
        verdict.certainty = "likely"
    return verdict


def _divided(number: Fraction) -> Equation:
    return lambda get: get("total") / number


def _times(number: Fraction) -> Equation:
    return lambda get: get("rate") * number


def _of_headline(index: Index, sentence: Sentence, rate: Figure, per: str) -> Verdict | None:
    """The headline's amount for the number right before the rate: "about 21,800, so $14,600 per student"."""
    if per == "*" or rate.order == 0 or rate.kind != "money":
        return None
    number = sentence.figures[rate.order - 1]
    q = number.claim.quantity
    if number.kind not in ("number", "count") or q is None or q.value is None or q.middle <= 1:
        return None
    base = (rate.unit or "").split("/")[0]
    amounts = [f for s in index.sentences if s.heading for f in s.figures if f.kind == "money" and f.unit == base]
    totals = [f for f in amounts if f.claim.quantity is not None and f.claim.quantity.value is not None]
    if len(totals) != 1:
        return None
    verdict, rank = _judge(rate, totals[0], number)
    if verdict.outcome == "holds":
        return verdict if verdict.telling else None
    if rank > SCALE:
        return None
    verdict.certainty = "likely"
    return verdict


def _of_all(index: Index, sentence: Sentence, rate: Figure, per: str) -> Verdict | None:
    """{total} was spent, and the cost per capita was {rate}: of the people whom the headline counts, told again since."""
    if per != "*" or rate.order == 0 or rate.kind != "money" or not {"EACH", "PER", "AVERAGE"} & {*rate.leads[:2]}:
        return None
    same = [f for f in sentence.figures if f.kind == "money" and f.unit == rate.unit and f is not rate]
    if len(same) != 1 or same[0].first > rate.first or index.edges_between(same[0], rate) > _APART - 1:
        return None
    if any(f.kind in ("count", "number") for f in sentence.figures) or "BETWEEN" in same[0].leads[:1]:
        return None
    counts = [f for s in index.sentences[:_TOP] if s.heading for f in s.figures if f.kind == "count" and f.level]
    if len(counts) != 1 or counts[0].claim.quantity is None:
        return None
    q = counts[0].claim.quantity
    near = [f for s in index.sentences[max(0, sentence.position - _PAGE) : sentence.position] for f in s.figures]
    again = [f for f in near if f.kind == "count" and f is not counts[0] and f.claim.quantity is not None]
    told_again = [f for f in again if f.claim.quantity.value == q.value]  # type: ignore[union-attr]
    if not told_again or (sentence.paragraph - told_again[-1].sentence.paragraph) > _APART:
        return None
    verdict, rank = _judge(rate, same[0], told_again[-1])
    if verdict.outcome == "holds":
        return verdict if verdict.telling else None
    if rank > POWER:
        return None
    verdict.certainty = "likely"
    return verdict


def _wanted(total: Figure, number: Figure) -> Range:
    t, n = total.claim.quantity, number.claim.quantity
    assert t is not None and n is not None
    return per_unit(t.logical, n.logical)


def _factor(index: Index, number: Figure, per: str) -> Fraction | None:
    """How many of what the rate is for one of the number's unit is: 1 for the same, 1000 for tons by the kilogram."""
    unit = number.unit
    if index.tokens.word[number.after - 1] == per or (
        unit and index.tokens.word[number.after : number.after + 1] == [per]
    ):
        # The same word is the same unit, whichever ton it is, but for one that is kept in another: mu in hectares.
        kept = _converted(unit, per) if number.kind == "measure" else None
        return kept if kept is not None and not Fraction(4, 5) < kept < Fraction(5, 4) else Fraction(1)
    if unit is None:
        return None
    a, b = unit.lower().rstrip("s"), per.lower().rstrip("s")
    if a == b or a.endswith(" " + b) or (a, b) in _SAME:
        return Fraction(1)
    return _converted(unit, per)


def _converted(unit: str | None, per: str) -> Fraction | None:
    try:
        return units.convert(Fraction(1), unit, per) if unit and units.comparable(unit, per) else None
    except units.UnitError:
        return None


_SAME = frozenset(
    (
        ("pupil", "student"),
        ("metric_ton", "ton"),
        ("人", "person"),
        ("人次", "person"),
        ("股", "share"),
        ("people", "person"),
        ("resident", "person"),
        ("visitor", "person"),
        ("tourist", "person"),
    )
)
"""(what was counted, what the rate is for) where two words are one thing."""


def _judge(
    rate: Figure, total: Figure, number: Figure, factor: Fraction = Fraction(1), *, repair: bool = True
) -> tuple[Verdict, int]:
    """The verdict, and the rank of the smallest slip that would mend it, if asked for."""
    r, t, n = rate.claim, total.claim, number.claim
    assert r.quantity is not None and t.quantity is not None and n.quantity is not None
    computed = t.quantity.middle / n.quantity.middle / factor
    because = f"{told(t)} for {told(n)} is {said(computed, 3 if computed < 1 else 2)}"
    equations: dict[str, Equation] = {
        "rate": lambda get: per_unit(get("total"), get("number") * factor),
        "total": lambda get: get("rate") * get("number") * factor,
        "number": lambda get: get("total") / get("rate") / factor,
    }
    # What is said last is what was worked out.
    roles = sorted([("rate", r), ("total", t), ("number", n)], key=lambda role: -role[1].start)
    first = roles[0][1].quantity
    verdict = weigh(CODE, roles, equations, because, unit=first.unit if first else None, repair=repair)
    return verdict, verdict.slip if verdict.outcome == "discrepancy" else 0
