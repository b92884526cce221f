"""What was asked of a unit, and its scores: targets, indicators, scorecards."""
