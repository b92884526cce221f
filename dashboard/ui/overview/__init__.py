"""The overview: where a unit stands, what changed, whether it will reach its target, and who is behind."""
