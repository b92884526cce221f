"""What a person says of a file by a click or ``--set``: of words, a column, a row, a remark, the file."""

import re
from dataclasses import dataclass

from dashboard.exports.kinds import KINDS

STAGES = ("collected", "approved", "activated")
LEVELS = ("1", "2", "all")
# What words, or the numbers that they qualify, may mean; `filler` says nothing of the numbers.
KINDS_OF_NUMBER = ("cumulative", "flow", "target", "percent", "other", "filler")
COUNTS = tuple(f"{stage} {level}" for stage in STAGES for level in LEVELS)
MEANINGS = (*KINDS_OF_NUMBER, *STAGES, *LEVELS, *COUNTS, "as_of")
COLUMNS = (
    "unit", "unit_name", "unit_code", "parent", "parent_name", "ordinal", "level", "stage", "count", "date",
    "hour_band", "channel", "team_code", "",
)  # fmt: skip
# Of what an answer may speak, and what it may say of it.
SUBJECTS = {
    "word": MEANINGS,
    "column": (*MEANINGS, *COLUMNS),
    "row": ("unit", "total", "other"),
    "remark": ("take", "leave"),
}
# What is said of the whole file beside the columns that it lacks: that its numbers are running totals, what a struck
# number is, by which saved layout it is read ("none": by none), and which of several columns of targets is meant.
OF_FILE = ("measure", "struck", "layout", "targets")
NO_LAYOUT = "none"

UNSAFE = '"`$\\!'
BARE = re.compile(r"[\w=:.-]+", re.ASCII)


@dataclass(frozen=True)
class Answer:
    """One thing said: of ``words`` that they mean ``means``. Without a subject the words are a field of the file."""

    subject: str
    words: str
    means: str

    def __str__(self) -> str:
        """The argument that says the same on the command line."""
        said = f"{self.subject}:{self.words}={self.means}" if self.subject else f"{self.words}={self.means}"
        # Shells would read these marks; where words are compared they do not count.
        plain = " ".join("".join(" " if letter in UNSAFE else letter for letter in said).split())
        return f"--set {plain}" if BARE.fullmatch(plain) else f'--set "{plain}"'


class AnswerUnknown(Exception):
    """Words that are no answer."""


def answer_of(argument: str) -> Answer:
    """The answer of an argument: as_of=2024-05-01, word:đợt ra quân=flow. Raises AnswerUnknown."""
    subject, colon, rest = argument.partition(":")
    if colon and subject in SUBJECTS:
        words, sign, means = rest.rpartition("=")
        if not (words.strip() and sign and means.strip() in SUBJECTS[subject]):
            raise AnswerUnknown(argument)
        return Answer(subject, words.strip(), means.strip())
    field, _, value = argument.partition("=")
    if not value or field not in {*OF_FILE, *(name for kind in KINDS for name in kind.all_fields)}:
        raise AnswerUnknown(argument)
    return Answer("", field, value)
