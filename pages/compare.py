"""Who does well, fairly: units ranked on one base, those without figures apart."""

from dashboard.ui.compare import ranking
from dashboard.ui.shell import download, grains, reform, session, view

text, selection = session.text(), session.selection()
view.show_title("compare", selection, text)

inside = grains.choose_units(selection, text)
view.stop_if_empty(inside.rows, text("map.empty", unit=view.unit_name(selection)))

ranking.show_period(selection, text)
reform.show_shared(inside.rows, text)
ranking.show_ranking(selection, inside.grain, ranking.choose_order(text))
ranking.show_apart(selection, inside.grain, text)
download.show_downloads(inside.rows, selection, text)
