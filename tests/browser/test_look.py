"""The pages look as they did when somebody last looked: fingerprints of their pictures, kept in git."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import ARTEFACTS
from tests.gallery import camera, fingerprint
from tests.gallery.shots import Shot

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("shot", fingerprint.WATCHED, ids=lambda shot: shot.name)
def test_a_page_looks_as_it_did(shot: Shot, server: str, browser: Browser):
    picture = camera.window(browser, server, shot)
    seen = fingerprint.difference(fingerprint.load()[shot.name], fingerprint.of(picture))
    if seen.is_noticed:
        kept: Path = ARTEFACTS / f"changed-{shot.name}.png"
        kept.write_bytes(fingerprint.marked(picture, seen))
        pytest.fail(
            f"{len(seen.cells)} of {seen.every} cells look otherwise, framed in {kept}. "
            "If it is meant: python -m tests.gallery --renew"
        )
