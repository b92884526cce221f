"""Who does well, fairly: units ranked on one base, those without figures apart."""

from dashboard.ui import comparison, download, ranking, reform, session, view

text, chosen = session.text(), session.selected()
view.show_title("compare", chosen, text)

inside = comparison.choose_units(chosen, text)
view.stop_if_empty(inside.rows, text("map.empty", unit=view.unit_name(chosen)))

ranked, apart = comparison.split(inside.rows)
comparison.show_period(chosen, text)
reform.show_shared(inside.rows, text)
ranking.show_ranking(comparison.choose_order(ranked, text), chosen, view.unit_name(chosen), text)
ranking.show_apart(apart, chosen, text)
download.show_downloads(inside.rows, comparison.COLUMNS, chosen, text)
