"""How well relations are weighed: slips found, false alarms, simulations, time. `make bench-weighing`.

    python benchmarks/weighing.py [--draws 50000] [--seed 1] [--only PARTS] [--texts FILE] [--list]

PARTS are, joined by commas: panel, natural, articles (development data, where it lies beside the checkout), pairs and
silent (our own articles), statistics (published labels, and results of tests and means drawn as papers print them), draws
(true relations, drawn and rounded, through the whole road) and time. --list says which
slips were missed and what was said of what is right, for all but the pairs held out, of which nothing but sums is shown.

Beside crossfoot stand three simple rules, on the very relations that crossfoot bound, and on the same draws: recompute
and compare for equality in the written digits; a tolerance of 1 %; ranges of half a unit of the last digit without the
second tier (in articles: what is `proven`). A relation that is no arithmetic on figures (a list, a name, a date) is left
to crossfoot in every column. Results: Markdown on standard output; of all parts also `benchmarks/weighing.json` and
README.md there.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fractions import Fraction
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # this checkout, whatever else is installed

from benchmarks import draws as drawn  # noqa: E402
from benchmarks import papers  # noqa: E402
from benchmarks.reading import grown, own, publish, say, table  # noqa: E402
from checkers import Verdict, check  # noqa: E402
from claims import Claim, Document, read  # noqa: E402
from sources import from_text  # noqa: E402
from sources.rates import Rates  # noqa: E402

RESULTS = ROOT / "benchmarks" / "weighing.json"
ADJUDICATED = ROOT / "benchmarks" / "adjudicated.jsonl"
SHARED = ROOT.parent / "shared" / "dev"
PAIRS = ROOT / "tests" / "articles" / "pairs"
SILENT = ROOT / "tests" / "articles" / "silent"
PARTS = ("panel", "pairs", "natural", "articles", "silent", "statistics", "draws", "time")
Result = dict[str, Any]


@dataclass
class Weighed:
    """A document with its verdicts, and the CPU seconds of reading and of weighing it."""

    document: Document
    verdicts: list[Verdict]
    reading: float
    weighing: float
    figures: int

    @property
    def alarms(self) -> list[Verdict]:
        """The discrepancies."""
        return [v for v in self.verdicts if v.outcome == "discrepancy"]


def weighed(text: str, *, published: str | None = None, language: str | None = None, facts: bool = True) -> Weighed:
    """A text by the road that `crossfoot check` takes: read whole, weighed by every checker, with the table of rates."""
    document = from_text(text, published=published, language=language)
    start = process_time()
    claims = read(document, facts=facts)
    middle = process_time()
    verdicts = check(claims, rates=Rates.bundled)
    end = process_time()
    return Weighed(document, verdicts, middle - start, end - middle, sum(c.figure for c in claims))


def lines(path: Path) -> list[dict[str, Any]]:
    """A file of JSON lines; none where it is not there."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


# -- the simple rules, on bound relations -------------------------------------------------------------------


def _recomputed(verdict: Verdict) -> tuple[Fraction, Fraction, Fraction] | None:
    """(the derived figure, what the others make it, one unit of its last digit), from the plain values; None if no sum."""
    by_role: dict[str, list[Claim]] = {}
    for role, claim in verdict.roles:
        by_role.setdefault(role, []).append(claim)

    def value(role: str) -> Fraction | None:
        found = by_role.get(role, [])
        quantity = found[0].quantity if len(found) == 1 else None
        return Fraction(quantity.value) if quantity is not None and quantity.value is not None else None

    new, old, change = value("new"), value("old"), value("change")
    part, whole, share, total = value("part"), value("whole"), value("share"), value("total")
    if verdict.checker == "change" and new is not None and old and change is not None:
        quantity = by_role["change"][0].quantity
        made = (new / old - 1) * 100 if quantity.unit == "%" else new - old
        return abs(change), abs(made), Fraction(quantity.step)
    if verdict.checker == "share-of-whole" and part is not None and whole and share is not None:
        quantity = by_role["share"][0].quantity
        return (share, part / whole * 100, Fraction(quantity.step)) if quantity.unit == "%" else None
    if verdict.checker == "total" and total is not None and "part" in by_role:
        made = Fraction(0)
        for claim in by_role["part"]:
            if claim.quantity is None or claim.quantity.value is None:
                return None
            amount = Fraction(claim.quantity.value)
            made += -abs(amount) if (claim.detail or {}).get("less") else amount
        return total, made, Fraction(by_role["total"][0].quantity.step)
    found, expected = verdict.found, verdict.expected
    if found is None or expected is None or not found.bounded or not expected.bounded:
        return None
    return found.middle, expected.middle, found.high - found.low


def _equality(verdict: Verdict) -> bool:
    numbers = _recomputed(verdict)
    if numbers is None:
        return verdict.outcome == "discrepancy"
    stated, made, step = numbers
    return (made / step + Fraction(1, 2)).__floor__() * step != stated if step else made != stated


def _one_percent(verdict: Verdict) -> bool:
    numbers = _recomputed(verdict)
    if numbers is None:
        return verdict.outcome == "discrepancy"
    return abs(numbers[0] - numbers[1]) * 100 > abs(numbers[0])


RULES: dict[str, Callable[[Verdict], bool]] = {
    "crossfoot": lambda v: v.outcome == "discrepancy",
    "equality": _equality,
    "a tolerance of 1 %": _one_percent,
    "ranges alone": lambda v: v.certainty == "proven" or (v.outcome == "discrepancy" and _recomputed(v) is None),
}


# -- articles in pairs --------------------------------------------------------------------------------------

Spans = list[tuple[int, int]]


def _spans(verdict: Verdict) -> Spans:
    return [(claim.start, claim.end) for _, claim in verdict.roles]


def _touch(spans: Spans, targets: Spans) -> bool:
    return any(a < y and x < b for a, b in spans for x, y in targets)


@dataclass
class Pairs:
    """Counts over pairs of articles; the measures are those of the development panel's README."""

    articles: int = 0
    slips: int = 0
    detected: int = 0
    on_quote: int = 0
    first: int = 0
    clean_alarms: int = 0
    spurious: int = 0
    kinds: dict[str, list[int]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, row: dict[str, Any], clean: list[Verdict], faulty: list[Verdict], texts: tuple[str, str]) -> None:
        """Count one pair."""
        self.articles += 1
        self.clean_alarms += len(clean)
        self.notes += [f"{row['id']} clean: {_told(v, texts[0])}" for v in clean]
        every: Spans = []
        for slip in row["errors"]:
            quote = [(slip["start"], slip["end"])]
            near = quote + [(a, b) for a, b in slip["related_spans"]]
            shown = quote + [(a, b) for a, b in slip.get("also", [])]
            every += near
            hit = any(_touch(_spans(v), near) for v in faulty)
            self.slips += 1
            self.detected += hit
            self.on_quote += any(_touch(_spans(v), quote) for v in faulty)
            self.first += any(_touch(_spans(v)[:1], shown) for v in faulty)
            kind = self.kinds.setdefault(slip["kind"], [0, 0])
            kind[0] += 1
            kind[1] += hit
            if not hit:
                self.notes.append(f"{row['id']} missed: {slip['kind']} {slip['quote']!r} ({slip['why']})")
        for verdict in faulty:
            if not _touch(_spans(verdict), every):
                self.spurious += 1
                self.notes.append(f"{row['id']} faulty, spurious: {_told(verdict, texts[1])}")

    def as_dict(self, *, kinds: bool) -> Result:
        """For JSON and the table; no kinds for what is held out."""
        names = ("articles", "slips", "detected", "on_quote", "first", "clean_alarms", "spurious")
        found: Result = {name: getattr(self, name) for name in names}
        if kinds:
            found["missed_kinds"] = {k: f"{n - hit} of {n}" for k, (n, hit) in sorted(self.kinds.items()) if hit < n}
        return found


def _told(verdict: Verdict, text: str) -> str:
    claim = verdict.claim
    return f"{verdict.checker}, {verdict.certainty}, {text[claim.start : claim.end]!r}: {verdict.because}"


def pairs(rows: list[dict[str, Any]], folder: Path, *, open_: bool) -> tuple[Result, list[str], dict[str, Pairs]]:
    """Every rule on both versions of every article; for crossfoot also by language."""
    rules = {name: Pairs() for name in RULES}
    languages: dict[str, Pairs] = {}
    seconds = [0.0, 0.0]
    for row in rows:
        both = []
        for version in ("clean", "faulty"):
            text = (folder / f"{row['id']}.{version}.md").read_text(encoding="utf-8")
            both.append(weighed(text, published=row["published"]))
            seconds[0] += both[-1].reading
            seconds[1] += both[-1].weighing
        texts = (both[0].document.text, both[1].document.text)
        for name, rule in RULES.items():
            said = [[v for v in one.verdicts if v.outcome != "undecided" and rule(v)] for one in both]
            rules[name].add(row, said[0], said[1], texts)
            if name == "crossfoot":
                languages.setdefault(row["lang"], Pairs()).add(row, said[0], said[1], texts)
    result: Result = {name: one.as_dict(kinds=open_ and name == "crossfoot") for name, one in rules.items()}
    if open_:
        result["languages"] = {name: one.as_dict(kinds=False) for name, one in sorted(languages.items())}
    result["cpu"] = {"reading": round(seconds[0], 3), "weighing": round(seconds[1], 3)}
    return result, rules["crossfoot"].notes if open_ else [], rules


def panel() -> tuple[Result, list[str]]:
    """The development panel, counted twice: here, and by its own `score.py`, which must agree."""
    folder = SHARED / "panel"
    rows = lines(folder / "panel.jsonl")
    result, notes, rules = pairs(rows, folder, open_=True)
    with tempfile.TemporaryDirectory() as made:
        for row in rows:
            for version in ("clean", "faulty"):
                text = (folder / f"{row['id']}.{version}.md").read_text(encoding="utf-8")
                verdicts = [
                    {
                        "outcome": v.outcome,
                        "checker": v.checker,
                        "claims": [{"start": a, "end": b} for a, b in _spans(v)],
                    }
                    for v in weighed(text, published=row["published"]).verdicts
                ]
                path = Path(made) / f"{row['id']}.{version}.json"
                path.write_text(json.dumps({"verdicts": verdicts}), encoding="utf-8")
        summary = Path(made) / "summary.json"
        command = [sys.executable, str(folder / "score.py"), made, "--json", str(summary)]
        subprocess.run(command, capture_output=True, text=True, check=True)
        theirs = json.loads(summary.read_text(encoding="utf-8"))
    mine = rules["crossfoot"]
    here = (mine.slips, mine.detected, mine.on_quote, mine.first, mine.clean_alarms, mine.spurious)
    names = ("errors", "detected", "on_quote", "exact", "false_alarms", "spurious")
    if here != tuple(theirs[name] for name in names):
        raise RuntimeError(f"score.py counts {[theirs[name] for name in names]}, this file {here}: which is right?")
    return result, notes


# -- passages and articles ----------------------------------------------------------------------------------


def natural(rows: list[dict[str, Any]]) -> tuple[Result, list[str]]:
    """Published passages, adjudicated: found among the wrong, said of the right, proven of the unclear; by relation."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in RULES}
    relations: dict[str, Counter[str]] = {}
    notes = []
    for row in rows:
        one = weighed(row["text"], published=row["published"])
        truth = row["consistent"]
        figures = [(at, at + len(f)) for f in row["figures"] if (at := one.document.text.find(f)) >= 0]
        for name, rule in RULES.items():
            said = [v for v in one.verdicts if v.outcome != "undecided" and rule(v)]
            counts[name][truth] += 1
            counts[name][f"{truth}: said"] += bool(said)
            counts[name][f"{truth}: proven"] += any(v.certainty == "proven" for v in said)
            counts[name][f"{truth}: said of its figures"] += any(_touch(_spans(v), figures) for v in said)
        said = one.alarms
        relations.setdefault(row["relation"], Counter()).update({truth: 1, f"{truth}: said": int(bool(said))})
        if (truth == "false") != bool(said) or (truth == "unclear" and said):
            told = "; ".join(_told(v, one.document.text) for v in said) or "nothing said"
            notes.append(f"{row['id']}, {row['relation']}, {'wrong' if truth == 'false' else truth}: {told}")
    result: Result = {name: dict(sorted(count.items())) for name, count in counts.items()}
    result["relations"] = {name: dict(sorted(count.items())) for name, count in sorted(relations.items())}
    return result, notes


JUDGED = {
    "discrepancy": ("wrong", "real", "trivial"),
    "holds": ("right", "wrong"),
    "undecided": ("right", "wrong"),
}
"""What people may have judged a verdict on a real text to be, by outcome; the README says what each means."""
OPEN = "not adjudicated"


class Judged:
    """The adjudications in `adjudicated.jsonl`: what people said of verdicts on real texts, by text and figures.

    A row has id (of the text), outcome, checker, figures (as written, the one shown first), judged, why, date. A text
    that says the same twice has two rows.
    """

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self._left: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for row in rows:
            self._left.setdefault(self.key(row["id"], row["outcome"], row["checker"], row["figures"]), []).append(row)

    @staticmethod
    def key(text: str, outcome: str, checker: str, figures: list[str]) -> tuple[str, ...]:
        """Which of the figures is shown may change with what else is weighed, so their order is of no account."""
        return text, outcome, checker, *sorted(figures)

    def of(self, text: str, verdict: Verdict, document: Document) -> str:
        """What a verdict on a text was judged to be; each row answers once."""
        figures = [document.text[a:b] for a, b in _spans(verdict)]
        rows = self._left.get(self.key(text, verdict.outcome, verdict.checker, figures))
        return str(rows.pop(0)["judged"]) if rows else OPEN

    def gone(self, texts: set[str]) -> list[dict[str, Any]]:
        """The discrepancies of these texts that were judged once and are not raised any more."""
        left = (row for rows in self._left.values() for row in rows)
        return [row for row in left if row["outcome"] == "discrepancy" and row["id"] in texts]


def articles(rows: list[dict[str, Any]]) -> tuple[Result, list[str]]:
    """Real articles, unlabelled: alarms an article, each as it was adjudicated; so too what holds or is undecided."""
    known = Judged(lines(ADJUDICATED))
    rules = dict.fromkeys(RULES, 0)
    counts: Counter[str] = Counter()
    alarms, notes, seconds = [], [], [0.0, 0.0]
    for row in rows:
        language = row["language"] if row["language"] != "xx" else None
        one = weighed(row["text"], published=row.get("published"), language=language)
        seconds[0] += one.reading
        seconds[1] += one.weighing
        counts.update(articles=1, figures=one.figures, characters=len(row["text"]))
        counts.update(v.outcome for v in one.verdicts)
        for name, rule in RULES.items():
            rules[name] += sum(rule(v) for v in one.verdicts if v.outcome != "undecided")
        for v in one.verdicts:
            if v.outcome == "holds" and not v.telling:  # it could not have come out otherwise
                continue
            judged = known.of(row["id"], v, one.document)
            counts[f"{v.outcome}: {judged}"] += 1
            if v.outcome != "discrepancy":
                continue
            counts.update([str(v.certainty), f"{v.certainty}: {judged}"])
            alarms.append({"id": row["id"], "checker": v.checker, "certainty": v.certainty, "start": v.claim.start,
                           "end": v.claim.end, "adjudicated": judged})  # fmt: skip
            notes.append(f"{row['id']}, {judged}: {_told(v, one.document.text)}")
    for gone in known.gone({row["id"] for row in rows}):
        counts[f"gone: {gone['judged']}"] += 1
        if gone["judged"] == "real":
            notes.append(f"{gone['id']}, real and raised no more: {gone['checker']}, {gone['figures']}: {gone['why']}")
    result: Result = dict(sorted(counts.items()))
    result |= {
        "alarms": alarms,
        "rules": rules,
        "cpu": {"reading": round(seconds[0], 3), "weighing": round(seconds[1], 3)},
    }
    return result, notes


def silent() -> tuple[Result, list[str]]:
    """Our own articles without a slip: every word said is one too many."""
    counts: Counter[str] = Counter()
    rules = dict.fromkeys(RULES, 0)
    notes = []
    for path in sorted(SILENT.glob("*.md")):
        one = weighed(path.read_text(encoding="utf-8"))
        counts.update(articles=1, figures=one.figures)
        counts.update(v.outcome for v in one.verdicts)
        for name, rule in RULES.items():
            rules[name] += sum(rule(v) for v in one.verdicts if v.outcome != "undecided")
        notes += [f"{path.name}: {_told(v, one.document.text)}" for v in one.alarms]
    return {**dict(sorted(counts.items())), "rules": rules}, notes


# -- statistics ---------------------------------------------------------------------------------------------

IN_PAPERS = 20_000
"""True results of tests, and true means, drawn; and a quarter as many of each with a slip."""


def _labels() -> tuple[Result, list[str]]:
    """Published labels that come out as published, by kind: (right, all); and those that do not."""
    from checkers._reported import rounded
    from checkers.granular_mean import granular_mean
    from checkers.granular_sd import granular_sd
    from tests import statistics_labels as published

    said: list[tuple[str, str, Any, Any]] = [
        ("whether a result fits its p", text, outcome, [v.outcome for v in _of_p(text)])
        for text, outcome in published.REPORTED
    ]
    said += [
        ("whether its significance turns", text, turned, any("significant at .05" in v.because for v in _of_p(text)))
        for text, turned in published.DECISIONS
    ]
    said += [
        ("GRIM", f"{mean} of {n} × {items}", possible, bool(granular_mean(rounded(mean), n, items)))
        for mean, n, items, possible in published.GRIM
    ]
    said += [
        ("GRIMMER", f"{mean}, {sd} of {n} × {items}", ok, granular_sd(rounded(mean), rounded(sd), n, items) is not None)
        for mean, sd, n, items, ok in published.GRIMMER
    ]
    said += [
        ("DEBIT", f"{mean}, {sd} of {n}", ok, granular_sd(rounded(mean), rounded(sd), n, binary=True) is not None)
        for mean, sd, n, ok in published.DEBIT
    ]
    right: dict[str, list[int]] = {}
    notes = []
    for kind, what, label, ours in said:
        same = ours in (label, [label])
        count = right.setdefault(kind, [0, 0])
        count[0] += same
        count[1] += 1
        if not same:
            notes.append(f"{kind}: {what} is {label}, said to be {ours}")
    return {kind: tuple(count) for kind, count in right.items()}, notes


def _of_p(text: str) -> list[Verdict]:
    return [v for v in weighed(f"It did, {text}.", facts=False).verdicts if v.checker == "reported-p"]


def in_papers(many: int, seed: int) -> tuple[Result, list[str]]:
    """Published labels, and sentences of papers by the whole road: true ones by the document, slips one by one."""
    labels, notes = _labels()
    kinds: Result = {}
    for kind in papers.KINDS:
        count: Counter[str] = Counter()
        for slips in (False, True):
            every = list(papers.drawn(kind, many // 4 if slips else many, seed, slips=slips))
            # Where most means of a text cannot be, its values are no whole numbers: a slip is alone.
            size = 1 if slips else SENTENCES
            for start in range(0, len(every), size):
                _one_paper(every[start : start + size], count, notes)
        kinds[kind] = dict(sorted(count.items()))
    ours: Counter[str] = Counter()
    for path in sorted((ROOT / "tests" / "articles" / "papers").glob("*.txt")):
        one = weighed(path.read_text(encoding="utf-8"))
        ours.update(papers=1, figures=one.figures, results=sum(v.checker == "reported-p" for v in one.verdicts))
        ours.update(alarms=len(one.alarms))
        notes += [f"{path.name}: {_told(v, one.document.text)}" for v in one.alarms]
    return {"labels": labels, "kinds": kinds, "ours": dict(ours), "seed": seed}, notes


def _one_paper(batch: list[papers.Reported], count: Counter[str], notes: list[str]) -> None:
    starts, at = [], 0
    for one in batch:
        starts.append(at)
        at += len(one.text) + 2
    verdicts: dict[int, list[Verdict]] = {}
    for verdict in weighed("\n\n".join(one.text for one in batch), language="en", facts=False).verdicts:
        verdicts.setdefault(bisect_right(starts, verdict.claim.start) - 1, []).append(verdict)
    for i, one in enumerate(batch):
        outcomes = {v.certainty or v.outcome for v in verdicts.get(i, ())}
        first = next((o for o in ("proven", "likely", "holds", "undecided") if o in outcomes), "silent")
        prefix = "slip: " if one.slip else ""
        count.update([prefix + "draws", prefix + first])
        if one.unequal:
            count[prefix + "unequal"] += 1
        if first in {"proven", "likely"} and not one.slip:
            notes.append(f"{first}: {one.text} -> {verdicts[i][0].because}")


# -- draws --------------------------------------------------------------------------------------------------

CHUNK = 2000
SENTENCES = 25
"""Sentences of one document: an article's worth of paragraphs."""


def _documents(some: Iterable[drawn.Draw]) -> Iterator[list[drawn.Draw]]:
    waiting: dict[str, list[drawn.Draw]] = {}
    for one in some:
        if one.text.startswith("|"):
            yield [one]
            continue
        batch = waiting.setdefault(one.language, [])
        batch.append(one)
        if len(batch) == SENTENCES:
            yield waiting.pop(one.language)
    yield from waiting.values()


def _chunk(kind: str, seed: int, many: int) -> tuple[dict[str, dict[str, int]], list[str], float]:
    """One chunk of draws and of slips: counts by group, sentences that were wrongly proven, CPU seconds."""
    start = process_time()
    if kind == "long sums":
        draw = random.Random(f"{kind} {seed}")  # noqa: S311 - figures, not secrets
        true = [drawn.long_sum(draw) for _ in range(many)]
    else:
        true = list(drawn.true(kind, many, seed))
    other = random.Random(f"slips {seed}")  # noqa: S311 - figures, not secrets
    slips = [slip for one in true[::10] if (slip := drawn.slipped(one, other)) is not None]
    groups: dict[str, Counter[str]] = {}
    wrong: list[str] = []
    for some in (true, slips):
        for batch in _documents(some):
            _one_document(batch, groups, wrong)
    return {name: dict(count) for name, count in groups.items()}, _worst(wrong)[:5], process_time() - start


def _worst(wrong: list[str]) -> list[str]:
    """What was said of true draws, the proven first."""
    return sorted(wrong, key=lambda told: not told.startswith("proven"))


def _one_document(batch: list[drawn.Draw], groups: dict[str, Counter[str]], wrong: list[str]) -> None:
    starts, at = [], 0
    for one in batch:
        starts.append(at)
        at += len(one.text) + 2
    text = "\n\n".join(one.text for one in batch)
    said: dict[int, list[Verdict]] = {}
    across = 0
    for verdict in weighed(text, language=batch[0].language, facts=False).verdicts:
        places = {bisect_right(starts, claim.start) - 1 for _, claim in verdict.roles}
        if len(places) == 1:
            said.setdefault(places.pop(), []).append(verdict)
        elif verdict.outcome == "discrepancy":
            across += 1  # the drawn sentences know nothing of one another: no true relation is between them
    for i, one in enumerate(batch):
        count = groups.setdefault(one.group, Counter())
        outcomes = {v.certainty or v.outcome for v in said.get(i, ())}
        first = next((o for o in ("proven", "likely", "holds", "undecided") if o in outcomes), "silent")
        prefix = "slip: " if one.slip else ""
        count.update([prefix + "draws", prefix + first])
        count.update(prefix + name for name, line in drawn.LINES.items() if line(one))
        if first in {"proven", "likely"} and not one.slip:
            v = next(v for v in said[i] if v.certainty == first)
            wrong.append(f"{first}, {one.group}: {one.text.replace(chr(10), ' ')[:400]} -> {v.checker}: {v.because}")
    groups.setdefault("between the sentences drawn", Counter()).update({"draws": len(batch), "alarms": across})


def simulated(many: int, seed: int) -> tuple[Result, list[str]]:
    """So many true draws of each kind, a twentieth of it of long sums in tables, and a tenth of it of slips."""
    jobs = []
    for kind, wanted in (*((kind, many) for kind in drawn.KINDS), ("long sums", many // 20)):
        jobs += [(kind, seed * 10_000 + i // CHUNK, min(CHUNK, wanted - i)) for i in range(0, wanted, CHUNK)]
    groups: dict[str, Counter[str]] = {}
    wrong: list[str] = []
    spent = 0.0
    workers = min(2, os.cpu_count() or 1)
    with ProcessPoolExecutor(workers) as pool:
        for done, (found, examples, cpu) in enumerate(pool.map(_chunk, *zip(*jobs, strict=True)), 1):
            for name, count in found.items():
                groups.setdefault(name, Counter()).update(count)
            wrong += examples
            spent += cpu
            if done % 25 == 0:
                say(f"  {done} of {len(jobs)} chunks of draws")
    result: Result = {name: dict(sorted(count.items())) for name, count in sorted(groups.items())}
    return {"each": many, "seed": seed, "cpu": round(spent, 1), "groups": result}, wrong


# -- time ---------------------------------------------------------------------------------------------------


PATIENCE = 12
"""CPU seconds: a text that takes longer is not doubled again, and the table says so."""


def timed() -> Result:
    """CPU seconds of reading and of weighing: our own articles, one report of up to 1 MB, one table of up to 2,000 rows."""
    pieces = own("en")
    kilobytes = (60, 125, 250, 500, 1000)

    def all_of_them() -> list[str]:
        return [*pieces, *own("zh")]

    def over_and_over(size: int) -> list[str]:
        whole = "\n\n".join(pieces) + "\n\n"
        return [(whole * (size * 1000 // len(whole) + 1))[: size * 1000]]

    def other_figures(size: int) -> list[str]:
        return [grown(pieces, size * 1000)]

    texts: dict[str, dict[str, Callable[[], list[str]]]] = {
        "our own articles": {"all": all_of_them},
        "one report, the same articles over and over": {f"{n} KB": partial(over_and_over, n) for n in kilobytes},
        "one report, other figures each time": {f"{n} KB": partial(other_figures, n) for n in kilobytes},
        "one table": {f"{n} rows": partial(_table, n) for n in (500, 1000, 2000)},
    }
    for text in all_of_them():
        weighed(text)  # loads everything: tables, rates, distributions
    result: Result = {}
    for name, sizes in texts.items():
        rows: Result = {}
        for size, make in sizes.items():
            some = [weighed(text) for text in make()]
            reading, weighing = sum(one.reading for one in some), sum(one.weighing for one in some)
            rows[size] = {"reading": round(reading, 3), "weighing": round(weighing, 3)}
            if reading + weighing > PATIENCE and size != list(sizes)[-1]:
                rows["not tried"] = list(sizes)[list(sizes).index(size) + 1 :]
                break
        result[name] = rows
    return result


def _table(rows: int) -> list[str]:
    """A table of branches with two years, their growth and their share, and a total row; all of it true."""
    draw = random.Random(5)  # noqa: S311 - figures, not secrets
    figures = [(draw.randrange(1000, 99999), draw.randrange(1000, 99999)) for _ in range(rows)]
    whole, before = sum(b for _, b in figures), sum(a for a, _ in figures)
    out = ["| Branch | 2022 | 2023 | Growth | Share |", "| --- | ---: | ---: | ---: | ---: |"]
    for number, (a, b) in enumerate(figures):
        name = "".join("bcdfglmnpr"[int(d)] + "aeiou"[int(d) % 5] for d in str(number))
        out.append(f"| {name.capitalize()} | {a:,} | {b:,} | {100 * b / a - 100:.1f}% | {100 * b / whole:.3f}% |")
    out.append(f"| Total | {before:,} | {whole:,} | {100 * whole / before - 100:.1f}% | 100% |")
    return ["\n".join(out)]


# -- the report ---------------------------------------------------------------------------------------------


def _of(part: int, whole: int, digits: int = 1) -> str:
    return f"{100 * part / whole:.{digits}f} % ({part} of {whole})" if whole else "–"


def _pair_rows(title: str, found: Result) -> str:
    rows = []
    names = list(RULES)
    measures: list[tuple[str, str, Callable[[Result], str]]] = [
        ("slips found", "85 %", lambda r: _of(r["detected"], r["slips"])),
        ("a claim of the verdict on the slip itself", "", lambda r: _of(r["on_quote"], r["slips"])),
        ("the slip itself shown first", "75 %", lambda r: _of(r["first"], r["slips"])),
        ("wrong alarms a clean article", "0.05", lambda r: f"{r['clean_alarms'] / max(1, r['articles']):.2f}"),
        ("spurious alarms a faulty article", "", lambda r: f"{r['spurious'] / max(1, r['articles']):.2f}"),
    ]
    for label, aim, measure in measures:
        rows.append([label, aim, *(measure(found[name]) for name in names)])
    for language, one in found.get("languages", {}).items():
        rows.append([f"{language}: slips found", "", _of(one["detected"], one["slips"]), "", "", ""])
    kinds = found["crossfoot"].get("missed_kinds")
    note = f"\nMissed by kind: {', '.join(f'{k} {n}' for k, n in kinds.items())}.\n" if kinds else ""
    return table(f"{title}: {found['crossfoot']['articles']} pairs", ["", "aim", *names], rows) + note


def _natural_rows(found: Result) -> str:
    rows = []
    measures = (
        ("wrong passages: found", "75 %", "false", "said"),
        ("of these, by a verdict on their figures", "", "false", "said of its figures"),
        ("right passages: false alarms", "2 %", "true", "said"),
        ("of these, proven", "", "true", "proven"),
        ("unclear passages: proven (a hint is fair)", "0", "unclear", "proven"),
    )
    for label, aim, truth, said in measures:
        rows.append(
            [label, aim, *(_of(found[name].get(f"{truth}: {said}", 0), found[name].get(truth, 0)) for name in RULES)]
        )
    by = []
    for name, one in found["relations"].items():
        wrong, right = one.get("false", 0), one.get("true", 0)
        by.append([name, f"{one.get('false: said', 0)} of {wrong}", f"{one.get('true: said', 0)} of {right}"])
    return (
        table("Passages from published text", ["", "aim", *RULES], rows)
        + "\n"
        + table("The same by relation, crossfoot", ["", "wrong: found", "right: said"], by)
    )


def _article_rows(title: str, found: Result) -> str:
    many, cpu = found["articles"], found["cpu"]
    rows = []
    for tier, aim in (("proven", "0.01 an article"), ("likely", "0.05 an article")):
        wrong = found.get(f"{tier}: wrong", 0) + found.get(f"{tier}: {OPEN}", 0)
        rows.append([f"{tier} alarms", "", str(found.get(tier, 0)), f"{found.get(tier, 0) / many:.3f}"])
        rows.append([f"of these wrong, or {OPEN}", aim, str(wrong), f"{wrong / many:.3f}"])
    rows += [[f"alarms by {name}", "", str(n), f"{n / many:.3f}"] for name, n in found["rules"].items()]
    rows += [
        ["relations that hold", "", str(found.get("holds", 0)), f"{found.get('holds', 0) / many:.2f}"],
        ["undecided", "", str(found.get("undecided", 0)), f"{found.get('undecided', 0) / many:.2f}"],
        [
            "CPU s of reading and of weighing",
            "less to weigh",
            f"{cpu['reading']:.2f}, {cpu['weighing']:.2f}",
            f"{cpu['weighing'] / cpu['reading']:.2f} of reading",
        ],
    ]
    by_hand = []
    for outcome, label in (
        ("discrepancy", "alarms"),
        ("gone", "alarms of earlier versions, raised no more"),
        ("holds", "relations that hold and could have failed"),
        ("undecided", "undecided"),
    ):
        said = [found.get(f"{outcome}: {word}", 0) for word in ("right", "real", "trivial", "wrong", OPEN)]
        by_hand.append([label, *map(str, said)])
    head = ["", "right", "real", "trivial", "wrong", OPEN]
    return (
        table(f"{title}: {many:,}, {found['figures']:,} figures", ["", "aim", "number", "an article"], rows)
        + "\n"
        + table("The same as adjudicated by hand", head, by_hand)
    )


def _draw_rows(found: Result) -> str:
    rows, slips = [], []
    for name, one in found["groups"].items():
        many = one["draws"]
        if "alarms" in one:
            rows.append([name, f"{many:,}", *("" for _ in range(3)), f"{one['alarms']} alarms", "", "", ""])
            continue
        bound = many - one.get("silent", 0)
        cells = [f"{100 * bound / many:.1f} %", str(one.get("proven", 0))]
        cells += [f"{100 * one.get(tier, 0) / many:.3f} %" for tier in ("likely", "undecided")]
        rows.append([name, f"{many:,}", *cells, *(f"{100 * one.get(line, 0) / many:.2f} %" for line in drawn.LINES)])
        wrong = one.get("slip: draws", 0)
        if wrong:
            proven, likely = one.get("slip: proven", 0), one.get("slip: likely", 0)
            cells = [f"{100 * n / wrong:.1f} %" for n in (proven + likely, proven)]
            cells += [f"{100 * one.get('slip: ' + line, 0) / wrong:.1f} %" for line in drawn.LINES]
            slips.append([name, f"{wrong:,}", *cells])
    title = f"True relations drawn: {found['each']:,} of each kind, seed {found['seed']} (aim: none proven)"
    head = ["", "draws", "bound", "proven", "likely", "undecided", *(f"{line}: alarms" for line in drawn.LINES)]
    second = ["", "slips", "crossfoot: found", "of these proven", *(f"{line}: found" for line in drawn.LINES)]
    return table(title, head, rows) + "\n" + table("The same with a slip in the derived figure", second, slips)


def _paper_rows(found: Result) -> str:
    rows = [[kind, f"{right} of {many}"] for kind, (right, many) in found["labels"].items()]
    first = table("Published labels of statistics (aim: all)", ["", "right"], rows)
    rows = []
    for kind, one in found["kinds"].items():
        many, wrong = one["draws"], one["slip: draws"]
        proven, likely = one.get("slip: proven", 0), one.get("slip: likely", 0)
        weighed_ = many - one.get("silent", 0)
        rows.append(
            [kind, f"{many:,}", f"{100 * weighed_ / many:.1f} %", str(one.get("proven", 0)), str(one.get("likely", 0)),
             f"{100 * one.get('unequal', 0) / many:.1f} %", f"{100 * (proven + likely) / wrong:.1f} % of {wrong:,}",
             f"{100 * proven / wrong:.1f} %", f"{100 * one.get('slip: unequal', 0) / wrong:.1f} %"]
        )  # fmt: skip
    head = ["", "true ones drawn", "weighed", "proven alarms", "likely", "equality: alarms", "slips found", "of these proven",
            "equality: found"]  # fmt: skip
    title = f"Results as papers print them, seed {found['seed']} (aim: no alarm on true ones)"
    ours = found["ours"]
    last = (
        f"Our own papers without a slip: {ours['papers']}, {ours['figures']:,} figures, {ours['results']} results of tests"
        f" weighed; alarms of any kind: {ours.get('alarms', 0)}.\n"
    )
    return first + "\n" + table(title, head, rows) + "\n" + last


def _time_rows(found: Result) -> str:
    rows = []
    for name, sizes in found.items():
        before: Result | None = None
        for size, one in sizes.items():
            if size == "not tried":
                rows.append([f"{name}, {', '.join(one)}: not tried, too slow", *[""] * 5])
                continue
            ratio = f"{one['weighing'] / before['weighing']:.2f}" if before and before["weighing"] else ""
            reading = f"{one['reading'] / before['reading']:.2f}" if before and before["reading"] else ""
            share = f"{one['weighing'] / one['reading']:.2f}" if one["reading"] else "–"
            rows.append([f"{name}, {size}", f"{one['reading']:.2f}", f"{one['weighing']:.2f}", share, reading, ratio])
            before = one
    head = [
        "",
        "reading, CPU s",
        "weighing, CPU s",
        "weighing / reading",
        "reading × per doubling",
        "weighing × per doubling",
    ]
    return table("Time (aims: weighing takes less than reading; twice the text, twice the time)", head, rows)


def report(results: Result) -> str:
    """The tables of what was measured."""
    out = []
    results = {part: found for part, found in results.items() if found is not None}
    if "panel" in results:
        out.append(_pair_rows("Development panel", results["panel"]))
    for split, found in results.get("pairs", {}).items():
        out.append(_pair_rows(f"Our own pairs, {split}", found))
    if "natural" in results:
        out.append(_natural_rows(results["natural"]))
    if "articles" in results:
        out.append(_article_rows("Real articles", results["articles"]))
    if "texts" in results:
        out.append(_article_rows("More real texts", results["texts"]))
    if "silent" in results:
        found = results["silent"]
        alarms = ", ".join(f"{name} {n}" for name, n in found["rules"].items())
        out.append(
            f"Our own articles without a slip: {found['articles']}, {found['figures']} figures; alarms: {alarms}.\n"
        )
    if "statistics" in results:
        out.append(_paper_rows(results["statistics"]))
    if "draws" in results:
        out.append(_draw_rows(results["draws"]))
    if "time" in results:
        out.append(_time_rows(results["time"]))
    return "\n".join(out)


def main() -> int:
    """Run what is asked for, print the tables, write the results."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--draws", type=int, default=50_000, help="true draws of each kind (50000)")
    parser.add_argument("--seed", type=int, default=1, help="of the draws (1)")
    parser.add_argument("--only", default=",".join(PARTS), help="parts to run, joined by commas: " + ", ".join(PARTS))
    parser.add_argument(
        "--texts", type=Path, metavar="FILE", help="more real texts, as JSON lines (benchmarks/texts.py)"
    )
    parser.add_argument("--list", action="store_true", help="list what was missed and what was said wrongly")
    options = parser.parse_args()
    parts = options.only.split(",")
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no part is called {', '.join(sorted(unknown))}: choose among {', '.join(PARTS)}")
    results: Result = {}
    notes: dict[str, list[str]] = {}
    missing = []
    day = datetime.now(UTC).date().isoformat()
    print(f"Weighing, {day}, Python {platform.python_version()}\n")
    for part in [*parts, *(["texts"] if options.texts else [])]:
        say(part)
        if part == "panel":
            if (SHARED / "panel" / "panel.jsonl").exists():
                results[part], notes[part] = panel()
            else:
                missing.append("the development panel")
        elif part == "pairs":
            rows = lines(PAIRS / "pairs.jsonl")
            for split in sorted({row["split"] for row in rows}, reverse=True):
                some = [row for row in rows if row["split"] == split]
                found, told, _ = pairs(some, PAIRS, open_=split != "held-out")
                results.setdefault(part, {})[split] = found
                notes[f"pairs, {split}"] = told
        elif part in {"natural", "articles", "texts"}:
            rows = lines(options.texts if part == "texts" else SHARED / f"{part}.jsonl")
            if rows:
                results[part], notes[part] = (natural if part == "natural" else articles)(rows)
            else:
                missing.append(f"{part}.jsonl")
        elif part == "silent":
            results[part], notes[part] = silent()
        elif part == "statistics":
            results[part], notes[part] = in_papers(IN_PAPERS, options.seed)
        elif part == "draws":
            results[part], notes[part] = simulated(options.draws, options.seed)
        else:
            results[part] = timed()
        print(report({part: results.get(part)}), flush=True)
    if missing:
        print(f"Not beside the checkout, so not measured: {', '.join(missing)}.\n")
    wrong = notes.get("draws", [])
    if wrong:
        print("Said of true draws, for instance:\n" + "\n".join(f"- {told}" for told in _worst(wrong)[:12]) + "\n")
    if options.list:
        for name, told in notes.items():
            if name != "draws" and told:
                print(f"{name}\n" + "\n".join(f"- {' '.join(t.split())}" for t in told) + "\n")
    if set(parts) == set(PARTS):
        command = f"python benchmarks/weighing.py --draws {options.draws} --seed {options.seed}"
        publish("weighing", command, f"weighing, {day}, Python {platform.python_version()}\n\n{report(results)}")
        kept = {"date": day, "python": platform.python_version(), "missing": missing, "results": results}
        RESULTS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
