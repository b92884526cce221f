"""What is held in samples by each test run, and whole by `make sweep` (SWEEP=whole)."""

import os
from collections.abc import Iterable
from typing import TypeVar

Case = TypeVar("Case")
IS_WHOLE = os.environ.get("SWEEP") == "whole"


def sampled(cases: Iterable[Case], one_of: int, first: int = 0) -> list[Case]:
    """All cases where the sweep is whole; else one of so many, by their places, from the first on."""
    every = list(cases)
    return every if IS_WHOLE else every[first::one_of]
