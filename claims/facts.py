"""Facts without figures: roles, quotations, events and statements, and who says so.

Two readings, one by script: `claims/_facts/english.py` and its fellows turn a sentence of words into a string of
word classes and look for grammar in it, `claims/_facts/chinese.py` looks for it in the text itself. The words are
data: `[facts.*]` in the language tables.
"""

from __future__ import annotations

from claims._facts import read as _read
from claims._facts.found import Attribution
from claims.claim import Claim
from claims.document import Document

__all__ = ["Attribution", "attributions", "facts", "facts_and_attributions"]


def facts(document: Document, sentences: list[tuple[int, int]]) -> list[Claim]:
    """The roles, quotations, events and statements of a document in reading order, read in the given sentences.

    Detail: role `person`, `title`, `body`, `from`, `to`; quotation `speaker`, `words`; event `what`, `when`,
    `where`; each the exact text of the document or None. `subject` is the place of a role's person, `attribution`
    that of a quotation's speaker, `reading` the name of the rule.
    """
    return facts_and_attributions(document, sentences)[0]


def attributions(document: Document, sentences: list[tuple[int, int]]) -> list[Attribution]:
    """Who says so, wherever the text tells: the source's words and the part of the text that it speaks for."""
    return _read.read(document, sentences, facts=False).attributions


def facts_and_attributions(
    document: Document, sentences: list[tuple[int, int]]
) -> tuple[list[Claim], list[Attribution]]:
    """Both at the cost of one reading."""
    found = _read.read(document, sentences)
    text = document.text

    def exact(place: tuple[int, int] | None) -> str | None:
        return text[place[0] : place[1]] if place is not None else None

    claims: list[Claim] = []

    def put(
        kind: str,
        start: int,
        end: int,
        number: int,
        reading: str,
        detail: dict[str, str | None] | None,
        subject: tuple[int, int] | None = None,
        attribution: tuple[int, int] | None = None,
    ) -> None:
        claims.append(
            Claim(
                kind,
                start,
                end,
                reading=reading,
                sentence=sentences[number],
                sentence_index=number,
                paragraph=document.paragraph(start),
                detail=detail,
                subject=subject,
                attribution=attribution,
            )
        )

    for role in found.roles:
        put(
            "role",
            role.start,
            role.end,
            role.sentence,
            role.reading,
            {
                "person": exact(role.person),
                "title": exact(role.title),
                "body": exact(role.body),
                "from": exact(role.since),
                "to": exact(role.until),
            },
            subject=role.person,
        )
    for quotation in found.quotations:
        put(
            "quotation",
            quotation.start,
            quotation.end,
            quotation.sentence,
            quotation.reading,
            {"speaker": exact(quotation.speaker), "words": exact(quotation.words)},
            attribution=quotation.speaker,
        )
    for event in found.events:
        put(
            "event",
            event.start,
            event.end,
            event.sentence,
            event.reading,
            {"what": exact(event.what), "when": exact(event.when), "where": exact(event.where)},
        )
    for start, end, number, reading in found.statements:
        put("statement", start, end, number, reading, None)
    order = {"role": 0, "quotation": 1, "event": 2, "statement": 3}
    claims.sort(key=lambda claim: (claim.start, claim.end, order[claim.kind]))
    return claims, found.attributions
