r"""The claims as CSV, a row a claim, with the outcome of the verdicts that it has a role in.

UTF-8 with a header and `\n` at line ends. A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a
tab or a carriage return as a formula: such text gets an apostrophe before it (OWASP, CSV injection). Numbers
stay.
"""

import csv
import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.claim import Claim
from claims.quantity import decimal_string
from reports import _words

if TYPE_CHECKING:
    from checkers._verdict import Verdict
    from reports import Report

COLUMNS = (
    "address", "id", "kind", "line", "column", "paragraph", "start", "end", "exact", "value", "low", "high",
    "unit", "hedge", "direction", "period_start", "period_end", "subject", "attribution", "sources",
    "reading", "outcome", "certainty", "checker", "because", "fits_if", "waived",
)  # fmt: skip

_NUMBER = re.compile(r"-?[0-9]{1,400}(?:\.[0-9]{1,400})?")
_RUN = tuple("=+-@\t\r＝＋－＠")  # the wide forms too: spreadsheets in Chinese and Japanese take them


def guarded(text: str) -> str:
    """The text so that no spreadsheet runs it."""
    if text.lstrip(" \n\u00a0\u3000").startswith(_RUN) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def render(reports: Sequence["Report"]) -> str:
    """All claims of the reports, one header above them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for report in reports:
        places = _words.Places(report.document)
        by_claim = _words.verdicts_by_claim(report)
        for claim in report.claims:
            row = _row(report, places, claim, by_claim.get(id(claim), []))
            writer.writerow([guarded(cell) for cell in row])
    return out.getvalue()


def _row(report: "Report", places: _words.Places, claim: Claim, verdicts: list["Verdict"]) -> list[str]:
    document, quantity, period = report.document, claim.quantity, claim.period
    line, column = places.line(claim.start) if places.faithful else ("", "")
    low, high = _words.bounds(quantity) if quantity else (None, None)
    weightiest = _words.worst(verdicts)
    # Of several relations, the row tells those that came out as the weightiest did.
    told = [v for v in verdicts if weightiest and v.outcome == weightiest.outcome]
    reasons = {id(one.verdict): one.reason for one in report.waived}
    return [
        document.address,
        claim.id,
        claim.kind,
        str(line),
        str(column),
        str(claim.paragraph),
        str(claim.start),
        str(claim.end),
        document.text[claim.start : claim.end],
        (decimal_string(quantity.value) if quantity else None) or "",
        low or "",
        high or "",
        (quantity.unit if quantity else None) or "",
        (quantity.hedge if quantity else None) or "",
        (quantity.direction if quantity else None) or "",
        str((period.start if period else None) or ""),
        str((period.end if period else None) or ""),
        _words.exact(document, claim.subject),
        _words.exact(document, claim.attribution),
        " ".join(link.address for link in claim.sources),
        claim.reading,
        weightiest.outcome if weightiest else "",
        (weightiest.certainty if weightiest else None) or "",
        "; ".join(v.checker for v in told),
        "; ".join(_words.plain(v.because) for v in told),
        "; ".join(_words.fit(document, fits) for v in told for fits in v.fits),
        "; ".join(reasons[id(v)] for v in told if id(v) in reasons),
    ]
