"""How good forecasts were: coverage with open ranges as censored, tails, Brier skill, pinball loss, errors."""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from dashboard.forecasts.curves import BEYOND
from dashboard.statistics.reaching import NEVER

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Judged:
    """Forecasts with what came true, one target a row. reached: the true day, NEVER beyond what is followed."""

    ahead: Ints
    deadline: Ints
    value: Floats
    reached: Ints
    final: Ints
    count: Floats
    probability: Floats
    on: Ints

    def of(self, rows: Flags) -> "Judged":
        """Some of them."""
        return Judged(*(getattr(self, each.name)[rows] for each in fields(self)))

    @property
    def made(self) -> Floats:
        """1 where the target was reached by its deadline."""
        return (self.final >= self.value).astype(float)


def joined(parts: list[Judged]) -> Judged:
    return Judged(*(np.concatenate([getattr(part, each.name) for part in parts]) for each in fields(Judged)))


def date_tails(judged: Judged) -> tuple[float, float]:
    """Shares reached before P10, and after P90, among the ranges in which that day is within what is followed."""
    on = clipped(judged)
    early, late = on[:, 0] < NEVER, on[:, 2] < NEVER
    low = float((judged.reached < on[:, 0])[early].mean()) if early.any() else 0.1
    return low, float((judged.reached > on[:, 2])[late].mean()) if late.any() else 0.1


def count_tails(judged: Judged) -> tuple[float, float]:
    """Shares of counts on the deadline day below P10 and above P90."""
    low, high = np.floor(judged.count[:, 0]), np.ceil(judged.count[:, 2])
    return float((judged.final < low).mean()), float((judged.final > high).mean())


def climatology(judged: Judged) -> Floats:
    """The constant share of targets that were reached in time, for each horizon."""
    made = judged.made
    return np.array([made[judged.ahead == ahead].mean() for ahead in judged.ahead])


def skill(judged: Judged, constant: Floats) -> float:
    """1 - Brier score over that of the constant share."""
    made = judged.made
    return 1 - float(((judged.probability - made) ** 2).mean() / ((constant - made) ** 2).mean())


def pinball(judged: Judged) -> float:
    """Mean of twice the pinball loss of the three days, each day clipped at the first one that is not followed."""
    end = judged.deadline + BEYOND + 1
    truth, total = np.minimum(judged.reached, end), 0.0
    for column, level in enumerate((0.1, 0.5, 0.9)):
        miss = truth - np.minimum(judged.on[:, column], end)
        total += float((2 * np.maximum(level * miss, (level - 1) * miss)).mean())
    return total / 3


def date_error(judged: Judged) -> float:
    """Median days between P50 and the true day, of the targets that were reached."""
    end = judged.deadline + BEYOND + 1
    return float(np.median(np.abs(np.minimum(judged.on[:, 1], end) - judged.reached)[judged.reached < NEVER]))


def count_error(judged: Judged) -> float:
    """Median difference of P50 and the true count on the deadline day, as a share of the target."""
    return float(np.median(np.abs(judged.count[:, 1] - judged.final) / judged.value))


def contradictions(judged: Judged) -> float:
    """The share of answers whose days and probability are not of one distribution, with 0.03 of play."""
    clash = np.zeros(len(judged.value), dtype=bool)
    on = clipped(judged)
    for column, level in enumerate((0.1, 0.5, 0.9)):
        by = on[:, column] <= judged.deadline
        clash |= (by & (judged.probability < level - 0.03)) | (~by & (judged.probability > level + 0.03))
    return float(clash.mean())


def bins(judged: Judged) -> list[tuple[int, float, float]]:
    """For five bins of probability: how many, what was said, what came true."""
    bin_of = np.minimum((judged.probability * 5).astype(int), 4)
    made = judged.made
    return [
        (
            int((bin_of == each).sum()),
            float(judged.probability[bin_of == each].mean()),
            float(made[bin_of == each].mean()),
        )
        for each in range(5)
        if (bin_of == each).any()
    ]


def clipped(judged: Judged) -> Ints:
    """Days beyond what is followed are NEVER."""
    return np.where(judged.on > (judged.deadline + BEYOND)[:, None], NEVER, judged.on)
