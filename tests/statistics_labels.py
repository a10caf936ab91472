"""Published figures and their labels: what statcheck says of results, and which means and deviations are possible.

Figures and labels are facts from the tests of the R packages statcheck (Nuijten and Epskamp), scrutiny (Jung) and rsprite2
(Wallrich), and from the papers behind them; the words around them, and what is not labelled there, are ours.
"""

from decimal import Decimal

from scipy import stats

# Figures and labels of statcheck's own tests (test_error.R, test-compute-pvalues.R, test-messages.R).
REPORTED = [
    ("t(28) = 2.20, p = .03", "discrepancy"),
    ("F(2, 28) = 2.20, p = .15", "discrepancy"),
    ("r(28) = .22, p = .26", "discrepancy"),
    ("χ²(28) = 22.20, p = .79", "discrepancy"),
    ("chi2(28) = 22.20, p = .79", "discrepancy"),
    ("z = 2.20, p = .04", "discrepancy"),
    ("Q(28) = 22.20, p = .79", "discrepancy"),
    ("t(28) = 1.20, p = .03", "discrepancy"),
    ("t(28) = 2.20, p = .30", "discrepancy"),
    ("t(28) = 2.20, p = .018", "discrepancy"),
    ("t(28) = 2.20, p = .01, one-tailed", "discrepancy"),
    ("t(28) = 2.20, p < .000", "discrepancy"),
    ("t(28) = 22.20, p < .000", "discrepancy"),
    ("t(48) = 1.02, p < .05", "discrepancy"),
    ("t(100) = 1, p < 0.001", "discrepancy"),
    ("F(2,45) = 2.81, p = .45", "discrepancy"),
    ("F(2,45) = 5.81, p = .03", "discrepancy"),
    ("F(2,45) = 4, p = .01", "discrepancy"),
    ("F(2,45) = 4.10, p = .05", "discrepancy"),
    ("t(48) = 1.82, p < .05", "discrepancy"),
    ("t(28) = 2.20, p < .01", "discrepancy"),
    ("t(28) = 2.20, p = .05", "discrepancy"),
    ("t(28) = 2.20, p = .10", "discrepancy"),
    ("t(28) = 2.20, p > .05", "discrepancy"),
    ("t(28) < 2.20, p = .03", "discrepancy"),
    ("t(28) = -2.20, ns", "discrepancy"),
    ("ρ(44) = .349, p = .17", "discrepancy"),
    ("t(28) = 2.20, p = −.036", "discrepancy"),
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
    ("t(28) = 2.20, p = .018, directional", "holds"),
    ("t(48) = 1.82, p < .05, all tests were one-tailed", "holds"),
    ("t(40) = 1.80, p < .04, one-tailed", "holds"),
    ("t(18) = −1.86, p = .960, one-sided", "holds"),
    ("t(10) = 3, p = .009", "holds"),
    ("t(28) = 22.20, p = .000", "holds"),
    ("F(2,45) = 4004.10, p = .000", "holds"),
    ("t(28) = 9.20, p = 5.9e-10", "holds"),
    ("χ2(5) = 231.24, p = 5.81 × 10−48", "holds"),
    ("t(28) = 2.20, p = 3.6E−2", "holds"),
    ("t(28) > 2.20, p < .05", "holds"),
    ("t(28) < 2.20, p > .03", "holds"),
    ("F(1, 138) < 1, p = .812", "holds"),
    ("F(1,210) = 0, p = 1", "holds"),
    ("F(1,210) = 1, p = 0", "holds"),
    ("r(97) = .17, p = .084", "holds"),
    ("F(1,40) = 8.22, p < . 01", "holds"),
    ("F(2,25) = 11.37, MSE = 236.43, p < .01", "holds"),
    ("t(28) = 1.20, ns", "holds"),
    ("t(28) = −2.20, p = .036", "holds"),
    ("r(28) = −.52, p = .003", "holds"),
    ("d = 0.1, 95% CI [-0.3, 0.5], t(28) = 0.5, p = .62", "holds"),
    ("t = 2.20, p = .036", "undecided"),
    ("F(1, 20) = -3.2, p = .04", "undecided"),
    ("t(28) = 2.20, permutation p = .01", "undecided"),
    ("Mann–Whitney U = 34, z = −2.02, p = .031", "undecided"),
    ("z = −2.02, p = .031 (exact test)", "undecided"),
    ("χ²(1, N = 90) = 4.10, Fisher’s exact p = .06", "undecided"),
    ("Fisher’s z = 0.31, p = .04", "undecided"),
    ("all ts(28) = 2.20, ps = .02", "undecided"),
]


def quantile(p, more=0.0):
    """A t with 28 degrees of freedom, in all its digits."""
    return repr(float(stats.t.isf(p / 2, 28)) + more)


# And of test-decisionerror.R: where the two p lie on either side of .05. A result that fits turns nothing.
T04, T05_UP, T05_DOWN, T06 = quantile(0.04), quantile(0.05, 0.0001), quantile(0.05, -0.0001), quantile(0.06)
DECISIONS = [
    ("t(28) = 2.20, p = .06", True), ("t(28) = 1.20, p = .03", True),
    ("F(2, 28) = 22.20, p = .06", True), ("F(2, 28) = 2.20, p = .03", True),
    ("r(28) = .22, p = .03", True), ("r(28) = .52, p = .06", True),
    ("chi2(28) = 2.20, p = .03", True), ("chi2(28) = 52.20, p = .06", True),
    ("z = 1.20, p = .03", True), ("z = 2.20, p = .06", True),
    ("Q(28) = 2.20, p = .03", True), ("Q(28) = 52.20, p = .06", True),
    ("t(28) = 2.20, p = .05", False), ("t(28) = 2.20, p = .11", True), ("t(28) = 1.20, p = .09", False),
    ("t(28) = 5.20, p = .02", False), ("t(28) = 1.20, p = .005", True), ("F(2,45) = 5.81, p = .03", False),
    ("F(2,45) = 4.10, p = .05", False), ("t(48) = 1.82, p < .05", True), ("t(48) = 1.02, p < .05", True),
    (f"t(28) = {T04}, p = .04", False), (f"t(28) = {T05_UP}, p = .04", False), (f"t(28) = {T06}, p = .04", True),
    (f"t(28) = {T04}, p = .05", False), (f"t(28) = {T05_UP}, p = .05", False), (f"t(28) = {T06}, p = .05", True),
    (f"t(28) = {T04}, p = .06", True), (f"t(28) = {T05_UP}, p = .06", True), (f"t(28) = {T06}, p = .06", False),
    (f"t(28) = {T04}, p < .04", False), (f"t(28) = {T05_UP}, p < .04", False), (f"t(28) = {T06}, p < .04", True),
    (f"t(28) = {T04}, p < .05", False), (f"t(28) = {T05_UP}, p < .05", False), (f"t(28) = {T06}, p < .05", True),
    (f"t(28) = {T04}, p < .06", False), (f"t(28) = {T05_UP}, p < .06", False), (f"t(28) = {T06}, p < .06", False),
    (f"t(28) = {T04}, p > .04", False), (f"t(28) = {T05_UP}, p > .04", False), (f"t(28) = {T06}, p > .04", False),
    (f"t(28) = {T04}, p > .05", True), (f"t(28) = {T05_UP}, p > .05", True), (f"t(28) = {T06}, p > .05", False),
    (f"t(28) = {T04}, p > .06", True), (f"t(28) = {T05_UP}, p > .06", True), (f"t(28) = {T06}, p > .06", False),
    (f"t(28) = {T05_DOWN}, p = .06", False),
]  # fmt: skip


def grid(first, last, places, n, items, possible):
    """Means from first to last in steps of their last digit, with the published t or f of each."""
    step = Decimal(1).scaleb(-places)
    count = int((Decimal(last) - Decimal(first)) / step) + 1
    assert count == len(possible)
    return [(f"{Decimal(first) + k * step:.{places}f}", n, items, possible[k] == "t") for k in range(count)]


FLYING = ("7.22", "4.74", "5.23", "2.57", "6.77", "2.68", "7.01", "7.38", "3.14", "6.89", "5.00", "0.24")
GRIM = [
    # Published examples (Brown and Heathers 2017 and the press on it; the tests of the R packages scrutiny and rsprite2).
    # Mean, n, items, possible.
    *grid("5.19", "5.30", 2, 28, 1, "fftffftffftf"),
    *grid("0.150", "0.159", 3, 120, 3, "tfftfftftf"),
    *grid("0.80", "0.89", 2, 28, 2, "tftftftttt"),
    *grid("0.06", "0.16", 2, 50, 1, "tftftftftft"),
    *((mean, n, 1, possible == "t") for mean, n, possible in zip(
        FLYING, (32, 25, 29, 24, 27, 28, 29, 26, 27, 31, 25, 28), "tfffftftfftf", strict=True)),
    *((mean, 40, 1, possible == "t") for mean, possible in zip(FLYING, "tfttttftfftf", strict=True)),
    *((mean, 80, 1, True) for mean in FLYING),
    ("5.18", 14, 2, True), ("5.2", 20, 1, True), ("5.19", 32, 1, True), ("5.19", 300, 1, True), ("2.84", 16, 2, True),
    ("5.93", 49, 1, False), ("3.48", 20, 1, False), ("1.14", 8, 1, False), ("1.13", 8, 1, True), ("1.07", 7, 1, False),
    ("5.27", 43, 1, False), ("3.45", 20, 1, True), ("3.46", 20, 1, False), ("-1.3", 3, 1, True),
    ("0.71", 43, 1, False), ("0.40", 5, 1, True),
]  # fmt: skip

GRIMMER = [
    # The tests of rsprite2 and scrutiny: mean, deviation, n, items, possible.
    ("5.21", "1.6", 28, 1, True), ("3.44", "2.47", 18, 1, False), ("1.03", "0.41", 40, 1, False),
    *((mean, sd, n, 1, possible == "t") for mean, sd, n, possible in zip(
        FLYING, ("5.30", "6.55", "2.55", "2.57", "2.18", "2.59", "6.68", "3.65", "5.32", "4.18", "2.18", "6.43"),
        (38, 31, 35, 30, 33, 34, 35, 32, 33, 37, 31, 34), "ftftftftfttt", strict=True)),
    ("5.19", "1.5", 28, 1, False), ("1.33", "0.00", 3, 3, True), ("1.1", "0", 10, 1, True),
    ("1.83", "0.2", 9, 2, True), ("1.5", "0.00", 8, 1, False), ("1.5", "0", 8, 1, False), ("1.5", "0.00", 8, 2, True),
    ("-1.5", "0.00", 8, 1, False), ("2.5", "0", 10, 1, False), ("1.44", "0.17", 9, 1, False), ("1.5", "0.71", 2, 1, True),
    ("2", "0", 10, 1, True),
    *((mean, sd, 40, 3, True) for mean, sd in (
        ("5.90", "2.19"), ("5.71", "1.42"), ("3.50", "1.81"), ("3.82", "2.43"), ("4.61", "1.92"), ("5.24", "2.51"))),
]  # fmt: skip

DEBIT = [
    # Heathers and Brown 2019, and the tests of scrutiny: mean, deviation, n, possible.
    ("0.53", "0.50", 1683, True), ("0.44", "0.50", 1683, True), ("0.77", "0.42", 1683, True),
    ("0.19", "0.35", 1683, False), ("0.34", "0.47", 1683, True), ("0.93", "0.25", 1683, True),
    ("0.12", "0.33", 1683, True), ("0.05", "0.21", 20, False), ("0.05", "0.22", 20, True),
    ("0.35", "0.18", 20, False), ("0.33", "0.5", 9, True), ("0.50", "0.503", 100, True),
    ("0.00", "0.00", 50, True), ("0.00", "0.50", 50, False), ("0.000", "0.000", 5, True),
    ("1.00", "0.00", 50, True), ("1.00", "0.50", 50, False),
]  # fmt: skip
