"""A stated change is the new figure against the old one.

> Sales rose 12% to $450 million from $402 million.
= "12%" $450 million against $402 million is 11.9 %

> Sales rose 21% to $450 million from $402 million.
!! "21%" $450 million against $402 million is 11.9 % ~ 12

> The operating margin widened by 0.6% to 7.2% from 6.6%.
!! "0.6%" in percentage points 0.6 ~ percentage points

> Shares rose 2.1% to $186, from $190 the day before.
!! "2.1%" it fell ~ fell

> Enrolment fell from 1,310 pupils to 1,245, a drop of 65.
= "65" 1,245 - 1,310 = -65

> In constant currency, sales rose 12% to $450 million from $438 million.
? "12%" another base

> Sales rose 12% in the quarter.

> Analysts had forecast sales of $402 million; they rose 5% to $450 million.

> The shares fell to a low of $4.50 before closing 16% down at $4.67.

Rule: growth = (new - old) / old; a change in points or in the unit itself = new - old. A figure cut off instead of
rounded agrees. Growth on another base (comparable stores, constant prices, an average over years, an estimate) is not
judged. A stated percent that fits the difference of two percents, and not their ratio, is in percentage points.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.index import comparable
from checkers._judge import percent_decimals, said, told, weigh
from checkers._verdict import Edit, Fit, Verdict
from claims.claim import Claim
from claims.quantity import Range

CODE = "change"
_OLD = frozenset(("FROM", "THAN"))
_OWN_SUBJECT = 2
_SUBJECT = 40
_OTHER_BASE = frozenset(("ANNUALISED",))


def change(old: Range, new: Range, *, percent: bool) -> Range:
    """The change from old to new: in percent of old, or in the unit that both have."""
    if percent:
        return (new / old - 1) * 100
    return new - old


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        if len(sentence.figures) < 3:
            continue
        yield from _gaps(sentence)
        for new, old in [*_pairs(index, sentence), *_pairs_by_period(index, sentence)]:
            for stated in _changes(index, sentence, new, old):
                verdict = _weigh(index, sentence, stated, new, old)
                if verdict is not None:
                    yield verdict


def _pairs(index: Index, sentence: Sentence) -> Iterator[tuple[Figure, Figure]]:
    """(new, old): an old figure is led by FROM or THAN; the new one is led by TO or stands nearest before it."""
    figures = [f for f in sentence.figures if f.level or (f.kind == "percent" and f.claim.quantity is not None)]
    for old in figures:
        if not old.leads or old.leads[0] not in _OLD or old.lead_words > 4 or old.kind in ("duration", "age"):
            continue
        if "EXPECTED" in old.leads or "EXPECTED" in old.tails or not _led_closely(index, old):
            continue
        best: Figure | None = None
        best_rank = None
        for new in figures:
            if new is old or not comparable(new, old) or (new.leads and new.leads[0] in _OLD) or new.depth > old.depth:
                continue
            if new.opens:
                continue
            is_change = _is_change(new) and not (new.leads and "TO" in new.leads[:1])
            if is_change and new.kind in ("percent", "points") and not (new.leads and "TO" in new.leads):
                continue
            edges = index.edges_between(new, old)
            if edges >= 10:
                continue
            distance = abs(new.order - old.order)
            rank = (
                0 if new.leads and "TO" in new.leads[:2] else 1,
                distance + (3 if new.order > old.order and not (new.leads and "TO" in new.leads) else 0),
            )
            if best_rank is None or rank < best_rank:
                best, best_rank = new, rank
        if best is not None:
            yield best, old


def _led_closely(index: Index, old: Figure) -> bool:
    """In Han text the compared figure follows its cue, a date or an attributive mark at once (比去年同期的4540.5)."""
    t = index.tokens
    k = old.first - 1
    while k >= 0 and "hedge" in index.entry(k):
        k -= 1
    if k < 0 or t.text[k].isascii():
        return True
    owner = index.owner.get(k)
    entry = index.entry(k)
    return (owner is not None and owner.kind == "date") or "of" in entry or entry.get("cue") in _OLD


def _pairs_by_period(index: Index, sentence: Sentence) -> Iterator[tuple[Figure, Figure]]:
    """(new, old): the only two levels of one unit in a sentence, each of its own time: "September 5.7, August 5.8"."""
    levels = [
        f
        for f in sentence.figures
        if f.level and f.depth == 0 and not _is_change(f) and f.kind not in ("duration", "age")
    ]
    if any({"FROM", "THAN"} & set(f.leads[:2]) for f in levels):
        return
    for at, a in enumerate(levels):
        rest = [f for f in levels if f is not a and comparable(a, f) and index.edges_between(a, f) < 10]
        if len(rest) != 1 or levels.index(rest[0]) < at:
            continue
        b = rest[0]
        earlier = [f for f in (a, b) if _same_period(sentence, f)]
        if len(earlier) == 1:
            yield (b, a) if earlier[0] is a else (a, b)
            continue
        pa, pb = a.claim.period, b.claim.period
        if (
            pa is None
            or pb is None
            or pa.start is None
            or pb.start is None
            or pa.end is None
            or pb.end is None
            or pa.start == pb.start
        ):
            continue
        lengths = sorted(((pa.end - pa.start).days + 1, (pb.end - pb.start).days + 1))
        if lengths[1] > lengths[0] * 1.2 + 2 or index.edges_between(a, b) >= 10:
            continue
        yield (a, b) if pa.start > pb.start else (b, a)


def _same_period(sentence: Sentence, figure: Figure) -> bool:
    """True where "the same period of the previous year" stands right beside the figure."""
    for order in (figure.order - 1, figure.order + 1):
        if 0 <= order < len(sentence.figures):
            other = sentence.figures[order]
            gap = max(figure.first - other.after, other.first - figure.after)
            if other.claim.reading == "same-period" and gap <= 3:
                return True
    return False


def _is_change(figure: Figure) -> bool:
    """True for a figure that says by how much something rose or fell."""
    q = figure.claim.quantity
    if q is None or (q.value is None and q.ends is None):
        return False
    leads = figure.leads[:2]
    if "TO" in figure.leads[:1]:
        return False
    if q.direction is not None and not (leads and leads[0] in ("FROM", "THAN")):
        return True
    return bool(figure.tails) and figure.tails[0] in ("MORE", "FEWER", "UP", "DOWN")


def _gaps(sentence: Sentence) -> Iterator[Verdict]:
    """{a} … {b}, lower by {gap}: a gap between two shares that is given in percent is in percentage points.

    Only that slip is looked for: what else the gap may be against, the words alone do not settle.
    """
    for gap in sentence.figures:
        q = gap.claim.quantity
        if (
            gap.kind not in ("percent", "points")
            or q is None
            or q.value is None
            or not {"MORE", "FEWER"} & set(gap.leads[:1])
        ):
            continue
        before = [
            f
            for f in sentence.figures[: gap.order]
            if f.kind == "percent" and f.claim.quantity is not None and f.claim.quantity.value is not None
        ]
        if len(before) != 2 or gap.order - before[0].order > 3:
            continue
        a, b = before[0].claim.quantity, before[1].claim.quantity
        assert a is not None and b is not None
        first, second = (a, b) if a.middle >= b.middle else (b, a)
        if not change(second.logical, first.logical, percent=False).meets(q.logical):
            continue
        roles = [("change", gap.claim), ("new", before[1].claim), ("old", before[0].claim)]
        difference = said(first.middle - second.middle, 2)
        if gap.kind == "points":
            yield Verdict(CODE, "holds", roles, f"{told(before[0].claim)} - {told(before[1].claim)} = {difference}")
        elif not change(second.logical, first.logical, percent=True).meets(q.logical) and second.middle:
            relative = said(change(Range.point(second.middle), Range.point(first.middle), percent=True).middle)
            yield Verdict(
                CODE,
                "discrepancy",
                roles,
                f"{told(before[0].claim)} and {told(before[1].claim)} are {relative} % apart; "
                f"in percentage points {difference}",
                "likely",
                [Fit(f"{told(gap.claim)} is in percentage points", _points_edit(gap.claim))],
            )


def _changes(index: Index, sentence: Sentence, new: Figure, old: Figure) -> Iterator[Figure]:
    """The stated changes that qualify this pair: nearest in the sentence, no other pair between."""
    best: list[tuple[int, Figure]] = []
    for figure in sentence.figures:
        if figure in (new, old) or not _is_change(figure):
            continue
        if figure.kind in ("percent", "points"):
            if figure.kind == "points" and new.kind != "percent":
                continue
        elif figure.kind == "ratio" or not comparable(figure, new):
            continue
        if figure.opens and figure.depth > 0 and figure.kind != "percent":
            continue
        low, high = min(new.order, old.order), max(new.order, old.order)
        distance = 0 if low < figure.order < high else min(abs(figure.order - low), abs(figure.order - high))
        if distance > 1 and not _transparent(sentence, figure, new, old):
            continue
        if figure.order > high and len(index.words(max(new.after, old.after), figure.first)) > _OWN_SUBJECT:
            # "…, and yields on land without irrigation dropped 6%": what changed there is something else.
            continue
        nearest = new if abs(figure.order - new.order) <= abs(figure.order - old.order) else old
        if index.edges_between(figure, nearest) >= 2:
            continue
        if index.edges_between(figure, nearest) >= 10:
            continue
        best.append((distance, figure))
    if not best:
        return
    least = min(d for d, _ in best)
    seen: set[str] = set()
    for distance, figure in best:
        if distance == least and figure.kind not in seen:
            seen.add(figure.kind)
            yield figure


def _transparent(sentence: Sentence, figure: Figure, new: Figure, old: Figure) -> bool:
    """True where only dates, durations and bracketed figures stand between the change and its pair."""
    near = min((new, old), key=lambda f: abs(f.order - figure.order))
    return all(f.kind in ("date", "duration", "time", "ordinal") or f.opens for f in sentence.between(figure, near))


def _weigh(index: Index, sentence: Sentence, stated: Figure, new: Figure, old: Figure) -> Verdict | None:
    g, n, o = stated.claim, new.claim, old.claim
    gq, nq, oq = g.quantity, n.quantity, o.quantity
    assert gq is not None and nq is not None and oq is not None
    if (oq.value is not None and oq.value <= 0) or (nq.value is not None and nq.value < 0):
        return None
    if oq.value is None or nq.value is None:
        return None
    percent = stated.kind == "percent"
    down = gq.direction == "down" or (
        bool(stated.tails) and gq.direction is None and stated.tails[0] in ("FEWER", "DOWN")
    )
    roles = [("change", g), ("new", n), ("old", o)]
    sign = -1 if down else 1
    written = (lambda r: -r) if down else (lambda r: r)
    true_change = change(Range.point(oq.value), Range.point(nq.value), percent=percent)
    computed = true_change.middle
    decimals = percent_decimals(gq)
    if percent:
        because = f"{told(n)} against {told(o)} is {said(computed, decimals)} %"
    else:
        because = f"{told(n)} - {told(o)} = {said(computed, decimals)}"
    equations = {
        "change": lambda get: change(get("old"), get("new"), percent=percent),
        "new": lambda get: get("old") * (1 + get("change") / 100) if percent else get("old") + get("change"),
        "old": lambda get: get("new") / (1 + get("change") / 100) if percent else get("new") - get("change"),
    }
    if sentence.cues & _OTHER_BASE:
        return Verdict(CODE, "undecided", roles, f"{because}, but the sentence names another base")
    verdict = weigh(CODE, roles, equations, because, unit="%" if percent else gq.unit, transform={"change": written})
    if verdict.outcome != "discrepancy":
        return verdict
    loose = gq.logical
    # The direction alone is wrong: the same size the other way.
    opposite = -loose if sign > 0 else loose
    if opposite.meets(equations["change"](lambda role: {"new": nq.logical, "old": oq.logical}[role])):
        if _inverse_measure(index, min(stated, new, old, key=lambda f: f.order)):
            return None
        verdict.because = because + (", so it fell" if computed < 0 else ", so it rose")
        verdict.fits = [Fit("it fell, not rose" if computed < 0 else "it rose, not fell", None), *verdict.fits[:2]]
        verdict.roles = [("change", g), ("new", n), ("old", o)]
        return verdict
    if percent and new.kind == "percent" and old.kind == "percent":
        points = change(oq.logical, nq.logical, percent=False)
        if written(loose).meets(points):
            difference = Fraction(nq.middle - oq.middle)
            verdict.because = f"{because}; in percentage points {said(abs(difference), decimals)}"
            verdict.fits = [Fit(f"{told(g)} is in percentage points", _points_edit(g)), *verdict.fits[:2]]
            verdict.roles = [("change", g), ("new", n), ("old", o)]
            return verdict
    if percent and written(loose).meets((1 - oq.logical / nq.logical) * 100):
        verdict.because = f"{because}; of the new figure it is {said((1 - oq.middle / nq.middle) * 100, decimals)} %"
        verdict.fits.insert(0, Fit("the change is taken of the new figure, not of the old one", None))
        verdict.roles = [("change", g), ("new", n), ("old", o)]
    return verdict


def _points_edit(claim: Claim) -> Edit | None:
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


def _inverse_measure(index: Index, first: Figure) -> bool:
    """True where a currency is what rose or fell ("the yen rose to 153.50"): it rises as its number falls."""
    t = index.tokens
    for k in range(first.first - 1, max(first.sentence.first, first.first - _SUBJECT) - 1, -1):
        if k in index.owner or "currency" not in index.entry(k):
            continue
        note = any("same_below" in index.entry(m) for m in range(k, k + 4))
        if not note and t.text[k].isalpha() and len(t.text[k]) > 2:
            return True
    return False
