"""Markdown: the text is the file, marks are hidden, everything has a place in code points."""

from datetime import date

import pytest

import sources

ARTICLE = """---
title: "Freight grows"
date: 2024-01-05
---
# Rail **freight** in 重庆 and elsewhere

Trains carried *12.4* million tonnes, says [the *ministry*](https://example.com/a_(1) "Report").[^1]
**收入：**1183亿元。

1. one of 40
2. two of 80

   two more
- [ ] task 7

> "We add 120," he said.

Table 2: Wagons by year

| Year | **Wagons** | Share |
|------|-----------:|:-----:|
| 2022 | 1,200 | 5&nbsp;% |
| 2023 | `1300` | |

<!-- 555 -->
<div class="x1">
Raw 6 <!-- 777
888 --> end
</div>

```python
x = 99
```

![Wagon 12](wagon12.png)

See <https://example.com/99>, [ref][r] or https://example.com/98. 10<sup>6</sup> cars.<sup>3</sup> ~~44~~ 45.

[r]: https://example.com/97 'title 96'
[^1]: Note 8.
"""


def visible(document, start=0, end=None):
    return document.prose[start:end].split()


def shown(document, kind):
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == kind]


@pytest.fixture(name="document")
def _document(tmp_path):
    file = tmp_path / "a.md"
    file.write_text(ARTICLE, encoding="utf-8")
    return sources.fetch(file)


def test_the_text_is_the_file(document):
    assert document.text == ARTICLE
    assert sources.from_text(ARTICLE).text == ARTICLE


def test_title_and_date_come_from_the_front_matter(document):
    assert document.title == "Freight grows"
    assert document.published == (date(2024, 1, 5), date(2024, 1, 5), "2024-01-05")
    without = sources.from_text(ARTICLE[ARTICLE.index("# Rail") :])
    assert without.title == "Rail freight in 重庆 and elsewhere"
    assert without.published is None


def test_marks_addresses_code_and_comments_are_hidden(document):
    prose = document.prose
    assert len(prose) == len(ARTICLE)
    for gone in (
        "#",
        "**",
        "example.com",
        "Report",
        "555",
        "777",
        "888",
        "x1",
        "99",
        "98",
        "97",
        "96",
        "|",
        "--",
        "[^1]",
        "[ ]",
        "python",
        "1300",
        "44",
        "2024",
        "nbsp",
        "wagon12",
        "<!--",
        "1. ",
        "2. ",
        '> "',
    ):
        assert gone not in prose, gone
    for kept in (
        "12.4",
        "million",
        "收入：",
        "1183亿元",
        "40",
        "80",
        "1,200",
        "Raw 6",
        "end",
        "Wagon 12",
        "45.",
        "10<sup>6</sup>",
        "Note 8.",
        "task 7",
    ):
        assert kept in prose, kept
    assert "cars.            " in prose


def test_links_have_the_place_of_their_words(document):
    found = {document.text[link.start : link.end]: link for link in document.links}
    assert found["the *ministry"].address == "https://example.com/a_(1)"
    assert found["the *ministry"].title == "Report"
    assert found["ref"].address == "https://example.com/97"
    assert found["https://example.com/99"].address == "https://example.com/99"
    assert found["https://example.com/98"].address == "https://example.com/98"
    assert len(document.links) == 4


def test_blocks_have_kinds(document):
    assert shown(document, "heading") == ["Rail **freight** in 重庆 and elsewhere"]
    assert shown(document, "item") == ["one of 40", "two of 80", "two more", "task 7"]
    assert shown(document, "quote") == ['"We add 120," he said.']
    assert shown(document, "caption") == ["Table 2: Wagons by year", "Wagon 12"]
    assert shown(document, "code") == ["```python\nx = 99\n```"]
    assert len(shown(document, "row")) == 3
    assert shown(document, "meta")[0].startswith("---")
    starts = [block.start for block in document.blocks]
    assert starts == sorted(starts)


def test_tables_have_cells_with_headers_and_a_caption(document):
    (table,) = document.tables
    assert table.caption == "Table 2: Wagons by year"
    text = [[document.text[c.start : c.end] for c in row] for row in table.rows]
    assert text[0] == ["Year", "Wagons", "Share"]
    assert text[1][:2] == ["2022", "1,200"]
    assert text[2][2] == ""
    assert [cell.header for cell in table.rows[0]] == [True] * 3
    assert not any(cell.header for row in table.rows[1:] for cell in row)
    assert [(cell.row, cell.column) for cell in table.rows[1]] == [(1, 0), (1, 1), (1, 2)]
    place = document.text.index("1,200")
    assert document.cell(place) == table.rows[1][1]


def test_text_that_only_looks_like_markdown_keeps_its_lines_and_its_indented_words():
    said = "# Sales\n\nSales rose 5 %.\nCosts fell 3 %.\n\n    Indented 120 jobs.\n"
    document = sources.from_text(said)
    assert [document.text[b.start : b.end] for b in document.blocks] == [
        "Sales",
        "Sales rose 5 %.",
        "Costs fell 3 %.",
        "Indented 120 jobs.",
    ]
    assert "120" in document.prose


@pytest.mark.parametrize(
    "said",
    [
        "It cost $5 * 3 = $15.\nA second line.\n",
        "1. first\n2. second\n",
        "Sales (2023) [in millions] rose.\n",
        "- a\n- b\n",
        "Total\n-----\n120\n",
        "A #1 hit, 5 # 6.\n",
    ],
)
def test_plain_text_stays_plain(said):
    assert sources.from_text(said).prose == said


def test_front_matter_must_be_one():
    for said in ("---\nSales rose 5 %, and so on\n---\n\n# Title\n", "---\ntitle: x\n\n# Never closed 5\n"):
        document = sources.from_text(said)
        assert "5" in document.prose


def test_relative_links_are_kept_and_mail_is_no_source():
    document = sources.from_text("[a](/x) [b](mailto:a@example.com) [c](#d) [e](https://example.com)\n")
    assert [link.address for link in document.links] == ["/x", "https://example.com"]


def test_deep_nesting_and_many_links_end():
    for said in (
        "# x\n" + ">" * 20_000 + " 5",
        "# x\n" + "[a](" * 20_000,
        "# x\n" + "- " * 5_000 + "5",
        "# x\n" + "[a](https://example.com/1) " * 20_000,
        "# x\n" + "<sup>1</sup>" * 20_000,
        "# x\n<div>\n" + "<!--" * 20_000,
        "# x\n" + "*" * 20_000 + "a" + "*" * 20_000,
        "| a |\n|---|\n" + "| 1 |\n" * 20_000,
    ):
        assert sources.from_text(said).text == said
