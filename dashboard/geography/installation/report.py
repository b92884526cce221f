"""What an installation of boundaries did."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Uncertain:
    """A name in the file that does not lead to one unit for certain, why, and the units that may be meant.

    reason: namesakes (several units are called so), unknown (none is, in the province), elsewhere (the shape lies away
    from the only unit called so), no_province (its row names none of the edition's provinces).
    """

    name: str
    reason: str
    may_be: tuple[str, ...]


@dataclass(frozen=True)
class LayerReport:
    """What became of the shapes of one grain: codes of units.

    installed: in the file and now real; missing: of the edition, but still without a real shape; unknown: in the file,
    but not of the edition; mended: geometry was invalid; fitted: borders did not meet; overlapping: drawn over a
    neighbour by more than 5 %; misplaced: the register's point lies elsewhere; uncertain: names that were
    left out, in a file without codes.
    """

    grain: str
    source: str
    column: str
    installed: tuple[str, ...]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    mended: tuple[str, ...]
    fitted: tuple[str, ...]
    overlapping: tuple[str, ...]
    misplaced: tuple[str, ...]
    uncertain: tuple[Uncertain, ...] = ()


@dataclass(frozen=True)
class InstallReport:
    """What an installation did: one report per grain."""

    edition: str
    layers: tuple[LayerReport, ...]

    def as_json(self) -> dict[str, Any]:
        """The report as JSON types."""
        return asdict(self)
