"""Sentences made of facts, in both languages, for pages, wall and commands; words without HTML."""

from typing import Literal, NamedTuple

Tone = Literal["", "good", "bad", "warning"]


class Sentence(NamedTuple):
    """Words, and whether they are good news, bad news or a warning."""

    words: str
    tone: Tone = ""
