"""Whether our packages, whose names are common words, are the ones that Python finds."""

import importlib.util
from pathlib import Path

_ROOMS = ("claims", "checkers", "sources", "reports")


def in_the_way() -> str | None:
    """What to tell a user whose Python finds another package of the same name before ours, or None."""
    home = Path(__file__).resolve().parent.parent
    for name in _ROOMS:
        spec = importlib.util.find_spec(name)
        if spec is None:
            return (
                f"its package `{name}` is not beside it in {home}: install crossfoot again, "
                "with `pip install --force-reinstall crossfoot`"
            )
        places = [spec.origin] if spec.origin else list(spec.submodule_search_locations or ())
        if not any(Path(place).resolve().is_relative_to(home / name) for place in places):
            return (
                f"another package named `{name}` ({places[0] if places else 'built in'}) comes before "
                "the one that belongs to crossfoot: run from another folder, or as `python -P -m crossfoot`, "
                "or take that place out of PYTHONPATH, or install crossfoot into an environment of its own"
            )
    return None
