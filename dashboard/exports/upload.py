"""What the page of the upload and the upload worker say to each other: one line of JSON each, made of these classes."""

import base64
import json
from dataclasses import asdict, dataclass, is_dataclass
from types import UnionType
from typing import TypeVar, cast, get_args, get_origin, get_type_hints

from dashboard.exports.changes import Changes
from dashboard.exports.forms import Form
from dashboard.exports.questions import Question
from dashboard.exports.results import Meaning
from dashboard.exports.sketches import NO_LOOK, Look
from dashboard.exports.source import NO_HINTS, Hints
from dashboard.exports.targets import Asked


@dataclass(frozen=True)
class FileSent:
    """A file whose bytes follow the request, and what the clerk said of it."""

    name: str
    size: int
    hints: Hints = NO_HINTS


@dataclass(frozen=True)
class ConfirmedName:
    """A unit as an office writes it, and the unit that a clerk says it is."""

    name: str
    parent: str
    edition: str
    unit_code: str


@dataclass(frozen=True)
class Preview:
    """Asks what each file would bring; answered by one FileReport for each, several for an archive."""

    language: str
    files: tuple[FileSent, ...]


@dataclass(frozen=True)
class Import:
    """Asks to take the files in; answered by one FileReport for each."""

    language: str
    files: tuple[FileSent, ...]


@dataclass(frozen=True)
class ConfirmNames:
    """Asks to keep what names mean; those that name no unit are left out."""

    language: str
    names: tuple[ConfirmedName, ...]
    who: str


@dataclass(frozen=True)
class SaveLayout:
    """Asks to remember what was said of a file for all of its office's files of this form."""

    language: str
    name: str
    form: Form
    hints: Hints
    who: str


@dataclass(frozen=True)
class MakeTemplate:
    """Asks for a workbook with a unit's communes filled in; answered by its bytes."""

    language: str
    edition: str
    unit_code: str
    kind: str


@dataclass(frozen=True)
class Withdraw:
    """Asks to leave a batch out of the figures; answered by nothing."""

    language: str
    batch: str
    why: str
    who: str


@dataclass(frozen=True)
class Remind:
    """Asks to keep that units of an edition were reminded today; answered by one FileReport."""

    language: str
    edition: str
    unit_codes: tuple[str, ...]


Request = Preview | Import | ConfirmNames | SaveLayout | MakeTemplate | Withdraw | Remind
REQUESTS: dict[str, type[Request]] = {kind.__name__: kind for kind in get_args(Request)}
Value = TypeVar("Value")


@dataclass(frozen=True)
class NamedUnit:
    """A unit as the file writes it, and what it was taken for.

    ``state`` is that of a match; ``candidates`` are described in words where the unit is not known.
    """

    code_written: str
    written: str
    parent_written: str
    edition: str
    state: str
    unit_code: str | None
    unit_name: str | None
    candidates: tuple[str, ...]


@dataclass(frozen=True)
class Total:
    """The sum of a stage and level over the file's newest counts, and over the same units' last accepted ones."""

    stage: str
    level: str
    count: int
    before: int | None
    units: int
    units_before: int


@dataclass(frozen=True)
class WordedProblem:
    """A problem in the clerk's language; ``reason`` is the name of the rule, ``count`` how many places have it."""

    place: str
    value: str
    reason: str
    message: str
    count: int = 1


@dataclass(frozen=True)
class AskedQuestion:
    """A question in the clerk's language: where, what is asked, and what may be answered."""

    place: str
    message: str
    question: Question


@dataclass(frozen=True)
class FileReport:
    """What came, or would come, of one file; ``returned`` is the workbook for its sender, empty where none is due.

    ``problems`` are the first of ``problem_count``; those that an answer mends are among the ``questions``. ``changes``
    is known of a file that came in, and what follows of a preview alone; ``said`` is what was said so far, by a saved
    layout too. ``targets`` are those of a report's columns, ``batch`` where they came in.
    """

    file: str
    status: str
    accepted_rows: int
    quarantined_rows: int
    headline: str
    notices: tuple[str, ...]
    dropped_columns: tuple[str, ...]
    ignored_sheets: tuple[str, ...]
    problems: tuple[WordedProblem, ...]
    problem_count: int
    returned_name: str
    returned: bytes
    changes: tuple[Changes, ...] = ()
    targets: tuple[Asked, ...] = ()
    batch: str = ""
    meanings: tuple[Meaning, ...] = ()
    times: tuple[str, ...] = ()
    units: tuple[NamedUnit, ...] = ()
    known_units: int = 0
    totals: tuple[Total, ...] = ()
    questions: tuple[AskedQuestion, ...] = ()
    look: Look = NO_LOOK
    said: Hints = NO_HINTS


def as_json(value: object) -> str:
    """One line: a class by its fields, bytes in Base64."""

    def plain(one: object) -> object:
        return base64.b64encode(one).decode() if isinstance(one, bytes) else asdict(one)  # type: ignore[call-overload]

    return json.dumps(value, ensure_ascii=False, default=plain)


def request_as_json(request: Request) -> str:
    """One line that names the request."""
    return as_json({type(request).__name__: request})


def request_from_json(line: str | bytes) -> Request:
    """The request of a line."""
    [(name, written)] = json.loads(line).items()
    return from_json(REQUESTS[name], written)


def from_json(kind: type[Value], written: object) -> Value:
    """A value of a type, as `as_json` wrote it."""
    return cast(Value, _understood(kind, written))


def _understood(kind: object, written: object) -> object:
    if isinstance(kind, type) and is_dataclass(kind) and isinstance(written, dict):
        types = get_type_hints(kind)
        return kind(**{name: _understood(types[name], part) for name, part in written.items()})
    if get_origin(kind) is tuple and isinstance(written, list):
        kinds = get_args(kind)
        every = [kinds[0]] * len(written) if kinds[1:] == (...,) else kinds
        return tuple(_understood(one, part) for one, part in zip(every, written, strict=True))
    if get_origin(kind) is UnionType and written is not None:
        return _understood(next(one for one in get_args(kind) if one is not type(None)), written)
    return base64.b64decode(written) if kind is bytes and isinstance(written, str) else written
