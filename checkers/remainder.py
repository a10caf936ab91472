"""What is left of a whole is the whole without its parts.

> Of the 50 candidates, 32 passed; the other 18 will sit the test again.
= "18" 50 - 32 = 18

> Of the 50 candidates, 32 passed; the other 28 will sit the test again.
! "28" 50 - 32 = 18 ~ 18

> Of the 50 states, 32 have such a law, including the 12 largest; the remaining 18 do not.
= "18" 50 - 32 = 18

> 公司现有员工860人，其中技术人员512人，其余348人为行政人员。
= "348" 860 - 512 = 348

> 公司现有员工860人，其中技术人员512人，其余384人为行政人员。
! "384" 860 - 512 = 348 ~ 348

> About 62% came by train, 21% by bus and the remaining 17% on foot.
= "17%" 100 - 62 - 21 = 17

> Of the 640 services, 96 were late, and a further 19 never ran at all. The remaining 552 were on time.
! "552" 640 - 96 - 19 = 525 ~ 525

> At the peak 214,000 of the 535,000 customers were in the dark. Crews restored service to 150,000 of them, leaving 74,000 out.
! "74,000" 214,000 - 150,000 = 64,000 ~ 64,000

> The flood cut off 214,000 customers, leaving 74,000 of them without water.

> The line has 22 halts. Fifteen are in the open; the other nine lie in tunnels.
! "nine" 22 - Fifteen = 7

> The line has 22 halts. Fifteen are in the open; the other seven lie in tunnels.
= "seven" 22 - Fifteen = 7

> The flood reached 3,640 homes.
>
> Power is back in 2,170 of them. That leaves 1,740 in the dark, the mayor said.
! "1,740" 3,640 - 2,170 = 1,470 ~ 1,470

> 全县收粮28.4万吨，比上年的27.1万吨多。
>
> 其中，小麦24.3万吨，其余3.1万吨为豆类。
! "3.1万吨" 28.4万吨 - 24.3万吨 ~ 4.1

> Of those asked 54 percent said yes and 28 percent no. The remaining 28 percent did not say.
! "28 percent" 2 = 18 ~ 18

> The line has 22 halts. Fifteen are in the open and one in a park; the other nine lie in tunnels.

> The firm has 120 shops. It closed 45 shops in May and kept the remaining 70 shops.
? "70" 120 - 45 = 75

> Of the 50 candidates, 32 passed. The other 28 towns hold their tests in May.

> The 50 candidates met 32 voters each. The other party sent 28 people.

> The fund raised £62.1m last year.
>
> It spent £58.4m, of which £47.3m went on care, and kept the £3.7m left over.
= "£3.7m" £62.1m - £58.4m = 3,700,000

> He scored 30 points in 12 games; the other 14 players on the team made 20 each.

> Small loans came to 62.3 billion, up 12.5% over 55.4 billion in January. The balance of bad loans was 1.94 billion.

> There were 212 adults, 129 of them women; 14 dropped out, nine of them early, leaving 101 and 97 in the groups.

Rule: remainder = whole - parts, over the ranges that rounding allows. Any of the figures between may be parts of parts: one
reading that fits is enough. What does not fit is judged where words tie the parts to the whole ("of them", "of which", "the
other" of things whose noun is left out), and else only where a digit or a swap explains it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from fractions import Fraction

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.index import comparable
from checkers._gather.kin import OTHER, SAME, elided, kin, unread
from checkers._gather.pairs import is_base
from checkers._gather.runs import beside
from checkers._gather.terms import ends_with, terms
from checkers._gather.terms import said as stands
from checkers._judge import Equation, best_fits, said, told, weigh
from checkers._repair import fineness, repairs, written_slip
from checkers._slip import DIGIT, counted, slip
from checkers._verdict import Verdict
from claims.quantity import Range

CODE = "remainder"
_KINDS = frozenset(("count", "number", "money", "measure"))
_BACK, _AFTER = 48, 24
_SENTENCES = 4
_PARTS = 5
_NO_PART = frozenset(("FROM", "THAN", "EACH", "PER", "AVERAGE"))
_SMALL = 200
_TELLING = 3
_TRIES = 8
_LOOSE, _TIED, _FIRM = 1, 2, 3


def remainder(whole: Range, parts: list[Range]) -> Range:
    """What the parts leave of the whole."""
    for part in parts:
        whole = whole - part
    return whole


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for at, sentence in enumerate(index.sentences):
        for figure in sentence.figures:
            q = figure.claim.quantity
            if q is None or q.value is None or q.value <= 0 or q.direction is not None or figure.claim.cell is not None:
                continue
            cue = _left(index, figure)
            if cue is None:
                continue
            if figure.kind == "percent":
                yield from _of_hundred(index, sentence, figure)
            elif figure.kind in _KINDS:
                before = index.sentences[at - 1] if at else None
                near = before if before is not None and before.paragraph == sentence.paragraph else None
                found = list(_of_whole(index, sentence, near, figure)) if cue != "after" else []
                if not any(v.outcome != "undecided" for v in found):
                    looked_up = _of_those(index, figure) or _looked_up(index, figure)
                    found = [looked_up] if looked_up is not None else found
                found = [_wider(index, figure, v) or v for v in found]
                yield from (
                    v
                    for v in found
                    if not (_of_another(figure, v) or _from_base(index, v) or _of_two(index, figure, v))
                )


def _wider(index: Index, left: Figure, verdict: Verdict) -> Verdict | None:
    """What is left of an income told before, of which the whole of the sentence was spent: 62.1 raised, 58.4 spent, 3.7 left."""
    if verdict.outcome != "discrepancy":
        return None
    spent = next((index.by_id[id(c)] for role, c in verdict.roles if role == "whole"), None)
    if spent is None:
        return None
    wholes = [f for f in index.around(left) if f.claim.start < spent.claim.start and _size(f) > _size(spent)]
    verdicts = (_weigh(left, f, [spent])[0] for f in wholes if _meets(left, f, [spent]))
    return next((v for v in verdicts if v.outcome == "holds"), None)


def _from_base(index: Index, verdict: Verdict) -> bool:
    """True for a discrepancy with what a change is counted from: "62.3 billion, up 12.5% over 55.4 billion"."""
    parts = [index.by_id[id(claim)] for role, claim in verdict.roles if role.startswith("part")]
    return verdict.outcome == "discrepancy" and any(is_base(index, part) for part in parts)


def _of_two(index: Index, figure: Figure, verdict: Verdict) -> bool:
    """True for a discrepancy of one of two that are left of two wholes: "14 dropped out, leaving 101 and 97"."""
    after = figure.sentence.figures[figure.order + 1 : figure.order + 2]
    return (
        verdict.outcome == "discrepancy"
        and bool(after)
        and _alike(after[0], figure)
        and beside(index, figure, after[0])
    )


def _alike(a: Figure, b: Figure) -> bool:
    return comparable(a, b) and a.kind == b.kind and a.claim.quantity is not None and a.claim.quantity.value is not None


def _of_another(figure: Figure, verdict: Verdict) -> bool:
    """True where a bare number is so much more of the measure before it, not of things: "the first 8 km … the other 17"."""
    before = [f for f in figure.sentence.figures[: figure.order] if f.kind in _KINDS]
    if figure.kind != "number" or not before or before[-1].kind not in ("measure", "money"):
        return False
    whole = next((claim for role, claim in verdict.roles if role == "whole"), None)
    return whole is not None and whole.kind != before[-1].kind


def _left(index: Index, figure: Figure) -> str | None:
    """How the words beside the figure say that it is what is left: `before` it, or `after`; None where they do not."""
    prose = index.tokens.prose
    q = figure.claim.quantity
    before = prose[max(figure.sentence.start, figure.claim.start - _BACK) : figure.claim.start]
    found = terms("remaining", before)
    if found:
        rest = before[found[-1].end :].strip()
        if not rest or (q is not None and q.hedge is not None and len(rest) < 8):
            return "before"
    # "What remained for the family was $1.75 million": a verb that says how much stands between.
    if (verb := ends_with("comes_to", before)) is not None:
        clause = before[: verb.start]
        cut = max((clause.rfind(mark) for mark in ",;:.，；：。"), default=-1)
        if stands("what_is_left", clause[cut + 1 :]):
            return "before"
    after = prose[figure.claim.end : min(figure.sentence.end, figure.claim.end + _AFTER)].split(",")[0]
    left = terms("left_over", after)
    if left and len(after[: left[0].start].split()) <= 1 and kin(index, figure, figure) != OTHER:
        return "after"
    return None


def _amounts(figures: list[Figure], like: Figure) -> list[Figure]:
    return [
        f
        for f in figures
        if f.kind in _KINDS
        and f.claim.cell is None
        and not f.opens
        and f.claim.quantity is not None
        and f.claim.quantity.value is not None
        and f.claim.quantity.value > 0
        and f.claim.quantity.direction is None
        and (comparable(f, like) or {f.kind, like.kind} <= {"count", "number"})
    ]


def _of_whole(index: Index, sentence: Sentence, near: Sentence | None, left: Figure) -> Iterator[Verdict]:
    own = _amounts(sentence.figures[: left.order], left)
    earlier = _amounts(near.figures, left) if near is not None else []
    every = [*earlier, *own]
    tries: list[tuple[Verdict, int, Figure, list[Figure]]] = []
    for position, whole in enumerate(every):
        parts = every[position + 1 :]
        size = whole.claim.quantity.middle if whole.claim.quantity is not None else 0
        if not parts or (left.claim.quantity is not None and left.claim.quantity.middle > size):
            continue
        for chosen in _choices(parts):
            if sum(p.claim.quantity.middle for p in chosen if p.claim.quantity is not None) >= size:
                continue
            tries.append((*_weigh(left, whole, chosen), whole, chosen))
    good = [t for t in tries if t[0].outcome == "holds"]
    if good:
        yield good[0][0]
        return
    # One whole and one way to count its parts, in words that say so.
    sure = [t for t in tries if t[2] in own and t[3] == own[own.index(t[2]) + 1 :]]
    if len(own) >= 2 and len(sure) >= 1 and _opens(index, sentence, own[0]) and sure[0][2] is own[0]:
        verdict = sure[0][0]
        if _same_things(own[0], left) and (sure[0][1] <= DIGIT or len(own) == 2):
            yield verdict
        return
    if near is not None and not own and earlier and _opens(index, near, earlier[0]) and _same_things(earlier[0], left):
        # "Of the 50 candidates, 32 passed and a further 4 …. The remaining 12 …": all the parts, or nothing.
        every_part = [t for t in tries if t[2] is earlier[0] and t[3] == earlier[1:]]
        if every_part and every_part[0][1] <= DIGIT:
            yield every_part[0][0]
        return
    of_them = [f for f in own if _them(index, f)]
    if len(of_them) == 1 and near is not None and earlier:
        # "{whole} were out. Crews restored 150 of them, leaving …": the words point to the first figure of what they are.
        pointed = [t for t in tries if t[2] is earlier[0] and t[3] == of_them]
        if pointed and pointed[0][1] <= DIGIT:
            yield pointed[0][0]
        return
    if len(every) == 2 and len(tries) == 1 and _same_things(every[0], left, named=True):
        verdict, rank, whole, parts = tries[0]
        if rank < DIGIT:
            yield verdict
        else:
            yield Verdict(CODE, "undecided", verdict.roles, f"{verdict.because}, if nothing else was left out")


def _choices(parts: list[Figure]) -> Iterator[list[Figure]]:
    """All the parts, the first of them alone, the first few."""
    yield parts
    for many in range(len(parts) - 1, 0, -1):
        yield parts[:many]
        yield parts[-many:]


def _opens(index: Index, sentence: Sentence, whole: Figure) -> bool:
    """True where the sentence is about the parts of this whole: "Of the 50 …", "32 of the 50", 其中."""
    if whole.leads[:1] == ("OF",) and whole.first - sentence.first <= 5:
        return True
    return "INCLUDING" in sentence.cues and any(
        "parts" in index.entry(k) for k in range(whole.after, min(whole.after + 12, sentence.after))
    )


def _them(index: Index, figure: Figure) -> bool:
    """True for "150 of them", "150 of these"."""
    return "parts" in index.entry(figure.after)


def _same_things(whole: Figure, left: Figure, *, named: bool = False) -> bool:
    if left.kind == "number" or whole.kind == "number":
        return not named
    return whole.unit == left.unit


def _weigh(left: Figure, whole: Figure, parts: list[Figure]) -> tuple[Verdict, int]:
    names = {f"part {n}": p for n, p in enumerate(parts, 1)}
    roles = [("remainder", left.claim), ("whole", whole.claim)] + [(n, p.claim) for n, p in names.items()]
    equations: dict[str, Equation] = {
        "remainder": lambda get: remainder(get("whole"), [get(n) for n in names]),
        "whole": lambda get: sum((get(n) for n in names), get("remainder")),
    }
    for name in names:
        equations[name] = lambda get, own=name: remainder(  # type: ignore[misc]
            get("whole"), [get("remainder"), *(get(n) for n in names if n != own)]
        )
    assert whole.claim.quantity is not None
    computed = whole.claim.quantity.middle - sum(p.claim.quantity.middle for p in parts if p.claim.quantity is not None)
    because = f"{' - '.join(told(c) for c in (whole.claim, *(p.claim for p in parts)))} = {said(computed, 3)}"
    verdict = weigh(CODE, roles, equations, because, unit=left.unit, cap="likely", ranges=counted)
    return verdict, slip(roles, equations, ranges=counted)


def _looked_up(index: Index, left: Figure) -> Verdict | None:
    """What is left of a whole that was said before, in another sentence or paragraph, its noun left out as it may be.

    The nearest figure that counts the same things and has parts is the whole, what stands between are its parts.
    """
    figures = _before(index, left)
    tries: list[tuple[Figure, list[Figure]]] = []
    for position, whole in enumerate(figures):
        if kin(index, whole, left) == OTHER or not _size(left) < _size(whole):
            continue
        after = [f for f in figures[position + 1 :] if kin(index, whole, f) != OTHER]
        # "32 of the 50": the part stands before its whole.
        ahead = [f for f in figures[max(0, position - 1) : position] if _part_of(f, whole)]
        tries += [(whole, p) for p in _subsets(ahead + after) if sum(map(_size, p)) < _size(whole)]
    if not tries:
        return None
    for whole, parts in sorted(tries, key=lambda t: (t[0].claim.start, len(t[1])), reverse=True):
        if _meets(left, whole, parts) and (verdict := _weigh(left, whole, parts)[0]).outcome == "holds":
            return verdict
    start = min(whole.claim.start for whole, _ in tries)
    if unread(index, min(whole.first for whole, _ in tries), left.first) or _newly_sized(
        index, start, left.claim.start
    ):
        return None
    ties = [(_tied(index, whole, parts, left, figures), (whole, parts)) for whole, parts in tries]
    best = max(tie for tie, _ in ties)
    if not best:
        return _by_slip(left, [t for t in tries if t[0].sentence.position >= left.sentence.position - 1])
    bound = [t for tie, t in ties if tie == best]
    # Two wholes, one after the other, are told apart by nearness where nothing else ties the parts.
    start = max(whole.claim.start for whole, _ in bound) if best == _LOOSE else 0
    whole, parts = max((t for t in bound if t[0].claim.start >= start), key=lambda t: len(t[1]))
    if best > _LOOSE and any(other is not whole and other not in parts for other, _ in bound):
        return None
    small = len(parts) == 1 and _size(whole) <= _SMALL
    verdict, rank = _weigh(left, whole, parts)
    return verdict if rank <= DIGIT or small or best == _FIRM else None


def _meets(left: Figure, whole: Figure, parts: list[Figure]) -> bool:
    """True where the loosest readings allow the remainder: what tells most tries apart, before any is weighed."""
    ranges = [counted(f.claim.quantity)[0] for f in (left, whole, *parts) if f.claim.quantity is not None]
    return ranges[0].meets(remainder(ranges[1], ranges[2:]))


def _newly_sized(index: Index, start: int, end: int) -> bool:
    """Whether the text speaks of another sample meanwhile: "Participants (N = 211) took part"."""
    claims = index.claims
    first, after = (bisect_left(claims, at, key=lambda c: c.start) for at in (start + 1, end))
    return any(
        c.kind == "statistic" and c.detail is not None and c.detail.get("test") == "n" for c in claims[first:after]
    )


def _by_slip(left: Figure, tries: list[tuple[Figure, list[Figure]]]) -> Verdict | None:
    """What only a slip ties to a whole: a digit or a swap of a figure of three and more, where little else could be it."""
    q = left.claim.quantity
    if q is None or fineness(q) < _TELLING or not tries:
        return None
    nearest = max(whole.claim.start for whole, _ in tries)
    # Finer figures are mended by chance less often, and more of them may be tried.
    few = [t for t in tries if t[0].claim.start == nearest] if fineness(q) > _TELLING else tries
    if len(few) > _TRIES:
        return None
    slipped = [
        (whole, parts)
        for whole, parts in few
        if (whole.kind, whole.unit) == (left.kind, left.unit)
        and written_slip([(whole.claim, -1), *((p.claim, 1) for p in parts), (left.claim, 1)]) is not None
    ]
    return _weigh(left, *slipped[0])[0] if len(slipped) == 1 else None


def _of_those(index: Index, left: Figure) -> Verdict | None:
    """That left {remainder} of the {whole} …, {part} of whom …: the part stands behind, in its sentence or before."""
    after = left.sentence.figures[left.order + 1 :]
    if not after or after[0].leads[:1] != ("OF",) or after[0].first - left.after > _PARTS:
        return None
    whole = after[0]
    if kin(index, whole, left) == OTHER or whole.kind == "number" or _size(whole) <= _size(left):
        return None
    behind = [f for f in after[1:] if _amount(f) and f.kind != "percent" and kin(index, whole, f) != OTHER]
    before = [f for f in _before(index, left) if f.sentence.position >= left.sentence.position - 1]
    for parts in [[f] for f in behind] + [p for p in _subsets(before) if len(p) <= 2]:
        if _meets(left, whole, parts) and (verdict := _weigh(left, whole, parts)[0]).outcome == "holds":
            return verdict
    if len(behind) == 1 and elided(index, behind[0]) and _size(behind[0]) < _size(whole):
        verdict, rank = _weigh(left, whole, behind)
        return verdict if rank <= DIGIT and (_size(behind[0]) + _size(left)) * 10 > _size(whole) * 9 else None
    return None


def _amount(figure: Figure) -> bool:
    q = figure.claim.quantity
    return (
        figure.kind in _KINDS
        and figure.claim.cell is None
        and not figure.depth
        and q is not None
        and q.value is not None
        and q.value > 1
        and q.direction is None
        and not (figure.leads[:1] and figure.leads[0] in _NO_PART)
    )


def _before(index: Index, left: Figure) -> list[Figure]:
    """The amounts before a remainder, in its paragraph and the one before it, that may be a whole or a part."""
    at = left.sentence.position
    sentences = [
        s
        for s in index.sentences[max(0, at - _SENTENCES) : at + 1]
        if not s.heading and s.paragraph >= left.sentence.paragraph - 1
    ]
    return [
        f
        for s in sentences
        for f in s.figures
        if f.claim.start < left.claim.start
        and f.kind in _KINDS
        and f.claim.cell is None
        and not f.depth
        and f.claim.quantity is not None
        and f.claim.quantity.value is not None
        and f.claim.quantity.value > 0
        and f.claim.quantity.direction is None
        and not (f.leads[:1] and f.leads[0] in _NO_PART)
    ]


def _subsets(parts: list[Figure]) -> Iterator[list[Figure]]:
    few = parts[-_PARTS:]
    for bits in range(2 ** len(few) - 1, 0, -1):
        yield [f for k, f in enumerate(few) if bits >> k & 1]


def _size(figure: Figure) -> Fraction:
    return figure.claim.quantity.middle if figure.claim.quantity is not None else Fraction(0)


def _part_of(part: Figure, whole: Figure) -> bool:
    return part.sentence is whole.sentence and whole.leads[:1] == ("OF",) and whole.first - part.after <= 3


def _tied(index: Index, whole: Figure, parts: list[Figure], left: Figure, figures: list[Figure]) -> int:
    """How well words tie these parts, and all of the figures between, to this whole: `_FIRM`, `_TIED`, `_LOOSE` or 0."""
    between = [
        f for f in figures if whole.claim.start < f.claim.start < left.claim.start and kin(index, whole, f) != OTHER
    ]
    ahead = [p for p in parts if p.claim.start < whole.claim.start]
    if [p for p in parts if p not in ahead] != between:
        return 0
    if kin(index, whole, left) != SAME and not elided(index, left):
        return 0
    said_so = ahead or any(_them(index, p) or "INCLUDING" in p.leads[:1] for p in parts)
    close = whole.sentence is parts[0].sentence or (
        whole.sentence.position == parts[0].sentence.position - 1
        and whole.sentence.paragraph == left.sentence.paragraph
    )
    if said_so and close and parts[-1].sentence.position >= left.sentence.position - 1:
        return _FIRM
    begun = any("parts" in index.entry(k) for k in range(parts[0].sentence.first, parts[0].sentence.first + 2))
    together = whole.sentence is left.sentence and all(kin(index, whole, p) == SAME for p in parts)
    if said_so or begun or together or _opens(index, whole.sentence, whole):
        return _TIED
    bare = all(elided(index, p) for p in parts) and whole.kind == "count" and not elided(index, whole)
    return _LOOSE if bare else 0


def _of_hundred(index: Index, sentence: Sentence, left: Figure) -> Iterator[Verdict]:
    """{a} %, {b} % and the remaining {c} %: what is left of the hundred."""
    before = [f for f in sentence.figures[: left.order] if _share(f)]
    near = index.sentences[sentence.position - 1] if sentence.position else None
    if not before and near is not None and near.paragraph == sentence.paragraph:
        before = [f for f in near.figures if _share(f)]
    q = left.claim.quantity
    assert q is not None
    for many in range(len(before), 0, -1):
        verdict = _hundred(left, before[-many:])
        if verdict.outcome == "holds":
            yield verdict
            return
    every = [f for s in {id(f.sentence): f.sentence for f in [*before, left]}.values() for f in s.figures]
    if len(before) < 2 or any(f.kind in ("percent", "points") and not _share(f) for f in every):
        return
    verdict = _hundred(left, before)
    if verdict.fits and verdict.fits[0].rank <= DIGIT:
        yield verdict


def _share(figure: Figure) -> bool:
    q = figure.claim.quantity
    return (
        figure.kind == "percent"
        and q is not None
        and q.value is not None
        and q.direction is None
        and not figure.opens
        and not (figure.leads[:1] and figure.leads[0] in _NO_PART)
    )


def _hundred(left: Figure, parts: list[Figure]) -> Verdict:
    q = left.claim.quantity
    assert q is not None
    amounts = [p.claim.quantity for p in parts if p.claim.quantity is not None]
    allowed = remainder(Range.point(100), [a.logical for a in amounts])
    middle = 100 - sum((a.middle for a in amounts), Fraction(0))
    roles = [("remainder", left.claim)] + [("part", p.claim) for p in parts]
    because = f"{' - '.join(['100', *(told(p.claim).rstrip('% ') for p in parts)])} = {said(middle, 2)}"
    if q.logical.meets(allowed):
        return Verdict(CODE, "holds", roles, because, found=q.logical, expected=allowed, unit="%")
    verdict = Verdict(CODE, "discrepancy", roles, because, "likely", found=q.logical, expected=allowed, unit="%")
    ranked = list(repairs(left.claim, Range.point(middle)))
    for at, part in enumerate(parts):
        ranked += repairs(part.claim, Range.point(middle - q.middle + amounts[at].middle))
    verdict.fits = best_fits(ranked)
    return verdict
