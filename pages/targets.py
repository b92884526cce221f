"""What was asked, by whom, until when: every target of the unit, those of its parts beside it, and the country's."""

from dashboard import briefing
from dashboard.ui.shell import session, view
from dashboard.ui.targets import listed

text, selection = session.text(), session.selection()
view.show_title("targets", selection, text)
warehouse = session.warehouse_in_use()
here = selection.where
found = session.remembered(briefing.targets.of_unit, warehouse.database, here, key=("targets", here))
listed.show_answer(found, selection, text)
listed.show_targets(found, selection, text)
listed.show_downloads(found, selection, text)
listed.show_national(text)
