"""What a checker says of a relation: the outcome, the arithmetic, what would make it fit, and the evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from claims.claim import Claim
from claims.quantity import Range

OUTCOMES = ("holds", "discrepancy", "undecided")
CERTAINTIES = ("proven", "likely")


class Edit(NamedTuple):
    """Replace the text from start to end by `text`."""

    start: int
    end: int
    text: str


class Fit(NamedTuple):
    """What would make the relation true, in words, and the one edit that does it where there is one.

    rank: 0 two digits swapped, 1 a scale, a unit or a word, 2 one digit, 3 a power of ten, 4 a figure computed anew.
    """

    what: str
    edit: Edit | None = None
    rank: int = 1


class Evidence(NamedTuple):
    """What a source said: value (a decimal string), unit, address, the day it stands for, when and what was read."""

    source: str
    address: str
    as_of: str | None = None
    value: str | None = None
    unit: str | None = None
    retrieved: str | None = None
    sha256: str | None = None


@dataclass(slots=True, eq=False)
class Verdict:
    """An outcome for the relation among some claims.

    roles: (role, claim) pairs, the claim to show first. because: the reason, with the arithmetic in it.
    telling: False for a `holds` that could not have come out otherwise. found, expected: the range written and
    the range that the others allow, in `unit`, for a report to draw. fallback: said only where no other relation
    weighs its first claim. slip: the rank of the smallest repair that was found (`_repair`), 9 where none was.
    """

    checker: str
    outcome: str
    roles: list[tuple[str, Claim]]
    because: str
    certainty: str | None = None
    fits: list[Fit] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    telling: bool = True
    found: Range | None = None
    expected: Range | None = None
    unit: str | None = None
    fallback: bool = False
    slip: int = 9

    def __post_init__(self) -> None:
        if self.outcome not in OUTCOMES:
            raise ValueError(f"outcome is one of {', '.join(OUTCOMES)}, not {self.outcome!r}")
        if (self.outcome == "discrepancy") != (self.certainty in CERTAINTIES):
            raise ValueError("a discrepancy, and nothing else, is proven or likely")
        if not self.roles:
            raise ValueError("a verdict shows at least one claim")

    @property
    def claim(self) -> Claim:
        """The claim to show: the first."""
        return self.roles[0][1]
