"""What a number is, from all words on its path: a cumulative count of a stage and level, something else, or asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.importer.layouts.words.lexicon import LEVELS, STAGES, Reading, key_of

# With one of these a number is no cumulative count of activated, approved or collected accounts.
OTHERS = (
    "percent", "flow", "change", "previous", "target", "plan", "backlog", "population", "rank", "score",
    "organisation", "child", "subset", "person", "other", "note", "scale", "mistake",
)  # fmt: skip
# A number that these qualify is no target that a running count can reach: of a span within, or of other things.
NARROWING = ("week", "month", "quarter", "phase", "period")
# A numbered span may be what happened within it.
SPANS = ("month", "quarter", "year", "phase")
BOTH = re.compile(r"\b1\b.*\b2\b|hai muc|2 muc")
# Words that make a line one about counting.
COUNTING = (
    *STAGES,
    "1",
    "2",
    "number",
    "cumulative",
    "flow",
    "now",
    "result",
    "percent",
    "scale",
    "until",
    *SPANS,
    "week",
)
# A number whose words hold one of these may be a count; one without any is a column of another kind.
TELLING = (*STAGES, "1", "2", "all", "number", "object", "cumulative", "result", "now", "done")
# A title with the number that is asked for: "chỉ tiêu 2.500 tài khoản".
OF_TARGET = re.compile(r"\d[\d., ]*\d+ (?:tai khoan|tk|ho so|cong dan|truong hop|nguoi)\b")


@dataclass(frozen=True)
class Around:
    """What stands around the cells of a table: what its lines, its sheet and its section say of all its numbers.

    ``others`` are what makes them no counts, each with the line that says so; ``carried`` are the tags that columns or
    rows of the table bear themselves.
    """

    stages: tuple[str, ...] = ()
    level: str | None = None
    others: tuple[tuple[str, str], ...] = ()
    is_cumulative: bool = False
    carried: frozenset[str] = frozenset()
    # What a note, the sheet's name or the file's name says against the numbers, each with its line: it is asked.
    doubts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Sense:
    """What a number is: a count of a ``stage`` and ``level``; ``other`` than a count; or ``asked`` because of words.

    ``culprit`` is the cell or line that must be explained; without one it is the column, or the words that are unknown.
    """

    stage: str | None = None
    level: str | None = None
    other: str = ""
    asked: str = ""
    words: str = ""
    is_of_all: bool = False
    culprit: str = ""

    @property
    def is_count(self) -> bool:
        """Whether the number may come in."""
        return bool(self.stage) and not self.other and not self.asked


def sense_of(near: Sequence[Reading], around: Around) -> Sense:
    """The sense of a number from the words of its column and row, from the outermost to the innermost."""
    tags = [tag for reading in near for tag in reading.tags]
    if said := [tag for reading in near if reading.is_said for tag in reading.of(OTHERS)]:
        return Sense(other=said[0])
    if any(moment.role == "since" for reading in near for moment in reading.moments):
        return Sense(other="flow")
    others = [tag for tag in tags if tag in OTHERS]
    if others:
        mixed = "cumulative" in tags and set(others) == {"flow"}
        if mixed:
            return asked("words_are_understood", near, OTHERS)
        return Sense(other=others[0], words=saying(others[0], near))
    is_of_days = any(reading.has("period") and not reading.moments for reading in near)
    if is_of_days or any(tag in SPANS or tag == "week" for tag in tags):
        return asked("span_is_certain", near, ("period", "week", *SPANS))
    if divided := [reading.written for reading in near if reading.has("unit", "parent")]:
        # "Công dân trong xã": a part of the people is no count of the unit.
        return Sense(asked="words_are_understood", words=", ".join(divided), culprit=divided[-1])
    if parted := part_of(near):
        return Sense(asked="words_are_understood", words=parted, culprit=parted)
    if is_sum_of_things(near):
        return Sense(other="sum")
    if unknown := [words for reading in near for words in reading.unknown]:
        is_telling = any(tag in TELLING for tag in tags)
        strange = [reading.written for reading in near if reading.unknown]
        return (
            Sense(asked="words_are_understood", words=", ".join(unknown), culprit=strange[-1])
            if is_telling
            else Sense(other="unknown", words=", ".join(unknown))
        )
    stage = stage_of(near)
    level = level_of(near)
    if level == "all" and around.level in ("1", "2") and not around.carried & {"1", "2"} and not names_both(near):
        # "Tổng số hồ sơ" below a title of level 2 is a sum of nothing else.
        level = around.level
    if stage == "several" or level == "several":
        return Sense(other="ratio") if stage == "several" else asked("level_is_given", near)
    return placed(Sense(stage, level), near, around)


def placed(sense: Sense, near: Sequence[Reading], around: Around) -> Sense:
    """The sense completed by what stands around the table, or spoilt by it."""
    tags = [tag for reading in near for tag in reading.tags]
    is_said = "cumulative" in tags
    is_of_a_day = any(moment.role == "alone" and moment.words.startswith("ngay") for r in near for moment in r.moments)
    is_of_a_flow = "flow" in around.carried and "all" in tags and not set(tags) & {*STAGES, "1", "2"}
    if not is_said and ((is_of_a_day and not around.is_cumulative) or (is_of_a_flow and "1" not in around.carried)):
        return asked("span_is_certain", near)
    for other, line in around.others:
        if other in ("flow", "since", *SPANS, "week"):
            if not (is_said or (around.is_cumulative and other not in ("flow", "since"))):
                if other == "flow" and not around.is_cumulative:
                    return Sense(other="flow", words=line)
                return Sense(asked="span_is_certain", words=line, is_of_all=True, culprit=line)
        elif other == "target" and other not in around.carried and OF_TARGET.search(key_of(line)):
            # It names the target itself, and need not say that the numbers below it are targets.
            return Sense(asked="title_names_target", words=line, is_of_all=True, culprit=line)
        elif other not in around.carried:
            # A line about a person may name one.
            return Sense(other=other, words="" if other == "person" else line)
    for tag, line in around.doubts:
        if not (is_said and tag in ("flow", "since", *SPANS, "week")):
            reason = "span_is_certain" if tag in ("flow", "since", *SPANS, "week") else "words_are_understood"
            return Sense(asked=reason, words=line, is_of_all=True, culprit=line)
    if sense.stage is None:
        if around.carried & set(STAGES) and "all" in tags and not set(tags) & {"1", "2", "cumulative"}:
            # A sum across stages counts nothing.
            return Sense(other="sum")
        if around.carried & set(STAGES) or len(around.stages) != 1:
            return Sense(other="unknown") if not set(tags) & set(TELLING) else asked("stage_is_given", near)
        sense = Sense(around.stages[0], sense.level)
    if sense.level is None:
        if f"{sense.stage} level" in around.carried:
            return asked("level_is_given", near)
        sense = Sense(sense.stage, around.level or "all")
    return sense


def stage_of(near: Sequence[Reading]) -> str | None:
    """The stage that the innermost words name; "several" where they name more than one, or contradict those around."""
    named = [reading.of(STAGES) for reading in near if reading.of(STAGES)]
    if said := [reading.of(STAGES)[0] for reading in near if reading.is_said and reading.of(STAGES)]:
        return said[-1]
    if not named:
        return None
    *outer, inner = named
    if len(inner) > 1 or any(len(one) == 1 and one != inner for one in outer):
        return "several"
    return inner[0]


def level_of(near: Sequence[Reading]) -> str | None:
    """The level: of both where both are named together, or where only a sum is named."""
    if said := [reading.of(LEVELS)[0] for reading in near if reading.is_said and reading.of(LEVELS)]:
        return said[-1]
    named = [reading.of(("1", "2")) for reading in near if reading.of(("1", "2"))]
    single = {one for one in named if len(one) == 1}
    if len(single) > 1:
        return "several"
    if single:
        return next(iter(single))[0]
    return "all" if named or any("all" in reading.tags for reading in near) else None


def names_both(near: Sequence[Reading]) -> bool:
    """Whether words name both levels, and no mere sum."""
    return any("all" in reading.tags and BOTH.search(key_of(reading.written)) for reading in near) or any(
        len(reading.of(("1", "2"))) == 2 for reading in near
    )


def is_sum_of_things(near: Sequence[Reading]) -> bool:
    """Whether only a number of accounts is named, of whatever stage: "Tổng số tài khoản" is none of ours."""
    tags = {tag for reading in near for tag in reading.tags}
    return any(reading.has("all") and reading.has("object") for reading in near) and not tags & {
        *STAGES,
        "1",
        "2",
        "cumulative",
        "result",
    }


def part_of(near: Sequence[Reading]) -> str:
    """The words by which numbers are a part of others, where none behind them says which: "Trong đó" alone."""
    for place, reading in enumerate(near):
        if reading.has("within") and not any(inner.has(*STAGES, "1", "2") for inner in near[place:]):
            return reading.written
    return ""


def saying(tag: str, near: Sequence[Reading]) -> str:
    """The words that bear a tag."""
    return next(reading.written for reading in near if reading.has(tag))


def asked(reason: str, near: Sequence[Reading], tags: Sequence[str] = ()) -> Sense:
    """A sense that waits for an answer; the innermost words with one of the tags are to be explained."""
    culprits = [reading.written for reading in near if not reading.is_said and reading.has(*tags)]
    words = " / ".join(reading.written for reading in near if reading.written)
    return Sense(asked=reason, words=words, culprit=culprits[-1] if culprits else "")
