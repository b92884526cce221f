"""A unit's headline in sentences: why there is none, what of it is late or partial, what changed, what a day needs."""

import datetime as dt
from collections.abc import Sequence

from dashboard import formats
from dashboard.briefing.curves.leaps import Leap
from dashboard.briefing.summary.headline import Change, Coverage, Issuer, Measured, Need, NoFigures, Pace, Standing
from dashboard.selection import Measure, Selection
from dashboard.text import Text
from dashboard.wording import Sentence
from dashboard.wording.phrases import base_words

# More names than this say no more.
MOST_NAMES = 8


def no_figures(why: NoFigures, unit: str, selection: Selection, measure: Measure, text: Text) -> str:
    """Why nothing is counted."""
    if why.state == "suppressed":
        return text("state.suppressed", small=measure.small_count)
    if why.state in ("not_existing", "not_divisible"):
        return text(f"state.{why.state}")
    return text("overview.no_figures", unit=unit, as_of=formats.date(selection.as_of))


def counted(selection: Selection, text: Text) -> str:
    """What is counted: "tài khoản đã kích hoạt"."""
    return text(f"counted.{selection.stage}")


def until(standing: Standing, text: Text) -> str:
    """The time of the newest report in it."""
    time = standing.reported_at
    date = formats.date(time)
    if (time.hour, time.minute) == (23, 59):
        # A detailed export speaks of the whole day.
        return text("overview.until_day", date=date)
    if time.minute == 0:
        return text("overview.until_hour", hour=time.hour, date=date)
    return text("overview.until", hour=time.hour, minute=f"{time:%M}", date=date)


def no_base(unit: str, selection: Selection, text: Text) -> str:
    """That there is a count but no base for it."""
    if selection.base == "target":
        return text("overview.no_target", issuer=text(f"issuer.{selection.issuer}"), unit=unit)
    return text("overview.no_base", base=base_words(selection, text), unit=unit)


def uncovered(coverage: Coverage, text: Text) -> str:
    """That too few communes have figures for the unit to have a rate."""
    numbers = {name: formats.count(number, text.language) for name, number in _parts(coverage).items()}
    return text("overview.uncovered", **numbers)


def no_share(standing: Standing, unit: str, selection: Selection, text: Text) -> str:
    """Why there is a count and no rate: too few communes have figures, or there is no base."""
    if not standing.coverage.is_enough:
        return uncovered(standing.coverage, text)
    return no_base(unit, selection, text)


def no_base_of_parts(selection: Selection, text: Text) -> str:
    """That no commune has the base, so that none is measured against it."""
    return text("overview.communes_no_base", base=base_words(selection, text))


def share_of(printed: str, selection: Selection, text: Text) -> str:
    """A printed rate with the words of its base: a target is met, any other base is a part of."""
    key = "overview.share_of_target" if selection.base == "target" else "overview.share_of"
    return text(key, share=printed, base=base_words(selection, text))


def late(standing: Standing, text: Text) -> list[Sentence]:
    """That the newest report is old on the day looked at."""
    if standing.days_late is None:
        return []
    as_of = formats.date(standing.reported_at + dt.timedelta(days=standing.days_late))
    return [Sentence(text("overview.late", days=standing.days_late, as_of=as_of), "bad")]


def partial(coverage: Coverage, text: Text) -> Sentence:
    """Of how many communes the figure is."""
    numbers = {name: formats.count(number, text.language) for name, number in _parts(coverage).items()}
    return Sentence(text("overview.partial", **numbers), "bad")


def newcomers(coverage: Coverage, text: Text) -> str:
    """That far fewer communes had reported before the reform."""
    numbers = {name: formats.count(number, text.language) for name, number in _parts(coverage).items()}
    return text("reform.newcomers", **numbers)


def leap_briefly(facts: Leap, text: Text) -> str:
    """The same for a wall."""
    day = formats.date(facts.day)
    if facts.before is not None:
        return text("screen.leap_areas", day=day, reported=facts.before.reported, all=facts.before.every)
    if len(facts.names) == 1:
        return text("screen.leap", day=day, names=facts.names[0])
    return text("screen.leap_many", day=day, n=len(facts.names))


def leap(facts: Leap, text: Text) -> str:
    """Why a curve is broken: whose figures were added."""
    if facts.before is not None:
        return newcomers(facts.before, text)
    n, day = len(facts.names), formats.date(facts.day)
    if not n:
        return text("overview.curve_leap_unnamed", day=day)
    names = ", ".join(facts.names[:MOST_NAMES])
    return text("overview.curve_leap" if n <= MOST_NAMES else "overview.curve_leap_many", day=day, names=names, n=n)


def _parts(coverage: Coverage) -> dict[str, int]:
    return {"reported": coverage.reported, "all": coverage.every}


def left_out(names: tuple[str, ...], coverage: Coverage, text: Text) -> list[str]:
    """Which communes nobody reported for; by name where the names are few and are all of them."""
    if coverage.silent <= 0:
        return []
    if len(names) > MOST_NAMES or len(names) != coverage.silent:
        return [text("overview.left_out_many", n=formats.count(coverage.silent, text.language))]
    return [text("overview.left_out", names=", ".join(names))]


def left_out_of_share(standing: Standing, text: Text) -> list[str]:
    """That the share counts fewer than the count does."""
    if standing.share is None or not standing.is_left_out_of_share:
        return []
    share, language = standing.share, text.language
    numbers = {
        "numerator": formats.count(share.numerator, language),
        "denominator": formats.count(share.denominator, language),
    }
    return [text("overview.left_out_base", **numbers)]


def gained(change: Change | None, text: Text) -> str:
    """The change as a number; a dash where there is none."""
    return formats.NOTHING if change is None else formats.signed(change.gained, text.language, 0)


def change_lines(change: Change | None, standing: Standing, text: Text) -> list[str]:
    """The change of the share in points and between which days, or why there is none."""
    if change is None:
        return [why_unmeasured(standing, text)]
    return [*change_points(change, text), *measured_days(change.measured, text)]


def change_points(change: Change, text: Text) -> list[str]:
    """The change of the share in points, where there is one."""
    if change.share is None or change.share_before is None:
        return []
    return [text("overview.change_points", points=formats.points(change.share, change.share_before, text.language))]


def pace(number: Pace | None, text: Text) -> str:
    """What a day brings; a dash where two reports at the right distance are missing."""
    return formats.NOTHING if number is None else formats.count(number.seven, text.language)


def measured_days(measured: Measured, text: Text) -> list[str]:
    """Between which days a pace or a change was measured, and of how many units where some have none."""
    days = text("overview.pace_days", first=formats.day_month(measured.first), last=formats.day_month(measured.last))
    if not measured.is_partial:
        return [days]
    counts = {"n": formats.count(measured.units, text.language), "all": formats.count(measured.every, text.language)}
    return [days, text("overview.pace_units", **counts)]


def why_unmeasured(standing: Standing, text: Text) -> str:
    """Why there is no pace and no change: the unit is silent, or has not sent enough reports yet."""
    if not standing.is_silent:
        return text("overview.pace_none")
    return text("overview.pace_silent", date=formats.date(standing.reported_at))


def need(facts: Need | None, verdicts: tuple[str, str], text: Text) -> list[Sentence]:
    """What a day needs, and whether the pace is enough. verdicts: the keys that say that it is, and that it is not."""
    if facts is None:
        return [Sentence(text("overview.required_none"))]
    language, deadline, (enough, short) = text.language, formats.date(facts.deadline), verdicts
    if facts.verdict == "done":
        return [Sentence(text("overview.required_done"), "good")]
    if facts.verdict == "passed":
        passed = text("overview.required_passed", deadline=deadline, missing=missing(facts, text))
        return [Sentence(passed, "bad"), *unknown(facts, text)]
    needed = Sentence(text("overview.required", required=required(facts, text), deadline=deadline))
    lines = [needed, *unknown(facts, text)]
    if facts.gap is None:
        return lines
    if facts.verdict == "enough":
        return [*lines, Sentence(text(enough), "good")]
    gap = _at_most(formats.count_or_dash(facts.gap, language), facts, text)
    return [*lines, Sentence(text(short, gap=gap), "bad")]


def missing(facts: Need, text: Text) -> str:
    """What is missing; the most, where some parts never reported."""
    return _at_most(formats.count_or_dash(facts.missing, text.language), facts, text)


def required(facts: Need, text: Text) -> str:
    """The same a day."""
    return _at_most(formats.count_or_dash(facts.required, text.language), facts, text)


def _at_most(number: str, facts: Need, text: Text) -> str:
    return text("overview.at_most", number=number) if facts.unknown else number


def unknown(facts: Need, text: Text) -> list[Sentence]:
    """Who never reported, so that what is missing is known at most."""
    if not facts.unknown:
        return []
    return [Sentence(text("overview.unknown", missing=missing(facts, text), names=_unknown(facts, text)))]


def _unknown(facts: Need, text: Text) -> str:
    return facts.unknown_names or text("overview.unknown_many", n=formats.count(facts.unknown, text.language))


def needs(every: Sequence[tuple[Issuer, Need]], text: Text) -> list[Sentence]:
    """What each of several targets asks, a line each that names the issuer."""
    said = []
    for issuer, facts in every:
        named = {"issuer": text(f"issuer.{issuer}"), "deadline": formats.date(facts.deadline)}
        sentence = asked(facts, text)
        said.append(Sentence(text("overview.need_of", words=sentence.words, **named), sentence.tone))
    # The parts that never reported are the same, whatever is asked of them.
    return said + [
        Sentence(text("overview.unknown_names", names=_unknown(facts, text))) for _, facts in every[:1] if facts.unknown
    ]


def asked_briefly(issuer: Issuer, facts: Need, text: Text) -> str:
    """The same in one short line, with issuer and deadline, where there is little room."""
    words = text("overview.need_unjudged", required=required(facts, text))
    if facts.verdict in ("done", "passed"):
        words = asked(facts, text).words
    return text("screen.need", issuer=text(f"issuer.{issuer}"), deadline=formats.day_month(facts.deadline), words=words)


def asked(facts: Need, text: Text) -> Sentence:
    """What a target asks a day and whether the pace is enough, in few words, beside the target's own."""
    verdict = facts.verdict
    if verdict == "done":
        return Sentence(text("overview.need_done"), "good")
    if verdict == "passed":
        return Sentence(text("overview.need_passed", missing=missing(facts, text)), "bad")
    needed = required(facts, text)
    if facts.gap is None:
        return Sentence(text("overview.need_unjudged", required=needed))
    if verdict == "enough":
        return Sentence(text("overview.need_enough", required=needed), "good")
    gap = _at_most(formats.count_or_dash(facts.gap, text.language), facts, text)
    return Sentence(text("overview.need_short", required=needed, gap=gap), "bad")
