"""The seventh kind: figures that newspapers and administrations printed, as reference beside the reports."""

from dashboard.importer.kinds import Field, Kind

PUBLISHED = Kind(
    "published",
    fields=(
        Field("unit_printed", "text"),
        Field("level", "word", column="unit_level", words="unit_level"),
        Field("date", "date"),
        Field("metric", "text"),
        Field("value", "range", required=False),
        Field("denominator", "count", required=False),
        Field("percent", "percent", required=False),
        Field("source_url", "address", required=False),
    ),
    columns=(
        ("unit_printed", "VARCHAR"),
        ("unit_level", "VARCHAR"),
        ("edition", "VARCHAR"),
        ("unit_code", "VARCHAR"),
        ("date", "DATE"),
        ("metric", "VARCHAR"),
        ("value", "BIGINT"),
        ("value_high", "BIGINT"),
        ("denominator", "BIGINT"),
        ("percent", "DOUBLE"),
        ("source_url", "VARCHAR"),
    ),
    dated="date",
    has_unit=False,
    key=("unit_printed", "date", "metric"),
)
