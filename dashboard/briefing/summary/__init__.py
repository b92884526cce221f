"""What an overview says of a unit: its figures and stages, who is behind or missing, and a paragraph."""
