"""The targets page: what was asked of a unit, by whom, until when."""
