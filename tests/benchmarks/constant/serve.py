"""Serves the constant pages as the product serves its own; arguments: app script and port."""

import sys

import streamlit as st
import uvicorn
from starlette.middleware import Middleware

from dashboard.ui.shell import web

script, port = sys.argv[1:]
middleware = [Middleware(web.CacheHashedFiles), Middleware(web.SpeakLanguage, language="vi")]
app = st.App(script, middleware=middleware)
uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="warning", access_log=False)
