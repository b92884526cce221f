"""The time of a report in words: "tính đến 23h00 ngày 29/6/2023", "đến 17 giờ 00 ngày 01 tháng 5 năm 2024"."""

import datetime as dt
import re
from itertools import pairwise

from dashboard.exports.header import heading_key
from dashboard.folding import fold

CLOCK = r"(?P<hour{n}>\d{{1,2}}) ?(?:h|gio|:|g)(?! ?\d{{3}}) ?(?P<minute{n}>\d{{2}})?(?: ?phut)?"
DAY = (
    r"(?P<day>\d{1,2})(?: ?[/.-] ?(?P<month>\d{1,2}) ?[/.-] ?| thang (?P<month_in_words>\d{1,2}) nam )(?P<year>\d{4})\b"
)
BEFORE = CLOCK.format(n=1) + r"(?:[ ,]*(?:ngay|hom|,))? *"
AFTER = r"(?:[ ,(]*(?:luc|vao luc)? ?" + CLOCK.format(n=2) + r")?"
MOMENT = re.compile(rf"(?:(?P<clock>{BEFORE})|(?P<ngay>ngay )|(?P<whole>het ngay ))?{DAY}{AFTER}")
# Words that make a date the time of the figures, and those that make it the first day of a period.
UNTIL = re.compile(r"(?:den|tinh den|thoi diem|so lieu|bao cao|luc|cap nhat)[ :]*(?:het |luc |ngay |thoi diem |hoi )*$")
SINCE = re.compile(r"\btu[ :]*(?:luc )?(?:ngay )?$")
# A cell that a spreadsheet holds as a time, as the importer writes it out.
STAMP = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?")
CUMULATIVE = ("luy ke", "cong don", "tinh den", "tu truoc den")


class MomentUncertain(Exception):
    """Several times stand in the words, or a period that may be no running total."""


def moment_of(titles: list[str]) -> dt.datetime | None:
    """The one time that the lines above a table give; None without any. Raises MomentUncertain."""
    found: set[dt.datetime] = set()
    since = False
    for before, title in pairwise(["", *titles]):
        if STAMP.fullmatch(title) and UNTIL.search(fold(before)):
            found.add(dt.datetime.fromisoformat(title))
        line = re.sub("['’′]", "", fold(title))
        for match in MOMENT.finditer(line):
            ahead = line[: match.start()]
            if SINCE.search(ahead):
                since = True
            elif UNTIL.search(ahead) or match.start() == 0 or ahead.endswith("("):
                found |= {moment for moment in [moment_in(match)] if moment}
    if len(found) > 1 or (since and not any(word in heading_key(" ".join(titles)) for word in CUMULATIVE)):
        raise MomentUncertain(", ".join(f"{moment:%d/%m/%Y %H:%M}" for moment in sorted(found)))
    return next(iter(found), None)


def without_moments(words: str) -> str:
    """The words without the times in them."""
    return MOMENT.sub(" ", re.sub("['’′]", "", fold(words)))


def moment_in(match: re.Match[str]) -> dt.datetime | None:
    """The moment that a match means; None where the calendar or the clock has no such."""
    hour = match["hour1"] or match["hour2"]
    minute = match["minute1"] or match["minute2"] or 0
    if match["whole"] or hour == "24":
        # The end of a day belongs to that day.
        hour, minute = "23", "59"
    try:
        month = int(match["month"] or match["month_in_words"])
        return dt.datetime(int(match["year"]), month, int(match["day"]), int(hour or 0), int(minute))
    except ValueError:
        return None
