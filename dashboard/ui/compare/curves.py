"""Curves of the pinned units laid one on another, by day of their campaigns or by date, with the same as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st
from markupsafe import Markup

from dashboard import briefing, figures
from dashboard.briefing.comparison.campaigns import Campaign
from dashboard.figures.campaigns import Way
from dashboard.markup import Cell, Heading, folded, table
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.filters import choices, picker
from dashboard.ui.shell import session, view
from dashboard.wording.comparison import campaigns as wording
from dashboard.wording.phrases import base_words

AXES = DAY, DATE = ("day", "date")
# So many days lie between the rows of the table, more of a longer campaign.
STEP, MOST_ROWS = 7, 40


@dataclass(frozen=True)
class Drawn:
    """The lines with their legend, the sentence that says the same, and the table."""

    figure: go.Figure
    legend: list[tuple[str, str, bool]]
    alt: str
    table: Markup


def show(codes: tuple[str, ...], selection: Selection, text: Text) -> None:
    """The chart with its choices, the sentence of the same day, and who is not drawn."""
    warehouse = session.warehouse_in_use()
    key = ("campaigns", selection, codes)
    every = session.remembered(briefing.campaigns.of_units, warehouse, selection, codes, key=key)
    view.show_heading(text("pins.curves"))
    with st.container(horizontal=True, key="curves_options", vertical_alignment="bottom"):
        axis = choices.one("axis", AXES, text("pins.axis"), lambda code: text(f"pins.axis_{code}"))
        has_earlier = any(campaign.is_earlier for campaign in every)
        is_asked = has_earlier and choices.switch("earlier", "1", text("pins.earlier"))
    shown = tuple(campaign for campaign in every if is_asked or not campaign.is_earlier)
    if shown:
        _show_drawn(shown, codes, axis, selection, text)
    drawn = {campaign.unit.unit_code for campaign in shown}
    without = [picker.called(code, selection) for code in codes if code not in drawn]
    if without:
        st.caption(text("pins.curves_without", names=", ".join(without)))


def _show_drawn(
    shown: tuple[Campaign, ...], codes: tuple[str, ...], axis: str, selection: Selection, text: Text
) -> None:
    look, is_earlier = session.look(), any(campaign.is_earlier for campaign in shown)
    key = ("curves", selection, codes, axis, is_earlier, look)
    drawn = session.remembered(_drawn, shown, codes, axis, selection, text, look, key=key)
    if said := wording.same_day(shown, text):
        st.markdown(said)
    view.show_line_legend(drawn.legend)
    view.show_figure(drawn.figure, drawn.alt, "curves_figure")
    st.caption(text(f"pins.curves_{axis}", base=base_words(selection, text)))
    st.caption(wording.begun(shown, text))
    if any(point.is_leap for campaign in shown for point in campaign.points):
        st.caption(text("pins.curves_leap"))
    st.html(drawn.table)


def _drawn(
    shown: Sequence[Campaign],
    codes: tuple[str, ...],
    axis: str,
    selection: Selection,
    text: Text,
    look: figures.Look,
) -> Drawn:
    ways = [_way(campaign, codes.index(campaign.unit.unit_code), text) for campaign in shown]
    return Drawn(
        figures.campaign_chart(ways, axis == DAY, text, look),
        figures.campaign_legend(ways, look),
        wording.alt(shown, selection, text),
        folded(text("pins.curves_table"), _table(shown, text)),
    )


def _way(campaign: Campaign, turn: int, text: Text) -> Way:
    points = []
    for point in campaign.points:
        # No line leads up to figures that were added.
        points += [(point, None)] * point.is_leap + [(point, point.share)]
    return Way(
        wording.name(campaign, text),
        turn,
        campaign.is_earlier,
        [campaign.day(point) for point, _ in points],
        [point.date for point, _ in points],
        [share for _, share in points],
        [wording.hover(campaign, point, text) for point, _ in points],
    )


def _table(shown: Sequence[Campaign], text: Text) -> Markup:
    """What each had reached by the same days of its campaign."""
    last = max(campaign.last for campaign in shown)
    step = STEP * max(1, -(-last // (STEP * MOST_ROWS)))
    days = [*range(0, last, step), last]
    headings = [Heading(text("pins.curves_day_title")), *(Heading(wording.name(one, text), True) for one in shown)]
    # Beyond its own last day nothing is known of a campaign.
    cells = [
        [Cell(str(day)), *(Cell(wording.share(one.at(day) if day <= one.last else None, text), True) for one in shown)]
        for day in days
    ]
    return table(headings, cells, text("pins.curves_table"), 420)
