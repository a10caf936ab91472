"""Reports: every form says the same, in the shape that others rely on, and runs nothing it was told."""

import csv
import hashlib
import io
import json
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest
from pydantic import ValidationError

from checkers._verdict import Edit, Evidence, Fit, Verdict
from claims.claim import KINDS, Claims
from claims.document import Block, Cell, Document, Period, Quote
from claims.quantity import Quantity
from reports import Report, Waived, _columns, _words, json_v1, markdown, models_v1, sarif, table_csv, text, waivers
from tests.handmade import TEXT, article, claim, claims_of, span, verdicts_of

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = models_v1.schema()


def made(document: Document | None = None, **more) -> Report:
    claims = claims_of(document or article())
    return Report(claims.document, claims, verdicts_of(claims), **more)


def only(document: Document, *claims, unread=(), verdicts=()) -> Report:
    """A report on these claims alone."""
    for number, its in enumerate(claims, 1):
        its.id = f"c{number}"
    return Report(document, Claims(document, list(claims), [], list(unread), []), list(verdicts))


def validated(report: Report) -> dict:
    """The report's JSON, once models and schema have taken it."""
    line = report.to_json()
    models_v1.parse(line)
    shape: dict = json.loads(line)
    jsonschema.validate(shape, SCHEMA, cls=jsonschema.Draft202012Validator)
    return shape


# Counts


def test_counts_tell_what_was_weighed_and_what_was_not():
    assert made().counts == {
        "claims": 12,
        "checked": 7,  # the three of the share, both of the conversion, both of the amount restated
        "holds": 1,
        "discrepancies": 2,
        "undecided": 1,
        "unchecked": 3,  # the date, the rise, whose relation was not decided, and the bridge
        "unread": 1,
    }


def test_a_relation_that_had_to_hold_checks_nothing():
    report = made()
    report.verdicts[1].telling = False
    report.count()
    assert report.counts["checked"] == 5
    assert report.counts["holds"] == 1


def test_discrepancies_are_those_that_no_waiver_answers():
    report = made()
    report.waived.append(Waived(report.verdicts[0], "known"))
    report.count()
    assert [verdict.checker for verdict in report.discrepancies] == ["restated"]
    assert report.counts["discrepancies"] == 1
    assert len(report.verdicts) == 4


# JSON


def test_the_json_is_of_the_published_shape():
    shape = validated(made(rates={"source": "ECB", "last_day": "2024-01-05"}))
    assert list(shape) == ["schema", "document", "claims", "verdicts", "counts", "rates"]
    assert shape["schema"] == "crossfoot.report/1"
    assert list(shape["claims"][0]) == [
        *("id", "kind", "place", "sentence", "quantity", "subject", "period"),
        *("attribution", "sources", "reading", "of", "detail"),
    ]
    assert list(shape["claims"][0]["place"]) == [
        *("start", "end", "exact", "prefix", "suffix", "link", "page", "paragraph", "cell"),
    ]
    assert list(shape["verdicts"][0]) == [
        *("checker", "outcome", "certainty", "claims", "because", "fits_if", "evidence"),
    ]
    assert shape["rates"] == {"source": "ECB", "last_day": "2024-01-05"}


def test_the_json_tells_places_values_and_edits():
    shape = validated(made())
    share = shape["claims"][2]
    start, end = span(TEXT, "20%")
    assert (share["place"]["start"], share["place"]["end"], share["place"]["exact"]) == (start, end, "20%")
    assert share["of"] == "c2"
    assert share["attribution"] == "the ministry"
    assert shape["claims"][1]["subject"] == "jobs"
    assert shape["claims"][7]["quantity"] == {
        "written": "3 million",
        "value": "3000000",
        "low": None,
        "high": "3000000",
        "unit": "GBP",
        "hedge": "nearly",
        "direction": None,
    }
    assert shape["claims"][3]["period"] == {
        "start": "2024-01-05",
        "end": "2024-01-05",
        "written": "5 January 2024",
    }
    assert shape["claims"][9]["detail"] == {
        "person": "Jane Roe",
        "title": "minister of labour",
        "body": None,
        "from": None,
        "to": None,
    }
    assert shape["claims"][5]["sources"] == [{"rel": "cites", "address": "https://example.org/wages", "title": None}]
    verdict = shape["verdicts"][0]
    assert verdict["claims"][0] == {"id": "c3", "role": "share", "start": start, "end": end, "exact": "20%"}
    assert verdict["fits_if"] == [
        {"what": "the share is 25%", "edit": {"start": start, "end": start + 2, "text": "25"}},
        {"what": "the whole is 1,500", "edit": None},
    ]
    assert TEXT[:start] + "25" + TEXT[start + 2 :] == TEXT.replace("20%", "25%")


def test_a_waived_discrepancy_says_so_and_no_other_verdict_does():
    report = made()
    report.waived.append(Waived(report.verdicts[0], "known"))
    report.count()
    shape = validated(report)
    assert shape["verdicts"][0]["waived"] == "known"
    assert not any("waived" in verdict for verdict in shape["verdicts"][1:])


def test_the_text_can_be_left_out():
    assert "text" not in json.loads(made().to_json(text=False))["document"]
    assert models_v1.parse(made().to_json(text=False)).document.text is None
    assert made().to_dict()["document"]["text"] == TEXT


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_claim_has_a_shape(kind):
    document = Document("It was 5 then.\n", address="a.txt")
    quantity = Quantity("5", Decimal(5), None) if kind in ("money", "age", "ordinal") else None
    its = claim(document, kind, "5", quantity)
    if kind == "date":
        its.period = Period(None, None, "5")
    elif kind in json_v1.DETAILS:
        its.detail = {}
    elif kind in ("percent", "points", "count", "measure", "number", "duration", "ratio"):
        its.quantity = Quantity("5", None, "%", ends=(Decimal("4.5"), Decimal(5)), hedge="between")
    shape = validated(only(document, its))["claims"][0]
    assert shape["kind"] == kind
    assert tuple(shape["detail"] or ()) == json_v1.DETAILS.get(kind, ())


def test_what_a_claim_says_besides_is_strings():
    document = Document("t(28) = 2.20, p = .036\n", address="a.txt")
    its = claim(document, "statistic", "t(28) = 2.20, p = .036")
    its.detail = {"test": "F", "df": (2, Decimal("28.0")), "n": 30, "p": Fraction(9, 250), "inside": object()}
    (shape,) = validated(only(document, its))["claims"]
    assert shape["detail"] == {"test": "F", "df": ["2", "28"], "n": "30", "p": "0.036"}
    its.detail["p"] = 0.036
    with pytest.raises(TypeError, match="exact numbers"):
        only(document, its).to_json()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda shape: shape.update(schema="crossfoot.report/2"),
        lambda shape: shape["claims"][0].update(kind="sum"),
        lambda shape: shape["claims"][0]["quantity"].update(value=1200),
        lambda shape: shape["claims"][0]["quantity"].update(value="1e3"),
        lambda shape: shape["claims"][0].update(surprise=1),
        lambda shape: shape["claims"][3].update(quantity=shape["claims"][0]["quantity"]),
        lambda shape: shape["verdicts"][0].update(certainty=None),
        lambda shape: shape["verdicts"][1].update(certainty="likely"),
        lambda shape: shape["verdicts"][0].update(claims=[]),
        lambda shape: shape["counts"].pop("unread"),
    ],
)
def test_another_shape_is_refused(wrong):
    shape = made().to_dict()
    wrong(shape)
    with pytest.raises(ValidationError):
        models_v1.parse(json.dumps(shape))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(shape, SCHEMA, cls=jsonschema.Draft202012Validator)


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_models_are_frozen():
    with pytest.raises(ValidationError):
        models_v1.parse(made().to_json()).counts.holds = 3


def test_numbers_are_plain_decimal_strings():
    document = Document("A third, a trillion, 0.50.\n", address="a.txt")
    third = claim(document, "ratio", "third", Quantity("third", Fraction(1, 3), None, point=True))
    trillion = claim(document, "number", "trillion", Quantity("trillion", Decimal("1E+12"), None))
    half = claim(document, "number", "0.50", Quantity("0.50", Decimal("0.50"), None, step=Decimal("0.01")))
    shapes = validated(only(document, third, trillion, half))["claims"]
    assert [shape["quantity"]["value"] for shape in shapes] == ["0.333333333333", "1000000000000", "0.5"]
    assert (shapes[2]["quantity"]["low"], shapes[2]["quantity"]["high"]) == ("0.495", "0.505")


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org/a", "https://example.org/a#:~:text="),
        ("https://example.org/a#top", "https://example.org/a#top:~:text="),
        ("articles/a.html", None),
        ("", None),
    ],
)
def test_a_link_leads_to_the_quote_on_the_web(address, link):
    found = made(article(address)).to_dict()["claims"][0]["place"]["link"]
    assert found == link if link is None else found.startswith(link)
    assert link is None or "1%2C200" in found


def test_half_a_surrogate_pair_in_a_quote_is_a_mark_in_its_link():
    assert Quote(0, 4, "5% \ud800", "", "").fragment == ":~:text=5%25%20%3F"


def test_pages_and_cells_are_told():
    text = "a 5\tb\n"
    document = Document(text, address="a.pdf", blocks=(Block(0, 5, "row", 3),))
    its = claim(document, "number", "5", Quantity("5", Decimal(5)))
    its.cell = Cell(2, 3, 0, 4, 1)
    place = validated(only(document, its))["claims"][0]["place"]
    assert (place["page"], place["paragraph"], place["cell"]) == (3, 0, {"table": 0, "row": 4, "column": 1})


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2024-01-05", "2024-01-05", "2024-01-05"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2024-12-01", "2024-12-31", "2024-12"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-01-05", "2024-01-07", "2024-01-05/2024-01-07"),
        ("9999-01-01", "9999-12-31", "9999"),
    ],
)
def test_a_publication_date_is_said_as_it_is_given(first, last, said):
    period = Period(date.fromisoformat(first), date.fromisoformat(last))
    assert _words.published(period) == said
    document = Document("x", published=period)
    assert validated(only(document))["document"]["published"] == said


def test_a_line_of_json_is_one_line_for_every_reader():
    document = Document("one\u2028two\u2029three\x85four\r\nfive\x0bsix", address="a.txt")
    line = only(document).to_json()
    assert len(line.splitlines()) == 1
    assert json.loads(line)["document"]["text"] == document.text


def test_what_utf8_cannot_carry_is_escaped():
    document = Document("half a \ud83d pair", address="caf\udce9.txt")
    line = only(document).to_json()
    line.encode()
    assert json.loads(line)["document"]["text"] == document.text


def test_the_output_is_the_same_whatever_the_hash_seed():
    program = (
        "import sys\n"
        "from tests.handmade import *; from reports import Report, table_csv, sarif\n"
        "claims = claims_of(article()); report = Report(claims.document, claims, verdicts_of(claims))\n"
        "out = [report.to_json(), report.to_text(), report.to_markdown()]\n"
        "out += [report.to_csv(), report.to_sarif()]\n"
        "sys.stdout.buffer.write('\\n'.join(out).encode())\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(outputs) == 1


# Text


def test_the_text_shows_each_discrepancy_with_its_figure_and_reason():
    shown = made().to_text()
    assert "apprentices.md:3:21: discrepancy (proven) [share-of-whole]\n" in shown
    lines = shown.splitlines()
    at = next(number for number, line in enumerate(lines) if "(20%)" in line)
    assert lines[at + 1][lines[at].index("20%") :].startswith("^^^")
    assert lines[at + 1][lines[at].index("1,200") :].startswith("~~~~~")
    assert "  300 of 1,200 is 25%, not 20%\n" in shown
    assert "  fits if the share is 25%: write “25” for “20”\n" in shown
    assert "  fits if the whole is 1,500\n" in shown
    assert "source: ECB euro foreign exchange reference rates: 1.0921 USD (2024-01-05)" in shown


def test_wide_characters_are_marked_at_their_width():
    lines = made().to_text().splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("    集团"))
    before = lines[at].index("224亿元")
    assert lines[at + 1].index("^") == _columns.width(lines[at][:before])
    assert lines[at + 1].count("^") == _columns.width("224亿元") == 7
    assert lines[at + 1].index("~") == _columns.width("    集团投入")


def test_the_summary_says_what_was_not_weighed_too():
    shown = " ".join(made().to_text().split())
    assert (
        "10 figures and 2 facts read, 7 figures weighed: 1 relation holds, "
        "2 discrepancies (1 proven, 1 likely), 1 could not be decided; "
        "3 figures no checker could weigh; 1 run of digits unread." in shown
    )


def test_what_is_undecided_is_said():
    assert "apprentices.md:4:15: undecided [change] “4%”: no earlier figure is stated\n" in made().to_text()


def test_more_is_listed_on_request():
    report = made()
    shown = text.render(report, holds=True, unchecked=True, unread=True)
    assert "apprentices.md:4:34: holds [converted] “$56 million”" in shown
    assert "apprentices.md:4:71: unchecked money “£3 million”" in shown
    assert "apprentices.md:5:62: unread “77” in " in shown
    plainly = report.to_text()
    assert not any(word in plainly for word in ("holds [", "unchecked money", "unread “"))


def test_quiet_says_the_discrepancies_alone():
    shown = text.render(made(), quiet=True)
    assert shown.count("discrepancy (") == 2
    assert "undecided" not in shown
    assert "weighed" not in shown
    assert text.render(only(article()), quiet=True) == ""


def test_colours_change_nothing_but_the_colour():
    colored = text.render(made(), color=True, holds=True, unchecked=True, unread=True)
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == text.render(made(), holds=True, unchecked=True, unread=True)
    assert "\x1b" not in made().to_text()


def test_an_article_cannot_steer_the_terminal():
    document = Document("Paid \x1b[2J\x9b1m\u202e5 times.\n", address="a\x1b[31m.txt")
    its = claim(document, "number", "5", Quantity("5", Decimal(5)))
    verdict = Verdict("restated", "discrepancy", [("amount", its)], "5 \x1b]0;title\x07 times", "likely")
    shown = only(document, its, verdicts=[verdict], unread=[(0, 20)])
    for said in (
        text.render(shown, unread=True),
        text.render_claims(shown, why=True),
        markdown.render(shown),
    ):
        assert not any(c in said for c in "\x1b\x9b\x07\u202e")


def test_a_long_sentence_is_shown_around_its_figures():
    words = "word " * 400
    document = Document(f"{words}of 1,200 {words}only 300 {words}\n", address="a.txt")
    whole = claim(document, "count", "1,200", Quantity("1,200", Decimal(1200)))
    part = claim(document, "count", "300", Quantity("300", Decimal(300)))
    verdict = Verdict("restated", "discrepancy", [("a", part), ("b", whole)], "no", "proven")
    shown = only(document, whole, part, verdicts=[verdict]).to_text()
    assert "1,200" in shown
    assert "300" in shown
    assert len(shown) < 1800
    lines = shown.splitlines()
    for quote, sign in (("1,200", "~"), ("300", "^")):
        at = next(number for number, line in enumerate(lines) if f" {quote}" in line)
        assert lines[at + 1].strip() == sign * len(quote)
        assert lines[at + 1].index(sign) == lines[at].index(quote)


def test_figures_in_other_sentences_are_shown_there():
    document = Document("".join(f"Line {n} has {n}00.\n" for n in range(1, 7)), address="a.txt")
    every = [claim(document, "count", f"{n}00", Quantity(f"{n}00", Decimal(n * 100))) for n in range(1, 7)]
    verdict = Verdict("restated", "discrepancy", [("again", its) for its in every], "no", "proven")
    shown = only(document, *every, verdicts=[verdict]).to_text()
    assert "  a.txt:2:12:\n    Line 2 has 200.\n" in shown
    assert "with “400” (a.txt:4:12), “500” (a.txt:5:12), “600” (a.txt:6:12)" in shown


def test_a_text_that_was_derived_names_no_lines():
    document = Document("Of 5.\nOf 6.\n", address="page.html", sha256="0" * 64)
    its = claim(document, "number", "6", Quantity("6", Decimal(6)))
    verdict = Verdict("restated", "discrepancy", [("amount", its)], "no", "proven")
    report = only(document, its, verdicts=[verdict])
    assert report.to_text().startswith("page.html, paragraph 2: discrepancy")
    assert "paragraph 2" in report.to_markdown()


def test_a_byte_order_mark_hides_no_lines():
    body = "Of 5.\n"
    document = Document(body, address="a.txt", sha256=hashlib.sha256(b"\xef\xbb\xbf" + body.encode()).hexdigest())
    assert _words.Places(document).named(3) == "a.txt:1:4"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be", "utf-32-be"])
def test_wide_encodings_have_lines_with_a_mark_and_without(mark, order):
    data = f"{mark}Of 5.\n".encode(order)
    document = Document("Of 5.\n", address="a.txt", encoding=order[:6], sha256=hashlib.sha256(data).hexdigest())
    assert _words.Places(document).named(3) == "a.txt:1:4"


@pytest.mark.parametrize("columns", [20, 33, 80])
def test_lines_are_wrapped_to_their_width(columns):
    for words in (TEXT.replace("\n", " "), "集团投入118.3亿元（约224亿元）用于改革。" * 9, "x" * 50 + " y"):
        spans = _columns.lines(words, columns)
        assert "".join(words[a:b] for a, b in spans).replace(" ", "") == words.replace(" ", "")
        for start, end in spans:
            line = words[start:end]
            assert _columns.width(line) <= columns or not any(c in line for c in " 集")
            assert line[0] not in "，。）"


def test_claims_are_listed_a_line_each():
    shown = text.render_claims(made())
    lines = shown.splitlines()
    assert lines[0] == "apprentices.md"
    bridge = next(line for line in lines if "£3 million" in line)
    assert bridge.split() == ["4:71", "money", "£3", "million", "3000000", "GBP", "nearly"]
    rise = next(line for line in lines if " 4% " in line)
    assert "4 ↑" in rise
    assert "2024-01-05" in next(line for line in lines if "date" in line)
    assert "the ministry" in next(line for line in lines if "20%" in line)
    assert shown.endswith("10 figures and 2 facts read; 1 run of digits unread.\n")
    assert "handmade" not in shown


def test_why_tells_how_each_was_read():
    shown = text.render_claims(made(), why=True, unread=True)
    assert "    read by handmade.money\n    the 6th of the list\n" in shown
    assert "unread “77”" in shown


# Markdown


def test_the_markdown_has_every_verdict_and_claim():
    shown = markdown.render(made(), unchecked=True, unread=True, holds=True)
    assert shown.startswith("# Apprentices\n")
    assert "> Of 1,200 jobs, **300** (**20%**) went" not in shown  # the whole is marked as well
    assert "> Of **1,200** jobs, **300** (**20%**) went to apprentices" in shown
    assert "- fits if the share is 25%: write “25” for “20”" in shown
    assert "## Undecided" in shown
    assert "- line 4:15, change, “4%”: no earlier figure is stated" in shown
    assert "| 4:71 | money | £3 million | 3000000 | GBP | nearly |" in shown
    assert "- line 5:62: “77”" in shown
    # Between Han characters `**` is no mark of emphasis.
    assert "> 集团投入<strong>118.3亿元</strong>（约<strong>224亿元</strong>）用于改革。" in shown


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("12. Next", "&#49;2. Next"),
        ("12.5 is", "12.5 is"),
        ("- a", "\\- a"),
        ("-5%", "-5%"),
        ("===", "\\==="),
        ("a_b*c", "a\\_b\\*c"),
        ("one\ntwo", "one two"),
    ],
)
def test_text_stays_text_in_markdown(text, written):
    assert markdown.escaped(text) == written


def test_markdown_cannot_be_broken_out_of():
    document = Document("<script>5</script> | *a* [b](javascript:c) `d` \\| e\n", address="<b>.md", title="# <i>\n- x")
    its = claim(document, "number", "5", Quantity("5", Decimal(5)), subject=(0, 50))
    shown = only(document, its).to_markdown()
    assert "<script" not in shown.replace("\\<", "")
    assert "<b>" not in shown
    assert "\n- x" not in shown
    (row,) = [line for line in shown.splitlines() if "number" in line]
    assert row.replace("\\\\", "").replace("\\|", "").count("|") == 11


# CSV


def test_csv_has_a_row_for_each_claim():
    rows = list(csv.DictReader(io.StringIO(made().to_csv())))
    assert len(rows) == 12
    assert rows[0].keys() == set(table_csv.COLUMNS)
    share = rows[2]
    assert (share["exact"], share["value"], share["unit"]) == ("20%", "20", "%")
    assert (share["outcome"], share["certainty"], share["checker"]) == (
        "discrepancy",
        "proven",
        "share-of-whole",
    )
    assert share["because"] == "300 of 1,200 is 25%, not 20%"
    assert (share["line"], share["column"]) == ("3", "21")
    assert rows[4]["outcome"] == "undecided"
    assert rows[7]["outcome"] == ""


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("+1", "'+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("-2.5", "-2.5"),
        ("12", "12"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_no_spreadsheet_runs_a_cell(cell, written):
    assert table_csv.guarded(cell) == written


def test_csv_of_several_documents_has_one_header():
    both = table_csv.render([made(), made(article("other.md"))])
    rows = list(csv.DictReader(io.StringIO(both)))
    assert [row["address"] for row in rows] == ["apprentices.md"] * 12 + ["other.md"] * 12


# SARIF


def run_of(*reports: Report) -> dict:
    log = json.loads(sarif.render(list(reports)))
    assert log["version"] == "2.1.0"
    run: dict
    (run,) = log["runs"]
    return run


def test_sarif_counts_utf16_code_units():
    (result,) = [r for r in run_of(made())["results"] if r["ruleId"] == "restated"]
    region = result["locations"][0]["physicalLocation"]["region"]
    units = TEXT.encode("utf-16-le")
    start, length = 2 * region["charOffset"], 2 * region["charLength"]
    assert units[start : start + length].decode("utf-16-le") == "224亿元" == region["snippet"]["text"]
    line = TEXT.splitlines()[region["startLine"] - 1].encode("utf-16-le")
    columns = line[2 * (region["startColumn"] - 1) : 2 * (region["endColumn"] - 1)]
    assert columns.decode("utf-16-le") == "224亿元"
    assert region["startLine"] == region["endLine"] == 6
    assert TEXT.index("224亿元") < region["charOffset"]  # an emoji before it takes two code units


def test_sarif_tells_outcomes_apart():
    report = made()
    report.waived.append(Waived(report.verdicts[2], "seen"))
    run = run_of(report)
    told = [(r["ruleId"], r["kind"], r["level"], "suppressions" in r) for r in run["results"]]
    assert told == [
        ("share-of-whole", "fail", "error", False),
        ("restated", "fail", "warning", True),
        ("change", "open", "none", False),
    ]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
    assert run["columnKind"] == "utf16CodeUnits"


def test_sarif_repairs_by_its_edits():
    (result,) = [r for r in run_of(made())["results"] if r["ruleId"] == "share-of-whole"]
    ((change,),) = [fix["artifactChanges"] for fix in result["fixes"]]
    (replacement,) = change["replacements"]
    region = replacement["deletedRegion"]
    at = region["charOffset"]
    fixed = TEXT[:at] + replacement["insertedContent"]["text"] + TEXT[at + region["charLength"] :]
    assert fixed == TEXT.replace("20%", "25%")
    assert [place["message"]["text"] for place in result["relatedLocations"]] == ["part", "whole"]


def test_sarif_names_files_as_uris():
    run = run_of(made(article("notes/一 a:b.md")), made(article("https://example.org/a?b=c")))
    assert [artifact["location"]["uri"] for artifact in run["artifacts"]] == [
        "notes/%E4%B8%80%20a%3Ab.md",
        "https://example.org/a?b=c",
    ]
    assert [r["locations"][0]["physicalLocation"]["artifactLocation"]["index"] for r in run["results"]] == [
        *(0, 0, 0),
        *(1, 1, 1),
    ]


def test_sarif_carries_a_text_that_was_derived():
    faithful, derived = article(), Document("5", address="a.html", sha256="0" * 64)
    first, second = run_of(only(faithful), only(derived))["artifacts"]
    assert "contents" not in first
    assert second["contents"] == {"text": "5"}


# Waivers


def waived_by(tmp_path: Path, entries: str, report: Report) -> waivers.Waivers:
    path = tmp_path / waivers.NAME
    path.write_text(entries, encoding="utf-8")
    loaded = waivers.load(path)
    waivers.apply(report, loaded)
    return loaded


def entry(quote: str, checker: str = "share-of-whole", reason: str = "as agreed", day: str = "2024-01-08") -> str:
    return f"[[waiver]]\nquote = '''{quote}'''\nchecker = '{checker}'\nreason = '{reason}'\ndate = {day}\n"


def test_a_waiver_answers_its_discrepancy(tmp_path):
    report = made()
    loaded = waived_by(tmp_path, entry("jobs, 300\n (20%)"), report)
    assert [(one.verdict.checker, one.reason) for one in report.waived] == [("share-of-whole", "as agreed")]
    assert report.counts["discrepancies"] == 1
    assert loaded.unmatched() == []
    assert "waived [share-of-whole] “20%”" in report.to_text()
    assert "because: as agreed" in report.to_text()
    assert "1 discrepancy (likely), 1 waived" in " ".join(report.to_text().split())


@pytest.mark.parametrize(
    ("quote", "checker", "why"),
    [
        ("no such words", "share-of-whole", "its quote stands in none of the documents"),
        ("(20%)", "restated", "restated has no discrepancy there"),
        ("said", "share-of-whole", "share-of-whole has no discrepancy there"),
        ("$56 million", "converted", "converted has no discrepancy there"),
    ],
)
def test_a_waiver_that_answers_nothing_is_told(tmp_path, quote, checker, why):
    report = made()
    loaded = waived_by(tmp_path, entry(quote, checker), report)
    assert report.waived == []
    (note,) = loaded.unmatched()
    assert why in note
    assert "waiver 1" in note


def test_a_waiver_whose_quote_was_not_met_may_belong_elsewhere(tmp_path):
    loaded = waived_by(tmp_path, entry("no such words"), made())
    assert loaded.unmatched(everything=False) == []


def test_a_quote_that_says_too_little_answers_nothing(tmp_path):
    document = Document("Of 5 (7%).\nOf 6 (7%).\n", address="a.txt")
    shares = [claim(document, "percent", "7%", Quantity("7%", Decimal(7)), number=n) for n in (1, 2)]
    verdicts = [Verdict("share-of-whole", "discrepancy", [("share", s)], "no", "proven") for s in shares]
    report = only(document, *shares, verdicts=verdicts)
    loaded = waived_by(tmp_path, entry("7%"), report)
    assert report.waived == []
    assert "2 places" in loaded.unmatched()[0]
    waived_by(tmp_path, entry("Of 6 (7%)"), report)
    assert [one.verdict for one in report.waived] == [verdicts[1]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("quote = 'x'", "[[waiver]] entries and nothing else"),
        ("[[waiver]]\nquote = 'x'", "give quote, checker, reason, date and, if it is to end, until; not quote"),
        (entry("x", day="'soon'"), "date must be a day"),
        (entry("x", day="2024-01-08T00:00:00Z"), "date must be a day"),
        (entry("  "), "quote must be text"),
        ("[[waiver", "is not TOML"),
    ],
)
def test_waivers_that_are_not_as_they_must_be_are_refused(tmp_path, text, said):
    path = tmp_path / waivers.NAME
    path.write_text(text, encoding="utf-8")
    with pytest.raises(waivers.WaiversError, match="toml") as wrong:
        waivers.load(path)
    assert said in str(wrong.value)
    assert str(path) in str(wrong.value)


def test_waivers_are_looked_for_beside_the_document(tmp_path):
    document = tmp_path / "a.md"
    document.write_text("x", encoding="utf-8")
    assert waivers.beside(document) is None
    (tmp_path / waivers.NAME).write_text("", encoding="utf-8")
    assert waivers.beside(document) == tmp_path / waivers.NAME
    assert waivers.beside("https://example.org/a.md") is None
    assert waivers.beside("-") is None


# What a report costs


def test_writing_json_and_text_needs_neither_pydantic_nor_jinja():
    program = (
        "import sys\n"
        "from tests.handmade import *; from reports import Report\n"
        "claims = claims_of(article()); report = Report(claims.document, claims, verdicts_of(claims))\n"
        "report.to_json(), report.to_text(), report.to_markdown(), report.to_csv()\n"
        "heavy = {'pydantic', 'jinja2', 'click'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


def test_evidence_is_said_by_source():
    said = _words.evidence(
        [
            Evidence("ECB", "https://example.org", "2024-01-05", "1.0921", "USD/EUR"),
            Evidence("census", ""),
            Evidence("ECB", "https://example.org", "2024-01-04", "1.0953", "USD/EUR"),
            Evidence("ministry", "m.csv", None, "5", None),
        ]
    )
    assert said == [
        "ECB: 1.0921 USD/EUR (2024-01-05), 1.0953 USD/EUR (2024-01-04) <https://example.org>",
        "census",
        "ministry: 5 <m.csv>",
    ]


def test_an_edit_is_said_in_words():
    document = Document("Paid 5 yuan twice.\n")
    for edit, said in (
        (Edit(5, 6, "7"), "x: write “7” for “5”"),
        (Edit(5, 7, ""), "x: leave out “5”"),
        (Edit(7, 7, "US "), "x: put “US” after “Paid 5”"),
        (None, "x"),
    ):
        assert _words.fit(document, Fit("x", edit)) == said
