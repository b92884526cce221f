"""The palette: contrast on its surface, bands in order, states apart, for colour-blind readers as well."""

from itertools import combinations, pairwise

import pytest

from dashboard.figures.classes import CLASSES, ORDER
from dashboard.figures.look import BANDS, LATE, LOOKS, NEEDS, NO_DENOMINATOR, STATES, Look, base
from dashboard.text import Text
from tests.figures import colour

VISIONS = [None, *colour.BLINDNESS]
BAND_COLOURS = [band for _, band in BANDS]
STATE_COLOURS = {**STATES, "no_denominator": NO_DENOMINATOR}
# CIE76: under 3 is hardly seen side by side; 10 is told apart in a legend.
SEEN, TOLD_APART = 6, 10
both_looks = pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))
all_visions = pytest.mark.parametrize("blindness", VISIONS, ids=lambda name: name or "all colours")


@both_looks
def test_words_can_be_read_on_their_surface(look: Look) -> None:
    assert colour.contrast(look.ink, look.surface) >= 7
    assert colour.contrast(look.muted, look.surface) >= 4.5


@both_looks
def test_lines_and_the_words_in_their_colour_can_be_read_on_their_surface(look: Look) -> None:
    # Series are labelled in their own colour, so they must do as text, not only as lines.
    assert min(colour.contrast(series, look.surface) for series in look.series) >= 4.5


@both_looks
@all_visions
def test_series_are_told_apart(look: Look, blindness: str | None) -> None:
    assert min(colour.distance(*pair, blindness) for pair in combinations(look.series, 2)) >= TOLD_APART


@all_visions
def test_bands_darken_with_the_share(blindness: str | None) -> None:
    steps = [
        colour.lightness(low, blindness) - colour.lightness(high, blindness) for low, high in pairwise(BAND_COLOURS)
    ]
    assert min(steps) >= 7
    assert [low for low, _ in BANDS] == sorted(low for low, _ in BANDS)
    assert BANDS[-1][0] == 1.0, "a band of its own for 100 % and over"


@all_visions
def test_neighbouring_bands_are_told_apart(blindness: str | None) -> None:
    assert min(colour.distance(*pair, blindness) for pair in pairwise(BAND_COLOURS)) >= TOLD_APART


@all_visions
def test_a_state_is_never_taken_for_a_band(blindness: str | None) -> None:
    nearest = {
        name: min(colour.distance(state, band, blindness) for band in BAND_COLOURS)
        for name, state in STATE_COLOURS.items()
    }
    assert min(nearest.values()) >= SEEN, nearest
    assert nearest["not_reported"] >= TOLD_APART


@all_visions
def test_states_are_told_apart(blindness: str | None) -> None:
    assert min(colour.distance(*pair, blindness) for pair in combinations(STATE_COLOURS.values(), 2)) >= TOLD_APART


@all_visions
def test_the_outline_of_late_units_stands_out_from_every_band(blindness: str | None) -> None:
    assert min(colour.distance(LATE, band, blindness) for band in BAND_COLOURS) >= 5 * TOLD_APART


@all_visions
def test_needs_are_told_apart_and_centred_on_just_enough(blindness: str | None) -> None:
    colours = [need for _, need in NEEDS]
    assert min(colour.distance(*pair, blindness) for pair in pairwise(colours)) >= TOLD_APART - 1
    lights = [colour.lightness(need, blindness) for need in colours]
    assert lights[:3] == sorted(lights[:3]), "the further from enough, the darker, on both sides"
    assert lights[3:] == sorted(lights[3:], reverse=True)
    assert NEEDS[3][0] == 1.0
    assert min(abs(one - other) for one, other in zip(lights[:3], lights[:2:-1], strict=True)) < TOLD_APART
    nearest = {
        name: min(colour.distance(state, need, blindness) for need in colours) for name, state in STATE_COLOURS.items()
    }
    assert min(nearest.values()) >= SEEN, nearest
    assert min(colour.distance(LATE, need, blindness) for need in colours) >= 4 * TOLD_APART


def test_every_class_of_the_map_has_one_colour_of_its_own() -> None:
    assert len(set(CLASSES.values())) == len(ORDER) == len(STATES) + 1 + len(BANDS) + len(NEEDS)


@pytest.mark.parametrize(("language", "separators"), [("vi", ",."), ("en", ".,")])
@both_looks
def test_every_figure_writes_numbers_as_its_language_does_in_the_houses_font(
    look: Look, language: str, separators: str
) -> None:
    layout = base(look, Text(language), 300).layout
    assert layout.separators == separators
    assert layout.font.family.startswith("Be Vietnam Pro")
    assert layout.font.color == look.ink
    assert layout.height == 300
