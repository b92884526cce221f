"""What the session remembers of the files that were handed in and are not yet taken: all of it in memory."""

from collections.abc import Hashable
from dataclasses import replace

import streamlit as st

from dashboard.exports.source import NO_HINTS, Hints
from dashboard.exports.upload import FileReport

# How often the list was emptied, what was said of each file, what was seen of it, what came of the last ones, how many
# names were confirmed, and which columns of targets came in of the files that are still there.
ROUND, HINTS, SEEN, DONE, CONFIRMED, TARGETS = (
    f"clerk_{name}" for name in ("round", "hints", "seen", "done", "confirmed", "targets")
)


def hints_of(key: str) -> Hints:
    """What the clerk said of a file so far."""
    hints: Hints = st.session_state.setdefault(HINTS, {}).get(key, NO_HINTS)
    return hints


def remember_hints(key: str, hints: Hints) -> None:
    """Remembers what the clerk said of a file."""
    st.session_state.setdefault(HINTS, {})[key] = hints


def seen() -> dict[str, tuple[Hashable, tuple[FileReport, ...]]]:
    """What each file was last seen to bring, with what was asked."""
    found: dict[str, tuple[Hashable, tuple[FileReport, ...]]] = st.session_state.setdefault(SEEN, {})
    return found


def list_number() -> int:
    """The number of the list of files: a new one is empty."""
    number: int = st.session_state.setdefault(ROUND, 0)
    return number


def empty() -> None:
    """Forgets the files and what was said of them."""
    st.session_state[ROUND] = list_number() + 1
    for name in (HINTS, SEEN, DONE, TARGETS):
        st.session_state.pop(name, None)


def done() -> tuple[FileReport, ...]:
    """What came of the files that were taken in last."""
    found: tuple[FileReport, ...] = st.session_state.get(DONE, ())
    return found


def finish(results: tuple[FileReport, ...]) -> None:
    """Empties the list and keeps what came of it, to be shown at the next run."""
    empty()
    st.session_state[DONE] = results


def take_back(batch: str, words: str) -> None:
    """Says of a file that was taken in last that it was taken back, in the place of what it changed."""
    st.session_state[DONE] = tuple(
        replace(one, headline=words, changes=()) if any(brought.batch == batch for brought in one.changes) else one
        for one in done()
    )
    for key, one in list(targets_taken().items()):
        if one.batch == batch:
            del targets_taken()[key]


def targets_taken() -> dict[str, FileReport]:
    """What came of columns of targets, by the place at which they are offered."""
    found: dict[str, FileReport] = st.session_state.setdefault(TARGETS, {})
    return found


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
