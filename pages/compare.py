"""Who does well, fairly: units ranked on one base, those without figures apart."""

from dashboard import briefing
from dashboard.ui.compare import funnel, needs, ranking, views
from dashboard.ui.shell import download, grains, prospects, reform, session, view

text, selection = session.text(), session.selection()
view.show_title("compare", selection, text)

inside = briefing.area.within(session.database(), selection, grains.choose(selection, text))
whole = briefing.area.whole(session.database(), selection, inside)
view.stop_if_empty(inside.rows, text("map.empty", unit=view.unit_name(selection)))
units = briefing.ranking.of(inside.units)

asked = views.choose(text)
if asked != views.FUNNEL:
    ranking.show_period(units, text)
reform.show_shared(briefing.shared.of(inside.units), text)
parts = prospects.by_unit(inside.grain, selection)
if asked == views.FUNNEL:
    funnel.show(units, inside.grain, selection, text)
else:
    order = ranking.choose_order(parts, text)
    given, gained = ranking.given(order, inside.grain, parts, selection), ranking.gained(inside.grain, selection)
    compared = ranking.Compared(units, whole, parts, given, gained)
    ranking.show_ranking(compared, inside.grain, order, selection, text)
ranking.show_apart(units, inside.grain, selection, text)
download.show_downloads("compare", inside, whole, selection, text, parts)
needs.show_downloads(session.database(), inside, selection, text)
