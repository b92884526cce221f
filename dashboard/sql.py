"""Reads the files of queries/ and the contract that each declares in its header comment."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dashboard import settings

KEYS = ("grain", "param", "column", "after", "from", "part", "across", "carried", "days", "on", "as")
FIELD = re.compile(rf"^-- ({'|'.join(KEYS)}):\s*(.*)$")


@dataclass(frozen=True)
class Declared:
    """A parameter or a column: its name, its SQL type, whether a parameter may be NULL, and what it means."""

    name: str
    type: str
    optional: bool
    meaning: str


@dataclass(frozen=True)
class Query:
    """One file of queries/: the statement, and what its header says of it."""

    name: str
    sql: str
    description: str
    grain: str
    parameters: tuple[Declared, ...]
    columns: tuple[Declared, ...]
    after: tuple[str, ...]
    on: str
    # Of a build query: "province" where a province's accepted rows, with the tables of the nation, give its rows.
    part: str
    is_view: bool
    is_published: bool
    # Of a build query: the tables of which it needs no more than one day at a time, for what it tells of that day.
    days: tuple[str, ...] = ()
    # Of a table whose rows are also of units that lie in several provinces: these are what each province has of them
    # ("members"), their sums (queries/across), or made anew of the nation's tables ("alone" where it reads no sums of
    # other units than these).
    across: str = ""
    # Of a build query that declares its columns: the tables without whose rows it has none.
    rows_from: tuple[str, ...] = ()
    # Of a published table of the parts: "days" and "figures" where its rows of days after the newest one are left out
    # (all, or but those of `later_day`), "anew" where those from the newest day on are made for all parts together. Of
    # another one "spans" where these are made of its rows, which say from when until when something holds.
    carried: str = ""


# What every question about the units within another one asks for first.
WITHIN = (
    Declared("edition", "VARCHAR", False, '"2024" or "2025"'),
    Declared("as_of", "DATE", False, "day on which it is asked"),
    Declared("parent", "VARCHAR", False, 'a unit\'s code; "VN" for all'),
)


def put_together(
    name: str, description: str, grain: str, columns: tuple[Declared, ...], parameters: tuple[Declared, ...] = ()
) -> Query:
    """A question about the units within another one that Python puts together of others: it has no statement.

    parameters: those beside the edition, the day and the parent.
    """
    return Query(name, "", description, grain, (*WITHIN, *parameters), columns, (), "", "province", False, False)


class HeaderMalformed(ValueError):
    """A query's header line that cannot be read."""


def names(kind: str) -> list[str]:
    """Names of the queries of one kind (report, build, check), sorted; its folders are for people only."""
    return sorted(path.stem for path in (settings.QUERIES / kind).rglob("*.sql"))


def macros() -> list[str]:
    """The statements of queries/macro, each of which makes one macro that build queries use."""
    return [load("macro", name).sql for name in names("macro")]


@lru_cache(maxsize=256)
def load(kind: str, name: str) -> Query:
    """One query by its kind and name. Raises FileNotFoundError when there is no such file."""
    for path in (settings.QUERIES / kind).rglob(f"{name}.sql"):
        return parse(path)
    raise FileNotFoundError(f"{kind}/{name}.sql")


def parse(path: Path) -> Query:
    """Reads one file. Raises HeaderMalformed when a declaration lacks its parts."""
    sql = path.read_text(encoding="utf-8")
    header = [line for line in sql.splitlines() if line.startswith("--")]
    found: dict[str, list[str]] = {key: [] for key in KEYS}
    for line in header:
        if match := FIELD.match(line):
            found[match[1]].append(match[2].strip())
    return Query(
        name=path.stem,
        sql=sql,
        description=" ".join(_description(header)),
        grain=" ".join(found["grain"]),
        parameters=tuple(_declared(path, text) for text in found["param"]),
        columns=tuple(_declared(path, text) for text in found["column"]),
        after=_names(found["after"]),
        on=" ".join(found["on"]),
        part=" ".join(found["part"]),
        days=_names(found["days"]),
        across=" ".join(found["across"]),
        rows_from=_names(found["from"]),
        carried=" ".join(found["carried"]),
        is_view=found["as"] == ["view"],
        is_published=found["as"] == ["published"],
    )


def literal(value: object) -> str:
    """A text or a path as SQL writes it, where a statement takes no parameter."""
    return "'" + str(value).replace("'", "''") + "'"


def _names(texts: list[str]) -> tuple[str, ...]:
    return tuple(word for text in texts for word in re.split(r"[,\s]+", text) if word)


def _description(header: list[str]) -> list[str]:
    """The header's first paragraph."""
    lines: list[str] = []
    for line in header:
        words = line.removeprefix("--").strip()
        if not words or FIELD.match(line):
            break
        lines.append(words)
    return lines


def _declared(path: Path, text: str) -> Declared:
    match = re.match(r"(\w+)\s+([A-Z_]+(?:\([\d, ]+\))?(?:\[\])?)(\s+NULL)?(?:\s{2,}(.*))?$", text)
    if match is None:
        raise HeaderMalformed(f"{path.name}: {text}")
    return Declared(match[1], match[2], bool(match[3]), (match[4] or "").strip())
