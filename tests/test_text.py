"""Words in both languages: placeholders and plural forms."""

import pytest

from dashboard.text import Text


@pytest.mark.parametrize(("days", "told"), [(1, "1 day late"), (2, "2 days late"), (0, "0 days late")])
def test_english_counts_one_day_and_several_days(days: int, told: str):
    assert Text("en")("state.cell_late", days=days) == told


@pytest.mark.parametrize("days", [1, 2])
def test_vietnamese_has_one_form(days: int):
    assert Text("vi")("state.cell_late", days=days) == f"chậm {days} ngày"


def test_a_key_that_does_not_exist_is_our_error():
    with pytest.raises(KeyError):
        Text("vi")("map.nowhere")
