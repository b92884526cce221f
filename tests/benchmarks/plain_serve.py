"""Serves as `serve` does, without first screens and compressed files: what the first open is measured against."""

import re
import sys
from collections.abc import Mapping

from dashboard.__main__ import main
from dashboard.ui.first import page
from dashboard.ui.shell import compressed, web


def nothing(_page: str, _query: Mapping[str, str]) -> str:
    """No first screen."""
    return ""


def as_it_is(_accepted: str) -> bool:
    """Nobody takes compressed files."""
    return False


if __name__ == "__main__":
    page.html = nothing
    compressed.takes_gzip = web.takes_gzip = as_it_is
    web.ALL_ICONS, web.UNUSED_FONT = re.compile("(?!)"), re.compile(b"(?!)")
    sys.exit(main(["serve"]))
