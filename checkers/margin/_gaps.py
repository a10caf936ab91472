"""Gaps between two figures of a sentence, of races among them: 12 seconds clear of the second."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import ends_with, starts_with, terms
from checkers._gather.terms import said as said_in
from checkers._judge import said, told
from checkers._repair import repairs
from checkers._verdict import Fit, Verdict
from checkers.margin._relation import (
    CODE,
    FILLERS,
    LINK,
    SECONDS,
    alike,
    in_seconds,
    margin,
    plain_amount,
    size_of,
    written,
)
from claims.quantity import Range

_BEFORE = 24
_FIVE = 5


def races(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """What somebody led by against the only two finishing times that are told before it."""
    for gap in sentence.figures:
        quantity = gap.claim.quantity
        if gap.kind != "duration" or gap.unit not in ("second", "minute") or quantity is None or quantity.value is None:
            continue
        prose = index.tokens.prose
        if ends_with("raced_by", prose[max(sentence.start, gap.claim.start - _BEFORE) : gap.claim.start]) is None:
            continue
        size = quantity.middle * SECONDS[gap.unit]
        near = [
            s
            for s in index.sentences[max(0, sentence.position - 2) : sentence.position + 1]
            if s.paragraph == sentence.paragraph
        ]
        times = [f for s in near for f in s.figures if f.claim.start < gap.claim.start and _is_result(f, size)]
        if len(times) != 2 or said_in("other_race", prose[times[1].claim.end : gap.claim.start]):
            continue
        a, b = times
        first, last = sorted((in_seconds(a), in_seconds(b)))
        apart = margin(Range.point(last), Range.point(first))
        if not 0 < apart.middle < first / _FIVE:
            continue
        roles = [("margin", gap.claim), ("first", a.claim), ("second", b.claim)]
        because = f"{written(a)} and {written(b)} are {said(apart.middle)} seconds apart"
        found = Range.point(size)
        if abs(size - apart.middle) <= 1:
            yield Verdict(CODE, "holds", roles, because, found=found, expected=apart, unit="second")
        elif quantity.hedge is None and Fraction(1, 5) <= size / apart.middle <= _FIVE:
            fits = [Fit(f"the margin is {said(apart.middle)} seconds")]
            yield Verdict(
                CODE, "discrepancy", roles, because, "likely", fits, found=found, expected=apart, unit="second"
            )


def _is_result(figure: Figure, gap: Fraction) -> bool:
    """True for a time of a race, which is far longer than what parts two of them."""
    quantity = figure.claim.quantity
    return (
        figure.kind == "duration"
        and figure.unit in ("second", "minute", "hour")
        and quantity is not None
        and quantity.value is not None
        and quantity.middle * SECONDS[str(figure.unit)] > gap * _FIVE
    )


def gaps_of(index: Index, sentence: Sentence) -> Iterator[tuple[Figure, Verdict | None]]:
    """(gap, verdict) of "{new} …, {gap} more than the {old}": the old figure is led by the comparison behind the gap."""
    for gap in sentence.figures:
        if not plain_amount(gap) or gap.kind == "score":
            continue
        rest = [f for f in sentence.figures[gap.order + 1 :] if f.kind != "date"]
        behind = _led_gap(index, sentence, gap)
        if behind is not None:
            yield from behind
            continue
        if not rest or not plain_amount(rest[0]) or rest[0].depth - gap.depth > 1:
            continue
        old = rest[0]
        link = index.text(gap.after, old.first)
        words = len(index.words(gap.after, old.first))
        relative = starts_with("who_which", link.partition(",")[2].lstrip())
        if (
            words > LINK + (2 if relative else 0)
            or index.edges_between(gap, old) > bool(relative)
            or not _compares(link)
        ):
            continue
        if len(link[: terms("outdoes", link)[0].start].split()) >= FILLERS or starts_with("of_these", link.lstrip()):
            continue  # "12 of them got less than 450" compares nothing by 12
        earlier = [
            f
            for f in reversed(sentence.figures[: gap.order])
            if plain_amount(f) and f.depth <= gap.depth and alike(f, old) and alike(f, gap)
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
        if tight and between <= FILLERS and index.edges_between(near, gap) <= 1:
            # "a time of 10.18 seconds, which was 0.07 seconds faster than the record of 10.25"
            yield gap, verdicts[0] if verdicts[0].fits else None
            continue
        others = [f for f in sentence.between(near, gap) if f.kind != "date"]
        set_off = gap.before in (",", "，", "–", "—", "(", "（")
        attached = set_off and index.edges_between(near, gap) <= 1 and between <= LINK and not others
        yield gap, verdicts[0] if attached and verdicts[0].fits else None


def _led_gap(index: Index, sentence: Sentence, gap: Figure) -> list[tuple[Figure, Verdict | None]] | None:
    """3分12秒夺冠，比第二名的3分15秒快3秒: what is compared with stands before the gap."""
    if gap.order < 2:
        return None
    old = sentence.figures[gap.order - 1]
    link = index.text(old.after, gap.first)
    if not plain_amount(old) or not alike(old, gap) or not said_in("outdone", link) or len(link) > LINK:
        return None
    window = index.text(max(sentence.first, old.first - 2 * LINK), old.first)
    earlier = [f for f in reversed(sentence.figures[: old.order]) if plain_amount(f) and alike(f, old)]
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


def _gap(gap: Figure, new: Figure, old: Figure, link: str) -> Verdict:
    timed = all(f.kind in ("duration", "score") for f in (gap, new, old))
    found, a, b = (size_of(f, seconds=timed) for f in (gap, new, old))
    difference = a - b
    exact = a.middle - b.middle
    roles = [("margin", gap.claim), ("one", new.claim), ("other", old.claim)]
    unit = " seconds" if timed else ""
    if "score" in (new.kind, old.kind):
        because = f"{written(new)} and {written(old)} are {said(abs(exact))} seconds apart"
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
