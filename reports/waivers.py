"""Waivers: discrepancies that somebody looked at and lets stand, each with a reason.

They are in `crossfoot-waivers.toml` beside the documents:

    [[waiver]]
    quote = "118.3 billion yuan"
    checker = "restated"
    reason = "The ministry confirmed that the second amount is in Singapore dollars."
    date = 2024-01-08

A waiver answers the discrepancies of its checker that have a claim within its quote, in any document beside
it. White space in the quote stands for any white space. A quote that leads to discrepancies in more than one
place of a document says too little and answers none of them. A waiver that answers nothing is told.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checkers._verdict import Verdict
    from reports import Report

NAME = "crossfoot-waivers.toml"
_KEYS = ("quote", "checker", "reason", "date")


class WaiversError(ValueError):
    """A file of waivers cannot be used. The message says which file, where in it, and what to do."""


@dataclass(slots=True, eq=False)
class Waiver:
    """One waiver. date: the day it was given. answered: how often it answered a discrepancy so far.

    complaints: why it answered nothing in a document where its quote stands.
    """

    quote: str
    checker: str
    reason: str
    date: date
    answered: int = 0
    complaints: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Waivers:
    """The waivers of one file, in its order."""

    path: Path
    waivers: list[Waiver]

    def unmatched(self, *, everything: bool = True) -> list[str]:
        """A line for each waiver that answered nothing in the documents it was applied to so far.

        everything: whether these were all documents beside it. Where not, a waiver whose quote was not met
        may belong to another one and is passed over.
        """
        lines = []
        for number, waiver in enumerate(self.waivers, 1):
            if waiver.answered or not (waiver.complaints or everything):
                continue
            why = waiver.complaints[0] if waiver.complaints else "its quote stands in none of the documents"
            lines.append(f"{self.path}: waiver {number} ({waiver.checker}, “{waiver.quote}”): {why}")
        return lines


def load(path: str | Path) -> Waivers:
    """The waivers of a file. Raises WaiversError where it cannot be read or an entry is not as it must be."""
    import tomllib

    path = Path(path)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as wrong:
        raise WaiversError(f"{path} cannot be read: {wrong.strerror or wrong}") from wrong
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise WaiversError(f"{path} is not TOML: {wrong}") from wrong
    entries = table.get("waiver", [])
    if set(table) - {"waiver"} or not isinstance(entries, list):
        raise WaiversError(f"{path} must hold [[waiver]] entries and nothing else, with {', '.join(_KEYS)}")
    return Waivers(path, [_waiver(path, number, entry) for number, entry in enumerate(entries, 1)])


def _waiver(path: Path, number: int, entry: object) -> Waiver:
    place = f"{path}, waiver {number}"
    if not isinstance(entry, dict) or set(entry) != set(_KEYS):
        given = ", ".join(entry) if isinstance(entry, dict) else repr(entry)
        raise WaiversError(f"{place}: give {', '.join(_KEYS)} and nothing else, not {given or 'nothing'}")
    for key in ("quote", "checker", "reason"):
        if not isinstance(entry[key], str) or not entry[key].strip():
            raise WaiversError(f"{place}: {key} must be text, not {entry[key]!r}")
    day = entry["date"]
    if isinstance(day, str):
        try:
            day = date.fromisoformat(day)
        except ValueError:
            day = None
    if type(day) is not date:
        raise WaiversError(f"{place}: date must be a day such as 2024-01-05, not {entry['date']}")
    return Waiver(entry["quote"], entry["checker"].strip().replace("_", "-"), entry["reason"].strip(), day)


def beside(address: str | Path) -> Path | None:
    """The file of waivers beside a document, None where there is none or the document is no file here."""
    document = Path(address)
    try:
        here = document.parent / NAME
        return here if document.is_file() and here.is_file() else None
    except (OSError, ValueError):  # an address that is no file name: a URL, text with a NUL
        return None


def apply(report: "Report", waivers: Waivers) -> None:
    """Move the discrepancies that the waivers answer to `report.waived`, and count anew."""
    text = report.document.text
    waived = {id(verdict) for verdict, _ in report.waived}
    for waiver in waivers.waivers:
        places = _places(waiver.quote, text)
        if not places:
            continue
        answered: dict[tuple[int, int], list[Verdict]] = {}
        for verdict in report.verdicts:
            if verdict.outcome == "discrepancy" and verdict.checker == waiver.checker:
                for place in places:
                    if any(c.start < place[1] and place[0] < c.end for _, c in verdict.roles):
                        answered.setdefault(place, []).append(verdict)
                        break
        address = report.document.address or "the text"
        if not answered:
            waiver.complaints.append(f"{waiver.checker} has no discrepancy there in {address}")
        elif len(answered) > 1:
            waiver.complaints.append(
                f"its quote leads to discrepancies in {len(answered)} places of {address}: quote more"
            )
        else:
            waiver.answered += 1
            (verdicts,) = answered.values()
            for verdict in verdicts:
                if id(verdict) not in waived:
                    waived.add(id(verdict))
                    report.waived.append((verdict, waiver.reason))
    report.count()


def _places(quote: str, text: str) -> list[tuple[int, int]]:
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    return [match.span() for match in re.finditer(pattern, text)]
