"""The wall's one HTML page: its frame, its colours, and the words that its script says by itself."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from string import Template
from typing import Any

from markupsafe import escape

from dashboard import figures, formats, settings
from dashboard.figures import Look
from dashboard.figures.look import FONT
from dashboard.text import Text, catalogue
from dashboard.wall import assets, link

# What the script says without the server, which may be gone.
SPOKEN = (
    "screen.lost", "screen.lost_shown", "screen.waiting", "screen.until", "screen.rehearsal", "screen.no_time",
    "screen.paused", "screen.undrawn", "screen.nothing", "screen.no_data_do", "app.no_data", "app.demo",
    "screen.more", "screen.more_lines",
    "screen.between", "screen.age_now", "screen.age_minutes", "screen.age_hours", "screen.age_days",
)  # fmt: skip


def html(query: Mapping[str, str], language: str) -> str:
    """The page for a link."""
    asked, text = link.read(query), Text(language)
    given = {
        "language": language,
        "build": assets.build(),
        "scenes": asked.scenes,
        "seconds": asked.seconds,
        "isRehearsal": asked.is_rehearsal,
        "clock": formats.HOUR,
        "words": {key.split(".", 1)[1]: _forms(key, language) for key in SPOKEN},
    }
    return _template().substitute(
        language=language,
        theme=asked.theme,
        title=escape(text("screen.title")),
        build=assets.build(),
        colours=escape(_colours(figures.WALL_LOOKS[asked.theme])),
        fonts=_fonts(),
        hatched=figures.hatch_rules(figures.WALL_LOOKS[asked.theme]),
        hatches=figures.hatch_patterns(),
        # A value that names a closing tag would end the script that holds it.
        given=json.dumps(given, ensure_ascii=False).replace("<", "\\u003c"),
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    return Template(assets.PAGE.read_text(encoding="utf-8"))


def _forms(key: str, language: str) -> dict[str, str]:
    """The plural forms of a message, or its only one as "other"."""
    words = catalogue(language)
    found = {name.removeprefix(f"{key}."): form for name, form in words.items() if name.startswith(f"{key}.")}
    return found or {"other": words[key]}


@lru_cache(maxsize=1)
def _fonts() -> str:
    """The house's font, as Streamlit's settings name it."""
    config = tomllib.loads((settings.ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    return "".join(
        f'@font-face{{font-family:"{face["family"]}";src:url({face["url"]}) format("woff2");'
        f"font-weight:{face['weight']};unicode-range:{face['unicodeRange']}}}"
        for face in config["theme"]["fontFaces"]
    )


def _colours(look: Look) -> str:
    named: dict[str, Any] = {
        **{name: value for name, value in asdict(look).items() if name in ("surface", "ink", "muted", "grid")},
        "accent": look.series[0], "good": look.series[2], "bad": look.series[1], "font": FONT,
    }  # fmt: skip
    return ";".join(f"--{name}:{value}" for name, value in named.items())
