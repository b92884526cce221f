"""Who, when and how much: the facts that the simulated campaign is built to contain."""

import datetime as dt
from dataclasses import dataclass

SEED = 73_000

PROVINCE = "96"
THOI_BINH = "967"
# The five communes that Thới Bình's twelve became on 1 July 2025.
THOI_BINH_SUCCESSORS = ("32065", "32069", "32071", "32083", "32092")


@dataclass(frozen=True)
class Span:
    """Days from first to last, both included."""

    first: dt.date
    last: dt.date

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Campaign:
    """A peak with duty at weekends; `boost` and `holidays` are per mille of an ordinary working day."""

    span: Span
    boost: int
    holidays: int


@dataclass(frozen=True)
class Episode:
    """Days on which work went at `pace`, per mille of the usual; `places`: communes, former districts; none for all."""

    span: Span
    pace: int
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Correction:
    """A list of one commune that was counted twice, in all stages of level 2, until a later file set it right."""

    edition: str
    unit_code: str
    span: Span
    surplus: int
    arrived: dt.datetime


FORMER = Span(dt.date(2023, 3, 1), dt.date(2025, 6, 30))
PRESENT = Span(dt.date(2025, 7, 1), dt.date(2026, 11, 20))
# The days on which totals are fixed in advance; the daily figures lead from one to the next.
FORMER_MILESTONES = (FORMER.first, dt.date(2024, 5, 1), FORMER.last)
PRESENT_MILESTONES = (PRESENT.first, PRESENT.last)

# Published for Thới Bình: "over 40,000 of 73,000, 54 %" in the spring of 2024.
THOI_BINH_TARGET = 73_000
THOI_BINH_ACTIVATED = 40_012

SPRING_2024 = Campaign(Span(dt.date(2024, 2, 19), dt.date(2024, 5, 31)), boost=1700, holidays=3400)
PROVINCE_CAMPAIGNS = (
    Campaign(Span(dt.date(2023, 5, 10), dt.date(2023, 6, 30)), boost=1900, holidays=500),
    Campaign(Span(dt.date(2023, 10, 10), dt.date(2023, 12, 31)), boost=1500, holidays=300),
    Campaign(Span(dt.date(2024, 4, 1), dt.date(2024, 6, 30)), boost=1500, holidays=1200),
    Campaign(Span(dt.date(2024, 10, 1), dt.date(2024, 12, 20)), boost=1400, holidays=300),
    Campaign(Span(dt.date(2025, 3, 1), dt.date(2025, 5, 19)), boost=1600, holidays=900),
    Campaign(Span(dt.date(2025, 11, 1), dt.date(2025, 12, 31)), boost=1500, holidays=300),
    Campaign(Span(dt.date(2026, 4, 15), dt.date(2026, 6, 30)), boost=1600, holidays=900),
    Campaign(Span(dt.date(2026, 10, 1), dt.date(2026, 12, 31)), boost=3000, holidays=300),
)
THOI_BINH_CAMPAIGNS = (SPRING_2024, *PROVINCE_CAMPAIGNS[:2], *PROVINCE_CAMPAIGNS[3:])
# Offices moved and accounts were handed over.
REORGANISATION = Span(dt.date(2025, 6, 25), dt.date(2025, 7, 13))

# Detailed exports exist for Thới Bình's campaign, and for its successors in the last peak.
FORMER_DETAIL = Span(dt.date(2024, 2, 1), dt.date(2024, 5, 31))
PRESENT_DETAIL = Span(dt.date(2026, 9, 1), PRESENT.last)

# Activated per mille of the Ministry's target on the second milestone, by former district.
DISTRICT_PACE = {
    "964": 610,
    "966": 470,
    "967": 548,
    "968": 530,
    "969": 560,
    "970": 505,
    "971": 450,
    "972": 520,
    "973": 430,
}

# Communes that pass their target and communes left behind, per mille of it on the milestones after the first.
FORMER_FAST = {"32065": (1019, 1124), "32005": (880, 1036)}
FORMER_SLOW = {"32239": (300, 372), "32194": (330, 410)}
PRESENT_FAST = {"32248": 1063, "31957": 1021}
# Nobody has worked on the last 8 % since the summer.
PRESENT_STOPPED = {"32104": 920, "31900": 920}
PRESENT_SLOW = {"32137": 781, "31864": 690, "31993": 742, "32062": 751, "32098": 768}

# Nothing was ever received from these two.
FORMER_SILENT = "32209"
PRESENT_SILENT = "31858"

# A small commune that began from nothing: zeros, then ones and twos.
TINY = "32236"
TINY_ZERO_DAYS, TINY_SLOW_DAYS = 5, 45

# Days without a report, by commune (edition "2024", then "2025").
FORMER_GAPS = {
    "32186": (Span(FORMER.first, dt.date(2023, 6, 11)),),
    "32048": (Span(dt.date(2023, 8, 7), dt.date(2023, 8, 27)), Span(dt.date(2024, 2, 5), dt.date(2024, 2, 18))),
    "32188": (Span(dt.date(2024, 11, 11), dt.date(2024, 11, 24)),),
    "32227": (Span(dt.date(2025, 6, 11), FORMER.last),),
}
PRESENT_GAPS = {
    "32212": (Span(dt.date(2025, 7, 1), dt.date(2025, 7, 6)),),
    "31972": (Span(dt.date(2025, 7, 1), dt.date(2025, 7, 13)),),
    "31843": (Span(PRESENT.first, dt.date(2025, 8, 17)),),
    "32244": (Span(dt.date(2026, 11, 14), PRESENT.last),),
    "32206": (Span(dt.date(2026, 11, 9), PRESENT.last),),
    "31918": (Span(dt.date(2026, 10, 21), PRESENT.last),),
}
# Reports once a week, or in every second week, on Thursdays; and communes whose reports are often late.
WEEKLY = {"2024": ("32242", "32158"), "2025": ("31885", "32155", "31951")}
FORTNIGHTLY = {"2024": ("32026",), "2025": ("32041",)}
LATE_COMERS = {"2024": ("32194", "32215"), "2025": ("31927", "32218")}

# The commune that nobody has given a target.
WITHOUT_TARGET = {"2024": (), "2025": ("31988",)}

CORRECTIONS = (
    Correction("2024", "32152", Span(dt.date(2024, 9, 13), dt.date(2024, 9, 30)), 410, dt.datetime(2024, 10, 8, 10, 0)),
    Correction("2025", "32110", Span(dt.date(2026, 9, 7), dt.date(2026, 9, 24)), 320, dt.datetime(2026, 9, 30, 10, 0)),
)

# Storms at the coast, the register out of order and the queues after it, orders from above before a deadline, officers
# lent to an election, communes that stall.
FORMER_EPISODES = (
    Episode(Span(dt.date(2023, 8, 22), dt.date(2023, 8, 24)), 0),
    Episode(Span(dt.date(2023, 8, 25), dt.date(2023, 8, 31)), 1700),
    Episode(Span(dt.date(2023, 9, 1), dt.date(2023, 11, 30)), 0, ("32173",)),
    Episode(Span(dt.date(2023, 12, 18), dt.date(2023, 12, 31)), 1800),
    Episode(Span(dt.date(2024, 8, 13), dt.date(2024, 8, 15)), 0),
    Episode(Span(dt.date(2024, 8, 16), dt.date(2024, 8, 22)), 1800),
    Episode(Span(dt.date(2024, 9, 5), dt.date(2024, 9, 19)), 200, ("972", "973")),
    Episode(Span(dt.date(2024, 10, 1), dt.date(2025, 1, 31)), 0, ("32122",)),
    Episode(Span(dt.date(2024, 12, 9), dt.date(2024, 12, 20)), 1900),
)
PRESENT_EPISODES = (
    Episode(Span(dt.date(2025, 10, 6), dt.date(2025, 10, 19)), 200, ("971", "973")),
    Episode(Span(dt.date(2025, 12, 5), dt.date(2025, 12, 15)), 2000),
    Episode(Span(dt.date(2026, 2, 23), dt.date(2026, 3, 15)), 400),
    Episode(Span(dt.date(2026, 6, 20), dt.date(2026, 6, 30)), 2200),
    Episode(Span(dt.date(2026, 7, 1), dt.date(2026, 7, 12)), 450),
    Episode(Span(dt.date(2026, 9, 21), dt.date(2026, 9, 23)), 0),
    Episode(Span(dt.date(2026, 9, 24), dt.date(2026, 9, 30)), 1600),
    Episode(Span(dt.date(2026, 10, 5), dt.date(2026, 10, 16)), 250, ("970",)),
    Episode(Span(dt.date(2026, 8, 15), PRESENT.last), 0, tuple(PRESENT_STOPPED)),
    Episode(Span(dt.date(2026, 10, 12), PRESENT.last), 0, ("32137", "31906")),
)
# Communes in which hardly anybody is left to register.
SATURATED = {"2024": ("32065", "32005"), "2025": ("32248", "31957", "32191", "31942")}
# Where the mobile team of the last peak worked, and when.
MOBILE_TEAM_STAYS = tuple(
    (code, Span(day, day + dt.timedelta(days=15)))
    for code, day in zip(
        THOI_BINH_SUCCESSORS,
        (PRESENT_DETAIL.first + dt.timedelta(days=16 * turn) for turn in range(len(THOI_BINH_SUCCESSORS))),
        strict=True,
    )
)

# Due dates for which reports arrived week by week: the peaks of both editions and the last weeks of the former.
WEEKLY_REPORTS = (
    Span(dt.date(2024, 3, 1), dt.date(2024, 5, 10)),
    Span(dt.date(2025, 5, 2), dt.date(2025, 6, 27)),
    Span(dt.date(2026, 9, 4), dt.date(2026, 11, 20)),
)
# When the files other than reports arrived: before all reports, and when the other edition began.
TARGETS_ARRIVED = {"2024": dt.datetime(2024, 2, 29, 8, 0), "2025": dt.datetime(2025, 7, 1, 8, 0)}
EVENTS_ARRIVED = dt.datetime(2026, 11, 20, 8, 0)
DETAIL_ARRIVED = {"2024": dt.datetime(2024, 6, 3, 8, 0), "2025": dt.datetime(2026, 11, 20, 23, 45)}
