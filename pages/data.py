"""What came in, how fresh it is, and how complete."""

from dashboard import briefing, queries
from dashboard.ui.data import building, changes, lateness, ledger, reconciliation, reminding
from dashboard.ui.shell import session, view
from dashboard.ui.upload import clerk

text, selection = session.text(), session.selection()
view.show_title("data", selection, text)
building.show_building(text)
clerk.show_upload(text)

database = session.database()

ledger.show_freshness(queries.version_in_use(database), queries.coverage_by_edition(database), selection, text)
reminding.show_reminders(briefing.area.within(database, selection), selection, text)
is_trouble_only = ledger.choose_trouble_only(text)
lateness.show_lateness(briefing.missing.due(database, selection, lateness.DUES), is_trouble_only, selection, text)
weeks = briefing.missing.weeks(database, selection, ledger.WEEKS)
ledger.show_completeness(weeks, is_trouble_only, selection, text)
changes.show_changes(database, selection, text)
reconciliation.show_reconciliation(briefing.sources.of_unit(database, selection), selection, text)
ledger.show_batches(queries.batch_by_arrival(database), text)
