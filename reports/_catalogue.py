"""What the checkers say of themselves, for a reader."""

import inspect

_STYLES = {"!!": "1;31", "!": "1;33", "=": "32", "?": "33", "~": "36"}
_LEGEND = (
    "> the article says  !! a proven discrepancy  ! a likely one  = holds  ? undecided  unmarked: silence\n"
    "“...” the figure shown, then words of the reason   ~ words of what would make it fit\n"
    "@ date of publication, language, place\n"
)


def documentation(code: str) -> str:
    """The docstring of a checker: its relation, examples and limits. Raises KeyError where there is none."""
    from checkers import explain

    return inspect.cleandoc(explain(code))


def relation(code: str) -> str:
    """The relation that a checker holds, as the one sentence that its docstring begins with."""
    return " ".join(documentation(code).split("\n\n")[0].split())


def shown(code: str, *, color: bool) -> str:
    """A checker's documentation for a terminal, with a legend of the marks in its examples."""

    def styled(line: str) -> str:
        style = _STYLES.get(line.lstrip().split(" ", 1)[0], "")
        return f"\x1b[{style}m{line}\x1b[0m" if color and style else line

    title = f"\x1b[1m{code}\x1b[0m" if color else code
    lines = "\n".join(styled(line) for line in documentation(code).rstrip().split("\n"))
    return f"{title}\n\n{lines}\n\n{_LEGEND}"
