"""What the reader chose: read from a link, checked, and written back into one."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from dashboard.code_lists import Entry

LEVELS = ("all", "1", "2")
STAGES = ("activated", "approved", "collected")
ISSUERS = ("ministry", "province", "district")
BASES = ("target", "eligible", "permanent_residents", "approved", "collected")
LANGUAGES = ("vi", "en")
# What the rates of an indicator divide by: its list or its files say.
LISTED = "listed"
# A link's word for the last day with figures, whichever that is when it is opened.
NEWEST = "newest"
# Days outside are typing errors; reckoning with them (a week earlier than year 1) would fail.
DAYS = (dt.date(2000, 1, 1), dt.date(2099, 12, 31))
CHOICES = {"level": LEVELS, "stage": STAGES, "issuer": ISSUERS, "base": BASES}


@dataclass(frozen=True)
class Measure:
    """How accounts are counted and against what, with the rules of the settings, and those that the figures keep to."""

    level: str = "all"
    stage: str = "activated"
    issuer: str = "ministry"
    base: str = "target"
    late_after_days: int = 7
    small_count: int = 5
    period_days: int = 7
    least_coverage: int = 50


class Beside(NamedTuple):
    """Another measure that is asked for together with one, by the same rules and at the same level."""

    days_back: int
    stage: str
    issuer: str
    base: str


@dataclass(frozen=True)
class Selection:
    """What the reader chose; the URL holds it as unit, edition, as_of, level, stage, issuer, base, lang.

    is_newest: the link names no day, and whoever opens it later sees the newest one of then. What is due, and how old
    the newest figures are, is told of now only then.
    indicator: what stands in the place of accounts on a page that can show other indicators. Level, stage, issuer and
    base stay as they were chosen, and say nothing of it.
    """

    unit: str
    edition: str
    as_of: dt.date
    level: str = "all"
    stage: str = "activated"
    issuer: str = "ministry"
    base: str = "target"
    lang: str = "vi"
    is_newest: bool = False
    indicator: Entry | None = None

    @property
    def divided_by(self) -> str:
        """What rates divide by: one of BASES, or LISTED."""
        return self.base if self.indicator is None else LISTED

    @property
    def where(self) -> "Selection":
        """The same unit, day and language, the rest as by default: for what depends on nothing else."""
        return Selection(self.unit, self.edition, self.as_of, lang=self.lang, is_newest=self.is_newest)

    def parameters(self, **changes: str) -> dict[str, str]:
        """The query parameters of a link to this selection, with some of them changed."""
        own = {**self.__dict__, "as_of": NEWEST if self.is_newest else self.as_of.isoformat()}
        # An indicator is a choice of the pages that show one.
        del own["is_newest"], own["indicator"]
        return {**own, **changes}

    def at(self, **changes: str) -> "Selection":
        """The same selection with some parts changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Edition:
    """The days of which an edition of the units has figures, and the unit that holds them all."""

    first_day: dt.date
    last_day: dt.date
    home_unit: str


@dataclass(frozen=True)
class Known:
    """What a link may name: the editions with figures, and whether a unit exists in an edition."""

    editions: Mapping[str, Edition]
    has_unit: Callable[[str, str], bool]
    first_day_of_2025: dt.date
    home_issuer: str = "ministry"
    home_unit: str = ""

    def last_day(self, edition: str) -> dt.date:
        """The day that a link of this edition shows which names none."""
        if edition in self.editions:
            return self.editions[edition].last_day
        return max((other.last_day for other in self.editions.values()), default=self.first_day_of_2025)

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """First and last day with figures: any of them can be seen on the units of either edition."""
        own = self.editions.values()
        return (min(one.first_day for one in own), max(one.last_day for one in own)) if own else None


@dataclass(frozen=True)
class Complaint:
    """A part of a link that does not exist: catalogue key under [selection], and the value that was given."""

    key: str
    value: str


def read_link(link: Mapping[str, str], known: Known, lang: str) -> tuple[Selection, tuple[Complaint, ...]]:
    """The selection that a link asks for, and what it asked wrongly, in whose place stands a sensible value."""
    complaints: list[Complaint] = []
    if link.get("lang") and link["lang"] not in LANGUAGES:
        complaints.append(Complaint("lang", link["lang"]))
    as_of = _day(link, complaints)
    edition = _edition(link, known, as_of, complaints)
    selection = Selection(
        unit=_unit(link, known, edition, complaints),
        edition=edition,
        as_of=as_of or known.last_day(edition),
        lang=lang,
        is_newest=as_of is None,
        indicator=None,
        **{name: _choice(link, name, known, complaints) for name in CHOICES},
    )
    return selection, tuple(complaints)


def _day(link: Mapping[str, str], complaints: list[Complaint]) -> dt.date | None:
    given = link.get("as_of")
    if not given or given == NEWEST:
        return None
    day = _read_day(given)
    if day is None:
        complaints.append(Complaint("as_of", given))
    return day


def is_day(given: str) -> bool:
    """Whether a link's day can be read."""
    return _read_day(given) is not None


# What a reader may suppose beside a forecast: per cent of the pace, people a day, days by which a deadline moves.
PACE_PERCENT, PEOPLE_A_DAY, LATEST_DEADLINE = (-100, 900), (0, 1_000_000), 365


@dataclass(frozen=True)
class Supposed:
    """What a link supposes beside the forecast: a pace faster by per cent, more people a day, a later deadline."""

    percent: int = 0
    extra: int = 0
    deadline: dt.date | None = None


def read_supposed(link: Mapping[str, str], deadline: dt.date) -> tuple[Supposed, tuple[Complaint, ...]]:
    """What a link supposes of a target with a deadline, and what of it cannot be, in whose place nothing stands."""
    complaints: list[Complaint] = []
    percent = _whole(link, "pace", PACE_PERCENT, complaints)
    extra = _whole(link, "extra", PEOPLE_A_DAY, complaints)
    given = link.get("until", "")
    later = _read_day(given) if given else None
    is_wrong = later is None or not deadline <= later <= deadline + dt.timedelta(days=LATEST_DEADLINE)
    if given and is_wrong:
        complaints.append(Complaint("until", given))
    return Supposed(percent, extra, None if is_wrong or later == deadline else later), tuple(complaints)


def _whole(link: Mapping[str, str], name: str, span: tuple[int, int], complaints: list[Complaint]) -> int:
    given, (least, most) = link.get(name, ""), span
    number = int(given) if re.fullmatch(r"[+-]?\d{1,9}", given, re.ASCII) else None
    if number is not None and least <= number <= most:
        return number
    if given:
        complaints.append(Complaint(name, given))
    return 0


def _read_day(given: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(given)
    except ValueError:
        return None
    return day if DAYS[0] <= day <= DAYS[1] else None


def _edition(link: Mapping[str, str], known: Known, as_of: dt.date | None, complaints: list[Complaint]) -> str:
    given, unit = link.get("edition"), link.get("unit")
    if given in ("2024", "2025"):
        return given
    if given:
        complaints.append(Complaint("edition", given))
    if as_of:
        return "2025" if as_of >= known.first_day_of_2025 else "2024"
    # A code that lives in one edition only names that edition.
    holding = [edition for edition in ("2025", "2024") if unit and known.has_unit(edition, unit)]
    if len(holding) == 1:
        return holding[0]
    return max(known.editions, default="2025")


def _unit(link: Mapping[str, str], known: Known, edition: str, complaints: list[Complaint]) -> str:
    given = link.get("unit")
    if given and known.has_unit(edition, given):
        return given
    if given:
        complaints.append(Complaint("unit", given))
    if known.home_unit and known.has_unit(edition, known.home_unit):
        return known.home_unit
    return known.editions[edition].home_unit if edition in known.editions else "VN"


def _choice(link: Mapping[str, str], name: str, known: Known, complaints: list[Complaint]) -> str:
    given = link.get(name)
    default = known.home_issuer if name == "issuer" else CHOICES[name][0]
    if given and given not in CHOICES[name]:
        complaints.append(Complaint(name, given))
        return default
    return given or default
