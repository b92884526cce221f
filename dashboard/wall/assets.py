"""The wall's own files, under an address that changes with them: browsers keep them, and never mix two builds."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from dashboard import figures, settings

CLIENT = Path(__file__).parent / "client"
PAGE = CLIENT / "page.html"
# The one that pages draw with: `ui/serving/charts.py`.
PLOTLY = settings.STATIC / "plotly" / "plotly.min.js"
NAME = re.compile(r"[a-z]+\.(js|css)|plotly\.min\.js")


@lru_cache(maxsize=1)
def build() -> str:
    """First digits of the hash of all that an open page holds: scripts, styles, colours, words, plotly."""
    digest = hashlib.sha256(PLOTLY.read_bytes())
    digest.update(repr([(look, figures.hatch_rules(look)) for look in figures.WALL_LOOKS.values()]).encode())
    for path in (*sorted(CLIENT.iterdir()), *sorted(settings.MESSAGES.glob("*.toml"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def path(name: str) -> Path | None:
    """The file of that name, if the wall has it."""
    if not NAME.fullmatch(name):
        return None
    found = PLOTLY if name == PLOTLY.name else CLIENT / name
    return found if found.exists() else None
