"""The house keeps its own rules: rooms, names, docstrings, data, documentation, patterns, start-up."""

import ast
import importlib
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from datetime import date
from pathlib import Path
from re import _parser as parser  # type: ignore[attr-defined]  # where the pattern's tree is to be had

import pytest

import checkers
from benchmarks.weighing import JUDGED, Judged
from checkers import Verdict
from claims import Claim, Document
from scripts import check_docs

ROOT = Path(__file__).resolve().parent.parent

# Which of our packages each may import, besides itself.
MAY_IMPORT = {
    "claims": set(),
    "sources": {"claims"},
    "checkers": {"claims"},
    "reports": {"claims", "sources", "checkers"},
    "crossfoot": {"claims", "sources", "checkers", "reports"},
}
NEVER_INSTALLED = {"tests", "scripts", "benchmarks", "examples"}
OPENS_CONNECTIONS = {
    "aiohttp",
    "httpcore",
    "httpx",
    "requests",
    "socket",
    "urllib.request",
    "urllib3",
    "http.client",
}
READS_OR_WRITES = {"io", "os", "pathlib", "shutil", "sqlite3", "subprocess", "tempfile"}
# An outcome has one name. `error` is kept for exceptions, which the linter's N818 sees to.
OTHER_NAMES_OF_A_VERDICT = {
    "alert",
    "alerts",
    "finding",
    "findings",
    "issue",
    "issues",
    "violation",
    "violations",
}

MODULES = sorted(path for package in MAY_IMPORT for path in (ROOT / package).rglob("*.py"))
CHECKERS = sorted(
    path / "__init__.py" if path.is_dir() else path
    for path in (ROOT / "checkers").iterdir()
    if not path.name.startswith("_") and (path.suffix == ".py" or (path / "__init__.py").exists())
)
LANGUAGES = sorted((ROOT / "claims" / "languages").glob("*.toml"))
PAGES = check_docs.documents()


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), name_of(path))


def imports_of(path: Path) -> dict[str, int]:
    """Every module that a file imports, anywhere in it, with the line."""
    package = list(path.relative_to(ROOT).parts[:-1])
    found: dict[str, int] = {}
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name: node.lineno for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            found[start] = node.lineno
            found |= {f"{start}.{alias.name}": node.lineno for alias in node.names}
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module") and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant):
                found[str(first.value)] = node.lineno
    return found


def printed_by(*arguments: str) -> str:
    """What a program prints; a program that fails fails the test with what it said."""
    done = subprocess.run(arguments, cwd=ROOT, check=False, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def of_module(path):
    return pytest.mark.parametrize("path", path, ids=name_of)


@of_module(MODULES)
def test_imports_point_one_way(path):
    package = path.relative_to(ROOT).parts[0]
    ours = {name.partition(".")[0]: line for name, line in imports_of(path).items()}
    allowed = MAY_IMPORT[package] | {package}
    refused = {
        name: line for name, line in ours.items() if name in set(MAY_IMPORT) | NEVER_INSTALLED and name not in allowed
    }
    assert not refused, f"{name_of(path)} imports {refused} (module: line)"


@of_module([path for path in MODULES if name_of(path) != "sources/_http.py"])
def test_only_one_file_opens_connections(path):
    assert not OPENS_CONNECTIONS & set(imports_of(path))


@of_module(sorted((ROOT / "checkers").rglob("*.py")))
def test_checkers_do_no_input_or_output(path):
    assert not READS_OR_WRITES & set(imports_of(path))
    called = {
        node.func.id
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not {"open", "print", "input"} & called


@of_module([path for path in MODULES if path.relative_to(ROOT).parts[0] in ("claims", "checkers", "reports")])
def test_the_clock_is_not_looked_at(path):
    """The same input gives the same bytes, whatever the day."""
    clocks = [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("now", "today", "utcnow")
    ]
    assert not clocks


@of_module(MODULES)
def test_a_verdict_has_one_name(path):
    names = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    words = {word for name in names for word in re.findall(r"[A-Z]?[a-z]+", name)}
    assert not OTHER_NAMES_OF_A_VERDICT & {word.lower() for word in words}


def test_adjudications_say_what_they_must():
    """A row a verdict on a real text: what it was judged to be, why, and on which day."""
    lines = (ROOT / "benchmarks" / "adjudicated.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert {tuple(row) for row in rows} == {("id", "outcome", "checker", "figures", "judged", "why", "date")}
    for row in rows:
        assert row["judged"] in JUDGED[row["outcome"]], row
        assert row["checker"] in checkers.codes(), row
        assert all(isinstance(figure, str) and figure for figure in row["figures"]) and row["figures"], row
        assert len(row["why"]) > 10, row
        date.fromisoformat(row["date"])


def test_adjudications_answer_once_whichever_figure_is_shown():
    """Two equal sentences have two rows, and a third is open."""
    document = Document("5 of 9, 5 of 9", address="a")
    claims = [Claim("count", 0, 1), Claim("count", 5, 6)]
    verdict = Verdict("total", "discrepancy", [("total", claims[0]), ("part", claims[1])], "no", "proven")
    row = {"id": "a", "outcome": "discrepancy", "checker": "total", "figures": ["9", "5"]}
    known = Judged([row | {"judged": "wrong"}, row | {"judged": "real"}, row | {"id": "b", "judged": "real"}])
    assert [known.of("a", verdict, document) for _ in range(3)] == ["wrong", "real", "not adjudicated"]
    assert known.gone({"a"}) == []
    assert [one["id"] for one in known.gone({"a", "b"})] == ["b"]


def undocumented(node: ast.Module | ast.ClassDef, within: str) -> list[str]:
    missing = [] if ast.get_docstring(node) else [within]
    for child in node.body:
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not child.name.startswith("_"):
            if isinstance(child, ast.ClassDef):
                missing += undocumented(child, f"{within}.{child.name}")
            elif not ast.get_docstring(child) and not any("overload" in ast.unparse(d) for d in child.decorator_list):
                missing.append(f"{within}.{child.name}")
    return missing


@of_module(MODULES)
def test_public_names_have_docstrings(path):
    assert undocumented(tree_of(path), name_of(path)) == []


@pytest.mark.parametrize("package", sorted(MAY_IMPORT))
def test_packages_are_typed(package):
    assert (ROOT / package / "py.typed").exists()


# Checkers


def examples_in(text: str) -> list[list[str]]:
    """The examples of the house notation: runs of lines, up to an empty one, of which one starts with `>`."""
    blocks = re.split(r"\n[ \t]*\n", text)
    lines = [[line.strip() for line in block.split("\n") if line.strip()] for block in blocks]
    return [block for block in lines if any(line.startswith(">") for line in block)]


def marks_in(example: list[str]) -> set[str]:
    return {line.split(" ", 1)[0] for line in example} & {"!!", "!", "=", "?"}


def test_there_are_checkers():
    assert CHECKERS


@of_module(CHECKERS)
def test_a_checker_is_told_by_its_docstring(path):
    text = ast.get_docstring(tree_of(path)) or ""
    first = text.split("\n\n")[0]
    assert first.endswith("."), "the first paragraph of the docstring is the relation, as one sentence"
    marks = [marks_in(example) for example in examples_in(text)]
    assert any(example & {"!!", "!"} for example in marks), "no example of a discrepancy"
    assert any("=" in example for example in marks), "no example that holds"
    assert any("?" in example for example in marks), "no undecided example"
    assert any(not example for example in marks), "no example of silence"


@of_module(CHECKERS)
def test_a_checker_has_one_function(path):
    """One relation, one function whose parameters are the roles; what it needs besides starts with `_`."""
    public = [n.name for n in tree_of(path).body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]
    if path.name == "__init__.py":  # a relation of several rooms says which function it is
        public += importlib.import_module(f"checkers.{path.parent.name}").__all__
    assert len(public) == 1, public


@of_module(CHECKERS)
def test_a_checker_is_named_once_and_in_the_catalogue(path):
    name = path.parent.name if path.name == "__init__.py" else path.stem
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", name)
    code = name.replace("_", "-")
    catalogue = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert f"`{code}`" in catalogue, "say in CONTRIBUTING.md which rows of the catalogue it holds"


# Languages


def test_there_are_languages():
    assert {path.stem for path in LANGUAGES} >= {"en", "zh"}


def keys_of(path: Path) -> dict[str, str]:
    """The keys of a table and of its sections, each with the type of what it holds."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    sections = {key: value for key, value in table.items() if isinstance(value, dict)}
    inner = {f"{name}.{key}": value for name, section in sections.items() for key, value in section.items()}
    return {key: type(value).__name__ for key, value in (table | inner).items()}


@of_module(LANGUAGES)
def test_languages_have_the_same_keys(path):
    """What is under a category (the values that its words have) is the language's own business."""
    assert keys_of(path) == keys_of(LANGUAGES[0])


@of_module(LANGUAGES)
def test_a_language_has_a_corpus_with_silent_lines(path):
    examples = examples_in(path.with_suffix(".md").read_text(encoding="utf-8"))
    silent = [example for example in examples if not any(line.startswith("-") for line in example)]
    assert silent
    assert len(silent) < len(examples)


# Documentation


def shown_commands() -> list[tuple[str, check_docs.Command]]:
    found = []
    for page in PAGES:
        for block in check_docs.blocks(page.read_text(encoding="utf-8")):
            found += [(f"{page.name}:{command.line}", command) for command in check_docs.commands(block)]
    return found


def make_targets() -> set[str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][a-z-]*):", text, flags=re.MULTILINE))


def test_the_readme_shows_commands():
    shown = " ".join(command.text for place, command in shown_commands() if place.startswith("README"))
    assert "make demo" in shown
    assert "make test" in shown
    assert "crossfoot check" in shown


@pytest.mark.parametrize(("place", "command"), shown_commands(), ids=lambda value: getattr(value, "text", ""))
def test_a_command_shown_exists(place, command):
    """Subcommands, options and targets; scripts/check_docs.py runs those that can be run."""
    from crossfoot.cli import cli

    for part in re.split(r"[|;&]+", command.text):
        words = [word for word in part.split() if not re.match(r"\w+=", word)]
        if words[:1] == ["make"]:
            assert set(words[1:]) <= make_targets(), place
        if words[:1] != ["crossfoot"] or len(words) == 1:
            continue
        options = {option for parameter in cli.params for option in parameter.opts} | {"--help"}
        if not words[1].startswith("-"):
            assert words[1] in cli.commands, place
            for parameter in cli.commands[words[1]].params:
                options |= {*parameter.opts, *parameter.secondary_opts}
        used = {word.partition("=")[0] for word in words[1:] if re.match(r"--?[a-z]", word)}
        assert used <= options, place


def test_every_target_is_listed_by_make():
    listed = printed_by("make").splitlines()[1:]
    assert make_targets() <= {line.split()[0] for line in listed}


# Patterns

# Notes every pattern that our code compiles: when its modules are imported, and when it reads and weighs.
COLLECT = """
import importlib, json, os, pkgutil, re, sys
root, found = sys.argv[1], {}
compile_really = re._compiler.compile
def compile_and_note(pattern, flags=0):
    frame = sys._getframe(1)
    while os.path.dirname(frame.f_code.co_filename) == os.path.dirname(re.__file__):
        frame = frame.f_back
    place = os.path.relpath(frame.f_code.co_filename, root)
    if place.split(os.sep)[0] in sys.argv[2:] and isinstance(pattern, str):
        found[f"{place}:{frame.f_lineno}", pattern] = int(flags)
    return compile_really(pattern, flags)
re.purge()
re._compiler.compile = compile_and_note
for package in map(importlib.import_module, sys.argv[2:]):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
import crossfoot
for text in (
    "# Sales rise\\n\\nPublished: 2024-01-05\\n\\nSales rose 12% to $450m (£355m) in May, Ann Lee said.",
    "2023年，公司实现营业收入118.3亿元，同比增长6.4%。记者张三1月2日报道。",
):
    crossfoot.check(text=text).to_json()
from claims._patterns import LAZY
for one in LAZY:
    one.flags  # compiles it
print(json.dumps([[place, pattern, flags] for (place, pattern), flags in found.items()]))
"""


def repeats(parsed, outer: bool = False) -> bool:
    """Whether an unbounded repeat that may give back holds another: that takes exponential time."""
    giving_back = (parser.MAX_REPEAT, parser.MIN_REPEAT)
    for operation, argument in parsed:
        if operation in (*giving_back, parser.POSSESSIVE_REPEAT):
            _, most, inside = argument
            gives_back = operation in giving_back and most is parser.MAXREPEAT
            if (gives_back and outer) or repeats(inside, gives_back or outer):
                return True
        elif operation is parser.BRANCH:
            if any(repeats(branch, outer) for branch in argument[1]):
                return True
        else:  # groups, assertions and conditions hold patterns, somewhere among their arguments
            held = argument if isinstance(argument, tuple) else (argument,)
            if any(repeats(part, outer) for part in held if isinstance(part, parser.SubPattern)):
                return True
    return False


@pytest.mark.parametrize(
    ("pattern", "refused"),
    [
        (r"(a+)+", True),
        (r"(?:\d+,?)*x", True),
        (r"(?:x(?:y|z\s*)*?w)+", True),
        (r"(?=(?:a*b*)+)", True),
        (r"(?>(a+)*)", True),
        (r"a+b+", False),
        (r"(?:a++,)*", False),
        (r"(?:a{1,9},)*", False),
        (r"(?:a+){1,9}", False),
    ],
)
def test_the_walk_knows_a_catastrophe(pattern, refused):
    assert repeats(parser.parse(pattern)) is refused


def test_no_pattern_can_take_exponential_time():
    found = json.loads(printed_by(sys.executable, "-c", COLLECT, str(ROOT), *sorted(MAY_IMPORT)))
    assert found
    refused = [(place, pattern) for place, pattern, flags in found if repeats(parser.parse(pattern, flags))]
    assert not refused


# Start-up

HEAVY = ["currency_converter", "fastapi", "httpx", "jinja2", "pandas", "pint", "pydantic"]


def loaded_after(program: str, *names: str) -> set[str]:
    """Which of the modules named are loaded once a program has run in an interpreter of its own."""
    last = f"\nimport sys, json\nprint('\\n' + json.dumps([n for n in {list(names)!r} if n in sys.modules]))"
    return set(json.loads(printed_by(sys.executable, "-c", program + last).splitlines()[-1]))


def test_the_command_line_starts_light():
    assert loaded_after("import crossfoot.cli", *HEAVY) == set()


def test_a_plain_check_stays_light(tmp_path):
    article = tmp_path / "article.txt"
    article.write_text("Of 1,200 jobs, 300 (20%) went to apprentices on 5 January 2024.\n", encoding="utf-8")
    program = (
        "import sys\n"
        "from crossfoot.__main__ import main\n"
        f"sys.argv = ['crossfoot', 'check', {str(article)!r}, '--fail-on', 'never']\n"
        "try:\n    main()\n"
        "except SystemExit as ended:\n    assert not ended.code, ended.code\n"
    )
    assert loaded_after(program, *HEAVY) == set()


def test_the_pytest_plugin_waits_for_a_document():
    ours = [name for name in MAY_IMPORT if name != "crossfoot"]
    assert loaded_after("import crossfoot.pytest_plugin", *ours, *HEAVY, "click") == set()


# The distribution


def test_the_wheel_holds_the_data_and_no_tests(tmp_path):
    printed_by(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    (wheel,) = tmp_path.glob("crossfoot-*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    tops = {name.split("/")[0] for name in held}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(MAY_IMPORT)
    data = {
        name_of(path)
        for package in MAY_IMPORT
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert data <= held
