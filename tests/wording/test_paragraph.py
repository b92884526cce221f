"""Every number of a printed paragraph is what the queries say, and every number that they say of it is printed."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from pathlib import Path

import pandas as pd
import pytest

from dashboard import queries, units
from dashboard.briefing import area, opened
from dashboard.briefing.forecast import answer
from dashboard.briefing.opened import Warehouse
from dashboard.briefing.summary import headline, paragraph
from dashboard.selection import Measure, Selection
from dashboard.text import Text
from dashboard.wording.summary import answer as answer_words
from dashboard.wording.summary import paragraph as wording
from tests.sweep import sampled

# Both editions, across the reform, a cluster, a commune, one level, another base and issuer; with life in each.
VIEWS = [
    Selection("967", "2024", dt.date(2024, 5, 1)),
    Selection("96", "2024", dt.date(2024, 5, 1)),
    Selection("96", "2024", dt.date(2025, 3, 1), issuer="province"),
    Selection("967", "2024", dt.date(2026, 11, 20)),
    Selection("32069", "2024", dt.date(2024, 5, 1)),
    Selection("96", "2025", dt.date(2024, 5, 1)),
    Selection("96", "2025", dt.date(2025, 8, 1)),
    Selection("96", "2025", dt.date(2026, 11, 20)),
    Selection("96", "2025", dt.date(2026, 11, 20), level="2"),
    Selection("96", "2025", dt.date(2026, 11, 20), base="eligible", issuer="province"),
    Selection("967", "2025", dt.date(2026, 11, 20), stage="approved"),
    Selection("VN", "2025", dt.date(2026, 11, 20)),
]
DATE = re.compile(r"\d{2}/\d{2}/\d{4}")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?")
# What the sentences themselves say: the levels, the age of the eligible, the bounds of done and behind.
SAID = re.compile(
    r"mức độ 1 và 2|[Ll]evels 1 and 2|mức độ 2|[Ll]evel 2|từ 14 tuổi|aged 14|đạt từ 100%|at 100%|dưới 50%|below 50%|:00"
)


def numbers(words: str, names: Iterator[str], language: str) -> Counter[str]:
    """Each number that is printed and the queries' own, in English marks; days apart from numbers."""
    for name in sorted(names, key=len, reverse=True):
        words = words.replace(name, "")
    words = SAID.sub("", words)
    found = Counter(DATE.findall(words))
    plain = NUMBER.findall(DATE.sub("", words))
    marks = str.maketrans(",.", ".,") if language == "vi" else str.maketrans("", "")
    return found + Counter(number.translate(marks) for number in plain)


def percent(numerator: int, denominator: int) -> str:
    exact = (Decimal(int(numerator)) * 100 / Decimal(int(denominator))).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{exact:,}%"


def count(number: int) -> str:
    return f"{int(number):,}"


class Asked:
    """The queries' answers for one view, without the code that makes the paragraph."""

    def __init__(self, found: Warehouse, selection: Selection) -> None:
        self.database, self.selection, self.measure = found.database, selection, opened.measure(selection)

    def rows(self, parent: str, grain: str, **changes: str) -> pd.DataFrame:
        measure = Measure(**{**self.measure.__dict__, **changes})
        return queries.progress_by_area(
            self.database,
            edition=self.selection.edition,
            as_of=self.selection.as_of,
            parent=parent,
            grain=grain,
            measure=measure,
        )

    def whole(self, base: str) -> pd.Series:
        grain = units.find(self.selection.edition, self.selection.unit).grain
        [row] = [row for _, row in self.rows(self.selection.unit, grain, base=base).iterrows()]
        return row

    def communes(self, base: str) -> pd.DataFrame:
        return self.rows(self.selection.unit, "commune", base=base)


def rate(row: pd.Series, counted: int) -> list[str]:
    shown = [percent(row.numerator, row.denominator), count(row.denominator)]
    return shown if row.numerator == counted else [*shown, count(row.numerator)]


def expected(asked: Asked, facts: paragraph.Paragraph) -> Counter[str]:
    """All numbers that the queries have for the clauses; which campaign runs is the facts' word."""
    selection = asked.selection
    whole = asked.whole("target")
    hour = [] if whole.reported_at.hour == 23 and whole.reported_at.minute == 59 else [str(whole.reported_at.hour)]
    said = [*hour, f"{whole.reported_at:%d/%m/%Y}", count(whole.counted)]
    if not whole.is_covered:
        return Counter([*said, count(whole.communes_reported), count(whole.communes)])
    people = asked.whole("permanent_residents" if selection.base == "target" else selection.base)
    for row in (people, whole):
        said += rate(row, whole.counted) if pd.notna(row.share) else []
    if whole.communes_reported * 10 < whole.communes * 9:
        said += [count(whole.communes_reported), count(whole.communes)]
    if facts.since is not None:
        said += [f"{facts.since.day:%d/%m/%Y}", count(gained_since(asked, facts.since.day))]
    if units.find(selection.edition, selection.unit).grain == "commune":
        return Counter(said)
    communes = asked.communes("target")
    ranked = communes[communes.share.notna()]
    if len(ranked):
        said += [count(whole.communes_done), count(whole.communes)]
    if len(ranked) > 1:
        said += of_lowest(asked, ranked)
    below = ranked[(ranked.numerator * 2000 + ranked.denominator) // (2 * ranked.denominator) < 500]
    if len(below):
        said += [count(len(below)), count(whole.communes), *of_below(below, communes, selection)]
    silent = int(whole.communes - whole.communes_reported)
    names = communes[communes.state == "not_reported"]
    if silent and (len(names) != silent or silent > 8):
        said.append(count(silent))
    return Counter(said)


def gained_since(asked: Asked, day: dt.date) -> int:
    """The flows that the trend prints, in the finest steps of which none is hidden."""
    stage = asked.selection.stage
    for step in ("day", "week", "month"):
        flows = queries.flow_by_period(
            asked.database,
            edition=asked.selection.edition,
            unit=asked.selection.unit,
            days=(day + dt.timedelta(days=1), asked.selection.as_of),
            level=asked.selection.level,
            step=step,
        )
        if flows[f"{stage}_new_why"].isna().all():
            return int(flows[f"{stage}_new"].sum())
    raise AssertionError("what is hidden was printed")


def of_lowest(asked: Asked, ranked: pd.DataFrame) -> list[str]:
    lowest = ranked[ranked["rank"] == ranked["rank"].max()]
    if len(lowest) > 1:
        return [percent(lowest.iloc[0].numerator, lowest.iloc[0].denominator)]
    code, counted = lowest.iloc[0].unit_code, lowest.iloc[0].counted
    said = [count(counted)]
    for base in ("target", "eligible", "permanent_residents", "approved", "collected"):
        communes = asked.communes(base)
        row = communes[communes.unit_code == code].iloc[0]
        said += rate(row, counted) if pd.notna(row.share) else []
    return said


def of_below(below: pd.DataFrame, communes: pd.DataFrame, selection: Selection) -> list[str]:
    """How many of how many in the three districts or clusters with most, or the share of each of eight communes."""
    group_of = {}
    for code in communes[communes.state != "not_existing"].unit_code:
        if selection.edition == "2025":
            group_of[code] = next((each.group_code for each in units.memberships("2025", code)), "")
        else:
            group_of[code] = units.find("2024", code, selection.as_of).parent_code
    most = Counter(group_of[code] for code in below.unit_code).most_common()
    is_province = units.find(selection.edition, selection.unit).grain == "province"
    if is_province and most[0][1] > 1:
        # Of several with as many, the names decide: of these only the numbers are compared.
        named = sorted(most, key=lambda each: (-each[1], units.find(selection.edition, each[0]).full_name))[:3]
        return [count(n) for code, held in named for n in (held, list(group_of.values()).count(code))]
    shown = below.sort_values("share").head(8)
    left = [count(len(below) - 8)] if len(below) > 8 else []
    return [percent(row.numerator, row.denominator) for _, row in shown.iterrows()] + left


def names_in(asked: Asked, facts: paragraph.Paragraph) -> Iterator[str]:
    """Names hold numbers of their own: Phường 1."""
    if facts.since is not None and facts.since.campaign is not None:
        yield from (facts.since.campaign.name, facts.since.campaign.name_en)
    yield from asked.communes("target").unit_name


def told(value: Selection | str) -> str:
    """A view, or a language, in the name of a test."""
    return value if isinstance(value, str) else f"{value.edition}-{value.unit}-{value.as_of}-{value.level}"


@pytest.mark.parametrize(("selection", "language"), sampled(product(VIEWS, ("vi", "en")), 3), ids=told)
def test_each_number_of_the_paragraph_is_one_of_the_queries_and_none_is_left_out(
    selection: Selection, language: str, demo_data: Path
) -> None:
    found = opened.in_use()
    assert found is not None
    facts = paragraph.of_unit(found, selection)
    assert facts is not None
    unit = units.find(selection.edition, selection.unit, selection.as_of).full_name
    words = " ".join(wording.sentences(facts, unit, selection, Text(language)))
    asked = Asked(found, selection)
    assert numbers(words, names_in(asked, facts), language) == expected(asked, facts), words


def test_the_paragraph_of_a_district_reads_as_a_report_does(demo_data: Path) -> None:
    found = opened.in_use()
    assert found is not None
    facts = paragraph.of_unit(found, VIEWS[0])
    assert facts is not None
    assert wording.sentences(facts, "Huyện Thới Bình", VIEWS[0], Text("vi")) == [
        "Tính đến 23 giờ ngày 01/05/2024, Huyện Thới Bình có 40.012 tài khoản đã kích hoạt (mức độ 1 và 2), bằng 29,6% "
        "nhân khẩu thường trú (135.029), đạt 54,8% chỉ tiêu Bộ giao (73.000).",
        "So với ngày 01/04/2024 (bắt đầu Cao điểm 04–06/2024) tăng 5.292 tài khoản.",
        "1/12 xã đạt từ 100% chỉ tiêu Bộ giao.",
        "Thấp nhất là Xã Trí Phải: 2.871 tài khoản đã kích hoạt, đạt 44,2% chỉ tiêu Bộ giao (6.500), bằng 31,6% công "
        "dân từ 14 tuổi đủ điều kiện (9.085), bằng 23,5% nhân khẩu thường trú (12.195), bằng 78,0% tài khoản đã phê "
        "duyệt (3.681), bằng 75,9% hồ sơ đã thu nhận (3.781).",
        "5/12 xã dưới 50% chỉ tiêu Bộ giao: Xã Trí Phải (44,2%), Xã Tân Lộc Đông (44,3%), Xã Tân Bằng (44,9%), Xã Biển "
        "Bạch Đông (45,9%), Xã Tân Lộc Bắc (47,7%).",
    ]


def test_a_whole_with_figures_of_few_communes_says_how_many_and_no_rate(demo_data: Path) -> None:
    found = opened.in_use()
    assert found is not None
    facts = paragraph.of_unit(found, VIEWS[-1])
    assert facts is not None
    assert wording.sentences(facts, "Việt Nam", VIEWS[-1], Text("vi"))[1:] == [
        "Mới có 63/3.321 xã có số liệu, chưa tính tỷ lệ."
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_unit_below_has_three_sentences_with_the_numbers_of_its_row(language: str, demo_data: Path) -> None:
    found, selection = opened.in_use(), VIEWS[7]
    assert found is not None
    inside = area.within(found.database, selection)
    answers = answer.of_parts(found, selection, inside)
    silent = 0
    for row in inside.units:
        said = wording.of_part(
            row.unit_name, answers[row.unit_code], selection, opened.measure(selection), Text(language)
        )
        silent += len(said) == 1
        assert len(said) == (1 if row.state == "not_reported" else 3)
        if pd.notna(row.share):
            printed = numbers(said[0], iter([row.unit_name]), language)
            assert printed == Counter(
                [f"{row.reported_at:%d/%m/%Y}", str(row.reported_at.hour), count(row.counted), *rate(row, row.counted)]
            )
    assert silent == 1, "Xã Vĩnh Lộc never reported"
    assert len(inside.units) == 64


@pytest.mark.parametrize("selection", [VIEWS[0], VIEWS[7]])
def test_the_answer_has_the_numbers_of_the_need_the_pace_and_the_forecast(
    selection: Selection, demo_data: Path
) -> None:
    found = opened.in_use()
    assert found is not None
    answers = answer.of_unit(found, selection)
    said = answer_words.said(answers, "Đơn vị", selection, opened.measure(selection), Text("en")).words
    for one in (answers.chosen, answers.nearer):
        assert one is not None
        row = area.of_unit(found.database, selection.at(issuer=one.issuer, base="target"))
        facts = headline.of_row(row)
        assert f"{Decimal(repr(row.required_per_day)).quantize(Decimal(1), ROUND_HALF_UP):,} accounts per day" in said
        assert f"(by {row.deadline:%d/%m/%Y})" in said
        assert isinstance(facts, headline.Headline)
    pace = Decimal(repr(row.pace_7)).quantize(Decimal(1), ROUND_HALF_UP)
    assert f"{pace:,} per day at present" in said
