"""Documents as tests: `pytest --crossfoot articles/` shows each weighed relation as one test.

A relation that holds is passed, a discrepancy is failed with the reason, what could not be decided is
skipped, and a waived discrepancy is an expected failure. See docs/pytest.md. Every run of pytest loads this
module, so it imports nothing of ours before a document is collected.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from checkers._verdict import Verdict
    from reports import Report
    from reports._words import Places, Tally
    from reports.waivers import Desk

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm")
"""Files that are collected as documents, where collection is switched on."""
IGNORED = (
    "README*",
    "CHANGELOG*",
    "CONTRIBUTING*",
    "LICENSE*",
    "CMakeLists.txt",
    "requirements*.txt",
    "robots.txt",
)
"""Files that are no articles, where the setting `crossfoot_ignore` names no others."""
FAIL_ON = ("proven", "likely", "never")
_WAIVERS = "crossfoot-waivers.toml"  # as reports.waivers has it
_QUOTE = 48  # characters of a figure in the name of a test


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options and settings, all of them named after the product."""
    group = parser.getgroup("crossfoot", "documents as tests")
    group.addoption(
        "--crossfoot",
        action="store_true",
        help="Collect text, Markdown and HTML documents, and show each relation of their figures as a test.",
    )
    options = {
        "date": ("DATE", "Date of publication, over what the documents say: YYYY, YYYY-MM or YYYY-MM-DD."),
        "lang": ("CODE", "Language of the documents: en, zh, mul for mixed text; else recognised."),
        "place": ("CC", "Country of publication: what a dollar sign or a public holiday means."),
        "rates": ("FILE", "Table of currency rates; else the one that is installed."),
        "baseline": (
            "FILE",
            "Expect the discrepancies that this file has on record (crossfoot check --write-baseline).",
        ),
        "today": ("DATE", "The day by which waivers end, YYYY-MM-DD; else the clock's."),
    }
    for name, (metavar, words) in options.items():
        group.addoption(f"--crossfoot-{name}", metavar=metavar, help=words)
        parser.addini(f"crossfoot_{name}", f"As --crossfoot-{name}.", default="")
    words = "Which discrepancies fail: proven, likely (the default, which includes proven ones) or never."
    group.addoption("--crossfoot-fail-on", choices=FAIL_ON, help=words)
    parser.addini("crossfoot_fail_on", "As --crossfoot-fail-on.", default="likely")
    parser.addini("crossfoot", "As --crossfoot.", type="bool", default=False)
    parser.addini(
        "crossfoot_ignore",
        "Names or paths, with * and ?, that are not collected as documents.",
        type="args",
        default=list(IGNORED),
    )


def pytest_configure(config: pytest.Config) -> None:
    """Switch collection on, where it is asked for."""
    if config.getoption("--crossfoot") or config.getini("crossfoot"):
        config.pluginmanager.register(_Switched(config), "crossfoot-documents")


class Discrepancy(Exception):  # noqa: N818  # a verdict, not an error: the one word for it
    """A relation does not hold. The message is the report of it."""


class Told(Exception):  # noqa: N818  # it carries a message that needs no traceback
    """A document could not be weighed for a reason that the message tells in full."""


class _Switched:
    """The hooks of a run that collects documents."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.fail_on = str(self.setting("fail-on"))
        if self.fail_on not in FAIL_ON:
            raise pytest.UsageError(f"crossfoot_fail_on is one of {', '.join(FAIL_ON)}, not {self.fail_on!r}")
        self.desk = _Desk(self)

    def setting(self, name: str) -> Any:  # noqa: ANN401  # as pytest types options
        """An option of the command line, or the setting of that name."""
        option = self.config.getoption(f"--crossfoot-{name}")
        return option or self.config.getini(f"crossfoot_{name.replace('-', '_')}") or None

    def file(self, name: str) -> Path | None:
        """The file of an option, meant from where pytest runs, or of a setting, meant from where that stands."""
        option = self.config.getoption(f"--crossfoot-{name}")
        if option:
            return Path(self.config.invocation_params.dir, option)
        setting = self.config.getini(f"crossfoot_{name}")
        home = self.config.inipath.parent if self.config.inipath else self.config.rootpath
        return home / setting if setting else None

    def pytest_report_header(self) -> str:
        """One line on what is on."""
        fails = {"proven": "proven discrepancies fail", "likely": "discrepancies fail", "never": "none fails"}
        return f"crossfoot: documents are collected; {fails[self.fail_on]}"

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """A document, or the file of waivers beside some."""
        if file_path.name == _WAIVERS:
            return WaiversFile.from_parent(parent, path=file_path, desk=self.desk)
        if file_path.suffix.lower() not in SUFFIXES:
            return None
        if not parent.session.isinitpath(file_path) and self.ignored(file_path):
            return None
        return Article.from_parent(parent, path=file_path, desk=self.desk)

    def ignored(self, path: Path) -> bool:
        """Whether `crossfoot_ignore` names this file. One that the command line names is collected anyway."""
        names = [path.name]
        if path.is_relative_to(self.config.rootpath):
            names.append(path.relative_to(self.config.rootpath).as_posix())
        return any(fnmatchcase(name, glob) for glob in self.config.getini("crossfoot_ignore") for name in names)

    def pytest_collection_modifyitems(self) -> None:
        """Stop where what was said of all documents is no sense: no test would say more."""
        if self.desk.senseless:
            raise pytest.UsageError(self.desk.senseless)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """How much of the documents was weighed at all."""
        if self.desk.tally is not None and self.desk.tally.documents:
            from reports import text

            terminalreporter.section("crossfoot", sep="-")
            waiving = self.desk.waiving
            for line in waiving.baseline.gone() if waiving and waiving.baseline else ():
                terminalreporter.write_line(line)
            terminalreporter.write(text.summary(self.desk.tally))


class _Desk:
    """Reads and weighs the documents of a run; imports what that takes when the first one comes."""

    def __init__(self, run: _Switched) -> None:
        self.run = run
        self.tally: Tally | None = None
        self.senseless: str | None = None
        self._rates: Any = None
        self.waiving: Desk | None = None

    def open(self) -> None:
        """Make sure of our own packages and of what the options say, once. Raises Told."""
        if self.tally is not None:
            return
        from crossfoot._rooms import in_the_way

        wrong = in_the_way()
        if wrong:
            raise Told(
                f"crossfoot cannot weigh documents in this run: {wrong}.\n"
                "To keep the tests of that package and the documents apart, give the documents a run of "
                "their own: write a pytest.ini in their folder with the two lines\n\n"
                "    [pytest]\n    crossfoot = true\n\nand run pytest there."
            )
        from crossfoot import settings
        from reports import baseline, bundled_rates
        from reports._words import Tally
        from reports.waivers import Desk, WaiversError
        from sources import SourceError
        from sources.rates import Rates, RatesError
        from sources.text import given

        self.tally = Tally()
        said = {
            "published": self.run.setting("date"),
            "language": self.run.setting("lang"),
            "place": self.run.setting("place"),
        }
        table, recorded = self.run.file("rates"), self.run.file("baseline")
        try:
            given("", **said)
            rates = Rates.from_file(table) if table else None
            before = baseline.load(recorded) if recorded else None
            self.waiving = Desk(settings.today(self.run.setting("today")), baseline=before)
        except (SourceError, RatesError, WaiversError) as wrong_option:
            self.senseless = f"crossfoot: {wrong_option}"
            return
        except ValueError as wrong_option:
            self.senseless = f"crossfoot: --crossfoot-today: {wrong_option}"
            return
        self._said = said
        self._rates = bundled_rates if rates is None else rates

    def report(self, path: Path) -> Report:
        """The report on a document, waivers applied. Raises Told."""
        from reports import report, waivers
        from sources import SourceError, fetch
        from sources.rates import RatesError

        here = Path.cwd()
        address = path.relative_to(here) if path.is_relative_to(here) else path
        try:
            done = report(fetch(address, online=False, **self._said), rates=self._rates)
            assert self.waiving is not None
            self.waiving.apply(done, str(path))
        except (SourceError, RatesError, waivers.WaiversError) as wrong:
            raise Told(str(wrong)) from wrong
        assert self.tally is not None
        self.tally.add(done)
        return done

    def unanswered(self, path: Path) -> list[str] | None:
        """A line for each waiver that answers nothing; None where no document beside it was weighed.

        Where not all documents beside the file were weighed, a waiver whose quote was not met is let be.
        """
        assert self.waiving is not None
        return self.waiving.unmatched(path, self.documents)

    def documents(self, folder: Path) -> set[str]:
        """The names of the documents in a folder that pytest would collect."""
        return {
            file.name
            for file in folder.iterdir()
            if file.suffix.lower() in SUFFIXES and file.is_file() and not self.run.ignored(file)
        }


class _File(pytest.File):
    """A file whose tests come from the desk of the run."""

    def __init__(self, *, desk: _Desk, **more: Any) -> None:  # noqa: ANN401  # pytest's own arguments
        super().__init__(**more)
        self.desk = desk

    def collect(self) -> Iterator[pytest.Item]:
        """The tests of the file; what goes wrong becomes a test that says so, and the run goes on."""
        try:
            self.desk.open()
            items = [] if self.desk.senseless else list(self.tests())
        except Exception as wrong:  # noqa: BLE001  # told by the test; raised here it would stop the whole run
            items = [Unweighed.from_parent(self, name="cannot be weighed", wrong=wrong)]
        yield from items

    def tests(self) -> Iterator[pytest.Item]:
        """The tests of the file. Raises what keeps it from having any."""
        raise NotImplementedError


class Article(_File):
    """A document: one test for each relation in it."""

    def tests(self) -> Iterator[pytest.Item]:
        """One test a verdict, or one that says that there was nothing to weigh."""
        from reports._words import Places

        report = self.desk.report(self.path)
        if not report.verdicts:
            yield Nothing.from_parent(self, name="nothing weighed", report=report)
        places = Places(report.document)
        taken: dict[str, int] = {}
        for verdict in report.verdicts:
            name = _name(verdict, report, places)
            taken[name] = taken.get(name, 0) + 1
            if taken[name] > 1:
                name = f"{name} #{taken[name]}"
            line = places.line(verdict.claim.start)[0] if places.faithful else None
            yield Relation.from_parent(self, name=name, verdict=verdict, report=report, line=line)
        if report.document.comments:
            yield Waiving.from_parent(self, name="every waiver in it answers a discrepancy", idle=report.idle)


def _name(verdict: Verdict, report: Report, places: Places) -> str:
    """The checker, the figure and its line: `share-of-whole: "20%" (line 3)`."""
    from reports._words import plain

    claim = verdict.claim
    quote = plain(report.document.text[claim.start : claim.end])
    if len(quote) > _QUOTE:
        quote = quote[: _QUOTE - 1].rstrip() + "…"
    where = f"line {places.line(claim.start)[0]}" if places.faithful else places.brief(claim.start)
    # Two colons part the names of a test's path, and half a character cannot be written to a file.
    quote = quote.replace("::", ":").encode("utf-8", "replace").decode()
    return f'{verdict.checker}: "{quote}" ({where})'


class _Item(pytest.Item):
    """A test that has nothing to run: what there is to say was found when its document was collected."""

    line: int | None = None

    def runtest(self) -> None:
        """Pass."""

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file, the line counted from 0 (the first where it has none), and the name."""
        return self.path, (self.line or 1) - 1, self.name

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:  # noqa: ANN401
        """The report alone for a discrepancy."""
        if isinstance(excinfo.value, Discrepancy):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style=style)


class Relation(_Item):
    """A relation among the claims of a document, as weighed."""

    def __init__(self, *, verdict: Verdict, report: Report, line: int | None, **more: Any) -> None:  # noqa: ANN401
        super().__init__(**more)
        self.verdict = verdict
        self.report = report
        self.line = line
        self._mark()

    def _mark(self) -> None:
        from reports._words import plain

        verdict, because = self.verdict, plain(self.verdict.because)
        if verdict.outcome == "undecided":
            self.add_marker(pytest.mark.skip(reason=f"undecided, {self.name}: {because}"))
        elif verdict.outcome == "holds" and not verdict.telling:
            # A test that cannot fail tells nothing, so it is no pass.
            self.add_marker(pytest.mark.skip(reason=f"holds, as it must, {self.name}: {because}"))
        elif verdict.outcome == "discrepancy":
            waived = [one for one in self.report.waived if one.verdict is verdict]
            fail_on = self.parent_desk.run.fail_on
            if waived:
                said = plain(waived[0].reason)
                self._expect(said if waived[0].recorded else f"waived: {said}")
            elif fail_on == "never" or (fail_on == "proven" and verdict.certainty != "proven"):
                self._expect(f"{verdict.certainty} discrepancy, which does not fail here: {because}")

    def _expect(self, reason: str) -> None:
        self.add_marker(pytest.mark.xfail(reason=reason, raises=Discrepancy))

    @property
    def parent_desk(self) -> _Desk:
        """The desk that weighed the document."""
        assert isinstance(self.parent, _File)
        return self.parent.desk

    def runtest(self) -> None:
        """Fail where there is a discrepancy."""
        if self.verdict.outcome != "discrepancy":
            return
        from reports import Report, text
        from reports._words import plain

        alone = Report(self.report.document, self.report.claims, [self.verdict], rates=self.report.rates)
        # The first line is what pytest shows in its short summary.
        raise Discrepancy(f"{plain(self.verdict.because)}\n\n{text.render(alone, quiet=True).rstrip()}")


class Nothing(_Item):
    """Says of a document that no relation in it was weighed."""

    def __init__(self, *, report: Report, **more: Any) -> None:  # noqa: ANN401
        super().__init__(**more)
        from reports._words import Tally

        self.add_marker(pytest.mark.skip(reason=f"no relation was weighed: {Tally([report]).coverage()}"))


class Unweighed(_Item):
    """Says why a document or a file of waivers could not be used: an error, not a failure."""

    def __init__(self, *, wrong: Exception, **more: Any) -> None:  # noqa: ANN401
        super().__init__(**more)
        self.wrong = wrong

    def setup(self) -> None:
        """Fail with what went wrong: its message where that says everything, else its traceback as well."""
        if isinstance(self.wrong, Told):
            pytest.fail(str(self.wrong), pytrace=False)
        told = "".join(traceback.format_exception(self.wrong))
        pytest.fail(f"{self.wrong!r}: a defect of crossfoot, please report it\n\n{told}", pytrace=False)


class WaiversFile(_File):
    """The waivers beside some documents: one test that none of them is idle."""

    def tests(self) -> Iterator[pytest.Item]:
        """The one test."""
        from reports.waivers import WaiversError

        assert self.desk.waiving is not None
        try:
            self.desk.waiving.file(self.path)
        except WaiversError as wrong:
            raise Told(str(wrong)) from wrong
        yield Waiving.from_parent(self, name="every waiver answers a discrepancy")


class Waiving(_Item):
    """That every waiver of a file, or in a document, answers a discrepancy. idle: what was noted of a document."""

    def __init__(self, *, idle: list[str] | None = None, **more: Any) -> None:  # noqa: ANN401
        super().__init__(**more)
        self.idle = idle

    def runtest(self) -> None:
        """Fail where a waiver is idle. All documents were weighed by now: pytest collects before it runs."""
        assert isinstance(self.parent, _File)
        idle = self.parent.desk.unanswered(self.path) if self.idle is None else self.idle
        if idle is None:
            pytest.skip("no document beside it was weighed")
        if idle:
            way_out = "Mend the quote or the checker's name, or take the waiver out."
            pytest.fail("\n".join([*idle, way_out]), pytrace=False)
