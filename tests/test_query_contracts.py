"""Every query keeps what its header promises; DuckDB is the judge."""

import inspect
import re
import typing
from dataclasses import fields
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from dashboard import queries, rows, settings, sql
from dashboard.selection import Measure
from tests.warehouse import build, summary

REPORTS = sql.names("report")
# One argument of a function that stands for several parameters of its query.
STANDS_FOR = {
    "measure": tuple(field.name for field in fields(Measure) if field.name not in ("small_count", "period_days")),
    "days": ("date_from", "date_to"),
    # Measures beside the first lengthen its lists.
    "beside": ("days_back",),
    "later": ("days_later",),
}
# What sqlglot does not carry over to another engine: kept out of report queries.
ONE_ENGINE_ONLY = (
    "GROUP BY ALL",
    "ORDER BY ALL",
    "ASOF",
    "QUANTILE_CONT",
    "GENERATE_SERIES",
    "PIVOT",
    "READ_CSV",
    "READ_PARQUET",
)
# A row's types are those of pandas.
OF_PANDAS = {
    "VARCHAR": str,
    "DATE": pd.Timestamp,
    "TIMESTAMP": pd.Timestamp,
    "BIGINT": int,
    "INTEGER": int,
    "DOUBLE": float,
    "BOOLEAN": bool,
}
PYTHON = {
    "VARCHAR": "str",
    "DATE": "dt.date",
    "TIMESTAMP": "dt.datetime",
    "INTEGER": "int",
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real warehouse with next to nothing in it."""
    return build(tmp_path_factory.mktemp("contract"), summary("32065 2024-05-01 all activated 1"))


def statement(query: sql.Query) -> str:
    """The SQL without its comments."""
    return "\n".join(line.split("--")[0].rstrip() for line in query.sql.splitlines()).strip()


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_query_says_what_it_returns_and_at_which_grain(name: str) -> None:
    query = sql.load("report", name)
    assert query.description.endswith(".")
    assert query.grain.startswith("one row")
    assert query.columns
    assert all(parameter.meaning for parameter in query.parameters)


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_query_is_one_statement_in_a_declared_order(name: str) -> None:
    query = sql.load("report", name)
    assert len(duckdb.extract_statements(query.sql)) == 1
    assert ";" not in statement(query)
    last = statement(query).rsplit("\n\n", 1)[-1]
    assert re.search(r"^ORDER BY\b", last, re.MULTILINE)


@pytest.mark.parametrize("name", REPORTS)
def test_names_are_ordered_as_vietnamese_does(name: str) -> None:
    ordered = statement(sql.load("report", name)).rsplit("ORDER BY", 1)[-1]
    assert all("COLLATE vi" in line for line in ordered.splitlines() if re.search(r"_name\b(?!\.)", line))
    assert not re.search(r"unit_name|full_name", ordered), "Phường 10 would come before Phường 2"


@pytest.mark.parametrize("name", REPORTS)
def test_the_declared_parameters_are_those_of_the_statement(name: str) -> None:
    query = sql.load("report", name)
    declared = [parameter.name for parameter in query.parameters]
    assert sorted(declared) == sorted(duckdb.extract_statements(query.sql)[0].named_parameters)
    assert len(set(declared)) == len(declared)


@pytest.mark.parametrize("name", REPORTS)
def test_every_parameter_is_cast_to_its_declared_type_at_each_use(name: str) -> None:
    query = sql.load("report", name)
    types = {parameter.name: parameter.type for parameter in query.parameters}
    uses = re.findall(r"\$(\w+)(?:::(\w+))?", statement(query))
    assert {(used, cast) for used, cast in uses} == set(types.items())


@pytest.mark.parametrize("name", REPORTS)
def test_the_declared_columns_are_those_that_come_back(name: str, warehouse: Path) -> None:
    query = sql.load("report", name)
    nothing = {parameter.name: None for parameter in query.parameters}
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        described = connection.execute(f"DESCRIBE {query.sql}", nothing).fetchall()
    assert [(column.name, column.type) for column in query.columns] == [(row[0], row[1]) for row in described]


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_query_keeps_to_sql_that_other_engines_know(name: str) -> None:
    words = statement(sql.load("report", name)).upper()
    assert [phrase for phrase in ONE_ENGINE_ONLY if phrase in words] == []


@pytest.mark.parametrize("name", REPORTS)
def test_a_function_of_the_same_name_takes_the_same_parameters(name: str) -> None:
    database, *arguments = inspect.signature(getattr(queries, name)).parameters.values()
    assert database.name == "database"
    assert all(argument.kind is inspect.Parameter.KEYWORD_ONLY for argument in arguments)
    taken = [part for argument in arguments for part in STANDS_FOR.get(argument.name, (argument.name,))]
    assert sorted(taken) == sorted(parameter.name for parameter in sql.load("report", name).parameters)


@pytest.mark.parametrize("name", REPORTS)
def test_the_functions_types_are_those_of_the_header(name: str) -> None:
    signature = inspect.signature(getattr(queries, name))
    declared = {parameter.name: parameter for parameter in sql.load("report", name).parameters}
    for argument in signature.parameters.values():
        if argument.name in declared:
            known = declared[argument.name]
            expected = PYTHON[known.type] + (" | None" if known.optional else "")
            assert re.sub(r"\bdatetime\.", "dt.", str(argument.annotation)) in (expected, f"<class '{expected}'>")


@pytest.mark.parametrize("name", REPORTS)
def test_a_row_of_the_same_name_has_the_columns_and_types_of_the_header(name: str) -> None:
    row = getattr(rows, "".join(word.capitalize() for word in name.split("_")))
    declared = [(column.name, OF_PANDAS[column.type]) for column in sql.load("report", name).columns]
    assert list(typing.get_type_hints(row).items()) == declared


def test_every_row_has_its_file() -> None:
    found = [name for name, kind in inspect.getmembers(rows, inspect.isclass) if hasattr(kind, "_field_defaults")]
    assert sorted(found) == sorted("".join(word.capitalize() for word in name.split("_")) for name in REPORTS)


def test_every_function_has_its_file() -> None:
    functions = [
        name for name, found in inspect.getmembers(queries, inspect.isfunction) if found.__module__ == queries.__name__
    ]
    assert sorted(functions) == REPORTS


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind in ("build", "import") for name in sql.names(kind) if name != "macros"]
)
def test_a_query_says_what_it_makes_and_names_what_it_reads(kind: str, name: str) -> None:
    query = sql.load(kind, name)
    assert query.description.endswith((".", ";"))
    assert query.grain.startswith("one row")
    tables = set(sql.names(kind)) - {name}
    read = set(re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", statement(query)))
    own = set(re.findall(r"\b(\w+)\s+AS\s+\(\s*SELECT", statement(query)))
    assert (read - own) & tables <= set(query.after)
    assert set(query.after) <= tables


@pytest.mark.parametrize("name", sql.names("build"))
def test_a_build_query_states_whether_a_province_can_make_its_part_alone(name: str) -> None:
    assert sql.load("build", name).part in ("province", "nation")


@pytest.mark.parametrize("name", sql.names("check"))
def test_a_check_says_what_must_be_true_and_of_what(name: str) -> None:
    query = sql.load("check", name)
    assert query.description
    assert query.on
    assert len(duckdb.extract_statements(query.sql)) == 1


def test_a_header_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    file = tmp_path / "wrong.sql"
    file.write_text("-- Wrong.\n--\n-- param: as_of\nSELECT 1\n", encoding="utf-8")
    with pytest.raises(sql.HeaderMalformed, match=r"wrong\.sql: as_of"):
        sql.parse(file)


def test_no_query_lies_outside_its_folders() -> None:
    folders = {path.parent.relative_to(settings.QUERIES) for path in settings.QUERIES.rglob("*.sql")}
    build = {f"build/{folder}" for folder in ("reports", "units", "lineage", "standing", "disclosure")}
    staging = {f"import/{folder}" for folder in ("units", "previous", "dossiers", "judged")}
    plain = {"report", "check", "macro", "across", "import"}
    assert {folder.as_posix() for folder in folders} == plain | build | staging


@pytest.mark.parametrize("kind", ["report", "build", "import", "check"])
def test_a_name_stands_for_one_query_of_its_kind(kind: str) -> None:
    names = sql.names(kind)
    assert len(names) == len(set(names))
