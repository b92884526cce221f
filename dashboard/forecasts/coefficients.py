"""What forecasts are made with: fitted once, kept as a small file with a digest of its own."""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard import settings
from dashboard.statistics.calibration import Calibration
from dashboard.statistics.residuals import Shape

# Of the software itself, wherever units and figures are taken from.
CARRIED = settings.DATA / "forecast_prior.json"
ENOUGH = 200


@dataclass(frozen=True)
class Coefficients:
    """residuals: (horizon,) how many matured here; a horizon with fewer than ENOUGH stands on the simulated campaigns.

    together: how much of a forecast's luck the units of a province share, from 0 to 1.
    """

    shape: Shape
    calibration: Calibration
    together: float
    residuals: npt.NDArray[np.int64]

    def is_carried(self, horizon: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
        """Whether forecasts so many days ahead stand on simulated campaigns rather than on what matured here."""
        place = np.searchsorted(self.shape.horizons, horizon).clip(0, len(self.residuals) - 1)
        found: npt.NDArray[np.bool_] = self.residuals[place] < ENOUGH
        return found


def save(coefficients: Coefficients, path: Path) -> None:
    """Writes the file beside the one in use and puts it in its place in one step."""
    beside = path.with_name(f"{path.name}.partial")
    beside.write_text(_text(coefficients), encoding="utf-8")
    beside.replace(path)


def load(path: Path) -> Coefficients:
    """Reads such a file."""
    return _read(path.read_text(encoding="utf-8"))


def own_text(coefficients: Coefficients) -> str:
    """The small file of what was fitted here; the rest is carried."""
    return _lines({"quantiles": coefficients.shape.quantiles, "residuals": coefficients.residuals})


def with_own(coefficients: Coefficients, text: str) -> Coefficients:
    """The carried coefficients with what was fitted here."""
    own = json.loads(text)
    shape = replace(coefficients.shape, quantiles=np.array(own["quantiles"], dtype=float))
    return replace(coefficients, shape=shape, residuals=np.array(own["residuals"], dtype=np.int64))


def digest_of(text: str) -> str:
    """The first digits of a file's own digest."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _read(text: str) -> Coefficients:
    kept = json.loads(text)
    return Coefficients(
        Shape(**_arrays(kept["shape"])),
        Calibration(**_arrays(kept["calibration"])),
        kept["together"],
        np.array(kept["residuals"], dtype=np.int64),
    )


@cache
def carried() -> Coefficients:
    """Those of the simulated campaigns, which come with the software."""
    return load(CARRIED)


def _arrays(kept: dict[str, Any]) -> dict[str, Any]:
    return {name: np.array(values, dtype=float) for name, values in kept.items()}


def _text(coefficients: Coefficients) -> str:
    return _lines(asdict(coefficients))


def _lines(values: dict[str, Any]) -> str:
    """One line for each row of numbers, five digits of each: small, and its changes can be read."""
    return "{\n" + ",\n".join(f'"{name}": {_block(value)}' for name, value in values.items()) + "\n}\n"


def _block(value: dict[str, Any] | npt.NDArray[Any] | float) -> str:
    if isinstance(value, dict):
        return "{\n" + ",\n".join(f'"{name}": {_block(part)}' for name, part in value.items()) + "\n}"
    if isinstance(value, np.ndarray):
        if value.ndim == 2:
            return "[\n" + ",\n".join(_block(row) for row in value) + "\n]"
        return "[" + ", ".join(f"{number:.5g}" for number in value.tolist()) + "]"
    return f"{value:.5g}"
