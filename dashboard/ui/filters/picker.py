"""Units of any level, found without marks and taken with a click.

Not the library's own list of options, which finds nothing without marks and speaks English where it finds nothing.
"""

from collections.abc import Collection

import streamlit as st

from dashboard import units
from dashboard.markup import plain
from dashboard.selection import Selection
from dashboard.text import Text


def search(name: str, taken: tuple[str, ...], selection: Selection, text: Text, unseen: Collection[str] = ()) -> None:
    """A field to search in, and a button for each unit that it finds, which adds it to those taken.

    name: under which the address keeps them. unseen: units that are there already by other means.
    """
    words = st.text_input(
        text(f"picker.{name}"), key=f"{name}_search", placeholder=text("picker.hint"), autocomplete="off"
    )
    if not words:
        return
    found = [unit for unit in _found(words, selection) if unit.unit_code not in {*taken, *unseen}]
    if not found:
        st.caption(text("filters.unit_none", words=plain(words), edition=selection.edition))
    for unit in found:
        st.button(
            called(unit.unit_code, selection), key=f"{name}_{unit.unit_code}", on_click=_keep,
            args=(name, (*taken, unit.unit_code)),
        )  # fmt: skip


def called(code: str, selection: Selection) -> str:
    """A unit's name with that of the one above it: there are three of one name in a province."""
    *above, unit = units.lineage(selection.edition, code, selection.as_of)
    return f"{unit.full_name} ({above[-1].name})" if len(above) > 1 else unit.full_name


def _found(words: str, selection: Selection) -> list[units.Unit]:
    lineage = units.lineage(selection.edition, selection.unit)
    province = next((unit.unit_code for unit in lineage if unit.grain == "province"), units.NATION)
    return units.search(words, selection.edition, near=province, on=selection.as_of)


def _keep(name: str, codes: tuple[str, ...]) -> None:
    st.query_params[name] = ",".join(codes)
    st.session_state[f"{name}_search"] = ""
