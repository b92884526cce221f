"""Counts and rates through time: by day, week and day of the campaign, with their leaps and events."""
