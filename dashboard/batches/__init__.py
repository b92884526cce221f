"""Accepted batches, only ever added: their files and manifests, and what was decided about them later."""
