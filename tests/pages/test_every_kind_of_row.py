"""Every kind of row that can be accepted opens on every page, however little it says."""

from itertools import product
from pathlib import Path

import pytest

from dashboard.settings import ROOT
from dashboard.ui.shell.navigation import PAGES
from tests.pages.test_pages import open_page, words
from tests.sweep import sampled

EXAMPLES = sorted((ROOT / "docs" / "examples").glob("*.csv"))
PUBLISHED = """unit,level,date,metric,value,denominator,percent,source_url
Việt Nam,nation,2024-01-31,accounts_activated,40000000,,,
Việt Nam,nation,2024-02-29,accounts_activated,,,55.5,congan.gov.vn/tin-tuc
Việt Nam,nation,2024-03-31,accounts_activated,41000000-42000000,,,https://[broken
Việt Nam,nation,2024-04-30,accounts_activated,43000000,,,javascript:alert(1)
Thới Bình (Cà Mau),district,2024-05-01,accounts_activated_of_target,40000,73000,54,Báo Cà Mau
"""
SPARSE = """unit_code,as_of,level,stage,count
967,2024-05-02 23:00,1,collected,0
32069,2024-05-02 23:00,2,activated,3
96,2024-05-03 23:00,all,activated,41000
"""


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory: pytest.TempPathFactory, bring_in) -> Path:
    """A data folder with each kind of export, and rows that say as little as may be accepted."""
    folder = tmp_path_factory.mktemp("every")
    files = [folder / "published.csv", folder / "sparse.csv"]
    for path, content in zip(files, (PUBLISHED, SPARSE), strict=True):
        path.write_text(content, encoding="utf-8")
    results = bring_in(folder / "data", *EXAMPLES, *files)
    assert {result.kind for result in results} == {
        "detailed", "duty", "event", "hamlet", "indicator", "population_base", "published",
        "reason", "summary", "target", "team",
    }  # fmt: skip
    assert all(result.status == "accepted" for result in results), results
    return folder / "data"


@pytest.mark.parametrize(("page", "unit"), sampled(product(PAGES, ("VN", "96", "967", "32069")), 3))
def test_every_page_opens(page: str, unit: str, every_kind: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(every_kind))
    app = open_page(page, unit=unit, edition="2024", as_of="2024-05-03")
    assert not app.exception
    assert "None" not in words(app)
    assert 'href="javascript:' not in "".join(str(each.value) for each in app.get("html"))
