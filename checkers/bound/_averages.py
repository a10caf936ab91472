"""An average lies between the lowest and the highest, and is the mean of the values that are told."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checkers._gather import Figure, Index, Sentence
from checkers._gather.runs import runs
from checkers._gather.terms import said as said_of
from checkers._gather.terms import terms
from checkers._judge import said, told, weigh
from checkers._repair import repairs
from checkers._verdict import Verdict
from checkers.bound._relation import AFTER, CODE, STEM, bound, moves, of_one_measure
from claims.claim import Claim
from claims.quantity import Range

_SPAN = 6
_HARD = 10
_FRONT = 40
_EDGES = frozenset(",;:.，；：。()（）—–")


def averages(index: Index, sentence: Sentence) -> Iterator[Verdict]:
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
            if not (of_one_measure(span, figure) or bare) or not -1 <= figure.order - span.order <= 2:
                continue
            if moves(figure) and not moves(span):
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


def means_of_values(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """The average of values that stand beside it: of a list, or of ends that are said apart."""
    for least, most in _ends(sentence):
        after = sentence.figures[most.order + 1 : most.order + 2]
        for mean in after:
            q, low, high = mean.claim.quantity, least.claim.quantity, most.claim.quantity
            assert low is not None and high is not None
            if q is None or q.value is None or "AVERAGE" not in mean.leads[:2] or not of_one_measure(least, mean):
                continue
            limit = Range(low.near.low, high.near.high)
            because = f"{told(mean.claim)} is to lie between {told(least.claim)} and {told(most.claim)}"
            roles = [("average", mean.claim), ("least", least.claim), ("most", most.claim)]
            yield _placed(roles, q.near, limit, because, mean)
    for values_of in runs(index, sentence):
        run = values_of
        before = index.tokens.prose[max(sentence.start, run[0].claim.start - AFTER) : run[0].claim.start]
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
            or any(not of_one_measure(run[-1], f) and f.kind != "number" for f in run)
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
        if q is not None and q.value is not None and "AVERAGE" in mean.leads[:2] and of_one_measure(run[-1], mean):
            near = mean.sentence is not sentence or index.edges_between(run[-1], mean) <= 1
            return mean if near and not mean.opens and _named_before(index, mean, run[0].sentence) else None
        if mean.kind not in ("count", "duration") or of_one_measure(run[-1], mean):
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


def extremes(index: Index, sentence: Sentence) -> Iterator[Verdict]:
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
                if figure is not mean and o is not None and o.value is not None and of_one_measure(figure, mean):
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
    return all(word.lower()[:STEM] in spoken for word in front)


def _placed(roles: list[tuple[str, Claim]], found: Range, limit: Range, because: str, figure: Figure) -> Verdict:
    unit = figure.unit
    if bound(limit, found):
        return Verdict(CODE, "holds", roles, because, found=found, expected=limit, unit=unit)
    verdict = Verdict(CODE, "discrepancy", roles, because, "proven", found=found, expected=limit, unit=unit)
    verdict.fits = [fit for _, fit in repairs(figure.claim, limit)][:3]
    return verdict
