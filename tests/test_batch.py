"""Many documents: a line for a line, in order, whatever some of them hold."""

import importlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from crossfoot import batch
from crossfoot.cli import cli
from reports import models_v1
from tests import handmade

ROOT = Path(__file__).resolve().parent.parent
WRONG = "Of 1200 jobs, 300 (20%) went to apprentices."
RIGHT = "Of 1200 jobs, 300 (25%) went to apprentices."


@pytest.fixture
def by_hand(monkeypatch, tmp_path):
    """Reading and weighing by the hand-made stand-ins, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(importlib.import_module("claims.read"), "read", handmade.read)
    monkeypatch.setattr(importlib.import_module("checkers"), "check", handmade.check)
    return tmp_path


def called(*arguments, stdin: str | bytes | None = None):
    return CliRunner().invoke(cli, ["batch", *map(str, arguments)], input=stdin, catch_exceptions=False)


def answers(done) -> list[dict]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def lines(*shapes) -> str:
    return "".join((shape if isinstance(shape, str) else json.dumps(shape)) + "\n" for shape in shapes)


@pytest.mark.usefixtures("by_hand")
def test_a_line_for_a_line_in_the_same_order():
    done = called("-", "-o", "-", stdin=lines({"id": 1, "text": WRONG}, {"id": "two", "text": RIGHT}))
    assert done.exit_code == 1
    first, second = answers(done)
    assert list(first) == list(second) == ["id", "report"]
    assert (first["id"], second["id"]) == (1, "two")
    assert first["report"]["counts"]["discrepancies"] == 1
    assert second["report"]["counts"]["holds"] == 1
    models_v1.parse(json.dumps(first["report"]))


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("not json", "not JSON"),
        ("", "empty"),
        ("[1, 2]", "no JSON object"),
        ('{"id": 5}', '"text" is missing'),
        ('{"id": 5, "text": 7}', '"text" must be a string'),
        ('{"id": 5, "text": null}', '"text" is missing'),
        ('{"id": 5, "text": ""}', "empty"),
        ('{"id": 5, "text": "x 5", "published": "soon"}', "soon"),
        ('{"id": 5, "text": "x 5", "published": 2024}', '"published" must be a string'),
        ('{"id": 5, "text": "x 5", "language": "!"}', "language"),
        ('{"id": 5, "text": "x 5", "place": "Singapore"}', "Singapore"),
        ('{"id": NaN, "text": "x 5"}', "NaN is no JSON value"),
        ('{"id": 5, "text": "x 5"', "not JSON"),
        ("[" * 100_000, "nested"),
        ('{"id": 5, "text": ' + "[" * 100_000, "nested"),
    ],
)
@pytest.mark.usefixtures("by_hand")
def test_one_bad_line_never_stops_the_rest(bad, said):
    done = called("-", stdin=lines({"id": 0, "text": RIGHT}, bad, {"id": 2, "text": RIGHT}))
    assert done.exit_code == 2
    first, wrong, last = answers(done)
    assert (first["id"], last["id"]) == (0, 2)
    assert "report" in first
    assert "report" in last
    assert list(wrong) == ["id", "error"]
    assert said in wrong["error"]["message"]
    assert "line 2" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("by_hand")
def test_bytes_that_are_no_utf8_are_one_bad_line():
    good = lines({"id": 1, "text": RIGHT}).encode()
    done = called("-", stdin=b'{"id": "\xff\xfe"}\n' + good)
    wrong, right = answers(done)
    assert "not UTF-8" in wrong["error"]["message"]
    assert right["id"] == 1


@pytest.mark.usefixtures("by_hand")
def test_a_line_that_is_too_long_is_skipped_whole():
    long = json.dumps({"id": 1, "text": "x" * 200_000})
    done = called(
        "-", "--max-bytes", "1000", stdin=lines(long, {"id": 2, "text": RIGHT}, {"id": 3, "text": "y" * 1001})
    )
    first, second, third = answers(done)
    assert "--max-bytes" in first["error"]["message"]
    assert second["report"]["counts"]["holds"] == 1
    assert (third["id"], "error" in third) == (3, True)


@pytest.mark.usefixtures("by_hand")
def test_the_last_line_needs_no_end():
    (only,) = answers(called("-", stdin=json.dumps({"id": 1, "text": RIGHT})))
    assert only["id"] == 1
    assert called("-", stdin="").stdout == ""


@pytest.mark.usefixtures("by_hand")
def test_a_defect_of_ours_costs_one_line(monkeypatch):
    def broken(claims, **_):
        if "20%" in claims.document.text:
            raise ZeroDivisionError("oh")
        return []

    monkeypatch.setattr("checkers.check", broken)
    done = called("-", stdin=lines({"id": 1, "text": WRONG}, {"id": 2, "text": RIGHT}))
    first, second = answers(done)
    assert "a defect of crossfoot" in first["error"]["message"]
    assert "ZeroDivisionError: oh" in first["error"]["message"]
    assert "report" in second


@pytest.mark.parametrize(
    "identity",
    [
        "null", "true", '"a"', "0", "-0", "1.10", "1e400",
        "12345678901234567890123456789012345678901234567890",
        '{"b": [1.0, {"a": "é\\u2028"}], "a": null}', "[]", "{}", '"\\ud800"', "9" * 5000,
    ],
)  # fmt: skip
@pytest.mark.usefixtures("by_hand")
def test_ids_come_back_as_they_were_written(identity):
    done = called("-", stdin=f'{{"text": "{RIGHT}", "id": {identity}}}\n')
    (line,) = done.stdout.splitlines()
    kept = line.removeprefix('{"id": ').partition(', "report": ')[0]

    def exactly(text):
        return json.loads(text, parse_int=str, parse_float=str)

    assert exactly(kept) == exactly(identity)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=9,
)


@given(json_values)
def test_any_id_is_kept(value):
    record = batch._record(json.dumps({"id": value}).encode(), "", {}, 9, 0)
    assert json.loads(record.id) == value
    assert len(record.id.splitlines()) == 1


@given(st.lists(st.binary(max_size=60).map(lambda raw: raw.replace(b"\n", b""))))
def test_any_lines_give_as_many_records(raw):
    stream = io.BytesIO(b"".join(line + b"\n" for line in raw))
    records = list(batch.lines(stream, "x", {"published": None, "language": None, "place": None}, 9))
    assert [record.place for record in records] == [f"x, line {n}" for n in range(1, len(raw) + 1)]
    assert sum(record.size for record in records) == sum(len(line) + 1 for line in raw)


@pytest.mark.usefixtures("by_hand")
def test_a_line_says_more_than_the_command_line():
    done = called(
        *("-", "--date", "2020", "--lang", "zh"),
        stdin=lines({"id": 1, "text": RIGHT, "published": "2024-01-05", "language": "en"}, {"id": 2, "text": RIGHT}),
    )
    first, second = (answer["report"]["document"] for answer in answers(done))
    assert (first["published"], first["language"]) == ("2024-01-05", "en")
    assert (second["published"], second["language"]) == ("2020", "zh")


def test_files_and_folders_have_their_address_for_an_id(by_hand):
    (by_hand / "in").mkdir()
    (by_hand / "in" / "b.md").write_text(RIGHT, encoding="utf-8")
    (by_hand / "in" / "a.txt").write_text(WRONG, encoding="utf-8")
    (by_hand / "c.jsonl").write_text(lines({"id": 7, "text": RIGHT}), encoding="utf-8")
    done = called("in", "c.jsonl", "missing.txt", "missing.jsonl", "-o", "out.jsonl")
    assert done.exit_code == 2
    assert done.stdout == ""
    out = [json.loads(line) for line in (by_hand / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [Path(str(line["id"])).as_posix() for line in out] == [
        *("in/a.txt", "in/b.md", "7", "missing.txt", "missing.jsonl"),
    ]
    assert ["error" in line for line in out] == [False, False, False, True, True]
    assert out[2]["id"] == 7
    assert "missing.txt" in done.stderr


def test_a_folder_gets_a_report_for_each(by_hand):
    (by_hand / "in" / "deep").mkdir(parents=True)
    (by_hand / "in" / "001.clean.md").write_text(RIGHT, encoding="utf-8")
    (by_hand / "in" / "deep" / "b.txt").write_text(WRONG, encoding="utf-8")
    (by_hand / "c.jsonl").write_text(lines({"id": 7, "text": RIGHT}, {"id": 8, "text": WRONG}), encoding="utf-8")
    done = called("in", "c.jsonl", "missing.txt", "-o", "out/", "--no-text")
    assert done.exit_code == 2
    written = sorted(path.relative_to(by_hand / "out").as_posix() for path in (by_hand / "out").rglob("*.json*"))
    assert written == ["001.clean.json", "c.jsonl", "deep/b.json"]
    report = models_v1.parse((by_hand / "out" / "deep" / "b.json").read_bytes())
    assert report.counts.discrepancies == 1
    assert report.document.text is None
    assert len((by_hand / "out" / "c.jsonl").read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.usefixtures("by_hand")
def test_many_failures_are_counted_not_told_one_by_one():
    done = called("-", stdin="x\n" * 15)
    assert len(answers(done)) == 15
    assert done.stderr.count("not JSON") == 10
    assert "and 5 more" in done.stderr


def test_an_output_that_is_read_is_not_written_over(by_hand):
    (by_hand / "c.jsonl").write_text(lines({"id": 7, "text": RIGHT}), encoding="utf-8")
    assert called("c.jsonl", "-o", "c.jsonl").exit_code == 2
    assert called("c.jsonl", "-o", "./").exit_code == 2
    assert (by_hand / "c.jsonl").read_text(encoding="utf-8") == lines({"id": 7, "text": RIGHT})


@pytest.mark.skipif(os.name == "nt", reason="pipes are made otherwise there")
def test_a_program_may_wait_for_each_answer():
    with subprocess.Popen(
        [sys.executable, "-m", "crossfoot", "batch", "-", "-o", "-"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        for number in (1, 2):
            process.stdin.write(lines({"id": number, "text": RIGHT}).encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait() == 0
