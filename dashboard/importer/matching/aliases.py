"""Names that a clerk confirmed once: as an office writes them, the unit they mean, who said so and when."""

import csv
import io
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from dashboard import settings, units
from dashboard.batches import store
from dashboard.exports.privacy import masked, signed
from dashboard.folding import fold


@dataclass(frozen=True)
class Alias:
    """One confirmed name; name and parent are folded, an empty parent means any."""

    name: str
    parent: str
    edition: str
    unit_code: str
    who: str
    when: str


class AliasRefused(Exception):
    """The alias names no unit of its edition."""


def path() -> Path:
    """Where the aliases stand."""
    return settings.data_folder() / "aliases.csv"


def saved() -> list[Alias]:
    """All aliases, the oldest first."""
    if not path().exists():
        return []
    with path().open(encoding="utf-8-sig", newline="") as file:
        names = [field.name for field in fields(Alias)]
        return [Alias(*(row.get(name) or "" for name in names)) for row in csv.DictReader(file)]


def save(name: str, edition: str, unit_code: str, *, parent: str = "", who: str, when: str) -> Alias:
    """Keeps an alias, in place of one for the same name. Raises AliasRefused."""
    # A group of units reports nothing.
    if not units.exists(edition, unit_code) or units.find(edition, unit_code).kind == units.GROUP or not fold(name):
        raise AliasRefused(unit_code)
    alias = Alias(fold(masked(name)), fold(masked(parent)), edition, unit_code, signed(who), when)
    with store.locked():
        same = (alias.edition, alias.name, alias.parent)
        kept = [one for one in saved() if (one.edition, one.name, one.parent) != same]
        write([*kept, alias])
    return alias


def write(aliases: list[Alias]) -> None:
    """Writes the file beside its place and renames it."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(field.name for field in fields(Alias))
    writer.writerows(astuple(alias) for alias in aliases)
    store.replace_file(path(), written.getvalue())
