"""Shares of one whole do not add up to more than the whole.

> Locals made up 62 %, visitors accounted for 27 % and the rest of the country accounted for 11 %.
= "62 %" 62 % + 27 % + 11 % = 100

> Locals accounted for 72 %, visitors accounted for 27 % and the rest of the country accounted for 11 %.
!! "72 %" 72 % + 27 % + 11 % = 110 ~ 62

> In the poll 47 percent were for it, 39 percent against it, and 12 percent had no answer.
? "47 percent" 98

> Of the sites 62 % have power, 70 % have water and 40 % have both.

> Sales rose 62 % in May, 27 % in June and 31 % in July.

> Shares of oil fell to 60 %, gas made up 30 % and coal made up 25 % of the total a year before.

> Of those asked, 68 percent backed the bridge, 24 percent were against and 18 percent did not know.
! "68 percent" = 110 ~ 58

> The plan splits them: 58 percent back it. A further 24 percent oppose it, and 18 percent are undecided.
= "58 percent" = 100

> The club spends its money on three things only: wages take 63%, rent 21% and balls 19%.
!! "63%" = 103

> Coal makes 44% of the city's power, gas 29%, wind 28% and the sun 9%.
! "44%" = 110 ~ 34

> Staff cover 44% of the cost, gifts 29%, fees 28% at weekends and grants 9%.

> Voters split 46% for the reds, 37% for the blues and 27% for others.
! "46%" = 110

> The proportions of gas, coal and wind are 41 %, 37 % and 32 % respectively.
! "41 %" = 110

> Men accounted for 47.0 % and women for 63.0 %.
! "47.0 %" = 110 ~ 37

> Men accounted for 47.0 % of the staff and women for 63.0 % of the managers.

> 各类业务收入占比分别为65%、33%和12%。
! "65%" = 110 ~ 55

> 三款产品的市场占有率分别为65%、33%和12%。

> The three firms accounted for 65%, 33% and 12% of sales in Spain, Italy and Greece respectively.

> Asked why, 58 percent named the price, 44 percent the noise and 31 percent the view.

> In 1990 its exports made up 52 percent of output, in 1991 accounted for 58 percent and in 1992 accounted for 61 percent.

> 出口占全国的52％，占亚洲的58％，占世界的61％。

> | Route | Share (%) |
> | --- | ---: |
> | Ferry | 37 |
> | Train | 48 |
> | Car | 25 |
> | Total | 100 |
!! "37" = 110 ~ 27

> | Party | Now (%) | Then (%) |
> | --- | ---: | ---: |
> | Union | 42 | 39 |
> | Centre | 33 | 35 |
> | Free | 28 | 26 |
! "42" = 103 ~ 30
= "39" = 100

> | Town | Jobless (%) | Owners (%) |
> | --- | ---: | ---: |
> | Ash | 12 | 62 |
> | Elm | 15 | 58 |
> | Oak | 14 | 71 |

@ 2022-12-05 zh
> 三次产业结构为8.2:41.6:52.2，上年为9.1:42.3:48.6。
! "8.2" = 102
= "9.1" = 100

@ 2022-12-05 zh
> 三次产业结构由9.1∶42.3∶48.6调整为8.2∶41.6∶50.2。
= "9.1" = 100
= "8.2" = 100

@ 2022-12-05 zh
> 这种水泥按1:2:4的比例拌制。

Rule: k shares of one whole add up to 100 at the most, and may miss it by k / 2 units of their last digit. Each must be said
to make up part of a whole, with no direction and no answer that several may give, or they stand in one list behind the first
of them; or they are the answers for, against and neither. A column of a table does so where it ends in 100, or the column
beside it makes 100.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from fractions import Fraction

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import said as said_in
from checkers._gather.terms import terms
from checkers._judge import said, strict, told
from checkers._repair import repairs
from checkers._slip import DIGIT
from checkers._verdict import Verdict
from claims.quantity import Range

CODE = "share-sum"
_COLONS = frozenset(":：∶")
_LEAD = 16
_MOST = 130
_MISS = 30
_CLAUSE = 40
_NAME = 4
_ENDS = re.compile(r"[;；.。，](?!\d)|, ")
_ANSWERS = ("for", "against", "neither")


def share_sum(shares: list[Range]) -> Range:
    """The sum of the shares, in percent."""
    out = Range.point(0)
    for share in shares:
        out = out + share
    return out


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        percents = [f for f in sentence.figures if _share(f) and f.claim.cell is None]
        if len(percents) == 2:
            yield from _two(index, percents)
        if len(percents) >= 3 and not any(f.kind == "percent" and _moves(f) for f in sentence.figures):
            sure = _sure(index, percents)
            bound = sure or _in_turn(index, percents) or _elliptic(index, percents) or _others_last(index, percents)
            verdict = _weigh(percents, bound)
            if verdict is not None:
                if not sure:
                    verdict.certainty = verdict.certainty and "likely"
                yield verdict
        yield from _structure(index, sentence)
    yield from _answers(index)
    yield from _columns(index)


def _structure(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """三次产业结构为{a}:{b}:{c}: the parts of a structure that is written as a ratio make a hundred."""
    t = index.tokens
    run: list[Figure] = []
    for figure in [*sentence.figures, None]:
        if run and figure is not None and figure.first - run[-1].after == 1 and t.text[run[-1].after] in _COLONS:
            run.append(figure)
            continue
        if len(run) > 2 and said_in("structure", index.text(max(sentence.first, run[0].first - _LEAD), run[0].first)):
            verdict = _weigh(run, True)
            if verdict is not None and verdict.outcome != "undecided":
                verdict.certainty = verdict.certainty and "likely"
                yield verdict
        q = figure.claim.quantity if figure is not None else None
        run = (
            [figure] if figure is not None and figure.kind == "number" and q is not None and q.value is not None else []
        )


def _share(figure: Figure) -> bool:
    q = figure.claim.quantity
    return (
        figure.kind == "percent" and q is not None and q.value is not None and q.direction is None and not figure.depth
    )


def _moves(figure: Figure) -> bool:
    return figure.claim.quantity is not None and figure.claim.quantity.direction is not None


def _sure(index: Index, percents: list[Figure]) -> bool:
    """True where words say that each is a share, and nothing that they are shares of different wholes or years."""
    sentence = percents[0].sentence
    if any({"FROM", "THAN"} & set(f.leads[:1]) for f in percents):
        return False
    if any(f.kind == "date" and percents[0].order < f.order < percents[-1].order for f in sentence.figures):
        return False
    wholes = {whole for f in percents if (whole := _of(index, f))}
    if len(wholes) > 1:
        # 占全国的10%，占亚洲的30%
        return False
    if sum("SHARE" in f.leads[:2] for f in percents) >= len(percents) - 1:
        return True
    if _announced(index, percents):
        return True
    prose = index.tokens.prose[sentence.start : sentence.end]
    return said_in("one_answer", prose) and not said_in("several_answers", prose)


def _announced(index: Index, percents: list[Figure]) -> bool:
    """True for "three things: wages take 63%, rent 21% and books 19%": as many shares as were counted before a colon."""
    before = percents[0].sentence.figures[: percents[0].order]
    count = before[-1] if before else None
    q = count.claim.quantity if count is not None else None
    if count is None or q is None or count.kind != "count" or q.value != len(percents):
        return False
    return any(index.tokens.text[k] in ":：" for k in range(count.after, percents[0].first))


def _two(index: Index, percents: list[Figure]) -> Iterator[Verdict]:
    """Men accounted for {share} and women for {share}: two sides of one thing make a hundred, or one digit explains it."""
    a, b = percents
    if (
        a.order + 1 != b.order
        or "SHARE" not in a.leads[:2]
        or index.edges_between(a, b) > 1
        or {"FROM", "THAN"} & {*b.leads}
    ):
        return
    prose = index.tokens.prose
    texts = prose[max(a.sentence.start, a.claim.start - _CLAUSE) : a.claim.start], prose[a.claim.end : b.claim.start]
    before, between = ({term.value for term in terms("sides", text)} for text in texts)
    if not any(f"{value[:-1]}{3 - int(value[-1])}" in between for value in before):
        return
    if _clause(index, b).strip() or said_in("own_share", texts[0]) or _of(index, a) != _of(index, b):
        return
    verdict = _weigh(percents, True)
    if verdict is not None and verdict.outcome != "undecided":
        verdict.certainty = verdict.certainty and "likely"
        yield verdict


def _in_turn(index: Index, percents: list[Figure]) -> bool:
    """True for shares given in one list: 占比分别为65%、33%和12%, unless another list behind tells what each is a share of."""
    first, last = percents[0], percents[-1]
    front = index.text(first.sentence.first, first.first)
    named = "RESPECTIVELY" in last.tails[:1] and said_in("proportion", front)
    if not ("SHARE" in first.leads or named) or any(f.leads for f in percents[1:]) or not _plain_list(index, percents):
        return False
    sentence = first.sentence
    if any(f.kind == "date" and f.order > last.order for f in sentence.figures):
        return False
    behind = _clause(index, last)
    if said_in("own_share", front) or said_in("own_share", behind) or "、" in behind:
        return False
    if not {"OF", "AT", "IN"} & {*last.tails[:1]} and not behind.strip().startswith(("in ", "at ")):
        return True
    # "65%, 33% and 12% of sales in Spain, Italy and Greece": each is of a whole of its own.
    return not any("join" in index.entry(k) for k in range(last.after, sentence.after))


def _plain_list(index: Index, percents: list[Figure]) -> bool:
    """True where nothing but marks and "and" stands between the shares."""
    t = index.tokens
    return all(
        t.text[k] in ",，、" or "join" in index.entry(k) or "hedge" in index.entry(k)
        for a, b in itertools.pairwise(percents)
        for k in range(a.after, b.first)
    )


def _clause(index: Index, figure: Figure) -> str:
    """What stands behind a figure in its sentence, up to a clause of its own."""
    text: str = index.tokens.prose[figure.claim.end : min(figure.sentence.end, figure.claim.end + 2 * _CLAUSE)]
    return _ENDS.split(text)[0]


def _others_last(index: Index, percents: list[Figure]) -> bool:
    """True for "46% for Mr Holt, 37% for Ms Dray and 17% for others": one list, which ends with all the others."""
    if any({"FROM", "THAN"} & {*f.leads} for f in percents) or not said_in("other_ones", _clause(index, percents[-1])):
        return False
    return all(
        index.edges_between(a, b) <= 1 and b.first - a.after <= _CLAUSE // 4 for a, b in itertools.pairwise(percents)
    )


def _elliptic(index: Index, percents: list[Figure]) -> bool:
    """True for "coal supplies 44% of the power, gas 29%, wind 18% and sun 9%": names and shares, and one whole."""
    first = percents[0]
    t = index.tokens
    if not (first.tails[:1] == ("OF",) or "SHARE" in first.leads[:2]) or any(f.leads or f.tails for f in percents[1:]):
        return False
    if not any("join" in index.entry(k) for k in range(percents[-2].after, percents[-1].first)):
        return False
    for a, b in itertools.pairwise(percents):
        comma = next((k for k in range(a.after, b.first) if t.text[k] == "," or "join" in index.entry(k)), b.first)
        comma += 1 if t.text[comma] == "," and "join" in index.entry(comma + 1) else 0
        if (a is not first and comma != a.after + (t.text[comma - 1] == ",")) or not 1 <= b.first - comma - 1 <= _NAME:
            return False
        if any("stop" in (e := index.entry(k)) and "article" not in e for k in range(comma + 1, b.first)):
            return False
    return not _clause(index, percents[-1]).strip()


def _of(index: Index, share: Figure) -> str:
    """What stands between the word that says "share" and the figure: what it is a share of."""
    k = share.first - 1
    while k > share.sentence.first and k not in index.owner:
        if index.entry(k).get("cue") == "SHARE":
            return "".join(index.tokens.text[j] for j in range(k + 1, share.first) if "hedge" not in index.entry(j))
        k -= 1
    return ""


def _answers(index: Index) -> Iterator[Verdict]:
    """{share} were for it, {share} against, {share} did not know: answers that exclude one another, in a few sentences."""
    paragraph: int | None = None
    found: dict[str, Figure] = {}
    for sentence in index.sentences:
        if sentence.paragraph != paragraph:
            paragraph, found = sentence.paragraph, {}
        percents = [f for f in sentence.figures if f.kind == "percent"]
        if not percents or any(not _share(f) or f.claim.cell is not None for f in percents):
            found = {}
            continue
        for figure in percents:
            answer = _answer(index, figure)
            if answer is None or answer in found:
                found = {} if answer is None else {answer: figure}
                continue
            found[answer] = figure
        if len(found) == len(_ANSWERS):
            verdict = _weigh(sorted(found.values(), key=lambda f: f.claim.start), True)
            if verdict is not None and verdict.outcome != "undecided":
                verdict.certainty = verdict.certainty and "likely"
                yield verdict
            found = {}


def _answer(index: Index, figure: Figure) -> str | None:
    """Which answer the words after a share give: for, against or neither."""
    following = figure.sentence.figures[figure.order + 1 : figure.order + 2]
    end = following[0].claim.start if following else figure.sentence.end
    words = terms("answers", index.tokens.prose[figure.claim.end : min(end, figure.claim.end + _CLAUSE)])
    sides = {term.value for term in words}
    return sides.pop() if len(sides) == 1 else None


def _columns(index: Index) -> Iterator[Verdict]:
    """A column of percent that a total of 100 ends, or that stands beside another whose shares make 100."""
    for _, grid in index.tables():
        rows = sorted({row for row, _ in grid})
        sums: list[tuple[list[Figure], bool, Fraction]] = []
        for column in sorted({column for _, column in grid}):
            cells = [grid[row, column] for row in rows if (row, column) in grid]
            totals = [c for c in cells if (c.claim.detail or {}).get("total") == "row"]
            parts = [c for c in cells if c not in totals]
            if len(parts) < 3 or not all(_share(c) and _within(c) for c in cells) or len(totals) > 1:
                continue
            if totals and (totals[0] is not cells[-1] or _size(totals[0]) != 100):
                continue
            if any((c.claim.detail or {}).get(key) for c in parts for key in ("of_which", "average", "less")):
                continue
            sums.append((parts, bool(totals), sum(map(_size, parts), Fraction(0))))
        for parts, ended, added in sums:
            slack = (
                sum((Fraction(c.claim.quantity.step) for c in parts if c.claim.quantity is not None), Fraction(0)) / 2
            )
            beside = any(other is not parts and len(other) == len(parts) and total == 100 for other, _, total in sums)
            if abs(added - 100) <= slack:
                if ended or len(sums) > 1:
                    yield from filter(None, [_weigh(parts, False)])
                continue
            if (ended or beside) and abs(added - 100) <= _MISS:
                yield from filter(None, [_missed(parts, added, "likely" if not ended else "proven")])


def _within(figure: Figure) -> bool:
    return 0 <= _size(figure) <= 100


def _size(figure: Figure) -> Fraction:
    return figure.claim.quantity.middle if figure.claim.quantity is not None else Fraction(-1)


def _missed(percents: list[Figure], added: Fraction, certainty: str) -> Verdict | None:
    """Shares that should make 100 and do not; a slip must explain it."""
    quantities = [f.claim.quantity for f in percents if f.claim.quantity is not None]
    roles = [("share", f.claim) for f in percents]
    because = f"{' + '.join(told(f.claim) for f in percents)} = {said(added, 2)}"
    ranked = []
    for position, (_, claim) in enumerate(roles):
        for rank, fit in repairs(claim, Range.point(quantities[position].middle + 100 - added)):
            if rank <= DIGIT:
                ranked.append((rank, position, fit))
    if not ranked:
        return None
    ranked.sort(key=lambda item: item[:2])
    at = ranked[0][1] if ranked[0][0] == 0 else 0
    spread = share_sum([q.logical for q in quantities])
    return Verdict(
        CODE,
        "discrepancy",
        [roles[at], *roles[:at], *roles[at + 1 :]],
        because,
        certainty,
        [fit for *_, fit in ranked[:4]],
        found=spread,
        expected=Range.point(100),
        unit="%",
    )


def _weigh(percents: list[Figure], sure: bool) -> Verdict | None:
    quantities = [f.claim.quantity for f in percents if f.claim.quantity is not None]
    added = sum((q.middle for q in quantities), Fraction(0))
    spread = share_sum([q.logical for q in quantities])
    slack = sum((Fraction(q.step) for q in quantities), Fraction(0)) / 2
    roles = [("share", f.claim) for f in percents]
    because = f"{' + '.join(told(f.claim) for f in percents)} = {said(added, 2)}"
    hundred = Range(100 - slack, 100 + slack)
    if spread.meets(hundred) and abs(added - 100) <= slack:
        return Verdict(CODE, "holds", roles, because, found=spread, expected=hundred, unit="%")
    if (
        100 + slack < added <= _MOST
        and sure
        and spread.low is not None
        and spread.low > 100
        and all(q.hedge is None for q in quantities)
    ):
        verdict = Verdict(CODE, "discrepancy", roles, because, "proven", found=spread, expected=Range(0, 100), unit="%")
        ranked = []
        for position, (_, claim) in enumerate(roles):
            rest = share_sum([strict(q) for i, q in enumerate(quantities) if i != position])
            exact = {fit.what for _, fit in repairs(claim, Range.point(quantities[position].middle + 100 - added))}
            for rank, fit in repairs(claim, Range(100 - slack, 100 + slack) - rest):
                ranked.append((rank, fit.what not in exact, position, fit))
        # What makes exactly a hundred goes before what comes near it.
        ranked.sort(key=lambda item: (item[1], *item[:3]))
        if not any(rank <= DIGIT for rank, *_ in ranked):
            return None
        verdict.fits = [fit for *_, fit in ranked[:4]]
        if ranked[0][0] <= DIGIT:
            at = ranked[0][2]
            verdict.roles = [roles[at], *roles[:at], *roles[at + 1 :]]
        return verdict
    if 90 <= added < 100 and len(percents) >= 3:
        return Verdict(CODE, "undecided", roles, f"{because}: the rest may not be said")
    return None
