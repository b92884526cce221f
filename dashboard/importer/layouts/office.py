"""Reads the tables of an office: each number by the words on its path, into one tidy row a count, or a question."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from dashboard.exports.forms import TableForm
from dashboard.exports.questions import Question
from dashboard.importer.layouts import asking
from dashboard.importer.layouts.grids.blocks import Block, Line, blocks_of, lines_of
from dashboard.importer.layouts.grids.grid import Grid, Remark
from dashboard.importer.layouts.tables import rows, sums
from dashboard.importer.layouts.tables.columns import Column, columns_of
from dashboard.importer.layouts.tables.neighbours import resolved
from dashboard.importer.layouts.tables.rows import Row
from dashboard.importer.layouts.tables.table import Cell, Table, is_nothing
from dashboard.importer.layouts.tables.unit_naming import Area, Words
from dashboard.importer.layouts.words import around, moments, notes
from dashboard.importer.layouts.words.around import Frame, Time
from dashboard.importer.layouts.words.colours import is_doubtful
from dashboard.importer.layouts.words.lexicon import STAGES, Reading, column_key, stable_column, stable_key
from dashboard.importer.layouts.words.meaning import COUNTING, OTHERS, SPANS, Around, Sense, part_of, sense_of

NO_REMARK = Remark()
# Notes beside a row that make its numbers doubtful.
DOUBTFUL = ("previous", "plan", "scale", "mistake")
# What a list of people has in its columns where an office's table has counts.
MARKS = {"", "0", "1", "x", "X", "-"}


def read(grid: Grid, words: Words, file: str, book: Sequence[Reading], by: "type[Reader] | None" = None) -> list[Table]:
    """The tables of a sheet, each with its counts and with what must be asked first; ``by`` another reader of them."""
    return [table for reader in readers_of(grid, words, file, book, by or Reader) if (table := reader.table())]


def look(grid: Grid, words: Words, file: str, book: Sequence[Reading]) -> list[Table]:
    """The tables of a sheet, also those in which nothing could be a count."""
    return [reader.table() or reader.table_ for reader in readers_of(grid, words, file, book, Reader)]


def readers_of(grid: Grid, words: Words, file: str, book: Sequence[Reading], by: "type[Reader]") -> list["Reader"]:
    """A reader for each table of a sheet; what stands above the first and below the last may be of all of them."""
    blocks = blocks_of(grid, words.is_nothing)
    sheet = SheetOf(words, file, book, blocks[0].above if blocks else (), blocks[-1].below if blocks else ())
    return [by(block, sheet) for block in blocks]


def cover(grid: Grid, words: Words) -> list[Reading]:
    """The lines of a sheet without a table, which may speak for all the others."""
    return [] if blocks_of(grid, words.is_nothing) else around.readings_of(lines_of(grid)[:60], words.lexicon)


@dataclass(frozen=True)
class SheetOf:
    """What the tables of a sheet share: the lines above the first and below the last, the file, its other sheets."""

    words: Words
    file: str
    book: Sequence[Reading]
    top: tuple[Line, ...]
    bottom: tuple[Line, ...]


class Reader:
    """Reads one block."""

    def __init__(self, block: Block, sheet: SheetOf) -> None:
        self.words = words = sheet.words
        self.top = top = sheet.top if block.above is not sheet.top else ()
        bottom = sheet.bottom if block.below is not sheet.bottom else ()
        legend, explaining = around.legend_of(
            [*top, *block.above, *block.below, *bottom], words.lexicon, around.used_words(block)
        )
        footnotes = notes.footnotes_of([*block.below, *bottom])
        self.lexicon = replace(words.lexicon.with_words(legend), footnotes=footnotes)
        columns = columns_of(block, self.lexicon, words.is_unit)
        if is_turned(block, columns, words.is_unit):
            block = block.turned()
            columns = columns_of(block, self.lexicon, words.is_unit)
        self.block, self.columns = block, resolved(columns)
        own = around.readings_of([line for line in block.above if line.words not in explaining], self.lexicon)
        own += [reading for column in self.columns for reading in column.readings if reading.has("measure")]
        self.columns = [without_measures(column) for column in self.columns]
        noted, own = [one for one in own if notes.is_note(one)], [one for one in own if not notes.is_note(one)]
        self.own_lines = [line.words for line in (*top, *block.above)]
        self.frame = Frame(
            tuple(own),
            self.reading_of_sheet(),
            tuple(around.readings_of([line for line in top if line.words not in explaining], self.lexicon)),
            (*noted, *self.notes_below(explaining)),
            around.reading_of_file(sheet.file, self.lexicon),
            tuple(sheet.book),
            last=notes.notes_of([line for line in bottom if line.words not in explaining], self.lexicon),
        )
        self.table_ = Table(block, self.columns)
        self.legends = [reading.written for reading in (*noted, *self.frame.notes)]
        self.sections: tuple[Reading, ...] = ()
        self._arounds: dict[tuple[Reading, ...], tuple[Around, str]] = {}
        self._senses: dict[object, Sense] = {}

    def notes_below(self, explaining: set[str]) -> list[Reading]:
        """The notes under the table; a time above the next table is that one's."""
        lines = [line for line in self.block.below if line.words not in explaining]
        if any("*" in self.block.grid.cell(row, column) for row in self.block.body for column in self.block.numbers):
            # A note with a star is of the figures with one, which are no numbers.
            lines = [line for line in lines if not notes.STARRED.match(line.words)]
        found = notes.notes_of(lines, self.lexicon)
        return [one for one in found if not (self.block.is_followed and around.times_in([one], None))]

    def reading_of_sheet(self) -> Reading:
        """The sheet's name; that of a unit says nothing more, and words may be written together: KetQua."""
        name = self.block.grid.sheet or ""
        if len(name) < 2 or self.words.is_unit(name):
            return Reading(name)
        apart = (
            " " + letter if before.islower() and letter.isupper() else letter for before, letter in pairwise(f" {name}")
        )
        return self.lexicon.read("".join(apart))

    def table(self) -> Table | None:
        """The table with its counts; None where nothing in it could be a count."""
        table = self.table_
        table.form, table.lines = TableForm(self.heads()), self.own_lines
        words = self.words
        self.rows = rows.sorted_rows(self.block, self.columns, words.nothing, words.is_unit, words.rows)
        if self.is_of_people():
            return self.as_other("person")
        table.kinds = {row.line: row.kind for row in self.rows}
        if not any(row.kind == "unit" for row in self.rows):
            return None
        self.carried = self.carried_tags()
        table.form = TableForm(self.heads(), self.says())
        self.time, self.year = self.time_of_table(), around.year_of(self.frame)
        if doubtful := [
            row for row in self.rows if not row.is_said and rows.is_total_or_unit(row.name, self.words.is_unit)
        ]:
            line = self.line(doubtful[0].line, 0)
            self.ask(asking.about_row(doubtful[0].name, self.place_of_row(doubtful[0]), line))
            return table
        at = self.words.given.get("as_of") or moments.iso(self.time.at) or self.time_of_cells() or "2024"
        lines = [*self.own_lines, *(reading.written for reading in self.frame.book)]
        self.area = Area(self.block, self.columns, self.words, lines, at)
        if not (self.area.unit or any(column.role in ("unit", "unit_code") for column in self.columns)):
            if any(column.has(*STAGES, "cumulative", "number") for column in self.columns):
                self.ask(asking.about_units(self.columns, self.place()))
            return table
        self.total_senses: dict[tuple[int, int], tuple[str | None, ...]] = {}
        for row in self.rows:
            self.read_row(row)
        self.check_days()
        self.ask_of_lines()
        sums.add_sums(table, self.rows, self.total_senses, self.words.nothing)
        return table

    def is_of_people(self) -> bool:
        """Whether the rows are people; who answers for a unit may stand behind the figures of each unit."""
        people = [column.place for column in self.columns if column.role == "person"]
        numbers = [column.place for column in self.columns if column.role == "number"]
        if not people or min(people) < max(numbers, default=0):
            return bool(people)
        units = [row for row in self.rows if row.kind == "unit"]
        figures = {self.block.grid.cell(row.line, place) for row in units for place in numbers}
        return len({row.name for row in units}) < len(units) or figures <= MARKS

    def as_other(self, other: str) -> Table:
        """A table that is none of counts."""
        for column in self.columns:
            if column.role == "number":
                self.table_.others[column.place] = other
            if column.role == other:
                self.table_.because.setdefault(other, column.written)
        return self.table_

    def carried_tags(self) -> frozenset[str]:
        """The tags that columns and rows bear themselves."""
        found: set[str] = set()
        for column in self.columns:
            if column.role in ("number", "ordinal"):
                found |= {tag for reading in column.readings for tag in reading.tags}
                found |= self.leveled(column)
        labels = {self.block.cell(row, c.place) for c in self.columns if c.role == "label" for row in self.block.body}
        found |= {tag for words in labels if words for tag in self.lexicon.read(words).tags}
        return frozenset(found - {"ordinal"})

    def heads(self) -> tuple[str, ...]:
        """The stable words over the columns: the columns of one week more are of the same form."""
        written = [column.written for column in self.columns if column.written]
        return tuple({column_key(words): stable_column(words) for words in written}.values())

    def says(self) -> tuple[str, ...]:
        """What lines, labels and sections say of the numbers, in tags."""
        said = self.around()[0]
        tags = {*said.stages, *(tag for tag, _ in said.others), *self.carried} | ({said.level} if said.level else set())
        tags |= {"cumulative"} if said.is_cumulative else set()
        for row in self.rows:
            if row.kind == "section":
                tags |= set(self.lexicon.read(row.name).tags)
        return tuple(sorted(tags & {*COUNTING, *OTHERS, "since", "all"}))

    def leveled(self, column: Column) -> set[str]:
        """Marks a stage of which a column names one level: one that names none beside it is of which?"""
        tags = {tag for reading in column.readings for tag in reading.tags}
        if len(tags & {"1", "2"}) != 1 or tags & set(OTHERS):
            return set()
        both = {
            level
            for other in self.columns
            if other.role == "number" and not other.has(*OTHERS)
            for reading in other.readings
            for level in reading.of(("1", "2"))
        }
        return {f"{stage} level" for stage in tags & set(STAGES)} if len(both) == 1 else set()

    def time_of_table(self) -> Time:
        """The time said by hand, or the one that stands around."""
        if said := self.words.given.get("as_of"):
            return Time(words=said)
        return around.time_of(self.frame)

    def time_of_cells(self) -> str | None:
        """The first time over the columns or in the rows, by which places are looked up."""
        heads = (moment.at for c in self.columns for reading in c.readings for moment in reading.moments if moment.at)
        if at := next(heads, None):
            return moments.iso(at)
        cells = (self.block.cell(row.line, c.place) for c in self.columns if c.role == "as_of" for row in self.rows)
        found = (moment.at for words in cells for moment in moments.moments_in(words) if moment.at)
        return moments.iso(next(found, None))

    def read_row(self, row: Row) -> None:
        """The counts of a row, or what a section changes for the rows below it."""
        if row.kind == "section" and not row.has_figures:
            self.enter(row)
            return
        if row.kind == "section":
            self.area.enter(row.name)
            return
        near = [self.reading_of_label(row.line, column) for column in self.columns if column.role == "label"]
        near = [reading for reading in near if reading.written]
        doubt = self.doubt_of(row)
        counted: list[tuple[Column, Sense, str | None]] = []
        for column in self.columns:
            if column.role != "number" or is_nothing(self.block.grid.cell(row.line, column.place), self.words.nothing):
                continue
            sense = self.sense(column, near)
            time = self.time_of(row, column, near)
            if sense.is_count and self.is_day_of_diary(column, near):
                sense = self.sense_of_diary()
            if sense.is_count and row.kind == "unit" and self.is_left(row, column, doubt):
                self.table_.doubted[row.line, column.place] = self.block.grid.cell(row.line, column.place)
                continue
            if sense.is_count and (time or row.kind != "unit"):
                counted.append((column, sense, time))
                self.table_.meanings[column.place] = f"{sense.stage} {sense.level}"
            elif sense.is_count:
                self.ask_time()
            else:
                self.note(column, sense, row)
        if row.kind == "unit":
            self.take(row, counted)
        else:
            for column, sense, time in counted:
                self.total_senses[row.line, column.place] = (sense.stage, sense.level, time)

    def take(self, row: Row, counted: list[tuple[Column, Sense, str | None]]) -> None:
        """Adds a unit's counts; a sum of both levels beside them is checked."""
        table = self.table_
        naming = self.area.naming(row)
        first = len(table.cells)
        for column, sense, time in self.without_twins(row, counted):
            values = (*naming, time, sense.level, sense.stage, self.block.grid.cell(row.line, column.place))
            table.cells.append(Cell(row.line, column, values))
        own = range(first, len(table.cells))
        for place in own:
            stage, level, time = sums.key(table.cells[place])
            parts = tuple(p for p in own if sums.key(table.cells[p]) in ((stage, "1", time), (stage, "2", time)))
            if level == "all" and len(parts) == 2:
                sums.add_both(table, place, parts)

    def without_twins(
        self, row: Row, counted: list[tuple[Column, Sense, str | None]]
    ) -> list[tuple[Column, Sense, str | None]]:
        """The counts without those that another column says to be running totals; of equal ones it is asked which."""
        found = []
        for column, sense, time in counted:
            twins = [c for c, s, t in counted if (s.stage, s.level, t) == (sense.stage, sense.level, time)]
            totals = [twin for twin in twins if twin.has("cumulative")]
            if len(twins) == 1 or totals == [column]:
                found.append((column, sense, time))
            elif len(totals) != 1:
                written = ", ".join(self.table_.label(row.line, twin) for twin in twins)
                self.ask(asking.about_twins(twins, self.columns, written, self.place(column=twins[0])))
        return found

    def check_days(self) -> None:
        """Numbers by day that nothing calls running totals are none where they ever fall."""
        dated: dict[tuple[int, str, str], list[tuple[str, int]]] = {}
        dated_cells: set[tuple[int, int]] = set()
        for cell in self.table_.cells:
            stage, level, time = sums.key(cell)
            number = sums.value(str(cell.values[-1]))
            if any(reading.moments for reading in cell.column.readings) and not cell.column.has("cumulative", "until"):
                dated.setdefault((cell.row, str(stage), str(level)), []).append((str(time), number or 0))
                dated_cells.add((cell.row, cell.column.place))
        falls = any(
            earlier > later for numbers in dated.values() for (_, earlier), (_, later) in pairwise(sorted(numbers))
        )
        if falls and not self.around()[0].is_cumulative:
            first = next(cell.column for cell in self.table_.cells if (cell.row, cell.column.place) in dated_cells)
            self.ask_sense(Sense(asked="span_is_certain", words=first.written), first)
            self.table_.cells.clear()

    def sense(self, column: Column, near: Sequence[Reading]) -> Sense:
        """The sense of a number, found once for all rows with the same words."""
        key = (column.place, tuple(reading.written for reading in near), self.sections)
        if key not in self._senses:
            self._senses[key] = self.sense_anew(column, near)
        return self._senses[key]

    def sense_anew(self, column: Column, near: Sequence[Reading]) -> Sense:
        said = self.around()
        if strange := [words for section in self.sections for words in section.unknown]:
            culprit = self.sections[0].written if len(strange) > 1 else ""
            return Sense(asked="words_are_understood", words=", ".join(strange), is_of_all=True, culprit=culprit)
        if parted := part_of(self.sections):
            return Sense(asked="words_are_understood", words=parted, is_of_all=True, culprit=parted)
        if said[1]:
            return Sense(asked="level_is_given", words=said[1], is_of_all=True)
        return sense_of([*column.readings, *near], said[0])

    def around(self) -> tuple[Around, str]:
        """What the lines around say of the numbers below the present section."""
        if self.sections not in self._arounds:
            found, doubt = around.around_of(replace(self.frame, sections=self.sections), self.carried)
            given = self.words.given
            found = replace(
                found,
                stages=(given["stage"],) if given.get("stage") in STAGES else found.stages,
                level=given.get("level") or found.level,
                others=() if given.get("measure") == "cumulative" else found.others,
                is_cumulative=given.get("measure") == "cumulative" or found.is_cumulative,
            )
            self._arounds[self.sections] = (found, "" if given.get("level") else doubt)
        return self._arounds[self.sections]

    def reading_of_label(self, line: int, column: Column) -> Reading:
        """What a label of a row says; a bare number under a heading of levels is one."""
        words = self.block.cell(line, column.place)
        if words.lstrip("0") in ("1", "2") and column.has("level_head"):
            return Reading(words, (words.lstrip("0"),))
        return self.lexicon.read(words, where="head") if words else Reading()

    def time_of(self, row: Row, column: Column, near: Sequence[Reading]) -> str | None:
        """The time of a number: of its column, of its row, of its section, else of the table."""
        own = [moment for reading in (*column.readings, *near) for moment in reading.moments]
        if own:
            return None if self.is_of_uncertain_order else moments.iso(own[-1].in_year(self.year).at)
        times = [one.place for one in self.columns if one.role == "as_of"]
        if times:
            return self.block.grid.as_day(self.block.cell(row.line, times[0])) or None
        sections = around.times_in(self.sections, None)
        if sections and sections[0].at:
            return moments.iso(sections[0].at)
        return self.words.given.get("as_of") or moments.iso(self.time.at)

    @cached_property
    def is_of_uncertain_order(self) -> bool:
        """Whether a date over the columns does not exist: with its month first it may, and so may those beside it."""
        heads = [moment for column in self.columns for reading in column.readings for moment in reading.moments]
        return any(moment.at is None and not moment.day_and_month and moment.words for moment in heads)

    def is_day_of_diary(self, column: Column, near: Sequence[Reading]) -> bool:
        """Whether a row is of a day, and nothing says that its numbers are more than that day's."""
        days = [one for one in self.columns if one.role == "as_of" and not one.has("as_of", "until", "cumulative")]
        if (
            not days
            or self.around()[0].is_cumulative
            or any(one.has("cumulative") for one in (*column.readings, *near))
        ):
            return False
        self.diary = days[0]
        return True

    def sense_of_diary(self) -> Sense:
        """What the numbers of a day are, as the heading of the days says or must be explained."""
        said = next((tag for reading in self.diary.readings if reading.is_said for tag in reading.of(OTHERS)), "")
        if said:
            return Sense(other=said)
        return Sense(asked="span_is_certain", words=self.diary.written, culprit=self.diary.written)

    def enter(self, row: Row) -> None:
        """A line between the rows: of a smaller area, or of what the numbers below it are."""
        words = " ".join(cell for column in self.block.columns if (cell := self.block.grid.cell(row.line, column)))
        is_area = self.area.is_area(row.name)
        reading = self.lexicon.read(words, where="line" if is_area else "section")
        is_strange = any(not words.replace(" ", "").isdigit() for words in reading.unknown) and not is_area
        is_part = reading.has("within") and not any(
            other.kind in ("total", "subtotal") for other in self.rows if other.line < row.line
        )
        is_telling = reading.has(*STAGES, "1", "2", *OTHERS, *SPANS, "week", "cumulative") or bool(reading.moments)
        if is_telling or is_strange or is_part:
            self.sections = (reading,)
        self.area.enter(row.name)

    def doubt_of(self, row: Row) -> str:
        """The note beside a row that makes its numbers doubtful, or what stands behind its unit's name."""
        for column in self.columns:
            if column.role == "note":
                words = self.block.grid.cell(row.line, column.place)
                if words and self.lexicon.read(words).has(*DOUBTFUL):
                    return words
        inside = re.search(r"\(([^)]*)\)", row.name)
        return row.name if inside and self.lexicon.read(inside[1]).has(*OTHERS, "week", "month") else ""

    def is_left(self, row: Row, column: Column, doubt: str) -> bool:
        """Whether a number is not taken because of a mark beside it: as a person said, or until one says."""
        remark = self.block.grid.remarks.get(self.block.origin(row.line, column.place), NO_REMARK)
        words = doubt or self.remark(row.line, column.place)
        is_struck = not doubt and remark.is_struck
        if not words:
            return False
        said = self.words.given.get("struck") if is_struck else self.words.remarks.get(stable_key(words))
        if said is None:
            place, line = self.place(row.line, column), self.line(row.line, column.place)
            self.ask(asking.about_remark(words, is_struck, place, line, column))
        return said != "take"

    def remark(self, line: int, place: int) -> str:
        """What marks a cell so that a person would ask: a stroke, a comment, a colour that a legend speaks of."""
        remark = self.block.grid.remarks.get(self.block.origin(line, place))
        if remark is None:
            return ""
        if remark.is_struck:
            return self.block.grid.cell(line, place)
        if remark.comment:
            read = self.lexicon.read(remark.comment)
            return remark.comment if read.unknown or set(read.tags) & {*OTHERS, *DOUBTFUL} else ""
        return next((line for line in self.legends if is_doubtful(line, remark.colour, self.lexicon)), "")

    def line(self, row: int, column: int) -> int:
        """The line that people see."""
        return self.block.origin(row, column)[0] + 1

    def note(self, column: Column, sense: Sense, row: Row) -> None:
        """Remembers why a number was not taken."""
        if sense.other:
            self.table_.others.setdefault(column.place, sense.other)
            self.table_.because.setdefault(sense.other, sense.words or column.written)
        elif sense.asked and row.kind == "unit":
            self.ask_sense(sense, column)

    def ask_sense(self, sense: Sense, column: Column) -> None:
        """Asks what the numbers of a column are."""
        place = self.place_of_line(sense.culprit or sense.words) if sense.is_of_all else self.place(column=column)
        self.ask(asking.about_number(sense, column, self.columns, place, self.carried))

    def ask_time(self) -> None:
        """Asks for the time, or which of several it is."""
        self.ask(asking.about_time(self.time, self.place()))

    def ask_of_lines(self) -> None:
        """Lines that speak of counting in unknown words keep all of the table waiting."""
        if self.words.given.get("measure") == "cumulative":
            return
        for reading in around.unknown_of(self.frame):
            if self.table_.cells:
                place = self.place_of_line(reading.written)
                self.ask(asking.about_line(reading.unknown, place, len(self.table_.cells)))
        if any(question.asked == "words_are_understood" and not question.column for question in self.table_.questions):
            self.table_.cells.clear()

    def place(self, row: int | None = None, column: Column | None = None) -> asking.Place:
        """Where a cell of the table stands; without a row the one that heads the column."""
        sheet = self.block.grid.sheet
        if column is None:
            return asking.Place(sheet)
        if row is None:
            row = self.block.head[-1] if self.block.head else self.block.body[0]
        return asking.Place(sheet, self.table_.name(row, column.place), self.block.origin(row, column.place))

    def place_of_row(self, row: Row) -> asking.Place:
        """Where the name of a row stands."""
        return self.place(row.line, next((one for one in self.columns if one.role == "unit"), self.columns[0]))

    def place_of_line(self, words: str) -> asking.Place:
        """Where a line around the table stands that holds the words."""
        lines = (*self.block.above, *self.block.below, *self.top)
        at = next(((line.row, line.column) for line in lines if words in line.words), None)
        return asking.Place(self.block.grid.sheet, "", at)

    def ask(self, question: Question) -> None:
        """Asks once what one answer answers, and remembers at how many places more it is asked."""
        questions = self.table_.questions
        same = [place for place, one in enumerate(questions) if is_answered_by(one, question)]
        if not same:
            questions.append(question)
        elif question.at and question.at not in self.table_.asked_at:
            questions[same[0]] = replace(questions[same[0]], more=questions[same[0]].more + 1)
        if question.at:
            self.table_.asked_at.add(question.at)


def is_answered_by(one: Question, other: Question) -> bool:
    """Whether the answer to one question answers another."""
    return one.asked == other.asked and (one.choices[:1] == other.choices[:1] if one.choices else one == other)


def is_turned(block: Block, columns: Sequence[Column], is_unit: Callable[[str], bool]) -> bool:
    """Whether units stand over the columns and what is counted stands in the rows."""
    if any(column.role in ("unit", "unit_code") and column.place in block.labels for column in columns):
        return False
    if not block.labels:
        return False
    named = [place for place in block.numbers if block.heads[place] and is_unit(block.heads[place][-1])]
    return len(named) >= 2 and len(named) >= len(block.numbers) / 2


def without_measures(column: Column) -> Column:
    """The column without words of a unit of measure, which speak of the whole table wherever they stand."""
    return replace(column, readings=tuple(reading for reading in column.readings if not reading.has("measure")))
