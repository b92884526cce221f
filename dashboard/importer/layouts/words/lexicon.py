"""What words mean: known phrases become tags, the names of places say nothing, and a word that is not known is kept."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import filterfalse

from dashboard.exports.header import heading_key
from dashboard.folding import fold, spelled
from dashboard.importer.layouts.words.moments import MOMENT, Moment, is_date, moments_in
from dashboard.importer.staging import Staging, once_for_units

STAGES = ("collected", "approved", "activated")
LEVELS = ("1", "2", "all")
# Tags that tell what a column is, or nothing of what its numbers are.
MILD = (
    "unit",
    "parent",
    "ordinal",
    "unit_code",
    "as_of",
    "number",
    "object",
    "until",
    "measure_head",
    "level_head",
    "now",
)
# Where words stand, and the tags whose words say nothing elsewhere but may divide numbers there.
PASSED: Mapping[str, tuple[str, ...]] = {
    "line": (),
    "file": (),
    "section": ("around",),
    "head": ("around", "grouping"),
}
# Between the words of a column's head rows, from the top one to the bottom one.
BETWEEN = " / "
# Numbers of three digits and more, and a bare day and month, are of this week; "mức 1" and "đề án 06" are not.
LONG_NUMBER = re.compile(r"\d[\d.,]*\d{2}\b|^\d{1,2}[/.-]\d{1,2}$")
# What may be said of words wherever they stand.
PHRASE_TAGS = ("cumulative", "flow", "target", "percent", "other", "filler", *STAGES, *LEVELS)
# Behind the words of a column: which of several with the same words.
NTH = re.compile(r" #\d+$")
# The number of a document says nothing of the figures: "Số: 412/BC-CAH", "Kế hoạch số 41/KH-CAH".
DOCUMENT = re.compile(
    r"(?:\b(?:ke hoach|bao cao|cong van|quyet dinh|thong bao|chi thi|nghi dinh|cong dien|huong dan|de an|luat) )?"
    r"(?:\bso ?:? ?\d* ?/ ?(?:\d{4} ?/ ?)?[a-z]{2,}[a-z0-9]*(?:-[a-z0-9]+)*"
    r"|\b\d+ ?/ ?(?:\d{4} ?/ ?)?[a-z]{2,}(?:-[a-z0-9]+)+)"
    r"|\bde an 06\b"
)
# Nor do the number of a form or an appendix, the name that a program gives to a sheet, and the project's full name.
PAPER = re.compile(
    r"\b(?:bieu mau|bieu|phu luc|phu bieu|mau bieu|mau|bang|pl)(?: so)? ?0*\d{1,2}\b"
    r"(?! ?(?:muc|cap|ngay|tuan|thang|nam)\b)"
    r"|\b(?:(?:sheet|trang tinh|table) ?|tinh)\d+\b|(?<=\bde an 06)/ ?(?:cp|ttg)\b"
)
# A mark behind the words of a heading, which a note below explains: "Kích hoạt (1)".
FOOTNOTE = re.compile(r"(?<=[a-z]) ?\((\d{1,2})\)$")
# A district or a province that is no more: "huyện Thới Bình (cũ)".
FORMER = re.compile(r"(?<=[a-z]) ?\(?\bcu\b\)?(?=$|[ ,;:.)-])")
FORMER_AREA = re.compile(r"\b(?:huyen|quan|thi xa|thanh pho|tp|tx|tinh|dia ban)\b[a-z .]{2,40}$")
# Spans that are numbered: a week, a month, a quarter, a year.
NUMBERED = re.compile(
    r"\b(?:tuan ?(?:thu )?(?P<week>\d{1,2})|(?:thang ?|t)(?P<month>\d{1,2})(?: ?[/-] ?\d{4}| nam \d{4})?"
    r"|quy (?P<quarter>[ivx]+|\d)(?: ?/ ?\d{4}| nam \d{4})?|nam (?P<year>\d{4})|dot (?P<phase>\d{1,2}|[ivx]+))\b"
)
# "Đơn vị tính: 1.000 tài khoản" counts thousands.
THOUSANDS = re.compile(
    r"\b1[., ]?000(?:[., ]?000)?\b|(?<=don vi: )\d{2,}(?= (?:tai khoan|tk|ho so|nguoi|truong hop)\b)"
)
HOUR = re.compile(r"(?<!trong )(?<!\d)\b\d{1,2} ?(?:h|g|gio) ?\d{0,2}(?: ?phut)?\b(?! qua)")
# Ages under fourteen, alone or in a span.
CHILDREN = re.compile(r"\b(?:duoi (?:1[0-8]|\d)|tu (?:du )?\d{1,2} den (?:duoi )?\d{1,2}) tuoi\b")
SIGNS = {"+/-": "tăng giảm", "±": "tăng giảm", "Δ": "tăng giảm", "∑": "tổng", "%": "phần trăm"}
# In front of a name "đ/c" is a comrade.
ORDINAL = re.compile(r"^\s*(?!d/c\b)(?:\(?(?:\d{1,2}|[ivx]{1,5}|[a-eA-E])\)?\s*[.)/:-]\s*)+(?=\S)", re.IGNORECASE)


def key_of(words: str) -> str:
    """Folded words without punctuation; signs that mean something are words."""
    return heading_key(with_signs(words))


def with_signs(words: str) -> str:
    """The words, with signs that mean something as words."""
    is_marked = has_marks(words)
    for sign, word in SIGNS.items():
        if sign in words:
            words = words.replace(sign, f" {word if is_marked else fold(word)} ")
    return words


def has_marks(words: str) -> bool:
    """Whether words are written with Vietnamese marks."""
    return not words.isascii() and any(letter.isalpha() and not letter.isascii() for letter in words)


def spelling(words: str) -> str:
    """How words are written, marks and all; where a mark stands in its word, and y or i, makes no difference."""
    return spelled(re.sub(r"[\W_]+", " ", words)).replace("y", "i")


def aligned(text: str) -> str:
    """The text folded letter by letter, so that each letter keeps its place."""
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d").replace("_", " ").replace("'", " "))
    folded = "".join(filterfalse(unicodedata.combining, plain)).lower()
    return folded if len(folded) == len(text) else "".join(fold(letter)[:1] or " " for letter in text)


@dataclass(frozen=True)
class Reading:
    """What a cell or a line says: tags in their order, words that are not known, and times."""

    written: str = ""
    tags: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    moments: tuple[Moment, ...] = ()
    numbered: tuple[tuple[str, str], ...] = ()
    # A person said what it means: nothing of it is open.
    is_said: bool = False

    def of(self, tags: Collection[str]) -> tuple[str, ...]:
        """Those of the tags that it has, each once."""
        return tuple(dict.fromkeys(tag for tag in self.tags if tag in tags))

    def has(self, *tags: str) -> bool:
        """Whether it has one of the tags."""
        return any(tag in self.tags for tag in tags)


@dataclass(frozen=True)
class Phrases:
    """Phrases by their folded form: the tag of each of its spellings, and the tag where it is written without marks."""

    tags: Mapping[str, str]
    spellings: Mapping[str, Mapping[str, str]]

    @cached_property
    def longest(self) -> int:
        """The number of words of the longest phrase."""
        return max((len(phrase.split()) for phrase in self.tags), default=1)


@dataclass(frozen=True)
class Lexicon:
    """The phrases and their tags, the names of places, and what a person said of headings and of whole texts.

    ``explained`` are meanings of columns by the keys of their headings, ``said`` those of cells and lines, both by
    their words without what changes from week to week.

    Where words are written with marks, they must have the marks of the phrase: "con trỏ" is no "còn".
    """

    phrases: Phrases
    places: Phrases
    explained: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    # What phrases that a person explained say besides: "mức 2 hằng ngày", a running total, is of level 2 still.
    kept: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # The numbers of the notes below the table.
    footnotes: frozenset[str] = frozenset()

    def with_words(self, words: Mapping[str, str]) -> "Lexicon":
        """The same with phrases that a legend or a person explains."""
        if not words:
            return self
        added = {key_of(phrase): tag for phrase, tag in words.items()}
        spellings = {key: known for key, known in self.phrases.spellings.items() if key not in added}
        return replace(self, phrases=Phrases({**self.phrases.tags, **added}, spellings))

    def read(self, words: str, *, with_places: bool = True, where: str = "line") -> Reading:
        """The meaning of words that stand ``where``: in a line, a head or label, a section's line, a file's name.

        Offices, places and documents say nothing in a letterhead or a title; over a number they may be a part of it. A
        file's name has seldom marks, and a syllable without marks may be any of several words.
        """
        text = " ".join(with_signs(unicodedata.normalize("NFC", words)).split())
        line = aligned(text)
        tags: list[str] = []
        numbered: list[tuple[str, str]] = []

        def blank(match: re.Match[str]) -> str:
            return " " * len(match[0])

        def note(match: re.Match[str]) -> str:
            kind = str(match.lastgroup)
            numbered.append((kind, match[kind]))
            tags.append(kind)
            return blank(match)

        def note_thousands(match: re.Match[str]) -> str:
            tags.append("scale")
            return blank(match)

        def note_children(match: re.Match[str]) -> str:
            if heading_key(match[0]) in self.phrases.tags:
                return match[0]
            tags.append("child")
            return blank(match)

        def note_day(match: re.Match[str]) -> str:
            if not is_date(match, line):
                return match[0]
            if match[0].startswith("ngay") and line[: match.start()].endswith("trong "):
                # "Trong ngày 18/7/2023" is a span, and no time up to which anything is counted.
                tags.append("flow")
            return blank(match)

        def note_footnote(match: re.Match[str]) -> str:
            # A bare 1 or 2 may be a level; no level is a 3.
            is_note = match[1] in self.footnotes or int(match[1]) > len(LEVELS) - 1
            return blank(match) if where == "head" and is_note else match[0]

        def note_former(match: re.Match[str]) -> str:
            is_former = "cũ" in text[match.start() : match.end()].lower() or text.isascii()
            return blank(match) if is_former and FORMER_AREA.search(line[: match.start()]) else match[0]

        line = MOMENT.sub(note_day, line)
        for pattern in (*([PAPER] if where in ("line", "file") else []), DOCUMENT, HOUR, ORDINAL):
            line = pattern.sub(blank, line)
        line = FORMER.sub(note_former, FOOTNOTE.sub(note_footnote, line))
        line = THOUSANDS.sub(note_thousands, line)
        line = CHILDREN.sub(note_children, NUMBERED.sub(note, line))
        tokens = [(found[0], text[found.start() : found.end()]) for found in re.finditer("[a-z0-9]+", line)]
        is_marked = has_marks(words)
        shortest = 2 if where == "file" and not is_marked else 1
        named, unknown = self._tags_of(tokens, PASSED[where], shortest, is_marked=is_marked, with_places=with_places)
        read = Reading(words, (*named, *tags), tuple(unknown), tuple(moments_in(words)), tuple(numbered))
        meaning = self.meaning_of(words)
        return answered(read, meaning) if meaning else read

    def meaning_of(self, words: str) -> str:
        """What a person said that a whole cell or line means; nothing where nobody spoke of it."""
        if not self.said:
            return ""
        return self.said.get(key_of(words)) or self.said.get(stable_key(words) or "-") or ""

    def _tags_of(
        self,
        tokens: list[tuple[str, str]],
        passed: Collection[str],
        shortest: int,
        *,
        is_marked: bool,
        with_places: bool,
    ) -> tuple[list[str], list[str]]:
        """Tags of the longest phrases first, and what is not known, words side by side together.

        Phrases of a tag that is ``passed`` over, and those of fewer syllables than the ``shortest``, are not known.
        """
        tags: list[str] = []
        unknown: list[str] = []
        at, is_open = 0, False
        while at < len(tokens):
            length, tag = longest_of(self.phrases, tokens, at, is_marked=is_marked)
            if with_places:
                place, found = longest_of(self.places, tokens, at, is_marked=is_marked)
                length, tag = (place, found) if place > length else (length, tag)
            if length >= shortest and tag not in passed:
                tags += self.kept.get(" ".join(folded for folded, _ in tokens[at : at + length]), (tag,))
                at, is_open = at + length, False
                continue
            words = " ".join(word for _, word in tokens[at : at + max(length, 1)])
            if is_open:
                unknown[-1] += f" {words}"
            else:
                unknown.append(words)
            at, is_open = at + max(length, 1), True
        return tags, unknown


def longest_of(phrases: Phrases, tokens: list[tuple[str, str]], at: int, *, is_marked: bool) -> tuple[int, str]:
    """The number of words of the longest phrase that begins here, and its tag; 0 without any."""
    for length in range(min(phrases.longest, len(tokens) - at), 0, -1):
        phrase = " ".join(folded for folded, _ in tokens[at : at + length])
        if tag := phrases.tags.get(phrase):
            known = phrases.spellings.get(phrase)
            if known is None or not is_marked:
                return length, tag
            if found := known.get(spelling(" ".join(word for _, word in tokens[at : at + length]))):
                return length, found
    return 0, ""


def answered(reading: Reading, meaning: str) -> Reading:
    """A text as a person explained it: of a stage or level only that is new, of a kind of number all."""
    tags, moments = list(reading.tags), reading.moments
    for said in meaning.split():
        if said in STAGES or said in LEVELS:
            group = STAGES if said in STAGES else LEVELS
            tags = [*(tag for tag in tags if tag not in group), said]
        elif said == "cumulative":
            tags = [*(tag for tag in tags if tag in (*STAGES, *LEVELS, *MILD)), said]
            moments = tuple(moment for moment in moments if moment.role != "since")
        elif said == "as_of":
            tags, moments = ["until"], tuple(replace(moment, role="until") for moment in moments)
        elif said == "filler":
            tags, moments = [], ()
        else:
            tags = [said]
    return Reading(reading.written, tuple(tags), (), moments, (), is_said=True)


def stable(words: str) -> str:
    """The words without what changes from week to week: days, hours, numbers of weeks, months and documents."""
    text = " ".join(unicodedata.normalize("NFC", words).split())
    line = aligned(text)
    gone = [False] * len(text)
    for pattern in (MOMENT, DOCUMENT, HOUR, NUMBERED, LONG_NUMBER):
        for match in pattern.finditer(line):
            if pattern is MOMENT and not is_date(match, line):
                continue
            start = match.start(match.lastgroup) if pattern is NUMBERED and match.lastgroup else match.start()
            gone[start : match.end()] = [True] * (match.end() - start)
    return " ".join("".join(letter for letter, is_gone in zip(text, gone, strict=True) if not is_gone).split())


def stable_key(words: str) -> str:
    """Folded stable words; nothing where nothing of them is stable."""
    return key_of(stable(words))


def column_key(written: str) -> str:
    """The stable words over a column, row by row; behind them its number among columns with the same: "Tổng #2"."""
    return BETWEEN.join(stable_key(NTH.sub("", part)) or "…" for part in written.split(BETWEEN)) + nth_of(written)


def stable_column(written: str) -> str:
    """The words over a column without what changes, and its number among columns alike."""
    number = nth_of(written)
    parts = written.removesuffix(number).split(BETWEEN)
    return BETWEEN.join(stable(part) or "…" for part in parts) + number


def nth_of(written: str) -> str:
    """The number that tells columns with the same words apart, as it is written behind them."""
    match = NTH.search(written)
    return match[0] if match else ""


# A bare 1 or 2 says nothing in a heading.
PHRASES = """
SELECT
    CASE WHEN field = 'column' THEN 'person' ELSE canonical END AS tag,
    word
FROM vocabulary
WHERE field IN ('stage', 'level', 'heading') OR (field = 'column' AND canonical = 'dossier')
ORDER BY field = 'heading', field, word
"""
# Provinces and districts by any name, communes by their full ones: a bare commune's name may be any word.
PLACES = """
SELECT DISTINCT unnest(CASE WHEN grain = 'commune' THEN [full_name] ELSE [full_name, name] END) FROM unit_name
"""


def lexicon_of(staging: Staging, columns: Collection[tuple[str, str]], words: Collection[tuple[str, str]]) -> Lexicon:
    """The words of the vocabulary, and what was said by hand of headings and of words."""
    known = phrases_said(tuple(staging.execute(PHRASES).fetchall()))
    explained: dict[str, str] = {}
    for written, meaning in columns:
        explained |= {column_key(written): meaning} | ({} if nth_of(written) else {key_of(written): meaning})
    said = {key: meaning for text, meaning in words for key in (key_of(text), stable_key(text)) if key}
    # Words that several places ask about are said together: "đợt, ra quân".
    phrases = {part: meaning for text, meaning in words if meaning in PHRASE_TAGS for part in text.split(",")}
    phrases = {part: meaning for part, meaning in phrases.items() if key_of(part)}
    plain = Lexicon(known, places_of(staging), explained)
    kept = {
        key_of(part): answered(plain.read(part), meaning).tags
        for part, meaning in phrases.items()
        if meaning in ("cumulative", *STAGES, *LEVELS)
    }
    return replace(plain.with_words(phrases), said=said, kept=kept)


@lru_cache(maxsize=1)
def phrases_said(vocabulary: tuple[tuple[str, str], ...]) -> Phrases:
    """The phrases of a vocabulary, which is the same for file after file."""
    return phrases_of((tag, word) for tag, word in vocabulary if not key_of(word).isdigit())


def phrases_of(said: Iterable[tuple[str, str]]) -> Phrases:
    """Phrases by their folded forms."""
    tags: dict[str, str] = {}
    spellings: dict[str, dict[str, str]] = {}
    for tag, word in said:
        key = key_of(word)
        # Without its marks a word may be several; then it is the one that must not be missed.
        if key not in tags or weight_of(tag) >= weight_of(tags[key]):
            tags[key] = tag
        spellings.setdefault(key, {})[spelling(with_signs(word))] = tag
    return Phrases(tags, spellings)


def weight_of(tag: str) -> int:
    """How much would be wrong if a tag were missed."""
    if tag in (*STAGES, *LEVELS):
        return 3
    return 0 if tag in ("filler", "around", "grouping", "identity", "place") else 1 if tag in MILD else 2


@once_for_units
def places_of(staging: Staging) -> Phrases:
    """The names of places."""
    return phrases_of(("place", name) for (name,) in staging.execute(PLACES).fetchall())
