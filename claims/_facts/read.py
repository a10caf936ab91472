"""One document's facts: sentences are handed to the reading of their script, then quotations are put together."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from claims._facts import english
from claims._facts.english_events import events, states
from claims._facts.english_roles import NAME, Roles
from claims._facts.english_speech import speech
from claims._facts.found import Attribution, Event, Place, Quotation, Role, Said
from claims._facts.quotations import quotations
from claims._facts.quotes import Quote, quotes
from claims.document import Document

_HAN = re.compile(r"[㐀-鿿豈-﫿]")
# Kinds of blocks whose sentences tell what happened; headings and cells are too short to read so.
_TOLD = frozenset(("paragraph", "item", "quote"))
_NAMES = re.compile(NAME)


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
    prose = document.prose
    if not sentences:
        return found
    quoted = quotes(prose, document.blocks)
    starts = [block.start for block in document.blocks]
    kinds = [block.kind for block in document.blocks]
    table = english.classes()
    parsed: list[english.Sentence] = []
    common: set[str] = set()
    for number, (start, end) in enumerate(sentences):
        sentence = english.Sentence(prose, start, end, number, table)
        sentence.block = max(0, bisect_right(starts, start) - 1)
        parsed.append(sentence)
        common.update(sentence.tokens)
    reader = Roles(prose, common)
    said: dict[int, list[Said]] = {}
    openers: dict[int, Place] = {}
    before: english.Sentence | None = None
    rest: list[tuple[english.Sentence, str]] = []
    surnames: set[str] = set()
    at = 0
    for sentence in parsed:
        while at < len(quoted) and quoted[at].end <= sentence.start:
            at += 1
        roles: list[Role] = []
        full = sentence.codes
        masked = _masked(sentence, quoted, at)
        sentence.people = [
            sentence.place(match.start(), match.end())
            for match in _NAMES.finditer(masked)
            if masked[match.start()] in "Jh" and match.end() - match.start() > 1
        ]
        if "r" in full or "R" in full or "1" in full or "2" in full or "3" in full:
            roles = reader.read(sentence, before)
            sentence.people += [role.person for role in roles if sentence.start <= role.person[0]]
        surnames.update(prose[max(a, b - 30):b].rpartition(" ")[2].lower() for a, b in sentence.people)
        sentence.codes = masked
        spoken = speech(sentence, before, roles, reader)
        sentence.codes = full
        if spoken:
            said[sentence.number] = spoken
            found.attributions += [one.attribution for one in spoken if one.attribution is not None]
        if sentence.people:
            openers[sentence.number] = min(sentence.people)
        found.roles += roles
        if facts and kinds[sentence.block] in _TOLD:
            happened = events(sentence, masked, spoken, surnames, prose)
            found.events += happened
            if not happened:
                rest.append((sentence, masked))
        before = sentence
    if facts:
        found.quotations = quotations(prose, quoted, sentences, [s.block for s in parsed], said, openers)
        quoting = {quotation.sentence for quotation in found.quotations}
        for sentence, masked in rest:
            place = states(sentence, masked, prose) if sentence.number not in quoting else None
            if place is not None:
                found.statements.append((*place, sentence.number, "declarative"))
    return found


def _masked(sentence: english.Sentence, quoted: list[Quote], at: int) -> str:
    """The classes of a sentence with what stands in quotation marks hidden."""
    codes = sentence.codes
    while at < len(quoted) and quoted[at].start < sentence.end:
        quote = quoted[at]
        at += 1
        if quote.single:
            continue
        first = bisect_right(sentence.starts, quote.first - 1) if quote.first > sentence.start else 0
        last = bisect_right(sentence.starts, quote.last - 1)
        last = min(last, len(codes))
        if first < last:
            codes = codes[:first] + "\x01" * (last - first) + codes[last:]
    return codes
