"""The report as Markdown: for a ticket, a note, a merge request."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from claims.claim import Claim
from reports import _words

if TYPE_CHECKING:
    from checkers._verdict import Verdict
    from reports import Report

# What Markdown or the HTML in it would take for its own. A backslash before any of these is plain text.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!$])")
_LINE_START = re.compile(r"^([-+=](?=[-=\s]|$)|[0-9]{1,9}(?=[.)](?:\s|$)))")


def escaped(text: str) -> str:
    """The text on one line, so that Markdown and HTML show it as it is."""
    text = _SPECIAL.sub(r"\\\1", _words.plain(text))
    return _LINE_START.sub(lambda match: _number(match[1]), text)


def _number(mark: str) -> str:
    # `1.` at the start of a line would be a list; a digit cannot take a backslash, so it becomes an entity.
    return f"&#{ord(mark[0])};{mark[1:]}" if mark[0].isdigit() else f"\\{mark}"


def render(report: "Report", *, holds: bool = False, unchecked: bool = False, unread: bool = False) -> str:
    """The report as Markdown, ending in a line end: summary, discrepancies, what is undecided, all claims."""
    places = _words.Places(report.document)
    title = report.document.title or report.document.address or "Text"
    parts = [f"# {escaped(title)}", _head(report), f"**{escaped(_words.Tally([report]).coverage())}**"]
    if report.discrepancies:
        parts.append("## Discrepancies")
        parts += [_discrepancy(report, places, verdict) for verdict in report.discrepancies]
    parts += _listed(report, places, "Undecided", (v for v in report.verdicts if v.outcome == "undecided"))
    waived = [one for one in report.waived if not one.recorded]
    if waived:
        rows = [f"{_entry(report, places, one.verdict)} (waived: {escaped(one.reason)})" for one in waived]
        parts += ["## Waived", "\n".join(rows)]
    parts += _listed(report, places, "Recorded", (one.verdict for one in report.waived if one.recorded))
    if report.idle:
        parts += ["## Waivers that answer nothing", "\n".join(f"- {escaped(said)}" for said in report.idle)]
    if holds:
        parts += _listed(report, places, "Holding", (v for v in report.verdicts if v.outcome == "holds"))
    if unchecked and report.unchecked:
        rows = [f"- {_place(places, c.start)}: {c.kind} {_quoted(report, c)}" for c in report.unchecked]
        parts += ["## Unchecked", "\n".join(rows)]
    if unread and report.claims.unread:
        text = report.document.text
        rows = [f"- {_place(places, a)}: “{escaped(text[a:b])}”" for a, b in report.claims.unread]
        parts += ["## Unread", "\n".join(rows)]
    if len(report.claims):
        parts += ["## Claims", _table(report, places)]
    return "\n\n".join(parts) + "\n"


def _head(report: "Report") -> str:
    document = report.document
    said = [escaped(document.address)] if document.address and document.title else []
    day = _words.published(document.published)
    said.append(f"published {day}" if day else "no date of publication")
    said.append(f"language {escaped(document.language)}")
    if report.rates:
        said.append(f"rates: {escaped(report.rates['source'])}, up to {report.rates['last_day']}")
    return ", ".join(said) + "."


def _place(places: _words.Places, place: int) -> str:
    brief = places.brief(place)
    return f"line {brief}" if places.faithful else f"paragraph {brief.removeprefix('¶ ')}"


def _quoted(report: "Report", claim: Claim) -> str:
    return f"“{escaped(report.document.text[claim.start : claim.end])}”"


def _marked(report: "Report", claims: list[Claim], place: tuple[int, int]) -> str:
    text = _words.shown(report.document)
    start, end = place
    said = ""
    for claim in sorted(claims, key=lambda claim: claim.start):
        if claim.start < start:  # within one that is marked already
            continue
        said += _part(text[start : claim.start]) + _strong(text, claim)
        start = claim.end
    return said + _part(text[start:end]) if start < end else said


def _strong(text: str, claim: Claim) -> str:
    """The words of a claim in bold; with tags beside letters, where `**` is no mark of emphasis."""
    words = escaped(text[claim.start : claim.end])
    beside = text[max(0, claim.start - 1) : claim.start] + text[claim.end : claim.end + 1]
    plainly = all(c.isspace() or (c.isascii() and not c.isalnum()) for c in beside)
    return f"**{words}**" if plainly else f"<strong>{words}</strong>"


def _part(text: str) -> str:
    """A part of a sentence, with the white space at its ends as one space each."""
    inner = escaped(text)
    if not inner:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + inner + (" " if text[-1].isspace() else "")


def _discrepancy(report: "Report", places: _words.Places, verdict: "Verdict") -> str:
    shown = verdict.claim
    figure = escaped(report.document.text[shown.start : shown.end])
    place = _place(places, shown.start)
    parts = [f"### {figure}: {verdict.certainty} ({escaped(verdict.checker)}), {place}"]
    by_sentence: dict[tuple[int, int], list[Claim]] = {}
    for _, claim in verdict.roles:
        by_sentence.setdefault(_words.sentence(claim), []).append(claim)
    parts += [f"> {_marked(report, claims, span).strip()}" for span, claims in by_sentence.items()]
    parts.append(escaped(verdict.because))
    rest = [f"- fits if {escaped(_words.fit(report.document, fits))}" for fits in verdict.fits]
    rest += [f"- source: {escaped(said)}" for said in _words.evidence(verdict.evidence)]
    return "\n\n".join([*parts, *(["\n".join(rest)] if rest else [])])


def _entry(report: "Report", places: _words.Places, verdict: "Verdict") -> str:
    return (
        f"- {_place(places, verdict.claim.start)}, {escaped(verdict.checker)}, "
        f"{_quoted(report, verdict.claim)}: {escaped(verdict.because)}"
    )


def _listed(report: "Report", places: _words.Places, heading: str, verdicts: Iterable["Verdict"]) -> list[str]:
    rows = [_entry(report, places, verdict) for verdict in verdicts]
    return [f"## {heading}", "\n".join(rows)] if rows else []


def _table(report: "Report", places: _words.Places) -> str:
    document = report.document
    by_claim = _words.verdicts_by_claim(report)
    rows = [
        "| Place | Kind | As written | Value | Unit | Hedge | Period | About | Who says so | Outcome |",
        "| --- | --- | --- | ---: | --- | --- | --- | --- | --- | --- |",
    ]
    for claim in report.claims:
        quantity = claim.quantity
        verdict = _words.worst(by_claim.get(id(claim), []))
        cells = [
            places.brief(claim.start),
            claim.kind,
            escaped(document.text[claim.start : claim.end]),
            _words.value(quantity),
            escaped((quantity.unit if quantity else None) or ""),
            (quantity.hedge if quantity else None) or "",
            _words.period(claim.period),
            escaped(_words.exact(document, claim.subject)),
            escaped(_words.exact(document, claim.attribution)),
            verdict.outcome if verdict else "",
        ]
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)
