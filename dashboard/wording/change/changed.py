"""What changed since a day, in words: the sum in one sentence, and a heading with its lines for each kind of change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard import formats
from dashboard.briefing.change.changed import Changed
from dashboard.briefing.change.pairs import Both, Total
from dashboard.briefing.change.since import Since
from dashboard.rows import RestatementByBatch, known_count
from dashboard.selection import Measure, Selection
from dashboard.text import Text
from dashboard.wording import Sentence, Tone
from dashboard.wording.change import changes


@dataclass(frozen=True)
class Line:
    """A unit with what is said of it, and the points of its rate where these are what is said."""

    unit_code: str
    name: str
    words: str
    points: str = ""


@dataclass(frozen=True)
class Group:
    """One kind of change: its name in the catalogue, which is that of the list, its heading, and all its lines."""

    name: str
    heading: Sentence
    lines: tuple[Line, ...]


def since_words(since: Since, text: Text) -> str:
    """From when on: "hết thứ Hai 16/11/2026"."""
    name = ""
    if since.meeting is not None:
        name = since.meeting.name if text.language == "vi" else since.meeting.name_en or since.meeting.name
    return text(f"changed.since_{since.kind}", date=formats.date(since.day), name=name)


def period(since: Since | None, measure: Measure, text: Text) -> str:
    """Between which ends changes are told."""
    if since is None:
        return text("compare.period", days=measure.period_days)
    return text("compare.period_since", since=since_words(since, text))


def gained(count: int, measure: Measure, text: Text) -> str:
    """A change of a count; one from 1 to below the threshold is told as any small count is."""
    if 0 < count < measure.small_count:
        return f"<{measure.small_count}"
    return formats.signed(count, text.language, 0)


def points(found: Total, measure: Measure, text: Text) -> list[str]:
    """The change of the rate, where there is one and the count may be told."""
    if found.share is None or found.share_before is None or 0 < found.gained < measure.small_count:
        return []
    return [text("changed.points", points=formats.points(found.share, found.share_before, text.language))]


def units(found: Total, text: Text) -> list[str]:
    """Of how many of how many units it is; nothing of a unit itself."""
    of = {"n": formats.count(found.units, text.language), "every": formats.count(found.every, text.language)}
    return [text("changed.of_units", **of)] if found.every > 1 else []


def total(found: Total | None, selection: Selection, measure: Measure, text: Text) -> str:
    """What the units gained that have reports at both ends, and how many of how many these are."""
    language = text.language
    if found is None:
        return text("changed.total_none")
    is_small = 0 < found.gained < measure.small_count
    words = {"gained": gained(found.gained, measure, text), "noun": text(f"paragraph.noun_{selection.stage}")}
    said = text("changed.total", **words)
    if of := units(found, text):
        said = text("changed.total_of", **words, of=of[0])
    if found.share is None or found.share_before is None or is_small:
        return f"{said}."
    key = "changed.total_rate" if found.rated == found.units else "changed.total_rate_of"
    rates = _rates(found.share_before, found.share, language)
    return f"{said}; {text(key, n=formats.count(found.rated, language), **rates)}."


def groups(changed: Changed, measure: Measure, text: Text) -> list[Group]:
    """The kinds of change that there are, each with its units, the most important first."""
    told: tuple[tuple[str, Tone, Sequence[Both], Callable[[Both, Text], Line]], ...] = (
        ("rose", "good", changed.rose, _rate),
        ("fell", "bad", changed.fell, _rate),
        ("passed", "good", changed.passed, _rate),
        ("silent", "bad", changed.silent, _silent),
        ("begun", "good", changed.begun, _begun),
        ("targets", "", changed.targets, _target),
    )
    found = [
        Group(name, _heading(name, tone, len(pairs), text), tuple(line(both, text) for both in pairs))
        for name, tone, pairs, line in told
        if pairs
    ]
    if changed.corrections:
        lines = tuple(_correction(row, measure, text) for row in changed.corrections)
        found.append(Group("corrections", _heading("corrections", "warning", len(lines), text), lines))
    return found


def _heading(name: str, tone: Tone, number: int, text: Text) -> Sentence:
    return Sentence(text(f"changed.{name}", count=number, n=formats.count(number, text.language)), tone)


def _rate(both: Both, text: Text) -> Line:
    rates = _rates(both.before.share, both.now.share, text.language)
    return Line(both.now.unit_code, both.now.unit_name, text("changed.rate", **rates), rates["points"])


def _rates(before: float, now: float, language: str) -> dict[str, str]:
    return {
        "before": formats.percent(before, language),
        "now": formats.percent(now, language),
        "points": formats.points(now, before, language),
    }


def _silent(both: Both, text: Text) -> Line:
    return _line(both, text("changed.silent_since", date=formats.date(both.now.reported_on)))


def _begun(both: Both, text: Text) -> Line:
    return _line(both, text("changed.begun_on", date=formats.date(both.now.reported_on)))


def _target(both: Both, text: Text) -> Line:
    before, now = (known_count(row.whole_target) for row in both)
    kind = "new" if before is None else "over" if now is None else "other"
    counts = {"before": formats.count_or_dash(before, text.language), "now": formats.count_or_dash(now, text.language)}
    return _line(both, text(f"changed.target_{kind}", **counts))


def _line(both: Both, words: str) -> Line:
    return Line(both.now.unit_code, both.now.unit_name, words)


def _correction(row: RestatementByBatch, measure: Measure, text: Text) -> Line:
    before, after = changes.before_and_after(row, measure.small_count, text)
    words = text(
        "changed.corrected", what=changes.brief_subject(row, text), day=formats.date(row.as_of), before=before,
        after=after,
    )  # fmt: skip
    return Line(row.unit_code, row.unit_name, words)
