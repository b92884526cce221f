"""Files that leave the dashboard: the same figures as the page, safe to open."""

from dashboard.reports.sheet import Around, Column, csv_bytes, xlsx_bytes

__all__ = ["Around", "Column", "csv_bytes", "xlsx_bytes"]
