"""The SQL that reads, types and checks a clean detailed CSV in one pass."""

import duckdb

from dashboard.exports.header import Header
from dashboard.sql import literal

WORDS = ("hour_band", "level", "stage", "channel")

# The vocabulary's words as they are usually typed; other spellings go the careful way.
SPELLINGS = """
SELECT field, spelled, any_value(canonical) FROM (
    SELECT field, canonical, unnest([canonical, key, word, upper(word), upper(word[1]) || word[2:]]) AS spelled
    FROM vocabulary
    WHERE field IN $fields
)
GROUP BY field, spelled
ORDER BY field, spelled
"""


def dictionaries(connection: duckdb.DuckDBPyConnection, header: Header, first_rows: list[list[str]]) -> dict[str, str]:
    """Makes an ENUM of all codes and of each field's words: a cast that fails for anything else.

    Returns for each field the SQL pattern that makes the canonical word of a cell: where the file's first rows use the
    canonical words themselves, the ENUM is of these alone, which is quicker.
    """
    connection.execute("CREATE TYPE unit_dictionary AS ENUM (SELECT DISTINCT unit_code FROM unit)")
    connection.execute("CREATE TYPE edition_dictionary AS ENUM (SELECT DISTINCT edition FROM unit)")
    patterns, typed = {}, connection.execute(SPELLINGS, {"fields": WORDS}).fetchall()
    for field in WORDS:
        seen = {row[header.positions[field]] for row in first_rows}
        pairs = [(word, canonical) for of, word, canonical in typed if of == field]
        plain = sorted({canonical for _, canonical in pairs})
        is_plain = seen <= set(plain)
        spellings = plain if is_plain else [spelled for spelled, _ in pairs]
        connection.execute(f"CREATE TYPE {field}_dictionary AS ENUM ({', '.join(map(literal, spellings))})")
        meanings = ", ".join(literal(canonical) for _, canonical in pairs)
        word = "{cell}::" + field + "_dictionary"
        patterns[field] = word if is_plain else f"[{meanings}][enum_code({word}) + 1]"
    return patterns


def one_pass(header: Header, scan: str, patterns: dict[str, str]) -> str:
    """The SQL that types every row, and stops at the first cell that is not plainly right."""
    cell = {field: f"cells.c{position}" for field, position in header.positions.items()}
    date, count, team = cell["date"], cell["count"], cell.get("team_code", "NULL::VARCHAR")
    columns = {
        "edition": f"{cell['edition']}::edition_dictionary" if "edition" in cell else f"edition_at({date}::DATE)",
        "unit_code": f"{cell['unit_code']}::unit_dictionary",
        "date": f"{date}::DATE",
        **{field: pattern.format(cell=cell[field]) for field, pattern in patterns.items()},
        "team_code": team,
        "count": f"{count}::UINTEGER::BIGINT",
        "is_correction": "false",
    }
    sure = (
        f"strlen({date}) = 10",
        # Written back it must be what was read: the cast alone takes 5.7 for 6, 1e3 for 1000 and 007 for 7.
        f"{count}::UINTEGER::VARCHAR = {count}",
        # More digits could be an identity number, a longer code a phone number.
        f"strlen({count}) < 9",
        f"coalesce(strlen({team}), 0) < 9",
    )
    return (
        f"SELECT {', '.join(f'{value} AS {name}' for name, value in columns.items())} FROM {scan} AS cells "
        f"WHERE CASE WHEN {' AND '.join(sure)} THEN true ELSE error('unusual') END"
    )
