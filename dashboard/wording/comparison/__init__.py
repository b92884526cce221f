"""Sentences on units beside one another."""
