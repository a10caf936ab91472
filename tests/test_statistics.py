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
from tests.statistics_labels import DEBIT, DECISIONS, GRIM, GRIMMER, REPORTED

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
    ("t(52) ϭ Ϫ2.20, p ϭ .032", "t", ["52"], "-2.20", "=", "0.032", "="),
    ("t(52) ⫽ ⫺2.20, p ⬍ .05", "t", ["52"], "-2.20", "=", "0.05", "<"),
    ("t(52) = À2.20, pb.05", "t", ["52"], "-2.20", "=", "0.05", "<"),
    ("t(52) = 0.20, p N .05", "t", ["52"], "0.20", "=", "0.05", ">"),
    ("t(52)\n= 2.20,\np\n= .032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("t\xa0(52)\xa0=\u20092.20, p\u202f=\u202f.032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("t~52~ = 2.20, p = .032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("t_{52} = 2.20, p = .032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("t 52 = 2.20, p = .032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("t (52 df) = 2.20, p = .032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("t-test(52) = 2.20, p = .032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("t 1 (52) = 2.20, p = .032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("t = 2.20 (df = 52), p = .032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("t = 2.20, p = .032, df = 52", "t", ["52"], "2.20", "=", "0.032", "="),
    ("t(52) = 2.20, d z = 0.30, p = .032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("t(52) = 2.20, p two-tailed = .032", "t", ["52"], "2.20", "=", "0.032", "="),
    ("t(52) = 2.20, p = < .05", "t", ["52"], "2.20", "=", "0.05", "<"),
    ("t(52) = 1,234, p = 0,223", "t", ["52"], "1.234", "=", "0.223", "="),
    ("t(52) = 2.20, was significant (p = .032)", "t", ["52"], "2.20", "=", "0.032", "="),
    ("F = 5.1, df = 2, 64, p = .009", "F", ["2", "64"], "5.1", "=", "0.009", "="),
    ("F(df1 = 2, df2 = 64) = 5.1, p = .009", "F", ["2", "64"], "5.1", "=", "0.009", "="),
    ("F (2, 64 df) = 5.1; P=0.009", "F", ["2", "64"], "5.1", "=", "0.009", "="),
    ("F[2,64] = 5.1, p = .009", "F", ["2", "64"], "5.1", "=", "0.009", "="),
    ("F~2,64~ = 5.1, p = .009", "F", ["2", "64"], "5.1", "=", "0.009", "="),
    ("F_{(2, 64)} = 5.1, p = .009", "F", ["2", "64"], "5.1", "=", "0.009", "="),
    ("F(.90, 55.02) = 5.1, p = .031", "F", ["0.90", "55.02"], "5.1", "=", "0.031", "="),
    ("ΔF(2, 64) = 5.1, p = .009", "F", ["2", "64"], "5.1", "=", "0.009", "="),
    ("the effectF(2, 64) = 5.1, p = .009", "F", ["2", "64"], "5.1", "=", "0.009", "="),
    ("F 1 (2, 64) = 5.1, MSE = 1,204.5, ηp 2 = .14, p = .009", "F", ["2", "64"], "5.1", "=", "0.009", "="),
    ("␹2(3, N ⫽ 150) ⫽ 8.4, p ⫽ .038", "chi2", ["3"], "8.4", "=", "0.038", "="),
    ("2(3, N = 150) = 8.4, p = .038", "chi2", ["3"], "8.4", "=", "0.038", "="),
    ("χ2 (3) (N = 150) = 8.4, p = .038", "chi2", ["3"], "8.4", "=", "0.038", "="),
    ("v2(3) = 8.4, p = .038", "chi2", ["3"], "8.4", "=", "0.038", "="),
    ("Δχ² (Δdf = 3) = 8.4, p = .038", "chi2", ["3"], "8.4", "=", "0.038", "="),
    ("χ² = 8.4, df = 3, p = .038", "chi2", ["3"], "8.4", "=", "0.038", "="),
    ("QW(7) = 15.2, p = .034", "Q", ["7"], "15.2", "=", "0.034", "="),
    ("pr(48) = .31, p = .028", "r", ["48"], "0.31", "=", "0.028", "="),
    ("U(65) = 499.0, p = .55", "U", ["65"], "499.0", "=", "0.55", "="),
    ("Wilcoxon T(28) = 112, p = .03", "T", ["28"], "112", "=", "0.03", "="),
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


LISTS = [
    ("t(28) = 2.20 and t(28) = 2.40, ps = .036 and .023, respectively", ["0.036", "0.023"]),
    ("t(28) = 2.20 and t(28) = 2.40, p = .036 and p = .023", ["0.036", "0.023"]),
    ("t(28) = 2.20, t(28) = 2.40, and t(28) = 2.90, ps = .036, .023, and .007", ["0.036", "0.023", "0.007"]),
    ("t(28) = 2.20, t(28) = 2.40, both ps < .05", ["0.05", "0.05"]),
    ("t(28) = 2.20, MSE = 3.1, and t(28) = 2.40, MSE = 2.2, all ps < .05", ["0.05", "0.05"]),
    ("t(28) = 2.20 for boys and for girls t(28) = 2.40, p = .036 and .023, respectively", [None, None]),
    ("t(28) = 2.20, t(28) = 2.40 and t(28) = 2.90, ps = .036 and .023", [None, None, None]),
    ("t(28) = 2.20, p = .036, t(28) = 2.40, p = .023", ["0.036", "0.023"]),
    ("t(28) = 2.20, p = .03–.04", [None]),
    ("t(28) = 2.20, p = .03 to .04", [None]),
    ("W = 33, p = .02; t(28) = 2.20", [None]),
]


@pytest.mark.parametrize(("text", "given"), LISTS)
def test_a_list_of_p_values_belongs_to_a_list_of_tests(text, given):
    assert [detail["p"] for _, detail in told(f"They did, {text}.") if detail["test"] == "t"] == given


def test_a_threshold_that_was_missed_is_not_significant():
    for said_so in ("not significant at p < .05", "nonsignificant (p < .05)", "not statistically significant, p < .05"):
        detail = only(f"They did not, t(28) = 1.20, {said_so}.").detail
        assert (detail.get("p_word"), detail["p"]) == ("ns", None)


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
        "The term f(2) = 4 follows from f(1) = 2 by the rule above.",
        "Bus T(28) leaves at 2.20; the fare is p 3.",
        "Let F(x, y) be smooth and t(n) the number of trees.",
        "Vitamin B12 and factor F(1) were measured at 2.20 m.",
        "Sections 2(1) and 2(3) of the Act came into force.",
        "Page p. 36 of vol. t(2) has the list.",
        "The pH rose from 2.20 to 2.40 in 28 samples.",
        "He scored 28 of 36 points, ns.",
        "Q(3) was quieter than Q(2), the company said of its quarters.",
        "The Z 28 coupé has 305 hp; the t 4 has 90.",
        "r/place drew 10.5 million users; d 2 is a road.",
        "A p of 12 and an F of 3 were typed in.",
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


@pytest.mark.parametrize(("text", "outcome"), REPORTED)
def test_reported_p_is_judged(text, outcome):
    assert [verdict.outcome for verdict in verdicts("reported_p", f"It did, {text}.")] == [outcome]


@pytest.mark.parametrize(("text", "turned"), DECISIONS)
def test_a_decision_that_turns_is_named(text, turned):
    (verdict,) = verdicts("reported_p", f"It did, {text}.")
    assert ("significant at .05" in verdict.because) is turned
    assert verdict.outcome == "discrepancy" or not turned


def test_an_exact_slip_is_proven_and_a_convention_is_not():
    assert said("reported_p", "t(28) = 2.20, p = .30") == ("discrepancy", "proven")
    assert said("reported_p", "t(28) = 2.20, p = .018") == ("discrepancy", "likely")  # one-tailed
    assert said("reported_p", "t(28) = 2.20, p = .072") == ("discrepancy", "likely")  # two comparisons
    assert said("reported_p", "rs(28) = .22, p = .90") == ("discrepancy", "likely")  # an approximation
    assert said("reported_p", "t(28) = 2.20, two-tailed, p = .018") == ("discrepancy", "proven")


# What checks of statistics are known to take for slips, or may: nothing is raised.
QUIET = [
    "The clusters held, Z = 3.41, p = .02, corrected for the whole brain.",
    "Peak activation was in the left amygdala, t(18) = 4.41, p = .02, small-volume corrected.",
    "The peak was t(18) = 4.41, p(corrected) = .02.",
    "The peak was T(18) = 4.41, p = .02 FWE.",
    "The groups differed, t(28) = 2.20, p adj = .07.",
    "The groups differed, t(98) = 2.31, p = .06 (Tukey).",
    "Post hoc tests used Tukey’s procedure.\nThe groups differed, t(98) = 2.31, p = .06.",
    "Rates of false discovery (FDR) were held at .05.\nThe groups differed, t(98) = 2.31, p = .041.",
    "Equivalence was shown, t(28) = 2.20, p = .018 (TOST).",
    "Non-inferiority was shown, z = 2.20, p = .014.",
    "A p-curve analysis followed.\nThe set had evidential value, z = 2.20, p = .014.",
    "Studies were combined after Stouffer.\nTogether, z = 2.20, p = .014.",
    "The median was lower, Wilcoxon T(28) = 112, p = .03.",
    "The ranks differed, U = 34, z = −2.02, p = .031.",
    "The ranks differed, Kruskal–Wallis χ²(2) = 6.2, p = .031.",
    "Sex and group were related, χ²(1) = 4.10, p = .06 with Yates’s correction.",
    "Both effects held, F1(1, 40) = 6.2, p = .017, F2(1, 38) = 7.1, p = .011, minF′(1, 60) = 3.1, p > .05.",
    "Both held, F(1, 40) = 6.2 and F(1, 38) = 7.1, ps = .017 and .011, respectively.",
    "Correlations were weak, r(40) = .31 and r(40) = .12, ps = .046 and .449.",
    "For boys t(28) = 2.20 and for girls t(28) = 2.40, p = .036 and .023, respectively.",
    "The tests differed little, t(28) = 2.20, p = .03–.04.",
    "All tests were alike, ts(28) < 1.5, ps > .14.",
    "All effects were large, Fs(1, 40) > 4.5, ps < .05.",
    "It did not differ, t(28) = 1.20, not significant at p < .05.",
    "Groups were of equal size, t(28) = 2.20, ns = 15 and 15, p = .036.",
    "Names of tests have numbers, t1 = 2.20, t2 = 3.1, p < .05.",
    "The effect was small, d z = 0.40, p = .036.",
    "The transformed value was Fisher’s z = 0.31, p = .04.",
    "Das war so, t(28) = 1,234, p = 0,227; F(1, 28) = 4,512, p = ,043.",
    "It did, t(28) = 2.20, p = .036-and the rest did not.",
    "It did, F(1, 40) = 6.2, p = .017.2 The second did not.",
    "The reliability was prep = .92 for F(2, 117) = 5.41.",
    "The corrected df are left out, Greenhouse-Geisser: F(2, 28) = 3.90, p = .041.",
    "The critical value is t(28) = 2.05, p = .05.",
    "In 2015 (p. 36) t(28) was 2.20 m long.",
    "The lost points of a scan, t(40) = 308, p < 001; F(1, 83) = 4008, p < 0005.",
    "The first (M = 5.10) beat the second (M = 4.20), 95% CI = [0.40, 1.40].",
    "M = 5.10 vs. M = 4.20, 95% CI = [0.40, 1.40].",
    "It rose (M = 3.10, SD = 1.2, 95% CI for the difference = [0.40, 1.80]).",
    "It rose, d = 0.46, 95% CI for the mean difference = [1.20, 5.60].",
    "It rose, t(28) = 2.20, p = .036, d = 0.46, 95% CI = [0.50, 1.10].",
    "It rose, F(1, 40) = 6.2, p = .017, ηp2 = .13, 95% CI = [0.4, 1.4].",
    "The slope was b = 0.40, 95% CI [−0.10, 0.90].",
    "The odds fell, b = −1.02, SE = 0.3, OR = 0.36, 95% CI [−1.61, −0.43].",
    "Risk fell by 24% (95% CI, 0.62 to 0.93).",
    "Correct answers rose (M = 63.2%, SD = 12.1%, n = 20).",
]


@pytest.mark.parametrize("text", QUIET)
def test_nothing_is_raised_where_nothing_is_wrong(text):
    found = [verdict for name in MODULES for verdict in verdicts(name, text)]
    assert not [verdict.because for verdict in found if verdict.outcome == "discrepancy"]


def test_a_list_of_p_values_is_judged_one_by_one():
    text = "Both held, F(1, 40) = 6.2 and F(1, 38) = 7.1, ps = .017 and .001, respectively."
    first, second = verdicts("reported_p", text)
    assert (first.outcome, second.outcome, second.certainty) == ("holds", "discrepancy", "proven")
    assert applied(text, second.fits[-1].edit) == text.replace(".001", "= .011")


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


def test_results_that_are_far_off_are_told():
    draw = drawing(20240106)
    for _ in range(600):
        text = true_result(draw)
        head, _, said_p = text.rpartition(", p ")
        p = float(said_p.split()[1])
        if not 0.02 < p < 0.9 or said_p[0] != "=":
            continue
        # Far below what the statistic allows, whatever its rounding, and no half of it.
        assert said("reported_p", f"{head}, p = {p / 1000:.6f}") == ("discrepancy", "proven"), text


def test_sums_of_true_results_in_one_text_hold():
    draw = drawing(7)
    text = "\n".join(f"Here, {true_result(draw)}." for _ in range(300))
    found = verdicts("reported_p", text)
    assert len(found) == 300
    assert {verdict.outcome for verdict in found} == {"holds"}


# Whole numbers


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


@pytest.mark.parametrize(("mean", "sd", "n", "items", "possible"), GRIMMER)
def test_published_deviations(mean, sd, n, items, possible):
    assert (granular_sd(rounded(mean), rounded(sd), n, items) is not None) is possible


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
