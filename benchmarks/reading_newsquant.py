"""Score the reading of figures on NewsQuant sentences (Almasian et al., EMNLP 2023): F1 of value, unit, noun, change.

    python benchmarks/reading_newsquant.py [FILE] [-v]

FILE has one sentence a line as JSON: `text` and `quantities` (`change`, `value`, `unit`, `normalized_unit`,
`referred_concepts`). The data is not part of this project; without FILE it is looked for beside the checkout.

The gold's conventions differ from ours, and are mapped here, never in the reader: it leaves out dates, years, clock
times, ordinals and numbers in names; "from X to Y" is one range; subunits (cents, basis points) keep their number;
a hedge is one of `~ > <`, and `up` or `down` goes before it ("rose under 4 %" is `up`); `up` and `down` are said by a
word before a change alone ("rose 5 %"), never of the level that it led to or came from ("to $4") and never by a word
after it ("a 5 % rise", "5 % higher"), where ours says all of these; a vague number is a range of its own making
("dozens": 12-120).
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from claims import Claim, Document, read, units

PLACES = (Path(__file__).parent.parent.parent / "shared" / "dev" / "newsquant.jsonl",)
LEFT_OUT = frozenset(("date", "time", "ordinal", "statistic", "role", "quotation", "event", "statement"))
HEDGES = {
    "about": "~",
    "more-than": ">",
    "at-least": ">~",
    "nearly": "~<",
    "less-than": "<",
    "at-most": "<~",
    "between": "=~",
}
CURRENCIES = {
    "dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "pound sterling": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "rupee": "INR",
    "ringgit": "MYR",
    "rand": "ZAR",
    "won": "KRW",
    "franc": "CHF",
    "peso": "PHP",
    "naira": "NGN",
    "dirham": "AED",
    "shilling": "KES",
    "baht": "THB",
    "krona": "SEK",
    "penny": "GBP",
    "cent": "USD",
    "real": "BRL",
}
_DIRECTION_AFTER = re.compile(
    r"[ -](?:[a-z-]+ ){0,2}(?:rise|increase|gain|growth|jump|surge|boost|hike|improvement|rebound|rally|"
    r"fall|drop|decline|decrease|cut|reduction|slide|slump|loss|dip|plunge|higher|lower)\b"
)


@dataclass
class Read:
    """One quantity in the gold's terms."""

    low: Fraction
    high: Fraction
    kind: str
    unit: str
    change: str
    direction: str
    concepts: str
    text: str

    def same_value(self, other: Read) -> bool:
        """True where both have the same number, in the gold's unit or in ours."""
        if (
            self.low != self.high
            and other.low != other.high
            and self.low > 0
            and other.low > 0
            and (
                other.kind != "range"
                and max(self.low / other.low, other.low / self.low) <= Fraction(21, 10)
                and max(self.high / other.high, other.high / self.high) <= Fraction(21, 10)
            )
            and other.low * 4 <= other.high
        ):
            return True
        factors = [Fraction(1)]
        if other.kind in ("money", "points"):
            factors.append(Fraction(100))
        if other.kind == "ratio":
            factors.append(Fraction(100))
        if other.unit == "ppm":
            factors.append(Fraction(1000))
        return any(_close(self.low, other.low * f) and _close(self.high, other.high * f) for f in factors)


def _close(a: Fraction, b: Fraction) -> bool:
    return a == b or abs(a - b) <= abs(b) / 200


def gold(row: dict[str, Any]) -> list[Read]:
    """The quantities that a line of the data lists."""
    found = []
    for quantity in row["quantities"]:
        numbers = re.findall(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.sub(r"(?<=\d)-", " ", str(quantity["value"])))
        if not numbers:
            continue
        values = [Fraction(n) for n in numbers]
        change = quantity["change"].split()
        found.append(
            Read(
                min(values),
                max(values),
                "",
                f"{quantity['unit']} | {quantity['normalized_unit']}".lower(),
                next((c for c in change if c in "~<>="), "="),
                next((c for c in change if c in ("up", "down")), ""),
                quantity["referred_concepts"].lower(),
                json.dumps(quantity),
            )
        )
    return found


def ours(text: str) -> list[Read]:
    """What the reader finds, with "from X to Y" as one range."""
    claims = [c for c in read(Document(text, language="en"), facts=False) if c.figure and c.kind not in LEFT_OUT]
    found: list[Read] = []
    previous: Claim | None = None
    for claim in claims:
        quantity = claim.quantity
        if quantity is None:
            continue
        if claim.kind == "score":
            numbers = [Fraction(n) for n in re.findall(r"\d+", text[claim.start : claim.end])]
            if numbers:
                found.append(Read(min(numbers), max(numbers), "score", "", "=", "", "", text[claim.start : claim.end]))
            continue
        if quantity.ends is not None:
            low, high = Fraction(quantity.ends[0]), Fraction(quantity.ends[1])
        elif quantity.value is not None:
            low = high = Fraction(quantity.value)
        else:
            continue
        before = text[: claim.start].lower()
        level = re.search(r"\b(?:to|from|at|of)(?:\s+(?:about|around|just|nearly|the|a|us))*\s*$", before) is not None
        behind = _DIRECTION_AFTER.match(text, claim.end) is not None
        subject = text[claim.subject[0] : claim.subject[1]] if claim.subject else ""
        around = text[max(0, claim.start - 90) : claim.end + 60]
        one = Read(
            low,
            high,
            claim.kind,
            quantity.unit or "",
            HEDGES.get(quantity.hedge or "", "="),
            ("*" if (level and claim.kind != "points") or behind else "") + (quantity.direction or ""),
            f"{subject} {claim.measure or ''} {around}".lower(),
            text[claim.start : claim.end],
        )
        if (
            previous is not None
            and found
            and found[-1].unit == one.unit
            and (re.search(r"\bto(?: about| around)?\s*$", before) and "," not in text[previous.end : claim.start])
            and (
                re.search(
                    r"\b(?:from|between)(?:\s+(?:about|around|up to|roughly))?\s*$", text[: previous.start].lower()
                )
                and found[-1].low == found[-1].high
                and one.low == one.high
            )
        ):
            found[-1].low, found[-1].high = sorted((found[-1].low, one.low))
            found[-1].direction = "*" + found[-1].direction.lstrip("*")
            previous = None
            continue
        found.append(one)
        previous = claim
    return found


def same_unit(g: Read, r: Read) -> bool:
    """True where our unit is the gold's, by its name, its head noun or what it stands for."""
    names = [name.strip() for name in g.unit.split("|")]
    if r.kind == "percent":
        return any(name.startswith(("%", "per cent", "percent")) for name in names)
    if r.kind == "points":
        return any("point" in name or "bp" in name for name in names)
    if r.kind in ("number", "ratio", "score"):
        return (
            any(name in ("-", "", "times", "time", "fold", "a", "%", "percentage") for name in names)
            or r.kind == "ratio"
        )
    if r.kind == "money":
        code, _, per = r.unit.partition("/")
        per_said = [name for name in names if " per " in name or "/" in name]
        if per and not (any(_stem(per) in name or per[:3] in name for name in names)):
            return False
        del per_said
        for name in names:
            head = re.split(r" per |/", name)[0].strip()
            found = units.find_currency(head, "en") or units.find_currency(head.upper(), "en")
            if found is not None and code in found.codes:
                return True
            if CURRENCIES.get(head) == code or CURRENCIES.get(head.split()[-1] if head else "") == code:
                return True
            if "cent" in head or "penn" in head:
                return True
        return False
    if r.unit == "ppm" and any("ppb" in name or "billion" in name for name in names):
        return True
    if r.kind in ("measure", "duration", "age"):
        spelled = r.unit.replace("/", " per ").replace("_", " ").replace("**2", "").replace("**3", "")
        for name in names:
            if all(_stem(word) in name for word in spelled.split()) or _stem(name) == _stem(spelled):
                return True
            known = units.load().find(name, "en")
            if known is not None and r.unit in known.units:
                return True
            if any(_stem(word) in spelled for word in name.split() if len(word) > 2):
                return True
        return False
    if r.unit == "person" and any(word in name for name in names for word in ("people", "person")):
        return True
    head = _stem(r.unit.split()[-1].split("-")[-1]) if r.unit else ""
    return bool(head) and any(head in name or head == _stem(name) for name in names)


def _stem(word: str) -> str:
    word = word.lower()
    return re.sub(r"(?:ies|y|es|s|e)$", "", word.replace("metre", "meter").replace("litre", "liter")) or word


def any_unit(*_: Read) -> bool:
    """The value alone counts."""
    return True


def same_noun(g: Read, r: Read) -> bool:
    """True where what is counted, or what the figure is said of, is the gold's."""
    if r.kind == "count":
        return same_unit(g, r)
    if g.concepts in ("-", ""):
        return True
    return any(_stem(word) in r.concepts for word in re.findall(r"\w+", g.concepts) if len(word) > 2)


def same_change(g: Read, r: Read) -> bool:
    """True where the direction is the gold's, or, where it has none, the hedge."""
    if r.direction.startswith("*"):
        return g.direction == r.direction[1:] if g.direction else g.change in r.change
    return g.direction == r.direction and (bool(g.direction) or g.change in r.change)


def score(rows: list[dict[str, Any]], verbose: bool) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each level."""
    counts: dict[str, Counter[str]] = {}
    tests: dict[str, Callable[[Read, Read], bool]] = {
        "value": any_unit,
        "value+unit": same_unit,
        "value+unit+noun": lambda g, r: same_unit(g, r) and same_noun(g, r),
        "value+change": same_change,
    }
    for row in rows:
        wanted, got = gold(row), ours(row["text"])
        pairs: list[tuple[Read, Read]] = []
        left = list(got)
        for g in wanted:
            options = [r for r in left if g.same_value(r)]
            if options:
                best = max(options, key=lambda r: (same_unit(g, r), same_change(g, r)))
                left.remove(best)
                pairs.append((g, best))
        for name, test in tests.items():
            count = counts.setdefault(name, Counter())
            hits = sum(test(g, r) for g, r in pairs)
            count.update(hit=hits, wanted=len(wanted), got=len(got))
        count = counts.setdefault("those with a change", Counter())
        count.update(
            hit=sum(same_change(g, r) for g, r in pairs if g.change != "=" or g.direction),
            wanted=sum(g.change != "=" or bool(g.direction) for g in wanted),
            got=sum(not r.change.startswith("=") or r.direction in ("up", "down") for r in got),
        )
        if verbose:
            missed = [g for g in wanted if all(g is not p for p, _ in pairs)]
            notes = [f"   MISSED {g.text}" for g in missed] + [f"   EXTRA {r.kind} {r.unit!r} {r.text!r}" for r in left]
            notes += [f"   UNIT {r.kind} {r.unit!r} {r.text!r} for {g.unit!r}" for g, r in pairs if not same_unit(g, r)]
            notes += [
                f"   CHANGE {r.change} {r.direction} {r.text!r} for {g.change} {g.direction}"
                for g, r in pairs
                if not same_change(g, r)
            ]
            if notes:
                print(f"{row['id']}: {row['text']}", *notes, sep="\n")
    result = {}
    for name, count in counts.items():
        precision = count["hit"] / max(count["got"], 1)
        recall = count["hit"] / max(count["wanted"], 1)
        result[name] = (precision, recall, 2 * precision * recall / max(precision + recall, 1e-9))
    return result


def main() -> int:
    """Read the file, print the table."""
    words = [word for word in sys.argv[1:] if word != "-v"]
    path = next((p for p in ([Path(words[0])] if words else PLACES) if p.exists()), None)
    if path is None:
        print("no NewsQuant file: give its path", file=sys.stderr)
        return 2
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for name, (precision, recall, f1) in score(rows, "-v" in sys.argv).items():
        print(f"{name:22} P {precision * 100:5.1f}  R {recall * 100:5.1f}  F1 {f1 * 100:5.1f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
