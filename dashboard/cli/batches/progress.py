"""Shows on the terminal what an import is doing, while it takes longer than a moment."""

import sys
from pathlib import Path

from dashboard.exports.privacy import masked
from dashboard.text import Text

# Below this size a file is in before anyone wonders.
LARGE = 20 * 1024 * 1024


class Steps:
    """One line on the error output for each step; on a terminal each line replaces the one before."""

    def __init__(self, text: Text, files: list[Path]) -> None:
        self._text = text
        self._on_terminal = sys.stderr.isatty()
        self._shown = self._on_terminal or any(path.is_file() and path.stat().st_size > LARGE for path in files)
        self._width = 0

    def show(self, step: str, file: str) -> None:
        """Says which step (reading, checking, saving, building) of which file has begun."""
        if not self._shown:
            return
        line = self._text(f"command.step_{step}", file=masked(file)) + " …"
        if self._on_terminal:
            sys.stderr.write("\r" + line.ljust(self._width))
            self._width = len(line)
        else:
            sys.stderr.write(line + "\n")
        sys.stderr.flush()

    def finish(self) -> None:
        """Takes the line away."""
        if self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
            sys.stderr.flush()
