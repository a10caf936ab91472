"""Chinese: how Han text is cut, and figures and dates beyond the corpus in claims/languages/zh.md."""

from datetime import date
from decimal import Decimal

import pytest

import claims
from claims import Document
from claims.document import Period
from claims.numbers import han_ends, han_value
from claims.tokens import lexicon, tokenize

DAY = Period(date(2024, 3, 5), date(2024, 3, 5))


def read(text: str) -> claims.Claims:
    return claims.read(Document(text, language="zh", published=DAY), facts=False)


def figures(text: str) -> list[tuple[str, str, str | None, str | None, str | None]]:
    """(words, kind, unit, hedge, direction) of every figure."""
    found: list[tuple[str, str, str | None, str | None, str | None]] = []
    for claim in read(text):
        quantity = claim.quantity
        words = text[claim.start : claim.end]
        if quantity is None:
            found.append((words, claim.kind, None, None, None))
        else:
            found.append((words, claim.kind, quantity.unit, quantity.hedge, quantity.direction))
    return found


def cut(text: str) -> list[str]:
    return tokenize(text, lexicon(("en", "zh"))).text


# -- cutting ----------------------------------------------------------------------------------------------------


def test_words_that_count_go_first_after_a_number():
    assert cut("12个人")[:3] == ["12", "个", "人"]
    assert cut("5万科技人才")[:2] == ["5", "万"]
    assert cut("3平")[:2] == ["3", "平"]
    assert "平" not in cut("平台上线")


def test_a_single_character_is_a_word_only_beside_a_number():
    assert "近" in cut("近30家")
    assert "近" not in cut("亲近自然")
    assert "分" not in cut("成分复杂")


def test_traditional_characters_are_read_as_simplified_and_kept_as_written():
    tokens = tokenize("約三萬戶", lexicon(("en", "zh")))
    assert tokens.text == ["約", "三", "萬", "戶"]
    assert tokens.word == ["约", "三", "万", "户"]
    assert read("全港約三萬戶停電。")[0].quantity.unit == "戶"


def test_names_in_latin_letters_end_where_han_text_begins():
    assert cut("A380客机")[0] == "A380"
    assert cut("Q3营收")[0] == "Q3"


# -- numbers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三百二十", 320),
        ("十五", 15),
        ("二〇二三", 2023),
        ("三百五", 350),
        ("一百零五", 105),
        ("两千零三", 2003),
        ("百", 100),
        ("万", 10000),
    ],
)
def test_han_numerals(text: str, value: int):
    assert han_value(text) == value


@pytest.mark.parametrize("text", ["百千", "三二十", "十百", "陆地"])
def test_what_is_no_han_numeral(text: str):
    assert han_value(text) is None


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("七八", (7, 8)),
        ("三四百", (300, 400)),
        ("十七八", (17, 18)),
        ("一百二三", (120, 130)),
        ("三五", (3, 5)),
        ("七六", None),
        ("二三十", (20, 30)),
    ],
)
def test_two_neighbouring_digits_are_a_range(text: str, ends: tuple[int, int] | None):
    assert han_ends(text) == ends


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("货值3亿5000万元。", 350000000, 10000),
        ("货值2亿零80万元。", 200800000, 10000),
        ("货值一亿半元。", 150000000, 50000000),
        ("货值6千万元。", 60000000, 10000000),
        ("货值12.5万亿元。", Decimal("12.5e12"), Decimal("1e11")),
    ],
)
def test_scales(text: str, value: Decimal, step: Decimal):
    claim = read(text)[0]
    assert (claim.quantity.value, claim.quantity.step, claim.quantity.unit) == (value, step, "CNY")


def test_the_coarsest_digit_of_a_number_with_two_scales():
    assert read("货值3亿5000万元。")[0].quantity.coarse == 10000000


def test_hedges_stand_inside_numbers():
    assert figures("库房存有40余万册图书。") == [("40余万", "count", "图书", "more-than", None)]
    assert figures("他今年二十来岁。")[-1] == ("二十来岁", "age", "year", "about", None)
    assert figures("修渠300多米。") == [("300多米", "measure", "meter", "more-than", None)]


def test_scales_alone_count_after_a_hedge():
    assert figures("展会吸引近万名观众。") == [("万", "count", "观众", "nearly", None)]
    assert figures("上千头牛过河。") == [("千", "count", "牛", "at-least", None)]
    assert figures("万物生长，千山披绿，百姓安居。") == []


def test_a_measure_in_chinese_units_is_told_in_one_that_pint_parses():
    claim = read("水田90万亩。")[0]
    assert (claim.quantity.value, claim.quantity.unit) == (60000, "hectare")
    assert read("稻谷80斤。")[0].quantity.unit == "kilogram"
    assert read("货柜70万标准箱。")[0].kind == "count"


# -- nouns ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("码头添置12台起重机。", "起重机"),
        ("共有3000人到场。", "人"),
        ("客流达15万人次。", "人次"),
        ("有412家企业报名。", "企业"),
        ("全乡种树12600棵。", "棵"),
        ("安排8个国家级重点项目。", "项目"),
        ("共160个国家古建修缮项目。", "个"),
        ("双向六车道通车。", "车道"),
        ("涉及5部门。", "部门"),
    ],
)
def test_the_noun_that_is_counted(text: str, noun: str):
    assert [claim.quantity.unit for claim in read(text) if claim.kind == "count"] == [noun]


# -- names ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "“雪鹰7”号出海。",
        "客服电话：020-5550123。",
        "云车牌号为云A·5K321。",
        "依据财办〔2021〕8号文件执行。",
        "世界500强榜单出炉。",
        "90后店主回乡。",
        "建成百亿级产业集群。",
        "报警请拨110或119。",
        "更新时间戳：1700000000123。",
        "王三强与李百川到访千岁桥。",
        "七里铺、八角亭和三元巷相邻。",
        "运-20与直-10同框。",
    ],
)
def test_names_are_no_figures(text: str):
    assert figures(text) == []
    assert read(text).unread == []


def test_list_numbers_and_months_are_apart():
    claim = [c for c in read("提要\n8.7月客流创新高。") if c.kind == "date"]
    assert [c.period[:2] for c in claim] == [(date(2023, 7, 1), date(2023, 7, 31))]


# -- dates ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("上周五停航。", date(2024, 3, 1), date(2024, 3, 1)),
        ("下星期一复航。", date(2024, 3, 11), date(2024, 3, 11)),
        ("2日至4日停水。", date(2024, 3, 2), date(2024, 3, 4)),
        ("30日停水。", date(2024, 1, 30), date(2024, 1, 30)),
        ("第2季订单增加。", date(2023, 4, 1), date(2023, 6, 30)),
        ("2022年4季度订单增加。", date(2022, 10, 1), date(2022, 12, 31)),
        ("截至2022年末无欠款。", date(2022, 12, 31), date(2022, 12, 31)),
        ("2月28日至3月2日封路。", date(2024, 2, 28), date(2024, 3, 2)),
        ("“十四五”期间开工。", date(2021, 1, 1), date(2025, 12, 31)),
        ("（20240105）", date(2024, 1, 5), date(2024, 1, 5)),
        ("2019年11月至2022年10月改建。", date(2019, 11, 1), date(2022, 10, 31)),
        ("12月20日已开航。", date(2023, 12, 20), date(2023, 12, 20)),
    ],
)
def test_dates(text: str, start: date, end: date):
    found = [c for c in read(text) if c.kind == "date"]
    assert [c.period[:2] for c in found] == [(start, end)]


def test_the_year_before_is_before_the_year_that_the_text_speaks_of():
    found = [c for c in read("2021年，渔获比上年增加3%。") if c.kind == "date"]
    assert found[1].period[:2] == (date(2020, 1, 1), date(2020, 12, 31))


def test_lunar_dates_stay_unresolved():
    found = read("庙会定在农历八月十六。")
    assert [(c.kind, c.period[:2]) for c in found] == [("date", (None, None))]


def test_a_count_is_no_year():
    assert figures("船队有船1860艘。") == [("1860", "count", "艘", None, None)]


# -- more -------------------------------------------------------------------------------------------------------


def test_a_change_has_its_direction_at_both_ends():
    assert [f[4] for f in figures("入住率由61%提高到68%。")] == ["up", "up"]


def test_points_reach_their_verb_over_an_object():
    assert figures("央行下调存款准备金率0.5个百分点。") == [("0.5个百分点", "points", "pp", None, "down")]


def test_near_before_a_span_is_the_last():
    assert figures("近三年无事故。")[0][3] is None
    assert figures("工程历时近三年。")[0][3] == "nearly"


def test_time_is_linear():
    """The same tokens a character, however long the text (no timing: the work is counted)."""
    text = "全市建成绿道12.5公里，比上年增长8.1%，惠及居民3万余人。"
    once = len(tokenize(text, lexicon(("en", "zh"))))
    assert len(tokenize(text * 50, lexicon(("en", "zh")))) == once * 50
