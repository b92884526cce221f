"""The Ministry's and the province's targets of each unit beside one another."""

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import formats
from dashboard.briefing.goals.side_by_side import OfIssuer, SideBySide, Unit
from dashboard.formats import Format
from dashboard.markup import Cell, Heading, element, join, table
from dashboard.reports import Column
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import cut, download, view
from dashboard.ui.shell.download import Table

# By issuer, the day by which all its targets are to be reached; none where they differ.
Deadlines = Mapping[str, dt.date | None]
# The units that are farthest apart; a province has a hundred communes, which open below.
FIRST = 15


def show(found: SideBySide | None, selection: Selection, text: Text) -> None:
    """A row for the area and one for each unit; nothing where one issuer alone asks for something."""
    if found is None:
        return
    figure = " · ".join((text(f"stage.{selection.stage}"), text(f"level.{selection.level}")))
    title = text("targets.side_by_side", figure=figure)
    view.show_heading(title)
    deadlines = {issuer: shared_deadline(found, issuer) for issuer in found.issuers}

    def draw(units: Sequence[Unit]) -> Markup:
        return table(headings(found, deadlines, text), [cells(one, found, deadlines, text) for one in units], title)

    st.html(draw([*([found.whole] if found.whole else []), *found.units[:FIRST]]))
    rest = found.units[FIRST:]
    cut.show_rest(len(rest), lambda: draw(rest), "side_by_side", text)
    download.show_table_downloads("targets", lambda: of_file(found, text), selection, text, what="side_by_side")
    if found.without:
        st.caption(text("targets.asked_by_nobody", n=found.without))


def of_file(found: SideBySide, text: Text) -> Table:
    """All units: each issuer's target, deadline and rate, then how far apart the first two are; the area below them."""
    columns = [Column(text(f"pipeline.column_{name}"), Format.TEXT) for name in ("unit_code", "unit_name")]
    for issuer in found.issuers:
        named = text(f"issuer.{issuer}")
        columns += [
            Column(f"{named}: {text('targets.column_value')}", Format.COUNT),
            Column(f"{named}: {text('targets.column_deadline')}", Format.DAY),
            Column(text("targets.column_rate_of", issuer=named), Format.SHARE),
        ]
    first, second = (text(f"issuer.{issuer}") for issuer in found.issuers[:2])
    columns.append(Column(text("targets.column_apart", first=first, second=second), Format.COUNT))

    def line(one: Unit) -> list[object]:
        cells: list[object] = [one.unit_code, one.name]
        for issuer in found.issuers:
            asked = one.asked.get(issuer)
            cells += [None, None, None] if asked is None else [asked.value, asked.deadline, asked.share]
        return [*cells, found.difference(one)]

    rows = pd.DataFrame([line(one) for one in found.units], columns=list(range(len(columns))))
    return Table(rows, columns, [line(found.whole)] if found.whole else [])


def shared_deadline(found: SideBySide, issuer: str) -> dt.date | None:
    """The one deadline of all targets of an issuer, which then stands over their column."""
    days = {one.asked[issuer].deadline for one in (found.whole, *found.units) if one and issuer in one.asked}
    return min(days) if len(days) == 1 else None


def headings(found: SideBySide, deadlines: Deadlines, text: Text) -> list[Heading]:
    """Unit, then target and rate of each issuer, then how far apart the first two are."""
    said = [Heading(text("targets.column_unit"))]
    for issuer in found.issuers:
        named, day = text(f"issuer.{issuer}"), deadlines[issuer]
        until = text("targets.until", date=formats.date(day)) if day else ""
        said += [Heading(f"{named} {until}".strip(), True), Heading(text("targets.column_rate_of", issuer=named), True)]
    first, second = (text(f"issuer.{issuer}") for issuer in found.issuers[:2])
    return [*said, Heading(text("targets.column_apart", first=first, second=second), True)]


def cells(one: Unit, found: SideBySide, deadlines: Deadlines, text: Text) -> list[Cell]:
    said = [Cell(one.name)]
    for issuer in found.issuers:
        said += asked(one.asked.get(issuer), text, is_dated=deadlines[issuer] is None)
    difference = found.difference(one)
    words = formats.NOTHING if difference is None else formats.signed(difference, text.language, 0)
    return [*said, Cell(words, True, is_muted=difference == 0)]


def asked(one: OfIssuer | None, text: Text, *, is_dated: bool) -> list[Cell]:
    """A target, with its deadline where the others have another, and the rate; nothing asked for is no 0."""
    if one is None:
        return [Cell(text("targets.not_asked"), True, is_muted=True), Cell(formats.NOTHING, True, is_muted=True)]
    value = [element("div", formats.count(one.value, text.language))]
    value += [element("small", text("targets.until", date=formats.date(one.deadline)))] if is_dated else []
    share = formats.NOTHING if one.share is None else formats.percent(one.share, text.language)
    return [Cell(join(value), True), Cell(share, True)]
