"""What there is at the end is what there was, with what came and without what went.

> The club began the year with 120 members, gained 15, lost nine and now has 126.
= "126" 120 + 15 - 9 = 126

> The club began the year with 120 members, gained 15, lost nine and now has 162.
! "162" 120 + 15 - 9 = 126 ~ 126

> The chain opened 12 shops and closed 5, taking its total from 157 to 164.
= "164" 157 + 12 - 5 = 164

> 合作社年初有成员120户，新增15户，退出9户，年末162户。
! "162户" 120 + 15 - 9 = 126 ~ 126

> The chain began the year with 1,412 shops. It opened 57 and shut 83, and ended it with 1,286.
! "1,286" 1,412 + 57 - 83 = 1,386 ~ 1,386

> At the start of May the park had 6,200 members. Over the month 410 people joined and 380 left, leaving 6,230.
= "6,230" 6,200 + 410 - 380 = 6,230

> At the start of May the park had 6,200 members. Over the month 410 people joined and one left, leaving 6,230.

> The school started with 300 pupils, admitted 40, lost 25 and ended with 290.
? "290" 300 + 40 - 25 = 315

> The club began in 1990 with 120 members; 15 of them left and nine now hold office.

> It opened 12 shops in the north and now trades from 164.

> She won 12 games, lost nine and now has 30 points.

> The firm began with 120 staff, hired 15 engineers, lost $9 million and now has 126 customers.

Rule: closing = opening + in - out, where all of them stand in up to three sentences and count one thing. Movements that
nobody mentions are common: what does not fit is judged only where a swap, a scale or a digit mends it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.index import comparable
from checkers._gather.kin import AMOUNTS, OTHER, elided, kin, unread
from checkers._gather.terms import said as stands
from checkers._gather.terms import terms
from checkers._judge import Equation, said, weigh
from checkers._slip import DIGIT, counted, slip
from checkers._verdict import Verdict
from claims.quantity import Quantity, Range

CODE = "balance"
_BACK = 48
_CUTS = frozenset(",;，；、")
_WORDS = 9
_FIGURES = 12
_SENTENCES = 3


def balance(opening: Range, came: Sequence[Range], went: Sequence[Range]) -> Range:
    """What there is at the end."""
    total = opening
    for amount in came:
        total = total + amount
    for amount in went:
        total = total - amount
    return total


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        verdict = _in_sentence(index, sentence) if 4 <= len(sentence.figures) <= _FIGURES else None
        verdict = verdict or _over_sentences(index, sentence)
        if verdict is not None:
            yield verdict


def _before(index: Index, figure: Figure) -> str:
    """The words between the figure and the one before it, not far back."""
    start = figure.sentence.start
    for other in figure.sentence.figures[: figure.order]:
        if other.kind != "date":
            start = other.claim.end
    prose: str = index.tokens.prose
    return prose[max(start, figure.claim.start - _BACK) : figure.claim.start]


def _in_sentence(index: Index, sentence: Sentence) -> Verdict | None:
    levels = [
        f
        for f in sentence.figures
        if f.kind in ("count", "number", "money", "measure")
        and f.claim.quantity is not None
        and f.claim.quantity.value is not None
        and f.claim.quantity.value >= 0
        and f.claim.cell is None
        and not f.opens
    ]
    opening: Figure | None = None
    closing: Figure | None = None
    came: list[Figure] = []
    went: list[Figure] = []
    for figure in levels:
        words = _before(index, figure)
        inward, outward = terms("inflow", words), terms("outflow", words)
        if figure.leads[:1] == ("FROM",) and opening is None and (came or went):
            opening = figure
        elif figure.leads[:1] == ("TO",) and opening is not None and opening.leads[:1] == ("FROM",) and closing is None:
            closing = figure
        elif stands("opening", words) and opening is None and not came and not went:
            opening = figure
        elif stands("closing", words) and not inward and closing is None and (opening or came or went):
            closing = figure
        elif inward and (not outward or inward[-1].start > outward[-1].start):
            came.append(figure)
        elif outward:
            went.append(figure)
        else:
            return None
    if opening is None or closing is None or (not came and not went) or len(came) + len(went) < 2:
        return None
    if closing.kind == "number" and opening.kind == "number":
        return None
    if any(not _alike(opening, f) for f in (closing, *came, *went)):
        return None
    return _weigh(opening, closing, came, went)


def _over_sentences(index: Index, last: Sentence) -> Verdict | None:
    """It began the year with {opening}. It gained {in} and lost {out}, and has {closing}: told in up to three sentences."""
    closing = next((f for f in last.figures if _level(f) and _closes(index, f)), None)
    if closing is None:
        return None
    for back in range(_SENTENCES):
        sentences = index.sentences[max(0, last.position - back) : last.position + 1]
        first = sentences[0]
        if len(sentences) <= back or first.paragraph != last.paragraph or first.heading:
            return None
        figures = [f for s in sentences for f in s.figures if _level(f) and f.claim.start < closing.claim.start]
        if len(figures) < 3:
            continue
        opening, *moved = figures
        if opening.sentence is not first or elided(index, opening) or opening.kind == "number":
            return None
        # What counts something else is passed over; people come and go whatever they are called.
        moved = [f for f in moved if kin(index, opening, f) != OTHER or _people(f)]
        sides = [_side(index, f) for f in moved]
        if len(moved) < 2 or None in sides or len(set(sides)) < 2 or _side(index, opening) is not None:
            continue
        if kin(index, opening, closing) == OTHER and not (stands("opening", _around(index, opening))):
            continue
        came = [f for f, side in zip(moved, sides, strict=True) if side == "in"]
        went = [f for f, side in zip(moved, sides, strict=True) if side == "out"]
        if unread(index, opening.after, closing.first):
            return None
        return _weigh(opening, closing, came, went)
    return None


def _level(figure: Figure) -> bool:
    q = figure.claim.quantity
    return (
        figure.kind in AMOUNTS
        and q is not None
        and q.value is not None
        and q.value >= 0
        and figure.claim.cell is None
        and not figure.opens
    )


def _people(figure: Figure) -> bool:
    return figure.unit == "person"


def _around(index: Index, figure: Figure) -> str:
    """The words before a figure and the few behind it, no further than the next figure."""
    return f"{_before(index, figure)} {_behind(index, figure)}"


def _behind(index: Index, figure: Figure) -> str:
    following = figure.sentence.figures[figure.order + 1 : figure.order + 2]
    end = min(following[0].claim.start if following else figure.sentence.end, figure.claim.end + _BACK)
    prose: str = index.tokens.prose
    return prose[figure.claim.end : end]


def _clause(index: Index, figure: Figure, step: int) -> str:
    """The words of the figure's clause before (step -1) or behind it (step 1), no further than a mark, "and" or figure."""
    sentence = figure.sentence
    start = k = figure.first - 1 if step < 0 else figure.after
    while sentence.first <= k < sentence.after and abs(k - start) < _WORDS:
        owner = index.owner.get(k)
        if (owner is not None and owner.kind != "date") or index.tokens.text[k] in _CUTS or "join" in index.entry(k):
            break
        k += step
    return index.text(k + 1, start + 1) if step < 0 else index.text(start, k)


def _side(index: Index, figure: Figure) -> str | None:
    """Whether the words beside a figure say that so much came or went: those before it in its clause, else those behind."""
    for step in (-1, 1):
        clause = _clause(index, figure, step)
        sides = {side for side in ("in", "out") if stands(f"{side}flow", clause)}
        if sides:
            return sides.pop() if len(sides) == 1 else None
    return None


def _closes(index: Index, figure: Figure) -> bool:
    clause = _clause(index, figure, -1)
    return stands("closing", clause) and not stands("inflow", clause) and not stands("outflow", clause)


def _alike(a: Figure, b: Figure) -> bool:
    return comparable(a, b) or (
        {a.kind, b.kind} <= {"count", "number"} and (a.unit is None or b.unit in (None, a.unit))
    )


def _weigh(opening: Figure, closing: Figure, came: list[Figure], went: list[Figure]) -> Verdict | None:
    ins = {f"in {n}" if len(came) > 1 else "in": f for n, f in enumerate(came, 1)}
    outs = {f"out {n}" if len(went) > 1 else "out": f for n, f in enumerate(went, 1)}
    roles = [("closing", closing.claim), ("opening", opening.claim)]
    roles += [(name, f.claim) for name, f in {**ins, **outs}.items()]
    equations: dict[str, Equation] = {
        "closing": lambda get: balance(get("opening"), [get(n) for n in ins], [get(n) for n in outs]),
        "opening": lambda get: balance(get("closing"), [get(n) for n in outs], [get(n) for n in ins]),
    }
    for name in ins:
        equations[name] = lambda get, own=name: balance(  # type: ignore[misc]
            get("closing"), [get(n) for n in outs], [get("opening"), *(get(n) for n in ins if n != own)]
        )
    for name in outs:
        equations[name] = lambda get, own=name: balance(  # type: ignore[misc]
            get("opening"), [get(n) for n in ins], [get("closing"), *(get(n) for n in outs if n != own)]
        )

    def middle(figure: Figure) -> Quantity:
        assert figure.claim.quantity is not None
        return figure.claim.quantity

    start = middle(opening).middle
    parts = [said(start, 3)]
    total = start
    for figure in came:
        total += middle(figure).middle
        parts.append(f"+ {said(middle(figure).middle, 3)}")
    for figure in went:
        total -= middle(figure).middle
        parts.append(f"- {said(middle(figure).middle, 3)}")
    because = f"{' '.join(parts)} = {said(total, 3)}"
    verdict = weigh(CODE, roles, equations, because, unit=closing.unit, cap="likely", ranges=counted)
    if (
        verdict.outcome == "discrepancy"
        and slip(roles, equations, ranges=counted, blame=("closing", "opening")) > DIGIT
    ):
        return Verdict(CODE, "undecided", roles, f"{because}, if nothing else came or went")
    return verdict
