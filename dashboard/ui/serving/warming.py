"""Makes the first screens of a new version before its first reader asks: they hold what all readers share."""

import logging
import time
from contextlib import suppress

from dashboard import version_files
from dashboard.ui.first import page

LOG = logging.getLogger(__name__)
# As often as a page asks whether there is something new.
SECONDS = 2.0


def keep_warm() -> None:
    """Looks for a new version for as long as the server runs."""
    warm: str | None = None
    while True:
        with suppress(OSError):
            warm = warmed(warm)
        time.sleep(SECONDS)


def warmed(warm: str | None) -> str | None:
    """The version in use, whose first screens are made where it is another one than was warm: of the newest day alone.

    Units, words and the plans of questions are read on the way. What cannot be made is logged and not tried again: its
    first reader makes it, or is told why not.
    """
    shown = version_files.shown()
    if shown is not None and shown != warm:
        for name in page.DRAWN:
            try:
                page.html(name, {})
            except Exception as problem:  # noqa: BLE001
                LOG.warning("first screen of %s not made ahead: %s", name, type(problem).__name__)
    return shown
