"""Pieces of the scenes' HTML: words escaped, classes of screen.css."""

from collections.abc import Iterable, Sequence
from html import escape

from dashboard.figures import LegendItem

# Longer words of a legend take a line of their own on a wall that stands upright.
MOST_NARROW = 14


def words(text: str, kind: str = "", tag: str = "p") -> str:
    """Words in an element of their own; nothing for no words."""
    return f"<{tag}{_class(kind)}>{escape(text)}</{tag}>" if text else ""


def box(kind: str, *inside: str, tag: str = "div") -> str:
    """An element around others."""
    return f"<{tag}{_class(kind)}>{''.join(inside)}</{tag}>"


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def shrinking(text: str, kind: str) -> str:
    """Words in large letters, made smaller by the browser where they would not fit."""
    return f'<p class="{kind}" data-shrink>{escape(text)}</p>'


def figure(name: str) -> str:
    """The place of a figure."""
    return f'<div class="plot" data-figure="{name}"></div>'


def bar(share: float, top: float, *, mark: float | None = None, kind: str = "") -> str:
    """A bar from 0 to top, with a mark where 100 % is."""
    line = "" if mark is None else f'<b style="left:{mark / top * 100:.2f}%"></b>'
    return f'<div class="bar {kind}"><i style="width:{min(share / top, 1) * 100:.2f}%"></i>{line}</div>'


def fact(title: str, big: str, lines: Iterable[str], kind: str = "") -> str:
    """A number with what it is; lines are HTML."""
    return box(f"fact {kind}".strip(), words(title, tag="h3"), shrinking(big, "big"), *lines, tag="section")


def line_key(lines: Sequence[tuple[str, str, bool]]) -> str:
    """Colour, words and whether dashed, for each line of a chart."""
    told = (
        f'<span><i style="border-top-color:{colour};border-top-style:{"dashed" if is_dashed else "solid"}"></i>'
        f"{escape(name)}</span>"
        for colour, name, is_dashed in lines
    )
    return box("key", *told)


def legend(items: Sequence[tuple[LegendItem, str]]) -> str:
    """Colours and hatches with how many units each holds, in words."""
    return box("legend", *(_legend_line(*item) for item in items), tag="ul")


def _legend_line(item: LegendItem, count: str) -> str:
    wide = ' class="wide"' if len(item.label) > MOST_NARROW else ""
    return f'<li{wide}><i class="swatch {item.name}"></i><span>{escape(item.label)}</span><b>{count}</b></li>'


def rows(lines: Sequence[str], places: int = 0, end: str = "first") -> str:
    """Lines of a list; places: how many its neighbour has, so that both stand at the same height.

    Where they do not fit, the browser keeps the first ones, or the last.
    """
    height = f"--lines:{max(places, len(lines))}"
    return f'<ol class="list" data-fit="{end}" style="{height}">{"".join(lines)}</ol>'


def more(key: str, told: str, count: int) -> str:
    """How many stand in no list; the browser counts on. key: the words' own, by which it says them anew."""
    hidden = "" if count else " hidden"
    return f'<p class="note" data-more="{count}" data-key="{key}"{hidden}>{escape(told)}</p>'


def tall_row(name: str, detail: str, number: str, unit: str, kind: str) -> str:
    """A line of a list that is two lines high: a name with what is to be known, and a large number with its unit."""
    return box(
        "tall",
        words(name, "name", "span"),
        words(number, f"number {kind}".strip(), "b"),
        words(detail, "detail", "span"),
        words(unit, "unit", "span"),
        tag="li",
    )
