"""Takes an accepted batch out of the figures, and brings it back; nothing is deleted either way."""

from dataclasses import dataclass

from dashboard import clock
from dashboard.batches import events, order, store
from dashboard.batches.events import RESTORE, WITHDRAW, Event
from dashboard.exports.privacy import masked, signed
from dashboard.warehouse import versions


class BatchUnknown(Exception):
    """No batch of this name was ever accepted."""


@dataclass(frozen=True)
class Change:
    """What became of it: the batch, whether anything changed, and the version that holds the result."""

    batch: store.Manifest
    is_new: bool
    version: str


def withdraw(batch_id: str, *, why: str, who: str) -> Change:
    """Leaves a batch out of the figures from now on. Raises BatchUnknown, and WarehouseRefused as an import does."""
    return decide(WITHDRAW, batch_id, why, who)


def restore(batch_id: str, *, who: str) -> Change:
    """Brings a withdrawn batch back. Raises BatchUnknown, and WarehouseRefused as an import does."""
    return decide(RESTORE, batch_id, "", who)


def give_up(number: int, *, why: str, who: str) -> str:
    """Records that what came in or was decided under a number is lost, and returns the version without it.

    Raises BatchUnknown where nothing of that number is missing.
    """
    with store.locked():
        if number not in order.missing(store.manifests(), events.happened()):
            raise BatchUnknown(str(number))
        record(WITHDRAW, str(number), why, who)
        return versions.bring_up_to_date()


def record(what: str, batch_id: str, why: str, who: str) -> None:
    """Adds an event of this moment."""
    at, number = clock.now().isoformat(timespec="microseconds"), order.next_number()
    events.record(Event(what, batch_id, at, masked(why), signed(who), number))
    order.given(number)


def decide(what: str, batch_id: str, why: str, who: str) -> Change:
    """Records the event unless it would say what holds already, then brings the warehouse up to date."""
    with store.locked():
        batch = next((found for found in store.manifests() if found.batch_id == batch_id), None)
        if batch is None:
            raise BatchUnknown(batch_id)
        is_out = batch_id in events.withdrawn(events.happened())
        is_new = is_out == (what == RESTORE)
        if is_new:
            record(what, batch_id, why, who)
        return Change(batch, is_new, versions.bring_up_to_date())
