"""The pytest plugin: documents as tests.

What it shows is tested on reports made by hand, so that no test here depends on what a checker can do; a few
at the end go the whole way.
"""

import importlib.metadata
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from decimal import Decimal
from pathlib import Path

import pytest

# pytester forgets what a run imported; extension modules cannot be loaded twice, so they are loaded here.
import reports
import reports.baseline
import reports.text
import reports.waivers
import sources
import sources.markdown
import sources.page  # as the others
from checkers._verdict import Edit, Fit, Verdict
from claims.claim import Claim, Claims
from claims.document import Document
from claims.quantity import Quantity

ROOT = Path(__file__).resolve().parent.parent
INSTALLED = any(point.value == "crossfoot.pytest_plugin" for point in importlib.metadata.entry_points(group="pytest11"))
PLUGIN = "crossfoot" if INSTALLED else "crossfoot.pytest_plugin"

ARTICLE = """The ferry carried 54 of 120 passengers (45%) on Monday.

It sold 300 of 1,200 tickets (20%) on Tuesday.

It fell from 80 to 60, a 33% drop.

Some 12% were children.

Three boats: one, two and three.
"""


def weigh(document: Document, **_):
    """What the checkers would say of ARTICLE, in all outcomes that there are."""
    claims: list[Claim] = []

    def claim(words, unit=None):
        start = document.text.index(words)
        end = (document.text + "\n").index("\n", start)
        line = document.text.rfind("\n", 0, start) + 1
        claims.append(
            Claim("percent", start, start + len(words), Quantity(words, Decimal(1), unit), sentence=(line, end))
        )
        return claims[-1]

    verdicts = []
    if "ferry" in document.text:
        whole, share = claim("1,200"), claim("20%")
        verdicts = [
            Verdict("share-of-whole", "holds", [("share", claim("45%"))], "54 of 120 is 45%"),
            Verdict(
                "share-of-whole",
                "discrepancy",
                [("share", share), ("whole", whole)],
                "300 of 1,200 is 25%",
                "proven",
                [Fit("the share is 25%", Edit(share.start, share.end, "25%"))],
            ),
            Verdict("change", "discrepancy", [("change", claim("33%"))], "from 80 to 60 is 25%", "likely"),
            Verdict("share-of-whole", "undecided", [("share", claim("12%"))], "no whole is stated"),
            Verdict("listed", "holds", [("count", claim("Three boats"))], "three and three", telling=False),
        ]
    elif "12" in document.text:
        claim("12")
    claims.sort(key=lambda one: one.start)
    return reports.Report(document, Claims(document, claims, [], [], []), verdicts)


@pytest.fixture
def suite(pytester, monkeypatch):
    """A folder with the plugin at hand, and checkers that know ARTICLE."""
    monkeypatch.setattr(reports, "report", weigh)
    pytester.makefile(".toml", pyproject="[tool.pytest.ini_options]\n")
    return pytester


def run(suite, *arguments):
    return suite.runpytest("-p", PLUGIN, *arguments)


def article(suite, name="articles/ferry.md", text=ARTICLE):
    path = suite.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"<p>{text}</p>" if path.suffix.lower().startswith(".htm") else text, encoding="utf-8")
    return path


def waivers(suite, **entry):
    lines = "".join(f"{key} = {value!r}\n" if key != "date" else f"date = {value}\n" for key, value in entry.items())
    article(suite, "articles/crossfoot-waivers.toml", f"[[waiver]]\n{lines}")


WAIVER = {"quote": "1,200 tickets (20%)", "checker": "share-of-whole", "reason": "The ferry said so.",
          "date": "2024-03-01"}  # fmt: skip


def test_each_relation_is_a_test(suite):
    article(suite)
    result = run(suite, "--crossfoot", "articles", "-v", "-rsx")
    result.assert_outcomes(passed=1, failed=2, skipped=2)
    result.stdout.fnmatch_lines(
        [
            "crossfoot: documents are collected; discrepancies fail",
            'articles/ferry.md::share-of-whole: "45%" (line 1) PASSED*',
            'articles/ferry.md::share-of-whole: "20%" (line 3) FAILED*',
            'articles/ferry.md::change: "33%" (line 5) FAILED*',
            'articles/ferry.md::share-of-whole: "12%" (line 7) SKIPPED*',
            'articles/ferry.md::listed: "Three boats" (line 9) SKIPPED*',
        ]
    )
    result.stdout.fnmatch_lines_random(
        [
            'SKIPPED*articles/ferry.md: undecided, share-of-whole: "12%" (line 7): no whole is stated',
            'SKIPPED*articles/ferry.md: holds, as it must, listed: "Three boats" (line 9): three and three',
        ]
    )


def test_a_failure_is_the_report_and_no_traceback(suite):
    article(suite)
    result = run(suite, "--crossfoot", "articles", "-k", "20")
    result.stdout.fnmatch_lines(
        [
            '*share-of-whole: "20%" (line 3)*',
            "articles/ferry.md:3:31: discrepancy (proven) ?share-of-whole?",
            "    It sold 300 of 1,200 tickets (20%) on Tuesday.",
            "                   ~~~~~          ^^^",
            "  300 of 1,200 is 25%",
            "  fits if the share is 25%: write *25%* for *20%*",
            'FAILED articles/ferry.md::share-of-whole: "20%" (line 3) - 300 of 1,200 is 25%',
        ]
    )
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*pytest_plugin.py*")
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_nothing_is_collected_unless_switched_on(suite):
    article(suite)
    assert run(suite, "articles").ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_a_setting_switches_it_on(suite):
    article(suite)
    suite.makefile(".toml", pyproject='[tool.pytest.ini_options]\ncrossfoot = true\ncrossfoot_fail_on = "never"\n')
    run(suite).assert_outcomes(passed=1, skipped=2, xfailed=2)


@pytest.mark.parametrize(("fail_on", "failed", "xfailed"), [("proven", 1, 1), ("likely", 2, 0), ("never", 0, 2)])
def test_which_discrepancies_fail(suite, fail_on, failed, xfailed):
    article(suite)
    result = run(suite, "--crossfoot", f"--crossfoot-fail-on={fail_on}", "-rx", "articles")
    result.assert_outcomes(passed=1, failed=failed, skipped=2, xfailed=xfailed)
    if fail_on == "proven":
        result.stdout.fnmatch_lines(["XFAIL*likely discrepancy, which does not fail here: from 80 to 60 is 25%*"])
    assert result.ret == (pytest.ExitCode.TESTS_FAILED if failed else pytest.ExitCode.OK)


def test_what_is_no_document_is_left_alone(suite):
    for name in (
        "a.txt",
        "b.md",
        "c.html",
        "d.HTM",
        "e.py",
        "f.json",
        "README.md",
        "requirements-dev.txt",
        "notes",
    ):
        article(suite, f"articles/{name}", "12 plain words.\n" if not name.endswith(".py") else "")
    result = run(suite, "--crossfoot", "articles", "--collect-only", "-q")
    assert sorted(re.findall(r"^articles/(\S+)::nothing weighed$", result.stdout.str(), re.MULTILINE)) == [
        "a.txt", "b.md", "c.html", "d.HTM"]  # fmt: skip


def test_a_setting_says_what_to_ignore_unless_it_is_named(suite):
    suite.makefile(".toml", pyproject='[tool.pytest.ini_options]\ncrossfoot_ignore = ["old/*", "*.draft.md"]\n')
    for name in ("old/a.md", "b.draft.md", "c.md", "README.md"):
        article(suite, name, "12 plain words.\n")
    result = run(suite, "--crossfoot", "--collect-only", "-q")
    assert re.findall(r"^(\S+)::", result.stdout.str(), re.MULTILINE) == ["README.md", "c.md"]
    result = run(suite, "--crossfoot", "old/a.md", "--collect-only", "-q")
    assert re.findall(r"^(\S+)::", result.stdout.str(), re.MULTILINE) == ["old/a.md"]


def test_a_document_with_nothing_to_weigh_says_so(suite):
    article(suite, text="About 12 people came.\n")
    result = run(suite, "--crossfoot", "articles", "-rs")
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["SKIPPED*ferry.md: no relation was weighed: 1 figure read, 0 figures weighed*"])


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(200)])
def test_an_unreadable_document_is_an_error_and_the_rest_goes_on(suite, content):
    article(suite)
    (suite.path / "articles" / "bad.txt").write_bytes(content)
    result = run(suite, "--crossfoot", "articles")
    result.assert_outcomes(passed=1, failed=2, skipped=2, errors=1)
    result.stdout.fnmatch_lines(["*ERROR at setup of cannot be weighed*", "*bad.txt*"])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_a_defect_of_ours_is_an_error_with_its_traceback(suite, monkeypatch):
    article(suite)

    def broken(*_, **__):
        raise IndexError("off by one")

    monkeypatch.setattr(reports, "report", broken)
    result = run(suite, "--crossfoot", "articles")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*off by one*a defect of crossfoot*", "*in broken", "IndexError: off by one"])


def test_a_waived_discrepancy_is_an_expected_failure(suite):
    article(suite)
    waivers(suite, **WAIVER)
    result = run(suite, "--crossfoot", "articles", "-rx")
    result.assert_outcomes(passed=2, failed=1, skipped=2, xfailed=1)
    result.stdout.fnmatch_lines(['XFAIL*"20%" (line 3) - waived: The ferry said so.'])
    run(suite, "--crossfoot", "articles", "--runxfail").assert_outcomes(passed=2, failed=2, skipped=2)


def test_a_waiver_that_answers_nothing_fails(suite):
    article(suite)
    waivers(suite, **WAIVER | {"quote": "no such words"})
    result = run(suite, "--crossfoot", "articles")
    result.assert_outcomes(passed=1, failed=3, skipped=2)
    result.stdout.fnmatch_lines(["*every waiver answers a discrepancy*", "*waiver 1 (share-of-whole, *no such words*"])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_a_waiver_is_not_idle_while_its_document_was_not_weighed(suite):
    article(suite)
    article(suite, "articles/other.md", "12 plain words.\n")
    waivers(suite, **WAIVER)
    result = run(suite, "--crossfoot", "articles/other.md", "articles/crossfoot-waivers.toml")
    result.assert_outcomes(skipped=1, passed=1)
    run(suite, "--crossfoot", "articles/crossfoot-waivers.toml").assert_outcomes(skipped=1)


def test_waivers_that_cannot_be_read_are_errors(suite):
    article(suite)
    article(suite, "articles/crossfoot-waivers.toml", "[[waiver]\n")
    result = run(suite, "--crossfoot", "articles")
    result.assert_outcomes(errors=2)  # the file, and the document that might be waived in part
    result.stdout.fnmatch_lines(["*crossfoot-waivers.toml is not TOML*"])


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("--crossfoot-date=2024-13", "*'2024-13' is no date*"),
        ("--crossfoot-lang=?", "*'?' is no language*"),
        ("--crossfoot-place=Singapore", "*'Singapore' is no country*"),
        ("--crossfoot-rates=none.csv", "*none.csv*"),
        ("--crossfoot-fail-on=maybe", "*invalid choice: 'maybe'*"),
    ],
)
def test_a_senseless_option_is_a_usage_error(suite, option, words):
    article(suite)
    result = run(suite, "--crossfoot", option, "articles")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([words])


def test_a_senseless_setting_is_a_usage_error(suite):
    suite.makefile(".toml", pyproject='[tool.pytest.ini_options]\ncrossfoot_fail_on = "maybe"\n')
    result = run(suite, "--crossfoot")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*crossfoot_fail_on is one of proven, likely, never, not 'maybe'*"])


def test_options_and_settings_reach_the_reader(suite, monkeypatch):
    seen = []

    def noted(document, *, rates):
        seen.append((str(document.published.start), document.language, document.place, rates.source))
        return weigh(document)

    monkeypatch.setattr(reports, "report", noted)
    article(suite)
    article(suite, "rates/mine.csv", "date,base,quote,rate\n2024-01-05,SGD,CNY,5.3\n")
    settings = {"date": "2023", "lang": "en", "place": "SG", "rates": "rates/mine.csv"}
    lines = "".join(f'crossfoot_{name} = "{value}"\n' for name, value in settings.items())
    suite.makefile(".toml", pyproject="[tool.pytest.ini_options]\n" + lines)
    run(suite, "--crossfoot", "articles")
    run(suite, "--crossfoot", "--crossfoot-date=2024-01-05", "--crossfoot-place=cn", "articles")
    assert seen == [
        ("2023-01-01", "en", "SG", "rates in mine.csv"),
        ("2024-01-05", "en", "CN", "rates in mine.csv"),
    ]


def test_one_relation_can_be_run_by_its_name(suite):
    article(suite)
    result = run(suite, "--crossfoot", 'articles/ferry.md::share-of-whole: "45%" (line 1)')
    result.assert_outcomes(passed=1)


def test_names_are_apart_and_on_one_line(suite, monkeypatch):
    def twice(document, **_):
        words = document.text.rstrip("\n")
        claim = Claim("quotation", 0, len(words), sentence=(0, len(words)))
        verdicts = [Verdict("quoted", "holds", [("quote", claim)], "yes") for _ in range(2)]
        return reports.Report(document, Claims(document, [claim], [], [], []), verdicts)

    monkeypatch.setattr(reports, "report", twice)
    article(suite, text="a::b\x1b[31m [c] 😀 and so on and on and on and on and on\nto the end")
    result = run(suite, "--crossfoot", "articles", "--collect-only", "-q")
    names = [line for line in result.stdout.lines if line.startswith("articles/")]
    assert len(names) == 2
    assert names[1] == names[0] + " #2"
    assert names[0].startswith('articles/ferry.md::quoted: "a:b�[31m [c] 😀 and so on')
    assert names[0].endswith('…" (line 1)')


def test_coverage_is_told_at_the_end(suite):
    article(suite)
    article(suite, "articles/other.md", "12 plain words.\n")
    result = run(suite, "--crossfoot", "articles")
    result.stdout.fnmatch_lines(["*- crossfoot -*", "2 documents: 7 figures read, 4 figures weighed: *"])


def test_junit_has_every_relation_with_its_reason(suite):
    article(suite)
    run(suite, "--crossfoot", "articles", "--junitxml=out.xml")
    cases = ET.parse(suite.path / "out.xml").getroot().findall("*/testcase")  # noqa: S314  # just written here
    told = {case.get("name"): ET.tostring(case, encoding="unicode") for case in cases}
    assert len(told) == 5
    assert re.search("<failure.*300 of 1,200 is 25%", told['share-of-whole: "20%" (line 3)'], re.DOTALL)
    assert re.search("<skipped.*no whole is stated", told['share-of-whole: "12%" (line 7)'], re.DOTALL)
    assert {case.get("classname") for case in cases} == {"articles.ferry.md"}


# What is let stand


SLIP = "Of 1,200 jobs, 300 (20%) went to apprentices."
OTHER = "The firm sold 54 of 120 tickets (40%) on Monday."
ACCEPTED = f'{SLIP} <!-- crossfoot: accept share-of-whole "(20%)" because they said so until 2024-06-01 -->'


def test_comments_waive_until_their_day(pytester):
    article(pytester, text=f"{ACCEPTED}\n\n{OTHER}\n")
    day = run(pytester, "--crossfoot", "articles", "-rx", "--crossfoot-today=2024-06-01")
    day.assert_outcomes(failed=1, passed=1, xfailed=1)
    day.stdout.fnmatch_lines(["XFAIL*20%* - waived: they said so"])
    late = run(pytester, "--crossfoot", "articles", "--crossfoot-today=2024-06-02")
    late.assert_outcomes(failed=3)
    late.stdout.fnmatch_lines(["*every waiver in it answers a discrepancy*", "*it held until 2024-06-01*"])


def test_a_comment_that_cannot_be_used_is_an_error(pytester):
    article(pytester, text=f"{SLIP} <!-- crossfoot: allow -->\n")
    result = run(pytester, "--crossfoot", "articles")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*ferry.md:1:47: a comment to crossfoot cannot be used: it can say accept*"])


def test_what_is_recorded_is_expected_and_what_is_gone_is_told(pytester):
    path = article(pytester, text=f"{SLIP}\n\n{OTHER}\n")
    recorder = reports.baseline.Recorder(pytester.path / "base.json")
    recorder.add(reports.report(sources.fetch(path)), str(path))
    recorder.path.write_text(recorder.text(), encoding="utf-8")
    same = run(pytester, "--crossfoot", "articles", "-rx", "--crossfoot-baseline=base.json")
    same.assert_outcomes(xfailed=2)
    same.stdout.fnmatch_lines(["XFAIL*20%* - recorded in base.json"])
    pytester.makefile(
        ".toml", pyproject="[tool.pytest.ini_options]\ncrossfoot = true\ncrossfoot_baseline = 'base.json'\n"
    )
    path.write_text(f"{SLIP.replace('20%', '21%')}\n\n{OTHER}\n", encoding="utf-8")
    changed = run(pytester, "articles")
    changed.assert_outcomes(failed=1, xfailed=1)
    changed.stdout.fnmatch_lines(["*base.json: no longer there: share-of-whole “20%” in articles/ferry.md*"])


@pytest.mark.parametrize("option", ["--crossfoot-baseline=missing.json", "--crossfoot-today=soon"])
def test_what_lets_nothing_stand_stops_the_run(pytester, option):
    article(pytester, text=SLIP)
    result = run(pytester, "--crossfoot", "articles", option)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(
        ["*no such baseline*" if "baseline" in option else "*--crossfoot-today: 'soon' is no day*"]
    )


# The whole way, in a process of its own


def alone(folder, *arguments, **more):
    """Pytest in a process of its own: its status and what it printed."""
    environment = {
        # On a build server pytest writes every error a second time, in full, in its summary.
        **{name: value for name, value in os.environ.items() if name not in ("CI", "BUILD_NUMBER")},
        "PYTHONPATH": str(ROOT),
        "PYTEST_ADDOPTS": "",
        "NO_COLOR": "1",
        "COLUMNS": "100",
    }
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", PLUGIN, *arguments], cwd=folder, env=environment | more,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def loaded(tmp_path, *arguments):
    """Which modules of ours, or heavy ones, a run of pytest has loaded at its end."""
    (tmp_path / "conftest.py").write_text(
        "import sys\n"
        "def pytest_unconfigure():\n"
        "    tops = {name.split('.')[0] for name in sys.modules}\n"
        "    names = 'claims checkers sources reports pydantic pint httpx jinja2'.split()\n"
        "    print('LOADED', *(name for name in names if name in tops))\n",
        encoding="utf-8",
    )
    (tmp_path / "test_it.py").write_text("def test_it(): pass\n", encoding="utf-8")
    status, said = alone(tmp_path, *arguments)
    assert status == 0, said
    (names,) = re.findall(r"^LOADED(.*)$", said, re.MULTILINE)
    return names.split()


def test_nothing_of_ours_is_loaded_before_a_document_comes(tmp_path):
    (tmp_path / "article.md").write_text("Nothing.\n", encoding="utf-8")
    assert loaded(tmp_path) == []
    (tmp_path / "article.md").unlink()
    assert loaded(tmp_path, "--crossfoot") == []


def test_a_package_of_the_same_name_is_told_with_a_way_out(tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "__init__.py").write_text("mine = True\n", encoding="utf-8")
    (tmp_path / "conftest.py").write_text("import reports\nassert reports.mine\n", encoding="utf-8")
    (tmp_path / "test_it.py").write_text("import reports\ndef test_it(): assert reports.mine\n", encoding="utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text("Nothing here.\n", encoding="utf-8")
    status, said = alone(tmp_path, "--crossfoot")
    assert status == 1
    assert "1 passed, 1 error" in said
    assert "another package named `reports`" in said
    assert "Traceback" not in said
    # The way out that it names works.
    lines = re.findall(r"^ {4}(\[pytest\]|crossfoot = true)$", said, re.MULTILINE)
    assert lines == ["[pytest]", "crossfoot = true"]
    (tmp_path / "articles" / "pytest.ini").write_text("\n".join(lines), encoding="utf-8")
    status, said = alone(tmp_path / "articles")
    assert "1 skipped" in said, said
    assert "another package" not in said


def test_a_real_article_goes_the_whole_way(tmp_path):
    (tmp_path / "ferry.md").write_text("Of 1,200 passengers, 300 (20%) were children.\n", encoding="utf-8")
    (tmp_path / "bus.md").write_text("Of 1,200 passengers, 300 (25%) were children.\n", encoding="utf-8")
    status, said = alone(tmp_path, "--crossfoot", "-v")
    assert status == 1, said
    assert re.search(r'bus\.md::share-of-whole: "25%" \(line 1\) PASSED', said), said
    assert re.search(r'ferry\.md::share-of-whole: "20%" \(line 1\) FAILED', said), said
