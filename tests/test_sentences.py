"""Sentences: where they end, in English, Chinese and what machines translate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.document import Block, lines
from claims.sentences import sentences


def cut(text, kind="paragraph"):
    return [text[start:end] for start, end in sentences(text, [Block(0, len(text), kind)])]


# One `|` where a sentence ends and the next begins, with the white space that stood there.
CUT_AS_SHOWN = [
    "Sales rose.| Costs fell.| Why?| Nobody knows!| So it goes.",
    "Output reached 126.06万亿 yuan, or 1.2 times as much.| It was a record.",
    "Mr. Okafor met Dr. Lind of the U.S. Dept. of State at 5 p.m. on Jan. 2024.| No. 5 won.",
    "It has approx. 300 members, incl. students, e.g. from St. Gallen.| Prof. A. B. Lind leads it.",
    "It moved to the U.S.| The rest stayed at Acme Inc. and at Brook Ltd.| He left at 5 p.m.| It rained.",
    "It was sold to Acme Inc. Chairman Lee Roe on Oct. 3.| It fell.",
    "“We are late.”| She sat down.| “Stop!” he said.| “Why?” Ann Lee asked.",
    "‘No.’| (They went.)| Then it ended.",
    'He called it "a test."| Nobody agreed.| He wrote: "It is done."| Then: "Is it?"',
    "It rose; it fell; it rose.| 增长较快；出口下降；进口持平。|总体平稳。",
    "这是一个新口号.|The first is to grow.|Essence|",
    "the new slogan.|The first is good, at 6.4 %.|However, it fell in 2023.|The end (of it).|Then more.",
    'the main battlefield of reform.|"Stop loss", and more.',
    'He asked for "more work."|They agreed.',
    "See www.Example.Com/a.B?c=D.E and Node.Js v2.0.1 or report.Pdf.| It is at https://a.example/x.Y.",
    "Ask ann.Lee@example.com or Yahoo! and others.",
    "他说：“你好！”|然后离开。|“行动起来！”的口号响起。|“为什么？”他问。|（完。）|下一句",
    "《你好！》上映了。|他笑了？|是的！|GDP增长5.2%.|其中出口增长。|",
    "价格是３．５元。|好。",
    "1. The first item.| 2. The second",
    "Wait . . . no.| Well... perhaps.| Well...| Then it ended.",
    "The total was 5.",
    "iPhone 5.| It sold.",
]


@pytest.mark.parametrize("shown", CUT_AS_SHOWN)
def test_a_text_is_cut_where_its_sentences_end(shown):
    assert cut(shown.replace("|", "")) == [part.strip() for part in shown.split("|") if part.strip()]


def test_a_blocks_end_ends_a_sentence():
    text = "A heading without a stop\n- an item,\n- another\nThe text goes\n"
    assert [text[a:b] for a, b in sentences(text, lines(text))] == [
        "A heading without a stop",
        "- an item,",
        "- another",
        "The text goes",
    ]


def test_cells_are_sentences_of_their_own():
    assert cut("| Item | 2023. All | \t", "row") == ["Item", "2023. All"]
    assert cut("Item\t1.5\tx", "row") == ["Item", "1.5", "x"]


@given(st.text(st.sampled_from("aA .!?\"'”“）。！？．．1,，\n\tU说的[") | st.characters(), max_size=80))
def test_places_are_in_order_and_nothing_but_space_is_lost(text):
    blocks = lines(text)
    found = sentences(text, blocks)
    at = 0
    for start, end in found:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()
    assert sum(len(text[a:b].split()) >= 1 for a, b in found) >= len(blocks)
