"""Browsers get a plotly.js with some marks alone: it draws any other as lines, and tells nobody."""

import ast
from collections.abc import Iterator
from pathlib import Path

import plotly.graph_objects as go
from plotly.basedatatypes import BaseTraceType

import dashboard
from tests import charts

KINDS = {name for name in dir(go) if isinstance(kind := getattr(go, name), type) and issubclass(kind, BaseTraceType)}
ALL_MARKS = {name.lower() for name in KINDS}


def named(code: ast.AST) -> Iterator[str]:
    """What a module gives as a type, or makes of plotly's classes."""
    for node in ast.walk(code):
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            yield from (ast.unparse(value).strip("'") for key, value in pairs if key and ast.unparse(key) == "'type'")
        elif isinstance(node, ast.keyword) and node.arg == "type":
            yield ast.unparse(node.value).strip("'")
        elif isinstance(node, ast.Attribute) and node.attr in KINDS:
            yield node.attr.lower()


def test_every_figure_is_of_marks_that_browsers_get():
    modules = [ast.parse(path.read_bytes()) for path in Path(dashboard.__file__).parent.rglob("*.py")]
    drawn = {kind for module in modules for kind in named(module)} & ALL_MARKS
    assert drawn == set(charts.MARKS), "MARKS of tests/charts.py are those of all figures: `python -m tests.charts`"


def test_a_figure_of_another_mark_is_found():
    found = "go.Pie(); {'type': 'violin'}; dict(type='box')"
    assert set(named(ast.parse(found))) >= {"pie", "violin", "box"}
