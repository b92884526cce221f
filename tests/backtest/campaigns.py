"""Simulated campaigns on which forecasts are measured: communes of a few provinces, each with its kind of trouble.

Written before the method that is measured on it. Every constant is drawn anew for each seed; all communes of a campaign
are rows of one array, so that several hundred campaigns are made in a minute.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tests.backtest import kinds, reporting
from tests.backtest.calendars import Calendar, draw_calendar

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

PROVINCES, DISTRICTS, COMMUNES = 3, 4, 20
# Days after the last deadline that are simulated, so that the day of reaching is known or known to be later.
AFTER = 130
ISSUERS = ("ministry", "province")


@dataclass(frozen=True)
class Campaign:
    """One seed's communes. Arrays are (commune, …); a day is an index into the calendar's days."""

    seed: int
    calendar: Calendar
    province: Ints
    district: Ints
    kind: npt.NDArray[np.str_]
    eligible: Floats
    # (commune, day): what was truly done by the end of the day, and what was reported of it, NaN without a report.
    done: Floats
    reported: Floats
    # (commune,): from the first day on, until the second, more was reported than done; then it was corrected.
    overcounted: Ints
    corrected: Ints
    # (commune, issuer): NaN, or a day, where no target was set.
    target: Floats
    set_on: Ints
    deadline: Ints

    def known(self, cut: int) -> Floats:
        """What was known at the end of a day: (commune, day up to it), NaN without a report."""
        seen = self.reported[:, : cut + 1].copy()
        days = np.arange(cut + 1)
        mended = (self.corrected <= cut)[:, None] & (days >= self.overcounted[:, None]) & ~np.isnan(seen)
        seen[mended] = self.done[:, : cut + 1][mended]
        return seen


def campaign(seed: int) -> Campaign:
    """The campaign of one seed, the same each time."""
    chance = np.random.default_rng([16, seed])
    length = int(chance.integers(150, 430))
    days = length + AFTER
    calendar = draw_calendar(days, chance)
    province = np.repeat(np.arange(PROVINCES), COMMUNES)
    district = province * DISTRICTS + chance.integers(0, DISTRICTS, len(province))
    kind = _kinds(len(province), chance)
    eligible = np.round(np.exp(chance.normal(8.6, 0.7, len(province)))).clip(400, 60_000)
    eligible[kind == "tiny"] = chance.integers(40, 250, int((kind == "tiny").sum()))
    stock = np.round(eligible * chance.uniform(0, 0.45) * chance.uniform(0.6, 1.4, len(province))).clip(0, eligible)
    target, set_on, deadline = _targets(kind, eligible, stock, length, chance)
    plan = kinds.Plan(
        kind, province, district, eligible, stock, np.nanmax(target, axis=1), target[:, 0], length, calendar
    )
    done = kinds.work(plan, chance)
    target[kind == "no_target"] = np.nan
    reported, overcounted, corrected = reporting.reports(kind, done, calendar, chance)
    return Campaign(
        seed, calendar, province, district, kind, eligible, done, reported, overcounted, corrected,
        target, set_on, deadline,
    )  # fmt: skip


def _kinds(count: int, chance: np.random.Generator) -> npt.NDArray[np.str_]:
    """A campaign is made of some kinds more than of others."""
    weights = chance.dirichlet(np.full(len(kinds.KINDS), 0.8))
    return chance.choice(np.array(kinds.KINDS), size=count, p=0.4 / len(kinds.KINDS) + 0.6 * weights)


def _targets(
    kind: npt.NDArray[np.str_], eligible: Floats, stock: Floats, length: int, chance: np.random.Generator
) -> tuple[Floats, Ints, Ints]:
    """The Ministry's target of every commune, and the province's nearer one of most."""
    count = len(kind)
    ask = chance.uniform(0.55, 0.95) * chance.uniform(0.85, 1.15, count)
    ministry = np.round(np.minimum(stock + (eligible - stock) * ask, eligible * 1.02)).clip(20)
    sooner = int(length - chance.integers(20, 75))
    part = chance.uniform(0.8, 1.0) * chance.uniform(0.95, 1.05, count) * (sooner / length)
    province = np.where(chance.random(count) < 0.6, np.round(stock + (ministry - stock) * part), np.nan)
    set_on = np.zeros((count, 2), dtype=np.int64)
    set_on[kind == "late_target"] = int(chance.integers(length // 4, length // 2))
    set_on[:, 1] = np.maximum(set_on[:, 1], int(chance.integers(0, max(1, sooner // 3))))
    deadline = np.tile(np.array([length - 1, sooner]), (count, 1))
    return np.stack([ministry, province], axis=1), set_on, deadline
