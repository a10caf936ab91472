"""A typed claim: what is asserted, where, about what, for when, who says so, and by which sources.

Inside, a claim is a slots record (fast, filled in by the reader and the binder). At public edges it is a frozen
pydantic model told apart by `kind` (`reports/json_v1.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

from claims.document import Cell, Document, Link, Period
from claims.quantity import Quantity

FIGURES = (
    "money",
    "percent",
    "points",
    "count",
    "measure",
    "number",
    "date",
    "duration",
    "age",
    "ordinal",
    "ratio",
    "statistic",
    "time",
    "score",
)
"""Kinds of claims that state a figure."""
FACTS = ("role", "quotation", "event", "statement")
"""Kinds of claims that state a fact without a figure."""
KINDS = FIGURES + FACTS


@dataclass(slots=True, eq=False)
class Claim:
    """One claim. Places (`start`, `end`, `number`, `sentence`, `subject`, `attribution`) are offsets.

    number: the digits or number words alone, without unit, scale or hedge (where an edit would go).
    subject: the words the figure is about. attribution: the words that say who says so. of: the claim that a
    change, share or rate qualifies. reading: the name of the rule that found it.

    What binding needs (house.md): `measure` is the head of what is measured, normalised (lower case, singular);
    `entity` whose it is; `scope` what limits it; `clause` a number that rises through the document; `about` is
    the period the figure stands for (for a date claim its own).
    """

    kind: str
    start: int
    end: int
    quantity: Quantity | None = None
    reading: str = ""
    number: tuple[int, int] | None = None
    sentence: tuple[int, int] = (0, 0)
    subject: tuple[int, int] | None = None
    period: Period | None = None
    attribution: tuple[int, int] | None = None
    sources: tuple[Link, ...] = ()
    of: Claim | None = None
    detail: dict[str, Any] | None = None
    id: str = ""
    paragraph: int = 0
    sentence_index: int = 0
    clause: int = 0
    cell: Cell | None = None
    measure: str = ""
    entity: str = ""
    scope: str = ""
    heading: bool = False
    why: list[str] = field(default_factory=list)

    @property
    def figure(self) -> bool:
        """True where the claim states a figure."""
        return self.kind in _FIGURES

    def __repr__(self) -> str:
        return f"Claim({self.id} {self.kind} {self.start}-{self.end} {self.quantity!r} {self.period})"


_FIGURES = frozenset(FIGURES)


class Claims(Sequence[Claim]):
    """All claims of a document in reading order, its sentences, and the digits that nothing covers.

    sentences: (start, end) in order. unread: places of runs of digits that no claim and no named reading of a
    non-figure covers. named: (start, end, reading) of figures that were read as names: versions, phone numbers.
    """

    __slots__ = ("document", "claims", "sentences", "unread", "named", "extra")

    def __init__(
        self,
        document: Document,
        claims: list[Claim],
        sentences: list[tuple[int, int]],
        unread: list[tuple[int, int]],
        named: list[tuple[int, int, str]],
        extra: object = None,
    ) -> None:
        self.document = document
        self.claims = claims
        self.sentences = sentences
        self.unread = unread
        self.named = named
        self.extra = extra

    def __len__(self) -> int:
        return len(self.claims)

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    @overload
    def __getitem__(self, index: int) -> Claim: ...

    @overload
    def __getitem__(self, index: slice) -> list[Claim]: ...

    def __getitem__(self, index: int | slice) -> Claim | list[Claim]:
        return self.claims[index]
