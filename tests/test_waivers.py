"""What is let stand: comments in articles, files beside them, baselines; the same in every way in and out.

Days are given or far away, so that no test looks at the clock.
"""

import json
import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import claims
import crossfoot
from crossfoot.cli import cli
from reports import Report, baseline, models_v1, sarif, waivers
from sources import fetch, from_text

SLIP = "Of 1,200 jobs, 300 (20%) went to apprentices."
OTHER = "The firm sold 54 of 120 tickets (40%) on Monday."
LONE = "The firm opened three routes – to Bergen, Gdynia, Riga and Turku – in spring."


def comment(checker="share-of-whole", quote="(20%)", reason="they said so", days="on 2024-01-08"):
    return f'<!-- crossfoot: accept {checker} "{quote}" because {reason} {days} -->'


def weighed(text, **more) -> Report:
    return crossfoot.check(text=text, today="2024-06-01", **more)


def said(report: Report) -> list[str]:
    return [one.reason for one in report.waived]


def called(*arguments: object, text: str | None = None):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="crossfoot", input=text)


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


# Where a comment reaches


@pytest.mark.parametrize(
    "text",
    [
        f"{SLIP} {comment()}",
        f"{SLIP}\n{comment()}\n",
        f"{comment()} {SLIP}",
        f"{comment()}\n{SLIP}",
        f"{OTHER}\n\n{comment()}\n\n{SLIP}",
        f"{SLIP}\n\n{comment()}\n\n{OTHER}",
        f"# A title\n\n{SLIP}\n{comment()}\n\n{OTHER}",
        SLIP.replace("went", f"{comment()} went"),
        SLIP.replace("went", comment().replace("because", "because\n  ").replace("(20%)", "300\n(20%)") + " went"),
        f"# A title\n\n- {OTHER}\n- {SLIP} {comment()}\n",
        f"{SLIP} <!-- Crossfoot： accept share_of_whole “300 (20%)” because “they” said so until 2024-06-01. -->",
        f"{SLIP} <!--crossfoot accept share-of-whole '20%' because they said so on 2024-01-08-->",
    ],
)
def test_a_comment_answers_the_discrepancy_beside_it(text):
    report = weighed(text)
    assert [re.sub("[“”]", "", reason) for reason in said(report)] == ["they said so"]
    assert report.idle == []
    assert [verdict.checker for verdict in report.discrepancies] == ["share-of-whole"] * (OTHER in text)
    assert len(weighed(text, waivers=False).discrepancies) == 1 + (OTHER in text)


def test_of_two_equal_slips_a_comment_answers_its_own():
    report = weighed(f"{SLIP}\n\n{SLIP} {comment()}\n\n{SLIP}\n")
    (one,) = report.waived
    assert report.document.text[: one.verdict.claim.start].count("\n") == 2
    assert len(report.discrepancies) == 2


def test_the_nearer_paragraph_goes_first():
    below = weighed(f"{SLIP}\n\n{comment()}\n{SLIP}")
    above = weighed(f"{SLIP}\n{comment()}\n\n{SLIP}")
    level = weighed(f"{SLIP}\n\n{comment()}\n\n{SLIP}")
    assert [report.waived[0].verdict.claim.start > len(SLIP) for report in (below, above, level)] == [True, False, True]


def test_a_comment_beside_a_table_reaches_all_of_it_and_one_in_a_row_that_row():
    table = "| | all | share |\n|---|---|---|\n| A | 40 | 45% |\n| B | 60 | 60% |\n| Total | 110 | 100% |\n"
    found = weighed(f"# Parts\n\n{table}").discrepancies
    assert [verdict.checker for verdict in found][:1] == ["total"]
    accepted = comment("total", "110")
    assert said(weighed(f"# Parts\n\n{accepted}\n\n{table}")) == ["they said so"]
    assert said(weighed("# Parts\n\n" + table.replace("100% |", f"100% {accepted} |"))) == ["they said so"]
    other_row = weighed("# Parts\n\n" + table.replace("45% |", f"45% {comment('total', 'Total | 110')} |"))
    assert other_row.waived == []
    assert "put the comment there" in other_row.idle[0]


@pytest.mark.parametrize(
    ("body", "waived"),
    [
        (f"<p>{SLIP}{comment()}</p>", True),
        (f"<p>{OTHER}</p><p>{SLIP.replace('went', comment() + 'went')}</p>", True),
        (f"<p>{SLIP}</p>{comment()}<p>{OTHER}</p>", True),
        (f"<p>{OTHER}</p>{comment()}<p>{SLIP}</p>", True),
        (f"<p>{SLIP}</p><p>{OTHER}</p><nav>Away</nav>{comment()}", False),
        (f"<p>{SLIP}</p><p>&lt;!-- crossfoot: accept share-of-whole &quot;(20%)&quot; because x on 2024-01-08 --></p>", False),
    ],
)  # fmt: skip
def test_comments_in_pages(tmp_path, body, waived):
    page = tmp_path / "a.html"
    page.write_text(f"<html><body><h1>Jobs</h1>{body}</body></html>", encoding="utf-8")
    report = crossfoot.check(page, today="2024-06-01")
    assert said(report) == ["they said so"] * waived
    assert "because" not in fetch(page).text or not waived


# What is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{SLIP} {comment('total')}", "total has no discrepancy there"),
        (f"{SLIP} {comment(quote='(30%)')}", "stands neither in the paragraph of the comment nor next to it"),
        (f"{SLIP}\n\n{OTHER}\n\nSo it was.\n\n{comment()}\n", "a.md:1:20: put the comment there"),
        (f"{SLIP} {SLIP} {comment()}", "leads to discrepancies in 2 places: quote more"),
        (f"{SLIP} {comment(days='until 2024-05-31')}", "it held until 2024-05-31"),
        (f"{SLIP} {comment(days='on 2024-01-08 until 2024-05-31')}", "it held until 2024-05-31"),
        (SLIP.replace("20%", "25%") + comment(quote="(25%)", days="until 2024-05-31"), "has no discrepancy there"),
    ],
)
def test_a_comment_that_answers_nothing_is_told(text, told):
    report = weighed(text, address="a.md")
    assert report.waived == []
    (line,) = report.idle
    assert told in line
    assert line.startswith("a.md:")
    for shown in (report.to_text(), report.to_markdown(), report.to_html()):
        words = re.sub(r"[\\\s]+", " ", shown).replace("&#34;", '"')
        assert " ".join(told.split()) in words


def test_a_checker_that_did_not_run_leaves_its_waivers_alone(here):
    (here / waivers.NAME).write_text(
        '[[waiver]]\nquote = "no such"\nchecker = "total"\nreason = "x"\ndate = 2024-01-08\n', encoding="utf-8"
    )
    (here / "a.md").write_text(f"{SLIP} {comment()}", encoding="utf-8")
    assert "its quote stands in none" in called("check", "a.md").stderr
    assert called("check", "a.md", "--ignore", "total,share-of-whole").stderr == ""
    assert called("check", "a.md", "--select", "change").stderr == ""
    assert called("claims", "a.md").stderr == ""


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("", "it says nothing"),
        ("allow share-of-whole", "it can say accept, not 'allow'"),
        ("accept", "the checker is missing"),
        ('accept "20%" because x on 2024-01-08', "the checker is missing"),
        ('accept share-of-hole "20%" because x on 2024-01-08', "did you mean share-of-whole?"),
        ('accept zzz "20%" because x on 2024-01-08', "`crossfoot explain` lists them"),
        ("accept share-of-whole 20% because x on 2024-01-08", "in quotation marks"),
        ('accept share-of-whole "20%" since x on 2024-01-08', "after the quote comes because"),
        ('accept share-of-whole "" because x on 2024-01-08', "the quote is empty"),
        ('accept share-of-whole "20%" because on 2024-01-08', "the reason is missing"),
        ('accept share-of-whole "20%" because the 300 wait until spring', "no day is given"),
        ('accept share-of-whole "20%" because x until 31.1.2025', "must be a day such as 2024-01-05, not 31.1.2025"),
        ('accept share-of-whole "20%" because x on 2024-02-30', "must be a day such as 2024-01-05, not 2024-02-30"),
        ('accept share-of-whole "20%" because x on 2024-02-01 until 2024-01-01', "before the day it was given"),
        ('accept share-of-whole "20%" because x <!-- y', "it has no end, -->"),
    ],
)
def test_a_comment_that_is_not_as_it_must_be_costs_its_document(here, inside, told):
    (here / "a.md").write_text(f"So it was.\n\n{SLIP} <!-- crossfoot: {inside} -->\n", encoding="utf-8")
    (here / "b.md").write_text(SLIP, encoding="utf-8")
    done = called("check", "a.md", "b.md")
    assert done.exit_code == 2
    assert told in done.stderr
    assert done.stderr.startswith("crossfoot: a.md:3:47: ")
    assert len(done.stderr.splitlines()) == 1
    assert "b.md:1:" in done.stdout
    assert called("check", "a.md", "--no-waivers").exit_code == 1


@pytest.mark.parametrize(
    "text", ["{}\n\n<!-- crossfoot: accept 5 boats\n\n7 more", "# T\n\n{} <!-- crossfoot: accept 5"]
)
def test_a_comment_without_an_end_is_told(text):
    with pytest.raises(waivers.WaiversError, match="it has no end, -->"):
        weighed(text.format(SLIP))


def test_comments_of_a_page_on_the_network_count_for_nothing():
    report = weighed(f"{SLIP} {comment()}", address="https://example.org/a")
    assert report.waived == []
    assert "not in what was fetched from the network" in report.idle[0]


def test_comments_shown_as_code_are_none():
    text = f"# How to\n\n{SLIP}\n\n```\n{comment()}\n```\n\nor `{comment()}` beside it\n"
    document = from_text(text)
    assert document.comments == ()
    assert weighed(text).waived == []


def test_other_comments_are_no_waivers():
    text = f"# T\n\n{SLIP} <!-- crossfoot is a tool --> <!-- todo: crossfoot: accept -->\n"
    assert from_text(text).comments == ()


# Nothing of a comment is read


def figures(text):
    found = claims.read(from_text(text, published="2024-06-05"), facts=False)
    return [(c.kind, text[c.start : c.end], str(c.quantity.value) if c.quantity else "") for c in found]


ARTICLE = (
    "# Harbour takes £1.2 million\n\nOn 5 June 2024 the port took in 48,200 boats. Of 1,200 jobs, 300 (25%) went to "
    "apprentices. It fell by 3.5 points.\n\n- 14 cranes, up from 12\n- 港口投入118.3亿元。其中三成用于改革。\n\n"
    "| Year | Boats |\n|---|---|\n| 2023 | 47,100 |\n| 2024 | 48,200 |\n\nIt was the 21st year of 300 days.\n"
)
PLAIN = ARTICLE.replace("# ", "").replace("|", " ").replace("---", "")
PLACE = re.compile(
    r"(?<=took)(?= )|(?<=jobs,)|(?<=fell)(?= )|(?<=%\))|(?<=cranes,)|(?<=was)(?= )|(?<=[.。])(?=\s)|(?<=\|)(?=\n\n)"
)


@given(st.sampled_from([ARTICLE, PLAIN]), st.integers(0, 30), st.sampled_from([" ", "\n", "\n\n"]))
def test_reading_is_the_same_around_a_comment(article, number, before):
    inside = comment(quote="£9.9 million in 1987", reason="7 of 9 were\n40% above 3.3 km", days="until 2025-01-31")
    places = [match.start() for match in PLACE.finditer(article)]
    assert len(places) > 8
    place = places[number % len(places)]
    # On a line of its own it would end the item or the sentence that it stands in.
    if article[place] != "\n":
        before = " "
    changed = article[:place] + before + inside + article[place:]
    assert figures(changed) == figures(article)
    assert [changed[c.start : c.end] for c in from_text(changed).comments] == [inside]


def test_many_comments_take_linear_time():
    text = "".join(f"{SLIP} <!-- crossfoot: accept\n" for _ in range(20_000))
    assert len(from_text(text).comments) == 20_000


# Baselines


def record(tmp_path, text, name="a.md"):
    """A baseline of a text, and the path of the article that it is of."""
    article = tmp_path / name
    article.write_text(text, encoding="utf-8")
    recorder = baseline.Recorder(tmp_path / "baseline.json")
    waivers.Desk(date(2024, 6, 1), recorder=recorder).apply(crossfoot.check(article, today="2024-06-01"))
    recorder.path.write_text(recorder.text(), encoding="utf-8")
    return article


def against(article, text):
    """The report on the article as it is now, and what is gone."""
    article.write_text(text, encoding="utf-8")
    before = baseline.load(article.with_name("baseline.json"))
    report = crossfoot.check(article, today="2024-06-01", waivers=False)
    before.apply(report, str(article))
    return report, list(before.gone())


@pytest.mark.parametrize(
    "text",
    [
        f"{SLIP}\n\n{OTHER}\n\n{LONE}\n",
        f"# A new title\n\nAnd 700 words before it.\n\n{SLIP}\n\n{OTHER}\n\nMore.\n\n{LONE}\n",
        f"{LONE}\n\n{OTHER}\n\n{SLIP}\n",
        f"{SLIP.replace('went to', 'at last went to')}\n\n{OTHER.replace('Monday', 'Tuesday')}\n\nOnce more: {LONE}\n",
        f"{SLIP} <!-- seen --> {OTHER}\n\n{LONE.replace('in spring', 'in March')}\n",
    ],
)
def test_what_is_recorded_is_known_again_after_edits(tmp_path, text):
    article = record(tmp_path, f"{SLIP}\n\n{OTHER}\n\n{LONE}\n")
    report, gone = against(article, text)
    assert report.discrepancies == []
    assert [one.recorded for one in report.waived] == [True] * 3
    assert said(report) == ["recorded in baseline.json"] * 3
    assert gone == []


def test_only_what_is_new_fails_and_what_is_gone_is_told(tmp_path):
    article = record(tmp_path, f"{SLIP}\n\n{OTHER}\n")
    report, gone = against(article, f"{SLIP.replace('20%', '21%')}\n\n{OTHER}\n")
    assert [verdict.because for verdict in report.discrepancies] == ["300 of 1,200 is 25 %"]
    assert len(report.waived) == 1
    (line,) = gone
    assert "no longer there: share-of-whole “20%” in a.md (300 of 1,200 is 25 %)" in line


def test_one_entry_is_one_discrepancy(tmp_path):
    article = record(tmp_path, f"{SLIP}\n\n{OTHER}\n\n{SLIP}\n")
    more, gone = against(article, f"{SLIP}\n\n{OTHER}\n\n{SLIP}\n\nThen: {SLIP}\n")
    assert ([v.claim.start > 100 for v in more.discrepancies], len(more.waived), gone) == ([True], 3, [])
    fewer, gone = against(article, f"{OTHER}\n\n{SLIP}\n")
    assert (fewer.discrepancies, len(fewer.waived), len(gone)) == ([], 2, 1)


def test_a_single_figure_is_known_by_what_is_around_it(tmp_path):
    article = record(tmp_path, f"{LONE}\n")
    assert json.loads(article.with_name("baseline.json").read_text(encoding="utf-8"))["discrepancies"][0]["with"] == []
    moved, gone = against(article, "Elsewhere the town had three schools: Ash, Birch, Cedar and Dell.\n")
    assert len(moved.discrepancies) == len(gone) == 1


@given(st.permutations([SLIP, OTHER, LONE, SLIP, "So it was."]), st.data())
def test_a_baseline_lets_its_own_text_stand_in_any_order(order, data):
    report = weighed("\n\n".join(order))
    entries = [baseline.recorded(verdict, report, "") for verdict in report.discrepancies]
    kept = data.draw(st.lists(st.sampled_from(range(len(entries))), unique=True))
    before = baseline.Baseline(Path("b.json"), [entries[n] for n in kept])
    again = weighed("\n\n".join(data.draw(st.permutations(order))))
    found = len(again.discrepancies)
    before.apply(again, "")
    assert len(again.waived) == len(kept)
    assert len(again.discrepancies) == found - len(kept)
    assert list(before.gone()) == []


def test_files_are_named_from_the_folder_of_the_baseline(here):
    (here / "articles").mkdir()
    (here / "articles" / "a.md").write_text(SLIP, encoding="utf-8")
    done = called("check", "articles", "--write-baseline", "articles/b.json")
    assert (done.exit_code, done.stderr) == (0, "crossfoot: articles/b.json: 1 discrepancy recorded\n")
    assert "discrepancy (proven)" in done.stdout
    assert (
        json.loads((here / "articles" / "b.json").read_text(encoding="utf-8"))["discrepancies"][0]["document"] == "a.md"
    )
    done = called("check", here / "articles" / "a.md", "--baseline", "articles/b.json", "--quiet")
    assert (done.exit_code, done.output) == (0, "")
    first = (here / "articles" / "b.json").read_bytes()
    called("check", "articles", "--baseline", "articles/b.json", "--write-baseline", "articles/b.json")
    assert (here / "articles" / "b.json").read_bytes() == first
    (here / "articles" / "a.md").rename(here / "articles" / "c.md")
    done = called("check", "articles", "--baseline", "articles/b.json")
    assert done.exit_code == 1
    assert "no longer there: a.md, with 1 discrepancy" in done.stderr


def test_a_baseline_says_nothing_of_documents_and_checkers_that_were_left_out(here):
    for name in ("a.md", "b.md"):
        (here / name).write_text(SLIP, encoding="utf-8")
    called("check", "a.md", "b.md", "--write-baseline", "base.json")
    (here / "a.md").write_text(OTHER.replace("40%", "45%"), encoding="utf-8")
    assert called("check", "b.md", "--baseline", "base.json").stderr == ""
    assert called("check", "a.md", "--baseline", "base.json", "--ignore", "share-of-whole").stderr == ""
    assert "in a.md" in called("check", "a.md", "--baseline", "base.json").stderr


def test_a_setting_names_the_baseline_from_where_it_stands(here, monkeypatch):
    (here / "a.md").write_text(SLIP, encoding="utf-8")
    called("check", "a.md", "--write-baseline", "base.json")
    (here / "crossfoot.toml").write_text('baseline = "base.json"\n', encoding="utf-8")
    (here / "below").mkdir()
    monkeypatch.chdir(here / "below")
    assert called("check", "../a.md").exit_code == 0
    (here / "crossfoot.toml").write_text('write-baseline = "base.json"\n', encoding="utf-8")
    assert "there is no setting 'write-baseline'" in called("check", "../a.md").stderr


ODD = json.dumps(
    {"schema": baseline.SCHEMA, "discrepancies": [dict.fromkeys(sorted(baseline._FIELDS), "") | {"with": [1]}]}
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "there is no such baseline: write it with --write-baseline base.json"),
        ("{", "is not JSON"),
        ("[]", "is no baseline: write it anew"),
        ('{"schema": "crossfoot.baseline/2", "discrepancies": []}', "of another kind ('crossfoot.baseline/2'"),
        ('{"schema": "crossfoot.baseline/1", "discrepancies": [{"quote": "x"}]}', "discrepancy 1: it must have"),
        (ODD, "discrepancy 1: with is a list of texts"),
    ],
)  # fmt: skip
def test_a_baseline_that_cannot_be_used_stops_the_run(here, text, told):
    (here / "a.md").write_text(SLIP, encoding="utf-8")
    if text is not None:
        (here / "base.json").write_text(text, encoding="utf-8")
    done = called("check", "a.md", "--baseline", "base.json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr
    assert called("batch", "a.md", "--baseline", "base.json").exit_code == 2
    with pytest.raises(ValueError, match=r"base\.json"):
        crossfoot.check("a.md", baseline="base.json")


@pytest.mark.parametrize("name", ["a.md", "missing/b.json", ".", "-"])
def test_a_baseline_that_cannot_be_written_stops_the_run_before_it_begins(here, name):
    (here / "a.md").write_text(SLIP, encoding="utf-8")
    done = called("check", "a.md", "--write-baseline", name)
    assert (done.exit_code, done.stdout) == (2, "")
    assert (here / "a.md").read_text(encoding="utf-8") == SLIP


def test_no_baseline_is_written_of_half_a_run(here):
    (here / "a.md").write_text(SLIP, encoding="utf-8")
    done = called("check", "a.md", "missing.md", "--write-baseline", "base.json")
    assert done.exit_code == 2
    assert "base.json was not written" in done.stderr
    assert not (here / "base.json").exists()


# The same in every way in and out


LINES = "".join(
    json.dumps(line) + "\n"
    for line in (
        {"id": "a/../b", "text": f"{SLIP} {comment()}"},
        {"id": "a/../b2", "text": SLIP},
        {"text": OTHER},
        {"id": 4, "text": f"{SLIP} {comment(quote='(30%)')}"},
    )
)


def test_lines_have_waivers_and_baselines_too(here):
    (here / "in.jsonl").write_text(LINES, encoding="utf-8")
    done = called("batch", "in.jsonl", "--write-baseline", "base.json", "--no-text")
    assert done.exit_code == 0
    reports = [json.loads(line)["report"] for line in done.stdout.splitlines()]
    assert [report["counts"]["discrepancies"] for report in reports] == [0, 1, 1, 1]
    assert "text:1:47: waiver (share-of-whole, “(30%)”)" in done.stderr
    names = [one["document"] for one in json.loads((here / "base.json").read_text(encoding="utf-8"))["discrepancies"]]
    assert names == ["in.jsonl", 'in.jsonl#"a/../b2"', "in.jsonl#4"]
    (here / "in.jsonl").write_text("".join(reversed(LINES.splitlines(keepends=True))), encoding="utf-8")
    done = called("batch", "in.jsonl", "--baseline", "base.json", "--quiet")
    assert (done.exit_code, done.stderr) == (0, "")
    (here / "in.jsonl").write_text(json.dumps({"id": "new", "text": SLIP}), encoding="utf-8")
    assert called("batch", "in.jsonl", "--baseline", "base.json").exit_code == 1


def test_a_line_with_a_comment_that_cannot_be_used_is_an_error_of_its_own():
    lines = (
        json.dumps({"id": 1, "text": f"{SLIP} <!-- crossfoot: allow -->"}) + "\n" + json.dumps({"id": 2, "text": "x 5"})
    )
    done = called("batch", "-", text=lines)
    first, second = map(json.loads, done.stdout.splitlines())
    assert "it can say accept" in first["error"]["message"]
    assert "report" in second
    assert done.exit_code == 2


def both(here) -> Report:
    """A report with a discrepancy waived by a comment, one by a file, one recorded and one to answer."""
    (here / waivers.NAME).write_text(
        '[[waiver]]\nquote = "66 boats"\nchecker = "change"\nreason = "seen"\ndate = 2024-01-08\nuntil = 2024-06-01\n',
        encoding="utf-8",
    )
    article = record(here, f"{LONE}\n")
    rise = "It rose 20% to 66 boats from 60 boats."
    article.write_text(f"{SLIP} {comment()}\n\n{rise}\n\n{LONE}\n\n{OTHER}\n", encoding="utf-8")
    return crossfoot.check(article, today="2024-06-01", baseline=here / "baseline.json")


def test_every_form_tells_what_is_let_stand(here):
    report = both(here)
    assert sorted(said(report)) == ["recorded in baseline.json", "seen", "they said so"]
    assert report.counts["discrepancies"] == 1
    models_v1.parse(report.to_json())
    jsonschema.validate(json.loads(report.to_json()), models_v1.schema())
    found = {v["checker"]: v.get("waived") for v in report.to_dict()["verdicts"] if v["outcome"] == "discrepancy"}
    assert found["listed"] == "recorded in baseline.json"
    assert found["change"] == "seen"
    text = " ".join(report.to_text().split())
    assert "waived [change] “20%”" in text
    assert "recorded [listed] “three”" in text
    assert "1 discrepancy (proven), 2 waived, 1 recorded before" in text
    shown = report.to_markdown()
    assert shown.index("## Waived") < shown.index("(waived: they said so)") < shown.index("## Recorded")
    assert "“three”" in shown[shown.index("## Recorded") : shown.index("## Claims")]
    for reason in said(report):
        assert reason in report.to_csv()
        assert reason in report.to_html()
    results = json.loads(sarif.render([report]))["runs"][0]["results"]
    stood = {one["ruleId"]: one["suppressions"][0] for one in results if "suppressions" in one}
    assert {code: one["kind"] for code, one in stood.items()} == {
        "share-of-whole": "inSource",
        "change": "external",
        "listed": "external",
    }
    region = stood["share-of-whole"]["location"]["physicalLocation"]["region"]
    assert region["snippet"]["text"] == comment()
    assert sum("suppressions" not in one for one in results if one["kind"] == "fail") == 1


def test_a_comment_is_not_shown_within_a_sentence():
    text = SLIP.replace("went", comment(quote="(30%)") + " went")
    report = weighed(text)
    for shown in (report.to_text(), report.to_markdown()):
        quoted = next(line for line in shown.splitlines() if "jobs," in line)
        assert "crossfoot" not in quoted
    assert 'class="markup"' in report.to_html()


def test_the_file_ends_its_waivers_too(here):
    both(here)
    assert called("check", "a.md", "--today", "2024-06-01", "--baseline", "baseline.json").stderr == ""
    late = called("check", "a.md", "--today", "2024-06-02", "--baseline", "baseline.json")
    assert "waiver 1 (change, “66 boats”): it held until 2024-06-01" in late.stderr
    assert called("check", "a.md", "--today", "soon").exit_code == 2
