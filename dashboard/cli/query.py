"""`query NAME`: runs one question of the pages, with the values that a page opened without a link would use."""

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

import pandas as pd

from dashboard import settings, sql, version_files
from dashboard.briefing.comparison import needs
from dashboard.briefing.forecast import work_rows
from dashboard.briefing.goals import scorecard_rows
from dashboard.cli.query_defaults import defaults
from dashboard.console import add_language, complain, say, text_of
from dashboard.database import Database
from dashboard.forecasts import by_unit as forecasts
from dashboard.selection import Selection
from dashboard.text import Text

# A question that is put together of others, by the same code as for the page's download.
NEEDS = "need_by_target"
# Other names of questions, with the values that they give.
NAMED = {"progress_by_commune": ("progress_by_area", {"grain": "commune"})}
READERS: dict[str, Callable[[str], Any]] = {
    "DATE": date.fromisoformat,
    "TIMESTAMP": datetime.fromisoformat,
    "INTEGER": int,
    "BIGINT": int,
    "DOUBLE": float,
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `query` to the commands; the options of a question are those its header declares."""
    text = Text(settings.load().language)
    words = text("command.help_query")
    parser = subparsers.add_parser("query", help=words, description=words)
    parser.add_argument("name", nargs="?", metavar="NAME", help=text("command.help_name"))
    parser.add_argument("--list", action="store_true", help=text("command.help_list"))
    parser.add_argument("--version", metavar="VERSION", help=text("command.help_version"))
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--csv", action="store_true", help=text("command.help_csv"))
    forms.add_argument("--json", action="store_true", help=text("command.help_json"))
    add_language(parser, text)
    declared = {parameter.name: parameter for question in questions() for parameter in question.parameters}
    for parameter in declared.values():
        parser.add_argument(f"--{parameter.name.replace('_', '-')}", metavar=parameter.type, help=parameter.meaning)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0 with the answer; 1 without figures; 2 for a question or a value that does not exist."""
    text = text_of(arguments)
    if arguments.list:
        say("\n\n".join([*map(explained, questions()), *also_named()]))
        return 0
    name, given = NAMED.get(arguments.name, (arguments.name, {}))
    vars(arguments).update(given)
    query = next((question for question in questions() if question.name == name), None)
    if query is None:
        complain(text("command.unknown_query", name=arguments.name or ""))
        return 2
    version = arguments.version or version_files.shown()
    if version is None:
        complain(text("command.no_data"))
        return 1
    if not version_files.path_of(version).exists():
        complain(text("command.version_unknown", version=version))
        return 1
    database = Database(version_files.path_of(version))
    together = PUT_TOGETHER.get(name)
    ask = partial(together, database) if together else partial(database.query, query)
    return answer(query, ask, arguments, database, text)


def questions() -> list[sql.Query]:
    """Those of a file each, then those that are put together of others."""
    return [
        *(sql.load("report", name) for name in sql.names("report")),
        needs_declared(),
        forecasts.QUESTION,
        work_rows.QUESTION,
        scorecard_rows.QUESTION,
    ]


def needs_of(database: Database, *, edition: str, as_of: date, parent: str, grain: str) -> pd.DataFrame:
    """What each unit within the parent needs for every target in force."""
    return needs.of_units(database, Selection(parent, edition, as_of), grain)


# One argument for each parameter of the question.
def work_list_of(
    database: Database, *, edition: str, as_of: date, parent: str, level: str, stage: str, issuer: str
) -> pd.DataFrame:
    """The work list of the parts of a unit."""
    selection = Selection(parent, edition, as_of, level, stage, issuer)
    return work_rows.asked(database, selection, settings.load().small_count)


def scores_of(database: Database, *, edition: str, as_of: date, parent: str, grain: str, issuer: str) -> pd.DataFrame:
    """The places of the units within the parent by the card in use on the day."""
    return scorecard_rows.asked(database, Selection(parent, edition, as_of, issuer=issuer), grain)


# Questions that are put together of others.
PUT_TOGETHER: dict[str, Callable[..., pd.DataFrame]] = {
    NEEDS: needs_of,
    forecasts.QUESTION.name: forecasts.forecast_by_unit,
    work_rows.QUESTION.name: work_list_of,
    scorecard_rows.QUESTION.name: scores_of,
}


def needs_declared() -> sql.Query:
    """The question's parameters and columns, as the header of the question declares them that it is made of."""
    area = sql.load("report", "progress_by_area")
    columns = {column.name: column for column in (*area.columns, *area.parameters)}
    return replace(
        area,
        name=NEEDS,
        description="What each unit of an area needs for every target in force: progress_by_area, once for each.",
        parameters=tuple(one for one in area.parameters if one.name in ("edition", "as_of", "parent", "grain")),
        columns=tuple(columns[name] for name in needs.COLUMNS),
    )


def answer(
    query: sql.Query,
    ask: Callable[..., pd.DataFrame],
    arguments: argparse.Namespace,
    database: Database,
    text: Text,
) -> int:
    """Asks and prints. Exit code 2 when a value is missing or cannot be read."""
    usual = defaults(database, arguments)
    values: dict[str, Any] = {}
    for parameter in query.parameters:
        given = given_for(parameter.name, arguments)
        option = parameter.name.replace("_", "-")
        try:
            values[parameter.name] = (
                usual.get(parameter.name) if given is None else READERS.get(parameter.type, str)(given)
            )
        except ValueError:
            words = text("command.wrong_parameter", value=given, name=option, type=parameter.type)
            complain(words)
            return 2
        if values[parameter.name] is None and not parameter.optional:
            complain(text("command.missing_parameter", name=option, meaning=parameter.meaning))
            return 2
    say(formatted(ask(**values), arguments))
    return 0


def given_for(name: str, arguments: argparse.Namespace) -> str | None:
    """What was given for a parameter; --unit is understood where a question asks for the parent of many units."""
    given: str | None = getattr(arguments, name)
    return arguments.unit if given is None and name == "parent" else given


def formatted(rows: pd.DataFrame, arguments: argparse.Namespace) -> str:
    """The rows as CSV, as a JSON list of objects, or as a table for a person."""
    if arguments.csv:
        return as_text(rows).to_csv(index=False, lineterminator="\n").rstrip("\n")
    if arguments.json:
        objects = [dict(zip(rows.columns, map(plain, row), strict=True)) for row in rows.itertuples(index=False)]
        return json.dumps(objects, ensure_ascii=False, indent=2)
    return str(as_text(rows).to_string(index=False, na_rep=""))


def as_text(rows: pd.DataFrame) -> pd.DataFrame:
    """Whole numbers without a decimal point, dates in ISO, nothing where there is no value."""
    texts = {
        name: ["" if (value := plain(cell)) is None else str(value) for cell in rows[name]] for name in rows.columns
    }
    return pd.DataFrame(texts, columns=rows.columns)


def plain(value: object) -> object:
    """A cell as JSON knows it: dates in ISO, whole numbers whole, None for NULL."""
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat() if value == value.normalize() else value.isoformat(" ", "seconds")
    if hasattr(value, "item"):
        return value.item()
    return value.isoformat() if isinstance(value, date) else value


def explained(query: sql.Query) -> str:
    """A question's name, meaning, parameters and columns."""
    return "\n".join(
        [
            f"{query.name}: {query.description}",
            *lined("--", query.parameters),
            *lined("", query.columns),
        ]
    )


def also_named() -> list[str]:
    """The other names of questions, each with what it stands for."""
    return [
        f"{other}: {' '.join([name, *(f'--{option} {value}' for option, value in given.items())])}"
        for other, (name, given) in NAMED.items()
    ]


def lined(prefix: str, declared: Sequence[sql.Declared]) -> list[str]:
    """One line for each parameter or column."""
    names = [prefix + (item.name.replace("_", "-") if prefix else item.name) for item in declared]
    return [f"    {name:<22} {item.type:<10} {item.meaning}" for name, item in zip(names, declared, strict=True)]
