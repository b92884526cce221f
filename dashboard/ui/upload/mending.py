"""What a clerk may mend before a file goes in: names of units, meanings of columns, what the file does not say."""

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard import units
from dashboard.briefing.work.teams import CHANNELS
from dashboard.exports.privacy import MASK
from dashboard.exports.results import Meaning
from dashboard.exports.source import ENCODINGS, NO_HINTS
from dashboard.exports.upload import ConfirmedName, FileReport, NamedUnit
from dashboard.markup import plain
from dashboard.selection import LEVELS, STAGES
from dashboard.text import Text
from dashboard.ui.filters import day as typed_day
from dashboard.ui.shell import session
from dashboard.ui.upload import pending, requests
from dashboard.ui.upload.handed_in import count_words

# More names than this at once are no slips of the pen: the file speaks of other units.
MOST_NAMES = 20
IN_A_ROW = 3
COUNTS = tuple(itertools.product(STAGES, LEVELS))
FIELDS = (
    "unit_name", "unit_code", "parent_name", "ordinal", "label", "as_of", "level", "stage", "count",
    "date", "hour_band", "channel", "team_code",
)  # fmt: skip
# What this form gives a value for; all else that was said of a file stays.
ASKED = ("as_of", "parent_name", "channel", "correction")
# What a clerk can answer here: that a file corrects, its time, what its numbers are, and what else it does not say.
CORRECTABLE = (
    "count_does_not_go_down",
    "accepted_count_changes_only_by_correction",
    "accepted_day_changes_only_by_correction",
    "population_does_not_jump",
)
TIMELESS = ("time_is_given", "time_is_certain", "time_exists")
MEANT = (
    "words_are_understood",
    "span_is_certain",
    "title_names_target",
    "stage_is_given",
    "level_is_given",
    "columns_differ",
)
LACKING = ("header_is_recognised", "headings_are_understood", "encoding_is_certain", *TIMELESS, *CORRECTABLE, *MEANT)
SAME = {"unit": "unit_name", "parent": "parent_name"}


def show(key: str, file: str, report: FileReport, who: str, text: Text) -> None:
    """The forms that this file needs."""
    show_uncertain(key, report, who, text)
    lacks = {one.reason for one in report.problems} & {*LACKING}
    is_mended = pending.hints_of(file) != NO_HINTS
    if is_mended and report.status == "accepted" and report.look.form.sheets:
        show_layout(key, report, who, text)
    if not (report.meanings or lacks):
        return
    is_open = bool(lacks)
    with st.expander(text("clerk.mend"), expanded=is_open, key=f"mend_{key}"), st.form(f"said_{key}", border=False):
        given = ask_given(key, file, lacks, text)
        is_uncertain = "encoding_is_certain" in lacks
        encoding = ask_encoding(key, text) if is_uncertain else pending.hints_of(file).encoding
        columns = ask_columns(key, report.meanings, text)
        if st.form_submit_button(text("clerk.look_again"), type="primary" if lacks else "secondary"):
            hints = pending.hints_of(file)
            explained = tuple((dict(hints.columns) | columns).items())
            kept = tuple(one for one in hints.given if one[0] not in ASKED)
            mended = replace(hints, encoding=encoding or None, given=(*kept, *given), columns=explained)
            pending.remember_hints(file, mended)
            st.rerun()


def show_uncertain(key: str, report: FileReport, who: str, text: Text) -> None:
    """The names that a clerk may confirm; one of which nothing may be shown cannot be."""
    uncertain = [one for one in report.units if one.written and one.state == "uncertain"]
    named = [one for one in uncertain if MASK not in one.written + one.parent_written]
    if named:
        show_names(key, named[:MOST_NAMES], who, text)


def show_names(key: str, named: Sequence[NamedUnit], who: str, text: Text) -> None:
    """The names that are not certain, each with the units it may mean."""
    with st.form(f"names_{key}"):
        st.markdown(f"**{text('clerk.names', n=len(named))}**")
        selection, chosen = session.selection(), {}
        lineage = units.lineage(selection.edition, selection.unit, selection.as_of)
        province = next((unit.unit_code for unit in lineage if unit.grain == "province"), "")
        for number, one in enumerate(named):
            options, words = ["", *one.candidates], plain(asked_as(one))
            picked = st.selectbox(
                words, options, proposed(one, province), lambda said: said or "–", key=f"name_{key}_{number}"
            )
            chosen[number] = picked.split(" ")[0]
        if not who.strip():
            # Asked for beside the button: who reads downwards has passed the field above without a reason to fill it.
            who = st.text_input(text("clerk.who_confirms"), key=f"who_{key}", max_chars=60)
        if st.form_submit_button(text("clerk.confirm")):
            confirm([(named[number], code) for number, code in chosen.items() if code], who, text)


def asked_as(one: NamedUnit) -> str:
    """A name as it was written, and within which unit: of one that a title spoke of, by its name and not its code."""
    within = one.parent_written
    if units.exists(one.edition, within):
        within = units.find(one.edition, within).full_name
    return " · ".join(part for part in (one.code_written, one.written, within) if part)


def proposed(one: NamedUnit, province: str) -> int:
    """The place of the unit that needs no more than the clerk's yes, among no choice and the candidates.

    It is the only one that a name can mean, within the province looked at or, if none is there, anywhere.
    """
    places = range(1, len(one.candidates) + 1)
    here = [place for place in places if province in _above(one.edition, one.candidates[place - 1].split(" ")[0])]
    likely = here or list(places)
    return likely[0] if len(likely) == 1 else 0


def _above(edition: str, unit_code: str) -> list[str]:
    """The codes of a unit and of all above it."""
    if not units.exists(edition, unit_code):
        return []
    return [unit.unit_code for unit in units.lineage(edition, unit_code)]


def confirm(picked: Sequence[tuple[NamedUnit, str]], who: str, text: Text) -> None:
    """Keeps the confirmed names with who said so; then the files are looked at again."""
    if not who.strip():
        st.error(text("clerk.who_missing"))
        return
    names = [ConfirmedName(one.written, one.parent_written, one.edition, code) for one, code in picked]
    requests.confirm(names, who, text.language)
    pending.confirm_names(len(names))
    st.rerun()


def ask_given(key: str, file: str, lacks: set[str], text: Text) -> tuple[tuple[str, str], ...]:
    """Values for what the file does not say: its time, the unit above, the channel."""
    before = dict(pending.hints_of(file).given)
    with st.container(horizontal=True):
        is_timeless = bool(lacks & {*TIMELESS}) or "as_of" in before
        day = None
        if is_timeless:
            day = typed_day.ask(text("clerk.day"), f"day_{key}", text)
        hour = st.time_input(text("clerk.hour"), dt.time(17), key=f"hour_{key}") if is_timeless else dt.time(17)
        parent = choose(text("clerk.parent"), areas(), key=f"parent_{key}")
        channels = {code: text(f"channel.{code}") for code in CHANNELS}
        channel = choose(text("clerk.channel"), channels, key=f"channel_{key}")
    is_correction = st.checkbox(text("clerk.correction"), key=f"correction_{key}")
    said = {
        "as_of": f"{day} {hour:%H:%M}" if day else before.get("as_of"),
        "parent_name": parent,
        "channel": channel,
        "correction": "yes" if is_correction else "",
    }
    return tuple((name, value) for name, value in said.items() if value)


def choose(label: str, words: dict[str, str], key: str) -> str:
    """One of the codes, or none."""
    return st.selectbox(label, ["", *words], format_func=lambda code: words.get(code, "–"), key=key)


def areas() -> dict[str, str]:
    """The areas that a report's units may lie in: the selected province and its districts."""
    selection = session.selection()
    found = [
        unit for unit in units.lineage(selection.edition, selection.unit, selection.as_of) if unit.grain == "province"
    ]
    inside = [
        unit for province in found for unit in units.children(selection.edition, province.unit_code, selection.as_of)
    ]
    return {unit.unit_code: unit.full_name for unit in [*found, *inside] if unit.grain != "commune"}


def ask_encoding(key: str, text: Text) -> str:
    """How the text is encoded."""
    return choose(text("clerk.encoding"), {name: name for name in ENCODINGS}, key=f"encoding_{key}")


def ask_columns(key: str, meanings: Sequence[Meaning], text: Text) -> dict[str, str]:
    """The meaning of each column; those that the clerk changed."""
    words = {"": text("clerk.not_read")} | {name: text(f"clerk.column_{name}") for name in FIELDS}
    words |= {f"{stage} {level}": count_words(stage, level, text) for stage, level in COUNTS}
    changed = {}
    # Row by row: where fields lie one below the other, on a phone, their order is still that of the sheet.
    places = [place for _ in range(0, len(meanings), IN_A_ROW) for place in st.columns(IN_A_ROW)]
    for place, one in enumerate(meanings):
        meaning = SAME.get(one.meaning, one.meaning)
        options = [*words] if meaning in words else [meaning, *words]
        with places[place]:
            label = " ".join(part for part in (one.column, f"“{one.written}”") if part)
            picked = st.selectbox(
                label, options, options.index(meaning), lambda code: words.get(code, code), key=f"column_{key}_{place}"
            )
        if picked != meaning:
            changed[one.written] = picked
    return changed


def show_layout(key: str, report: FileReport, who: str, text: Text) -> None:
    """Remembers for the next file of this office what was said of this one."""
    with st.form(f"layout_{key}", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(text("clerk.layout"), key=f"layout_name_{key}", max_chars=60)
        if st.form_submit_button(text("clerk.remember")):
            if not (name.strip() and who.strip()):
                st.error(text("clerk.layout_missing"))
                return
            requests.save_layout(name, report.look.form, report.said, who, text.language)
            st.success(text("clerk.remembered", name=plain(name)))
