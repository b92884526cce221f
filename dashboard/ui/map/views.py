"""How many maps are shown: one, those of two days with their difference, or a small one for each of several views."""

from dashboard.briefing.area import Within
from dashboard.rows import ProgressByArea
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.filters import choices, since
from dashboard.ui.shell import download, session

ONE, TWO_DAYS = "one", "days"
# What the small maps differ in.
LEVELS, STAGES, MONTHS = SMALL = ("levels", "stages", "months")
VIEWS = (ONE, TWO_DAYS, *SMALL)


def choose(selection: Selection, text: Text) -> str:
    """One of VIEWS; the address keeps it as `maps`."""
    return choices.one(
        "maps", offered(selection), text("map.maps"), lambda code: text(f"map.maps_{code}"), elsewhere=VIEWS
    )


def offered(selection: Selection) -> tuple[str, ...]:
    """An indicator has neither levels nor stages."""
    return VIEWS if selection.indicator is None else (ONE, TWO_DAYS, MONTHS)


def show_since(
    shown: str, inside: Within, whole: ProgressByArea | None, selection: Selection, text: Text
) -> download.Units:
    """The chooser, and what the area gained since, where the maps are not of two days; what the file holds."""
    warehouse = session.warehouse_in_use()
    if shown == TWO_DAYS:
        return download.Units(inside, whole, since.usual(warehouse, selection))
    if selection.indicator is None:
        since.show_total(selection, text)
    return download.Units(inside, whole, since.asked(warehouse, selection))
