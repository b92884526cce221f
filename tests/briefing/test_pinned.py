"""Units side by side: each figure is that of the unit itself, or a dash with its reason; what is hidden stays so."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from dashboard import settings
from dashboard.briefing import area, opened
from dashboard.briefing.comparison import pinned
from dashboard.briefing.comparison.pinned import Figure, Pinned
from dashboard.rows import known_count
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.wording.comparison import pinned as wording
from tests.briefing.opening import warehouse
from tests.warehouse import living_in, population, reported, set_for, summary, target
from tests.warehouse import opened as rows_opened

A, B, C, D = "32071", "32072", "32068", "32069"
NOW = dt.date(2024, 5, 8)
TARGETS = target(set_for(A, 1000), set_for(B, 1000), set_for(C, 1000))
PEOPLE = population(living_in(A, 2000), living_in(B, 2000), living_in(C, 2000))


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))


def stages(unit: str, on: str, collected: int, approved: int, activated: int) -> tuple[str, ...]:
    return reported(unit, on=on, collected=collected, approved=approved, activated=activated)


@pytest.fixture
def found(tmp_path: Path) -> tuple[Pinned, ...]:
    """One ahead by collection, one behind by activation, one that is far behind, one that never reported."""
    reports = summary(
        *stages(A, "2024-05-01", 1000, 900, 800), *stages(A, "2024-05-08", 1200, 1000, 900),
        *stages(B, "2024-05-01", 1100, 1000, 380), *stages(B, "2024-05-07", 1200, 1000, 400),
        *stages(C, "2024-05-08", 100, 50, 30),
    )  # fmt: skip
    version = warehouse(rows_opened(tmp_path, reports, TARGETS, PEOPLE))
    return pinned.of_units(version, Selection("967", "2024", NOW), (A, B, C, D))


def figure(one: Pinned, name: str) -> Figure:
    return one.figures[name]


def test_each_figure_has_its_base_or_its_reason(found: tuple[Pinned, ...]) -> None:
    ahead, behind, small, silent = found
    assert figure(ahead, "counted").value == 900
    rate = figure(ahead, "target_share")
    assert (rate.value, rate.part, rate.whole) == (0.9, 900, 1000)
    assert figure(ahead, "change") == Figure(10.0, days=(dt.date(2024, 5, 1), NOW))
    assert (figure(ahead, "missing").value, figure(ahead, "required").is_most) == (100, False)
    assert [figure(ahead, name).part for name in pinned.STEPS] == [1200, 1000, 900]
    assert figure(behind, "reported").n == 1
    assert figure(small, "change").why == "few_reports"
    assert figure(silent, "counted").why == figure(silent, "eligible_share").why == "not_reported"
    assert figure(silent, "target").why == figure(silent, "required").why == "no_target"
    assert figure(silent, "change").why == "not_reported"


def test_of_the_best_only_rates_are_compared(found: tuple[Pinned, ...]) -> None:
    bests = {line.name: pinned.best(found, line) for line in pinned.LINES}
    assert bests["target_share"] == bests["activated_step"] == {A}
    assert bests["counted"] == bests["missing"] == frozenset()
    assert bests["collected_step"] == {A, B}, "a printed tie is a tie"
    assert bests["change"] == frozenset(), "gains of seven and of six days are not compared"


def test_it_is_said_at_which_step_most_of_the_difference_arises(found: tuple[Pinned, ...]) -> None:
    [told, _] = pinned.behind_the_first(found)
    assert (told.unit.unit.unit_code, told.ahead.unit.unit_code, told.step) == (B, A, "activated_step")
    said = wording.behind(told, Text("vi"))
    assert "kém" in said and "25,0 điểm %" in said
    assert "40,0%" in said and "90,0%" in said
    assert "07/05/2024" in said, "an older report may be why"
    assert pinned.behind_the_first(found[:1]) == ()


def test_a_count_that_may_not_be_shown_is_a_dash_and_so_is_all_that_is_made_of_it(tmp_path: Path) -> None:
    reports = summary(*stages(A, "2024-05-08", 1200, 1000, 900), *stages(C, "2024-05-08", 100, 50, 3))
    version = warehouse(rows_opened(tmp_path, reports, TARGETS, PEOPLE))
    # With the count of the one the other's would be known, from that of the district.
    for one in pinned.of_units(version, Selection("967", "2024", NOW), (A, C)):
        whys = {one.figures[name].why for name in ("counted", "target_share", "eligible_share", "place")}
        assert whys == {"suppressed"}


def test_every_reason_has_its_words(found: tuple[Pinned, ...]) -> None:
    rules, selection = settings.load(), Selection("967", "2024", NOW)
    for language in ("vi", "en"):
        text = Text(language)
        for one in found:
            for line in pinned.lines(selection):
                words = wording.figure(one.figures[line.name], line, rules, text)
                assert words and "{" not in words
                assert (one.figures[line.name].value is None) == words.startswith("–")
                assert wording.label(line, selection, text)
                wording.note(one.figures[line.name], line, one, selection, text)


@pytest.mark.parametrize(
    ("edition", "day", "codes"),
    [
        ("2024", dt.date(2024, 5, 1), ("VN", "96", "967", "32065")),
        ("2025", dt.date(2026, 11, 20), ("VN", "96", "967", "32065")),
        ("2025", dt.date(2026, 11, 20), ("01", "32071", "31999")),
    ],
)
def test_what_is_pinned_is_what_the_unit_says_of_itself(
    edition: str, day: dt.date, codes: tuple[str, ...], demo_data: Path
) -> None:
    """Units of every level, a former district among them, against the one row of each."""
    version = opened.in_use()
    assert version is not None
    for base in ("target", "permanent_residents"):
        selection = Selection("96", edition, day, base=base)
        told = pinned.of_units(version, selection, [code for code in codes if version.known.has_unit(edition, code)])
        assert len(told) > 1
        for one in told:
            own = area.of_unit(version.database, selection.at(unit=one.unit.unit_code))
            assert own is not None
            shown = one.figures["counted"].value, one.figures["base_share"].value, one.figures["communes"].value
            assert shown[0] == known_count(own.counted)
            assert shown[1] == (None if pd.isna(own.share) else own.share)
            for line in pinned.LINES:
                wording.figure(one.figures[line.name], line, settings.load(), Text("vi"))
