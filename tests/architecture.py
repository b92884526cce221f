"""Draws the code's packages and what they import, from the code itself: `python -m tests.architecture --renew`.

A row holds what the rows above it may use; an arrow is drawn only where no longer way of arrows says the same. A test
compares what the committed picture holds with the code.
"""

import ast
import json
import re
import sys
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path

from dashboard.settings import ROOT

PICTURE = ROOT / "docs" / "architecture.svg"
# Single modules that are a layer of their own; the others that know no package are the ground that all stand on.
LAYERS = ("queries", "database")
ENTRY, GROUND = "app.py, pages/", "used everywhere"
WIDTH, ROW, BOX, HEIGHT = 1240, 126, 188, 82

Graph = dict[str, set[str]]


@dataclass(frozen=True)
class Drawing:
    """One graph with the sentence that each of its parts says of itself."""

    title: str
    graph: Graph
    says: dict[str, str]


def modules(folder: Path) -> dict[str, list[Path]]:
    """The files of each package and single module in a folder."""
    parts = {path.parent.name: sorted(path.parent.rglob("*.py")) for path in sorted(folder.glob("*/__init__.py"))}
    return parts | {path.stem: [path] for path in sorted(folder.glob("*.py")) if not path.stem.startswith("__")}


def graph_of(folder: Path, prefix: str) -> Graph:
    """Which parts of a package import which others."""
    parts = modules(folder)
    return {
        name: {to for path in files for to in parts if to != name and to in imported(path, prefix)}
        for name, files in parts.items()
    }


@cache
def imported(path: Path, prefix: str) -> frozenset[str]:
    """The parts of the package ``prefix`` that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Constant) and re.fullmatch(r"dashboard(\.\w+)+", str(node.value)):
            # The command line loads its modules by their names.
            found.add(node.value)
    return frozenset(name.removeprefix(f"{prefix}.").split(".")[0] for name in found if name.startswith(f"{prefix}."))


@cache
def drawings() -> list[Drawing]:
    """The whole code, and what is inside its largest package."""
    whole = graph_of(ROOT / "dashboard", "dashboard")
    ground = grounded(whole)
    shown = {name: uses - ground for name, uses in whole.items() if name not in ground}
    entry = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]
    shown[ENTRY] = {to for path in entry for to in imported(path, "dashboard")} - ground
    says = {name: sentence(ROOT / "dashboard", name) for name in shown if name != ENTRY}
    says |= {ENTRY: "one short script for each question that a reader asks", GROUND: ", ".join(sorted(ground))}
    shown |= {name: uses or {GROUND} for name, uses in shown.items()} | {GROUND: set()}
    inside = graph_of(ROOT / "dashboard" / "importer", "dashboard.importer")
    return [
        Drawing("dashboard/", shown, says),
        Drawing(
            "dashboard/importer/", inside, {name: sentence(ROOT / "dashboard" / "importer", name) for name in inside}
        ),
    ]


def grounded(whole: Graph) -> set[str]:
    """Single modules that know nothing but one another."""
    ground = {name for name in whole if (ROOT / "dashboard" / f"{name}.py").exists() and name not in LAYERS}
    while high := {name for name in ground if whole[name] - ground}:
        ground -= high
    return ground


def sentence(folder: Path, name: str) -> str:
    """What a part says of itself: the first sentence of its docstring."""
    path = folder / name / "__init__.py"
    path = path if path.exists() else folder / f"{name}.py"
    words = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(words.split("\n\n")[0].split()).removesuffix(".")


def below(graph: Graph, name: str) -> set[str]:
    """All that a part reaches."""
    return set().union(*({to} | below(graph, to) for to in graph[name]))


def reduced(graph: Graph) -> Graph:
    """The same graph without the arrows that a longer way says too."""
    return {
        name: {to for to in uses if not any(to in below(graph, other) for other in uses - {to})}
        for name, uses in graph.items()
    }


def rows_of(graph: Graph) -> list[list[str]]:
    """The parts by the length of the longest way down, the highest first."""

    @cache
    def height(name: str) -> int:
        return 1 + max(map(height, graph[name]), default=-1)

    highest = max(map(height, graph))
    return [sorted(name for name in graph if height(name) == row) for row in range(highest, -1, -1)]


def ways(graph: Graph, rows: list[list[str]]) -> list[list[str]]:
    """Each arrow as the parts and, in the rows that it only passes, the points through which it goes."""
    row_of = {name: number for number, row in enumerate(rows) for name in row}
    found = []
    for name, uses in graph.items():
        for to in sorted(uses):
            passed = [f"{name}>{to}>{row}" for row in range(row_of[name] + 1, row_of[to])]
            for row, point in enumerate(passed, row_of[name] + 1):
                rows[row].append(point)
            found.append([name, *passed, to])
    return found


def placed(rows: list[list[str]], arrows: Iterable[list[str]]) -> dict[str, float]:
    """The middle of every part and point: each row is ordered by where its neighbours stand, again and again."""
    steps = [(one, other) for way in arrows for one, other in pairwise(way)]
    beside: dict[str, list[str]] = {}
    for one, other in steps:
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    middle: dict[str, float] = {}
    for _ in range(24):
        for row in rows:
            wanted = {
                name: sum(middle.get(each, WIDTH / 2) for each in beside.get(name, [name]))
                / len(beside.get(name, [name]))
                for name in row
            }
            row.sort(key=lambda name: (wanted[name], name))
            space = [BOX + 12 if ">" not in name else 26 for name in row]
            left = (WIDTH - sum(space)) / 2
            for name, wide in zip(row, space, strict=True):
                middle[name] = left + wide / 2
                left += wide
    return middle


def drawn(drawing: Drawing, top: float) -> tuple[str, float]:
    """The SVG of one graph below ``top``, and where it ends."""
    graph = reduced(drawing.graph)
    rows = rows_of(graph)
    arrows = ways(graph, rows)
    middle = placed(rows, arrows)
    level = {name: top + 40 + number * ROW for number, row in enumerate(rows) for name in row}
    parts = [f'<text x="20" y="{top + 20}" font-size="17" font-weight="bold">{escape(drawing.title)}</text>']
    for way in arrows:
        points = [(middle[name], level[name]) for name in way]
        path = f"M{points[0][0]:.0f} {points[0][1] + HEIGHT:.0f}"
        for (x, y), (to_x, to_y) in pairwise(points):
            start, end = y + HEIGHT, to_y - (6 if (to_x, to_y) == points[-1] else 0)
            bend = (end - start) / 2
            path += f"C{x:.0f} {start + bend:.0f} {to_x:.0f} {end - bend:.0f} {to_x:.0f} {end:.0f}"
            path += "" if (to_x, to_y) == points[-1] else f"V{to_y + HEIGHT:.0f}"
        parts.append(f'<path d="{path}" fill="none" stroke="#7d8aa0" stroke-width="1.4" marker-end="url(#tip)"/>')
    for name in drawing.graph:
        parts.append(box(name, drawing.says[name], middle[name], level[name]))
    return "".join(parts), top + 40 + len(rows) * ROW


def box(name: str, says: str, middle: float, top: float) -> str:
    """A part with its name and its sentence."""
    lines = textwrap.wrap(says, 32, max_lines=4, placeholder=" …")
    body = "".join(
        f'<text x="{middle:.0f}" y="{top + 32 + 13 * number:.0f}" font-size="10.5" fill="#3c4658">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return (
        f'<g text-anchor="middle"><rect x="{middle - BOX / 2:.0f}" y="{top:.0f}" width="{BOX}" height="{HEIGHT}" '
        f'rx="6" fill="#f3f6fb" stroke="#35507a"/><text x="{middle:.0f}" y="{top + 17:.0f}" font-size="13" '
        f'font-weight="bold">{escape(name)}</text>{body}</g>'
    )


def held(pictures: Iterable[Drawing]) -> dict[str, dict[str, list[str]]]:
    """The graphs as the picture keeps them beside what it shows."""
    return {one.title: {name: sorted(uses) for name, uses in sorted(one.graph.items())} for one in pictures}


def committed() -> dict[str, dict[str, list[str]]]:
    """The graphs of the picture in docs/."""
    found = re.search(r"<metadata>(.*?)</metadata>", PICTURE.read_text(encoding="utf-8"), flags=re.S)
    assert found
    graphs: dict[str, dict[str, list[str]]] = json.loads(found[1].replace("&gt;", ">"))
    return graphs


def picture() -> str:
    """The whole SVG."""
    top, parts, pictures = 10.0, [], drawings()
    for drawing in pictures:
        part, top = drawn(drawing, top)
        parts.append(part)
    tip = '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top:.0f}" font-family="sans-serif" '
        f'fill="#1b2330">'
        f"<title>The packages of the code and what they import</title><metadata>{json.dumps(held(pictures))}</metadata>"
        f'<defs>{tip}<path d="M0 0L8 4L0 8z" fill="#7d8aa0"/></marker></defs>'
        f'<rect width="{WIDTH}" height="{top:.0f}" fill="#ffffff"/>{"".join(parts)}</svg>\n'
    )


if __name__ == "__main__":
    if "--renew" in sys.argv:
        PICTURE.write_text(picture(), encoding="utf-8")
    else:
        raise SystemExit("--renew writes the picture anew")
