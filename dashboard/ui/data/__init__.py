"""The data page: freshness, completeness, lateness, changes, reconciliation and the batches."""
