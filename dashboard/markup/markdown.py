"""Words from elsewhere where Streamlit reads Markdown: they are shown as they stand."""

import re

# All ASCII marks: links, emphasis, HTML, `:icon:` directives, `$formulas$`, and the colon of a bare address.
MARKS = re.compile(r"([!-/:-@\[-`{-~])")


def plain(words: str) -> str:
    """The words with every mark escaped and in one line, so that a link's or a file's text stays text."""
    return MARKS.sub(r"\\\1", " ".join(words.split()))
