"""Asks the checks of queries/check of the incoming rows, and reports each broken one with its place in the file."""

from dataclasses import replace
from typing import Any

from dashboard import sql
from dashboard.exports.answers import Answer
from dashboard.exports.header import Header
from dashboard.exports.kinds import Kind
from dashboard.exports.privacy import masked
from dashboard.exports.results import LISTED, QUOTING, Problem, problem_of
from dashboard.exports.source import Source
from dashboard.importer.judging.kept_cells import Shown, keep_cells
from dashboard.importer.matching import units_of_other_dates
from dashboard.importer.staging import Staging

# Rules are put in this order: cells first, then single rows, then rows against one another, then against the past.
# A row that was quarantined in one step is no measure for others in the next: `sound` and `settled` leave it out.
PROBLEM = {"row": "BIGINT", "field": "VARCHAR", "reason": "VARCHAR", "detail": "VARCHAR"}

# What `alias` settles, which has to know of which edition's unit.
NAMED_BY_COMMAND = "unit_is_certain"

STEPS = ("unread", "incoming", "short_code", "of_other_dates", "printed_total", "sound", "alike", "settled")
# Rows that few files have; the checks that ask after all units of a file are put where there are some.
FEW = {
    "short_code": "SELECT row FROM cells WHERE unit_code IN "
    r"(SELECT unit_code FROM naming WHERE regexp_full_match(cell(unit_code), '\d{1,4}'))",
    "of_other_dates": "SELECT row FROM incoming WHERE unit_state = 'of_other_dates'",
}


def checks(step: str, kind: str) -> list[sql.Query]:
    """The checks declared `-- on: <step>`, for every kind or for the kinds named after it."""
    queries = [sql.load("check", name) for name in sql.names("check")]
    declared = [(query, query.on.split()) for query in queries]
    return [query for query, on in declared if on[0] == step and (len(on) == 1 or kind in on[1:])]


def judge(staging: Staging, kind: Kind) -> None:
    """Fills `problem` (row, field, reason, detail); `sound` holds the rows whose own cells are right."""
    staging.put("problem", PROBLEM, [])
    for step in STEPS:
        asked = checks(step, kind.name)
        if step in FEW and asked:
            staging.execute(f"CREATE TEMP VIEW {step} AS {FEW[step]}")
        if step in ("sound", "settled"):
            staging.execute(f"CREATE TEMP TABLE not_{step} AS SELECT DISTINCT row FROM problem")
            left = f"SELECT * FROM incoming WHERE row NOT IN (SELECT row FROM not_{step})"
            staging.execute(f"CREATE TEMP VIEW {step} AS {left}")
        if step == "alike":
            find_alike(staging, kind)
        if not asked or staging.is_empty(step):
            continue
        if step == "printed_total":
            number = f"SELECT row, '{kind.value}' AS field, {kind.value} AS number FROM incoming"
            staging.execute(f"CREATE TEMP VIEW counted AS {number}")
        for check in asked:
            staging.execute(
                f"INSERT INTO problem SELECT row, field, '{check.name}', detail::VARCHAR FROM ({check.sql})"
            )


def find_alike(staging: Staging, kind: Kind) -> None:
    """The table `alike`: the rows about the same thing as another, what they are about, and what they say of it."""
    key = ", ".join(kind.key)
    value = ", ".join(name for name, _ in kind.columns if name not in kind.key)
    [(rows,)] = staging.execute("SELECT count(*) FROM sound").fetchall()
    shares = rows // staging.at_once + 1
    begin = "CREATE TEMP TABLE alike AS"
    for share in range(shares):
        some = f"WHERE hash({key}) % {shares} = {share}" if shares > 1 else ""
        # Hashes are quick to compare; what they find is then compared in full.
        staging.execute(
            f"{begin} SELECT row, row({key}) AS row_key, row({value}) AS row_value FROM sound WHERE hash({key}) IN "
            f"(SELECT hash({key}) FROM sound {some} GROUP BY ALL HAVING count(*) > 1)"
        )
        begin = "INSERT INTO alike"


# The listed problems with the cell at fault; where a column is not read, its words are the detail. "unit", "dated_at"
# stand for whichever column a file gives them in.
LIST = """
WITH found AS MATERIALIZED (
    SELECT
        row,
        CASE field WHEN 'unit' THEN $unit WHEN 'dated_at' THEN $dated ELSE field END AS field,
        reason,
        detail
    FROM problem
    ORDER BY row, reason
    LIMIT $listed
)

SELECT found.row, found.field, found.reason, coalesce(found.detail, ''),
    CASE found.field {values} ELSE found.detail END, CASE found.field {kept} ELSE found.field END,
    incoming.unit_state, incoming.dated_at::DATE, incoming.edition
FROM found
INNER JOIN (FROM cells WHERE row IN (SELECT row FROM found)) AS cells ON found.row = cells.row
LEFT JOIN kept_cell ON found.row = kept_cell.row
LEFT JOIN (FROM incoming WHERE row IN (SELECT row FROM found)) AS incoming ON found.row = incoming.row
ORDER BY found.row, found.reason
"""


def problems(staging: Staging, source: Source, file: str) -> list[Problem]:
    """The problems in the order of the file, worded with the file's own column names and masked values."""
    header = source.header
    # Most files have nothing to be set aside, and long ones are not gone through once more.
    if source.ragged or not staging.is_empty("problem"):
        keep_cells(staging, header.kind, is_office=source.labels is not None)
    found = listed_rows(staging, header) if not staging.is_empty("problem") else []
    mentioned = [int(detail[1:]) for _, _, _, detail, *_ in found if detail.startswith("#")]
    places = source.places([row for row, *_ in found] + mentioned)
    listed, seen = [], Shown(staging, header.kind)
    for row, field, reason, detail, value, kept, state, day, edition in found:
        column = source.column(row, field)
        is_of_other_dates = reason == units_of_other_dates.REASON
        others = units_of_other_dates.history_of(staging).described(detail, day) if is_of_other_dates else ()
        shown, against = masked(detail), None
        if detail.startswith("#"):
            # Where both stand in one row, as the counts of an office's table do, their columns tell them apart.
            other = int(detail[1:])
            is_same_row = places[other] == places[row]
            column = source.column(row, header.kind.value) if is_same_row else column
            shown, against = "", (*places[other], source.column(other, header.kind.value) if is_same_row else None)
        if field not in header.kind.all_fields:
            # Of a column that is not read only the heading is kept.
            is_kept = reason not in QUOTING or detail == field
            value = masked(value) if value else None
        else:
            value = seen(field, value, kept, is_unit_alike=state == "uncertain") if value else None
            is_kept = value is None or value == kept
        answer = answer_to(reason, column, shown)
        parts = (("edition", edition),) if reason == NAMED_BY_COMMAND and edition else ()
        problem = Problem(file, *places[row], column, value, reason, shown, others, against, parts, answer)
        listed.append(replace(problem, is_kept=is_kept))
    width = [
        Problem(file, *place, None, None, "row_has_every_column", str(cells)) for place, cells in source.ragged[:LISTED]
    ]
    listed += [problem_of(file, question) for question in source.questions]
    # An office's row holds many counts: what is wrong with its unit is said once.
    return sorted(dict.fromkeys(listed + width), key=lambda problem: (problem.sheet or "", problem.row or 0))


def answer_to(reason: str, column: str | None, shown: str) -> str:
    """What may be said of a list: that a column says nothing of its numbers, that a figure with a remark is right."""
    if reason == "words_are_understood":
        return str(Answer("column", masked(column), "filler")) if column else ""
    return str(Answer("remark", shown, "take")) if reason == "remark_is_understood" else ""


def listed_rows(staging: Staging, header: Header) -> list[Any]:
    """Row, field, reason, detail, cell, the cell as it may be kept, the unit's state, day and edition."""
    values, kept = (
        " ".join(f"WHEN '{name}' THEN {table}.\"{name}\"" for name in header.kind.all_fields)
        for table in ("cells", "kept_cell")
    )
    named = {"unit": unit_field(header), "dated": header.kind.dated, "listed": LISTED}
    return staging.execute(LIST.format(values=values, kept=kept), named).fetchall()


def unit_field(header: Header) -> str:
    """The column that names the unit in this file."""
    return next((name for name in ("unit_code", "unit_name") if name in header.names), "unit_printed")
