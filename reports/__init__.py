"""Reporting: claims and verdicts of a document in reading order, rendered in many forms.

`report` is the one road: it reads, weighs and counts. One module a form, and each of them only renders.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.claim import Claim, Claims
from claims.document import Document

if TYPE_CHECKING:
    from checkers._verdict import Verdict
    from sources.rates import Rates

__all__ = ["Report", "Waived", "bundled_rates", "report"]


class Waived(NamedTuple):
    """A discrepancy that is let stand, and why.

    place: of the comment in the document that says so; empty where the text does not hold it, None for a waiver in
    a file. recorded: a baseline has it, and nobody has given a reason.
    """

    verdict: "Verdict"
    reason: str
    place: tuple[int, int] | None = None
    recorded: bool = False


@dataclass(slots=True, eq=False)
class Report:
    """What was read in a document, what was weighed, and what nobody could check.

    verdicts: in reading order, by the place of the claim shown; those waived stay among them.
    counts: `claims`, `checked`, `holds`, `discrepancies` (without those waived), `undecided`, `unchecked`,
    `unread`, as contract.md defines them. rates: `source` and `last_day` of the table of currency rates that
    was looked into, or None. waived: the discrepancies that a waiver answers or a baseline has. idle: a line for
    each waiver in the document that answers nothing. ran: the codes of the checkers that ran, None where nobody
    says.
    """

    document: Document
    claims: Claims
    verdicts: list["Verdict"]
    counts: dict[str, int] = field(default_factory=dict)
    rates: dict[str, str] | None = None
    waived: list[Waived] = field(default_factory=list)
    idle: list[str] = field(default_factory=list)
    ran: frozenset[str] | None = None

    def __post_init__(self) -> None:
        self.count()

    def __repr__(self) -> str:
        return f"Report({self.document.address!r}, {self.counts})"

    @property
    def discrepancies(self) -> list["Verdict"]:
        """The verdicts to answer, in reading order: discrepancies that no waiver answers and no baseline has."""
        waived = {id(verdict) for verdict, *_ in self.waived}
        return [verdict for verdict in self.verdicts if verdict.outcome == "discrepancy" and id(verdict) not in waived]

    @property
    def unchecked(self) -> list[Claim]:
        """The claims with a figure that no checker could weigh, in reading order."""
        weighed = self._weighed()
        return [claim for claim in self.claims if claim.figure and id(claim) not in weighed]

    def _weighed(self) -> set[int]:
        return {
            id(claim)
            for verdict in self.verdicts
            if verdict.outcome == "discrepancy" or (verdict.outcome == "holds" and verdict.telling)
            for _, claim in verdict.roles
        }

    def count(self) -> None:
        """Bring `counts` up to date: done when the report is made, and again when waivers are applied."""
        weighed = self._weighed()
        figures = [claim for claim in self.claims if claim.figure]
        checked = sum(id(claim) in weighed for claim in figures)
        outcomes = [verdict.outcome for verdict in self.verdicts]
        self.counts = {
            "claims": len(self.claims),
            "checked": checked,
            "holds": outcomes.count("holds"),
            "discrepancies": len(self.discrepancies),
            "undecided": outcomes.count("undecided"),
            "unchecked": len(figures) - checked,
            "unread": len(self.claims.unread),
        }

    def to_dict(self, *, text: bool = True) -> dict[str, Any]:
        """The report as JSON version 1 has it, in plain dicts and lists; not `text`: without the article."""
        from reports import json_v1

        return json_v1.as_dict(self, text=text)

    def to_json(self, *, text: bool = True) -> str:
        """The report as one line of JSON, version 1 (contract.md), without a line end."""
        from reports import json_v1

        return json_v1.render(self, text=text)

    def to_html(self) -> str:
        """The report as one self-contained page."""
        from reports import page

        return page.render(self)

    def to_markdown(self) -> str:
        """The report as Markdown."""
        from reports import markdown

        return markdown.render(self)

    def to_text(self) -> str:
        """The report as plain text, 80 columns wide, as `crossfoot check` prints it into a file."""
        from reports import text

        return text.render(self)

    def to_csv(self) -> str:
        """The claims with their outcomes as CSV, a row a claim."""
        from reports import table_csv

        return table_csv.render([self])

    def to_sarif(self) -> str:
        """The discrepancies and what could not be decided as SARIF 2.1.0."""
        from reports import sarif

        return sarif.render([self])


def bundled_rates() -> "Rates":
    """The table of currency rates that is installed with this program, or raise sources.rates.RatesError."""
    from sources.rates import Rates

    return Rates.bundled()


class _Noted:
    """Rates on demand, with a note of whether anybody asked: a report names only a table that was used."""

    __slots__ = ("rates", "used")

    def __init__(self, rates: "Rates | Callable[[], Rates]") -> None:
        self.rates = rates
        self.used: Rates | None = None

    def __call__(self) -> "Rates":
        if self.used is None:
            self.used = self.rates() if callable(self.rates) else self.rates
        return self.used


def report(
    document: Document,
    *,
    rates: "Rates | Callable[[], Rates] | None" = bundled_rates,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
    weigh: bool = True,
    sources: Iterable[Document] = (),
) -> Report:
    """Read a document, weigh what it says, and count: the one road to a report.

    rates: a table, a function that gives one when a checker asks for it, or None for no rates. select,
    ignore: the codes of the checkers to run and to leave out. Not `weigh`: the claims alone, without
    verdicts. sources: documents and tables to check against. Raises KeyError for a checker that is not
    there, RatesError where rates are needed and cannot be had.
    """
    from claims.read import read

    claims = read(document)
    if not weigh:
        return Report(document, claims, [], ran=frozenset())
    from checkers import check, codes

    noted = None if rates is None else _Noted(rates)
    against = [read(source, facts=False) for source in sources]
    chosen, ignored = codes() if select is None else list(select), list(ignore)
    verdicts = check(claims, rates=noted, select=chosen, ignore=ignored, sources=against)
    # A stable sort: verdicts on one and the same claim stay as the runner gave them.
    verdicts = sorted(verdicts, key=lambda verdict: (verdict.claim.start, verdict.claim.end, verdict.checker))
    used = noted.used if noted else None
    ran = {code for code in chosen if code not in ignored and (against or code != "sourced")}
    return Report(
        document,
        claims,
        verdicts,
        rates={"source": used.source, "last_day": used.last_day.isoformat()} if used else None,
        ran=frozenset(ran),
    )
