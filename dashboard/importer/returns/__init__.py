"""Quarantined rows, and the workbook in which they go back to their office."""
