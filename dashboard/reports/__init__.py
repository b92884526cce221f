"""Files that leave the dashboard: the same figures as the page, safe to open."""

from dashboard.reports.sheet import csv_bytes, xlsx_bytes

__all__ = ["csv_bytes", "xlsx_bytes"]
