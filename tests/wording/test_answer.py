"""The sentence that answers, in every state, and what is never said."""

import datetime as dt
from dataclasses import replace
from typing import get_args

import pandas as pd
import pytest

from dashboard.briefing.forecast.answer import Answer, Answers, State
from dashboard.briefing.forecast.facts import Outlook
from dashboard.briefing.summary.headline import Coverage, Headline, Measured, Need, NoFigures, Pace, Share, Standing
from dashboard.selection import Measure, Selection
from dashboard.text import Text
from dashboard.wording.summary import answer

SELECTION = Selection("967", "2024", dt.date(2024, 5, 1))
STANDING = Standing(400, Share(400, 1000, 0.4), pd.Timestamp("2024-05-01 23:00"), None, False, Coverage(12, 12, 0, 1))
PACE = Pace(22.5, None, Measured(dt.date(2024, 4, 24), dt.date(2024, 5, 1), 1, 1))
NEED = Need(dt.date(2024, 6, 30), 3300, 55.0, 32)
OUTLOOK = Outlook("not_on_course", (1, 2, 3), 0.2)


def told(state: State, outlook: Outlook | None = OUTLOOK, need: Need | None = NEED, language: str = "vi") -> str:
    facts = Headline(STANDING, None, PACE, need)
    return said(Answer(state, "ministry", "all", facts, outlook), language)


def said(facts: Answer, language: str = "vi", nearer: Answer | None = None) -> str:
    return answer.said(Answers(facts, nearer), "Huyện Thới Bình", SELECTION, Measure(), Text(language)).words


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (
            "not_on_course",
            "Không kịp chỉ tiêu Bộ giao (hạn 30/06/2024): cần 55 tài khoản/ngày, bình quân 23/ngày; khả năng đạt 20%.",
        ),
        (
            "at_risk",
            "Có nguy cơ không kịp chỉ tiêu Bộ giao (hạn 30/06/2024): cần 55 tài khoản/ngày, bình quân 23/ngày; "
            "khả năng đạt 20%.",
        ),
        (
            "on_course",
            "Kịp chỉ tiêu Bộ giao (hạn 30/06/2024): cần 55 tài khoản/ngày, bình quân 23/ngày; khả năng đạt 20%.",
        ),
        ("slow", "Tốc độ chưa đủ để kịp chỉ tiêu Bộ giao (hạn 30/06/2024): cần 55 tài khoản/ngày, bình quân 23/ngày."),
        ("fast", "Tốc độ đủ để kịp chỉ tiêu Bộ giao (hạn 30/06/2024): cần 55 tài khoản/ngày, bình quân 23/ngày."),
        (
            "too_little_data",
            "Chưa đủ số liệu để dự báo chỉ tiêu Bộ giao (hạn 30/06/2024): cần 55 tài khoản/ngày, bình quân 23/ngày.",
        ),
        ("reached", "Đã đạt chỉ tiêu Bộ giao (hạn 30/06/2024): 40,0% (400/1.000)."),
        ("kept", "Đạt đúng hạn chỉ tiêu Bộ giao (hạn 30/06/2024): 40,0% (400/1.000)."),
        ("late", "Đạt sau hạn chỉ tiêu Bộ giao (hạn 30/06/2024): 40,0% (400/1.000)."),
        ("missed", "Không đạt chỉ tiêu Bộ giao (hạn 30/06/2024): đã quá hạn, còn thiếu 3.300 tài khoản."),
        ("no_target", "Chưa có chỉ tiêu: Bộ Công an chưa giao chỉ tiêu này cho Huyện Thới Bình."),
        ("uncovered", "Chưa đủ số liệu: mới có 12/12 xã có số liệu."),
    ],
)
def test_each_state_is_answered_in_a_sentence(state: State, words: str) -> None:
    assert told(state) == words


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("state", get_args(State))
def test_each_state_has_a_word_and_a_sentence_that_ends(state: State, language: str) -> None:
    facts = Answer(state, "ministry", "all", NoFigures("not_reported") if state == "no_figures" else _facts(), OUTLOOK)
    words = said(facts, language)
    assert answer.word(facts, Text(language))
    assert words.endswith(".") and ".." not in words and "{" not in words


def _facts() -> Headline:
    return Headline(STANDING, None, PACE, NEED)


@pytest.mark.parametrize(
    ("state", "head", "tone"), [("not_on_course", "Không kịp", "bad"), ("on_course", "Kịp", "warning")]
)
def test_of_a_silent_unit_the_forecast_is_said_and_its_silence_and_that_it_is_on_course_is_no_good_news(
    state: State, head: str, tone: str
) -> None:
    facts = Headline(replace(STANDING, is_silent=True), None, None, NEED)
    found = answer.answer(
        Answer(state, "ministry", "all", facts, OUTLOOK), "Huyện Thới Bình", SELECTION, Measure(), Text("vi")
    )
    assert found.words == (
        f"{head} chỉ tiêu Bộ giao (hạn 30/06/2024): chưa báo cáo từ 01/05/2024; theo số khi đó cần 55 tài khoản/ngày; "
        "khả năng đạt 20%."
    )
    assert found.tone == tone


def test_a_hidden_count_is_said_to_be_hidden_and_nothing_more() -> None:
    assert said(Answer("no_figures", "ministry", "all", NoFigures("suppressed"))) == "Ẩn theo quy tắc dưới 5"


@pytest.mark.parametrize(
    ("probability", "words"), [(0.004, "dưới 1%"), (0.996, "trên 99%"), (0.205, "21%"), (1.0, "trên 99%")]
)
def test_a_probability_is_not_told_more_exactly_than_it_can_be_known(probability: float, words: str) -> None:
    assert f"khả năng đạt {words}." in told("at_risk", Outlook("at_risk", (1, 2, 3), probability))


def test_what_stands_on_simulated_campaigns_says_so() -> None:
    found = told("on_course", Outlook("on_course", (1, 2, 3), 0.8, is_simulated=True))
    assert found.endswith("khả năng đạt 80% (dựa trên số liệu mô phỏng).")


def test_a_forecast_of_an_earlier_day_names_that_day() -> None:
    earlier = Answer("at_risk", "ministry", "all", _facts(), OUTLOOK, dt.date(2024, 4, 29))
    assert said(earlier).endswith("; khả năng đạt 20% (dự báo ngày 29/04/2024).")


def test_where_parts_never_reported_the_need_is_the_most() -> None:
    assert "cần tối đa 55 tài khoản/ngày" in told("at_risk", need=Need(dt.date(2024, 6, 30), 3300, 55.0, 32, 1, "Xã A"))


def test_a_nearer_deadline_is_one_sentence_more_and_names_its_level() -> None:
    level = Answer("on_course", "province", "2", _facts(), Outlook("on_course", (1, 2, 3), 0.9))
    chosen = Answer("not_on_course", "ministry", "all", _facts(), OUTLOOK)
    assert said(chosen, nearer=level).endswith(
        " Hạn gần hơn: kịp chỉ tiêu tỉnh giao (hạn 30/06/2024), cần 55 tài khoản mức độ 2/ngày; khả năng đạt 90%."
    )
    reached = Answer("reached", "province", "all", _facts())
    assert said(chosen, nearer=reached).endswith(" Hạn gần hơn: đã đạt chỉ tiêu tỉnh giao (hạn 30/06/2024).")
