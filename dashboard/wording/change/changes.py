"""A change of an earlier figure in words: what was counted, and why it is another number now."""

import pandas as pd

from dashboard import figures, formats
from dashboard.rows import RestatementByBatch
from dashboard.text import Text


def before_and_after(row: RestatementByBatch, small_count: int, text: Text) -> tuple[str, str]:
    """Both counts, as far as they may be shown."""
    return (
        figures.count_in_words(row.count_before, row.before_why, small_count, text),
        figures.count_in_words(row.count_after, row.after_why, small_count, text),
    )


def subject(row: RestatementByBatch, text: Text) -> str:
    """What was counted, whole: "Báo cáo tổng hợp · Kích hoạt · Mức độ 1"."""
    parts = [text(f"data.kind_{row.kind}")]
    if row.kind == "target":
        parts.append(text(f"issuer.{row.subject}"))
    if row.kind == "population_base":
        parts.append(text(f"base.{row.subject}") if text.has(f"base.{row.subject}") else row.subject)
    if not pd.isna(row.stage):
        parts += [text(f"stage.{row.stage}"), text(f"level.{row.level}")]
    return " · ".join(parts)


def brief_subject(row: RestatementByBatch, text: Text) -> str:
    """The same in few words: stage and level, or the kind of export."""
    if pd.isna(row.stage):
        return text(f"data.kind_{row.kind}")
    return f"{text(f'stage.{row.stage}')} · {text(f'level.{row.level}').lower()}"


def reason(row: RestatementByBatch, text: Text) -> str:
    """Which file changed it, and for a withdrawal who decided it and why."""
    words = {"file": row.source_name}
    if row.reason in ("withdrawal", "restoration"):
        words |= {"who": row.who or formats.NOTHING, "why": row.why}
    return text(f"data.change_{row.reason}", **words)
