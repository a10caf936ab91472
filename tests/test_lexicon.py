"""The compiled tables are those of the tables on disk, and one that is not is left aside."""

import json
import shutil

import pytest

from claims import _building, _patterns, lexicon
from claims._patterns import LAZY, lazy
from scripts import generate_lexicon

FILES = generate_lexicon.files()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_compiled_file_is_of_these_tables(path):
    assert path.read_text(encoding="utf-8") == FILES[path], "python -m scripts.generate_lexicon"


@pytest.mark.parametrize("languages", lexicon.COMPILED)
def test_a_stale_file_is_left_aside(languages, tmp_path, monkeypatch):
    fresh = lexicon.Lexicon(languages, json.loads(json.dumps(_building.words(languages))))
    home = tmp_path / "claims"
    shutil.copytree(lexicon.HOME, home, ignore=shutil.ignore_patterns("__pycache__"))
    for path in FILES:
        held = json.loads(path.read_text(encoding="utf-8"))
        (home / "_generated" / path.name).write_text(json.dumps({**held, "digest": "0", "words": {}}), encoding="utf-8")
    monkeypatch.setattr(lexicon, "HOME", home)
    rebuilt = lexicon.lexicon.__wrapped__(languages)
    table = lexicon.load.__wrapped__(languages[-1])
    assert "one" in rebuilt.words
    assert table == _building.table(languages[-1])
    for part in set(lexicon.Lexicon.__slots__) - {"forms", "seen"}:
        assert getattr(rebuilt, part) == getattr(fresh, part), part


def test_a_lazy_pattern_is_the_pattern():
    made = lazy(r"(\d+)(x)?")
    assert made is LAZY.pop()
    assert not vars(made).keys() & {"search"}
    assert made.search("a 12x") is not None
    assert [match[1] for match in made.finditer("1 2x")] == ["1", "2"]
    assert (made.sub("n", "a 12"), made.pattern, made.match("a")) == ("a n", r"(\d+)(x)?", None)
    with pytest.raises(AttributeError):
        made.nothing  # type: ignore[attr-defined]  # noqa: B018  # the look-up is what is tested


@pytest.mark.parametrize(
    ("text", "han"),
    [("plain", False), ("naïve – “€5”", False), ("Ωμέγα, カタカナ", False), ("在", True), ("12〇", True)],
)
def test_has_han(text, han):
    assert _patterns.has_han(text) is han
