"""Lays out what was accepted before about the units of an export, for the rules that look back."""

from collections.abc import Sequence

from dashboard import sql
from dashboard.batches import events, store
from dashboard.batches.store import Manifest
from dashboard.exports.kinds import DETAILED, SUMMARY, Kind
from dashboard.importer.staging import Staging


def lay_out_previous_reports(staging: Staging, kind: Kind, own: Sequence[Manifest] = ()) -> None:
    """The accepted counts of the incoming units, `previous_count` or `previous_day`; neither for other kinds."""
    if kind is SUMMARY:
        staging.make("previous_count", files=accepted_files(kind, own=own))
    if kind is DETAILED:
        span = "SELECT min(date)::VARCHAR, max(date)::VARCHAR FROM incoming WHERE date IS NOT NULL"
        first, last = staging.execute(span).fetchall()[0]
        files = accepted_files(kind, (first, last), own) if first else []
        if files:
            staging.execute(sql.load("macro", "days").sql)
        staging.make("previous_day", files=files)


def accepted_files(kind: Kind, period: tuple[str, str] | None = None, own: Sequence[Manifest] = ()) -> list[str]:
    """The rows of the batches that count of a kind, those that may speak of a day of the period.

    ``own`` batches are of the file itself: it says again what they say.
    """
    found = [each for each in events.in_force(store.manifests(), events.happened()) if each.kind == kind.name]
    if period:
        first, last = period
        found = [each for each in found if (each.period_to or last) >= first and (each.period_from or first) <= last]
    return [str(store.rows_file(each.batch_id)) for each in found if each not in own]
