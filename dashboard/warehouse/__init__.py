"""Versions of the warehouse: each is built from the accepted batches, checked, and put in place by a pointer."""
