"""One part to be made, told by names: any process that sees the data folder can make it, and answers with a name."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import duckdb

from dashboard import sql
from dashboard.batches.events import Event
from dashboard.batches.store import Manifest
from dashboard.warehouse import rules
from dashboard.warehouse.making import MEMORY
from dashboard.warehouse.part import parts_folder, write_part
from dashboard.warehouse.parted import parted


@dataclass(frozen=True)
class Task:
    """name: of the part's file; given: of the file with what it takes from the nation, beside it; rules: by which the
    nation is built."""

    name: str
    part: str
    given: str
    is_given: bool
    rules: str
    manifests: tuple[Manifest, ...]
    happened: tuple[Event, ...]


class Workers(Protocol):
    """Whoever makes parts. What is not there afterwards the build makes itself, and meets the fault if there is one."""

    # How many parts were left to the build.
    left: int

    def make(self, tasks: Sequence[Task]) -> None:
        """Makes what it can."""

    def close(self) -> None:
        """Lets them go."""


class BuiltOtherwise(Exception):
    """Another software, other settings or other tables of units: its parts would be others."""


def make(task: Task, *, memory: str = MEMORY, threads: int = 0, room: Path | None = None) -> str:
    """Makes the part's file in the data folder, and returns its name.

    threads: 0 for as many as there are cores; room: a folder of this machine to make it in, where the data folder lies
    on another one.
    """
    if task.rules != rules.digest():
        raise BuiltOtherwise
    room = room or parts_folder()
    beside = str(room / f"{task.part}.partial-{os.getpid()}.tmp")
    with duckdb.connect(config={"temp_directory": beside, "memory_limit": memory}) as connection:
        connection.execute("SET enable_progress_bar = false")
        if threads:
            connection.execute(f"SET threads = {threads}")
        connection.execute(f"ATTACH {sql.literal(parts_folder() / task.given)} AS scratch (READ_ONLY)")
        received = task.manifests, task.happened
        write_part(connection, task.name, task.part, received, parted(), is_given=task.is_given, room=room)
    return task.name
