"""How offices write, remembered: a file an office, by which its next files come in; what has changed is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard import settings
from dashboard.batches import store
from dashboard.exports.answers import NO_LAYOUT, Answer
from dashboard.exports.forms import Form, TableForm
from dashboard.exports.header import heading_key
from dashboard.exports.privacy import masked, signed
from dashboard.exports.questions import Choice, Question
from dashboard.exports.results import Notice
from dashboard.exports.source import Hints
from dashboard.importer.layouts.grids.grid import TOP, Grid
from dashboard.importer.layouts.saved import older
from dashboard.importer.layouts.saved.layout import Layout, LayoutUnreadable, as_toml, file_name, from_toml, lasting
from dashboard.importer.layouts.words.lexicon import column_key

__all__ = ["Fit", "Layout", "LayoutUnreadable", "fit", "forget", "named", "save", "saved", "take_over"]

# With this share of a layout's headings a file is its office's in another form; more without an area.
ALIKE, ALMOST = 0.5, 0.8


@dataclass(frozen=True)
class Fit:
    """What the saved layouts say of a file: hints with their answers, a notice, or what must be asked first."""

    hints: Hints
    notices: tuple[Notice, ...] = ()
    questions: tuple[Question, ...] = ()


def folder() -> Path:
    """Where the layouts stand, a file each."""
    return settings.data_folder() / "layouts"


def saved() -> list[Layout]:
    """All layouts that can be read, those of earlier versions first."""
    found = older.saved()
    for path in sorted(folder().glob("*.toml")) if folder().is_dir() else ():
        try:
            found.append(from_toml(path.read_text(encoding="utf-8")))
        except (LayoutUnreadable, UnicodeDecodeError):
            continue
    return found


def unreadable() -> list[Path]:
    """Files among the layouts that are none, as somebody's editor may have left them."""
    broken = []
    for path in sorted(folder().glob("*.toml")) if folder().is_dir() else ():
        try:
            from_toml(path.read_text(encoding="utf-8"))
        except (LayoutUnreadable, UnicodeDecodeError):
            broken.append(path)
    return broken


def named(name: str) -> Layout | None:
    """The layout of an office."""
    return next((one for one in saved() if heading_key(one.name) == heading_key(name)), None)


def save(name: str, form: Form, hints: Hints, *, who: str, when: str) -> Layout:
    """Keeps what was said of a file of this form, in place of a layout of the same name."""
    return take_over(Layout(masked(name), lasting(hints), form, signed(who), when))


def take_over(layout: Layout) -> Layout:
    """Keeps a layout, in place of one of the same name."""
    with store.locked():
        with store.room_in(folder()):
            folder().mkdir(parents=True, exist_ok=True)
        older.forget(layout.name)
        store.replace_file(folder() / file_name(layout.name), as_toml(layout))
    return layout


def forget(name: str) -> bool:
    """Takes a layout away; files of that office are read as any other again. False where there is none."""
    layout = named(name)
    if layout is None:
        return False
    with store.locked():
        older.forget(layout.name)
        (folder() / file_name(layout.name)).unlink(missing_ok=True)
    return True


def encodings() -> list[str]:
    """The encodings that offices were found to use."""
    return list(dict.fromkeys(one.hints.encoding for one in saved() if one.hints.encoding))


def may_be_saved(written: Sequence[str]) -> bool:
    """Whether a header row may be of a saved layout."""
    keys = {column_key(cell) for cell in written}
    return any(
        len(keys & {column_key(head) for head in one.form.heads}) >= ALIKE * len(keys)
        or (one.headings and set(one.headings) <= {heading_key(cell) for cell in written})
        for one in saved()
    )


def fit(hints: Hints, form: Form, grids: Sequence[Grid]) -> Fit:
    """What the saved layouts add to what is said of a file; what is said now comes first."""
    chosen = dict(hints.given).get("layout", "")
    if chosen == NO_LAYOUT:
        return Fit(hints)
    if chosen and (layout := named(chosen)):
        return completed(hints, layout)
    layouts = saved()
    fitting = [one for one in layouts if one.form.sheets and is_of(form, one.form)]
    if len({one.hints for one in fitting}) == 1:
        return completed(hints, fitting[0])
    if fitting:
        return Fit(hints, (), (asked([one.name for one in fitting], ", ".join(one.name for one in fitting)),))
    nearest = max((one for one in layouts if one.form.sheets), key=lambda one: likeness(form, one), default=None)
    if nearest and likeness(form, nearest) >= (ALIKE if form.areas else ALMOST):
        return Fit(hints, (), (asked([nearest.name], changed(form, nearest)),))
    cells = {heading_key(cell) for grid in grids for row in grid.rows[:TOP] for cell in row}
    by_headings = [one for one in layouts if one.headings and set(one.headings) <= cells]
    if by_headings:
        return completed(hints, max(by_headings, key=lambda one: len(one.headings)))
    return Fit(hints)


def completed(hints: Hints, layout: Layout) -> Fit:
    """The hints with a layout's answers, and the notice that names it."""
    return Fit(hints.over(layout.hints), (Notice("layout", None, layout.name),))


def keys(table: TableForm) -> TableForm:
    """The table's form as it is compared."""
    return TableForm(tuple(map(column_key, table.heads)), tuple(sorted(table.says)))


def keyed(form: Form) -> set[tuple[TableForm, ...]]:
    """The forms of sheets as they are compared."""
    return {tuple(map(keys, sheet)) for sheet in form.sheets}


def is_of(form: Form, known: Form) -> bool:
    """Whether a file is of a layout's form and areas: with one sheet more of the same it is, one heading more not."""
    return bool(form.sheets) and keyed(form) <= keyed(known) and form.areas == known.areas


def likeness(form: Form, layout: Layout) -> float:
    """The share of headings that a file of the same areas has in common with a layout."""
    if form.areas != layout.form.areas:
        return 0.0
    now, before = ({column_key(head) for head in one.heads} for one in (form, layout.form))
    return len(now & before) / max(len(now | before), 1)


def changed(form: Form, layout: Layout) -> str:
    """The headings that are new (+) or gone (-); none where the order or the lines around have changed."""
    now, before = ({column_key(head): head for head in one.heads} for one in (form, layout.form))
    new = [f"+ {head}" for key, head in now.items() if key not in before]
    gone = [f"- {head}" for key, head in before.items() if key not in now]
    return f"{layout.name}: {'; '.join([*new, *gone]) or '≠'}"


def asked(names: Sequence[str], words: str) -> Question:
    """Asks whether a file is read by a layout although its form has changed, or by which of several."""
    choices = tuple(Choice((Answer("", "layout", name),), name) for name in names)
    return Question("form_is_known", None, "", words, (*choices, Choice((Answer("", "layout", NO_LAYOUT),))))
