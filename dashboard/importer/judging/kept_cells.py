"""The cells of rows that are set aside: what was not understood is covered, and shown at most once, to be mended."""

from functools import cache

from dashboard import settings
from dashboard.exports.kinds import UNIT_FIELDS, Kind
from dashboard.exports.privacy import MASK, masked
from dashboard.folding import fold
from dashboard.importer.matching.naming import dated_join, naming_join
from dashboard.importer.matching.units import listing
from dashboard.importer.staging import Staging

# Rows of an office's table stand beside one another on a line, which comes back whole.
SET_ASIDE, ALL = "SELECT row FROM problem", "SELECT row FROM cells"


def keep_cells(staging: Staging, kind: Kind, *, is_office: bool) -> None:
    """Makes `kept_cell`: what was understood passes the check for people, of the rest bare numbers and dates stay.

    Each distinct cell is looked at once.
    """
    wanted, naming = ALL if is_office else SET_ASIDE, "naming.id" if kind.has_unit else "NULL"
    steps = [
        f"wanted AS MATERIALIZED (SELECT cells.*, {naming} AS naming FROM "
        f"(SELECT * FROM cells WHERE row IN ({wanted})) AS cells {dated_join(kind)} "
        f"{naming_join(kind) if kind.has_unit else ''})"
    ]
    columns, joins = {}, []
    if kind.has_unit:
        named = ", ".join(f"{covered(f'read_unit.knows_{name}', f'naming.{name}')} AS {name}" for name in UNIT_FIELDS)
        steps.append(
            f"kept_unit AS MATERIALIZED (SELECT naming.id, {named} FROM naming LEFT JOIN read_unit "
            "ON naming.id = read_unit.id WHERE naming.id IN (SELECT naming FROM wanted))"
        )
        columns = {name: f"kept_unit.{name}" for name in UNIT_FIELDS}
        joins.append("LEFT JOIN kept_unit ON wanted.naming = kept_unit.id")
    for field in kind.fields:
        name, value = field.name, "value.low" if field.reading == "range" else "value"
        steps.append(
            f'"kept_{name}" AS MATERIALIZED (SELECT written, {covered(f"{value} IS NOT NULL", "written")} AS kept '
            f'FROM "read_{name}" WHERE written IN (SELECT "{name}" FROM wanted))'
        )
        columns[name] = f'"kept_{name}".kept'
        joins.append(f'LEFT JOIN "kept_{name}" ON wanted."{name}" = "kept_{name}".written')
    shown = ", ".join(f'{value} AS "{name}"' for name, value in columns.items())
    question = f"WITH {', '.join(steps)} SELECT wanted.row, {shown} FROM wanted {' '.join(joins)}"
    staging.execute(f"CREATE TEMP TABLE kept_cell AS {question}")


def covered(is_understood: str, cell: str) -> str:
    """The SQL of a cell as it may be kept."""
    return f"CASE WHEN {is_understood} THEN masked({cell}) ELSE kept({cell}) END"


class Shown:
    """What of a cell is shown to whoever mends it: as it may be kept, or what resembles a unit or a word of ours."""

    def __init__(self, staging: Staging, kind: Kind | None = None) -> None:
        self._staging = staging
        fields = kind.fields if kind else ()
        self._vocabulary = {field.name: field.vocabulary for field in fields if field.reading == "word"}
        self._vocabulary["edition"] = "edition"
        self._words = cache(self._listed)
        self._resembles = cache(self._compared)

    def __call__(self, field: str, cell: str, kept: str, *, is_unit_alike: bool) -> str:
        """The cell, or stars; ``is_unit_alike`` says whether the row's unit resembles one that there is."""
        if kept != MASK:
            return kept
        is_alike = is_unit_alike if field in ("unit_code", "unit_name") else self._resembles(field, fold(cell))
        return masked(cell) if is_alike else MASK

    def _compared(self, field: str, folded: str) -> bool:
        from rapidfuzz import fuzz, process

        words = self._words(field)
        cutoff = settings.load().name_likeness
        return process.extractOne(folded, words, scorer=fuzz.ratio, score_cutoff=cutoff) is not None

    def _listed(self, field: str) -> list[str]:
        if field == "parent_name":
            return sorted(listing(self._staging).every_name)
        asked = "SELECT DISTINCT key FROM vocabulary WHERE field = $field"
        named = {"field": self._vocabulary.get(field, "")}
        return [fold(key) for (key,) in self._staging.execute(asked, named).fetchall()]
