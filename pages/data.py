"""What came in, how fresh it is, and how complete."""

from dashboard import queries
from dashboard.ui.data import changes, lateness, ledger, reconciliation
from dashboard.ui.shell import session, view
from dashboard.ui.upload import clerk

text, chosen = session.text(), session.selected()
view.show_title("data", chosen, text)
clerk.show_upload(text)

database = session.database()

ledger.show_freshness(queries.version_in_use(database), queries.coverage_by_edition(database), chosen, text)
ledger.show_completeness(chosen, text)
lateness.show_lateness(chosen, text)
changes.show_changes(chosen, text)
reconciliation.show_reconciliation(chosen, text)
ledger.show_batches(text)
