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

@ 2024-05-14 zh
> 4月全市成交4200套，比3月的3715套增长23.1%，比去年4月的5122套下降18.0%。
!! "23.1%" 4200 against 3715 is 13.06 %

@ 2024-05-14 zh
> 4月全市成交4200套，比3月的3715套增长13.1%，比去年4月的5122套下降18.0%。
= "13.1%"

@ 2024-05-14 zh
> 商场收入40.5亿元，较去年同期的37.5亿元增加8.0%；利润2.4亿元，去年同期为2.5亿元，按年增加4.0%。
= "8.0%"
!! "4.0%" -4 %, so it fell

@ 2024-05-14 zh
> 林可以2小时26分38秒夺冠，比2019年2小时27分51秒的赛会纪录提高1分13秒。

@ 2024-05-14 en
> The hostels were 54% full in May. A year before the rate was 47%, seven percentage points lower.
= "seven percentage points"

@ 2024-05-14 en
> The hostels were 54% full in May. A year before the rate was 47%, seven percentage points higher.
! "seven percentage points" so it rose

> # Ashby Town cuts loss by 28%
>
> Published: 2023-11-17
>
> Ashby Town, the rugby club, trimmed its loss by 18% to £9.1m in the year to 30 June, from £11.1m a year earlier.
! "28%" -18 %
= "18%"

> # Ashby Town cuts loss by 28%
>
> Published: 2023-11-17
>
> Ashby Town, the rugby club, cut its debt by 18% to £9.1m in the year to 30 June, from £11.1m a year earlier.
= "18%"

> The average fee rose in April from £492 to £534, or £44.50 a month.

> The town plans to take in 3.02 billion yuan, up 5.5%. Cars cost 18.6 million yuan, a cut of 5% from the plan of 19.58 million.

Rule: growth = (new - old) / old; a change in points or in the unit itself = new - old. A figure cut off instead of
rounded agrees. Growth on another base (comparable stores, constant prices, an average over years, an estimate) is not
judged. A change that only words bind to its levels, over sentences, is likely at most, and of a size unlike theirs only
where a slip of the pen explains it. A stated percent that fits the difference of two percents, and not their ratio, is in
percentage points.
"""

from __future__ import annotations

from collections.abc import Iterator

from checkers._chance import chance
from checkers._context import Context
from checkers._gather import Figure, Index
from checkers._gather.compared import Compared, compared, stated_way
from checkers._gather.terms import said as worded
from checkers._slip import SCALE
from checkers._verdict import Verdict
from checkers.change._direction import gaps, pair_turned, turned_behind
from checkers.change._headline import in_headline
from checkers.change._in_turn import changes_in_turn, former_latter, of_list_before, respective, within_lists
from checkers.change._pairs import of_change, pairs_after_changes, pairs_by_period, pairs_of
from checkers.change._stated import changes_of, of_nearest, of_other_years, of_several
from checkers.change._weighing import change, near_miss, of_each, weighed

__all__ = ["change"]

_RARE = 0.08


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
    titled = list(in_headline(index, told_of))
    said_above = {id(dict(v.roles)["change"]) for v in titled}
    yield from titled
    yield from (v for v in loose if id(dict(v.roles)["change"]) not in said_above)


def _by_grammar(index: Index) -> Iterator[Verdict]:
    """The changes that grammar binds to their pair within one sentence, and within a list."""
    listed = list(within_lists(index))
    for sentence in index.sentences:
        listed += [*former_latter(index, sentence), *of_list_before(index, sentence)]
    yield from listed
    in_lists = {id(dict(v.roles)["change"]) for v in listed}
    for sentence in index.sentences:
        if len(sentence.figures) < 2:
            continue
        yield from gaps(index, sentence)
        in_turn = changes_in_turn(index, sentence)
        yield from respective(index, sentence, in_turn)
        after = pairs_after_changes(index, sentence)
        for new, old, stated in after:
            verdict = weighed(index, sentence, stated, new, old, compared=True)
            if verdict is not None:
                yield verdict
        bound = [*in_turn, *(stated for _, _, stated in after)]
        tries: dict[tuple[int, int], list[Verdict]] = {}
        for new, old in [*pairs_of(index, sentence), *pairs_by_period(index, sentence)]:
            stating = list(changes_of(index, sentence, new, old))
            turned = pair_turned(index, sentence, new, old) or turned_behind(index, sentence, new, old)
            if not stating and turned is not None:
                yield turned
            for stated in stating:
                if stated in bound or id(stated.claim) in in_lists or of_other_years(index, stated, new, old):
                    continue
                way = None if of_change(stated) else stated_way(index, stated)
                verdict = weighed(index, sentence, stated, new, old, down=None if way is None else way == "down")
                if verdict is not None:
                    tries.setdefault((id(old), id(stated)), []).append(verdict)
        for verdicts in of_nearest(index, list(tries.values())):
            yield from of_several(verdicts)


def _said_of_old(stated: Figure, new: Figure, old: Figure) -> bool:
    """True where the older level is what is called lower: "a rate of 54%. A year before it was 47%, seven points lower"."""
    compares = stated.tails[:1] in (("MORE",), ("FEWER",))
    return compares and old.sentence is stated.sentence is not new.sentence and old.order + 1 == stated.order


def _against_another(index: Index, stated: Figure, old: Figure) -> bool:
    """True where words right behind a change name what it is against, and that is not the old value at hand."""
    if old.sentence is stated.sentence:
        return False
    rest = stated.sentence.figures[stated.order + 1 :]
    base = next((f for f in rest if f.kind not in ("date", "time")), None)
    led = stated.tails[:1] == ("FROM",) or worded("against", index.text(stated.after, stated.after + 1))
    return led and base is not None and base is not old and not index.edges_between(stated, base)


def _loosely(index: Index, found: Compared) -> Verdict | None:
    """A change bound by words alone: what holds is said; what does not must be a tell-tale slip or of the same size."""
    stated, new, old, way, ordered, close, against, apart = found
    a, b = new.claim.quantity, old.claim.quantity
    assert a is not None and b is not None
    if of_each(stated, new) or _against_another(index, stated, old):
        return None
    if ordered and way in ("up", "down") and _said_of_old(stated, new, old):
        way = "up" if way == "down" else "down"
    if not ordered and (way == "down") == (a.middle > b.middle):
        new, old = old, new
    verdict = weighed(index, stated.sentence, stated, new, old, down=way == "down", compared=against)
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
        turned = weighed(index, stated.sentence, stated, old, new, down=way != "down")
        if turned is not None and turned.outcome == "holds":
            return None
        if not close:
            points = told_of and stated.kind == new.kind == old.kind == "percent" and verdict.fits[0].edit is not None
            return verdict if points and apart else None
    explained = told_of and chance(verdict.fits, verdict.found, verdict.expected) <= _RARE
    turned_round = ordered and bool(verdict.fits) and verdict.fits[0].what.startswith(("it rose", "it fell"))
    return verdict if explained or (close and (told_of or turned_round or near_miss(verdict))) else None
