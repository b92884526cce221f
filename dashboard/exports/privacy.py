"""Nobody's numbers, names and addresses: what may be a person's is covered before anything is kept or printed.

It is looked for in a plain form of the text: compatibility letters, one kind of blank and dash, nothing invisible.
What is found is covered in the text as it was written. Dates and hours of reports stay, dates of birth do not.
Of cells that nobody understood only bare numbers and dates are kept: a name need not look like one.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from urllib.parse import unquote

from dashboard.folding import fold
from dashboard.units import files

MASK = "*********"
# Without any of these there is nothing to look for: an address sign, a digit, or two words.
SUSPECT = re.compile(r"[@\d]|[^\W\d_]\W*[\W_]\W*[^\W\d_]")
# What may stand between the digits of one number.
BETWEEN = r"[ .\-/()\[\]_·•]{0,3}"
RUN = re.compile(rf"\+?[(]?\d(?:{BETWEEN}\d){{8,}}", re.ASCII)
EXPONENT = re.compile(r"\d[.,]\d{6,}e\+?\d{1,2}", re.ASCII | re.IGNORECASE)
MAIL = re.compile(r"[\w.+-]+ ?@ ?[\w-]+(?: ?\. ?[\w-]+)+")
DAY, MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
DATE = re.compile(
    rf"(?<!\d)(?:{DAY}(?P<mark> ?[/.-] ?){MONTH}(?P=mark)(?P<year>\d{{4}}|\d\d)"
    rf"|(?P<iso>\d{{4}})[-/.]{MONTH}[-/.]{DAY}"
    rf"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?P<short>(?:19|20)\d\d)"
    rf"|(?P<turned>20[2-9]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    rf"|(?i:ngày )?{DAY} (?i:tháng) {MONTH} (?i:năm) (?P<worded>\d{{4}}))(?!\d)",
    re.ASCII,
)
BORN = re.compile(r"(?i)(?:sinh năm|năm sinh|\bsn|\bns)[ :.]*(?:19|20)\d\d(?!\d)")
# The name of a batch, a spreadsheet's day with its hour, and counts with their points side by side are nobody's.
NOBODY = re.compile(
    r"\d{8}T\d{12}|(?<![\d.])[3-7]\d{4}\.\d{4,}(?!\d)"
    r"|(?<![\d.])[1-9]\d{0,2}(?:\.\d{3}){1,2}(?: ?[ (/·] ?[1-9]\d{0,2}(?:\.\d{3}){1,2}\)?)+(?![\d.])",
    re.ASCII,
)
ARTICLE = re.compile(r"(?<!\d)\d{13,}(?!\d)", re.ASCII)
HOUR = re.compile(r"(?<!\d)\d{1,2} ?(?:[:hg]|giờ) ?\d{2}(?::\d{2}(?:\.\d+)?)?(?!\d)", re.ASCII)
# What stands beside the digits of a date or an hour; and how many letters and digits are too few for a person.
DATE_WORDS = re.compile(r"(?i)\b(?:ngày|tháng|năm|giờ|phút|ngay|thang|nam|gio|phut)\b")
FEW_LETTERS, FEW_DIGITS, DIGITS_OF_A_TIME = 2, 8, 14
MOMENT = re.compile(
    r"\d{1,4}[-/. ]{1,3}\d{1,2}[-/. ]{1,3}\d{1,4}(?:[ T,]+\d{1,2}[:.hg ]{1,3}\d{0,2}(?:[:. ]\d{2})?)?", re.ASCII
)
# A file whose own name may be a person's is called by so many digits of its content's digest.
DIGEST_DIGITS = 8
# Reports begin with the accounts, in 2021; a decree on which a target rests may be of the year before.
FIRST_YEAR = 2020
LARGEST_SHORT_YEAR = 40

UNIT_WORD = (
    r"(?:xa|phuong|p\.?|x\.?|tt\.?|thi tran|thi xa|huyen|quan|thanh pho|tp\.?|tinh|dac khu|cax|cap|cong an|ca) ?"
)
SURNAMES = (
    "Nguyễn", "Trần", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Ngô", "Trịnh", "Trương", "Lê", "Vũ", "Phan", "Hoàng", "Đỗ",
    "Hồ", "Dương", "Lý", "Đinh", "Đoàn", "Đào", "Lưu", "Phùng", "Vương", "Tô", "Quách", "Thạch",
)  # fmt: skip
MIDDLE = ("Văn", "Thị", "Hữu", "Đức", "Ngọc", "Đình", "Bích", "Trọng", "Thùy", "Viết")
GIVEN = r"[^\W\d_a-zà-ỹđ][^\W\d_]*"
NAME = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(SURNAMES)})(?: {GIVEN}){{2,4}}(?![^\W_])|(?:{'|'.join(SURNAMES[:10])}) {GIVEN}"
)
# In capitals, or without marks and in small letters, only a middle name tells a person from "HỒ SƠ ĐÃ DUYỆT". A smart
# city, "do-thi-thong-minh", stands in many addresses, and "MỨC ĐỘ ĐỊNH DANH ĐIỆN TỬ" in many titles.
FOLDED_NAME = re.compile(
    r"(?<![a-z])(?!do.thi.thong.minh|do.dinh.danh)"
    rf"(?:{'|'.join(map(fold, SURNAMES))})[ _.-]?(?:{'|'.join(sorted({fold(each) for each in MIDDLE}))})"
    r"(?:[ _.-][a-z]+){1,2}(?![a-z])"
)
PLACE = re.compile(
    r"(?<![^\W_])(?i:số nhà|ngõ|ngách|hẻm|kiệt|ấp|thôn|khóm|tổ dân phố|khu phố|(?<!thành )phố|đường) "
    rf"(?:\d[\w/]*|{GIVEN}(?: {GIVEN})*)"
)


def masked(text: str) -> str:
    """The text in NFC; each number, name, mail, birth date and address that may be a person's is covered by stars."""
    return covered(text, found_in)


def masked_address(address: str) -> str:
    """A web address as `masked` leaves it; the numbers of articles, which are longer than any person's, stay.

    Signs written by their number ("%20") are read as what they mean; an address without a person stays as it is.
    """
    plain = unquote(address)
    covered_one = covered(plain, lambda words: found_in(ARTICLE.sub(blanked, words)))
    return covered_one if MASK in covered_one else address


def kept(text: str) -> str:
    """A cell that was not understood, as it may be kept: a bare number or date, and stars for any other."""
    plain = DATE_WORDS.sub("", plain_form(unicodedata.normalize("NFC", text))[0]).strip()
    letters, digits = (sum(map(is_one, plain)) for is_one in (str.isalpha, str.isdigit))
    most = DIGITS_OF_A_TIME if MOMENT.fullmatch(plain) else FEW_DIGITS
    return masked(text) if letters <= FEW_LETTERS and digits <= most else MASK


def kept_name(name: str, digest: str) -> str:
    """A file's own name, as `masked` made it, where it holds nobody's data; else one made of the content's digest."""
    if MASK not in name or not digest:
        return name
    ending = re.search(r"\.[a-z]{1,7}$", name.lower())
    return f"tep-{digest[:DIGEST_DIGITS]}{ending.group() if ending else ''}"


def signed(who: str) -> str:
    """Who confirmed or decided something, in NFC: the name that they sign with stays, numbers and mails do not."""
    return covered(who, numbers_in)


def covered(text: str, find: Callable[[str], Iterator[tuple[int, int]]]) -> str:
    """The text in NFC, with stars over what is found in its plain form."""
    text = unicodedata.normalize("NFC", text)
    if not SUSPECT.search(unicodedata.normalize("NFKC", text)):
        return text
    plain, places = plain_form(text)
    spans = sorted({(places[start], places[end - 1] + 1) for start, end in find(plain)})
    whole, at = "", 0
    for start, end in spans:
        if end <= at:
            continue
        whole += text[at:start] + MASK if start >= at else ""
        at = end
    return whole + text[at:]


def plain_form(text: str) -> tuple[str, list[int]]:
    """The text as it is looked through, and for each of its letters the place in the text."""
    if text.isascii() and text.isprintable():
        return text, list(range(len(text)))
    letters: list[str] = []
    places: list[int] = []
    for place, written in enumerate(text):
        for letter in unicodedata.normalize("NFKC", written):
            kind = unicodedata.category(letter)
            if kind in ("Cf", "Mn", "Cc") and letter not in "\t\n\r":
                continue
            plain = " " if letter.isspace() else "-" if kind == "Pd" or letter == "−" else letter
            plain = str(unicodedata.digit(plain)) if kind == "Nd" else plain
            letters.append(plain)
            places.append(place)
    return "".join(letters), places


def found_in(plain: str) -> Iterator[tuple[int, int]]:
    """Where in a plain text something may be a person's."""
    yield from numbers_in(plain)
    plain = MAIL.sub(blanked, plain)
    for pattern, words in ((NAME, plain), (FOLDED_NAME, folded_alike(plain)), (PLACE, plain)):
        yield from (match.span() for match in pattern.finditer(words) if not is_a_unit(words, match))


def numbers_in(plain: str) -> Iterator[tuple[int, int]]:
    """Where in a plain text a number, a mail or a date may be a person's."""
    for pattern in (MAIL, EXPONENT, BORN):
        yield from (match.span() for match in pattern.finditer(plain))
    plain = MAIL.sub(blanked, plain)
    for match in DATE.finditer(plain):
        if is_of_a_person(match):
            yield match.span()
    numbers = HOUR.sub(blanked, DATE.sub(blanked, NOBODY.sub(blanked, plain)))
    for match in RUN.finditer(numbers):
        yield from ((match.start() + start, match.start() + end) for start, end in numbers_of_people(match.group()))


def blanked(match: re.Match[str]) -> str:
    """As long as what was found, and nothing that numbers could be read across."""
    return "|" * len(match.group())


def is_of_a_person(date: re.Match[str]) -> bool:
    """Whether a date is before any report: somebody's day of birth."""
    year = int(next(filter(None, date.group("year", "iso", "short", "turned", "worded"))))
    return year > LARGEST_SHORT_YEAR if year < 100 else year < FIRST_YEAR


def numbers_of_people(run: str) -> Iterator[tuple[int, int]]:
    """Where in digits with marks between an identity or phone number may stand; two counts side by side are none."""
    groups = list(re.finditer(r"\d+", run))
    first = 0
    while first < len(groups):
        ends = [
            end for end in range(len(groups), first, -1) if may_be_a_person_s([each[0] for each in groups[first:end]])
        ]
        if ends:
            sign = re.search(r"\+?[(]?$", run[: groups[first].start()])
            yield groups[first].start() - (len(sign.group()) if sign else 0), groups[ends[0] - 1].end()
        first = ends[0] if ends else first + 1


def may_be_a_person_s(groups: Sequence[str]) -> bool:
    """Whether groups of digits, written one after the other, make an identity or phone number of today or before."""
    digits, lengths = "".join(groups), [len(group) for group in groups]
    in_threes = all(length == 3 for length in lengths[1:])
    if max(lengths) >= 9 and len(groups) == 1:
        return True
    if digits[0] == "0":
        return len(digits) in (10, 12)
    if max(lengths) >= 9:
        return False
    if digits.startswith("84"):
        return len(digits) in (11, 12)
    return len(digits) in (9, 11, 12) and (in_threes or max(lengths) == 1)


def folded_alike(plain: str) -> str:
    """The text folded letter by letter, so that places stay."""
    return "".join(fold(letter) or letter if letter.isalpha() else letter for letter in plain)


def is_a_unit(plain: str, match: re.Match[str]) -> bool:
    """Whether what looks like a person's name or address is a unit's or a heading: many units bear a person's name."""
    if match.re is PLACE and match.group().isupper() and not re.search(r"\d", match.group()):
        return True
    before, words = folded_alike(plain[: match.start()]), folded_alike(match.group())
    if re.search(rf"(?<![a-z]){UNIT_WORD}$", before) or (before.endswith("thi ") and words.startswith("tran")):
        return True
    whole = re.sub(r"[_.-]", " ", folded_alike(plain))
    return any(
        found.start() <= match.start() and match.end() <= found.end()
        for name in names_like_a_person(files.stamps())
        for found in re.finditer(re.escape(name), whole)
    )


@lru_cache(maxsize=2)
def names_like_a_person(_: object) -> tuple[str, ...]:
    """Names of units, folded, that hold what looks like a person's name or an address: Trần Hưng Đạo, Tam Thôn Hiệp."""
    names = {row["name"] for row in files.rows("units.csv")}
    found = {
        fold(name)
        for name in names
        if NAME.search(name) or PLACE.search(name) or FOLDED_NAME.search(folded_alike(name))
    }
    return tuple(sorted(found))
