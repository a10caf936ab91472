"""Compile claims/units.toml, with pint's factors, into claims/_generated/units.json.

    python -m scripts.generate_units            write the table
    python -m scripts.generate_units --check    exit 1 if the table on disk is not what would be written

pint does the arithmetic in `Fraction`, so every factor is exact. It is needed here and in the tests only: the
program itself reads the table. What claims/units.toml means is explained at its top.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "claims" / "units.toml"
TARGET = ROOT / "claims" / "_generated" / "units.json"

# pint counts these as dimensionless; without a dimension of their own 500 GB could be "converted" to degrees.
EXTRA_BASES = {"radian": "[angle]", "bit": "[data]", "count": "[count]", "level": "[level]"}
# Other spellings of one mark: superscripts as read from HTML (`^2`) and typed (`2`), micro and degree signs.
SPELLINGS = (("²", ("²", "2", "^2")), ("³", ("³", "3", "^3")), ("µ", ("µ", "μ")), ("°", ("°", "º", "˚")))
# Traditional words are read in any Chinese text.
MERGED = {"zh_Hant": "zh"}
TAGS = frozenset({"money", "scale", "count", "glued", "apart", "hyphen", "chain", "compound", "pair", "round", "year"})
UNIT_KEYS = frozenset({"marks", "en", "zh", "zh_Hant", "own", "as", "nominal"})
READING_KEYS = frozenset({"unit", "scale", "currency", "other", "near", "next", "place", "when"})


class TableError(ValueError):
    """claims/units.toml says something that cannot be compiled; the message names the entry."""


def items(text: str) -> list[str]:
    """The parts of a comma-separated list."""
    return [part.strip() for part in text.split(",") if part.strip()]


def read_source() -> dict[str, Any]:
    """claims/units.toml as it stands."""
    with SOURCE.open("rb") as file:
        return tomllib.load(file)


def inflect(word: str, rule: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """(singular, form, surface) of one inflecting word: `foot|feet`, or a singular to make the plural of.

    The forms are `singular`, `plural` and `adjective` (what stands after a hyphen: `square-foot`).
    """
    singular, bar, plural = (part.strip() for part in word.partition("|"))
    if not bar and rule["plural"]:
        parts = singular.split(" ")
        heads = [i for i, part in enumerate(parts) if i and part in items(rule["head"])]
        last = heads[0] - 1 if heads else len(parts) - 1
        parts[last] += rule["plural"]
        plural = " ".join(parts)
    yield singular, "singular", singular
    if plural and plural != singular:
        yield singular, "plural", plural
    if rule["plural"] and " " in singular:
        yield singular, "adjective", singular.replace(" ", "-")


def respell(mark: str) -> list[str]:
    """A mark in all the spellings of its superscripts, micro and degree sign, the given one first."""
    spellings = [mark]
    for sign, others in SPELLINGS:
        spellings = [s.replace(sign, other) for s in spellings for other in (others if sign in s else (sign,))]
    return spellings


def surfaces(row: Mapping[str, Any], languages: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """(language, lemma, form, surface) of everything that says a unit; marks have the language `any`."""
    for mark in split_marks(row.get("marks", "")):
        for spelling in respell(mark):
            yield "any", mark, "mark", spelling
    for key in ("en", "zh", "zh_Hant"):
        language = MERGED.get(key, key)
        words, _, short = row.get(key, "").partition(";")
        for word in items(words):
            for lemma, form, surface in inflect(word, languages[language]):
                yield language, lemma, form, surface.lower()
        for word in items(short):
            yield language, word, "short", word.lower()


def split_marks(text: str) -> list[str]:
    """Marks of a list; a mark may be anything without a comma."""
    return items(text)


class Pint:
    """pint's registry in exact arithmetic, with our own units defined in it under private names."""

    def __init__(self, units: Mapping[str, Mapping[str, Any]]) -> None:
        import pint

        self.registry: Any = pint.UnitRegistry(non_int_type=Fraction, cache_folder=None)
        # Private names: several of ours (`pp`) are names of other things in pint, which is why they are ours.
        self.private = {name: f"crossfoot_{i}" for i, (name, row) in enumerate(units.items()) if "own" in row}
        for name, private in self.private.items():
            definition = units[name]["own"]
            for other, other_private in self.private.items():
                definition = _replace_name(definition, other, other_private)
            self.registry.define(f"{private} = [{name}]" if definition == "base" else f"{private} = {definition}")

    def factor(self, name: str) -> tuple[Fraction, str]:
        """Exact factor to pint's root units, and the dimension key."""
        unit = self.registry.parse_units(self.private.get(name, name), as_delta=True)
        factor, root = self.registry.get_root_units(unit)
        exponents: dict[str, int] = {}
        powers = root._units.items()  # noqa: SLF001  # pint has no other way to ask
        for base, exponent in powers or self._level(name):
            dimension = EXTRA_BASES.get(base) or self._dimension_of_base(base)
            if Fraction(exponent).denominator != 1:
                raise TableError(f"{name}: fractional power of {base}")
            exponents[dimension] = int(exponent)
        return Fraction(factor), dimension_key(exponents)

    def _level(self, name: str) -> list[tuple[str, int]]:
        """A base of its own for logarithms: pint calls a decibel a dimensionless 1."""
        definition = self.registry._units.get(name)  # noqa: SLF001  # pint has no other way to ask
        return [("level", 1)] if definition is not None and definition.is_logarithmic else []

    def offset(self, name: str) -> Fraction:
        """What is added after the factor to come to kelvin: 273.15 for degC."""
        zero = self.registry.Quantity(Fraction(0), name).to("kelvin").magnitude
        return Fraction(zero)

    def names(self, name: str) -> set[str]:
        """Name, symbol and aliases in pint of a single unit; units.py understands them too."""
        if name in self.private or not name.isidentifier():
            return set()
        prefix, base, _ = self.registry.parse_unit_name(name)[0]
        definition = self.registry._units[base]  # noqa: SLF001  # pint has no other way to ask
        full = str(self.registry.get_name(name))
        found = {full, str(self.registry.get_symbol(name)), *(prefix + alias for alias in definition.aliases)}
        # pint itself may read the symbol as something else: `kt` is its knot, not its kilotonne.
        return {alias for alias in found if self.registry.get_name(alias) == full}

    def _dimension_of_base(self, base: str) -> str:
        (dimension,) = self.registry.get_dimensionality(base)
        for name, private in self.private.items():
            if private == base:
                return f"[{name}]"
        return str(dimension)


def _replace_name(expression: str, name: str, by: str) -> str:
    return " ".join(by if token == name else token for token in expression.split(" "))


def dimension_key(exponents: Mapping[str, int]) -> str:
    """`[length]**2 * [mass] * [time]**-3`, the bases sorted; `1` for no dimension."""
    parts = [base if n == 1 else f"{base}**{n}" for base, n in sorted(exponents.items()) if n]
    return " * ".join(parts) or "1"


def rows(source: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Every unit by name, with its kind in the row."""
    found: dict[str, dict[str, Any]] = {}
    for kind, table in source["units"].items():
        for name, row in table.items():
            if name in found:
                raise TableError(f"{name} stands at two kinds: {found[name]['kind']} and {kind}")
            if unknown := set(row) - UNIT_KEYS:
                raise TableError(f"{name}: unknown keys {sorted(unknown)}")
            found[name] = {"kind": kind, **row}
    return found


def build() -> dict[str, Any]:
    """The whole table, as units.json holds it."""
    source = read_source()
    units = rows(source)
    pint = Pint(units)
    names: dict[str, str] = dict(source["also"]["ours"])
    table: dict[str, dict[str, Any]] = {}
    for name, row in units.items():
        factor, dimension = pint.factor(name)
        entry: dict[str, Any] = {"kind": row["kind"], "dimension": dimension, "factor": str(factor)}
        if row["kind"] == "temperature":
            entry["offset"] = str(pint.offset(name))
        if row.get("nominal"):
            entry["nominal"] = True
        if "own" in row:
            entry["own"] = row["own"]
        if "as" in row:
            reported, reported_dimension = pint.factor(row["as"])
            if reported_dimension != dimension:
                raise TableError(f"{name} is {dimension}, but `as` {row['as']} is {reported_dimension}")
            entry["as"] = [row["as"], str(factor / reported)]
        table[name] = entry
    for alias, name in source["also"]["pint"].items():
        if pint.factor(alias) != pint.factor(name):
            raise TableError(f"pint's {alias} is not {name}")
        names[alias] = name
    for name in units:
        for alias in sorted(pint.names(name)):
            if alias not in units and names.setdefault(alias, name) != name:
                raise TableError(f"the name {alias} is both {names[alias]} and {name}")
    readings, owners = ambiguous(source, units)
    return {
        "units": table,
        "names": names,
        "in_compounds": source["also"]["in_compounds"],
        "words": words(source, units, readings, owners),
        "readings": readings,
        "near": near(source, readings),
        "neighbours": neighbours(source, table),
        "difference": {
            "units": source["difference"]["units"],
            **{language: items(source["difference"][language]) for language in ("en", "zh")},
        },
        "per": {
            language: {key: items(value) for key, value in source["per"][language].items()} for language in ("en", "zh")
        },
        "bare": {language: items(source["bare"][language]) for language in ("en", "zh")},
    }


def ambiguous(
    source: Mapping[str, Any], units: Mapping[str, Any]
) -> tuple[list[list[dict[str, Any]]], dict[tuple[str, str], int]]:
    """All lists of readings, and (language, lemma) -> the number of its list."""
    lists: list[list[dict[str, Any]]] = []
    owners: dict[tuple[str, str], int] = {}
    for language, table in source["ambiguous"].items():
        for key, readings in table.items():
            compiled = []
            for reading in readings:
                if unknown := set(reading) - READING_KEYS:
                    raise TableError(f"ambiguous.{language}.{key}: unknown keys {sorted(unknown)}")
                if len({"unit", "scale", "currency", "other"} & set(reading)) != 1:
                    raise TableError(f"ambiguous.{language}.{key}: a reading is one thing")
                if "unit" in reading and reading["unit"] not in units:
                    raise TableError(f"ambiguous.{language}.{key}: no unit {reading['unit']}")
                if unknown := set(items(reading.get("when", ""))) - TAGS:
                    raise TableError(f"ambiguous.{language}.{key}: unknown tags {sorted(unknown)}")
                lists_of = ("near", "next", "place", "when")
                compiled.append({k: items(v) if k in lists_of else v for k, v in reading.items()})
            lists.append(compiled)
            for lemma in items(key):
                if (language, lemma) in owners:
                    raise TableError(f"ambiguous.{language}: {lemma} stands twice")
                owners[language, lemma] = len(lists) - 1
    return lists, owners


def words(
    source: Mapping[str, Any],
    units: Mapping[str, Any],
    readings: list[list[dict[str, Any]]],
    owners: Mapping[tuple[str, str], int],
) -> dict[str, dict[str, str]]:
    """Language -> surface -> "FORM UNIT...", with the number of its readings (`#3`) before ambiguous units.

    Strings, for four thousand small lists would double the time of loading.
    """
    # Several lemmas may share a surface (`sq m`): the first one's form is kept, the units are added up.
    found: dict[str, dict[str, tuple[str, list[str], set[str]]]] = {"any": {}, "en": {}, "zh": {}}
    for name, row in units.items():
        for language, lemma, form, surface in surfaces(row, source["languages"]):
            _, named, lemmas = found[language].setdefault(surface, (form, [], set()))
            lemmas.add(lemma)
            if name not in named:
                named.append(name)
    faults: list[str] = []
    used: set[tuple[str, str]] = set()
    compiled: dict[str, dict[str, str]] = {}
    for language, table in found.items():
        compiled[language] = {}
        for surface, (form, named, lemmas) in table.items():
            numbers = {owners[language, lemma] for lemma in lemmas if (language, lemma) in owners}
            used |= {(language, lemma) for lemma in lemmas}
            if not numbers:
                if len(named) > 1:
                    faults.append(f"{language}: {surface!r} says {named}; give it an entry in [ambiguous]")
                compiled[language][surface] = " ".join((form, *named))
                continue
            if len(numbers) > 1:
                faults.append(f"{language}: {surface!r} has two lists of readings")
            number = min(numbers)
            read = {reading["unit"] for reading in readings[number] if "unit" in reading}
            if read != set(named):
                faults.append(f"{language}: {surface!r} stands at {sorted(named)}, its readings name {sorted(read)}")
            compiled[language][surface] = " ".join((form, f"#{number}", *named))
    if unused := set(owners) - used:
        faults.append(f"ambiguous words that no unit lists: {sorted(unused)}")
    if faults:
        raise TableError("\n".join(faults))
    return compiled


def near(source: Mapping[str, Any], readings: Iterable[Iterable[Mapping[str, Any]]]) -> dict[str, dict[str, list[str]]]:
    """List name -> language -> words, all lists named by some reading and the other way round."""
    lists = {name: {k: items(v) for k, v in table.items()} for name, table in source["near"].items()}
    named = {name for entry in readings for reading in entry for name in reading.get("near", [])}
    if named != set(lists):
        raise TableError(f"near lists without a reading, or readings without a list: {sorted(named ^ set(lists))}")
    return lists


def neighbours(source: Mapping[str, Any], units: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """Unit -> the units commonly taken for it or paired with it, nearest first."""
    found: dict[str, list[str]] = {}
    for kind, groups in source["neighbours"].items():
        for group in map(items, groups):
            for name in group:
                if name not in units or units[name]["kind"] != kind:
                    raise TableError(f"neighbours.{kind}: {name} is no unit of that kind")
                others = found.setdefault(name, [])
                others.extend(other for other in group if other != name and other not in others)
    return found


def render(table: Mapping[str, Any]) -> str:
    """JSON with one entry of the second level a line: small changes make small diffs."""
    blocks = []
    for key, value in table.items():
        lines: list[str] = []
        if isinstance(value, dict):
            for name, entry in value.items():
                if key == "words" and isinstance(entry, dict):
                    inner = ",\n".join(f"   {_dump(k)}: {_dump(v)}" for k, v in entry.items())
                    lines.append(f"  {_dump(name)}: {{\n{inner}\n  }}")
                else:
                    lines.append(f"  {_dump(name)}: {_dump(entry)}")
            body = ",\n".join(lines)
            blocks.append(f" {_dump(key)}: {{\n{body}\n }}")
        else:
            body = ",\n".join(f"  {_dump(entry)}" for entry in value)
            blocks.append(f" {_dump(key)}: [\n{body}\n ]")
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write_or_check(target: Path, text: str, arguments: list[str]) -> int:
    """Write the text, or with `--check` compare it with what is there; the exit status."""
    if arguments == ["--check"]:
        if target.exists() and target.read_text(encoding="utf-8") == text:
            return 0
        print(f"{target} is stale: run the script without --check", file=sys.stderr)
        return 1
    if arguments:
        print(f"usage: {sys.argv[0]} [--check]", file=sys.stderr)
        return 2
    target.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(write_or_check(TARGET, render(build()), sys.argv[1:]))
