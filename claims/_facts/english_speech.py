"""Who says so, in English: a subject with a verb of speech, "according to", data that somebody published."""

from __future__ import annotations

import re
from functools import lru_cache

from claims._facts.english import Sentence
from claims._facts.english_roles import BODY, NAME, Roles
from claims._facts.found import Attribution, Place, Role, Said
from claims._facts.words import words
from claims._patterns import lazy

_CAPS = "NJLUOKMI"
_LOWER = r"[tEa0]?(?:[xmkcrRLNUOJKM0Y4<>123~$%]|S(?=[xmkcrO%$]))?(?:[xmkcrLNUOJKM0Y4123~_$%]|S(?=[xmkcrO%$])){0,7}"
_NOUN = r"[xcr$%6]"
_POST = rf"(?:[of@FW]t?(?:{BODY}|E?[xmk]{{0,3}}[cxr]))"
_EDGE = r"(?:\A#{0,2}|(?<=[,;:\"A+Q(\-`DY>^~\x01.])|(?<=[^NJLUOKMR]&))"
_SUBJECT = lazy(
    rf"{_EDGE}(?:(?P<name>{NAME})(?:[of@F]t?{BODY}(?:&[JN]{{1,2}})?)?|t?(?P<body>{BODY})(?:i[{_CAPS}]{{1,3}})?|(?P<lower>{_LOWER}{_NOUN})(?P<post>{_POST}|i[{_CAPS}]{{1,3}})?)\Z"
)
_LATE = lazy(
    rf"(?<![oFfyW@iTu&])(?:(?P<name>{NAME})|[tE](?P<body>{BODY})|(?P<lower>[tEa][xmk]{{0,3}}{_NOUN})(?P<post>{_POST})?)\Z"
)
_APPOSED = lazy(rf"{_EDGE}(?:(?P<name>{NAME})|t?(?P<body>{BODY})(?:i[{_CAPS}]{{1,3}})?)(?:,0)?,[^,\"\x01]{{1,30}},\Z")
_BRACKETED = lazy(rf"(?:(?P<name>{NAME})|t?(?P<body>{BODY}))\([^()]{{1,8}}\)\Z")
_SKIP = lazy(r"(?:[~H8^]|,~,|u?D|[<t]>|lB)*\Z")
_FOLLOW = lazy(
    rf"(?P<name>{NAME})|t?(?P<body>{BODY})|(?P<lower>{_LOWER}?{_NOUN})(?P<post>{_POST})?(?=[,.;:()\"\-?!ADiu<^&WQqs@o]|$)"
)
_KIN = lazy(rf"[tEa][xmkrc~]{{1,4}},(?P<name>{NAME})")
_DATA_BY = lazy(rf"[$%](?:[xmk]{{0,2}}[45xV~]{{0,2}}[yoFf@i])t?(?:(?P<body>{BODY})|(?P<lower>[xmk]{{0,3}}c))")
_DATA_OF = lazy(rf"(?:t?(?P<body>{BODY})|[tE](?P<lower>[xmk]{{0,2}}c))S?[xmk0YD~4]{{0,4}}[$%]")
_DATA = lazy(r"(?:\A|(?<=[,;:\"&A+Q(-]))(?:t?[xNU]o)?(?P<lower>[taE0]?[xmkrcNJS0YD~<>]{0,5}[$%])")
_AFTER_VERB = lazy(r"(?:[~^,]|u?D0?|[<t]>|iY|i[ta][$%xm]{1,2}|[T@]?[tE][xr]{1,2}(?=A))*[A:,]?")
_TAIL = lazy(
    r"(?:[tE]?[xmkrc$NUL]{1,2}(?=[.,;:@uiD]))?(?:[~^]|u?D,?0?|[<t]>|[iu@WT][taE]?[xmk$%NUOLJcr0]{1,6})*(?:[.,;:\"\-?!]|$)"
)
# A clause of its own: "reported most of them fell".
CLAUSE_BEHIND = lazy(r"(?:[tEa]?[xmkcrNJLOUKMR0$%]{1,5}|[EP])(?:[oifW@F][^.;,]{0,5}?)?~?[bHlV59w4](?!y)")
_CLAUSE = ';:"\x01(+Q'


@lru_cache(maxsize=1)
def _sources() -> frozenset[str]:
    heads = [word + ending for word in words("en", "role", "head") for ending in ("", "s")]
    lower = [word + ending for word in words("en", "body", "lower") for ending in ("", "s")]
    return frozenset([*words("en", "speech", "collective"), *words("en", "speech", "matter"), *heads, *lower])


@lru_cache(maxsize=1)
def _needs_that() -> frozenset[str]:
    return frozenset(words("en", "speech", "that"))


@lru_cache(maxsize=1)
def _acts() -> frozenset[str]:
    return frozenset(words("en", "speech", "act"))


@lru_cache(maxsize=1)
def _nobody() -> frozenset[str]:
    return frozenset(words("en", "speech", "nobody"))


_VERB = lazy(r"[Vw%=]|[4x](?=F|[,:A]|\")")
_FINITE = frozenset(("said", "says"))
_FIRM = frozenset(("inc", "inc.", "ltd", "ltd.", "llc", "corp.", "plc"))
_ASKING = frozenset(("called", "calls", "asked"))  # for something
ASKED_TO = lazy(r"[tE]?[xmkcrNJLUOKMR]{1,6}T[x45mkV$%6rc]")  # asked the judge to wait
_ACTS_ON = frozenset("tEaPJNLUOKMhRxmk0$%")


def speech(sentence: Sentence, before: Sentence | None, roles: list[Role], reader: Roles) -> list[Said]:
    """The attributions of a sentence, in the order of their verbs."""
    found: list[Said] = []
    codes = sentence.codes
    for match in _VERB.finditer(codes):
        k = match.start()
        code = codes[k]
        if code == "=":
            said = _according(sentence, k, roles, reader)
        elif code in "4x":
            word = sentence.word(k)
            if word in _SPEAKING:
                said = _speaking(sentence, k, found)
            else:
                said = _learned(sentence, k, roles, reader) if word in _LEARNED and codes[k + 1] == "F" else None
        else:
            said = _verb(sentence, k, before, roles, reader)
            if said is None and k > 0 and code == "V" and codes[k - 1] in "&~" and "&" in codes[k - 2 : k]:
                said = _speaking(sentence, k, found)
        if said is not None:
            found.append(said)
    return _apart(found)


_WENT = frozenset(("went", "goes", "gone"))
_SPEAKING = frozenset(
    (
        "saying",
        "stating",
        "noting",
        "adding",
        "affirming",
        "writing",
        "explaining",
        "tweeting",
        "warning",
        "arguing",
        "claiming",
        "insisting",
        "declaring",
        "commenting",
        "remarking",
        "announcing",
    )
)
_LEADS = frozenset("NJLUOKMxkmcSt_")
_LEARNED = frozenset(("learned", "learnt", "learns", "heard"))


def _source(
    sentence: Sentence, match: re.Match[str] | None, roles: list[Role], reader: Roles, *, anyone: bool = False
) -> Place | None:
    """The words of the source that a pattern marked out; `anyone`: "his father" too, of whom no table knows."""
    if match is None:
        return None
    groups = match.groupdict()
    codes = sentence.codes
    for key in ("name", "body"):
        if groups.get(key) is None:
            continue
        first, after = match.span(key)
        place = sentence.place(first, after)
        person = _person_in(roles, place)
        if person is not None:
            return person
        if key == "name":
            got = reader.person(sentence, first, after, alone=True, titled=True)
            return sentence.place(*got) if got else None
        if first == 0 and after == 1 and codes[0] in "NMKO" and reader.is_common(sentence.tokens[0]):
            return None
        if codes[first] in "MK" and after - first == 1:
            return None
        if all(c in "0_DYj" for c in codes[first:after]) or sentence.word(first) in _FIRM:
            return None
        return place
    if groups.get("lower") is None:
        return None
    first, after = match.span("lower")
    while first < after - 1 and (codes[first] in "tEa0~4<_" or (first > 0 and codes[first - 1] == "_")):
        first += 1
    person = _person_in(roles, sentence.place(first, after))
    if person is not None:
        return person
    if sentence.word(after - 1) not in _sources():
        start = match.start("lower")
        if not anyone or codes[start] not in "tE" or after - start < 2 or codes[after - 1] not in "xcr":
            return None
    if groups.get("post"):
        after = match.end("post")
    return sentence.place(first, after)


def _person_in(roles: list[Role], place: Place) -> Place | None:
    """The person of a role told within these words."""
    for role in roles:
        if role.person[0] >= 0 and role.start < place[1] and place[0] < role.end:
            return role.person
    return None


def _verb(sentence: Sentence, k: int, before: Sentence | None, roles: list[Role], reader: Roles) -> Said | None:
    codes = sentence.codes
    word = sentence.word(k)
    skipped = _SKIP.search(codes, max(0, k - 6), k)
    end = skipped.start() if skipped else k
    if end > 2 and codes[end - 2 : end] == "uT" and sentence.word(end - 3) in _WENT:
        end -= 3  # went on to say
    if end > 0 and codes[end - 1] in "bTBlW":
        return None
    after = codes[k + 1] if k + 1 < len(codes) else ""
    speaks = codes[k] in "V%"
    acts = word in _acts() and (
        after == "f" or ASKED_TO.match(codes, k + 1) is not None
        if word in _ASKING
        else after != "" and after in _ACTS_ON
    )
    if (
        speaks
        and (word in _needs_that() or word in _acts())
        and not (
            acts
            or after in 'A:"'
            or (after in ",." and "," in codes[max(0, end - 4) : end])  # a source between two commas
            or CLAUSE_BEHIND.match(codes, k + 1)
            or (after == "," and codes[k + 2 : k + 3] == '"')
            or _quote_near(codes, k, end)
        )
    ):
        return None
    if speaks and after == "u" and word.startswith(("comment", "remark", "tweet")) and not _quote_near(codes, k, end):
        return None
    if speaks and after and after in "fT" and not acts and not _quote_near(codes, k, end):
        return None
    if speaks and word != "told" and (k == 0 or codes[k - 1] in '"`?!-\x01'):
        said = _inverted(sentence, k, roles, reader)
        if said is not None:
            return said
    if end == 0:
        return None
    if codes[end - 1] == "E" and speaks and sentence.word(end - 1) in ("they", "it", "i", "we", "you"):
        said = _said(sentence, sentence.place(end - 1, end), end - 1, k, "pronoun")
        own = (sentence.word(end - 1) == "they" and codes[max(0, end - 2) : end - 1] not in ("+", "s")) or (
            sentence.word(end - 1) == "it" and word in _FINITE
        )
        return said if own else said._replace(attribution=None)
    if codes[end - 1] == "P" and speaks:
        who = reader.antecedent(sentence, end - 1, before)
        said = _said(sentence, who or sentence.place(end - 1, end), end - 1, k, "pronoun")
        words_said = (
            acts
            or (word in _FINITE and after in "tEPNJ")
            or after in 'A:"'
            or said.side != "before"
            or CLAUSE_BEHIND.match(codes, k + 1)
        )
        return said if who is not None or words_said or _quote_near(codes, k, end) else said._replace(attribution=None)
    data = _data(sentence, k, end, roles, reader)
    if data is not None:
        return data
    if not speaks:
        return None
    role = _role_before(sentence, end, roles)
    if role is not None:
        first = _index(sentence, role.start)
        for _ in range(8):
            if first == 0 or codes[first - 1] not in _LEADS:
                break
            first -= 1
        return _said(sentence, role.person, first, k, "said")
    if codes[end - 1] == "q":  # Jane Roe, who said
        match = re.compile(rf"(?P<name>{NAME}),?q\Z").search(codes, max(0, end - 8), end)
    elif codes[end - 1] == ",":
        match = _APPOSED.search(codes, max(0, end - 44), end)
    elif codes[end - 1] == ")":
        match = _BRACKETED.search(codes, max(0, end - 20), end)
    else:
        match = _SUBJECT.search(codes, max(0, end - 24), end) or _LATE.search(codes, max(0, end - 12), end)
    place = _source(sentence, match, roles, reader, anyone=word in _FINITE)
    if place is None or match is None:
        return _inverted(sentence, k, roles, reader) if codes[k - 1] == "," and word != "told" else None
    return _said(sentence, place, match.start(), k, "said")


def _quote_near(codes: str, k: int, end: int) -> bool:
    """True where quoted words end before the subject or begin soon behind the verb."""
    return '"' in codes[max(0, end - 8) : end] or '"' in codes[k + 1 : k + 8]


def _index(sentence: Sentence, place: int) -> int:
    starts = sentence.starts
    low, high = 0, len(starts) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if starts[middle] <= place:
            low = middle
        else:
            high = middle - 1
    return low


def _role_before(sentence: Sentence, end: int, roles: list[Role]) -> Role | None:
    """The role whose words end right before the verb (a comma may stand between)."""
    last = end - 1 if sentence.codes[end - 1] == "," else end
    if last <= 0:
        return None
    limit = sentence.place(last - 1, last)[1]
    for role in reversed(roles):
        if (
            role.person[0] >= 0
            and role.end == limit
            and role.reading in ("title, person", "person, title", "title, then person", "again")
        ):
            return role
    return None


def _inverted(sentence: Sentence, k: int, roles: list[Role], reader: Roles) -> Said | None:
    """..., said Jane Roe."""
    codes = sentence.codes
    if k + 1 >= len(codes):
        return None
    at = sentence.starts[k + 1]
    place: Place | None = None
    for role in roles:
        if role.person[0] >= 0 and at <= role.start <= at + 4:
            place = role.person
            break
    if place is None:
        place = _source(sentence, _FOLLOW.match(codes, k + 1), roles, reader)
    if place is None:
        kin = _KIN.match(codes, k + 1)
        place = _source(sentence, kin, roles, reader)
    if place is None:
        return None
    if k == 0:
        comma = codes.find(",", _index(sentence, place[1]))
        start = sentence.starts[comma + 1] if 0 <= comma < len(codes) - 1 else sentence.end
        return Said(
            Attribution(*place, start, sentence.end, "said, inverted"),
            sentence.place(0, 1),
            "before",
            sentence.number,
            sentence.start,
        )
    end = sentence.place(k - 1, k)[0]
    return Said(
        Attribution(*place, sentence.start, max(sentence.start, end), "said, inverted"),
        sentence.place(k, k + 1),
        "after",
        sentence.number,
        sentence.starts[k],
    )


def _said(sentence: Sentence, place: Place, first: int, k: int, reading: str) -> Said:
    """An attribution whose subject stands at `first` and whose verb is `k`, with the part that it speaks for."""
    codes = sentence.codes
    verb = sentence.place(k, k + 1)
    tail = _TAIL.match(codes, k + 1)
    quoted = codes[first - 1 : first] == '"' or codes[max(0, first - 2) : first] == '",'
    if quoted and tail is None and codes[k + 1 : k + 2] in "iuW@" and '"' not in codes[k:]:
        return Said(
            Attribution(*place, sentence.start, sentence.starts[first], reading),
            verb,
            "after",
            sentence.number,
            sentence.starts[first],
        )
    acts = sentence.word(k) in _acts() and codes[k + 1 : k + 2] in (*_ACTS_ON, "f") and not quoted
    if acts:
        tail = None  # "On Friday, the board opposed the plan": it speaks for what comes behind
    if first > 0 and codes[first - 1] in ',"`-\x01' and tail is not None and codes[k + 1 : k + 2] not in (":", "A"):
        if tail.end() >= len(codes) - 1:
            return Said(
                Attribution(*place, sentence.start, sentence.starts[first], reading),
                verb,
                "after",
                sentence.number,
                sentence.starts[first],
            )
        return Said(
            Attribution(*place, sentence.start, sentence.end, reading),
            verb,
            "around",
            sentence.number,
            sentence.starts[first],
        )
    behind = _AFTER_VERB.match(codes, k + 1)
    start = behind.end() if behind else k + 1
    begin = sentence.starts[start] if start < len(codes) else sentence.end
    stop = codes.find(";", start)
    end = sentence.end if stop < 0 else sentence.starts[stop]
    return Said(
        Attribution(*place, min(begin, end), end, reading),
        verb,
        "before",
        sentence.number,
        sentence.starts[first],
    )


def _speaking(sentence: Sentence, k: int, found: list[Said]) -> Said | None:
    """..., adding that ...; ... and said: whoever spoke before, or the sentence's first person."""
    codes = sentence.codes
    behind = _AFTER_VERB.match(codes, k + 1)
    start = behind.end() if behind else k + 1
    if start >= len(codes) or (codes[k + 1] not in 'A:,"' and codes[start] != '"'):
        return None
    verb = sentence.place(k, k + 1)
    place: Place | None = None
    for said in reversed(found):
        if said.side != "whole" and said.attribution is not None:
            place = said.attribution[:2]
            break
    if place is None:
        earlier = [person for person in sentence.people if person[1] <= verb[0]]
        place = min(earlier) if earlier else None
    begin = min(sentence.starts[start], sentence.end)
    attribution = Attribution(*place, begin, sentence.end, "same subject") if place is not None else None
    return Said(attribution, verb, "before", sentence.number, verb[0])


def _data(sentence: Sentence, k: int, end: int, roles: list[Role], reader: Roles) -> Said | None:
    """Figures published by somebody show, somebody's study found."""
    codes = sentence.codes
    low = max(0, end - 30)
    edge = max(codes.rfind(mark, low, end) for mark in _CLAUSE) + 1
    low = max(low, edge)
    at = max(codes.rfind("$", low, end), codes.rfind("%", low, end))
    if at < 0:
        return None
    while True:
        more = max(codes.rfind("$", low, at), codes.rfind("%", low, at))
        if more < 0 or at - more > 8:
            break
        at = more
    between = codes[at + 1 : end]
    if len(between) > 22 or (between and between[0] in "VwbHlP" and not between.startswith("Vy")):
        return None
    behind = _DATA_BY.match(codes, at)
    place = _source(sentence, behind, roles, reader)
    reading = "data by"
    first = at
    if place is None:
        own = None
        for match in _DATA_OF.finditer(codes, max(0, at - 12), at + 1):
            if match.end() == at + 1:
                own = match
        place = _source(sentence, own, roles, reader)
        reading = "data of"
        first = own.start() if own else at
    if place is None and codes[k] in "wV" and (not between or between[0] in "oiuf@"):
        plain = _DATA.search(codes, max(0, at - 8), at + 1)
        place = _source(sentence, plain, roles, reader)
        reading = "data"
        first = plain.start() if plain else at
    if place is None:
        return None
    return _said(sentence, place, first, k, reading)


def _according(sentence: Sentence, k: int, roles: list[Role], reader: Roles) -> Said | None:
    codes = sentence.codes
    if codes[k + 1 : k + 2] != "T":
        return None
    at = k + 2
    place: Place | None = None
    data = re.compile(rf"[tEa]?[xmk0Y~NLU4]{{0,6}}{_DATA_BY.pattern}").match(codes, at)
    if data:
        place = _source(sentence, data, roles, reader)
    if place is None:
        own = _DATA_OF.match(codes, at)
        place = _source(sentence, own, roles, reader)
    if place is None:
        follow = _FOLLOW.match(codes, at)
        if follow is not None and follow.group("lower") and sentence.word(follow.end("lower") - 1) in _nobody():
            return None
        place = _source(sentence, follow, roles, reader)
        if place is None and codes[at : at + 1] in ("x", "m", "c") and codes[at + 1 : at + 2] in tuple(_CAPS):
            place = _source(sentence, _FOLLOW.match(codes, at + 1), roles, reader)  # "nonprofit Roe House"
        if place is None and follow is not None and follow.group("lower"):
            first, after = follow.span("lower")
            while first < after - 1 and codes[first] in "tEa":
                first += 1
            place = sentence.place(first, follow.end("post") if follow.group("post") else after)
    if place is None:
        return None
    return Said(
        Attribution(*place, sentence.start, sentence.end, "according to"),
        sentence.place(k, k + 1),
        "whole",
        sentence.number,
        sentence.starts[k],
    )


def _learned(sentence: Sentence, k: int, roles: list[Role], reader: Roles) -> Said | None:
    """The reporter learned from somebody that ..."""
    codes = sentence.codes
    follow = _FOLLOW.match(codes, k + 2)
    place = _source(sentence, follow, roles, reader)
    if place is None or follow is None:
        return None
    at = codes.find("A", follow.end(), follow.end() + 12)
    start = sentence.starts[at + 1] if at >= 0 else sentence.start
    return Said(
        Attribution(*place, min(start, sentence.end), sentence.end, "learned from"),
        sentence.place(k, k + 1),
        "before" if at >= 0 else "whole",
        sentence.number,
        sentence.starts[k],
    )


def _apart(found: list[Said]) -> list[Said]:
    """Scopes of one sentence kept apart where one source follows on another."""
    if len(found) < 2:
        return found
    kept = list(found)
    for i, said in enumerate(kept[:-1]):
        later = kept[i + 1]
        if said.attribution is None or later.attribution is None or (said.side, later.side) != ("before", "before"):
            continue
        begin = said.attribution.scope_start
        subject = later.attribution.start
        edge = subject if begin < subject < later.verb[0] else later.verb[0]
        if begin < edge < said.attribution.scope_end:
            kept[i] = said._replace(attribution=said.attribution._replace(scope_end=edge))
    return kept
