"""Lays out how many people the units have, as far as that is known, for the rules that measure by it."""

from collections.abc import Sequence

from dashboard import sql
from dashboard.batches.store import Manifest
from dashboard.exports.kinds import DETAILED, POPULATION_BASE, SUMMARY, Kind
from dashboard.importer.judging.previous_reports import accepted_files
from dashboard.importer.staging import Staging


def lay_out_people(staging: Staging, kind: Kind, own: Sequence[Manifest] = ()) -> None:
    """The tables that counts and populations of this kind are measured by; none for other kinds.

    ``own`` are the batches of the file itself.
    """
    if kind in (SUMMARY, POPULATION_BASE):
        lay_out_populations(staging, "incoming", own)
    if kind is SUMMARY:
        lay_out_known(staging)
    if kind is DETAILED:
        lay_out_series(staging, "incoming")
        files = accepted_files(DETAILED) if has_overfull_series(staging) else []
        if files:
            staging.execute(sql.load("macro", "days").sql)
        staging.make("previous_sum", files=files)


def lay_out_populations(staging: Staging, units: str, own: Sequence[Manifest] = ()) -> None:
    """The table `previous_population`: the accepted populations of the units in a table."""
    staging.execute(f"CREATE OR REPLACE TEMP VIEW measured_unit AS SELECT edition, unit_code FROM {units}")
    staging.make("previous_population", files=accepted_files(POPULATION_BASE, own=own))


def lay_out_known(staging: Staging) -> None:
    """The table `people`: how many the measured units have, by what was accepted and by what is carried."""
    staging.count_people()
    staging.make("people")


def lay_out_series(staging: Staging, rows: str) -> None:
    """The table `series` of the detailed rows in a table or a file."""
    staging.execute(f"CREATE OR REPLACE TEMP VIEW measured_row AS SELECT * FROM {rows}")
    staging.make("series")


def has_overfull_series(staging: Staging) -> bool:
    """Whether one of the series comes to too many; the table `overfull` has them."""
    lay_out_populations(staging, "series")
    lay_out_known(staging)
    staging.make("previous_series", files=accepted_files(DETAILED))
    staging.make("overfull")
    return not staging.is_empty("overfull")
