"""A simulated campaign in Cà Mau, written as export files and brought in by the ordinary door."""
