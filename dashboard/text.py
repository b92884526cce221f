"""Every word a reader sees, by key, in the reader's language."""

import re
import tomllib
from functools import lru_cache

from babel import Locale

from dashboard import settings

LANGUAGES = ("vi", "en")
# The placeholder that chooses the plural form, where a key has forms.
COUNTED = ("count", "n", "days")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Text:
    """The catalogue of one language: ``text("map.title")``, ``text("data.batches", count=3)``.

    A key whose value is a table of plural forms (one, other) takes the form that CLDR
    gives for ``count``, ``n`` or ``days``.
    Raises KeyError for a key or a placeholder that does not exist: that is our bug, and tests look for it.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._messages = catalogue(language)
        self._plural = Locale.parse(language).plural_form

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key, placeholders filled."""
        message = self._messages[key] if key in self._messages else self._plural_message(key, values)
        return message.format(**values) if values else message

    def _plural_message(self, key: str, values: dict[str, object]) -> str:
        count = next((values[name] for name in COUNTED if name in values), None)
        form = self._plural(count) if isinstance(count, int) else "other"
        return self._messages.get(f"{key}.{form}") or self._messages[f"{key}.other"]

    def has(self, key: str) -> bool:
        """Whether the catalogue has this key (codes from data are looked up before they are worded)."""
        return key in self._messages


@lru_cache(maxsize=4)
def catalogue(language: str) -> dict[str, str]:
    """All messages of a language as {"section.key": words}."""
    path = settings.MESSAGES / f"{language}.toml"
    return dict(_flat("", tomllib.loads(path.read_text(encoding="utf-8"))))


def _flat(prefix: str, table: dict[str, object]) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        flat += _flat(f"{name}.", value) if isinstance(value, dict) else [(name, str(value))]
    return flat
