"""Asks the upload worker, a process of its own: a long file must not make readers wait."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from dashboard import settings
from dashboard.exports import upload
from dashboard.exports.forms import Form
from dashboard.exports.source import NO_HINTS, Hints
from dashboard.exports.upload import ConfirmedName, FileReport, FileSent, Request, from_json

COMMAND = (sys.executable, "-m", "dashboard.importer.upload.worker")


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


def take_in(files: Sequence[HandedIn], language: str, show_step: Callable[[str], None]) -> tuple[FileReport, ...]:
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


def remind(edition: str, unit_codes: Sequence[str], language: str, show_step: Callable[[str], None]) -> FileReport:
    """Keeps that units were reminded today, and shows each step as it begins. Raises Refused."""
    return from_json(FileReport, _ask(upload.Remind(language, edition, tuple(unit_codes)), show_step=show_step))


def template(edition: str, unit_code: str, kind: str, language: str) -> bytes:
    """A workbook with a unit's communes filled in."""
    return from_json(bytes, _ask(upload.MakeTemplate(language, edition, unit_code, kind)))


def _reports(answer: object) -> tuple[FileReport, ...]:
    return from_json(tuple[FileReport, ...], answer)


def _ask(request: Request, files: Sequence[HandedIn] = (), show_step: Callable[[str], None] | None = None) -> object:
    """The answer to one request. Raises Refused; a process that breaks is an error of ours."""
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=settings.ROOT) as process:
        assert process.stdin and process.stdout
        process.stdin.write(upload.request_as_json(request).encode() + b"\n")
        for file in files:
            process.stdin.write(file.content)
        process.stdin.close()
        for line in process.stdout:
            message = json.loads(line)
            if "step" in message:
                if show_step:
                    show_step(message["step"])
            elif "refused" in message:
                raise Refused(message["refused"])
            else:
                answer: object = message["answer"]
                return answer
    raise RuntimeError(f"the importer's process ended with {process.returncode}")
