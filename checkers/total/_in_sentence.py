"""A total and the parts that its own sentence lists, in brackets, with names, or as what a sum comes to."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction

from checkers._gather import Figure, Index, Sentence
from checkers._gather.index import comparable
from checkers._gather.kin import AMOUNTS, SAME, elided, kin, unread
from checkers._gather.runs import beside
from checkers._judge import best_fits, said, told
from checkers._repair import repairs
from checkers._verdict import Verdict
from checkers.total._judging import (
    CODE,
    DIGITS_TELL,
    LACKING,
    NEAR_MARK,
    SEVERAL,
    addend,
    alike_to,
    bracket,
    comes_to,
    enumerated,
    far,
    is_partial,
    may_lack,
    mended,
    one_more,
    one_sided,
    same_name,
    size,
    slips,
    weighed,
)
from checkers.total._over_sentences import summed_up
from claims.quantity import Range

_FEW = 30
_OFF = 2
_COUNTED = ("count", "number")
_NAMED = Fraction(1, 5)
_EXCESS = Fraction(1, 4)
_ALL_BUT = Fraction(1, 25)
_LED = 4


def in_sentence(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """The totals of one sentence, whose parts it lists."""
    figures = [
        f for f in sentence.figures if f.level and f.kind not in ("duration", "age", "date") and f.claim.cell is None
    ]
    if len(figures) < 2:
        return
    yield from summed_up(index, figures)
    for at, whole in enumerate(figures):
        q = whole.claim.quantity
        assert q is not None
        if q.value is None or q.value <= 0:
            continue
        opening = _opening(index, sentence, whole)
        if opening is None or "EACH" in whole.tails[:2]:
            continue
        parts = _behind(index, whole, figures[at + 1 :], opening)
        if parts and _digits_unread(index, whole.after, parts[-1].first):
            continue
        if parts and opening == "mark" and _item_before(index, whole, parts[0]):
            continue
        if len(parts) < 2 or (opening == "mark" and unread(index, whole.after, sentence.after)):
            yield from _with_ones(index, sentence, whole, parts, opening)
        elif _belong(index, whole, parts, opening):
            verdict = _judged_list(index, sentence, whole, parts, opening)
            if verdict is not None:
                yield verdict


def _digits_unread(index: Index, first: int, after: int) -> bool:
    """True where a number stands at the head of an item of a list and is no figure: "29 Labour, 17 Green and 8 others"."""
    t = index.tokens
    return any(
        t.text[k].isdigit()
        and k not in index.owner
        and (t.text[k - 1] in ",，、:：;；—–" or "join" in index.entry(k - 1))
        for k in range(first, after)
    )


def _item_before(index: Index, whole: Figure, part: Figure) -> bool:
    """True where an item without a part stands between a colon and the first part: "most were poisoned, 18 …"."""
    t = index.tokens
    marks = [k for k in range(whole.after, part.first) if t.text[k] in ":："]
    return bool(marks) and any(t.text[k] in ",，、;；" for k in range(marks[-1], part.first))


def _behind(index: Index, whole: Figure, figures: list[Figure], opening: str) -> list[Figure]:
    """The parts that follow a whole in its sentence."""
    parts: list[Figure] = []
    previous = whole
    for figure in figures:
        if not comparable(whole, figure) and not (whole.kind == figure.kind == "count"):
            if figure.opens:
                continue
            break
        if figure.opens or figure.claim.quantity is None or figure.claim.quantity.value is None:
            continue
        if index.tokens.text[figure.after : figure.after + 1] in ([")"], ["）"]):
            # "1) … 2) …" numbers the parts.
            break
        if _stops(index, previous, figure, opening):
            break
        if figure.leads and figure.leads[0] in ("FROM", "THAN", "EACH", "PER", "BY") and not _over_join(index, figure):
            break
        parts.append(figure)
        previous = figure
    level = [p for p in parts if p.depth <= whole.depth]
    # What brackets say of a part, or of the whole, is no part beside them.
    return level if len(level) > 1 else parts


def _over_join(index: Index, figure: Figure) -> bool:
    """True where "and" parts a figure from the cue before it: "18 were hit by trains and 14 were shot"."""
    for k in range(figure.first - 1, figure.sentence.first, -1):
        entry = index.entry(k)
        if k in index.owner or entry.get("cue") == figure.leads[0]:
            return False
        if "join" in entry and index.tokens.text[k] not in ",，、":
            return True
    return False


def _belong(index: Index, whole: Figure, parts: list[Figure], opening: str) -> bool:
    """True where what follows a whole may be its parts."""
    q = whole.claim.quantity
    if whole.kind == "number" and not whole.leads and not _numbers(index, whole, opening):
        return False
    if q is None or any(size(p) >= q.middle for p in parts):
        # What is as large as the whole is no part of it: something else is counted, or the whole again.
        return False
    if enumerated(index, parts) or (opening == "mark" and far(index, whole, parts[0])):
        return False
    # "18 tourists, 14 of them Australians, and three guides"
    return opening != "of-them" or all(kin(index, whole, p) for p in parts)


def _judged_list(index: Index, sentence: Sentence, whole: Figure, parts: list[Figure], opening: str) -> Verdict | None:
    if opening != "mark" and one_sided(index, whole, parts):
        return None
    partial = is_partial(index, sentence, whole, parts, some=opening == "some")
    verdict = weighed(whole, parts, partial)
    if verdict is None:
        return None
    q = whole.claim.quantity
    assert q is not None
    if opening == "some":
        # "554 cases, including 426 of one sort and 118 of another": what is so near the whole is meant to be all of it.
        named = all(p.kind == whole.kind for p in parts) and q.digits >= DIGITS_TELL
        over = len(parts) >= SEVERAL and sum(map(size, parts), Fraction(0)) > size(whole)
        beyond = over and all(kin(index, whole, p) == SAME for p in parts) and mended(whole, parts, _EXCESS)
        if partial or not (verdict.outcome == "holds" or beyond or (named and mended(whole, parts, _ALL_BUT))):
            return None
        verdict.certainty = verdict.certainty and "likely"
        return verdict
    if verdict.outcome != "discrepancy":
        return verdict
    added = sum(map(size, parts), Fraction(0))
    if added < size(whole) <= added + SEVERAL and one_more(index, whole, parts):
        return None
    if opening == "mark" and _strong(index, whole, parts, opening):
        return verdict
    # 其中 may name some of the parts only, or parts that overlap: a slip must explain the difference.
    # Parts of "Of the £46m …" that come to more cannot be some of them.
    most = _EXCESS if opening == "of" and added > size(whole) and len(parts) >= SEVERAL else None
    explained = slips(verdict) and mended(whole, parts, most) and not may_lack(index, verdict, q, parts)
    return verdict if opening != "mark" and _strong(index, whole, parts, opening) and explained else None


def _with_ones(index: Index, sentence: Sentence, whole: Figure, parts: list[Figure], opening: str) -> Iterator[Verdict]:
    """six: three drowned, one hit by a tree and one in a fire: a "one" behind a comma or "and" is a part, though no figure."""
    q = whole.claim.quantity
    if opening != "mark" or not parts or whole.kind not in _COUNTED or q is None or q.middle > _FEW:
        return
    t = index.tokens
    ones = [k for k in range(whole.after, sentence.after) if k not in index.owner and "number" in index.entry(k)]
    if not ones or any(t.word[k] != "one" for k in ones) or is_partial(index, sentence, whole, parts):
        return
    if any(t.text[k - 1] not in ",:—–" and "join" not in index.entry(k - 1) for k in ones):
        return
    if "EACH" in index.cues_between(whole.after, min(ones[-1] + 3, sentence.after)):
        return
    if max(ones[-1], parts[-1].first) != ones[-1] or far(index, whole, parts[0]) or size(parts[0]) >= q.middle:
        return
    if not any("join" in index.entry(k) for k in range(parts[-1].after, ones[-1])) or not all(map(addend, parts)):
        return
    verdict = weighed(whole, parts, False)
    if verdict is None:
        return
    added = sum(map(size, parts)) + len(ones)
    if abs(added - q.middle) > _OFF:
        return
    names = " + ".join([*(told(p.claim) for p in parts), *(t.text[k] for k in ones)])
    verdict = Verdict(
        CODE,
        "holds" if added == q.middle else "discrepancy",
        verdict.roles
        if verdict.roles[0][0] == "total"
        else [("total", whole.claim), *(("part", p.claim) for p in parts)],
        f"{names} = {said(added, 0)}",
        None if added == q.middle else "likely",
        found=Range.point(q.middle),
        expected=Range.point(added),
        unit=whole.unit,
    )
    if verdict.outcome == "discrepancy":
        verdict.fits = best_fits(list(repairs(whole.claim, Range.point(added))))
    yield verdict


def _numbers(index: Index, whole: Figure, opening: str) -> bool:
    """True for "the herd numbers 272: 130 cows …": a number that is not that of a line in a list opens its parts."""
    q = whole.claim.quantity
    told_apart = q is not None and (q.digits >= DIGITS_TELL or not q.written[:1].isdigit())
    return opening == "mark" and told_apart and index.tokens.text[whole.after] in ":："


def bracketed(index: Index) -> Iterator[Verdict]:
    """{whole} things ({part} of one kind and {part} of another): a bracket right behind a count holds nothing but its parts."""
    for sentence in index.sentences:
        groups: dict[int, list[Figure]] = {}
        for figure in sentence.figures:
            if figure.depth == 1 and figure.claim.cell is None:
                groups.setdefault(bracket(index, figure), []).append(figure)
        for start, parts in groups.items():
            before = [f for f in sentence.figures if f.after <= start and not f.depth]
            if len(parts) < 2 or not before or start - before[-1].after > NEAR_MARK:
                continue
            whole = before[-1]
            q = whole.claim.quantity
            if not whole.level or whole.kind not in AMOUNTS or q is None or q.value is None or elided(index, whole):
                continue
            if not all(addend(p) and p.kind == whole.kind for p in parts) or enumerated(index, parts):
                continue
            if any(not beside(index, a, b) for a, b in itertools.pairwise(parts)):
                continue
            if any("INCLUDING" in f.leads + f.tails for f in parts) or is_partial(index, sentence, whole, parts):
                continue
            if any(p.claim.quantity is not None and p.claim.quantity.middle >= q.middle for p in parts):
                continue
            verdict = weighed(whole, parts, False)
            complete = not unread(index, start, parts[-1].after)
            if verdict is not None and (verdict.outcome == "holds" or (complete and mended(whole, parts, LACKING))):
                verdict.certainty = verdict.certainty and "likely"
                yield verdict


def labelled(index: Index) -> Iterator[Verdict]:
    """{whole} relics: bronze ({part}), jade ({part}) and ceramics ({part}): each part in a bracket behind what it counts."""
    for sentence in index.sentences:
        groups: dict[int, list[Figure]] = {}
        for figure in sentence.figures:
            if figure.depth == 1 and figure.claim.cell is None and figure.kind in AMOUNTS:
                groups.setdefault(bracket(index, figure), []).append(figure)
        parts = [group[0] for group in groups.values()]
        if len(parts) < SEVERAL or any(len(group) > 1 or not addend(group[0]) for group in groups.values()):
            continue
        before = [f for f in sentence.figures if f.after <= parts[0].first and f.kind in AMOUNTS and not f.depth]
        # "97 relics: bronze (61 pieces) …": the parts may all be counted in other words.
        pieces = len({p.unit for p in parts}) == 1 and parts[0].kind == "count"
        wholes = [f for f in before if all(kin(index, f, p) for p in parts) or (pieces and f.kind == "count")]
        between = [
            f for f in sentence.figures if not f.depth and f.first > parts[0].first and f.after < parts[-1].first
        ]
        if not wholes or between or wholes[-1].kind == "number" or enumerated(index, parts):
            continue
        whole = wholes[-1]
        if any(size(p) >= size(whole) for p in parts) or is_partial(index, sentence, whole, parts):
            continue
        verdict = weighed(whole, parts, False)
        if verdict is not None and (verdict.outcome == "holds" or mended(whole, parts)):
            verdict.certainty = verdict.certainty and "likely"
            yield verdict


def sum_result(index: Index) -> Iterator[Verdict]:
    """{part} … {part} …, making {whole} in total: words of result name the relation, the amounts before are its parts."""
    for at, sentence in enumerate(index.sentences):
        for whole in sentence.figures:
            q = whole.claim.quantity
            if whole.kind not in AMOUNTS or whole.depth or not addend(whole) or whole.claim.cell is not None:
                continue
            if not (comes_to(index, whole) or "TOTAL" in whole.leads[:2] or "TOTAL" in whole.tails[:1]):
                continue
            assert q is not None
            own = [f for f in sentence.figures[: whole.order] if addend(f) and not f.depth]
            near = index.sentences[at - 1] if at else None
            before = [f for f in near.figures if addend(f) and not f.depth] if near is not None else []
            if near is None or near.paragraph != sentence.paragraph or near.heading:
                before = []
            own, before = alike_to(whole, own), alike_to(whole, before)
            every = [*before, *own]
            found = None
            for many in range(len(every), 1, -1):
                verdict = weighed(whole, every[-many:], False)
                if verdict is not None and verdict.outcome == "holds":
                    found = verdict
                    break
            if found is None:
                parts = own if len(own) >= 2 else every
                strong = comes_to(index, whole) or len(parts) >= SEVERAL
                # What bears the name of the total, and a word sums up, may miss it by more.
                alike = len(parts) >= SEVERAL and all(same_name(p, whole) for p in parts)
                most = _NAMED if alike else None
                if len(parts) >= 2 and strong and all(size(p) < q.middle for p in parts) and mended(whole, parts, most):
                    found = weighed(whole, parts, False)
                    if found is not None:
                        found.certainty = found.certainty and "likely"
            if found is not None:
                yield found


def _opening(index: Index, sentence: Sentence, whole: Figure) -> str | None:
    """How a total opens its parts: `of` ("Of her 27 patents, …"), `mark` (a colon or dash), or `cue` (其中, "of which")."""
    t = index.tokens
    if whole.leads[:1] == ("OF",) and _opens_with_of(index, sentence) and whole.first - sentence.first <= 5:
        return "of"
    if whole.leads[:1] == ("OF",) and _opens_clause(index, sentence, whole):
        return "of"
    k = whole.after
    words = 0
    while k < sentence.after and words <= 8:
        if k in index.owner:
            if index.owner[k].kind != "date":
                break
            k = index.owner[k].after  # "418 complaints last year: …"
            words += 1
            continue
        text = t.text[k]
        if (
            text in ":："
            or (text in "—–" and t.start[k] > t.end[k - 1])
            or (text == "-" and t.start[k] > t.end[k - 1] and t.start[k + 1 : k + 2] and t.start[k + 1] > t.end[k])
        ):
            return "mark"
        entry = index.entry(k)
        if entry.get("cue") == "INCLUDING":
            return "cue" if "parts" in entry else "some"
        if text in ".;。；":
            return None
        words += 1
        k += 1
    if k in index.owner:
        # "64 teachers, 40 of them for …": the next figure is said to be of these.
        figure = index.owner[k]
        if figure.tails[:1] and figure.tails[0] in ("OF", "INCLUDING") and figure.first - whole.after <= 4:
            m = figure.after
            if "parts" in index.entry(m) or "parts" in index.entry(m + 1):
                return "of-them"
    return None


def _opens_clause(index: Index, sentence: Sentence, whole: Figure) -> bool:
    """True for "by variety, among the 45,000 tons, …": "among" or "of" behind a comma, and another comma behind the whole."""
    t = index.tokens
    k = whole.first - 1
    while k > sentence.first and whole.first - k <= _LED and index.entry(k).get("cue") != "OF":
        k -= 1
    behind = next((m for m in range(whole.after, min(whole.after + _LED, sentence.after)) if t.text[m] in ",，"), None)
    return index.entry(k).get("cue") == "OF" and t.text[k - 1] in ",，;；" and behind is not None


def _opens_with_of(index: Index, sentence: Sentence) -> bool:
    """True where the sentence begins "Of the …", not "Prizes of …"."""
    k = sentence.first
    if not index.tokens.text[k][:1].isalpha():
        k += 1
    return index.entry(k).get("cue") == "OF" and k not in index.owner


def _stops(index: Index, previous: Figure, figure: Figure, opening: str) -> bool:
    t = index.tokens
    for k in range(previous.after, figure.first):
        if k in index.owner:
            continue
        if t.text[k] in ".。!?！？" or (t.text[k] in ";；" and opening != "mark"):
            return True
    return False


def _strong(index: Index, whole: Figure, parts: list[Figure], opening: str) -> bool:
    """True where the parts are surely all: the last is joined by "and", and each but the first stands behind a comma."""
    t = index.tokens
    joined = any("join" in index.entry(k) and t.text[k] != "、" for k in range(parts[-2].after, parts[-1].first))
    if not joined and len(parts) > 2 and opening == "mark":
        # "412 at the school, 355 at the fair and 268 at church, with 91 more at the armory"
        joined = "MORE" in parts[-1].tails[:1] and any(
            "join" in index.entry(k) for k in range(parts[-3].after, parts[-2].first)
        )
    if any(c.isalpha() and not c.isascii() for c in index.text(whole.after, parts[-1].first)):
        # Han lists need no "and", and keep to one measure word: 30名以上代表联名提出的272件 is one part.
        if len({p.unit for p in parts}) > 1:
            return False
        joined = joined or opening in ("mark", "cue")
    units = {p.unit for p in parts if p.unit is not None}
    counted = whole.kind == "count" or (whole.kind == "number" and opening == "mark" and all(u for u in units))
    return joined and (len(units) <= 1 or counted)
