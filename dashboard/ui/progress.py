"""The figures of one area and of the units within it, as the pages of progress need them."""

from dataclasses import dataclass

import pandas as pd

from dashboard import queries, units
from dashboard.geography import Boundaries, boundaries
from dashboard.selection import Selection
from dashboard.ui import session


@dataclass(frozen=True)
class Within:
    """The units inside an area: whose area, their grain, and their figures."""

    parent: str
    grain: str
    rows: pd.DataFrame


def of_unit(view: Selection) -> pd.DataFrame:
    """One row: the chosen unit itself, its communes summed."""
    grain = units.find(view.edition, view.unit).grain
    return _area(view, view.unit, grain)


def within(view: Selection, grain: str | None = None) -> Within:
    """The units that the chosen one divides into; for a commune, those beside it."""
    parent = units.holder(view.edition, view.unit).unit_code
    grain = grain or units.grain_below(view.edition, parent)
    return Within(parent, grain, _rows(view, parent, grain))


def _rows(view: Selection, parent: str, grain: str) -> pd.DataFrame:
    if grain == "commune":
        return queries.progress_by_commune(
            session.database(), edition=view.edition, as_of=view.as_of, parent=parent, measure=session.measure()
        )
    return _area(view, parent, grain)


def _area(view: Selection, parent: str, grain: str) -> pd.DataFrame:
    return queries.progress_by_area(
        session.database(),
        edition=view.edition,
        as_of=view.as_of,
        parent=parent,
        grain=grain,
        measure=session.measure(),
    )


def shapes(view: Selection, inside: Within) -> Boundaries:
    """The boundaries of the units inside."""
    return boundaries(view.edition, inside.parent, inside.grain)


def left_out(view: Selection) -> list[str]:
    """Names of the communes of the chosen unit that have no figures on the day."""
    rows = _rows(view, view.unit, "commune")
    both = zip(rows["unit_name"].tolist(), rows["state"].tolist(), strict=True)
    return [name for name, state in both if state == "not_reported"]
