"""What a reading of facts finds, before it becomes claims: places and nothing else."""

from __future__ import annotations

from typing import NamedTuple

Place = tuple[int, int]


class Attribution(NamedTuple):
    """Who says so: the place of the words for the source, and the place that it speaks for.

    start, end: the source's words alone, no verb, no date. scope_start, scope_end: the part of the text that is
    said by it. reading: the name of the rule.
    """

    start: int
    end: int
    scope_start: int
    scope_end: int
    reading: str


class Role(NamedTuple):
    """A person's office or work. `since` and `until` are the words for when it began and ended."""

    start: int
    end: int
    person: Place
    title: Place
    body: Place | None
    since: Place | None
    until: Place | None
    sentence: int
    reading: str


class Quotation(NamedTuple):
    """Words in quotation marks (`words`, without the marks) and who spoke them."""

    start: int
    end: int
    words: Place
    speaker: Place | None
    sentence: int
    reading: str


class Event(NamedTuple):
    """A happening: dated or placed, or a deed of somebody told as done (then both may be None)."""

    start: int
    end: int
    what: Place
    when: Place | None
    where: Place | None
    sentence: int
    reading: str


class Said(NamedTuple):
    """A verb of speech with what quotations need to know of it.

    attribution: who says what part, None where only a pronoun says who. verb: the place of the verb. side: where
    the words stand that are said: `before` the words, `after` them, `around` (between two parts) or `whole`.
    first: where the subject's phrase starts (the verb's place where it comes first).
    """

    attribution: Attribution | None
    verb: Place
    side: str
    sentence: int
    first: int
