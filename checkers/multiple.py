"""A stated multiple is the new figure over the old one.

> Its order book has grown threefold since 2020, to SEK 27bn from SEK 9bn.
= "threefold" SEK 27bn is 3 times SEK 9bn

> Its order book has grown fivefold since 2020, to SEK 27bn from SEK 9bn.
!! "fivefold" SEK 27bn is 3 times SEK 9bn

> Exports more than doubled to $43 million from $22 million.
? "doubled" 1.95

> Output doubled to 400 tonnes from 200 tonnes.
= "doubled" 400 tonnes is 2 times 200 tonnes

> Output tripled to 400 tonnes from 200 tonnes.
!! "tripled" 400 tonnes is 2 times 200 tonnes

> The deal puts a value of £344m on the firm, or ten times its earnings of £43m.
!! "ten times" £344m is 8 times £43m

> Output was 312,000 cars, which was 2.6 times the 195,000 of the year before.
!! "2.6 times" 312,000 is 1.6 times 195,000

> Of the sleepers 24 people felt rested, of the sitters 12 people; the former are three times the latter.
!! "three times" 24 is 2 times 12

> # Profit tripled at the firm
>
> Net profit was £6.32m, against £3.16m a year earlier, and sales were £48.6m.
!! "tripled" £6.32m is 2 times £3.16m

> # Library visits doubled to 310,000
>
> The town's libraries counted 310,000 of them in 2023, up from 205,000 in 2022.
!! "doubled" 310,000 is 1.51 times 205,000

> # Profit tripled at the firm
>
> Sales were £6.32m, against £3.16m a year earlier.

@ 2024-08-22 zh
> # 启衡科技上半年净利润翻两番
>
> 启衡科技上半年营业收入48.6亿元，上年同期为12.0亿元；净利润6.32亿元，上年同期为3.16亿元。
!! "翻两番" 6.32亿元 is 2 times 3.16亿元

> 去年有黑脸琵鹭300只，目前已有390只，增加了一倍。
! "一倍" 390 is 1.3 times 300

> 去年有黑脸琵鹭300只，目前已有600只，增加了一倍。
= "一倍" 600 is 2 times 300

> Fines brought in $1.2 million in 2010 and $3.6 million in 2020. That is a fivefold increase.
! "fivefold" $3.6 million is 3 times $1.2 million

> The backlog stood at 9,300 cases at its peak. Since then it has been halved, to 6,200.
! "halved" 6,200 is 0.67 times 9,300

> 药物残留量为每公斤0.62克，是国家标准限量每公斤0.31克的3倍。
!! "3倍" 0.62克 is 2 times 0.31克

> The backlog stood at 9,300 cases at its peak. The number of judges has been halved, to 62.

> 全市有快递网点2520个，是五年前840个的4倍；全年以365天计，日均收件31万件。
!! "4倍" 2520 is 3 times 840

> 全市有快递网点2520个，是五年前840个的3倍；全年以365天计，日均收件31万件。
= "3倍" 2520 is 3 times 840

> 全市有快递网点2520个，日均收件31万件，是五年前840个网点收件量的4倍。

> Net profit was 240 million yuan, against 200 million a year before. Sales were 900 million. Cash flow came to 360 million
> yuan, which is 2.5 times of the net profit.
! "2.5 times" 360 million yuan is 1.5 times 240 million yuan

> Net profit was 240 million yuan, against 200 million a year before. Sales were 900 million. Cash flow came to 360 million
> yuan, which is 1.5 times of the net profit.
= "1.5 times" 360 million yuan is 1.5 times 240 million yuan

> Net profit was 240 million yuan, against 200 million a year before. Cash flow came to 360 million yuan, which is 2.5 times
> that of the same period.

> 上半年净利润2.4亿元，上年同期为2亿元；经营现金流净额3.6亿元，是净利润的2.5倍。
! "2.5倍" 3.6亿元 is 1.5 times 2.4亿元

> The new tank holds 84 million litres. That is 2.8 times as much as the old one, which held 35 million litres until May.
! "2.8 times" 84 million litres is 2.4 times 35 million litres

> The new tank holds 84 million litres. That is 2.8 times as much as the old one, which had cost 35 million euros.

> 全馆藏书96万册，相当于建馆时12万册的9倍。
! "9倍" 96万 is 8 times 12万

> Debts of $1.2 million in 2010 became $3.6 million in 2020, five times as much as the town spends on its schools.

> The temple measures 21.36 x 53.30 m, and the number of its columns was 6 x 15.

> 全国共治理面积18万平方公里，其中拍卖的面积4.45万平方公里，约占24.7%，农民开发的周期比其它形式快1倍。

> The average wait is now 42 weeks. Before the pandemic it was 14 weeks, so patients wait four times as long.
! "four times" 42 weeks is 3 times 14 weeks

> Prices doubled.

> Three times as many people came, 400 of them from 20 towns.

> The club won three times in 20 games.

> A loaf costs $3.40, against $2.95 a year ago. That rise of 15 per cent is nearly twice the 7.8 per cent of all foods.

> 白菜每公斤52元，比上月的18元贵了1.9倍。
= "1.9倍"

> 今年的销量为52万台，是去年18万台的1.9倍。
!! "1.9倍" 2.89 times

> Net debt rose to £64.5m from £58.0m in December, or 1.4 times earnings before tax.

> Orders rose to £64.5m from £43.0m, or 1.9 times the level of last year.
!! "1.9 times" 1.5 times

Rule: multiple = new / old. A verb that states a multiple is loose (doubled: 1.9 to 2.1 and what the figures' rounding adds);
"three times more" may mean three or four times. 增长到三倍 is three times, 增长了三倍 four.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.compared import Compared, clause, compared, headlined, own
from checkers._gather.pairs import alike
from checkers._gather.terms import starts_with, terms
from checkers._judge import loose, said, told
from checkers._repair import repairs
from checkers._verdict import Verdict
from checkers.change._pairs import pairs_by_period, pairs_of
from claims.quantity import Range

CODE = "multiple"
_OF_WHOM = ("的", "之")
_IDIOM = Fraction(1, 20)
_NEAR = 8
_SOON = 4
_HEAD = 4
_STEM = 5
_SIZE = 3
_NEARLY = Fraction(1, 10)
_FULL = 10
_WHOLE = Fraction(1, 50)
_TIMES = ("date", "duration", "age", "time", "ordinal")
_COMMAS = frozenset(",，–—")
_ENDING = frozenset(",.;:!?)")
_NAME = 4
_NO_NAME = frozenset(("cue", "stop", "link"))


def multiple(old: Range, new: Range) -> Range:
    """How many times the old figure the new one is."""
    return new / old


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    done: set[int] = set()
    for verdict in _by_grammar(index):
        done.update(id(claim) for role, claim in verdict.roles if role == "multiple")
        yield verdict
    for found in compared(index, done, multiples=True):
        base = _base(index, found.stated)
        if base is not None and base is not found.old:
            continue  # "nearly twice the 7.8 per cent of all foods": it says of what it is a multiple
        loosely = _loosely(index, found)
        if loosely is not None:
            yield loosely


def _base(index: Index, ratio: Figure) -> Figure | None:
    """The figure that a multiple says it is a multiple of: right behind it, but for an article."""
    after = [f for f in ratio.sentence.figures[ratio.order + 1 :] if f.kind != "date"]
    if not after:
        return None
    t = index.tokens
    gap = range(ratio.after, after[0].first)
    if not 0 < len(gap) <= 2 or any(index.entry(k).get("article") is None and t.text[k] != "的" for k in gap):
        return None
    return after[0]


def _loosely(index: Index, found: Compared) -> Verdict | None:
    """A multiple of two levels that words alone bind to it."""
    stated, new, old, _, ordered, close, *_ = found
    verdict = _weigh(index, stated.sentence, stated, new, old)
    if not ordered and (verdict is None or verdict.outcome != "holds"):
        turned = _weigh(index, stated.sentence, stated, old, new)
        return turned if turned is not None and turned.outcome == "holds" else None
    if verdict is not None and verdict.outcome == "discrepancy":
        if not close or not _of_one_size(verdict):
            return None
        verdict.certainty = "likely"
    return verdict


def _of_one_size(verdict: Verdict) -> bool:
    """True where the multiple that is stated and that of the figures are of one size."""
    assert verdict.expected is not None and verdict.found is not None
    found = verdict.found.middle if verdict.found.bounded else verdict.found.low or verdict.found.high
    return bool(found) and Fraction(1, _SIZE) <= verdict.expected.middle / (found or 1) <= _SIZE


def _by_grammar(index: Index) -> Iterator[Verdict]:
    """The multiples that grammar binds to their pair, in one sentence or from the headline."""
    yield from _headline(index)
    for sentence in index.sentences:
        ratios = [
            f
            for f in sentence.figures
            if f.kind == "ratio"
            and f.claim.reading not in ("fraction", "one-in")
            and f.claim.quantity is not None
            and f.claim.quantity.value is not None
        ]
        if len(ratios) != 1 or (ratios[0].leads[:2] in (("TO", "UP"), ("TO", "DOWN")) and "FROM" in ratios[0].tails):
            continue  # "leverage fell to 1.1 times from 1.4 times" is a level
        pairs = [
            (n, o)
            for n, o in pairs_of(index, sentence)
            if n.kind != "percent" and (n.kind, n.unit) == (o.kind, o.unit) and _beside(index, ratios[0], n, o)
            if not _of_something_else(index, sentence, ratios[0])
        ]
        if not pairs:
            pairs = (
                _as_many(index, sentence, ratios[0])
                or _named_before(index, sentence, ratios[0])
                or _possessive(index, sentence, ratios[0])
            )
        loosely = []
        if not pairs:
            loosely = _named(index, sentence, ratios[0]) or _told_of_base(index, sentence, ratios[0])
            loosely = loosely or _called(index, sentence, ratios[0])
        for new, old in loosely:
            verdict = _weigh(index, sentence, ratios[0], new, old)
            if verdict is not None and (verdict.outcome != "discrepancy" or _of_one_size(verdict)):
                verdict.certainty = verdict.certainty and "likely"
                yield verdict
        if len(pairs) == 1:
            verdict = _weigh(index, sentence, ratios[0], *pairs[0])
            if verdict is not None:
                yield verdict


def _of_something_else(index: Index, sentence: Sentence, ratio: Figure) -> bool:
    """True where a noun that the sentence has not named is what a multiple is of: "or 1.4 times earnings before tax"."""
    t = index.tokens
    k = ratio.after + (index.entry(ratio.after).get("cue") == "OF")
    if k >= sentence.after or t.kind[k] != "w" or not index.words(k, k + 1) or index.entry(k):
        return False
    compared_with = k + 1 < sentence.after and (t.word[k + 1] == "than" or t.word[k].endswith("er"))
    return not compared_with and _stems(t.word[k]).isdisjoint(_stems(index.text(sentence.first, ratio.first)))


def _headline(index: Index) -> Iterator[Verdict]:
    """A multiple in the headline against the two levels that the text gives of the same thing."""
    title = next((s for s in index.sentences if s.heading), None)
    if title is None or title.index > 1:
        return
    for ratio in title.figures:
        q = ratio.claim.quantity
        if ratio.kind != "ratio" or ratio.claim.reading in ("fraction", "one-in") or q is None or q.value is None:
            continue
        subject = _subject(index, ratio)
        if not subject:
            continue
        found = [
            (sentence, new, old)
            for sentence in index.sentences
            if sentence is not title and sentence.index <= _SOON
            for new, old in {(n, o) for n, o in [*pairs_of(index, sentence), *pairs_by_period(index, sentence)]}
            if new.kind != "percent" and (new.kind, new.unit) == (old.kind, old.unit)
            if subject & _subject(index, new) or headlined(index, title, new, words=False)
        ]
        verdicts = [v for sentence, new, old in found if (v := _weigh(index, sentence, ratio, new, old)) is not None]
        held = [v for v in verdicts if v.outcome == "holds"]
        if held:
            yield held[0]
        elif len(found) == 1:
            yield from verdicts


def _subject(index: Index, figure: Figure) -> set[str]:
    """What a figure is said of: the words, or pairs of Han characters, right before it."""
    text = index.text(max(figure.sentence.first, figure.first - _NEAR), figure.first).lower()
    for mark in (";", "；", ",", "，", "。"):
        text = text.rpartition(mark)[2]
    words = set(re.findall(r"[a-z]{4,}", text))
    text = text[-_HEAD:]
    return words | {text[i : i + 2] for i in range(len(text) - 1) if text[i] > "\u4e00" and text[i + 1] > "\u4e00"}


def _named_before(index: Index, sentence: Sentence, ratio: Figure) -> list[tuple[Figure, Figure]]:
    """24 here and 12 there, the former three times the latter: the only two levels of the sentence."""
    text = index.text(max(sentence.first, ratio.first - _NEAR), min(sentence.after, ratio.after + _NEAR))
    if not terms("former", text) or not terms("latter", text):
        return []
    levels = [f for f in sentence.figures[: ratio.order] if f.level and f.depth == 0 and f.kind != "duration"]
    if len(levels) != 2 or (levels[0].kind, levels[0].unit) != (levels[1].kind, levels[1].unit):
        return []
    first, last = terms("former", text)[0].start, terms("latter", text)[0].start
    return [(levels[0], levels[1])] if first < last else [(levels[1], levels[0])]


def _beside(index: Index, ratio: Figure, new: Figure, old: Figure) -> bool:
    """True where no other level and no full edge stands between a multiple and its pair."""
    near = min((new, old), key=lambda f: abs(f.order - ratio.order))
    return index.edges_between(ratio, near) < _FULL and not any(f.level for f in ratio.sentence.between(ratio, near))


def _named(index: Index, sentence: Sentence, ratio: Figure) -> list[tuple[Figure, Figure]]:
    """260 places and 3,380 who applied, the applicants 13 times the places: the two levels before, told by their words."""
    levels = [
        f for f in sentence.figures[: ratio.order] if f.level and f.depth == 0 and f.kind not in ("duration", "age")
    ]
    if len(levels) < 2 or index.edges_between(levels[-1], ratio) != 1 or index.edges_between(*levels[-2:]) > 1:
        return []
    low, _ = clause(index, ratio)
    verb = next((k for k in range(ratio.first - 1, low, -1) if index.entry(k).get("link") == "be"), None)
    verb = verb or next((k for k in range(ratio.first - 1, low, -1) if "list_in" in index.entry(k)), None)
    if verb is None:
        return []
    said_of = _stems(index.text(low, verb))
    shares = [len(said_of & _stems(index.text(*own(index, f)))) for f in levels[-2:]]
    if bool(shares[0]) == bool(shares[1]):
        return []
    return [(levels[-2], levels[-1])] if shares[0] else [(levels[-1], levels[-2])]


def _possessive(index: Index, sentence: Sentence, ratio: Figure) -> list[tuple[Figure, Figure]]:
    """{new}，是上年{old}的3倍: the old figure right before the multiple, the new one before the verb."""
    before = [f for f in sentence.figures[: ratio.order] if f.kind not in _TIMES]
    if len(before) < 2:
        return []
    new, old = before[-2:]
    mark = index.text(old.after, ratio.first)
    if not mark.endswith("的") or len(mark) > _HEAD or index.edges_between(old, ratio):
        return []
    if not (new.level and old.level) or not alike(index, new, old) or new.depth or old.depth:
        return []
    if not all(f.claim.quantity and f.claim.quantity.written[:1].isascii() for f in (new, old)):
        return []  # 二期为一期的2.5倍
    noun, comma, verb = index.text(new.after, old.first).replace(",", "，").rpartition("，")
    if not comma and (found := terms("equals", verb)):
        noun, verb = verb[: found[0].start], verb[found[0].start :]
    said_so = starts_with("equals", verb) is not None and len(noun) <= _HEAD
    return [(new, old)] if said_so and index.edges_between(new, old) <= 1 else []


def _told_of_base(index: Index, sentence: Sentence, ratio: Figure) -> list[tuple[Figure, Figure]]:
    """{new}. That is 2.4 times as much as the old one, which held {old}: what it is a multiple of tells its own figure."""
    after = [f for f in sentence.figures[ratio.order + 1 :] if f.kind not in _TIMES]
    if not after or not after[0].level or after[0].depth or index.edges_between(ratio, after[0]) != 1:
        return []
    old = after[0]
    comma = next((k for k in range(ratio.after, old.first) if index.tokens.text[k] in _COMMAS), None)
    if comma is None or starts_with("who_which", index.text(comma + 1, old.first)) is None:
        return []
    before = [f for f in sentence.figures[: ratio.order] if f.level]
    if not before and terms("pointing", index.text(sentence.first, ratio.first)):
        last = index.sentences[sentence.position - 1] if sentence.position else None
        if last is not None and last.index == sentence.index - 1 and last.paragraph == sentence.paragraph:
            before = [f for f in last.figures if f.level]
    before = [f for f in before if alike(index, f, old) and f.kind not in _TIMES]
    return [(before[0], old)] if len(before) == 1 else []


def _called(index: Index, sentence: Sentence, ratio: Figure) -> list[tuple[Figure, Figure]]:
    """{new}, 1.5 times the net profit: the one figure before that is said of what the multiple is of."""
    base = _base_name(index, ratio)
    before = [f for f in sentence.figures[: ratio.order] if f.kind not in _TIMES]
    if not base or not before or not before[-1].level or index.edges_between(before[-1], ratio) > 1:
        return []
    new = before[-1]
    if len(index.words(new.after, ratio.first)) > 1:
        return []
    found = [
        f
        for f in index.around(new)
        if f.claim.start < new.claim.start and f.claim.cell is None and _bears(index, f, base) and not f.depth
    ]
    for old in found:
        verdict = _weigh(index, sentence, ratio, new, old)
        if verdict is not None and verdict.outcome == "holds":
            return [(new, old)]
    spans = [f.claim.period for f in found]
    latest = max((p.start for p in spans if p is not None and p.start is not None), default=None)
    now = [
        f
        for f, p in zip(found, spans, strict=True)
        if not terms("earlier", index.text(*own(index, f)))
        and not (p is not None and latest is not None and p.start is not None and p.start < latest)
    ]
    if len({f.claim.quantity.value for f in now if f.claim.quantity is not None}) != 1:
        return []
    return [(new, now[-1])]


def _base_name(index: Index, ratio: Figure) -> list[str]:
    """The words that say what a multiple is of: "times the net profit", 是净利润的1.5倍."""
    t = index.tokens
    if t.text[ratio.first - 1] == "的":
        low = ratio.first - 1
        while low > ratio.sentence.first and t.kind[low - 1] == "h" and low - 1 not in index.owner:
            low -= 1
        words = index.text(low, ratio.first - 1)
        verb = starts_with("equals", index.text(max(low - 1, 0), ratio.first - 1))
        return [words] if words and (verb is not None or "link" in index.entry(low - 1)) else []
    k = ratio.after
    if index.entry(k).get("cue") == "OF":
        k += 1
    if "article" not in index.entry(k):
        return []
    out = []
    for at in range(k + 1, min(k + 1 + _NAME, len(t))):
        if not t.text[at].isalpha() or not _NO_NAME.isdisjoint(index.entry(at)) or at in index.owner:
            break
        out.append(t.text[at].lower())
    after = k + 1 + len(out)
    ends = after >= len(t) or t.text[after] in _ENDING or t.kind[after] == "¶"
    return out if ends else []


def _bears(index: Index, figure: Figure, base: list[str]) -> bool:
    """True where a figure is said of what is called so."""
    place = figure.claim.subject
    if place is None:
        return False
    subject = str(index.tokens.prose[place[0] : place[1]]).lower()
    if not base[0].isascii():
        return subject == base[0] or subject.endswith("的" + base[0])
    words = re.findall(r"[a-z]+", subject)
    return words == base or (len(base) > 1 and words[-len(base) :] == base)


def _stems(text: str) -> set[str]:
    """The words of a text, or its pairs of Han characters."""
    pairs = {text[i : i + 2] for i in range(len(text) - 1) if text[i] > "\u4e00" and text[i + 1] > "\u4e00"}
    return pairs | {word[:_STEM] for word in re.findall(r"[a-z]{4,}", text.lower())}


def _as_many(index: Index, sentence: Sentence, ratio: Figure) -> list[tuple[Figure, Figure]]:
    """{new}, or eight times last year's earnings of {old}: the pair right before and right after the multiple."""
    before = [f for f in sentence.figures[: ratio.order] if f.level and f.depth == 0]
    after = [f for f in sentence.figures[ratio.order + 1 :] if f.kind != "date"]
    if before and after and (direct := _direct(index, ratio, before[-1], after[0])):
        return [direct]
    if not before or not after or not {"SHARE", "TO"} & set(ratio.leads[:1]) or ratio.claim.reading == "multiple":
        return []
    new, old = before[-1], after[0]
    if not old.level or (new.kind, new.unit) != (old.kind, old.unit) or (old.leads[:1] != ("OF",) and not old.opens):
        return []
    if index.edges_between(ratio, old) or index.edges_between(new, ratio) > 1:
        return []
    return [(new, old)]


def _direct(index: Index, ratio: Figure, new: Figure, old: Figure) -> tuple[Figure, Figure] | None:
    """{new}, 2.6 times the {old}: nothing but an article between the multiple and the old figure."""
    if _base(index, ratio) is not old:
        return None
    if not old.level or not alike(index, new, old) or index.edges_between(new, ratio) > 1:
        return None
    return (new, old) if len(index.words(new.after, ratio.first)) <= _NEAR // 2 else None


def _weigh(index: Index, sentence: Sentence, ratio: Figure, new: Figure, old: Figure) -> Verdict | None:
    r, n, o = ratio.claim.quantity, new.claim.quantity, old.claim.quantity
    assert r is not None and n is not None and o is not None and r.value is not None
    if o.middle <= 0 or n.middle <= 0 or sentence.cues & {"ANNUALISED"}:
        return None
    roles = [("multiple", ratio.claim), ("new", new.claim), ("old", old.claim)]
    times = multiple(loose(o), loose(n))
    exact = n.middle / o.middle
    because = f"{told(new.claim)} is {said(exact, 2)} times {told(old.claim)}"
    value = Fraction(r.value)
    allowed = [value]
    if ratio.claim.reading != "multiple" and r.direction == "up":
        # "rose three times" and 增长三倍: three times, or three times more; 增长一倍 can only be the latter.
        allowed = [value, value + 1] if value > 1 else [value + 1]
    half = Fraction(r.step) / 2 if ratio.claim.reading != "multiple" else value * _IDIOM
    readings = [Range(v - half, v + half) for v in allowed]
    if r.hedge in ("more-than", "at-least"):
        readings = [Range(v.low, None) for v in readings]
    elif r.hedge == "nearly":
        readings = [Range(v.low * (1 - _NEARLY) if v.low is not None else None, v.high) for v in readings]
    elif r.hedge in ("less-than", "at-most"):
        readings = [Range(0, v.high) for v in readings]
    elif r.hedge == "about":
        readings = [v.widened(Fraction(1, 10)) for v in readings]
    if any(times.meets(v) for v in readings):
        strict = r.hedge == "more-than" and exact < value
        if strict:
            return Verdict(CODE, "undecided", roles, because)
        return Verdict(CODE, "holds", roles, because, found=readings[0], expected=times)
    if r.hedge is not None and times.widened(Fraction(1, 10)).meets(readings[0]):
        return Verdict(CODE, "undecided", roles, because)
    if r.direction is None and not r.written.isascii() and index.tokens.text[ratio.first - 1] not in _OF_WHOM:
        # 贵了1.9倍 is 2.9 times as dear; 是上年的1.9倍 is not.
        more = Range(value + 1 - half, value + 1 + half)
        if times.meets(more):
            return Verdict(CODE, "holds", roles, because, found=more, expected=times)
    close = any(times.widened(Fraction(1, 10)).meets(v) for v in readings)
    whole = ratio.claim.reading != "multiple" and value == round(value) and abs(exact - round(exact)) < _WHOLE
    if close and (not whole or r.hedge is not None):
        return None
    verdict = Verdict(
        CODE, "discrepancy", roles, because, "likely" if close else "proven", found=readings[0], expected=times
    )
    ranked = [
        (rank, at, fit)
        for at, (claim, wanted) in enumerate(((new.claim, loose(o) * value), (old.claim, loose(n) / value)))
        for rank, fit in repairs(claim, wanted)
    ]
    ranked.sort(key=lambda item: item[:2])
    verdict.fits = [fit for *_, fit in ranked[:3]]
    return verdict
