"""The kinds of export that are accepted: their columns, how each is read, and the typed rows they become."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """One column of a file: its canonical name, how its cells are read, and the accepted column it fills.

    ``reading`` is one of word, date, time, clock, count, range, percent, text, address; ``words`` names the vocabulary
    of a word.
    """

    name: str
    reading: str
    required: bool = True
    column: str = ""
    words: str = ""

    @property
    def target(self) -> str:
        """The accepted column that this field fills."""
        return self.column or self.name

    @property
    def vocabulary(self) -> str:
        """The section of data/vocabulary.csv that its words come from."""
        return self.words or self.name


@dataclass(frozen=True)
class Kind:
    """One kind of export: its fields, which of them dates the row, and the accepted columns with their types."""

    name: str
    fields: tuple[Field, ...]
    columns: tuple[tuple[str, str], ...]
    dated: str = ""
    has_unit: bool = True
    # Whether a row without a unit speaks of all of them; otherwise each row names one.
    is_of_all_without_unit: bool = False
    key: tuple[str, ...] = ()
    # Columns that must be there and are never read, and columns of which one must be there.
    marks: frozenset[str] = frozenset()
    any_of: tuple[str, ...] = ()

    @property
    def required(self) -> frozenset[str]:
        """Columns without which a file is not of this kind; the unit's are judged apart."""
        return frozenset(field.name for field in self.fields if field.required)

    @property
    def value(self) -> str:
        """The field that holds the number of a row; empty where rows hold none."""
        return next((field.name for field in self.fields if field.reading == "count"), "")

    @property
    def all_fields(self) -> tuple[str, ...]:
        """Every column this kind knows, the unit's first."""
        return (UNIT_FIELDS if self.has_unit else ()) + tuple(field.name for field in self.fields)


UNIT_FIELDS = ("edition", "unit_code", "unit_name", "parent_name")
UNIT_COLUMNS = (("edition", "VARCHAR"), ("unit_code", "VARCHAR"))
LEVEL, STAGE = Field("level", "word"), Field("stage", "word")
CORRECTION = Field("correction", "word", required=False, column="is_correction")

SUMMARY = Kind(
    "summary",
    fields=(
        Field("as_of", "time"),
        LEVEL,
        STAGE,
        Field("count", "count"),
        CORRECTION,
    ),
    columns=(
        *UNIT_COLUMNS,
        ("as_of", "TIMESTAMP"),
        ("level", "VARCHAR"),
        ("stage", "VARCHAR"),
        ("count", "BIGINT"),
        ("is_correction", "BOOLEAN"),
    ),
    dated="as_of",
    key=("edition", "unit_code", "as_of", "level", "stage"),
)
DETAILED = Kind(
    "detailed",
    fields=(
        Field("date", "date"),
        Field("hour_band", "word"),
        LEVEL,
        STAGE,
        Field("channel", "word"),
        Field("team_code", "text", required=False),
        Field("count", "count"),
        CORRECTION,
    ),
    columns=(
        *UNIT_COLUMNS,
        ("date", "DATE"),
        ("hour_band", "VARCHAR"),
        ("level", "VARCHAR"),
        ("stage", "VARCHAR"),
        ("channel", "VARCHAR"),
        ("team_code", "VARCHAR"),
        ("count", "BIGINT"),
        ("is_correction", "BOOLEAN"),
    ),
    dated="date",
    key=("edition", "unit_code", "date", "hour_band", "level", "stage", "channel", "team_code"),
)

# Lists of people become counts before anything is kept; a person's or dossier's column shows that they are such lists.
OF_DOSSIERS = (
    LEVEL,
    Field("channel", "word"),
    Field("team_code", "text", required=False),
    Field("hour_band", "word", required=False),
)
DOSSIER = Kind(
    "detailed", fields=(Field("date", "time"), STAGE, *OF_DOSSIERS), columns=(), marks=frozenset({"dossier"})
)
STAGE_DATES = {"collected_at": "collected", "approved_at": "approved", "activated_at": "activated"}
DOSSIER_BY_STAGE = Kind(
    "detailed",
    fields=(*(Field(name, "time", required=False) for name in STAGE_DATES), *OF_DOSSIERS),
    columns=(),
    marks=frozenset({"dossier"}),
    any_of=tuple(STAGE_DATES),
)

# What figures are measured by: targets, population bases, and the groups who do the work.
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

# What happened beside the work: campaigns and their phases, orders, outages, meetings; of one unit or of all.
EVENT = Kind(
    "event",
    fields=(
        Field("event_kind", "word"),
        Field("start_date", "date"),
        Field("end_date", "date", required=False),
        Field("event", "text"),
        Field("event_en", "text", required=False),
    ),
    columns=(
        *UNIT_COLUMNS,
        ("event_kind", "VARCHAR"),
        ("start_date", "DATE"),
        ("end_date", "DATE"),
        ("event", "VARCHAR"),
        ("event_en", "VARCHAR"),
    ),
    dated="start_date",
    is_of_all_without_unit=True,
    key=("edition", "unit_code", "event_kind", "start_date", "event"),
)

# Why accounts are not active: how many for each reason at a time; counts alone, no person.
REASON = Kind(
    "reason",
    fields=(Field("as_of", "date"), Field("reason", "word"), Field("count", "count")),
    columns=(*UNIT_COLUMNS, ("as_of", "DATE"), ("reason", "VARCHAR"), ("count", "BIGINT")),
    dated="as_of",
    key=("edition", "unit_code", "as_of", "reason"),
)
# Who was on duty: kinds of groups with their hours and how many they were; nothing that could name an officer is kept.
DUTY = Kind(
    "duty",
    fields=(
        Field("date", "date"),
        Field("kind", "word", column="team_kind", words="team_kind"),
        Field("start_time", "clock", column="start_minute"),
        Field("end_time", "clock", column="end_minute"),
        Field("teams", "count", required=False),
        Field("people", "count", required=False),
    ),
    columns=(
        *UNIT_COLUMNS,
        ("date", "DATE"),
        ("team_kind", "VARCHAR"),
        ("start_minute", "BIGINT"),
        ("end_minute", "BIGINT"),
        ("teams", "BIGINT"),
        ("people", "BIGINT"),
    ),
    dated="date",
    key=("edition", "unit_code", "date", "team_kind", "start_minute"),
)
# In how many of its hamlets a mobile group was by a day: counts alone, no hamlet by name.
HAMLET = Kind(
    "hamlet",
    fields=(Field("as_of", "date"), Field("hamlets", "count"), Field("visited", "count")),
    columns=(*UNIT_COLUMNS, ("as_of", "DATE"), ("hamlets", "BIGINT"), ("visited", "BIGINT")),
    dated="as_of",
    key=("edition", "unit_code", "as_of"),
)
# Any other share of a unit: a numerator of a denominator at a time; which indicators there are stands in a list.
INDICATOR = Kind(
    "indicator",
    fields=(
        Field("as_of", "date"),
        Field("indicator", "word"),
        Field("numerator", "count"),
        Field("denominator", "count", required=False),
    ),
    columns=(
        *UNIT_COLUMNS,
        ("as_of", "DATE"),
        ("indicator", "VARCHAR"),
        ("numerator", "BIGINT"),
        ("denominator", "BIGINT"),
    ),
    dated="as_of",
    key=("edition", "unit_code", "as_of", "indicator"),
)

# Figures that newspapers and administrations printed, as reference beside the reports.
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

KINDS = (SUMMARY, DETAILED, TARGET, POPULATION_BASE, TEAM, EVENT, PUBLISHED, REASON, DUTY, INDICATOR, HAMLET)
