"""Events and statements in Chinese: a happening with a date or place, a deed told as done, what can be checked."""

from __future__ import annotations

import re
from functools import lru_cache

from claims._facts.chinese import HANZI, TIMED, Chinese, alternatives
from claims._facts.chinese_speech import inside
from claims._facts.found import Event, Place
from claims._facts.words import words
from claims._patterns import lazy

_TITLED = lazy(r"《[^《》]{1,60}》")
_CLAUSE = lazy(r"[^，,；;。！？：:]+")
# An exhortation, a wish or a negation before a verb: nothing that happens.
_UNREAL = lazy(
    r"(?:要|应|须|需|可以|可|力争|争取|推动|促进|加快|坚持|不断|希望|愿|如果|一旦|未|没有|不|以便|为了|确保|继续|拟|准备|计划|所|将会|能"
    r"|能够|建议|呼吁|直到|除非|只要)[^，,。]{0,4}\Z"
)
_NOUN_BEHIND = lazy(
    r"[的上者中地力点区期率性人件团]|会议|\d{1,3}周年|周年|重建|时间|工作|情况|机制|制度|方案|计划|办法"
)
_NO_PLACE = lazy(
    r"(?:过程|方面|基础|条件|期间|情况|领域|时|背景|历史|社会|发展|问题|进行|全国两会|工作|会上|中|下|内)\Z|\A[此这其]"
)
_YEARLY = lazy(r"[今去明前]年|(?:19|20)\d\d年|本月|上个?月")
_STATED = lazy(r"同比|增长|下降|比上年|累计|达到|超|[%％]|突破|亿|万")
_NUMBERING = lazy(
    rf"[，,、 \u3000{TIMED}]*+(?:\d{{1,2}}[.．、]|（\d{{1,2}}）|\(\d{{1,2}}\)|——|[①-⑳])?[，,、 \u3000{TIMED}]*+"
)
_OPENING = lazy(
    rf"(?:{TIMED}|[，,、 \u3000“”]|其中|同时|此外|目前|随后|截至|至此|当天|会后|会上|期间|而|但|并|也|还|近年来|一年来|以来)*+"
)
# A phrase that only leads to a subject, which has to come behind it.
_LEADING = lazy(
    r"(?:在|从|自|随着|作为|通过|按照?|根据|经过?|针对|面对|围绕|对于?|为|以|由|当|沿着|依托|借助)[^的]{0,24}?(?:上|中|下|里|内|后|时|以来|期间)?\Z"
)
_LOOSE = lazy(r"[的之所把将与和或及、]\Z")
_TAIL_NOUN = lazy(r"\s*\Z|[、）)]|[时后前]")
# How a clause ends that only says when, or who says what follows.
_SAYS = lazy(r"(?:称|说|道|表示|到|悉|指出|强调|认为|介绍|以来|[时后前]|之际|的同时)[“”]?\s*\Z")
_ENDED = lazy(rf"了(?![解然不得吗吧呢断])(?<={HANZI}{{3}})")
_BY_WAY_OF = frozenset(("审议", "表决", "一致", "投票", "获得", "会议"))


class _Patterns:
    """The patterns of happenings, made once from the table of the language."""

    def __init__(self) -> None:
        acts = alternatives("event", "verb")
        deeds = f"{acts}|{alternatives('event', 'deed')}"
        self.act = lazy(acts)
        idle = alternatives("event", "lasting")
        self.deed = lazy(deeds)
        self.idle = lazy(rf"(?:{idle})[出起到下上]?\Z")
        self.spoken = frozenset(words("zh", "speech", "verb"))
        self.praise = lazy(alternatives("event", "praise"))
        self.done = lazy(alternatives("event", "done"))
        how = rf"(?:{HANZI}{{2}}地|{TIMED}|逐[年步]|{alternatives('event', 'manner')})"
        self.way = lazy(rf"{how}*\Z")
        # A wish, a plan, a duty or a condition anywhere before a verb: what it tells has not happened.
        self.undone = lazy(rf"{alternatives('event', 'undone')}|正(?=[在加式]?[^式])")
        self.weak = frozenset(words("zh", "event", "weak"))
        self.predicate = lazy(alternatives("statement", "predicate"))
        owner = (
            f"{alternatives('body', 'place')}|{alternatives('body', 'noun')}|{alternatives('speech', 'collective')}"
            f"|{alternatives('role', 'head')}|我国|全国|中央|财政|国家|[省市县区州国军方]"
        )
        self.owner = lazy(
            rf"[\w、“”·]{{0,20}}?(?:{owner})(?:等(?:[地国]|{HANZI}{{2,6}})?)?"
            rf"(?:{how}|[在为向对从给与同就](?:{HANZI}|[“”、]){{1,14}}){{0,4}}\Z"
        )
        self.where = lazy(
            rf"(?:在|于|抵达|访问)(?P<place>[京沪津渝港澳](?=[会举召开闭签与同出])|(?:{HANZI}|·){{2,18}}?)"
            rf"(?=[，,。；、（{TIMED}为就同与举]|(?<!展)开|(?:{acts})(?!中心|基地|[场站台])|正式|集体|分别|共同|隆重|联合)"
        )
        self.place = lazy(alternatives("body", "place"))
        self.opinion = lazy(f"{alternatives('statement', 'opinion')}|{alternatives('statement', 'person')}")
        self.instruct = lazy(alternatives("statement", "instruct"))
        self.question = lazy(alternatives("statement", "question"))


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns()


def events(reader: Chinese, start: int, end: int, number: int, hidden: list[Place]) -> list[Event]:
    """The happenings of a sentence. hidden: what is quoted."""
    text, find = reader.text, _patterns()
    found: list[Event] = []
    hidden = sorted([*hidden, *(match.span() for match in _TITLED.finditer(text, start, end))])
    dated = TIMED in text[start:end] or find.place.search(text, start, end) is not None
    told, ended = False, text[end - 1] in "。”）！"
    for clause in _CLAUSE.finditer(text, start, end):
        first, last = clause.span()
        event = _happened(reader, first, last, start, number, hidden) if dated else None
        if event is None and ended:
            event = _told(reader, first, last, start, number, hidden, told)
        told = event is not None and event.reading != "future"
        if event is not None:
            found.append(event)
    return found


def _happened(reader: Chinese, first: int, last: int, start: int, number: int, hidden: list[Place]) -> Event | None:
    """A clause with a happening and its date or place."""
    text = reader.text
    act = _act(text, first, last, hidden)
    if act is None:
        return None
    when = _when(reader, first, last, start, hidden)
    where = _where(text, first, last, act.start(), when)
    if where is not None and inside(where[0], hidden):
        where = None
    if when is None and (where is None or _patterns().place.search(text, *where) is None):
        return None
    if when is not None and _vague(reader, when, where, first, last, act.group()):
        return None
    mark = _NUMBERING.match(text, first, last)
    what = (mark.end(), last) if mark and mark.end() < act.start() else (first, last)
    reading = "future" if "将" in text[first : act.start()] else "past"
    return _event(what, when, where, number, reading)


def _event(what: Place, when: Place | None, where: Place | None, number: int, reading: str) -> Event:
    places = [what, *(place for place in (when, where) if place is not None)]
    return Event(
        min(place[0] for place in places), max(place[1] for place in places), what, when, where, number, reading
    )


def _told(
    reader: Chinese, first: int, last: int, start: int, number: int, hidden: list[Place], goes_on: bool
) -> Event | None:
    """A deed told as done: by a sign (了, 已), a time, or a named subject right before it.

    goes_on: the clause before told a deed, so that its subject may do this one as well.
    """
    text, find = reader.text, _patterns()
    if _SAYS.search(text, max(first, last - 6), last):
        return None
    opening = _OPENING.match(text, first, last)
    begin = opening.end() if opening else first
    if inside(begin, hidden) or text.startswith(("是", "这是", "那是"), begin):
        return None
    verbs = [(match.start(), match.end(), True) for match in find.deed.finditer(text, begin, last)]
    verbs += [
        (match.start() - 2, match.start(), False)
        for match in _ENDED.finditer(text, begin + 2, last)
        if not any(at < match.start() <= after for at, after, _ in verbs)
    ]
    for at, after, known in sorted(verbs):
        word = text[at:after]
        if inside(at, hidden) or _LOOSE.search(text, begin, at) or find.idle.match(text, at, after):
            continue
        if known:
            if _NOUN_BEHIND.match(text, after, last):
                continue
            if word == "通过" and text[after : after + 1] != "了" and text[at - 2 : at] not in _BY_WAY_OF:
                continue  # by means of
        elif word in find.spoken or "不" in word or find.idle.match(text, at + 1, after):
            continue
        ended = text[after : after + 1] == "了"
        if ended and not text[after + 1 : last].strip():
            continue
        if find.praise.search(text, after, last) or find.undone.search(text, begin, at):
            continue
        way = find.way.search(text, begin, at)
        edge = way.start() if way else at
        alone = edge - begin < 2 or _LEADING.match(text, begin, edge) is not None
        if alone and not goes_on:
            continue
        when = _when(reader, first, last, start, hidden)
        when = when if when is not None and when[0] < at else None
        if not ended and find.done.search(text, max(start, first - 3), at) is None:
            if (alone and find.undone.search(text, start, first)) or _TAIL_NOUN.match(text, after, last):
                continue
            if when is None and text[begin:edge] not in reader.known and not find.owner.match(text, begin, at):
                continue
        where = _where(text, first, last, at, when)
        if where is not None and inside(where[0], hidden):
            where = None
        return _event((begin, last), when, where, number, "done")
    return None


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
    if spot and text[spot.start() - 1] == "正" and find.place.search(text, *spot.span("place")) is None:
        spot = None  # 正在紧张进行
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
    return _STATED.search(reader.prose, first, last) is not None or (where is None and act in _patterns().weak)


def states(reader: Chinese, start: int, end: int, hidden: list[Place]) -> bool:
    """True where a sentence states something that can be checked."""
    prose, find = reader.prose, _patterns()
    if end - start < 8 or prose[end - 1] not in "。；;”）" or set(prose[start:end]) & set("？！?!"):
        return False
    if sum(min(b, end) - max(a, start) for a, b in hidden if a < end and start < b) * 2 > end - start:
        return False
    if find.question.search(prose, start, end) or find.instruct.match(prose, start, end):
        return False
    return find.opinion.search(prose, start, end) is None and find.predicate.search(prose, start, end) is not None
