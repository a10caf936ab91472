"""A prose as sentences: one pattern finds the marks that may end one, a few words around each mark decide.

English, Chinese and texts that mix them are cut by the same rules. A full stop ends no sentence inside a
number, after an initial or an abbreviation (unless a word follows that begins sentences: "in the U.S.
The"), or before a word in lower case. Machine-translated text loses the space after a full stop
("slogan.The first"): that cuts, save in addresses and file names. Quotation marks and brackets that close
belong to the sentence before. A block's end ends a sentence, cells of a table row are sentences of their
own, a semicolon ends none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims._patterns import has_han, lazy
from claims.document import Block

# Titles, and marks that a name or number always follows.
_ALWAYS_INSIDE = """
    mr mrs ms mx dr prof gen col lt sgt capt cpt cmdr maj gov sen rep rev hon messrs mlle mme fr st mt
    pres supt insp pvt cpl adm vs viz cf fig figs eq eqs ref refs tab approx e.g i.e eg ie al op resp
    incl excl tel dept bldg adj brig ald ph trans
"""
# Abbreviations where a number follows, words of their own otherwise.
_BEFORE_NUMBER = "no nos nr p pp ch art vol vols sec para ed eds ca ext min ser ver sat sun mar"
# Abbreviations that may also be the last word of a sentence: what follows decides.
_EITHER_WAY = """
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun inc ltd
    co corp llc llp plc jr sr bros assn univ inst etc est ave blvd rd sq ca calif fla mass mich minn ill
    ind conn colo ariz wash ore okla tenn tex penn pa va md del wis neb mo ga la ala ark kan ky miss mont
    nev bhd pte pty gmbh natl intl govt yr yrs hr hrs min mins sec secs ft in lb lbs oz kg km cm mm mi
    mil p.s p.m a.m ph.d arts ed eds
"""
_NEVER = frozenset(_ALWAYS_INSIDE.split())
_NUMBERED = frozenset(_BEFORE_NUMBER.split())
_SOMETIMES = frozenset(_EITHER_WAY.split())
# Of those, the ones that are plain words when written small.
_WORDS = frozenset(("in", "ill", "mass", "wash", "sat", "sun", "mar", "miss", "mil", "la", "ore", "mi", "arts"))
_STARTER = lazy(
    r"(?:The|This|That|These|Those|It|Its|He|She|They|We|You|I|His|Her|Their|Our|My|In|On|At|As|By|For|From|But|And"
    r"|A|An|If|When|While|After|Before|Since|However|Meanwhile|Although|There|Then|Some|Most|Many|All|Both|Each"
    r"|According|Also|With|During|Under|Over|To|What|Who|How|Why|Where|Not|No|Last|Now|Today|One|Two|Three"
    r"|Despite|Because|So|Yet|Nor|Or|Once|Until|Instead|Among|Between|Following)(?=[\s,'’])"
)
# Any of these may end a sentence; the marks that close belong to it.
_MARK = lazy(r"[.!?。！？．｡]+[”’」』）》】)\]»]*+")
_CLOSING_QUOTES = frozenset("\"'”’»")
_CELL = lazy(r"[^|\t]+")
_WORD_BEFORE = lazy(r"[^\s(\[“‘\"（「『,;:，；：、—–/]*\Z")
_LOST_SPACE = lazy(r"[A-Z](?:[a-z]{1,30}(?:['’][a-z]{1,3})?)?(?=[\s,;:\-–—]|\Z)")
_NOT_A_WORD = lazy(
    r"(?:Com|Org|Net|Edu|Gov|Io|Ai|Co|Uk|Cn|De|Js|Ts|Py|Md|Txt|Pdf|Docx?|Xls|Csv|Exe|Zip|App|Tv|Info|Biz|X|V)"
    r"(?![a-z])"
)
_QUOTED_THEN_SAID = lazy(
    r"\s+(?:[A-Z][\w.'’-]{0,30}\s+){1,4}(?:says?|said|asks?|asked|adds?|added|wrote|told|shouted"
    r"|cried|exclaimed|declared)\b"
)
_INLINE_CHINESE = lazy(r"[的地得是等为和与之，、；：,;:）》】]|[\u4e00-\u9fff]{0,8}[说问喊道](?![法明服])")


def sentences(prose: str, blocks: Iterable[Block]) -> list[tuple[int, int]]:
    """The (start, end) of every sentence of a prose in order, without the white space around it.

    blocks: places where sentences are looked for; none runs over a block's end. Cells of a block of the kind
    `row` (between tabs or `|`) are sentences of their own.
    """
    found: list[tuple[int, int]] = []
    for block in blocks:
        start, end = block.start, block.end
        if block.kind == "row":
            for cell in _CELL.finditer(prose, start, end):
                _put(prose, cell.start(), cell.end(), found)
            continue
        at = start
        for match in _MARK.finditer(prose, start, end):
            cut = _end(prose, match, at, end)
            if cut > at:
                _put(prose, at, cut, found)
                at = cut
        _put(prose, at, end, found)
    return found


def _put(prose: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    text = prose[start:end]
    bare = text.lstrip()
    if bare:
        start = end - len(bare)
        found.append((start, start + len(bare.rstrip())))


def _end(prose: str, match: re.Match[str], start: int, limit: int) -> int:
    """Where the sentence ends whose mark this is, or 0 where it does not end here."""
    place, cut = match.span()
    mark = prose[place]
    if cut < limit and prose[cut] in "\"'":
        cut = _straight_quote(prose, start, cut, limit)
    if cut >= limit:
        return cut
    after = prose[cut]
    if mark in "。！？｡．":
        return _chinese_end(prose, place, cut)
    if after.isspace():
        rest = cut + 1
        while rest < limit and prose[rest].isspace():
            rest += 1
        if rest >= limit:
            return cut
        follows = prose[rest]
        if follows.islower():
            return 0
        if mark == ".":
            return 0 if follows in ".,;:%)" or _abbreviated(prose, start, place, rest) else cut
        if cut > match.start() + 1 and _QUOTED_THEN_SAID.match(prose, cut, min(limit, cut + 160)):
            return 0
        return cut
    before = prose[place - 1] if place > start else ""
    if has_han(before):
        return 0 if after.isdigit() or _INLINE_CHINESE.match(prose, cut) else cut
    if has_han(after):
        return 0 if before.isupper() or (mark == "." and before.isdigit()) else cut
    return _lost_space(prose, start, place, cut, limit)


def _straight_quote(prose: str, start: int, cut: int, limit: int) -> int:
    """A straight quotation mark after the stop closes where a space follows, or where one stands open."""
    after = prose[cut + 1] if cut + 1 < limit else " "
    if after in "\"'":
        after = " "
    if after.isspace() or after in ")]”’,;" or (prose[cut] == '"' and prose.count('"', start, cut) % 2):
        cut += 1
        while cut < limit and prose[cut] in "\"')]”’":
            cut += 1
    return cut


def _chinese_end(prose: str, place: int, cut: int) -> int:
    if prose[place] == "．" and prose[place - 1 : place].isdigit() and prose[cut].isdigit():
        return 0
    if prose[cut - 1] in "》】":
        return 0
    if prose[cut - 1] in "”’」』）)\"'" and prose[place] != "。":
        return 0 if _INLINE_CHINESE.match(prose, cut) else cut
    if prose[cut] in "，、；：,;:）》":
        return 0
    return cut


def _abbreviated(prose: str, start: int, place: int, rest: int) -> bool:
    """True where the full stop at `place` belongs to the word before it, not to the sentence."""
    word = _WORD_BEFORE.search(prose, max(start, place - 24), place)
    if word is None or not word.group():
        return False
    before = word.group()
    lower = before.lower()
    if before.isdigit():
        return word.start() == start or not prose[start : word.start()].strip("#*- \t\n")
    if lower in _NUMBERED and prose[rest].isdigit():
        return True
    if prose[place + 1] in _CLOSING_QUOTES:
        return False
    if lower in _NEVER:
        return True
    if len(before) == 1:
        short = before.isalpha() and not has_han(before)
    elif "." in before:
        short = all(len(part) <= 3 and part.isalpha() for part in before.split("."))
    else:
        short = lower in _SOMETIMES and not (lower in _WORDS and before.islower())
    return short and not _STARTER.match(prose, rest)


def _lost_space(prose: str, start: int, place: int, cut: int, limit: int) -> int:
    """The end of a sentence that the next one follows without a space, or 0 (addresses, file names)."""
    after = prose[cut]
    opening = after in '“‘"「('
    follows = cut + 1 if opening else cut
    if not _LOST_SPACE.match(prose, follows, min(limit, follows + 36)) or _NOT_A_WORD.match(prose, follows):
        return 0
    before = prose[place - 1] if place > start else ""
    if cut > place + 1 or before in '"”’)]%':
        return cut
    word = _WORD_BEFORE.search(prose, max(start, place - 24), place)
    token = word.group() if word is not None else ""
    if prose[place] == "." and (len(token) < 2 or "." in token or "@" in token or "_" in token):
        return 0
    if token.lower() in _NEVER or token.lower() in _SOMETIMES:
        return cut if _STARTER.match(prose, follows) else 0
    if before.isdigit():
        return cut if word is not None and word.start() > start else 0
    return cut if before.islower() else 0
