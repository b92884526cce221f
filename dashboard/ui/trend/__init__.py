"""The trend page: flows and cumulative counts over time, as a chart and as a table."""
