"""What is said of one unit in a list: how its rank and its share changed, and when it reported."""

from dashboard import formats, settings
from dashboard.briefing import behind, ranking
from dashboard.rows import ProgressByArea
from dashboard.text import Text
from dashboard.wording import Sentence, Tone


def moved(row: ProgressByArea, text: Text) -> Sentence:
    """Places won or lost, by an arrow."""
    places = ranking.moved(row)
    if places is None:
        return Sentence(text("compare.new_rank"))
    arrow, tone = _direction(places)
    return Sentence(f"{arrow} {formats.count(abs(places), text.language)}" if places else arrow, tone)


def _direction(places: int) -> tuple[str, Tone]:
    return ("▲", "good") if places > 0 else ("▼", "bad") if places < 0 else ("=", "")


def points(row: ProgressByArea, text: Text) -> str:
    """The change of its share; a dash where it had none."""
    if row.share_before != row.share_before:
        return formats.NOTHING
    return formats.points(row.share, row.share_before, text.language)


def share(row: ProgressByArea, text: Text) -> str:
    """Its share, from the two counts."""
    return formats.ratio(int(row.numerator), int(row.denominator), text.language)


def missing(row: ProgressByArea, text: Text) -> str:
    """How many it lacks to its base."""
    return formats.count(int(row.denominator - row.numerator), text.language)


def gap(row: ProgressByArea, text: Text) -> str:
    """How many a day its pace is short of what it needs; a dash where its pace is not known."""
    return formats.count_or_dash(behind.gap(row), text.language)


def why_apart(row: ProgressByArea, text: Text) -> str:
    """Why it has no share."""
    rules = settings.load()
    return text(f"state.{ranking.why_apart(row)}", small=rules.small_count, days=rules.late_after_days)


def reported_on(row: ProgressByArea, text: Text) -> str:
    """The day of its newest report, and how old that is where it is late."""
    day = formats.date(row.reported_on)
    return f"{day} · {text('state.cell_late', days=int(row.days_late))}" if row.state == "late" else day
