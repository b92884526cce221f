"""What words mean: known phrases become tags, the names of places say nothing, and a word that is not known is kept."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import duckdb

from dashboard.exports.header import heading_key
from dashboard.importer.layouts.moments import Moment, moments_in, plain, without_moments

STAGES = ("collected", "approved", "activated")
LEVELS = ("1", "2", "all")
# Between the words of a column's head rows, from the top one to the bottom one.
BETWEEN = " / "
# The number of a document says nothing of the figures: "Số: 412/BC-CAH", "Kế hoạch số 41/KH-CAH".
DOCUMENT = re.compile(
    r"(?:\b(?:ke hoach|bao cao|cong van|quyet dinh|thong bao|chi thi|nghi dinh|cong dien|huong dan|de an|luat) )?"
    r"(?:\bso ?:? ?\d* ?/ ?(?:\d{4} ?/ ?)?[a-z]{2,}[a-z0-9]*(?:-[a-z0-9]+)*|\b\d+ ?/ ?(?:\d{4} ?/ ?)?[a-z]{2,}(?:-[a-z0-9]+)+)"
    r"|\bde an 06\b"
)
# Spans that are numbered: a week, a month, a quarter, a year.
NUMBERED = re.compile(
    r"\b(?:tuan (?:thu )?(?P<week>\d{1,2})|(?:thang |t)(?P<month>\d{1,2})(?: ?[/-] ?\d{4}| nam \d{4})?"
    r"|quy (?P<quarter>[ivx]+|\d)(?: ?/ ?\d{4}| nam \d{4})?|nam (?P<year>\d{4})|dot (?P<phase>\d{1,2}|[ivx]+))\b"
)
HOUR = re.compile(r"\b\d{1,2} ?(?:h|g|gio) ?\d{0,2}(?: ?phut)?\b")
# Ages under fourteen, alone or in a span.
CHILDREN = re.compile(r"\b(?:duoi (?:1[0-8]|\d)|tu (?:du )?\d{1,2} den (?:duoi )?\d{1,2}) tuoi\b")
SIGNS = {"+/-": " tang giam ", "±": " tang giam ", "Δ": " tang giam ", "∑": " tong "}
ORDINAL = re.compile(r"^\s*(?:\(?(?:\d{1,2}|[ivx]{1,5}|[a-eA-E])\)?\s*[.)/:-]\s*)+(?=\S)", re.IGNORECASE)


def key_of(words: str) -> str:
    """Folded words without punctuation; signs that mean something are words."""
    for sign, word in SIGNS.items():
        words = words.replace(sign, word)
    return heading_key(words)


@dataclass(frozen=True)
class Reading:
    """What a cell or a line says: tags in their order, words that are not known, and times."""

    written: str = ""
    tags: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    moments: tuple[Moment, ...] = ()
    numbered: tuple[tuple[str, str], ...] = ()

    def of(self, tags: Collection[str]) -> tuple[str, ...]:
        """Those of the tags that it has, each once."""
        return tuple(dict.fromkeys(tag for tag in self.tags if tag in tags))

    def has(self, *tags: str) -> bool:
        """Whether it has one of the tags."""
        return any(tag in self.tags for tag in tags)


@dataclass(frozen=True)
class Lexicon:
    """The phrases and their tags, the names of places, and what a person said of headings and of words."""

    tags: Mapping[str, str]
    places: frozenset[str]
    explained: Mapping[str, str] = field(default_factory=dict)
    longest: int = 8

    def with_words(self, words: Mapping[str, str]) -> "Lexicon":
        """The same with phrases that a legend or a person explains."""
        added = {key_of(phrase): tag for phrase, tag in words.items()}
        return Lexicon({**self.tags, **added}, self.places, self.explained, self.longest)

    def read(self, words: str, *, with_places: bool = True) -> Reading:
        """The meaning of a cell or a line."""
        moments = tuple(moments_in(words))
        line = DOCUMENT.sub(" ", without_moments(words) if moments else plain(words))
        numbered: list[tuple[str, str]] = []

        def note(match: re.Match[str]) -> str:
            kind = str(match.lastgroup)
            numbered.append((kind, match[kind]))
            return f" {kind}span "

        line = CHILDREN.sub(self._children, NUMBERED.sub(note, HOUR.sub(" ", line)))
        tags, unknown = self._tags_of(key_of(ORDINAL.sub("", line)).split(), with_places=with_places)
        return Reading(words, tuple(tags), tuple(unknown), moments, tuple(numbered))

    def _children(self, match: re.Match[str]) -> str:
        return match[0] if key_of(match[0]) in self.tags else " treem "

    def _tags_of(self, tokens: list[str], *, with_places: bool) -> tuple[list[str], list[str]]:
        """Tags of the longest phrases first, and what is not known, words side by side together."""
        tags: list[str] = []
        unknown: list[str] = []
        at, is_open = 0, False
        while at < len(tokens):
            length, tag = self._longest(tokens, at, with_places=with_places)
            if length:
                tags.append(tag)
                at, is_open = at + length, False
            else:
                if is_open:
                    unknown[-1] += f" {tokens[at]}"
                else:
                    unknown.append(tokens[at])
                at, is_open = at + 1, True
        return tags, unknown

    def _longest(self, tokens: list[str], at: int, *, with_places: bool) -> tuple[int, str]:
        for length in range(min(self.longest, len(tokens) - at), 0, -1):
            phrase = " ".join(tokens[at : at + length])
            if tag := self.tags.get(phrase):
                return length, tag
            if with_places and phrase in self.places:
                return length, "place"
        return 0, ""


SPANS = {f"{kind}span": kind for kind in ("week", "month", "quarter", "year", "phase")} | {"treem": "child"}
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
SELECT DISTINCT unnest(CASE WHEN grain = 'commune' THEN [folded(full_name)] ELSE [folded(full_name), folded(name)] END)
FROM unit_name
"""


def lexicon_of(
    connection: duckdb.DuckDBPyConnection, columns: Collection[tuple[str, str]], words: Mapping[str, str]
) -> Lexicon:
    """The words of the vocabulary, and what was said by hand of headings and of words."""
    tags = {key_of(word): tag for tag, word in connection.execute(PHRASES).fetchall() if not key_of(word).isdigit()}
    places = frozenset(key_of(name) for (name,) in connection.execute(PLACES).fetchall())
    explained = {key_of(written): meaning for written, meaning in columns}
    return Lexicon({**tags, **SPANS}, places, explained).with_words(words)
