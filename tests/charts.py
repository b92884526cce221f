"""Cuts plotly.js, as Streamlit carries it, down to the marks that our figures use: run it after an upgrade.

`python -m tests.charts` needs `npx`, and fetches esbuild with it, which drops what nothing calls any more. Pages and
the wall draw with what it writes; a test holds that to the installed Streamlit, and all figures to MARKS.
"""

import hashlib
import re
import subprocess
import tempfile
from pathlib import Path

from dashboard import settings
from dashboard.ui.serving import charts

MADE = settings.STATIC / "plotly" / "plotly.min.js"
MARKS = ("bar", "choropleth", "heatmap", "scatter", "scattergeo")
ESBUILD = "esbuild@0.28.1"
BEGIN, END = "()=>{var e=(()=>{", "})();return window.Plotly=e,e})"
# A part of plotly.js runs when it is first asked for. esbuild may not know that making one does nothing.
PART = re.compile(r'(?<==)(?=\w+\(\{"[^"]+"\()')


def version(script: str) -> str:
    """The version of the plotly.js in Streamlit's script of charts."""
    [found] = re.findall(r'"src/version\.js"\(\w+\)\{\w+\.version=`([\d.]+)`', script)
    return str(found)


def heading(script: str) -> str:
    """What stands before the code: whose it is, what of it, and out of which script."""
    digest = hashlib.sha256(script.encode()).hexdigest()[:16]
    return (
        f"/*! plotly.js v{version(script)}. Copyright 2012-2026, Plotly, Inc. All rights reserved.\n"
        " * Licensed under the MIT license, which is beside this file.\n"
        f" * Of its marks: {', '.join(MARKS)}. Cut by tests/charts.py from Streamlit's script {digest}. */\n"
    )


def cut(script: str) -> str:
    """The parts of plotly.js with those marks alone asked for."""
    parts = script[script.index(BEGIN) + len(BEGIN) : script.index(END)]
    parts, _, last = parts.rpartition('return _({"lib/index.js"')
    named = {name: part for part, name in re.findall(r'[\s,]([\w$]+)=\w+\(\{"lib/([\w-]+)\.js"\(', parts)}
    [core] = re.findall(r"var n=([\w$]+)\(\);n\.register", last)
    # Lines and points are part of the core.
    marks = ",".join(f"{named[name]}()" for name in MARKS if name != "scatter")
    return (
        f"{PART.sub('/* @__PURE__ */', parts)}var $plotly={core}();$plotly.register([{marks}]);window.Plotly=$plotly;"
    )


def main() -> None:
    """Writes the file that is committed."""
    script = charts.whole().read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        parts = Path(folder) / "parts.js"
        parts.write_text(cut(script), encoding="utf-8")
        bundle = ["npx", "--yes", ESBUILD, parts.name, "--bundle", "--minify", "--format=iife", "--charset=utf8"]
        made = subprocess.run(bundle, cwd=folder, check=True, capture_output=True).stdout.decode()
    MADE.write_text(heading(script) + made, encoding="utf-8")


if __name__ == "__main__":
    main()
