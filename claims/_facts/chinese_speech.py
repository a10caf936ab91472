"""Who says so, in Chinese: a subject with a verb of speech, 据某某统计, data that somebody published."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from claims._facts.chinese import EDGES, HANZI, TIMED, Chinese, alternatives
from claims._facts.found import Attribution, Place, Role, Said
from claims._facts.words import words
from claims._patterns import lazy

_UNIT = r"[\w·“”]"
# What may stand between a subject and its verb: when, where, how it was said.
_ADJUNCT = (
    rf"(?:{TIMED}{{1,40}}+|{HANZI}{{2,3}}地|坚定|明确|深刻|郑重|公开|也|还|则|都|又|再次|进一步|最后|首先|随后|同时|此前|曾|已|就此|对此|一致|纷纷"
    rf"|在[\w“”《》、{TIMED}]{{1,24}}?(?:时|上|中|后|下)|就(?:{HANZI}|[“”]){{1,16}}?(?:问题|时)|接受{HANZI}{{1,10}}采访时"
    rf"|援引{HANZI}{{1,12}}的(?:话|消息|报道)"
    rf"|向{HANZI}{{1,8}}|对{HANZI}{{2,8}})"
)
_ADJUNCTS = lazy(rf"等?{_ADJUNCT}{{0,4}}[，,]?{_ADJUNCT}{{0,2}}")
_LEAD = lazy(rf"(?:{TIMED}|[，,]|但|而|不过|然而|对此|此外|同时|因此|另外|其中)*+")
_NO_SOURCE = lazy(
    r"将|要(?!闻)|称|对(?!外)|按(?!揭)|部署\Z|等方面|感谢|赞赏|支持|已经|正在|深入|贯彻|坚持|推动|加强|不断|[，。；]"
)
_VAGUE = lazy(r"该|此次|这|有关|最新|初步|相关|一份|[，。]")
_QUOTED = ("，", "：", ":", ",", "“", "说", "「")
# To tell of something is to say it, though no words follow.
_TOLD_OF = lazy(
    r"了[^，。；]{2,40}(?:情况|进展|做法|经验|背景|成果|问题|内容|举措)(?=[，。；]|\Z)|[^，。；]{0,4}情况时"
)
# Whoever is asked or made to say something has not said it; nor is what somebody said when told.
_ASKED = lazy(r"[请让令]|以(?![色方军媒总外防官财国])|使(?![馆者节团])")
_WHILE = lazy(r"[^，。；]{1,40}(?:之际|以来)(?![^，。；》]{3})")
_AGAIN = lazy(r"[，,](?:[并还也]|同时|最后)?\Z")
_PRONOUNS = ("他", "她", "该负责人", "这位负责人")
_IDLE_END = frozenset(("有关", "最新", "相关", "初步"))
_BOUND = frozenset(("所", "被", "的", "据", "可", "要", "来", "再", "应", "一"))


class _Patterns:
    """The patterns of speech, made once from the table of the language."""

    def __init__(self) -> None:
        self.verb = lazy(alternatives("speech", "verb"))
        self.needs = frozenset(words("zh", "speech", "that"))
        self.nobody = frozenset(words("zh", "speech", "nobody"))
        org = alternatives("body", "noun")
        matter = alternatives("speech", "matter")
        source = f"{org}|{alternatives('speech', 'collective')}|{alternatives('role', 'head')}|{matter}|方面?"
        self.source = lazy(rf"{_UNIT}{{0,24}}?(?:{source})(?={_ADJUNCT}|等|[，,]|\Z)")
        self.according = lazy(
            rf"(?:(?<![数依占证收单票凭])据|根据|按)(?P<source>{_UNIT}{{2,30}}?)(?:{TIMED}|的|最新|发布的?|公布的?|提供的?|发表的?|初步|不完全)*+"
            r"(?:统计数据|统计|介绍|消息|报道|通报|透露|数据|预测|监测|估计|测算|报告|显示|公告|援引|声明|调查|资料|预计|核算"
            r"|披露|称|通知|公报)(?![局部署厅社台所])"
        )
        self.learned = lazy(
            rf"记者(?:{TIMED}|了解到|获悉|,|，|近日|今天)*+从(?:{TIMED}|（|）)*+(?P<source>{_UNIT}{{2,30}}?)(?:{TIMED}|举行的|召开的|处|方面"
            rf"|(?:(?!举行|召开){HANZI}){{0,8}}(?:发布会|吹风会|会议)上){{0,24}}(?:获悉|了解到|得知)"
        )
        self.shown = lazy(rf"(?:{matter})中?(?P<verb>{alternatives('speech', 'show')})")
        edge = r"(?:\A|(?<=[，,。；;：:”’）)\s])|(?<=\x02))(?:根据|据)?"
        self.bare = lazy(rf"(?:{matter})(?!中)")
        self.data = lazy(
            rf"{edge}(?P<source>{_UNIT}{{2,30}}?)(?:{TIMED}{{1,40}}+)?(?:联合|对外|正式|最新)?"
            r"(?:发布|公布|发表|披露|出具|编制|提供|推出)(?:的|了)?"
            rf"[\w《》“”—、\-{TIMED}]{{0,40}}\Z"
            rf"|{edge}(?P<owner>{_UNIT}{{2,24}}?)的(?:{HANZI}|[《》“”]){{0,10}}\Z"
            rf"|{edge}(?P<office>{_UNIT}{{0,24}}?(?:{org}))(?:最新|统计|监测|调查|研究|专项|初步){{0,2}}\Z"
        )


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns()


def speech(
    reader: Chinese,
    start: int,
    end: int,
    number: int,
    roles: list[Role],
    before: list[Place],
    hidden: list[Place],
) -> list[Said]:
    """The attributions of a sentence. before: the people of the sentence before. hidden: what is quoted."""
    text, find = reader.text, _patterns()
    found: list[Said] = []
    done = start
    for pattern, reading in ((find.learned, "learned from"), (find.according, "according to")):
        for match in pattern.finditer(text, start, end):
            place = _trimmed(reader, match.span("source"))
            if place is None or inside(match.start(), hidden) or text[place[0] : place[1]] in find.nobody:
                continue
            begin = _behind(text, match.end(), end)
            verb = (match.end() - 1, match.end())
            found.append(Said(Attribution(*place, begin, end, reading), verb, "whole", number, place[0]))
            done = match.end()
    if not found:
        for match in find.shown.finditer(text, done, end):
            if match.start() < done or inside(match.start(), hidden):
                continue
            data = find.data.search(text, max(done, match.start() - 72), match.start())
            place = _trimmed(reader, data.span(data.lastgroup or 0)) if data else None
            if place is None and (match.start() == start or text[match.start() - 1] in "，。；：\n "):
                noun = find.bare.match(text, match.start())
                place = noun.span() if noun else None
                data = noun
            if place is None or text[place[0] : place[1]] in find.nobody or _VAGUE.search(text, *place):
                continue
            verb = match.span("verb")
            begin = _behind(text, verb[1], end)
            found.append(Said(Attribution(*place, begin, end, "data by"), verb, "before", number, place[0]))
            done = verb[1]
            break
    last = done
    before_it = -1
    for match in find.verb.finditer(text, done, end):
        follows, before_it = match.start() == before_it, match.end()
        if follows or match.start() < last or inside(match.start(), hidden):
            continue
        said = _verb(reader, match, (start, end), number, roles, before, found)
        if said is not None:
            found.append(said)
            last = match.end()
    return _apart(found)


def inside(at: int, places: list[Place]) -> bool:
    """True where a place lies in one of these, which are in order and apart."""
    index = bisect_right(places, (at, 1 << 62)) - 1
    return index >= 0 and at < places[index][1]


def _trimmed(reader: Chinese, place: Place) -> Place | None:
    """A source without a linking word before it; None where it is no source."""
    text = reader.text
    lead = reader.patterns.lead.match(text, *place)
    first = lead.end() if lead else place[0]
    last = place[1]
    if _NO_SOURCE.search(text, first, last) or _ASKED.match(text, first) or text[first - 1] in "请让":
        return None
    while last > first and (text[last - 1] in f"的了于{TIMED}" or text[last - 2 : last] in _IDLE_END):
        last -= 1 if text[last - 1] in f"的了于{TIMED}" else 2
    return (first, last) if last - first >= 2 else None


def _speaks(text: str, match: re.Match[str], start: int, needs: frozenset[str]) -> bool:
    """True where a word that may be a verb of speech is one."""
    at, after = match.span()
    word = match.group()
    follows = text[after : after + 1]
    if (at > start and text[at - 1] in _BOUND) or (follows in "员家部会稿的" and follows):
        return False
    if _WHILE.match(text, after) or (word == "称" and follows in "赞为作号职霸" and follows):
        return False
    if len(word) == 1 and word not in "称說" and follows and follows not in '，,：:“「"':
        return word == "说" and follows not in "明法服话是为辞唱" and text[after : after + 2] != "不定"
    return word not in needs or follows in _QUOTED or _TOLD_OF.match(text, after) is not None


def _verb(
    reader: Chinese,
    match: re.Match[str],
    sentence: Place,
    number: int,
    roles: list[Role],
    before: list[Place],
    found: list[Said],
) -> Said | None:
    text, find = reader.text, _patterns()
    start, end = sentence
    verb = match.span()
    if not _speaks(text, match, start, find.needs):
        return None
    place, first = _titled(text, verb[0], start, roles)
    reading = "said"
    if place is None:
        edge = verb[0]
        while edge > max(start, verb[0] - 60) and (text[edge - 1] not in EDGES or text[edge - 1] in f"“”{TIMED}"):
            edge -= 1
        lead = _LEAD.match(text, edge, verb[0])
        first = lead.end() if lead else edge
        place = _subject(reader, first, verb[0], text[verb[1] : verb[1] + 1])
        if place is None:
            pronoun = any(
                text.startswith(word, first) and _ADJUNCTS.fullmatch(text, first + len(word), verb[0])
                for word in _PRONOUNS
            )
            reading = "pronoun"
            if not pronoun:
                place = _same(reader, verb[0], start, roles, found)
                reading = "same subject"
            if not pronoun and place is None:
                return None
        else:
            first = place[0]
    trails = text[verb[1] : end].strip() in ("。", "", "：", ":") or (
        text[verb[1] : verb[1] + 1] == "。" and first > start and text[first - 1] in "”，,"
    )
    side = "after" if trails else "before"
    if reading == "pronoun":
        names = {text[a:b] for a, b in before}
        if len(names) != 1:
            return Said(None, verb, side, number, first)
        place = before[0]
    if place is None or text[place[0] - 1] in "请让":
        return None
    scope = (start, max(start, first)) if trails else (_behind(text, verb[1], end), end)
    return Said(Attribution(*place, *scope, reading), verb, side, number, first)


def _titled(text: str, verb: int, start: int, roles: list[Role]) -> tuple[Place | None, int]:
    """The person of the role told right before the verb."""
    for role in reversed(roles):
        if start <= role.start and role.end <= verb:
            if _ADJUNCTS.fullmatch(text, role.end, verb):
                return role.person, role.start
            break
    return None, verb


def _same(reader: Chinese, verb: int, start: int, roles: list[Role], found: list[Said]) -> Place | None:
    """Who opened the sentence, where a clause begins with the verb: 周文海到港口调研，要求各地检查."""
    text = reader.text
    if _AGAIN.search(text, max(start, verb - 3), verb) is None:
        return None
    if found:
        told = found[-1].attribution
        return told[:2] if told is not None and told.reading in ("said", "pronoun", "same subject") else None
    lead = _LEAD.match(text, start, verb)
    first = lead.end() if lead else start
    for role in roles:
        if role.start == first and role.end < verb:
            if text[role.end] in "和与及、" or any(other.start == role.end + 1 for other in roles):
                return None  # the first of several
            return role.person if role.person[0] >= first else None
    for size in (6, 5, 4, 3, 2):
        if text[first : first + size] in reader.known and first + size < verb:
            return first, first + size
    return None


def _subject(reader: Chinese, first: int, verb: int, follows: str) -> Place | None:
    """A name or a body from `first` on, with nothing but when, where and how between it and the verb."""
    text = reader.text
    for size in (3, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12):
        after = first + size
        if after > verb or text[first:after] not in reader.known:
            continue
        if _ADJUNCTS.fullmatch(text, after, verb):
            return first, after
    source = _patterns().source.match(text, first, verb)
    while source is not None:
        if _ADJUNCTS.fullmatch(text, source.end(), verb):
            return _trimmed(reader, source.span())
        longer = _patterns().source.match(text, source.end(), verb)
        if longer is None or longer.end() - first > 26:
            break
        if _ADJUNCTS.fullmatch(text, longer.end(), verb):
            return _trimmed(reader, (first, longer.end()))
        source = longer
    after = reader.name_at(first, verb)
    if after and follows in ("，", "：", ":", ",", "“", "") and after - first > 1:
        name = text[first:after]
        if reader.is_name(name) and not name.isascii() and _ADJUNCTS.fullmatch(text, after, verb):
            return first, after
    return None


def _behind(text: str, at: int, end: int) -> int:
    while at < end and text[at] in "，,：: 说道":
        at += 1
    return at


def _apart(found: list[Said]) -> list[Said]:
    """Scopes of one sentence kept apart where one source follows on another."""
    found.sort(key=lambda said: said.verb[0])
    for i, said in enumerate(found[:-1]):
        if said.attribution is None or said.side != "before":
            continue
        edge = found[i + 1].first
        if said.attribution.scope_start < edge < said.attribution.scope_end:
            found[i] = said._replace(attribution=said.attribution._replace(scope_end=edge))
    return found
