"""Word files and tables by themselves, made here part by part, and the bombs among them."""

import io
import struct
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sources
from sources import office, table, text

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def packed(**parts):
    """A zip of parts; `__` in a name stands for a slash, `_x_` for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_x_", "."), content)
    return out.getvalue()


def word(body, notes="", styles="", links=""):
    """A Word file: body and notes as XML with the usual prefixes."""
    head = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="{M}"'
    return packed(
        word__document_x_xml=f"<w:document {head}><w:body>{body}</w:body></w:document>",
        word__footnotes_x_xml=f"<w:footnotes {head}>{notes}</w:footnotes>",
        word__styles_x_xml=f"<w:styles {head}>{styles}</w:styles>",
        word___rels__document_x_xml_x_rels=f"<Relationships>{links}</Relationships>",
    )


def run(said, look=""):
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{said}</w:t></w:r>'


def par(*runs, style=""):
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'


RAISED = '<w:vertAlign w:val="superscript"/>'
STYLES = (
    '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="a3"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="own"><w:name w:val="Own"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
)


def read(*more, **parts):
    return office.read(word(*more, **parts), text.given("a.docx"))


def kinds(document):
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def cells(document, number=0):
    return [[document.text[c.start : c.end] for c in row] for row in document.tables[number].rows]


def test_paragraphs_with_styles_and_superscripts():
    document = read(
        par(run("Freight "), run("grows"), style="a3")
        + par(run("Published: 2024-01-05"))
        + par(run("Part one"), style="1")
        + par(run("Up 6 % to 10"), run("6", RAISED), run(" tonnes, the 20"), run("th", RAISED), run(" time."))
        + par(run("Own heading"), style="own")
        + '<w:p><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'
        + run("an item")
        + "</w:p>"
        + par()
        + par(run("Line one"), "<w:r><w:br/></w:r>", run("line two"), "<w:r><w:tab/></w:r>", run(" end")),
        styles=STYLES,
    )
    assert kinds(document) == [
        ("heading", "Freight grows"), ("meta", "Published: 2024-01-05"), ("heading", "Part one"),
        ("paragraph", "Up 6 % to 10^6 tonnes, the 20th time."), ("heading", "Own heading"), ("item", "an item"),
        ("paragraph", "Line one"), ("paragraph", "line two end"),
    ]  # fmt: skip
    assert document.title == "Freight grows"
    assert document.published[0] == date(2024, 1, 5)


def test_tracked_changes_are_read_as_accepted():
    document = read(
        par(
            run("Sales rose "),
            f"<w:ins>{run('6')}</w:ins>",
            f"<w:del><w:r><w:delText>5</w:delText></w:r>{run('99')}</w:del>",
            run(" %"),
            f"<w:moveFrom>{run('77')}</w:moveFrom><w:moveTo>{run('.')}</w:moveTo>",
            run("88", "<w:vanish/>"),
            run(" 44", "<w:strike/>"),
            run(" 45", '<w:strike w:val="0"/>'),
        )
    )
    assert document.text == "Sales rose 6 %. 44 45"
    assert " ".join(document.prose.split()) == "Sales rose 6 %. 45"


def test_notes_follow_the_text_under_hidden_marks():
    notes = (
        f'<w:footnote w:id="-1" w:type="separator">{par(run("----"))}</w:footnote>'
        f'<w:footnote w:id="7">{par(run("The ministry, 2023."))}</w:footnote>'
        f'<w:footnote w:id="9">{par(run("Never named 55."))}</w:footnote>'
    )
    document = read(par(run("It rose 6 %"), '<w:r><w:footnoteReference w:id="7"/></w:r>', run(" again.")), notes)
    assert document.text == "It rose 6 %^1 again.\n^1 The ministry, 2023."
    assert " ".join(document.prose.split()) == "It rose 6 % again. The ministry, 2023."


def test_links_by_relation_and_by_field():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://example.com/b" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("field")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    document = read(
        par(
            run("See "),
            f'<w:hyperlink r:id="rId1">{run("the ")}{run("report", "<w:b/>")}</w:hyperlink>',
            run(", a "),
            field,
        )
        + par('<w:hyperlink r:id="rId2">' + run("inside") + "</w:hyperlink>"),
        links='<Relationship Id="rId1" Target="https://example.com/a" TargetMode="External"/>',
    )
    assert [(document.text[k.start : k.end], k.address) for k in document.links] == [
        ("the report", "https://example.com/a"),
        ("field", "https://example.com/b"),
    ]
    assert "HYPERLINK" not in document.text


def cell(said, look=""):
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{par(run(said))}</w:tc>"


def test_tables_with_merged_cells_headers_and_inner_tables():
    inner = f"<w:tbl><w:tr>{cell('in 1')}{cell('in 2')}</w:tr></w:tbl>"
    document = read(
        par(run("Table 1: Sales"))
        + "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>"
        + cell("Year", '<w:vMerge w:val="restart"/>')
        + cell("Sales", '<w:gridSpan w:val="2"/>')
        + "</w:tr><w:tr>"
        + cell("", "<w:vMerge/>")
        + cell("home")
        + cell("abroad")
        + f"</w:tr><w:tr>{cell('2023')}{cell('1,200')}<w:tc>{par(run('34'))}{inner}</w:tc></w:tr>"
        + f"<w:tr><w:trPr><w:del/></w:trPr>{cell('2022')}{cell('9')}{cell('9')}</w:tr></w:tbl>"
        + f"<w:tbl><w:tr><w:tc>{par(run('A box of text.'))}</w:tc></w:tr></w:tbl>",
    )
    assert cells(document) == [["Year", "Sales"], ["home", "abroad"], ["2023", "1,200", "34 in 1 in 2"]]
    (found,) = document.tables
    assert found.caption == "Table 1: Sales"
    assert [(c.row, c.column, c.header) for c in found.rows[0]] == [(0, 0, True), (0, 1, True)]
    assert [(c.row, c.column, c.header) for c in found.rows[1]] == [(1, 1, False), (1, 2, False)]
    assert document.cell(document.text.index("1,200")) == found.rows[2][1]
    assert kinds(document)[-1] == ("paragraph", "A box of text.")


def test_text_boxes_are_read_once_and_equations_keep_their_exponents():
    box = par(run("boxed 5"))
    document = read(
        f"<w:p><w:r><AlternateContent><Choice><w:txbxContent>{box}</w:txbxContent></Choice><Fallback>{box}</Fallback>"
        f"</AlternateContent></w:r>{run('beside 6 ')}<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r>"
        "<m:t>6</m:t></m:r></m:sup></m:sSup></m:oMath></w:p>"
    )
    assert document.text == "boxed 5\nbeside 6 10^6"


def test_word_bombs_and_broken_files_are_refused(monkeypatch):
    entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    cases = [
        (packed(word__document_x_xml=entity + "<w>&b;</w>"), "document type"),
        (packed(word__document_x_xml="<a>" * 2000 + "</a>" * 2000), "nested more than"),
        (packed(word__document_x_xml="<a><b></a>"), "broken XML"),
        (packed(word__document_x_xml=""), "holds no text"),
        (word(par(run(" "))), "holds no text"),
        (word(par(run("x")))[:-40], "no whole Office file"),
        (packed(other="x", **{"a word/": "y"}), "holds no text"),
        (packed(**{f"word/{n}": "" for n in range(10_001)}), "10,000 parts"),
    ]
    for data, said in cases:
        with pytest.raises(sources.SourceError, match=said):
            office.read(data, text.given("a.docx"))
    monkeypatch.setattr(office, "MAX_UNPACKED", 50_000)
    with pytest.raises(sources.SourceError, match="unpacks to more than"):
        read(par(run("x" * 60_000)))
    monkeypatch.setattr(office, "MAX_CELLS", 100)
    with pytest.raises(sources.SourceError, match="more than 100 table cells"):
        read("<w:tbl>" + f"<w:tr>{cell('1')}</w:tr>" * 101 + "</w:tbl>")


def test_a_part_that_lies_about_its_size_is_found_out(monkeypatch):
    data = bytearray(packed(word__a="x" * 100_000))
    real = struct.pack("<I", 100_000)
    while (at := data.find(real)) >= 0:
        data[at : at + 4] = struct.pack("<I", 10)
    monkeypatch.setattr(office, "MAX_UNPACKED", 50_000)
    with pytest.raises(sources.SourceError, match="unpacks to more than"):
        office.Package(bytes(data), text.given("a.xlsx")).verify()


def test_a_word_file_is_known_by_its_bytes(tmp_path):
    file = tmp_path / "report"
    file.write_bytes(word(par(run("Sales rose 6 %."))))
    assert sources.fetch(file).text == "Sales rose 6 %."
    file = tmp_path / "report.docx"
    file.write_bytes(b"Sales rose")
    with pytest.raises(sources.SourceError, match="not what its name says"):
        sources.fetch(file)


TAGS = (
    "tbl tr tc p r t rPr trPr tcPr pPr del ins vMerge gridSpan sup hyperlink fldChar footnoteReference footnote"
    " pStyle br instrText numId"
)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(TAGS.split()), max_size=25), st.integers(0, 2))
def test_any_nesting_of_elements_is_read_or_refused(names, after):
    """Elements that stand where they never should."""
    opened = "".join(f'<w:{name} w:val="1" w:id="2">5' for name in names)
    closed = "".join(f"</w:{name}>" for name in reversed(names))
    middle = par(run("six"))
    body = opened + middle + closed + middle * after
    try:
        document = read(body)
    except sources.SourceError:
        return
    for block in document.blocks:
        assert 0 <= block.start < block.end <= len(document.text)


@given(st.binary(max_size=200))
def test_damaged_files_are_refused(noise):
    whole = word(par(run("Sales rose 6 %.")))
    middle = len(whole) // 2
    data = whole[: middle - len(noise)] + noise + whole[middle:]
    try:
        office.read(data, text.given("a.docx"))
    except sources.SourceError as error:
        assert "a.docx" in str(error)  # noqa: PT017 - a refusal is one of two right outcomes


# --- tables ---


def test_csv_is_one_table(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text('Freight by year,,\nYear,Tonnes,"Share, %"\n2022,"1,200",5.5\n\n2023,1300,"six\nlines"\n')
    document = sources.fetch(file)
    assert document.text == "Freight by year\nYear\tTonnes\tShare, %\n2022\t1,200\t5.5\n2023\t1300\tsix lines"
    assert cells(document) == [
        ["Year", "Tonnes", "Share, %"],
        ["2022", "1,200", "5.5"],
        ["2023", "1300", "six lines"],
    ]
    assert [c.header for c in document.tables[0].rows[0]] == [True] * 3
    assert document.tables[0].caption == document.title == "Freight by year"
    assert kinds(document)[0] == ("caption", "Freight by year")
    assert document.cell(document.text.index("1300")) == document.tables[0].rows[2][1]


@pytest.mark.parametrize(
    ("name", "said"),
    [("a.tsv", "a\tb,c\n1\t2\n"), ("a.csv", "a;b,c\n1;2\n3;4\n"), ("a.csv", "a|b,c\n1|2\n3|4\n")],
)
def test_other_separators(name, said, tmp_path):
    file = tmp_path / name
    file.write_text(said)
    assert cells(sources.fetch(file))[0] == ["a", "b,c"]


def test_csv_that_is_none(tmp_path, monkeypatch):
    file = tmp_path / "a.csv"
    for data, said in (
        (b"\n , \n", "without a filled cell"),
        (b"a,b\0\n", "binary"),
        (b'"' + b"x" * 200_000, "field"),
    ):
        file.write_bytes(data)
        with pytest.raises(sources.SourceError, match=said):
            sources.fetch(file)
    monkeypatch.setattr(table, "MAX_CELLS", 10)
    file.write_text("1,2,3\n" * 5)
    with pytest.raises(sources.SourceError, match="more than 10 cells"):
        sources.fetch(file)


def book(sheet, styles="", **more):
    head = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "http://schemas.openxmlformats.org/package/2006/relationships"
    sheets = {"Sales": sheet, **more}
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, 1))
    leads = "".join(
        f'<Relationship Id="r{n}" Type="{rel}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    return packed(
        **{
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{kind}"><Relationship Id="a" Type="{rel}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {head} xmlns:r="{rel}"><sheets>{listed}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{kind}">{leads}</Relationships>',
            "xl/styles.xml": f"<styleSheet {head}>{styles}</styleSheet>",
            **{
                f"xl/worksheets/sheet{n}.xml": f"<worksheet {head}><sheetData>{data}</sheetData></worksheet>"
                for n, data in enumerate(sheets.values(), 1)
            },
        }
    )


def put(place, value, style=None, text=False):
    look = f' s="{style}"' if style is not None else ""
    if text:
        return f'<c r="{place}"{look} t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{place}"{look}><v>{value}</v></c>'


STYLED = (
    '<numFmts><numFmt numFmtId="164" formatCode="0.0%"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/>'
    '<xf numFmtId="14"/><xf numFmtId="9"/></cellXfs>'
)


def test_spreadsheets_show_numbers_dates_and_percents_as_written():
    pytest.importorskip("python_calamine")
    data = book(
        f"<row r='2'>{put('B2', 'Year', text=True)}{put('C2', 'Tonnes', text=True)}{put('D2', 'Share', text=True)}</row>"
        f"<row r='3'>{put('B3', 45296, 2)}{put('C3', 1200)}{put('D3', 0.064, 1)}</row>"
        f"<row r='4'>{put('B4', 2023)}{put('C4', '118.30000000000001')}{put('D4', 0.07, 3)}</row>",
        STYLED,
    )
    document = table.read(data, text.given("a.xlsx"), ".xlsx")
    assert document.text == "Year\tTonnes\tShare\n2024-01-05\t1200\t6.4%\n2023\t118.3\t7%"
    assert [c.header for c in document.tables[0].rows[0]] == [True] * 3


def test_sheets_follow_each_other_under_their_names(tmp_path):
    pytest.importorskip("python_calamine")
    file = tmp_path / "a.xlsx"
    file.write_bytes(book(f"<row r='1'>{put('A1', 1)}</row>", Costs=f"<row r='1'>{put('A1', 2)}{put('B1', 3)}</row>"))
    document = sources.fetch(file)
    assert document.text == "Sales\n1\nCosts\n2\t3"
    assert [found.caption for found in document.tables] == ["Sales", "Costs"]
    assert [cell.table for found in document.tables for row in found.rows for cell in row] == [0, 1, 1]


def test_spreadsheet_bombs_are_refused(monkeypatch):
    pytest.importorskip("python_calamine")
    far = book(f"<row r='1'>{put('A1', 1)}</row><row r='1048576'>{put('XFD1048576', 1)}</row>")
    with pytest.raises(sources.SourceError, match="far away"):
        table.read(far, text.given("a.xlsx"))
    with pytest.raises(sources.SourceError, match="no whole"):
        table.read(book("<row>")[:-50], text.given("a.xlsx"))
    monkeypatch.setattr(office, "MAX_UNPACKED", 50_000)
    with pytest.raises(sources.SourceError, match="unpacks to more than"):
        table.read(book(" " * 60_000), text.given("a.xlsx"))


def parquet_of(columns):
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    parquet.write_table(arrow.table(columns), out)
    return out.getvalue()


def test_parquet_is_one_table_under_its_column_names(tmp_path, monkeypatch):
    file = tmp_path / "a.parquet"
    file.write_bytes(
        parquet_of(
            {
                "day": [date(2024, 1, 5), None],
                "at": [datetime(2024, 1, 5, 8), datetime(2024, 1, 5)],  # noqa: DTZ001 - tables have none
                "tonnes": [1.2e7, 0.1 + 0.2],
                "sum": [Decimal("1.10"), Decimal("2.00")],
                "name": ["a\tb", "c\nd"],
            }
        )
    )
    document = sources.fetch(file)
    assert document.text == (
        "day\tat\ttonnes\tsum\tname\n2024-01-05\t2024-01-05 08:00:00\t12000000\t1.10\ta b\n\t2024-01-05\t0.3\t2.00\tc d"
    )
    assert [c.header for c in document.tables[0].rows[0]] == [True] * 5
    file.write_bytes(file.read_bytes()[:-9] + b"123456789")
    with pytest.raises(sources.SourceError, match="no whole Parquet"):
        sources.fetch(file)
    monkeypatch.setattr(table, "MAX_CELLS", 5)
    with pytest.raises(sources.SourceError, match="more than 5 cells"):
        table.read(parquet_of({"a": [1] * 6}), text.given("a.parquet"))


@pytest.mark.parametrize(
    ("data", "extra", "module"),
    [
        (b"PAR1", "parquet", "pyarrow"),
        (packed(xl__a="x"), "xlsx", "python_calamine"),
        (b"%PDF-1.4", "pdf", "pypdfium2"),
    ],
)
def test_a_missing_extra_is_named(data, extra, module, monkeypatch, tmp_path):
    import sys

    monkeypatch.setitem(sys.modules, module, None)
    file = tmp_path / "a"
    file.write_bytes(data)
    with pytest.raises(sources.SourceError, match=rf"pip install 'crossfoot\[{extra}\]'"):
        sources.fetch(file)
