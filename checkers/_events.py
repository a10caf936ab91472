"""What a date is the date of: beginnings and ends, each of a life of its own (a job, a thing, some work, a marriage)."""

from __future__ import annotations

from typing import NamedTuple

from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import starts_with, terms
from claims.tokens import has_han

_BEFORE = 13
_BEHIND = 16
_WIRED = 6
STANDS_IN = ("", "于", "於", "在")
"""What may stand between what happened and its date."""
_HARD = frozenset(".;。；!?！？")


class Event(NamedTuple):
    """A dated beginning or end. topic: what it is one of."""

    figure: Figure
    topic: str


def events(index: Index, sentence: Sentence, category: str) -> list[Event]:
    """The dates of a sentence that words of a category (`begun`, `finished`) are said of, each with its topic."""
    out = []
    for figure in sentence.figures:
        if figure.kind == "date" and is_day(figure) and not reported_on(index, figure):
            topic = _topic(index, sentence, figure, category)
            if topic is not None:
                out.append(Event(figure, topic))
    return out


def is_day(figure: Figure) -> bool:
    """True for a settled day, month or year that stands alone and is written as a date."""
    period = figure.claim.period
    detail = figure.claim.detail or {}
    return (
        period is not None
        and period.settled
        and period.start is not None
        and detail.get("grain") in ("day", "month", "year")
        and (bool(detail.get("year_written")) or any(c.isdigit() for c in period.written))
    )


def reported_on(index: Index, figure: Figure) -> bool:
    """True for the day of a dateline, on which nothing began or ended: 本报南港1月9日电."""
    return starts_with("wired", index.tokens.prose[figure.claim.end : figure.claim.end + _WIRED]) is not None


def _topic(index: Index, sentence: Sentence, figure: Figure, category: str) -> str | None:
    """The verb nearest before a date in its clause; in Chinese, and behind a date that opens its clause, the one after it."""
    t = index.tokens
    prose = t.prose
    low = sentence.start
    for k in range(figure.first - 1, max(sentence.first, figure.first - _BEFORE) - 1, -1):
        if t.text[k] in _HARD or ((other := index.owner.get(k)) is not None and other.kind == "date"):
            low = t.end[k]
            break
    else:
        low = t.start[max(sentence.first, figure.first - _BEFORE)]
    before = prose[low : figure.claim.start]
    after = _after(index, sentence, figure)
    chinese = has_han(figure_text(figure, prose))
    if chinese:
        # 创办于1898年: the verb right before; 2005年入职: the first behind.
        found = [x for x in terms(category, before) if before[x.end :] in STANDS_IN]
        if found:
            return found[-1].value
        # 8日举行建院70周年座谈会: what a figure follows at once is no verb of the date.
        found = [x for x in terms(category, after) if not after[x.end :].startswith("\0")]
        return found[0].value if found else None
    found = terms(category, before)
    if found:
        # The other kind of verb nearer to the date has it: "opened in the year it was closed, 1990".
        return found[-1].value
    if before.strip().lower() in _OPENS or (before.rstrip().endswith(",") and len(before.split()) <= 1):
        found = terms(category, after)
        return found[0].value if found else None
    return None


_OPENS = frozenset(("in", "on", "", "it was in", "then, in", "and in", "but in"))


def _after(index: Index, sentence: Sentence, figure: Figure) -> str:
    """The words behind a date up to the next date or clause; a zero stands for any other figure."""
    t = index.tokens
    out = []
    for k in range(figure.after, min(figure.after + _BEHIND, sentence.after)):
        other = index.owner.get(k)
        if t.text[k] in _HARD or (other is not None and other.kind == "date") or t.text[k] == "，":
            break
        out.append("\0" if other is not None else t.prose[t.end[k - 1] : t.end[k]])
    return "".join(out)


def figure_text(figure: Figure, prose: str) -> str:
    """A figure as written."""
    return prose[figure.claim.start : figure.claim.end]
