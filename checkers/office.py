"""An office for one has one holder.

@ 2024-05-03 en facts
> Dana Whitlock, mayor of Pine Hollow, spoke first. "We are ready," said Carla Jensen, mayor of Pine Hollow.
! "Carla Jensen" Dana Whitlock

@ 2024-05-03 en facts
> Dana Whitlock, mayor of Pine Hollow, spoke first. Dana Whitlock, mayor of Pine Hollow, spoke last.
= "Dana Whitlock" 2 named twice

@ 2024-05-03 en facts
> Dana Whitlock, mayor of Pine Hollow, spoke first. She succeeds Carla Jensen, mayor of Pine Hollow since 2016.
? "Carla Jensen" one after the other

@ 2024-05-03 en facts
> The mayor, Helen Brandt, opened the hall. In the afternoon the mayor, Peter Osei, took questions from traders.
! "mayor, Peter Osei" Helen Brandt

@ 2024-05-03 en facts
> Ten years ago the mayor, Jon Falk, promised homes. The mayor, Helen Brandt, now promises more.

@ 2024-05-03 en facts
> The mayor, Helen Brandt, opened the hall. The mayor of the twin town, Peter Osei, cut the ribbon with her.

@ 2024-05-03 en facts
> Dana Whitlock, mayor of Pine Hollow, met Carla Jensen, mayor of Alder Creek.

@ 2024-05-03 en facts
> Dana Whitlock, vice president of Kessler Ceramics, met Carla Jensen, vice president of Kessler Ceramics.

@ 2024-05-03 en facts
> Dana Whitlock, chief executive of Kessler Ceramics, said so. Carla Jensen left the chief executive of Kessler Ceramics a note.

Rule: one title of a named body, of the kind that one person holds at a time, goes with one name. Words of succession ("former",
"acting", "succeeds") beside either make two holders possible; names that share a part are one person.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from checkers._context import Context
from checkers._gather import Index
from checkers._gather.terms import said as stands
from checkers._gather.terms import terms
from checkers._verdict import Verdict
from claims.claim import Claim

CODE = "office"
_HAN_BODY = 3
_AROUND = 30
_ARTICLE = 5
_SOON = 4


def office(holder: str, other: str) -> bool:
    """True where two names may be one person's: they share a part, or one stands within the other."""
    if holder in other or other in holder:
        return True
    return not {w.strip(".,").lower() for w in holder.split()}.isdisjoint(w.strip(".,").lower() for w in other.split())


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    held: dict[tuple[str, str], list[Claim]] = {}
    for claim in index.claims:
        detail = claim.detail or {}
        if claim.kind != "role" or not detail.get("body") or not detail.get("person") or not detail.get("title"):
            continue
        title, body = str(detail["title"]), str(detail["body"])
        found = terms("office", title)
        if len(found) != 1 or found[0].end - found[0].start != len(title):
            continue
        if not (body[:1].isupper() or (not body.isascii() and len(body) >= _HAN_BODY)):
            continue
        held.setdefault((title.lower(), body), []).append(claim)
    yield from _plain(index)
    for claims in held.values():
        first = claims[0]
        for claim in claims[1:]:
            verdict = _weigh(index, first, claim)
            yield verdict
            if verdict.outcome == "discrepancy":
                break


def _weigh(index: Index, first: Claim, again: Claim) -> Verdict:
    a, b = (str((c.detail or {})["person"]) for c in (first, again))
    roles = [("holder", again), ("other", first)]
    title = f"{(first.detail or {})['title']} of {(first.detail or {})['body']}"
    if office(a, b):
        return Verdict(CODE, "holds", roles, f"{title}: {b} is named twice", telling=False)
    prose = index.tokens.prose
    for claim in (first, again):
        low = max(claim.sentence[0], claim.start - _AROUND)
        if stands("succession", prose[low : min(claim.sentence[1], claim.end + _AROUND)]) or (claim.detail or {}).get(
            "from"
        ):
            return Verdict(CODE, "undecided", roles, f"{title}: {a} and {b}, one after the other")
    return Verdict(CODE, "discrepancy", roles, f"{title} is {a} before", "likely")


def _plain(index: Index) -> Iterator[Verdict]:
    """The mayor, A … the mayor, B: an office of one place, named without it, where the text names no other place's."""
    prose = index.tokens.prose
    held: dict[str, list[Claim]] = {}
    elsewhere: set[str] = set()
    for claim in index.claims:
        detail = claim.detail or {}
        if claim.kind != "role" or not detail.get("title") or not detail.get("person"):
            continue
        title = str(detail["title"]).lower()
        found = terms("local_office", title)
        if len(found) != 1 or found[0].end - found[0].start != len(title):
            continue
        before = prose[max(claim.sentence[0], claim.start - _ARTICLE) : claim.start].lower()
        if detail.get("body") or not before.endswith("the "):
            elsewhere.add(title)
        elif prose[claim.start : claim.end].lower().startswith(title + ", "):
            held.setdefault(title, []).append(claim)
    for title, claims in held.items():
        for a, b in itertools.pairwise(claims):
            # A title with a place, or without its article, may be that of another office of the name.
            if title in elsewhere or b.sentence_index - a.sentence_index > _SOON or _other_time(prose, a, b):
                continue
            first, again = (str((c.detail or {})["person"]) for c in (a, b))
            roles = [("holder", b), ("other", a)]
            if office(first, again):
                yield Verdict(CODE, "holds", roles, f"{title}: {again} is named twice", telling=False)
            else:
                yield Verdict(CODE, "discrepancy", roles, f"{title} is {first} before", "likely")


def _other_time(prose: str, a: Claim, b: Claim) -> bool:
    """True where words of succession, or of another time, stand in either sentence."""
    texts = [prose[c.sentence[0] : c.sentence[1]] for c in (a, b)]
    return any(stands("succession", text) or stands("elsewhen", text) or stands("then_and_now", text) for text in texts)
