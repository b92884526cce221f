"""The first screen of a page as HTML: the same functions make it as make the page, and what they made is remembered.

It stands where Streamlit will put the same words, so that nothing moves when these take its place (first.js).
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from dashboard import briefing, figures, settings
from dashboard.briefing.opened import Warehouse
from dashboard.markup import element
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.compare import ranking, views
from dashboard.ui.filters import choices, filters, grains, pins, reform
from dashboard.ui.map import area_map, unit_list
from dashboard.ui.map import views as map_views
from dashboard.ui.overview import cards, lineage, said
from dashboard.ui.shell import prospects, session, view
from dashboard.ui.shell.navigation import PAGES
from dashboard.ui.shell.unit_table import MOST_ROWS
from dashboard.wording import phrases

SHEET = Path(__file__).with_name("first.css")
# What has no place here, or says of a place that it cannot be shown.
UNSEEN = ("trace",)


def html(page: str, query: Mapping[str, str]) -> str:
    """The first screen of a view, or nothing where it is not known beforehand what stands on it.

    page: the last part of the address. Here, and where a run begins, readers' rights are to be asked.
    """
    draw = DRAWN.get(page or PAGES[0])
    if draw is None or settings.asked_version() or any(name in query for name in UNSEEN):
        return ""
    with session.reading(page or PAGES[0], query):
        found = session.warehouse()
        if found is None:
            return ""
        text, selection = session.text(), session.selection()
        rows = draw(found, selection, text)
        if rows is None:
            return ""
        head = [*_above(found, selection, text), *_title(page or PAGES[0], selection, text)]
        column = element("div", *head, *rows, kind="rows")
        main = element("div", column, kind="stMainBlockContainer")
        side = element("div", text("app.name"), element("small", text("app.subtitle")), kind="brand")
    return f'<div id="first"><style>{_sheet()}</style>{element("aside", side)}{element("main", main)}</div>'


def _above(found: Warehouse, selection: Selection, text: Text) -> Iterable[Markup]:
    if found.is_demo:
        yield view.demo_note(text)
    for complaint in session.complaints():
        yield _note(phrases.complaint_words(selection, complaint, text))
    change = element("span", text("filters.change"), kind="button", aria_hidden="true")
    yield element("div", filters.chosen(selection, text), change, kind="st-key-chosen")
    for note in reform.notes(selection, text):
        yield _note(note)


def _title(page: str, selection: Selection, text: Text) -> Iterable[Markup]:
    yield view.crumbs(page, selection)
    yield element("h1", text(f"{page}.title", unit=view.unit_name(selection)))
    yield view.how(page, selection, text)


def _note(words: str) -> Markup:
    return element("div", words, kind="note")


def _choice(label: str, options: Sequence[str], chosen: str, words: Callable[[str], str]) -> list[Markup]:
    """A row of buttons that cannot be pressed yet; none where there is nothing to choose."""
    if len(options) < 2:
        return []
    buttons = (element("span", words(code), kind="on" if code == chosen else "") for code in options)
    return [element("div", element("b", label), element("div", *buttons), kind="choice", aria_hidden="true")]


def _overview(found: Warehouse, selection: Selection, text: Text) -> list[Markup] | None:
    briefing.at_once.of_overview(found, selection)
    facts = briefing.headline.of_unit(found.database, selection)
    if isinstance(facts, briefing.headline.NoFigures):
        return None
    around = cards.around(found.database, selection)
    drawn = (element("div", card, kind="cell") for card in cards.made(facts, around, selection, text))
    first = [said.said(found, selection, text), lineage.lineage(selection, text)]
    return [*filter(None, first), element("div", *drawn, kind="st-key-cards")]


def _map(found: Warehouse, selection: Selection, text: Text) -> list[Markup] | None:
    drawn = grains.offered_drawn(selection, is_alone=True)
    asked = session.query()
    if asked.get("grain", drawn[0]) not in drawn or asked.get("maps", map_views.ONE) != map_views.ONE:
        return None
    grain = asked.get("grain") or drawn[0]
    briefing.at_once.of_map(found.database, selection)
    inside = briefing.area.within(found.database, selection, grain)
    if not inside.units:
        return None
    whole, paint = briefing.area.whole(found.database, selection, inside), area_map.asked_paint(selection)
    by = "need" if paint == "need" else "share"
    options = [
        *_choice(text("map.maps"), map_views.offered(selection), map_views.ONE, lambda code: text(f"map.maps_{code}")),
        *_choice(text("map.paint"), area_map.paints(selection), by, lambda code: text(f"map.paint_{code}")),
        *(
            _choice(text("map.scale"), area_map.SCALES, paint, lambda code: text(f"map.scale_{code}"))
            if by == "share"
            else []
        ),
        *_choice(text("map.grain"), drawn, grain, lambda code: grains.words(code, selection.edition, text)),
    ]
    scale = area_map.scale_of(paint, inside, whole)
    pages = unit_list.pages(inside)
    page = choices.asked_for("rows", pages)
    numbers = _choice(text("map.list_pages", n=MOST_ROWS), pages, page, str)
    listed = unit_list.page_of(inside, scale, selection, text)
    up = [element("span", words, kind="button up", aria_hidden="true") for words in area_map.way_up(selection, text)]
    columns = element("div", kind="wide"), element("div", *up, *numbers, listed, kind="narrow")
    return [element("div", *options, kind="options"), element("div", *columns, kind="columns")]


def _compare(found: Warehouse, selection: Selection, text: Text) -> list[Markup] | None:
    offered, asked = grains.offered(selection), session.query()
    grain = asked.get("grain") or offered[0]
    if grain not in offered or asked.get("view", views.RANKING) != views.RANKING:
        return None
    briefing.at_once.of_compare(found.database, selection)
    inside = briefing.area.within(found.database, selection, grain)
    units, parts = briefing.ranking.of(inside.units), prospects.by_unit(grain, selection)
    shared, orders = briefing.shared.of(inside.units), ranking.orders(parts, selection)
    order, columns = asked.get("sort") or orders[0], asked.get("columns") or ranking.MAIN
    if not units.ranked or order not in orders or columns not in ranking.columns_of(selection):
        return None
    if shared.partial or shared.units or shared.is_inherited:
        return None
    whole = briefing.area.whole(found.database, selection, inside)
    compared = ranking.compared(units, whole, parts, grain, (order, columns), selection)
    first = [
        *_choice(
            text("compare.view"), views.offered(selection), views.RANKING, lambda code: text(f"compare.view_{code}")
        ),
        *_choice(text("compare.grain"), offered, grain, lambda code: grains.words(code, selection.edition, text)),
    ]
    second = [
        *_choice(text("compare.sort"), orders, order, lambda code: text(f"compare.sort_{code}")),
        *_choice(
            text("compare.columns"),
            ranking.columns_of(selection),
            columns,
            lambda code: text(f"compare.columns_{code}"),
        ),
    ]
    pinned = pins.strip(selection, text)
    return [
        element("div", *first, kind="options"),
        *([pinned] if pinned else []),
        element("div", *second, kind="options"),
        ranking.how(compared, selection, text),
        ranking.first_rows(compared, selection, text),
    ]


DRAWN: Mapping[str, Callable[[Warehouse, Selection, Text], list[Markup] | None]] = {
    "overview": _overview,
    "map": _map,
    "compare": _compare,
}


@lru_cache(maxsize=1)
def _sheet() -> str:
    """The house's sheet in the colours that the browser prefers, the house's font, and the frame of Streamlit."""
    light, dark = (figures.LOOKS[mode] for mode in ("light", "dark"))
    own = SHEET.read_text(encoding="utf-8")
    # The classes of the sheet are the same in both; of patterns only the colours differ.
    in_dark = f"@media (prefers-color-scheme: dark) {{{view.colours(dark)}{figures.hatch_rules(dark)}}}"
    return _fonts() + own + session.style_sheet(light) + view.colours(light) + in_dark


def _fonts() -> str:
    config = tomllib.loads((settings.ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    return "".join(
        f'@font-face{{font-family:"{face["family"]}";src:url({face["url"]}) format("woff2");'
        f"font-weight:{face['weight']};unicode-range:{face['unicodeRange']}}}"
        for face in config["theme"]["fontFaces"]
    )
