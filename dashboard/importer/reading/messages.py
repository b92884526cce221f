"""What the two ends say to each other: requests and answers of plain values, and the cells between them as Arrow."""

import datetime as dt
import io
import pickle
from dataclasses import dataclass, is_dataclass
from typing import IO, BinaryIO

from dashboard.exports.questions import Question
from dashboard.exports.results import Meaning, Problem
from dashboard.exports.sketches import NO_LOOK, Look
from dashboard.exports.source import Hints, Source


@dataclass(frozen=True)
class Request:
    """A file to be read, by its path or by its name and bytes, with the folders that this installation uses.

    ``is_drawn`` asks for its sheets as a person sees them, too.
    """

    path: str
    name: str
    content: bytes | None
    max_file_mb: int
    hints: Hints
    data_folder: str
    reference: str
    is_drawn: bool = False


@dataclass(frozen=True)
class CellsFollow:
    """Behind this stands an Arrow stream of text columns: the cells of `raw`, in the file's order."""


@dataclass(frozen=True)
class Read:
    """What the file is beside its cells: the printed totals as Staging takes them too."""

    source: Source
    totals: list[tuple[int, str, str]]
    parts: list[tuple[int, int]]


@dataclass(frozen=True)
class Refused:
    """Why the file is no table."""

    problems: tuple[Problem, ...]
    kind: str | None
    meanings: tuple[Meaning, ...]
    questions: tuple[Question, ...]
    look: Look = NO_LOOK


@dataclass(frozen=True)
class Broken:
    """The reader failed: the kind of the error and its place, never its words, which may quote a person's cell."""

    place: str


Answer = CellsFollow | Read | Refused | Broken


class PlainUnpickler(pickle.Unpickler):
    """Reads data classes of this program, and no other: a process that was misled cannot make its reader run code."""

    def find_class(self, module: str, name: str) -> object:
        if (module, name) in (("datetime", "date"), ("datetime", "datetime")):
            return getattr(dt, name)
        found = super().find_class(module, name) if module.startswith("dashboard.") else None
        if isinstance(found, type) and is_dataclass(found):
            return found
        raise pickle.UnpicklingError(name)


class Bounded(io.RawIOBase):
    """The answer of a process, of which no more is read than is allowed."""

    def __init__(self, pipe: IO[bytes], allowed: int) -> None:
        self._pipe, self._left = pipe, allowed
        self.is_passed = False

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if size < 0 or size > self._left:
            self.is_passed = True
            raise EOFError
        self._left -= size
        return self._pipe.read(size)

    def readline(self, size: int | None = -1) -> bytes:
        # Pickles of today's protocol have no lines.
        raise EOFError


def next_answer(pipe: Bounded) -> Answer:
    """The next answer. Raises EOFError or UnpicklingError where there is none."""
    length = int.from_bytes(pipe.read(8), "big")
    answer: Answer = PlainUnpickler(io.BytesIO(pipe.read(length))).load()
    return answer


def send(pipe: BinaryIO, answer: Answer) -> None:
    """Writes an answer behind its length."""
    content = pickle.dumps(answer, protocol=5)
    pipe.write(len(content).to_bytes(8, "big") + content)
    pipe.flush()
