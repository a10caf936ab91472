"""Every example in a checker's docstring is what the checker does: discrepancy, holds, undecided, silence."""

from __future__ import annotations

import pytest

import checkers
from checkers import Verdict
from claims import read
from sources.rates import Rates
from tests import examples


def _cases() -> list[tuple[str, examples.Example]]:
    return [(code, example) for code in checkers.codes() for example in examples.parse(checkers.explain(code), code)]


@pytest.mark.parametrize(
    ("code", "example"),
    _cases(),
    ids=lambda value: f"{value.line}" if isinstance(value, examples.Example) else value,
)
def test_docstring(code: str, example: examples.Example) -> None:
    document = example.document()
    verdicts = checkers.check(
        read(document, facts="facts" in example.options), rates=Rates.bundled, select=[code], sources=example.sources()
    )
    left = list(verdicts)
    problems = []
    for expected in example.expected:
        hit = next((v for v in left if _is(v, expected, example)), None)
        if hit is None:
            problems.append(f"line {expected.line}: nothing is {expected.mark} {expected.quote!r} {expected.rest}")
        else:
            left.remove(hit)
    problems += [f"more than the example says: {_shown(verdict)}" for verdict in left]
    assert not problems, "\n".join([example.text, *problems, *(_shown(v) for v in verdicts)])


def _is(verdict: Verdict, expected: examples.Expected, example: examples.Example) -> bool:
    outcome, certainty = examples.MARKS[expected.mark]
    start, end = example.place(expected)
    reason, _, fit = (part.strip() for part in expected.rest.partition("~"))
    return (
        verdict.outcome == outcome
        and verdict.certainty == certainty
        and verdict.claim.start < end
        and start < verdict.claim.end
        and reason in verdict.because
        and (not fit or any(fit in f.what or (f.edit is not None and fit in f.edit.text) for f in verdict.fits))
    )


def _shown(verdict: Verdict) -> str:
    figures = [(role, claim.quantity.written if claim.quantity else claim.start) for role, claim in verdict.roles]
    return f"{verdict.outcome} {verdict.certainty} {figures}: {verdict.because} ~ {[fit.what for fit in verdict.fits]}"
