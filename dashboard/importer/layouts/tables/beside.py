"""What the columns of a list that are not read say of its rows: a target, a week's count or children are no counts."""

from collections.abc import Collection
from dataclasses import dataclass

from dashboard.exports.header import Header
from dashboard.exports.kinds import DETAILED, DOSSIER, DOSSIER_BY_STAGE, SUMMARY
from dashboard.exports.privacy import masked
from dashboard.exports.source import Hints, Source
from dashboard.importer.layouts.grids.blocks import DATE
from dashboard.importer.layouts.words.around import named_against, reading_of_file
from dashboard.importer.layouts.words.lexicon import Reading, key_of, lexicon_of, stable_key
from dashboard.importer.layouts.words.meaning import OTHERS, SPANS
from dashboard.importer.staging import Staging

# Headings that say what the rows are, whatever stands below them.
NAMING = ("measure_head", "level_head", "stage_head")
# Below headings of these stands who, where, when or how much, and nothing of what is counted.
HARMLESS = {"ordinal", "unit", "parent", "unit_code", "as_of", "person", "aside", "number"}
# Notes beside a row that make its number doubtful.
DOUBTFUL = {"previous", "plan", "scale", "mistake"}
# A column of more different words than these, or of as many as half of its rows, is free text.
CATEGORIES = 12


@dataclass(frozen=True)
class Watched:
    """A column that is not read but may qualify the rows; ``kind`` is naming, note, known or unknown."""

    position: int
    written: str
    kind: str

    @property
    def column(self) -> str:
        """Its column in the table `raw`."""
        return f"beside {self.position} {self.written}"

    @property
    def quoted(self) -> str:
        """The same as SQL writes it."""
        return '"' + self.column.replace('"', '""') + '"'


def watched(staging: Staging, header: Header, hints: Hints) -> list[Watched]:
    """The columns of a list of counts that may qualify its rows."""
    if not header.beside or header.kind not in (SUMMARY, DETAILED, DOSSIER, DOSSIER_BY_STAGE):
        return []
    lexicon = lexicon_of(staging, hints.columns, hints.words)
    found = [
        Watched(position, written, kind_of(lexicon.read(written)))
        for position, written in header.beside
        # What a person said of a heading is said.
        if key_of(written) not in lexicon.explained
    ]
    if header.kind in (DOSSIER, DOSSIER_BY_STAGE):
        # Most columns of such a list are a person's, of which no word is looked at.
        return [column for column in found if column.kind == "naming"]
    return [column for column in found if column.kind]


def against(staging: Staging, header: Header, sheet: str | None, file: str, hints: Hints) -> tuple[Reading, str] | None:
    """The name of a list's sheet or file that says that its numbers are no cumulative counts, and what they are."""
    if header.kind is not SUMMARY:
        return None
    lexicon = lexicon_of(staging, hints.columns, hints.words)
    counts = lexicon.read(header.names.get("count", ""))
    for name in (lexicon.read(sheet or ""), reading_of_file(file, lexicon)):
        tags = name.of(OTHERS) if name.is_said else named_against(name)
        if tags and not (counts.has("cumulative") and tags[0] == "flow"):
            return name, tags[0]
    return None


def kind_of(heading: Reading) -> str:
    """What a heading makes of the words below it; nothing where they say nothing of the numbers."""
    if heading.has(*NAMING):
        return "naming"
    if heading.has("note"):
        return "note"
    if heading.has("person") or (not heading.unknown and set(heading.tags) <= HARMLESS):
        return ""
    return "unknown" if heading.unknown else "known"


def doubt_rows(staging: Staging, source: Source) -> None:
    """Fills `row_doubt` with the rows that the words beside them make no counts, or doubtful."""
    for column in watched(staging, source.header, source.hints):
        if reasons := doubts(staging, column, f"SELECT {column.quoted} AS cell FROM raw", source.hints):
            staging.put("doubted", {"cell": "VARCHAR", "reason": "VARCHAR"}, list(reasons.items()))
            # Below a heading that is not known may stand people: no word of theirs is told.
            told = "$heading" if column.kind == "unknown" else "doubted.cell"
            staging.execute(
                f"INSERT INTO row_doubt SELECT raw.rowid, $heading, doubted.reason, {told} "
                f"FROM raw INNER JOIN doubted ON raw.{column.quoted} = doubted.cell",
                {"heading": masked(column.written)},
            )
            staging.execute("DROP TABLE doubted")


def doubts(staging: Staging, column: Watched, cells: str, hints: Hints) -> dict[str, str]:
    """Why rows with certain words in a column are not taken; ``cells`` is the SQL of its cells, called `cell`."""
    tallied = f"SELECT cell, count(*) FROM ({cells}) WHERE cell IS NOT NULL GROUP BY cell"
    found: list[tuple[str, int]] = staging.execute(tallied).fetchall()
    # A letter alone is a tick.
    worded = [cell for cell, _ in found if len(cell) > 1 and any(map(str.isalpha, cell)) and not DATE.fullmatch(cell)]
    are_few = len(worded) <= CATEGORIES and 2 * len(worded) <= sum(count for _, count in found)
    lexicon = lexicon_of(staging, hints.columns, hints.words)
    reasons = {cell: reason_of(column, lexicon.read(cell), are_few=are_few) for cell in worded}
    taken = {stable_key(words) for words, means in hints.remarks if means == "take"}
    return {cell: reason for cell, reason in reasons.items() if reason and not is_taken(reason, cell, taken)}


def is_taken(reason: str, cell: str, taken: Collection[str]) -> bool:
    """Whether a person said that figures with this remark are right."""
    return reason == "remark_is_understood" and stable_key(cell) in taken


def reason_of(column: Watched, cell: Reading, *, are_few: bool) -> str:
    """Why a row with these words is not taken; nothing where it is."""
    if column.kind == "note":
        return "remark_is_understood" if DOUBTFUL & set(cell.tags) else ""
    # Among words that are not known, one that is may be part of a name.
    if cell.has(*OTHERS, *SPANS, "week") and (column.kind == "naming" or not cell.unknown):
        return "numbers_are_counts"
    is_asked = column.kind == "naming" or (column.kind == "unknown" and are_few)
    return "words_are_understood" if cell.unknown and is_asked else ""
