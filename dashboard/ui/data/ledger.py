"""The data page: freshness, completeness week by week, and the batches."""

import datetime as dt
from functools import cache, partial
from html import escape

import pandas as pd
import streamlit as st

from dashboard import clock, formats, queries, units
from dashboard.rows import BatchByArrival, CoverageByEdition, each_row
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import session, table
from dashboard.ui.shell.table import Cell

MOST_BATCHES, MOST_UNITS, WEEKS = 60, 250, 12
UNIT = "\0"


def show_freshness(version: pd.DataFrame, coverage: pd.DataFrame, selection: Selection, text: Text) -> None:
    """The version, the age of the newest report, and the days that each edition covers."""
    row = version.iloc[0]
    built = text("data.built", moment=formats.moment(row["built_at"]))
    cards = [_card(text("data.version"), escape(row["version"]), [built])]
    if not coverage.empty:
        newest = coverage["newest_report"].max()
        age = (clock.now().date() - newest.date()).days
        cards.append(_card(text("data.fresh"), formats.date(newest), [text("data.age", n=age)]))
    cards += [_coverage(edition, selection.as_of, text) for edition in each_row(coverage, CoverageByEdition)]
    st.html(f'<div class="cards even">{"".join(cards)}</div>')


def _card(title: str, big: str, lines: list[str]) -> str:
    told = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f'<section class="card"><h2>{escape(title)}</h2><div class="big">{big}</div>{told}</section>'


def _coverage(edition: CoverageByEdition, as_of: dt.date, text: Text) -> str:
    first, last = formats.date(edition.first_day), formats.date(edition.newest_report)
    home = units.find(edition.edition, edition.home_unit, as_of).full_name
    numbers = {
        "reported": formats.count(edition.communes_reported, text.language),
        "all": formats.count(edition.communes, text.language),
    }
    lines = [text("data.coverage_days", first=first, last=last), text("data.coverage_units", unit=home, **numbers)]
    return _card(text("data.coverage", edition=edition.edition), f"{numbers['reported']} / {numbers['all']}", lines)


def show_completeness(selection: Selection, text: Text) -> None:
    """A matrix of communes and weeks; for areas too large to read, which way to go."""
    holder = units.holder(selection.edition, selection.unit, selection.as_of)
    st.header(text("data.completeness", unit=holder.full_name), anchor=False)
    if holder.grain == "nation":
        st.info(text("data.completeness_zoom"))
        return
    st.caption(text("data.completeness_legend"))
    st.html(session.remembered(_matrix, selection.edition, holder.unit_code, selection.as_of, text.language))


def _matrix(edition: str, parent: str, as_of: dt.date, language: str) -> str:
    rows = queries.completeness_by_week(session.database(), edition=edition, parent=parent, as_of=as_of, weeks=WEEKS)
    text = Text(language)
    # The query gives a commune's weeks one after the other, the same for each.
    weeks = rows["week_start"].drop_duplicates().tolist()
    head = "".join(f'<th scope="col" class="number">{week:%d/%m}</th>' for week in weeks)
    cell = cache(partial(_days, text))
    names, reported, days = (rows[column].tolist() for column in ("unit_name", "days_reported", "days"))
    body = []
    for start in range(0, len(names), len(weeks) or 1):
        name = escape(names[start])
        cells = "".join(cell(week, reported[place], days[place]) for place, week in enumerate(weeks, start))
        body.append(f'<tr><th scope="row">{name}</th>{cells.replace(UNIT, name)}</tr>')
    first = escape(text("data.completeness_week"))
    return (
        f'<div class="table-frame" tabindex="0" style="max-height:460px"><table class="figures weeks"><thead><tr>'
        f'<th scope="col">{first}</th>{head}</tr></thead><tbody>{"".join(body)}</tbody></table></div>'
    )


def _days(text: Text, week: pd.Timestamp, n: int, days: int) -> str:
    """One cell; the unit's name is put in later, for many units share the rest."""
    words = text("data.completeness_cell", unit=UNIT, week=formats.date(week), n=n, days=days)
    share = round(100 * n / days) if days else 0
    kind = "none" if n == 0 else "some" if n < days else "full"
    return f'<td class="days {kind}" style="--share:{share}%" title="{escape(words)}">{n if n else "–"}</td>'


def show_batches(text: Text) -> None:
    """The newest batches and what they brought."""
    title, listed, more = session.remembered(_batches, text.language)
    st.header(title, anchor=False)
    st.html(listed)
    if more:
        st.caption(more)


def _batches(language: str) -> tuple[str, str, str]:
    """How many there are, the table, and how many of them it leaves out."""
    text, batches = Text(language), queries.batch_by_arrival(session.database())
    title = text("data.batches", n=formats.count(len(batches), language))
    names = ("file", "kind", "received", "period", "rows", "refused")
    headings = [(text(f"data.batch_{name}"), name in ("rows", "refused")) for name in names]
    cells = [_batch(row, text) for row in each_row(batches.head(MOST_BATCHES), BatchByArrival)]
    listed = table.html(headings, cells, title, 420)
    is_cut = len(batches) > MOST_BATCHES
    more = text("data.batches_more", n=MOST_BATCHES, all=formats.count(len(batches), language)) if is_cut else ""
    return title, listed, more


def _batch_words(row: BatchByArrival, text: Text) -> str:
    words = [row.source_name]
    if row.is_demo:
        words.append(text("app.demo"))
    if not pd.isna(row.withdrawn_at):
        moment = formats.moment(row.withdrawn_at)
        words.append(text("data.batch_withdrawn", moment=moment, who=row.withdrawn_by or "–", why=row.withdrawn_why))
    return " · ".join(words)


def _batch(row: BatchByArrival, text: Text) -> list[Cell]:
    first, last = row.period_from, row.period_to
    period = "–" if pd.isna(first) else f"{formats.date(first)} – {formats.date(last)}"
    is_out = not pd.isna(row.withdrawn_at)
    return [
        Cell(_batch_words(row, text), is_muted=is_out, is_long=True),
        Cell(text(f"data.kind_{row.kind}")),
        Cell(formats.moment(row.received_at)),
        Cell(period),
        Cell(formats.count(row.accepted_rows, text.language), True),
        Cell(formats.count(row.quarantined_rows, text.language), True),
    ]
