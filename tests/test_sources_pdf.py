"""PDF files, drawn here word by word: lines, columns, superscripts, running heads, tables."""

# ruff: noqa: E501 - what is drawn reads best in few lines

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sources

pytest.importorskip("pypdfium2")

from sources import pdf, text


def drawn(*pages, title="", size=(595, 842), turn=0):
    """A PDF of pages, each a list of (x, y, size, words) and of ("line", x, y, x, y), drawn in this order."""
    objects = [b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    contents = []
    for page in pages:
        commands = []
        for item in page:
            if item[0] == "line":
                commands.append("{} {} m {} {} l S".format(*item[1:]))
            else:
                x, y, points, words = item
                words = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
                commands.append(f"BT /F1 1 Tf {points} 0 0 {points} {x} {y} Tm ({words}) Tj ET")
        body = "\n".join(commands).encode("cp1252")
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(body), body))
        contents.append(len(objects))
    tree = len(objects) + len(contents) + 1
    kids = []
    for content in contents:
        objects.append(
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %d %d]/Rotate %d/Contents %d 0 R/Resources<</Font<</F1 1 0 R>>>>>>"
            % (tree, *size, turn, content)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects += [
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids)),
        b"<</Type/Catalog/Pages %d 0 R>>" % tree,
        b"<</Title(%s)>>" % title.encode(),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, made in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, made)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    return b"%sxref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        out, len(objects) + 1, entries, len(objects) + 1, len(objects) - 1, len(objects), len(out),
    )  # fmt: skip


# Widths of Helvetica's characters, in thousandths of its size (Adobe Font Metrics); others are 556.
WIDTHS = {
    " ": 278,
    "%": 889,
    ",": 278,
    ".": 278,
    "H": 722,
    "I": 278,
    "O": 778,
    "c": 500,
    "f": 278,
    "i": 222,
    "k": 500,
}
WIDTHS |= {"r": 333, "s": 500, "t": 278, "w": 722, ";": 278, "l": 222, "m": 833}


def in_line(x, y, size, *parts):
    """Parts of one line after each other: words, or (words, share of the size, rise)."""
    found = []
    for part in parts:
        words, share, rise = part if isinstance(part, tuple) else (part, 1, 0)
        found.append((round(x, 2), y + rise, round(size * share, 1), words))
        x += sum(WIDTHS.get(character, 556) for character in words) * size * share / 1000
    return found


def lines(said, x=50, y=700, size=12, step=15):
    return [(x, y - n * step, size, line) for n, line in enumerate(said.split("\n"))]


def read(*pages, **more):
    return pdf.read(drawn(*pages, **more), text.given("a.pdf"))


def kinds(document):
    return [(block.page, block.kind, document.text[block.start : block.end]) for block in document.blocks]


def cells(document, number=0):
    return [[document.text[c.start : c.end] for c in row] for row in document.tables[number].rows]


LONG = (
    "The council said on Tuesday that the tunnel would cost some\n"
    "1,200 million crowns, and that the sum had been agreed with\n"
    "the state in March 2021, long before the first offers came."
)


def test_lines_become_paragraphs_and_large_ones_headings():
    document = read(
        [
            (50, 760, 20, "Freight grows again"),
            *lines(LONG),
            *lines("A second paragraph stands\nbelow a wider gap.", y=640),
        ]
    )
    assert kinds(document) == [
        (1, "heading", "Freight grows again"),
        (1, "paragraph", LONG.replace("\n", " ")),
        (1, "paragraph", "A second paragraph stands below a wider gap."),
    ]
    assert document.title == "Freight grows again"
    assert document.language == "en"


def test_words_cut_at_line_ends_are_made_whole():
    said = "The agree-\nment on year-on-\nyear growth of the long-\nterm plan, long-term as it is, for 2023-\n24 is in COVID-\n19 terms."
    assert read(lines(said)).text == (
        "The agreement on year-on-year growth of the long-term plan, long-term as it is, for 2023-24 is in COVID-19 terms."
    )


def test_superscripts_are_raised_and_marks_of_notes_hidden():
    document = read(
        in_line(
            50, 700, 12, "It carried 10", ("6", 0.6, 5), " tonnes, up 5 %", ("2", 0.6, 5), " in the 20", ("th", 0.6, 5),
            " week; H", ("2", 0.6, -3), "O.",
        )
    )  # fmt: skip
    assert document.text == "It carried 10^6 tonnes, up 5 %^2 in the 20th week; H2O."
    assert "^6" in document.prose
    assert "^2" not in document.prose


LEFT = "the first column of the text\nruns down to its own end and\nis read before the second of\nthe two, which stands beside\nit on the paper, as it should"
RIGHT = "be read. The second column is\nfull of other words that have\nnothing to do with the first,\nand they end here, at the end\nof the page and of the story."


@pytest.mark.parametrize("across", [False, True])
def test_columns_are_read_one_after_the_other(across):
    left, right = lines(LEFT), lines(RIGHT, x=320)
    drawing = [piece for pair in zip(left, right, strict=True) for piece in pair] if across else left + right
    document = read([(50, 760, 20, "Two columns"), *drawing])
    assert document.text == f"Two columns\n{LEFT} {RIGHT}".replace("\n", " ").replace("Two columns ", "Two columns\n")


def test_running_heads_and_page_numbers_are_left_out():
    pages = [
        [
            (50, 810, 9, "The Daily, 5 January 2024"),
            *lines(f"Page text {word} of its own."),
            (290, 30, 9, f"- {n + 7} -"),
        ]
        for n, word in enumerate(("one", "two", "three", "four"))
    ]
    document = read(*pages)
    assert document.text.split("\n") == [f"Page text {word} of its own." for word in ("one", "two", "three", "four")]
    assert [block.page for block in document.blocks] == [1, 2, 3, 4]
    assert read([(50, 810, 9, "2024"), (290, 30, 9, "1"), *lines("One page of 5.")]).text == "2024\nOne page of 5."


def test_a_sentence_goes_on_across_pages():
    document = read(
        lines("The council agreed on Tuesday that\nthe tunnel would cost"),
        lines("some 1,200 million. It was late."),
    )
    assert kinds(document) == [
        (
            1,
            "paragraph",
            "The council agreed on Tuesday that the tunnel would cost some 1,200 million. It was late.",
        )
    ]


def test_figures_in_columns_are_a_table():
    rows = (
        ("Year", "Tonnes", "Share"),
        ("2021", "1,100", "5.1%"),
        ("2022", "1,200", "5.5%"),
        ("2023", "1,300", "6.0%"),
    )
    drawing = [
        (x, 700 - 15 * n, 12, cell) for n, row in enumerate(rows) for x, cell in zip((50, 150, 250), row, strict=True)
    ]
    document = read([(50, 720, 12, "Table 1: Freight by year"), *drawing, *lines("After it.", y=600)])
    assert cells(document) == [list(row) for row in rows]
    assert document.text == "Table 1: Freight by year\n" + "\n".join("\t".join(row) for row in rows) + "\nAfter it."
    assert document.tables[0].caption == "Table 1: Freight by year"
    assert all(cell.header for cell in document.tables[0].rows[0])
    assert document.cell(document.text.index("1,200")).row == 2


def test_ruled_tables_are_read_cell_by_cell():
    pytest.importorskip("pdfplumber")
    rules = [("line", 40, y, 340, y) for y in (715, 685, 655, 625)] + [
        ("line", x, 625, x, 715) for x in (40, 140, 240, 340)
    ]
    words = [
        (50, 695, 12, "Kind"), (150, 700, 12, "Tonnes"), (150, 688, 12, "in all"), (250, 695, 12, "Note"),
        (50, 665, 12, "Grain"), (150, 665, 12, "10"), (163.5, 670, 7, "6"), (250, 665, 12, "none"),
        (50, 635, 12, "Steel"), (150, 635, 12, "1,300"),
    ]  # fmt: skip
    document = read([*lines("Before it.", y=760), *rules, *words, *lines("After it.", y=580)])
    assert cells(document) == [
        ["Kind", "Tonnes in all", "Note"],
        ["Grain", "10^6", "none"],
        ["Steel", "1,300", ""],
    ]
    assert document.text.startswith("Before it.\nKind\t")
    assert document.text.endswith("\nAfter it.")


def test_pages_that_lie_on_their_side_and_notes_along_the_margin():
    document = read(lines("Upright words, 12 of them."), turn=90, size=(842, 595))
    assert document.text == "Upright words, 12 of them."


def test_titles_in_the_metadata_must_stand_on_the_first_page():
    assert read(lines("Sales grew.\nThey did."), title="sales grew").title == "sales grew"
    assert read(lines("Sales grew.\nThey did."), title="Microsoft Word - a.doc").title is None


def test_the_dots_of_a_table_of_contents_are_hidden():
    document = read(lines("1 Growth of freight ............................ 17"))
    assert "17" in document.text
    assert "17" not in document.prose
    assert "Growth" in document.prose


def test_what_is_no_readable_pdf_is_refused(monkeypatch, tmp_path):
    for data, said in (
        (b"%PDF-1.4\nnothing", "no whole PDF"),
        (drawn([("line", 1, 1, 9, 9)]), "pictures of pages"),
    ):
        file = tmp_path / "a.pdf"
        file.write_bytes(data)
        with pytest.raises(sources.SourceError, match=said):
            sources.fetch(file)
    file.write_bytes(b"no PDF")
    with pytest.raises(sources.SourceError, match="not what its name says"):
        sources.fetch(file)
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    with pytest.raises(sources.SourceError, match="3 pages, more than 2"):
        read(*[lines("x")] * 3)
    monkeypatch.setattr(pdf, "MAX_CHARACTERS", 5)
    with pytest.raises(sources.SourceError, match="more than 5 characters"):
        read(lines("123456"))


def test_without_pdfplumber_ruled_tables_are_lines(monkeypatch):
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    rules = [("line", 40, y, 340, y) for y in (715, 685, 655, 625)]
    assert read([*rules, (50, 695, 12, "Kind"), (150, 695, 12, "Tonnes")]).text == "Kind\tTonnes"


WORDS = st.text(st.sampled_from("abcXYZ 0123456789.,-%$()"), min_size=1, max_size=12)
PLACED = st.tuples(st.integers(0, 590), st.integers(0, 840), st.sampled_from([6, 7, 12, 20]), WORDS)


@settings(max_examples=60)
@given(st.lists(st.lists(PLACED, min_size=1, max_size=15), min_size=1, max_size=3))
def test_words_anywhere_on_paper_are_all_read_in_place(pages):
    wanted = "".join(words for page in pages for *_, words in page).replace(" ", "")
    if not wanted:
        return
    document = read(*pages)
    size, at = len(document.text), 0
    for block in document.blocks:
        assert at <= block.start < block.end <= size
        assert 1 <= block.page <= len(pages)
        at = block.start
    for found in document.tables:
        for row in found.rows:
            for cell in row:
                assert found.start <= cell.start <= cell.end <= found.end
    for start, end in document.hidden:
        assert 0 <= start < end <= size
    # Heads, numbers of pages and hyphens may go; no character may come that was not drawn.
    assert not set(document.text) - set(wanted) - set(" \t\n^-")
