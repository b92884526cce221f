"""Whether targets will be reached: what the queries know of units, and the statistics of it."""
