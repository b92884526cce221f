"""What is told of a long import or build while it runs: which step of how many, and how long it will take."""

import math
from collections.abc import Callable

from dashboard import formats
from dashboard.exports.privacy import masked
from dashboard.progress import Progress
from dashboard.text import Text

# The steps of one file; the build is one more, of all files.
OF_FILE = ("reading", "checking", "saving")


class Told:
    """Words and the share that is done, for each step as it begins; the share never falls.

    files: how many come in, 0 where that is not known, as of folders and archives.
    """

    def __init__(self, text: Text, files: int, show: Callable[[str, float], None]) -> None:
        self._text, self._show = text, show
        self._of = len(OF_FILE) * files + 1 if files else 0
        self._begun = self._number = 0
        self._share = 0.0

    def step(self, step: str, file: str) -> None:
        """A step of a file, or the build, has begun."""
        self._begun += step == "reading"
        if step in OF_FILE:
            self._number = max(self._number, len(OF_FILE) * (max(self._begun, 1) - 1) + OF_FILE.index(step) + 1)
        else:
            self._number = max(self._number + 1, self._of)
        words = self._text(f"command.step_{step}", file=masked(file))
        # Half of it is the files, half the build; of files that are not counted each takes half of what is left.
        of_files = self._number / (2 * self._of) if self._of else 0.5 - 0.5 ** (1 + self._number / 3)
        self._tell(self._counted(words), min(of_files, 0.5))

    def build(self, progress: Progress) -> None:
        """The build goes on."""
        share = progress.done / progress.of if progress.of else 0.9 if progress.what else 0.0
        self._tell(self._counted(in_words(progress, self._text)), 0.5 + share / 2)

    def _counted(self, words: str) -> str:
        if not self._of:
            return words
        return f"{self._text('command.step_of', number=min(self._number, self._of), of=self._of)} · {words}"

    def _tell(self, words: str, share: float) -> None:
        self._share = max(self._share, min(share, 0.99))
        self._show(words, self._share)


def in_words(progress: Progress, text: Text) -> str:
    """How far a build has come, and what is left."""
    done, of = (formats.count(number, text.language) for number in (progress.done, progress.of))
    words = text(f"building.{progress.what or 'begun'}", done=done, of=of)
    if progress.seconds_left is None:
        return words
    minutes = math.ceil(progress.seconds_left / 60)
    left = text("building.soon") if progress.seconds_left < 60 else text("building.minutes", n=minutes)
    return f"{words} · {left}"
