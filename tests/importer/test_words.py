"""Each word of the vocabulary does what it should to a number under it: one word removed, and its line here fails."""

import csv
from pathlib import Path

import pytest

from dashboard.importer.layouts.words.lexicon import lexicon_of
from dashboard.importer.layouts.words.meaning import Around, sense_of
from dashboard.importer.staging import Staging

EXPECTED = Path(__file__).with_name("words.csv")
# The title says what is counted, so that only the words over a number can spoil it.
AROUND = Around(stages=("activated",))


@pytest.fixture(scope="module")
def lexicon():
    with Staging() as staging:
        return lexicon_of(staging, (), {})


def expected():
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        return [(row["tag"], row["word"], row["number"]) for row in csv.DictReader(file)]


def outcome(sense):
    """A count of a stage and level, something else, or asked."""
    return f"{sense.stage} {sense.level}" if sense.is_count else sense.other or sense.asked


def test_every_word_has_its_meaning_and_none_is_missing(lexicon):
    found = [
        (
            tag,
            word,
            outcome(sense_of([lexicon.read("Mức 2"), lexicon.read(word, with_places=False, where="head")], AROUND)),
        )
        for tag, word, _ in expected()
    ]
    assert found == expected()
    known = {key for words in lexicon.phrases.spellings.values() for key in words}
    assert len(known) == len({word for _, word, _ in expected()})


@pytest.mark.parametrize("word", ["chốt sổ", "vượt", "quy đổi", "bổ sung", "làm bù", "con trỏ", "loại trừ"])
def test_a_word_that_is_not_known_is_asked(lexicon, word):
    sense = sense_of([lexicon.read(f"Kích hoạt mức 2 {word}")], Around())
    assert (sense.is_count, sense.asked) == (False, "words_are_understood")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Số TK đã KH mức 1", "activated 1"), ("SL kích hoạt", "activated all"), ("Tổng số tài khoản", "sum"),
        ("Kích hoạt/phê duyệt", "ratio"), ("% kích hoạt", "percent"), ("Kích hoạt/ngày", "span_is_certain"),
        ("Lũy kế kích hoạt", "activated all"), ("Kích hoạt tháng 4", "span_is_certain"), ("Mức 1 tăng", "change"),
        ("Kích hoạt trong tuần", "flow"), ("Còn phải kích hoạt", "backlog"), ("TỔNG MỨC ĐỘ 1 + 2", "activated all"),
        ("Kích hoạt từ 6 đến 13 tuổi", "child"), ("Kích hoạt (điểm)", "score"), ("Chỉ tiêu BCA giao", "target"),
    ],
)  # fmt: skip
def test_the_words_of_a_heading_together_say_what_is_below(lexicon, words, number):
    assert outcome(sense_of([lexicon.read(words)], AROUND)) == number


def test_what_a_legend_or_a_clerk_explains_is_understood(lexicon):
    explained = lexicon.with_words({"KH": "activated", "đợt ra quân": "flow"})
    assert outcome(sense_of([explained.read("M1"), explained.read("KH")], Around())) == "activated 1"
    assert outcome(sense_of([explained.read("Kích hoạt đợt ra quân")], Around())) == "flow"


def test_without_marks_a_word_is_the_one_that_must_not_be_missed(lexicon):
    assert lexicon.read("con phai kich hoat").has("backlog")
    assert lexicon.read("MUC 2").has("2")
    assert not lexicon.read("Đặt con trỏ vào ô").has("backlog")
