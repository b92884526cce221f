"""docs/import.md cannot fall behind: its examples come in, and it names every reason and every word."""

import csv
import re

import pytest

from dashboard import importer, settings, sql
from dashboard.exports.kinds import KINDS
from dashboard.text import LANGUAGES, catalogue

DOCUMENT = settings.ROOT / "docs" / "import.md"
EXAMPLES = settings.ROOT / "docs" / "examples"


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_the_example_of_each_kind_comes_in_whole(kind):
    path = EXAMPLES / f"{kind}.csv"
    result = importer.accept_files([path], dry_run=True, is_demo=False, progress=None)[0]
    assert (result.kind, result.quarantined_rows, result.dropped_columns) == (kind, 0, ())
    assert result.accepted_rows == len(path.read_text(encoding="utf-8").splitlines()) - 1


def reasons():
    rules = {name for name in sql.names("check") if sql.load("check", name).on != "warehouse"}
    return rules | {
        key.removeprefix("importer.reason.") for key in catalogue("en") if key.startswith("importer.reason.")
    }


def test_every_reason_is_documented_and_worded_in_both_languages():
    text = DOCUMENT.read_text(encoding="utf-8")
    for reason in reasons():
        assert re.search(rf"\b{reason}\b", text), reason
        assert all(f"importer.reason.{reason}" in catalogue(language) for language in LANGUAGES), reason


def test_every_column_and_value_is_documented():
    text = DOCUMENT.read_text(encoding="utf-8")
    with (settings.DATA / "vocabulary.csv").open(encoding="utf-8", newline="") as words:
        canonical = {(row["field"], row["canonical"]) for row in csv.DictReader(words)}
    fields = {field.name for kind in KINDS for field in kind.fields} - {"unit_printed"}
    assert not [name for name in fields if not re.search(rf"\b{name}\b", text)]
    listed = ("level", "stage", "channel", "hour_band", "issuer", "base", "team_kind", "event_kind")
    assert not [word for field, word in canonical if field in listed and f"`{word}`" not in text]


def test_no_word_of_the_vocabulary_has_two_meanings():
    from dashboard.importer.staging import Staging

    with Staging() as staging:
        twice = staging.execute(
            # Headings are read with their marks: "kỳ" is no "ký".
            "SELECT field, CASE field WHEN 'heading' THEN lower(word) ELSE key END AS word FROM vocabulary "
            "GROUP BY ALL HAVING count(DISTINCT canonical) > 1 OR word = ''"
        ).fetchall()
    assert twice == []
