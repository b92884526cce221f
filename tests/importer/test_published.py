"""Printed figures come in as reference: ranges, percentages, addresses, and a unit only where it is certain."""

from dashboard import importer, settings

HEADER = "unit,level,date,metric,value,denominator,percent,source_url"


def test_the_published_figures_all_come_in():
    result = importer.accept_files(
        [settings.DATA / "published_figures.csv"], dry_run=True, is_demo=False, progress=None
    )[0]
    assert (result.kind, result.quarantined_rows, result.problems) == ("published", 0, ())
    assert result.accepted_rows > 100


def test_a_printed_figure_keeps_what_was_printed(bring, accepted):
    result = bring(
        HEADER,
        "Việt Nam,nation,2022-12-31,target_users,3000000-5000000,,,https://example.org/a-198260117212316699.htm",
        "Thới Bình (Cà Mau),district,2024-05-01,activated,40012,73000,54.8,",
        '"xã Hà Đông, Đak Đoa (Gia Lai)",commune,2025-03-22,activated,109,2068,"5,3",',
        "Nơi Nào Đó,district,2024-05-01,pct,,,124.56,",
    )
    assert result.problems == ()
    rows = {row[0]: row[1:] for row in accepted(result)}
    assert rows["Việt Nam"][1:3] == ("2024", "VN")
    assert rows["Việt Nam"][5:7] == (3000000, 5000000)
    assert rows["Việt Nam"][9] == "https://example.org/a-198260117212316699.htm"
    assert rows["Thới Bình (Cà Mau)"][1:3] == ("2024", "967")
    assert rows["Thới Bình (Cà Mau)"][5:9] == (40012, None, 73000, 54.8)
    assert rows["xã Hà Đông, Đak Đoa (Gia Lai)"][8] == 5.3
    assert rows["Nơi Nào Đó"][1:3] == (None, None)


def test_a_printed_figure_that_is_no_number_is_quarantined(bring, reasons):
    result = bring(
        HEADER,
        "Cà Mau,province,2024-05-01,a,nhiều,,,",
        "Cà Mau,province,2024-05-01,b,5,,cao,",
        "Cà Mau,province,2024-05-01,c,5,,,",
    )
    assert reasons(result) == [
        (2, "value", "count_is_a_whole_number"),
        (3, "percent", "count_is_a_whole_number"),
    ]
