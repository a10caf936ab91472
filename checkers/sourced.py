"""A figure that a source also states is the same there.

@ 2024-03-02 source=release.md
> Revenue was €412.6m in 2023, the firm says in its release.
= "€412.6m" €412.6m in the source

@ 2024-03-02 source=release.md
> Revenue was €421.6m in 2023, the firm says in its release.
! "€421.6m" €412.6m in the source ~ 412.6

@ 2024-03-02 source=towns.csv
> In Northmoor, 1,138 homes were begun in 2023.
! "1,138" 1,318 in the source ~ 1,318

@ 2024-03-02 source=release.md
> Revenue was €398.0m in 2023.
? "€398.0m" €412.6m in the source

@ 2024-03-02 source=release.md
> Revenue was €398.0m in 2022, and costs were €351.4m in 2023.

@ 2024-03-02 source=towns.csv
> Southmere began 1,138 homes in 2023.

@ 2024-03-02
> Revenue was €421.6m in 2023.

Rule: figures of an article and of a source are matched by what they are about (the words of their subjects, the labels of
row and column), by unit, and by period where both say one. That the same digits stand somewhere in a source proves nothing:
the reason says how many figures of that unit it has. A difference that one slip explains is likely a slip; any other is left
undecided, for the source may mean something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checkers._context import Context
from checkers._gather import Figure, Index
from checkers._judge import told
from checkers._repair import repairs
from checkers._verdict import Evidence, Verdict
from claims.claim import Claim, Claims
from claims.quantity import Range, decimal_string

CODE = "sourced"
_KINDS = frozenset(("money", "percent", "points", "count", "number", "measure"))
_ENOUGH = 1
_WORDS = 14


def sourced(stated: Range, source: Range) -> bool:
    """True where some value is in both statements."""
    return stated.meets(source)


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    for source in context.sources:
        other = Index(source)
        by_kind: dict[str, list[tuple[Figure, frozenset[str]]]] = {}
        for figure in other.figures:
            if figure.kind in _KINDS and figure.claim.quantity is not None and figure.claim.quantity.value is not None:
                by_kind.setdefault(_family(figure), []).append((figure, _about(other, figure)))
        for figure in index.figures:
            q = figure.claim.quantity
            if figure.kind in _KINDS and q is not None and q.value is not None:
                verdict = _against(index, figure, by_kind.get(_family(figure), []), source)
                if verdict is not None:
                    yield verdict


def _family(figure: Figure) -> str:
    """What can be compared: one currency, one unit; counts and bare numbers among themselves."""
    return "count" if figure.kind in ("count", "number") else f"{figure.kind} {figure.unit}"


def _about(index: Index, figure: Figure) -> frozenset[str]:
    """The content words that say what a figure is about: its subject, its clause, its row and column."""
    claim = figure.claim
    words: set[str] = set()
    if claim.subject is not None:
        words |= _split(index.document.text[claim.subject[0] : claim.subject[1]])
    detail = claim.detail or {}
    words |= _split(str(detail.get("row") or "")) | _split(str(detail.get("column") or ""))
    if claim.cell is None:
        figures = figure.sentence.figures
        low = max(figure.first - _WORDS, figures[figure.order - 1].after if figure.order else figure.sentence.first)
        high = min(
            figure.after + _WORDS // 2,
            figures[figure.order + 1].first if figure.order + 1 < len(figures) else figure.sentence.after,
        )
        words |= {_stem(w) for w in index.words(low, high) if (len(w) > 3 and w.isalpha()) or not w.isascii()}
    return frozenset(words)


def _split(text: str) -> set[str]:
    return {_stem(w) for w in text.lower().replace("-", " ").split() if (len(w) > 3 and w.isalpha()) or not w.isascii()}


def _stem(word: str) -> str:
    return word.rstrip("s") if word.isascii() else word


def _against(
    index: Index, figure: Figure, others: list[tuple[Figure, frozenset[str]]], source: Claims
) -> Verdict | None:
    mine = _about(index, figure)
    ranked = []
    for other, words in others:
        shared = _shared(mine, words, other.claim)
        if shared < _ENOUGH or not _same_time(figure.claim, other.claim):
            continue
        ranked.append((shared, other))
    if not ranked:
        return None
    most = max(shared for shared, _ in ranked)
    best = [other for shared, other in ranked if shared == most]
    quantity = figure.claim.quantity
    assert quantity is not None
    roles = [("figure", figure.claim)]
    for other in best:
        q = other.claim.quantity
        assert q is not None
        if sourced(quantity.usual, q.usual):
            because = f"{told(other.claim)} in the source, one of {len(others)} such figures there"
            return Verdict(
                CODE,
                "holds",
                roles,
                because,
                evidence=[_evidence(source, other)],
                found=quantity.usual,
                expected=q.usual,
            )
    if len(best) != 1:
        return None
    q = best[0].claim.quantity
    assert q is not None
    because = f"{told(best[0].claim)} in the source"
    fits = [fit for rank, fit in repairs(figure.claim, q.near) if rank <= 2]
    sure = figure.claim.period is not None and best[0].claim.period is not None
    ratio = Fraction(quantity.middle) / q.middle if q.middle else Fraction(0)
    if fits and sure:
        return Verdict(
            CODE,
            "discrepancy",
            roles,
            because,
            "likely",
            fits,
            [_evidence(source, best[0])],
            found=quantity.usual,
            expected=q.usual,
        )
    if sure and Fraction(1, 2) < ratio < 2:
        return Verdict(CODE, "undecided", roles, f"{because}: is it the same?", evidence=[_evidence(source, best[0])])
    return None


def _shared(mine: frozenset[str], words: frozenset[str], other: Claim) -> int:
    """How many content words two figures share; a table's row label must be among the article's words whole."""
    detail = other.detail or {}
    row = _split(str(detail.get("row") or ""))
    if other.cell is not None and (not row or not row <= mine):
        return 0
    return len(mine & words)


def _same_time(a: Claim, b: Claim) -> bool:
    """False where both say their period and the two differ."""
    if a.period is None or b.period is None or a.period.start is None or b.period.start is None:
        return True
    return a.period[:2] == b.period[:2]


def _evidence(source: Claims, figure: Figure) -> Evidence:
    document, q = source.document, figure.claim.quantity
    assert q is not None
    period = figure.claim.period
    as_of = f"{period.start}/{period.end}" if period is not None and period.start is not None else None
    exact = " ".join(document.text[figure.claim.start : figure.claim.end].split())
    return Evidence(
        f"{document.title or document.address}: “{exact}”",
        document.address,
        as_of,
        decimal_string(q.value),
        q.unit,
        None,
        document.sha256,
    )
