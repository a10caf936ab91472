"""The notation of the house: examples in docstrings, corpora and documentation, read and run.

    @ 2024-01-05 zh place=SG      publication date, language, and whatever else the example needs
    > The article says this.      `>` alone is an empty line
    - "118.3 billion yuan" money 118300000000 CNY nearly up     a claim that is read
    !! "20%" words of the reason ~ words of what would fit      a proven discrepancy; `!` likely, `=` holds, `?` undecided

A quote that occurs twice takes its number. A blank line ends an example. Without a mark, silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from claims import FACTS, Claim, Claims, Document, units
from claims.claim import FIGURES
from claims.quantity import HEDGES

MARKS = {
    "!!": ("discrepancy", "proven"),
    "!": ("discrepancy", "likely"),
    "=": ("holds", None),
    "?": ("undecided", None),
}
_QUOTED = re.compile(
    r'^(?P<mark>!!|!|=|\?|-)\s+(?P<q>["“])(?P<quote>.*?)(?P<e>["”])(?=\s|$)(?:\s+(?P<nth>[1-9])(?=\s|$))?\s*(?P<rest>.*)$'
)

_FACT = re.compile(r'^-\s+(?P<kind>role|quotation|event|statement)\s+["“](?P<quote>.*?)["”](?=\s|$)\s*(?P<rest>.*)$')


@dataclass
class Expected:
    """One line of an example that says what is read or judged."""

    mark: str
    quote: str
    nth: int
    rest: str
    line: int


@dataclass
class Example:
    """One example: its text, its `@` line, and what it expects."""

    where: str
    line: int
    heading: str
    lines: list[str] = field(default_factory=list)
    head: str = ""
    expected: list[Expected] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def options(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for word in self.head.split():
            if "=" in word:
                key, _, value = word.partition("=")
                found[key] = value
            elif re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", word):
                found["published"] = word
            elif word == "facts":
                found["facts"] = "yes"
            else:
                found["language"] = word
        return found

    def document(self) -> Document:
        """The example as a document."""
        from sources import from_text

        options = self.options
        return from_text(
            self.text,
            published=options.get("published"),
            language=options.get("language"),
            place=options.get("place"),
        )

    def sources(self) -> list[Claims]:
        """The claims of the documents that the example is checked against (`source=` names, separated by commas)."""
        from claims import read
        from sources import fetch

        folder = Path(__file__).parent / "articles" / "sources"
        names = self.options.get("source", "").split(",")
        return [read(fetch(str(folder / name)), facts=False) for name in names if name]

    def place(self, expected: Expected) -> tuple[int, int]:
        """Where the quoted words stand."""
        at = -1
        for _ in range(expected.nth):
            at = self.text.find(expected.quote, at + 1)
            if at < 0:
                raise ValueError(
                    f"{self.where}:{expected.line}: {expected.quote!r} does not stand in the text "
                    f"{expected.nth} time(s)"
                )
        return at, at + len(expected.quote)


def parse(text: str, where: str, first_line: int = 1) -> Iterator[Example]:
    """All examples of a docstring or corpus."""
    heading = ""
    example: Example | None = None
    for number, raw in enumerate(text.splitlines(), first_line):
        line = raw.strip()
        if not line:
            if example is not None and example.lines:
                yield example
            example = None
            continue
        if line.startswith("#"):
            heading = line.lstrip("# ")
            continue
        if line.startswith("@ "):
            example = Example(where, number, heading, head=line[2:])
            continue
        if line.startswith(">"):
            if example is None:
                example = Example(where, number, heading)
            example.lines.append(line[2:] if line.startswith("> ") else line[1:])
            continue
        if line.startswith("~ ") and example is not None and example.expected:
            example.expected[-1].rest += " " + line
            continue
        fact = _FACT.match(line)
        if fact is not None and example is not None:
            example.expected.append(Expected("-", fact["quote"], 1, f"{fact['kind']} {fact['rest']}".strip(), number))
            continue
        match = _QUOTED.match(line)
        if match is not None and example is not None:
            nth, rest = match["nth"], match["rest"]
            if nth is not None and example.text.count(match["quote"]) < 2:
                # Only a quote that occurs twice takes a number: here it is the first word of the reason.
                nth, rest = None, f"{nth} {rest}"
            example.expected.append(Expected(match["mark"], match["quote"], int(nth or 1), rest, number))
        elif example is not None and example.lines:
            raise ValueError(f"{where}:{number}: not the notation of an example: {line!r}")
    if example is not None and example.lines:
        yield example


def of_file(path: Path) -> list[Example]:
    """The examples of a corpus."""
    return list(parse(path.read_text(encoding="utf-8"), path.name))


_WORD = re.compile(r'"[^"]*"|\S+')


@dataclass
class Wanted:
    """A claim line taken apart."""

    kind: str
    value: str | None = None
    unit: str | None = None
    hedge: str | None = None
    direction: str | None = None
    fields: dict[str, str] = field(default_factory=dict)


def wanted(rest: str) -> Wanted:
    """What the words after the quote of a `-` line say."""
    words = list(_WORD.findall(rest))
    # key="value with spaces" is one word
    words = re.findall(r'\w+="[^"]*"|"[^"]*"|\S+', rest)
    kind = words[0]
    if kind not in FIGURES + FACTS:
        raise ValueError(f"no kind of claim: {kind!r}")
    found = Wanted(kind)
    bare: list[str] = []
    for word in words[1:]:
        if re.match(r"^\w+=", word):
            key, _, value = word.partition("=")
            found.fields[key] = value.strip('"')
        elif word in HEDGES:
            found.hedge = word
        elif word in ("up", "down") and (bare or kind == "ratio"):
            found.direction = word
        else:
            bare.append(word.strip('"'))
    if bare:
        found.value = bare[0]
    if len(bare) > 1:
        found.unit = " ".join(bare[1:])
    return found


def number(text: str) -> Fraction:
    """A decimal or fraction of the notation."""
    if "/" in text:
        top, bottom = text.split("/")
        return Fraction(top) / Fraction(bottom)
    return Fraction(Decimal(text))


def days(text: str) -> tuple[date | None, date | None]:
    """The first and last day that a date of the notation stands for."""
    if text == "?":
        return None, None
    start, _, end = text.partition("/")
    low, high = _span(start)
    return (low, high) if not end else (low, _span(end)[1])


def _span(text: str) -> tuple[date, date]:
    from calendar import monthrange

    parts = [int(p) for p in text.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        year, month = parts
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    year, month, day = parts
    return date(year, month, day), date(year, month, day)


def differences(want: Wanted, claim: Claim) -> list[str]:
    """How a claim differs from what was wanted of it."""
    out = []
    if claim.kind != want.kind:
        out.append(f"kind {claim.kind}, not {want.kind}")
        return out
    if want.kind in FACTS:
        detail = claim.detail or {}
        for key, value in want.fields.items():
            if (detail.get(key) or "") != value:
                out.append(f"{key} {detail.get(key)!r}, not {value!r}")
        return out
    if want.kind == "date":
        if want.value is not None:
            assert claim.period is not None
            got = (claim.period.start, claim.period.end)
            if got != days(want.value):
                out.append(f"period {got[0]}/{got[1]}, not {want.value}")
        return out
    quantity = claim.quantity
    if quantity is None:
        return [] if want.value is None else ["no quantity"]
    if want.value is not None and want.value != "?":
        if ".." in want.value:
            low, high = want.value.split("..")
            if quantity.ends is None or (Fraction(quantity.ends[0]), Fraction(quantity.ends[1])) != (
                number(low),
                number(high),
            ):
                out.append(f"range {quantity.ends}, not {want.value}")
        elif quantity.value is None or not _same(Fraction(quantity.value), number(want.value)):
            out.append(f"value {quantity.value}, not {want.value}")
    if want.value == "?" and quantity.value is not None and want.kind != "date" and quantity.ends is None:
        out.append(f"value {quantity.value}, not a wide range")
    if want.unit is not None:
        unit = quantity.unit or "-"
        if not _same_unit(unit, want.unit):
            out.append(f"unit {quantity.unit}, not {want.unit}")
    if want.value is not None:
        if quantity.hedge != want.hedge:
            out.append(f"hedge {quantity.hedge}, not {want.hedge}")
        if quantity.direction != want.direction:
            out.append(f"direction {quantity.direction}, not {want.direction}")
    return out


def _same_unit(a: str, b: str) -> bool:
    """True where two names say one unit: `km**2` and `kilometer**2`, `USD/foot**2` and `USD/square_foot`."""
    if a.lower() == b.lower():
        return True
    names = []
    for unit in (a, b):
        head, slash, tail = unit.partition("/")
        money = bool(slash) and head.isupper() and len(head) == 3
        head, measured = (head, tail) if money else ("", unit)
        try:
            names.append((head, units.convert(Fraction(1), measured, measured), measured))
        except units.UnitError:
            return False
    (first, _, x), (second, _, y) = names
    try:
        return first == second and units.convert(Fraction(1), x, y) == 1 and units.convert(Fraction(0), x, y) == 0
    except units.UnitError:
        return False


def _same(a: Fraction, b: Fraction) -> bool:
    # The notation gives a third of an acre as a rounded decimal.
    return a == b or abs(a - b) <= abs(b) / 10**6


def compare(example: Example, claims: Claims) -> list[str]:
    """Every way in which the claims read differ from those listed in an example."""
    problems: list[str] = []
    listed = [e for e in example.expected if e.mark == "-"]
    if not listed and any(e.mark != "-" for e in example.expected):
        return []
    wants = [(e, wanted(e.rest), example.place(e)) for e in listed]
    fact_kinds = {w.kind for _, w, _ in wants if w.kind in FACTS}
    if "facts" in example.options:
        fact_kinds = set(FACTS) - {"statement"}
    figures_only = all(w.kind in FACTS for _, w, _ in wants) and bool(wants)
    left = [c for c in claims if (c.figure and not figures_only) or c.kind in fact_kinds]
    for expected, want, (start, end) in wants:
        best, score = None, 0
        for claim in left:
            overlap = min(end, claim.end) - max(start, claim.start)
            rank = overlap * 2 + (claim.kind == want.kind)
            if overlap > 0 and rank > score:
                best, score = claim, rank
        if best is None:
            problems.append(f"{expected.line}: {expected.quote!r} is not read as {expected.rest}")
            continue
        left.remove(best)
        problems.extend(
            f"{expected.line}: {expected.quote!r} read with {difference}" for difference in differences(want, best)
        )
    problems.extend(
        f"{example.line}: {example.text[claim.start : claim.end]!r} is read as {claim.kind} "
        f"({claim.reading}), and should not be"
        for claim in left
    )
    return problems
