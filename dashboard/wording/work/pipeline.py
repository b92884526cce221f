"""What is said of dossiers that wait: where most of them do, whose number grows, and which are overdue."""

from collections.abc import Sequence

import pandas as pd

from dashboard import formats
from dashboard.briefing.work import pipeline
from dashboard.briefing.work.pipeline import ACTIVATION, Pipeline
from dashboard.rows import PipelineByArea
from dashboard.text import Text
from dashboard.wording import Sentence, Tone
from dashboard.wording.change.changed import since_words

# More names than this say no more.
MOST_NAMES = 5


def answer(row: PipelineByArea | None, small_count: int, text: Text) -> Sentence:
    """Before which stage most wait, how many that are of how many, and how many are overdue."""
    if row is None or (pd.isna(row.unapproved) and pd.isna(row.unactivated) and not pipeline.is_few(row)):
        return Sentence(text("pipeline.answer_unknown"))
    stage = pipeline.stuck_at(row)
    if stage is None:
        said = [text("pipeline.answer_nobody", small=small_count) if pipeline.is_few(row) else _not_stuck(row, text)]
        # Without a dossier, or where one may be overdue unseen, there is nothing to be praised.
        is_good = row.overdue == 0 and not pipeline.is_nothing(row)
        tone: Tone = "bad" if row.overdue > 0 else "good" if is_good else ""
        return Sentence(" ".join([*said, *_overdue(row, text)]), tone)
    is_activation = stage == ACTIVATION
    waiting, before = (row.unactivated, row.activated_base) if is_activation else (row.unapproved, row.approved_base)
    date = formats.date(row.reported_on)
    said = [text(
        f"pipeline.answer_{stage}",
        n=formats.count(waiting, text.language),
        share=formats.ratio(int(waiting), int(before), text.language),
        before=formats.count(before, text.language),
        date=date,
    )]  # fmt: skip
    other = row.unapproved if is_activation else row.unactivated
    if not pd.isna(other) and other > 0:
        beside = "approval" if is_activation else "activation"
        said.append(text(f"pipeline.beside_{beside}", n=formats.count(other, text.language)))
    return Sentence(" ".join([*said, *_overdue(row, text)]), "bad" if row.overdue > 0 else "")


def _not_stuck(row: PipelineByArea, text: Text) -> str:
    if pipeline.is_nothing(row):
        return text("pipeline.answer_nothing", date=formats.date(row.reported_on))
    is_contradicting = bool(pipeline.contradicting([row]))
    return text("pipeline.answer_contradicting" if is_contradicting else "pipeline.answer_none")


def _overdue(row: PipelineByArea, text: Text) -> list[str]:
    if pd.isna(row.overdue):
        return [text("pipeline.overdue_none" if pipeline.is_none_seen(row) else "pipeline.overdue_unknown")]
    if row.overdue == 0:
        return [text("pipeline.overdue_none_exact")]
    key = "pipeline.overdue_exact" if row.is_overdue_exact else "pipeline.overdue_least"
    return [text(key, n=formats.count(row.overdue, text.language))]


def lacking(found: Pipeline, text: Text) -> str:
    """Which stages reports do not count, and which file would bring them; nothing where all are counted."""
    if found.lacking:
        names = ", ".join(text(f"pipeline.stage_{stage}") for stage in found.lacking)
        return text("pipeline.lacking", stages=names)
    return text("pipeline.empty") if found.is_empty else ""


def made_of(row: PipelineByArea, small_count: int, text: Text) -> list[str]:
    """Of how many units the number of overdue ones is, whose is hidden, and who is silent."""
    lines = []
    if not pd.isna(row.overdue) and (row.units > 1 or row.overdue_few):
        lines.append(
            text(
                "pipeline.overdue_units",
                n=formats.count(row.overdue_units, text.language),
                all=formats.count(row.units, text.language),
            )
        )
    if row.overdue_few:
        lines.append(text("pipeline.overdue_few", n=row.overdue_few, small=small_count))
    if row.units_silent and not pd.isna(row.silent_units):
        lines.append(text("pipeline.silent", names=row.silent_units))
    elif row.units_silent:
        lines.append(text("pipeline.silent_many", n=formats.count(row.units_silent, text.language)))
    return lines


def among_parts(found: Pipeline, text: Text) -> list[str]:
    """Who has most waiting per head, whose waiting grows, and whose reports contradict themselves."""
    lines = []
    first = pipeline.highest_rate(found.parts)
    if first is not None:
        number = formats.count(first.unactivated, text.language)
        lines.append(text("pipeline.highest_rate", unit=first.unit_name, rate=rate(first, text), n=number))
    compared = [row for row in found.parts if pipeline.growth(row) is not None]
    growing = pipeline.growing(found.parts)
    when = "" if found.since is None else "_since"
    said = {"all": len(compared), "since": "" if found.since is None else since_words(found.since, text)}
    if growing:
        names = [f"{row.unit_name} ({formats.signed(pipeline.growth(row) or 0, text.language, 0)})" for row in growing]
        lines.append(text(f"pipeline.growing{when}", n=len(growing), names=_named(names, text), **said))
    elif compared:
        lines.append(text(f"pipeline.growing_none{when}", **said))
    if odd := pipeline.contradicting(found.parts):
        lines.append(text("pipeline.contradicting", names=_named([row.unit_name for row in odd], text)))
    return lines


def _named(names: Sequence[str], text: Text) -> str:
    first, left = ", ".join(names[:MOST_NAMES]), len(names) - MOST_NAMES
    return f"{first} {text('reform.more', n=left)}" if left > 0 else first


def waiting(number: float, is_few: bool, small_count: int, text: Text) -> str:
    """How many wait; of few, only that they are few."""
    return f"<{small_count}" if is_few else formats.count_or_dash(number, text.language)


def rate(row: PipelineByArea, text: Text) -> str:
    """Waiting for activation for each 1,000 eligible people."""
    known = not pd.isna(row.unactivated_rate)
    return formats.decimal(row.unactivated_rate, text.language, 1) if known else formats.NOTHING


def share(value: float, text: Text) -> str:
    return formats.NOTHING if pd.isna(value) else formats.percent(value, text.language)


def growth(row: PipelineByArea, text: Text) -> str:
    """By how many more wait, and in how many units where not all can be compared."""
    more = pipeline.growth(row)
    if more is None:
        return formats.NOTHING
    words = formats.signed(more, text.language, 0)
    if row.units == 1 or pd.isna(row.units_compared) or row.units_compared == row.units:
        return words
    counts = {"n": formats.count(row.units_compared, text.language), "all": formats.count(row.units, text.language)}
    return f"{words}, {text('column.changed_units', **counts)}"


def period(found: Pipeline, days: int, text: Text) -> str:
    """Between which ends what waits grew."""
    if found.since is None:
        return text("pipeline.period", days=days)
    return text("pipeline.period_since", since=since_words(found.since, text))


def growth_days(row: PipelineByArea) -> str:
    if pd.isna(row.changed_from):
        return formats.NOTHING
    return f"{formats.day_month(row.changed_from)}–{formats.day_month(row.changed_until)}"


def overdue(row: PipelineByArea, small_count: int, text: Text) -> str:
    """The number, with "≥" where it is a lower bound."""
    if pd.isna(row.overdue):
        return f"<{small_count}" if row.overdue_few and row.units == 1 else formats.NOTHING
    return formats.at_least(row.overdue, text.language, is_least=not row.is_overdue_exact)
