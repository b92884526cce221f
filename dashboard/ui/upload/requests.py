"""Asks the upload worker, a process of its own: a long file must not make readers wait.

It is kept for a while: what a clerk clicks next is answered without waiting for another process to start.
"""

import atexit
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from dashboard import settings
from dashboard.exports import upload
from dashboard.exports.forms import Form
from dashboard.exports.source import NO_HINTS, Hints
from dashboard.exports.upload import ConfirmedName, FileReport, FileSent, Request, from_json

COMMAND = (sys.executable, "-m", "dashboard.importer.upload.worker")
# For how long a worker waits for the next request, and up to how many bytes of files it keeps its memory for it.
KEPT_SECONDS, KEPT_BYTES = 120.0, 8 * 1024 * 1024
# Is called with each step in words, and the share of all that is done.
ShowStep = Callable[[str, float], None]


@dataclass(frozen=True)
class HandedIn:
    """A file that was handed in, in memory only, and what was said of it."""

    name: str
    content: bytes = field(repr=False)
    hints: Hints = NO_HINTS

    @property
    def sent(self) -> FileSent:
        """The file as a request names it."""
        return FileSent(self.name, len(self.content), self.hints)


class Refused(Exception):
    """The importer could not finish, in words for the clerk: what was there before stays."""


def preview(file: HandedIn, language: str) -> tuple[FileReport, ...]:
    """What a file would bring; an archive brings several."""
    return _reports(_ask(upload.Preview(language, (file.sent,)), [file]))


def take_in(files: Sequence[HandedIn], language: str, show_step: ShowStep) -> tuple[FileReport, ...]:
    """Takes the files in, and shows each step as it begins. Raises Refused."""
    return _reports(_ask(upload.Import(language, tuple(file.sent for file in files)), files, show_step))


def confirm(names: Sequence[ConfirmedName], who: str, language: str) -> None:
    """Keeps what names mean."""
    _ask(upload.ConfirmNames(language, tuple(names), who))


def save_layout(name: str, form: Form, hints: Hints, who: str, language: str) -> None:
    """Remembers how an office writes."""
    _ask(upload.SaveLayout(language, name, form, hints, who))


def withdraw(batch: str, why: str, who: str, language: str) -> None:
    """Leaves a batch out of the figures from now on. Raises Refused."""
    _ask(upload.Withdraw(language, batch, why, who))


def remind(edition: str, unit_codes: Sequence[str], language: str, show_step: ShowStep) -> FileReport:
    """Keeps that units were reminded today, and shows each step as it begins. Raises Refused."""
    return from_json(FileReport, _ask(upload.Remind(language, edition, tuple(unit_codes)), show_step=show_step))


def template(edition: str, unit_code: str, kind: str, language: str) -> bytes:
    """A workbook with a unit's communes filled in."""
    return from_json(bytes, _ask(upload.MakeTemplate(language, edition, unit_code, kind)))


def _reports(answer: object) -> tuple[FileReport, ...]:
    return from_json(tuple[FileReport, ...], answer)


class Worker:
    """One upload worker, which answers one request after the other."""

    def __init__(self, state: tuple[object, ...]) -> None:
        self.state = state
        self._process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=settings.ROOT)

    def ask(self, request: Request, files: Sequence[HandedIn], show_step: ShowStep | None = None) -> dict[str, object]:
        """The last message of an answer. Raises RuntimeError for a process that breaks, which is an error of ours."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(upload.request_as_json(request).encode() + b"\n")
        for file in files:
            self._process.stdin.write(file.content)
        self._process.stdin.flush()
        for line in self._process.stdout:
            message: dict[str, object] = json.loads(line)
            if "step" not in message:
                return message
            if show_step:
                show_step(str(message["step"]), float(str(message["share"])))
        raise RuntimeError(f"the importer's process ended with {self._process.wait()}")

    @property
    def number(self) -> int:
        """The process's own."""
        return self._process.pid

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        """Lets it finish what it does; it ends when nobody can ask any more."""
        with self._process:
            pass


# The one that waits for the next request, and what will end it; others, where several clerks work at once, end with
# their answer.
WAITING: list[tuple[Worker, threading.Timer]] = []
LOCK = threading.Lock()


def _ask(request: Request, files: Sequence[HandedIn] = (), show_step: ShowStep | None = None) -> object:
    """The answer to one request. Raises Refused."""
    worker = _worker()
    try:
        message = worker.ask(request, files, show_step)
    except BaseException:
        worker.end()
        raise
    is_kept = sum(len(file.content) for file in files) <= KEPT_BYTES
    if not (is_kept and _keep(worker)):
        worker.end()
    if "refused" in message:
        raise Refused(message["refused"])
    return message["answer"]


def _worker() -> Worker:
    """The one that waits, where its settings are still those that are chosen, or a new one."""
    folder = settings.data_folder()
    state = folder, settings.DATA, settings.stamp(folder / "settings.toml")
    waiting = _take_waiting()
    if waiting and waiting.state == state and waiting.is_alive():
        return waiting
    if waiting:
        waiting.end()
    return Worker(state)


def _take_waiting() -> Worker | None:
    with LOCK:
        if not WAITING:
            return None
        worker, timer = WAITING.pop()
    timer.cancel()
    return worker


def _keep(worker: Worker) -> bool:
    """Lets a worker wait for the next request, for a while; False where another one waits."""
    timer = threading.Timer(KEPT_SECONDS, end_waiting)
    timer.daemon = True
    with LOCK:
        if WAITING:
            return False
        WAITING.append((worker, timer))
    timer.start()
    return True


def end_waiting() -> None:
    """Ends the worker that waits, if one does."""
    if worker := _take_waiting():
        worker.end()


atexit.register(end_waiting)
