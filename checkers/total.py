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

import itertools
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.index import comparable
from checkers._gather.kin import AMOUNTS, OTHER, SAME, elided, kin, unread
from checkers._gather.runs import beside, runs
from checkers._gather.terms import ends_with, terms
from checkers._gather.terms import said as said_in
from checkers._judge import best_fits, loose, said, strict, told, truncated
from checkers._repair import repairs, written_slip
from checkers._verdict import Verdict
from claims.quantity import Quantity, Range

CODE = "total"
_PAIR = 2
_LACKING = Fraction(3, 20)
"""What parts that a list does not call all of them may lack before a slip of one digit explains nothing."""
_MANY = 6
_FINE = Fraction(1, 200)
_ROWS = 4
_PERIODS = 4
_SEVERAL = 3
_FEW = 30
_OFF = 2
_COUNTED = ("count", "number")
_NAMED = Fraction(1, 5)
_EXCESS = Fraction(1, 4)
_ALL_BUT = Fraction(1, 25)
_NEAR_MARK = 7
_LED = 4
_SENTENCES = 3
_BACK = 40
_ADDENDS = 6
_FAR_BACK = 400
_EDGES = re.compile(r"[,;.，；。、]")
_NUMBERS = re.compile(r"\d{1,3}")
_DIGITS_TELL = 3
_NO_PART = ("FROM", "THAN", "EACH", "PER", "AVERAGE")


def total(parts: list[Range]) -> Range:
    """The sum of the parts."""
    out = Range.point(0)
    for part in parts:
        out = out + part
    return out


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    yield from _kept(list(_every(index)))


def _every(index: Index) -> Iterator[Verdict]:
    for sentence in index.sentences:
        yield from _in_sentence(index, sentence)
    yield from _among(index)
    yield from _listed(index)
    yield from _bracketed(index)
    yield from _labelled(index)
    yield from _spread(index)
    yield from _result(index)
    yield from _broken_down(index)
    yield from _of_those(index)
    yield from _scored(index)
    yield from _parted(index)
    yield from _in_tables(index)


def _kept(found: list[Verdict]) -> Iterator[Verdict]:
    """Those but for a total that the last of the parts make up already: 突破19万人次，其中门诊15.8万、急诊3.6万，合计19.4万."""
    made = {id(v.claim): {id(c) for _, c in v.roles} for v in found if v.outcome == "holds" and len(v.roles) > _PAIR}
    exact = {frozenset(id(c) for _, c in v.roles[1:]) for v in found if v.outcome == "holds" and not _hedged(v)}
    for verdict in found:
        if verdict.outcome == "holds" and _hedged(verdict) and frozenset(id(c) for _, c in verdict.roles[1:]) in exact:
            continue  # 186.4万吨，稳定在175万吨以上: the parts make the first
        parts = made.get(id(verdict.claim))
        if verdict.outcome == "discrepancy" and parts is not None and parts < {id(c) for _, c in verdict.roles}:
            continue
        yield verdict


def _hedged(verdict: Verdict) -> bool:
    return verdict.claim.quantity is not None and verdict.claim.quantity.hedge is not None


# -- sentences ----------------------------------------------------------------------------------------------


def _in_sentence(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    figures = [
        f for f in sentence.figures if f.level and f.kind not in ("duration", "age", "date") and f.claim.cell is None
    ]
    if len(figures) < 2:
        return
    yield from _summed_up(index, figures)
    for at, whole in enumerate(figures):
        q = whole.claim.quantity
        assert q is not None
        if q.value is None or q.value <= 0:
            continue
        opening = _opening(index, sentence, whole)
        if opening is None or "EACH" in whole.tails[:2]:
            continue
        parts = _behind(index, whole, figures[at + 1 :], opening)
        if parts and _digits_unread(index, whole.after, parts[-1].first):
            continue
        if parts and opening == "mark" and _item_before(index, whole, parts[0]):
            continue
        if len(parts) < 2 or (opening == "mark" and unread(index, whole.after, sentence.after)):
            yield from _with_ones(index, sentence, whole, parts, opening)
        elif _belong(index, whole, parts, opening):
            verdict = _judged_list(index, sentence, whole, parts, opening)
            if verdict is not None:
                yield verdict


def _digits_unread(index: Index, first: int, after: int) -> bool:
    """True where a number stands at the head of an item of a list and is no figure: "29 Labour, 17 Green and 8 others"."""
    t = index.tokens
    return any(
        t.text[k].isdigit()
        and k not in index.owner
        and (t.text[k - 1] in ",，、:：;；—–" or "join" in index.entry(k - 1))
        for k in range(first, after)
    )


def _item_before(index: Index, whole: Figure, part: Figure) -> bool:
    """True where an item without a part stands between a colon and the first part: "most were poisoned, 18 …"."""
    t = index.tokens
    marks = [k for k in range(whole.after, part.first) if t.text[k] in ":："]
    return bool(marks) and any(t.text[k] in ",，、;；" for k in range(marks[-1], part.first))


def _behind(index: Index, whole: Figure, figures: list[Figure], opening: str) -> list[Figure]:
    """The parts that follow a whole in its sentence."""
    parts: list[Figure] = []
    previous = whole
    for figure in figures:
        if not comparable(whole, figure) and not (whole.kind == figure.kind == "count"):
            if figure.opens:
                continue
            break
        if figure.opens or figure.claim.quantity is None or figure.claim.quantity.value is None:
            continue
        if index.tokens.text[figure.after : figure.after + 1] in ([")"], ["）"]):
            # "1) … 2) …" numbers the parts.
            break
        if _stops(index, previous, figure, opening):
            break
        if figure.leads and figure.leads[0] in ("FROM", "THAN", "EACH", "PER", "BY") and not _over_join(index, figure):
            break
        parts.append(figure)
        previous = figure
    level = [p for p in parts if p.depth <= whole.depth]
    # What brackets say of a part, or of the whole, is no part beside them.
    return level if len(level) > 1 else parts


def _over_join(index: Index, figure: Figure) -> bool:
    """True where "and" parts a figure from the cue before it: "18 were hit by trains and 14 were shot"."""
    for k in range(figure.first - 1, figure.sentence.first, -1):
        entry = index.entry(k)
        if k in index.owner or entry.get("cue") == figure.leads[0]:
            return False
        if "join" in entry and index.tokens.text[k] not in ",，、":
            return True
    return False


def _belong(index: Index, whole: Figure, parts: list[Figure], opening: str) -> bool:
    """True where what follows a whole may be its parts."""
    q = whole.claim.quantity
    if whole.kind == "number" and not whole.leads and not _numbers(index, whole, opening):
        return False
    if q is None or any(_size(p) >= q.middle for p in parts):
        # What is as large as the whole is no part of it: something else is counted, or the whole again.
        return False
    if _enumerated(index, parts) or (opening == "mark" and _far(index, whole, parts[0])):
        return False
    # "18 tourists, 14 of them Australians, and three guides"
    return opening != "of-them" or all(kin(index, whole, p) for p in parts)


def _judged_list(index: Index, sentence: Sentence, whole: Figure, parts: list[Figure], opening: str) -> Verdict | None:
    if opening != "mark" and _one_sided(index, whole, parts):
        return None
    partial = _partial(index, sentence, whole, parts, some=opening == "some")
    verdict = _weigh(whole, parts, partial)
    if verdict is None:
        return None
    q = whole.claim.quantity
    assert q is not None
    if opening == "some":
        # "554 cases, including 426 of one sort and 118 of another": what is so near the whole is meant to be all of it.
        named = all(p.kind == whole.kind for p in parts) and q.digits >= _DIGITS_TELL
        over = len(parts) >= _SEVERAL and sum(map(_size, parts), Fraction(0)) > _size(whole)
        beyond = over and all(kin(index, whole, p) == SAME for p in parts) and _mended(whole, parts, _EXCESS)
        if partial or not (verdict.outcome == "holds" or beyond or (named and _mended(whole, parts, _ALL_BUT))):
            return None
        verdict.certainty = verdict.certainty and "likely"
        return verdict
    if verdict.outcome != "discrepancy":
        return verdict
    added = sum(map(_size, parts), Fraction(0))
    if added < _size(whole) <= added + _SEVERAL and _one_more(index, whole, parts):
        return None
    if opening == "mark" and _strong(index, whole, parts, opening):
        return verdict
    # 其中 may name some of the parts only, or parts that overlap: a slip must explain the difference.
    # Parts of "Of the £46m …" that come to more cannot be some of them.
    most = _EXCESS if opening == "of" and added > _size(whole) and len(parts) >= _SEVERAL else None
    explained = _slips(verdict) and _mended(whole, parts, most) and not _may_lack(index, verdict, q, parts)
    return verdict if opening != "mark" and _strong(index, whole, parts, opening) and explained else None


def _with_ones(index: Index, sentence: Sentence, whole: Figure, parts: list[Figure], opening: str) -> Iterator[Verdict]:
    """six: three drowned, one hit by a tree and one in a fire: a "one" behind a comma or "and" is a part, though no figure."""
    q = whole.claim.quantity
    if opening != "mark" or not parts or whole.kind not in _COUNTED or q is None or q.middle > _FEW:
        return
    t = index.tokens
    ones = [k for k in range(whole.after, sentence.after) if k not in index.owner and "number" in index.entry(k)]
    if not ones or any(t.word[k] != "one" for k in ones) or _partial(index, sentence, whole, parts):
        return
    if any(t.text[k - 1] not in ",:—–" and "join" not in index.entry(k - 1) for k in ones):
        return
    if "EACH" in index.cues_between(whole.after, min(ones[-1] + 3, sentence.after)):
        return
    if max(ones[-1], parts[-1].first) != ones[-1] or _far(index, whole, parts[0]) or _size(parts[0]) >= q.middle:
        return
    if not any("join" in index.entry(k) for k in range(parts[-1].after, ones[-1])) or not all(map(_addend, parts)):
        return
    verdict = _weigh(whole, parts, False)
    if verdict is None:
        return
    added = sum(map(_size, parts)) + len(ones)
    if abs(added - q.middle) > _OFF:
        return
    names = " + ".join([*(told(p.claim) for p in parts), *(t.text[k] for k in ones)])
    verdict = Verdict(
        CODE,
        "holds" if added == q.middle else "discrepancy",
        verdict.roles
        if verdict.roles[0][0] == "total"
        else [("total", whole.claim), *(("part", p.claim) for p in parts)],
        f"{names} = {said(added, 0)}",
        None if added == q.middle else "likely",
        found=Range.point(q.middle),
        expected=Range.point(added),
        unit=whole.unit,
    )
    if verdict.outcome == "discrepancy":
        verdict.fits = best_fits(list(repairs(whole.claim, Range.point(added))))
    yield verdict


def _numbers(index: Index, whole: Figure, opening: str) -> bool:
    """True for "the herd numbers 272: 130 cows …": a number that is not that of a line in a list opens its parts."""
    q = whole.claim.quantity
    told_apart = q is not None and (q.digits >= _DIGITS_TELL or not q.written[:1].isdigit())
    return opening == "mark" and told_apart and index.tokens.text[whole.after] in ":："


def _enumerated(index: Index, parts: list[Figure]) -> bool:
    """True where the parts are numbers of a list ("1. … 2. … 3. …") or stand inside words ("2-methylpentane")."""
    values = [p.claim.quantity.middle for p in parts if p.claim.quantity is not None]
    if values == list(range(1, len(values) + 1)):
        return True
    t = index.tokens
    return any(t.text[p.after : p.after + 1] == ["-"] and t.start[p.after] == p.claim.end for p in parts)


def _far(index: Index, whole: Figure, part: Figure) -> bool:
    """True where a clause stands between the mark that opens a list and the first part."""
    t = index.tokens
    marks = [k for k in range(whole.after, part.first) if t.text[k] in ":：—–-"]
    return bool(marks) and part.first - marks[-1] > _NEAR_MARK


def _mended(whole: Figure, parts: list[Figure], most: Fraction | None = None) -> bool:
    """True where one slip of the pen explains exactly why the parts do not make the whole, and the miss is small for it.

    The fewer the figures, and the less they say, the smaller the miss must be: any two differ by some digit. most: the
    share of the whole that a slip of one digit may miss.
    """
    q = whole.claim.quantity
    amounts = [p.claim.quantity for p in parts if p.claim.quantity is not None]
    if q is None or q.value is None or any(a.value is None for a in amounts):
        return False
    rank = written_slip([(whole.claim, -1), *((p.claim, 1) for p in parts)])
    if rank is None:
        return False
    missed = abs(q.middle - sum((a.middle for a in amounts), Fraction(0)))
    limit = most if most is not None else _LACKING if len(parts) >= _SEVERAL else _LACKING / 2
    if rank == 0:
        digits = max(a.digits for a in [q, *amounts])
        limit = Fraction(1, 2) if digits >= _DIGITS_TELL else _LACKING
    return missed <= q.middle * limit


def _bracketed(index: Index) -> Iterator[Verdict]:
    """{whole} things ({part} of one kind and {part} of another): a bracket right behind a count holds nothing but its parts."""
    for sentence in index.sentences:
        groups: dict[int, list[Figure]] = {}
        for figure in sentence.figures:
            if figure.depth == 1 and figure.claim.cell is None:
                groups.setdefault(_bracket(index, figure), []).append(figure)
        for start, parts in groups.items():
            before = [f for f in sentence.figures if f.after <= start and not f.depth]
            if len(parts) < 2 or not before or start - before[-1].after > _NEAR_MARK:
                continue
            whole = before[-1]
            q = whole.claim.quantity
            if not whole.level or whole.kind not in AMOUNTS or q is None or q.value is None or elided(index, whole):
                continue
            if not all(_addend(p) and p.kind == whole.kind for p in parts) or _enumerated(index, parts):
                continue
            if any(not beside(index, a, b) for a, b in itertools.pairwise(parts)):
                continue
            if any("INCLUDING" in f.leads + f.tails for f in parts) or _partial(index, sentence, whole, parts):
                continue
            if any(p.claim.quantity is not None and p.claim.quantity.middle >= q.middle for p in parts):
                continue
            verdict = _weigh(whole, parts, False)
            complete = not unread(index, start, parts[-1].after)
            if verdict is not None and (verdict.outcome == "holds" or (complete and _mended(whole, parts, _LACKING))):
                verdict.certainty = verdict.certainty and "likely"
                yield verdict


def _labelled(index: Index) -> Iterator[Verdict]:
    """{whole} relics: bronze ({part}), jade ({part}) and ceramics ({part}): each part in a bracket behind what it counts."""
    for sentence in index.sentences:
        groups: dict[int, list[Figure]] = {}
        for figure in sentence.figures:
            if figure.depth == 1 and figure.claim.cell is None and figure.kind in AMOUNTS:
                groups.setdefault(_bracket(index, figure), []).append(figure)
        parts = [group[0] for group in groups.values()]
        if len(parts) < _SEVERAL or any(len(group) > 1 or not _addend(group[0]) for group in groups.values()):
            continue
        before = [f for f in sentence.figures if f.after <= parts[0].first and f.kind in AMOUNTS and not f.depth]
        # "97 relics: bronze (61 pieces) …": the parts may all be counted in other words.
        pieces = len({p.unit for p in parts}) == 1 and parts[0].kind == "count"
        wholes = [f for f in before if all(kin(index, f, p) for p in parts) or (pieces and f.kind == "count")]
        between = [
            f for f in sentence.figures if not f.depth and f.first > parts[0].first and f.after < parts[-1].first
        ]
        if not wholes or between or wholes[-1].kind == "number" or _enumerated(index, parts):
            continue
        whole = wholes[-1]
        if any(_size(p) >= _size(whole) for p in parts) or _partial(index, sentence, whole, parts):
            continue
        verdict = _weigh(whole, parts, False)
        if verdict is not None and (verdict.outcome == "holds" or _mended(whole, parts)):
            verdict.certainty = verdict.certainty and "likely"
            yield verdict


def _bracket(index: Index, figure: Figure) -> int:
    """The token that opens the bracket in which the figure stands."""
    k = figure.first
    while k > figure.sentence.first and index.tokens.text[k] not in "(（":
        k -= 1
    return k


def _addend(figure: Figure) -> bool:
    q = figure.claim.quantity
    return (
        figure.level
        and figure.kind in AMOUNTS
        and q is not None
        and q.value is not None
        and q.value > 0
        and q.direction is None
        and not (figure.leads[:1] and figure.leads[0] in (*_NO_PART, "BY"))
    )


def _spread(index: Index) -> Iterator[Verdict]:
    """The league has {whole} clubs. {part} play in the north, {part} in the south and {part} abroad.

    The parts stand in the sentences after the whole, say its noun again or leave it out, and nothing else is counted.
    """
    for at, sentence in enumerate(index.sentences):
        if not sentence.figures or sentence.figures[0].claim.cell is not None:
            continue
        levels = [f for f in sentence.figures if f.kind in AMOUNTS and not f.depth]
        if not levels or not _addend(levels[-1]) or sentence.heading:
            continue
        whole = levels[-1]
        q = whole.claim.quantity
        assert q is not None
        if whole.kind == "number" and not _comes_to(index, whole):
            continue
        parts: list[Figure] = []
        for after in index.sentences[at + 1 : at + 1 + _SENTENCES]:
            if after.heading or after.paragraph > sentence.paragraph + 1 or after.figures[0].claim.cell is not None:
                break
            more = [f for f in after.figures if f.kind in AMOUNTS and not f.depth]
            if any(f.unit == p.unit and _size(f) == _size(p) and not elided(index, f) for f in more for p in parts):
                # The three Baltic states come back: they are not three more.
                break
            if not more or not all(_addend(f) and kin(index, whole, f) != OTHER and _size(f) < q.middle for f in more):
                break
            parts += more
            verdict = _weigh(whole, parts, False) if len(parts) >= 2 else None
            if verdict is not None and verdict.outcome == "holds" and (len(parts) > 2 or q.digits >= _DIGITS_TELL):
                yield verdict
                break
        else:
            verdict = None
        if len(parts) < _SEVERAL or (verdict is not None and verdict.outcome == "holds"):
            continue
        if _partial(index, parts[0].sentence, parts[0], parts) or _enumerated(index, parts):
            continue
        if unread(index, whole.after, parts[-1].sentence.after):
            continue
        verdict = _weigh(whole, parts, False)
        if verdict is not None and verdict.outcome == "discrepancy" and _mended(whole, parts):
            verdict.certainty = "likely"
            yield verdict


def _size(figure: Figure) -> Fraction:
    return figure.claim.quantity.middle if figure.claim.quantity is not None else Fraction(0)


def _comes_to(index: Index, whole: Figure) -> bool:
    before = index.tokens.prose[max(whole.sentence.start, whole.claim.start - _BACK) : whole.claim.start]
    return ends_with("adds_up", before) is not None


def _result(index: Index) -> Iterator[Verdict]:
    """{part} … {part} …, making {whole} in total: words of result name the relation, the amounts before are its parts."""
    for at, sentence in enumerate(index.sentences):
        for whole in sentence.figures:
            q = whole.claim.quantity
            if whole.kind not in AMOUNTS or whole.depth or not _addend(whole) or whole.claim.cell is not None:
                continue
            if not (_comes_to(index, whole) or "TOTAL" in whole.leads[:2] or "TOTAL" in whole.tails[:1]):
                continue
            assert q is not None
            own = [f for f in sentence.figures[: whole.order] if _addend(f) and not f.depth]
            near = index.sentences[at - 1] if at else None
            before = [f for f in near.figures if _addend(f) and not f.depth] if near is not None else []
            if near is None or near.paragraph != sentence.paragraph or near.heading:
                before = []
            own, before = _alike(whole, own), _alike(whole, before)
            every = [*before, *own]
            found = None
            for many in range(len(every), 1, -1):
                verdict = _weigh(whole, every[-many:], False)
                if verdict is not None and verdict.outcome == "holds":
                    found = verdict
                    break
            if found is None:
                parts = own if len(own) >= 2 else every
                strong = _comes_to(index, whole) or len(parts) >= _SEVERAL
                # What bears the name of the total, and a word sums up, may miss it by more.
                alike = len(parts) >= _SEVERAL and all(_same_name(p, whole) for p in parts)
                most = _NAMED if alike else None
                if (
                    len(parts) >= 2
                    and strong
                    and all(_size(p) < q.middle for p in parts)
                    and _mended(whole, parts, most)
                ):
                    found = _weigh(whole, parts, False)
                    if found is not None:
                        found.certainty = found.certainty and "likely"
            if found is not None:
                yield found


def _broken_down(index: Index) -> Iterator[Verdict]:
    """… income of {whole} …. By product, meters made {part}, pipes {part} and repairs {part}: all the parts are told.

    The whole is a figure told before, in any paragraph, that some words call by the same name, or any that the parts make.
    """
    for sentence in index.sentences:
        if len(sentence.figures) < 2 or sentence.heading:
            continue
        head = index.tokens.prose[sentence.start : sentence.start + _BACK]
        if not terms("broken_down", head):
            continue
        parts = [f for f in sentence.figures if _addend(f) and not f.depth and f.claim.cell is None]
        units = {(f.kind, f.unit) for f in parts}
        if len(parts) < 2 or len(units) != 1 or parts[0].kind == "number":
            continue
        most = max(map(_size, parts))
        wholes = [
            f
            for f in index.same_unit(*units.pop())[-_FAR_BACK:]
            if f.claim.start < sentence.start
            and _addend(f)
            and not f.depth
            and f.claim.cell is None
            and _size(f) > most
        ]
        verdicts = [(v, f) for f in wholes if (v := _weigh(f, parts, False)) is not None]
        good = [v for v, f in verdicts if v.outcome == "holds" and _near_enough(f, parts)]
        if good:
            yield good[0]
            continue
        measures = {f.claim.measure for f in parts} - {""}
        named = [(v, f) for v, f in verdicts if f.claim.measure in measures or len(wholes) == 1]
        told_once = {_size(f) for _, f in named}
        if len(told_once) == 1 and named[0][0].outcome == "discrepancy" and _mended(named[0][1], parts):
            named[0][0].certainty = "likely"
            yield named[0][0]


def _of_those(index: Index) -> Iterator[Verdict]:
    """{whole} voted for it. … Of those in favour, {part} …, {part} … and {part}: the whole stands a few sentences before."""
    for at, sentence in enumerate(index.sentences):
        if sentence.heading or not any("parts" in index.entry(k) for k in range(sentence.first, sentence.first + 2)):
            continue
        parts = [f for f in sentence.figures if f.kind in AMOUNTS and not f.depth]
        if len(parts) < _SEVERAL or not all(map(_addend, parts)) or unread(index, parts[0].first, sentence.after):
            continue
        near = [s for s in index.sentences[max(0, at - _SENTENCES) : at] if s.paragraph >= sentence.paragraph - 1]
        wholes = [
            f
            for f in _flat(near)
            if f.kind == "count" and elided(index, parts[0]) and _size(f) > max(map(_size, parts))
        ]
        verdicts = [(v, f) for f in wholes if (v := _weigh(f, parts, False)) is not None]
        good = [v for v, _ in verdicts if v.outcome == "holds"]
        swapped = [
            v
            for v, f in verdicts
            if written_slip([(f.claim, -1), *((p.claim, 1) for p in parts)]) == 0 and _mended(f, parts)
        ]
        if good:
            yield good[0]
        elif len(swapped) == 1:
            swapped[0].certainty = "likely"
            yield swapped[0]


def _parted(index: Index) -> Iterator[Verdict]:
    """{whole} games, {part} of them at home and {part} away: words say that the parts are all, and none of them twice.

    They are two sides of one thing, as many as was said ("on two sites"), what it was split into, or one is the others.
    """
    for at, sentence in enumerate(index.sentences):
        near = index.sentences[at - 1] if at else None
        for begin, first in enumerate(sentence.figures):
            if not _addend(first) or first.claim.cell is not None or "INCLUDING" in first.leads:
                continue
            before = [f for f in sentence.figures[:begin] if (f.kind, f.unit) == (first.kind, first.unit)]
            if before and index.edges_between(before[-1], first) <= 1:
                continue  # one of the parts itself
            found = [_several(index, first, sentence.figures[begin + 1 :])]
            if near is not None and near.paragraph == sentence.paragraph and not near.heading:
                before = [f for f in near.figures if _addend(f) and not f.depth and f.claim.cell is None]
                nobody_else = all(f.kind == "date" for f in sentence.figures[:begin])
                if before and nobody_else:
                    found.append(_several(index, before[-1], sentence.figures[begin:]))
            for whole, parts, counted in filter(None, found):
                verdict = _told_apart(index, whole, parts, counted)
                if verdict is not None:
                    yield verdict


def _several(index: Index, whole: Figure, figures: list[Figure]) -> tuple[Figure, list[Figure], bool] | None:
    """The whole, the run of figures behind it that may be its parts, and whether a count between says how many they are."""
    parts: list[Figure] = []
    counts: list[Figure] = []
    for figure in figures:
        if figure.kind in ("date", "ordinal") or (not parts and (figure.depth or figure.kind == "age")):
            continue
        last = parts[-1] if parts else whole
        if last.sentence is figure.sentence and index.edges_between(last, figure) > (1 if parts else _BACK // 10):
            break
        alike = kin(index, whole, figure) != OTHER or whole.kind == figure.kind == "count"
        small = figure.kind == "count" and _size(figure) <= _ADDENDS and not elided(index, figure)
        if not parts and small and kin(index, whole, figure) == OTHER:
            counts.append(figure)
            continue
        if not alike or not _addend(figure) or figure.depth or _size(figure) >= _size(whole):
            break
        parts.append(figure)
    if len(parts) < 2 or whole.depth or elided(index, whole) or len(counts) > 1 or _enumerated(index, parts):
        return None
    if counts and (_size(counts[0]) != len(parts) or counts[0].sentence is not whole.sentence):
        return None
    return whole, parts, bool(counts)


def _told_apart(index: Index, whole: Figure, parts: list[Figure], counted: bool) -> Verdict | None:
    sentence = parts[-1].sentence
    if (
        whole.kind == "number"
        or _partial(index, sentence, parts[0], parts)
        or unread(index, whole.after, parts[-1].first)
    ):
        return None
    prose = index.tokens.prose
    begin = whole.claim.end if whole.sentence is sentence else sentence.start
    front = prose[begin : parts[0].claim.start]
    surely = counted or said_in("split_into", prose[whole.claim.end : parts[0].claim.start])
    sides = len(parts) == 2 and _two_sides(index, begin, parts) and _of_its_kind(index, whole, parts, begin)
    same = all(kin(index, whole, p) or (sides and said_in("sides", f"{p.unit} {p.unit}s")) for p in parts)
    over = sum(map(_size, parts), Fraction(0)) > _size(whole)
    surely = surely or _gapped(index, whole, parts) or (over and _listed_behind(index, whole, parts))
    surely = surely or _parallel(index, whole, parts)
    named = "INCLUDING" in index.cues_between(whole.after, parts[0].first) and _rest_named(index, parts, front)
    if not same or not (sides or surely or named):
        return None
    verdict = _weigh(whole, parts, False)
    if verdict is None or verdict.outcome == "holds":
        return verdict
    added = sum(map(_size, parts), Fraction(0))
    if added < _size(whole) and not (sides or counted) and not _mended(whole, parts):
        return None
    if added < _size(whole) and _others_follow(index, whole, parts):
        return None
    rank = written_slip([(whole.claim, -1), *((p.claim, 1) for p in parts)])
    exact = rank is not None
    two = sides and over and whole.kind == "count" and whole.sentence is sentence
    most = 2 if (sides and over) or rank == 0 else 4
    if abs(added - _size(whole)) * most > _size(whole) or not (exact or two):
        return None
    verdict.certainty = verdict.certainty and "likely"
    return verdict


def _others_follow(index: Index, whole: Figure, parts: list[Figure]) -> bool:
    """True where something else of the whole is told of: "a chairman, five deputies and 23 members", "The remaining 25 …"."""
    sentence = parts[-1].sentence
    after = index.sentences[sentence.position + 1 : sentence.position + 2]
    next_text = index.text(after[0].first, after[0].first + 4) if after and not after[0].heading else ""
    rest = index.text(parts[-1].after, sentence.after)
    return _one_more(index, whole, parts) or bool(terms("remaining", rest) or terms("remaining", next_text))


def _one_more(index: Index, whole: Figure, parts: list[Figure]) -> bool:
    """True where an item of the list is one thing without a figure: "two doctors, a priest and three teachers"."""
    t = index.tokens
    return any(
        t.word[k] in ("a", "an", "one", "another") and k not in index.owner
        for k in range(whole.after, parts[-1].first)
        if t.text[k - 1] in ",:" or "join" in index.entry(k - 1) or said_in("split_into", index.text(max(k - 2, 0), k))
    )


def _two_sides(index: Index, begin: int, parts: list[Figure]) -> bool:
    """True where the words before both parts, or behind both, are two sides of one thing: men and women, 国内 and 国际."""
    prose = index.tokens.prose
    a, b = (p.claim for p in parts)
    after = _EDGES.split(prose[b.end : min(parts[1].sentence.end, b.end + _BACK)])[0]
    texts = (prose[max(begin, a.start - _BACK) : a.start], prose[a.end : b.start], after)
    sides = [{term.value for term in terms("sides", text)} for text in texts]
    return any(f"{x[:-1]}{3 - int(x[-1])}" in right for left, right in itertools.pairwise(sides) for x in left)


def _gapped(index: Index, whole: Figure, parts: list[Figure]) -> bool:
    """True for "7.3m, of which 4.6m was bulk and 3.7m containers": two parts of one verb that come to too much."""
    a, b = parts[0], parts[-1]
    of_which = any("parts" in index.entry(k) for k in range(whole.after, a.first))
    joined = any("join" in index.entry(k) and index.tokens.text[k].isascii() for k in range(a.after, b.first))
    if not (of_which and joined) or sum(map(_size, parts)) < _size(whole):
        return False
    if "RESPECTIVELY" in b.tails[:1]:
        return True  # "among which the three kinds are 61,000, 48,000 and 17,000 respectively"
    if len(parts) > 2:
        return False
    behind = range(b.after, min(b.sentence.after, b.after + _NEAR_MARK))
    return not any(index.entry(k).get("link") == "be" for k in behind)


def _one_sided(index: Index, whole: Figure, parts: list[Figure]) -> bool:
    """True where one part is a side of which the other is not told (女职工168人，党员264人): they are told apart otherwise."""
    found = {term.value for term in terms("sides", index.text(whole.after, parts[-1].sentence.after))}
    return any(f"{value[:-1]}{3 - int(value[-1])}" not in found for value in found if value.startswith("sex"))


def _parallel(index: Index, whole: Figure, parts: list[Figure]) -> bool:
    """True for "640 beds, 415 at Northgate and 252 at the Mill", "28 branches, 19 in Rome and nine abroad"."""
    if len(parts) > 2 or not all(elided(index, p) for p in parts) or whole.sentence is not parts[0].sentence:
        return False
    t = index.tokens
    if t.text[parts[0].first - 1] not in ",–—" or not any(
        "join" in index.entry(k) for k in range(parts[0].after, parts[1].first)
    ):
        return False
    behind = [_past_them(index, p) for p in parts]
    first, second = (t.word[k] for k in behind)
    end = min(parts[1].after + _NEAR_MARK, parts[1].sentence.after)
    edge = next((k for k in range(parts[1].after, end) if t.text[k] in ",.;"), None)
    if edge is None or any("link" in index.entry(k) for k in range(parts[1].after, edge)):
        return False
    return said_in("where", first) and (first == second or said_in("not_here", second))


def _past_them(index: Index, part: Figure) -> int:
    """The token behind a figure and its "of them"."""
    k = part.after
    while k < part.sentence.after - 1 and (index.entry(k).get("cue") == "OF" or "parts" in index.entry(k)):
        k += 1
    return k


def _listed_behind(index: Index, whole: Figure, parts: list[Figure]) -> bool:
    """True for 金牌86枚，田径32枚，游泳29枚，体操35枚: three and more behind a whole, each with its name before it."""
    names = [index.text(a.after, b.first).strip("，、,； 和") for a, b in itertools.pairwise([whole, *parts])]
    if (
        len(parts) < _SEVERAL
        or whole.sentence is not parts[0].sentence
        or whole.kind not in ("count", "money", "measure")
    ):
        return False
    pairs = list(itertools.pairwise([whole, *parts]))
    marks = {index.tokens.text[k] for a, b in pairs[1:] for k in range(a.after, b.first)} & {"、", "，"}
    if not ("TOTAL" in whole.leads or marks == {"、"}):
        return False
    after = whole.sentence.figures[parts[-1].order + 1 : parts[-1].order + 2]
    if after and (after[0].kind, after[0].unit) == (whole.kind, whole.unit):
        return False  # the list goes on
    if "、" in index.tokens.text[whole.after : parts[0].first]:
        return False
    if any(index.edges_between(a, b) != 1 or (a.unit != b.unit and kin(index, whole, b) != SAME) for a, b in pairs):
        return False
    return all(not name.isascii() and 0 < len(name) <= _NEAR_MARK for name in names) and len({*names}) == len(names)


def _of_its_kind(index: Index, whole: Figure, parts: list[Figure], begin: int) -> bool:
    """False for 教师412人，男生168人: what stands beside the side in a part's Han name is not what the whole counts."""
    prose = index.tokens.prose
    own = f"{_EDGES.split(prose[whole.sentence.start : whole.claim.start])[-1]}{whole.unit or ''}"
    for start, part in ((begin, parts[0]), (parts[0].claim.end, parts[1])):
        name = _EDGES.split(prose[start : part.claim.start])[-1].strip()
        found = terms("sides", name)
        if not found or name.isascii():
            continue
        rest = name[found[-1].end :].strip("共有为约达是的")
        if rest and not set(rest) & set(own):
            return False
    return True


def _rest_named(index: Index, parts: list[Figure], front: str) -> bool:
    """True where the last part is called the other ones: 其他收入8亿元, "and 61 others"."""
    prose = index.tokens.prose
    last = parts[-1].claim
    before = prose[parts[-2].claim.end : last.start]
    behind = _EDGES.split(prose[last.end : min(parts[-1].sentence.end, last.end + _BACK // 2)])[0]
    in_turn = said_in("other_ones", front) and said_in("in_turn", behind + front)
    return said_in("other_ones", before) or said_in("other_ones", behind) or in_turn


def _near_enough(whole: Figure, parts: list[Figure]) -> bool:
    """True where the parts are written finely enough to make this whole by no chance: to a hundredth of it."""
    steps = sum((Fraction(p.claim.quantity.step) for p in parts if p.claim.quantity is not None), Fraction(0))
    return steps * 100 <= _size(whole) * 2


def _same_name(a: Figure, b: Figure) -> bool:
    """True where two figures measure one thing; without spaces a verb may be glued to its name (处罚金, 罚金)."""
    one, other = a.claim.measure, b.claim.measure
    if not one or not other:
        return False
    return one == other or (not one.isascii() and (one.endswith(other) or other.endswith(one)))


def _alike(whole: Figure, figures: list[Figure]) -> list[Figure]:
    """The last figures that count what the total counts, back to one that is larger; those that bear its name, if any do."""
    out: list[Figure] = []
    named = [f for f in figures if _same_name(f, whole) and f.kind == whole.kind]
    if len(named) >= _SEVERAL:
        figures = named
    for figure in reversed(figures):
        if (figure.kind, figure.unit) != (whole.kind, whole.unit):
            continue
        if _size(figure) >= _size(whole):
            break
        out.insert(0, figure)
    return out[-_ADDENDS:]


def _may_lack(index: Index, verdict: Verdict, whole: Quantity, parts: list[Figure]) -> bool:
    """True where parts that fall short of the whole may be some of them: nobody says that they are all."""
    lacking = whole.middle - sum((p.claim.quantity.middle for p in parts if p.claim.quantity is not None), Fraction(0))
    if lacking <= 0:
        return False
    if _others_follow(index, parts[0], parts):
        return True
    return _rank(verdict) > 0 and lacking > whole.middle * (_LACKING if len(parts) > 2 else _LACKING / 2)


def _summed_up(index: Index, figures: list[Figure]) -> Iterator[Verdict]:
    """{part}, {part} and {part} …, a total of {whole}: the whole stands behind a plain list of its parts."""
    for at, whole in enumerate(figures):
        if at < 2 or whole.claim.quantity is None or whole.claim.quantity.value is None:
            continue
        said_last = "TOTAL" in whole.tails[:1] and not whole.leads and whole.before in (",", "，")
        near = figures[at - 1]
        so_many = near.order == whole.order - 1 and _so_many(index, near, whole, figures)
        named = "TOTAL" in whole.leads[:2] or _sums_up(index, whole) or _total_named(index, whole)
        if not (said_last or named or so_many):
            continue
        if "EACH" in whole.tails[:1]:
            continue
        parts: list[Figure] = []
        after = whole
        # "42 concerts, 36 dramas and 18 operas, a total of 96 performances": one name for all of them.
        counts = [f for f in figures[:at] if f.kind == "count"]
        many = whole.kind == "count" and "TOTAL" in whole.leads[:2] and len(counts) == at >= _SEVERAL
        for figure in reversed(figures[:at]):
            if after is whole and said_last and figure.kind == "count" != whole.kind:
                # "… and £750 went to the first three men, £4,750 in all"
                continue
            if after is whole and figure.order == whole.order - 1 and _so_many(index, figure, whole, figures):
                continue
            if (
                not (comparable(whole, figure) or (many and figure.kind == "count"))
                or figure.claim.quantity is None
                or figure.claim.quantity.value is None
                or figure.opens
                or any(not comparable(figure, p) and not many for p in parts)
            ):
                break
            if after is not whole and not beside(index, figure, after):
                break
            if after is whole and index.edges_between(figure, after) > 1:
                break
            parts.insert(0, figure)
            after = figure
        if len(parts) >= 2 and parts[0].leads[:1] not in (("FROM",), ("THAN",)):
            verdict = _weigh(whole, parts, False)
            if verdict is not None and verdict.outcome == "discrepancy" and len(parts) == 2 and _rank(verdict) > 1:
                # Two figures before a total need not be all: what swaps or scales cannot explain is no sign.
                continue
            if verdict is not None and verdict.outcome == "discrepancy" and _lacks(index, parts):
                continue
            if verdict is not None and (verdict.outcome != "discrepancy" or _slips(verdict)):
                yield verdict


def _lacks(index: Index, parts: list[Figure]) -> bool:
    """True where a number among the parts was read as part of a name."""
    t = index.tokens
    return any(k not in index.owner and t.text[k].isdigit() for k in range(parts[0].first, parts[-1].first))


def _so_many(index: Index, figure: Figure, whole: Figure, figures: list[Figure]) -> bool:
    """True for "… 96, 74 and 21 respectively, and the three goods totaled 191": as many as there are parts before it."""
    q = figure.claim.quantity
    if q is None or figure.kind != "count" or q.middle > _ADDENDS or not _comes_to(index, whole):
        return False
    parts = [f for f in figures if f.order < figure.order and comparable(f, whole)]
    return len(parts) >= q.middle >= 2 and index.edges_between(figure, whole) == 0


def _total_named(index: Index, whole: Figure) -> bool:
    """True for 总产量1160吨: what is measured is called a total, at the head of its clause."""
    before = index.tokens.prose[whole.sentence.start : whole.claim.start]
    clause = re.split(r"[，、；：]", before)[-1].strip()
    return bool(clause) and not clause.isascii() and said_in("total_name", clause[:1])


def _sums_up(index: Index, whole: Figure) -> bool:
    """True where "for a total of" stands right before a figure."""
    return any(
        "sums_up" in (entry := index.entry(k)) and "join" not in entry
        for k in range(max(whole.sentence.first, whole.first - 2), whole.first)
    )


def _rank(verdict: Verdict) -> int:
    """How small the best slip is: 0 swaps, 1 scales, 2 anything else."""
    best = verdict.fits[0] if verdict.fits else None
    if best is None or best.edit is None:
        return 2
    return 0 if "swapped" in best.what else 2 if "digit" in best.what else 1


def _listed(index: Index) -> Iterator[Verdict]:
    """{whole} … {part}, {part}, {part} and {part}: a list of which nothing says that it is all of the whole before it.

    That it adds up says so; so does a swap or a scale word that makes it add up, where one whole is meant.
    """
    for at, sentence in enumerate(index.sentences):
        if sentence.heading:
            continue
        figures = [f for f in sentence.figures if f.claim.cell is None]
        for run in _runs(index, sentence, figures):
            near = [s for s in index.sentences[max(0, at - 2) : at] if s.paragraph == sentence.paragraph]
            verdicts = _against(run, [*near, sentence])
            if not any(v.outcome == "holds" for v in verdicts) and terms(
                "further", index.text(sentence.first, run[0].first)
            ):
                # "… sets aside 191 for schools. A further 28, 54 and 44 go to …": the list goes on.
                before = [f for f in _flat(near[-1:]) if (f.kind, f.unit) == (run[0].kind, run[0].unit)]
                wider = [s for s in index.sentences[:at] if s.heading or s.paragraph >= sentence.paragraph - 1]
                verdicts = [v for f in before[-1:] for v in _against([f, *run], wider)] or verdicts
            good = [v for v in verdicts if v.outcome == "holds"]
            if good:
                yield good[0]
                continue
            slipped = [v for v in verdicts if v.outcome == "discrepancy" and _rank(v) == 0 and _exact(v)]
            if len({told(dict(reversed(v.roles))["total"]) for v in slipped}) == 1:
                slipped[-1].certainty = "likely"
                yield slipped[-1]


def _flat(sentences: list[Sentence]) -> list[Figure]:
    return [f for s in sentences for f in s.figures if f.level and not f.depth and f.claim.cell is None]


def _against(run: list[Figure], sentences: list[Sentence]) -> list[Verdict]:
    """A list of parts weighed against each figure before it that may be their whole."""
    most = max(p.claim.quantity.middle for p in run if p.claim.quantity is not None)
    wholes = [
        f
        for f in _flat(sentences)
        if f.claim.start < run[0].claim.start
        and (f.kind, f.unit) == (run[0].kind, run[0].unit)
        and f.claim.quantity is not None
        and f.claim.quantity.value is not None
        and f.claim.quantity.hedge in (None, "about")
        and f.claim.quantity.middle > most
        and not (f.leads[:1] and f.leads[0] in _NO_PART)
    ]
    return [v for v in (_weigh(whole, run, False) for whole in wholes) if v is not None]


def _scored(index: Index) -> Iterator[Verdict]:
    """28-24, 22-27, 31-25 and 25-26, and 106-102: the parts of a match add up to its score, on both sides.

    Sets and frames are won, not added: no score of a match that counts them is larger than its parts.
    """
    for sentence in index.sentences:
        scores = [(f, _sides(f)) for f in sentence.figures if f.kind == "score"]
        for begin in range(len(scores) - _PERIODS + 1):
            parts = [(f, sides) for f, sides in scores[begin : begin + _PERIODS] if sides is not None]
            if len(parts) < _PERIODS or any(not beside(index, a, b) for (a, _), (b, _) in itertools.pairwise(parts)):
                continue
            sums = tuple(sum(sides[k] for _, sides in parts) for k in (0, 1))
            finals = [(f, sides) for f in index.figures if f.kind == "score" and (sides := _sides(f)) is not None]
            close: list[tuple[Figure, tuple[int, int]]] = []
            for final, (left, right) in finals:
                if final in [f for f, _ in parts]:
                    continue
                close.extend(
                    (final, ordered)
                    for ordered in ((left, right), (right, left))
                    if all(abs(sums[k] - ordered[k]) * 5 <= ordered[k] for k in (0, 1))
                )
            fitting = [c for c in close if c[1] == sums]
            half = [c for c in close if (c[1][0] == sums[0]) != (c[1][1] == sums[1])]
            if not fitting and not half:
                continue
            final, ordered = (fitting or half)[0]
            off = 0 if ordered[0] != sums[0] else 1
            because = f"{' + '.join(str(sides[off]) for _, sides in parts)} = {sums[off]}"
            roles = [("total", final.claim)] + [("part", f.claim) for f, _ in parts]
            found, expected = Range.point(ordered[off]), Range.point(sums[off])
            if fitting:
                yield Verdict(CODE, "holds", roles, because, found=found, expected=expected)
            else:
                because += f", not {ordered[off]}"
                yield Verdict(CODE, "discrepancy", roles, because, "likely", found=found, expected=expected)


def _sides(figure: Figure) -> tuple[int, int] | None:
    """The two numbers of a score."""
    numbers = _NUMBERS.findall(told(figure.claim))
    return (int(numbers[0]), int(numbers[1])) if len(numbers) == 2 else None


def _runs(index: Index, sentence: Sentence, figures: list[Figure]) -> Iterator[list[Figure]]:
    """Lists of four figures, or three of one unit; of lengths of time too (优96天、良205天), which nothing else sums."""
    for run in runs(index, sentence):
        units = {(p.kind, p.unit) for p in run}
        if len(units) == 1 and run[0].kind not in ("age", "number") and figures:
            yield run if run[0].kind != "duration" or len(run) < 4 else run[_whole_first(run) :]


def _whole_first(run: list[Figure]) -> int:
    """1 where a run of lengths of time begins with one that no other of it comes near: 365天中，优96天."""
    first, *rest = (p.claim.quantity.middle for p in run if p.claim.quantity is not None)
    return 1 if first > max(rest) and sum(rest) * 2 > first else 0


def _exact(verdict: Verdict) -> bool:
    """True where the parts are written finely enough that a sum which fits is no chance: to a two-hundredth."""
    spread = verdict.expected
    if spread is None or spread.low is None or spread.high is None or not spread.middle:
        return False
    return (spread.high - spread.low) <= abs(spread.middle) * _FINE


def _among(index: Index) -> Iterator[Verdict]:
    """{whole} … . Among them, {part} … and {part}: parts in the sentence after the whole; a slip must explain a difference."""
    for before, sentence in zip(index.sentences, index.sentences[1:], strict=False):
        if sentence.paragraph != before.paragraph or sentence.index != before.index + 1:
            continue
        if not any("parts" in index.entry(k) for k in range(sentence.first, sentence.first + 2)):
            continue
        parts = [
            f
            for f in sentence.figures
            if f.level
            and not f.opens
            and f.kind not in ("duration", "age")
            and f.claim.quantity is not None
            and f.claim.quantity.value is not None
            and not (f.leads[:1] and f.leads[0] in ("FROM", "THAN", "EACH", "PER", "AVERAGE"))
        ]
        wholes = [
            f
            for f in before.figures
            if f.level
            and not f.opens
            and f.claim.quantity is not None
            and f.claim.quantity.value is not None
            and not (f.leads[:1] and f.leads[0] in ("FROM", "THAN", "EACH", "PER", "AVERAGE"))
        ]
        for whole in wholes[:1]:
            same = [p for p in parts if p.kind == whole.kind and p.unit == whole.unit]
            if not 2 <= len(same) <= 8 or len(same) != len(parts):
                continue
            verdict = _weigh(whole, same, False)
            if verdict is not None and verdict.outcome == "discrepancy" and len(same) > 2:
                # A surplus or an "other" stands beside the parts: without it they may add up.
                fewer = [_weigh(whole, same[:k] + same[k + 1 :], False) for k in range(len(same))]
                verdict = next((v for v in fewer if v is not None and v.outcome == "holds"), verdict)
            if verdict is not None and (
                verdict.outcome == "holds"
                or (verdict.outcome == "discrepancy" and len(same) > 2 and _slips(verdict))
                or _mended(whole, same)
                or _scaled(whole, same)
            ):
                verdict.certainty = verdict.certainty and "likely"
                yield verdict


def _scaled(whole: Figure, parts: list[Figure]) -> bool:
    """True where the parts make the whole but for the scale word of one of them: 1.62亿元, 1.35亿元 and 8100亿元."""
    q = whole.claim.quantity
    amounts = [p.claim.quantity for p in parts if p.claim.quantity is not None]
    if q is None or len(amounts) < _SEVERAL:
        return False
    for k, part in enumerate(amounts):
        rest = q.logical - total([a.logical for a in amounts[:k] + amounts[k + 1 :]])
        if any(rest.meets(part.logical / Fraction(10) ** power) for power in (1, 3, 4, -3, -4, -1)):
            return True
    return False


def _opening(index: Index, sentence: Sentence, whole: Figure) -> str | None:
    """How a total opens its parts: `of` ("Of her 27 patents, …"), `mark` (a colon or dash), or `cue` (其中, "of which")."""
    t = index.tokens
    if whole.leads[:1] == ("OF",) and _opens_with_of(index, sentence) and whole.first - sentence.first <= 5:
        return "of"
    if whole.leads[:1] == ("OF",) and _opens_clause(index, sentence, whole):
        return "of"
    k = whole.after
    words = 0
    while k < sentence.after and words <= 8:
        if k in index.owner:
            if index.owner[k].kind != "date":
                break
            k = index.owner[k].after  # "418 complaints last year: …"
            words += 1
            continue
        text = t.text[k]
        if (
            text in ":："
            or (text in "—–" and t.start[k] > t.end[k - 1])
            or (text == "-" and t.start[k] > t.end[k - 1] and t.start[k + 1 : k + 2] and t.start[k + 1] > t.end[k])
        ):
            return "mark"
        entry = index.entry(k)
        if entry.get("cue") == "INCLUDING":
            return "cue" if "parts" in entry else "some"
        if text in ".;。；":
            return None
        words += 1
        k += 1
    if k in index.owner:
        # "64 teachers, 40 of them for …": the next figure is said to be of these.
        figure = index.owner[k]
        if figure.tails[:1] and figure.tails[0] in ("OF", "INCLUDING") and figure.first - whole.after <= 4:
            m = figure.after
            if "parts" in index.entry(m) or "parts" in index.entry(m + 1):
                return "of-them"
    return None


def _opens_clause(index: Index, sentence: Sentence, whole: Figure) -> bool:
    """True for "by variety, among the 45,000 tons, …": "among" or "of" behind a comma, and another comma behind the whole."""
    t = index.tokens
    k = whole.first - 1
    while k > sentence.first and whole.first - k <= _LED and index.entry(k).get("cue") != "OF":
        k -= 1
    behind = next((m for m in range(whole.after, min(whole.after + _LED, sentence.after)) if t.text[m] in ",，"), None)
    return index.entry(k).get("cue") == "OF" and t.text[k - 1] in ",，;；" and behind is not None


def _opens_with_of(index: Index, sentence: Sentence) -> bool:
    """True where the sentence begins "Of the …", not "Prizes of …"."""
    k = sentence.first
    if not index.tokens.text[k][:1].isalpha():
        k += 1
    return index.entry(k).get("cue") == "OF" and k not in index.owner


def _stops(index: Index, previous: Figure, figure: Figure, opening: str) -> bool:
    t = index.tokens
    for k in range(previous.after, figure.first):
        if k in index.owner:
            continue
        if t.text[k] in ".。!?！？" or (t.text[k] in ";；" and opening != "mark"):
            return True
    return False


def _slips(verdict: Verdict) -> bool:
    """True where one digit, a swap or a scale word of one figure explains the difference."""
    return (
        bool(verdict.fits)
        and any(word in verdict.fits[0].what for word in ("digit", " is "))
        and "(" in verdict.fits[0].what
    ) or any(fit.edit is not None and "digit" in fit.what for fit in verdict.fits)


def _partial(index: Index, sentence: Sentence, whole: Figure, parts: list[Figure], *, some: bool = False) -> bool:
    """True where the list says that it is not whole. some: it was opened by such a word ("including"), which counts not."""
    for k in range(whole.after, min(sentence.after, parts[-1].after + 8)):
        entry = index.entry(k)
        if (
            "list_etc" in entry
            or entry.get("cue") == "EACH"
            or ("list_end" in entry and "parts" not in entry and not some)
        ):
            return True
    return False


def _strong(index: Index, whole: Figure, parts: list[Figure], opening: str) -> bool:
    """True where the parts are surely all: the last is joined by "and", and each but the first stands behind a comma."""
    t = index.tokens
    joined = any("join" in index.entry(k) and t.text[k] != "、" for k in range(parts[-2].after, parts[-1].first))
    if not joined and len(parts) > 2 and opening == "mark":
        # "412 at the school, 355 at the fair and 268 at church, with 91 more at the armory"
        joined = "MORE" in parts[-1].tails[:1] and any(
            "join" in index.entry(k) for k in range(parts[-3].after, parts[-2].first)
        )
    if any(c.isalpha() and not c.isascii() for c in index.text(whole.after, parts[-1].first)):
        # Han lists need no "and", and keep to one measure word: 30名以上代表联名提出的272件 is one part.
        if len({p.unit for p in parts}) > 1:
            return False
        joined = joined or opening in ("mark", "cue")
    units = {p.unit for p in parts if p.unit is not None}
    counted = whole.kind == "count" or (whole.kind == "number" and opening == "mark" and all(u for u in units))
    return joined and (len(units) <= 1 or counted)


def _weigh(whole: Figure, parts: list[Figure], partial: bool) -> Verdict | None:
    quantity = whole.claim.quantity
    assert quantity is not None
    amounts = [p.claim.quantity for p in parts if p.claim.quantity is not None]
    if whole.kind == "money" and len({p.unit for p in parts if p.unit}) > 1:
        return None  # 11.2億港元（約1.44億美元，或10.4億元人民幣）
    if whole.kind in ("count", "duration"):
        # What is counted comes whole, with or without its noun.
        amounts = [_counted(q) for q in amounts]
    roles = [("total", whole.claim)] + [("part", p.claim) for p in parts]
    added = sum((q.middle for q in amounts), Fraction(0))
    because = f"{' + '.join(told(p.claim) for p in parts)} = {_sum(added, amounts)}"
    if len(parts) > 8:
        because = f"the {len(parts)} parts add up to {_sum(added, amounts)}"
    return _judged(roles, quantity, amounts, added, because, partial)


def _sum(value: Fraction, like: list[Quantity]) -> str:
    """The sum in the scale in which the parts are written."""
    from checkers._repair import _SCALE, _SCALES

    words = {m.group() if (m := _SCALE.search(q.written)) else "" for q in like}
    if len(words) == 1 and (word := words.pop()):
        return f"{said(value / Fraction(10) ** _SCALES[word], 3)}{'' if len(word) <= 2 else ' '}{word}"
    return said(value, 3)


def _judged(
    roles: list[tuple[str, Any]],
    quantity: Quantity,
    amounts: list[Quantity],
    added: Fraction,
    because: str,
    partial: bool,
) -> Verdict | None:
    whole_loose, whole_strict = loose(quantity), strict(quantity)
    parts_loose, parts_strict = total([loose(q) for q in amounts]), total([strict(q) for q in amounts])
    certainty = None
    if not whole_loose.meets(parts_loose):
        certainty = "proven"
    elif not whole_strict.meets(parts_strict) or (
        len(amounts) >= _MANY and _beyond_three_sigma(quantity, amounts, added)
    ):
        certainty = "likely"
    amount = roles[0][1].kind in ("money", "measure")
    if certainty == "proven" and amount and truncated(quantity).meets(total([truncated(q) for q in amounts])):
        # Figures cut off instead of rounded make it true.
        certainty = "likely"
    if certainty is None:
        return Verdict(
            CODE,
            "holds",
            roles,
            because,
            found=whole_loose,
            expected=parts_loose,
            unit=quantity.unit,
            telling=True,
        )
    if partial:
        low = parts_loose.low
        if low is not None and whole_loose.high is not None and low > whole_loose.high:
            return Verdict(
                CODE,
                "discrepancy",
                roles,
                because,
                certainty,
                found=whole_loose,
                expected=parts_loose,
                unit=quantity.unit,
            )
        return Verdict(CODE, "undecided", roles, f"{because}, and the list says that it is not whole: among others")
    verdict = Verdict(
        CODE,
        "discrepancy",
        roles,
        because,
        certainty,
        found=whole_loose,
        expected=parts_loose,
        unit=quantity.unit,
    )
    ranked = []
    for position, (_, claim) in enumerate(roles):
        if position == 0:
            wanted = parts_strict
        else:
            rest = [strict(q) for i, q in enumerate(amounts, 1) if i != position]
            wanted = whole_strict - total(rest)
        exact = {fit.what for _, fit in repairs(claim, Range.point(wanted.middle))} if wanted.bounded else set()
        for rank, fit in repairs(claim, wanted):
            ranked.append((rank, fit.what not in exact, position, fit))
    # What makes the sum as it is written goes before what only comes near it.
    ranked.sort(key=lambda item: (item[1] and item[0] == 0, *item[:3]))
    verdict.fits = [fit for *_, fit in ranked[:4]]
    swaps = [r for r in ranked if r[0] == 0 and not r[1]]
    if swaps and swaps[0][2] != 0:
        at = swaps[0][2]
        verdict.roles = [roles[at], *roles[:at], *roles[at + 1 :]]
    return verdict


def _beyond_three_sigma(quantity: Quantity, amounts: list[Quantity], added: Fraction) -> bool:
    """True where the difference is beyond three standard deviations of the rounding errors (each uniform over its step)."""
    steps = [Fraction(q.step) for q in amounts] + [Fraction(quantity.step)]
    if any(q.hedge is not None for q in [*amounts, quantity]):
        return False
    variance = sum((s * s for s in steps), Fraction(0)) / 12
    return (quantity.middle - added) ** 2 > 9 * variance


# -- tables -------------------------------------------------------------------------------------------------


def _in_tables(index: Index) -> Iterator[Verdict]:
    for _, grid in index.tables():
        rows = sorted({r for r, _ in grid})
        columns = sorted({c for _, c in grid})
        lines = [[grid.get((r, column)) for r in rows] for column in columns]
        for line in lines:
            yield from _line(line, "row")
        yield from _unnamed(lines)
        for row in rows:
            yield from _line([grid.get((row, c)) for c in columns], "column")


def _unnamed(lines: list[list[Figure | None]]) -> Iterator[Verdict]:
    """A last row that no word calls a total, but which is one in another column: a swap or scale breaks it in this one."""
    sums: list[tuple[Verdict, bool]] = []
    for line in lines:
        cells = [
            c for c in line if c is not None and c.claim.quantity is not None and c.claim.quantity.value is not None
        ]
        if len(cells) != len(line) or len(cells) < _ROWS or any((c.claim.detail or {}).get("total") for c in cells):
            continue
        *parts, whole = cells
        if whole.kind in ("percent", "points") or len({(c.kind, c.unit) for c in cells}) > 1:
            continue
        amounts = [p.claim.quantity for p in parts if p.claim.quantity is not None]
        added = sum((q.middle for q in amounts), Fraction(0))
        quantity = whole.claim.quantity
        assert quantity is not None
        roles = [("total", whole.claim)] + [("part", p.claim) for p in parts]
        because = f"{' + '.join(told(p.claim) for p in parts)} = {said(added / _cell_scale(quantity), 3)}"
        verdict = _judged(roles, quantity, amounts, added, because, False)
        if verdict is not None:
            sums.append((verdict, added == quantity.middle and quantity.digits >= _DIGITS_TELL))
            label = str((whole.claim.detail or {}).get("row", ""))
            if said_in("whole_row", label) and verdict.outcome == "discrepancy" and _mended(whole, parts):
                verdict.certainty = "likely"
                yield verdict
    if any(exact for _, exact in sums):
        for verdict, exact in sums:
            if exact or (verdict.outcome == "discrepancy" and _slips(verdict)):
                verdict.certainty = verdict.certainty and "likely"
                yield verdict


def _line(cells: list[Figure | None], direction: str) -> Iterator[Verdict]:
    """The totals of one column (or row): the figures above a total row that the total before it does not hold."""
    figures = [
        c for c in cells if c is not None and c.claim.quantity is not None and c.claim.quantity.value is not None
    ]
    start = 0
    for at, figure in enumerate(figures):
        detail = figure.claim.detail or {}
        if detail.get("total") != direction:
            continue
        parts = [f for f in figures[start:at] if not _apart(f, direction)]
        if direction == "row" and len(parts) < 2:
            parts = (
                [f for f in figures[at + 1 :] if (f.claim.detail or {}).get("total") != direction]
                if start == 0 and at == 0
                else parts
            )
        if len(parts) < 2 or len({(p.kind, p.unit) for p in [*parts, figure] if p.kind != "number"}) > 1:
            start = at + 1
            continue
        if figure.kind in ("percent", "points"):
            start = at + 1
            continue
        amounts = []
        for part in parts:
            q = part.claim.quantity
            assert q is not None
            amounts.append(
                _negative(q) if (part.claim.detail or {}).get("less") and q.value is not None and q.value > 0 else q
            )
        added = sum((q.middle for q in amounts), Fraction(0))
        roles = [("total", figure.claim)] + [("part", p.claim) for p in parts]
        names = " + ".join(told(p.claim) for p in parts) if len(parts) <= 8 else f"the {len(parts)} parts"
        quantity = figure.claim.quantity
        assert quantity is not None
        scale = _cell_scale(quantity)
        verdict = _judged(roles, quantity, amounts, added, f"{names} = {said(added / scale, 3)}", False)
        sizes = [a.middle for a in amounts]
        rates = len(amounts) > 2 and min(sizes) < quantity.middle < max(sizes)
        if verdict is not None and (verdict.outcome == "holds" or not rates or _mended(figure, parts)):
            yield verdict  # what lies among its parts is an average: yields, prices, marks
        start = at + 1


def _apart(figure: Figure, direction: str) -> bool:
    """True for a cell that no total adds: a total itself, an average, a row that names a part of the one above."""
    detail = figure.claim.detail or {}
    return detail.get("total") == direction or bool(detail.get("of_which")) or bool(detail.get("average"))


def _cell_scale(quantity: Quantity) -> Fraction:
    """What a header's scale multiplies the written digits by."""
    from checkers._repair import _DIGITS, _plain

    match = _DIGITS.search(quantity.written)
    plain = _plain(match.group()) if match else None
    return abs(quantity.middle / plain) if plain else Fraction(1)


def _counted(quantity: Quantity) -> Quantity:
    """The quantity as a count: exact unless a scale or trailing zeros say otherwise."""
    if quantity.step != 1:
        return quantity
    return Quantity(
        quantity.written,
        quantity.value,
        quantity.unit,
        hedge=quantity.hedge,
        step=quantity.step,
        coarse=quantity.coarse,
        digits=quantity.digits,
        ends=quantity.ends,
        point=True,
    )


def _negative(quantity: Quantity) -> Quantity:
    assert quantity.value is not None
    return Quantity(
        quantity.written,
        -quantity.value,
        quantity.unit,
        hedge=quantity.hedge,
        step=quantity.step,
        coarse=quantity.coarse,
        digits=quantity.digits,
        point=quantity.point,
    )
