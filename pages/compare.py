"""Who does well, fairly: units ranked on one base, those without figures apart."""

from dashboard.ui.compare import ranking
from dashboard.ui.shell import download, grains, reform, session, view

text, chosen = session.text(), session.selected()
view.show_title("compare", chosen, text)

inside = grains.choose_units(chosen, text)
view.stop_if_empty(inside.rows, text("map.empty", unit=view.unit_name(chosen)))

ranking.show_period(chosen, text)
reform.show_shared(inside.rows, text)
ranking.show_ranking(chosen, inside.grain, ranking.choose_order(text))
ranking.show_apart(chosen, inside.grain, text)
download.show_downloads(inside.rows, chosen, text)
