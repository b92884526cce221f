"""What is asked of a file and what may be shown of it: each question by one click, each cell by two."""

import datetime as dt

import streamlit as st

from dashboard.exports.answers import Answer
from dashboard.exports.questions import Question
from dashboard.exports.sketches import DrawnCell, Sketch
from dashboard.exports.source import HELD_IN
from dashboard.exports.upload import AskedQuestion, FileReport
from dashboard.markup import element, plain
from dashboard.text import Text
from dashboard.ui.filters import day as typed_day
from dashboard.ui.upload import grid, pending
from dashboard.ui.upload.meanings import OFFERED, answer_words, choice_words, meaning_words

# More questions than this at once nobody answers; the next ones come when these are answered.
MOST = 6


def show(key: str, file: str, report: FileReport, text: Text) -> None:
    """The questions, what was said so far, and the sheets as the office made them."""
    for number, one in enumerate(report.questions[:MOST]):
        show_question(f"{key}_{number}", file, one, text)
    if len(report.questions) > MOST:
        st.caption(text("clerk.questions_more", n=len(report.questions) - MOST))
    show_said(key, file, text)
    sketches = report.look.sketches
    if not sketches:
        return
    is_open = bool(report.questions) or report.status == "refused"
    with st.expander(text("clerk.look"), expanded=is_open, key=f"look_{key}"):
        st.html(element("p", text("clerk.look_how"), kind="how"))
        grid.show_legend(text)
        names = [plain(sketch.sheet) if sketch.sheet else text("clerk.sheet") for sketch in sketches]
        places = st.tabs(names) if len(sketches) > 1 else [st.container()]
        for number, (sketch, place) in enumerate(zip(sketches, places, strict=True)):
            with place:
                show_sketch(f"{key}_{number}", file, sketch, text)


def show_question(key: str, file: str, asked: AskedQuestion, text: Text) -> None:
    """One question with its choices; what has no choices waits for a value."""
    question = asked.question
    # With each answer the choices are new ones: what was picked of one question is never an answer to the next.
    name = f"{key}_{question.asked}_{question.answer}_{answered(file)}"
    with st.container(border=True, key=f"asked_{key}"):
        st.markdown(f":orange-background[**?**] **{plain(asked.place)}**: {plain(asked.message)}")
        if question.choices:
            picked = st.pills(
                plain(asked.message),
                range(len(question.choices)),
                format_func=lambda place: plain(choice_words(question.choices[place], text)),
                key=f"answer_{name}",
                label_visibility="collapsed",
            )
            if picked is not None:
                say(file, question.choices[picked].answers)
        if question.field:
            ask_value(name, file, question, text)


def ask_value(name: str, file: str, question: Question, text: Text) -> None:
    """A value of one's own: a time, or the name of a unit."""
    with st.form(f"value_{name}", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        if question.field == "as_of":
            day = typed_day.ask(text("clerk.day"), f"day_{name}", text)
            hour = st.time_input(text("clerk.hour"), dt.time(17))
            value = f"{day}T{hour:%H:%M}" if day else ""
        else:
            value = st.text_input(text("clerk.column_unit_name"), max_chars=80).strip()
        if st.form_submit_button(text("clerk.answer")) and value:
            say(file, (Answer("", question.field, value),))


def say(file: str, answers: tuple[Answer, ...]) -> None:
    """Keeps answers and looks at the file again, unless they were given before."""
    before = pending.hints_of(file)
    after = before.with_answers(answers)
    if after != before:
        pending.remember_hints(file, after)
        st.rerun()


def answered(file: str) -> int:
    """How much was said of a file so far."""
    return sum(map(len, pending.hints_of(file).held()))


def show_said(key: str, file: str, text: Text) -> None:
    """What was said of the file; a click takes it back."""
    hints = pending.hints_of(file)
    said = [
        Answer(subject, words, means) for subject, place in HELD_IN.items() for words, means in getattr(hints, place)
    ]
    if not said:
        return
    label = text("clerk.said")
    taken = st.pills(
        label, said, format_func=lambda one: f"✕ {plain(answer_words(one, text))}", key=f"said_{key}_{len(said)}"
    )
    if taken is not None:
        pending.remember_hints(file, hints.without(taken))
        st.rerun()


def show_sketch(key: str, file: str, sketch: Sketch, text: Text) -> None:
    """One sheet; a picked cell is explained above it."""
    above = st.container()
    place = st.session_state.get(f"picked_{key}", "")
    if now := grid.show(sketch, place, key, text):
        st.session_state[f"picked_{key}"] = place = now
        st.rerun()
    if sketch.more:
        st.caption(text("clerk.rows_more", n=sketch.more))
    cell = next((one for one in sketch.cells if one.about and f"{one.row},{one.column}" == place), None)
    with above:
        if cell:
            explain(key, file, sketch, cell, text)


def explain(key: str, file: str, sketch: Sketch, cell: DrawnCell, text: Text) -> None:
    """What a picked cell means: of what it speaks, and what that is."""
    name = f"{key}_{cell.row}_{cell.column}_{answered(file)}"
    with st.container(border=True, key=f"explain_{key}"):
        st.markdown(f"**{grid.name_of(sketch, cell)}** “{plain(cell.words)}”")
        about = cell.about[0]
        if len(cell.about) > 1:
            about = st.segmented_control(
                text("clerk.about"),
                cell.about,
                default=cell.about[0],
                format_func=lambda one: text(f"clerk.about_{one[0]}", words=plain(one[1])),
                key=f"about_{name}",
            ) or cell.about[0]  # fmt: skip
        subject, words = about
        picked = st.pills(
            text("clerk.means"),
            OFFERED[subject],
            format_func=lambda meaning: meaning_words(meaning, text),
            key=f"means_{name}_{subject}",
        )
        if picked:
            say(file, (Answer(subject, words, picked),))
