"""What a table of an office holds: its columns, rows, totals, and the units that its rows name."""
