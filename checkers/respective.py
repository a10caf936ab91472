"""Shares that are given in turn are those of the parts that are given in turn.

> Norway and Spain sent 281,000 and 214,500 guests respectively, or 13 per cent and 17 per cent of the total.
! "13 per cent" the other way round ~ 17 per cent and 13 per cent

> Norway and Spain sent 281,000 and 214,500 guests respectively, or 17 per cent and 13 per cent of the total.
= "17 per cent" one whole

> The trial put 800 people on the drug and 400 on sugar pills. Nausea led 7.6 percent of the former and 4.5 percent of the
> latter to quit, 18 and 61 patients, respectively.
! "7.6 percent" the other way round

> 甲厂和乙厂去年分别招工240人和360人，分别占报名人数1200人的20%和36%。
! "36%" 360 of 1200 is 30 % ~ 30

> 甲厂和乙厂去年分别招工240人和360人，分别占报名人数1200人的20%和30%。
= "20%" one whole

> 全县受灾12.6万人。石门乡、柳河镇受灾分别为1.8万人和2.7万人，占全县的21.4%和14.3%。
! "21.4%" the other way round

> 全县采样100个，其中东湾42个、西湾35个、南湾23个，东湾和西湾分别占35%和42%。
! "35%" the other way round

> 全县采样100个，其中东湾42个、西湾35个、南湾23个，东湾和西湾分别占42%和35%。
= "42%" one whole

> Norway and Spain sent 281,000 and 214,500 guests respectively, up by 13 per cent and 17 per cent.

> Norway and Spain sent 281,000 and 214,500 guests respectively. Of these, 13 per cent and 17 per cent came by sea.

> Norway and Spain sent 281,000 and 214,500 guests respectively, or 25 per cent and 17 per cent of the total.
? "25 per cent" no whole

Rule: part / share is the whole, so parts of one whole are to one another as their shares are; where wholes of their own are
stated, each is its own. Two shares that would fit each other's part have changed places; what nothing explains is
undecided, for they may be shares of something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.runs import beside
from checkers._gather.terms import said as stands
from checkers._judge import of_hundred, percent_decimals, said, told, weigh
from checkers._slip import DIGIT, slip
from checkers._verdict import Fit, Verdict
from claims.quantity import Range

CODE = "respective"
_MOST = 4
_BACK = 8
_BREAKS = frozenset(("SHARE", "RESPECTIVELY"))
_CHANGES = frozenset(("UP", "DOWN", "BY", "THAN", "MORE", "FEWER", "YOY"))


def respective(parts: Sequence[Range], shares: Sequence[Range]) -> bool:
    """True where all the parts, each by its share in percent, are of one whole."""
    wholes = [part / share * 100 for part, share in zip(parts, shares, strict=True)]
    return all(a.meets(b) for a in wholes for b in wholes)


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        if "RESPECTIVELY" in sentence.cues or stands("in_turn", index.text(sentence.first, sentence.after)):
            groups = list(_groups(index, sentence))
            shares = [g for g in groups if g[0].kind == "percent"]
            parts = (
                [g for g in groups if g[0].kind != "percent" and len(g) == len(shares[0])] if len(shares) == 1 else []
            )
            if not parts and len(shares) == 1 and (named := _by_names(index, sentence, shares[0])):
                parts = [named]
            if len(parts) == 1:
                verdict = _weigh(index, sentence, parts[0], shares[0])
                if verdict is not None:
                    yield verdict


def _groups(index: Index, sentence: Sentence) -> Iterator[list[Figure]]:
    """Runs of two to four figures of one kind and unit, side by side."""
    run: list[Figure] = []
    for figure in [*sentence.figures, None]:
        q = figure.claim.quantity if figure is not None else None
        fits = (
            figure is not None
            and (figure.level or figure.kind == "percent")
            and q is not None
            and q.value is not None
            and q.value > 0
            and not figure.opens
            and figure.claim.cell is None
        )
        if run and fits and figure is not None and _listed(index, run[-1], figure):
            run.append(figure)
            continue
        if 2 <= len(run) <= _MOST:
            yield run
        run = [figure] if fits and figure is not None else []


def _by_names(index: Index, sentence: Sentence, shares: list[Figure]) -> list[Figure]:
    """The parts that bear the names before the shares: A 42个、B 35个、C 23个，A和B分别占42%和35%."""
    t = index.tokens
    prose = t.prose
    before = sentence.figures[: shares[0].order]
    if not before:
        return []
    first, after = before[-1].after, shares[0].first
    cue = next((k for k in range(first, after) if stands("in_turn", t.text[k])), first)
    start = next((k + 1 for k in range(cue - 1, first - 1, -1) if t.text[k] in ",，;；"), first)
    names = [""]
    for k in range(start, cue):
        if t.text[k] == "、" or "join" in index.entry(k):
            names.append("")
        else:
            names[-1] += prose[t.start[k] : t.start[k + 1]]
    names = [name.strip() for name in names if name.strip()]
    if len(names) != len(shares) or len(set(names)) != len(names):
        return []
    parts = []
    for name in names:
        own = [f for f in before if f.level and f.claim.cell is None and prose[: f.claim.start].rstrip().endswith(name)]
        if len(own) != 1:
            return []
        parts.append(own[0])
    return parts


def _listed(index: Index, a: Figure, b: Figure) -> bool:
    alike = a.kind == b.kind and a.unit == b.unit and beside(index, a, b)
    return alike and not _BREAKS & set(index.cues_between(a.after, b.first))


def _weigh(index: Index, sentence: Sentence, parts: list[Figure], shares: list[Figure]) -> Verdict | None:
    if any(_CHANGES & {*f.leads[:2], *f.tails[:1]} or _directed(f) for f in [*parts, *shares]):
        return None
    p, s = [_range(f) for f in parts], [_range(f) for f in shares]
    roles = [*(("share", f.claim) for f in shares), *(("part", f.claim) for f in parts)]
    names = " and ".join(told(f.claim) for f in parts), " and ".join(told(f.claim) for f in shares)
    stated = _stated(index, sentence, parts)
    if respective(p, s) or _own(p, s, stated):
        return Verdict(CODE, "holds", roles, f"{names[0]} are {names[1]} of one whole, or each of its own")
    for order in permutations(range(len(shares))):
        turned = [s[i] for i in order]
        if list(order) != sorted(order) and (respective(p, turned) or _own(p, turned, stated)):
            because = f"{names[0]} are no {names[1]} of what is stated; the other way round they are"
            other = " and ".join(told(shares[i].claim) for i in order)
            return Verdict(CODE, "discrepancy", roles, because, "likely", [Fit(f"the shares are {other}")])
    for whole in stated:
        odd = [i for i in range(len(parts)) if not (p[i] / _range(whole) * 100).meets(s[i])]
        if len(odd) == 1:
            return _one(parts[odd[0]], whole, shares[odd[0]])
    return Verdict(CODE, "undecided", roles, f"{names[0]} are {names[1]} of no whole that is stated")


def _one(part: Figure, whole: Figure, share: Figure) -> Verdict:
    """One of the shares is off, the others are of this whole."""
    q, p, w = share.claim.quantity, part.claim.quantity, whole.claim.quantity
    assert q is not None
    assert p is not None
    assert w is not None
    exact = Fraction(p.middle) / w.middle * 100
    because = f"{told(part.claim)} of {told(whole.claim)} is {said(exact, percent_decimals(q))} %, as the others are"
    equations = of_hundred("share")
    roles = [("share", share.claim), ("part", part.claim), ("whole", whole.claim)]
    verdict = weigh(CODE, roles, equations, because, unit="%", cap="likely", blame=("share", "part"))
    if verdict.outcome == "discrepancy" and slip(roles, equations, blame=("share", "part")) > DIGIT:
        return Verdict(CODE, "undecided", roles, because)
    return verdict


def _own(parts: list[Range], shares: list[Range], stated: list[Figure]) -> bool:
    """True where each part by its share is a whole of its own that is stated."""
    wholes = [part / share * 100 for part, share in zip(parts, shares, strict=True)]
    return bool(stated) and all(any(_range(f).meets(whole) for f in stated) for whole in wholes)


def _stated(index: Index, sentence: Sentence, parts: list[Figure]) -> list[Figure]:
    """The figures nearby that could be what the parts are of."""
    least = max(_range(f).middle for f in parts)
    return [
        f
        for s in index.sentences[max(0, sentence.position - _BACK) : sentence.position + 1]
        if s.paragraph >= sentence.paragraph - 1
        for f in s.figures
        if f.level
        and f not in parts
        and f.claim.quantity is not None
        and f.claim.quantity.value is not None
        and f.claim.quantity.middle > least
        and (f.kind == parts[0].kind or {f.kind, parts[0].kind} <= {"count", "number"})
        and (f.unit == parts[0].unit or parts[0].kind in ("count", "number"))
    ]


def _range(figure: Figure) -> Range:
    q = figure.claim.quantity
    assert q is not None
    return q.logical


def _directed(figure: Figure) -> bool:
    q = figure.claim.quantity
    return q is not None and q.direction is not None
