"""The commands that keep an office's own lists: names, groups, layouts, resolutions."""
