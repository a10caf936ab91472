"""Figures that may count the same things, though the second is said without its noun: "19 stations … the other six"."""

from __future__ import annotations

from checkers._gather.index import Figure, Index

_PERSONS = frozenset("人名位")
_NEAR = 4
COUNTED = frozenset(("count", "number"))
AMOUNTS = frozenset(("count", "number", "money", "measure"))
OTHER, ELIDED, SAME = 0, 1, 2
"""How surely two figures count one thing: they do not, a noun is left out, they do."""


def elided(index: Index, figure: Figure) -> bool:
    """True for a count without a noun of its own: a bare number, or a word behind it that cannot be one ("Fifteen stand").

    After a number above one an English noun is plural: a word that is its own singular names nothing.
    """
    if figure.kind == "number":
        return True
    unit, q = figure.unit, figure.claim.quantity
    if figure.kind != "count" or unit is None or q is None:
        return False
    if not unit.isascii() or q.value == 1:
        return False
    t = index.tokens
    if index.entry(figure.after).get("link") == "be":
        # "Fourteen were schoolchildren"
        return True
    return any(
        t.word[k] == unit.lower() and "noun" not in index.entry(k)
        for k in range(figure.first, min(figure.after + _NEAR, figure.sentence.after))
    )


def kin(index: Index, whole: Figure, part: Figure) -> int:
    """`SAME`, `ELIDED` or `OTHER`."""
    if whole.kind not in AMOUNTS or part.kind not in AMOUNTS:
        return OTHER
    if (whole.kind, whole.unit) == (part.kind, part.unit) and whole.kind != "number":
        return SAME
    if whole.kind in COUNTED and part.kind in COUNTED:
        if elided(index, whole) or elided(index, part):
            return ELIDED
        return SAME if _bare_han(index, whole, part) or _bare_han(index, part, whole) else OTHER
    if part.kind == "number" and whole.kind in ("measure", "money"):
        return ELIDED
    return OTHER


def _bare_han(index: Index, bare: Figure, other: Figure) -> bool:
    """True where a Han count has its measure word alone (8个, 86人), and the other one the same, with a noun or without."""
    unit = bare.unit
    if unit is None or unit.isascii() or unit != (_classifier(index, bare) or unit) or len(unit) > 1:
        return False
    classifier = _classifier(index, other)
    return unit in (other.unit, classifier) or (unit in _PERSONS and (classifier in _PERSONS or other.unit in _PERSONS))


def _classifier(index: Index, figure: Figure) -> str | None:
    """The Han measure word behind a count's digits, where it has one."""
    t = index.tokens
    for k in range(figure.first, min(figure.after + 1, len(t))):
        if "measure_word" in index.entry(k):
            return str(t.text[k])
    return None


def unread(index: Index, first: int, after: int) -> bool:
    """True where a number in words stands there that is no figure: "and one by the judges"."""
    return any(k not in index.owner and "number" in index.entry(k) for k in range(first, after))
