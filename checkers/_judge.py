"""How an outcome is reached: ranges first, then the known conventions, then what would make it fit.

A relation is a set of equations, one for each role: the range that the others allow it. `proven` means that no
value inside the loosest readings makes the relation true; `likely` that only readings looser than a careful
writer's do (checks.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from checkers._chance import COINCIDENCE, chance
from checkers._repair import repairs
from checkers._verdict import Fit, Verdict
from claims.claim import Claim
from claims.quantity import Quantity, Range, decimal_string

Get = Callable[[str], Range]
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
Equation = Callable[[Get], Range]


def loose(quantity: Quantity) -> Range:
    """The loosest reading: what `proven` is judged by."""
    return quantity.logical


def strict(quantity: Quantity) -> Range:
    """A careful writer's reading: what `likely` is judged by."""
    return quantity.careful


def truncated(quantity: Quantity) -> Range:
    """The values that are cut off, not rounded, to the figure."""
    step = Fraction(quantity.step)
    value = quantity.middle
    return Range(value, value + step) if value >= 0 else Range(value - step, value)


def weigh(
    checker: str,
    roles: Sequence[tuple[str, Claim]],
    equations: dict[str, Equation],
    because: str,
    *,
    unit: str | None = None,
    ranges: Callable[[Quantity], tuple[Range, Range]] | None = None,
    truncates: bool = True,
    blame: Sequence[str] | None = None,
    cap: str = "proven",
    transform: dict[str, Callable[[Range], Range]] | None = None,
    unsure: bool = False,
    repair: bool = True,
) -> Verdict:
    """Weigh one relation. roles: (role, claim), the derived figure first. equations: role -> range from the others.

    because: the arithmetic in words. blame: roles whose repair is tried, all by default. cap: the most that a
    discrepancy may be called. transform: how a role's written range enters (a fall of 5 % is -5).
    unsure: the figures were bound by nearness, not by grammar: a discrepancy that no slip of the pen explains is then
    `undecided`, since figures that do not belong together are the likelier reason. repair: False where only the
    outcome is asked for, of many bindings: no slip is looked for.
    """
    transform = transform or {}
    tiers: dict[str, tuple[Range, Range]] = {}
    for role, claim in roles:
        if role in tiers:
            continue
        assert claim.quantity is not None
        pair = ranges(claim.quantity) if ranges is not None else (loose(claim.quantity), strict(claim.quantity))
        change = transform.get(role)
        tiers[role] = (change(pair[0]), change(pair[1])) if change else pair
    target = roles[0][0]
    quantity = roles[0][1].quantity
    assert quantity is not None
    expected = equations[target](lambda role: tiers[role][0])
    found = tiers[target]
    certainty: str | None = None
    if not found[0].meets(expected):
        certainty = "proven"
        if truncates and quantity.ends is None and quantity.step:
            cut = truncated(quantity)
            change = transform.get(target)
            if (change(cut) if change else cut).meets(expected):
                certainty = None
    elif not found[1].meets(careful := equations[target](lambda role: tiers[role][1])):
        certainty = "likely"
        if truncates and quantity.ends is None and quantity.step:
            cut = truncated(quantity)
            change = transform.get(target)
            if (change(cut) if change else cut).meets(careful):
                certainty = None
    if certainty == "proven" and cap == "likely":
        certainty = "likely"
    if certainty is None:
        telling = expected.bounded and _telling(expected)
        return Verdict(
            checker,
            "holds",
            list(roles),
            because,
            telling=telling,
            found=found[0],
            expected=expected,
            unit=unit,
        )
    verdict = Verdict(
        checker,
        "discrepancy",
        list(roles),
        because,
        certainty,
        found=found[0],
        expected=expected,
        unit=unit,
    )
    ranked: list[tuple[int, int, str, Fit]] = []
    for position, (role, claim) in enumerate(roles):
        if not repair or role not in equations or (blame is not None and role not in blame):
            continue
        wanted = equations[role](lambda r: tiers[r][1])
        change = transform.get(role)
        for rank, fit in repairs(claim, wanted, change):
            ranked.append((rank, position, role, fit))
    ranked.sort(key=lambda item: (item[0], item[1]))
    if ranked:
        verdict.slip = ranked[0][0]
    verdict.fits = best_fits([(rank, fit) for rank, _, _, fit in ranked])
    if unsure and chance([fit for *_, fit in ranked], found[0], expected) > COINCIDENCE:
        return Verdict(checker, "undecided", list(roles), f"{because}; these may not belong together", unit=unit)
    own = min((rank for rank, position, *_ in ranked if position == 0), default=9)
    if ranked and ranked[0][0] <= 1 and own >= ranked[0][0] + 2:
        # The culprit is the figure that a swap or a scale word explains, where the derived figure has no such slip.
        position = ranked[0][1]
        roles_list = list(roles)
        verdict.roles = [roles_list[position], *roles_list[:position], *roles_list[position + 1 :]]
    return verdict


def of_hundred(share: str) -> dict[str, Equation]:
    """The equations of a share in percent: of `share`, `part` and `whole`, each from the others."""
    return {
        share: lambda get: get("part") / get("whole") * 100,
        "part": lambda get: get(share) * get("whole") / 100,
        "whole": lambda get: get("part") / get(share) * 100,
    }


def of_product(amount: str, rate: str, number: str) -> dict[str, Equation]:
    """The equations of amount = rate x number, each from the others."""
    return {
        amount: lambda get: get(rate) * get(number),
        rate: lambda get: get(amount) / get(number),
        number: lambda get: get(amount) / get(rate),
    }


def best_fits(ranked: Sequence[tuple[int, Fit]], most: int = 3) -> list[Fit]:
    """The fits worth showing of (rank, fit) pairs, best first: none far worse than the best."""
    if not ranked:
        return []
    best = min(rank for rank, _ in ranked)
    return [fit for rank, fit in sorted(ranked, key=lambda item: item[0]) if rank <= best + 1][:most]


def _telling(expected: Range) -> bool:
    """True where the relation could have come out otherwise: what was allowed is no wider than the figure itself."""
    assert expected.low is not None and expected.high is not None
    middle = abs(expected.middle)
    width = expected.high - expected.low
    return bool(width <= middle) if middle else width == 0


def said(value: Fraction | int, decimals: int = 1) -> str:
    """A computed value for a reason: rounded, without trailing zeros, thousands set apart."""
    rounded = round(Fraction(value) * 10**decimals)
    text = decimal_string(Fraction(rounded, 10**decimals)) or "0"
    whole, _, rest = text.partition(".")
    sign = "-" if whole.startswith("-") else ""
    digits = whole.lstrip("-")
    grouped = f"{int(digits):,}"
    return f"{sign}{grouped}{'.' + rest if rest else ''}"


def like(claim: Claim, value: Fraction | int, decimals: int = 3) -> str:
    """A computed value as a figure is written: with its scale word and its signs, `said` plainly where that cannot be."""
    quantity = claim.quantity
    number = _NUMBER.search(quantity.written) if quantity is not None else None
    if quantity is None or number is None or not quantity.value or value < 0:
        return said(value, decimals)
    factor = Fraction(quantity.value) / (Fraction(number[0].replace(",", "")) or 1)
    scale = str(factor)
    if scale.rstrip("0") != "1" or _NUMBER.search(quantity.written, number.end()):
        return said(value, decimals)
    written = f"{quantity.written[: number.start()]}{said(value / factor, decimals)}{quantity.written[number.end() :]}"
    return " ".join(written.split())


def told(claim: Claim) -> str:
    """A figure as a reason quotes it: its written number without unit, signs and line ends."""
    quantity = claim.quantity
    return " ".join(quantity.written.split()) if quantity is not None else ""


def percent_decimals(quantity: Quantity) -> int:
    """How many decimals a computed percent shows beside this one: one more than it has, up to three."""
    step = Fraction(quantity.step) or Fraction(1)
    decimals = 0
    while step < 1 and decimals < 3:
        step *= 10
        decimals += 1
    return min(3, decimals + 1)
