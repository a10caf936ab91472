"""A part of what was counted is no more than all of it.

> Of the 415 flats in the block, 640 have no alarm.
!! "640" more than 415

> Of the 640 flats in the block, 415 have no alarm.
= "415" no more than 640

> Only 1,870 people live on the island. Of these, 2,140 were born there.
! "2,140" more than 1,870

> Inspectors saw 926 of the 880 nurseries.
!! "926" more than 880

> 参加比赛的72名教师中，有85人来自农村。
!! "85人" more than 72

> 全乡3600亩耕地里，种水稻的有4200亩。
!! "4200亩" more than 3600

> The crash killed nine people. Eleven of the dead were tourists.
! "Eleven" more than nine

> The storm killed nine people on the coast and eleven on the islands. Eleven of the dead were tourists.

> The storm is blamed for nine deaths: four in crashes and two in falls. Eleven of the dead were tourists.
! "Eleven" more than nine

> They heard from 1,460 people in 48 towns. Of these, 1,120 had voted.

> The farm has 415 cows; 640 of them are black.
? "640" more than 415

> Of the 12 schools in the district, 400 pupils came by bus.

> Of the 40 firms, 32 will hire and 55 jobs will go.
= "32" no more than 40

> Of the 40 firms, 12 will hire.

> The club has 40 members. It sold 120 tickets, 90 of them to guests.

> 事故共造成14人遇难，其中遇难的游客有17人。
! "17人" more than 14

> 死亡50人，受伤约1·1万人，其中重伤300人。

> 集市有1,120个档位，其中168个档位空置。空置档位当中已丢空一年的有179个。
! "179个" more than 168

> 全厂有员工860人，在职员工中持有证书的有912人。
! "912人" more than 860

> 全厂有员工860人，在子公司员工中持有证书的有912人。

> 小将丁某五段在首场比赛中战胜棋手张某八段。

> 全省12个县中，有340个村通了车。

> 全场3罚全中，独得27分。

> Of the three depots, Ash has 870, Elm 520 and Oak the rest.

> 三分球9投4中，罚球10罚8中，得到36分、11个篮板和7次助攻。

> 专业设置了20个重点项目，包含69个子项目。

> 30件大衣已送到灾民手中，尚有90件在路上。

> In the trial 48 patients had reactions, and 91 of these 48 patients had headaches.
! "91" 48

> In the trial 48 patients had reactions, and 19 of these 48 patients had headaches.

@ 2024-01-05 zh
> 全市居民人均可支配收入38880元。其中城镇居民47856元，农村居民23190元。

> The average grant per home was $4,200. Of these, $6,100 went to homes with a cellar.

Rule: part <= whole, over the ranges that rounding allows, where words say that the one is of the other: "640 of the 415", "Of
the 415 …, 640", "of these", 中, and the part counts the same things or leaves their noun out. Where the whole is only the
figure before, every figure there must be smaller; a whole that only "of them" points to is undecided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.kin import AMOUNTS, COUNTED, ELIDED, OTHER, SAME, elided, kin
from checkers._gather.terms import ends_with, said
from checkers._judge import loose, told
from checkers._repair import repairs
from checkers._verdict import Verdict
from claims.claim import Claim
from claims.quantity import Range

CODE = "subset"
_WORDS = 3
_NEAR = 3
_OPENING = 5
_AMONG = 14
_NOUN = 7
_NOUNS = 2
_FEW = 12
_FAR = 24
_WITHIN = re.compile(r"在[\u4e00-\u9fff]{2,8}?(?:当中|當中|之中|中)|[\u4e00-\u9fff]{2,8}?(?:当中|當中|之中)")
_AMONG_WORD = re.compile(r"(?:当中|當中|之中|中)$")
_HARD = re.compile(r"[;；。]")
_CLAUSE = re.compile(r"[，。；,;]")
_LEADS = frozenset(("FROM", "THAN", "EACH", "PER", "BY", "AVERAGE"))


def subset(part: Range, whole: Range) -> bool:
    """True where the part may be no more than the whole."""
    return part.low is None or whole.high is None or part.low <= whole.high


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        figures = [f for f in sentence.figures if _counts(f)]
        for part in figures:
            verdict = (
                _beside(index, sentence, part)
                or _opened(index, sentence, part, figures)
                or _pointed(index, sentence, part)
                or _within(index, sentence, part)
                or _including(index, sentence, part, figures)
                or _them(index, sentence, part)
            )
            if verdict is not None and not _mean(index, dict(verdict.roles)["whole"]):
                yield verdict


def _mean(index: Index, whole: Claim) -> bool:
    """True for an average, of which no group's own is a part: 人均收入38880元，其中城镇居民47856元."""
    figure = index.by_id[id(whole)]
    before = figure.sentence.figures[: figure.order]
    low = before[-1].after if before else figure.sentence.first
    cues = {index.entry(k).get("cue") for k in range(low, figure.first)}
    return bool({"AVERAGE", "PER", "EACH"} & {*figure.leads, *figure.tails[:1], *cues})


def _counts(figure: Figure, *, led: bool = False) -> bool:
    """True for an amount that may be a part or a whole. led: whatever words lead it."""
    q = figure.claim.quantity
    return (
        figure.kind in AMOUNTS
        and q is not None
        and q.value is not None
        and q.value > 0
        and q.direction is None
        and figure.claim.cell is None
        and (led or not (figure.leads[:1] and figure.leads[0] in _LEADS))
    )


def _beside(index: Index, sentence: Sentence, part: Figure) -> Verdict | None:
    """{part} of the {whole} things."""
    after = sentence.figures[part.order + 1 : part.order + 2]
    if not after or not _counts(after[0]) or after[0].leads[:1] != ("OF",) or after[0].kind == "number":
        return None
    whole = after[0]
    if not 2 <= whole.first - part.after <= _NEAR or "article" not in index.entry(whole.first - 1):
        return None
    if not elided(index, part) and kin(index, whole, part) == OTHER:
        return None
    return _weigh(part, whole, "proven")


def _opened(index: Index, sentence: Sentence, part: Figure, figures: list[Figure]) -> Verdict | None:
    """Of the {whole} things …, {part}; 在{whole}中，{part}: the first figure behind the comma."""
    at = figures.index(part)
    if not at:
        return None
    whole = figures[at - 1]
    if (
        whole.order != part.order - 1
        or whole.kind == "number"
        or whole.depth
        or part.depth
        or not _comma(index, whole, part)
    ):
        return None
    opens = whole.leads[:1] == ("OF",) and whole.first - sentence.first <= _OPENING and _of_first(index, sentence)
    among = _among(index, whole, part)
    least = ELIDED if opens and whole.kind in COUNTED else SAME
    if not (opens or among) or kin(index, whole, part) < least:
        return None
    if _left(index, part) or _ones(index, whole, part):
        return None
    return _weigh(part, whole, "proven")


def _ones(index: Index, whole: Figure, part: Figure) -> bool:
    """True for "Of the two brothers, Karl weighs 81": one of a few is named, and the bare number is of something else."""
    q = whole.claim.quantity
    if q is None or q.middle > _FEW or not elided(index, part):
        return False
    t = index.tokens
    comma = next((k for k in range(whole.after, part.first) if t.text[k] in ",，"), part.first)
    return bool(index.words(comma + 1, part.first))


def _among(index: Index, whole: Figure, part: Figure) -> bool:
    """True for 72名教师中，: nothing but what is counted stands between the whole and the word."""
    clause = index.tokens.prose[whole.claim.end : min(part.claim.start, whole.claim.end + _AMONG)]
    cut = min((i for i in map(clause.find, "，,") if i >= 0), default=-1)
    term = ends_with("among", clause[:cut]) if cut > 0 else None
    return term is not None and term.value == "1" and term.start <= _NOUN


def _left(index: Index, part: Figure) -> bool:
    """True where the words before a figure say that it is beside the others: "a further 12", 尚有90件."""
    before = index.tokens.prose[max(part.sentence.start, part.claim.start - _AMONG) : part.claim.start]
    return ends_with("remaining", before) is not None or ends_with("further", before) is not None


def _comma(index: Index, a: Figure, b: Figure) -> bool:
    """True where one comma stands between two figures, and no harder edge."""
    marks = [index.tokens.text[k] for k in range(a.after, b.first) if index.tokens.text[k] in ",，;；:：。.()（）"]
    return marks in ([","], ["，"])


def _of_first(index: Index, sentence: Sentence) -> bool:
    k = sentence.first
    if not index.tokens.text[k][:1].isalpha():
        k += 1
    return index.entry(k).get("cue") == "OF"


def _pointed(index: Index, sentence: Sentence, part: Figure) -> Verdict | None:
    """Of these, {part} …; {part} of the dead: the whole is what the sentence before counted."""
    if sentence.position == 0 or part.depth:
        return None
    near = index.sentences[sentence.position - 1]
    if near.paragraph != sentence.paragraph or near.heading:
        return None
    opens = part.first - sentence.first <= _NEAR and any(
        "parts" in index.entry(k) for k in range(sentence.first, sentence.first + 2)
    )
    dead = _dead(index, part)
    if not (opens or dead):
        return None
    levels = [f for f in near.figures if _counts(f, led=True)]
    if dead:
        wholes = [f for f in levels if _died(index, f)]
        text = index.tokens.prose
        beside = [
            f
            for f in levels
            if f.kind == "number"
            and f not in wholes
            and wholes
            and ":" not in text[wholes[0].claim.end : f.claim.start]
        ]
        if beside and subset(_range(part), sum(map(_range, [*wholes, *beside]), Range(0, 0))):
            return None  # nine people on the coast and eleven on the islands: both are among the dead
    else:
        wholes = [f for f in levels if f.unit == part.unit or (elided(index, part) and f.kind in COUNTED)]
        if any(not (part.unit or "a").isascii() and len(f.unit or "") < _NOUNS for f in wholes):
            # 其中 may point far back where only a measure word is the same.
            return None
    above = [w for w in wholes if not subset(_range(part), _range(w))]
    if not wholes or 0 < len(above) < len(wholes):
        return None
    wholes = [w for w in wholes if w.kind != "number" and not w.depth]
    return _weigh(part, wholes[-1], "likely") if wholes else None


def _again(whole: Figure, figure: Figure) -> bool:
    a, b = whole.claim.quantity, figure.claim.quantity
    return a is not None and b is not None and a.value is not None and a.value == b.value and a.unit == b.unit


def _near(part: Figure, whole: Figure) -> bool:
    """True where nothing but a few words like "of these" stands between a part and its whole."""
    return whole.leads[:1] == ("OF",) or whole.leads[:1] == ("INCLUDING",) or whole.first - part.after <= _WORDS


def _them(index: Index, sentence: Sentence, part: Figure) -> Verdict | None:
    """{whole} cows; {part} of them: the words may point to what was counted before that, so that nothing is sure."""
    if "parts" not in index.entry(part.after) or not part.order or index.entry(part.after).get("cue") is None:
        return None
    whole = sentence.figures[part.order - 1]
    if not _counts(whole) or kin(index, whole, part) == OTHER or subset(_range(part), _range(whole)):
        return None
    following = sentence.figures[part.order + 1 : part.order + 2]
    if (
        following
        and following[0].claim.quantity is not None
        and _again(whole, following[0])
        and _near(part, following[0])
    ):
        return _weigh(part, following[0], "likely")  # "48 had reactions, and 91 of these 48 had headaches"
    because = f"{told(part.claim)} is more than {told(whole.claim)}, if it is a part of it"
    return Verdict(CODE, "undecided", [("part", part.claim), ("whole", whole.claim)], because)


def _within(index: Index, sentence: Sentence, part: Figure) -> Verdict | None:
    """员工860人，在职员工中…912人; 168个档位空置。空置档位当中…179个: the one count before that has the noun beside it."""
    prose = index.tokens.prose
    if part.kind != "count" or part.depth:
        return None
    counts = [f.claim.end for f in sentence.figures[: part.order] if f.kind in COUNTED]
    low = max([sentence.start, part.claim.start - _FAR, *counts])
    found = list(_WITHIN.finditer(_HARD.split(prose[low : part.claim.start])[-1]))
    if not found:
        return None
    noun = _AMONG_WORD.sub("", found[-1].group())[-4:]
    pairs = [noun[k : k + 2] for k in range(len(noun) % 2, len(noun), 2)]
    before = [
        f
        for s in index.sentences[max(0, sentence.position - 1) : sentence.position + 1]
        if s.paragraph == sentence.paragraph
        for f in s.figures
        if f.claim.start < part.claim.start and f.kind == "count" and _counts(f, led=True) and f.unit == part.unit
    ]
    named = [f for f in before if pairs[-1] in _beside_han(prose, f)]
    whole = [f for f in named if all(pair in _beside_han(prose, f) for pair in pairs)] or named
    if len(whole) != 1 or (len(pairs) == 1 and noun not in (pairs[0], f"在{pairs[0]}")):
        return None
    if len(pairs) > 1 and pairs[0] not in _beside_han(prose, whole[0]) and not ends_with("own_kind", pairs[0]):
        # 子公司员工 are not the 员工 of whom was spoken, 在职员工 are.
        return None
    return _weigh(part, whole[0], "likely")


def _including(index: Index, sentence: Sentence, part: Figure, figures: list[Figure]) -> Verdict | None:
    """事故造成14人遇难，其中…17人: more than all that the sentence counts of the kind before it."""
    if "INCLUDING" not in part.leads or part.kind != "count" or part.depth:
        return None
    before = [f for f in sentence.figures[: part.order] if _counts(f, led=True) and f.kind == "count"]
    same = [f for f in before if f.unit == part.unit]
    if not same or same[-1] not in figures or same[-1] is not before[-1] or same[-1].depth:
        return None
    between = index.tokens.prose[same[-1].claim.end : part.claim.start]
    of_which = any("parts" in index.entry(k) for k in range(same[-1].after, part.first))
    if not of_which or index.edges_between(same[-1], part) > 1 or any(c.isdigit() for c in between):
        # 20个项目，包含69个子项目: what each holds is no part of their number.
        return None  # 死亡50人，受伤1·1万人，其中…: the last may be a figure that is not read
    if any(subset(_range(part), _range(f)) for f in same):
        return None
    return _weigh(part, same[-1], "likely")


def _beside_han(prose: str, figure: Figure) -> str:
    """The noun beside a Han count: two characters before it and six behind, within its clause."""
    before = _CLAUSE.split(prose[max(0, figure.claim.start - 2) : figure.claim.start])[-1]
    behind = _CLAUSE.split(prose[figure.claim.end : figure.claim.end + 6])[0]
    # 五段在首场比赛中: what stands behind 在 is where something happened.
    return before + "|" + behind.partition("在")[0]


def _range(figure: Figure) -> Range:
    assert figure.claim.quantity is not None
    return loose(figure.claim.quantity)


def _dead(index: Index, part: Figure) -> bool:
    """True for "eleven of the dead"."""
    k = part.after
    return index.entry(k).get("cue") == "OF" and "article" in index.entry(k + 1) and "died" in index.entry(k + 2)


def _died(index: Index, figure: Figure) -> bool:
    """True for a count of deaths: "nine deaths", "killed nine people"."""
    around = index.text(max(figure.sentence.first, figure.first - _NEAR), min(figure.sentence.after, figure.after + 2))
    return said("deaths", around)


def _weigh(part: Figure, whole: Figure, certainty: str) -> Verdict | None:
    p, w = part.claim.quantity, whole.claim.quantity
    assert p is not None
    assert w is not None
    roles = [("part", part.claim), ("whole", whole.claim)]
    found, allowed = loose(p), Range(None, loose(w).high)
    if subset(found, allowed):
        if p.middle * 2 < w.middle:
            # A small part is within its whole whatever is wrong with it: that it is says nothing.
            return None
        because = f"{told(part.claim)} is no more than {told(whole.claim)}"
        return Verdict(CODE, "holds", roles, because, found=found, expected=allowed, unit=part.unit, telling=False)
    verdict = Verdict(
        CODE,
        "discrepancy",
        roles,
        f"{told(part.claim)} is more than {told(whole.claim)}, of which it is said to be a part",
        certainty,
        found=found,
        expected=allowed,
        unit=part.unit,
    )
    own = [fit for _, fit in repairs(part.claim, Range(None, loose(w).high))]
    verdict.fits = [*own, *(fit for _, fit in repairs(whole.claim, Range(found.low, None)))][:3]
    return verdict
