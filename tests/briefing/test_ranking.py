"""Places won and lost since a day: of units that can be compared on both days, whatever order they come in."""

import random

import pandas as pd

from dashboard.briefing.comparison import ranking
from dashboard.rows import ProgressByArea
from tests.briefing.rows import NOTHING, unit

NAMES = "abcdef"


def day(shares: dict[str, float], **otherwise: dict[str, object]) -> list[ProgressByArea]:
    """Units with these rates of a base of 1,000, reported on that day."""
    return [
        unit(
            name,
            **{
                "share": share, "numerator": share * 1000, "denominator": 1000, "counted": share * 1000,
                "units_reported": 1, "reported_at": pd.Timestamp("2024-05-01"), **otherwise.get(name, {}),
            },
        )
        for name, share in shares.items()
    ]  # fmt: skip


def moved(before: list[ProgressByArea], now: list[ProgressByArea]) -> dict[str, int]:
    """Places won, by unit."""
    places = ranking.places_between(before, now, is_of_stage=False)
    return {name: earlier - later for name, (earlier, later) in places.items()}


def test_places_are_won_and_lost_among_those_of_both_days_and_printed_ties_share_one() -> None:
    before = day({"a": 0.5, "b": 0.4, "c": 0.3, "d": 0.2})
    now = day({"a": 0.5, "b": 0.6, "c": 0.50004, "e": 0.9})
    assert ranking.places_between(before, now, is_of_stage=False) == {"a": (1, 2), "b": (2, 1), "c": (3, 2)}


def test_who_is_silent_hidden_or_held_against_another_base_has_no_place_to_compare() -> None:
    before = day({"a": 0.5, "b": 0.4, "c": 0.3, "d": 0.2, "e": 0.1})
    now = day(
        {"a": 0.1, "b": 0.2, "c": NOTHING, "d": 0.4, "e": 0.5},
        a={"is_silent": True}, c={"counted": NOTHING}, d={"denominator": 2000},
    )  # fmt: skip
    assert moved(before, now) == {"b": -1, "e": 1}


def test_swapping_the_days_swaps_the_signs_and_the_order_of_rows_does_not_matter() -> None:
    chance = random.Random(3)
    for _ in range(200):
        before, now = (
            day({name: round(chance.random(), 2) for name in chance.sample(NAMES, chance.randint(1, 6))})
            for _ in range(2)
        )
        found = moved(before, now)
        assert {name: -places for name, places in moved(now, before).items()} == found
        assert moved(chance.sample(before, len(before)), chance.sample(now, len(now))) == found
