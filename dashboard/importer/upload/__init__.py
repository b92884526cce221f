"""The upload worker: a process of its own that serves the page of the upload."""
