"""The command line: its statuses, its messages, its forms, and what it leaves behind."""

import importlib
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

import crossfoot
from crossfoot import settings
from crossfoot._writing import Target, names_for
from crossfoot.cli import cli, run
from reports import Report, models_v1, waivers
from tests import handmade

ROOT = Path(__file__).resolve().parent.parent
WRONG = "Of 1200 jobs, 300 (20%) went to apprentices.\n"
RIGHT = "Of 1200 jobs, 300 (25%) went to apprentices.\n"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder to work in, with an article that is right and one that is wrong.

    Reading and weighing by hand-made stand-ins: these tests are about the command line alone.
    """
    monkeypatch.setattr(importlib.import_module("claims.read"), "read", handmade.read)
    monkeypatch.setattr(importlib.import_module("checkers"), "check", handmade.check)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "right.txt").write_text(RIGHT, encoding="utf-8")
    (tmp_path / "wrong.txt").write_text(WRONG, encoding="utf-8")
    return tmp_path


def called(*arguments: str, stdin: str | bytes | None = None):
    return CliRunner().invoke(cli, [str(a) for a in arguments], input=stdin, catch_exceptions=False)


def started(*arguments: str, cwd: Path, stdin: bytes = b"", **more) -> subprocess.CompletedProcess:
    """The command line in a process of its own, as users start it."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), **more}
    return subprocess.run(
        [sys.executable, "-m", "crossfoot", *arguments],
        cwd=cwd,
        check=False,
        capture_output=True,
        input=stdin,
        env=env,
    )


# Status


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["right.txt"], 0),
        (["wrong.txt"], 1),
        (["right.txt", "wrong.txt"], 1),
        (["wrong.txt", "--fail-on", "proven"], 1),
        (["wrong.txt", "--fail-on", "never"], 0),
        (["wrong.txt", "--ignore", "share-of-whole"], 0),
        (["wrong.txt", "--select", "restated"], 0),
        (["wrong.txt", "--select", "restated,share_of_whole"], 1),
        (["missing.txt"], 2),
        (["wrong.txt", "missing.txt"], 2),
        (["missing.txt", "--fail-on", "never"], 2),
        ([], 2),
        (["right.txt", "--date", "soon"], 2),
        (["right.txt", "--date", "2024-02-30"], 2),
        (["right.txt", "--place", "Singapore"], 2),
        (["right.txt", "--online"], 0),
        (["right.txt", "--lang", "!"], 2),
        (["right.txt", "--format", "docx"], 2),
        (["right.txt", "--max-bytes", "0"], 2),
        (["right.txt", "--max-bytes", "10"], 2),
        (["right.txt", "--select", "sums"], 2),
        (["right.txt", "--rates", "missing.csv"], 2),
        (["right.txt", "--no-such-option"], 2),
        (["right.txt", "-o", "no/such/folder.txt"], 2),
        (["right.txt", "wrong.txt", "--format", "html"], 2),
    ],
)
@pytest.mark.usefixtures("here")
def test_the_status_says_what_came_of_it(arguments, status):
    done = called("check", *arguments)
    assert done.exit_code == status, done.output
    assert bool(done.stderr) is (status == 2)
    assert "Traceback" not in done.output


@pytest.mark.usefixtures("here")
def test_only_proven_discrepancies_fail_if_so_told(monkeypatch):
    def likely(*arguments, **more):
        verdicts = handmade.check(*arguments, **more)
        for verdict in verdicts:
            verdict.certainty = "likely"
        return verdicts

    monkeypatch.setattr("checkers.check", likely)
    assert called("check", "wrong.txt").exit_code == 1
    assert called("check", "wrong.txt", "--fail-on", "proven").exit_code == 0


@pytest.mark.usefixtures("here")
def test_a_message_says_what_where_and_what_to_do():
    done = called("check", "missing.txt")
    assert done.stdout == ""
    assert done.stderr.startswith("crossfoot: missing.txt")
    assert done.stderr.count("\n") == 1


@pytest.mark.usefixtures("here")
def test_the_rest_is_finished_when_one_cannot_be_read():
    done = called("check", "missing.txt", "right.txt", "--format", "json")
    assert done.exit_code == 2
    assert json.loads(done.stdout)["document"]["address"] == "right.txt"


@pytest.mark.usefixtures("here")
def test_a_defect_of_ours_is_no_discrepancy(monkeypatch, capsys):
    def broken(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr("checkers.check", broken)
    assert run(["check", "right.txt"]) == 2
    assert "right.txt: this is a defect of crossfoot" in capsys.readouterr().err
    monkeypatch.setattr("sources.fetch", broken)
    assert run(["check", "right.txt"]) == 2
    assert "crossfoot: this is a defect of crossfoot" in capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_a_defect_on_one_document_costs_no_other(monkeypatch):
    def broken(claims, **more):
        if "20%" in claims.document.text:
            raise ZeroDivisionError
        return handmade.check(claims, **more)

    monkeypatch.setattr("checkers.check", broken)
    done = called("check", "wrong.txt", "right.txt", "--format", "json")
    assert done.exit_code == 2
    assert json.loads(done.stdout)["document"]["address"] == "right.txt"


def test_stopping_is_no_discrepancy(here, monkeypatch, capsys):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("checkers.check", stopped)
    assert run(["check", "right.txt", "-o", "out.txt"]) == 130
    assert sorted(path.name for path in here.iterdir()) == ["right.txt", "wrong.txt"]
    assert "no file was left half written" in capsys.readouterr().err


# Forms


@pytest.mark.usefixtures("here")
def test_one_document_is_one_object_and_several_are_lines():
    one = called("check", "wrong.txt", "--format", "json").stdout
    assert models_v1.parse(one).counts.discrepancies == 1
    several = called("check", "wrong.txt", "right.txt", "--format", "json").stdout
    assert [json.loads(line)["counts"]["discrepancies"] for line in several.splitlines()] == [1, 0]


@pytest.mark.usefixtures("here")
def test_claims_are_the_report_with_no_verdicts():
    done = called("claims", "wrong.txt", "--format", "json")
    assert done.exit_code == 0
    report = models_v1.parse(done.stdout)
    assert report.verdicts == []
    assert [claim.kind for claim in report.claims] == ["count", "count", "percent"]
    assert report.counts.unchecked == 3


@pytest.mark.usefixtures("here")
def test_claims_are_listed_with_how_they_were_read():
    shown = called("claims", "wrong.txt").stdout
    assert "20%" in shown
    assert "handmade" not in shown
    assert "read by handmade" in called("claims", "wrong.txt", "--why").stdout


@pytest.mark.parametrize("form", ["text", "json", "html", "markdown", "csv", "sarif"])
def test_every_form_is_written(here, form):
    done = called("check", "wrong.txt", "--format", form)
    assert done.exit_code == 1
    assert "20%" in done.stdout
    assert done.stdout.endswith("\n")
    called("check", "wrong.txt", "--format", form, "-o", "out")
    assert (here / "out").read_text(encoding="utf-8") == done.stdout


@pytest.mark.usefixtures("here")
def test_several_documents_in_one_text_have_one_total():
    shown = called("check", "wrong.txt", "right.txt").stdout
    assert "\n\n2 documents: 6 figures read, 6 figures weighed" in shown
    assert "wrong.txt:1:20: discrepancy (proven) [share-of-whole]" in shown


@pytest.mark.usefixtures("here")
def test_csv_and_sarif_hold_several_documents():
    table = called("check", "wrong.txt", "right.txt", "--format", "csv").stdout
    assert table.count("address,id") == 1
    assert table.count("\n") == 7
    log = json.loads(called("check", "wrong.txt", "right.txt", "--format", "sarif").stdout)
    assert len(log["runs"][0]["artifacts"]) == 2
    assert len(log["runs"][0]["results"]) == 1


@pytest.mark.usefixtures("here")
def test_the_text_can_be_left_out():
    assert "text" not in json.loads(called("check", "right.txt", "--format", "json", "--no-text").stdout)["document"]


@pytest.mark.usefixtures("here")
def test_quiet_says_nothing_when_all_holds():
    assert called("check", "right.txt", "--quiet").output == ""
    assert called("check", "right.txt", "wrong.txt", "--quiet").stdout.count("discrepancy") == 1


def test_a_folder_is_all_its_documents(here):
    (here / "more").mkdir()
    (here / "more" / "b.md").write_text(RIGHT, encoding="utf-8")
    (here / ".hidden.txt").write_text(WRONG, encoding="utf-8")
    done = called("check", ".", "--format", "json")
    addresses = [json.loads(line)["document"]["address"] for line in done.stdout.splitlines()]
    assert [Path(address).as_posix() for address in addresses] == ["right.txt", "wrong.txt", "more/b.md"]


@pytest.mark.usefixtures("here")
def test_standard_input_is_a_document():
    done = called("check", "-", "--format", "json", stdin=WRONG)
    assert done.exit_code == 1
    assert json.loads(done.stdout)["document"]["text"] == WRONG


@pytest.mark.usefixtures("here")
def test_what_is_said_of_a_document_reaches_it():
    done = called("check", "right.txt", "--date", "2023-05", "--lang", "zh", "--place", "sg", "--format", "json")
    document = json.loads(done.stdout)["document"]
    assert (document["published"], document["language"]) == ("2023-05", "zh")


# Writing


def test_a_file_appears_whole_or_not_at_all(here, monkeypatch):
    out = here / "out.json"
    out.write_text("before", encoding="utf-8")
    assert called("check", "missing.txt", "--format", "json", "-o", out).exit_code == 2
    assert out.read_text(encoding="utf-8") == "before"

    def stopped(claims, **_):
        if "25" in claims.document.text:
            raise KeyboardInterrupt
        return []

    monkeypatch.setattr("checkers.check", stopped)
    assert run(["check", "wrong.txt", "right.txt", "--format", "json", "-o", str(out)]) == 130
    assert out.read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in here.iterdir()) == ["out.json", "right.txt", "wrong.txt"]


def test_a_document_is_never_written_over(here):
    done = called("check", "right.txt", "-o", "right.txt")
    assert done.exit_code == 2
    assert (here / "right.txt").read_text(encoding="utf-8") == RIGHT


def test_a_folder_gets_a_file_for_each(here):
    (here / "right.md").write_text(RIGHT, encoding="utf-8")
    done = called("check", "right.txt", "right.md", "wrong.txt", "--format", "html", "-o", "pages/")
    assert done.exit_code == 1
    assert sorted(path.name for path in (here / "pages").iterdir()) == [
        *("right.md.html", "right.txt.html", "wrong.html"),
    ]


@pytest.mark.skipif(os.name == "nt", reason="devices and links are made otherwise there")
def test_devices_and_links_stay_what_they_are(here):
    with Target(os.devnull) as target:
        target.write("x")
    assert not Path(os.devnull).is_file()
    (here / "real.txt").write_text("before", encoding="utf-8")
    (here / "real.txt").chmod(0o640)
    (here / "link.txt").symlink_to("real.txt")
    with Target("link.txt") as target:
        target.write("after")
    assert (here / "link.txt").is_symlink()
    assert (here / "real.txt").read_text(encoding="utf-8") == "after"
    assert (here / "real.txt").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("addresses", "names"),
    [
        (["a.md", "b/c.txt"], ["a.json", "b/c.json"]),
        (["a.md", "a.txt"], ["a.md.json", "a.txt.json"]),
        (["a.md", "a.md"], ["a.md.json", "a.md.2.json"]),
        (["A.md", "a.txt"], ["A.json", "a.2.json"]),
        (["/etc/a.md", "../../b.md", "-"], ["a.json", "b.json", "stdin.json"]),
        (
            ["https://example.org:8080/x/../a.html?q=1", "https://example.org/"],
            ["example.org_8080/x/a.json", "example.json"],
        ),
    ],
)
def test_reports_in_a_folder_have_names_of_their_own(addresses, names):
    assert names_for(addresses, ".json") == names


# Colours


@pytest.mark.usefixtures("here")
def test_colours_are_for_terminals_unless_asked_for():
    assert "\x1b[" not in called("check", "wrong.txt").stdout
    assert "\x1b[" not in called("check", "wrong.txt", "--color", "never").stdout
    assert "\x1b[" in called("check", "wrong.txt", "--color", "always").stdout


@pytest.mark.parametrize(
    ("variables", "colored"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_no_color_turns_colours_off(monkeypatch, variables, colored):
    from crossfoot.cli import _color

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    target = Target(None)
    monkeypatch.setattr(type(target), "terminal", True)
    assert _color(target, "auto") is colored
    assert _color(target, "always") is True


# Settings


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("crossfoot.toml", "fail-on = 'never'\ndate = 2023-05-06\nselect = ['share-of-whole']\n"),
        (
            "pyproject.toml",
            "[tool.crossfoot]\nfail-on = 'never'\ndate = '2023-05-06'\nselect = 'share-of-whole'\n",
        ),
    ],
)
def test_settings_stand_in_for_options(here, monkeypatch, name, text):
    (here / name).write_text(text, encoding="utf-8")
    (here / "below").mkdir()
    monkeypatch.chdir(here / "below")
    done = called("check", "../wrong.txt", "--format", "json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["document"]["published"] == "2023-05-06"
    assert called("check", "../wrong.txt", "--fail-on", "likely").exit_code == 1


def test_a_project_of_somebody_elses_is_passed_over(here):
    (here / "pyproject.toml").write_text("[tool.ruff]\n# crossfoot\n", encoding="utf-8")
    found = settings.find(here)
    assert found is None or found[0].parent != here
    (here / "pyproject.toml").write_text("this is not TOML", encoding="utf-8")
    assert called("check", "right.txt").exit_code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour = 'never'", "there is no setting 'colour'"),
        ("fail-on = 'always'", "fail-on: 'always' is not one of"),
        ("quiet = 'yes'", "quiet is true or false, not 'yes'"),
        ("date = 'soon'", "date: 'soon' is no date"),
        ("max-bytes = [1, 2]", "max-bytes cannot be [1, 2]"),
        ("max-bytes = 'many'", "max-bytes: 'many' is not"),
        ("ignore = ['sums']", "there is no checker 'sums'"),
        ("ignore = [1.5]", "ignore cannot be [1.5]"),
        ("date = ", "is not TOML"),
    ],
)
def test_a_setting_that_cannot_be_is_told_with_its_file(here, text, said):
    (here / "crossfoot.toml").write_text(text, encoding="utf-8")
    done = called("check", "right.txt")
    assert done.exit_code == 2
    assert said in done.stderr
    assert "crossfoot.toml" in done.stderr


@pytest.mark.usefixtures("here")
def test_a_setting_is_for_the_commands_that_take_it():
    Path("crossfoot.toml").write_text("format = 'sarif'\noutput = 'out'\nwhy = true", encoding="utf-8")
    called("check", "wrong.txt")
    assert json.loads(Path("out").read_text(encoding="utf-8"))["version"] == "2.1.0"
    called("claims", "wrong.txt")
    assert "read by handmade" in Path("out").read_text(encoding="utf-8")
    assert called("schema").stdout.startswith("{")


def test_rates_in_a_settings_file_are_found_from_there(here, monkeypatch):
    (here / "crossfoot.toml").write_text("rates = 'missing.csv'", encoding="utf-8")
    (here / "below").mkdir()
    monkeypatch.chdir(here / "below")
    done = called("check", "../right.txt")
    assert done.exit_code == 2
    assert str(here / "missing.csv") in done.stderr


# Waivers


def waive(folder: Path, quote: str) -> None:
    (folder / waivers.NAME).write_text(
        f"[[waiver]]\nquote = '{quote}'\nchecker = 'share-of-whole'\nreason = 'agreed'\ndate = 2024-01-08\n",
        encoding="utf-8",
    )


def test_a_waiver_beside_the_document_settles_it(here):
    waive(here, "300 (20%)")
    done = called("check", "wrong.txt")
    assert done.exit_code == 0
    assert "1 waived" in done.stdout
    assert "because: agreed" in done.stdout
    assert done.stderr == ""


def test_a_waiver_that_answers_nothing_is_told(here):
    waive(here, "300 (25%)")
    assert "has no discrepancy there in right.txt" in called("check", "right.txt").stderr
    waive(here, "no such words")
    assert called("check", "right.txt").stderr == ""  # it may belong to the document that was not read
    assert "its quote stands in none of the documents" in called("check", "right.txt", "wrong.txt").stderr
    assert called("check", "right.txt", "wrong.txt", "--quiet").stderr == ""


def test_waivers_that_cannot_be_read_stop_the_run(here):
    (here / waivers.NAME).write_text("[[waiver]]\nquote = 5\n", encoding="utf-8")
    done = called("check", "right.txt")
    assert done.exit_code == 2
    assert "waiver 1" in done.stderr


# explain, schema, the group itself


def test_checkers_are_listed_and_explained():
    listed = called("explain").stdout
    assert "share-of-whole" in listed
    shown = called("explain", "share_of_whole").stdout
    assert shown.startswith("share-of-whole\n")
    assert "\n> " in shown
    assert "\n!! " in shown
    assert "a proven discrepancy" in shown
    assert "\x1b[" in called("explain", "share-of-whole", "--color", "always").stdout
    unknown = called("explain", "sums")
    assert unknown.exit_code == 2
    assert "share-of-whole" in unknown.stderr


def test_the_schema_is_printed(tmp_path):
    schema = json.loads(called("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema == models_v1.schema()
    called("schema", "-o", tmp_path / "schema.json")
    assert json.loads((tmp_path / "schema.json").read_text(encoding="utf-8")) == schema


def test_the_group_tells_its_commands_and_version():
    assert called("--version").stdout == f"crossfoot {crossfoot.__version__}\n"
    shown = called("--help").stdout
    at = [shown.index(f"\n  {name} ") for name in ("check", "claims", "explain", "schema", "batch")]
    assert at == sorted(at)


# As users start it


def test_a_real_run_from_file_to_status(tmp_path):
    (tmp_path / "a.txt").write_text("Of 1,200 jobs, 300 (20%) went to apprentices.\n", encoding="utf-8")
    done = started("check", "a.txt", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"a.txt:1:21: discrepancy (proven) [share-of-whole]" in done.stdout
    again = [
        started(
            "check",
            "a.txt",
            "--format",
            "json",
            cwd=tmp_path,
            PYTHONHASHSEED=seed,
            PYTHONUTF8="0",
            LC_ALL="C",
        )
        for seed in ("1", "2")
    ]
    assert again[0].stdout == again[1].stdout
    assert models_v1.parse(again[0].stdout).counts.discrepancies == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), (bytes(range(256)) * 9, "a.txt"), (b"\xff\xfe\x00", "a.txt")],
)
def test_bad_input_is_a_message(tmp_path, content, said):
    (tmp_path / "a.txt").write_bytes(content)
    done = started("check", "a.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == b""
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise there")
def test_a_reader_that_leaves_is_no_mishap(tmp_path):
    (tmp_path / "a.txt").write_text(RIGHT * 2000, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "crossfoot", "check", "a.txt", "--format", "json"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.read(10) == b'{"schema":'
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_full_disk_is_a_message(tmp_path):
    (tmp_path / "a.txt").write_text(RIGHT, encoding="utf-8")
    for more in ([], ["-o", "/dev/full"]):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "crossfoot", "check", "a.txt", "--format", "json", *more],
                cwd=tmp_path,
                check=False,
                stdout=full,
                stderr=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
        assert done.returncode == 2
        assert b"cannot" in done.stderr
        assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="streams are closed otherwise there")
def test_closed_streams_are_no_mishap(tmp_path):
    (tmp_path / "a.txt").write_text(WRONG, encoding="utf-8")
    command = f'"{sys.executable}" -m crossfoot'
    for arguments, status in (("check a.txt >&-", 1), ("check - <&-", 2), ("batch - <&-", 2)):
        done = subprocess.run(
            ["/bin/sh", "-c", f"{command} {arguments}"],
            cwd=tmp_path,
            check=False,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert done.returncode == status, done.stderr
        assert b"Traceback" not in done.stderr


def test_another_package_of_the_same_name_is_told(tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "a.txt").write_text(RIGHT, encoding="utf-8")
    done = started("check", "a.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert b"another package named `reports`" in done.stderr
    assert b"Traceback" not in done.stderr
    program = "import crossfoot; crossfoot.check('a.txt')"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert b"ImportError: crossfoot cannot work: another package named `reports`" in done.stderr


@pytest.mark.parametrize("program", ["import crossfoot", "from crossfoot.__main__ import main"])
def test_the_front_door_imports_nothing(program):
    # Not even `typing`, which costs more than everything else here.
    said = f"import sys; before = set(sys.modules); {program}; print(sorted(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {said}"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() in ("['crossfoot']", "['crossfoot', 'crossfoot.__main__']")


# Python


def test_python_checks_an_address_or_a_text(here):
    report = crossfoot.check("wrong.txt", published="2024-01-05")
    assert isinstance(report, Report)
    assert isinstance(report, crossfoot.Report)
    assert [verdict.checker for verdict in report.discrepancies] == ["share-of-whole"]
    assert [claim.kind for claim in report.claims] == ["count", "count", "percent"]
    assert json.loads(report.to_json())["document"]["published"] == "2024-01-05"
    named = crossfoot.check(text=WRONG, address="note")
    assert named.document.address == "note"
    assert len(crossfoot.check(here / "wrong.txt", ignore=["share-of-whole"]).verdicts) == 0


@pytest.mark.usefixtures("here")
def test_python_takes_days_as_days():
    report = crossfoot.check(text=RIGHT, published=date(2024, 1, 5))
    assert json.loads(report.to_json())["document"]["published"] == "2024-01-05"


@pytest.mark.usefixtures("here")
def test_python_says_what_is_wrong():
    with pytest.raises(ValueError, match="give the address of an article"):
        crossfoot.check()
    with pytest.raises(ValueError, match="there is no checker 'sums'"):
        crossfoot.check(text=RIGHT, select=["sums"])
    with pytest.raises(crossfoot.SourceError, match=r"b\.txt"):
        crossfoot.check(text=RIGHT, sources=["b.txt"])
    with pytest.raises(ValueError, match="missing"):
        crossfoot.check(text=RIGHT, rates="missing.csv")
    with pytest.raises(crossfoot.SourceError, match="missing"):
        crossfoot.check("missing.txt")
    with pytest.raises(crossfoot.SourceError, match="soon"):
        crossfoot.check(text=RIGHT, published="soon")


@pytest.mark.parametrize("name", sorted(crossfoot.__all__))
def test_what_the_front_door_names_is_there(name):
    assert getattr(crossfoot, name) is not None


def test_what_it_does_not_name_is_not():
    with pytest.raises(AttributeError, match="sums"):
        crossfoot.sums  # noqa: B018
