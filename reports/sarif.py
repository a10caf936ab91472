"""The report as SARIF 2.1.0 (OASIS, 2020), for editors and code hosts that show such results.

A discrepancy is a result of kind `fail`, level `error` where proven and `warning` where likely; what could
not be decided is of kind `open`. Offsets, lengths and columns count UTF-16 code units, as `columnKind` says.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote as percent_encode

import checkers
from reports import _catalogue, _words

if TYPE_CHECKING:
    from checkers._verdict import Fit, Verdict
    from claims.document import Document
    from reports import Report, Waived

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(reports: Sequence["Report"]) -> str:
    """One run with the results of all reports, as JSON that ends in a line end."""
    codes = sorted({verdict.checker for report in reports for verdict in report.verdicts})
    results = []
    artifacts = []
    for index, report in enumerate(reports):
        regions = _Regions(report.document, index)
        artifacts.append(regions.artifact())
        waived = {id(one.verdict): one for one in report.waived}
        results += [
            _result(report, regions, codes, verdict, waived.get(id(verdict)))
            for verdict in report.verdicts
            if verdict.outcome != "holds"
        ]
    known = set(checkers.codes())
    driver = {
        "name": "crossfoot",
        "semanticVersion": _words.version(),
        "rules": [_rule(code, known) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "artifacts": artifacts,
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    # Escaped throughout: a lone surrogate has no other way into UTF-8, and readers need no detector.
    return json.dumps(log, indent=2) + "\n"


def _rule(code: str, known: set[str]) -> dict[str, Any]:
    if code not in known:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": _catalogue.relation(code)},
        "fullDescription": {"text": _catalogue.documentation(code)},
    }


class _Regions:
    """Places of one document as SARIF counts them."""

    def __init__(self, document: "Document", index: int) -> None:
        self.document = document
        self.index = index
        self.places = _words.Places(document)
        self.uri = _uri(document.address)

    def units(self, start: int, end: int) -> int:
        """How many UTF-16 code units the text from start to end has."""
        part = self.document.text[start:end]
        return len(part) if part.isascii() else len(part) + sum(character > "\uffff" for character in part)

    def artifact(self) -> dict[str, Any]:
        document = self.document
        shape: dict[str, Any] = {
            "location": {"uri": self.uri, "index": self.index},
            "hashes": {"sha-256": document.sha256},
            "encoding": document.encoding,
        }
        if not self.places.faithful:  # regions lie in the text that was derived, so that text goes along
            shape["contents"] = {"text": document.text}
        return shape

    def region(self, start: int, end: int) -> dict[str, Any]:
        line, _ = self.places.line(start)
        last, _ = self.places.line(max(start, end))
        return {
            "startLine": line,
            "startColumn": 1 + self.units(self.places.start_of_line(line), start),
            "endLine": last,
            "endColumn": 1 + self.units(self.places.start_of_line(last), end),
            "charOffset": self.units(0, start),
            "charLength": self.units(start, end),
        }

    def location(self, start: int, end: int) -> dict[str, Any]:
        region = self.region(start, end)
        region["snippet"] = {"text": self.document.text[start:end]}
        return {"physicalLocation": {"artifactLocation": self.where(), "region": region}}

    def where(self) -> dict[str, Any]:
        return {"uri": self.uri, "index": self.index}


def _result(
    report: "Report", regions: _Regions, codes: list[str], verdict: "Verdict", waived: "Waived | None"
) -> dict[str, Any]:
    document = report.document
    said = [_words.plain(verdict.because)]
    said += [f"Fits if {_words.fit(document, fits)}." for fits in verdict.fits]
    level = {"proven": "error", "likely": "warning", None: "none"}[verdict.certainty]
    shown = verdict.claim
    shape: dict[str, Any] = {
        "ruleId": verdict.checker,
        "ruleIndex": codes.index(verdict.checker),
        "kind": "fail" if verdict.outcome == "discrepancy" else "open",
        "level": level,
        "message": {"text": " ".join(said)},
        "locations": [regions.location(shown.start, shown.end)],
    }
    related = [
        {"id": number, "message": {"text": role}, **regions.location(claim.start, claim.end)}
        for number, (role, claim) in enumerate(verdict.roles[1:], 1)
    ]
    if related:
        shape["relatedLocations"] = related
    # The same slip keeps its mark when the text around it moves.
    quotes = [document.text[claim.start : claim.end] for _, claim in verdict.roles]
    print_of = "\0".join([verdict.checker, *quotes]).encode("utf-8", "backslashreplace")
    shape["partialFingerprints"] = {"quotes/v1": hashlib.sha256(print_of).hexdigest()}
    fixes = [_fix(regions, fits) for fits in verdict.fits if fits.edit]
    if fixes:
        shape["fixes"] = fixes
    if waived is not None:
        shape["suppressions"] = [_suppression(regions, waived)]
    return shape


def _suppression(regions: _Regions, waived: "Waived") -> dict[str, Any]:
    shape: dict[str, Any] = {"kind": "external", "status": "accepted", "justification": _words.plain(waived.reason)}
    if waived.place is not None:
        shape["kind"] = "inSource"
        if waived.place[0] < waived.place[1]:
            shape["location"] = regions.location(*waived.place)
    return shape


def _fix(regions: _Regions, fits: "Fit") -> dict[str, Any]:
    assert fits.edit is not None
    start, end, text = fits.edit
    replacement = {"deletedRegion": regions.region(start, end), "insertedContent": {"text": text}}
    change = {"artifactLocation": regions.where(), "replacements": [replacement]}
    return {"description": {"text": _words.plain(fits.what)}, "artifactChanges": [change]}


def _uri(address: str) -> str:
    """The address as a URI reference: of a file relative to where the program ran, or from the root."""
    if address.lower().startswith(("http://", "https://")):
        return percent_encode(address, safe="%/:?#[]@!$&'()*+,;=~", errors="surrogateescape")
    path = PurePath(address or "text")
    if path.is_absolute():
        return path.as_uri()
    # A colon in the first part would read as a scheme (RFC 3986, section 4.2).
    return percent_encode(path.as_posix(), errors="surrogateescape")
