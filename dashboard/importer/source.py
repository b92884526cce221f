"""An export file once opened: its header, its cells in the table `raw`, and where each of its rows stood."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.importer.header import Header
from dashboard.importer.privacy import masked
from dashboard.importer.results import ExportRejected, Problem

# The sheet (None outside of workbooks) and the line a person sees; the header is line 1.
Place = tuple[str | None, int]


@dataclass(frozen=True)
class Source:
    """A file whose header was understood and whose cells stand in the table `raw` of the connection.

    ``places`` tells for row numbers of `raw` (from 0) where they stood; ``ragged`` are lines that have a wrong number
    of cells, and how many.
    """

    header: Header
    places: Callable[[Sequence[int]], dict[int, Place]]
    ragged: tuple[tuple[Place, int], ...] = ()
    ignored_sheets: tuple[str, ...] = ()


def refused(path: Path, reason: str, detail: str = "") -> ExportRejected:
    """The refusal of a whole file."""
    return ExportRejected(Problem(masked(path.name), None, None, None, None, reason, masked(detail)))
