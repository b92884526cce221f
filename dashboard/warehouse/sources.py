"""Lays out what the build queries read: the accepted rows by kind, the units, the batches, the holidays."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache

import duckdb
import holidays

from dashboard import clock, settings, sql
from dashboard.batches import events, order, store
from dashboard.batches.events import Event
from dashboard.batches.order import Step
from dashboard.exports.kinds import KINDS, Kind
from dashboard.sql import literal
from dashboard.tables import put
from dashboard.units.relations import rows_of as rows_of_table
from dashboard.units.relations import rows_of_units
from dashboard.warehouse import schedule

WORKED = re.compile(r"\d\d/\d\d/\d{4}")

BATCH = {
    "batch_id": "VARCHAR",
    "kind": "VARCHAR",
    "source_name": "VARCHAR",
    "sha256": "VARCHAR",
    "received_at": "TIMESTAMP",
    "period_from": "DATE",
    "period_to": "DATE",
    "accepted_rows": "BIGINT",
    "quarantined_rows": "BIGINT",
    "first_row": "BIGINT",
    "last_row": "BIGINT",
    "dossiers": "BIGINT",
    "superseded_by": "VARCHAR",
    "is_demo": "BOOLEAN",
    "withdrawn_at": "TIMESTAMP",
    "withdrawn_by": "VARCHAR",
    "withdrawn_why": "VARCHAR",
    "turn": "INTEGER",
    "happened_at": "TIMESTAMP",
}
EVENT = {
    "what": "VARCHAR",
    "batch_id": "VARCHAR",
    "turn": "INTEGER",
    "happened_at": "TIMESTAMP",
    "why": "VARCHAR",
    "who": "VARCHAR",
}
BUILD = {
    "version": "VARCHAR",
    "built_at": "TIMESTAMP",
    "known_at": "TIMESTAMP",
    "is_demo": "BOOLEAN",
    "small_count": "INTEGER",
    "period_days": "INTEGER",
}
CARRIED = {
    "source_unit_ended": "units_ended.csv",
    "source_unit_change": "unit_changes.csv",
    "source_population": "population.csv",
    "source_succession": "succession.csv",
    "source_grouping": "groupings.csv",
}
# Temporary, so that nothing of them stays in the warehouse's file.
TABLES = (
    "source_unit",
    *CARRIED,
    "source_batch",
    "source_event",
    "source_due",
    "source_holiday",
    "source_build",
)


def lay_out(
    connection: duckdb.DuckDBPyConnection,
    manifests: Sequence[store.Manifest],
    happened: Sequence[Event],
    version: str,
    *,
    own: str = "",
) -> None:
    """Makes the source_ tables, and of each kind the views accepted_ (what counts) and received_ (withdrawn too).

    own: a table of units, of which alone the views have rows.
    """
    connection.execute(f"CREATE TEMP TABLE source_unit AS {rows_of_units()}")
    for name, file in CARRIED.items():
        connection.execute(f"CREATE TEMP TABLE {name} AS {rows_of_table(file)}")
    steps = order.steps(manifests, happened)
    arrivals = [step for step in steps if isinstance(step.entry, store.Manifest)]
    # A decision may be of a batch that is lost.
    known = {step.entry.batch_id for step in arrivals}
    decisions = [step for step in steps if isinstance(step.entry, Event) and step.entry.batch_id in known]
    put(connection, "source_batch", BATCH, [batch_row(step, events.withdrawn(happened)) for step in arrivals])
    put(connection, "source_event", EVENT, [event_row(step) for step in decisions])
    put(connection, "source_due", {"due": "TIMESTAMP"}, [(due,) for due in schedule.due_times()])
    named = {"date": "DATE", "name_vi": "VARCHAR", "name_en": "VARCHAR", "is_worked": "BOOLEAN"}
    put(connection, "source_holiday", named, public_holidays())
    for macro in sql.macros():
        connection.execute(macro)
    counting = events.in_force(manifests, happened)
    is_demo = any(found.is_demo for found in counting)
    known_at = max([found.received_at for found in manifests] + [event.at for event in happened], default=None)
    rules = settings.load()
    built = (version, clock.now(), known_at, is_demo, rules.small_count, rules.period_days)
    put(connection, "source_build", BUILD, [built])
    for kind in KINDS:
        for name, found in (("accepted", counting), ("received", manifests)):
            rows = rows_of(kind, found)
            if own:
                rows = f"SELECT row_of.* FROM ({rows}) AS row_of SEMI JOIN {own} USING (edition, unit_code)"
            connection.execute(f"CREATE TEMP VIEW {name}_{kind.name} AS {rows}")


def batch_row(step: Step, withdrawn: dict[str, Event]) -> tuple[object, ...]:
    """A batch as its manifest has it, its place in the order, and its withdrawal if it is withdrawn."""
    facts = asdict(step.entry) | {"turn": step.turn, "happened_at": step.at}
    event = withdrawn.get(step.entry.batch_id)
    if event:
        facts |= {"withdrawn_at": event.at, "withdrawn_by": event.who, "withdrawn_why": event.why}
    return tuple(facts.get(name) for name in BATCH)


def event_row(step: Step) -> tuple[object, ...]:
    """A withdrawal or restoration, and its place in the order."""
    facts = asdict(step.entry) | {"turn": step.turn, "happened_at": step.at}
    return tuple(facts[name] for name in EVENT)


def rows_of(kind: Kind, manifests: Sequence[store.Manifest]) -> str:
    """The SQL of the batches' rows of a kind, each with its batch: the folder that its file lies in."""
    files = [literal(store.rows_file(found.batch_id)) for found in manifests if found.kind == kind.name]
    if not files:
        typed = ", ".join(f"NULL::{sql_type} AS {name}" for name, sql_type in (*kind.columns, ("batch_id", "VARCHAR")))
        return f"SELECT {typed} WHERE false"
    columns = ", ".join(name for name, _ in kind.columns)
    # A batch of an older software may lack a column: it is NULL there.
    every = ", ".join(f"NULL::{sql_type} AS {name}" for name, sql_type in kind.columns)
    rows = f"read_parquet([{', '.join(files)}], filename = true, union_by_name = true)"
    return (
        f"SELECT {columns}, parse_path(filename)[-2] AS batch_id "
        f"FROM (SELECT {every} WHERE false UNION ALL BY NAME SELECT * FROM {rows})"
    )


@lru_cache(maxsize=1)
def public_holidays() -> list[tuple[object, ...]]:
    """Vietnam's public holidays with their names in both languages, and the weekend days that are worked for others.

    The library's English writes the month first: of a swapped day the date is taken from the Vietnamese name.
    """
    vietnamese = holidays.country_holidays("VN", years=clock.HOLIDAY_YEARS, language="vi")
    english = holidays.country_holidays("VN", years=clock.HOLIDAY_YEARS, language="en_US")
    free: list[tuple[object, ...]] = []
    for day, name in sorted(vietnamese.items()):
        swapped = WORKED.search(name)
        in_english = f"Day off (in place of {swapped[0]})" if swapped else english[day]
        free.append((day, name, in_english, False))
    worked = [day for day in sorted(vietnamese.weekend_workdays) if day.year in clock.HOLIDAY_YEARS]
    return free + [(day, "Làm bù", "Worked in place of a day off", True) for day in worked]


def clear_away(connection: duckdb.DuckDBPyConnection) -> None:
    """Drops what `lay_out` made, so that the checks see what readers will see."""
    for kind in KINDS:
        connection.execute(f"DROP VIEW accepted_{kind.name}")
        connection.execute(f"DROP VIEW received_{kind.name}")
    for table in TABLES:
        connection.execute(f"DROP TABLE {table}")
