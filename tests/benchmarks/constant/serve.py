"""Serves the constant pages as the product serves its own; arguments: app script and port."""

import sys
from collections.abc import Mapping

import streamlit as st
import uvicorn
from starlette.middleware import Middleware

from dashboard.ui.serving import charts, web


def nothing(_page: str, _query: Mapping[str, str]) -> str:
    """No first screen: what is measured are the runs after it."""
    return ""


MIDDLEWARE = [
    Middleware(web.CacheHashedFiles),
    Middleware(web.FewIcons),
    Middleware(charts.FewMarks),
    Middleware(web.SpeakLanguage, language="vi", first=nothing),
]

if __name__ == "__main__":
    script, port = sys.argv[1:]
    app = st.App(script, middleware=MIDDLEWARE)
    uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="warning", access_log=False)
