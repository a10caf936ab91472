"""Two versions of an article, and an article and its translation: what changed, what was lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crossfoot.cli import run
from reports.comparison import Comparison, compare
from sources import from_text

CHINESE = """Published: 2024-02-10

林河市统计局2月8日公布，2023年全市生产总值1183亿元，比上年的1096亿元增长7.9%。其中第一产业增加值62.4亿元。

全市常住人口312.6万人，城镇化率71.4%。全年接待游客2850万人次，旅游收入196.7亿元，同比增长两成。
"""
ENGLISH = """Published: 2024-02-10

The Linhe statistics office said on February 8 that the city's output was 118.3 billion yuan in 2023, up 7.9 % on the
109.6 billion yuan of the year before. Farming, forestry and fishing added 6.24 billion yuan.

The city has 3.126 million residents, and 71.4 % of them live in towns. It received 28.5 million visitors, who spent 19.67
billion yuan, 20 % more than a year earlier.
"""


def _compared(first: str, second: str) -> Comparison:
    return compare(from_text(first), from_text(second))


def test_a_true_translation_changes_nothing() -> None:
    found = _compared(CHINESE, ENGLISH)
    assert found.changed == [], [p.because for p in found.changed]
    assert found.count()["same"] >= 9
    assert found.count()["lost"] == 0


@pytest.mark.parametrize(
    ("right", "wrong", "because"),
    [
        ("118.3 billion", "11.83 billion", "another scale"),
        ("3.126 million", "312.6 million", "another scale"),
        ("71.4 %", "74.1 %", "digits swapped"),
        ("19.67\nbillion yuan", "19.67\nbillion dollars", "not CNY"),
        ("7.9 %", "8.9 %", "7.9 became 8.9"),
    ],
)
def test_what_a_translation_gets_wrong(right: str, wrong: str, because: str) -> None:
    assert right in ENGLISH
    found = _compared(CHINESE, ENGLISH.replace(right, wrong))
    assert [because in p.because for p in found.changed] == [True], [p.because for p in found.changed]


def test_what_is_left_out_is_lost_and_what_is_put_in_is_added() -> None:
    found = _compared(
        ENGLISH, ENGLISH.replace("Farming, forestry and fishing added 6.24 billion yuan.", "There are 412 shops.")
    )
    assert [
        (p.status, (p.first or p.second).kind) for p in found.pairings if p.status != "same" and (p.first or p.second)
    ] == [
        ("lost", "money"),
        ("added", "count"),
    ]


def test_a_text_and_itself_are_the_same() -> None:
    for text in (CHINESE, ENGLISH):
        counts = _compared(text, text).count()
        assert (counts["changed"], counts["lost"], counts["added"]) == (0, 0, 0)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text(CHINESE, encoding="utf-8")
    second.write_text(ENGLISH.replace("118.3 billion", "11.83 billion"), encoding="utf-8")
    assert run(["compare", str(first), str(second), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "crossfoot.compare/1"
    changed = [p for p in found["pairs"] if p["status"] == "changed"]
    assert [(p["first"]["exact"], p["second"]["exact"]) for p in changed] == [("1183亿元", "11.83 billion yuan")]
    assert run(["compare", str(first), str(first)]) == 0
    assert run(["compare", str(first), str(tmp_path / "none.txt")]) == 2
