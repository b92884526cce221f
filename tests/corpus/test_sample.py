"""Thirty reports of the corpus come in as they are true, or are asked about; `make corpus` imports them all."""

import csv

import pytest

from dashboard.folding import spelled
from dashboard.settings import ROOT
from tests.corpus import combined, sample, trial
from tests.corpus.catalogue import PARTS, RECIPES
from tests.sweep import sampled

VERDICTS = sample.verdicts()


@pytest.mark.parametrize("name", sampled(VERDICTS, 2))
def test_a_report_comes_in_as_it_is_true_or_is_asked(name, tmp_path):
    judged = trial.judged(RECIPES[name](), tmp_path)
    assert judged.verdict != "wrong", judged.line
    if VERDICTS[name] == "right":
        assert judged.verdict == "right", judged.line


def test_a_third_of_the_combined_words_is_in_no_vocabulary():
    with (ROOT / "data" / "vocabulary.csv").open(encoding="utf-8") as file:
        known = {spelled(row["word"]) for row in csv.DictReader(file)}
    assert not [
        word for word in combined.UNKNOWN + combined.HARMLESS + combined.UNKNOWN_MEASURES if spelled(word) in known
    ]
    unknown = [name for name in combined.RECIPES if not combined.is_known(name)]
    assert 3 * len(unknown) == combined.TABLES


def test_no_two_reports_have_one_name():
    assert len(RECIPES) == sum(map(len, PARTS.values()))


def test_a_report_is_the_same_whenever_it_is_made():
    for make in list(RECIPES.values())[::40]:
        first, second = make(), make()
        assert (first.name, first.rows, first.also) == (second.name, second.rows, second.also)
