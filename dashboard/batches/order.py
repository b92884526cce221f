"""In which order batches came in and were decided about: by a counter, for a clock may be set back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dashboard.batches import events, store
from dashboard.batches.events import Event
from dashboard.batches.store import Manifest

AT_ONCE = timedelta(microseconds=1)


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


def next_number() -> int:
    """The number of what comes in or is decided next; the caller holds the importer's lock."""
    numbers = [batch.number for batch in store.manifests()] + [event.number for event in events.happened()]
    return 1 + max(numbers, default=0)


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
