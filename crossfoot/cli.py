"""The command line: `crossfoot check`, `claims`, `explain`, `schema`, `batch`.

Thin: each command turns its options into calls of the packages, and their exceptions into one message and
status 2. Every import of theirs is inside a function, so that the command line starts at once.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from claims.document import Document
    from crossfoot._writing import Target
    from reports import Report
    from reports._words import Tally
    from reports.waivers import Desk
    from sources.rates import Rates

FORMATS = ("text", "json", "html", "markdown", "csv", "sarif")
_MOST_NOTES = 10  # on records that cannot be read; each stands in the output as well
_OF_ONE_RUN = {"write-baseline"}  # no settings: they would do the same again each time
_SUFFIXES = {
    "text": ".txt",
    "json": ".json",
    "html": ".html",
    "markdown": ".md",
    "csv": ".csv",
    "sarif": ".sarif",
}

_Command = TypeVar("_Command", bound="Callable[..., Any]")


class Failure(click.ClickException):
    """The command could not do its work: one message on standard error, status 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:  # noqa: ANN401  # click's own signature
        """Print the message."""
        click.echo(f"crossfoot: {self.format_message()}", file=file or sys.stderr)


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit status; nothing that a user may do raises.

    An exception that is no user's doing is a defect of ours: its traceback is printed, and the status is 2,
    because 1 would say that a discrepancy was found.
    """
    try:
        status = cli.main(arguments, prog_name="crossfoot", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("crossfoot: stopped before the end; no file was left half written", err=True)
        return 130  # as shells say it: 128 and the number of the signal
    except OSError as wrong:
        # What is still buffered must not fail once more when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(wrong, BrokenPipeError):
            return 0  # whoever read the output has had enough
        click.echo(f"crossfoot: standard output cannot be written: {wrong.strerror or wrong}", err=True)
        return 2
    except MemoryError:
        click.echo("crossfoot: not enough memory for this input; try a smaller --max-bytes", err=True)
        return 2
    except ImportError:
        raise
    except Exception:  # noqa: BLE001  # status 1, which Python would leave with, says that there is a discrepancy
        _defect()
        return 2
    return status if isinstance(status, int) else 0


def _defect(address: str = "") -> None:
    """Tell of the exception at hand, which is no user's doing."""
    import traceback

    traceback.print_exc()
    where = f"{address}: " if address else ""
    click.echo(f"crossfoot: {where}this is a defect of crossfoot, not of your input; please report it", err=True)


# Options


def _given(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """A callback that has what is said of documents made sure of before the first of them is read."""

    def callback(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
        if value is not None:
            from sources import SourceError
            from sources.text import given

            try:
                given(**{name: value})
            except SourceError as wrong:
                raise click.BadParameter(str(wrong)) from wrong
        return value

    return callback


def _checkers(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> list[str] | None:
    from crossfoot import settings

    try:
        return settings.checkers(value or None)
    except ValueError as wrong:
        raise click.BadParameter(str(wrong)) from wrong


def _this_day(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    from crossfoot import settings

    try:
        settings.today(value or "2024-01-31")
    except ValueError as wrong:
        raise click.BadParameter(str(wrong)) from wrong
    return value


def _version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        from reports._words import version

        click.echo(f"crossfoot {version()}")
        ctx.exit()


def _options(*options: Callable[[_Command], _Command]) -> Callable[[_Command], _Command]:
    def decorate(command: _Command) -> _Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


_reading = _options(
    click.option(
        "--date",
        "published",
        metavar="DATE",
        callback=_given("published"),
        help="Date of publication, over what the document says: YYYY, YYYY-MM or YYYY-MM-DD.",
    ),
    click.option(
        "--lang",
        "language",
        metavar="CODE",
        callback=_given("language"),
        help="Language: en, zh, mul for mixed text; else recognised.",
    ),
    click.option(
        "--place",
        metavar="CC",
        callback=_given("place"),
        help="Country of publication, two letters: what a dollar sign or a public holiday means.",
    ),
    click.option(
        "--max-bytes",
        type=click.IntRange(min=1),
        default=20_000_000,
        show_default=True,
        help="Refuse a document that is larger.",
    ),
)
_weighing = _options(
    click.option(
        "--rates",
        metavar="FILE",
        help="Currency rates: the ECB's eurofxref-hist, or date,base,quote,rate; else those installed.",
    ),
    click.option(
        "--select",
        metavar="CHECKER",
        multiple=True,
        callback=_checkers,
        help="Run only this checker (repeatable).",
    ),
    click.option(
        "--ignore",
        metavar="CHECKER",
        multiple=True,
        callback=_checkers,
        help="Leave this checker out (repeatable).",
    ),
    click.option(
        "--source",
        "sources",
        metavar="ADDRESS",
        multiple=True,
        help="A document or table to check against (repeatable).",
    ),
    click.option(
        "--online",
        is_flag=True,
        help="Let checkers use the network; none of this version does. A URL that is given is fetched anyway.",
    ),
    click.option(
        "--fail-on",
        type=click.Choice(["proven", "likely", "never"]),
        default="likely",
        show_default=True,
        help="Which discrepancies make the exit status 1; `likely` includes proven ones.",
    ),
)
_letting_stand = _options(
    click.option(
        "--baseline",
        metavar="FILE",
        help="Let stand the discrepancies that this file has on record, and say which of them are gone.",
    ),
    click.option(
        "--write-baseline",
        metavar="FILE",
        help="Record the discrepancies of this run in this file; the exit status is then 0.",
    ),
    click.option("--no-waivers", is_flag=True, help="Let no waiver stand, neither comments nor files."),
    click.option(
        "--today",
        metavar="DATE",
        callback=_this_day,
        help="The day by which waivers end, YYYY-MM-DD; else the clock's.",
    ),
)
_writing = _options(
    click.option("-o", "--output", metavar="FILE", help="Write to this file or folder, not to standard output."),
    click.option("--no-text", is_flag=True, help="Leave the article's text out of JSON."),
    click.option("--quiet", is_flag=True, help="Say only what must be said: no summary, no notes, no progress."),
)
_colors = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colours in text. NO_COLOR in the environment turns `auto` off.",
)


class _Group(click.Group):
    """The commands, with the settings file read before any of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which they are written here, which is that of a reader's need."""
        del ctx
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        ctx.default_map = _defaults(self)
        return super().invoke(ctx)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def cli() -> None:
    """Read an article and report where its figures and facts do not fit together.

    Exit status: 0 nothing to report, 1 at least one discrepancy, 2 the command could not do its work.
    """


def _defaults(group: click.Group) -> dict[str, dict[str, Any]]:
    """The settings file's values as defaults for each command; what an option refuses is a Failure."""
    from crossfoot import settings

    try:
        found = settings.find(Path.cwd())
    except settings.SettingsError as wrong:
        raise Failure(str(wrong)) from wrong
    if found is None:
        return {}
    path, values = found
    defaults: dict[str, dict[str, Any]] = {name: {} for name in group.commands}
    for name, value in values.items():
        takers = [
            (command, parameter)
            for command, its in group.commands.items()
            if its is not schema  # its one option names a file for something else
            for parameter in its.params
            if f"--{name}" in parameter.opts and name not in _OF_ONE_RUN
        ]
        if not takers:
            known = {
                opt[2:] for its in group.commands.values() for p in its.params for opt in p.opts if opt[:2] == "--"
            } - _OF_ONE_RUN
            raise Failure(f"{path}: there is no setting {name!r}; there are {', '.join(sorted(known))}")
        refused = None
        for command, parameter in takers:
            try:
                defaults[command][parameter.name or name] = _setting(path, name, value, parameter)
            except Failure as wrong:
                refused = wrong
        # `format = "sarif"` is for `check`, though `claims` has no such form; what none takes is a mistake.
        if refused and not any(parameter.name in defaults[command] for command, parameter in takers):
            raise refused
    return defaults


def _setting(path: Path, name: str, value: Any, parameter: click.Parameter) -> Any:  # noqa: ANN401
    """One setting as its option takes it."""
    from datetime import date

    if isinstance(parameter, click.Option) and parameter.is_flag:
        if not isinstance(value, bool):
            raise Failure(f"{path}: {name} is true or false, not {value!r}")
        return value
    if isinstance(value, date):
        value = value.isoformat()[:10]
    several = value if isinstance(value, list) else [value]
    if (isinstance(value, list) and not parameter.multiple) or not all(type(v) in (str, int) for v in several):
        raise Failure(f"{path}: {name} cannot be {value!r}")
    if name in ("rates", "output", "baseline"):  # where a settings file names a file, it is meant from where it stands
        value = str(path.parent / str(value))
    elif parameter.multiple:
        value = [str(v) for v in several]
    elif name != "max-bytes":
        value = str(value)
    try:
        context = click.Context(click.Command(name))
        parameter.process_value(context, value)
    except click.BadParameter as wrong:
        raise Failure(f"{path}: {name}: {wrong.message}") from wrong
    return value


# What the commands share


def _rates(path: str | None) -> Callable[[], Rates]:
    """Rates on demand; a file that the user named is read now, so that a mistake in its name is told."""
    from reports import bundled_rates

    if path is None:
        return bundled_rates
    from sources.rates import Rates, RatesError

    try:
        table = Rates.from_file(path)
    except RatesError as wrong:
        raise Failure(str(wrong)) from wrong
    return lambda: table


def _fetch(address: str, options: dict[str, Any]) -> Document:
    """The document at an address. Raises SourceError."""
    from sources import fetch

    return fetch(
        address,
        published=options["published"],
        language=options["language"],
        place=options["place"],
        max_bytes=options["max_bytes"],
    )


def _sources(options: dict[str, Any]) -> list[Document]:
    """The documents to check against; one that cannot be read ends the command."""
    from sources import SourceError, fetch

    try:
        return [fetch(address, max_bytes=options["max_bytes"]) for address in options["sources"]]
    except SourceError as wrong:
        raise Failure(str(wrong)) from wrong


def _status(tally: Tally, fail_on: str, *, failed: bool) -> int:
    if failed:
        return 2
    certain = {"proven": ("proven",), "likely": ("proven", "likely"), "never": ()}[fail_on]
    return int(any(tally.certain[certainty] for certainty in certain))


def _target(output: str | None, inputs: Iterable[str]) -> Target:
    from crossfoot._writing import Target, WritingError

    try:
        return Target(output, inputs)
    except WritingError as wrong:
        raise Failure(str(wrong)) from wrong


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Turn what cannot be written, and tables that cannot be used, into a Failure."""
    try:
        yield
    except ValueError as wrong:
        from crossfoot._writing import WritingError
        from reports.waivers import WaiversError
        from sources.rates import RatesError

        if not isinstance(wrong, WritingError | WaiversError | RatesError):
            raise
        raise Failure(str(wrong)) from wrong


def _color(target: Target, when: str) -> bool:
    if when != "auto":
        return when == "always"
    return target.terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _columns(target: Target) -> int:
    """The width of the terminal; 80 elsewhere, so that files are the same everywhere."""
    if not target.terminal:
        return 80
    import shutil

    return min(shutil.get_terminal_size().columns, 120)


def _note(message: str) -> None:
    from reports._words import plain

    bar = "\r\x1b[K" if sys.stderr.isatty() else ""  # takes the progress bar's line, which is drawn anew
    click.echo(f"{bar}crossfoot: {plain(message)}", err=True)


@contextlib.contextmanager
def _progress(target: Target, options: dict[str, Any], length: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error where a person waits and no results go by on the terminal; gives its step.

    length: how many steps there are, 0 where nobody knows.
    """
    if options["quiet"] or target.terminal or length < 4 or not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=length, file=sys.stderr, label="documents", show_eta=True) as bar:
        yield bar.update


def _desk(options: dict[str, Any]) -> Desk:
    """What lets discrepancies stand in this run. Raises WaiversError for a baseline that cannot be used."""
    from crossfoot import settings
    from reports import baseline
    from reports.waivers import Desk

    if options["write_baseline"]:  # a mistake in its name is told now, not when all is weighed
        _recording(options)
    return Desk(
        settings.today(options["today"]),
        baseline=baseline.load(options["baseline"]) if options["baseline"] else None,
        recorder=baseline.Recorder(options["write_baseline"]) if options["write_baseline"] else None,
        waive=not options["no_waivers"],
    )


def _recording(options: dict[str, Any]) -> Target:
    """Where the baseline is written."""
    target = _target(options["write_baseline"], options["inputs"])
    if target.output is None or target.folder is not None:
        raise Failure(f"--write-baseline {options['write_baseline']}: name a file")
    return target


def _documents(folder: Path) -> set[str]:
    """The names of the documents in a folder, those below it left out."""
    from sources import expand

    return {file.name for file in map(Path, expand([folder])) if file.parent == folder}


def _closed(desk: Desk, tally: Tally, options: dict[str, Any], *, failed: bool, idle: Iterable[str] = ()) -> int:
    """End a run: say what answers nothing, write the baseline, and give the exit status.

    idle: what was noted of waivers in the documents, where it has not been said yet.
    """
    if not options["quiet"]:
        notes = [*idle, *desk.notes(_documents)]
        for note in notes[:_MOST_NOTES]:
            _note(note)
        if len(notes) > _MOST_NOTES:
            _note(f"and {len(notes) - _MOST_NOTES} more waivers and recorded discrepancies that are not there")
    if desk.recorder is None:
        return _status(tally, options["fail_on"], failed=failed)
    path = desk.recorder.path
    if failed:
        _note(f"{path} was not written, because not every document could be weighed")
        return 2
    with _told(), _recording(options) as target:
        target.write(desk.recorder.text())
    if not options["quiet"]:
        from reports._words import many

        _note(f"{path}: {many(len(desk.recorder.entries), 'discrepancy', 'discrepancies')} recorded")
    return 0


def _expanded(addresses: Iterable[str]) -> list[tuple[str, str]]:
    """The documents at these addresses, folders replaced by what is in them, with names for their reports."""
    from sources import expand

    return [
        (found, os.path.relpath(found, address) if found != address else address)
        for address in addresses
        for found in expand([address])
    ]


def _each(
    addresses: tuple[str, ...],
    options: dict[str, Any],
    weigh: Callable[[Document], Report],
    render: Callable[[list[Report], Target], str],
    *,
    together: bool,
    summed: bool,
) -> int:
    """Read, weigh and write the documents at these addresses; return the exit status.

    together: whether one output holds all of them, so that they are rendered at the end. summed: whether the
    coverage of several is told below them.
    """
    from crossfoot._writing import names_for
    from reports._words import Tally
    from reports.waivers import InlineError
    from sources import SourceError

    form = options["form"]
    named = _expanded(addresses)
    found = [address for address, _ in named]
    target = _target(options["output"], found)
    if form == "html" and len(found) > 1 and target.folder is None:
        raise click.UsageError(f"a page holds one document, and there are {len(found)}: give -o FOLDER/")
    names = names_for([name for _, name in named], _SUFFIXES[form])
    failed = False
    kept: list[Report] = []
    tally = Tally()
    options["inputs"] = found
    with _told(), target, _progress(target, options, len(found)) as step:
        desk = _desk(options)
        shown = False
        for address, name in zip(found, names, strict=True):
            step(1)
            try:
                document = _fetch(address, options)
            except SourceError as wrong:
                _note(str(wrong))
                failed = True
                continue
            try:
                report = weigh(document)
            except (ImportError, MemoryError):
                raise  # what stops one document stops them all
            except Exception as wrong:  # a defect of ours on one document must not cost the others
                from sources.rates import RatesError

                if isinstance(wrong, RatesError):
                    raise
                _defect(address)
                failed = True
                continue
            try:
                desk.apply(report)
            except InlineError as wrong:
                _note(str(wrong))
                failed = True
                continue
            tally.add(report)
            if form != "text" and not options["quiet"]:
                for note in report.idle:
                    _note(note)
            if target.folder:
                target.write_file(name, render([report], target))
            elif together:
                kept.append(report)
            else:
                said = render([report], target)
                between = "\n" if shown and said and form in ("text", "markdown") else ""
                target.write(between + said)
                shown = shown or bool(said)
        if kept:
            target.write(render(kept, target))
        if summed and tally.documents > 1 and not target.folder and not options["quiet"]:
            from reports import text

            target.write("\n" + text.summary(tally, columns=_columns(target)))
    return _closed(desk, tally, options, failed=failed)


def _form(options: dict[str, Any]) -> Callable[[list[Report], Target], str]:
    """How `check` writes reports: one, or in the forms that hold several, all of them."""
    form = options["form"]
    listed = {name: options[name] for name in ("holds", "unchecked", "unread")}

    def render(reports: list[Report], target: Target) -> str:
        if form == "text":
            from reports import text

            return text.render(
                reports[0],
                color=_color(target, options["color"]),
                columns=_columns(target),
                quiet=options["quiet"],
                **listed,
            )
        if form == "markdown":
            from reports import markdown

            return markdown.render(reports[0], **listed)
        return _rendered(reports, form, text=not options["no_text"])

    return render


def _rendered(reports: list[Report], form: str, *, text: bool) -> str:
    """Reports in the forms that have no options of their own."""
    if form == "json":
        return reports[0].to_json(text=text) + "\n"
    if form == "html":
        return reports[0].to_html()
    if form == "csv":
        from reports import table_csv

        return table_csv.render(reports)
    from reports import sarif

    return sarif.render(reports)


# Commands


@cli.command()
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@_reading
@_weighing
@_letting_stand
@click.option("--holds", is_flag=True, help="List the relations that hold.")
@click.option("--unchecked", is_flag=True, help="List the figures that no checker could weigh.")
@click.option("--unread", is_flag=True, help="List the runs of digits that nothing read.")
@_writing
@_colors
@click.pass_context
def check(ctx: click.Context, /, addresses: tuple[str, ...], **options: Any) -> NoReturn:  # noqa: ANN401
    """Read articles, weigh their figures against each other, and report.

    ADDRESS is a file, a folder (the documents in it), a URL, or - for standard input. Several documents give
    one report after another: JSON lines, one table in CSV, one run in SARIF, or with -o FOLDER/ a file for
    each. Discrepancies that a comment in the article or a crossfoot-waivers.toml beside it answers do not
    count, and neither do those that a --baseline has on record.
    """
    from reports import report

    rates = _rates(options["rates"])

    sources = _sources(options)

    def weigh(document: Document) -> Report:
        chosen, left = options["select"], options["ignore"] or ()
        return report(document, rates=rates, select=chosen, ignore=left, sources=sources)

    ctx.exit(
        _each(
            addresses,
            options,
            weigh,
            _form(options),
            together=options["form"] in ("csv", "sarif"),
            summed=options["form"] == "text",
        )
    )


@cli.command()
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS...")
@click.option("--format", "form", type=click.Choice(FORMATS[:-1]), default="text", show_default=True)
@_reading
@click.option("--why", is_flag=True, help="Tell how each claim was read.")
@click.option("--unread", is_flag=True, help="List the runs of digits that nothing read.")
@_writing
@_colors
@click.pass_context
def claims(ctx: click.Context, /, addresses: tuple[str, ...], **options: Any) -> NoReturn:  # noqa: ANN401
    """List the claims that articles make, each with its kind, value, unit, period and source.

    JSON is that of `check`, with nothing weighed.
    """
    from reports import report

    def render(reports: list[Report], target: Target) -> str:
        if options["form"] == "text":
            from reports import text

            return text.render_claims(
                reports[0],
                color=_color(target, options["color"]),
                columns=_columns(target) if target.terminal else None,
                why=options["why"],
                unread=options["unread"],
                quiet=options["quiet"],
            )
        if options["form"] == "markdown":
            return reports[0].to_markdown()
        return _rendered(reports, options["form"], text=not options["no_text"])

    options |= {"fail_on": "never", "today": None, "baseline": None, "write_baseline": None, "no_waivers": True}
    ctx.exit(
        _each(
            addresses,
            options,
            lambda document: report(document, weigh=False),
            render,
            together=options["form"] == "csv",
            summed=False,
        )
    )


@cli.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@_reading
@_writing
@click.pass_context
def compare(ctx: click.Context, /, first: str, second: str, **options: Any) -> NoReturn:  # noqa: ANN401
    """Compare two versions or translations of one article: which figures changed, were lost, were added.

    Exit status 1 where a figure changed its value.
    """
    from reports.comparison import compare as compared

    found = compared(_fetch(first, options), _fetch(second, options))
    target = _target(options["output"], [first, second])
    with _told(), target:
        target.write(found.to_json() + "\n" if options["form"] == "json" else found.to_text())
    ctx.exit(1 if found.changed else 0)


@cli.command()
@click.argument("address", metavar="ADDRESS")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@_reading
@click.option("--rates", metavar="FILE", help="Currency rates, as for `check`.")
@_writing
@click.pass_context
def power(ctx: click.Context, /, address: str, **options: Any) -> NoReturn:  # noqa: ANN401
    """Try slips in each figure of an article: which would be noticed, by what, and which figures nobody guards."""
    from reports.power import power as tried

    with _told():
        found = tried(_fetch(address, options), rates=_rates(options["rates"]))
        target = _target(options["output"], [address])
        with target:
            target.write(found.to_json() + "\n" if options["form"] == "json" else found.to_text())
    ctx.exit(0)


@cli.command()
@click.argument("checker", required=False)
@_colors
def explain(checker: str | None, color: str) -> None:
    """Tell what a checker holds, with its examples; without a name, list the checkers."""
    from checkers import codes
    from reports import _catalogue

    target = _target(None, [])
    colored = _color(target, color)
    known = codes()
    if checker is None:
        wide = max(map(len, known), default=0)
        for code in known:
            name = f"\x1b[1m{code:{wide}}\x1b[0m" if colored else f"{code:{wide}}"
            target.write(f"{name}  {_catalogue.relation(code)}\n")
        return
    code = checker.replace("_", "-")
    if code not in known:
        raise Failure(f"there is no checker {checker!r}; there are {', '.join(known)}")
    target.write(_catalogue.shown(code, color=colored))


@cli.command()
@click.option("-o", "--output", metavar="FILE", help="Write to this file, not to standard output.")
def schema(output: str | None) -> None:
    """Print the JSON Schema of the JSON report, version 1."""
    import json

    from reports import models_v1

    target = _target(output, [])
    with _told(), target:
        text = json.dumps(models_v1.schema(), indent=2, ensure_ascii=False) + "\n"
        if target.folder:
            target.write_file("report-v1.schema.json", text)
        else:
            target.write(text)


@cli.command()
@click.argument("inputs", nargs=-1, required=True, metavar="IN...")
@_reading
@_weighing
@_letting_stand
@_writing
@click.pass_context
def batch(ctx: click.Context, /, inputs: tuple[str, ...], **options: Any) -> NoReturn:  # noqa: ANN401
    """Check many documents; write one JSON line for each, in the same order.

    IN is a file, a folder, a URL, or JSON lines: a .jsonl file, or - for standard input. A line of theirs is
    {"id": ..., "text": ...}, with "published", "language", "place" and "address" where they are known. A line
    out is {"id": ..., "report": {...}}, or {"id": ..., "error": {"message": ...}} for what cannot be read; a
    document of its own has its address for an id. With -o FOLDER/ each document has a JSON report of its own,
    and each .jsonl file one of the same name.
    """
    from crossfoot import batch as many
    from crossfoot._writing import names_for
    from reports import report
    from reports._words import Tally

    rates = _rates(options["rates"])
    sources = _sources(options)

    def weigh(document: Document, record: many.Record) -> Report:
        chosen, left = options["select"], options["ignore"] or ()
        done = report(document, rates=rates, select=chosen, ignore=left, sources=sources)
        desk.apply(done, record.source, record.line)
        return done

    named = [pair for given in inputs for pair in ([(given, given)] if many.is_lines(given) else _expanded([given]))]
    target = _target(options["output"], [address for address, _ in named])
    names = names_for([name for _, name in named], ".json")
    items = [
        many.Input(
            address,
            name + "l" if many.is_lines(address) else name,
            many.is_lines(address),
            many.size(address),
        )
        for (address, _), name in zip(named, names, strict=True)
    ]
    options["inputs"] = [item.address for item in items]
    with _told():
        desk = _desk(options)
    length = sum(item.size or 0 for item in items)
    tally = Tally()
    idle: list[str] = []
    failures = 0
    with _told(), target, _progress(target, options, length) as step:
        for item in items:
            records = many.records(
                item,
                options,
                options["max_bytes"],
                getattr(sys.stdin, "buffer", None),
                lambda address: _fetch(address, options),
            )
            with many.written(target, item) as write:
                for outcome in many.run(records, weigh, text=not options["no_text"]):
                    write(outcome)
                    step(outcome.record.size)
                    if outcome.report is not None:
                        tally.add(outcome.report)
                        idle += outcome.report.idle
                        continue
                    failures += 1
                    if failures <= _MOST_NOTES:
                        _note(f"{outcome.record.place}: {outcome.message}")
    if failures > _MOST_NOTES:
        _note(f"and {failures - _MOST_NOTES} more that could not be read: see the output")
    ctx.exit(_closed(desk, tally, options, failed=bool(failures), idle=idle))
