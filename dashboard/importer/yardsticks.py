"""The kinds that figures are measured by: targets, population bases, and the groups who do the work."""

from dashboard.importer.kinds import CORRECTION, LEVEL, STAGE, UNIT_COLUMNS, Field, Kind

TARGET = Kind(
    "target",
    fields=(
        Field("issuer", "word"),
        LEVEL,
        STAGE,
        Field("start_date", "date"),
        Field("deadline", "date"),
        Field("value", "count"),
        Field("document", "text", required=False),
        Field("phase", "text", required=False),
    ),
    columns=(
        *UNIT_COLUMNS,
        ("issuer", "VARCHAR"),
        ("level", "VARCHAR"),
        ("stage", "VARCHAR"),
        ("start_date", "DATE"),
        ("deadline", "DATE"),
        ("value", "BIGINT"),
        ("document", "VARCHAR"),
        ("phase", "VARCHAR"),
    ),
    dated="start_date",
    key=("edition", "unit_code", "issuer", "level", "stage", "deadline"),
)
POPULATION_BASE = Kind(
    "population_base",
    fields=(
        Field("base", "word"),
        Field("as_of", "date"),
        Field("count", "count"),
        Field("source", "text", required=False),
        Field("quality", "text", required=False),
        CORRECTION,
    ),
    columns=(
        *UNIT_COLUMNS,
        ("base", "VARCHAR"),
        ("as_of", "DATE"),
        ("count", "BIGINT"),
        ("source", "VARCHAR"),
        ("quality", "VARCHAR"),
        ("is_correction", "BOOLEAN"),
    ),
    dated="as_of",
    key=("edition", "unit_code", "base", "as_of"),
)
TEAM = Kind(
    "team",
    fields=(Field("team_code", "text"), Field("name", "text"), Field("kind", "word", words="team_kind")),
    columns=(("team_code", "VARCHAR"), ("name", "VARCHAR"), ("kind", "VARCHAR"), *UNIT_COLUMNS),
    key=("team_code",),
)
