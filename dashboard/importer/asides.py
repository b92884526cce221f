"""What a file's rows looked like that were not taken: only columns that were read, numbers of persons masked."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AsideColumn:
    """A column of a sheet: as problems name it, as the sender heads it (empty: it is ours), and whether it counts."""

    name: str
    heading: str
    field: str
    is_count: bool = False


@dataclass(frozen=True)
class AsideRow:
    """A row that was set aside: the line it stood on, and its cells; none where it could not be taken apart."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class SheetAside:
    """The rows of one sheet (None outside of workbooks) that were set aside, in their order."""

    sheet: str | None
    columns: tuple[AsideColumn, ...]
    rows: tuple[AsideRow, ...]
