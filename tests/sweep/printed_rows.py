"""What pages and scenes print of units, read back from their HTML: a unit's name and its numbers, as they stand."""

import html
import re

Cells = dict[str, str]


def plain(markup: str) -> str:
    """The words of a piece of HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


# What stands behind a unit's name: the button that pins it, and that it is late.
BEHIND = r"<button.*?</button>|<small class=\"late\".*?</small>"


def tables(markup: str) -> list[list[Cells]]:
    """Each table as rows: the words of a cell by those above its column."""
    found = []
    for table in re.findall(r"<table.*?</table>", re.sub(BEHIND, "", markup, flags=re.S), flags=re.S):
        head, _, body = table.partition("</thead>")
        headings = [plain(cell) for cell in re.findall(r"<th.*?</th>", head, flags=re.S)]
        lines = [re.findall(r"<t[dh].*?</t[dh]>", row, flags=re.S) for row in re.findall(r"<tr.*?</tr>", body, re.S)]
        found.append([dict(zip(headings, map(plain, cells), strict=True)) for cells in lines])
    return found


def lines(markup: str) -> list[Cells]:
    """Each line of the wall's lists: the words of its parts by their class."""
    found = []
    for line in re.findall(r'<li class="(?:row|tall)[^"]*">.*?</li>', markup, flags=re.S):
        parts = re.findall(r'<(?:b|span) class="(\w+)[^"]*"[^>]*>(.*?)</(?:b|span)>', line, flags=re.S)
        found.append({name: plain(words) for name, words in parts})
    return found


def cards(markup: str) -> dict[str, list[str]]:
    """The overview's cards: by their title the number and the lines below it."""
    found = {}
    for section in re.findall(r'<section class="card.*?</section>', markup, flags=re.S):
        title, *rest = [
            plain(words) for words in re.findall(r'<(?:h2|p|div class="big").*?</(?:h2|p|div)>', section, flags=re.S)
        ]
        found[title] = rest
    return found


def facts(markup: str) -> dict[str, list[str]]:
    """The wall's numbers: by their title the number and the lines below it."""
    found = {}
    for section in re.findall(r'<section class="fact".*?</section>', markup, flags=re.S):
        title, *rest = [plain(words) for words in re.findall(r"<(?:h3|p).*?</(?:h3|p)>", section, flags=re.S)]
        found[title] = rest
    return found
