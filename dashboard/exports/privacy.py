"""Nobody's numbers: runs of digits that could be an identity or phone number are masked before anything is kept."""

import re
import unicodedata

# The same rule as the macro `masked` of macros.sql; a test compares them.
PERSONAL = re.compile(r"\d{9,}|(?:\+?84|\b0)(?:[ .\-]?\d){8,}", re.ASCII)
MASK = "*********"


def masked(text: str) -> str:
    """The text with every identity or phone number replaced by stars, in NFC."""
    return PERSONAL.sub(MASK, unicodedata.normalize("NFC", text))
