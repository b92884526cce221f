"""Asks the process that reads, and ends it when a file costs too much: one process for all files of a command."""

import atexit
import os
import pickle
import subprocess
import sys
import threading
from dataclasses import replace
from typing import IO

import duckdb

from dashboard import settings
from dashboard.exports.header import RECOGNISED
from dashboard.exports.results import ExportRejected
from dashboard.exports.source import (
    NO_HINTS,
    Export,
    Hints,
    Member,
    Source,
    bytes_of,
    is_nameable,
    refused,
    size_of,
)
from dashboard.importer.reading.limits import MB, OUT_OF_MEMORY, Limits, Watch, limits_of, reserved_by, usage_of
from dashboard.importer.reading.messages import Bounded, Broken, CellsFollow, Read, Refused, Request, next_answer
from dashboard.importer.staging import Staging
from dashboard.sql import literal

COMMAND = (sys.executable, "-m", "dashboard.importer.reading.worker")
# How a process ends that the system gave no more memory: by itself, or aborted. Seconds that it may take to do so.
REFUSED_MEMORY, ENDING = (OUT_OF_MEMORY, -6), 10.0
TOO_COSTLY = ("reading_is_affordable", "packed_file_is_affordable")
# A process that keeps more than this of the files before, or has reserved more, makes room for a fresh one.
KEEPS, RESERVES = 300 * MB, 600 * MB


class Reader:
    """One process that reads, begun when it is first needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self._has_read = False

    def start(self) -> "subprocess.Popen[bytes]":
        """The process, begun unless it runs; whoever forks has no part in it."""
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            self._owner, self._has_read = os.getpid(), False
            self._process = subprocess.Popen(
                COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=settings.ROOT
            )
        return self._process

    def stop(self) -> None:
        """Ends the process, whatever it does."""
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            process.kill()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    close(pipe)
            process.wait()

    def read(self, staging: Staging, export: Export, request: Request, limits: Limits) -> Read:
        """Fills `raw` and returns what else the file says. Raises ExportRejected.

        What the files before left in the process is not charged to this one: what costs too much there is read
        again in a fresh process.
        """
        self.start()
        if self._has_read:
            try:
                return self._read(staging, export, request, limits)
            except ExportRejected as refusal:
                if refusal.problems[0].reason not in TOO_COSTLY:
                    raise
        return self._read(staging, export, request, limits)

    def _read(self, staging: Staging, export: Export, request: Request, limits: Limits) -> Read:
        process = self.start()
        self._has_read = True
        assert process.stdin and process.stdout
        answer = Bounded(process.stdout, limits.answer)
        finished = False
        try:
            with Watch(process, limits) as watch:
                pickle.dump(request, process.stdin, protocol=5)
                process.stdin.flush()
                read = self._answered(staging, export, answer)
            finished = True
            return read
        except ExportRejected as refusal:
            finished = refusal.problems[0].reason != "reader_finishes"
            raise
        except (OSError, EOFError, ValueError, pickle.UnpicklingError, LookupError, duckdb.Error) as problem:
            passed = "answer" if answer.is_passed else watch.passed
            if not passed and process.wait(timeout=ENDING) not in REFUSED_MEMORY:
                raise refused(export, "file_is_readable") from problem
            raise too_costly(export, limits, passed) from problem
        finally:
            if not finished or keeps_much(process.pid):
                self.stop()

    def _answered(self, staging: Staging, export: Export, pipe: Bounded) -> Read:
        import pyarrow

        while True:
            match next_answer(pipe):
                case CellsFollow():
                    with pyarrow.ipc.open_stream(pyarrow.PythonFile(pipe, "r")) as cells:
                        staging.take_raw(cells)
                case Read() as read:
                    return read
                case Refused() as refusal:
                    raise ExportRejected(
                        *refusal.problems,
                        kind=refusal.kind,
                        meanings=refusal.meanings,
                        questions=refusal.questions,
                        look=refusal.look,
                    )
                case Broken(place):
                    raise refused(export, "reader_finishes", place)


def keeps_much(number: int) -> bool:
    """Whether a process has too little left for the next file, or is gone."""
    try:
        return usage_of(number).memory > KEEPS or reserved_by(number) > RESERVES
    except LookupError:
        return True


READER = Reader()
ONE_AT_A_TIME = threading.Lock()
atexit.register(READER.stop)


def start() -> None:
    """Begins the process that will read: it gets ready while others do their part."""
    with ONE_AT_A_TIME:
        READER.start()


def read_export(
    staging: Staging, export: Export, max_file_mb: int, hints: Hints = NO_HINTS, *, is_drawn: bool = False
) -> Source:
    """Fills `raw` from the file, and with what was said of it. Raises ExportRejected for a file that is no table."""
    in_memory = isinstance(export, Member) or not is_nameable(export)
    request = Request(
        "" if isinstance(export, Member) else os.fspath(export.absolute()),
        export.name,
        bytes_of(export) if in_memory else None,
        max_file_mb,
        hints,
        str(settings.data_folder().absolute()),
        str(settings.DATA),
        is_drawn,
    )
    with ONE_AT_A_TIME:
        read = READER.read(staging, export, request, limits_of(size_of(export)))
    if read.totals:
        staging.add_totals(read.totals, read.parts)
    # The kinds are compared by what they are, not by how they look.
    kind = next(kind for kind in RECOGNISED if kind == read.source.header.kind)
    source = replace(read.source, header=replace(read.source.header, kind=kind))
    names = dict(source.header.names)
    for field, value in (hints.stated | source.hints.stated).items():
        if field in kind.all_fields and field not in names:
            staging.execute(f'ALTER TABLE raw ADD COLUMN "{field}" VARCHAR DEFAULT {literal(value)}')
            names[field] = field
    return replace(source, header=replace(source.header, names=names))


def too_costly(export: Export, limits: Limits, passed: str) -> ExportRejected:
    """The refusal of a file whose reading was ended, or ended itself where the system gave it no more memory."""
    detail = {"time": f"{limits.seconds:.0f} s", "answer": f"{limits.answer // MB} MB"}.get(passed, "1 GB")
    # What lies in an archive is read from memory; unpacked, a long list is read in one pass.
    is_packed = isinstance(export, Member) and "/" in export.name
    return refused(export, TOO_COSTLY[is_packed], detail)


def close(pipe: IO[bytes]) -> None:
    """Closes a pipe at whose other end nobody may be."""
    try:
        pipe.close()
    except OSError:
        return
