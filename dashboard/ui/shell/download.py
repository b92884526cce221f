"""Download buttons: the table on the page as XLSX and CSV, made when it is asked for."""

import pandas as pd
import streamlit as st

from dashboard import formats, reports
from dashboard.briefing import phrases
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import session

# Of a table of units: no more than the pages say.
COLUMNS = (
    "rank", "unit_name", "parent_name", "state", "counted", "denominator", "share", "share_before",
    "pace_7", "required_per_day", "reported_on",
)  # fmt: skip
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_downloads(rows: pd.DataFrame, selection: Selection, text: Text) -> None:
    """Both buttons for a table of units: rows of progress_by_area."""
    show_table_downloads(rows[list(COLUMNS)], [text(f"column.{name}") for name in COLUMNS], selection, text)


def show_table_downloads(table: pd.DataFrame, headings: list[str], selection: Selection, text: Text) -> None:
    """Both buttons for a table; the note in the workbook says what the numbers are."""
    name = f"vneid-{selection.unit}-{selection.edition}-{selection.as_of:%Y%m%d}"
    counted, level = text(f"counted.{selection.stage}"), text(f"level.{selection.level}")
    measure = f"{counted}, {level}, {phrases.base_words(selection, text)}"
    note = text("download.about", measure=measure, as_of=formats.date(selection.as_of), version=session.version())
    with st.container(horizontal=True):
        st.download_button(
            text("download.xlsx"),
            lambda: reports.xlsx_bytes(table, headings, note),
            f"{name}.xlsx",
            XLSX,
            key="download_xlsx",
            on_click="ignore",
        )
        st.download_button(
            text("download.csv"),
            lambda: reports.csv_bytes(table, headings, text.language),
            f"{name}.csv",
            "text/csv",
            key="download_csv",
            on_click="ignore",
        )
