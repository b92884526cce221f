"""A simulated campaign in Cà Mau, written as export files and imported as any export."""
