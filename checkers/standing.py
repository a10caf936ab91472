"""What a side has won, drawn and lost makes its games, its points and its share of wins; in league tables too.

> Rovers have taken 14 of their 18 league games, drawn one and lost three.
= "18" 14 + 1 + 3 = 18

> Rovers have taken 14 of their 19 league games, drawn one and lost three.
! "19" 14 + 1 + 3 = 18 ~ 18

> 球队已赛34场，18胜10平6负，积64分。
= "34场" 18 + 10 + 6 = 34
= "64分" 3 x 18 + 10 = 64

> 球队已赛34场，18胜10平6负，积74分。
= "34场" 18 + 10 + 6 = 34
! "74分" 3 x 18 + 10 = 64 ~ 64

> 球队32胜12负，已赛44场，胜率77.2%，距46轮常规赛结束还剩2轮。
= "44场" 32 + 12 = 44
! "77.2%" 32 of 44 is 72.7 % ~ 72.7

> 16轮战罢，海州队取得12胜4负，其中主场9战全胜，客场5胜4负。
= "16轮" 12 + 4 = 16
! "5" 12 - 9 = 3

> With 18 wins, 10 draws and 6 defeats they have 58 points, six having been deducted.
? "58 points" 3 x 18 + 10 = 64

> | Team | P | W | D | L | Pts |
> | --- | ---: | ---: | ---: | ---: | ---: |
> | Stoke | 36 | 20 | 8 | 8 | 68 |
> | Marlow | 36 | 19 | 9 | 8 | 66 |
> | Harbour | 36 | 17 | 11 | 9 | 62 |
= "36" 20 + 8 + 8 = 36
= "68" gives 68
= "36" 2 19 + 9 + 8 = 36
= "66" gives 66
! "36" 3 17 + 11 + 9 = 37
= "62" gives 62

> The side has 14 wins and three defeats in 19 games.

> They won 14 of 19 games, lost three of the last five and drew one of the first two.

> She won 12 medals, lost 4 kilograms and has 20 pairs of running shoes.

> 全队34场比赛还剩6场，目前18胜6负。

> Results
>
> | Player | W | D | L | Points |
> | --- | --- | --- | --- | --- |
> | Brandt | 4 | 5 | 0 | 6.5 |
> | Lund | 3 | 5 | 1 | 5.5 |
> | Marsh | 1 | 7 | 1 | 4.5 |
> | Adler | 1 | 5 | 3 | 3.5 |
= "6.5"
= "5.5"
= "4.5"
= "3.5"

> Results
>
> | Player | W | D | L | Points |
> | --- | --- | --- | --- | --- |
> | Brandt | 4 | 5 | 0 | 6.5 |
> | Lund | 3 | 5 | 1 | 7.5 |
> | Marsh | 1 | 7 | 1 | 4.5 |
= "6.5"
! "7.5" gives 5.5
= "4.5"

Rule: games = won + drawn + lost; points are 3 or 2 for a win and 1 for a draw (or for a defeat, in basketball), as most rows
of a table have it; in chess 1 and half a point. Without draws the rest of the games may be drawn; deductions and shoot-outs
are known, so a discrepancy is likely at most.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from checkers._context import Context
from checkers._gather import Figure, Index, Sentence
from checkers._gather.terms import ends_with, starts_with
from checkers._gather.terms import said as stands
from checkers._judge import said, told
from checkers._repair import repairs
from checkers._verdict import Fit, Verdict
from claims.quantity import Range

CODE = "standing"
_KINDS = frozenset(("count", "number", "duration"))
_SYSTEMS = ((3, 1, 0), (2, 1, 0), (2, 0, 1))
_CHESS = (1, Fraction(1, 2), 0)
"""Points for a win, a draw and a defeat."""
_MOST = 400
_REACH = 24
_ROWS = 2
_APART = 2


class _Record(NamedTuple):
    """What is won, drawn (None where it is not told) and lost."""

    won: Figure
    drawn: Figure | None
    lost: Figure

    @property
    def figures(self) -> list[Figure]:
        return [f for f in (self.won, self.drawn, self.lost) if f is not None]


def standing(won: int, drawn: int, lost: int, system: tuple[int, Fraction | int, int]) -> Fraction | int:
    """The points of a side under a system of points for a win, a draw and a defeat."""
    return won * system[0] + drawn * system[1] + lost * system[2]


def _verdicts(index: Index, context: Context) -> Iterator[Verdict]:
    del context
    for sentence in index.sentences:
        records = _records(index, sentence)
        if records:
            yield from _of_games(index, sentence, records[0])
            yield from _of_points(index, sentence, records[0])
            yield from _of_rate(index, sentence, records[0])
            yield from _of_grounds(index, sentence, records)
    yield from _in_tables(index)


def _value(figure: Figure | None) -> int:
    """The figure as a whole number; -1 where it is none."""
    q = figure.claim.quantity if figure is not None else None
    if q is None or q.value is None or q.value != int(q.value) or not 0 <= q.value <= _MOST or q.hedge is not None:
        return -1
    return int(q.value)


def _points(figure: Figure) -> Fraction:
    """The figure as a number of whole or half points; -1 where it is none."""
    q = figure.claim.quantity
    if q is None or q.value is None or (q.value * 2) % 1 or not 0 <= q.value <= _MOST or q.hedge is not None:
        return Fraction(-1)
    return Fraction(q.value)


def _records(index: Index, sentence: Sentence) -> list[_Record]:
    """The records that a sentence tells: won, then drawn or lost, with no other figure but that of the games between."""
    roles = [(f, role) for f in sentence.figures if (role := _role(index, sentence, f)) is not None]
    records = []
    for k, (won, role) in enumerate(roles):
        if role != "won":
            continue
        named = {"won": won}
        for figure, other in roles[k + 1 : k + 3]:
            between = [f for f in sentence.between(won, figure) if f not in named.values() and not _game(f)]
            if other in named or between:
                break
            named[other] = figure
        if "lost" in named:
            records.append(_Record(won, named.get("drawn"), named["lost"]))
    return records


def _role(index: Index, sentence: Sentence, figure: Figure) -> str | None:
    """Won, drawn or lost, by the word right behind the figure or before it."""
    if figure.kind not in _KINDS or figure.claim.cell is not None or _value(figure) < 0:
        return None
    prose = index.tokens.prose
    behind = starts_with("result", prose[figure.claim.end : min(sentence.end, figure.claim.end + _REACH)])
    within = ends_with("result", prose[figure.claim.start : figure.claim.end])
    if behind is not None or within is not None:
        return (behind or within).value  # type: ignore[union-attr]
    low = sentence.figures[figure.order - 1].claim.end if figure.order else sentence.start
    before = ends_with("result_before", prose[max(low, figure.claim.start - _REACH) : figure.claim.start])
    return before.value if before is not None else None


def _game(figure: Figure) -> bool:
    return figure.kind == "count" and figure.unit is not None and stands("games", figure.unit)


def _of_games(index: Index, sentence: Sentence, record: _Record) -> Iterator[Verdict]:
    """{won} of {games} games, {drawn} drawn and {lost} lost."""
    prose = index.tokens.prose
    made = sum(_value(f) for f in record.figures)
    played = [
        f
        for f in sentence.figures
        if f not in record.figures
        and _game(f)
        and _value(f) > 0
        and not stands("games_left", prose[max(sentence.start, f.claim.start - 6) : f.claim.end + 8])
        and (
            ends_with("games_before", prose[max(sentence.start, f.claim.start - _REACH) : f.claim.start])
            or starts_with("games_behind", prose[f.claim.end : f.claim.end + 8])
        )
    ]
    because = f"{_added(record)} = {made}"
    for games in played:
        if _value(games) == made:
            yield _judged(games, record, because, made, "games")
            return
    if len(played) != 1 or abs(_value(played[0]) - made) * _APART > made:
        return
    if record.drawn is None and (_value(played[0]) > made or index.words(record.won.after, record.lost.first)):
        return  # The rest may be drawn.
    yield _judged(played[0], record, because, made, "games")


def _of_points(index: Index, sentence: Sentence, record: _Record) -> Iterator[Verdict]:
    """{won} won, {drawn} drawn, {lost} lost, {points} points."""
    if record.drawn is None:
        return
    prose = index.tokens.prose
    won, drawn, lost = (_value(f) for f in (record.won, record.drawn, record.lost))
    for figure in sentence.figures[record.won.order + 1 :]:
        before = prose[max(sentence.start, figure.claim.start - _REACH) : figure.claim.start]
        if figure in record.figures or figure.kind not in _KINDS or figure.leads[:1] in (("BY",), ("THAN",)):
            continue
        if not (ends_with("points_of", before) and _value(figure) > 0) and not (
            figure.unit == "point" and ends_with("points_with", before)
        ):
            continue
        made = {system: standing(won, drawn, lost, system) for system in _SYSTEMS[:2]}
        right = [s for s, points in made.items() if points == _value(figure)]
        system = right[0] if right else _SYSTEMS[0]
        if not right and not made[system] <= _value(figure) * _APART <= made[system] * _APART**2:
            continue
        because = f"{system[0]} x {won} + {drawn} = {made[system]}"
        verdict = _judged(figure, record, because, made[system], "points")
        if verdict.outcome == "discrepancy" and stands("deducted", prose[sentence.start : sentence.end]):
            verdict = Verdict(CODE, "undecided", verdict.roles, f"{because}, but some were taken away or added")
        yield verdict
        return


def _of_rate(index: Index, sentence: Sentence, record: _Record) -> Iterator[Verdict]:
    """{won} won, {lost} lost, a winning percentage of {rate}."""
    prose = index.tokens.prose
    made = sum(_value(f) for f in record.figures)
    for figure in sentence.figures:
        q = figure.claim.quantity
        if figure.kind != "percent" or q is None or q.value is None or not made:
            continue
        if not ends_with("win_rate", prose[max(sentence.start, figure.claim.start - _REACH) : figure.claim.start]):
            continue
        won = _value(record.won)
        half = Fraction(_value(record.drawn), 2) if record.drawn is not None else 0
        rate = Range.point(won * 100) / made
        roles = [
            ("rate", figure.claim),
            *((n, f.claim) for n, f in zip(("won", "lost"), record.figures[::2], strict=False)),
        ]
        because = f"{won} of {made} is {said(rate.middle, 1)} %"
        holds = q.careful.meets(rate) or q.careful.meets(Range.point(won + half) * 100 / made)
        verdict = Verdict(CODE, "holds", roles, because, found=q.logical, expected=rate, unit="%", telling=True)
        if not holds:
            verdict.outcome, verdict.certainty = "discrepancy", "likely"
            verdict.fits = [fit for _, fit in repairs(figure.claim, rate)][:2]
        yield verdict
        return


def _of_grounds(index: Index, sentence: Sentence, records: list[_Record]) -> Iterator[Verdict]:
    """Of {won} won and {lost} lost, at home and away: each is the sum of both."""
    prose = index.tokens.prose
    whole, *parts = records
    grounds: list[tuple[str, Figure | None, Figure | None]] = []
    for figure in sentence.figures[whole.lost.order + 1 :]:
        place = ends_with("ground", prose[max(whole.lost.claim.end, figure.claim.start - _REACH) : figure.claim.start])
        if place is None:
            continue
        own = next((r for r in parts if r.won is figure), None)
        if own is not None:
            grounds.append((place.value, own.won, own.lost))
        elif (every := starts_with("all_won", prose[figure.claim.end : figure.claim.end + _REACH])) is not None:
            won = every.value == "won"
            grounds.append((place.value, figure if won else None, None if won else figure))
    if len({place for place, *_ in grounds}) != 2 or len(grounds) != 2:
        return
    for total, both in ((whole.won, [won for _, won, _ in grounds]), (whole.lost, [lost for *_, lost in grounds])):
        counted = [f for f in both if f is not None]
        made = sum(_value(f) for f in counted)
        shown = counted[-1] if counted else None
        if shown is None or (len(counted) == 1 and made == _value(total)):
            continue
        rest = _value(total) - sum(_value(f) for f in counted[:-1])
        roles = [("part", shown.claim), ("whole", total.claim), *(("part", f.claim) for f in counted[:-1])]
        because = f"{told(total.claim)} - {' - '.join(told(f.claim) for f in counted[:-1])} = {rest}"
        if len(counted) == 1:
            because = f"{told(total.claim)} in all"
        verdict = Verdict(CODE, "holds", roles, because, found=Range.point(_value(shown)), expected=Range.point(rest))
        if made != _value(total):
            verdict.outcome, verdict.certainty = "discrepancy", "likely"
            verdict.fits = [fit for _, fit in repairs(shown.claim, Range.point(rest))][:2] or [Fit(f"it is {rest}")]
        yield verdict


def _added(record: _Record) -> str:
    return " + ".join(str(_value(f)) for f in record.figures)


def _judged(figure: Figure, record: _Record, because: str, made: Fraction | int, role: str) -> Verdict:
    names = ("won", "drawn", "lost") if record.drawn is not None else ("won", "lost")
    roles = [(role, figure.claim), *((n, f.claim) for n, f in zip(names, record.figures, strict=True))]
    stands = _points(figure) if role == "points" else _value(figure)
    found, expected = Range.point(stands), Range.point(made)
    verdict = Verdict(CODE, "holds", roles, because, found=found, expected=expected, telling=True)
    if stands != made:
        verdict.outcome, verdict.certainty = "discrepancy", "likely"
        verdict.fits = [fit for _, fit in repairs(figure.claim, expected)][:2] or [Fit(f"it is {said(Fraction(made))}")]
    return verdict


# -- league tables ------------------------------------------------------------------------------------------


def _in_tables(index: Index) -> Iterator[Verdict]:
    for number, grid in index.tables():
        names = _columns(index, number)
        if not {"won", "lost"} <= names.keys():
            continue
        rows = []
        for row in sorted({r for r, _ in grid}):
            cells = {name: grid[row, column] for name, column in names.items() if (row, column) in grid}
            if {"won", "lost"} <= cells.keys() and all(
                (_points if name == "points" else _value)(f) >= 0 for name, f in cells.items()
            ):
                rows.append(cells)
        yield from _rows_of_games(rows)
        yield from _rows_of_points(rows)


def _columns(index: Index, number: int) -> dict[str, int]:
    """The columns of a league table, by the words of its head."""
    table = index.document.tables[number]
    names: dict[str, int] = {}
    for cell in table.rows[0] if table.rows else ():
        head = index.document.text[cell.start : cell.end].strip()
        term = starts_with("league_column", head)
        if term is not None and term.end == len(head):
            names.setdefault(term.value, cell.column)
    return names


def _rows_of_games(rows: list[dict[str, Figure]]) -> Iterator[Verdict]:
    made = [sum(_value(cells[n]) for n in ("won", "drawn", "lost") if n in cells) for cells in rows]
    right = [m == _value(cells.get("games")) for m, cells in zip(made, rows, strict=True)]
    if right.count(True) < _ROWS or right.count(False) * _APART > len(rows):
        return
    for cells, games in zip(rows, made, strict=True):
        record = _Record(cells["won"], cells.get("drawn"), cells["lost"])
        because = f"{_added(record)} = {games}"
        yield _judged(cells["games"], record, because, games, "games")


def _rows_of_points(rows: list[dict[str, Figure]]) -> Iterator[Verdict]:
    rows = [cells for cells in rows if "points" in cells]
    best: list[bool] = []
    made: list[Fraction | int] = []
    for system in (*_SYSTEMS, _CHESS):
        points = [
            standing(_value(c["won"]), _value(c["drawn"]) if "drawn" in c else 0, _value(c["lost"]), system)
            for c in rows
        ]
        right = [p == _points(c["points"]) for p, c in zip(points, rows, strict=True)]
        if right.count(True) > best.count(True):
            best, made = right, points
    if best.count(True) < _ROWS or best.count(False) * _APART > len(rows):
        return
    for cells, own in zip(rows, made, strict=True):
        record = _Record(cells["won"], cells.get("drawn"), cells["lost"])
        yield _judged(cells["points"], record, f"the other rows' system gives {said(Fraction(own))}", own, "points")
