"""Numbers as they are written: digits in every grouping, words, Han numerals, scales, fractions.

`number(tokens, i)` reads the number that begins at token i, with its scale, and says where it ends. Units,
currencies and hedges are the business of `figures.py`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from claims._patterns import has_han, lazy
from claims.quantity import Number
from claims.tokens import Entry, Tokens, load

_NONE = Entry()
_VULGAR = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6),
    "⅚": (5, 6),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
}
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_ONE = Decimal(1)
_ZERO = Decimal(0)
_HAN_LANGUAGES = ("zh",)


class Num:
    """A number as read: value, one unit of its last digit (step), of its last digit that is not zero (coarse).

    digits: digits before the point. first, after: its tokens. end: where its text ends. ends: (low, high) of a
    vague number. form: `digits`, `words`, `fraction` or `vague`. scale: the factor that its scale words stand
    for. plain: the value before the scale. short: True where the scale was a bare letter (2.7m). hedge: one that
    stands inside the number (3000多, 40余万).
    """

    __slots__ = (
        "value",
        "step",
        "coarse",
        "digits",
        "first",
        "after",
        "form",
        "scale",
        "plain",
        "ends",
        "short",
        "grouped",
        "parts",
        "hedge",
    )

    def __init__(
        self, value: Number, step: Number, coarse: Number, digits: int, first: int, after: int, form: str = "digits"
    ) -> None:
        self.value = value
        self.step = step
        self.coarse = coarse
        self.digits = digits
        self.first = first
        self.after = after
        self.form = form
        self.scale: Decimal = _ONE
        self.plain: Number = value
        self.ends: tuple[Number, Number] | None = None
        self.short = False
        self.grouped = False
        self.parts: tuple[int, int] | None = None
        self.hedge: str | None = None

    @property
    def whole(self) -> bool:
        """True for a number without decimals or fraction."""
        return is_whole(self.value)

    def times(self, factor: Number) -> None:
        """Multiply by a scale or by the size of a unit."""
        self.value = product(self.value, factor)
        self.step = product(self.step, factor)
        self.coarse = product(self.coarse, factor)
        self.scale = product(self.scale, factor)  # type: ignore[assignment]
        if self.ends is not None:
            self.ends = (product(self.ends[0], factor), product(self.ends[1], factor))


def is_whole(value: Number) -> bool:
    """True for a number without decimals; linear in its digits, which `int` is not."""
    return value == value.to_integral_value() if isinstance(value, Decimal) else value.denominator == 1


def plus(a: Number, b: Number) -> Number:
    """The sum, a Decimal where both are."""
    return a + b if isinstance(a, Decimal) and isinstance(b, Decimal) else Fraction(a) + Fraction(b)


def product(a: Number, b: Number) -> Number:
    """The product, a Decimal where both are."""
    return a * b if isinstance(a, Decimal) and isinstance(b, Decimal) else Fraction(a) * Fraction(b)


_SEPARATORS = lazy(r"[,\s'’\u00a0\u202f\u2009]")


@lru_cache(maxsize=4096)
def digits(text: str) -> tuple[Decimal, Decimal, Decimal, int]:
    """(value, step, coarse, digits before the point) of digits in any grouping. `12.000` is twelve."""
    if text[0] == ".":
        body = "0" + text
    elif "," in text or "." in text:
        groups = re.split(r"[.,]", text)
        if text.count(".") > 1:
            body = text.replace(".", "").replace(",", ".")
        elif "," in text and "." in text:
            body = (
                text.replace(",", "")
                if text.rindex(".") > text.rindex(",")
                else (text.replace(".", "").replace(",", "."))
            )
        elif "," in text:
            body = text.replace(",", "") if len(groups[-1]) == 3 and len(groups[0]) <= 3 else text.replace(",", ".")
        else:
            body = text
    else:
        body = text
    body = _SEPARATORS.sub("", body)
    value = Decimal(body)
    whole, _, decimals = body.partition(".")
    step = Decimal(1).scaleb(-len(decimals)) if decimals else _ONE
    coarse = step
    if not decimals:
        bare = whole.rstrip("0")
        if bare and len(bare) < len(whole):
            coarse = Decimal(1).scaleb(len(whole) - len(bare))
    return value, step, coarse, len(whole.lstrip("0")) or 1


def _coarse_of(value: Decimal) -> tuple[Decimal, int]:
    """(one unit of the last digit that is not zero, digits) of a whole number."""
    text = _whole(value)
    bare = text.rstrip("0")
    return (Decimal(1).scaleb(len(text) - len(bare)) if bare else _ONE), len(text)


def _whole(value: Number) -> str:
    """The digits before the point; an `int` of thousands of digits would not print."""
    return format(value, "f").partition(".")[0] if isinstance(value, Decimal) else str(int(value))


def _is_hyphen(tokens: Tokens, i: int) -> bool:
    return i < len(tokens) and tokens.text[i] in "-‐‑"


_LONGEST = 80
"""Han numerals that run on for longer are no number."""
_PARTS = 8
"""Scales that a number in words falls through: more of them and it is none."""


def number(tokens: Tokens, i: int, depth: int = 0) -> Num | None:
    """The number that begins at token i, with its scale words, or None. depth: how many larger scales it hangs on."""
    total = len(tokens)
    if i >= total:
        return None
    kind = tokens.kind[i]
    if kind == "n":
        return _scaled(tokens, _digits(tokens, i), depth)
    if kind == "z":
        found = han(tokens, i)
        return None if found is None else _scaled(tokens, found, depth)
    if kind == "v":
        top, bottom = _VULGAR[tokens.text[i]]
        return _scaled(tokens, _fraction(top, bottom, i, i + 1))
    entry = tokens.entry[i]
    if entry is None:
        return None
    if "number" in entry and "ordinal" not in entry:
        return _scaled(tokens, _words(tokens, i), depth)
    if "vague" in entry:
        if "score" in entry and "link" not in (tokens.entry[i + 1] or _NONE if i + 1 < total else _NONE):
            return None
        return _vague(tokens, i)
    if "half_mark" in entry and not tokens.text[i].isascii():
        if i + 1 < total and "duration" in (tokens.entry[i + 1] or _NONE):
            return Num(Decimal("0.5"), Decimal("0.5"), Decimal("0.5"), 1, i, i + 1, "words")
        return _fraction(1, 2, i, i + 1)
    if entry.get("article") == "1" and i + 1 < total:
        following = tokens.entry[i + 1]
        if following is not None:
            if "scale" in following and "vague" not in following:
                found = Num(_ONE, _ONE, _ONE, 1, i, i + 1, "words")
                return _scaled(tokens, found)
            value = _collective(tokens, i + 1)
            if value is not None:
                found = Num(value, _ONE, _ONE, 2, i, i + 2, "words")
                return _scaled(tokens, found)
            if "fraction" in following and "relative" not in following:
                return _scaled(tokens, _fraction_word(tokens, 1, i, i + 1))
        return None
    if "fraction" in entry:
        return _half(tokens, i)
    return None


def _collective(tokens: Tokens, i: int) -> Decimal | None:
    """How many a collective at token i stands for (dozen, score); a word of games counts only before what it counts."""
    entry = tokens.entry[i] if i < len(tokens) else None
    if entry is None or "collective" not in entry:
        return None
    if "score" in entry:
        k = i + 1
        while k < min(len(tokens), i + 3) and "link" in (tokens.entry[k] or _NONE):
            k += 1
        if k >= len(tokens) or not tokens.forms.plural(tokens.word[k], tokens.entry[k] or _NONE):
            return None
    return Decimal(entry["collective"])


def _of_scale(tokens: Tokens, found: Num) -> Num:
    """A fraction of a scale is a number: a quarter of a million."""
    j = found.after
    if (
        j + 2 < len(tokens)
        and (tokens.entry[j] or _NONE).get("link") == "of"
        and (tokens.entry[j + 1] or _NONE).get("article") == "1"
    ):
        scale = (tokens.entry[j + 2] or _NONE).get("scale")
        if scale is not None and "vague" not in (tokens.entry[j + 2] or _NONE):
            found.times(Decimal(scale))
            found.form, found.parts, found.after = "words", None, j + 3
    return found


def _fraction(top: int, bottom: int, first: int, after: int) -> Num:
    value: Number = Fraction(top, bottom)
    # "a third" is a word for values near it: a tenth of the fraction either way is the coarsest it may mean.
    step = Fraction(1, 20) if bottom <= 10 else Fraction(1, 10 * bottom)
    found = Num(value, step, step, 1, first, after, "fraction")
    found.parts = (top, bottom)
    return found


def _fraction_word(tokens: Tokens, top: int, first: int, at: int) -> Num:
    entry = tokens.entry[at]
    assert entry is not None
    over, under = entry["fraction"].split("/")
    return _of_scale(tokens, _fraction(top * int(over), int(under), first, at + 1))


def _half(tokens: Tokens, i: int) -> Num | None:
    """As in "half a million", "half a dozen", "half the jobs", "half of"; bare "quarter" and "third" are no numbers."""
    total = len(tokens)
    entry = tokens.entry[i]
    assert entry is not None
    if entry["fraction"] != "1/2":
        return None
    if (
        i
        and (tokens.entry[i - 1] or _NONE).get("article") == "0"
        and (i + 1 >= total or "link" not in (tokens.entry[i + 1] or _NONE))
    ):
        return None  # "this half": a period, or one of two
    j = i + 1
    if j < total and tokens.entry[j] is not None and (tokens.entry[j] or _NONE).get("article") == "1" and j + 1 < total:
        following = tokens.entry[j + 1]
        if following is not None and "scale" in following:
            found = Num(Decimal("0.5"), Decimal("0.5"), Decimal("0.5"), 1, i, j + 1, "words")
            return _scaled(tokens, found)
        if following is not None and "collective" in following:
            value = Decimal(following["collective"]) / 2
            return Num(value, _ONE, _ONE, 1, i, j + 2, "words")
    return _fraction_word(tokens, 1, i, i)


def _digits(tokens: Tokens, i: int) -> Num:
    text = tokens.text[i]
    value, step, coarse, count = digits(text)
    found = Num(value, step, coarse, count, i, i + 1)
    found.grouped = "," in text or " " in text or " " in text
    total = len(tokens)
    j = i + 1
    if j < total and tokens.kind[j] == "v" and tokens.start[j] - tokens.end[i] <= 1:
        top, bottom = _VULGAR[tokens.text[j]]
        found.value = found.plain = (
            value + Decimal(top) / Decimal(bottom)
            if bottom in (2, 4, 5, 8)
            else (Fraction(value) + Fraction(top, bottom))
        )
        found.step = found.coarse = Fraction(1, bottom)
        found.after = j + 1
    elif (
        j + 1 < total
        and tokens.text[j] in ("/", "⁄")
        and tokens.kind[j + 1] == "n"
        and tokens.end[j] == tokens.start[j + 1]
        and tokens.end[i] == tokens.start[j]
        and tokens.text[j + 1].isdigit()
        and text.isdigit()
    ):
        # 3/4; 8/218 is one figure too.
        bottom = int(tokens.text[j + 1])
        if bottom:
            top = int(text)
            found.form = "fraction"
            found.parts = (top, bottom)
            found.value = found.plain = Fraction(top, bottom)
            found.step = found.coarse = Fraction(0)
            found.after = j + 2
    elif (
        j + 3 < total
        and tokens.text[j] in "-‑"
        and tokens.kind[j + 1] == "n"
        and tokens.text[j + 2] in ("/", "⁄")
        and tokens.kind[j + 3] == "n"
        and tokens.end[j + 3] - tokens.end[i] == 1 + len(tokens.text[j + 1]) + 1 + len(tokens.text[j + 3])
        and tokens.text[j + 3] in ("2", "3", "4", "8", "16", "32")
        and tokens.text[j + 1].isdigit()
        and text.isdigit()
        and int(tokens.text[j + 1]) < int(tokens.text[j + 3])
    ):
        # 2-1/4 percent
        found.value = found.plain = Fraction(value) + Fraction(int(tokens.text[j + 1]), int(tokens.text[j + 3]))
        found.step = found.coarse = Fraction(1, int(tokens.text[j + 3]))
        found.after = j + 4
    elif (
        j + 2 < total
        and tokens.kind[j] == "n"
        and tokens.text[j + 1] == "/"
        and tokens.kind[j + 2] == "n"
        and tokens.end[j + 1] == tokens.start[j + 2]
        and tokens.text[j] in ("1", "3", "5", "7")
        and tokens.text[j + 2] in ("2", "3", "4", "8", "16")
        and text.isdigit()
    ):
        # 5 1/2
        bottom = int(tokens.text[j + 2])
        found.value = found.plain = Fraction(value) + Fraction(int(tokens.text[j]), bottom)
        found.step = found.coarse = Fraction(1, bottom)
        found.after = j + 3
    else:
        _power(tokens, found)
    return found


def _power(tokens: Tokens, found: Num) -> None:
    """10⁶, 10^6, 5.2 × 10⁻³."""
    j = found.after
    total = len(tokens)
    base_at = found.first
    if j + 1 < total and tokens.text[j] in "×xX*·" and tokens.kind[j + 1] == "n" and tokens.text[j + 1] == "10":
        base_at = j + 1
        j += 2
    elif tokens.text[base_at] != "10":
        return
    exponent = None
    if (
        base_at != found.first
        and j + 1 < total
        and tokens.text[j] in "-−–"
        and tokens.kind[j + 1] == "n"
        and (
            tokens.start[j] == tokens.end[j - 1]
            and tokens.start[j + 1] == tokens.end[j]
            and tokens.text[j + 1].isdigit()
            and len(tokens.text[j + 1]) <= 2
        )
    ):
        # 1.99 × 10−30, its superscript lost
        exponent = -int(tokens.text[j + 1])
        j += 2
    elif j < total and tokens.kind[j] == "p" and tokens.start[j] == tokens.end[j - 1]:
        exponent = int(tokens.text[j].translate(_SUPERSCRIPT))
        j += 1
    elif j + 1 < total and tokens.text[j] == "^" and tokens.start[j] == tokens.end[j - 1]:
        k, sign = j + 1, 1
        if tokens.text[k] in "-−–" and k + 1 < total:
            k, sign = k + 1, -1
        if tokens.kind[k] == "n" and tokens.text[k].isdigit() and len(tokens.text[k]) <= 3:
            exponent = sign * int(tokens.text[k])
            j = k + 1
    if exponent is None or abs(exponent) > 308:
        return
    factor = Decimal(1).scaleb(exponent)
    if base_at == found.first:
        found.value, found.step, found.coarse = factor, Decimal(0), Decimal(0)
        found.plain = factor
    else:
        found.times(factor)
    found.after = j


def _words(tokens: Tokens, i: int) -> Num:
    """As in "two hundred and twenty-five": number words joined by hundred, `and` and hyphens (scales come after)."""
    total = len(tokens)
    value = _ZERO
    j = i
    last = 100
    hundreds = False
    while j < total:
        entry = tokens.entry[j]
        if entry is not None and "number" in entry and tokens.kind[j] == "K":
            part = Decimal(entry["number"])
            if j > i and not (part < 10 and last >= 20 and last < 100) and not (last == 100 and hundreds):
                break
            value += part
            last = int(part)
            hundreds = False
            j += 1
        elif entry is not None and entry.get("scale") == "1e2" and j > i and value < 100 and "vague" not in entry:
            value *= 100
            last, hundreds = 100, True
            j += 1
        elif (
            _is_hyphen(tokens, j)
            and j > i
            and j + 1 < total
            and tokens.entry[j + 1] is not None
            and "number" in (tokens.entry[j + 1] or _NONE)
            and 20 <= last < 100
        ) or (
            entry is not None
            and "join" in entry
            and hundreds
            and j + 1 < total
            and tokens.entry[j + 1] is not None
            and "number" in (tokens.entry[j + 1] or _NONE)
        ):
            j += 1
        else:
            break
    coarse, count = _coarse_of(value)
    if value < 100:
        coarse = _ONE
    found = Num(value, _ONE, coarse, count, i, j, "words")
    if j < total:
        entry = tokens.entry[j]
        at = j + 1 if _is_hyphen(tokens, j) else j
        following = tokens.entry[at] if at < total else None
        if entry is not None and "half_mark" in entry:
            found.value = found.plain = value + Decimal("0.5")
            found.step = found.coarse = Decimal("0.5")
            found.after = j + 1
        elif (
            entry is not None
            and "join" in entry
            and j + 2 < total
            and "number" in (tokens.entry[j + 1] or _NONE)
            and (
                "fraction" in (tokens.entry[j + 2] or _NONE)
                or (_is_hyphen(tokens, j + 2) and j + 3 < total and "fraction" in (tokens.entry[j + 3] or _NONE))
            )
        ):
            # one and two thirds
            rest = _words(tokens, j + 1)
            if rest.form == "fraction" and rest.value < 1:
                found.value = found.plain = Fraction(value) + Fraction(rest.value)
                found.step = found.coarse = rest.step
                found.after = rest.after
        elif (
            following is not None
            and "fraction" in following
            and value < 20
            and tokens.forms.plural(tokens.word[at], following) == (value != 1)
            and "duration" not in following
        ):
            return _fraction_word(tokens, int(value), i, at)
        elif (
            entry is not None
            and "decimal_mark" in entry
            and j + 1 < total
            and tokens.entry[j + 1] is not None
            and "number" in (tokens.entry[j + 1] or _NONE)
        ):
            decimals, k = "", j + 1
            while (
                k < total
                and tokens.entry[k] is not None
                and "number" in (tokens.entry[k] or _NONE)
                and (int((tokens.entry[k] or _NONE)["number"]) < 10)
            ):
                decimals += str((tokens.entry[k] or _NONE)["number"])
                k += 1
            if decimals:
                found.value = found.plain = Decimal(f"{_whole(value)}.{decimals}")
                found.step = found.coarse = Decimal(1).scaleb(-len(decimals))
                found.after = k
    return found


@lru_cache(maxsize=1)
def _han_numerals() -> tuple[dict[str, int], dict[str, int]]:
    """(digits, multipliers below ten thousand) of one character each, from the language tables."""
    digit: dict[str, int] = {}
    scale: dict[str, int] = {}
    for language in _HAN_LANGUAGES:
        words = load(language)["words"]
        digit.update({c: int(value) for value, found in words["number"].items() for c in found if len(c) == 1})
        scale.update(
            {
                c: int(Decimal(value))
                for value, found in words["scale"].items()
                for c in found
                if len(c) == 1 and Decimal(value) < 10000
            }
        )
    return digit, scale


@lru_cache(maxsize=1)
def _large_scales() -> dict[str, Decimal]:
    """The scales of one character from ten thousand on."""
    return {
        c: Decimal(value)
        for language in _HAN_LANGUAGES
        for value, found in load(language)["words"]["scale"].items()
        for c in found
        if len(c) == 1 and Decimal(value) >= 10000
    }


@lru_cache(maxsize=2048)
def han_value(text: str) -> Decimal | None:
    """A run of Han numerals (三百二十, 十五, 二〇二三), None where it is no number. 三百五 is 350."""
    if len(text) > _LONGEST:
        return None
    digit, scales = _han_numerals()
    if all(c in digit for c in text):
        return Decimal("".join(str(digit[c]) for c in text))
    if len(text) == 1 and text not in scales:
        return _large_scales().get(text)
    total, current, last_scale, zero = 0, None, 10**9, False
    for c in text:
        if c in digit:
            if digit[c] == 0:
                zero = True
                continue
            if current is not None:
                return None
            current = digit[c]
        elif c in scales:
            scale = scales[c]
            if scale >= last_scale:
                return None
            total += (1 if current is None else current) * scale
            current, last_scale, zero = None, scale, False
        else:
            return None
    if current is not None and last_scale in (100, 1000) and not zero:
        current = current * last_scale // 10
    return Decimal(total + (current or 0))


@lru_cache(maxsize=512)
def han_ends(text: str) -> tuple[Decimal, Decimal] | None:
    """The ends that two neighbouring digits say: 七八 is 7 to 8, 三四百 300 to 400, 十七八 17 to 18."""
    digit, scales = _han_numerals()
    tail = text[-1] if text[-1] in scales else ""
    body = text[: len(text) - len(tail)]
    if len(body) < 2 or body[-1] not in digit or body[-2] not in digit:
        return None
    low, high = digit[body[-2]], digit[body[-1]]
    head = body[:-2]
    if not (0 < low < high and (high == low + 1 or (low, high) == (3, 5))) or (head and head[-1] not in scales):
        return None
    if head and tail and scales[tail] >= scales[head[-1]]:
        return None
    ends = han_value(head + body[-2] + tail), han_value(head + body[-1] + tail)
    if head and not tail and scales[head[-1]] > 10:
        # 一百二三 says 120 to 130.
        unit = Decimal(scales[head[-1]] // 10)
        base = han_value(head)
        return None if base is None else (base + low * unit, base + high * unit)
    return None if ends[0] is None or ends[1] is None else (ends[0], ends[1])


def han(tokens: Tokens, i: int) -> Num | None:
    """Han numerals with 点 decimals, 分之 fractions and ranges of two digits; scales (万, 亿) come after."""
    text = tokens.word[i]
    total = len(tokens)
    digit, _ = _han_numerals()
    value = han_value(text)
    plain_ends = han_ends(text)
    if plain_ends is not None:
        low, high = plain_ends
        found = Num((low + high) / 2, _ZERO, _ZERO, 1, i, i + 1, "words")
        found.ends = plain_ends
        return found
    if value is None:
        return None
    coarse, count = _coarse_of(value)
    if all(c in digit for c in text) or value < 100:
        coarse = _ONE
    found = Num(value, _ONE, coarse, count, i, i + 1, "words")
    j = i + 1
    if j + 1 < total and tokens.start[j] == tokens.end[i]:
        entry = tokens.entry[j]
        if entry is not None and "fraction_mark" in entry and tokens.kind[j + 1] in "nz":
            top = _plain_value(tokens, j + 1)
            if top is not None and value:
                return _fraction(int(top), int(value), i, j + 2)
        if (
            entry is not None
            and "decimal_mark" in entry
            and tokens.kind[j + 1] == "z"
            and all(c in digit for c in tokens.word[j + 1])
        ):
            following = tokens.entry[j + 2] if j + 2 < total else None
            if not (following is not None and following.get("clock") == "minute"):
                decimals = "".join(str(digit[c]) for c in tokens.word[j + 1])
                found.value = found.plain = Decimal(f"{_whole(value)}.{decimals}")
                found.step = found.coarse = Decimal(1).scaleb(-len(decimals))
                found.after = j + 2
    return found


def _plain_value(tokens: Tokens, i: int) -> Decimal | None:
    """The whole number in digits or Han numerals at token i."""
    if tokens.kind[i] == "z":
        return han_value(tokens.word[i])
    return Decimal(tokens.text[i]) if tokens.text[i].isdigit() else None


def _han_scaled(tokens: Tokens, found: Num, depth: int) -> Num:
    """What may hang on a number in Han text: 8千万, 3万多, 40多万, 1亿2000万, 2亿零800万, 三万五千, 一亿半."""
    total = len(tokens)
    _, scales = _han_numerals()
    j = found.after
    took = Decimal(0)
    while j < total and tokens.start[j] == tokens.end[j - 1]:
        entry = tokens.entry[j]
        if entry is not None and "measure_word" in entry and not took and j + 2 < total and found.ends is None:
            following, last = tokens.entry[j + 1], tokens.entry[j + 2]
            if following is not None and "half_mark" in following and last is not None and "duration" in last:
                # 3个半小时, 两个半月
                found.value = plus(found.value, Decimal("0.5"))
                found.step = found.coarse = Decimal("0.5")
                j += 2
            break
        if tokens.kind[j] == "z":
            if found.form != "digits" or took or not all(c in scales for c in tokens.word[j]):
                break
            for c in tokens.word[j]:
                found.times(Decimal(scales[c]))
            took = _ONE
            j += 1
            continue
        if entry is None:
            break
        if "scale" in entry and "number" not in entry:
            factor = Decimal(entry["scale"])
            if took > 1 and factor >= took and factor != Decimal("1e8"):
                break
            found.times(factor)
            took = took * factor if took > 1 else factor
            j += 1
            continue
        if "hedge_inside" in entry and found.hedge is None and _inside(tokens, j, found):
            found.hedge = entry["hedge_inside"]
            j += 1
            continue
        break
    found.after = j
    if took > 1 and j < total and tokens.start[j] == tokens.end[j - 1]:
        entry = tokens.entry[j]
        if entry is not None and "half_mark" in entry:
            found.value = found.value + found.scale / 2  # type: ignore[operator]
            found.step = found.coarse = found.scale / 2
            found.after = j + 1
        elif tokens.kind[j] in "nz" and found.hedge is None and found.ends is None:
            if (
                han_value(tokens.word[j]) == 0
                and tokens.kind[j + 1 : j + 2] == ["n"]
                and tokens.start[j + 1] == tokens.end[j]
            ):
                j += 1  # 2亿零800万
            rest = number(tokens, j, depth + 1) if depth < _PARTS else None
            if rest is not None and rest.value < took and rest.form != "fraction" and rest.ends is None:
                found.value = found.value + rest.value  # type: ignore[operator]
                found.step, found.coarse, found.hedge = rest.step, rest.coarse, rest.hedge
                found.digits = max(found.digits, len(_whole(found.value)))
                found.after = rest.after
    return found


def _inside(tokens: Tokens, j: int, found: Num) -> bool:
    """True where the word at token j (多, 余, 来) goes with the number before it: what it counts must follow."""
    entry = tokens.entry[j] or _NONE
    if entry["hedge_inside"] == "about" and not (found.value >= 10 and found.value % 10 == 0):
        return False
    k = j + 1
    if k >= len(tokens) or tokens.start[k] != tokens.end[j]:
        return bool(entry["hedge_inside"] != "about")
    following = tokens.entry[k]
    if following is None:
        return tokens.kind[k] in "h¶s" and entry["hedge_inside"] != "about"
    return not tokens.text[k].isdigit()


def _vague(tokens: Tokens, i: int) -> Num:
    entry = tokens.entry[i]
    assert entry is not None
    low, high = (Decimal(x) for x in entry["vague"].split(".."))
    found = Num((low + high) / 2, _ZERO, _ZERO, 1, i, i + 1, "vague")
    found.ends = (low, high)
    j = i + 1
    total = len(tokens)
    while True:
        at = j
        if at + 1 < total and (tokens.entry[at] or _NONE).get("cue") == "OF" and tokens.entry[at + 1] is not None:
            at += 1
        following = tokens.entry[at] if at < total else None
        if following is None or "scale" not in following:
            break
        found.times(Decimal(following["scale"]))
        j = at + 1
    found.after = j
    return found


def _scaled(tokens: Tokens, found: Num, depth: int = 0) -> Num:
    """Take the scale words after the number; 1亿2000万 and 三万五千 are one number."""
    total = len(tokens)
    j = found.after
    if found.form != "fraction" and j < total and has_han(tokens.text[j][:1]) and tokens.start[j] == tokens.end[j - 1]:
        return _han_scaled(tokens, found, depth)
    took = False
    while j < total:
        at = j + 1 if (_is_hyphen(tokens, j) and tokens.end[j - 1] == tokens.start[j]) else j
        if at >= total:
            break
        entry = tokens.entry[at]
        if entry is None or "scale" not in entry or tokens.start[at] - tokens.end[at - 1] > 2:
            break
        factor = Decimal(entry["scale"])
        if found.form == "fraction" and at > j:
            break
        found.times(factor)
        took = True
        j = at + 1
    found.after = j
    many = (
        _collective(tokens, j)
        if found.form in ("words", "digits") and j < total and tokens.start[j] - tokens.end[j - 1] == 1
        else None
    )
    if many is not None:
        found.times(many)
        found.after = j + 1
        return found
    if took and j < total:
        entry = tokens.entry[j]
        joined = j
        if entry is not None and entry.get("join", "or") != "or" and found.form == "words":
            joined = j + 1
        if joined < total and (tokens.kind[joined] in "nz" or (found.form == "words" and tokens.kind[joined] == "K")):
            words = (
                found.form == "words"
                and tokens.entry[joined] is not None
                and "number" in (tokens.entry[joined] or _NONE)
            )
            if words and depth < _PARTS:
                rest = number(tokens, joined, depth + 1)
                if rest is not None and rest.value < found.scale and rest.form != "fraction" and rest.ends is None:
                    found.value = found.value + rest.value  # type: ignore[operator]
                    found.step, found.coarse = rest.step, rest.coarse
                    found.digits = max(found.digits, len(_whole(found.value)))
                    found.after = rest.after
    return found
