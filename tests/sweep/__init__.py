"""What is held in samples by each test run, and whole by `make sweep` (SWEEP=whole)."""

import os

IS_WHOLE = os.environ.get("SWEEP") == "whole"
