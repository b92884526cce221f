"""The form of an office's file: what stays the same from week to week, and by which the office's next file is known."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TableForm:
    """One table: the stable words over its columns in their order, and what the words around say of all its numbers."""

    heads: tuple[str, ...]
    says: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """The tables of each sheet (of sheets alike one), and the areas that the lines above them name."""

    sheets: tuple[tuple[TableForm, ...], ...] = ()
    areas: tuple[str, ...] = ()

    @property
    def heads(self) -> tuple[str, ...]:
        """All headings, each once."""
        return tuple(dict.fromkeys(head for sheet in self.sheets for table in sheet for head in table.heads))


NO_TABLE, NO_FORM = TableForm(()), Form()
