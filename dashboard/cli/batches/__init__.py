"""The commands that bring exports in, take them out and follow them back."""
