"""The process that reads: takes one request after the other, and answers each with cells and what they are."""

import os
import pickle
import signal
import sys
import traceback
from pathlib import Path
from typing import BinaryIO

import duckdb

from dashboard import settings
from dashboard.exports.results import ExportRejected
from dashboard.exports.sketches import NO_LOOK
from dashboard.exports.source import Export, Member
from dashboard.importer import readers
from dashboard.importer.reading.limits import MEMORY, OUT_OF_MEMORY
from dashboard.importer.reading.messages import Broken, CellsFollow, Read, Refused, Request, send
from dashboard.importer.staging import Staging

# Rows that are sent together.
BATCH = 50_000


class Relay(Staging):
    """A staging database whose `raw` is sent on in the place of being kept."""

    def __init__(self, pipe: BinaryIO) -> None:
        super().__init__()
        self._pipe = pipe
        self.totals: list[tuple[int, str, str]] = []
        self.parts: list[tuple[int, int]] = []

    def fill_raw(self, query: str) -> int:
        import pyarrow

        # As the rows come: a long file never stands here as a whole.
        cells = self.connection.sql(query).to_arrow_reader(BATCH)
        send(self._pipe, CellsFollow())
        rows = 0
        with pyarrow.ipc.new_stream(self._pipe, cells.schema) as stream:
            for batch in cells:
                stream.write_batch(batch)
                rows += batch.num_rows
        self._pipe.flush()
        return rows

    def add_totals(self, totals: list[tuple[int, str, str]], parts: list[tuple[int, int]]) -> None:
        self.totals, self.parts = totals, parts


def main() -> int:
    """Answers until nobody asks any more."""
    # Who asks decides when to stop: what is begun is finished also when a whole group of processes is asked to end.
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, signal.SIG_IGN)
    limit_memory()
    pipe = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints is no answer, nor what DuckDB draws past Python into the output itself.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.stdout = sys.stderr
    while True:
        try:
            request = pickle.load(sys.stdin.buffer)
        except EOFError:
            return 0
        try:
            answer(request, pipe)
        except BrokenPipeError:
            # Nobody waits for it.
            return 1


def limit_memory() -> None:
    """Where the system can do it, a process that asks for too much is refused it at once; the watch sees the rest."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(request: Request, pipe: BinaryIO) -> None:
    """Reads one file. An error of ours ends this process, after it has said where it happened."""
    settings.use(request.data_folder, request.reference)
    export: Export = Path(request.path) if request.content is None else Member(request.name, request.content)
    try:
        with Relay(pipe) as staging:
            try:
                source = readers.read_by_format(staging, export, request.max_file_mb, request.hints)
                send(pipe, Read(source.drawn(is_wanted=request.is_drawn), staging.totals, staging.parts))
            except ExportRejected as refusal:
                look = refusal.draw() if request.is_drawn and refusal.draw else NO_LOOK
                send(pipe, Refused(refusal.problems, refusal.kind, refusal.meanings, refusal.questions, look))
    except (MemoryError, duckdb.OutOfMemoryException):
        os._exit(OUT_OF_MEMORY)
    except BrokenPipeError:
        raise
    except BaseException as error:
        send(pipe, Broken(place_of(error)))
        raise


def place_of(error: BaseException) -> str:
    """Where an error happened, in the last line of our own code."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(settings.ROOT / "dashboard")]
    place = f" {Path(own[-1].filename).name}:{own[-1].lineno}" if own else ""
    return f"{type(error).__name__}{place}"


if __name__ == "__main__":
    sys.exit(main())
