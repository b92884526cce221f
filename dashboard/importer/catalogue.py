"""The units, the words and the macros that all staging databases of a process share: read once, not for each export."""

import atexit
import os
import threading
from pathlib import Path

import duckdb
from duckdb.sqltypes import VARCHAR

from dashboard import code_lists, settings, sql, tables
from dashboard.exports.privacy import kept, masked, masked_address
from dashboard.units import files
from dashboard.units.relations import csv_relation, rows_of, rows_of_units

# Made of queries/import as soon as their sources are there; an export adds nothing to them.
TABLES = ("vocabulary", "meaning", "unit", "unit_change", "unit_name", "merged_unit")
CARRIED = ("units", "units_ended", "unit_changes", "succession", "groupings", "population", "vocabulary")
WORDS = {"field": "VARCHAR", "canonical": "VARCHAR", "word": "VARCHAR"}


class Catalogue:
    """A DuckDB in memory, to which every staging database is one more connection; it is only read after it was made."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(config={"temp_directory": ""})
        self._covers_people = self._counts_people = False
        # Rows look small tables up; DuckDB, unsure of a file's length, was seen to hash the million rows instead.
        self.connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
        self.connection.execute(sql.load("import", "macros").sql)
        self._read_sources()
        for name in TABLES:
            tables.make(self.connection, sql.load("import", name))

    def _read_sources(self) -> None:
        """The carried tables and an operator's own, by the names that the queries of the build know too."""
        sources = {
            "source_unit": rows_of_units(),
            "source_unit_ended": rows_of("units_ended.csv"),
            "source_unit_change": rows_of("unit_changes.csv"),
            "source_succession": rows_of("succession.csv"),
            "source_grouping": rows_of("groupings.csv"),
            "source_population": f"SELECT * FROM {csv_relation(settings.DATA / 'population.csv')}",
            "source_vocabulary": f"SELECT * FROM {csv_relation(settings.DATA / 'vocabulary.csv')}",
        }
        for name, query in sources.items():
            self.connection.execute(f"CREATE TABLE {name} AS {query}")
        own = own_words()
        if own.exists():
            self.connection.execute(f"CREATE TABLE source_own_vocabulary AS SELECT * FROM {csv_relation(own)}")
        else:
            columns = ", ".join(f"{name} {kind}" for name, kind in WORDS.items())
            self.connection.execute(f"CREATE TABLE source_own_vocabulary ({columns})")
        for field in code_lists.FILES:
            self._add_words("source_vocabulary", code_lists.spellings(field, code_lists.carried(field)))
            self._add_words("source_own_vocabulary", code_lists.spellings(field, code_lists.own(field)))

    def _add_words(self, table: str, words: list[tuple[str, str, str]]) -> None:
        """The words of a list that an office may extend are words like others."""
        if words:
            insert = f"INSERT INTO {table} (field, canonical, word) VALUES (?, ?, ?)"
            self.connection.executemany(insert, words)

    def cover_people(self) -> None:
        """Lets queries ask what may be a person's, and leaves no trace: one rule, in Python and SQL.

        Only where words of a file are judged: a long clean list has none, and DuckDB would load numpy for it.
        """
        with LOCK:
            if self._covers_people:
                return
            for name, cover in (("masked", masked), ("masked_address", masked_address), ("kept", kept)):
                self.connection.create_function(name, cover, [VARCHAR], VARCHAR)
            self._covers_people = True

    def count_people(self) -> None:
        """Makes `carried_people`: only where counts are measured by the number of people, and once for all files."""
        with LOCK:
            if not self._counts_people:
                tables.make(self.connection, sql.load("import", "carried_people"))
                self._counts_people = True


LOCK = threading.Lock()
# The newest one only, by the state of the files that it was read from.
SHARED: dict[object, Catalogue] = {}
# DuckDB complains of connections that outlive Python.
atexit.register(SHARED.clear)


def shared() -> Catalogue:
    """The catalogue of the files as they are now."""
    # Asked before the files are read: what is remembered of them is never newer than it says.
    state = os.getpid(), state_of_sources()
    with LOCK:
        if state not in SHARED:
            SHARED.clear()
            SHARED[state] = Catalogue()
        return SHARED[state]


def own_words() -> Path:
    """The operator's own words, whether there are any or not."""
    return settings.data_folder() / "vocabulary.csv"


def state_of_sources() -> tuple[object, ...]:
    """What changes with any file that a catalogue is read from."""
    own = own_words()
    carried = (settings.stamp(settings.DATA / f"{name}.csv") for name in CARRIED)
    lists = map(code_lists.state, code_lists.FILES)
    return (*carried, *lists, settings.QUERIES, files.stamps(), own.exists() and (own, settings.stamp(own)))
