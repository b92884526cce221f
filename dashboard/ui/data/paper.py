"""What of the long tables goes onto paper: the first rows, where the trouble stands, and how many more there are."""

from markupsafe import Markup

from dashboard import formats
from dashboard.markup import element
from dashboard.text import Text

# print.css hides what comes after so many rows.
MOST_ROWS = 18


def first_rows(table: Markup, rows: int, text: Text) -> Markup:
    """The table, of which paper gets the first rows, and the line that says so there."""
    left = rows - MOST_ROWS
    if left <= 0:
        return table
    words = text("data.on_screen", n=left, number=formats.count(left, text.language))
    return element("div", table, kind="first-rows") + element("p", words, kind="on-paper")
