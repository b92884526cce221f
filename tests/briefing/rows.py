"""Rows of progress_by_area with what a test names and nothing else known."""

from typing import Any

from dashboard.rows import ProgressByArea

NOTHING = float("nan")
COMMUNES = {"communes": 1, "communes_reported": 1, "communes_late": 0, "communes_done": 0}


def unit(name: str, **known: Any) -> ProgressByArea:
    """A unit of that name and code."""
    empty = dict.fromkeys(ProgressByArea._fields, NOTHING)
    usual = {
        "unit_code": name,
        "unit_name": name,
        "state": "value",
        "is_inherited": False,
        "is_least": False,
        "is_silent": False,
        **COMMUNES,
    }
    return ProgressByArea(**{**empty, **usual, **known})
