"""What words mean: in heads, rows, lines around a table, names of sheets and files."""
