"""What an export file is: its kinds and headers, its source, and what came of it."""
