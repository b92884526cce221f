"""The forecast page: whether each unit's targets will be reached, what a day needs, and what would change it."""
