"""No flash: each frame that the wall paints is one of its scenes, whole."""

import base64
import io
import os
from typing import Any

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, CDPSession

from tests.browser.wall import Wall, open_wall

pytestmark = pytest.mark.browser
# `make soak` turns it a hundred times.
CHANGES = 100 if "SOAK_MINUTES" in os.environ else 20
ROUNDING = 24
SCENES = ("headline", "map", "ranking", "behind", "stages")
LINK = f"unit=96&edition=2025&seconds=3600&scenes={','.join(SCENES)}"
# Notes for each animation frame whether anything is wrong with the sheet that is shown in it.
PROBE = """
window.wrong = []; window.frames = 0;
const look = () => {
  const shown = document.querySelectorAll('.sheet.shown');
  window.frames += 1;
  if (shown.length !== 1) window.wrong.push(`${shown.length} sheets`);
  else if (!shown[0].innerText.trim()) window.wrong.push('no words');
  else for (const plot of shown[0].querySelectorAll('.plot'))
    if (!plot.querySelector('.main-svg path')) window.wrong.push('an empty figure');
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


class Camera:
    """Watches the frames that the browser paints, cut to where the scenes are, and keeps one of each kind."""

    def __init__(self, session: CDPSession, frame: dict[str, float]) -> None:
        self.session = session
        self.box = tuple(round(frame[side]) for side in ("left", "top", "right", "bottom"))
        self.frames = 0
        self.kinds: list[Image.Image] = []
        session.on("Page.screencastFrame", self.see)
        session.send("Page.startScreencast", {"format": "png", "everyNthFrame": 1})

    def see(self, frame: dict[str, Any]) -> None:
        """Keeps a picture that is like none before."""
        self.session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})
        picture = Image.open(io.BytesIO(base64.b64decode(frame["data"]))).convert("RGB").crop(self.box)
        self.frames += 1
        if not any(are_alike(picture, kind) for kind in self.kinds):
            self.kinds.append(picture)

    def stop(self) -> None:
        """Looks away."""
        self.session.send("Page.stopScreencast")


def are_alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures are the same but for how a rounded corner was smoothed."""
    return ImageChops.difference(one, other).convert("L").point(lambda step: 255 * (step > ROUNDING)).getbbox() is None


@pytest.fixture
def wall(browser: Browser, server: str) -> Any:
    """A wall that turns by keys only."""
    shown = open_wall(browser, server, LINK)
    shown.ready()
    yield shown
    shown.context.close()


def test_in_many_changes_no_frame_is_blank_or_half_drawn(wall: Wall):
    wall.page.wait_for_timeout(500)
    wall.page.evaluate(PROBE)
    frame = wall.page.evaluate("document.querySelector('main').getBoundingClientRect().toJSON()")
    camera = Camera(wall.context.new_cdp_session(wall.page), frame)
    for _ in range(CHANGES):
        wall.step()
    wall.page.wait_for_timeout(500)
    camera.stop()
    assert wall.page.evaluate("window.wrong") == []
    assert wall.page.evaluate("window.frames") > CHANGES
    assert camera.frames >= CHANGES
    assert len(camera.kinds) == len(SCENES), "a frame that is none of the scenes was painted"
