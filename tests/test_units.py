"""Units and currencies: the tables against pint and CLDR, exact conversion, and words that mean one thing."""

import re
import subprocess
import sys
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import units
from scripts import generate_currencies, generate_units

SOURCE = generate_units.read_source()
ROWS = generate_units.rows(SOURCE)
NAMES = list(units.load())
NOTICE = generate_currencies.NOTICE.read_text(encoding="utf-8")
LANGUAGES = ("en", "zh")


def unit_word(text, language) -> units.Word:
    word = units.load().find(text, language)
    assert word is not None, text
    return word


def money_word(text, language) -> units.MoneyWord:
    word = units.find_currency(text, language)
    assert word is not None, text
    return word


@pytest.fixture(scope="module")
def registry():
    """pint in exact arithmetic, without anything of ours."""
    import pint

    return pint.UnitRegistry(non_int_type=Fraction, cache_folder=None)


# The tables are what the scripts would write


@pytest.mark.parametrize(
    ("target", "text"),
    [
        (generate_units.TARGET, lambda: generate_units.render(generate_units.build())),
        (generate_currencies.TARGET, lambda: generate_units.render(generate_currencies.build())),
        (generate_currencies.NOTICE, generate_currencies.notice),
    ],
    ids=["units.json", "currencies.json", "NOTICE"],
)
def test_a_generated_file_is_up_to_date(target, text):
    from babel.core import get_cldr_version

    if target != generate_units.TARGET and f"(CLDR) {get_cldr_version()}," not in NOTICE:
        pytest.skip(f"this Babel has CLDR {get_cldr_version()}, the tables another: see NOTICE")
    assert target.read_text(encoding="utf-8") == text(), "run the scripts that units.toml names at its top"


def test_the_licence_of_cldr_stands_beside_its_data():
    assert "UNICODE LICENSE V3" in NOTICE
    assert "this copyright and permission notice appear" in NOTICE


def test_nothing_heavy_is_loaded():
    program = (
        "import sys, claims.units as u; u.convert(1, 'mile', 'km'); u.currency_words('en'); "
        "print(*{'pint', 'babel'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


# Every row against pint


def base_of(dimension):
    """pint's base units of a dimension key, as an expression."""
    bases = {
        "[length]": "meter",
        "[mass]": "gram",
        "[time]": "second",
        "[temperature]": "kelvin",
        "[current]": "ampere",
        "[luminosity]": "candela",
        "[substance]": "mole",
        "[printing_unit]": "pixel",
        "[angle]": "radian",
        "[data]": "bit",
        "[count]": "count",
    }
    parts = [part.partition("**") for part in dimension.split(" * ")] if dimension != "1" else []
    return " * ".join(f"{bases[base]}**({power or 1})" for base, _, power in parts) or "dimensionless"


@pytest.mark.parametrize("name", [n for n in NAMES if "own" not in ROWS[n] and n != "decibel"])
def test_a_unit_is_what_pint_says(name, registry):
    unit = units.load().unit(name)
    assert not unit.own
    if unit.kind == "temperature":
        for degrees in (Fraction(0), Fraction(-40), Fraction(451, 10)):
            kelvin = registry.Quantity(degrees, name).to("kelvin").magnitude
            assert degrees * unit.factor + unit.offset == kelvin
        return
    factor = registry.Quantity(Fraction(1), name).to(base_of(unit.dimension)).magnitude
    assert unit.factor == factor
    assert unit.offset == 0


def test_a_decibel_is_comparable_to_nothing_else(registry):
    assert registry.Quantity(3, "decibel").units == registry.parse_units("decibel")
    assert [n for n in NAMES if units.comparable("decibel", n)] == ["decibel"]


@pytest.mark.parametrize("name", [n for n in NAMES if ROWS[n].get("own", "base") != "base"])
def test_a_unit_of_our_own_is_as_defined(name, registry):
    definition = ROWS[name]["own"]
    for other in ("TEU", "passenger_kilometer", "base_pair"):
        if other in definition.split(" "):
            factor = Fraction(definition.removesuffix(f" * {other}"))
            assert units.convert(1, name, other) == factor
            return
    unit = units.load().unit(name)
    # pint reads `1 / 3` as a float even in exact arithmetic: numbers are given to it as fractions.
    exact = re.sub(r"(?<![\w*.])\d[\d.]*(?:e-?\d+)?", lambda match: f"F({match[0]!r})", definition)
    names = {word: registry.Quantity(Fraction(1), word) for word in re.findall(r"[a-zA-Z_]{2,}", definition)}
    value = eval(exact, {"F": Fraction, **names})  # noqa: S307  # our own table
    assert unit.factor == registry.Quantity(value).to(base_of(unit.dimension)).magnitude
    assert unit.own


def test_own_units_are_those_that_pint_lacks_or_misreads(registry):
    import pint

    known = set()
    for name in NAMES:
        try:
            registry.parse_units(name)
        except pint.UndefinedUnitError:
            continue
        if "own" in ROWS[name]:
            known.add(name)
    # A typographer's point and the tenfold of a logarithm.
    assert known == {"pp", "decade"}


@pytest.mark.parametrize("name", NAMES)
def test_a_report_can_state_it_in_pints_words(name, registry):
    stated = units.load().as_pint(name)
    if stated is None:
        assert "own" in ROWS[name]
        return
    other, factor = stated
    registry.parse_units(other)
    assert units.convert(1, name, other) == factor


def test_pints_names_for_a_unit_are_understood(registry):
    assert registry.get_name("degF") == "degree_Fahrenheit"
    for alias, name in {
        "km": "kilometer",
        "metre": "meter",
        "degree_Fahrenheit": "degF",
        "kilometer_per_hour": "km/hour",
        "km/h": "km/hour",
        "kilometer/hour": "km/hour",
        "mph": "mile/hour",
        "kilometer**2": "km**2",
        "m^2": "m**2",
        "short_ton": "US_ton",
        "tonne": "metric_ton",
        "hectare": "hectare",
        "barrel": "oil_bbl",
        "metric_ton / hectare": "metric_ton/hectare",
        "gram*km**-1": "gram*km**-1",
        "USD/barrel": "USD/oil_bbl",
        "1/minute": "1/minute",
    }.items():
        assert units.canonical(alias) == name, alias


# Conversion


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        (1, "mile", "kilometer", "1.609344"),
        (1, "nautical_mile", "kilometer", "1.852"),
        (30, "foot", "meter", "9.144"),
        (1, "oil_bbl", "liter", "158.987294928"),
        (1, "gallon", "liter", "3.785411784"),
        (1, "imperial_gallon", "liter", "4.54609"),
        (1, "US_ton", "kilogram", "907.18474"),
        (1, "long_ton", "kilogram", "1016.0469088"),
        (1, "troy_ounce", "gram", "31.1034768"),
        (15, "chinese_mu", "hectare", "1"),
        (3, "jin", "kilogram", "1.5"),
        (1, "tonne_of_coal_equivalent", "megajoule", "29307.6"),
        (100, "km/hour", "m/second", "250/9"),
        (1, "mile**2", "foot**2", "27878400"),
        (0, "degC", "degF", "32"),
        (-40, "degF", "degC", "-40"),
        (300, "kelvin", "degC", "26.85"),
        (2, "delta_degC", "delta_degF", "3.6"),
        (30, "mile/gallon", "liter_per_100_kilometer", "112903/14400"),
        (5, "liter_per_100_kilometer", "km/liter", "20"),
        (4, "minute/km", "km/hour", "15"),
        (1, "TEU", "FEU", "0.5"),
        (90, "degree", "turn", "0.25"),
        (8, "megabit/second", "megabyte/second", "1"),
        (25, "basis_point", "pp", "0.25"),
        (1, "USD/oil_bbl", "USD/gallon", "1/42"),
        (3, "decade", "year", "30"),
        (1, "kilogram_per_mu", "kilogram/hectare", "15"),
        (2, "metric_ton/hectare", "kilogram/hectare", "2000"),
        (1, "megaBtu", "therm", "10"),
    ],
)
def test_a_conversion_is_exact(value, unit, to, expected):
    assert units.convert(value, unit, to) == Fraction(expected)


@pytest.mark.parametrize(
    ("unit", "to"),
    [
        ("mile", "kilogram"),
        ("degC", "delta_degC"),
        ("kelvin", "delta_degF"),
        ("newton*meter", "joule"),
        ("gigabyte", "degree"),
        ("hertz", "becquerel"),
        ("hertz", "revolutions_per_minute"),
        ("USD", "EUR"),
        ("TEU", "metric_ton"),
        ("gray", "watt_hour/kilogram"),
        ("second", "hertz"),
        ("degC/hour", "kelvin"),
    ],
)
def test_what_measures_different_things_is_not_converted(unit, to):
    with pytest.raises(units.DimensionError):
        units.convert(1, unit, to)


@pytest.mark.parametrize(
    "name", ["", "furlongs", "km/", "/hour", "km**", "km//hour", "ABC", "usd/kilogram", "%", "people"]
)
def test_an_unknown_unit_is_refused(name):
    with pytest.raises(units.UnknownUnitError):
        units.dimension(name)


def test_zero_is_not_turned_over():
    with pytest.raises(units.DimensionError, match="0 mile/gallon"):
        units.convert(0, "mile/gallon", "liter_per_100_kilometer")


PAIRS = [(a, b) for a in NAMES for b in NAMES if ROWS[a]["kind"] == ROWS[b]["kind"] and units.comparable(a, b)]
VALUES = st.fractions(min_value=Fraction(1, 10**6), max_value=10**9, max_denominator=10**6)


@given(st.sampled_from(PAIRS), VALUES)
def test_there_and_back(pair, value):
    a, b = pair
    try:
        there = units.convert(value, a, b)
        assert units.convert(there, b, a) == value
    except units.DimensionError as error:
        assert str(error).startswith("0 ")  # noqa: PT017  # only a zero that would be turned over is refused


@given(st.sampled_from(PAIRS), st.sampled_from(NAMES), VALUES)
def test_over_a_third_unit_the_value_is_the_same(pair, third, value):
    a, b = pair
    if ROWS[third]["kind"] != ROWS[a]["kind"] or not units.comparable(a, third):
        third = a
    assert units.convert(units.convert(value, a, third), third, b) == units.convert(value, a, b)


def test_dimensions_and_kinds():
    assert units.dimension("km/hour") == "[length] * [time]**-1"
    assert units.dimension("ppm") == "1"
    assert units.same_dimension("newton*meter", "joule")
    assert not units.comparable("newton*meter", "joule")
    assert units.kind("newton*meter") == "torque"
    assert units.kind("kilogram*m") is None
    assert units.load().difference("degF") == "delta_degF"
    with pytest.raises(units.DimensionError):
        units.load().difference("meter")
    assert units.load().unit("month").nominal
    assert not units.load().unit("week").nominal


@pytest.mark.parametrize("name", NAMES)
def test_neighbours_are_comparable(name):
    found = units.neighbours(name)
    assert name not in found
    assert all(units.comparable(name, other) for other in found)


def test_neighbours_of_a_ton_are_the_other_tons():
    assert {"US_ton", "long_ton"} <= set(units.neighbours("metric_ton"))
    assert units.neighbours("USD") == ()


# Words


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_says_two_units_unless_it_is_ambiguous(language):
    said: dict[tuple[str, str], set[str]] = {}
    for name, row in ROWS.items():
        for part, _, _, surface in generate_units.surfaces(row, SOURCE["languages"]):
            if part in ("any", language):
                said.setdefault((part, surface), set()).add(name)
    for (part, surface), names in said.items():
        word = unit_word(surface, language)
        if part == "any" or surface not in set(units.texts("any")):
            assert set(word.units) == names, surface
        assert word.ambiguous or len(names) == 1, surface


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_clean(language):
    for text, word in units.unit_words(language):
        assert text == word.text
        assert text == text.strip()
        assert "  " not in text
        assert word.form in {"singular", "plural", "adjective", "short", "mark"}
        if word.form != "mark":
            assert text == text.lower()


@pytest.mark.parametrize("name", NAMES)
def test_something_says_each_unit(name):
    words = [word for language in LANGUAGES for _, word in units.unit_words(language)]
    assert any(name in word.units for word in words)


@pytest.mark.parametrize(
    ("text", "language", "unit"),
    [
        ("kilometres", "en", "kilometer"),
        ("Kilometers", "en", "kilometer"),
        ("feet", "en", "foot"),
        ("square-foot", "en", "foot**2"),
        ("square feet", "en", "foot**2"),
        ("sq. ft", "en", "foot**2"),
        ("km2", "en", "km**2"),
        ("km^2", "zh", "km**2"),
        ("㎡", "zh", "m**2"),
        ("miles per hour", "en", "mile/hour"),
        ("kilometres an hour", "en", "km/hour"),
        ("mile-per-hour", "en", "mile/hour"),
        ("MPH", "en", "mile/hour"),
        ("µm", "en", "micrometer"),
        ("μm", "en", "micrometer"),
        ("ºC", "en", "degC"),
        ("℃", "zh", "degC"),
        ("mW", "en", "milliwatt"),
        ("MW", "en", "megawatt"),
        ("barrels per day", "en", "oil_bbl/day"),
        ("barrels of oil equivalent", "en", "barrel_of_oil_equivalent"),
        ("pound-feet", "en", "foot_pound"),
        ("bbl", "en", "oil_bbl"),
        ("centuries", "en", "century"),
        ("decades", "en", "decade"),
        ("hertz", "en", "hertz"),
        ("percentage points", "en", "pp"),
        ("平方公里", "zh", "km**2"),
        ("公里", "zh", "kilometer"),
        ("公頃", "zh", "hectare"),
        ("亩", "zh", "chinese_mu"),
        ("畝", "zh", "chinese_mu"),
        ("千瓦时", "zh", "kilowatt_hour"),
        ("吉瓦", "zh", "gigawatt"),
        ("标箱", "zh", "TEU"),
        ("吨煤当量", "zh", "tonne_of_coal_equivalent"),
        ("英尺", "zh", "foot"),
        ("海里", "zh", "nautical_mile"),
        ("公里/小时", "zh", "km/hour"),
        ("个百分点", "zh", "pp"),
    ],
)
def test_a_plain_word_says_its_unit(text, language, unit):
    word = unit_word(text, language)
    assert not word.ambiguous
    assert word.default == unit


@pytest.mark.parametrize("text", ["KW H", "mw ", "kilometer square", "", "人次", "people", "%", "bn", "USD", "mI"])
def test_what_is_no_unit_word_is_not_found(text):
    word = units.load().find(text, "en")
    assert word is None or word.units == ("mile",), "case is open for words: `mI` is a mile"
    assert units.load().find("人次", "zh") is None


@pytest.mark.parametrize(
    ("text", "language", "candidates", "default"),
    [
        ("m", "en", {"meter", "minute"}, "meter"),
        ("ton", "en", {"US_ton", "metric_ton", "long_ton"}, "metric_ton"),
        ("tons", "en", {"US_ton", "metric_ton", "long_ton"}, "metric_ton"),
        ("degrees", "en", {"degree", "degC", "degF"}, None),
        ("C", "en", {"degC"}, None),
        ("in", "en", {"inch"}, None),
        ("'", "en", {"foot", "minute", "arcminute"}, None),
        ("pt", "en", {"pint", "imperial_pint"}, None),
        ("k", "en", {"kilometer", "kilobyte"}, None),
        ("ounces", "en", {"ounce", "troy_ounce", "fluid_ounce"}, "ounce"),
        ("barrels", "en", {"oil_bbl", "beer_barrel"}, None),
        ("pounds", "en", {"pound", "force_pound"}, "pound"),
        ("bps", "en", {"basis_point", "bit/second"}, "basis_point"),
        ("kt", "en", {"knot", "kilotonne", "kiloton_TNT"}, "kilotonne"),
        ("度", "zh", {"kilowatt_hour", "degC", "degree"}, None),
        ("斤", "zh", {"jin", "taiwan_catty", "hong_kong_catty"}, "jin"),
        ("分", "zh", {"minute", "arcminute"}, None),
        ("年", "zh", {"year"}, "year"),
        ("兆", "zh", {"megabyte"}, None),
    ],
)
def test_an_ambiguous_word_has_readings(text, language, candidates, default):
    word = unit_word(text, language)
    assert word.ambiguous
    assert set(word.units) == candidates
    assert {reading.unit for reading in word.readings if reading.unit} == candidates
    assert word.default == default


def test_readings_are_reachable():
    """An unconditional reading ends a list; each says one thing; lists named have words in both languages."""
    for language in LANGUAGES:
        for text, word in units.unit_words(language):
            for reading in word.readings[:-1]:
                assert not reading.unconditional, text
            for reading in word.readings:
                said = (reading.unit, reading.scale, reading.currency, reading.other)
                assert sum(part is not None for part in said) == 1, text
                for name in reading.near:
                    assert units.load().near(name, "en"), name
                    assert units.load().near(name, "zh"), name
                if reading.currency:
                    assert any(units.find_currency(reading.currency, other) for other in LANGUAGES), text


def test_lists_for_the_reader():
    table = units.load()
    words, nouns = table.per("en")
    assert "per" in words
    assert "capita" in nouns
    assert "warmer" in table.difference_cues("en")
    assert "升温" in table.difference_cues("zh")
    assert "pH" in table.bare("en")


# Money


@pytest.mark.parametrize(
    ("place", "day", "code"),
    [
        ("SG", None, "SGD"),
        ("CN", None, "CNY"),
        ("TW", None, "TWD"),
        ("GB", None, "GBP"),
        ("UK", None, "GBP"),
        ("hk", None, "HKD"),
        ("HR", None, "EUR"),
        ("HR", date(2022, 6, 1), "HRK"),
        ("DE", date(1990, 1, 1), "DEM"),
        ("BG", None, "EUR"),
        ("BG", date(2025, 12, 31), "BGN"),
        ("PS", None, "ILS"),
        ("PA", None, "PAB"),
        ("LS", None, "LSL"),
        ("HT", None, "HTG"),
        ("CU", None, "CUP"),
        ("XX", None, None),
        ("DE", date(1930, 1, 1), None),
    ],
)
def test_a_place_pays_with_its_currency(place, day, code):
    assert units.currency_of_place(place, day) == code


def test_every_place_of_today_has_a_currency():
    from babel.core import get_global

    tender = get_global("territory_currencies")
    living = {place for place, rows in tender.items() if any(end is None and legal for _, _, end, legal in rows)}
    assert {place for place in living if units.currency_of_place(place) is None} == set()
    assert len(living) > 240


def test_territories_are_the_places_turned_round():
    assert ("HR", "1994-05-30", "2023-01-14") in units.territories("HRK")
    assert ("DE", "1999-01-01", None) in units.territories("EUR")
    assert units.territories("XDR") == ()
    with pytest.raises(units.UnknownUnitError):
        units.territories("QQQ")


@pytest.mark.parametrize(("code", "digits"), [("USD", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("KRW", 0), ("CNY", 2)])
def test_minor_digits(code, digits):
    assert units.minor_digits(code) == digits


def test_names_and_symbols():
    assert units.name("CHF", "en") == "Swiss franc"
    assert units.name("CHF", "en", plural=True) == "Swiss francs"
    assert units.name("CHF", "zh") == "瑞士法郎"
    assert units.name("KRW", "zh_Hant") == "韓元"
    assert units.name("XCG", "zh") == "加勒比盾"
    assert units.symbol("CAD", "en") == "CA$"
    assert units.symbol("CAD", "en", narrow=True) == "$"
    assert units.symbol("SEK", "en", narrow=True) == "kr"
    with pytest.raises(units.UnknownUnitError):
        units.name("QQQ", "en")


@pytest.mark.parametrize("code", units.currencies())
def test_a_currency_is_named_in_every_language(code):
    assert re.fullmatch("[A-Z]{3}", code)
    for language in ("en", "zh", "zh_Hant"):
        assert units.name(code, language)
        assert units.symbol(code, language)
    assert re.search("[一-鿿]", units.name(code, "zh"))
    assert 0 <= units.minor_digits(code) <= 4
    assert units.dimension(code) == f"[{code}]"


@pytest.mark.parametrize("language", LANGUAGES)
def test_money_words_are_clean(language):
    known = set(units.currencies())
    for text, word in units.currency_words(language).items():
        assert text == word.text
        assert set(word.codes) <= known
        assert len(set(word.codes)) == len(word.codes)
        assert word.settled or len(word.codes) > 1
        assert 0 < word.factor <= 10
        assert word.cased or text == text.lower()
        assert units.find_currency(text, language) == word


@pytest.mark.parametrize(
    ("text", "language", "place", "code", "factor"),
    [
        ("$", "en", None, "USD", 1),
        ("$", "en", "US", "USD", 1),
        ("$", "en", "SG", "SGD", 1),
        ("$", "en", "HK", "HKD", 1),
        ("$", "en", "MX", "USD", 1),
        ("$", "en", "GB", "USD", 1),
        ("US$", "en", "SG", "USD", 1),
        ("A$", "en", None, "AUD", 1),
        ("NT$", "zh", None, "TWD", 1),
        ("£", "en", "US", "GBP", 1),
        ("PS", "en", None, "GBP", 1),
        ("¥", "en", None, "JPY", 1),
        ("¥", "en", "CN", "CNY", 1),
        ("¥", "zh", None, "CNY", 1),
        ("¥", "zh", "JP", "JPY", 1),
        ("Rs", "en", "PK", "PKR", 1),
        ("₹", "en", None, "INR", 1),
        ("RM", "en", None, "MYR", 1),
        ("kr", "en", None, None, 1),
        ("kr", "en", "NO", "NOK", 1),
        ("SEK", "en", None, "SEK", 1),
        ("RMB", "zh", None, "CNY", 1),
        ("dollars", "en", "AU", "AUD", 1),
        ("US dollars", "en", "AU", "USD", 1),
        ("dlrs", "en", None, "USD", 1),
        ("Swedish kronor", "en", None, "SEK", 1),
        ("Danish crowns", "en", None, "DKK", 1),
        ("pounds", "en", None, "GBP", 1),
        ("pounds", "en", "EG", "EGP", 1),
        ("pesos", "en", None, None, 1),
        ("pesos", "en", "PH", "PHP", 1),
        ("francs", "en", None, None, 1),
        ("CFA francs", "en", "SN", "XOF", 1),
        ("reais", "en", None, "BRL", 1),
        ("renminbi", "en", None, "CNY", 1),
        ("cents", "en", None, "USD", "1/100"),
        ("cents", "en", "DE", "EUR", "1/100"),
        ("pence", "en", None, "GBP", "1/100"),
        ("sen", "en", None, "MYR", "1/100"),
        ("toman", "en", None, "IRR", 10),
        ("元", "zh", None, "CNY", 1),
        ("元", "zh", "TW", "TWD", 1),
        ("元", "zh", "HK", "HKD", 1),
        ("元", "zh", "US", "CNY", 1),
        ("元人民币", "zh", "TW", "CNY", 1),
        ("美元", "zh", "TW", "USD", 1),
        ("美金", "zh", None, "USD", 1),
        ("港币", "zh", None, "HKD", 1),
        ("日圆", "zh", None, "JPY", 1),
        ("日圓", "zh", None, "JPY", 1),
        ("新台幣", "zh", None, "TWD", 1),
        ("瑞典克朗", "zh", None, "SEK", 1),
        ("克朗", "zh", None, None, 1),
        ("卢比", "zh", "LK", "LKR", 1),
        ("角", "zh", None, "CNY", "1/10"),
        ("美分", "zh", None, "USD", "1/100"),
    ],
)
def test_a_money_word_means_its_currency(text, language, place, code, factor):
    word = money_word(text, language)
    assert units.resolve_currency(word, place) == code
    assert word.factor == Fraction(factor)


@pytest.mark.parametrize("text", ["won", "real", "rand", "marks", "pounds", "cents", "p", "ALL", "TRY", "R", "PS", "Y"])
def test_a_word_with_another_meaning_is_read_with_care(text):
    assert money_word(text, "en").careful


@pytest.mark.parametrize("text", ["USD", "$", "€", "euros", "yuan", "US dollars", "RM", "kronor"])
def test_a_word_of_money_alone_needs_no_care(text):
    assert not money_word(text, "en").careful


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("gold", "en"),
        ("silver", "en"),
        ("all", "en"),
        ("try", "en"),
        ("usd", "en"),
        ("greenback", "en"),
        ("people", "en"),
    ]
    + [(text, "zh") for text in ("银", "黄金", "铂", "人", "亿")],
)
def test_ordinary_words_are_no_money(text, language):
    assert units.find_currency(text, language) is None


def test_a_code_with_a_scale_letter():
    before, after = units.scale_letters()
    assert before["M"] == after["m"] == 10**6
    assert before["T"] == 1000
    assert after["bn"] == 10**9
