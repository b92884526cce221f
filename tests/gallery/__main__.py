"""Pictures of every page, in every way it can be looked at, on one page for review."""

import argparse
import time

from dashboard.ui.shell.navigation import PAGES
from tests.browser.conftest import ARTEFACTS
from tests.gallery import camera, figures, fingerprint, sheet, shots

FOLDER = ARTEFACTS / "gallery"
ALL = (*PAGES, "screen")


def main() -> None:
    """Takes all pictures, or those of the pages named."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("pages", nargs="*", metavar="|".join(ALL))
    parser.add_argument("--renew", action="store_true", help="write the fingerprints anew that the tests compare with")
    arguments = parser.parse_args()
    if unknown := set(arguments.pages) - set(ALL):
        parser.error(f"no such page: {', '.join(sorted(unknown))}")
    if arguments.renew:
        renew()
        return
    began = time.monotonic()
    every = [*shots.pages(), *shots.wall()]
    wanted = [shot for shot in every if not arguments.pages or shot.page.partition("-")[0] in arguments.pages]
    with camera.serving(figures.folders(ARTEFACTS / "gallery-data")) as addresses:
        camera.take(wanted, addresses, FOLDER)
    # Pictures of an earlier run stay in sight beside the new ones.
    written = sheet.write([shot for shot in every if (FOLDER / f"{shot.name}.png").exists()], FOLDER)
    print(f"{len(wanted)} pictures in {time.monotonic() - began:.0f} s: {written}")


def renew() -> None:
    """Keeps how the pages look now as how they should look, and tells which of them changed."""
    kept = fingerprint.load() if fingerprint.KEPT.exists() else {}
    full = {"full": figures.folders(ARTEFACTS / "gallery-data")["full"]}
    with camera.serving(full) as addresses, camera.browser() as browser:
        found = {
            shot.name: fingerprint.of(camera.new_window(browser, addresses["full"], shot))
            for shot in fingerprint.WATCHED
        }
    fingerprint.save(found)
    changed = [name for name, now in found.items() if fingerprint.difference(kept.get(name, []), now).is_noticed]
    print(f"{fingerprint.KEPT}: {len(found)} pages, changed: {', '.join(changed) or 'none'}")


main()
