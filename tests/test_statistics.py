"""Reported statistics: their reading, the distributions behind them, and what is said of them."""

import importlib
import random
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, product
from math import sqrt
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import special, stats

from checkers import _distributions as tails
from checkers._gather import Index
from checkers._reported import cut, fixed, rounded
from checkers.confidence_interval import confidence_interval
from checkers.granular_mean import granular_mean
from checkers.granular_sd import granular_sd
from checkers.margin_of_error import margin_of_error
from checkers.reported_p import reported_p
from claims.claim import Claims
from claims.document import Document
from claims.quantity import Range
from claims.read import read
from claims.statistics import statistics

MODULES = ["reported_p", "granular_mean", "granular_sd", "confidence_interval", "margin_of_error"]


def figures(text):
    """All claims of a text that state a figure; its statistics before what else was read there."""
    found = statistics(text)
    every = read(Document(text), facts=False)
    kept = [c for c in every if all(c.end <= s.start or s.end <= c.start for s in found)]
    claims = sorted([*found, *kept], key=lambda claim: claim.start)
    return Claims(every.document, claims, every.sentences, [], [], every.extra)


def verdicts(name, text):
    """What a checker says of a text."""
    return list(importlib.import_module(f"checkers.{name}")._verdicts(Index(figures(text))))


def drawing(seed):
    return random.Random(seed)  # noqa: S311 - simulated samples, the same ones every time


def said(name, text):
    """(outcome, certainty) of the only verdict, None where there is silence."""
    found = verdicts(name, text)
    assert len(found) <= 1, [verdict.because for verdict in found]
    return (found[0].outcome, found[0].certainty) if found else None


def told(text) -> list[tuple[str, Any]]:
    return [(text[claim.start : claim.end], claim.detail) for claim in statistics(text)]


def only(text) -> Any:
    (found,) = statistics(text)
    return found


# The distributions

FREEDOM = st.one_of(st.integers(1, 2000), st.floats(0.5, 100_000))


def close(ours, theirs):
    return ours == pytest.approx(theirs, rel=1e-10, abs=1e-100)


@given(st.floats(1e-6, 100), FREEDOM)
@example(0, 1)
@example(100, 100_000)
def test_student(t, df):
    assert close(tails.student(t, df), 2 * stats.t.sf(t, df))


@given(st.floats(0, 38))
def test_normal(z):
    assert close(tails.normal(z), 2 * stats.norm.sf(z))
    assert tails.normal(-z) == tails.normal(z)


@given(st.floats(1e-6, 300), st.one_of(st.integers(1, 60), st.floats(0.5, 1000)), FREEDOM)
@example(0, 1, 1)
@example(1, 3, 3)
def test_fisher(f, df1, df2):
    assert close(tails.fisher(f, df1, df2), stats.f.sf(f, df1, df2))


@given(st.floats(1e-6, 5000), st.one_of(st.integers(1, 5000), st.floats(0.5, 5000)))
@example(0, 1)
def test_chi_squared(x, df):
    assert close(tails.chi_squared(x, df), stats.chi2.sf(x, df))


@given(st.floats(1e-6, 0.99), st.integers(1, 100_000))
def test_correlation(r, df):
    assert close(tails.correlation(r, df), special.betaincc(0.5, df / 2, r * r))


@given(st.floats(0, 1e-20), st.integers(1, 1000))
@example(5e-324, 1)
def test_what_is_next_to_nothing_is_almost_certain(value, df):
    found = [
        tails.student(value, df),
        tails.fisher(value, df, 7),
        tails.fisher(value, 1, df),
        tails.normal(value),
    ]
    found += [tails.chi_squared(value, df), tails.correlation(value, df)]
    assert found == pytest.approx([1] * 6, abs=1e-8)


@pytest.mark.parametrize(("t", "df"), [(2.2, 28), (0.01, 3.7), (12.5, 412), (40, 7), (1.96, 99_000)])
def test_student_against_thirty_digits(t, df):
    mpmath = pytest.importorskip("mpmath")
    with mpmath.workdps(30):
        half, square = mpmath.mpf(df) / 2, mpmath.mpf(t) ** 2
        exact = mpmath.betainc(half, 0.5, 0, df / (df + square), regularized=True)
    assert tails.student(t, df) == pytest.approx(float(exact), rel=1e-10)


@given(st.floats(0.001, 50), st.integers(1, 10_000))
def test_a_larger_statistic_is_less_likely(t, df):
    assert tails.student(t * 1.01, df) <= tails.student(t, df)
    assert tails.chi_squared(t * 1.01, df) <= tails.chi_squared(t, df)


@given(st.integers(1, 500), st.decimals("-9.99", "9.99", places=2))
def test_the_range_of_p_holds_every_value_that_rounds_to_the_statistic(df, t):
    found = reported_p("t", rounded(str(t)), [Range.point(df)])
    for part in (-1, 0, 1):
        value = float(t) + part * 0.005
        assert Fraction(2 * stats.t.sf(abs(value), df)) in found.widened(Fraction(1, 10**7))


# Reading

TESTS = [
    ("t(52) = 2.20, p = .032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("t(52)=2.20,p=.032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("t ( 52 ) = 2.20 , p = .032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("T(52) = 2.20, P = 0.032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("t[52] = 2.20; p = .032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("*t*(52) = 2.20, *p* = .032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("𝑡(52) = 2.20, 𝑝 = .032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("t(52.7) = −2.20, p < .05", "t", ["52.7"], "-2.20", "=", "0.05", "<"),
    ("t(52) = –2.20, p ≤ .05", "t", ["52"], "-2.20", "=", "0.05", "<="),
    ("t(52) > 2.20, p < .05", "t", ["52"], "2.20", ">", "0.05", "<"),
    ("t(1,052) = 2,000.20, p < . 001", "t", ["1052"], "2000.20", "=", "0.001", "<"),
    ("t(df = 52) = 2.20 (p = 0·032)", "t", ["52"], "2.20", "=", "0.032", "="),
    ("t(52) = 2,20, p = 0,032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("t = 2.20, df = 52, p = .032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("t52 = 2.20, p = .032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("t(52) = 2.20, d = 0.61, 95% CI [0.06, 1.15], p = .032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("t(52) = 2.20, two-tailed p = .032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("p = .032, t(52) = 2.20", "t", ["52"], "2.20", "=", "0.032", "="),
    ("t（52）=2.20，P=0.032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("F(2, 64) = 5.1, p = 8.8e-3", "F", ["2", "64"], "5.1", "=", "0.0088", "="),
    ("F(l, 64) = 5.1, p < 10−2", "F", ["1", "64"], "5.1", "=", "0.01", "<"),
    ("F (1.82, 64.3) = 5.1, MSE = 1,204, p = .011", "F", ["1.82", "64.3"], "5.1", "=", "0.011", "="),
    ("F(1,1,064) = 5.1, η p 2 = .07, p = .024", "F", ["1", "1064"], "5.1", "=", "0.024", "="),
    ("F2(2, 64) < 1, p > .5", "F", ["2", "64"], "1", "<", "0.5", ">"),
    ("F1,64 = 5.1, p = 0.027", "F", ["1", "64"], "5.1", "=", "0.027", "="),
    ("χ²(3, N = 1,150) = 8.4, p = .038", "chi2", ["3"], "8.4", "=", "0.038", "="),
    ("χ 2 (3) = 8.4, p = .038", "chi2", ["3"], "8.4", "=", "0.038", "="),
    ("χ^2(3, n = 150) = 8.4, p = .038", "chi2", ["3"], "8.4", "=", "0.038", "="),
    ("X2(3) = 8.4, p = .038", "chi2", ["3"], "8.4", "=", "0.038", "="),
    ("chi-square (3) = 8.4, p = .038", "chi2", ["3"], "8.4", "=", "0.038", "="),
    ("?2(3, N = 150) = 8.4, p = .038", "chi2", ["3"], "8.4", "=", "0.038", "="),
    ("r(48) = .31, p = 2.8 × 10^-2", "r", ["48"], "0.31", "=", "0.028", "="),
    ("rs(48) = -.31, p = .028", "r", ["48"], "-0.31", "=", "0.028", "="),
    ("z = 1.98, p = .048", "z", None, "1.98", "=", "0.048", "="),
    ("U = 310.5, Z = −1.98, p = .048", "z", None, "-1.98", "=", "0.048", "="),
    ("Q(7) = 15.2, p = .034", "Q", ["7"], "15.2", "=", "0.034", "="),
    ("Q-between(7) = 15.2, p = .034", "Q", ["7"], "15.2", "=", "0.034", "="),
    ("H(2) = 6.9, p = .032", "H", ["2"], "6.9", "=", "0.032", "="),
    ("t(52) ¼ 2.20, p ¼ .032", "t", ["52"], "2.20", "=", "0.032", "="),
]


@pytest.mark.parametrize(("text", "test", "df", "value", "relation", "p", "p_relation"), TESTS)
@pytest.mark.parametrize("frame", ["{}", "It rose ({}).", "效果显著（{}）。", "**Note.** {}, as before."])
def test_a_test_is_read_in_every_spelling(frame, text, test, df, value, relation, p, p_relation):
    found = [detail for _, detail in told(frame.format(text)) if detail["test"] == test]
    assert len(found) == 1
    detail = found[0]
    assert (detail["df"], detail["value"], detail["relation"]) == (df, value, relation)
    assert (detail["p"], detail["p_relation"]) == (p, p_relation)


@pytest.mark.parametrize(
    ("text", "word"),
    [("t(68) = 0.60, ns.", "ns"), ("F(2, 64) = 1.1, n.s.", "ns"), ("χ²(4) = 3.2, p = NS", "ns")],
)
def test_not_significant(text, word):
    assert only(text).detail["p_word"] == word


def test_the_place_is_the_whole_expression():
    text = "As expected, F(1, 40) = 6.2, MSE = 3.1, p = .017, ηp2 = .13, and r(38) = .27."
    assert [quoted for quoted, _ in told(text)] == [
        "F(1, 40) = 6.2, MSE = 3.1, p = .017",
        "ηp2 = .13",
        "r(38) = .27",
    ]


def test_the_parts_have_places():
    text = "We saw t(52) = −2.20, p = .032 there."
    claim = only(text)
    parts = {name: text[start:end] for name, (start, end) in claim.detail["places"].items()}
    assert parts == {"df": "52", "value": "2.20", "p": "= .032"}
    assert claim.quantity.value == Decimal("-2.20")
    assert claim.quantity.step == Decimal("0.01")


@pytest.mark.parametrize(
    "text",
    [
        "The function f(x) is continuous, and t is time.",
        "See p. 12 and pp. 3-4; the price rose to $2.20 (from $2.05).",
        "At peak (x = 12, y = −8, z = 24) the signal was strongest.",
        "Set k=v in the file; a < b; if (n) { return; }",
        "The ±800 kV line is 2,100 km long.",
        "He won 6-4, 7-5 and said: “p and q”.",
        "A CI/CD pipeline of 3 steps (v2.0).",
        "Human error was a factor in 3 percent of cases.",
        "prep = .92",
        "",
    ],
)
def test_what_is_no_statistic(text):
    assert statistics(text) == []


def test_coordinates_are_no_z_test():
    text = "The cluster peaked at x = 12, y = −8, z = 24, p < .001."
    assert [detail["test"] for _, detail in told(text)] == ["p"]


def test_descriptions_are_one_claim():
    text = "It was lower (M = 3.40, SD = 1.2, n = 20) than (M = 4.1 years, SE = 0.2); M (SD) = 2.5 (0.7)."
    (_, first), (_, second), (_, third) = told(text)
    assert (first["value"], first["sd"], first["n"]) == ("3.40", "1.2", "20")
    assert (second["unit"], second["se"]) == ("years", "0.2")
    assert (third["value"], third["sd"]) == ("2.5", "0.7")


def test_mean_plus_minus_spread():
    detail = only("They were 25.4 ± 4.1 years old.").detail
    assert (detail["test"], detail["value"], detail["spread"]) == ("M", "25.4", "4.1")


INTERVALS = [
    ("OR = 1.40, 95% CI [1.02, 2.06]", "1.40", "1.02", "2.06"),
    ("OR = 1.40 (95 % CI 1.02–2.06)", "1.40", "1.02", "2.06"),
    ("OR=1.40，95%CI：1.02～2.06", "1.40", "1.02", "2.06"),
    ("HR, 1.40; 95% confidence interval [CI], 1.02 to 2.06", "1.40", "1.02", "2.06"),
    ("odds ratio of 1.40 (95% CI: 1.02; 2.06)", "1.40", "1.02", "2.06"),
    ("d = −0.35, 90% CI [−0.60, 0.10]", "-0.35", "-0.60", "0.10"),
    ("b = -0.5 (95% CI −0.9–−0.1)", "-0.5", "-0.9", "-0.1"),
    ("b = -0.4 (95% CI −0.9–0.1)", "-0.4", "-0.9", "0.1"),
    ("M = 1,204, 95% CI [1,100, 1,308]", "1204", "1100", "1308"),
    ("β = .21, SE = .05, 95% CI = (.11, .31)", "0.21", "0.11", "0.31"),
]


@pytest.mark.parametrize(("text", "value", "low", "high"), INTERVALS)
def test_an_interval_is_read_with_its_estimate(text, value, low, high):
    detail = only(f"So it was: {text}.").detail
    assert (detail["value"], detail["low"], detail["high"]) == (value, low, high)


def test_an_interval_by_itself():
    text = "It helped 45% (95% CI 40–50%) of them."
    claim = only(text)
    assert text[claim.start : claim.end] == "95% CI 40–50%"
    assert claim.detail["estimate"] == "45"
    assert claim.quantity.ends == (40, 50)


def test_a_margin_of_error_is_points():
    text = "The poll of 1,024 adults has a margin of error of ±3.1 percentage points at 95% confidence."
    claim = only(text)
    assert (claim.kind, claim.quantity.value, claim.quantity.unit) == ("points", Decimal("3.1"), "pp")
    assert (claim.detail["n"], claim.detail["level"]) == ("1024", "95")
    assert only("The error margin is 3 percent, it said.").kind == "percent"
    assert only("调查访问了1003名市民，抽样误差为±3.1个百分点。").detail["n"] == "1003"


def test_tails_and_corrections_of_the_sentence_are_noted():
    one = only("We expected it: t(52) = 1.8, p = .039, one-tailed.").detail
    assert one["tails"] == "1"
    other = only("Then t(52) = 2.4, Bonferroni-corrected p = .04.").detail
    assert other["correction"] == "Bonferroni"


PIECES = [text for text, *_ in TESTS] + [text for text, *_ in INTERVALS]


@given(st.lists(st.sampled_from([*PIECES, "M = 3.4, SD = 1.2", "p < .001", "nothing", "\n", "(", "] "]), max_size=6))
def test_claims_are_in_order_and_apart(pieces):
    found = statistics("; ".join(pieces))
    for before, after in pairwise(found):
        assert before.end <= after.start


@given(st.text(alphabet="tFrzpχ²()[]=<>.,;:0123456789 NMSD±CI%-−*e\n", max_size=80))
def test_no_text_is_too_strange(text):
    claim: Any
    for claim in statistics(text):
        assert 0 <= claim.start < claim.end <= len(text)
        assert claim.start <= claim.number[0] < claim.number[1] <= claim.end
        for start, end in claim.detail["places"].values():
            assert start < end


# Reported p

# Facts about t(28) = 2.20 and others, as any table has them.
REPORTED = [
    ("t(28) = 2.20, p = .03", "discrepancy"),
    ("F(2, 28) = 2.20, p = .15", "discrepancy"),
    ("r(28) = .22, p = .26", "discrepancy"),
    ("χ²(28) = 22.20, p = .79", "discrepancy"),
    ("z = 2.20, p = .04", "discrepancy"),
    ("Q(28) = 22.20, p = .79", "discrepancy"),
    ("t(28) = 1.20, p = .03", "discrepancy"),
    ("t(28) = 2.20, p = .30", "discrepancy"),
    ("t(28) = 2.20, p = .018", "discrepancy"),
    ("t(28) = 2.20, p = .01, one-tailed", "discrepancy"),
    ("t(28) = 2.20, p < .000", "discrepancy"),
    ("t(28) = 2.20, p < .01", "discrepancy"),
    ("t(28) = 2.20, p > .05", "discrepancy"),
    ("t(28) < 2.20, p = .03", "discrepancy"),
    ("t(28) = -2.20, ns", "discrepancy"),
    ("t(28) = 2, p = .02", "holds"),
    ("t(28) = 2, p = .14", "holds"),
    ("t(28) = 2.2, p = .03", "holds"),
    ("t(28) = 2.2, p = .04", "holds"),
    ("t(28) = 2.20, p = .036", "holds"),
    ("t(28) = 2.20, p=.037", "holds"),
    ("t(28) = -2.20, P ≤ .05", "holds"),
    ("t(28) = 2.20; p = .04", "holds"),
    ("t(28) = 2.20, p = .018, one-tailed", "holds"),
    ("t(28) = 2.20, p = .018, one-sided", "holds"),
    ("t(28) = 22.20, p = .000", "holds"),
    ("t(28) = 9.20, p = 5.9e-10", "holds"),
    ("t(28) > 2.20, p < .05", "holds"),
    ("F(1, 138) < 1, p = .812", "holds"),
    ("t(28) = 1.20, ns", "holds"),
    ("d = 0.1, 95% CI [-0.3, 0.5], t(28) = 0.5, p = .62", "holds"),
    ("t = 2.20, p = .036", "undecided"),
    ("F(1, 20) = -3.2, p = .04", "undecided"),
    ("t(28) = 2.20, permutation p = .01", "undecided"),
]


@pytest.mark.parametrize(("text", "outcome"), REPORTED)
def test_reported_p_is_judged(text, outcome):
    assert [verdict.outcome for verdict in verdicts("reported_p", f"It did, {text}.")] == [outcome]


def test_an_exact_slip_is_proven_and_a_convention_is_not():
    assert said("reported_p", "t(28) = 2.20, p = .30") == ("discrepancy", "proven")
    assert said("reported_p", "t(28) = 2.20, p = .018") == ("discrepancy", "likely")  # one-tailed
    assert said("reported_p", "t(28) = 2.20, p = .072") == ("discrepancy", "likely")  # two comparisons
    assert said("reported_p", "rs(28) = .22, p = .90") == ("discrepancy", "likely")  # an approximation
    assert said("reported_p", "t(28) = 2.20, two-tailed, p = .018") == ("discrepancy", "proven")


def test_what_the_rest_of_the_text_says():
    plain = "It did, t(28) = 2.20, p = .018."
    assert said("reported_p", plain) == ("discrepancy", "likely")
    assert said("reported_p", f"All tests are one-tailed. {plain}") == ("undecided", None)
    adjusted = "It did, t(28) = 2.20, p = .072."
    assert said("reported_p", f"We used the Bonferroni method.\n{adjusted}") == ("undecided", None)
    spherical = "It did, F(2, 28) = 3.90, p = .041."
    assert said("reported_p", spherical) == ("discrepancy", "proven")
    assert said("reported_p", f"A Greenhouse-Geisser correction was used. {spherical}") == ("undecided", None)


def test_significance_is_spoken_of_where_it_turns():
    (turned,) = verdicts("reported_p", "t(28) = 1.20, p = .03")
    assert "not significant at .05" in turned.because
    (same,) = verdicts("reported_p", "t(28) = 2.20, p = .045")
    assert "significant" not in same.because


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("χ²(1) = 0.04, p = .950", "0.004"),
        ("F(1, 45) = 8.44, p = .006", None),
        ("t(61) = 2.52, p = .014", None),
        ("t(61) = 5.22, p = .014", "2.52"),
        ("F(2, 117) = 5.41, p > .05", "p < .05"),
    ],
)
def test_the_slip_is_named(text, what):
    (verdict,) = verdicts("reported_p", text)
    assert any(what in fit.what for fit in verdict.fits) if what else verdict.outcome == "holds"


def applied(text, edit):
    return text[: edit.start] + edit.text + text[edit.end :]


WRONG = [
    "It did, t(28) = 2.20, p = .30.",
    "It did, F(2, 117) = 5.41, p > .05.",
    "It did, χ²(2, N = 90) = 4.5, P=0.01.",
    "It did, r(40) = .31, p < .001.",
    "It did, z = −3.9, p = 0.21.",
    "It did, t(28) < 2.20, p = .01.",
]


@pytest.mark.parametrize("text", WRONG)
def test_every_edit_of_reported_p_repairs(text):
    (verdict,) = verdicts("reported_p", text)
    edits = [fit.edit for fit in verdict.fits if fit.edit is not None]
    assert edits
    for edit in edits:
        assert said("reported_p", applied(text, edit)) == ("holds", None), edit


DRAWS = {
    "t": lambda draw: (draw.randint(3, 400),),
    "F": lambda draw: (draw.randint(1, 6), draw.randint(5, 400)),
    "r": lambda draw: (draw.randint(5, 400),),
    "χ²": lambda draw: (draw.randint(1, 20),),
    "z": lambda _: (),
}


def true_result(draw):
    """A result that is what it says, rounded as papers do."""
    test = draw.choice(list(DRAWS))
    df = DRAWS[test](draw)
    value = draw.uniform(-4, 4) if test in "tz" else draw.uniform(-0.9, 0.9) if test == "r" else draw.expovariate(0.3)
    if test == "t":
        p = 2 * stats.t.sf(abs(value), *df)
    elif test == "z":
        p = 2 * stats.norm.sf(abs(value))
    elif test == "r":
        p = 2 * stats.t.sf(abs(value) * sqrt(df[0] / (1 - value * value)), *df)
    else:
        p = stats.f.sf(value, *df) if test == "F" else stats.chi2.sf(value, *df)
    places = draw.choice([2, 3])
    reported = next((f"p < {bound}" for bound in (".001", ".01", ".05") if p < float(bound)), "p > .05")
    if draw.random() < 0.6:
        reported = f"p = {p:.{places}f}"
    inside = f"({', '.join(map(str, df))})" if df else ""
    return f"{test}{inside} = {value:.{draw.choice([1, 2, 3])}f}, {reported}"


def test_true_results_hold():
    draw = drawing(20240105)
    for _ in range(1500):
        text = true_result(draw)
        assert said("reported_p", text) == ("holds", None), text


def test_sums_of_true_results_in_one_text_hold():
    draw = drawing(7)
    text = "\n".join(f"Here, {true_result(draw)}." for _ in range(300))
    found = verdicts("reported_p", text)
    assert len(found) == 300
    assert {verdict.outcome for verdict in found} == {"holds"}


# Whole numbers

GRIM = [
    # Published examples (Brown and Heathers 2017; the tables of the R package scrutiny).
    # Mean, n, items, possible.
    ("5.19", 28, 1, False), ("5.18", 28, 1, True), ("5.21", 28, 1, True), ("5.20", 28, 1, False),
    ("7.22", 32, 1, True), ("4.74", 25, 1, False), ("5.23", 29, 1, False), ("2.57", 24, 1, False),
    ("6.77", 27, 1, False), ("2.68", 28, 1, True), ("7.01", 29, 1, False), ("7.38", 26, 1, True),
    ("3.14", 27, 1, False), ("6.89", 31, 1, False), ("5.00", 25, 1, True), ("0.24", 28, 1, False),
    ("3.45", 20, 1, True), ("3.46", 20, 1, False),
    ("0.80", 28, 2, True), ("0.81", 28, 2, False), ("0.82", 28, 2, True), ("0.83", 28, 2, False),
    ("0.150", 120, 3, True), ("0.151", 120, 3, False), ("0.153", 120, 3, True), ("0.154", 120, 3, False),
]  # fmt: skip


@pytest.mark.parametrize(("mean", "n", "items", "possible"), GRIM)
def test_published_means(mean, n, items, possible):
    assert bool(granular_mean(rounded(mean), n, items)) is possible


@given(st.integers(1, 60), st.integers(0, 60 * 7), st.integers(0, 3))
def test_a_mean_is_possible_where_a_total_rounds_to_it(n, total, places):
    mean = fixed(Fraction(total, n), places)
    assert total in granular_mean(rounded(mean), n)
    found = granular_mean(rounded(mean), n)
    assert all(abs(Fraction(k, n) - Fraction(mean)) <= Fraction(1, 2 * 10**places) for k in found)


def test_no_alarm_on_true_means_and_deviations():
    draw = drawing(28)
    for _ in range(20_000):
        n = draw.randint(2, 60)
        values = [draw.randint(1, 7) for _ in range(n)]
        mean = f"{sum(values) / n:.2f}"
        assert granular_mean(rounded(mean), n)
        variance = Fraction(sum(v * v for v in values) - Fraction(sum(values) ** 2, n), n - 1)
        deviation = f"{sqrt(variance):.2f}"
        assert granular_sd(rounded(mean), rounded(deviation), n)


def test_no_alarm_on_true_means_in_a_text():
    draw = drawing(29)
    for _ in range(400):
        n = draw.randint(2, 90)
        values = [draw.randint(1, 5) for _ in range(n)]
        mean = sum(values) / n
        deviation = sqrt(sum((v - mean) ** 2 for v in values) / (n - 1))
        text = f"On the 5-point scale they were lower (M = {mean:.2f}, SD = {deviation:.2f}, n = {n})."
        for name in ("granular_mean", "granular_sd"):
            assert all(verdict.outcome == "holds" for verdict in verdicts(name, text)), text


GRIMMER = [("5.21", "1.6", 28, True), ("3.44", "2.47", 18, False), ("1.03", "0.41", 40, False)]


@pytest.mark.parametrize(("mean", "sd", "n", "possible"), GRIMMER)
def test_published_deviations(mean, sd, n, possible):
    assert (granular_sd(rounded(mean), rounded(sd), n) is not None) is possible


@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_every_real_sample_has_a_possible_deviation(n):
    for values in product(range(5), repeat=n):
        variance = Fraction(sum(v * v for v in values) - Fraction(sum(values) ** 2, n), n - 1)
        deviation = f"{sqrt(variance):.2f}"
        assert granular_sd(rounded(fixed(Fraction(sum(values), n), 2)), rounded(deviation), n)


def test_people_whose_values_are_means_of_items():
    draw = drawing(3)
    for _ in range(2000):
        n, items = draw.randint(2, 20), draw.randint(2, 4)
        values = [Fraction(sum(draw.randint(1, 5) for _ in range(items)), items) for _ in range(n)]
        mean = sum(values) / n
        deviation = sqrt(sum((v - mean) ** 2 for v in values) / (n - 1))
        assert granular_sd(rounded(fixed(mean, 2)), rounded(f"{deviation:.2f}"), n, items)


DEBIT = [
    ("0.53", "0.50", 1683, True), ("0.44", "0.50", 1683, True), ("0.77", "0.42", 1683, True),
    ("0.19", "0.35", 1683, False), ("0.34", "0.47", 1683, True), ("0.93", "0.25", 1683, True),
    ("0.12", "0.33", 1683, True), ("0.05", "0.21", 20, False), ("0.05", "0.22", 20, True),
    ("0.50", "0.503", 100, True), ("0.00", "0.00", 50, True), ("1.00", "0.50", 50, False),
]  # fmt: skip


@pytest.mark.parametrize(("mean", "sd", "n", "possible"), DEBIT)
def test_published_deviations_of_zeros_and_ones(mean, sd, n, possible):
    assert (granular_sd(rounded(mean), rounded(sd), n, binary=True) is not None) is possible


@pytest.mark.parametrize("n", [5, 8, 20, 37])
def test_every_split_into_zeros_and_ones_is_possible(n):
    for ones in range(n + 1):
        deviation = sqrt(ones * (n - ones) / (n * (n - 1)))
        mean = fixed(Fraction(ones, n), 2)
        assert granular_sd(rounded(mean), rounded(f"{deviation:.2f}"), n, binary=True) == (ones, ones)


def test_a_mean_of_ratings_in_words():
    text = "The {} raters gave it an average rating of {} on a scale from 1 to 7."
    assert said("granular_mean", text.format(28, "5.19")) == ("discrepancy", "likely")
    assert said("granular_mean", text.format(28, "5.18")) == ("holds", None)
    assert said("granular_mean", text.format(280, "5.19")) is None


def test_a_mean_without_a_word_on_its_values():
    text = "The group was lower (M = 5.19, SD = 1.34, n = 28)."
    assert said("granular_mean", text) == ("discrepancy", "likely")
    assert said("granular_mean", f"Cronbach's alpha was high. {text}") == ("undecided", None)
    assert said("granular_mean", "They were slower (M = 5.19 s, SD = 1.34 s, n = 28).") is None
    assert said("granular_mean", "The group was lower (M = 5.19, SD = 1.34, n = 128).") is None
    assert said("granular_mean", "On the 2-item scale from 1 to 7 it was lower (M = 5.20, n = 28).") == (
        "holds",
        None,
    )


@pytest.mark.parametrize(
    ("percent", "count", "expected"),
    [
        ("37%", "12", ("discrepancy", "likely")),
        ("33%", "12", ("holds", None)),
        ("42%", "12", ("holds", None)),
        ("41%", "12", None),  # cut off instead of rounded
        ("37%", "120", None),
        ("37.3%", "120", ("discrepancy", "likely")),
    ],
)
def test_a_share_of_a_few_people(percent, count, expected):
    text = f"Only {percent} of the {count} jurors agreed."
    found = verdicts("granular_mean", text)
    assert [(verdict.outcome, verdict.certainty) for verdict in found] == ([expected] if expected else [])
    for verdict in found:
        for fit in verdict.fits:
            assert fit.edit is not None
            assert text[fit.edit.start : fit.edit.end] == percent[:-1]


# Intervals


def test_the_estimate_lies_between_the_ends():
    assert confidence_interval(rounded("1.02"), rounded("2.06")) == Range(Fraction("1.015"), Fraction("2.065"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OR = 1.45, 95% CI [1.52, 2.06]", ("discrepancy", "proven")),
        ("HR 0.91 (95% CI 0.48 to 0.86)", ("discrepancy", "proven")),
        ("d = 0.35, 95% CI [0.41, 0.80]", ("discrepancy", "likely")),
        ("OR = 1.45, 95% CI [1.45, 2.06]", ("holds", None)),
        ("d = −0.1, 95% CI [−0.5, 0.3]", ("holds", None)),
        ("d = −0.1, 95% CI −0.5–0.3", ("holds", None)),
        ("OR = 1.45, 95% CI [0.10, 0.60]", None),  # its logarithm
        ("b = 0.40, 95% CI [1.2, 1.8]", None),  # its exponential
        ("OR = 1.45, 95% CI [1.46, 2.06]", ("holds", None)),  # both round to 1.455
        ("a rise of 8.5 points (95% CI 4.8 to 6.6)", ("discrepancy", "likely")),
        ("a rise of 85.0 points (95% CI 4.8 to 6.6)", None),
        ("in 2015 (95% CI 4.8 to 6.6)", None),
        ("p = .02 (95% CI 4.8 to 6.6)", None),
        ("t(28) = 2.20, p = .036, 95% CI [0.1, 0.9]", None),
    ],
)
def test_intervals(text, expected):
    assert said("confidence_interval", f"We found {text}.") == expected


def test_bootstrapped_intervals_need_not_be_symmetric():
    text = "It was higher, M = 12.4, 95% CI [11.9, 15.9]."
    assert said("confidence_interval", text) == ("discrepancy", "likely")
    assert said("confidence_interval", f"Intervals are bootstrapped. {text}") == ("holds", None)


@given(st.integers(-500, 500), st.integers(1, 400), st.integers(0, 2))
def test_true_intervals_hold(middle, half, places):
    value, arm = Fraction(middle, 37), Fraction(half, 41)
    low, high = fixed(value - arm, places), fixed(value + arm, places)
    text = f"M = {fixed(value, places)}, 95% CI [{low}, {high}]"
    assert said("confidence_interval", text) == ("holds", None)


# Margins of error


def test_the_margin_of_a_thousand():
    assert fixed(margin_of_error(1000), 2) == "3.10"
    assert fixed(margin_of_error(2401), 2) == "2.00"
    assert fixed(margin_of_error(1000, "90"), 2) == "2.60"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The poll of 1,000 adults has a margin of error of 3 points.", ("holds", None)),
        ("The poll of 1,000 adults has a margin of error of 4.5 points.", ("holds", None)),
        ("The poll of 1,000 adults has a margin of error of 0.3 points.", ("discrepancy", "likely")),
        ("The poll of 1,000 adults has a margin of error of 31 points.", ("discrepancy", "likely")),
        ("The poll of 1,000 adults has a 3-point margin of error.", ("holds", None)),
        ("The poll has a margin of error of 3 points.", ("undecided", None)),
        ("Of 800 men and 1,000 women the margin of error is 3.5 points.", ("holds", None)),
        ("Of 300 men and 1,000 women the margin of error is 1 point.", None),
        ("抽样误差为±0.3个百分点，访问了1003名市民。", ("discrepancy", "likely")),
    ],
)
def test_margins(text, expected):
    assert said("margin_of_error", text) == expected


def test_the_sample_is_shown_where_it_was_read():
    text = "The poll of 1,000 adults has a margin of error of 0.3 points."
    (verdict,) = verdicts("margin_of_error", text)
    assert [role for role, _ in verdict.roles] == ["margin", "sample"]
    assert text[verdict.roles[1][1].start : verdict.roles[1][1].end] == "1,000"


# Decimal strings


@given(st.decimals("-99", "99", places=3))
def test_a_written_number_is_among_the_values_that_it_stands_for(value):
    text = format(value, "f")
    assert Fraction(value) in rounded(text)
    assert Fraction(value) in cut(text)
    assert rounded(text).hull(cut(text)) == cut(text)
