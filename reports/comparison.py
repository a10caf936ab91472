"""Two versions of one article, or an article and its translation: which figures changed value, which were lost or added.

Figures are matched by what they say (kind, unit, value), nearest first in the course of the text, without needing pairs of
sentences. What is left on both sides is matched again where one slip explains the difference (a scale, as 亿 read for
million; swapped digits; another currency), then by kind and unit at the same point of the text. Numbers that languages
drop freely (counts below ten, ordinals, clock times, bare numbers) are compared where they match and never called lost.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from claims.claim import Claim, Claims
from claims.document import Document
from claims.quantity import Number, decimal_string

SCHEMA = "crossfoot.compare/1"
_WINDOW = Fraction(1, 5)
"""How far apart, in shares of the whole text, two figures may stand that only their kind and unit match."""
_SLIP_WINDOW = Fraction(1, 3)
_FEW = 10
_SCALES = tuple(Fraction(10) ** n for n in (1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 8, -8))
_COMPARED = frozenset(
    ("money", "percent", "points", "count", "measure", "number", "date", "duration", "age", "ratio", "score")
)


@dataclass(frozen=True, slots=True)
class Pairing:
    """One figure of the first document, of the second, or of both. status: `same`, `changed`, `lost` or `added`."""

    status: str
    first: Claim | None
    second: Claim | None
    because: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All pairings of two documents, in the order of the first, what was added where it stands in the second."""

    first: Document
    second: Document
    pairings: list[Pairing]

    @property
    def changed(self) -> list[Pairing]:
        """The figures whose value changed."""
        return [p for p in self.pairings if p.status == "changed"]

    def count(self) -> dict[str, int]:
        """How many figures are the same, changed, lost and added."""
        return {
            status: sum(p.status == status for p in self.pairings) for status in ("same", "changed", "lost", "added")
        }

    def to_json(self) -> str:
        """The comparison as JSON, `crossfoot.compare/1`."""
        return json.dumps(
            {
                "schema": SCHEMA,
                "documents": [
                    {"address": d.address, "title": d.title, "language": d.language, "sha256": d.sha256}
                    for d in (self.first, self.second)
                ],
                "pairs": [
                    {
                        "status": p.status,
                        "first": None if p.first is None else _row(self.first, p.first),
                        "second": None if p.second is None else _row(self.second, p.second),
                        "because": p.because or None,
                    }
                    for p in self.pairings
                ],
                "counts": self.count(),
            },
            ensure_ascii=False,
            indent=1,
        )

    def to_text(self) -> str:
        """The comparison for a terminal: what changed, what was lost and added, and the counts."""
        lines = []
        for p in self.pairings:
            if p.status == "same":
                continue
            sides = []
            for document, claim in ((self.first, p.first), (self.second, p.second)):
                if claim is not None:
                    sides.append(f"“{_exact(document, claim)}” ({document.address or 'text'}:{_line(document, claim)})")
            arrow = " → ".join(sides)
            lines.append(f"{p.status}: {arrow}" + (f"\n    {p.because}" if p.because else ""))
        counts = self.count()
        lines.append(
            f"{counts['same']} figures the same, {counts['changed']} changed, {counts['lost']} lost, {counts['added']} added."
        )
        return "\n".join(lines) + "\n"


def _exact(document: Document, claim: Claim) -> str:
    return " ".join(document.text[claim.start : claim.end].split())


def _line(document: Document, claim: Claim) -> int:
    return document.text.count("\n", 0, claim.start) + 1


def _row(document: Document, claim: Claim) -> dict[str, Any]:
    q, period = claim.quantity, claim.period
    return {
        "kind": claim.kind,
        "start": claim.start,
        "end": claim.end,
        "exact": document.text[claim.start : claim.end],
        "value": None if q is None or q.value is None else decimal_string(q.value),
        "unit": None if q is None else q.unit,
        "hedge": None if q is None else q.hedge,
        "period": None
        if period is None or claim.kind != "date"
        else {
            "start": period.start.isoformat() if period.start else None,
            "end": period.end.isoformat() if period.end else None,
        },
    }


def compare(first: Document, second: Document) -> Comparison:
    """Compare the figures of two documents. Time grows with the number of figures that share kind and unit."""
    from claims import read

    a, b = read(first, facts=False), read(second, facts=False)
    left, right = _figures(a), _figures(b)
    whole = (max(len(first.text), 1), max(len(second.text), 1))
    pairs: list[tuple[Claim, Claim, str, str]] = []
    _take(left, right, whole, pairs, _equal)
    _take(left, right, whole, pairs, _slipped)
    _take(left, right, whole, pairs, _beside)
    pairings = [Pairing(status, x, y, because) for x, y, status, because in pairs]
    pairings += [Pairing("lost", x, None) for x in left if _weighty(x)]
    pairings.sort(key=lambda p: p.first.start if p.first is not None else 0)
    pairings += [Pairing("added", None, y) for y in right if _weighty(y)]
    return Comparison(first, second, pairings)


def _figures(claims: Claims) -> list[Claim]:
    out = []
    for claim in claims:
        if claim.kind not in _COMPARED or (claim.paragraph == 0 and claim.reading == "meta"):
            continue
        if claim.kind == "date" and (claim.period is None or claim.period.start is None):
            continue
        if claim.kind != "date" and (
            claim.quantity is None or (claim.quantity.value is None and claim.quantity.ends is None)
        ):
            continue
        out.append(claim)
    return out


def _take(
    left: list[Claim],
    right: list[Claim],
    whole: tuple[int, int],
    pairs: list[tuple[Claim, Claim, str, str]],
    match: Callable[[Claim, Claim, Fraction], tuple[str, str] | None],
) -> None:
    """Move from both lists to `pairs` what matches, the nearest in the course of the text first."""
    buckets: dict[Any, list[Claim]] = {}
    for y in right:
        buckets.setdefault(_family(y), []).append(y)
    options = []
    for x in left:
        for y in buckets.get(_family(x), ()):
            apart = abs(Fraction(x.start, whole[0]) - Fraction(y.start, whole[1]))
            found = match(x, y, apart)
            if found is not None:
                options.append((apart, x.start, y.start, x, y, *found))
    options.sort(key=lambda option: option[:3])
    used: set[int] = set()
    for _, _, _, x, y, status, because in options:
        if id(x) in used or id(y) in used:
            continue
        used |= {id(x), id(y)}
        pairs.append((x, y, status, because))
    left[:] = [x for x in left if id(x) not in used]
    right[:] = [y for y in right if id(y) not in used]


def _family(claim: Claim) -> str:
    """Kinds that two languages may take for one another share a family."""
    return "number" if claim.kind in ("count", "number", "money", "measure") else claim.kind


def _equal(x: Claim, y: Claim, apart: Fraction) -> tuple[str, str] | None:
    if x.kind == "date":
        return ("same", "") if x.period is not None and y.period is not None and x.period[:2] == y.period[:2] else None
    a, b = x.quantity, y.quantity
    assert a is not None
    assert b is not None
    if (a.value is None) != (b.value is None) or not _units(x, y):
        return None
    equal = a.value == b.value if a.value is not None else a.ends == b.ends
    if not equal and not (
        a.value is not None and b.value is not None and a.near.meets(b.near) and min(a.digits, b.digits) > 1
    ):
        return None
    if {x.kind, y.kind} == {"number", "money"} and apart > _WINDOW:
        return None
    return "same", ""


def _units(x: Claim, y: Claim) -> bool:
    """Counted nouns differ between languages; currencies, percents and measures do not."""
    assert x.quantity is not None
    assert y.quantity is not None
    if x.kind == y.kind and x.kind in ("money", "measure", "duration", "age"):
        return x.quantity.unit == y.quantity.unit
    return {x.kind, y.kind} <= {"count", "number"} or x.kind == y.kind or "number" in (x.kind, y.kind)


def _slipped(x: Claim, y: Claim, apart: Fraction) -> tuple[str, str] | None:
    """The same digits at another scale, in another currency, or with two digits swapped."""
    a, b = x.quantity, y.quantity
    if apart > _SLIP_WINDOW or a is None or b is None or not a.value or not b.value:
        return None
    if x.kind == y.kind == "money" and a.value == b.value and a.unit != b.unit:
        return "changed", f"the same amount in {b.unit}, not {a.unit}"
    if not _units(x, y) or min(len(_digits(a.value)), len(_digits(b.value))) < 2:
        return None
    ratio = Fraction(b.value) / Fraction(a.value)
    if ratio in _SCALES:
        times = ratio if ratio > 1 else 1 / ratio
        return (
            "changed",
            f"{int(times):,} times {'larger' if ratio > 1 else 'smaller'}: the same digits at another scale",
        )
    first, second = _digits(a.value), _digits(b.value)
    if (
        len(first) == len(second) >= (2 if apart <= _WINDOW else 3)
        and sorted(first) == sorted(second)
        and sum(p != q for p, q in zip(first, second, strict=True)) == 2
    ):
        return "changed", "two digits swapped"
    return None


def _digits(value: Number) -> str:
    return (decimal_string(value) or "").lstrip("-").replace(".", "").strip("0")


def _beside(x: Claim, y: Claim, apart: Fraction) -> tuple[str, str] | None:
    """Another value of the same kind and unit at the same point of the text."""
    if apart > _WINDOW or x.kind != y.kind or not (_weighty(x) and _weighty(y)):
        return None
    if x.kind == "date":
        return None
    assert x.quantity is not None
    assert y.quantity is not None
    if not _units(x, y):
        return None
    a, b = x.quantity, y.quantity
    if a.value is None or b.value is None or not a.value or not b.value:
        return None
    ratio = Fraction(b.value) / Fraction(a.value)
    same_count = x.kind not in ("count", "number") or a.unit == b.unit
    if not same_count or not Fraction(1, 3) <= ratio <= 3:
        return None
    return "changed", f"{decimal_string(a.value)} became {decimal_string(b.value)}"


def _weighty(claim: Claim) -> bool:
    """True for a figure that no translation drops for style."""
    if claim.kind in ("ratio", "score", "duration", "age", "number", "date"):
        return (
            False
            if claim.kind in ("ratio", "score", "number", "date")
            else bool(claim.quantity and claim.quantity.value)
        )
    q = claim.quantity
    return q is not None and (claim.kind != "count" or abs(q.middle) >= _FEW)
