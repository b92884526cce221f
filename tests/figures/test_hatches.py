"""What is no value is told apart without colour: a hatch of its own on maps, and the same in legends and tables."""

import re
from xml.etree import ElementTree

import pytest

from dashboard import figures
from dashboard.figures.classes import colours
from dashboard.figures.hatches import GROUNDS, HATCHES
from dashboard.figures.look import LOOKS, STATES, Look


def test_every_state_that_is_no_value_has_a_hatch_of_its_own() -> None:
    assert HATCHES.keys() == {*STATES, "no_denominator"}
    assert len({path for path, *_ in HATCHES.values()}) == len(HATCHES)


def test_each_pattern_stands_on_the_colour_of_its_class() -> None:
    drawing = ElementTree.fromstring(figures.hatch_patterns())
    ground = {pattern.attrib["id"]: pattern[0].attrib["fill"] for pattern in drawing.iter("pattern")}
    assert ground == {f"hatch-{name}": GROUNDS[name] for name in HATCHES}


@pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))
def test_every_class_has_a_swatch_and_no_value_is_hatched(look: Look) -> None:
    rules = figures.hatch_rules(look)
    assert dict(re.findall(r"\.swatch\.(\w+)\{background-color:(#\w+)", rules)) == colours(look)
    assert set(re.findall(r"\.swatch\.(\w+)\{background-image", rules)) == HATCHES.keys()
