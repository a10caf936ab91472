"""Margins of matches against their scores."""

from __future__ import annotations

import re
from fractions import Fraction

from checkers._gather import Figure, Index, Sentence
from checkers._gather.pairs import bare
from checkers._gather.terms import said as said_in
from checkers._gather.terms import starts_with
from checkers._repair import repairs
from checkers._verdict import Fit, Verdict
from checkers.margin._relation import CODE, FILLERS, LINK, SCORE, written
from claims.quantity import Range

_BEATEN, _MATCH, _REACHED = 6, 3, 20


def by_score(index: Index, sentence: Sentence, figure: Figure) -> Verdict | None:
    """The margin of a match whose score the sentence gives, or the last one that does: "beat them 106-102, … by six points"."""
    quantity = figure.claim.quantity
    scores = [f for f in sentence.figures[: figure.order] if f.kind == "score"]
    if not scores:
        return _by_score_before(index, sentence, figure)
    if (
        len(scores) > 1
        and scores[-1].order == figure.order - 1
        and not index.edges_between(scores[-1], figure)
        and len(index.words(scores[-2].after, scores[-1].first)) > LINK // 2
    ):
        scores = scores[-1:]
    points = figure.kind == "count" or (figure.kind == "duration" and written(figure).endswith("分"))
    if len(scores) != 1 or quantity is None or quantity.value is None or not points:
        return None
    beside = not index.words(scores[0].after, figure.first) and figure.leads[:1] == ("BY",)
    behind = index.text(figure.after, min(figure.after + FILLERS, sentence.after))
    # "trailed 31-38 at the break, seven points behind"
    if scores[0].order == figure.order - 1 and figure.before == "," and said_in("gap_side", behind.split(",")[0]):
        beside = len(index.words(scores[0].after, figure.first)) <= FILLERS - 1
    match = SCORE.match(written(scores[0]))
    window = index.text(max(sentence.first, figure.first - 4), figure.first)
    if (
        match is None
        or match.group(3)
        or not (beside or said_in("won_by", window))
        or index.edges_between(scores[0], figure) > 2
    ):
        return None
    return _scored(figure, scores[0], match)


def _by_score_before(index: Index, sentence: Sentence, figure: Figure) -> Verdict | None:
    """{winner} {a} {loser} {b}. … They won by {margin}: of the one match that the sentences before tell."""
    quantity = figure.claim.quantity
    if quantity is None or quantity.value is None or figure.kind != "count":
        return None
    if any(f.kind in ("date", "score") for f in sentence.figures) or sentence.quoted:
        return None
    window = index.text(max(sentence.first, figure.first - _BEATEN), figure.first)
    beaten = figure.leads[:1] == ("BY",) and said_in("beaten", window)
    won = said_in("won_by", index.text(max(sentence.first, figure.first - 4), figure.first))
    behind = index.tokens.prose[figure.claim.end : figure.claim.end + _REACHED].partition(" ")[2]
    if not beaten and not won and starts_with("margin_behind", behind) is None:
        return None
    before = index.sentences[max(0, sentence.index - _MATCH) : sentence.index]
    scores = [f for s in before for f in s.figures if f.kind == "score"]
    match = SCORE.match(written(scores[0])) if len(scores) == 1 else None
    if match is None or match.group(3):
        return None
    return _scored(figure, scores[0], match)


def _scored(figure: Figure, score: Figure, match: re.Match[str]) -> Verdict | None:
    quantity = figure.claim.quantity
    assert quantity is not None
    a, b = (int(part) for part in match.groups()[:2])
    exact = abs(a - b)
    roles = [("margin", figure.claim), ("score", score.claim)]
    because = f"{a} - {b} = {a - b}"
    if quantity.middle == exact:
        return Verdict(CODE, "holds", roles, because, found=Range.point(exact), expected=Range.point(exact))
    if not exact or not Fraction(1, 3) <= quantity.middle / exact <= 3:
        return None
    fits = [fit for _, fit in repairs(figure.claim, Range.point(exact))] or [Fit(f"the margin is {exact}")]
    return Verdict(
        CODE, "discrepancy", roles, because, "likely", fits, found=bare(quantity)[0], expected=Range.point(exact)
    )
