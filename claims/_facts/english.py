"""English, as people and machines write it: a sentence becomes a string of word classes, a letter a word.

Every pattern below runs over that string, so that one pattern is one piece of grammar, whatever the words. The
classes are the `_CLASSES` of this module; the words of each stand in the table of the language.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Final

from claims._facts.found import Place
from claims._facts.words import words
from claims._patterns import lazy

_L = "A-Za-zÀ-ÖØ-öø-ɏ"
_TOKEN = lazy(
    rf"(?:(?:[A-Z]\.)++(?![\w])|(?:Mr|Mrs|Ms|Mx|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Maj|Gov|Sen|Rep|Rev|Hon|Fr|St|Jr|Sr"
    rf"|Inc|Corp|Ltd|Co|Cmdr|Adm|Pres|Messrs)\.|['’]s(?!\w)|[{_L}][{_L}\d]*+(?:[-'’&](?!s(?![{_L}]))[{_L}\d]++)*+"
    r"|\d{4}-\d\d-\d\d(?!\d)|\d(?:[\d.,:/%]{0,30}\d)?(?:%|st|nd|rd|th|s(?![a-z]))?|[㐀-鿿豈-﫿]++|\S)\s*+"
)

# One letter a class. Small letters of a pair stand for words in lower case, capitals for words with one.
_FUNCTION: Final = {
    "the": "t",
    "a": "a",
    "an": "a",
    "of": "o",
    "for": "f",
    "in": "i",
    "on": "u",
    "upon": "u",
    "with": "W",
    "by": "y",
    "to": "T",
    "as": "s",
    "from": "F",
    "and": "&",
    "&": "&",
    "or": "|",
    "nor": "|",
    "who": "q",
    "whose": "q",
    "which": "Q",
    "that": "A",
    "he": "P",
    "she": "P",
    "it": "E",
    "they": "E",
    "we": "E",
    "you": "E",
    "i": "E",
    "his": "E",
    "her": "E",
    "its": "E",
    "their": "E",
    "our": "E",
    "my": "E",
    "your": "E",
    "is": "b",
    "was": "b",
    "are": "b",
    "were": "b",
    "'re": "b",
    "be": "B",
    "been": "B",
    "being": "B",
    "has": "H",
    "have": "H",
    "had": "H",
    "having": "H",
    "will": "l",
    "would": "l",
    "shall": "l",
    "can": "l",
    "could": "l",
    "may": "l",
    "might": "l",
    "must": "l",
    "should": "l",
    "did": "H",
    "does": "H",
    "do": "H",
    "not": "8",
    "n't": "8",
    "never": "8",
    "no": "8",
    "this": "t",
    "these": "t",
    "those": "t",
    "at": "@",
    "near": "@",
    "outside": "@",
    "inside": "@",
    "around": "@",
    "across": "@",
    "over": "@",
    "into": "@",
    "under": "@",
    "between": "@",
    "through": "@",
    "during": "@",
    "after": "@",
    "before": "@",
    "against": "@",
    "within": "@",
    "about": "@",
    "but": "+",
    "if": "+",
    "while": "+",
    "because": "+",
    "although": "+",
    "though": "+",
    "when": "+",
    "where": "+",
    "since": "+",
    "until": "+",
    "whether": "+",
    "than": "@",
    "so": "+",
    "what": "+",
    "how": "+",
    "why": "+",
    "there": "E",
    "also": "~",
    "now": "~",
    "then": "~",
    "later": "~",
    "just": "~",
    "still": "~",
    "already": "~",
    "again": "~",
    "once": "~",
    "even": "~",
    "only": "~",
    "further": "~",
    "who's": "q",
    "earlier": "~",
    "soon": "~",
    "too": "~",
    "often": "~",
    "however": "~",
    "meanwhile": "~",
    "both": "x",
    "according": "=",
    "some": "x",
    "many": "x",
    "most": "x",
    "other": "x",
    "all": "x",
    "such": "x",
    "each": "x",
    "every": "x",
    "one": "0",
    "two": "0",
    "three": "0",
    "four": "0",
    "five": "0",
    "six": "0",
    "seven": "0",
    "eight": "0",
    "nine": "0",
    "ten": "0",
    "several": "x",
    "another": "x",
    "any": "x",
    "more": "x",
    "less": "x",
    "yet": "~",
    "here": "x",
    "let": "x",
    "please": "x",
    "yes": "x",
    "today": "^",
    "yesterday": "^",
    "tomorrow": "^",
    "tonight": "^",
    "last": "<",
    "next": "<",
    "following": "@",
    "among": "@",
    "despite": "@",
    "like": "@",
    "along": "@",
    "via": "@",
    "per": "@",
    "without": "@",
    "amid": "@",
    "beyond": "@",
    "above": "@",
    "below": "@",
    "behind": "@",
    "towards": "@",
    "toward": "@",
    "throughout": "@",
    "including": "@",
    "unlike": "@",
}
_MARKS: Final = {
    ",": ",",
    ";": ";",
    ":": ":",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    '"': '"',
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "‘": "`",
    "’": "`",
    "'": "`",
    "—": "-",
    "–": "-",
    "―": "-",
    ".": ".",
    "?": "?",
    "!": "!",
    "…": ".",
    "'s": "S",
    "’s": "S",
    "'S": "S",
    "’S": "S",
}
_CALENDAR: Final = (
    "january february march april june july august september october november december jan feb mar apr jun jul aug sep "
    "sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays "
    "fridays saturdays sundays mon tue tues wed thu thur thurs fri"
)
_SPANS: Final = "week month year morning afternoon evening night weekend spring summer autumn fall winter quarter"
_YEAR = lazy(r"(?:1[5-9]|20)\d\ds?")


class _Classes(dict[str, str]):
    """The class of a token as cut (with the white space behind it), worked out once a form."""

    def __init__(self) -> None:
        super().__init__()
        low: dict[str, str] = {}
        cap: dict[str, str] = {}

        def put(section: str, key: str, lower: str, upper: str) -> None:
            for word in words("en", section, key):
                if lower:
                    low[word] = lower
                if upper:
                    cap[word] = upper

        put("event", "past", "4", "")
        put("event", "verb", "5", "")
        put("event", "deed", "5", "")
        put("event", "stative", "9", "")
        put("event", "noun", "6", "")
        put("speech", "act", "V", "")
        put("speech", "verb", "V", "")
        put("role", "appoint", "n", "")
        put("role", "serve", "e", "")
        put("role", "take", "z", "")
        for word in words("en", "speech", "show"):
            if low.get(word, "4") in "45x":
                low[word] = "w"
        put("body", "noun", "", "O")
        put("role", "portfolio", "k", "K")
        put("role", "modifier", "m", "M")
        put("speech", "matter", "$", "")
        for word in set(words("en", "speech", "matter")) & set(words("en", "speech", "verb")):
            low[word] = "%"
        put("role", "head", "r", "R")
        for word in words("en", "role", "head"):
            low.setdefault(word + "s", "r")
            cap.setdefault(word + "s", "R")
        for word in ("chief",):
            low[word] = cap[word] = "1"
        low["executive"] = cap["executive"] = "2"
        low["general"] = cap["general"] = "3"
        put("body", "lower", "c", "")
        for word in words("en", "speech", "collective"):
            if low.get(word, "m") in "mk":
                low[word] = "x"
        put("body", "place", "", "L")
        put("name", "given", "", "J")
        put("name", "honorific", "", "h")
        put("name", "particle", "p", "N")
        put("name", "suffix", "", "j")
        for word in _SPANS.split():
            low[word] = ">"
        for word in _CALENDAR.split():
            cap[word] = "D"
        cap["may"] = "D"
        for word, letter in _FUNCTION.items():
            low[word] = letter[0]
            if word not in ("may", "will"):
                cap[word] = letter[0]
        cap.pop("like", None)
        low.pop("premier")
        for word in ("state", "police", "party", "justice"):
            cap[word] = "K"
        self._low, self._cap = low, cap
        self._not_name = frozenset(words("en", "name", "not_name"))

    def __missing__(self, token: str) -> str:
        letter = self._class(token)
        if len(self) > 100_000:
            self.clear()
        self[token] = letter
        return letter

    def lower(self, token: str) -> str:
        """The class of a word if it were written small, or "" for one that no table knows."""
        return self._low.get(token.strip().lower(), "")

    def _class(self, token: str) -> str:
        word = token.strip()
        mark = _MARKS.get(word)
        if mark is not None:
            return mark
        first = word[0]
        if first == "-":
            return "_" if len(token) == len(word) else "-"
        if first.isdigit():
            if len(word) == 10 and word[4] == "-":
                return "D"
            return "Y" if _YEAR.fullmatch(word) else "0"
        lower = word.lower().replace("’", "'")
        if first.islower():
            letter = self._low.get(lower)
            if letter is not None:
                return letter
            if lower.endswith("n't"):
                return "8"
            if "-" in lower:
                letter = self._low.get(lower.rpartition("-")[2])
                return letter if letter in ("r", "m") else "x"
            if lower.endswith("ly"):
                return "~"
            return "4" if len(lower) > 3 and lower.endswith("ed") else "x"
        if "㐀" <= first <= "\uffff":
            return "Z" if first.isalpha() else "#"
        if not first.isalpha():
            return "#"
        if "." in word and len(word) == 2:
            return "I"
        if len(word) == 1:
            return _FUNCTION.get(lower, "I")
        letter = self._cap.get(lower)
        if letter is None and lower in self._not_name:
            return "U"
        if letter is not None:
            return "L" if word in ("US", "UK", "EU", "UN", "UAE", "USA") else ("E" if letter == "E" else letter)
        if "-" in lower:
            head = lower.rpartition("-")[2]
            if self._cap.get(head) == "R" and lower.partition("-")[0] in (
                "vice",
                "co",
                "ex",
                "deputy",
                "under",
                "non",
            ):
                return "R"
            if head in (
                "based",
                "led",
                "born",
                "style",
                "backed",
                "listed",
                "owned",
                "made",
                "area",
                "era",
                "like",
            ):
                return "x"
            if self._cap.get(head) == "M" and lower.startswith(("ex-", "then-", "vice-", "co-")):
                return "M"
        if word.isupper() and len(word) > 1:
            if "." in word:
                return "I" if len(word) == 4 else "U"
            return "U"
        if any(map(str.isdigit, word)):
            return "U"
        if self._low.get(lower) in ("V", "5", "4", "9", "n", "e", "z") or lower.endswith("n't"):
            return "x"
        return "N"


_CAPITALS = frozenset("NJIOLUMKRh&_")
_CLASSES: _Classes | None = None


def classes() -> _Classes:
    """The word classes, made once."""
    global _CLASSES  # noqa: PLW0603 - the tables never change
    if _CLASSES is None:
        _CLASSES = _Classes()
    return _CLASSES


class Sentence:
    """A sentence as tokens: their texts, where each starts, and their classes as one string."""

    __slots__ = ("start", "end", "number", "tokens", "starts", "codes", "block", "masked", "people")

    def __init__(self, prose: str, start: int, end: int, number: int, table: _Classes) -> None:
        self.start = start
        self.end = end
        self.number = number
        self.tokens: list[str] = _TOKEN.findall(prose, start, end)
        self.starts: list[int] = list(accumulate(map(len, self.tokens), initial=start))
        codes = "".join(map(table.__getitem__, self.tokens))
        if codes[:1] == "x" and table.lower(self.tokens[0]) == "V" and codes[1:2] in _CAPITALS:
            codes = "V" + codes[1:]  # "Added Jane Roe"
        elif codes[:1] in "NMKRO" and codes[1:2] not in _CAPITALS:
            # "Analysts said", "Figures from": the capital is the sentence's, not the word's.
            lower = table.lower(self.tokens[0])
            if lower:
                codes = lower + codes[1:]
        self.codes = codes
        self.block = 0
        self.people: list[tuple[int, int]] = []

    def place(self, first: int, after: int) -> Place:
        """The place of the tokens from `first` up to `after`, without the white space behind them."""
        last = after - 1
        return self.starts[first], self.starts[last] + len(self.tokens[last].rstrip())

    def word(self, index: int) -> str:
        """A token in lower case, without the white space behind it."""
        return self.tokens[index].rstrip().lower()
