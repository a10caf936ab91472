"""The command line's way in: `crossfoot`, or `python -m crossfoot`."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line and leave with its status: 0 nothing to report, 1 a discrepancy, 2 not done."""
    if sys.stdout is None:  # closed by whoever started us
        import os

        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # pathlib would be loaded for it
    for stream in (sys.stdout, sys.stderr):
        # Windows would write its own code page and line ends; a report is the same bytes everywhere.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        from crossfoot.cli import run

        status = run(sys.argv[1:])
    except ImportError:
        from crossfoot._rooms import in_the_way

        said = in_the_way()
        if said is None:
            import traceback

            traceback.print_exc()
            said = "an import fails: install crossfoot again"
        sys.stderr.write(f"crossfoot: {said}.\n")
        status = 2
    sys.exit(status)


if __name__ == "__main__":
    main()
