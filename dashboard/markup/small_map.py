"""A small map: its shapes, its frames, each unit's class and words; the frame's script draws it (small_maps.js)."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from dashboard.markup.elements import element

Frame = tuple[float, float, float, float]
# A unit's code, the classes of its shape, and what is said of it.
Unit = tuple[str, str, str]


def small_map(address: str, frames: Sequence[Frame], units: Iterable[Unit], words: str) -> Markup:
    """frames: west, south, east, north in degrees, of the map and of an inset; words: the sentence that says the same.

    The shapes come once by their address, however many maps of them stand on a page.
    """
    lines = "\n".join("\t".join(unit) for unit in units)
    framed = ";".join(",".join(f"{edge:.4f}" for edge in frame) for frame in frames)
    return element(
        "div", kind="small-map", role="img", aria_label=words, data_shapes=address, data_frames=framed, data_units=lines
    )
