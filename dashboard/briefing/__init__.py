"""What is known of a unit, whoever shows it: facts, decided once, without HTML and without the words of a page."""

from dashboard.briefing import area, at_once, forecast, opened, published, shared, silence, sources, trace
from dashboard.briefing.change import changed, difference, movement, since
from dashboard.briefing.comparison import campaigns, funnel, needs, peers, pinned, ranking
from dashboard.briefing.curves import averaged, curve, leaps, rates, recent, weeks
from dashboard.briefing.forecast import ahead, answer, work_list
from dashboard.briefing.goals import indicators, scorecard, side_by_side, targets
from dashboard.briefing.summary import behind, headline, missing, paragraph, stages
from dashboard.briefing.work import duty, hamlets, pipeline, reasons, teams, waiting

__all__ = [
    "ahead",
    "answer",
    "area",
    "at_once",
    "averaged",
    "behind",
    "campaigns",
    "changed",
    "curve",
    "difference",
    "duty",
    "forecast",
    "funnel",
    "hamlets",
    "headline",
    "indicators",
    "leaps",
    "missing",
    "movement",
    "needs",
    "opened",
    "paragraph",
    "peers",
    "pinned",
    "pipeline",
    "published",
    "ranking",
    "rates",
    "reasons",
    "recent",
    "scorecard",
    "shared",
    "side_by_side",
    "silence",
    "since",
    "sources",
    "stages",
    "targets",
    "teams",
    "trace",
    "waiting",
    "weeks",
    "work_list",
]
