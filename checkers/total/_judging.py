"""What a total and its parts say of one another, and what would mend them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from checkers._gather import Figure, Index, Sentence
from checkers._gather.kin import AMOUNTS
from checkers._gather.terms import ends_with, terms
from checkers._gather.terms import said as said_in
from checkers._judge import loose, said, strict, told, truncated
from checkers._repair import repairs, written_slip
from checkers._verdict import Verdict
from claims.quantity import Quantity, Range

CODE = "total"
LACKING = Fraction(3, 20)
"""What parts that a list does not call all of them may lack before a slip of one digit explains nothing."""
_MANY = 6
_FINE = Fraction(1, 200)
SEVERAL = 3
NEAR_MARK = 7
SENTENCES = 3
BACK = 40
ADDENDS = 6
DIGITS_TELL = 3
NO_PART = ("FROM", "THAN", "EACH", "PER", "AVERAGE")


def total(parts: list[Range]) -> Range:
    """The sum of the parts."""
    out = Range.point(0)
    for part in parts:
        out = out + part
    return out


def hedged(verdict: Verdict) -> bool:
    """True where the total is a loose one: about, more than."""
    return verdict.claim.quantity is not None and verdict.claim.quantity.hedge is not None


def enumerated(index: Index, parts: list[Figure]) -> bool:
    """True where the parts are numbers of a list ("1. … 2. … 3. …") or stand inside words ("2-methylpentane")."""
    values = [p.claim.quantity.middle for p in parts if p.claim.quantity is not None]
    if values == list(range(1, len(values) + 1)):
        return True
    t = index.tokens
    return any(t.text[p.after : p.after + 1] == ["-"] and t.start[p.after] == p.claim.end for p in parts)


def far(index: Index, whole: Figure, part: Figure) -> bool:
    """True where a clause stands between the mark that opens a list and the first part."""
    t = index.tokens
    marks = [k for k in range(whole.after, part.first) if t.text[k] in ":：—–-"]
    return bool(marks) and part.first - marks[-1] > NEAR_MARK


def mended(whole: Figure, parts: list[Figure], most: Fraction | None = None) -> bool:
    """True where one slip of the pen explains exactly why the parts do not make the whole, and the miss is small for it.

    The fewer the figures, and the less they say, the smaller the miss must be: any two differ by some digit. most: the
    share of the whole that a slip of one digit may miss.
    """
    q = whole.claim.quantity
    amounts = [p.claim.quantity for p in parts if p.claim.quantity is not None]
    if q is None or q.value is None or any(a.value is None for a in amounts):
        return False
    rank = written_slip([(whole.claim, -1), *((p.claim, 1) for p in parts)])
    if rank is None:
        return False
    missed = abs(q.middle - sum((a.middle for a in amounts), Fraction(0)))
    limit = most if most is not None else LACKING if len(parts) >= SEVERAL else LACKING / 2
    if rank == 0:
        digits = max(a.digits for a in [q, *amounts])
        limit = Fraction(1, 2) if digits >= DIGITS_TELL else LACKING
    return missed <= q.middle * limit


def bracket(index: Index, figure: Figure) -> int:
    """The token that opens the bracket in which the figure stands."""
    k = figure.first
    while k > figure.sentence.first and index.tokens.text[k] not in "(（":
        k -= 1
    return k


def addend(figure: Figure) -> bool:
    """True for a figure that may be a part of a total."""
    q = figure.claim.quantity
    return (
        figure.level
        and figure.kind in AMOUNTS
        and q is not None
        and q.value is not None
        and q.value > 0
        and q.direction is None
        and not (figure.leads[:1] and figure.leads[0] in (*NO_PART, "BY"))
    )


def size(figure: Figure) -> Fraction:
    """The middle of what a figure says; 0 if it says no amount."""
    return figure.claim.quantity.middle if figure.claim.quantity is not None else Fraction(0)


def comes_to(index: Index, whole: Figure) -> bool:
    """True where words before a figure say that it is what the others come to."""
    before = index.tokens.prose[max(whole.sentence.start, whole.claim.start - BACK) : whole.claim.start]
    return ends_with("adds_up", before) is not None


def others_follow(index: Index, whole: Figure, parts: list[Figure]) -> bool:
    """True where something else of the whole is told of: "a chairman, five deputies and 23 members", "The remaining 25 …"."""
    sentence = parts[-1].sentence
    after = index.sentences[sentence.position + 1 : sentence.position + 2]
    next_text = index.text(after[0].first, after[0].first + 4) if after and not after[0].heading else ""
    rest = index.text(parts[-1].after, sentence.after)
    return one_more(index, whole, parts) or bool(terms("remaining", rest) or terms("remaining", next_text))


def one_more(index: Index, whole: Figure, parts: list[Figure]) -> bool:
    """True where an item of the list is one thing without a figure: "two doctors, a priest and three teachers"."""
    t = index.tokens
    return any(
        t.word[k] in ("a", "an", "one", "another") and k not in index.owner
        for k in range(whole.after, parts[-1].first)
        if t.text[k - 1] in ",:" or "join" in index.entry(k - 1) or said_in("split_into", index.text(max(k - 2, 0), k))
    )


def one_sided(index: Index, whole: Figure, parts: list[Figure]) -> bool:
    """True where one part is a side of which the other is not told (女职工168人，党员264人): they are told apart otherwise."""
    found = {term.value for term in terms("sides", index.text(whole.after, parts[-1].sentence.after))}
    return any(f"{value[:-1]}{3 - int(value[-1])}" not in found for value in found if value.startswith("sex"))


def near_enough(whole: Figure, parts: list[Figure]) -> bool:
    """True where the parts are written finely enough to make this whole by no chance: to a hundredth of it."""
    steps = sum((Fraction(p.claim.quantity.step) for p in parts if p.claim.quantity is not None), Fraction(0))
    return steps * 100 <= size(whole) * 2


def same_name(a: Figure, b: Figure) -> bool:
    """True where two figures measure one thing; without spaces a verb may be glued to its name (处罚金, 罚金)."""
    one, other = a.claim.measure, b.claim.measure
    if not one or not other:
        return False
    return one == other or (not one.isascii() and (one.endswith(other) or other.endswith(one)))


def alike_to(whole: Figure, figures: list[Figure]) -> list[Figure]:
    """The last figures that count what the total counts, back to one that is larger; those that bear its name, if any do."""
    out: list[Figure] = []
    named = [f for f in figures if same_name(f, whole) and f.kind == whole.kind]
    if len(named) >= SEVERAL:
        figures = named
    for figure in reversed(figures):
        if (figure.kind, figure.unit) != (whole.kind, whole.unit):
            continue
        if size(figure) >= size(whole):
            break
        out.insert(0, figure)
    return out[-ADDENDS:]


def may_lack(index: Index, verdict: Verdict, whole: Quantity, parts: list[Figure]) -> bool:
    """True where parts that fall short of the whole may be some of them: nobody says that they are all."""
    lacking = whole.middle - sum((p.claim.quantity.middle for p in parts if p.claim.quantity is not None), Fraction(0))
    if lacking <= 0:
        return False
    if others_follow(index, parts[0], parts):
        return True
    return rank_of(verdict) > 0 and lacking > whole.middle * (LACKING if len(parts) > 2 else LACKING / 2)


def rank_of(verdict: Verdict) -> int:
    """How small the best slip is: 0 swaps, 1 scales, 2 anything else."""
    best = verdict.fits[0] if verdict.fits else None
    if best is None or best.edit is None:
        return 2
    return 0 if "swapped" in best.what else 2 if "digit" in best.what else 1


def flat(sentences: list[Sentence]) -> list[Figure]:
    """The levels of some sentences, without what stands in brackets and in tables."""
    return [f for s in sentences for f in s.figures if f.level and not f.depth and f.claim.cell is None]


def exactly(verdict: Verdict) -> bool:
    """True where the parts are written finely enough that a sum which fits is no chance: to a two-hundredth."""
    spread = verdict.expected
    if spread is None or spread.low is None or spread.high is None or not spread.middle:
        return False
    return (spread.high - spread.low) <= abs(spread.middle) * _FINE


def scaled(whole: Figure, parts: list[Figure]) -> bool:
    """True where the parts make the whole but for the scale word of one of them: 1.62亿元, 1.35亿元 and 8100亿元."""
    q = whole.claim.quantity
    amounts = [p.claim.quantity for p in parts if p.claim.quantity is not None]
    if q is None or len(amounts) < SEVERAL:
        return False
    for k, part in enumerate(amounts):
        rest = q.logical - total([a.logical for a in amounts[:k] + amounts[k + 1 :]])
        if any(rest.meets(part.logical / Fraction(10) ** power) for power in (1, 3, 4, -3, -4, -1)):
            return True
    return False


def slips(verdict: Verdict) -> bool:
    """True where one digit, a swap or a scale word of one figure explains the difference."""
    return (
        bool(verdict.fits)
        and any(word in verdict.fits[0].what for word in ("digit", " is "))
        and "(" in verdict.fits[0].what
    ) or any(fit.edit is not None and "digit" in fit.what for fit in verdict.fits)


def is_partial(index: Index, sentence: Sentence, whole: Figure, parts: list[Figure], *, some: bool = False) -> bool:
    """True where the list says that it is not whole. some: it was opened by such a word ("including"), which counts not."""
    for k in range(whole.after, min(sentence.after, parts[-1].after + 8)):
        entry = index.entry(k)
        if (
            "list_etc" in entry
            or entry.get("cue") == "EACH"
            or ("list_end" in entry and "parts" not in entry and not some)
        ):
            return True
    return False


def weighed(whole: Figure, parts: list[Figure], partial: bool) -> Verdict | None:
    """The verdict on a total and its parts, or None where they are too far apart for one thing."""
    quantity = whole.claim.quantity
    assert quantity is not None
    amounts = [p.claim.quantity for p in parts if p.claim.quantity is not None]
    if whole.kind == "money" and len({p.unit for p in parts if p.unit}) > 1:
        return None  # 11.2億港元（約1.44億美元，或10.4億元人民幣）
    if whole.kind in ("count", "duration"):
        # What is counted comes whole, with or without its noun.
        amounts = [_counted(q) for q in amounts]
    roles = [("total", whole.claim)] + [("part", p.claim) for p in parts]
    added = sum((q.middle for q in amounts), Fraction(0))
    because = f"{' + '.join(told(p.claim) for p in parts)} = {_sum(added, amounts)}"
    if len(parts) > 8:
        because = f"the {len(parts)} parts add up to {_sum(added, amounts)}"
    return judged(roles, quantity, amounts, added, because, partial)


def _sum(value: Fraction, like: list[Quantity]) -> str:
    """The sum in the scale in which the parts are written."""
    from checkers._repair import _SCALE, _SCALES

    words = {m.group() if (m := _SCALE.search(q.written)) else "" for q in like}
    if len(words) == 1 and (word := words.pop()):
        return f"{said(value / Fraction(10) ** _SCALES[word], 3)}{'' if len(word) <= 2 else ' '}{word}"
    return said(value, 3)


def judged(
    roles: list[tuple[str, Any]],
    quantity: Quantity,
    amounts: list[Quantity],
    added: Fraction,
    because: str,
    partial: bool,
) -> Verdict | None:
    """The verdict on a total that the parts make or do not make."""
    whole_loose, whole_strict = loose(quantity), strict(quantity)
    parts_loose, parts_strict = total([loose(q) for q in amounts]), total([strict(q) for q in amounts])
    certainty = None
    if not whole_loose.meets(parts_loose):
        certainty = "proven"
    elif not whole_strict.meets(parts_strict) or (
        len(amounts) >= _MANY and _beyond_three_sigma(quantity, amounts, added)
    ):
        certainty = "likely"
    amount = roles[0][1].kind in ("money", "measure")
    if certainty == "proven" and amount and truncated(quantity).meets(total([truncated(q) for q in amounts])):
        # Figures cut off instead of rounded make it true.
        certainty = "likely"
    if certainty is None:
        return Verdict(
            CODE,
            "holds",
            roles,
            because,
            found=whole_loose,
            expected=parts_loose,
            unit=quantity.unit,
            telling=True,
        )
    if partial:
        low = parts_loose.low
        if low is not None and whole_loose.high is not None and low > whole_loose.high:
            return Verdict(
                CODE,
                "discrepancy",
                roles,
                because,
                certainty,
                found=whole_loose,
                expected=parts_loose,
                unit=quantity.unit,
            )
        return Verdict(CODE, "undecided", roles, f"{because}, and the list says that it is not whole: among others")
    verdict = Verdict(
        CODE,
        "discrepancy",
        roles,
        because,
        certainty,
        found=whole_loose,
        expected=parts_loose,
        unit=quantity.unit,
    )
    ranked = []
    for position, (_, claim) in enumerate(roles):
        if position == 0:
            wanted = parts_strict
        else:
            rest = [strict(q) for i, q in enumerate(amounts, 1) if i != position]
            wanted = whole_strict - total(rest)
        exact = {fit.what for _, fit in repairs(claim, Range.point(wanted.middle))} if wanted.bounded else set()
        for rank, fit in repairs(claim, wanted):
            ranked.append((rank, fit.what not in exact, position, fit))
    # What makes the sum as it is written goes before what only comes near it.
    ranked.sort(key=lambda item: (item[1] and item[0] == 0, *item[:3]))
    verdict.fits = [fit for *_, fit in ranked[:4]]
    swaps = [r for r in ranked if r[0] == 0 and not r[1]]
    if swaps and swaps[0][2] != 0:
        at = swaps[0][2]
        verdict.roles = [roles[at], *roles[:at], *roles[at + 1 :]]
    return verdict


def _beyond_three_sigma(quantity: Quantity, amounts: list[Quantity], added: Fraction) -> bool:
    """True where the difference is beyond three standard deviations of the rounding errors (each uniform over its step)."""
    steps = [Fraction(q.step) for q in amounts] + [Fraction(quantity.step)]
    if any(q.hedge is not None for q in [*amounts, quantity]):
        return False
    variance = sum((s * s for s in steps), Fraction(0)) / 12
    return (quantity.middle - added) ** 2 > 9 * variance


def _counted(quantity: Quantity) -> Quantity:
    """The quantity as a count: exact unless a scale or trailing zeros say otherwise."""
    if quantity.step != 1:
        return quantity
    return Quantity(
        quantity.written,
        quantity.value,
        quantity.unit,
        hedge=quantity.hedge,
        step=quantity.step,
        coarse=quantity.coarse,
        digits=quantity.digits,
        ends=quantity.ends,
        point=True,
    )
