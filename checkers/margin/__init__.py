"""A margin is the difference between the two figures, and a vote adds up to those who voted.

> Amira Castellan polled 14,862 votes to the 11,937 for Giles Pemberton, a majority of 2,925.
= "2,925" 14,862 - 11,937 = 2,925

> Amira Castellan polled 14,862 votes to the 11,937 for Giles Pemberton, a majority of 2,295.
!! "2,295" 14,862 - 11,937 = 2,925 ~ 2,925

> With every seat filled and all present, the seven-member board voted 5-3 to adopt it.
! "5-3" 5 + 3 = 8

> The seven-member board voted 5-2 to adopt it.
= "5-2" 5 + 2 = 7

> The seven-member board voted 4-2 to adopt it.
? "4-2" 4 + 2 = 6

> The home took 62 days to sell, six more than the 57 of last January.
! "six" 62 - 57 = 5 ~ 5

> A call took 6 minutes 30 seconds, 45 seconds faster than the 7 minutes 15 seconds of last year.
= "45 seconds" 390 - 435 = -45 seconds

> Koech won in 2:05:12, ahead of Abate in 2:06:40. The margin of 58 seconds was the widest since 2014.
! "58 seconds" 88 seconds apart

> Sun Wenjia won in 2 hours 28 minutes 06 seconds. He Rong needed 2 hours 29 minutes 44 seconds. She led by 1 minute 38 seconds.
= "1 minute 38 seconds" 98 seconds apart

> Koech won in 2:05:12, ahead of Abate in 2:06:40. In the women's race the first two finished with a gap of 58 seconds.

> Koech won in 2:05:12, ahead of Abate in 2:06:40. His lead at halfway had been 58 seconds.

> The race went to Orla Dale in 32:17, 54 seconds ahead of Beth Yeo (33:01).
! "54 seconds" 32:17 and 33:01 are 44 seconds apart

> The hosts beat the league leaders 106-102, and so won by six points.
! "six" 106 - 102 = 4

> Stoke 24 Marlow 31
>
> Marlow had not won there for years. They edged Stoke by nine points, and it rained.
! "nine" 24 - 31 = -7

> They finished on 67 points, six clear of Stoke, who ended on 63.
! "six" 67 - 63 = 4

> They finished on 67 points, four clear of Stoke, who ended on 63.
= "four" 67 - 63 = 4

> They finished on 67 points, clear of Stoke, who had six more in May and ended on 63.

> The Herons beat the Scorch 114-106 for their sixth straight win. The 18-point margin was their smallest.
! "18-point" 114 - 106 = 8

> Marlow beat Stoke 31-24. They had lost by nine points in May.

> Police counted 12,000 marchers and the unions 18,000, 8,000 more.
! "8,000" 2 6,000 apart

> Police counted 12,000 marchers and the unions 18,000, 6,000 more than last year.

> The home side trailed 31-38 at the break, nine points behind, but won 80-74.
! "nine" 31 - 38 = -7

> City won 78-71 after trailing by nine points.

> Some 300 guests came, twice the 150 of 2019 and 50 more than the 240 seats.

> The firm has 300 staff in 12 offices, five more than in its first 10 years.

> The trustees agreed, 11-3, to wait; all 13 members took part.
! "11-3" 11 + 3 = 14

> The nine-member board voted by six to four in favour. Nobody was absent.
! "six to four" 6 + 4 = 10

> 712 deputies attended and voted, with 698 votes in favour, 19 votes against and 5 abstentions.
! "712" 698 + 19 + 5 = 722, of 712 ~ 9

> 出席会议的代表712人，赞成698票，反对9票，弃权5票。
= "712人" 698 + 9 + 5 = 712

> The bill passed with 698 votes in favour and 19 against. Some 712 people attended.

> Set 87, the visitors got home in 19.2 overs for the loss of Barlow, caught behind for 12.

> The yard has 64 boats and 38 moorings, and is three short of staff.

> Leeds won 3-1 in front of 41,200 people, a lead of 12 points in the table.

> The board has seven members. It met 12 times and voted 40 times.

> In the poll 34 per cent approved and 51 per cent did not, a net score of minus 71.
! "minus 71" 17 apart ~ 17

> Of the ballots, 512 named her and 388 the baker. He took his 214-vote defeat well.
! "214" 124 apart ~ 124

> The motion passed with 1,842 votes in favour and 967 against. The votes in favour were 875 more than the votes against.
= "875" 875 apart

> The first ran 2 hours 28 minutes 6 seconds, the second 2 hours 29 minutes 44 seconds. The former led by 2 minutes 18 seconds.
! "2 minutes 18 seconds" 98 seconds apart

> | Candidate | Votes |
> | --- | ---: |
> | Lind | 31,870 |
> | Prior | 24,115 |
> | Tui | 9,302 |
>
> Lind won the seat by 7,577 votes. Four years earlier she had won by 3,212 votes.
! "7,577" 7,755 apart ~ 7,757

> Her time of 10.42 seconds was 0.17 seconds faster than the record of 10.25.
! "0.17 seconds" not faster ~ the other way

> He won in 10.18 seconds, which was 0.17 seconds faster than the record of 10.25 seconds.
! "0.17 seconds" 0.07 ~ one digit

> The line for athletes was 408 points, and 12 of them got less than 450.

> The yes camp had 61,204 votes to 46,718. Four years earlier it had won by 41,486 votes.

> The poll put Lind at 48 per cent and Prior at 40 per cent, with a margin of error of 2.5 points.

> A majority of 60 was needed; 54 voted for it and 31 against.

> | Club | P | Pts |
> | --- | ---: | ---: |
> | Old Mill | 20 | 49 |
> | Dalby Wharf | 20 | 46 |
> | Kirk Town | 19 | 41 |
>
> Wharf came second, five points behind Old Mill and five clear of Kirk Town.
! "five" 49 and 46 are 3 apart ~ 3
= "five" 2 46 and 41 are 5 apart

> | Club | P | Pts |
> | --- | ---: | ---: |
> | Old Mill | 20 | 49 |
> | Dalby Wharf | 20 | 46 |
>
> Wharf were five points behind Old Mill at Christmas. Old Mill won ten more matches than Wharf did in 2019.

> | List | Seats |
> | --- | ---: |
> | Harbour | 19 |
> | Orchard | 15 |
>
> Harbour took six more seats than Orchard.
! "six" 19 and 15 are 4 apart

> 坝顶高程412米，坝底高程288米，两者落差达154米。
! "154米" 124 apart ~ 124

> Line A carried 5.2 million passengers and Line B 3.6 million; the gap between the two lines was 1.9 million.
! "1.9 million" 1,600,000 apart

> 甲组平均86.4分，乙组79.8分，男女生相差2.1分。

> 坝顶高程412米，坝底高程288米，与下游河床相差154米。电站水头142米。

> The clock struck 41 times to 33 for the motion, and the amendment fell by a margin of 12.

> 男队用时42分18秒，女队用时45分03秒，男队快了3分45秒。
! "3分45秒" 165 seconds apart

@ 2025-04-11 zh
> | 学校 | 积分 |
> | --- | ---: |
> | 东林中学 | 52 |
> | 石门中学 | 47 |
>
> 东林中学领先石门中学7分夺冠。
! "7分" 52 and 47 are 5 apart

@ 2025-04-11 zh
> 4月10日晚，海州队以106比102战胜江阳队，净胜6分。
! "6分" 106 - 102 = 4

> 她以3分12秒夺冠，比第二名的3分15秒快5秒。
! "5秒" 2 192

> 林某得票45218张，对手周某得票39870张，林某以5438票的优势当选。
! "5438票" 5,348 apart ~ 5348

> 她以11秒36夺冠，比原纪录11秒24快了0.12秒。
! "0.12秒" not faster ~ the other way

> 海州队以3比2取胜，领先第二名6分。

Rule: margin = winner - loser; a gap ("six more than") is the difference of the figures it compares;
votes for and against are no more than there are members (fewer may have voted).
"""

from __future__ import annotations

from collections.abc import Iterator

from checkers._context import Context
from checkers._gather import Index
from checkers._rows import rows
from checkers._verdict import Verdict
from checkers.margin._gaps import gaps_of, races
from checkers.margin._relation import margin
from checkers.margin._stated import stated_margins
from checkers.margin._tables import columns_of, elsewhere, of_rows
from checkers.margin._votes import answered, votes

__all__ = ["margin"]


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    columns = list(columns_of(index))
    tables = rows(index)
    for sentence in index.sentences:
        gaps = list(gaps_of(index, sentence))
        yield from (verdict for _, verdict in gaps if verdict is not None)
        margins = list(stated_margins(index, sentence, [figure for figure, _ in gaps]))
        yield from margins
        taken = {id(index.by_id[id(v.claim)]) for v in margins} | {id(figure) for figure, v in gaps if v is not None}
        between = list(of_rows(index, sentence, tables)) if tables else []
        yield from (v for v in between if id(index.by_id[id(v.claim)]) not in taken)
        taken |= {id(index.by_id[id(v.claim)]) for v in between}
        yield from elsewhere(index, sentence, taken, columns)
        yield from votes(index, sentence)
        yield from answered(index, sentence)
        yield from races(index, sentence)
