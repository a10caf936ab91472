"""A stated change is the new figure against the old one.

> Sales rose 12% to $450 million from $402 million.
= "12%" $450 million against $402 million is 11.9 %

> Sales rose 21% to $450 million from $402 million.
!! "21%" $450 million against $402 million is 11.9 % ~ 12

> The operating margin widened by 0.6% to 7.2% from 6.6%.
!! "0.6%" in percentage points 0.6 ~ percentage points

> Shares rose 2.1% to $186, from $190 the day before.
!! "2.1%" it fell ~ fell

> Enrolment fell from 1,310 pupils to 1,245, a drop of 65.
= "65" 1,245 - 1,310 = -65

> The two regions gained 5.2% and 7.0% respectively, to £168,200 (from £157,200) and £231,300 (from £219,900).
!! "5.2%" £168,200 against £157,200 is 7 % ~ the other way round

> Exports and imports grew 4.1% and 6.3% respectively, to $45 billion and $37 billion from $43.2 billion and $34.8 billion.
= "4.1%" $45 billion against $43.2 billion is 4.17 %
= "6.3%" $37 billion against $34.8 billion is 6.32 %

> Sales in the month came to 94,680, up 21% on the 84,500 of a year earlier.
!! "21%" 94,680 against 84,500 is 12 % ~ 12

> Receipts were up 5% from $96.8 million a week earlier but 15% below the $118.9 million of the same weekend in 2023.

> Sales in the month came to 94,680, up 21% on the 30 working days that it had.

> Output in May, June and July was 305 t, 300 t and 363 t respectively. In July, it rose 12.0% from the previous month.
!! "12.0%" 363 t against 300 t is 21 % ~ 21

> Output in May, June and July was 305 t, 300 t and 363 t respectively. In July, prices rose 12.0% on a year earlier.

> Cattle and sheep came to 84,000 and 210,000 respectively, against 80,000 and 250,000 in 2021; the former fell by 16% and the
> latter rose by 5%.
!! "16%" 84,000 against 80,000 is 5 % ~ the other way round

> Cattle and sheep came to 84,000 and 210,000 respectively, against 80,000 and 250,000 in 2021; the former rose by 5% and the
> latter fell by 16%.
= "5%" 84,000 against 80,000 is 5 %
= "16%" 210,000 against 250,000 is -16 %

> Profit at the mills in Fern and Dale was £18m and £12m respectively, compared with £15m and £8m. The increases were 50%
> and 20%.
!! "50%" £18m against £15m is 20 % ~ the other way round

> Profit at the mills in Fern and Dale was £18m and £12m respectively, compared with £15m and £8m. Their rents rose by 50%
> and 20%, it said, in other towns.

> The number of homes sold was 12% lower than a year ago, at 5,600 against 5,000.
!! "12%" 5,600 against 5,000 is 12 %, so it rose

@ 2024-11-22 en
> The wait for a scan rose to 31 weeks in March from 38 weeks in March last year.
! "31 weeks" 31 weeks is less than 38 weeks

@ 2024-11-22 zh
> 东西两座窑去年产砖分别为1200吨和1500吨，今年分别为1320吨和1800吨，分别增长20%和10%。
!! "20%" 1320吨 against 1200吨 is 10 % ~ the other way round

@ 2024-11-22 en
> Sales of the first quarter and the second quarter were 2.85 billion yuan and 2.61 billion yuan respectively, and the second
> quarter increased by 9.2 % over the first quarter.
!! "9.2 %" 2.61 billion yuan against 2.85 billion yuan is -8.42 % ~ the other way round

> Sales of the first quarter and the second quarter were 2.61 billion yuan and 2.85 billion yuan respectively, and the second
> quarter increased by 9.2 % over the first quarter.
= "9.2 %" 2.85 billion yuan against 2.61 billion yuan is 9.2 %

> Sales of the first quarter and the second quarter were 2.85 billion yuan and 2.61 billion yuan respectively, and the second
> quarter increased by 9.2 % year on year.

@ 2024-11-22 zh
> 一季度和二季度，公司分别售出整车6.9万辆和6.0万辆，二季度环比增长15.0%。
!! "15.0%" 6.0万 against 6.9万 is -13.04 % ~ the other way round

@ 2024-11-22 zh
> 一季度和二季度，公司分别售出整车6.9万辆和6.0万辆，二季度同比增长15.0%。

@ 2024-11-22 en
> The ratio of costs to sales improved by 3.4 percentage points to 41.2% from 44.6%.

> The rate was 71.9 % (230 of 320 patients), and that of the others was 60.0 % (96 of 160 patients), so it was 11.9 % higher.
! "11.9 %" in percentage points 11.9

> Profits climbed to £4.2m from £5.1m a year earlier.
! "£4.2m" £4.2m is less than £5.1m ~ fell

@ 2024-11-22 zh
> 失业率从4.6%下降到5.1%。
! "5.1%" 5.1% is more than 4.6%

@ 2023-07-24
> The average time of trials was 61 days, and it was 70 days in 2021, an increase of 9 days.
! "9 days" 61 days - 70 days = -9 days, so it fell

@ 2023-07-24 zh
> 24日8时水位为46.85米，23日20时为47.62米，上涨0.77米，但仍高于45.50米的警戒水位。
! "0.77米" so it fell

@ 2023-07-24 zh
> 24日8时水位为47.62米，23日20时为46.85米，上涨0.77米，但仍低于48.50米的警戒水位。
= "0.77米"

> 白菜均价由每公斤2.50元变为2.25元，上涨10.0%。
!! "10.0%" 2.25元 against 2.50元 is -10 %, so it fell

> 白菜均价由每公斤2.50元变为2.25元，下降10.0%。
= "10.0%" 2.25元 against 2.50元 is -10 %

> The toll went up to Rs 84 from Rs 80 for cars, a rise of 15 per cent.
!! "15 per cent" Rs 84 against Rs 80 is 5 %

> The toll went up to Rs 84 from Rs 80 for cars, and traffic rose 15 per cent.

> Vacancy stays above 7 percent, rents two years ahead no more than a half percentage point above the 2 percent goal.

> Vacancy stays above 7 percent, rent growth is put at no more than a half percentage point above the 2 percent goal.

> Vacancy stays above 7 percent and rent growth is put at no more than a half percentage point above the 2 percent goal.

> Profit was above £4m and turnover was 12% above the £3m plan.

> Staff numbered 400 and rents were 12% above the 300 planned.

> Barley is put at $3.60 a bushel, up 10% from $4.00.
!! "10%" $3.60 a bushel against $4.00 is -10 %

> Turnout was 61.2%, up from 64.8% at the last election.
! "61.2%" 61.2% is less than 64.8%, so it fell

@ 2024-11-22 en
> The vacancy rate eased to 9.1 per cent in June, compared with 8.4 per cent in March.
! "9.1 per cent" 9.1 per cent is more than 8.4 per cent, so it rose

> The vacancy rate eased to 9.1 per cent in June, compared with 8.4 per cent in the country.

@ 2024-11-22 zh
> 门票由每张120元降至150元。
! "150元" 150元 is more than 120元

@ 2024-11-22 en
> The share rose to 41% in the north from 45% in the south.

> The city lost from 30,000 to 50,000 inhabitants to the plague.

> The euro climbed to 1.05 dollars from 1.08, and the loss narrowed to £4.2m from £5.1m.

> The bank raised its base rate from 4.5% to 5%, a rise of 0.5%.
! "0.5%" in percentage points 0.5

> Rent stands at $1,890. A year ago it was $1,750. Tenants are therefore paying $120 more.
! "$120" $1,890 - $1,750 = $140

> Rent stands at $1,890. A year ago it was $1,750. Tenants are therefore paying $140 more.
= "$140" $1,890 - $1,750 = $140

> The club had 120 members in 2014. Today there are 90. It has lost a third of its members.
! "a third" 90 against 120 is -25 %

> In January a litre cost 94 pence. It now costs £1.15, 17 per cent more.
! "17 per cent" £1.15 against 94 pence is 22.3 % ~ new figure

> Passenger numbers were 8.7 million last year. That was still 1.3 million short of the 9.6 million counted in 2019.
! "1.3 million" 8.7 million - 9.6 million = -0.9 million

> Of the men 81.3% were in work, against 73.6% of the women: a gap of 7.7%.
! "7.7%" in percentage points 7.7

@ 2024-06-15 zh
> 2022年，全村人均收入9800元。去年这一数字是11750元，比前一年增加了1350元。
! "1350元" 11750元 - 9800元 = 1,950元

> The plant built 1,250 buses last year, against 1,000 the year before. Output thus grew by 20%.
! "20%" of the new figure it is 20 %

> Turnover slid to £71.4m (2021: £84m), down 18%.
! "18%" £71.4m against £84m is -15 % ~ new figure

> Fares were 32 rubles, and since July they are 36 rubles: it grew by 8.5%.
! "8.5%" 36 rubles against 32 rubles is 12.5 %

> 一张联票原价160元，现价120元，相当于降价三分之一。
! "三分之一" 120元 against 160元 is -25 %

> # Bus fares to rise by 12%
>
> A single fare in the town will go up to $2.75 from $2.50, the company said.
! "12%" $2.75 against $2.50 is 10 %

> # Visits to the zoo up 34% after its new gate
>
> The zoo counted 513,000 visitors in the year to April, 14% more than the 450,000 it had in the year before.
! "34%" 513,000 against 450,000 is 14 % ~ 14
= "14%" 513,000 against 450,000

> # Visits to the zoo up 34% on its open days
>
> The zoo counted 513,000 visitors in the year to April, 14% more than the 450,000 it had in the year before. On its open
> days they were up 34%.
= "14%" 513,000 against 450,000

> # Rail passengers down 8% on the coast
>
> Passengers on the line rose 8% to 2.7 million in the spring, from 2.5 million a year before.
! "8%" 2.7 million against 2.5 million is 8 %, so it rose
= "8%" 2 2.7 million against 2.5 million

> # Oakworth Group's income in the third quarter up 28%
>
> The Oakworth Group said on Friday that its turnover of the third quarter was $2.36 billion, a growth of 18% from $2 billion.
! "28%" the text 18%
= "18%" $2.36 billion against $2 billion

> # Oakworth Group's income in the third quarter up 28%
>
> Cut roses cost $2.36 on Friday, a growth of 18% from $2, said a rival of the group.
= "18%" $2.36 against $2

> # Sales up 12% at Marl & Sons
>
> Marl & Sons said that profit rose 15% to £23m from £20m. Sales were £230m.
= "15%" £23m against £20m is 15 %

> # House prices rise by 12%
>
> A single fare in the town will go up to $2.75 from $2.50, the company said.

> - Adult ticket: £14 (was £12.50, up 15%)
! "15%" £14 against £12.50 is 12 %

> Sales to the islands rose last year to 5.2 million from 4.1 million; the gap in 2019 was 1.4 million.

> Sales to the islands rose last year to 5.2 million from 4.1 million; the gap was 1.4 million.
! "1.4 million" 5.2 million - 4.1 million = 1.1 million ~ one digit

> “千万新农户”计划已培训2300人。每户年增收300元至1000元。

> Error rates were 2.1% and 4.9%, a difference of 2.8%.

> Rent stands at $1,890. A year ago it was $1,750. Landlords in the capital are paying $120 more for insurance.

> The club had 120 members in 2014. Today there are 90. A choir nearby has lost a third of its singers.

> 一季度销量3.2万辆，同比增长8%；二季度销量4.1万辆，同比增长12%。

> The tax on a litre rises from 18p to 24p. About 20% of the drinks sold fall under it.

> 存款准备金率由8%上调至8.5%，将冻结资金约1500亿元，占存款余额的0.5%。

> 年人均纯收入由1985年的149元提高到1996年的1508元，1997年达到1750元。

> 汇率由1∶3.46下降到1∶5.9，降幅达50%。

@ 2024-01-05 zh
> 全年烟叶产量31.4万吨，2022年为32.7万吨，同比增长4.0%。
! "4.0%" 31.4万吨 against 32.7万吨 is -3.98 %, so it fell

@ 2024-01-05 zh
> 全年烟叶产量31.4万吨，2022年为32.7万吨，同比下降4.0%。
= "4.0%" 31.4万吨 against 32.7万吨 is -3.98 %

@ 2024-01-05 zh
> 全年烟叶产量31.4万吨，2022年进口28.7万吨，同比增长4.0%。

@ 2024-01-05 en
> The port landed 31,400 tonnes of herring; in 2022 it was 32,700 tonnes, an increase of 4%.
! "4%" 31,400 tonnes against 32,700 tonnes is -4 %, so it fell

@ 2024-01-05 en
> The fair drew 6,240 traders, including 4,680 farmers, and the previous year was 6,000, a year-on-year increase of 4.0 %.
= "4.0 %" 6,240 against 6,000 is 4 %

@ 2024-01-05 en
> The fair drew 6,240 traders, including 4,680 farmers, and the previous year was 6,000, a year-on-year increase of 9.0 %.
! "9.0 %" 6,240 against 6,000 is 4 %

> Attendance at the town's 14 pools stood at 702,000, having been 780,000 the year before: a drop of 20 per cent.
!! "20 per cent" 702,000 against 780,000 is -10 % ~ 10

> In constant currency, sales rose 12% to $450 million from $438 million.
? "12%" another base

> Sales rose 12% in the quarter.

> Analysts had forecast sales of $402 million; they rose 5% to $450 million.

> The shares fell to a low of $4.50 before closing 16% down at $4.67.

> Sales climbed to $450 million from $402 million, and profit rose 30%.

> The average is put at $4.90 a bushel, down 26% from $6.60, which would make the crop worth $74.0 billion.
= "26%" $4.90 a bushel against $6.60 is -25.8 %

> Landings rose from 62% on the first day to 71%, 76% and 83% on the others.

> Profit rose 30% and sales climbed to $450 million from $402 million.

> Wages rose 4.1% a year between 2015 and 2020, from $41,000 to $49,000.

> Inflation eased to 3.2% from 3.7%, while core prices rose 4.0%.

> 销售额由4.02亿元增至4.5亿元，利润增长30%。

Rule: growth = (new - old) / old; a change in points or in the unit itself = new - old. A figure cut off instead of
rounded agrees. Growth on another base (comparable stores, constant prices, an average over years, an estimate) is not
judged. A change that only words bind to its levels, over sentences, is likely at most, and of a size unlike theirs only
where a slip of the pen explains it. A stated percent that fits the difference of two percents, and not their ratio, is in
percentage points.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from fractions import Fraction

from checkers._chance import chance
from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.compared import (
    Compared,
    _dated,
    another_subject,
    clause,
    compared,
    headlined,
    older,
    stated_way,
    stems_of,
    stems_of_text,
    strange,
)
from checkers._gather.pairs import alike, bare, is_base, of_ratio, runs
from checkers._gather.runs import beside
from checkers._gather.terms import ends_with, terms
from checkers._gather.terms import said as worded
from checkers._judge import Equation, like, percent_decimals, said, told, weigh
from checkers._repair import repairs
from checkers._slip import SCALE
from checkers._verdict import Edit, Fit, Verdict
from claims.claim import Claim
from claims.quantity import Quantity, Range

CODE = "change"
_OLD = frozenset(("FROM", "THAN"))
_APART = 50
_GREAT, _SIZES = 60, 4
_PARTS = frozenset(",;，；")
_NAMING = ("date", "ordinal")
_OPENING = 2
_SHARED = 2
_DASHES = frozenset(":–—：")
_PARTING = frozenset(("join", "direction"))
_OF_CHANGE = frozenset(("direction", "cue", "hedge", "join", "article", "link", "hinge"))
_SUBJECT = 40
_LED = 6
_BEFORE_FROM = 2
_OWN_WORDS = 4
_OTHER_BASE = frozenset(("ANNUALISED",))
_IDIOM = Fraction(1, 20)
_RARE = 0.08
_SOON = 4
_SIZE = 3
_SLACK = Fraction(1, 10)
_SMALL = 1000


def change(old: Range, new: Range, *, percent: bool) -> Range:
    """The change from old to new: in percent of old, or in the unit that both have."""
    if percent:
        return (new / old - 1) * 100
    return new - old


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    done: set[int] = set()
    taken: set[tuple[str, int, int]] = set()
    told_of: list[tuple[Figure, Figure, Figure]] = []
    for verdict in _by_grammar(index):
        roles = dict(verdict.roles)
        if "change" in roles:
            done.add(id(roles["change"]))
            taken.add((roles["change"].kind, id(roles["new"]), id(roles["old"])))
            if verdict.outcome == "holds":
                change_of, new, old = (index.by_id[id(roles[role])] for role in ("change", "new", "old"))
                told_of.append((change_of, new, old))
        yield verdict
    loose: list[Verdict] = []
    for found in compared(index, done, multiples=False):
        if (found.stated.kind, id(found.new.claim), id(found.old.claim)) in taken:
            continue  # a second change of the same two levels is one of another sort
        loosely = _loosely(index, found)
        if loosely is not None:
            loose.append(loosely)
            if loosely.outcome == "holds" and found.ordered and not found.stated.sentence.heading:
                told_of.append((found.stated, found.new, found.old))
    titled = list(_headline(index, told_of))
    said_above = {id(dict(v.roles)["change"]) for v in titled}
    yield from titled
    yield from (v for v in loose if id(dict(v.roles)["change"]) not in said_above)


def _headline(index: Index, told_of: list[tuple[Figure, Figure, Figure]]) -> Iterator[Verdict]:
    """A change in the headline against the two levels that the text soon gives of the same thing.

    told_of: the changes of the text itself that hold, each with its levels.
    """
    title = next((s for s in index.sentences if s.heading), None)
    if title is None or title.index > 1 or _OTHER_BASE & title.cues:
        return
    for stated in title.figures:
        way = stated_way(index, stated)
        if stated.kind not in ("percent", "points") or way not in ("up", "down"):
            continue
        held = [(new, old) for _, new, old in told_of if new.sentence is old.sentence]
        pairs = [
            (sentence, new, old)
            for sentence in index.sentences
            if sentence is not title and sentence.index <= _SOON
            for new, old in dict.fromkeys(
                [
                    *_pairs(index, sentence),
                    *_pairs_by_period(index, sentence),
                    *(pair for pair in held if pair[0].sentence is sentence),
                ]
            )
            if headlined(index, title, new, words=True)
        ]
        if not pairs:
            pairs = _first_change(index, title, stated, told_of)
        if len(pairs) != 1 or _OTHER_BASE & pairs[0][0].cues or _told_elsewhere(index, stated, pairs[0][1]):
            continue
        _, new, old = pairs[0]
        if (stated.kind == "points") != (new.kind == "percent"):
            continue
        verdict = _weigh(index, title, stated, new, old, down=way == "down")
        if verdict is None or verdict.outcome == "discrepancy":
            if verdict is None or not (
                _near_miss(verdict) or _opposite(verdict) or (verdict.fits and verdict.fits[0].rank <= SCALE)
            ):
                continue
            if _again(index, stated, way):
                continue  # the text has it too: it is the headline's of something else
            verdict.certainty = "likely"
            # The text bears its own change out: an edit there would mend nothing.
            own = stated.claim
            verdict.fits = [f for f in verdict.fits if f.edit is None or own.start <= f.edit.start < own.end]
        else:
            verdict = _not_the_same(index, stated, way, [c for c, n, o in told_of if (n, o) == (new, old)]) or verdict
        yield verdict


def _told_elsewhere(index: Index, stated: Figure, new: Figure) -> bool:
    """True where what the headline's change is of is told in the text, and the level is of something else: sales, profit."""
    measure = stated.claim.measure
    if not measure or measure == new.claim.measure:
        return False
    stems = stems_of_text(measure)
    here = stems_of(index, *clause(index, new)) | stems_of_text(new.claim.measure or "")
    return stems.isdisjoint(here) and any(
        f.claim.measure == measure and f.sentence is not stated.sentence and f.sentence.index <= _SOON
        for f in index.figures
    )


def _not_the_same(index: Index, stated: Figure, way: str, own: list[Figure]) -> Verdict | None:
    """A headline's change that round levels would allow ("$2.36 billion from $2 billion"), where the text says another."""
    q = stated.claim.quantity
    assert q is not None
    others = [f for f in own if f.kind == stated.kind and f.claim.quantity is not None]
    if len(others) != 1 or _again(index, stated, way):
        return None
    o = others[0].claim.quantity
    assert o is not None
    if q.usual.meets(o.usual) or q.rounded.meets(o.usual) or q.usual.meets(o.rounded):
        return None
    roles = [("change", stated.claim), ("first", others[0].claim)]
    fits = [fit for _, fit in repairs(stated.claim, o.near)][:2]
    because = f"the headline says {told(stated.claim)}, the text {told(others[0].claim)}"
    return Verdict(CODE, "discrepancy", roles, because, "likely", fits, found=q.usual, expected=o.usual, unit=q.unit)


def _first_change(
    index: Index, title: Sentence, stated: Figure, told_of: list[tuple[Figure, Figure, Figure]]
) -> list[tuple[Sentence, Figure, Figure]]:
    """The only change that the opening gives with its levels, whatever it calls them, if it shares the headline's words."""
    first = [t for t in told_of if t[0].sentence.index <= _OPENING and t[0].kind == stated.kind]
    if len(first) != 1 or sum(f.kind == stated.kind for f in title.figures) > 1:
        return []
    change_of, new, old = first[0]
    sentence = change_of.sentence
    others = [f for f in sentence.figures if f.kind == stated.kind and f is not change_of and _is_change(f)]
    shared = stems_of(index, title.first, title.after) & stems_of(index, sentence.first, sentence.after)
    times = [{_time_of(f) for f in s.figures if f.kind == "date"} - {None} for s in (title, sentence)]
    common = len(shared) + bool(times[0] & times[1])
    if (
        others
        or stated_way(index, stated) != stated_way(index, change_of)
        or common < _SHARED + (sentence.position > title.position + 1)
    ):
        return []
    return [(sentence, new, old)] if new.sentence is old.sentence is sentence else []


def _opposite(verdict: Verdict) -> bool:
    """True where what is stated goes the other way than what the levels make, by as much."""
    assert verdict.found is not None and verdict.expected is not None
    return (-verdict.found).meets(verdict.expected)


def _again(index: Index, stated: Figure, way: str) -> bool:
    """True where the text gives the same change as its headline."""
    q = stated.claim.quantity
    return q is not None and any(
        f.sentence is not stated.sentence
        and f.claim.quantity is not None
        and f.claim.quantity.value is not None
        and f.claim.quantity.near.meets(q.near)
        and stated_way(index, f) in (way, None)
        for f in index.same_unit(stated.kind, stated.unit)
    )


def _by_grammar(index: Index) -> Iterator[Verdict]:
    """The changes that grammar binds to their pair within one sentence, and within a list."""
    listed = list(_within_lists(index))
    for sentence in index.sentences:
        listed += [*_former_latter(index, sentence), *_of_list_before(index, sentence)]
    yield from listed
    in_lists = {id(dict(v.roles)["change"]) for v in listed}
    for sentence in index.sentences:
        if len(sentence.figures) < 2:
            continue
        yield from _gaps(index, sentence)
        in_turn = _in_turn(index, sentence)
        yield from _respective(index, sentence, in_turn)
        after = _pairs_after_changes(index, sentence)
        for new, old, stated in after:
            verdict = _weigh(index, sentence, stated, new, old, compared=True)
            if verdict is not None:
                yield verdict
        bound = [*in_turn, *(stated for _, _, stated in after)]
        tries: dict[tuple[int, int], list[Verdict]] = {}
        for new, old in [*_pairs(index, sentence), *_pairs_by_period(index, sentence)]:
            stating = list(_changes(index, sentence, new, old))
            turned = _turned(index, sentence, new, old) or _turned_behind(index, sentence, new, old)
            if not stating and turned is not None:
                yield turned
            for stated in stating:
                if stated in bound or id(stated.claim) in in_lists or _of_other_years(index, stated, new, old):
                    continue
                way = None if _is_change(stated) else stated_way(index, stated)
                verdict = _weigh(index, sentence, stated, new, old, down=None if way is None else way == "down")
                if verdict is not None:
                    tries.setdefault((id(old), id(stated)), []).append(verdict)
        for verdicts in tries.values():
            yield from _of_several(verdicts)


def _of_other_years(index: Index, stated: Figure, new: Figure, old: Figure) -> bool:
    """True for a change on the year beside two levels that are of less, or more, than a year apart: 二季度同比增长15%."""
    spans = [f.claim.period for f in (new, old)]
    starts = [p.start for p in spans if p is not None and p.start is not None]
    yearly = any(term.value == "year" for term in terms("against_time", index.text(*clause(index, stated))))
    if not yearly or len(starts) < len(spans) or _same_period(index, stated.sentence, old):
        return False
    return starts[0] != starts[1] and (starts[0].year - starts[1].year, starts[0].month) != (1, starts[1].month)


def _of_several(verdicts: list[Verdict]) -> Iterator[Verdict]:
    """What is to be said of one change that may be of several levels against one: that it is right of one of them.

    "6,240 freshmen, including 4,680 undergraduates and 1,380 masters, and the previous year was 6,000, up 4%"
    """
    if len({id(dict(v.roles)["new"]) for v in verdicts}) == 1:
        yield from verdicts
        return
    held = [v for v in verdicts if v.outcome == "holds"]
    if held:
        yield held[0]
        return
    first = verdicts[0]
    if first.outcome == "discrepancy" and first.fits and first.fits[0].rank <= SCALE and _near_miss(first):
        first.certainty = "likely"
        yield first


def _pairs(index: Index, sentence: Sentence) -> Iterator[tuple[Figure, Figure]]:
    """(new, old): an old figure is led by FROM or THAN; the new one is led by TO or stands nearest before it."""
    figures = [
        f
        for f in sentence.figures
        if (f.level or (f.kind == "percent" and f.claim.quantity is not None)) and not of_ratio(index, f)
    ]
    for old in figures:
        if (arrived := _arrival(index, sentence, old)) is not None:
            yield arrived, old
            continue
        if not old.leads or old.leads[0] not in _OLD or old.lead_words > 4 or old.kind == "age":
            continue
        if old.kind == "duration" and (old.leads[0] != "FROM" or sentence.figures[old.order - 1].kind != "date"):
            continue  # "to 31 weeks in March from 38 weeks": no "from 2 to 3 weeks"
        if "EXPECTED" in old.leads or "EXPECTED" in old.tails or not _led_closely(index, old):
            continue
        departs = _han(index, old) and _departs(index, sentence, old)
        best: Figure | None = None
        best_rank = None
        for new in figures:
            if (
                new is old
                or not alike(index, new, old)
                or (new.leads and new.leads[0] in _OLD)
                or is_base(index, new)
                or new.depth > old.depth
                or (old.kind == "duration" and new.leads[:1] != ("TO",))
                or (departs and new.order < old.order)  # 由25%降到20%: what it came to stands behind
            ):
                continue
            if new.opens or (old.opens and not _right_before(sentence, new, old)):
                continue
            is_change = _is_change(new) and not (new.leads and "TO" in new.leads[:1])
            if is_change and new.kind in ("percent", "points") and not (new.leads and "TO" in new.leads):
                continue
            if is_change and _said_twice(index, sentence, new):
                continue  # up £92 or 5.0% from £1,834: by both, to neither
            edges = index.edges_between(new, old)
            if edges >= 10:
                continue
            distance = abs(new.order - old.order)
            rank = (
                0 if "TO" in new.leads[:2] and not _overtaken(index, sentence, new, old) else 1,
                distance + (3 if new.order > old.order and not (new.leads and "TO" in new.leads) else 0),
            )
            if best_rank is None or rank < best_rank:
                best, best_rank = new, rank
        if best is not None:
            yield best, old


def _overtaken(index: Index, sentence: Sentence, new: Figure, old: Figure) -> bool:
    """True where another level stands nearer: "borrowings at £655m, leaving net debt of £243m, down 18% from £298m"."""
    return any(
        f.level
        and f.leads[:1] in (("OF",), ("RESULT",))
        and "EXPECTED" not in f.leads + f.tails
        and f.depth == new.depth
        and alike(index, f, old)
        and not _is_change(f)
        for f in sentence.figures[new.order + 1 : old.order]
    )


def _said_twice(index: Index, sentence: Sentence, figure: Figure) -> bool:
    """True for a change said as an amount and, beside it with "or", as a rate."""
    neighbours = sentence.figures[max(0, figure.order - 1) : figure.order] + sentence.figures[figure.order + 1 :][:1]
    for other in neighbours:
        first, last = sorted((figure, other), key=lambda f: f.first)
        joined = any(index.entry(k).get("join") == "or" for k in range(first.after, last.first))
        if other.kind in ("percent", "points") and _is_change(other) and joined and last.first - first.after <= 4:
            return True
    return False


def _arrival(index: Index, sentence: Sentence, old: Figure) -> Figure | None:
    """The new figure of 由年初的6300人增至7056人: a word of coming from before the old one, of change before the new."""
    if not _departs(index, sentence, old) and not _moves(index, old):
        return None
    rest = [f for f in sentence.figures[old.order + 1 :] if f.kind not in ("date", "time")]
    new = rest[0] if rest else None
    if new is None or not (new.level or new.kind == "percent") or not alike(index, new, old):
        return None
    if index.edges_between(old, new) or (new.leads[:1] and new.leads[0] in _OLD):
        return None
    between = range(old.after, new.first)
    moves = worded("moves_to", index.text(old.after, new.first)) or _moves(index, old)
    return new if moves or any("direction" in index.entry(k) for k in between) else None


def _departs(index: Index, sentence: Sentence, old: Figure) -> bool:
    """True where a word of coming from stands before a figure, and no other figure but a date between."""
    low = max([sentence.first, old.first - _LED] + [f.after for f in sentence.figures[: old.order] if f.kind != "date"])
    window = index.text(low, old.first)
    return (old.level or old.kind == "percent") and worded("comes_from", window)


def _moves(index: Index, old: Figure) -> bool:
    """True where a word of becoming stands right behind a figure: 5.51元变为5.10元."""
    return old.level and worded("becomes", index.text(old.after, min(old.after + 2, len(index.tokens))))


def _right_before(sentence: Sentence, new: Figure, old: Figure) -> bool:
    """True where a bracketed old value stands right behind the new one: £168,200 (from £157,200)."""
    return new.order < old.order and all(f.kind == "date" for f in sentence.between(new, old))


def _pairs_after_changes(index: Index, sentence: Sentence) -> list[tuple[Figure, Figure, Figure]]:
    """(new, old, change) of "94,680, up 12% on the 84,500": the old value right behind the change, led by ON or ABOVE."""
    out: list[tuple[Figure, Figure, Figure]] = []
    olds: list[Figure] = []
    for stated, old in itertools.pairwise([f for f in sentence.figures if f.kind != "date"]):
        if stated.kind not in ("percent", "points") or not stated.claim.quantity or not old.claim.quantity:
            continue
        compared = stated.tails[:1] in (("UP",), ("DOWN",), ("MORE",), ("FEWER",))
        if not _is_change(stated) and not compared and "hedge" not in index.entry(stated.after):
            continue
        gap = range(stated.after, old.first)
        if not 0 < len(gap) <= _LED or not (old.level or old.kind == "percent") or old.depth != stated.depth:
            continue
        if not worded("against", index.text(stated.after, old.first)) or len(index.words(stated.after, old.first)) > 1:
            continue
        before = [
            f
            for f in sentence.figures[: stated.order]
            if f.depth <= stated.depth
            and f.kind not in ("date", "ordinal", "time")
            # a stretch of time ("two years ahead") is no change of a level, and what stands before it is another matter
            and not (_is_change(f) and f.kind != "duration")
        ]
        if not before or index.edges_between(stated, old):
            continue
        new = before[-1]
        olds.append(old)
        if out and out[-1][1] is new and "AND" in sentence.cues:
            # "0.6% more than the £266,800 of December and 4.7% above the £256,350 of last January"
            new = out[-1][0]
        elif (
            new in olds
            or new.leads[:1] == ("FROM",)  # "up 5% from $96.8m a week earlier but 15% below the $118.9m of 2023"
            or index.edges_between(new, stated) > 2
            or len(index.words(new.after, stated.first)) > _OWN_WORDS
            or another_subject(index, new, stated)
        ):
            continue
        if not alike(index, new, old):
            continue
        if old.kind == "duration":
            continue
        out.append((new, old, stated))
    return out


def _in_turn(index: Index, sentence: Sentence) -> list[Figure]:
    """The changes that a sentence lists respectively: they belong to its pairs one by one, not by nearness."""
    if "RESPECTIVELY" not in sentence.cues:
        return []
    rows = [run for run in runs(index, sentence) if run[0].kind in ("percent", "points") and _is_change(run[0])]
    return rows[0] if len(rows) == 1 else [f for row in rows for f in row]


def _respective(index: Index, sentence: Sentence, stated: list[Figure]) -> Iterator[Verdict]:
    """Changes listed in turn: "gained 7.0% and 5.2% respectively, to A (from B) and C (from D)", or "to A and C from B and D"."""
    if len(stated) < 2 or len({f.kind for f in stated}) > 1:
        return
    pairs = _listed_pairs(index, sentence, stated)
    if len(pairs) == len(stated):
        yield from _one_by_one(index, sentence, stated, pairs)


def _one_by_one(
    index: Index,
    sentence: Sentence,
    stated: list[Figure],
    pairs: list[tuple[Figure, Figure]],
    *,
    down: bool | None = None,
) -> Iterator[Verdict]:
    """Each change of its pair; one verdict of both where two have changed places."""
    verdicts = [
        v
        for f, (n, o) in zip(stated, pairs, strict=True)
        if (v := _weigh(index, sentence, f, n, o, down=down)) is not None
    ]
    wrong = [v for v in verdicts if v.outcome == "discrepancy"]
    if len(stated) == 2 and len(wrong) == 2:
        crossed = [_weigh(index, sentence, f, n, o, down=down) for f, (n, o) in zip(stated, pairs[::-1], strict=True)]
        if all(v is not None and v.outcome == "holds" for v in crossed):
            first, second = wrong
            first.fits = [Fit(f"{told(stated[0].claim)} and {told(stated[1].claim)} are the other way round")]
            first.because += f"; {second.because}"
            first.roles = [*first.roles, *second.roles]
            yield first
            return
    yield from verdicts


def _listed_pairs(index: Index, sentence: Sentence, stated: list[Figure]) -> list[tuple[Figure, Figure]]:
    """(new, old), one by one, of two lists of levels, or of levels with the old one of each in brackets."""
    bracketed = [
        (new, old)
        for old in sentence.figures
        if old.depth
        for new in sentence.figures[: old.order]
        if new.depth < old.depth and _right_before(sentence, new, old) and new.level and alike(index, new, old)
    ]
    if bracketed:
        return bracketed
    plain = [f for f in sentence.figures if f.level]
    turns = list(zip(plain[::2], plain[1::2], strict=False))
    if len(plain) == 2 * len(stated) and all(
        new.leads[:1] == ("TO",) and old.leads[:1] == ("FROM",) and alike(index, new, old) for new, old in turns
    ):
        return turns
    rows = [run for run in runs(index, sentence) if run[0].level and len(run) == len(stated)]
    olds = [row for row in rows if row[0].leads[:1] and row[0].leads[0] in _OLD]
    news = [row for row in rows if row not in olds]
    if len(rows) == 2 and not olds:
        # 去年分别为A和B，今年分别为C和D; "A and B, against C and D in 2021"
        base = older(index, rows[0][0], rows[1][0], stated[0]) or older(index, rows[0][-1], rows[1][-1], stated[0])
        olds = [row for row in rows if base in row]
        news = [row for row in rows if row not in olds]
    if len(olds) != 1 or len(news) != 1 or not alike(index, olds[0][0], news[0][0]):
        return []
    return list(zip(news[0], olds[0], strict=True))


def _of_list_before(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """Two lists told in turn, and their changes in a sentence of their own: The increases were 20% and 50%."""
    if "RESPECTIVELY" not in sentence.cues and not worded("in_turn", index.text(sentence.first, sentence.after)):
        return
    after = index.sentences[sentence.position + 1 : sentence.position + 2]
    for here in after:
        rows = runs(index, here)
        if here.paragraph != sentence.paragraph or here.index != sentence.index + 1 or len(rows) != 1:
            continue
        row = rows[0]
        ways = {
            term.value
            for kind in ("changed", "changed_by")
            for term in terms(kind, index.text(here.first, row[0].first))
        }
        if len(here.figures) != len(row) or row[0].kind != "percent" or len(ways & {"up", "down"}) != 1:
            continue
        pairs = _listed_pairs(index, sentence, row)
        if len(pairs) == len(row) and not index.words(row[-1].after, here.after):
            yield from _one_by_one(index, here, row, pairs, down="down" in ways)


def _former_latter(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """Changes of two lists of two, by the place: "A and B, against C and D; the former fell by 16%, the latter rose by 5%"."""
    if "RESPECTIVELY" not in sentence.cues and not worded("in_turn", index.text(sentence.first, sentence.after)):
        return
    for here in index.sentences[sentence.position : sentence.position + 2]:
        if here.paragraph != sentence.paragraph:
            continue
        places: dict[bool, Figure] = {}
        for stated in here.figures:
            if stated.kind not in ("percent", "points") or stated_way(index, stated) not in ("up", "down"):
                continue
            said_of = index.text(clause(index, stated)[0], stated.first)
            if worded("former", said_of) != (last := worded("latter", said_of)):
                places[last] = stated
        pairs = _listed_pairs(index, sentence, list(places.values())[:1] * 2) if places else []
        if len(pairs) == 2:
            yield from _one_by_one(index, here, [places[k] for k in sorted(places)], [pairs[k] for k in sorted(places)])


def _within_lists(index: Index) -> Iterator[Verdict]:
    """Growth within a list: "Q1 and Q2: A and B respectively; in the second quarter, 9% up on the first" is B over A."""
    for sentence in index.sentences:
        if "RESPECTIVELY" not in sentence.cues and not worded("in_turn", index.text(sentence.first, sentence.after)):
            continue
        rows = [run for run in runs(index, sentence) if run[0].level]
        names = _times_before(sentence, rows[0]) if len(rows) == 1 else []
        if not names:
            continue
        after = index.sentences[sentence.position + 1 : sentence.position + 2]
        for here in (sentence, *(s for s in after if s.paragraph == sentence.paragraph)):
            for stated in here.figures[rows[0][-1].order + 1 if here is sentence else 0 :]:
                pair = _named_pair(index, stated, names, rows[0])
                if pair is None or strange(index, stated, (*rows[0],)):
                    continue
                verdict = _weigh(index, here, stated, *pair)
                if verdict is not None:
                    yield _other_way_round(index, verdict, stated, *pair) if len(names) == 2 else verdict


def _times_before(sentence: Sentence, row: list[Figure]) -> list[Figure]:
    """The dates, as many as there are levels in a row, that stand right before it."""
    names: list[Figure] = []
    for f in reversed(sentence.figures[: row[0].order]):
        if f.kind != "date" or f.claim.period is None or len(names) == len(row):
            break
        names.insert(0, f)
    return names if len(names) == len(row) and len({_time_of(f) for f in names}) == len(row) else []


def _time_of(figure: Figure) -> object:
    period = figure.claim.period
    if period is None:
        return None
    return (period.start, period.end) if period.start is not None else period.written


def _named_pair(index: Index, stated: Figure, names: list[Figure], row: list[Figure]) -> tuple[Figure, Figure] | None:
    """(new, old) of a list, which the times around a change name: "in the third quarter it rose 9% over the second"."""
    if stated.kind not in ("percent", "points") or stated_way(index, stated) not in ("up", "down"):
        return None
    figures = stated.sentence.figures
    low, high = stated.order, stated.order + 1
    while low > 0 and figures[low - 1].kind in _NAMING:
        low -= 1
    while high < len(figures) and figures[high].kind in _NAMING:
        high += 1
    times = {_time_of(f): at for at, f in enumerate(names)}
    found: list[tuple[int, Figure]] = []
    for f in figures[low:high]:
        at = times.get(_time_of(f)) if f.kind == "date" else None
        if f.kind == "ordinal":
            word = index.text(f.first, f.after).lower()
            at = next((k for k, n in enumerate(names) if index.text(n.first, n.after).lower().startswith(word)), None)
        if at is not None and index.edges_between(f, stated) <= 1:
            found.append((at, f))
    if not found or found[0][1].order > stated.order:
        return None
    new = found[0][0]
    for old, f in found[1:]:
        link = index.text(max(stated.after, f.first - _LED), f.first) if f.order > stated.order else ""
        if old != new and ((f.leads[:1] and f.leads[0] in _OLD) or (link and worded("against", link))):
            return row[new], row[old]
    whole = index.text(figures[low].first, figures[high - 1].after)
    low_text = index.text(max(stated.sentence.first, figures[low].first - _BEFORE_FROM), stated.sentence.after)
    if (
        len({at for at, _ in found}) == 1
        and new > 0
        and worded("on_previous", low_text if high == len(figures) else whole)
    ):
        return row[new], row[new - 1]
    return None


def _other_way_round(index: Index, verdict: Verdict, stated: Figure, new: Figure, old: Figure) -> Verdict:
    """The verdict, with what mends it if the two levels of the list have changed places."""
    if verdict.outcome == "discrepancy":
        turned = _weigh(index, stated.sentence, stated, old, new)
        if turned is not None and turned.outcome == "holds":
            first, last = sorted((new, old), key=lambda f: f.order)
            verdict.fits = [Fit(f"{told(first.claim)} and {told(last.claim)} are the other way round")]
    return verdict


def _led_closely(index: Index, old: Figure) -> bool:
    """In Han text the compared figure follows its cue, a date or an attributive mark at once (比去年同期的4540.5)."""
    k = old.first - 1
    while k >= 0 and "hedge" in index.entry(k):
        k -= 1
    if not _han(index, old):
        return True
    owner = index.owner.get(k)
    entry = index.entry(k)
    return (owner is not None and owner.kind == "date") or "of" in entry or entry.get("cue") in _OLD


def _han(index: Index, figure: Figure) -> bool:
    """True where Han text stands before a figure."""
    t = index.tokens
    k = figure.first - 1
    while k >= 0 and "hedge" in index.entry(k):
        k -= 1
    return k >= 0 and not t.text[k].isascii()


def _pairs_by_period(index: Index, sentence: Sentence) -> Iterator[tuple[Figure, Figure]]:
    """(new, old): the only two levels of one unit in a sentence, each of its own time: "September 5.7, August 5.8"."""
    levels = [
        f
        for f in sentence.figures
        if f.level and f.depth == 0 and not _is_change(f) and f.kind not in ("duration", "age")
    ]
    if any({"FROM", "THAN"} & set(f.leads[:2]) for f in levels):
        return
    for at, a in enumerate(levels):
        rest = [f for f in levels if f is not a and alike(index, a, f) and index.edges_between(a, f) < 10]
        if len(rest) > 1:
            # a bare number may be of any unit: one of the same is nearer
            rest = [f for f in rest if (f.kind, f.unit) == (a.kind, a.unit)] or rest
        if len(rest) != 1 or levels.index(rest[0]) < at:
            continue
        b = rest[0]
        earlier = [f for f in (a, b) if _same_period(index, sentence, f)]
        if len(earlier) == 1:
            yield (b, a) if earlier[0] is a else (a, b)
            continue
        pa, pb = a.claim.period, b.claim.period
        if (
            pa is None
            or pb is None
            or pa.start is None
            or pb.start is None
            or pa.end is None
            or pb.end is None
            or pa.start == pb.start
        ):
            continue
        lengths = sorted(((pa.end - pa.start).days + 1, (pb.end - pb.start).days + 1))
        if lengths[1] > lengths[0] * 1.2 + 2 or index.edges_between(a, b) >= 10:
            continue
        yield (a, b) if pa.start > pb.start else (b, a)


def _same_period(index: Index, sentence: Sentence, figure: Figure) -> bool:
    """True where "the same period of the previous year" stands right beside the figure."""
    for order in (figure.order - 1, figure.order + 1):
        if 0 <= order < len(sentence.figures):
            other = sentence.figures[order]
            gap = max(figure.first - other.after, other.first - figure.after)
            if other.claim.reading == "same-period" and gap <= 3 and not index.edges_between(other, figure):
                return True
    return False


def _is_change(figure: Figure) -> bool:
    """True for a figure that says by how much something rose or fell."""
    q = figure.claim.quantity
    if q is None or (q.value is None and q.ends is None):
        return False
    leads = figure.leads[:2]
    if "TO" in figure.leads[:1]:
        return False
    if q.direction is not None and not (leads and leads[0] in ("FROM", "THAN")):
        return True
    if leads[:1] and leads[0] in _OLD and figure.tails[:1] in (("UP",), ("DOWN",)):
        return False  # 由149元提高到1508元
    return bool(figure.tails) and figure.tails[0] in ("MORE", "FEWER", "UP", "DOWN")


def _gaps(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """{a} … {b}, lower by {gap}: a gap between two shares that is given in percent is in percentage points.

    Only that slip is looked for: what else the gap may be against, the words alone do not settle.
    """
    for gap in sentence.figures:
        q = gap.claim.quantity
        if (
            gap.kind not in ("percent", "points")
            or q is None
            or q.value is None
            or not {"MORE", "FEWER"} & {*gap.leads[:1], *gap.tails[:1]}
            or worded("against", index.text(gap.first - 1, gap.first))
        ):
            continue
        before = [
            f
            for f in sentence.figures[: gap.order]
            if f.kind == "percent" and f.claim.quantity is not None and f.claim.quantity.value is not None
        ]
        plain = [f for f in sentence.figures[before[0].order : gap.order] if not f.depth] if before else []
        if len(before) != 2 or len(plain) > 3:
            continue  # "71.9% (230 of 320), and that of the others 60.0% (96 of 160), so it was 11.9 % higher"
        a, b = before[0].claim.quantity, before[1].claim.quantity
        assert a is not None and b is not None
        first, second = (a, b) if a.middle >= b.middle else (b, a)
        if not change(second.logical, first.logical, percent=False).meets(q.logical):
            continue
        roles = [("change", gap.claim), ("new", before[1].claim), ("old", before[0].claim)]
        difference = said(first.middle - second.middle, 2)
        if gap.kind == "points":
            yield Verdict(CODE, "holds", roles, f"{told(before[0].claim)} - {told(before[1].claim)} = {difference}")
        elif not change(second.logical, first.logical, percent=True).meets(q.logical) and second.middle:
            relative = said(change(Range.point(second.middle), Range.point(first.middle), percent=True).middle)
            yield Verdict(
                CODE,
                "discrepancy",
                roles,
                f"{told(before[0].claim)} and {told(before[1].claim)} are {relative} % apart; "
                f"in percentage points {difference}",
                "likely",
                [Fit(f"{told(gap.claim)} is in percentage points", _points_edit(gap.claim))],
            )


def _turned(index: Index, sentence: Sentence, new: Figure, old: Figure) -> Verdict | None:
    """The verb right before a pair goes one way, the figures the other: climbed to £4.2m from £5.1m."""
    nq, oq = new.claim.quantity, old.claim.quantity
    if nq is None or oq is None or nq.value is None or oq.value is None or nq.hedge is not None or oq.hedge is not None:
        return None
    moved = nq.direction == oq.direction or (oq.direction is None and new.order == old.order + 1)
    if nq.direction is None or not moved or new.depth or old.depth:
        return None
    if any(f.kind not in ("date", "time") for f in sentence.between(new, old)) or index.edges_between(new, old) > 1:
        return None
    first, last = sorted((new, old), key=lambda f: f.order)
    if len(index.words(first.after, last.first)) > (first.kind == "count"):
        return None  # "41% in the north from 45% in the south"
    if first is old and any("direction_near" in index.entry(k) for k in range(old.first - _BEFORE_FROM, old.first)):
        return None  # "lost from 30,000 to 50,000 inhabitants"
    window = index.text(max(sentence.first, old.first - _LED), old.first)
    if not worded("comes_from", window) or sentence.cues & {*_OTHER_BASE, "EXPECTED", "NOT"}:
        return None
    ways = {*first.leads, *(old.tails if first is old else ())}
    if first is old and any("direction" in index.entry(k) for k in range(old.after, new.first)):
        ways.add("UP")  # 从120元降至150元
    if not {"UP", "DOWN"} & ways or oq.value <= 0 or nq.value <= 0:
        return None
    return _against_verb(index, new, old, up=nq.direction == "up")


def _turned_behind(index: Index, sentence: Sentence, new: Figure, old: Figure) -> Verdict | None:
    """{new}, up from {old}; eased to {new} in June, compared with {old} in March: the way that is said is not that of the two."""
    nq, oq = new.claim.quantity, old.claim.quantity
    if nq is None or oq is None or nq.value is None or oq.value is None or nq.hedge is not None or oq.hedge is not None:
        return None
    if old.order < new.order or new.depth or old.depth or new.kind == "number" or index.edges_between(new, old) > 1:
        return None
    if sentence.cues & {*_OTHER_BASE, "EXPECTED", "NOT"} or nq.value <= 0 or oq.value <= 0:
        return None
    if any(f.kind not in ("date", "time") for f in sentence.between(new, old)):
        return None
    found = ends_with("moved_from", index.text(new.after, old.first))
    way = found.value if found is not None else None
    if way is None and nq.direction is not None and new.leads[:2] in (("TO", "UP"), ("TO", "DOWN")):
        times = [_dated(index, f) for f in (old, new)]
        earlier = _same_period(index, sentence, old) or (times[0] and times[1] and times[0] < times[1])
        compares = old.leads[:1] and old.leads[0] in _OLD
        way = nq.direction if earlier and compares else None
    return _against_verb(index, new, old, up=way == "up") if way is not None else None


def _against_verb(index: Index, new: Figure, old: Figure, *, up: bool) -> Verdict | None:
    """A verdict if two levels go the other way than is said of them."""
    nq, oq = new.claim.quantity, old.claim.quantity
    assert nq is not None and oq is not None
    higher, lower = (oq, nq) if up else (nq, oq)
    roles = [("new", new.claim), ("old", old.claim)]
    if nq.logical.meets(oq.logical) or higher.middle < lower.middle:
        return None
    first = min(new, old, key=lambda f: f.order)
    if _inverse_measure(index, first) or not Fraction(1, 3) <= nq.middle / oq.middle <= 3:
        return None
    because = (
        f"{told(new.claim)} is {'less' if up else 'more'} than {told(old.claim)}, so it {'fell' if up else 'rose'}"
    )
    fits = [Fit("it fell, not rose" if up else "it rose, not fell"), Fit("the two figures are the other way round")]
    return Verdict(CODE, "discrepancy", roles, because, "likely", fits)


def _as_fine(a: Quantity, b: Quantity) -> bool:
    """True where one of two figures has decimals, so that the other one would have them: £12.50 and £14."""
    (fine, one), (coarse, other) = sorted((Fraction(q.step), Fraction(q.middle)) for q in (a, b))
    if not fine or fine == coarse or max(one, other) > _SMALL * coarse:
        return False
    return fine < 1 == coarse or fine * 10 == coarse


def _side_by_side(a: Quantity, b: Quantity) -> tuple[Range, Range]:
    """Two figures at the precision of the finer one: 4.5% and 5% are 4.5 and 5.0."""
    step = min(Fraction(a.step), Fraction(b.step))
    return a.around(step), b.around(step)


def _changes(index: Index, sentence: Sentence, new: Figure, old: Figure) -> Iterator[Figure]:
    """The stated changes that qualify this pair: nearest in the sentence, no other pair between."""
    best: list[tuple[int, Figure]] = []
    for figure in sentence.figures:
        said_so = figure.kind == "percent" and stated_way(index, figure) in ("up", "down")
        if figure in (new, old) or not (_is_change(figure) or said_so):
            continue
        if figure.kind in ("percent", "points"):
            if figure.kind == "points" and new.kind != "percent":
                continue
            bare = figure.kind == new.kind and figure.order > new.order and not (figure.leads or figure.tails)
            if bare and beside(index, new, figure):
                # "from 62% to 71%, 76% and 83%": the list of what it came to goes on.
                continue
        elif figure.kind == "ratio" or not alike(index, figure, new):
            continue
        if figure.opens and figure.depth > 0 and figure.kind != "percent":
            continue
        low, high = min(new.order, old.order), max(new.order, old.order)
        distance = 0 if low < figure.order < high else min(abs(figure.order - low), abs(figure.order - high))
        if distance > 1 and not _transparent(sentence, figure, new, old):
            continue
        if figure.order < low and _led_away(index, figure, min(new.first, old.first)):
            # "Profit rose 30% and sales climbed to $450 million from …"
            continue
        if new.order < figure.order < old.order and another_subject(index, new, figure):
            # "Profit was £4m and turnover was 12% above the £3m plan"
            continue
        if figure.order > high and _own_subject(index, max(new.after, old.after), figure):
            # "…, and yields on land without irrigation dropped 6%": what changed there is something else.
            continue
        if new.order == figure.order + 1 and worded("against", index.text(figure.after, new.first)):
            continue  # "up 5% from $96.8m a week earlier but 15% below the $118.9m of 2023": 15% is against that
        nearest = new if abs(figure.order - new.order) <= abs(figure.order - old.order) else old
        if index.edges_between(figure, nearest) >= 2:
            continue
        if index.edges_between(figure, nearest) >= 10:
            continue
        best.append((distance, figure))
    if not best:
        return
    least = min(d for d, _ in best)
    seen: set[str] = set()
    for distance, figure in best:
        if distance == least and figure.kind not in seen:
            seen.add(figure.kind)
            yield figure


def _led_away(index: Index, figure: Figure, end: int) -> bool:
    """True where a change a year is meant, or a clause that names something else stands between a change and its pair."""
    k = figure.after
    if ("article" in index.entry(k) or index.entry(k).get("cue") == "PER") and index.entry(k + 1).get("duration"):
        return True
    between = range(figure.after, end)
    parted = any(
        index.tokens.text[k] in _PARTS or not _PARTING.isdisjoint(index.entry(k))
        for k in between
        if k not in index.owner
    )
    return parted and _own_subject(index, figure.after, index.owner[end])


def _own_subject(index: Index, low: int, figure: Figure) -> bool:
    """True where a word that neither says a change nor what it is against stands before a change behind its pair."""
    t = index.tokens
    if any(k not in index.owner and worded("contrast", index.text(k, k + 1)) for k in range(low, figure.first)):
        return True  # and no "before" of "the year before"
    low = _apposition(index, low, figure)
    times = terms("against_time", index.text(low, figure.first))
    for k in range(low, figure.first):
        at = t.start[k] - t.start[low]
        if k in index.owner or not index.words(k, k + 1) or not _OF_CHANGE.isdisjoint(index.entry(k)):
            continue
        if not any(term.start <= at < term.end for term in times):
            return True
    return False


def _apposition(index: Index, low: int, figure: Figure) -> int:
    """Where "an increase of 4%" begins behind a comma, which says of the pair before it what no words between change."""
    t = index.tokens
    for k in range(figure.first - 1, low - 1, -1):
        if t.text[k] in _PARTS or t.text[k] in _DASHES:
            named = {cue for m in range(k + 1, figure.first) for cue in index.entry(m)}
            return k + 1 if {"article", "direction"} <= named else low
    return low


def _loosely(index: Index, found: Compared) -> Verdict | None:
    """A change bound by words alone: what holds is said; what does not must be a tell-tale slip or of the same size."""
    stated, new, old, way, ordered, close, against, apart = found
    a, b = new.claim.quantity, old.claim.quantity
    assert a is not None and b is not None
    if not ordered and (way == "down") == (a.middle > b.middle):
        new, old = old, new
    verdict = _weigh(index, stated.sentence, stated, new, old, down=way == "down", compared=against)
    if verdict is None or verdict.outcome != "discrepancy":
        return verdict
    q = stated.claim.quantity
    assert q is not None and verdict.found is not None and verdict.expected is not None
    verdict.certainty = "likely"
    if way == "difference" and stated.kind == new.kind == "percent":
        return None  # "error rates were 2.1% and 4.9%, a difference of 2.8%" is how papers put it
    told_of = verdict.fits[:1] and verdict.fits[0].rank <= SCALE
    if not ordered:
        # Which of the two is the base is not said: either will do.
        turned = _weigh(index, stated.sentence, stated, old, new, down=way != "down")
        if turned is not None and turned.outcome == "holds":
            return None
        if not close:
            points = told_of and stated.kind == new.kind == old.kind == "percent" and verdict.fits[0].edit is not None
            return verdict if points and apart else None
    explained = told_of and chance(verdict.fits, verdict.found, verdict.expected) <= _RARE
    turned_round = ordered and bool(verdict.fits) and verdict.fits[0].what.startswith(("it rose", "it fell"))
    return verdict if explained or (close and (told_of or turned_round or _near_miss(verdict))) else None


def _near_miss(verdict: Verdict) -> bool:
    """True where what is stated and what the levels make go the same way and are of one size."""
    assert verdict.found is not None and verdict.expected is not None
    if not (verdict.found.bounded and verdict.expected.bounded) or not verdict.expected.middle:
        return False
    return Fraction(1, _SIZE) <= verdict.found.middle / verdict.expected.middle <= _SIZE


def _transparent(sentence: Sentence, figure: Figure, new: Figure, old: Figure) -> bool:
    """True where only dates, durations and bracketed figures stand between the change and its pair."""
    near = min((new, old), key=lambda f: abs(f.order - figure.order))
    return all(f.kind in ("date", "duration", "time", "ordinal") or f.opens for f in sentence.between(figure, near))


def _weigh(
    index: Index,
    sentence: Sentence,
    stated: Figure,
    new: Figure,
    old: Figure,
    *,
    compared: bool = False,
    down: bool | None = None,
) -> Verdict | None:
    """compared: "above" and "over" before the old value belong to the change, and are no hedge. down: where it is known."""
    g, n, o = stated.claim, new.claim, old.claim
    gq, nq, oq = g.quantity, n.quantity, o.quantity
    assert gq is not None and nq is not None and oq is not None
    if (oq.value is not None and oq.value <= 0) or (nq.value is not None and nq.value < 0):
        return None
    if oq.value is None or nq.value is None:
        return None
    fraction = stated.kind == "ratio"
    percent = stated.kind == "percent" or fraction
    if down is None:
        down = gq.direction == "down" or (
            gq.direction is None
            and (stated.tails[:1] in (("FEWER",), ("DOWN",)) or ("DOWN" in stated.leads and "UP" not in stated.leads))
        )
    if compared and gq.direction is None:
        # "3% less than the £4m"
        down = down or index.entry(stated.after).get("hedge") == "less-than"
    roles = [("change", g), ("new", n), ("old", o)]
    written: Callable[[Range], Range] = (lambda r: -r) if down else (lambda r: r)
    if fraction:
        # "A third" is a word, as wide as words are.
        written = (lambda r: -(r * 100).widened(_IDIOM)) if down else (lambda r: (r * 100).widened(_IDIOM))
    true_change = change(Range.point(oq.value), Range.point(nq.value), percent=percent)
    computed = true_change.middle
    decimals = percent_decimals(gq)
    if percent:
        because = f"{told(n)} against {told(o)} is {said(computed, decimals)} %"
    else:
        because = f"{told(n)} - {told(o)} = {'-' if computed < 0 else ''}{like(n, abs(computed), decimals)}"
    equations: dict[str, Equation] = {
        "change": lambda get: change(get("old"), get("new"), percent=percent),
        "new": lambda get: get("old") * (1 + get("change") / 100) if percent else get("old") + get("change"),
        "old": lambda get: get("new") / (1 + get("change") / 100) if percent else get("new") - get("change"),
    }
    if sentence.cues & _OTHER_BASE:
        return Verdict(CODE, "undecided", roles, f"{because}, but the sentence names another base")
    verdict = weigh(
        CODE,
        roles,
        equations,
        because,
        unit="%" if percent else gq.unit,
        transform={"change": written},
        blame=("new", "old") if fraction else None,
        ranges=(lambda q: bare(q) if q is oq else (q.logical, q.careful)) if compared else None,
    )
    if verdict.outcome == "holds" and percent and gq.hedge is nq.hedge is oq.hedge is None and gq.value is not None:
        was, now = _side_by_side(oq, nq)
        side = change(was, now, percent=True)
        stands = written(gq.careful)
        if new.kind == old.kind == "percent":
            gained = Fraction(nq.middle - oq.middle)
            if gained == (-1 if down else 1) * Fraction(gq.value) and not written(gq.logical).meets(side):
                verdict.outcome, verdict.certainty = "discrepancy", "likely"
                verdict.because = f"{because}; in percentage points {said(abs(gained), decimals)}"
                verdict.fits = [Fit(f"{told(g)} is in percentage points", _points_edit(g))]
        elif not stands.meets(side):
            of_new = (1 - was / now) * 100
            turned = bool(side.middle) and stands.meets(of_new) and abs(stands.middle / side.middle - 1) > _SLACK
            if (turned and not compared) or (_as_fine(oq, nq) and not stands.meets(side.widened(_SLACK))):
                verdict.outcome, verdict.certainty = "discrepancy", "likely"
                verdict.expected = side
                verdict.fits = [fit for _, fit in repairs(g, side, written)][:2]
                if turned:
                    verdict.because = f"{because}; of the new figure it is {said(of_new.middle, decimals)} %"
                    verdict.fits.insert(0, Fit("the change is taken of the new figure, not of the old one", None))
                return verdict
    if verdict.outcome != "discrepancy" or (verdict.fits and "percentage" in verdict.fits[0].what):
        return verdict
    if _unlike(verdict, g, n, o, equations, percent=percent):
        return None
    stands = written(gq.logical)
    base = bare(oq)[0] if compared else oq.logical
    # The direction alone is wrong: the same size the other way.
    if (-stands).meets(equations["change"](lambda role: {"new": nq.logical, "old": base}[role])):
        if _inverse_measure(index, min(stated, new, old, key=lambda f: f.order)) or _for_the_better(index, stated):
            return None
        verdict.because = because + (", so it fell" if computed < 0 else ", so it rose")
        verdict.fits = [Fit("it fell, not rose" if computed < 0 else "it rose, not fell", None), *verdict.fits[:2]]
        verdict.roles = [("change", g), ("new", n), ("old", o)]
        return verdict
    if percent and new.kind == "percent" and old.kind == "percent":
        points = change(base, nq.logical, percent=False)
        if stands.meets(points):
            difference = Fraction(nq.middle - oq.middle)
            verdict.because = f"{because}; in percentage points {said(abs(difference), decimals)}"
            verdict.fits = [Fit(f"{told(g)} is in percentage points", _points_edit(g)), *verdict.fits[:2]]
            verdict.roles = [("change", g), ("new", n), ("old", o)]
            return verdict
    if percent and stands.meets((1 - base / nq.logical) * 100):
        verdict.because = f"{because}; of the new figure it is {said((1 - oq.middle / nq.middle) * 100, decimals)} %"
        verdict.fits.insert(0, Fit("the change is taken of the new figure, not of the old one", None))
        verdict.roles = [("change", g), ("new", n), ("old", o)]
    return verdict


def _unlike(
    verdict: Verdict, stated: Claim, new: Claim, old: Claim, equations: dict[str, Equation], *, percent: bool
) -> bool:
    """True where the three are so far apart that they are hardly of one thing, and no scale word would mend it."""
    g, n, o = stated.quantity, new.quantity, old.quantity
    assert g is not None and n is not None and o is not None and verdict.expected is not None
    if percent or not o.middle:
        # Of one size where one is told of small changes: "216 a day, up 8% from the 1,400 a week of last year".
        most = _APART if g.middle >= _GREAT else _SIZES
        if not o.middle or Fraction(1, most) < n.middle / o.middle < most:
            return False
    elif g.middle <= max(n.middle, o.middle):
        return False
    ranges = {"change": g.logical, "new": n.logical, "old": o.logical}
    return not any(
        rank <= SCALE
        for role, claim in (("change", stated), ("new", new), ("old", old))
        for rank, _ in repairs(claim, equations[role](ranges.__getitem__))
    )


def _points_edit(claim: Claim) -> Edit | None:
    assert claim.quantity is not None
    text = claim.quantity.written
    for mark in ("%", "per cent", "percent", "pct"):
        at = text.find(mark)
        if at >= 0:
            return Edit(
                claim.start + at,
                claim.start + at + len(mark),
                " percentage points" if mark == "%" else "percentage points",
            )
    return None


def _for_the_better(index: Index, stated: Figure) -> bool:
    """True where the word of change says good or bad, not up or down: "the cost ratio improved by 3 points to 41%"."""
    low = max(stated.sentence.first, stated.first - _LED)
    return worded("either_way", index.text(low, stated.first))


def _inverse_measure(index: Index, first: Figure) -> bool:
    """True where a currency is what rose or fell ("the yen rose to 153.50"): it rises as its number falls."""
    t = index.tokens
    for k in range(first.first - 1, max(first.sentence.first, first.first - _SUBJECT) - 1, -1):
        if k in index.owner or "currency" not in index.entry(k):
            continue
        if t.kind[k + 1] == "w" and not index.entry(k + 1) and not t.word[k + 1].endswith("ed"):
            continue  # a word before another noun: "real estate"
        note = any("same_below" in index.entry(m) for m in range(k, k + 4))
        if not note and t.text[k].isalpha() and len(t.text[k]) > 2:
            return True
    return False
