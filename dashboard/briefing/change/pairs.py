"""One unit on two days, and what several gained together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from dashboard import formats, units
from dashboard.briefing import silence
from dashboard.rows import ProgressByArea, RestatementByBatch
from dashboard.selection import Selection


class Both(NamedTuple):
    """A unit at the end of the day from which it is compared, and of the day looked at."""

    before: ProgressByArea
    now: ProgressByArea

    @property
    def is_measured(self) -> bool:
        """Whether the same reporting units speak at both ends, and none of them only by an old report."""
        counts = (self.before.counted, self.now.counted)
        return (
            not any(map(pd.isna, counts))
            and not any(map(silence.is_silent, self))
            and self.before.units_reported == self.now.units_reported
        )

    def is_rate(self, is_of_stage: bool) -> bool:
        """Whether there is a rate at both ends, of one and the same base; another stage grows from day to day."""
        is_known = not pd.isna(self.before.share) and not pd.isna(self.now.share)
        return is_known and (is_of_stage or self.before.denominator == self.now.denominator)

    @property
    def points(self) -> float:
        """The change of the rate, the difference of both as printed."""
        return float(formats.point_difference(self.now.share, self.before.share))

    @property
    def gained(self) -> int:
        """The change of the count."""
        return int(self.now.counted - self.before.counted)


@dataclass(frozen=True)
class Total:
    """What the units gained that can be compared, how many of how many these are; the rate of those with one base."""

    gained: int
    units: int
    every: int
    rated: int
    share_before: float | None
    share: float | None


def with_those_above(selection: Selection, corrected: Sequence[RestatementByBatch]) -> set[str]:
    """The units whose counts were changed by other things than work, with the areas that hold them."""
    codes = {row.unit_code for row in corrected if row.kind in ("summary", "detailed")}
    return {up.unit_code for code in codes for up in units.lineage(selection.edition, code, selection.as_of)}
