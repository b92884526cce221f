"""The scenes of the wall, by their names in its address."""

from collections.abc import Callable

from dashboard.wall.room import Room, Scene
from dashboard.wall.scenes import (
    behind,
    changes,
    duty,
    headline,
    indicators,
    map_of_units,
    missing,
    nation,
    paragraph,
    pipeline,
    ranking,
    reasons,
    scorecard,
    since,
    stages,
    teams,
    verdict,
)

# Each gives nothing where it has nothing to show of the selection.
DRAWN: dict[str, Callable[[Room], Scene | None]] = {
    "headline": headline.draw,
    "verdict": verdict.draw,
    "paragraph": paragraph.draw,
    "map": map_of_units.draw,
    "ranking": ranking.draw,
    "behind": behind.draw,
    "changes": changes.draw,
    "since": since.draw,
    "stages": stages.draw,
    "pipeline": pipeline.draw,
    "reasons": reasons.draw,
    "teams": teams.draw,
    "duty": duty.draw,
    "indicators": indicators.draw,
    "scorecard": scorecard.draw,
    "missing": missing.draw,
    "nation": nation.draw,
}
