"""Compile the language tables, units and currencies into claims/_generated/table_*.json and lexicon_*.json.

    python -m scripts.generate_lexicon            write the files
    python -m scripts.generate_lexicon --check    exit 1 if a file on disk is not what would be written

To be run after claims/languages/*.toml, claims/units.toml or claims/_building.py has changed. Until then the program
compiles the tables each time it starts, which is right but slow.
"""

from __future__ import annotations

import sys
from pathlib import Path

from claims import _building, lexicon

HOME = Path(__file__).resolve().parent.parent / "claims" / "_generated"


def files() -> dict[Path, str]:
    """Every compiled file with its text."""
    found = {
        HOME / f"table_{language}.json": _building.render(
            _building.table(language), lexicon.digest(lexicon.table_sources(language))
        )
        for language in lexicon.COMPILED[-1]
    }
    for languages in lexicon.COMPILED:
        compiled = _building.render(_building.words(languages), lexicon.digest(lexicon.sources(languages)))
        found[HOME / f"lexicon_{languages[-1]}.json"] = compiled
    return found


def main(arguments: list[str]) -> int:
    """Write the files, or compare them."""
    stale = [path for path, text in files().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in arguments:
        for path in stale:
            print(f"{path.name} is not of these tables: python -m scripts.generate_lexicon")
        return int(bool(stale))
    for path, text in files().items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
