"""Votes of a body: for, against and abstained, and its members."""

from __future__ import annotations

from collections.abc import Iterator

from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import said as said_in
from checkers._gather.terms import terms
from checkers._judge import told
from checkers._repair import repairs
from checkers._verdict import Fit, Verdict
from checkers.margin._relation import CODE, SCORE
from claims.numbers import number
from claims.quantity import Range
from claims.tokens import has_han

_ANSWER = 44


def votes(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """A vote and its voters, "the seven-member board voted 5-2": as many votes as members, or fewer."""
    for score in sentence.figures:
        if score.kind != "score" or not (
            _voted(index, score) or said_in("carried", index.text(max(sentence.first, score.first - 4), score.first))
        ):
            continue
        parts = _sides(index, score)
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
        if not parts or len(members) != 1:
            continue
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


def _sides(index: Index, score: Figure) -> list[int]:
    """The figures of a score in digits or words, "six to four"; empty where they are not read."""
    match = SCORE.match(told(score.claim))
    if match is not None:
        return [int(p) for p in match.groups() if p is not None]
    found: list[int] = []
    k = score.first
    while k < score.after:
        read = number(index.tokens, k)
        if read is not None and read.whole:
            found.append(int(read.value))
        k = read.after if read is not None else k + 1
    return found if len(found) > 1 else []


def answered(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """{voters} voted: {for} in favour, {against} against and {neither} abstaining."""
    prose = index.tokens.prose
    found: dict[str, Figure] = {}
    voters: list[Figure] = []
    for figure in sentence.figures:
        q = figure.claim.quantity
        if figure.kind not in ("count", "number") or q is None or q.value is None or q.hedge is not None:
            continue
        if figure.claim.cell is not None or q.middle.denominator != 1:
            continue
        last = sentence.figures[figure.order - 1].claim.end if figure.order else sentence.start
        following = sentence.figures[figure.order + 1 : figure.order + 2]
        before = prose[max(last, figure.claim.start - _ANSWER) : figure.claim.start]
        behind = prose[
            figure.claim.start : min(
                following[0].claim.start if following else sentence.end, figure.claim.end + _ANSWER
            )
        ]
        answers = {t.value for t in terms("vote", before if has_han(before) else behind)}
        if len(answers) == 1 and (answer := answers.pop()) not in found:
            found[answer] = figure
        elif not answers and said_in("voters", behind if not has_han(behind) else before + behind):
            voters.append(figure)
    if not {"for", "against"} <= found.keys() or len(voters) != 1:
        return
    parts = sorted(found.values(), key=lambda f: f.order)
    added = sum(_whole(f) for f in parts)
    roles = [("voters", voters[0].claim), *(("votes", f.claim) for f in parts)]
    because = f"{' + '.join(str(_whole(f)) for f in parts)} = {added}"
    most = _whole(voters[0])
    if added == most:
        yield Verdict(CODE, "holds", roles, because, found=Range.point(most), expected=Range.point(added))
    elif added < most:
        yield Verdict(CODE, "undecided", roles, f"{because}; {most - added} of {most} may not have voted")
    else:
        fits = [fit for f in parts for _, fit in repairs(f.claim, Range.point(most - added + _whole(f)))] or [
            Fit(f"there were {added} voters")
        ]
        yield Verdict(CODE, "discrepancy", roles, f"{because}, of {most}", "likely", fits[:3])


def _whole(figure: Figure) -> int:
    return int(figure.claim.quantity.middle) if figure.claim.quantity is not None else 0


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
