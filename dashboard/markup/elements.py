"""An element with its class, its attributes and what is inside it."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape


def element(tag: str, *inside: str, kind: str = "", **attributes: str | None) -> Markup:
    """An element; `kind` is its class, None leaves an attribute out.

    Attributes are written with hyphens for underscores: ``element("span", kind="strip", aria_label=words)``.
    """
    opening = f'{tag} class="{escape(kind)}"' if kind else tag
    for name, value in attributes.items():
        if value is not None:
            opening += f' {name.replace("_", "-")}="{escape(value)}"'
    # By hand and not by Markup's own formatting, which takes thirty times as long for a table of 200 rows.
    return Markup(f"<{opening}>{''.join(map(_safe, inside))}</{tag}>")


def image(source: str, words: str, kind: str = "") -> Markup:
    """An image with the words that stand for it."""
    return Markup(f'<img class="{escape(kind)}" src="{escape(source)}" alt="{escape(words)}">')


def copy_button(label: str, words: str, title: str | None = None) -> Markup:
    """A button that takes words to the clipboard, by the frame's script."""
    return element("button", label, kind="copy", type="button", title=title, data_words=words)


def card(title: str, big: str, lines: Sequence[str], kind: str = "card") -> Markup:
    """A title, a large number, and a line each for what must be known of it."""
    paragraphs = (element("p", line) for line in lines if line)
    return element("section", element("h2", title), element("div", big, kind="big"), *paragraphs, kind=kind)


def join(parts: Iterable[str], between: str = "") -> Markup:
    """Parts one after the other, each escaped unless it is markup."""
    return escape(between).join(parts)


def _safe(part: str) -> str:
    return part if part.__class__ is Markup else escape(part)


def line_style(colour: str, *, is_dashed: bool) -> str:
    """The style of a line's sample in a legend."""
    return f"border-top-color:{colour};border-top-style:{'dashed' if is_dashed else 'solid'}"
