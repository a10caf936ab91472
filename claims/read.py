"""Reading: every figure and factual statement of a document as a typed claim with its place.

One pass over the tokens finds figures; sentences, subjects, periods, attributions and links are put to them
afterwards; facts without figures are read beside them. Runs of digits that nothing explains are listed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims import tokens as tokens_module
from claims._patterns import has_han
from claims._signs import signs_of_statistics
from claims.claim import Claim, Claims
from claims.context import Context
from claims.document import Document, Link
from claims.figures import Figures
from claims.sentences import sentences as split
from claims.words import Words

if TYPE_CHECKING:
    from claims.facts import Attribution

_DIGITS = re.compile(r"\d++(?:[.,:/-]\d++)*+")


def read(document: Document, facts: bool = True) -> Claims:
    """All claims of a document in reading order. facts: also roles, quotations, events and statements.

    Time is linear in the length of the text; arbitrary text never fails.
    """
    prose = tokens_module.widened(_cells_apart(document))
    languages = ("en", "zh") if has_han(prose) or document.language == "zh" else ("en",)
    lex = tokens_module.lexicon(languages)
    tokens = tokens_module.tokenize(prose, lex)
    sentences = split(document.prose, document.blocks)
    results: list[Claim] = []
    if signs_of_statistics(prose):
        from claims.statistics import statistics

        results = statistics(prose)
    covered = sorted((claim.start, claim.end) for claim in results)
    published = document.published.end if document.published is not None else None
    figures = Figures(tokens, document, lex, Words(languages, document.place, published))
    figures.read(covered)
    Context(tokens, document, figures.claims, figures.spans, sentences).fill()
    if document.tables:
        from claims.tables import headers

        headers(document, figures.claims, lex, figures.named, sentences)
    claims = figures.claims + _placed(document, results, sentences)
    if facts:
        from claims.facts import facts_and_attributions

        stated, spoken = facts_and_attributions(document, sentences)
        claims += _placed(document, stated, sentences)
        _attribute(claims, spoken)
    claims.sort(key=lambda claim: (claim.start, claim.end, claim.kind))
    for index, claim in enumerate(claims, 1):
        claim.id = f"c{index}"
    _link(document, claims)
    return Claims(document, claims, sentences, _unread(prose, claims, figures.named), figures.named, tokens)


def _cells_apart(document: Document) -> str:
    """The prose as tokens need it: a line end after every table cell, a blank for one inside a paragraph.

    So neighbouring cells never read as one figure, and a figure that a hard-wrapped line cuts in two does.
    """
    prose = document.prose
    wrapped = [
        at
        for block in document.blocks
        if block.kind not in ("row", "code")
        for at in _line_ends(prose, block.start, block.end)
    ]
    if not document.tables and not wrapped:
        return prose
    characters = list(prose)
    for at in wrapped:
        characters[at] = " "
    for table in document.tables:
        for row in table.rows:
            for cell in row:
                if cell.end < len(characters) and characters[cell.end].isspace():
                    characters[cell.end] = "\n"
    return "".join(characters)


def _line_ends(prose: str, start: int, end: int) -> Iterator[int]:
    at = prose.find("\n", start, end)
    while at >= 0:
        yield at
        at = prose.find("\n", at + 1, end)


def _placed(document: Document, claims: list[Claim], sentences: list[tuple[int, int]]) -> list[Claim]:
    starts = [start for start, _ in sentences]
    for claim in claims:
        index = max(0, bisect_right(starts, claim.start) - 1)
        claim.sentence_index = index
        claim.sentence = sentences[index] if sentences else (claim.start, claim.end)
        claim.paragraph = document.paragraph(claim.start)
    return claims


def _attribute(claims: list[Claim], spoken: list[Attribution]) -> None:
    """Who says so: the source whose scope holds the claim."""
    if not spoken:
        return
    waiting = sorted(spoken, key=lambda a: (a.scope_start, a.scope_end), reverse=True)
    open_scopes: list[Attribution] = []
    for claim in sorted(claims, key=lambda c: c.start):
        while waiting and waiting[-1].scope_start <= claim.start:
            open_scopes.append(waiting.pop())
        open_scopes = [a for a in open_scopes if a.scope_end > claim.start]
        holds = [a for a in open_scopes if claim.end <= a.scope_end and not a.start <= claim.start < a.end]
        if holds and claim.attribution is None:
            nearest = min(holds, key=lambda a: a.scope_end - a.scope_start)
            claim.attribution = (nearest.start, nearest.end)


def _link(document: Document, claims: list[Claim]) -> None:
    """The links in a claim's sentence are its sources."""
    if not document.links:
        return
    links = sorted(document.links, key=lambda link: link.start)
    starts = [link.start for link in links]
    cache: dict[tuple[int, int], tuple[Link, ...]] = {}
    for claim in claims:
        if claim.sentence not in cache:
            low, high = claim.sentence
            cache[claim.sentence] = tuple(links[bisect_left(starts, low) : bisect_left(starts, high)])
        claim.sources = cache[claim.sentence]


def _unread(prose: str, claims: list[Claim], named: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """Runs of digits that no claim with a figure and no named reading of a non-figure covers."""
    covers = sorted([(claim.start, claim.end) for claim in claims if claim.figure] + [(s, e) for s, e, _ in named])
    unread: list[tuple[int, int]] = []
    at = 0
    reach = -1
    for match in _DIGITS.finditer(prose):
        while at < len(covers) and covers[at][0] <= match.start():
            reach = max(reach, covers[at][1])
            at += 1
        if match.start() < reach:
            continue
        if at < len(covers) and covers[at][0] < match.end():
            continue
        unread.append((match.start(), match.end()))
    return unread
