"""Check power: which slips in an article's figures would have been noticed, by which checker, and which nobody guards.

Every figure is changed in turn (one digit, two digits swapped, another scale word, a decimal place), the article is read
and weighed again, and a slip counts as noticed where a discrepancy appears that was not there before and shows it.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checkers import Edit, check
from checkers._context import Rates
from claims import Claim, Document, read
from claims.document import Block, Cell, Link, Table

SCHEMA = "crossfoot.power/1"
_DIGITS = re.compile(r"\d[\d,.]*\d|\d")
_SCALES = (
    ("million", "billion"),
    ("billion", "million"),
    ("亿", "万"),
    ("万", "亿"),
    ("億", "萬"),
    ("萬", "億"),
    ("bn", "m"),
)
_MUTATED = frozenset(
    ("money", "percent", "points", "count", "measure", "number", "duration", "age", "ratio", "ordinal")
)


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip that was tried: the figure, its kind of slip, the edit, and the checkers that noticed it."""

    claim: Claim
    kind: str
    edit: Edit
    noticed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Power:
    """All slips tried in a document."""

    document: Document
    slips: list[Slip]

    def figures(self) -> dict[str, tuple[Claim, int, int]]:
        """Of each figure by its id: the claim, how many slips were tried, how many were noticed."""
        found: dict[str, tuple[Claim, int, int]] = {}
        for slip in self.slips:
            _, tried, noticed = found.get(slip.claim.id, (slip.claim, 0, 0))
            found[slip.claim.id] = (slip.claim, tried + 1, noticed + bool(slip.noticed))
        return found

    @property
    def guarded(self) -> int:
        """How many figures have a slip that would be noticed."""
        return sum(noticed > 0 for _, _, noticed in self.figures().values())

    def to_text(self) -> str:
        """Which figures are cross-checked, by what, and which are not."""
        lines = []
        figures = self.figures()
        for claim, tried, noticed in figures.values():
            exact = " ".join(self.document.text[claim.start : claim.end].split())
            by = sorted({code for slip in self.slips if slip.claim is claim for code in slip.noticed})
            line = self.document.text.count("\n", 0, claim.start) + 1
            guard = f"{noticed} of {tried} slips noticed by {', '.join(by)}" if by else "nobody guards it"
            lines.append(f"{line}: “{exact}”: {guard}")
        caught = sum(bool(slip.noticed) for slip in self.slips)
        lines.append(
            f"{self.guarded} of {len(figures)} figures are cross-checked; {caught} of {len(self.slips)} slips would be noticed."
        )
        return "\n".join(lines) + "\n"

    def to_json(self) -> str:
        """The same as JSON, `crossfoot.power/1`."""
        rows = [
            {
                "id": slip.claim.id,
                "exact": self.document.text[slip.claim.start : slip.claim.end],
                "start": slip.claim.start,
                "end": slip.claim.end,
                "slip": slip.kind,
                "edit": {"start": slip.edit.start, "end": slip.edit.end, "text": slip.edit.text},
                "noticed": list(slip.noticed),
            }
            for slip in self.slips
        ]
        counts = {"figures": len(self.figures()), "guarded": self.guarded, "slips": len(self.slips)}
        return json.dumps({"schema": SCHEMA, "slips": rows, "counts": counts}, ensure_ascii=False, indent=1)


def power(document: Document, *, rates: Rates | Callable[[], Rates] | None = None) -> Power:
    """Try the slips of every figure. Time: as many readings of the document as there are slips."""
    claims = read(document, facts=False)
    before = {_key(v.checker, v.claim) for v in check(claims, rates=rates) if v.outcome == "discrepancy"}
    slips = []
    for claim in claims:
        for kind, edit in _edits(document, claim):
            changed = edited(document, edit)
            verdicts = check(read(changed, facts=False), rates=rates)
            reach = (edit.start, edit.start + len(edit.text))
            shift = len(edit.text) - (edit.end - edit.start)
            noticed = {
                v.checker
                for v in verdicts
                if v.outcome == "discrepancy"
                and any(c.start < reach[1] and reach[0] < c.end for _, c in v.roles)
                and _key(v.checker, v.claim, reach[0], shift) not in before
            }
            slips.append(Slip(claim, kind, edit, tuple(sorted(noticed))))
    return Power(document, slips)


def _key(checker: str, claim: Claim, at: int | None = None, shift: int = 0) -> tuple[str, int, str]:
    start = claim.start - (shift if at is not None and claim.start > at else 0)
    return checker, start, claim.quantity.written if claim.quantity is not None else ""


def _edits(document: Document, claim: Claim) -> Iterator[tuple[str, Edit]]:
    """The slips of one figure: (kind, edit), each a different number."""
    if claim.kind not in _MUTATED or claim.quantity is None or claim.quantity.value is None:
        return
    text = document.text[claim.start : claim.end]
    match = _DIGITS.search(text)
    if match is None:
        return
    start, digits = claim.start + match.start(), match.group()
    end = start + len(digits)
    places = [i for i, c in enumerate(digits) if c.isdigit()]
    middle = places[len(places) // 2] if len(places) > 1 else places[0]
    other = str((int(digits[middle]) + 4) % 10 or 5)
    yield "digit", Edit(start, end, digits[:middle] + other + digits[middle + 1 :])
    for a, b in itertools.pairwise(places):
        if digits[a] != digits[b] and not (a == places[0] and digits[b] == "0"):
            out = list(digits)
            out[a], out[b] = out[b], out[a]
            yield "swap", Edit(start, end, "".join(out))
            break
    for old, new in _SCALES:
        at = text.find(old, match.end())
        if at >= 0:
            yield "scale", Edit(claim.start + at, claim.start + at + len(old), new)
            break
    if "." in digits and digits.count(".") == 1:
        yield "decimal", Edit(start, end, digits.replace(".", ""))


def edited(document: Document, edit: Edit) -> Document:
    """The document that the edit would make: another text, every place behind the edit moved."""
    shift = len(edit.text) - (edit.end - edit.start)

    def moved(at: int) -> int:
        return at if at <= edit.start else max(edit.start, at + shift)

    tables = []
    for table in document.tables:
        rows = [
            [Cell(moved(c.start), moved(c.end), c.table, c.row, c.column, c.header) for c in row] for row in table.rows
        ]
        tables.append(Table(moved(table.start), moved(table.end), rows, table.caption))
    return Document(
        document.text[: edit.start] + edit.text + document.text[edit.end :],
        address=document.address,
        title=document.title,
        language=document.language,
        published=document.published,
        place=document.place,
        encoding=document.encoding,
        links=tuple(Link(moved(x.start), moved(x.end), x.address, x.title, x.rel) for x in document.links),
        tables=tuple(tables),
        blocks=tuple(Block(moved(b.start), moved(b.end), b.kind, b.page) for b in document.blocks),
        hidden=tuple((moved(s), moved(e)) for s, e in document.hidden),
    )
