"""Compile CLDR's currencies (through Babel) and the money of claims/units.toml into claims/_generated.

    python -m scripts.generate_currencies            write currencies.json and NOTICE
    python -m scripts.generate_currencies --check    exit 1 if they are not what would be written

Babel is needed here and in the tests only. CLDR's data stand under the Unicode licence, whose text goes into
NOTICE.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from scripts.generate_units import ROOT, TableError, inflect, items, read_source, render, write_or_check

TARGET = ROOT / "claims" / "_generated" / "currencies.json"
NOTICE = ROOT / "claims" / "_generated" / "NOTICE"

SINCE = date(1950, 1, 1)
# A code that went out of use before then is a word of its letters for today's reader, not money.
READ_SINCE = date(1990, 1, 1)
# No legal tender anywhere, yet written as amounts: offshore yuan, special drawing rights, ecu, Chile's index
# unit, metals.
WITHOUT_TENDER = ("CNH", "XDR", "XEU", "CLF", "XAU", "XAG", "XPT", "XPD")
# Their names are common words (gold, 银) or no words at all; only the codes are read.
NAMELESS = frozenset({"CNH", "CLF", "XAU", "XAG", "XPT", "XPD"})
LANGUAGES = {"en": "en", "zh": "zh", "zh_Hant": "zh_Hant"}
MERGED = {"zh_Hant": "zh"}

Span = tuple[str, str, str | None]


def places(changes: Mapping[str, Mapping[str, str]]) -> dict[str, list[Span]]:
    """Place -> (code, first day, last day or None) of its legal tender since SINCE, the one to take first.

    Tender of today goes first, the place's own before a neighbour's, else in CLDR's order; then the latest
    before earlier ones.
    """
    from babel.core import get_global

    found: dict[str, list[Span]] = {}
    for place, rows in sorted(get_global("territory_currencies").items()):
        spans: list[Span] = []
        for code, start, end, tender in rows:
            if tender and (end is None or date(*end) >= SINCE):
                first = "0001-01-01" if start is None else date(*start).isoformat()
                spans.append((code, first, None if end is None else date(*end).isoformat()))
        if change := changes.get(place):
            if change["new"] in {code for code, _, _ in spans}:
                raise TableError(f"money.changes: CLDR knows of {change['new']} in {place} by now")
            spans = [(c, start, change["last"] if c == change["old"] else end) for c, start, end in spans]
            spans.append((change["new"], change["first"], None))
        # Sorting keeps CLDR's order where nothing else decides.
        spans.sort(key=lambda span: span[2] or "9999", reverse=True)
        spans.sort(key=lambda span: (span[2] is not None, span[2] is None and span[0][:2] != place))
        if spans:
            found[place] = spans
    return found


def codes(tender: Mapping[str, list[Span]]) -> list[str]:
    """All codes of the table, sorted."""
    return sorted({code for spans in tender.values() for code, _, _ in spans} | set(WITHOUT_TENDER))


def narrow_symbols(tender: Mapping[str, list[Span]]) -> dict[str, str]:
    """Code -> the shortest symbol in the locales of its places; Babel has no narrow forms."""
    from babel import localedata
    from babel.core import parse_locale

    counts: dict[str, Counter[str]] = {}
    for identifier in sorted(localedata.locale_identifiers()):
        place = parse_locale(identifier)[1]
        symbols = localedata.load(identifier)["currency_symbols"] if place in tender else {}
        for code, _, _ in tender.get(place or "", ()):
            symbol = symbols.get(code, "").strip("\u200b\u200e\u200f")
            if symbol and symbol != code:
                counts.setdefault(code, Counter())[symbol] += 1
    return {code: min(found, key=lambda s: (len(s), -found[s], s)) for code, found in counts.items()}


def table(source: Mapping[str, Any], tender: Mapping[str, list[Span]]) -> dict[str, dict[str, Any]]:
    """Code -> names, symbols and digits."""
    from babel import Locale
    from babel.core import get_global
    from babel.numbers import get_currency_name, get_currency_symbol

    fractions = get_global("currency_fractions")
    narrow = narrow_symbols(tender)
    found: dict[str, dict[str, Any]] = {}
    for code in codes(tender):
        names: dict[str, Any] = {"en": [get_currency_name(code, count, "en") for count in (1, 2)]}
        for language in ("zh", "zh_Hant"):
            by_hand = source["money"][language]["names_of"].get(code)
            names[language] = by_hand or Locale.parse(language).currencies.get(code) or names["en"][0]
        found[code] = {
            "names": names,
            "symbols": {key: get_currency_symbol(code, locale) for key, locale in LANGUAGES.items()},
            "narrow": narrow.get(code, code),
            "digits": fractions.get(code, fractions["DEFAULT"])[0],
        }
    return found


def value(text: str, known: Mapping[str, Any]) -> str:
    """`1/100 ? MXN, BRL` as "1/100 ? MXN BRL"; the factor is 1 where none is written."""
    words = text.replace(",", " ").split()
    factor = words.pop(0) if words[0][0].isdigit() else "1"
    if unknown := [word for word in words if word != "?" and word not in known]:
        raise TableError(f"money: no such currency: {unknown} in {text!r}")
    if words[0] == "?" and len(words) < 3:  # a question mark and two to choose from
        raise TableError(f"money: {text!r} leaves nothing open")
    return " ".join((factor, *words))


def by_hand(source: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """(language, surface, form, value) of the money of units.toml."""
    money = source["money"]
    for language in ("any", "en", "zh", "zh_Hant"):
        sections = money.get(language, {})
        target = MERGED.get(language, language)
        for key, text in sections.get("signs", {}).items():
            for sign in items(key):
                yield target, sign, "sign", value(text, known)
        for section in ("names", "subunits"):
            for key, text in sections.get(section, {}).items():
                for word in items(key):
                    for _, form, surface in inflect(word, source["languages"][target]):
                        yield target, surface.lower(), form, value(text, known)
    for code, meant in money["informal_codes"].items():
        yield "any", code, "code", value(meant, known)


def from_cldr(known: Mapping[str, Mapping[str, Any]], readable: list[str]) -> Iterator[tuple[str, str, str, str]]:
    """(language, surface, form, value) of codes, symbols and names, those in use today first."""
    for code in readable:
        yield "any", code, "code", f"1 {code}"
    for code in readable:
        row = known[code]
        # The bare dollar and yen signs are given by hand: what they mean is a matter of place.
        for language in ("en", "zh"):
            if row["symbols"][language] not in (code, "$", "¥"):
                yield "any", row["symbols"][language].replace("\u202f", " "), "sign", f"1 {code}"
        if code in NAMELESS:
            continue
        singular, plural = row["names"]["en"]
        for form, name in (
            ("singular", singular),
            ("plural", plural),
            ("adjective", singular.replace(" ", "-")),
        ):
            yield "en", name.lower(), form, f"1 {code}"
        for language in ("zh", "zh_Hant"):
            yield "zh", row["names"][language].lower(), "singular", f"1 {code}"


def words(
    source: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]], tender: Mapping[str, list[Span]]
) -> dict[str, dict[str, str]]:
    """Language -> surface -> "FORM FACTOR CODE..."; `!` after the form where it must be read with care."""
    latest: dict[str, str] = dict.fromkeys(WITHOUT_TENDER, "9999-12-31")
    for spans in tender.values():
        for code, _, end in spans:
            latest[code] = max(latest.get(code, ""), end or "9999-12-31")
    readable = sorted((c for c in known if latest[c] >= READ_SINCE.isoformat()), key=lambda c: (latest[c] < "9999", c))
    found: dict[str, dict[str, str]] = {"any": {}, "en": {}, "zh": {}}
    faults: list[str] = []
    forms: dict[tuple[str, str], str] = {}
    for language, surface, form, what in by_hand(source, known):
        if forms.setdefault((language, surface), what) != what:
            faults.append(f"{language} {surface!r} is {forms[language, surface]!r} and {what!r}")
        found[language].setdefault(surface, f"{form} {what}")
    for language, surface, form, what in from_cldr(known, readable):
        # Names told apart by years or in brackets are no words of a text.
        if not any(sign in surface for sign in "()–0123456789（") and surface:
            found[language].setdefault(surface, f"{form} {what}")
    careful = {
        "sign": set(items(source["money"]["careful_signs"])),
        "code": set(items(source["money"]["careful_codes"])),
    }
    names = set(items(source["money"]["careful_names"]))
    used: set[str] = set()
    for table_of in found.values():
        for surface, row in table_of.items():
            form, rest = row.split(" ", 1)
            if surface in careful.get(form, names):
                used.add(surface)
                table_of[surface] = f"{form}! {rest}"
    if unused := (careful["sign"] | careful["code"] | names) - used:
        faults.append(f"careful, but not among the words: {sorted(unused)}")
    for language in ("en", "zh"):
        both = set(found["any"]) & set(found[language])
        if both := {text for text in both if not found[language][text].startswith("sign")}:
            faults.append(f"a sign or code and a word: {sorted(both)}")
    if faults:
        raise TableError("money:\n" + "\n".join(faults))
    return found


def build() -> dict[str, Any]:
    """The whole table, as currencies.json holds it."""
    source = read_source()
    tender = places(source["money"]["changes"])
    known = table(source, tender)
    scales = {
        key: {letters: int(Decimal(factor)) for letters, factor in source["money"][key].items()}
        for key in ("scale_before_code", "scale_after_code")
    }
    return {"currencies": known, "places": tender, "words": words(source, known, tender), **scales}


def notice() -> str:
    """Where the tables come from, and the licence of what is CLDR's."""
    import babel
    from babel.core import get_cldr_version

    licence = Path(babel.__file__).parent / "locale-data" / "LICENSE.unicode"
    return (
        "currencies.json holds names, symbols, digits and territories of currencies from the Unicode Common\n"
        f"Locale Data Repository (CLDR) {get_cldr_version()}, by way of Babel, under this licence:\n\n"
        f"{licence.read_text(encoding='utf-8').strip()}\n\n"
        "units.json holds conversion factors computed with pint (BSD-3-Clause, copyright pint authors) and\n"
        "words of our own. No text of pint is in it.\n"
    )


def main(arguments: list[str]) -> int:
    """Write or check both files; the exit status."""
    results = (
        write_or_check(TARGET, render(build()), arguments),
        write_or_check(NOTICE, notice(), arguments),
    )
    return max(results)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
