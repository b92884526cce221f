"""Shows on the terminal what an import or a build is doing, while it takes longer than a moment."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard import progress
from dashboard.exports.privacy import masked
from dashboard.exports.progress import Told
from dashboard.text import Text

# Below this size a file is in before anyone wonders.
LARGE = 20 * 1024 * 1024
# Says that a step of a file has begun.
Show = Callable[[str, str], None]


class Steps:
    """One line on the error output for each step; on a terminal each line replaces the one before.

    Beside a terminal only large files are told of, and nothing of the build but that it has begun.
    """

    def __init__(self, text: Text, files: list[Path], times: int = 1) -> None:
        """times: how often each file is read."""
        self._text = text
        self._on_terminal = sys.stderr.isatty()
        self._shown = self._on_terminal or any(path.is_file() and path.stat().st_size > LARGE for path in files)
        self._width = 0
        are_counted = all(path.is_file() and path.suffix.lower() != ".zip" for path in files)
        self._told = Told(text, len(files) * times if are_counted else 0, self._replace)

    def show(self, step: str, file: str) -> None:
        """Says which step (reading, checking, saving, building) of which file has begun."""
        if self._on_terminal:
            self._told.step(step, file)
        elif self._shown:
            sys.stderr.write(self._text(f"command.step_{step}", file=masked(file)) + " …\n")
            sys.stderr.flush()

    @contextmanager
    def shown(self) -> Iterator[Show]:
        """Shows the build too, and takes the line away in the end."""
        try:
            if self._on_terminal:
                with progress.shown_to(self._told.build):
                    yield self.show
            else:
                yield self.show
        finally:
            if self._width:
                sys.stderr.write("\r" + " " * self._width + "\r")
                sys.stderr.flush()

    def _replace(self, words: str, _: float) -> None:
        line = f"{words} …"
        sys.stderr.write("\r" + line.ljust(self._width))
        self._width = len(line)
        sys.stderr.flush()
