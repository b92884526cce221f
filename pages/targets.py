"""What was asked, by whom, until when: every target of the unit, those of its parts beside it, and the country's."""

from dashboard import briefing
from dashboard.ui.shell import session, view
from dashboard.ui.targets import indicators, listed, side_by_side

text, selection = session.text(), session.selection()
view.show_title("targets", selection, text)
warehouse = session.warehouse_in_use()
here = selection.where
found = session.remembered(briefing.targets.of_unit, warehouse.database, here, key=("targets", here))
compared = session.remembered(briefing.side_by_side.of_area, warehouse.database, here, key=("side_by_side", here))
listed.show_answer(found, compared, selection, text)
listed.show_targets(found, selection, text)
listed.show_downloads(found, selection, text)
side_by_side.show(compared, selection, text)
indicators.show_indicators(selection, text)
listed.show_national(text)
