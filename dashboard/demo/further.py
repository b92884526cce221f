"""What offices send beside reports: reasons for non-activation, rosters, hamlets, the elderly, other indicators."""

import datetime as dt
from collections.abc import Iterator

import numpy as np
import pandas as pd

from dashboard.demo import scenario
from dashboard.demo.episodes import is_visited
from dashboard.demo.reports import is_in_thoi_binh
from dashboard.demo.scenario import Span
from dashboard.demo.seasonality import day_names, days_of
from dashboard.demo.simulation import Simulation

# When reasons and indicators were counted, by edition; each file comes in on the morning after the next day.
COUNTED = {
    "2024": (dt.date(2024, 3, 31), dt.date(2024, 4, 30), dt.date(2025, 5, 31)),
    "2025": (dt.date(2026, 9, 30), dt.date(2026, 10, 31), dt.date(2026, 11, 18)),
}
# Of 1,000 accounts that wait.
REASONS = {
    "no_smartphone": 330, "sim_of_another": 210, "away": 170, "poor_signal": 90, "data_error": 110, "refused": 30,
    "other": 60,
}  # fmt: skip
# Of the communes every fifth counts no reasons.
WITHOUT_REASONS = 5
# And in Thới Bình every sixth no hamlets.
WITHOUT_HAMLETS = 6
# Indicator: holders and those who have it already, per mille of the eligible; how many more have it after a year.
INDICATORS = {
    "health_insurance_card": (870, 400, 120), "driving_licence": (460, 150, 70), "vehicle_registration": (420, 100, 70),
    "health_book": (0, 120, 110), "digital_signature": (0, 20, 60), "social_security_account": (120, 15, 25),
}  # fmt: skip
# How many of 1,000 eligible people are 60 or older, and how many per cent of them have an account of those of all.
ELDERLY, ELDERLY_PACE = 165, (64, 87)
# Hamlets of a commune, at least, and over how many communes' numbers they differ; some were merged in 2025.
HAMLETS = {"2024": (7, 9), "2025": (16, 17)}
OFFICE_SHIFTS = (("07:00", "11:00"), ("13:00", "17:00"))
CAMPAIGN_SHIFTS = (*OFFICE_SHIFTS, ("17:00", "21:00"))
DUTY_SHIFTS = (("07:00", "22:00"),)
# The district's mobile group goes to one commune after another on these weekdays.
MOBILE_WEEKDAYS = (1, 3, 5)


def arrival(counted_on: dt.date) -> dt.datetime:
    """The moment at which what was counted on a day comes in."""
    return dt.datetime.combine(counted_on + dt.timedelta(days=2), dt.time(8))


def reasons(simulation: Simulation, day: dt.date, randomness: np.random.Generator) -> pd.DataFrame:
    """Rows edition, unit_code, as_of, reason, count: of most accounts that wait for activation it is known why."""
    place = (day - simulation.days[0].date()).days
    waiting = (simulation.counts["approved"] - simulation.counts["activated"])[..., place].sum(axis=1)
    rows = []
    for turn, (code, number) in enumerate(zip(simulation.codes, waiting, strict=True)):
        weights = np.array(list(REASONS.values())) * randomness.integers(500, 1501, len(REASONS))
        known = int(number) * int(randomness.integers(700, 950)) // 1000
        counts = np.diff(known * np.cumsum(weights) // weights.sum(), prepend=0)
        if turn % WITHOUT_REASONS:
            rows += [(code, reason, int(count)) for reason, count in zip(REASONS, counts, strict=True)]
    table = pd.DataFrame(rows, columns=["unit_code", "reason", "count"])
    return table.assign(edition=simulation.edition, as_of=day)[["edition", "unit_code", "as_of", "reason", "count"]]


def indicators(simulation: Simulation, day: dt.date, randomness: np.random.Generator) -> pd.DataFrame:
    """Rows edition, unit_code, as_of, indicator, numerator, denominator; some have no denominator of their own."""
    days = (day - scenario.FORMER.first).days
    rows = []
    for code, eligible in zip(simulation.codes, simulation.communes["eligible"], strict=True):
        for name, (held, at_first, a_year) in INDICATORS.items():
            base = int(eligible) * (held or 1000) // 1000
            share = min(at_first + a_year * days * int(randomness.integers(800, 1201)) // 365_000, 980)
            rows.append((code, name, min(int(eligible) * share // 1000, base), base if held else None))
    table = pd.DataFrame(rows, columns=["unit_code", "indicator", "numerator", "denominator"])
    table["denominator"] = table["denominator"].astype("Int64")
    return table.assign(edition=simulation.edition, as_of=day)[
        ["edition", "unit_code", "as_of", "indicator", "numerator", "denominator"]
    ]


def elderly(simulation: Simulation, day: dt.date, randomness: np.random.Generator) -> pd.DataFrame:
    """The same rows, of old people and those of them with an activated account: they come later than others."""
    place = (day - simulation.days[0].date()).days
    activated = simulation.counts["activated"][..., place].sum(axis=1)
    people = simulation.communes["eligible"].to_numpy(dtype=np.int64)
    held = people * ELDERLY // 1000
    pace = randomness.integers(*ELDERLY_PACE, len(people))
    return pd.DataFrame({
        "edition": simulation.edition, "unit_code": simulation.codes, "as_of": day, "indicator": "elderly",
        "numerator": np.minimum(held * activated * pace // (100 * people), held), "denominator": held,
    })  # fmt: skip


def duty(simulation: Simulation, span: Span) -> pd.DataFrame:
    """Rows edition, unit_code, date, kind, start_time, end_time, teams, people, in Thới Bình or what it became."""
    codes = [code for code, inside in zip(simulation.codes, is_in_thoi_binh(simulation), strict=True) if inside]
    names = day_names(days_of(span))
    rows = [row for day in days_of(span) for row in _of_day(simulation.edition, codes, day, day in names)]
    columns = ["unit_code", "date", "kind", "start_time", "end_time", "teams", "people"]
    return pd.DataFrame(rows, columns=columns).assign(edition=simulation.edition)[["edition", *columns]]


def hamlets(simulation: Simulation, day: dt.date) -> pd.DataFrame:
    """Rows edition, unit_code, as_of, hamlets, visited, in Thới Bình or what it became."""
    codes = [code for code, inside in zip(simulation.codes, is_in_thoi_binh(simulation), strict=True) if inside]
    weeks = (day - COUNTED[simulation.edition][0]).days // 7
    rows = []
    for turn, code in enumerate(codes):
        fewest, more = HAMLETS[simulation.edition]
        every = fewest + int(code) % more
        if turn % WITHOUT_HAMLETS:
            rows.append((code, every, min(every * (3 + int(code) % 4 + weeks // 2) // 12, every)))
    table = pd.DataFrame(rows, columns=["unit_code", "hamlets", "visited"])
    return table.assign(edition=simulation.edition, as_of=day)[["edition", "unit_code", "as_of", "hamlets", "visited"]]


def _of_day(edition: str, codes: list[str], day: pd.Timestamp, is_holiday: bool) -> Iterator[tuple[object, ...]]:
    is_campaign = any(day.date() in campaign.span for campaign in scenario.THOI_BINH_CAMPAIGNS)
    is_free = is_holiday or day.weekday() >= 5
    if is_free and not is_campaign:
        return
    shifts = DUTY_SHIFTS if is_free else CAMPAIGN_SHIFTS if is_campaign else OFFICE_SHIFTS
    for code in codes:
        yield from ((code, day, "commune", first, last, 1, 3) for first, last in shifts)
    if edition == "2024":
        yield from ((scenario.THOI_BINH, day, "district_fixed", first, last, 1, 5) for first, last in shifts)
        if day.weekday() in MOBILE_WEEKDAYS:
            yield codes[day.day_of_year // 2 % len(codes)], day, "district_mobile", "07:00", "17:00", 1, 4
            yield codes[(day.day_of_year // 2 + 5) % len(codes)], day, "captain_led", "07:00", "11:00", 2, 6
        return
    visited = is_visited(pd.DataFrame({"unit_code": codes, "date": [day] * len(codes)}))
    for code in np.array(codes)[visited].tolist():
        yield code, day, "district_mobile", "07:00", "17:00", 1, 4
