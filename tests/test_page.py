"""The HTML page: whole without a network, a mouse or JavaScript, and deaf to what an article smuggles in."""

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
from reports import Report, Waived
from reports._drawings import grouped
from reports._segments import KIND_MARKS, LOOKS, clean, safe_address
from reports.page import render

ARTICLE = """Harbour authority reports a record year
Port Selwyn, 12 March 2024
The harbour authority of Port Selwyn moved 4.8 million tonnes of goods in 2023, up 12% from 4.2 million, \
its director Ines Vautier said on Tuesday. Of the 1,200 people on its payroll, 300 (20%) work on the \
new quay, and it paid 118.3 billion yuan (RMB, the same below, over 22.4 billion yuan) for cranes, about 40 \
of them. Some 1.5 million tonnes were grain; the rest was ore, timber and containers of kind X-77.
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
    quay, director = ARTICLE.index("new quay"), ARTICLE.index("director")
    link = Link(quay, quay + 8, "https://port.example/quay?a=1&b=2", "The quay")
    bad = Link(director, director + 8, "javascript:alert(1)")
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
    new = made.claim(
        "4.8 million tonnes",
        "measure",
        number("4.8", "4800000", "metric_ton", step=Decimal(100000), direction="up"),
        subject=made.at("goods"),
        period=Period(date(2023, 1, 1), date(2023, 12, 31), "2023"),
    )
    made.claim("2023", "date", period=Period(date(2023, 1, 1), date(2023, 12, 31), "2023"))
    up = made.claim("12%", "percent", number("12", "12", "%", direction="up"))
    old = made.claim("4.2 million", "measure", number("4.2", "4200000", "metric_ton", step=Decimal(100000)))
    made.claim("director Ines Vautier", "role", detail={"person": "Ines Vautier", "title": "director", "to": None})
    whole = made.claim("1,200 people", "count", number("1,200", "1200", "person", digits=4, coarse=Decimal(100)))
    part = made.claim("300", "count", number("300", "300", "person", digits=3, coarse=Decimal(100)))
    share = made.claim(
        "20%",
        "percent",
        number("20", "20", "%"),
        sources=(link, bad),
        attribution=made.at("director Ines Vautier"),
    )
    first = made.claim(
        "118.3 billion yuan", "money", number("118.3", "118300000000", "CNY", step=Decimal(10**8), digits=4)
    )
    second = made.claim(
        "over 22.4 billion yuan",
        "money",
        number("22.4", "22400000000", "CNY", step=Decimal(10**8), hedge="more-than", digits=3),
    )
    made.claim("about 40", "count", number("40", "40", "crane", hedge="about", digits=2, coarse=Decimal(10)))
    grain = made.claim("1.5 million tonnes", "measure", number("1.5", "1500000", "metric_ton", step=Decimal(100000)))
    made.claim(
        '"There is no harbour on this coast that has grown as fast as ours,"',
        "quotation",
        detail={"speaker": "Vautier"},
    )
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
        Verdict(
            "change",
            "discrepancy",
            [("change", up), ("new", new), ("old", old)],
            "(4.8 − 4.2) / 4.2 is 14.3%: from 11.8 to 16.9 within the rounding",
            "likely",
            [Fit("the change is 14%", Edit(up.start, up.end, "14%"))],
            found=Range(Decimal("11.5"), Decimal("12.5")),
            expected=Range(Decimal("12.8"), Decimal("16.9")),
            unit="%",
        ),
        Verdict(
            "share-of-whole",
            "discrepancy",
            [("share", share), ("part", part), ("whole", whole)],
            "300 of 1,200 is 25%",
            "proven",
            [Fit("the share is 25%", Edit(share.start, share.end, "25%")), Fit("the part is 240", None)],
            found=Range(Decimal("19.5"), Decimal("20.5")),
            expected=Range.point(25),
            unit="%",
        ),
        Verdict(
            "restated",
            "discrepancy",
            [("amount", first), ("restated", second)],
            "118.3 billion yuan is not over 22.4 billion yuan: 118.3 / 22.4 needs 5.256 to 5.283 yuan each",
            "proven",
            [
                Fit(
                    "the second amount is in Singapore dollars",
                    Edit(edit[0], edit[1], "22.4 billion Singapore dollars"),
                )
            ],
            [
                Evidence(
                    ecb,
                    "https://www.ecb.europa.eu/stats/",
                    "2023-01-01/2023-11-30",
                    "5.265",
                    "CNY/SGD",
                    sha256="0" * 64,
                )
            ],
            found=Range(Fraction(11825, 2250), Fraction(11835, 2240)),
            expected=Range(Fraction("5.21"), Fraction("5.30")),
            unit="CNY/SGD",
        ),
        Verdict("part-of-total", "undecided", [("part", grain), ("total", new)], "the other parts are not stated"),
        Verdict(
            "listed",
            "holds",
            [("count", aims)],
            "three are announced and three follow",
            found=Range.point(3),
            expected=Range.point(3),
        ),
    ]
    return made.report(verdicts, unread=["77"], rates={"source": ecb, "last_day": "2026-11-20"})


class Page(HTMLParser):
    """The page as a browser sees it: its elements, and the text of each that has an id."""

    VOID = ("meta", "input", "br", "img", "link", "rect", "line", "path", "polyline", "circle")

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.html = html
        self.elements = []
        self.open = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, "text": "", "in": tuple(e["tag"] for e in self.open), **dict(attrs)}
        self.elements.append(element)
        if tag not in self.VOID:
            self.open.append(element)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        if tag in self.VOID:
            return
        assert self.open, f"</{tag}> closes nothing"
        last = self.open.pop()
        # An end tag that HTML lets one leave out may be missing; none of ours is.
        assert last["tag"] == tag, f"</{tag}> closes <{last['tag']}>"

    def handle_data(self, data):
        for element in self.open:
            element["text"] += data

    def all(self, tag="", **wanted):
        return [
            e
            for e in self.elements
            if (not tag or e["tag"] == tag) and all(e.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag="", **wanted):
        (element,) = self.all(tag, **wanted)
        return element

    def hold_together(self):
        """Ids are unique, and every link within the page leads somewhere."""
        ids = [e["id"] for e in self.elements if e.get("id")]
        assert len(ids) == len(set(ids))
        assert {e["href"][1:] for e in self.all("a") if e.get("href", "").startswith("#")} <= set(ids)

    def classed(self, *names):
        return [e for e in self.elements if set(names) <= set((e.get("class") or "").split())]


@pytest.fixture(scope="module")
def html():
    return render(example())


@pytest.fixture(scope="module")
def page(html):
    return Page(html)


def bare(text, *claims, **known):
    """A page over a text with (words, kind) claims and no verdict."""
    made = Builder(text, **known)
    for words, kind in claims:
        made.claim(words, kind)
    return Page(render(made.report([])))


def test_the_whole_text_of_the_article_is_there_in_order(page):
    shown = page.one("article")["text"]
    assert "".join(shown.split()) == "".join(ARTICLE.split())


def test_every_claim_is_marked_once_by_kind_and_outcome(page):
    report = example()
    for n, claim in enumerate(report.claims):
        mark = page.one("a", id=f"m{n}")
        assert f"k-{claim.kind}" in mark["class"].split()
        assert mark["aria-label"].find(claim.kind) >= 0
    assert [m["text"] for m in page.classed("m", "o-proven", "led")] == [
        "figure",
        "20%",
        "118.3 billion yuan",
    ]
    assert [m["text"] for m in page.classed("m", "o-undecided")] == ["figure", "1.5 million tonnes"]
    assert [m["text"] for m in page.classed("m", "o-holds")] == ["figure", "three aims"]
    # 4.8 million tonnes is in a likely discrepancy and in an undecided relation: the graver counts.
    assert "o-likely" in page.one("a", id="m1")["class"]


def test_marks_rows_and_cards_lead_to_one_another(page):
    page.hold_together()
    targets = {e["href"][1:] for e in page.all("a") if e.get("href", "").startswith("#")}
    assert {f"m{n}" for n in range(len(example().claims))} <= targets
    # Without JavaScript a mark leads to its card where it has one, else to its row in the table.
    assert page.one("a", id="m8")["href"] == "#v1"
    assert page.one("a", id="m0")["href"] == "#c0"


def test_a_card_tells_the_reason_the_repair_and_the_evidence(page, html):
    card = page.one("section", id="v2")["text"]
    assert "118.3 / 22.4 needs 5.256 to 5.283 yuan each" in card
    assert "the second amount is in Singapore dollars" in card
    assert page.classed("card")[1]["id"] == "v2"
    (old,) = [e["text"] for e in page.all("del") if "22.4" in e["text"]]
    (new,) = [e["text"] for e in page.all("ins") if "22.4" in e["text"]]
    assert (old, new) == ("replace 22.4 billion yuan", "by 22.4 billion Singapore dollars")
    assert "5.265 CNY/SGD, for 2023-01-01/2023-11-30" in card
    assert page.all("a", href="https://www.ecb.europa.eu/stats/")
    assert "https://news.example/harbour.html#:~:text=" in html


def test_the_ranges_are_drawn_and_told(page):
    told = [e["aria-label"] for e in page.all("svg")]
    assert "Written: 19.5 to 20.5%. What the others allow: 25%. The two ranges do not meet." in told
    assert "Written: 5.256 to 5.283 CNY/SGD. What the others allow: 5.21 to 5.30 CNY/SGD. The two ranges meet." in (
        told
    )
    for rect in page.all("rect"):
        assert 0 <= float(rect["x"]) <= float(rect["x"]) + float(rect["width"]) <= 360


def test_the_rates_of_the_days_around_are_drawn(page):
    (told,) = [e["aria-label"] for e in page.all("svg") if "for one" in e["aria-label"]]
    # The mean of the evidence is over January to November 2023; two weeks more are shown on either side.
    assert re.fullmatch(
        r"CNY for one SGD from 2022-12-\d\d to 2023-12-\d\d: "
        r"between 5\.0\d{3} and 5\.4\d{3}, 5\.265 in the mean of 2023-01-01 to 2023-11-30\.",
        told,
    )
    (mean,) = [e for e in page.all("line") if e["class"] == "mean"]
    assert float(mean["x1"]) < float(mean["x2"])
    assert mean["y1"] == mean["y2"]
    (line,) = page.all("polyline")
    points = [tuple(map(float, point.split(","))) for point in line["points"].split()]
    assert len(points) > 200
    assert points == sorted(points, key=lambda point: point[0])
    # The rate that the two amounts need lies among them: it was that of the middle of the year.
    (band,) = [e for e in page.all("rect") if e["class"] == "needed"]
    assert min(y for _, y in points) < float(band["y"]) < max(y for _, y in points)


def test_no_rates_are_drawn_that_the_evidence_did_not_use():
    report = example()
    report.rates = {"source": "rates in mine.csv", "last_day": "2024-01-01"}
    assert not Page(render(report)).all("polyline")


def test_the_table_has_a_row_for_every_claim(page):
    report = example()
    for n, claim in enumerate(report.claims):
        row = page.one("tr", id=f"c{n}")
        assert row["data-k"] == claim.kind
    row = page.one("tr", id="c1")["text"]
    for words in (
        "4.8 million tonnes",
        "4,800,000",
        "4.75 to 4.85 million",
        "metric ton",
        "up",
        "2023-01-01 / 2023-12-31",
    ):
        assert words in row
    assert "goods" in row
    assert "director Ines Vautier" in page.one("tr", id="c8")["text"]
    assert "title: director" in page.one("tr", id="c5")["text"]


def test_what_nobody_weighed_or_read_is_listed(page):
    weighed = {"4.8 million tonnes", "12%", "4.2 million", "20%", "300", "1,200 people"}
    listed = page.one("section", id="unchecked")["text"]
    assert "about 40" in listed
    assert "1.5 million tonnes" in listed  # undecided is not weighed
    assert not any(words in listed.split("\n") for words in weighed)
    assert "of kind X-77." in page.one("section", id="unread")["text"]
    assert page.one("span", id="u0")["text"] == "77"


def test_a_waived_discrepancy_says_why_and_counts_as_none():
    report = example()
    report.waived.append(Waived(report.verdicts[1], "The director <confirmed> it."))
    report.count()
    page = Page(render(report))
    assert "The director <confirmed> it." in page.one("section", id="v1")["text"]
    assert "o-waived" in page.one("a", id="m8")["class"]
    assert [e["text"].split()[0] for e in page.classed("brief")] == ["What"]
    assert "300 of 1,200" not in page.classed("brief")[0]["text"]


def test_it_needs_nothing_from_a_network(page, html):
    assert not page.all("img")
    assert not page.all("link")
    assert not [e for e in page.elements if e.get("src")]
    assert "url(" not in html
    assert "@import" not in html


def test_the_policy_admits_our_own_script_and_style_only(page, html):
    (policy,) = [e["content"] for e in page.all("meta") if e.get("http-equiv") == "Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"
    # Attributes that the policy would forbid are not used either.
    assert not [e for e in page.elements for name in e if name == "style" or name.startswith("on")]


HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "{{ 7 * 7 }} {% raw %}",
    "<!-- --><![CDATA[ ]]>&lt;b&gt;&#60;b&#62;",
    "\u2028\u2029\u202e\u2066\ufeff",
    "\x00\x0b\x1b[31m\x7f\ud800\udfff",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_an_article_smuggles_nothing_in(words):
    text = f"{words} 12 {words} 34\n{words}"
    made = Builder(
        text,
        title=words,
        address=words,
        language=words,
        place=words,
        links=(Link(0, len(words), "javascript:" + words, words),),
    )
    first = made.claim(
        "12",
        "number",
        number(words, "12", words),
        subject=(0, len(words)),
        attribution=(0, len(words)),
        sources=(Link(0, 1, "data:text/html," + words, words),),
    )
    second = made.claim(f"{words} 34", "quotation", reading=words, detail={"speaker": words, words: words})
    verdict = Verdict(
        "restated",
        "discrepancy",
        [(words, first), (words, second)],
        words,
        "proven",
        [Fit(words, Edit(first.start, first.end, words))],
        [Evidence(words, "javascript:alert(1)", words, words, words, words, words)],
        found=Range(1, 2),
        expected=Range(3, 4),
        unit=words,
    )
    report = made.report([verdict], unread=["34"], rates={"source": words, "last_day": words})
    report.waived.append(Waived(verdict, words))
    html = render(report)
    html.encode()
    page = Page(html)
    plain = Page(render(Builder("Nothing here.").report([])))
    assert {e["tag"] for e in page.elements} <= {e["tag"] for e in Page(render(example())).elements}
    assert len(page.all("script")) == len(plain.all("script")) == 1
    assert not [e for e in page.elements for name in e if name.startswith("on") or name == "autofocus"]
    assert all(e.get("href", "#").startswith("#") for e in page.elements)
    assert "".join(page.one("article")["text"].split()) == "".join(clean(text).split())


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://example.org/a?b=1#c", True),
        ("http://[::1]/", True),
        ("HTTPS://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("\x01javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        ("https:example.org", False),
        ("/relative", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(address, safe):
    assert (safe_address(address) is not None) == safe


def test_the_same_report_gives_the_same_bytes(html):
    assert render(example()) == html


def test_an_empty_document_gives_a_page():
    page = Page(render(Builder("").report([])))
    assert "No claim was read." in page.one("section", id="claims")["text"]
    assert page.one("title")["text"] == "Untitled · crossfoot"


def test_nested_and_overlapping_claims_are_cut_into_segments():
    page = bare(
        "It is between 2 and 3 million or so.",
        ("between 2 and 3 million", "money"),
        ("2 and", "count"),
        ("3 million or", "number"),
        ("between 2 and 3 million", "ratio"),
    )
    assert page.one("article")["text"].strip() == "It is between 2 and 3 million or so."
    pieces = [(e["text"], e["data-c"]) for e in page.classed("m") if e.get("data-c")]
    assert pieces == [("between ", "0"), ("2 and", "2"), (" ", "0"), ("3 million", "3"), (" or", "3")]
    # The claim that owns nothing of its own is still there to go to.
    assert page.one("a", id="m1")["class"].split() == ["p", "k-ratio", "o-unchecked"]
    assert sorted(e["id"] for e in page.all("a") if e.get("id")) == ["m0", "m1", "m2", "m3"]


def test_a_claim_across_two_paragraphs_is_marked_in_both():
    page = bare("He said 12\n13 were there.", ("12\n13", "number"))
    assert [(e["text"], e.get("id")) for e in page.classed("m") if e.get("data-c")] == [
        ("12", "m0"),
        ("13", None),
    ]


def test_claims_outside_the_text_harm_nothing():
    made = Builder("Only 12 here.")
    made.claims = [Claim("number", start, end) for start, end in ((0, 0), (5, 900), (-4, 3), (9, 5), (5, 7))]
    page = Page(render(made.report([])))
    assert [e["text"] for e in page.classed("m") if e.get("data-c")] == ["12"]
    assert len([e for e in page.all("tr") if (e.get("id") or "").startswith("c")]) == 5


def test_an_unweighed_fact_is_marked_at_its_ends_and_leaves_the_prose_alone():
    page = bare("The mayor, Ann Lee, opened 3 schools.", ("mayor, Ann Lee", "role"), ("3 schools", "count"))
    point = page.one("a", id="m0")
    assert point["class"].split()[0] == "p"
    assert point["text"] == ""
    assert [e["text"] for e in page.classed("q")] == [""]


def test_markdown_shows_its_prose_and_dims_its_code():
    text = "# Title\n\nSee [the *table*](https://example.org/t) and `run 12` now.\n\n- one\n"
    hidden = tuple(m.span() for m in re.finditer(r"# |\[|\*|\]\([^)]*\)|`[^`]*`|- ", text))
    blocks = (
        Block(2, 7, "heading"),
        Block(9, text.index("\n\n- one")),
        Block(text.index("one"), len(text) - 1, "item"),
    )
    page = bare(text, hidden=hidden, blocks=blocks)
    assert [e["text"] for e in page.classed("markup") if e["tag"] == "span"] == [
        "# ", "[", "*", "*", "](https://example.org/t)", "- "]  # fmt: skip
    assert [e["text"] for e in page.classed("dim")] == ["`run 12`"]
    assert page.one("h3", dir="auto")["text"] == "# Title"


def test_a_table_is_a_table_and_text_beside_its_cells_is_never_lost(page):
    given_table = page.classed("given")[0]
    assert "".join(given_table["text"].split()) == "".join(ARTICLE[ARTICLE.index("Quay\t") :].split())
    assert [e["text"] for e in page.all("th") if "table" in e["in"]][:3] == ["Quay", "Length (m)", "Share"]
    text = "one stray two"
    table = Table(0, len(text), [[Cell(0, 3, 0, 0, 0), Cell(10, 13, 0, 0, 1)]])
    fallen = bare(text, tables=(table,))
    assert not fallen.classed("given")
    assert fallen.one("article")["text"].strip() == text


def test_languages_and_directions_are_told():
    page = bare("重庆 12", language="zh")
    assert page.one("article")["lang"] == "zh"
    assert page.one("h1")["lang"] == "zh"
    assert "lang" not in bare("mixed 12", language="mul").one("article")
    assert all(e.get("dir") == "auto" for e in page.all("p") if e["in"][-1:] == ("article",))


def test_every_kind_and_outcome_looks_different_without_colour():
    style = render(Builder("").report([])).partition("<style>")[2].partition("</style>")[0]
    for kind, mark in KIND_MARKS.items():
        assert re.search(rf'\.k-{kind} {{ --k: "{re.escape(mark)}"; }}', style), kind
    assert len(set(KIND_MARKS.values())) == len(KIND_MARKS)
    for name, look in LOOKS.items():
        assert re.search(rf'\.o-{name} {{[^}}]*--s: "{re.escape(look.sign)}"; }}', style), name
    lines = re.findall(r"\.m\.o-(\w+) u, [^{]*{ text-decoration: underline (\w+) ([\d.]+)px", style)
    assert {name for name, *_ in lines} == set(LOOKS) - {"unchecked"}  # unchecked is the dotted default
    assert len({tuple(look) for _, *look in lines}) == len(lines)


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (999, "999"), (1000, "1,000"), (-1234567, "−1,234,567"), (Decimal("0.5"), "0.5"),
     (Fraction(1, 3), "0.333333"), (Decimal("1234.50"), "1,234.5"), (Fraction(-1, 10**9), "0")],
)  # fmt: skip
def test_figures_are_grouped(value, words):
    assert grouped(value) == words


SPAN = st.tuples(st.integers(-2, 30), st.integers(0, 12))


@given(
    st.text(alphabet=st.sampled_from("ab1 \n\t<&\u202e中"), min_size=1, max_size=24),
    st.lists(st.tuples(SPAN, st.sampled_from(["money", "statement", "date"])), max_size=8),
    st.lists(SPAN, max_size=3), st.lists(SPAN, max_size=3), st.lists(SPAN, max_size=4),
)  # fmt: skip
@settings(max_examples=150)
def test_any_marks_on_any_text_leave_the_text_whole(text, marked, hidden, unread, blocks):
    def places(spans):
        return tuple((start, start + size) for start, size in spans)

    document = Document(text, hidden=places(hidden), blocks=tuple(Block(*place) for place in places(blocks)))
    claims = [Claim(kind, start, start + size) for (start, size), kind in marked]
    claims.sort(key=lambda claim: (claim.start, claim.end))
    verdicts = [Verdict("listed", "holds", [("count", claim)], "x") for claim in claims[::2]]
    page = Page(render(Report(document, Claims(document, claims, [], list(places(unread)), []), verdicts)))
    shown = page.one("article")["text"]
    kept = [c for c in text if not c.isspace()]
    assert [c for c in shown if c.isalnum()] == [c for c in kept if c.isalnum()]
    page.hold_together()
