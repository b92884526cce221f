"""Matches units once per distinct way of naming them, and lets the rows look the match up."""

from datetime import datetime

from dashboard.exports.kinds import Kind
from dashboard.importer.matching.recognition import Names
from dashboard.importer.matching.units import Written
from dashboard.importer.staging import Staging

# What a row says of its unit: four cells of an export, or the printed name and level of a published figure.
EXPORT = ("edition", "unit_code", "unit_name", "parent_name")
PRINTED = ("unit_printed", "level")
# What a way of naming matches, and which of its cells hold a name or code of a unit, be it another's.
READ_UNIT = {
    "id": "BIGINT", "state": "VARCHAR", "edition": "VARCHAR", "unit_code": "VARCHAR", "detail": "VARCHAR",
    **{f"knows_{name}": "BOOLEAN" for name in EXPORT},
}  # fmt: skip


def name_units(staging: Staging, kind: Kind, now: datetime) -> None:
    """The table `read_unit`: what each way of naming a unit matches; edition and names follow from the date."""
    written = EXPORT if kind.has_unit else PRINTED
    columns = ", ".join(f"cells.{name}" for name in written)
    staging.execute(
        f"CREATE TEMP TABLE naming AS SELECT *, row_number() OVER () AS id FROM (SELECT DISTINCT {columns}, "
        f"{era_of(kind, now)} AS era FROM cells {dated_join(kind)})"
    )
    names, matched = Names(staging), []
    for key, edition, *rest in staging.ask("export_naming" if kind.has_unit else "printed_naming"):
        if edition is not None:
            match = names.match(Written(edition, *rest))
            code = match.unit.code if match.unit else None
            # A printed figure may be of no unit of ours; then it names no edition either.
            known = (True, *names.known(Written(edition, *rest), match))
            matched.append((key, match.state, edition if code or kind.has_unit else None, code, match.detail, *known))
    staging.put("read_unit", READ_UNIT, matched)


def naming_join(kind: Kind) -> str:
    """The SQL by which a row of `cells` finds its naming."""
    written = EXPORT if kind.has_unit else PRINTED
    equal = [f"cells.{name} IS NOT DISTINCT FROM naming.{name}" for name in written]
    if kind.dated:
        equal.append(f'era_at("read_{kind.dated}".value::DATE) IS NOT DISTINCT FROM naming.era')
    return f"LEFT JOIN naming ON {' AND '.join(equal)}"


def era_of(kind: Kind, now: datetime) -> str:
    """The SQL of the era of a row's date: its edition and names; a kind without a date is of today."""
    return f'era_at("read_{kind.dated}".value::DATE)' if kind.dated else f"era_at(DATE '{now:%Y-%m-%d}')"


def dated_join(kind: Kind) -> str:
    """The SQL that gives the rows their dates."""
    return f'LEFT JOIN "read_{kind.dated}" ON cells."{kind.dated}" = "read_{kind.dated}".written' if kind.dated else ""
