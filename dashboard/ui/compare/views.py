"""In which way units are compared: the reader's choice, in the address as `view`."""

from dashboard.text import Text
from dashboard.ui.shell import choices

RANKING, FUNNEL = VIEWS = ("ranking", "funnel")


def choose(text: Text) -> str:
    return choices.one("view", VIEWS, text("compare.view"), lambda code: text(f"compare.view_{code}"))
