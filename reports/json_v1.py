"""The JSON report, version 1: a shape that other programs rely on, apart from the records inside.

Written from plain dicts, which is fast and needs no pydantic. `reports/models_v1.py` has the same shape as
frozen models, from which the published schema comes; tests hold the two together.
"""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from claims.claim import Claim
from claims.document import Document
from claims.quantity import Quantity, decimal_string
from reports import _words

if TYPE_CHECKING:
    from checkers._verdict import Verdict
    from reports import Report

SCHEMA = "crossfoot.report/1"
DETAILS = {
    "role": ("person", "title", "body", "from", "to"),
    "quotation": ("speaker", "words"),
    "event": ("what", "when", "where"),
    "statistic": ("test", "df", "n", "p"),
}
"""The keys of `detail`, by kind of claim; other kinds have none."""

# Inside JSON these are allowed as they are, but many a reader of lines takes them for the end of one.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def dumps(value: object) -> str:
    """The value as one line of JSON that any reader of lines leaves whole and UTF-8 can carry."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False).translate(_LINE_ENDS)
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate: a file name that is not UTF-8, or half an escaped pair
        return json.dumps(value, allow_nan=False)
    return text


def render(report: "Report", *, text: bool = True) -> str:
    """The report as one line of JSON, without a line end; without the article's text if not `text`."""
    return dumps(as_dict(report, text=text))


def as_dict(report: "Report", *, text: bool = True) -> dict[str, Any]:
    """The report in plain dicts, lists, strings and whole numbers, keys in the order of the contract."""
    document = report.document
    waived = {id(one.verdict): one.reason for one in report.waived}
    return {
        "schema": SCHEMA,
        "document": _document(document, text=text),
        "claims": [_claim(document, claim) for claim in report.claims],
        "verdicts": [_verdict(document, verdict, waived.get(id(verdict))) for verdict in report.verdicts],
        "counts": dict(report.counts),
        "rates": dict(report.rates) if report.rates else None,
    }


def _document(document: Document, *, text: bool) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "address": document.address,
        "title": document.title,
        "language": document.language,
        "published": _words.published(document.published),
        "sha256": document.sha256,
        "encoding": document.encoding,
        "length": len(document.text),
    }
    if text:
        shape["text"] = document.text
    return shape


def _claim(document: Document, claim: Claim) -> dict[str, Any]:
    start, end = _words.sentence(claim)
    return {
        "id": claim.id,
        "kind": claim.kind,
        "place": _place(document, claim),
        "sentence": {"start": start, "end": end},
        "quantity": _quantity(claim.quantity),
        "subject": _text(document, claim.subject),
        "period": None
        if claim.period is None
        else {
            "start": _day(claim.period.start),
            "end": _day(claim.period.end),
            "written": claim.period.written,
        },
        "attribution": _text(document, claim.attribution),
        "sources": [{"rel": link.rel, "address": link.address, "title": link.title or None} for link in claim.sources],
        "reading": claim.reading,
        "of": claim.of.id if claim.of else None,
        "detail": _detail(claim),
    }


def _place(document: Document, claim: Claim) -> dict[str, Any]:
    quote = document.quote(claim.start, claim.end)
    cell = claim.cell
    blocks = document.blocks
    return {
        "start": quote.start,
        "end": quote.end,
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "link": link(document.address, quote.fragment),
        "page": blocks[claim.paragraph].page if claim.paragraph < len(blocks) else None,
        "paragraph": claim.paragraph,
        "cell": {"table": cell.table, "row": cell.row, "column": cell.column} if cell else None,
    }


def link(address: str, fragment: str) -> str | None:
    """The address that leads a browser to a quote; None where the document is no page on the web."""
    if not address.lower().startswith(("http://", "https://")):
        return None
    # The directive follows a fragment that is there already without a second `#` (WICG, text fragments).
    return address + ("" if "#" in address else "#") + fragment


def _quantity(quantity: Quantity | None) -> dict[str, Any] | None:
    if quantity is None:
        return None
    low, high = _words.bounds(quantity)
    return {
        "written": quantity.written,
        "value": decimal_string(quantity.value),
        "low": low,
        "high": high,
        "unit": quantity.unit,
        "hedge": quantity.hedge,
        "direction": quantity.direction,
    }


def _text(document: Document, span: tuple[int, int] | None) -> str | None:
    return None if span is None else document.text[span[0] : span[1]]


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _detail(claim: Claim) -> dict[str, Any] | None:
    """What a claim says besides, under the keys that its kind has; what binding noted there stays inside."""
    keys = DETAILS.get(claim.kind)
    if claim.detail is None or keys is None:
        return None
    return {key: _string(claim.detail.get(key)) for key in keys}


def _string(value: object) -> object:
    """A value with numbers as decimal strings and days in ISO form, as everywhere in the report."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return [_string(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool):
        return decimal_string(value)
    raise TypeError(f"a claim's detail holds strings, exact numbers, days and lists of them, not {value!r}")


def _verdict(document: Document, verdict: "Verdict", waived: str | None) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "checker": verdict.checker,
        "outcome": verdict.outcome,
        "certainty": verdict.certainty,
        "claims": [
            {
                "id": claim.id,
                "role": role,
                "start": claim.start,
                "end": claim.end,
                "exact": document.text[claim.start : claim.end],
            }
            for role, claim in verdict.roles
        ],
        "because": verdict.because,
        "fits_if": [{"what": fits.what, "edit": fits.edit._asdict() if fits.edit else None} for fits in verdict.fits],
        "evidence": [item._asdict() for item in verdict.evidence],
    }
    if waived is not None:
        shape["waived"] = waived
    return shape
