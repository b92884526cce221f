"""Where the unit stands, what changed, at what pace, and the curve with the path to each target."""

import plotly.graph_objects as go
from markupsafe import Markup

from dashboard import figures, formats
from dashboard.briefing.curves import curve
from dashboard.briefing.summary import headline
from dashboard.briefing.summary.headline import Headline, Needs, NoFigures, Standing
from dashboard.wall import chart, pieces
from dashboard.wall.room import Room, Scene
from dashboard.wording import Sentence
from dashboard.wording.phrases import base_words
from dashboard.wording.summary import headline as wording

VERDICTS = ("screen.enough", "screen.short")


def draw(room: Room) -> Scene:
    """Large numbers and the curve; without figures, that there are none."""
    facts = headline.of_unit(room.warehouse.database, room.selection)
    if isinstance(facts, NoFigures):
        why = wording.no_figures(facts, room.unit.full_name, room.selection, room.measure, room.text)
        return Scene(pieces.box("message", pieces.words(why)))
    every = headline.needs(room.warehouse.database, room.selection)
    drawn, figure, alt = _curve(every, room) or ("", None, "")
    # An upright wall has room for two facts beside the curve.
    parts = "" if room.size.is_upright else _parts(facts.standing, room)
    beside = pieces.box("facts", _change(facts, room), _pace(facts, every, room), parts)
    whole = pieces.box("headline", _standing(facts.standing, room), beside, drawn)
    return Scene(whole, {"curve": figure} if figure else {}, alt)


def _standing(standing: Standing, room: Room) -> Markup:
    text, language, share = room.text, room.text.language, standing.share
    counted = wording.counted(room.selection, text)
    if share is None:
        lines = [
            pieces.shrinking(formats.count(standing.counted, language), "giant"),
            pieces.words(counted, "of"),
            pieces.words(wording.no_share(standing, room.unit.full_name, room.selection, text), "note"),
        ]
        return pieces.box("standing", *lines, *_warnings(standing, room), tag="section")
    both = f"{formats.count(share.numerator, language)} / {formats.count(share.denominator, language)}"
    lines = [
        pieces.shrinking(formats.ratio(share.numerator, share.denominator, language), "giant"),
        pieces.box("of", pieces.words(base_words(room.selection, text)), pieces.words(counted, "of upright")),
        pieces.bar(share.value, max(1.0, share.value), mark=1.0, kind="meter"),
        pieces.shrinking(both, "pair"),
        pieces.words(counted, "of lying"),
        pieces.words(wording.until(standing, text), "of until"),
    ]
    return pieces.box("standing", *lines, *_warnings(standing, room), tag="section")


def _warnings(standing: Standing, room: Room) -> list[Markup]:
    """What must be known of the number: it is old, or that of a part."""
    said: list[Sentence] = wording.late(standing, room.text)
    if standing.coverage.silent > 0 and standing.coverage.is_enough:
        said.append(wording.partial(standing.coverage, room.text))
    return [pieces.words(sentence.words, "warning") for sentence in said]


def _change(facts: Headline, room: Room) -> Markup:
    text = room.text
    # An upright wall has no room for the days and the units of a change.
    if room.size.is_upright and facts.change is not None:
        lines = wording.change_points(facts.change, text)
    else:
        lines = wording.change_lines(facts.change, facts.standing, text)
    title = text("overview.change", days=room.measure.period_days)
    return pieces.fact(title, wording.gained(facts.change, text), map(pieces.words, lines))


def _pace(facts: Headline, every: Needs, room: Room) -> Markup:
    """What several targets ask stands beside their lines of the curve."""
    text, lines = room.text, [] if len(every) > 1 else wording.need(every[0][1] if every else None, VERDICTS, room.text)
    if facts.pace is None:
        lines = [Sentence(wording.why_unmeasured(facts.standing, text)), *lines]
    return pieces.fact(text("overview.pace"), wording.pace(facts.pace, text), pieces.sentences(lines))


def _parts(standing: Standing, room: Room) -> Markup | str:
    """How many of its communes have reached the base; a commune has no parts."""
    if room.unit.grain == "commune" or standing.share is None:
        return ""
    text, language, coverage = room.text, room.text.language, standing.coverage
    late = text("screen.parts_late", late=formats.count(coverage.late, language))
    lines = [pieces.words(late, "bad")] if coverage.late else []
    number = f"{formats.count(coverage.done, language)} / {formats.count(coverage.every, language)}"
    return pieces.fact(text("screen.parts_done"), number, lines)


def _curve(every: Needs, room: Room) -> tuple[Markup, go.Figure, str] | None:
    """Its place, the figure, and the sentence that says the same."""
    drawn, stage, text = curve.of_unit(room.warehouse, room.selection), room.selection.stage, room.text
    if drawn is None:
        return None
    figure = figures.progress_curve(drawn.flow, drawn.targets, stage, text, room.look, drawn.is_sparse)
    asked = {issuer: wording.asked(need, text).words for issuer, need in every if len(every) > 1}
    lines = figures.curve_legend(drawn.targets, text, room.look, asked)
    if room.size.is_upright and len(every) > 1:
        briefly = {issuer: wording.asked_briefly(issuer, need, text) for issuer, need in every}
        lines = figures.curve_legend(drawn.targets, text, room.look, instead=briefly)
    notes = [wording.leap_briefly(leap, text) for leap in drawn.leaps]
    if room.size.is_upright and drawn.leaps:
        # The note says of the reform what its mark would.
        figure.layout.annotations = ()
    # Where there is little room, the newest figure alone stands for the line of what was done.
    place = chart.drawn("curve", figure, lines[1:] if room.size.is_upright else lines, room.size, notes)
    return place, figure, figures.curve_alt(drawn.flow, drawn.targets, stage, text)
