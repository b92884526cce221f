"""In which order batches came in and were decided about: by a counter, for a clock may be set back.

Numbers follow one another, so that a batch or decision whose files are gone is missed.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from dashboard import settings
from dashboard.batches import events, store
from dashboard.batches.events import Event
from dashboard.batches.store import Manifest
from dashboard.faults import OperatorFault

AT_ONCE = timedelta(microseconds=1)


class StepMissing(OperatorFault):
    """A batch that came in, or a decision, is gone with its files: without it the figures would change in silence."""

    reason, key = "batches_are_all_there", "command.step_missing"

    def __init__(self, number: int, before: Manifest | Event | None) -> None:
        after = before.batch_id if before else "–"
        super().__init__(number=number, after=after, folder=store.batches_folder())


@dataclass(frozen=True)
class Step:
    """A batch that came in, or what was decided about one; its place in the order, and the time that it counts by.

    That time is the clock's, but never before the step that came before it.
    """

    entry: Manifest | Event
    turn: int
    at: datetime


def present() -> frozenset[str]:
    """Names that are others as soon as anything more came in or was decided."""
    folders = (store.batches_folder(), events.folder())
    return frozenset(path.name for folder in folders for path in folder.glob("[!.]*"))


def counter() -> Path:
    """Where the last number that was given stands: the newest batch could go without a gap."""
    return settings.data_folder() / "counter"


def next_number() -> int:
    """The number of what comes in or is decided next; the caller holds the importer's lock."""
    return 1 + last_number([*store.manifests(), *events.happened()])


def last_number(entries: Iterable[Manifest | Event]) -> int:
    """The last number that was given: what counts where the counter is behind, or cannot be read, is what is there."""
    try:
        counted = int(counter().read_text(encoding="ascii"))
    except (OSError, ValueError):
        counted = 0
    return max([counted, *(entry.number for entry in entries)])


def given(number: int) -> None:
    """Notes the number of what has come in or was decided; without room for it, that stands all the same."""
    if number:
        with suppress(OSError):
            store.replace_file(counter(), f"{number}\n")


def missing(manifests: Sequence[Manifest], happened: Sequence[Event]) -> list[int]:
    """The numbers of which there is nothing, and that nobody gave up. What has no number leaves no gap."""
    entries: list[Manifest | Event] = [*manifests, *happened]
    there = {entry.number for entry in entries} | {int(each.batch_id) for each in happened if each.batch_id.isdigit()}
    return [number for number in range(1, last_number(entries) + 1) if number not in there]


def check_numbers(manifests: Sequence[Manifest], happened: Sequence[Event]) -> None:
    """Raises StepMissing for the first number of which there is nothing."""
    if gone := missing(manifests, happened):
        entries: list[Manifest | Event] = [*manifests, *happened]
        before = [entry for entry in entries if entry.number < gone[0]]
        raise StepMissing(gone[0], max(before, key=lambda entry: entry.number, default=None))


def steps(manifests: Sequence[Manifest], happened: Sequence[Event]) -> list[Step]:
    """All steps in their order. What has no number (an older software's, simulated) comes first, by its time."""
    found: list[Step] = []
    latest = datetime.min
    entries: list[Manifest | Event] = [*manifests, *happened]
    for turn, entry in enumerate(sorted(entries, key=_place)):
        at = datetime.fromisoformat(_time(entry))
        latest = max(at, latest + AT_ONCE) if entry.number else at
        found.append(Step(entry, turn, latest))
    return found


def _place(entry: Manifest | Event) -> tuple[int, str, str]:
    return entry.number, _time(entry), entry.batch_id


def _time(entry: Manifest | Event) -> str:
    return entry.received_at if isinstance(entry, Manifest) else entry.at
