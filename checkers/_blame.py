"""Which figure to blame: relations share figures, so they are weighed together.

A figure that several discrepancies share, and that no relation which holds vouches for, is the one whose repair mends
the most: it is shown first, and discrepancies of one checker that share it are one. A figure that another relation
vouches for is not shown first where one that nothing vouches for would do.
"""

from __future__ import annotations

from collections import Counter

from checkers._repair import repairable
from checkers._verdict import Verdict
from claims.claim import Claim


def blamed(verdicts: list[Verdict]) -> list[Verdict]:
    """The verdicts with the likeliest culprit of each discrepancy first, those with one culprit joined."""
    verdicts = _without_fallbacks(verdicts)
    accused: Counter[int] = Counter()
    vouched: Counter[int] = Counter()
    for verdict in verdicts:
        for claim in {id(claim): claim for _, claim in verdict.roles}.values():
            if verdict.outcome == "discrepancy":
                accused[id(claim)] += 1
            elif verdict.outcome == "holds" and verdict.telling:
                vouched[id(claim)] += 1
    agreed = _agreed(verdicts)
    out: list[Verdict] = []
    joined: dict[tuple[str, int], Verdict] = {}
    for verdict in verdicts:
        if verdict.outcome != "discrepancy":
            out.append(verdict)
            continue
        culprit = _culprit(verdict, accused, vouched, agreed)
        if culprit is not verdict.claim:
            _show_first(verdict, culprit)
        known = joined.get((verdict.checker, id(culprit)))
        if known is not None and accused[id(culprit)] > 1:
            _join(known, verdict)
            continue
        joined[verdict.checker, id(culprit)] = verdict
        out.append(verdict)
    return out


def _without_fallbacks(verdicts: list[Verdict]) -> list[Verdict]:
    """The verdicts, without those to be said only where nothing else weighs their figure or is at odds with another."""
    weighed: set[int] = set()
    odd: set[int] = set()
    for verdict in verdicts:
        if not verdict.fallback and verdict.outcome != "undecided":
            weighed.update(id(claim) for _, claim in verdict.roles)
            if verdict.outcome == "discrepancy":
                odd.update(id(claim) for _, claim in verdict.roles)
    return [
        v
        for v in verdicts
        if not v.fallback or (id(v.claim) not in weighed and odd.isdisjoint(id(claim) for _, claim in v.roles))
    ]


def _agreed(verdicts: list[Verdict]) -> Counter[int]:
    """For each claim, in how many discrepancies it stands against one and the same figure, said more than once."""
    against: dict[tuple[int, str, str], int] = {}
    for verdict in verdicts:
        first = verdict.claim
        if verdict.outcome != "discrepancy" or first.quantity is None:
            continue
        for _, claim in verdict.roles[1:]:
            key = (id(claim), first.kind, f"{first.quantity.value} {first.quantity.unit}")
            against[key] = against.get(key, 0) + 1
    best: Counter[int] = Counter()
    for (claim_id, *_), count in against.items():
        best[claim_id] = max(best[claim_id], count)
    return best


def _culprit(verdict: Verdict, accused: Counter[int], vouched: Counter[int], agreed: Counter[int]) -> Claim:
    """The claim to show: one against which the same figure stands twice, else the one that the checker chose."""
    first = verdict.claim
    shared = [claim for _, claim in verdict.roles if agreed[id(claim)] > 1 and not vouched[id(claim)]]
    if shared and accused[id(first)] == 1:
        return max(shared, key=lambda claim: agreed[id(claim)])
    if vouched[id(first)]:
        free = [c for _, c in verdict.roles if not vouched[id(c)] and c.figure and repairable(verdict, c)]
        if free:
            return free[0]
    return first


def _show_first(verdict: Verdict, culprit: Claim) -> None:
    at = next(i for i, (_, claim) in enumerate(verdict.roles) if claim is culprit)
    verdict.roles = [verdict.roles[at], *verdict.roles[:at], *verdict.roles[at + 1 :]]
    own = [fit for fit in verdict.fits if fit.edit is not None and culprit.start <= fit.edit.start < culprit.end]
    verdict.fits = own + [fit for fit in verdict.fits if fit not in own]


def _join(known: Verdict, verdict: Verdict) -> None:
    """Make two discrepancies with one culprit one."""
    have = {id(claim) for _, claim in known.roles}
    known.roles += [(role, claim) for role, claim in verdict.roles if id(claim) not in have]
    if verdict.because not in known.because:
        known.because += f"; {verdict.because}"
    if verdict.certainty == "proven":
        known.certainty = "proven"
    known.evidence += [e for e in verdict.evidence if e not in known.evidence]
