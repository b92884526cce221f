"""The coefficients of a Monday: read from their file, or fitted from the whole nation's figures and kept."""

import datetime as dt
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from dashboard import queries, settings, version_files
from dashboard.database import Database
from dashboard.forecasts import coefficients
from dashboard.forecasts.coefficients import Coefficients
from dashboard.forecasts.fit import fit_own
from dashboard.forecasts.known import REMEMBERED, Measured, known_of

NATION = "VN"


def coefficients_for(database: Database, asked: Measured) -> Coefficients:
    """Those of the last Monday by the day asked for, whichever units are asked for.

    Fitting takes a minute for the nation; a folder that cannot be written to only costs the time again.
    """
    path = path_of(database, asked)
    with suppress(FileNotFoundError):
        return coefficients.load(path)
    found = coefficients.rounded(fitted(database, asked))
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        coefficients.save(found, path)
        forget_old(path)
    return found


def fitted(database: Database, asked: Measured) -> Coefficients:
    """Fitted anew from all units' figures up to that Monday."""
    whole = replace(asked, parent=NATION, as_of=monday_of(asked.as_of))
    targets = queries.target_by_unit(database, edition=whole.edition, parent=NATION, as_of=whole.as_of)
    known = known_of(database, whole, targets)
    return fit_own(known.history, REMEMBERED, coefficients.carried()) if known.rows else coefficients.carried()


def path_of(database: Database, asked: Measured) -> Path:
    """Where they lie: they belong to one version of the figures and one Monday."""
    version = str(queries.version_in_use(database)["version"].iloc[0])
    named = (asked.edition, asked.level, asked.stage, monday_of(asked.as_of).isoformat(), version)
    return settings.data_folder() / "forecasts" / f"{'-'.join(named)}.json"


def forget_old(kept: Path) -> None:
    """Deletes the files of versions that are no longer on the disk."""
    for path in kept.parent.glob("*.json"):
        if path != kept and not version_files.path_of(path.stem.rsplit("-", 1)[-1]).exists():
            path.unlink(missing_ok=True)


def monday_of(day: dt.date) -> dt.date:
    """The last Monday, the day itself included."""
    return day - dt.timedelta(days=day.weekday())
