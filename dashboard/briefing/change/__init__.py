"""What changed since a day, of units and of a whole."""
