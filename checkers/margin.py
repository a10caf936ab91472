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

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any, NamedTuple

from checkers._chance import COINCIDENCE, chance
from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.pairs import bare
from checkers._gather.terms import ends_with, starts_with, terms
from checkers._gather.terms import said as said_in
from checkers._judge import loose, said, told
from checkers._repair import repairs
from checkers._rows import Mention, Rows, mentions, near, rows
from checkers._slip import counted
from checkers._verdict import Fit, Verdict
from claims.numbers import number
from claims.quantity import Quantity, Range
from claims.tokens import has_han

CODE = "margin"
_CLOCK = re.compile(r"(\d{1,2})[:：](\d{2})")
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
_BEATEN, _MATCH, _REACHED = 6, 3, 20
_ANSWER = 44
_LINK = 6
_WINDOW, _BEHIND = 36, 26
_FILLERS = 3
_MOST = 6
_WHOLE = 100
_AWAY = 60
_BALLOTS = frozenset((None, "vote", "ballot", "票", "张", "張"))
_BEFORE = 24
_FIVE = 5
_HAN_LINK = 2
_TO_NAME = r"\s*(?:the |its |their |rivals |neighbours |second-placed |third-placed |leaders )?"
_SCORE = re.compile(r"(\d{1,3})\D+(\d{1,3})(?:\D+(\d{1,3}))?$")


def margin(winner: Range, loser: Range) -> Range:
    """By how much the winner is ahead."""
    return winner - loser


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    columns = list(_columns(index))
    tables = rows(index)
    for sentence in index.sentences:
        gaps = list(_gaps(index, sentence))
        yield from (verdict for _, verdict in gaps if verdict is not None)
        margins = list(_margins(index, sentence, [figure for figure, _ in gaps]))
        yield from margins
        taken = {id(index.by_id[id(v.claim)]) for v in margins} | {id(figure) for figure, v in gaps if v is not None}
        between = list(_of_rows(index, sentence, tables)) if tables else []
        yield from (v for v in between if id(index.by_id[id(v.claim)]) not in taken)
        taken |= {id(index.by_id[id(v.claim)]) for v in between}
        yield from _elsewhere(index, sentence, taken, columns)
        yield from _votes(index, sentence)
        yield from _answered(index, sentence)
        yield from _races(index, sentence)


def _races(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """What somebody led by against the only two finishing times that are told before it."""
    for gap in sentence.figures:
        quantity = gap.claim.quantity
        if gap.kind != "duration" or gap.unit not in ("second", "minute") or quantity is None or quantity.value is None:
            continue
        prose = index.tokens.prose
        if ends_with("raced_by", prose[max(sentence.start, gap.claim.start - _BEFORE) : gap.claim.start]) is None:
            continue
        size = quantity.middle * _SECONDS[gap.unit]
        near = [
            s
            for s in index.sentences[max(0, sentence.position - 2) : sentence.position + 1]
            if s.paragraph == sentence.paragraph
        ]
        times = [f for s in near for f in s.figures if f.claim.start < gap.claim.start and _is_result(f, size)]
        if len(times) != 2 or said_in("other_race", prose[times[1].claim.end : gap.claim.start]):
            continue
        a, b = times
        first, last = sorted((_seconds(a), _seconds(b)))
        apart = margin(Range.point(last), Range.point(first))
        if not 0 < apart.middle < first / _FIVE:
            continue
        roles = [("margin", gap.claim), ("first", a.claim), ("second", b.claim)]
        because = f"{_written(a)} and {_written(b)} are {said(apart.middle)} seconds apart"
        found = Range.point(size)
        if abs(size - apart.middle) <= 1:
            yield Verdict(CODE, "holds", roles, because, found=found, expected=apart, unit="second")
        elif quantity.hedge is None and Fraction(1, 5) <= size / apart.middle <= _FIVE:
            fits = [Fit(f"the margin is {said(apart.middle)} seconds")]
            yield Verdict(
                CODE, "discrepancy", roles, because, "likely", fits, found=found, expected=apart, unit="second"
            )


def _seconds(figure: Figure) -> Fraction:
    quantity = figure.claim.quantity
    assert quantity is not None
    return quantity.middle * _SECONDS[str(figure.unit)]


def _is_result(figure: Figure, gap: Fraction) -> bool:
    """True for a time of a race, which is far longer than what parts two of them."""
    quantity = figure.claim.quantity
    return (
        figure.kind == "duration"
        and figure.unit in ("second", "minute", "hour")
        and quantity is not None
        and quantity.value is not None
        and quantity.middle * _SECONDS[str(figure.unit)] > gap * _FIVE
    )


def _gaps(index: Index, sentence: Sentence) -> Iterator[tuple[Figure, Verdict | None]]:
    """(gap, verdict) of "{new} …, {gap} more than the {old}": the old figure is led by the comparison behind the gap."""
    for gap in sentence.figures:
        if not _plain_amount(gap) or gap.kind == "score":
            continue
        rest = [f for f in sentence.figures[gap.order + 1 :] if f.kind != "date"]
        behind = _led_gap(index, sentence, gap)
        if behind is not None:
            yield from behind
            continue
        if not rest or not _plain_amount(rest[0]) or rest[0].depth - gap.depth > 1:
            continue
        old = rest[0]
        link = index.text(gap.after, old.first)
        words = len(index.words(gap.after, old.first))
        relative = starts_with("who_which", link.partition(",")[2].lstrip())
        if (
            words > _LINK + (2 if relative else 0)
            or index.edges_between(gap, old) > bool(relative)
            or not _compares(link)
        ):
            continue
        if len(link[: terms("outdoes", link)[0].start].split()) >= _FILLERS or starts_with("of_these", link.lstrip()):
            continue  # "12 of them got less than 450" compares nothing by 12
        earlier = [
            f
            for f in reversed(sentence.figures[: gap.order])
            if _plain_amount(f) and f.depth <= gap.depth and _alike(f, old) and _alike(f, gap)
        ]
        if not earlier:
            continue
        yield old, None
        verdicts = [_gap(gap, new, old, link) for new in earlier]
        held = next((v for v in verdicts if v.outcome == "holds"), None)
        if held is not None:
            yield gap, held
            continue
        near = earlier[0]
        between = len(index.words(near.after, gap.first))
        compared = terms("outdoes", link)[0].start
        tight = len(link[:compared].split()) <= 1 and gap.order == near.order + 1
        if tight and between <= _FILLERS and index.edges_between(near, gap) <= 1:
            # "a time of 10.18 seconds, which was 0.07 seconds faster than the record of 10.25"
            yield gap, verdicts[0] if verdicts[0].fits else None
            continue
        others = [f for f in sentence.between(near, gap) if f.kind != "date"]
        set_off = gap.before in (",", "，", "–", "—", "(", "（")
        attached = set_off and index.edges_between(near, gap) <= 1 and between <= _LINK and not others
        yield gap, verdicts[0] if attached and verdicts[0].fits else None


def _led_gap(index: Index, sentence: Sentence, gap: Figure) -> list[tuple[Figure, Verdict | None]] | None:
    """3分12秒夺冠，比第二名的3分15秒快3秒: what is compared with stands before the gap."""
    if gap.order < 2:
        return None
    old = sentence.figures[gap.order - 1]
    link = index.text(old.after, gap.first)
    if not _plain_amount(old) or not _alike(old, gap) or not said_in("outdone", link) or len(link) > _LINK:
        return None
    window = index.text(max(sentence.first, old.first - 2 * _LINK), old.first)
    earlier = [f for f in reversed(sentence.figures[: old.order]) if _plain_amount(f) and _alike(f, old)]
    if not earlier or not said_in("beside", window):
        return None
    verdicts = [_gap(gap, new, old, link) for new in earlier]
    held = next((v for v in verdicts if v.outcome == "holds"), None)
    near = index.edges_between(earlier[0], old) <= 1
    return [(old, None), (gap, held or (verdicts[0] if near and verdicts[0].fits else None))]


def _turned(link: str, exact: Fraction, *, timed: bool) -> str | None:
    """The word of comparison that the figures turn round: a time is faster where it is less; None where they agree."""
    words = {term.value for term in terms("greater", link)}
    if len(words) != 1 or not exact:
        return None
    (word,) = words
    if word in ("fast", "slow"):
        return {"fast": "faster", "slow": "slower"}[word] if timed and (exact < 0) != (word == "fast") else None
    if timed and word != "long":
        return None
    higher = word in ("high", "long")
    return None if (exact > 0) == higher else "more" if higher else "less"


def _compares(text: str) -> bool:
    """True where a comparison of size stands in the text: "more than", "ahead of"."""
    return said_in("outdoes", text)


def _plain_amount(figure: Figure) -> bool:
    """A figure that a gap can be counted from: a level with a value and no range, or a clock reading such as 32:17."""
    quantity = figure.claim.quantity
    if figure.kind == "score":
        return _CLOCK.fullmatch(_written(figure)) is not None
    return (
        figure.kind in ("count", "number", "duration", "measure", "money")
        and quantity is not None
        and quantity.value is not None
    )


def _written(figure: Figure) -> str:
    quantity = figure.claim.quantity
    return " ".join(quantity.written.split()) if quantity is not None else ""


def _alike(a: Figure, b: Figure) -> bool:
    """True where both can be subtracted: clock readings and durations, one unit, or a bare number beside anything."""
    timed = {a.kind, b.kind} <= {"score", "duration"}
    if timed or "score" in (a.kind, b.kind):
        return timed
    return (a.kind, a.unit) == (b.kind, b.unit) or (
        (None in (a.unit, b.unit)) and {a.kind, b.kind} <= {"count", "number", "duration", "measure"}
    )


def _size(figure: Figure, *, seconds: bool) -> Range:
    """A figure's readings: what comes whole (counts, days) is what it says, but for averages."""
    quantity = figure.claim.quantity
    assert quantity is not None
    if figure.kind == "score":
        match = _CLOCK.fullmatch(_written(figure))
        assert match is not None
        return Range.point(int(match.group(1)) * 60 + int(match.group(2)))
    whole = figure.kind in ("count", "number", "duration") and "AVERAGE" not in figure.sentence.cues
    plain = counted(quantity)[0] if whole and quantity.hedge is None else bare(quantity)[0]
    if seconds and figure.kind == "duration" and quantity.unit in _SECONDS:
        return plain * _SECONDS[quantity.unit]
    return plain


def _gap(gap: Figure, new: Figure, old: Figure, link: str) -> Verdict:
    timed = all(f.kind in ("duration", "score") for f in (gap, new, old))
    found, a, b = (_size(f, seconds=timed) for f in (gap, new, old))
    difference = a - b
    exact = a.middle - b.middle
    roles = [("margin", gap.claim), ("one", new.claim), ("other", old.claim)]
    unit = " seconds" if timed else ""
    if "score" in (new.kind, old.kind):
        because = f"{_written(new)} and {_written(old)} are {said(abs(exact))} seconds apart"
    else:
        because = f"{said(a.middle, 2)} - {said(b.middle, 2)} = {said(exact, 2)}{unit}"
    if found.meets(difference) or found.meets(-difference):
        turned = _turned(link, exact, timed=any(f.kind in ("duration", "score") for f in (gap, new, old)))
        if turned is None:
            return Verdict(CODE, "holds", roles, because, found=found, expected=difference)
        fits = [Fit(f"not {turned} by {told(gap.claim)}, but the other way")]
        because = f"{because}: {told(new.claim)} is not {turned} than {told(old.claim)}"
        return Verdict(CODE, "discrepancy", roles, because, "likely", fits, found=found, expected=difference)
    verdict = Verdict(CODE, "discrepancy", roles, because, "likely", found=found, expected=difference)
    wanted = difference if exact > 0 else -difference
    ratio = found.middle / abs(exact) if exact else Fraction(0)
    if Fraction(1, 4) <= ratio <= 4:
        verdict.fits = [fit for _, fit in repairs(gap.claim, wanted)] or [
            Fit(f"the gap is {said(abs(exact), 2)}{unit}")
        ]
    return verdict


def _by_score(index: Index, sentence: Sentence, figure: Figure) -> Verdict | None:
    """The margin of a match whose score the sentence gives, or the last one that does: "beat them 106-102, … by six points"."""
    quantity = figure.claim.quantity
    scores = [f for f in sentence.figures[: figure.order] if f.kind == "score"]
    if not scores:
        return _by_score_before(index, sentence, figure)
    if (
        len(scores) > 1
        and scores[-1].order == figure.order - 1
        and not index.edges_between(scores[-1], figure)
        and len(index.words(scores[-2].after, scores[-1].first)) > _LINK // 2
    ):
        scores = scores[-1:]
    points = figure.kind == "count" or (figure.kind == "duration" and _written(figure).endswith("分"))
    if len(scores) != 1 or quantity is None or quantity.value is None or not points:
        return None
    beside = not index.words(scores[0].after, figure.first) and figure.leads[:1] == ("BY",)
    behind = index.text(figure.after, min(figure.after + _FILLERS, sentence.after))
    # "trailed 31-38 at the break, seven points behind"
    if scores[0].order == figure.order - 1 and figure.before == "," and said_in("gap_side", behind.split(",")[0]):
        beside = len(index.words(scores[0].after, figure.first)) <= _FILLERS - 1
    match = _SCORE.match(_written(scores[0]))
    window = index.text(max(sentence.first, figure.first - 4), figure.first)
    if (
        match is None
        or match.group(3)
        or not (beside or said_in("won_by", window))
        or index.edges_between(scores[0], figure) > 2
    ):
        return None
    return _scored(figure, scores[0], match)


def _by_score_before(index: Index, sentence: Sentence, figure: Figure) -> Verdict | None:
    """{winner} {a} {loser} {b}. … They won by {margin}: of the one match that the sentences before tell."""
    quantity = figure.claim.quantity
    if quantity is None or quantity.value is None or figure.kind != "count":
        return None
    if any(f.kind in ("date", "score") for f in sentence.figures) or sentence.quoted:
        return None
    window = index.text(max(sentence.first, figure.first - _BEATEN), figure.first)
    beaten = figure.leads[:1] == ("BY",) and said_in("beaten", window)
    won = said_in("won_by", index.text(max(sentence.first, figure.first - 4), figure.first))
    behind = index.tokens.prose[figure.claim.end : figure.claim.end + _REACHED].partition(" ")[2]
    if not beaten and not won and starts_with("margin_behind", behind) is None:
        return None
    before = index.sentences[max(0, sentence.index - _MATCH) : sentence.index]
    scores = [f for s in before for f in s.figures if f.kind == "score"]
    match = _SCORE.match(_written(scores[0])) if len(scores) == 1 else None
    if match is None or match.group(3):
        return None
    return _scored(figure, scores[0], match)


def _scored(figure: Figure, score: Figure, match: re.Match[str]) -> Verdict | None:
    quantity = figure.claim.quantity
    assert quantity is not None
    a, b = (int(part) for part in match.groups()[:2])
    exact = abs(a - b)
    roles = [("margin", figure.claim), ("score", score.claim)]
    because = f"{a} - {b} = {a - b}"
    if quantity.middle == exact:
        return Verdict(CODE, "holds", roles, because, found=Range.point(exact), expected=Range.point(exact))
    if not exact or not Fraction(1, 3) <= quantity.middle / exact <= 3:
        return None
    fits = [fit for _, fit in repairs(figure.claim, Range.point(exact))] or [Fit(f"the margin is {exact}")]
    return Verdict(
        CODE, "discrepancy", roles, because, "likely", fits, found=bare(quantity)[0], expected=Range.point(exact)
    )


def _margins(index: Index, sentence: Sentence, done: list[Figure]) -> Iterator[Verdict]:
    for figure in sentence.figures:
        quantity = figure.claim.quantity
        if (
            figure.kind not in ("count", "number", "duration", "measure", "money")
            or quantity is None
            or quantity.value is None
            or quantity.hedge is not None
        ):
            continue
        scored = _by_score(index, sentence, figure)
        if scored is not None:
            yield scored
            continue
        if figure in done or figure.leads[:1] in (("THAN",), ("FROM",)) or not _named(index, figure):
            continue
        rest = [
            f
            for f in sentence.figures[: figure.order]
            if f.claim.quantity is not None
            and f.claim.quantity.value is not None
            and f.depth == 0
            and (
                f.kind == figure.kind
                or {f.kind, figure.kind} <= {"count", "number"}
                or (f.kind == "percent" and figure.kind == "points")
            )
        ]
        if len(rest) < 2:
            continue
        # "31 votes to 22 with four abstentions": the pair is what "to" or "against" joins, else the last two.
        joined = [
            k
            for k in range(len(rest) - 1, 0, -1)
            if {"TO", "FROM"} & set(rest[k].leads[:1]) and rest[k].order == rest[k - 1].order + 1
        ]
        last = joined[0] if joined else len(rest) - 1
        a, b = rest[last - 1].claim, rest[last].claim
        if index.edges_between(rest[-1], figure) >= 10 or _set_apart(index, rest[-2:], figure):
            continue
        verdict = _weigh(figure, a.quantity, b.quantity, [("margin", figure.claim), ("one", a), ("other", b)])
        if verdict is not None and (joined or verdict.outcome == "holds" or _no_chance(verdict)):
            yield verdict


def _no_chance(verdict: Verdict) -> bool:
    """True where a slip of the pen explains what does not fit too well for figures that only stand near one another."""
    found, expected = verdict.found, verdict.expected
    return found is not None and expected is not None and chance(verdict.fits, found, expected) <= COINCIDENCE


def _named(index: Index, figure: Figure) -> bool:
    """True where the words beside the figure call it a margin: "a majority of", "慢了", "相差"."""
    k = figure.first - 1
    steps = 0
    while k >= figure.sentence.first and steps < 4 and k not in index.owner:
        entry = index.entry(k)
        if "margin" in entry:
            return True
        if not (
            "reach" in entry
            or "stop" in entry
            or "hedge" in entry
            or entry.get("article") is not None
            or entry.get("cue") in ("OF", "BY", "TO")
            or "le" in index.tokens.word[k]
        ):
            return False
        k -= 1
        steps += 1
    return False


def _weigh(figure: Figure, a: Quantity | None, b: Quantity | None, roles: list[tuple[str, Any]]) -> Verdict | None:
    quantity = figure.claim.quantity
    assert quantity is not None and a is not None and b is not None
    if a.middle < b.middle:
        a, b = b, a
    expected = margin(loose(a), loose(b))
    exact = a.middle - b.middle
    unit = " seconds" if figure.kind == "duration" else ""
    because = f"{said(a.middle)} - {said(b.middle)} = {said(exact)}{unit}"
    if figure.kind != "duration":
        because = f"{_plain(a)} - {_plain(b)} = {said(exact)}"
    if loose(quantity).meets(expected):
        return Verdict(CODE, "holds", roles, because, found=loose(quantity), expected=expected, unit=quantity.unit)
    if exact <= 0:
        return None
    ratio = quantity.middle / exact
    if not Fraction(1, 12) <= ratio <= 12 or quantity.middle > a.middle:
        # More than the larger of the two is no margin between them: "7 for 309, an overall lead of 374".
        return None
    verdict = Verdict(
        CODE,
        "discrepancy",
        roles,
        because,
        "proven",
        found=loose(quantity),
        expected=expected,
        unit=quantity.unit,
    )
    verdict.fits = [fit for _, fit in repairs(figure.claim, expected)]
    if not verdict.fits:
        verdict.fits = [Fit(f"the margin is {said(exact)}{unit}")]
    return verdict


def _plain(quantity: Quantity) -> str:
    return said(quantity.middle, 2)


def _votes(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """A vote and its voters, "the seven-member board voted 5-2": as many votes as members, or fewer."""
    for score in sentence.figures:
        if score.kind != "score" or not (
            _voted(index, score) or said_in("carried", index.text(max(sentence.first, score.first - 4), score.first))
        ):
            continue
        parts = _sides(index, score)
        members = [
            f
            for f in sentence.figures
            if (
                f.kind == "count"
                and f.order != score.order
                and f.claim.quantity is not None
                and f.claim.quantity.value is not None
                and f.claim.quantity.hedge is None
                and "member" in index.entry(f.after - 1 if f.after - 1 >= f.first else f.after)
            )
            or (f.kind == "count" and f.claim.quantity is not None and _is_members(index, f))
        ]
        if not parts or len(members) != 1:
            continue
        q = members[0].claim.quantity
        assert q is not None and q.value is not None
        number = int(q.value)
        because = f"{' + '.join(str(p) for p in parts)} = {sum(parts)}"
        roles = [("vote", score.claim), ("members", members[0].claim)]
        if sum(parts) == number:
            yield Verdict(CODE, "holds", roles, because, found=Range.point(sum(parts)), expected=Range.point(number))
        elif sum(parts) < number:
            yield Verdict(CODE, "undecided", roles, f"{because}; {number - sum(parts)} of {number} may not have voted")
        else:
            yield Verdict(
                CODE,
                "discrepancy",
                roles,
                f"{because}, of {number}",
                "likely",
                [Fit(f"the vote was {parts[0]}-{number - parts[0]}")],
            )


def _sides(index: Index, score: Figure) -> list[int]:
    """The figures of a score in digits or words, "six to four"; empty where they are not read."""
    match = _SCORE.match(told(score.claim))
    if match is not None:
        return [int(p) for p in match.groups() if p is not None]
    found: list[int] = []
    k = score.first
    while k < score.after:
        read = number(index.tokens, k)
        if read is not None and read.whole:
            found.append(int(read.value))
        k = read.after if read is not None else k + 1
    return found if len(found) > 1 else []


def _answered(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """{voters} voted: {for} in favour, {against} against and {neither} abstaining."""
    prose = index.tokens.prose
    found: dict[str, Figure] = {}
    voters: list[Figure] = []
    for figure in sentence.figures:
        q = figure.claim.quantity
        if figure.kind not in ("count", "number") or q is None or q.value is None or q.hedge is not None:
            continue
        if figure.claim.cell is not None or q.middle.denominator != 1:
            continue
        last = sentence.figures[figure.order - 1].claim.end if figure.order else sentence.start
        following = sentence.figures[figure.order + 1 : figure.order + 2]
        before = prose[max(last, figure.claim.start - _ANSWER) : figure.claim.start]
        behind = prose[
            figure.claim.start : min(
                following[0].claim.start if following else sentence.end, figure.claim.end + _ANSWER
            )
        ]
        answers = {t.value for t in terms("vote", before if has_han(before) else behind)}
        if len(answers) == 1 and (answer := answers.pop()) not in found:
            found[answer] = figure
        elif not answers and said_in("voters", behind if not has_han(behind) else before + behind):
            voters.append(figure)
    if not {"for", "against"} <= found.keys() or len(voters) != 1:
        return
    parts = sorted(found.values(), key=lambda f: f.order)
    added = sum(_whole(f) for f in parts)
    roles = [("voters", voters[0].claim), *(("votes", f.claim) for f in parts)]
    because = f"{' + '.join(str(_whole(f)) for f in parts)} = {added}"
    most = _whole(voters[0])
    if added == most:
        yield Verdict(CODE, "holds", roles, because, found=Range.point(most), expected=Range.point(added))
    elif added < most:
        yield Verdict(CODE, "undecided", roles, f"{because}; {most - added} of {most} may not have voted")
    else:
        fits = [fit for f in parts for _, fit in repairs(f.claim, Range.point(most - added + _whole(f)))] or [
            Fit(f"there were {added} voters")
        ]
        yield Verdict(CODE, "discrepancy", roles, f"{because}, of {most}", "likely", fits[:3])


def _whole(figure: Figure) -> int:
    return int(figure.claim.quantity.middle) if figure.claim.quantity is not None else 0


def _voted(index: Index, score: Figure) -> bool:
    return any(
        "voted" in index.entry(k)
        for k in range(max(score.sentence.first, score.first - 5), min(score.after + 3, len(index.tokens)))
    )


def _is_members(index: Index, figure: Figure) -> bool:
    quantity = figure.claim.quantity
    if quantity is None or quantity.value is None or not 2 <= quantity.value <= 999:
        return False
    return any(
        "member" in index.entry(k)
        for k in range(figure.after, min(figure.after + 3, len(index.tokens)))
        if k not in index.owner
    ) and (
        index.tokens.text[figure.after : figure.after + 1] in (["-"], ["‐"]) or "member" in index.entry(figure.after)
    )


# -- a margin that is called one, its figures elsewhere ---------------------------------------------------------


def _elsewhere(index: Index, sentence: Sentence, taken: set[int], columns: Sequence[_Column]) -> Iterator[Verdict]:
    """A margin whose two figures stand in the sentence as bare numbers, in one of the two before, or in a table."""
    for figure in sentence.figures:
        quantity = figure.claim.quantity
        if (
            figure.kind not in ("count", "number", "duration", "points", "measure", "money")
            or quantity is None
            or not quantity.value
            or quantity.hedge is not None
            or (quantity.direction is not None and figure.kind != "duration")
            or figure.claim.cell is not None
            or id(figure) in taken
            or figure.depth
            or not _is_margin(index, figure)
        ):
            continue
        verdict = _of_earlier(index, sentence, figure) or _of_column(index, sentence, figure, columns)
        if verdict is not None:
            yield verdict


def _is_margin(index: Index, figure: Figure) -> bool:
    """True where words before or behind a figure call it a margin: "won by", "a net score of", "214-vote defeat"."""
    prose = index.tokens.prose
    sentence = figure.sentence
    low = max(sentence.start, figure.claim.start - _WINDOW)
    last = sentence.figures[figure.order - 1] if figure.order else None
    if last is not None and last.claim.quantity is not None and last.claim.quantity.value == 2 and figure.order > 1:
        last = sentence.figures[figure.order - 2]  # the gap between the two lines was 1.1 million
    if last is not None:
        low = max(low, last.claim.end)
    before = re.split(r"[,;，；。、]", prose[low : figure.claim.start])[-1]
    found = terms("gap_before", before)
    if any(term.value == "none" for term in found):
        return False
    rest = before[found[-1].end :] if found else ""
    # Han text sets no words apart: 以7目半的优势击败中国棋手周俊勋三段 names somebody in between.
    if found and len(rest.split() if rest.isascii() else rest.strip()) <= _FILLERS:
        # "won 61% by noon": what was won by how much has the figure right behind its last word.
        return found[-1].value != "won" or before.rstrip().lower().endswith("by")
    high = min(sentence.end, figure.claim.end + _BEHIND)
    if figure.order + 1 < len(sentence.figures):
        high = min(high, sentence.figures[figure.order + 1].claim.start)
    after = re.split(r"[,;，；。、]", prose[figure.claim.end : high])[0]
    if figure.before == "," and starts_with("more_end", after.rstrip(".")) is not None:
        # "12,000 marchers and the unions 18,000, 6,000 more."
        term = starts_with("more_end", after)
        last = sentence.figures[figure.order - 1] if figure.order else None
        if term is not None and not after[term.end :].strip(" .") and last is not None:
            return not index.words(last.after, figure.first) and index.edges_between(last, figure) == 1
    behind = terms("gap_after", after)
    if index.entry(figure.after).get("cue") == "OF":
        return False  # "12 of them got less than 450"
    return bool(behind) and len(re.findall(r"[A-Za-z]+", after[: behind[0].start])) <= _FILLERS - 1


def _level_of(figure: Figure, gap: Figure) -> bool:
    """True for a figure that the gap could be counted from: not one of another unit, a range or a rounded amount."""
    q = figure.claim.quantity
    if q is None or q.value is None or q.direction is not None or figure.claim.cell is not None or figure.depth:
        return False
    if gap.kind == "duration":
        return figure.kind == "duration" and (q.unit in _SECONDS) == (gap.unit in _SECONDS)
    if gap.kind in ("measure", "money"):
        return figure.kind == gap.kind and figure.unit == gap.unit and q.hedge is None
    own = gap.claim.quantity
    if gap.kind == "number" and figure.kind == "percent" and own is not None and own.middle < _WHOLE:
        return True
    if gap.kind == "points" or (gap.kind == "count" and gap.unit == "point"):
        return figure.kind == "percent" or (figure.kind == gap.kind and figure.unit == gap.unit)
    return figure.kind in ("count", "number") and (
        figure.unit in (None, gap.unit) or gap.unit is None or {figure.unit, gap.unit} <= _BALLOTS
    )


def _of_earlier(index: Index, sentence: Sentence, figure: Figure) -> Verdict | None:
    quantity = figure.claim.quantity
    assert quantity is not None
    own = index.tokens.prose[sentence.start : figure.claim.start]
    here = [f for f in sentence.figures[: figure.order] if _level_of(f, figure)]
    groups: list[list[Figure]] = [here] if len(here) > 1 else []
    if groups and _set_apart(index, here, figure):
        return None
    if not groups and not _other_time(index, figure):
        for back in (1, 2):
            at = sentence.position - back
            if at < 0 or sentence.index - index.sentences[at].index > 2:
                break
            earlier = index.sentences[at]
            if earlier.heading or earlier.paragraph < sentence.paragraph - 1:
                break
            groups.append([f for f in earlier.figures if _level_of(f, figure)] + (groups[-1] if groups else here))
    pairs: list[tuple[Figure, Figure]] = []
    for group in groups:
        pairs += [p for p in combinations(group[:_MOST], 2) if p not in pairs]
    verdicts = []
    for a, b in pairs:
        if a.kind != b.kind and {a.kind, b.kind} != {"count", "number"}:
            continue
        sizes = [_size(f, seconds=True).middle for f in (a, b)]
        least = max(sizes) if figure.kind in ("measure", "money") else min(sizes) * 2
        if least < _size(figure, seconds=True).middle:
            continue
        verdicts.append(_difference(figure, a, b))
    held = next((v for v in verdicts if v.outcome == "holds"), None)
    if held is not None or not verdicts:
        return held
    slips = [v for v in verdicts if any(fit.rank == 0 for fit in v.fits)]
    if len(slips) == 1:
        return slips[0]
    led = figure.kind == "duration" and (said_in("former", own) or said_in("latter", own))
    sure = len(verdicts) == 1 and (len(here) > 1 or led)
    if sure and verdicts[0].found is not None and verdicts[0].expected is not None:
        ratio = verdicts[0].found.middle / (abs(verdicts[0].expected.middle) or 1)
        if Fraction(1, 4) <= abs(ratio) <= 4 or any(fit.rank in (1, 2) for fit in verdicts[0].fits):
            return verdicts[0]
    return None


def _set_apart(index: Index, here: Sequence[Figure], gap: Figure) -> bool:
    """True where a gap behind two figures of its sentence is one of another time or thing: "the gap in 2019 was"."""
    sentence = gap.sentence
    between = index.tokens.prose[here[-1].claim.end : gap.claim.start]
    dated = any(f.kind == "date" and f.order > here[-1].order for f in sentence.figures[: gap.order])
    if dated or said_in("elsewhen", between) or said_in("and_another", between):
        return True
    held = re.split(r"[,;:，；：、。(（]", between)[-1]
    if gap.kind not in ("measure", "money") and (held.isascii() or not said_in("apart", held)):
        return False
    if gap.kind not in ("measure", "money"):
        # 甲组86.4分，乙组79.8分，男女生相差2.1分
        lead = held[: terms("apart", held)[-1].start].strip()
        return len(lead) > _FILLERS - 1 and not said_in("the_two", lead)
    # 与汛限水位相差4.3米, 索道上下站高差920米: counted from something else, or between two others.
    clause = re.split(r"[,;:，；：、。(（]", between)[-1]
    found = terms("gap_before", clause)
    lead = clause[: found[-1].start].strip() if found else clause
    alone = len(lead.split() if clause.isascii() else lead) <= _FILLERS - 1 or said_in("the_two", lead)
    return len(here) != 2 or index.edges_between(here[-1], gap) >= 10 or not alone or said_in("set_against", lead)


def _other_time(index: Index, figure: Figure) -> bool:
    """True where the margin may be one of another time or round: its clause, or what leads its sentence, says when."""
    sentence = figure.sentence
    prose = index.tokens.prose[sentence.start : figure.claim.start]
    if said_in("elsewhen", re.split(r"[,;，；]", prose)[-1]) or said_in(
        "elsewhen", re.split(r"[,;，；]", prose)[0][:_WINDOW]
    ):
        return True
    for date in sentence.figures[: figure.order]:
        edges = index.edges_between(date, figure)
        if date.kind in ("date", "ordinal") and (not edges or (edges == 1 and date.first - sentence.first <= _FILLERS)):
            return True
    return False


def _difference(figure: Figure, a: Figure, b: Figure) -> Verdict:
    """Whether a margin is what two figures are apart, whichever is the larger; a sign counts only where it is said."""
    timed = figure.kind == "duration"
    found, first, second = (_size(f, seconds=timed) for f in (figure, a, b))
    apart = first - second if first.middle >= second.middle or found.middle < 0 else second - first
    exact = apart.middle
    unit = " seconds" if timed else ""
    big, small = (a, b) if apart.middle == first.middle - second.middle else (b, a)
    because = f"{told(big.claim)} and {told(small.claim)} are {said(exact, 2)}{unit} apart"
    roles = [("margin", figure.claim), ("one", a.claim), ("other", b.claim)]
    if found.meets(apart):
        return Verdict(CODE, "holds", roles, because, found=found, expected=apart)
    verdict = Verdict(CODE, "discrepancy", roles, because, "likely", found=found, expected=apart)
    if not timed:
        verdict.fits = [fit for _, fit in repairs(figure.claim, apart)]
    verdict.fits = verdict.fits or [Fit(f"the margin is {said(exact, 2)}{unit}", None, 4)]
    return verdict


class _Column(NamedTuple):
    """A column of a table: its sentence, its header, a cell, and its two largest figures."""

    at: int
    head: str
    cell: Figure
    first: Figure
    second: Figure


def _columns(index: Index) -> Iterator[_Column]:
    """The columns of all tables that have two figures and more, without totals, none of them below zero."""
    for _, grid in index.tables():
        columns: dict[int, list[Figure]] = {}
        for (_, c), figure in sorted(grid.items()):
            if not (figure.claim.detail or {}).get("total") and figure.claim.quantity is not None:
                columns.setdefault(c, []).append(figure)
        for _, cells in sorted(columns.items()):
            sizes = [
                (f.claim.quantity.middle, f) for f in cells if f.claim.quantity and f.claim.quantity.value is not None
            ]
            if len(sizes) < 2 or any(size < 0 for size, _ in sizes):
                continue
            (_, a), (_, b) = sorted(sizes, key=lambda item: -item[0])[:2]
            head = str((cells[0].claim.detail or {}).get("column", "")).lower()
            yield _Column(cells[0].sentence.index, head, cells[0], a, b)


def _of_column(index: Index, sentence: Sentence, figure: Figure, columns: Sequence[_Column]) -> Verdict | None:
    """Won by 11,486 votes: the two largest figures of the column of votes."""
    q = figure.claim.quantity
    assert q is not None
    own = index.tokens.prose[sentence.start : figure.claim.start]
    if not columns or _other_time(index, figure) or figure.kind == "duration" or said_in("last_of_all", own):
        return None
    points = figure.kind == "points" or figure.unit == "point"
    low, high = (bisect_left(columns, sentence.index + way * _AWAY, key=lambda c: c.at) for way in (-1, 1))
    verdicts = []
    for column in columns[low:high]:
        if points:
            fits = column.cell.kind == "percent" or "%" in column.head
        else:
            fits = bool(figure.unit) and (str(figure.unit) in column.head or column.cell.unit == figure.unit)
        if fits:
            verdicts.append(_difference(figure, column.first, column.second))
    held = next((v for v in verdicts if v.outcome == "holds"), None)
    if held is not None or not verdicts:
        return held
    verdict = verdicts[0]
    assert verdict.found is not None
    assert verdict.expected is not None
    if points and verdict.found.middle > verdict.expected.middle * 4:
        return None
    telling = any(fit.rank in (0, 1, 2) for fit in verdict.fits)
    return verdict if telling or (points and said_in("gap_before", own) and len(verdicts) <= 2) else None


# -- a margin between two rows of a table ------------------------------------------------------------------------


def _of_rows(index: Index, sentence: Sentence, tables: Sequence[Rows]) -> Iterator[Verdict]:
    """Rovers came third, four points behind Albion and five clear of Celtic; 江城队领先海湾队3分: two rows are named."""
    prose = index.tokens.prose
    text = prose[sentence.start : sentence.end]
    if (sentence.figures and sentence.figures[0].claim.cell is not None) or said_in("elsewhen", text):
        return
    for table in near(list(tables), sentence.index):
        named = mentions(table.labels, text)
        if not named:
            continue
        column: dict[str, Figure] | None = None
        for figure in sentence.figures:
            q = figure.claim.quantity
            if figure.kind == "date":
                break
            if q is None or q.value is None or figure.kind == "ordinal" or q.hedge is not None:
                continue
            low, high = figure.claim.start - sentence.start, figure.claim.end - sentence.start
            pair = _pair_of(text, low, high, named)
            if pair is None:
                continue
            subject, other, ahead = pair
            column = _column_of(table, index, figure, column)
            if column is None or subject not in column or other not in column:
                continue
            verdict = _between(figure, column[subject], column[other], ahead=ahead)
            if verdict is not None:
                yield verdict


def _pair_of(text: str, low: int, high: int, named: Sequence[Mention]) -> tuple[str, str, bool] | None:
    """(subject, other, ahead) of a gap at low..high: the other row stands right by the word for the gap."""
    objects: set[int] = set()
    found: tuple[Mention, bool] | None = None
    for mention in named:
        for term in terms("ahead_or_behind", text[: mention.start]):
            if not re.fullmatch(_TO_NAME, text[term.end : mention.start]):
                continue
            objects.add(mention.start)
            way = term.value.removeprefix("by ")
            if way == "than":
                # "seven more seats than Reform"
                sizes = {t.value for t in terms("gap_way", text[high : term.start])}
                way = sizes.pop() if len(sizes) == 1 and high <= term.start else ""
            # "four points behind Albion", 领先海湾队3分
            before = high <= term.start and len(text[high : term.start].split()) <= _FILLERS
            # 领先海湾队3分, "leads Bell by 17 points"
            after = 0 <= low - mention.end <= _HAN_LINK and not text.isascii()
            after = after or (term.value.startswith("by ") and text[mention.end : low].strip() == "by")
            if way and ((before and not re.search(r"[,;，；。、]", text[high : term.start])) or after):
                found = mention, way == "ahead"
    if found is None:
        return None
    subjects = {m.label for m in named if m.start < min(low, found[0].start) and m.start not in objects}
    if len(subjects) != 1 or found[0].label in subjects:
        return None
    return subjects.pop(), found[0].label, found[1]


def _column_of(table: Rows, index: Index, gap: Figure, last: dict[str, Figure] | None) -> dict[str, Figure] | None:
    """The one column that a gap is counted in: by its unit; the same again where a bare number follows."""
    unit = str(gap.unit) if gap.unit else ""
    known = unit in ("point", "分") or "分" in index.text(gap.first, gap.after + 1)
    fits = [
        column
        for head, column in table.columns
        if (unit and len(unit) > 1 and unit in head)
        or any(f.unit == unit for f in column.values() if unit)
        or (known and said_in("points_column", head))
    ]
    if len(fits) == 1:
        return fits[0]
    return last if not fits and last is not None else None


def _between(gap: Figure, one: Figure, other: Figure, *, ahead: bool) -> Verdict | None:
    """Whether a gap is what two cells are apart; the other way round it may be one of another day."""
    found, a, b = (_size(f, seconds=False) for f in (gap, one, other))
    apart = a - b if ahead else b - a
    exact = apart.middle
    if exact <= 0:
        return None
    roles = [("margin", gap.claim), ("one", one.claim), ("other", other.claim)]
    big, small = (one, other) if ahead else (other, one)
    because = f"{told(big.claim)} and {told(small.claim)} are {said(exact, 2)} apart"
    if found.meets(apart):
        return Verdict(CODE, "holds", roles, because, found=found, expected=apart)
    if not Fraction(1, 6) <= found.middle / exact <= 6:
        return None
    fits = [fit for _, fit in repairs(gap.claim, apart)] or [Fit(f"the margin is {said(exact, 2)}")]
    return Verdict(CODE, "discrepancy", roles, because, "likely", fits[:3], found=found, expected=apart)
