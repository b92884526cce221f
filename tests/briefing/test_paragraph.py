"""The paragraph's facts: what is known of a unit, and nothing that is not."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard.briefing.summary import paragraph
from dashboard.briefing.summary.paragraph import Paragraph, Rate
from dashboard.selection import Selection
from tests.briefing.opening import warehouse
from tests.warehouse import Batch, batch, living_in, opened, population, summary, target

# Two communes of the district, both with a target of 100, on a day three months after it began.
COMMUNES = ("32065", "32068")
GOALS = target(*(f"{unit} ministry all activated 2024-01-01 2024-12-31 100" for unit in COMMUNES))
FIRST = [f"{unit} 2024-01-01 all activated 10" for unit in COMMUNES]
DAY = dt.date(2024, 4, 1)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few of the district's twelve communes report in a test: it has its rate all the same."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.toml").write_text("least_coverage = 0\n", encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))


def told(folder: Path, *batches: Batch, unit: str = "967", **chosen: str) -> Paragraph:
    found = paragraph.of_unit(warehouse(opened(folder, *batches)), Selection(unit, "2024", DAY, **chosen))
    assert found is not None
    return found


def reports(*counts: int) -> Batch:
    newest = (f"{unit} 2024-04-01 all activated {count}" for unit, count in zip(COMMUNES, counts, strict=True))
    return summary(*FIRST, *newest)


def test_what_was_gained_since_the_target_began_is_counted_between_reports(tmp_path: Path) -> None:
    found = told(tmp_path, GOALS, reports(60, 30)).since
    assert found is not None
    assert (found.day, found.campaign, found.gained) == (dt.date(2024, 1, 1), None, 70)


def test_a_campaign_that_runs_is_told_of_in_the_targets_place(tmp_path: Path) -> None:
    peak = batch("event", "967 campaign 2024-03-01 2024-04-30 Peak -")
    before = summary("32065 2024-02-29 all activated 40", "32068 2024-02-29 all activated 20")
    found = told(tmp_path, GOALS, summary(*FIRST), before, reports(60, 30), peak).since
    assert found is not None and found.campaign is not None
    assert (found.day, found.campaign.name, found.gained) == (dt.date(2024, 3, 1), "Peak", 30)


def test_a_correction_is_no_gain_and_without_a_report_at_the_beginning_there_is_none(tmp_path: Path) -> None:
    late = summary("32065 2024-03-01 all activated 40", "32065 2024-04-01 all activated 60")
    assert told(tmp_path, GOALS, late, unit="32065").since is None


def test_the_lowest_commune_has_all_its_bases(tmp_path: Path) -> None:
    people = population(living_in("32068", 300), living_in("32068", 400, base="permanent_residents"))
    found = told(tmp_path, GOALS, people, reports(60, 30)).lowest
    assert found is not None
    assert (found.names, found.counted) == (("Xã Biển Bạch",), 30)
    assert found.rates == (Rate("target", 30, 100), Rate("eligible", 30, 300), Rate("permanent_residents", 30, 400))


def test_of_several_that_print_the_same_no_one_is_the_lowest(tmp_path: Path) -> None:
    found = told(tmp_path, GOALS, reports(30, 30)).lowest
    assert found is not None
    assert (len(found.names), found.rates) == (2, (Rate("target", 30, 100),))


@pytest.mark.parametrize(("count", "below"), [(49, 1), (50, 0)])
def test_below_half_is_what_is_printed_below_it(count: int, below: int, tmp_path: Path) -> None:
    found = told(tmp_path, GOALS, reports(60, count)).below
    assert (len(found.communes) if found else 0) == below


def test_a_province_names_the_districts_of_its_communes_below_half(tmp_path: Path) -> None:
    elsewhere = "32044 ministry all activated 2024-01-01 2024-12-31 100"
    newest = reports(40, 30), summary("32044 2024-04-01 all activated 20")
    found = told(tmp_path, GOALS, target(elsewhere), *newest, unit="96")
    assert found.below is not None
    groups = [(group.name, group.below, group.every) for group in found.below.groups]
    assert groups[0] == ("Huyện Thới Bình", 2, 12)
    assert [group[1] for group in groups] == [2, 1]


def test_a_whole_with_figures_of_few_communes_says_the_count_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "half"))
    found = told(tmp_path, GOALS, reports(60, 30))
    assert not found.standing.coverage.is_enough
    assert found == Paragraph(found.standing)


def test_without_a_target_nothing_is_counted_against_one(tmp_path: Path) -> None:
    found = told(tmp_path, reports(60, 30))
    assert (found.rates, found.since, found.done, found.lowest, found.below) == ((), None, None, None, None)
    assert len(found.silent) == 10


def test_the_base_that_the_reader_chose_stands_in_the_place_of_the_residents(tmp_path: Path) -> None:
    people = population(*(living_in(unit, 300) for unit in COMMUNES))
    found = told(tmp_path, GOALS, people, reports(60, 30), base="eligible")
    assert found.rates == (Rate("eligible", 90, 600), Rate("target", 90, 200))


def test_a_hidden_count_has_no_paragraph(tmp_path: Path) -> None:
    few = warehouse(opened(tmp_path, summary("32065 2024-04-01 all activated 3")))
    assert paragraph.of_unit(few, Selection("32065", "2024", DAY)) is None


def test_a_small_gain_is_not_told(tmp_path: Path) -> None:
    grown = summary("32065 2024-01-01 all activated 60", "32065 2024-04-01 all activated 62")
    assert told(tmp_path, GOALS, grown, unit="32065").since is None
