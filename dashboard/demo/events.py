"""What happened beside the work, as an office writes it down: peaks, orders, outages, storms, an election, meetings."""

import datetime as dt
from typing import NamedTuple

import pandas as pd

from dashboard.demo import scenario
from dashboard.demo.scenario import Span

# Since the reform, for the province's successor has the same code.
TURN = scenario.PRESENT.first


class Happened(NamedTuple):
    """One event in both languages; `places` are codes, none for all units of the simulated province."""

    kind: str
    span: Span
    name: str
    name_en: str
    places: tuple[str, ...] = (scenario.PROVINCE,)


def day(year: int, month: int, number: int) -> Span:
    """A span of one day."""
    on = dt.date(year, month, number)
    return Span(on, on)


def _campaigns() -> list[Happened]:
    peaks = [
        Happened("campaign", campaign.span, f"Cao điểm {_months(campaign.span)}", f"Campaign {_months(campaign.span)}")
        for campaign in scenario.PROVINCE_CAMPAIGNS
    ]
    spring = scenario.SPRING_2024.span
    named = "Cao điểm mùa xuân 2024 của huyện", "The district's spring campaign of 2024"
    return [*peaks, Happened("campaign", spring, *named, (scenario.THOI_BINH,))]


def _months(span: Span) -> str:
    return f"{span.first:%m/%Y}" if (span.first.month == span.last.month) else f"{span.first:%m}–{span.last:%m/%Y}"


EPISODES = (
    Happened("outage", Span(dt.date(2023, 8, 22), dt.date(2023, 8, 24)), "Hệ thống gián đoạn", "System outage"),
    Happened("order", day(2023, 12, 18), "Công điện hoàn thành chỉ tiêu năm", "Order to meet the year's targets"),
    Happened("outage", Span(dt.date(2024, 8, 13), dt.date(2024, 8, 15)), "Hệ thống gián đoạn", "System outage"),
    Happened("occasion", Span(dt.date(2024, 9, 5), dt.date(2024, 9, 19)), "Mưa bão ven biển", "Storms", ("972", "973")),
    Happened("order", day(2024, 12, 9), "Công điện hoàn thành chỉ tiêu năm", "Order to meet the year's targets"),
    Happened("occasion", scenario.REORGANISATION, "Sắp xếp đơn vị hành chính", "Offices are reorganised"),
    Happened("order", day(2025, 12, 5), "Công điện hoàn thành chỉ tiêu năm", "Order to meet the year's targets"),
    Happened("occasion", Span(dt.date(2026, 2, 23), dt.date(2026, 3, 15)), "Phục vụ bầu cử", "Election duty"),
    Happened("order", day(2026, 6, 20), "Công điện trước khi hết cao điểm", "Order before the end of the campaign"),
    Happened("outage", Span(dt.date(2026, 9, 21), dt.date(2026, 9, 23)), "Hệ thống gián đoạn", "System outage"),
    Happened("meeting", day(2024, 4, 22), "Giao ban công tác Đề án 06", "Project 06 meeting"),
    Happened("meeting", day(2026, 10, 5), "Giao ban công tác Đề án 06", "Project 06 meeting"),
    Happened("meeting", day(2026, 11, 9), "Giao ban công tác Đề án 06", "Project 06 meeting"),
)


def events() -> pd.DataFrame:
    """Columns event_kind, start_date, end_date, event, event_en, edition, unit_code."""
    rows = [
        (
            found.kind, found.span.first, found.span.last, found.name, found.name_en,
            "2024" if found.span.first < TURN else "2025", place,
        )
        for found in sorted([*_campaigns(), *EPISODES], key=lambda found: (found.span.first, found.name))
        for place in found.places
    ]  # fmt: skip
    return pd.DataFrame(
        rows, columns=["event_kind", "start_date", "end_date", "event", "event_en", "edition", "unit_code"]
    )
