"""Every column of a table of units, declared once: its name, its format, where it is shown, how a page writes it.

What `query` prints are the columns that the query's own header declares.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Flag, auto

import pandas as pd

from dashboard import formats
from dashboard.briefing.goals.indicators import LATE_AFTER_DAYS
from dashboard.formats import Format
from dashboard.rows import ProgressByArea
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.wording import units
from dashboard.wording.phrases import base_title, base_words


class Shown(Flag):
    """A table that shows a column: the ranking (whole, or its main columns), the units apart from it, those furthest
    behind, the downloads.

    A ranking is in one of several orders, and shows the rank and the number of that order beside all others.
    LISTED, LISTED_FILE: the ranking and the downloads of an indicator, which has neither target nor pace.
    """

    RANKING = auto()
    MAIN = auto()
    BY_SHARE = auto()
    BY_CHANGE = auto()
    BY_MISSING = auto()
    APART = auto()
    BEHIND = auto()
    FILE = auto()
    LISTED = auto()
    LISTED_FILE = auto()


class Look(Flag):
    """What a page adds to a cell's words."""

    PLAIN = 0
    LINK = auto()
    BAR = auto()
    SWATCH = auto()
    QUIET_UNLESS_LATE = auto()
    # A number that opens to its sources.
    SOURCES = auto()


@dataclass(frozen=True)
class Column:
    """One column: `name` is the query's, and its words' key under [column] unless `key` is another.

    `words` writes a cell on a page where it is more than the value in the column's format. `late_after_days`: of a
    state, where that is not the setting's.
    """

    name: str
    format: Format
    shown: Shown
    look: Look = Look.PLAIN
    words: Callable[[ProgressByArea, Text], str] | None = None
    key: str = ""
    late_after_days: int | None = None

    def heading(self, text: Text, selection: Selection) -> str:
        """The words above the column; what a count is divided by goes by its own name, and a need names its target."""
        key = self.key or self.name
        if key == "denominator":
            return base_title(selection, text)
        if key == "below_base":
            return text(f"column.below_base_{selection.stage}", base=base_words(selection, text))
        return text(f"column.{key}", target=text(f"base_of.target_{selection.issuer}"))

    @property
    def is_number(self) -> bool:
        """Whether its cells stand at the right."""
        return self.format not in (Format.TEXT, Format.DAY)

    def cell(self, row: ProgressByArea, text: Text) -> str:
        """What a page writes in the row's cell."""
        if self.words:
            return self.words(row, text)
        value = getattr(row, self.name)
        if pd.isna(value):
            return "" if self.format is Format.TEXT else formats.NOTHING
        if self.format is Format.DAY:
            return formats.date(value)
        if self.format is Format.TEXT:
            return str(value)
        write = formats.count if self.format is Format.COUNT else formats.percent
        return write(value, text.language)

    def value(self, row: ProgressByArea, text: Text) -> object:
        """What a file holds in the row's cell: the value, or the words of a code."""
        if self.name == "is_least":
            return self.cell(row, text)
        return units.state(row, text, self.late_after_days) if self.name == "state" else getattr(row, self.name)

    def total(self, whole: ProgressByArea, text: Text) -> object:
        """The same in the row of all units together, which has no rank among them."""
        if self.name == "unit_name":
            return text("download.total", unit=whole.unit_name)
        return None if self.name in OF_ONE else self.value(whole, text)


# What only one of several units has.
OF_ONE = ("rank", "parent_name", "state")
IN_RANKING = Shown.RANKING | Shown.MAIN | Shown.LISTED
IN_FILE = Shown.FILE | Shown.LISTED_FILE
ALL = (
    Column("rank", Format.COUNT, IN_RANKING | IN_FILE),
    Column(
        "rank_change",
        Format.COUNT,
        Shown.BY_SHARE | Shown.BY_CHANGE,
        words=lambda row, text: units.moved(row, text).words,
    ),
    Column("unit_name", Format.TEXT, IN_RANKING | Shown.APART | Shown.BEHIND, Look.LINK, units.name),
    Column("unit_name", Format.TEXT, IN_FILE),
    Column("parent_name", Format.TEXT, Shown.APART | IN_FILE),
    Column("state", Format.TEXT, Shown.APART | Shown.FILE, Look.SWATCH, units.why_apart),
    Column("state", Format.TEXT, Shown.LISTED_FILE, late_after_days=LATE_AFTER_DAYS),
    Column("share", Format.SHARE, IN_RANKING, Look.BAR, units.share),
    Column("share", Format.SHARE, Shown.BEHIND, Look.BAR),
    Column("numerator", Format.COUNT, IN_RANKING, Look.SOURCES, units.numerator, key="counted"),
    Column("counted", Format.COUNT, Shown.APART, Look.SOURCES, units.counted),
    Column("counted", Format.COUNT, IN_FILE),
    Column("is_least", Format.TEXT, Shown.LISTED_FILE, words=units.kind_of_count, key="counted_kind"),
    Column("missing", Format.COUNT, Shown.BY_MISSING | Shown.BEHIND | Shown.FILE, Look.SOURCES, units.missing),
    Column("below_base", Format.COUNT, Shown.BEHIND, words=units.below_base),
    Column("denominator", Format.COUNT, IN_RANKING | IN_FILE),
    # In a file the share stands beside the counts that it is made of.
    Column("share", Format.SHARE, IN_FILE),
    Column("share_before", Format.SHARE, IN_FILE),
    Column("share_since", Format.SHARE, IN_FILE),
    Column("changed_from", Format.DAY, IN_FILE),
    Column("changed_until", Format.DAY, IN_FILE),
    Column("share_change", Format.SHARE, Shown.RANKING | Shown.MAIN, Look.SOURCES, units.change),
    Column("share_change", Format.SHARE, Shown.LISTED, words=units.change_or_dash),
    Column("changed_days", Format.SHARE, Shown.RANKING | Shown.LISTED, words=units.changed_days),
    Column("pace_7", Format.COUNT, Shown.RANKING | Shown.BEHIND | Shown.FILE),
    Column(
        "required_per_day",
        Format.COUNT,
        Shown.RANKING | Shown.MAIN | Shown.BEHIND | Shown.FILE,
        Look.SOURCES,
        units.required,
    ),
    Column("units_unknown", Format.COUNT, Shown.FILE),
    Column("unknown_units", Format.TEXT, Shown.FILE),
    Column("communes", Format.COUNT, IN_FILE),
    Column("communes_reported", Format.COUNT, IN_FILE),
    Column("coverage", Format.SHARE, IN_FILE),
    Column("gap", Format.COUNT, Shown.BEHIND, words=units.gap),
    Column(
        "reported_on", Format.DAY, Shown.RANKING | Shown.LISTED | IN_FILE, Look.QUIET_UNLESS_LATE, units.reported_on
    ),
)


def of(table: Shown, base: str = "target") -> tuple[Column, ...]:
    """The columns of one table, in order. Beside rates of another base stands what is lacking to that as well."""
    shown = (column for column in ALL if table & column.shown)
    return tuple(column for column in shown if column.name != "below_base" or base != "target")
