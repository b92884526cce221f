"""The versions of the warehouse: each is built beside the old one, and the pointer moves when every check holds."""

import hashlib
import os
import shutil
from collections.abc import Sequence
from datetime import datetime

from dashboard import progress, settings
from dashboard.batches import events, order, store
from dashboard.batches.events import Event
from dashboard.forecasts import coefficients
from dashboard.version_files import current, folder, is_whole, path_of, pointer
from dashboard.warehouse import by_parts, rules
from dashboard.warehouse.build import fill
from dashboard.warehouse.part import parts_folder
from dashboard.warehouse.workers.task import Workers


class NothingYet(Exception):
    """Nothing had been accepted at a moment of the past."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(moment.isoformat())
        self.moment = moment


def due_version(manifests: Sequence[store.Manifest], happened: Sequence[Event] = ()) -> str:
    """The version that these batches and events make: a digest of them and of how they are built."""
    digest = hashlib.sha256()
    for manifest in sorted(manifests, key=lambda manifest: manifest.batch_id):
        digest.update(f"{manifest.batch_id} {manifest.sha256} {manifest.superseded_by}\n".encode())
    for event in happened:
        digest.update(f"{event}\n".encode())
    digest.update(rules.digest().encode())
    digest.update(coefficients.CARRIED.read_bytes())
    return digest.hexdigest()[:12]


def bring_up_to_date(workers: Workers | None = None) -> str:
    """Builds the version that the batches make unless it is current already, and returns it.

    Raises WarehouseRefused when a check fails, BatchDamaged, EventDamaged and StepMissing where what came in is not as
    it was; the old version stays in place then.
    """
    manifests, happened = store.manifests(), events.happened()
    version = due_version(manifests, happened)
    order.check_numbers(manifests, happened)
    store.check_rows(manifests)
    if version != current() or not is_whole(version):
        with progress.of_build(is_noted=True):
            build(version, manifests, happened, workers)
        point_to(version)
    sweep()
    forget_old(version)
    return version


def bring_back(moment: datetime, workers: Workers | None = None) -> str:
    """Builds the version that was in use at a moment of the past, and returns it; the one in use now stays.

    What counts is what had come in and been decided by then; today's queries count it. Raises NothingYet.
    """
    order.check_numbers(store.manifests(), events.happened())
    manifests = [found for found in store.manifests() if datetime.fromisoformat(found.received_at) <= moment]
    if not manifests:
        raise NothingYet(moment)
    happened = [event for event in events.happened() if datetime.fromisoformat(event.at) <= moment]
    version = due_version(manifests, happened)
    if not path_of(version).exists():
        with progress.of_build(is_noted=False):
            build(version, manifests, happened, workers)
    return version


def build(
    version: str,
    manifests: Sequence[store.Manifest],
    happened: Sequence[Event] = (),
    workers: Workers | None = None,
) -> None:
    """Writes warehouse-<version>.duckdb under a name of its own, checks it, and renames it."""
    folder().mkdir(parents=True, exist_ok=True)
    sweep()
    partial = folder() / f"warehouse-{version}.duckdb.partial-{os.getpid()}"
    try:
        fill(partial, partial.with_name(f"{partial.name}.scratch"), version, (manifests, happened), workers)
        store.make_durable(partial)
        partial.replace(path_of(version))
        store.make_durable(folder())
    except BaseException:
        by_parts.forget_others(current() or "")
        raise
    finally:
        # What could not be finished would fill a full disk further.
        sweep()


def point_to(version: str) -> None:
    """Moves the pointer in one step: readers see the old version or the new one."""
    beside = folder() / f"{pointer().name}.partial-{os.getpid()}"
    beside.write_text(f"{version} {path_of(version).stat().st_size}\n", encoding="utf-8")
    store.make_durable(beside)
    beside.replace(pointer())
    store.make_durable(folder())


def sweep() -> None:
    """Deletes what killed or refused builds left: files, and the folder to which DuckDB moves what memory lacks."""
    for path in [*folder().glob("*.partial-*"), *parts_folder().glob("*.partial-*")]:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def forget_old(version: str) -> None:
    """Deletes versions beyond the number kept, and parts of which the current one is not made."""
    by_parts.forget_others(version)
    former = [path for path in folder().glob("warehouse-*.duckdb") if path != path_of(version)]
    former.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in former[settings.load().keep_versions :]:
        try:
            path.unlink()
        except PermissionError:
            # Windows keeps a file that a reader has open; a later import deletes it.
            continue
