"""The palette: contrast on its surface, bands in order, states apart, for colour-blind readers as well."""

from itertools import combinations, pairwise

import pytest

from dashboard.figures.classes import ORDER, colours
from dashboard.figures.look import BANDS, LATE, LOOKS, NEEDS, NO_DENOMINATOR, STATES, Look, base
from dashboard.text import Text
from tests.figures import colour

VISIONS = [None, *colour.BLINDNESS]
STATE_COLOURS = {**STATES, "no_denominator": NO_DENOMINATOR}
# CIE76: under 3 is hardly seen side by side; 10 is told apart in a legend.
SEEN, TOLD_APART = 6, 10


def bands(look: Look) -> list[str]:
    """The colours of shares, lowest first."""
    return [band for _, band in look.bands]


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


@both_looks
@all_visions
def test_a_higher_share_stands_out_more_from_the_ground(blindness: str | None, look: Look) -> None:
    lights = [colour.lightness(band, blindness) for band in bands(look)]
    darkens = colour.lightness(look.surface) > 50
    steps = [low - high if darkens else high - low for low, high in pairwise(lights)]
    assert min(steps) >= 7
    assert [low for low, _ in BANDS] == sorted(low for low, _ in BANDS)
    assert BANDS[-1][0] == 1.0, "a band of its own for 100 % and over"


@both_looks
def test_every_band_is_seen_on_its_ground(look: Look) -> None:
    assert min(colour.distance(band, look.surface) for band in bands(look)) >= 2 * TOLD_APART


@both_looks
@all_visions
def test_neighbouring_bands_are_told_apart(blindness: str | None, look: Look) -> None:
    assert min(colour.distance(*pair, blindness) for pair in pairwise(bands(look))) >= TOLD_APART


@both_looks
@all_visions
def test_a_state_is_never_taken_for_a_band(blindness: str | None, look: Look) -> None:
    nearest = {
        name: min(colour.distance(state, band, blindness) for band in bands(look))
        for name, state in STATE_COLOURS.items()
    }
    assert min(nearest.values()) >= SEEN, nearest
    assert nearest["not_reported"] >= TOLD_APART


@all_visions
def test_states_are_told_apart(blindness: str | None) -> None:
    assert min(colour.distance(*pair, blindness) for pair in combinations(STATE_COLOURS.values(), 2)) >= TOLD_APART


@both_looks
@all_visions
def test_the_outline_of_late_units_stands_out_from_every_band(blindness: str | None, look: Look) -> None:
    assert min(colour.distance(LATE, band, blindness) for band in bands(look)) >= 5 * TOLD_APART


@both_looks
@all_visions
def test_needs_are_told_apart_and_centred_on_just_enough(blindness: str | None, look: Look) -> None:
    needs = [need for _, need in look.needs]
    assert min(colour.distance(*pair, blindness) for pair in pairwise(needs)) >= TOLD_APART - 1
    lights = [colour.lightness(need, blindness) for need in needs]
    darkens = colour.lightness(look.surface) > 50
    assert lights[:3] == sorted(lights[:3], reverse=not darkens), "the further from enough, the further from the ground"
    assert lights[3:] == sorted(lights[3:], reverse=darkens)
    assert NEEDS[3][0] == 1.0
    assert min(abs(one - other) for one, other in zip(lights[:3], lights[:2:-1], strict=True)) < TOLD_APART
    nearest = {
        name: min(colour.distance(state, need, blindness) for need in needs) for name, state in STATE_COLOURS.items()
    }
    assert min(nearest.values()) >= SEEN, nearest
    assert min(colour.distance(LATE, need, blindness) for need in needs) >= 4 * TOLD_APART


@both_looks
@all_visions
def test_no_change_is_told_from_a_small_one_and_from_every_state(blindness: str | None, look: Look) -> None:
    beside = [look.needs[2][1], look.needs[3][1]]
    assert min(colour.distance(look.same, need, blindness) for need in beside) >= TOLD_APART
    assert min(colour.distance(look.same, state, blindness) for state in STATE_COLOURS.values()) >= SEEN
    assert colour.distance(look.same, look.surface, blindness) >= SEEN


@both_looks
def test_every_class_of_the_map_has_one_colour_of_its_own(look: Look) -> None:
    assert len(set(colours(look).values())) == len(ORDER) == len(STATES) + 1 + len(BANDS) + len(NEEDS) + 1


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
