"""Which slips would be noticed; and that a repair repairs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import checkers
from checkers import check
from claims import read
from crossfoot.cli import run
from reports.power import edited, power
from sources import from_text
from sources.rates import Rates
from tests import examples

ARTICLE = "Sales rose 12% to $450 million from $402 million. The chain has 164 shops."


def test_a_figure_in_a_relation_is_guarded_and_another_is_not() -> None:
    found = power(from_text(ARTICLE))
    by_text = {ARTICLE[c.start : c.end]: (tried, noticed) for c, tried, noticed in found.figures().values()}
    assert by_text["$402 million"][1] > 0
    assert by_text["$450 million"][1] > 0
    assert by_text["164"][1] == 0
    assert found.guarded == 3


def test_slips_are_other_figures() -> None:
    document = from_text(ARTICLE)
    for slip in power(document).slips:
        changed = edited(document, slip.edit)
        assert changed.text != document.text
        assert changed.text[: slip.edit.start] == document.text[: slip.edit.start]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    assert run(["power", str(path), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "crossfoot.power/1"
    assert found["counts"]["guarded"] == 3


def _discrepancies() -> list[tuple[str, examples.Example]]:
    marked = [(code, example) for code in checkers.codes() for example in examples.parse(checkers.explain(code), code)]
    return [(code, e) for code, e in marked if any(x.mark in ("!", "!!") for x in e.expected)]


@pytest.mark.parametrize(
    ("code", "example"), _discrepancies(), ids=lambda value: value if isinstance(value, str) else str(value.line)
)
def test_the_first_edit_offered_mends_the_discrepancy(code: str, example: examples.Example) -> None:
    document = example.document()
    verdicts = check(read(document, facts=False), rates=Rates.bundled, select=[code], sources=example.sources())
    offered = 0
    for verdict in (v for v in verdicts if v.outcome == "discrepancy"):
        edit = next((fit.edit for fit in verdict.fits if fit.edit is not None), None)
        if edit is None:
            continue
        offered += 1
        mended = edited(document, edit)
        left = [
            v
            for v in check(read(mended, facts=False), rates=Rates.bundled, select=[code], sources=example.sources())
            if v.outcome == "discrepancy"
        ]
        assert len(left) < len([v for v in verdicts if v.outcome == "discrepancy"]), (mended.text, left[0].because)
    assert offered or not any(fit.edit for v in verdicts for fit in v.fits)
