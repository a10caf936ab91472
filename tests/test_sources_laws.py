"""Laws: the text is kept, every place lies inside and in order, and only SourceError comes out."""

# ruff: noqa: PT017 - lists of pieces in few lines; a refusal is one of two right outcomes, not the only one
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import sources
from sources import page, text

# Separated by a mark that none of them holds.
MARKS = st.sampled_from(
    [
        "# ",
        "\n",
        "|",
        "\n|---|\n",
        "| 1 |",
        "**",
        "_",
        "`",
        "```\n",
        "[a](b)",
        "[a]: b\n",
        "<sup>6</sup>",
        "<!--",
        "-->",
        "- ",
        "1. ",
        "> ",
        "~~",
        "---\n",
        "&amp;",
        "&#8364;",
        "万",
        "亿元",
        "é",
        "��",
        "\r\n",
        "\n\n",
        "\t",
        "    ",
        "Published: 2024-01-05\n",
        "https://a.b/1",
        "118.3",
        "%",
        "。",
        "\ufeff",
        "\x00",
        "\u2028",
        "\x85",
        "<del>",
        "![x](y)",
        "[^1]",
        "[^1]: z\n",
        "\\",
        "title: x\n",
        ":::",
        "Table 1: x\n",
        "上",
        "<div>",
        "</div>\n",
        "<",
        ">",
    ]
)
PIECES = st.lists(MARKS | st.text(max_size=8), max_size=30).map("".join)
TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<td rowspan=2 colspan=3>",
        "</td>",
        "<th>",
        "<caption>",
        "</caption>",
        "<thead>",
        "<sup>",
        "</sup>",
        "<a href=x>",
        "<a href=#y>",
        "</a>",
        "<br>",
        "<pre>",
        "</pre>",
        "<code>",
        "</code>",
        "<del>",
        "</del>",
        "<div>",
        "</div>",
        "<li>",
        "<ul>",
        "</ul>",
        "<h1>",
        "</h1>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<nav>",
        "</nav>",
        "<p hidden>",
        "<time datetime=2024-01-05>",
        "<title>",
        "</title>",
        "1",
        "th",
        "[2]",
        "&nbsp;",
        "&#50;",
        "\n",
        "  ",
        "万",
        "<msup><mn>",
        "<msup>",
        "</msup>",
        "<",
        ">",
        "'",
        '"',
        "=",
        "x",
        "https://a.b/c",
        "<blockquote>",
        "<figcaption>",
        "Published: 2024-01-05",
    ]
)
PAGES = st.lists(TAGS | st.text(max_size=5), min_size=1, max_size=40).map("".join)


def check(document):
    """Every place lies inside the text, in order; nothing hidden overlaps; the digest is one."""
    size = len(document.text)
    last = 0
    for block in document.blocks:
        assert last <= block.start < block.end <= size
        last = block.start
        assert document.text[block.start : block.end].strip()
    last = 0
    for start, end in document.hidden:
        assert last <= start < end <= size
        last = end
    assert len(document.prose) == size
    starts = [link.start for link in document.links]
    assert starts == sorted(starts)
    for link in document.links:
        assert 0 <= link.start <= link.end <= size
    last = 0
    for table in document.tables:
        assert last <= table.start <= table.end <= size
        last = table.start
        at = table.start
        for row in table.rows:
            assert row
            columns = [cell.column for cell in row]
            assert columns == sorted(set(columns))
            for cell in row:
                assert at <= cell.start <= cell.end <= table.end
                at = cell.end
                assert "\n" not in document.text[cell.start : cell.end]
                if cell.end > cell.start:
                    assert document.cell(cell.start) == cell
    assert len(document.sha256) == 64
    assert document.language


@given(st.text() | PIECES)
@example("# a\ud800 [b](c) **\udfff**\n")
@example("---\ntitle: \ud800\n---\n# x\n")
@example("\ufeff# a\n\n| b | c |\n|---|---|\n| d |\n")
def test_a_text_in_hand_is_kept_as_it_is(said):
    if not said.strip("\ufeff \t\r\n") or said.isspace():
        with pytest.raises(sources.SourceError):
            sources.from_text(said)
        return
    document = sources.from_text(said)
    assert document.text == said
    check(document)


@given(PIECES)
@example("| a | b |\n|---|---|\n| `1` |\n")
@example("<div>\n<!--\n5\n")
def test_markdown_is_kept_as_it_is(said):
    from sources import markdown

    if said.strip("\ufeff \t\r\n") and not said.isspace():
        document = markdown.read(said, text.given("a.md"))
        assert document.text == said
        check(document)


@given(st.binary() | PIECES.map(lambda said: said.encode("gb18030", "replace")))
@example(b"\xff\xfe\x00\xd8")
def test_bytes_are_a_document_or_a_clear_refusal(data):
    try:
        document = sources.fetch("-", stdin=io.BytesIO(data))
    except sources.SourceError as error:
        assert str(error)
        assert "\n" not in str(error)
    else:
        check(document)


@given(PAGES | st.text())
@example("<table><tr><td>1<td><sup><del>th</del></sup></table>")
@example("<p>2<sup>th</sup><a href=x>3")
def test_pages_are_a_document_or_a_clear_refusal(said):
    data = said.encode("utf-8", "replace")
    if not data:
        return
    try:
        document = page.read(data, text.given("a.html", published="2024"))
    except sources.SourceError as error:
        assert str(error)
        return
    check(document)
    assert document.text == document.text.strip("\n ")


@given(st.text(st.sampled_from("日期发布时间Published:：Date JanMon 0123456789-/.年月,"), max_size=40))
def test_lines_of_dates_never_fail(said):
    if said.strip():
        sources.from_text("Title\n" + said)


@given(st.text(max_size=12))
def test_a_given_date_is_a_period_or_a_refusal(value):
    try:
        document = sources.from_text("x", published=value)
    except sources.SourceError as error:
        assert "YYYY" in str(error)
    else:
        assert document.published is not None
        assert document.published.settled


@given(st.text(st.sampled_from("https://.[]()@:%x1 \u4e07?#&"), max_size=40))
def test_strange_addresses_are_refused(address):
    with pytest.raises(sources.SourceError):
        sources.fetch("http://" + address, max_bytes=10)
