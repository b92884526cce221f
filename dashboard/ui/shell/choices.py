"""A page's own choices: the address holds each under its own name, a widget shows it and writes it back."""

from collections.abc import Callable, Sequence

import streamlit as st


def one(name: str, options: Sequence[str], label: str, words: Callable[[str], str], usual: str = "") -> str:
    """One of the options, in a row of buttons; what the address asks, else the usual one, else the first."""
    key, asked = f"choice_{name}", st.query_params.get(name, "")
    chosen = asked if asked in options else usual or options[0]
    st.session_state[key] = chosen
    st.segmented_control(label, options, key=key, on_change=_keep, args=(name,), format_func=words)
    return chosen


def several(
    name: str, options: Sequence[str], labels: tuple[str, str], words: Callable[[str], str], most: int | None = None
) -> list[str]:
    """Some of the options in the order chosen, none at first. labels: above the field, and in it while it is empty."""
    label, hint = labels
    asked = dict.fromkeys(st.query_params.get(name, "").split(","))
    st.session_state[f"choice_{name}"] = chosen = [option for option in asked if option in options]
    st.multiselect(
        label, options, key=f"choice_{name}", on_change=_keep, args=(name,), format_func=words, max_selections=most,
        placeholder=hint,
    )  # fmt: skip
    return chosen


def _keep(name: str) -> None:
    """Takes a widget's new value into the address; a row of buttons with none pressed stays as it was."""
    value = st.session_state[f"choice_{name}"]
    if isinstance(value, list):
        st.query_params[name] = ",".join(value)
    elif value:
        st.query_params[name] = value
