"""What is told of a unit, whoever shows it: the version in use, an area's figures, whose targets, and the words."""
