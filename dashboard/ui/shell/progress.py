"""The figures of one area and of the units within it, as the pages of progress need them."""

import pandas as pd

from dashboard.briefing import area
from dashboard.briefing.area import Within
from dashboard.geography import Boundaries, boundaries
from dashboard.selection import Selection
from dashboard.ui.shell import session


def of_unit(selection: Selection) -> pd.DataFrame:
    """One row: the selected unit itself, its communes summed."""
    return area.of_unit(session.database(), selection)


def within(selection: Selection, grain: str | None = None) -> Within:
    """The units that the selected one divides into; for a commune, those beside it."""
    return area.within(session.database(), selection, grain)


def shapes(selection: Selection, inside: Within) -> Boundaries:
    """The boundaries of the units inside, as they were on the day."""
    return boundaries(selection.edition, inside.parent, inside.grain, selection.as_of)


def communes(selection: Selection) -> pd.DataFrame:
    """All communes of the selected unit."""
    return area.communes(session.database(), selection)


def left_out(selection: Selection) -> list[str]:
    """Names of the communes of the selected unit that have no figures on the day."""
    return area.left_out(session.database(), selection)
