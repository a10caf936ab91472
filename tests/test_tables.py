"""Tables: what the cells of a table are read as."""

from datetime import date
from decimal import Decimal

import pytest

import claims
from claims import Claim
from claims.tables import Spec, spec
from sources import from_text


def cells(text: str, published: str = "2024-09-01") -> dict[str, Claim]:
    """The claims in the cells of a text's tables, by what stands there."""
    document = from_text(text, published=published)
    assert document.tables, "the text has no table"
    found = claims.read(document, facts=False)
    return {document.text[c.start : c.end]: c for c in found if c.cell is not None and c.kind != "date"}


def amount(claim: Claim) -> tuple[str, Decimal, str | None]:
    assert claim.quantity is not None
    value = claim.quantity.value
    assert isinstance(value, Decimal)
    return claim.kind, value, claim.quantity.unit


ACCOUNTS = """In thousands of US dollars

| | 2023 | | 2022 | |
| --- | --- | --- | --- | --- |
| | Q3 | Q4 | Q3 | Q4 |
| Berths | 101 | 122 | 93 | 96 |
| Less: refunds | 4 | 5 | 3 | 6 |
| Storage | (7) | – | 2 | 1 |
| Margin (%) | 31.5 | 32.0 | 30.1 | 30.4 |
| Total | 90 | 117 | 92 | 91 |
"""


def test_the_line_above_gives_unit_and_scale():
    found = cells(ACCOUNTS)
    assert amount(found["101"]) == ("money", 101000, "USD")
    assert found["101"].quantity.step == 1000
    assert found["101"].detail["scale"] == "1000"
    assert not any(claim.cell is None for claim in claims.read(from_text(ACCOUNTS), facts=False))


def test_brackets_in_accounts_are_negative():
    assert amount(cells(ACCOUNTS)["7"]) == ("money", -7000, "USD")


def test_a_row_has_its_own_unit():
    assert amount(cells(ACCOUNTS)["31.5"]) == ("percent", Decimal("31.5"), "%")


def test_two_rows_of_headers_give_one_period():
    found = cells(ACCOUNTS)
    assert found["101"].period[:2] == (date(2023, 7, 1), date(2023, 9, 30))
    assert found["96"].period[:2] == (date(2022, 10, 1), date(2022, 12, 31))


def test_totals_and_deductions_are_marked():
    found = cells(ACCOUNTS)
    assert found["117"].detail["total"] == "row"
    assert found["4"].detail["less"] is True
    assert "total" not in found["101"].detail
    assert found["101"].measure == "berths"


def test_a_total_column():
    found = cells(
        "| Ward | Red | Blue | Total |\n|---|---|---|---|\n"
        "| Mill | 11 | 14 | 25 |\n| Quay | 8 | 9 | 17 |\n| Total | 19 | 23 | 42 |\n"
    )
    assert found["25"].detail["total"] == "column"
    assert found["19"].detail["total"] == "row"
    assert found["42"].detail["totals"] == ("row", "column")
    assert found["25"].entity == "Mill"


CHINESE = """表2 港务收入（单位：万元）

| 项目 | 2023年 | 2022年 | 同比增长（%） |
| --- | ---: | ---: | ---: |
| 装卸 | 12,480.5 | 11,020.3 | 13.25 |
| 其中：夜间 | 3,100 | 2,500 | 24.0 |
| 减：退款 | 120 | 80 | — |
| 合计 | 12,360.5 | 10,940.3 | 13.0 |
"""


def test_a_chinese_table():
    found = cells(CHINESE)
    assert amount(found["12,480.5"]) == ("money", Decimal(124805000), "CNY")
    assert amount(found["13.25"]) == ("percent", Decimal("13.25"), "%")
    assert found["12,480.5"].period[:2] == (date(2023, 1, 1), date(2023, 12, 31))
    assert found["3,100"].detail["of_which"] is True
    assert found["120"].detail["less"] is True
    assert found["12,360.5"].detail["total"] == "row"
    assert found["13.0"].measure == "同比增长"


def test_years_as_labels_are_dates_and_as_figures_numbers():
    text = "| Year | Ships | Total |\n| --- | --- | --- |\n| 2019 | 41 | 2020 |\n| 2020 | 38 | 1985 |\n"
    found = cells(text)
    assert amount(found["41"]) == ("count", 41, "ship")
    assert found["41"].period[:2] == (date(2019, 1, 1), date(2019, 12, 31))
    assert amount(found["2020"]) == ("number", 2020, None)
    dates = [c for c in claims.read(from_text(text), facts=False) if c.kind == "date"]
    assert [c.cell.row for c in dates] == [1, 2]


def test_standard_errors_in_brackets_are_not_negative():
    found = cells("| Term | b |\n| --- | --- |\n| Age | 0.31 |\n| | (0.08) |\n| Rent | -0.12 |\n| | (0.11) |\n")
    assert amount(found["0.08"])[1] == Decimal("0.08")
    assert amount(found["-0.12"])[1] == Decimal("-0.12")


def test_a_column_of_brackets_is_not_negative():
    found = cells("| Site | Share |\n| --- | --- |\n| Weir | (20%) |\n| Lock | (35%) |\n")
    assert amount(found["20%"])[1] == 20


def test_empty_cells_and_dashes_are_no_claims():
    assert set(cells("| Site | Boats |\n|---|---|\n| Weir | – |\n| Lock | n/a |\n| Quay | 6 |\n")) == {"6"}


def test_a_mean_is_no_total():
    found = cells("| Site | Boats |\n|---|---|\n| Weir | 4 |\n| Lock | 8 |\n| Average | 6 |\n")
    assert found["6"].detail["average"] is True
    assert "total" not in found["6"].detail


def test_a_web_table():
    from sources import page
    from sources.text import given

    html = (
        "<html lang=en><body><h1>Harbour dues</h1><p>The board met on Monday and published its dues.</p>"
        "<table><caption>Dues, EUR million</caption><tr><th>Item</th><th>2023</th><th>2022</th></tr>"
        "<tr><td>Berths</td><td>4.2</td><td>3.9</td></tr><tr><td>Pilots</td><td>1.1</td><td>(0.3)</td></tr></table>"
        "<p>The dues pay for the breakwater.</p></body></html>"
    )
    document = page.read(html.encode(), given("https://example.com/dues.html"))
    found = {document.text[c.start : c.end]: c for c in claims.read(document, facts=False) if c.cell is not None}
    assert amount(found["4.2"]) == ("money", Decimal("4.2e6"), "EUR")
    assert amount(found["0.3"]) == ("money", Decimal("-3e5"), "EUR")
    assert found["1.1"].period[:2] == (date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("H1 2024 (£m)", Spec("money", "GBP", Decimal("1e6"))),
        ("RMB million", Spec("money", "CNY", Decimal("1e6"))),
        ("HK$'000", Spec("money", "HKD", Decimal(1000))),
        ("£000", Spec("money", "GBP", Decimal(1000))),
        ("'000", Spec(None, None, Decimal(1000))),
        ("US$ in millions, except per share data", Spec("money", "USD", Decimal("1e6"))),
        ("Turnout (%)", Spec("percent", "%", Decimal(1))),
        ("Depth (m)", Spec("measure", "meter", Decimal(1))),
        ("面积（万公顷）", Spec("measure", "hectare", Decimal(10000))),
        ("单位：亿元", Spec("money", "CNY", Decimal("1e8"))),
        ("旅客（万人次）", Spec("count", "人次", Decimal(10000))),
        ("增速(%)", Spec("percent", "%", Decimal(1))),
        ("Revenue", None),
        ("Year", None),
        ("p", None),
        ("Note 3", None),
        ("项目", None),
    ],
)
def test_what_a_header_says(text: str, wanted: Spec | None):
    assert spec(text, ("en", "zh")) == wanted


def test_what_a_header_counts():
    assert spec("Households", ("en",), None, True) == Spec("count", "household", Decimal(1))
    assert spec("Status", ("en",), None, True) is None
