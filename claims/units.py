"""Units and currencies: the words that say them, exact conversion, and what each place pays with.

Everything is read from the tables in `_generated`, which scripts/generate_units.py and
scripts/generate_currencies.py compile from units.toml, pint and CLDR. pint itself is not imported: loading it
takes longer than reading an article.

A unit is named as pint names it (`kilometer`, `km/hour`, `metric_ton`), or is one of our own where pint knows
none (`chinese_mu`, `TEU`) or means something else (`pp`); units.toml explains the names. Compounds of known
units, ISO 4217 codes and 1 are understood too: `kilogram/hectare`, `USD/oil_bbl`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

_TABLES = Path(__file__).parent / "_generated"
# Places that are written otherwise than ISO 3166 writes them.
_PLACES = {"UK": "GB", "EL": "GR"}


class UnitError(ValueError):
    """A unit or currency that cannot be had, or a conversion that makes no sense."""


class UnknownUnitError(UnitError):
    """No such unit or currency; the message names it."""


class DimensionError(UnitError):
    """Two units that measure different things; the message names both."""


class Unit(NamedTuple):
    """A unit of units.toml.

    name       canonical name
    kind       what is measured: `length`, `torque`, `temperature_difference`
    dimension  key of the base dimensions: `[length] * [time]**-1`; `1` for none
    factor     how many base units (metre, gram, second, kelvin, ampere, candela, mole, radian, bit) one is
    offset     added after the factor to come to kelvin; 0 but for temperatures
    own        False where pint knows the unit by this name
    nominal    True where the length is an average (month, year): arithmetic with it is never exact
    """

    name: str
    kind: str
    dimension: str
    factor: Fraction
    offset: Fraction
    own: bool
    nominal: bool


class Reading(NamedTuple):
    """What an ambiguous word may be, and when.

    One of unit (canonical name), scale (`million`), currency (the word to look up among the currencies) and
    other (in words) is set. All conditions that are not empty must hold; units.toml explains them.

    near   names of lists of words (Units.near), one of which stands in the same clause
    next   beginnings of the text right after the word
    place  ISO 3166 codes of the place of publication
    when   tags, all of which must hold
    """

    unit: str | None
    scale: str | None
    currency: str | None
    other: str | None
    near: tuple[str, ...]
    next: tuple[str, ...]
    place: tuple[str, ...]
    when: tuple[str, ...]

    @property
    def unconditional(self) -> bool:
        """True for the reading that is taken where no other is."""
        return not (self.near or self.next or self.place or self.when)


class Word(NamedTuple):
    """A word or mark that says a unit.

    text      as it stands in a text; words are in lower case, marks in their own
    form      `singular`, `plural`, `adjective` (after a hyphen: `square-foot`), `short` or `mark`
    units     all the units that it may say
    readings  empty where the word is not ambiguous; else the first that holds is taken, none if none holds
    """

    text: str
    form: str
    units: tuple[str, ...]
    readings: tuple[Reading, ...]

    @property
    def ambiguous(self) -> bool:
        """True where the surroundings decide whether and which unit it is."""
        return bool(self.readings)

    @property
    def default(self) -> str | None:
        """The unit that it says where the surroundings say nothing; None if it may be none."""
        if not self.readings:
            return self.units[0]
        return next((reading.unit for reading in self.readings if reading.unconditional), None)


class MoneyWord(NamedTuple):
    """A sign, code or word that says a currency or a part of one.

    text     as it stands in a text; signs and codes in their own case, names in lower case
    form     `sign` (before or after the figure), `code`, `singular`, `plural`, `adjective` or `short`
    codes    the ISO 4217 codes that it may mean
    settled  True where the first code is meant unless the place says otherwise; False where nothing but the
             surroundings can tell ("pesos")
    factor   how much of the currency one is: 1/100 for a cent
    careful  True where it is also an ordinary word or letter: read it only right beside a figure (a sign
             before it), and a sign only where the place or another mention of the currency agrees
    """

    text: str
    form: str
    codes: tuple[str, ...]
    settled: bool
    factor: Fraction
    careful: bool

    @property
    def cased(self) -> bool:
        """True where upper and lower case make a difference."""
        return self.form in {"sign", "code"}


class Units:
    """All units and their words, as units.json has them. Get it from load()."""

    __slots__ = ("_names", "_near", "_raw", "_readings", "_units", "_words")

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._raw = raw
        self._units: dict[str, Unit] = {}
        self._words: dict[tuple[str, str], Word] = {}
        self._readings: dict[int, tuple[Reading, ...]] = {}
        self._near: dict[tuple[str, str], tuple[str, ...]] = {}
        self._names: Mapping[str, str] = raw["names"]

    def __iter__(self) -> Iterator[str]:
        """The canonical names, in the order of units.toml."""
        return iter(self._raw["units"])

    def __contains__(self, name: object) -> bool:
        return name in self._raw["units"]

    def canonical(self, name: str) -> str | None:
        """The canonical name of a unit, from it or one of pint's names; None if units.toml has none."""
        return name if name in self._raw["units"] else self._names.get(name)

    def in_compound(self, name: str) -> str:
        """How a canonical name is spelled within a compound: `km` for `kilometer`, else as it is."""
        spelled: str = self._raw["in_compounds"].get(name, name)
        return spelled

    def unit(self, name: str) -> Unit:
        """The unit of a canonical name or one of pint's names for it. Raises UnknownUnitError."""
        canonical = self.canonical(name)
        if canonical is None:
            raise UnknownUnitError(f"no unit is called {name!r}")
        if canonical not in self._units:
            row = self._raw["units"][canonical]
            self._units[canonical] = Unit(
                canonical,
                row["kind"],
                row["dimension"],
                Fraction(row["factor"]),
                Fraction(row.get("offset", 0)),
                "own" in row,
                row.get("nominal", False),
            )
        return self._units[canonical]

    def find(self, text: str, language: str) -> Word | None:
        """The word or mark of a language (`en`, `zh`) with exactly this text; case counts for marks only."""
        if text in self._raw["words"]["any"]:
            return self._word("any", text)
        lower = text.lower()
        return self._word(language, lower) if lower in self._raw["words"][language] else None

    def words(self, language: str) -> Iterator[tuple[str, Word]]:
        """Every word of a language, and the marks of all languages before them, each with its text."""
        for part in ("any", language):
            for text in self._raw["words"][part]:
                yield text, self._word(part, text)

    def near(self, name: str, language: str) -> tuple[str, ...]:
        """The words of a list that readings name in `near`."""
        if (name, language) not in self._near:
            self._near[name, language] = tuple(self._raw["near"][name][language])
        return self._near[name, language]

    def near_list(self, name: str) -> bool:
        """True where readings may name a list of words so."""
        return name in self._raw["near"]

    def texts(self, part: str) -> Iterable[str]:
        """The texts of all words of a language, or, for `any`, of the marks of all languages."""
        texts: Mapping[str, str] = self._raw["words"][part]
        return texts.keys()

    def per(self, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Words that make a compound of two units ("per", 每), and nouns that may follow besides units."""
        table = self._raw["per"][language]
        return tuple(table["words"]), tuple(table["nouns"])

    def difference_cues(self, language: str) -> tuple[str, ...]:
        """Phrases beside which a temperature is a difference of temperatures ("warmer", 升温)."""
        return tuple(self._raw["difference"][language])

    def bare(self, language: str) -> tuple[str, ...]:
        """Scales that have no unit ("pH", 震级)."""
        return tuple(self._raw["bare"][language])

    def neighbours(self, name: str) -> tuple[str, ...]:
        """Units of the same dimension commonly paired with it or taken for it, the likeliest first."""
        return tuple(self._raw["neighbours"].get(self.unit(name).name, ()))

    def difference(self, name: str) -> str:
        """The unit of a difference between two temperatures in this unit; others raise DimensionError."""
        unit = self.unit(name)
        if unit.kind == "temperature_difference":
            return unit.name
        found: str | None = self._raw["difference"]["units"].get(unit.name)
        if found is None:
            raise DimensionError(f"{name} is no temperature")
        return found

    def as_pint(self, name: str) -> tuple[str, Fraction] | None:
        """A unit that pint parses, and how many of it one is; None where pint has no such thing (`TEU`)."""
        unit = self.unit(name)
        if not unit.own:
            return unit.name, Fraction(1)
        reported = self._raw["units"][unit.name].get("as")
        if reported is None:
            return None
        target = self.as_pint(reported[0]) if reported[0] in self else (reported[0], Fraction(1))
        return None if target is None else (target[0], Fraction(reported[1]) * target[1])

    def _word(self, language: str, text: str) -> Word:
        word = self._words.get((language, text))
        if word is None:
            form, *units = self._raw["words"][language][text].split(" ")
            readings: tuple[Reading, ...] = ()
            if units[0].startswith("#"):
                readings = self._readings_of(int(units.pop(0)[1:]))
            word = self._words[language, text] = Word(text, form, tuple(units), readings)
        return word

    def _readings_of(self, number: int) -> tuple[Reading, ...]:
        if number not in self._readings:
            self._readings[number] = tuple(
                Reading(
                    row.get("unit"),
                    row.get("scale"),
                    row.get("currency"),
                    row.get("other"),
                    tuple(row.get("near", ())),
                    tuple(row.get("next", ())),
                    tuple(row.get("place", ())),
                    tuple(row.get("when", ())),
                )
                for row in self._raw["readings"][number]
            )
        return self._readings[number]


@lru_cache(maxsize=1)
def load() -> Units:
    """The units, read once."""
    with (_TABLES / "units.json").open(encoding="utf-8") as file:
        return Units(json.load(file))


def texts(part: str) -> Iterable[str]:
    """Every text that says a unit in a language (`en`, `zh`), or as a mark in all of them (`any`)."""
    return load().texts(part)


def unit_words(language: str) -> Iterator[tuple[str, Word]]:
    """Every word and mark that says a unit in a language (`en`, `zh`), with what it says."""
    return load().words(language)


def canonical(unit: str) -> str:
    """The canonical name of a unit; compounds are respelled part by part. Raises UnknownUnitError."""
    return _resolve(unit).name


def kind(unit: str) -> str | None:
    """What a unit measures (`length`, `torque`); None for a compound that units.toml does not list."""
    return _resolve(unit).kind or None


def dimension(unit: str) -> str:
    """Key of the base dimensions, as `[length] * [time]**-1`; `1` for none. Raises UnknownUnitError."""
    return _resolve(unit).dimension


def same_dimension(a: str, b: str) -> bool:
    """True where both have the same base dimensions. Torque and energy do: see comparable()."""
    return dimension(a) == dimension(b)


@lru_cache(maxsize=1024)
def comparable(a: str, b: str) -> bool:
    """True where a figure in one unit can be stated in the other: same dimension and no different kinds.

    Miles a gallon and litres for 100 km are of one kind and inverse dimensions: they are comparable too.
    """
    return _relation(_resolve(a), _resolve(b)) != 0


def neighbours(unit: str) -> tuple[str, ...]:
    """Units commonly paired with this one or taken for it, likeliest first; empty if none are known."""
    return load().neighbours(unit) if load().canonical(unit) is not None else ()


@lru_cache(maxsize=1024)
def convert(value: Fraction | int, from_unit: str, to_unit: str) -> Fraction:
    """The same quantity in another unit, exactly.

    Temperatures move by their zero point (0 degC is 32 degF), differences of temperatures (delta_degC) do
    not. Between inverse measures of one kind (miles a gallon, litres for 100 km) the value is turned over.
    Raises UnknownUnitError, and DimensionError where the two are not comparable or 0 would be turned over.
    """
    a, b = _resolve(from_unit), _resolve(to_unit)
    direction = _relation(a, b)
    if direction == 0:
        raise DimensionError(
            f"{from_unit} ({a.kind or a.dimension}) is not comparable to {to_unit} ({b.kind or b.dimension})"
        )
    in_base = value * a.factor + a.offset
    if direction < 0:
        if in_base == 0:
            raise DimensionError(f"0 {from_unit} has no value in {to_unit}")
        in_base = 1 / in_base
    return (in_base - b.offset) / b.factor


def _relation(a: Unit, b: Unit) -> int:
    """1 where a converts to b by a factor, -1 where by turning over, 0 where not."""
    if a.kind and b.kind and a.kind != b.kind:
        return 0
    if a.dimension == b.dimension:
        return 1
    return -1 if a.kind and a.kind == b.kind and _inverse(a.dimension) == b.dimension else 0


def _inverse(dimension: str) -> str:
    return _key({base: -power for base, power in _powers(dimension).items()})


def _key(powers: Mapping[str, int]) -> str:
    parts = [base if n == 1 else f"{base}**{n}" for base, n in sorted(powers.items()) if n]
    return " * ".join(parts) or "1"


def _powers(dimension: str) -> dict[str, int]:
    powers: dict[str, int] = {}
    for part in dimension.split(" * ") if dimension != "1" else ():
        base, _, power = part.partition("**")
        powers[base] = int(power or 1)
    return powers


_PART = re.compile(r"(^|[*/])([^*/^]+)(?:\^(-?\d{1,2}))?")


@lru_cache(maxsize=1024)
def _resolve(unit: str) -> Unit:
    """A unit of units.toml, or the compound that an expression of units, ISO codes, powers and 1 makes."""
    units = load()
    if units.canonical(unit) is not None:
        return units.unit(unit)
    expression = unit.replace(" ", "").replace("**", "^")
    factor, powers, end, own, nominal, spelled = Fraction(1), dict[str, int](), 0, False, False, ""
    for match in _PART.finditer(expression):
        joint, name, exponent = match.groups()
        if match.start() != end or bool(joint) == (end == 0):
            break
        end = match.end()
        power = int(exponent or 1) * (-1 if joint == "/" else 1)
        part = _single(name)
        if part.offset:
            raise DimensionError(f"{unit!r}: a temperature in a compound is a difference (delta_degC)")
        factor *= part.factor**power
        own, nominal = own or part.own, nominal or part.nominal
        for base, n in _powers(part.dimension).items():
            powers[base] = powers.get(base, 0) + n * power
        spelled += joint + units.in_compound(part.name) + (f"**{exponent}" if exponent else "")
    if not expression or end != len(expression):
        raise UnknownUnitError(f"{unit!r} is not a unit")
    if (listed := units.canonical(spelled)) is not None:
        return units.unit(listed)
    return Unit(spelled, "", _key(powers), factor, Fraction(0), own, nominal)


def _single(name: str) -> Unit:
    if name == "1":
        return Unit("1", "", "1", Fraction(1), Fraction(0), False, False)
    found = load().canonical(name)
    if found is not None:
        return load().unit(found)
    if re.fullmatch(r"[A-Z]{3}", name) and name in _money()["currencies"]:
        return Unit(name, "money", f"[{name}]", Fraction(1), Fraction(0), True, False)
    raise UnknownUnitError(f"no unit is called {name!r}")


# Money


@lru_cache(maxsize=1)
def _money() -> dict[str, Any]:
    with (_TABLES / "currencies.json").open(encoding="utf-8") as file:
        table: dict[str, Any] = json.load(file)
    return table


@lru_cache(maxsize=4)
def currency_words(language: str) -> Mapping[str, MoneyWord]:
    """Every sign, code and word that says a currency in a language (`en`, `zh`), by its text.

    Signs and codes are in their own case, names in lower case: look a text up as it is, and then in lower
    case (and take only what is not `cased`). find_currency() does so.
    """
    table = _money()["words"]
    return {text: _money_word(text, row) for text, row in {**table["any"], **table[language]}.items()}


def _money_word(text: str, row: str) -> MoneyWord:
    form, factor, *codes = row.split(" ")
    settled = codes[0] != "?"
    meant = tuple(codes if settled else codes[1:])
    return MoneyWord(text, form.rstrip("!"), meant, settled, _fraction(factor), form.endswith("!"))


@lru_cache(maxsize=16)
def _fraction(text: str) -> Fraction:
    return Fraction(text)


def find_currency(text: str, language: str) -> MoneyWord | None:
    """The sign, code or word of exactly this text; None if there is none."""
    words = currency_words(language)
    if (word := words.get(text)) is not None:
        return word
    word = words.get(text.lower())
    return None if word is None or word.cased else word


def resolve_currency(word: MoneyWord, place: str | None = None, day: date | None = None) -> str | None:
    """The ISO code that a word means in what a place (ISO 3166, `SG`) publishes on a day; None if unsettled.

    The place's own currency if the word may mean it, else the usual meaning.
    """
    if len(word.codes) == 1:
        return word.codes[0]
    local = currency_of_place(place, day) if place else None
    if local in word.codes:
        return local
    return word.codes[0] if word.settled else None


def currency_of_place(place: str, day: date | None = None) -> str | None:
    """ISO code of what a place (ISO 3166, `SG`) pays with, on a day or now; None for an unknown one.

    Where two are legal tender, the place's own comes before a neighbour's, then the order of CLDR.
    """
    spans = _money()["places"].get(_PLACES.get(place.upper(), place.upper()), ())
    if day is None:
        return next((code for code, _, end in spans if end is None), None)
    stamp = day.isoformat()
    return next((code for code, start, end in spans if start <= stamp <= (end or stamp)), None)


def territories(code: str) -> tuple[tuple[str, str, str | None], ...]:
    """(place, first day, last day or None), in ISO dates, of where a currency was legal tender since 1950."""
    _currency(code)
    return tuple(
        (place, start, end)
        for place, spans in _money()["places"].items()
        for other, start, end in spans
        if other == code
    )


def currencies() -> tuple[str, ...]:
    """All ISO 4217 codes in use at some time since 1950, sorted."""
    return tuple(_money()["currencies"])


def name(code: str, language: str, plural: bool = False) -> str:
    """CLDR's name of a currency in `en`, `zh` or `zh_Hant`; an unknown code raises UnknownUnitError."""
    names = _currency(code)["names"][language]
    if isinstance(names, str):
        return names
    found: str = names[1 if plural else 0]
    return found


def minor_digits(code: str) -> int:
    """Decimal places that amounts are written with, by CLDR: 2 for USD, 0 for JPY, 3 for KWD."""
    digits: int = _currency(code)["digits"]
    return digits


def symbol(code: str, language: str, narrow: bool = False) -> str:
    """CLDR's symbol in `en`, `zh` or `zh_Hant` (`CA$`), or the short one at home (`$`); else the code."""
    row = _currency(code)
    found: str = row["narrow"] if narrow else row["symbols"][language]
    return found


def scale_letters() -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Letters joined to an ISO code that multiply the amount: before it (MEUR) and after it (SEKm)."""
    return _money()["scale_before_code"], _money()["scale_after_code"]


def _currency(code: str) -> dict[str, Any]:
    found: dict[str, Any] | None = _money()["currencies"].get(code)
    if found is None:
        raise UnknownUnitError(f"no currency has the code {code!r}")
    return found
