"""Run what the documentation shows: its commands, its Python, its data, its links.

The fenced blocks of README.md, CONTRIBUTING.md and docs/ are read by their language:

    sh        each line is a command; those of `crossfoot` and `pytest` are run
    console   the same after `$ `; the lines below are what it must print; `...` alone stands for any lines
    python    run as a program of its own
    json      must parse; toml likewise

A block below `<!-- not run: REASON -->` is left alone, and so is a command that installs, serves or fetches.
Everything runs in a temporary folder that holds a copy of examples/ and the article under the names that
documentation likes to use (STAND_INS), with the `crossfoot` beside the Python that runs this.

    python scripts/check_docs.py [FILE...]
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = Path("examples/quarter.md")
STAND_INS = ("article.md", "article.txt", "article.html", "articles/article.md", "articles.jsonl")
RUN = {"crossfoot", "pytest"}
BESIDE = {"cat", "echo", "head", "printf", "tail"}  # may stand in a pipe with those
SECONDS = 120

_FENCE = re.compile(r"^(?P<indent> {0,3})(?P<fence>```+|~~~+) *(?P<language>[\w+-]*)[^\n]*$")
_LEFT_ALONE = re.compile(r"^\s*<!-- not run: (?P<reason>\S[^\n]*?) ?-->\s*$")
_LINK = re.compile(r"\]\((?!https?://|mailto:|#)(?P<target>[^()\s#]+)")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its first line's number, its text, and why it is left alone, if it is."""

    language: str
    line: int
    text: str
    left_alone: str | None


@dataclass(frozen=True, slots=True)
class Command:
    """A line for the shell, where it stands, and what it must print (None where nothing is shown)."""

    line: int
    text: str
    output: str | None

    @property
    def programs(self) -> list[str]:
        """The programs of the pipeline, settings of variables before them left out."""
        parts = [part.split() for part in re.split(r"[|;&]+", self.text)]
        return [next((word for word in part if not re.match(r"\w+=", word)), "") for part in parts]

    @property
    def runs(self) -> bool:
        """Whether it is run here: ours, and it neither serves, nor fetches, nor needs a person."""
        programs = set(self.programs)
        return (
            bool(programs & RUN)
            and programs <= RUN | BESIDE
            and not re.search(r"https?://|--online\b|crossfoot serve\b", self.text)
        )


def documents() -> list[Path]:
    """Return the pages whose examples are promises."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [page for page in pages if page.exists()]


def blocks(text: str) -> Iterator[Block]:
    """Yield the fenced blocks of a Markdown page in order."""
    lines = text.split("\n")
    at, above = 0, ""
    while at < len(lines):
        opening = _FENCE.match(lines[at])
        if not opening:
            above = lines[at] if lines[at].strip() else above
            at += 1
            continue
        first = at + 1
        at = first
        while at < len(lines) and not lines[at].strip().startswith(opening["fence"]):
            at += 1
        note = _LEFT_ALONE.match(above)
        indent = len(opening["indent"])
        body = "\n".join(line[indent:] for line in lines[first:at])
        yield Block(opening["language"], first + 1, body, note["reason"] if note else None)
        above = ""
        at += 1


def commands(block: Block) -> Iterator[Command]:
    """Yield the commands of an `sh` or `console` block; a backslash at a line's end joins it to the next."""
    if block.language not in ("sh", "console"):
        return
    joined = re.sub(r"\\\n *", lambda _: " ", block.text)
    found: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(joined.split("\n")):
        if block.language == "sh":
            text = re.sub(r"(^|\s+)#\s.*$", "", line).strip()
            if text:
                found.append((block.line + number, text, []))
        elif line.startswith("$ "):
            found.append((block.line + number, line[2:].strip(), []))
        elif found:
            found[-1][2].append(line.rstrip())
    for number, text, output in found:
        shown = "\n".join(output).strip("\n")
        yield Command(number, text, shown or None)


def agrees(shown: str, printed: str) -> bool:
    """Tell whether a program printed what the page shows: line by line, ends of lines and colour aside."""
    parts = re.split(r"^\.\.\.$\n?", shown, flags=re.MULTILINE)
    pattern = r"(?:.*\n)*?".join(re.escape(part) for part in parts)
    plain = re.sub(r"\x1b\[[\d;]*m", "", printed)
    plain = "\n".join(line.rstrip() for line in plain.strip("\n").split("\n"))
    return re.fullmatch(pattern.rstrip("\n") + r"\n*", plain + "\n") is not None


def furnish(folder: Path) -> None:
    """Lay out what the commands speak of: examples/ and the stand-ins, all of them the same article."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    text = (ROOT / EXAMPLE).read_text(encoding="utf-8")
    paragraphs = "".join(f"<p>{html.escape(part)}</p>\n" for part in re.split(r"\n\s*\n", text))
    page = f'<!doctype html><html lang="en"><title>Article</title><article>{paragraphs}</article></html>\n'
    for name in STAND_INS:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        content = {".html": page, ".jsonl": json.dumps({"id": 1, "text": text}) + "\n"}.get(path.suffix, text)
        path.write_text(content, encoding="utf-8")


def run(arguments: list[str] | str, folder: Path) -> tuple[int, str]:
    """Run a command there and return its status and all that it said."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        arguments,
        shell=isinstance(arguments, str),
        cwd=folder,
        env=os.environ | {"PATH": path, "COLUMNS": "100", "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=SECONDS,
        check=False,
        text=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout


def check_block(block: Block, folder: Path) -> Iterator[tuple[int, str | None]]:
    """Yield, for each thing tried in a block, its line and what is wrong with it (None where it is well)."""
    if block.language == "python":
        status, said = run([sys.executable, "-c", block.text], folder)
        yield block.line, None if status == 0 else said
    elif block.language in ("json", "toml"):
        try:
            (json if block.language == "json" else tomllib).loads(block.text)
        except ValueError as error:
            yield block.line, str(error)
        else:
            yield block.line, None
    for command in commands(block):
        if not command.runs:
            continue
        status, said = run(command.text, folder)
        if status not in (0, 1):  # 1 is a discrepancy found, and examples have some
            yield command.line, f"{command.text}\nended with status {status}:\n{said}"
        elif command.output is not None and not agrees(command.output, said):
            yield command.line, f"{command.text}\nshows:\n{command.output}\n\nbut prints:\n{said}"
        else:
            yield command.line, None


def check_links(page: Path) -> Iterator[tuple[int, str]]:
    """Yield the links of a page to files that are not there."""
    for number, line in enumerate(page.read_text(encoding="utf-8").split("\n"), start=1):
        for link in _LINK.finditer(line):
            if not (page.parent / link["target"]).exists():
                yield number, f"links to {link['target']}, which is not there"


def main(names: list[str]) -> int:
    """Check the pages named, or all of them; print what is wrong, and return 1 if anything is."""
    wrong = tried = 0
    pages = [Path(name).resolve() for name in names] or documents()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        furnish(folder)
        for page in pages:
            outcomes: list[tuple[int, str | None]] = list(check_links(page))
            for block in blocks(page.read_text(encoding="utf-8")):
                if block.left_alone is None:
                    outcomes += check_block(block, folder)
            tried += len(outcomes)
            for line, complaint in outcomes:
                if complaint is not None:
                    wrong += 1
                    print(f"{page.name}:{line}: {complaint.rstrip()}", file=sys.stderr)
    print(f"{len(pages)} pages, {tried} examples run, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
