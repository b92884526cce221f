"""A page's own choices: the address holds each under its own name, a widget shows it and writes it back."""

from collections.abc import Callable, Collection, Sequence

import streamlit as st

from dashboard.markup import plain
from dashboard.ui.shell import session

# Of what a link holds no more is repeated in a sentence.
MOST_LETTERS = 60


def one(
    name: str,
    options: Sequence[str],
    label: str,
    words: Callable[[str], str],
    usual: str = "",
    elsewhere: Collection[str] = (),
) -> str:
    """One of the options, in a row of buttons unless it is the only one.

    It is the one that the address asks for, else the usual one, else the first.
    elsewhere: what other units or pages offer under this name; a link may bring it along, and nothing is said of it.
    """
    chosen = _read(name, options, label, words, usual, elsewhere)
    if len(options) > 1:
        key = f"choice_{name}"
        st.session_state[key] = chosen
        st.segmented_control(label, options, key=key, on_change=_keep, args=(name,), format_func=words)
    return chosen


def listed(
    name: str, options: Sequence[str], label: str, words: Callable[[str], str], elsewhere: Collection[str] = ()
) -> str:
    """The same of options whose words are long: in a list that opens."""
    chosen = _read(name, options, label, words, "", elsewhere)
    if len(options) > 1:
        key = f"choice_{name}"
        st.session_state[key] = chosen
        st.selectbox(label, options, key=key, on_change=_keep, args=(name,), format_func=words)
    return chosen


def _read(
    name: str,
    options: Sequence[str],
    label: str,
    words: Callable[[str], str],
    usual: str,
    elsewhere: Collection[str],
) -> str:
    """The option that the address asks for; what it asks wrongly is said."""
    asked, chosen = session.query().get(name, ""), asked_for(name, options, usual)
    if asked and asked not in options and asked not in elsewhere:
        complain("choice", asked, label, shown=words(chosen))
    return chosen


def asked_for(name: str, options: Sequence[str], usual: str = "") -> str:
    """What `one` gives, without a row of buttons."""
    asked = session.query().get(name, "")
    return asked if asked in options else usual or options[0]


def switch(name: str, value: str, label: str) -> bool:
    """Whether the address asks for the one value that there is; it holds nothing otherwise."""
    key, asked = f"switch_{name}", st.query_params.get(name, "")
    if asked not in ("", value):
        complain("choices", asked, label)
    st.session_state[key] = asked == value
    return st.toggle(label, key=key, on_change=_turn, args=(name, value))


def several(
    name: str,
    options: Sequence[str],
    labels: tuple[str, str],
    words: Callable[[str], str],
    most: int | None = None,
    is_elsewhere: Callable[[str], bool] = lambda _: False,
) -> list[str]:
    """Some of the options in the order chosen, none at first.

    labels: above the field, and in it while it is empty. is_elsewhere: whether other units offer it, as in `one`.
    """
    label, hint = labels
    asked = dict.fromkeys(filter(None, st.query_params.get(name, "").split(",")))
    unknown = [word for word in asked if word not in options and not is_elsewhere(word)]
    if unknown:
        complain("choices", ", ".join(unknown), label)
    st.session_state[f"choice_{name}"] = chosen = [option for option in asked if option in options][:most]
    st.multiselect(
        label, options, key=f"choice_{name}", on_change=_keep, args=(name,), format_func=words, max_selections=most,
        placeholder=hint,
    )  # fmt: skip
    return chosen


def complain(kind: str, value: str, label: str, **words: str) -> None:
    """Says what the address asked wrongly."""
    st.warning(plain(session.text()(f"selection.{kind}", value=value[:MOST_LETTERS], label=label, **words)))


def _turn(name: str, value: str) -> None:
    """Takes a switch into the address, or out of it."""
    if st.session_state[f"switch_{name}"]:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def _keep(name: str) -> None:
    """Takes a widget's new value into the address; a row of buttons with none pressed stays as it was."""
    value = st.session_state[f"choice_{name}"]
    if isinstance(value, list):
        st.query_params[name] = ",".join(value)
    elif value:
        st.query_params[name] = value
