"""Which quoted stretches are somebody's words, and whose: a verb of speech beside them, or the stretch before."""

from __future__ import annotations

from bisect import bisect_right

from claims._facts.found import Place, Quotation, Said
from claims._facts.quotes import Quote
from claims._patterns import has_han, lazy

_LATIN_WORD = lazy(r"[^\W_]++(?:['’-][^\W_]++)*+")
_WORD = lazy(r"[㐀-鿿豈-﫿〇]|[^\W_]++(?:['’-][^\W_]++)*+")
# What may stand between the verb and words that are quoted whole.
_BARE_GAP = lazy(
    r"[\s,:：，]*(?:(?:that|in part|on|in|at|to|via|of|the|a|an|this|his|her|its|last|today|yesterday|reporters|us)\s+"
    r"|[\w.’'-]+(?:,|\s)\s*){0,9}?[\s,:：，]*(?:[要是就将：]|的是)?\s*\(?\[?"
)
_CLOSE_GAP = lazy(r"[\s,:：，]*(?:that\s*)?(?:[要是就将]|的是)?\s*")
_AFTER_GAP = lazy(r"[\s,，—–-]*(?:he|she|they|it|as|the|a|an)?\s*")
_TITLE = lazy(
    r"(?:[A-Z][\w'’-]*+|(?:of|the|for|and|in|on|a|to)(?![\w]))(?:\s(?:[A-Z][\w'’-]*+|(?:of|the|for|and|in|on|a|to)(?!\w))){1,8}"
)
_ENDED = ".!?。！？…"


def quotations(
    prose: str,
    quotes: list[Quote],
    sentences: list[Place],
    blocks: list[int],
    said: dict[int, list[Said]],
    openers: dict[int, Place],
) -> list[Quotation]:
    """The quotations among the quoted stretches.

    blocks: the block of each sentence. said: the verbs of speech by sentence. openers: for a sentence, the person
    that it first names (who speaks where a colon alone leads to the words).
    """
    starts = [start for start, _ in sentences]
    found: list[Quotation] = []
    last: Quotation | None = None
    last_sentence = -9
    open_end = -1
    for quote in quotes:
        first = max(0, bisect_right(starts, quote.start) - 1)
        final = max(0, bisect_right(starts, quote.last - 1) - 1)
        inner = prose[quote.first : quote.last]
        size = len((_WORD if has_han(inner[:400]) else _LATIN_WORD).findall(inner[:400]))
        got = _after(prose, quote, said.get(final, ()), size)
        got = got or _before(prose, quote, said.get(first, ()), size)
        if got is None and quote.closed and size >= 2 and prose[quote.last - 1] in ".!?。！？":
            got = _short(prose, quote, final, sentences, blocks, said)
        if got is None and not quote.single and size >= 3:
            begins = not prose[sentences[first][0] : quote.start].strip()
            if last is not None and begins and blocks[first] == blocks[last.sentence] and first - last_sentence == 1:
                got = last.speaker, "continued"
            elif open_end >= 0 and begins and not prose[open_end : quote.start].strip():
                got = (last.speaker if last else None), "continued"
            elif last is not None and first == last_sentence and _between(last.end, quote.start, said.get(first, ())):
                got = last.speaker, "continued"
            else:
                got = _colon(prose, quote, sentences[first], openers.get(first), size)
        if got is None:
            continue
        speaker, reading = got
        last = Quotation(quote.start, quote.end, (quote.first, quote.last), speaker, first, reading)
        last_sentence = final
        open_end = -1 if quote.closed else quote.end
        found.append(last)
    return found


def _place(said: Said) -> Place | None:
    return said.attribution[:2] if said.attribution is not None else None


def _after(prose: str, quote: Quote, spoken: list[Said] | tuple[()], size: int) -> tuple[Place | None, str] | None:
    """The words, then who said them: "...," said X."""
    for said in spoken:
        if said.side == "whole" or said.verb[0] < quote.end or prose[quote.end : said.first].strip() == "as":
            continue
        who = _place(said)
        begin = said.first if quote.end <= said.first < said.verb[0] else said.verb[0]
        gap = prose[quote.end : begin]
        if len(gap) > 60:
            return None
        short = size < 8 and prose[quote.last - 1 : quote.last] not in "，。！？…"
        if short and has_han(prose[quote.first : min(quote.last, quote.first + 40)]):
            return None
        near = _AFTER_GAP.fullmatch(gap) is not None
        mark = prose[quote.last - 1 : quote.last] in ",，.!?。！？…—-" or gap[:1] in ",，"
        if near and said.side != "before" and size >= 1 and (mark or size > 1):
            return who, "words, then speaker"
        if said.side != "before" and mark and size >= 2 and not set(gap) & set('.;:!?。；："“”'):
            return who, "words, then speaker"  # the speaker has words between: an office, an apposition
        if near and said.side == "before" and mark and size >= 2 and quote.end <= begin:
            return who, "words, then speaker"
        return None
    return None


def _short(
    prose: str,
    quote: Quote,
    final: int,
    sentences: list[Place],
    blocks: list[int],
    said: dict[int, list[Said]],
) -> tuple[Place | None, str] | None:
    """The sentence after the words is nothing but their speaker: "... ." X said."""
    after = final + 1
    if after >= len(sentences) or blocks[after] != blocks[final]:
        return None
    start, end = sentences[after]
    if prose[quote.end : start].strip():
        return None
    for one in said.get(after, ()):
        if one.side != "whole" and one.attribution is not None and end - one.verb[1] <= 2:
            return _place(one), "words, then speaker"
    return None


def _before(prose: str, quote: Quote, spoken: list[Said] | tuple[()], size: int) -> tuple[Place | None, str] | None:
    """Who says it, then the words: X said, "..."; X 说：“……”."""
    best: Said | None = None
    for said in spoken:
        if said.side != "whole" and said.verb[1] <= quote.start:
            best = said
    if best is None:
        return None
    gap = prose[best.verb[1] : quote.start]
    if len(gap) > 160 or any(mark in gap for mark in '。！？;；"”'):
        return None
    who = _place(best)
    if (
        size < 12
        and prose[quote.last - 1 : quote.last] not in "。！？…，"
        and has_han(prose[quote.end : quote.end + 1])
    ):
        return None  # a name in quotation marks with its noun behind
    han = has_han(gap) or has_han(prose[quote.first : quote.first + 8])
    led = gap.rstrip()[-1:] in (":", "：", ",", "，")
    if han and prose[quote.end : quote.end + 1] == "的" and prose[quote.last - 1] not in _ENDED:
        return None  # what a proposal or a talk is about
    if han and not gap.strip() and has_han(prose[quote.end : quote.end + 1]):
        return None  # a slogan or a topic with its noun behind
    if not led and size < 7 and _TITLE.fullmatch(prose, quote.first, quote.last):
        return None  # named "Person of the Year"
    if _CLOSE_GAP.fullmatch(gap) and size >= (4 if han else 1 if led else 3):
        return who, "speaker, then words"
    if han:
        ended = prose[quote.last - 1 : quote.last] in "。！？…"
        return (who, "speaker, then words") if (led and ended and size >= 4) or (len(gap) <= 6 and size >= 10) else None
    if (best.side == "before" or led) and size >= (2 if led else 3) and len(gap) <= 120 and not quote.single:
        return who, "speaker, then words" if led else "words within"
    return None


def _between(start: int, end: int, spoken: list[Said] | tuple[()]) -> bool:
    """True where a verb of speech stands between two stretches: "...," he said, "..."."""
    return end - start < 120 and any(start <= said.verb[0] < end for said in spoken)


def _colon(
    prose: str, quote: Quote, sentence: Place, opener: Place | None, size: int
) -> tuple[Place | None, str] | None:
    """A person, a colon and whole sentences in quotation marks."""
    lead = prose[sentence[0] : quote.start].rstrip()
    if size < 4 or lead[-1:] not in ":：" or opener is None or prose[quote.last - 1 : quote.last] not in _ENDED + "]":
        return None
    return opener, "colon"
