"""The Ministry's and the province's targets of each unit beside one another."""

import streamlit as st
from markupsafe import Markup

from dashboard import formats
from dashboard.briefing.side_by_side import OfIssuer, SideBySide, Unit
from dashboard.markup import Cell, Heading, element, join, table
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import view

# A province has a hundred communes: what follows must not be out of sight.
HEIGHT = 480


def show(found: SideBySide | None, selection: Selection, text: Text) -> None:
    """A row for the area and one for each unit; nothing where one issuer alone asks for something."""
    if found is None:
        return
    figure = " · ".join((text(f"stage.{selection.stage}"), text(f"level.{selection.level}")))
    title = text("targets.side_by_side", figure=figure)
    view.show_heading(title)
    st.html(listed(found, title, text))
    if found.without:
        st.caption(text("targets.asked_by_nobody", n=found.without))


def listed(found: SideBySide, title: str, text: Text) -> Markup:
    headings = [Heading(text("targets.column_unit"))]
    for issuer in found.issuers:
        named = text(f"issuer.{issuer}")
        headings += [Heading(named, True), Heading(text("targets.column_rate_of", issuer=named), True)]
    first, second = (text(f"issuer.{issuer}") for issuer in found.issuers[:2])
    headings.append(Heading(text("targets.column_apart", first=first, second=second), True))
    rows = [*([found.whole] if found.whole else []), *found.units]
    return table(headings, [cells(one, found, text) for one in rows], title, HEIGHT)


def cells(one: Unit, found: SideBySide, text: Text) -> list[Cell]:
    said = [Cell(one.name, is_wrapped=True)]
    for issuer in found.issuers:
        said += asked(one.asked.get(issuer), text)
    difference = found.difference(one)
    words = formats.NOTHING if difference is None else formats.signed(difference, text.language, 0)
    return [*said, Cell(words, True, is_muted=difference == 0)]


def asked(one: OfIssuer | None, text: Text) -> list[Cell]:
    """A target with its deadline, and the rate; that nothing was asked for is no 0."""
    if one is None:
        return [Cell(text("targets.not_asked"), True, is_muted=True), Cell(formats.NOTHING, True, is_muted=True)]
    deadline = text("targets.until", date=formats.date(one.deadline))
    value = (element("div", formats.count(one.value, text.language)), element("small", deadline))
    share = formats.NOTHING if one.share is None else formats.percent(one.share, text.language)
    return [Cell(join(value), True), Cell(share, True)]
