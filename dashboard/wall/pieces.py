"""Pieces of the scenes' HTML, with the classes of screen.css."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from dashboard.figures import LegendItem
from dashboard.markup import element, line_style
from dashboard.wording import Sentence

# Longer words of a legend take a line of their own on a wall that stands upright.
MOST_NARROW = 14


def words(text: str, kind: str = "", tag: str = "p") -> Markup:
    """Words in an element of their own; nothing for no words."""
    return element(tag, text, kind=kind) if text else Markup()


def sentences(said: Iterable[Sentence]) -> list[Markup]:
    """A line for each sentence, in the colour of its tone."""
    return [words(sentence.words, sentence.tone) for sentence in said]


def box(kind: str, *inside: str, tag: str = "div") -> Markup:
    """An element around others."""
    return element(tag, *inside, kind=kind)


def shrinking(text: str, kind: str) -> Markup:
    """Words in large letters, made smaller by the browser where they would not fit."""
    return element("p", text, kind=kind, data_shrink="")


def figure(name: str) -> Markup:
    """The place of a figure."""
    return element("div", kind="plot", data_figure=name)


def bar(share: float, top: float, *, mark: float | None = None, due: float | None = None, kind: str = "") -> Markup:
    """A bar from 0 to top, with a mark where 100 % is, and another one where what is due by the day is."""
    line = "" if mark is None else element("b", style=f"left:{mark / top * 100:.2f}%")
    fill = element("i", style=f"width:{min(share / top, 1) * 100:.2f}%")
    dashed = "" if due is None else element("s", style=f"left:{min(due / top, 1) * 100:.2f}%")
    return element("div", fill, line, dashed, kind=f"bar {kind}".strip())


def fact(title: str, big: str, lines: Iterable[str]) -> Markup:
    """A number with what it is, and a line each for what must be known of it."""
    return box("fact", words(title, tag="h3"), shrinking(big, "big"), *lines, tag="section")


def line_key(lines: Sequence[tuple[str, str, bool]]) -> Markup:
    """Colour, words and whether dashed, for each line of a chart."""
    samples = (
        element("span", element("i", style=line_style(colour, is_dashed=is_dashed)), name)
        for colour, name, is_dashed in lines
    )
    return box("key", *samples)


def legend(items: Sequence[tuple[LegendItem, str]]) -> Markup:
    """Colours and hatches with how many units each holds, in words."""
    return box("legend", *(_legend_line(*item) for item in items), tag="ul")


def _legend_line(item: LegendItem, count: str) -> Markup:
    swatch, label = element("i", kind=f"swatch {item.name}"), element("span", item.label)
    return element("li", swatch, label, element("b", count), kind="wide" if len(item.label) > MOST_NARROW else "")


def rows(lines: Sequence[str], places: int = 0, end: str = "first") -> Markup:
    """Lines of a list; places: how many its neighbour has, so that both stand at the same height.

    Where they do not fit, the browser keeps the first ones, or the last.
    """
    return element("ol", *lines, kind="list", data_fit=end, style=f"--lines:{max(places, len(lines))}")


def filling(lines: Sequence[str]) -> Markup:
    """Lines in letters as large as their place allows, which the browser finds."""
    return element("div", *lines, kind="filling", data_fill="")


def more(key: str, text: str, count: int) -> Markup:
    """How many stand in no list; the browser counts on. key: the words' own, by which it says them anew."""
    return element("p", text, kind="note", data_more=str(count), data_key=key, hidden=None if count else "")


def tall_row(name: str, detail: str, number: str, unit: str, kind: str) -> Markup:
    """A line of a list that is two lines high: a name with what is to be known, and a large number with its unit."""
    return box(
        "tall",
        words(name, "name", "span"),
        words(number, f"number {kind}".strip(), "b"),
        words(detail, "detail", "span"),
        words(unit, "unit", "span"),
        tag="li",
    )
