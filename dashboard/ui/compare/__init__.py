"""The compare page: units ranked on one base, and those that cannot be ranked."""
