"""Reads the columns of targets in an office's table in the place of its counts, and says what they offer."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from dashboard.exports.header import Header, fields_of
from dashboard.exports.kinds import SUMMARY
from dashboard.exports.privacy import masked
from dashboard.exports.results import Notice
from dashboard.exports.targets import TargetColumn
from dashboard.importer.layouts import asking, office
from dashboard.importer.layouts.grids.grid import Grid
from dashboard.importer.layouts.tables import sums
from dashboard.importer.layouts.tables.columns import Column
from dashboard.importer.layouts.tables.rows import Row
from dashboard.importer.layouts.tables.table import Table
from dashboard.importer.layouts.tables.unit_naming import Words
from dashboard.importer.layouts.words import around, moments
from dashboard.importer.layouts.words.around import Time
from dashboard.importer.layouts.words.lexicon import BETWEEN, LEVELS, STAGES, Reading, column_key, key_of
from dashboard.importer.layouts.words.meaning import NARROWING, OTHERS, Around, Sense, level_of, stage_of
from dashboard.importer.staging import Staging

# What is said around a table of all its numbers, of targets too.
OF_ALL_NUMBERS = ("scale", "organisation", "child", "subset", "mistake", "other")
# What an offer leaves open.
OPEN = "?"
# Words that name several stages or levels.
SEVERAL = "several"


def words_for(words: Words) -> Words:
    """What is known before, for targets: units are named as on their first day, whatever the time of the counts."""
    given = {name: value for name, value in words.given.items() if name != "as_of"}
    return replace(words, given=given | ({"as_of": words.terms.start_date} if words.terms else {}))


def read(grid: Grid, words: Words, file: str, book: Sequence[Reading]) -> list[Table]:
    """The tables of a sheet, with their targets in the place of counts and what must be asked first."""
    return office.read(grid, words_for(words), file, book, TargetReader)


class Offered(NamedTuple):
    """One target that a file holds: under which heading, of which unit as it is written, of what, and how many."""

    heading: str
    unit: tuple[str, ...]
    stage: str
    level: str
    value: int


def offered(tables: Iterable[Table]) -> Iterator[Offered]:
    """The targets of tables."""
    for table in tables:
        for cell in table.cells:
            unit, value = cell.values[:3], sums.value(str(cell.values[-1]))
            stage, level, _ = sums.key(cell)
            if value is not None:
                yield Offered(
                    heading_of(cell.column), tuple(key_of(part or "") for part in unit), str(stage), str(level), value
                )


def may_hold(table: Table) -> bool:
    """Whether anything in a table that was read for its counts is said to be of targets."""
    return "target" in table.others.values() or any(column.has("target") for column in table.columns)


def offered_by_list(staging: Staging, grid: Grid, header: Header, line: int) -> Iterator[Offered]:
    """The targets of a list of counts, whose rows name stage and level themselves."""
    places = header.positions
    named = [place for name in ("unit_code", "unit_name") if (place := places.get(name)) is not None]
    for place, written in header.beside if header.kind is SUMMARY and {"stage", "level"} <= places.keys() else ():
        if fields_of(staging.connection, [written]) != ["value"]:
            continue
        for row in grid.rows[line + 1 :]:
            value = sums.value(row[place]) if len(row) > place else None
            if value is not None:
                stage, level, *unit = (key_of(row[at]) for at in (places["stage"], places["level"], *named))
                yield Offered(written, tuple(unit), stage, level, value)


def columns_of(found: Iterable[Offered]) -> tuple[TargetColumn, ...]:
    """What the columns of a file would bring, those under one heading together.

    A sheet for each week says the same target again: it is added up once. Where both levels stand beside their sum, so
    is each unit.
    """
    by_heading: dict[str, dict[tuple[object, ...], Offered]] = {}
    for one in found:
        by_heading.setdefault(one.heading, {})[one[1:4]] = one
    return tuple(column(heading, list(held.values())) for heading, held in by_heading.items())


def column(heading: str, held: Sequence[Offered]) -> TargetColumn:
    """One heading's units and their sum, and whether stage and level are said of all of them."""
    stages, levels = {one.stage for one in held}, {one.level for one in held}
    has_sum = "all" in levels and len(levels) > 1
    total = sum(one.value for one in held if not has_sum or one.level == "all")
    units = {one.unit for one in held}
    return TargetColumn(masked(heading), OPEN not in stages, OPEN not in levels, len(units), total)


def headings_of(tables: Iterable[Table]) -> tuple[str, ...]:
    """The headings whose columns were taken, each once."""
    return tuple(dict.fromkeys(heading_of(cell.column) for table in tables for cell in table.cells))


def heading_of(column: Column) -> str:
    """The words of a column down to those that say that it is of targets: one heading may stand over both levels."""
    parts = [reading.written for reading in column.readings]
    last = next((place for place, reading in enumerate(column.readings) if reading.has("target")), len(parts))
    return BETWEEN.join(part for part in parts[: last + 1] if part) or column.written


class TargetReader(office.Reader):
    """Reads one block for its targets. Without terms, stage and level that are not said are left open."""

    def time_of_table(self) -> Time:
        """The report's own, which may lie outside of the terms: last year's report holds last year's targets."""
        terms, reported = self.words.terms, around.time_of(self.frame).at
        if terms and reported and not terms.start_date <= f"{reported:%Y-%m-%d}" <= terms.deadline:
            self.say("report_is_of_other_time", f"{reported:%d/%m/%Y}")
        return Time(reported)

    def say(self, notice: str, detail: str) -> None:
        """Says once of the table what whoever takes its targets should know."""
        said = Notice(notice, masked(self.block.grid.sheet) if self.block.grid.sheet else None, detail)
        self.table_.notices += [said] if said not in self.table_.notices else []

    def time_of(self, row: Row, column: Column, near: Sequence[Reading]) -> str | None:
        """A target is of its terms; a day over its column is its deadline, or nothing that counts."""
        return self.words.terms.start_date if self.words.terms else OPEN

    def is_day_of_diary(self, column: Column, near: Sequence[Reading]) -> bool:
        return False

    def check_days(self) -> None:
        """Targets of several days need not grow."""

    def ask_of_lines(self) -> None:
        """The lines around speak of the counts; what they say of all numbers, `sense_anew` hears."""

    def note(self, column: Column, sense: Sense, row: Row) -> None:
        if sense.asked and row.kind == "unit":
            self.ask_sense(sense, column)

    def sense_anew(self, column: Column, near: Sequence[Reading]) -> Sense:
        readings = [*self.sections, *column.readings, *near]
        if not self.is_wanted(column, readings):
            return Sense(other="count")
        self.compare_years(column)
        said, doubt = self.around()
        if against := next((tag for tag, _ in (*said.others, *said.doubts) if tag in OF_ALL_NUMBERS), ""):
            return Sense(other=against)
        terms = self.words.terms
        if unknown := [words for reading in readings for words in reading.unknown]:
            return Sense(asked="words_are_understood", words=", ".join(unknown)) if terms else Sense(other="unknown")
        stage = self.said("stage", stage_of(readings), self.stage_of_all(said))
        level = self.said("level", level_of(readings), self.level_of_all(said, doubt))
        if terms and OPEN in (stage, level):
            asked = "stage_is_given" if stage == OPEN else "level_is_given"
            return Sense(asked=asked, words=column.written)
        return Sense(stage, level)

    def said(self, name: str, own: str | None, around: str) -> str:
        """What a column's own words say, else what a person said, else what stands around."""
        if own and own != SEVERAL:
            return own
        return self.words.given.get(name) or (OPEN if own else around)

    def compare_years(self, column: Column) -> None:
        """Says so where a column names the year of another time than that of the terms."""
        terms, named = self.words.terms, moments.years_in([column.written])
        if terms and named and not any(terms.start_date[:4] <= str(year) <= terms.deadline[:4] for year in named):
            self.say("column_is_of_other_year", masked(column.written))

    def is_wanted(self, column: Column, readings: Sequence[Reading]) -> bool:
        """Whether a column is of targets that a running count can reach, and the one that was named."""
        tags = {tag for reading in readings for tag in reading.tags}
        named = self.words.given.get("targets", "")
        is_named = not named or column_key(named) in (column_key(heading_of(column)), column_key(column.written))
        return tags & set(OTHERS) == {"target"} and not tags & set(NARROWING) and is_named

    def stage_of_all(self, said: Around) -> str:
        """The one stage that the lines around name for all numbers, where no column names any."""
        return said.stages[0] if len(said.stages) == 1 and not self.carried & set(STAGES) else OPEN

    def level_of_all(self, said: Around, doubt: str) -> str:
        """The level that the lines around name for all numbers; of both where nothing speaks of levels at all."""
        return OPEN if doubt or self.carried & set(LEVELS) else said.level or "all"

    def ask_sense(self, sense: Sense, column: Column) -> None:
        self.ask(asking.about_target(sense, column, self.place(column=column)))

    def without_twins(
        self, row: Row, counted: list[tuple[Column, Sense, str | None]]
    ) -> list[tuple[Column, Sense, str | None]]:
        """The targets of a row; where two columns ask for the same, it is asked which: each may be another issuer's."""
        alike = [
            column
            for column, sense, _ in counted
            if sum((other.stage, other.level) == (sense.stage, sense.level) for _, other, _ in counted) > 1
        ]
        if self.words.terms and alike:
            headings = tuple(dict.fromkeys(map(heading_of, alike)))
            written = ", ".join(self.table_.label(row.line, one) for one in alike)
            place = self.place(column=alike[0])
            self.ask(asking.about_target_columns(headings, alike, self.columns, written, place))
            return []
        return counted
