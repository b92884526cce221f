"""`status`: which version is shown, what it is made of, and which units have figures."""

import argparse
import json
from datetime import date, datetime
from typing import Any

import duckdb

from dashboard import formats, settings, version_files
from dashboard.batches import events, order, store
from dashboard.console import add_language, say, text_of
from dashboard.database import UNREADABLE, FiguresUnreadable
from dashboard.text import Text

# A unit has figures when it reported itself, or a unit within it did.
UNITS = """
SELECT
    unit.edition,
    unit.grain,
    count(*) FILTER (WHERE reporting.unit_code IS NOT NULL) AS reported,
    count(*) FILTER (WHERE reporting.unit_code IS NULL) AS missing
FROM unit
LEFT JOIN (
    SELECT DISTINCT unit_ancestor.edition, unit_ancestor.ancestor_code AS unit_code
    FROM unit_ancestor
    SEMI JOIN reporter
        ON unit_ancestor.edition = reporter.edition AND unit_ancestor.unit_code = reporter.unit_code
) AS reporting
    ON unit.edition = reporting.edition AND unit.unit_code = reporting.unit_code
WHERE unit.grain IN ('nation', 'province', 'district', 'commune')
GROUP BY unit.edition, unit.grain
ORDER BY unit.edition, CASE unit.grain WHEN 'nation' THEN 1 WHEN 'province' THEN 2 WHEN 'district' THEN 3 ELSE 4 END
"""

BATCH_FACTS = (
    "batch_id",
    "kind",
    "source_name",
    "received_at",
    "period_from",
    "period_to",
    "accepted_rows",
    "quarantined_rows",
    "units",
    "is_demo",
    "superseded_by",
)


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    text = Text(settings.load().language)
    parser = subparsers.add_parser("status", help=text("command.help_status"), description=text("command.help_status"))
    parser.add_argument("--json", action="store_true", help=text("command.help_json"))
    add_language(parser, text)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0, without figures too; what only the operator can mend is told with exit code 1."""
    text = text_of(arguments)
    status = current_status()
    say(json.dumps(status, ensure_ascii=False, indent=2) if arguments.json else "\n".join(lines(status, text)))
    return 0


def current_status() -> dict[str, Any]:
    """The documented JSON object of `status --json`."""
    manifests, happened = store.manifests(), events.happened()
    order.check_numbers(manifests, happened)
    out = events.withdrawn(happened)
    counting = [found for found in manifests if found.batch_id not in out]
    # Targets and population bases are dated too; the period is that of the figures.
    figures = [found for found in counting if found.kind in ("summary", "detailed") and found.period_from]
    version = version_files.current()
    if (version and not version_files.is_whole(version)) or (counting and not version):
        raise FiguresUnreadable(version_files.path_of(version or formats.NOTHING))
    return {
        "version": version,
        "period": {
            "from": min(str(found.period_from) for found in figures),
            "to": max(str(found.period_to) for found in figures),
        }
        if figures
        else None,
        "is_demo": any(found.is_demo for found in counting),
        "batches": [batch_facts(found, out.get(found.batch_id)) for found in manifests],
        "units": units(version) if version else [],
    }


def batch_facts(manifest: store.Manifest, withdrawal: events.Event | None) -> dict[str, Any]:
    """One batch of the documented object; `withdrawn` is null while the batch counts."""
    facts: dict[str, Any] = {name: getattr(manifest, name) for name in BATCH_FACTS}
    withdrawn = {"at": withdrawal.at, "by": withdrawal.who, "why": withdrawal.why} if withdrawal else None
    return facts | {"withdrawn": withdrawn}


def units(version: str) -> list[dict[str, Any]]:
    """Units with and without figures, by edition and grain. Raises FiguresUnreadable."""
    path = version_files.path_of(version)
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            rows = connection.execute(UNITS).fetchall()
    except UNREADABLE as problem:
        raise FiguresUnreadable(path) from problem
    return [dict(zip(("edition", "grain", "reported", "missing"), row, strict=True)) for row in rows]


def lines(status: dict[str, Any], text: Text) -> list[str]:
    """The status as a person reads it."""
    if status["version"] is None:
        return [text("command.no_data")]
    batches = [batch for batch in status["batches"] if not batch["withdrawn"]]
    counted = {name: sum(batch[name] for batch in batches) for name in ("accepted_rows", "quarantined_rows")}
    accepted, quarantined = (formats.count(counted[name], text.language) for name in counted)
    said = [
        text("command.version", version=status["version"]),
        text("command.batches", n=len(batches), accepted=accepted, quarantined=quarantined),
    ]
    if status["period"]:
        first, last = (formats.date(date.fromisoformat(status["period"][end])) for end in ("from", "to"))
        said.append(text("command.period", first=first, last=last))
    if status["is_demo"]:
        said.append(text("command.is_demo"))
    said += [withdrawn_line(batch, text) for batch in status["batches"] if batch["withdrawn"]]
    for row in status["units"]:
        grain = text(f"command.grain.{row['grain']}")
        reported, missing = (formats.count(row[name], text.language) for name in ("reported", "missing"))
        said.append(text("command.units_with", edition=row["edition"], grain=grain, reported=reported, missing=missing))
    return said


def withdrawn_line(batch: dict[str, Any], text: Text) -> str:
    """Which batch does not count, since when, by whom and why."""
    withdrawn = batch["withdrawn"]
    moment = formats.moment(datetime.fromisoformat(withdrawn["at"]))
    return text(
        "command.withdrawn_batch",
        batch=batch["batch_id"],
        file=batch["source_name"],
        moment=moment,
        who=withdrawn["by"] or "–",
        why=withdrawn["why"],
    )
