"""How it goes over time: flows or cumulative counts by day, week or month."""

from dashboard.ui.shell import session, view
from dashboard.ui.trend import flows, periods, timeline

text, selection = session.text(), session.selection()
view.show_title("trend", selection, text)

options = timeline.choose_options(selection, text)
flows.show_chart(selection, options, text)
periods.show_table(selection, options, text)
flows.show_downloads(selection, options, text)
