"""A figure of the benchmark, and the README's table of them."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Result:
    """What was measured, its value and unit, and the aim: at most (or at least) so much; no aim, no verdict."""

    section: str
    what: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None

    @property
    def holds(self) -> bool | None:
        """Whether the aim is reached."""
        if self.at_most is not None:
            return self.value <= self.at_most
        return self.value >= self.at_least if self.at_least is not None else None

    def as_json(self) -> dict[str, object]:
        """All of it, and the verdict."""
        return asdict(self) | {"holds": self.holds}


def markdown(results: Iterable[Result]) -> str:
    """The table, one row a figure."""
    rows = ["| | measured | aim |", "|---|---:|---:|"]
    section = ""
    for result in results:
        if result.section != section:
            section = result.section
            rows.append(f"| **{section}** | | |")
        missed = " ✗" if result.holds is False else ""
        rows.append(f"| {result.what} | {_number(result.value)} {result.unit}{missed} | {_aim(result)} |")
    return "\n".join(rows)


def _aim(result: Result) -> str:
    if result.at_most is not None:
        return f"≤ {_number(result.at_most)}"
    return f"≥ {_number(result.at_least)}" if result.at_least is not None else ""


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
