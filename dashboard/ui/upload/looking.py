"""Asks what files would bring, and lets them come in, with what a clerk sees meanwhile."""

from collections.abc import Sequence

import streamlit as st

from dashboard.exports.upload import FileReport
from dashboard.markup import plain
from dashboard.text import Text
from dashboard.ui.shell import session
from dashboard.ui.upload import pending, requests
from dashboard.ui.upload.requests import HandedIn, Refused


def previewed(key: str, file: HandedIn, text: Text) -> tuple[FileReport, ...]:
    """What a file would bring, asked once for what is said and known now; of each file the last answer is kept."""
    question = (file.hints, text.language, session.version(), pending.names_confirmed())
    seen = pending.seen()
    if key not in seen or seen[key][0] != question:
        with st.spinner(text("clerk.looking", file=plain(file.name))):
            seen[key] = question, requests.preview(file, text.language)
    return seen[key][1]


def take_in(files: Sequence[HandedIn], text: Text) -> tuple[FileReport, ...]:
    """Takes the files in, step by step; nothing came of it where the importer could not finish, which is told."""
    with st.status(text("clerk.taking"), expanded=True) as status:
        bar = st.progress(0.0)

        def show_step(step: str, share: float) -> None:
            bar.progress(share, plain(step))

        try:
            return requests.take_in(files, text.language, show_step)
        except Refused as refusal:
            status.update(label=text("clerk.not_taken"), state="error")
            st.error(plain(str(refusal)))
            return ()
