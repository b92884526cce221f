"""Colour as readers see it: contrast (WCAG 2), lightness and distance (CIELAB), and simulated colour blindness."""

import re

Triple = tuple[float, float, float]

# Machado, Oliveira, Fernandes 2009: severity 1.0, on linear RGB.
BLINDNESS: dict[str, tuple[Triple, Triple, Triple]] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> Triple:
    """#rrggbb as linear red, green, blue between 0 and 1."""
    parts = [int(part, 16) / 255 for part in re.findall("..", colour.lstrip("#"))]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def seen(colour: str, blindness: str | None) -> Triple:
    """Linear RGB as a colour-blind reader sees it; as it is without blindness."""
    rgb = linear(colour)
    if blindness is None:
        return rgb
    mixed = (sum(weight * part for weight, part in zip(row, rgb, strict=True)) for row in BLINDNESS[blindness])
    red, green, blue = (min(1.0, max(0.0, part)) for part in mixed)
    return red, green, blue


def lab(rgb: Triple) -> Triple:
    """CIELAB under D65."""
    red, green, blue = rgb
    xyz = (
        (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047,
        0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
        (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883,
    )
    x, y, z = (part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def lightness(colour: str, blindness: str | None = None) -> float:
    """L* from 0 to 100."""
    return lab(seen(colour, blindness))[0]


def distance(one: str, other: str, blindness: str | None = None) -> float:
    """CIE76 distance: about 2 is just seen, 10 is told apart at a glance."""
    pairs = zip(lab(seen(one, blindness)), lab(seen(other, blindness)), strict=True)
    return sum((first - second) ** 2 for first, second in pairs) ** 0.5
