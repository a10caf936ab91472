"""Chinese: what a name is, and titles with the names behind or before them.

Han text has no spaces, so grammar is looked for in the text itself. Expressions of time are blanked out first,
place for place, so that no pattern needs to know them. A name is a surname and one or two characters, and counts
only where something ends it: a mark, a verb, a preposition. A transliterated name is a run of the characters that
transliterations use.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from claims._facts.found import Place, Role
from claims._facts.words import words
from claims._patterns import lazy

HANZI = r"[^\W\d_A-Za-z]"
"""A pattern of one Han character: letters but Latin ones, since a range of all Han characters is slow to compile."""
TIMED = "\x02"
"""What stands in place of each character of an expression of time."""

_DAY_PART = "上午|下午|晚间|晚上|晚|凌晨|清晨|早晨|中午|傍晚|夜间|夜里|深夜"
_WHEN = lazy(
    r"(?=[\d今昨明当同日近凌上下本去前不一二三四春国中端清劳元假])"  # what one can begin with: most places fail at once
    r"(?:(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月(?:\d{1,2}日(?:至\d{1,2}日)?|[初底]|[中上下]旬)"
    r"|\d{1,2}日(?!常)|[今昨明当]天|[今昨明当同]日|日前|近日|[今昨当]晚|今早|今晨|凌晨|[上本下]周[一二三四五六日末]?"
    r"|[上下]个?月|本月|[去今明前]年(?:以来)?|不久前|前\d{1,2}个月|[上下]半年|[一二三四]季度"
    r"|(?:(?:春|中秋|端午|清明|国庆|劳动|元宵)节|国庆|元旦|假期)期间)"
    rf"(?:（[^（）]{{1,16}}）)?(?:{_DAY_PART})?(?:\d{{1,2}}时(?:\d{{1,2}}分)?许?|\d{{1,2}}:\d\d)?"
)
_MARKS = frozenset("，,。；;：:、（）()“”‘’《》「」『』！!？? \n\t\u3000—…" + TIMED)
# Single characters that end a name, and those that may also be its last character.
_ENDS = frozenset(
    "在对向于将说說称等曾也还已昨被因从由给把的任致作签率不没让是为拒呼赴抵离听做送宴应共就自到经获荣受遭正领则交带讲"
)
_MAY_END = frozenset("和与同及会来以能可并上前出入通当之其所或兼")
_ENDING_WORDS = """
今天 今日 带领 参加 陪同 分别 互致 共同 接受 涉嫌 严重 代表 亲自 走进 来到 先生 女士 同志 一行 当选
随后 最近 进行 进入 进一 发来 发言 发出 担任 出任 主动 听取 讲话 讲述 见证 迎接 邀请 双方 高度 积极
认真 深入 长期 坦言 感谢 结束 围绕 继续 看望 回到 回应 及其 先后 强调 夫妇 夫人 来访 提交 推动
"""
_FOREIGN = frozenset(
    "阿埃艾安奥澳巴芭拜班邦保鲍贝本比彼宾波伯博布查察昌川达戴丹当德邓狄迪蒂丁东杜顿多厄俄恩尔法凡范方菲费芬丰"
    "冯弗佛福富盖甘冈高哥戈格葛根贡古瓜圭哈海汉豪荷赫黑亨洪侯胡华怀惠霍基吉季加贾简姜杰捷金京居君卡凯坎康考柯科"
    "可克肯孔库奎拉腊莱赖兰朗劳勒雷蕾黎礼里理丽利莉连廉林琳玲龙隆卢鲁路伦罗洛吕马玛迈麦曼芒毛茅梅门蒙孟米密敏明"
    "莫墨默姆木穆拿纳娜乃奈南讷内尼涅宁纽农努诺欧帕派潘庞培佩彭蓬皮平坡珀普齐奇恰钱乔切钦琴青琼丘让热仁日荣茹瑞"
    "若撒萨塞赛桑森沙莎珊山尚绍舍申生圣施什石史士舒斯丝思松苏孙索所塔台泰坦汤唐陶特藤提田铁廷通图托瓦万汪旺威韦维"
    "卫魏温翁沃乌吾武伍西希锡夏显香肖晓辛欣雄休许逊雅亚延扬杨耀耶叶伊易因英雍永尤于约越云宰赞扎詹章泽曾张珍治朱卓"
    "兹宗佐茨祖"
)
_SENT = lazy(r"致[电函信]|祝贺|欢迎|会见")
_WHOLE = lazy(r"(?:[㐀-鿿]{1,6}[·•・‧]){1,4}")
_DOTS = "·•・‧"
_NEVER = lazy(r"[他她它们我你这那的是了着过很也都]")
_LATIN_NAME = lazy(r"[A-Z][A-Za-z.'’-]{1,20}(?:\s[A-Z][A-Za-z.'’-]{0,20}){0,3}")
_HAN_ONE = lazy(HANZI)
_RUN = lazy(r"[\w·&]{1,40}\Z")
EDGES = frozenset("，,。；;：:、“”’（）() \n\t" + TIMED)
"""Marks that a clause or its subject begins behind."""
_LINKS = frozenset("和与同由对向在是据经")
_NOT_GIVEN = frozenset(("表示", "主持", "出席", "会见", "指出", "强调", "介绍", "认为", "同志", "先生", "女士"))
_CHAIN = frozenset(("、", "兼", "，", ",", "和", "及"))


def alternatives(section: str, key: str) -> str:
    """The words of a list as alternatives of a pattern, longest first."""
    return "|".join(sorted(map(re.escape, words("zh", section, key)), key=lambda word: (-len(word), word)))


class _Patterns:
    """The patterns of roles and names, made once from the table of the language."""

    def __init__(self) -> None:
        self.surnames = frozenset("".join(words("zh", "name", "given")))
        self.compound = frozenset(words("zh", "name", "particle"))
        self.no_name = frozenset(words("zh", "name", "not_name"))
        self.places = frozenset(words("zh", "body", "place"))
        ending = {word[:2] for word in (*words("zh", "speech", "verb"), *words("zh", "event", "verb"))}
        self.ending = frozenset(word for word in (*ending, *_ENDING_WORDS.split()) if len(word) == 2)
        modifier = alternatives("role", "modifier")
        head = alternatives("role", "head")
        first = "".join(sorted({word[0] for key in ("modifier", "head") for word in words("zh", "role", key)}))
        self.title = lazy(
            rf"(?=[{first}])(?:{modifier}){{0,4}}(?:{head})(?![团令府级制处会性们节])(?:兼(?:{modifier}){{0,3}}(?:{head}))?"
        )
        self.bare = frozenset(words("zh", "role", "bare"))
        office = alternatives("role", "appoint")
        self.took = lazy(rf"(?:{office}|是|为|系|被任命为)(?P<rest>[^，,。；;“”]{{0,30}})\Z")
        self.status = lazy(rf"(?:同志)?(?:此前|现|曾|已|将|拟|先后|被|获|{TIMED}{{1,12}})?\Z")
        self.apposed = lazy(r"[，,（(](?P<rest>[^\W\d_]{0,30})\Z")
        self.lead = lazy(
            rf"(?:{TIMED}|时任|现任|据|由|经|与|和|及|以及|同|会见|对|向|在|来自|请|任命|选举|但|而|并|当|应(?![急用对])"
            r"|是|为|让|使|从|到|其中|来访的?|正在|随后|会上|当地时间|其|该|原定|此外|同时|另外|,|，|“|”)++"
        )
        self.cut = lazy(
            rf"(?:.*(?:的|着|{TIMED}|发表|听取了?|率领|带领|考察|走进|看望|发现|看到|约见|召见|致信|致函|会见|接见|会晤"
            r"|采访|邀请|欢迎|任命|选举|来访|出席|参加|包括|以及|来自|致电|祝贺|陪同|要求|通报|授予|决定|称为|指着|认为|表示"
            r"|介绍|了解到|获悉|同(?=[^济仁方盟心业乡善花])|向(?=[^阳日])|对(?=[^外])|据|由(?=[^于])|是|被|让|给))"
        )


@lru_cache(maxsize=1)
def patterns() -> _Patterns:
    """The patterns, made once."""
    return _Patterns()


class Chinese:
    """One document's Han text. text: the prose with expressions of time blanked. known: the names met so far."""

    def __init__(self, prose: str) -> None:
        self.prose = prose
        self.when = [match.span() for match in _WHEN.finditer(prose)]
        pieces: list[str] = []
        at = 0
        for first, after in self.when:
            pieces += prose[at:first], TIMED * (after - first)
            at = after
        self.text = "".join(pieces) + prose[at:]
        self.known: set[str] = set()
        self.patterns = patterns()

    def times(self, start: int, end: int) -> list[Place]:
        """The expressions of time from start to end."""
        return self.when[bisect_left(self.when, (start, 0)) : bisect_left(self.when, (end, 0))]

    # Names

    def ends_name(self, at: int) -> bool:
        """True where no name goes on: at a mark, a verb, a preposition."""
        text = self.text
        if at >= len(text):
            return True
        one = text[at]
        return one in _MARKS or one in _ENDS or one.isdigit() or text[at : at + 2] in self.patterns.ending

    def _ends(self, at: int) -> bool:
        return self.ends_name(at) or self.text[at : at + 1] in _MAY_END

    def name_at(self, at: int, end: int) -> int:
        """Where the name ends that begins at `at`, or 0."""
        text, find = self.text, self.patterns
        one = text[at : at + 1]
        if not one or at >= end:
            return 0
        if one.isascii():
            match = _LATIN_NAME.match(text, at, end)
            return match.end() if match else 0
        dotted = self._foreign(at, end)
        if dotted and set(_DOTS) & set(text[at:dotted]):
            return dotted
        if text[at : at + 2] in find.compound:
            for size in (3, 4):
                if at + size <= end and self._given(at + 2, at + size) and self._ends(at + size):
                    return at + size
        if one in find.surnames:
            two = at + 2
            if two <= end and self._given(at + 1, two):
                follows = text[two : two + 1]
                sure = self.ends_name(two)
                if not sure and follows in _MAY_END:
                    # 李万和表示: the third character is of the name where something strong follows it.
                    sure = not (self.ends_name(two + 1) or text[two + 2 : two + 3] in _MARKS)
                if sure:
                    return two
            three = at + 3
            if three <= end and self._given(at + 1, three) and self._ends(three):
                return three
        return dotted

    def _given(self, first: int, after: int) -> bool:
        return all(_HAN_ONE.match(one) for one in self.text[first:after])

    def _foreign(self, at: int, end: int) -> int:
        """The end of a transliterated name: at least two characters, or parts with dots between."""
        text = self.text
        place = at
        dots = False
        while place < min(end, at + 28):
            one = text[place]
            if one in _DOTS and place > at:
                dots = True
                place += 1
                continue
            if one not in _FOREIGN:
                break
            place += 1
            last = text[place : place + 1]
            if place - at >= 2 and self._ends(place) and last not in _DOTS and text[place - 2] not in _DOTS:
                return place
        return place if dots and place - at > 3 and self._ends(place) and text[place - 1] not in _DOTS else 0

    def name_before(self, at: int, low: int) -> int:
        """Where a name begins that ends at `at`, or -1: one met before, or a surname with one or two behind it."""
        text, find = self.text, self.patterns
        for size in (2, 3, 4, 5, 6, 7):
            if at - size >= low and text[at - size : at] in self.known:
                return at - size
        for size in (3, 2, 4):
            first = at - size
            if first < low or not self._given(first, at):
                continue
            compound = text[first : first + 2] in find.compound
            if (compound if size == 4 else text[first] in find.surnames or compound) and (
                first == low or text[first - 1] in EDGES or text[first - 1] in _LINKS
            ):
                return first
        return -1

    def is_name(self, text: str) -> bool:
        """True for a name met before, and for what does not begin like another word."""
        if text in self.known:
            return True
        no_name = self.patterns.no_name
        if text in self.patterns.places:
            return False
        if _NEVER.search(text) or text in no_name or text[:2] in no_name:
            return False
        return not (len(text) == 3 and (text[1:] in _NOT_GIVEN or text[1:] in no_name))

    # Roles

    def roles(self, start: int, end: int, number: int) -> list[Role]:
        """The roles that the sentence from start to end tells."""
        text, find = self.text, self.patterns
        found: list[Role] = []
        waiting: list[tuple[Place, Place | None]] = []
        floor = start
        for match in find.title.finditer(text, start, end):
            title = match.span()
            if title[0] < floor:
                continue
            body = self._body(floor, title[0])
            if waiting and text[waiting[-1][0][1] : (body or title)[0]] not in _CHAIN:
                waiting = []
            after = self.name_at(title[1], end)
            if after and self.is_name(text[title[1] : after]):
                people = [(title[1], after), *self._list(after, end)]
                found += [
                    _role(person, one, own, number, "title, person")
                    for one, own in [*waiting, (title, body)]
                    for person in people
                ]
                self.known.update(text[a:b] for a, b in people)
                waiting = []
                floor = people[-1][1]
                continue
            role = self._earlier(floor, title, number)
            if role is not None:
                found.append(role)
                self.known.add(text[role.person[0] : role.person[1]])
            keeps = role is None and text[title[1] : title[1] + 1] in _CHAIN
            waiting = [*waiting, (title, body)] if keeps else []
            floor = title[1]
        return found

    def _list(self, at: int, end: int) -> list[Place]:
        """The names of a list that goes on behind a name: 丁薛祥、何立峰."""
        text = self.text
        people: list[Place] = []
        for _ in range(40):
            if text[at : at + 1] not in ("、", "和", "与"):
                break
            first = at + 1
            after = self.name_at(first, end)
            if not after or not self.is_name(text[first:after]) or self._titled(first, end):
                break
            people.append((first, after))
            at = after
        return people

    def _titled(self, at: int, end: int) -> bool:
        """True where what looks like the next name of a list is the body of the next title."""
        stop = self.patterns.title.search(self.text, at, min(end, at + 24))
        return stop is not None and not set(self.text[at : stop.start()]) & set("、，,。；")

    def _body(self, floor: int, title: int) -> Place | None:
        """The body that a title is held in: the run of text right before it, without what leads to it."""
        text, find = self.text, self.patterns
        run = _RUN.search(text, max(floor, title - 40), title)
        first = run.start() if run else title
        cut = find.cut.match(text, first, title)
        if cut and cut.end() < title:
            first = cut.end()
        lead = find.lead.match(text, first, title)
        if lead:
            first = lead.end()
        for link in ("和", "与", "及", "同"):
            at = text.rfind(link, first, title)
            if at > first and text[first:at] in self.known:
                first = at + 1
        return (first, title) if title - first >= 2 else None

    def _earlier(self, floor: int, title: Place, number: int) -> Role | None:
        """Somebody named before the title: 张三任某局局长; 张三，某局局长，; 张三主席."""
        text, find = self.text, self.patterns
        took = find.took.search(text, max(floor, title[0] - 36), title[0])
        if took:
            status = find.status.search(text, max(floor, took.start() - 16), took.start())
            at = status.start() if status else took.start()
            if text[at - 1 : at] in ("他", "她"):
                first, at = self._named_before(floor, at - 1)
            else:
                first = self.name_before(at, floor)
            if first >= 0 and self.is_name(text[first:at]):
                rest = (took.start("rest"), title[0])
                own = rest if 2 <= rest[1] - rest[0] <= 26 else None
                return _role((first, at), title, own, number, "appointed")
        follows = text[title[1] : title[1] + 1]
        apposed = find.apposed.search(text, max(floor, title[0] - 32), title[0])
        if apposed and (not follows or follows in "，,。；;）)、"):
            at = apposed.start()
            first = self.name_before(at, floor)
            name = text[first:at] if first >= 0 else ""
            opening = first == floor or (first > 0 and text[first - 1] in EDGES)
            if name and opening and self.is_name(name) and (name in self.known or len(name) > 2):
                rest = (apposed.start("rest"), title[0])
                if not text[rest[0] : rest[1]].startswith(("和", "与", "在", "是")):
                    own = rest if rest[1] - rest[0] >= 2 else None
                    return _role((first, at), title, own, number, "person, title, apposed")
        if text[title[0] : title[1]] in find.bare:
            return self._directly(floor, title, number)
        return None

    def _named_before(self, low: int, at: int) -> Place:
        """The nearest name before a pronoun in the same sentence, or (-1, -1): 致电张三，祝贺他当选."""
        best = (-1, -1)
        for name in self.known:
            first = self.text.rfind(name, low, at)
            if first > best[0] or (first == best[0] >= 0 and first + len(name) > best[1]):
                best = (first, first + len(name))
        for match in _SENT.finditer(self.text, low, at):
            after = self.name_at(match.end(), at)
            if after and (match.end() > best[0] or after >= best[1]) and self.is_name(self.text[match.end() : after]):
                best = (match.end(), after)
        for match in _SENT.finditer(self.text, low, best[0]):
            if _WHOLE.fullmatch(self.text, match.end(), best[0]):  # the names before the last one
                return match.end(), best[1]
        return best

    def _directly(self, floor: int, title: Place, number: int) -> Role | None:
        """张三丰主席: a name with its title right behind."""
        text = self.text
        first = self.name_before(title[0], floor)
        if first < 0:
            return None
        name = text[first : title[0]]
        if name not in self.known:
            strong = first == floor or text[first - 1] in EDGES - {"、"}
            if len(name) != 3 or not strong or not self.is_name(name):
                return None
        return _role((first, title[0]), title, None, number, "person, title")


def _role(person: Place, title: Place, body: Place | None, number: int, reading: str) -> Role:
    places = [person, title] + ([body] if body else [])
    return Role(
        min(place[0] for place in places),
        max(place[1] for place in places),
        person,
        title,
        body,
        None,
        None,
        number,
        reading,
    )
