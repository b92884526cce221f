"""The wall in a browser: what it shows, and how long one waits for it."""

import re
import time
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from dashboard import settings
from dashboard.settings import MESSAGES
from tests.browser.conftest import Watched

MEASURES = (Path(__file__).parent / "measures.js").read_text(encoding="utf-8")
SIZES = {"small": (1366, 768), "full": (1920, 1080), "large": (3840, 2160), "upright": (1080, 1920)}
SHOWN = "document.querySelector('.sheet.shown').innerText"


@dataclass
class Wall:
    """A watched page with a wall on it."""

    context: BrowserContext
    watched: Watched
    marks: list[str] = field(default_factory=list)

    @property
    def page(self) -> Page:
        """The page itself."""
        return self.watched.page

    def text(self, part: str) -> str:
        """The words of a part of the frame."""
        return self.page.locator(f"#{part}").inner_text()

    def scene(self) -> str:
        """All words of the scene shown."""
        return str(self.page.evaluate(SHOWN))

    def until(self, script: str, seconds: float) -> float:
        """Waits until a script is true, and says how long it took; fails when it takes longer than that."""
        began = time.monotonic()
        # Asked again and again from here: the page forbids the evaluation that the driver's own waiting needs.
        while not self.page.evaluate(script):
            assert time.monotonic() - began < seconds, f"after {seconds} s not yet: {script}\n{self.scene()}"
            self.page.wait_for_timeout(40)
        return time.monotonic() - began

    def ready(self) -> None:
        """Waits until the first scene stands."""
        self.until("document.querySelector('.sheet.shown')?.children.length > 0", 20)

    def step(self, key: str = "ArrowRight") -> str:
        """Turns by a key, and returns the question of the scene that came."""
        before = self.text("title")
        self.page.keyboard.press(key)
        self.until(f"document.getElementById('title').textContent !== {before!r}", 30)
        return self.text("title")

    def measured(self) -> list[Any]:
        """What cannot be read from six metres."""
        return list(self.page.evaluate(MEASURES))

    def never_reloaded(self) -> bool:
        """Whether it is still the page that was marked."""
        return bool(self.page.evaluate("window.isMarked === true"))


def open_wall(browser: Browser, address: str, link: str, size: tuple[int, int] = (1366, 768)) -> Wall:
    """A wall in a context of its own."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="vi-VN")
    return wall_in(Watched(context.new_page(), address), link)


def wall_in(watched: Watched, link: str) -> Wall:
    """A wall in an open tab, marked so that a reload would be seen."""
    watched.page.goto(f"{watched.address}/screen?{link}")
    watched.page.evaluate("window.isMarked = true")
    return Wall(watched.page.context, watched)


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Words of the English catalogue that the Vietnamese one never has."""
    english, vietnamese = (
        set(re.findall(r"[a-z]{4,}", (MESSAGES / f"{language}.toml").read_text(encoding="utf-8").lower()))
        for language in ("en", "vi")
    )
    # Xã Long Điền is no English.
    names = set(re.findall(r"[a-z]{4,}", (settings.DATA / "units.csv").read_text(encoding="utf-8").lower()))
    keys = set(tomllib.loads((MESSAGES / "vi.toml").read_text(encoding="utf-8")))
    return frozenset(english - vietnamese - keys - names)


def english_in(words: str) -> set[str]:
    """The English words that stand in a text."""
    return set(re.findall(r"(?<!\w)[a-z]{4,}(?![\w.])", words.lower())) & english_words()
