"""What is forecast of the parts of a unit, made once for all readers of a version."""

from dashboard.briefing import forecast
from dashboard.briefing.forecast.facts import Parts, TargetForecast
from dashboard.selection import Selection
from dashboard.ui.shell import session


def of_parts(grain: str, selection: Selection) -> Parts:
    """The parts of one grain, each with its target."""
    return session.remembered(forecast.of_parts, session.database(), selection, grain, key=(selection, grain))


def by_unit(grain: str, selection: Selection) -> dict[str, TargetForecast]:
    """By unit what the version keeps of it: of other days only what is due. None beside rates of another base."""
    if selection.divided_by != "target":
        return {}
    key = ("kept", selection, grain)
    return session.remembered(forecast.of_parts, session.database(), selection, grain, True, key=key).by_unit
