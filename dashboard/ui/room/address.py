"""The address of a briefing room's wall, put together by choices: as a link, as a QR code, and as it will look."""

from urllib.parse import urlencode, urlsplit

import segno
import streamlit as st

from dashboard import formats
from dashboard.briefing.goals.indicators import ACCOUNTS
from dashboard.markup import element, image
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.filters import choices, indicator
from dashboard.ui.shell import session, view
from dashboard.wall import link

SECONDS = ("10", "20", "30", "60")
DAYS = ("newest", "rehearsal")
# Names of this machine by which no other one can find it.
HERE = ("localhost", "127.0.0.1", "::1")
PREVIEW = 420


def choose_wall(selection: Selection, text: Text) -> dict[str, str]:
    """What the wall's address holds: the selection, the scenes in order, their length, the colours, perhaps the day.

    Ends the page where there are no figures to show on a wall.
    """
    session.database()
    with st.container(horizontal=True, key="room_options", vertical_alignment="bottom"):
        seconds = choices.one(
            "seconds", SECONDS, text("room.seconds"), lambda code: text("room.each", n=int(code)), str(link.SECONDS)
        )
        theme = choices.one("theme", link.THEMES, text("room.theme"), lambda code: text(f"room.theme_{code}"))
        scale = choices.one("scale", link.SCALES, text("map.scale"), lambda code: text(f"map.scale_{code}"))
        shown = indicator.choose(selection, text)
        day = choices.one("day", DAYS, text("room.day"), lambda code: text(f"room.day_{code}"))
    labels = text("room.scenes"), text("room.scenes_all")
    scenes = choices.several("scenes", link.SCENES, labels, lambda code: text(f"screen.{code}"))
    asked = selection.parameters(as_of=selection.as_of.isoformat())
    if day == "newest":
        asked.pop("as_of", None)
    if shown != ACCOUNTS:
        asked["indicator"] = shown
    if scenes:
        asked["scenes"] = ",".join(scenes)
    return asked | {"seconds": seconds, "theme": theme, "scale": scale}


def show_link(asked: dict[str, str], selection: Selection, text: Text) -> None:
    """The address, whole; its QR code; and a small wall that runs."""
    address = f"{_server()}/screen?{urlencode(asked)}"
    left, right = st.columns([1, 1.9])
    with left:
        view.show_heading(text("room.address"))
        st.html(element("p", element("a", address, href=address), kind="address"))
        st.link_button(text("room.open"), address, type="primary")
        code = segno.make(address, micro=False).png_data_uri(scale=5, border=3)
        st.html(image(code, text("room.qr"), kind="qr"))
        st.caption(text("room.here_only") if urlsplit(address).hostname in HERE else text("room.qr_how"))
    with right:
        view.show_heading(text("room.preview"))
        st.iframe(f"/{_base()}screen?{urlencode(asked)}", height=PREVIEW, tab_index=-1, alt=text("room.preview"))
        words = formats.date(selection.as_of)
        st.caption(text("room.keys"))
        st.caption(text("room.is_rehearsal", date=words) if "as_of" in asked else text("room.follows"))


def _server() -> str:
    """Where the reader found this page, its own name taken off."""
    return (st.context.url or "http://localhost:8501").partition("?")[0].rstrip("/").removesuffix("/room")


def _base() -> str:
    """The base path of the server, as a part of an address."""
    path = urlsplit(_server()).path.strip("/")
    return f"{path}/" if path else ""
