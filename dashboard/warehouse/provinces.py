"""Which units make a part of the nation: those of a province of 2025, and all that went into it.

Provinces between which a resolution moved anything are one part together.
"""

import duckdb

from dashboard.tables import put

# The part of what lies in no single province: the nation itself, its regions.
ACROSS = "across"
# Every unit with the province that it lies in.
PROVINCE = """
CREATE OR REPLACE TEMP TABLE province_of AS
WITH RECURSIVE listed AS (
    SELECT edition, unit_code, grain, parent_code FROM source_unit
    UNION ALL
    SELECT edition, unit_code, grain, parent_code
    FROM source_unit_ended ANTI JOIN source_unit USING (edition, unit_code)
),

within AS (
    SELECT edition, unit_code, unit_code AS province FROM listed WHERE grain = 'province'
    UNION ALL
    SELECT listed.edition, listed.unit_code, within.province
    FROM within INNER JOIN listed ON within.edition = listed.edition AND within.unit_code = listed.parent_code
)

SELECT edition, unit_code, parent_code, province
FROM listed LEFT JOIN within USING (edition, unit_code)
"""
PAIRS = """
SELECT DISTINCT one.edition || '-' || one.province, other.edition || '-' || other.province
FROM source_succession
INNER JOIN province_of AS one ON from_edition = one.edition AND from_code = one.unit_code
INNER JOIN province_of AS other ON to_edition = other.edition AND to_code = other.unit_code
WHERE one.province IS NOT NULL AND other.province IS NOT NULL
UNION
SELECT DISTINCT edition || '-' || province, edition || '-' || province FROM province_of WHERE province IS NOT NULL
"""
# A group lies where its members do; one without members, where what it is a group of does.
PART = """
CREATE OR REPLACE TABLE scratch.part_of AS
WITH official AS (
    SELECT edition, unit_code, coalesce(part, $across) AS part
    FROM province_of LEFT JOIN province_part ON edition || '-' || province_of.province = province_part.province
)

FROM official
UNION ALL
SELECT
    source_grouping.edition, group_code AS unit_code,
    CASE WHEN count(DISTINCT part) = 1 THEN min(part) ELSE $across END AS part
FROM source_grouping
INNER JOIN official
    ON source_grouping.edition = official.edition
    AND coalesce(source_grouping.unit_code, source_grouping.parent_code) = official.unit_code
GROUP BY source_grouping.edition, group_code
"""
# Units that are parts of something that lies across: together with others of their like they give one another away.
TOPMOST = """
CREATE OR REPLACE TABLE scratch.topmost AS
WITH above AS (
    SELECT edition, unit_code, parent_code AS whole FROM province_of
    UNION ALL
    SELECT edition, group_code, parent_code FROM source_grouping
    UNION ALL
    SELECT edition, unit_code, group_code FROM source_grouping WHERE unit_code IS NOT NULL
)

SELECT DISTINCT above.edition, above.unit_code
FROM above
INNER JOIN scratch.part_of AS whole ON above.edition = whole.edition AND above.whole = whole.unit_code
WHERE whole.part = $across
"""


def lay_out_parts(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the tables part_of (every unit), and topmost (the largest units of each part), of what `lay_out` made."""
    connection.execute(PROVINCE)
    pairs = connection.execute(PAIRS).fetchall()
    put(connection, "province_part", {"province": "VARCHAR", "part": "VARCHAR"}, together(pairs))
    connection.execute(PART, {"across": ACROSS})
    connection.execute(TOPMOST, {"across": ACROSS})
    connection.execute("DROP TABLE temp.province_part; DROP TABLE temp.province_of")


def together(pairs: list[tuple[str, str]]) -> list[tuple[object, ...]]:
    """Each province with its part: the last name among all those that it is paired with, directly or not."""
    named: dict[str, str] = {}

    def root(name: str) -> str:
        while named.setdefault(name, name) != name:
            name = named[name]
        return name

    for one, other in sorted(pairs):
        first, last = sorted((root(one), root(other)))
        named[first] = last
    return [(name, root(name)) for name in sorted(named)]
