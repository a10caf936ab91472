"""Checkers say whether the relation among some claims holds.

`check(claims)` is the one verb of this package. Each public module is one relation; its name is its code
(`share_of_whole.py` is `share-of-whole`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from checkers._blame import blamed
from checkers._context import Context, Rates
from checkers._gather import Index
from checkers._verdict import Edit, Evidence, Fit, Verdict
from claims.claim import Claims

__all__ = ["Edit", "Evidence", "Fit", "Verdict", "check", "codes", "explain"]


def codes() -> list[str]:
    """The codes of all checkers, sorted."""
    return list(_codes())


@cache
def _codes() -> tuple[str, ...]:
    return tuple(sorted(m.name.replace("_", "-") for m in iter_modules(__path__) if not m.name.startswith("_")))


def explain(code: str) -> str:
    """The documentation of a checker: its docstring. Raises KeyError for a code that is none."""
    if code not in codes():
        raise KeyError(code)
    return import_module(f"checkers.{code.replace('-', '_')}").__doc__ or ""


def check(
    claims: Claims,
    *,
    rates: Rates | Callable[[], Rates] | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
    sources: Sequence[Claims] = (),
) -> list[Verdict]:
    """The verdicts on all relations among the claims, in the order of the claims shown.

    rates: a `sources.rates.Rates`, a callable that gives one (asked only where an amount is converted), or None.
    select, ignore: codes of checkers. sources: the claims of documents to check against. Raises KeyError for a code
    that is none.
    """
    every = codes()
    chosen = list(select) if select is not None else every
    for code in [*chosen, *ignore]:
        if code not in every:
            raise KeyError(code)
    skipped = set(ignore)
    index = Index(claims)
    context = Context(rates, sources)
    verdicts: list[Verdict] = []
    for code in every:
        if code in chosen and code not in skipped:
            module = import_module(f"checkers.{code.replace('-', '_')}")
            verdicts.extend(module._verdicts(index, context))  # noqa: SLF001  # public is the relation, not its gathering
    verdicts = blamed(_settled(verdicts))
    verdicts.sort(key=lambda v: (v.claim.start, v.claim.end, v.checker, [c.start for _, c in v.roles]))
    return verdicts


def _settled(verdicts: list[Verdict]) -> list[Verdict]:
    """One verdict for one relation: the same claims weighed twice by one checker count once, a discrepancy first."""
    rank = {"discrepancy": 0, "holds": 1, "undecided": 2}
    best: dict[tuple[str, frozenset[int]], Verdict] = {}
    for verdict in verdicts:
        key = (verdict.checker, frozenset(id(c) for _, c in verdict.roles))
        known = best.get(key)
        if known is None or rank[verdict.outcome] < rank[known.outcome]:
            best[key] = verdict
    return list(best.values())
