"""Cumulative counts with the even path to each target."""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard import formats
from dashboard.figures import paths
from dashboard.figures.events import event_marks
from dashboard.figures.look import Look, Trace, base, broken, date_ticks, reform_mark
from dashboard.rows import EventByDate, TargetByIssuer, each_row
from dashboard.text import Text

HEIGHT = 330


def progress_curve(
    flow: pd.DataFrame,
    targets: pd.DataFrame,
    stage: str,
    text: Text,
    look: Look,
    is_sparse: bool = False,
    events: Sequence[EventByDate] = (),
) -> go.Figure:
    """The stage's cumulative line, and a dashed line from each target's start to its deadline.

    flow: rows of flow_by_period, and is_leap where the line breaks; targets: rows of target_by_issuer, already those to
    be shown. is_sparse: each point is marked. events: those that are marked, in the order of their numbers.
    """
    dates = pd.to_datetime(flow["date"])
    line = broken(flow, stage)
    traces = [_path(target, text, colour, look.scale) for target, colour in _coloured(targets, look)]
    traces.append(
        {
            "type": "scatter",
            "x": pd.to_datetime(line["date"]).dt.strftime("%Y-%m-%d").tolist(),
            "y": line[stage].astype("float64").tolist(),
            "mode": "lines+markers" if is_sparse else "lines",
            "marker": {"color": look.series[0], "size": 6 * look.scale},
            "line": {"color": look.series[0], "width": 3 * look.scale},
            "name": text("overview.curve_actual"),
            "customdata": _hover(line, targets, stage, text),
            "hovertemplate": f"%{{x|{formats.DAY}}}<br>%{{customdata}}<extra></extra>",
        }
    )
    traces += _newest(flow, stage, text, look)
    first, last = curve_span(flow, targets)
    # Room for the newest figure, which stands to the right of its point.
    end = max(last + (last - first) * 0.03, dates.max() + (last - first) * look.label_room)
    axis = {"range": [first, end], **date_ticks((last - first).days)}
    # On a phone that room is too narrow, and the figure reaches into the margin.
    of_events = event_marks(events, first, last, look, HEIGHT)
    room = {"margin": {"r": 56, **of_events["margin"]}}
    # A day's figures show wherever the mouse is above it.
    mark = reform_mark(first, last, text, look)
    marks = {name: mark[name] + of_events[name] for name in ("shapes", "annotations")}
    return base(look, text, HEIGHT, traces, {"hovermode": "x", "xaxis": axis, **room, **marks})


def curve_span(flow: pd.DataFrame, targets: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first day of the curve, and the last of the curve and the paths."""
    dates = pd.to_datetime(flow["date"])
    return dates.min(), max([dates.max(), *pd.to_datetime(targets["deadline"])])


def _hover(line: pd.DataFrame, targets: pd.DataFrame, stage: str, text: Text) -> list[str]:
    """For each point its count, and where the path to each target was that day, with the difference as printed."""
    every = list(each_row(targets, TargetByIssuer))
    both = zip(pd.to_datetime(line["date"]).tolist(), line[stage].tolist(), strict=True)
    return [
        ""
        if pd.isna(count)
        else "<br>".join(
            [f"<b>{formats.count(int(count), text.language)}</b>", *paths.beside(day, int(count), every, text)]
        )
        for day, count in both
    ]


def curve_legend(
    targets: pd.DataFrame,
    text: Text,
    look: Look,
    asked: Mapping[str, str] | None = None,
    instead: Mapping[str, str] | None = None,
) -> list[tuple[str, str, bool]]:
    """Colour, words and whether dashed, for each line. Words beside the lines met each other, so they stand above.

    asked: what an issuer's target asks, in words that follow its own. instead: words in the place of both.
    """
    lines = [(look.series[0], text("overview.curve_actual"), False)]
    for target, colour in _coloured(targets, look):
        words = (asked or {}).get(target.issuer)
        label = (instead or {}).get(target.issuer) or target_label(target, text)
        lines.append((colour, f"{label} · {words}" if words else label, True))
    return lines


def _coloured(targets: pd.DataFrame, look: Look) -> list[tuple[TargetByIssuer, str]]:
    ordered = sorted(each_row(targets, TargetByIssuer), key=lambda target: target.value)
    return [(target, look.series[1 + turn % (len(look.series) - 1)]) for turn, target in enumerate(ordered)]


def _path(target: TargetByIssuer, text: Text, colour: str, scale: float) -> Trace:
    start, deadline, value = target.start_date, target.deadline, int(target.value)
    began = 0 if pd.isna(target.started_at) else int(target.started_at)
    label = target_label(target, text)
    return {
        "type": "scatter",
        "x": [f"{start:%Y-%m-%d}", f"{deadline:%Y-%m-%d}"],
        "y": [began, value],
        "mode": "lines+markers",
        "line": {"color": colour, "width": 1.5 * scale, "dash": "dash"},
        "marker": {"symbol": "diamond", "size": [0, 9 * scale], "color": colour},
        # The line of what was done tells of each path beside itself.
        "hoverinfo": "skip",
        "name": label,
    }


def target_label(target: TargetByIssuer, text: Text) -> str:
    """ "Ministry: 73.000 by 30/06/2024" in the reader's language."""
    return text(
        "overview.curve_target",
        issuer=text(f"issuer.{target.issuer}"),
        value=formats.count(int(target.value), text.language),
        deadline=formats.date(target.deadline),
    )


def _newest(flow: pd.DataFrame, stage: str, text: Text, look: Look) -> list[Trace]:
    """The last point with its figure beside it."""
    known = known_points(flow, stage)
    if not known:
        return []
    day, count = known[-1]
    return [
        {
            "type": "scatter",
            "x": [f"{day:%Y-%m-%d}"],
            "y": [count],
            "mode": "markers+text",
            "marker": {"color": look.series[0], "size": 10 * look.scale},
            "text": [f"<b>{formats.count(count, text.language)}</b>"],
            "textposition": "bottom right",
            "cliponaxis": False,
            "showlegend": False,
            "textfont": {"color": look.series[0], "size": 14 * look.scale},
            "hoverinfo": "skip",
        }
    ]


def known_points(flow: pd.DataFrame, stage: str) -> list[tuple[pd.Timestamp, int]]:
    """Day and count of each period that has a count."""
    both = zip(flow["date"].tolist(), flow[stage].tolist(), strict=True)
    return [(day, int(count)) for day, count in both if not pd.isna(count)]


def curve_alt(flow: pd.DataFrame, targets: pd.DataFrame, stage: str, text: Text) -> str:
    """The curve in a sentence, for readers who cannot see it."""
    known = known_points(flow, stage)
    if not known:
        return ""
    (first, start), (last, end) = known[0], known[-1]
    lines = [
        text(
            "overview.curve_alt_target",
            issuer=text(f"issuer.{target.issuer}"),
            value=formats.count(int(target.value), text.language),
            deadline=formats.date(target.deadline),
        )
        for target in each_row(targets, TargetByIssuer)
    ]
    return text(
        "overview.curve_alt",
        first=formats.date(first),
        last=formats.date(last),
        start=formats.count(start, text.language),
        end=formats.count(end, text.language),
        targets=" ".join(lines),
    ).strip()
