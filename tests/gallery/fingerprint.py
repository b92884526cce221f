"""What a page looks like in a few hundred colours: small enough for git, and blind to how letters are smoothed."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from dashboard.settings import ROOT
from dashboard.ui.shell.navigation import PAGES
from tests.gallery.shots import Shot

KEPT = ROOT / "tests" / "browser" / "fingerprints.json"
TALL, PHONE = (1366, 1500), (390, 2100)
WATCHED = (
    *(Shot(page, "vi", "light", TALL) for page in PAGES),
    Shot("overview", "vi", "dark", TALL),
    Shot("overview", "vi", "light", PHONE),
)
# The side of a cell in pixels. Another version of Chromium moves a cell's mean by a few of 255; a line of words that
# comes or goes moves it by 10 and more, and all that stands below it too.
CELL, MOST_APART = 50, 6
# The share of cells that may be further apart: the day's date, the figures' version, "4 days ago".
MOST_CHANGED = 0.01


@dataclass(frozen=True)
class Difference:
    """Which cells differ, as column and row, of how many."""

    cells: tuple[tuple[int, int], ...]
    every: int

    @property
    def is_noticed(self) -> bool:
        """Whether a reader would see it."""
        return len(self.cells) > MOST_CHANGED * self.every


def of(picture: bytes) -> list[str]:
    """A row of the picture a line, each cell's mean colour in six hexadecimal digits."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    columns, rows = image.width // CELL, image.height // CELL
    small = image.resize((columns, rows), Image.Resampling.BOX)
    return [small.crop((0, row, columns, row + 1)).tobytes().hex() for row in range(rows)]


def difference(kept: Sequence[str], found: Sequence[str]) -> Difference:
    """The cells whose colours are further apart than smoothing explains; all of them where the sizes differ."""
    before, after = ([bytes.fromhex(line) for line in lines] for lines in (kept, found))
    every = sum(len(line) // 3 for line in after)
    if [len(line) for line in before] != [len(line) for line in after]:
        return Difference(tuple((0, row) for row in range(every)), every)
    apart = [
        (place // 3, row)
        for row, (old, new) in enumerate(zip(before, after, strict=True))
        for place in range(0, len(old), 3)
        if max(abs(old[place + channel] - new[place + channel]) for channel in range(3)) > MOST_APART
    ]
    return Difference(tuple(apart), every)


def marked(picture: bytes, seen: Difference) -> bytes:
    """The picture with a frame around each cell that differs."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    pen = ImageDraw.Draw(image)
    for column, row in seen.cells:
        pen.rectangle((column * CELL, row * CELL, (column + 1) * CELL, (row + 1) * CELL), outline="#ff00aa", width=2)
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def load(path: Path = KEPT) -> dict[str, list[str]]:
    """The fingerprints by the name of their picture."""
    kept: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def save(found: dict[str, list[str]], path: Path = KEPT) -> None:
    """Writes them so that git shows which page changed."""
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
