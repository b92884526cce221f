"""What a file does not say, or says in words that are not known: put so that a clerk can answer it."""

from dataclasses import dataclass

# What words, or the numbers below them, may turn out to mean.
MEANINGS = ("cumulative", "flow", "target", "percent", "other", "filler")


@dataclass(frozen=True)
class Question:
    """One thing that must be said before numbers are taken. ``asked`` is the name of the reason that is told.

    ``rows`` and ``columns`` tell which of the table's numbers wait for it (from 0; empty: all of them), ``place`` where
    the words stand, ``choices`` what may be answered and ``answer`` the argument that answers it.
    """

    asked: str
    sheet: str | None
    place: str
    words: str
    choices: tuple[str, ...] = ()
    answer: str = ""
    row: int | None = None
    column: str | None = None
    count: int = 0

    def detail(self) -> str:
        """Where, and the words in question."""
        return ": ".join(part for part in (self.place, self.words) if part)


def about_words(
    words: str, sheet: str | None, place: str, row: int | None = None, column: str | None = None
) -> Question:
    """Asks what words mean."""
    return Question(
        "words_are_understood", sheet, place, words, MEANINGS, f'--set "word:{words}=cumulative"', row, column
    )
