"""The long forms of a unit's name as offices shorten it: "TT. Thới Bình", "P.5", "CAX Trí Phải", "1. Công an xã …"."""

import re
import unicodedata

# A number or letter in front of a name: "1.", "12)", "I.", "a)", "-", "+"; but "X." is a commune (xã).
ORDINAL = re.compile(r"^\s*(?:(?:\d{1,3}|(?!X\s*\.)[IVX]{1,6}|[a-dđ])\s*[.)/-]\s*|[-–+*•]\s*)+(?=\w)", re.IGNORECASE)
# "CA" is short for police only in front of a kind of unit: "Ca Mau" is Cà Mau.
KIND = r"(?:xã|xa|phường|phuong|thị|thi|huyện|huyen|thành|thanh|quận|quan|tỉnh|tinh|đặc|dac|tt|tx|tp|[xphqt])\b"
POLICE = re.compile(rf"^(?:ban\s+)?(?:(?:công an|cong an)\b|c\.?a\.?(?=[\s.]+{KIND}))[\s.]*(?:các\s+)?", re.IGNORECASE)
# What "CA" and a unit's first letter make together.
POLICE_OF = {"cax": "xã", "cap": "phường", "catt": "thị trấn", "cah": "huyện", "catp": "thành phố", "catx": "thị xã"}
KINDS = {
    "tt": "thị trấn",
    "x": "xã",
    "p": "phường",
    "h": "huyện",
    "tx": "thị xã",
    "tp": "thành phố",
    "q": "quận",
    "t": "tỉnh",
    "đk": "đặc khu",
}
SHORT = re.compile(rf"^({'|'.join([*POLICE_OF, *KINDS])})(?:\s*\.\s*|\s+)(?=\w)", re.IGNORECASE)
# P5, P.05, Q1: a number may follow at once.
NUMBERED = re.compile(r"^(p|q|phường|phuong|quận|quan)[\s.]*0*(\d{1,2})$", re.IGNORECASE)
NUMBERED_KINDS = {"p": "phường", "phuong": "phường", "phường": "phường", "q": "quận", "quan": "quận", "quận": "quận"}


def long_form(name: str) -> str:
    """The name with what is short written out; a name that is long already stays as it is."""
    written = " ".join(unicodedata.normalize("NFC", name).split())
    bare = POLICE.sub("", ORDINAL.sub("", written)) or written
    if numbered := NUMBERED.match(bare):
        return f"{NUMBERED_KINDS[numbered[1].lower()]} {numbered[2]}"
    if short := SHORT.match(bare):
        kind = short[1].lower()
        rest = bare[short.end() :]
        long = f"{(POLICE_OF | KINDS)[kind]} {rest}"
        numbered = NUMBERED.match(long)
        return f"{NUMBERED_KINDS[numbered[1].lower()]} {numbered[2]}" if numbered else long
    return bare
