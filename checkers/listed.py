"""A count of things is the number of things that are then listed.

> The chain opened seven shops – in Leeds, Truro, Perth, Hexham, Bangor, Newry and Ludlow – last year.
= "seven" 7 are listed

> The chain opened eight shops – in Leeds, Truro, Perth, Hexham, Bangor, Newry and Ludlow – last year.
!! "eight" 7 are listed ~ seven

> The party won six of the eight seats, namely Truro, Perth, Hexham, Bangor and Bassi Road.
!! "six" 5 are listed ~ five

@ 2024-05-03 zh
> 共收到6份标书，入标者为海堤置业、恒峰地产、新岭发展、港湾建设和百川控股。
!! "6份" 5 are listed

@ 2024-05-03 zh
> 今年新增6条线路，起点为河西、城北、东湖、港湾和白渡。

> The three finalists are Maria Lopez, Jean Durand, Anna Schmidt and Li Wei.
!! "three" 4 are listed

> 比赛共产生四枚金牌，得主分别是张伟、王芳和李娜。
!! "四" 3 are listed

> The three firms are Danish, German and in one case French and Belgian.

> She is survived by three children: Ruth, Daniel, and the twins Helen and Marie.
? "three" 3 or 4

@ 2024-05-03 zh
> 展会设有茶叶、丝绸、瓷器、漆器和玉器七大展区。
! "七" 5 are listed ~ 五

@ 2024-05-03 zh
> 建成学校、医院、车站六处新房舍。

> Seven talks were held in May, on coal, salt, rope, rum and silk, and four on paper.

> Six talks were held in May, on coal, salt, rope, rum and silk.
! "Six" 5 are listed ~ Five

> Five departments will move there: finance, housing, planning and parks.
! "Five" 4 are listed

> The grant covers four provinces: British Columbia (12), Saskatchewan (4), Alberta (4) and Newfoundland and Labrador (5).

> Three companies bid, including Alstom and Siemens.

> The firm has 120 shops in Leeds, York and Hull.

> There are four networks: Bluewave, Callbox, Dialup and one for ships.

> Rain fell late in four states, Iowa, Ohio and Utah, where maize is grown.
! "four" 3 are listed ~ three

> The four counties of Kent, Essex and Surrey were chosen.
!! "four" 3 are listed

> The four districts of Cumbria, Allerdale, Carlisle, Copeland and Eden were chosen.

> The firm owns six inns, the Grand, the Royal, the Crown, the Swan and the Bell.
! "six" 5 are listed

> Rain fell late in three states, Iowa, Ohio and Utah, where maize is grown.
= "three" 3 are listed

> Rain fell late in four states, Acme, Bolt and Crane said.

> Six towns are on the list:
>
> - Perth
> - Truro
> - Bangor
> - Hexham
> - Newry
! "Six" 5 are listed ~ Five

> For six guests you need:
>
> - rice
> - beans
> - onions
> - eggs
> - oil

@ 2024-05-03 zh
> 湖北、湖南、江西四省签了协议。
! "四" 3 are listed

@ 2024-05-03 zh
> 吉林、辽宁和河北两省东部有雪。

@ 2024-05-03 zh
> 他立下三条规矩：不早退、不喝酒，不收礼。

> The fair had seven halls, namely: hand-made tiles, glass, wall-paper, lamps, carpets and cut flowers.
! "seven" 6 are listed

@ 2024-05-03 zh
> 新校分布在6个街道，即柳桥、北关、石龙、东塘和凤台。
!! "6" 5 are listed

@ 2024-05-03 zh
> 新规在沈江、海川、东平、石城六市试行。
! "六" 4 are listed ~ 四

@ 2024-05-03 zh
> 俄国、德国、波兰、北欧五国与会。

> The union has about ten branches: Leeds, York and Hull.

> The bank named three risks: that rates rise, that the pound falls and that nobody notices either.

Rule: items are what commas, enumeration marks and the last "and" set apart, names in apposition, Han names
right before their number (茶叶、丝绸和瓷器三大展区), five and more behind a comma and "on" or "to" where they miss by
one, or the lines of a list. An "and" inside an item may join two or belong to a name, so a list has a least
and a most number of items; the count must lie between them. Lists that call themselves partial, items with a
verb in them, Han lists that go on behind a comma, and places after a bare "in" or "of" that do not match are
not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import ends_with, starts_with, terms
from checkers._gather.terms import said as said_in
from checkers._judge import told
from checkers._verdict import Edit, Fit, Verdict
from claims.quantity import Range

CODE = "listed"
_MARKS = frozenset(":：—–")
_NAME = 6
_NOUN = 2
_HAN_NOUN = 5
_CAPITALS = 4
_TRIO = 3
_MOST = 20
_BULLETS = 2
_OFF = 2
_FAR = 10
_LONG = 5
_PERSONS = frozenset(("person", "people", "man", "woman", "child"))
_WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
_HAN = ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十")


def listed(count: Range, items: Range) -> bool:
    """True where the count may be the number of items (from the least to the most that the list may have)."""
    return count.meets(items)


class List(NamedTuple):
    """A list as read: least and most number of items, whether every item is a name, the tokens it takes.

    goes_on: a mark ends it behind which Han text may list on (吃住简朴、不准喝酒，不准接受宴请).
    """

    least: int
    most: int
    names: bool
    first: int
    after: int
    goes_on: bool = False


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        for figure in sentence.figures:
            quantity = figure.claim.quantity
            if figure.kind != "count" or quantity is None or quantity.value is None or quantity.hedge is not None:
                continue
            if (
                figure.leads[:1] == ("OF",)
                and figure.order
                and figure.first - sentence.figures[figure.order - 1].after <= 2
            ):
                continue  # "six of the eight seats, namely …": the six are listed
            if not 2 <= quantity.value <= 30 or quantity.value != int(quantity.value) or figure.claim.cell is not None:
                continue
            verdict = (
                _weigh(index, sentence, figure) or _apposed(index, sentence, figure) or _before(index, sentence, figure)
            )
            if verdict is not None:
                yield verdict
    yield from _bullets(index)


def _weigh(index: Index, sentence: Sentence, figure: Figure) -> Verdict | None:
    quantity = figure.claim.quantity
    assert quantity is not None and quantity.value is not None
    count = int(quantity.value)
    opened = _introduced(index, sentence, figure)
    found = _read_list(index, sentence, *opened) if opened is not None else None
    loosely = _about_each(index, sentence, figure) if found is None else None
    if loosely is not None:
        opened = loosely, True
        found = _read_list(index, sentence, *opened)
    if opened is None or found is None:
        return None
    marked = opened[1]
    roles = [("count", figure.claim)]
    items = Range(found.least, found.most)
    many = str(found.least) if found.least == found.most else f"{found.least} or {found.most}"
    because = f"{many} are listed"
    if listed(Range.point(count), items):
        if found.least != found.most:
            if count == found.most and found.most - found.least == 1 and not found.names:
                return None
            return Verdict(CODE, "undecided", roles, because) if count == found.least and not found.names else None
        return Verdict(CODE, "holds", roles, because, found=Range.point(count), expected=items)
    if count == found.least - 1 and index.tokens.text[opened[0] - 1] == "of":
        return None  # "the four districts of Cumbria, Allerdale, …": the first may be what the others are in
    if loosely is not None and (found.least < _LONG or abs(count - found.least) > 1):
        return None
    if not marked or abs(count - found.least) > 3 or found.least != found.most or found.goes_on:
        return None
    fit = _fit(figure, found.least)
    return Verdict(
        CODE,
        "discrepancy",
        roles,
        f"{told(figure.claim)} announced, {because}",
        "proven" if found.names and found.least >= 2 and loosely is None else "likely",
        [fit],
        found=Range.point(count),
        expected=items,
    )


def _apposed(index: Index, sentence: Sentence, figure: Figure) -> Verdict | None:
    """Four states, Iowa, Illinois and Ohio, where …: names behind a comma that a comma, an edge or a "where" ends."""
    t = index.tokens
    k = figure.after
    while k < sentence.after and k - figure.after < _NOUN and t.text[k] != ",":
        if t.kind[k] != "w":
            return None
        k += 1
    if k >= sentence.after or t.text[k] != "," or k == figure.after:
        return None
    items = 0
    inside = 0
    joined = False
    begin = k + 1
    for k in range(begin, sentence.after):
        text = t.text[k]
        if k in index.owner or (joined and text in ",.;:)–—" and inside):
            break
        if text == "," and inside:
            items, inside = items + 1, 0
        elif "join" in index.entry(k) and not joined and items and text.isalpha():
            items, inside, joined = items + (1 if inside else 0), 0, True
        elif not inside and text == "the" and k + 1 < sentence.after and t.text[k + 1][:1].isupper():
            continue
        elif text[:1].isupper() and text.isalpha() and inside < _CAPITALS:
            inside += 1
        else:
            return None
    items += 1 if inside else 0
    ended = (k + 1 < sentence.after and t.text[k] in ",;)–—") or t.text[k] in ".:"
    if not joined or items < _TRIO or k in index.owner or not ended:
        return None
    if t.text[k] == "," and k + 1 < sentence.after and "stop" not in index.entry(k + 1) and t.kind[k + 1] == "w":
        # "four states, Apple, Google and Intel, said …" cannot be told from it.
        return None
    return _compared(figure, items, "likely")


def _before(index: Index, sentence: Sentence, figure: Figure) -> Verdict | None:
    """广东、江苏、浙江三省; 茶叶、丝绸和瓷器三大展区: names that a count sums up right behind them."""
    t = index.tokens
    q = figure.claim.quantity
    if q is None or q.value is None or (figure.unit or "a").isascii():
        return None
    if q.written not in _HAN and not q.written.isdigit():
        return None
    sorts = t.prose[figure.claim.start + len(q.written)] in _SORTS
    behind = t.prose[figure.claim.end : figure.claim.end + _HAN_NOUN]
    some_of = starts_with("among", behind) is not None  # 六大部门中的五个
    places = (figure.unit or "")[-1:] in _PLACES and q.written in _HAN and not sorts
    if not places and len(figure.unit or "") < _NOUN and not sorts:
        return None
    items = 1
    length = 0
    lengths = set()
    joined = False
    k = figure.first - 1
    while k >= sentence.first:
        text = t.text[k]
        if text == "、" or "join" in index.entry(k):
            if not length or length > _NAME or (text != "、" and items > 1):
                return None
            joined = joined or text != "、"
            lengths.add(length)
            items, length = items + 1, 0
        elif (
            k in index.owner
            or t.kind[k] not in "hkz"
            or text in "，。；：:（）()“”《》"
            or "list_etc" in index.entry(k)
        ):
            break
        else:
            length += len(text)
            if length > _NAME and places:
                return None
        k -= 1
    if items < 2 or not length or (k >= sentence.first and "list_etc" in index.entry(k)):
        return None
    if some_of or (items != q.value and "类" in t.prose[figure.claim.start : figure.claim.start + 1 + _TRIO]):
        return None  # 住宅、学校、医院、商场三大类项目 are examples
    if items != q.value and ends_with("region", t.prose[sentence.start : figure.claim.start]) is not None:
        return None  # 德国、波兰、北欧五国: the number is that of the last
    if not places:
        # What stands before the first name is glued to it. Names of one length, or so many sorts: each is counted once.
        alike = len(lengths) == 1 and items > _TRIO
        alike = alike or (sorts and max(lengths) - min(lengths) <= 1)
        if items != q.value and (items < _TRIO or (q.value or 0) < _TRIO or not alike):
            return None
        return _compared(figure, items, "likely")
    if items <= _TRIO or length < min(lengths):
        lengths.add(length)  # words may be glued to the first of them: 起在沈江、海川、东平、石城六市
    if items != q.value and (items < _TRIO or len(lengths) > 1 or (joined and q.value == 2)):
        # 贵州、湖南和江西两省 sums up the last two; 德国、波兰、北欧五国 is no list of five: only what is all alike is one list.
        return None
    return _compared(figure, items, "likely")


def _compared(figure: Figure, items: int, certainty: str) -> Verdict | None:
    q = figure.claim.quantity
    assert q is not None
    assert q.value is not None
    count = int(q.value)
    found, expected = Range.point(count), Range.point(items)
    because = f"{items} are listed"
    if count == items:
        return Verdict(CODE, "holds", [("count", figure.claim)], because, found=found, expected=expected)
    if abs(count - items) > _OFF:
        return None
    because = f"{told(figure.claim)} announced, {because}"
    fit = _fit(figure, items)
    return Verdict(
        CODE, "discrepancy", [("count", figure.claim)], because, certainty, [fit], found=found, expected=expected
    )


def _bullets(index: Index) -> Iterator[Verdict]:
    """Seven cities are bidding: and a list of lines; a headline "Eight figures of the year" above the only list."""
    text = index.document.text
    lists = list(_LINES.finditer(text))
    for found in lists:
        items = sum(1 for _ in _BULLET.finditer(found.group()))
        above = [s for s in index.sentences if s.end <= found.start()]
        if not above or items < _BULLETS:
            continue
        last = above[-1]
        if text[last.end : found.start()].strip():
            last = above[0]
        heading = (
            last.heading and last is index.sentences[0] and len(lists) == 1 and last.first == last.figures[0].first
        )
        if last is not above[-1] and not heading:
            continue
        if not heading and text[last.start : last.end].rstrip()[-1:] not in ":：":
            continue
        figure = last.figures[0]
        q = figure.claim.quantity
        if figure.kind != "count" or q is None or q.value is None or q.hedge is not None or len(last.figures) > 1:
            continue
        before = index.entry(figure.first - 1)
        subject = figure.first == last.first or (
            figure.first - last.first <= _NOUN and ("article" in before or before.get("link") == "be")
        )
        if subject and 2 <= q.value <= _MOST:
            verdict = _compared(figure, items, "likely")
            if verdict is not None:
                yield verdict


def _fit(figure: Figure, items: int) -> Fit:
    claim = figure.claim
    low, high = claim.number or (claim.start, claim.end)
    assert claim.quantity is not None
    written = claim.quantity.written
    if written[:1].isdigit():
        new = str(items)
    elif written.isascii() and items < len(_WORDS):
        new = _WORDS[items].capitalize() if written[:1].isupper() else _WORDS[items]
    elif items < len(_HAN):
        new = _HAN[items]
    else:
        new = str(items)
    return Fit(f"{written} is {new}", Edit(low, high, new))


def _introduced(index: Index, sentence: Sentence, figure: Figure) -> tuple[int, bool] | None:
    """(first token of the list, whether a colon or dash opens it): "seven shops – in …", "three children: …"."""
    t = index.tokens
    k = figure.after
    words = 0
    while k < sentence.after and words <= 7:
        if k in index.owner:
            whole = index.owner[k]
            if whole.kind == "date":
                k = whole.after
                continue
            if whole.kind == "count" and whole.leads[:1] == ("OF",) and whole.order == figure.order + 1 and words <= 3:
                k = whole.after  # "six of the eight seats, namely …"
                words = 0
                continue
            return None
        text = t.text[k]
        entry = index.entry(k)
        if "list_end" in entry or entry.get("cue") == "INCLUDING":
            return None
        if text in _MARKS or (
            text == "-" and t.start[k] > t.end[k - 1] and t.start[k + 1 : k + 2] and t.start[k + 1] > t.end[k]
        ):
            if not (figure.unit or "a").isascii() and words > _HAN_NOUN:
                # 两封信的信封上都贴着字条：… lists something else.
                return None
            start = k + 1
            while start < sentence.after and ("list_in" in index.entry(start) or t.text[start] in '"“'):
                start += 1
            if "list_end" in index.entry(start) or index.entry(start).get("cue") == "INCLUDING":
                return None
            return start, True
        named = index.tokens.text[min(k + 1, sentence.after - 1)][:1].isupper()
        if words <= _NOUN and said_in("are", text) and "article" in index.entry(figure.first - 1) and named:
            return k + 1, True  # "the three finalists are Ann Lee, …"
        if text == "of" and 1 <= words <= _NOUN and "article" in index.entry(figure.first - 1) and named:
            return k + 1, True  # "the four counties of Kent, Essex and Surrey"
        dated = (after := index.owner.get(k + 1)) is not None and after.kind == "date"
        if "list_in" in entry and words >= 1 and not dated and not _colon_soon(index, sentence, k):
            return k + 1, False
        if text in ",，" and "list_namely" in index.entry(k + 1):
            return (k + 3 if t.text[k + 2 : k + 3] in ([":"], ["："]) else k + 2), True
        if text == "，" and any(term.start == 0 for term in terms("namely", t.text[k + 1] if k + 1 < len(t) else "")):
            # 分布在6个街道，即东塘、柳桥…: Han text has no space before the first name.
            return k + 1, True
        if text in ",，" and (named := _listed_as(index, sentence, figure, k)) is not None:
            return named, True
        if text in ".,;，。；()（）":
            return None
        words += 1
        k += 1
    return None


def _about_each(index: Index, sentence: Sentence, figure: Figure) -> int | None:
    """Where a list begins behind a comma and a preposition: "Six talks were held, on whaling, salt, rope, rum and tides"."""
    t = index.tokens
    if figure.unit in _PERSONS or (figure.leads and figure.leads[0] != "OF"):
        return None
    for k in range(figure.after, min(figure.after + _FAR, sentence.after)):
        if k in index.owner and index.owner[k].kind != "date":
            return None
        if t.text[k] in ".;:()—–":
            return None
        if t.text[k] == ",":
            return k + 2 if k + 2 < sentence.after and said_in("one_each", t.text[k + 1]) else None
    return None


def _colon_soon(index: Index, sentence: Sentence, at: int) -> bool:
    """True where a colon opens the list a few words on: "five people were named to the board: …"."""
    for k in range(at + 1, min(at + _NAME, sentence.after)):
        if index.tokens.text[k] in ":：":
            return True
        if k in index.owner or index.tokens.text[k] in ",;，、；。.":
            return False
    return False


def _listed_as(index: Index, sentence: Sentence, figure: Figure, comma: int) -> int | None:
    """Where a list begins that a second name of the things opens: 6份标书，入标者为…. The two names share a character."""
    noun = figure.unit or ""
    name = ""
    for k in range(comma + 1, min(comma + _NAME, sentence.after)):
        if "list_in" in index.entry(k) and k > comma + 1:
            in_turn = said_in("in_turn", index.text(comma + 1, k + 1))
            return k + 1 if (in_turn or set(name) & set(noun)) and not name.isascii() else None
        if k in index.owner or index.tokens.text[k] in ",，、。；":
            return None
        name += index.tokens.text[k]
    return None


_SEPARATORS = frozenset(",，、")
_SORTS = frozenset("种種大门門")
_PLACES = frozenset("省市县区國国州校村乡鄉镇鎮城港县區縣")
_BULLET = re.compile(r"(?m)^(?:[-*•·] |\d{1,2}[.)] )\S")
_LINES = re.compile(
    r"(?m)^(?:[-*•·] |\d{1,2}[.)] )\S[^\n]*+(?:\n(?:\n?+(?:[-*•·] |\d{1,2}[.)] )\S[^\n]*+|[ \t]++\S[^\n]*+))++"
)
_QUOTES = frozenset("\"“”‘’'《》「」")


def _read_list(  # noqa: C901  # one pass over the tokens of the list
    index: Index, sentence: Sentence, start: int, marked: bool
) -> List | None:
    """The list that begins at token start, None where it is no plain list of things."""
    t = index.tokens
    chunks: list[list[int]] = [[]]
    ands: list[int] = [0]
    leading: list[bool] = [False]
    gerunds: list[int] = []
    k = start
    depth = 0
    names = True
    after = sentence.after
    while k < sentence.after:
        text = t.text[k]
        if text in "(（":
            depth += 1
            k += 1
            continue
        if text in ")）":
            if depth == 0:
                after = k
                break
            depth -= 1
            k += 1
            continue
        if depth:
            k += 1
            continue
        if text in ".。;；!?！？—–" and not (text == "." and t.end[k - 1] == t.start[k] and len(t.text[k - 1]) <= 2):
            after = k
            break
        if text == "-" and t.start[k] > t.end[k - 1] and k + 1 < len(t) and t.start[k + 1] > t.end[k]:
            after = k
            break
        entry = index.entry(k)
        if "list_etc" in entry:
            return None
        if text in _QUOTES:
            k += 1
            continue
        if text in _SEPARATORS:
            if text == "，":
                # A Chinese comma sets clauses apart, not the items of a list: it ends one.
                if len(chunks) < 2:
                    return None
                after = k
                break
            if chunks[-1]:
                chunks.append([])
                ands.append(0)
                leading.append(False)
            k += 1
            continue
        if "join" in entry and text not in _SEPARATORS:
            if not chunks[-1]:
                leading[-1] = True
            else:
                ands[-1] += 1
                chunks[-1].append(-1)
            k += 1
            continue
        if k in index.owner or ("number" in entry and text.islower() and text.isascii()):
            # "… and one CDMA": another count begins.
            return None
        compound = t.text[k - 1] == "-" and t.end[k - 1] == t.start[k]
        if "stop" in entry and not compound and "list_word" not in entry and (text.isascii() or len(text) == 1):
            if chunks[-1] and len(chunks) > 1 and (not marked or (ands[-1] and "link" in entry)):
                after = k
                break
            return None
        if (
            t.kind[k] not in "WNh"
            and not text[:1].isupper()
            and text.isascii()
            and text not in "-'’&.\"“”‘’"
            and "list_word" not in entry
        ):
            names = False
        if t.kind[k] == "w" and len(text) > 4 and text.endswith(("ing", "ed")) and marked:
            if (chunks[-1] and chunks[-1][-1] >= 0) or text.endswith("ed"):
                return None
            gerunds.append(len(chunks) - 1)
        chunks[-1].append(k)
        if len(chunks[-1]) > 9 or (not text.isascii() and sum(len(t.text[j]) for j in chunks[-1] if j >= 0) > 16):
            return None
        k += 1
    if not chunks[-1]:
        chunks.pop()
        ands.pop()
        leading.pop()
    if not chunks or (len(chunks) == 1 and ands[0] == 0):
        return None
    if any(len([j for j in chunks[g] if j >= 0]) > 1 and not ands[g] for g in gerunds if g < len(chunks)):
        return None  # "finance, housing and parks" are things, "opening shops" is done
    least = most = 0
    last = len(chunks) - 1
    for i, inside in enumerate(ands):
        if i == last and len(chunks) > 1 and not leading[i] and inside:
            least += 2
            most += inside + 1
        elif i == last and len(chunks) == 1:
            least += 2 if inside == 1 else 1
            most += inside + 1
        else:
            least += 1
            most += inside + 1
    if not leading[last] and not any(ands) and len(chunks) > 1 and t.text[start].isascii():
        # A list without its "and" goes on elsewhere, or is in apposition.
        return None
    goes_on = after < sentence.after and t.text[after] in "，；"
    return List(least, most, names, start, after, goes_on)
