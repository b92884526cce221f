"""Which pictures the gallery holds: every page, language, colour mode, size and amount of figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from dashboard.selection import LANGUAGES
from dashboard.ui.shell.navigation import PAGES
from dashboard.wall.link import SCENES

VIEW = "unit=967&edition=2024&as_of=2024-05-01"
AMOUNTS = ("full", "small", "empty")
SCHEMES = ("light", "dark")
SIZES = ((1366, 768), (1920, 1080), (390, 844))
WALL_SIZES = ((1366, 768), (1920, 1080), (3840, 2160), (1080, 1920))


@dataclass(frozen=True)
class Shot:
    """One picture: what is opened, over which figures, and how it is looked at."""

    page: str
    language: str
    scheme: str
    size: tuple[int, int]
    amount: str = "full"

    @property
    def link(self) -> str:
        """The address relative to the server."""
        if self.is_wall:
            scene = self.page.removeprefix("screen-")
            return f"screen?{VIEW}&lang={self.language}&scenes={scene}&theme={self.scheme}&seconds=60"
        return f"{self.page}?{VIEW}&lang={self.language}"

    @property
    def is_wall(self) -> bool:
        """Whether it is a scene of the briefing room's."""
        return self.page not in PAGES

    @property
    def is_phone(self) -> bool:
        """Narrow from the first: a window that is made narrow later keeps its sidebar open."""
        return self.size[0] < 640

    @property
    def facets(self) -> dict[str, str]:
        """By what a reviewer sorts the pictures."""
        width, height = self.size
        return {
            "page": self.page,
            "data": self.amount,
            "language": self.language,
            "scheme": self.scheme,
            "size": f"{width}x{height}",
        }

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return "-".join(self.facets.values())


def pages() -> Iterator[Shot]:
    """Every page in every way, those of one page beside each other."""
    for page, amount, language, scheme, size in product(PAGES, AMOUNTS, LANGUAGES, SCHEMES, SIZES):
        yield Shot(page, language, scheme, size, amount)


def wall() -> Iterator[Shot]:
    """Every scene of the wall at every size that it is made for."""
    for scene, language, scheme, size in product(SCENES, LANGUAGES[:1], SCHEMES, WALL_SIZES):
        yield Shot(f"screen-{scene}", language, scheme, size)
