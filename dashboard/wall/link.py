"""What the wall's address asks: the pages' own selection, and which scenes, how long each, dark or light."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.selection import Complaint, is_day

# In the order in which they are shown.
SCENES = ("headline", "map", "ranking", "behind", "changes", "stages", "missing", "nation")
THEMES = ("dark", "light")
SECONDS, SHORTEST, LONGEST = 20, 1, 3600


@dataclass(frozen=True)
class Asked:
    """The wall's own part of the address, and what of it does not exist."""

    scenes: tuple[str, ...]
    seconds: int
    theme: str
    is_rehearsal: bool
    complaints: tuple[Complaint, ...]


def read(link: Mapping[str, str]) -> Asked:
    """The wall's own part; what is asked wrongly falls back to a sensible value and is listed."""
    complaints: list[Complaint] = []
    named = [name.strip() for name in link.get("scenes", "").split(",") if name.strip()]
    complaints += [Complaint("scene", name) for name in named if name not in SCENES]
    theme = link.get("theme") or THEMES[0]
    if theme not in THEMES:
        complaints.append(Complaint("theme", theme))
    return Asked(
        scenes=tuple(name for name in dict.fromkeys(named) if name in SCENES) or SCENES,
        seconds=_seconds(link, complaints),
        theme=theme if theme in THEMES else THEMES[0],
        is_rehearsal=is_day(link.get("as_of", "")),
        complaints=tuple(complaints),
    )


def _seconds(link: Mapping[str, str], complaints: list[Complaint]) -> int:
    given = link.get("seconds")
    if not given:
        return SECONDS
    if given.isascii() and given.isdigit() and len(given) <= len(str(LONGEST)) and SHORTEST <= int(given) <= LONGEST:
        return int(given)
    complaints.append(Complaint("seconds", given))
    return SECONDS
