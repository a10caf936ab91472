"""Claims and verdicts made by hand: what reports must show, whatever a reader makes of a text."""

import re
from datetime import date
from decimal import Decimal

from checkers._verdict import Edit, Evidence, Fit, Verdict
from claims.claim import Claim, Claims
from claims.document import Document, Link, Period
from claims.quantity import Quantity

TEXT = (
    "# Apprentices\n"
    "\n"
    "Of 1,200 jobs, 300 (20%) went to apprentices, the ministry said on 5 January 2024.\n"
    "Wages rose by 4% to €52 million ($56 million). The bridge cost nearly £3 million.\n"
    "“We need 🧑‍🔧 more,” said Jane Roe, minister of labour. Model 77x was shown.\n"
    "集团投入118.3亿元（约224亿元）用于改革。\n"
)
JANUARY = Period(date(2024, 1, 5), date(2024, 1, 5), "5 January 2024")


def span(text: str, quote: str, number: int = 1) -> tuple[int, int]:
    """The place of the quote, the first one or the one of that number."""
    at = -1
    for _ in range(number):
        at = text.index(quote, at + 1)
    return at, at + len(quote)


def claim(document: Document, kind: str, quote: str, quantity: Quantity | None = None, *, number: int = 1, **more):
    """A claim where the quote stands, in the line that holds it."""
    start, end = span(document.text, quote, number)
    line = document.text.rfind("\n", 0, start) + 1
    made = Claim(kind, start, end, quantity, **{"reading": f"handmade.{kind}", **more})
    made.sentence = (line, document.text.index("\n", end))
    made.paragraph = document.paragraph(start)
    return made


def amount(written: str, value: str, unit: str | None, **more) -> Quantity:
    """A quantity as precise as its value."""
    step = Decimal(1).scaleb(int(Decimal(value).as_tuple().exponent))
    return Quantity(written, Decimal(value), unit, step=step, digits=len(value), **more)


def article(address: str = "apprentices.md", text: str = TEXT) -> Document:
    return Document(text, address=address, title="Apprentices", published=JANUARY)


def claims_of(document: Document) -> Claims:
    text = document.text
    jobs = claim(document, "count", "1,200", amount("1,200", "1200", "job"))
    part = claim(document, "count", "300", amount("300", "300", "job"), subject=span(text, "jobs"))
    share = claim(document, "percent", "20%", amount("20%", "20", "%"), of=part, attribution=span(text, "the ministry"))
    day = claim(document, "date", "5 January 2024", period=JANUARY)
    rise = claim(document, "percent", "4%", amount("4%", "4", "%", direction="up"))
    euros = claim(
        document,
        "money",
        "€52 million",
        amount("52 million", "52000000", "EUR"),
        sources=(Link(0, 4, "https://example.org/wages"),),
    )
    dollars = claim(document, "money", "$56 million", amount("56 million", "56000000", "USD"))
    bridge = claim(document, "money", "£3 million", amount("3 million", "3000000", "GBP", hedge="nearly"))
    quotation = claim(
        document,
        "quotation",
        "“We need 🧑‍🔧 more,”",
        detail={"speaker": "Jane Roe", "words": "We need 🧑‍🔧 more,"},
    )
    role = claim(
        document,
        "role",
        "Jane Roe, minister of labour",
        detail={"person": "Jane Roe", "title": "minister of labour"},
    )
    yuan = claim(document, "money", "118.3亿元", amount("118.3亿元", "11830000000", "CNY"))
    again = claim(document, "money", "224亿元", amount("224亿元", "22400000000", "CNY", hedge="about"))
    every = [jobs, part, share, day, rise, euros, dollars, bridge, quotation, role, yuan, again]
    for number, made in enumerate(every, 1):
        made.id = f"c{number}"
        made.why = [f"the {number}th of the list"]
    sentences = sorted({made.sentence for made in every})
    return Claims(document, every, sentences, [span(text, "77")], [])


def verdicts_of(claims: Claims) -> list[Verdict]:
    jobs, part, share, _, _, euros, dollars, *_, yuan, again = claims
    start, end = share.start, share.start + 2
    ecb = Evidence(
        "ECB euro foreign exchange reference rates", "https://example.org/ecb", "2024-01-05", "1.0921", "USD"
    )
    return [
        Verdict(
            "share-of-whole",
            "discrepancy",
            [("share", share), ("part", part), ("whole", jobs)],
            "300 of 1,200 is 25%, not 20%",
            "proven",
            fits=[Fit("the share is 25%", Edit(start, end, "25")), Fit("the whole is 1,500")],
        ),
        Verdict(
            "converted",
            "holds",
            [("converted", dollars), ("amount", euros)],
            "€52 million is $56.8 million at 1.0921",
            evidence=[ecb],
        ),
        Verdict(
            "restated",
            "discrepancy",
            [("again", again), ("amount", yuan)],
            "118.3亿元 and 224亿元 are the same amount twice",
            "likely",
            evidence=[ecb],
        ),
        Verdict("change", "undecided", [("change", claims[4])], "no earlier figure is stated"),
    ]


def read(document: Document, facts: bool = True) -> Claims:
    """Stands in for the reader: shares of wholes, as `Of 1,200 jobs, 300 (20%)`, and other numbers."""
    assert facts
    found = []
    for number, match in enumerate(re.finditer(r"([0-9][0-9,]*)(%?)", document.text), 1):
        value = match[1].replace(",", "")
        kind, unit = ("percent", "%") if match[2] else ("count", "job")
        made = Claim(kind, *match.span(), amount(match[0], value, unit), "handmade", id=f"c{number}")
        line = document.text.rfind("\n", 0, match.start()) + 1
        made.sentence = (line, (document.text + "\n").index("\n", match.end()))
        made.paragraph = document.paragraph(match.start())
        found.append(made)
    return Claims(document, found, sorted({made.sentence for made in found}), [], [])


def check(claims: Claims, *, rates=None, select=None, ignore=(), sources=()) -> list[Verdict]:
    """Stands in for the runner: weighs the shares that `read` finds, without rates."""
    del rates, sources
    if (select is not None and "share-of-whole" not in select) or "share-of-whole" in ignore:
        return []
    made = []
    for whole, part, share in zip(claims, claims[1:], claims[2:], strict=False):
        if share.kind == "percent" and whole.sentence == part.sentence == share.sentence:
            assert whole.quantity
            assert part.quantity
            assert share.quantity
            right = 100 * part.quantity.value / whole.quantity.value
            fits = right == share.quantity.value
            said = f"{part.quantity.value} of {whole.quantity.value} is {right.normalize():f}%"
            roles = [("share", share), ("part", part), ("whole", whole)]
            made.append(
                Verdict(
                    "share-of-whole",
                    "holds" if fits else "discrepancy",
                    roles,
                    said,
                    None if fits else "proven",
                )
            )
    return made
