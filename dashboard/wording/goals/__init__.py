"""Sentences on targets, indicators and scorecards."""
