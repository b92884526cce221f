"""How it goes over time: flows or cumulative counts by day, week or month."""

from dashboard import figures
from dashboard.ui import periods, session, timeline, view

text, chosen = session.text(), session.selected()
view.show_title("trend", chosen, text)

options = timeline.choose_options(chosen, text)
series = timeline.series(chosen, options, text)
view.stop_if_empty(series, text("trend.empty", unit=view.unit_name(chosen)))

title, finished = timeline.title(chosen, options, text), timeline.finished(series, options)
holidays = timeline.holidays(series)
view.show_heading(title)
view.show_line_legend(figures.flow_legend(finished, session.look()))
figure = figures.flow_chart(finished, options.mode, holidays, text, session.look())
view.show_figure(figure, figures.flow_alt(finished, title, text), "trend_figure")
timeline.show_notes(series, options, holidays, text)
periods.show_table(chosen, options, text)
