"""What the page of forecasts says of a target where counts may not be told, or where its deadline is over."""

from dataclasses import replace

import pytest

from dashboard.text import Text
from dashboard.wording import forecast as wording
from tests.briefing.forecasts import SILENT, forecast


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "vi",
            "Không kịp chỉ tiêu Bộ giao 12.345 đến hạn 31/12/2026: khả năng đạt 16%; số dự báo nhỏ hơn 5 nên không "
            "nêu.",
        ),
        (
            "en",
            "Not on course for the Ministry's target, 12,345 by 31/12/2026: the chance of reaching it is 16%; the "
            "counts forecast are below 5 and not shown.",
        ),
    ],
)
def test_counts_too_small_to_be_told_leave_the_word_that_the_card_has(language: str, said: str) -> None:
    assert wording.answer(forecast(verdict="not_on_course", probability=0.16, counted=0), Text(language)).words == said


def test_why_too_little_is_known_goes_on_after_the_colon() -> None:
    hidden = forecast(verdict="too_little_data", probability=None, state="suppressed", counted=None)
    assert wording.answer(hidden, Text("vi")).words.endswith("đến hạn 31/12/2026: ẩn theo quy tắc dưới 5.")


def test_a_deadline_that_is_over_names_what_is_missing_only_where_something_is() -> None:
    def lines(missing: int) -> list[str]:
        over = forecast(verdict="too_little_data", probability=None, days_left=-3, missing=missing, units_unknown=2)
        return [line.words for line in wording.need_lines(over, Text("vi"))]

    assert lines(800) == ["Đã hết hạn, còn thiếu tối đa 800"]
    assert lines(0) == ["Đã hết hạn"]


def test_every_line_of_a_need_begins_as_a_sentence_also_where_parts_never_reported() -> None:
    lines = wording.need_lines(forecast(units_unknown=1), Text("en"))
    assert [line.words for line in lines][:2] == [
        "At most 2,469 remaining in 41 days (29 working days)", "At most 60 per day needed",
    ]  # fmt: skip


@pytest.mark.parametrize(("verdict", "tone"), [("on_course", "warning"), ("not_on_course", "bad")])
def test_a_silent_units_forecast_says_from_which_report_it_goes_on_and_is_no_good_news(verdict: str, tone: str) -> None:
    one = forecast(verdict=verdict, **SILENT)
    said = wording.answer(replace(one, outlook=replace(one.outlook, counts=(9_900, 12_500, 13_000))), Text("vi"))
    assert said.words.endswith("khả năng đạt 35%. Chưa báo cáo từ 20/11/2026: dự báo đi tiếp từ báo cáo đó.")
    assert said.tone == tone
