"""CPU time of looking up currency rates, each step in a fresh interpreter with compiled code.

The aim: the table found, read and one year of one pair looked up in under 25 ms of CPU time.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNS = 7
STEPS = {
    "import sources.rates": "from sources.rates import Rates",
    "find and read the table": "rates = Rates.bundled()",
    "one year of one pair": "rates.over('USD', 'CNY', date(2023, 1, 1), date(2023, 12, 31))",
    "the same year again": "rates.over('USD', 'CNY', date(2023, 1, 1), date(2023, 12, 31))",
    "one day": "rates.rate('GBP', 'CNY', date(2023, 6, 3))",
    "which currency fits, of all": (
        "rates.fitting(Fraction(5256, 1000), Fraction(5283, 1000), 'CNY', "
        "date(2023, 1, 1), date(2023, 11, 30), date(2024, 1, 5))"
    ),
    "all days of one pair": "rates.hull('USD', 'CNY')",
}


def run(environment: dict[str, str]) -> list[float]:
    """CPU milliseconds of each step, in order, in one new interpreter."""
    lines = ["from time import process_time", "from datetime import date", "from fractions import Fraction"]
    lines.append("clock = [process_time()]")
    for step in STEPS.values():
        lines += [step, "clock.append(process_time())"]
    lines.append("print(*[1000 * (after - before) for before, after in zip(clock, clock[1:])])")
    command = [sys.executable, "-c", "\n".join(lines)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return [float(figure) for figure in done.stdout.split()]


def main() -> None:
    """Print the median of each step, after one run that compiles."""
    with tempfile.TemporaryDirectory() as compiled:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        run(environment)
        runs = [run(environment) for _ in range(RUNS)]
    medians = [statistics.median(figures) for figures in zip(*runs, strict=True)]
    print(f"CPU ms, median of {RUNS} fresh interpreters")
    for name, median in zip(STEPS, medians, strict=True):
        print(f"{name:30} {median:7.2f}")
    print(f"{'table and one year (aim: 25)':30} {medians[1] + medians[2]:7.2f}")


if __name__ == "__main__":
    main()
