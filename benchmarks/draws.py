"""True relations, drawn at random and rounded in the usual ways, as sentences: no checker may prove any of them wrong.

A draw has exact values; each is then printed on its own, half up or half to even, a percent now and then cut
off; with no, one or two decimals, in millions, 亿 or units, and long whole numbers to tens or hundreds. Three in a
hundred draws have every figure cut off; they are a group of their own. So printed parts need not add up to
the printed total, nor two printed levels give the printed growth: what recomputes and compares cries wolf.

A slip changes the derived figure of a true draw: two digits swapped, one digit changed, or, in long sums, five units more.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

KINDS = ("sums", "growths", "shares")
"""What is drawn. The parts of a sum, two levels and their growth, a part and a whole and the share."""


@dataclass(slots=True)
class Printed:
    """A figure as printed: text, the value that the text says, one unit of its last digit that is not rounded away."""

    text: str
    value: Fraction
    step: Fraction


@dataclass(slots=True)
class Draw:
    """A sentence about one relation. group: what the tables call it. slip: True where its derived figure is wrong."""

    kind: str
    group: str
    language: str
    text: str
    derived: Printed
    others: list[Printed]
    slip: bool = False


def _rounded(value: Fraction, step: Fraction, how: str) -> Fraction:
    units = value / step
    if how == "down":  # cut off, towards zero
        return int(units) * step
    return (round(units) if how == "even" else (units + Fraction(1, 2)).__floor__()) * step


def _shown(value: Fraction, decimals: int, *, grouped: bool = True) -> str:
    scaled = int(value * 10**decimals)
    whole, rest = divmod(scaled, 10**decimals)
    text = f"{whole:,}" if grouped else str(whole)
    return f"{text}.{rest:0{decimals}d}" if decimals else text


def _how(draw: random.Random) -> str:
    """How all levels of a sentence are rounded."""
    return draw.choices(("half up", "even", "down"), (65, 32, 3))[0]


def _level(value: Fraction, decimals: int, how: str, zeros: int = 0) -> Printed:
    """A level with so many decimals, or a whole number with so many zeros at its end."""
    step = Fraction(10) ** zeros / Fraction(10) ** decimals
    printed = _rounded(value, step, how)
    return Printed(_shown(printed, decimals), printed, step)


def _percent(draw: random.Random, value: Fraction, how: str) -> Printed | None:
    if draw.random() < 0.1:  # 26.55 printed as 26.5: the commonest of all "errors" that are none
        how = "down"
    decimals = draw.choices((0, 1, 2), (30, 55, 15))[0]
    step = Fraction(1, 10**decimals)
    printed = _rounded(value, step, how)
    return Printed(_shown(printed, decimals), printed, step) if printed > 0 else None


def _size(draw: random.Random, low: float, high: float) -> Fraction:
    """A size between two powers of ten, every order as likely; exact to nine digits."""
    return Fraction(round(10 ** draw.uniform(low, high) * 10**6), 10**6)


# -- sentences ----------------------------------------------------------------------------------------------

_FIRMS = ("Norrsken", "Tyne", "Halden", "Corvin", "Maris", "Ostrava", "Pell", "Quill", "Ravel", "Sorley", "Tarn", "Ulm")
_THINGS = ("sales", "orders", "exports", "output", "profit", "lending", "imports", "deposits", "costs", "wages")
_ZH_FIRMS = ("江宁", "临河", "青浦", "海阳", "云安", "石桥", "东岭", "南屏", "西塘", "北川", "平湖", "长汀")
_ZH_THINGS = ("销售额", "订单额", "出口额", "产值", "利润", "贷款", "进口额", "存款", "成本", "投资")
_PARTS = ("food", "drinks", "toys", "books", "shoes", "tools", "paint", "lamps")
_ZH_PARTS = ("食品", "饮料", "玩具", "图书", "鞋类", "工具", "涂料", "灯具")
_PEOPLE = ("men", "women", "children", "visitors", "guides", "drivers", "nurses", "cooks")
_ZH_PEOPLE = ("教师", "医生", "工人", "农民", "学生", "司机", "厨师", "护士")


def _listed(items: list[str]) -> str:
    return ", ".join(items[:-1]) + " and " + items[-1]


def _sum(draw: random.Random) -> Draw:
    many = draw.choices((2, 3, 4, 5, 6, 7, 8), (15, 20, 20, 25, 8, 6, 6))[0]
    how = _how(draw)
    if draw.random() < 0.35:  # things counted one by one
        exact = [Fraction(round(_size(draw, 0.8, 3.5))) for _ in range(many)]
        zeros = draw.choices((0, 1, 2), (70, 15, 15))[0]
        if min(exact) < 1000:  # nobody can see that 300 stands for 312 where it may as well be exact
            zeros = 0
        parts = [_level(x, 0, how, zeros) for x in exact]
        total = _level(sum(exact, Fraction(0)), 0, how, zeros)
        if draw.random() < 0.3:
            listed = "、".join(n + p.text.replace(",", "") + "人" for n, p in zip(_ZH_PEOPLE, parts, strict=False))
            text = f"{draw.choice(_ZH_FIRMS)}共有{total.text.replace(',', '')}人，其中{listed}。"
            return Draw("sums", _cut(how, "sums of things counted"), "zh", text, total, parts)
        listed = _listed([f"{p.text} {n}" for p, n in zip(parts, _PEOPLE, strict=False)])
        text = f"{draw.choice(_FIRMS)} counted {total.text} people: {listed}."
        return Draw("sums", _cut(how, "sums of things counted"), "en", text, total, parts)
    decimals = draw.choices((0, 1, 2), (25, 55, 20))[0]
    exact = [_size(draw, 0.3, 3) for _ in range(many)]
    parts = [_level(x, decimals, how) for x in exact]
    total = _level(sum(exact, Fraction(0)), max(0, decimals - (draw.random() < 0.15)), how)
    if draw.random() < 0.3:
        listed = "，".join(f"{n}{p.text.replace(',', '')}亿元" for n, p in zip(_ZH_PARTS, parts, strict=False))
        text = f"{draw.choice(_ZH_FIRMS)}{draw.choice(_ZH_THINGS)}共{total.text.replace(',', '')}亿元，其中：{listed}。"
        return Draw("sums", _cut(how, _many(many)), "zh", text, total, parts)
    scale = draw.choice(("million", "billion"))
    word = draw.choice(("from", "in", "for"))
    listed = _listed([f"${p.text} {scale} {word} {n}" for p, n in zip(parts, _PARTS, strict=False)])
    text = f"{draw.choice(_FIRMS)} had {draw.choice(_THINGS)} of ${total.text} {scale}: {listed}."
    return Draw("sums", _cut(how, _many(many)), "en", text, total, parts)


def _many(parts: int) -> str:
    return "sums of five rounded parts" if parts == 5 else "sums of two to eight rounded parts"


def _cut(how: str, group: str) -> str:
    return f"{group.split(' ', maxsplit=1)[0].rstrip(',')}, every figure cut off" if how == "down" else group


def long_sum(draw: random.Random) -> Draw:
    """A table of twelve parts, each rounded to a unit of its own, and their total."""
    exact = [_size(draw, 1, 3) for _ in range(12)]
    parts = [_level(x, 1, "half up") for x in exact]
    total = _level(sum(exact, Fraction(0)), 1, "half up")
    rows = [f"| {firm} | {part.text} |" for firm, part in zip(_FIRMS, parts, strict=True)]
    text = "\n".join(["| Branch | Sales |", "| --- | ---: |", *rows, f"| Total | {total.text} |"])
    return Draw("sums", "sums of twelve parts in a table", "en", text, total, parts)


def _growth(draw: random.Random) -> Draw | None:
    old = _size(draw, 0.7, 3.6)
    rate = Fraction(round(draw.lognormvariate(2.2, 1.0) * 10**4), 10**4)
    up = draw.random() < 0.7
    if not up and rate >= 90:
        return None
    new = old * (100 + rate if up else 100 - rate) / 100
    short = draw.random() < 0.4  # two digits each: 12 to 14
    decimals = draw.choices((0, 1, 2), (20, 55, 25))[0]
    zeros = 0
    if short:
        factor = Fraction(10) ** (len(str(int(old))) - 2)
        old, new, decimals = old / factor, new / factor, 0
    elif old >= 1000 and new >= 1000 and draw.random() < 0.3:
        decimals, zeros = 0, draw.choice((1, 2))
    how = _how(draw)
    before, after = _level(old, decimals, how, zeros), _level(new, decimals, how, zeros)
    stated = _percent(draw, abs(new / old - 1) * 100, how)
    if stated is None or before.value == 0:
        return None
    group = _cut(how, "growths, levels of two digits" if short else "growths, longer levels")
    scale = draw.choice(("million", "billion"))
    firm, thing = draw.choice(_FIRMS), draw.choice(_THINGS)
    if draw.random() < 0.3:
        word, grew = ("增至", "增长") if up else ("降至", "下降")
        a, b = before.text.replace(",", ""), after.text.replace(",", "")
        text = f"{draw.choice(_ZH_FIRMS)}{draw.choice(_ZH_THINGS)}由上年的{a}亿元{word}{b}亿元，{grew}{stated.text}%。"
        return Draw("growths", group, "zh", text, stated, [after, before])
    verb, noun, adverb = ("rose", "an increase", "up") if up else ("fell", "a decrease", "down")
    percent = draw.choice(("%", " percent", " per cent"))
    texts = (
        f"{firm} said {thing} {verb} {stated.text}{percent} to ${after.text} {scale} from ${before.text} {scale}.",
        f"At {firm}, {thing} {verb} from €{before.text} {scale} to €{after.text} {scale}, {noun} of {stated.text}{percent}.",
        f"At {firm}, {thing} came to £{after.text} {scale}, {adverb} {stated.text}{percent} from £{before.text} {scale}.",
        f"{firm}'s {thing} {verb} to {after.text} tonnes, {adverb} {stated.text}{percent} from {before.text} tonnes.",
    )
    return Draw("growths", group, "en", draw.choice(texts), stated, [after, before])


def _share(draw: random.Random) -> Draw | None:
    whole = _size(draw, 1.1, 4.5)
    part = whole * Fraction(round(draw.uniform(0.5, 99.5) * 100), 10**4)
    counted = draw.random() < 0.6
    if counted:
        whole, part = Fraction(round(whole)), Fraction(round(part))
    if part <= 0 or part >= whole:
        return None
    how = _how(draw)
    stated = _percent(draw, part / whole * 100, how)
    decimals = 0 if counted else draw.choice((1, 2))
    zeros = draw.choice((0, 1, 2)) if counted and part >= 1000 else 0
    a, b = _level(part, decimals, how, zeros), _level(whole, decimals, how, zeros)
    if stated is None or a.value == 0 or a.value >= b.value:
        return None
    group = _cut(how, "shares of things counted" if counted else "shares of amounts")
    x, y = a.text.replace(",", ""), b.text.replace(",", "")
    if counted and draw.random() < 0.3:
        text = f"{draw.choice(_ZH_FIRMS)}的{y}户居民中，有{x}户（{stated.text}%）装了电表。"
        return Draw("shares", group, "zh", text, stated, [a, b])
    if counted:
        texts: tuple[str, ...] = (
            f"Of the {b.text} jobs at {draw.choice(_FIRMS)}, {a.text} ({stated.text}%) went to apprentices.",
            f"At {draw.choice(_FIRMS)}, {a.text} of the {b.text} volunteers ({stated.text}%) came back.",
            f"Some {a.text} of {b.text} homes in {draw.choice(_FIRMS)}, or {stated.text} percent, have a meter.",
        )
    else:
        scale = draw.choice(("million", "billion"))
        texts = (
            f"Of a budget of ${b.text} {scale}, {draw.choice(_FIRMS)} spent ${a.text} {scale} ({stated.text}%) on roads.",
            f"{draw.choice(_FIRMS)} spent ${a.text} {scale} of its ${b.text} {scale} ({stated.text}%) on roads.",
        )
    return Draw("shares", group, "en", draw.choice(texts), stated, [a, b])


_MAKERS: dict[str, Callable[[random.Random], Draw | None]] = {"sums": _sum, "growths": _growth, "shares": _share}


def true(kind: str, many: int, seed: int) -> Iterator[Draw]:
    """So many true draws of a kind."""
    draw = random.Random(f"{kind} {seed}")  # noqa: S311 - figures, not secrets
    made = 0
    while made < many:
        one = _MAKERS[kind](draw)
        if one is not None:
            made += 1
            yield one


def slipped(one: Draw, draw: random.Random) -> Draw | None:
    """The draw with a slip in its derived figure; None where no slip of the kind drawn shows."""
    digits = [i for i, c in enumerate(one.derived.text) if c.isdigit()]
    text = list(one.derived.text)
    if one.group.startswith("sums of twelve"):
        value = one.derived.value + 5 * draw.choice((-1, 1)) * one.derived.step
        fresh = _shown(value, 1)
    elif draw.random() < 0.5 and len(digits) > 1:
        at = draw.randrange(len(digits) - 1)
        i, j = digits[at], digits[at + 1]
        text[i], text[j] = text[j], text[i]
        fresh = "".join(text)
    else:
        i = draw.choice(digits)
        text[i] = draw.choice([d for d in "123456789" if d != text[i]])
        fresh = "".join(text)
    value = Fraction(fresh.replace(",", ""))
    if value == one.derived.value or fresh[0] == "0":
        return None
    before = one.derived.text
    if one.language == "zh":
        before, fresh = before.replace(",", ""), fresh.replace(",", "")
    if one.text.count(before) != 1:
        return None
    derived = Printed(fresh, value, one.derived.step)
    return Draw(one.kind, one.group, one.language, one.text.replace(before, fresh), derived, one.others, slip=True)


# -- what simple rules would say ----------------------------------------------------------------------------


def recomputed(one: Draw) -> Fraction:
    """The derived figure, from the other printed ones."""
    values = [p.value for p in one.others]
    if one.kind == "sums":
        return sum(values, Fraction(0))
    if one.kind == "growths":
        return abs(values[0] / values[1] - 1) * 100
    return values[0] / values[1] * 100


def unequal(one: Draw) -> bool:
    """Recompute, round to the written digits, compare."""
    return _rounded(recomputed(one), one.derived.step, "half up") != one.derived.value


def beyond_one_percent(one: Draw) -> bool:
    """Recompute; more than one percent apart is wrong."""
    return abs(recomputed(one) - one.derived.value) * 100 > abs(one.derived.value)


def ranges_apart(one: Draw) -> bool:
    """Half a unit of the last written digit either way, and no second tier, no other convention."""
    halves = [(p.value - p.step / 2, p.value + p.step / 2) for p in one.others]
    if one.kind == "sums":
        low, high = sum(a for a, _ in halves), sum(b for _, b in halves)
    else:
        (a, b), (c, d) = halves
        low, high = a / d, b / max(c, Fraction(1, 10**6))
        low, high = low * 100, high * 100
        if one.kind == "growths":
            up = one.others[0].value >= one.others[1].value
            low, high = (low - 100, high - 100) if up else (100 - high, 100 - low)
    half = one.derived.step / 2
    return one.derived.value + half < low or one.derived.value - half > high


LINES: dict[str, Callable[[Draw], bool]] = {
    "equality": unequal, "a tolerance of 1 %": beyond_one_percent, "ranges alone": ranges_apart,
}  # fmt: skip
"""The reference lines: each says True where it would cry."""
