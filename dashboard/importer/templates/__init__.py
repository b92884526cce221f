"""Templates to send out: a unit's communes filled in, the rest to be filled, in a form that the importer reads back."""

import io
from dataclasses import dataclass
from datetime import date

from dashboard import clock, units
from dashboard.importer.templates.columns import KINDS
from dashboard.importer.templates.form import Form
from dashboard.importer.templates.sheets import write_guide, write_list, write_table
from dashboard.text import Text
from dashboard.units import Unit

__all__ = ["KINDS", "UnitTooLarge", "UnitUnknown", "communes", "edition_of", "workbook_bytes"]


@dataclass
class UnitUnknown(Exception):
    """The edition has no unit of this code."""

    unit_code: str
    edition: str


class UnitTooLarge(Exception):
    """Nobody fills in the whole nation."""


def edition_of(unit_code: str, today: date | None = None) -> str:
    """The edition in force today, or the other one where only that has the code."""
    in_force, other = ("2025", "2024")
    if (today or clock.now().date()) < units.REFORM_DAY:
        in_force, other = other, in_force
    return other if units.exists(other, unit_code) and not units.exists(in_force, unit_code) else in_force


def communes(edition: str, unit_code: str) -> list[Unit]:
    """The communes of a province or a district, or the commune itself. Raises UnitUnknown or UnitTooLarge."""
    if not units.exists(edition, unit_code):
        raise UnitUnknown(unit_code, edition)
    unit = units.find(edition, unit_code)
    if unit.grain == "nation":
        raise UnitTooLarge
    return within(unit)


def within(unit: Unit) -> list[Unit]:
    """The communes of a unit, in the order of the table."""
    if unit.grain == "commune":
        return [unit]
    return [commune for child in units.children(unit.edition, unit.unit_code) for commune in within(child)]


def workbook_bytes(edition: str, unit_code: str, kind: str, text: Text) -> bytes:
    """The XLSX of a kind for a unit's communes; headings and lists in Vietnamese, help in the reader's language.

    ``kind`` is one of KINDS. Raises UnitUnknown or UnitTooLarge.
    """
    import xlsxwriter

    filled_in = tuple(communes(edition, unit_code))
    form = Form(units.find(edition, unit_code), filled_in, kind, text)
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": form.title, "created": clock.now()})
        sheet, guide = (book.add_worksheet(text(name)) for name in ("template.sheet", "template.guide"))
        (write_table if kind == "summary" else write_list)(book, sheet, form)
        write_guide(book, guide, form)
    return stream.getvalue()
