"""How it goes over time: flows or cumulative counts by day, week or month."""

from dashboard import figures
from dashboard.ui import session, timeline, view

text, chosen = session.text(), session.selected()
view.show_title("trend", chosen, text)

options = timeline.choose_options(chosen, text)
series = timeline.series(chosen, options, text)
view.stop_if_empty(series, text("trend.empty", unit=view.unit_name(chosen)))

title = timeline.title(chosen, options, text)
holidays = timeline.holidays(series)
figure = figures.flow_chart(series, options.mode, holidays, text, session.look())
view.show_heading(title)
view.show_figure(figure, figures.flow_alt(series, title, text), "trend_figure")
timeline.show_holidays(series, holidays, text)
timeline.show_table(series, options, text)
