"""How the communes of an area are spread over the classes of the map: one strip for a card."""

from html import escape

from dashboard import figures, formats
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import progress, session


def html(selection: Selection) -> str:
    """A part for each class that occurs, the highest first; as wide as it has communes."""
    rules, text = session.measure(), Text(selection.lang)
    rows = progress.communes(selection)
    items = figures.map_legend(rows, text, (rules.late_after_days, rules.small_count))
    # Late ones have their band's colour, and are in it.
    told = [item for item in items if item.count and not item.is_outline]
    told = [item for item in told if item.name.startswith("band")][::-1] + [
        item for item in told if not item.name.startswith("band")
    ]
    words = ", ".join(f"{item.label}: {formats.count(item.count, text.language)}" for item in told)
    parts = "".join(f'<i class="swatch {item.name}" style="flex-grow:{item.count}"></i>' for item in told)
    return f'<span class="strip" role="img" aria-label="{escape(words)}" title="{escape(words)}">{parts}</span>'
