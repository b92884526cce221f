"""Every change, pace, need and rate that pages and scenes print of the campaign is what the plain twins say.

A fixed sample of days and areas stands in each test run; `make sweep` walks all.
"""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from dashboard import units
from dashboard.selection import Measure
from tests.pages.test_pages import open_page
from tests.queries import twins
from tests.sweep import IS_WHOLE, campaign_rows, printed_rows
from tests.wall.asking import ask

FORMER = "former_district"
# The newest figures are of 20 November, a Friday on which reports are due; later days tell of silence alone.
FIRST, NEWEST = dt.date(2026, 9, 18), dt.date(2026, 11, 20)
DAYS = [FIRST + dt.timedelta(days=2 * turn) for turn in range(40)] if IS_WHOLE else [NEWEST]
ISSUERS = ("ministry", "province") if IS_WHOLE else ("ministry",)
CASES = [(day, issuer) for day in DAYS for issuer in ISSUERS]
TARGETS = {"ministry": "chỉ tiêu Bộ giao", "province": "chỉ tiêu tỉnh giao"}
Row = dict[str, object]


def half_up(value: object, digits: int = 0) -> Decimal:
    """Halves away from zero."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    return exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP) + 0


def printed(value: Decimal, *, is_signed: bool = False) -> str:
    """As Vietnamese prints it."""
    words = f"{value:,}".translate(str.maketrans(",.", ".,")).replace("-", "−")
    return f"+{words}" if is_signed and value > 0 else words


def number(row: Row, name: str) -> str:
    """A whole number, or a dash where it is not known; the most, where some parts never reported."""
    value = row.get(name)
    if value is None:
        return "–"
    words = printed(half_up(value))
    return f"tối đa {words}" if row.get("units_unknown") and name in ("missing", "required_per_day") else words


def percent(share: object) -> Decimal:
    """With the one decimal that is printed."""
    return half_up(Decimal(repr(share)) * 100, 1)


def points(row: Row) -> str:
    """The change, the difference of both ends as printed."""
    if row["share_before"] is None:
        return "–"
    return printed(percent(row["share_since"]) - percent(row["share_before"]), is_signed=True)


def gap(row: Row) -> str:
    """The need less the pace, each as printed; since when a unit is silent."""
    if row["is_silent"]:
        return f"chưa báo cáo từ {row['reported_on']:%d/%m/%Y}"
    if row["required_per_day"] is None or row["pace_7"] is None:
        return "–"
    short = half_up(row["required_per_day"]) - half_up(row["pace_7"])
    return printed(short) if short > 0 else "đủ"


def span(row: Row) -> str:
    """Between which days the change was measured, and of how many units where some have none."""
    if row["changed_from"] is None:
        return "–"
    days = f"{row['changed_from']:%d/%m}–{row['changed_until']:%d/%m}"
    every = row.get("units_reported", row["units_compared"])
    return days if row["units_compared"] == every else f"{days}, {row['units_compared']}/{every} đơn vị"


def moved(row: Row) -> str:
    """Places won or lost."""
    if row["share_before"] is None:
        return "–"
    places = row["rank_before"] - row["rank_since"]  # type: ignore[operator]
    return "=" if places == 0 else f"{'▲' if places > 0 else '▼'} {abs(places)}"


def expected(folder: Path, grain: str, day: dt.date, issuer: str) -> dict[str, Row]:
    """What the twins say of each unit, by its name."""
    # All counts of these months are far above what is hidden: without a threshold the twins are spared that question.
    measure = Measure(issuer=issuer, small_count=0)
    world = campaign_rows.world(folder, "" if grain == "commune" else grain)
    assert min(row[4] for row in world.summaries) >= 5
    if grain == "commune":
        codes = [code for code in world.parents if world.grain(code) == "commune"]
        rows = twins.progress_by_commune(world, codes, day, measure)
    else:
        codes = sorted(set(world.parents.values()) - {campaign_rows.PROVINCE})
        rows = twins.progress_by_area(world, codes, day, measure)
    return {units.find(campaign_rows.EDITION, str(row["unit_code"]), day).full_name: row for row in rows}


def link(day: dt.date, issuer: str) -> dict[str, str]:
    """The province on that day."""
    return {"unit": "96", "edition": "2025", "as_of": f"{day}", "issuer": issuer}


def scene(name: str, day: dt.date, issuer: str) -> str:
    """What the wall shows; nothing where a scene has nothing to say."""
    answer = ask(f"/screen/scene/{name}", width="1920", height="1080", **link(day, issuer))
    return str(answer.json()["html"]) if answer.status == 200 else ""


def of_table(cells: printed_rows.Cells, row: Row, issuer: str) -> dict[str, tuple[str, str]]:
    """What a table prints of a unit beside what it should, by heading."""
    target = TARGETS[issuer]
    change = points(row)
    wanted = {
        "Hạng": str(row["rank"]),
        "Tăng, giảm bậc": moved(row),
        "Tỷ lệ": f"{printed(percent(row['share']))}%" if row["share"] is not None else "–",
        "Tăng, giảm (điểm %)": change,
        "Khoảng so sánh": span(row),
        "Bình quân/ngày": number(row, "pace_7"),
        f"Phải đạt/ngày ({target})": number(row, "required_per_day"),
        f"Còn thiếu ({target})": number(row, "missing"),
        "Thiếu/ngày so với yêu cầu": gap(row),
    }
    # Why there is no change stands behind its dash.
    found = {name: words.split(",")[0] if words.startswith("–,") else words for name, words in cells.items()}
    return {name: (found[name], words) for name, words in wanted.items() if name in found}


def wrong(found: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Where the two differ."""
    return {name: both for name, both in found.items() if both[0] != both[1]}


@pytest.mark.parametrize(("day", "issuer"), CASES)
@pytest.mark.parametrize("grain", ["commune", FORMER])
def test_the_tables_print_what_the_twins_say(demo_data: Path, grain: str, day: dt.date, issuer: str) -> None:
    rows, seen = expected(demo_data, grain, day, issuer), 0
    pages = [("compare", {"grain": grain}), ("compare", {"grain": grain, "columns": "full"})]
    for page, how in [*pages, *([("overview", {})] if grain == "commune" else [])]:
        app = open_page(page, **link(day, issuer), **how)
        for table in printed_rows.tables(" ".join(element.proto.body for element in app.get("html"))):
            for cells in table:
                name = cells.get("Đơn vị", "").split(" (mới có")[0]
                if name in rows and "Tỷ lệ" in cells:
                    both = of_table(cells, rows[name], issuer)
                    assert wrong(both) == {}, (page, name)
                    seen += len(both)
    assert seen > 60


@pytest.mark.parametrize(("day", "issuer"), CASES)
def test_the_wall_prints_what_the_twins_say(demo_data: Path, day: dt.date, issuer: str) -> None:
    rows = expected(demo_data, "commune", day, issuer)
    for cells in printed_rows.lines(scene("ranking", day, issuer)):
        row = rows[cells["name"]]
        share = f"{printed(percent(row['share']))}%"
        wanted = {"rank": str(row["rank"]), "moved": moved(row), "share": share, "points": points(row)}
        assert {name: cells[name] for name in wanted} == wanted, cells["name"]
    behind = printed_rows.lines(scene("behind", day, issuer))
    for cells in behind:
        row = rows[cells["name"]]
        share = f"{printed(percent(row['share']))}%"
        now = f"chưa báo cáo từ {row['reported_on']:%d/%m}" if row["is_silent"] else f"nay {number(row, 'pace_7')}/ngày"
        detail = f"{share} · còn thiếu {number(row, 'missing')} · {now}"
        assert (cells["number"], cells["detail"]) == (number(row, "required_per_day"), detail), cells["name"]
    for cells in printed_rows.lines(scene("changes", day, issuer)):
        row = rows[cells["name"]]
        ends = f"{printed(percent(row['share_before']))}% → {printed(percent(row['share_since']))}%"
        assert (cells["number"], cells["detail"]) == (points(row), ends), cells["name"]


@pytest.mark.parametrize(("day", "issuer"), CASES)
def test_no_silent_unit_is_in_a_list_of_change_and_each_is_named(demo_data: Path, day: dt.date, issuer: str) -> None:
    rows = expected(demo_data, "commune", day, issuer)
    silent = {name for name, row in rows.items() if row.get("is_silent") and row.get("share") is not None}
    changes = scene("changes", day, issuer)
    assert silent & {cells["name"] for cells in printed_rows.lines(changes)} == set()
    if changes and 0 < len(silent) <= 8:
        assert all(name in changes for name in silent)


@pytest.mark.parametrize(("day", "issuer"), CASES)
def test_the_whole_prints_what_the_twins_say(demo_data: Path, day: dt.date, issuer: str) -> None:
    measure = Measure(issuer=issuer, small_count=0)
    [row] = twins.progress_by_area(campaign_rows.world(demo_data), ["96"], day, measure)
    facts = printed_rows.facts(scene("headline", day, issuer))
    pace, change = facts["Bình quân/ngày"], facts["So với 7 ngày trước"]
    assert pace[0] == number(row, "pace_7")
    if row["counted_before"] is None:
        assert change[0] == "–"
        return
    gained = Decimal(row["counted_since"]) - Decimal(row["counted_before"])  # type: ignore[arg-type]
    assert change[:2] == [printed(gained, is_signed=True), f"{points(row)} điểm %"]
    first, last = row["changed_from"], row["changed_until"]
    assert change[2] == f"từ {first:%d/%m} đến {last:%d/%m}"
    whole = printed_rows.plain(scene("behind", day, issuer))
    wanted = (
        f"còn thiếu {number(row, 'missing')} so với {TARGETS[issuer]}: phải đạt {number(row, 'required_per_day')}/ngày"
    )
    assert wanted in whole or not whole


def html_of(page: str, day: dt.date, issuer: str, **how: str) -> str:
    """All that a page shows as HTML."""
    app = open_page(page, **link(day, issuer), **how)
    return " ".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize(("day", "issuer"), CASES)
def test_the_cards_print_what_the_twins_say(demo_data: Path, day: dt.date, issuer: str) -> None:
    world = campaign_rows.world(demo_data)
    every = {
        each: twins.progress_by_area(world, ["96"], day, Measure(issuer=each, small_count=0))[0] for each in TARGETS
    }
    row, cards = every[issuer], printed_rows.cards(html_of("overview", day, issuer))
    pace, change, head = cards["Bình quân/ngày"], cards["So với 7 ngày trước"], " ".join(cards["Tỉnh Cà Mau"])
    assert pace[0] == number(row, "pace_7")
    if row["counted_before"] is None:
        assert change[0] == "–"
    else:
        gained = Decimal(row["counted_since"]) - Decimal(row["counted_before"])  # type: ignore[arg-type]
        assert change[:2] == [printed(gained, is_signed=True), f"{points(row)} điểm %"]
    if row["share"] is not None:
        assert f"Đạt {printed(percent(row['share']))}% {TARGETS[issuer]}" in head
    asked = {each: found for each, found in every.items() if found["required_per_day"]}
    for each, found in asked.items():
        where = head if len(asked) > 1 else " ".join(pace)
        needs = [f"hải đạt {number(found, 'required_per_day')}/ngày"]
        assert [words for words in needs if words not in where] == [], each


@pytest.mark.parametrize(("day", "issuer"), CASES)
@pytest.mark.parametrize("paint", ["share", "need"])
def test_the_map_s_list_prints_what_the_twins_say(demo_data: Path, day: dt.date, issuer: str, paint: str) -> None:
    rows, seen = expected(demo_data, "commune", day, issuer), 0
    [listed] = printed_rows.tables(html_of("map", day, issuer, paint=paint))
    for cells in listed:
        rate, name, words = cells.values()
        row = rows[name.split(" (mới có")[0]]
        if paint == "share":
            assert rate == (f"{printed(percent(row['share']))}%" if row["share"] is not None else "–"), name
            if row["share"] is not None:
                both = (
                    f"{printed(Decimal(row.get('numerator', row['counted'])))} / {printed(Decimal(row['denominator']))}"  # type: ignore[arg-type]
                )
                assert words.startswith(both), name
                seen += 1
        elif rate.endswith("%"):
            pace, required = row["pace_7"], row["required_per_day"]
            assert rate == f"{printed(half_up(Decimal(repr(pace)) / Decimal(repr(required)) * 100))}%", name
            assert words == f"{number(row, 'pace_7')}/ngày, phải đạt {number(row, 'required_per_day')}/ngày", name
            seen += 1
        elif row["share"] is not None:
            # Silent, without a pace, or done.
            assert row["pace_7"] is None or not row["required_per_day"], name
    # A week without any pace is a week without any paint.
    assert seen > 30 or all(row.get("pace_7") is None for row in rows.values())


# Before these, the world of the twins lacks the reports that flows are counted from.
FLOWS_FROM = dt.date(2026, 10, 5)


def counted_in(folder: Path, first: dt.date, last: dt.date) -> int:
    """What the communes of the province counted on these days; corrections and falls are no flow."""
    world, sum_of = campaign_rows.world(folder), 0
    for unit in campaign_rows.communes():
        stood = twins.standing(world, unit)
        for turn in range((last - first).days + 1):
            day = first + dt.timedelta(days=turn)
            flow = stood["all", day].flows["activated"] if ("all", day) in stood else None
            if flow is not None and flow >= 0 and (unit, day) not in world.corrected:
                sum_of += flow
    return sum_of


@pytest.mark.parametrize("day", DAYS)
def test_the_trend_prints_what_the_twins_say(demo_data: Path, day: dt.date) -> None:
    weeks = [FLOWS_FROM + dt.timedelta(days=7 * turn) for turn in range(7)]
    [flows] = printed_rows.tables(html_of("trend", day, "ministry"))
    [counts] = printed_rows.tables(html_of("trend", day, "ministry", mode="cumulative"))
    for found in (flows, counts):
        assert found
    printed_flows, printed_counts = (
        {first: last for first, last, *_ in map(dict.values, each)} for each in (flows, counts)
    )
    for monday in weeks:
        sunday = monday + dt.timedelta(days=6)
        if sunday > day:
            continue
        name = f"{monday:%d/%m}–{sunday:%d/%m/%Y}"
        assert printed_flows[name] == printed(Decimal(counted_in(demo_data, monday, sunday))), name
        [row] = twins.progress_by_area(campaign_rows.world(demo_data), ["96"], sunday, Measure(small_count=0))
        assert printed_counts[name] == printed(Decimal(row["counted"])), name  # type: ignore[arg-type]
