"""Statistical results as papers and polls report them, each expression one claim.

`statistics(prose)` finds t(28) = 2.20, p = .036 and its like for F, r, z, χ², Q, H and G²; descriptions (M =
3.45, SD = 1.2, n = 34; 25.4 ± 4.1); estimates with their interval (OR = 1.45, 95 % CI [1.02, 2.06], p = .04);
p values and intervals that stand alone; and margins of error with the samples that the paragraph names.

A claim's `detail` always has `test`, `df` (list of decimal strings or None), `n` and `p`. All numbers in it
are decimal strings that keep the written decimals ("2.20"), so that `Decimal` gives value and precision back.
More keys where the text has them: `value` and `relation` (`=`, `<`, `>`, `<=`, `>=`) of the statistic;
`p_relation`, or `p_word` `ns` for a result called not significant; `sd`, `se`, `spread`; `low`, `high`,
`level` of an interval; `estimate` where an interval's estimate stands outside the expression; `scale`
(`ratio` or `difference`) and `adjacent` (nothing stands between estimate and interval); `tails` ("1" or "2")
and `correction` where the sentence names them, and `elsewhere`, what the text names anywhere (the keys of
`_ELSEWHERE`); `approximate` where the distribution is an approximation (ranks, exact tests); `transformed` for
Fisher's z; `several` where one p is said of several tests; `about`, what an interval says that it is of; `whole`, True
where the sentence says that the values are whole numbers; `items` of a scale; `samples`, the sizes that a
margin of error may belong to; and `places`, the [start, end] of `value`, `p` (with its relation), `df`, `n`,
`low`, `high`.

A margin of error in points is a claim of kind `points`, in percent of kind `percent`; all others are
`statistic`.

What statcheck reads is read here (Nuijten et al. 2016, "The prevalence of statistical reporting errors in
psychology"), with semicolons, square brackets, `p=.04`, P, ≤, exponents, negative values and results between
the statistic and its p as well; lists of tests with lists of p values ("respectively"); degrees of freedom set
apart or below; and what the fonts of journals leave of =, <, >, − and χ in a PDF. A test of another name (U, W, Wilcoxon's
T) is a claim that no checker recomputes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from claims._signs import INTERVALS, MARGINS, RATED, SIGNS
from claims.claim import Claim
from claims.quantity import Quantity

# Every pattern below is bounded: `_S` is white space, `_E` the marks of italics in Markdown and LaTeX.
_S = r"[\s\u200b\u2060\ufeff]{0,4}"
_E = r"[*_$]{0,3}"
_MINUS = "-−–—‐‑﹣－⫺ϪÀ"  # the last three are what fonts of journals leave of it
_REL = r"(?P<rel><=|>=|=<|=>|&lt;|&gt;|[=＝<>＜＞≤≥⩽⩾≦≧≈≃~∼⫽⬍⬎¼ϭϽϾ])"
_RELATIONS = {
    sign: relation
    for relation, signs in (
        ("<=", ("<=", "=<", "≤", "⩽", "≦")), (">=", (">=", "=>", "≥", "⩾", "≧")),
        ("<", ("<", "＜", "&lt;", "⬍", "Ͻ", "b")), (">", (">", "＞", "&gt;", "⬎", "Ͼ", "N")),
    )
    for sign in signs
}  # fmt: skip
# 1.2e-5, 1.2 × 10^-5, 1.2 x 10−5, 1.2·10⁻⁵
_SMALL = rf"10{_S}\^?[({{]?\s?[{_MINUS}]\s?\d{{1,3}}[)}}]?|10⁻[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}}"
_EXPONENT = rf"(?:[eE][{_MINUS}+]?\d{{1,3}}(?![\dA-Za-z])|\s?[×xX*·∙⋅]\s?(?:{_SMALL}|10\^[({{]?\d{{1,2}}[)}}]?))"
_PLAIN = (
    r"(?:\d{1,3}(?:,\d{3}){1,3}(?![\d])(?:\.\d{1,20})?|\d{1,12}[.·∙]\d{1,20}|\d{1,6},\d{1,2}(?!\d)"
    r"|\d{1,12}|[.·∙]\d{1,20})"
)
# What stands before the digits may be a minus that a conversion has garbled.
_VALUE = rf"(?P<sign>(?:[^\w\s.,;:()<>=\[\]·∙]|[ϪÀ]){{0,2}}){_S}(?P<value>{_PLAIN}(?:{_EXPONENT})?)(?![\d])"
_OPEN, _CLOSE = r"[(\[{（［]", r"[)\]}）］]"
_DF = r"(?:\d{1,3}(?:,\d{3}){1,2}(?!\d)|\d{1,9}(?:\.\d{1,6})?|\.\d{1,6})"
_DF_WORD = rf"(?:[Δ∆]?[dD]\.?[fF]\.?s?[12]?{_S}={_S})?"
_DF_AFTER = rf"(?:{_S}[dD]\.?[fF]\.?)?"
_N = rf"[nN]{_S}[=＝⫽ϭ¼]{_S}(?P<n>\d{{1,3}}(?:[,\s]\d{{3}}){{1,3}}(?!\d)|\d{{1,9}})"
_ONE_DF = (
    rf"{_OPEN}{_S}(?:{_DF_WORD}(?P<df>{_DF}){_DF_AFTER}(?:{_S}[,;，；]{_S}{_E}{_N})?"
    rf"|{_E}{_N.replace('<n>', '<n0>')}(?:{_S}[,;，；]{_S}[dD][fF]{_S}={_S}(?P<df0>{_DF}))?){_S}{_CLOSE}"
    rf"(?:{_S}\({_S}{_E}{_N.replace('<n>', '<n1>')}{_S}\))?"
)
_TWO_DF = (
    rf"{_OPEN}{_S}{_DF_WORD}(?P<df>[Il]|\d{{1,9}}(?:\.\d{{1,6}})?|\.\d{{1,6}}){_S}[,;，；/]{_S}{_DF_WORD}"
    rf"(?P<df2>{_DF}){_DF_AFTER}{_S}{_CLOSE}"
)
_SUB = (
    r"(?P<sub>['’]s|[₀-₉]{1,2}|\s?(?:\d{1,2}|[sS]|pb|sp)(?=\s?[(\[])|\d{1,2}|_\{?[A-Za-z0-9 .-]{1,16}\}?"
    r"|s|S|pb|sp|p|part(?:ial)?|Welch|w|W"
    r"|obs|paired|diff)?"
)
_BARE = r"(?<![A-Za-z0-9\u0370-\u03ff\\])"
_SQUARE = r"(?:[\s-]{0,2}squared?|\s?[_*$]{0,2}\s?(?:\^\s?\{?2\}?\^?|²|\*\*2|2))"
_CHI = (
    r"(?:(?:Δ|∆|[Dd]elta[\s-]?)?\\?(?:[χΧ𝜒𝝌𝛘ᵪ⑊␹]|[Cc]hi)" + _SQUARE + r"?"
    r"|(?:[Xx]|[cvw](?=2)|\ufffd)" + _SQUARE + r"|[?\ufffd□◦¤§]{1,2}\s?2)(?:_?\{?(?:diff|change|MH|SB|LR|Wald|w)\}?)?"
)
# t_{28}, t~28~, F_{(1, 40)}
_BELOW, _LEVEL_AGAIN = r"[_~]?[{(]{0,2}", r"[)}]{0,2}~?"
_END = rf"{_S}{_REL}{_S}{_VALUE}"
_HEADS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("t", re.compile(rf"{_BARE}{_E}(?P<name>[tT𝑡𝒕𝐭]){_E}(?:[-‐‑\s]?(?:test|value|statistic)|{_SUB}){_E}{_S}{_ONE_DF}"
                     rf"{_END}")),
    ("F", re.compile(rf"{_BARE}{_E}(?P<name>[fF𝐹𝑭𝐅]){_E}{_SUB}{_E}{_S}{_TWO_DF}{_END}")),
    ("chi2", re.compile(rf"(?<![A-Za-z0-9]){_E}(?P<name>{_CHI}){_E}{_S}{_ONE_DF}{_END}")),
    ("r", re.compile(rf"{_BARE}{_E}(?P<name>[rR𝑟𝒓]|ρ|[Rr]ho|pr){_E}{_SUB}{_E}{_S}{_ONE_DF}{_END}")),
    ("Q", re.compile(rf"{_BARE}{_E}(?P<name>Q{_E}[\s_-]?\{{?(?:[wW](?:ithin)?|[bB](?:etween)?|T|M|E)?\}}?)"
                     rf"{_E}{_S}{_ONE_DF}{_END}")),
    ("H", re.compile(rf"{_BARE}{_E}(?P<name>H|Wald|LR|LRT|[GL]{_SQUARE}){_E}{_S}{_ONE_DF}{_END}")),
    ("z", re.compile(rf"{_BARE}{_E}(?P<name>[zZ𝑧](?:[\s-](?:score|value|statistic))?){_E}{_S}"
                     rf"(?:{_OPEN}{_S}(?:[nN]{_S}={_S})?(?P<n>\d{{1,9}}){_S}{_CLOSE})?{_END}")),
    # A lost space before F, a lost χ before its 2, and statistics of other names, which nobody recomputes.
    ("F", re.compile(rf"(?P<name>F(?<=[a-z0-9Δ∆]F)){_E}{_S}{_TWO_DF}{_END}")),
    ("chi2", re.compile(rf"(?P<name>2(?<![A-Za-z0-9.,/^-]2)){_S}{_ONE_DF}{_END}")),
    ("", re.compile(rf"{_BARE}{_E}(?P<name>[A-EG-OS-Wa-eg-moqsu-yα-ωΓΔΘΛΦΨΩ]){_E}{_S}{_ONE_DF}{_END}")),
    # Without brackets: subscripts that lost their place, or the degrees of freedom further on.
    ("F", re.compile(rf"{_BARE}{_E}(?P<name>F){_E}{_S}{_BELOW}(?P<df>\d{{1,3}}(?:\.\d{{1,4}})?){_S}[,;]{_S}"
                     rf"(?P<df2>\d{{1,7}}(?:\.\d{{1,4}})?){_LEVEL_AGAIN}{_END}")),
    ("t", re.compile(rf"{_BARE}{_E}(?P<name>t){_E}{_S}{_BELOW}(?P<df>\d{{1,6}}(?:\.\d{{1,4}})?){_LEVEL_AGAIN}{_END}")),
    ("t", re.compile(rf"{_BARE}{_E}(?P<name>t){_E}{_END}")),
    ("F", re.compile(rf"{_BARE}{_E}(?P<name>F){_E}{_END}")),
    ("r", re.compile(rf"{_BARE}{_E}(?P<name>r|ρ|[Rr]ho){_E}[_\s]?(?P<sub>s|S|p|pb)?{_E}{_END}")),
    ("chi2", re.compile(rf"(?<![A-Za-z0-9]){_E}(?P<name>{_CHI}){_E}{_END}")),
)  # fmt: skip
_BRACKETED = 10
"""So many of the heads have their degrees of freedom in brackets (or need none)."""

_P_SUB = (
    r"(?P<psub>['’]?s|[\s_]?\{?(?:(?:one|two|1|2)[-‐‑–\s]?(?:tailed|sided)|trend|adj(?:usted)?|corr(?:ected)?|uncorr(?:ected)?|FWER?|fwer?|FDR|fdr|BH|MCMC"
    r"|[Bb]onf(?:erroni)?"
    r"|[Hh]olm|het(?:erogeneity)?|int(?:eraction)?|perm|one|two|rep|MC|diff|HWE|GG|HF|exact|sim|boot|[Tt]ukey)\}?)?"
)
# Some journals' fonts leave b of < and N of >: "pb.05".
_P_REL = _REL[:-1] + r"|[bN](?=\s?0?\.\d))"
_P = re.compile(
    rf"(?<![A-Za-z0-9.\\]){_E}(?P<name>[pP𝑝𝒑𝐩]){_E}{_P_SUB}{_E}(?:[-‐‑\s]?values?)?(?:\sfor\s[a-z]{{3,15}})?"
    rf"{_S}(?:\((?P<note>[^()\n]{{1,20}})\))?{_S}(?P<place>(?:=\s?(?=[<>≤]))?{_P_REL}{_S}"
    rf"(?P<psign>[-−]\s?)?(?P<p>[01]?[.·∙]\s?\d{{1,20}}(?:{_EXPONENT})?|0?,\d{{1,6}}|\d{{1,3}}(?:[.·]\d{{1,9}})?(?:{_EXPONENT})"
    rf"|{_SMALL}"
    rf"|[01](?![.,·\d])|[01](?=[.,](?!\d))))(?![\d])"
)
# ", .011", " and p = .011": what may follow in a list of p values; ".03–.04" is a range of them.
_P_MORE = re.compile(
    rf"\s?(?:,\s?(?:and\s|&\s?)?|;\s?|and\s|&\s?){_S}(?:{_E}[pP𝑝]{_E}{_S}{_REL}{_S}|(?P<rel_none>)(?=0?[.·]\d))"
    r"(?P<p>0?[.·]\d{1,9}|1(?:\.0{1,9})?)(?![\d])(?!\s?(?:[%％]|[=<>]))"
)
_P_RANGE = re.compile(r"\s?(?:[-−–—‐‑]\s?|to\s|through\s)(?P<to>0?[.·]\d{1,9}|1\.0{1,9})(?![\d])")
_ASIDE = re.compile(r"(?:\s?[,;]?\s?[(\[][^()\[\]\n]{1,40}[)\]]|,?\s(?:one|two|1|2)[-‐‑–\s](?:tail|sid)ed)?")
_IN_A_ROW = re.compile(r"[\s*_$]{0,4}[,;]?\s{0,2}(?:(?:and|&|or|vs\.?|versus|both)\s{1,2})?[\s*_$]{0,4}")
_IN_ORDER = re.compile(r"respectively|in (?:this|that) order")
_MOST_SHARED = 8
_DECIMAL_COMMA = re.compile(r"\d{1,3},\d{3}")
_BELOW_MARK = re.compile(r"[_~{]")
_APART = re.compile(
    rf"{_E}[Δ∆]?[dD]\.?[fF]\.?s?{_E}\s?[=:⫽ϭ¼]\s?\(?(?P<df>{_DF})(?:\s?(?:[,;/]|and)\s?(?P<df2>{_DF})(?!\s?[=<>])\)?)?"
)
_NS = re.compile(
    rf"{_E}(?:[pP𝑝]{_E}{_S}[=＝]{_S})?(?:n\.\s?s\.?|N\.\s?S\.?|ns|NS)(?![A-Za-z0-9])"
    r"(?!\s?[=＝(-])(?!\s(?:group|condition|trial|participant|subject))"
)
_BETWEEN = re.compile(
    r"[\s,;:，；：、()\[\]（）*_$/]{0,8}(?:&\s)?"
    rf"(?:(?![A-Za-zα-ω]{{1,8}}[²2]?[*_]{{0,2}}\s{{0,2}}{_REL.replace('?P<rel>', '?:')})(?![pP𝑝](?:s|['’-]"
    rf"|\s|_))(?!ns|n\.\s?s)(?![pP]\s?[bN]\s?0?\.\d)"
    r"[A-Za-z0-9š][A-Za-zéšŠ'’‐‑–-]{0,28}[\s,]{1,3}){0,5}+[(\[]?"
)
_WORDS_BETWEEN = frozenset((
    "a", "an", "and", "with", "at", "the", "all", "both", "exact", "two", "one", "1", "2", "tailed",
    "sided", "directional", "fisher", "fisher's", "dunnett", "games", "howell", "corrected", "uncorrected",
    "adjusted", "unadjusted", "bonferroni", "holm", "hochberg", "benjamini", "fdr", "fwe", "fwer", "tukey",
    "tukey's", "scheffe", "scheffé", "sidak", "šidák", "dunn", "dunn's", "greenhouse", "geisser", "huynh",
    "feldt", "asymptotic", "monte", "carlo", "permutation", "significant", "nonsignificant", "non",
    "significance", "associated", "yielding", "giving", "for", "test", "cluster", "level", "familywise",
    "family", "wise", "error", "was", "were", "is", "are", "statistically", "highly", "marginally",
    "insignificant", "false", "discovery", "rate", "bootstrap", "bootstrapped", "respectively", "not",
))  # fmt: skip
_WHOSE = re.compile(
    r"(?:with\s|and\s)?(?:an?\s)?(?:Cohen[’']s|Hedges[’']?s?[’']?|Glass[’']s?|Cram[eé]r[’']s|Kendall[’']s|Pearson[’']s"
    r"|[Pp]artial|[Aa]dj(?:usted|\.)?|effect size)[\s,:]{1,2}"
)
_PURE = re.compile(r"[\s,;:，；：、()\[\]（）［］*_$]{0,6}")

# Names of other statistics. What may follow one another in an expression is one claim.
_DESCRIPTIONS = {
    "M": "M", "Mean": "M", "mean": "M", "Mage": "M", "Mdn": "Mdn", "MD": "MD", "Mdiff": "MD", "SD": "SD",
    "S.D.": "SD", "s.d.": "SD", "SE": "SE", "S.E.": "SE", "s.e.": "SE", "SEM": "SE", "SEs": "SE", "SDs":
    "SD", "Ms": "M", "n": "n", "N": "n", "𝑀": "M", "𝑁": "n", "𝑛": "n", "𝑆𝐷": "SD",
}  # fmt: skip
_RATIOS = (
    "OR", "aOR", "AOR", "HR", "aHR", "AHR", "wHR", "RR", "aRR", "IRR", "aIRR", "PR", "aPR", "SMR", "SHR",
    "SIR", "PRR", "ROR", "DOR",
)  # fmt: skip
_DIFFERENCES = ("β", "ß", "𝛽", "b", "B", "d", "g", "γ", "Δ", "RD", "SMD", "WMD", "ATE", "ICC", "AUC", "κ")
_OTHERS = (
    "MSE", "MSe", "MS", "Var", "η2", "ηp2", "η²", "ηp²", "η^2", "ηp^2", "η_p^2", "η2p", "ηG2", "ω2", "ω²",
    "ω^2", "ε2", "ε²", "R2", "R²", "R^2", "ΔR2", "ΔR²", "ΔR^2", "r2", "r²", "r^2", "f2", "f²", "I2", "I²",
    "I^2", "τ2", "τ²", "ds", "BF10", "BF01", "BF", "AIC", "BIC", "CFI", "TLI", "NFI", "GFI", "RMSEA",
    "SRMR", "α", "ρ", "τ", "φ", "ϕ", "λ", "Λ", "ε", "U", "W", "V", "D", "k", "df", "dfs", "ns2", "LOD",
    "rs", "rpb", "χ2/df", "χ²/df",
)  # fmt: skip
_NAMES = sorted({*_DESCRIPTIONS, *_RATIOS, *_DIFFERENCES, *_OTHERS}, key=len, reverse=True)
# η², η p 2, partial η2, η2p, ω², R², ΔR 2, BF 10, d', M diff
_SQUARES = (
    r"(?:Δ|∆)?[ηωεRrfIτh]\s?_?\{?(?:[pG]|partial)?\}?\s?(?:\^\s?\{?2\}?|²|2)(?:\s?_?p)?(?:\s?adj)?"
    r"|BF\s?_?\{?(?:10|01|\+0|-0|0\+|0-)\}?|d\s?_?(?:z|av|rm|s)|d['′’]|M\s?_?\{?diff\}?|g\s?_?av"
)
_NAMED = re.compile(
    rf"(?<![A-Za-z0-9.\u0370-\u03ff\\]){_E}(?P<label>{_SQUARES}|{'|'.join(map(re.escape, _NAMES))}){_E}"
    rf"(?P<paren>\)?){_S}{_REL}{_S}{_VALUE}(?P<unit>\s?(?:[%％]|years?(?![a-z])|yrs?(?![a-z])|m?s(?![a-z])"
    rf"|sec(?![a-z])|min(?![a-z])|c?m(?![a-z])|k?g(?![a-z])|points?(?![a-z])|months?(?![a-z])|days?(?![a-z])"
    rf"|hours?(?![a-z])|mm(?:Hg)?(?![a-z])))?"
)
_M_SD = re.compile(
    rf"{_BARE}{_E}(?P<label>M){_E}\s?{_OPEN}{_E}(?P<second>SD|SE|SEM){_E}{_CLOSE}{_S}{_REL}{_S}"
    rf"(?P<sign>[{_MINUS}]?)(?P<value>{_PLAIN})\s?{_OPEN}{_S}(?P<sd>{_PLAIN}){_S}{_CLOSE}"
)
_PHYSICAL = re.compile(
    r"\s?(?:[%％]?\s?[€$£¥°]|(?:[nµμmkcdGMT]?(?:m|g|L|l|s|V|A|W|Hz|J|N|Pa|K|eV|T|F|Ω|bar)|kWh|mph|ft|lb"
    r"|in)(?![A-Za-z]))"
)
_RATIO_WORDS = re.compile(
    r"(?:(?:[Hh]azards?|[Oo]dds|[Rr]isk|[Rr]ate|[Pp]revalence)[\s-]ratios?|[Rr]elative risk"
    r"|(?<![A-Za-z])[a-z]{0,2}A?(?:HR|OR|I?RR|PR|SMR))\s?"
    r"(?:[(\[][A-Za-z]{2,5}[)\]])?[\s,:=]{0,3}(?:(?:of|was|is|were)\s)?(?:about\s|approximately\s)?"
    rf"(?P<rel>=?){_S}(?P<sign>)(?P<value>\d{{1,4}}(?:[.·]\d{{1,6}})?)(?![\d%])"
)

# Intervals. The anchor is found first, then what stands before and after it.
_CI_ANCHOR = re.compile(r"CIs?(?![A-Za-z])|C\.I\.|CrI|HDI|[Cc]onfidence (?:[Ii]ntervals?|[Ll]imits?)"
                        r"|[Cc]redible [Ii]ntervals?|置信区间|可信区间|信賴區間|置信區間")  # fmt: skip
_CI_LEVEL = re.compile(
    r"(?<![\d.])(?P<level>[5-9]\d(?:\.\d)?)\s?(?:[%％]|percent|per cent)?\s?[-‐‑]?\s?(?:BCa\s"
    r"|bootstrap(?:ped)?\s)?\Z"
)
_END_NUMBER = r"\d{1,3}(?:,\d{3}){1,3}(?!\d)(?:\.\d{1,12})?|\d{1,12}[.·∙]\d{1,12}|\d{1,12}|[.·∙]\d{1,12}"
_COMMA_NUMBER = r"\d{1,6},\d{1,6}"
_SIGN = rf"[{_MINUS}+]?\s?"


def _ends(number: str, between: str) -> str:
    unit = r"\s?[%％]?"
    return rf"(?P<low>{_SIGN}(?:{number})){unit}{_S}{_E}(?:{between}){_S}(?P<high>{_SIGN}(?:{number})){unit}"


_TO = rf"to|and|[{_MINUS}~～〜∼至/|]|\.\.|,|;|，|；"
_CI_LEAD = (
    r"[\])）]?(?:\s?[\[(（]\s?CI\s?[\])）])?(?:\s?\d\d\s?[%％])?\s?[\])）]?"
    r"(?:\s(?:of|was|is|from|for|on|around|ranged|ranging)(?P<about>(?:\s[A-Za-z_]{1,14}){0,4})(?=[\s:=,]))?[\s:：=,，;]{0,4}"
)
_CI_BRACKETED = re.compile(rf"{_CI_LEAD}{_OPEN}{_S}(?:{_ends(_END_NUMBER, _TO + chr(124) + ' ')}){_S}{_CLOSE}")
_CI_COMMA = re.compile(rf"{_CI_LEAD}{_OPEN}?{_S}{_ends(_COMMA_NUMBER, rf'to|[{_MINUS}~～;；]')}")
_CI_OPEN = re.compile(rf"{_CI_LEAD}{_ends(_END_NUMBER, _TO)}(?![\d])")
_ESTIMATE = re.compile(
    rf"(?P<name>(?:[A-Za-zβ]{{1,12}}[)\]]?\s?[=:≈<>]\s?|(?<![A-Za-z])(?:of|was|is|were|at|be|by)\s|[(,]\s?)?)"
    rf"(?P<value>(?<![\d.,])[{_MINUS}+]?(?:\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,9}})(?:[.·]\d{{1,9}})?"
    rf"|(?<![\d.,])[.·]\d{{1,9}})"
    r"(?P<unit>\s?[%％]?(?:\s[a-z]{1,12}){0,2})[\s,;，；:：]{0,2}[(\[（［]?\s?\Z"
)
_SMALL_WORDS = frozenset(
    ("the", "a", "an", "this", "that", "of", "is", "was", "to", "from", "about", "between", "effect", "estimate")
)
_NOT_ESTIMATES = frozenset(("p", "P", "n", "N", "k", "df", "t", "F", "z", "Z", "Q", "ps", "SD", "SE", "alpha", "α"))

_SPREAD = re.compile(
    rf"(?<![\d.,])(?P<sign>[{_MINUS}]?)(?P<value>\d{{1,3}}(?:,\d{{3}}){{1,3}}(?:\.\d{{1,9}})?"
    rf"|\d{{1,9}}(?:\.\d{{1,9}})?"
    rf"|\.\d{{1,9}})(?P<unit>\s?[%％]?){_S}(?:±|\+/[-−]){_S}(?P<spread>\d{{1,9}}(?:\.\d{{1,9}})?"
    rf"|\.\d{{1,9}})(?![\d])"
)

# Margins of error, in the two languages.
_MARGIN_ANCHOR = re.compile(
    r"[Mm]argins? (?:of|for) (?:\w{1,12} )?error|[Ee]rror margins?|[Ss]ampling errors?"
    r"|accurate (?:to )?(?:with)?in"
    r"|(?:抽样|抽樣|最大允许|统计|統計)?(?:误差|誤差)"
)
_MARGIN = re.compile(
    r"(?P<sign>±|\+/[-−]|plus[\s-]or[\s-]minus|plus/minus|正负"
    r"|正負)?\s?(?P<value>\d{1,2}(?:\.\d{1,2})?)[\s-]?(?P<unit>percentage[\s-]points?"
    r"|points?|percent(?![a-z])|per\scent|pct|[%％]|个?百分点|個?百分點)"
)
_LEVEL = re.compile(
    r"(?P<level>[89]\d(?:\.\d)?)\s?(?:[%％]|-?percent|\sper\scent)\s?(?:level\sof\s)?(?:confidence|certain|置信"
    r"|信心|的置信|的信心)"
    r"|confidence\s(?:level|interval)\s(?:of|is|was)\s(?P<level2>[89]\d)|(?P<nineteen>19\stimes\sout\sof\s20)"
    r"|(?:置信|信心)(?:水平|水準|度)(?:为|為|是)?(?P<level3>[89]\d)"
)
_SAMPLE = re.compile(
    r"(?<![\d.,$£€¥])(?P<n>\d{1,3}(?:,\d{3}){1,2}|\d{2,6})(?![\d.,]\d)(?:\s?(?:[a-zA-Z’'-]{1,16}\s){0,4}"
    r"(?:adults|voters|people|persons|respondents|residents|citizens|Americans|Britons|Canadians|Australians"
    r"|households"
    r"|interviews|participants|students|parents|women|men|workers|employees|subscribers|viewers"
    r"|families)(?![a-z])"
    r"|\s?[名位个個](?:成年|受访|受訪|市民|选民|選民|网民|居民|年)?)"
)

_ONE_TAILED = re.compile(
    r"(?<![A-Za-z])(?:[Oo]ne|1|[Ss]ingle)[-‐‑–\s]{1,2}(?:tailed|sided|tail(?![a-z]))|(?<![A-Za-z-])[Dd]irectional"
    r"|[Uu]nidirectional|[Uu]nilateral|TOST(?![a-z])|[Ee]quivalence test|[Nn]on-?inferiority|单侧|單側|单尾"
)
_TWO_TAILED = re.compile(r"(?<![A-Za-z])(?:[Tt]wo|2)[-‐‑–\s]{1,2}(?:tail|sid)ed|双侧|雙側|双尾")
_CORRECTION = re.compile(
    r"[Bb]onferroni|Holm|Hochberg|FDR|FWER?(?![a-z])|[Ff]alse discovery|[Ff]amily-?\s?wise|Tukey|Scheff[eé]"
    r"|[SŠ]id[aá]k|Dunn(?:ett)?(?![a-z])|Games-Howell|[Mm]ultiple (?:comparison|test)"
    r"|(?<!un)(?<!Un)(?:[Cc]orrected|[Aa]djusted)[- ](?:p|P|alpha)(?![a-z])"
    r"|[Pp]ermut|[Rr]andomi[sz]ation test|[Mm]onte[- ]Carlo|Fisher(?:[’']s)?[- ]exact|校正"
)
_CORRECTED = re.compile(
    r"(?<![A-Za-z])[Cc]orrected(?=\s?[,;.)\]]|\s?\Z|\sfor\s(?:the\s)?(?:multiple|number|whole|family|small|cluster)|\sat\s)"
    r"|(?:[Vv]olume|[Cc]luster|[Bb]rain|[Ll]evel|[Pp]eak|[Vv]oxel)(?:-level|-wise)?[\s-]corrected|(?<![A-Za-z])SVC(?![A-Za-z])"
)
_RANKS = re.compile(
    r"Mann|Wilcoxon|Kruskal|Friedman|Spearman|Kendall|[Rr]ank|(?<![A-Za-z])[UWV]\s?=|[Ee]xact|McNemar|Yates|[Cc]ontinuity"
)
_BONFERRONI = re.compile(r"[Bb]onferroni")
_SPHERICITY = re.compile(r"Greenhouse|Huynh|Box[’']s|[Ss]phericity")
_COMPOSITE = re.compile(
    r"Cronbach|[Cc]omposite|[Aa]veraged? (?:across|over|of)|[Ss]ubscale|[Ii]nternal consistency|α\s?="
    r"|[Ii]ndex score"
)
# What a whole text is asked for, by plain search: stems without their first letter, which may be a capital.
_ELSEWHERE: dict[str, tuple[str, ...]] = {
    "one-tailed": (
        "ne-tail", "ne tail", "1-tail", "ne-sided", "ne sided", "1-sided", "ne‐tail", "ne–tail", "ne- tail",
        "ne‐sided", "ingle-tail", "irectional", "nilateral", "TOST", "quivalence test", "ninferiority",
        "n-inferiority", "touffer", "p-curve", "单侧", "單側", "单尾",
    ),
    "two-tailed": (
        "wo-tailed", "wo tailed", "2-tailed", "wo-sided", "wo sided", "2-sided", "wo‐tailed", "wo–tailed",
        "双侧", "雙側", "双尾",
    ),
    "correction": (
        "onferroni", "Holm", "Hochberg", "FDR", "FWE", "alse discovery", "amilywise", "amily-wise", "Tukey",
        "Scheff", "idak", "idák", "Dunn", "Games-Howell", "ultiple comparison", "ultiple test", "rrected p",
        "rrected P", "rrected-p", "rrected alpha", "justed p", "justed P", "justed-p", "justed alpha",
        "ermut", "andomisation test", "andomization test", "onte Carlo", "onte-Carlo", "Fisher's exact",
        "Fisher’s exact", "Fisher exact", "orrected", "SVC", "校正",
    ),
    # Procedures whose factor is no whole number.
    "stepwise": (
        "Hochberg", "FDR", "alse discovery", "Tukey", "Scheff", "idak", "idák", "Dunn", "Games-Howell", "ermut",
        "andomisation test", "andomization test", "onte Carlo", "onte-Carlo",
    ),
    "ranks": (
        "Mann", "ilcoxon", "ruskal", "riedman", "pearman", "endall", "ank", "U =", "U=", "W =", "W=", "V =", "V=",
        "xact", "McNemar", "Yates", "ontinuity",
    ),
    "sphericity": ("Greenhouse", "Huynh", "Box's", "Box’s", "phericity"),
    "bootstrap": ("ootstrap", "BCa", "ayes", "redible", "HDI", "MCMC", "rofile likelihood"),
    "composite": (
        "Cronbach", "omposite", "veraged ", "ubscale", "nternal consistency", "α =", "α=", "ndex score",
    ),
}  # fmt: skip
_WHOLE = re.compile(
    r"Likert|(?:\d{1,2}|three|four|five|six|seven|eight|nine|ten|eleven)[- ]point(?! (?:lead|rise|drop|fall"
    r"|gain))|scale from \d|[Rr]at(?:ed|ing|ings)(?![a-z])"
    r"|number of |(?<![a-z])count(?:s|ed)?(?![a-z])|whole numbers?|integers?|single[- ]item|number correct"
    r"|整数|量表"
)
_ITEMS = re.compile(r"(?<![\d.])(?P<k>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)[- ]items?(?![a-z])")
_BINARY = re.compile(
    r"[Bb]inary|[Dd]ichotomous|yes[/ -](?:or )?no|coded (?:as )?0|0 ?= ?no|[Pp]roportion of (?:participants"
    r"|people|subjects)"
)
_PEOPLE = re.compile(
    r"(?<![\d.,])(?P<n>\d{1,3},\d{3}|\d{1,4})(?:\s(?!of\s)[a-z-]{1,14}){0,2}\s(?:participants|students"
    r"|subjects|people|respondents|patients|children"
    r"|adults|raters|judges|volunteers|men|women|undergraduates|reviewers|teachers|jurors)(?![a-z])"
)
_MEAN_WORDS = re.compile(
    r"(?:[Mm]ean|[Aa]verage)(?:\s[a-z-]{1,15}){0,3}?[\s]{1,2}(?:of|was|is|were"
    r"|=)\s(?P<value>\d{1,4}\.\d{1,4})(?!\d)(?!\s?[%％]|\.\d)"
)
_NUMBER_WORDS = {
    word: n for n, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 2)
}
_COORDINATES = re.compile(rf"y{_S}={_S}[{_MINUS}+]?\d{{1,3}}(?:\.\d)?[\s,;]{{1,4}}\Z")
_OWNED = re.compile(rf"{_REL.replace('?P<rel>', '?:')}\s?[{_MINUS}]?\s?[\d.,]{{1,12}}[\s,;(]{{1,4}}\Z")
_NOT_SIGNIFICANT = re.compile(r"(?<![a-z])(?:not|non-?|in)\s?(?:[a-z]{1,14}\s)?significan(?:t|ce)")
_THRESHOLD = re.compile(r"(?<![a-z])(?:at|below|above|than|of|level|threshold)\s(?:the\s|a\s)?[*_$]{0,3}\Z")
_EFFECT_Z = re.compile(r"(?<![A-Za-z])[dg][\s_]{1,2}\Z")
_FISHER_Z = re.compile(r"Fisher(?:[’']s)?\s(?:r-to-)?\Z")
_REACH = 72
"""So many characters before a sign of relation an expression may begin."""


class _Number(NamedTuple):
    """A number as read: its decimal string with the written decimals, and its place."""

    text: str
    start: int
    end: int

    @property
    def value(self) -> Decimal:
        return Decimal(self.text)

    @property
    def step(self) -> Decimal:
        """One unit of the last written digit."""
        exponent = Decimal(self.text).as_tuple().exponent
        return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


class _Found(NamedTuple):
    """A test as its expression was read."""

    start: int
    end: int
    value: _Number
    detail: dict[str, Any]
    reach: int
    """Where other results of the expression end."""
    unusual: bool
    """Its form is that of much else, so that it is a test only where a p stands with it."""


def statistics(prose: str) -> list[Claim]:
    """Every reported statistic of a prose, in order of place; none overlaps another.

    A text without a sign of relation, a plus-minus, an interval or a margin of error costs a few searches.
    """
    windows = _windows(prose)
    intervals = list(_CI_ANCHOR.finditer(prose)) if _may(prose, INTERVALS) else []
    margins = list(_MARGIN_ANCHOR.finditer(prose)) if _may(prose, MARGINS) else []
    if not (windows or intervals or margins or _rated(prose)):
        return []
    reader = _Reader(prose, windows, intervals)
    reader.read(margins)
    return sorted(reader.claims, key=lambda claim: claim.start)


def elsewhere(prose: str) -> list[str]:
    """What a text names anywhere that bears on its tests: the keys of `_ELSEWHERE`."""
    return [name for name, stems in _ELSEWHERE.items() if _may(prose, stems)]


def _rated(prose: str) -> bool:
    """Whether means of ratings may be told in words."""
    return _may(prose, ("ean ", "verage ")) and _may(prose, RATED)


def _may(prose: str, words: tuple[str, ...]) -> bool:
    return any(word in prose for word in words)


def _windows(prose: str) -> list[tuple[int, int]]:
    """The stretches around signs of relation, merged."""
    found: list[tuple[int, int]] = []
    for match in SIGNS.finditer(prose):
        start, end = max(0, match.start() - _REACH), match.end() + 48
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


class _Reader:
    """One reading of a prose: claims found so far, and which characters they cover."""

    def __init__(self, prose: str, windows: list[tuple[int, int]], intervals: list[re.Match[str]]) -> None:
        self.prose = prose
        self.windows = windows
        self.taken = bytearray(len(prose))
        self.claims: list[Claim] = []
        self.pending: list[_Found] = []
        self.sharing: list[tuple[_Found, list[tuple[str, str, list[int]]]]] = []
        self.interval_starts: list[int] = []
        self.intervals: list[tuple[int, int, dict[str, Any]]] = []
        for anchor in intervals:
            found = self._interval(anchor)
            if found is not None and (not self.intervals or found[0] >= self.intervals[-1][1]):
                self.interval_starts.append(found[0])
                self.intervals.append(found)
        self._elsewhere: list[str] | None = None
        self._samplings: dict[tuple[int, int], tuple[str | None, list[list[Any]]]] = {}

    def read(self, margins: list[re.Match[str]]) -> None:
        """Read tests first, then estimates and descriptions, then what stands alone."""
        for index, (test, head) in enumerate(_HEADS):
            for match in self._matches(head):
                self._test(test, match, bracketed=index < _BRACKETED)
        for last, values in sorted(self.sharing, key=lambda entry: entry[0].start):
            self._share(last, values)
        for found in sorted(self.pending, key=lambda entry: entry.start):
            self._without_p(found)
        if _rated(self.prose):
            for match in _MEAN_WORDS.finditer(self.prose):
                self._mean_in_words(match)
        for match in self._matches(_M_SD):
            self._mean_and_spread(match)
        for match in self._matches(_NAMED):
            self._named(match)
        for anchor in self.intervals:
            self._words_of_ratio(anchor)
        for match in self._matches(_SPREAD):
            self._plus_minus(match)
        for start, end, detail in self.intervals:
            self._lone_interval(start, end, detail)
        for match in self._matches(_P):
            self._lone_p(match)
        for match in margins:
            self._margin(match)

    # What everything is made of

    def _matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        for start, end in self.windows:
            yield from pattern.finditer(self.prose, start, end + 24)

    def _free(self, start: int, end: int) -> bool:
        return not any(self.taken[start:end])

    def _claim(
        self,
        start: int,
        end: int,
        detail: dict[str, Any],
        quantity: Quantity,
        number: tuple[int, int],
        *,
        kind: str = "statistic",
        reading: str,
    ) -> None:
        full: dict[str, Any] = {"test": None, "df": None, "n": None, "p": None}
        full.update(detail)
        if self.elsewhere:
            full["elsewhere"] = list(self.elsewhere)
        for opening, closing in ("()", "[]", "（）"):
            if self.prose.count(opening, start, end) > self.prose.count(closing, start, end) and (
                self.prose[end : end + 1] == closing
            ):
                end += 1
        self.taken[start:end] = b"\x01" * (end - start)
        self.claims.append(Claim(kind, start, end, quantity, reading, number=number, detail=full))

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The place without marks of italics and space at its ends."""
        prose = self.prose
        while start < end and (
            prose[start].isspace() or (prose[start] in "*_$" and prose.find(prose[start], start + 1, end) < 0)
        ):
            start += 1
        return start, end

    def _number(self, match: re.Match[str], group: str, sign: str = "") -> _Number | None:
        return _number(match[group], match.start(group), sign)

    @property
    def elsewhere(self) -> list[str]:
        """What the whole text names that bears on its tests."""
        if self._elsewhere is None:
            self._elsewhere = elsewhere(self.prose)
        return self._elsewhere

    def _sentence(self, start: int, end: int, reach: int = 240) -> str:
        """The words around a place, as far as its sentence goes."""
        prose = self.prose
        before = prose[max(0, start - reach) : start]
        after = prose[end : end + reach]
        for mark in ("\n", "。", ". "):
            cut = before.rfind(mark)
            # "vs. 3" and "p. 4" end no sentence: what follows a full stop that ends one is a capital.
            while mark == ". " and cut >= 0 and not (before[cut + 2 : cut + 3] or prose[start]).isupper():
                cut = before.rfind(mark, 0, cut)
            if cut >= 0:
                before = before[cut + 1 :]
            cut = after.find(mark)
            if cut >= 0:
                after = after[:cut]
        return f"{before} {prose[start:end]} {after}"

    # Tests

    def _test(self, test: str, match: re.Match[str], *, bracketed: bool) -> None:
        groups = match.groupdict()
        start, end = self._trimmed(match.start(), match.end("value"))
        value = self._number(match, "value", match["sign"])
        if value is None or not self._free(start, end):
            return
        name = match["name"]
        if name == "T" and "." not in value.text and test == "t":
            test = "T"  # Wilcoxon's, a sum of ranks
        df = [text for text in (groups.get("df") or groups.get("df0"), groups.get("df2")) if text]
        plain = bracketed and test not in ("", "z", "H")
        test = test or name
        if test == "t" and not bracketed and df in (["1"], ["2"]) and not _BELOW_MARK.search(match[0]):
            df = []  # t1 and t2 are names
        n = groups.get("n") or groups.get("n0") or groups.get("n1")
        detail: dict[str, Any] = {
            "test": test, "df": [_digits("1" if text in ("I", "l") else text) for text in df] or None,
            "n": _digits(n) if n else None, "value": value.text, "relation": _relation(match["rel"]),
            "places": {"value": [value.start, value.end]},
        }  # fmt: skip
        for group in ("df", "df0"):
            if groups.get(group):
                detail["places"]["df"] = [
                    match.start(group),
                    match.end("df2" if groups.get("df2") else group),
                ]
        if not df:
            detail["places"].pop("df", None)
        if test == "z" and (
            _COORDINATES.search(self.prose, max(0, start - 24), start)
            or _EFFECT_Z.search(self.prose, max(0, start - 4), start)
        ):
            return
        if test == "z" and _FISHER_Z.search(self.prose, max(0, start - 16), start):
            detail["transformed"] = True
        if test == "r" and value.value.copy_abs() > 1:
            return
        if "sub" in groups and groups["sub"] and test == "r" and groups["sub"].strip("_{}'’ ")[:1] in ("s", "S"):
            detail["approximate"] = True
        if name in ("ρ", "rho", "Rho", "pr", "H", "LR", "LRT") or name[:1] in ("G", "L"):
            detail["approximate"] = True
        stop, reach, apart = self._tail(end, detail)
        if _DECIMAL_COMMA.fullmatch(match["value"]) and "p" in detail["places"]:
            written = self.prose[slice(*detail["places"]["p"])]
            if detail.get("p") and "," in written and "." not in written:
                # Where p has a decimal comma, the statistic has one.
                value = value._replace(text=value.text[:-3] + "." + value.text[-3:])
                detail["value"] = value.text
        # An expression in an unusual form is a test if its p stands with it.
        unusual = not plain or name in ("T", "f", "R", "X", "x", "c", "v", "w", "2")
        found = _Found(start, end, value, detail, reach, unusual)
        if "p" not in detail["places"]:
            self.pending.append(found)
        elif bracketed or apart or detail["df"] or test in ("t", "r", "T"):
            shared = self._listed(stop, detail)
            if len(shared) > 1 or detail.get("several"):
                self.sharing.append((found._replace(end=stop), shared))
            else:
                self._state(start, stop, value, detail)

    def _listed(self, end: int, detail: dict[str, Any]) -> list[tuple[str, str, list[int]]]:
        """The p values (value, relation, place) that stand in a list with the one just read: ".017 and .011"."""
        if not detail.get("p"):
            return []
        values = [(detail["p"], detail["p_relation"], detail["places"]["p"])]
        while len(values) < _MOST_SHARED:
            more = _P_MORE.match(self.prose, end)
            number = _number(more["p"], more.start("p")) if more else None
            if more is None or number is None or number.value > 1:
                break
            relation = _relation(more["rel"]) if more["rel"] else values[-1][1]
            values.append((number.text, relation, [more.start("rel") if more["rel"] else number.start, number.end]))
            end = more.end()
        return values

    def _share(self, last: _Found, values: list[tuple[str, str, list[int]]]) -> None:
        """Give one p, or a list of them, to the tests in a row that stand before it."""
        row = [last]
        while len(row) < _MOST_SHARED:
            before = [other for other in self.pending if self._follows(other, row[0])]
            if not before:
                break
            row.insert(0, before[-1])
        if len(row) == len(values):
            given = values
        elif last.detail.get("several") and len(values) == 1:
            given = values * len(row)
        else:
            given = []
        if len(row) > 1 and given:
            last = row[-1] = last._replace(end=max(last.end, given[-1][2][1]))
            for found, (p, relation, spot) in zip(row, given, strict=True):
                found.detail.update(p=p, p_relation=relation, several=len(given) > len(values) or None)
                found.detail["places"]["p"] = list(spot)
                if found is not last:
                    self.pending.remove(found)
                    self._state(found.start, found.end, found.value, found.detail)
        elif len(row) > 1 or (
            len(values) > 1 and (last.detail.get("several") or _IN_ORDER.search(self.prose, last.end, last.end + 64))
        ):
            # So many tests, so many p values: nobody can tell whose is whose.
            for key in ("p", "p_relation", "several"):
                last.detail.pop(key, None)
            last.detail["places"].pop("p")
            self.pending.append(last._replace(end=last.value.end))
            return
        self._state(last.start, last.end, last.value, last.detail)

    def _follows(self, before: _Found, after: _Found) -> bool:
        """Whether nothing but a comma or an "and" stands between two tests."""
        between = self.prose[before.reach : after.start]
        return before.reach <= after.start <= before.reach + 24 and _IN_A_ROW.fullmatch(between) is not None

    def _without_p(self, found: _Found) -> None:
        """A statistic that no p follows: one may stand before it."""
        start, end, value, detail, _, unusual = found
        before = self._p_before(start)
        if before is not None:
            start = before[0]
            detail["places"].update(before[1].pop("places"))
            detail.update(before[1])
        elif unusual:
            return
        self._state(start, end, value, detail)

    def _state(self, start: int, end: int, value: _Number, detail: dict[str, Any]) -> None:
        if self._free(start, end):
            self._note(detail, start, end)
            self._claim(
                start,
                end,
                detail,
                _quantity(self.prose, value, detail["relation"]),
                (value.start, value.end),
                reading="test",
            )

    def _tail(self, end: int, detail: dict[str, Any]) -> tuple[int, int, bool]:
        """Read on behind a statistic, over other results, up to its p or its `ns`.

        Where it ends, where the results end, and whether degrees of freedom stood among them.
        """
        prose, at, apart = self.prose, end, False
        for _ in range(6):
            between = _BETWEEN.match(prose, at)
            assert between is not None
            if _transparent(between[0]):
                found = _P.match(prose, between.end()) or self._p_after(prose, at, between.end())
                if found is not None:
                    if not self._take_p(found, detail):
                        return end, at, apart
                    said = prose[at : found.start()]
                    self._tails_said(detail, said)
                    if detail["p_relation"] in ("<", "<=") and _NOT_SIGNIFICANT.search(said):
                        # "not significant at p < .05" names a threshold
                        del detail["p"], detail["p_relation"]
                        detail["p_word"] = "ns"
                    stop = found.end()
                    if not detail["df"] and (after := self._freedom(_PURE.match(prose, stop), detail)):
                        return after, after, True
                    return stop, stop, apart
                silent = _NS.match(prose, between.end())
                if silent is not None:
                    detail["p_word"] = "ns"
                    detail["places"]["p"] = [silent.start(), silent.end()]
                    return silent.end(), silent.end(), apart
            # Emphasis marks belong to what follows.
            pure = _PURE.match(prose, at)
            assert pure is not None
            if not detail["df"] and (after := self._freedom(pure, detail)):
                at, apart = after, True
                continue
            whose = _WHOSE.match(prose, pure.end())
            named = whose.end() if whose is not None else pure.end()
            other = _NAMED.match(prose, named) or _NAMED.match(prose, pure.start())
            if other is not None:
                if other["label"] in ("n", "N") and not detail["n"]:
                    detail["n"] = _digits(other["value"])
                at = other.end()
                continue
            interval = self._interval_at(pure.end())
            if interval is not None:
                if detail["test"] == "r" and at == end and "about" not in interval[2]:
                    detail["places"].update(interval[2]["places"])
                    detail.update({key: interval[2][key] for key in ("low", "high", "level")}, adjacent=True)
                at = interval[1]
                if at < len(prose) and prose[at] in ")]":
                    at += 1
                continue
            break
        return end, at, apart

    def _freedom(self, gap: re.Match[str] | None, detail: dict[str, Any]) -> int | None:
        """Take in the degrees of freedom that stand by themselves, "df = 1, 40"; where they end."""
        found = _APART.match(self.prose, gap.end()) if gap is not None else None
        if found is None or (detail["test"] == "F") != (found["df2"] is not None):
            return None
        detail["df"] = [_digits(text) for text in found.group("df", "df2") if text]
        detail["places"]["df"] = [found.start("df"), found.end("df2" if found["df2"] else "df")]
        return found.end()

    def _tails_said(self, detail: dict[str, Any], said: str) -> None:
        """Tails that the expression itself names, between its statistic and its p."""
        if "tails" not in detail and said.strip(" ,;("):
            if _ONE_TAILED.search(said):
                detail["tails"] = "1"
            elif _TWO_TAILED.search(said):
                detail["tails"] = "2"

    def _p_after(self, prose: str, start: int, end: int) -> re.Match[str] | None:
        """The p whose mark of italics was taken for a separator."""
        for at in range(max(start, end - 3), end):
            if prose[at] in "*_$":
                return _P.match(prose, at)
        return None

    def _take_p(self, match: re.Match[str], detail: dict[str, Any], *, range_too: bool = False) -> bool:
        p = self._number(match, "p", match["psign"] or "")
        sub = (match["psub"] or "").strip("_{} ")
        if p is None or sub == "rep" or p.value > 1:
            return False
        if match["psign"] and (range_too or detail["test"] == "p"):
            return False
        if not range_too and _P_RANGE.match(self.prose, match.end()):
            return False
        detail["p"] = p.text
        detail["p_relation"] = _relation(match["rel"])
        detail["places"]["p"] = [match.start("rel"), match.end("place")]
        note = f"{sub} {match['note'] or ''}"
        note = f"{note} {_ASIDE.match(self.prose, match.end())[0]}"  # type: ignore[index]  # it matches anything
        if _ONE_TAILED.search(note) or sub == "one":
            detail["tails"] = "1"
        elif _TWO_TAILED.search(note) or sub == "two":
            detail["tails"] = "2"
        if _CORRECTED.search(note):
            detail["correction"] = "corrected"
        if sub[:3].lower() in ("adj", "cor", "fwe", "fdr", "bh", "bon", "hol", "per", "tuk", "mc", "mcm", "boo"):
            detail["correction"] = "Bonferroni" if sub[:3].lower() == "bon" else sub
        if sub.strip("'’") == "s" and sub:
            detail["several"] = True
        return True

    def _p_before(self, start: int) -> tuple[int, dict[str, Any]] | None:
        """A p that stands directly before its statistic: (where it begins, its detail)."""
        for match in _P.finditer(self.prose, max(0, start - 40), start):
            rest = self.prose[match.end() : start]
            if len(rest) <= 4 and not rest.strip(" ,;，；*_"):
                begin = self._trimmed(match.start(), match.end())[0]
                if _OWNED.search(self.prose, max(0, begin - 24), begin) or _THRESHOLD.search(
                    self.prose, max(0, begin - 24), begin
                ):
                    continue  # it is the p of what stands before it, or that of no result
                detail: dict[str, Any] = {"places": {}}
                if self._free(begin, match.end()) and self._take_p(match, detail):
                    return begin, detail
        return None

    def _note(self, detail: dict[str, Any], start: int, end: int) -> None:
        """What the sentence and the text say of tails and corrections."""
        named = self.elsewhere
        if not named:
            return
        sentence = self._sentence(start, end)
        if "tails" not in detail:
            one = "one-tailed" in named and _ONE_TAILED.search(sentence)
            two = "two-tailed" in named and _TWO_TAILED.search(sentence)
            if one or two:
                # A sentence that has both kinds says neither of this test.
                detail["tails"] = None if one and two else "1" if one else "2"
        if "ranks" in named and detail["test"] in ("z", "chi2", "H", "r") and _RANKS.search(sentence):
            detail["approximate"] = True
        if "correction" not in detail and ("correction" in named or "sphericity" in named):
            correction = (
                _BONFERRONI.search(sentence)
                or _CORRECTION.search(sentence)
                or _CORRECTED.search(sentence)
                or _SPHERICITY.search(sentence)
            )
            if correction is not None:
                detail["correction"] = correction[0]

    # Intervals

    def _interval(self, anchor: re.Match[str]) -> tuple[int, int, dict[str, Any]] | None:
        prose = self.prose
        start, at = anchor.span()
        if start and (prose[start - 1].isascii() and prose[start - 1].isalpha()):
            return None
        level = _CI_LEVEL.search(prose, max(0, start - 28), start)
        found = _CI_BRACKETED.match(prose, at) or _CI_COMMA.match(prose, at) or _CI_OPEN.match(prose, at)
        if found is None:
            return None
        ends = [_number(found[group], found.start(group)) for group in ("low", "high")]
        if ends[0] is None or ends[1] is None:
            return None
        end = found.end()
        detail = {
            "low": ends[0].text, "high": ends[1].text, "level": level["level"] if level else None,
            "places": {"low": [ends[0].start, ends[0].end], "high": [ends[1].start, ends[1].end]},
        }  # fmt: skip
        about = [word for word in (found["about"] or "").split() if word.lower() not in _SMALL_WORDS]
        if about:
            detail["about"] = " ".join(about)
        return (level.start() if level else start), end, detail

    def _interval_at(self, place: int) -> tuple[int, int, dict[str, Any]] | None:
        """The interval that begins at this place, give or take a bracket and marks of italics."""
        index = bisect_right(self.interval_starts, place + 2) - 1
        if index >= 0 and place - 1 <= self.interval_starts[index]:
            between = self.prose[place : self.interval_starts[index]]
            if not between.strip(" ,;([（*_"):
                return self.intervals[index]
        return None

    def _lone_interval(self, start: int, end: int, detail: dict[str, Any]) -> None:
        if not self._free(start, end):
            return
        full: dict[str, Any] = {"test": "CI", **detail}
        before = _ESTIMATE.search(self.prose, max(0, start - 56), start)
        if before is not None and "about" not in detail:
            name = re.sub(r"[\s=:≈<>(),\[\]]", "", before["name"])
            relation = before["name"].strip()[-1:]
            number = _number(before["value"], before.start("value"))
            opened = name == "r" or self.prose[before.end("unit") : start].strip(" ,;，；:：") != ""
            if number is not None and opened and name not in _NOT_ESTIMATES and relation not in ("<", ">"):
                full["estimate"] = number.text
                full["estimate_place"] = [number.start, number.end]
                full["scale"] = "ratio" if re.fullmatch(r"[a-z]?[A-Z]{1,2}R", name) else None
                full["named"] = relation in ("=", ":") and bool(name)
                full["unit"] = "%" if "%" in before["unit"] or "％" in before["unit"] else None
        low, high = Decimal(detail["low"]), Decimal(detail["high"])
        step = _Number(detail["low"], 0, 0).step
        quantity = Quantity(self.prose[start:end], None, None, hedge="between", step=step,
                            ends=(min(low, high), max(low, high)))  # fmt: skip
        self._claim(
            start,
            end,
            full,
            quantity,
            (detail["places"]["low"][0], detail["places"]["high"][1]),
            reading="interval",
        )

    # Descriptions and estimates

    def _named(self, match: re.Match[str]) -> None:
        start, end = self._trimmed(match.start(), match.end())
        value = self._number(match, "value", match["sign"])
        if value is None or not self._free(start, end):
            return
        label = match["label"]
        name = _DESCRIPTIONS.get(label) or re.sub(r"[\s_{}]", "", label)
        if (match["unit"] is None or name not in ("M", "MD", "Mdn", "SD", "SE")) and (
            len(label) == 1 and name not in ("M", "n") and _PHYSICAL.match(self.prose, match.end("value"))
        ):
            return
        if match["paren"]:
            if name not in _RATIOS:
                return
            start = value.start
        detail: dict[str, Any] = {
            "test": name, "value": value.text, "relation": _relation(match["rel"]),
            "places": {"value": [value.start, value.end]},
        }  # fmt: skip
        if match["unit"]:
            detail["unit"] = match["unit"].strip()
        if name in _RATIOS:
            detail["scale"] = "ratio"
        elif name in _DIFFERENCES or name in ("M", "MD"):
            detail["scale"] = "difference"
        if name == "n":
            detail["n"] = value.text
            detail["places"]["n"] = [value.start, value.end]
        end = self._attached(name, end, detail)
        if name in ("M", "SD", "n"):
            self._nature(detail, start, end)
        self._claim(
            start,
            end,
            detail,
            _quantity(self.prose, value, detail["relation"]),
            (value.start, value.end),
            reading="description" if label in _DESCRIPTIONS else "estimate",
        )

    def _attached(self, name: str, end: int, detail: dict[str, Any]) -> int:
        """Take in what belongs to a named statistic: deviation, sample size, interval, p; where it ends."""
        prose, first = self.prose, True
        for _ in range(6):
            pure = _PURE.match(prose, end)
            assert pure is not None
            interval = self._interval_at(pure.end())
            if (
                interval is not None
                and "low" not in detail
                and name not in ("n", "SD")
                and interval[2].get("about") in (None, name)
                and self._free(interval[0], interval[1])
            ):
                places = detail["places"]
                detail.update({key: value for key, value in interval[2].items() if key != "places"})
                places.update(interval[2]["places"])
                detail["adjacent"] = first
                end = interval[1]
                first = False
                continue
            other = _NAMED.match(prose, pure.end())
            if other is not None and other["paren"] == "" and self._attach(name, other, detail):
                end = other.end()
                continue
            found = _P.match(prose, pure.end())
            if (
                found is not None
                and detail.get("p") is None
                and self._free(*found.span())
                and name not in ("n", "SD", "M")
                and self._take_p(found, detail)
            ):
                end, first = found.end(), False
                continue
            break
        return end

    def _attach(self, name: str, other: re.Match[str], detail: dict[str, Any]) -> bool:
        second = _DESCRIPTIONS.get(other["label"])
        key = {"SD": "sd", "SE": "se", "n": "n"}.get(second or "")
        if second == "M" and name in ("n", "SD") and "mean" not in detail:
            key = "mean"
        number = self._number(other, "value", other["sign"])
        taken = detail.get(key) if key else True
        if key is None or taken is not None or number is None or _relation(other["rel"]) != "=":
            return False
        if key == name.lower() or not self._free(*other.span()):
            return False
        detail[key] = number.text
        detail["places"][key] = [number.start, number.end]
        return True

    def _nature(self, detail: dict[str, Any], start: int, end: int, *, in_words: bool = False) -> None:
        """Whether the values behind a mean are whole numbers, of how many items, for how many people."""
        mean = detail["value"] if detail["test"] == "M" else detail.get("mean")
        if mean is None or not (in_words or {"n", "sd", "se"} & detail.keys()):
            return
        sentence = self._sentence(start, end, 320)
        if _WHOLE.search(sentence) is not None:
            detail["whole"] = True
        if _BINARY.search(sentence) is not None:
            detail["binary"] = True
        items = {_NUMBER_WORDS.get(found["k"]) or int(found["k"]) for found in _ITEMS.finditer(sentence)}
        if len(items) == 1:
            detail["items"] = str(items.pop())
        elif items or _COMPOSITE.search(sentence) is not None:
            detail["whole"] = None
        if detail.get("n") is None:
            people = {_digits(found["n"]) for found in _PEOPLE.finditer(sentence)}
            if len(people) == 1:
                detail["n"] = people.pop()
                detail["n_apart"] = True

    def _mean_and_spread(self, match: re.Match[str]) -> None:
        start, end = self._trimmed(match.start(), match.end())
        value, spread = self._number(match, "value", match["sign"]), self._number(match, "sd")
        if value is None or spread is None or not self._free(start, end):
            return
        key = "sd" if match["second"] == "SD" else "se"
        detail: dict[str, Any] = {
            "test": "M", "value": value.text, "relation": _relation(match["rel"]), key: spread.text,
            "places": {"value": [value.start, value.end], key: [spread.start, spread.end]},
        }  # fmt: skip
        end = self._attached("M", end, detail)
        self._nature(detail, start, end)
        self._claim(
            start,
            end,
            detail,
            _quantity(self.prose, value, "="),
            (value.start, value.end),
            reading="description",
        )

    def _mean_in_words(self, match: re.Match[str]) -> None:
        """A mean of ratings in words, where the sentence says how many people it is of."""
        start, end = match.span("value")
        value = self._number(match, "value")
        if value is None or not self._free(start, end):
            return
        detail: dict[str, Any] = {"test": "M", "value": value.text, "relation": "=",
                                  "places": {"value": [value.start, value.end]}}  # fmt: skip
        stop = self._attached("M", end, detail)
        self._nature(detail, start, stop, in_words=True)
        if not detail.get("whole") or detail.get("n") is None:
            return
        self._claim(start, stop, detail, _quantity(self.prose, value, "="), (start, end), reading="description")

    def _words_of_ratio(self, interval: tuple[int, int, dict[str, Any]]) -> None:
        """A ratio named in words before its interval."""
        start = interval[0]
        if not self._free(start, interval[1]):
            return
        for match in _RATIO_WORDS.finditer(self.prose, max(0, start - 72), start):
            value = self._number(match, "value")
            between = self.prose[match.end() : start]
            if value is None or between.strip(" ,;([（:：") or not self._free(value.start, value.end):
                continue
            detail: dict[str, Any] = {
                "test": "ratio", "value": value.text, "relation": "=", "scale": "ratio",
                "places": {"value": [value.start, value.end]},
            }  # fmt: skip
            end = self._attached("ratio", match.end(), detail)
            self._claim(
                value.start,
                end,
                detail,
                _quantity(self.prose, value, "="),
                (value.start, value.end),
                reading="estimate",
            )

    def _plus_minus(self, match: re.Match[str]) -> None:
        start, end = match.span()
        value, spread = self._number(match, "value", match["sign"]), self._number(match, "spread")
        if value is None or spread is None or not self._free(start, end):
            return
        detail: dict[str, Any] = {
            "test": "M", "value": value.text, "relation": "=", "spread": spread.text,
            "places": {"value": [value.start, value.end], "spread": [spread.start, spread.end]},
        }  # fmt: skip
        end = self._attached("M", end, detail)
        self._claim(
            start,
            end,
            detail,
            _quantity(self.prose, value, "="),
            (value.start, value.end),
            reading="plus-minus",
        )

    def _lone_p(self, match: re.Match[str]) -> None:
        start, end = self._trimmed(match.start(), match.end())
        detail: dict[str, Any] = {"test": "p", "places": {}}
        several = _P_RANGE.match(self.prose, match.end())
        end = several.end() if several is not None else end
        if not self._free(start, end) or not self._take_p(match, detail, range_too=True):
            return
        p = self._number(match, "p")
        assert p is not None
        detail["value"], detail["relation"] = p.text, detail["p_relation"]
        detail["places"]["value"] = [p.start, p.end]
        quantity = _quantity(self.prose, p, detail["p_relation"])
        if several is not None and (most := _number(several["to"], several.start("to"))) is not None:
            ends = sorted((p.value, most.value))
            quantity = Quantity(
                self.prose[start:end], None, None, hedge="between", step=p.step, ends=(ends[0], ends[1])
            )
        self._claim(
            start,
            end,
            detail,
            quantity,
            (p.start, p.end),
            reading="p-value",
        )

    # Margins of error

    def _sampling(self, start: int, end: int) -> tuple[str | None, list[list[Any]]]:
        """The level of confidence and the sizes of samples (digits, start, end) that a paragraph names."""
        end = min(end, start + 4500)
        known = self._samplings.get((start, end))
        if known is None:
            found = _LEVEL.search(self.prose, start, end)
            level = (found["level"] or found["level2"] or found["level3"] or "95") if found else None
            samples = [[_digits(m["n"]), *m.span("n")] for m in _SAMPLE.finditer(self.prose, start, end)]
            known = self._samplings[start, end] = (level, samples)
        return known

    def _margin(self, anchor: re.Match[str]) -> None:
        prose = self.prose
        line_start = prose.rfind("\n", max(0, anchor.start() - 2000), anchor.start()) + 1
        line_end = prose.find("\n", anchor.end(), anchor.end() + 2000)
        line_end = min(len(prose), anchor.end() + 2000) if line_end < 0 else line_end
        stop = min(line_end, anchor.end() + 72)
        ends = re.compile(r"[.!?]\s|。").search(prose, anchor.end(), stop)
        after = _MARGIN.finditer(prose, anchor.end(), ends.start() if ends else stop)
        # "a margin of error of three points at 95 per cent confidence": the level is no margin.
        found = next((match for match in after if not _LEVEL.match(prose, match.start("value"))), None)
        if found is None:
            # "a 3-point margin of error", "±3 points margin of error"
            for match in _MARGIN.finditer(prose, max(line_start, anchor.start() - 32), anchor.start()):
                if not prose[match.end() : anchor.start()].strip(" -–"):
                    found = match
        if found is None:
            return
        start = found.start() + (prose[found.start()].isspace())
        if not self._free(start, found.end()):
            return
        value = self._number(found, "value")
        if value is None or value.value == 0:
            return
        level, samples = self._sampling(max(line_start, anchor.start() // 500 * 500 - 2000), line_end)
        in_percent = re.match(r"percent(?!age)|per\s|pct|[%％]", found["unit"]) is not None
        detail: dict[str, Any] = {
            "test": "margin of error", "value": value.text, "relation": "=", "samples": samples,
            "n": samples[0][0] if len(samples) == 1 else None,
            "level": level,
            "places": {"value": [value.start, value.end]},
        }  # fmt: skip
        quantity = Quantity(prose[start : found.end()], value.value, "%" if in_percent else "pp", step=value.step)
        self._claim(
            start,
            found.end(),
            detail,
            quantity,
            (value.start, value.end),
            kind="percent" if in_percent else "points",
            reading="margin-of-error",
        )


def _transparent(between: str) -> bool:
    """Whether only separators and words about tails and corrections stand in a stretch."""
    words = re.findall(r"[A-Za-z0-9éšŠ'’]{1,30}", between)
    return all(word.lower().replace("’", "'") in _WORDS_BETWEEN for word in words)


def _relation(sign: str) -> str:
    return _RELATIONS.get(sign, "=")


def _digits(text: str) -> str:
    """A whole number or degrees of freedom as a decimal string."""
    bare = re.sub(r"[,\s]", "", text)
    return "0" + bare if bare.startswith(".") else bare


def _number(text: str, start: int, sign: str = "") -> _Number | None:
    """The number of a matched text; None where nobody can tell what it means."""
    bare = re.sub(r"\s", "", text).replace("·10", "×10").replace("∙10", "×10").replace("·", ".").replace("∙", ".")
    power = 0
    exponent = re.search(
        rf"(?:[eE]|[×xX*⋅]?10\^?[({{]?(?=[{_MINUS}+⁻\d])"
        rf"|[×xX*⋅]10\^[({{]?)([{_MINUS}+⁻]?[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}})[)}}]?\Z",
        bare,
    )
    if exponent is not None and (
        exponent.start() == 0 or not bare[exponent.start()].isdigit() or exponent[0][:1] in "eE"
    ):
        written = exponent[1].translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻" + _MINUS, "0123456789-" + "-" * len(_MINUS)))
        if exponent[0][:1] in "eE×xX*⋅" or written.startswith("-"):
            power = int(written)
            bare = bare[: exponent.start()] or "1"
    negative = bare[:1] in _MINUS or any(
        mark in _MINUS or not mark.isalnum() for mark in sign if mark not in "*_$+~≈±'\""
    )
    bare = bare.lstrip("+" + _MINUS)
    if "," in bare:
        groups = bare.split(".")[0].split(",")
        if groups[0] and all(len(group) == 3 for group in groups[1:]) and groups[0] != "0":
            bare = bare.replace(",", "")
        else:
            bare = bare.replace(",", ".")
    if bare.startswith("."):
        bare = "0" + bare
    if not re.fullmatch(r"\d{1,14}(?:\.\d{1,20})?", bare):
        return None
    value = Decimal(bare).scaleb(power)
    text_value = format(-value if negative else value, "f")
    return _Number(text_value, start, start + len(text))


def _quantity(prose: str, number: _Number, relation: str) -> Quantity:
    hedge = {"<": "less-than", "<=": "at-most", ">": "more-than", ">=": "at-least"}.get(relation)
    return Quantity(prose[number.start:number.end], number.value, None, hedge=hedge, step=number.step,
                    digits=len(str(abs(int(number.value)))))  # fmt: skip
