"""Download buttons: the table on the page as XLSX and CSV, made when it is asked for."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import formats, reports
from dashboard.reports import Column
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import session
from dashboard.wording import columns
from dashboard.wording.columns import Shown
from dashboard.wording.phrases import base_words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_downloads(rows: pd.DataFrame, selection: Selection, text: Text) -> None:
    """Both buttons for a table of units: rows of progress_by_area, of their columns no more than the pages say."""
    of_file = columns.of(Shown.FILE)
    table = rows[[column.name for column in of_file]]
    show_table_downloads(
        table, [Column(column.heading(text, selection), column.format) for column in of_file], selection, text
    )


def show_table_downloads(table: pd.DataFrame, of_file: Sequence[Column], selection: Selection, text: Text) -> None:
    """Both buttons for a table; the note in the workbook says what the numbers are."""
    name = f"vneid-{selection.unit}-{selection.edition}-{selection.as_of:%Y%m%d}"
    counted, level = text(f"counted.{selection.stage}"), text(f"level.{selection.level}")
    measure = f"{counted}, {level}, {base_words(selection, text)}"
    note = text("download.about", measure=measure, as_of=formats.date(selection.as_of), version=session.version())
    with st.container(horizontal=True):
        st.download_button(
            text("download.xlsx"),
            lambda: reports.xlsx_bytes(table, of_file, note),
            f"{name}.xlsx",
            XLSX,
            key="download_xlsx",
            on_click="ignore",
        )
        st.download_button(
            text("download.csv"),
            lambda: reports.csv_bytes(table, of_file, text.language),
            f"{name}.csv",
            "text/csv",
            key="download_csv",
            on_click="ignore",
        )
