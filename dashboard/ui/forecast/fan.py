"""The fan of one target, from the last report to its deadline."""

from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st
from markupsafe import Markup

from dashboard import briefing, figures
from dashboard.briefing.forecast.ahead import Ahead
from dashboard.briefing.forecast.facts import TargetForecast
from dashboard.briefing.opened import Warehouse
from dashboard.forecasts.fan import Fan
from dashboard.selection import Selection, Supposed
from dashboard.text import Text
from dashboard.ui.shell import session, view
from dashboard.ui.shell.events import event_list
from dashboard.wording import forecast as wording


@dataclass(frozen=True)
class Drawn:
    """The figure, its legend, the sentence that says the same, and the events below it."""

    legend: list[tuple[str, str, bool]]
    figure: go.Figure
    alt: str
    events: Markup


def ahead_of(warehouse: Warehouse, selection: Selection, shown: TargetForecast, supposed: Supposed) -> Ahead | None:
    """What lies ahead of the target, as `briefing.ahead` says it; kept for all who open the same."""
    key = (selection, shown.target, supposed)
    return session.remembered(briefing.ahead.of_target, warehouse, selection, shown, supposed, key=key)


def show_fan(ahead: Ahead | None, shown: TargetForecast, supposed: Supposed, selection: Selection, text: Text) -> None:
    """Nothing where the unit has no count that may be shown."""
    if ahead is None:
        return
    look = session.look()
    key = (shown.target, supposed, selection, look)
    drawn = session.remembered(_drawn, ahead, shown, look, text, key=key)
    view.show_heading(text("forecast.fan", target=wording.target_name(shown, text)))
    view.show_line_legend(drawn.legend)
    view.show_figure(drawn.figure, drawn.alt, "forecast_fan")
    if drawn.events:
        st.html(drawn.events)


def _drawn(ahead: Ahead, shown: TargetForecast, look: figures.Look, text: Text) -> Drawn:
    target = shown.target
    aim = figures.Aim(wording.whose_target(shown, text), target.value, target.deadline, ahead.path)
    fans = figures.Fans(_band(ahead.fan), _band(ahead.changed))
    marked = figures.drawn_events(ahead.events, *figures.fan_span(ahead.flow, aim, fans))
    return Drawn(
        figures.fan_legend(aim, fans, text, look),
        figures.fan_chart(ahead.flow, target.stage, aim, fans, marked, text, look),
        figures.fan_alt(ahead.flow, target.stage, aim, fans, text),
        event_list(ahead.events, marked, text),
    )


def _band(fan: Fan | None) -> figures.Band | None:
    return None if fan is None else figures.Band(fan.days, fan.low, fan.middle, fan.high)
