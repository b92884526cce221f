"""How it goes over time: flows or cumulative counts by day, week or month."""

from dashboard.ui.shell import session, view
from dashboard.ui.trend import flows, periods, timeline

text, chosen = session.text(), session.selected()
view.show_title("trend", chosen, text)

options = timeline.choose_options(chosen, text)
flows.show_chart(chosen, options, text)
periods.show_table(chosen, options, text)
flows.show_downloads(chosen, options, text)
