"""What is known of a unit's target: what was asked, where the unit stands, and what is forecast of it."""

import datetime as dt
from dataclasses import dataclass

from dashboard import formats
from dashboard.briefing.area import Within
from dashboard.forecasts import curves
from dashboard.forecasts.by_unit import VERDICTS
from dashboard.rows import ProgressByArea

# The words, from the best on.
WORDS = VERDICTS
REACHED, ON_COURSE, AT_RISK, NOT_ON_COURSE, TOO_LITTLE = WORDS
SIMULATED = "simulated"
# Beyond these a probability is no more precise than that it is nearly none or nearly certain.
LEAST, MOST = 0.01, 0.99
# In the place of a word where nothing was asked.
UNSAID = ""
# So many days after its deadline the day of reaching a target is followed.
FOLLOWED = curves.BEYOND
# Unit, issuer, level, stage and deadline of a row.
Key = tuple[str, str, str, str, dt.date]


@dataclass(frozen=True)
class Target:
    """What was asked: how many accounts, by whom, between which days.

    began: what was counted on the first day, from which the even path rises; 0 where that is not known.
    """

    issuer: str
    level: str
    stage: str
    start: dt.date
    deadline: dt.date
    value: int
    began: int = 0
    document: str = ""
    phase: str = ""


@dataclass(frozen=True)
class Stand:
    """Where the unit stood: state as everywhere; None is not known, or hidden.

    missing and required are of the whole target and at the most where units_unknown parts never reported; required is
    a day, and None past the deadline. gap: required less pace as printed. path: what it had to have by the day, on the
    even path by working days. backlog: approved, not activated. eligible_left: people who have no account yet.
    """

    state: str
    counted: int | None
    reported_on: dt.date | None
    is_silent: bool
    is_covered: bool
    missing: int | None
    required: float | None
    pace: float | None
    paced: tuple[dt.date, dt.date] | None
    units_unknown: int = 0
    unknown_units: str = ""
    path: int | None = None
    backlog: int | None = None
    eligible_left: int | None = None

    @property
    def gap(self) -> int | None:
        """How many a day the pace is short of what is required, the difference of both as printed."""
        if self.required is None or self.pace is None:
            return None
        return int(formats.round_half_up(self.required, 0) - formats.round_half_up(self.pace, 0))


@dataclass(frozen=True)
class Outlook:
    """The forecast: counts on the deadline day and days of reaching the target as P10, P50, P90.

    counts, probability: None where too little is known. days: None each where it is later than is followed.
    starts_on: the newest report, from which it starts. is_simulated: too little has matured here to stand on.
    """

    verdict: str
    counts: tuple[int, int, int] | None = None
    probability: float | None = None
    days: tuple[dt.date | None, dt.date | None, dt.date | None] = (None, None, None)
    starts_on: dt.date | None = None
    is_simulated: bool = False


@dataclass(frozen=True)
class TargetForecast:
    """One unit and one of its targets. days_left, working_days_left: after the day looked at, the deadline included."""

    unit_code: str
    unit_name: str
    target: Target
    stand: Stand
    outlook: Outlook
    days_left: int
    working_days_left: int

    @property
    def is_past(self) -> bool:
        """Whether the deadline lies before the day looked at."""
        return self.days_left < 0

    @property
    def due(self) -> float | None:
        """The part of the target that the even path asks for by the day."""
        return None if self.stand.path is None or not self.target.value else self.stand.path / self.target.value

    @property
    def is_reached(self) -> bool:
        """Whether the count is there already, in time or not."""
        return self.outlook.verdict == REACHED


@dataclass(frozen=True)
class Parts:
    """The parts of an area with the target that each has of one issuer, level and stage.

    without: those that have none. inside: their figures.
    """

    inside: Within
    forecasts: tuple[TargetForecast, ...]
    without: tuple[ProgressByArea, ...]

    @property
    def by_unit(self) -> dict[str, TargetForecast]:
        """Each part's forecast by its code."""
        return {one.unit_code: one for one in self.forecasts}

    def counts(self) -> dict[str, int]:
        """How many parts each word is said of, the best first, those of which it is said of none left out."""
        said = [one.outlook.verdict for one in self.forecasts]
        return {verdict: said.count(verdict) for verdict in WORDS if verdict in said}
