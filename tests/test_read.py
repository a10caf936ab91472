"""Reading: every language corpus is read as it says, and no text whatever breaks the reader.

The corpora (`claims/languages/*.md`) are documents and tests at once; one test a heading. An example that is not
read yet stands in `NOT_YET` with the reason, and a test fails when it is read after all.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import FACTS, Claims, Document, read
from claims.claim import Claim
from tests import examples

CORPORA = sorted((Path(__file__).parent.parent / "claims" / "languages").glob("*.md"))
NOT_YET: dict[str, str] = {
    "Crude for May delivery rose 19 cents to $78.24.": "a month alone looks back; nothing says yet that delivery lies ahead",
    "Sheffield Wednesday signed Man Friday actor Joe Sunday from the Edmonton Sun.": "names that end in a weekday",
    "In May 2022 the port moved 91,000 boxes; in the same month of 2021 it moved 84,500.": "what is counted, over a semicolon",
    "Boeing delivered 44 aircraft, mostly 737 MAX jets.": "a product's number before a plural",
    "Seven Sisters, Sevenoaks and Four Marks are all on the line.": "a name at the head of a sentence",
}
"""Text of an example -> why it is not read yet."""


def sections() -> list[tuple[str, list[examples.Example]]]:
    """Each heading of each corpus with its examples that tell of figures."""
    found = []
    for path in CORPORA:
        for heading, group in groupby(examples.of_file(path), key=lambda example: example.heading):
            found.append((f"{path.stem}: {heading}", list(group)))
    return found


def figure_problems(example: examples.Example) -> list[str]:
    """How the figures of an example are read otherwise than listed; facts have their own tests."""
    listed = [e for e in example.expected if e.mark == "-"]
    kept = [e for e in listed if examples.wanted(e.rest).kind not in FACTS]
    if listed and not kept:
        return []
    figures = examples.Example(
        example.where,
        example.line,
        example.heading,
        example.lines,
        example.head,
        [e for e in example.expected if e in kept or e.mark != "-"],
    )
    claims = read(figures.document(), facts=False)
    return examples.compare(figures, claims)


@pytest.mark.parametrize("group", [pytest.param(group, id=name) for name, group in sections()])
def test_corpus(group: list[examples.Example]) -> None:
    failures = []
    for example in group:
        problems = figure_problems(example)
        if example.text in NOT_YET:
            if not problems:
                failures.append(
                    f"{example.where}:{example.line} is read now: take it out of NOT_YET\n  > {example.text}"
                )
        elif problems:
            failures.append(f"{example.where}:{example.line}\n  > {example.text}\n    " + "\n    ".join(problems))
    assert not failures, "\n" + "\n".join(failures)


def test_not_yet_names_examples() -> None:
    texts = {example.text for _, group in sections() for example in group}
    assert set(NOT_YET) <= texts, "NOT_YET lists text that no corpus has"


# -- whatever the text -----------------------------------------------------------------------------------------

WORDS = [
    "one",
    "two",
    "third",
    "a",
    "half",
    "million",
    "thousand",
    "dozen",
    "percent",
    "points",
    "from",
    "to",
    "and",
    "between",
    "about",
    "more",
    "than",
    "up",
    "to",
    "nearly",
    "rose",
    "fell",
    "by",
    "of",
    "in",
    "the",
    "for",
    "January",
    "2",
    "May",
    "2024",
    "Monday",
    "last",
    "year",
    "Q3",
    "FY24",
    "aged",
    "year-old",
    "$",
    "US$",
    "£",
    "€",
    "¥",
    "yuan",
    "RMB",
    "km",
    "m",
    "kg",
    "%",
    "‰",
    "3.5",
    "1,200",
    "12,34,567",
    "1'000",
    "0.5",
    "½",
    "10⁶",
    "×",
    "^",
    "-",
    "–",
    "—",
    "~",
    "+",
    "−",
    "(",
    ")",
    "[",
    "]",
    "/",
    ":",
    ";",
    ",",
    ".",
    "\n",
    "一",
    "二",
    "三",
    "百",
    "千",
    "万",
    "亿",
    "分之",
    "点",
    "几",
    "多",
    "余",
    "约",
    "超",
    "近",
    "年",
    "月",
    "日",
    "上半年",
    "去年",
    "同比",
    "增长",
    "下降",
    "倍",
    "个",
    "人",
    "元",
    "美元",
    "公里",
    "第",
    "至",
    "到",
    "比",
    "％",
    "３",
    "：",
    "No.",
    "Fig.",
    "COVID-19",
    "5G",
    "iPhone",
    "7:30",
    "p.m.",
    "twice",
    "doubled",
    "times",
    "as",
    "many",
    "tenfold",
    "one",
    "in",
    "five",
    "t(28)",
    "=",
    "2.20",
    "p",
    "=",
    ".036",
]
phrases = st.lists(st.sampled_from(WORDS), max_size=24).flatmap(
    lambda parts: st.sampled_from((" ", "")).map(lambda glue: glue.join(parts))
)
texts = st.one_of(
    phrases,
    st.text(max_size=120),
    st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=120),
    st.text(alphabet="0123456789.,-–/:%$ ()年月日万亿千百十一二三至~+'", max_size=60),
)
languages = st.sampled_from(("en", "zh", "mul", None))


def document_of(text: str, language: str | None) -> Document:
    """The text as a document; without a language, of none in particular."""
    return Document(text) if language is None else Document(text, language=language)


def shape(claims: Claims) -> list[tuple[object, ...]]:
    """What two readings must have in common."""
    return [
        (
            c.kind,
            c.start,
            c.end,
            c.reading,
            c.measure,
            c.period,
            None
            if c.quantity is None
            else (c.quantity.value, c.quantity.ends, c.quantity.unit, c.quantity.hedge, c.quantity.direction),
        )
        for c in claims
    ]


def figures(claims: Claims) -> list[Claim]:
    return [claim for claim in claims if claim.figure]


@settings(max_examples=300, deadline=None)
@given(text=texts, language=languages)
def test_any_text_is_read(text: str, language: str | None) -> None:
    claims = read(document_of(text, language), facts=False)
    for claim in claims:
        assert 0 <= claim.start < claim.end <= len(text)
        if claim.subject is not None:
            assert 0 <= claim.subject[0] <= claim.subject[1] <= len(text)
        if claim.quantity is not None and claim.quantity.ends is not None:
            assert claim.quantity.ends[0] <= claim.quantity.ends[1]
        if claim.period is not None and claim.period.start is not None and claim.period.end is not None:
            assert claim.period.start <= claim.period.end
    starts = [claim.start for claim in claims]
    assert starts == sorted(starts)
    found = figures(claims)
    for before, after in pairwise(found):
        assert before.end <= after.start, (
            f"{text[before.start : before.end]!r} and {text[after.start : after.end]!r} overlap"
        )
    for start, end in claims.unread:
        assert any(c.isdigit() for c in text[start:end])
        assert not any(claim.start <= start and end <= claim.end for claim in found)


@settings(max_examples=60, deadline=None)
@given(text=texts, language=languages)
def test_reading_is_deterministic(text: str, language: str | None) -> None:
    assert shape(read(document_of(text, language), facts=False)) == shape(
        read(document_of(text, language), facts=False)
    )


@settings(max_examples=60, deadline=None)
@given(text=phrases)
def test_paragraphs_are_read_apart(text: str) -> None:
    """What stands in a paragraph of its own does not change what is read of numbers in another."""
    sentence = "The bridge cost 41 million euros."
    alone = [claim for claim in read(Document(sentence, language="en"), facts=False) if claim.kind == "money"]
    beside = [
        claim
        for claim in read(Document(f"{sentence}\n\n{text}", language="en"), facts=False)
        if claim.end <= len(sentence) and claim.kind == "money"
    ]
    assert [(c.start, c.end, c.quantity and c.quantity.value) for c in alone] == [
        (c.start, c.end, c.quantity and c.quantity.value) for c in beside
    ]


HOSTILE = (
    "1-",
    "1,",
    "1/",
    "1.",
    "1:",
    "1 to ",
    "$",
    "one and ",
    "from 1 ",
    "million ",
    "a half of a ",
    "(1",
    "[1,",
    "1 2 ",
    "+1 ",
    "January ",
    "first ",
    "third of ",
    "1月",
    "年",
    "百分之",
    "万",
    "第",
    "up ",
    "more than ",
    "1(",
    "10^",
    "A.",
    "https://a",
    "a@",
    "twenty-",
    "1 in ",
    "May 1, ",
    "and 1 ",
    "of the 1 ",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_no_faster_than_the_text(piece: str) -> None:
    """Twice the text makes about twice the calls: counted, not timed."""
    small, large = calls(piece * 400), calls(piece * 800)
    assert large <= 2.6 * small + 2000, f"{piece!r}: {small} calls, then {large}"


def calls(text: str) -> int:
    """How many Python calls and lines of work reading a text takes."""
    import sys

    count = 0

    def trace(*_: object) -> None:
        nonlocal count
        count += 1

    document = Document(text, language="mul")
    read(Document("warm 1 百", language="mul"), facts=False)
    before = sys.getprofile()
    sys.setprofile(trace)
    try:
        read(document, facts=False)
    finally:
        sys.setprofile(before)
    return count


def test_million_digits() -> None:
    assert read(Document("1" * 200_000, language="en"), facts=False) is not None


@pytest.mark.parametrize("piece", ["one hundred and ", "two million and ", "9", "九", "点", "百万", "1 2/"])
def test_no_run_of_numerals_is_too_long(piece: str) -> None:
    """Neither the depth of calls nor the length of a number ends the reading, and what stands behind is read."""
    claims = read(Document(piece * 20_000 + "\n\nThe bridge cost 41 million euros.", language="mul"), facts=False)
    last = claims[-1].quantity
    assert last is not None
    assert (last.value, last.unit) == (41_000_000, "EUR")
