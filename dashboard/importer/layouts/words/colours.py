"""Legends of colours: of which cells they speak, and whether they make their figures doubtful."""

import re

from dashboard.folding import fold
from dashboard.importer.layouts.words.lexicon import Lexicon

# Words by which a legend speaks of a colour.
COLOURED = re.compile(
    r"\b(?:to mau|o to|boi|danh dau|mau|o mau|dong mau|chu mau|to) (vang|do|hong|cam|xanh|tim|xam)\b"
    r"|\b(to mau|o mau|boi mau)\b"
)
# A legend of nothing but these says how well units do, and nothing of whether their figures are right.
HARMLESS = {"percent", "rank", "score", "target", "result", "done", "filler", "around", "number", "object", "unit"} | {
    *("place", "note", "now", "ordinal", "identity"),
}


def is_doubtful(legend: str, colour: str, lexicon: Lexicon) -> bool:
    """Whether a line is a legend that speaks of this colour, and makes what bears it doubtful."""
    folded = fold(legend)
    if not colour or not COLOURED.search(folded):
        return False
    read = lexicon.read(COLOURED.sub(" ", folded))
    if not read.unknown and set(read.tags) <= HARMLESS:
        return False
    named = {match[1] for match in COLOURED.finditer(folded) if match[1]}
    return not named or hue_of(colour) in (*named, "")


def hue_of(colour: str) -> str:
    """What people call a colour; nothing where the file gives it no red, green and blue."""
    try:
        red, green, blue = (int(colour[place : place + 2], 16) for place in (0, 2, 4))
    except ValueError:
        return ""
    if max(red, green, blue) - min(red, green, blue) < 24:
        return "xam"
    if blue < min(red, green) - 20 and green > 0.8 * red:
        return "vang" if red > 0.8 * green else "xanh"
    if red != max(red, green, blue):
        return "xanh"
    if green >= 0.8 * red:
        return "vang"
    return "cam" if green > blue + 40 else "hong" if min(green, blue) > 120 else "do"
