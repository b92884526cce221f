"""The printed table of the backtest."""

import numpy as np

from tests.backtest import scores
from tests.backtest.histories import AHEAD
from tests.backtest.scores import Judged
from tests.backtest.trial import METHOD, Trial

ON_COURSE, NOT_ON_COURSE = 0.75, 0.3
COLUMNS = (
    "n", "made", "date 80%", "early", "late", "count 80%", "low", "high", "Brier skill", "pinball", "date error",
    "count error",
)  # fmt: skip


def printed(trial: Trial) -> str:
    """Coverage, tails, skill, pinball and errors by horizon and beside the rivals; verdicts and bins below."""
    method = trial.judged[METHOD]
    constant = scores.climatology(method)
    lines = ["| | " + " | ".join(COLUMNS) + " |"]
    lines.append("|---" * 13 + "|")
    lines.append(_line("all", method, constant))
    for ahead in AHEAD:
        here = method.ahead == ahead
        lines.append(_line(f"{ahead} days", method.of(here), constant[here]))
    lines += [_line(name, judged, constant) for name, judged in trial.judged.items() if name != METHOD]
    return "\n".join([*lines, "", *_below(trial)])


def _line(name: str, judged: Judged, constant: np.ndarray) -> str:
    early, late = scores.date_tails(judged)
    low, high = scores.count_tails(judged)
    cells = [
        name, f"{len(judged.value):,}", f"{judged.made.mean():.2f}", f"{1 - early - late:.3f}", f"{early:.3f}",
        f"{late:.3f}", f"{1 - low - high:.3f}", f"{low:.3f}", f"{high:.3f}", f"{scores.skill(judged, constant):.3f}",
        f"{scores.pinball(judged):.1f}", f"{scores.date_error(judged):.0f}", f"{100 * scores.count_error(judged):.1f}%",
    ]  # fmt: skip
    return "| " + " | ".join(cells) + " |"


def _below(trial: Trial) -> list[str]:
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
