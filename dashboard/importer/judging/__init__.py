"""Judges rows: parses their cells, asks every check, and holds them against what was reported before."""
