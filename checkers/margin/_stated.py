"""Margins that the text states by name, against two figures of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from checkers._chance import COINCIDENCE, chance
from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import said as said_in
from checkers._gather.terms import terms
from checkers._verdict import Verdict
from checkers.margin._relation import FILLERS, level_of, of_difference, other_time, size_of, weighed
from checkers.margin._scores import by_score

_MOST = 6


def stated_margins(index: Index, sentence: Sentence, done: list[Figure]) -> Iterator[Verdict]:
    """The margins that a sentence states by name, each with two figures of it or of what was told before."""
    for figure in sentence.figures:
        quantity = figure.claim.quantity
        if (
            figure.kind not in ("count", "number", "duration", "measure", "money")
            or quantity is None
            or quantity.value is None
            or quantity.hedge is not None
        ):
            continue
        scored = by_score(index, sentence, figure)
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
        verdict = weighed(figure, a.quantity, b.quantity, [("margin", figure.claim), ("one", a), ("other", b)])
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


def of_earlier(index: Index, sentence: Sentence, figure: Figure) -> Verdict | None:
    """A margin against two figures of the sentences before."""
    quantity = figure.claim.quantity
    assert quantity is not None
    own = index.tokens.prose[sentence.start : figure.claim.start]
    here = [f for f in sentence.figures[: figure.order] if level_of(f, figure)]
    groups: list[list[Figure]] = [here] if len(here) > 1 else []
    if groups and _set_apart(index, here, figure):
        return None
    if not groups and not other_time(index, figure):
        for back in (1, 2):
            at = sentence.position - back
            if at < 0 or sentence.index - index.sentences[at].index > 2:
                break
            earlier = index.sentences[at]
            if earlier.heading or earlier.paragraph < sentence.paragraph - 1:
                break
            groups.append([f for f in earlier.figures if level_of(f, figure)] + (groups[-1] if groups else here))
    pairs: list[tuple[Figure, Figure]] = []
    for group in groups:
        pairs += [p for p in combinations(group[:_MOST], 2) if p not in pairs]
    verdicts = []
    for a, b in pairs:
        if a.kind != b.kind and {a.kind, b.kind} != {"count", "number"}:
            continue
        sizes = [size_of(f, seconds=True).middle for f in (a, b)]
        least = max(sizes) if figure.kind in ("measure", "money") else min(sizes) * 2
        if least < size_of(figure, seconds=True).middle:
            continue
        verdicts.append(of_difference(figure, a, b))
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
        return len(lead) > FILLERS - 1 and not said_in("the_two", lead)
    # 与汛限水位相差4.3米, 索道上下站高差920米: counted from something else, or between two others.
    clause = re.split(r"[,;:，；：、。(（]", between)[-1]
    found = terms("gap_before", clause)
    lead = clause[: found[-1].start].strip() if found else clause
    alone = len(lead.split() if clause.isascii() else lead) <= FILLERS - 1 or said_in("the_two", lead)
    return len(here) != 2 or index.edges_between(here[-1], gap) >= 10 or not alone or said_in("set_against", lead)
