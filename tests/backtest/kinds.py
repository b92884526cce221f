"""What happens to communes: how each kind of campaign, and the shocks that it shares, bend the pace of work."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tests.backtest.calendars import Calendar

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Plan:
    """What a campaign's work starts from; `length` is the day after the Ministry's deadline."""

    kind: npt.NDArray[np.str_]
    province: npt.NDArray[np.int64]
    district: npt.NDArray[np.int64]
    eligible: Floats
    stock: Floats
    highest: Floats
    ministry: Floats
    length: int
    calendar: Calendar


def work(plan: Plan, chance: np.random.Generator) -> Floats:
    """What every commune had done by the end of each day: (commune, day)."""
    pace = _plan_pace(plan, chance) * _spells(plan, chance) * _shared_events(plan, chance)
    for name, bend in KINDS_BENT.items():
        rows = np.flatnonzero(plan.kind == name)
        if len(rows):
            bend(pace, rows, plan, chance)
    return _counted(pace, plan, chance)


def _plan_pace(plan: Plan, chance: np.random.Generator) -> Floats:
    """The pace that would just do, times how good the commune, its province and the campaign are."""
    count, days = len(plan.kind), len(plan.calendar.pace)
    worked = plan.calendar.pace[: plan.length].sum()
    able = chance.normal(0.0, 0.2) + chance.normal(0, 0.15, 3)[plan.province] + chance.normal(0, 0.35, count)
    pace = (plan.ministry - plan.stock).clip(5) / worked * np.exp(able)
    trend = np.exp(np.linspace(-0.5, 0.5, days)[None] * chance.normal(0, 0.5, count)[:, None])
    after = np.ones(days)
    # Most campaigns go on at a lower pace when their deadline has passed.
    after[plan.length :] = chance.choice([1.0, 0.7, 0.4])
    return pace[:, None] * trend * after * plan.calendar.pace


def _spells(plan: Plan, chance: np.random.Generator) -> Floats:
    """Weeks hang together, in each commune, in its district and in its province."""
    days = len(plan.calendar.pace)
    logs = np.zeros((len(plan.kind), days))
    for members, usual in ((np.arange(len(plan.kind)), 0.35), (plan.district, 0.2), (plan.province, 0.2)):
        spread, memory = usual * chance.uniform(0.4, 1.6), chance.uniform(0.5, 0.95)
        logs += _drifting(int(members.max()) + 1, days, spread, memory, chance)[members]
    return np.exp(logs)


def _drifting(count: int, days: int, spread: float, memory: float, chance: np.random.Generator) -> Floats:
    """A log pace for each week that remembers the week before."""
    weeks = days // 7 + 2
    drawn = chance.normal(0, spread * np.sqrt(1 - memory**2), (count, weeks))
    drawn[:, 0] = chance.normal(0, spread, count)
    for week in range(1, weeks):
        drawn[:, week] += memory * drawn[:, week - 1]
    shift = int(chance.integers(0, 7))
    return np.repeat(drawn, 7, axis=1)[:, shift : shift + days]


def _shared_events(plan: Plan, chance: np.random.Generator) -> Floats:
    """Storms and outages of a province, with what was missed made up for after, and changes that stay."""
    days = len(plan.calendar.pace)
    pace = np.ones((len(plan.kind), days))
    for province in range(int(plan.province.max()) + 1):
        rows = plan.province == province
        for _ in range(chance.poisson(days / 200)):
            _outage(pace, rows, chance)
        if chance.random() < 0.5:
            pace[rows, int(chance.integers(20, days)) :] *= np.exp(chance.normal(0, 0.35))
    return pace


def _outage(pace: Floats, rows: npt.NDArray[np.bool_], chance: np.random.Generator) -> None:
    start, length = int(chance.integers(5, pace.shape[1] - 30)), int(chance.integers(2, 12))
    pace[rows, start : start + length] *= chance.uniform(0, 0.3)
    pace[rows, start + length : start + length + 10] *= 1 + chance.uniform(0, 0.08) * length


def _counted(pace: Floats, plan: Plan, chance: np.random.Generator) -> Floats:
    """People come by chance, fewer as fewer are left, and many communes rest once they have reached the target."""
    count, days = pace.shape
    tiring = np.where(plan.kind == "saturating", chance.uniform(1.0, 2.5, count), chance.uniform(0, 0.35, count))
    rest = np.where(chance.random(count) < 0.4, chance.uniform(0.2, 0.9, count), 1.0)
    lumps = np.where(plan.kind == "jumpy", chance.uniform(0.05, 0.3, count), chance.uniform(1.0, 8.0, count))
    most = np.floor(_most(plan, chance))
    open_at_start = (plan.eligible - plan.stock).clip(1)
    done, stand = np.empty((count, days)), plan.stock.copy()
    for day in range(days):
        left = ((plan.eligible - stand) / open_at_start).clip(0)
        expected = pace[:, day] * left**tiring * np.where(stand >= plan.highest, rest, 1.0)
        drawn = chance.poisson(expected * chance.gamma(lumps) / lumps)
        stand = np.maximum(stand, np.minimum(stand + drawn, most))
        done[:, day] = stand
    return done


def _most(plan: Plan, chance: np.random.Generator) -> Floats:
    """How far a commune can come: all who are eligible and some who moved in, or where it stops short."""
    count = len(plan.kind)
    most = np.maximum(plan.eligible * chance.uniform(0.97, 1.1, count), plan.stock)
    most[plan.kind == "overshoots"] = np.maximum(most, plan.ministry * 1.24)[plan.kind == "overshoots"]
    short = plan.kind == "stops_short"
    most[short] = np.maximum(plan.stock, plan.ministry * chance.uniform(0.88, 0.97, count))[short]
    return most


Bend = Callable[[Floats, Rows, Plan, np.random.Generator], None]


def _stalls(pace: Floats, rows: Rows, plan: Plan, chance: np.random.Generator) -> None:
    for row in rows:
        for _ in range(int(chance.integers(1, 4))):
            start = int(chance.integers(10, pace.shape[1]))
            pace[row, start : start + int(chance.integers(14, 70))] *= chance.uniform(0, 0.15)


def _late_start(pace: Floats, rows: Rows, plan: Plan, chance: np.random.Generator) -> None:
    for row in rows:
        start = int(chance.integers(20, max(40, plan.length // 2)))
        pace[row, :start] *= chance.uniform(0, 0.1)
        pace[row, start:] *= chance.uniform(1.0, 1.0 + start / plan.length)


def _peaks(pace: Floats, rows: Rows, plan: Plan, chance: np.random.Generator) -> None:
    """Weeks ordered from above: some in between, some before the deadline."""
    before, among = int(chance.integers(14, 50)), int(chance.integers(15, 45))
    start, boost = int(chance.integers(20, max(40, plan.length - before))), chance.uniform(1.4, 3.0)
    pace[np.ix_(rows, np.arange(plan.length - before, plan.length))] *= boost
    end = min(start + among, plan.length)
    pace[np.ix_(rows, np.arange(start, end))] *= chance.uniform(1.3, 2.5)
    pace[np.ix_(rows, np.arange(end, min(end + 14, plan.length)))] *= chance.uniform(0.4, 1.0)


def _outages(pace: Floats, rows: Rows, plan: Plan, chance: np.random.Generator) -> None:
    for row in rows:
        for _ in range(int(chance.integers(2, 6))):
            _outage(pace, np.arange(len(pace)) == row, chance)


def _festive(pace: Floats, rows: Rows, plan: Plan, chance: np.random.Generator) -> None:
    """Rests for long around Tết and holidays."""
    off = np.convolve(plan.calendar.is_holiday | plan.calendar.is_tet, np.ones(9), "same") > 0
    pace[np.ix_(rows, np.flatnonzero(off))] *= chance.uniform(0.1, 0.7)


def _mobile_team(pace: Floats, rows: Rows, plan: Plan, chance: np.random.Generator) -> None:
    for row in rows:
        start, stay = int(chance.integers(10, plan.length)), int(chance.integers(7, 35))
        pace[row, start : start + stay] *= chance.uniform(1.8, 4.0)
        pace[row, start + stay :] *= chance.uniform(0.35, 0.9)


def _district_shock(pace: Floats, rows: Rows, plan: Plan, chance: np.random.Generator) -> None:
    for district in np.unique(plan.district[rows]):
        start = int(chance.integers(20, plan.length))
        pace[rows[plan.district[rows] == district], start:] *= np.exp(chance.normal(-0.1, 0.6))


def _province_shock(pace: Floats, rows: Rows, plan: Plan, chance: np.random.Generator) -> None:
    for province in np.unique(plan.province[rows]):
        start, length = int(chance.integers(20, plan.length)), int(chance.integers(20, 90))
        pace[rows[plan.province[rows] == province], start : start + length] *= np.exp(chance.normal(-0.2, 0.6))


def _final_spurt(pace: Floats, rows: Rows, plan: Plan, chance: np.random.Generator) -> None:
    """Slow for long, then ever faster towards the deadline."""
    ramp = np.exp(np.minimum(np.arange(pace.shape[1]) - plan.length, 0) / chance.uniform(40, 120))
    pace[rows] *= ramp / ramp[: plan.length].mean()


def _fading(pace: Floats, rows: Rows, plan: Plan, chance: np.random.Generator) -> None:
    fall = np.exp(-np.arange(pace.shape[1]) / (plan.length * chance.uniform(0.35, 1.2)))
    pace[rows] *= fall / fall[: plan.length].mean()


def _waves(pace: Floats, rows: Rows, plan: Plan, chance: np.random.Generator) -> None:
    """Works by the month: one week busy, then little, as lists are handed over."""
    for row in rows:
        turn = (np.arange(pace.shape[1]) + chance.integers(0, 60)) / chance.uniform(20, 60)
        pace[row] *= 1 + chance.uniform(0.4, 0.95) * np.sin(2 * np.pi * turn)


def _overshoots(pace: Floats, rows: Rows, plan: Plan, chance: np.random.Generator) -> None:
    pace[rows] *= chance.uniform(1.2, 1.8)


def _weekend_duty(pace: Floats, rows: Rows, plan: Plan, chance: np.random.Generator) -> None:
    busy = chance.uniform(0.9, 1.4) / np.maximum(plan.calendar.pace, 0.05)
    pace[np.ix_(rows, np.flatnonzero(plan.calendar.weekday >= 5))] *= busy[plan.calendar.weekday >= 5]


KINDS_BENT: dict[str, Bend] = {
    "stalls": _stalls,
    "late_start": _late_start,
    "peaks": _peaks,
    "outages": _outages,
    "festive": _festive,
    "mobile_team": _mobile_team,
    "district_shock": _district_shock,
    "province_shock": _province_shock,
    "final_spurt": _final_spurt,
    "fading": _fading,
    "waves": _waves,
    "overshoots": _overshoots,
    "weekend_duty": _weekend_duty,
}
# What bends no pace: how people come, how far, how it is reported, and what is asked.
KINDS = (
    *KINDS_BENT, "steady", "saturating", "stops_short", "jumpy", "tiny", "silent", "weekly", "fortnightly",
    "irregular", "copied", "corrected", "late_target", "no_target",
)  # fmt: skip
