"""How it goes over time: flows or cumulative counts by day, week or month."""

from dashboard.ui.filters import since
from dashboard.ui.shell import session, view
from dashboard.ui.trend import chart, series, timeline

text, selection = session.text(), session.selection()
view.show_title("trend", selection, text)

options = timeline.choose_options(selection, text)
if selection.indicator is None:
    since.show_total(selection, text)
found = series.of_units(session.warehouse_in_use(), selection, options, text)
view.stop_if_empty(found, timeline.why_empty(options, selection, text))

chart.show_chart(found, selection, options, text)
chart.show_table(found, selection, options, text)
chart.show_downloads(found, selection, options, text)
