"""Serves as `serve` does, without what makes the first open fast: what that is measured against.

These are first screens, compressed files, and the smaller script of charts.
"""

import re
import sys
from collections.abc import Mapping

from dashboard.__main__ import main
from dashboard.ui.first import page
from dashboard.ui.serving import charts, compressed, web


def nothing(_page: str, _query: Mapping[str, str]) -> str:
    """No first screen."""
    return ""


def as_it_is(_accepted: str) -> bool:
    """Nobody takes compressed files."""
    return False


def nothing_smaller() -> None:
    """Streamlit's own script of charts."""


if __name__ == "__main__":
    page.html = nothing
    compressed.takes_gzip = web.takes_gzip = as_it_is
    charts.script = nothing_smaller
    web.ALL_ICONS, web.UNUSED_FONT = re.compile("(?!)"), re.compile(b"(?!)")
    sys.exit(main(["serve"]))
