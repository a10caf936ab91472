"""A person's name has one spelling.

@ 2024-05-03 en facts
> "We are ready," said Dana Whitlock, mayor of Pine Hollow. Critics of Dana Whitlock left. "We will see," said Dana Whitlcok.
! "We will see," Whitlcok here, Whitlock elsewhere ~ Whitlock

@ 2024-05-03 en facts
> "We are ready," said Dana Whitlock, mayor of Pine Hollow. "We will see," said Dana Whitlock.
= "Dana Whitlock" spelt

@ 2024-05-03 en facts
> "We are ready," said Dana Whitlock, mayor of Pine Hollow. "We will see," said Dana Whitlack.
? "We will see," Whitlack here

@ 2024-05-03 en facts
> "We are ready," said Dana Whitlock. Her sister was there too. "We will see," said Lena Whitlack.

@ 2024-05-03 en facts
> "We are ready," said Anna Hansen. "We will see," said Anna Hanson, her cousin. Anna Hanson and Anna Hansen left.

@ 2024-05-03 en facts
> "We are ready," said Dana Miller. The Millars of York left.

Rule: among the names of those who speak or hold office, two with the same first name whose last names differ by one letter or by
two letters in the other order are one person where one of them stands just once and the other more often.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checkers._context import Context
from checkers._gather import Index
from checkers._verdict import Edit, Fit, Verdict
from claims.claim import Claim

CODE = "spelling"
_LEAST = 5
_MOST = 400


def spelling(name: str, other: str) -> bool:
    """True where two names are one name: letter for letter, but for two neighbours swapped or one letter changed."""
    if name == other:
        return True
    if len(name) != len(other):
        return False
    differ = [i for i, (a, b) in enumerate(zip(name, other, strict=True)) if a != b]
    if len(differ) == 1:
        return True
    swapped = len(differ) == 2 and differ[1] == differ[0] + 1
    return swapped and name[differ[0]] == other[differ[1]] and name[differ[1]] == other[differ[0]]


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    named: dict[tuple[str, str], list[Claim]] = {}
    for claim in index.claims:
        detail = claim.detail or {}
        name = str(detail.get("person") if claim.kind == "role" else detail.get("speaker") or "")
        parts = name.split()
        if claim.kind in ("role", "quotation") and len(parts) >= 2 and name.isascii() and len(parts[-1]) >= _LEAST:
            named.setdefault((parts[0], parts[-1]), []).append(claim)
    if not 0 < len(named) <= _MOST:
        return
    by_first: dict[str, list[str]] = {}
    for first, last in named:
        by_first.setdefault(first, []).append(last)
    prose = index.tokens.prose
    for first, lasts in by_first.items():
        for last in lasts:
            claims = named[first, last]
            near = [other for other in lasts if other != last and spelling(last, other)]
            often = _times(prose, last)
            if not near:
                if len(claims) > 1:
                    roles = [("name", claims[1]), ("name before", claims[0])]
                    yield Verdict(CODE, "holds", roles, f"{last} is spelt one way", telling=False)
                continue
            other = max(near, key=lambda o: _times(prose, o))
            if often > _times(prose, other) or (
                often == _times(prose, other) and lasts.index(last) < lasts.index(other)
            ):
                continue
            roles = [("name", claims[0]), ("name before", named[first, other][0])]
            because = f"{last} here, {other} elsewhere"
            if often == 1 and _times(prose, other) > 1:
                yield Verdict(CODE, "discrepancy", roles, because, "likely", [_fit(prose, last, other)])
            elif often == 1:
                yield Verdict(CODE, "undecided", roles, because)


def _times(prose: str, word: str) -> int:
    return len(re.findall(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", prose))


def _fit(prose: str, last: str, other: str) -> Fit:
    at = prose.find(last)
    return Fit(f"{last} is {other}", Edit(at, at + len(last), other))
