"""Units that take over from others inside an edition, against their plain-Python twin, on seeded random rows."""

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path

import pytest

from tests.queries.joined_twin import Joined
from tests.queries.test_twins import COMMUNES, FIRST_DAY, random_world, same, written
from tests.queries.twins import STAGES
from tests.sweep import IS_WHOLE
from tests.warehouse import resolved, tables

# Units that join others whole, and by each share; `make sweep` takes twelve seeds.
SAMPLE = (0, 4, 6)

# All that is given on a day must be taken over on it, stage by stage and level by level.
GIVEN = """
    WITH parts AS (
        SELECT DISTINCT edition, from_code AS unit_code, day FROM handover
        UNION SELECT edition, unit_code, day FROM descent WHERE unit_code = from_code AND edition = from_edition
    )
    SELECT day::VARCHAR, level, stage, sum(count)::BIGINT
    FROM parts JOIN standing AS stood USING (edition, unit_code)
    WHERE stood.date = parts.day - 1
    GROUP BY ALL ORDER BY ALL
"""
TAKEN = """
    SELECT day::VARCHAR, level, stage, sum(count)::BIGINT
    FROM handed_over GROUP BY ALL ORDER BY ALL
"""

# Carried through the reform, the communes of a day sum up to what they sum up to before it.
EITHER_WAY = """
    SELECT date::VARCHAR, level, stage, sum(count)::BIGINT
    FROM standing WHERE edition = '{}' AND date < '2025-07-01' AND len(unit_code) = 5 GROUP BY ALL ORDER BY ALL
"""
TOO_MANY_PARTS = "SELECT count(*) FROM standing WHERE parts_reported > parts"


def random_changes(chance: random.Random) -> list[tuple[dt.date, str, str, int]]:
    """One to four communes end, one after the other, each in one or two that are still there."""
    left, handovers = list(COMMUNES), []
    for turn in range(chance.randint(1, 4)):
        day = FIRST_DAY + dt.timedelta(days=5 + 9 * turn + chance.randint(0, 8))
        ended = left.pop(chance.randrange(len(left)))
        share = chance.choice([1_000_000, 1_000_000, 600_000, 333_333])
        successors = chance.sample(left, 1 if share == 1_000_000 else 2)
        handovers += [
            (day, ended, successor, part)
            for successor, part in zip(successors, (share, 1_000_000 - share), strict=False)
        ]
    return handovers


@pytest.mark.parametrize("seed", range(12) if IS_WHOLE else SAMPLE)
def test_units_that_took_over_stand_where_their_twin_says(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    world, changes = random_world(chance), random_changes(chance)
    rows = (f"2024 {before} {after} {share / 1_000_000} {day}" for day, before, after, share in changes)
    untold = Joined(world, changes)
    # What a unit would have said after its end is refused at the door.
    world = replace(
        world,
        summaries=[row for row in world.summaries if row[1].date() <= untold.last_day(row[0])],
        detailed=[row for row in world.detailed if row[1] <= untold.last_day(row[0])],
    )
    twin = Joined(world, changes)
    with tables(written(resolved(tmp_path, *rows), world)) as connection:
        table = connection.execute("FROM standing WHERE edition = '2024'").df()
        assert connection.execute(GIVEN).fetchall() == connection.execute(TAKEN).fetchall()
        old, new = (connection.execute(EITHER_WAY.format(edition)).fetchall() for edition in ("2024", "2025"))
        assert old == new
        assert connection.execute(TOO_MANY_PARTS).fetchall() == [(0,)]
    found = table.assign(date=table["date"].dt.date).set_index(["unit_code", "date", "level", "stage"]).to_dict("index")
    units = {row[0] for row in (*world.summaries, *world.detailed)} | {after for _, _, after, _ in changes}
    expected = {
        (unit, day, level, stage): stood
        for unit in units
        for (level, day), stood in twin.standing(unit).items()
        for stage in STAGES
        if stood.counts[stage] is not None
    }
    assert found.keys() == expected.keys()
    wrong = [
        (key, found[key], stood)
        for key, stood in expected.items()
        if not same(found[key]["count"], stood.counts[key[-1]])
        or not same(found[key]["flow"], stood.flows[key[-1]])
        or not same(found[key]["reported_at"], stood.reported_at)
    ]
    assert wrong == []
