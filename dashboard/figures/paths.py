"""Where the even path to a target was on a day, and how far a count was from it."""

from collections.abc import Iterable

import pandas as pd

from dashboard import formats
from dashboard.rows import TargetByIssuer
from dashboard.text import Text


def at(target: TargetByIssuer, day: pd.Timestamp) -> int | None:
    """The path on the day, from the count at the target's start to its value at the deadline; None outside."""
    if not target.start_date <= day <= target.deadline or target.start_date == target.deadline:
        return None
    began = 0 if pd.isna(target.started_at) else int(target.started_at)
    part = (day - target.start_date) / (target.deadline - target.start_date)
    return int(formats.round_half_up(began + (int(target.value) - began) * part, 0))


def beside(day: pd.Timestamp, count: int, targets: Iterable[TargetByIssuer], text: Text) -> list[str]:
    """For each target whose path holds the day: issuer, path and the difference of both as printed."""
    lines = []
    for target in targets:
        path = at(target, day)
        if path is not None:
            key = "overview.hover_behind" if count < path else "overview.hover_ahead"
            gap = formats.count(abs(count - path), text.language)
            issuer = text(f"issuer.{target.issuer}")
            lines.append(text(key, issuer=issuer, path=formats.count(path, text.language), gap=gap))
    return lines
