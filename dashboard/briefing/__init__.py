"""What is known of a unit, whoever shows it: facts, decided once, without HTML and without the words of a page."""

from dashboard.briefing import (
    area,
    averaged,
    behind,
    curve,
    headline,
    leaps,
    missing,
    movement,
    opened,
    published,
    ranking,
    recent,
    shared,
    sources,
    stages,
    trace,
)

__all__ = [
    "area",
    "averaged",
    "behind",
    "curve",
    "headline",
    "leaps",
    "missing",
    "movement",
    "opened",
    "published",
    "ranking",
    "recent",
    "shared",
    "sources",
    "stages",
    "trace",
]
