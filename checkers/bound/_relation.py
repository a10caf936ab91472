"""What a bound excludes, and which figures may be set against one another."""

from __future__ import annotations

import re
from fractions import Fraction

from checkers._gather import Figure, Index, Sentence
from claims.quantity import Range

CODE = "bound"
NEAR = Fraction(1, 10)
LOOSE = Fraction(1, 200)
AFTER = 20
STEM = 5
REACH = 40
FEW = 2
CLAUSE = re.compile(r"[,;:，；：、。]")
MARKS = ("measure", "count", "number", "money")


def bound(limit: Range, figure: Range) -> bool:
    """True where the figure may lie within the limit."""
    return limit.meets(figure)


def moves(figure: Figure) -> bool:
    """True for a figure that says by how much something rose or fell."""
    return bool({"UP", "DOWN"} & {*figure.leads, *figure.tails[:1]})


def of_one_measure(a: Figure, b: Figure) -> bool:
    """True for two figures of one unit, or that may be."""
    if a.kind == b.kind and (a.unit or "").split("/")[0] == (b.unit or "").split("/")[0]:
        return True
    return ({a.kind, b.kind} <= {"age", "duration"} and a.unit == b.unit) or {a.kind, b.kind} <= {
        "age",
        "number",
    }


def names_around(index: Index, figure: Figure) -> set[str]:
    """The names (capitalised, or Han text) that the figure's own words give it: its subject, else what leads its clause."""
    claim = figure.claim
    t = index.tokens
    out: set[str] = set()
    if claim.why and "respectively" in claim.why and claim.subject is not None:
        return {index.document.text[claim.subject[0] : claim.subject[1]].strip()}
    k = figure.first - 1
    run: list[str] = []
    while k >= figure.sentence.first and k not in index.owner and figure.first - k < 14:
        if t.text[k] in ",;，；、.。":
            break
        if t.text[k][:1].isupper() and t.text[k].isalpha():
            run.insert(0, t.text[k])
        elif run:
            break
        k -= 1
    if len(run) >= 2:
        out.add(" ".join(run))
    return out


def window(index: Index, sentence: Sentence, back: int, ahead: int) -> list[Sentence]:
    """The sentences with figures from so many before to so many after, of this paragraph and the next."""
    low, high = max(0, sentence.position - back), sentence.position + ahead + 1
    return [s for s in index.sentences[low:high] if -back <= s.index - sentence.index <= ahead and not s.heading]


def own_words(index: Index, figure: Figure, reach: int = REACH) -> tuple[str, str]:
    """What stands before a figure and behind it in its clause, up to the figures beside it."""
    prose = index.tokens.prose
    sentence = figure.sentence
    low, high = max(sentence.start, figure.claim.start - reach), min(sentence.end, figure.claim.end + reach // 2)
    if figure.order:
        low = max(low, sentence.figures[figure.order - 1].claim.end)
    if figure.order + 1 < len(sentence.figures):
        high = min(high, sentence.figures[figure.order + 1].claim.start)
    before = CLAUSE.split(prose[low : figure.claim.start])[-1]
    return before, CLAUSE.split(prose[figure.claim.end : high])[0]
