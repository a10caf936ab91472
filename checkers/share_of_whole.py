"""A stated share is the part divided by the whole.

> Of 1,200 jobs, 300 (20%) went to apprentices.
!! "20%" 300 of 1,200 is 25 % ~ 25

> Of about 1,200 jobs, 290 (25%) went to apprentices.
= "25%" 290 of 1,200 is 24.2 %

> Of the 918 who died, 483 were men (15.9% of 3,042 men) and 435 were women (18.6% of 3,458 women).
= "15.9%" 483 of 3,042
!! "18.6%" 435 of 3,458 is 12.58 %

> More helped when she smiled (35.1%; 184 of 524) than when she did not (24.4%; 128 of 524).
= "35.1%" 184 of 524
= "24.4%" 128 of 524

> More helped when she smiled (184 of 524; 35.1%) than when she did not (128 of 524; 42.4%).
= "35.1%" 184 of 524
!! "42.4%" 128 of 524 is 24.43 %

> Five of 12 reached the criterion (80% correct in 3 of 4 sessions).

> A total of 71 of the 84 volunteers (84.5%) came back.
= "84.5%" 71 of 84 is 84.52 %

> The firm put 518.4 million yuan into research, accounting for 6.0 % of sales. Sales were 8.64 billion yuan.
= "6.0 %" 518.4 million yuan of 8.64 billion yuan is 6 %

> The museum had 1.26 million visitors, up from 840,000. Among the visitors this year, 378,000 were minors, or 33.0 %.
! "33.0 %" 378,000 of 1.26 million is 30 % ~ 30.0

> 全年卖地收入预算为1200亿元，首六个月入账288万元，完成24%。
! "288万元" ~ 亿

> 停电用户最多时达31.5万户，目前已恢复27.72万户，恢复率80.0%。
! "80.0%" 27.72万 of 31.5万 is 88 %

> 停电用户最多时达31.5万户，目前已恢复27.72万户，增长率80.0%。

> Exports came to $388.4 billion. Electronics accounted for 54 per cent of exports at $174.8 billion.
! "54 per cent" is 45

> Imports came to $388.4 billion. Electronics accounted for 54 per cent of exports at $174.8 billion.

> The school entered 240 pupils for the exam; 204 passed, a pass rate of 58%.
! "58%" 204 of 240 is 85 %

> 今年计划招聘教师1500人，截至目前已招聘900人，完成计划的66%。
! "66%" 900 of 1500 is 60 %

> 全市新建住房3.2万套，其中保障房8000套，占比52%。
!! "52%" 8000 of 3.2万 is 25 %

> Guests filled 5,400 of the 36,000 beds on offer in July, a share of 25%.
!! "25%" 5,400 of 36,000 is 15 % ~ 15

> Guests filled 5,400 of the 36,000 beds on offer in July, 25% of them by cheque.

> The garden took £3.2m at the gate, 60% of total income of £8m.
!! "60%" £3.2m of £8m is 40 % ~ 40

> 全年接待游客340万人次，其中过夜游客102万人次，占13.0%。
!! "13.0%" 102万 of 340万 is 30 %

> 出口收入7.2亿元，占营业收入24亿元的33.0%。
!! "33.0%" 7.2亿元 of 24亿元 is 30 %

> Tea made up £14m of the £56m sales, 35% of the total.
!! "35%" £14m of £56m is 25 %

> With a grant of £3.2m, 60% of the £8m bill was met.

> The poll reached 2,040 adults in May.
>
> The 510 respondents, a third of the sample, who would not say are left out.
! "a third" 510 of 2,040 is 25 %

> The poll reached 2,040 adults in May.
>
> The 510 respondents, a quarter of the sample, who would not say are left out.
= "a quarter" 510 of 2,040 is 25 %

> The budget is 2,040 million; 1,530 million has been spent, two fifths of it borrowed.

> The hall held 1,240 people. Some left early, 310 of them through the side door. That is 52 percent of the crowd.
! "52 percent" 310 of 1,240 is 25 % ~ 25

> The pupils numbered 3,200, and 2,720 passed, of whom girls made up 58%.

> 全年净利润8.4亿元。云业务收入4.37亿元，占公司总收入的12.0%。

> The population was 4,858,979, an increase of 79,243, or 1.66%.

> The school entered 240 pupils for the exam; 204 passed, as the birth rate was 5.8%.

> Of those asked, 300 people (20%) said no; 1,450 forms came back, of 1,600 sent.
? "20%" no whole

> Apprentices got 300 of the jobs.

> Some 300 jobs went, 20% fewer than last year.

> Profit was $20 million, a margin of 12%.

> Some 48 of 640 candidates, 75 percent, failed.
! "75 percent" is 7.5 %

> The course enrolled 640 pupils, of whom one in four, or 120, gave up.
! "120" 120 of 640 is 18.8 %

> The course enrolled 640 pupils, of whom one in four, or 160, gave up.
= "one in four" 160 of 640 is 25 %

> 热电厂全年耗热26.4亿千瓦时，发电11.9万千瓦时，平均效率45.1%。
! "11.9万千瓦时" is 0 % ~ 亿

> 热电厂全年耗热26.4亿千瓦时，发电11.9亿千瓦时，平均效率45.1%。

> The works took in 480 million litres of water and cleaned 36 million litres, a recovery rate of 75.0 percent.
! "75.0 percent" is 7.5 %

> The works took in 480 million litres of water and cleaned 36 million litres, and 75.0 percent of its staff are new.

> Of the co-op's 240 members, 78 (37.5%) wrote in.
!! "37.5%" 78 of 240 is 32.5 % ~ 32.5

> It took 9 of the 48 drivers (18.8%), and 20 of the 48 riders (47.1%).
= "18.8%" 9 of 48
!! "47.1%" 20 of 48 is 41.67 %

> Of the co-op's letters, 240 came from members and 78 (37.5%) from abroad.
? "37.5%"

Rule: share = part / whole. Rounding is never a discrepancy: a number stands for the range that its written form allows,
and ranges that touch agree. Where several figures could be the whole, one that fits is enough, and none is judged.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from fractions import Fraction

from checkers._chance import COINCIDENCE, chance
from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.index import comparable
from checkers._gather.pairs import is_base
from checkers._gather.runs import beside
from checkers._gather.terms import ends_with, terms
from checkers._gather.terms import said as stands
from checkers._judge import Equation, of_hundred, percent_decimals, said, told, weigh
from checkers._repair import repairs
from checkers._slip import DIGIT, POWER, SCALE
from checkers._verdict import Verdict
from claims.quantity import Range

CODE = "share-of-whole"
_OPENING = 8
_COMMAS = (",", "，", "—", "–")
_ENDS = (",", ".", ";", "，", "。", "；", ")", "）")
_APPOSED = 8
_BESIDE = 6
_TWO = 2
_BACK = 4
_PAGES = 25
_POINTING = 4
_SIMPLE = Fraction(1, 200)
_NARROW = Fraction(1, 25)
_FRACTIONS = tuple(Fraction(p, q) for q in (2, 3, 4, 5, 10) for p in range(1, q) if q < 10 or p == 1)
"""The fractions that people say in words."""
_MOST = 24
_WINDOW = 120
_FAR = 10
_FEW = 4
_SHORT = 2
_RATE = 14
_STEM = 4
_SHUT = ([","], ["."], [";"], [")"])
_RARE, _SURE = 0.008, 0.03
"""The largest chance of digits meeting: of any two figures, and of the only two of a sentence, the share behind them."""
_TWICE = Fraction(3, 5)
"""How far from its last digit a figure may be that was rounded from a rounded one, in steps."""


def share_of_whole(part: Range, whole: Range) -> Range:
    """The share in percent that a part is of a whole."""
    return part / whole * 100


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        for share in sentence.figures:
            quantity = share.claim.quantity
            if (
                share.kind not in ("percent", "ratio")
                or quantity is None
                or (quantity.value is None and quantity.ends is None)
            ):
                continue
            if share.claim.cell is not None or quantity.direction is not None:
                continue
            if share.kind == "ratio" and share.claim.reading not in ("fraction", "one-in"):
                continue
            verdicts = [v for v in _of_share(index, sentence, share) if _may_be(index, v)]
            yield from verdicts or list(_of_power(index, sentence, share)) or _or_so_many(index, sentence, share)


def _of_share(index: Index, sentence: Sentence, share: Figure) -> Iterator[Verdict]:
    verdict = _fraction(sentence, share)
    if verdict is not None:
        yield verdict
        return
    found = (
        _bracketed(index, sentence, share)
        or _in_words(index, sentence, share)
        or _accounting(index, sentence, share)
        or _of_them(index, sentence, share)
    )
    if found is None or (not found[1] and not share.opens):
        yield from _loosely(index, sentence, share)
        return
    part, wholes, sure = found
    if not _of_it(index, part, share):
        return
    if not wholes:
        if share.opens and share.kind == "percent" and sure:
            yield Verdict(
                CODE,
                "undecided",
                [("share", share.claim), ("part", part.claim)],
                f"{told(share.claim)} of what? no whole is stated near",
            )
        return
    # In a text of a book's length, what could be the whole is sought among the likeliest.
    wholes = wholes[:_MOST]
    for whole in wholes:
        verdict = _weigh(share, part, whole, repair=False)
        if verdict.outcome == "holds":
            yield verdict
            return
    if sure:
        yield _weigh(share, part, wholes[0])
        return
    # The nearest figure that could be the whole is no proof; that one digit of the share mends it is a sign. So it is
    # with the figure that the text comes back to.
    for whole in wholes:
        if whole is not wholes[0] and not _comes_back(index, whole):
            continue
        verdict = _weigh(share, part, whole, repair=False)
        if _mended(share, verdict) and _headed(index, share, whole):
            verdict = _weigh(share, part, whole)
            verdict.certainty = "likely"
            yield verdict
            return


def _of_power(index: Index, sentence: Sentence, share: Figure) -> Iterator[Verdict]:
    """Two figures of a sentence whose digits make the share, of which one has lost its scale: 20.1万 of 26.8亿, 75.0 %.

    The share calls itself one; that it is theirs, the digits say that meet, by the width of what would meet.
    """
    q = share.claim.quantity
    if q is None or q.value is None or not 0 < q.value <= 100 or share.kind != "percent":
        return
    if len(q.written.strip("%0. ").replace(".", "")) < _SHORT or {"FROM", "THAN", "UP", "DOWN"} & {*share.leads[:2]}:
        return
    tied = "SHARE" in share.leads[:2] or _rate_named(index, sentence, share) is not None
    if not tied and not _set_off(index, sentence, share):
        return
    levels = [f for f in sentence.figures if _counts(f) and f.claim.cell is None and not f.opens][: _FEW * 2]
    pairs = [(a, b) for a in levels for b in levels if a is not b and _of_one_kind(a, b)]
    met = [(a, b, power, wide) for a, b in pairs for power, wide in _powers(share, a, b)]
    if len(met) != 1 or met[0][2] == 0:
        return
    part, whole, _, wide = met[0]
    tries = len(pairs) // 2
    if wide * tries > (_SURE if tries == 1 and share.first > part.after else _RARE):
        return
    verdict = _weigh(share, part, whole)
    if verdict.outcome == "discrepancy" and any(fit.rank in (SCALE, POWER) for fit in verdict.fits):
        verdict.certainty = "likely"
        yield verdict


def _or_so_many(index: Index, sentence: Sentence, share: Figure) -> Iterator[Verdict]:
    """Of {whole}, one in four, or {part}, …: the part stands behind its share, between commas."""
    later = sentence.figures[share.order + 1 : share.order + 2]
    if share.kind != "ratio" or not later or later[0].leads[:1] != ("SHARE",) or not _counts(later[0]):
        return
    part = later[0]
    t = index.tokens
    if part.first - share.after > _FEW:
        return
    if index.edges_between(share, part) > 1 or t.text[part.after : part.after + 1] not in _SHUT:
        return
    people = {"count", "number"}
    wholes = [f for f in sentence.figures[: share.order] if _counts(f) and {f.kind, part.kind} <= people]
    if len(wholes) != 1:
        return
    verdict = _weigh(share, part, wholes[0])
    if verdict.outcome == "discrepancy":
        verdict.certainty = "likely"
        verdict.roles.sort(key=lambda role: -role[1].start)  # What is said last is what was worked out.
    yield verdict


def _set_off(index: Index, sentence: Sentence, share: Figure) -> bool:
    """True for {part} of {whole}, {share}, …: between commas, right behind its two figures."""
    t = index.tokens
    if share.order < 2 or t.text[share.first - 1] not in _COMMAS or t.text[share.after : share.after + 1] not in _SHUT:
        return False
    part, whole = sentence.figures[share.order - 2 : share.order]
    return whole.leads[:1] == ("OF",) and index.edges_between(part, whole) == 0 and share.first - whole.after <= _FEW


def _of_one_kind(a: Figure, b: Figure) -> bool:
    return comparable(a, b) or {a.kind, b.kind} <= {"count", "number"}


def _powers(share: Figure, part: Figure, whole: Figure) -> Iterator[tuple[int, float]]:
    """(power of ten, chance) by which part by whole and the share differ, where their digits meet."""
    q, p, w = share.claim.quantity, part.claim.quantity, whole.claim.quantity
    assert q is not None
    assert p is not None
    assert w is not None
    power = round(math.log10(float(q.middle * w.middle / p.middle / 100)))
    made = share_of_whole(p.near, w.near) * Fraction(10) ** power
    if made.bounded and made.meets(q.near):
        wide = 0.0
        for r in (made, q.near):
            wide += float((r.high - r.low) / r.middle)  # type: ignore[operator]
        yield power, wide / math.log(10)


def _mended(share: Figure, verdict: Verdict) -> bool:
    """True where a digit of the share, or two swapped, mend it, and it was not merely rounded twice: 50.35 to 50.4."""
    expected, q = verdict.expected or Range(0, 0), share.claim.quantity
    if q is None or not expected.bounded or abs(expected.middle - q.middle) <= Fraction(q.step) * _TWICE:
        return False
    return any(rank <= DIGIT for rank, _ in repairs(share.claim, expected))


def _of_it(index: Index, part: Figure, share: Figure) -> bool:
    """False for the share of a change, and for one within the part: "2,720 passed, of whom girls made up 58 %"."""
    edge = False
    for k in range(part.after, share.first):
        edge = edge or index.tokens.text[k] in ",，;；"
        if edge and index.entry(k).get("cue") == "INCLUDING":
            return False
    return share.opens or not _moves(part)


def _moves(part: Figure) -> bool:
    """True for what something rose or fell by: its share is of what it was before."""
    q = part.claim.quantity
    leads = part.leads[:2]
    return q is None or (bool({"UP", "DOWN"} & set(leads)) and leads[:1] != ("TO",))


def _comes_back(index: Index, figure: Figure) -> bool:
    """True where a figure is stated more than once: what the text is about."""
    q = figure.claim.quantity
    others = index.around(figure)
    return q is not None and sum(f.claim.quantity is not None and f.claim.quantity.value == q.value for f in others) > 1


def _loosely(index: Index, sentence: Sentence, share: Figure) -> Iterator[Verdict]:
    """Shares whose whole is not named beside them: it is what was planned, counted before, or what a rate is taken of."""
    pairs = list(_planned(index, sentence, share)) or list(_counted_before(index, sentence, share))
    pairs = pairs or list(_rate_of(index, sentence, share)) or list(_share_first(index, sentence, share))
    if not pairs:
        yield from _pointed(index, sentence, share)
        return
    verdicts = [(_weigh(share, part, whole), part, whole) for part, whole in pairs if _of_it(index, part, share)]
    good = [v for v, *_ in verdicts if v.outcome == "holds"]
    if good:
        yield good[0]
        return
    mended = [v for v, part, whole in verdicts if _slipped(v, share, part, whole)]
    if len(mended) == 1:
        mended[0].certainty = "likely"
        yield mended[0]


def _pointed(index: Index, sentence: Sentence, share: Figure) -> Iterator[Verdict]:
    """{part}, {share} of the sample; That is {share} of the room: the whole is what was counted before, and larger."""
    part = _apposed(index, sentence, share) or _pointed_at(index, sentence, share)
    if part is None or part.claim.quantity is None or not _of_it(index, part, share):
        return
    same = [f for f in sentence.figures[: part.order] if _may_be_whole(f, part)]
    for other in reversed(index.sentences[max(0, sentence.position - _BACK) : sentence.position]):
        if other.paragraph >= sentence.paragraph - 1 or other.heading:
            same += [f for f in reversed(other.figures) if f is not part and _may_be_whole(f, part)]
    if not same and share.tails[:1] == ("OF",) and share.kind == "ratio":
        # "the 510 respondents, a third of the sample", pages behind the 2,040 who were asked.
        earlier = index.sentences[max(0, sentence.position - _PAGES) : sentence.position]
        same = [f for other in reversed(earlier) for f in reversed(other.figures) if _may_be_whole(f, part)]
        same = [f for f in same if f.kind == "count" == part.kind]
    tried = [_weigh(share, part, whole) for whole in same]
    good = [v for v, w in zip(tried, same, strict=True) if v.outcome == "holds" and not _unlucky(share, v, part, w)]
    if good:
        yield good[0]
        return
    odd = [(v, w) for v, w in zip(tried, same, strict=True) if _unlucky(share, v, part, w)]
    if len(odd) == 1 and len(same) <= _FEW:
        verdict = odd[0][0]
        verdict.outcome, verdict.certainty = "discrepancy", "likely"
        yield verdict


def _apposed(index: Index, sentence: Sentence, share: Figure) -> Figure | None:
    """The part that a share is said of in passing: "510 of them, a third of the sample", "465 stood empty, one in five"."""
    t = index.tokens
    if share.order == 0 or share.first == 0 or t.text[share.first - 1] not in _COMMAS:
        return None
    part = sentence.figures[share.order - 1]
    if not _counts(part) or share.first - part.after > _APPOSED or index.edges_between(part, share) > 1:
        return None
    behind = t.text[share.after] if share.after < sentence.after else "."
    if share.after + 1 < sentence.after and behind == "of" and stands("pointing", t.text[share.after + 1]):
        # "1.8 billion has been spent, three fifths of it borrowed": of the part itself.
        return None
    return part if behind in _ENDS or share.tails[:1] == ("OF",) else None


def _pointed_at(index: Index, sentence: Sentence, share: Figure) -> Figure | None:
    """The last count of the sentence before, where this one begins "That is", "It makes", "这占"."""
    front = index.tokens.prose[sentence.start : share.claim.start].strip(" \"“”'’")
    words = front.replace("'s", " is").replace("’s", " is").split()
    if share.order or not words or len(words) > _POINTING or share.tails[:1] != ("OF",) or not sentence.position:
        return None
    if not (stands("pointing", words[0]) and all(stands("linking", w) for w in words[1:])):
        return None
    before = index.sentences[sentence.position - 1]
    if before.paragraph < sentence.paragraph - 1:
        return None
    return next((f for f in reversed(before.figures) if _counts(f)), None)


def _counts(figure: Figure) -> bool:
    q = figure.claim.quantity
    return (
        figure.kind in ("count", "number", "money", "measure") and q is not None and q.value is not None and q.value > 1
    )


def _may_be_whole(figure: Figure, part: Figure) -> bool:
    q, p = figure.claim.quantity, part.claim.quantity
    if not _counts(figure) or q is None or p is None or figure.claim.cell is not None or q.middle <= p.middle:
        return False
    if figure.leads[:1] and figure.leads[0] in ("FROM", "THAN"):
        return False
    people = {"count", "number"}
    return comparable(figure, part) or {figure.kind, part.kind} <= people


def _unlucky(share: Figure, verdict: Verdict, part: Figure, whole: Figure) -> bool:
    """True where one slip explains the share: of its digits, or another simple fraction that the figures make exactly."""
    found, expected, q = verdict.found, verdict.expected, share.claim.quantity
    if found is None or expected is None or q is None or q.hedge is not None or not expected.bounded:
        return False
    if share.kind == "ratio":
        # Said as a third where the figures make a quarter to the last digit: nobody rounds one of these to another.
        exact, said_as = expected.middle / 100, q.middle
        assert expected.high is not None
        assert expected.low is not None
        narrow = expected.high - expected.low <= _NARROW * expected.middle
        return narrow and any(abs(exact - f) <= _SIMPLE * exact and f != said_as for f in _FRACTIONS)
    return _slipped(verdict, share, part, whole) and chance(verdict.fits, found, expected) <= COINCIDENCE


def _slipped(verdict: Verdict, share: Figure, part: Figure, whole: Figure) -> bool:
    """True where a digit of the share mends it, or two that are swapped, or a scale word of part or whole."""
    expected = verdict.expected or Range(0, 0)
    if expected.low is None or expected.high is None or expected.low > 100:
        return False
    p, w = part.claim.quantity, whole.claim.quantity
    assert p is not None and w is not None
    if any(rank <= DIGIT for rank, _ in repairs(share.claim, expected)):
        return True
    q = share.claim.quantity
    wanted = (q.logical * w.logical / 100) if q is not None else None
    return wanted is not None and any(rank == SCALE for rank, _ in repairs(part.claim, wanted))


def _planned(index: Index, sentence: Sentence, share: Figure) -> Iterator[tuple[Figure, Figure]]:
    """{plan} …, {part} so far, {share} of it done: 收入预算为1200亿元，首六个月入账288亿元，完成24%."""
    leads = set(share.leads[:2])
    if "SHARE" not in leads or leads - {"SHARE", "EXPECTED"} or share.order < 2:
        return
    if share.first - _cue_at(index, share, "SHARE") > 2 * len(leads):
        return
    part, whole = _levels_before(sentence, share, 2) or (None, None)
    if part is None or whole is None or part.order != share.order - 1 or index.edges_between(part, share) > 1:
        return
    if not comparable(part, whole) or part.unit != whole.unit or index.edges_between(whole, part) >= _FAR:
        return
    t = index.tokens
    if share.after < sentence.after and t.kind[share.after] in "wWh":
        return
    before = sentence.figures[whole.order - 1].after if whole.order else sentence.first
    said_plan = any(index.entry(k).get("cue") == "EXPECTED" for k in range(before, whole.first))
    if said_plan or terms("plan", index.text(before, whole.first)):
        yield part, whole


def _counted_before(index: Index, sentence: Sentence, share: Figure) -> Iterator[tuple[Figure, Figure]]:
    """Among the visitors, {part} were minors, accounting for {share}: the whole was counted in the sentence before."""
    if "SHARE" not in share.leads[:1] or share.order == 0:
        return
    part = next(iter(_levels_before(sentence, share, 1) or ()), None)
    if part is None or index.edges_between(part, share) > 1 or part.opens:
        return
    opening = range(sentence.first, min(sentence.first + 2, part.first))
    t = index.tokens
    among = any(index.entry(k).get("cue") in ("OF", "INCLUDING") for k in opening) and part.order <= 1
    among = among or ("INCLUDING" in part.leads[:2] and share.order == part.order + 1)
    named = [t.word[k] for k in range(part.after, share.first) if t.kind[k] in "wW"]
    of = index.cues_between(part.after, share.first)
    if not among and not ("OF" in of and len(named) <= _FEW and t.text[share.after : share.after + 1] != ["of"]):
        return
    wholes = _before(index, sentence, part, 2)
    if not among:
        words = {word.rstrip("s") for word in named[1:] if len(word) > _SHORT}
        wholes = [
            f
            for f in {id(f): f for word in words for f in index.named(word)}.values()
            if f.claim.start < part.claim.start
            and f.kind == part.kind
            and not f.opens
            and f.claim.quantity is not None
            and f.claim.quantity.value is not None
            and part.claim.quantity is not None
            and f.claim.quantity.middle > part.claim.quantity.middle
        ]
        wholes.sort(key=lambda f: f.claim.start)
    for whole in wholes:
        if whole.claim.quantity is not None and whole.claim.quantity.hedge in (None, "about"):
            yield part, whole


def _rate_of(index: Index, sentence: Sentence, share: Figure) -> Iterator[tuple[Figure, Figure]]:
    """{whole} lost power, {part} have it back, a recovery rate of {share}: what the rate is called stands by the part."""
    q = share.claim.quantity
    if share.kind != "percent" or share.order < 2 or q is None or "‰" in q.written:
        # What is said in per mille is of a population: `named-rate`.
        return
    text = index.document.text
    named = _rate_named(index, sentence, share)
    if named is None:
        return
    stem = _stem(named)
    parts = [
        f for f in sentence.figures[: share.order] if f.level and not f.opens and f.kind not in ("duration", "age")
    ]
    for part in parts:
        before = sentence.figures[part.order - 1].claim.end if part.order else sentence.start
        around = text[before : part.claim.end + (_RATE if stem.isascii() else 1)].lower()
        if not stem or stem not in around:
            continue
        for whole in parts:
            q, w = part.claim.quantity, whole.claim.quantity
            if whole is part or not comparable(whole, part) or q is None or w is None:
                continue
            if q.value is not None and w.value is not None and q.value <= w.value:
                yield part, whole


def _rate_named(index: Index, sentence: Sentence, share: Figure) -> str | None:
    """What stands before a rate's last word: "a recovery" of "a recovery rate of 45 %"; None for no rate."""
    said_before = index.document.text[max(sentence.start, share.claim.start - 2 * _RATE) : share.claim.start]
    joined = next((m for m in reversed(terms("rate_link", said_before)) if not said_before[m.end :].strip()), None)
    said_before = said_before[: joined.start] if joined is not None else said_before
    term = ends_with("rate_noun", said_before)
    return None if term is None else said_before[: term.start].rstrip()


def _share_first(index: Index, sentence: Sentence, share: Figure) -> Iterator[tuple[Figure, Figure]]:
    """{share} of exports at {part}: the part stands behind its share, the figure of what is named between them before."""
    after = sentence.figures[share.order + 1 : share.order + 2]
    if "SHARE" not in share.leads[:1] or share.tails[:1] != ("OF",) or not after:
        return
    part = after[0]
    if part.leads[:1] != ("TO",) or not part.level or part.opens or index.edges_between(share, part):
        return
    words = [w for w in index.words(share.after, part.first) if len(w) > _SHORT]
    wholes, best = _matching(index, part, words, sentence) if words else ([], [])
    for whole in best or wholes:
        if whole.claim.start < share.claim.start:
            yield part, whole


def _stem(said_before: str) -> str:
    """What a rate is called before its last word: the stem of a word, in Han text two characters or one after a mark."""
    if said_before[-1:].isascii():
        word = said_before.lower().rpartition(" ")[2]
        return word[:_STEM] if len(word) >= _STEM and word.isalpha() else ""
    stem = said_before[-2:]
    return stem if stem.isalpha() else stem[-1:] if stem[-1:].isalpha() else ""


def _cue_at(index: Index, figure: Figure, cue: str) -> int:
    """The token of the nearest cue of one name before a figure."""
    k = figure.first - 1
    while k > figure.sentence.first and index.entry(k).get("cue") != cue:
        k -= 1
    return k


def _levels_before(sentence: Sentence, figure: Figure, count: int) -> tuple[Figure, ...] | None:
    """The figures just before one, nearest first, that say how much; None where there are fewer."""
    found = [f for f in reversed(sentence.figures[: figure.order]) if f.kind != "date"][:count]
    usable = [f for f in found if f.level and not f.opens and f.claim.quantity and f.claim.quantity.value is not None]
    return tuple(usable) if len(usable) == count else None


def _rated(index: Index, sentence: Sentence, share: Figure) -> tuple[Figure, list[Figure], bool] | None:
    """Of his {whole} attempts he has landed {part}, a success rate of {share}."""
    if share.leads[:1] != ("OF",) or share.order < 2:
        return None
    if not any("share_noun" in index.entry(k) for k in range(max(0, share.first - 3), share.first)):
        return None
    whole, part = sentence.figures[share.order - 2], sentence.figures[share.order - 1]
    opened = any(index.entry(k).get("cue") == "OF" for k in range(sentence.first, sentence.first + 2))
    if not (opened and whole.leads[:1] == ("OF",) and whole.level and part.level and comparable(whole, part)):
        return None
    return part, [whole], True


def _of_them(index: Index, sentence: Sentence, share: Figure) -> tuple[Figure, list[Figure], bool] | None:
    """{part} of them, or {share}; {part}, accounting for {share}: the whole is what was counted before."""
    if "SHARE" not in share.leads[:1] or share.order == 0:
        return None
    part = sentence.figures[share.order - 1]
    if not part.level or part.opens or part.kind in ("duration", "age") or index.edges_between(part, share) > 1:
        return None
    opening = range(sentence.first, sentence.first + 2)
    anaphor = any("parts" in index.entry(k) for k in range(part.after, share.first)) or (
        sentence.figures[0] is part and any(index.entry(k).get("cue") == "INCLUDING" for k in opening)
    )
    if not anaphor:
        return None
    wholes = _before(index, sentence, part, 2)
    return (part, wholes, False) if wholes else None


def _before(index: Index, sentence: Sentence, part: Figure, reach: int) -> list[Figure]:
    """Figures of the part's unit, none smaller, in this sentence before it and in those just before, nearest first."""
    assert part.claim.quantity is not None
    found = []
    at = sentence.position
    for other in reversed(index.sentences[max(0, at - reach) : at + 1]):
        for figure in reversed(other.figures):
            q = figure.claim.quantity
            if (other is sentence and figure.order >= part.order) or q is None or q.value is None or figure.opens:
                continue
            fits_kind = comparable(figure, part) or (figure.kind == part.kind == "count")
            if (
                not figure.level
                or not fits_kind
                or q.middle < part.claim.quantity.middle
                or figure.claim.cell is not None
            ):
                continue
            if figure.leads[:1] and figure.leads[0] in ("FROM", "THAN"):
                continue
            found.append(figure)
    return found


def _fraction(sentence: Sentence, share: Figure) -> Verdict | None:
    """3.75% (8/218), or 8/218 (3.75%): part and whole in one figure beside the share."""
    if share.kind != "percent":
        return None
    beside = [f for f in sentence.figures if abs(f.order - share.order) == 1 and (f.opens or share.opens)]
    for figure in beside:
        detail = figure.claim.detail or {}
        if figure.kind != "ratio" or figure.claim.reading != "fraction" or "whole" not in detail:
            continue
        if max(figure.first - share.after, share.first - figure.after) > 2:
            continue
        part, whole = int(detail["part"]), int(detail["whole"])
        exact = share_of_whole(Range.point(part), Range.point(whole))
        equations: dict[str, Equation] = {"share": _always(exact)}
        assert share.claim.quantity is not None
        because = f"{part} of {whole} is {said(exact.middle, percent_decimals(share.claim.quantity))} %"
        roles = [("share", share.claim), ("part and whole", figure.claim)]
        return weigh(CODE, roles, equations, because, unit="%")
    return None


def _always(exact: Range) -> Equation:
    return lambda _: exact


def _may_be(index: Index, verdict: Verdict) -> bool:
    """False for a discrepancy of what is a part beside the part, or of what a change is counted from."""
    if verdict.outcome != "discrepancy" or len(verdict.roles) < len(("share", "part", "whole")):
        return True
    of = {role: index.by_id[id(claim)] for role, claim in verdict.roles}
    part, whole = of.get("part"), of.get("whole")
    return part is None or whole is None or not (_another_part(index, part, whole) or is_base(index, part))


def _another_part(index: Index, part: Figure, whole: Figure) -> bool:
    """True for what is a part beside this one: it has a share of its own right behind, or "and" joins both in one list."""
    following = whole.sentence.figures[whole.order + 1 : whole.order + 2]
    if following and following[0].kind == "percent" and following[0] is not part:
        gap = index.tokens.text[whole.after : following[0].first]
        if len(gap) == 1 and gap[0] in ",，(（" and following[0].claim.quantity is not None:
            return following[0].claim.quantity.direction is None and following[0].claim.quantity.middle < 100
    joined = whole.sentence is part.sentence and part.order == whole.order + 1 and beside(index, whole, part)
    return joined and any(index.entry(k).get("join") not in (None, "or") for k in range(whole.after, part.first))


def _bracketed(index: Index, sentence: Sentence, share: Figure) -> tuple[Figure, list[Figure], bool] | None:
    """Of {whole}, {part} ({share}); {part} of the {whole} ({share}); {share} ({part} of {whole})."""
    figures = sentence.figures
    before = [f for f in figures[: share.order] if f.level and not f.opens]
    beside = _in_its_bracket(index, sentence, share)
    if beside is not None:
        return beside[0], [beside[1]], True
    if share.opens:
        if not before:
            return None
        nearest = before[-1]
        if share.order - nearest.order > 1 or share.first - nearest.after > 8:
            return None
        if index.edges_between(nearest, share) > 2:
            return None
        others = [f for f in before[:-1] if comparable(f, nearest) and f.kind != "duration"]
        own = figures[share.order + 1 : share.order + 2]
        if share.tails[:1] == ("OF",):
            # 483 were men (15.9 % of 3,042 men): the brackets name their whole, or something that has no figure here
            if own and own[0].depth and own[0].first - share.after <= 3 and comparable(own[0], nearest):
                return nearest, own, True
            return None
        part = before[-2] if len(before) > 1 else None
        if (
            part is not None
            and "OF" in nearest.leads[:1]
            and part.order == nearest.order - 1
            and nearest.first - part.after <= 3
            and (comparable(part, nearest) or {part.kind, nearest.kind} <= {"number", "count"})
        ):
            # 71 of the 84 volunteers (84.5 %)
            return _plainly(index, share, part, nearest)
        lead_of = [
            f
            for f in others
            if f.leads
            and f.leads[0] == "OF"
            and f.first - sentence.first <= (_OPENING if index.entry(sentence.first).get("cue") == "OF" else 4)
            and index.edges_between(f, nearest) < 10
        ]
        if lead_of:
            return _plainly(index, share, nearest, lead_of[-1])
        if nearest.kind in {"number", "count"}:
            return nearest, [], True
        return None
    # 30 percent (12 of 40)
    after = figures[share.order + 1 : share.order + 3]
    if (
        len(after) == 2
        and after[0].opens
        and after[1].leads[:1] == ("OF",)
        and comparable(after[0], after[1])
        and (after[0].first - share.after <= 3)
    ):
        return after[0], [after[1]], True
    # 8/218 is part and whole in one
    return None


def _in_its_bracket(index: Index, sentence: Sentence, share: Figure) -> tuple[Figure, Figure] | None:
    """The part and the whole that stand in one bracket with their share: "(24.4%; 128 of 524)", "(128 of 524; 24.4%)"."""
    at = share.order
    pair = sentence.figures[at + 1 : at + 3] if share.opens else sentence.figures[max(0, at - 2) : at]
    if len(pair) < 2 or not share.depth or pair[1].leads[:1] != ("OF",) or not comparable(*pair):
        return None
    if not share.opens and not pair[0].opens:
        return None
    first, second = (share, pair[0]) if share.opens else (pair[1], share)
    between = index.tokens.text[first.after : second.first]
    alone = len(between) == 1 and between[0] in ",;，；"
    whole_bracket = index.tokens.text[min(share.after, pair[0].after) : max(share.first, pair[1].first)]
    return (pair[0], pair[1]) if alone and not any(t in ")）]】" for t in whole_bracket) else None


def _plainly(index: Index, share: Figure, part: Figure, whole: Figure) -> tuple[Figure, list[Figure], bool] | None:
    """What a bracketed share is bound to; nothing where words behind it make it another's: "80 % correct in 3 sessions"."""
    k = share.after
    worded = k not in index.owner and index.tokens.kind[k] in "wW" and "share_noun" not in index.entry(k)
    if worded and _weigh(share, part, whole).outcome != "holds":
        return None
    return part, [whole], True


def _accounting(index: Index, sentence: Sentence, share: Figure) -> tuple[Figure, list[Figure], bool] | None:
    """{part}, accounting for {share} of X: the whole is the figure of X, in this sentence or before."""
    rated = _rated(index, sentence, share)
    if rated is not None:
        return rated
    if "SHARE" not in share.leads[:2]:
        return None
    before = [
        f for f in sentence.figures[: share.order] if f.level and not f.opens and f.kind not in ("duration", "age")
    ]
    if not before:
        return None
    part = before[-1]
    if part.order < share.order - 2 or index.edges_between(part, share) > 2:
        return None
    words, front = _of_words(index, share)
    if not words and not front:
        # "of the total": the figure that the sentences before are about, the largest of them.
        total = "TOTAL" in share.tails[:2] or "TOTAL" in index.cues_between(share.first - 4, share.first)
        wholes = sorted(
            _before(index, sentence, part, 6), key=lambda f: -(f.claim.quantity.middle if f.claim.quantity else 0)
        )
        return (part, wholes, False) if total and wholes else None
    wholes, best = _matching(index, part, words + front, sentence)
    if len(best) == 1 and _named(index, best[0], words or front):
        return part, [best[0], *(f for f in wholes if f is not best[0])], True
    return part, wholes, False


def _in_words(index: Index, sentence: Sentence, share: Figure) -> tuple[Figure, list[Figure], bool] | None:
    """{part} of the {whole} things, or {share}; {part}, {share} of its {whole}: part and whole both stand beside it."""
    if share.kind != "percent" or share.depth or {"THAN", "FROM"} & {*share.tails[:1], *share.leads[:1]}:
        return None
    t = index.tokens
    figures = [f for f in sentence.figures if f.kind not in ("date", "ordinal") and not f.depth]
    at = figures.index(share)
    of_them = next((k for k in (share.after, share.after + 1) if "parts" in index.entry(k)), None)
    if of_them is None and share.tails == ("OF", "TOTAL"):
        of_them = next(
            (k for k in range(share.after, share.after + _FEW) if index.entry(k).get("cue") == "TOTAL"), None
        )
    if share.tails[:1] == ("OF",) and of_them is None:
        part, whole = figures[at - 1] if at else share, (figures[at + 1 : at + 2] or [share])[0]
        led = whole.leads[:1] == ("OF",) and {*whole.leads} <= {"OF", "TOTAL", "TO"}
        if not led or whole.first - share.after > _BESIDE or not _pair(part, whole):
            return None
        before = t.text[share.first - 1]
        said_so = before in ("or", ",", "，") or "SHARE" in share.leads[:1] or _be_before(index, share)
        ends = [k for k in range(whole.after, min(whole.after + _FEW, sentence.after)) if t.text[k] in _ENDS]
        acts = any("link" in index.entry(k) for k in range(whole.after, min(whole.after + _FEW, sentence.after)))
        if not said_so or index.edges_between(part, share) > 1 or (before in ",，" and (not ends or acts)):
            return None
        return part, [whole], True
    if at >= 2 and (han := _in_han(index, share, figures[at - 2], figures[at - 1])) is not None:
        return han
    if at < 2 or (of_them is not None and t.text[of_them + 1] not in _ENDS):
        return None
    part, whole = figures[at - 2 : at]
    if whole.leads[:1] != ("OF",) or not 2 <= whole.first - part.after <= _BESIDE or not _pair(part, whole):
        return None
    return (part, [whole], True) if index.edges_between(whole, share) <= 1 and _restates(index, share) else None


def _in_han(index: Index, share: Figure, a: Figure, b: Figure) -> tuple[Figure, list[Figure], bool] | None:
    """{whole}，其中{part}，占{share}; {part}，占{whole}的{share}: nothing else is named that the share could be of."""
    t = index.tokens
    if t.prose[share.claim.start - 1 : share.claim.start].isascii() or index.edges_between(a, share) > _TWO:
        return None
    if index.text(b.after, share.first).strip() == "的" and "SHARE" in b.leads[:1] and _pair(a, b):
        return a, [b], True
    cue = share.first - _cue_at(index, share, "SHARE")
    ends = share.after >= share.sentence.after or t.text[share.after] in _ENDS
    alone = "SHARE" in share.leads[:1] and cue == 1 and ends
    if alone and "INCLUDING" in b.leads and a.unit == b.unit and a.kind == b.kind and _pair(b, a):
        return b, [a], True
    return None


def _pair(part: Figure, whole: Figure) -> bool:
    p, w = part.claim.quantity, whole.claim.quantity
    return (
        _counts(part)
        and _counts(whole)
        and p is not None
        and w is not None
        and p.middle < w.middle
        and p.direction is None
        and w.direction is None
        and (comparable(part, whole) or {part.kind, whole.kind} <= {"count", "number"})
        and not (part.leads[:1] and part.leads[0] in ("FROM", "THAN", "EACH", "PER", "BY", "UP", "DOWN"))
    )


def _be_before(index: Index, share: Figure) -> bool:
    k = share.first - 1
    while "hedge" in index.entry(k):
        k -= 1
    return index.entry(k).get("link") == "be"


def _restates(index: Index, share: Figure) -> bool:
    """True where the words before a share say that it is the figures before it again: ", or 65%", ", a share of 15%"."""
    t = index.tokens
    front = index.text(max(share.sentence.first, share.first - _APPOSED), share.first)
    clause = re.split(r"[,，;；]", front)[-1]
    if "," not in front and "，" not in front and "or" not in front.split()[-3:]:
        return False
    if share.tails == ("OF", "TOTAL"):
        return True
    if {"PER", "EACH"} & {*share.tails[:1]} or (share.after < len(t) and "article" in index.entry(share.after)):
        return False  # "a rate of 12% a year"
    noun = any("share_noun" in index.entry(k) for k in range(share.first - 3, share.first))
    named = terms("rate_noun", clause)
    return noun or bool(named) or stands("said_again", clause) or (t.text[share.first - 1] == "or")


def _of_words(index: Index, share: Figure) -> tuple[list[str], list[str]]:
    """(words behind a share, words between its cue and it): what it is a share of."""
    t = index.tokens
    end = share.after
    while (
        end < len(t)
        and t.text[end] not in ".,;，。；()（）"
        and t.kind[end] != "¶"
        and end - share.after < 12
        and end not in index.owner
    ):
        end += 1
    words = [w for w in index.words(share.after, end) if len(w) > 1]
    if t.prose[share.claim.start - 1 : share.claim.start].isascii():
        return words, []
    return words, index.words(max(share.first - 6, _cue_at(index, share, "SHARE") + 1), share.first)


def _headed(index: Index, share: Figure, whole: Figure) -> bool:
    """True where the last word of what a share is of, in Han text, is what the whole is the figure of."""
    words, front = _of_words(index, share)
    han = [w for w in front + words if not w.isascii()]
    return not han or han[-1][-2:] in _about(index, whole)


def _named(index: Index, whole: Figure, words: list[str]) -> bool:
    """True where the words name just what the whole is the figure of: each of them is in its subject."""
    subject = _about(index, whole)
    if not words or not subject.strip():
        return False
    if all(word.isascii() for word in words):
        return all(word.rstrip("s") in subject for word in words)
    return any(len(word) >= 3 and (word in subject or subject.strip() in word) for word in words)


def _about(index: Index, figure: Figure) -> str:
    """What is said right before a figure, back to the figure or the sentence before it, lower case."""
    before = figure.sentence.figures[figure.order - 1].claim.end if figure.order else figure.sentence.start
    said = index.document.text[max(before, figure.claim.start - _WINDOW) : figure.claim.start].lower()
    return f"{said} {figure.claim.measure.lower()}"


def _matching(index: Index, part: Figure, words: list[str], sentence: Sentence) -> tuple[list[Figure], list[Figure]]:
    """Figures of the same unit, none smaller than the part, that share words with these: all, and those that share most."""
    assert part.claim.quantity is not None
    out: list[tuple[int, int, Figure]] = []
    for figure in index.around(part):
        if figure is part or figure.opens or figure.claim.quantity is None or figure.claim.quantity.value is None:
            continue
        if (figure.leads[:1] and figure.leads[0] in ("FROM", "THAN")) or figure.claim.cell is not None:
            continue
        if figure.claim.quantity.middle < part.claim.quantity.middle or _is_share(index, figure, words):
            continue
        subject = _about(index, figure)
        score = 0
        for word in words:
            bare = word.rstrip("s")
            if word.isascii():
                score += bool(bare) and bare in subject
            else:
                score += (
                    max(
                        (
                            n
                            for n in range(min(4, len(word)), 1, -1)
                            if any(word[k : k + n] in subject for k in range(len(word) - n + 1))
                        ),
                        default=0,
                    )
                    // 2
                )
        if (
            score
            and figure.claim.period is not None
            and part.claim.period is not None
            and (figure.claim.period[:2] != part.claim.period[:2])
            and figure.sentence is not sentence
        ):
            continue
        if score:
            out.append((-score, abs(figure.sentence.index - sentence.index), figure))
    ranked = [f for *_, f in sorted(out, key=lambda item: item[:2])]
    best = min((score for score, *_ in out), default=0)
    return ranked, [f for score, _, f in out if score == best]


def _is_share(index: Index, figure: Figure, words: list[str]) -> bool:
    """True where a figure is itself said to be a share of what the words name: it is another part of that whole."""
    text = index.document.text
    for other in figure.sentence.figures[figure.order + 1 : figure.order + 3]:
        if other.kind == "percent" and "SHARE" in other.leads[:2] and index.edges_between(figure, other) <= 2:
            around = text[max(figure.claim.end, other.claim.start - _RATE) : other.claim.end + 2 * _RATE].lower()
            if words and all(word in around for word in words):
                return True
    return False


def _weigh(share: Figure, part: Figure, whole: Figure, *, repair: bool = True) -> Verdict:
    s, p, w = share.claim, part.claim, whole.claim
    assert s.quantity is not None and p.quantity is not None and w.quantity is not None
    scale = 1 if share.kind == "percent" else 100
    decimals = percent_decimals(s.quantity) if scale == 1 else 1
    computed = share_of_whole(Range.point(p.quantity.middle), Range.point(w.quantity.middle)).middle
    because = f"{told(p)} of {told(w)} is {said(computed, decimals)} %"
    equations = of_hundred("share")
    return weigh(
        CODE,
        [("share", s), ("part", p), ("whole", w)],
        equations,
        because,
        unit="%",
        transform={"share": lambda r: r * scale},
        repair=repair,
    )
