"""The scorecard as rows with codes and plain numbers, for commands."""

from collections.abc import Iterable

import pandas as pd

from dashboard.briefing.goals import scorecard
from dashboard.briefing.goals.scorecard import Scores
from dashboard.database import Database
from dashboard.selection import Selection
from dashboard.sql import Declared, put_together

COLUMNS = (
    Declared("place", "BIGINT", False, "1 has the lowest total; empty where a figure is missing"),
    Declared("unit_code", "VARCHAR", False, ""),
    Declared("unit_name", "VARCHAR", False, ""),
    Declared("total", "DOUBLE", False, "sum of rank × coefficient over the card's indicators"),
    Declared("band", "BIGINT", False, "from 1"),
    Declared("band_points", "DOUBLE", False, "of the band, less the unit's deductions, at least 0"),
    Declared("next_gap", "DOUBLE", False, "points to the next total: what the place is worth; empty for the last"),
    Declared("place_low", "BIGINT", False, "the best place that eight of ten draws of the last weeks give"),
    Declared("place_high", "BIGINT", False, "the worst of these"),
    Declared("ranks", "VARCHAR", False, "rank in each indicator of the card, in its order"),
    Declared("missing", "VARCHAR", False, "numbers of the indicators without a figure, from 1"),
    Declared("card", "VARCHAR", False, "version of the card"),
)
NAMES = [column.name for column in COLUMNS]
QUESTION = put_together(
    "scorecard_by_unit",
    "Places over several indicators by the card in use on the day; units without a figure come last.",
    "one row per unit of the given grain within the parent that exists on the day",
    COLUMNS,
    (
        Declared("grain", "VARCHAR", False, "province, district, commune or a grouping"),
        Declared("issuer", "VARCHAR", False, "whose target: ministry, province or district"),
    ),
)


def asked(database: Database, selection: Selection, grain: str) -> pd.DataFrame:
    """The rows by the card in use on the day."""
    known, _ = scorecard.cards()
    card = scorecard.in_use(known, selection.as_of)
    return of_scores(scorecard.of_units(database, selection, grain, card))


def of_scores(found: Scores) -> pd.DataFrame:
    """Ranked units by their place, then those that miss a figure."""
    ranked = [
        (
            one.place, one.unit_code, one.unit_name, one.total, one.band, one.band_points, one.next_gap,
            *(one.places or (None, None)), _listed(one.ranks), None, found.card.name,
        )
        for one in found.scored
    ]  # fmt: skip
    others = [
        (
            None, one.unit_code, one.unit_name, *(None,) * 7, _listed([number + 1 for number in one.missing]),
            found.card.name,
        )
        for one in found.unscored
    ]  # fmt: skip
    rows = pd.DataFrame([*ranked, *others], columns=NAMES)
    return rows.astype({column.name: "Int64" for column in COLUMNS if column.type == "BIGINT"})


def _listed(numbers: Iterable[int]) -> str:
    return " ".join(map(str, numbers))
