"""Where results go: standard output, a file that appears whole or not at all, or a folder of such files."""

import os
import stat
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Self


class WritingError(ValueError):
    """A place that results cannot be written to. The message says which, and why."""


class Target:
    """Take results as text; files get their names when all is written, or, after an exception, not at all.

    output: None or `-` for standard output; a folder that exists, or a name that ends in a slash, for a
    folder; else a file. inputs: addresses that must not be written over. Raises WritingError.
    """

    def __init__(self, output: str | None, inputs: Iterable[str] = ()) -> None:
        self.output = None if output in (None, "-") else output
        self.folder: Path | None = None
        self._file: _File | None = None
        if self.output is None:
            return
        path = Path(self.output)
        if path.is_dir() or self.output.endswith(("/", os.sep)):
            self.folder = path
        elif not path.absolute().parent.is_dir():
            raise WritingError(f"cannot write {path}: there is no folder {path.parent}")
        elif any(_same(path, address) for address in inputs):
            raise WritingError(f"{path} is to be read: give another name to write to")

    @property
    def terminal(self) -> bool:
        """Whether results go to a terminal."""
        return self.output is None and sys.stdout.isatty()

    def write(self, text: str) -> None:
        """Add text to standard output or to the file."""
        if not text:
            return
        if self.output is None:
            # Bytes of a file name that is no UTF-8 are shown as escapes, whatever the stream is set to.
            sys.stdout.write(text.encode("utf-8", "backslashreplace").decode("utf-8"))
            return
        if self._file is None:
            self._file = _File(Path(self.output))
        self._file.write(text)

    def flush(self) -> None:
        """Pass on what stands in standard output's buffer, for a program that waits for it."""
        if self.output is None:
            sys.stdout.flush()

    def write_file(self, name: str, text: str) -> None:
        """Write a file of the folder, whole. name: relative, with slashes; folders on the way are made."""
        assert self.folder is not None
        path = self.folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as wrong:
            raise WritingError(f"cannot make the folder {path.parent}: {wrong.strerror or wrong}") from wrong
        file = _File(path)
        try:
            file.write(text)
        except BaseException:
            file.discard()
            raise
        file.keep()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        if self._file is not None:
            if kind is None:
                self._file.keep()
            else:
                self._file.discard()


class _File:
    """A file written under another name beside it until it is whole."""

    def __init__(self, path: Path) -> None:
        self.path = Path(os.path.realpath(path))  # a link stays a link
        self.part: Path | None = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        try:
            if self.path.exists() and not stat.S_ISREG(self.path.stat().st_mode):
                self.part = None  # a pipe or a device: nothing can take its name
            self.stream: IO[str] = (self.part or self.path).open(
                "w", encoding="utf-8", errors="backslashreplace", newline="\n"
            )
        except OSError as wrong:
            raise WritingError(f"cannot write {path}: {wrong.strerror or wrong}") from wrong

    def write(self, text: str) -> None:
        try:
            self.stream.write(text)
        except OSError as wrong:
            raise WritingError(f"cannot write {self.path}: {wrong.strerror or wrong}") from wrong

    def keep(self) -> None:
        try:
            self.stream.close()
            if self.part is not None:
                if self.path.exists():
                    self.part.chmod(stat.S_IMODE(self.path.stat().st_mode))
                self.part.replace(self.path)
        except OSError as wrong:
            self.discard()
            raise WritingError(f"cannot write {self.path}: {wrong.strerror or wrong}") from wrong

    def discard(self) -> None:
        try:
            self.stream.close()
        finally:
            if self.part is not None:
                self.part.unlink(missing_ok=True)


def _same(path: Path, address: str) -> bool:
    try:
        return path.exists() and path.samefile(address)
    except (OSError, ValueError):  # the address is no file here: a URL, `-`, a name that is not there
        return False


def names_for(addresses: Sequence[str], ending: str) -> list[str]:
    """What the reports on these documents are called in one folder: `a.json` for `a.md`.

    `a.md.json` where `a.txt` is there too; a page on the web is called by its host and path; each name is
    relative, leads out of no folder and occurs once, whether or not the file system tells capitals apart.
    """
    long = [_name(address) for address in addresses]
    short = [PurePosixPath(name).with_suffix("").as_posix() for name in long]
    chosen: list[str] = []
    taken: set[str] = set()
    for name, wanted in zip(long, short, strict=True):
        base = wanted if short.count(wanted) == 1 else name
        unique, number = base, 2
        while unique.casefold() in taken:
            unique, number = f"{base}.{number}", number + 1
        taken.add(unique.casefold())
        chosen.append(unique + ending)
    return chosen


def _name(address: str) -> str:
    if address == "-":
        return "stdin"
    scheme, mark, rest = address.partition("://")
    path = PurePosixPath(rest.split("?")[0].split("#")[0] if mark else Path(address).as_posix())
    if path.is_absolute() or (not mark and ".." in path.parts):
        path = PurePosixPath(path.name)
    parts = [part.replace(":", "_") for part in path.parts if part not in ("..", "/")]
    return "/".join(parts) or scheme or "text"
