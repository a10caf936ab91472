"""What a run is told: names of checkers, made sure of, and the settings files.

Settings stand in `crossfoot.toml`, or in `[tool.crossfoot]` of a `pyproject.toml`, of the folder where the
program runs or the nearest one above, under the names of the command line's options: `fail-on = "proven"`.
"""

from collections.abc import Iterable
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any


class SettingsError(ValueError):
    """A settings file cannot be used. The message says which file, where in it, and what to do."""


def checkers(codes: Iterable[str] | None) -> list[str] | None:
    """Codes of checkers; several may stand in one string with commas. Raises ValueError for one unknown."""
    if codes is None:
        return None
    from checkers import codes as all_codes

    if isinstance(codes, str):
        codes = [codes]
    wanted = [code.strip().replace("_", "-") for entry in codes for code in entry.split(",") if code.strip()]
    known = all_codes() if wanted else []
    for code in wanted:
        if code not in known:
            raise ValueError(f"there is no checker {code!r}; there are {', '.join(known) or 'none'}")
    return wanted


def today(given: "str | date | None") -> "date":
    """The day by which waivers end: the one given, else the clock's here. Raises ValueError for what is no day."""
    from datetime import date, datetime

    if given is None:
        return datetime.now().astimezone().date()
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError as wrong:
        raise ValueError(f"{given!r} is no day: write it as 2024-01-31") from wrong


def find(start: Path) -> "tuple[Path, dict[str, Any]] | None":
    """The settings file that holds for a folder, with its settings, or None.

    Raises SettingsError where a file that may hold settings cannot be read.
    """
    for folder in (start, *start.parents):
        own = folder / "crossfoot.toml"
        if own.is_file():
            return own, _table(own)
        project = folder / "pyproject.toml"
        if project.is_file():
            settings = _table(project).get("tool", {}).get("crossfoot")
            if settings is not None:
                if not isinstance(settings, dict):
                    raise SettingsError(f"{project}: [tool.crossfoot] must be a table")
                return project, settings
    return None


def _table(path: Path) -> "dict[str, Any]":
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as wrong:
        raise SettingsError(f"{path} cannot be read: {wrong}") from wrong
    if path.name == "pyproject.toml" and "crossfoot" not in text:
        return {}  # most are long and hold nothing for us
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise SettingsError(f"{path} is not TOML: {wrong}") from wrong
