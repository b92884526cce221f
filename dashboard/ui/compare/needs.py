"""All units of an area, all targets in force and what each needs, to be taken along in one table."""

import pandas as pd

from dashboard import briefing, settings
from dashboard.briefing.area import Within
from dashboard.database import Database
from dashboard.formats import Format
from dashboard.reports import Column
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import download
from dashboard.ui.shell.download import Table

DAYS, WORDED = ("deadline", "reported_on"), ("issuer", "stage", "level")
COUNTS = ("whole_target", "counted", "missing", "required_per_day", "pace_7", "units_unknown")


def show_downloads(database: Database, inside: Within, selection: Selection, text: Text) -> None:
    """Both buttons, beside those of the page's own table; nobody is asked for anything of an indicator."""
    if selection.indicator is not None:
        return
    download.show_table_downloads("compare", lambda: table(database, inside, selection, text), selection, text, "needs")


def table(database: Database, inside: Within, selection: Selection, text: Text) -> Table:
    rows = briefing.needs.of_units(database, selection, inside.grain)
    whole = briefing.needs.of_whole(database, selection, inside)
    totals = in_words(whole.assign(unit_name=[text("download.total", unit=name) for name in whole["unit_name"]]), text)
    headings = [Column(text(f"needs.{name}"), _format(name)) for name in briefing.needs.COLUMNS]
    return Table(
        in_words(rows, text), headings, list(totals.itertuples(index=False)), download.missing(inside.rows, text)
    )


def in_words(needs: pd.DataFrame, text: Text) -> pd.DataFrame:
    """The same rows, codes in words."""
    rules = settings.load()
    worded = {name: [text(f"{name}.{code}") for code in needs[name]] for name in WORDED}
    states = [text(f"state.{state}", small=rules.small_count, days=rules.late_after_days) for state in needs["state"]]
    return needs.assign(**worded, state=states)


def _format(name: str) -> Format:
    return Format.DAY if name in DAYS else Format.COUNT if name in COUNTS else Format.TEXT
