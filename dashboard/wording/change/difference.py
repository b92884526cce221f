"""A unit on two days in words: its rate at both ends and what it gained between its reports, or why there is none."""

from dashboard import formats
from dashboard.briefing import silence
from dashboard.briefing.change import difference
from dashboard.briefing.change.difference import Difference
from dashboard.briefing.change.since import Since
from dashboard.rows import ProgressByArea, known_count
from dashboard.selection import Measure
from dashboard.text import Text
from dashboard.wording.change import changed


def points(one: Difference, text: Text) -> str:
    """The change of the rate, a dash where there is none."""
    if one.why:
        return formats.NOTHING
    return formats.points(one.both.now.share, one.share_before, text.language)


def words(one: Difference, since: Since, measure: Measure, text: Text) -> str:
    """Both ends, and what came in how many days; or why there is no change."""
    return why(one, since, measure, text) if one.why else f"{rates(one, text)}; {gained(one, measure, text)}"


def rates(one: Difference, text: Text) -> str:
    """The rate at both ends, and the base where it is not that of the first day."""
    before, now = (formats.percent(share, text.language) for share in (one.share_before, one.both.now.share))
    said = text("changed.rate", before=before, now=now)
    if not one.is_rebased:
        return said
    return f"{said} {text('map.change_rebased', base=formats.count(one.both.now.denominator, text.language))}"


def gained(one: Difference, measure: Measure, text: Text) -> str:
    """What was counted between the unit's two reports, in how many days these lie apart, and of how many parts."""
    days, *parts = measured(one, text)
    return "; ".join([f"{changed.gained(one.both.gained, measure, text)} {days}", *parts])


def measured(one: Difference, text: Text) -> list[str]:
    """Between which reports, how many days apart, and of how many parts."""
    before, now = one.both
    written = formats.day_month if before.reported_on.year == now.reported_on.year else formats.date
    ends = {"first": written(before.reported_on), "last": written(now.reported_on)}
    return [text("map.change_days", days=formats.count(one.days, text.language), **ends), *_parts(now, text)]


def _parts(row: ProgressByArea, text: Text) -> list[str]:
    """Of how many of its communes an area has figures that are not late; nothing where of all, and of a commune."""
    every = known_count(row.communes) or 0
    newer = (known_count(row.communes_reported) or 0) - (known_count(row.communes_late) or 0)
    if every < 2 or newer == every:
        return []
    counts = {"n": formats.count(newer, text.language), "every": formats.count(every, text.language)}
    return [text("map.change_parts", **counts)]


def why(one: Difference, since: Since, measure: Measure, text: Text) -> str:
    """Why a unit has no change."""
    before, now = one.both
    if one.why == difference.SILENT:
        silent = now if silence.is_silent(now) else before
        return text("map.change_silent", date=formats.date(silent.reported_on))
    if one.why == difference.NOT_NEWER:
        return text("map.change_not_newer", date=formats.date(now.reported_on))
    if one.why == difference.OTHER_BASE:
        ends = [formats.count_or_dash(known_count(row.denominator), text.language) for row in one.both]
        return text("map.change_other_base", before=ends[0], now=ends[1])
    if one.why in (difference.OTHER_UNITS, difference.RESTATED, difference.NO_BASE):
        return text(f"map.change_{one.why}")
    state = text("state.suppressed", small=measure.small_count) if one.why == "suppressed" else ""
    said = state or text(f"state.cell_{one.why}")
    return said if now.state == one.why else text("map.change_before", date=formats.date(since.day), why=said)
