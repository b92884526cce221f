"""How the warehouse is built, as a digest: the queries, the reference tables, and the settings that they go by."""

import hashlib
from pathlib import Path

from dashboard import settings, sql
from dashboard.units import files

REFERENCE = (
    "units.csv",
    "units_ended.csv",
    "unit_changes.csv",
    "population.csv",
    "succession.csv",
    "groupings.csv",
)


def digest() -> str:
    """Another one, other rows: whatever was made by another one is made anew."""
    found = hashlib.sha256()
    rules = settings.load()
    found.update(f"{rules.report_due} {rules.small_count} {rules.period_days}".encode())
    for kind in ("build", "across"):
        for name in sql.names(kind):
            found.update(sql.load(kind, name).sql.encode())
    for macro in sql.macros():
        found.update(macro.encode())
    for name in REFERENCE:
        found.update((settings.DATA / name).read_bytes())
    for path in filter(Path.exists, map(files.own, REFERENCE)):
        found.update(path.read_bytes())
    return found.hexdigest()
