"""What is ranked and mapped: accounts, or another indicator. One chooser on all pages that show one."""

from dashboard import briefing, code_lists, units
from dashboard.briefing.goals.indicators import ACCOUNTS
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.filters import choices
from dashboard.ui.shell import session

NAME = session.INDICATOR


def choose(selection: Selection, text: Text) -> str:
    """Which, in a list of them; none to choose where the unit and its parts have no other indicator."""
    every = code_lists.entries("indicator")
    return choices.listed(
        NAME, offered(selection), text("indicators.shown"), lambda code: words(code, text), elsewhere=[ACCOUNTS, *every]
    )


def offered(selection: Selection) -> list[str]:
    """Accounts, and the listed indicators of which the area has a figure; the chosen one in any case."""
    here = selection.at(unit=units.holder(selection.edition, selection.unit).unit_code).where
    every = code_lists.entries("indicator")
    key = ("indicators", here, code_lists.state("indicator"))
    found = session.remembered(briefing.indicators.of_unit, session.database(), here, key=key)
    chosen = {selection.indicator.key} if selection.indicator else set()
    known = chosen.union(one.indicator for one in found)
    return [ACCOUNTS, *(key for key in every if key in known)]


def words(code: str, text: Text) -> str:
    return text("indicators.accounts") if code == ACCOUNTS else code_lists.name("indicator", code, text.language)
