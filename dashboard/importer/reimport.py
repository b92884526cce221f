"""A file that came in before: what was quarantined then and is sound now comes in, in a batch of its own."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.batches import events, store
from dashboard.batches.store import Manifest
from dashboard.exports.kinds import Kind
from dashboard.exports.results import ExportRejected, Notice, Problem
from dashboard.exports.source import Source
from dashboard.importer.staging import Staging


def batches_of(digest: str, name: str) -> list[Manifest]:
    """The batches of a file, oldest first. Raises ExportRejected when one of them was withdrawn since."""
    found = [manifest for manifest in store.manifests() if manifest.sha256 == digest]
    withdrawn = events.withdrawn(events.happened())
    for manifest in found:
        if manifest.batch_id in withdrawn:
            raise ExportRejected(Problem(name, None, None, None, None, "file_is_not_withdrawn", manifest.batch_id))
    return found


def are_open(batches: Sequence[Manifest]) -> bool:
    """Whether rows of the file are still in quarantine."""
    return bool(batches) and batches[-1].quarantined_rows > 0


def leave_out_taken(staging: Staging, source: Source, batches: Sequence[Manifest]) -> Source:
    """Takes the rows that came in before from `incoming`, and what is said of them from `problem`; a notice says so.

    Where the file is understood otherwise than then, nothing is left: what came in must not count under two names.
    """
    kind = source.header.kind
    if {manifest.kind for manifest in batches} == {kind.name} and lay_out_taken(staging, kind, batches):
        # Of dossiers more may be counted under a key now: then the new count takes the place of the old one.
        same = [name for name, _ in kind.columns] if source.is_of_people else kind.key
        equal = " AND ".join(f"incoming.{name} IS NOT DISTINCT FROM taken.{name}" for name in same)
        gone = f"SELECT row FROM incoming SEMI JOIN taken ON {equal}"
    else:
        gone = "SELECT row FROM incoming"
    staging.execute(f"CREATE TEMP TABLE gone AS {gone}")
    for table in ("incoming", "problem"):
        staging.execute(f"DELETE FROM {table} WHERE row IN (SELECT row FROM gone)")
    return replace(source, notices=(*source.notices, Notice("again", None, batches[-1].batch_id)))


def lay_out_taken(staging: Staging, kind: Kind, batches: Sequence[Manifest]) -> bool:
    """The table `taken`: what came in before. False where a row of it has another meaning today."""
    columns = ", ".join(f"{name}::{sql_type} AS {name}" for name, sql_type in kind.columns)
    files = [str(store.rows_file(manifest.batch_id)) for manifest in batches]
    rows = "SELECT * FROM read_parquet($files, union_by_name = true)"
    staging.execute(f"CREATE TEMP TABLE taken AS SELECT {columns} FROM ({rows})", {"files": files})
    key = ", ".join(kind.key)
    changed = f"SELECT {key} FROM taken EXCEPT SELECT {key} FROM incoming LIMIT 1"
    return staging.execute(changed).fetchone() is None
