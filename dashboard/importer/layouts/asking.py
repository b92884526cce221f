"""The questions that a table leaves open, each with what may be answered, so that every answer truly answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.exports.answers import LEVELS, STAGES, Answer
from dashboard.exports.privacy import masked
from dashboard.exports.questions import SPAN, WORDS, Choice, Question, choices_of
from dashboard.importer.layouts.tables.columns import Column, column_name
from dashboard.importer.layouts.words.around import Time
from dashboard.importer.layouts.words.lexicon import stable_key
from dashboard.importer.layouts.words.meaning import Sense


@dataclass(frozen=True)
class Place:
    """Where the words of a question stand: sheet, name of the cell, row and column of the grid."""

    sheet: str | None
    name: str = ""
    at: tuple[int, int] | None = None


def about_number(
    sense: Sense, column: Column, columns: Sequence[Column], place: Place, carried: frozenset[str]
) -> Question:
    """What a number is. ``carried`` are the tags that columns and rows of the table bear themselves."""
    name = column_name(column, columns)
    subject, words = ("word", sense.culprit) if stable_key(sense.culprit) else ("column", name)
    question = Question(sense.asked, place.sheet, place.name, sense.words, column=column.written, at=place.at)
    if sense.is_of_all:
        question = replace(question, place="", column=None)
    match sense.asked:
        case "span_is_certain":
            return replace(question, choices=choices_of(subject, words, SPAN))
        case "title_names_target":
            # Its day is the target's: called a count, it would give the counts that day.
            return replace(question, choices=choices_of("word", sense.culprit, ("filler", "target")))
        case "stage_is_given" if carried & set(STAGES):
            # The likeliest is the one that no other column has.
            stages = sorted(STAGES, key=lambda stage: (stage in carried, -STAGES.index(stage)))
            return replace(question, choices=choices_of("column", name, (*stages, "other")))
        case "stage_is_given":
            return replace(question, choices=tuple(Choice((Answer("", "stage", one),)) for one in reversed(STAGES)))
        case "level_is_given" if sense.is_of_all:
            return replace(question, choices=tuple(Choice((Answer("", "level", one),)) for one in LEVELS))
        case "level_is_given":
            return replace(question, choices=choices_of("column", name, (*LEVELS, "other")))
        case _ if sense.is_of_all:
            return replace(question, choices=choices_of("word", sense.culprit or sense.words, WORDS))
        case _:
            return replace(question, choices=choices_of(subject, words, WORDS))


def about_target(sense: Sense, column: Column, place: Place) -> Question:
    """What a target is of: a stage, a level; or what words of its column say that are not known."""
    field = {"stage_is_given": "stage", "level_is_given": "level"}.get(sense.asked)
    values = tuple(reversed(STAGES)) if field == "stage" else LEVELS
    choices = choices_of("word", sense.words, ("filler", "other"))
    if field:
        choices = tuple(Choice((Answer("", field, value),)) for value in values)
    return Question(sense.asked, place.sheet, place.name, sense.words, choices, column=column.written, at=place.at)


def about_target_columns(
    headings: Sequence[str], alike: Sequence[Column], columns: Sequence[Column], written: str, place: Place
) -> Question:
    """Which of several columns of targets is meant, by their headings where these differ."""
    choices = tuple(Choice((Answer("", "targets", one),), one) for one in headings)
    if len(headings) == 1:
        choices = about_twins(alike, columns, written, place).choices
    return Question("target_column_is_certain", place.sheet, "", written, choices, at=place.at)


def about_line(unknown: Sequence[str], place: Place, count: int) -> Question:
    """What the unknown words of a line say of all numbers: most often nothing."""
    written = ", ".join(unknown)
    choices = choices_of("word", written, ("filler", *(one for one in WORDS if one != "filler")))
    return Question("words_are_understood", place.sheet, "", written, choices, count=count, at=place.at)


def about_name(name: str, sheet: str | None) -> Question:
    """What the name of a list's sheet or file says of its numbers."""
    return Question("words_are_understood", sheet, "", masked(name), choices_of("word", masked(name), WORDS))


def about_time(time: Time, place: Place) -> Question:
    """Of which time the figures are."""
    asked = time.asked or "time_is_given"
    choices = tuple(Choice((Answer("", "as_of", f"{at:%Y-%m-%dT%H:%M}"),)) for at in time.candidates)
    return Question(asked, place.sheet, "", time.words, choices, "as_of", at=place.at)


def about_row(name: str, place: Place, line: int) -> Question:
    """Whether a row is a unit or a total."""
    return Question("row_is_certain", place.sheet, "", name, choices_of("row", name), row=line, at=place.at)


def about_remark(words: str, is_struck: bool, place: Place, line: int, column: Column) -> Question:
    """Whether a figure is taken that a remark makes doubtful."""
    choices = choices_of("remark", words)
    if is_struck:
        choices = tuple(Choice((Answer("", "struck", one),)) for one in ("take", "leave"))
    choices = tuple(reversed(choices))
    return Question(
        "remark_is_understood", place.sheet, place.name, words, choices, row=line, column=column.written, at=place.at
    )


def about_twins(twins: Sequence[Column], columns: Sequence[Column], written: str, place: Place) -> Question:
    """Which of several columns is the count, by their letters and words: the others are left out."""
    choices = tuple(
        Choice(
            tuple(Answer("column", column_name(other, columns), "other") for other in twins if other is not one),
            column_name(one, columns),
        )
        for one in reversed(twins)
    )
    return Question("columns_differ", place.sheet, "", written, choices, at=place.at)


def about_units(columns: Sequence[Column], place: Place) -> Question:
    """Which column names the units; without any, which unit the table is of."""
    labels = [column for column in columns if column.role == "label"]
    choices = tuple(
        Choice((Answer("column", column_name(one, columns), "unit"),), one.written) for one in labels if one.written
    )
    written = ", ".join(column.written for column in labels)
    field = "" if choices else "unit_name"
    return Question("units_are_named", place.sheet, place.name, written, choices, field, at=place.at)
