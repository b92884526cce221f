"""What the words of a heading mean: each known phrase is a tag, and one unknown word makes the heading unknown."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dashboard.exports.header import heading_key
from dashboard.importer.staging import Staging

STAGES = ("collected", "approved", "activated")
# Between the words of a column's header rows, from the top one to the bottom one.
BETWEEN = " / "
# The columns of a list, as they are called in a table.
ROLES = {"unit_name": "unit", "parent_name": "parent"}
# Tags with which a number is no cumulative count of accounts, whatever else the heading says.
OTHER = ("percent", "flow", "backlog", "target", "population", "rank", "note")


@dataclass(frozen=True)
class Phrases:
    """The phrases that headings are made of, each with its tag.

    ``explained`` are the headings whose meaning a person gave, ``parts`` what stands of them in single cells.
    """

    tags: dict[str, str]
    explained: Mapping[str, str] = field(default_factory=dict)
    parts: frozenset[str] = frozenset()

    @cached_property
    def longest(self) -> int:
        """The number of words of the longest phrase."""
        return max(len(phrase.split()) for phrase in self.tags)

    def read(self, words: str) -> list[str] | None:
        """The tags of a heading, longest phrases first; None where a word is unknown."""
        left, found = heading_key(words).split(), []
        while left:
            for length in range(min(self.longest, len(left)), 0, -1):
                if tag := self.tags.get(" ".join(left[:length])):
                    found.append(tag)
                    left = left[length:]
                    break
            else:
                return None
        return found

    def named(self, words: str, tags: tuple[str, ...]) -> list[str]:
        """Those of the tags that a sentence mentions, in the tags' order."""
        key = f" {heading_key(words)} "
        spans = []
        for phrase, tag in sorted(self.tags.items(), key=lambda item: -len(item[0])):
            if f" {phrase} " in key:
                key = key.replace(f" {phrase} ", " | ")
                spans.append(tag)
        return [tag for tag in tags if tag in spans]


def phrases_of(staging: Staging, columns: Collection[tuple[str, str]]) -> Phrases:
    """The phrases of the vocabulary: stages, levels, and the words of headings; ``columns`` as of Hints."""
    rows = staging.execute(
        "SELECT canonical, word FROM vocabulary WHERE field IN ('stage', 'level', 'heading') ORDER BY field"
    ).fetchall()
    # A bare 1 or 2 says nothing in a heading.
    tags = {heading_key(word): tag for tag, word in rows if not heading_key(word).isdigit()}
    parts = frozenset(heading_key(part) for written, _ in columns for part in written.split(BETWEEN))
    return Phrases(tags, {heading_key(written): meaning for written, meaning in columns}, parts)


@dataclass(frozen=True)
class Heading:
    """What a column holds: unit, unit_code, parent, ordinal, as_of, a count (stage and level), or nothing we read.

    ``kind`` is the kind of file by which a column that is not read here comes in.
    """

    role: str
    stage: str | None = None
    level: str | None = None
    kind: str = ""


def explained_heading(meaning: str) -> Heading:
    """A heading by its meaning as a person gave it: "activated 1", "unit_name", or "" for one that is not read."""
    stage, _, level = meaning.partition(" ")
    return Heading("count", stage, level) if level else Heading(ROLES.get(meaning, meaning))


def heading_of(tags: list[str] | None) -> Heading:
    """The meaning of a column from the tags of its heading, from the top row to the bottom one."""
    if not tags or any(tag in OTHER for tag in tags):
        return Heading("", kind=yardstick(tags or []))
    for role in ("ordinal", "unit_code", "parent", "unit", "as_of"):
        if role in tags and not set(tags) & set(STAGES):
            return Heading(role)
    stages = {tag for tag in tags if tag in STAGES}
    levels = {tag for tag in tags if tag in ("1", "2")}
    if len(stages) > 1 or not stages | levels | ({"all"} & set(tags)):
        return Heading("")
    level = "all" if len(levels) == 2 or (not levels and "all" in tags) else next(iter(levels), None)
    return Heading("count", next(iter(stages), None), level)


def yardstick(tags: list[str]) -> str:
    """The kind of file that brings in a column of targets or people; a share of them is neither."""
    others = {tag for tag in tags if tag in OTHER}
    if others == {"target"}:
        return "target"
    return "population_base" if others == {"population"} and not set(tags) & set(STAGES) else ""
