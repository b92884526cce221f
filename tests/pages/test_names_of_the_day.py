"""Each page names units as they were called on its day, in titles, lists, charts and sentences."""

import datetime as dt
import html
import re
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import cli
from tests.pages.test_pages import figure, open_page, seen, words
from tests.sweep import sampled
from tests.warehouse import NEIGHBOURS, Batch, build, population, summary, target

PAGES = ("overview", "map", "compare", "trend", "data")


@dataclass(frozen=True)
class Case:
    """One unit on one day: what it is called then, and what it must not be called."""

    unit: str
    edition: str
    day: str
    called: str
    never: str

    @property
    def link(self) -> dict[str, str]:
        """Its address."""
        return {"unit": self.unit, "edition": self.edition, "as_of": self.day}


WARD = (
    Case("32002", "2024", "2024-11-30", "Phường 4", "Phường 2"),
    Case("32002", "2024", "2024-12-01", "Phường 2", "Phường 4"),
)
COMMUNE = (
    Case("26248", "2025", "2026-04-29", "Xã Trảng Bom", "Phường Trảng Bom"),
    Case("26248", "2025", "2026-04-30", "Phường Trảng Bom", "Xã Trảng Bom"),
)
PROVINCE = (
    Case("75", "2025", "2026-04-29", "Tỉnh Đồng Nai", "Thành phố Đồng Nai"),
    Case("75", "2025", "2026-04-30", "Thành phố Đồng Nai", "Tỉnh Đồng Nai"),
)


CASES = (*WARD, *COMMUNE, *PROVINCE)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, lay_maps) -> Path:
    """Some weeks of reports of a ward of Cà Mau and of a commune of Đồng Nai, with targets, and a correction each."""
    folder = tmp_path_factory.mktemp("named")
    lay_maps(folder)
    build(
        folder,
        *(_reports("32002", "2024", dt.date(2024, 12, 1))),
        *(_reports("32005", "2024", dt.date(2024, 12, 1))),
        *(_reports("26248", "2025", dt.date(2026, 4, 30))),
        *(_reports("26368", "2025", dt.date(2026, 4, 30))),
        provinces=NEIGHBOURS | {("2025", "75")},
    )
    return folder


def _reports(unit: str, edition: str, turn: dt.date) -> tuple[Batch, ...]:
    shown = [f"{unit} {turn + dt.timedelta(days=day)} all activated {500 + 7 * day}" for day in range(-20, 10)]
    levels = [f"{unit} {turn - dt.timedelta(days=3)} {level} activated 200" for level in (1, 2)]
    return (
        target(f"{unit} ministry all activated {turn - dt.timedelta(days=90)} 2026-12-31 9000", edition=edition),
        population(f"{unit} eligible {turn - dt.timedelta(days=90)} 1000", edition=edition),
        population(f"{unit} eligible {turn - dt.timedelta(days=90)} 1100", edition=edition),
        summary(*shown, *levels, edition=edition),
    )


@pytest.fixture
def named(built: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That data folder, as the one in use."""
    monkeypatch.setenv("DASHBOARD_DATA", str(built))
    return built


def told_without_lineage(app: AppTest) -> str:
    """All that the page says, but for the lines that tell what a unit was and became."""
    for element in app.get("html"):
        if element.proto.body.startswith('<div class="lineage">'):
            element.proto.body = ""
    return words(app)


def named_links(app: AppTest, case: Case) -> set[str]:
    """The words of all links to a unit on the day, but for the page's own and that from the small map to the large."""
    apart = ('class="copy"', "beside", 'class="quick"')
    bodies = [element.proto.body for element in app.get("html")]
    raw = " ".join(body for body in bodies if not any(word in body for word in apart))
    address = f"unit={case.unit}&amp;edition={case.edition}&amp;as_of={case.day}"
    found = re.findall(rf'href="[^"]*{address}[^"]*">(?:<span[^>]*></span>)?([^<]*)<', raw)
    return {html.unescape(words_of_link) for words_of_link in found}


def told(value: str | Case) -> str:
    """A page, or a case, in the name of a test."""
    return f"{value.unit} {value.day}" if isinstance(value, Case) else value


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize(("page", "case"), sampled(product(PAGES, (*COMMUNE, *PROVINCE)), 3), ids=told)
def test_a_page_calls_its_unit_by_the_name_of_its_day_and_by_no_other(page: str, case: Case) -> None:
    shown = told_without_lineage(open_page(page, **case.link))
    assert case.called in shown
    assert case.never not in shown


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize(
    ("page", "case"), sampled(product(("overview", "map", "compare", "trend"), CASES), 5), ids=told
)
def test_a_title_bears_the_name_of_the_day(page: str, case: Case) -> None:
    title = seen(page, **case.link).title[0].value
    assert title.startswith((f"{case.called}: ", f"{case.called} đã thực hiện"))


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize(
    ("page", "case"), sampled(product(("overview", "map", "compare"), (*WARD, *COMMUNE)), 2), ids=told
)
def test_a_list_links_the_unit_under_its_name_of_the_day(page: str, case: Case) -> None:
    app = seen(page, **case.link)
    assert named_links(app, case) == {case.called}


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize("case", [*WARD, *COMMUNE], ids=lambda case: f"{case.unit} {case.day}")
def test_map_and_trend_speak_of_the_unit_by_its_name_of_the_day(case: Case) -> None:
    app = seen("map", **case.link)
    drawn = figure(app)["data"][0]
    hover = dict(zip(drawn["locations"], drawn["customdata"], strict=True))
    assert hover[case.unit].startswith(f"<b>{case.called}</b>")
    assert case.called in app.get("plotly_chart")[0].proto.alt
    app = open_page("trend", **case.link, split="unit")
    assert [trace["name"] for trace in figure(app)["data"]] == [case.called]
    assert case.called in app.get("plotly_chart")[0].proto.alt


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize("case", COMMUNE, ids=lambda case: case.day)
def test_those_beside_it_can_be_chosen_by_their_names_of_the_day(case: Case) -> None:
    app = open_page("trend", **case.link, split="unit", **{"with": "26368"})
    names = [trace["name"] for trace in figure(app)["data"]]
    assert names == [case.called, case.called.replace("Trảng Bom", "Long Thành")]
    app.text_input(key="with_search").set_value("dau giay").run()
    options = [button.label for button in app.button if str(button.key).startswith("with_")]
    assert any(option.startswith(case.called.replace("Trảng Bom", "Dầu Giây")) for option in options)
    assert not any(option.startswith(case.never.replace("Trảng Bom", "Dầu Giây")) for option in options)


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize("case", COMMUNE, ids=lambda case: case.day)
def test_a_search_shows_the_name_of_the_day_and_takes_either(case: Case) -> None:
    app = open_page("map", **case.link)
    app.text_input(key="unit_search").set_value(case.never).run()
    assert app.button(key="found_26248").label.startswith(f"{case.never} → **{case.called}**")


@pytest.mark.usefixtures("named")
def test_a_unit_shows_what_else_it_was_called_and_what_joined_it() -> None:
    before, after = (words(seen("overview", **case.link)) for case in WARD)
    assert "Tên gọi khác: Phường 2 (từ 01/12/2024)" in before
    assert "Tên gọi khác: Phường 4 (đến 30/11/2024)" in after
    assert "Từ 01/12/2024 gồm cả: Phường 2" in after
    gone = open_page("overview", unit="32011", edition="2024", as_of="2024-11-30")
    assert "Từ 01/12/2024 thuộc về: Phường 2" in words(gone)
    assert named_links(gone, WARD[1]) == {"Phường 2"}, "a link to the day on which it took over"


@pytest.mark.usefixtures("named")
def test_the_command_answers_under_the_names_of_the_day_too(capsys: pytest.CaptureFixture[str]) -> None:
    for case in WARD:
        asked = ["query", "progress_by_commune", "--edition", "2024", "--unit", case.unit, "--as-of", case.day, "--csv"]
        assert cli.run(asked) == 0
        assert f"\n{case.unit},{case.called}," in capsys.readouterr().out
