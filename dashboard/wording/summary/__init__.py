"""Sentences on where a unit stands."""
