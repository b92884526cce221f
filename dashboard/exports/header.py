"""Recognises what a file is from its header row, in Vietnamese or English, with or without marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from dashboard.exports.kinds import DOSSIER, DOSSIER_BY_STAGE, KINDS, SUMMARY, Kind
from dashboard.exports.privacy import masked
from dashboard.folding import fold

# What a header may be of: a list of dossiers becomes counts, and so no kind of its own.
RECOGNISED = (*KINDS, DOSSIER, DOSSIER_BY_STAGE)
# A row that names so many columns of a kind is likely meant as its header.
LIKELY = 2


@dataclass(frozen=True)
class Header:
    """A kind, and for each of its fields present the column's position and its name as the file writes it.

    ``dropped`` names the columns whose cells are never kept, and ``beside`` those of a list with their positions.
    """

    kind: Kind
    positions: dict[str, int]
    names: dict[str, str]
    dropped: tuple[str, ...]
    beside: tuple[tuple[int, str], ...] = ()


def heading_key(words: str) -> str:
    """As the macro word_key, but a percent sign is a word."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", fold(words.replace("%", " phan tram "))).split())


def fields_of(
    connection: duckdb.DuckDBPyConnection, written: Sequence[str], columns: Sequence[tuple[str, str]] = ()
) -> list[str | None]:
    """The field that each header cell names, or None; ``columns`` as of Hints."""
    known = dict(
        connection.execute("SELECT key, canonical FROM vocabulary WHERE field = 'column'").fetchall(),
    )
    keys = connection.execute("SELECT word_key(cell) FROM (SELECT unnest($cells) AS cell)", {"cells": list(written)})
    explained = {heading_key(words): meaning for words, meaning in columns}
    found = zip(written, keys.fetchall(), strict=True)
    return [explained.get(heading_key(cell), known.get(key)) or None for cell, (key,) in found]


def recognise(
    connection: duckdb.DuckDBPyConnection,
    written: Sequence[str],
    given: Sequence[tuple[str, str]] = (),
    columns: Sequence[tuple[str, str]] = (),
) -> Header | None:
    """The header's meaning; None when no kind has all its columns, or a column stands there twice.

    ``given`` are values for columns that the file lacks, ``columns`` headings that a person explained.
    """
    fields = fields_of(connection, written, columns) if written else []
    present = {field for field in fields if field} | {field for field, _ in given}
    present |= {"count"} if "cumulative" in present else set()
    kinds = [kind for kind in RECOGNISED if not missing(kind, present)]
    if not kinds:
        return None
    kind = max(kinds, key=lambda kind: len(kind.required))
    if kind is SUMMARY and "cumulative" in fields:
        # Beside a running total, a plain number is that of the period; alone, the total is the count.
        fields = [{"cumulative": "count", "count": None}.get(field, field) if field else None for field in fields]
    used = {position: field for position, field in enumerate(fields) if field in kind.all_fields}
    if len(set(used.values())) < len(used):
        return None
    beside = tuple((place, name) for place, name in enumerate(written) if place not in used and name.strip())
    return Header(
        kind,
        positions={str(field): position for position, field in used.items()},
        names={str(field): written[position] for position, field in used.items()},
        dropped=tuple(masked(name) for _, name in beside),
        beside=beside,
    )


def missing(kind: Kind, present: set[str]) -> list[str]:
    """The columns that a file with these fields lacks to be of this kind."""
    lacking = sorted((kind.required | kind.marks) - present)
    if kind.any_of and not present & set(kind.any_of):
        lacking.append(" | ".join(kind.any_of))
    if kind.has_unit and not kind.is_of_all_without_unit and not present & {"unit_code", "unit_name"}:
        lacking.append("unit_code | unit_name")
    return lacking


@dataclass(frozen=True)
class Unfit:
    """Why a row is no header: the fields that it names twice, else the kind that it is nearest to and what that lacks.

    ``places`` are the columns of the fields named twice. No other cell of the row is shown: it may be a person's.
    """

    twice: tuple[str, ...]
    places: tuple[int, ...]
    kind: str
    missing: tuple[str, ...]


def explain(connection: duckdb.DuckDBPyConnection, written: Sequence[str]) -> Unfit:
    """What is wrong with a header that was not recognised."""
    columns = fields_of(connection, written) if written else []
    fields = [field for field in columns if field]
    # A person's name and number both mark a list of people, and neither is read.
    marks = DOSSIER.marks & set(fields)
    twice = tuple(sorted({field for field in fields if fields.count(field) > 1} - marks))
    places = tuple(place for place, field in enumerate(columns) if field in twice)
    kinds = (DOSSIER, DOSSIER_BY_STAGE) if marks else KINDS
    nearest = min(kinds, key=lambda kind: len(missing(kind, set(fields))) / len(kind.required))
    if len(nearest.required) - len(missing(nearest, set(fields))) < LIKELY:
        # One word by chance makes no kind; what offices send are reports.
        nearest = SUMMARY
    return Unfit(twice, places, nearest.name, tuple(missing(nearest, set(fields))))
