"""A forecast in plain Python: one unit and one day after the other, without arrays; from the words of decision 86."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from statistics import median

from dashboard.forecasts.coefficients import Coefficients

LEVELS = [0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99]
STEPS = [0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0]


@dataclass
class Unit:
    """reports: day → count, as known on the day asked about, all positive days up to it; eligible: None if unknown;
    deadline: the last of its targets."""

    reports: dict[int, int]
    eligible: float | None
    deadline: int


@dataclass
class Told:
    """What is said of one target: counts and days for 10, 50 and 90 of 100, and the probability."""

    counts: list[float]
    probability: float
    on: list[int | None]


class Province:
    """All units of a province on one day. weights: how busy each day is, from day 0 on."""

    def __init__(self, units: list[Unit], cut: int, weights: list[float], coefficients: Coefficients) -> None:
        self.units, self.cut, self.weights, self.found = units, cut, weights, coefficients
        self.paces = [self._paces(unit) for unit in units]
        ratios = [math.log(paces[7] / paces[28]) for unit, paces in zip(units, self.paces, strict=True) if unit.reports]
        self.lively = median(ratios) if ratios else 0.0

    def busy(self, first: int, last: int) -> float:
        """How busy the days after the first, up to the last, are together."""
        return sum(self.weights[first + 1 : last + 1])

    def done(self, unit: Unit, day: int) -> float:
        """What grew from the first report to a day; between two reports by how busy the days are."""
        days = sorted(unit.reports)
        total = 0.0
        for before, after in pairwise(days):
            step = max(unit.reports[after] - unit.reports[before], 0)
            if after <= day:
                total += step
            elif before < day:
                span = self.busy(before, after)
                total += step * self.busy(before, day) / span if span else 0.0
        return total

    def _paces(self, unit: Unit) -> dict[int, float]:
        longer = self._usual(unit)
        first, last = (min(unit.reports), max(unit.reports)) if unit.reports else (0, 0)
        found = {}
        for window in (0, 56, 28, 14, 7):
            start = max(last - window, first) if window else first
            gain = self.done(unit, last) - self.done(unit, start)
            longer = (gain + 2 * longer) / (self.busy(start, last) + 2)
            found[window] = longer
        return found

    def _usual(self, unit: Unit) -> float:
        known = [each.eligible for each in self.units if each.reports and each.eligible is not None]
        middle = median([*known, 1000.0])
        people = days = 0.0
        for each in self.units:
            span = self.busy(min(each.reports), max(each.reports)) if each.reports else 0.0
            if span > 2:
                people += self.done(each, max(each.reports))
                days += span * (middle if each.eligible is None else each.eligible)
        heads = middle if unit.eligible is None else unit.eligible
        return (people + 1) / (days + 1000) * max(heads, 1)

    def _uneven(self, unit: Unit) -> float:
        first, last = min(unit.reports), max(unit.reports)
        rates = []
        for week in range(8):
            late, early = max(last - 7 * week, first), max(last - 7 * week - 7, first)
            if span := self.busy(early, late):
                rates.append(math.sqrt((self.done(unit, late) - self.done(unit, early)) / span))
        if not rates:
            return 0.0
        mean = sum(rates) / len(rates)
        return math.sqrt(sum((rate - mean) ** 2 for rate in rates) / len(rates)) / max(mean, 0.1)

    def gain(self, unit: Unit, end: int) -> tuple[list[float], float]:
        """Quantiles of the logarithm of what is gained by the end of a day, and what the base pace brings."""
        last = max(unit.reports)
        paces = self.paces[self.units.index(unit)]
        ahead = max(self.busy(last, end), 1e-6)
        base = paces[28] * ahead
        left = None if unit.eligible is None else max(unit.eligible * 1.03 - unit.reports[last], 1.0)
        pressed = 0.0 if left is None else base / left
        brought = max(base if left is None else (1 - math.exp(-pressed)) * left, 0.05)
        late = max(last, unit.deadline)
        log = {window: math.log(pace) for window, pace in paces.items()}
        features = [
            1.0, log[7] - log[14], log[14] - log[28], log[56] - log[28], log[0] - log[28],
            math.log(self._usual(unit)) - log[28], self.lively, self.busy(late, max(end, late)) / ahead,
            math.log(1 + pressed), -0.5 if left is None else math.log(left / max(unit.eligible or 0, 1)),
            (self.cut - last) / 14, math.log(brought + 2), min(self._uneven(unit), 2),
        ]  # fmt: skip
        widths = [features[0], *map(abs, features[1:5]), *features[8:]]
        shape = self.found.shape
        horizons = list(shape.horizons)
        horizon = min(max(end - last, horizons[0]), horizons[-1])
        low = max(place for place in range(len(horizons) - 1) if horizons[place] <= horizon)
        part = math.log(horizon / horizons[low]) / math.log(horizons[low + 1] / horizons[low])

        def between(rows: Iterable[Iterable[float]]) -> list[float]:
            table = [list(row) for row in rows]
            return [one * (1 - part) + two * part for one, two in zip(table[low], table[low + 1], strict=True)]

        def line(values: list[float], slopes: list[float]) -> float:
            return sum(value * slope for value, slope in zip(values, slopes, strict=True))

        centre = line(features, between(shape.centre))
        below, above = (math.exp(min(max(line(widths, between(s)), -5), 2)) for s in (shape.below, shape.above))
        spread = [centre + each * (below if each < 0 else above) for each in between(shape.quantiles)]
        # Nobody gains more than five times as fast as ever, nor than there are people.
        most = 5 * max(self._usual(unit), *paces.values()) * ahead
        if unit.eligible is not None:
            most = min(most, max(left or 0, unit.eligible / 10))
        return [min(value + math.log(brought + 2), math.log(most + 3)) for value in spread], brought

    def forecast(self, unit: Unit, value: int, deadline: int) -> Told:
        """Of a target that is not reached yet, and whose deadline lies ahead of the last report."""
        last = max(unit.reports)
        newest = unit.reports[last]
        missing = math.log(max(value - newest, 0) + 2)
        days = [last + math.floor((deadline - last) * Fraction(step, 12) + Fraction(1, 2)) for step in range(13)]
        days += [deadline + 5 * step for step in range(1, 25)]
        raw, highest, at_deadline, distance = [0.0], 0.0, [0.0], 0.0
        for day in days[1:]:
            quantiles, brought = self.gain(unit, day)
            highest = max(highest, 1 - share_below(quantiles, missing))
            raw.append(highest)
            if len(raw) == 13:
                at_deadline, distance = quantiles, missing - math.log(brought + 2)
        worth = [self._worth(each, distance) for each in raw]
        early, late = reached(days, worth, 0.1), reached(days, worth, 0.9)
        middle = reached(days, raw, 0.47)
        far = 10**7
        middle_day = far if middle is None else middle
        middle_day = min(middle_day, deadline) if worth[12] >= 0.5 else max(middle_day, deadline + 1)
        middle_day = min(max(middle_day, far if early is None else early), far if late is None else late)
        counts = [newest + max(math.exp(at_deadline[place]) - 2, 0) for place in (3, 8, 13)]
        return Told(counts, worth[12], [early, None if middle_day == far else middle_day, late])

    def _worth(self, said: float, distance: float) -> float:
        distances, table = list(self.found.calibration.distances), self.found.calibration.worth
        inside = min(max(distance, distances[0]), distances[-1])
        band = max(place for place in range(len(distances) - 1) if distances[place] <= inside)
        part = (inside - distances[band]) / (distances[band + 1] - distances[band])
        step = max(place for place in range(len(STEPS) - 1) if STEPS[place] <= said)
        along = (said - STEPS[step]) / (STEPS[step + 1] - STEPS[step])
        start, end = (table[band][at] * (1 - part) + table[band + 1][at] * part for at in (step, step + 1))
        return float(start + (end - start) * along)


def share_below(quantiles: list[float], value: float) -> float:
    """The share of a distribution below a value, in log odds between and beyond the levels."""
    odds = [math.log(level / (1 - level)) for level in LEVELS]
    low = min(max(sum(each <= value for each in quantiles) - 1, 0), len(LEVELS) - 2)
    width = max(quantiles[low + 1] - quantiles[low], 1e-6)
    at = odds[low] + (value - quantiles[low]) / width * (odds[low + 1] - odds[low])
    return 1 / (1 + math.exp(-min(max(at, -12), 12)))


def reached(days: list[int], probability: list[float], level: float) -> int | None:
    """The first whole day by which the probability is there."""
    for place in range(1, len(days)):
        if probability[place] >= level - 1e-12:
            rise = max(probability[place] - probability[place - 1], 1e-12)
            part = min(max((level - probability[place - 1]) / rise, 0), 1)
            return math.ceil(days[place - 1] + part * (days[place] - days[place - 1]) - 1e-9)
    return None
