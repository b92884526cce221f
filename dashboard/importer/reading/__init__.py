"""Reads files in a process of its own that may break, or be ended, without harm: its limits, its two ends."""
