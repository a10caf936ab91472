"""Events and statements in English: a finite verb with a date or a place, and what is left that can be checked."""

from __future__ import annotations

import re
from functools import lru_cache

from claims._facts.english import Sentence
from claims._facts.english_roles import NAME
from claims._facts.english_speech import ASKED_TO, CLAUSE_BEHIND
from claims._facts.found import Event, Place, Said
from claims._facts.words import words
from claims._patterns import lazy

_DATE = (
    r"(?:D,)?(?:D\.?0(?:x)?(?:[\-&T_]0)?(?:,?Y)?(?![0D])|0x?o?D(?:,?Y)?|D,?Y|[<t]D|D>?)"
    r"|(?<=[iFyT@])t?Y|[<t]>(?:oY)?|~[t<]>|\^>?(?!S)|(?<=[~,])Y(?=,)"
)
_WHEN = lazy(_DATE)
_WHERE = lazy(r"[i@u]t?(?P<place>[NJLOKM](?:[NJLOKMU]|,(?=L)|ot?(?=[NLOJ])|S(?=[NOK])|&(?=[NLO])|p(?=[NL])){0,7})")
_NEAR = frozenset(("on", "in", "at", "near", "outside", "inside"))
_VERB = lazy(r"[5nzV4]|9(?=[taET])")
_LEAD = lazy(r"\A(?:&|~,?|K)?(?:[iu@yFsT~][^,;]{0,14}?,|(?:D|\^|[<t]>),?|u(?:D,?)+(?:0,?Y?)?,?|iY,?|x>,?|0D)")
_FUTURE = lazy(r"l~?(?:B(?P<passive>[5nz4])|(?P<base>[x5nzV4rmk$%6cew]))")
_SCHEDULED = lazy(r"b~?(?P<plan>[x45])?T(?:B(?P<passive>[5nz4])|(?P<base>[x5nzV4rmk$%6cew]))")
_STOP = lazy(r";|,[Qq+A]|\+|[\"\x01](?=.)")
_BACK = lazy(r".*(?:[;:\"\x01]|,[Qq+]|,&(?=[taEPNJLUO]))", re.DOTALL)
_ADJECTIVE = frozenset("taEomkS@iuWfyFT8l0\x01_")
_OBJECT = frozenset("taEJNLU0^")
_WHO = lazy(rf"{NAME},?q\Z")
_PLANNED = frozenset(("scheduled", "set", "due", "expected", "planned", "slated", "poised", "going"))
_EARLIER = lazy(r"(?<![,0])[bH594wnze](?![^,;]{0,3}[yF])")
_DATELINE = lazy(r"[A-Z#*(][^.?!;“”\"]{0,90}?\b(?:19|20)\d\d\b[^.?!;“”\"]{0,40}?(?:--|—|–|\s-\s)\s*(?=[A-Z“\"])")
_NOMINAL = lazy(r"(?P<noun>6)(?:[oifW]t?[NJLOUKMxmk]{1,5}){0,2},?(?:u?(?:D)|i(?:D|Y)|@(?:D|Y))")
_SPECIFIC = frozenset("DY^<>")
# A subject that is somebody or something definite, with what stands between it and its verb: names, "the court", "his
# aunt", "relatives of the boy", "the council of the town, after a vote,".
_WORD = "xmkcrRLNUOJKMIh0Y4S&_$%6123"
_DOER = lazy(
    rf"(?:\A|(?<=[,;:\".)\-+AQ])|(?<=[^{_WORD}]&))(?:P|(?P<named>[NJLUOKMIhR_][NJLUOKMIhR_rmk&0123]{{0,9}}(?:S[{_WORD}]{{1,6}})?)"
    rf"|[tE](?P<definite>[{_WORD}]{{1,8}})|a?[xcr]{{1,3}}(?=o[tE]))(?:[oif@uWF][tEa]?[{_WORD}]{{1,8}}){{0,3}}"
    rf"(?:\([^()]{{1,12}}\))?(?:,[^,;:\"]{{1,30}},)?(?:[~HbB]|u?D)*\Z"
)
_TAKES = frozenset("taEPJNLUOKMIhRxmkcr0_$%6p")


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    return frozenset(words("en", "event", "verb"))


@lru_cache(maxsize=1)
def _alone() -> frozenset[str]:
    return frozenset(words("en", "event", "alone"))


@lru_cache(maxsize=1)
def _firm() -> frozenset[str]:
    return frozenset(words("en", "event", "firm"))


@lru_cache(maxsize=1)
def _deeds() -> frozenset[str]:
    return frozenset(words("en", "event", "deed"))


@lru_cache(maxsize=1)
def _sites() -> frozenset[str]:
    return frozenset(words("en", "event", "site"))


@lru_cache(maxsize=1)
def _lasting() -> frozenset[str]:
    return frozenset(words("en", "event", "lasting"))


@lru_cache(maxsize=1)
def _future() -> frozenset[str]:
    return frozenset(words("en", "event", "future"))


@lru_cache(maxsize=1)
def _opinion() -> frozenset[str]:
    return frozenset(words("en", "statement", "opinion")) | frozenset(words("en", "statement", "person"))


@lru_cache(maxsize=1)
def _instruct() -> frozenset[str]:
    return frozenset(words("en", "statement", "instruct"))


@lru_cache(maxsize=1)
def _question() -> frozenset[str]:
    return frozenset(words("en", "statement", "question"))


def events(sentence: Sentence, codes: str, spoken: list[Said], surnames: set[str], prose: str) -> list[Event]:
    """The events of a sentence; `codes` are its classes with what is quoted hidden.

    surnames: last words of the names met so far, which are no places.
    """
    found: list[Event] = []
    if codes[-1:] == "?":
        return found
    dated = not _SPECIFIC.isdisjoint(codes)
    low, high = _said_part(sentence, spoken, len(codes))
    dateline = _DATELINE.match(prose, sentence.start, min(sentence.end, sentence.start + 180)) if dated else None
    if dateline:
        low = min(max(low, _token(sentence, dateline.end())), high)
        dated = not _SPECIFIC.isdisjoint(codes[low:])
    at = low
    for match in _VERB.finditer(codes, low, high):
        k = match.start()
        if k < at:
            continue
        got = _past(sentence, codes, k, at, high, dated, surnames)
        if got is not None:
            event, at = got
            found.append(event)
    if dated and not found:
        found += _ahead(sentence, codes, low, high, surnames)
    if dated and not found:
        found += _named(sentence, codes, low, high, surnames)
    return found


def _said_part(sentence: Sentence, spoken: list[Said], size: int) -> tuple[int, int]:
    """The tokens that are told, without who tells them."""
    low, high = 0, size
    for said in spoken:
        if said.attribution is None or said.side == "whole":
            continue
        word = sentence.word(_token(sentence, said.verb[0]))
        if word in _verbs() or word in _deeds():
            continue  # to announce is a happening as well
        if said.side == "before":
            first = _token(sentence, said.attribution.scope_start)
            if first < size:
                low = max(low, first) if first - low < size // 2 else low
        elif said.side == "after":
            high = min(high, max(low + 1, _token(sentence, said.attribution.scope_end)))
    return (low, high) if low < high else (0, size)


def _token(sentence: Sentence, place: int) -> int:
    starts = sentence.starts
    low, high = 0, len(starts) - 1
    while low < high:
        middle = (low + high) // 2
        if starts[middle] < place:
            low = middle + 1
        else:
            high = middle
    return low


def _clause(codes: str, k: int, low: int, high: int) -> tuple[int, int]:
    """The clause round a verb, roughly: from the last strong mark before it to the next one behind it."""
    back = _BACK.match(codes, low, k)
    start = back.end() if back else low
    opened = codes.rfind("(", low, start)
    if opened > low and codes.find(")", opened, k) >= start:  # Roe Inc (LSE: ROE), a maker of
        back = _BACK.match(codes, low, opened)
        start = back.end() if back else low
    stop = _STOP.search(codes, k + 1, high)
    return start, stop.start() if stop else high


def _past(
    sentence: Sentence, codes: str, k: int, low: int, high: int, dated: bool, surnames: set[str]
) -> tuple[Event, int] | None:
    word = sentence.word(k)
    code = codes[k]
    known = (word in _verbs() and code != "9") or word in _deeds()
    if not known and (code in "V9" or (code in "4nz" and not dated)):
        return None
    before = codes[k - 1] if k > low else ""
    passive = before in ("b", "B") or codes[max(low, k - 2) : k] in ("b~", "B~")
    if (
        not before
        or (
            before in _ADJECTIVE
            and not (before in ("m", "k") and (codes[k + 1 : k + 2] in _OBJECT or word in _alone()))
        )
        or (before == "~" and codes[max(low, k - 2) : k - 1] in tuple(_ADJECTIVE))
    ):
        return None
    behind = codes[k + 1 : k + 2]
    if not passive and (behind == "y" or before in "-("):
        return None
    if (
        not passive
        and (not behind or behind in "@iuFfWTso,.;&")
        and word not in _alone()
        and "Q" not in codes[max(low, k - 4) : k]
    ):
        return None  # "abstracts presented at", "a car parked in": participles
    if before == "," and word not in _alone():
        apposed = codes[low:k].count(",") > 1 and behind and behind in "x6$mkc"
        if not apposed and (not behind or behind not in "taEJNLOU0^"):
            return None
    if before == "~" and behind in "xmk" and codes[max(low, k - 2)] in "xmkta" and sentence.word(k - 1).endswith("ly"):
        return None  # "privately held businesses"
    if passive and word in _lasting():
        return None
    if "8" in codes[max(low, k - 3) : k] or codes[max(low, k - 3) : k].find("l") >= 0:
        return None
    if before == "B" and codes[max(low, k - 2) : k - 1] == "T":
        return None
    start, end = _clause(codes, k, low, high)
    if codes[start : start + 1] == "+" and sentence.word(start) in ("if", "whether", "until", "unless"):
        return None
    strong = code in "5nz" or word in _verbs()
    if passive and sentence.word(k - 1 if before == "b" else k - 2) in ("is", "are"):
        return None  # what happens again and again
    first = _EARLIER.search(codes, start + 1, max(start + 1, k - 3 if passive or before in "~H" else k))
    late = first is not None and before != "&" and not (strong and codes[start : start + 1] in "+i@")
    when = _when(sentence, codes, start, end)
    where = _where(sentence, codes, start if strong else k, end, surnames)
    if late or (when is None and (where is None or not strong or not _placed(sentence, codes, where, word))):
        if known and _done(sentence, codes, (start, end), k, passive):
            return _event(sentence, codes, start, end, k, when, where, "done"), end
        return None
    if not strong and (code == "4") and not passive and codes[k - 1] not in "NJLOUKMRcrP)I~HqxE,&$D^>Y":
        return None
    return _event(sentence, codes, start, end, k, when, where, "past"), end


def _done(sentence: Sentence, codes: str, clause: tuple[int, int], k: int, passive: bool) -> bool:
    """True where somebody or something definite did it, though the text says neither when nor where."""
    start, end = clause
    word = sentence.word(k)
    doer = _DOER.search(codes, start, k)
    if doer is None or any(sentence.word(at) in _undone() for at in range(start, k)):
        return False
    if (
        codes[doer.start() - 1 : doer.start()] == "+"
        and doer.start() - 1 > start
        and codes[doer.start() - 2] not in ",&"
    ):
        return False  # "data received since the board met": the clause hangs on a noun
    praised = word not in _spoken() and any(sentence.word(at) in _opinion() for at in range(k + 1, end))
    if praised or codes[end - 1] in "tab":
        return False
    if passive:
        # Of things that no name marks out, only what cannot be a state or a method has happened.
        sure = doer["named"] is not None or word in _firm() or word in _deeds()
        return sure and codes[k - 1] in "bB~" and sentence.word(doer.end() - 1) not in ("be", "being")
    behind = codes[k + 1 : k + 2]
    called = word.startswith("call")
    if called or word in ("asked", "appealed"):
        return behind == "f" or ASKED_TO.match(codes, k + 1) is not None
    if word in _spoken() and word not in _deeds() and CLAUSE_BEHIND.match(codes, k + 1):
        return False
    if doer["named"] is not None and doer.end() - doer.start() == 1 and behind == ",":
        return False  # "Bottom left, ..."
    return word in _alone() or (behind != "" and behind in _TAKES)


@lru_cache(maxsize=1)
def _spoken() -> frozenset[str]:
    return frozenset(words("en", "speech", "verb")) | frozenset(words("en", "speech", "act"))


@lru_cache(maxsize=1)
def _undone() -> frozenset[str]:
    return frozenset(words("en", "event", "undone"))


def _placed(sentence: Sentence, codes: str, where: tuple[int, int], word: str) -> bool:
    """True where a place alone makes a happening: a known sort of place, or a verb that happens somewhere."""
    first, after = where
    if "L" in codes[first:after] or sentence.word(after - 1) in _sites():
        return True
    return word in _alone() or word in _firm()


def _when(sentence: Sentence, codes: str, start: int, end: int) -> tuple[int, int] | None:
    since = codes[start : start + 1] == "+" and sentence.word(start) == "since"
    floor = codes.find(",", start, end) if since else start
    for match in _WHEN.finditer(codes, max(start, floor), end):
        first, after = match.span()
        if codes[first] == "^" and codes[first - 1 : first] == "b":
            continue  # "what it is today"
        while codes[first] == "t" and sentence.word(first) not in ("this", "that"):
            first += 1
            if first >= after or codes[first] == ">":
                break
        if first >= after or (codes[first] == ">" and codes[first - 1] != "<"):
            continue
        if codes[first] == "D" and after - first == 1 and codes[first + 1 : first + 2] in ("N", "J", "O", "S"):
            continue
        return first, after
    return None


def _where(sentence: Sentence, codes: str, start: int, end: int, surnames: set[str]) -> tuple[int, int] | None:
    for match in _WHERE.finditer(codes, start, end):
        if sentence.word(match.start()) not in _NEAR:
            continue
        first, after = match.span("place")
        if codes[match.start()] == "u" and "O" not in codes[first:after]:
            continue
        if match.start() > 0 and codes[match.start() - 1] == "4":
            continue  # "located in", "based in"
        if after - first == 1 and codes[first] in "KM":
            continue
        if codes[first] == "J" and after - first > 1 and codes[after - 1] in "JN":
            continue
        if codes[after - 1] in "NJ" and sentence.word(after - 1) in surnames:
            continue
        return first, after
    return None


def _event(
    sentence: Sentence,
    codes: str,
    start: int,
    end: int,
    verb: int,
    when: tuple[int, int] | None,
    where: tuple[int, int] | None,
    reading: str,
) -> Event:
    first = start
    while first < verb and (codes[first] in "iu@yFsT+" or codes[first : first + 2] in ("D,", "^,", "~,")):
        # "On Thursday, Jane Roe", "To support growth, the committee": the subject comes after a comma.
        comma = codes.find(",", first, verb - 1)
        if comma < 0:
            lead = _LEAD.match(codes[first:verb])
            first += lead.end() if lead else 0
            break
        first = comma + 1
    named = _WHO.search(codes, 0, start) if start > 0 and codes[start - 1] == "q" else None
    if named:
        first = named.start()
    while first < end - 2 and codes[first] in ',&+~#-"\x01.)A':
        first += 1
    after = end
    while after > first + 1 and codes[after - 1] in ',.;:&-!"(':
        after -= 1
    what = sentence.place(first, after)
    places = [what]
    if when:
        places.append(sentence.place(*when))
    if where:
        places.append(sentence.place(*where))
    return Event(
        min(place[0] for place in places),
        max(place[1] for place in places),
        what,
        sentence.place(*when) if when else None,
        sentence.place(*where) if where else None,
        sentence.number,
        reading,
    )


def _ahead(sentence: Sentence, codes: str, low: int, high: int, surnames: set[str]) -> list[Event]:
    """Will open on 20 January; is scheduled to meet in May."""
    for pattern in (_FUTURE, _SCHEDULED):
        for match in pattern.finditer(codes, low, high):
            groups = match.groupdict()
            if pattern is _FUTURE and sentence.word(match.start()) not in ("will", "shall", "'ll"):
                continue
            if pattern is _SCHEDULED and (
                groups.get("plan") is not None and sentence.word(match.start("plan")) not in _PLANNED
            ):
                continue
            k = match.end() - 1
            word = sentence.word(k)
            if groups.get("passive") is not None:
                if word not in _verbs():
                    continue
            elif word not in _future():
                continue
            start, end = _clause(codes, k, low, high)
            when = _when(sentence, codes, start, end)
            if when is None:
                continue
            return [
                _event(
                    sentence,
                    codes,
                    start,
                    end,
                    match.start(),
                    when,
                    _where(sentence, codes, start, end, surnames),
                    "future",
                )
            ]
    return []


def _named(sentence: Sentence, codes: str, low: int, high: int, surnames: set[str]) -> list[Event]:
    """The meeting on Tuesday; the October election."""
    match = _NOMINAL.search(codes, low, high)
    if not match:
        return []
    start, end = _clause(codes, match.start(), low, high)
    when = _when(sentence, codes, match.start(), end)
    if when is None:
        return []
    return [
        _event(
            sentence,
            codes,
            start,
            end,
            match.start(),
            when,
            _where(sentence, codes, start, end, surnames),
            "noun",
        )
    ]


_FINITE = lazy(r"[bH9Vwnze]|[45](?!y)")
_PRESENT = lazy(r"[NJLOUKMcrx)I$6m]x[taEN0xTLJfomkWiu@U4~_]")
_PAST_AUX = frozenset(("was", "were", "had", "did", "has", "have"))
_ANCHOR = lazy(r"[NJLOUDY0]")
_LINK = lazy(r"://|www\.|@\w|\]\(|https?:")


def states(sentence: Sentence, codes: str, prose: str) -> Place | None:
    """The sentence's place where it states something that can be checked, else None."""
    size = len(codes)
    if size < 6 or size > 90 or codes[-1] not in '.)"':
        return None
    if codes.count("\x01") * 3 > size or "?" in codes or "!" in codes or "\x01" in codes[:2]:
        return None
    first = sentence.word(0)
    if first in _instruct() or first in _question() or codes[0] in "#_-(" or not prose[sentence.start].isalnum():
        return None
    match = _FINITE.search(codes, 1)
    if match is None:
        for present in _PRESENT.finditer(codes):
            if sentence.word(present.start() + 1).endswith("s"):
                break
        else:
            return None
    hidden = _opinion()
    for token, code in zip(sentence.tokens, codes, strict=True):
        if code == "l" and token.rstrip().lower() != "can":
            return None
        if code in "x~mkEr45V9wze" and token.rstrip().lower().replace("’", "'") in hidden:
            return None
        if code == "+" and token.rstrip().lower() == "if":
            return None
    past = any(
        code in "459nzw" or (code in "bH" and token.rstrip().lower() in _PAST_AUX)
        for token, code in zip(sentence.tokens, codes, strict=True)
    )
    if not past and not _ANCHOR.search(codes, 1):
        return None
    if _LINK.search(prose, sentence.start, sentence.end):
        return None
    return sentence.start, sentence.end
