"""The pages look as they did when somebody last looked: fingerprints of their pictures, kept in git."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import ARTEFACTS, Watched
from tests.gallery import camera, fingerprint
from tests.gallery.shots import Shot

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("shot", fingerprint.WATCHED, ids=lambda shot: shot.name)
def test_a_page_looks_as_it_did(shot: Shot, server: str, watch: Callable[..., Watched]):
    watched = watch(server, *shot.size, shot.scheme)
    watched.page.emulate_media(reduced_motion="reduce")
    picture = camera.window(watched, shot)
    seen = fingerprint.difference(fingerprint.load()[shot.name], fingerprint.of(picture))
    if seen.is_noticed:
        kept: Path = ARTEFACTS / f"changed-{shot.name}.png"
        kept.write_bytes(fingerprint.marked(picture, seen))
        pytest.fail(
            f"{len(seen.cells)} of {seen.every} cells look otherwise, framed in {kept}. "
            "If it is meant: python -m tests.gallery --renew"
        )
