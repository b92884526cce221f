"""The campaigns on which forecasts are measured are what they say: many kinds, drawn anew, the same for a seed."""

import numpy as np

from tests.backtest.campaigns import campaign
from tests.backtest.kinds import KINDS


def test_a_seed_is_one_campaign_and_another_seed_another() -> None:
    one, same, other = campaign(1), campaign(1), campaign(2)
    assert np.array_equal(one.done, same.done)
    assert np.array_equal(one.reported, same.reported, equal_nan=True)
    assert one.done.shape != other.done.shape or not np.array_equal(one.done, other.done)


def test_many_kinds_happen_and_none_is_forgotten() -> None:
    seen = {str(kind) for seed in range(1, 13) for kind in campaign(seed).kind}
    assert len(KINDS) >= 20
    assert seen == set(KINDS)


def test_work_never_goes_back_and_not_far_beyond_the_people_there_are() -> None:
    drawn = campaign(3)
    assert (np.diff(drawn.done, axis=1) >= 0).all()
    assert (drawn.done[:, -1] <= drawn.eligible * 1.3).all()


def test_about_half_of_the_targets_are_reached() -> None:
    reached = []
    for seed in range(1, 13):
        drawn = campaign(seed)
        at_deadline = drawn.done[np.arange(len(drawn.kind))[:, None], drawn.deadline]
        reached += list((at_deadline >= drawn.target)[~np.isnan(drawn.target)])
    assert 0.35 < np.mean(reached) < 0.6


def test_a_correction_is_known_from_its_own_day_on_and_not_before() -> None:
    drawn = next(found for found in map(campaign, range(1, 50)) if "corrected" in found.kind)
    row = int(np.flatnonzero(drawn.kind == "corrected")[0])
    wrong = slice(int(drawn.overcounted[row]), int(drawn.corrected[row]))
    before, after = (
        drawn.known(int(drawn.corrected[row]) - 1)[row, wrong],
        drawn.known(drawn.corrected[row])[row, wrong],
    )
    assert np.nanmax(before - drawn.done[row, wrong]) > 0
    assert np.nanmax(np.abs(after - drawn.done[row, wrong])) == 0
