"""How well and how fast figures are read, beside other readers: `make bench-reading`.

    python benchmarks/reading.py [--peers] [--long] [--only PARTS] [--readers NAMES]

--peers makes a virtual environment of its own for each peer under `.bench/` and installs it from the package index:
quantulum3 with scikit-learn 1.8 for its classifier, recognizers-text-suite with emoji 1.7. Without it, the peers that
are there take part, and the others are named as missing. --long lets a peer try a text of 1 MB, and
ten minutes for it.

Every reader reads the same sentences in a process of its own, one after the other. Gold: the corpora of the house
(`claims/languages/*.md`, written for this project, and known to those who wrote its reader), and NewsQuant where it lies
beside the checkout. Speed is KB (1,000 bytes of UTF-8) per second of CPU time, on our own articles and, where they are
there, real ones. Results: Markdown on standard output; of all parts also `benchmarks/reading.json` and README.md there.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import re
import statistics
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # this checkout, whatever else is installed

from benchmarks import reading_gold, reading_newsquant  # noqa: E402
from claims import units  # noqa: E402
from tests import examples  # noqa: E402

WORKER = ROOT / "benchmarks" / "readers.py"
RESULTS = ROOT / "benchmarks" / "reading.json"
SHARED = ROOT.parent / "shared" / "dev"
ARTICLES = ROOT / "tests" / "articles" / "silent"
SENTENCE = "Sales rose 5% to $2.7 million on 3 May 2024."
PARTS = ("newsquant", "corpora", "speed", "start", "hostile")

HOSTILE = {
    "digits": "7", "digits and blanks": "7 ", "grouped": "1,", "points": "1.", "dashes": "1-", "dates": "1/1/",
    "colons": "1:", "brackets": "(", "bracketed": "($5 ", "signs": "$", "minus": "−", "blanks": " ", "line ends": "\n",
    "letters": "a", "capitals": "A. ", "number words": "one hundred and ", "ands": "and ", "of": "10% of ",
    "quotes": "“", "said": "he said, “", "cells": "| 1 ", "links": "[1](http://a.b/1) ", "from to": "from 1 to ",
    "powers": "10^", "statistics": "t(28) = ", "Han numerals": "一", "Han scales": "万亿", "Han percent": "百分之",
    "Han list": "1、", "Han dates": "2024年", "wide digits": "７，",
}  # fmt: skip

HOSTILE_PEERS = ("digits", "digits and blanks", "grouped", "dates", "brackets", "signs", "blanks", "letters",
                 "number words", "of")  # fmt: skip


@dataclass
class Peer:
    """A reader that takes part: its name in the tables, the interpreter that runs it, and its version."""

    key: str
    name: str
    python: Path
    version: str = ""
    packages: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en", "zh")
    dates: bool = True


HERE = Path(sys.executable)
READERS = [
    Peer("crossfoot", "crossfoot", HERE),
    Peer("quantulum3", "quantulum3", ROOT / ".bench" / "quantulum3" / "bin" / "python", languages=("en",), dates=False,
         packages=("quantulum3[classifier]", "scikit-learn==1.8.*")),
    Peer("recognizers", "Recognizers-Text", ROOT / ".bench" / "recognizers" / "bin" / "python",
         packages=("recognizers-text-suite", "emoji==1.7.*")),
    Peer("regex", "one regular expression", HERE, dates=False),
]  # fmt: skip


# -- peers --------------------------------------------------------------------------------------------------


def install(peer: Peer) -> str | None:
    """Make a peer's environment; what went wrong, or None."""
    folder = peer.python.parent.parent
    pip = [str(peer.python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for command in ([sys.executable, "-m", "venv", str(folder)], [*pip, *peer.packages]):
        say(f"{' '.join(command[1:])}")
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            return (done.stderr.strip() or done.stdout.strip()).splitlines()[-1]
    return None


def present(peer: Peer) -> str | None:
    """Why a peer cannot take part, or None; sets its version."""
    if not peer.packages:
        peer.version = "this checkout" if peer.key == "crossfoot" else platform.python_version()
        return None
    if not peer.python.exists():
        return "not installed: run again with --peers"
    package = peer.packages[0].partition("[")[0]
    code = f"import importlib.metadata as m; print(m.version({package!r}))"
    done = subprocess.run([str(peer.python), "-c", code], capture_output=True, text=True, check=False)
    if done.returncode:
        return f"installed in part ({done.stderr.strip().splitlines()[-1]}): run again with --peers"
    peer.version = done.stdout.strip()
    answer = ask(peer, "read", json.dumps({"text": SENTENCE, "language": "en"}))
    if answer is None or isinstance(json.loads(answer), dict):
        return f"does not read a plain sentence: {answer or 'it ended'}"
    return None


def say(text: str) -> None:
    """Progress, on standard error."""
    print(text, file=sys.stderr, flush=True)


def ask(peer: Peer, mode: str, given: str) -> str | None:
    """What a reader answers, None where it ended before it could (its limit of CPU time)."""
    command = [str(peer.python), "-P", str(WORKER), peer.key, mode]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    if done.returncode > 0:
        raise RuntimeError(f"{peer.name}, {mode}: {done.stderr.strip()[-600:]}")
    return done.stdout if done.returncode == 0 else None


def reads(peer: Peer, rows: list[dict[str, Any]], mode: str = "read") -> tuple[list[list[dict[str, Any]]], int]:
    """The reads of every row, and for how many rows the reader raised an error (they count as unread)."""
    answer = ask(peer, mode, "\n".join(json.dumps(row) for row in rows))
    lines = [json.loads(line) for line in (answer or "").splitlines()]
    if len(lines) != len(rows):
        raise RuntimeError(f"{peer.name} answered {len(lines)} of {len(rows)} sentences")
    failed = sum(isinstance(line, dict) for line in lines)
    return [[] if isinstance(line, dict) else line for line in lines], failed


# -- how well -----------------------------------------------------------------------------------------------

Result = dict[str, Any]


def corpora(peer: Peer, languages: tuple[str, ...]) -> Result:
    """F1 on the corpora of the house."""
    folder = ROOT / "claims" / "languages"
    found = (reading_gold.gold(e) for name in languages for e in examples.of_file(folder / f"{name}.md"))
    sentences = [sentence for sentence in found if sentence is not None]
    records, failed = reads(peer, [sentence.row for sentence in sentences])
    figures = [reading_gold.figures(r, s.row["text"]) for r, s in zip(records, sentences, strict=True)]
    scores = reading_gold.score(sentences, figures)
    return {"sentences": len(sentences), "figures": sum(len(s.gold) for s in sentences), "failed": failed,
            "scores": {name: score.as_dict() for name, score in scores.items()}}  # fmt: skip


def newsquant(peer: Peer, rows: list[dict[str, Any]]) -> Result:
    """F1 on NewsQuant, by the mapping of `reading_newsquant.py`, over all and by kind."""
    scores: dict[str, reading_gold.Score] = {}
    if peer.key == "crossfoot":
        records, failed = reads(peer, rows, "newsquant")
        every = [[_read(r) for r in line] for line in records]
    else:
        records, failed = reads(peer, [{"text": row["text"], "language": "en"} for row in rows])
        every = [_joined(line, row["text"]) for line, row in zip(records, rows, strict=True)]
    for row, got in zip(rows, every, strict=True):
        _score_news(reading_newsquant.gold(row), got, scores)
    return {"sentences": len(rows), "failed": failed, "scores": {n: s.as_dict() for n, s in scores.items()}}


def _score_news(
    wanted: list[reading_newsquant.Read], got: list[reading_newsquant.Read], scores: dict[str, reading_gold.Score]
) -> None:
    n = reading_newsquant
    left, pairs = list(got), []
    for g in wanted:
        options = [r for r in left if g.same_value(r)]
        if options:
            best = max(options, key=lambda r: (n.same_unit(g, r), n.same_change(g, r)))
            left.remove(best)
            pairs.append((g, best))

    def at(name: str) -> reading_gold.Score:
        return scores.setdefault(name, reading_gold.Score())

    def unit(g: n.Read, r: n.Read) -> bool:
        return n.same_unit(g, r) or (news_kind(g) == "count" and r.kind in {"count", "number", "ratio"})

    size = (len(wanted), len(got))
    at("value").add(len(pairs), *size)
    at("value, unit; what is counted needs none").add(sum(unit(g, r) for g, r in pairs), *size)
    at("value, unit").add(sum(n.same_unit(g, r) for g, r in pairs), *size)
    at("value, unit, noun").add(sum(n.same_unit(g, r) and n.same_noun(g, r) for g, r in pairs), *size)
    at("value, hedge and direction").add(sum(n.same_change(g, r) for g, r in pairs), *size)
    at("those with hedge or direction").add(
        sum(n.same_change(g, r) for g, r in pairs if g.change != "=" or g.direction),
        sum(g.change != "=" or bool(g.direction) for g in wanted),
        sum(not r.change.startswith("=") or r.direction in {"up", "down"} for r in got),
    )
    kinds = {"money": {"money"}, "percent": {"percent"}, "measure": {"measure", "duration", "age"}}
    for kind, mine in kinds.items():
        inside = [(g, r) for g, r in pairs if news_kind(g) == kind]
        used = {id(r) for _, r in inside}
        strays = [r for r in got if r.kind in mine and id(r) not in used]
        size = (sum(news_kind(g) == kind for g in wanted), len(inside) + len(strays))
        at(f"{kind}: value").add(len(inside), *size)
        at(f"{kind}: value, unit").add(sum(n.same_unit(g, r) for g, r in inside), *size)


def news_kind(g: reading_newsquant.Read) -> str:
    """The kind of a quantity of NewsQuant: `money`, `percent`, `points`, `measure` or `count`."""
    return _news_kind(g.unit)


@cache
def _news_kind(unit: str) -> str:
    names = [name.strip() for name in unit.split("|")]
    if any(name.startswith(("%", "percent", "per cent")) and "point" not in name for name in names):
        return "percent"
    if any("point" in name and "percent" in name for name in names):
        return "points"
    for name in names:
        head = re.split(r" per |/", name)[0].strip()
        if head in reading_newsquant.CURRENCIES or units.find_currency(head, "en") is not None or "$" in head:
            return "money"
    if any(units.load().find(re.split(r" per ", name)[0], "en") is not None for name in names):
        return "measure"
    return "count"


def _read(r: dict[str, Any]) -> reading_newsquant.Read:
    return reading_newsquant.Read(
        Fraction(r["low"]),
        Fraction(r["high"]),
        r["kind"],
        r["unit"],
        r["change"],
        r["direction"],
        r["concepts"],
        r["text"],
    )


def _joined(records: list[dict[str, Any]], text: str) -> list[reading_newsquant.Read]:
    """A peer's reads in the gold's terms: "from X to Y" and "between X and Y" are one range, as for crossfoot."""
    found: list[reading_newsquant.Read] = []
    previous: dict[str, Any] | None = None
    for r in records:
        if r["kind"] not in reading_gold.QUANTITIES or r.get("low") is None:
            continue
        low, high = Fraction(r["low"]), Fraction(r["high"])
        one = reading_newsquant.Read(low, high, *_named(r), "=", "", "", text[r["start"] : r["end"]])
        if previous is not None and found[-1].unit in {"", one.unit}:
            between, before = text[previous["end"] : r["start"]].lower(), text[: previous["start"]].lower()
            word = re.search(r"\b(from|between)(?:\s+(?:about|around|up to|roughly))?\s*$", before)
            link = {"from": "to", "between": "and"}.get(word[1], "-") if word else "-"
            if (
                re.fullmatch(rf"[^,]{{0,12}}\b{link}(?: about| around)?\s*", between)
                and found[-1].low == found[-1].high
            ):
                one.low, one.high = sorted((found[-1].low, one.low))
                found[-1] = one
                previous = None
                continue
        found.append(one)
        previous = r
    return found


def _named(r: dict[str, Any]) -> tuple[str, str]:
    """Kind and unit of a peer's read, as the scorer of NewsQuant knows them."""
    unit = r["unit"]
    head, _, per = unit.partition(" per ")
    word = units.find_currency(head, "en") or units.find_currency(head.rsplit(" ", maxsplit=1)[-1], "en")
    if r["kind"] == "money" or (per and word is not None):
        code = word.codes[0] if word is not None else unit
        return "money", f"{code}/{per}" if per else code
    if r["kind"] in {"measure", "duration", "temperature", "age"}:
        return "measure", {"c": "degree celsius", "f": "degree fahrenheit"}.get(unit.lower(), unit.lower())
    return r["kind"], "" if r["kind"] == "number" else unit


# -- how fast -----------------------------------------------------------------------------------------------

_FIGURE = re.compile(r"\d+(?:[.,]\d+)+")


def own(language: str) -> list[str]:
    """Our own articles of a language (`en` with those in the voice of a machine translation)."""
    paths = sorted(ARTICLES.glob("*.md"))
    return [p.read_text(encoding="utf-8") for p in paths if p.name.startswith("zh-") == (language == "zh")]


def grown(pieces: list[str], size: int, seed: int = 7) -> str:
    """Articles one after the other, each time with other figures, up to a size in bytes."""
    draw = random.Random(seed)  # noqa: S311 - figures for a text, not a secret

    def other(match: re.Match[str]) -> str:
        return "".join(str(draw.randint(1, 9)) if c.isdigit() else c for c in match.group())

    parts, length = [], 0
    while length < size:
        for piece in pieces:
            parts.append(_FIGURE.sub(other, piece))
            length += len(parts[-1].encode()) + 2
    return "\n\n".join(parts).encode()[:size].decode("utf-8", "ignore")


def speeds(peer: Peer, *, long: bool) -> Result:
    """KB per CPU second at 3 KB, 40 KB and 1 MB; `stopped` where a text took longer than its limit."""
    kinds = {"figures and dates": {}, "with facts": {"facts": True}}
    if peer.key != "crossfoot":
        kinds = {"figures and dates": {}, "figures": {"dates": False}} if peer.dates else {"figures": {}}
    result: Result = {}
    for language in peer.languages:
        pieces = own(language)
        sizes: dict[str, list[str]] = {"3 KB": [grown(pieces, 3000, seed) for seed in range(12)]}
        # Each starts with another article: twelve texts of 3 KB are twelve texts.
        sizes["3 KB"] = [grown(pieces[i % len(pieces) :] + pieces[: i % len(pieces)], 3000, i) for i in range(12)]
        if language == "en":
            sizes |= {"40 KB": [grown(pieces, 40_000)], "1 MB": [grown(pieces, 1_000_000)]}
        real = _real(language)
        if real:
            sizes["3 KB of real articles"] = real
        for kind, options in kinds.items():
            for size, texts in sizes.items():
                if size == "1 MB" and peer.packages and not long:
                    continue  # minutes, or more: what is slow at 40 KB is not tried at 1 MB
                say(f"  {peer.name}: {kind}, {language}, {size}")
                limit = 600 if long else 20
                given = {
                    "texts": texts,
                    "language": language,
                    "limit": limit,
                    "seconds": 1.5,
                    "published": "2024-03-15",
                    **options,
                }
                answer = ask(peer, "speed", json.dumps(given))
                key = f"{kind}, {language}, {size}"
                if answer is None:
                    result[key] = {"stopped": limit, "kb": sum(len(t.encode()) for t in texts[:1]) / 1000}
                else:
                    result[key] = json.loads(answer)
                    result[key]["kb_per_s"] = round(result[key]["kb"] / result[key]["cpu"], 2)
    return result


def _real(language: str) -> list[str]:
    path = SHARED / "articles.jsonl"
    if not path.exists():
        return []
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [row["text"] for row in rows if row["language"] == language and len(row["text"].encode()) >= 3000]
    step = max(1, len(texts) // 12)
    return [text.encode()[:3000].decode("utf-8", "ignore") for text in texts[::step][:12]]


def started(peer: Peer) -> Result:
    """CPU and wall time of a fresh interpreter to the first answer, peak memory then: medians of five."""
    runs = [json.loads(ask(peer, "start", json.dumps({"text": SENTENCE})) or "{}") for _ in range(5)]
    return {key: round(statistics.median(run[key] for run in runs), 4) for key in runs[0]}


def hostile(peer: Peer) -> Result:
    """Time ratio for every doubling of each hostile piece: 2 is linear, 4 is quadratic."""
    ours = peer.key in {"crossfoot", "regex"}
    given = {"pieces": HOSTILE if ours else {name: HOSTILE[name] for name in HOSTILE_PEERS}, "least": 4000 if ours else 500,
             "most": 128_000 if ours else 16_000, "stop": 1, "limit": 12, "facts": peer.key == "crossfoot"}  # fmt: skip
    result: Result = {}
    for line in (ask(peer, "hostile", json.dumps(given)) or "").splitlines():
        name, found = json.loads(line)
        times = [(size, spent) for size, spent, error in found["times"] if error is None]
        errors = [error for *_, error in found["times"] if error is not None]
        result[name] = {
            "times": times,
            "ratio": _ratio(times),
            "ended": found["ended"],
            "error": errors[0] if errors else None,
        }
    return result


def _ratio(times: list[tuple[int, float]]) -> float | None:
    """Growth per doubling over the last three doublings; None where there is too little to time."""
    rows = [spent for _, spent in times if spent >= 0.002][-4:]
    return round((rows[-1] / rows[0]) ** (1 / (len(rows) - 1)), 2) if len(rows) >= 2 else None


# -- the report ---------------------------------------------------------------------------------------------

AIMS = {
    "newsquant": {
        "value": 95, "value, unit": 92, "value, unit, noun": 88, "value, hedge and direction": 91,
        "those with hedge or direction": 80, "money: value": 92, "money: value, unit": 88, "measure: value": 92,
        "measure: value, unit": 86,
    },
    "corpora en": {"money: value": 92, "money: value, unit": 88, "measures: value": 92, "measures: value, unit": 86,
                   "ages, temperatures: value, unit": 97, "dates that say the year: resolved": 85},
    "corpora zh": {"numbers: value": 96, "percent: value": 98, "money: value, unit": 99, "measures: value, unit": 94,
                   "dates that say the year: resolved": 93, "other dates: resolved": 93},
}  # fmt: skip

TITLES = {
    "newsquant": "F1 on NewsQuant",
    "corpora en": "F1 on our corpora, English and machine-translated English",
    "corpora zh": "F1 on our corpora, Chinese",
}


def table(title: str, head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [f"### {title}", "", "| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 1)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)]) + "\n"


def report(results: Result, peers: list[Peer], missing: dict[str, str]) -> str:
    """All tables."""
    out = []
    names = [peer.name for peer in peers]
    for part, title in TITLES.items():
        columns = {peer.key: results[peer.key][part] for peer in peers if part in results.get(peer.key, {})}
        if not columns:
            continue
        first = next(iter(columns.values()))
        aims = AIMS[part]
        rows = []
        for name in first["scores"]:
            cells = [_f1(columns[peer.key]["scores"][name]) if peer.key in columns else "–" for peer in peers]
            rows.append([name, str(aims.get(name, "")), *cells])
        counts = {peer.name: columns[peer.key]["failed"] for peer in peers if peer.key in columns}
        failed = [f"{name} failed on {count}" for name, count in counts.items() if count]
        note = f" ({first['sentences']} sentences{'; ' + ', '.join(failed) if failed else ''})"
        out.append(table(title + note, ["", "aim", *names], rows))
    out += _speed_tables(results, peers)
    for peer in peers:
        found = results[peer.key].get("hostile")
        if found:
            out.append(_hostile_lines(peer, found))
    out += [f"{name}: {why}\n" for name, why in missing.items()]
    return "\n".join(out)


def _f1(score: dict[str, Any]) -> str:
    return "–" if score["f1"] is None else f"{score['f1']:.1f}"


def _speed_tables(results: Result, peers: list[Peer]) -> list[str]:
    out = []
    found = {peer.key: results[peer.key]["speed"] for peer in peers if "speed" in results[peer.key]}
    if found:
        base = found.get("quantulum3", {})
        keys = list(dict.fromkeys(key for speed in found.values() for key in speed))
        rows = []
        for key in keys:
            cells = []
            _, _, rest = key.partition(", ")
            against = base.get("figures, " + rest, {}).get("kb_per_s")
            for peer in peers:
                one = found.get(peer.key, {}).get(key)
                if one is None:
                    cells.append("–")
                elif "stopped" in one:
                    cells.append(f"no answer in {one['stopped']} s")
                else:
                    times = f" (×{one['kb_per_s'] / against:.3g})" if against and peer.key != "quantulum3" else ""
                    cells.append(f"{one['kb_per_s']:.4g}{times}")
            rows.append([key, *cells])
        out.append(table("KB per CPU second (× quantulum3 on the same texts)", ["", *(p.name for p in peers)], rows))
    starts = {peer.key: results[peer.key]["start"] for peer in peers if "start" in results[peer.key]}
    if starts:
        rows = [
            [
                "CPU ms to the first answer, interpreter included",
                *(f"{1000 * starts[p.key]['cpu']:.0f}" for p in peers),
            ],
            ["of that, interpreter and import", *(f"{1000 * starts[p.key]['import_cpu']:.0f}" for p in peers)],
            ["peak memory then, MB", *(f"{starts[p.key]['memory_kb'] / 1024:.0f}" for p in peers)],
        ]
        for size in ("40 KB", "1 MB"):
            cells = []
            for peer in peers:
                speed = found.get(peer.key, {})
                peak = [v["memory_kb"] for k, v in speed.items() if k.endswith("en, " + size) and "memory_kb" in v]
                cells.append(f"{max(peak) / 1024:.0f}" if peak else "–")
            rows.append([f"peak memory after a text of {size}, MB", *cells])
        out.append(table("Start and memory", ["", *(p.name for p in peers)], rows))
    return out


def _hostile_lines(peer: Peer, found: Result) -> str:
    rows = []
    for name, one in found.items():
        size, spent = one["times"][-1] if one["times"] else (0, 0.0)
        note = one["error"] or (f"stopped by {one['ended']}" if one["ended"] else "")
        rows.append((one["ratio"] or 0, [name, f"{size:,}", f"{spent:.3f}", str(one["ratio"] or "–"), note]))
    rows.sort(key=lambda row: (-bool(row[1][4]), -row[0]))
    worst = [cells for ratio, cells in rows if ratio > 2.3 or cells[4]] or [rows[0][1]]
    calm = len(rows) - len(worst)
    head = ["input", "characters", "CPU s", "× per doubling", ""]
    return table(f"Hostile input: {peer.name} ({calm} more of {len(rows)} below or at these)", head, worst)


def publish(name: str, command: str, text: str) -> None:
    """Put a run's tables into `benchmarks/README.md`, between the marks of this name."""
    path = ROOT / "benchmarks" / "README.md"
    page = path.read_text(encoding="utf-8")
    before, opening, rest = page.partition(f"<!-- {name} -->\n")
    _, closing, after = rest.partition(f"<!-- /{name} -->")
    if not opening or not closing:
        raise RuntimeError(f"{path} has no marks <!-- {name} --> and <!-- /{name} -->")
    path.write_text(f"{before}{opening}\n`{command}`: {text.strip()}\n\n{closing}{after}", encoding="utf-8")


def main() -> int:
    """Run what is asked for, print the tables, write the results."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--peers", action="store_true", help="install the peers under .bench/ first")
    parser.add_argument("--long", action="store_true", help="let a peer try 1 MB, ten minutes for a text")
    parser.add_argument("--only", default=",".join(PARTS), help="parts to run, joined by commas: " + ", ".join(PARTS))
    parser.add_argument("--readers", default=",".join(p.key for p in READERS), help="readers, joined by commas")
    options = parser.parse_args()
    readers = options.readers.split(",")
    parts = options.only.split(",")
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no part is called {', '.join(sorted(unknown))}: choose among {', '.join(PARTS)}")
    peers, missing = [], {}
    for peer in READERS:
        if peer.key not in readers:
            continue
        why = install(peer) if options.peers and peer.packages and present(peer) else None
        why = f"could not be installed: {why}" if why else present(peer)
        if why:
            missing[peer.name] = why
        else:
            peers.append(peer)
    path = SHARED / "newsquant.jsonl"
    rows = [json.loads(x) for x in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    if not rows:
        missing["NewsQuant"] = f"no file {path.name} beside the checkout"
    results: Result = {}
    for peer in peers:
        say(f"{peer.name} {peer.version}")
        mine: Result = {}
        if "newsquant" in parts and rows and "en" in peer.languages:
            mine["newsquant"] = newsquant(peer, rows)
        if "corpora" in parts:
            mine |= {"corpora en": corpora(peer, ("en", "mt"))}
            if "zh" in peer.languages:
                mine |= {"corpora zh": corpora(peer, ("zh",))}
        if "speed" in parts:
            mine["speed"] = speeds(peer, long=options.long)
        if "start" in parts:
            mine["start"] = started(peer)
        if "hostile" in parts:
            mine["hostile"] = hostile(peer)
        results[peer.key] = mine
    day = datetime.now(UTC).date().isoformat()
    head = f"Reading, {day}, Python {platform.python_version()}; " + ", ".join(f"{p.name} {p.version}" for p in peers)
    text = f"{head}\n\n{report(results, peers, missing)}"
    print(text)
    if parts == list(PARTS) and len(readers) == len(READERS):
        publish("reading", "python benchmarks/reading.py" + " --long" * options.long, text)
        kept = {"date": day, "python": platform.python_version(), "versions": {p.name: p.version for p in peers},
                "missing": missing, "results": results}  # fmt: skip
        RESULTS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
