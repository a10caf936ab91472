"""Score what a reader reads on the corpora of the house (`claims/languages/*.md`): F1 by level and by kind.

A read is a record of `readers.py`. A reader is right about a figure where its value is (a written range by both ends,
"tens of thousands" by any range, never by a point); about its unit where it names the same unit or currency (a plain
"dollar" is any country's); about its noun, hedge and direction where these are the same. Ordinals, scores and reported
statistics count neither for nor against a reader that reads their numbers; a year, a date or a time of day that is read
as a quantity is one too many, as in NewsQuant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from claims import FACTS, units
from tests import examples

QUANTITIES = frozenset(
    ("money", "percent", "points", "count", "measure", "number", "duration", "age", "ratio", "temperature")
)
EITHER_WAY = frozenset(("ordinal", "score", "statistic"))
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|[一二][〇○零九八七六五四三二一]{3}年|'\d\d\b|[民國国]{2}\d")
_CENTS = re.compile(r"cent|penn|pence|分|角")


@dataclass
class Figure:
    """A figure of the gold or of a reader. low and high are None where no number is said."""

    start: int
    end: int
    kind: str
    unit: str
    low: Fraction | None = None
    high: Fraction | None = None
    hedge: str | None = None
    direction: str | None = None
    noun: str = ""
    days: tuple[tuple[date | None, date | None], ...] = ()
    wide: bool = False
    text: str = ""

    @property
    def absolute(self) -> bool:
        """True for a date whose own words say the year."""
        return _YEAR.search(self.text) is not None

    def overlap(self, other: Figure) -> int:
        """How many characters two places share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass
class Sentence:
    """One example: what a reader is given, and what it says."""

    row: dict[str, Any]
    gold: list[Figure] = field(default_factory=list)


def gold(example: examples.Example) -> Sentence | None:
    """The figures that an example lists; None where it lists facts or verdicts only."""
    marks = [e for e in example.expected if e.mark == "-"]
    wants = [(e, examples.wanted(e.rest)) for e in marks]
    if (example.expected and not marks) or any(w.kind in FACTS for _, w in wants):
        return None
    options = example.options
    row = {"text": example.text, "language": options.get("language", "en"), "place": options.get("place"),
           "published": options.get("published")}  # fmt: skip
    sentence = Sentence(row)
    for expected, want in wants:
        start, end = example.place(expected)
        figure = Figure(start, end, want.kind, want.unit or "", hedge=want.hedge, direction=want.direction,
                        text=example.text[start:end])  # fmt: skip
        if want.kind == "count":
            figure.noun = figure.unit
        if want.kind == "date":
            figure.days = (examples.days(want.value),) if want.value else ()
        elif want.value == "?":
            figure.wide = True
        elif want.value is not None and ".." in want.value:
            low, high = want.value.split("..")
            figure.low, figure.high = examples.number(low), examples.number(high)
        elif want.value is not None and want.kind in QUANTITIES:
            figure.low = figure.high = examples.number(want.value)
        sentence.gold.append(figure)
    return sentence


def figures(reads: Iterable[dict[str, Any]], text: str) -> list[Figure]:
    """The records of `readers.py` as figures."""
    found = []
    for r in reads:
        low, high = r.get("low"), r.get("high")
        days = tuple((date.fromisoformat(a), date.fromisoformat(b)) for a, b in r.get("days", ()))
        found.append(
            Figure(r["start"], r["end"], r["kind"], r["unit"], None if low is None else Fraction(low),
                   None if high is None else Fraction(high), r.get("hedge"), r.get("direction"), r.get("noun") or "",
                   days, text=text[max(0, r["start"]):r["end"]])
        )  # fmt: skip
    return found


def same_value(gold_: Figure, read: Figure) -> bool:
    """True where the number is right; a peer's cents may be a hundredth of the gold's dollars."""
    if read.low is None or read.high is None:
        return gold_.wide
    if gold_.wide:
        return read.low != read.high
    if gold_.low is None or gold_.high is None:
        return False
    factor = Fraction(1, 100) if gold_.kind == "money" and _CENTS.search(read.unit.lower()) else Fraction(1)
    return _close(read.low * factor, gold_.low) and _close(read.high * factor, gold_.high)


def _close(a: Fraction, b: Fraction) -> bool:
    # A peer's third is 0.333.
    return a == b or abs(a - b) * 500 <= abs(b)


def same_unit(gold_: Figure, read: Figure) -> bool:
    """True where the unit or currency is right; what counts things needs none, and must not name another."""
    if gold_.kind in {"count", "number", "ratio"}:
        return read.kind in {"count", "number", "ratio"} or (gold_.kind == "ratio" and read.kind == "percent")
    if gold_.kind == "percent":
        return read.kind == "percent"
    if gold_.kind == "points":
        return read.kind == "points" or "point" in read.unit
    if gold_.kind == "money":
        yuan = "元" in gold_.text and read.unit == "CNY" and gold_.unit.startswith(("HKD", "TWD"))
        return yuan or _same_money(gold_.unit, read.unit)
    return _same_measure(gold_.unit, read.unit)


@lru_cache(maxsize=4096)
def _same_money(wanted: str, name: str) -> bool:
    """True for the same currency, and the same unit that it is paid for, if it is a price."""
    wanted, _, wanted_per = wanted.partition("/")
    head, _, per = re.sub(r" per ", "/", name).partition("/")
    if bool(per) != bool(wanted_per) or (per and per != wanted_per and not _same_measure(wanted_per, per)):
        return False
    return wanted in _currencies(head)


def _currencies(name: str) -> tuple[str, ...]:
    if re.fullmatch(r"[A-Z]{3}", name):
        return (name,)
    if name.lower() == "dollar":  # a peer is not told the place of publication
        return ("USD", "AUD", "CAD", "HKD", "SGD", "TWD", "NZD", "MOP")
    found = (units.find_currency(w, lang) for w in (name, name.rsplit(" ", maxsplit=1)[-1]) for lang in ("en", "zh"))
    return next((word.codes for word in found if word is not None), ())


@lru_cache(maxsize=4096)
def _same_measure(wanted: str, name: str) -> bool:
    if wanted.lower() == name.lower():
        return True
    spelled = name.lower().replace("degree celsius", "degC").replace("degree fahrenheit", "degF")
    spelled = {"c": "degC", "f": "degF"}.get(spelled, spelled)
    if spelled == "degC" and wanted in {"degC", "degree_Celsius", "celsius", "delta_degC"}:
        return True
    if spelled == "degF" and wanted in {"degF", "degree_Fahrenheit", "fahrenheit", "delta_degF"}:
        return True
    options = {name, spelled, *(["hectare"] if spelled == "square hectometer" else [])}
    for language in ("en", "zh"):
        word = units.load().find(name.strip(), language)
        options |= set(word.units) if word is not None else set()
        parts = [units.load().find(p.strip(), language) for p in re.split(r" per ", name.lower())]
        if len(parts) == 2 and parts[0] is not None and parts[1] is not None:
            options |= {f"{a}/{b}" for a in parts[0].units for b in parts[1].units}
    square = re.fullmatch(r"(?P<power>square|cubic) (?P<unit>.+)", name.lower())
    if square is not None and (word := units.load().find(square["unit"], "en")) is not None:
        options |= {f"{u}**{2 if square['power'] == 'square' else 3}" for u in word.units}
    return any(_one(wanted, option) for option in options)


def _one(a: str, b: str) -> bool:
    try:
        one = units.convert(Fraction(1), a, b) == 1
        return one and units.convert(Fraction(0), a, b) == 0
    except units.UnitError:
        return False


def same_noun(gold_: Figure, read: Figure) -> bool:
    """True where what is counted is named, and is the same; a figure that counts nothing has no noun to miss."""
    return gold_.kind != "count" or gold_.noun.lower() == read.noun.lower()


def same_change(gold_: Figure, read: Figure) -> bool:
    """True where hedge and direction are right."""
    return gold_.hedge == read.hedge and gold_.direction == read.direction


def matched(wanted: list[Figure], got: list[Figure]) -> list[tuple[Figure, Figure]]:
    """Pairs of one value, the nearest and best first; every read is used once."""
    left = list(got)
    pairs = []
    for g in wanted:
        options = [r for r in left if same_value(g, r)]
        if options:
            best = max(options, key=lambda r: (g.overlap(r) > 0, same_unit(g, r), same_change(g, r), g.overlap(r)))
            left.remove(best)
            pairs.append((g, best))
    return pairs


LEVELS: dict[str, Callable[[Figure, Figure], bool]] = {
    "value": lambda _g, _r: True,
    "value, unit": same_unit,
    "value, unit, noun": lambda g, r: same_unit(g, r) and same_noun(g, r),
    "value, hedge and direction": same_change,
}
_TEMPERATURES = frozenset(
    ("degC", "degF", "degree_Celsius", "degree_Fahrenheit", "delta_degC", "delta_degF", "kelvin", "celsius")
)
KINDS: dict[str, Callable[[Figure], bool]] = {
    "numbers": lambda f: f.kind in {"count", "number"},
    "percent": lambda f: f.kind == "percent",
    "money": lambda f: f.kind == "money",
    "measures": lambda f: f.kind == "measure" and f.unit not in _TEMPERATURES,
    "durations": lambda f: f.kind == "duration",
    "ages, temperatures": lambda f: (
        f.kind in {"age", "temperature"} or (f.kind == "measure" and f.unit in _TEMPERATURES)
    ),
}


class Score:
    """Counts of hits, wanted and got, and F1 in percent."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def add(self, hit: int, wanted: int, got: int) -> None:
        """Count one sentence."""
        self.counts.update(hit=hit, wanted=wanted, got=got)

    @property
    def f1(self) -> float | None:
        """In percent, None where there was nothing to read."""
        total = self.counts["wanted"] + self.counts["got"]
        return 200 * self.counts["hit"] / total if self.counts["wanted"] else None

    def as_dict(self) -> dict[str, float | int | None]:
        """For JSON."""
        f1 = self.f1
        return {"f1": None if f1 is None else round(f1, 1), **{k: self.counts[k] for k in ("hit", "wanted", "got")}}


def score(sentences: list[Sentence], reads: list[list[Figure]]) -> dict[str, Score]:
    """Every level over all quantities, and every kind: `money: value`, `money: value, unit`, `dates`, ..."""
    scores: dict[str, Score] = {}

    def at(name: str) -> Score:
        return scores.setdefault(name, Score())

    for sentence, every in zip(sentences, reads, strict=True):
        neutral = [g for g in sentence.gold if g.kind in EITHER_WAY]
        got = [r for r in every if r.kind in QUANTITIES and not any(g.overlap(r) for g in neutral)]
        wanted = [g for g in sentence.gold if g.kind in QUANTITIES and (g.low is not None or g.wide)]
        pairs = matched(wanted, got)
        for name, test in LEVELS.items():
            at(name).add(sum(test(g, r) for g, r in pairs), len(wanted), len(got))
        at("those with hedge or direction").add(
            sum(same_change(g, r) for g, r in pairs if g.hedge or g.direction),
            sum(bool(g.hedge or g.direction) for g in wanted),
            sum(bool(r.hedge or r.direction) for r in got),
        )
        ratios = [g for g in sentence.gold if g.kind == "ratio"]
        for name, belongs in KINDS.items():
            inside = [(g, r) for g, r in pairs if belongs(g)]
            used = {id(r) for _, r in inside}
            strays = [r for r in got if belongs(r) and id(r) not in used]
            if name == "numbers":  # "two thirds" is no count; whoever reads it as a number is right in another way
                strays = [r for r in strays if not any(g.overlap(r) for g in ratios)]
            size = (sum(map(belongs, wanted)), len(inside) + len(strays))
            at(f"{name}: value").add(len(inside), *size)
            at(f"{name}: value, unit").add(sum(same_unit(g, r) for g, r in inside), *size)
        _dates(sentence.gold, every, at)
    return scores


def _dates(wanted: list[Figure], got: list[Figure], at: Callable[[str], Score]) -> None:
    dates = [g for g in wanted if g.kind == "date"]
    left = [r for r in got if r.kind == "date"]
    for name, absolute in (("dates that say the year: resolved", True), ("other dates: resolved", False)):
        inside = [g for g in dates if g.absolute == absolute]
        hits, mine = 0, []
        for g in inside:
            options = [r for r in left if g.overlap(r)]
            mine += options
            hits += any(_resolved(g, r) for r in options)
        strays = [r for r in left if r.absolute == absolute and not any(g.overlap(r) for g in dates)]
        at(name).add(hits, len(inside), len({id(r) for r in mine}) + len(strays))


def _resolved(gold_: Figure, read: Figure) -> bool:
    wanted = gold_.days[0] if gold_.days else (None, None)
    if wanted == (None, None):
        return not read.days or (None, None) in read.days
    return wanted in read.days
