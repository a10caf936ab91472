"""Facts without figures: sentences of our own with what must be read, and what must hold for any text."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.document import Document
from claims.facts import attributions, facts, facts_and_attributions
from claims.sentences import sentences

GOLD = Path(__file__).with_name("facts_gold.md")
LABEL = re.compile(r'- (\w+) "([^"]*)"((?: [\w]+="[^"]*")*)')


def examples():
    """(text, labels, whether nothing else may be read) of each example of the gold file."""
    for block in GOLD.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        text = "\n".join(line[1:].strip() for line in lines if line.startswith(">"))
        if not text:
            continue
        labels = []
        for line in lines:
            if line.startswith("- "):
                kind, quote, rest = LABEL.fullmatch(line).groups()
                labels.append((kind, quote, dict(re.findall(r'(\w+)="([^"]*)"', rest))))
        yield text, labels, any(line.startswith("@") and "facts" in line for line in lines)


def read(text):
    document = Document(text)
    return facts_and_attributions(document, sentences(document.prose, document.blocks))


def fits(text, kind, quote, more, found):
    if kind == "attribution":
        scope = text[found.scope_start : found.scope_end]
        return text[found.start : found.end] == quote and scope.startswith(more["of"])
    if kind == "statement":
        return text[found.start : found.end] == quote
    detail = found.detail
    first = {"role": "person", "quotation": "words", "event": "what"}[kind]
    same = quote in detail[first] if kind == "event" else quote == detail[first]
    if kind == "role":
        more = {"body": None} | more
    return same and all(detail[key] == value for key, value in more.items())


@pytest.mark.parametrize(("text", "labels", "all_"), list(examples()), ids=lambda value: str(value)[:40])
def test_the_gold_is_read(text, labels, all_):
    claims, spoken = read(text)
    by_kind = {kind: [claim for claim in claims if claim.kind == kind] for kind in ("role", "quotation", "event")}
    by_kind["attribution"] = spoken
    by_kind["statement"] = [claim for claim in claims if claim.kind == "statement"]
    kinds = {kind for kind, _, _ in labels} | ({"role", "quotation", "event", "attribution"} if all_ else set())
    for kind in kinds:
        wanted = [(quote, more) for k, quote, more in labels if k == kind and quote != "无"]
        found = list(by_kind[kind])
        for quote, more in wanted:
            fitting = [one for one in found if fits(text, kind, quote, more, one)]
            shown = [getattr(one, "detail", None) or text[one.start : one.end] for one in by_kind[kind]]
            assert fitting, (kind, quote, more, shown)
            found.remove(fitting[0])
        assert not found, (kind, [getattr(one, "detail", None) or text[one.start : one.end] for one in found])


def test_the_gold_has_every_kind_in_both_scripts():
    kinds = {(kind, bool(re.search("[一-龥]", text))) for text, labels, _ in examples() for kind, *_ in labels}
    assert {kind for kind, _ in kinds} == {"role", "quotation", "event", "statement", "attribution"}
    assert len(kinds) == 10


PIECES = [
    "Jane Roe", "chief executive", "Mayor", "President of", "Acme Corp", ", ", ". ", " said ", "“", "”", '"', "'", "’s ",
    " according to ", "data ", "on Monday", "in 2019", "opened", "was appointed ", "the ", "of ", " and ", "(", ")", "\n",
    "习近平", "主任", "国务院", "副总理", "丁薛祥", "、", "，", "。", "表示", "据", "统计", "3月2日", "在北京", "举行", "·",
    "说：", "的", "-", " -", "He ", "U.S. ", "J. ", "1.5", "%",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=30).map("".join)


@given(TEXTS)
def test_any_text_is_read_and_places_are_exact(text):
    document = Document(text)
    cut = sentences(document.prose, document.blocks)
    claims, spoken = facts_and_attributions(document, cut)
    for claim in claims:
        assert 0 <= claim.start < claim.end <= len(text)
        assert claim.sentence == cut[claim.sentence_index]
        for value in (claim.detail or {}).values():
            assert value is None or (value and value in text)
        if claim.kind == "role":
            assert claim.subject is not None
            start, end = claim.subject
            assert text[start:end] == claim.detail["person"]
            assert claim.detail["title"] in text[claim.start : claim.end]
        if claim.kind == "quotation":
            assert claim.detail["words"] in text[claim.start : claim.end]
            if claim.attribution:
                assert text[claim.attribution[0] : claim.attribution[1]] == claim.detail["speaker"]
        if claim.kind == "event":
            assert claim.detail["what"] in text[claim.start : claim.end]
            assert claim.detail["when"] or claim.detail["where"] or claim.reading == "done"
    for one in spoken:
        assert 0 <= one.start < one.end <= len(text)
        assert 0 <= one.scope_start <= one.scope_end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]


@given(TEXTS)
def test_one_reading_or_two_are_the_same(text):
    document = Document(text)
    cut = sentences(document.prose, document.blocks)
    claims, spoken = facts_and_attributions(document, cut)
    assert attributions(document, cut) == spoken
    again = facts(document, cut)
    assert [(c.kind, c.start, c.end, c.detail, c.reading) for c in again] == [
        (c.kind, c.start, c.end, c.detail, c.reading) for c in claims
    ]


def test_claims_are_in_reading_order():
    claims, _ = read("Ann Lee, mayor of Oslo, left on Monday. “It is time,” said Tom Fox, head of Acme.")
    assert [claim.start for claim in claims] == sorted(claim.start for claim in claims)
    assert {claim.kind for claim in claims} >= {"role", "quotation", "event"}


def test_nothing_is_read_without_sentences():
    assert facts_and_attributions(Document(""), []) == ([], [])
