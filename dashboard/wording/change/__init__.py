"""Sentences on what changed since a day."""
