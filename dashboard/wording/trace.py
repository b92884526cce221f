"""Where a count comes from, in sentences: for the page, and for the command."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard import figures, formats
from dashboard.briefing.trace import Base, Change, Ends, Export, File, Lacking, Part, Report, Trace
from dashboard.selection import STAGES, Selection
from dashboard.text import Text
from dashboard.wording import phrases


@dataclass(frozen=True)
class Line:
    """One source: what it gives in a few words, where that stands, and the figure whose own sources it opens."""

    lead: str
    words: str = ""
    figure: Selection | None = None


@dataclass(frozen=True)
class Section:
    """Sources of one kind below their heading, and what must be known of them."""

    title: str
    lines: tuple[Line, ...]
    note: str = ""


def heading(trace: Trace, text: Text) -> str:
    """Which count it is: "Huyện Thới Bình: 40.012 tài khoản đã kích hoạt"."""
    counted = text(f"counted.{trace.figure.stage}")
    if trace.count is None:
        return text("trace.of_no_count", unit=trace.name, counted=counted)
    return text("trace.of", unit=trace.name, count=formats.count(trace.count, text.language), counted=counted)


def subject(trace: Trace, text: Text) -> str:
    """Of which level and day, and how many of it a page prints where units without a base are left out."""
    figure = trace.figure
    said = text("trace.subject", level=text(f"level.{figure.level}"), date=formats.date(figure.as_of))
    if trace.numerator is None or trace.numerator == trace.count:
        return said
    return f"{said}; {text('trace.numerator', count=formats.count(trace.numerator, text.language))}"


def why_none(trace: Trace, small_count: int, text: Text) -> str:
    """Why a figure has no trace; empty where it has one."""
    if trace.count is not None:
        return ""
    if trace.state == "suppressed":
        return text("trace.protected", small=small_count)
    if trace.state == "not_reported":
        return text("trace.not_reported", unit=trace.name, date=formats.date(trace.figure.as_of))
    return text(f"state.{trace.state}")


def sections(trace: Trace, small_count: int, text: Text) -> list[Section]:
    """The sources, those of the count before those of its rate."""
    found = [
        *_of_reports(trace, text),
        *_of_units(trace.parts, _of_parts(len(trace.parts), text), trace, small_count, text),
        *_of_units(trace.pieces, _handed_over(trace, text), trace, small_count, text),
        *_of_flow(trace, text),
        *_of_change(trace, text),
        *(_of_need(lacking, trace, text) for lacking in trace.lacking),
        Section(text("trace.changes"), tuple(_change(change, small_count, text) for change in trace.changes)),
        Section(_of_base(trace, text), (*(_base(base, text) for base in trace.bases), *_counted_base(trace, text))),
    ]
    return [section for section in found if section.lines]


def _of_reports(trace: Trace, text: Text) -> Iterator[Section]:
    stage = trace.figure.stage
    used = [report for report in trace.reports if not report.is_later]
    title = text("trace.levels") if len({report.level for report in used}) > 1 else text("trace.report")
    yield Section(title, tuple(_report(report, stage, text) for report in used))
    yield Section(text("trace.exports"), tuple(_export(export, stage, text) for export in trace.exports))
    later = tuple(_report(report, stage, text) for report in trace.reports if report.is_later)
    yield Section(text("trace.later"), later)


def _report(report: Report, stage: str, text: Text) -> Line:
    meaning = text("trace.meaning", stage=text(f"stage.{stage}"), level=text(f"level.{report.level}"))
    value = formats.NOTHING if report.value is None else formats.count(report.value, text.language)
    place = _place(report, meaning, text)
    until = text("trace.until", moment=formats.report_time(report.at)) if report.at else formats.date(report.date)
    return Line(value, f"{place}; {until}; {_received(report.file, text)}")


def _place(report: Report, meaning: str, text: Text) -> str:
    at = report.position
    if at is None:
        return text("trace.no_position", file=report.file.name)
    named = {
        "file": report.file.name,
        "row": str(at.line),
        "column": at.column,
        "heading": at.heading,
        "meaning": meaning,
    }
    return text("trace.cell_in_sheet", sheet=at.sheet, **named) if at.sheet else text("trace.cell", **named)


def _stands(base: Base, file: str, text: Text) -> str:
    """Where a target or a count of people stands; of several units in one file, the file."""
    at = base.position
    if at is None:
        return text("trace.in_file", file=file)
    named = {"file": file, "row": str(at.line), "column": at.column, "heading": at.heading}
    return text("trace.value_in_sheet", sheet=at.sheet, **named) if at.sheet else text("trace.value", **named)


def _export(export: Export, stage: str, text: Text) -> Line:
    rows, days = formats.count(export.rows, text.language), formats.days(*export.days)
    first, last = (str(line) for line in export.lines)
    if export.dossiers:
        words = text("trace.dossiers", file=export.file.name, n=formats.count(export.dossiers, text.language))
    elif export.lines[1]:
        words = text("trace.rows", file=export.file.name, n=rows, first=first, last=last)
    else:
        words = text("trace.rows_somewhere", file=export.file.name, n=rows)
    lead = text("trace.meaning", stage=text(f"stage.{stage}"), level=text(f"level.{export.level}"))
    return Line(text("trace.days", days=days), f"{lead}; {words}; {_received(export.file, text)}")


def _received(file: File, text: Text) -> str:
    return text("trace.received", moment=formats.moment(file.received_at), batch=file.batch_id)


def _of_units(parts: tuple[Part, ...], title: str, trace: Trace, small_count: int, text: Text) -> Iterator[Section]:
    note = "" if trace.is_told_apart else text("trace.withheld")
    yield Section(title, tuple(_part(part, small_count, text) for part in parts), note)


def _of_parts(parts: int, text: Text) -> str:
    return text("trace.one_part") if parts == 1 else text("trace.parts", n=parts)


def _handed_over(trace: Trace, text: Text) -> str:
    if trace.handed_over_on is None:
        return text("trace.other_era")
    return text("trace.handed_over", date=formats.date(trace.handed_over_on))


def _part(part: Part, small_count: int, text: Text) -> Line:
    if part.is_protected:
        return Line(part.name, text("trace.part_protected", small=small_count))
    count = formats.NOTHING if part.count is None else formats.count(part.count, text.language)
    if part.share != 1:
        count = text("trace.shared", count=count, share=formats.percent(part.share, text.language))
    return Line(part.name, count, part.figure)


def _change(change: Change, small_count: int, text: Text) -> Line:
    before, after = (
        figures.count_in_words(float("nan") if count is None else count, why or None, small_count, text)
        for count, why in zip(change.numbers, change.hiding, strict=True)
    )
    counted = text("trace.changed", level=text(f"level.{change.level}"), date=formats.date(change.as_of))
    why = text(f"trace.change_{change.reason}", file=change.source_name)
    return Line(f"{before} → {after}", f"{counted}; {why}; {formats.moment(change.at)}")


def _of_flow(trace: Trace, text: Text) -> Iterator[Section]:
    """What a period counted is the rise between two counts."""
    ends = trace.flow
    if ends is not None:
        first, last = formats.date(ends.first.as_of), formats.date(ends.last.as_of)
        yield Section(text("trace.flow", first=first, last=last), _both_ends(ends, text), text("trace.flow_how"))


def _of_change(trace: Trace, text: Text) -> Iterator[Section]:
    ends = trace.moved
    if ends is None or ends.counts[0] is None or ends.counts[1] is None:
        return
    gained = formats.signed(ends.counts[1] - ends.counts[0], text.language, 0)
    numbers = {"n": formats.count(ends.units, text.language), "all": formats.count(ends.every, text.language)}
    note = text("trace.change_units", **numbers) if ends.units < ends.every else ""
    yield Section(text("trace.change", gained=gained), _both_ends(ends, text), note)


def _both_ends(ends: Ends, text: Text) -> tuple[Line, ...]:
    """The later count first, as everywhere; each opens to its own sources."""
    figures_and_counts = zip((ends.last, ends.first), reversed(ends.counts), strict=True)
    return tuple(
        Line(
            formats.NOTHING if count is None else formats.count(count, text.language),
            text("trace.at", date=formats.date(figure.as_of)),
            None if count is None else figure,
        )
        for figure, count in figures_and_counts
    )


def _of_need(lacking: Lacking, trace: Trace, text: Text) -> Section:
    """The target as it was set, and the last known counts."""
    language = text.language
    title = text(
        "trace.need",
        base=text(f"base_of.target_{lacking.issuer}"),
        missing=formats.count(lacking.missing, language),
        required=formats.count_or_dash(lacking.required, language),
        deadline=formats.date(lacking.deadline),
    )
    lines = [
        Line(formats.count(lacking.target, language), text("trace.need_target")),
        Line(formats.count(lacking.known, language), text("trace.need_known")),
        *(_base(base, text) for base in lacking.targets),
    ]
    names = lacking.unknown_names or text("overview.unknown_many", n=formats.count(lacking.unknown, language))
    return Section(title, tuple(lines), text("overview.unknown_names", names=names) if lacking.unknown else "")


def _of_base(trace: Trace, text: Text) -> str:
    base = phrases.base_words(trace.figure, text)
    return text("trace.base", base=base, count=formats.count_or_dash(trace.denominator, text.language))


def _counted_base(trace: Trace, text: Text) -> Iterator[Line]:
    """A base that is a count of accounts itself has sources of its own."""
    base = trace.figure.base
    if base in STAGES and trace.denominator is not None:
        count = formats.count(trace.denominator, text.language)
        yield Line(text(f"counted.{base}"), count, replace(trace.figure, stage=base))


def _base(base: Base, text: Text) -> Line:
    value = formats.count(base.value, text.language)
    words = [base.document or text("trace.no_document")]
    if base.phase:
        words.append(text("trace.phase", phase=base.phase))
    if base.deadline:
        words.append(text("trace.deadline", date=formats.date(base.deadline)))
    if base.counted_on:
        words.append(text("trace.counted_on", date=formats.date(base.counted_on)))
    if base.units > 1:
        words.append(text("trace.of_units", n=base.units))
    if base.is_inherited:
        words.append(text("trace.inherited"))
    if base.file:
        words.append(_stands(base, base.file.name, text))
        words.append(_received(base.file, text))
    return Line(value, "; ".join(words))
