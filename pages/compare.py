"""Who does well, fairly: units ranked on one base, those without figures apart."""

from dashboard.ui import comparison, download, ranking, reform, session, view

text, chosen = session.text(), session.selected()
view.show_title("compare", chosen, text)

inside = comparison.choose_units(chosen, text)
view.stop_if_empty(inside.rows, text("map.empty", unit=view.unit_name(chosen)))

comparison.show_period(chosen, text)
reform.show_shared(inside.rows, text)
ranking.show_ranking(chosen, inside.grain, comparison.choose_order(text))
ranking.show_apart(chosen, inside.grain, text)
download.show_downloads(inside.rows, chosen, text)
