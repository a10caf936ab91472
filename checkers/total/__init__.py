"""A total is the sum of its parts.

> Once combined, the companies will employ 9,400 people: 6,850 at Norrsken and 2,550 at Tyne.
= "9,400" 6,850 + 2,550 = 9,400

> Once combined, the companies will employ 9,800 people: 6,850 at Norrsken and 2,550 at Tyne.
!! "9,800" 6,850 + 2,550 = 9,400 ~ 9,400

> Of her 27 patents, 14 dealt with coatings, nine with adhesives and five with linings.
!! "27" 14 + nine + five = 28

> | Division | Sales |
> | --- | ---: |
> | Homeware | 412.6 |
> | Garden | 96.4 |
> | Furniture | 287.3 |
> | Total | 796.3 |
= "796.3" 412.6 + 96.4 + 287.3 = 796.3

> Of the 1,200 jobs, 340 will go in Leeds and 220 in York.

> Of the 120 places, 70 went to girls and 40 to boys. The remaining 25 are open.

> The club has 120 members: 40 juniors and 70 seniors, among others.
? "120" among others

> The club has 120 members, including 40 juniors and 70 seniors.

> The club has 120 members. It won 40 games and lost 70 last year.

> Revenue was $120 million: 40 percent of it came from Asia, and 70 shops opened.

> Prizes of £2,500, £1,500 and £750 went to the first three men, £5,750 in all.
!! "£5,750" = 4,750 ~ 4,750

> 全年365天中，优96天、良205天、轻度污染25天、中度污染9天、重度污染3天。
! "25天" = 338 ~ 52

> The board passed a $318.4 million budget. It sets aside $191.0 million for schools. A further $28.7 million goes to
> buses, $45.1 million to special needs and $44.6 million to buildings.
! "$45.1 million" 309.4 ~ 54.1

> 海州队以106比102战胜江阳队。四节比分为28比24、22比27、36比25、25比26。
! "106比102" = 111, not 106

> She won 3-1: 25-20, 22-25, 25-18, 25-23.

> The slide killed six climbers: three people on a rope, one on skis and one in a hut.
! "six" three + one + one = 5

> Their 26 boats (14 trawlers and 9 tugs) were laid up.
! "26" 14 + 9 = 23

> Their 26 boats (14 trawlers and 9 tugs among them) were laid up.

> The sale had 94 lots, split into clocks (48), lamps (25) and chairs (11).
! "94" 48 + 25 + 11 = 84

> The union has 137 branches. Fifty-two meet in the east, 46 in the west and 29 abroad.
! "137" Fifty-two + 46 + 29 = 127

> The union has 137 branches. Fifty-two meet in the east, 46 in the west, 29 abroad and ten online.
= "137" = 137

> The union has 137 branches. Fifty-two meet in the east, 46 in the west, nine abroad and one at sea.

> A place costs $1,320; books are $240 and the gown is $85, which makes $1,745.
! "$1,745" = 1,645

> The clinic saw 612 patients, including 437 adults and 165 children.
! "612" = 602

> Revenue came to $824 million, against $790 million.
>
> By product, meters made $512 million, pipes $176 million and repairs $126 million.
! "$824 million" = 814

> Revenue came to $824 million, against $790 million.
>
> By product, meters made $512 million and pipes $176 million.

> 法院判处周某罚金50万元、李某罚金20万元、吴某罚金15万元。三人罚金合计95万元。
! "95万元" = 85

> The motion passed by 427 votes to 160.
>
> Of those in favour, 390 sat with the government, 21 with the centre and seven on their own.

> The motion passed by 427 votes to 160.
>
> Of those in favour, 389 sat with the government, 21 with the centre and eight on their own.
! "389" = 418 ~ 398

> The lifter is 1.58 m tall and managed 94 kg and 121 kg, for a total of 215.
= "215" 94 kg + 121 kg

> The median was £92,000 and the mean £141,000, driven up by two barns that made more than a million apiece.

> The choir toured with 16 singers, 12 of them women, and two organists.

> There are three parts: 1. wood, 2. glass and 3. stone.

> The council has 140 seats. Labour won 78 seats, the Greens 51 seats and the Centre 11 seats.
= "140" = 140

> 公司去年售出汽车24.6万辆，其中轿车11.2万辆、客车4.9万辆、货车5.8万辆。
!! "5.8万辆" = 21.9 ~ 8.5

> 秘书处共收到298件议案，其中，代表团提出的26件，30名以上代表联名提出的272件。

> That left 120: 72 women, 57 men and one child.
!! "120" = 130 ~ 47

> Prizes of £2,500, £1,500 and £750 went to the first three men. The club paid £5,750 for the hall.

> Of the 5,280 answers (110 people × 48 trials), 3,115 were right, 1,478 were missing and 687 were wrong.
= "5,280" = 5,280

> Three groups of 32 infants each took part: 4-month-olds (15 girls), 7-month-olds (17 girls) and 10-month-olds (16 girls).

> | Campus | 2023 | 2024 |
> | --- | ---: | ---: |
> | North | 18,240 | 18,970 |
> | South | 9,650 | 9,361 |
> | West | 4,110 | 4,521 |
> | Everywhere | 30,200 | 32,852 |
! "30,200" = 32,000
= "32,852" = 32,852

> The squad will play 46 league fixtures next year, 26 of them at home and 23 away.
!! "46" = 49 ~ 23

> The squad has 46 fixtures, 23 of them at home and 20 abroad. The other three are not fixed.

> 全年接诊突破19万人次，其中门诊15.8万人次、急诊3.6万人次，合计19.4万人次。
= "19.4万人次" = 19.4

> 全厂现有职工412人，男职工168人，女职工264人。
! "412" = 432 ~ 244

> 学校有教师412人，男生168人，女生264人。

> 全厂现有职工412人，其中女职工168人，党员264人。

> The clinic has 640 beds on two floors, 415 on the first and 252 on the second.
! "252" = 667 ~ 225

> The clinic has 640 beds on two floors, 415 of them new and 52 broken.

> The panel has nine members: three judges, two doctors, a priest and three teachers.

> The firm has 28 branches, 19 in Rome and eleven abroad.
! "28" = 30 ~ 9

> In the year 42 concerts, 36 dramas and 18 operas were given, a total of 106 shows.
!! "106" = 96

> The bill has 61 backers, 38 of them in the north and 33 in the south.
! "61" = 71

> The school has 45 classes, including 15 classes for beginners, 16 classes for juniors and 24 classes for seniors.
! "45" = 55 ~ 14

> The museum has 126,000 pieces, among which jars, scrolls and bells are 61,000, 48,000 and 71,000 respectively.
! "71,000" = 180,000 ~ 17,000

> 三个车间产量分别为420吨、380吨和260吨，总产量1160吨。
!! "1160吨" = 1,060

> 三个车间产量分别为420吨、380吨和260吨，总收入1160万元。

> The firm has 28 branches, 19 in Rome and five with a garden.

> The strike shut 29 depots. Seventeen were in the north and 22 in the south.
! "29" = 39

> 全市共投放单车12.6万辆，东区5.4万辆、西区4.1万辆、南区3.7万辆。
! "12.6万辆" = 13.2万

> 人均占有肉类50.2公斤、禽蛋17公斤、奶类6.6公斤、水产29公斤、蔬菜253公斤。

> | 季度 | 销量（万台） |
> | --- | ---: |
> | 一季度 | 18.4 |
> | 二季度 | 21.7 |
> | 三季度 | 24.3 |
> | 四季度 | 19.6 |
> | 全年 | 86.0 |
! "86.0" = 84 ~ 84

> The farm sold 7.3 million eggs, of which 4.6 million were brown and 3.7 million white.
! "7.3 million" 8.3 ~ 2.7

> The farm sold 730 eggs, of which 460 were brown and 370 were large.

> Ore, coal and grain made up 96 million tons, 74 million tons and 21 million tons respectively, and the three goods
> totaled 211 million tons.
!! "211 million" 191

> The hall had 67 seats last year: 29 Red, 17 Blue, 18 Green benches and 3 boxes.

> Since the last count 71 badgers have died: 29 were poisoned, 18 were hit by trains and 14 were shot.
!! "71" 29 + 18 + 14 = 61 ~ 61

> Since the last count 71 badgers have died: most were poisoned, 18 were hit by trains and 14 were shot.

> 全县损失3.78亿元，人均3000元。其中，农业1.62亿元，设施1.35亿元，家财8100亿元。
! "3.78亿元" 1.62亿元 + 1.35亿元 + 8100亿元

> 受灾12.6万人。其中，石门乡、柳河镇受灾分别为1.8万人和2.7万人。

> By kind, among the 45,000 tons, green tea was 25,200 tons, black tea was 11,800 tons, and white tea was 5,000 tons.
!! "45,000 tons" 42,000

> | Crop | Sown (Mha) | Yield (t/ha) |
> | --- | ---: | ---: |
> | Wheat | 2.14 | 2.35 |
> | Barley | 0.86 | 2.60 |
> | Canola | 1.00 | 1.55 |
> | Total | 4.00 | 2.20 |
= "4.00" 2.14 + 0.86 + 1

Rule: total = sum of the parts, over the ranges that rounding allows; over many parts the three-sigma tier finds what ranges
alone cannot. A list that calls itself partial is judged only where it misses the whole by next to nothing. Rows that a table
calls "less" are subtracted. Parts are figures of one unit that follow a colon or dash, "of the 27 …" or 其中, stand in
brackets, or count the same things in the next sentences; or the amounts before a word of result ("which makes"). Where no
mark says that they are all, one digit or a swap must explain the difference exactly.
"""

from __future__ import annotations

from collections.abc import Iterator

from checkers._context import Context
from checkers._gather import Index
from checkers._verdict import Verdict
from checkers.total._in_sentence import bracketed, in_sentence, labelled, sum_result
from checkers.total._in_tables import in_tables
from checkers.total._judging import hedged, total
from checkers.total._over_sentences import among, listed, scored, spread_out
from checkers.total._told_apart import broken_down, of_those, parted

__all__ = ["total"]

_PAIR = 2


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    yield from _kept(list(_every(index)))


def _every(index: Index) -> Iterator[Verdict]:
    for sentence in index.sentences:
        yield from in_sentence(index, sentence)
    yield from among(index)
    yield from listed(index)
    yield from bracketed(index)
    yield from labelled(index)
    yield from spread_out(index)
    yield from sum_result(index)
    yield from broken_down(index)
    yield from of_those(index)
    yield from scored(index)
    yield from parted(index)
    yield from in_tables(index)


def _kept(found: list[Verdict]) -> Iterator[Verdict]:
    """Those but for a total that the last of the parts make up already: 突破19万人次，其中门诊15.8万、急诊3.6万，合计19.4万."""
    made = {id(v.claim): {id(c) for _, c in v.roles} for v in found if v.outcome == "holds" and len(v.roles) > _PAIR}
    exact = {frozenset(id(c) for _, c in v.roles[1:]) for v in found if v.outcome == "holds" and not hedged(v)}
    for verdict in found:
        if verdict.outcome == "holds" and hedged(verdict) and frozenset(id(c) for _, c in verdict.roles[1:]) in exact:
            continue  # 186.4万吨，稳定在175万吨以上: the parts make the first
        parts = made.get(id(verdict.claim))
        if verdict.outcome == "discrepancy" and parts is not None and parts < {id(c) for _, c in verdict.roles}:
            continue
        yield verdict
