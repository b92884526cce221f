"""Times in words: "tính đến 23h00 ngày 29/6/2023", "đến hết ngày 15 tháng 10 năm 2023", "từ 24/4 đến 01/5/2024"."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.folding import fold

CLOCK = (
    r"(?P<hour{n}>\d{{1,2}}) ?(?:h|gio|:|g)(?! ?\d{{3}}) ?(?P<minute{n}>\d{{2}}(?!\d))?(?::\d{{2}}(?!\d))?"
    r"(?: ?(?:phut|p\b))?"
    r"(?: ?(?P<half{n}>sang|trua|chieu|toi|dem))?"
)
DAY = (
    r"(?:(?P<iso>\d{4}-\d\d-\d\d)(?:[ t](?P<iso_time>\d\d:\d\d)(?::\d\d)?)?"
    r"|(?P<day>\d{1,2}) ?(?:(?P<mark>[/.-]) ?(?P<month>\d{1,2})(?: ?(?P=mark) ?(?P<year>\d{4}|2\d(?!\d)))?(?![\d/.-]\d)"
    r"|,? ?thang (?P<month_in_words>\d{1,2})(?:,? ?(?:nam )?(?P<year_in_words>\d{4})| ?/ ?(?P<year_behind>\d{4}))?)"
    r"|(?:het|cuoi) thang (?P<whole_month>\d{1,2})(?: ?[/-] ?| nam )(?P<year_of_month>\d{4}))(?!\d)"
)
WEEKDAY = r"thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat"
BEFORE = CLOCK.format(n=1) + rf"[ ,;(-]*(?:(?:cua|ngay|hom nay|hom|mung|mong|{WEEKDAY})[ ,;(-]*)*"
AFTER = r"(?:[ ,(-]*(?:luc|vao luc)? ?" + CLOCK.format(n=2) + r")?"
MOMENT = re.compile(rf"(?<![\d/.-])(?:{BEFORE}|(?:het |cuoi )?ngay (?:mung |mong )?)?{DAY}{AFTER}")
# Words that make a date the time of the figures, and those that make it the first day of a span.
UNTIL = re.compile(
    r"(?:\bden|tinh toi|\btoi|thoi diem|so lieu|bao cao|\bluc|cap nhat|chot|chot so|thoi gian)"
    rf"[ :,_-]*(?:(?:het|luc|ngay|thoi diem|hoi|cuoi|so lieu|vao|luy ke|hom nay|mung|{WEEKDAY})[ :,(]*)*$"
)
SINCE = re.compile(r"\b(?:tu|ke tu)[ :]*(?:luc |hoi )?(?:ngay[ :(]*)?$")
# Between the two days of a span: "13/5/2024 đến hết ngày 19/5/2024".
TO = re.compile(r"[ ,;)-]*(?:den|toi)(?: het)?(?: ngay)?[ :(]*")
RANGE = re.compile(r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})? ?[-–] ?(?:ngay )?$")
YEAR = re.compile(r"\bnam (20\d\d)\b")
HALVES = {"chieu": 12, "toi": 12}


@dataclass(frozen=True)
class Moment:
    """A time that words give. ``at`` is None where the calendar or the clock has no such, or where its year is missing.

    ``role`` is until (the time of the figures), since (a span's first day), or alone (a date without such words).
    """

    words: str
    role: str
    at: dt.datetime | None
    has_hour: bool = False
    day_and_month: tuple[int, int] | None = None

    def in_year(self, year: int | None) -> "Moment":
        """The same, in the year that stands elsewhere."""
        if not self.day_and_month or year is None:
            return self
        day, month = self.day_and_month
        return replace(self, at=day_of(year, month, day), day_and_month=None)


def moments_in(words: str) -> list[Moment]:
    """All times in a line, in their order."""
    line = plain(words)
    found: list[Moment] = []
    end = len(line)
    for match in MOMENT.finditer(line):
        if is_date(match, line):
            if found and TO.fullmatch(line[end : match.start()]):
                found[-1] = replace(found[-1], role="since")
            if RANGE.search(line[: match.start()]):
                found.append(Moment("", "since", None))
            found.append(moment_of(match, line))
            end = match.end()
    return found


def is_date(match: re.Match[str], line: str) -> bool:
    """Whether what looks like a date is one: a day and month without a year need words that say so."""
    if match["month_in_words"]:
        return is_led(match, line[: match.start()])
    if match["year"] or match["iso"] or match["whole_month"]:
        return True
    ahead = line[: match.start()]
    if match["mark"] == ".":
        return False
    return is_led(match, ahead)


def is_led(match: re.Match[str], ahead: str) -> bool:
    """Whether words before a day and a month make them a date: "mức 2 tháng 5/2024" holds none."""
    is_called_day = match[0].startswith(("ngay", "het ngay", "cuoi ngay"))
    return bool(UNTIL.search(ahead) or SINCE.search(ahead) or is_called_day or match["hour1"])


def moment_of(match: re.Match[str], line: str) -> Moment:
    """A time with what the words before it make of it."""
    ahead = line[: match.start()]
    alone = match.start() == 0 and not line[match.end() :].strip(" .)")
    is_until = bool(UNTIL.search(ahead)) or ahead.endswith("(") or match.start() == 0
    role = "since" if SINCE.search(ahead) else "until" if is_until and not alone else "alone"
    if match["iso"]:
        time = match["iso_time"] or "00:00"
        return Moment(match[0].strip(), role, stamp(f"{match['iso']} {time}"), bool(match["iso_time"]))
    hour, minute, has_hour = clock_of(match)
    if match["whole_month"]:
        year, month = int(match["year_of_month"]), int(match["whole_month"])
        day = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0
        return Moment(match[0].strip(), role, day_of(year, month, day, hour, minute), has_hour)
    year_written = match["year"] or match["year_in_words"] or match["year_behind"]
    month = int(match["month"] or match["month_in_words"])
    if year_written is None:
        return Moment(match[0].strip(), role, None, has_hour, (int(match["day"]), month))
    return Moment(
        match[0].strip(), role, day_of(year_of(year_written), month, int(match["day"]), hour, minute), has_hour
    )


def year_of(written: str) -> int:
    """A year, of which the first two digits may be left out."""
    return int(written) + (2000 if len(written) == 2 else 0)


def clock_of(match: re.Match[str]) -> tuple[int, int, bool]:
    """Hour and minute, and whether they are said; a day alone is that day's 00:00, and its end stays on that day."""
    which = next((n for n in ("1", "2") if match[f"hour{n}"]), None)
    if which is None:
        return 0, 0, False
    hour, minute = int(match[f"hour{which}"]), int(match[f"minute{which}"] or 0)
    if hour <= 12 and hour + HALVES.get(match[f"half{which}"] or "", 0) != hour:
        hour = hour % 12 + 12
    return (23, 59, True) if (hour, minute) == (24, 0) else (hour, minute, True)


def day_of(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> dt.datetime | None:
    """A moment; None where the calendar or the clock has no such."""
    try:
        return dt.datetime(year, month, day, hour, minute)
    except ValueError:
        return None


def stamp(words: str) -> dt.datetime | None:
    """A moment as a spreadsheet's time is written out."""
    try:
        return dt.datetime.fromisoformat(words)
    except ValueError:
        return None


def plain(words: str) -> str:
    """The words folded, without marks of feet and minutes."""
    return re.sub("['’′]", "", fold(words.replace("_", " ")))


def without_moments(words: str) -> str:
    """The folded words without the times in them."""
    line = plain(words)
    return MOMENT.sub(lambda match: " " if is_date(match, line) else match[0], line)


def years_in(lines: Iterable[str]) -> set[int]:
    """The years that lines name by themselves or in a full date."""
    found: set[int] = set()
    for words in lines:
        found |= {int(year) for year in YEAR.findall(plain(words))}
        found |= {moment.at.year for moment in moments_in(words) if moment.at}
    return found


def one_time(moments: Sequence[Moment]) -> list[Moment]:
    """The different times among several: a day and an hour of that day are one."""
    found: list[Moment] = []
    for moment in sorted(moments, key=lambda one: not one.has_hour):
        day = moment.at.date() if moment.at else None
        if not any(
            other.at == moment.at or (other.at and not moment.has_hour and other.at.date() == day) for other in found
        ):
            found.append(moment)
    return found


def iso(moment: dt.datetime | None) -> str | None:
    """A moment as the importer reads it."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else None
