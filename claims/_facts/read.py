"""One document's facts: sentences are handed to the reading of their script, then quotations are put together."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from claims._facts import chinese_events, chinese_speech, english
from claims._facts.chinese import Chinese
from claims._facts.english_events import events, states
from claims._facts.english_roles import NAME, Roles
from claims._facts.english_speech import speech
from claims._facts.found import Attribution, Event, Place, Quotation, Role, Said
from claims._facts.quotations import quotations
from claims._facts.quotes import quotes
from claims._patterns import HAN, has_han, lazy
from claims.document import Document

# Kinds of blocks whose sentences tell what happened; headings and cells are too short to read so.
_TOLD = frozenset(("paragraph", "item", "quote"))
_NAMES = lazy(NAME)
_LATIN = lazy(r"[A-Za-z]{2}")
_ALONE = lazy(r"(?<![NJLOUKMI_])[NJ](?![NJOU_])")
_TITLED = lazy(r"[rR123]")


@dataclass(slots=True)
class Facts:
    """What was found, by kind; `statements` are (start, end, sentence, reading)."""

    roles: list[Role] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    statements: list[tuple[int, int, int, str]] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)


def read(document: Document, sentences: list[Place], *, facts: bool = True) -> Facts:
    """The facts of a document; without `facts` its attributions alone."""
    found = Facts()
    if not sentences:
        return found
    reading = _Reading(document, sentences, facts)
    reading.run(found)
    return found


def _mostly_han(text: str) -> bool:
    return has_han(text) and len(HAN.findall(text)) * 3 > len(text)


class _Reading:
    """One pass over the sentences of a document."""

    def __init__(self, document: Document, sentences: list[Place], facts: bool) -> None:
        self.prose = document.prose
        self.sentences = sentences
        self.facts = facts
        self.quoted = quotes(self.prose, document.blocks)
        self.kinds = [block.kind for block in document.blocks]
        self.quote_ends = [quote.end for quote in self.quoted]
        starts = [block.start for block in document.blocks]
        self.block = [max(0, bisect_right(starts, start) - 1) for start, _ in sentences]
        self.said: dict[int, list[Said]] = {}
        self.openers: dict[int, Place] = {}
        self.surnames: set[str] = set()

    def run(self, found: Facts) -> None:
        """Read everything, and put it into `found`."""
        prose = self.prose
        table = english.classes()
        parsed: list[english.Sentence | None] = []
        common: set[str] = set()
        for number, (start, end) in enumerate(self.sentences):
            if _LATIN.search(prose, start, end) is None:
                parsed.append(None)
                continue
            sentence = english.Sentence(prose, start, end, number, table)
            sentence.block = self.block[number]
            parsed.append(sentence)
            common.update(sentence.tokens)
        latin = Roles(prose, common)
        han: Chinese | None = None
        before: english.Sentence | None = None
        people: list[Place] = []
        rest: list[int] = []
        at = 0
        for number, (start, end) in enumerate(self.sentences):
            while at < len(self.quoted) and self.quoted[at].end <= start:
                at += 1
            sentence_or_none = parsed[number]
            told = self.kinds[self.block[number]] in _TOLD
            if has_han(prose[start:end]):
                if han is None:
                    han = Chinese(prose)
                people = self._chinese(han, number, at, people if self._next(number) else [], found, rest, told)
            if sentence_or_none is not None:
                self._english(latin, sentence_or_none, before, at, found, rest, told)
                before = sentence_or_none
        if not self.facts:
            return
        found.quotations = quotations(prose, self.quoted, self.sentences, self.block, self.said, self.openers)
        quoting = {quotation.sentence for quotation in found.quotations}
        happened = {event.sentence for event in found.events}
        for number in rest:
            if number in quoting or number in happened:
                continue
            start, end = self.sentences[number]
            one = parsed[number]
            hidden = self._hidden(start, end)
            if _mostly_han(prose[start:end]):
                sure = han is not None and chinese_events.states(han, start, end, hidden)
            else:
                sure = one is not None and states(one, self._masked(one, 0), prose) is not None
            if sure:
                found.statements.append((start, end, number, "declarative"))

    def _next(self, number: int) -> bool:
        """True where a sentence follows on the one before in the same block or the next."""
        return number > 0 and self.block[number] - self.block[number - 1] <= 1

    def _hidden(self, start: int, end: int) -> list[Place]:
        first = bisect_right(self.quote_ends, start)
        hidden = []
        for quote in self.quoted[first : first + 64]:
            if quote.start >= end:
                break
            hidden.append((quote.first, quote.last))
        return hidden

    def _chinese(
        self,
        reader: Chinese,
        number: int,
        at: int,
        before: list[Place],
        found: Facts,
        rest: list[int],
        told: bool,
    ) -> list[Place]:
        """Read a sentence with Han text in it; returns its people."""
        start, end = self.sentences[number]
        hidden: list[Place] = []
        while at < len(self.quoted) and self.quoted[at].start < end:
            hidden.append((self.quoted[at].first, self.quoted[at].last))
            at += 1
        roles = reader.roles(start, end, number)
        spoken = chinese_speech.speech(reader, start, end, number, roles, before, hidden)
        people = [role.person for role in roles]
        people += [
            said.attribution[:2]
            for said in spoken
            if said.attribution is not None and said.attribution.reading in ("said", "pronoun")
        ]
        self._keep(number, roles, spoken, people, found)
        if self.facts and told:
            found.events += chinese_events.events(reader, start, end, number, hidden)
            rest.append(number)
        # Who was named last in a paragraph is who a pronoun means, though a sentence without a name stands between.
        return people or (before if number > 0 and self.block[number] == self.block[number - 1] else [])

    def _english(
        self,
        reader: Roles,
        sentence: english.Sentence,
        before: english.Sentence | None,
        at: int,
        found: Facts,
        rest: list[int],
        told: bool,
    ) -> None:
        prose = self.prose
        roles: list[Role] = []
        full = sentence.codes
        masked = self._masked(sentence, at)
        sentence.people = [
            sentence.place(match.start(), match.end())
            for match in _NAMES.finditer(masked)
            if masked[match.start()] in "Jh" and match.end() - match.start() > 1
        ]
        if _TITLED.search(full):
            roles = reader.read(sentence, before)
            sentence.people += [role.person for role in roles if sentence.start <= role.person[0]]
        for match in _ALONE.finditer(masked):
            if sentence.word(match.start()) in self.surnames:
                sentence.people.append(sentence.place(match.start(), match.end()))
        self.surnames.update(prose[max(a, b - 30) : b].rpartition(" ")[2].lower() for a, b in sentence.people)
        sentence.codes = masked
        spoken = speech(sentence, before, roles, reader)
        sentence.codes = full
        self._keep(sentence.number, roles, spoken, sentence.people, found)
        if self.facts and told:
            found.events += events(sentence, masked, spoken, self.surnames, prose)
            rest.append(sentence.number)

    def _keep(self, number: int, roles: list[Role], spoken: list[Said], people: list[Place], found: Facts) -> None:
        if spoken:
            self.said.setdefault(number, []).extend(spoken)
            found.attributions += [one.attribution for one in spoken if one.attribution is not None]
        if people and number not in self.openers:
            self.openers[number] = min(people)
        found.roles += roles

    def _masked(self, sentence: english.Sentence, at: int) -> str:
        """The classes of a sentence with what stands in quotation marks hidden."""
        codes = sentence.codes
        if at == 0:
            at = bisect_right(self.quote_ends, sentence.start)
        while at < len(self.quoted) and self.quoted[at].start < sentence.end:
            quote = self.quoted[at]
            at += 1
            if quote.single:
                continue
            first = bisect_right(sentence.starts, quote.first - 1) if quote.first > sentence.start else 0
            last = min(bisect_right(sentence.starts, quote.last - 1), len(codes))
            if first < last:
                codes = codes[:first] + "\x01" * (last - first) + codes[last:]
        return codes
