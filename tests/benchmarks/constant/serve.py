"""Serves the constant pages the way `python -m dashboard serve` serves the product's: app script and port as arguments."""

import sys

import streamlit as st
import uvicorn
from starlette.middleware import Middleware

from dashboard.ui import web

script, port = sys.argv[1:]
middleware = [Middleware(web.CacheHashedFiles), Middleware(web.SpeakLanguage, language="vi")]
app = st.App(script, middleware=middleware)
uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="warning", access_log=False)
