"""One office's layout: the form of its files and what was said of them, as a file that people read and send on."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.exports.answers import Answer, AnswerUnknown, answer_of
from dashboard.exports.forms import NO_FORM, Form, TableForm
from dashboard.exports.privacy import masked, signed
from dashboard.exports.source import ENCODINGS, HELD_IN, NO_HINTS, Hints
from dashboard.folding import fold
from dashboard.importer.layouts.words.lexicon import stable, stable_column

# What holds for one report only is not remembered.
PASSING = ("as_of", "date", "date_from", "date_to", "correction", "layout")
ABOUT = {
    "given": "what the files do not say",
    "words": "what words mean, wherever they stand",
    "columns": "what columns are",
    "rows": "what rows are",
    "remarks": "whether figures with such a remark are taken",
    "tables": "what the numbers of a sheet's first, second ... table are",
}


class LayoutUnreadable(Exception):
    """A file that is no layout."""


@dataclass(frozen=True)
class Layout:
    """How one office writes; who said so, and when. An older one knows its files by ``headings`` alone."""

    name: str
    hints: Hints = NO_HINTS
    form: Form = NO_FORM
    who: str = ""
    when: str = ""
    headings: tuple[str, ...] = ()


def lasting(hints: Hints) -> Hints:
    """What holds for the office's next files too: no time, and no figure that was taken in spite of a remark."""
    given = tuple((field, masked(said)) for field, said in hints.given if field not in PASSING and said != "take")
    columns = tuple((stable_column(masked(written)), said) for written, said in hints.columns)
    words, rows = ([(stable(masked(text)), said) for text, said in held] for held in (hints.words, hints.rows))
    remarks = tuple((stable(masked(text)), said) for text, said in hints.remarks if said != "take")
    return Hints(hints.encoding, given, columns, with_words(words), with_words(rows), with_words(remarks))


def with_words(said: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Those of which words are left: a day alone is no mark of a form."""
    return tuple((text, meaning) for text, meaning in said if any(map(str.isalpha, text)))


def as_toml(layout: Layout) -> str:
    """The layout as its file holds it."""
    lines = [f"{name} = {quoted(getattr(layout, name))}" for name in ("name", "who", "when")]
    if layout.hints.encoding:
        lines.append(f"encoding = {quoted(layout.hints.encoding)}")
    if layout.form.areas:
        lines.append(f"areas = {quoted_list(layout.form.areas)}")
    if layout.headings:
        lines.append(f"headings = {quoted_list(layout.headings)}")
    for place in HELD_IN.values():
        if held := getattr(layout.hints, place):
            lines += ["", f"[{place}]  # {ABOUT[place]}"]
            lines += [f"{quoted(words)} = {quoted(meaning)}" for words, meaning in held]
    for number, sheet in enumerate(layout.form.sheets):
        for table in sheet:
            lines += ["", "[[table]]", f"sheet = {number + 1}", f"heads = {quoted_list(table.heads)}"]
            lines.append(f"says = {quoted_list(table.says)}")
    return "\n".join(lines) + "\n"


def quoted(words: str) -> str:
    """A string of TOML; JSON writes all of them so, but for one control character."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def quoted_list(words: Iterable[str]) -> str:
    return f"[{', '.join(map(quoted, words))}]"


def from_toml(content: str) -> Layout:
    """The layout of a file. Raises LayoutUnreadable; answers that no version knows are no layout's."""
    try:
        read = tomllib.loads(content)
        hints = hints_of(read)
        layout = Layout(
            masked(text_of(read, "name")),
            hints,
            Form(sheets_of(read), tuple(map(str, read.get("areas", ())))),
            signed(text_of(read, "who")),
            text_of(read, "when"),
            tuple(map(str, read.get("headings", ()))),
        )
    except (tomllib.TOMLDecodeError, AnswerUnknown, TypeError, ValueError, KeyError, AttributeError) as problem:
        raise LayoutUnreadable(type(problem).__name__) from problem
    if not layout.name.strip() or not (layout.form.sheets or layout.headings):
        raise LayoutUnreadable("name, table")
    return layout


def text_of(read: Mapping[str, Any], name: str) -> str:
    """A text of the file; empty where it is missing."""
    return str(read.get(name, ""))


def hints_of(read: Mapping[str, Any]) -> Hints:
    """What was said, each answer one that this version knows."""
    encoding = read.get("encoding")
    if encoding not in (None, *ENCODINGS):
        raise AnswerUnknown(str(encoding))
    answers = [
        known(Answer(subject, str(words), str(meaning)))
        for subject, place in HELD_IN.items()
        for words, meaning in dict(read.get(place, {})).items()
    ]
    return lasting(Hints(encoding).with_answers(answers))


def known(answer: Answer) -> Answer:
    """The answer, if it is one. Raises AnswerUnknown."""
    if answer.subject == "column" and not answer.means:
        return answer
    said = f"{answer.subject}:{answer.words}={answer.means}" if answer.subject else f"{answer.words}={answer.means}"
    return answer_of(said)


def sheets_of(read: Mapping[str, Any]) -> tuple[tuple[TableForm, ...], ...]:
    """The tables by their sheets."""
    sheets: dict[int, list[TableForm]] = {}
    for table in read.get("table", ()):
        form = TableForm(tuple(map(str, table["heads"])), tuple(map(str, table.get("says", ()))))
        sheets.setdefault(int(table.get("sheet", 1)), []).append(form)
    return tuple(map(tuple, sheets.values()))


def file_name(name: str) -> str:
    """The name of a layout's file: folded, safe on every system."""
    return (re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "layout")[:80] + ".toml"
