"""Roles in English: a title noun, and around it the person who has it and the body that it is held in."""

from __future__ import annotations

import re
from functools import lru_cache

from claims._facts.english import Sentence
from claims._facts.found import Place, Role
from claims._facts.words import words
from claims._patterns import lazy

# A person's name: honorifics, given names and initials, particles, and a surname that may be a word (King, Baker).
NAME = (
    r"h{0,2}(?:[JNI]|L(?=[JN]))(?:[JNI]|p{1,3}(?=[JN])|L(?![JNOULR])|_(?=[JN])){0,5}"
    r"(?:(?<=[JI])[RMKO1](?![JNIRMKOLU_]))?(?:,?j)?"
)
_CAPS = "NJLUOKMI"
BODY = (
    rf"(?:[{_CAPS}]|R(?=[{_CAPS}])|0(?=O))"
    rf"(?:[{_CAPS}R]|_|0(?=[{_CAPS}])|S(?=[{_CAPS}R])|&t?(?=[NLUOKMI])|[of]t?(?=[{_CAPS}])){{0,14}}(?:oR(?![JN]))?"
)
_HEAD = lazy(r"[rR](?:[mMkK1]{0,3}[rR]){0,3}3?|(?<=[mMkKxNOLUc_])1(?![2mMrR3])|(?<=[1mM])2(?![rRmM])|3(?=h?[JNI])")
_OFFICER = lazy(r"1[NMKOU&2mkx]{1,5}\Z")
_JOIN = lazy(r"(?:(?:,?&|#|,(?=[MKmk123]{0,4}[rR](?:,?&)))t?[mMkK123c]{0,4}(?:[rR]|12)3?){1,3}")
_PORTFOLIO = lazy(r"o[kK$]{1,3}(?:,[kK$]{1,2}){0,2}(?:,?&[kK$]{1,3})?(?![OU])")
_UNIT = lazy(rf",(?P<unit>[{_CAPS}&]{{1,5}})(?=[W@fo]t?[{_CAPS}])")
_OF_PLACE = lazy(rf"[ofF]t?(?P<body>L{{1,2}}|tc|[NUOKM]{{1,3}}?(?=J))(?={NAME}(?:[,.:;()VbHlnzew459\"`Ty~&xmk]|$))")
_OF = lazy(rf"[of@WTi][tE]?(?P<body>{BODY})")
_OF_NAME = lazy(rf"ot?(?P<body>{BODY})")
_OF_LOWER = lazy(r"[of@](?P<body>[tEa]?[xmkLNUOJ~4]{0,3}S?[xmk]{0,2}c{1,3}(?:[NUOLKM]{1,6})?)")
_COMMA_BODY = lazy(rf",(?P<body>[{_CAPS}](?:[{_CAPS}R]|[&o]t?(?=[{_CAPS}])){{0,8}})(?=[,.;:)]|$)")
_BEFORE = lazy(
    rf"(?P<body>t?(?:[{_CAPS}](?:[{_CAPS}]|_|0|&(?=[NLUOKMI])|[of]t?(?=[{_CAPS}])){{0,9}}|(?<=[tE])[xmk]?c))(?P<own>S?)\Z"
)
_LOOSE_BEFORE = lazy(r"(?P<edge>[taES]|[OLUN](?=x))[xmkM4_LY0~$%]{1,4}\Z")
_NAME = lazy(NAME)
_LISTED = lazy(rf"(?:,&|,|&)({NAME})")
_AFTER_NAME = lazy(r"[si@u,.:;()VbHlnzew4569\"`y~&STAq+\-?!<D]|$")

_NAMED = rf"(?P<name>{NAME})"
_SUBJECT = rf"(?:{_NAMED}|(?P<pronoun>P))(?:,[^,V\"]{{1,14}},)?"
_APPOSED = lazy(rf"{_NAMED}(?:,[0Y])?(?:,|\(|-)(?:q[bHB~e]{{1,3}}s?)?~?[taE]?\Z")
_COPULA = lazy(rf"{_SUBJECT}[~H]{{0,2}}(?P<verb>[bz]|B)~?[taE]?\Z")
_SERVED = lazy(
    rf"{_SUBJECT}[HbB~l]{{0,4}}(?:(?P<verb>e)(?:~?s|f)|z(?P<body>[{_CAPS}](?:[{_CAPS}]|[&o]t?(?=[{_CAPS}])){{0,6}}|t[OM]|[tE][xm]?c)s|z|n(?:s|TB?)?)~?[taE]?\Z"
)
_NAMING = lazy(rf"n{_NAMED}(?:s|TB?|,)?~?[taE]?\Z")
_AS = lazy(rf"{_NAMED}(?:s|T)~?[taE]?\Z")
_LABEL = lazy(rf"{_NAMED}(?:,j){{0,2}}[:\-]~?[ta]?\Z")
_AGAIN = lazy(r"(?:,?&|,|;&?)~?[ta]?\Z")
_SINCE = lazy(
    r"\s*,?\s*(?:\(|(?P<in>effective|starting|beginning)\s+)?(?:since|from|between|in|of|on)?\s*"
    r"(?P<since>(?:(?:\d{1,2}\s+)?[A-Z][a-z]{2,8}\s+(?:\d{1,2},\s+)?)?(?:19|20)\d\d)"
    r"(?:\s*(?:to|until|till|through|and|–|-)\s*(?P<until>(?:[A-Z][a-z]{2,8}\s+)?(?:19|20)\d\d|present|now))?"
)
_UNTIL = lazy(r"\s*,?\s*(?:until|till)\s+(?P<until>(?:[A-Z][a-z]{2,8}\s+)?(?:19|20)\d\d)")
_SINCE_MARK = lazy(r"\s*,?\s*\(?(?:since|from|between|effective|starting|beginning|(?:19|20)\d\d\s*[-–])")


@lru_cache(maxsize=1)
def _bare() -> frozenset[str]:
    return frozenset(words("en", "role", "bare"))


@lru_cache(maxsize=1)
def _loose() -> frozenset[str]:
    return frozenset(words("en", "role", "loose"))


# Words before a title that say nothing of the office.
_IDLE = frozenset(
    (
        "new",
        "newly-appointed",
        "newly-elected",
        "late",
        "then",
        "longtime",
        "long-time",
        "veteran",
        "current",
        "incumbent",
        "outgoing",
        "incoming",
        "local",
        "top",
        "third",
        "first",
        "second",
        "award-winning",
        "renowned",
        "leading",
        "product",
        "people",
        "human",
    )
)
_SURNAMES = frozenset(
    (
        "king",
        "prince",
        "duke",
        "bishop",
        "baker",
        "dean",
        "judge",
        "pope",
        "cardinal",
        "major",
        "marshal",
        "private",
        "fellow",
        "painter",
        "brewer",
        "farmer",
        "driver",
        "singer",
        "sailor",
        "monk",
        "abbot",
        "chaplain",
        "priest",
        "doctor",
        "knight",
        "clerk",
        "provost",
        "lawyer",
        "boxer",
        "poet",
        "host",
        "head",
        "player",
        "governor",
        "archer",
        "constable",
        "general",
    )
)
_ENDS_IN_S = frozenset(("princess", "duchess", "headmistress", "boss", "actress", "chief-of-staff"))


def _plural(word: str) -> bool:
    return word.endswith("s") and word not in _ENDS_IN_S


_STATUS = frozenset(("former", "acting", "interim", "current", "then", "late", "ex", "retired"))


class Roles:
    """Finds the roles of one document, sentence by sentence.

    common: words that the document writes in lower case; a word with a capital at the start of a sentence that
    is one of them is no name. people: full names met so far, by their last word.
    """

    def __init__(self, prose: str, common: set[str]) -> None:
        self.prose = prose
        self.common = common
        self.full: dict[str, Place] = {}

    def read(self, sentence: Sentence, before: Sentence | None) -> list[Role]:
        """The roles that a sentence tells."""
        found: list[Role] = []
        codes = sentence.codes
        at = 0
        last: tuple[list[tuple[int, int]], int] | None = None
        for match in _HEAD.finditer(codes):
            if match.start() < at:
                continue
            got = self._title(sentence, match, at, last, before)
            if got is None:
                continue
            roles, at, people = got
            found += roles
            last = (people, at)
        return found

    def person(
        self, sentence: Sentence, first: int, after: int, alone: bool = False, titled: bool = False
    ) -> tuple[int, int] | None:
        """The tokens of a name cut down to what a person is called, or None where these are none's."""
        codes, tokens = sentence.codes, sentence.tokens
        if first == 0 and codes[0] in "NL" and self.is_common(tokens[0]):
            first += 1
        if first >= after:
            return None
        while after - 1 > first and codes[after - 1] in "_,":
            after -= 1
        if after < len(codes) and codes[after] in "OU" and codes[after - 1] != ",":
            return None
        if first > 0 and codes[first - 1] in "NJUO_MKL" and not titled:
            return None
        if any("&" in tokens[i] for i in range(first, after)):
            return None
        names = [i for i in range(first, after) if codes[i] not in "hp,j_"]
        if not names or any(len(tokens[i].strip()) < 2 for i in names):
            return None
        if len(names) == 1 and not alone and codes[first] != "h":
            return None
        if codes[names[0]] not in "JLI" and all(self.is_common(tokens[i]) for i in names):
            return None
        return first, after

    def _line_start(self, sentence: Sentence, first: int) -> bool:
        """True at the start of a sentence, or after the wide gap that lists are set with."""
        at = sentence.starts[first]
        return first == 0 or sentence.codes[first - 1] in "#-_." or self.prose[at - 2 : at].isspace()

    def is_common(self, token: str) -> bool:
        """True where the document writes this word in lower case as well."""
        lower = token.strip().lower()
        return lower + " " in self.common or lower in self.common

    def _title(
        self,
        sentence: Sentence,
        head: re.Match[str],
        floor: int,
        last: tuple[list[tuple[int, int]], int] | None,
        before: Sentence | None,
    ) -> tuple[list[Role], int, list[tuple[int, int]]] | None:
        codes = sentence.codes
        start, end = head.span()
        while start > floor and codes[start - 1] in "mMkK123$%":
            start -= 1
        loose = _LOOSE_BEFORE.search(codes, max(floor, start - 6), start)
        if loose and codes[end - 1] in "r12":
            start = loose.end("edge")
        officer = _OFFICER.search(codes, max(floor, start - 7), start)
        if officer:
            start = officer.start()
        lead = start
        while start < end - 1 and (
            codes[start] in "_Y0"
            or sentence.word(start) in _IDLE
            or (start == head.start() and codes[start] in "rR" and _plural(sentence.word(start)))
        ):
            start += 1
        if start > floor and codes[start - 1] in "JNI" and end - start == 1 and sentence.word(start) in _SURNAMES:
            return None  # Stephen King
        joined = _JOIN.match(codes, end)
        if joined:
            end = joined.end()
        portfolio = _PORTFOLIO.match(codes, end)
        if portfolio:
            end = portfolio.end()
        title = (start, end)
        unit = _UNIT.match(codes, end)
        if unit and codes[end - 1] in "R23":
            title = (start, unit.end())
            end = unit.end()
        own = _BEFORE.search(codes, max(floor, start - 12), start)
        phrase = lead
        body: tuple[int, int] | None = None
        if own:
            body = own.span("body")
            first, after = body
            cut = codes.rfind("&", first, after)
            if cut >= 0 and codes[after - 1] not in "OK":
                first = cut + 1
            while first < after - 1 and (codes[first] == "t" or sentence.word(first) in _STATUS):
                first += 1
            body = (first, after)
            if not own.group("own") and codes[body[0]] == "J" and body[1] - body[0] > 1:
                return None
            if (
                first == 0
                and after == 1
                and (codes[0] == "M" or (codes[0] in "NLK" and self.is_common(sentence.tokens[0])))
                and not sentence.tokens[0].strip().isupper()
            ):
                body = None
            else:
                phrase = min(first, lead)
        tail = end
        of = _OF_PLACE.match(codes, end) or _OF.match(codes, end) or _OF_LOWER.match(codes, end)
        if of:
            body = of.span("body")
            if codes[body[0]] in "tEa":
                body = (body[0] + 1, body[1])
            tail = of.end("body")
        people, reading, place = self._people(sentence, start, head.end(), phrase, tail, bool(of), last, before)
        if not people:
            return None
        if reading in ("person, title", "appointed", "named", "as", "label", "again") and not of:
            comma = _COMMA_BODY.match(codes, tail)
            if comma and codes[comma.start("body")] != "J" and codes[title[0]] in "MRK123":
                body = comma.span("body")
                tail = comma.end("body")
            elif isinstance(place, tuple) and body is None:
                body = place
        elif isinstance(place, tuple) and not of and body is None:
            body = place
        if reading == "title, person" and body is None and len(people) == 1:
            of = _OF_NAME.match(codes, people[0][1])
            if of:
                body = of.span("body")
                tail = of.end()
        since, until = self._dates(sentence, tail, reading in ("appointed", "named", "as"))
        done = max(tail, end, people[-1][1] if reading.startswith("title") else 0)
        return self._records(sentence, people, title, body, since, until, reading), done, people

    def _people(
        self,
        sentence: Sentence,
        start: int,
        title_end: int,
        phrase: int,
        tail: int,
        has_of: bool,
        last: tuple[list[tuple[int, int]], int] | None,
        before: Sentence | None,
    ) -> tuple[list[tuple[int, int]], str, tuple[int, int] | None]:
        codes = sentence.codes
        none: tuple[list[tuple[int, int]], str, None] = ([], "", None)
        # "chief executive Nina Okafor", "Mayor of London Sadiq Khan", "a chef named Jo Roe"
        if codes[tail : tail + 1] == "n" and sentence.word(tail) == "named" and codes[tail - 1] == "r":
            named = _NAME.match(codes, tail + 1)
            called = self.person(sentence, *named.span(), alone=True, titled=True) if named else None
            if called:
                return [called], "title, person", None
        name = _NAME.match(codes, tail)
        if name and tail > start:
            bare = sentence.word(tail - 1) in _bare() or codes[tail - 1] in "123"
            sure = codes[name.start()] in "Jh" or (
                sentence.word(tail - 1) not in _loose()
                and (bare or codes[tail - 1] == "r" or name.end() - name.start() > 1)
            )
            if _plural(sentence.word(tail - 1)) and sentence.word(tail - 1)[:-1] in _loose():
                sure = codes[name.start()] in "Jh"
            elif (codes[tail - 1] == "r" or phrase < start) and name.end() - name.start() > 1:
                sure = True
            if sure:
                found = self.person(sentence, name.start(), name.end(), alone=True, titled=True)
                if found:
                    people = [found]
                    if _plural(sentence.word(tail - 1)):
                        if name.end() - name.start() == 1:
                            return none
                        people += self._list(sentence, found[1])
                    return people, "title, person", None
        if _plural(sentence.word(title_end - 1)) or (tail < len(codes) and codes[tail] in "OUNLK"):
            return self._then_person(sentence, start, phrase, tail, has_of)
        if last is not None and _AGAIN.fullmatch(codes, last[1], phrase):
            return last[0], "again", None
        low = max(0, phrase - 40)
        for pattern, reading in (
            (_APPOSED, "person, title"),
            (_COPULA, "is"),
            (_NAMING, "named"),
            (_SERVED, "appointed"),
            (_AS, "as"),
            (_LABEL, "label"),
        ):
            match = pattern.search(codes, low, phrase)
            if not match:
                continue
            groups = match.groupdict()
            if groups.get("pronoun") is not None and groups.get("name") is None:
                who = self.antecedent(sentence, match.start("pronoun"), before)
                if who is None:
                    return none
                sentence.people.append(who)
                return [(-who[0] - 1, who[1])], reading, None
            loose = sentence.word(title_end - 1) in _loose()
            found = self.person(sentence, *match.span("name"), alone=reading in ("is", "appointed"))
            if found is None:
                return none
            if reading == "label" and not self._line_start(sentence, found[0]):
                return none
            letters = codes[found[0] : found[1]]
            if not set("Jh") & set(letters) and (loose or reading == "as" or (reading == "is" and len(letters) == 1)):
                return none
            body = match.span("body") if groups.get("body") else None
            return [found], reading, body
        return self._then_person(sentence, start, phrase, tail, has_of)

    def _then_person(
        self,
        sentence: Sentence,
        start: int,
        phrase: int,
        tail: int,
        has_of: bool,
    ) -> tuple[list[tuple[int, int]], str, None]:
        """Sweden's Justice Minister, Gunnar Strömmer, has; the new chair is Ann Lee."""
        codes = sentence.codes
        none: tuple[list[tuple[int, int]], str, None] = ([], "", None)
        if tail >= len(codes) or codes[tail] not in ",(-b" or (phrase == 0 and codes[start] not in "RMK123"):
            return none
        name = _NAME.match(codes, tail + 1)
        if not name or not _AFTER_NAME.match(codes, name.end()):
            return none
        plain = codes[tail] == "b" and name.end() - name.start() > 1
        if not (codes[name.start()] in "Jh" or phrase < start or has_of or plain):
            return none
        found = self.person(sentence, name.start(), name.end())
        if not found:
            return none
        plural = _plural(sentence.word(start))
        return [found, *self._list(sentence, found[1])] if plural else [found], "title, then person", None

    def _list(self, sentence: Sentence, at: int) -> list[tuple[int, int]]:
        people = []
        for _ in range(12):
            more = _LISTED.match(sentence.codes, at)
            found = self.person(sentence, *more.span(1)) if more else None
            if found is None:
                break
            people.append(found)
            at = found[1]
        return people

    def antecedent(self, sentence: Sentence, at: int, before: Sentence | None) -> Place | None:
        """The one person named earlier in the sentence, or else in the sentence before."""
        for one, limit in ((sentence, sentence.starts[at]), (before, sentence.start)):
            if one is None or (one is before and one.block != sentence.block and one.number + 1 != sentence.number):
                continue
            people = [p for p in one.people if p[1] <= limit or one is before]
            if people:
                last_words = {self.prose[a:b].split()[-1] for a, b in people}
                if len(last_words) == 1 or people[0][0] - one.start < 24:
                    return people[0]
                return None
        return None

    def _dates(self, sentence: Sentence, tail: int, taken: bool) -> tuple[Place | None, Place | None]:
        at = sentence.place(tail - 1, tail)[1]
        if _SINCE_MARK.match(self.prose, at, sentence.end) or (taken and self.prose.startswith(" in ", at)):
            match = _SINCE.match(self.prose, at, sentence.end)
            if match:
                return match.span("since"), match.span("until") if match.group("until") else None
        match = _UNTIL.match(self.prose, at, sentence.end)
        return None, match.span("until") if match else None

    def _records(
        self,
        sentence: Sentence,
        people: list[tuple[int, int]],
        title: tuple[int, int],
        body: tuple[int, int] | None,
        since: Place | None,
        until: Place | None,
        reading: str,
    ) -> list[Role]:
        found = []
        title_place = sentence.place(*title)
        body_place = sentence.place(*body) if body else None
        for first, after in people:
            person = (-first - 1, after) if first < 0 else sentence.place(first, after)
            inside = [title_place] + ([body_place] if body_place else []) + ([person] if first >= 0 else [])
            found.append(
                Role(
                    min(p[0] for p in inside),
                    max(p[1] for p in inside),
                    person,
                    title_place,
                    body_place,
                    since,
                    until,
                    sentence.number,
                    reading,
                )
            )
        return found
