"""A column of targets in a report: offered below it, with what it would change, and taken by a click that names it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard import formats
from dashboard.exports import targets
from dashboard.exports.answers import Answer
from dashboard.exports.targets import Asked, TargetColumn, Terms
from dashboard.exports.upload import FileReport
from dashboard.markup import Cell, Heading, plain, table
from dashboard.selection import ISSUERS, LEVELS, STAGES
from dashboard.text import Text
from dashboard.ui.filters import day as typed_day
from dashboard.ui.upload import brought, explaining, handed_in, looking, mending, pending
from dashboard.ui.upload.requests import HandedIn

# More rows say no more to a clerk, who looks for what is wrong.
MOST_ROWS, HEIGHT = 200, 320
COLUMNS = ("unit", "before", "value", "change")


def show(
    key: str, number: int, file: HandedIn, report: FileReport, who: str, text: Text, *, is_of_archive: bool
) -> None:
    """A section for each column; of a file in an archive only that there is one."""
    columns = report.look.targets
    for place, column in enumerate(columns):
        name = f"{key}_{number}_{place}"
        with st.container(border=True, key=f"targets_{name}"):
            total = formats.count(column.total, text.language)
            st.markdown(f"**{text('asked.title', column=plain(column.heading), n=column.units, total=total)}**")
            if is_of_archive:
                st.caption(text("asked.of_archive"))
                continue
            show_taken(name, text)
            st.caption(text("asked.how"))
            terms, answers = ask(name, column, text)
            if terms is None or any(not answer.means for answer in answers):
                continue
            answers += [Answer("", "targets", column.heading)] if len(columns) > 1 else []
            hints = replace(pending.hints_of(key).with_answers(answers), targets=terms)
            seen = offer(name, key, replace(file, hints=hints), terms, text)
            if report.status == "known":
                # Else the report below which this stands asks for the same names.
                mending.show_uncertain(f"targets_{name}", seen, who, text)


def ask(name: str, column: TargetColumn, text: Text) -> tuple[Terms | None, list[Answer]]:
    """The terms, once they are whole, and what the words of the column leave open."""
    with st.container(horizontal=True):
        issuer = mending.choose(text("asked.issuer"), {one: text(f"issuer.{one}") for one in ISSUERS}, f"issuer_{name}")
        start = typed_day.ask(text("asked.start"), f"start_{name}", text)
        deadline = typed_day.ask(text("asked.deadline"), f"deadline_{name}", text)
    document = ""
    answers = []
    with st.container(horizontal=True):
        for field, is_said, codes in (
            ("stage", column.says_stage, tuple(reversed(STAGES))),
            ("level", column.says_level, LEVELS),
        ):
            if not is_said:
                words = {code: text(f"{field}.{code}") for code in codes}
                answers.append(Answer("", field, mending.choose(text(f"asked.{field}"), words, f"{field}_{name}")))
        document = st.text_input(text("asked.document"), key=f"document_{name}", max_chars=120).strip()
    if not (issuer and start and deadline):
        return None, answers
    return Terms(issuer, start.isoformat(), deadline.isoformat(), document), answers


def offer(name: str, key: str, file: HandedIn, terms: Terms, text: Text) -> FileReport:
    """What the column would change, and the one click that takes it."""
    [seen] = looking.previewed(f"targets_{name}", file, text)
    if seen.status == "known":
        st.info(text("asked.known"))
    if seen.status == "known" or (seen.status == "refused" and name in pending.targets_taken()):
        # What was set aside of a column that came in is told above.
        return seen
    for place, question in enumerate(seen.questions[: explaining.MOST]):
        explaining.show_question(f"targets_{name}_{place}", key, question, text)
    handed_in.show(seen, text)
    if seen.targets:
        st.markdown(" ".join(map(plain, targets.summary(seen.targets, text))))
        show_rows(seen.targets, text)
    handed_in.show_returned(seen, f"targets_{name}", text)
    label = text("asked.take", **in_words(terms, text))
    is_taken = st.button(label, type="primary", disabled=seen.status != "accepted", key=f"take_targets_{name}")
    if is_taken and (taken := looking.take_in([file], text)):
        pending.targets_taken()[name] = taken[0]
        st.rerun()
    return seen


def in_words(terms: Terms, text: Text) -> dict[str, str]:
    """Issuer, first day and deadline as a sentence names them."""
    start, deadline = (formats.date(dt.date.fromisoformat(day)) for day in (terms.start_date, terms.deadline))
    return {"issuer": text(f"issuer.{terms.issuer}"), "start": start, "deadline": deadline}


def show_taken(name: str, text: Text) -> None:
    """What came of the column, and the way back."""
    taken = pending.targets_taken().get(name)
    if taken is None:
        return
    said = " ".join([taken.headline, *targets.summary(taken.targets, text)] if taken.targets else [taken.headline])
    (st.error if taken.status == "refused" else st.success)(plain(said))
    if taken.quarantined_rows:
        st.warning(text("clerk.set_aside", n=taken.quarantined_rows))
    handed_in.show_returned(taken, f"targets_taken_{name}", text)
    if taken.status == "accepted":
        brought.show_way_back(taken.batch, taken.file, text)


def show_rows(rows: Sequence[Asked], text: Text) -> None:
    """Each unit with the target that stands, the one in the file, and the difference."""
    is_of_several = len({(row.stage, row.level) for row in rows}) > 1
    names = ("unit", "figure", *COLUMNS[1:]) if is_of_several else COLUMNS
    headings = [Heading(text(f"asked.column_{name}"), name in ("value", "change")) for name in names]
    # What changes is read first.
    ordered = sorted(rows, key=lambda row: row.kind == "same")
    cells = [[cells_of(row, text)[name] for name in names] for row in ordered[:MOST_ROWS]]
    st.html(table(headings, cells, text("asked.table"), HEIGHT))
    if len(rows) > MOST_ROWS:
        st.caption(text("asked.more_units", n=MOST_ROWS, all=len(rows)))


def cells_of(row: Asked, text: Text) -> dict[str, Cell]:
    return {
        "unit": Cell(row.unit_name),
        "figure": Cell(handed_in.count_words(row.stage, row.level, text)),
        "before": Cell(targets.before_in_words(row, text), is_muted=row.kind == "same", is_wrapped=True),
        "value": Cell(formats.count(row.value, text.language), True),
        "change": Cell(targets.change_in_words(row, text), True, is_muted=row.kind == "same"),
    }
