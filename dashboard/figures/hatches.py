"""Hatches for states that are no value: distinguishable without colour, on maps, in legends and tables, on paper too.

One tile of eight by eight serves both the SVG of a map and the sheet's swatches.
"""

from typing import Any
from urllib.parse import quote

from dashboard.figures.classes import colours
from dashboard.figures.look import LATE, NO_DENOMINATOR, STATES, Look

TILE = 8
GROUNDS = {**STATES, "no_denominator": NO_DENOMINATOR}
RISING, FALLING = "M-2 2l4-4M0 8l8-8M6 10l4-4", "M-2 6l4 4M0 0l8 8M6-2l4 4"
# What is drawn on a tile, in which ink and how thick. A value has none; a late one keeps its own, and gets an outline.
HATCHES = {
    "zero": ("M0 4h8", "#7a4a00", 1),
    "not_reported": (RISING, "#1b2330", 1.1),
    "suppressed": ("M4 4h.01", "#4a2160", 2.6),
    "not_divisible": ("M0 4h8M4 0v8", "#2a1a12", 0.9),
    "not_existing": (FALLING, "#8a93a3", 1.2),
    "no_denominator": ("M4 0v8", "#4d2a0a", 1),
}


def patterns() -> str:
    """An SVG that holds the pattern of each class, to stand once in a page."""
    patterns = "".join(
        f'<pattern id="hatch-{name}" width="{TILE}" height="{TILE}" patternUnits="userSpaceOnUse">'
        f"{_tile(name)}</pattern>"
        for name in HATCHES
    )
    return f'<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>{patterns}</defs></svg>'


def fan_pattern(colour: str) -> dict[str, Any]:
    """The hatch of a range that is forecast, as plotly draws it: what is not counted yet is never a full ground."""
    return {
        "shape": "/",
        "fgcolor": colour,
        "bgcolor": "rgba(0,0,0,0)",
        "size": TILE,
        "solidity": 0.12,
        "fgopacity": 0.7,
    }


def rules(look: Look) -> str:
    """The style sheet's rules: swatches and small maps go by the class's name, the shapes of a map by its colour."""
    swatches = "".join(
        f".swatch.{name}{{background-color:{colour}}}.small-map .{name}{{fill:{colour}}}"
        for name, colour in colours(look).items()
    )
    hatched = "".join(
        f'.choroplethlayer path[fill="{_rgb(GROUNDS[name])}"]{{fill:url(#hatch-{name}) !important}}'
        f".small-map .{name}{{fill:url(#hatch-{name})}}.swatch.{name}{{background-image:{_image(name)}}}"
        for name in HATCHES
    )
    return f"{swatches}{hatched}.swatch.late{{border:2px solid {LATE}}}.small-map .late{{stroke:{LATE}}}"


def _tile(name: str) -> str:
    path, ink, width = HATCHES[name]
    return (
        f'<rect width="{TILE}" height="{TILE}" fill="{GROUNDS[name]}"/>'
        f'<path d="{path}" fill="none" stroke="{ink}" stroke-opacity="0.7" stroke-width="{width}" '
        'stroke-linecap="round"/>'
    )


def _image(name: str) -> str:
    tile = f'<svg xmlns="http://www.w3.org/2000/svg" width="{TILE}" height="{TILE}">{_tile(name)}</svg>'
    return f'url("data:image/svg+xml,{quote(tile)}")'


def _rgb(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"
