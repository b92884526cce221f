"""The map: values only, one trace, stepped colours, and the six states told apart."""

import json

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard import figures
from dashboard.figures.classes import ORDER, classify, colours
from dashboard.figures.look import BANDS, LATE, LOOKS, STATES
from dashboard.rows import ProgressByArea
from dashboard.text import Text

URL = "app/static/geo/abc.geojson"
SHAPES = figures.Shapes(URL, (104.7, 8.5, 105.5, 9.6))
VIETNAMESE, ENGLISH = Text("vi"), Text("en")
RULES = (7, 5)

PROGRESS = (
    pd.DataFrame(
        [
            # unit, name, state, counted, denominator, share, days late
            ("32065", "Thị trấn Thới Bình", "value", 1240, 1000, 1.24, 0),
            ("32068", "Xã Biển Bạch", "late", 548, 1000, 0.548, 12),
            ("32069", "Xã Tân Bằng", "zero", 0, 1000, 0.0, 0),
            ("32071", "Xã Trí Phải", "suppressed", None, 1000, None, 0),
            ("32072", "Xã Trí Lực", "not_reported", None, 1000, None, None),
            ("32074", "Xã Biển Bạch Đông", "not_existing", None, None, None, None),
            ("32083", "Xã Tân Lộc Bắc", "not_divisible", None, None, None, None),
            ("32077", "Xã Thới Bình", "value", 77, None, None, 0),
            ("32080", "Xã Tân Phú", "late", 66, None, None, 9),
        ],
        columns=["unit_code", "unit_name", "state", "counted", "denominator", "share", "days_late"],
    )
    .reindex(columns=list(ProgressByArea._fields))
    .assign(is_least=False)
)
PROGRESS = PROGRESS.assign(numerator=PROGRESS["counted"])


def drawn(text: Text = VIETNAMESE, small_count: int = 5, rows: pd.DataFrame = PROGRESS) -> dict[str, object]:
    """The map as the browser gets it."""
    figure = figures.area_map(rows, SHAPES, figures.Drawing(470, small_count), text, LOOKS["light"])
    return json.loads(figure.to_json())  # type: ignore[no-any-return]


def test_one_trace_holds_values_and_the_address_of_the_shapes_never_shapes() -> None:
    (trace,) = drawn()["data"]  # type: ignore[misc]
    assert trace["type"] == "choropleth"
    assert trace["geojson"] == URL
    assert trace["locations"] == list(PROGRESS["unit_code"])
    assert "coordinates" not in json.dumps(trace)


def test_a_map_of_a_province_sends_little() -> None:
    many = pd.concat([PROGRESS] * 8, ignore_index=True).assign(
        unit_code=[f"{number:05d}" for number in range(len(PROGRESS) * 8)]
    )
    assert len(json.dumps(drawn(rows=many), ensure_ascii=False).encode()) < 10_000


def test_each_class_is_a_step_of_its_own_colour() -> None:
    (trace,) = drawn()["data"]  # type: ignore[misc]
    scale = trace["colorscale"]
    assert len(scale) == 2 * len(ORDER)
    assert all(low[1] == high[1] for low, high in zip(scale[::2], scale[1::2], strict=True))
    width = (trace["zmax"] - trace["zmin"]) / len(ORDER)
    for value, name in zip(trace["z"], classify(PROGRESS), strict=True):
        step = int((value - trace["zmin"]) / width)
        assert scale[2 * step][1] == colours(LOOKS["light"])[name]


def test_the_six_states_and_a_missing_base_are_told_apart() -> None:
    assert list(classify(PROGRESS)) == [
        "band_5", "band_2", "zero", "suppressed", "not_reported", "not_existing", "not_divisible",
        "no_denominator", "no_denominator",
    ]  # fmt: skip


@pytest.mark.parametrize(("share", "band"), [(0.0, 0), (0.1999, 0), (0.2, 1), (0.9999, 4), (1.0, 5), (3.5, 5)])
def test_a_band_holds_its_lower_edge(share: float, band: int) -> None:
    one = PROGRESS.head(1).assign(share=share)
    assert list(classify(one)) == [f"band_{band}"]


def test_a_late_unit_keeps_its_colour_and_gets_an_outline() -> None:
    (trace,) = drawn()["data"]  # type: ignore[misc]
    line = trace["marker"]["line"]
    late = list(PROGRESS["state"].eq("late"))
    assert [colour == LATE for colour in line["color"]] == late
    assert [width > 2 for width in line["width"]] == late


def test_hovers_are_worded_before_they_leave_in_each_language() -> None:
    (vietnamese,), (english,) = drawn()["data"], drawn(ENGLISH)["data"]  # type: ignore[misc]
    assert vietnamese["customdata"][0] == "<b>Thị trấn Thới Bình</b><br>1.240 / 1.000 · 124,0%"
    assert english["customdata"][0] == "<b>Thị trấn Thới Bình</b><br>1,240 / 1,000 · 124.0%"
    assert vietnamese["hovertemplate"] == "%{customdata}<extra></extra>"


def test_a_unit_without_figures_is_words_and_no_zero() -> None:
    words = [figures.figure_in_words(row, VIETNAMESE, 5) for row in PROGRESS.itertuples()]
    assert words[2].startswith("0 / 1.000")
    assert not any(character.isdigit() for character in words[4] + words[5] + words[6])
    assert words[7] == "77"


def test_a_late_unit_says_since_when_with_and_without_a_base() -> None:
    words = [figures.figure_in_words(row, VIETNAMESE, 5) for row in PROGRESS.itertuples()]
    assert words[1].endswith(VIETNAMESE("state.cell_late", days=12))
    assert words[8] == f"66 · {VIETNAMESE('state.cell_late', days=9)}"


@pytest.mark.parametrize("small_count", [5, 10])
def test_a_suppressed_unit_says_under_which_number_and_not_its_own(small_count: int) -> None:
    (trace,) = drawn(small_count=small_count)["data"]  # type: ignore[misc]
    assert trace["customdata"][3].endswith(VIETNAMESE("state.suppressed", small=small_count))


def test_an_areas_hover_divides_what_has_a_base() -> None:
    area = PROGRESS.head(1).assign(counted=1500, numerator=1240)
    assert figures.figure_in_words(next(area.itertuples()), ENGLISH, 5) == "1,240 / 1,000 · 124.0%"


def test_the_legend_counts_every_unit_once_and_late_ones_again() -> None:
    items = figures.map_legend(PROGRESS, ENGLISH, RULES)
    assert sum(item.count for item in items if not item.is_outline) == len(PROGRESS)
    assert [item.count for item in items if item.is_outline] == [2]
    assert len([item for item in items if item.name.startswith("band")]) == len(BANDS)
    assert {item.name for item in items} >= set(STATES) - {"value", "late"}


def test_the_sentence_holds_the_numbers_and_no_english() -> None:
    sentence = figures.map_alt(PROGRESS, VIETNAMESE, ("Huyện Thới Bình", "chỉ tiêu Bộ giao", "01/05/2024"), RULES)
    assert "Thị trấn Thới Bình 124,0" in sentence
    assert "Xã Tân Bằng 0,0" in sentence
    assert "01/05/2024" in sentence
    for state, count in PROGRESS["state"].value_counts().items():
        assert VIETNAMESE("map.alt_state", state=VIETNAMESE(f"state.{state}", days=7, small=5), n=count) in sentence
    assert not any(word in sentence for word in ("Map", "Highest", "Lowest", "units", "figures"))


def test_a_map_without_any_share_has_its_sentence_too() -> None:
    nothing = PROGRESS.assign(share=None)
    assert "–" in figures.map_alt(nothing, ENGLISH, ("Cà Mau", "of target", "01/05/2024"), RULES)


def test_far_islands_are_in_an_inset_of_the_same_values() -> None:
    shapes = figures.Shapes(URL, (104.7, 8.5, 105.5, 9.6), (105.5, 8.0, 117.8, 17.0))
    figure = figures.area_map(PROGRESS, shapes, figures.Drawing(470, 5), VIETNAMESE, LOOKS["dark"])
    main, inset = figure.data
    assert inset.geo == "geo2"
    assert list(main.z) == list(inset.z)
    assert figure.layout.geo2.lonaxis.range == (105.5, 117.8)


def test_the_world_of_plotly_is_not_drawn() -> None:
    assert drawn()["layout"]["geo"]["visible"] is False  # type: ignore[index]


def test_plotly_accepts_every_property_of_a_map() -> None:
    assert go.Figure(drawn()).data


def test_by_need_a_unit_is_coloured_by_its_pace_against_what_a_day_needs():
    rows = (
        pd.DataFrame(
            {
                "unit_code": list("abcdefg"),
                "state": ["value", "value", "late", "value", "value", "not_reported", "value"],
                "share": [0.5, 0.5, 0.5, 1.0, 0.5, float("nan"), 0.9],
                "pace_7": [49.0, 100.0, 250.0, 0.0, 10.0, float("nan"), float("nan")],
                "required_per_day": [100.0, 100.0, 100.0, 0.0, float("nan"), float("nan"), 5.0],
                "missing": [50, 50, 50, 0, float("nan"), float("nan"), 10],
            }
        )
        .reindex(columns=list(ProgressByArea._fields))
        .assign(is_least=False)
    )
    assert classify(rows, figures.NEED) == [
        "need_0", "need_3", "need_5", "need_5", "no_denominator", "not_reported", "no_denominator",
    ]  # fmt: skip
    legend = figures.map_legend(rows, Text("vi"), (7, 5), figures.NEED)
    assert [(item.label, item.count) for item in legend if item.name == "need_5"] == [("Từ 200% hoặc đã đạt", 2)]
    assert not [item for item in legend if item.name.startswith("band")]


def shares(*percents: float) -> pd.DataFrame:
    """Units with these shares, in per cent."""
    return (
        pd.DataFrame(
            {
                "unit_code": [str(number) for number in range(len(percents))],
                "state": "value",
                "share": [percent / 100 for percent in percents],
            }
        )
        .reindex(columns=list(ProgressByArea._fields))
        .assign(is_least=False)
    )


def test_fifths_hold_as_many_units_each_and_begin_at_whole_per_cent():
    rows = shares(41.2, 44.9, 50.3, 52.0, 55.1, 57.7, 60.4, 66.6, 71.3, 80.2)
    scale = figures.fifths(rows, None)
    assert scale.lows == (0, 49, 54, 59, 68)
    assert [item.count for item in figures.map_legend(rows, VIETNAMESE, RULES, scale)] == [2, 2, 2, 2, 2]
    labels = [item.label for item in figures.map_legend(rows, VIETNAMESE, RULES, scale)]
    assert labels == ["Dưới 49%", "49–54%", "54–59%", "59–68%", "Từ 68%"]


def test_the_whole_s_own_rate_as_printed_is_one_of_the_bounds_and_parts_above_from_below():
    rows = shares(41.2, 44.9, 50.3, 54.74, 54.75, 57.7, 60.4, 66.6, 71.3, 80.2)
    scale = figures.fifths(rows, 0.548109589)
    assert (scale.whole, scale.lows) == (54.8, (0, 49, 54.8, 59, 68))
    classes = classify(rows, scale)
    assert classes[3] != classes[4] == classes[5], "54,7% is below the whole's 54,8%, and who prints 54,8% is not"
    assert [item.label for item in figures.map_legend(rows, ENGLISH, RULES, scale)][1:3] == ["49–54.8%", "54.8–59%"]


def test_units_that_are_alike_make_fewer_classes_and_none_twice():
    scale = figures.fifths(shares(95, 95, 95, 95, 95.2), 0.95)
    assert (scale.lows, len(set(scale.names))) == ((0, 95), 2)
    assert figures.fifths(shares(95), 0.95) == figures.FIXED, "of one unit there are no fifths"


def test_the_fixed_scale_gives_a_share_the_same_colour_whatever_the_others_are():
    assert classify(shares(55, 90))[0] == classify(shares(55, 56))[0]
    few, many = shares(55, 90), shares(55, 56, 57, 58, 59)
    assert classify(few, figures.fifths(few, None))[0] == classify(many, figures.fifths(many, None))[0] == "band_0"


def test_a_unit_among_its_neighbours_is_outlined_above_them() -> None:
    shapes = figures.Shapes(URL, SHAPES.bounds, own="32068")
    drawn = figures.area_map(PROGRESS, shapes, figures.Drawing(470, 5), VIETNAMESE, LOOKS["light"]).data
    assert [list(trace.locations) for trace in drawn[1:]] == [["32068"], ["32068"]]
    assert [trace.marker.line.width > 2 for trace in drawn[1:]] == [True, True]
    assert drawn[1].z[0] == drawn[0].z[1], "in its own colour"


def test_names_stand_where_they_are_told_and_hide_nothing_that_hovers() -> None:
    shapes = figures.Shapes(URL, SHAPES.bounds, labels=(figures.Label(105.1, 9.3, "Tân Lộc Đông"),))
    names = figures.area_map(PROGRESS, shapes, figures.Drawing(470, 5), VIETNAMESE, LOOKS["light"]).data[-1]
    assert (names.mode, names.text, names.lon, names.lat, names.hoverinfo) == (
        "text", ("Tân Lộc<br>Đông",), (105.1,), (9.3,), "skip",
    )  # fmt: skip


def test_after_a_click_no_unit_stays_greyed() -> None:
    assert drawn()["data"][0]["unselected"]["marker"]["opacity"] == 1  # type: ignore[index]
