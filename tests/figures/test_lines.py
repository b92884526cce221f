"""Curves, flows and published points: numbers and dates in the reader's language, labels at the lines."""

import json
import re

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard import figures
from dashboard.figures.look import LOOKS, date_ticks
from dashboard.rows import PublishedByMetric, TargetByIssuer
from dashboard.text import Text

VIETNAMESE, ENGLISH = Text("vi"), Text("en")
LIGHT = LOOKS["light"]
# Plotly's month and day names stay English: none of their d3 codes may be used.
NAMES_OF_MONTHS = re.compile(r"%[abABhpcx]")

FLOW = pd.DataFrame(
    {
        "period_start": pd.to_datetime(["2024-04-29", "2024-04-30", "2024-05-01"]),
        "date": pd.to_datetime(["2024-04-29", "2024-04-30", "2024-05-01"]),
        "activated": pd.array([39000, 39500, 40012], dtype="Int64"),
        "is_leap": [False, False, False],
        "count": pd.array([None, 500, 512], dtype="Int64"),
        "is_average": [False, False, False],
        "hidden": [None, None, None],
        "below": pd.array([None, None, None], dtype="Int64"),
    }
)
TARGETS = pd.DataFrame(
    {
        "issuer": ["ministry", "province"],
        "stage": ["activated", "activated"],
        "start_date": pd.to_datetime(["2023-03-01", "2024-01-01"]),
        "deadline": pd.to_datetime(["2024-06-30", "2024-05-31"]),
        "value": [73000, 76650],
        "started_at": pd.array([None, 30000], dtype="Int64"),
    }
).reindex(columns=list(TargetByIssuer._fields))
HOLIDAYS = pd.DataFrame(
    {"date": pd.to_datetime(["2024-04-30", "2024-05-01", "2024-05-04"]), "is_worked": [False, False, True]}
)
PUBLISHED = pd.DataFrame(
    {
        "date": pd.to_datetime(["2023-12-31", "2025-01-31", "2026-01-15", "2025-12-31"]),
        "metric": ["accounts_activated", "accounts_activated", "accounts_activated", "target_vneid_accounts"],
        "value": [21_000_000, 57_000_000, 67_000_000, 40_000_000],
    }
).reindex(columns=list(PublishedByMetric._fields))


def curve(text: Text = VIETNAMESE) -> go.Figure:
    """The cumulative curve with both targets."""
    return figures.progress_curve(FLOW, TARGETS, "activated", text, LIGHT)


def chart(mode: str = "flow", text: Text = VIETNAMESE, **series: pd.DataFrame) -> go.Figure:
    """The trend's chart."""
    return figures.flow_chart(series or {"Thới Bình": FLOW}, mode, HOLIDAYS, text, LIGHT)


ALL = {
    "curve": curve,
    "flow": lambda text=VIETNAMESE: chart("flow", text),
    "cumulative": lambda text=VIETNAMESE: chart("cumulative", text),
    "published": lambda text=VIETNAMESE: figures.published_curve(PUBLISHED, text, LIGHT),
}
every_figure = pytest.mark.parametrize("name", ALL)


@every_figure
def test_plotly_accepts_every_property(name: str) -> None:
    assert go.Figure(ALL[name]().to_dict()).data


@every_figure
@pytest.mark.parametrize(("text", "separators"), [(VIETNAMESE, ",."), (ENGLISH, ".,")], ids=["vi", "en"])
def test_axes_write_numbers_as_the_language_does(name: str, text: Text, separators: str) -> None:
    layout = ALL[name](text).layout
    assert layout.separators == separators
    assert layout.yaxis.tickformat == ",d"


@every_figure
def test_dates_are_written_in_numbers_for_month_names_stay_english(name: str) -> None:
    written = json.loads(ALL[name]().to_json())
    axis = written["layout"]["xaxis"]
    formats = [axis["tickformat"], axis["hoverformat"], *(trace.get("hovertemplate", "") for trace in written["data"])]
    assert formats[0] in ("%d/%m", "%m/%Y")
    assert not any(NAMES_OF_MONTHS.search(found) for found in formats)


def test_a_month_with_two_ticks_does_not_stand_twice() -> None:
    axis = go.Figure(layout={"xaxis": date_ticks(150)}).layout.xaxis
    [stop] = axis.tickformatstops
    assert (axis.tickformat, stop.value, stop.dtickrange) == ("%m/%Y", "%d/%m", (None, 1_209_600_000))


@every_figure
def test_lines_are_labelled_at_the_line_and_not_in_plotlys_legend(name: str) -> None:
    assert ALL[name]().layout.showlegend is False


@every_figure
def test_a_figure_holds_plain_numbers_and_no_trace_of_the_table(name: str) -> None:
    written = ALL[name]().to_json()
    assert "NaN" not in written
    assert "bdata" not in written, "packed numbers would hide values from tests and readers"


def test_a_curve_goes_to_where_the_unit_stands_and_each_target_from_its_start_to_its_deadline() -> None:
    ministry, province, actual, newest = curve().data
    assert list(actual.y) == [39000, 39500, 40012]
    assert newest.text == ("<b>40.012</b>",)
    assert (list(ministry.x), list(ministry.y)) == (["2023-03-01", "2024-06-30"], [0, 73000])
    assert (list(province.x), list(province.y)) == (["2024-01-01", "2024-05-31"], [30000, 76650])
    assert {ministry.line.dash, province.line.dash} == {"dash"}
    assert len({ministry.line.color, province.line.color, actual.line.color}) == 3


def test_the_curves_hover_tells_day_count_path_and_gap_of_every_target_together() -> None:
    drawn = curve()
    assert drawn.layout.hovermode == "x"
    actual = next(trace for trace in drawn.data if trace.customdata)
    count, ministry, province = actual.customdata[-1].split("<br>")
    assert count == "<b>40.012</b>"
    # 427 of 487 days to 73,000; 121 of 151 days from 30,000 to 76,650.
    assert ministry == "Bộ Công an: lộ trình 64.006, thấp hơn 23.994"
    assert province == "Công an tỉnh: lộ trình 67.382, thấp hơn 27.370"
    assert actual.hovertemplate.startswith("%{x|%d/%m/%Y}")


def test_a_curve_is_broken_where_an_area_was_added() -> None:
    flow = FLOW.assign(is_leap=[False, False, True])
    _, _, actual, _ = figures.progress_curve(flow, TARGETS, "activated", VIETNAMESE, LIGHT).data
    assert (list(actual.x), list(actual.y)) == (
        ["2024-04-29", "2024-04-30", "2024-05-01", "2024-05-01"],
        pytest.approx([39000, 39500, float("nan"), 40012], nan_ok=True),
    )


def test_the_curves_sentence_holds_its_numbers_in_vietnamese_only() -> None:
    sentence = figures.curve_alt(FLOW, TARGETS, "activated", VIETNAMESE)
    for part in ("29/04/2024", "01/05/2024", "39.000", "40.012", "73.000", "30/06/2024", "76.650", "31/05/2024"):
        assert part in sentence
    assert not re.search(r"\b(Target|from|to|by|Cumulative)\b", sentence)


def test_a_curve_without_figures_or_targets_is_no_error() -> None:
    assert figures.curve_alt(FLOW.assign(activated=None), TARGETS, "activated", VIETNAMESE) == ""
    assert len(figures.progress_curve(FLOW, TARGETS.head(0), "activated", VIETNAMESE, LIGHT).data) == 2


def test_the_curves_legend_names_issuer_number_and_deadline() -> None:
    words = [words for _, words, _ in figures.curve_legend(TARGETS, VIETNAMESE, LIGHT)]
    assert words[1].startswith("Bộ Công an") and "73.000" in words[1] and "30/06/2024" in words[1]
    assert [dashed for *_, dashed in figures.curve_legend(TARGETS, VIETNAMESE, LIGHT)] == [False, True, True]


def test_one_series_of_flows_is_bars_and_an_unknown_day_has_none() -> None:
    (bars,) = chart().data
    assert bars.type == "bar"
    assert [value == value and value is not None for value in bars.y] == [False, True, True]


SMALL = FLOW.assign(count=[None, 500, None], hidden=["small", None, "beside"], below=[5, None, None])


def test_a_count_under_five_is_a_hatched_bar_up_to_five_and_a_hidden_one_has_no_bar() -> None:
    bars, small = chart(**{"Thới Bình": SMALL}).data
    assert [value == value and value is not None for value in bars.y] == [False, True, False]
    assert (list(small.x), list(small.y), small.marker.pattern.shape) == (["2024-04-29"], [5], "/")
    assert "%{y" not in small.hovertemplate and list(small.customdata) == ["<5"]
    assert chart(**{"Thới Bình": SMALL}).layout.barmode == "overlay"
    assert go.Figure(chart(**{"Thới Bình": SMALL}).to_dict()).data, "plotly accepts every property"


def test_a_day_of_which_the_average_alone_is_known_is_hatched_and_says_so() -> None:
    weekly = FLOW.assign(count=[8.4, 8.4, 12], is_average=[True, True, False])
    known, averages = chart(**{"Thới Bình": weekly}).data
    assert (list(known.y), known.marker.pattern.shape) == ([12], None)
    assert (list(averages.y), averages.marker.pattern.shape) == ([8.4, 8.4], "/")
    assert list(averages.customdata) == ["<b>≈ 8</b>", "<b>≈ 8</b>"]


def test_reports_that_are_far_apart_are_points_on_the_line() -> None:
    modes = [figures.progress_curve(FLOW, TARGETS, "activated", VIETNAMESE, LIGHT, far).data[2].mode for far in (0, 1)]
    assert modes == ["lines", "lines+markers"]


def test_among_several_series_a_count_under_five_is_an_upright_from_0_to_5() -> None:
    series = {"Thới Bình": SMALL, "U Minh": FLOW}
    small = next(trace for trace in chart(**series).data if trace.mode == "markers")
    assert (list(small.y), list(small.error_y.array), list(small.customdata)) == ([2.5], [2.5], ["<5"])


def test_a_hidden_count_is_told_in_words_in_both_languages() -> None:
    assert figures.counts_in_words(SMALL, "flow", VIETNAMESE) == ["<5", "500", "ẩn"]
    assert figures.counts_in_words(SMALL, "flow", ENGLISH) == ["<5", "500", "hidden"]
    assert figures.counts_in_words(FLOW, "flow", ENGLISH) == ["–", "500", "512"]
    low = SMALL.assign(count=[None, 0, None])
    assert "cao nhất <5 (29/04/2024)" in figures.flow_alt({"Thới Bình": low}, "Kích hoạt", "flow", VIETNAMESE)


def test_several_series_are_lines_whose_names_and_colours_stand_in_the_legend_above() -> None:
    series = {"Thới Bình": FLOW, "U Minh": FLOW.assign(count=[1, 2, 3])}
    named = {trace.name: trace.line.color for trace in chart("cumulative", **series).data}
    assert [(colour, name) for colour, name, _ in figures.flow_legend(series, LIGHT)] == [
        (named["Thới Bình"], "Thới Bình"),
        (named["U Minh"], "U Minh"),
    ]
    assert len(set(named.values())) == 2
    assert figures.flow_legend({"Thới Bình": FLOW}, LIGHT) == []


def test_a_period_that_has_not_ended_is_told_from_a_whole_one() -> None:
    week = pd.DataFrame({"period_start": pd.to_datetime(["2024-04-29"]), "date": pd.to_datetime(["2024-05-01"])})
    assert figures.is_unfinished(week, "week")
    assert not figures.is_unfinished(week.assign(date=pd.Timestamp("2024-05-05")), "week")
    month = week.assign(period_start=pd.Timestamp("2024-05-01"))
    assert figures.is_unfinished(month, "month")
    assert not figures.is_unfinished(month.assign(date=pd.Timestamp("2024-05-31")), "month")
    assert not figures.is_unfinished(month, "day")


def test_weekends_and_holidays_are_shaded_while_days_are_shown() -> None:
    ten = pd.date_range("2024-04-25", "2024-05-04")
    days = pd.DataFrame({"period_start": ten, "date": ten, "count": range(10)})
    days = days.assign(is_average=False, is_leap=False, hidden=None, below=None)
    shapes = chart(**{"Thới Bình": days}).layout.shapes
    fills = [shape.fillcolor for shape in shapes]
    assert fills.count(LIGHT.holiday) == 2
    # Saturday 27 and Sunday 28 April as one band; Saturday 4 May was worked, and is no weekend.
    assert [shape.x0 for shape in shapes if shape.fillcolor == LIGHT.weekend] == [
        "2024-04-26 12:00",
        "2024-05-04 12:00",
    ]
    weekly = FLOW.assign(period_start=FLOW["date"] - pd.Timedelta(days=6))
    assert not chart(**{"Thới Bình": weekly}).layout.shapes


def test_the_charts_sentence_holds_its_numbers_in_vietnamese_only() -> None:
    sentence = figures.flow_alt({"Thới Bình": FLOW}, "Kích hoạt trong kỳ", "flow", VIETNAMESE)
    for part in ("Thới Bình", "29/04/2024", "01/05/2024", "512"):
        assert part in sentence
    assert not re.search(r"\b(periods|from|last|highest)\b", sentence)


def test_published_points_are_printed_in_millions_beside_the_target() -> None:
    figure = figures.published_curve(PUBLISHED, VIETNAMESE, LIGHT)
    texts = [text for trace in figure.data for text in trace.text or ()]
    assert any(text.startswith("67,0") for text in texts)
    assert [shape.y0 for shape in figure.layout.shapes] == [40_000_000]
    assert "40.000.000" in figures.published_legend(PUBLISHED, VIETNAMESE, LIGHT)[-1][1]


def test_published_labels_keep_apart_and_inside_the_chart() -> None:
    months = pd.to_datetime(["2023-01-15", "2024-12-01", "2025-01-15", "2025-02-01", "2026-01-15"])
    rows = pd.DataFrame({"date": months, "metric": "accounts_activated", "value": [1e6, 5e7, 6e7, 6.2e7, 6.7e7]})
    _, activated = figures.published_curve(
        rows.reindex(columns=list(PublishedByMetric._fields)), VIETNAMESE, LIGHT
    ).data
    assert [bool(words) for words in activated.text] == [True, False, False, True, True]
    assert activated.textposition[0].endswith("right") and activated.textposition[-1].endswith("left")


def test_the_published_sentence_holds_first_last_and_target() -> None:
    sentence = figures.published_alt(PUBLISHED, VIETNAMESE)
    for part in ("31/12/2023", "21.000.000", "15/01/2026", "67.000.000", "40.000.000", "31/12/2025"):
        assert part in sentence
    assert not re.search(r"\b(published|points|from|target)\b", sentence)
