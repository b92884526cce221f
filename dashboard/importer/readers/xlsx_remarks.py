"""What a person sees on cells of an XLSX file beside their words: comments, colours, strokes through them."""

import posixpath
import re
import zipfile
from xml.etree import ElementTree

from dashboard.importer.layouts.grids.grid import Remark
from dashboard.importer.readers.marks import Cell
from dashboard.importer.readers.xml import tree_of

REFERENCE = re.compile(r"([A-Z]+)(\d+)")
WHITE = ("FFFFFF", "")


def with_comments(coloured: dict[Cell, Remark], comments: dict[Cell, str]) -> dict[Cell, Remark]:
    """The remarks on the cells of one sheet."""
    found = dict(coloured)
    for cell, words in comments.items():
        before = found.get(cell, Remark())
        found[cell] = Remark(words, before.colour, before.is_struck)
    return found


def marked_styles(archive: zipfile.ZipFile) -> dict[str, Remark]:
    """The numbers of the cell styles that colour a cell or strike its words through."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    styles = tree_of(archive.read("xl/styles.xml"))
    colours = [colour_of(fill) for fill in styles.iterfind("{*}fills/{*}fill")]
    struck = [is_struck(font) for font in styles.iterfind("{*}fonts/{*}font")]
    found = {}
    for number, xf in enumerate(styles.iterfind("{*}cellXfs/{*}xf")):
        fill, font = int(xf.get("fillId", 0)), int(xf.get("fontId", 0))
        colour = colours[fill] if fill < len(colours) else ""
        has_stroke = font < len(struck) and struck[font]
        if colour or has_stroke:
            found[str(number)] = Remark("", colour, has_stroke)
    return found


def colour_of(fill: ElementTree.Element) -> str:
    """The colour of a solid fill: six digits, or the name that the file gives it; none for white."""
    pattern = fill.find("{*}patternFill")
    if pattern is None or pattern.get("patternType") in (None, "none", "gray125"):
        return ""
    colour = pattern.find("{*}fgColor")
    if colour is None:
        return ""
    rgb = (colour.get("rgb") or "")[-6:].upper()
    named = next(
        (f"{name} {colour.get(name)} {colour.get('tint', '')}" for name in ("theme", "indexed") if colour.get(name)), ""
    )
    return "" if rgb == "FFFFFF" or named.startswith(("theme 0 ", "indexed 9 ", "indexed 64 ")) else rgb or named


def is_struck(font: ElementTree.Element) -> bool:
    """Whether a font strikes its words through."""
    stroke = font.find("{*}strike")
    return stroke is not None and stroke.get("val", "1") not in ("0", "false")


def comments_of(archive: zipfile.ZipFile, part: str) -> dict[Cell, str]:
    """The comments on a sheet's cells."""
    folder, name = posixpath.split(part)
    links = f"{folder}/_rels/{name}.rels"
    if links not in archive.namelist():
        return {}
    found = {}
    for link in tree_of(archive.read(links)):
        if str(link.get("Type")).endswith("/comments"):
            target = posixpath.normpath(posixpath.join(folder, str(link.get("Target")))).lstrip("/")
            for comment in tree_of(archive.read(target)).iterfind("{*}commentList/{*}comment"):
                if match := REFERENCE.fullmatch(comment.get("ref", "")):
                    found[cell_of(match[1], match[2])] = " ".join("".join(comment.itertext()).split())
    return found


def cell_of(column: str, row: str) -> Cell:
    """A cell's row and column from its name."""
    place = 0
    for letter in column:
        place = place * 26 + ord(letter) - ord("A") + 1
    return int(row) - 1, place - 1
