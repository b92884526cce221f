"""No small count follows from all that is shown beside it, on its own day or any other: made-up provinces are reckoned.

Who reckons knows every sum (communes make districts, districts the province, the province the nation; a free group of
communes; both levels make a unit), and which counts are those of the day before, because nobody reported since.
"""

import datetime as dt
import random
from collections.abc import Iterator, Set
from dataclasses import dataclass, field

import duckdb
import numpy as np
import pandas as pd

from dashboard import sql
from dashboard.tables import in_order, make
from tests.sweep import IS_WHOLE

SMALL, DAYS = 5, 8
LEVELS = ("1", "2", "all")
COUNTS = (0, 0, 1, 2, 3, 4, 5, 6, 7, 9, 12, 30, 50, 80)
FORMS = {"both": ("1", "2"), "whole": ("all",), "first": ("1",)}
# Which forms the communes of a province report in.
MIXES = (
    ("both",),
    ("whole",),
    ("both", "both", "both", "whole"),
    ("both", "both", "first"),
    ("both", "whole", "first"),
)
Cell = tuple[str, str, int]


@dataclass
class World:
    """A province: what lies in what, and who counted how much by which day. A count that is carried is no new one."""

    name: str
    first_day: dt.date
    areas: dict[str, set[str]]
    counts: dict[Cell, int] = field(default_factory=dict)
    carried: set[Cell] = field(default_factory=set)

    def of_area(self, area: str, level: str, day: int) -> int | None:
        found = [
            self.counts[unit, level, day] for unit in sorted(self.areas[area]) if (unit, level, day) in self.counts
        ]
        return sum(found) if found else None

    def cells(self) -> dict[Cell, int]:
        """All that could be printed."""
        keys = [(area, level, day) for area in self.areas for level in LEVELS for day in range(DAYS)]
        areas = {key: count for key in keys if (count := self.of_area(*key)) is not None}
        return areas | self.counts


def world(number: int) -> World:
    """One of the worlds, always the same."""
    drawn = random.Random(number)
    districts = [[f"{name}{place}" for place in range(drawn.randint(2, 4))] for name in "ABC"[: drawn.randint(1, 3)]]
    communes = [unit for district in districts for unit in district]
    areas = {f"D{district[0][0]}": set(district) for district in districts} | {"P": set(communes), "VN": set(communes)}
    if drawn.random() < 0.3:
        areas["G"] = set(drawn.sample(communes, 2))
    made = World(f"w{number}", dt.date(2000, 1, 1) + dt.timedelta(days=10 * number), areas)
    forms, is_daily = drawn.choice(MIXES), drawn.random() < 0.6
    for unit in communes:
        # All begin together, or somebody late; some fall silent.
        begun = 0 if drawn.random() < 0.7 else drawn.choice((1, 3, 5))
        silent = drawn.choice((99, 99, 99, begun, begun + 2))
        reports = {day for day in range(begun + 1, min(silent + 1, DAYS)) if is_daily or day % 2}
        for level in FORMS[drawn.choice(forms)]:
            _report(made, drawn, (unit, level), begun, reports)
        for day in range(DAYS):
            if {(unit, "1", day), (unit, "2", day)} <= made.counts.keys():
                made.counts[unit, "all", day] = made.counts[unit, "1", day] + made.counts[unit, "2", day]
    return made


def _report(made: World, drawn: random.Random, of: tuple[str, str], begun: int, reports: set[int]) -> None:
    count = drawn.choice(COUNTS)
    for day in range(begun, DAYS):
        before = count
        if day in reports:
            count += drawn.choice((1, 1, 2, 5, 20)) if drawn.random() < 0.95 else 0
            count = drawn.choice(COUNTS) if drawn.random() < 0.02 else count
        made.counts[(*of, day)] = count
        if day > begun and count == before:
            made.carried.add((*of, day))


def tables(made: list[World]) -> dict[str, pd.DataFrame]:
    """What `hidden_count` reads of them: each is an edition of its own."""
    units, counts, contributors, members = [], [], [], []
    for each in made:
        units += [(each.name, "VN", "quoc_gia", None, "nation"), (each.name, "P", "tinh", "VN", "province")]
        for area, inside in each.areas.items():
            if area.startswith("D"):
                units += [(each.name, area, "huyen", "P", "district")]
                units += [(each.name, unit, "xa", area, "commune") for unit in sorted(inside)]
            if area == "G":
                units.append((each.name, area, "group", "P", "cluster"))
                members += [(each.name, unit, area) for unit in sorted(inside)]
        leaves = {(unit, level) for unit, level, _ in each.counts}
        contributors += [(each.name, each.name, each.name, level, unit, unit) for unit, level in leaves]
        contributors += [
            (each.name, each.name, each.name, level, area, unit)
            for area, inside in each.areas.items()
            for unit, level in leaves
            if unit in inside
        ]
        for (unit, level, day), count in each.cells().items():
            size = sum((part, level, day) in each.counts for part in each.areas.get(unit, {unit}))
            date = each.first_day + dt.timedelta(days=day)
            counts.append((each.name, unit, level, "s", date, date, count, size))
    counted = ["edition", "unit_code", "level", "stage", "date", "figure_date", "count", "units_reported"]
    return {
        "unit": pd.DataFrame(units, columns=["edition", "unit_code", "kind", "parent_code", "grain"]),
        "membership": pd.DataFrame(members, columns=["edition", "unit_code", "group_code"]),
        "contributor": pd.DataFrame(
            contributors, columns=["edition", "era", "source", "level", "area_code", "unit_code"]
        ),
        "area_count": pd.DataFrame(counts, columns=counted),
        "era": pd.DataFrame(
            [(each.name, each.first_day, each.first_day + dt.timedelta(days=DAYS)) for each in made],
            columns=["edition", "first_day", "last_day"],
        ),
    }


def _made_of(table: str, given: Set[str]) -> set[str]:
    """The tables of the build from those that are given to this one."""
    return {table}.union(*(_made_of(name, given) for name in sql.load("build", table).after if name not in given))


def hidden(made: list[World]) -> dict[str, set[Cell]]:
    """What the build hides of them."""
    given = tables(made)
    with duckdb.connect() as connection:
        for name, table in given.items():
            connection.register(f"_{name}", table)
            connection.execute(f"CREATE TABLE {name} AS FROM _{name}")
        connection.execute(f"CREATE TABLE build AS SELECT {SMALL} AS small_count")
        made_here = _made_of("hidden_count", {*given, "build"})
        for query in in_order("build"):
            if query.name in made_here:
                make(connection, query)
        rows = connection.execute("FROM hidden_count").fetchall()
    kept: dict[str, set[Cell]] = {each.name: set() for each in made}
    begun = {each.name: each.first_day for each in made}
    for edition, unit, level, _, day, *_ in rows:
        kept[edition].add((unit, level, (day - begun[edition]).days))
    return kept


def followed(each: World, covered: set[Cell], days: list[int]) -> set[Cell]:
    """The small counts that follow from the sums of these days, and from every count that is shown on any day."""
    cells = each.cells()
    first: dict[Cell, Cell] = {}
    for unit, level, day in sorted(cells, key=lambda cell: cell[2]):
        is_same = (unit, level, day) in each.carried
        first[unit, level, day] = first[unit, level, day - 1] if is_same else (unit, level, day)
    known = {first[cell] for cell in cells if cell not in covered}
    asked = {cell for cell in cells if cell[2] in days}
    places = {cell: place for place, cell in enumerate(sorted({first[cell] for cell in asked} - known))}
    small = {cell for cell in asked if 0 < cells[cell] < SMALL}
    if not places:
        return small
    lines = []
    for parts, whole in _sums(each, asked):
        line = np.zeros(len(places))
        for cell, sign in (*((part, 1) for part in parts), (whole, -1)):
            if first[cell] in places:
                line[places[first[cell]]] += sign
        lines.append(line)
    _, sizes, directions = np.linalg.svd(np.array(lines))
    free = directions[np.sum(sizes > 1e-9) :]
    told = known | {cell for cell, place in places.items() if np.abs(free[:, place]).max(initial=0) < 1e-9}
    return {cell for cell in small if first[cell] in told}


def _sums(each: World, cells: set[Cell]) -> Iterator[tuple[list[Cell], Cell]]:
    for unit, level, day in cells:
        if unit in each.areas:
            yield (
                [(part, level, day) for part in each.areas[unit] if (part, level, day) in each.counts],
                (unit, level, day),
            )
        elif level == "all" and (unit, "1", day) in cells and (unit, "2", day) in cells:
            yield [(unit, "1", day), (unit, "2", day)], (unit, level, day)


def alone(each: World) -> bool:
    """Whether somebody began on a later day on which no other unit counted anew in all levels that both report.

    What grew on such a day in all sums above is what that unit counted: totals tell it, as they do on paper.
    """
    levels: dict[str, dict[str, list[int]]] = {}
    for unit, level, day in sorted(each.counts, key=lambda cell: cell[2]):
        levels.setdefault(unit, {}).setdefault(level, []).append(day)
    for unit, own in levels.items():
        begun = min(days[0] for days in own.values())
        company = [
            other
            for other, known in levels.items()
            if other != unit
            and known.keys() == own.keys()
            and all(begun in days and _is_new(each, (other, level, begun)) for level, days in known.items())
        ]
        if begun and not company:
            return True
    return False


def _is_new(each: World, cell: Cell) -> bool:
    unit, level, day = cell
    return each.counts[cell] != each.counts.get((unit, level, day - 1))


def test_no_small_count_follows_from_what_is_shown() -> None:
    made = [world(number) for number in range(1500 if IS_WHOLE else 100)]
    covered = hidden(made)
    together = [each for each in made if not alone(each)]
    assert len(together) > len(made) / 2
    assert sum(bool(covered[each.name]) for each in made) > len(made) * 0.9
    days = list(range(DAYS))
    assert {each.name for each in together if followed(each, covered[each.name], days)} == set()


def test_beside_a_small_count_stands_no_unit_that_had_been_shown_before_it_fell_silent() -> None:
    """C was shown in its last report, when D was smaller, and is the smallest since D went past it."""
    weekly = {"A": (3000, 155), "B": (0, 0), "C": (500, 150), "D": (800, 25), "E": (900, 70), "F": (2, 0)}
    communes = set(weekly)
    made = World("w", dt.date(2024, 3, 1), {"D1": communes, "P": communes, "VN": communes})
    for unit, (begun, more) in weekly.items():
        for week in range(DAYS):
            made.counts[unit, "all", week] = begun + more * (min(week, 3) if unit == "C" else week)
            if week and (not more or (unit == "C" and week > 3)):
                made.carried.add((unit, "all", week))
    [covered] = hidden([made]).values()
    assert {(unit, level) for unit, level, _ in covered} == {("C", "all"), ("F", "all")}
    assert followed(made, covered, list(range(DAYS))) == set()
