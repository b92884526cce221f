"""Numbers, percentages, dates and sorting as each language writes them; halves are rounded up."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale

# Plotly's `layout.separators`: decimal mark, then thousands mark.
SEPARATORS = {language: Locale.parse(language).number_symbols["latn"] for language in ("vi", "en")}


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
    """A share as a percentage: 0.548 → "54,8 %" in Vietnamese, "54.8%" in English. May pass 100 %."""
    return decimal(Decimal(repr(float(share))) * 100, language, digits) + _percent_sign(language)


def points(share: float, before: float, language: str, digits: int = 1) -> str:
    """The difference of two shares in percentage points, with its sign; subtracted as printed, not as floats."""
    return signed((Decimal(repr(float(share))) - Decimal(repr(float(before)))) * 100, language, digits)


def ratio(numerator: int, denominator: int, language: str, digits: int = 1) -> str:
    """numerator / denominator as a percentage, rounded exactly."""
    return decimal(rounded_percent(numerator, denominator, digits), language, digits) + _percent_sign(language)


def _percent_sign(language: str) -> str:
    return "%" if language == "en" else " %"


def date(day: dt.date) -> str:
    """dd/mm/yyyy, in both languages: one order of day and month on every page."""
    return f"{day:%d/%m/%Y}"


def moment(time: dt.datetime) -> str:
    """HH:MM dd/mm/yyyy."""
    return f"{time:%H:%M %d/%m/%Y}"
