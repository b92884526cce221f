"""What the session remembers of the files that were handed in and are not yet taken: all of it in memory."""

from collections.abc import Hashable

import streamlit as st

from dashboard.ui.upload.worker import Answer, Said

# How often the list was emptied, what was said of each file, what was seen of it, what came of the last ones, and how
# many names were confirmed.
ROUND, SAID, SEEN, DONE, CONFIRMED = (f"clerk_{name}" for name in ("round", "said", "seen", "done", "confirmed"))


def said_of(key: str) -> Said:
    """What the clerk said of a file so far."""
    said: Said = st.session_state.setdefault(SAID, {}).get(key, Said())
    return said


def say(key: str, said: Said) -> None:
    """Remembers what the clerk said of a file."""
    st.session_state.setdefault(SAID, {})[key] = said


def seen() -> dict[str, tuple[Hashable, Answer]]:
    """What each file was last seen to bring, with what was asked."""
    found: dict[str, tuple[Hashable, Answer]] = st.session_state.setdefault(SEEN, {})
    return found


def list_number() -> int:
    """The number of the list of files: a new one is empty."""
    number: int = st.session_state.setdefault(ROUND, 0)
    return number


def empty() -> None:
    """Forgets the files and what was said of them."""
    st.session_state[ROUND] = list_number() + 1
    for name in (SAID, SEEN, DONE):
        st.session_state.pop(name, None)


def done() -> Answer:
    """What came of the files that were taken in last."""
    found: Answer = st.session_state.get(DONE, [])
    return found


def finish(results: Answer) -> None:
    """Empties the list and keeps what came of it, to be told at the next run."""
    empty()
    st.session_state[DONE] = results


def forget_done() -> None:
    """The next files are there: what came of the last ones was read."""
    st.session_state.pop(DONE, None)


def names_confirmed() -> int:
    """How many names were confirmed in this session: with each, files are looked at again."""
    number: int = st.session_state.setdefault(CONFIRMED, 0)
    return number


def confirm_names(number: int) -> None:
    """Counts confirmed names."""
    st.session_state[CONFIRMED] = names_confirmed() + number
