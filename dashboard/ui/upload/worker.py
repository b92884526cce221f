"""Speaks with the importer, which works in a process of its own: a long file must not make readers wait."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard import settings

Answer = list[dict[str, Any]]
COMMAND = (sys.executable, "-m", "dashboard.importer.upload.worker")


@dataclass(frozen=True)
class Said:
    """What the clerk said of a file that does not say it itself: encoding, values for all rows, headings explained."""

    encoding: str = ""
    given: tuple[tuple[str, str], ...] = ()
    columns: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As the importer's process reads it."""
        return {"encoding": self.encoding, "given": dict(self.given), "columns": dict(self.columns)}


@dataclass(frozen=True)
class HandedIn:
    """A file that was handed in, in memory only, and what was said of it."""

    name: str
    content: bytes = field(repr=False)
    said: Said = Said()


class Refused(Exception):
    """The importer could not finish, in words for the clerk: what was there before stays."""


def ask(
    do: str,
    files: Sequence[HandedIn] = (),
    *,
    lang: str,
    tell: Callable[[str], None] | None = None,
    **details: object,
) -> Answer:
    """The answer to one request. Raises Refused; a process that breaks is an error of ours."""
    listed = [{"name": one.name, "size": len(one.content), "hints": one.said.as_json()} for one in files]
    request = json.dumps({"do": do, "lang": lang, "files": listed, **details}, ensure_ascii=False).encode()
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=settings.ROOT) as process:
        assert process.stdin and process.stdout
        process.stdin.write(request + b"\n")
        for one in files:
            process.stdin.write(one.content)
        process.stdin.close()
        for line in process.stdout:
            message = json.loads(line)
            if "step" in message:
                if tell:
                    tell(message["step"])
            elif "refused" in message:
                raise Refused(message["refused"])
            else:
                answer: Answer = message["answer"]
                return answer
    raise RuntimeError(f"the importer's process ended with {process.returncode}")
