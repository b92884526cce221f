"""Makes the forecasts of days: coefficients are fitted from all provinces, and applied province by province."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard import queries
from dashboard.database import Database
from dashboard.forecasts import coefficients
from dashboard.forecasts.apply import Forecasts, forecasts_of
from dashboard.forecasts.coefficients import Coefficients, digest_of
from dashboard.forecasts.fit import Residual, fit_on, past_mondays, residuals_of
from dashboard.forecasts.history import Flags, Ints, Revisions, Targets
from dashboard.forecasts.known import Eligible, Known, Measured, Period, Told, provinces
from dashboard.forecasts.made_before import Arrays, MadeBefore, OfProvince, arrays_of, within
from dashboard.forecasts.maturing import Outcome, gains_after
from dashboard.forecasts.sums import Part, finished, part_of
from dashboard.forecasts.targets import Aims, Begun, Objects
from dashboard.rows import CoverageByEdition, each_row
from dashboard.statistics.reaching import NEVER

NATION = "VN"
COUNTS = ("count_p10", "count_p50", "count_p90")
DAYS = ("p10_on", "p50_on", "p90_on")
By = Mapping[dt.date, Coefficients]
# Whether the rows of a province's day, so named and so many, need not be told once more.
Stays = Callable[[Known, dt.date, str, int], bool]


@dataclass(frozen=True, eq=False)
class Figures:
    """What forecasts of one level and stage stand on: all provinces within a parent, and their targets by day."""

    asked: Measured
    period: Period
    provinces: Sequence[Known]
    begun: Begun

    @property
    def nbytes(self) -> int:
        """About how much memory they take once they have been asked: a dozen numbers for each unit and day."""
        units = sum(len(known.rows) for known in self.provinces)
        return 12 * 8 * units * (self.period.index(self.period.last) + 1)

    def since(self, before: MadeBefore) -> "Figures":
        """The same, of which provinces that stayed as they were are not asked again what was reported there."""

        def told(known: Known) -> Told:
            arrays = self.kept_of(known, before).told(lambda: arrays_of(known.ask()))
            revisions, eligible = (within(arrays, name) for name in ("revisions.", "eligible."))
            return Told(arrays["counts"], Revisions(**revisions), Eligible(**eligible))

        return replace(
            self,
            provinces=[
                Known(known.province, known.rows, known.areas, known.days, partial(told, known))
                for known in self.provinces
            ],
        )

    def kept_of(self, known: Known, before: MadeBefore) -> OfProvince:
        """What is kept of one province."""
        asked = f"{self.asked} {self.period.first}"
        return before.of_province(edition=self.asked.edition, province=known.province, asked=asked)

    @cached_property
    def spanning(self) -> set[str]:
        """Areas that are made of units of several provinces and do not report themselves."""
        seen: set[str] = set()
        several: set[str] = set()
        for known in self.provinces:
            several |= seen & known.areas.keys()
            seen |= known.areas.keys()
        return several - {code for known in self.provinces for code in known.rows}

    def spans(self, aims: Aims) -> Flags:
        """Which targets are of such areas."""
        return self._lying(aims)[0]

    def unknown(self, aims: Aims) -> Flags:
        """Which are of units without any figures."""
        return self._lying(aims)[1]

    def _lying(self, aims: Aims) -> tuple[Flags, Flags]:
        # Between most days no target begins, and to look codes up takes as long as to forecast.
        if aims not in self._lies:
            seen = {code for known in self.provinces for code in (*known.rows, *known.areas)}
            self._lies[aims] = _among(aims.unit_code, self.spanning), ~_among(aims.unit_code, seen)
        return self._lies[aims]

    @cached_property
    def _lies(self) -> dict[Aims, tuple[Flags, Flags]]:
        return {}


@dataclass(frozen=True)
class Answer:
    """Forecasts of some of the targets of a day; last: the newest report of each, -1 without one."""

    cut: int
    aims: Aims
    rows: Ints
    found: Forecasts
    last: Ints


def all_figures(database: Database, edition: str, parent: str, days: tuple[dt.date, dt.date]) -> Iterator[Figures]:
    """Of each level and stage that has targets. days: the newest one that is looked at, and the one whose targets count
    on it as well."""
    targets = queries.target_by_beginning(database, edition=edition, parent=parent)
    last, as_of = days
    period = Period(min(first_day_of(database), last), last)
    for (level, stage), rows in targets.groupby(["level", "stage"]):
        asked = Measured(edition, str(level), str(stage))
        furthest = max(rows["deadline"].max().date(), last)
        known = tuple(provinces(database, asked, parent, period, furthest))
        yield Figures(asked, period, known, Begun(rows, period.first, as_of))


def first_day_of(database: Database) -> dt.date:
    """The first day of any figures."""
    days = [found.first_day.date() for found in each_row(queries.coverage_by_edition(database), CoverageByEdition)]
    return min(days, default=dt.date.max)


def fitted(figures: Figures, days: Sequence[dt.date], before: MadeBefore | None = None) -> dict[dt.date, str]:
    """The coefficients of Mondays, as the small file of each, from what had matured by then in all provinces."""
    cuts = {day: figures.period.index(day) for day in days}
    if not figures.provinces:
        return dict.fromkeys(days, coefficients.own_text(coefficients.carried()))
    if before is None:
        together = _together([_matured(known, figures) for known in figures.provinces])
        return {day: _text(cut, together) for day, cut in cuts.items()}
    return _fitted_since(figures, cuts, before)


def _fitted_since(figures: Figures, cuts: Mapping[dt.date, int], before: MadeBefore) -> dict[dt.date, str]:
    """The same: fitted only where anything that counts on the day has changed."""
    matured = [
        figures.kept_of(known, before).matured(partial(_matured, known, figures), list(cuts.values()))
        for known in figures.provinces
    ]
    joined: list[list[Residual]] = []

    def fit(cut: int) -> str:
        if not joined:
            joined.append(_together([found.residuals() for found in matured]))
        return _text(cut, joined[0])

    texts = before.texts(str(figures.asked))
    found = {
        day: texts.of(" ".join(each.digest(cut) for each in matured), partial(fit, cut)) for day, cut in cuts.items()
    }
    texts.save()
    return found


def _together(matured: Sequence[Sequence[Residual]]) -> list[Residual]:
    return [Residual.joined(parts) for parts in zip(*matured, strict=True)]


def _text(cut: int, matured: Sequence[Residual]) -> str:
    return coefficients.own_text(fit_on(cut, coefficients.carried(), matured))


def _matured(known: Known, figures: Figures) -> list[Residual]:
    first, newest = figures.period.first, figures.period.index(figures.period.last)
    past = [
        known.asked(cut, figures.begun.by(first + dt.timedelta(days=cut)))
        for cut in past_mondays(known.reports, newest)
    ]
    return residuals_of(gains_after(past, Outcome.of(known.reports)), coefficients.carried().shape)


def forecasts(
    figures: Figures,
    days: Sequence[dt.date],
    by: By,
    before: MadeBefore | None = None,
    stays: Stays = lambda *_: False,
) -> Iterator[pd.DataFrame]:
    """The forecasts of days: those of each province, then those of what spans several, or has no figures at all.

    stays: of which days of which provinces nothing is told; with `before` alone, for others have no names.
    """
    beyond: dict[dt.date, Part] = {}
    named = " ".join(sorted(figures.spanning))
    # Of all coefficients, which takes its time: once for all provinces.
    keys = [digest_of(f"{day} {named} {coefficients.own_text(by[day])}") for day in days] if before else []
    for known in figures.provinces:
        made: list[Answer] = []
        for day, found in zip(days, _of_days(figures, known, days, (by, before, keys)), strict=True):
            if not (found.name and stays(known, day, found.name, found.rows)):
                made += found.answers
            beyond[day] = beyond[day].beside(found.wide) if day in beyond else found.wide
        if made:
            yield table(figures, made)
    made = []
    for day in days:
        aims, cut = figures.begun.by(day), figures.period.index(day)
        is_shown = aims.shown(cut)
        if day in beyond:
            rows = np.flatnonzero(figures.spans(aims) & is_shown)
            made += _summed(beyond[day], rows, (cut, aims), by[day])
        unknown = np.flatnonzero(figures.unknown(aims) & is_shown)
        made.append(Answer(cut, aims, unknown, _nothing(len(unknown)), np.full(len(unknown), -1)))
    yield table(figures, made)


@dataclass(frozen=True)
class OfDay:
    """What is said of a province's own targets on a day, and what it brings to areas that span several.

    name: of all that it is made of, where it is kept."""

    answers: list[Answer]
    wide: Part
    name: str = ""

    @property
    def rows(self) -> int:
        """How many targets it is of."""
        return sum(len(answer.rows) for answer in self.answers)

    def arrays(self) -> Arrays:
        """To be kept."""
        found = arrays_of(self.wide, "wide.")
        for number, answer in enumerate(self.answers):
            found |= {f"{number}.rows": answer.rows, f"{number}.last": answer.last}
            found |= arrays_of(answer.found, f"{number}.found.")
        return found

    @staticmethod
    def of(name: str, arrays: Arrays, cut: int, aims: Aims) -> "OfDay":
        """As it was kept."""

        answers = [
            Answer(
                cut,
                aims,
                arrays[f"{number}.rows"],
                Forecasts(**within(arrays, f"{number}.found.")),
                arrays[f"{number}.last"],
            )
            for number in range(2)
            if f"{number}.rows" in arrays
        ]
        return OfDay(answers, Part(**within(arrays, "wide.")), name)


def _of_days(
    figures: Figures, known: Known, days: Sequence[dt.date], given: tuple[By, MadeBefore | None, Sequence[str]]
) -> Iterator[OfDay]:
    by, before, keys = given
    if before is None:
        yield from (_of_day(figures, known, day, by[day]) for day in days)
        return
    kept = figures.kept_of(known, before).of_days(
        keys,
        lambda place: known.digest(figures.period.index(days[place]), figures.begun.by(days[place])),
        lambda place: _of_day(figures, known, days[place], by[days[place]]).arrays(),
    )
    for day, (name, arrays) in zip(days, kept, strict=True):
        yield OfDay.of(name, arrays, figures.period.index(day), figures.begun.by(day))


def _of_day(figures: Figures, known: Known, day: dt.date, fitted_for: Coefficients) -> OfDay:
    aims, cut = figures.begun.by(day), figures.period.index(day)
    is_spanning = figures.spans(aims)
    part, rows = _part(known, cut, aims, fitted_for)
    inside = ~is_spanning[rows]
    answers = [*_own(known, cut, aims, fitted_for), *_summed(part.of(inside), rows[inside], (cut, aims), fitted_for)]
    among = np.flatnonzero(is_spanning & aims.shown(cut))
    return OfDay(answers, part.of(~inside).spread(np.searchsorted(among, rows[~inside]), len(among)))


def _own(known: Known, cut: int, aims: Aims, fitted_for: Coefficients) -> Iterator[Answer]:
    """Of the units that report themselves."""
    unit = known.aimed(aims).unit
    rows = np.flatnonzero((unit >= 0) & aims.shown(cut))
    if len(rows):
        history, standing = known.asked(cut, aims)
        unit = unit[rows]
        found = forecasts_of(history, standing, Targets(unit, aims.value[rows], aims.deadline[rows]), fitted_for)
        yield Answer(cut, aims, rows, found, np.where(np.isnan(standing.newest[unit]), -1, standing.last[unit]))


def _part(known: Known, cut: int, aims: Aims, fitted_for: Coefficients) -> tuple[Part, Ints]:
    """What a province brings to areas that are made of units, and which targets theirs are."""
    aimed = known.aimed(aims)
    is_shown = aims.shown(cut)[aimed.area]
    rows = aimed.area[is_shown]
    _, standing = known.asked(cut, aims)
    together = known.together(cut, aims)[is_shown]
    part = part_of(together, standing, aimed.member[is_shown], aims.deadline[rows], known.luck, fitted_for)
    return part, rows


def _summed(part: Part, rows: Ints, asked: tuple[int, Aims], fitted_for: Coefficients) -> Iterator[Answer]:
    cut, aims = asked
    if len(rows):
        targets = Targets(np.arange(len(rows)), aims.value[rows], aims.deadline[rows])
        yield Answer(cut, aims, rows, finished(part, cut, targets, fitted_for), part.last)


def _among(codes: Objects, some: Collection[str]) -> Flags:
    return np.array([code in some for code in codes], dtype=bool)


def _nothing(count: int) -> Forecasts:
    return Forecasts(
        count=np.full((count, 3), np.nan),
        probability=np.full(count, np.nan),
        on=np.full((count, 3), NEVER),
        is_reached=np.zeros(count, dtype=bool),
        is_enough=np.zeros(count, dtype=bool),
        is_carried=np.ones(count, dtype=bool),
    )


def table(figures: Figures, made: Sequence[Answer]) -> pd.DataFrame:
    """The answers as rows of the kept table."""
    first = np.datetime64(figures.period.first)
    count = np.floor(_joined([each.found.count for each in made], (0, 3)) + 0.5)
    on = _joined([each.found.on for each in made], (0, 3))
    told: dict[str, npt.NDArray[Any]] = {
        "as_of": _dates(np.repeat([each.cut for each in made], [len(each.rows) for each in made]), first),
        "unit_code": _joined([each.aims.unit_code[each.rows] for each in made]),
        "issuer": _joined([each.aims.issuer[each.rows] for each in made]),
        "deadline": _dates(_joined([each.aims.deadline[each.rows] for each in made]), first),
        "target": _joined([each.aims.value[each.rows] for each in made]).astype(np.int64),
        **dict(zip(COUNTS, count.T, strict=True)),
        "probability": np.round(_joined([each.found.probability for each in made]), 4),
        **{name: _dates(column, first) for name, column in zip(DAYS, on.T, strict=True)},
        "starts_on": _dates(_joined([each.last for each in made]), first),
        "is_reached": _joined([each.found.is_reached for each in made]).astype(bool),
        "is_enough": _joined([each.found.is_enough for each in made]).astype(bool),
        "is_simulated": _joined([each.found.is_carried for each in made]).astype(bool),
    }
    return pd.DataFrame(told).assign(level=figures.asked.level, stage=figures.asked.stage)


def without_small(rows: pd.DataFrame, small_count: int) -> pd.DataFrame:
    """The rows without counts so small that nobody is told them: where one of the three is, none is told."""
    counts = rows[list(COUNTS)]
    is_small = ((counts >= 1) & (counts < small_count)).any(axis=1)
    return rows.assign(**{name: rows[name].mask(is_small) for name in COUNTS})


def _joined(parts: Sequence[npt.NDArray[Any]], empty: tuple[int, ...] = (0,)) -> npt.NDArray[Any]:
    return np.concatenate([np.zeros(empty), *parts]) if not parts else np.concatenate(parts)


def _dates(days: npt.NDArray[Any], first: np.datetime64) -> npt.NDArray[np.datetime64]:
    """Indices of days as dates; empty where there is none."""
    is_known = ~np.isin(days, (NEVER, -1))
    found = first + np.where(is_known, days, 0).astype("timedelta64[D]")
    return np.where(is_known, found, np.datetime64("NaT")).astype("datetime64[us]")
