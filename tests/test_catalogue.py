"""The words: the same in both languages, each asked for by the code, none missing, none literal in a page."""

import ast
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pandas as pd
import pytest

from dashboard import code_lists, progress, selection, settings, sql, units
from dashboard.briefing.change import since
from dashboard.briefing.comparison import needs, peers, pinned
from dashboard.briefing.comparison.funnel import MEASURES
from dashboard.briefing.comparison.ranking import ORDERS
from dashboard.briefing.forecast import work_rows
from dashboard.briefing.forecast.answer import State
from dashboard.briefing.forecast.work_list import APART
from dashboard.briefing.goals import scorecard, targets
from dashboard.briefing.work import duty, pipeline, reasons, teams, waiting
from dashboard.exports import changes
from dashboard.exports import targets as asked
from dashboard.exports.header import RECOGNISED
from dashboard.exports.kinds import KINDS
from dashboard.figures.look import STATES
from dashboard.importer.layouts.words.meaning import OTHERS
from dashboard.text import LANGUAGES, PLACEHOLDER, Text, catalogue
from dashboard.ui.compare import curves, ranking, views
from dashboard.ui.compare.ranking import GIVEN
from dashboard.ui.data import lateness, reconciliation
from dashboard.ui.forecast import work_list
from dashboard.ui.map import area_map
from dashboard.ui.pipeline import parts as pipeline_parts
from dashboard.ui.pipeline import reasons as pipeline_reasons
from dashboard.ui.pipeline import waiting as pipeline_waiting
from dashboard.ui.room import address
from dashboard.ui.scorecard import listed as scorecard_listed
from dashboard.ui.shell.navigation import PAGES
from dashboard.ui.targets import indicators
from dashboard.ui.targets import listed as targets_listed
from dashboard.ui.teams import duty as duty_listed
from dashboard.ui.teams import hamlets as hamlets_listed
from dashboard.ui.teams import work
from dashboard.ui.trend import timeline
from dashboard.ui.upload import handed_in, mending
from dashboard.ui.upload import targets as clerk_targets
from dashboard.unit_tables.table_files import REASONS
from dashboard.wall import link
from dashboard.warehouse import by_parts
from dashboard.wording import columns
from dashboard.wording.comparison import funnel
from dashboard.wording.summary.answer import FORECAST

# What a heading may be of where the figures below it come in as a list of their own.
LISTS_OF_THEIR_OWN = ("reason", "indicator", "hamlet")
CODE = [settings.ROOT / "app.py", *(settings.ROOT / "pages").glob("*.py"), *(settings.ROOT / "dashboard").rglob("*.py")]
SHARED_STATES = ("value", "late", *STATES)
WITHOUT_VALUE = ("not_reported", "not_existing")
# The columns of all kinds; those of dossiers have no words where a clerk never reads them.
FIELDS = tuple({name: None for kind in RECOGNISED for name in (*kind.all_fields, *kind.marks, *kind.any_of)})
# The values that a column may have; hours and editions are their own words.
WORDS = tuple(
    f"{field}.{word}"
    for field, word in pd.read_csv(settings.DATA / "vocabulary.csv", dtype=str)[["field", "canonical"]]
    .drop_duplicates()
    .itertuples(index=False)
    if field in ("level", "stage", "channel", "issuer", "base", "team_kind", "event_kind", "unit_level", "correction")
)
# Keys that are put together from a part and a code: every code that may come has its words.
FAMILIES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(PAGES, ()),
    "level": selection.LEVELS,
    "stage": selection.STAGES,
    "counted": selection.STAGES,
    "issuer": selection.ISSUERS,
    "building": ("begun", progress.TABLES, progress.PROVINCES, progress.TOGETHER, progress.FORECASTS),
    "base": selection.BASES,
    "base_of": tuple(base for base in selection.BASES if base != "target")
    + tuple(f"target_{issuer}" for issuer in selection.ISSUERS),
    "state": (*SHARED_STATES, "no_denominator", *(f"cell_{state}" for state in (*WITHOUT_VALUE, "late", "partial"))),
    "grain": (*units.GRAINS, "former_district", "region"),
    "command.grain": units.GRAINS,
    "command.in_one_go": by_parts.OBSTACLES,
    "command": tuple(
        f"{table}_{what}" for table in ("grouping", "succession") for what in ("unknown", "taken_in", "taken_out")
    ),
    "filters": (
        "edition", *selection.CHOICES, *(f"edition_{edition}" for edition in units.EDITIONS),
        *(f"lang_{language}" for language in LANGUAGES),
    ),
    "selection": ("unit", "edition", "as_of", *selection.CHOICES, "scene", "theme", "scale", "seconds", "indicator"),
    "screen": (
        *link.SCENES, "waiting_approved", "waiting_activated", *(f"below_base_{stage}" for stage in selection.STAGES),
    ),
    "data": (
        *(f"kind_{kind.name}" for kind in KINDS),
        *(f"lateness_{state}" for state in lateness.STATES),
        *(f"mark_{state}" for state in lateness.STATES if state != "late"),
        *(f"source_{name}" for name in reconciliation.COLUMNS),
        *(f"compare_{comparison}" for comparison in reconciliation.COMPARISONS),
        *(f"change_{reason}" for reason in ("correction", "later_report", "withdrawal", "restoration")),
    ),
    "answer": (
        *(state for state in get_args(State) if state != "no_figures"),
        *(f"word_{state}" for state in get_args(State) if state not in FORECAST),
    ),
    "paragraph": (
        *(f"base_{base}" for base in selection.BASES if base != "target"),
        *(f"noun_{stage}" for stage in selection.STAGES),
    ),
    "pipeline": (
        *(f"order_{order}" for order in pipeline.ORDERS),
        *(f"column_{name}" for name in {*pipeline_parts.COLUMNS, *pipeline_parts.FILE}),
        *(f"answer_{stage}" for stage in (pipeline.APPROVAL, pipeline.ACTIVATION)),
        *(f"{said}{when}" for said in ("growing", "growing_none") for when in ("", "_since")),
        *(f"state_{state}" for state in ("value", "silent", "suppressed", "not_reported", "not_divisible")),
    ),
    "hamlets": tuple(f"column_{name}" for name in {*hamlets_listed.COLUMNS, *hamlets_listed.FILE}),
    "waiting": (
        *(f"{what}_{step}" for what in ("age", "wait") for step in waiting.STEPS),
        *(f"column_{name}" for name in {*pipeline_waiting.COLUMNS, *pipeline_waiting.FILE}),
    ),
    "reasons": (
        *(f"answer_{n}" for n in range(1, reasons.NAMED + 1)), *(f"column_{name}" for name in pipeline_reasons.FILE),
    ),
    "indicators": tuple(
        f"column_{name}" for name in {*indicators.COLUMNS, *indicators.RANKED, *indicators.FILE}
    ),
    "duty": (
        *(f"column_{name}" for name in {*duty_listed.FILE, *duty_listed.COLUMNS}),
        *(f"day_{kind}" for kind in duty.DAY_KINDS), *(f"mobile_{verdict}" for verdict in ("more", "less", "unclear")),
    ),
    "changed": (
        *(f"{form}_{kind}" for form in ("since", "choose", "without") for kind in since.KINDS),
        "since_day",
        *("rose", "fell", "passed", "silent", "begun", "targets", "corrections"),
        *(f"target_{kind}" for kind in ("new", "other", "over")),
    ),
    "targets": (
        *(f"column_{name}" for name in {*targets_listed.COLUMNS, *targets_listed.FILE, "indicator", "source"}),
        *(f"state_{state}" for state in get_args(targets.State)),
    ),
    "teams": (
        *(f"kind_{kind}" for kind in teams.KINDS), *(f"day_{day}" for day in teams.DAYS if day != teams.HOLIDAY),
        *(f"span_{span}" for span in teams.SPANS), *teams.SORTS, "by_channel", "by_team", "count", "share",
        *(f"file_{name}" for name in work.FILE),
    ),
    "scorecard": (
        *(measure for measure in scorecard.MEASURES if measure != scorecard.LISTED),
        *(f"of_{base}" for base in selection.BASES),
        *(f"column_{name}" for name in scorecard_listed.FILE),
    ),
    "trace": tuple(f"change_{reason}" for reason in ("correction", "later_report", "withdrawal", "restoration")),
    "channel": teams.CHANNELS,
    "clerk": (
        *(f"column_{name}" for name in mending.FIELDS), *(f"problem_{name}" for name in handed_in.PROBLEMS),
        *(f"total_{name}" for name in handed_in.TOTALS),
    ),
    "table": REASONS,
    "code_list": code_lists.REASONS,
    "changes": changes.KINDS,
    "asked": (*asked.KINDS, "stage", "level", *(f"column_{name}" for name in ("figure", *clerk_targets.COLUMNS))),
    "importer.kind": tuple(kind.name for kind in KINDS),
    "importer.field": FIELDS,
    "importer.word": WORDS,
    "importer.word.event_kind": tuple(word.split(".")[1] for word in WORDS if word.startswith("event_kind.")),
    "importer": (
        *(f"no_count_{tag}" for tag in (*OTHERS, "sum", "ratio", *LISTS_OF_THEIR_OWN)),
        *(f"instead_{tag}" for tag in ("target", "population", "person", *LISTS_OF_THEIR_OWN)),
    ),
    "importer.units_of_other_dates": ("became", "divided", "dissolved", "ended", "made_of", "began"),
    **dict.fromkeys(("importer.on_command", "importer.on_page", "importer.on_sender"), ()),
    "importer.notice": ("layout", "encoding", "dossiers", "hidden_rows", "hidden_columns", "hidden_sheet"),
    "compare": (
        *(f"{what}_{order}" for what in ("sort", "sorted") for order in ORDERS),
        *(f"column_{order}" for order in GIVEN),
        *(f"view_{view}" for view in views.VIEWS), "peers", "of",
        *(f"columns_{code}" for code in ranking.COLUMNS),
        *(f"peers_{code}" for code in peers.CHOICES), *(f"of_{measure}" for measure in MEASURES),
        *(f"funnel_{what}_{measure}" for what in ("size", "rate", "how", "points") for measure in MEASURES),
        *(f"funnel_{why}" for why in (*funnel.REASONS, *funnel.SIDES.values(), "few", "none")),
        *(f"list_{what}" for what in ("praised", "urged", "two_reports", "false_discovery")),
    ),
    "pins": (
        *(f"line_{line.name}" for line in pinned.LINES if line.name != "counted"),
        *(f"group_{line.group}" for line in pinned.LINES), *(f"why_{why}" for why in pinned.WHYS),
        *(f"behind_{step}" for step in pinned.STEPS), *(f"axis_{axis}" for axis in curves.AXES),
        *(f"curves_{axis}" for axis in curves.AXES),
    ),
    "picker": ("with", "pins"),
    "map": (*(f"paint_{paint}" for paint in area_map.PAINTS), *(f"scale_{scale}" for scale in area_map.SCALES)),
    "download": (
        "table", "needs", "work", "reasons", "file_reasons", "duty", "file_duty", "indicator",
        "file_indicator",
        *(f"file_{page}" for page in ("overview", "map", "compare", "trend", "needs", "work", "reminders")),
    ),
    "work": (
        *work_list.OWN, *(f"why_{why}" for why in APART), "short", "apart", "well", "without",
        *(f"moved_{name}" for name in work_list.MOVED),
        *(f"file_{column.name}" for column in work_rows.COLUMNS if column.name not in work_list.IN_FILE),
    ),
    "reminder": tuple(f"by_{issuer}" for issuer in selection.ISSUERS),
    "needs": needs.COLUMNS,
    "trend": (
        *timeline.CHOICES, *(f"{name}_{code}" for name, codes in timeline.CHOICES.items() for code in codes),
        *(f"axis_{mode}" for mode in timeline.CHOICES["mode"]), "how_indicator",
    ),
    "room": (
        "seconds", "theme", "day", *(f"theme_{theme}" for theme in link.THEMES),
        *(f"day_{day}" for day in address.DAYS),
    ),
    # What a count is divided by goes by the words of the base.
    "column": (
        *(column.key or column.name for column in columns.ALL if column.name not in ("denominator", "below_base")),
        *(f"below_base_{stage}" for stage in selection.STAGES),
    ),
    "importer.reason": tuple(name for name in sql.names("check") if sql.load("check", name).on != "warehouse"),
}  # fmt: skip
for page in PAGES:
    FAMILIES[page] += ("title", "menu", "how")
# Sections that are shown whole, key by key, by a page that walks them.
WALKED = ("definition", "rule", "source")
PLURAL = ("one", "other", "few", "many", "zero", "two")


@cache
def trees() -> dict[Path, ast.Module]:
    """The parsed code."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in CODE}


def strings(tree: ast.Module) -> Iterator[str]:
    """Every string of a module that is not a docstring."""
    docstrings = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


@cache
def static_keys() -> set[str]:
    """Keys that the code asks for by a literal: text("map.title")."""
    asked = set()
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and _is_text(node.func):
                first = node.args[0]
                options = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
                asked |= {o.value for o in options if isinstance(o, ast.Constant) and isinstance(o.value, str)}
    return asked


def _is_text(called: ast.expr) -> bool:
    named = ast.unparse(called)
    known = ("text", "words", "self._text", "self.text", "room.text", "session.text()")
    return named in known or named.startswith("Text(")


@cache
def patterns() -> set[str]:
    """Keys that the code puts together, with {} for each part that varies: state.{}."""
    found = set()
    for tree in trees().values():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and node.args
                and _is_text(node.func)
                and isinstance(node.args[0], ast.JoinedStr)
            ):
                parts = node.args[0].values
                found.add("".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts))
    return found


def has(key: str, language: str) -> bool:
    """Whether a language has the key, or its plural forms."""
    words = catalogue(language)
    return key in words or f"{key}.other" in words


@cache
def family_keys() -> set[str]:
    """All members of the families, the metrics of the published figures among them."""
    metrics = pd.read_csv(settings.DATA / "published_figures.csv", dtype=str)["metric"].unique()
    named = {f"{section}.{member}" for section, members in FAMILIES.items() for member in members}
    return named | {f"metric.{metric}" for metric in metrics}


def test_both_languages_have_the_same_keys() -> None:
    vietnamese, english = (
        {key.rsplit(".", 1)[0] if key.rsplit(".", 1)[-1] in PLURAL else key for key in catalogue(language)}
        for language in LANGUAGES
    )
    assert vietnamese == english


def test_both_languages_have_the_same_placeholders() -> None:
    different = {
        key: words
        for key, words in catalogue("vi").items()
        if key in catalogue("en") and set(PLACEHOLDER.findall(words)) != set(PLACEHOLDER.findall(catalogue("en")[key]))
    }
    assert different == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_composed_trimmed_and_there(language: str) -> None:
    wrong = {
        key: words
        for key, words in catalogue(language).items()
        if not words or words != words.strip() or not unicodedata.is_normalized("NFC", words) or "  " in words
    }
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_hold_no_markup(language: str) -> None:
    assert [key for key, words in catalogue(language).items() if re.search(r"</?[a-z]+>", words)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_brace_is_a_placeholder(language: str) -> None:
    wrong = [key for key, words in catalogue(language).items() if re.search(r"[{}]", PLACEHOLDER.sub("", words))]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_form_of_the_language_is_there(language: str) -> None:
    text = Text(language)
    forms = {text._plural(count) for count in range(200)} | {"other"}
    used: dict[str, set[str]] = {}
    for key in catalogue(language):
        stem, _, last = key.rpartition(".")
        if f"{stem}.other" in catalogue(language):
            used.setdefault(stem, set()).add(last)
    assert all(found >= forms for found in used.values()), used


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_that_the_code_names_exists(language: str) -> None:
    asked = static_keys()
    assert len(asked) > 100
    assert sorted(key for key in asked if not has(key, language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_that_may_come_has_its_words(language: str) -> None:
    assert sorted(key for key in family_keys() if not has(key, language)) == []


def test_every_key_that_the_code_puts_together_is_of_a_known_family() -> None:
    known = {*FAMILIES, "metric", "command", "boundaries", "overview"}
    unknown = [
        pattern for pattern in patterns() if not pattern.startswith("{}") and pattern.rsplit(".", 1)[0] not in known
    ]
    assert unknown == []


def test_no_key_is_unused() -> None:
    literals = {string for tree in trees().values() for string in strings(tree)}
    stems = [
        pattern.removesuffix("{}") for pattern in patterns() if pattern.count("{}") == 1 and pattern.endswith("{}")
    ]

    def is_used(key: str) -> bool:
        stem, _, last = key.rpartition(".")
        if stem in ("importer.on_command", "importer.on_page"):
            return has(f"importer.reason.{last}", "vi") or has(f"importer.notice.{last}", "vi")
        named = {key, stem} if last in PLURAL else {key}
        if named & literals or named & family_keys() or stem in WALKED:
            return True
        return any(key.startswith(prefix) and key.removeprefix(prefix) in literals for prefix in stems)

    assert sorted(key for key in catalogue("vi") if not is_used(key)) == []


def test_english_stands_in_no_vietnamese_message() -> None:
    same = {
        key
        for key, words in catalogue("vi").items()
        if words == catalogue("en").get(key) and re.search(r"[A-Za-z]{3,}", PLACEHOLDER.sub("", words))
    }
    # Names of languages are written in the language itself.
    assert same <= {"filters.lang_vi", "filters.lang_en", "app.name"}


@pytest.mark.parametrize("page", sorted((settings.ROOT / "pages").glob("*.py")), ids=lambda path: path.stem)
def test_a_page_holds_no_literal_words(page: Path) -> None:
    allowed = re.compile(r"[a-z_]+(\.[a-z_]+)*")
    known = {*PAGES, *WALKED}
    literal = [
        string
        for string in strings(trees()[page])
        if not (allowed.fullmatch(string) and (string in known or has(string, "vi") or "_" in string))
    ]
    assert literal == []


def test_the_catalogues_are_flat_tables_of_text() -> None:
    for language in LANGUAGES:
        sections = tomllib.loads((settings.MESSAGES / f"{language}.toml").read_text(encoding="utf-8"))
        assert all(isinstance(section, dict) for section in sections.values())


def test_a_plural_message_takes_the_form_of_its_count() -> None:
    assert Text("en")("data.age", n=1, today="28/11/2026") == "1 day before today (28/11/2026)"
    assert Text("en")("data.age", n=2, today="28/11/2026") == "2 days before today (28/11/2026)"
    assert "1" in Text("vi")("data.age", n=1, today="")


def test_a_key_or_a_placeholder_that_does_not_exist_is_our_error() -> None:
    with pytest.raises(KeyError):
        Text("vi")("map.no_such_key")
    with pytest.raises(KeyError):
        Text("vi")("compare.caption", n=1)
