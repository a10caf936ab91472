"""A bound and the figure itself, where both are given, do not contradict each other.

> White Deer Lake had more than 600,000 visitors. White Deer Lake and Old Ferry had 612,000 and 498,000 visitors respectively.
= "600,000" 612,000

> White Deer Lake had more than 650,000 visitors. White Deer Lake and Old Ferry had 612,000 and 498,000 visitors respectively.
! "650,000" 612,000

> Room rates were between 168 and 520 yuan, and the average was 286 yuan.
= "286 yuan" between 168 and 520

> Room rates were between 168 and 520 yuan, and the average was 586 yuan.
!! "586 yuan" between 168 and 520

> The team recruited 84 people aged 18 to 35 (mean age 38.4 years).
!! "38.4" between 18 and 35

> The lake received more than 600,000 visitors. The city counted 592,310 visitors.
? "600,000" 592,310

> White Deer Lake received more than 600,000 visitors. Old Ferry had 498,000 visitors.

> More than 600,000 people came; 20 percent of them stayed.

> Prices ranged from 10 to 20 yuan a kilo; the average wage was 5,000 yuan.

> 参与者年龄为18岁至24岁，平均26.0岁。
!! "26.0岁" between 18岁 and 24岁

> The five wells gave 286.0 mm, 201.5 mm and 142.3 mm of water, an average of 298.4 mm.
!! "298.4 mm" the least and the most

> 四个站点分别为12.1元、14.8元和13.0元，平均13.3元。
= "13.3元" is 13.3

> The debt stood at 295.6 million euros, within the ceiling of 290 million euros.
! "295.6 million euros" within 290

> 年末债务余额295.6亿元，控制在290亿元限额以内。
! "295.6亿元" within 290

> Debt stood at 295.6 million euros, not within the ceiling of 290 million euros.

> The 18 patients (10 men; mean age 61.3 years) had fallen ill 3 to 9 years earlier.

> The youngest of the crew is 23 and the oldest 61; their average age is 64.5.
! "64.5" between 23 and 61

> The youngest of the crew is 23 and the oldest 61; their average age is 34.5.
= "34.5" between 23 and 61

> The youngest of the crew is 23 and the oldest 61. The average age of their passengers is 64.5.

> 队员中最小的19岁，最大的34岁，而教练组平均年龄47岁。

> Gates ran from 8,200 for the opener to 15,400 for the final, averaging 17,300.
!! "17,300" between 8,200 and 15,400 ~ 13,700

> Gates ran from 8,200 for the opener to 15,400 for the final, averaging 11,300.
= "11,300"

> 旅客平均年龄71岁，年龄最大的68岁，最小的19岁。
! "71" between 19岁 and 68岁

> The average price was £212,000; flats went for £90,000 to £180,000.

> The nine skaters scored between 141.2 and 188.6 points, and their average was 193.4.
!! "193.4" between 141.2 and 188.6

> Claims came to 8,120, 7,940, 8,300 and 8,040 in the last four weeks, an average of 8,400.
!! "8,400" the least and the most

> Claims came to 8,120, 7,940, 8,300 and 8,040 in the last four weeks, an average of 8,010.
! "8,010" is 8,100 ~ swapped

> The walk comes in stages of 11km, 16km, 14km, 18km and 9km. On average that is 19.6km a day.
!! "19.6km" the least and the most

> Average yields in the south are around 2 tons, in the north under 1 ton, and by the lake up to 3.5 to 4 tons.

> They sold 286 cars, 201 vans and 142 lorries, and paid an average of 298 euros.

> Nobody got past 22 words, and two managed four. Dana, whose 23 was the best score of the day, ran out of pencil.
! "23" more than 22

> No rider has finished the climb in under 41 minutes. Halvorsen, who holds the record, did it in 39 minutes and 12 seconds.
! "39 minutes and 12 seconds" less than 41

> No horse has won it in under two minutes; the winner, Bramble, needed 1min 58sec.
! "1min 58sec" less than two minutes

> 没有一名考生的成绩超过680分。第一名考了692分。
! "692分" more than 680

> 要求一律不得突破45人。今年各校无一违规，人数最多的柳桥二小也只有49人。
! "49人" more than 45

> His leap of 7.86 metres beat the old record of 7.94.
! "7.86 metres" more than the record of 7.94

> His leap of 7.98 metres beat the old record of 7.94.
= "7.98 metres" more than the record of 7.94

> The previous record was 61.4 metres. Her throw of 60.9 metres broke it on the last attempt.
! "60.9 metres" more than the record of 61.4

> 他以10.31秒的成绩打破了10.27秒的原纪录。
! "10.31秒" less than the record of 10.27

> The previous record was 61.4 metres. Her throw of 60.9 metres won the title but did not break it.

> The petition has gathered more than 180,000 names; the exact count on Monday was 118,416.
! "180,000" 118,416 ~ 1

> 全县粮食产量突破60万吨，达到53.6万吨，同比增长2.1%。
! "60万吨" 53.6万

> 报名人数超过3万人，组委会公布的准确数字是28640人。
! "3万人" 28640

> No rider had finished the climb in under 41 minutes. Halvorsen, who holds the record, did it in 39 minutes and 12 seconds.

> 没有一名文科考生的成绩超过680分。理科第一名考了692分。

> The fund has paid out more than 70 million yuan. By March, 2,600 families had got 20,000 yuan each, a total of 52 million yuan.
! "70 million yuan" comes to 52 million

> More than 4,700 pupils came by train. The east and the west gate counted 2,240 and 1,910 pupils respectively, 4,150 in total.
! "4,700" comes to 4,150

> More than 4,100 pupils came by train. The east and the west gate counted 2,240 and 1,910 pupils respectively, 4,150 in total.
= "4,100" comes to 4,150

> It cost over 7 billion yuan. Among them, 2.6 billion yuan is for locks, 3.1 billion yuan for quays, 5.7 billion yuan in all.
! "7 billion yuan" comes to 5.7 billion

> The fund plans to pay out more than 70 million yuan. By March, 2,600 families had 20,000 yuan each, a total of 52 million yuan.

> More than 70 boats were lost along the coast. Elmhaven lost 31 yachts and 16 dinghies, 47 in all.

> No village has more than 900 people; the largest, Orrin, has 874.
= "874" more than 900

> 节日期间古城接待游客超过16万人次。据统计，三天分别接待4.2万、5.1万和3.6万人次，共计12.9万人次。
! "16万人次" comes to 12.9万

> More than 42,000 people signed. Of the signatures checked so far, 38,917 were found valid.

> 造船产量年均以30万吨的幅度递增，不再是长期的六七十万吨。

> 该片上映10天票房破8亿元，单日最高1.2亿元，观影人次2,100万，平均票价38元。

> 采用新工艺后，平均损耗为2％—4％，工期平均缩短15％，出厂量年均以40吨的幅度递增，不再徘徊在90吨至110吨之间。

> The collection has more than 69,000 pieces. According to the latest statistics, it has reached 68,420 pieces.
! "69,000" 68,420 is what was counted

> The collection has more than 68,000 pieces. According to the latest statistics, it has reached 68,420 pieces.
= "68,000" 68,420

> The collection has more than 69,000 pieces. Of these, 68,420 pieces are of clay; last year it had 68,114 pieces.
? "69,000" is it the same thing

> White Lake received more than 600,000 trips. According to statistics, the spots of White Lake, Old Street and Cloud Terrace
> received 612,000, 498,000 and 455,000 trips respectively.
= "600,000" 612,000

Rule: an average lies between the least and the most; "more than x" excludes a stated figure of x or less for the same thing
and time, "nearly x" one above it.
"""

from __future__ import annotations

from collections.abc import Iterator

from checkers._context import Context
from checkers._gather import Index
from checkers._verdict import Verdict
from checkers.bound._averages import averages, extremes, means_of_values
from checkers.bound._counts import counted, counted_later, summed
from checkers.bound._limits import ceilings, nobody, records, within_limits
from checkers.bound._relation import bound

__all__ = ["bound"]


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        yield from averages(index, sentence)
        yield from means_of_values(index, sentence)
        yield from extremes(index, sentence)
        yield from ceilings(index, sentence)
        yield from nobody(index, sentence)
        yield from counted(index, sentence)
        yield from records(index, sentence)
    limits = list(within_limits(index))
    told_of = {id(v.roles[0][1]) for v in limits if v.outcome != "undecided"}
    for sentence in index.sentences:
        yield from summed(index, sentence, told_of)
    yield from limits
    yield from counted_later(index)
