"""What stands around a table: the lines above and below it, its sheet's name, the file's name, other sheets."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dashboard.exports.privacy import masked
from dashboard.folding import fold
from dashboard.importer.layouts.grids.blocks import Block, Line
from dashboard.importer.layouts.words.colours import COLOURED
from dashboard.importer.layouts.words.lexicon import LEVELS, ORDINAL, STAGES, Lexicon, Reading, has_marks, key_of
from dashboard.importer.layouts.words.meaning import BOTH, COUNTING, OTHERS, SPANS, Around
from dashboard.importer.layouts.words.moments import WEEKDAY, Moment, one_time, without_moments, years_in
from dashboard.importer.layouts.words.notes import is_of_numbers, narrowing, subtitles_of

# A cell that says of what the one on its right is.
NAMING = {
    "as_of",
    "until",
    "parent",
    "unit",
    "measure_head",
    "level_head",
    "stage_head",
    "number",
    "object",
    "filler",
    "around",
    "unit_code",
}
# Of these tags a line that does not speak of counting may hold any: letterheads and names of offices do.
OF_OFFICES = ("other", "organisation", "subset", "person", "population", "rank", "note", "score", "child")
LEGEND = re.compile(
    r"(?:^|[;,.:#(*-])\s*((?:[\w%/+.-]{1,8})(?:\s*,\s*[\w%/+.-]{1,8})*)\s*(?:[:=]|\s[-–]\s|\blà\b)\s*([^;:=]+?)(?=\s*(?:[;.)]|$))"
)
# A running total that begins with a year, a week or a campaign.
OF_SPAN = re.compile(
    r"\b(?:luy ke|cong don|lk)(?: (?:trong|cua|ca|dot|cao diem|cac))* (?:nam|quy|thang|dot|tuan|chien dich|ky)\b"
    r"|\btu (?:ngay |thoi diem |thoi gian )?dau (?:dot|cao diem|cac|chien dich|nam|quy|thang|tuan|ky)\b"
    r"|\bso lieu (?:cua |trong )?(?:tuan|thang|ky|quy|nam) \d"
    rf"|\btu (?:ngay )?(?:{WEEKDAY}|hom qua|hom truoc) (?:den|toi)\b"
)
# What the heading of a part or the name of a sheet may be by itself: no words of an office.
OF_PARTS = ("organisation", "child", "subset")
# What the name of a file may say against its title.
OF_FILES = (
    "flow",
    "target",
    "plan",
    "backlog",
    "previous",
    "change",
    "percent",
    "scale",
    "child",
    "organisation",
    "subset",
)
NOTED = ("flow", "since", "scale", "percent")
NIGHT = 6
# An unknown word of fewer letters in a sheet's name is the initials of somebody or of a place.
SHORTEST = 3
# Of a sheet without a table, longer lines explain how to fill in the others, and say nothing of their numbers.
TITLE = 10


@dataclass(frozen=True)
class Frame:
    """What stands around one table, read."""

    own: tuple[Reading, ...]
    sheet: Reading
    farther: tuple[Reading, ...] = ()
    notes: tuple[Reading, ...] = ()
    file: Reading = field(default_factory=Reading)
    book: tuple[Reading, ...] = ()
    sections: tuple[Reading, ...] = ()
    # The notes below the last table of the sheet, which may speak of all its tables.
    last: tuple[Reading, ...] = ()


def readings_of(lines: Sequence[Line], lexicon: Lexicon) -> list[Reading]:
    """The lines above a table; a cell that names what the next one holds is read together with it.

    They are covered before they are read: of an address, no word that is left over is asked about.
    """
    found, skip, before = [], False, -1
    for line, behind in zip(lines, (*lines[1:], None), strict=False):
        if skip:
            skip = False
            continue
        reading = lexicon.read(masked(line.words))
        if (
            behind
            and behind.row == line.row
            and reading.tags
            and set(reading.tags) <= NAMING
            and not reading.unknown
            and not reading.moments
        ):
            both = masked(f"{line.words}: {behind.words}")
            held = lexicon.read(masked(behind.words))
            moments = lexicon.read(both).moments
            found.append(replace(held, written=both, tags=(*reading.tags, *held.tags), moments=moments))
            skip = True
        else:
            # A date right behind other words is the date of what they say: "Ngày lập biểu".
            is_led = line.row == before
            found.append(replace(reading, moments=()) if is_led and is_alone(reading) else reading)
        before = line.row
    return found


def legend_of(lines: Iterable[Line], lexicon: Lexicon, used: set[str]) -> tuple[dict[str, str], set[str]]:
    """The short forms that lines explain, each with its tag, and the lines that do nothing else."""
    words: dict[str, str] = {}
    explaining: set[str] = set()
    for line in lines:
        pairs = [
            pair
            for match in LEGEND.finditer(line.words)
            for pair in pairs_of(match[1], match[2])
            if key_of(pair[0]) in used
        ]
        tags = {short: tag for short, meaning in pairs if (tag := tag_of(lexicon.read(meaning)))}
        if tags:
            words |= tags
            explaining.add(line.words)
    return words, explaining


def pairs_of(shorts: str, meaning: str) -> list[tuple[str, str]]:
    """Short forms and their meanings: "M1, M2: mức độ 1, mức độ 2" are two."""
    short, long = [one.strip() for one in shorts.split(",")], [one.strip() for one in meaning.split(",")]
    return list(zip(short, long, strict=True)) if len(short) == len(long) else [(one, meaning) for one in short[:1]]


def tag_of(reading: Reading) -> str:
    """The one tag that a meaning comes to."""
    for tags in (
        OTHERS,
        STAGES,
        ("1", "2", "all"),
        ("cumulative", "result", "unit", "parent", "ordinal", "unit_code", "as_of"),
    ):
        if named := reading.of(tags):
            return named[0]
    return "filler" if reading.tags and not reading.unknown else ""


def used_words(block: Block) -> set[str]:
    """The words of a table's head and labels, by which a legend is known."""
    parts = [part for words in block.heads.values() for part in words]
    parts += [block.cell(row, column) for row in block.body for column in block.labels]
    keys = {key_of(part) for part in parts}
    return keys | {token for key in keys if len(key) <= 24 for token in key.split()}


def speaks(reading: Reading) -> bool:
    """Whether a line is about counting."""
    is_of_accounts = reading.has("object") and reading.has("identity", "all")
    return (
        is_of_accounts or reading.has(*COUNTING, "measure") or any(moment.role != "alone" for moment in reading.moments)
    )


def others_of(readings: Iterable[Reading], headed: Sequence[str] = ()) -> dict[str, str]:
    """What lines say that makes the numbers no cumulative counts, each with the first line that says so.

    The tags that are ``headed`` count in a line too that does not speak of counting.
    """
    found: dict[str, str] = {}
    for reading in readings:
        tags = [tag for tag in reading.tags if tag in (*OTHERS, *SPANS, "week")]
        if not reading.has(
            *STAGES, "measure", "number", "object", "identity", "result", "until", "1", "2", "cumulative"
        ):
            tags = [tag for tag in tags if tag not in (*OF_OFFICES, *SPANS, "week") or tag in headed]
            if len(reading.written.split()) > TITLE:
                # A long line that does not speak of counting explains something, and is no title.
                continue
        is_of_span = not reading.is_said and OF_SPAN.search(key_of(reading.written))
        if is_of_span or any(moment.role == "since" for moment in reading.moments):
            tags.append("since")
        for tag in tags:
            found.setdefault(tag, reading.written)
    return found


def stages_of(readings: Iterable[Reading]) -> tuple[str, ...]:
    """The stages that lines name, in the order of the stages."""
    named = {tag for reading in readings for tag in reading.of(STAGES)}
    return tuple(stage for stage in STAGES if stage in named)


def levels_of(readings: Iterable[Reading]) -> set[str]:
    """The levels that lines name; a sum alone names none."""
    found: set[str] = set()
    for reading in readings:
        named = set(reading.of(("1", "2")))
        is_both = "all" in reading.tags and BOTH.search(key_of(reading.written))
        found |= {"1", "2"} if is_both else named
    return found


def around_of(frame: Frame, carried: frozenset[str]) -> tuple[Around, str]:
    """What all numbers of a table share, and the levels that contradict each other, in words."""
    rings = [frame.sections, frame.own, (frame.sheet,), frame.farther]
    stages = next((named for ring in rings if (named := stages_of(ring))), ())
    level, doubt = level_of_rings([levels_of(ring) for ring in rings[:3]])
    if level is None and not doubt:
        level = next(
            (min(found) if len(found) == 1 else "all" for ring in rings[3:] if (found := levels_of(ring))), None
        )
    near = [*frame.sections, *frame.own, frame.sheet]
    said = {
        **others_of([frame.sheet], OF_PARTS),
        **others_of(near),
        **others_of(frame.sections, (*OF_PARTS, *SPANS, "week")),
    }
    if not near or not any(reading.has(*STAGES, "cumulative") for reading in near):
        titles = [reading for reading in frame.book if len(reading.written.split()) <= TITLE]
        said = {**others_of([*frame.farther, *titles]), **said}
    # A note speaks of all numbers where it says of what unit or span they are; of others it explains one or two.
    noted = {("since" if tag == "flow" else tag): line for tag, line in others_of(frame.notes).items() if tag in NOTED}
    # What a person said of a note or a name is believed.
    aside = (*frame.notes, *frame.last, frame.sheet, frame.file)
    told = next((one.written for one in aside if one.is_said and one.of(OTHERS)), "")
    said = {**noted, **({"other": told} if told else {}), **said}
    is_cumulative = any(reading.has("cumulative") for reading in [*near, *frame.farther])
    doubts = tuple(doubts_of(frame, carried | set(stages) | ({*LEVELS} if level == "all" else {level or ""})))
    return Around(stages, level, tuple(said.items()), is_cumulative, carried, doubts), doubt


def doubts_of(frame: Frame, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """What notes, the sheet's name and the file's name say against the numbers, each with its line; ``known`` is what
    the table says itself."""
    for note in (*frame.notes, *frame.last):
        if not note.is_said and not COLOURED.search(fold(note.written)):
            tags = [*narrowing(note), *note.of((*STAGES, "1", "2"))]
            yield from ((tag, note.written) for tag in tags if tag not in known)
    lines = (*frame.own, *frame.farther)
    for line in subtitles_of(frame.own):
        yield from ((tag, line.written) for tag in narrowing(line) if tag not in known)
    until = [one for one in (*lines, frame.sheet) if any(moment.role == "until" for moment in one.moments)]
    # Without a time that is asked first, and whoever says it says of what the figures are.
    if not until and time_of(frame).at and not any(one.has("until", "cumulative") for one in lines):
        yield from ((tag, frame.sheet.written) for tag in frame.sheet.of((*SPANS, "week")) if tag not in known)
    yield from ((tag, frame.file.written) for tag in named_against(frame.file) if tag not in known)


def named_against(name: Reading) -> tuple[str, ...]:
    """What the name of a file, or of a list's sheet, says against cumulative counts."""
    return () if name.is_said or name.has("cumulative", "result") else name.of(OF_FILES)


def reading_of_file(file: str, lexicon: Lexicon) -> Reading:
    """What a file is called, without its ending."""
    return lexicon.read(re.sub(r"\.\w{2,7}$", "", file).replace("_", " "), where="file")


def level_of_rings(rings: Sequence[set[str]]) -> tuple[str | None, str]:
    """The level that the nearest words name, and a doubt where farther ones name another."""
    single = {min(named) for named in rings if len(named) == 1}
    if len(single) > 1:
        return None, "1 ≠ 2"
    if single:
        return next(iter(single)), ""
    return ("all" if any(rings) else None), ""


def unknown_of(frame: Frame) -> list[Reading]:
    """The lines that speak of counting in words that are not known."""
    lines = [*frame.own, *frame.farther]
    sheet = [frame.sheet] if frame.sheet.has(*STAGES, "1", "2", "cumulative", *OTHERS) or has_words(frame.sheet) else []
    parts = [*frame.own[-1:], *filter(is_enumerated, frame.own)] if frame.farther else []
    found = [one for one in lines if speaks(one) or one in parts]
    found += [one for one in subtitles_of(frame.own) if one not in found]
    found += [one for one in (*frame.notes, *frame.last) if is_of_numbers(one)]
    return [one for one in (*found, *sheet) if one.unknown]


def is_enumerated(reading: Reading) -> bool:
    """Whether a line heads a part: "B. NGUYỆN VỌNG"."""
    return bool(ORDINAL.match(reading.written))


def has_words(reading: Reading) -> bool:
    """Whether a sheet's name holds unknown words, and no mere initials or numbers."""
    return any(
        " " in words or has_marks(words) or sum(map(str.isalpha, words)) >= SHORTEST
        for words in reading.unknown
        if not words.replace(" ", "").isdigit()
    )


@dataclass(frozen=True)
class Time:
    """The time of a table; ``asked`` is the reason that it is asked, ``words`` what speaks for it or against it."""

    at: dt.datetime | None = None
    asked: str = ""
    words: str = ""
    candidates: tuple[dt.datetime, ...] = ()


def year_of(frame: Frame) -> int | None:
    """The one year that stands around, for days that are written without theirs."""
    years = years_in([*(reading.written for reading in (*frame.own, *frame.farther, frame.sheet)), frame.file.written])
    return next(iter(years)) if len(years) == 1 else None


def time_of(frame: Frame) -> Time:
    """The time that stands nearest; times that contradict it, or that the calendar does not have, are asked."""
    year = year_of(frame)
    if said := times_in([one for one in lines_around(frame) if one.is_said and one.has("until")], year):
        return Time(said[0].at) if said[0].at else Time(asked="time_exists", words=said[0].words)
    own = times_in(frame.own, year)
    notes = [moment for moment in times_in(frame.notes, year) if moment.role == "until"]
    sheet = [moment for moment in frame.sheet.moments if moment.at]
    sheet += [m.in_year(year) for m in frame.sheet.moments if not m.at and m.in_year(year).at]
    if impossible := [moment for moment in own if moment.at is None]:
        return Time(
            asked="time_exists" if not impossible[0].day_and_month else "time_is_given", words=impossible[0].words
        )
    for ring in (own, notes, sheet, times_in(frame.farther, year), times_in(frame.book, year), of_file(frame.file)):
        if ring:
            times = one_time(ring)
            others = one_time([*times, *notes, *sheet, *of_file(frame.file)])
            against = [other for other in others if not any(is_same(one, other) for one in times)]
            if len(times) > 1 or (against and ring is not notes):
                candidates = tuple(moment.at for moment in [*times, *against] if moment.at)
                words = "; ".join(f"{at:%d/%m/%Y %H:%M}" for at in candidates)
                return Time(asked="time_is_certain", words=words, candidates=candidates)
            return Time(times[0].at) if times[0].at else Time(asked="time_exists", words=times[0].words)
    return Time(asked="time_is_given")


def lines_around(frame: Frame) -> list[Reading]:
    """All lines that stand around a table, the nearest first."""
    return [*frame.sections, *frame.own, *frame.notes, frame.sheet, *frame.farther, *frame.book, frame.file]


def is_same(one: Moment, other: Moment) -> bool:
    """Whether two times do not contradict each other."""
    return one == other or (one.at is not None and one.at == other.at) or is_night_of(one, other)


def is_night_of(one: Moment, other: Moment) -> bool:
    """Whether a time in the night is that of the day before, by which a sheet is called."""
    if not one.at or not other.at or not one.has_hour or one.at.hour >= NIGHT:
        return False
    return other.at.date() == one.at.date() - dt.timedelta(days=1)


def times_in(readings: Iterable[Reading], year: int | None) -> list[Moment]:
    """The times of the figures in lines: those that words make so, else a date that is a line by itself."""
    found, alone = [], []
    for reading in readings:
        for moment in reading.moments:
            whole = moment.in_year(year)
            if moment.role == "until":
                found.append(whole)
            elif moment.role == "alone" and is_alone(reading):
                alone.append(whole)
    return found or alone


def is_alone(reading: Reading) -> bool:
    """Whether a line is nothing but a date in figures, or one behind words that ask for it."""
    rest = key_of(without_moments(reading.written))
    if not rest:
        return "thang" not in fold(reading.written)
    if rest.startswith("as of"):
        # An English line may have its month first.
        return False
    return not reading.unknown and reading.has("as_of", "until") and set(reading.tags) <= {"as_of", "until", "number"}


def of_file(reading: Reading) -> list[Moment]:
    """The time in a file's name, where it says "den ngay"."""
    return [
        moment
        for moment in reading.moments
        if moment.role == "until" and moment.at and re.search(r"\bden\b", key_of(reading.written))
    ]


def explained_by(words: Mapping[str, str], lexicon: Lexicon) -> Lexicon:
    """The lexicon with a legend's short forms."""
    return lexicon.with_words(words) if words else lexicon
