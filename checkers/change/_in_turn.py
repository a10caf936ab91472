"""Levels and changes that are told in turn: lists, the former and the latter."""

from __future__ import annotations

from collections.abc import Iterator

from checkers._gather import Figure, Index, Sentence
from checkers._gather.compared import clause, older, stated_way, strange
from checkers._gather.pairs import alike, runs
from checkers._gather.terms import said as worded
from checkers._gather.terms import terms
from checkers._judge import told
from checkers._verdict import Fit, Verdict
from checkers.change._pairs import of_change, right_behind
from checkers.change._weighing import BEFORE_FROM, LED, OLD, weighed

_NAMING = ("date", "ordinal")


def changes_in_turn(index: Index, sentence: Sentence) -> list[Figure]:
    """The changes that a sentence lists respectively: they belong to its pairs one by one, not by nearness."""
    if "RESPECTIVELY" not in sentence.cues:
        return []
    rows = [run for run in runs(index, sentence) if run[0].kind in ("percent", "points") and of_change(run[0])]
    return rows[0] if len(rows) == 1 else [f for row in rows for f in row]


def respective(index: Index, sentence: Sentence, stated: list[Figure]) -> Iterator[Verdict]:
    """Changes listed in turn: "gained 7.0% and 5.2% respectively, to A (from B) and C (from D)", or "to A and C from B and D"."""
    if len(stated) < 2 or len({f.kind for f in stated}) > 1:
        return
    pairs = _listed_pairs(index, sentence, stated)
    if len(pairs) == len(stated):
        yield from _one_by_one(index, sentence, stated, pairs)


def _one_by_one(
    index: Index,
    sentence: Sentence,
    stated: list[Figure],
    pairs: list[tuple[Figure, Figure]],
    *,
    down: bool | None = None,
) -> Iterator[Verdict]:
    """Each change of its pair; one verdict of both where two have changed places."""
    verdicts = [
        v
        for f, (n, o) in zip(stated, pairs, strict=True)
        if (v := weighed(index, sentence, f, n, o, down=down)) is not None
    ]
    wrong = [v for v in verdicts if v.outcome == "discrepancy"]
    if len(stated) == 2 and len(wrong) == 2:
        crossed = [weighed(index, sentence, f, n, o, down=down) for f, (n, o) in zip(stated, pairs[::-1], strict=True)]
        if all(v is not None and v.outcome == "holds" for v in crossed):
            first, second = wrong
            first.fits = [Fit(f"{told(stated[0].claim)} and {told(stated[1].claim)} are the other way round")]
            first.because += f"; {second.because}"
            first.roles = [*first.roles, *second.roles]
            yield first
            return
    yield from verdicts


def _listed_pairs(index: Index, sentence: Sentence, stated: list[Figure]) -> list[tuple[Figure, Figure]]:
    """(new, old), one by one, of two lists of levels, or of levels with the old one of each in brackets."""
    bracketed = [
        (new, old)
        for old in sentence.figures
        if old.depth
        for new in sentence.figures[: old.order]
        if new.depth < old.depth and right_behind(sentence, new, old) and new.level and alike(index, new, old)
    ]
    if bracketed:
        return bracketed
    plain = [f for f in sentence.figures if f.level]
    turns = list(zip(plain[::2], plain[1::2], strict=False))
    if len(plain) == 2 * len(stated) and all(
        new.leads[:1] == ("TO",) and old.leads[:1] == ("FROM",) and alike(index, new, old) for new, old in turns
    ):
        return turns
    rows = [run for run in runs(index, sentence) if run[0].level and len(run) == len(stated)]
    olds = [row for row in rows if row[0].leads[:1] and row[0].leads[0] in OLD]
    news = [row for row in rows if row not in olds]
    if len(rows) == 2 and not olds:
        # 去年分别为A和B，今年分别为C和D; "A and B, against C and D in 2021"
        base = older(index, rows[0][0], rows[1][0], stated[0]) or older(index, rows[0][-1], rows[1][-1], stated[0])
        olds = [row for row in rows if base in row]
        news = [row for row in rows if row not in olds]
    if len(olds) != 1 or len(news) != 1 or not alike(index, olds[0][0], news[0][0]):
        return []
    return list(zip(news[0], olds[0], strict=True))


def of_list_before(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """Two lists told in turn, and their changes in a sentence of their own: The increases were 20% and 50%."""
    if "RESPECTIVELY" not in sentence.cues and not worded("in_turn", index.text(sentence.first, sentence.after)):
        return
    after = index.sentences[sentence.position + 1 : sentence.position + 2]
    for here in after:
        rows = runs(index, here)
        if here.paragraph != sentence.paragraph or here.index != sentence.index + 1 or len(rows) != 1:
            continue
        row = rows[0]
        ways = {
            term.value
            for kind in ("changed", "changed_by")
            for term in terms(kind, index.text(here.first, row[0].first))
        }
        if len(here.figures) != len(row) or row[0].kind != "percent" or len(ways & {"up", "down"}) != 1:
            continue
        pairs = _listed_pairs(index, sentence, row)
        if len(pairs) == len(row) and not index.words(row[-1].after, here.after):
            yield from _one_by_one(index, here, row, pairs, down="down" in ways)


def former_latter(index: Index, sentence: Sentence) -> Iterator[Verdict]:
    """Changes of two lists of two, by the place: "A and B, against C and D; the former fell by 16%, the latter rose by 5%"."""
    if "RESPECTIVELY" not in sentence.cues and not worded("in_turn", index.text(sentence.first, sentence.after)):
        return
    for here in index.sentences[sentence.position : sentence.position + 2]:
        if here.paragraph != sentence.paragraph:
            continue
        places: dict[bool, Figure] = {}
        for stated in here.figures:
            if stated.kind not in ("percent", "points") or stated_way(index, stated) not in ("up", "down"):
                continue
            said_of = index.text(clause(index, stated)[0], stated.first)
            if worded("former", said_of) != (last := worded("latter", said_of)):
                places[last] = stated
        pairs = _listed_pairs(index, sentence, list(places.values())[:1] * 2) if places else []
        if len(pairs) == 2:
            yield from _one_by_one(index, here, [places[k] for k in sorted(places)], [pairs[k] for k in sorted(places)])


def within_lists(index: Index) -> Iterator[Verdict]:
    """Growth within a list: "Q1 and Q2: A and B respectively; in the second quarter, 9% up on the first" is B over A."""
    for sentence in index.sentences:
        if "RESPECTIVELY" not in sentence.cues and not worded("in_turn", index.text(sentence.first, sentence.after)):
            continue
        rows = [run for run in runs(index, sentence) if run[0].level]
        names = _times_before(sentence, rows[0]) if len(rows) == 1 else []
        if not names:
            continue
        after = index.sentences[sentence.position + 1 : sentence.position + 2]
        for here in (sentence, *(s for s in after if s.paragraph == sentence.paragraph)):
            for stated in here.figures[rows[0][-1].order + 1 if here is sentence else 0 :]:
                pair = _named_pair(index, stated, names, rows[0])
                if pair is None or strange(index, stated, (*rows[0],)):
                    continue
                verdict = weighed(index, here, stated, *pair)
                if verdict is not None:
                    yield _other_way_round(index, verdict, stated, *pair) if len(names) == 2 else verdict


def _times_before(sentence: Sentence, row: list[Figure]) -> list[Figure]:
    """The dates, as many as there are levels in a row, that stand right before it."""
    names: list[Figure] = []
    for f in reversed(sentence.figures[: row[0].order]):
        if f.kind != "date" or f.claim.period is None or len(names) == len(row):
            break
        names.insert(0, f)
    return names if len(names) == len(row) and len({time_of(f) for f in names}) == len(row) else []


def time_of(figure: Figure) -> object:
    """The time that a date tells: its first and its last day, or as it is written."""
    period = figure.claim.period
    if period is None:
        return None
    return (period.start, period.end) if period.start is not None else period.written


def _named_pair(index: Index, stated: Figure, names: list[Figure], row: list[Figure]) -> tuple[Figure, Figure] | None:
    """(new, old) of a list, which the times around a change name: "in the third quarter it rose 9% over the second"."""
    if stated.kind not in ("percent", "points") or stated_way(index, stated) not in ("up", "down"):
        return None
    figures = stated.sentence.figures
    low, high = stated.order, stated.order + 1
    while low > 0 and figures[low - 1].kind in _NAMING:
        low -= 1
    while high < len(figures) and figures[high].kind in _NAMING:
        high += 1
    times = {time_of(f): at for at, f in enumerate(names)}
    found: list[tuple[int, Figure]] = []
    for f in figures[low:high]:
        at = times.get(time_of(f)) if f.kind == "date" else None
        if f.kind == "ordinal":
            word = index.text(f.first, f.after).lower()
            at = next((k for k, n in enumerate(names) if index.text(n.first, n.after).lower().startswith(word)), None)
        if at is not None and index.edges_between(f, stated) <= 1:
            found.append((at, f))
    if not found or found[0][1].order > stated.order:
        return None
    new = found[0][0]
    for old, f in found[1:]:
        link = index.text(max(stated.after, f.first - LED), f.first) if f.order > stated.order else ""
        if old != new and ((f.leads[:1] and f.leads[0] in OLD) or (link and worded("against", link))):
            return row[new], row[old]
    whole = index.text(figures[low].first, figures[high - 1].after)
    low_text = index.text(max(stated.sentence.first, figures[low].first - BEFORE_FROM), stated.sentence.after)
    if (
        len({at for at, _ in found}) == 1
        and new > 0
        and worded("on_previous", low_text if high == len(figures) else whole)
    ):
        return row[new], row[new - 1]
    return None


def _other_way_round(index: Index, verdict: Verdict, stated: Figure, new: Figure, old: Figure) -> Verdict:
    """The verdict, with what mends it if the two levels of the list have changed places."""
    if verdict.outcome == "discrepancy":
        turned = weighed(index, stated.sentence, stated, old, new)
        if turned is not None and turned.outcome == "holds":
            first, last = sorted((new, old), key=lambda f: f.order)
            verdict.fits = [Fit(f"{told(first.claim)} and {told(last.claim)} are the other way round")]
    return verdict
