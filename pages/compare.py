"""Who does well, fairly: units ranked on one base, held against their size, or pinned side by side."""

from dashboard import briefing
from dashboard.ui.compare import funnel, needs, pinned, ranking, views
from dashboard.ui.filters import pins, reform, since
from dashboard.ui.shell import download, prospects, session, view

text, selection = session.text(), session.selection()
view.show_title("compare", selection, text)

asked, grain = views.choose(selection, text)
pins.show(selection, text)
if asked == views.PINS:
    pinned.show_and_stop(selection, text)

briefing.at_once.of_compare(session.database(), selection)
inside = briefing.area.within(session.database(), selection, grain)
whole = briefing.area.whole(session.database(), selection, inside)
view.stop_if_empty(inside.rows, text("map.empty", unit=view.unit_name(selection)))
units = briefing.ranking.of(inside.units)
reform.show_shared(briefing.shared.of(inside.units), text)
parts = prospects.by_unit(grain, selection)
if asked == views.FUNNEL:
    funnel.show(units, grain, selection, text)
else:
    order = ranking.choose(parts, selection, text)
    ranking.show(ranking.compared(units, whole, parts, grain, order, selection), selection, text)
ranking.show_apart(units, grain, selection, text)
start = since.asked(session.warehouse_in_use(), selection)
download.show_downloads("compare", download.Units(inside, whole, start, parts), selection, text)
needs.show_downloads(session.database(), inside, selection, text)
