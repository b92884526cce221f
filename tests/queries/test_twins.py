"""The hard queries against their plain-Python twins, on seeded random rows.

Four worlds, each built by other rules, and some questions of each; `make sweep` asks all of eight.
"""

import datetime as dt
import math
import random
from pathlib import Path

import pandas as pd
import pytest

from dashboard import queries, units
from dashboard.database import Database
from dashboard.selection import BASES, ISSUERS, Measure
from tests.queries import twins
from tests.queries.twins import LEVELS, STAGES, Target, World
from tests.sweep import IS_WHOLE
from tests.warehouse import build, detailed, population, summary, tables, target

FIRST_DAY = dt.date(2024, 3, 1)
COMMUNES = ("32065", "32068", "32069", "32071", "32072", "32044", "32047", "32098")
DISTRICTS = ("967", "966", "968")
QUESTIONS = 40 if IS_WHOLE else 10
# By number: every length of a span, small counts shown and hidden, and the rules that the product comes with (1).
SEEDS = range(8) if IS_WHOLE else (2, 5)
Both = tuple[random.Random, World, Path, dict[str, int]]


def random_world(chance: random.Random) -> World:
    """A few hundred rows: some units report daily, some hardly; some seeds hold a district that reports as a whole."""
    world = World({"96": "VN"})
    for district in units.children("2024", "96"):
        inside = (district, *units.children("2024", district.unit_code))
        world.parents |= {unit.unit_code: unit.parent_code for unit in inside}
    reporters = [*COMMUNES, *chance.sample(DISTRICTS, chance.choice([0, 0, 1, 2]))]
    for unit in chance.sample(reporters, len(reporters) - 1):
        for level in chance.choice([("1", "2"), ("all",), LEVELS, ("2",)]):
            for stage in chance.choice([("activated",), ("activated", "collected"), STAGES]):
                _reports(world, unit, level, stage, chance)
    for unit in (*COMMUNES, *DISTRICTS):
        _denominators(world, unit, chance)
    return world


def _reports(world: World, unit: str, level: str, stage: str, chance: random.Random) -> None:
    kind = chance.choice(["summary", "detailed", "both"])
    size = chance.choice([1, 3, 40])
    count = 0
    for day in sorted(chance.sample(range(45), chance.randint(1, 7))):
        date = FIRST_DAY + dt.timedelta(days=day)
        count += chance.randint(0, size)
        if kind != "detailed":
            moment = dt.datetime.combine(date, dt.time(chance.choice([0, 8, 23])))
            world.summaries.append((unit, moment, level, stage, count))
        if kind == "detailed" or (kind == "both" and chance.random() < 0.6):
            other = FIRST_DAY + dt.timedelta(days=chance.randint(0, 44)) if kind == "both" else date
            world.detailed.append((unit, other, level, stage, chance.randint(0, size)))


def _denominators(world: World, unit: str, chance: random.Random) -> None:
    for deadline in chance.sample(range(5, 80), chance.choice([0, 1, 3])):
        start = chance.randint(0, deadline)
        dates = (FIRST_DAY + dt.timedelta(days=start), FIRST_DAY + dt.timedelta(days=deadline))
        issuer, level = chance.choice(ISSUERS[:2]), chance.choice(LEVELS)
        stage = chance.choice(["activated", "activated", "collected"])
        world.targets.append(Target(unit, issuer, level, stage, *dates, chance.choice([0, 50, 60, 100])))
    for base in chance.sample(["eligible", "permanent_residents"], chance.choice([0, 1, 2])):
        for day in chance.sample(range(45), chance.choice([1, 2])):
            world.populations.append((unit, base, FIRST_DAY + dt.timedelta(days=day), chance.choice([80, 120, 200])))


def written(folder: Path, world: World, **rules: int) -> Path:
    """The warehouse of a world."""
    hours = "07-11 {} {} mobile - {}"
    return build(
        folder,
        summary(*(f"{unit} {at.isoformat()} {rest[0]} {rest[1]} {rest[2]}" for unit, at, *rest in world.summaries)),
        detailed(*(f"{unit} {day} {hours.format(*rest)}" for unit, day, *rest in _merged(world))),
        target(*(f"{t.unit} {t.issuer} {t.level} {t.stage} {t.start} {t.deadline} {t.value}" for t in world.targets)),
        population(*(f"{unit} {base} {day} {count}" for unit, base, day, count in world.populations)),
        **rules,  # type: ignore[arg-type]
    )


def _merged(world: World) -> list[tuple[str, dt.date, str, str, int]]:
    """An export has one row per day, hour band, level, stage, channel and team."""
    sums: dict[tuple[str, dt.date, str, str], int] = {}
    for *key, count in world.detailed:
        sums[tuple(key)] = sums.get(tuple(key), 0) + count  # type: ignore[index, arg-type]
    return [(*key, count) for key, count in sums.items()]


@pytest.fixture(params=SEEDS, scope="module")
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """A world with its warehouse, and the chance to ask it. The rules of the build are turned with the seed."""
    chance = random.Random(request.param)
    world = random_world(chance)
    rules = {"small_count": (0, 5)[request.param % 2], "period_days": (7, 1, 14, 30)[request.param // 2]}
    return chance, world, written(tmp_path_factory.mktemp("twin"), world, **rules), rules


def same(found: object, expected: object) -> bool:
    """Equal, both unknown, or as near as floating point comes."""
    if expected is None:
        return found is None or bool(pd.isna(found))  # type: ignore[call-overload]
    if isinstance(expected, float):
        return not pd.isna(found) and math.isclose(found, expected, rel_tol=1e-12, abs_tol=1e-12)  # type: ignore[call-overload, arg-type]
    if isinstance(expected, dt.date):
        return pd.Timestamp(found) == pd.Timestamp(expected)  # type: ignore[arg-type]
    return not pd.isna(found) and bool(found == expected)  # type: ignore[call-overload]


def differences(table: pd.DataFrame, expected: list[dict[str, object]]) -> list[tuple[object, ...]]:
    """Unit, column, what the query says and what the twin says, where they differ."""
    found = table.set_index("unit_code")
    return [
        (row["unit_code"], name, found.loc[row["unit_code"], name], value)
        for row in expected
        for name, value in row.items()
        if name != "unit_code" and not same(found.loc[row["unit_code"], name], value)
    ]


def random_question(chance: random.Random, rules: dict[str, int]) -> tuple[dt.date, Measure]:
    """A day within and a little beyond the figures, and a way to measure."""
    measure = Measure(
        level=chance.choice(LEVELS),
        stage=chance.choice(STAGES),
        issuer=chance.choice(ISSUERS[:2]),
        base=chance.choice(["target", *BASES]),
        late_after_days=chance.choice([0, 3, 7]),
        least_coverage=chance.choice([0, 20, 50]),
        **rules,
    )
    return FIRST_DAY + dt.timedelta(days=chance.randint(-2, 60)), measure


def test_standing_is_what_its_twin_says(both: Both) -> None:
    _, world, path, _ = both
    with tables(path) as connection:
        rows = connection.execute("FROM reported_standing").df()
    reporters = {row[0] for row in world.summaries} | {row[0] for row in world.detailed}
    expected = [
        (unit, day, level, stage, found)
        for unit in reporters
        for (level, day), found in twins.standing(world, unit).items()
        for stage in STAGES
        if found.counts[stage] is not None
    ]
    assert len(rows) == len(expected) > 500
    table = rows.assign(date=rows["date"].dt.date).set_index(["unit_code", "date", "level", "stage"]).to_dict("index")
    wrong = [
        (unit, day, level, stage)
        for unit, day, level, stage, found in expected
        if not same(table[unit, day, level, stage]["count"], found.counts[stage])
        or not same(table[unit, day, level, stage]["flow"], found.flows[stage])
        or not same(table[unit, day, level, stage]["reported_at"], found.reported_at)
    ]
    assert wrong == []


def test_progress_by_commune_is_what_its_twin_says(both: Both) -> None:
    chance, world, path, rules = both
    database = Database(path)
    communes = [unit for unit in world.parents if world.grain(unit) == "commune"]
    for _ in range(QUESTIONS):
        as_of, measure = random_question(chance, rules)
        table = queries.progress_by_area(
            database, edition="2024", as_of=as_of, parent="96", grain="commune", measure=measure
        )
        expected = twins.progress_by_commune(world, communes, as_of, measure)
        assert differences(table, expected) == [], (as_of, measure)
        assert len(table) == len(communes)
        # Best first, those without a share last.
        assert table["share"].fillna(-1).is_monotonic_decreasing


@pytest.mark.parametrize("grain", ["district", "province"])
def test_progress_by_area_is_what_its_twin_says(both: Both, grain: str) -> None:
    chance, world, path, rules = both
    database = Database(path)
    areas = ["96"] if grain == "province" else [unit for unit, parent in world.parents.items() if parent == "96"]
    for _ in range(QUESTIONS):
        as_of, measure = random_question(chance, rules)
        table = queries.progress_by_area(
            database, edition="2024", as_of=as_of, parent="96", grain=grain, measure=measure
        )
        expected = twins.progress_by_area(world, areas, as_of, measure)
        assert differences(table, expected) == [], (as_of, measure)
        assert len(table) == len(areas)
