"""A page's chart on the wall: few marks for large letters, and on an upright wall its words beside it."""

from collections.abc import Sequence
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go
from markupsafe import Markup

from dashboard.wall import pieces
from dashboard.wall.room import Size

# Marks on the axes of dates and of counts, and letters from edge to edge of a figure.
MOST_TICKS = {False: (4, 5), True: (3, 4)}
LETTERS_ACROSS, LEAST_LETTERS = 58, 10
Key = list[tuple[str, str, bool]]


def drawn(name: str, figure: go.Figure, key: Key, size: Size, notes: Sequence[str] = ()) -> Markup:
    """The place of the figure with its key above (colour, words and whether dashed, for each line) and notes below."""
    # Words broken for a page's chart are broken anew for the room there is.
    for words in figure.layout.annotations:
        words.text = words.text.replace("<br>", " ")
    figure.layout.xaxis.nticks, figure.layout.yaxis.nticks = MOST_TICKS[size.is_upright]
    if size.is_upright:
        # A narrow figure has no room for words beside its lines, nor for counts: those stand beside the points.
        key = [*key, *((words.font.color, words.text, True) for words in figure.layout.annotations)]
        figure.layout.annotations = ()
        figure.layout.yaxis.showticklabels = False
    for words in figure.layout.annotations:
        words.text = "<br>".join(wrap(words.text, _letters_beside(words, figure)))
    return pieces.box(
        "curve",
        pieces.line_key(key),
        pieces.figure(name),
        *(pieces.words(note, "note") for note in notes),
        tag="section",
    )


def _letters_beside(words: go.layout.Annotation, figure: go.Figure) -> int:
    """How many letters a line of words has beside its mark; all of the figure's, where it has no mark."""
    if words.xref != "x":
        return LETTERS_ACROSS
    first, last, day = (pd.Timestamp(one) for one in (*figure.layout.xaxis.range, words.x))
    part = (day - first) / (last - first)
    return max(LEAST_LETTERS, int(LETTERS_ACROSS * (part if words.xanchor == "right" else 1 - part)))
