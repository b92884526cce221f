"""What may be said of a part of a file, in the clerk's words."""

from datetime import datetime

from dashboard import formats
from dashboard.exports.answers import COUNTS, KINDS_OF_NUMBER, LEVELS, MEANINGS, NO_LAYOUT, STAGES, Answer
from dashboard.exports.questions import Choice
from dashboard.markup import plain
from dashboard.text import Text

# What is offered where a person picks a cell: of a column, of words, of a row.
OFFERED = {
    "column": (*reversed(COUNTS), *KINDS_OF_NUMBER[:-1], "unit", "parent", "as_of"),
    "word": (*KINDS_OF_NUMBER, *reversed(STAGES), *LEVELS, "as_of"),
    "row": ("unit", "total", "other"),
}
KNOWN = {*MEANINGS, "unit", "parent", "total", "take", "leave"}
# What columns were taken for that is none of our counts, by the word that is shown.
SHOWN = {"change": "flow", "previous": "flow", "since": "flow", "ratio": "percent", "plan": "target"}


def meaning_words(meaning: str, text: Text) -> str:
    """A meaning in words: "Kích hoạt · Mức độ 1", "số trong kỳ"; what is none of ours has one word."""
    if meaning in COUNTS:
        stage, _, level = meaning.partition(" ")
        return f"{text(f'stage.{stage}')} · {text(f'level.{level}')}"
    if meaning in STAGES:
        return text(f"stage.{meaning}")
    if meaning in LEVELS:
        return text(f"level.{meaning}")
    if meaning in (*KINDS_OF_NUMBER, "as_of", "unit", "total", "parent", "take", "leave"):
        return text(f"clerk.means_{meaning}")
    if meaning in ("ordinal", "unit_code"):
        return text(f"clerk.column_{meaning}")
    return text(f"clerk.means_{SHOWN.get(meaning, 'other')}") if meaning not in ("label", "note", "person", "") else ""


def choice_words(choice: Choice, text: Text) -> str:
    """One way to answer a question."""
    answer = choice.answers[0]
    if answer == Answer("", "layout", NO_LAYOUT):
        return text("clerk.layout_none")
    if answer.subject == "" and answer.words == "as_of":
        return formats.moment(datetime.fromisoformat(answer.means))
    if choice.words:
        return plain(choice.words)
    return meaning_words(answer.means, text)


def answer_words(answer: Answer, text: Text) -> str:
    """What was said: "Đợt làm" = thu nhận."""
    if not answer.subject and answer.words == "as_of":
        meaning = formats.moment(datetime.fromisoformat(answer.means))
    else:
        meaning = (meaning_words(answer.means, text) if answer.means in KNOWN else "") or plain(answer.means)
    words = plain(answer.words) if answer.subject else text(f"clerk.field_{answer.words}")
    return f"{words} = {meaning or text('clerk.not_read')}"
