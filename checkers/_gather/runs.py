"""Runs: figures of one kind and unit that a sentence lists one after another, with commas and a last "and"."""

from __future__ import annotations

from collections.abc import Iterator

from checkers._gather.index import Figure, Index, Sentence, comparable

_BREAKS = frozenset(".;。；:：!?！？()（）")
_COMMAS = frozenset(",，、")
_APART = 8
_LEADS = frozenset(("FROM", "THAN", "EACH", "PER", "AVERAGE", "BY"))


def runs(index: Index, sentence: Sentence, least: int = 3) -> Iterator[list[Figure]]:
    """Each run of at least so many figures, in order; none is led by a word that says that it is compared with."""
    run: list[Figure] = []
    for figure in sentence.figures:
        q = figure.claim.quantity
        fits = figure.level and q is not None and q.value is not None and not figure.depth and figure.claim.cell is None
        if not fits or (figure.leads[:1] and figure.leads[0] in _LEADS):
            if len(run) >= least:
                yield run
            run = []
            continue
        if run and not (comparable(run[-1], figure) and beside(index, run[-1], figure)):
            if len(run) >= least:
                yield run
            run = []
        run.append(figure)
    if len(run) >= least:
        yield run


def beside(index: Index, a: Figure, b: Figure) -> bool:
    """True where two figures stand in one list: a comma or "and" between them, a few words, and no edge."""
    t = index.tokens
    between = range(a.after, b.first)
    joined = any(t.text[k] in _COMMAS or "join" in index.entry(k) for k in between)
    return joined and len(between) <= _APART and not any(t.text[k] in _BREAKS for k in between)
