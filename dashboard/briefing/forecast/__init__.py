"""Will it be reached: the forecast of each target, the answer that it gives, and the work that follows from it."""

from dashboard.briefing.forecast.by_target import of_parts, of_unit, said_of_parts

__all__ = ["of_parts", "of_unit", "said_of_parts"]
