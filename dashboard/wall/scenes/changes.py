"""What changed since the period before: the sum, who moved most, who reported first, what was corrected."""

import datetime as dt

import pandas as pd

from dashboard import figures, formats, queries
from dashboard.briefing import area, phrases
from dashboard.rows import ProgressByArea, RestatementByBatch, each_row
from dashboard.wall import markup
from dashboard.wall.room import Room, Scene

MOST_MOVERS = {False: 5, True: 2}
MOST_CORRECTIONS = {False: 2, True: 1}
MOST_NAMES = 6
# Of so many changes of earlier figures the newest are looked through.
MOST_CHANGES = 200


def draw(room: Room) -> Scene | None:
    """Nothing where nothing moved, nobody came and nothing was corrected."""
    database = room.warehouse.database
    whole = next(each_row(area.of_unit(database, room.selection), ProgressByArea))
    rows = [
        row for row in each_row(area.within(database, room.selection).rows, ProgressByArea) if not pd.isna(row.share)
    ]
    moved = sorted((row for row in rows if not pd.isna(row.share_before)), key=lambda row: row.share_before - row.share)
    lists, notes = _lists(moved, room), _newcomers(rows, room) + _corrections(room)
    if pd.isna(whole.counted_before) and not lists and not notes:
        return None
    told = markup.box("changes", _sum(whole, room), markup.box("lists two", *lists) if lists else "")
    days = room.measure.period_days
    before = formats.date(room.selection.as_of - dt.timedelta(days=days))
    how = markup.words(room.text("compare.period", days=days, date=before), "how")
    return Scene(markup.box("listing", how, told, markup.box("notes", *notes) if notes else ""))


def _sum(row: ProgressByArea, room: Room) -> str:
    text, language = room.text, room.text.language
    title = text("overview.change", days=room.measure.period_days)
    if pd.isna(row.counted_before):
        return markup.box("sums", markup.fact(title, "–", [markup.words(text("overview.change_none"))]))
    gained = int(row.counted_since) - int(row.counted_before)
    facts = [
        markup.fact(title, formats.signed(gained, language, 0), [markup.words(text(f"counted.{room.selection.stage}"))])
    ]
    if not pd.isna(row.share) and not pd.isna(row.share_before):
        before, now = (formats.percent(share, language) for share in (row.share_before, row.share))
        points = text("overview.change_points", points=formats.points(row.share, row.share_before, language))
        line = markup.words(text("screen.from_to", before=before, now=now))
        against = text("screen.against", base=phrases.base_words(room.selection, text))
        facts.append(markup.fact(against, points, [line]))
    return markup.box("sums", *facts)


def _lists(moved: list[ProgressByArea], room: Room) -> list[str]:
    """Who moved most and least; nobody stands in both."""
    most = min(MOST_MOVERS[room.size.is_upright], len(moved) // 2)
    if not most:
        return []
    both = (("screen.most", moved[:most], "good"), ("screen.least", moved[: -most - 1 : -1], ""))
    return [
        markup.box(
            "column",
            markup.words(room.text(key), tag="h3"),
            markup.rows([_mover(row, kind, room) for row in rows], most),
        )
        for key, rows, kind in both
    ]


def _mover(row: ProgressByArea, kind: str, room: Room) -> str:
    language = room.text.language
    points = formats.points(row.share, row.share_before, language)
    kind = kind if row.share > row.share_before else "bad" if row.share < row.share_before else ""
    before, now = (formats.percent(share, language) for share in (row.share_before, row.share))
    return markup.tall_row(
        row.unit_name, room.text("screen.from_to", before=before, now=now), points, room.text("screen.points"), kind
    )


def _newcomers(rows: list[ProgressByArea], room: Room) -> list[str]:
    """Who has figures now, and had none a period ago."""
    names = [row.unit_name for row in rows if pd.isna(row.share_before)]
    if not names:
        return []
    if len(names) > MOST_NAMES:
        return [markup.words(room.text("screen.new_many", n=len(names)))]
    return [markup.words(room.text("screen.new", names=", ".join(names)))]


def _corrections(room: Room) -> list[str]:
    """Earlier figures that were changed within the period, the newest first."""
    selection, text = room.selection, room.text
    rows = queries.restatement_by_batch(
        room.warehouse.database,
        edition=selection.edition,
        parent=selection.unit,
        as_of=selection.as_of,
        most=MOST_CHANGES,
        small_count=room.measure.small_count,
    )
    since = pd.Timestamp(selection.as_of) - dt.timedelta(days=room.measure.period_days)
    # Of a rehearsal's day nobody knew yet what was corrected later.
    until = (
        pd.Timestamp.max
        if selection.as_of >= max(_last_days(room))
        else pd.Timestamp(selection.as_of) + dt.timedelta(days=1)
    )
    found = [
        row
        for row in each_row(rows, RestatementByBatch)
        if since <= row.changed_at < until and (pd.isna(row.stage) or row.stage == selection.stage)
    ]
    told = [markup.words(_correction(row, room)) for row in found[: MOST_CORRECTIONS[room.size.is_upright]]]
    left = len(found) - len(told)
    return told + ([markup.words(text("screen.corrections_more", n=left))] if left else [])


def _last_days(room: Room) -> list[dt.date]:
    return [edition.last_day for edition in room.warehouse.known.editions.values()]


def _correction(row: RestatementByBatch, room: Room) -> str:
    text, small = room.text, room.measure.small_count
    what = [text(f"data.kind_{row.kind}")]
    if not pd.isna(row.stage):
        what = [text(f"stage.{row.stage}"), text(f"level.{row.level}").lower()]
    return text(
        "screen.corrected",
        unit=row.unit_name,
        what=" · ".join(what),
        day=formats.date(row.as_of),
        before=figures.count_in_words(row.count_before, row.before_why, small, text),
        after=figures.count_in_words(row.count_after, row.after_why, small, text),
    )
