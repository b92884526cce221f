"""The table of the backtest: as a file that the product reads, and as the README prints it."""

import csv
import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path

import numpy as np

from dashboard.forecasts.measured import ALL, Row
from tests.backtest import scores
from tests.backtest.histories import AHEAD
from tests.backtest.scores import Judged
from tests.backtest.trial import METHOD, Trial

ON_COURSE, NOT_ON_COURSE = 0.75, 0.3
COLUMNS = (
    "n", "made", "date 80%", "early", "late", "count 80%", "low", "high", "Brier skill", "pinball", "date error",
    "count error",
)  # fmt: skip
HEAD = "| | " + " | ".join(COLUMNS) + " |"


def measured(trial: Trial, seeds: str, day: dt.date) -> list[Row]:
    """Coverage, tails, skill, pinball and errors of all, by horizon and beside the rivals."""
    method = trial.judged[METHOD]
    constant = scores.climatology(method)
    parts = [(ALL, method, constant)]
    for ahead in AHEAD:
        here = method.ahead == ahead
        parts.append((str(ahead), method.of(here), constant[here]))
    parts += [(name, judged, constant) for name, judged in trial.judged.items() if name != METHOD]
    return [_row(*part, seeds, day) for part in parts]


def _row(name: str, judged: Judged, constant: np.ndarray, seeds: str, day: dt.date) -> Row:
    early, late = scores.date_tails(judged)
    low, high = scores.count_tails(judged)
    return Row(
        name,
        len(judged.value),
        *(
            round(float(value), 4)
            for value in (
                judged.made.mean(), 1 - early - late, early, late, 1 - low - high, low, high,
                scores.skill(judged, constant), scores.pinball(judged), scores.date_error(judged),
                scores.count_error(judged),
            )
        ),
        seeds,
        day,
    )  # fmt: skip


def save(rows: Iterable[Row], path: Path) -> None:
    """Writes the file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [each.name for each in fields(Row)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(row) for row in rows)


def lines(rows: Iterable[Row]) -> list[str]:
    """The rows as the README prints them."""
    return [HEAD, "|---" * 13 + "|", *map(_line, rows)]


def _line(row: Row) -> str:
    name = f"{row.horizon} days" if row.horizon.isdigit() else row.horizon
    cells = [
        name, f"{row.forecasts:,}", f"{row.made:.2f}", f"{row.date_80:.3f}", f"{row.date_early:.3f}",
        f"{row.date_late:.3f}", f"{row.count_80:.3f}", f"{row.count_low:.3f}", f"{row.count_high:.3f}",
        f"{row.brier_skill:.3f}", f"{row.pinball:.1f}", f"{row.date_error:.0f}", f"{100 * row.count_error:.1f}%",
    ]  # fmt: skip
    return "| " + " | ".join(cells) + " |"


def into(readme: str, table: list[str]) -> str:
    """The README with the table in the place of the one that it has."""
    before, rest = readme.split(HEAD, 1)
    return before + "\n".join(table) + "\n\n" + rest.split("\n\n", 1)[1]


def below(trial: Trial) -> list[str]:
    """Verdicts, bins and contradictions."""
    method = trial.judged[METHOD]
    on, off = method.probability >= ON_COURSE, method.probability < NOT_ON_COURSE
    made = method.made
    bins = "; ".join(f"{said:.2f} → {happened:.2f} ({count:,})" for count, said, happened in scores.bins(method))
    return [
        f"on course: said {on.mean():.3f}, wrong {1 - made[on].mean():.3f}; "
        f"not on course: said {off.mean():.3f}, wrong {made[off].mean():.3f}",
        f"said → came true: {bins}",
        f"days that contradict their probability: {scores.contradictions(method):.4f}; "
        f"too little data: {trial.unanswered / max(trial.asked, 1):.4f} of {trial.asked:,}",
    ]
