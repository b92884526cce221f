"""What is kept of a province's forecasts is what was made, and is made again where a file was damaged or it changed."""

from pathlib import Path

import numpy as np

from dashboard.forecasts.fit import Residual
from dashboard.forecasts.made_before import Arrays, MadeBefore, OfProvince

ROWS = [Residual(np.array([1.5, 2.5]), np.zeros(2, dtype=np.int64), np.array([3, 10]), np.array([5, 12]))] * 2


def of_province(folder: Path, figures: str = "part-1") -> OfProvince:
    return MadeBefore(folder, {("2025", "04"): figures}).of_province(edition="2025", province="04", asked="all")


def test_what_matured_is_made_once_and_counts_from_the_day_on_which_it_was_known(tmp_path: Path) -> None:
    made: list[int] = []

    def make() -> list[Residual]:
        made.append(1)
        return ROWS

    first, again = (of_province(tmp_path).matured(make, [5, 12]) for _ in range(2))
    assert len(made) == 1
    for kept, row in zip(again.residuals(), ROWS, strict=True):
        assert all(np.array_equal(getattr(kept, name), value) for name, value in vars(row).items())
    # On day 20, which was not asked for when it was made, nothing more had matured than on day 12.
    assert first.digest(5) != first.digest(12) == again.digest(12) == again.digest(20)
    of_province(tmp_path, "part-2").matured(make, [5])
    assert len(made) == 2
    for path in tmp_path.iterdir():
        path.write_bytes(path.read_bytes()[:100])
    of_province(tmp_path).matured(make, [5])
    assert len(made) == 3


def test_of_several_days_those_that_are_not_kept_are_made(tmp_path: Path) -> None:
    made: list[int] = []

    def make(place: int) -> Arrays:
        made.append(place)
        return {"count": np.array([place])}

    days = ["monday", "tuesday"]
    of_province(tmp_path).of_days(days, str, make)
    found = of_province(tmp_path).of_days(["tuesday", "wednesday"], lambda place: str(place + 1), make)
    assert made == [0, 1, 1]
    assert [int(arrays["count"][0]) for _, arrays in found] == [1, 1]


def test_of_other_figures_the_days_that_hang_on_what_had_been_known_before_are_kept(tmp_path: Path) -> None:
    made: list[int] = []

    def make(place: int) -> Arrays:
        made.append(place)
        return {"count": np.array([place + 0.5]), "of": np.zeros((2, 0), dtype=bool)}

    days = ["monday", "tuesday"]
    of_province(tmp_path).of_days(days, str, make)
    found = of_province(tmp_path, "part-2").of_days(days, lambda place: str(place * 3), make)
    assert made == [0, 1, 1]
    assert [(arrays["count"].tolist(), arrays["of"].shape) for _, arrays in found] == [([0.5], (2, 0)), ([1.5], (2, 0))]
    # What nothing changed in is not even looked at.
    of_province(tmp_path, "part-2").of_days(days, lambda _: "otherwise", make)
    assert made == [0, 1, 1]
    for path in tmp_path.iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    of_province(tmp_path, "part-2").of_days(days, str, make)
    assert made == [0, 1, 1, 0, 1]


def test_coefficients_are_fitted_once_for_what_they_are_fitted_on(tmp_path: Path) -> None:
    fitted: list[str] = []

    def fit() -> str:
        fitted.append("fitted")
        return "quantiles"

    for times in (1, 1, 2):
        texts = MadeBefore(tmp_path, {}).texts("all")
        assert texts.of("digests" if times == 1 else "others", fit) == "quantiles"
        texts.save()
        assert len(fitted) == times
