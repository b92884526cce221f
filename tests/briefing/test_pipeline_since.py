"""What waits for activation since a day: only between two reports that tell of the same units and both stages."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.briefing.change.since import Since
from dashboard.briefing.work import pipeline
from dashboard.briefing.work.pipeline import Pipeline
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.wording.work import pipeline as wording
from tests.briefing.opening import warehouse
from tests.warehouse import Batch, opened, reported, summary

DISTRICT = "967"
A, B, C, D = "32071", "32072", "32068", "32069"
BEFORE, NOW = dt.date(2024, 4, 12), dt.date(2024, 5, 1)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))


def stands(unit: str, on: str, approved: int | None, activated: int) -> tuple[str, ...]:
    """A report of both stages, or of activation alone."""
    counts = {"activated": activated} if approved is None else {"approved": approved, "activated": activated}
    return reported(unit, on=on, **counts)


def found(folder: Path, *batches: Batch, unit: str = DISTRICT) -> Pipeline:
    version, selection = warehouse(opened(folder, *batches)), Selection(unit, "2024", NOW)
    return pipeline.since(version, pipeline.of_unit(version.database, selection), selection, Since("day", BEFORE))


def grown(told: Pipeline) -> dict[str, int]:
    return {row.unit_code: more for row in told.parts if (more := pipeline.growth(row)) is not None}


def test_it_grows_between_the_unit_s_own_reports_and_the_whole_is_of_those_that_can_be_compared(tmp_path: Path) -> None:
    """One grew, one shrank, one began in between, one fell silent."""
    told = found(
        tmp_path,
        summary(
            *stands(A, "2024-04-12", 100, 60), *stands(A, "2024-05-01", 180, 120),
            *stands(B, "2024-04-11", 200, 150), *stands(B, "2024-04-30", 220, 190),
            *stands(C, "2024-05-01", 90, 10),
            *stands(D, "2024-04-12", 500, 100),
        ),
    )  # fmt: skip
    assert grown(told) == {A: 20, B: -20}
    assert told.whole is not None
    assert (pipeline.growth(told.whole), told.whole.units_compared) == (0, 2)
    assert told.whole.changed_from.date() == dt.date(2024, 4, 11)
    lines = wording.among_parts(told, Text("vi"))
    assert any("tăng từ hết ngày 12/04/2024 ở 1/2 đơn vị so được: " in line and "(+20)" in line for line in lines)
    assert "tính từ hết ngày 12/04/2024" in wording.period(told, 7, Text("vi"))


def test_without_a_newer_report_or_without_both_stages_at_both_ends_nothing_grew(tmp_path: Path) -> None:
    told = found(
        tmp_path,
        summary(
            *stands(A, "2024-04-12", None, 60), *stands(A, "2024-05-01", 180, 120),
            *stands(B, "2024-04-10", 200, 150),
        ),
    )  # fmt: skip
    assert grown(told) == {}


def test_a_small_number_of_waiting_at_either_end_is_worked_out_from_no_growth(tmp_path: Path) -> None:
    told = found(
        tmp_path,
        summary(
            *stands(A, "2024-04-12", 103, 100), *stands(A, "2024-05-01", 180, 120),
            *stands(B, "2024-04-12", 200, 150), *stands(B, "2024-05-01", 203, 199),
            *stands(C, "2024-04-12", 90, 70), *stands(C, "2024-05-01", 95, 65),
        ),
    )  # fmt: skip
    assert grown(told) == {C: 10}
    assert told.whole is not None
    assert pipeline.growth(told.whole) == 10 or told.whole.units_compared == told.whole.units


def test_what_was_corrected_in_between_is_no_growth(tmp_path: Path) -> None:
    told = found(
        tmp_path,
        summary(*stands(A, "2024-04-12", 100, 60), *stands(B, "2024-04-12", 200, 150)),
        summary(*stands(A, "2024-05-01", 180, 120), *stands(B, "2024-05-01", 240, 150)),
        replace(summary(*stands(A, "2024-04-12", 100, 90)), received_at="2024-04-20T08:00:00"),
    )
    assert grown(told) == {B: 40}
