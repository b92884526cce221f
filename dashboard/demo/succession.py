"""What the communes of 1 July 2025 took over from those before them."""

import numpy as np
import pandas as pd

from dashboard import settings
from dashboard.demo.milestones import Milestones
from dashboard.demo.seasonality import IntArray
from dashboard.demo.simulation import Simulation

FILE = settings.DATA / "demo" / "successors.csv"


def stock_of(communes: pd.DataFrame, simulation: Simulation, randomness: np.random.Generator) -> Milestones:
    """Counts of the first day: carried from old Cà Mau, drawn for the communes that came from Bạc Liêu."""
    successors = pd.read_csv(FILE, dtype={"old_code": str, "new_code": str})
    drawn = _drawn(communes, randomness)
    is_new = ~communes["unit_code"].isin(successors["new_code"]).to_numpy()
    stages = []
    for stage, other in zip(("collected", "approved", "activated"), drawn, strict=True):
        carried = _carried(communes, successors, simulation.codes, simulation.counts[stage][..., -1])
        carried[is_new] = other[is_new]
        stages.append(carried)
    return Milestones(*stages)


def _carried(communes: pd.DataFrame, successors: pd.DataFrame, old_codes: list[str], last: IntArray) -> IntArray:
    """Last counts (old commune, level) among the successors; what rounding leaves goes to the largest part."""
    new_position = {code: index for index, code in enumerate(communes["unit_code"])}
    carried = np.zeros((len(communes), 2), dtype=np.int64)
    for old_code, parts in successors.groupby("old_code"):
        parts = parts.sort_values("share_permille", ascending=False, kind="stable")
        counts = last[old_codes.index(str(old_code))]
        shares = counts * parts["share_permille"].to_numpy()[:, np.newaxis] // 1000
        shares[0] += counts - shares.sum(axis=0)
        for code, share in zip(parts["new_code"], shares, strict=True):
            carried[new_position[code]] += share
    return carried


def _drawn(communes: pd.DataFrame, randomness: np.random.Generator) -> tuple[IntArray, IntArray, IntArray]:
    activated = communes["target"].to_numpy() * randomness.integers(520, 661, len(communes)) // 1000
    collected = activated * randomness.integers(1120, 1181, len(communes)) // 1000
    first_level = np.array([235, 765])
    stages = [total[:, np.newaxis] * first_level // 1000 for total in (collected, collected * 985 // 1000, activated)]
    return stages[0], stages[1], stages[2]
