"""What the wall's address asks: the pages' own selection, and which scenes, how long each, dark or light."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.briefing.change.since import KINDS
from dashboard.briefing.goals import indicators
from dashboard.briefing.goals.indicators import ACCOUNTS
from dashboard.code_lists import Entry
from dashboard.selection import Complaint, is_day

# In the order in which they are shown.
SCENES = (
    "headline", "verdict", "paragraph", "map", "ranking", "behind", "changes", "since", "stages", "pipeline", "reasons",
    "teams", "duty", "indicators", "scorecard", "missing", "nation",
)  # fmt: skip
# Those that show an indicator in the place of accounts where the link names one.
OF_INDICATOR = ("map", "ranking")
THEMES = ("dark", "light")
# Of the map: a fifth of the units in each colour, or the same bounds on any day.
SCALES = ("fifths", "fixed")
SECONDS, SHORTEST, LONGEST = 20, 1, 3600


@dataclass(frozen=True)
class Asked:
    """The wall's own part of the address, and what of it does not exist."""

    scenes: tuple[str, ...]
    seconds: int
    theme: str
    scale: str
    since: str
    indicator: Entry | None
    is_rehearsal: bool
    complaints: tuple[Complaint, ...]


def read(link: Mapping[str, str]) -> Asked:
    """The wall's own part; what is asked wrongly falls back to a sensible value and is listed."""
    complaints: list[Complaint] = []
    named = [name.strip() for name in link.get("scenes", "").split(",") if name.strip()]
    complaints += [Complaint("scene", name) for name in named if name not in SCENES]
    theme = _one(link, "theme", THEMES, complaints)
    scale = _one(link, "scale", SCALES, complaints)
    return Asked(
        scenes=tuple(name for name in dict.fromkeys(named) if name in SCENES) or SCENES,
        seconds=_seconds(link, complaints),
        theme=theme,
        scale=scale,
        since=_since(link, complaints),
        indicator=_indicator(link, complaints),
        is_rehearsal=is_day(link.get("as_of", "")),
        complaints=tuple(complaints),
    )


def _one(link: Mapping[str, str], name: str, options: tuple[str, ...], complaints: list[Complaint]) -> str:
    """One of the options, the first unless the link names another."""
    given = link.get(name) or options[0]
    if given in options:
        return given
    complaints.append(Complaint(name, given))
    return options[0]


def _since(link: Mapping[str, str], complaints: list[Complaint]) -> str:
    """A kind of beginning, or a day; the usual one unless the link names any."""
    given = link.get("since", "")
    if not given or given in KINDS or is_day(given):
        return given
    complaints.append(Complaint("since", given))
    return ""


def _indicator(link: Mapping[str, str], complaints: list[Complaint]) -> Entry | None:
    """One of the list; accounts unless the link names any."""
    given = link.get("indicator", "")
    found = indicators.asked(given)
    if given not in ("", ACCOUNTS) and found is None:
        complaints.append(Complaint("indicator", given))
    return found


def _seconds(link: Mapping[str, str], complaints: list[Complaint]) -> int:
    given = link.get("seconds")
    if not given:
        return SECONDS
    if given.isascii() and given.isdigit() and len(given) <= len(str(LONGEST)) and SHORTEST <= int(given) <= LONGEST:
        return int(given)
    complaints.append(Complaint("seconds", given))
    return SECONDS
