"""An anniversary is as many years after the beginning as it says.

@ 2025-04-24
> The firm was founded in 1994, and this year is the 31st anniversary of its founding.
= "31st" 2025 - 1994 = 31

@ 2025-04-24
> The firm was founded in 1994, and this year is the 30th anniversary of its founding.
!! "30th" 2025 - 1994 = 31 ~ 31

@ 2024-06-01
> The tenth annual fair opens today; it was first held in 2015.
= "tenth" 2024 - 2015 + 1 = 10

@ 2024-06-01
> The 12th annual fair opens today; it was first held in 2015.
! "12th" 2024 - 2015 + 1 = 10

> The firm was founded in 1994 and marks its 30th anniversary.
? "30th" no year

@ 2025-04-24
> The firm was founded in 1994. Its rival marks its 50th anniversary.

@ 2025-04-24
> On its 20th anniversary, in 2014, the firm, founded in 1994, opened a museum.
= "20th" 2014 - 1994 = 20

@ 2025-04-24
> It was the 50th time that the firm, founded in 1994, took part.

@ 2025-04-24
> The 12th edition of the book, first published in 1994, is out.

Rule: the nth anniversary is in the year of the beginning + n; the nth annual edition in that of the first + n - 1, where no
year was left out: so editions are likely slips at most.
"""

from __future__ import annotations

from collections.abc import Iterator

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._judge import told
from checkers._verdict import Edit, Fit, Verdict
from claims.quantity import Range

CODE = "anniversary"


def anniversary(first: int, year: int, *, edition: bool) -> int:
    """The number of the anniversary (or yearly edition) in a year."""
    return year - first + (1 if edition else 0)


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    sentences = index.sentences
    for at, sentence in enumerate(sentences):
        for figure in sentence.figures:
            which = _kind(index, figure)
            if which is None:
                continue
            start = _beginning(index, sentence, figure)
            edition = which == "edition"
            if start is None and at + 1 < len(sentences) and edition:
                follower = sentences[at + 1]
                if follower.paragraph == sentence.paragraph:
                    start = _beginning(index, follower, figure)
            if start is None:
                continue
            verdict = _weigh(index, sentence, figure, start, edition)
            if verdict is not None:
                yield verdict


def _kind(index: Index, figure: Figure) -> str | None:
    quantity = figure.claim.quantity
    if quantity is None or quantity.value is None or quantity.hedge is not None:
        return None
    for k in range(figure.after, min(figure.after + 2, len(index.tokens))):
        kind = index.entry(k).get("anniversary")
        if kind is not None and figure.kind in ("ordinal", "duration", "count"):
            return str(kind)
    if figure.kind == "duration" and "anniversary" in index.entry(figure.after - 1):
        return str(index.entry(figure.after - 1)["anniversary"])
    return None


def _beginning(index: Index, sentence: Sentence, figure: Figure) -> Figure | None:
    """The one date of founding (or first holding) in the sentence."""
    found = []
    for other in sentence.figures:
        period = other.claim.period
        if (
            other.kind != "date"
            or period is None
            or period.start is None
            or (other.claim.detail or {}).get("grain") not in ("day", "month", "year")
        ):
            continue
        words = []
        for k in range(other.first - 1, max(sentence.first, other.first - 5) - 1, -1):
            if k in index.owner:
                break
            if index.entry(k).get("life") == "founded":
                words.append(k)
        behind = [
            k
            for k in range(other.after, min(other.after + 2, len(index.tokens)))
            if index.entry(k).get("life") == "founded" and not index.tokens.text[k].isascii()
        ]
        if words or behind:
            found.append(other)
    return found[0] if len(found) == 1 and found[0] is not figure else None


def _weigh(index: Index, sentence: Sentence, figure: Figure, start: Figure, edition: bool) -> Verdict | None:
    quantity, period = figure.claim.quantity, start.claim.period
    assert quantity is not None and quantity.value is not None and period is not None and period.start is not None
    roles = [("number", figure.claim), ("first", start.claim)]
    year: int | None = None
    for other in sentence.figures:
        p = other.claim.period
        if (
            other.kind == "date"
            and other is not start
            and p is not None
            and p.start is not None
            and p.end is not None
            and p.start.year == p.end.year
        ):
            if year is not None and year != p.start.year:
                return None
            year = p.start.year
    published = index.document.published
    if year is None:
        if (
            published is None
            or published.start is None
            or published.end is None
            or published.start.year != published.end.year
        ):
            return Verdict(CODE, "undecided", roles, "no year says which anniversary this is")
        year = published.end.year
    first = period.start.year
    number = int(quantity.value)
    expected = anniversary(first, year, edition=edition)
    because = f"{year} - {first}{' + 1' if edition else ''} = {expected}"
    if number == expected:
        return Verdict(CODE, "holds", roles, because, found=Range.point(number), expected=Range.point(expected))
    if expected < 1 or abs(number - expected) > 12:
        return None
    published_only = not any(f.kind == "date" and f is not start for f in sentence.figures)
    if (
        published_only
        and number == expected + 1
        and published is not None
        and published.end is not None
        and published.end.month >= 9
    ):
        return None
    if edition and (number == expected - 1 or number < expected):
        # Years may have been left out.
        return Verdict(CODE, "undecided", roles, f"{because}, if no year was left out")
    verdict = Verdict(
        CODE,
        "discrepancy",
        roles,
        because,
        "likely" if edition else "proven",
        found=Range.point(number),
        expected=Range.point(expected),
    )
    written = told(figure.claim)
    digits = "".join(c for c in written if c.isdigit())
    edit = None
    if digits:
        at = written.index(digits[0])
        tail = written[at + len(digits) :]
        suffix = _suffix(expected) if tail[:2].isalpha() and tail[:2].isascii() else ""
        edit = Edit(
            figure.claim.start + at,
            figure.claim.start + at + len(digits) + (2 if suffix else 0),
            f"{expected}{suffix}",
        )
    verdict.fits = [
        Fit(f"{written} is {expected}{_suffix(expected)}", edit),
        Fit(f"the beginning was in {year - number + (1 if edition else 0)}"),
    ]
    return verdict


def _suffix(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
