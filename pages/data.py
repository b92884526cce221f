"""What came in, how fresh it is, and how complete."""

from dashboard import briefing, queries
from dashboard.ui.data import changes, lateness, ledger, reconciliation
from dashboard.ui.shell import session, view
from dashboard.ui.upload import clerk

text, selection = session.text(), session.selection()
view.show_title("data", selection, text)
clerk.show_upload(text)

database = session.database()

ledger.show_freshness(queries.version_in_use(database), queries.coverage_by_edition(database), selection, text)
ledger.show_completeness(briefing.missing.weeks(database, selection, ledger.WEEKS), selection, text)
lateness.show_lateness(briefing.missing.due(database, selection, lateness.DUES), selection, text)
changes.show_changes(briefing.movement.restated(database, selection, changes.MOST_CHANGES), selection, text)
reconciliation.show_reconciliation(briefing.sources.of_unit(database, selection), selection, text)
ledger.show_batches(queries.batch_by_arrival(database), text)
