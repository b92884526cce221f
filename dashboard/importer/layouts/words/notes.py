"""The small print of a table: lines below, above and between that say what its numbers hold or leave out."""

import re
from collections.abc import Sequence

from dashboard.exports.privacy import masked
from dashboard.folding import fold
from dashboard.importer.layouts.grids.blocks import Line
from dashboard.importer.layouts.words.colours import COLOURED
from dashboard.importer.layouts.words.lexicon import STAGES, Lexicon, Reading, aligned
from dashboard.importer.layouts.words.meaning import COUNTING, OTHERS, SPANS

NOTE = re.compile(r"\W*(?:ghi chu|chu thich|luu y|so lieu|nguon|don vi tinh|dvt|\*|#)")
STARRED = re.compile(r"\s*\(?\*")
# A line that begins with what the numbers hold or leave out.
HOLDS = re.compile(r"\W*(?:so )?(?:da |chua |khong |chi |co )*(?:tinh|bao gom|gom|ke ca|tru|loai tru|trong do|rieng)\b")
# Words by which a line speaks of the numbers of a table, wherever it stands.
REFERS = re.compile(
    r"\b(?:(?:cac )?so (?:lieu|tren|nay|do)|cot (?:so )?\(?\d|cot (?:cuoi|dau|thu)|(?:bang|bieu|o) tren"
    r"|day la|day chi)\b"
)
# Who signs and who receives a report stand below its table, too.
SIGNED = re.compile(r"^\W*(?:da )?ky\b|\bky ten\b|dong dau|ghi ro|ho ten|ho va ten")
RECIPIENTS = re.compile(r"\W*noi nhan\b")
# Where numbers come from: who sends, types or adds them up may be called anything.
SOURCE = re.compile(
    r"\W*(?:ghi chu\W*|luu y\W*)?(?:nguon\b|(?:cac )?so lieu(?: (?:tren|nay|duoc|da|trong bang|bao cao))*"
    r" (?:do|theo|tu|trich|lay|khai thac|tong hop|cung cap|cap nhat|chot)\b)"
)
# How a report ends: to whom it goes says nothing of its numbers.
CLOSING = re.compile(
    r"(?<=\w),\s*(?:kinh|xin|de nghi|(?:cong an|ca|phong|doi|don vi)\b[^,]*?\b(?:kinh|xin|bao cao)\b).*$", re.DOTALL
)
NUMBERED_NOTE = re.compile(r"\s*\((\d{1,2})\)\s*[:.–-]?\s*[^\W\d]")
# Above a table the scope of its numbers may be named, and then what it is: "Đối tượng: học sinh lớp 12".
SCOPE = re.compile(r"\W*(?:doi tuong|pham vi|loai(?: so lieu)?|ky(?: bao cao| so lieu)?|nhom|dien|hinh thuc)\s*:")
PLACE_AND_DAY = re.compile(r"[^:]{2,40},\s*ngay\b")
# A longer line goes on about something else, too.
LONGEST = 25
SHORT = 10
# Tags that a note may bear without saying anything of the numbers.
BESIDE = ("note", "person", "rank")


def is_small_print(words: str) -> bool:
    """Whether a line below a table speaks of its numbers."""
    folded = fold(words)
    if SIGNED.search(folded):
        return False
    if NOTE.match(folded) or HOLDS.match(folded) or folded.startswith("("):
        return True
    return len(folded.split()) <= LONGEST and bool(REFERS.search(folded))


def notes_of(lines: Sequence[Line], lexicon: Lexicon) -> tuple[Reading, ...]:
    """The lines under a table that speak of it; those who receive the report are named behind all else."""
    found = []
    for line in lines:
        if RECIPIENTS.match(fold(line.words)):
            break
        if is_small_print(line.words) or lexicon.meaning_of(line.words):
            found.append(lexicon.read(masked(without_closing(line.words))))
    return tuple(found)


def without_closing(words: str) -> str:
    """A report's last sentence without those to whom it goes: "Trên đây là kết quả …, kính báo cáo Công an tỉnh"."""
    folded = aligned(words)
    end = CLOSING.search(folded) if folded.startswith("tren day la") and len(folded) == len(words) else None
    return words[: end.start()] if end else words


def footnotes_of(lines: Sequence[Line]) -> frozenset[str]:
    """The numbers by which notes are called: "(1): Số hồ sơ đã thu nhận"."""
    return frozenset(match[1] for line in lines if (match := NUMBERED_NOTE.match(line.words)))


def is_note(reading: Reading) -> bool:
    """Whether a line is a note to the table, wherever it stands."""
    return bool(re.match(r"\W*(ghi chu|chu thich|luu y)\b", fold(reading.written)))


def subtitles_of(lines: Sequence[Reading]) -> list[Reading]:
    """The short lines above a table that narrow its title: in parentheses, of its scope, or right below the title."""
    titles = [place for place, one in enumerate(lines) if one.has(*STAGES, "identity", "object")]
    found = []
    for place, one in enumerate(lines):
        folded = fold(one.written)
        if len(folded.split()) > SHORT or PLACE_AND_DAY.match(folded) or one.has("person", "note"):
            continue
        if folded.startswith("(") or SCOPE.match(folded) or (titles and place > titles[-1]):
            found.append(one)
    return found


def is_of_numbers(note: Reading) -> bool:
    """Whether a note speaks of the numbers of its table, and not only of where they come from."""
    folded = fold(note.written)
    if COLOURED.search(folded):
        # What a colour means is asked where the colour is.
        return False
    if SOURCE.match(folded) and not narrowing(note) and not re.search(r"\bca\b", folded):
        return False
    return bool(note.has(*COUNTING, "object") or HOLDS.match(folded) or REFERS.search(folded))


def narrowing(reading: Reading) -> list[str]:
    """The tags of a line that make numbers no cumulative counts of all accounts."""
    tags = [tag for tag in reading.tags if tag in (*OTHERS, *SPANS, "week") and tag not in BESIDE]
    return [*tags, "since"] if any(moment.role == "since" for moment in reading.moments) else tags
