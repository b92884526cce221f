"""What a template asks for: the columns of each kind, with their words and the help that a clerk sees at the cells."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Asked:
    """A column: the importer's name for it, how its cells are written, and the words they take, in their order.

    ``written`` is word, count, text, or a day: past, start (of a period), deadline. The keys are of the catalogue:
    ``words`` maps the importer's codes to them; a code without one is written as it is. ``listed`` names the list that
    an office may extend, from which the words come instead.
    """

    name: str
    written: str
    heading: str
    help: str
    words: dict[str, str] = field(default_factory=dict)
    listed: str = ""


LEVELS = {"1": "template.level_1", "2": "template.level_2", "all": "template.level_all"}
STAGES = {
    "collected": "template.stage_collected",
    "approved": "template.stage_approved",
    "activated": "template.stage_activated",
}
CHANNELS = {
    "headquarters": "template.channel_headquarters",
    "mobile": "template.channel_mobile",
    "home_visit": "template.channel_home_visit",
    "pick_up": "template.channel_pick_up",
}
ISSUERS = {
    "ministry": "template.issuer_ministry",
    "province": "template.issuer_province",
    "district": "template.issuer_district",
}
BASES = {
    "eligible": "template.base_eligible",
    "permanent_residents": "template.base_permanent_residents",
    "eligible_6_13": "template.base_eligible_6_13",
}
TEAM_KINDS = {
    "district_fixed": "importer.word.team_kind.district_fixed",
    "district_mobile": "importer.word.team_kind.district_mobile",
    "captain_led": "importer.word.team_kind.captain_led",
    "commune": "importer.word.team_kind.commune",
    "youth_union": "importer.word.team_kind.youth_union",
}
CORRECTIONS = {"true": "template.correction_true", "false": "template.correction_false"}
HOUR_BANDS = dict.fromkeys(("00-07", "07-11", "11-13", "13-17", "17-22", "22-24"), "")

LEVEL = Asked("level", "word", "template.level", "template.help_level", LEVELS)
STAGE = Asked("stage", "word", "template.stage", "template.help_stage", STAGES)
CORRECTION = Asked("correction", "word", "template.correction", "template.help_correction", CORRECTIONS)

UNIT = Asked("unit_code", "text", "template.unit_code", "template.help_unit")
UNTIL = Asked("as_of", "past", "template.until", "template.help_until")
CUMULATIVE = Asked("count", "count", "template.count", "template.help_cumulative")

# A summary is an office's table instead: units down, stages and levels across.
LISTS = {
    "detailed": (
        Asked("date", "past", "template.date", "template.help_date"),
        Asked("hour_band", "word", "template.hour_band", "template.help_hour_band", HOUR_BANDS),
        LEVEL,
        STAGE,
        Asked("channel", "word", "template.channel", "template.help_channel", CHANNELS),
        Asked("team_code", "text", "template.team_code", "template.help_team_code"),
        Asked("count", "count", "template.count", "template.help_count"),
        CORRECTION,
    ),
    "target": (
        Asked("issuer", "word", "template.issuer", "template.help_issuer", ISSUERS),
        LEVEL,
        STAGE,
        Asked("start_date", "start", "template.start_date", "template.help_start_date"),
        Asked("deadline", "deadline", "template.deadline", "template.help_deadline"),
        Asked("value", "count", "template.value", "template.help_value"),
        Asked("document", "text", "template.document", "template.help_document"),
        Asked("phase", "text", "template.phase", "template.help_phase"),
    ),
    "population_base": (
        Asked("base", "word", "template.base", "template.help_base", BASES),
        Asked("as_of", "past", "template.as_of", "template.help_as_of"),
        Asked("count", "count", "template.people", "template.help_people"),
        Asked("source", "text", "template.source", "template.help_source"),
        CORRECTION,
    ),
    "reason": (
        Asked("as_of", "past", "template.as_of", "template.help_reason_as_of"),
        Asked("reason", "word", "template.reason", "template.help_reason", listed="reason"),
        Asked("count", "count", "template.count", "template.help_reason_count"),
    ),
    "duty": (
        Asked("date", "past", "template.date", "template.help_date"),
        Asked("kind", "word", "template.team_kind", "template.help_team_kind", TEAM_KINDS),
        Asked("start_time", "text", "template.start_time", "template.help_start_time"),
        Asked("end_time", "text", "template.end_time", "template.help_end_time"),
        Asked("teams", "count", "template.teams", "template.help_teams"),
        Asked("people", "count", "template.on_duty", "template.help_on_duty"),
    ),
    "hamlet": (
        Asked("as_of", "past", "template.as_of", "template.help_hamlet_as_of"),
        Asked("hamlets", "count", "template.hamlets", "template.help_hamlets"),
        Asked("visited", "count", "template.visited", "template.help_visited"),
    ),
    "indicator": (
        Asked("as_of", "past", "template.as_of", "template.help_indicator_as_of"),
        Asked("indicator", "word", "template.indicator", "template.help_indicator", listed="indicator"),
        Asked("numerator", "count", "template.numerator", "template.help_numerator"),
        Asked("denominator", "count", "template.denominator", "template.help_denominator"),
    ),
}
KINDS = ("summary", *LISTS)
# How many rows each unit has in a list: for a day's work, for both levels of two issuers, for two bases, and so on.
ROWS = {"detailed": 12, "target": 4, "population_base": 2, "reason": 7, "duty": 12, "hamlet": 1, "indicator": 6}
TITLES = {
    "summary": "template.title_summary",
    "detailed": "template.title_detailed",
    "target": "template.title_target",
    "population_base": "template.title_population_base",
    "reason": "template.title_reason",
    "duty": "template.title_duty",
    "hamlet": "template.title_hamlet",
    "indicator": "template.title_indicator",
}
HOW = {
    "summary": ("template.how_time", "template.how_cumulative", "template.how_blank"),
    "detailed": ("template.how_rows", "template.how_day"),
    "target": ("template.how_rows", "template.how_target"),
    "population_base": ("template.how_rows", "template.how_people"),
    "reason": ("template.how_rows", "template.how_reason"),
    "duty": ("template.how_rows", "template.how_duty"),
    "hamlet": ("template.how_rows", "template.how_hamlet"),
    "indicator": ("template.how_rows", "template.how_indicator"),
}
