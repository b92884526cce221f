"""Streamlit's script of charts, drawn with the marks that our figures use in the place of all of plotly.js.

To run the whole of plotly.js keeps a browser for a second or two before the first chart; of its 4.7 MB ours need 1.4.
What Streamlit does around it stays as it is. `tests/charts.py` makes the smaller one.
"""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from starlette.responses import Response
from streamlit import file_util

from dashboard import settings
from dashboard.ui.serving.compressed import WHILE_RUNNING
from dashboard.ui.serving.guard import App, Message, Receive, Send

OURS = settings.STATIC / "plotly" / "plotly.min.js"
IN_TURN = Path(__file__).parent / "charts.js"
# Where plotly.js begins and ends in the script, as what is asked for it.
BEGINS = re.compile(r"var (\w+)=\w+\(\(\((?:\w+,){2}\w+\)=>\{\(function\(\w+,\w+\)\{typeof \w+==`object`")
ENDS = "return window.Plotly=e,e})}))"


class FewMarks:
    """Answers with the smaller script of charts; passes all else on, and that too where it cannot be made."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """The name is Streamlit's, which stays when ours changes: browsers ask whether what they have still holds."""
        is_asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        small = script() if is_asked and scope["path"].endswith(f"/static/js/{whole().name}") else None
        if small is None:
            await self.app(scope, receive, send)
            return
        headers = {"Cache-Control": WHILE_RUNNING, "ETag": f'"{hashlib.sha256(small).hexdigest()[:16]}"'}
        await Response(small, media_type="text/javascript", headers=headers)(scope, receive, send)


@lru_cache(maxsize=1)
def whole() -> Path:
    """Streamlit's own script of charts."""
    [found] = Path(file_util.get_static_dir(), "static", "js").glob("PlotlyChart.*.js")
    return found


@lru_cache(maxsize=1)
def script() -> bytes | None:
    """The smaller script; None where Streamlit's is not built as it was when this was written."""
    streamlits = whole().read_text(encoding="utf-8")
    begins, ends = BEGINS.search(streamlits), streamlits.find(ENDS)
    if begins is None or ends < begins.start():
        return None
    before, after = streamlits[: begins.start()], streamlits[ends + len(ENDS) :]
    own = (path.read_text(encoding="utf-8") for path in (OURS, IN_TURN))
    return "".join([*own, before, f"var {begins[1]}=()=>ownPlotly", after]).encode()
