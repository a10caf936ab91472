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

> Leeds won 3-1 in front of 41,200 people, a lead of 12 points in the table.

> The board has seven members. It met 12 times and voted 40 times.

> A majority of 60 was needed; 54 voted for it and 31 against.

Rule: margin = winner - loser; votes for and against are no more than there are members (fewer may have voted).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._judge import loose, said, told
from checkers._repair import repairs
from checkers._verdict import Fit, Verdict
from claims.quantity import Quantity, Range

CODE = "margin"
_SCORE = re.compile(r"(\d{1,3})\D+(\d{1,3})(?:\D+(\d{1,3}))?$")


def margin(winner: Range, loser: Range) -> Range:
    """By how much the winner is ahead."""
    return winner - loser


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        yield from _margins(index, sentence)
        yield from _votes(index, sentence)


def _margins(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    for figure in sentence.figures:
        quantity = figure.claim.quantity
        if (
            figure.kind not in ("count", "number", "duration", "measure", "money")
            or quantity is None
            or quantity.value is None
            or quantity.hedge is not None
        ):
            continue
        if not _named(index, figure):
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
        if index.edges_between(rest[-1], figure) >= 10 or (
            rest[-2].claim.period != rest[-1].claim.period and rest[-2].claim.period and rest[-1].claim.period and False
        ):
            continue
        verdict = _weigh(figure, a.quantity, b.quantity, [("margin", figure.claim), ("one", a), ("other", b)])
        if verdict is not None:
            yield verdict


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
    if not Fraction(1, 12) <= ratio <= 12:
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
        if score.kind != "score" or not _voted(index, score):
            continue
        match = _SCORE.match(told(score.claim))
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
        if match is None or len(members) != 1:
            continue
        parts = [int(p) for p in match.groups() if p is not None]
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
