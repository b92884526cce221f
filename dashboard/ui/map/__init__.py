"""The map page: the units inside an area, coloured, and the same figures as a list."""
