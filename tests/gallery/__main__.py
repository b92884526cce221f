"""Pictures of every page, in every way it can be looked at, on one page for review."""

import argparse
import time

from dashboard.ui.navigation import PAGES
from tests.browser.conftest import ARTEFACTS
from tests.gallery import camera, figures, sheet, shots

FOLDER = ARTEFACTS / "gallery"


def main() -> None:
    """Takes all pictures, or those of the pages named."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("pages", nargs="*", metavar="|".join(PAGES))
    arguments = parser.parse_args()
    if unknown := set(arguments.pages) - set(PAGES):
        parser.error(f"no such page: {', '.join(sorted(unknown))}")
    began = time.monotonic()
    wanted = [shot for shot in shots.pages() if not arguments.pages or shot.page in arguments.pages]
    with camera.serving(figures.folders(ARTEFACTS / "gallery-data")) as addresses:
        camera.take(wanted, addresses, FOLDER)
    written = sheet.write(wanted, FOLDER)
    print(f"{len(wanted)} pictures in {time.monotonic() - began:.0f} s: {written}")


main()
