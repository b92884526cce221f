"""Shapes of the units: a schematic drawn from their points and areas, or the real boundaries an operator installed."""

from dashboard.geography.install import install
from dashboard.geography.published import Boundaries, boundaries
from dashboard.geography.reading import BoundariesRejected
from dashboard.geography.report import InstallReport

__all__ = ["Boundaries", "BoundariesRejected", "InstallReport", "boundaries", "install"]
