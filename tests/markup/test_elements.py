"""HTML escapes by itself: what goes into an element is text, unless it is markup already."""

import re

from markupsafe import Markup

from dashboard.markup import Cell, Heading, card, element, image, join, meter, small_bars, sparkline, strip, table

HARM = '<b title="x">&\''
SAFE = "&lt;b title=&#34;x&#34;&gt;&amp;&#39;"


def test_text_is_escaped_and_markup_is_not_escaped_twice() -> None:
    assert element("p", HARM) == f"<p>{SAFE}</p>"
    assert element("p", element("b", "a & b"), HARM) == f"<p><b>a &amp; b</b>{SAFE}</p>"


def test_no_attribute_can_be_left() -> None:
    drawn = element("a", "x", kind=HARM, href=HARM, aria_label=HARM)
    assert drawn == f'<a class="{SAFE}" href="{SAFE}" aria-label="{SAFE}">x</a>'
    assert image(HARM, HARM, HARM) == f'<img class="{SAFE}" src="{SAFE}" alt="{SAFE}">'


def test_an_attribute_of_none_is_left_out_and_an_empty_one_stays() -> None:
    assert element("p", hidden=None, data_shrink="") == '<p data-shrink=""></p>'


def test_parts_are_escaped_where_they_are_joined() -> None:
    assert join([HARM, Markup("<i></i>")], " & ") == f"{SAFE} &amp; <i></i>"


def test_no_part_of_the_kit_lets_text_through() -> None:
    cells = [Cell(HARM, link=HARM, swatch=HARM, bar=0.5), Cell(HARM, True)]
    for drawn in (
        table([Heading(HARM), Heading(HARM, True)], [cells], HARM),
        card(HARM, HARM, [HARM]),
        sparkline([1.0], HARM),
        strip([(HARM, 1)], HARM),
    ):
        assert isinstance(drawn, Markup)
        assert "<b title" not in drawn
        assert '"x"' not in drawn


def test_a_share_above_100_percent_moves_the_mark_and_not_the_end() -> None:
    assert 'class="fill" style="width:100.0%"' in meter(1.25)
    assert 'class="mark" style="left:80.0%"' in meter(1.25)


def test_small_bars_end_where_all_do_and_what_is_not_known_leaves_a_gap() -> None:
    drawn = small_bars([0.5, float("nan"), 0.0, 3.0], HARM)
    assert re.findall(r"M(\d+) 18v-(\d+)h4", drawn) == [("0", "9"), ("10", "1"), ("15", "18")]
    assert f'aria-label="{SAFE}"' in drawn
