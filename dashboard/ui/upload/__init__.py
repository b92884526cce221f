"""The upload: files are handed in, looked at, corrected and imported."""
