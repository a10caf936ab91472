"""HTML: one rule from a page to text, and hostile pages that must end."""

import builtins
from datetime import date

import pytest

import sources
from sources import page


def read(body, head="", **more):
    source = f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return page.read(source.encode(), sources.text.given("https://example.com/news/a.html", **more))


def kinds(document):
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def cells(document, number=0):
    return [[document.text[c.start : c.end] for c in row] for row in document.tables[number].rows]


@pytest.fixture(autouse=True)
def no_trafilatura(request, monkeypatch):
    """The rule alone; tests of the article ask for trafilatura by its mark."""
    if "article" in request.node.name:
        return
    known = builtins.__import__

    def without(name, *rest, **more):
        if name == "trafilatura":
            raise ImportError(name)
        return known(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)


def test_blocks_end_in_newlines_and_white_space_is_collapsed():
    document = read("<h1>Freight\n <b>grows</b></h1><div>Up   6&nbsp;%\tto <i>12.4</i>m.<p>More.<p>And\nmore</div>tail")
    assert document.text == "Freight grows\nUp 6\xa0% to 12.4m.\nMore.\nAnd more\ntail"
    assert [kind for kind, _ in kinds(document)] == ["heading", *["paragraph"] * 4]
    assert document.title == "Freight grows"


def test_what_is_not_displayed_is_left_out():
    document = read(
        "<nav>Home 1</nav><p>Keep 2</p><script>3</script><style>4</style><template>5</template>"
        "<p hidden>6</p><p style='color:red; DISPLAY : none'>7</p><div hidden=''><p>8</div>"
        "<noscript>9</noscript><select><option>10</select><!-- 11 --><svg><title>12</title><text>13</text></svg>"
        "<p style='visibility:hidden'>14<p>Keep 15<button>16</button><input value=17><img alt=18>",
        "<title>Nineteen 19</title>",
    )
    assert document.text == "Keep 2\nKeep 15"


def test_superscripts_do_not_run_into_what_is_before_them():
    document = read(
        "<p>10<sup>6</sup> m<sup>2</sup>, CO<sub>2</sub>, the 20<sup>th</sup> <sup></sup>time, x<sup>-3</sup></p>"
    )
    assert document.text == "10^6 m^2, CO2, the 20th time, x^-3"
    assert not document.hidden
    assert read("<p><msup><mn>10</mn><mn>6</mn></msup> cars").text == "10^6 cars"


def test_marks_of_notes_are_hidden():
    document = read(
        "<p>Up 6 %<sup>1</sup> to 12.4 million<sup>2</sup> tonnes.<sup>[3]</sup> In 2023<sup><a href=#n>4</a></sup> it"
        " fell<sup>*</sup> by 5.<p><sup>5</sup> Note."
    )
    for mark in ("^1", "^2", "^[3]", "^4", "^*", "^5"):
        assert mark in document.text
        assert mark not in document.prose
    assert "2023" in document.prose


def test_line_breaks_are_newlines_and_join_what_goes_on():
    document = read("<p>Line one<br>goes on.<br>Line two<br><br>line three</p>")
    assert document.text == "Line one\ngoes on.\nLine two\nline three"
    assert [text for _, text in kinds(document)] == ["Line one\ngoes on.", "Line two", "line three"]


def test_entities_are_resolved_and_bombs_are_not():
    assert read("<p>&pound;5 &amp; &#8364;6 &#x20AC;7 &lt;b&gt; &copy2024 &unknown; a&b").text == (
        "£5 & €6 €7 <b> ©2024 &unknown; a&b"
    )
    assert read("<p>a&#" + "9" * 10_000 + ";b &#x" + "f" * 10_000 + ";c").text == "a\ufffdb \ufffdc"
    assert read("<p>" + "&amp;" * 100_000).text == "&" * 100_000


def test_links_have_places_and_absolute_addresses():
    document = read(
        "<p>See <a href='/r?a=1&amp;b=2' title=Report> the <b>report</b> </a>, <a href=b.html>b</a>, <a href=#c>c</a>,"
        " <a href='javascript:d'>d</a>, <a href=mailto:e@example.com>e</a>, <a name=f>f</a>, <a href=http://[>g</a>"
        " <a href=https://example.org/99>https://example.org/99</a>"
    )
    assert [(document.text[link.start : link.end], link.address) for link in document.links] == [
        ("the report", "https://example.com/r?a=1&b=2"),
        ("b", "https://example.com/news/b.html"),
        ("g", "http://["),
        ("https://example.org/99", "https://example.org/99"),
    ]
    assert document.links[0].title == "Report"
    assert "99" not in document.prose


def test_tables_are_rows_of_cells_with_spans():
    document = read(
        "<p>Before<table><caption>Table 1. Revenue</caption><thead><tr><th rowspan=2>Year<th colspan=2>Revenue"
        "<tr><th>home<th>abroad</thead><tr><td>2022<td>1,200<td><p>34</p><p>(b)</p><tr><td>2023<td><td>56</table>After"
    )
    assert document.text.split("\n") == [
        "Before", "Table 1. Revenue", "Year\tRevenue", "home\tabroad", "2022\t1,200\t34 (b)", "2023\t\t56", "After",
    ]  # fmt: skip
    assert cells(document) == [
        ["Year", "Revenue"],
        ["home", "abroad"],
        ["2022", "1,200", "34 (b)"],
        ["2023", "", "56"],
    ]
    (table,) = document.tables
    assert table.caption == "Table 1. Revenue"
    assert [(c.row, c.column, c.header) for c in table.rows[1]] == [(1, 1, True), (1, 2, True)]
    assert [(c.row, c.column, c.header) for c in table.rows[2]] == [
        (2, 0, False),
        (2, 1, False),
        (2, 2, False),
    ]
    assert document.cell(document.text.index("34 (b)")) == table.rows[2][2]
    assert ("caption", "Table 1. Revenue") in kinds(document)


def test_a_first_row_of_words_above_figures_is_a_header():
    document = read("<table><tr><td>Year<td>2022<td>2023<tr><td>Sales<td>1,200<td>34%</table>")
    assert [cell.header for cell in document.tables[0].rows[0]] == [True, True, True]
    document = read("<table><tr><td>Sales<td>1,200<td>34%<tr><td>Costs<td>5<td>6</table>")
    assert not any(cell.header for row in document.tables[0].rows for cell in row)


def test_spans_that_lie_are_cut_to_size():
    document = read(
        "<table><tr><td rowspan=99999999>a<td colspan=1001>b<td>c<tr><td rowspan=0>d<td rowspan=x>e</table>"
    )
    assert [[c.column for c in row] for row in document.tables[0].rows] == [[0, 1, 1001], [1, 2]]


def test_tables_that_arrange_a_page_are_no_tables():
    inner = "<table><tr><td>Year<td>Sales<tr><td>2023<td>56</table>"
    document = read(f"<table><tr><td><p>One.<p>Two.<td>{inner}</table><table><tr><td>Alone</table>")
    assert document.text == "One.\nTwo.\nYear\tSales\n2023\t56\nAlone"
    assert len(document.tables) == 1
    assert cells(document) == [["Year", "Sales"], ["2023", "56"]]


def test_kinds_of_blocks():
    document = read(
        "<ul><li>one<ul><li>two</ul><li>three</ul><dl><dt>a<dd>b</dl><blockquote><p>said</blockquote>"
        "<figure><img><figcaption>Figure</figcaption></figure><pre><code>x = 1\ny = 2</code></pre><pre>a  b\n  c</pre>"
        "<h3>Sub</h3>text <code>v1.2</code> <del>44</del> 45"
    )
    assert kinds(document) == [
        ("item", "one"), ("item", "two"), ("item", "three"), ("item", "a"), ("item", "b"), ("quote", "said"),
        ("caption", "Figure"), ("code", "x = 1"), ("code", "y = 2"), ("paragraph", "a  b"), ("paragraph", "c"),
        ("heading", "Sub"), ("paragraph", "text v1.2 44 45"),
    ]  # fmt: skip
    assert " ".join(document.prose.split()) == "one two three a b said Figure a b c Sub text 45"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2024-01-05T08:00:00Z">', date(2024, 1, 5)),
        ("<meta name=DC.date.issued content=2024-01-05>", date(2024, 1, 5)),
        ('<meta itemprop="datePublished" content="20240105">', date(2024, 1, 5)),
        ('<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2024-01-05"}]}</script>',
         date(2024, 1, 5)),
        ('<script type="application/ld+json">{broken</script>', None),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", None),
        ("<meta name=date content=soon>", None),
        ("", None),
    ],
)  # fmt: skip
def test_publication_dates_in_the_head(head, day):
    document = read("<p>Sales rose 5 %.", head)
    assert (document.published and document.published[0]) == day


def test_publication_dates_in_the_body():
    assert read("<time datetime=2024-01-05>5 Jan</time><p>Sales rose.").published[0] == date(2024, 1, 5)
    assert read("<time datetime=2024-01-05>a</time><time datetime=2023-01-05>b</time><p>Sales.").published is None
    two = "<time datetime=2023-01-05>a</time><time itemprop=datePublished datetime=2024-01-05>b</time><p>Sales."
    assert read(two).published[0] == date(2024, 1, 5)
    document = read("<h1>Sales</h1><p>Published: 2024-01-05<p>Sales rose.")
    assert document.published[0] == date(2024, 1, 5)
    assert ("meta", "Published: 2024-01-05") in kinds(document)
    assert read("<p>Published: 2024-01-05<p>Sales.", published="2020").published[0] == date(2020, 1, 1)


def test_titles():
    assert read("<h1>Sales rise</h1><p>x", "<title>Sales rise | The Daily</title>").title == "Sales rise"
    assert read("<h1>Other</h1><p>x", "<title>Sales rise</title>").title == "Sales rise"
    assert read("<h1>Other</h1><p>x", "<meta property=og:title content='Sales &amp; costs'>").title == "Sales & costs"
    assert read("<p>x").title is None


@pytest.mark.parametrize(
    ("declared", "encoding", "name"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("big5", "big5", "big5"),
        ("utf-8", "utf-8", "utf-8"),
        ("iso-8859-1", "cp1252", "windows-1252"),
        ("utf-16", "utf-8", "utf-8"),
        ("nonsense", "utf-8", "utf-8"),
    ],
)
def test_declared_encodings(declared, encoding, name):
    said = "Preis: 5 £ – “gut”" if encoding == "cp1252" else "投資增長4成"
    source = f'<html><head><meta http-equiv=Content-Type content="text/html; charset={declared}"><p>{said}'
    document = page.read(source.encode(encoding), sources.text.given("a.html"))
    assert (document.text, document.encoding) == (said, name)


def test_a_few_bad_bytes_do_not_refuse_a_page():
    source = b"<meta charset=utf-8><p>" + b"Sales rose by 5 % in May. " * 20 + b"caf\xe9"
    assert page.read(source, sources.text.given("a.html")).text.endswith("caf\ufffd")
    with pytest.raises(sources.SourceError, match="not text in UTF-8"):
        page.read(b"<p>" + b"\xe9\xe8" * 200, sources.text.given("a.html"))


def test_a_page_without_text_is_refused():
    for body in ("", "<script>x</script>", "<nav>Home</nav>", "<p> &#32; </p>"):
        with pytest.raises(sources.SourceError, match="without text"):
            read(body)


ARTICLE = (
    "<header><a href=/>The Daily</a><p>Subscribe for 9.99 a month</header><nav><ul><li><a href=/1>World</a></ul></nav>"
    "<main><article><h1>Rail freight grows for a third year</h1><p>By Jane Doe<p>"
    + "<p>".join(
        f"Trains carried {n}.4 million tonnes of grain and steel through the eastern port in month {n}, the ministry"
        f" said in its report on Tuesday, and that was {n} per cent more than anybody had expected in spring."
        for n in range(2, 9)
    )
    + "<table><tr><th>Year<th>Tonnes<tr><td>2022<td>1,200<tr><td>2023<td>1,300</table><p>The ministry will publish the"
    " figures of the whole year in February, together with those for the inland waterways.</article></main>"
    "<aside><h2>Most read</h2><ul>"
    + "".join(f"<li><a href=/{n}>Ten things to know about number {n}</a>" for n in range(30))
    + "</ul></aside><footer><p>Copyright 2024 The Daily. All rights reserved, 555 Main Street.</footer>"
)


def test_the_article_is_found_where_trafilatura_is():
    pytest.importorskip("trafilatura")
    document = read(ARTICLE)
    assert document.text.startswith("Rail freight grows for a third year")
    assert document.text.endswith("inland waterways.")
    assert cells(document) == [["Year", "Tonnes"], ["2022", "1,200"], ["2023", "1,300"]]
    for gone in ("9.99", "555", "number 7", "World"):
        assert gone not in document.text
    for block in document.blocks:
        assert document.text[block.start : block.end].strip() == document.text[block.start : block.end]


def test_without_trafilatura_the_page_is_read_whole():
    document = read(ARTICLE)
    for kept in ("9.99", "555", "number 7", "Rail freight"):
        assert kept in document.text
    assert "World" not in document.text


def test_too_many_tags_or_cells_are_refused(monkeypatch):
    monkeypatch.setattr(page, "MAX_TAGS", 1000)
    with pytest.raises(sources.SourceError, match="more than 1,000 tags"):
        read("<b>" * 1001)
    monkeypatch.setattr(page, "MAX_TAGS", 3_000_000)
    monkeypatch.setattr(page, "MAX_CELLS", 1000)
    with pytest.raises(sources.SourceError, match="more than 1,000 table cells"):
        read("<table><tr>" + "<td>1" * 501 + "<tr>" + "<td>1" * 501)


HOSTILE = (
    "<table><tr><td>", "<div>", "<b>", "<a href=x>1 ", "<!--", "<!-", "<![", "<?", "</", "<", "<a ", "<a b='", '<a b="',
    "<a b='\">", "&", "&#", "&#x", "&am", "<script>", "<title>", "<textarea>", "</script", "<sup>", "<sup>1</sup>",
    "<td rowspan=9 colspan=9>1", "<table><tr><td rowspan=2>1", "<li>", "<ul><li>", "<p>", "<x/", "<x ====", "<msup><mn>",
    "<pre>\n", "<br>", "<h1>", "</p>", "</div></b>", "<b></div>", "<table></b>", "<s>1</code>", "<time datetime=2>1",
    "<a href=x><li>", "<caption>", "<table><caption>1", "<meta charset=", "<nav>", "<p hidden>", "<x\n\n\n",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_pages_end(piece):
    """Steps are counted, not timed: twice the page may take little more than twice the lines of our code."""
    import sys

    counts = []
    for number in (400, 800):
        steps = 0

        def count(*_):
            nonlocal steps
            steps += 1
            return count

        source = ("<p>1" + piece * number + " 2 > 3").encode()
        sys.settrace(count)
        try:
            page.read(source, sources.text.given("a.html"))
        except sources.SourceError:
            pass
        finally:
            sys.settrace(None)
        counts.append(steps)
    assert counts[1] < 2.3 * counts[0] + 2000
