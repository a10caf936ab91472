"""A reported p is the tail area of its statistic with its degrees of freedom.

> The groups differed, t(41) = 2.31, p = .06.
!! "t(41) = 2.31, p = .06" gives p = .026
~ .026

> No effect of age was found, F(2, 117) = 5.41, p > .05.
! "F(2, 117) = 5.41, p > .05" gives p = .0056
~ < .05

> Girls answered faster, z = 1.83, p = .034.
! "z = 1.83, p = .034" gives p = .067
~ one-tailed

> The groups differed, t(41) = 2.31, p = .026.
= "t(41) = 2.31, p = .026" gives p = .026

> As predicted, girls answered faster, z = 1.83, p = .034, one-tailed.
= "z = 1.83, p = .034" one-tailed

> After correction, t(52) = 2.44, Bonferroni-corrected p = .054.
= "t(52) = 2.44, Bonferroni-corrected p = .054" times 3

> Both groups improved, t(41) = 2.31 and t(39) = 3.10, ps = .026 and .040, respectively.
= "t(41) = 2.31" gives p = .026
!! "t(39) = 3.10, ps = .026 and .040" gives p = .0035 to .0036

> The ranks differed, U = 34, z = −2.02, p = .031.
? "z = −2.02, p = .031" the exact distribution

> | Measure | t | df | p |
> | --- | --- | --- | --- |
> | Age | 2.31 | 41 | .026 |
> | Height | 1.10 | 41 | .021 |
= ".026" t(41) = 2.31 gives p = .026
! ".021" t(41) = 1.10 gives p = .276 to .280

> The slope was steep, t = 2.31, p = .026.
? "t = 2.31, p = .026" no degrees of freedom

> The groups differed, t(41) = 2.31, and the effect was large.

> The peak lay at x = 12, y = -8, z = 24, p < .05 for the cluster.

> Chance of rain: P = 0.6 tomorrow, t(0) = 12.5 degrees at noon.

> The reliability was prep = .92 for F(2, 117) = 5.41.

> The tests were alike, t(41) = 2.31, p = .02–.03, and the median was lower, Wilcoxon T(28) = 112, p = .03.

> It was not significant at p < .05, t(41) = 1.10; where p < .05, a correlation was drawn in bold.

Two-tailed for t, r and z, upper tail for F, χ², Q, H and G². The statistic stands for all values that round
to it; `p < .05`, `p > .05`, `ns` and `F < 1` are judged as the bounds that they are. A discrepancy that a
one-tailed test, a number cut off instead of rounded, or a multiple of p (Bonferroni) would explain is likely
at most, and silent or undecided where the text says so, as is a p that is said of several results, and one within a
factor of two where ranks or an exact test are spoken of; corrected degrees of freedom and permutation tests are
not recomputed. In a table the header names one statistic, its degrees of freedom and one p; a row is likely at most,
and where most rows disagree, the columns are not what they seem. A p on the other side of .05 is named as such.

Rule: the definition of the p value; the test of reported results against it after Nuijten, Hartgerink, van
Assen, Epskamp and Wicherts (2016), "The prevalence of statistical reporting errors in psychology
(1985-2013)".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

from checkers import _distributions
from checkers._gather import Index
from checkers._reported import cut, decimals, ends, fixed, place, rounded, shown, statistics, step
from checkers._test_rows import rows
from checkers._verdict import Edit, Fit, Verdict
from claims.claim import Claim
from claims.quantity import Range

CODE = "reported-p"
_SYMBOLS = {"chi2": "χ²"}
_SIGNIFICANT = Fraction(1, 20)
_FREE = ("permutation", "monte", "fisher", "boot", "mc", "perm", "sim", "exact", "randomi")
"""Corrections whose p may lie on either side of the tabulated one."""
_MOST_COMPARISONS = 10


def reported_p(test: str, statistic: Range, df: Sequence[Range] = ()) -> Range:
    """The range of p for the values of a statistic: two-tailed for t, r and z, the upper tail for the others.

    test: `t`, `F`, `r`, `z`, `chi2`, `Q` or `H`. df: none for z, two for F, one for the others. The result
    encloses     the exact values (`_distributions.SLACK`).
    """
    low, high = statistic.low, statistic.high
    if test in ("t", "r", "z"):  # as far from zero on either side
        if low is not None and high is not None:
            near, far = sorted((abs(low), abs(high)))
            low, high = (Fraction(0) if low <= 0 <= high else near), far
        else:
            low, high = (low if low is not None and low > 0 else Fraction(0)), None
    corners = list(product(*([end for end in (r.low, r.high) if end is not None] for r in df)))
    most = max(_tail(test, low, corner) for corner in corners) if low is not None else 1.0
    least = min(_tail(test, high, corner) for corner in corners) if high is not None else 0.0
    slack = _distributions.SLACK
    return Range(Fraction(least * (1 - slack)), min(Fraction(1), Fraction(most * (1 + slack))))


def _tail(test: str, value: Fraction, df: tuple[Fraction, ...]) -> float:
    number, freedom = float(value), [float(d) for d in df]
    if test == "z":
        return _distributions.normal(number)
    if test == "t":
        return _distributions.student(number, freedom[0])
    if test == "r":
        return _distributions.correlation(number, freedom[0])
    if test == "F":
        return _distributions.fisher(number, freedom[0], freedom[1])
    return _distributions.chi_squared(number, freedom[0])


def _verdicts(index: Index, context: object = None) -> Iterator[Verdict]:
    del context
    for claim, detail in statistics(index):
        test = detail["test"]
        if test in ("t", "F", "r", "z", "chi2", "Q", "H") and (detail.get("p") or detail.get("p_word")):
            spot = place(detail, "p")
            written = index.document.text[slice(*spot)] if spot else ""
            yield from _weigh(_Result(claim, detail, bare="0." not in written and "0·" not in written))
    for table in rows(index):
        yield from _table(index, table)


def _table(index: Index, rows: list[tuple[list[tuple[str, Claim]], dict[str, Any]]]) -> Iterator[Verdict]:
    """The verdicts on a table's rows; where most disagree, its columns are not what their names say."""
    named, found = _named(index), []
    for roles, detail in rows:
        bare = not index.document.text[slice(*detail["places"]["p"])].lstrip("<>=≤≥ ").startswith("0")
        detail["elsewhere"] = named
        for verdict in _weigh(_Result(roles[0][1], detail, bare=bare)):
            verdict.roles = list(roles)
            found.append(verdict)
    wrong = [verdict for verdict in found if verdict.outcome == "discrepancy"]
    for verdict in wrong:
        verdict.certainty = "likely"
        if len(wrong) > 1 and 2 * len(wrong) > len(found):
            verdict.outcome, verdict.certainty, verdict.fits = "undecided", None, []
            verdict.because += ", like most of this table"
    yield from found


def _named(index: Index) -> list[str]:
    """What the whole text names that bears on its tests; the patterns load only where a table has tests."""
    from claims.statistics import elsewhere

    return elsewhere(index.document.text)


class _Result:
    """One reported test as ranges."""

    __slots__ = (
        "approximate",
        "bare",
        "claim",
        "detail",
        "df",
        "df_texts",
        "p",
        "p_text",
        "relation",
        "test",
        "value",
    )

    def __init__(self, claim: Claim, detail: dict[str, Any], *, bare: bool) -> None:
        self.claim = claim
        self.bare = bare
        self.detail = detail
        self.test: str = detail["test"]
        self.value: str = detail["value"]
        self.relation: str = detail["relation"]
        self.df_texts: list[str] = list(detail.get("df") or ())
        self.approximate = bool(detail.get("approximate"))
        if self.test == "r" and not self.df_texts and detail.get("n"):
            self.df_texts = [str(int(detail["n"]) - 2)]
        self.df = [_freedom(text) for text in self.df_texts]
        self.p_text: str = detail.get("p") or "0.05"
        relation = detail["p_relation"] if detail.get("p") else ">"
        self.p = _said(self.p_text, relation)

    def statistic(self, reading: Callable[[str], Range] = rounded, value: str | None = None) -> Range:
        """The values that the statistic stands for."""
        text = value or self.value
        if self.relation in ("<", "<="):
            return Range(0, abs(Fraction(text)))
        if self.relation in (">", ">="):
            return Range(abs(Fraction(text)), 1 if self.test == "r" else None)
        low, high = ends(reading(text))
        return Range(max(low, Fraction(-1)), min(high, Fraction(1))) if self.test == "r" else Range(low, high)

    def computed(
        self,
        reading: Callable[[str], Range] = rounded,
        value: str | None = None,
        df: Sequence[Range] | None = None,
    ) -> Range:
        """The p that the statistic gives."""
        return reported_p(self.test, self.statistic(reading, value), self.df if df is None else df)

    @property
    def name(self) -> str:
        """The statistic as a reason quotes it."""
        df = f"({', '.join(_bare(text) for text in self.df_texts)})" if self.df_texts else ""
        relation = {"<=": "≤", ">=": "≥"}.get(self.relation, self.relation)
        # An article writes r without a zero before the point.
        value = self.value.replace("0.", ".", 1) if self.test == "r" else self.value
        return f"{_SYMBOLS.get(self.test, self.test)}{df} {relation} {value}"

    @property
    def one_tail(self) -> bool:
        """True where a one-tailed p makes sense."""
        return self.test in ("t", "r", "z") or (
            self.test in ("F", "chi2") and bool(self.df_texts) and Fraction(self.df_texts[0]) == 1
        )


def _bare(text: str) -> str:
    return text[1:] if text.startswith("0.") else text


def _freedom(text: str) -> Range:
    """Degrees of freedom: a whole number is exact, one with decimals was rounded."""
    if "." not in text:
        return Range.point(Fraction(text))
    found = rounded(text)
    return Range(max(found.low or Fraction(0), step(text) / 4), found.high)


def _said(text: str, relation: str) -> Range:
    """The values that a reported p allows."""
    value = Fraction(text)
    if relation in ("<", "<="):
        return Range(0, value, high_closed=relation == "<=")
    if relation in (">", ">="):
        return Range(value, max(Fraction(1), value), low_closed=relation == ">=")
    found = rounded(text)
    return Range(max(Fraction(0), found.low or Fraction(0)), max(Fraction(0), found.high or Fraction(0)))


def _weigh(result: _Result) -> Iterator[Verdict]:
    claim, test = result.claim, result.test
    roles = [("result", claim)]
    if not result.df and test != "z":
        yield _without_freedom(result)
        return
    if len(result.df) != {"z": 0, "F": 2}.get(test, 1) and test != "z":
        return
    if any(r.low is None or r.low <= 0 or r.low > _distributions.MOST for r in result.df):
        yield Verdict(
            CODE,
            "undecided",
            roles,
            f"{result.name} has no degrees of freedom that a p could be computed for",
        )
        return
    if test not in ("t", "r", "z") and Fraction(result.value) < 0:
        yield Verdict(
            CODE,
            "undecided",
            roles,
            f"{result.name} is below zero, where {result.name.split('(')[0]} has no values",
        )
        return
    if result.p_text.startswith("-"):
        yield _below_zero(result)
        return
    if Fraction(result.p_text) == 0 and result.detail.get("p_relation") == "<":
        yield _below_zero(result)
        return
    computed = result.computed()
    because = f"{result.name} gives {_printed(computed, result)}"
    if result.p.meets(computed):
        yield Verdict(CODE, "holds", roles, because, found=result.p, expected=_coarse(computed))
        return
    known = _known_reading(result, computed)
    if known is not None:
        outcome, words = known
        yield Verdict(CODE, outcome, roles, f"{because}, {words}", found=result.p, expected=_coarse(computed))
        return
    if result.detail.get("transformed"):
        because = f"{because}, but {result.value} may be the transformed correlation itself"
        yield Verdict(CODE, "undecided", roles, because, found=result.p, expected=_coarse(computed))
        return
    if result.detail.get("several") and result.detail.get("p_relation") == "=":
        because = f"{because}, and the p is said of several results"
        yield Verdict(CODE, "undecided", roles, because, found=result.p, expected=_coarse(computed))
        return
    conventions = _conventions(result, computed)
    loose = result.approximate or result.detail.get("p_word") or result.detail.get("several")
    certainty = "likely" if conventions or loose else "proven"
    verdict = Verdict(
        CODE,
        "discrepancy",
        roles,
        f"{because}, not {_as_said(result)}{_decision(result, computed)}",
        certainty,
        found=result.p,
        expected=_coarse(computed),
    )
    verdict.fits = (conventions + list(_slips(result, computed, near=not conventions)))[:5]
    yield verdict


def _without_freedom(result: _Result) -> Verdict:
    """A t without its degrees of freedom: no p can be smaller than with infinitely many."""
    because = f"{result.name} has no degrees of freedom stated"
    if result.test != "t":
        return Verdict(CODE, "undecided", [("result", result.claim)], because)
    least = reported_p("z", result.statistic(cut))
    if result.relation == "=" and result.p.high is not None and result.p.high < ends(least)[0] / 2:
        shown_p = _printed(reported_p("z", result.statistic()), result)
        return Verdict(
            CODE,
            "discrepancy",
            [("result", result.claim)],
            f"{because}; with however many, it gives no less than {shown_p}, not {_as_said(result)}",
            "likely",
            fits=[Fit(f"{shown_p} or more")],
            found=result.p,
            expected=Range(_coarse(least).low, 1),
        )
    return Verdict(CODE, "undecided", [("result", result.claim)], because)


def _below_zero(result: _Result) -> Verdict:
    computed = result.computed()
    result.p_text = result.p_text.lstrip("-")
    small = computed.low is not None and computed.low < Fraction(1, 2000)
    fits = [_edit(result, "< .001" if small else f"= {_digits(computed, result)}")]
    return Verdict(
        CODE,
        "discrepancy",
        [("result", result.claim)],
        f"no p is below zero; {result.name} gives {_printed(computed, result)}",
        "likely" if small or result.detail["p"].startswith("-") else "proven",
        fits=fits,
        found=None,
        expected=_coarse(computed),
    )


def _times(p: Range, factor: Fraction | int) -> Range:
    scaled = p * factor
    return Range(min(Fraction(1), scaled.low or Fraction(0)), min(Fraction(1), scaled.high or Fraction(0)))


def _above(result: _Result, computed: Range) -> bool:
    """True where the reported p is larger than the computed one."""
    return result.p.low is not None and computed.high is not None and result.p.low >= computed.high


def _known_reading(result: _Result, computed: Range) -> tuple[str, str] | None:
    """(outcome, words) where the text itself names what makes the p another one."""
    detail = result.detail
    elsewhere = detail.get("elsewhere") or ()
    half = _times(computed, Fraction(1, 2))
    if result.one_tail:
        if detail.get("tails") == "1":
            if result.p.meets(half):
                return "holds", f"one-tailed {_digits(half, result)}"
            if result.p.meets(Range(1, 1) - half):
                return "holds", f"one-tailed {_digits(Range(1, 1) - half, result)}, against the direction"
        if "one-tailed" in elsewhere and detail.get("tails") is None and result.p.meets(half):
            return "undecided", f"one-tailed {_digits(half, result)}, and the text has one-tailed tests"
    correction = str(detail.get("correction") or "")
    above = _above(result, computed)
    if result.approximate and result.p.meets(_times(computed, Fraction(1, 2)).hull(_times(computed, 2))):
        return "undecided", "but the exact distribution of ranks or counts may give another"
    if correction and any(name in correction.lower() for name in _FREE):
        return "undecided", f"but the p is said to come from another procedure ({correction})"
    if above and (correction or "correction" in elsewhere):
        # Holm's factors are whole as well; other procedures have others.
        most = 1000 if correction else 20
        factor = _multiple(result, computed, most)
        if factor is not None:
            if correction:
                return "holds", f"times {factor} for a correction ({correction})"
            return "undecided", f"times {factor}, and the text corrects for several comparisons"
        if "stepwise" in elsewhere and result.p.meets(Range(ends(computed)[0], ends(_times(computed, 20))[1])):
            return "undecided", "and the text corrects for several comparisons"
        if correction and not _is_sphericity(correction):
            return "undecided", f"and the p is said to be corrected ({correction})"
    if above and result.test == "F" and (_is_sphericity(correction) or "sphericity" in elsewhere):
        df1, df2 = (Fraction(text) for text in result.df_texts)
        if df1 > 1:
            # The lower bound of the correction: df1 = 1.
            most_p = reported_p("F", result.statistic(), [Range.point(1), Range.point(df2 / df1)])
            if most_p.high is not None and result.p.low is not None and result.p.low <= most_p.high:
                return "undecided", "but the degrees of freedom may be corrected for sphericity"
    return None


def _is_sphericity(correction: str) -> bool:
    return correction.startswith(("Greenhouse", "Huynh", "Box", "GG", "HF", "sphericity", "Sphericity"))


def _multiple(result: _Result, computed: Range, most: int) -> int | None:
    """The smallest whole number of comparisons that takes the computed p to the reported one."""
    most_p = ends(computed)[1]
    if most_p == 0 or result.p.low is None:
        return None
    first = max(2, int(result.p.low / most_p))
    for factor in range(first, min(most, first + 3) + 1):
        if result.p.meets(_times(computed, factor)):
            return factor
    return None


def _conventions(result: _Result, computed: Range) -> list[Fit]:
    """Readings under which the reported p is right: with any of them nothing is proven."""
    fits = []
    half = _times(computed, Fraction(1, 2))
    exact = result.detail.get("p_relation") == "="
    if result.one_tail and result.detail.get("tails") != "2":
        if result.p.meets(half):
            fits.append(Fit(f"the test is one-tailed: {_printed(half, result)}"))
        elif exact and result.p.meets(Range(1, 1) - half):
            fits.append(Fit(f"the test is one-tailed, against its direction: {_printed(Range(1, 1) - half, result)}"))
    said = Range(result.p.low, cut(result.p_text).high) if exact else result.p
    if said.meets(result.computed(cut)):
        fits.append(Fit("digits were cut off instead of rounded"))
    elif result.test in ("t", "F") and said.meets(result.computed(cut, df=[*result.df[:-1], _loose(result.df[-1])])):
        fits.append(Fit("the degrees of freedom were rounded to a whole number"))
    if _above(result, computed):
        factor = _multiple(result, computed, _MOST_COMPARISONS)
        if factor is not None:
            fits.append(Fit(f"p is corrected for {factor} comparisons"))
    if result.test == "r" and result.df_texts and Fraction(result.df_texts[0]) > 3:
        fewer = [r - 2 for r in result.df]
        if result.p.meets(result.computed(df=fewer)):
            fits.append(Fit(f"{_bare(result.df_texts[0])} is the number of pairs, not the degrees of freedom"))
    return fits


def _loose(df: Range) -> Range:
    """Degrees of freedom that may have been rounded to a whole number."""
    if df.low is not None and df.low == df.high and df.low >= 3:
        return Range(df.low - Fraction(1, 2), df.low + Fraction(1, 2))
    return df


def _slips(result: _Result, computed: Range, *, near: bool) -> Iterator[Fit]:
    """Single edits that would explain the discrepancy, and the p that the statistic gives."""
    relation = result.detail.get("p_relation")
    if relation in ("<", ">") and Fraction(result.p_text) >= Fraction(1, 100):
        other = "<" if relation == ">" else ">"
        if _said(result.p_text, other).meets(computed):
            yield _edit(result, f"{other} {_written(result)}")
    if near and relation == "=" and result.relation == "=":
        spot = place(result.detail, "value")
        seen = 0
        for words, text in _near_misses(result.value):
            if result.test == "r" and abs(Fraction(text)) > 1:
                continue
            if result.p.meets(result.computed(value=text)):
                new = _bare(text) if result.test == "r" else text
                symbol = _SYMBOLS.get(result.test, result.test)
                yield Fit(f"{symbol} is {new} ({words})", Edit(*spot, new) if spot else None)
                seen += 1
                if seen == 2:
                    break
        for index, text in enumerate(result.df_texts):
            for words, changed in _near_misses(text, shift=False):
                df = [_freedom(changed) if k == index else r for k, r in enumerate(result.df)]
                if Fraction(changed) > 0 and result.p.meets(result.computed(df=df)):
                    yield Fit(f"{_bare(text)} degrees of freedom are {_bare(changed)} ({words})")
                    break
    if result.relation != "=":
        yield _edit(result, _printed(computed, result)[2:])
    elif ends(computed)[1] < Fraction(1, 2000):
        yield _edit(result, f"< {shown('0.001', _written(result))}")
    else:
        yield _edit(result, f"= {_digits(computed, result)}")


def _near_misses(text: str, *, shift: bool = True) -> Iterator[tuple[str, str]]:
    """The number with neighbouring digits swapped, or its decimal point moved."""
    for at in range(len(text) - 1):
        first, second = text[at], text[at + 1]
        if first.isdigit() and second.isdigit() and first != second:
            yield "two digits swapped", text[:at] + second + first + text[at + 2 :]
        elif second == "." and at + 2 < len(text) and first.isdigit() and first != text[at + 2]:
            yield "two digits swapped", text[:at] + text[at + 2] + "." + first + text[at + 3 :]
    if shift:
        for power in (-1, 1):
            value = Fraction(text) * Fraction(10) ** power
            yield "decimal point", fixed(value, max(0, decimals(text) - power))


def _edit(result: _Result, text: str) -> Fit:
    spot = place(result.detail, "p")
    if result.detail.get("in_table"):
        return Fit(f"p {text}", Edit(*spot, text.removeprefix("= ")) if spot else None)
    return Fit(f"p {text}", Edit(*spot, text) if spot and result.detail.get("p") else None)


def _written(result: _Result) -> str:
    """The reported p as the article writes it, without a zero before the point where it has none."""
    text = result.p_text
    return text[1:] if text.startswith("0.") and result.bare else text


def _as_said(result: _Result) -> str:
    if result.detail.get("p_word"):
        return "ns"
    relation = {"<=": "≤", ">=": "≥"}.get(result.detail["p_relation"], result.detail["p_relation"])
    return f"p {relation} {_written(result)}"


def _digits(p: Range, result: _Result) -> str:
    """The middle of a computed p: as many decimals as the article has, three at least, and two digits."""
    middle = p.middle
    places = max(3, decimals(result.p_text))
    while places < 12 and 0 < middle < Fraction(95, 10) / 10**places:
        places += 1
    return shown(fixed(middle, min(places, 12)), _written(result))


def _printed(p: Range, result: _Result) -> str:
    least, most = ends(p)
    if result.relation in ("<", "<="):
        return f"p > {_digits(Range.point(least), result)}"
    if result.relation in (">", ">="):
        return f"p < {_digits(Range.point(most), result)}"
    if most < Fraction(1, 10**10):
        return "p < .0000000001"
    low, high = _digits(Range.point(least), result), _digits(Range.point(most), result)
    return f"p = {low}" if low == high else f"p = {low} to {high}"


def _decision(result: _Result, computed: Range) -> str:
    """What becomes of significance at .05 where the two p lie on either side of it."""
    least, most = ends(computed)
    said_significant = result.p.high is not None and result.p.high <= _SIGNIFICANT
    if result.detail.get("p_relation") == "=":
        said_significant = Fraction(result.p_text) <= _SIGNIFICANT
        said_not = not said_significant
    else:
        said_not = result.p.low is not None and result.p.low >= _SIGNIFICANT
    if said_significant and least > _SIGNIFICANT:
        return "; that is not significant at .05"
    if said_not and most <= _SIGNIFICANT:
        return "; that is significant at .05"
    return ""


def _coarse(p: Range) -> Range:
    """The range with ends of a dozen digits, for a report to draw."""
    low, high = ends(p)
    return Range(Fraction(f"{float(low):.12g}"), Fraction(f"{float(high):.12g}"))
