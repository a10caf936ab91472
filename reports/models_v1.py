"""The JSON report, version 1, as frozen pydantic models: the shape that is published as a JSON Schema.

Only what reads reports or publishes the schema imports this module; reports are written by `json_v1`, and
tests hold the two together. A change here is a change of what other programs rely on.

Numbers are decimal strings in the unit given, days are ISO dates, places count Unicode code points of the
document's text from 0, start inclusive and end exclusive.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

DecimalString = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Published = Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(/[0-9]{4}-[0-9]{2}-[0-9]{2})?)?)?$")]
Offset = Annotated[int, Field(ge=0)]
Hedge = Literal["about", "more-than", "at-least", "nearly", "less-than", "at-most", "between"]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Span(_Shape):
    """A place in the document's text."""

    start: Offset
    end: Offset


class DocumentShape(_Shape):
    """What was read. `published` is a day, a month, a year or `first/last` day; `sha256` is of the bytes."""

    address: str
    title: str | None
    language: str
    published: Published | None
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    encoding: str
    length: Offset
    text: Annotated[str | None, Field(description="left out with --no-text")] = None


class CellShape(_Shape):
    """A table cell; all three count from 0."""

    table: Offset
    row: Offset
    column: Offset


class Place(_Shape):
    """A quote with the text around it. `page` counts from 1, `paragraph` from 0."""

    start: Offset
    end: Offset
    exact: str
    prefix: str
    suffix: str
    link: Annotated[str | None, Field(description="text-fragment link, for documents on the web")]
    page: Annotated[int, Field(ge=1)] | None
    paragraph: Offset
    cell: CellShape | None


class QuantityShape(_Shape):
    """A number as written; `low` and `high` are its loosest reading. Null: an open end, a range's value."""

    written: str
    value: DecimalString | None
    low: DecimalString | None
    high: DecimalString | None
    unit: str | None
    hedge: Hedge | None
    direction: Literal["up", "down"] | None


class PeriodShape(_Shape):
    """The days that a claim is about, both included; null where the text does not settle them."""

    start: Day | None
    end: Day | None
    written: str


class Source(_Shape):
    """A link that stands in the claim's sentence."""

    rel: str
    address: str
    title: str | None


class _ClaimShape(_Shape):
    id: str
    place: Place
    sentence: Span
    subject: str | None
    period: PeriodShape | None
    attribution: str | None
    sources: list[Source]
    reading: Annotated[str, Field(description="the name of the rule that found the claim")]
    of: Annotated[str | None, Field(description="the claim that this change, share or rate qualifies")]


class FigureClaim(_ClaimShape):
    """A figure with its value and range."""

    kind: Literal["money", "percent", "points", "count", "measure", "number", "duration", "age", "ordinal", "ratio"]
    quantity: QuantityShape
    detail: None


class TimeClaim(_ClaimShape):
    """A time of day, or a score: not every one is a single quantity."""

    kind: Literal["time", "score"]
    quantity: QuantityShape | None
    detail: None


class DateClaim(_ClaimShape):
    """A date or a period, as exact as the text allows."""

    kind: Literal["date"]
    quantity: None
    period: PeriodShape
    detail: None


class StatisticDetail(_Shape):
    """A reported test."""

    test: str | None
    df: str | list[str] | None
    n: str | None
    p: str | None


class StatisticClaim(_ClaimShape):
    """A reported statistical test."""

    kind: Literal["statistic"]
    quantity: QuantityShape | None
    detail: StatisticDetail | None


class RoleDetail(_Shape):
    """Who holds which post where, from and to when."""

    person: str | None
    title: str | None
    body: str | None
    from_: Annotated[str | None, Field(alias="from")]
    to: str | None


class RoleClaim(_ClaimShape):
    """A person's post."""

    kind: Literal["role"]
    quantity: None
    detail: RoleDetail


class QuotationDetail(_Shape):
    """Who said which words."""

    speaker: str | None
    words: str | None


class QuotationClaim(_ClaimShape):
    """Words in quotation marks, or reported."""

    kind: Literal["quotation"]
    quantity: None
    detail: QuotationDetail


class EventDetail(_Shape):
    """What happened, when and where."""

    what: str | None
    when: str | None
    where: str | None


class EventClaim(_ClaimShape):
    """Something that happened or is to happen."""

    kind: Literal["event"]
    quantity: None
    detail: EventDetail


class StatementClaim(_ClaimShape):
    """A statement that can be checked and has no figure."""

    kind: Literal["statement"]
    quantity: None
    detail: None


ClaimShape = Annotated[
    FigureClaim | TimeClaim | DateClaim | StatisticClaim | RoleClaim | QuotationClaim | EventClaim | StatementClaim,
    Field(discriminator="kind"),
]


class RoleShape(_Shape):
    """A claim's part in a relation."""

    id: str
    role: str
    start: Offset
    end: Offset
    exact: str


class EditShape(_Shape):
    """Replace the text from start to end."""

    start: Offset
    end: Offset
    text: str


class FitShape(_Shape):
    """What would make the relation hold, and the one edit that does it."""

    what: str
    edit: EditShape | None


class EvidenceShape(_Shape):
    """What a source said."""

    source: str
    address: str
    as_of: str | None
    value: DecimalString | None
    unit: str | None
    retrieved: str | None
    sha256: str | None


class _VerdictShape(_Shape):
    checker: str
    claims: Annotated[list[RoleShape], Field(min_length=1, description="the first is the one to show")]
    because: str
    fits_if: list[FitShape]
    evidence: list[EvidenceShape]


class Discrepancy(_VerdictShape):
    """A relation that does not hold. `waived` says why it is let stand, where a waiver or a baseline does that."""

    outcome: Literal["discrepancy"]
    certainty: Literal["proven", "likely"]
    waived: str | None = None


class NoDiscrepancy(_VerdictShape):
    """A relation that holds, or that nothing decided."""

    outcome: Literal["holds", "undecided"]
    certainty: None


class Counts(_Shape):
    """Coverage. `checked`: claims in a `holds` or discrepancy that could have come out otherwise."""

    claims: Offset
    checked: Offset
    holds: Offset
    discrepancies: Annotated[int, Field(ge=0, description="without those that a waiver answers")]
    undecided: Offset
    unchecked: Annotated[int, Field(ge=0, description="the other claims that have a figure")]
    unread: Annotated[int, Field(ge=0, description="runs of digits that no reading covers")]


class RatesShape(_Shape):
    """The table of currency rates that was looked into."""

    source: str
    last_day: Day


class ReportShape(_Shape):
    """A crossfoot report, version 1."""

    schema_: Annotated[Literal["crossfoot.report/1"], Field(alias="schema")]
    document: DocumentShape
    claims: list[ClaimShape]
    verdicts: list[Annotated[Discrepancy | NoDiscrepancy, Field(discriminator="outcome")]]
    counts: Counts
    rates: RatesShape | None


def parse(text: str | bytes) -> ReportShape:
    """A report from its JSON. Raises pydantic.ValidationError where the shape is another."""
    return ReportShape.model_validate_json(text)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the JSON report."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "crossfoot.report/1",
        **TypeAdapter(ReportShape).json_schema(),
        "title": "crossfoot report, version 1",
    }
