"""What a file does not say, or says in words that are not known: put so that a clerk can answer it."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.exports.answers import KINDS_OF_NUMBER, LEVELS, STAGES, SUBJECTS, Answer

# What may be chosen where the meaning of words is asked, the likeliest first; a column may be a count at once.
WORDS = (*KINDS_OF_NUMBER, *STAGES, *LEVELS)
SPAN = ("cumulative", "flow", "other")
# An answer of one's own: nothing can be offered, so an example is printed.
EXAMPLES = {"as_of": "2024-05-01T17:00", "unit_name": "Xã Trí Phải"}


@dataclass(frozen=True)
class Choice:
    """One way to answer a question; ``words`` are of the file where the meaning alone does not say what is chosen."""

    answers: tuple[Answer, ...]
    words: str = ""


@dataclass(frozen=True)
class Question:
    """One thing that must be said before numbers are taken. ``asked`` is the name of the reason that is told.

    ``place`` tells where the words stand, ``at`` row and column of the grid (from 0), ``choices`` what may be answered;
    a ``field`` may also be given another value. ``row`` and ``column`` are those of a problem, ``count`` how many
    numbers wait, ``more`` at how many places more the same is asked.
    """

    asked: str
    sheet: str | None
    place: str
    words: str
    choices: tuple[Choice, ...] = ()
    field: str = ""
    row: int | None = None
    column: str | None = None
    count: int = 0
    at: tuple[int, int] | None = None
    more: int = 0

    def detail(self) -> str:
        """Where, and the words in question."""
        place = f"{self.place} (+{self.more})" if self.place and self.more else self.place
        return ": ".join(part for part in (place, self.words) if part)

    @property
    def answer(self) -> str:
        """The arguments of the first choice, or of an example."""
        if self.choices:
            return " ".join(map(str, self.choices[0].answers))
        return str(Answer("", self.field, EXAMPLES[self.field])) if self.field else ""

    @property
    def alternatives(self) -> list[str]:
        """What else may be said of the same words."""
        said = [choice.answers[0] for choice in self.choices]
        return [one.means for one in said[1:] if (one.subject, one.words) == (said[0].subject, said[0].words)]


def choices_of(subject: str, words: str, meanings: Iterable[str] = ()) -> tuple[Choice, ...]:
    """The choices of one subject: of these meanings, or of all that may be said of it."""
    return tuple(Choice((Answer(subject, words, means),)) for means in meanings or SUBJECTS[subject])
