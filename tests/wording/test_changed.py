"""The words for what changed."""

import pandas as pd
import pytest

from dashboard.briefing.change.pairs import Both
from dashboard.text import Text
from dashboard.wording.change import changed
from tests.briefing.rows import unit


@pytest.mark.parametrize(("before", "now"), [(pd.NA, 73_000), (73_000, pd.NA), (70_000, 73_000)])
def test_a_target_that_one_end_does_not_know_is_told_with_the_other(before: object, now: object) -> None:
    both = Both(unit("Xã Biển Bạch", whole_target=before), unit("Xã Biển Bạch", whole_target=now))
    assert "73.000" in str(changed._target(both, Text("vi")))
