"""Finds out how a text file is encoded, by whether its words are Vietnamese; what two encodings could mean is asked."""

import codecs
import re
import unicodedata
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from dashboard import settings

# The bytes 0xA0 to 0xFF of TCVN 5712 (the .VnTime fonts); combining tone marks stand at 0xB0 to 0xB4.
UPPER = (
    "\xa0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂ"
    "ẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
# VNI (the VNI-Times fonts) writes marks as letters of Latin-1 behind the vowel, in the case of the vowel.
TONES = dict(zip("ùøûõï", ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))
ROOFED = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
BOWED = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
VNI = re.compile(f"([aeouyôö])([{''.join((*TONES, *ROOFED, *BOWED))}])|([{''.join(ALONE)}])", re.IGNORECASE)
# Between 0x80 and 0x9F programs of Windows write quotation marks and dashes only.
PUNCTUATION = {0x85: "…", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x96: "–", 0x97: "—"}
MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# Of the letters of UTF-16 this share at least is plain ASCII, of which one half is empty: the first, or the second.
PLAIN = 0.25
# Of the words that are not plain ASCII, this share must be known words; half as many make another reading possible too.
PLAUSIBLE, POSSIBLE = 0.5, 0.25
WORD = re.compile(r"[^\W\d_]+")


# Letters that look alike are the same: wide ones, the Icelandic Ð, curved apostrophes, blanks of other widths; what is
# not seen at all is nothing.
WIDE: dict[int, int | str | None] = {0xFF01 + place: 0x21 + place for place in range(94)}
ALIKE = WIDE | {
    **dict.fromkeys((0xA0, 0x2002, 0x2003, 0x2007, 0x2008, 0x2009, 0x200A, 0x202F, 0x205F, 0x3000), " "),
    **dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF)),
    **dict.fromkeys(map(ord, "’‘ʼ′`´"), "'"),
    ord("Ð"): "Đ",
    ord("ð"): "đ",
    ord("Ɖ"): "Đ",
}


class EncodingUncertain(Exception):
    """No encoding, or more than one, gives Vietnamese words."""


def text_of(content: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text of a file in NFC, and its encoding. Raises EncodingUncertain; a named encoding is taken at its word."""
    named = encoding or marked(content) or (unmarked_utf_16(content) and "utf-16")
    try:
        text = decoded(content, named or "utf-8")
        if named is None and known_share(other := from_vni(text)) > max(known_share(text), PLAUSIBLE):
            return other, "vni"
        return text, named or "utf-8"
    except UnicodeDecodeError as problem:
        if named:
            raise EncodingUncertain from problem
    best = plausible(content)
    return decoded(content, best), best


def marked(content: bytes) -> str | None:
    """The encoding that the first bytes state."""
    return next((name for mark, name in MARKS.items() if content.startswith(mark)), None)


def unmarked_utf_16(content: bytes) -> str | None:
    """Which of the two UTF-16 a text without a mark is in, by its empty bytes; None for another encoding."""
    start = content[:65_536]
    empty = {"utf-16-be": start[::2].count(0), "utf-16-le": start[1::2].count(0)}
    least, most = sorted(empty, key=empty.__getitem__)
    is_utf_16 = empty[most] > PLAIN * len(start) / 2 and empty[least] * 50 < empty[most]
    return most if is_utf_16 else None


def plausible(content: bytes) -> str:
    """The one old encoding in which the words are Vietnamese. Raises EncodingUncertain."""
    shares = {}
    for name in ("windows-1258", "tcvn3", "vni"):
        try:
            shares[name] = known_share(decoded(content, name))
        except UnicodeDecodeError:
            continue
    # VNI shares letters with the others, and a part of their words looks like its own; never the larger part.
    if shares.get("vni", 0) < max(shares.values(), default=0):
        shares.pop("vni", None)
    found = [name for name, share in shares.items() if share >= PLAUSIBLE]
    if len(found) != 1 or any(share >= POSSIBLE for name, share in shares.items() if name != found[0]):
        raise EncodingUncertain
    return found[0]


def decoded(content: bytes, encoding: str) -> str:
    """The text of bytes, composed. Raises UnicodeDecodeError for bytes that the encoding does not have."""
    if encoding == "tcvn3":
        text = from_tcvn3(content)
    elif encoding == "vni":
        text = from_vni(content.decode("cp1252"))
    else:
        without_mark = unmarked_utf_16(content) if encoding == "utf-16" and not marked(content) else None
        text = content.decode(without_mark or {"utf-8": "utf-8-sig"}.get(encoding, encoding))
    return unicodedata.normalize("NFC", text)


def from_tcvn3(content: bytes) -> str:
    """TCVN3 to Unicode."""
    table = {**PUNCTUATION, **{0xA0 + place: letter for place, letter in enumerate(UPPER)}}
    text = content.decode("latin-1")
    if wrong := re.search("[\x00\x80-\x84\x86-\x90\x95\x98-\x9f]", text):
        raise UnicodeDecodeError("tcvn3", content, wrong.start(), wrong.end(), "undefined")
    return text.translate(table)


def from_vni(text: str) -> str:
    """VNI to Unicode."""
    return VNI.sub(of_vni, text)


def of_vni(match: re.Match[str]) -> str:
    """A vowel with the mark behind it, or a letter that stands for one."""
    if match[3]:
        letter = ALONE[match[3].lower()]
        return letter.upper() if match[3].isupper() else letter
    vowel, mark = match[1], match[2].lower()
    base = vowel.lower()
    if mark in TONES:
        found = ALONE.get(base, base) + TONES[mark]
    elif mark in ROOFED and base in "aeo":
        found = f"{base}\u0302{ROOFED[mark]}"
    elif mark in BOWED and base == "a":
        found = f"a\u0306{BOWED[mark]}"
    else:
        return VNI.sub(of_vni, vowel) + VNI.sub(of_vni, match[2])
    return unicodedata.normalize("NFC", found.upper() if vowel.isupper() else found)


def known_share(text: str) -> float:
    """The share of the words beyond ASCII that the vocabulary or the names of units hold; 0 without any."""
    words = {word for word in WORD.findall(text.lower()) if not word.isascii()}
    return len(words & known_words(settings.DATA)) / len(words) if words else 0.0


@lru_cache(maxsize=1)
def known_words(data: Path) -> frozenset[str]:
    """The words beyond ASCII of our vocabulary and of the units' names, in lower case."""
    texts = ((data / name).read_text(encoding="utf-8") for name in ("vocabulary.csv", "units.csv"))
    words = (word for text in texts for word in WORD.findall(unicodedata.normalize("NFC", text).lower()))
    return frozenset(word for word in words if not word.isascii())


def same_letters(words: str) -> str:
    """The words composed, and in the letters that they look like."""
    return words if words.isascii() else unicodedata.normalize("NFC", words).translate(ALIKE)


def mended(cell: str) -> str:
    """A workbook's cell typed in a .VnTime or VNI font, in Unicode; any other cell as it is."""
    if cell.isascii():
        return cell
    found = [cell]
    for name in ("tcvn3", "vni"):
        with suppress(UnicodeError):
            found.append(decoded(cell.encode("cp1252" if name == "vni" else "latin-1"), name))
    return max(found, key=known_share)
