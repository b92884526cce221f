"""Finds the units that an office means by a name or a code, on the day that a row states."""
