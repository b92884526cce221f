"""The targets that are forecast on a day: those that have begun, until so many days after their deadline."""

import copy
import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

Objects = npt.NDArray[np.object_]
# Targets are shown until so many days after their deadline.
SHOWN_AFTER = 120
KEY = ["unit_code", "issuer", "deadline"]


@dataclass(frozen=True, eq=False)
class Aims:
    """The targets of one level and stage that had begun by a day, one a row; deadlines as indices of days."""

    unit_code: Objects
    issuer: Objects
    deadline: npt.NDArray[np.int64]
    value: npt.NDArray[np.float64]

    @cached_property
    def digest(self) -> str:
        """Of all of them."""
        digest = hashlib.sha256(f"{self.unit_code.tolist()} {self.issuer.tolist()}".encode())
        digest.update(self.deadline.tobytes() + self.value.tobytes())
        return digest.hexdigest()

    def shown(self, cut: int) -> npt.NDArray[np.bool_]:
        """Those whose deadline is ahead, or not long past."""
        return self.deadline > cut - SHOWN_AFTER


class Begun:
    """Targets of one level and stage, as `target_by_beginning` gives them, asked by day; between most days none begin.

    Those that have begun by `always` count on every day: they are asked about from a day before it.
    """

    def __init__(self, rows: pd.DataFrame, first: dt.date, always: dt.date = dt.date.min) -> None:
        self._first = first
        self._rows = rows
        begun_on = rows["begun_on"].to_numpy(dtype="datetime64[D]")
        self._begun_on = np.where(begun_on > np.datetime64(always), begun_on, np.datetime64("NaT"))
        self._answers: dict[bytes, Aims] = {}

    def counting(self, always: dt.date) -> "Begun":
        """The same targets with others that count on every day; what was worked out of either is known to both."""
        other = copy.copy(self)
        other._begun_on = np.where(self._begun_on > np.datetime64(always), self._begun_on, np.datetime64("NaT"))
        return other

    def by(self, day: dt.date) -> Aims:
        """One row for each unit, issuer and deadline that had begun by a day: of several the greatest."""
        has_begun = np.isnat(self._begun_on) | (self._begun_on <= np.datetime64(day))
        which = has_begun.tobytes()
        if which not in self._answers:
            rows = self._rows[has_begun].groupby(KEY, as_index=False)["value"].max()
            deadline = (rows["deadline"] - pd.Timestamp(self._first)).dt.days.to_numpy(dtype=np.int64)
            codes, issuers = (rows[name].to_numpy(dtype=object) for name in KEY[:2])
            self._answers[which] = Aims(codes, issuers, deadline, rows["value"].to_numpy(dtype=float))
        return self._answers[which]


def is_shown(deadline: "pd.Series[pd.Timestamp]", day: dt.date) -> "pd.Series[bool]":
    """Whether targets are still shown on a day."""
    return deadline > pd.Timestamp(day) - pd.Timedelta(days=SHOWN_AFTER)
