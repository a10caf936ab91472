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

import itertools
import re
from collections.abc import Iterator
from fractions import Fraction

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.compared import stems_of
from checkers._gather.runs import runs
from checkers._gather.terms import said as said_of
from checkers._gather.terms import starts_with, terms
from checkers._judge import said, told, weigh
from checkers._repair import fineness, repairs
from checkers._sizes import telling
from checkers._verdict import Verdict
from claims.claim import Claim
from claims.quantity import Quantity, Range

CODE = "bound"
_SPAN = 6
_HARD = 10
_NEAR = Fraction(1, 10)
_SOON, _TELLING = 2, 3
_TOLD = frozenset(("count", "number", "money", "measure"))
_JOINED = frozenset(";；:：")
_NO_COUNT = frozenset(("FROM", "THAN", "OF", "INCLUDING", "UP", "DOWN", "MORE", "FEWER", "BY"))
_LOOSE = Fraction(1, 200)
_AFTER = 20
_FRONT = 40
_STEM = 5
_EDGES = frozenset(",;:.，；：。()（）—–")
_REACH = 40
_FEW = 2
_PARTS = 6
_MEANT = 5
_EXACT = 2
_AHEAD = 4
_CLAUSE = re.compile(r"[,;:，；：、。]")
_TIMES = {"second": 1, "minute": 60, "hour": 3600}
_ONE_SIDED = ("more-than", "at-least", "nearly", "less-than", "at-most")


def bound(limit: Range, figure: Range) -> bool:
    """True where the figure may lie within the limit."""
    return limit.meets(figure)


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        yield from _averages(index, sentence)
        yield from _means(index, sentence)
        yield from _extremes(index, sentence)
        yield from _ceilings(index, sentence)
        yield from _nobody(index, sentence)
        yield from _counted(index, sentence)
        yield from _records(index, sentence)
    limits = list(_limits(index))
    told_of = {id(v.roles[0][1]) for v in limits if v.outcome != "undecided"}
    for sentence in index.sentences:
        yield from _summed(index, sentence, told_of)
    yield from limits
    yield from _counted_later(index)


def _averages(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """{range} … average {figure} of the same unit in one sentence."""
    spans = [
        f
        for f in sentence.figures
        if f.claim.quantity is not None
        and f.claim.quantity.ends is not None
        and f.claim.quantity.value is None
        and f.kind != "date"
    ]
    for span in spans:
        ends = span.claim.quantity
        assert ends is not None and ends.ends is not None
        for figure in sentence.figures:
            quantity = figure.claim.quantity
            if figure is span or quantity is None or quantity.value is None or "AVERAGE" not in figure.leads[:3]:
                continue
            bare = figure.kind == "number" and span.kind in ("count", "measure") and figure.order == span.order + 1
            if not (_same(span, figure) or bare) or not -1 <= figure.order - span.order <= 2:
                continue
            if _moves(figure) and not _moves(span):
                # By how much it rose a year is no average of the levels that it kept to.
                continue
            if figure.order < span.order and index.edges_between(figure, span) >= _HARD:
                # "The average is £212,000; flats go for …": the range is that of some of them.
                continue
            if figure.depth > span.depth and figure.order < span.order:
                # Brackets hold no average of what follows them.
                continue
            if quantity.direction is not None or {"UP", "DOWN"} & {*figure.tails}:
                # What it grows by on average is no level: 年均以30万吨的幅度递增.
                continue
            limit = ends.near
            roles = [("average", figure.claim), ("range", span.claim)]
            least, most = (said(Fraction(end), 2) for end in ends.ends)
            because = f"{told(figure.claim)} is to lie between {least} and {most}"
            if bound(limit, quantity.near):
                yield Verdict(CODE, "holds", roles, because, found=quantity.near, expected=limit, unit=quantity.unit)
                continue
            middle = quantity.middle / (limit.middle or 1)
            if not Fraction(1, 20) < middle < 20:
                continue
            verdict = Verdict(
                CODE,
                "discrepancy",
                roles,
                because,
                "proven",
                found=quantity.near,
                expected=limit,
                unit=quantity.unit,
            )
            verdict.fits = [fit for _, fit in repairs(figure.claim, limit)][:3]
            yield verdict


def _moves(figure: Figure) -> bool:
    """True for a figure that says by how much something rose or fell."""
    return bool({"UP", "DOWN"} & {*figure.leads, *figure.tails[:1]})


def _ends(sentence: Sentence) -> Iterator[tuple[Figure, Figure]]:
    """(least, most) said apart: 18岁至24岁, "aged 18 years to 24 years"."""
    for a, b in zip(sentence.figures, sentence.figures[1:], strict=False):
        q, r = a.claim.quantity, b.claim.quantity
        if a.kind != b.kind or a.unit != b.unit or a.kind == "date" or b.first - a.after > _SPAN:
            continue
        if b.first - a.after > 2 and "FROM" not in a.leads[:1]:
            continue  # "from 8,200 for the opener to 15,400 for the final"
        if "TO" not in a.tails or "TO" not in b.leads[:1] or "FROM" in b.leads or q is None or r is None:
            continue
        if q.value is not None and r.value is not None and q.value < r.value:
            yield a, b


def _means(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """The average of values that stand beside it: of a list, or of ends that are said apart."""
    for least, most in _ends(sentence):
        after = sentence.figures[most.order + 1 : most.order + 2]
        for mean in after:
            q, low, high = mean.claim.quantity, least.claim.quantity, most.claim.quantity
            assert low is not None and high is not None
            if q is None or q.value is None or "AVERAGE" not in mean.leads[:2] or not _same(least, mean):
                continue
            limit = Range(low.near.low, high.near.high)
            because = f"{told(mean.claim)} is to lie between {told(least.claim)} and {told(most.claim)}"
            roles = [("average", mean.claim), ("least", least.claim), ("most", most.claim)]
            yield _placed(roles, q.near, limit, because, mean)
    for values_of in runs(index, sentence):
        run = values_of
        before = index.tokens.prose[max(sentence.start, run[0].claim.start - _AFTER) : run[0].claim.start]
        if "INCLUDING" in run[0].leads and not said_of("in_turn", before):
            # Some of them only.
            continue
        if run[0].kind == "count" != run[-1].kind and len(run) > 3:
            # "The three readings, 4.2, 4.8 and 5.1 mg": the first says how many follow.
            run = run[1:]
        average = _mean_behind(index, sentence, run)
        if average is None:
            continue
        q = average.claim.quantity
        values = [f.claim.quantity for f in run if f.claim.quantity is not None]
        limit = Range(min(v.near.low or 0 for v in values), max(v.near.high or 0 for v in values))
        if (
            q is None
            or any(not _same(run[-1], f) and f.kind != "number" for f in run)
            or not limit.middle / 20 < q.middle < limit.middle * 20
        ):
            # A run of takings is no list of what has this average: 票房破8亿元，单日最高1.2亿元 … 平均票价38元.
            continue
        names = ", ".join(told(f.claim) for f in run)
        because = f"{told(average.claim)} is to lie between the least and the most of {names}"
        roles = [("average", average.claim), *(("value", f.claim) for f in run)]
        placed = _placed(roles, q.near, limit, because, average)
        own = _mean_of(run, average) if placed.outcome == "holds" else None
        yield own or placed


def _mean_behind(index: Index, sentence: Sentence, run: list[Figure]) -> Figure | None:
    """The average that follows a list, in its sentence or at the beginning of the next: "in four weeks, an average of"."""
    after = sentence.figures[run[-1].order + 1 : run[-1].order + 3]
    then = index.sentences[sentence.position + 1 : sentence.position + 2]
    if not after and then and then[0].paragraph == sentence.paragraph:
        after = then[0].figures[:1]
    for mean in after:
        q = mean.claim.quantity
        if q is not None and q.value is not None and "AVERAGE" in mean.leads[:2] and _same(run[-1], mean):
            near = mean.sentence is not sentence or index.edges_between(run[-1], mean) <= 1
            return mean if near and not mean.opens and _named_before(index, mean, run[0].sentence) else None
        if mean.kind not in ("count", "duration") or _same(run[-1], mean):
            return None
    return None


def _mean_of(run: list[Figure], mean: Figure) -> Verdict | None:
    """The average of a whole list, where the average stated is another that a slip explains; None otherwise."""
    values = [f.claim.quantity for f in run if f.claim.quantity is not None]
    middle = sum((Fraction(v.middle) for v in values), Fraction(0)) / len(values)
    because = f"the average of {', '.join(told(f.claim) for f in run)} is {said(middle, 2)}"
    roles = [("average", mean.claim), *(("value", f.claim) for f in run)]

    def average(get: object) -> Range:
        del get
        low = sum((Fraction(v.near.low or 0) for v in values), Fraction(0)) / len(values)
        high = sum((Fraction(v.near.high or 0) for v in values), Fraction(0)) / len(values)
        return Range(low, high)

    verdict = weigh(
        CODE, roles, {"average": average}, because, unit=mean.unit, cap="likely", unsure=True, blame=("average",)
    )
    return verdict if verdict.outcome != "undecided" else None


def _extremes(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """{least} for the youngest, {most} for the oldest, an average of {figure}; in any order, in neighbouring sentences."""
    for mean in sentence.figures:
        q = mean.claim.quantity
        if q is None or q.value is None or "AVERAGE" not in mean.leads[:3] or mean.claim.cell is not None:
            continue
        scope = [
            s
            for s in index.sentences[max(0, sentence.position - 1) : sentence.position + 2]
            if s.paragraph == sentence.paragraph
        ]
        ends: dict[str, list[Figure]] = {"low": [], "high": []}
        for s in scope:
            for figure in s.figures:
                o = figure.claim.quantity
                if figure is not mean and o is not None and o.value is not None and _same(figure, mean):
                    end = _end(index, s, figure)
                    if end is not None:
                        ends[end].append(figure)
        if len(ends["low"]) != 1 or len(ends["high"]) != 1:
            continue
        least, most = ends["low"][0], ends["high"][0]
        low, high = least.claim.quantity, most.claim.quantity
        told_of = _named_before(index, mean, *scope) or all(
            f.sentence is sentence and f.order > mean.order and index.edges_between(mean, f) < _HARD
            for f in (least, most)
        )
        if low is None or high is None or low.middle >= high.middle or not told_of:
            continue
        limit = Range(low.near.low, high.near.high)
        because = f"{told(mean.claim)} is to lie between {told(least.claim)} and {told(most.claim)}"
        roles = [("average", mean.claim), ("least", least.claim), ("most", most.claim)]
        verdict = _placed(roles, q.near, limit, because, mean)
        if verdict.outcome == "discrepancy":
            verdict.certainty = "likely"
        yield verdict


def _end(index: Index, sentence: Sentence, figure: Figure) -> str | None:
    """`low` or `high`, where the words before a figure, or right behind it, say that it is the least or the most."""
    text = index.tokens.prose
    start = sentence.figures[figure.order - 1].claim.end if figure.order else sentence.start
    before = text[max(start, figure.claim.start - _FRONT) : figure.claim.start]
    found = [*terms("extreme", before), *terms("superlative", before)]
    ends = {t.value for t in found}
    return ends.pop() if len(ends) == 1 else None


def _named_before(index: Index, mean: Figure, *scope: Sentence) -> bool:
    """True where the average is of what was spoken of: "their average age", not "the coaches' average age"."""
    t = index.tokens
    k = mean.first - 1
    cue = None
    while k >= mean.sentence.first and k not in index.owner and t.text[k] not in _EDGES:
        cue = k if index.entry(k).get("cue") == "AVERAGE" else cue
        k -= 1
    if cue is None:
        return True
    behind = index.words(cue + 1, mean.first)
    spoken = " ".join(t.prose[s.start : s.end].lower() for s in scope if s is not mean.sentence)
    spoken += " " + t.prose[mean.sentence.start : t.start[k + 1]].lower()
    front = behind[0 if " " in t.word[cue] else 1 :]
    front += [w for w in index.words(k + 1, cue) if not (w.isascii() and said_of("linking", w))]
    return all(word.lower()[:_STEM] in spoken for word in front)


def _placed(roles: list[tuple[str, Claim]], found: Range, limit: Range, because: str, figure: Figure) -> Verdict:
    unit = figure.unit
    if bound(limit, found):
        return Verdict(CODE, "holds", roles, because, found=found, expected=limit, unit=unit)
    verdict = Verdict(CODE, "discrepancy", roles, because, "proven", found=found, expected=limit, unit=unit)
    verdict.fits = [fit for _, fit in repairs(figure.claim, limit)][:3]
    return verdict


def _ceilings(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """{figure}, within the limit of {limit}: what is kept within a limit is no more than it."""
    text = index.document.text
    for figure, limit in zip(sentence.figures, sentence.figures[1:], strict=False):
        q, most = figure.claim.quantity, limit.claim.quantity
        if not (figure.level or figure.kind == "percent") or figure.kind != limit.kind or figure.unit != limit.unit:
            continue
        if q is None or most is None or q.value is None or most.value is None or limit.depth or figure.depth:
            continue
        if index.edges_between(figure, limit) > 1 or (limit.leads[:1] and limit.leads[0] in ("FROM", "THAN")):
            continue
        around = text[figure.claim.end : min(sentence.end, limit.claim.end + _AFTER)]
        if not (said_of("within", around) and said_of("ceiling", around)) or said_of("beyond", around):
            continue
        because = f"{told(figure.claim)} is said to be within {told(limit.claim)}"
        roles = [("figure", figure.claim), ("limit", limit.claim)]
        allowed = Range(None, most.near.high)
        if bound(allowed, q.near):
            yield Verdict(CODE, "holds", roles, because, found=q.near, expected=allowed, unit=q.unit)
            continue
        if q.middle > most.middle * 2:
            continue
        verdict = Verdict(CODE, "discrepancy", roles, because, "likely", found=q.near, expected=allowed, unit=q.unit)
        own = [fit for _, fit in repairs(figure.claim, allowed)]
        verdict.fits = [*own, *(fit for _, fit in repairs(limit.claim, Range(q.near.low, None)))][:3]
        yield verdict


def _same(a: Figure, b: Figure) -> bool:
    if a.kind == b.kind and (a.unit or "").split("/")[0] == (b.unit or "").split("/")[0]:
        return True
    return ({a.kind, b.kind} <= {"age", "duration"} and a.unit == b.unit) or {a.kind, b.kind} <= {
        "age",
        "number",
    }


def _limits(index: Index) -> Iterator[Verdict]:
    """One-sided hedges against exact figures of the same name, unit and time."""
    hedged = [
        f
        for f in index.figures
        if f.kind in ("count", "money", "measure")
        and f.claim.quantity is not None
        and f.claim.quantity.value is not None
        and f.claim.quantity.hedge in ("more-than", "at-least", "nearly", "less-than", "at-most")
        and f.claim.quantity.direction is None
    ]
    for figure in hedged:
        if said_of("nobody", index.text(figure.sentence.first, figure.first)):
            continue  # no town has more than 8,000: what is bound is the best of them
        names = _names(index, figure)
        quantity = figure.claim.quantity
        assert quantity is not None
        best: Verdict | None = None
        reach = abs(quantity.middle) * _NEAR
        low, high = quantity.middle - reach, quantity.middle + reach
        bare = [f for f in figure.sentence.figures if f.kind == "number"] if figure.kind == "count" else []
        for other in [*index.around(figure), *bare]:
            q = other.claim.quantity
            if other is figure or q is None or q.value is None or q.hedge is not None or other.claim.cell is not None:
                continue
            if not low <= q.middle <= high:
                continue
            if figure.claim.period and other.claim.period and figure.claim.period[:2] != other.claim.period[:2]:
                continue
            named = names & _names(index, other)
            near = abs(other.sentence.index - figure.sentence.index) <= 1
            close = abs(q.middle - quantity.middle) <= abs(quantity.middle) / 20
            elided = other.kind == "number" and other.sentence is figure.sentence and close and q.digits >= 4
            if not named and not elided and not (near and close and other.kind == figure.kind and q.digits >= 4):
                continue
            roles = [("limit", figure.claim), ("figure", other.claim)]
            because = f"{told(other.claim)} is stated" + (f" for {' '.join(sorted(named))}" if named else " beside it")
            if not named and bound(quantity.logical, q.near):
                continue
            if not named and not elided:
                best = best or Verdict(CODE, "undecided", roles, f"{because}: is it the same thing?")
                continue
            limit = quantity.logical
            if bound(limit, q.near):
                verdict = Verdict(CODE, "holds", roles, because, found=q.near, expected=limit, unit=q.unit)
                return_now = True
            elif bound(limit.widened(_LOOSE), q.near):
                continue
            else:
                verdict = Verdict(
                    CODE,
                    "discrepancy",
                    roles,
                    because,
                    "likely",
                    [
                        fit
                        for _, fit in repairs(
                            figure.claim,
                            Range(None, q.near.high) if limit.low is not None else Range(q.near.low, None),
                        )
                    ][:2],
                    found=q.near,
                    expected=limit,
                    unit=q.unit,
                )
                return_now = False
            if best is None or return_now:
                best = verdict
            if return_now:
                break
        if best is not None:
            yield best


def _counted_later(index: Index) -> Iterator[Verdict]:
    """A bound on a number, and the number itself a sentence or two later."""
    for figure in index.figures:
        q = figure.claim.quantity
        if figure.kind not in _TOLD or q is None or q.value is None or q.hedge not in _ONE_SIDED or q.direction:
            continue
        if figure.claim.cell is not None or figure.sentence.heading:
            continue
        if said_of("nobody", index.text(figure.sentence.first, figure.first)):
            continue
        reach = abs(q.middle) * _NEAR
        verdicts: list[Verdict] = []
        for sentence in index.sentences[figure.sentence.position : figure.sentence.position + _SOON + 1]:
            for other in sentence.figures:
                exact = other.claim.quantity
                if other.kind not in _TOLD or exact is None or exact.value is None or exact.hedge is not None:
                    continue
                far = abs(exact.middle - q.middle)
                if far > reach * 2 or not _told_again(index, figure, other, surely=far > reach):
                    continue
                roles = [("limit", figure.claim), ("figure", other.claim)]
                because = f"{told(other.claim)} is what was counted"
                verdict = Verdict(CODE, "holds", roles, because, found=exact.near, expected=q.logical, unit=other.unit)
                if not bound(q.logical.widened(_LOOSE), exact.near):
                    allowed = Range(None, exact.near.high) if q.logical.low is not None else Range(exact.near.low, None)
                    verdict.outcome, verdict.certainty = "discrepancy", "likely"
                    verdict.fits = [fit for _, fit in repairs(figure.claim, allowed)][:2]
                verdicts.append(verdict)
        # One that is within the bound is enough, and several without are a list of other things.
        held = [v for v in verdicts if v.outcome == "holds"]
        yield from held[:1] or (verdicts if len(verdicts) == 1 else [])


def _told_again(index: Index, figure: Figure, other: Figure, *, surely: bool) -> bool:
    """{more than 69,000} pieces. According to the latest count, the collection has {68,420}: one thing, counted behind.

    surely: only where a word of counting says so.
    """
    q, exact = figure.claim.quantity, other.claim.quantity
    assert q is not None and exact is not None
    if other.first < figure.after or other.sentence.index - figure.sentence.index > _SOON or exact.direction:
        return False
    if telling(exact) <= telling(q) or telling(exact) < _TELLING or other.depth or other.sentence.quoted:
        return False
    cued = other.sentence is not figure.sentence or _JOINED & {*index.tokens.text[figure.after : other.first]}
    cue = cued and said_of("counted", index.text(max(figure.after, other.sentence.first), other.first))
    loose = {figure.kind, other.kind} <= {"count", "number"} and (cue or "number" in (figure.kind, other.kind))
    if not _same(figure, other) and not loose:
        return False
    if _NO_COUNT & {*other.leads[:2], *other.tails[:1]}:
        return False
    sentence = other.sentence
    between = index.text(figure.after, other.first)
    if said_of("of_these", between) or said_of("earlier", index.text(max(figure.after, sentence.first), other.first)):
        return False
    if cue or surely:
        return bool(cue)
    words = stems_of(index, figure.sentence.first, figure.sentence.after)
    shared = words & stems_of(index, sentence.first, sentence.after)
    return sentence is not figure.sentence and other.unit is not None and other.unit == figure.unit and len(shared) > 1


def _names(index: Index, figure: Figure) -> set[str]:
    """The names (capitalised, or Han text) that the figure's own words give it: its subject, else what leads its clause."""
    claim = figure.claim
    t = index.tokens
    out: set[str] = set()
    if claim.why and "respectively" in claim.why and claim.subject is not None:
        return {index.document.text[claim.subject[0] : claim.subject[1]].strip()}
    k = figure.first - 1
    run: list[str] = []
    while k >= figure.sentence.first and k not in index.owner and figure.first - k < 14:
        if t.text[k] in ",;，；、.。":
            break
        if t.text[k][:1].isupper() and t.text[k].isalpha():
            run.insert(0, t.text[k])
        elif run:
            break
        k -= 1
    if len(run) >= 2:
        out.add(" ".join(run))
    return out


# -- sentences around, and a figure's own words ----------------------------------------------------------------


def _window(index: Index, sentence: Sentence, back: int, ahead: int) -> list[Sentence]:
    """The sentences with figures from so many before to so many after, of this paragraph and the next."""
    low, high = max(0, sentence.position - back), sentence.position + ahead + 1
    return [s for s in index.sentences[low:high] if -back <= s.index - sentence.index <= ahead and not s.heading]


def _own_words(index: Index, figure: Figure, reach: int = _REACH) -> tuple[str, str]:
    """What stands before a figure and behind it in its clause, up to the figures beside it."""
    prose = index.tokens.prose
    sentence = figure.sentence
    low, high = max(sentence.start, figure.claim.start - reach), min(sentence.end, figure.claim.end + reach // 2)
    if figure.order:
        low = max(low, sentence.figures[figure.order - 1].claim.end)
    if figure.order + 1 < len(sentence.figures):
        high = min(high, sentence.figures[figure.order + 1].claim.start)
    before = _CLAUSE.split(prose[low : figure.claim.start])[-1]
    return before, _CLAUSE.split(prose[figure.claim.end : high])[0]


# -- what nobody passes --------------------------------------------------------------------------------------


def _nobody(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """Nobody got past 22, and the best had 23; none may have more than 45, all keep to it, and the most is 49."""
    prose = index.tokens.prose
    text = prose[sentence.start : sentence.end]
    if said_of("save", text):
        return
    for limit in sentence.figures:
        q = limit.claim.quantity
        if q is None or q.value is None or limit.claim.cell is not None or limit.depth:
            continue
        before = prose[sentence.start : limit.claim.start]
        way = _way(prose[max(sentence.start, limit.claim.start - _REACH) : limit.claim.end])
        if way is None:
            continue
        no_one = said_of("nobody", before) and not said_of("had", before)
        for other in (f for s in _window(index, sentence, 0, _AHEAD) for f in s.figures):
            o = other.claim.quantity
            if o is None or o.value is None or other.claim.start <= limit.claim.start or o.direction is not None:
                continue
            if not _passable(limit, other) or not _best(index, other, text):
                continue
            between = prose[limit.claim.end : other.claim.start]
            if said_of("save", prose[other.sentence.start : other.sentence.end]):
                continue
            kept = way == "most" and not no_one and said_of("must_not", before) and said_of("kept_to", between)
            if not (no_one or kept):
                continue
            exact = Range.point(q.middle) if limit.kind == "duration" else q.near
            allowed = Range(None, exact.high) if way == "most" else Range(exact.low, None)
            found = _seconds(o) if limit.kind == "duration" else o.near
            wanted = _bounds(q, allowed) if limit.kind == "duration" else allowed
            because = f"none is to be {'more' if way == 'most' else 'less'} than {told(limit.claim)}"
            roles = [("figure", other.claim), ("limit", limit.claim)]
            if bound(wanted, found):
                yield Verdict(CODE, "holds", roles, because, found=found, expected=wanted, unit=o.unit)
                continue
            fits = [fit for _, fit in repairs(other.claim, allowed)] if limit.kind != "duration" else []
            fits += [fit for _, fit in repairs(limit.claim, Range(o.near.low, None))] if way == "most" else []
            yield Verdict(CODE, "discrepancy", roles, because, "likely", fits[:3], found=found, expected=wanted)


def _way(text: str) -> str | None:
    """`most` where what stands right before a figure says that nothing is above it, `least` for below."""
    found = terms("passes", text)
    return found[-1].value if found and len(text[found[-1].end :].split()) <= _FEW else None


def _passable(limit: Figure, other: Figure) -> bool:
    """True where the two are of one kind and unit, or the second is a bare number."""
    if limit.kind == other.kind == "duration":
        return limit.unit in _TIMES and other.unit in _TIMES
    if limit.kind == other.kind and limit.unit == other.unit:
        return limit.kind in ("count", "money", "measure", "number", "percent")
    return limit.kind == "count" and other.kind == "number"


def _best(index: Index, figure: Figure, said_before: str) -> bool:
    """True where the figure's clause says that it is the best of all, and not the best of something else."""
    prose = index.tokens.prose
    low = max(figure.sentence.start, figure.claim.start - 2 * _REACH)
    before, after = prose[low : figure.claim.start], _own_words(index, figure)[1]
    before = re.split(r"[;；。]", before)[-1]
    for category in ("superlative", "best"):
        found = terms(category, before)
        if found:
            clause = _CLAUSE.split(before[: found[-1].start])[-1].strip()
            # 理科第一名 is not one of the 文科考生 of whom was spoken.
            return clause.isascii() or len(clause) <= 1 or clause[-2:] in said_before or said_of("amount_name", clause)
    return bool(terms("superlative", after) or terms("best", after))


def _seconds(quantity: Quantity) -> Range:
    return quantity.near * _TIMES[quantity.unit or "second"]


def _bounds(quantity: Quantity, limit: Range) -> Range:
    """A limit of so many minutes in seconds."""
    factor = _TIMES[quantity.unit or "second"]
    return Range(None if limit.low is None else limit.low * factor, None if limit.high is None else limit.high * factor)


# -- an exact count after a bound ------------------------------------------------------------------------------


def _counted(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """More than 180,000 names; the exact count was 118,416."""
    for figure in sentence.figures:
        q = figure.claim.quantity
        if figure.kind not in (*_MARKS,) or q is None or q.value is None or q.hedge is not None:
            continue
        if figure.claim.cell is not None or q.direction is not None or q.digits < _EXACT:
            continue
        prose = index.tokens.prose
        before = prose[max(sentence.start, figure.claim.start - 2 * _REACH) : figure.claim.start]
        reached = _reached(index, figure)
        found = reached or terms("exactly", re.split(r"[;；]", before)[-1])
        if not found or said_of("save", before):
            continue
        limits = [
            f
            for s in _window(index, sentence, 2, 0)
            for f in s.figures
            if f.claim.start < figure.claim.start
            and f.claim.quantity is not None
            and f.claim.quantity.hedge in _ONE_SIDED
            and (f.kind == figure.kind or {f.kind, figure.kind} == {"count", "number"})
            and (f.unit == figure.unit or None in (f.unit, figure.unit) or "person" in (f.unit, figure.unit))
        ]
        if not limits:
            continue
        limit = limits[-1].claim.quantity
        assert limit is not None
        if not Fraction(1, 2) <= q.middle / (limit.middle or 1) <= 2:
            continue
        roles = [("limit", limits[-1].claim), ("figure", figure.claim)]
        because = f"the count is {told(figure.claim)}"
        if bound(limit.logical.widened(_LOOSE), q.near):
            yield Verdict(CODE, "holds", roles, because, found=q.near, expected=limit.logical, unit=q.unit)
            continue
        wanted = Range(None, q.near.high) if limit.logical.low is not None else Range(q.near.low, None)
        fits = [fit for _, fit in repairs(limits[-1].claim, wanted)]
        fits += [fit for _, fit in repairs(figure.claim, limit.logical)]
        yield Verdict(
            CODE, "discrepancy", roles, because, "likely", fits[:3], found=q.near, expected=limit.logical, unit=q.unit
        )


def _reached(index: Index, figure: Figure) -> bool:
    """True for what stands right behind a bound as the figure itself: 突破50万吨，达到53.6万吨."""
    if not figure.order:
        return False
    gap = index.gap_text(figure.sentence.figures[figure.order - 1], figure)
    term = starts_with("reached", gap)
    return term is not None and not gap[term.end :].strip()


# -- a bound, and what its parts come to ------------------------------------------------------------------------


def _summed(index: Index, sentence: Sentence, done: set[int]) -> Iterator[Verdict]:
    """More than 190 million was spent …, a total of 168 million; more than 5,500 came …, 3,150 and 2,040, 5,190 in all."""
    for whole in sentence.figures:
        q = whole.claim.quantity
        if whole.kind not in ("count", "number", "money", "measure") or q is None or q.value is None:
            continue
        if q.hedge is not None or q.direction is not None or whole.claim.cell is not None or whole.depth:
            continue
        if not _is_sum(index, whole):
            continue
        limit = _bound_before(index, whole)
        if limit is None or id(limit.claim) in done:
            continue
        own = limit.claim.quantity
        assert own is not None
        roles = [("limit", limit.claim), ("figure", whole.claim)]
        because = f"it comes to {told(whole.claim)}"
        if bound(own.logical.widened(_LOOSE), q.near):
            yield Verdict(CODE, "holds", roles, because, found=q.near, expected=own.logical, unit=q.unit)
            continue
        wanted = Range(None, q.near.high) if own.logical.low is not None else Range(q.near.low, None)
        fits = [fit for _, fit in repairs(limit.claim, wanted)]
        fits += [fit for _, fit in repairs(whole.claim, own.logical)]
        yield Verdict(
            CODE, "discrepancy", roles, because, "likely", fits[:3], found=q.near, expected=own.logical, unit=q.unit
        )


def _is_sum(index: Index, figure: Figure) -> bool:
    """True for what is called a total, or is the sum or the product of the figures beside it."""
    q = figure.claim.quantity
    return q is not None and max(q.digits, fineness(q)) >= _FEW and (_called(index, figure) or _made(figure))


def _made(figure: Figure) -> bool:
    """True for the sum or the product of the figures beside it."""
    q = figure.claim.quantity
    assert q is not None
    others = [
        f.claim.quantity.middle
        for f in figure.sentence.figures
        if f is not figure
        and f.kind in ("count", "number", "money", "measure")
        and f.claim.quantity is not None
        and f.claim.quantity.value is not None
        and f.claim.quantity.hedge is None
    ]
    near = q.near.widened(_LOOSE)
    if any(near.meets(Range.point(a * b)) for a, b in itertools.pairwise(others) if a > 1 and b > 1):
        return True
    runs_of = (others[at : at + n] for n in range(2, _PARTS) for at in range(len(others) - n + 1))
    return any(sum(run) == q.middle for run in runs_of)


def _called(index: Index, figure: Figure) -> bool:
    return "TOTAL" in figure.leads[:2] or _in_all(index, figure)


def _in_all(index: Index, figure: Figure) -> bool:
    """True where a figure is called a total behind it: "33 in all", "62 million yuan in total"."""
    end = min(figure.sentence.end, figure.claim.end + _AFTER)
    return said_of("in_all_behind", _CLAUSE.split(index.tokens.prose[figure.claim.end : end])[0])


def _bound_before(index: Index, whole: Figure) -> Figure | None:
    """The one bound told before a sum, in its sentence or the two before it, of the same thing."""
    q = whole.claim.quantity
    assert q is not None
    prose = index.tokens.prose
    found = []
    for s in _window(index, whole.sentence, 2, 0):
        if s.paragraph != whole.sentence.paragraph:
            continue
        for figure in s.figures:
            own = figure.claim.quantity
            if figure.claim.start >= whole.claim.start or own is None or own.value is None:
                continue
            if own.hedge not in _ONE_SIDED or own.direction is not None or figure.claim.cell is not None:
                continue
            same = figure.kind == whole.kind and figure.unit == whole.unit
            units = (figure.unit, whole.unit)
            loose = {figure.kind, whole.kind} <= {"count", "number"} and (None in units or "person" in units)
            if (same or loose) and Fraction(1, 2) <= q.middle / (own.middle or 1) <= 2:
                found.append(figure)
    if len(found) != 1:
        return None
    limit = found[0]
    between = prose[limit.claim.end : whole.claim.start]
    around = prose[limit.sentence.start : whole.sentence.end]
    if said_of("not_yet", around) or said_of("save", around):
        return None
    if said_of("some_of_it", between) and not (_called(index, whole) and _made(whole)):
        return None
    return limit if _one_thing(index, limit, whole) else None


def _one_thing(index: Index, limit: Figure, whole: Figure) -> bool:
    """True where the words of the bound come again beside the sum, and no single name or other time narrows it."""
    here, there = limit.sentence, whole.sentence
    if there is here:
        return True
    words = {w.lower()[:_STEM] for w in index.words(here.first, here.after)}
    again = [w for w in index.words(here.after, there.after) if len(w) >= _MEANT or not w.isascii()]
    named = limit.unit is not None and limit.unit == whole.unit and limit.kind == "count"
    # "33 in all", of a noun that need not be said again
    elided = there.index == here.index + 1 and _called(index, whole) and _made(whole)
    if not named and not elided and not any(w.lower()[:_STEM] in words for w in again):
        return False
    if said_of("narrowed", index.text(here.after, whole.after)):
        return False
    return "RESPECTIVELY" in there.cues or len(_new_names(index, here, there)) != 1


def _new_names(index: Index, here: Sentence, there: Sentence) -> list[str]:
    """The names of a sentence that another does not have: one of them is whom it is about, more are a list."""
    t = index.tokens
    known = {t.text[k] for k in range(here.first, here.after)}
    out: list[str] = []
    for k in range(there.first, there.after):
        if t.kind[k] != "W" or k in index.owner or t.text[k] in known:
            continue
        if k == there.first and (
            index.entry(k) or t.text[k + 1 : k + 2] == [","] or said_of("opens_sentence", t.text[k])
        ):
            continue
        if k == there.first or t.kind[k - 1] != "W":
            out.append(t.text[k])
    return out


# -- a record, and what beat it ---------------------------------------------------------------------------------


def _records(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """A jump of 8.32 metres beat the old record of 8.21; the record was 12.4 metres, her throw of 12.7 broke it."""
    prose = index.tokens.prose
    for mark in sentence.figures:
        q = mark.claim.quantity
        if mark.kind not in (*_MARKS, "duration") or q is None or q.value is None or mark.claim.cell is not None:
            continue
        before = prose[max(sentence.start, mark.claim.start - _REACH) : mark.claim.start]
        record = terms("old_record", before)
        behind = prose[mark.claim.end : mark.claim.end + _AHEAD + 1].removeprefix("的")
        led = record and len(before[record[-1].end :].split()) <= _FEW and not _CLAUSE.search(before[record[-1].end :])
        if not led and not (starts_with("old_record", behind) and not behind.isascii()):
            continue
        new = _beater(index, sentence, mark)
        own = new.claim.quantity if new is not None else None
        if new is None or own is None:
            continue
        timed = mark.kind == "duration" or new.kind == "duration"
        found, limit = (_seconds(r) if timed and r.unit in _TIMES else r.near for r in (own, q))
        allowed = Range(None, limit.high) if timed else Range(limit.low, None)
        because = f"{told(new.claim)} is to be {'less' if timed else 'more'} than the record of {told(mark.claim)}"
        roles = [("figure", new.claim), ("record", mark.claim)]
        if bound(allowed, found):
            yield Verdict(CODE, "holds", roles, because, found=found, expected=allowed, unit=own.unit)
            continue
        if not Fraction(1, 2) <= found.middle / (limit.middle or 1) <= 2:
            continue
        fits = [fit for _, fit in repairs(new.claim, allowed)] if not timed or own.unit == q.unit else []
        yield Verdict(CODE, "discrepancy", roles, because, "likely", fits[:2], found=found, expected=allowed)


_MARKS = ("measure", "count", "number", "money")


def _beater(index: Index, sentence: Sentence, mark: Figure) -> Figure | None:
    """What is said to have beaten a record: the figure before it, or the only one of the next sentence that breaks it."""
    prose = index.tokens.prose
    if mark.order:
        last = sentence.figures[mark.order - 1]
        between = prose[last.claim.end : mark.claim.start]
        if said_of("beats", between) and not said_of("lowest_record", between):
            return last if _rivals(last, mark) and index.edges_between(last, mark) <= 1 else None
    after = index.sentences[sentence.position + 1 : sentence.position + 2]
    if not after or after[0].index != sentence.index + 1 or after[0].paragraph != sentence.paragraph:
        return None
    rivals = [f for f in after[0].figures if _rivals(f, mark)]
    text = prose[after[0].start : after[0].end]
    told_of = prose[sentence.start : sentence.end]
    if len(rivals) != 1 or said_of("lowest_record", told_of) or said_of("not_beaten", text):
        return None
    return rivals[0] if said_of("beats_it", prose[rivals[0].claim.end : after[0].end]) else None


def _rivals(a: Figure, b: Figure) -> bool:
    q = a.claim.quantity
    if q is None or q.value is None or q.hedge is not None or a.claim.cell is not None:
        return False
    if a.kind == "duration" and a.unit in _TIMES:
        return b.kind == "number" or (b.kind == "duration" and b.unit in _TIMES)
    return a.kind in _MARKS and (_same(a, b) or "number" in (a.kind, b.kind))
