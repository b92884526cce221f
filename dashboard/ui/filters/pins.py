"""The units that a reader has pinned to see them side by side: the address keeps them, on any unit and day."""

from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from dashboard import units
from dashboard.briefing.comparison.pinned import MOST
from dashboard.briefing.goals.indicators import ACCOUNTS
from dashboard.markup import element
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.filters import choices, picker
from dashboard.ui.shell import session

# Their name in the address.
NAME = "pins"


def of(selection: Selection) -> tuple[str, ...]:
    """The pinned units that the edition has, in the order in which they were pinned."""
    return tuple(code for code in _asked() if units.exists(selection.edition, code))[:MOST]


def _asked() -> list[str]:
    return list(dict.fromkeys(filter(None, session.query().get(NAME, "").split(","))))


def show(selection: Selection, text: Text) -> None:
    """What is pinned, each with a way to let it go; and what the address pins that there is not."""
    unknown = [code for code in _asked() if not units.exists(selection.edition, code)]
    if unknown:
        choices.complain("choices", ", ".join(unknown), text("picker.pins"))
    if pinned := strip(selection, text):
        st.html(pinned)


def strip(selection: Selection, text: Text) -> Markup:
    """The names of the pinned units, each a link that lets it go, and the way to see them side by side."""
    codes = of(selection)
    if not codes:
        return Markup()
    names = [_let_go(code, codes, selection, text) for code in codes]
    across = element("a", text("pins.side_by_side"), href=side_by_side(codes, selection), kind="across")
    is_there = session.query().get("view") == "pins"
    clear = element("a", text("pins.clear"), href=_address((), selection))
    return element(
        "nav", element("b", text("pins.pinned")), *names, clear, *([] if is_there else [across]), kind="pinned",
        aria_label=text("pins.pinned"),
    )  # fmt: skip


def side_by_side(codes: tuple[str, ...], selection: Selection) -> str:
    """The page of these units side by side, from any page: there stand figures of accounts."""
    there = {"view": "pins"} | ({session.INDICATOR: ACCOUNTS} if selection.indicator else {})
    return f"compare{_address(codes, selection, **there)}"


def _let_go(code: str, codes: tuple[str, ...], selection: Selection, text: Text) -> Markup:
    name = picker.called(code, selection)
    left = tuple(other for other in codes if other != code)
    return element("a", f"{name} ✕", href=_address(left, selection), title=text("pins.let_go", unit=name))


def _address(codes: tuple[str, ...], selection: Selection, **own: str) -> str:
    """This page with other pins."""
    kept = session.own_choices() | own | ({NAME: ",".join(codes)} if codes else {})
    if not codes:
        kept.pop(NAME, None)
    return f"?{urlencode(kept | selection.parameters())}"


def button(code: str, name: str, codes: tuple[str, ...], text: Text) -> Markup:
    """Pins a unit where its row stands, or lets it go; pressed by the frame's script (links.js)."""
    is_pinned = code in codes
    is_full = not is_pinned and len(codes) >= MOST
    words = text("pins.full", n=MOST) if is_full else text("pins.let_go" if is_pinned else "pins.pin", unit=name)
    return element(
        "button", "✕" if is_pinned else "+", kind="pin", type="button", data_unit=code, title=words, aria_label=words,
        aria_pressed="true" if is_pinned else "false", disabled="" if is_full else None,
    )  # fmt: skip


def search(selection: Selection, text: Text) -> None:
    """A field to find one more unit by its name, while there is room."""
    codes = of(selection)
    if len(codes) < MOST:
        with st.container(horizontal=True, key="pins_search_row", vertical_alignment="bottom"):
            picker.search(NAME, codes, selection, text)


def carry(selection: Selection, edition: str) -> None:
    """The same places on the units of another edition: what each became, or what it was."""
    codes = of(selection)
    if codes:
        there = (units.counterpart(selection.edition, code, edition, selection.as_of).unit_code for code in codes)
        st.query_params[NAME] = ",".join(dict.fromkeys(there))
