"""Events and statements in Chinese: a clause with a happening and a date or place, and what can be checked."""

from __future__ import annotations

import re
from functools import lru_cache

from claims._facts.chinese import HANZI, TIMED, Chinese, alternatives
from claims._facts.chinese_speech import inside
from claims._facts.found import Event, Place
from claims._patterns import lazy

_TITLED = lazy(r"《[^《》]{1,60}》")
_CLAUSE = lazy(r"[^，,；;。！？：:]+")
# An exhortation, a wish or a negation before a verb: nothing that happens.
_UNREAL = lazy(
    r"(?:要|应|须|需|可以|可|力争|争取|推动|促进|加快|坚持|不断|希望|愿|如果|一旦|未|没有|不|以便|为了|确保|继续|拟|准备|所|将会|能"
    r"|能够|建议|呼吁|直到|除非|只要)[^，,。]{0,4}\Z"
)
_NOUN_BEHIND = lazy(r"[的上者中地力点区期率性人件]|会议|\d{1,3}周年|周年|重建|时间|工作|情况|机制|制度|方案|计划|办法")
_NO_PLACE = lazy(
    r"(?:过程|方面|基础|条件|期间|情况|领域|时|背景|历史|社会|发展|问题|进行|全国两会|工作|会上|中|下|内)\Z|\A[此这其]"
)
_YEARLY = lazy(r"[今去明前]年|(?:19|20)\d\d年|本月|上个?月")
_STATED = lazy(r"同比|增长|下降|比上年|累计|达到|超|[%％]|突破|亿|万")
_NUMBERING = lazy(
    rf"[，,、 \u3000{TIMED}]*+(?:\d{{1,2}}[.．、]|（\d{{1,2}}）|\(\d{{1,2}}\)|——|[①-⑳])?[，,、 \u3000{TIMED}]*+"
)
_WEAK = frozenset(
    (
        "实施",
        "开展",
        "进行",
        "恢复",
        "发布",
        "调查",
        "发生",
        "通过",
        "获得",
        "参加",
        "成立",
        "造成",
        "引发",
        "开启",
        "启动",
    )
)
_PREDICATE = lazy(
    r"[是为有在达占被了已将由从超破]|增长|下降|完成|建成|成立|举行|发布|获得|进入|成为|位于|采取|包括|出现|发生|开始|结束|涉及"
    r"|覆盖|使用|用于|来自|设立|批准|通过|表示|认为|属于|组成|实现"
)


class _Patterns:
    """The patterns of happenings, made once from the table of the language."""

    def __init__(self) -> None:
        acts = alternatives("event", "verb")
        self.act = lazy(acts)
        self.where = lazy(
            rf"(?:在|于|抵达|访问)(?P<place>[京沪津渝港澳](?=[会举召开闭签与同出])|(?:{HANZI}|·){{2,18}}?)"
            rf"(?=[，,。；、（{TIMED}为就同与开举]|(?:{acts})(?!中心|基地|[场站台])|正式|集体|分别|共同|隆重|联合)"
        )
        self.place = lazy(alternatives("body", "place"))
        self.opinion = lazy(f"{alternatives('statement', 'opinion')}|{alternatives('statement', 'person')}")
        self.instruct = lazy(alternatives("statement", "instruct"))
        self.question = lazy(alternatives("statement", "question"))


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns()


def events(reader: Chinese, start: int, end: int, number: int, hidden: list[Place]) -> list[Event]:
    """The dated or placed happenings of a sentence. hidden: what is quoted."""
    text, find = reader.text, _patterns()
    found: list[Event] = []
    hidden = sorted([*hidden, *(match.span() for match in _TITLED.finditer(text, start, end))])
    if TIMED not in text[start:end] and find.place.search(text, start, end) is None:
        return found
    for clause in _CLAUSE.finditer(text, start, end):
        first, last = clause.span()
        act = _act(text, first, last, hidden)
        if act is None:
            continue
        when = _when(reader, first, last, start, hidden)
        where = _where(text, first, last, act.start(), when)
        if where is not None and inside(where[0], hidden):
            where = None
        if when is None and (where is None or find.place.search(text, *where) is None):
            continue
        if when is not None and _vague(reader, when, where, first, last, act.group()):
            continue
        mark = _NUMBERING.match(text, first, last)
        what = (mark.end(), last) if mark and mark.end() < act.start() else (first, last)
        places = [what, *(place for place in (when, where) if place is not None)]
        begin, close = min(place[0] for place in places), max(place[1] for place in places)
        reading = "future" if "将" in text[first : act.start()] else "past"
        found.append(Event(begin, close, what, when, where, number, reading))
    return found


def _when(reader: Chinese, first: int, last: int, start: int, hidden: list[Place]) -> Place | None:
    """The time that a clause gives, best one finer than a month; else one that stands right before the clause."""
    within = [when for when in reader.times(first, last) if not inside(when[0], hidden)]
    exact = [when for when in within if not _YEARLY.fullmatch(reader.prose, *when)]
    if within:
        return (exact or within)[0]
    before = reader.times(max(start, first - 40), first)
    if before and not reader.text[before[-1][1] : first].strip("，, "):
        return before[-1]
    return None


def _act(text: str, first: int, last: int, hidden: list[Place]) -> re.Match[str] | None:
    """The first happening of a clause that is one: no noun of the same word, no wish."""
    for match in _patterns().act.finditer(text, first, last):
        at = match.start()
        if inside(at, hidden) or _NOUN_BEHIND.match(text, match.end(), last):
            continue
        if at == first and "的" in text[match.end() : last]:
            continue  # 出席会议的代表
        if not _UNREAL.search(text, max(first, at - 8), at):
            return match
    return None


def _where(text: str, first: int, last: int, act: int, when: Place | None) -> Place | None:
    find = _patterns()
    spot = find.where.search(text, first, last)
    if spot and not _NO_PLACE.search(text, *spot.span("place")):
        return spot.span("place")
    if when is not None:
        named = find.place.search(text, first, act)
        if named and named.start() > first and text[named.start() - 1] in "在于":
            return named.span()
    return None


def _vague(reader: Chinese, when: Place, where: Place | None, first: int, last: int, act: str) -> bool:
    """True for a figure of a year, and for a weak verb with a year and no place."""
    if not _YEARLY.fullmatch(reader.prose, *when):
        return False
    return _STATED.search(reader.prose, first, last) is not None or (where is None and act in _WEAK)


def states(reader: Chinese, start: int, end: int, hidden: list[Place]) -> bool:
    """True where a sentence states something that can be checked."""
    prose, find = reader.prose, _patterns()
    if end - start < 8 or prose[end - 1] not in "。；;”）" or set(prose[start:end]) & set("？！?!"):
        return False
    if sum(min(b, end) - max(a, start) for a, b in hidden if a < end and start < b) * 2 > end - start:
        return False
    if find.question.search(prose, start, end) or find.instruct.match(prose, start, end):
        return False
    return find.opinion.search(prose, start, end) is None and _PREDICATE.search(prose, start, end) is not None
