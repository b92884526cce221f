"""The clerk's part of the data page: hand files in, see what was understood, mend, then take them in or not."""

from functools import partial

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard import units
from dashboard.markup import element, plain
from dashboard.text import Text
from dashboard.ui.serving import guard
from dashboard.ui.shell import session
from dashboard.ui.shell.download import XLSX
from dashboard.ui.upload import brought, explaining, handed_in, looking, mending, pending, requests, targets
from dashboard.ui.upload.requests import HandedIn, Refused
from dashboard.units import Unit

FORMATS = ("csv", "txt", "tsv", "xlsx", "xlsm", "xls", "ods", "parquet", "docx", "pdf", "html", "htm", "zip")
BLANKS = ("summary", "detailed", "target", "population_base", "reason", "duty", "hamlet", "indicator")


def show_upload(text: Text) -> None:
    """The upload, for whom the installation lets in; nothing on a server that shows the past."""
    if not may_hand_in():
        return
    is_open = session.warehouse() is None or bool(pending.done())
    with st.expander(text("clerk.title"), expanded=is_open, key="clerk"):
        show_done(text)
        # The words of Streamlit's own upload are English and nowhere to be set: ours are laid over them.
        words = f'--pick:"{text("clerk.pick")}";--limit:"{text("clerk.limit", mb=guard.MOST_MB)}"'
        st.html(f"<style>.st-key-clerk{{{words}}}</style>{element('p', text('clerk.how'), kind='how')}")
        uploads = st.file_uploader(
            text("clerk.files"),
            FORMATS,
            accept_multiple_files=True,
            key=f"clerk_files_{pending.list_number()}",
            max_upload_size=guard.MOST_MB,
        )
        if not uploads:
            show_blank(text)
            return
        try:
            show_files(uploads, text)
        except Refused as refusal:
            st.error(plain(str(refusal)))


def show_blank(text: Text) -> None:
    """A form to send out: the communes of the selected unit filled in, the figures to be written."""
    selection = session.selection()
    unit = units.holder(selection.edition, selection.unit, selection.as_of)
    if unit.grain == "nation":
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox(text("clerk.blank_kind"), BLANKS, format_func=lambda code: text(f"data.kind_{code}"))
        name = f"vneid-{kind}-{selection.edition}-{unit.unit_code}.xlsx"
        label = text("clerk.blank", unit=unit.full_name)
        st.download_button(label, partial(blank, unit, kind, text.language), name, XLSX, on_click="ignore")


def show_blank_of(kind: str, text: Text) -> None:
    """The form of one kind, where a page lacks what such a file would bring."""
    selection = session.selection()
    unit = units.holder(selection.edition, selection.unit, selection.as_of)
    if unit.grain == "nation" or not may_hand_in():
        return
    name = f"vneid-{kind}-{selection.edition}-{unit.unit_code}.xlsx"
    label = text("clerk.blank_of", kind=text(f"data.kind_{kind}"), unit=unit.full_name)
    make = partial(blank, unit, kind, text.language)
    st.download_button(label, make, name, XLSX, key=f"blank_{kind}", on_click="ignore")


def blank(unit: Unit, kind: str, lang: str) -> bytes:
    """The form's content, made when it is asked for."""
    return requests.template(unit.edition, unit.unit_code, kind, lang)


def may_hand_in() -> bool:
    """Whether the reader may, by the rule that the address of uploads obeys too."""
    headers = {name.lower(): value for name, value in st.context.headers.items()}
    return guard.may_hand_in(st.context.ip_address, headers)


def show_files(uploads: list[UploadedFile], text: Text) -> None:
    """What each file would bring, and the decision."""
    pending.forget_done()
    who = st.text_input(text("clerk.who"), key="clerk_who", max_chars=60, on_change="ignore")
    files = {file.file_id: HandedIn(file.name, file.getvalue(), pending.hints_of(file.file_id)) for file in uploads}
    acceptable = 0
    for key, file in files.items():
        reports = looking.previewed(key, file, text)
        for number, report in enumerate(reports):
            acceptable += report.status == "accepted"
            handed_in.show(report, text)
            handed_in.show_returned(report, f"{key}_{number}", text)
            explaining.show(f"{key}_{number}", key, report, text)
            mending.show(f"{key}_{number}", key, report, who, text)
            targets.show(key, number, file, report, who, text, is_of_archive=len(reports) > 1)
    with st.container(horizontal=True):
        take = st.button(text("clerk.take", n=acceptable), type="primary", disabled=not acceptable, key="clerk_take")
        st.button(text("clerk.cancel"), on_click=pending.empty, key="clerk_cancel")
    if take and (done := looking.take_in(list(files.values()), text)):
        pending.finish(done)
        st.rerun()


def show_done(text: Text) -> None:
    """What came of the files that were taken in last."""
    for number, one in enumerate(pending.done()):
        words = " ".join([one.headline, *one.notices])
        (st.error if one.status == "refused" else st.success)(plain(words))
        if one.quarantined_rows:
            st.warning(text("clerk.set_aside", n=one.quarantined_rows))
        handed_in.show_returned(one, f"done_{number}", text)
        for changes in one.changes:
            brought.show(changes, one.file, text)
