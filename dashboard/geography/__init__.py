"""Shapes of the units: a schematic drawn from their points and areas, or the real boundaries an operator installed."""

from dashboard.geography.published import Boundaries, boundaries

__all__ = ["Boundaries", "boundaries"]
