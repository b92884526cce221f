"""Withdrawals and restorations of batches: small files, only ever added, written beside and renamed into place."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from dashboard import settings
from dashboard.batches import store
from dashboard.faults import OperatorFault

WITHDRAW, RESTORE = "withdraw", "restore"


class EventDamaged(OperatorFault):
    """A withdrawal or restoration cannot be read: without it figures would come back, or go, without a word."""

    reason, key = "event_is_whole", "command.event_damaged"

    def __init__(self, path: Path) -> None:
        super().__init__(file=path)


@dataclass(frozen=True)
class Event:
    """What was decided about an accepted batch: when, why and by whom."""

    what: str
    batch_id: str
    at: str
    why: str
    who: str
    # Its place among all that came in and was decided; 0 for one of an older software.
    number: int = 0


def folder() -> Path:
    """Where the events lie, named so that they sort by time."""
    return settings.data_folder() / "events"


def happened() -> list[Event]:
    """All events, oldest first. Raises EventDamaged for one that cannot be read."""
    found = [_read(path) for path in sorted(folder().glob("[!.]*.json"))]
    return sorted(found, key=lambda event: event.number)


def _read(path: Path) -> Event:
    try:
        event = Event(**json.loads(path.read_text(encoding="utf-8")))
        datetime.fromisoformat(event.at)
    except (ValueError, TypeError) as problem:
        raise EventDamaged(path) from problem
    return event


def record(event: Event) -> None:
    """Adds an event: it is there whole, or not at all. What a killed writer left is swept away first."""
    folder().mkdir(parents=True, exist_ok=True)
    for unfinished in folder().glob(f"{store.INCOMING}*"):
        unfinished.unlink()
    name = f"{datetime.fromisoformat(event.at):%Y%m%dT%H%M%S%f}-{event.number}-{event.what}-{event.batch_id}.json"
    beside = folder() / f"{store.INCOMING}{name}"
    store.write_json(beside, asdict(event))
    store.make_durable(beside)
    beside.rename(folder() / name)
    store.make_durable(folder())


def withdrawn(events: Iterable[Event]) -> dict[str, Event]:
    """By batch, the withdrawal that no later restoration undid; the events are in their order."""
    newest = {event.batch_id: event for event in events}
    return {batch_id: event for batch_id, event in newest.items() if event.what == WITHDRAW}


def in_force(manifests: Iterable[store.Manifest], events: Iterable[Event]) -> list[store.Manifest]:
    """The batches that count."""
    out = withdrawn(events)
    return [found for found in manifests if found.batch_id not in out and not found.superseded_by]
