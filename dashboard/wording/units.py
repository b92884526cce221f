"""What is said of one unit in a list: how its rank and its share changed, and when it reported."""

from collections.abc import Sequence

import pandas as pd

from dashboard import figures, formats, settings
from dashboard.briefing import silence
from dashboard.briefing.comparison import ranking
from dashboard.briefing.silence import Unmeasured
from dashboard.briefing.summary import behind
from dashboard.rows import ProgressByArea
from dashboard.text import Text
from dashboard.wording import Sentence, Tone

# More names than this say no more.
MOST_NAMES = 8


def moved(row: ProgressByArea, text: Text) -> Sentence:
    """Places won or lost, by an arrow."""
    places = ranking.moved(row)
    if places is None:
        return Sentence(formats.NOTHING)
    arrow, tone = _direction(places)
    return Sentence(f"{arrow} {formats.count(abs(places), text.language)}" if places else arrow, tone)


def _direction(places: int) -> tuple[str, Tone]:
    return ("▲", "good") if places > 0 else ("▼", "bad") if places < 0 else ("=", "")


def points(row: ProgressByArea, text: Text) -> str:
    """The change of its share; a dash where it has none."""
    if pd.isna(row.share_before):
        return formats.NOTHING
    return formats.points(row.share_since, row.share_before, text.language)


def change(row: ProgressByArea, text: Text) -> str:
    """The change of its share, or why it has none."""
    return points(row, text) if not pd.isna(row.share_before) else f"{formats.NOTHING}, {why_unmeasured(row, text)}"


def change_or_dash(row: ProgressByArea, text: Text) -> str:
    """The same of an indicator, of which the page says once when it has none."""
    return points(row, text) if not pd.isna(row.share_before) else formats.NOTHING


def changed_days(row: ProgressByArea, text: Text) -> str:
    """Between which days its change was measured."""
    if pd.isna(row.changed_from):
        return formats.NOTHING
    days = f"{formats.day_month(row.changed_from)}–{formats.day_month(row.changed_until)}"
    if row.units_compared == row.units_reported:
        return days
    counts = {
        "n": formats.count(row.units_compared, text.language),
        "all": formats.count(row.units_reported, text.language),
    }
    return f"{days}, {text('column.changed_units', **counts)}"


def why_unmeasured(row: ProgressByArea, text: Text) -> str:
    """Why it has no change and no pace: it is silent, or has not sent enough reports yet."""
    if silence.is_silent(row):
        return text("overview.pace_silent", date=formats.date(row.reported_on))
    return text("overview.pace_none")


def unmeasured(facts: Unmeasured, text: Text) -> list[str]:
    """Who is left out of lists of change and pace, by name where they are few, and why."""
    silent = [
        text("overview.silent_name", name=row.unit_name, date=formats.day_month(row.reported_on))
        for row in facts.silent
    ]
    few = [row.unit_name for row in facts.few]
    lists = (("overview.silent_apart", silent), ("overview.few_apart", few))
    return [text(key, names=named(names, text)) for key, names in lists if names]


def named(names: Sequence[str], text: Text) -> str:
    """All names, or the first ones and how many more there are."""
    if len(names) <= MOST_NAMES:
        return ", ".join(names)
    left = formats.count(len(names) - MOST_NAMES, text.language)
    return text("overview.names_more", names=", ".join(names[:MOST_NAMES]), n=left)


def share(row: ProgressByArea, text: Text) -> str:
    """Its share, from the two counts."""
    return formats.ratio(int(row.numerator), int(row.denominator), text.language)


def numerator(row: ProgressByArea, text: Text) -> str:
    """Its count as a part of its base, marked where small counts are left out of it."""
    known = not pd.isna(row.numerator)
    return formats.at_least(row.numerator, text.language, is_least=row.is_least) if known else formats.NOTHING


def counted(row: ProgressByArea, text: Text) -> str:
    """The same of its count."""
    known = not pd.isna(row.counted)
    return formats.at_least(row.counted, text.language, is_least=row.is_least) if known else formats.NOTHING


def kind_of_count(row: ProgressByArea, text: Text) -> str:
    """That its count is a lower bound; nothing where it is not."""
    return text("column.least") if row.is_least else ""


def name(row: ProgressByArea, text: Text) -> str:
    """Its name, and of how many of its communes it has figures where some are missing."""
    parts = figures.partial_in_words(row, text)
    return f"{row.unit_name} ({parts})" if parts else row.unit_name


def below_base(row: ProgressByArea, text: Text) -> str:
    """How many of its base are not counted yet."""
    return formats.count(int(row.denominator - row.numerator), text.language)


def missing(row: ProgressByArea, text: Text) -> str:
    """How many it lacks to its target; the most, where some of its parts never reported."""
    # A column of whole numbers has pandas' own NA, which compares with nothing.
    known = None if pd.isna(row.missing) else row.missing
    return _at_most(formats.count_or_dash(known, text.language), row, text)


def required(row: ProgressByArea, text: Text) -> str:
    """The same a day."""
    return _at_most(formats.count_or_dash(row.required_per_day, text.language), row, text)


def _at_most(number: str, row: ProgressByArea, text: Text) -> str:
    is_most = number != formats.NOTHING and not pd.isna(row.units_unknown) and row.units_unknown > 0
    return text("overview.at_most", number=number) if is_most else number


def gap(row: ProgressByArea, text: Text) -> str:
    """How many a day its pace is short of what it needs; of a silent unit since when it is, else a dash."""
    if silence.is_silent(row):
        return why_unmeasured(row, text)
    return short_of(behind.gap(row), text)


def short_of(number: int | None, text: Text) -> str:
    """How many a day a pace is short: where it is not, that it is enough, for nobody reads a gap below zero."""
    if number is not None and number <= 0:
        return text("overview.gap_none")
    return formats.count_or_dash(number, text.language)


def why_apart(row: ProgressByArea, text: Text) -> str:
    """Why it has no share."""
    if not pd.isna(row.is_covered) and not row.is_covered:
        return figures.partial_in_words(row, text)
    rules = settings.load()
    return text(f"state.{ranking.why_apart(row)}", small=rules.small_count, days=rules.late_after_days)


def state(row: ProgressByArea, text: Text, late_after_days: int | None = None) -> str:
    """Its state in words; where there is a count and no share, why there is none."""
    if row.share != row.share:
        return why_apart(row, text)
    rules = settings.load()
    return text(f"state.{row.state}", small=rules.small_count, days=late_after_days or rules.late_after_days)


def reported_on(row: ProgressByArea, text: Text) -> str:
    """The day of its newest report, and how old that is where it is late."""
    day = formats.date(row.reported_on)
    return f"{day} · {text('state.cell_late', days=int(row.days_late))}" if row.state == "late" else day
