"""Plain text: bytes to text, blocks, title, publication date, language, and all that can go wrong."""

import io
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import sources
from sources import dates, text

ARTICLE = """Rail freight grows again
Published: 2024-01-05

Trains carried 12.4 million tonnes in November, up 6 % on the year.
The ministry said that 120 new wagons would follow.

- 40 wagons in spring
- 80 wagons in autumn
"""
CHINESE = "全市去年完成投资1183亿元，比上年增长近四成。\n市国资委表示，今年还将安排重点项目120个。\n"


def day(document):
    """The first day on which a document may have been published."""
    assert document.published is not None
    return document.published.start


def shown(document, kind):
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == kind]


def test_a_plain_text_is_the_text_itself_in_blocks():
    document = sources.from_text(ARTICLE)
    assert document.text == ARTICLE
    assert document.title == "Rail freight grows again"
    assert shown(document, "heading") == ["Rail freight grows again"]
    assert shown(document, "meta") == ["Published: 2024-01-05"]
    assert shown(document, "item") == ["- 40 wagons in spring", "- 80 wagons in autumn"]
    assert len(shown(document, "paragraph")) == 2
    assert day(document) == date(2024, 1, 5)
    assert document.language == "en"


def test_a_first_sentence_is_no_title():
    assert sources.from_text("Sales rose 5 %.\nThey had fallen before.\n").title is None
    assert sources.from_text("Sales rose 5 %").title is None


def test_hard_wrapped_lines_are_one_block():
    wrapped = (
        "The council said on Tuesday that the tunnel under the river would cost\n"
        "1,200 million crowns, and that the sum had been agreed with the state in\n"
        "March 2021 already, long before the first of the offers had come in. The\n"
        "Treasury pays half.\n"
        "\n"
        "Work starts in May.\n"
    )
    assert len(sources.from_text(wrapped).blocks) == 2


def test_lines_that_are_paragraphs_stay_apart():
    lines = "The council met on Tuesday and heard three reports on the tunnel.\n" * 5
    assert len(sources.from_text(lines).blocks) == 5
    mixed = "The first line runs to some sixty columns and is followed by\na small start.\nA third.\n"
    assert len(sources.from_text(mixed).blocks) == 2


def test_addresses_are_hidden_and_are_links():
    document = sources.from_text("See https://example.com/2024/01 (or http://a.example/x_(1)), page 7.\n")
    assert [link.address for link in document.links] == [
        "https://example.com/2024/01",
        "http://a.example/x_(1)",
    ]
    assert "2024" not in document.prose
    assert "page 7" in document.prose
    chinese = sources.from_text("详见https://example.com/a1，共3页。")
    assert chinese.links[0].address == "https://example.com/a1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5"])
@pytest.mark.parametrize("repeat", [1, 40])
def test_encodings_are_told_apart(encoding, repeat, tmp_path):
    said = (
        CHINESE
        if encoding != "big5"
        else "去年全市完成投資1183億元，比上年增長近四成，這個數字與國際會議公布的一致。\r\n"
    )
    file = tmp_path / "a.txt"
    file.write_bytes((said * repeat).encode(encoding))
    document = sources.fetch(file)
    assert document.text == said * repeat
    assert document.language == "zh"
    assert document.encoding == {"utf-8-sig": "utf-8"}.get(encoding, encoding[:6] if "16" in encoding else encoding)


@pytest.mark.parametrize("said", ["重庆", "上海市2023年", "Revenue 重庆 rose", "（图）"])
def test_short_chinese_in_gb18030(said, tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes((said + "\n").encode("gb18030"))
    try:
        read = sources.fetch(file).text
    except sources.SourceError:
        return  # a refusal is right where nothing tells; a wrong guess never is
    assert read == said + "\n"


def test_latin_utf_16_without_a_mark(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(ARTICLE.encode("utf-16-le"))
    assert sources.fetch(file).text == ARTICLE


def test_only_a_leading_mark_is_removed_and_newlines_stay(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n" + "\ufeff four".encode())
    assert sources.fetch(file).text == "one\r\ntwo\rthree\n\ufeff four"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"abc\0def", "binary"),
        (bytes(range(1, 32)) * 40, "binary"),
        (b"Caf\xe9 for 5 pounds each, and no more than that.", "WINDOWS-1252"),
        (b"\xff\xfe\x00\xd8a", "utf-16"),
        (b"\xef\xbb\xbf\xff", "utf-8"),
        (b"\x89PNG\r\n\x1a\n123", "PNG"),
        (b"\x1f\x8b\x08aaa", "gzip"),
        (b"PK\x03\x04aaaa", "zip archive"),
        (b"\xd0\xcf\x11\xe0aaaa", "Office"),
        (bytes((i * 89 + 17) % 255 + 1 for i in range(5000)), "not text|binary"),
    ],
)
def test_what_is_no_text_is_refused(data, said, tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    with pytest.raises(sources.SourceError, match=said) as raised:
        sources.fetch(file)
    assert str(file) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_missing_files_folders_and_strange_addresses(tmp_path):
    for address, said in (
        (tmp_path / "none.txt", "no such file"),
        (tmp_path, "folder"),
        ("a\0b", "cannot be read"),
        ("x" * 5000, "cannot be read"),
        ("ftp://example.com/a", "no address"),
        ("file:///etc/hosts", "no address"),
    ):
        with pytest.raises(sources.SourceError, match=said):
            sources.fetch(address)


def test_the_limit_holds_for_files_and_streams_and_zero_is_a_limit(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("x" * 1000 + "\n")
    assert len(sources.fetch(file, max_bytes=1001).text) == 1001
    for limit in (1000, 0):
        with pytest.raises(sources.SourceError, match="too large"):
            sources.fetch(file, max_bytes=limit)
        with pytest.raises(sources.SourceError, match="too large"):
            sources.fetch("-", max_bytes=limit, stdin=io.BytesIO(file.read_bytes()))


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device that never ends")
def test_a_device_that_never_ends_is_cut_off():
    with pytest.raises(sources.SourceError, match="too large"):
        sources.fetch("/dev/zero", max_bytes=100_000)


def test_standard_input_is_bytes_or_text():
    assert sources.fetch("-", stdin=io.BytesIO(ARTICLE.encode())).text == ARTICLE
    assert sources.fetch("-", stdin=io.StringIO(ARTICLE)).text == ARTICLE
    with pytest.raises(sources.SourceError, match="standard input is empty"):
        sources.fetch("-", stdin=io.BytesIO())
    page = sources.fetch("-", stdin=io.BytesIO(b"<!DOCTYPE html><p>Sales rose <b>5</b> %.</p>"))
    assert page.text == "Sales rose 5 %."
    assert sources.fetch("-", stdin=io.BytesIO(b"# Sales\n\nThey rose.\n")).title == "Sales"


def test_folders_are_expanded_in_order(tmp_path):
    for name in ("b.txt", "a.md", "sub/c.html", ".hidden/d.txt", "note.log", "sub/.e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "empty").mkdir()
    found = sources.expand([tmp_path, "-", "https://example.com/a", tmp_path / "empty", "none.txt"])
    assert found == [
        *(str(tmp_path / name) for name in ("a.md", "b.txt", "sub/c.html")),
        "-",
        "https://example.com/a",
        str(tmp_path / "empty"),
        "none.txt",
    ]
    with pytest.raises(sources.SourceError, match="without a document"):
        sources.fetch(tmp_path / "empty")


def test_nothing_is_fetched_when_the_network_is_off():
    with pytest.raises(sources.SourceError, match="network is off"):
        sources.fetch("https://example.com/", online=False)


@pytest.mark.parametrize(
    ("given", "start", "end"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-01-05", date(2024, 1, 5), date(2024, 1, 5)),
    ],
)
def test_the_callers_date_wins(given, start, end):
    document = sources.from_text(ARTICLE, published=given)
    assert document.published == (start, end, given)
    assert shown(document, "meta") == ["Published: 2024-01-05"]


@pytest.mark.parametrize(
    "given", ["", "yesterday", "2024-13", "2024-02-30", "24-01-05", "2024-1-5", "0000", "２０２４"]
)
def test_a_bad_date_is_refused(given):
    with pytest.raises(sources.SourceError, match="YYYY-MM-DD"):
        sources.from_text(ARTICLE, published=given)


def test_a_bad_language_or_place_is_refused():
    assert sources.from_text(ARTICLE, language="zh-CN", place="sg").language == "zh"
    assert sources.from_text(ARTICLE, place="sg").place == "SG"
    with pytest.raises(sources.SourceError, match="language"):
        sources.from_text(ARTICLE, language="english")
    with pytest.raises(sources.SourceError, match="country"):
        sources.from_text(ARTICLE, place="Singapore")
    with pytest.raises(sources.SourceError, match="XX is no country that is known here"):
        sources.from_text(ARTICLE, place="xx")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: 2024-01-05", date(2024, 1, 5)),
        ("Published on January 5, 2024", date(2024, 1, 5)),
        ("Posted: Fri, 5 Jan 2024 08:30 GMT", date(2024, 1, 5)),
        ("Publication date: 5th of January 2024", date(2024, 1, 5)),
        ("Date: 2024/1/5", date(2024, 1, 5)),
        ("Date: 31/01/2024", date(2024, 1, 31)),
        ("Date: 5.1.2024", date(2024, 1, 5)),
        ("Last updated: Jan. 5, 2024, 10:30 am", date(2024, 1, 5)),
        ("发布时间：2024年1月5日 08:30", date(2024, 1, 5)),
        ("发布日期:2024-01-05", date(2024, 1, 5)),
        ("发布时间：二〇二四年一月五日", date(2024, 1, 5)),
        ("Published： ２０２４-０１-０５", date(2024, 1, 5)),
        ("January 5, 2024", date(2024, 1, 5)),
        ("Friday, 5 January 2024, 10:30 a.m.", date(2024, 1, 5)),
        ("2024-01-05 08:30 来源：新华网", date(2024, 1, 5)),
        ("2024年1月5日（星期五）", date(2024, 1, 5)),
        ("By Jane Doe | Jan 5, 2024", date(2024, 1, 5)),
        ("By Jane Doe | Updated Jan 5, 2024", date(2024, 1, 5)),
        ("Embargoed until 3:45 p.m. CT, Friday, Jan. 5, 2024", date(2024, 1, 5)),
    ],
)
def test_lines_that_state_the_day_of_publication(line, day):
    document = sources.from_text(f"Freight grows\n{line}\n\nTrains carried 12 million tonnes in 2023.\n")
    assert document.published is not None
    assert document.published[:2] == (day, day)
    assert shown(document, "meta") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "CHONGQING, Jan. 5, 2024 (Agency) -- Trains carried 12 million tonnes.",
        "NEW YORK, January 5, 2024 — Trains carried 12 million tonnes.",
        "新华社重庆2024年1月5日电 列车运送了1200万吨。",
        "San Ramon, CA (Agency) Friday Jan 5, 2024 @ 11:30 AM Pacific — Trains carried 12 million tonnes.",
        "Santa Monica, United States - January 5, 2024 / Agency / Trains carried 12 million tonnes.",
    ],
)
def test_datelines_date_the_article_and_stay_prose(line):
    document = sources.from_text(f"{line}\nIt was the best year since 1998.\n")
    assert document.published is not None
    assert document.published[:2] == (date(2024, 1, 5), date(2024, 1, 5))
    assert not shown(document, "meta")


@pytest.mark.parametrize(
    "line",
    [
        "Published in 2019, the report found that 5 % of all trains were late.",
        "Published on 5 January 2019, the report found that a twentieth of all trains were late last year.",
        "Date: to be announced",
        "Date: 05/04/2024",
        "Date: 2024-02-30",
        "On January 5, 2024, the council met.",
        "The council met on January 5, 2024 – and decided nothing.",
        "By January 5, 2024, all 120 projects were done.",
        "会议于2024年1月5日召开，共有120人参加。",
    ],
)
def test_lines_that_state_no_day_of_publication(line):
    assert sources.from_text(f"Freight grows\n{line}\n\nTrains carried 12 million tonnes.\n").published is None


def test_a_speech_is_printed_in_its_year_and_a_title_may_hold_the_day():
    document = sources.from_text("工作报告\n——2026年1月27日在第十四届人民代表大会上\n去年全市增长5%。\n")
    assert document.published is not None
    assert document.published[:2] == (date(2026, 1, 1), date(2026, 12, 31))
    assert day(sources.from_text("晚间新闻 (20240105)\n去年全市增长5%。\n")) == date(2024, 1, 5)


def test_publication_comes_before_an_update():
    document = sources.from_text("Title\nUpdated: 2024-02-01\nPublished: 2024-01-05\n\nText of it.\n")
    assert day(document) == date(2024, 1, 5)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2024-01-05T23:59:00+08:00", date(2024, 1, 5), date(2024, 1, 5)),
        ("20240105", date(2024, 1, 5), date(2024, 1, 5)),
        ("Fri, 05 Jan 2024 10:00:00 GMT", date(2024, 1, 5), date(2024, 1, 5)),
        ("January 2024", date(2024, 1, 1), date(2024, 1, 31)),
        ("soon", None, None),
    ],
)
def test_dates_in_metadata(said, first, last):
    period = dates.parse(said)
    assert (period and period.start, period and period.end) == (first, last)


@pytest.mark.parametrize(
    ("said", "language"),
    [
        (ARTICLE, "en"),
        (CHINESE, "zh"),
        (ARTICLE + "尽管如此，该市今年的货运量仍然比去年增长了6%，达到1240万吨。\n", "mul"),
        (
            CHINESE * 3 + "The ministry said that 120 new wagons would be added to the fleet in spring.\n",
            "mul",
        ),
        (CHINESE + "Apple iPhone 15 Pro Max, Huawei Mate 60 Pro, Xiaomi 14 Ultra\n", "zh"),
        (ARTICLE + "The firm (重庆市国资委) did not answer.\n", "en"),
        ("Поезда перевезли 12 миллионов тонн в ноябре.\n", "und"),
        ("列車は11月に1,200万トンを運びました。\n", "und"),
        ("12 + 14 = 26\n", "und"),
        ("$5m\n", "en"),
    ],
)
def test_language_by_the_letters_of_the_prose(said, language):
    assert sources.from_text(said).language == language
    assert sources.from_text(said, language="fr").language == "fr"


def test_the_package_imports_the_standard_library_alone():
    code = (
        "import sys; before = set(sys.modules); import sources\n"
        "new = {name.partition('.')[0] for name in set(sys.modules) - before}\n"
        "print(sorted(new - set(sys.stdlib_module_names) - {'sources'}))\n"
        "sources.from_text('Sales rose 5 %.')\n"
        "print(sorted({'pyromark', 'httpx', 'html', 'pydantic', 'trafilatura', 'pint'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd())
    assert done.stdout == "[]\n[]\n"


def test_names_in_messages():
    assert text.given("").name == "the text"
    assert text.given("-").name == "standard input"
