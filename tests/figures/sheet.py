"""The picture of the palettes in docs/design.svg: `python -m tests.figures.sheet` draws it anew from the code."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from dashboard.figures.hatches import HATCHES, patterns
from dashboard.figures.look import LATE, LOOKS, WALL_LOOKS, Look
from dashboard.settings import ROOT

PICTURE = ROOT / "docs" / "design.svg"
WIDTH, ROW, LEFT, BOX = 960, 64, 230, 104
Swatch = tuple[str, str]


def drawing() -> str:
    """The whole sheet as SVG."""
    rows = [
        *(row(f"sequential: share, {name}", ranges(look.bands), look) for name, look in LOOKS.items()),
        *(row(f"diverging: pace / need, {name}", ranges(look.needs), look) for name, look in LOOKS.items()),
        row("states, hatched", [(f"url(#hatch-{name})", name) for name in HATCHES]),
        row("late: outline", [("none", "late")]),
        *(row(f"categorical, {name}", list(enumerated(look)), look) for name, look in LOOKS.items()),
        *(row(f"wall, {name}", list(enumerated(look)), look) for name, look in WALL_LOOKS.items()),
    ]
    placed = "".join(f'<g transform="translate(0 {index * ROW})">{drawn}</g>' for index, drawn in enumerate(rows))
    height = len(rows) * ROW
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" '
        f'font-size="12"><rect width="{WIDTH}" height="{height}" fill="#ffffff"/>{patterns()}{placed}</svg>\n'
    )


def ranges(scale: Sequence[tuple[float, str]]) -> list[Swatch]:
    """Colour and the part of a hundred that it stands for."""
    edges = [low for low, _ in scale]
    words = [f"{low * 100:.0f}–{high * 100:.0f} %" for low, high in pairwise(edges)] + [f"≥ {edges[-1] * 100:.0f} %"]
    return [(colour, word) for (_, colour), word in zip(scale, words, strict=True)]


def enumerated(look: Look) -> list[Swatch]:
    """The series' colours by number."""
    return [(colour, str(turn)) for turn, colour in enumerate(look.series, start=1)]


def row(title: str, swatches: Sequence[Swatch], look: Look | None = None) -> str:
    """A name, and a box with its words for each colour, on the surface that it is meant for."""
    surface, ink = (look.surface, look.ink) if look else ("#ffffff", "#1b2330")
    ground = f'<rect width="{WIDTH}" height="{ROW}" fill="{surface}"/>'
    name = f'<text x="14" y="{ROW / 2}" fill="{ink}">{escape(title)}</text>'
    return ground + name + "".join(box(index, *swatch, ink) for index, swatch in enumerate(swatches))


def box(index: int, fill: str, words: str, ink: str) -> str:
    """One colour, and its words below."""
    x, edge = LEFT + index * (BOX + 14), f'stroke="{LATE}" stroke-width="2.2"' if words == "late" else ""
    code = "" if fill.startswith(("url", "none")) else f" {fill}"
    return (
        f'<rect x="{x}" y="10" width="{BOX}" height="26" rx="3" fill="{fill}" {edge}/>'
        f'<text x="{x}" y="52" fill="{ink}">{escape(words)}{code}</text>'
    )


if __name__ == "__main__":
    PICTURE.write_text(drawing(), encoding="utf-8")
