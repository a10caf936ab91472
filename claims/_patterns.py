"""Regular expressions that are compiled when they are first used.

Compiling takes longer than matching (a class of Han text alone takes 2 ms in Python 3.11), and most texts need few.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "pattern", "flags")
LAZY: list[re.Pattern[str]] = []
"""Every pattern made by `lazy`, for the test that walks them."""


class _Lazy:
    """Stands in for a pattern; its methods become the pattern's own once one is used."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._written = (pattern, flags)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever the pattern has by that name
        if name not in _METHODS:
            raise AttributeError(name)
        pattern = re.compile(*self._written)
        self.__dict__.update({method: getattr(pattern, method) for method in _METHODS})
        return self.__dict__[name]


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, compiled when it is first used."""
    made = cast("re.Pattern[str]", _Lazy(pattern, flags))
    LAZY.append(made)
    return made


HAN = lazy(r"[㐀-鿿豈-﫿〇]")
ALL_HAN = lazy(r"[㐀-鿿豈-﫿〇]+")
_BEYOND = lazy(r"[^\x00-\u02ff\u2000-\u2bff]")


def has_han(text: str) -> bool:
    """True where a text has Han characters."""
    return not text.isascii() and _BEYOND.search(text) is not None and HAN.search(text) is not None
