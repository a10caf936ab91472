"""The checkers that there are, and what each says of itself."""

import importlib
import inspect
import pkgutil


def codes() -> list[str]:
    """The codes of all checkers, in alphabetical order: `share-of-whole` for `checkers/share_of_whole.py`."""
    import checkers

    names = [module.name for module in pkgutil.iter_modules(checkers.__path__) if not module.ispkg]
    return sorted(name.replace("_", "-") for name in names if not name.startswith("_"))


def documentation(code: str) -> str:
    """The docstring of a checker: its relation, examples and limits. Raises KeyError where there is none."""
    if code not in codes():
        raise KeyError(code)
    module = importlib.import_module("checkers." + code.replace("-", "_"))
    return inspect.cleandoc(module.__doc__ or "")


def relation(code: str) -> str:
    """The relation that a checker holds, as the one sentence that its docstring begins with."""
    return " ".join(documentation(code).split("\n\n")[0].split())
