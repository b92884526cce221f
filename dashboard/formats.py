"""Numbers, percentages, dates and sorting as each language writes them; halves are rounded up."""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from urllib.parse import urlsplit

from babel import Locale

# Days and times, in both languages: Python, plotly and the wall's script read the same codes. Dates go day first.
DAY, DAY_MONTH, MONTH, HOUR = "%d/%m/%Y", "%d/%m", "%m/%Y", "%H:%M"
MOMENT, SECOND = f"{HOUR} {DAY}", f"%H:%M:%S {DAY}"
# A day as readers type it, day first or as links have it; a year of two digits is of this century.
TYPED = re.compile(
    r"(?P<d>\d{1,2})[\s./-]+(?P<m>\d{1,2})[\s./-]+(?P<y>\d{4}|\d{2})"
    r"|(?P<Y>\d{4})-(?P<M>\d{1,2})-(?P<D>\d{1,2})",
    re.ASCII,
)
# Streamlit's date field and a workbook have codes of their own.
DAY_CELL = "dd/mm/yyyy"
NOTHING = "–"

# Plotly's `layout.separators`: decimal mark, then thousands mark.
SEPARATORS = {language: Locale.parse(language).number_symbols["latn"] for language in ("vi", "en")}


class Format(Enum):
    """How the values of a column are written; the value is a workbook's code for the numbers of that format."""

    TEXT = "@"
    COUNT = "#,##0"
    SHARE = "0.0%"
    # With as many decimals as it has.
    NUMBER = "General"
    DAY = DAY_CELL


def separators(language: str) -> str:
    """Decimal and thousands mark, as plotly wants them: ",." in Vietnamese, ".," in English."""
    symbols = SEPARATORS[language]
    return f"{symbols['decimal']}{symbols['group']}"


def _marks(plain: str, language: str) -> str:
    """Turns 1,234.5 into the language's own marks."""
    if language == "en":
        return plain
    symbols = SEPARATORS[language]
    return plain.translate({ord(","): symbols["group"], ord("."): symbols["decimal"]})


def count(number: int | float | Decimal, language: str) -> str:
    """A whole number: 1.234.567 in Vietnamese. Minus is the true minus sign."""
    whole = number if isinstance(number, int) else round_half_up(number, 0)
    return _marks(f"{whole:,}", language).replace("-", "−")


def size(bytes_: int, language: str) -> str:
    """The size of a file: whole kB below one MB, else MB, never 0."""
    kilo = max(1, round(bytes_ / 1024))
    return f"{count(kilo, language)} kB" if kilo < 1024 else f"{count(round(kilo / 1024), language)} MB"


def count_or_dash(number: float | None, language: str) -> str:
    """A whole number, or a dash where none is known."""
    return NOTHING if number is None or number != number else count(number, language)


def at_least(number: int | float | Decimal, language: str, *, is_least: bool) -> str:
    """A whole number, with "≥" where more may be counted; a lower bound of 0 says nothing, so it is not known."""
    if not is_least:
        return count(number, language)
    return f"≥{count(number, language)}" if number > 0 else NOTHING


def decimal(number: float | Decimal, language: str, digits: int = 1) -> str:
    """A number with fixed decimals, halves rounded up (away from zero)."""
    return _marks(f"{round_half_up(number, digits):,.{digits}f}", language).replace("-", "−")


def signed(number: float | Decimal, language: str, digits: int = 1) -> str:
    """A difference, with its sign: +1,2 / −0,3 / 0,0."""
    rounded = round_half_up(number, digits)
    return ("+" if rounded > 0 else "") + decimal(rounded, language, digits)


def round_half_up(number: float | Decimal, digits: int) -> Decimal:
    """Rounds at the printed decimals, halves away from zero; a float counts as what it prints."""
    exact = number if isinstance(number, Decimal) else Decimal(repr(float(number)))
    rounded = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)


def rounded_percent(numerator: int, denominator: int, digits: int) -> Decimal:
    """100 · numerator / denominator in exact integers, half up. Raises ZeroDivisionError for a zero denominator."""
    scaled, rest = divmod(abs(numerator) * 100 * 10**digits, abs(denominator))
    scaled += 2 * rest >= abs(denominator)
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    return Decimal(sign * scaled).scaleb(-digits)


def percent(share: float, language: str, digits: int = 1) -> str:
    """A share as a percentage: 0.548 → "54,8%" in Vietnamese, "54.8%" in English. May pass 100%."""
    return decimal(Decimal(repr(float(share))) * 100, language, digits) + "%"


def points(share: float, before: float, language: str, digits: int = 1) -> str:
    """The difference of two shares in percentage points, with its sign: that of both as printed."""
    return signed(point_difference(share, before, digits), language, digits)


def point_difference(share: float, before: float, digits: int = 1) -> Decimal:
    """The difference of two shares in percentage points, each rounded first."""
    both = (round_half_up(Decimal(repr(float(each))) * 100, digits) for each in (share, before))
    return next(both) - next(both)


def ratio(numerator: int, denominator: int, language: str, digits: int = 1) -> str:
    """numerator / denominator as a percentage, rounded exactly."""
    return decimal(rounded_percent(numerator, denominator, digits), language, digits) + "%"


def date(day: dt.date) -> str:
    """A day as every page writes it."""
    return day.strftime(DAY)


def day_month(day: dt.date) -> str:
    """A day whose year stands beside it."""
    return day.strftime(DAY_MONTH)


def month(day: dt.date) -> str:
    """The month of a day."""
    return day.strftime(MONTH)


def month_name(day: dt.date, language: str) -> str:
    """The month of a day in words: "Tháng 11/2026", "November 2026"."""
    name = Locale.parse(language).months["stand-alone"]["wide"][day.month]
    return f"{name}/{day.year}" if language == "vi" else f"{name} {day.year}"


def weekdays(language: str) -> list[tuple[str, str]]:
    """Short and whole name of each, from Monday on."""
    names = Locale.parse(language).days["stand-alone"]
    return [(names["short"][day], names["wide"][day]) for day in range(7)]


def read_day(words: str) -> dt.date | None:
    """A day as typed; None where there is no such day."""
    found = TYPED.fullmatch(words.strip())
    if found is None:
        return None
    year, month, day = (int(found[name] or found[name.swapcase()]) for name in "ymd")
    try:
        return dt.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def days(first: dt.date, last: dt.date) -> str:
    """From the first day to the last; one day where they are the same."""
    return date(first) if first == last else f"{day_month(first)}–{date(last)}"


def hour(time: dt.datetime | dt.time) -> str:
    """The time of a day."""
    return time.strftime(HOUR)


def moment(time: dt.datetime) -> str:
    """The time of a day and the day."""
    return time.strftime(MOMENT)


def second(time: dt.datetime) -> str:
    """A moment to the second, for a line in a log to be found by it."""
    return time.strftime(SECOND)


def report_time(time: dt.datetime) -> str:
    """A report's time; a detailed export speaks of the whole day, whose last minute is not printed."""
    return date(time) if (time.hour, time.minute) == (23, 59) else moment(time)


def is_address(source: object) -> bool:
    """Whether a source is an address of the web that a link may lead to."""
    return isinstance(source, str) and source.startswith(("http://", "https://")) and bool(_host(source))


def printed_at(source: object) -> str:
    """Where a figure was printed: the host of a web address, else the words as given, else a dash."""
    if not isinstance(source, str) or not source.strip():
        return NOTHING
    return _host(source) if is_address(source) else source


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
