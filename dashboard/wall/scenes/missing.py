"""Who has not reported, and whose figures are old."""

from dashboard import formats, queries, units
from dashboard.briefing import area
from dashboard.rows import ProgressByArea, each_row
from dashboard.wall import markup
from dashboard.wall.room import Room, Scene
from dashboard.wall.scenes.listed import listed

STATES = ("on_time", "late", "missing", "open")
SHOWN = ("not_reported", "late")


def draw(room: Room) -> Scene | None:
    """Nothing where all have reported in time."""
    inside = area.within(room.warehouse.database, room.selection)
    rows = list(each_row(inside.rows, ProgressByArea))
    are_communes = inside.grain == "commune"
    lines = _units(rows, room) if are_communes else _areas(rows, room)
    if not lines:
        return None
    counts = _counted(rows) if are_communes else _counted_parts(rows)
    sums = markup.box("sums", *(_sum(state, counts, room) for state in SHOWN))
    listing = markup.box("beside-sums", *listed(lines, room, is_narrow=True))
    return Scene(markup.box("listing", markup.words(_due(room), "how"), markup.box("changes", sums, listing)))


def _counted(rows: list[ProgressByArea]) -> dict[str, int]:
    states = [row.state for row in rows]
    return {**{state: states.count(state) for state in SHOWN}, "all": len(rows)}


def _counted_parts(rows: list[ProgressByArea]) -> dict[str, int]:
    every = sum(int(row.communes) for row in rows)
    silent = every - sum(int(row.communes_reported) for row in rows)
    return {"not_reported": silent, "late": sum(int(row.communes_late) for row in rows), "all": every}


def _sum(state: str, counts: dict[str, int], room: Room) -> str:
    text, language = room.text, room.text.language
    title = text(f"state.{state}", days=room.measure.late_after_days)
    numbers = f"{formats.count(counts[state], language)} / {formats.count(counts['all'], language)}"
    return markup.fact(title, numbers, [markup.words(text("screen.communes"), "of")])


def _units(rows: list[ProgressByArea], room: Room) -> list[str]:
    """First those without any figures, then the late ones, the oldest first."""
    text = room.text
    none = [
        markup.tall_row(row.unit_name, "", text("state.cell_not_reported"), "", "bad words")
        for row in rows
        if row.state == "not_reported"
    ]
    late = sorted((row for row in rows if row.state == "late"), key=lambda row: -row.days_late)
    return none + [_late(row, room) for row in late]


def _late(row: ProgressByArea, room: Room) -> str:
    text = room.text
    newest = text("screen.newest", date=formats.date(row.reported_on))
    days = int(row.days_late)
    return markup.tall_row(
        row.unit_name, newest, formats.count(days, text.language), text("screen.days", n=days), "warning"
    )


def _areas(rows: list[ProgressByArea], room: Room) -> list[str]:
    """Of areas: how many of their communes have not reported, or late."""
    text, language = room.text, room.text.language
    told = []
    for row in sorted(rows, key=lambda row: (row.communes_reported - row.communes, -row.communes_late)):
        silent = row.communes - row.communes_reported
        if not silent and not row.communes_late:
            continue
        late = text("screen.late_parts", n=formats.count(row.communes_late, language)) if row.communes_late else ""
        number = f"{formats.count(silent, language)} / {formats.count(row.communes, language)}"
        told.append(markup.tall_row(row.unit_name, late, number, text("screen.silent"), "bad" if silent else ""))
    return told


def _due(room: Room) -> str:
    """How the newest reports that were due came in."""
    holder = units.holder(room.selection.edition, room.selection.unit)
    if holder.grain == "nation":
        return ""
    rows = queries.lateness_by_due(
        room.warehouse.database,
        edition=room.selection.edition,
        parent=holder.unit_code,
        as_of=room.selection.as_of,
        dues=1,
    )
    if rows.empty:
        return ""
    text, counts = room.text, rows["state"].value_counts()
    parts = [
        text(f"data.lateness_{state}", n=formats.count(int(counts[state]), text.language))
        for state in STATES
        if state in counts
    ]
    return text("screen.due", due=formats.moment(rows["due"].iloc[0]), states=", ".join(parts))
