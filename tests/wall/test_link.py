"""What the wall's address asks: scenes, seconds, dark or light."""

import pytest

from dashboard.wall import link


def test_an_address_without_wishes_shows_all_scenes_in_their_order():
    asked = link.read({})
    assert asked.scenes == link.SCENES
    assert (asked.seconds, asked.theme, asked.scale, asked.is_rehearsal) == (20, "dark", "fifths", False)
    assert asked.complaints == ()


def test_scenes_come_in_the_order_asked_for_and_once():
    assert link.read({"scenes": "map, headline,map"}).scenes == ("map", "headline")


WRONG_SECONDS = ["0", "-5", "3601", "99999999999", "9" * 5000, "x", "²", "1.5"]


@pytest.mark.parametrize("seconds", WRONG_SECONDS, ids=lambda value: value[:12])
def test_seconds_that_cannot_be_are_told(seconds: str):
    asked = link.read({"seconds": seconds})
    assert asked.seconds == 20
    assert [one.key for one in asked.complaints] == ["seconds"]


@pytest.mark.parametrize("seconds", ["1", "3600"])
def test_seconds_from_one_to_an_hour_hold(seconds: str):
    assert link.read({"seconds": seconds}).seconds == int(seconds)


def test_an_unknown_scene_is_left_out_and_told():
    asked = link.read({"scenes": "map,officers"})
    assert asked.scenes == ("map",)
    assert [(one.key, one.value) for one in asked.complaints] == [("scene", "officers")]


def test_no_known_scene_means_all():
    assert link.read({"scenes": "officers"}).scenes == link.SCENES


def test_only_a_day_that_can_be_read_is_a_rehearsal():
    assert link.read({"as_of": "2024-05-01"}).is_rehearsal
    assert not link.read({"as_of": "yesterday"}).is_rehearsal


@pytest.mark.parametrize("since", ["monday", "meeting", "2026-10-01", ""])
def test_a_beginning_of_what_changed_goes_along(since: str):
    asked = link.read({"since": since})
    assert (asked.since, asked.complaints) == (since, ())


def test_a_beginning_that_there_is_not_is_told():
    asked = link.read({"since": "tet"})
    assert asked.since == ""
    assert [(one.key, one.value) for one in asked.complaints] == [("since", "tet")]
