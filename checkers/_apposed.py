"""Whether a rate stands in apposition to its total: right behind it, with no new word about what it is of."""

from __future__ import annotations

from checkers._gather import Figure, Index
from checkers._gather.terms import terms

HARD = frozenset(";；。.!?！？")
"""What ends a clause for good."""
_EDGES = frozenset(",，、:：—–()（）;；。.!?！？")
_PLAIN = ("apposes", "per_one")
_SHUT = frozenset(",，;；。.!?！？)）—–:")
_FOR = frozenset(("for", "to", "on", "of", "the", "year"))
_BEHIND = 9
_MOST = 2


def apposed(index: Index, rate: Figure, total: Figure, *, most: int = _MOST) -> bool:
    """True for "spent £9.3m on 6,200 firms, or about £1,500 each"; False for "…, with grants of £5,000 each".

    What stands between the last edge and the rate may only join, hedge, average, or say again what the total's clause
    says ("the total investment was …, the average investment per kilometre …"). Linear in the words between.
    most: so many edges may stand between the two.
    """
    if total.sentence is not rate.sentence or total.after > rate.first or rate.depth != total.depth:
        return False
    if not closed(index, rate):
        return False
    t = index.tokens
    k = rate.first - 1
    while k >= total.after and k not in index.owner and t.text[k] not in _EDGES:
        k -= 1
    if k < total.after - 1 or (k in index.owner and index.owner[k] is not total):
        return False
    if any(t.text[j] in HARD for j in range(total.after, k + 1)) or index.edges_between(total, rate) > most:
        return False
    start = k + 1
    low = total.first - 1
    while low >= rate.sentence.first and low not in index.owner and t.text[low] not in _EDGES:
        low -= 1
    high = total.after
    while high < start and high not in index.owner and t.text[high] not in _EDGES:
        high += 1
    said = [t.word[j] for j in (*range(low + 1, total.first), *range(total.after, high))]
    told = {*said, *(c for word in said if not word.isascii() for c in word)}
    named = _named(index, start, rate.first)
    return all(_idle(index, j, told, named) for j in range(start, rate.first))


def closed(index: Index, rate: Figure) -> bool:
    """True where only what it is for stands between a rate and the next edge: "£1,500 each,", "510 a day" at the end.

    "8,000 a day at the weekend" and "£150 for each of those who came" are of something else.
    """
    t = index.tokens
    k, end = rate.after, min(rate.after + _BEHIND, rate.sentence.after)
    each = False
    while k < end:
        entry = index.entry(k)
        if t.text[k] in _SHUT or k in index.owner:
            return k not in index.owner
        if entry.get("cue") in ("EACH", "PER", "AVERAGE") or entry.get("article") is not None:
            each = True
        elif not (each or "duration" in entry or k == rate.after or t.word[k] in _FOR):
            return False
        elif each and t.word[k] not in _FOR:
            each = False  # The thing itself; a second word behind it is of something else.
        k += 1
    return k >= rate.sentence.after


def _named(index: Index, start: int, after: int) -> set[int]:
    """The characters that words which add nothing cover: "or", "an average of", 平均, 日均, "per kilometre"."""
    t = index.tokens
    if start >= after:
        return set()
    base = t.start[start]
    text = t.prose[base : t.end[after - 1]]
    found = [m for category in _PLAIN for m in terms(category, text)]
    return {at for m in found for at in range(base + m.start, base + m.end)}


def _idle(index: Index, j: int, told: set[str], named: set[int]) -> bool:
    """True for a word that tells nothing new: a hedge, an average, what each is of, or a word of the total's clause."""
    t = index.tokens
    entry = index.entry(j)
    if "hedge" in entry or entry.get("article") is not None or t.word[j] in told:
        return True
    rest = [c for at, c in enumerate(t.word[j], t.start[j]) if at not in named]
    if not rest or (not t.word[j].isascii() and told.issuperset(rest)):
        return True
    if "join" in entry:
        # "… and an average of 80 a day": what is joined must call itself a share, "and £5,000 each for the rest" is more.
        return (
            t.word[j] == "or"
            or index.entry(j + 1).get("cue") == "AVERAGE"
            or index.entry(j + 2).get("cue") == "AVERAGE"
        )
    if entry.get("cue") in ("AVERAGE", "EACH", "PER", "OF", "SHARE", "RESULT"):
        return True
    # What each is of, but not what stands behind a word that says so itself: "per capita income", 人均收入.
    before = t.word[j - 1]
    whole = " " in before or (not before.isascii() and len(before) > 1)
    return (index.entry(j - 1).get("cue") in ("EACH", "PER") and not whole) or "measure_word" in entry
