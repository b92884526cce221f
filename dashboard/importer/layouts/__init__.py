"""Layouts: the ways in which offices write tables, each read into rows of one kind."""
