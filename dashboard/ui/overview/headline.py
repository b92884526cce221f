"""The overview's cards: where we stand, what changed, at what pace, in how many communes."""

from html import escape

import pandas as pd
import streamlit as st

from dashboard import formats, units
from dashboard.briefing import area, phrases
from dashboard.briefing.area import Within
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.overview import recently, spread
from dashboard.ui.shell import progress, session

MOST_NAMES = 8
PARTS = {"reported": "communes_reported", "all": "communes"}


def show_headline(selection: Selection) -> None:
    """Four cards from one row of progress_by_area; without figures, a sentence."""
    cards = session.remembered(_cards, selection)
    if isinstance(cards, str):
        st.info(cards)
        return
    with st.grid(len(cards), min_column_width=190, gap=12, key="cards"):
        for card in cards:
            st.html(card)


def _cards(selection: Selection) -> list[str] | str:
    text, rows, inside = Text(selection.lang), progress.of_unit(selection), progress.within(selection)
    # A unit that ended before its edition did, and of which no batch tells, has no row.
    if rows.empty or pd.isna(rows.iloc[0]["counted"]):
        return _without_figures(rows["state"].tolist(), selection, text)
    row = rows.iloc[0]
    is_whole = inside.parent == selection.unit
    last = _communes(row, spread.html(selection), text) if is_whole else _rank(inside, selection, text)
    recent, left_out = recently.bars(selection, row["required_per_day"]), progress.left_out(selection)
    return [_standing(row, selection, left_out, text), _change(row, recent, text), _pace(row, recent, text), last]


def _without_figures(states: list[str], selection: Selection, text: Text) -> str:
    if "suppressed" in states:
        return text("state.suppressed", small=session.measure().small_count)
    for state in ("not_existing", "not_divisible"):
        if state in states:
            return text(f"state.{state}")
    name = units.find(selection.edition, selection.unit, selection.as_of).full_name
    return text("overview.no_figures", unit=name, as_of=formats.date(selection.as_of))


def _card(title: str, big: str, lines: list[str], kind: str = "") -> str:
    told = "".join(f"<p>{line}</p>" for line in lines if line)
    return f'<section class="card {kind}"><h2>{escape(title)}</h2><div class="big">{big}</div>{told}</section>'


def _standing(row: pd.Series, selection: Selection, left_out: list[str], text: Text) -> str:
    language = text.language
    noun = f'<span class="noun">{escape(text(f"counted.{selection.stage}"))}</span>'
    base = phrases.base_words(selection, text)
    lines = [escape(text("overview.until", moment=phrases.report_time(row["reported_at"])))]
    if pd.isna(row["share"]):
        big = text("overview.headline_no_base", counted=formats.count(row["counted"], language), noun=noun)
        name = units.find(selection.edition, selection.unit, selection.as_of).full_name
        lines.append(escape(text("overview.no_target", base=base, unit=name)))
    else:
        numbers = {key: formats.count(row[key], language) for key in ("numerator", "denominator")}
        big = text("overview.headline", counted=numbers["numerator"], denominator=numbers["denominator"], noun=noun)
        share = formats.ratio(int(row["numerator"]), int(row["denominator"]), language)
        lines.insert(0, f"<b>{escape(text('overview.share_of', share=share, base=base))}</b>")
        lines.insert(0, _meter(float(row["share"])))
        if int(row["numerator"]) != int(row["counted"]):
            lines.append(escape(text("overview.left_out_base", **numbers)))
    if row["state"] == "late":
        lines.append(f'<span class="bad">{escape(text("overview.late", days=int(row["days_late"])))}</span>')
    # A unit that reports as a whole speaks for communes that sent nothing themselves.
    silent = int(row["communes"] - row["communes_reported"])
    if silent > 0:
        lines.append(escape(_left_out(left_out, silent, text)))
    if row["communes_reported"] < area.MOSTLY * row["communes"]:
        numbers = {key: formats.count(row[name], language) for key, name in PARTS.items()}
        lines.insert(1, f'<span class="bad">{escape(text("overview.partial", **numbers))}</span>')
    return _card(units.find(selection.edition, selection.unit, selection.as_of).full_name, big, lines, "head")


def _meter(share: float) -> str:
    top = max(1.0, share)
    return (
        f'<span class="meter" style="display:block" aria-hidden="true"><i class="fill" '
        f'style="width:{share / top * 100:.1f}%"></i><i class="mark" style="left:{100 / top:.1f}%"></i></span>'
    )


def _left_out(names: list[str], silent: int, text: Text) -> str:
    """names: of the communes without figures of their own; silent: how many nobody speaks for."""
    if len(names) > MOST_NAMES or len(names) != silent:
        return text("overview.left_out_many", n=formats.count(silent, text.language))
    return text("overview.left_out", names=", ".join(names))


def _change(row: pd.Series, recent: recently.Bars, text: Text) -> str:
    title = text("overview.change", days=session.measure().period_days)
    if pd.isna(row["counted_before"]):
        return _card(title, "–", [escape(text("overview.change_none"))])
    gained = int(row["counted_since"]) - int(row["counted_before"])
    lines = []
    if not pd.isna(row["share"]) and not pd.isna(row["share_before"]):
        points = formats.points(row["share"], row["share_before"], text.language)
        lines.append(escape(text("overview.change_points", points=points)))
    return _card(title, escape(formats.signed(gained, text.language, 0)), [*lines, _weeks(recent, text)])


def _weeks(recent: recently.Bars, text: Text) -> str:
    """The last weeks as bars, with their words above."""
    return recent.weeks and f"{escape(text('overview.weeks', n=recently.WEEKS))}{recent.weeks}"


def _pace(row: pd.Series, recent: recently.Bars, text: Text) -> str:
    language = text.language
    title = text("overview.pace")
    if pd.isna(row["pace_7"]):
        return _card(title, "–", [escape(text("overview.change_none"))])
    fourteen = "–" if pd.isna(row["pace_14"]) else formats.count(row["pace_14"], language)
    seven = formats.count(row["pace_7"], language)
    lines = [escape(text("overview.pace_values", fourteen=fourteen)), recent.days, *_required(row, text)]
    return _card(title, escape(seven), lines)


def _required(row: pd.Series, text: Text) -> list[str]:
    language, required = text.language, row["required_per_day"]
    if pd.isna(row["deadline"]):
        return [escape(text("overview.required_none"))]
    deadline = formats.date(row["deadline"])
    if row["missing"] == 0:
        return [f'<span class="good">{escape(text("overview.required_done"))}</span>']
    if pd.isna(required):
        missing = formats.count(row["missing"], language)
        return [
            f'<span class="bad">{escape(text("overview.required_passed", deadline=deadline, missing=missing))}</span>'
        ]
    needed = formats.count(required, language)
    gap = formats.round_half_up(required, 0) - formats.round_half_up(row["pace_7"], 0)
    verdict = text("overview.pace_short", gap=formats.count(gap, language)) if gap > 0 else text("overview.pace_enough")
    kind = "bad" if gap > 0 else "good"
    return [
        escape(text("overview.required", required=needed, deadline=deadline)),
        f'<span class="{kind}">{escape(verdict)}</span>',
    ]


def _rank(inside: Within, selection: Selection, text: Text) -> str:
    """For a commune, its rank among those beside it."""
    title = text("overview.rank", parent=units.find(selection.edition, inside.parent, selection.as_of).full_name)
    ranked = inside.rows.dropna(subset=["rank"])
    own = ranked[ranked["unit_code"] == selection.unit]
    if own.empty:
        return _card(title, "–", [escape(text("overview.rank_none"))])
    rank, every = (formats.count(number, text.language) for number in (own["rank"].iloc[0], len(ranked)))
    return _card(title, f"{rank} / {every}", [escape(text("overview.rank_of", rank=rank, all=every))])


def _communes(row: pd.Series, strip: str, text: Text) -> str:
    numbers = {key: formats.count(row[f"communes_{key}"], text.language) for key in ("done", "reported", "late")}
    every = formats.count(row["communes"], text.language)
    lines = [
        strip,
        escape(text("overview.communes_done", done=numbers["done"], all=every)),
        escape(text("overview.communes_reported", reported=numbers["reported"], late=numbers["late"], all=every)),
    ]
    return _card(text("overview.communes"), f"{numbers['done']} / {every}", lines)
