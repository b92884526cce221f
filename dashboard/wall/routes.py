"""The addresses of the wall: its page, its files, the state that it listens to, and its scenes."""

import json

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from dashboard import clock, settings, version_files
from dashboard.briefing import opened
from dashboard.database import FiguresUnreadable
from dashboard.selection import LANGUAGES
from dashboard.text import Text
from dashboard.wall import assets, page, scenes, show
from dashboard.wall.room import PIXELS, Size

FRESH = {"Cache-Control": "no-store"}
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
# Nothing of the page may ask another host, nor run what is not ours.
OURS_ONLY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; frame-ancestors 'self'"


def routes(base: str = "") -> list[Route]:
    """The wall's routes, below the server's base path."""
    at = f"/{base.strip('/')}/screen" if base.strip("/") else "/screen"
    return [
        Route(at, _page),
        Route(f"{at}/state", _state),
        Route(f"{at}/scene/{{name}}", _scene),
        Route(f"{at}/asset/{{build}}/{{name}}", _asset),
    ]


def _language(request: Request) -> str:
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else settings.load().language


def _page(request: Request) -> Response:
    whole = page.html(request.query_params, _language(request))
    return HTMLResponse(whole, headers={**FRESH, "Content-Security-Policy": OURS_ONLY})


async def _state(_: Request) -> Response:
    """What the open page asks every other second; it touches no figures, so that it is never late."""
    rules = settings.load()
    state = {
        "build": assets.build(),
        "version": version_files.shown(),
        "now": clock.now().isoformat(timespec="milliseconds"),
        "amberHours": rules.screen_amber_hours,
        "redHours": rules.screen_red_hours,
    }
    return JSONResponse(state, headers=FRESH)


def _scene(request: Request) -> Response:
    """One scene; 204 where it has nothing to show. An error of ours is the server's log's, and never words."""
    try:
        found = opened.in_use()
    except FiguresUnreadable:
        found = None
    draw = scenes.DRAWN.get(request.path_params["name"])
    if draw is None or found is None:
        return Response(status_code=204, headers=FRESH)
    text = Text(_language(request))
    scene = show.scene(request.path_params["name"], draw, found, request.query_params, _size(request), text)
    if scene is None:
        return Response(status_code=204, headers=FRESH)
    return Response(json.dumps(scene, ensure_ascii=False), media_type="application/json", headers=FRESH)


def _size(request: Request) -> Size:
    low, high = PIXELS
    given = (request.query_params.get(name, "") for name in ("width", "height"))
    width, height = (int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0 for text in given)
    if low <= width <= high and low <= height <= high:
        return Size(width, height)
    return Size(1920, 1080)


def _asset(request: Request) -> Response:
    path = assets.path(request.path_params["name"])
    if path is None:
        return Response(status_code=404)
    # An address of another build still gets what there is, but not to be kept.
    is_current = request.path_params["build"] == assets.build()
    return FileResponse(path, headers=FOREVER if is_current else FRESH)


def failed(_: Request, __: Exception) -> Response:
    """An error of ours: the server logs it with its traceback, and nobody is shown words that they cannot use."""
    return Response(status_code=500)
