"""The HTML page: whole without a network, a mouse or JavaScript, and deaf to what an article tries to smuggle in."""

import base64
import hashlib
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkers._verdict import Edit, Evidence, Fit, Verdict
from claims.claim import Claim, Claims
from claims.document import Block, Cell, Document, Link, Period, Table
from claims.quantity import Quantity, Range
from reports import Report
from reports.page import KIND_MARKS, LOOKS, clean, grouped, render, safe_address

ARTICLE = """Harbour authority reports a record year
Port Selwyn, 12 March 2024
The harbour authority of Port Selwyn moved 4.8 million tonnes of goods in 2023, up 12% from 4.2 million, \
its director Ines Vautier said on Tuesday. Of the 1,200 people on its payroll, 300 (20%) work on the new quay, \
and it paid 118.3 billion yuan (RMB, the same below, over 22.4 billion yuan) for cranes, about 40 of them. \
Some 1.5 million tonnes were grain; the rest was ore, timber and containers of kind X-77.
"There is no harbour on this coast that has grown as fast as ours," Vautier said.
该港口集团2023年完成投资1183亿元,同比增长近40%,其中码头建设投资占比约六成。
The authority names three aims: deeper berths, longer quays and cleaner ships.
Quay\tLength (m)\tShare
North\t640\t53%
South\t560\t47%
"""


def number(text, value, unit=None, **more):
    step = more.pop("step", Decimal(1))
    return Quantity(text, Decimal(value), unit, step=step, **more)


class Builder:
    """Claims over a text, each found by its words."""

    def __init__(self, text, **known):
        self.document = Document(text, **known)
        self.text = text
        self.claims = []

    def at(self, words, nth=1):
        at = -1
        for _ in range(nth):
            at = self.text.index(words, at + 1)
        return at, at + len(words)

    def claim(self, words, kind, quantity=None, nth=1, **more):
        start, end = self.at(words, nth)
        line = self.text.rfind("\n", 0, start) + 1
        stop = self.text.find("\n", start)
        self.claims.append(
            Claim(kind, start, end, quantity, more.pop("reading", "by hand"), sentence=(line, stop), **more)
        )
        return self.claims[-1]

    def report(self, verdicts, unread=(), **more):
        self.claims.sort(key=lambda claim: (claim.start, claim.end))
        for n, claim in enumerate(self.claims, 1):
            claim.id = f"c{n}"
        claims = Claims(self.document, self.claims, [], [self.at(words) for words in unread], [])
        return Report(self.document, claims, verdicts, **more)


def example():
    """A report with everything in it that a page shows."""
    lines = [(at.start(), at.end()) for at in re.finditer(r"[^\n]+", ARTICLE)]
    blocks = [Block(*lines[0], "heading"), Block(*lines[1], "meta"), *(Block(*line) for line in lines[2:-3])]
    rows = []
    for row, (start, end) in enumerate(lines[-3:]):
        at, cells = start, []
        for column, words in enumerate(ARTICLE[start:end].split("\t")):
            cells.append(Cell(at, at + len(words), 0, row, column, header=row == 0))
            at += len(words) + 1
        rows.append(cells)
    link = Link(*(ARTICLE.index("new quay") + n for n in (0, 8)), "https://port.example/quay?a=1&b=2", "The quay")
    bad = Link(*(ARTICLE.index("director") + n for n in (0, 8)), "javascript:alert(1)")
    made = Builder(
        ARTICLE,
        address="https://news.example/harbour.html",
        title="Harbour authority reports a record year",
        published=Period(date(2024, 3, 12), date(2024, 3, 12)),
        language="en",
        place="SG",
        links=(bad, link),
        blocks=tuple(blocks),
        tables=(Table(rows[0][0].start, rows[-1][-1].end, rows),),
    )
    made.claim("12 March 2024", "date", period=Period(date(2024, 3, 12), date(2024, 3, 12), "12 March 2024"))
    new = made.claim("4.8 million tonnes", "measure",
                     number("4.8", "4800000", "metric_ton", step=Decimal(100000), direction="up"),
                     subject=made.at("goods"), period=Period(date(2023, 1, 1), date(2023, 12, 31), "2023"))
    made.claim("2023", "date", period=Period(date(2023, 1, 1), date(2023, 12, 31), "2023"))
    up = made.claim("12%", "percent", number("12", "12", "%", direction="up"))
    old = made.claim("4.2 million", "measure", number("4.2", "4200000", "metric_ton", step=Decimal(100000)))
    made.claim("director Ines Vautier", "role", detail={"person": "Ines Vautier", "title": "director", "to": None})
    whole = made.claim("1,200 people", "count", number("1,200", "1200", "person", digits=4, coarse=Decimal(100)))
    part = made.claim("300", "count", number("300", "300", "person", digits=3, coarse=Decimal(100)))
    share = made.claim("20%", "percent", number("20", "20", "%"), sources=(link, bad),
                       attribution=made.at("director Ines Vautier"))
    first = made.claim("118.3 billion yuan", "money",
                       number("118.3", "118300000000", "CNY", step=Decimal(10**8), digits=4))
    second = made.claim("over 22.4 billion yuan", "money",
                        number("22.4", "22400000000", "CNY", step=Decimal(10**8), hedge="more-than", digits=3))
    made.claim("about 40", "count", number("40", "40", "crane", hedge="about", digits=2, coarse=Decimal(10)))
    grain = made.claim("1.5 million tonnes", "measure", number("1.5", "1500000", "metric_ton", step=Decimal(100000)))
    made.claim('"There is no harbour on this coast that has grown as fast as ours,"', "quotation",
               detail={"speaker": "Vautier"})
    made.claim("2023年", "date", nth=1, period=Period(date(2023, 1, 1), date(2023, 12, 31), "2023年"))
    made.claim("1183亿元", "money", number("1183亿", "118300000000", "CNY", step=Decimal(10**8), digits=4))
    made.claim("近40%", "percent", number("40", "40", "%", hedge="nearly", digits=2, coarse=Decimal(10)))
    aims = made.claim("three aims", "count", number("three", "3", "aim", point=True))
    made.claim("640", "measure", number("640", "640", "meter", digits=3))
    made.claim("560", "measure", number("560", "560", "meter", digits=3))
    made.claim("The authority names three aims: deeper berths, longer quays and cleaner ships.", "statement")
    ecb = "ECB euro foreign exchange reference rates"
    edit = made.at("22.4 billion yuan")
    verdicts = [
        Verdict("change", "discrepancy", [("change", up), ("new", new), ("old", old)],
                "(4.8 − 4.2) / 4.2 is 14.3%: from 11.8 to 16.9 within the rounding", "likely",
                [Fit("the change is 14%", Edit(up.start, up.end, "14%"))],
                found=Range(Decimal("11.5"), Decimal("12.5")), expected=Range(Decimal("12.8"), Decimal("16.9")),
                unit="%"),
        Verdict("share-of-whole", "discrepancy", [("share", share), ("part", part), ("whole", whole)],
                "300 of 1,200 is 25%", "proven",
                [Fit("the share is 25%", Edit(share.start, share.end, "25%")), Fit("the part is 240", None)],
                found=Range(Decimal("19.5"), Decimal("20.5")), expected=Range.point(25), unit="%"),
        Verdict("restated", "discrepancy", [("amount", first), ("restated", second)],
                "118.3 billion yuan is not over 22.4 billion yuan: 118.3 / 22.4 needs 5.256 to 5.283 yuan each",
                "proven",
                [Fit("the second amount is in Singapore dollars",
                     Edit(edit[0], edit[1], "22.4 billion Singapore dollars"))],
                [Evidence(ecb, "https://www.ecb.europa.eu/stats/", "2023-01-01/2023-11-30", "5.265", "CNY/SGD",
                          sha256="0" * 64)],
                found=Range(Fraction(11825, 2250), Fraction(11835, 2240)),
                expected=Range(Fraction("5.21"), Fraction("5.30")), unit="CNY/SGD"),
        Verdict("part-of-total", "undecided", [("part", grain), ("total", new)], "the other parts are not stated"),
        Verdict("listed", "holds", [("count", aims)], "three are announced and three follow",
                found=Range.point(3), expected=Range.point(3)),
    ]
    return made.report(verdicts, unread=["77"],
                       rates={"source": ecb, "last_day": "2026-11-20"})
