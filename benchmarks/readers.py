"""One reader of figures in a process of its own: standard input has what to read, standard output what was read.

    python -P benchmarks/readers.py READER MODE     READER is crossfoot, quantulum3, recognizers or regex

MODE `read`: lines {"text", "language", "published", "place"}; a line of reads for each. `newsquant`: the same, with
crossfoot's reads in the terms of NewsQuant. `speed`: {"texts", "seconds", "limit", "facts", "dates"}. `start`: one
text; CPU, wall time and memory of the first answer. `hostile`: {"pieces", "least", "most", "stop", "limit"}.

A read is {"start", "end", "kind", "low", "high", "unit", "hedge", "direction", "noun", "days"}: low and high as
fractions in text, unit as the reader itself calls it, days as a list of [first, last] that the reader offers.
Nothing of the project is imported but by the reader `crossfoot`: this file also runs where only a peer is installed.
"""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
Read = dict[str, Any]
Reader = Callable[[dict[str, Any]], list[Read]]


def _exact(value: Any) -> str | None:
    """A peer's number as the decimal that it was written as; None for an infinity that it made of many digits."""
    decimal = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return _written(Fraction(decimal)) if decimal.is_finite() else None


def _written(value: Fraction) -> str | None:
    """The fraction in text; None for one of thousands of digits, which Python refuses to write (and no gold has)."""
    return str(value) if max(value.numerator.bit_length(), value.denominator.bit_length()) < 10_000 else None


def _number(start: int, end: int, kind: str, low: Any, high: Any, unit: str) -> Read:
    return {"start": start, "end": end, "kind": kind, "low": _exact(low), "high": _exact(high), "unit": unit}


# -- the readers --------------------------------------------------------------------------------------------


def crossfoot(*, facts: bool = False, dates: bool = True) -> Reader:
    """This project's reader, from the checkout that this file lies in."""
    del dates  # one pass reads both
    sys.path.insert(0, str(ROOT))
    from claims import read
    from sources import from_text

    def one(row: dict[str, Any]) -> list[Read]:
        document = from_text(
            row["text"], published=row.get("published"), language=row.get("language"), place=row.get("place")
        )
        found: list[Read] = []
        for claim in read(document, facts=facts):
            if not claim.figure:
                continue
            record: Read = {"start": claim.start, "end": claim.end, "kind": claim.kind, "unit": ""}
            if claim.kind == "date":
                settled = claim.period is not None and claim.period.settled
                record["days"] = [[str(d) for d in claim.period[:2]]] if claim.period and settled else []
            quantity = claim.quantity
            if quantity is not None:
                ends = quantity.ends or (quantity.value, quantity.value)
                record |= {"low": _fraction(ends[0]), "high": _fraction(ends[1]), "unit": quantity.unit or ""}
                record |= {"hedge": quantity.hedge, "direction": quantity.direction}
                record["noun"] = quantity.unit if claim.kind == "count" else claim.measure
            found.append(record)
        return found

    return one


def _fraction(value: Decimal | Fraction | None) -> str | None:
    return None if value is None else _written(Fraction(value))


def newsquant() -> Reader:
    """This project's reader in the gold's terms, by the scorer of NewsQuant (`reading_newsquant.py`)."""
    sys.path.insert(0, str(ROOT))
    module = import_module("benchmarks.reading_newsquant")

    def one(row: dict[str, Any]) -> list[Read]:
        names = ("kind", "unit", "change", "direction", "concepts", "text")
        return [
            {name: getattr(r, name) for name in names} | {"low": str(r.low), "high": str(r.high)}
            for r in module.ours(row["text"])
        ]

    return one


def quantulum3(*, facts: bool = False, dates: bool = True) -> Reader:
    """quantulum3 with its classifier of ambiguous units; English only, no dates."""
    del facts, dates
    parser = import_module("quantulum3.parser")

    def one(row: dict[str, Any]) -> list[Read]:
        found = []
        for quantity in parser.parse(row["text"]):
            unit, spread = quantity.unit, quantity.uncertainty or 0
            kind = "measure"
            if unit.name == "dimensionless":
                kind = "number"
            elif unit.name in {"percentage", "per cent"}:
                kind = "percent"
            elif unit.entity.name == "currency" or unit.currency_code:
                kind = "money"
            elif unit.entity.name == "time":
                kind = "duration"
            elif unit.entity.name == "temperature":
                kind = "temperature"
            start, end = quantity.span
            low, high = quantity.value - spread, quantity.value + spread
            plain = unit.name == "dollar" or not unit.currency_code  # "$" is a dollar, of whatever country
            found.append(_number(start, end, kind, low, high, unit.name if plain else unit.currency_code))
        return found

    return one


def recognizers(*, facts: bool = False, dates: bool = True) -> Reader:
    """All models of Recognizers-Text that read figures; a figure with a unit goes before its bare number."""
    del facts
    suite = import_module("recognizers_suite")
    models = ("percentage", "currency", "temperature", "age", "dimension")
    cultures = {"zh": suite.Culture.Chinese}
    clock = import_module("datetime").datetime

    def one(row: dict[str, Any]) -> list[Read]:
        culture = cultures.get(row.get("language") or "", suite.Culture.English)
        text = row["text"]
        with_units = [result for m in models for result in getattr(suite, "recognize_" + m)(text, culture)]
        with_units.sort(key=lambda r: r.start - r.end)
        found: list[Read] = []
        for result in with_units:
            value = (result.resolution or {}).get("value")
            if value is None or _covered(found, result) or not _is_number(str(value).rstrip("%")):
                continue
            kind = {"percentage": "percent", "currency": "money", "dimension": "measure"}.get(
                result.type_name, result.type_name
            )
            unit = result.resolution.get("isoCurrency") or result.resolution.get("unit") or ""
            low = str(value).rstrip("%").replace(",", "")
            found.append(_number(result.start, result.end + 1, kind, low, low, unit))
        if dates:
            published = row.get("published")
            reference = clock.fromisoformat(f"{published}-01-01"[:10]) if published else None
            for result in suite.recognize_datetime(text, culture, reference=reference):
                if not _covered(found, result):
                    found += _dated(result)
        for result in suite.recognize_ordinal(text, culture):
            if not _covered(found, result):
                found.append({"start": result.start, "end": result.end + 1, "kind": "ordinal", "unit": ""})
        for result in suite.recognize_number(text, culture):
            value = (result.resolution or {}).get("value")
            if value is not None and _is_number(value) and not _covered(found, result):
                found.append(_number(result.start, result.end + 1, "number", value, value, ""))
        return sorted(found, key=lambda r: (r["start"], r["end"]))

    return one


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?", text) is not None


def _covered(found: list[Read], result: Any) -> bool:
    return any(r["start"] <= result.end and result.start < r["end"] for r in found)


def _dated(result: Any) -> list[Read]:
    """A date or period with the days that it may stand for, or a duration in the unit that its code says."""
    place = {"start": result.start, "end": result.end + 1}
    kind = result.type_name.rpartition(".")[2]
    values = (result.resolution or {}).get("values") or []
    if kind == "duration":
        match = re.fullmatch(r"P(T?)([\d.]+)([YMWDHS])", values[0].get("timex", "") if values else "")
        if match is None:
            return []
        names = {
            "Y": "year",
            "W": "week",
            "D": "day",
            "H": "hour",
            "S": "second",
            "M": "minute" if match[1] else "month",
        }
        return [_number(place["start"], place["end"], "duration", match[2], match[2], names[match[3]])]
    if kind in {"time", "timerange", "set"}:
        return [{**place, "kind": "time", "unit": ""}]
    days = []
    for value in values:
        first = value.get("value") or value.get("start")
        last = value.get("value") or value.get("end")
        if not first or not last or not re.match(r"\d{4}-\d\d-\d\d", first) or not re.match(r"\d{4}-\d\d-\d\d", last):
            continue
        end = date.fromisoformat(last[:10])
        if kind == "daterange":  # its end is the day after the last
            end -= timedelta(days=1)
        days.append([first[:10], str(end)])
    return [{**place, "kind": "date", "unit": "", "days": days}]


_BARE = re.compile(
    r"(?P<money>[$€£¥])?\s?(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<scale>million|billion|trillion|thousand|万|亿)?"
    r"\s?(?P<percent>%|percent|per cent)?"
)
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "万": 10**4, "亿": 10**8}


def regex(*, facts: bool = False, dates: bool = True) -> Reader:
    """What one regular expression reads: the floor of what a reader has to do better, and its speed."""
    del facts, dates

    def one(row: dict[str, Any]) -> list[Read]:
        found = []
        for match in _BARE.finditer(row["text"]):
            value = Decimal(match["number"].replace(",", "")) * _SCALES.get(match["scale"] or "", 1)
            kind = "money" if match["money"] else "percent" if match["percent"] else "number"
            unit = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}.get(match["money"] or "", "")
            found.append(_number(match.start(), match.end(), kind, value, value, unit))
        return found

    return one


READERS: dict[str, Callable[..., Reader]] = {
    "crossfoot": crossfoot, "quantulum3": quantulum3, "recognizers": recognizers, "regex": regex
}  # fmt: skip


# -- the modes ----------------------------------------------------------------------------------------------


def _memory() -> int:
    """Peak resident memory in KB: of this program alone, where the system tells (not of the one that started it)."""
    status = Path("/proc/self/status")
    if status.exists():
        match = re.search(r"VmHWM:\s*(\d+) kB", status.read_text(encoding="ascii"))
        if match is not None:
            return int(match[1])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak


def _limit(seconds: float) -> None:
    """End this process when it has used so much more CPU time."""
    used = int(time.process_time()) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (used + int(seconds), used + int(seconds) + 1))


def _safely(reader: Reader, row: dict[str, Any]) -> list[Read] | dict[str, str]:
    """What is read, or the error with which the reader gave up: a result to show, not one to hide."""
    try:
        return reader(row)
    except Exception as error:  # noqa: BLE001 - a peer may raise anything, and that is what is measured
        return {"error": f"{type(error).__name__}: {error}"[:200]}


def mode_read(reader: Reader) -> None:
    """Every line read, one line of reads for each."""
    for line in sys.stdin:
        print(json.dumps(_safely(reader, json.loads(line)), ensure_ascii=False), flush=True)


def mode_speed(make: Callable[..., Reader]) -> None:
    """KB (1,000 bytes of UTF-8) and CPU seconds, after a first short text that loads everything."""
    given = json.load(sys.stdin)
    reader = make(facts=given.get("facts", False), dates=given.get("dates", True))
    texts, language = given["texts"], given.get("language", "en")
    _safely(reader, {"text": "It rose 5% to $2.7 million on 3 May 2024.", "language": language})
    _safely(reader, {"text": texts[0][:200], "language": language})
    _limit(given["limit"])
    size, errors, reads, at = 0, 0, 0, 0
    start = time.process_time()
    while at == 0 or time.process_time() - start < given["seconds"]:
        text = texts[at % len(texts)]
        answer = _safely(reader, {"text": text, "language": language, "published": given.get("published")})
        errors += isinstance(answer, dict)
        reads += len(answer)
        size += len(text.encode())
        at += 1
    cpu = time.process_time() - start
    print(
        json.dumps(
            {"kb": size / 1000, "cpu": cpu, "texts": at, "reads": reads, "errors": errors, "memory_kb": _memory()}
        )
    )


def mode_start(make: Callable[..., Reader]) -> None:
    """CPU and wall time from the start of the interpreter's work on this file to the first answer, and memory."""
    given = json.load(sys.stdin)
    wall = time.perf_counter()
    reader = make(dates=given.get("dates", True))
    imported = time.process_time()
    reader({"text": given["text"], "language": "en", "published": "2024-01-05"})
    # process_time counts from the start of the process: the interpreter itself is in it.
    print(json.dumps({"cpu": time.process_time(), "import_cpu": imported, "wall": time.perf_counter() - wall,
                      "memory_kb": _memory()}))  # fmt: skip


def mode_hostile(make: Callable[..., Reader]) -> None:
    """CPU seconds at every doubling of each hostile piece, in a fork each, so that none spoils the next."""
    given = json.load(sys.stdin)
    reader = make(facts=given.get("facts", False), dates=given.get("dates", True))
    for language in ("en", "zh"):
        _safely(reader, {"text": "It rose 5% to $2.7 million on 3 May 2024. 增长5.2%，共3亿元。", "language": language})
    for name, piece in given["pieces"].items():
        print(json.dumps([name, _forked(reader, piece, given)], ensure_ascii=False), flush=True)


def _forked(reader: Reader, piece: str, given: dict[str, Any]) -> dict[str, Any]:
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        _limit(given["limit"])
        size = given["least"]
        with os.fdopen(into, "w") as pipe:
            while size <= given["most"]:
                text = ("It rose 5%. " + piece * (size // len(piece) + 1))[:size]
                start = time.process_time()
                answer = _safely(reader, {"text": text, "language": "zh" if re.search("[一-鿿]", piece) else "en"})
                spent = time.process_time() - start
                error = answer["error"] if isinstance(answer, dict) else None
                pipe.write(json.dumps([size, spent, error]) + "\n")
                pipe.flush()
                if spent > given["stop"] or error:
                    break
                size *= 2
        os._exit(0)
    os.close(into)
    with os.fdopen(out) as pipe:
        rows = [json.loads(line) for line in pipe]
    _, status = os.waitpid(child, 0)
    ended = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else None
    return {"times": rows, "ended": ended}


def main() -> int:
    """Run one reader in one mode."""
    name, mode = sys.argv[1:3]
    make = READERS[name]
    if mode == "read":
        mode_read(make())
    elif mode == "newsquant":
        mode_read(newsquant())
    else:
        {"speed": mode_speed, "start": mode_start, "hostile": mode_hostile}[mode](make)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
