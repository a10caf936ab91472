"""Changes that are said of two levels without grammar between them: over sentences, before them, or in brackets.

"Rent stands at $1,890. A year ago it was $1,750. Tenants are paying $140 more." What is said here is bound by words: the
change says of itself that it is one, the levels which of them was earlier, and what the change is said of must be what
the levels are. A binding of this sort proves nothing by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from checkers._gather.index import LEVELS, Figure, Index, Sentence, comparable
from checkers._gather.pairs import of_ratio
from checkers._gather.terms import said, terms
from claims.claim import Claim

_BACK = 2
_BEHIND = 2
_WINDOW = 60
_HAN_WINDOW = 14
APART = frozenset(("gap", "difference"))
"""Ways of two things that differ, of which neither is earlier."""
_CHANGES = frozenset(("percent", "points", "ratio"))
_ASIDE = frozenset(("date", "duration", "time", "ordinal", "score", "age", "statistic"))
_OLD = frozenset(("FROM", "THAN"))
_SHARE = frozenset(("OF", "SHARE", "INCLUDING"))
_LED = frozenset(("TO", "FROM", "THAN"))
_LENGTHS = frozenset(("duration", "age"))
_STOPS = frozenset(";；。.!?！？")
_CLAUSE = frozenset(',，;；:：()（）—–。.!?！？“”"')
_PLAIN = frozenset(
    (
        "direction",
        "cue",
        "hedge",
        "join",
        "article",
        "link",
        "hinge",
        "relative",
        "not_counted",
        "times",
        "reach",
        "converts",
    )
)
_POINTS = frozenset(("point", "pp"))
_POSSESSIVE = frozenset("的")
_STEM = 5
_PAIR = 2
_BEHIND = 5
_COMMAS = frozenset(",，")
_PARTED = frozenset(",;，；")
_FAR = Fraction(50)
_NOUN_AWAY = 5
_RESULT_WORDS = 3
_LINKING = frozenset(("link", "hedge", "reach"))


class Compared(NamedTuple):
    """A change and the two levels that it may be of.

    way: up, down, gap or difference where two things differ, times where one is a multiple of the other. ordered: the text says
    which level is the earlier one. close: nothing in the words speaks against it, so that a discrepancy need not be
    explained by a slip of the pen. against: the old level is led by a comparison behind the change ("1.3 million short
    of the 9.6 million"). apart: no other level of the sort is near.
    """

    stated: Figure
    new: Figure
    old: Figure
    way: str
    ordered: bool
    close: bool
    against: bool
    apart: bool


def compared(index: Index, done: set[int], *, multiples: bool) -> Iterator[Compared]:
    """Each stated change, or each multiple, with the levels nearest to it; done: ids of the claims bound already."""
    for sentence in index.sentences:
        if "ANNUALISED" in sentence.cues:
            continue
        for stated in sentence.figures:
            if id(stated.claim) in done or stated.claim.cell is not None or _multiple(stated) != multiples:
                continue
            way = stated_way(index, stated)
            if way is not None:
                found = _bound(index, stated, way)
                if found is not None:
                    yield found


def _multiple(figure: Figure) -> bool:
    return figure.kind == "ratio" and figure.claim.reading not in ("fraction", "one-in")


def stated_way(index: Index, figure: Figure) -> str | None:
    """Up, down or gap where the words beside a figure make it a change or a difference; `Index.ways` remembers it."""
    key = id(figure)
    if key not in index.ways:
        index.ways[key] = _way(index, figure)
    return index.ways[key]


def _way(index: Index, figure: Figure) -> str | None:
    q = figure.claim.quantity
    if q is None or q.value is None or q.value <= 0 or figure.kind in _ASIDE - _LENGTHS:
        return None
    if figure.kind not in _CHANGES and not figure.level:
        return None
    if figure.kind == "percent" and {*figure.tails[:1]} & _SHARE:
        return None
    low, high = clause(index, figure)
    before, after = index.text(low, figure.first), index.text(figure.after, high)
    if _moved_to(before):
        return None
    found = terms("changed_by", before)
    word = figure.kind != "ratio" or figure.claim.reading == "fraction"
    if found and word and not _words(index, low, figure.first, found[-1].end):
        return found[-1].value
    if figure.leads[:1] and figure.leads[0] in _OLD:
        return None
    if _multiple(figure):
        return None if figure.after in index.owner else q.direction or "times"  # "6 x 14" is a size
    if figure.kind in _LENGTHS:
        return None
    found = terms("changed", after)
    if found and not after[: found[0].start].strip(" -"):
        return found[0].value
    if figure.leads[:1] == ("TO",) and not _noun_of_change(index, figure):
        return None
    if q.direction is None and figure.kind == "percent" and figure.leads[:1] in (("UP",), ("DOWN",)):
        return figure.leads[0].lower() if not figure.lead_words else None
    return q.direction


def _moved_to(before: str) -> bool:
    """True where Han text ends with a verb of change that leads to a level: 上升到."""
    found = [] if before.isascii() else terms("moves_to", before)
    last = terms("changed_by", before)
    return bool(found) and (not last or last[-1].end <= found[-1].end)


def _noun_of_change(index: Index, figure: Figure) -> bool:
    """True in "the increase was 12%" and 涨幅为12%, where "is" leads to the change itself."""
    for k in range(figure.first - 1, max(figure.sentence.first, figure.first - _NOUN_AWAY) - 1, -1):
        entry = index.entry(k)
        if "range_mark" in entry:
            return False  # "the loss fell to", 跌幅收窄至
        if "direction" in entry:
            return "direction_noun" in entry
    return False


def clause(index: Index, figure: Figure) -> tuple[int, int]:
    """The tokens from the edge or figure before one to that behind it; dates and lengths of time are no figures here."""
    return _reach(index, figure, figure.first - 1, -1) + 1, _reach(index, figure, figure.after, 1)


def _reach(index: Index, figure: Figure, k: int, step: int) -> int:
    texts, owners = index.tokens.text, index.owner
    first, after = figure.sentence.first, min(figure.sentence.after, len(texts))
    while first <= k < after:
        owner = owners.get(k)
        if (owner is not None and owner.kind not in _ASIDE) or texts[k] in _CLAUSE:
            break
        k += step
    return k


def _bound(index: Index, stated: Figure, way: str) -> Compared | None:
    if _of_another_time(index, stated):
        return None
    behind = _behind(index, stated)
    ahead = _ahead(index, stated, way)
    pair: tuple[Figure, Figure] | None = None
    rival = against = False
    if behind and ahead is not None and behind[0].leads[:1] and behind[0].leads[0] in _OLD:
        behind = behind[1:]  # "12,400, up from 11,800 in June and 900 more than the 11,500 of May"
    if behind and ahead is not None and _alike(behind[0], ahead):
        if behind[0].sentence is stated.sentence and another_subject(index, behind[0], stated):
            return None
        pair, against = (behind[0], ahead), ahead.leads[:1] != ("TO",) or way == "times"
    elif behind:
        near = behind[0]
        others = [f for f in behind[1:] if _alike(near, f)]
        far = others[0] if others else near
        pair = (near, far) if others else None
        against = stated.kind == "ratio" and index.text(near.after, stated.first).strip() in _POSSESSIVE
        if against and others:
            pair = (far, near)
        tied = far.leads[:1] and far.leads[0] in _OLD and near.order == far.order + 1 and near.sentence is far.sentence
        rival = _crossed(index, near, stated) or (
            not tied
            and any(
                f is not near and f is not far and _alike(near, f)
                for f in far.sentence.figures
                if f.level or f.kind == near.kind == "percent"
                if stated_way(index, f) is None and not _parted(index, f, stated)
                if f.first < stated.first
                or not index.edges_between(stated, f)  # …上涨0.77米，但仍高于45.50米的警戒水位
            )
        )
    after = pair is None and ahead is None and all(f.sentence is not stated.sentence for f in behind)
    if after:
        against = False
        pair = _following(index, stated)
    if pair is None:
        return None
    if pair[0].kind != pair[1].kind and not _of_one_size(*pair):
        return None  # a bare number is a level of money only if of its size
    if way in APART and _of_its_own_time(index, stated, pair):
        return None
    sentences = {id(f.sentence): f.sentence for f in (stated, *pair)}
    if any(said("foreseen", index.text(s.first, s.after)) for s in sentences.values()):
        return None
    a, b = pair
    if stated.kind == "ratio" and a.kind != b.kind and "number" not in (a.claim.reading, b.claim.reading):
        return None
    if _one_value(a, b) or "RESPECTIVELY" in (a.sentence.cues | b.sentence.cues):
        return None
    old = b if against else _named_base(index, stated, a, b) or older(index, a, b, stated)
    ordered = old is not None
    new = b if old is a else a
    if old is None:
        old = b if new is a else a
    if said("against_time", index.text(*clause(index, stated))) and not _a_year_apart(index, new, old):
        return None
    ordered = ordered and not rival
    same = not (rival or after) and of_the_same(index, stated, a, b)
    close = same and (ordered or way in APART)
    return Compared(stated, new, old, way, ordered, close, against, same) if ordered or not after else None


def _parted(index: Index, a: Figure, b: Figure) -> bool:
    """True where a semicolon stands between two figures: what it parts are things of their own."""
    low, high = sorted((a.first, b.first))
    return any(t in ";；" for t in index.tokens.text[low:high])


def _level(index: Index, figure: Figure, stated: Figure) -> bool:
    """True where a figure can be one of the levels of a change."""
    q = figure.claim.quantity
    if q is None or q.value is None or q.value <= 0 or figure.claim.cell is not None:
        return False
    if figure.kind in _ASIDE and not (figure.kind in _LENGTHS and _LED & {*figure.leads[:2]}):
        return False
    if of_ratio(index, figure):
        return False
    if figure.kind == "number" and not q.written.isascii() and not any(c.isdigit() for c in q.written):
        return False  # 千万农家女
    if stated.kind == "points" or stated.unit in _POINTS:
        return figure.kind == "percent"
    if stated.kind in _CHANGES:
        return figure.kind in LEVELS or (figure.kind == "percent" and stated.kind == "percent")
    return figure.kind in LEVELS and _alike(figure, stated)


def _alike(a: Figure, b: Figure) -> bool:
    """True for levels of one unit: "$6.14 a bushel" and "$6.26" too, and a bare number beside any."""
    if comparable(a, b):
        return True
    if "number" in (a.claim.reading, b.claim.reading):
        return a.kind == b.kind  # what is counted was taken from words further off
    return a.kind == b.kind and (a.unit or "").partition("/")[0] == (b.unit or "").partition("/")[0]


def _behind(index: Index, stated: Figure) -> list[Figure]:
    """The levels before a change, nearest first, in its sentence and the two before."""
    out: list[Figure] = []
    home = stated.sentence
    for position in range(home.position, max(-1, home.position - 1 - _BACK), -1):
        sentence = index.sentences[position]
        if (
            home.index - sentence.index > _BACK
            or home.paragraph - sentence.paragraph > 1
            or sentence.heading != home.heading
        ):
            break
        figures = sentence.figures[: stated.order] if sentence is home else sentence.figures
        out += [f for f in reversed(figures) if _level(index, f, stated) and stated_way(index, f) is None]
    return out


def _crossed(index: Index, near: Figure, stated: Figure) -> bool:
    """True where a figure of another sort, which is no change, stands between a level and a change.

    A multiple is not looked for over another sentence's figures either.
    """
    between = near.sentence.between(near, stated) if near.sentence is stated.sentence else []
    if near.sentence is not stated.sentence and stated.kind == "ratio":
        between = [*near.sentence.figures[near.order + 1 :], *stated.sentence.figures[: stated.order]]
    rest = [f for f in between if f.kind not in _ASIDE and not f.opens]
    return any(stated_way(index, f) is None and f.claim.quantity is not None for f in rest)


def _following(index: Index, stated: Figure) -> tuple[Figure, Figure] | None:
    """The two levels of the sentence behind a change: the price is down 7.5%. It was $10.97 in May; today it is $10.15."""
    rest = index.sentences[stated.sentence.position + 1 : stated.sentence.position + 2]
    if not rest or rest[0].paragraph != stated.sentence.paragraph or rest[0].index != stated.sentence.index + 1:
        return None
    levels = [f for f in rest[0].figures if _level(index, f, stated) and stated_way(index, f) is None]
    levels = levels[:1] + [f for f in levels[1:] if _alike(levels[0], f) and _of_one_size(levels[0], f)]
    return (levels[0], levels[1]) if len(levels) == _PAIR else None


def _one_value(a: Figure, b: Figure) -> bool:
    """True where two figures may be the same thing said twice."""
    x, y = a.claim.quantity, b.claim.quantity
    if x is None or y is None:
        return False
    return (x.usual if x.hedge else x.near).meets(y.usual if y.hedge else y.near)


def _of_one_size(a: Figure, b: Figure) -> bool:
    """True unless one is so much larger that it is hardly of the same thing."""
    x, y = a.claim.quantity, b.claim.quantity
    return x is not None and y is not None and y.middle > 0 and 1 / _FAR < x.middle / y.middle < _FAR


def _named_base(index: Index, stated: Figure, a: Figure, b: Figure) -> Figure | None:
    """The level that the words behind "than" name: 286 in the estate, 234 in the old town, dearer than the old town by 22%."""
    low, high = clause(index, stated)
    for k in range(low, high):
        if k in index.owner or index.entry(k).get("cue") not in _OLD:
            continue
        base = stems_of(index, k + 1, high)
        shared = [len(base & stems_of(index, *own(index, f))) for f in (a, b)]
        if bool(shared[0]) != bool(shared[1]):
            return a if shared[0] else b
    return None


def _ahead(index: Index, stated: Figure, way: str) -> Figure | None:
    """The level right behind a change that it is counted from, or comes to.

    1.3 million short of the 9.6 million; halved, to 6,200.
    """
    for figure in stated.sentence.figures[stated.order + 1 :]:
        if figure.kind in _ASIDE:
            continue
        if not _level(index, figure, stated) or index.edges_between(stated, figure) > 1:
            return None
        if figure.leads[:1] == ("TO",) and not index.words(stated.after, figure.first):
            return figure
        if stated.kind == "ratio" and not index.words(stated.after, figure.first):
            return figure
        dated = any(f.kind == "date" for f in stated.sentence.between(stated, figure))
        if index.edges_between(stated, figure) and not dated:
            return None
        link = index.text(stated.after, figure.first)
        return figure if way in APART or said("outdoes", link) or said("against", link) else None
    return None


def own(index: Index, figure: Figure) -> tuple[int, int]:
    """The tokens that say of what time a level is: from the figure before it, or the comma behind that, to the next edge."""
    t = index.tokens
    start = figure.first - 1
    while start >= figure.sentence.first:
        owner = index.owner.get(start)
        level = owner is not None and (owner.kind not in _ASIDE or owner.kind == figure.kind)
        if level or t.text[start] in _STOPS:
            for k in range(start + 1, figure.first):
                if t.text[k] in _CLAUSE:
                    start = k
                    break
            break
        start -= 1
    return start + 1, clause(index, figure)[1]


def older(index: Index, a: Figure, b: Figure, stated: Figure) -> Figure | None:
    """Which of two levels is the earlier one, where the words or the dates beside them say so."""
    texts = [index.text(*own(index, f)) for f in (a, b)]
    past = [
        bool(
            (f.leads[:1] and f.leads[0] in _OLD)
            or said("earlier", text)
            or _same_period(index, f)
            or (f.depth > other.depth and (f.leads[:1] == ("TO",) or _dates(index, f)))
        )
        for f, other, text in ((a, b, texts[0]), (b, a, texts[1]))
    ]
    if past[0] != past[1]:
        return a if past[0] else b
    then = _then(index, a, b)
    if then is not None:
        return then
    times = [_dated(index, f) for f in (a, b)]
    if times[0] is not None and times[1] is not None and times[0] != times[1]:
        old, new = (a, b) if times[0] < times[1] else (b, a)
        # "… 137.1 billion, up 12%": the base is one that need not be printed, unless it is a year before.
        text = index.text(*clause(index, stated))
        alone = stated.tails[:1] in (("FEWER",), ("MORE",)) and not said("against_time", text)
        spanned = (
            stated.kind != "percent"
            or alone
            or any(
                (owner := index.owner.get(k)) is not None and owner.kind == "duration"
                for k in range(*clause(index, stated))
            )
        )
        return old if spanned or not _apposed(index, new, stated) or _a_year_apart(index, new, old) else None
    tense = [{term.value for term in terms("tense", text)} for text in texts]
    if len(tense[0]) == len(tense[1]) == 1 and tense[0] != tense[1]:
        return a if "past" in tense[0] else b
    counted = [_ordinal(index, f) for f in (a, b)]
    if counted[0] and counted[1] and counted[0] != counted[1]:
        return a if counted[0] < counted[1] else b
    present = [_arrived(index, f) or said("present", text) for f, text in ((a, texts[0]), (b, texts[1]))]
    if present[0] == present[1]:
        return None
    old, new = (b, a) if present[0] else (a, b)
    # "This year exports were 2 trillion, up 13.7%; imports 1.2 trillion, up 4.9%": each has its own growth.
    if _grown(index, old, stated) or _apposed(index, old, stated):
        return None
    return None if _grown(index, new, stated) else old


def _then(index: Index, a: Figure, b: Figure) -> Figure | None:
    """The second of two levels, of a time before the day of writing that alone stands with it: 31.4万吨，2022年为32.7万吨."""
    first, last = sorted((a, b), key=lambda f: f.first)
    published = index.document.published
    if first.sentence is not last.sentence or published is None or published.start is None or _dates(index, first):
        return None
    dates = _dates(index, last)
    if len(dates) != 1 or any(map(_leveled, first.sentence.between(first, last))):
        return None
    if dates[0].start > last.claim.start and index.by_id[id(dates[0])].first - last.after > _BEHIND:
        return None  # "it was 4.1 % in 2010" has its time behind
    period = dates[0].period
    past = period is not None and period.end is not None and period.end < published.start
    bare = not unknown_words(index, own(index, last), _units(index, first) | _units(index, last))
    linked = all(
        k in index.owner or index.tokens.text[k].isascii() or not _LINKING.isdisjoint(index.entry(k))
        for k in range(index.by_id[id(dates[0])].after, last.first)
    )
    return last if past and bare and linked else None


def _leveled(figure: Figure) -> bool:
    return figure.kind not in _ASIDE


def _units(index: Index, figure: Figure) -> set[str]:
    """The stems of the words that a figure's unit is written with, behind its digits too."""
    stems = _stems(figure.unit) if figure.unit else set()
    return stems | stems_of(index, figure.after, figure.after + 1)


def _grown(index: Index, level: Figure, stated: Figure) -> bool:
    """True where another change stands right behind a level."""
    rest = [f for f in level.sentence.figures[level.order + 1 :] if f.kind not in _ASIDE]
    return bool(rest) and rest[0] is not stated and rest[0].kind == "percent" and _apposed(index, level, rest[0])


def _apposed(index: Index, level: Figure, stated: Figure) -> bool:
    """True where a change stands right behind a level, and a comma at most between them."""
    if level.sentence is not stated.sentence or level.order > stated.order or index.edges_between(level, stated) > 1:
        return False
    between = [f for f in level.sentence.between(level, stated) if f.kind not in _ASIDE]
    return not between and stated_way(index, stated) is not None


def _arrived(index: Index, figure: Figure) -> bool:
    """True where something rose or fell to a figure."""
    q = figure.claim.quantity
    led = figure.leads[:1] == ("TO",) and q is not None and q.direction is not None
    return led or _moved_to(index.text(clause(index, figure)[0], figure.first))


def _dates(index: Index, figure: Figure) -> list[Claim]:
    """The dates that stand with a level."""
    found: dict[int, Claim] = {}
    for k in range(*own(index, figure)):
        owner = index.owner.get(k)
        if owner is not None and owner.kind == "date":
            found[id(owner)] = owner.claim
    return list(found.values())


def _ordinal(index: Index, figure: Figure) -> int:
    """The one ordinal that stands with a level (in the second round 38.9%), or 0."""
    found = {
        int(owner.claim.quantity.value)
        for k in range(*own(index, figure))
        if (owner := index.owner.get(k)) is not None
        and owner.kind == "ordinal"
        and owner.claim.quantity is not None
        and owner.claim.quantity.value is not None
    }
    return found.pop() if len(found) == 1 else 0


def _same_period(index: Index, figure: Figure) -> bool:
    return any(claim.reading == "same-period" for claim in _dates(index, figure))


def _dated(index: Index, figure: Figure) -> date | None:
    """The first day of the time that stands with a level: right behind it, else before it."""
    dates = _dates(index, figure)
    behind = [claim for claim in dates if claim.start > figure.claim.start]
    chosen = behind[:1] or dates[-1:]
    return chosen[0].period.start if chosen and chosen[0].period is not None else None


def _of_another_time(index: Index, stated: Figure) -> bool:
    """True where a change is said to be a year's, a month's, or since a time of its own, or on another base."""
    text = index.text(*clause(index, stated))
    if said("other_base", index.text(stated.sentence.first, stated.sentence.after)):
        return True
    yearly = any(term.value == "1" for term in terms("yearly", text))
    return yearly or said("on_previous", text) or said("real_terms", text)


def _of_its_own_time(index: Index, gap: Figure, pair: tuple[Figure, Figure]) -> bool:
    """True where a gap has a date beside it that is the time of neither level: "the gap in 2019 was"."""
    low, high = clause(index, gap)
    owners = {id(f): f for k in range(low, high) if (f := index.owner.get(k)) is not None and f.kind == "date"}
    own = [f.claim.period for f in owners.values()]
    told = [claim.period for f in pair for claim in _dates(index, f)] + [f.claim.period for f in pair]
    times = [p for p in told if p is not None]
    known = [(q.start, q.end) for q in times if q.start is not None and q.end is not None]
    return bool(times) and any(
        p is not None
        and p.start is not None
        and p.end is not None
        and all(p.end < start or end < p.start for start, end in known)
        for p in own
    )


def _a_year_apart(index: Index, new: Figure, old: Figure) -> bool:
    """True unless the dates of two levels say that they are not of the same time of two years."""
    times = [_dated(index, f) for f in (new, old)]
    if times[0] is None or times[1] is None:
        return True
    return times[0].month == times[1].month and times[0].year == times[1].year + 1


def of_the_same(index: Index, stated: Figure, a: Figure, b: Figure) -> bool:
    """True where a change, and the later of its two levels, are said of nothing that was not named with the others."""
    first, last = sorted((a, b), key=lambda f: f.first)
    apart = last.sentence is not first.sentence and last.claim.measure
    if apart and unknown_words(index, clause(index, last), known_of(index, (first,))) > 1:
        return False
    low, high = _topic(index, stated, last), min(clause(index, stated)[1], stated.after + _BEHIND)
    unknown = unknown_words(index, (low, high), known_of(index, (a, b)))
    if unknown and said("contrast", index.text(low, stated.first)):
        return False
    return unknown <= (_RESULT_WORDS if said("hence", index.text(low, high)) else 0)


def strange(index: Index, figure: Figure, others: tuple[Figure, ...]) -> int:
    """How many words of a figure's clause say something that was not said with the others."""
    return unknown_words(index, clause(index, figure), known_of(index, others))


def _topic(index: Index, stated: Figure, last: Figure) -> int:
    """Where what is said of a change begins: behind the later level, over commas, as far as no other figure stands."""
    low, _ = clause(index, stated)
    floor = clause(index, last)[1] if last.sentence is stated.sentence and last.first < low else stated.sentence.first
    while low > floor and index.tokens.text[low - 1] in _COMMAS:
        begins = _reach(index, stated, low - 2, -1) + 1
        if begins < floor or begins >= low - 1:
            break
        low = begins
    return max(low, floor)


def headlined(index: Index, title: Sentence, level: Figure, *, words: bool) -> bool:
    """True where the headline gives a level itself or, if words are enough, its words are what the level is said of."""
    q = level.claim.quantity
    for figure in title.figures:
        f = figure.claim.quantity
        if f is not None and q is not None and figure.level and _alike(figure, level) and f.near.meets(q.near):
            return True
    return words and bool(stems_of(index, title.first, title.after) & known_of(index, (level,)))


def known_of(index: Index, levels: tuple[Figure, ...]) -> set[str]:
    """What levels are said of: their subjects, and the words of their clauses or of the nearest before that has any."""
    t = index.tokens
    known: set[str] = set()
    for level in levels:
        subject = level.claim.subject
        if subject is not None:
            known |= {stem for word in _split(str(t.prose[subject[0] : subject[1]])) for stem in _stems(word)}
        low, high = clause(index, level)
        while low > level.sentence.first and not index.words(low, level.first):
            low = _reach(index, level, low - 2, -1) + 1
        known |= stems_of(index, low, high)
        if level.unit:
            known |= _stems(level.unit)
    return known


def another_subject(index: Index, new: Figure, stated: Figure) -> bool:
    """True where what stands with a change, behind a comma or an "and", is not what the level before is of."""
    for k in range(stated.first - 1, new.after - 1, -1):
        if index.tokens.text[k] in _PARTED or "join" in index.entry(k):
            # With "is" one word names it: "rent growth is put at"; without, it may be a word for the change.
            least = 1 if any(index.entry(m).get("link") == "be" for m in range(k + 1, stated.first)) else _PAIR
            known = stems_of(index, new.sentence.first, k)
            return unknown_words(index, (k + 1, stated.first), known) >= least
    return False


def _split(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]+|[^\x00-\x7f]+", text)


def unknown_words(index: Index, place: tuple[int, int], known: set[str]) -> int:
    """How many words from one token to another say something that is not known."""
    low, high = place
    text = index.text(low, high)
    free = [*terms("earlier", text), *terms("present", text), *terms("hence", text), *terms("changed", text)]
    free += [*terms("changed_by", text), *terms("against_time", text)]
    t = index.tokens
    count = 0
    for k in range(low, high):
        if (
            k in index.owner
            or not (t.kind[k] in "wWh" or "noun" in index.entry(k))
            or not _PLAIN.isdisjoint(index.entry(k))
        ):
            continue
        at = t.start[k] - t.start[low]
        if any(term.start <= at < term.end for term in free):
            continue
        stems = _stems(t.word[k])
        if stems and stems.isdisjoint(known):
            count += 1
    return count


def stems_of(index: Index, low: int, high: int) -> set[str]:
    """The stems of all words from one token to another."""
    return {stem for word in index.words(low, high) for stem in _stems(word)}


def stems_of_text(text: str) -> set[str]:
    """The stems of the words of a text."""
    return {stem for word in _split(text) for stem in _stems(word)}


def _stems(word: str) -> set[str]:
    """What two forms of one word share: the first letters, or each pair of Han characters."""
    if word.isascii():
        return {word.lower().rstrip("s")[:_STEM]}
    return {word[i : i + 2] for i in range(len(word) - 1)}


def _words(index: Index, low: int, high: int, at: int) -> bool:
    """True where words that say what is meant stand between a noun of change and its figure: "growth of tourism by 5%"."""
    t = index.tokens
    for k in range(low, high):
        if t.start[k] - t.start[low] < at:
            continue
        entry = index.entry(k)
        if entry.get("cue") in _OLD or "range_mark" in entry:
            return True
        if index.words(k, k + 1) and _PLAIN.isdisjoint(entry):
            return True
    return False
