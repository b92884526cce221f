"""Serves the pages and the wall until it is stopped."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from streamlit import config as streamlit_config

from dashboard import clock, formats, ports, settings
from dashboard.console import complain, say
from dashboard.faults import OperatorFault
from dashboard.text import Text
from dashboard.ui.first import page
from dashboard.ui.serving import charts, compressed, cookie_secret, guard, warming, web
from dashboard.ui.shell import navigation
from dashboard.wall import routes


def until_stopped(text: Text) -> int:
    """Serves on HOST and PORT; exit code 1 when the port is taken."""
    host, port = settings.address()
    if not ports.is_free(host, port):
        complain(text("serve.taken", port=port))
        return 1
    if settings.base_path():
        streamlit_config.set_option("server.baseUrlPath", settings.base_path())
    # Named once, the pages are known to the whole process, and no first visitor can meet a page without its frame.
    with _quiet():
        navigation.declare(text)
    web.keep_uploads_in_memory()
    _share_cookie_secret()
    base = st.get_option("server.baseUrlPath").strip("/")
    middleware = [
        Middleware(guard.ProtectiveHeaders),
        Middleware(guard.KnownHosts, names=[host, *settings.load().host_names], text=text),
        Middleware(guard.GuardUploads, most_bytes=(guard.MOST_MB + 1) * 1024 * 1024),
        Middleware(compressed.KeepCompressed, base=base),
        Middleware(web.CacheHashedFiles),
        Middleware(web.FewIcons),
        Middleware(charts.FewMarks),
        Middleware(web.SpeakLanguage, language=text.language, first=page.html, base=base),
    ]
    app = st.App(
        settings.ROOT / "app.py",
        routes=routes.routes(base),
        middleware=middleware,
        on_script_error=_tell,
        exception_handlers={Exception: routes.failed},
    )
    # Who calls is the peer itself: a header that a proxy adds, or anybody, makes no reader of another address.
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", access_log=False, proxy_headers=False)
    server = uvicorn.Server(config)
    threading.Thread(target=_announce, args=(server, text, host, port), daemon=True).start()
    server.run()
    return 0


@contextmanager
def _quiet() -> Iterator[None]:
    """Streamlit warns of a call outside a page, which is meant here."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def _share_cookie_secret() -> None:
    """What another copy signed, or this server before its restart, is still to be trusted.

    A folder that only may be read can be shown as well: its server signs by a secret of its own.
    """
    if not streamlit_config.is_manually_set("server.cookieSecret"):
        with suppress(OSError):
            streamlit_config.set_option("server.cookieSecret", cookie_secret.kept())


def _announce(server: uvicorn.Server, text: Text, host: str, port: int) -> None:
    while not server.started:
        time.sleep(0.02)
    # Each request in the log would bury what an operator looks for.
    logging.getLogger("uvicorn.access").setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    say(text("serve.ready", address=f"http://{'localhost' if host == '127.0.0.1' else host}:{port}"))
    warming.keep_warm()


def _tell(problem: Exception) -> bool:
    """An error of ours: the log gets it whole, the reader a sentence in their language, as of an operator's fault."""
    from dashboard.ui.shell import session

    if isinstance(problem, OperatorFault):
        st.error(problem.sentence_for_readers(session.text()))
        return True
    logging.getLogger("dashboard").error("page failed", exc_info=problem)
    st.error(session.text()("app.error", time=formats.second(clock.now())))
    return True
