"""Shapes of the units: a schematic drawn from their points and areas, or the real boundaries an operator installed."""

from dashboard.geography.installation.install import install
from dashboard.geography.installation.reading import BoundariesRejected
from dashboard.geography.installation.report import InstallReport
from dashboard.geography.labels import labels
from dashboard.geography.published import Boundaries, boundaries

__all__ = ["Boundaries", "BoundariesRejected", "InstallReport", "boundaries", "install", "labels"]
