"""Tables: every figure cell is a claim that knows its row, column, unit, period, and whether it is a total.

`headers(document, claims, lexicon)` goes over the tables of a document after its prose was read as if each cell
were a line of its own. A header's unit ("H1 2024 (£m)", "RMB million", "'000", 单位：万元, also in the caption or the
line above) is applied to the cells; the row's label becomes their subject, the column's date their period; amounts
in brackets are negative.

What a cell's claim has in `detail`, where it applies:

    row, column   the row's label and the column's header, as written
    total         "row" where the row is a total of rows (it sums a column), "column" where the column is one
    totals        ("row", "column") where both are
    less          True where the row's label says that it is taken off ("Less: tax", 减：所得税)
    of_which      True where the row is a part of the row above it ("of which", 其中)
    average       True where row or column is a mean, which no sum may include
    scale         what the header multiplied the written digits by, as a decimal string

A dash, "n/a" or an empty cell is no claim. Time is linear in the number of cells.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from claims import numbers
from claims._patterns import has_han, lazy
from claims.claim import Claim
from claims.document import Cell, Document, Period, Table
from claims.figures import Figures
from claims.quantity import Quantity
from claims.tokens import Entry, Lexicon, Tokens, lexicon, tokenize, widened
from claims.words import Words

_FIGURE = lazy(
    r"""\s{0,4}(?P<open>[(（])?\s?(?P<sign>[-−–﹣+])?\s?
    (?P<number>\d{1,3}(?:[,'’\u00a0\u202f\u2009 ]\d{3}){1,6}(?:\.\d{1,12})?|\d{1,18}(?:[.,]\d{1,12})?|\.\d{1,12})
    \s?(?P<percent>[%％])?\s?(?P<close>[)）])?\s?(?P<note>[*†‡§]{1,3}|\^?\[\w\]|[⁰¹²³⁴-⁹]{1,2}|[a-e])?\s{0,4}""",
    re.VERBOSE,
)
_YEAR = lazy(r"(?:1[89]|20)\d\d")
_BRACKETS = lazy(r"[(（\[]([^()（）\[\]]{1,40})[)）\]]")
_ZEROS = lazy(r"(?P<before>[^\d\s'’]{0,5})\s?['’]?(?P<zeros>000(?:[,.]?000)?)(?:['’]?s)?")
_NONE = Entry()
_NOTHING_SEEN: Counter[str] = Counter()
_ABOVE = 240
"""Code points above a table within which a line may state the unit of all its figures."""
_LABEL = 160
"""Code points of a header, label or caption that are looked at."""


@dataclass(slots=True, frozen=True)
class Spec:
    """What a header says of its figures: their kind and unit (None: just a scale) and the factor of the scale."""

    kind: str | None
    unit: str | None
    factor: Decimal


def headers(
    document: Document,
    claims: list[Claim],
    lexicon: Lexicon,
    named: list[tuple[int, int, str]] | None = None,
    sentences: list[tuple[int, int]] | None = None,
) -> None:
    """Give the claims in the cells of all tables their unit, period, subject and role; adds those not read, in place.

    named: places that were read as names; what a cell shows to be a figure is taken out of it.
    """
    starts = [claim.start for claim in claims]
    if any(a > b for a, b in pairwise(starts)):
        claims.sort(key=lambda claim: (claim.start, claim.end))
        starts = [claim.start for claim in claims]
    gone: set[int] = set()
    new: list[Claim] = []
    covered: list[tuple[int, int]] = []
    for table in document.tables:
        grid = _Grid(document, table, claims, starts, lexicon)
        grid.fill()
        gone |= grid.gone
        new += grid.new
        covered += grid.covered
    claims[:] = sorted(
        [claim for claim in claims if id(claim) not in gone] + new, key=lambda claim: (claim.start, claim.end)
    )
    for claim in new:
        claim.paragraph = document.paragraph(claim.start)
        if sentences:
            index = max(0, bisect_right(sentences, (claim.start, len(document.text))) - 1)
            claim.sentence_index, claim.sentence = index, sentences[index]
    if named is not None and (covered or new):
        figures = sorted((claim.start, claim.end) for claim in new)
        named[:] = sorted(
            [place for place in named if not _meets(figures, place)] + [(a, b, "unit") for a, b in covered]
        )


def _meets(figures: list[tuple[int, int]], place: tuple[int, int, str]) -> bool:
    at = bisect_left(figures, (place[1], 0))
    return at > 0 and figures[at - 1][1] > place[0]


class _Grid:
    """One table with the claims in its cells."""

    def __init__(self, document: Document, table: Table, claims: list[Claim], starts: list[int], lex: Lexicon) -> None:
        self.document = document
        self.prose = document.prose
        self.table = table
        self.lex = lex
        self.claims = claims
        self.starts = starts
        self.gone: set[int] = set()
        self.new: list[Claim] = []
        self.covered: list[tuple[int, int]] = []
        self.width = max((cell.column for row in table.rows for cell in row), default=-1) + 1
        self.cells = [{cell.column: cell for cell in row} for row in table.rows]
        self.top = self._header_rows()

    # -- shape ----------------------------------------------------------------------------------------------

    def _text(self, cell: Cell | None) -> str:
        return "" if cell is None else self.prose[cell.start : cell.end].strip()

    def _bare(self, cell: Cell | None) -> re.Match[str] | None:
        """The cell as a bare figure, None where it is more or something else."""
        if cell is None or cell.end - cell.start > 40:
            return None
        match = _FIGURE.fullmatch(widened(self.prose[cell.start : cell.end]))
        return match if match is not None and bool(match["open"]) == bool(match["close"]) else None

    def _within(self, cell: Cell) -> list[Claim]:
        """The claims that begin in a cell."""
        low, high = bisect_left(self.starts, cell.start), bisect_left(self.starts, max(cell.end, cell.start + 1))
        return [claim for claim in self.claims[low:high] if id(claim) not in self.gone]

    def _header_rows(self) -> int:
        """How many rows at the top are headers: marked as such, or without a figure other than a year."""
        count = 0
        for row in self.cells:
            marked = any(cell.header for cell in row.values() if cell.column > 0)
            bare = [match for column in row if column > 0 and (match := self._bare(row[column])) is not None]
            figures = any(not _YEAR.fullmatch(match["number"]) or match["open"] for match in bare)
            if not marked and (figures or not row or (count == 0 and len(self.cells) > 1)):
                break
            if not marked and not any(self._within(cell) or self._spec(self._text(cell)) for cell in row.values()):
                break
            if marked and count and bare and any(not _YEAR.fullmatch(match["number"]) for match in bare):
                break
            count += 1
        return count if count < len(self.cells) else min(count, 1)

    # -- what headers say -----------------------------------------------------------------------------------

    def _spec(self, text: str, *, noun: bool = False) -> Spec | None:
        return spec(text[:_LABEL], self.lex.languages, self.document.place, noun)

    def _head(self, column: int) -> list[Cell]:
        """The header cells above a column, from the top; a group's header reaches over the empty cells right of it."""
        found = []
        for number, row in enumerate(self.cells[: self.top]):
            at = column
            while at > 0 and not self._text(row.get(at)) and number < self.top - 1:
                at -= 1
            if self._text(row.get(at)) and not (at == 0 and column > 0):
                found.append(row[at])
        return found

    def _around(self) -> Spec | None:
        """The unit that the caption, the corner or the line above states for the whole table."""
        places = [self.table.caption, *(self._text(row.get(0)) for row in self.cells[: self.top])]
        before = self.prose[max(0, self.table.start - _ABOVE) : self.table.start].rstrip(" |\n\t*")
        lines = [line.strip(" |*#\t") for line in before.split("\n") if line.strip(" |*#\t")]
        places += lines[-1:]
        for place in places:
            found = self._spec(place)
            if found is not None and place == self._text(self.cells[0].get(0) if self.cells else None):
                self._cover(self.cells[0][0])
            if found is not None:
                if place in lines[-1:]:
                    self._retract(before, place)
                return found
        return None

    def _retract(self, before: str, line: str) -> None:
        """Take back what was read as a vague amount in the line that states the unit ("in thousands of dollars")."""
        start = max(0, self.table.start - _ABOVE) + before.rfind(line)
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, start + len(line))
        for claim in self.claims[low:high]:
            if claim.quantity is not None and claim.quantity.value is None:
                self.gone.add(id(claim))

    def _cover(self, cell: Cell) -> None:
        """Take back what was read as a figure in a header that states a unit (£000), but for its dates."""
        for claim in self._within(cell):
            if claim.kind != "date":
                self.gone.add(id(claim))
                self.covered.append((claim.start, claim.end))

    def _date(self, cells: list[Cell]) -> Claim | None:
        """The date or period that header cells or a label state."""
        found: Claim | None = None
        for cell in cells:
            dates = [c for c in self._within(cell) if c.kind == "date" and c.period is not None]
            if not dates and _YEAR.fullmatch(self._text(cell)):
                dates = [self._year(cell)]
            if dates:
                found = dates[0] if found is None else _narrowed(found, dates[0])
                if found.start == dates[0].start:
                    dates[0].period = found.period
        return found

    def _year(self, cell: Cell) -> Claim:
        """A year standing alone in a header, as a date."""
        for claim in self._within(cell):
            self.gone.add(id(claim))
        year = int(self._text(cell))
        claim = self._made("date", cell, cell.start, cell.end)
        claim.reading = "year-header"
        claim.period = Period(date(year, 1, 1), date(year, 12, 31), self._text(cell))
        claim.detail = {
            "grain": "year",
            "weekday": None,
            "day": None,
            "month": None,
            "year": year,
            "year_written": True,
            "impossible": False,
        }
        return claim

    def _made(self, kind: str, cell: Cell, start: int, end: int) -> Claim:
        claim = Claim(kind, start, end, reading="cell", number=(start, end), cell=cell, sentence=(cell.start, cell.end))
        self.new.append(claim)
        return claim

    def _says(self, text: str, category: str, value: str | None = None) -> bool:
        """True where a label begins or ends with a word of this category (and value)."""
        return _label(text[:_LABEL], self.lex.languages, category, value)

    # -- cells ----------------------------------------------------------------------------------------------

    def fill(self) -> None:
        """Go over all cells below the headers."""
        if self.width < 1 or not self.cells:
            return
        around = self._around()
        heads = [self._head(column) for column in range(self.width)]
        head_texts = [" ".join(self._text(cell) for cell in cells) for cells in heads]
        head_specs: list[Spec | None] = []
        for column, cells in enumerate(heads):
            found = None
            for cell in reversed(cells):
                found = self._spec(self._text(cell), noun=column > 0 and around is None)
                if found is not None:
                    self._cover(cell)
                    break
            head_specs.append(found)
        head_dates = [self._date(cells) for cells in heads]
        labelled = self._labelled()
        bracketed = [self._all_bracketed(column) for column in range(self.width)]
        numeric = [self._numeric(column) for column in range(self.width)]
        section: Spec | None = None
        for row in self.cells[self.top :]:
            label = row.get(0) if labelled else None
            text = self._text(label)
            if label is not None and not any(self._text(cell) for column, cell in row.items() if column):
                section = self._spec(text)
                continue
            row_spec = self._spec(text) if label is not None else None
            if row_spec is not None and label is not None:
                self._cover(label)
            row_date = self._date([label]) if label is not None else None
            for column, cell in row.items():
                if (column == 0 and labelled) or not self._text(cell):
                    continue
                chosen = _chosen(row_spec, head_specs[column], section, around)
                headed = head_dates[column] is not None or head_specs[column] is not None or around is not None
                sure = (numeric[column] and headed) or self._says(head_texts[column], "cue", "TOTAL")
                for claim in self._figures(cell, chosen, text, bracketed[column], sure):
                    self._context(claim, label, text, heads[column], head_texts[column], head_dates[column], row_date)

    def _labelled(self) -> bool:
        """True where the first column holds labels: text, or years."""
        body = [row.get(0) for row in self.cells[self.top :]]
        figures = [match for cell in body if (match := self._bare(cell)) is not None]
        if len(figures) * 2 <= len([cell for cell in body if self._text(cell)]):
            return True
        return all(_YEAR.fullmatch(match["number"]) and not match["open"] for match in figures) and self.width > 1

    def _numeric(self, column: int) -> bool:
        """True where the column holds figures, not all of them years."""
        found = [match for row in self.cells[self.top :] if (match := self._bare(row.get(column))) is not None]
        return any(not _YEAR.fullmatch(match["number"]) for match in found)

    def _all_bracketed(self, column: int) -> bool:
        """True where every figure of a column stands in brackets: then they mean no minus."""
        found = [match for row in self.cells[self.top :] if (match := self._bare(row.get(column))) is not None]
        return len(found) > 1 and all(match["open"] for match in found)

    def _figures(self, cell: Cell, chosen: Spec | None, label: str, bracketed: bool, sure: bool) -> list[Claim]:
        """The claims of a body cell; a bare figure is read anew with the unit that headers give it."""
        match = self._bare(cell)
        inside = self._within(cell)
        if match is None:
            for claim in inside:
                claim.cell = cell
            return [claim for claim in inside if claim.figure and claim.kind != "date"]
        if _YEAR.fullmatch(match["number"]) and not (sure or match["open"] or any(c.kind == "number" for c in inside)):
            return []
        for claim in inside:
            self.gone.add(id(claim))
        text = match["number"]
        value, step, coarse, count = numbers.digits(text.replace("，", ","))
        start = cell.start + match.start("number")
        end = cell.start + (match.end("percent") if match["percent"] else match.end("number"))
        minus = (match["sign"] or "+") != "+"
        if minus:
            start = cell.start + match.start("sign")
        # Standard errors stand in brackets too, below the estimates or in a column of their own.
        if match["open"] and not bracketed and label:
            minus = not minus
        if match["percent"]:
            chosen = Spec("percent", "%", Decimal(1))
        claim = self._made("number", cell, start, end)
        claim.number = (cell.start + match.start("number"), cell.start + match.end("number"))
        claim.detail = {}
        unit: str | None = None
        if chosen is not None:
            claim.kind = chosen.kind or "number"
            unit = chosen.unit
            value, step, coarse = value * chosen.factor, step * chosen.factor, coarse * chosen.factor
            if chosen.factor != 1:
                claim.detail["scale"] = format(chosen.factor.normalize(), "f")
            if claim.kind == "count" and value != int(value):
                claim.kind = "number"
        claim.quantity = Quantity(
            self.prose[start:end],
            -value if minus else value,
            unit,
            step=step,
            coarse=coarse,
            digits=count,
            point=claim.kind == "count" and step == 1,
        )
        return [claim]

    def _context(
        self,
        claim: Claim,
        label: Cell | None,
        text: str,
        heads: list[Cell],
        head_text: str,
        head_date: Claim | None,
        row_date: Claim | None,
    ) -> None:
        """Subject, measure, entity, period and role of a cell's claim."""
        detail = claim.detail if claim.detail is not None else {}
        claim.detail = detail
        detail["row"], detail["column"] = text, head_text
        if label is not None and text:
            claim.subject = (label.start, label.end)
        elif heads:
            claim.subject = (heads[-1].start, heads[-1].end)
        plain = _stripped(text)
        if head_date is None and head_text:
            claim.measure = _stripped(head_text).lower()
            claim.entity = plain
        else:
            claim.measure = plain.lower()
        stated = head_date
        if row_date is not None:
            stated = row_date if head_date is None else _narrowed(head_date, row_date)
        if stated is not None:
            claim.period = stated.period
        average = self._says(text, "cue", "AVERAGE") or self._says(head_text, "cue", "AVERAGE")
        if average:
            detail["average"] = True
            return
        totals = tuple(
            name
            for name, said in (("row", text), ("column", head_text))
            if said and (self._says(said, "cue", "TOTAL") or self._says(said, "table_total"))
        )
        if totals:
            detail["total"] = totals[0]
            if len(totals) > 1:
                detail["totals"] = totals
        if self._says(text, "table_less"):
            detail["less"] = True
        if self._says(text, "cue", "INCLUDING"):
            detail["of_which"] = True


def _chosen(row: Spec | None, column: Spec | None, section: Spec | None, around: Spec | None) -> Spec | None:
    """The unit of a cell: the row's own, else its column's, else the section's, else the table's; scales combine."""
    for found in (row, column, section):
        if found is None:
            continue
        if found.kind is None and around is not None and around.kind == "money":
            return Spec("money", around.unit, found.factor if around.factor == 1 else around.factor)
        return found
    return around


def _narrowed(outer: Claim, inner: Claim) -> Claim:
    """The date that two headers state together: a month, quarter or half in the year of the other."""
    if outer.period is None or inner.period is None:
        return inner
    grains = [(claim.detail or {}).get("grain") for claim in (outer, inner)]
    if grains[1] == "year" and grains[0] not in ("year", "years", "decade"):
        outer, inner = inner, outer
        grains.reverse()
    if grains[0] != "year" or grains[1] == "year" or outer.period is None or inner.period is None:
        return inner
    start, end, year = inner.period.start, inner.period.end, outer.period.start
    if (inner.detail or {}).get("year_written") or start is None or end is None or year is None:
        return inner
    try:
        moved = start.replace(year=year.year), end.replace(year=year.year + end.year - start.year)
    except ValueError:
        return inner
    return Claim("date", inner.start, inner.end, period=Period(*moved, inner.period.written), detail=inner.detail)


def _stripped(text: str) -> str:
    """A label without its bracketed unit and its marks."""
    return _BRACKETS.sub("", text).strip(" :：,，*-–—\u3000").strip()


@lru_cache(maxsize=4096)
def _label(text: str, languages: tuple[str, ...], category: str, value: str | None) -> bool:
    plain = widened(_stripped(text))
    lex = lexicon(languages)
    if has_han(plain):
        plain = plain.replace(" ", "").replace("\u3000", "").translate(lex.variants)
        words = _said_so(languages, category, value)
        return (
            plain.endswith(words)
            or re.split("[:：]", plain)[0] in words
            or plain.startswith(tuple(word for word in words if len(word) > 1))
        )
    tokens = tokenize(plain, lex)
    for at in {0, 1, len(tokens) - 1} if category == "table_less" else {0, len(tokens) - 1}:
        entry = tokens.entry[at] if 0 <= at < len(tokens) else None
        if entry is not None and category in entry and (value is None or entry[category] == value):
            return True
    return False


@lru_cache(maxsize=64)
def _said_so(languages: tuple[str, ...], category: str, value: str | None) -> tuple[str, ...]:
    """The Han words of a category (and value), those of one character last."""
    found = [
        word
        for word, entry in lexicon(languages).han.items()
        if category in entry and (value is None or entry[category] == value)
    ]
    return tuple(
        sorted((word for word in found if len(word) > 1 or category == "table_less"), key=lambda word: -len(word))
    )


# -- units of headers -------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def spec(text: str, languages: tuple[str, ...], place: str | None = None, noun: bool = False) -> Spec | None:
    """The unit that a header, label or caption states for figures: "(£m)", "RMB million", "Turnout (%)", 单位：万元.

    noun: also what is counted, where the whole header is a plural ("Households").
    """
    text = widened(text.strip())
    if not text:
        return None
    for match in reversed(list(_BRACKETS.finditer(text))):
        found = _labelled(match[1], languages, place) or _unit(match[1], text[: match.start()], languages, place)
        if found is not None:
            return found
    lex = lexicon(languages)
    tokens = tokenize(text, lex)
    found = _unit(text, "", languages, place, whole=True, column=noun) or _labelled(text, languages, place)
    if found is None and len(tokens) > 1:
        # "Revenue, £m", "Revenue £m", "Growth %": the unit at the end, told by a sign
        tail = (
            tokens.start[-2] if tokens.kind[-2] in "sk" and "currency" in (tokens.entry[-2] or {}) else tokens.start[-1]
        )
        last = tokens.entry[-1] or _NONE
        if "percent" in last or "currency" in (tokens.entry[-2] or {}) or "," in text[max(0, tail - 2) : tail]:
            found = _unit(text[tail:], text[:tail], languages, place, whole=True)
    if found is None and noun:
        return _counted(text, tokens)
    return found


def _labelled(text: str, languages: tuple[str, ...], place: str | None) -> Spec | None:
    """The unit after a word that announces one: 单位：万元, "in thousands of dollars"."""
    tokens = tokenize(text, lexicon(languages))
    for at, entry in enumerate(tokens.entry):
        if entry is not None and "unit_label" in entry and at + 1 < len(tokens):
            first = at + 2 if tokens.text[at + 1] in ":：" and at + 2 < len(tokens) else at + 1
            found = _unit(text[tokens.start[first] :], text[: tokens.start[at]], languages, place)
            if found is not None:
                return found
    return None


def _unit(
    piece: str, before: str, languages: tuple[str, ...], place: str | None, whole: bool = False, column: bool = False
) -> Spec | None:
    """The unit that a piece of a header says, None where it says anything else."""
    piece = re.split("[,，;；]", piece, maxsplit=1)[0].strip(" .:：*")
    if not piece or len(piece) > 40 or (whole and len(piece) == 1 and piece.isalnum()):
        return None
    lex = lexicon(languages)
    words = Words(languages, place, None)
    zeros = _ZEROS.fullmatch(piece)
    factor = Decimal(1)
    if zeros is not None:
        factor = Decimal(1000) if len(zeros["zeros"]) == 3 else Decimal(1000000)
        if not zeros["before"]:
            return Spec(None, None, factor)
        piece = zeros["before"]
    tokens = tokenize(piece, lex)
    code: str | None = None
    kind: str | None = None
    scaled = zeros is not None
    for at, entry in enumerate(tokens.entry):
        said = entry or _NONE
        if "currency" in said and code is None and (words.before(said["currency"]) or scaled or len(tokens) == 1):
            code, part = words.code(said["currency"], _NOTHING_SEEN)
            factor *= part if part is not None else 1
        elif "scale" in said and "number" not in said and not scaled:
            factor, scaled = factor * Decimal(said["scale"]), True
        elif "scale_short" in said and code is not None and not scaled:
            factor, scaled = factor * Decimal(said["scale_short"]), True
        elif "currency" in said and code is None and scaled:
            code, _ = words.code(said["currency"], _NOTHING_SEEN)
        elif "points" in said and len(tokens) == 1:
            return Spec("points", "pp", Decimal(str(said["points"])))
        elif "percent" in said and code is None:
            kind = "percent"
        elif not ("unit_label" in said or "link" in said or "of" in said or tokens.text[at] in "/-"):
            return _measured(piece, before, languages, place, whole, column)
    if code is not None:
        return Spec("money", code, factor)
    if kind is not None:
        return Spec("percent", "%", Decimal(1))
    if scaled:
        return Spec(None, None, factor)
    return _measured(piece, before, languages, place, whole, column)


def _measured(
    piece: str, before: str, languages: tuple[str, ...], place: str | None, whole: bool, column: bool
) -> Spec | None:
    """The unit of "1 PIECE", read by the grammar of figures beside the words of the header."""
    han = has_han(piece[:1])
    context = before.strip()
    text = f"{context} 1{piece}" if han else f"{context} 1 {piece}"
    at = len(context) + 1
    lex = lexicon(languages)
    figures = Figures(tokenize(text, lex), Document(text), lex, Words(languages, place, None))
    figures.read([])
    for claim in figures.claims:
        quantity = claim.quantity
        if claim.start != at or quantity is None or not isinstance(quantity.value, Decimal) or claim.kind == "number":
            continue
        if claim.kind == "count":
            if whole or not quantity.unit or not (text.endswith(quantity.unit) or (not han and quantity.unit in piece)):
                return None
            return Spec("count", quantity.unit, quantity.value)
        if claim.end == len(text) and claim.kind in ("money", "percent", "points", "measure", "duration"):
            if whole and claim.kind != "money" and not (column and (claim.kind == "measure" or piece.endswith("s"))):
                return None
            return Spec(claim.kind, quantity.unit, quantity.value)
    return None


def _counted(text: str, tokens: Tokens) -> Spec | None:
    """What a header counts: a plural of one or two words ("Households", "Seats won" is none)."""
    if (
        not 1 <= len(tokens) <= 2
        or not text.isascii()
        or not tokens.forms.plural(tokens.word[-1], tokens.entry[-1] or _NONE)
    ):
        return None
    return Spec("count", tokens.forms.singular(tokens.word[-1], tokens.entry[-1]), Decimal(1))
