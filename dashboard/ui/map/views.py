"""How many maps are shown: one, those of two days with their difference, or a small one for each of several views."""

from dashboard.text import Text
from dashboard.ui.shell import choices

ONE, TWO_DAYS = "one", "days"
# What the small maps differ in.
LEVELS, STAGES, MONTHS = SMALL = ("levels", "stages", "months")
VIEWS = (ONE, TWO_DAYS, *SMALL)


def choose(text: Text) -> str:
    """One of VIEWS; the address keeps it as `maps`."""
    return choices.one("maps", VIEWS, text("map.maps"), lambda code: text(f"map.maps_{code}"))
