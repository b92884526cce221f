"""The figures of one area and of the units within it, as the pages of progress need them."""

import pandas as pd

from dashboard.briefing import area
from dashboard.briefing.area import Within
from dashboard.geography import Boundaries, boundaries
from dashboard.selection import Selection
from dashboard.ui.shell import session


def of_unit(view: Selection) -> pd.DataFrame:
    """One row: the chosen unit itself, its communes summed."""
    return area.of_unit(session.database(), view)


def within(view: Selection, grain: str | None = None) -> Within:
    """The units that the chosen one divides into; for a commune, those beside it."""
    return area.within(session.database(), view, grain)


def shapes(view: Selection, inside: Within) -> Boundaries:
    """The boundaries of the units inside, as they were on the day."""
    return boundaries(view.edition, inside.parent, inside.grain, view.as_of)


def communes(view: Selection) -> pd.DataFrame:
    """All communes of the chosen unit."""
    return area.communes(session.database(), view)


def left_out(view: Selection) -> list[str]:
    """Names of the communes of the chosen unit that have no figures on the day."""
    return area.left_out(session.database(), view)
