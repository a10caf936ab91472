"""What three figures, an old value, a new one and the change between them, say of one another."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from checkers._gather import Figure, Index, Sentence
from checkers._gather.pairs import bare
from checkers._gather.terms import said as worded
from checkers._judge import Equation, like, percent_decimals, said, told, weigh
from checkers._repair import repairs
from checkers._slip import SCALE
from checkers._verdict import Edit, Fit, Verdict
from claims.claim import Claim
from claims.quantity import Quantity, Range

CODE = "change"
OLD = frozenset(("FROM", "THAN"))
_APART = 50
_GREAT, _SIZES = 60, 4
_SUBJECT = 40
LED = 6
BEFORE_FROM = 2
OTHER_BASE = frozenset(("ANNUALISED",))
_IDIOM = Fraction(1, 20)
_SIZE = 3
_SLACK = Fraction(1, 10)
_SMALL = 1000


def change(old: Range, new: Range, *, percent: bool) -> Range:
    """The change from old to new: in percent of old, or in the unit that both have."""
    if percent:
        return (new / old - 1) * 100
    return new - old


def of_each(stated: Figure, new: Figure) -> bool:
    """True for a price a month, say, beside a level that is none: "from £492 to £534, or £44.50 a month"."""
    return "/" in (stated.unit or "") and "/" not in (new.unit or "")


def opposite(verdict: Verdict) -> bool:
    """True where what is stated goes the other way than what the levels make, by as much."""
    assert verdict.found is not None and verdict.expected is not None
    return (-verdict.found).meets(verdict.expected)


def _as_fine(a: Quantity, b: Quantity) -> bool:
    """True where one of two figures has decimals, so that the other one would have them: £12.50 and £14."""
    (fine, one), (coarse, other) = sorted((Fraction(q.step), Fraction(q.middle)) for q in (a, b))
    if not fine or fine == coarse or max(one, other) > _SMALL * coarse:
        return False
    return fine < 1 == coarse or fine * 10 == coarse


def _side_by_side(a: Quantity, b: Quantity) -> tuple[Range, Range]:
    """Two figures at the precision of the finer one: 4.5% and 5% are 4.5 and 5.0."""
    step = min(Fraction(a.step), Fraction(b.step))
    return a.around(step), b.around(step)


def near_miss(verdict: Verdict) -> bool:
    """True where what is stated and what the levels make go the same way and are of one size."""
    assert verdict.found is not None and verdict.expected is not None
    if not (verdict.found.bounded and verdict.expected.bounded) or not verdict.expected.middle:
        return False
    return Fraction(1, _SIZE) <= verdict.found.middle / verdict.expected.middle <= _SIZE


def weighed(
    index: Index,
    sentence: Sentence,
    stated: Figure,
    new: Figure,
    old: Figure,
    *,
    compared: bool = False,
    down: bool | None = None,
) -> Verdict | None:
    """The verdict on three figures that may be a change, its new and its old value.

    compared: "above" and "over" before the old value belong to the change, and are no hedge. down: where it is known.
    """
    g, n, o = stated.claim, new.claim, old.claim
    gq, nq, oq = g.quantity, n.quantity, o.quantity
    assert gq is not None and nq is not None and oq is not None
    if (oq.value is not None and oq.value <= 0) or (nq.value is not None and nq.value < 0):
        return None
    if oq.value is None or nq.value is None:
        return None
    fraction = stated.kind == "ratio"
    percent = stated.kind == "percent" or fraction
    if down is None:
        down = gq.direction == "down" or (
            gq.direction is None
            and (stated.tails[:1] in (("FEWER",), ("DOWN",)) or ("DOWN" in stated.leads and "UP" not in stated.leads))
        )
    if compared and gq.direction is None:
        # "3% less than the £4m"
        down = down or index.entry(stated.after).get("hedge") == "less-than"
    roles = [("change", g), ("new", n), ("old", o)]
    written: Callable[[Range], Range] = (lambda r: -r) if down else (lambda r: r)
    if fraction:
        # "A third" is a word, as wide as words are.
        written = (lambda r: -(r * 100).widened(_IDIOM)) if down else (lambda r: (r * 100).widened(_IDIOM))
    true_change = change(Range.point(oq.value), Range.point(nq.value), percent=percent)
    computed = true_change.middle
    decimals = percent_decimals(gq)
    if percent:
        because = f"{told(n)} against {told(o)} is {said(computed, decimals)} %"
    else:
        because = f"{told(n)} - {told(o)} = {'-' if computed < 0 else ''}{like(n, abs(computed), decimals)}"
    equations: dict[str, Equation] = {
        "change": lambda get: change(get("old"), get("new"), percent=percent),
        "new": lambda get: get("old") * (1 + get("change") / 100) if percent else get("old") + get("change"),
        "old": lambda get: get("new") / (1 + get("change") / 100) if percent else get("new") - get("change"),
    }
    if sentence.cues & OTHER_BASE:
        return Verdict(CODE, "undecided", roles, f"{because}, but the sentence names another base")
    verdict = weigh(
        CODE,
        roles,
        equations,
        because,
        unit="%" if percent else gq.unit,
        transform={"change": written},
        blame=("new", "old") if fraction else None,
        ranges=(lambda q: bare(q) if q is oq else (q.logical, q.careful)) if compared else None,
    )
    if verdict.outcome == "holds" and percent and gq.hedge is nq.hedge is oq.hedge is None and gq.value is not None:
        was, now = _side_by_side(oq, nq)
        side = change(was, now, percent=True)
        stands = written(gq.careful)
        if new.kind == old.kind == "percent":
            gained = Fraction(nq.middle - oq.middle)
            if gained == (-1 if down else 1) * Fraction(gq.value) and not written(gq.logical).meets(side):
                verdict.outcome, verdict.certainty = "discrepancy", "likely"
                verdict.because = f"{because}; in percentage points {said(abs(gained), decimals)}"
                verdict.fits = [Fit(f"{told(g)} is in percentage points", points_edit(g))]
        elif not stands.meets(side):
            of_new = (1 - was / now) * 100
            turned = bool(side.middle) and stands.meets(of_new) and abs(stands.middle / side.middle - 1) > _SLACK
            if (turned and not compared) or (_as_fine(oq, nq) and not stands.meets(side.widened(_SLACK))):
                verdict.outcome, verdict.certainty = "discrepancy", "likely"
                verdict.expected = side
                verdict.fits = [fit for _, fit in repairs(g, side, written)][:2]
                if turned:
                    verdict.because = f"{because}; of the new figure it is {said(of_new.middle, decimals)} %"
                    verdict.fits.insert(0, Fit("the change is taken of the new figure, not of the old one", None))
                return verdict
    if verdict.outcome != "discrepancy" or (verdict.fits and "percentage" in verdict.fits[0].what):
        return verdict
    if _unlike(verdict, g, n, o, equations, percent=percent):
        return None
    stands = written(gq.logical)
    base = bare(oq)[0] if compared else oq.logical
    # The direction alone is wrong: the same size the other way.
    if (-stands).meets(equations["change"](lambda role: {"new": nq.logical, "old": base}[role])):
        if inverse_measure(index, min(stated, new, old, key=lambda f: f.order)) or _for_the_better(index, stated):
            return None
        verdict.because = because + (", so it fell" if computed < 0 else ", so it rose")
        verdict.fits = [Fit("it fell, not rose" if computed < 0 else "it rose, not fell", None), *verdict.fits[:2]]
        verdict.roles = [("change", g), ("new", n), ("old", o)]
        return verdict
    if percent and new.kind == "percent" and old.kind == "percent":
        points = change(base, nq.logical, percent=False)
        if stands.meets(points):
            difference = Fraction(nq.middle - oq.middle)
            verdict.because = f"{because}; in percentage points {said(abs(difference), decimals)}"
            verdict.fits = [Fit(f"{told(g)} is in percentage points", points_edit(g)), *verdict.fits[:2]]
            verdict.roles = [("change", g), ("new", n), ("old", o)]
            return verdict
    if percent and stands.meets((1 - base / nq.logical) * 100):
        verdict.because = f"{because}; of the new figure it is {said((1 - oq.middle / nq.middle) * 100, decimals)} %"
        verdict.fits.insert(0, Fit("the change is taken of the new figure, not of the old one", None))
        verdict.roles = [("change", g), ("new", n), ("old", o)]
    return verdict


def _unlike(
    verdict: Verdict, stated: Claim, new: Claim, old: Claim, equations: dict[str, Equation], *, percent: bool
) -> bool:
    """True where the three are so far apart that they are hardly of one thing, and no scale word would mend it."""
    g, n, o = stated.quantity, new.quantity, old.quantity
    assert g is not None and n is not None and o is not None and verdict.expected is not None
    if percent or not o.middle:
        # Of one size where one is told of small changes: "216 a day, up 8% from the 1,400 a week of last year".
        most = _APART if g.middle >= _GREAT else _SIZES
        if not o.middle or Fraction(1, most) < n.middle / o.middle < most:
            return False
    elif g.middle <= max(n.middle, o.middle):
        return False
    ranges = {"change": g.logical, "new": n.logical, "old": o.logical}
    return not any(
        rank <= SCALE
        for role, claim in (("change", stated), ("new", new), ("old", old))
        for rank, _ in repairs(claim, equations[role](ranges.__getitem__))
    )


def points_edit(claim: Claim) -> Edit | None:
    """The edit that makes percent of a figure percentage points."""
    assert claim.quantity is not None
    text = claim.quantity.written
    for mark in ("%", "per cent", "percent", "pct"):
        at = text.find(mark)
        if at >= 0:
            return Edit(
                claim.start + at,
                claim.start + at + len(mark),
                " percentage points" if mark == "%" else "percentage points",
            )
    return None


def _for_the_better(index: Index, stated: Figure) -> bool:
    """True where the word of change says good or bad, not up or down: "the cost ratio improved by 3 points to 41%"."""
    low = max(stated.sentence.first, stated.first - LED)
    words = index.text(low, stated.first)
    return worded("either_way", words) or (stated.kind == "duration" and worded("bettered", words))


def inverse_measure(index: Index, first: Figure) -> bool:
    """True where a currency is what rose or fell ("the yen rose to 153.50"): it rises as its number falls."""
    t = index.tokens
    for k in range(first.first - 1, max(first.sentence.first, first.first - _SUBJECT) - 1, -1):
        if k in index.owner or "currency" not in index.entry(k):
            continue
        if t.kind[k + 1] == "w" and not index.entry(k + 1) and not t.word[k + 1].endswith("ed"):
            continue  # a word before another noun: "real estate"
        note = any("same_below" in index.entry(m) for m in range(k, k + 4))
        if not note and t.text[k].isalpha() and len(t.text[k]) > 2:
            return True
    return False
